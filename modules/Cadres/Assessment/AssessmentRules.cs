namespace OrgWork.Cadres;

public sealed record AssessmentFacts
{
    [KnownAs("参加年度考核人数", Unit = "人")] public int? Participants { get; init; }
    [KnownAs("优秀等次人数", Unit = "人")] public int? Excellent { get; init; }
    [KnownAs("经同级公务员主管部门同意提高比例")] public bool? IsRaised { get; init; }
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

    public static readonly IReadOnlyList<Rule> All = [ExcellentShare];
}
