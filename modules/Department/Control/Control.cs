namespace OrgWork.Department;

/// <summary>制度和内控: regulations from their beginning to their end with the checks of whether they are carried out; the control catalogue with risks and limits of approval; requests, boundaries, standards, Party regulations; the resident discipline group.</summary>
static class Control
{
    public const string Read = "department.control.read", Edit = "department.control.edit", Approve = "department.control.approve", Resident = "department.resident.view", ResidentEdit = "department.resident.edit", ResidentOpen = "department.resident.open";

    public static readonly CodeSet RegulationStates = new("regulation_state", "状态", "制度的研究制定与执行", [new("1", "立项"), new("2", "起草"), new("3", "征求意见"), new("4", "审议"), new("5", "现行"), new("6", "废止")]);
    static readonly CodeSet CheckResults = new("regulation_check_result", "执行情况", "本平台", [new("1", "执行到位"), new("2", "基本执行"), new("3", "没有执行")]);
    static readonly CodeSet Grades = new("risk_grade", "风险等级", "本平台", [new("1", "高"), new("2", "中"), new("3", "低")]);
    static readonly CodeSet RequestKinds = new("request_kind", "类别", "请示报告", [new("1", "请示"), new("2", "报告")]);
    static readonly CodeSet RequestForms = new("request_form", "方式", "请示报告", [new("1", "书面"), new("2", "口头"), new("3", "会议")]);
    static readonly CodeSet BoundaryKinds = new("boundary_kind", "之间", "厘清不同层级、部门、岗位之间的职责边界", [new("1", "层级之间"), new("2", "部门之间"), new("3", "岗位之间")]);
    static readonly CodeSet StandardFields = new("standard_field", "类别", "组织部门标准化、规范化建设", [new("1", "场所"), new("2", "档案"), new("3", "流程"), new("4", "文书"), new("5", "值班值守")]);
    public static readonly CodeSet StandardStates = new("standard_state", "结论", "本平台", [new("1", "达标"), new("2", "未达标")]);
    public static readonly CodeSet LandingKinds = new("landing_kind", "事项", "加大学习宣传培训力度，健全监督检查、责任追究机制", [new("1", "学习培训"), new("2", "配套文件"), new("3", "执行检查"), new("4", "发现问题"), new("5", "责任追究（组织决定）")]);
    static readonly CodeSet ResidentKinds = new("resident_kind", "类别", "支持驻部纪检监察组工作", [new("1", "会商"), new("2", "送出材料"), new("3", "收到材料"), new("4", "征求意见"), new("5", "纪检建议")]);

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register Regulations = new()
    {
        Id = "regulations", Title = "制度台账", Noun = "制度", Counter = "项", Table = "regulation", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("title", "制度", 120).Required().Wide(), Field.Code("line", "条线", DepartmentCodes.Aspect).Filter(), Field.Text("number", "文号", 40).Listed(), Field.Text("office", "起草、执行科室", 60).Required().Listed().Filter(), Field.Text("owner", "责任人", 36).Required(), Field.Date("planned_on", "立项日期").Required().Filter().Past(), Field.Date("due_on", "应印发").Required().Listed().Filter().Sortable(), Field.Date("review_on", "复审日期").Listed().Filter(), Field.Text("basis", "依据", 120), Field.Row("replaces_id", "替代哪项", "regulations"),
            Field.Code("state", "状态", RegulationStates).Listed().FirstFilter().ByDeed(), Field.Date("drafted_on", "成稿").ByDeed().In("过程"), Field.Date("consulted_on", "征求意见").ByDeed().In("过程"), Field.LongText("consulted_words", "征求意见情况", 1000).ByDeed().In("过程"), Field.Date("considered_on", "审议").ByDeed().In("过程"), Field.LongText("considered_words", "审议情况", 1000).ByDeed().In("过程"), Field.Date("issued_on", "印发").Listed().Filter().Sortable().ByDeed().In("过程"), Field.Number("edition", "第几版").ByDeed().In("过程"),
            Field.Number("checks", "执行检查").Listed().Filter().ByDeed().In("执行"), Field.Date("checked_on", "最近检查").Listed().Filter().ByDeed().In("执行"), Field.Date("ended_on", "废止").Filter().ByDeed().In("执行"), Field.Text("ended_words", "废止理由", 300).ByDeed().In("执行"),
        ],
        Rules = [ControlRules.MadeInTime, ControlRules.CarriedOut, ControlRules.Renewed],
        Conditions = [ReadyCondition.Of(ControlRules.CarriedOut), ReadyCondition.Of(ControlRules.MadeInTime), ReadyCondition.Of(ControlRules.Renewed), new("现行", "state=5"), new("制定中", "state=1,2,3,4"), new("一年来印发的", "issued_on.from=-1y"), new("从来没有检查过", "state=5&checked_on.none=1")],
        Children =
        [
            new() { Id = "checks", Title = "执行检查", Noun = "检查", Counter = "次", Table = "regulation_check", ParentColumn = "regulation_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Date("planned_on", "计划").Listed(), Field.Date("checked_on", "检查日期").Listed(), Field.Text("checker", "检查人").Listed(), Field.Code("result", "执行情况", CheckResults).Listed(), Field.Text("found", "发现的问题").Wide()] },
            Assignments.Given,
        ],
        Deeds =
        [
            Assignments.Deed("draft", "成稿", Edit, "接着征求意见", "update regulation set state = '2', drafted_on = @on, version = version + 1 where id = @id and state = '1' and planned_on <= @on", "不在立项阶段，或日期早于立项", On),
            Assignments.Deed("consult", "征求意见", Edit, "写明征求了谁、采纳了什么", "update regulation set state = '3', consulted_on = @on, consulted_words = @words, version = version + 1 where id = @id and state = '2' and drafted_on <= @on", "还没有成稿，或日期早于成稿", On, Field.LongText("words", "征求了谁、采纳情况", 1000).Required()),
            Assignments.Deed("consider", "审议", Edit, "审议通过的接着印发", "update regulation set state = '4', considered_on = @on, considered_words = @words, version = version + 1 where id = @id and state = '3' and consulted_on <= @on", "还没有征求意见，或日期早于征求意见", On, Field.LongText("words", "哪次会议、审议意见", 1000).Required()),
            new("issue", "印发", Approve)
            {
                Consequence = "从这一天起现行，排上第一次执行检查；替代的旧制度同时废止",
                Fields = [On, Field.Text("number", "文号", 40).Required(), Field.Date("check_on", "第一次执行检查").Required(), Field.Date("review_on", "复审日期").Required()],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Day("check_on") <= deed.Day("on") || deed.Day("review_on") <= deed.Day("on")) return "执行检查和复审的日期应在印发以后";
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update regulation set state = '5', issued_on = @on, number = @number, review_on = @review_on, version = version + 1 where id = @id and state = '4' and considered_on <= @on", said, stop) == 0) return "还没有审议，或日期早于审议";
                    await db.ExecuteAsync("insert into regulation_check (locality_path, regulation_id, planned_on, created_by, changed_by) select locality_path, id, @check_on, @by, @by from regulation where id = @id", said, stop);
                    await db.ExecuteAsync("update regulation o set state = '6', ended_on = @on, ended_words = '由 ' || n.title || ' 替代', version = o.version + 1 from regulation n where n.id = @id and o.id = n.replaces_id and o.state = '5'", said, stop);
                    return null;
                },
            },
            new("check", "记执行检查", Edit)
            {
                Consequence = "记入执行检查；没有执行的，问题另外交办整改；接着排下一次",
                Fields = [On, Field.Text("checker", "检查人", 60).Required(), Field.Code("result", "执行情况", CheckResults).Required(), Field.Text("found", "发现的问题", 300), Field.Date("next_on", "下一次检查").Required()],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Text("result") != "1" && string.IsNullOrWhiteSpace(deed.Text("found"))) return "没有执行到位的请写明发现的问题";
                    if (deed.Day("next_on") <= deed.Day("on")) return "下一次检查应晚于这一次";
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update regulation set checks = checks + 1, checked_on = @on, version = version + 1 where id = @id and state = '5' and issued_on <= @on", said, stop) == 0) return "只检查现行的制度，日期不早于印发";
                    if (await db.ExecuteAsync("update regulation_check set checked_on = @on, checker = @checker, result = @result, found = @found, version = version + 1 where id = (select c.id from regulation_check c where c.regulation_id = @id and c.checked_on is null and c.removed_at is null order by c.planned_on, c.id limit 1)", said, stop) == 0)
                        await db.ExecuteAsync("insert into regulation_check (locality_path, regulation_id, planned_on, checked_on, checker, result, found, created_by, changed_by) select locality_path, id, @on, @on, @checker, @result, @found, @by, @by from regulation where id = @id", said, stop);
                    await db.ExecuteAsync("insert into regulation_check (locality_path, regulation_id, planned_on, created_by, changed_by) select locality_path, id, @next_on, @by, @by from regulation where id = @id", said, stop);
                    return null;
                },
            },
            Assignments.Deed("revise", "修订", Approve, "回到起草，改好后再征求意见、审议、印发；印发以前旧版照样执行的写在理由里", "update regulation set state = '2', drafted_on = @on, edition = edition + 1, basis = @words, version = version + 1 where id = @id and state = '5' and issued_on <= @on", "只有现行的才修订，日期不早于印发", On, Field.Text("words", "为什么修订", 120).Required()),
            Assignments.Deed("abolish", "废止", Approve, "从现行制度里去掉，不再检查", "update regulation set state = '6', ended_on = @on, ended_words = @words, version = version + 1 where id = @id and state = '5' and issued_on <= @on", "只有现行的才废止，日期不早于印发", On, Field.Text("words", "理由", 300).Required()),
            Assignments.Task("regulations"),
        ],
    };

    public static readonly Register Controls = new()
    {
        Id = "controls", Title = "内控目录", Noun = "内控事项", Counter = "项", Table = "control", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "内控事项", 120).Required().Wide(), Field.Text("office", "科室", 60).Required().Listed().Filter(), Field.Text("post", "岗位", 60).Required().Listed(), Field.LongText("steps", "流程环节", 1000).Required(), Field.Code("risk_grade", "风险等级", Grades).Required().Listed().FirstFilter(),
            Field.Row("regulation_id", "控制制度", "regulations").Listed().ByDeed().In("核定"), Field.Text("responsible", "责任人").Listed().ByDeed().In("核定"), Field.Number("limits", "审批权限（条）").Listed().ByDeed().In("核定"), Field.Date("approved_on", "最近核定").Listed().Filter().ByDeed().In("核定"), Field.Text("approver", "批准人").ByDeed().In("核定"), Field.Date("self_checked_on", "最近自查").Listed().Filter().ByDeed().In("核定"),
        ],
        Rules = [ControlRules.Covered, ControlRules.SelfChecked],
        Conditions = [ReadyCondition.Of(ControlRules.Covered), ReadyCondition.Of(ControlRules.SelfChecked), new("没有核定", "approved_on.none=1") { Light = "yellow" }, new("高风险", "risk_grade=1")],
        Children =
        [
            new() { Id = "risks", Title = "风险点", Noun = "风险点", Counter = "个", Table = "control_risk", ParentColumn = "control_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("step", "环节", 60).Required().Listed(), Field.Text("point", "风险点", 200).Required().Wide(), Field.Code("grade", "等级", Grades).Required().Listed(), Field.Text("measure", "防控措施", 300).Required().Listed()] },
            new() { Id = "limits", Title = "审批权限", Noun = "权限", Counter = "条", Table = "control_limit", ParentColumn = "control_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("situation", "情形").Wide(), Field.Number("up_to", "金额（元）以内").Listed(), Field.Text("reviewer", "审核").Listed(), Field.Text("approver", "审批").Listed(), Field.Date("began_on", "自").Listed(), Field.Date("ended_on", "至").Listed(), Field.Text("decided_by", "由谁批准").Listed()] },
            new() { Id = "changes", Title = "核定记录", Noun = "记录", Counter = "条", Table = "control_change", ParentColumn = "control_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Date("on_day", "日期").Listed(), Field.Text("kind", "事项").Listed(), Field.Text("words", "内容").Wide(), Field.Text("approver", "批准人").Listed(), Field.Text("by_name", "登记人").Listed()] },
            new() { Id = "self-checks", Title = "年度自查", Noun = "自查", Counter = "次", Table = "control_check", ParentColumn = "control_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Number("year", "年度").Listed(), Field.Date("checked_on", "日期").Listed(), Field.Text("checker", "自查人").Listed(), Field.Text("found", "发现的问题").Wide()] },
            Assignments.Given,
        ],
        Deeds =
        [
            new("settle", "核定", Approve)
            {
                Consequence = "控制制度和责任人以核定的为准，以前的留在核定记录里",
                Fields = [On, Field.Row("regulation_id", "控制制度", "regulations").Required(), Field.Text("responsible", "责任人", 36).Required(), Field.Text("approver", "批准人", 60).Required(), Field.Text("words", "为什么", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update control set regulation_id = @regulation_id, responsible = @responsible, approved_on = @on, approver = @approver, version = version + 1 where id = @id and exists (select from regulation r where r.id = @regulation_id and r.state = '5') and coalesce(approved_on <= @on, true)", said, stop) == 0) return "控制制度不是现行的，或日期早于上次核定";
                    await db.ExecuteAsync("insert into control_change (locality_path, control_id, on_day, kind, words, approver, by_name, created_by, changed_by) select c.locality_path, c.id, @on, '核定', r.title || '；责任人 ' || c.responsible || '；' || @words, @approver, @name, @by, @by from control c join regulation r on r.id = c.regulation_id where c.id = @id", said, stop);
                    return null;
                },
            },
            new("limit", "定审批权限", Approve)
            {
                Consequence = "同一情形以前的权限到前一天为止；变动须经批准，留在核定记录里",
                Fields = [Field.Text("situation", "情形", 100).Required(), Field.Number("up_to", "金额（元）以内").Hinted("不按金额分的不填"), Field.Text("reviewer", "审核", 60).Required(), Field.Text("authority", "审批", 60).Required(), Field.Date("on", "自何日起").Required(), Field.Text("decided_by", "由谁批准", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    await db.ExecuteAsync("update control_limit set ended_on = @on::date - 1, version = version + 1 where control_id = @id and situation = @situation and ended_on is null and began_on < @on", said, stop);
                    if (await db.FirstAsync<bool>("select exists (select from control_limit where control_id = @id and situation = @situation and ended_on is null and removed_at is null)", said, stop)) return "这种情形已有从这一天或更晚开始的权限";
                    await db.ExecuteAsync("insert into control_limit (locality_path, control_id, situation, up_to, reviewer, approver, began_on, decided_by, created_by, changed_by) select locality_path, id, @situation, @up_to::int, @reviewer, @authority, @on, @decided_by, @by, @by from control where id = @id", said, stop);
                    await db.ExecuteAsync("update control set limits = (select count(*) from control_limit l where l.control_id = control.id and l.ended_on is null and l.removed_at is null), version = version + 1 where id = @id", said, stop);
                    await db.ExecuteAsync("insert into control_change (locality_path, control_id, on_day, kind, words, approver, by_name, created_by, changed_by) select locality_path, id, @on, '审批权限', @situation || '：' || @reviewer || '审核，' || @authority || '审批', @decided_by, @name, @by, @by from control where id = @id", said, stop);
                    return null;
                },
            },
            new("self-check", "年度自查", Edit)
            {
                Consequence = "一年记一次；有问题的接着交办整改",
                Fields = [Field.Number("year", "年度", 2000, 2100).Required(), On, Field.Text("checker", "自查人", 36).Required(), Field.Text("found", "发现的问题", 300).Hinted("没有就空着")],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("insert into control_check (locality_path, control_id, year, checked_on, checker, found, created_by, changed_by) select locality_path, id, @year, @on, @checker, @found, @by, @by from control where id = @id and approved_on is not null on conflict do nothing", said, stop) == 0) return "还没有核定，或这一年已经自查";
                    await db.ExecuteAsync("update control set self_checked_on = greatest(self_checked_on, @on), version = version + 1 where id = @id", said, stop);
                    return null;
                },
            },
            Assignments.Task("controls"),
        ],
    };

    public static readonly Register Requests = new()
    {
        Id = "request-reports", Title = "请示报告", Noun = "请示报告", Counter = "件", Table = "request_report", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "事项", 120).Required().Wide(), Field.Code("kind", "类别", RequestKinds).Required().Listed().FirstFilter(), Field.Text("sent_to", "报送单位", 60).Required().Listed().Filter(), Field.Date("sent_on", "报送日期").Required().Listed().Filter().Sortable().Past(), Field.Code("form", "方式", RequestForms).Required().Listed(), Field.Text("office", "承办科室", 60).Required().Listed(),
            Field.Date("answered_on", "答复日期").Listed().Filter().ByDeed(), Field.LongText("answer", "答复", 1000).ByDeed(), Field.Text("handled_words", "不需交办的处理情况", 300).ByDeed(),
        ],
        Rules = [ControlRules.Answered, ControlRules.AnswerFollowed],
        Conditions = [ReadyCondition.Of(ControlRules.Answered), ReadyCondition.Of(ControlRules.AnswerFollowed), new("请示", "kind=1"), new("没有答复", "answered_on.none=1")],
        Children = [Assignments.Given],
        Deeds =
        [
            Assignments.Deed("answer", "登记答复", Edit, "有答复的在规定天数内交办，或写明不需交办", "update request_report set answered_on = @on, answer = @words, version = version + 1 where id = @id and answered_on is null and sent_on <= @on", "已经登记过答复，或日期早于报送", On, Field.LongText("words", "答复", 1000).Required()),
            Assignments.Deed("handle", "不需交办", Edit, "写明怎么处理，不再提醒交办", "update request_report set handled_words = @words, version = version + 1 where id = @id and answered_on is not null", "还没有答复", Field.Text("words", "处理情况", 300).Required()),
            Assignments.Task("request-reports", async (db, deed, stop) => await db.FirstAsync<bool>("select answered_on is not null from request_report where id = @Id", new { deed.Id }, stop) ? null : "有了答复再交办"),
        ],
    };

    public static readonly Register Boundaries = new()
    {
        Id = "boundaries", Title = "职责边界清单", Noun = "事项", Counter = "项", Table = "boundary", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "事项", 120).Required().Wide(), Field.Code("kind", "之间", BoundaryKinds).Required().Listed().FirstFilter(), Field.Text("leads", "谁牵头", 60).Required().Listed().Filter(), Field.Text("helps", "谁配合", 120).Listed(), Field.Text("receives", "谁只知悉", 120), Field.Text("basis", "依据", 120).Required(),
            Field.Date("disputed_on", "提出争议").Filter().ByDeed().In("争议"), Field.Text("disputed_by", "谁提出").ByDeed().In("争议"), Field.Text("dispute_words", "争议内容").ByDeed().In("争议"), Field.Date("ruled_on", "裁定日期").Listed().Filter().ByDeed().In("争议"), Field.Text("ruled_by", "谁裁定").ByDeed().In("争议"), Field.Text("ruling", "裁定").Listed().ByDeed().In("争议"),
        ],
        Rules = [ControlRules.Ruled],
        Conditions = [ReadyCondition.Of(ControlRules.Ruled), new("裁定过的", "ruled_on.from=1900.01.01")],
        Children = [new() { Id = "rulings", Title = "裁定记录", Noun = "裁定", Counter = "次", Table = "boundary_ruling", ParentColumn = "boundary_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Date("raised_on", "提出").Listed(), Field.Text("raised_by", "谁提出").Listed(), Field.Text("words", "争议").Wide(), Field.Date("ruled_on", "裁定").Listed(), Field.Text("ruled_by", "谁裁定").Listed(), Field.Text("ruling", "裁定内容").Listed()] }],
        Deeds =
        [
            Assignments.Deed("dispute", "提出争议", Edit, "等裁定；裁定以前照现在的分工办", "update boundary set disputed_on = @on, disputed_by = @who, dispute_words = @words, ruled_on = null, ruled_by = null, ruling = null, version = version + 1 where id = @id and (disputed_on is null or ruled_on is not null)", "已有争议等裁定", On, Field.Text("who", "谁提出", 60).Required(), Field.Text("words", "争议内容", 300).Required()),
            new("rule", "裁定", Approve)
            {
                Consequence = "分工以裁定为准，争议和裁定留在裁定记录里",
                Fields = [On, Field.Text("who", "谁裁定", 60).Required(), Field.Text("ruling", "裁定", 300).Required(), Field.Text("leads", "谁牵头", 60).Required(), Field.Text("helps", "谁配合", 120)],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update boundary set ruled_on = @on, ruled_by = @who, ruling = @ruling, leads = @leads, helps = @helps, version = version + 1 where id = @id and disputed_on <= @on and ruled_on is null", said, stop) == 0) return "没有等裁定的争议，或日期早于提出";
                    await db.ExecuteAsync("insert into boundary_ruling (locality_path, boundary_id, raised_on, raised_by, words, ruled_on, ruled_by, ruling, created_by, changed_by) select locality_path, id, disputed_on, disputed_by, dispute_words, ruled_on, ruled_by, ruling, @by, @by from boundary where id = @id", said, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Standards = new()
    {
        Id = "standards", Title = "标准化清单", Noun = "标准项", Counter = "项", Table = "standard_item", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "标准项", 120).Required().Wide(), Field.Code("field", "类别", StandardFields).Required().Listed().FirstFilter(), Field.LongText("standard", "标准", 1000).Required(), Field.Text("office", "科室", 60).Required().Listed().Filter(),
            Field.Code("state", "结论", StandardStates).Listed().FirstFilter().ByDeed(), Field.Date("checked_on", "检查日期").Listed().Filter().ByDeed(), Field.LongText("evidence", "佐证、情况", 1000).ByDeed(), Field.Date("mend_by", "整改时限").Listed().Filter().ByDeed(),
        ],
        Rules = [ControlRules.Mended],
        Conditions = [ReadyCondition.Of(ControlRules.Mended), new("未达标", "state=2") { Light = "yellow" }, new("没有检查", "state.none=1")],
        Children = [new() { Id = "checks", Title = "检查记录", Noun = "检查", Counter = "次", Table = "standard_check", ParentColumn = "standard_item_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Number("year", "年度").Listed(), Field.Date("checked_on", "日期").Listed(), Field.Code("state", "结论", StandardStates).Listed(), Field.Text("words", "佐证、情况").Wide()] }, Assignments.Given],
        Deeds =
        [
            new("check", "检查", Edit)
            {
                Consequence = "达标的写佐证；未达标的定整改时限，可以交办整改任务",
                Fields = [On, Field.Code("state", "结论", StandardStates).Required(), Field.LongText("words", "佐证、情况", 1000).Required(), Field.Date("mend_by", "整改时限").Hinted("未达标的必填")],
                Done = async (db, deed, stop) =>
                {
                    var isMet = deed.Text("state") == "1";
                    if (!isMet && (deed.Day("mend_by") is not { } by || by < Clock.Today)) return "未达标的请填整改时限，不早于今天";
                    var said = Assignments.Said(db, deed);
                    said.Add("mend_by", isMet ? null : deed.Day("mend_by"));
                    if (await db.ExecuteAsync("update standard_item set state = @state, checked_on = @on, evidence = @words, mend_by = @mend_by, version = version + 1 where id = @id and coalesce(checked_on <= @on, true)", said, stop) == 0) return "日期早于上一次检查";
                    await db.ExecuteAsync("insert into standard_check (locality_path, standard_item_id, year, checked_on, state, words, created_by, changed_by) select locality_path, id, extract(year from @on::date)::int, @on, @state, @words, @by, @by from standard_item where id = @id", said, stop);
                    return null;
                },
            },
            Assignments.Task("standards", async (db, deed, stop) => await db.FirstAsync<bool>("select state = '2' from standard_item where id = @Id", new { deed.Id }, stop) ? null : "未达标的才交办整改"),
        ],
    };

    public static readonly Register PartyRegulations = new()
    {
        Id = "party-regulations", Title = "党内法规执行", Noun = "法规制度", Counter = "项", Table = "party_regulation", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("title", "法规、制度", 120).Required().Wide(), Field.Text("issuer", "制定机关", 60).Required().Listed(), Field.Date("in_force_on", "施行日期").Required().Listed().Filter().Sortable(), Field.Text("office", "责任科室", 60).Required().Listed().Filter(), Field.LongText("articles", "约束本部门的条目", 4000).Required(), Field.Date("ended_on", "废止").Filter()],
        Rules = [ControlRules.Studied, ControlRules.Checked],
        Conditions = [ReadyCondition.Of(ControlRules.Studied), ReadyCondition.Of(ControlRules.Checked), new("一年来施行的", "in_force_on.from=-1y")],
        Children =
        [
            new() { Id = "landings", Title = "落地情况", Noun = "落地情况", Counter = "条", Table = "landing", ParentColumn = "party_regulation_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Date("on_day", "日期").Required().Listed().Past(), Field.Code("kind", "事项", LandingKinds).Required().Listed(), Field.Text("words", "内容", 300).Required().Wide(), Field.Text("document", "文件", 120).Listed()] },
            Assignments.Given,
        ],
        Deeds = [Assignments.Task("party-regulations")],
    };

    /// <summary>Narrow: no role sees it because it sees everything; what was said is opened for a purpose, on record.</summary>
    public static readonly Register ResidentMatters = new()
    {
        Id = "resident-matters", Title = "驻部纪检监察组联系", Noun = "联系事项", Counter = "件", Table = "resident_matter", ReadPermission = Resident, WritePermission = ResidentEdit, OpenPermission = ResidentOpen,
        Fields =
        [
            Field.Text("title", "事由", 120).Required().Wide(), Field.Code("kind", "类别", ResidentKinds).Required().Listed().FirstFilter(), Field.Date("on_day", "日期").Required().Listed().Filter().Sortable().Past(), Field.LongText("content", "内容", 2000).Sensitive(), Field.Date("due_on", "应回复").Listed().Filter().Hinted("纪检建议的必填"),
            Field.Date("replied_on", "回复日期").Listed().Filter().ByDeed(), Field.LongText("reply", "回复和结果", 1000).ByDeed(),
        ],
        Rules = [ControlRules.Replied],
        Conditions = [ReadyCondition.Of(ControlRules.Replied), new("纪检建议", "kind=5")],
        Deeds = [Assignments.Deed("reply", "登记回复", ResidentEdit, "回复了的不再提醒", "update resident_matter set replied_on = @on, reply = @words, version = version + 1 where id = @id and replied_on is null and on_day <= @on", "已经回复，或日期早于收到", On, Field.LongText("words", "回复和结果", 1000).Required())],
    };

    public static IReadOnlyList<Register> All => [Regulations, Controls, Board.Meetings, Board.Matters, Requests, Boundaries, Standards, PartyRegulations, ResidentMatters];
}
