namespace OrgWork.Department;

/// <summary>What is asked of lower units and how they answer, what guidance reaches, how regulations land, what comes of gaps, projects, needs and emergencies (I-P9, I-P10, I-P13, I-P16, I-P21, I-P23–I-P25, I-P27, I-P28, DI36, DI38).</summary>
static class SupervisionFigures
{
    const string Reports = "基层填报", Watched = "督查督导", Yearly = "谋划和总结", Run = "项目和应急";

    /// <summary>Calls in force on the day, with the day on which each was last due and how many others ask for one of its data.</summary>
    const string InForce = """
        data_call c cross join lateral (select case c.cycle when 'd' then {day}::date when 'w' then c.first_due_on + ({day}::date - c.first_due_on) / 7 * 7 when '0' then c.first_due_on
            else (c.first_due_on + make_interval(months => (extract(year from age({day}::date, c.first_due_on)) * 12 + extract(month from age({day}::date, c.first_due_on)))::int / c.cycle::int * c.cycle::int))::date end as due_on) u
        where c.removed_at is null and c.issued_on <= {day} and (c.ended_on is null or c.ended_on > {day}) and (c.until_on is null or c.until_on >= u.due_on)
        """;

    /// <summary>What each place owed on the last day on which a call was due.</summary>
    static readonly Counted Regular = new()
    {
        Id = "regular-reports", Title = "应报的定期报告", Counter = "份", ReadPermission = DataCalls.Calls, RecordPath = "department/data-calls", RecordColumn = "call_id",
        Columns = [Field.Text("place", "单位"), Field.Date("due_on", "哪一期"), Field.Date("replied_on", "报送日期")],
        Sql = $$"""
            select md5(d.id::text || l.path)::uuid as id, d.id as call_id, l.path as locality_path, d.title, l.name as place, d.due_on, r.replied_on,
              coalesce(r.replied_on < d.due_on or r.replied_on = d.due_on and (d.cut_off is null or (r.created_at at time zone 'Asia/Shanghai')::date <> r.replied_on or (r.created_at at time zone 'Asia/Shanghai')::time <= d.cut_off::time), false) as is_in_time
            from (select c.id, c.locality_path, c.title, c.level, c.cut_off, u.due_on from {{InForce}} and c.cycle <> '0' and c.first_due_on <= {day} and u.due_on >= c.issued_on) d
              join org.locality l on l.kind = d.level::int and starts_with(l.path, d.locality_path) and (l.valid_to is null or l.valid_to > {day})
              left join lateral (select r.replied_on, r.created_at from data_reply r where r.data_call_id = d.id and r.locality_path = l.path and r.due_on = d.due_on and r.replied_on <= {day} and r.removed_at is null limit 1) r on true
            """,
    };

    /// <summary>Who asks what: calls in force, with whether another of them asks for one of the same data.</summary>
    static readonly Counted Duties = new()
    {
        Id = "report-duties", Title = "向基层要的填报事项", Counter = "件", ReadPermission = DataCalls.Calls, RecordPath = "department/data-calls",
        Columns = [Field.Text("asker", "谁要"), Field.Code("level", "向哪一级要", DataCalls.Levels), Field.Code("cycle", "多久一次", DataCalls.Cycles), Field.Date("issued_on", "下发")],
        Sql = $$"""
            select c.id, c.locality_path, c.title, c.asker, c.level, c.cycle, c.issued_on, (c.first_due_on <= {day} or date_trunc('month', c.first_due_on) = date_trunc('month', {day}::date)) and (c.cycle in ('d', 'w') or case c.cycle when '0' then date_trunc('month', c.first_due_on) = date_trunc('month', {day}::date)
                else ((extract(year from {day}::date) - extract(year from c.first_due_on)) * 12 + extract(month from {day}::date) - extract(month from c.first_due_on))::int % c.cycle::int = 0 end) as is_of_month,
              exists (select from data_call_field f join data_call_field g on org.searchable(g.datum) = org.searchable(f.datum) and g.data_call_id <> c.id and g.removed_at is null join data_call o on o.id = g.data_call_id
                where f.data_call_id = c.id and f.removed_at is null and o.level = c.level and o.removed_at is null and o.issued_on <= {day} and (o.ended_on is null or o.ended_on > {day})) as is_twice
            from {{InForce}}
            """,
    };

    static readonly Counted Guided = new()
    {
        Id = "guided-units", Title = "督导单位", Counter = "家", ReadPermission = Guidance.Read, RecordPath = "department/guidance", RecordColumn = "group_id",
        Columns = [Field.Text("campaign", "专项工作"), Field.Text("body", "单位").Wide(), Field.Date("visited_on", "最近到访")],
        Sql = """
            select u.id, g.id as group_id, g.locality_path, g.title, g.campaign, n.name as body, v.on_day as visited_on, v.on_day is not null as is_visited
            from guidance_group g join guidance_unit u on u.guidance_group_id = g.id and u.removed_at is null left join org.unit n on n.id = u.unit_id
              cross join lateral (select max(v.visited_on) as on_day from guidance_visit v where v.guidance_group_id = g.id and v.unit_id = u.unit_id and v.visited_on <= {day} and v.removed_at is null) v
            where g.removed_at is null and g.direction = '1' and g.began_on <= {day} and (g.ended_on is null or g.ended_on >= {from})
            """,
    };

    static readonly Counted Landed = new()
    {
        Id = "new-regulations", Title = "今年施行的党内法规制度", Counter = "项", ReadPermission = Control.Read, RecordPath = "department/party-regulations", Columns = [Field.Text("office", "责任科室"), Field.Date("in_force_on", "施行日期"), Field.Text("lacking", "还差").Wide()],
        Sql = """
            select p.id, p.locality_path, p.title, p.office, p.in_force_on, concat_ws('、', case when not l.studied then '学习培训' end, case when not l.supported then '配套文件' end, case when not l.checked then '执行检查' end) as lacking, l.studied and l.supported and l.checked and p.office <> '' as is_landed
            from party_regulation p cross join lateral (select coalesce(bool_or(l.kind = '1'), false) as studied, coalesce(bool_or(l.kind = '2'), false) as supported, coalesce(bool_or(l.kind = '3'), false) as checked from landing l where l.party_regulation_id = p.id and l.on_day <= {day} and l.removed_at is null) l
            where p.removed_at is null and p.in_force_on between {from} and {day} and (p.ended_on is null or p.ended_on > {day})
            """,
    };

    static readonly Counted Asked = new()
    {
        Id = "recognition-polls", Title = "专项整改认可度测评", Counter = "次", ReadPermission = SatisfactionPoll.Read, RecordPath = "department/campaign-polls", Columns = [Field.Date("signed_on", "签认日期"), Field.Number("favourable", "认可"), Field.Number("answers", "有效回答")],
        Sql = """
            select p.id, p.locality_path, p.title, p.signed_on, v.favourable, v.answers
            from org.poll p cross join lateral (select coalesce(sum(c.votes) filter (where c.choice in ('1', '2')), 0)::int as favourable, coalesce(sum(c.votes), 0)::int as answers from org.poll_count c where c.poll_id = p.id) v
            where p.kind = 'campaign-polls' and p.state = 'signed' and p.signed_on between {from} and {day}
            """,
    };

    /// <summary>What was lacking last year, and what became of it.</summary>
    static readonly Counted Gaps = new()
    {
        Id = "last-gaps", Title = "上年问题差距", Counter = "个", ReadPermission = Requirements.Read, RecordPath = "department/gaps", Columns = [Field.Text("owner", "责任科室、责任人"), Field.Date("due_on", "时限"), Field.Date("outcome_on", "认定日期")],
        Sql = $$"""
            select g.id, g.locality_path, g.title, g.owner, g.due_on, case when g.outcome_on <= {day} then g.outcome_on end as outcome_on, coalesce(g.outcome in ('1', '2') and g.outcome_on <= {day}, false) as is_solved, {{WorkThen.MadeOf("g.id")}} as is_taken_up
            from gap g where g.removed_at is null and g.year = extract(year from {day}::date)::int - 1
            """,
    };

    static readonly Counted Stages = new()
    {
        Id = "project-stages", Title = "到期的项目阶段", Counter = "个", ReadPermission = Projects.Read, RecordPath = "department/projects", RecordColumn = "project_id", Columns = [Field.Text("project", "项目").Wide(), Field.Date("due_on", "时限"), Field.Date("done_on", "完成日期")],
        Sql = "select s.id, p.id as project_id, p.locality_path, s.title, p.title as project, s.due_on, case when s.done_on <= {day} then s.done_on end as done_on, coalesce(s.done_on <= s.due_on and s.done_on <= {day}, false) as is_in_time from project_stage s join project p on p.id = s.project_id where s.removed_at is null and p.removed_at is null and p.approved_on <= {day} and (p.stopped_on is null or p.stopped_on > {day}) and s.due_on between {from} and {day}",
    };

    static readonly Counted Finished = new()
    {
        Id = "projects-due", Title = "到期的项目", Counter = "个", ReadPermission = Projects.Read, RecordPath = "department/projects", Columns = [Field.Text("owner", "负责人"), Field.Date("due_on", "完成时限"), Field.Date("accepted_on", "验收日期")],
        Sql = "select p.id, p.locality_path, p.title, p.owner, p.due_on, case when p.accepted_on <= {day} then p.accepted_on end as accepted_on, coalesce(p.accepted_on <= {day}, false) as is_accepted from project p where p.removed_at is null and p.approved_on <= {day} and (p.stopped_on is null or p.stopped_on > {day}) and (p.due_on between {from} and {day} or p.accepted_on between {from} and {day})",
    };

    /// <summary>Key projects that run, by when what stands of them was last told.</summary>
    static readonly Counted Kept = new()
    {
        Id = "key-projects", Title = "在办的重点工程", Counter = "项", ReadPermission = Requirements.Read, RecordPath = "department/key-projects", Columns = [Field.Text("officer", "责任干部"), Field.Date("due_on", "最近更新")],
        Sql = "select k.id, k.locality_path, k.title, k.officer, greatest(k.began_on, (select max(u.on_day) from key_update u where u.key_project_id = k.id and u.on_day <= {day} and u.removed_at is null)) as due_on, null::date as done_on from key_project k where k.removed_at is null and k.began_on <= {day} and (k.closed_on is null or k.closed_on > {day})",
    };

    static readonly Counted Outcomes = new()
    {
        Id = "emergency-outcomes", Title = "应急任务的结果指标", Counter = "项", ReadPermission = Requirements.Read, RecordPath = "department/emergencies", RecordColumn = "emergency_id", Columns = [Field.Text("emergency", "应急任务").Wide(), Field.Number("target", "不超过"), Field.Number("actual", "实际"), Field.Date("told_on", "截至")],
        Sql = "select o.id, e.id as emergency_id, o.locality_path, o.title, e.title as emergency, o.target, t.actual, t.on_day as told_on, coalesce(t.actual <= o.target, false) as is_held, t.actual is not null as is_told from emergency_outcome o join emergency e on e.id = o.emergency_id left join lateral (select c.actual, c.on_day from emergency_count c where c.emergency_id = e.id and c.title = o.title and c.on_day <= {day} and c.removed_at is null order by c.on_day desc, c.id desc limit 1) t on true where o.removed_at is null and e.removed_at is null and e.started_on between {from} and {day}",
    };

    static readonly Counted Suggested = new()
    {
        Id = "resident-suggestions", Title = "收到的纪检建议", Counter = "件", ReadPermission = Control.Resident, RecordPath = "department/resident-matters", Columns = [Field.Date("on_day", "收到"), Field.Date("due_on", "应回复"), Field.Date("replied_on", "回复")],
        Sql = "select r.id, r.locality_path, r.title, r.on_day, r.due_on, case when r.replied_on <= {day} then r.replied_on end as replied_on, coalesce(r.replied_on <= r.due_on and r.replied_on <= {day}, false) as is_in_time from resident_matter r where r.removed_at is null and r.kind = '5' and r.on_day between {from} and {day} and (r.due_on <= {day} or r.replied_on <= {day})",
    };

    static readonly Counted Recognised = new()
    {
        Id = "recognitions", Title = "上级肯定和首创", Counter = "项", ReadPermission = Requirements.Read, RecordPath = "department/recognitions", Columns = [Field.Text("recogniser", "谁肯定的"), Field.Code("form", "形式", Affairs.Forms), Field.Date("recognised_on", "日期")],
        Sql = "select r.id, r.locality_path, r.title, r.recogniser, r.level, r.form, r.recognised_on, r.is_first and coalesce(r.document, '') <> '' as is_first from recognition r where r.removed_at is null and r.recognised_on between {from} and {day}",
    };

    static Figure Share(string id, string title, string group, Counted of, string where, string outOf, string formula, string source, string wanting, string words = "没有的", decimal? target = 100) =>
        new() { Id = id, Title = title, Group = group, Of = of, Where = where, OutOf = outOf, Formula = formula, Source = source, Period = "本年", Better = Better.Higher, Target = target, Wanting = wanting, WantingWords = words };

    public static IReadOnlyList<Figure> All =>
    [
        Share("regular-in-time", "定期报告准时率", Reports, Regular, "is_in_time", "true", "最近一期截止以前报送的 ÷ 最近一期应报的（每个填报事项、每个单位各一份）", "填报事项", "not is_in_time", "没有准时报的"),
        new() { Id = "duties-of-month", Title = "本月向基层要的填报事项", Group = Reports, Of = Duties, Where = "is_of_month", Formula = "统计日所在月份要报的填报事项；各级分别看见各级的", Source = "填报事项", Period = "月", Better = Better.Lower },
        new() { Id = "asked-twice", Title = "重复要的填报事项", Group = Reports, Of = Duties, Where = "is_twice", Formula = "有数据项别的填报事项也向同一级要的", Source = "填报事项", Period = "当日", Better = Better.Lower, Red = 0 },
        Share("guided", "督导覆盖率", Watched, Guided, "is_visited", "true", "到访过的 ÷ 今年本级督导组的督导单位", "督导组", "not is_visited", "没有到访的"),
        Share("regulations-landed", "法规落地率", "制度和内控", Landed, "is_landed", "true", "有学习、责任科室、配套文件和执行检查的 ÷ 今年施行的党内法规制度", "党内法规执行", "not is_landed", "没有落地的"),
        new() { Id = "recognised", Title = "整改认可率", Group = "问题整改", Of = Asked, Sum = "favourable", SumOf = "answers", OutOf = "true", Formula = "认可、基本认可 ÷ 有效回答（今年签认的各次测评合计）", Source = "专项整改认可度测评", Period = "本年", Better = Better.Higher },
        Share("gaps-solved", "上年差距解决率", Yearly, Gaps, "is_solved", "true", "已解决、部分解决 ÷ 上年的问题差距", "问题差距", "not is_solved", "没有解决的"),
        Share("gaps-taken-up", "上年差距列入任务率", Yearly, Gaps, "is_taken_up", "true", "有任务的 ÷ 上年的问题差距", "问题差距", "not is_taken_up", "没有任务的"),
        Share("stages-in-time", "项目阶段按期率", Run, Stages, "is_in_time", "true", "时限内完成的 ÷ 今年到期的项目阶段", "项目清单", "not is_in_time", "没有按期完成的"),
        Share("projects-accepted", "项目验收率", Run, Finished, "is_accepted", "true", "已验收 ÷ 今年到期和今年验收的项目", "项目清单", "not is_accepted", "没有验收的"),
        new() { Id = "key-projects-fresh", Title = "重点工程更新及时率", Group = Run, Of = Kept, Under = [KeyProjects.Fresh], Where = "{met}", OutOf = "true", Formula = "规定天数内更新过进展的 ÷ 在办的重点工程；各本专项台账按轮次更新的，看各专项的“按时报送率”", Source = "重点工程", Period = "当日", Better = Better.Higher, Target = 100, Wanting = "{broken}", WantingWords = "没有更新的" },
        Share("needs-answered", "服务需求办结率", "服务对象需求", KeyProjects.Raised, "answered_on is not null", "true", "已答复 ÷ 今年收到的需求", "服务对象需求台账", "answered_on is null", "没有答复的"),
        Share("needs-pleased", "服务需求满意率", "服务对象需求", KeyProjects.Raised, "satisfaction in ('1', '2')", "satisfaction is not null", "满意、基本满意 ÷ 有评价的", "服务对象需求台账", "satisfaction = '3'", "不满意的", null),
        Share("emergency-held", "应急结果指标守住率", Run, Outcomes, "is_held", "is_told", "没有超过启动时定下的数的 ÷ 报过数的结果指标（如零输入、零感染）", "应急任务", "is_told and not is_held", "没有守住的"),
        Share("suggestions-in-time", "纪检建议按期回复率", Watched, Suggested, "is_in_time", "true", "时限内回复的 ÷ 到期和已回复的纪检建议", "驻部纪检监察组联系", "not is_in_time", "没有按期回复的"),
        new() { Id = "recognitions", Title = "上级肯定数", Group = Yearly, Of = Recognised, Where = "true", Formula = "今年上级批示、会议、信息、媒体、表彰肯定的做法", Source = "上级肯定和首创", Period = "本年", Better = Better.Higher },
        new() { Id = "firsts", Title = "首创、唯一数", Group = Yearly, Of = Recognised, Where = "is_first", Formula = "登记为首创、唯一，有文件佐证的做法", Source = "上级肯定和首创", Period = "本年", Better = Better.Higher },
    ];

    /// <summary>Recognised practices by form and level.</summary>
    public static readonly Report Recognition = new()
    {
        Id = "recognitions", Number = "表6", Title = "上级肯定和首创：按形式和级别", Of = Recognised, RowHead = "形式", Rows = [Lines.All, .. Lines.Codes(Affairs.Forms, "form", 1)],
        Columns = [Lines.All, .. Affairs.Levels.Codes.Select(level => new Line(level.Name, $"level = '{level.Value}'")), new("首创、唯一", "is_first")],
        Checks = [new("列1=" + string.Join('+', Enumerable.Range(2, Affairs.Levels.Codes.Count).Select(n => $"列{n}"))), new("行1=行2+行3+行4+行5+行6+行7")], Note = "年初至统计日登记的；首创、唯一只计有文件佐证的。", Source = "上级肯定和首创",
    };
}
