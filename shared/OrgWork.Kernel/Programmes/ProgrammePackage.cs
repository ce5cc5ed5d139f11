using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>What a published programme is on a host: the files of a module folder, made of its description alone.</summary>
/// <param name="Files">by their path in the folder, the list of hashes among them</param>
public sealed record ProgrammePackage(string Id, ProgrammeDescription Description, IReadOnlyDictionary<string, string> Files)
{
    public const string DescriptionFile = "programme.json", ListFile = "files.sha256", MigrationFolder = "migrations/";
    /// <summary>The module whose second level its menu stands in.</summary>
    public const string Home = "programmes";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    public static string Permission(string id, string tail) => $"{id}.entries.{tail}";
    public string Sha256 => Hash(Files[ListFile]);
    public ModuleManifest Manifest => ModuleManifest.Parse(Files["module.json"]);

    /// <summary>The next edition of a package, or its first.</summary>
    /// <param name="number">of this version, from 1</param>
    /// <param name="earlier">the migrations that have run, by file name</param>
    /// <param name="migration">what this version does to the tables; nothing where it does nothing</param>
    public static ProgrammePackage Make(string id, ProgrammeDescription description, int number, IReadOnlyDictionary<string, string> earlier, string migration)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["module.json"] = ManifestOf(id, description, number), [DescriptionFile] = description.ToJson() };
        foreach (var (name, sql) in earlier) files[name] = sql;
        if (migration != "") files[$"{MigrationFolder}{number:0000}_version.sql"] = migration;
        files[ListFile] = string.Concat(files.Select(file => $"{Hash(file.Value)}  {file.Key}\n"));
        return new(id, description, files);
    }

    public static IReadOnlyDictionary<string, string> MigrationsOf(IReadOnlyDictionary<string, string> files) => files.Where(file => file.Key.StartsWith(MigrationFolder, StringComparison.Ordinal)).ToDictionary();

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string ManifestOf(string id, ProgrammeDescription description, int number)
    {
        var who = description.Who;
        var isSensitive = description.AllRegisters.Any(register => register.Fields.Any(ProgrammeSchema.IsEncrypted));
        var hasRules = description.Lights.Count > 0 || description.Procedure?.Steps.Any(step => step.MinDays is > 0 || step.MaxDays is not null) == true;
        List<Permission> permissions = [Give("entries.read", "查看", who.Read), Give("entries.edit", "登记和修改", who.Edit)];
        if (description.Registers.Any(register => register is { Closed: false } and ({ Round: not null } or { Ranking: not null }))) permissions.Add(Give("entries.manage", "排名次、退回重报", who.Manage));
        if (isSensitive) permissions.Add(Give("entries.open", "查看敏感项", who.Manage));
        List<MenuEntry> menu = [.. description.Registers.Where(register => !register.Closed).Select(register => new MenuEntry(register.Title, register.Key, Permission(id, "read")))];
        if (description.Procedure is { } procedure)
        {
            permissions.Add(Give("entries.act", "办理程序", who.Act));
            menu.Add(new(procedure.Title, "steps", Permission(id, "read")));
        }
        if (description.Figures.Count + description.Shows.Count > 0 || description.Participants is not null)
        {
            permissions.AddRange([Give("figures.read", "查看指标", who.Read), Give("figures.edit", "设定目标", who.Manage)]);
            menu.Add(new("指标", "figures", id + ".figures.read"));
        }
        if (hasRules)
        {
            permissions.AddRange([Give("rules.read", "查看规则", who.Read), Give("rules.edit", "设定规则参数", who.Manage)]);
            menu.Add(new("规则与灯", "rules", id + ".rules.read"));
        }
        if (description.Participants is not null) menu.Add(new("没有登记的", $"figures/{DescribedModule.TakingPart}-missing/rows", id + ".figures.read"));
        menu.AddRange(description.Registers.Where(register => !register.Closed && DescribedModule.HasEarlier(register)).Select(register => new MenuEntry(register.Title + "（旧项目）", register.Key + DescribedModule.EarlierTail, Permission(id, "read"))));
        menu.AddRange(description.Registers.Where(register => register.Closed).Select(register => new MenuEntry(register.Title + "（停用）", register.Key, Permission(id, "read"))));
        return JsonSerializer.Serialize(new { id, name = description.Name, summary = Short(description.Purpose), version = $"{Math.Max(1, description.Edition)}.{number}.0", contract = ModuleManifest.Contract, order = 600, under = Home, permissions, menu, reads = ProgrammeLists.ReadsOf(description) }, Json);

        Permission Give(string tail, string what, IReadOnlyList<string> roles) => new($"{id}.{tail}", $"{description.Name}：{what}") { Roles = roles };
    }

    static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}

/// <summary>Whether a programme is being served, as this host sees it.</summary>
/// <param name="Fault">why its newest version is not taken up</param>
public sealed record ProgrammeCondition(bool IsServing, string? Version, string? Fault);

/// <summary>How much a table of a programme holds.</summary>
public sealed record ProgrammeRoom(long Rows, long Bytes);

/// <summary>What came of trying something out on the database; nothing of it is left.</summary>
/// <param name="Fault">why it would be refused; null when nothing speaks against it</param>
/// <param name="Cut">why it was not tried to its end: it took too long, or others had the tables</param>
public sealed record Trial(string? Fault = null, string? Cut = null);

/// <summary>What the designer asks of the host: to try a package out on the database without leaving anything, how a programme fares, and the deployment's hand under what it sends.</summary>
/// <param name="tryOut">what it would come to; longer, where it is to be published next, than for a look</param>
/// <param name="write">a description as a signed letter, from whom</param>
/// <param name="trusted">by which name a key is trusted here; null when it is not</param>
/// <param name="room">by table, what a live programme holds</param>
public sealed class ProgrammePress(Func<ProgrammePackage, bool, CancellationToken, Task<Trial>> tryOut, Func<string, ProgrammeCondition?> condition, Func<ProgrammeDescription, string, string> write, Func<string, CancellationToken, Task<string?>> trusted, Func<string, CancellationToken, Task<IReadOnlyDictionary<string, ProgrammeRoom>>> room)
{
    public string Write(ProgrammeDescription description, string signer) => write(description, signer);
    public Task<string?> TrustedNameAsync(string fingerprint, CancellationToken stop) => trusted(fingerprint, stop);
    public Task<IReadOnlyDictionary<string, ProgrammeRoom>> RoomOfAsync(string id, CancellationToken stop) => room(id, stop);
    public Task<Trial> TryOutAsync(ProgrammePackage package, bool isDeed, CancellationToken stop) => tryOut(package, isDeed, stop);
    public ProgrammeCondition? ConditionOf(string id) => condition(id);
}
