namespace OrgWork.Grassroots;

/// <summary>What is known when it is decided whether somebody stays in the Party.</summary>
public sealed record StandingFacts
{
    [KnownAs("自何日起")] public DateOnly? NeglectedSince { get; init; }
    [KnownAs("限期改正决定")] public DateOnly? CorrectOn { get; init; }
    [KnownAs("改正期限")] public DateOnly? CorrectUntil { get; init; }
    [KnownAs("改正认定")] public DateOnly? CorrectedOn { get; init; }
    [KnownAs("出国（境）日期")] public DateOnly? AbroadSince { get; init; }
    [KnownAs("应到会有表决权的党员", Unit = "人")] public int? Voters { get; init; }
    [KnownAs("到会有表决权的党员", Unit = "人")] public int? Present { get; init; }
    [KnownAs("发出表决票", Unit = "张")] public int? Issued { get; init; }
    [KnownAs("赞成", Unit = "票")] public int? Approve { get; init; }
    [KnownAs("不赞成", Unit = "票")] public int? Oppose { get; init; }
    [KnownAs("弃权", Unit = "票")] public int? Abstain { get; init; }
    [KnownAs("处分批准日期")] public DateOnly? PunishedOn { get; init; }
    [KnownAs("宣布日期")] public DateOnly? AnnouncedOn { get; init; }
    [KnownAs("留党察看（月）", Unit = "个月")] public int? WatchMonths { get; init; }
    [KnownAs("留党察看期满")] public DateOnly? WatchEndsOn { get; init; }
    [KnownAs("察看期满处理")] public DateOnly? WatchedOn { get; init; }
    [KnownAs("听取本人说明和申辩")] public bool? IsHeard { get; init; }
}

/// <summary>停止党籍、恢复党籍、出党、党纪处分 (rules B5, A17): intervals, majorities, who is heard.</summary>
public static class StandingRules
{
    const string Management = "中国共产党党员教育管理工作条例", Constitution = "中国共产党章程", Branch = "中国共产党支部工作条例（试行）", Discipline = "中国共产党纪律处分条例";

    public static readonly Rule<StandingFacts> SixMonths = new()
    {
        Id = "grassroots.standing.six-months", Title = "没有正当理由连续六个月不参加组织生活、不交党费或不做分配的工作的，按自行脱党除名", WhenBroken = "不满六个月", Basis = new(Constitution, "第九条", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "连续", 6, Stricter.Fixed)],
        Test = RuleTest<StandingFacts>.NotBefore(f => f.NeglectedSince, Span.Months, "months"),
        Examples = [new("满六个月", new() { NeglectedSince = new(2026, 5, 20) }, new(2026, 11, 21), Outcome.Met), new("五个月", new() { NeglectedSince = new(2026, 6, 21) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 12, 21) }],
    };

    public static readonly Rule<StandingFacts> CorrectWithinYear = new()
    {
        Id = "grassroots.standing.correct-within-year", Title = "限期改正的期限不超过一年", WhenBroken = "限期改正超过一年", Basis = new(Management), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "最长", 12, Stricter.Lower)],
        Test = RuleTest<StandingFacts>.NotAfter(f => f.CorrectOn, Span.Months, "months", f => f.CorrectUntil),
        Examples = [new("半年", new() { CorrectOn = new(2026, 3, 1), CorrectUntil = new(2026, 9, 1) }, new(2026, 11, 21), Outcome.Met), new("一年半", new() { CorrectOn = new(2026, 3, 1), CorrectUntil = new(2027, 9, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> CorrectionOver = new()
    {
        Id = "grassroots.standing.correction-over", Title = "改正期限届满后方可劝其退党", WhenBroken = "改正期限未满", Basis = new(Constitution, "第九条"), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Days("days", "期满后", 0, Stricter.Higher)],
        Test = RuleTest<StandingFacts>.NotBefore(f => f.CorrectUntil, Span.Days, "days", f => f.CorrectedOn),
        Examples = [new("期满当天", new() { CorrectUntil = new(2026, 9, 1), CorrectedOn = new(2026, 9, 1) }, new(2026, 11, 21), Outcome.Met), new("差一天", new() { CorrectUntil = new(2026, 9, 1), CorrectedOn = new(2026, 8, 31) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 9, 1) }],
    };

    public static readonly Rule<StandingFacts> CorrectionDue = new()
    {
        Id = "grassroots.standing.correction-due", Title = "改正期限届满后一个月内认定", WhenBroken = "改正期限届满，没有认定", Basis = Basis.Practice("限期改正的通行做法"), Severity = Severity.Remind,
        Parameters = [RuleParameter.Months("months", "期限", 1, Stricter.Lower)],
        Test = RuleTest<StandingFacts>.NotAfter(f => f.CorrectUntil, Span.Months, "months", f => f.CorrectedOn),
        Examples = [new("期满半月", new() { CorrectUntil = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Met), new("期满三月没有认定", new() { CorrectUntil = new(2026, 8, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> AbroadFiveYears = new()
    {
        Id = "grassroots.standing.abroad-five-years", Title = "出国学习研究超过五年仍未返回的，一般予以停止党籍", WhenBroken = "出国（境）不满五年", Basis = new(Management), Severity = Severity.Warn,
        Text = "因私出国并在国外长期定居的，一般也予以停止党籍，经批准可以不受五年限制。",
        Parameters = [RuleParameter.Years("years", "超过", 5, Stricter.Fixed)],
        Test = RuleTest<StandingFacts>.NotBefore(f => f.AbroadSince, Span.Years, "years"),
        Examples = [new("六年", new() { AbroadSince = new(2020, 9, 1) }, new(2026, 11, 21), Outcome.Met), new("三年", new() { AbroadSince = new(2023, 9, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2028, 9, 1) }],
    };

    public static readonly Rule<StandingFacts> Quorum = new()
    {
        Id = "grassroots.standing.quorum", Title = "支部党员大会有半数以上有表决权的党员到会方可表决", WhenBroken = "到会人数没有过半", Basis = new(Branch, "第十一条"), Severity = Severity.Refuse,
        Test = RuleTest<StandingFacts>.MoreThanHalf(f => f.Present, f => f.Voters),
        Examples = [new("应到 21 人，到会 11 人", new() { Voters = 21, Present = 11 }, new(2026, 11, 21), Outcome.Met), new("应到 20 人，到会 10 人", new() { Voters = 20, Present = 10 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> Majority = new()
    {
        Id = "grassroots.standing.majority", Title = "赞成人数超过应到会有表决权的党员的半数为通过", WhenBroken = "赞成票没有过应到会的半数", Basis = new(Branch, "第十一条"), Severity = Severity.Refuse,
        Test = RuleTest<StandingFacts>.MoreThanHalf(f => f.Approve, f => f.Voters),
        Examples = [new("应到 21 人，赞成 11 票", new() { Voters = 21, Approve = 11 }, new(2026, 11, 21), Outcome.Met), new("应到 21 人，赞成 10 票", new() { Voters = 21, Approve = 10 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> Ballots = new()
    {
        Id = "grassroots.standing.ballots", Title = "表决票数相符", WhenBroken = "表决票数对不上", Basis = new(Branch), Severity = Severity.Refuse,
        Test = new([nameof(StandingFacts.Voters), nameof(StandingFacts.Present), nameof(StandingFacts.Approve), nameof(StandingFacts.Oppose), nameof(StandingFacts.Abstain)], "approve >= 0 and oppose >= 0 and abstain >= 0 and approve + oppose + abstain <= present and present <= voters",
            (f, _) => Finding.Of(f is { Approve: >= 0, Oppose: >= 0, Abstain: >= 0 } && f.Approve + f.Oppose + f.Abstain <= f.Present && f.Present <= f.Voters, $"应到会 {f.Voters} 人，到会 {f.Present} 人，赞成 {f.Approve}、不赞成 {f.Oppose}、弃权 {f.Abstain}")),
        Examples = [new("相符", new() { Voters = 21, Present = 18, Approve = 17, Oppose = 0, Abstain = 1 }, new(2026, 11, 21), Outcome.Met), new("到会的比应到的多", new() { Voters = 17, Present = 18, Approve = 17, Oppose = 0, Abstain = 1 }, new(2026, 11, 21), Outcome.Broken), new("票比人多", new() { Voters = 21, Present = 18, Approve = 18, Oppose = 1, Abstain = 0 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> Heard = new()
    {
        Id = "grassroots.standing.heard", Title = "作出处理、处分决定前听取本人说明和申辩", WhenBroken = "没有听取本人说明和申辩", Basis = new(Constitution, "第四十三条"), Severity = Severity.Refuse,
        Test = RuleTest<StandingFacts>.IsTrue(f => f.IsHeard, "没有听取本人的说明和申辩"),
        Examples = [new("听取了", new() { IsHeard = true }, new(2026, 11, 21), Outcome.Met), new("没有", new() { IsHeard = false }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> Announced = new()
    {
        Id = "grassroots.standing.announced", Title = "处分决定作出后一个月内宣布", WhenBroken = "处分决定超过一个月没有宣布", Basis = new(Discipline), Severity = Severity.Warn, Light = "red",
        Text = "向受处分党员所在党的基层组织中的全体党员及其本人宣布。",
        Parameters = [RuleParameter.Months("months", "期限", 1, Stricter.Lower)],
        Test = RuleTest<StandingFacts>.NotAfter(f => f.PunishedOn, Span.Months, "months", f => f.AnnouncedOn),
        Examples = [new("二十天", new() { PunishedOn = new(2026, 10, 1), AnnouncedOn = new(2026, 10, 21) }, new(2026, 11, 21), Outcome.Met), new("还没有宣布", new() { PunishedOn = new(2026, 10, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> WatchLength = new()
    {
        Id = "grassroots.standing.watch-length", Title = "留党察看一年或者二年，最长不超过二年", WhenBroken = "留党察看的期限不合规定", Basis = new(Constitution, "第四十一条"), Severity = Severity.Refuse,
        Test = new([nameof(StandingFacts.WatchMonths)], "watch_months in (12, 24)", (f, _) => Finding.Of(f.WatchMonths is 12 or 24, $"留党察看 {f.WatchMonths} 个月，应为 12 或 24 个月")),
        Examples = [new("一年", new() { WatchMonths = 12 }, new(2026, 11, 21), Outcome.Met), new("三年", new() { WatchMonths = 36 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<StandingFacts> WatchOver = new()
    {
        Id = "grassroots.standing.watch-over", Title = "留党察看期满方可恢复党员权利", WhenBroken = "留党察看期未满", Basis = new(Discipline, "第十二条"), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Days("days", "期满后", 0, Stricter.Higher)],
        Test = RuleTest<StandingFacts>.NotBefore(f => f.WatchEndsOn, Span.Days, "days", f => f.WatchedOn),
        Examples = [new("期满", new() { WatchEndsOn = new(2026, 9, 1), WatchedOn = new(2026, 9, 3) }, new(2026, 11, 21), Outcome.Met), new("早两天", new() { WatchEndsOn = new(2026, 9, 1), WatchedOn = new(2026, 8, 30) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 9, 1) }],
    };

    public static readonly IReadOnlyList<Rule> All = [SixMonths, CorrectWithinYear, CorrectionOver, CorrectionDue, AbroadFiveYears, Quorum, Majority, Ballots, Heard, Announced, WatchLength, WatchOver];
}
