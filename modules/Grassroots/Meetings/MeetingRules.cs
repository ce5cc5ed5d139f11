namespace OrgWork.Grassroots;

/// <summary>How often a branch has met: counts in the period each duty is counted in.</summary>
public sealed record MeetingFacts
{
    [KnownAs("本季度支部党员大会", Unit = "次")] public int? GeneralThisQuarter { get; init; }
    [KnownAs("设支部委员会")] public bool? HasCommittee { get; init; }
    [KnownAs("本月支部委员会会议", Unit = "次")] public int? CommitteeThisMonth { get; init; }
    [KnownAs("委员应到", Unit = "人")] public int? CommitteeMembers { get; init; }
    [KnownAs("委员实到", Unit = "人")] public int? CommitteePresent { get; init; }
    [KnownAs("设党小组")] public bool? HasGroups { get; init; }
    [KnownAs("本月党小组会", Unit = "次")] public int? GroupThisMonth { get; init; }
    [KnownAs("本月主题党日", Unit = "次")] public int? ThemeDayThisMonth { get; init; }
    [KnownAs("本年书记讲党课", Unit = "次")] public int? LecturesThisYear { get; init; }
    [KnownAs("本年组织生活会", Unit = "次")] public int? LifeMeetingsThisYear { get; init; }
    [KnownAs("本年民主评议党员", Unit = "次")] public int? AppraisalsThisYear { get; init; }
    [KnownAs("参加评议的正式党员", Unit = "人")] public int? Appraised { get; init; }
    [KnownAs("评为优秀", Unit = "人")] public int? Excellent { get; init; }
}

/// <summary>三会一课和组织生活 (rules B7). A branch without committee or groups has no such meetings and is not behind with them.</summary>
public static class MeetingRules
{
    const string Branch = "中国共产党支部工作条例（试行）";

    public static readonly Rule<MeetingFacts> General = AtLeast("general", "支部党员大会每季度至少一次", "本季度没有开支部党员大会", "第十一条", new("count", "每季度", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.GeneralThisQuarter, "count", "次"), new() { GeneralThisQuarter = 1 }, new() { GeneralThisQuarter = 0 });

    public static readonly Rule<MeetingFacts> Committee = AtLeast("committee", "支部委员会会议每月至少一次", "本月没有开支委会", "第十二条", new("count", "每月", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.CommitteeThisMonth, "count", "次").For(f => f.HasCommittee, "has_committee", "不设支部委员会"), new() { HasCommittee = true, CommitteeThisMonth = 1 }, new() { HasCommittee = true, CommitteeThisMonth = 0 });

    public static readonly Rule<MeetingFacts> CommitteeQuorum = new()
    {
        Id = "grassroots.meetings.committee-quorum", Title = "支部委员会会议须有半数以上委员到会", WhenBroken = "到会委员不足半数", Basis = new(Branch, "第十二条", true), Severity = Severity.Refuse,
        Test = RuleTest<MeetingFacts>.AtLeastShare(f => f.CommitteePresent, f => f.CommitteeMembers, 1, 2),
        Examples = [new("五人到三人", new() { CommitteeMembers = 5, CommitteePresent = 3 }, new(2026, 11, 21), Outcome.Met), new("五人到两人", new() { CommitteeMembers = 5, CommitteePresent = 2 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<MeetingFacts> Group = AtLeast("group", "党小组会每月至少一次", "本月没有开党小组会", "第十三条", new("count", "每月", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.GroupThisMonth, "count", "次").For(f => f.HasGroups, "has_groups", "不设党小组"), new() { HasGroups = true, GroupThisMonth = 1 }, new() { HasGroups = true, GroupThisMonth = 0 });

    public static readonly Rule<MeetingFacts> ThemeDay = AtLeast("theme-day", "每月一次主题党日", "本月没有开展主题党日", "第十六条", new("count", "每月", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.ThemeDayThisMonth, "count", "次"), new() { ThemeDayThisMonth = 1 }, new() { ThemeDayThisMonth = 0 });

    public static readonly Rule<MeetingFacts> Lecture = AtLeast("lecture", "书记每年至少讲一次党课", "书记本年没有讲党课", "第十六条", new("count", "每年", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.LecturesThisYear, "count", "次"), new() { LecturesThisYear = 2 }, new() { LecturesThisYear = 0 });

    public static readonly Rule<MeetingFacts> LifeMeeting = AtLeast("life-meeting", "组织生活会每年至少一次", "本年没有开组织生活会", "第十七条", new("count", "每年", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.LifeMeetingsThisYear, "count", "次"), new() { LifeMeetingsThisYear = 1 }, new() { LifeMeetingsThisYear = 0 });

    public static readonly Rule<MeetingFacts> Appraisal = AtLeast("appraisal", "民主评议党员每年一次", "本年没有开展民主评议党员", "第十八条", new("count", "每年", 1, "次", Stricter.Higher),
        RuleTest<MeetingFacts>.AtLeast(f => f.AppraisalsThisYear, "count", "次"), new() { AppraisalsThisYear = 1 }, new() { AppraisalsThisYear = 0 });

    public static readonly Rule<MeetingFacts> ExcellentThird = new()
    {
        Id = "grassroots.meetings.excellent-third", Title = "评为优秀的党员一般不超过正式党员的三分之一", WhenBroken = "优秀超过三分之一", Basis = new(Branch, "第十八条", true), Severity = Severity.Warn,
        Text = "预备党员参加评议，不确定等次。",
        Test = new([nameof(MeetingFacts.Appraised), nameof(MeetingFacts.Excellent)], "excellent * 3 <= appraised", (f, _) => Finding.Of(f.Excellent * 3 <= f.Appraised, $"参加评议 {f.Appraised} 人，三分之一为 {f.Appraised / 3} 人；优秀 {f.Excellent} 人")),
        Examples = [new("30 人评 10 人", new() { Appraised = 30, Excellent = 10 }, new(2026, 11, 21), Outcome.Met), new("31 人评 11 人", new() { Appraised = 31, Excellent = 11 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [General, Committee, CommitteeQuorum, Group, ThemeDay, Lecture, LifeMeeting, Appraisal, ExcellentThird];

    static Rule<MeetingFacts> AtLeast(string name, string title, string whenBroken, string article, RuleParameter parameter, RuleTest<MeetingFacts> test, MeetingFacts enough, MeetingFacts none) => new()
    {
        Id = "grassroots.meetings." + name, Title = title, WhenBroken = whenBroken, Basis = new(Branch, article, name is "committee" or "group" or "appraisal"), Severity = Severity.Remind, Parameters = [parameter], Test = test,
        Examples = [new("开过", enough, new(2026, 11, 21), Outcome.Met), new("一次没有", none, new(2026, 11, 21), Outcome.Broken)],
    };
}
