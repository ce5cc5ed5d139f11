namespace OrgWork.Grassroots;

/// <summary>What is known of a unit that is to be covered.</summary>
public sealed record CoverageFacts
{
    [KnownAs("单位类别")] public string? Kind { get; init; }
    [KnownAs("正式党员", Unit = "人")] public int? FullMembers { get; init; }
    [KnownAs("决定列入应建")] public bool? IsListed { get; init; }
    [KnownAs("有党组织")] public bool? HasOrganisation { get; init; }
    [KnownAs("组建期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("有在任指导员")] public bool? HasInstructor { get; init; }
    [KnownAs("是党建工作联系点")] public bool? HasContact { get; init; }
    [KnownAs("最近一次党的工作")] public DateOnly? WorkedOn { get; init; }
    [KnownAs("最近摸排")] public DateOnly? CheckedOn { get; init; }
}

/// <summary>Who works at a unit.</summary>
public sealed record StaffedFacts
{
    [KnownAs("从业党员", Unit = "人")] public int? Members { get; init; }
}

/// <summary>What is known of a cluster, a joint branch, an instructor.</summary>
public sealed record CoveringFacts
{
    [KnownAs("完成期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("未覆盖单位", Unit = "个")] public int? Uncovered { get; init; }
    [KnownAs("联合的单位", Unit = "个")] public int? Units { get; init; }
    [KnownAs("联系单位", Unit = "个")] public int? Assigned { get; init; }
    [KnownAs("最近一次工作")] public DateOnly? WorkedOn { get; init; }
}

/// <summary>两个覆盖 (rules B8, B14): 应建尽建, 应派尽派, Party work where there is no organisation.</summary>
public static class CoverageRules
{
    const string Branch = "中国共产党支部工作条例（试行）";
    static readonly Basis Practice = Basis.Practice("两新组织党建“两个覆盖”的通行做法");

    /// <summary>The last time somebody did Party work there; <c>e</c> is the unit.</summary>
    public const string WorkedOnSql = "(select max(w.happened_on) from grassroots.instructor_log w where w.establishment_id = e.id and w.removed_at is null and w.happened_on <= {day})";
    public const string HasInstructorSql = "exists (select from grassroots.instructor_assignment a where a.establishment_id = e.id and a.removed_at is null and a.began_on <= {day} and (a.ended_on is null or a.ended_on > {day}))";
    /// <summary>A leading member has it as contact point by that day; <c>e</c> is the unit.</summary>
    public const string HasContactSql = "(e.contact_leader is not null and coalesce(e.contact_since <= {day}, true))";

    static readonly Population Units = new("establishments", $$"""
        select e.id, e.locality_path, e.name as title, e.kind, e.full_members, e.is_listed, e.organisation_id is not null as has_organisation, e.due_on, {{HasInstructorSql}} as has_instructor, {{HasContactSql}} as has_contact, {{WorkedOnSql}} as worked_on, e.checked_on
        from establishment e where e.removed_at is null and e.closed_on is null
        """);

    static bool? Without(CoverageFacts f) => f.HasOrganisation is null ? null : !f.HasOrganisation.Value;
    const string WithoutSql = "not has_organisation", WithoutWords = "已有党组织";

    public static readonly Rule<CoverageFacts> ShouldEstablish = new()
    {
        Id = "grassroots.establishments.should-establish", Title = "有正式党员三人以上的单位，应当成立党的基层组织", WhenBroken = "应建未建", Basis = new("中国共产党章程", "第三十条", true), Severity = Severity.Remind, Light = "yellow", Population = Units,
        Text = "三人以上单独建立党支部；不足三人而决定列入应建的，与邻近单位成立联合党支部，一般不超过五个单位。",
        Parameters = [new("people", "正式党员", 3, "人", Stricter.Fixed)],
        Test = new RuleTest<CoverageFacts>([nameof(CoverageFacts.FullMembers), nameof(CoverageFacts.IsListed)], "full_members < {people} and not is_listed",
            (f, t) => Finding.Of(f.FullMembers < t["people"] && !f.IsListed!.Value, $"正式党员 {f.FullMembers} 人{(f.IsListed!.Value ? "，已决定列入应建" : "")}；满 {t["people"]:0} 人应当单独建立")).For(Without, WithoutSql, WithoutWords),
        Examples = [new("两人", new() { HasOrganisation = false, FullMembers = 2, IsListed = false }, new(2026, 11, 21), Outcome.Met), new("五人没有建", new() { HasOrganisation = false, FullMembers = 5, IsListed = false }, new(2026, 11, 21), Outcome.Broken), new("已建", new() { HasOrganisation = true, FullMembers = 5, IsListed = false }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<CoverageFacts> Overdue = new()
    {
        Id = "grassroots.establishments.overdue", Title = "按期限组建党组织", WhenBroken = "组建期限已过", Basis = Practice, Severity = Severity.Remind, Light = "red", Population = Units,
        Test = new RuleTest<CoverageFacts>([nameof(CoverageFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"期限 {Dates.Format(f.DueOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }).For(Without, WithoutSql, WithoutWords),
        Examples = [new("下月到期", new() { HasOrganisation = false, DueOn = new(2026, 12, 21) }, new(2026, 11, 21), Outcome.Met), new("上月到期", new() { HasOrganisation = false, DueOn = new(2026, 10, 21) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CoverageFacts> Joint = new()
    {
        Id = "grassroots.establishments.joint", Title = "正式党员不足三人的单位，与邻近单位成立联合党支部", WhenBroken = "有党员而没有党组织，可联合建立", Basis = new(Branch, "", true), Severity = Severity.Remind, Population = Units,
        Parameters = [new("people", "正式党员", 3, "人", Stricter.Fixed)],
        Test = new RuleTest<CoverageFacts>([nameof(CoverageFacts.FullMembers)], "full_members = 0 or full_members >= {people}", (f, t) => Finding.Of(f.FullMembers == 0 || f.FullMembers >= t["people"], $"正式党员 {f.FullMembers} 人")).For(Without, WithoutSql, WithoutWords),
        Examples = [new("没有党员", new() { HasOrganisation = false, FullMembers = 0 }, new(2026, 11, 21), Outcome.Met), new("两人", new() { HasOrganisation = false, FullMembers = 2 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CoverageFacts> Work = new()
    {
        Id = "grassroots.establishments.work", Title = "没有党组织的单位，由指导员或联系点领导开展党的工作", WhenBroken = "党的工作没有覆盖", Basis = Practice, Severity = Severity.Remind, Light = "yellow", Population = Units,
        Text = "有在任指导员（联络员），或者是领导联系的党建工作联系点，并在时间内至少开展一次党的工作的，算有效覆盖。",
        Parameters = [RuleParameter.Months("months", "时间", 3, Stricter.Lower)],
        Test = new RuleTest<CoverageFacts>([nameof(CoverageFacts.HasInstructor), nameof(CoverageFacts.HasContact)], "(has_instructor or has_contact) and coalesce((worked_on + make_interval(months => {months}::int))::date >= {day}, false)",
            (f, t) => Finding.Of((f.HasInstructor!.Value || f.HasContact!.Value) && f.WorkedOn?.AddMonths(t.Int("months")) >= t.Day, $"{(f.HasInstructor.Value ? "有指导员" : f.HasContact!.Value ? "是党建工作联系点" : "没有指导员，也不是联系点")}；最近一次党的工作 {(f.WorkedOn is { } on ? Dates.Format(on) : "没有")}；{t.Int("months")} 个月内应有一次")).For(Without, WithoutSql, WithoutWords),
        Examples =
        [
            new("上月走访过", new() { HasOrganisation = false, HasInstructor = true, HasContact = false, WorkedOn = new(2026, 10, 9) }, new(2026, 11, 21), Outcome.Met), new("半年没有去", new() { HasOrganisation = false, HasInstructor = true, HasContact = false, WorkedOn = new(2026, 5, 9) }, new(2026, 11, 21), Outcome.Broken),
            new("没有指导员，领导联系，上月去过", new() { HasOrganisation = false, HasInstructor = false, HasContact = true, WorkedOn = new(2026, 10, 9) }, new(2026, 11, 21), Outcome.Met), new("没有指导员，也不是联系点", new() { HasOrganisation = false, HasInstructor = false, HasContact = false, WorkedOn = new(2026, 10, 9) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    /// <summary>What the share of covered enterprises and societies is out of.</summary>
    public static readonly Rule<StaffedFacts> CoverageBasis = new()
    {
        Id = "grassroots.establishments.coverage-basis", Title = "非公企业、社会组织党组织覆盖率所说的单位", WhenBroken = "不计入覆盖率的单位", Basis = Practice, Severity = Severity.Remind,
        Text = "台账上的全部单位，或者从业党员达到若干人的单位；各地统计口径不一，由各地设定。",
        Parameters = [new("basis", "计入分母的单位至少有从业党员", 0, "人", Stricter.Free) { Max = 1000 }],
        Test = RuleTest<StaffedFacts>.AtLeast(f => f.Members, "basis", "人"),
        Examples = [new("没有党员的也计", new() { Members = 0 }, new(2026, 11, 21), Outcome.Met), new("三人以上的才计", new() { Members = 2 }, new(2026, 11, 21), Outcome.Broken) { Values = new Dictionary<string, decimal> { ["basis"] = 3 } }],
    };

    static bool? IsNew(CoverageFacts f) => f.Kind is null ? null : f.Kind is "1" or "2" or "3";
    const string NewSql = "kind in ('1', '2', '3')", NewWords = "不是两新组织";

    public static readonly Rule<CoverageFacts> Instructor = new()
    {
        Id = "grassroots.establishments.instructor", Title = "两新组织党建指导员全覆盖选派", WhenBroken = "没有选派党建指导员", Basis = Practice, Severity = Severity.Remind, Population = Units,
        Test = RuleTest<CoverageFacts>.IsTrue(f => f.HasInstructor, "没有在任的指导员").For(IsNew, NewSql, NewWords),
        Examples = [new("有", new() { Kind = "1", HasInstructor = true }, new(2026, 11, 21), Outcome.Met), new("没有", new() { Kind = "2", HasInstructor = false }, new(2026, 11, 21), Outcome.Broken), new("机关", new() { Kind = "6", HasInstructor = false }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<CoverageFacts> Visits = new()
    {
        Id = "grassroots.establishments.visits", Title = "指导员每月至少到联系单位一次", WhenBroken = "指导员一个月没有到单位", Basis = Practice, Severity = Severity.Remind, Population = Units,
        Parameters = [RuleParameter.Months("months", "时间", 1, Stricter.Lower)],
        Test = new RuleTest<CoverageFacts>([], "coalesce((worked_on + make_interval(months => {months}::int))::date >= {day}, false)", (f, t) => Finding.Of(f.WorkedOn?.AddMonths(t.Int("months")) >= t.Day, $"最近一次 {(f.WorkedOn is { } on ? Dates.Format(on) : "没有")}；截至 {Dates.Format(t.Day)}")).For(f => f.HasInstructor, "has_instructor", "没有指导员"),
        Examples = [new("上周", new() { HasInstructor = true, WorkedOn = new(2026, 11, 14) }, new(2026, 11, 21), Outcome.Met), new("两个月前", new() { HasInstructor = true, WorkedOn = new(2026, 9, 14) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CoverageFacts> Checked = new()
    {
        Id = "grassroots.establishments.checked", Title = "每年逐户摸排一次", WhenBroken = "一年没有摸排", Basis = Practice, Severity = Severity.Remind, Population = Units,
        Parameters = [RuleParameter.Months("months", "时间", 12, Stricter.Lower)],
        Test = new([], "coalesce((checked_on + make_interval(months => {months}::int))::date >= {day}, false)", (f, t) => Finding.Of(f.CheckedOn?.AddMonths(t.Int("months")) >= t.Day, $"最近摸排 {(f.CheckedOn is { } on ? Dates.Format(on) : "没有")}；截至 {Dates.Format(t.Day)}")),
        Examples = [new("今年", new() { CheckedOn = new(2026, 3, 14) }, new(2026, 11, 21), Outcome.Met), new("前年", new() { CheckedOn = new(2024, 9, 14) }, new(2026, 11, 21), Outcome.Broken)],
    };

    static readonly Population ClusterUnits = new("clusters", """
        select c.id, c.locality_path, c.name as title, c.due_on, (select count(*)::int from establishment e where e.cluster_id = c.id and e.removed_at is null and e.closed_on is null and e.organisation_id is null) as uncovered, null::int as units, null::int as assigned, null::date as worked_on
        from cluster c where c.removed_at is null and c.organisation_id is null
        """);

    public static readonly Rule<CoveringFacts> ClusterDue = new()
    {
        Id = "grassroots.clusters.due", Title = "园区、商圈、楼宇、市场按期覆盖", WhenBroken = "攻坚期限已过，没有覆盖", Basis = Practice, Severity = Severity.Remind, Light = "red", Population = ClusterUnits,
        Text = "本身有党组织，或者其中单位都有党组织的，算覆盖。",
        Test = new([nameof(CoveringFacts.DueOn), nameof(CoveringFacts.Uncovered)], "uncovered = 0 or due_on >= {day}", (f, t) => Finding.Of(f.Uncovered == 0 || f.DueOn >= t.Day, $"没有党组织的单位 {f.Uncovered} 个；期限 {Dates.Format(f.DueOn!.Value)}") with { Latest = f.DueOn }),
        Examples = [new("还有一个月", new() { DueOn = new(2026, 12, 21), Uncovered = 4 }, new(2026, 11, 21), Outcome.Met), new("过期三个", new() { DueOn = new(2026, 10, 21), Uncovered = 3 }, new(2026, 11, 21), Outcome.Broken)],
    };

    static readonly Population JointBranches = new("organisations", """
        select o.id, o.locality_path, o.name as title, null::date as due_on, null::int as uncovered, (select count(*)::int from establishment e where e.organisation_id = o.id and e.removed_at is null and e.closed_on is null) as units, null::int as assigned, null::date as worked_on
        from organisation o where o.removed_at is null and o.abolished_on is null and o.kind = '632'
        """);

    public static readonly Rule<CoveringFacts> JointSize = new()
    {
        Id = "grassroots.organisations.joint-units", Title = "联合党支部覆盖单位一般不超过五个", WhenBroken = "联合党支部超过五个单位", Basis = new(Branch, "", true), Severity = Severity.Remind, Light = "yellow", Population = JointBranches,
        Parameters = [new("units", "单位", 5, "个", Stricter.Lower)],
        Test = RuleTest<CoveringFacts>.AtMost(f => f.Units, "units", "个"),
        Examples = [new("四个", new() { Units = 4 }, new(2026, 11, 21), Outcome.Met), new("七个", new() { Units = 7 }, new(2026, 11, 21), Outcome.Broken)],
    };

    static readonly Population Sent = new("instructors", """
        select i.id, i.locality_path, i.name as title, null::date as due_on, null::int as uncovered, null::int as units,
               (select count(*)::int from instructor_assignment a where a.instructor_id = i.id and a.removed_at is null and a.ended_on is null) as assigned, (select max(w.happened_on) from instructor_log w where w.instructor_id = i.id and w.removed_at is null) as worked_on
        from instructor i where i.removed_at is null
        """);

    public static readonly Rule<CoveringFacts> Idle = new()
    {
        Id = "grassroots.instructors.idle", Title = "指导员按月开展工作", WhenBroken = "指导员两个月没有工作记录", Basis = Practice, Severity = Severity.Remind, Light = "yellow", Population = Sent,
        Parameters = [RuleParameter.Months("months", "时间", 2, Stricter.Lower)],
        Test = new RuleTest<CoveringFacts>([], "coalesce((worked_on + make_interval(months => {months}::int))::date >= {day}, false)", (f, t) => Finding.Of(f.WorkedOn?.AddMonths(t.Int("months")) >= t.Day, $"最近一次 {(f.WorkedOn is { } on ? Dates.Format(on) : "没有")}；截至 {Dates.Format(t.Day)}")).For(f => f.Assigned is null ? null : f.Assigned > 0, "assigned > 0", "没有联系单位"),
        Examples = [new("上月", new() { Assigned = 3, WorkedOn = new(2026, 10, 30) }, new(2026, 11, 21), Outcome.Met), new("半年前", new() { Assigned = 3, WorkedOn = new(2026, 5, 30) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CreditCodeFacts> Code = UnitRules.CreditCode("grassroots", "establishments", "establishment", "t.closed_on is null");

    public static readonly IReadOnlyList<Rule> OfEstablishments = [ShouldEstablish, Overdue, Joint, Work, Instructor, Visits, Checked, Code];
    public static readonly IReadOnlyList<Rule> All = [.. OfEstablishments, CoverageBasis, ClusterDue, JointSize, Idle];
}
