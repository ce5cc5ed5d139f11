namespace OrgWork.Department;

public sealed record DoneFacts
{
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("办理日期")] public DateOnly? DoneOn { get; init; }
}

public sealed record FollowFacts
{
    [KnownAs("有任务或说明")] public bool? IsFollowed { get; init; }
}

/// <summary>What must follow, and by when, in the department's own books (inventory D2, D3).</summary>
static class AffairRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    /// <summary>So long after a day at the latest something has to be done.</summary>
    public static Rule<DoneFacts> Due(string id, string title, string broken, string basis, string light, Population population, int days, string label = "期限") => new()
    {
        Id = id, Title = title, WhenBroken = broken, Basis = Basis.Practice(basis), Severity = Severity.Remind, Light = light, Population = population, Parameters = [RuleParameter.Days("days", label, days, Stricter.Lower)],
        Test = RuleTest<DoneFacts>.NotAfter(f => f.DueOn, Span.Days, "days", f => f.DoneOn),
        Examples = [new("还没有到", new() { DueOn = Day.AddDays(10) }, Day, Outcome.Met), new("早就过了", new() { DueOn = Day.AddDays(-days - 5) }, Day, Outcome.Broken)],
    };

    /// <summary>Something has to have come of it.</summary>
    public static Rule<FollowFacts> Followed(string id, string title, string broken, string basis, Population population, string light = "yellow") => new()
    {
        Id = id, Title = title, WhenBroken = broken, Basis = Basis.Practice(basis), Severity = Severity.Remind, Light = light, Population = population,
        Test = RuleTest<FollowFacts>.IsTrue(f => f.IsFollowed, broken),
        Examples = [new("有", new() { IsFollowed = true }, Day, Outcome.Met), new("没有", new() { IsFollowed = false }, Day, Outcome.Broken)],
    };

    const string Demands = "要求落实台账管理办法（本单位）", Goals = "年度目标管理办法（本单位）", Practices = "创新项目管理办法（本单位）";
    const string HasTask = "exists (select from org.work_item i where i.source_id = r.id and i.state <> 'cancelled')";

    public static readonly Rule<DoneFacts> Studied = Due("department.requirements.studied", "要求收到后按期研究", "没有按期研究", Demands, "yellow", new("requirements", "select r.id, r.locality_path, r.words as title, r.received_on as due_on, r.studied_on as done_on from requirement r where r.removed_at is null and r.state = '1'"), 15);
    public static readonly Rule<FollowFacts> Tasked = Followed("department.requirements.tasked", "每条要求都有任务，没有的写明理由", "研究了，没有任务也没有理由", Demands, new("requirements", $"select r.id, r.locality_path, r.words as title, (r.no_task_reason is not null or {HasTask}) as is_followed from requirement r where r.removed_at is null and r.state in ('2', '3')"), "red");
    public static readonly Rule<DoneFacts> Told = Due("department.requirements.told", "要求的落实情况按期向上级报告", "规定时间内没有报告", Demands, "yellow", new("requirements", "select r.id, r.locality_path, r.words as title, coalesce(r.reported_on, r.received_on) as due_on, null::date as done_on from requirement r where r.removed_at is null and r.state in ('2', '3') and r.applies"), 90, "报告间隔");
    public static readonly Rule<DoneFacts> OpinionFollowed = Due("department.upper-meetings.tasked", "贯彻意见同意后分解为任务", "同意了，没有分解任务", Demands, "red", new("upper-meetings", $"select r.id, r.locality_path, r.title, r.decided_on as due_on, null::date as done_on from upper_meeting r where r.removed_at is null and r.state = '3' and not {HasTask}"), 15);
    public static readonly Rule<FollowFacts> Served = Followed("department.central.served", "中心工作推进到哪里，组织工作就服务到哪里", "没有组织工作的行动", "服务中心大局工作办法（本单位）", new("central", $"select r.id, r.locality_path, r.title, (exists (select from central_action a where a.central_task_id = r.id and a.removed_at is null) or exists (select from org.work_link l where l.row_id = r.id) or {HasTask}) as is_followed from central_task r where r.removed_at is null"));
    public static readonly Rule<DoneFacts> GoalClosed = Due("department.goals.closed", "年度目标、难题年终有小结", "过了时限没有小结", Goals, "red", new("goals", "select g.id, g.locality_path, g.title, g.due_on, g.closed_on as done_on from yearly_goal g where g.removed_at is null and g.closed_on is null"), 15);
    public static readonly Rule<DoneFacts> GapPlanned = Due("department.gaps.planned", "差距列入下一年度要点", "没有列入下年要点", Goals, "yellow", new("gaps", $"select r.id, r.locality_path, r.title, make_date(r.year + 1, 1, 31) as due_on, null::date as done_on from gap r where r.removed_at is null and not {HasTask}"), 31);
    public static readonly Rule<DoneFacts> Judged = Due("department.innovations.judged", "创新项目到期评估", "到期没有评估", Practices, "red", new("innovations", "select n.id, n.locality_path, n.title, n.review_on as due_on, null::date as done_on from innovation n where n.removed_at is null and n.state in ('1', '3')"), 10);
    public static readonly Rule<DoneFacts> Minuted = Due("department.meetings.minuted", "会后按期出纪要", "开了会没有纪要", "会议管理办法（本单位）", "yellow", new("meetings", "select m.id, m.locality_path, m.title, m.held_on as due_on, m.minuted_on as done_on from work_meeting m where m.removed_at is null and m.state = '2'"), 10);
    public static readonly Rule<FollowFacts> Reviewed = Followed("department.reviews.tasked", "复盘的改进措施落到任务", "措施没有交办", "重大任务复盘办法（本单位）", new("reviews", $"select r.id, r.locality_path, r.title, {HasTask} as is_followed from review r where r.removed_at is null"));

    public static readonly IReadOnlyList<Rule> All = [Studied, Tasked, Told, OpinionFollowed, Served, GoalClosed, GapPlanned, Judged, Minuted, Reviewed];
}
