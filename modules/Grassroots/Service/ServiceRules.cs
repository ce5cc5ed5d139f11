namespace OrgWork.Grassroots;

public sealed record NeedFacts
{
    [KnownAs("答复期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("答复日期")] public DateOnly? AnsweredOn { get; init; }
}

public sealed record AssignmentFacts
{
    [KnownAs("支部设了岗位、责任区")] public bool? HasAreas { get; init; }
    [KnownAs("安排了岗位")] public bool? IsAssigned { get; init; }
    [KnownAs("流动在外")] public bool? IsAway { get; init; }
}

public static class ServiceRules
{
    /// <summary>A branch that has set up none asks nobody.</summary>
    public static readonly Rule<AssignmentFacts> Assigned = new()
    {
        Id = "grassroots.members.assigned", Title = "支部的岗位、责任区安排到每名党员", WhenBroken = "没有安排岗位、责任区", Basis = Basis.Practice("设岗定责、党员责任区和党员中心户的通行做法"), Severity = Severity.Remind, Light = "yellow",
        Text = "本支部设了岗位、责任区或党员中心户，在家的党员还没有安排的列出来；流动在外的不问。",
        Population = new("members", """
            select m.id, m.locality_path, m.name as title, exists (select from duty_area d where d.organisation_id = m.organisation_id and d.removed_at is null) as has_areas, exists (select from duty_area d where d.member_id = m.id and d.removed_at is null) as is_assigned, m.is_floating as is_away
            from member m where m.removed_at is null and m.left_on is null and m.membership_state = '1'
            """),
        Test = RuleTest<AssignmentFacts>.IsTrue(f => f.IsAssigned, "没有安排岗位、责任区、党员中心户").For(f => f.HasAreas is null || f.IsAway is null ? null : f.HasAreas.Value && !f.IsAway.Value, "case when has_areas is null or is_away is null then null else has_areas and not is_away end", "支部没有设岗位，或者流动在外"),
        Examples = [new("安排了", new() { HasAreas = true, IsAway = false, IsAssigned = true }, new(2026, 11, 21), Outcome.Met), new("没有安排", new() { HasAreas = true, IsAway = false, IsAssigned = false }, new(2026, 11, 21), Outcome.Broken), new("流动在外", new() { HasAreas = true, IsAway = true, IsAssigned = false }, new(2026, 11, 21), Outcome.NotApplicable)],
    };


    public static readonly Rule<NeedFacts> AnswerInTime = new()
    {
        Id = "grassroots.needs.in-time", Title = "党员诉求按期答复", WhenBroken = "诉求超期没有答复", Basis = Basis.Practice("党员诉求办理的地方规定"), Severity = Severity.Remind, Light = "red",
        Parameters = [RuleParameter.Days("grace", "宽限", 0, Stricter.Lower), RuleParameter.Days("online", "网上提出的，答复期限", 30, Stricter.Lower)],
        Population = new("needs", "select n.id, n.locality_path, n.words as title, n.due_on, n.answered_on from member_need n where n.removed_at is null and n.answered_on is null"),
        Test = RuleTest<NeedFacts>.NotAfter(f => f.DueOn, Span.Days, "grace", f => f.AnsweredOn),
        Examples = [new("期限未到", new() { DueOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Met), new("过了五天", new() { DueOn = new(2026, 11, 16) }, new(2026, 11, 21), Outcome.Broken)],
    };
}
