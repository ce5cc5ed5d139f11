namespace OrgWork.Cadres;

/// <summary>What is known of a batch as a whole. Words tell who and what is lacking.</summary>
public sealed record BatchFacts
{
    [KnownAs("拟任职位", Unit = "个")] public int? Posts { get; init; }
    [KnownAs("人选", Unit = "人")] public int? Candidates { get; init; }
    [KnownAs("分析研判日期")] public DateOnly? AnalysedOn { get; init; }
    [KnownAs("动议日期")] public DateOnly? MovedOn { get; init; }
    [KnownAs("酝酿记录", Unit = "条")] public int? Deliberations { get; init; }
    [KnownAs("没有征求统战部门意见的党外人选", Unit = "人")] public int? UnheardNonParty { get; init; }
    [KnownAs("党外人选核对")] public string? NonPartyWords { get; init; }
    [KnownAs("复议时应到成员", Unit = "人")] public int? ReviewMembers { get; init; }
    [KnownAs("同意复议的成员", Unit = "人")] public int? ReviewFor { get; init; }
    [KnownAs("超职数的职位", Unit = "个")] public int? OverQuota { get; init; }
    [KnownAs("职数核对")] public string? QuotaWords { get; init; }
    [KnownAs("签认的谈话推荐结果", Unit = "份")] public int? TalkTallies { get; init; }
    [KnownAs("谈话记录", Unit = "份")] public int? TalkNotes { get; init; }
    [KnownAs("谈话推荐结束")] public DateOnly? TalksClosedOn { get; init; }
    [KnownAs("会议推荐日期")] public DateOnly? RecommendedOn { get; init; }
    [KnownAs("签认的会议推荐票上的日期")] public DateOnly? MeetingPolledOn { get; init; }
    [KnownAs("会议推荐参考人选", Unit = "人")] public int? ReferencePersons { get; init; }
    [KnownAs("参考人选要对应的职位", Unit = "个")] public int? ReferencePosts { get; init; }
    [KnownAs("没有考察对象的职位", Unit = "个")] public int? PostsWithout { get; init; }
    [KnownAs("不得列为考察对象的", Unit = "人")] public int? Barred { get; init; }
    [KnownAs("不得列为考察对象的情形")] public string? BarredWords { get; init; }
    [KnownAs("考察预告日期")] public DateOnly? ForetoldOn { get; init; }
    [KnownAs("考察日期")] public DateOnly? InspectedOn { get; init; }
    [KnownAs("缺考察材料的", Unit = "人")] public int? Unreported { get; init; }
    [KnownAs("没有签名的考察组成员", Unit = "人")] public int? Unsigned { get; init; }
    [KnownAs("考察材料核对")] public string? ReportWords { get; init; }
    [KnownAs("凡提四必没有通过的", Unit = "人")] public int? Unchecked { get; init; }
    [KnownAs("凡提四必核对")] public string? CheckWords { get; init; }
    [KnownAs("没有有效政治素质考察结论的", Unit = "人")] public int? Ungated { get; init; }
    [KnownAs("政治素质考察核对")] public string? GateWords { get; init; }
    [KnownAs("不符合任职资格条件的", Unit = "人")] public int? Ineligible { get; init; }
    [KnownAs("资格校验")] public string? EligibleWords { get; init; }
    [KnownAs("签认的表决票上的日期")] public DateOnly? PolledOn { get; init; }
    [KnownAs("讨论决定日期")] public DateOnly? DecidedOn { get; init; }
    [KnownAs("表决通过", Unit = "人")] public int? Passed { get; init; }
    [KnownAs("提拔或进一步使用", Unit = "人")] public int? Promoted { get; init; }
    [KnownAs("有试用期的", Unit = "人")] public int? Probationers { get; init; }
    [KnownAs("试用期没有结的", Unit = "人")] public int? Unconfirmed { get; init; }
    [KnownAs("公示反映没有查结的", Unit = "人")] public int? OpenObjections { get; init; }
}

/// <summary>One person and the conclusion on their political quality.</summary>
public sealed record PoliticalFacts
{
    [KnownAs("政治素质考察结论")] public string? Conclusion { get; init; }
    [KnownAs("结论日期")] public DateOnly? ConcludedOn { get; init; }
    [KnownAs("讨论决定日期")] public DateOnly? DecidedOn { get; init; }
}

/// <summary>Who is to be appointed at what age.</summary>
public sealed record AgeFacts
{
    [KnownAs("拟任职务层次")] public string? TargetLevel { get; init; }
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("讨论决定日期")] public DateOnly? DecidedOn { get; init; }
}

/// <summary>Rules of a batch (rules A3–A8): what a step asks of all its people together. Of one person: <see cref="AppointmentRules"/>.</summary>
public static class BatchRules
{
    const string Regulation = "党政领导干部选拔任用工作条例";
    static readonly DateOnly Day = new(2026, 11, 21);

    /// <summary>Nobody is in the way; who is, stands in the words.</summary>
    static Rule<BatchFacts> None(string id, string title, string broken, Basis basis, System.Linq.Expressions.Expression<Func<BatchFacts, int?>> count, Func<BatchFacts, string?> words, Func<int, BatchFacts> of)
    {
        var (name, read) = (((System.Linq.Expressions.MemberExpression)count.Body).Member.Name, count.Compile());
        var column = FactColumn.Of(typeof(BatchFacts)).First(fact => fact.Name == name);
        return new()
        {
            Id = "cadres.batches." + id, Title = title, WhenBroken = broken, Basis = basis, Severity = Severity.Refuse,
            Test = new([name], $"{column.Column} = 0", (f, _) => Finding.Of(read(f) == 0, words(f) is { Length: > 0 } said ? said : $"{column.Label} {read(f)}{column.Unit}")),
            Examples = [new("没有", of(0), Day, Outcome.Met), new("有一个", of(1), Day, Outcome.Broken), new("还不知道", new(), Day, Outcome.Unknown)],
        };
    }

    static Rule<BatchFacts> Some(string id, string title, string broken, Basis basis, System.Linq.Expressions.Expression<Func<BatchFacts, int?>> count, Func<int, BatchFacts> of)
    {
        var (name, read) = (((System.Linq.Expressions.MemberExpression)count.Body).Member.Name, count.Compile());
        var column = FactColumn.Of(typeof(BatchFacts)).First(fact => fact.Name == name);
        return new()
        {
            Id = "cadres.batches." + id, Title = title, WhenBroken = broken, Basis = basis, Severity = Severity.Refuse,
            Test = new([name], $"{column.Column} > 0", (f, _) => Finding.Of(read(f) > 0, $"{column.Label} {read(f)} {column.Unit}")),
            Examples = [new("有", of(1), Day, Outcome.Met), new("没有", of(0), Day, Outcome.Broken)],
        };
    }

    public static readonly Rule<BatchFacts> HasCandidates = Some("candidates", "动议时提出职位和人选意向", "没有职位和人选", new(Regulation, "第三章"), f => f.Candidates, n => new() { Candidates = n });
    public static readonly Rule<BatchFacts> Quota = None("quota", "按核定职数动议，不得超职数配备", "超职数", new(Regulation, "第三章", true), f => f.OverQuota, f => f.QuotaWords, n => new() { OverQuota = n });

    public static readonly Rule<BatchFacts> AnalysedFirst = new()
    {
        Id = "cadres.batches.analysed-first", Title = "先分析研判，后动议", WhenBroken = "动议以前没有分析研判", Basis = new(Regulation, "第三章"), Severity = Severity.Refuse,
        Test = new([nameof(BatchFacts.AnalysedOn)], "analysed_on <= coalesce(moved_on, {day})", (f, t) => Finding.Of(f.AnalysedOn <= (f.MovedOn ?? t.Day), $"分析研判 {Dates.Format(f.AnalysedOn!.Value)}，动议 {Dates.Format(f.MovedOn ?? t.Day)}")),
        Examples = [new("研判以后动议", new() { AnalysedOn = new(2026, 9, 1), MovedOn = new(2026, 10, 8) }, Day, Outcome.Met), new("研判在后", new() { AnalysedOn = new(2026, 10, 9), MovedOn = new(2026, 10, 8) }, Day, Outcome.Broken), new("没有研判", new() { MovedOn = new(2026, 10, 8) }, Day, Outcome.Unknown)],
    };

    public static readonly Rule<BatchFacts> Deliberated = Some("deliberated", "讨论决定前在有关领导成员中充分酝酿，与谁、何日、什么意见记录在案", "没有酝酿记录", new(Regulation, "第六章"), f => f.Deliberations, n => new() { Deliberations = n });
    public static readonly Rule<BatchFacts> NonPartyHeard = None("non-party-heard", "党外干部的任用，讨论决定前征求统战部门和民主党派、工商联主要领导成员、无党派代表人士的意见", "党外人选没有征求统战部门意见", new(Regulation, "第六章"), f => f.UnheardNonParty, f => f.NonPartyWords, n => new() { UnheardNonParty = n });

    public static readonly Rule<BatchFacts> ReviewAgreed = new()
    {
        Id = "cadres.batches.review", Title = "复议须经党委（党组）超过半数的成员同意", WhenBroken = "同意复议的成员没有超过半数", Basis = new(Regulation, "第六章", true), Severity = Severity.Refuse,
        Text = "表决没有通过的，不经同意复议不得再提；原来的表决留在全程纪实里。",
        Test = new([nameof(BatchFacts.ReviewMembers), nameof(BatchFacts.ReviewFor)], "review_for * 2 > review_members", (f, _) => Finding.Of(f.ReviewFor * 2 > f.ReviewMembers, $"应到成员 {f.ReviewMembers} 人，同意复议 {f.ReviewFor} 人，应超过 {f.ReviewMembers / 2.0:0.#} 人")),
        Examples = [new("11 人中 6 人同意", new() { ReviewMembers = 11, ReviewFor = 6 }, Day, Outcome.Met), new("11 人中 5 人同意", new() { ReviewMembers = 11, ReviewFor = 5 }, Day, Outcome.Broken), new("10 人中 5 人，没有超过半数", new() { ReviewMembers = 10, ReviewFor = 5 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<BatchFacts> TalksTallied = new()
    {
        Id = "cadres.batches.talks-tallied", Title = "谈话调研推荐有谈话记录、有汇总、经签认，方可结束", WhenBroken = "谈话调研推荐还没有完成", Basis = new(Regulation, "第四章"), Severity = Severity.Refuse,
        Test = new([nameof(BatchFacts.TalkTallies), nameof(BatchFacts.TalkNotes)], "talk_tallies > 0 and talk_notes > 0", (f, _) => Finding.Of(f.TalkTallies > 0 && f.TalkNotes > 0, $"谈话记录 {f.TalkNotes} 份，签认的谈话推荐汇总 {f.TalkTallies} 份")),
        Examples = [new("谈了 30 人，已签认", new() { TalkTallies = 1, TalkNotes = 30 }, Day, Outcome.Met), new("没有签认", new() { TalkTallies = 0, TalkNotes = 30 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<BatchFacts> TalkFirst = new()
    {
        Id = "cadres.batches.talk-first", Title = "先谈话调研推荐，后会议推荐", WhenBroken = "谈话调研推荐还没有结束", Basis = new(Regulation, "第四章", true), Severity = Severity.Refuse,
        Text = "换届先谈话、后会议；个别提拔任职可以变通次序，由各地设定。",
        Parameters = [RuleParameter.Choice("order", "次序", 0, Stricter.Free, "先谈话后推荐", "可以先会议后谈话")],
        Test = new([], "case {order}::int when 0 then coalesce(talks_closed_on <= coalesce(recommended_on, {day}), false) else true end", (f, t) =>
        {
            var day = f.RecommendedOn ?? t.Day;
            return t.Int("order") != 0 ? new(Outcome.Met, "本地可以先会议后谈话")
                : Finding.Of(f.TalksClosedOn <= day, f.TalksClosedOn is { } closed ? $"谈话调研推荐 {Dates.Format(closed)} 结束；会议推荐 {Dates.Format(day)}" : "谈话调研推荐没有结束，会议推荐票不能设立") with { Earliest = f.TalksClosedOn };
        }),
        Examples =
        [
            new("谈话结束后开会", new() { TalksClosedOn = new(2026, 10, 12), RecommendedOn = new(2026, 10, 15) }, Day, Outcome.Met),
            new("谈话没有结束", new() { RecommendedOn = new(2026, 10, 15) }, Day, Outcome.Broken),
            new("当地可以先会议后谈话", new() { RecommendedOn = new(2026, 10, 15) }, Day, Outcome.Met) { Values = new Dictionary<string, decimal> { ["order"] = 1 } },
        ],
    };

    public static readonly Rule<BatchFacts> MoreThanPosts = new()
    {
        Id = "cadres.batches.more-references", Title = "会议推荐参考人选应当差额提出", WhenBroken = "参考人选没有差额", Basis = new(Regulation, "第四章", true), Severity = Severity.Refuse,
        Test = new([nameof(BatchFacts.ReferencePersons), nameof(BatchFacts.ReferencePosts)], "reference_posts = 0 or reference_persons > reference_posts",
            (f, _) => Finding.Of(f.ReferencePosts == 0 || f.ReferencePersons > f.ReferencePosts, $"职位 {f.ReferencePosts} 个，参考人选 {f.ReferencePersons} 人")),
        Examples = [new("两个职位三个人", new() { ReferencePersons = 3, ReferencePosts = 2 }, Day, Outcome.Met), new("等额", new() { ReferencePersons = 2, ReferencePosts = 2 }, Day, Outcome.Broken), new("本批没有提拔", new() { ReferencePersons = 0, ReferencePosts = 0 }, Day, Outcome.Met)],
    };

    public static readonly Rule<BatchFacts> MeetingDay = Same("meeting-day", "会议推荐日期与签认的推荐票一致", f => f.MeetingPolledOn, f => f.RecommendedOn, "meeting_polled_on", "recommended_on", (a, b) => new() { MeetingPolledOn = a, RecommendedOn = b });
    public static readonly Rule<BatchFacts> DecisionDay = Same("decision-day", "讨论决定日期与签认的表决票一致", f => f.PolledOn, f => f.DecidedOn, "polled_on", "decided_on", (a, b) => new() { PolledOn = a, DecidedOn = b });

    static Rule<BatchFacts> Same(string id, string title, Func<BatchFacts, DateOnly?> polled, Func<BatchFacts, DateOnly?> acted, string polledColumn, string actedColumn, Func<DateOnly, DateOnly, BatchFacts> of) => new()
    {
        Id = "cadres.batches." + id, Title = title, WhenBroken = "日期与签认的票不一致", Basis = new(Regulation, "第六章"), Severity = Severity.Refuse,
        Test = new([Name(polledColumn), Name(actedColumn)], $"{polledColumn} = {actedColumn}", (f, _) => Finding.Of(polled(f) == acted(f), $"票上是 {Dates.Format(polled(f)!.Value)}，办理日期填的是 {Dates.Format(acted(f)!.Value)}")),
        Examples = [new("同一天", of(Day, Day), Day, Outcome.Met), new("差一天", of(Day, Day.AddDays(-1)), Day, Outcome.Broken)],
    };

    static string Name(string column) => FactColumn.Of(typeof(BatchFacts)).First(fact => fact.Column == column).Name;

    public static readonly Rule<BatchFacts> ObjectsChosen = None("objects", "每个职位确定考察对象", "有职位没有考察对象", new(Regulation, "第五章"), f => f.PostsWithout, _ => null, n => new() { PostsWithout = n });
    public static readonly Rule<BatchFacts> NobodyBarred = None("nobody-barred", "不得列为考察对象的情形逐人核对", "有不得列为考察对象的", new(Regulation, "第二十四条", true), f => f.Barred, f => f.BarredWords, n => new() { Barred = n });

    public static readonly Rule<BatchFacts> NoticeFirst = new()
    {
        Id = "cadres.batches.foretold", Title = "考察前发布考察预告", WhenBroken = "考察预告的时间不够", Basis = new(Regulation, "第五章"), Severity = Severity.Refuse,
        Text = "预告的天数没有全国规定，各地设定。",
        Parameters = [RuleParameter.Days("days", "提前", 1, Stricter.Higher)],
        Test = RuleTest<BatchFacts>.NotBefore(f => f.ForetoldOn, Span.Days, "days", f => f.InspectedOn),
        Examples = [new("提前两天", new() { ForetoldOn = new(2026, 10, 18), InspectedOn = new(2026, 10, 20) }, Day, Outcome.Met), new("当天", new() { ForetoldOn = new(2026, 10, 20), InspectedOn = new(2026, 10, 20) }, Day, Outcome.Broken) { Earliest = new(2026, 10, 21) }],
    };

    public static readonly Rule<BatchFacts> ReportsThere = new()
    {
        Id = "cadres.batches.reports", Title = "每名考察对象有考察材料，考察组成员全部签名", WhenBroken = "考察材料不全", Basis = new(Regulation, "第五章"), Severity = Severity.Refuse,
        Test = new([nameof(BatchFacts.Unreported), nameof(BatchFacts.Unsigned)], "unreported = 0 and unsigned = 0", (f, _) => Finding.Of(f.Unreported == 0 && f.Unsigned == 0, f.ReportWords is { Length: > 0 } said ? said : $"缺考察材料 {f.Unreported} 人，没有签名 {f.Unsigned} 人")),
        Examples = [new("齐全", new() { Unreported = 0, Unsigned = 0 }, Day, Outcome.Met), new("一人没有签名", new() { Unreported = 0, Unsigned = 1 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<BatchFacts> FourPassed = None("four-checks", "凡提四必全部通过，方可提交讨论决定", "凡提四必没有全部通过", new(Regulation, "第五章"), f => f.Unchecked, f => f.CheckWords, n => new() { Unchecked = n });
    public static readonly Rule<BatchFacts> GatePassed = None("political-gate", "每名人选有在有效期内的政治素质考察结论", "缺有效的政治素质考察结论", new(Regulation, "第五章"), f => f.Ungated, f => f.GateWords, n => new() { Ungated = n });
    public static readonly Rule<BatchFacts> AllEligible = None("eligible", "讨论决定之日每名人选符合任职资格条件", "有人选不符合资格条件", new(Regulation, "第二章", true), f => f.Ineligible, f => f.EligibleWords, n => new() { Ineligible = n });
    public static readonly Rule<BatchFacts> SomebodyPassed = Some("passed", "有表决通过的人选", "没有人表决通过", new(Regulation, "第六章"), f => f.Passed, n => new() { Passed = n });
    public static readonly Rule<BatchFacts> NobodyPassed = None("nobody-passed", "没有表决通过的人选", "有人表决通过，不能按未通过办理", new(Regulation, "第六章"), f => f.Passed, _ => null, n => new() { Passed = n });
    public static readonly Rule<BatchFacts> NobodyPromoted = None("no-notice", "没有提拔或进一步使用的，可以不公示", "有提拔或进一步使用的人选，须公示", new(Regulation, "第四十二条", true), f => f.Promoted, _ => null, n => new() { Promoted = n });
    public static readonly Rule<BatchFacts> ObjectionsSettled = None("objections", "公示期间反映的问题查结后方可任职", "公示反映的问题没有查结", new(Regulation, "第四十二条", true), f => f.OpenObjections, _ => null, n => new() { OpenObjections = n });
    public static readonly Rule<BatchFacts> SomebodyOnProbation = Some("probationers", "有实行试用期的", "没有人实行试用期，按不设试用期办理", new(Regulation, "第四十三条", true), f => f.Probationers, n => new() { Probationers = n });
    public static readonly Rule<BatchFacts> NobodyOnProbation = None("no-probationers", "没有实行试用期的", "有人实行试用期", new(Regulation, "第四十三条", true), f => f.Probationers, _ => null, n => new() { Probationers = n });
    public static readonly Rule<BatchFacts> AllConfirmed = None("confirmed", "试用期满逐人考核，胜任的正式任职", "还有人试用期没有结", new(Regulation, "第四十三条", true), f => f.Unconfirmed, _ => null, n => new() { Unconfirmed = n });

    public static readonly Rule<PoliticalFacts> PoliticalGate = new()
    {
        Id = "cadres.appointments.political-gate", Title = "政治素质考察结论合格，并在有效期内", WhenBroken = "没有有效的政治素质考察结论", Basis = new(Regulation, "第五章"), Severity = Severity.Refuse,
        Text = "有效期没有全国规定，各地设定。",
        Parameters = [RuleParameter.Months("months", "有效期", 12, Stricter.Lower)],
        Test = new([nameof(PoliticalFacts.Conclusion), nameof(PoliticalFacts.ConcludedOn)], "conclusion = '1' and concluded_on <= coalesce(decided_on, {day}) and (concluded_on + make_interval(months => {months}::int))::date >= coalesce(decided_on, {day})", (f, t) =>
        {
            var (day, until) = (f.DecidedOn ?? t.Day, f.ConcludedOn!.Value.AddMonths(t.Int("months")));
            return Finding.Of(f.Conclusion == "1" && f.ConcludedOn <= day && until >= day, $"{Dates.Format(f.ConcludedOn.Value)} 结论：{Appointing.Conclusions.NameOf(f.Conclusion!)}，{t.Int("months")} 个月内有效，至 {Dates.Format(until)}");
        }),
        Examples =
        [
            new("三个月前通过", new() { Conclusion = "1", ConcludedOn = new(2026, 8, 20), DecidedOn = new(2026, 11, 20) }, Day, Outcome.Met),
            new("已过有效期", new() { Conclusion = "1", ConcludedOn = new(2025, 11, 19), DecidedOn = new(2026, 11, 20) }, Day, Outcome.Broken),
            new("不通过", new() { Conclusion = "2", ConcludedOn = new(2026, 8, 20) }, Day, Outcome.Broken),
            new("没有结论", new(), Day, Outcome.Unknown),
        ],
    };

    public static readonly Rule<AgeFacts> Age = new()
    {
        Id = "cadres.appointments.age", Title = "提任时的年龄", WhenBroken = "超过当地提任年龄", Basis = Basis.Practice("提任年龄的地方规定"), Severity = Severity.Warn,
        Parameters = [RuleParameter.Years("county", "县处级以上", 57, Stricter.Lower), RuleParameter.Years("section", "乡科级及以下", 55, Stricter.Lower)],
        Test = new([nameof(AgeFacts.TargetLevel), nameof(AgeFacts.BirthOn)], "date_part('year', age(date_trunc('month', coalesce(decided_on, {day})::timestamp), date_trunc('month', birth_on::timestamp))) <= case when left(target_level, 3) in ('1A2', '1A3') then {county} else {section} end", (f, t) =>
        {
            var (age, most) = (Month.Of(f.BirthOn!.Value).AgeAt(f.DecidedOn ?? t.Day), t[f.TargetLevel!.Length > 2 && f.TargetLevel[..3] is "1A2" or "1A3" ? "county" : "section"]);
            return Finding.Of(age <= most, $"{age} 岁，提任一般不超过 {most:0} 岁");
        }),
        Examples = [new("45 岁任县处级副职", new() { TargetLevel = "1A32", BirthOn = new(1981, 5, 1), DecidedOn = new(2026, 11, 20) }, Day, Outcome.Met), new("59 岁", new() { TargetLevel = "1A41", BirthOn = new(1967, 5, 1) }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All =
    [
        AnalysedFirst, HasCandidates, Quota, Deliberated, NonPartyHeard, ReviewAgreed, TalksTallied, TalkFirst, MoreThanPosts, MeetingDay, ObjectsChosen, NobodyBarred, NoticeFirst, ReportsThere, FourPassed, GatePassed, AllEligible, DecisionDay,
        SomebodyPassed, NobodyPassed, NobodyPromoted, ObjectionsSettled, SomebodyOnProbation, NobodyOnProbation, AllConfirmed, PoliticalGate, Age,
    ];
}
