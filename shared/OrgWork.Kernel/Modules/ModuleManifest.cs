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
    public IReadOnlyList<Permission> Permissions { get; init; } = [];
    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];
    /// <summary>Ids of modules whose published views this one reads. A missing one yields empty, never an error.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];
    /// <summary>Views of this module's schema, named <c>pub_…</c>, that others may read.</summary>
    public IReadOnlyList<string> Publishes { get; init; } = [];
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
        return manifest;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{1,29}$")] private static partial Regex IdPattern();
}

public sealed record Permission(string Id, string Name)
{
    /// <summary>
    /// Ids of the platform's own roles that are offered it, once, when the module first comes: <c>["cadre_section"]</c>. What ends with <c>.read</c> also goes to
    /// those who may look at everything; a permission that names no role goes to those who run local programmes. Administrators decide from then on.
    /// </summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <param name="Path">below <c>/{locality}/{module}/</c></param>
public sealed record MenuEntry(string Name, string Path, string Permission);

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
