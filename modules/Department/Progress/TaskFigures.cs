namespace OrgWork.Department;

/// <summary>What of the work there is belongs to a day.</summary>
static class WorkThen
{
    /// <summary>The item <c>t</c> was not cancelled on the day: what is cancelled later was still to be done.</summary>
    public static readonly string Standing = StandingOf("t");

    public static string StandingOf(string item) => $$"""({{item}}.state <> 'cancelled' or exists (select from org.work_act a where a.item_id = {{item}}.id and a.kind = '取消' and a.on_day > {day}))""";

    /// <summary>Something had been made of the record on the day, and was not cancelled by then.</summary>
    public static string MadeOf(string record) => $"exists (select from org.work_item t where t.source_id = {record} and coalesce(t.begins_on, (t.created_at at time zone 'Asia/Shanghai')::date) <= {{day}} and {Standing})";
}

/// <summary>How far the year's tasks have come.</summary>
static class TaskFigures
{
    const string Source = "年度组织工作要点及责任分工", Group = "要点任务";

    static readonly Counted Tasks = new()
    {
        Id = "tasks", Title = "要点任务", Counter = "项", ReadPermission = "department.tasks.read", RecordPath = "department/points/item",
        Columns = [Field.Text("number", "编号"), Field.Code("aspect", "方面", DepartmentCodes.Aspect), Field.Text("lead", "牵头单位").Wide(), Field.Text("responsible", "责任人"), Field.Date("due_on", "完成时限"), Field.Code("state", "进展", DepartmentCodes.State), Field.Number("percent", "进度（%）"), Field.Number("gap", "序时进度差")],
        Sql = $$"""
            select i.id, i.locality_path, i.title, i.number, i.line as aspect, i.is_key, i.lead_name as lead, i.person as responsible, i.due_on, i.closed_on as completed_on, i.percent_then as percent,
              coalesce(i.closed_on <= {day}, false) as is_done, case when i.closed_on <= {day} then '4' when i.percent_then = 0 then '1' else '2' end as state, i.is_received,
              i.percent_then - case when i.due_on is null or i.begins_on is null then null when i.due_on <= i.begins_on then 100 else least(100, greatest(0, ({day}::date - i.begins_on) * 100 / (i.due_on - i.begins_on))) end as gap
            from (select t.*, coalesce((select r.percent from org.work_report r where r.item_id = t.id and r.reported_on <= {day} order by r.reported_on desc, r.entered_at desc limit 1), 0) as percent_then,
                not exists (select from org.work_party w where w.item_id = t.id and (w.received_on is null or w.received_on > {day})) as is_received
              from org.work_item t
              where t.kind = 'points' and t.level > 1 and t.state <> 'draft' and {{WorkThen.Standing}} and t.year = extract(year from {day})::int and t.parts = 0) i
            """,
    };

    static Figure Of(string id, string title, string where, string? outOf, string formula, Better better = Better.Neither, decimal? red = null, decimal? yellow = null, decimal? target = null, string? wanting = null) =>
        new() { Id = id, Title = title, Group = Group, Of = Tasks, Where = where, OutOf = outOf, Formula = formula, Source = Source, Period = "本年", Better = better, Red = red, Yellow = yellow, Target = target, Wanting = wanting, WantingWords = "没有完成的" };

    public static FigureSet Set => new()
    {
        Figures =
        [
            Of("tasks", "年度任务", "true", null, "统计日所在年度的要点任务，不含已取消的"),
            Of("done", "任务完成率", "is_done", "true", "已办结的 ÷ 年度任务", Better.Higher, target: 100, wanting: "not is_done"),
            Of("due-done", "到期任务按期完成率", "is_done and (completed_on is null or completed_on <= due_on)", "due_on <= {day}", "在时限内完成的 ÷ 时限在统计日及以前的", Better.Higher, red: 80, target: 100, wanting: "due_on <= {day} and not is_done"),
            Of("overdue", "超期未完成", "due_on < {day} and not is_done", null, "完成时限已过、没有完成的任务", Better.Lower, red: 0),
            Of("due-soon", "一个月内到期", "due_on between {day} and {day} + 31 and not is_done", null, "完成时限在统计日后一个月内、没有完成的任务", Better.Lower, yellow: 0),
            Of("key-done", "重点任务完成率", "is_done", "is_key", "完成的重点任务 ÷ 重点任务", Better.Higher, target: 100, wanting: "is_key and not is_done"),
            Of("not-begun", "未启动", "state = '1'", null, "进展为未启动的任务", Better.Lower, yellow: 0),
            Of("received", "签收率", "is_received", "true", "牵头、配合单位都已签收的 ÷ 年度任务", Better.Higher, target: 100, wanting: "not is_received"),
            .. WorkFigures.All,
            .. Problems.All,
            .. ControlFigures.All,
            .. Oversight.Figures,
            .. SiteWork.Figures,
            .. LookBack.Figures,
            .. LifeCalendar.Figures,
            .. SupervisionFigures.All,
            new() { Id = "schedule-gap", Title = "序时进度差", Group = Group, Of = Tasks, Where = "not is_done", Mean = "gap", Unit = "个百分点", Formula = "没有办结的各项（进度 − 已过时间占比）之和 ÷ 项数", Source = Source, Period = "本年", Better = Better.Higher, Yellow = 0 },
            new() { Id = "mean-percent", Title = "平均进度", Group = Group, Of = Tasks, Mean = "percent", Unit = "%", Formula = "各任务完成进度之和 ÷ 任务数", Source = Source, Period = "本年" },
        ],
        Reports =
        [
            new()
            {
                Id = "progress", Number = "表1", Title = "要点任务进展", Of = Tasks, RowHead = "方面", Rows = [Lines.All, .. Lines.Codes(DepartmentCodes.Aspect, "aspect", 1)], Charted = [2, 3, 4],
                Columns = [Lines.All, new("已完成", "is_done"), new("推进中", "state = '2'"), new("未启动", "state = '1'"), new("超期", "due_on < {day} and not is_done"), Line.Percent("完成%", 2, 1)],
                Checks = [new("列1=列2+列3+列4"), new("行1=行2+行3+行4+行5+行6+行7+行8")],
                Note = "统计日所在年度的要点任务，不含已取消的；申请办结的计入推进中。", Source = Source,
            },
            Problems.Account,
            Oversight.FindingReport,
            Problems.LookBack,
            KeyProjects.Trends,
            SupervisionFigures.Recognition,
        ],
    };
}
