namespace OrgWork.Grassroots;

/// <summary>集中性教育活动: stages, units with four strands of tasks, dispatch meetings, projects, reports and who has not sent one, guidance visits, closing evaluation; and the yearly duties that its strands become.</summary>
public static class Campaigns
{
    const string Read = Education.Read, Edit = Education.Edit, Plan = Education.Plan;

    public static readonly CodeSet Strands = new("campaign_strand", "环节", "主题教育总要求（四个贯穿）", [new("1", "学习教育"), new("2", "调查研究"), new("3", "检视问题"), new("4", "整改落实")]);
    public static readonly CodeSet States = new("campaign_task_state", "状态", "本平台", [new("1", "未开始"), new("2", "进行中"), new("3", "已完成")]);
    public static readonly CodeSet Subjects = new("campaign_subject", "专题", "“四史”教育", [new("1", "党史"), new("2", "新中国史"), new("3", "改革开放史"), new("4", "社会主义发展史"), new("9", "其他专题")]);
    public static readonly CodeSet Rhythms = new("duty_rhythm", "每年几次", "本平台", [new("1", "每年一次"), new("2", "每半年一次"), new("4", "每季度一次"), new("12", "每月一次")]);
    static readonly CodeSet Whom = new("campaign_whom", "单位范围", "本平台", [new("1", "党委（党组）"), new("2", "党支部"), new("3", "党委（党组）和党支部")]);
    static readonly CodeSet ReportKinds = new("campaign_report_kind", "报告", "本平台", [new("1", "日报告"), new("7", "周报告")]);

    static Field Campaign => (Field.Row("campaign_id", "活动", "campaigns") with { IsRequired = true, IsListed = true }).Filter();
    static Field Organisation => (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter();
    static Register Part(string id, string title, string noun, string table, string parent, string began, string write, params Field[] fields) => new() { Id = id, Title = title, Noun = noun, Counter = "项", Table = table, ParentColumn = parent, BeganColumn = began, ReadPermission = Read, WritePermission = write, Fields = fields };

    public static readonly Register Register = new()
    {
        Id = "campaigns", Title = "集中性教育活动", Noun = "活动", Counter = "次", Table = "campaign", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Text("title", "名称", 60).Required().Wide().Hinted("如 党史学习教育"), Field.Text("document_no", "文号", 60).Listed(), Field.Date("began_on", "开始日期").Required().Listed().Sortable(), Field.Date("due_on", "结束日期").Required().Listed(), Field.LongText("subjects", "主要内容", 1000), Field.LongText("remark", "说明", 500), Field.Date("closed_on", "收官日期").Listed().Filter().ByDeed(), Field.LongText("summary", "总结", 2000).ByDeed()],
        Rules = [CampaignRules.ProjectsInTime],
        Conditions = [new("正在开展", "closed_on.none=1"), new("已收官", "closed_on.from=1900.01.01"), ReadyCondition.Of(CampaignRules.ProjectsInTime)],
        Actions = [new("进度", "grassroots/campaigns/board", Read, IsForOne: true)],
        Children =
        [
            Part("stages", "阶段", "阶段", "campaign_stage", "campaign_id", "began_on", Plan, Field.Text("title", "阶段", 60).Required().Listed(), Field.Date("began_on", "开始日期").Required().Listed(), Field.Date("due_on", "结束日期").Required().Listed(), Field.Text("words", "要求", 300).Listed()),
            Part("meetings", "调度会", "调度会", "campaign_meeting", "campaign_id", "held_on", Plan, Field.Text("title", "会议", 100).Required().Listed(), Field.Code("level", "层级", VillageCadres.Levels).Required().Listed(), Field.Date("held_on", "日期").Required().Listed().Past(), Field.Text("chair", "主持人", 36).Listed(), Field.LongText("words", "议定事项", 1000).Required()),
            Part("projects", "项目清单", "项目", "campaign_project", "campaign_id", "due_on", Plan, Field.Text("title", "项目", 100).Required().Listed(), Field.Text("owner", "责任单位", 60).Required().Listed(), Field.Date("due_on", "完成期限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("result", "完成情况", 200).Listed().Hinted("和完成日期一起填")),
        ],
        Deeds = [CampaignDeeds.Assign(Whom), CampaignDeeds.Ask(ReportKinds), CampaignDeeds.Close, CampaignDeeds.Stand],
    };

    static Field Score(string column, string label) => Field.Number(column, label, 0, 25).ByDeed().In("收官评估");

    public static readonly Register Units = new()
    {
        Id = "campaign-units", Title = "活动单位", Noun = "单位", Counter = "个", Table = "campaign_unit", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "单位", 100).Required().Wide(), Campaign, Organisation, Field.Text("leader", "责任人", 36).Listed(), Field.Number("participants", "参加人数", 0, 1000000).Listed(),
            Score("study_score", "学习教育（25）"), Score("research_score", "调查研究（25）"), Score("problem_score", "检视问题（25）"), Score("mending_score", "整改落实（25）"), Field.Number("score", "总分").Listed().Filter().ByDeed().In("收官评估"), Field.Date("evaluated_on", "评估日期").Filter().ByDeed().In("收官评估"), Field.LongText("evaluation", "评估意见", 500).ByDeed().In("收官评估"),
        ],
        Conditions = [new("没有评估", "evaluated_on.none=1"), new("没有责任人", "leader.none=1")],
        Children = [Part("visits", "巡回指导", "指导", "campaign_visit", "campaign_unit_id", "visited_on", Edit, Field.Date("visited_on", "日期").Required().Listed().Past(), Field.Text("visitors", "指导组", 60).Required().Listed(), Field.Text("found", "指导意见", 300).Required().Listed(), Field.Text("answer", "落实情况", 300).Listed())],
        Deeds = [CampaignDeeds.Evaluate],
    };

    public static readonly Register Tasks = new()
    {
        Id = "campaign-tasks", Title = "活动任务", Noun = "任务", Counter = "项", Table = "campaign_task", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("title", "任务", 100).Wide(), Campaign, Field.Row("campaign_unit_id", "单位", "campaign-units").Filter(), Organisation, Field.Code("strand", "环节", Strands).Listed().FirstFilter(), Field.Date("due_on", "完成期限").Listed().Filter().Sortable(), Field.Code("state", "状态", States).Listed().FirstFilter(), Field.LongText("progress", "进展"), Field.Text("documents", "材料", 300).Listed(), Field.Date("done_on", "完成日期").Listed()],
        Rules = [CampaignRules.TaskInTime],
        Conditions = [ReadyCondition.Of(CampaignRules.TaskInTime), .. Strands.Codes.Select(strand => new ReadyCondition(strand.Name, $"strand={strand.Value}"))],
        Deeds = [CampaignDeeds.Progress, CampaignDeeds.Complete],
    };

    public static readonly Register Reports = new()
    {
        Id = "campaign-reports", Title = "活动报告", Noun = "报告", Counter = "份", Table = "campaign_report", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("title", "报告", 60).Wide(), Campaign, Field.Row("campaign_unit_id", "单位", "campaign-units").Filter(), Organisation, Field.Date("due_on", "报送期限").Listed().Filter().Sortable(), Field.Date("submitted_on", "报送日期").Listed().Filter(), Field.Text("submitted_name", "报送人").Listed(), Field.LongText("content", "内容")],
        Rules = [CampaignRules.Reported],
        Conditions = [ReadyCondition.Of(CampaignRules.Reported), new("还没有报", "submitted_on.none=1")],
        Deeds = [CampaignDeeds.Submit],
    };

    public static readonly Register Sessions = new()
    {
        Id = "campaign-sessions", Title = "专题学习", Noun = "学习", Counter = "次", Table = "campaign_session", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "题目", 100).Required().Wide(), Campaign, Organisation, Field.Code("subject", "专题", Subjects).Required().Listed().FirstFilter(), Field.Date("held_on", "日期").Required().Listed().Filter().Sortable().Past(), Field.Number("hours", "学时", 1, 100).Required().Listed(), Field.Number("people", "参加人数", 1, 100000).Required().Listed(), Field.LongText("materials", "学习材料", 500).Required()],
        Conditions = [.. Subjects.Codes.Select(subject => new ReadyCondition(subject.Name, $"subject={subject.Value}"))],
    };

    public static readonly Register Standing = new()
    {
        Id = "standing-duties", Title = "长效措施", Noun = "措施", Counter = "项", Table = "standing_duty", EndedColumn = "ended_on", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Text("title", "措施", 100).Required().Wide(), Campaign, Field.Code("strand", "环节", Strands).Required().Listed().FirstFilter(), Field.Text("lead_unit", "牵头单位", 60).Required().Listed(), Field.Code("rhythm", "每年几次", Rhythms).Required().Listed(), Field.Text("evidence", "要什么证明", 200).Required(), Field.Date("ended_on", "停止日期").Past()],
        Actions = [new("责任分工表", "grassroots/campaigns/division", Read)],
        Deeds = [CampaignDeeds.Share],
    };

    public static readonly Register Shares = new()
    {
        Id = "duty-shares", Title = "长效措施分工", Noun = "分工", Counter = "项", Table = "duty_share", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("title", "措施", 100).Wide(), Field.Row("standing_duty_id", "长效措施", "standing-duties").Filter(), Organisation, Field.Number("year", "年度").Listed().FirstFilter(), Field.Date("due_on", "期限").Listed().Filter().Sortable(), Field.Date("done_on", "完成日期").Listed().Filter(), Field.Text("evidence", "证明", 300).Listed()],
        Rules = [CampaignRules.ShareInTime],
        Conditions = [ReadyCondition.Of(CampaignRules.ShareInTime), new("没有完成", "done_on.none=1")],
        Deeds = [CampaignDeeds.Fulfil],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Units, Tasks, Reports, Sessions, Standing, Shares];
}

public sealed record DueFacts
{
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("完成（报送）日期")] public DateOnly? DoneOn { get; init; }
}

public static class CampaignRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    static Rule<DueFacts> Due(string id, string title, string broken, string register, string sql, string light = "yellow") => new()
    {
        Id = "grassroots." + id, Title = title, WhenBroken = broken, Basis = Basis.Practice("集中性教育活动工作方案"), Severity = Severity.Remind, Light = light, Population = new(register, sql),
        Test = new([nameof(DueFacts.DueOn)], "done_on is not null or due_on >= {day}", (f, t) => Finding.Of(f.DoneOn is not null || f.DueOn >= t.Day, $"期限 {Dates.Format(f.DueOn!.Value)}；{(f.DoneOn is { } on ? $"{Dates.Format(on)} 完成" : "没有完成")}") with { Latest = f.DueOn }),
        Examples = [new("做了", new() { DueOn = new(2026, 10, 1), DoneOn = new(2026, 10, 3) }, Day, Outcome.Met), new("没有到期", new() { DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("过期", new() { DueOn = new(2026, 11, 20) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> TaskInTime = Due("campaign-tasks.in-time", "教育活动任务按期完成", "教育活动任务超期", "campaign-tasks", "select t.id, t.locality_path, t.title, t.due_on, t.done_on from campaign_task t where t.removed_at is null");
    public static readonly Rule<DueFacts> Reported = Due("campaign-reports.in-time", "教育活动报告按时报送", "没有按时报送", "campaign-reports", "select r.id, r.locality_path, r.title, r.due_on, r.submitted_on as done_on from campaign_report r where r.removed_at is null", "red");
    public static readonly Rule<DueFacts> ShareInTime = Due("duty-shares.in-time", "长效措施按期落实", "长效措施超期没有落实", "duty-shares", "select s.id, s.locality_path, s.title, s.due_on, s.done_on from duty_share s where s.removed_at is null");
    public static readonly Rule<DueFacts> ProjectsInTime = Due("campaigns.projects", "教育活动项目按期完成", "有项目超期", "campaigns", "select c.id, c.locality_path, c.title, coalesce((select min(p.due_on) from campaign_project p where p.campaign_id = c.id and p.done_on is null and p.removed_at is null), c.due_on) as due_on, case when not exists (select from campaign_project p where p.campaign_id = c.id and p.done_on is null and p.removed_at is null) then c.began_on end as done_on from campaign c where c.removed_at is null and c.closed_on is null");

    public static readonly IReadOnlyList<Rule> All = [TaskInTime, Reported, ShareInTime, ProjectsInTime];
}
