using System.Text.RegularExpressions;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>Formulas of every kind, with hostile text in them, are run under the login of the programme they stand in, for looking only, and come to what one reckons by hand.</summary>
public sealed partial class FormulaRunsTests(DesignHost at) : IClassFixture<DesignHost>
{
    static readonly string[] Hostile = ["'", "''", "\\", "\\'", "$1", "$$", "--", "/*", "{day}", "{", "@id", ":x", "'; drop table notes; --", "') or true --", "E'\\n'", "修路", "%_", "'||(select 1)||'"];

    static readonly DescribedRegister Visits = new()
    {
        Key = "visits", Title = "走访台账", Noun = "走访",
        Fields =
        [
            new() { Key = "name", Label = "对象", Kind = DescribedKind.Name }, new() { Key = "count", Label = "户数", Kind = DescribedKind.Number }, new() { Key = "held_on", Label = "开展日期", Kind = DescribedKind.Date },
            new() { Key = "closed_on", Label = "办结日期", Kind = DescribedKind.Date }, new() { Key = "words", Label = "情况" },
        ],
        Lists = [new() { Key = "notes", Title = "记录", Noun = "记录", Fields = [new() { Key = "noted_on", Label = "日期", Kind = DescribedKind.Date }, new() { Key = "money", Label = "金额", Kind = DescribedKind.Number }] }],
    };

    sealed record Note(DateOnly On, int Money);
    sealed record Visit(string Name, int? Count, DateOnly? Held, DateOnly? Closed, string? Words, IReadOnlyList<Note> Notes);

    static DateOnly Today => Clock.Today;

    static readonly (string Text, Func<Visit, object?> Value)[] Sums =
    [
        ("次数([记录])", visit => visit.Notes.Count), ("次数([记录], [金额] > 2)", visit => visit.Notes.Count(note => note.Money > 2)), ("合计([记录], [金额])", visit => visit.Notes.Sum(note => note.Money)),
        ("平均([记录], [金额])", visit => visit.Notes.Count == 0 ? null : (decimal)visit.Notes.Sum(note => note.Money) / visit.Notes.Count), ("合计([记录], [金额], [日期] 早于 今天 - 10天)", visit => visit.Notes.Where(note => note.On < Today.AddDays(-10)).Sum(note => note.Money)),
        ("最近([记录], [日期])", visit => visit.Notes.Count == 0 ? null : visit.Notes.Max(note => note.On)),
    ];

    [Fact]
    public async Task Whatever_is_written_reads_its_own_rows_writes_nothing_and_comes_to_what_is_reckoned_by_hand()
    {
        var design = await at.ReceiveAsync(new ProgrammeDescription { Name = "公式", Edition = 2026, Registers = [Visits] }.ToJson());
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.Host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var list = $"/{TestHost.County}/{module}/visits";
        var random = new System.Random(11);
        List<Visit> visits = [];
        for (var n = 0; n < 6; n++)
        {
            var visit = new Visit($"对象{n}", n == 0 ? null : random.Next(0, 6), n == 1 ? null : Today.AddDays(-random.Next(0, 60)), n % 2 == 0 ? null : Today.AddDays(-random.Next(0, 60)), n == 2 ? null : Hostile[random.Next(Hostile.Length)],
                [.. Enumerable.Range(0, n % 4).Select(_ => new Note(Today.AddDays(-random.Next(0, 30)), random.Next(0, 6)))]);
            var id = await DesignHost.AddAsync(officer, list, ("name", visit.Name), ("count", $"{visit.Count}"), ("held_on", Said(visit.Held)), ("closed_on", Said(visit.Closed)), ("words", visit.Words ?? ""));
            foreach (var note in visit.Notes) Assert.Equal(302, (await officer.SubmitAsync($"{list}/{id}/notes/new", ("noted_on", Said(note.On)), ("money", $"{note.Money}"))).Status);
            visits.Add(visit);
        }
        await using var data = at.Host.Platform.Databases.Of(at.Host.Platform.Current!.Modules.First(one => one.Manifest.Id == module).Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        Assert.Equal("on", await data.FirstAsync<string>("select current_setting('transaction_read_only')", null, default));
        Assert.NotEqual("0", await data.FirstAsync<string>("select current_setting('statement_timeout')", null, default));
        for (var n = 0; n < 500; n++)
        {
            var text = Condition(random, 2);
            if (text.Length > Formula.MostText) continue;
            var formula = Formula.Parse(text, Visits, FormulaType.Truth);
            var sums = string.Concat(formula.Sums.DistinctBy(sum => sum.Column).Select(sum => $", {sum.For($"{module}.notes", "visits", "t.id")} as {ProgrammeSchema.Name(sum.Column)}"));
            var sql = $"select string_agg(coalesce(({formula.Sql})::text, '—'), ' ' order by name) from (select t.*{sums} from {module}.visits t where t.removed_at is null) x";
            NamesNothingElse(formula.Sql + sums, module);
            var answer = await data.FirstAsync<string>(sql.Replace("{day}", $"date '{Today:yyyy-MM-dd}'", StringComparison.Ordinal), null, default);
            var reckoned = string.Join(' ', visits.Select(visit => formula.Evaluate(Known(formula, visit), Today) switch { true => "true", false => "false", _ => "—" }));
            Assert.True(answer == reckoned, $"{text}: {answer} ≠ {reckoned}");
        }
        Assert.Equal($"6 {visits.Sum(visit => visit.Notes.Count)}", await at.Host.AskAsync<string>($"select (select count(*) from {module}.visits) || ' ' || (select count(*) from {module}.notes)"));

        static string Said(DateOnly? day) => day is { } there ? Dates.Format(there) : "";
    }

    static Dictionary<string, object?> Known(Formula formula, Visit visit)
    {
        var known = new Dictionary<string, object?> { ["name"] = visit.Name, ["count"] = visit.Count, ["held_on"] = visit.Held, ["closed_on"] = visit.Closed, ["words"] = visit.Words };
        foreach (var (text, value) in Sums)
            if (Formula.Parse(text.StartsWith('最') ? text + " 为空" : text + " > 0", Visits, FormulaType.Truth).Sums[0].Column is var column && formula.Sums.Any(sum => sum.Column == column)) known[column] = value(visit);
        Assert.Equal(formula.Sums.DistinctBy(sum => sum.Column).Count(), known.Count - 5);
        return known;
    }

    /// <summary>With its quoted texts taken out, nothing is left in it but its own columns, its own list and a handful of plain words: it can call, write and reach nothing.</summary>
    static void NamesNothingElse(string sql, string module)
    {
        var bare = Quoted().Replace(sql, "");
        Assert.DoesNotMatch(@"--|/\*|;|\$|@|\\|'", bare);
        foreach (Match word in Words().Matches(bare))
            Assert.True(Allowed.Contains(word.Value.Trim('"')) || word.Value.Trim('"') == module || Visits.Fields.Concat(Visits.Lists[0].Fields).Any(field => field.Key == word.Value.Trim('"')) || word.Value.StartsWith('"') && !word.Value.Contains('.', StringComparison.Ordinal), $"{word.Value} in {sql}");
    }

    static readonly HashSet<string> Allowed = [.. "and or not is null in coalesce nullif strpos chr make_interval months date day numeric true false collate C select from where as l t id notes visits_id removed_at count sum avg max".Split(' ')];

    static string Condition(System.Random random, int depth)
    {
        // The language has no way to write a quotation mark inside a text; rows have them all the same.
        var texts = Hostile.Where(text => !text.Contains('\'', StringComparison.Ordinal)).ToArray();
        return random.Next(depth > 0 ? 13 : 10) switch
        {
            0 => $"[户数] 介于 {random.Next(3)} 至 {random.Next(3, 6)}",
            1 => $"[户数] * {random.Next(4)} {Pick("+", "-")} {random.Next(5)} {Pick("=", "≠", "<", "≤", ">", "≥")} {random.Next(12)}",
            2 => $"[户数] / {Pick("0", "2", "4")} > {random.Next(3)}.5",
            3 => $"[情况] {Pick("=", "不等于", "包含", "不包含")} “{Pick(texts)}”",
            4 => $"[情况] {Pick("在", "不在")} (“{Pick(texts)}”、“{Pick(texts)}”)",
            5 => $"[开展日期] {Pick("+", "-")} {random.Next(1, 4)}个月 {Pick("早于", "晚于", "不早于", "不晚于")} 今天 {Pick("+", "-")} {random.Next(100)}天",
            6 => $"[办结日期] - [开展日期] {Pick(">", "≤")} -{random.Next(30)}",
            7 => $"{Sums[random.Next(Sums.Length - 1)].Text} {Pick("=", "<", ">", "≥")} {random.Next(8)}",
            8 => $"{Sums[^1].Text} {Pick("早于", "不早于")} 今天 - {random.Next(30)}天",
            9 => $"[开展日期] 介于 今天 - {random.Next(30, 60)}天 至 今天 - {random.Next(30)}天",
            10 => $"({Condition(random, depth - 1)} 且 {Condition(random, depth - 1)})", 11 => $"({Condition(random, depth - 1)} 或 {Condition(random, depth - 1)})", _ => $"非 ({Condition(random, depth - 1)})",
        };

        string Pick(params string[] of) => of[random.Next(of.Length)];
    }

    [GeneratedRegex("'(?:[^']|'')*'")] private static partial Regex Quoted();
    [GeneratedRegex("\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_]*")] private static partial Regex Words();
}
