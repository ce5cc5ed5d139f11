namespace OrgWork.Cadres;

public sealed record DueFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
}

public sealed record CrisisFacts
{
    [KnownAs("类别")] public string? Kind { get; init; }
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("任务发生日期")] public DateOnly? AroseOn { get; init; }
    [KnownAs("启动日期")] public DateOnly? StartedOn { get; init; }
}

public sealed record KeyWorkFacts
{
    [KnownAs("责任干部", Unit = "人")] public int? Persons { get; init; }
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("进度", Unit = "%")] public int? Progress { get; init; }
}

public sealed record OutsideFacts
{
    [KnownAs("其他工作纳入考核合计", Unit = "分")] public int? Weight { get; init; }
}

/// <summary>What lights lists of 任期、专项、述职 assessments, of key works and of persons who stood out.</summary>
public static class MoreAssessmentRules
{
    const string Regulation = "党政领导干部考核工作条例";
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly Population Works = new("key-works", "select w.id, w.locality_path, w.name as title, (select count(*)::int from key_person p where p.key_work_id = w.id and p.until_on is null and p.removed_at is null) as persons, w.due_on, w.progress from key_work w where w.removed_at is null");

    static Rule<DueFacts> Within(string id, string title, string broken, Basis basis, string light, Population whom, string states, Func<DueFacts, bool> concerns, int days, string word) => new()
    {
        Id = "cadres.assessment." + id, Title = title, WhenBroken = broken, Basis = basis, Severity = Severity.Remind, Light = light, Population = whom, Parameters = [RuleParameter.Days("days", word, days, Stricter.Lower)],
        Test = new RuleTest<DueFacts>([nameof(DueFacts.DueOn)], "due_on + {days}::int >= {day}", (f, t) => Finding.Of(f.DueOn!.Value.AddDays(t.Int("days")) >= t.Day, $"{Dates.Format(f.DueOn.Value)} 起 {t.Int("days")} 天内；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn.Value.AddDays(t.Int("days")) }).For(f => f.State is null ? null : concerns(f), $"state in ({states})", "已经办过"),
        Examples = [new("没有到期", new() { State = "1", DueOn = Day }, Day, Outcome.Met), new("过期", new() { State = "1", DueOn = new(2026, 1, 1) }, Day, Outcome.Broken), new("办过了", new() { State = "9", DueOn = new(2026, 1, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<DueFacts> TermInTime = Within("term-in-time", "任期届满（离任）后按期作出任期考核结论", "任期考核逾期没有结论", new(Regulation), "yellow",
        new("term-assessments", "select t.id, t.locality_path, t.post as title, t.state, t.term_ended_on as due_on from term_assessment t where t.removed_at is null"), "'1', '2'", f => f.State is "1" or "2", 60, "届满（离任）后");

    public static readonly Rule<DueFacts> SpecialInTime = Within("special-in-time", "专项考核按期确定结果", "专项考核逾期没有结果", new(Regulation), "yellow",
        new("special-projects", "select p.id, p.locality_path, p.name as title, p.state, p.ended_on as due_on from special_project p where p.removed_at is null"), "'1', '2'", f => f.State is "1" or "2", 30, "截止后");

    public static readonly Rule<DueFacts> DutyInTime = Within("duty-in-time", "述职报告按期提交", "述职报告逾期没有交", Basis.Practice("述职评议安排"), "red",
        new("duty-reports", "select d.id, d.locality_path, d.title, d.state, d.due_on from duty_report d where d.removed_at is null"), "'1'", f => f.State == "1", 0, "期限后");

    public static readonly Rule<DueFacts> DutyMended = Within("duty-mended", "述职评议指出的问题按期整改", "述职整改超期", Basis.Practice("述职评议安排"), "red",
        new("duty-reports", "select d.id, d.locality_path, d.title, case when i.due_on is null then '9' else '1' end as state, i.due_on from duty_report d left join lateral (select min(x.due_on) as due_on from duty_item x where x.duty_report_id = d.id and x.done_on is null and x.removed_at is null) i on true where d.removed_at is null"), "'1'", f => f.State == "1", 0, "期限后");

    public static readonly Rule<DueFacts> Followed = Within("nomination-followed", "表现突出人选提出后及时研究", "表现突出人选半年没有研究", Basis.Practice("干部日常了解和使用安排"), "yellow",
        new("nominations", "select n.id, n.locality_path, n.name as title, n.state, n.noted_on as due_on from nomination n where n.removed_at is null"), "'1'", f => f.State == "1", 180, "提出后");

    public static readonly Rule<CrisisFacts> CrisisStarted = new()
    {
        Id = "cadres.assessment.crisis-started", Title = "急难险重任务的考核一天内启动", WhenBroken = "急难险重考核没有一天内启动", Basis = Basis.Practice("急难险重任务干部现实表现考核办法"), Severity = Severity.Remind, Light = "red",
        Population = new("special-projects", "select p.id, p.locality_path, p.name as title, p.kind, p.state, p.arose_on, p.started_on from special_project p where p.removed_at is null"),
        Parameters = [RuleParameter.Days("days", "发生后", 1, Stricter.Lower)],
        Test = new RuleTest<CrisisFacts>([nameof(CrisisFacts.AroseOn)], "coalesce(started_on, {day}) <= arose_on + {days}::int", (f, t) => Finding.Of((f.StartedOn ?? t.Day) <= f.AroseOn!.Value.AddDays(t.Int("days")), $"{Dates.Format(f.AroseOn.Value)} 发生；{(f.StartedOn is { } on ? $"{Dates.Format(on)} 启动" : "还没有启动")}"))
            .For(f => f.Kind is not (null or "2") || f.State == "4" ? false : f.Kind is null || f.State is null ? null : true, "kind = '2' and state <> '4'", "不是急难险重"),
        Examples = [new("第二天启动", new() { Kind = "2", State = "2", AroseOn = new(2026, 7, 1), StartedOn = new(2026, 7, 2) }, Day, Outcome.Met), new("第三天启动", new() { Kind = "2", State = "2", AroseOn = new(2026, 7, 1), StartedOn = new(2026, 7, 3) }, Day, Outcome.Broken), new("还没有启动", new() { Kind = "2", State = "1", AroseOn = new(2026, 7, 1) }, Day, Outcome.Broken), new("年度项目", new() { Kind = "1", State = "2", AroseOn = new(2026, 7, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<KeyWorkFacts> Named = new()
    {
        Id = "cadres.assessment.work-named", Title = "关键指标和重点项目明确责任干部", WhenBroken = "没有明确责任干部", Basis = Basis.Practice("重点工作责任分工"), Severity = Severity.Remind, Light = "yellow",
        Population = Works,
        Test = new([nameof(KeyWorkFacts.Persons)], "persons > 0", (f, _) => Finding.Of(f.Persons > 0, $"责任干部 {f.Persons} 人")),
        Examples = [new("有人负责", new() { Persons = 1 }, Day, Outcome.Met), new("没有人负责", new() { Persons = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<KeyWorkFacts> WorkInTime = new()
    {
        Id = "cadres.assessment.work-in-time", Title = "关键指标和重点项目按期完成", WhenBroken = "到期没有完成", Basis = Basis.Practice("重点工作责任分工"), Severity = Severity.Remind, Light = "red",
        Population = Works,
        Test = new([nameof(KeyWorkFacts.DueOn), nameof(KeyWorkFacts.Progress)], "progress >= 100 or due_on >= {day}", (f, t) => Finding.Of(f.Progress >= 100 || f.DueOn >= t.Day, $"期限 {Dates.Format(f.DueOn!.Value)}，进度 {f.Progress}%")),
        Examples = [new("完成了", new() { DueOn = new(2026, 6, 30), Progress = 100 }, Day, Outcome.Met), new("到期没有完成", new() { DueOn = new(2026, 6, 30), Progress = 80 }, Day, Outcome.Broken), new("没有到期", new() { DueOn = new(2026, 12, 31), Progress = 80 }, Day, Outcome.Met)],
    };

    public static readonly Rule<OutsideFacts> OutsideWeight = new()
    {
        Id = "cadres.assessment.outside-weight", Title = "其他工作纳入考核的合计分值有上限", WhenBroken = "其他工作纳入考核合计超过上限", Basis = Basis.Practice("年度综合考评办法"), Severity = Severity.Refuse,
        Parameters = [new("most", "合计不超过", 20, "分", Stricter.Lower) { Max = 100 }],
        Test = new([nameof(OutsideFacts.Weight)], "weight <= {most}", (f, t) => Finding.Of(f.Weight <= t.Int("most"), $"合计 {f.Weight} 分，不超过 {t.Int("most")} 分")),
        Examples = [new("正好", new() { Weight = 20 }, Day, Outcome.Met), new("多一分", new() { Weight = 21 }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [TermInTime, SpecialInTime, DutyInTime, DutyMended, Followed, CrisisStarted, Named, WorkInTime, OutsideWeight];
}
