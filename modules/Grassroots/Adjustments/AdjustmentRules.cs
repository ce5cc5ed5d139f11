namespace OrgWork.Grassroots;

/// <summary>What is known of an organisation that is to be set up or changed.</summary>
public sealed record AdjustmentFacts
{
    [KnownAs("拟设类别")] public string? NewKind { get; init; }
    [KnownAs("正式党员", Unit = "人")] public int? FullMembers { get; init; }
    [KnownAs("全部党员", Unit = "人")] public int? AllMembers { get; init; }
    [KnownAs("提出请示")] public DateOnly? RequestedOn { get; init; }
    [KnownAs("批复")] public DateOnly? ApprovedOn { get; init; }
    [KnownAs("生效")] public DateOnly? EffectiveOn { get; init; }
}

/// <summary>组织设置 (rules B8): how many members a branch, a general branch, a committee takes; and in what time a request is answered.</summary>
public static class AdjustmentRules
{
    const string Branch = "中国共产党支部工作条例（试行）", Constitution = "中国共产党章程";

    static bool? Is(AdjustmentFacts f, string kind) => f.NewKind is null ? null : f.NewKind == kind;

    public static readonly Rule<AdjustmentFacts> BranchOfThree = new()
    {
        Id = "grassroots.adjustments.branch", Title = "有正式党员三人以上的，应当成立党支部", WhenBroken = "正式党员不足三人，不能单独成立党支部", Basis = new(Constitution, "第五章", true), Severity = Severity.Refuse,
        Text = "不足三人的，与邻近单位成立联合党支部，一般不超过五个单位。",
        Parameters = [new("people", "人数", 3, "人", Stricter.Fixed)],
        Test = RuleTest<AdjustmentFacts>.AtLeast(f => f.FullMembers, "people", "人").For(f => Is(f, "631"), "new_kind = '631'", "不是党支部"),
        Examples = [new("三人", new() { NewKind = "631", FullMembers = 3 }, new(2026, 11, 21), Outcome.Met), new("两人", new() { NewKind = "631", FullMembers = 2 }, new(2026, 11, 21), Outcome.Broken), new("两人，成立联合党支部", new() { NewKind = "632", FullMembers = 2 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AdjustmentFacts> BranchSize = new()
    {
        Id = "grassroots.adjustments.branch-size", Title = "党支部党员人数一般不超过五十人", WhenBroken = "党支部党员超过五十人", Basis = new(Branch, "", true), Severity = Severity.Warn,
        Parameters = [new("people", "人数", 50, "人", Stricter.Lower)],
        Test = RuleTest<AdjustmentFacts>.AtMost(f => f.AllMembers, "people", "人").For(f => f.NewKind is null ? null : f.NewKind is "631" or "632", "new_kind in ('631', '632')", "不是党支部"),
        Examples = [new("四十八人", new() { NewKind = "631", AllMembers = 48 }, new(2026, 11, 21), Outcome.Met), new("六十二人", new() { NewKind = "631", AllMembers = 62 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdjustmentFacts> GeneralBranch = new()
    {
        Id = "grassroots.adjustments.general-branch", Title = "党员五十人以上、一百人以下的，可以设立党总支", WhenBroken = "党员不在五十至一百人之间，一般不设党总支", Basis = new("中国共产党党和国家机关基层组织工作条例", "", true), Severity = Severity.Warn,
        Text = "党员不足五十人，确因工作需要的，经上级党组织批准也可以设立。",
        Parameters = [new("least", "不少于", 50, "人", Stricter.Higher), new("most", "不超过", 100, "人", Stricter.Lower)],
        Test = Between("least", "most").For(f => Is(f, "621"), "new_kind = '621'", "不是党总支"),
        Examples = [new("八十人", new() { NewKind = "621", AllMembers = 80 }, new(2026, 11, 21), Outcome.Met), new("三十人", new() { NewKind = "621", AllMembers = 30 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdjustmentFacts> Committee = new()
    {
        Id = "grassroots.adjustments.committee", Title = "党员一百人以上的，可以设立党的基层委员会", WhenBroken = "党员不足一百人，一般不设基层党委", Basis = new("中国共产党党和国家机关基层组织工作条例", "", true), Severity = Severity.Warn,
        Text = "党员不足一百人，确因工作需要的，经上级党组织批准也可以设立。乡镇、街道党（工）委按区划设置，不按人数。",
        Parameters = [new("people", "人数", 100, "人", Stricter.Higher)],
        Test = RuleTest<AdjustmentFacts>.AtLeast(f => f.AllMembers, "people", "人").For(f => Is(f, "611"), "new_kind = '611'", "不是基层党委"),
        Examples = [new("一百二十人", new() { NewKind = "611", AllMembers = 120 }, new(2026, 11, 21), Outcome.Met), new("八十人", new() { NewKind = "611", AllMembers = 80 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdjustmentFacts> Answer = new()
    {
        Id = "grassroots.adjustments.answer", Title = "请示后一个月内批复", WhenBroken = "请示一个月没有批复", Basis = Basis.Practice("请示件办理的通行做法"), Severity = Severity.Remind,
        Parameters = [RuleParameter.Months("months", "时间", 1, Stricter.Lower)],
        Test = RuleTest<AdjustmentFacts>.NotAfter(f => f.RequestedOn, Span.Months, "months", f => f.ApprovedOn),
        Examples = [new("两周", new() { RequestedOn = new(2026, 11, 7), ApprovedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("两个月还没有", new() { RequestedOn = new(2026, 9, 7) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdjustmentFacts> InForce = new()
    {
        Id = "grassroots.adjustments.in-force", Title = "批复后一个月内办理调整", WhenBroken = "批复一个月没有办理", Basis = Basis.Practice("批复执行的通行做法"), Severity = Severity.Remind,
        Parameters = [RuleParameter.Months("months", "时间", 1, Stricter.Lower)],
        Test = RuleTest<AdjustmentFacts>.NotAfter(f => f.ApprovedOn, Span.Months, "months", f => f.EffectiveOn),
        Examples = [new("三天后", new() { ApprovedOn = new(2026, 11, 7), EffectiveOn = new(2026, 11, 10) }, new(2026, 11, 21), Outcome.Met), new("两个月还没有", new() { ApprovedOn = new(2026, 9, 7) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [BranchOfThree, BranchSize, GeneralBranch, Committee, Answer, InForce];

    static RuleTest<AdjustmentFacts> Between(string least, string most) => new([nameof(AdjustmentFacts.AllMembers)], $"all_members between {{{least}}} and {{{most}}}",
        (f, t) => Finding.Of(f.AllMembers >= t[least] && f.AllMembers <= t[most], $"全部党员 {f.AllMembers} 人，应在 {t[least]:0} 至 {t[most]:0} 人之间"));
}
