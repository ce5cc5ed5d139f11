using static OrgWork.Department.Assignments;

namespace OrgWork.Department;

/// <summary>重点工程 of all lines of work on one board; needs of those served; emergencies started in one go from a template.</summary>
static class KeyProjects
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly CodeSet Line = new("key_project_line", "哪条线", "本平台", [new("1", "干部"), new("2", "基层党建"), new("3", "人才"), new("4", "自身建设"), new("5", "本地专项")]);
    static readonly CodeSet Served = new("served_kind", "服务对象", "本平台", [new("1", "党员"), new("2", "干部"), new("3", "人才"), new("4", "基层单位")]);
    public static readonly CodeSet Topic = new("served_topic", "主题", "本平台（各地可另定）", [new("1", "组织关系、党务"), new("2", "学习培训"), new("3", "待遇保障"), new("4", "成长使用"), new("5", "生活困难"), new("6", "减负"), new("9", "其他")]);
    static readonly CodeSet Pleased = new("served_satisfaction", "评价", "本平台", [new("1", "满意"), new("2", "基本满意"), new("3", "不满意")]);
    static readonly CodeSet StepKind = new("emergency_step_kind", "类别", "本平台", [new("1", "组织措施"), new("2", "联系包保")]);

    public static readonly Rule<LateFacts> Fresh = new()
    {
        Id = "department.key-projects.fresh", Title = "重点工程按期更新进展", WhenBroken = "很久没有更新", Basis = Basis.Practice("重点工程跟踪办法（本单位）"), Severity = Severity.Remind, Parameters = [RuleParameter.Days("days", "多少天内更新", 30, Stricter.Lower)],
        Population = new("key-projects", "select k.id, k.locality_path, k.title, k.updated_on as due_on, null::date as done_on from key_project k where k.removed_at is null and k.closed_on is null"),
        Test = RuleTest<LateFacts>.NotAfter(f => f.DueOn, Span.Days, "days", f => f.DoneOn),
        Examples = [new("上周更新", new() { DueOn = Day.AddDays(-7) }, Day, Outcome.Met), new("两个月没有更新", new() { DueOn = Day.AddDays(-60) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<LateFacts> Answered = ProblemLists.Late("department.served-needs.answered", "服务对象的需求按期答复", "需求超期没有答复", new("served-needs", "select n.id, n.locality_path, n.title, n.due_on, n.answered_on as done_on from served_need n where n.removed_at is null and n.answered_on is null and n.due_on is not null"));

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register Projects = new()
    {
        Id = "key-projects", Title = "重点工程", Noun = "工程", Counter = "项", Table = "key_project", ReadPermission = Read, WritePermission = Edit, EndedColumn = "closed_on",
        Fields =
        [
            Field.Text("title", "重点工程（项目、计划）", 100).Required().Wide(), Field.Code("line", "哪条线", Line).Required().Listed().FirstFilter(), Field.Text("programme", "对应的专项、台账", 100), Field.LongText("goal", "目标", 500).Required(), Field.Text("leader", "责任领导", 36).Required().Listed(), Field.Text("officer", "责任干部", 36).Required().Listed(), Field.Row("officer_id", "责任干部的名册记录", "lent-cadres"), Field.Date("began_on", "开始").Required(), Field.Date("due_on", "完成时限").Required().Listed().Filter(),
            Field.LongText("next_step", "下一步", 300).Required(), Field.LongText("risk", "风险", 300), Field.Date("updated_on", "最近更新").Required().Listed().Filter().Past(), Field.Date("closed_on", "完成").Filter().ByDeed(),
        ],
        Rules = [Fresh],
        Conditions = [ReadyCondition.Of(Fresh)],
        Actions = [new("重点工程看板", "department/problems/board", Read)],
        Children =
        [
            new() { Id = "milestones", Title = "节点", Noun = "节点", Counter = "个", Table = "key_milestone", ParentColumn = "key_project_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "节点", 80).Required().Wide(), Field.Date("due_on", "计划日期").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("words", "说明", 200)] },
            new() { Id = "updates", Title = "进展", Noun = "进展", Counter = "次", Table = "key_update", ParentColumn = "key_project_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.LongText("words", "进展").Wide(), Field.Date("on_day", "日期").Listed(), Field.Text("next_step", "下一步").Listed(), Field.Text("by_name", "更新人").Listed()] },
        ],
        Deeds =
        [
            new("update", "更新进展", Edit)
            {
                Consequence = "记入进展，看板上的下一步、风险和更新日期随之改", Fields = [On, Field.LongText("words", "进展", 500).Required(), Field.LongText("next_step", "下一步", 300).Required(), Field.LongText("risk", "风险", 300)],
                Done = async (db, deed, stop) =>
                {
                    var said = Said(db, deed);
                    said.Add("path", deed.LocalityPath);
                    if (await db.ExecuteAsync("update key_project set next_step = @next_step, risk = @risk, updated_on = @on, version = version + 1 where id = @id and closed_on is null and updated_on <= @on", said, stop) == 0) return "已经完成，或日期早于上次更新";
                    await db.ExecuteAsync("insert into key_update (key_project_id, locality_path, rank_order, words, on_day, next_step, risk, by_name) values (@id, @path, -(@on::date - date '2000-01-01'), @words, @on, @next_step, @risk, @name)", said, stop);
                    return null;
                },
            },
            Deed("close", "完成", Edit, "节点都完成了才能办", "update key_project k set closed_on = @on, version = k.version + 1 where k.id = @id and k.closed_on is null and k.began_on <= @on and not exists (select from key_milestone m where m.key_project_id = k.id and m.removed_at is null and m.done_on is null)", "已经完成，或还有节点没有完成", On),
        ],
    };

    public static readonly Register Needs = new()
    {
        Id = "served-needs", Title = "服务对象需求台账", Noun = "需求", Counter = "条", Table = "served_need", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "需求和期盼", 200).Required().Wide(), Field.Code("served", "服务对象", Served).Required().Listed().FirstFilter(), Field.Text("who", "谁提的", 60).Required().Listed(), Field.Code("topic", "主题", Topic).Required().Listed().FirstFilter(), Field.Date("raised_on", "提出").Required().Listed().Filter().Sortable().Past(),
            Field.Text("handler", "承办单位").Listed().Filter().ByDeed(), Field.Date("due_on", "答复时限").Listed().Filter().ByDeed(), Field.Date("answered_on", "答复").Listed().Filter().ByDeed(), Field.LongText("answer", "答复内容").ByDeed(), Field.Code("satisfaction", "评价", Pleased).Listed().FirstFilter().ByDeed(),
        ],
        Rules = [Answered],
        Conditions = [new("待交办", "handler.none=1") { Light = "yellow" }, ReadyCondition.Of(Answered), new("不满意", "satisfaction=3") { Light = "yellow" }, new("没有评价", "answered_on.from=1900.01.01&satisfaction.none=1")],
        Deeds =
        [
            Deed("assign", "交承办单位", Edit, "到时限没有答复的亮灯", "update served_need set handler = @handler, due_on = @due, version = version + 1 where id = @id and answered_on is null and @due::date >= raised_on", "已经答复，或时限早于提出", Field.Text("handler", "承办单位", 60).Required(), Field.Date("due", "答复时限").Required()),
            Deed("answer", "答复", Edit, "停止计时，请本人评价", "update served_need set answered_on = @on, answer = @answer, version = version + 1 where id = @id and handler is not null and answered_on is null and raised_on <= @on", "还没有交承办单位，已经答复，或日期早于提出", On, Field.LongText("answer", "答复内容", 1000).Required()),
            Deed("judge", "登记评价", Edit, "计入满意率", "update served_need set satisfaction = @satisfaction, version = version + 1 where id = @id and answered_on is not null", "还没有答复", Field.Code("satisfaction", "评价", Pleased).Required()),
        ],
    };

    public static readonly Register Templates = new()
    {
        Id = "emergency-templates", Title = "应急预案模板", Noun = "模板", Counter = "个", Table = "emergency_template", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "情形", 60).Required().Wide(), Field.LongText("notice", "通知正文", 4000).Required().Hinted("{任务} 处写上应急任务的名称，{日期} 处写上启动日期"), Field.Number("hours", "每日报告时限（小时）", 1, 168).Required().Listed().DefaultsTo("24")],
        Children = [new() { Id = "steps", Title = "预案措施", Noun = "措施", Counter = "项", Table = "emergency_step", ParentColumn = "emergency_template_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "措施", 100).Required().Wide(), Field.Code("kind", "类别", StepKind).Required().Listed(), Field.LongText("steps", "怎样做", 500).Required(), Field.Text("standard", "做到什么", 200).Required(), Field.Text("person", "责任人（联系人）", 36).Required().Listed(), Field.Number("days", "几天内", 0, 365).Required().Listed().DefaultsTo("3")] },
            new() { Id = "goals", Title = "结果指标", Noun = "指标", Counter = "项", Table = "emergency_goal", ParentColumn = "emergency_template_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "结果指标", 60).Required().Wide().Hinted("如“零感染”；启动时照样带到应急任务里"), Field.Number("target", "不超过", 0, 1_000_000).Required().Listed().DefaultsTo("0")] }],
        Deeds =
        [
            new("start", "启动", Edit)
            {
                Consequence = "一次办成：生成通知、措施任务、联系包保名单，任务每天开一轮报告，一线表现随时记",
                Fields = [Field.Text("name", "应急任务的名称", 100).Required(), Field.Unit("lead", "牵头单位").Required()], Done = StartAsync,
            },
        ],
    };

    static async Task<string?> StartAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var said = Said(db, deed);
        said.Add("emergency", Guid.CreateVersion7());
        said.Add("plan", Guid.CreateVersion7());
        said.Add("path", deed.LocalityPath);
        said.Add("kind", Kind.Id);
        said.Add("year", Clock.Today.Year);
        Named(said, deed);
        if (!await db.FirstAsync<bool>("select exists (select from emergency_step where emergency_template_id = @id and kind = '1' and removed_at is null)", said, stop)) return "模板里还没有组织措施";
        if (await db.FirstAsync<bool>("select exists (select from emergency where title = @lead_name and removed_at is null)", Named(said, deed), stop)) return "同名的应急任务已经启动";
        if (!await db.FirstAsync<bool>("select exists (select from org.unit where id = @lead and removed_at is null)", said, stop)) return "牵头单位不在本级和下级的机构名册里";
        await db.ExecuteAsync("insert into org.work_plan (id, locality_path, kind, title, year, state, issued_on, decision, cycle) values (@plan, @path, @kind, @lead_name, @year, 'issued', @today, '应急启动', 'day')", said, stop);
        await db.ExecuteAsync("insert into emergency (id, locality_path, rank_order, title, template_id, lead_unit_id, started_on, notice, plan_id, created_by) select @emergency, @path, 0, @lead_name, t.id, @lead, @today, replace(replace(t.notice, '{任务}', @lead_name), '{日期}', to_char(@today::date, 'YYYY.MM.DD')), @plan, @by from emergency_template t where t.id = @id", said, stop);
        await db.ExecuteAsync("""
            insert into org.work_item (id, plan_id, locality_path, other_path, plan_title, year, kind, level, rank, number, title, measures, standard, lead_unit_id, lead_name, person, due_kind, due_on, begins_on, state, source_register, source_id, source_title)
            select md5(@emergency::text || s.id)::uuid, @plan, @path, u.locality_path, @lead_name, @year, @kind, 2, row_number() over (order by s.rank_order, s.id) * 1000, row_number() over (order by s.rank_order, s.id)::text, s.title, s.steps, s.standard, u.id, u.name, s.person, '1', @today::date + s.days, @today, 'open', 'emergencies', @emergency, @lead_name
            from emergency_step s cross join org.unit u where s.emergency_template_id = @id and s.kind = '1' and s.removed_at is null and u.id = @lead
            """, said, stop);
        await db.ExecuteAsync("insert into org.work_party (item_id, unit_id, locality_path, other_path, name, is_lead) select i.id, u.id, u.locality_path, i.locality_path, u.name, true from org.work_item i join org.unit u on u.id = @lead where i.plan_id = @plan", said, stop);
        await db.ExecuteAsync("insert into emergency_contact (emergency_id, locality_path, rank_order, title, person, since, created_by) select @emergency, @path, s.rank_order, s.title, s.person, @today, @by from emergency_step s where s.emergency_template_id = @id and s.kind = '2' and s.removed_at is null", said, stop);
        await db.ExecuteAsync("insert into emergency_outcome (emergency_id, locality_path, rank_order, title, target, created_by) select @emergency, @path, g.rank_order, g.title, g.target, @by from emergency_goal g where g.emergency_template_id = @id and g.removed_at is null", said, stop);
        // The first day's round, at once: the others come with the mornings.
        await db.ExecuteAsync("insert into org.work_round (id, plan_id, locality_path, number, title, opened_on, due_on) values (md5(@plan::text || 'first')::uuid, @plan, @path, 1, '第 1 日报告', @today, @today)", said, stop);
        await db.ExecuteAsync("insert into org.work_round_item (round_id, item_id, locality_path, other_path, due_on, percent_before, light_before) select md5(@plan::text || 'first')::uuid, i.id, i.locality_path, i.other_path, @today, 0, 'none' from org.work_item i where i.plan_id = @plan", said, stop);
        return null;
    }

    static Dapper.DynamicParameters Named(Dapper.DynamicParameters said, RowDeed deed)
    {
        said.Add("lead_name", deed.Text("name"));
        return said;
    }

    public static readonly Register Emergencies = new()
    {
        Id = "emergencies", Title = "应急任务", Noun = "应急任务", Counter = "次", Table = "emergency", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("title", "应急任务").Wide(), Field.Row("template_id", "用的模板", "emergency-templates").Listed(), Field.Unit("lead_unit_id", "牵头单位").Listed(), Field.Date("started_on", "启动").Listed().Filter(), Field.LongText("notice", "通知"), Field.Date("closed_on", "结束").Listed().FirstFilter(), Field.LongText("archive", "归档情况"), Field.Row("review_id", "复盘", "reviews")],
        Conditions = [new("进行中", "closed_on.none=1"), new("已结束", "closed_on.from=1900.01.01")],
        Children =
        [
            Given,
            new() { Id = "outcomes", Title = "结果指标", Noun = "指标", Counter = "项", Table = "emergency_outcome", ParentColumn = "emergency_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("title", "结果指标").Wide(), Field.Number("target", "不超过").Listed()] },
            new() { Id = "counts", Title = "结果报数", Noun = "报数", Counter = "次", Table = "emergency_count", ParentColumn = "emergency_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("title", "结果指标").Wide(), Field.Date("on_day", "截至").Listed(), Field.Number("actual", "实际").Listed(), Field.Text("by_name", "报数人").Listed()] },
            new() { Id = "contacts", Title = "联系包保", Noun = "联系", Counter = "个", Table = "emergency_contact", ParentColumn = "emergency_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "包保的地方、单位", 60).Required().Wide(), Field.Text("person", "联系人", 36).Required().Listed(), Field.Date("since", "自何日起").Required().Listed().Past()] },
            new() { Id = "front", Title = "一线表现记录", Noun = "记录", Counter = "条", Table = "front_record", ParentColumn = "emergency_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "事项", 100).Required().Wide(), Field.Text("person", "干部、党员", 36).Required().Listed(), Field.Date("on_day", "日期").Required().Listed().Past(), Field.Text("place", "地点", 60).Required().Listed(), Field.LongText("words", "表现", 500).Required()] },
        ],
        Deeds =
        [
            new("count", "报结果数", Edit)
            {
                Consequence = "记入结果报数；超过启动时定下的数，“应急结果指标守住率”就不满", Fields = [On, Field.Text("title", "结果指标", 60).Required().Hinted("照启动时定的写，如“零感染”"), Field.Number("actual", "实际", 0, 1_000_000).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("insert into emergency_count (emergency_id, locality_path, rank_order, title, on_day, actual, by_name, created_by, changed_by) select e.id, e.locality_path, -(@on::date - date '2000-01-01'), o.title, @on, @actual::int, @name, @by, @by from emergency e join emergency_outcome o on o.emergency_id = e.id and o.removed_at is null where e.id = @id and org.searchable(o.title) = org.searchable(@title) and e.started_on <= @on and e.closed_on is null", Said(db, deed), stop) == 0 ? "启动时没有定这项结果指标，日期早于启动，或已经结束" : null,
            },
            new("close", "结束、复盘", Edit)
            {
                Consequence = "任务计划总结归档，不再开每日报告；复盘列入“重大任务复盘”",
                Fields = [On, Field.LongText("archive", "归档情况（通知、日报、影像）", 500).Required(), Field.LongText("did", "组织工作做了什么", 1000).Required(), Field.LongText("result", "结果", 1000).Required(), Field.LongText("shortfalls", "短板", 1000).Required(), Field.LongText("measures", "改进措施", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Said(db, deed);
                    said.Add("review", Guid.CreateVersion7());
                    if (await db.FirstAsync<int>("select count(*)::int from org.work_item i where i.source_id = @id and i.state in ('open', 'applied', 'checked')", said, stop) is > 0 and var left) return $"还有 {left} 项措施没有办结或取消";
                    await db.ExecuteAsync("insert into review (id, locality_path, rank_order, title, ended_on, held_on, asked, did, result, persons, shortfalls, measures, created_by, changed_by) select @review, locality_path, 0, title, @on, @on, notice, @did, @result, (select left(string_agg(distinct f.person, '、'), 300) from front_record f where f.emergency_id = e.id and f.removed_at is null), @shortfalls, @measures, @by, @by from emergency e where e.id = @id", said, stop);
                    if (await db.ExecuteAsync("update emergency set closed_on = @on, archive = @archive, review_id = @review, version = version + 1 where id = @id and closed_on is null and started_on <= @on", said, stop) == 0) return "已经结束，或日期早于启动";
                    await db.ExecuteAsync("update org.work_plan p set state = 'closed', closing_note = @archive, version = p.version + 1 from emergency e where e.id = @id and p.id = e.plan_id", said, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Counted Raised = new()
    {
        Id = "served-needs", Title = "服务对象需求", Counter = "条", ReadPermission = Read, RecordPath = "department/served-needs",
        Columns = [Field.Text("who", "谁提的"), Field.Code("served", "服务对象", Served), Field.Date("raised_on", "提出"), Field.Text("handler", "承办单位"), Field.Date("answered_on", "答复"), Field.Code("satisfaction", "评价", Pleased)],
        Sql = "select n.id, n.locality_path, n.title, n.who, n.served, n.topic, n.raised_on, n.handler, case when n.answered_on <= {day} then n.answered_on end as answered_on, case when n.answered_on <= {day} then n.satisfaction end as satisfaction, extract(quarter from n.raised_on)::int as quarter from department.served_need n where n.removed_at is null and n.raised_on between {from} and {day}",
    };

    /// <summary>Trends by topic: what was asked for, quarter by quarter.</summary>
    public static readonly Report Trends = new()
    {
        Id = "served-needs", Number = "表5", Title = "服务对象需求：按主题和季度", Of = Raised, RowHead = "主题", Rows = [Lines.All, .. Lines.Codes(Topic, "topic", 1)],
        Columns = [Lines.All, .. Enumerable.Range(1, 4).Select(quarter => new OrgWork.Kernel.Line($"{quarter} 季度", $"quarter = {quarter}")), new("已答复", "answered_on is not null"), new("满意、基本满意", "satisfaction in ('1', '2')"), OrgWork.Kernel.Line.Percent("满意%", 7, 6)],
        Checks = [new("列1=列2+列3+列4+列5"), new("行1=行2+行3+行4+行5+行6+行7+行8")], Note = "年初至统计日提出的需求。", Source = "服务对象需求台账",
    };

    public static readonly IReadOnlyList<Register> All = [Projects, Needs, Templates, Emergencies, LentRegister.Of("lent-cadres", "在职干部", "cadres.pub_cadre", Read)];
    public static readonly IReadOnlyList<Rule> Rules = [Fresh, Answered];
}
