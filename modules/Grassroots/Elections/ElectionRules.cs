namespace OrgWork.Grassroots;

public sealed record ElectionFacts
{
    [KnownAs("应到会有选举权的党员", Unit = "人")] public int? Voters { get; init; }
    [KnownAs("到会有选举权的党员", Unit = "人")] public int? Present { get; init; }
    [KnownAs("应选名额", Unit = "名")] public int? Seats { get; init; }
    [KnownAs("候选人", Unit = "名")] public int? Candidates { get; init; }
    [KnownAs("发出选票", Unit = "张")] public int? Issued { get; init; }
    [KnownAs("收回选票", Unit = "张")] public int? Returned { get; init; }
    [KnownAs("当选", Unit = "人")] public int? ElectedCount { get; init; }
    [KnownAs("签认的选票上的日期")] public DateOnly? PolledOn { get; init; }
    [KnownAs("办理日期")] public DateOnly? ActedOn { get; init; }
}

/// <summary>What the record of an election tells.</summary>
public sealed record ElectionPlanFacts
{
    [KnownAs("计划选举日期")] public DateOnly? PlannedOn { get; init; }
    [KnownAs("进展")] public string? State { get; init; }
}

/// <summary>基层组织选举 (rules B9). Shares are of those who should attend, not of those present. That more than half of them make somebody elected is the rule of the ballot (<see cref="ElectionPolls"/>).</summary>
public static class ElectionRules
{
    const string Regulation = "中国共产党基层组织选举工作条例";

    public static readonly Rule<ElectionFacts> Quorum = new()
    {
        Id = "grassroots.elections.quorum", Title = "有选举权的到会人数不少于应到会人数的五分之四，会议有效", WhenBroken = "到会人数不足五分之四", Basis = new(Regulation), Severity = Severity.Refuse,
        Test = RuleTest<ElectionFacts>.AtLeastShare(f => f.Present, f => f.Voters, 4, 5),
        Examples = [new("35 人到 28 人", new() { Voters = 35, Present = 28 }, new(2026, 11, 21), Outcome.Met), new("35 人到 27 人", new() { Voters = 35, Present = 27 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<ElectionFacts> Candidates = new()
    {
        Id = "grassroots.elections.candidates", Title = "委员候选人的差额不少于应选人数的百分之二十", WhenBroken = "候选人差额不足", Basis = new(Regulation), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Percent("share", "差额", 20, Stricter.Higher)],
        Test = new([nameof(ElectionFacts.Seats), nameof(ElectionFacts.Candidates)], "candidates * 100 >= seats * (100 + {share})",
            (f, t) => Finding.Of(f.Candidates!.Value * 100m >= f.Seats!.Value * (100 + t["share"]), $"应选 {f.Seats} 名，候选人应不少于 {Math.Ceiling(f.Seats.Value * (100 + t["share"]) / 100):0} 名；现有 {f.Candidates} 名")),
        Examples = [new("选 5 名提 6 名", new() { Seats = 5, Candidates = 6 }, new(2026, 11, 21), Outcome.Met), new("选 7 名提 8 名", new() { Seats = 7, Candidates = 8 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<ElectionFacts> Ballots = new()
    {
        Id = "grassroots.elections.ballots", Title = "收回的选票不多于发出的选票，选举有效", WhenBroken = "收回的选票多于发出的选票", Basis = new(Regulation), Severity = Severity.Refuse,
        Test = new([nameof(ElectionFacts.Voters), nameof(ElectionFacts.Present), nameof(ElectionFacts.Issued), nameof(ElectionFacts.Returned)], "returned <= issued and issued <= present and present <= voters", (f, _) => Finding.Of(f.Returned <= f.Issued && f.Issued <= f.Present && f.Present <= f.Voters, $"应到会 {f.Voters} 人，到会 {f.Present} 人，发出 {f.Issued} 张，收回 {f.Returned} 张")),
        Examples = [new("发 28 收 27", new() { Voters = 35, Present = 28, Issued = 28, Returned = 27 }, new(2026, 11, 21), Outcome.Met), new("发 28 收 29", new() { Voters = 35, Present = 28, Issued = 28, Returned = 29 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<ElectionFacts> SomeoneStands = new()
    {
        Id = "grassroots.elections.someone-stands", Title = "候选人不少于应选名额", WhenBroken = "候选人少于应选名额", Basis = new(Regulation), Severity = Severity.Refuse,
        Test = new([nameof(ElectionFacts.Seats), nameof(ElectionFacts.Candidates)], "candidates >= seats", (f, _) => Finding.Of(f.Candidates >= f.Seats, $"应选 {f.Seats} 名，候选人 {f.Candidates} 名")),
        Examples = [new("等额", new() { Seats = 1, Candidates = 1 }, new(2026, 11, 21), Outcome.Met), new("没有候选人", new() { Seats = 3, Candidates = 0 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<ElectionFacts> SomeoneElected = new()
    {
        Id = "grassroots.elections.someone-elected", Title = "签认的选举结果里有人当选", WhenBroken = "没有人当选", Basis = new(Regulation), Severity = Severity.Refuse,
        Test = new([nameof(ElectionFacts.ElectedCount)], "elected_count > 0", (f, _) => Finding.Of(f.ElectedCount > 0, $"当选 {f.ElectedCount} 人")),
        Examples = [new("五人", new() { ElectedCount = 5 }, new(2026, 11, 21), Outcome.Met), new("没有", new() { ElectedCount = 0 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<ElectionFacts> SameDay = new()
    {
        Id = "grassroots.elections.same-day", Title = "选举日期与签认的选票一致", WhenBroken = "选举日期与选票不一致", Basis = new(Regulation), Severity = Severity.Refuse,
        Test = new([nameof(ElectionFacts.PolledOn), nameof(ElectionFacts.ActedOn)], "polled_on = acted_on", (f, _) => Finding.Of(f.PolledOn == f.ActedOn, $"选票上是 {Dates.Format(f.PolledOn!.Value)}，办理日期填的是 {Dates.Format(f.ActedOn!.Value)}")),
        Examples = [new("同一天", new() { PolledOn = new(2026, 11, 20), ActedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("差一天", new() { PolledOn = new(2026, 11, 20), ActedOn = new(2026, 11, 19) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<ElectionPlanFacts> OnTime = new()
    {
        Id = "grassroots.elections.on-time", Title = "按计划日期选举", WhenBroken = "计划选举日期已过", Basis = Basis.Practice("换届选举工作安排"), Severity = Severity.Remind, Light = "red",
        Population = new("elections", "select e.id, e.locality_path, e.name as title, e.planned_on, e.state from election e where e.removed_at is null"),
        Test = new RuleTest<ElectionPlanFacts>([nameof(ElectionPlanFacts.PlannedOn)], "planned_on >= {day}", (f, t) => Finding.Of(f.PlannedOn >= t.Day, $"计划 {Dates.Format(f.PlannedOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.PlannedOn }).For(f => f.State is null ? null : f.State == "1", "state = '1'", "已经选举"),
        Examples = [new("下月", new() { State = "1", PlannedOn = new(2026, 12, 10) }, new(2026, 11, 21), Outcome.Met), new("上月还没有选", new() { State = "1", PlannedOn = new(2026, 10, 10) }, new(2026, 11, 21), Outcome.Broken), new("已换届", new() { State = "3", PlannedOn = new(2026, 10, 10) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly IReadOnlyList<Rule> All = [Quorum, Candidates, Ballots, SomeoneStands, SomeoneElected, SameDay, OnTime];
}
