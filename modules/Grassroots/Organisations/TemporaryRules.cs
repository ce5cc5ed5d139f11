namespace OrgWork.Grassroots;

/// <summary>What is known of a temporary organisation.</summary>
public sealed record TemporaryFacts
{
    [KnownAs("建立时间")] public DateOnly? FoundedOn { get; init; }
    [KnownAs("计划结束")] public DateOnly? PlannedEndOn { get; init; }
    [KnownAs("编入党员", Unit = "人")] public int? Attached { get; init; }
}

/// <summary>临时党组织 (rules B8): set up for a task under six months, without admissions, elections and dues of its own, and dissolved when the task is over.</summary>
public static class TemporaryRules
{
    const string Branch = "中国共产党支部工作条例（试行）";

    static readonly Population Temporary = new("organisations", """
        select o.id, o.locality_path, o.name as title, o.founded_on, o.planned_end_on,
               (select count(*)::int from attached_member a where a.organisation_id = o.id and a.removed_at is null and a.ended_on is null) as attached
        from organisation o where o.removed_at is null and o.abolished_on is null and o.state = '2'
        """);

    public static readonly Rule<TemporaryFacts> Over = new()
    {
        Id = "grassroots.organisations.temporary-over", Title = "任务完成的临时党组织自然撤销", WhenBroken = "临时党组织计划期已到", Basis = new(Branch, "", true), Severity = Severity.Remind, Light = "red", Population = Temporary,
        Text = "任务完成的，请示撤销；任务延长的，改计划结束日期；长期存在的，请示设立正式党支部。",
        Test = new([nameof(TemporaryFacts.PlannedEndOn)], "planned_end_on >= {day}", (f, t) => Finding.Of(f.PlannedEndOn >= t.Day, $"计划结束 {Dates.Format(f.PlannedEndOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.PlannedEndOn }),
        Examples = [new("下月结束", new() { PlannedEndOn = new(2026, 12, 20) }, new(2026, 11, 21), Outcome.Met), new("上月结束", new() { PlannedEndOn = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.Broken), new("没有计划", new(), new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<TemporaryFacts> Near = new()
    {
        Id = "grassroots.organisations.temporary-near", Title = "临时党组织计划结束前提醒", WhenBroken = "临时党组织一个月内到期", Basis = new(Branch), Severity = Severity.Remind, Population = Temporary,
        Parameters = [RuleParameter.Months("months", "提前", 1, Stricter.Free)],
        Test = new([nameof(TemporaryFacts.PlannedEndOn)], "not planned_end_on between {day} and ({day} + make_interval(months => {months}::int))::date",
            (f, t) => Finding.Of(!(f.PlannedEndOn >= t.Day && f.PlannedEndOn <= t.Day.AddMonths(t.Int("months"))), $"计划结束 {Dates.Format(f.PlannedEndOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.PlannedEndOn }),
        Examples = [new("还有三个月", new() { PlannedEndOn = new(2027, 2, 20) }, new(2026, 11, 21), Outcome.Met), new("还有十天", new() { PlannedEndOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TemporaryFacts> SixMonths = new()
    {
        Id = "grassroots.organisations.temporary-six-months", Title = "为期六个月以上的，应当成立党支部", WhenBroken = "临时党组织超过六个月，应转为正式党支部", Basis = new(Branch, "", true), Severity = Severity.Remind, Light = "yellow", Population = Temporary,
        Parameters = [RuleParameter.Months("months", "时间", 6, Stricter.Lower)],
        Test = RuleTest<TemporaryFacts>.NotAfter(f => f.FoundedOn, Span.Months, "months"),
        Examples = [new("三个月", new() { FoundedOn = new(2026, 8, 21) }, new(2026, 11, 21), Outcome.Met), new("八个月", new() { FoundedOn = new(2026, 3, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TemporaryFacts> ThreeAttached = new()
    {
        Id = "grassroots.organisations.temporary-members", Title = "临时党组织登记编入的党员", WhenBroken = "临时党组织编入党员不足三人", Basis = new(Branch), Severity = Severity.Remind, Population = Temporary,
        Text = "编入的党员组织关系不转，登记在党组织记录的“编入党员”里。",
        Parameters = [new("people", "人数", 3, "人", Stricter.Free)],
        Test = RuleTest<TemporaryFacts>.AtLeast(f => f.Attached, "people", "人"),
        Examples = [new("十二人", new() { Attached = 12 }, new(2026, 11, 21), Outcome.Met), new("没有登记", new() { Attached = 0 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Over, Near, SixMonths, ThreeAttached];
}
