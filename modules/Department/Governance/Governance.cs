namespace OrgWork.Department;

/// <summary>从严治部: the year's measures and their half-year check, signed; duties from the first to the last in the chain with proof; education, talks, reviews and declarations; references to formal decisions; posts and flows.</summary>
static class Governance
{
    public const string Read = "department.governance.read", Edit = "department.governance.edit", Sign = "department.control.approve", CleanRead = "department.clean.view", CleanEdit = "department.clean.edit", Reference = "department.discipline.view", ReferenceEdit = "department.discipline.edit", ReferenceOpen = "department.discipline.open";
    const string Own = "从严治部工作办法（本单位）", Clean = "党风廉政建设责任制（本单位）", Posts = "岗位职责和工作流程管理办法（本单位）";

    public static readonly CodeSet Levels = new("duty_level", "责任层级", "建立责任清单，理清责任链条", [new("1", "党委书记、部长"), new("2", "分管领导"), new("3", "班子成员"), new("4", "科室负责人、支部书记"), new("5", "党员、干部")]);
    static readonly CodeSet StrictFields = new("strict_field", "方面", "从严治部、从严带队伍", [new("1", "政治"), new("2", "能力"), new("3", "作风"), new("4", "廉政"), new("5", "制度")]);
    static readonly CodeSet Halves = new("half", "半年", "本平台", [new("1", "上半年"), new("2", "下半年")]);
    static readonly CodeSet LineStates = new("strict_line_state", "情况", "本平台", [new("1", "已落实"), new("2", "没有到期"), new("3", "到期没有落实")]);
    public static readonly CodeSet DutyKinds = new("duty_kind", "类别", "落实全面从严治党主体责任", [new("1", "领导个人主体责任"), new("2", "部门主体责任"), new("3", "协助党委"), new("4", "党建责任")]);
    static readonly CodeSet DutyStates = new("duty_state", "半年情况", "本平台", [new("1", "完成"), new("2", "推进"), new("3", "滞后")]);
    static readonly CodeSet ActKinds = new("duty_act_kind", "形式", "本平台", [new("1", "履行"), new("2", "报告"), new("3", "检查"), new("4", "其他")]);
    static readonly CodeSet CleanKinds = new("clean_kind", "类别", "党风廉政建设", [new("1", "纪律廉政教育"), new("2", "廉政谈话"), new("3", "岗位风险排查"), new("4", "礼品登记"), new("5", "利益冲突申报")]);
    static Field On => Field.Date("on", "日期").Required().Past();
    static Field Year => Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter();

    public static readonly Rule<DoneFacts> Measured = AffairRules.Due("department.strict-measures.done", "从严治部措施按期落实", "到期没有落实", Own, "red", new("strict-measures", "select m.id, m.locality_path, m.title, m.due_on, m.done_on from strict_measure m where m.removed_at is null and m.done_on is null"), 0, "宽限");
    public static readonly Rule<DoneFacts> Signed = AffairRules.Due("department.strict-checks.signed", "半年检查表由领导签认", "检查了没有签认", Own, "yellow", new("strict-checks", "select c.id, c.locality_path, c.title, c.checked_on as due_on, c.signed_on as done_on from strict_check c where c.removed_at is null and c.checked_on is not null and c.signed_on is null"), 10);
    public static readonly Rule<DoneFacts> Performed = AffairRules.Due("department.duties.performed", "责任事项按期完成，有佐证", "到期没有完成", Own, "red", new("duties", "select d.id, d.locality_path, d.title, d.due_on, d.done_on from duty d where d.removed_at is null and d.done_on is null"), 0, "宽限");
    public static readonly Rule<FollowFacts> HalfTold = AffairRules.Followed("department.duties.half", "下半年前登记责任事项的半年情况", "没有半年情况", Own, new("duties", "select d.id, d.locality_path, d.title, (d.done_on is not null or d.first_state is not null) as is_followed from duty d where d.removed_at is null and org.today() >= make_date(d.year, 7, 1)"));
    public static readonly Rule<FollowFacts> Chained = AffairRules.Followed("department.duty-holders.chained", "责任一级对一级，人人有责任", "责任链条断开，或没有责任事项", Own, new("duty-holders", "select h.id, h.locality_path, h.name || '（' || h.post || '）' as title, (h.level = '1' or exists (select from duty_holder s where s.id = h.superior_id and s.removed_at is null and s.level < h.level)) and exists (select from duty d where d.holder_id = h.id and d.removed_at is null) as is_followed from duty_holder h where h.removed_at is null"), "red");
    public static readonly Rule<DoneFacts> Held = AffairRules.Due("department.clean-matters.held", "教育、谈话、排查、申报按期办理", "到期没有办理", Clean, "red", new("clean-matters", "select m.id, m.locality_path, m.title, m.due_on, m.held_on as done_on from clean_matter m where m.removed_at is null and m.held_on is null"), 0, "宽限");
    public static readonly Rule<FollowFacts> Attended = AffairRules.Followed("department.clean-matters.attended", "纪律廉政教育人人到会，缺席的补课", "有人缺席", Clean, new("clean-matters", "select m.id, m.locality_path, m.title, not exists (select from clean_attendee a where a.clean_matter_id = m.id and not a.present and a.removed_at is null) as is_followed from clean_matter m where m.removed_at is null and m.kind = '1' and m.held_on is not null"));
    public static readonly Rule<DoneFacts> Disposed = AffairRules.Due("department.discipline.disposed", "保存期满的按规定处理", "保存期满没有处理", "处理决定文件管理办法（本单位）", "yellow", new("discipline", "select r.id, r.locality_path, r.title, r.keep_until as due_on, r.disposed_on as done_on from discipline_reference r where r.removed_at is null and r.disposed_on is null"), 30, "期满后");
    public static readonly Rule<DoneFacts> FlowsRead = AffairRules.Due("department.flow-readings.signed", "到岗后按期签阅本岗流程", "到期没有签阅", Posts, "red", new("flow-readings", "select r.id, r.locality_path, r.title, r.began_on as due_on, r.signed_on as done_on from flow_reading r where r.removed_at is null and r.signed_on is null"), 15);
    public static readonly Rule<FollowFacts> FlowsStepped = AffairRules.Followed("department.flows.stepped", "工作流程写明环节和时限", "没有环节", Posts, new("flows", "select f.id, f.locality_path, f.title, exists (select from flow_step s where s.work_flow_id = f.id and s.removed_at is null) as is_followed from work_flow f where f.removed_at is null"));

    static readonly Register Measures = new()
    {
        Id = "strict-measures", Title = "从严治部措施", Noun = "措施", Counter = "项", Table = "strict_measure", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "措施", 200).Required().Wide(), Year, Field.Code("field", "方面", StrictFields).Required().Listed().FirstFilter(), Field.Text("owner", "责任人", 36).Required().Listed().Filter(), Field.Date("due_on", "时限").Required().Listed().Filter().Sortable(), Field.Date("done_on", "落实日期").Listed().Filter().ByDeed(), Field.LongText("result", "落实结果", 1000).ByDeed()],
        Rules = [Measured],
        Conditions = [ReadyCondition.Of(Measured), new("没有落实", "done_on.none=1")],
        Deeds = [Assignments.Deed("done", "登记落实", Edit, "记下结果，半年检查表里算已落实", "update strict_measure set done_on = @on, result = @words, version = version + 1 where id = @id and done_on is null", "已经登记", On, Field.LongText("words", "结果", 1000).Required())],
    };

    static readonly Register Checks = new()
    {
        Id = "strict-checks", Title = "从严治部半年检查表", Noun = "检查表", Counter = "份", Table = "strict_check", ReadPermission = Read, WritePermission = Edit,
        FixedBecause = row => row.GetValueOrDefault("signed_on") is not null ? "检查表已经签认，不再改" : null,
        Fields =
        [
            Field.Text("title", "检查表", 120).Required().Wide(), Year, Field.Code("half", "半年", Halves).Required().Listed().FirstFilter(),
            Field.Date("checked_on", "检查日期").Listed().ByDeed(), Field.Number("measures", "应落实").Listed().ByDeed(), Field.Number("done", "已落实").Listed().ByDeed(), Field.LongText("words", "检查意见", 2000).ByDeed(), Field.Text("signed_by", "签认领导").Listed().ByDeed(), Field.Date("signed_on", "签认日期").Listed().Filter().ByDeed(),
        ],
        Rules = [Signed],
        Conditions = [ReadyCondition.Of(Signed), new("没有签认", "signed_on.none=1")],
        Children = [new() { Id = "lines", Title = "逐项", Noun = "措施", Counter = "项", Table = "strict_check_line", ParentColumn = "strict_check_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("title", "措施").Wide(), Field.Code("field", "方面", StrictFields).Listed(), Field.Text("owner", "责任人").Listed(), Field.Date("due_on", "时限").Listed(), Field.Code("state", "情况", LineStates).Listed(), Field.Text("result", "落实结果").Listed()] }],
        Deeds =
        [
            new("check", "逐项检查", Edit)
            {
                Consequence = "这一年的措施逐项列入，照当天的情况定下来；签认以前可以重做",
                Fields = [On, Field.LongText("words", "检查意见", 2000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("""
                        update strict_check c set checked_on = @on, words = @words, measures = m.n, done = m.done, version = c.version + 1
                        from (select count(*)::int as n, count(*) filter (where m.done_on <= @on)::int as done from strict_check k join strict_measure m on m.locality_path = k.locality_path and m.year = k.year and m.removed_at is null where k.id = @id) m where c.id = @id and c.signed_on is null and m.n > 0
                        """, said, stop) == 0) return "已经签认，或这一年还没有措施";
                    await db.ExecuteAsync("update strict_check_line set removed_at = now(), version = version + 1 where strict_check_id = @id and removed_at is null", said, stop);
                    await db.ExecuteAsync("""
                        insert into strict_check_line (locality_path, strict_check_id, rank_order, title, field, owner, due_on, state, result, created_by, changed_by)
                        select c.locality_path, c.id, row_number() over (order by m.field, m.due_on, m.id), m.title, m.field, m.owner, m.due_on, case when m.done_on <= @on then '1' when m.due_on >= @on then '2' else '3' end, m.result, @by, @by from strict_check c join strict_measure m on m.locality_path = c.locality_path and m.year = c.year and m.removed_at is null where c.id = @id
                        """, said, stop);
                    return null;
                },
            },
            Assignments.Deed("sign", "签认", Sign, "由部领导签认，签认以后不再改", "update strict_check set signed_by = @who, signed_on = @on, version = version + 1 where id = @id and signed_on is null and checked_on <= @on", "还没有检查，或已经签认，或日期早于检查", On, Field.Text("who", "签认领导", 36).Required()),
        ],
    };

    static readonly Register Holders = new()
    {
        Id = "duty-holders", Title = "责任人", Noun = "责任人", Counter = "人", Table = "duty_holder", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Text("post", "职务", 100).Required().Wide(), Field.Code("level", "责任层级", Levels).Required().Listed().FirstFilter(), Field.Row("superior_id", "向谁负责", "duty-holders").Listed()],
        Rules = [Chained],
        Conditions = [ReadyCondition.Of(Chained)],
    };

    static readonly Register Duties = new()
    {
        Id = "duties", Title = "责任清单", Noun = "责任事项", Counter = "项", Table = "duty", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "责任事项", 200).Required().Wide(), Year, Field.Code("kind", "类别", DutyKinds).Required().Listed().FirstFilter(), (Field.Row("holder_id", "责任人", "duty-holders") with { IsRequired = true, IsListed = true }).Filter(), Field.Text("basis", "依据", 120).Required(), Field.Text("standard", "标准", 300).Required(), Field.Text("frequency", "频次", 40).Required().Listed(), Field.Date("due_on", "时限").Required().Listed().Filter().Sortable(),
            Field.Code("first_state", "半年情况", DutyStates).Listed().FirstFilter().ByDeed().In("履责"), Field.Text("first_words", "半年情况说明").ByDeed().In("履责"), Field.Date("done_on", "完成日期").Listed().Filter().ByDeed().In("履责"), Field.LongText("proof", "佐证", 1000).ByDeed().In("履责"),
        ],
        Rules = [Performed, HalfTold],
        Conditions = [ReadyCondition.Of(Performed), ReadyCondition.Of(HalfTold), new("协助党委的", "kind=3"), new("滞后的", "first_state=3&done_on.none=1") { Light = "yellow" }, new("没有完成", "done_on.none=1")],
        Children = [new() { Id = "acts", Title = "履责记录", Noun = "记录", Counter = "次", Table = "duty_act", ParentColumn = "duty_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Date("acted_on", "日期").Required().Listed().Past(), Field.Code("kind", "形式", ActKinds).Required().Listed(), Field.Text("words", "做了什么", 300).Required().Wide(), Field.Text("document", "文件、佐证", 120).Listed()] }],
        Deeds =
        [
            Assignments.Deed("half", "登记半年情况", Edit, "记下半年怎么样；滞后的标出来", "update duty set first_state = @state, first_words = @words, version = version + 1 where id = @id and done_on is null", "已经完成", Field.Code("state", "半年情况", DutyStates).Required(), Field.Text("words", "说明", 300).Required()),
            Assignments.Deed("done", "登记完成", Edit, "有佐证才算完成", "update duty set done_on = @on, proof = @proof, version = version + 1 where id = @id and done_on is null", "已经完成", On, Field.LongText("proof", "佐证", 1000).Required()),
        ],
    };

    /// <summary>What was said in a talk, what somebody declared: no role sees it because it sees everything.</summary>
    static readonly Register CleanMatters = new()
    {
        Id = "clean-matters", Title = "党风廉政事项", Noun = "事项", Counter = "件", Table = "clean_matter", ReadPermission = CleanRead, WritePermission = CleanEdit,
        Fields =
        [
            Field.Text("title", "事项", 120).Required().Wide(), Field.Code("kind", "类别", CleanKinds).Required().Listed().FirstFilter(), Field.Text("person", "谈话对象、申报人", 36).Listed().Filter().Hinted("谈话、登记、申报的必填"), Field.Text("responsible", "责任人", 36).Required().Listed(), Field.Date("due_on", "应办日期").Required().Listed().Filter().Sortable(),
            Field.Date("held_on", "办理日期").Listed().Filter().ByDeed(), Field.LongText("words", "情况", 1000).ByDeed(),
        ],
        Rules = [Held, Attended],
        Conditions = [ReadyCondition.Of(Held), ReadyCondition.Of(Attended), new("谈话", "kind=2"), new("登记和申报", "kind=4,5"), new("没有办理", "held_on.none=1")],
        Children = [new() { Id = "attendees", Title = "应到人员", Noun = "人员", Counter = "人", Table = "clean_attendee", ParentColumn = "clean_matter_id", ReadPermission = CleanRead, WritePermission = CleanEdit, Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Flag("present", "到会").Listed(), Field.Text("leave_reason", "请假事由", 100).Wide()] }],
        Deeds =
        [
            new("hold", "登记办理", CleanEdit)
            {
                Consequence = "谈话写谈了什么，申报照本人申报的写；教育先登记应到人员",
                Fields = [On, Field.LongText("words", "情况", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<bool>("select kind = '1' and not exists (select from clean_attendee a where a.clean_matter_id = m.id and a.removed_at is null) from clean_matter m where id = @id", said, stop)) return "先登记应到人员";
                    return await db.ExecuteAsync("update clean_matter set held_on = @on, words = @words, version = version + 1 where id = @id and held_on is null", said, stop) == 0 ? "已经办理" : null;
                },
            },
        ],
    };

    /// <summary>Narrow: where a formal decision lies and how long it is kept, never what is in it; whom it concerns is opened for a purpose, on record.</summary>
    static readonly Register References = new()
    {
        Id = "discipline", Title = "处理决定文件索引", Noun = "文件", Counter = "份", Table = "discipline_reference", ReadPermission = Reference, WritePermission = ReferenceEdit, OpenPermission = ReferenceOpen,
        Fields =
        [
            Field.Text("title", "文件名称和文号", 120).Required().Wide(), Field.Text("decided_by", "作出决定的机关", 60).Required().Listed(), Field.Date("decided_on", "决定日期").Required().Listed().Filter().Sortable().Past(), Field.Text("person", "涉及人员", 36).Sensitive(), Field.Text("kept_at", "原件存放处", 100).Required().Listed(), Field.Date("keep_until", "保存到何日").Required().Listed().Filter(),
            Field.Date("disposed_on", "期满处理").Listed().Filter().ByDeed(), Field.Text("disposed_words", "期满处理情况").ByDeed(),
        ],
        Rules = [Disposed],
        Conditions = [ReadyCondition.Of(Disposed)],
        Deeds = [Assignments.Deed("dispose", "期满处理", ReferenceEdit, "保存期满，按规定移交或销毁", "update discipline_reference set disposed_on = @on, disposed_words = @words, version = version + 1 where id = @id and disposed_on is null and keep_until <= @on", "没有到保存期，或已经处理", On, Field.Text("words", "情况", 200).Required())],
    };

    static readonly Register Flows = new()
    {
        Id = "flows", Title = "工作流程", Noun = "流程", Counter = "项", Table = "work_flow", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "流程", 120).Required().Wide(), Field.Text("office", "科室", 60).Required().Listed().Filter(), Field.Text("basis", "依据", 120).Required(), Field.Date("issued_on", "施行日期").Required().Listed(), Field.Number("edition", "第几版").Listed().ByDeed()],
        Rules = [FlowsStepped],
        Conditions = [ReadyCondition.Of(FlowsStepped)],
        Children = [new() { Id = "steps", Title = "环节", Noun = "环节", Counter = "个", Table = "flow_step", ParentColumn = "work_flow_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "环节", 60).Required().Wide(), Field.Text("who", "谁办", 60).Required().Listed(), Field.Number("days", "时限（天）", 0, 365).Required().Listed(), Field.Text("papers", "材料", 200).Listed()] }],
        Actions = [new("流程图", "department/flows/chart", Read, IsForOne: true)],
        Deeds =
        [
            new("revise", "改版", Edit)
            {
                Consequence = "改好环节以后改版：在岗的人重新签阅",
                Fields = [On],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    await db.ExecuteAsync("update work_flow set edition = edition + 1, issued_on = @on, version = version + 1 where id = @id", said, stop);
                    await db.ExecuteAsync("insert into flow_reading (locality_path, title, person, work_post_id, work_flow_id, edition, began_on, created_by, changed_by) select p.locality_path, f.title, p.holder, p.id, f.id, f.edition, @on, @by, @by from work_flow f join post_flow l on l.work_flow_id = f.id and l.removed_at is null join work_post p on p.id = l.work_post_id and p.holder is not null and p.removed_at is null where f.id = @id on conflict do nothing", said, stop);
                    return null;
                },
            },
        ],
    };

    static readonly Register WorkPosts = new()
    {
        Id = "work-posts", Title = "岗位职责", Noun = "岗位", Counter = "个", Table = "work_post", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "岗位", 60).Required().Wide(), Field.Text("office", "科室", 60).Required().Listed().Filter(), Field.LongText("duties", "职责", 2000).Required(), Field.LongText("powers", "权限", 1000).Required(), Field.Text("backup", "顶岗人", 36).Required().Listed(), Field.Text("holder", "现任").Listed().ByDeed(), Field.Date("since", "到岗日期").Listed().ByDeed()],
        Conditions = [new("没有人的", "since.none=1") { Light = "yellow" }],
        Children =
        [
            new() { Id = "flows", Title = "本岗流程", Noun = "流程", Counter = "项", Table = "post_flow", ParentColumn = "work_post_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Row("work_flow_id", "流程", "flows") with { IsRequired = true, IsListed = true }] },
            new() { Id = "handovers", Title = "交接记录", Noun = "交接", Counter = "次", Table = "post_handover", ParentColumn = "work_post_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Date("handed_on", "交接日期").Listed(), Field.Text("from_name", "移交人").Listed(), Field.Text("to_name", "接交人").Listed(), Field.Text("matters", "交接事项").Wide(), Field.Text("witness", "监交人").Listed()] },
        ],
        Deeds =
        [
            new("arrive", "到岗交接", Edit)
            {
                Consequence = "记入交接；本岗的流程都要签阅",
                Fields = [On, Field.Text("to", "接交人", 36).Required(), Field.LongText("matters", "交接事项", 1000).Required(), Field.Text("witness", "监交人", 36).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    await db.ExecuteAsync("insert into post_handover (locality_path, work_post_id, handed_on, from_name, to_name, matters, witness, created_by, changed_by) select locality_path, id, @on, holder, @to, @matters, @witness, @by, @by from work_post where id = @id", said, stop);
                    if (await db.ExecuteAsync("update work_post set holder = @to, since = @on, version = version + 1 where id = @id and coalesce(since <= @on, true) and holder is distinct from @to", said, stop) == 0) return "就在这个岗位，或日期早于前任到岗";
                    await db.ExecuteAsync("insert into flow_reading (locality_path, title, person, work_post_id, work_flow_id, edition, began_on, created_by, changed_by) select p.locality_path, f.title, p.holder, p.id, f.id, f.edition, @on, @by, @by from work_post p join post_flow l on l.work_post_id = p.id and l.removed_at is null join work_flow f on f.id = l.work_flow_id and f.removed_at is null where p.id = @id on conflict do nothing", said, stop);
                    return null;
                },
            },
        ],
    };

    static readonly Register Readings = new()
    {
        Id = "flow-readings", Title = "流程签阅", Noun = "签阅", Counter = "份", Table = "flow_reading", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("title", "流程").Wide(), Field.Text("person", "谁签阅").Listed().Filter(), Field.Row("work_post_id", "岗位", "work-posts").Listed(), Field.Number("edition", "第几版").Listed(), Field.Date("began_on", "到岗、改版").Listed().Filter().Sortable(), Field.Date("signed_on", "签阅日期").Listed().Filter()],
        Rules = [FlowsRead],
        Conditions = [ReadyCondition.Of(FlowsRead), new("没有签阅", "signed_on.none=1")],
        Deeds = [Assignments.Deed("sign", "签阅", Edit, "本人读过、照着办", "update flow_reading set signed_on = @on, version = version + 1 where id = @id and signed_on is null and began_on <= @on", "已经签阅，或日期早于到岗", On)],
    };

    public static IReadOnlyList<Register> All => [Measures, Checks, Duties, Holders, CleanMatters, References, WorkPosts, Flows, Readings];
    public static IReadOnlyList<Rule> Rules => [Measured, Signed, Performed, HalfTold, Chained, Held, Attended, Disposed, FlowsRead, FlowsStepped];
}
