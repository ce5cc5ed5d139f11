namespace OrgWork.Cadres;

public sealed record PolicyFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("还没有确认学习", Unit = "人")] public int? Unread { get; init; }
}

public sealed record SupervisedFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("结束日期")] public DateOnly? EndedOn { get; init; }
    [KnownAs("发现问题")] public bool? HasFindings { get; init; }
    [KnownAs("交办的整改", Unit = "项")] public int? Tasks { get; init; }
}

public sealed record InspectedFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("离点日期")] public DateOnly? EndedOn { get; init; }
}

public sealed record SlackFacts
{
    [KnownAs("换届启动日期")] public DateOnly? OpenedOn { get; init; }
    [KnownAs("换届日期")] public DateOnly? ChangesOn { get; init; }
    [KnownAs("进度", Unit = "%")] public int? Progress { get; init; }
}

/// <summary>What lights the lists around a term change. Days and gaps are of the place and the year.</summary>
public static class TermWorkRules
{
    static readonly DateOnly Day = new(2026, 11, 22);
    static readonly Basis Plan = Basis.Practice("换届工作总体方案");
    static readonly Population Policies = new("term-policies", "select p.id, p.locality_path, p.name as title, p.state, (select count(*)::int from term_reader r where r.term_policy_id = p.id and r.read_on is null and r.removed_at is null) as unread from term_policy p where p.removed_at is null");
    static readonly Population Supervisions = new("term-supervisions", "select s.id, s.locality_path, s.name as title, s.state, s.ended_on, s.has_findings, (select count(*)::int from org.work_item i where i.source_id = s.id and i.state <> 'cancelled') as tasks from term_supervision s where s.removed_at is null");
    static readonly Population Comparisons = new("term-comparisons", "select c.id, c.locality_path, c.name as title, t.opened_on, t.changes_on, c.progress from term_comparison c join term_change t on t.id = c.term_change_id where c.removed_at is null and t.state = '2'");

    public static readonly Rule<PolicyFacts> Carried = new()
    {
        Id = "cadres.term-policies.carried", Title = "换届政策落实到规则和要求", WhenBroken = "政策还没有落实", Basis = Plan, Severity = Severity.Remind, Light = "yellow", Population = Policies,
        Test = new([nameof(PolicyFacts.State)], "state = '2'", (f, _) => Finding.Of(f.State == "2", f.State == "2" ? "已经落实" : "还没有落实到参数或结构要求")),
        Examples = [new("已落实", new() { State = "2" }, Day, Outcome.Met), new("待落实", new() { State = "1" }, Day, Outcome.Broken)],
    };

    public static readonly Rule<PolicyFacts> Read = new()
    {
        Id = "cadres.term-policies.read", Title = "参加换届工作的人员学习掌握政策", WhenBroken = "有人没有确认学习", Basis = Plan, Severity = Severity.Remind, Light = "yellow", Population = Policies,
        Test = new([nameof(PolicyFacts.Unread)], "unread = 0", (f, _) => Finding.Of(f.Unread == 0, f.Unread == 0 ? "都已确认" : $"还有 {f.Unread} 人没有确认")),
        Examples = [new("都确认了", new() { Unread = 0 }, Day, Outcome.Met), new("差两人", new() { Unread = 2 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<SupervisedFacts> Supervised = new()
    {
        Id = "cadres.term-supervisions.done", Title = "监督检查结束后登记结果，没有发现问题的也登记", WhenBroken = "检查结束没有登记结果", Basis = Plan, Severity = Severity.Remind, Light = "red", Population = Supervisions,
        Parameters = [RuleParameter.Days("days", "结束后", 5, Stricter.Lower)],
        Test = new RuleTest<SupervisedFacts>([nameof(SupervisedFacts.EndedOn)], "ended_on + {days}::int >= {day}", (f, t) => Finding.Of(f.EndedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"{Dates.Format(f.EndedOn.Value)} 结束，{t.Int("days")} 天内登记结果")).For(f => f.State is null ? null : f.State == "1", "state = '1'", "已经登记"),
        Examples = [new("刚结束", new() { State = "1", EndedOn = new(2026, 11, 17) }, Day, Outcome.Met), new("过了六天", new() { State = "1", EndedOn = new(2026, 11, 16) }, Day, Outcome.Broken), new("登记了", new() { State = "2", EndedOn = new(2026, 11, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<SupervisedFacts> Rectified = new()
    {
        Id = "cadres.term-supervisions.rectified", Title = "监督检查发现的问题交办整改", WhenBroken = "发现问题没有交办整改", Basis = Plan, Severity = Severity.Remind, Light = "red", Population = Supervisions,
        Test = new RuleTest<SupervisedFacts>([nameof(SupervisedFacts.Tasks)], "tasks > 0", (f, _) => Finding.Of(f.Tasks > 0, f.Tasks > 0 ? $"已交办 {f.Tasks} 项" : "发现了问题，还没有交办")).For(f => f.HasFindings ?? false, "coalesce(has_findings, false)", "没有发现问题"),
        Examples = [new("交办了", new() { HasFindings = true, Tasks = 1 }, Day, Outcome.Met), new("没有交办", new() { HasFindings = true, Tasks = 0 }, Day, Outcome.Broken), new("没有问题", new() { HasFindings = false, Tasks = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<InspectedFacts> Reported = new()
    {
        Id = "cadres.term-inspections.reported", Title = "考察组离点后写出考察报告", WhenBroken = "离点以后没有报告", Basis = Plan, Severity = Severity.Remind, Light = "red",
        Population = new("term-inspections", "select i.id, i.locality_path, i.name as title, i.state, i.ended_on from term_inspection i where i.removed_at is null"),
        Parameters = [RuleParameter.Days("days", "离点后", 10, Stricter.Lower)],
        Test = new RuleTest<InspectedFacts>([nameof(InspectedFacts.EndedOn)], "ended_on + {days}::int > {day}", (f, t) => Finding.Of(f.EndedOn!.Value.AddDays(t.Int("days")) > t.Day, $"{Dates.Format(f.EndedOn.Value)} 离点，{t.Int("days")} 天内写出报告")).For(f => f.State is null ? null : f.State == "1", "state = '1'", "已有报告"),
        Examples = [new("刚离点", new() { State = "1", EndedOn = new(2026, 11, 13) }, Day, Outcome.Met), new("满十天", new() { State = "1", EndedOn = new(2026, 11, 12) }, Day, Outcome.Broken), new("有报告", new() { State = "2", EndedOn = new(2026, 11, 1) }, Day, Outcome.NotApplicable)],
    };

    /// <summary>Behind the time that has passed of the change by more than the gap: work is let slide.</summary>
    public static readonly Rule<SlackFacts> Slack = new()
    {
        Id = "cadres.term-comparisons.slack", Title = "换届期间工作不松劲", WhenBroken = "换届期间工作滞后", Basis = Plan, Severity = Severity.Remind, Light = "red", Population = Comparisons,
        Parameters = [new("gap", "落后时间进度", 20, "个百分点", Stricter.Lower) { Max = 100 }],
        Test = new([nameof(SlackFacts.OpenedOn), nameof(SlackFacts.ChangesOn), nameof(SlackFacts.Progress)], "progress + {gap}::int >= least(100, greatest(0, {day} - opened_on) * 100 / greatest(1, changes_on - opened_on))", (f, t) =>
        {
            var passed = PassedOf(f.OpenedOn!.Value, f.ChangesOn!.Value, t.Day);
            return Finding.Of(f.Progress + t.Int("gap") >= passed, $"进度 {f.Progress}%，时间已过 {passed}%；落后超过 {t.Int("gap")} 个百分点的为滞后");
        }),
        Examples = [new("一半对一半", new() { OpenedOn = new(2026, 10, 23), ChangesOn = new(2026, 12, 22), Progress = 50 }, Day, Outcome.Met), new("正好落后二十", new() { OpenedOn = new(2026, 10, 23), ChangesOn = new(2026, 12, 22), Progress = 30 }, Day, Outcome.Met), new("落后更多", new() { OpenedOn = new(2026, 10, 23), ChangesOn = new(2026, 12, 22), Progress = 29 }, Day, Outcome.Broken)],
    };

    public static int PassedOf(DateOnly opened, DateOnly changes, DateOnly day) => Math.Min(100, Math.Max(0, day.DayNumber - opened.DayNumber) * 100 / Math.Max(1, changes.DayNumber - opened.DayNumber));

    public static readonly IReadOnlyList<Rule> All = [Carried, Read, Supervised, Rectified, Reported, Slack];
}
