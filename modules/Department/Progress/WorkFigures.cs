namespace OrgWork.Department;

/// <summary>How the work itself is run: what the year's document holds and how it was broken down, handed over, dispatched, closed, passed on (I-P1, I-P2, I-P5–I-P8, I-P11, I-P15, DI3, DI6, DI30).</summary>
static class WorkFigures
{
    const string Group = "任务运行", Source = "年度组织工作要点及责任分工";

    /// <summary>Aspects and tasks of the year's points, each task with whether it is broken down: what it falls into, or it itself, has its measure, its day and its person.</summary>
    static readonly Counted Written = new()
    {
        Id = "written", Title = "要点的方面和任务", Counter = "项", ReadPermission = KeyPoints.Read, RecordPath = "department/points/item",
        Columns = [Field.Text("number", "编号"), Field.Text("lead", "牵头单位").Wide(), Field.Text("responsible", "责任人"), Field.Date("due_on", "完成时限"), Field.Number("parts", "分解成几项")],
        Sql = $$"""
            select t.id, t.locality_path, t.title, t.number, t.level, t.lead_name as lead, t.person as responsible, t.due_on, s.parts,
              t.level = 2 and case when s.parts > 0 then s.lacking = 0 else coalesce(t.measures, '') <> '' and t.due_on is not null and coalesce(t.person, '') <> '' end as is_broken_down,
              t.level = 2 and (s.parts > 0 or coalesce(t.measures, '') <> '') and t.due_on is not null and coalesce(t.person, '') <> '' as is_somebodys
            from org.work_item t cross join lateral (select count(*)::int as parts, count(*) filter (where c.due_on is null or coalesce(c.person, '') = '' or coalesce(c.title, '') = '' and coalesce(c.measures, '') = '')::int as lacking from org.work_item c where c.parent_id = t.id and t.level = 2 and {{WorkThen.StandingOf("c")}}) s
            where t.kind = 'points' and t.level in (1, 2) and t.state <> 'draft' and {{WorkThen.Standing}} and t.year = extract(year from {day})::int
            """,
    };

    /// <summary>Each body to which something was handed, at its own place; what was passed on to it later was handed to it then.</summary>
    static readonly Counted HandOvers = new()
    {
        Id = "hand-overs", Title = "交办的任务（按单位）", Counter = "件", ReadPermission = KeyPoints.Read, RecordPathColumn = "record_path", RecordColumn = "item_id",
        Columns = [Field.Text("body", "单位").Wide(), Field.Date("handed_on", "交办日期"), Field.Date("received_on", "签收日期")],
        Sql = $$"""
            select md5(t.id::text || w.unit_id)::uuid as id, t.id as item_id, 'department/' || t.kind || '/item' as record_path, w.locality_path, t.title, w.name as body, h.on_day as handed_on, case when w.received_on <= {day} then w.received_on end as received_on
            from org.work_item t join org.work_party w on w.item_id = t.id
              cross join lateral (select coalesce((select max(a.on_day) from org.work_act a where a.item_id = t.id and a.kind = '转办' and a.on_day <= {day} and w.is_lead), t.begins_on, (t.created_at at time zone 'Asia/Shanghai')::date) as on_day) h
            where t.level > 1 and t.state <> 'draft' and {{WorkThen.Standing}} and h.on_day between {from} and {day}
            """,
    };

    /// <summary>Periods of the plans' rhythms that are over, each with whether a round was held in it: of a period in which a plan was issued the greater half must have been left (as the board names those that were missed).</summary>
    static readonly Counted Periods = new()
    {
        Id = "rounds-due", Title = "应开的轮次", Counter = "轮", ReadPermission = KeyPoints.Read, RecordPathColumn = "record_path", RecordColumn = "plan_id",
        Columns = [Field.Text("called", "轮次"), Field.Date("began_on", "开始"), Field.Date("ended_on", "结束")],
        Sql = """
            select md5(p.id::text || r.purpose || s.began)::uuid as id, p.id as plan_id, 'department/' || p.kind as record_path, p.locality_path, p.title, r.purpose, r.called, s.began as began_on, s.ends as ended_on,
              exists (select from org.work_round d where d.plan_id = p.id and d.purpose = r.purpose and d.opened_on between s.began and s.ends) as is_held
            from org.work_plan p cross join lateral (values ('dispatch', '调度', p.cycle), ('evaluate', '评估', p.evaluate_cycle), ('examine', '考评', p.examine_cycle)) r (purpose, called, cycle)
              cross join lateral (select case r.cycle when 'day' then interval '1 day' when 'week' then interval '7 days' when 'month' then interval '1 month' when 'two_months' then interval '2 months' when 'quarter' then interval '3 months' when 'half_year' then interval '6 months' else interval '1 year' end as step) c
              cross join lateral (select g::date as began, (g + c.step)::date - 1 as ends from generate_series(case r.cycle when 'week' then date_trunc('week', {from}::date - interval '1 year') else {from}::date - interval '1 year' end, {day}::timestamp, c.step) g) s
            where p.kind in ('points', 'assignments') and r.cycle <> '' and p.issued_on <= s.ends and s.ends < {day} and s.ends >= {from}::date - 1 and p.year = extract(year from s.ends)::int
              and (s.began >= p.issued_on or (s.ends - p.issued_on) * 2 >= s.ends - s.began)
            """,
    };

    /// <summary>What was closed this year, with whether a check said what it found and a project was reviewed; a problem is looked back at as well.</summary>
    static readonly Counted Closed = new()
    {
        Id = "closed", Title = "办结、销号的事项", Counter = "项", ReadPermission = KeyPoints.Read, RecordPathColumn = "record_path",
        Columns = [Field.Text("number", "编号"), Field.Text("lead", "牵头单位").Wide(), Field.Date("closed_on", "办结、销号")],
        Sql = $$"""
            select t.id, 'department/' || t.kind || '/item' as record_path, t.locality_path, t.title, t.number, t.lead_name as lead, t.closed_on,
              case when t.kind = 'rectification' then exists (select from org.work_act a where a.item_id = t.id and a.kind = '核验' and a.on_day <= {day}) and coalesce(t.consolidated_on <= {day}, false) else t.check_result is not null and (not t.is_project or coalesce(t.review_words, '') <> '') end as is_looped
            from org.work_item t where t.level > 1 and t.parts = 0 and t.state <> 'draft' and {{WorkThen.Standing}} and t.closed_on between {from} and {day}
            """,
    };

    /// <summary>Everything given out, with how often it was passed on.</summary>
    static readonly Counted Passed = new()
    {
        Id = "passed-on", Title = "交办的事项", Counter = "项", ReadPermission = KeyPoints.Read, RecordPathColumn = "record_path",
        Columns = [Field.Text("number", "编号"), Field.Text("lead", "牵头单位").Wide(), Field.Number("transfers", "转办次数")],
        Sql = $$"""
            select t.id, 'department/' || t.kind || '/item' as record_path, t.locality_path, t.title, t.number, t.lead_name as lead, (select count(*)::int from org.work_act a where a.item_id = t.id and a.kind = '转办' and a.on_day <= {day}) as transfers
            from org.work_item t where t.level > 1 and t.parts = 0 and t.state <> 'draft' and {{WorkThen.Standing}} and t.year = extract(year from {day})::int and coalesce(t.begins_on, (t.created_at at time zone 'Asia/Shanghai')::date) <= {day}
            """,
    };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "aspects", Title = "要点方面数", Group = Group, Of = Written, Where = "level = 1", Formula = "本年要点的方面", Source = Source, Period = "本年" },
        new() { Id = "points-tasks", Title = "要点任务数", Group = Group, Of = Written, Where = "level = 2", Formula = "本年要点的任务，不含分解出的措施", Source = Source, Period = "本年" },
        new() { Id = "broken-down", Title = "任务分解完整率", Group = Group, Of = Written, Where = "is_broken_down", OutOf = "level = 2", Formula = "每项措施都有内容、时限、责任人的任务 ÷ 任务；没有分解的看任务自己", Source = Source, Period = "本年", Better = Better.Higher, Target = 100, Wanting = "level = 2 and not is_broken_down", WantingWords = "没有分解完整的" },
        new() { Id = "somebodys", Title = "分解到人率", Group = Group, Of = Written, Where = "is_somebodys", OutOf = "level = 2", Formula = "有责任人、有措施、有时限的任务 ÷ 已印发的任务", Source = Source, Period = "本年", Better = Better.Higher, Target = 100, Wanting = "level = 2 and not is_somebodys", WantingWords = "没有分解到人的" },
        new() { Id = "received-in-time", Title = "签收及时率", Group = Group, Of = HandOvers, Under = [TaskList.Received], Where = "received_on - handed_on <= {days}", OutOf = "received_on is not null or {day} - handed_on > {days}", Formula = "规定天数内签收的 ÷ 已签收和到了天数没有签收的交办", Source = "任务清单", Period = "本年", Better = Better.Higher, Target = 100, Wanting = "coalesce(received_on, {day}) - handed_on > {days}", WantingWords = "没有及时签收的" },
        Held("dispatched", "调度执行率", "purpose = 'dispatch'", "开了的调度 ÷ 到期应开的调度（要点、交办事项，按各自的周期）"),
        Held("evaluated", "半年检查、年终考核执行率", "purpose in ('evaluate', 'examine')", "开了的评估、考评 ÷ 到期应开的评估、考评"),
        new() { Id = "closed-loop", Title = "闭环率", Group = Group, Of = Closed, Where = "is_looped", OutOf = "true", Formula = "有检查结果、项目有复盘（问题有核验、回头看巩固）的 ÷ 本年办结、销号的事项", Source = "任务办理记录", Period = "本年", Better = Better.Higher, Target = 100, Wanting = "not is_looped", WantingWords = "没有闭环的" },
        new() { Id = "transfers", Title = "平均转办次数", Group = Group, Of = Passed, Mean = "transfers", Unit = "次", Formula = "转办次数 ÷ 本年交办的事项", Source = "任务办理记录", Period = "本年", Better = Better.Lower },
        new() { Id = "transferred-too-often", Title = "转办超过次数的事项", Group = Group, Of = Passed, Under = [KeyPoints.Kind.Transfers], Where = "transfers > {times}", Formula = "转办次数超过规定的事项", Source = "任务办理记录", Period = "本年", Better = Better.Lower, Red = 0 },
    ];

    static Figure Held(string id, string title, string which, string formula) => new() { Id = id, Title = title, Group = Group, Of = Periods, Where = $"{which} and is_held", OutOf = which, Formula = formula, Source = "调度轮次", Period = "本年", Better = Better.Higher, Target = 100, Wanting = $"{which} and not is_held", WantingWords = "没有开的" };
}
