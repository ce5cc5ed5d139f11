namespace OrgWork.Cadres;

public sealed record RankFacts
{
    [KnownAs("现任职级")] public string? CurrentRank { get; init; }
    [KnownAs("任现职级时间")] public Month? RankSince { get; init; }
    [KnownAs("拟晋升职级")] public string? TargetRank { get; init; }
    [KnownAs("任现职级期间优秀", Unit = "次")] public int? ExcellentYears { get; init; }
    [KnownAs("任现职级期间基本称职", Unit = "次")] public int? BasicYears { get; init; }
    [KnownAs("决定日期")] public DateOnly? DecidedOn { get; init; }
    [KnownAs("影响期至")] public DateOnly? AffectedUntil { get; init; }
    [KnownAs("公示开始")] public DateOnly? PublishedOn { get; init; }
}

/// <summary>职级晋升 (rules A13): twelve ranks, one at a time, years in the rank with half a year off for each 优秀 and a year more for each 基本称职.</summary>
public static class RankRules
{
    const string Regulation = "公务员职务与职级并行规定";

    public static readonly Rule<RankFacts> Years = new()
    {
        Id = "cadres.ranks.years", Title = "晋升职级应达到规定的任职年限", WhenBroken = "职级任职年限不足", Basis = new(Regulation, "", true), Severity = Severity.Refuse,
        Text = "从任职当月起按年计算；每有一次年度考核优秀缩短半年，每有一次基本称职延长一年。任领导职务的，按对应的最低职级计算，起算时间填在“任现职级时间”。",
        Parameters = [RuleParameter.Months("inspector", "晋升一、二级巡视员", 48, Stricter.Higher), RuleParameter.Months("first", "晋升一级调研员", 36, Stricter.Higher), RuleParameter.Months("other", "晋升其他职级", 24, Stricter.Higher)],
        Test = new(Reckoned, Reached, (f, t) =>
        {
            var ((earliest, words), day) = (Reckon(f, t), f.DecidedOn ?? t.Day);
            return Finding.Of(earliest <= day, $"{words}；{Dates.Format(day)} 决定") with { Earliest = earliest };
        }),
        Examples =
        [
            new("四级调研员晋升三级调研员，两年", new() { CurrentRank = "R06", TargetRank = "R05", RankSince = new(2024, 11), ExcellentYears = 0, BasicYears = 0 }, new(2026, 11, 21), Outcome.Met),
            new("差半年，有一次优秀", new() { CurrentRank = "R06", TargetRank = "R05", RankSince = new(2025, 5), ExcellentYears = 1, BasicYears = 0 }, new(2026, 11, 21), Outcome.Met),
            new("有一次基本称职，要三年", new() { CurrentRank = "R06", TargetRank = "R05", RankSince = new(2024, 11), ExcellentYears = 0, BasicYears = 1 }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 11, 1) },
            new("晋升一级调研员要三年", new() { CurrentRank = "R04", TargetRank = "R03", RankSince = new(2024, 11), ExcellentYears = 0, BasicYears = 0 }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 11, 1) },
        ],
    };

    /// <summary>Lights whoever has come to the next rank by years; whether a post of that rank is free, and what else stands in the way, is asked when it is given.</summary>
    public static readonly Rule<RankFacts> Due = new()
    {
        Id = "cadres.ranks.due", Title = "达到任职年限的，列入职级晋升研究", WhenBroken = "已够职级晋升年限", Basis = new(Regulation, "", true), Severity = Severity.Remind, NumbersOf = Years,
        Text = "年限按“晋升职级应达到规定的任职年限”计算；职数、影响期和公示在办理晋升时核对。任领导职务的，按对应的最低职级、任同层次时间计算，没有登记职级的不亮灯，在综合页看；其他职级序列的不在内。",
        Population = new("files", $"select c.id, c.locality_path, c.name as title, {RankFile.Facts}, null::date as decided_on, null::date as affected_until, null::date as published_on from cadre c {RankFile.From} where c.removed_at is null and c.status = '1' and c.rank is not null and x.target_rank is not null"),
        Test = new([.. Reckoned, nameof(RankFacts.CurrentRank)], $"not ({Reached})", (f, t) =>
        {
            var (earliest, words) = Reckon(f, t);
            return Finding.Of(earliest > (f.DecidedOn ?? t.Day), $"{StandardCodes.Rank.NameOf(f.CurrentRank!)} → {StandardCodes.Rank.NameOf(f.TargetRank!)}：{words}") with { Earliest = earliest };
        }),
        Examples =
        [
            new("四级调研员任满两年", new() { CurrentRank = "R06", TargetRank = "R05", RankSince = new(2024, 11), ExcellentYears = 0, BasicYears = 0 }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 11, 1) },
            new("还差一个月", new() { CurrentRank = "R06", TargetRank = "R05", RankSince = new(2024, 12), ExcellentYears = 0, BasicYears = 0 }, new(2026, 11, 21), Outcome.Met),
            new("当地要求三年", new() { CurrentRank = "R06", TargetRank = "R05", RankSince = new(2024, 11), ExcellentYears = 0, BasicYears = 0 }, new(2026, 11, 21), Outcome.Met) { Values = new Dictionary<string, decimal> { ["other"] = 36 } },
        ],
    };

    public static readonly Rule<RankFacts> OneStep = new()
    {
        Id = "cadres.ranks.one-step", Title = "逐级晋升职级", WhenBroken = "越级晋升职级", Basis = new(Regulation, "", true), Severity = Severity.Refuse,
        Test = new([nameof(RankFacts.CurrentRank), nameof(RankFacts.TargetRank)], $"{Ladder("current_rank")} - {Ladder("target_rank")} = 1", (f, _) =>
            StandardCodes.Rank.Has(f.CurrentRank!) && StandardCodes.Rank.Has(f.TargetRank!)
                ? Finding.Of(Place(f.CurrentRank!) - Place(f.TargetRank!) == 1, $"{StandardCodes.Rank.NameOf(f.CurrentRank!)} → {StandardCodes.Rank.NameOf(f.TargetRank!)}")
                : new(Outcome.Unknown, "职级不在十二级之内")),
        Examples = [new("四级到三级调研员", new() { CurrentRank = "R06", TargetRank = "R05" }, new(2026, 11, 21), Outcome.Met), new("四级到二级调研员", new() { CurrentRank = "R06", TargetRank = "R04" }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<RankFacts> NotAffected = new()
    {
        Id = "cadres.ranks.not-affected", Title = "影响期未满的，不得晋升职级", WhenBroken = "影响期未满", Basis = new("中华人民共和国公职人员政务处分法", "第十九条", true), Severity = Severity.Refuse,
        Test = new RuleTest<RankFacts>([nameof(RankFacts.AffectedUntil)], "affected_until < coalesce(decided_on, {day})", (f, t) => Finding.Of(f.AffectedUntil < (f.DecidedOn ?? t.Day), $"影响期至 {Dates.Format(f.AffectedUntil!.Value)}") with { Earliest = f.AffectedUntil!.Value.AddDays(1) })
            .For(f => f.AffectedUntil is not null, "affected_until is not null", "没有影响期"),
        Examples = [new("已满", new() { AffectedUntil = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("未满", new() { AffectedUntil = new(2027, 5, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 5, 2) }],
    };

    public static readonly Rule<RankFacts> Publicity = new()
    {
        Id = "cadres.ranks.publicity", Title = "晋升职级公示不少于五个工作日", WhenBroken = "公示不足五个工作日", Basis = new(Regulation), Severity = Severity.Refuse,
        Parameters = [RuleParameter.WorkingDays("days", "天数", 5, Stricter.Higher)],
        Test = RuleTest<RankFacts>.NotBefore(f => f.PublishedOn, Span.WorkingDays, "days"),
        Examples = [new("满五个工作日", new() { PublishedOn = new(2026, 11, 9) }, new(2026, 11, 16), Outcome.Met), new("只有四个", new() { PublishedOn = new(2026, 11, 17) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 11, 24) }],
    };

    public static readonly IReadOnlyList<Rule> All = [Years, Due, OneStep, NotAffected, Publicity];
    /// <summary>What is asked before a rank is given.</summary>
    internal static readonly IReadOnlyList<Rule<RankFacts>> Asked = [OneStep, Years, NotAffected, Publicity];

    static string[] Reckoned => [nameof(RankFacts.RankSince), nameof(RankFacts.TargetRank), nameof(RankFacts.ExcellentYears), nameof(RankFacts.BasicYears)];
    const string Reached = "(rank_since + make_interval(months => (case when target_rank in ('R01', 'R02') then {inspector} when target_rank = 'R03' then {first} else {other} end)::int - 6 * excellent_years + 12 * basic_years))::date <= coalesce(decided_on, {day})";

    /// <summary>From when on, and how that was reckoned.</summary>
    static (DateOnly Earliest, string Words) Reckon(RankFacts f, RuleTerms t)
    {
        var normal = t.Int(f.TargetRank is "R01" or "R02" ? "inspector" : f.TargetRank == "R03" ? "first" : "other");
        var earliest = f.RankSince!.Value.First.AddMonths(normal - 6 * f.ExcellentYears!.Value + 12 * f.BasicYears!.Value);
        return (earliest, $"任现职级 {f.RankSince}，规定 {normal} 个月{(f.ExcellentYears > 0 ? $"，优秀 {f.ExcellentYears} 次减 {6 * f.ExcellentYears} 个月" : "")}{(f.BasicYears > 0 ? $"，基本称职 {f.BasicYears} 次加 {12 * f.BasicYears} 个月" : "")}，最早 {Month.Of(earliest)}");
    }

    static int Place(string rank) => StandardCodes.Rank.Codes.ToList().FindIndex(code => code.Value == rank);
    static string Ladder(string column) => $"array_position(array[{string.Join(", ", StandardCodes.Rank.Codes.Select(code => $"'{code.Value}'"))}], {column})";
}
