using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary><c>module.json</c>: what a module is, read before any of its code.</summary>
public sealed partial record ModuleManifest
{
    /// <summary>The contract between host and modules that this kernel speaks. A module built for another one is refused.</summary>
    public static readonly int Contract = typeof(ModuleManifest).Assembly.GetName().Version!.Major;

    public required string Id { get; init; }
    public required string Name { get; init; }
    public string Summary { get; init; } = "";
    public required string Version { get; init; }
    [JsonPropertyName("contract")] public required int ContractVersion { get; init; }
    /// <summary>Where the module stands in the line of works across the top.</summary>
    public int Order { get; init; } = 500;
    /// <summary>The module behind whose word in the line of works this one stands: local programmes are many, and stand in the second level of one.</summary>
    public string? Under { get; init; }
    public IReadOnlyList<Permission> Permissions { get; init; } = [];
    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];
    /// <summary>Ids of modules whose published views this one reads. A missing one yields empty, never an error.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];
    /// <summary>What others may have of it: views of its schema, named <c>pub_…</c>, and events with their version, <c>organisation_renamed@1</c>.</summary>
    public IReadOnlyList<string> Publishes { get; init; } = [];
    [JsonIgnore] public IEnumerable<string> PublishedViews => Publishes.Where(name => name.StartsWith("pub_", StringComparison.Ordinal));
    /// <summary><c>grassroots.organisation_renamed@1</c></summary>
    [JsonIgnore] public IEnumerable<string> PublishedEvents => Publishes.Where(name => !name.StartsWith("pub_", StringComparison.Ordinal)).Select(name => $"{Id}.{name}");
    /// <summary>Events of other modules that this one acts upon. A publisher that is not there tells nothing, and that is no error.</summary>
    public IReadOnlyList<ListensTo> Listens { get; init; } = [];
    /// <summary>
    /// What it reads of others' views, column by column with its type: <c>"grassroots.pub_member": { "person_id": "uuid" }</c>. It finds them in its own schema as
    /// <c>grassroots_member</c>, always: empty where the publisher is missing, without the places where it is off.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Reads { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();
    /// <summary>Tables without a place, and so without row security. Each needs its reason.</summary>
    public IReadOnlyDictionary<string, string> Placeless { get; init; } = new Dictionary<string, string>();

    [JsonIgnore] public string Schema => Id;
    /// <summary><c>starter_homes</c> → <c>StarterHomes</c>: the area its pages answer in, and the end of its assembly's name.</summary>
    [JsonIgnore] public string Area => string.Concat(Id.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    [JsonIgnore] public string AssemblyName => "OrgWork." + Area;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="ModuleRefusedException">the text says what is wrong with the manifest</exception>
    public static ModuleManifest Parse(string json)
    {
        ModuleManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<ModuleManifest>(json, Json) ?? throw new JsonException("空文件");
        }
        catch (JsonException fault)
        {
            throw new ModuleRefusedException($"module.json 读不懂：{fault.Message}", fault);
        }
        if (!IdPattern().IsMatch(manifest.Id))
            throw new ModuleRefusedException($"模块标识“{manifest.Id}”不合规定：小写字母开头，只用小写字母、数字和下划线，不超过 30 字");
        if (manifest.ContractVersion != Contract)
            throw new ModuleRefusedException($"模块按平台约定第 {manifest.ContractVersion} 版编写，本平台为第 {Contract} 版；请取得对应版本的模块包");
        foreach (var permission in manifest.Permissions.Where(p => !p.Id.StartsWith(manifest.Id + ".", StringComparison.Ordinal)))
            throw new ModuleRefusedException($"权限“{permission.Id}”必须以“{manifest.Id}.”开头");
        foreach (var entry in manifest.Menu.Where(entry => manifest.Permissions.All(p => p.Id != entry.Permission)))
            throw new ModuleRefusedException($"菜单“{entry.Name}”要求的权限“{entry.Permission}”没有声明");
        foreach (var name in manifest.Publishes.Where(name => !PublishedPattern().IsMatch(name)))
            throw new ModuleRefusedException($"publishes 里的“{name}”不合规定：公布的视图写作 pub_…，事件写作 名称@版本");
        foreach (var listens in manifest.Listens.Where(listens => !EventPattern().IsMatch(listens.Event) || listens.WhenOff is not ("wait" or "drop")))
            throw new ModuleRefusedException($"listens 里的“{listens.Event}”不合规定：写作 模块.名称@版本，whenOff 为 wait 或 drop");
        foreach (var (view, columns) in manifest.Reads)
            if (!ViewPattern().IsMatch(view) || columns.Count == 0 || columns.Any(column => !IdPattern().IsMatch(column.Key) || !TypePattern().IsMatch(column.Value)))
                throw new ModuleRefusedException($"reads 里的“{view}”不合规定：写作 模块.pub_名称，逐栏写明类型");
        return manifest;
    }

    [GeneratedRegex("^(pub_[a-z0-9_]+|[a-z][a-z0-9_]*@[1-9][0-9]*)$")] private static partial Regex PublishedPattern();
    [GeneratedRegex("^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*@[1-9][0-9]*$")] private static partial Regex EventPattern();
    [GeneratedRegex("^[a-z][a-z0-9_]*\\.pub_[a-z0-9_]+$")] private static partial Regex ViewPattern();
    [GeneratedRegex("^(uuid|text|date|integer|bigint|boolean|timestamp with time zone|numeric)$")] private static partial Regex TypePattern();

    [GeneratedRegex("^[a-z][a-z0-9_]{1,29}$")] private static partial Regex IdPattern();
}

public sealed record Permission(string Id, string Name)
{
    /// <summary>
    /// Ids of the platform's own roles that are offered it, once, when the module first comes: <c>["cadre_section"]</c>. What ends with <c>.read</c> also goes to
    /// those who may look at everything; a permission that names no role goes to those who run local programmes. Administrators decide from then on.
    /// </summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
    /// <summary>Though it ends with <c>.read</c>, it is for the roles it names alone: drafts, who is being considered, what is kept in the archives.</summary>
    public bool IsConfidential { get; init; }
}

/// <param name="Event"><c>grassroots.organisation_renamed@1</c></param>
/// <param name="WhenOff">what becomes of it where this module is off: <c>wait</c> until it is on again, or <c>drop</c></param>
public sealed record ListensTo(string Event, string WhenOff = "wait");

/// <param name="Path">below <c>/{locality}/{module}/</c></param>
public sealed record MenuEntry(string Name, string Path, string Permission)
{
    /// <summary>Entries of one group stand behind one word of the second level, on a line of their own below it. For modules with more than a dozen.</summary>
    public string? Group { get; init; }
}

/// <summary>A module that cannot be taken up. The message is shown to the administrator as it is.</summary>
public sealed class ModuleRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a module is in one locality. A locality that says nothing takes it from above; the root's default is <see cref="On"/>.</summary>
public enum ModuleState
{
    /// <summary>No menu, pages and API answer 404, jobs skip it; data stays.</summary>
    Off = 0,
    /// <summary>Can be looked at, printed and exported; nothing can be written.</summary>
    ReadOnly = 1,
    On = 2,
    /// <summary>Closed for good, data exported and kept. Answers like <see cref="Off"/>.</summary>
    Retired = 3,
}
