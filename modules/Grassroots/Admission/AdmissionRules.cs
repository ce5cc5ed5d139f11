namespace OrgWork.Grassroots;

/// <summary>What is known of a case of 发展党员, as far as it has come. A step asks the rules it stands under with what it has.</summary>
public sealed record AdmissionFacts
{
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("递交入党申请书")] public DateOnly? AppliedOn { get; init; }
    [KnownAs("派人谈话")] public DateOnly? TalkedOn { get; init; }
    [KnownAs("确定为入党积极分子")] public DateOnly? ActivistOn { get; init; }
    [KnownAs("确定为发展对象")] public DateOnly? CandidateOn { get; init; }
    [KnownAs("政治审查结束")] public DateOnly? VettedOn { get; init; }
    [KnownAs("集中培训结束")] public DateOnly? TrainedOn { get; init; }
    [KnownAs("预审同意")] public DateOnly? PreviewedOn { get; init; }
    [KnownAs("支部大会讨论接收")] public DateOnly? MeetingOn { get; init; }
    [KnownAs("党委审批")] public DateOnly? ApprovedOn { get; init; }
    [KnownAs("提出转正申请")] public DateOnly? FullAppliedOn { get; init; }
    [KnownAs("支部大会讨论转正")] public DateOnly? FullMeetingOn { get; init; }
    [KnownAs("党委审批转正")] public DateOnly? FullApprovedOn { get; init; }
    [KnownAs("公示开始")] public DateOnly? PublishedOn { get; init; }
    [KnownAs("上次支部大会未通过")] public DateOnly? RejectedOn { get; init; }
    [KnownAs("将离开本单位（学校）")] public bool? IsLeaving { get; init; }
    [KnownAs("拟离开日期")] public DateOnly? LeavesOn { get; init; }
    [KnownAs("培养联系人（正式党员）", Unit = "人")] public int? Mentors { get; init; }
    [KnownAs("入党介绍人（正式党员）", Unit = "人")] public int? Introducers { get; init; }
    [KnownAs("政治审查合格")] public bool? IsVetted { get; init; }
    [KnownAs("集中培训天数", Unit = "天")] public decimal? TrainedDays { get; init; }
    [KnownAs("集中培训学时", Unit = "学时")] public decimal? TrainedHours { get; init; }
    [KnownAs("应到会有表决权的党员", Unit = "人")] public int? Voters { get; init; }
    [KnownAs("到会有表决权的党员", Unit = "人")] public int? Present { get; init; }
    [KnownAs("发出表决票", Unit = "张")] public int? Issued { get; init; }
    [KnownAs("赞成", Unit = "票")] public int? Approve { get; init; }
    [KnownAs("不赞成", Unit = "票")] public int? Oppose { get; init; }
    [KnownAs("弃权", Unit = "票")] public int? Abstain { get; init; }
    [KnownAs("延长预备期", Unit = "个月")] public int? ExtensionMonths { get; init; }
    [KnownAs("已延长次数", Unit = "次")] public int? Extensions { get; init; }
}

/// <summary>What is known of an activist who is being fostered.</summary>
public sealed record ActivistFacts
{
    [KnownAs("确定为入党积极分子")] public DateOnly? ActivistOn { get; init; }
    [KnownAs("上次考察")] public DateOnly? LookedOn { get; init; }
}

/// <summary>What the record of an applicant tells before there is a case.</summary>
public sealed record ApplicantFacts
{
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("申请入党时间")] public DateOnly? AppliedOn { get; init; }
}

/// <summary>发展党员 (rules B1): intervals, deadlines, persons, majorities. Checked by the procedure, step by step.</summary>
public static class AdmissionRules
{
    const string Text = "中国共产党发展党员工作细则", Local = "发展党员工作的地方规定和通行做法";
    const string Second = "第二章　入党积极分子的确定和培养教育", Third = "第三章　发展对象的确定和考察", Fourth = "第四章　预备党员的接收", Fifth = "第五章　预备党员的教育、考察和转正";

    public static readonly Rule<AdmissionFacts> Age = new()
    {
        Id = "grassroots.admission.age", Title = "申请入党应年满十八岁", WhenBroken = "申请时不满十八岁", Basis = new(Text, Second), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Years("years", "最低年龄", 18, Stricter.Fixed)],
        Test = RuleTest<AdmissionFacts>.NotBefore(f => f.BirthOn, Span.Years, "years", f => f.AppliedOn),
        Examples =
        [
            new("十八岁生日当天递交", new() { BirthOn = new(2006, 3, 6), AppliedOn = new(2024, 3, 6) }, new(2026, 11, 21), Outcome.Met),
            new("差一天满十八岁", new() { BirthOn = new(2006, 3, 7), AppliedOn = new(2024, 3, 6) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2024, 3, 7) },
            new("出生日期没有登记", new() { AppliedOn = new(2024, 3, 6) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    /// <summary>Asked of the record itself, before there is a case.</summary>
    public static readonly Rule<ApplicantFacts> Plausible = new()
    {
        Id = "grassroots.admission.plausible-birth", Title = "出生日期与申请入党的年龄相称", WhenBroken = "出生日期不合常理", Basis = new(Text, Second), Severity = Severity.Refuse,
        Text = "申请入党应年满十八岁；超过上限的，多为日期录错。",
        Population = new("applicants", "select a.id, a.locality_path, a.name as title, a.birth_on, a.applied_on from applicant a where a.removed_at is null"),
        Parameters = [RuleParameter.Years("least", "最小", 18, Stricter.Fixed), RuleParameter.Years("most", "最大", 100, Stricter.Fixed)],
        Test = new([nameof(ApplicantFacts.BirthOn)], "(birth_on + make_interval(years => {least}::int))::date <= coalesce(applied_on, {day}) and (birth_on + make_interval(years => {most}::int))::date > coalesce(applied_on, {day})",
            (f, t) => Finding.Of(f.BirthOn!.Value.AddYears(t.Int("least")) <= (f.AppliedOn ?? t.Day) && f.BirthOn.Value.AddYears(t.Int("most")) > (f.AppliedOn ?? t.Day), $"出生 {Dates.Format(f.BirthOn.Value)}；{(f.AppliedOn is null ? "截至" : "申请入党")} {Dates.Format(f.AppliedOn ?? t.Day)}，应在 {t.Int("least")} 岁以上、{t.Int("most")} 岁以下")),
        Examples = [new("三十岁", new() { BirthOn = new(1996, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("1896 年", new() { BirthOn = new(1896, 5, 1) }, new(2026, 11, 21), Outcome.Broken), new("十二岁", new() { BirthOn = new(2014, 5, 1), AppliedOn = new(2026, 10, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdmissionFacts> Talk = new()
    {
        Id = "grassroots.admission.talk", Title = "收到入党申请书后一个月内派人谈话", WhenBroken = "超过期限没有派人谈话", Basis = new(Text, Second), Severity = Severity.Warn,
        Parameters = [RuleParameter.Months("months", "期限", 1, Stricter.Lower)],
        Test = RuleTest<AdmissionFacts>.NotAfter(f => f.AppliedOn, Span.Months, "months", f => f.TalkedOn),
        Examples =
        [
            new("十五天后谈话", new() { AppliedOn = new(2023, 3, 6), TalkedOn = new(2023, 3, 21) }, new(2026, 11, 21), Outcome.Met),
            new("1 月 31 日申请，2 月 28 日为期限最后一天", new() { AppliedOn = new(2023, 1, 31), TalkedOn = new(2023, 2, 28) }, new(2026, 11, 21), Outcome.Met),
            new("晚了一天", new() { AppliedOn = new(2023, 3, 6), TalkedOn = new(2023, 4, 7) }, new(2026, 11, 21), Outcome.Broken),
            new("还没有谈，期限未到", new() { AppliedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Met),
            new("还没有谈，期限已过", new() { AppliedOn = new(2026, 10, 1) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> ActivistWait = new()
    {
        Id = "grassroots.admission.activist-wait", Title = "递交申请书一定时间后方可确定为入党积极分子", WhenBroken = "递交申请书时间不够", Basis = Basis.Practice(Local), Severity = Severity.Warn,
        Text = "全国没有统一规定；一些省定为三个月或六个月，由当地设定。",
        Parameters = [RuleParameter.Months("months", "最短时间", 0, Stricter.Higher)],
        Test = RuleTest<AdmissionFacts>.NotBefore(f => f.AppliedOn, Span.Months, "months", f => f.ActivistOn),
        Examples =
        [
            new("没有地方规定时即可", new() { AppliedOn = new(2023, 3, 6), ActivistOn = new(2023, 4, 6) }, new(2026, 11, 21), Outcome.Met),
            new("当地定为六个月，只过了五个月", new() { AppliedOn = new(2023, 3, 6), ActivistOn = new(2023, 8, 6) }, new(2026, 11, 21), Outcome.Broken) { Values = new Dictionary<string, decimal> { ["months"] = 6 }, Earliest = new(2023, 9, 6) },
        ],
    };

    public static readonly Rule<AdmissionFacts> MentorsNamed = new()
    {
        Id = "grassroots.admission.mentors", Title = "指定一至二名正式党员作培养联系人", WhenBroken = "培养联系人人数不符", Basis = new(Text, Second), Severity = Severity.Refuse,
        Parameters = [new("least", "最少", 1, "人", Stricter.Higher) { Min = 1, Max = 2 }, new("most", "最多", 2, "人", Stricter.Lower) { Min = 1, Max = 2 }],
        Test = new([nameof(AdmissionFacts.Mentors)], "mentors between {least} and {most}",
            (f, t) => Finding.Of(f.Mentors >= t["least"] && f.Mentors <= t["most"], $"培养联系人 {f.Mentors} 人，应为 {t["least"]:0} 至 {t["most"]:0} 人")),
        Examples =
        [
            new("两人", new() { Mentors = 2 }, new(2026, 11, 21), Outcome.Met),
            new("没有指定", new() { Mentors = 0 }, new(2026, 11, 21), Outcome.Broken),
            new("三人", new() { Mentors = 3 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<ActivistFacts> HalfYearLook = new()
    {
        Id = "grassroots.admission.half-year-look", Title = "对入党积极分子每半年考察一次", WhenBroken = "半年考察到期未做", Basis = new(Text, Second, true), Severity = Severity.Remind,
        Population = new("applicants", """
            select a.id, a.locality_path, a.name as title, (c.facts ->> 'activist_on')::date as activist_on, (c.facts ->> 'looked_on')::date as looked_on
            from applicant a join org.procedure_case c on c.module = 'grassroots' and c.procedure = 'admission' and c.subject_id = a.id and c.state = 'open' and c.step = 'foster'
            where a.removed_at is null and a.stage = '2'
            """),
        Parameters = [RuleParameter.Months("months", "间隔", 6, Stricter.Lower)],
        Test = new([nameof(ActivistFacts.ActivistOn)], "(greatest(activist_on, looked_on) + make_interval(months => {months}::int))::date >= {day}", (f, t) =>
        {
            var last = f.LookedOn > f.ActivistOn ? f.LookedOn.Value : f.ActivistOn!.Value;
            var limit = last.AddMonths(t.Int("months"));
            return Finding.Of(limit >= t.Day, $"{(last == f.ActivistOn ? "确定为积极分子" : "上次考察")} {Dates.Format(last)} ＋ {t.Int("months")} 个月 ＝ {Dates.Format(limit)}；截至 {Dates.Format(t.Day)}") with { Latest = limit };
        }),
        Examples =
        [
            new("五个月前考察过", new() { ActivistOn = new(2025, 1, 10), LookedOn = new(2026, 6, 20) }, new(2026, 11, 21), Outcome.Met),
            new("确定后还没有考察过，已过半年", new() { ActivistOn = new(2026, 5, 20) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> ActivistYear = new()
    {
        Id = "grassroots.admission.activist-year", Title = "培养教育考察满一年方可确定为发展对象", WhenBroken = "培养教育考察不满一年", Basis = new(Text, Third, true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "最短时间", 12, Stricter.Higher)],
        Test = RuleTest<AdmissionFacts>.NotBefore(f => f.ActivistOn, Span.Months, "months", f => f.CandidateOn),
        Examples =
        [
            new("正好一年", new() { ActivistOn = new(2023, 10, 17), CandidateOn = new(2024, 10, 17) }, new(2026, 11, 21), Outcome.Met),
            new("早一天", new() { ActivistOn = new(2023, 10, 17), CandidateOn = new(2024, 10, 16) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2024, 10, 17) },
            new("闰日确定，次年 2 月 28 日即满", new() { ActivistOn = new(2024, 2, 29), CandidateOn = new(2025, 2, 28) }, new(2026, 11, 21), Outcome.Met),
            new("拟今天确定，以今天计算", new() { ActivistOn = new(2026, 1, 5) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 1, 5) },
            new("当地定为十八个月", new() { ActivistOn = new(2023, 10, 17), CandidateOn = new(2024, 12, 10) }, new(2026, 11, 21), Outcome.Broken) { Values = new Dictionary<string, decimal> { ["months"] = 18 }, Earliest = new(2025, 4, 17) },
            new("没有确定为积极分子的日期", new() { CandidateOn = new(2024, 12, 10) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AdmissionFacts> TwoIntroducers = new()
    {
        Id = "grassroots.admission.introducers", Title = "两名正式党员作入党介绍人", WhenBroken = "入党介绍人不是两名", Basis = new(Text, Third), Severity = Severity.Refuse,
        Test = new([nameof(AdmissionFacts.Introducers)], "introducers = 2", (f, _) => Finding.Of(f.Introducers == 2, $"入党介绍人 {f.Introducers} 人，应为 2 人")),
        Examples = [new("两人", new() { Introducers = 2 }, new(2026, 11, 21), Outcome.Met), new("一人", new() { Introducers = 1 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdmissionFacts> Vetting = new()
    {
        Id = "grassroots.admission.vetting", Title = "政治审查合格方可发展入党", WhenBroken = "政治审查不合格或没有经过", Basis = new(Text, Third), Severity = Severity.Refuse,
        Test = RuleTest<AdmissionFacts>.IsTrue(f => f.IsVetted, "政治审查不合格；凡是未经政治审查或政治审查不合格的，不能发展入党"),
        Examples = [new("合格", new() { IsVetted = true }, new(2026, 11, 21), Outcome.Met), new("不合格", new() { IsVetted = false }, new(2026, 11, 21), Outcome.Broken), new("还没有结论", new(), new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<AdmissionFacts> Training = new()
    {
        Id = "grassroots.admission.training", Title = "集中培训不少于三天或者二十四学时", WhenBroken = "集中培训不足三天和二十四学时", Basis = new(Text, Third, true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Days("days", "天数", 3, Stricter.Higher), new("hours", "学时", 24, "学时", Stricter.Higher)],
        Test = new([], "trained_days >= {days} or trained_hours >= {hours}", (f, t) =>
        {
            if (f.TrainedDays is null && f.TrainedHours is null) return new(Outcome.Unknown, "缺集中培训天数或学时");
            var words = $"培训 {(f.TrainedDays is { } d ? $"{d:0.#} 天" : "")}{(f.TrainedHours is { } h ? $" {h:0.#} 学时" : "")}，应不少于 {t["days"]:0.#} 天或 {t["hours"]:0.#} 学时";
            if (f.TrainedDays >= t["days"] || f.TrainedHours >= t["hours"]) return new(Outcome.Met, words);
            return f.TrainedDays is null || f.TrainedHours is null ? new(Outcome.Unknown, $"{words}；缺{(f.TrainedDays is null ? "天数" : "学时")}") : new(Outcome.Broken, words);
        }),
        Examples =
        [
            new("三天", new() { TrainedDays = 3 }, new(2026, 11, 21), Outcome.Met),
            new("两天半，二十四学时", new() { TrainedDays = 2.5m, TrainedHours = 24 }, new(2026, 11, 21), Outcome.Met),
            new("两天十六学时", new() { TrainedDays = 2, TrainedHours = 16 }, new(2026, 11, 21), Outcome.Broken),
            new("只知道两天，学时没有登记", new() { TrainedDays = 2 }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AdmissionFacts> Preview = new()
    {
        Id = "grassroots.admission.preview", Title = "党委预审同意后方可填写入党志愿书、召开支部大会", WhenBroken = "支部大会早于预审", Basis = new(Text, "第十九条", true), Severity = Severity.Refuse,
        Test = new([nameof(AdmissionFacts.PreviewedOn)], "previewed_on <= coalesce(meeting_on, {day})", (f, t) => Finding.Of(f.PreviewedOn <= (f.MeetingOn ?? t.Day), $"预审同意 {Dates.Format(f.PreviewedOn!.Value)}；支部大会 {Dates.Format(f.MeetingOn ?? t.Day)}") with { Earliest = f.PreviewedOn }),
        Examples =
        [
            new("预审一个月后开会", new() { PreviewedOn = new(2025, 11, 18), MeetingOn = new(2025, 12, 18) }, new(2026, 11, 21), Outcome.Met),
            new("会在预审之前", new() { PreviewedOn = new(2025, 11, 18), MeetingOn = new(2025, 11, 10) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2025, 11, 18) },
        ],
    };

    public static readonly Rule<AdmissionFacts> NotLeaving = new()
    {
        Id = "grassroots.admission.leaving", Title = "三个月内将离开的，一般不办理接收", WhenBroken = "三个月内将离开本单位（学校）", Basis = new(Text, Fourth, true), Severity = Severity.Warn,
        Parameters = [RuleParameter.Months("months", "离开前", 3, Stricter.Higher)],
        Test = new RuleTest<AdmissionFacts>([nameof(AdmissionFacts.LeavesOn)], "(coalesce(meeting_on, {day}) + make_interval(months => {months}::int))::date < leaves_on", (f, t) =>
        {
            var (meeting, limit) = (f.MeetingOn ?? t.Day, (f.MeetingOn ?? t.Day).AddMonths(t.Int("months")));
            return Finding.Of(limit < f.LeavesOn, $"支部大会 {Dates.Format(meeting)} ＋ {t.Int("months")} 个月 ＝ {Dates.Format(limit)}；拟离开 {Dates.Format(f.LeavesOn!.Value)}");
        }).For(f => f.IsLeaving, "is_leaving", "没有离开的打算"),
        Examples =
        [
            new("明年夏天毕业", new() { IsLeaving = true, LeavesOn = new(2027, 6, 30), MeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Met),
            new("下个月调走", new() { IsLeaving = true, LeavesOn = new(2026, 12, 31), MeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Broken),
            new("不离开", new() { IsLeaving = false }, new(2026, 11, 21), Outcome.NotApplicable),
            new("没有问过", new() { MeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AdmissionFacts> Quorum = new()
    {
        Id = "grassroots.admission.quorum", Title = "支部大会到会有表决权的党员超过应到会的半数", WhenBroken = "到会人数没有过半", Basis = new(Text, Fourth, true), Severity = Severity.Refuse,
        Test = RuleTest<AdmissionFacts>.MoreThanHalf(f => f.Present, f => f.Voters),
        Examples =
        [
            new("应到 21 人，到会 11 人", new() { Voters = 21, Present = 11 }, new(2026, 11, 21), Outcome.Met),
            new("应到 20 人，到会 10 人，正好一半", new() { Voters = 20, Present = 10 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> Majority = new()
    {
        Id = "grassroots.admission.majority", Title = "赞成人数超过应到会有表决权党员的半数", WhenBroken = "赞成票没有过应到会的半数", Basis = new(Text, Fourth, true), Severity = Severity.Refuse,
        Text = "以应到会有表决权的正式党员为分母，不是到会人数；会前正式提交书面意见的，计入票数。",
        Test = RuleTest<AdmissionFacts>.MoreThanHalf(f => f.Approve, f => f.Voters),
        Examples =
        [
            new("应到 21 人，赞成 11 票", new() { Voters = 21, Approve = 11 }, new(2026, 11, 21), Outcome.Met),
            new("到会 16 人中 10 票赞成，但应到 21 人", new() { Voters = 21, Present = 16, Approve = 10 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> Ballots = new()
    {
        Id = "grassroots.admission.ballots", Title = "表决票数相符", WhenBroken = "表决票数对不上", Basis = new(Text, Fourth), Severity = Severity.Refuse,
        Text = "到会人数不多于应到会人数，发出的票不多于应到会人数（会前书面提交意见的也发票），收回的票（赞成、不赞成、弃权之和）不多于发出的票。",
        Test = new([nameof(AdmissionFacts.Voters), nameof(AdmissionFacts.Present), nameof(AdmissionFacts.Issued), nameof(AdmissionFacts.Approve), nameof(AdmissionFacts.Oppose), nameof(AdmissionFacts.Abstain)],
            "approve >= 0 and oppose >= 0 and abstain >= 0 and approve + oppose + abstain <= issued and issued <= voters and present <= voters", (f, _) =>
            {
                var returned = f.Approve + f.Oppose + f.Abstain;
                return Finding.Of(f is { Approve: >= 0, Oppose: >= 0, Abstain: >= 0 } && returned <= f.Issued && f.Issued <= f.Voters && f.Present <= f.Voters, $"应到会 {f.Voters} 人，到会 {f.Present} 人，发出 {f.Issued} 张，收回 {returned} 张（赞成 {f.Approve}、不赞成 {f.Oppose}、弃权 {f.Abstain}）");
            }),
        Examples =
        [
            new("发出 18 张，收回 18 张", new() { Voters = 21, Present = 18, Issued = 18, Approve = 17, Oppose = 0, Abstain = 1 }, new(2026, 11, 21), Outcome.Met),
            new("到会的比应到的多", new() { Voters = 21, Present = 22, Issued = 18, Approve = 17, Oppose = 0, Abstain = 1 }, new(2026, 11, 21), Outcome.Broken),
            new("收回的比发出的多", new() { Voters = 21, Present = 18, Issued = 18, Approve = 18, Oppose = 1, Abstain = 0 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> Approval = new()
    {
        Id = "grassroots.admission.approval", Title = "党委在支部大会后三个月内审批", WhenBroken = "接收预备党员审批超过三个月", Basis = new(Text, Fourth), Severity = Severity.Warn,
        Text = "特殊情况可适当延长，最长六个月，见另一条。",
        Parameters = [RuleParameter.Months("months", "期限", 3, Stricter.Lower)],
        Test = RuleTest<AdmissionFacts>.NotAfter(f => f.MeetingOn, Span.Months, "months", f => f.ApprovedOn),
        Examples =
        [
            new("三十三天后审批", new() { MeetingOn = new(2025, 12, 18), ApprovedOn = new(2026, 1, 20) }, new(2026, 11, 21), Outcome.Met),
            new("四个月后审批", new() { MeetingOn = new(2025, 12, 18), ApprovedOn = new(2026, 4, 20) }, new(2026, 11, 21), Outcome.Broken),
            new("还没有审批，期限已过", new() { MeetingOn = new(2026, 8, 1) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> ApprovalLimit = new()
    {
        Id = "grassroots.admission.approval-limit", Title = "特殊情况延长审批，最长六个月", WhenBroken = "接收预备党员审批超过六个月", Basis = new(Text, Fourth), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "最长", 6, Stricter.Lower)],
        Test = RuleTest<AdmissionFacts>.NotAfter(f => f.MeetingOn, Span.Months, "months", f => f.ApprovedOn),
        Examples =
        [
            new("四个月后审批", new() { MeetingOn = new(2025, 12, 18), ApprovedOn = new(2026, 4, 20) }, new(2026, 11, 21), Outcome.Met),
            new("七个月后审批", new() { MeetingOn = new(2025, 12, 18), ApprovedOn = new(2026, 7, 20) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> ProbationYear = new()
    {
        Id = "grassroots.admission.probation-year", Title = "预备期满方可讨论转正", WhenBroken = "预备期未满", Basis = new("中国共产党章程", "第七条"), Severity = Severity.Refuse,
        Text = "预备期一年，从支部大会通过之日算起；延长过的，加上延长的时间。",
        Parameters = [RuleParameter.Months("months", "预备期", 12, Stricter.Fixed)],
        Test = new([nameof(AdmissionFacts.MeetingOn)], "(meeting_on + make_interval(months => {months}::int + coalesce(extension_months, 0)))::date <= coalesce(full_meeting_on, {day})", (f, t) =>
        {
            var (months, day) = (t.Int("months") + (f.ExtensionMonths ?? 0), f.FullMeetingOn ?? t.Day);
            var end = f.MeetingOn!.Value.AddMonths(months);
            var words = $"支部大会通过 {Dates.Format(f.MeetingOn.Value)} ＋ {months} 个月{(f.ExtensionMonths > 0 ? $"（含延长 {f.ExtensionMonths} 个月）" : "")} ＝ 期满 {Dates.Format(end)}；{(f.FullMeetingOn is null ? "办理日期" : "支部大会讨论转正")} {Dates.Format(day)}";
            return Finding.Of(end <= day, words + (end <= day ? "，已满" : $"，早 {end.DayNumber - day.DayNumber} 天")) with { Earliest = end };
        }),
        Examples =
        [
            new("拟提前二十一天讨论", new() { MeetingOn = new(2025, 12, 18), FullMeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 12, 18) },
            new("期满当天", new() { MeetingOn = new(2025, 12, 18), FullMeetingOn = new(2026, 12, 18) }, new(2026, 11, 21), Outcome.Met),
            new("延长六个月", new() { MeetingOn = new(2025, 12, 18), ExtensionMonths = 6, FullMeetingOn = new(2026, 12, 18) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 6, 18) },
        ],
    };

    public static readonly Rule<AdmissionFacts> Extension = new()
    {
        Id = "grassroots.admission.extension", Title = "预备期只能延长一次，不少于六个月，最长一年", WhenBroken = "延长预备期不合规定", Basis = new("中国共产党章程", "第七条"), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("least", "最短", 6, Stricter.Higher), RuleParameter.Months("most", "最长", 12, Stricter.Lower)],
        Test = new([nameof(AdmissionFacts.ExtensionMonths), nameof(AdmissionFacts.Extensions)], "extension_months between {least} and {most} and extensions = 0",
            (f, t) => Finding.Of(f.ExtensionMonths >= t["least"] && f.ExtensionMonths <= t["most"] && f.Extensions == 0, $"拟延长 {f.ExtensionMonths} 个月，应为 {t["least"]:0} 至 {t["most"]:0} 个月；此前已延长 {f.Extensions} 次")),
        Examples =
        [
            new("第一次，延长半年", new() { ExtensionMonths = 6, Extensions = 0 }, new(2026, 11, 21), Outcome.Met),
            new("延长三个月", new() { ExtensionMonths = 3, Extensions = 0 }, new(2026, 11, 21), Outcome.Broken),
            new("第二次延长", new() { ExtensionMonths = 6, Extensions = 1 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AdmissionFacts> FullApplication = new()
    {
        Id = "grassroots.admission.full-application", Title = "预备期满前一周提出转正申请", WhenBroken = "转正申请提得过早", Basis = Basis.Practice(Local), Severity = Severity.Remind,
        Parameters = [RuleParameter.Days("days", "提前", 7, Stricter.Free)],
        Test = new([nameof(AdmissionFacts.MeetingOn), nameof(AdmissionFacts.FullAppliedOn)], "(meeting_on + make_interval(years => 1, months => coalesce(extension_months, 0)))::date - {days}::int <= full_applied_on", (f, t) =>
        {
            var end = f.MeetingOn!.Value.AddMonths(12 + (f.ExtensionMonths ?? 0));
            var from = end.AddDays(-t.Int("days"));
            return Finding.Of(from <= f.FullAppliedOn, $"预备期满 {Dates.Format(end)}，提前 {t.Int("days")} 天为 {Dates.Format(from)}；提出转正申请 {Dates.Format(f.FullAppliedOn!.Value)}") with { Earliest = from };
        }),
        Examples =
        [
            new("满前一周", new() { MeetingOn = new(2025, 12, 18), FullAppliedOn = new(2026, 12, 11) }, new(2026, 11, 21), Outcome.Met),
            new("满前一个月", new() { MeetingOn = new(2025, 12, 18), FullAppliedOn = new(2026, 11, 18) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 12, 11) },
        ],
    };

    public static readonly Rule<AdmissionFacts> FullApproval = new()
    {
        Id = "grassroots.admission.full-approval", Title = "党委在支部大会讨论转正后三个月内审批", WhenBroken = "转正审批超过三个月", Basis = new(Text, Fifth), Severity = Severity.Warn,
        Parameters = [RuleParameter.Months("months", "期限", 3, Stricter.Lower)],
        Test = RuleTest<AdmissionFacts>.NotAfter(f => f.FullMeetingOn, Span.Months, "months", f => f.FullApprovedOn),
        Examples = [new("次月审批", new() { FullMeetingOn = new(2026, 6, 18), FullApprovedOn = new(2026, 7, 10) }, new(2026, 11, 21), Outcome.Met), new("还没有审批，期限已过", new() { FullMeetingOn = new(2026, 6, 18) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AdmissionFacts> Publicity = new()
    {
        Id = "grassroots.admission.publicity", Title = "公示满五个工作日", WhenBroken = "公示天数不够", Basis = Basis.Practice(Local), Severity = Severity.Warn,
        Text = "细则没有规定公示；发展对象、接收和转正的公示是通行做法，五个或七个工作日，由当地设定。期满次日起可以办理。",
        Parameters = [RuleParameter.WorkingDays("days", "天数", 5, Stricter.Higher)],
        Test = RuleTest<AdmissionFacts>.NotBefore(f => f.PublishedOn, Span.WorkingDays, "days"),
        Examples =
        [
            new("周一起公示，周五期满，周六可办", new() { PublishedOn = new(2026, 11, 9) }, new(2026, 11, 14), Outcome.Met),
            new("第五个工作日当天", new() { PublishedOn = new(2026, 11, 9) }, new(2026, 11, 13), Outcome.Broken) { Earliest = new(2026, 11, 14) },
            new("国庆前公示，节假日不计，调休上班日要计", new() { PublishedOn = new(2026, 9, 29) }, new(2026, 10, 10), Outcome.Broken) { Earliest = new(2026, 10, 11) },
            new("跨到节假日还没有公布的年份", new() { PublishedOn = new(2030, 12, 30) }, new(2031, 1, 10), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AdmissionFacts> Resubmission = new()
    {
        Id = "grassroots.admission.resubmission", Title = "支部大会未通过的，半年后方可再次提交", WhenBroken = "距上次未通过不满半年", Basis = Basis.Practice(Local), Severity = Severity.Warn,
        Parameters = [RuleParameter.Months("months", "最短时间", 6, Stricter.Higher)],
        Test = RuleTest<AdmissionFacts>.NotBefore(f => f.RejectedOn, Span.Months, "months", f => f.MeetingOn).For(f => f.RejectedOn is not null, "rejected_on is not null", "没有未通过的情况"),
        Examples =
        [
            new("从未被否决", new() { MeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.NotApplicable),
            new("七个月前未通过", new() { RejectedOn = new(2026, 4, 20), MeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Met),
            new("三个月前未通过", new() { RejectedOn = new(2026, 8, 20), MeetingOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 2, 20) },
        ],
    };

    public static readonly Rule<AdmissionFacts> Order = new()
    {
        Id = "grassroots.admission.order", Title = "各步骤日期先后相符，不得倒签", WhenBroken = "步骤日期先后颠倒", Basis = new(Text), Severity = Severity.Refuse,
        Test = new([], """
            (select coalesce(bool_and(d >= before), true) from (select d, lag(d) over (order by n) as before from unnest(array[applied_on, activist_on, candidate_on, vetted_on, previewed_on, meeting_on, approved_on, full_meeting_on, full_approved_on]) with ordinality s (d, n) where d is not null) steps)
            """, (f, _) =>
        {
            (string Name, DateOnly? On)[] steps = [("申请", f.AppliedOn), ("确定积极分子", f.ActivistOn), ("确定发展对象", f.CandidateOn), ("政治审查", f.VettedOn), ("预审", f.PreviewedOn), ("支部大会", f.MeetingOn), ("审批", f.ApprovedOn), ("讨论转正", f.FullMeetingOn), ("审批转正", f.FullApprovedOn)];
            var known = steps.Where(step => step.On is not null).ToList();
            var wrong = known.Zip(known.Skip(1)).FirstOrDefault(pair => pair.Second.On < pair.First.On);
            return wrong.First.On is null ? new(Outcome.Met, $"已有日期的 {known.Count} 步先后相符") : new(Outcome.Broken, $"{wrong.Second.Name} {Dates.Format(wrong.Second.On!.Value)} 早于{wrong.First.Name} {Dates.Format(wrong.First.On.Value)}");
        }),
        Examples =
        [
            new("按步骤进行", new() { AppliedOn = new(2023, 3, 6), ActivistOn = new(2023, 10, 17), CandidateOn = new(2024, 12, 10), MeetingOn = new(2025, 12, 18) }, new(2026, 11, 21), Outcome.Met),
            new("支部大会早于确定发展对象", new() { AppliedOn = new(2023, 3, 6), CandidateOn = new(2024, 12, 10), MeetingOn = new(2024, 11, 18) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly IReadOnlyList<Rule> All =
    [
        Plausible,
        Age, Talk, ActivistWait, MentorsNamed, HalfYearLook, ActivistYear, TwoIntroducers, Vetting, Training, Preview, NotLeaving, Quorum, Majority, Ballots,
        Approval, ApprovalLimit, ProbationYear, Extension, FullApplication, FullApproval, Publicity, Resubmission, Order,
    ];
}
