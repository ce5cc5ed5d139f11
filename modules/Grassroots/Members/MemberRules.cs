namespace OrgWork.Grassroots;

/// <summary>What the record of a member tells.</summary>
public sealed record MemberFacts
{
    [KnownAs("人员类别")] public string? Kind { get; init; }
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("申请入党时间")] public DateOnly? AppliedOn { get; init; }
    [KnownAs("入党时间")] public DateOnly? JoinedOn { get; init; }
    [KnownAs("转正时间")] public DateOnly? BecameFullOn { get; init; }
    [KnownAs("党龄中断", Unit = "个月")] public int? InterruptedMonths { get; init; }
    [KnownAs("延长预备期月数")] public int? ExtensionMonths { get; init; }
    [KnownAs("党费交至")] public Month? DuesPaidToOn { get; init; }
    [KnownAs("党籍状态")] public string? MembershipState { get; init; }
    [KnownAs("流动党员")] public bool? IsFloating { get; init; }
    [KnownAs("流向地")] public string? FloatsTo { get; init; }
    [KnownAs("已颁发“光荣在党50年”纪念章")] public bool? HasMedal { get; init; }
    [KnownAs("最近的党纪处分")] public string? Punishment { get; init; }
    [KnownAs("处分批准日期")] public DateOnly? PunishedOn { get; init; }
    [KnownAs("影响期至（登记）")] public DateOnly? AffectsUntilOn { get; init; }
}

/// <summary>Rules over the register of members (rules B1, B2, B4, B6, B12, A17).</summary>
public static class MemberRules
{
    const string Constitution = "中国共产党章程", Dues = "关于中国共产党党费收缴、使用和管理的规定", Admission = "中国共产党发展党员工作细则";

    static readonly Population Members = new("members", """
        select m.id, m.locality_path, m.name as title, m.kind, m.birth_on, m.applied_on, m.joined_on, m.became_full_on, m.interrupted_months, m.dues_paid_to_on, m.membership_state, m.is_floating, m.floats_to,
               case when m.kind = '2' then (select (c.facts ->> 'extension_months')::int from applicant a join org.procedure_case c on c.module = 'grassroots' and c.procedure = 'admission' and c.state = 'open' and c.subject_id = a.id where a.person_id = m.person_id and a.removed_at is null limit 1) end as extension_months,
               exists (select from member_honour h where h.member_id = m.id and h.kind = '0123' and h.removed_at is null) as has_medal,
               punished.kind as punishment, punished.awarded_on as punished_on, punished.affects_until_on
        from member m
        left join lateral (select h.kind, h.awarded_on, h.affects_until_on from member_honour h where h.member_id = m.id and h.removed_at is null and h.kind in ('02250', '02251', '02257') order by h.awarded_on desc limit 1) punished on true
        where m.removed_at is null and m.left_on is null
        """);

    public static readonly Rule<MemberFacts> ProbationOver = new()
    {
        Id = "grassroots.members.probation-over", Title = "预备期满及时讨论转正", WhenBroken = "预备期满未转正", Basis = new(Constitution, "第七条"), Severity = Severity.Remind, Light = "red", Population = Members,
        Parameters = [RuleParameter.Months("months", "预备期", 12, Stricter.Fixed)],
        Text = "支部大会决定延长预备期的，从延长期满起算；停止党籍的不算。",
        Test = new RuleTest<MemberFacts>([nameof(MemberFacts.JoinedOn)], "(joined_on + make_interval(months => {months}::int + coalesce(extension_months, 0)))::date >= {day}", (f, t) =>
        {
            var end = f.JoinedOn!.Value.AddMonths(t.Int("months") + (f.ExtensionMonths ?? 0));
            var late = t.Day.DayNumber - end.DayNumber;
            return Finding.Of(late <= 0, $"入党 {Dates.Format(f.JoinedOn.Value)} ＋ {t.Int("months")} 个月{(f.ExtensionMonths is > 0 and var more ? $" ＋ 延长 {more} 个月" : "")} ＝ {Dates.Format(end)}；截至 {Dates.Format(t.Day)}{(late > 0 ? $"，超 {late} 天" : $"，还有 {-late} 天")}") with { Latest = end };
        }).For(IsOnProbation, OnProbation, "不是预备党员"),
        Examples = [new("延长半年", new() { Kind = "2", MembershipState = "1", JoinedOn = new(2025, 9, 18), ExtensionMonths = 6 }, new(2026, 11, 21), Outcome.Met), new("停止党籍", new() { Kind = "2", MembershipState = "3", JoinedOn = new(2025, 9, 18) }, new(2026, 11, 21), Outcome.NotApplicable), new("预备期中", new() { Kind = "2", MembershipState = "1", JoinedOn = new(2026, 3, 1) }, new(2026, 11, 21), Outcome.Met), new("已满三天", new() { Kind = "2", MembershipState = "1", JoinedOn = new(2025, 11, 18) }, new(2026, 11, 21), Outcome.Broken), new("正式党员", new() { Kind = "1", MembershipState = "1", JoinedOn = new(2015, 11, 18) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<MemberFacts> ProbationNear = new()
    {
        Id = "grassroots.members.probation-near", Title = "预备期满前提醒", WhenBroken = "一个月内预备期满", Basis = new(Constitution, "第七条"), Severity = Severity.Remind, Population = Members,
        Parameters = [RuleParameter.Months("months", "提前", 1, Stricter.Free)],
        Test = new RuleTest<MemberFacts>([nameof(MemberFacts.JoinedOn)], "not (joined_on + make_interval(months => 12 + coalesce(extension_months, 0)))::date between {day} and ({day} + make_interval(months => {months}::int))::date", (f, t) =>
        {
            var end = f.JoinedOn!.Value.AddMonths(12 + (f.ExtensionMonths ?? 0));
            return Finding.Of(!(end >= t.Day && end <= t.Day.AddMonths(t.Int("months"))), $"入党 {Dates.Format(f.JoinedOn.Value)}，预备期满 {Dates.Format(end)}；截至 {Dates.Format(t.Day)}") with { Latest = end };
        }).For(IsOnProbation, OnProbation, "不是预备党员"),
        Examples = [new("还有半年", new() { Kind = "2", MembershipState = "1", JoinedOn = new(2026, 5, 20) }, new(2026, 11, 21), Outcome.Met), new("还有二十七天", new() { Kind = "2", MembershipState = "1", JoinedOn = new(2025, 12, 18) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<MemberFacts> FullDate = new()
    {
        Id = "grassroots.members.full-date", Title = "正式党员登记转正时间", WhenBroken = "正式党员缺转正时间", Basis = new(Admission, "第五章　预备党员的教育、考察和转正"), Severity = Severity.Remind, Population = Members,
        Text = "党龄从转正之日算起。",
        Test = new RuleTest<MemberFacts>([nameof(MemberFacts.Kind)], "became_full_on is not null", (f, _) => Finding.Of(f.BecameFullOn is not null, f.BecameFullOn is { } on ? $"转正 {Dates.Format(on)}" : "没有转正时间，不能计算党龄")).For(f => f.Kind is null ? null : f.Kind == "1", "kind = '1'", "不是正式党员"),
        Examples = [new("有", new() { Kind = "1", BecameFullOn = new(2016, 3, 1) }, new(2026, 11, 21), Outcome.Met), new("没有", new() { Kind = "1" }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<MemberFacts> FullAfterYear = new()
    {
        Id = "grassroots.members.full-after-year", Title = "转正不早于入党满一年", WhenBroken = "转正早于预备期满", Basis = new(Constitution, "第七条"), Severity = Severity.Warn, Light = "yellow", Population = Members,
        Text = "一九八二年十二大党章起预备期为一年；此前各时期规定不同，不作核对。",
        Parameters = [RuleParameter.Months("months", "预备期", 12, Stricter.Fixed)],
        Test = RuleTest<MemberFacts>.NotBefore(f => f.JoinedOn, Span.Months, "months", f => f.BecameFullOn).For(f => f.JoinedOn is null ? null : f.JoinedOn >= new DateOnly(1982, 9, 6) && f.BecameFullOn is not null, "case when joined_on is not null then joined_on >= date '1982-09-06' and became_full_on is not null end", "还没有转正，或入党在一九八二年以前"),
        Examples = [new("一年后转正", new() { JoinedOn = new(2015, 7, 1), BecameFullOn = new(2016, 7, 1) }, new(2026, 11, 21), Outcome.Met), new("半年就转正", new() { JoinedOn = new(2015, 7, 1), BecameFullOn = new(2016, 1, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2016, 7, 1) }, new("一九七〇年入党", new() { JoinedOn = new(1970, 7, 1), BecameFullOn = new(1970, 7, 1) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<MemberFacts> JoinedAge = new()
    {
        Id = "grassroots.members.joined-age", Title = "入党时年满十八岁", WhenBroken = "入党时不满十八岁", Basis = new(Constitution, "第一条"), Severity = Severity.Refuse, Population = Members,
        Text = "一九四五年以前的入党年龄规定不同，不作核对。",
        Parameters = [RuleParameter.Years("years", "最低年龄", 18, Stricter.Fixed)],
        Test = RuleTest<MemberFacts>.NotBefore(f => f.BirthOn, Span.Years, "years", f => f.JoinedOn).For(f => f.JoinedOn is null ? null : f.JoinedOn >= new DateOnly(1945, 6, 11), "joined_on >= date '1945-06-11'", "入党时间没有登记，或在一九四五年以前"),
        Examples = [new("二十三岁", new() { BirthOn = new(1992, 3, 1), JoinedOn = new(2015, 7, 1) }, new(2026, 11, 21), Outcome.Met), new("十七岁", new() { BirthOn = new(1998, 3, 1), JoinedOn = new(2015, 7, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2016, 3, 1) }],
    };

    public static readonly Rule<MemberFacts> Order = new()
    {
        Id = "grassroots.members.date-order", Title = "申请、入党、转正日期先后相符", WhenBroken = "申请、入党、转正日期先后颠倒", Basis = new(Admission), Severity = Severity.Warn, Light = "yellow", Population = Members,
        Test = new([nameof(MemberFacts.JoinedOn)], "coalesce(applied_on, joined_on) <= joined_on and joined_on <= coalesce(became_full_on, joined_on)",
            (f, _) => Finding.Of((f.AppliedOn ?? f.JoinedOn) <= f.JoinedOn && f.JoinedOn <= (f.BecameFullOn ?? f.JoinedOn), $"申请 {(f.AppliedOn is { } a ? Dates.Format(a) : "未登记")}，入党 {Dates.Format(f.JoinedOn!.Value)}，转正 {(f.BecameFullOn is { } b ? Dates.Format(b) : "未登记")}")),
        Examples = [new("先后相符", new() { AppliedOn = new(2013, 3, 1), JoinedOn = new(2015, 7, 1), BecameFullOn = new(2016, 7, 1) }, new(2026, 11, 21), Outcome.Met), new("入党早于申请", new() { AppliedOn = new(2016, 3, 1), JoinedOn = new(2015, 7, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<MemberFacts> DuesHalfYear = new()
    {
        Id = "grassroots.members.dues-half-year", Title = "无正当理由连续六个月不交党费的，按自行脱党处理", WhenBroken = "欠交党费半年以上", Basis = new(Constitution, "第九条"), Severity = Severity.Remind, Light = "red", Population = Members,
        Parameters = [RuleParameter.Months("months", "时间", 6, Stricter.Fixed)],
        Test = Arrears("months"),
        Examples = [new("欠一个月", new() { MembershipState = "1", DuesPaidToOn = new(2026, 10) }, new(2026, 11, 21), Outcome.Met), new("欠六个月", new() { MembershipState = "1", DuesPaidToOn = new(2026, 5) }, new(2026, 11, 21), Outcome.Broken), new("停止党籍", new() { MembershipState = "3", DuesPaidToOn = new(2024, 5) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<MemberFacts> DuesThreeMonths = new()
    {
        Id = "grassroots.members.dues-three-months", Title = "党费按月交纳，欠交三个月提醒", WhenBroken = "欠交党费三个月以上", Basis = new(Dues), Severity = Severity.Remind, Population = Members,
        Parameters = [RuleParameter.Months("months", "提醒", 3, Stricter.Lower)],
        Text = "欠交满六个月的另有一条。",
        Test = Arrears("months", upTo: 6),
        Examples = [new("欠两个月", new() { MembershipState = "1", DuesPaidToOn = new(2026, 9) }, new(2026, 11, 21), Outcome.Met), new("欠三个月", new() { MembershipState = "1", DuesPaidToOn = new(2026, 8) }, new(2026, 11, 21), Outcome.Broken), new("欠七个月，按另一条", new() { MembershipState = "1", DuesPaidToOn = new(2026, 4) }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<MemberFacts> FloatsWhere = new()
    {
        Id = "grassroots.members.floats-to", Title = "流动党员登记流向地", WhenBroken = "流动党员没有登记流向地", Basis = new("关于进一步加强和改进流动党员管理工作的意见"), Severity = Severity.Warn, Light = "yellow", Population = Members,
        Test = new RuleTest<MemberFacts>([nameof(MemberFacts.IsFloating)], "coalesce(floats_to, '') <> ''", (f, _) => Finding.Of(!string.IsNullOrEmpty(f.FloatsTo), string.IsNullOrEmpty(f.FloatsTo) ? "没有流向地" : $"流向 {f.FloatsTo}")).For(f => f.IsFloating, "is_floating", "不是流动党员"),
        Examples = [new("有流向地", new() { IsFloating = true, FloatsTo = "省外" }, new(2026, 11, 21), Outcome.Met), new("没有流向地", new() { IsFloating = true }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<MemberFacts> FiftyYears = new()
    {
        Id = "grassroots.members.fifty-years", Title = "党龄达到五十年的，颁发“光荣在党50年”纪念章", WhenBroken = "党龄满五十年，未颁发纪念章", Basis = Basis.Practice("“光荣在党50年”纪念章颁发工作的有关通知", true), Severity = Severity.Remind, Population = Members,
        Text = "截至当年规定的日期（通常 7 月 1 日）党龄达到五十年、一贯表现良好的健在党员；党龄从转正之日算起，扣除中断的时间，是否颁发由党委确定。",
        Parameters = [RuleParameter.Years("years", "党龄", 50, Stricter.Fixed), new("cutoff_month", "计算到几月", 7, "月", Stricter.Free) { Min = 1, Max = 12 }, new("cutoff_day", "计算到几日", 1, "日", Stricter.Free) { Min = 1, Max = 28 }],
        // The bare day is asked first: an index serves it.
        Test = new RuleTest<MemberFacts>([nameof(MemberFacts.BecameFullOn), nameof(MemberFacts.HasMedal)], $"has_medal or became_full_on > {FiftyLimit} or (became_full_on + make_interval(months => coalesce(interrupted_months, 0)))::date > {FiftyLimit}", (f, t) =>
        {
            var (limit, interrupted) = (CutoffOf(t.Day.Year, t).AddYears(-t.Int("years")), f.InterruptedMonths ?? 0);
            return Finding.Of(f.HasMedal!.Value || f.BecameFullOn!.Value.AddMonths(interrupted) > limit, f.HasMedal.Value ? "已颁发" : $"转正 {Dates.Format(f.BecameFullOn!.Value)}{(interrupted > 0 ? $" ＋ 中断 {interrupted} 个月" : "")}，应在 {Dates.Format(limit)} 或以前");
        }).For(f => f.MembershipState is null ? null : f.MembershipState == "1", "membership_state = '1'", "党籍状态不正常"),
        Examples = [new("四十八年", new() { MembershipState = "1", BecameFullOn = new(1978, 6, 1), HasMedal = false }, new(2026, 11, 21), Outcome.Met), new("当年 7 月 1 日正好满", new() { MembershipState = "1", BecameFullOn = new(1976, 7, 1), HasMedal = false }, new(2026, 11, 21), Outcome.Broken), new("中断过一年", new() { MembershipState = "1", BecameFullOn = new(1976, 7, 1), InterruptedMonths = 12, HasMedal = false }, new(2026, 11, 21), Outcome.Met), new("已颁发", new() { MembershipState = "1", BecameFullOn = new(1970, 7, 1), HasMedal = true }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<MemberFacts> EffectPeriod = new()
    {
        Id = "grassroots.members.effect-period", Title = "党纪处分的影响期按种类计算", WhenBroken = "登记的影响期与处分种类不符", Basis = new("中国共产党纪律处分条例", "第十条至第十一条", true), Severity = Severity.Warn, Light = "yellow", Population = Members,
        Parameters = [RuleParameter.Months("warning", "警告", 12, Stricter.Fixed), RuleParameter.Months("serious", "严重警告", 18, Stricter.Fixed), RuleParameter.Months("removal", "撤销党内职务", 24, Stricter.Fixed)],
        Test = new RuleTest<MemberFacts>([nameof(MemberFacts.PunishedOn), nameof(MemberFacts.AffectsUntilOn)], "(punished_on + make_interval(months => (case punishment when '02250' then {warning} when '02251' then {serious} else {removal} end)::int))::date <= affects_until_on", (f, t) =>
        {
            var months = t.Int(f.Punishment switch { "02250" => "warning", "02251" => "serious", _ => "removal" });
            var end = f.PunishedOn!.Value.AddMonths(months);
            return Finding.Of(end <= f.AffectsUntilOn, $"{GrassrootsCodes.HonourKind.NameOf(f.Punishment ?? "")}，批准 {Dates.Format(f.PunishedOn.Value)} ＋ {months} 个月 ＝ {Dates.Format(end)}；登记至 {Dates.Format(f.AffectsUntilOn!.Value)}");
        }).For(f => f.Punishment is "02250" or "02251" or "02257", "coalesce(punishment, '') in ('02250', '02251', '02257')", "没有警告、严重警告、撤销党内职务的处分"),
        Examples = [new("警告，一年", new() { Punishment = "02250", PunishedOn = new(2025, 3, 1), AffectsUntilOn = new(2026, 3, 1) }, new(2026, 11, 21), Outcome.Met), new("严重警告，只登记一年", new() { Punishment = "02251", PunishedOn = new(2025, 3, 1), AffectsUntilOn = new(2026, 3, 1) }, new(2026, 11, 21), Outcome.Broken), new("没有处分", new(), new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly IReadOnlyList<Rule> All =
    [
        ProbationOver, ProbationNear, FullDate, FullAfterYear, JoinedAge, Order, DuesHalfYear, DuesThreeMonths, FloatsWhere, FiftyYears, EffectPeriod,
        .. PersonRules.For("grassroots", "members", "member", "t.left_on is null"),
    ];

    /// <summary>The latest day of becoming a full member that gives the years by this year's day of reckoning; text of a condition of <see cref="FiftyYears"/>.</summary>
    public const string FiftyLimit = "(make_date(extract(year from {day})::int, {cutoff_month}::int, {cutoff_day}::int) - make_interval(years => {years}::int))::date";

    /// <summary>The day of a year up to which the years in the Party are reckoned.</summary>
    public static DateOnly CutoffOf(int year, RuleTerms terms) => new(year, terms.Int("cutoff_month"), terms.Int("cutoff_day"));

    const string OnProbation = "kind = '2' and membership_state = '1'";

    // As in SQL: one of the two known to be otherwise is enough.
    static bool? IsOnProbation(MemberFacts f) => f.Kind is not (null or "2") || f.MembershipState is not (null or "1") ? false : f.Kind is null || f.MembershipState is null ? null : true;

    /// <summary>Months without dues up to now: paid to October, asked in November, is one.</summary>
    static RuleTest<MemberFacts> Arrears(string parameter, int upTo = int.MaxValue) => new RuleTest<MemberFacts>([nameof(MemberFacts.DuesPaidToOn)], $"(date_trunc('month', {{day}}::timestamp) - make_interval(months => {{{parameter}}}::int))::date < dues_paid_to_on{(upTo == int.MaxValue ? "" : $" or (date_trunc('month', {{day}}::timestamp) - interval '{upTo} months')::date >= dues_paid_to_on")}", (f, t) =>
    {
        var behind = f.DuesPaidToOn!.Value.MonthsUntil(Month.Of(t.Day));
        return Finding.Of(behind < t.Int(parameter) || behind >= upTo, behind <= 0 ? $"党费交至 {f.DuesPaidToOn}" : $"党费交至 {f.DuesPaidToOn}，欠 {behind} 个月");
    }).For(f => f.MembershipState is null ? null : f.MembershipState == "1", "membership_state = '1'", "党籍状态不正常");
}
