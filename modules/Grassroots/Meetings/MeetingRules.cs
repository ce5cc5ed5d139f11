namespace OrgWork.Grassroots;

/// <summary>How often an organisation has met: in the last period that is over, and in the one that runs. Confirmed meetings alone count.</summary>
public sealed record MeetingFacts
{
    [KnownAs("建立时间")] public DateOnly? FoundedOn { get; init; }
    [KnownAs("是党支部")] public bool? IsBranch { get; init; }
    [KnownAs("是党委、党组")] public bool? IsCommittee { get; init; }
    [KnownAs("设支部委员会")] public bool? HasCommittee { get; init; }
    [KnownAs("设党小组")] public bool? HasGroups { get; init; }
    [KnownAs("上季度支部党员大会", Unit = "次")] public int? GeneralLast { get; init; }
    [KnownAs("本季度支部党员大会", Unit = "次")] public int? GeneralNow { get; init; }
    [KnownAs("上月支部委员会会议", Unit = "次")] public int? CommitteeLast { get; init; }
    [KnownAs("本月支部委员会会议", Unit = "次")] public int? CommitteeNow { get; init; }
    [KnownAs("上月党小组会", Unit = "次")] public int? GroupLast { get; init; }
    [KnownAs("本月党小组会", Unit = "次")] public int? GroupNow { get; init; }
    [KnownAs("上季度党课", Unit = "次")] public int? LectureLast { get; init; }
    [KnownAs("本季度党课", Unit = "次")] public int? LectureNow { get; init; }
    [KnownAs("上月主题党日", Unit = "次")] public int? ThemeDayLast { get; init; }
    [KnownAs("本月主题党日", Unit = "次")] public int? ThemeDayNow { get; init; }
    [KnownAs("固定的主题党日", Unit = "日")] public int? FixedDay { get; init; }
    [KnownAs("上年书记讲党课", Unit = "次")] public int? SecretaryLast { get; init; }
    [KnownAs("本年书记讲党课", Unit = "次")] public int? SecretaryNow { get; init; }
    [KnownAs("上年度组织生活会", Unit = "次")] public int? LifeMeetingLast { get; init; }
    [KnownAs("本年度组织生活会", Unit = "次")] public int? LifeMeetingNow { get; init; }
    [KnownAs("上年度民主评议", Unit = "次")] public int? AppraisalLast { get; init; }
    [KnownAs("本年度民主评议", Unit = "次")] public int? AppraisalNow { get; init; }
    [KnownAs("上年度民主生活会", Unit = "次")] public int? DemocraticLifeLast { get; init; }
    [KnownAs("本年度民主生活会", Unit = "次")] public int? DemocraticLifeNow { get; init; }
    [KnownAs("上季度中心组学习", Unit = "次")] public int? StudyLast { get; init; }
    [KnownAs("本季度中心组学习", Unit = "次")] public int? StudyNow { get; init; }
    [KnownAs("委员应到", Unit = "人")] public int? CommitteeMembers { get; init; }
    [KnownAs("委员实到", Unit = "人")] public int? CommitteePresent { get; init; }
    [KnownAs("参加评议的正式党员", Unit = "人")] public int? Appraised { get; init; }
    [KnownAs("评为优秀", Unit = "人")] public int? Excellent { get; init; }
}

/// <summary>How somebody stood to a meeting.</summary>
public sealed record AttendanceFacts
{
    [KnownAs("到会情况")] public string? Standing { get; init; }
}

/// <summary>
/// 三会一课和组织生活 (rules B7). A branch without committee or groups has no such meetings and is not behind with them. What the last period lacked is missing;
/// what the present one lacks is said some days before it ends.
/// </summary>
public static class MeetingRules
{
    const string Branch = "中国共产党支部工作条例（试行）", Life = "关于新形势下党内政治生活的若干准则";

    // First of all: the rules below are made with them.
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Population Organisations = new("organisations", Duty.FactsSql);

    /// <summary>The secretary is reminded before; the place or committee above is told when so many days have passed after.</summary>
    static readonly RuleParameter ToParent = RuleParameter.Days("parent_days", "逾期几天告知上级", 10, Stricter.Free) with { Max = 366 };

    public static readonly Rule<MeetingFacts> General = Often("general", "支部党员大会每季度至少一次", "支部党员大会没有按季开", Branch, "第十一条", false, DutyPeriod.Quarter, f => (f.GeneralLast, f.GeneralNow), f => f.IsBranch, "is_branch", "不是党支部");
    public static readonly Rule<MeetingFacts> Committee = Often("committee", "支部委员会会议每月至少一次", "支委会没有按月开", Branch, "第十二条", true, DutyPeriod.Month, f => (f.CommitteeLast, f.CommitteeNow), f => f.HasCommittee, "has_committee", "不设支部委员会");
    public static readonly Rule<MeetingFacts> Group = Often("group", "党小组会每月至少一次", "党小组会没有按月开", Branch, "第十三条", true, DutyPeriod.Month, f => (f.GroupLast, f.GroupNow), f => f.HasGroups, "has_groups", "不设党小组");
    public static readonly Rule<MeetingFacts> Lecture = Often("lecture", "党课每季度至少一次", "党课没有按季上", Branch, "第十六条（次数各地自定）", false, DutyPeriod.Quarter, f => (f.LectureLast, f.LectureNow), f => f.IsBranch, "is_branch", "不是党支部");
    public static readonly Rule<MeetingFacts> ThemeDay = Often("theme-day", "每月一次主题党日", "主题党日没有按月开展", Branch, "第十六条", false, DutyPeriod.Month, f => (f.ThemeDayLast, f.ThemeDayNow), f => f.IsBranch, "is_branch", "不是党支部");
    public static readonly Rule<MeetingFacts> Secretary = Yearly("secretary-lecture", "书记每年至少讲一次党课", "书记上年没有讲党课", Branch, "第十六条", false, 0, "secretary", f => f.SecretaryLast, f => f.IsBranch, "is_branch", "不是党支部");
    public static readonly Rule<MeetingFacts> LifeMeeting = Yearly("life-meeting", "组织生活会每年至少一次", "上年度组织生活会没有开", Branch, "第十七条", false, 3, "life_meeting", f => f.LifeMeetingLast, f => f.IsBranch, "is_branch", "不是党支部");
    public static readonly Rule<MeetingFacts> Appraisal = Yearly("appraisal", "民主评议党员每年一次", "上年度民主评议没有开展", Branch, "第十八条", true, 3, "appraisal", f => f.AppraisalLast, f => f.IsBranch, "is_branch", "不是党支部");
    public static readonly Rule<MeetingFacts> DemocraticLife = Yearly("democratic-life", "民主生活会每年一次", "上年度民主生活会没有开", Life, "", false, 3, "democratic_life", f => f.DemocraticLifeLast, f => f.IsCommittee, "is_committee", "不是党委、党组");
    public static readonly Rule<MeetingFacts> Study = Often("study", "理论学习中心组每季度至少学习一次", "中心组没有按季学习", "中国共产党党委（党组）理论学习中心组学习规则", "", false, DutyPeriod.Quarter, f => (f.StudyLast, f.StudyNow), f => f.IsCommittee, "is_committee", "不是党委、党组");

    public static readonly Rule<MeetingFacts> FixedDay = new()
    {
        Id = "grassroots.meetings.fixed-day", Title = "按固定的日子开展主题党日", WhenBroken = "过了固定的日子，本月还没有主题党日", Basis = new(Branch, "第十六条", true), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
        Text = "每月相对固定一天开展主题党日。在党组织档案里定了日子的，过了这一天本月还没有确认的记录，就提醒；没有定的不问。",
        Parameters = [RuleParameter.Days("days", "过后几天提醒", 0, Stricter.Lower) with { Max = 31 }],
        Test = new RuleTest<MeetingFacts>([nameof(MeetingFacts.ThemeDayNow)], "theme_day_now > 0 or extract(day from {day}) <= fixed_day + {days}",
            (f, t) => Finding.Of(f.ThemeDayNow > 0 || t.Day.Day <= f.FixedDay + t.Int("days"), $"固定在每月 {f.FixedDay} 日；本月到 {Dates.Format(t.Day)} {f.ThemeDayNow} 次")).For(f => f.FixedDay is not null, "fixed_day is not null", "没有定主题党日的日子"),
        Examples =
        [
            new("还没有到日子", new() { FixedDay = 25, ThemeDayNow = 0 }, new(2026, 11, 21), Outcome.Met), new("当天", new() { FixedDay = 21, ThemeDayNow = 0 }, new(2026, 11, 21), Outcome.Met),
            new("过了一天还没有", new() { FixedDay = 20, ThemeDayNow = 0 }, new(2026, 11, 21), Outcome.Broken), new("提前开展了", new() { FixedDay = 20, ThemeDayNow = 1 }, new(2026, 11, 21), Outcome.Met), new("没有定日子", new() { ThemeDayNow = 0 }, new(2026, 11, 21), Outcome.NotApplicable),
        ],
    };

    public static readonly Rule<MeetingFacts> CommitteeQuorum = new()
    {
        Id = "grassroots.meetings.committee-quorum", Title = "支部委员会会议须有半数以上委员到会", WhenBroken = "到会委员不足半数", Basis = new(Branch, "第十二条", true), Severity = Severity.Refuse,
        Test = RuleTest<MeetingFacts>.AtLeastShare(f => f.CommitteePresent, f => f.CommitteeMembers, 1, 2),
        Examples = [new("五人到三人", new() { CommitteeMembers = 5, CommitteePresent = 3 }, new(2026, 11, 21), Outcome.Met), new("五人到两人", new() { CommitteeMembers = 5, CommitteePresent = 2 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<MeetingFacts> ExcellentThird = new()
    {
        Id = "grassroots.meetings.excellent-third", Title = "评为优秀的党员一般不超过正式党员的三分之一", WhenBroken = "优秀超过三分之一", Basis = new(Branch, "第十八条", true), Severity = Severity.Warn,
        Text = "预备党员参加评议，不确定等次。",
        Parameters = [new("part", "不超过几分之一", 3, "", Stricter.Higher)],
        Test = new([nameof(MeetingFacts.Appraised), nameof(MeetingFacts.Excellent)], "excellent * {part} <= appraised", (f, t) => Finding.Of(f.Excellent * t["part"] <= f.Appraised, $"参加评议 {f.Appraised} 人，{t["part"]:0.##} 分之一为 {(int)(f.Appraised!.Value / t["part"])} 人；优秀 {f.Excellent} 人")),
        Examples = [new("30 人评 10 人", new() { Appraised = 30, Excellent = 10 }, new(2026, 11, 21), Outcome.Met), new("31 人评 11 人", new() { Appraised = 31, Excellent = 11 }, new(2026, 11, 21), Outcome.Broken)],
    };

    /// <summary>Who was due and is counted as such: those who were excused, too, where a place says so.</summary>
    public const string DueSql = "(standing in ('1', '3') or standing = '2' and {excused} = 1)";

    public static readonly Rule<AttendanceFacts> Attended = new()
    {
        Id = "grassroots.meetings.attended", Title = "组织生活出席率的应到人次", WhenBroken = "应到没有到会", Basis = new(Branch), Severity = Severity.Remind,
        Text = "应到的是会议当日在册、按类型应当参加的党员；请假的从应到里减去，还是算作没有出席，由各地设定。",
        Parameters = [RuleParameter.Choice("excused", "请假的", 0, Stricter.Free, "从应到里减去", "计入应到")],
        Test = new([nameof(AttendanceFacts.Standing)], $"standing = '1' or not {DueSql}", (f, t) => Finding.Of(f.Standing == "1" || !(f.Standing == "3" || f.Standing == "2" && t.Int("excused") == 1), f.Standing switch { "1" => "到会", "2" => "请假", _ => "缺席" })),
        Examples = [new("到会", new() { Standing = "1" }, Day, Outcome.Met), new("缺席", new() { Standing = "3" }, Day, Outcome.Broken), new("请假，从应到里减去", new() { Standing = "2" }, Day, Outcome.Met), new("请假，计入应到", new() { Standing = "2" }, Day, Outcome.Broken) { Values = new Dictionary<string, decimal> { ["excused"] = 1 } }],
    };

    public static readonly IReadOnlyList<Rule> All = [General, Attended, Committee, CommitteeQuorum, Group, Lecture, ThemeDay, FixedDay, Secretary, LifeMeeting, Appraisal, ExcellentThird, DemocraticLife, Study];

    /// <summary>So often in every period. The last one is over and must be full; the present one is asked for a few days before it ends. Who was set up since owes nothing yet.</summary>
    static Rule<MeetingFacts> Often(string name, string title, string whenBroken, string law, string article, bool isChecked, DutyPeriod period, Func<MeetingFacts, (int? Last, int? Now)> counts, Func<MeetingFacts, bool?> applies, string appliesSql, string otherwise)
    {
        var column = name.Replace('-', '_');
        var (word, start) = (period == DutyPeriod.Month ? "月" : "季度", Duty.StartSql(period));
        var (last, now) = (Fact(column + "_last"), Fact(column + "_now"));
        return new()
        {
            Id = "grassroots.meetings." + name, Title = title, WhenBroken = whenBroken, Basis = new(law, article, isChecked), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
            Text = $"上{word}的次数不够，就是缺；本{word}的，期末前若干天起提醒支部，逾期若干天告知上级。只计已确认的记录。",
            Parameters = [new("count", $"每{word}", 1, "次", Stricter.Higher), new("days", "期末前提醒", 5, "天", Stricter.Higher), ToParent],
            Test = new RuleTest<MeetingFacts>([last, now],
                $"({column}_last >= {{count}} or coalesce(founded_on >= {start}, false)) and ({column}_now >= {{count}} or {{day}} + {{days}}::int < ({start} + interval '{(period == DutyPeriod.Month ? 1 : 3)} months')::date)", (f, t) =>
                {
                    var ((before, present), from) = (counts(f), period.StartOf(t.Day));
                    var end = period.EndOf(t.Day);
                    var isNew = f.FoundedOn >= from;
                    var isDue = t.Day.AddDays(t.Int("days")) > end;
                    return Finding.Of((before >= t["count"] || isNew) && (present >= t["count"] || !isDue),
                        $"{(isNew ? $"本{word}才建立" : $"上{word} {before} 次")}，本{word}到 {Dates.Format(t.Day)} {present} 次；每{word}应不少于 {t["count"]:0} 次{(isDue && present < t["count"] ? $"，本{word}还有 {end.DayNumber - t.Day.DayNumber} 天" : "")}") with { Latest = end };
                }).For(applies, appliesSql, otherwise),
            Examples =
            [
                new("上期开过", Facts((last, 1), (now, 0)), Day, Outcome.Met),
                new("上期一次没有", Facts((last, 0), (now, 1)), Day, Outcome.Broken),
                new("期末前两天本期还没有", Facts((last, 1), (now, 0)), period.EndOf(Day).AddDays(-2), Outcome.Broken),
            ],
        };
    }

    /// <summary>Once for every year; last year's at the latest by the end of a month of this one.</summary>
    static Rule<MeetingFacts> Yearly(string name, string title, string whenBroken, string law, string article, bool isChecked, int deadline, string column, Func<MeetingFacts, int?> last, Func<MeetingFacts, bool?> applies, string appliesSql, string otherwise)
    {
        var fact = Fact(column + "_last");
        return new()
        {
            Id = "grassroots.meetings." + name, Title = title, WhenBroken = whenBroken, Basis = new(law, article, isChecked), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
            Text = "只计已确认的记录；计作哪一年度，在记录里写明。过了期限提醒支部，再过若干天告知上级。",
            Parameters = [new("count", "每年", 1, "次", Stricter.Higher), new("month", "上年度的最迟到次年几月底", deadline, "月", Stricter.Lower), ToParent],
            Test = new RuleTest<MeetingFacts>([fact], $"{column}_last >= {{count}} or extract(month from {{day}}) <= {{month}} or coalesce(founded_on >= date_trunc('year', {{day}}::timestamp)::date, false)", (f, t) =>
                Finding.Of(last(f) >= t["count"] || t.Day.Month <= t.Int("month") || f.FoundedOn >= new DateOnly(t.Day.Year, 1, 1), $"{t.Day.Year - 1} 年度 {last(f)} 次，应不少于 {t["count"]:0} 次{(t.Int("month") > 0 ? $"，最迟 {t.Day.Year} 年 {t.Int("month")} 月底" : "")}")).For(applies, appliesSql, otherwise),
            Examples = [new("开过", Facts((fact, 1)), Day, Outcome.Met), new("一次没有", Facts((fact, 0)), Day, Outcome.Broken), .. deadline == 0 ? [] : (RuleCase<MeetingFacts>[])[new("还没有到期限", Facts((fact, 0)), new(2026, 2, 10), Outcome.Met)]],
        };
    }

    static string Fact(string column) => FactColumn.Of(typeof(MeetingFacts)).First(fact => fact.Column == column).Name;

    static MeetingFacts Facts(params (string Name, int Count)[] counts)
    {
        var facts = new MeetingFacts { IsBranch = true, IsCommittee = true, HasCommittee = true, HasGroups = true };
        foreach (var (name, count) in counts) FactColumn.Of(typeof(MeetingFacts)).First(fact => fact.Name == name).Set(facts, count);
        return facts;
    }
}
