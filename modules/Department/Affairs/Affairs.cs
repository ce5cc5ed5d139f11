namespace OrgWork.Department;

/// <summary>What the year's work is measured by: meetings of above, central tasks, goals, highlights and gaps, innovations and who recognised them, meetings, reviews.</summary>
static class Affairs
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;

    public static readonly CodeSet Levels = new("affair_level", "级别", "本平台", [new("1", "国家级"), new("2", "省级"), new("3", "市级"), new("4", "县级")]);
    static readonly CodeSet Opinions = new("opinion_state", "状态", "报告贯彻意见，常委会研究", [new("1", "起草"), new("2", "已提请"), new("3", "已同意"), new("4", "退回修改")]);
    static readonly CodeSet Decisions = new("opinion_decision", "决定", "常委会决定", [new("1", "同意"), new("2", "原则同意"), new("3", "退回修改")]);
    static readonly CodeSet CentralKinds = new("central_kind", "类别", "本平台", [new("1", "经济发展"), new("2", "重点项目"), new("3", "乡村振兴"), new("4", "社会治理"), new("5", "应急任务"), new("9", "其他")]);
    public static readonly CodeSet Hands = new("central_line", "哪项组织工作", "有效整合干部、组织、人才资源", [new("1", "干部"), new("2", "组织"), new("3", "人才"), new("4", "部门自身")]);
    static readonly CodeSet ActionKinds = new("central_action_kind", "以什么", "任务、班次、调度、项目都标注服务的中心工作", [new("1", "培训班次"), new("2", "专题调度"), new("3", "项目"), new("9", "其他行动")]);
    public static readonly CodeSet GoalKinds = new("goal_kind", "类别", "全年目标与难题", [new("1", "年度目标"), new("2", "难题破解")]);
    static readonly CodeSet GoalStates = new("goal_state", "状态", "完成、进行、滞后", [new("1", "完成"), new("2", "进行"), new("3", "滞后")]);
    public static readonly CodeSet Outcomes = new("gap_outcome", "次年看", "本平台", [new("1", "已解决"), new("2", "部分解决"), new("3", "没有解决")]);
    static readonly CodeSet InnovationStates = new("innovation_state", "状态", "推广、完善、终止", [new("1", "试点"), new("2", "推广"), new("3", "完善"), new("4", "终止")]);
    static readonly CodeSet InnovationResults = new("innovation_result", "评估结论", "推广、完善、终止", [new("2", "推广"), new("3", "完善"), new("4", "终止")]);
    public static readonly CodeSet Forms = new("recognition_form", "形式", "本平台", [new("1", "批示"), new("2", "会议"), new("3", "信息"), new("4", "媒体"), new("5", "表彰"), new("6", "本级推广")]);
    static readonly CodeSet MeetingStates = new("work_meeting_state", "状态", "经批准召开", [new("1", "报批"), new("2", "已批准"), new("3", "已召开")]);
    static readonly CodeSet SpeechKinds = new("speech_kind", "类别", "本平台", [new("1", "工作报告"), new("2", "讲话"), new("3", "要点"), new("4", "交流发言")]);

    static Field Year => Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable();
    static Field Line => Field.Code("line", "条线", DepartmentCodes.Aspect).Required().Listed().FirstFilter();
    /// <summary>Tasks of the points, of rectification and given out that are marked as serving the record.</summary>
    public static Register Tagged => new()
    {
        Id = "tagged", Title = "标注的任务", Noun = "任务", Counter = "项", Table = "tagged_task", ParentColumn = "row_id", ReadPermission = KeyPoints.Read, WritePermission = KeyPoints.Manage, IsLedger = true,
        Fields = [Field.Text("title", "任务").Wide(), Field.Text("plan_title", "来自").Listed(), Field.Text("lead_name", "牵头单位").Listed(), Field.Text("person", "责任人").Listed(), Field.Date("due_on", "完成时限").Listed(), Field.Number("percent", "进度（%）").Listed(), Field.Text("standing", "状态").Listed()],
    };

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register UpperMeetings = new()
    {
        Id = "upper-meetings", Title = "上级会议文件贯彻", Noun = "会议文件", Counter = "件", Table = "upper_meeting", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "会议、文件", 120).Required().Wide(), Field.Text("issuer", "召开、印发单位", 60).Required().Listed(), Field.Date("held_on", "日期").Required().Listed().Filter().Sortable().Past(), Field.Code("line", "条线", DepartmentCodes.Aspect).Listed().FirstFilter(), Field.Date("due_on", "贯彻意见时限").Listed().Filter(), Field.LongText("main_points", "主要精神").Required(), Field.LongText("opinion", "本地贯彻意见"),
            Field.Code("state", "状态", Opinions).Listed().FirstFilter().ByDeed(), Field.Date("submitted_on", "提请日期").ByDeed().In("研究"), Field.Text("submitted_to", "提请对象").ByDeed().In("研究"), Field.Code("decision", "决定", Decisions).Listed().ByDeed().In("研究"), Field.Date("decided_on", "决定日期").Listed().ByDeed().In("研究"), Field.LongText("remarks", "会议意见", 1000).ByDeed().In("研究"),
        ],
        Rules = [AffairRules.OpinionFollowed],
        Conditions = [ReadyCondition.Of(AffairRules.OpinionFollowed), new("贯彻意见过了时限", "due_on.to=-1d&state=1,2,4") { Light = "red" }, new("待提请", "state=1"), new("退回修改", "state=4") { Light = "yellow" }, new("已同意", "state=3")],
        Children = [Assignments.Given],
        Deeds =
        [
            Assignments.Deed("submit", "提请研究", Edit, "主要精神和贯彻意见报会议研究；决定以前不分解任务", "update upper_meeting set state = '2', submitted_on = @on, submitted_to = @to, version = version + 1 where id = @id and state in ('1', '4') and opinion is not null and held_on <= @on", "已经提请，或没有写贯彻意见，或日期早于会议", On, Field.Text("to", "提请对象", 60).Required().Hinted("如 县委常委会")),
            Assignments.Deed("decide", "登记决定", Edit, "同意、原则同意的可以交办任务；退回的改好再提请", "update upper_meeting set state = case @decision when '3' then '4' else '3' end, decision = @decision, decided_on = @on, remarks = @remarks, version = version + 1 where id = @id and state = '2' and submitted_on <= @on", "还没有提请，或日期早于提请", On, Field.Code("decision", "决定", Decisions).Required(), Field.LongText("remarks", "会议意见", 1000).Required()),
            Assignments.Task("upper-meetings", async (db, deed, stop) => await db.FirstAsync<bool>("select state = '3' from upper_meeting where id = @Id", new { deed.Id }, stop) ? null : "会议同意以后才分解任务"),
        ],
    };

    public static readonly Register Central = new()
    {
        Id = "central", Title = "中心工作对接", Noun = "中心工作", Counter = "项", Table = "central_task", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "中心工作", 120).Required().Wide(), Year, Field.Code("kind", "类别", CentralKinds).Required().Listed().FirstFilter(), Field.Text("source", "确定的会议、文件", 120).Listed(), Field.Text("lead_unit", "牵头单位", 60).Listed()],
        Rules = [AffairRules.Served],
        Conditions = [ReadyCondition.Of(AffairRules.Served)],
        Children =
        [
            new()
            {
                Id = "actions", Title = "组织工作服务", Noun = "行动", Counter = "项", Table = "central_action", ParentColumn = "central_task_id", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "做了什么", 200).Required().Wide(), Field.Code("kind", "以什么", ActionKinds).Required().Listed().DefaultsTo("9"), Field.Code("line", "哪项组织工作", Hands).Required().Listed(), Field.Row("class_id", "培训班", "lent-classes").Listed().Hinted("以培训班次服务的，选是哪一期"), Field.Row("dispatch_id", "调度", "dispatches").Listed().Hinted("以专题调度服务的，选是哪一轮"), Field.Row("project_id", "项目", "projects").Listed().Hinted("以项目服务的，选是哪一个"), Field.Date("acted_on", "日期").Required().Listed().Past(), Field.Text("unit", "由谁", 60).Listed(), Field.Text("result", "成效", 200).Listed(), Field.Text("evidence", "佐证", 200)],
            },
            Assignments.Given, Tagged,
        ],
        Deeds = [Assignments.Task("central")],
    };

    public static readonly Register Goals = new()
    {
        Id = "goals", Title = "年度目标和难题", Noun = "目标", Counter = "项", Table = "yearly_goal", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "目标、难题", 120).Required().Wide(), Field.Code("kind", "类别", GoalKinds).Required().Listed().FirstFilter(), Year, Line, Field.Text("target", "要达到的", 200).Required().Listed(), Field.Number("target_number", "目标数").Hinted("没有数的不填"), Field.Row("requirement_id", "对接的上级要求", "requirements"), Field.Text("owner", "责任人", 36).Required().Listed(), Field.Date("due_on", "时限").Required().Listed().Filter(),
            Field.Code("state", "状态", GoalStates).Listed().FirstFilter().ByDeed(), Field.Text("progress", "进展").ByDeed().In("进展"), Field.Text("blocking", "卡在哪里").Listed().ByDeed().In("进展"), Field.Date("progressed_on", "最近进展").Listed().ByDeed().In("进展"), Field.Date("closed_on", "小结日期").Filter().ByDeed().In("进展"), Field.LongText("closing_note", "年终小结", 1000).ByDeed().In("进展"),
        ],
        Rules = [AffairRules.GoalClosed],
        Conditions = [ReadyCondition.Of(AffairRules.GoalClosed), new("滞后的", "state=3&closed_on.none=1") { Light = "yellow" }, new("难题", "kind=2"), new("没有小结", "closed_on.none=1")],
        Deeds =
        [
            new("progress", "记进展", Edit)
            {
                Consequence = "记下状态；滞后的列在前面，写明卡在哪里",
                Fields = [Field.Code("state", "状态", GoalStates).Required(), Field.Text("words", "进展", 500).Required(), Field.Text("blocking", "卡在哪里", 300).Hinted("滞后的必填")],
                Done = async (db, deed, stop) => deed.Text("state") == "3" && string.IsNullOrWhiteSpace(deed.Text("blocking")) ? "滞后的请写明卡在哪里" : await db.ExecuteAsync("update yearly_goal set state = @state, progress = @words, blocking = @blocking, progressed_on = @today, version = version + 1 where id = @id and closed_on is null", Assignments.Said(db, deed), stop) == 0 ? "已经小结" : null,
            },
            Assignments.Deed("close", "年终小结", Edit, "小结以后不再改进展", "update yearly_goal set state = @state, closed_on = @today, closing_note = @note, version = version + 1 where id = @id and closed_on is null", "已经小结", Field.Code("state", "结果", GoalStates).Required(), Field.LongText("note", "小结", 1000).Required()),
        ],
    };

    public static readonly Register Highlights = new()
    {
        Id = "highlights", Title = "亮点特色", Noun = "亮点", Counter = "项", Table = "highlight", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "亮点、特色", 120).Required().Wide(), Year, Line, Field.Text("section", "科室", 60).Required().Listed().Filter(), Field.LongText("fact", "事实", 1000).Required(), Field.Text("evidence", "佐证", 200).Required(), Field.Text("praise", "谁肯定的", 120).Listed().Filter()],
        Conditions = [new("还没有谁肯定的", "praise.none=1")],
    };

    public static readonly Register Gaps = new()
    {
        Id = "gaps", Title = "问题差距", Noun = "差距", Counter = "项", Table = "gap", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "问题、差距", 120).Required().Wide(), Year, Line, Field.LongText("fact", "事实", 1000).Required(), Field.LongText("cause", "原因", 1000).Required(), Field.LongText("measure", "措施", 1000).Required(), Field.Text("owner", "责任人", 36).Required().Listed(), Field.Date("due_on", "时限").Required().Listed(),
            Field.Code("outcome", "次年看", Outcomes).Listed().FirstFilter().ByDeed().In("次年"), Field.Date("outcome_on", "认定日期").ByDeed().In("次年"), Field.LongText("outcome_words", "认定情况", 500).ByDeed().In("次年"),
        ],
        Rules = [AffairRules.GapPlanned],
        Conditions = [ReadyCondition.Of(AffairRules.GapPlanned), new("没有认定", "outcome.none=1"), new("没有解决", "outcome=2,3")],
        Children = [WorkHandOver.Given(KeyPoints.Kind, "department", "handed_task")],
        Deeds =
        [
            WorkHandOver.Deed(KeyPoints.Kind, "gaps", plan: (db, deed, stop) => db.FirstAsync<Guid?>("select p.id from org.work_plan p join gap g on g.id = @Id where p.kind = 'points' and p.year = g.year + 1 and p.locality_path = g.locality_path and p.state <> 'closed' order by p.state, p.created_at limit 1", new { deed.Id }, stop), id: "plan", title: "列入下年要点", noPlan: "下一年度的要点还没有录入，先在“年度要点”录入，起草稿也可以"),
            new("outcome", "认定结果", Edit)
            {
                Consequence = "记下次年看的结果；列入了要点的才认定",
                Fields = [Field.Code("outcome", "结果", Outcomes).Required(), Field.LongText("words", "情况", 500).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update gap set outcome = @outcome, outcome_on = @today, outcome_words = @words, version = version + 1 where id = @id and exists (select from org.work_item i where i.source_id = gap.id and i.state <> 'cancelled')", Assignments.Said(db, deed), stop) == 0 ? "还没有列入下年要点" : null,
            },
        ],
    };

    public static readonly Register Innovations = new()
    {
        Id = "innovations", Title = "创新项目", Noun = "创新项目", Counter = "项", Table = "innovation", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "项目", 120).Required().Wide(), Field.Text("section", "申报科室、单位", 60).Required().Listed().Filter(), Field.Date("filed_on", "申报日期").Required().Listed().Filter().Sortable().Past(), Field.LongText("problem", "要破解的难题", 1000).Required(), Field.LongText("method", "新的办法", 1000).Required(), Field.Text("pilot", "试点地方", 120).Required().Listed(), Field.Text("measure", "看什么成效", 200).Required(), Field.Date("review_on", "评估日期").Required().Listed().Filter(),
            Field.Code("state", "状态", InnovationStates).Listed().FirstFilter().ByDeed(), Field.Date("reviewed_on", "评估于").ByDeed().In("评估"), Field.LongText("effect", "成效", 1000).ByDeed().In("评估"), Field.LongText("spread_units", "推广到哪些单位", 500).ByDeed().In("评估"),
        ],
        Rules = [AffairRules.Judged],
        Conditions = [ReadyCondition.Of(AffairRules.Judged), new("试点中", "state=1"), new("推广", "state=2")],
        Deeds =
        [
            new("judge", "评估", Edit)
            {
                Consequence = "推广的同时列入“上级肯定和首创”，形式为本级推广；完善的改好再评，终止的归档",
                Fields = [Field.Date("on", "评估日期").Required().Past(), Field.Code("result", "结论", InnovationResults).Required(), Field.LongText("effect", "成效", 1000).Required(), Field.LongText("units", "推广到哪些单位", 500).Hinted("推广的必填"), Field.Date("again_on", "下次评估").Hinted("完善的必填")],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Text("result") == "2" && string.IsNullOrWhiteSpace(deed.Text("units"))) return "推广的请写明推广到哪些单位";
                    if (deed.Text("result") == "3" && (deed.Day("again_on") is not { } again || again <= deed.Day("on"))) return "完善的请填下次评估日期，晚于这次";
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update innovation set state = @result, reviewed_on = @on, effect = @effect, spread_units = @units, review_on = coalesce(@again_on, review_on), version = version + 1 where id = @id and state in ('1', '3') and filed_on <= @on", said, stop) == 0) return "已经推广或终止，或日期早于申报";
                    if (deed.Text("result") == "2") await db.ExecuteAsync("insert into recognition (locality_path, rank_order, title, section, recogniser, level, form, recognised_on, innovation_id, created_by, changed_by) select locality_path, rank_order, title, section, '部务会', '4', '6', @on, id, @by, @by from innovation where id = @id", said, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Recognitions = new()
    {
        Id = "recognitions", Title = "上级肯定和首创", Noun = "肯定", Counter = "项", Table = "recognition", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "做法", 120).Required().Wide(), Field.Text("section", "科室、单位", 60).Required().Listed().Filter(), Field.Text("recogniser", "谁肯定的", 60).Required().Listed(), Field.Code("level", "级别", Levels).Required().Listed().FirstFilter(), Field.Code("form", "形式", Forms).Required().Listed().FirstFilter(), Field.Date("recognised_on", "日期").Required().Listed().Filter().Sortable().Past(), Field.Text("document", "文件、刊物", 120), Field.Flag("is_first", "首创、唯一").Listed().Filter().DefaultsTo("0").Hinted("有文件、刊物佐证的才计数"), Field.Row("innovation_id", "创新项目", "innovations"),
        ],
        Conditions = [new("一年来的", "recognised_on.from=-1y"), new("批示", "form=1"), new("首创、唯一", "is_first=1")],
    };

    public static readonly Register Meetings = new()
    {
        Id = "meetings", Title = "组织工作会议", Noun = "会议", Counter = "次", Table = "work_meeting", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "会议", 120).Required().Wide(), Field.Code("level", "级别", Levels).Required().Listed().FirstFilter(), Field.Date("held_on", "会期").Required().Listed().Filter().Sortable(), Field.Code("line", "条线", DepartmentCodes.Aspect).Listed().FirstFilter(), Field.Text("place", "地点", 60).Required().Listed(), Field.LongText("agenda", "议程", 2000).Required(),
            Field.Code("state", "状态", MeetingStates).Listed().FirstFilter().ByDeed(), Field.Text("approver", "批准").Listed().ByDeed().In("会议"), Field.Date("approved_on", "批准日期").ByDeed().In("会议"), Field.LongText("minutes", "纪要", 4000).ByDeed().In("会议"), Field.Date("minuted_on", "纪要日期").ByDeed().In("会议"),
        ],
        Rules = [AffairRules.Minuted],
        Conditions = [ReadyCondition.Of(AffairRules.Minuted), new("待批准", "state=1") { Light = "yellow" }, new("已召开", "state=3")],
        Children =
        [
            new() { Id = "attendees", Title = "参会人员", Noun = "参会人员", Counter = "人", Table = "meeting_attendee", ParentColumn = "work_meeting_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Text("unit", "单位", 60).Required().Listed(), Field.Flag("present", "到会").Listed(), Field.Text("leave_reason", "请假事由", 100).Listed()] },
            new() { Id = "speeches", Title = "讲话和材料", Noun = "材料", Counter = "份", Table = "meeting_speech", ParentColumn = "work_meeting_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "题目", 120).Required().Wide(), Field.Code("kind", "类别", SpeechKinds).Required().Listed(), Field.Text("speaker", "讲话人", 36).Required().Listed(), Field.Text("post", "职务", 60).Listed(), Field.Code("level", "级别", Levels).Required().Listed(), Field.LongText("content", "正文", 20000).Required()] },
            Assignments.Given,
        ],
        Deeds =
        [
            Assignments.Deed("approve", "登记批准", Edit, "经批准召开；没有批准的不能登记召开", "update work_meeting set state = '2', approver = @approver, approved_on = @on, version = version + 1 where id = @id and state = '1'", "已经批准", Field.Text("approver", "批准（会议或领导）", 60).Required(), On),
            new("hold", "登记召开", Edit)
            {
                Consequence = "写上纪要；会议部署的任务接着交办",
                Fields = [Field.LongText("minutes", "纪要", 4000).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<int>("select count(*)::int from meeting_attendee where work_meeting_id = @Id and removed_at is null", new { deed.Id }, stop) == 0) return "先登记参会人员";
                    return await db.ExecuteAsync("update work_meeting set state = '3', minutes = @minutes, minuted_on = @today, version = version + 1 where id = @id and state = '2' and held_on <= @today", Assignments.Said(db, deed), stop) == 0 ? "还没有批准，或没有到会期" : null;
                },
            },
            Assignments.Task("meetings", async (db, deed, stop) => await db.FirstAsync<bool>("select state = '3' from work_meeting where id = @Id", new { deed.Id }, stop) ? null : "会议召开以后才交办"),
        ],
    };

    public static readonly Register Reviews = new()
    {
        Id = "reviews", Title = "重大任务复盘", Noun = "复盘", Counter = "次", Table = "review", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "重大任务", 120).Required().Wide(), Field.Date("ended_on", "任务结束").Required().Listed().Past(), Field.Date("held_on", "复盘日期").Required().Listed().Filter().Sortable().Past(), Field.LongText("asked", "要求是什么", 1000).Required(), Field.LongText("did", "组织工作做了什么", 1000).Required(), Field.LongText("result", "结果", 1000).Required(), Field.Text("persons", "发现的干部、党员", 300), Field.LongText("shortfalls", "短板", 1000).Required(), Field.LongText("measures", "改进措施", 1000).Required(), Field.Text("rules_to_change", "要改的制度", 300).Listed(),
        ],
        Rules = [AffairRules.Reviewed],
        Conditions = [ReadyCondition.Of(AffairRules.Reviewed)],
        Children = [Assignments.Given],
        Deeds =
        [
            Assignments.Task("reviews"),
            Assignments.Deed("lesson", "记入经验", Edit, "列入经验库，可以检索，年终评选汇编", "insert into lesson (locality_path, rank_order, title, situation, worked, failed, conditions, tags, noted_on, review_id, created_by, changed_by) select r.locality_path, r.rank_order, @title, r.asked, @worked, r.shortfalls, @conditions, @tags, @today, r.id, @by, @by from review r where r.id = @id", "没有这次复盘", Field.Text("title", "经验", 120).Required(), Field.LongText("worked", "管用的", 1000).Required(), Field.Text("conditions", "适用条件", 300), Field.Text("tags", "标签", 100)),
        ],
    };

    public static readonly Register Lessons = new()
    {
        Id = "lessons", Title = "经验库", Noun = "经验", Counter = "条", Table = "lesson", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "经验", 120).Required().Wide(), Field.LongText("situation", "情形", 1000).Required(), Field.LongText("worked", "管用的", 1000).Required(), Field.LongText("failed", "不管用的", 1000), Field.Text("conditions", "适用条件", 300), Field.Text("tags", "标签", 100).Listed().Filter(), Field.Date("noted_on", "记录日期").Required().Listed().Filter().Sortable().Past(), Field.Row("review_id", "来自复盘", "reviews").Listed(), Field.Number("selected_year", "入选汇编", 2000, 2100).Listed().Filter().ByDeed(),
        ],
        Conditions = [new("入选过汇编", "selected_year.from=2000"), new("没有入选", "selected_year.none=1")],
        Deeds = [Assignments.Deed("select", "选入汇编", Edit, "列入这一年的经验汇编，用于培训和谋划工作", "update lesson set selected_year = @year, version = version + 1 where id = @id and selected_year is null", "已经入选过", Field.Number("year", "年度", 2000, 2100).Required())],
    };

    public static readonly Register Summaries = new()
    {
        Id = "summaries", Title = "年度总结", Noun = "总结", Counter = "份", Table = "year_summary", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "总结", 120).Required().Wide(), Year, Field.LongText("content", "正文", 20000).Required(), Field.LongText("sources", "数据来源", 4000).ByDeed(), Field.Date("drafted_on", "起草日期").Listed().ByDeed()],
    };

    static readonly CodeSet DispatchKinds = new("dispatch_kind", "哪类", "本平台", [new("points", "年度要点"), new("rectification", "问题整改"), new("assignments", "交办事项")]);

    /// <summary>Every round that was held, of whichever plan: to be looked up, and to be named by what came of it.</summary>
    static readonly Register Dispatches = new()
    {
        Id = "dispatches", Title = "调度轮次", Noun = "调度", Counter = "轮", Table = "dispatch", ReadPermission = KeyPoints.Read, WritePermission = KeyPoints.Manage, IsLedger = true,
        Fields = [Field.Text("title", "调度").Wide(), Field.Code("kind", "哪类", DispatchKinds).Listed().FirstFilter(), Field.Code("purpose", "轮次", WorkPlan.Purposes).Listed().FirstFilter(), Field.Date("opened_on", "开始").Listed().Filter(), Field.Date("due_on", "报告截止").Listed(), Field.Date("closed_on", "结束").Listed().Filter(), Field.LongText("minutes", "调度纪要"), Field.LongText("next_demands", "下步要求")],
        Conditions = [new("没有结束", "closed_on.none=1")],
        Children = [new() { Id = "served", Title = "服务的中心工作", Noun = "行动", Counter = "项", Table = "central_action", ParentColumn = "dispatch_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("words", "做了什么").Wide(), Field.Row("central_task_id", "中心工作", "central").Listed(), Field.Date("acted_on", "日期").Listed()] }],
    };

    public static IReadOnlyList<Register> All => [Dispatches, LentRegister.Of("lent-classes", "培训班", "grassroots.pub_training_class", Read), Requirements.Register, UpperMeetings, Central, Goals, Highlights, Gaps, Innovations, Recognitions, Meetings, Reviews, Lessons, Summaries];
}
