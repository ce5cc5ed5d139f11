namespace OrgWork.Cadres;

public sealed record AssessmentFacts
{
    [KnownAs("参加年度考核人数", Unit = "人")] public int? Participants { get; init; }
    [KnownAs("优秀等次人数", Unit = "人")] public int? Excellent { get; init; }
    [KnownAs("经同级公务员主管部门同意提高比例")] public bool? IsRaised { get; init; }
    [KnownAs("应有平时考核", Unit = "期")] public int? CyclesDue { get; init; }
    [KnownAs("已有平时考核", Unit = "期")] public int? CyclesThere { get; init; }
    [KnownAs("参加平时考核", Unit = "人")] public int? Assessed { get; init; }
    [KnownAs("平时考核为好", Unit = "人")] public int? Good { get; init; }
    [KnownAs("反馈日期")] public DateOnly? FedBackOn { get; init; }
    [KnownAs("申请复核日期")] public DateOnly? AppealedOn { get; init; }
    [KnownAs("等次")] public string? Grade { get; init; }
}

/// <summary>年度考核 (rules A15): the share of 优秀 in a unit's year.</summary>
public static class AssessmentRules
{
    public static readonly Rule<AssessmentFacts> ExcellentShare = new()
    {
        Id = "cadres.assessment.excellent-share", Title = "优秀等次人数一般不超过参加考核人数的百分之二十", WhenBroken = "优秀等次超过比例", Basis = new("公务员考核规定", "", true), Severity = Severity.Warn,
        Text = "经同级公务员主管部门审核同意，可以提高到百分之二十五。基数不含不参加考核和不确定等次的人；取整办法各地不一，先按舍去尾数。",
        Parameters = [RuleParameter.Percent("share", "比例", 20, Stricter.Lower), RuleParameter.Percent("raised", "经同意的比例", 25, Stricter.Lower), RuleParameter.Choice("rounding", "取整办法", 0, Stricter.Free, "舍去尾数", "四舍五入", "进一")],
        Test = new([nameof(AssessmentFacts.Participants), nameof(AssessmentFacts.Excellent)], """
            excellent <= (select case {rounding}::int when 0 then floor(n) when 1 then round(n) else ceil(n) end from (select participants * (case when is_raised then {raised} else {share} end)::numeric / 100 as n) most)
            """, (f, t) =>
        {
            var share = t[f.IsRaised == true ? "raised" : "share"];
            var exact = f.Participants!.Value * share / 100;
            var most = t.Int("rounding") switch { 0 => Math.Floor(exact), 1 => Math.Round(exact, MidpointRounding.AwayFromZero), _ => Math.Ceiling(exact) };
            return Finding.Of(f.Excellent <= most, $"参加考核 {f.Participants} 人 × {share:0.##}% ＝ {exact:0.##}，至多 {most:0} 人；优秀 {f.Excellent} 人");
        }),
        Examples =
        [
            new("48 人评 9 人", new() { Participants = 48, Excellent = 9 }, new(2026, 11, 21), Outcome.Met),
            new("48 人评 10 人，9.6 舍去尾数", new() { Participants = 48, Excellent = 10 }, new(2026, 11, 21), Outcome.Broken),
            new("当地四舍五入", new() { Participants = 48, Excellent = 10 }, new(2026, 11, 21), Outcome.Met) { Values = new Dictionary<string, decimal> { ["rounding"] = 1 } },
            new("经同意提高到 25%", new() { Participants = 48, Excellent = 12, IsRaised = true }, new(2026, 11, 21), Outcome.Met),
        ],
    };

    /// <summary>Its parameters are also what a grade counts for when the year's result is reckoned.</summary>
    public static readonly Rule<AssessmentFacts> RoutineThere = new()
    {
        Id = "cadres.assessment.routine-there", Title = "平时考核各期记录齐全，按方案权重计入年度考核", WhenBroken = "平时考核缺期", Basis = new("公务员平时考核办法（试行）"), Severity = Severity.Remind,
        Text = "等次折算的分数：好（优秀）、较好（称职）、一般（基本称职）、较差（不称职），由各地设定。",
        Parameters = [new("p1", "好、优秀折算", 100, "分", Stricter.Free) { Max = 100 }, new("p2", "较好、称职折算", 85, "分", Stricter.Free) { Max = 100 }, new("p3", "一般、基本称职折算", 65, "分", Stricter.Free) { Max = 100 }, new("p4", "较差、不称职折算", 40, "分", Stricter.Free) { Max = 100 }],
        Test = new([nameof(AssessmentFacts.CyclesDue), nameof(AssessmentFacts.CyclesThere)], "cycles_there >= cycles_due", (f, _) => Finding.Of(f.CyclesThere >= f.CyclesDue, $"应有 {f.CyclesDue} 期，已有 {f.CyclesThere} 期")),
        Examples = [new("四个季度都有", new() { CyclesDue = 4, CyclesThere = 4 }, new(2026, 11, 21), Outcome.Met), new("缺一期", new() { CyclesDue = 4, CyclesThere = 3 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AssessmentFacts> RoutineGood = new()
    {
        Id = "cadres.assessment.routine-good", Title = "平时考核“好”等次一般不超过参加人数的百分之四十", WhenBroken = "“好”等次超过比例", Basis = new("公务员平时考核办法（试行）"), Severity = Severity.Warn,
        Parameters = [RuleParameter.Percent("share", "比例", 40, Stricter.Lower)],
        Test = new([nameof(AssessmentFacts.Assessed), nameof(AssessmentFacts.Good)], "good * 100 <= assessed * {share}", (f, t) => Finding.Of(f.Good * 100m <= f.Assessed * t["share"], $"参加 {f.Assessed} 人，好 {f.Good} 人，一般不超过 {t["share"]:0.##}%")),
        Examples = [new("10 人 4 个好", new() { Assessed = 10, Good = 4 }, new(2026, 11, 21), Outcome.Met), new("10 人 5 个好", new() { Assessed = 10, Good = 5 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AssessmentFacts> AppealInTime = new()
    {
        Id = "cadres.assessment.appeal", Title = "对考核结果不服的，自知道结果之日起三十日内申请复核", WhenBroken = "超过申请复核的期限", Basis = new("中华人民共和国公务员法", "第九十五条"), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Days("days", "期限", 30, Stricter.Higher)],
        Test = RuleTest<AssessmentFacts>.NotAfter(f => f.FedBackOn, Span.Days, "days", f => f.AppealedOn),
        Examples = [new("第三十日", new() { FedBackOn = new(2026, 10, 1), AppealedOn = new(2026, 10, 31) }, new(2026, 11, 21), Outcome.Met), new("第三十一日", new() { FedBackOn = new(2026, 10, 1), AppealedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    /// <summary>Whoever was found good has nothing to have reviewed.</summary>
    public static readonly Rule<AssessmentFacts> AppealGrade = new()
    {
        Id = "cadres.assessment.appeal-grade", Title = "对基本称职、不称职的结果可以申请复核", WhenBroken = "这个等次不受理复核", Basis = new("公务员考核规定", "", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Choice("which", "受理的等次", 0, Stricter.Free, "基本称职、不称职和不确定等次", "各个等次都受理")],
        Test = new([nameof(AssessmentFacts.Grade)], "{which}::int = 1 or grade not in ('1', '2', '2B')", (f, t) => Finding.Of(t.Int("which") == 1 || f.Grade is not ("1" or "2" or "2B"), $"结果为{StandardCodes.AssessmentResult.NameOf(f.Grade!)}；有其他意见的向干部部门反映")),
        Examples = [new("基本称职", new() { Grade = "3" }, new(2026, 11, 21), Outcome.Met), new("称职", new() { Grade = "2" }, new(2026, 11, 21), Outcome.Broken), new("优秀", new() { Grade = "1" }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [ExcellentShare, AppealGrade, RoutineThere, RoutineGood, AppealInTime, .. Uses.All];
}
