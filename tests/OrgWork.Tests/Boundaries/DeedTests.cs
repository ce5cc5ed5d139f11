using System.Text.RegularExpressions;
using Xunit;

namespace OrgWork.Tests.Boundaries;

/// <summary>
/// Nothing changes without an entry in the record of deeds. <c>Db</c> refuses to commit what nobody recorded (DbTests, GateTests, JobTests); here it is shown that no page and
/// no job has another way to the database, and who may say that no entry is needed.
/// </summary>
public sealed partial class DeedTests
{
    static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    /// <summary>Who speaks to the database without <c>Db</c>, and what for.</summary>
    static readonly Dictionary<string, string> PastTheWay = new()
    {
        ["host/Database/PrivateCluster.cs"] = "makes the cluster", ["host/Database/Setup.cs"] = "makes schemas and logins", ["host/Database/Migrations.cs"] = "migrates", ["host/Database/Fence.cs"] = "makes logins",
        ["host/Modules/RuleDeclarations.cs"] = "what rules the modules brought", ["host/Modules/SigningKey.cs"] = "looks", ["host/Modules/ModuleCatalog.cs"] = "looks", ["host/Modules/DescribedModules.cs"] = "looks", ["host/Modules/DescribedIndexes.cs"] = "indexes that a programme's tables lack: no row changes", ["shared/OrgWork.Kernel/Programmes/ProgrammeDemo.cs"] = "fills an invented city", ["modules/Programmes/Demo/ShelfDemo.cs"] = "fills an invented city", ["host/Access/Roles.cs"] = "what permissions the modules brought, offered to the built-in roles",
        ["host/Events/EventRunner.cs"] = "who listens", ["host/Jobs/JobRunner.cs"] = "leases and ends of tasks; what a task does goes through Db", ["host/Jobs/JobTally.cs"] = "looks",
        ["host/Access/Sessions.cs"] = "when a session was last seen, and those long over", ["host/Access/FormKeys.cs"] = "the keys of form tokens", ["host/Access/DemoAccounts.cs"] = "looks",
        ["host/Commands/Deployment.cs"] = "makes the database", ["host/Commands/FirstStart.cs"] = "looks", ["host/Running/Live.cs"] = "looks and listens", ["host/Running/Databases.cs"] = "opens the ways", ["host/Running/Upkeep.cs"] = "partitions and fingerprints of the record itself",
        ["host/Running/Health.cs"] = "looks", ["host/Running/Platform.cs"] = "looks", ["host/Personal/PersonalKeys.cs"] = "writes anew under another key; the command records it",
        ["shared/OrgWork.Kernel/Data/Db.cs"] = "is the way", ["shared/OrgWork.Kernel/Demo/DemoBuilder.cs"] = "fills an invented city", ["shared/OrgWork.Kernel/Demo/DemoCase.cs"] = "fills an invented city", ["shared/OrgWork.Kernel/Demo/DemoCity.cs"] = "fills an invented city", ["modules/Grassroots/Demo/MemberDemo.cs"] = "fills an invented city", ["modules/Cadres/Demo/AssessmentDemo.cs"] = "fills an invented city", ["modules/Cadres/Demo/ArchiveDemo.cs"] = "fills an invented city", ["modules/Cadres/Demo/MeritDemo.cs"] = "fills an invented city", ["modules/Cadres/Demo/SelectionDemo.cs"] = "fills an invented city",
    };

    /// <summary>Who says that what they write needs no entry.</summary>
    static readonly Dictionary<string, int> NeedNoDeed = new()
    {
        ["host/Access/SignIns.cs"] = 1, ["host/Api/ApiKeys.cs"] = 1, ["host/Events/EventRunner.cs"] = 3, ["host/Home/DeskFigures.cshtml.cs"] = 1, ["host/Jobs/MyJobs.cshtml.cs"] = 1, ["shared/OrgWork.Ui/Pages/Registers/List.cshtml.cs"] = 3, ["shared/OrgWork.Kernel/Registers/RegisterRows.cs"] = 2, ["shared/OrgWork.Kernel/Procedures/CaseLights.cs"] = 1, ["shared/OrgWork.Kernel/Exchange/ImportJobs.cs"] = 2, ["shared/OrgWork.Ui/Pages/Registers/Import.cshtml.cs"] = 1,
    };

    /// <summary>Who opens what is encrypted, and by which deed that is known.</summary>
    static readonly Dictionary<string, string> Openers = new()
    {
        ["shared/OrgWork.Kernel/Registers/RegisterRows.cs"] = "用途查看", ["host/Access/AccountDeeds.cs"] = "用途查看", ["shared/OrgWork.Kernel/Documents/Document.cs"] = "with the paper, for a stated purpose",
        ["modules/Grassroots/TransferLetter/TransferLetter.cs"] = "with the paper, for a stated purpose", ["modules/Cadres/Exchange/FormExport.cs"] = "导出, for a stated purpose", ["modules/Cadres/Exchange/FormVault.cs"] = "what was brought is compared, masked; it leaves by FormExport",
        ["shared/OrgWork.Kernel/Files/FileStore.cs"] = "下载文件", ["shared/OrgWork.Kernel/Identity/ContentKey.cs"] = "is the way", ["host/Access/SignIns.cs"] = "one's own telephone, not shown: the new password must not hold it", ["host/Personal/PersonalKeys.cs"] = "written anew under another key, seen by nobody",
        ["shared/OrgWork.Kernel/Exchange/ImportCheck.cs"] = "what was brought is compared, and shown masked", ["shared/OrgWork.Kernel/Exchange/ImportWriter.cs"] = "导入",
    };

    static IEnumerable<(string File, string Text)> Sources() => from part in (string[])["host", "shared", "modules"]
        from file in Directory.EnumerateFiles(Path.Combine(Root, part), "*.cs", SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal)
        select (Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));

    [Fact]
    public void Nobody_writes_past_the_way_that_asks_for_the_entry() =>
        Assert.Equal(PastTheWay.Keys.Order(StringComparer.Ordinal), Sources().Where(source => WayOfOnesOwn().IsMatch(source.Text)).Select(source => source.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Who_needs_no_entry_is_known_by_name()
    {
        var said = Sources().Where(source => source.File != "shared/OrgWork.Kernel/Data/Db.cs").Select(source => (source.File, Count: Excuse().Count(source.Text))).Where(source => source.Count > 0).ToDictionary(source => source.File, source => source.Count);
        Assert.Equal(NeedNoDeed.OrderBy(one => one.Key, StringComparer.Ordinal), said.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Who_opens_what_is_encrypted_is_known_by_name() =>
        Assert.Subset(Openers.Keys.ToHashSet(), Sources().Where(source => Opening().IsMatch(source.Text)).Select(source => source.File).ToHashSet());

    [GeneratedRegex(@"[vV]ault\.Decrypt\(|dentities\.Decrypt\(|OpenPhoneAsync\(|\.IdentityAsync\(|ContentKey\.Unwrap\(")]
    private static partial Regex Opening();

    [GeneratedRegex(@"CreateCommand\(|CreateBatch\(|new NpgsqlCommand\(|new NpgsqlBatch\(|OpenConnectionAsync\(|OpenConnection\(|NpgsqlDataSource\.Create|BeginTextImport|BeginBinaryImport|new NpgsqlConnection\(")]
    private static partial Regex WayOfOnesOwn();

    [GeneratedRegex(@"\.NeedsNoDeed\(")]
    private static partial Regex Excuse();
}
