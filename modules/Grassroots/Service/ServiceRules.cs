namespace OrgWork.Grassroots;

public sealed record NeedFacts
{
    [KnownAs("答复期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("答复日期")] public DateOnly? AnsweredOn { get; init; }
}

public static class ServiceRules
{
    public static readonly Rule<NeedFacts> AnswerInTime = new()
    {
        Id = "grassroots.needs.in-time", Title = "党员诉求按期答复", WhenBroken = "诉求超期没有答复", Basis = Basis.Practice("党员诉求办理的地方规定"), Severity = Severity.Remind, Light = "red",
        Parameters = [RuleParameter.Days("grace", "宽限", 0, Stricter.Lower), RuleParameter.Days("online", "网上提出的，答复期限", 30, Stricter.Lower)],
        Population = new("needs", "select n.id, n.locality_path, n.words as title, n.due_on, n.answered_on from member_need n where n.removed_at is null and n.answered_on is null"),
        Test = RuleTest<NeedFacts>.NotAfter(f => f.DueOn, Span.Days, "grace", f => f.AnsweredOn),
        Examples = [new("期限未到", new() { DueOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Met), new("过了五天", new() { DueOn = new(2026, 11, 16) }, new(2026, 11, 21), Outcome.Broken)],
    };
}
