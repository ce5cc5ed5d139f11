namespace OrgWork.Cadres;

public sealed record CentralismFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("应集体决定的事项", Unit = "项")] public int? Major { get; init; }
    [KnownAs("集体决定的事项", Unit = "项")] public int? Collective { get; init; }
}

public sealed record LifeFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("召开日期")] public DateOnly? HeldOn { get; init; }
    [KnownAs("最早到期没有完成的整改")] public DateOnly? ItemDueOn { get; init; }
}

public sealed record ReviewFacts
{
    [KnownAs("整体功能")] public string? Conclusion { get; init; }
    [KnownAs("交办的整改", Unit = "项")] public int? Tasks { get; init; }
}

/// <summary>What a year asks of every team.</summary>
static class TeamYearRules
{
    static readonly DateOnly Day = new(2026, 11, 22);
    static readonly Population Checks = new("centralism-checks", "select c.id, c.locality_path, c.name as title, c.state, c.major, c.collective from centralism_check c where c.removed_at is null");
    static readonly Population Meetings = new("life-meetings", "select m.id, m.locality_path, m.name as title, m.state, m.held_on, coalesce((select min(i.due_on) from life_item i where i.life_meeting_id = m.id and i.done_on is null and i.removed_at is null), 'infinity'::date) as item_due_on from life_meeting m where m.removed_at is null");
    static readonly Population Reviews = new("team-reviews", "select r.id, r.locality_path, r.name as title, r.conclusion, (select count(*)::int from org.work_item i where i.source_id = r.id and i.state <> 'cancelled') as tasks from team_review r where r.removed_at is null");

    public static readonly Rule<CentralismFacts> Collective = new()
    {
        Id = "cadres.centralism-checks.collective", Title = "应当集体决定的事项都集体决定", WhenBroken = "有该集体决定而没有集体决定的", Basis = new("中国共产党章程", "第十条"), Severity = Severity.Remind, Light = "red", Population = Checks,
        Test = new RuleTest<CentralismFacts>([nameof(CentralismFacts.Major), nameof(CentralismFacts.Collective)], "collective = major", (f, _) => Finding.Of(f.Collective == f.Major, $"应集体决定 {f.Major} 项，集体决定 {f.Collective} 项")).For(f => f.State is null ? null : f.State == "2", "state = '2'", "还没有检查"),
        Examples = [new("都集体决定", new() { State = "2", Major = 30, Collective = 30 }, Day, Outcome.Met), new("差两项", new() { State = "2", Major = 30, Collective = 28 }, Day, Outcome.Broken), new("没有检查", new() { State = "1" }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<LifeFacts> Reported = new()
    {
        Id = "cadres.life-meetings.reported", Title = "民主生活会后按期报送情况报告", WhenBroken = "情况报告超期没有报", Basis = new("县以上党和国家机关党员领导干部民主生活会若干规定", "第十二条"), Severity = Severity.Remind, Light = "red", Population = Meetings,
        Parameters = [RuleParameter.Days("days", "召开后", 15, Stricter.Lower)],
        Test = new RuleTest<LifeFacts>([nameof(LifeFacts.HeldOn)], "held_on + {days}::int >= {day}", (f, t) => Finding.Of(f.HeldOn!.Value.AddDays(t.Int("days")) >= t.Day, $"{Dates.Format(f.HeldOn.Value)} 召开，{t.Int("days")} 天内报送") with { Latest = f.HeldOn.Value.AddDays(t.Int("days")) }).For(f => f.State is null ? null : f.State == "2", "state = '2'", "没有召开或已经报送"),
        Examples = [new("第十五天", new() { State = "2", HeldOn = new(2026, 11, 7) }, Day, Outcome.Met), new("第十六天", new() { State = "2", HeldOn = new(2026, 11, 6) }, Day, Outcome.Broken), new("报了", new() { State = "3", HeldOn = new(2026, 1, 6) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<LifeFacts> Items = new()
    {
        Id = "cadres.life-meetings.items", Title = "民主生活会整改事项按期完成", WhenBroken = "整改事项超期", Basis = new("县以上党和国家机关党员领导干部民主生活会若干规定", "第十三条"), Severity = Severity.Remind, Light = "red", Population = Meetings,
        Test = new([nameof(LifeFacts.ItemDueOn)], "item_due_on >= {day}", (f, t) => Finding.Of(f.ItemDueOn >= t.Day, f.ItemDueOn >= t.Day ? "没有超期的整改事项" : $"有整改事项 {Dates.Format(f.ItemDueOn!.Value)} 到期没有完成")),
        Examples = [new("没有到期", new() { ItemDueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("过期", new() { ItemDueOn = new(2026, 11, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<ReviewFacts> Improved = new()
    {
        Id = "cadres.team-reviews.improved", Title = "整体功能一般、弱的班子有改进任务", WhenBroken = "功能不强没有交办改进", Basis = Basis.Practice("班子分析研判的惯常做法"), Severity = Severity.Remind, Light = "red", Population = Reviews,
        Test = new RuleTest<ReviewFacts>([nameof(ReviewFacts.Tasks)], "tasks > 0", (f, _) => Finding.Of(f.Tasks > 0, f.Tasks > 0 ? $"已交办 {f.Tasks} 项" : "还没有交办改进")).For(f => f.Conclusion is "3" or "4", "coalesce(conclusion in ('3', '4'), false)", "功能强、较强，或没有评价"),
        Examples = [new("交办了", new() { Conclusion = "3", Tasks = 1 }, Day, Outcome.Met), new("没有交办", new() { Conclusion = "4", Tasks = 0 }, Day, Outcome.Broken), new("强", new() { Conclusion = "1", Tasks = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly IReadOnlyList<Rule> All = [Collective, Reported, Items, Improved];
}
