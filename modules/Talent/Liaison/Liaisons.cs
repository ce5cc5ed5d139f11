using R = OrgWork.Talent.ServiceRules;

namespace OrgWork.Talent;

/// <summary>党委联系服务专家: leaders and their experts, visits with what they found, campaigns; needs become service orders, advice gets its answer; expert teams and where they were sent.</summary>
public static class Liaisons
{
    public const string Read = "talent.liaison.read", Edit = "talent.liaison.edit";
    const string Asks = "四问";

    static readonly CodeSet EndReason = new("liaison_end", "结束原因", "本平台", [new("1", "领导调整"), new("2", "专家离开"), new("3", "重新结对"), new("9", "其他")]);
    static readonly CodeSet Period = new("liaison_period", "联系周期", "本平台", [new("1", "每月"), new("3", "每季度"), new("6", "每半年"), new("12", "每年")]);
    static readonly CodeSet CampaignKind = new("campaign_kind", "走访活动类别", "本平台（各地可另定）", [new("1", "三送三问"), new("2", "三联三促"), new("3", "节日慰问"), new("4", "深入一线解难题"), new("9", "其他")]);
    static readonly CodeSet Form = new("visit_form", "方式", "本平台", [new("1", "上门"), new("2", "座谈"), new("3", "电话"), new("4", "信函、平台留言")]);
    public static readonly CodeSet Purpose = new("visit_purpose", "目的", "本平台", [new("1", "定期联系"), new("2", "走访企业（项目）一线"), new("3", "节日慰问"), new("4", "生病、困难探望"), new("5", "政策宣讲"), new("6", "征求意见")]);
    public static readonly CodeSet HostKind = new("host_kind", "单位类别", "本平台", [new("1", "党委政府"), new("2", "企事业单位"), new("3", "农民合作组织")]);

    public static readonly Register Register = new()
    {
        Id = "liaisons", Title = "联系专家", Noun = "结对", Counter = "对", Table = "liaison", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("leader", "联系领导", 36).Required().Listed().Filter(), Field.Text("leader_post", "领导职务", 60).Required().Wide(), Field.Row("talent_id", "专家人才", "talents").Required().Listed().Filter(), Field.Date("began_on", "结对日期").Required().Listed().Past(), Field.Number("minimum", "至少联系次数", 1, 60).Required().DefaultsTo("1").Hinted("每个周期内领导本人联系的次数"), Field.Code("period", "周期", Period).Required().Listed().DefaultsTo("3"), Field.Text("forms", "联系方式", 100).Hinted("如 上门、座谈、电话"), Field.Text("secretary", "联络员", 36).Listed().Filter().Hinted("领导的秘书，应联系的和超期的由其安排"), Field.LongText("topics", "联系举措", 300), Field.Date("leader_left_on", "领导调整").Filter().ByDeed(), Field.Date("ended_on", "结束").Filter().ByDeed(), Field.Code("end_reason", "结束原因", EndReason).Filter().ByDeed()],
        Rules = [R.Contact, R.Paired],
        Conditions = [ReadyCondition.Of(R.Contact), ReadyCondition.Of(R.Paired), new("已结束", "ended_on.from=1900.01.01")],
        Deeds =
        [
            new("again", "重新结对", Edit)
            {
                Consequence = "原来的结对到这一天为止，新的领导从这一天起联系；人才库的联系领导随之更新",
                Fields = [Field.Text("leader", "新的联系领导", 36).Required(), Field.Text("leader_post", "职务", 60).Required(), Field.Date("on", "自何日起").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), leader = deed.Text("leader"), post = deed.Text("leader_post"), actor = db.Actor.Id };
                    if (await db.ExecuteAsync("update liaison set ended_on = @on, end_reason = '3', version = version + 1 where id = @Id and ended_on is null and began_on <= @on and leader <> @leader", args, stop) == 0) return "已经结束，或还是原来的领导，或日期早于结对";
                    await db.ExecuteAsync("insert into liaison (locality_path, rank_order, leader, leader_post, talent_id, began_on, topics, minimum, period, forms, secretary, created_by) select locality_path, rank_order, @leader, @post, talent_id, @on, topics, minimum, period, forms, secretary, @actor from liaison where id = @Id", args, stop);
                    return null;
                },
            },
            new("leader-left", "领导已调整", Edit)
            {
                Consequence = "这位领导在本地的结对都列入待重新结对，到换了领导或结束为止",
                Fields = [Field.Date("on", "调整日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update liaison l set leader_left_on = @on, version = l.version + 1 from liaison one where one.id = @Id and l.leader = one.leader and l.locality_path = one.locality_path and l.ended_on is null and l.leader_left_on is null and l.removed_at is null and l.began_on <= @on", new { deed.Id, on = deed.Day("on") }, stop) == 0 ? "已经登记，或已经结束，或日期早于结对" : null,
            },
            new("end", "结束结对", Edit)
            {
                Consequence = "专家没有联系领导，列入待结对",
                Fields = [Field.Date("on", "日期").Required().Past(), Field.Code("end_reason", "原因", EndReason).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update liaison set ended_on = @on, end_reason = @reason, version = version + 1 where id = @Id and ended_on is null and began_on <= @on", new { deed.Id, on = deed.Day("on"), reason = deed.Text("end_reason") }, stop) == 0 ? "已经结束，或日期早于结对" : null,
            },
        ],
    };

    public static readonly Register Campaigns = new()
    {
        Id = "campaigns", Title = "走访活动", Noun = "走访活动", Counter = "次", Table = "campaign", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "活动名称", 60).Required().Wide(), Field.Code("kind", "类别", CampaignKind).Required().Listed().FirstFilter(), Field.Date("begins_on", "开始").Required().Listed(), Field.Date("ends_on", "结束").Required().Listed(), Field.Number("targets", "应走访数", 0, 100_000).Required().Listed().DefaultsTo("0"), Field.LongText("steps", "走访内容", 500).Hinted("如 送政策、送服务、送温暖；问需求、问困难、问建议")],
    };

    public static readonly Register Visits = new()
    {
        Id = "visits", Title = "走访联系", Noun = "走访", Counter = "次", Table = "visit", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "走访", 60).Required().Wide(), Field.Text("visitor", "走访人", 36).Required().Listed().Filter(), Field.Date("visited_on", "日期").Required().Listed().FirstFilter().Sortable().Past(), Field.Row("talent_id", "人才", "talents").Listed().Filter().Hinted("人才和用人单位填一个"), Field.Row("employer_id", "用人单位", "employers").Listed().Filter(), Field.Code("purpose", "目的", Purpose).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Code("form", "方式", Form).Required().Filter().DefaultsTo("1"), Field.Row("campaign_id", "走访活动", "campaigns").Filter(), Field.Row("theme_id", "融合主题", "themes").Filter(), Field.Number("cost", "慰问费用（元）", 0, 1_000_000).DefaultsTo("0"),
            Field.LongText("greeting", "问候", 300).In(Asks), Field.LongText("situation", "问情", 500).In(Asks), Field.LongText("need", "问需", 500).Filter().In(Asks), Field.Flag("need_ordered", "需求已转服务单").Listed().Filter().ByDeed().In(Asks), Field.LongText("advice", "问策", 500).In(Asks), Field.Text("advice_to", "建议答复单位").ByDeed().In(Asks), Field.Date("advice_due_on", "答复期限").Filter().ByDeed().In(Asks), Field.Date("answered_on", "答复日期").Filter().ByDeed().In(Asks), Field.LongText("answer", "答复", 500).ByDeed().In(Asks),
        ],
        Rules = [R.Advice],
        Ledger = new("走访联系台账", "visited_on", "title", "visitor", "visited_on", "talent_id", "employer_id", "purpose", "form", "need_ordered", "answered_on"),
        Conditions = [new("本年", "visited_on.from=-1y"), ReadyCondition.Of(R.Advice), new("慰问探望", "purpose=3,4")],
        Deeds =
        [
            new("order", "需求转服务单", Edit)
            {
                Consequence = "开一件服务单，从今天起按事项的时限计时，办结和评价都在服务单上；走访上记明已转",
                Fields = [Field.Row("item_id", "服务事项", "service-items").Required(), Field.Text("title", "事由", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, item = deed.Values["item_id"], title = deed.Text("title"), today = Clock.Today, actor = db.Actor.Id };
                    if (!await db.FirstAsync<bool>("select exists (select from service_item where id = @item and removed_at is null and ended_on is null)", args, stop)) return "服务事项不存在或已停办";
                    if (await db.ExecuteAsync("update visit set need_ordered = true, version = version + 1 where id = @Id and coalesce(need, '') <> ''", args, stop) == 0) return "这次走访没有记“问需”";
                    await db.ExecuteAsync("insert into service_order (locality_path, rank_order, title, item_id, talent_id, employer_id, source, visit_id, raised_on, created_by) select locality_path, -(@today::date - date '2000-01-01'), @title, @item, talent_id, employer_id, '3', id, @today, @actor from visit where id = @Id", args, stop);
                    return null;
                },
            },
            new("advice", "建议转办", Edit)
            {
                Consequence = "交有关单位在期限内答复，过期亮灯",
                Fields = [Field.Text("advice_to", "答复单位", 60).Required(), Field.Date("advice_due_on", "答复期限").Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update visit set advice_to = @unit, advice_due_on = @due, version = version + 1 where id = @Id and coalesce(advice, '') <> '' and answered_on is null and visited_on <= @due", new { deed.Id, unit = deed.Text("advice_to"), due = deed.Day("advice_due_on") }, stop) == 0 ? "这次走访没有记“问策”，或已经答复，或期限早于走访" : null,
            },
            new("answer", "答复建议", Edit)
            {
                Consequence = "答复告知专家，停止计时",
                Fields = [Field.Date("answered_on", "答复日期").Required().Past(), Field.LongText("answer", "答复", 500).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update visit set answered_on = @on, answer = @answer, version = version + 1 where id = @Id and advice_due_on is not null and answered_on is null and visited_on <= @on", new { deed.Id, on = deed.Day("answered_on"), answer = deed.Text("answer") }, stop) == 0 ? "建议没有转办或已经答复，或日期早于走访" : null,
            },
        ],
    };

    public static readonly Register Teams = new()
    {
        Id = "expert-teams", Title = "专家服务团", Noun = "服务团", Counter = "个", Table = "expert_team", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("name", "服务团", 60).Required().Listed(), Field.Code("field", "领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Text("head", "团长", 36).Required().Listed(), Field.Date("began_on", "组建").Required().Listed(), Field.Date("ends_on", "期满").Listed(), Field.LongText("support", "经费和保险", 300).Wide()],
        Children = [new() { Id = "members", Title = "成员", Noun = "成员", Counter = "人", Table = "team_member", ParentColumn = "expert_team_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("talent_id", "人才库记录", "talents").Listed(), Field.Text("role", "专长", 60).Listed()] }],
    };

    public static readonly Register Dispatches = new()
    {
        Id = "dispatches", Title = "专家派出", Noun = "难题", Counter = "件", Table = "dispatch", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("problem", "难题、需求", 100).Required().Wide(), Field.Text("host", "提出单位", 60).Required().Listed(), Field.Code("host_kind", "单位类别", HostKind).Required().Filter(), Field.Code("field", "领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Row("team_id", "服务团", "expert-teams").Filter(), Field.Date("asked_on", "提出").Required().Listed().Filter().Sortable().Past(), Field.Date("due_on", "期限").Required().Listed().Filter(),
            Field.Number("cost", "服务经费（元）", 0, 10_000_000).DefaultsTo("0").In("保障"), Field.Text("insurance", "保险", 60).Filter().Hinted("如 人身意外险").In("保障"), Field.Text("letter_no", "任务函号", 40).Filter().Hinted("打印任务函后填").In("保障"),
            Field.Row("expert_id", "派出专家", "talents").Listed().Filter().ByDeed(), Field.Date("sent_on", "派出").Listed().Filter().ByDeed(), Field.Number("days", "服务天数").ByDeed(), Field.LongText("advice", "建议和做法", 500).ByDeed(), Field.Flag("is_adopted", "已采纳").Filter().ByDeed(), Field.Date("solved_on", "解决").Listed().Filter().ByDeed(), Field.Text("confirmed_by", "确认人").ByDeed(), Field.Code("evaluation", "评价", TalentCodes.Satisfaction).Listed().Filter().ByDeed(),
        ],
        Rules = [R.Solved],
        Documents = [Letter],
        Conditions = [new("没有买保险", "sent_on.from=1900.01.01&insurance.none=1"), new("待派出", "sent_on.none=1") { Light = "yellow" }, ReadyCondition.Of(R.Solved), new("已解决", "solved_on.from=1900.01.01")],
        Deeds =
        [
            new("send", "派出专家", Edit)
            {
                Consequence = "向专家所在单位发任务函，从这一天起算服务",
                Fields = [Field.Row("expert_id", "专家", "talents").Required(), Field.Date("sent_on", "派出日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update dispatch d set expert_id = t.id, sent_on = @on, version = d.version + 1 from talent t where d.id = @Id and t.id = @expert and t.removed_at is null and t.state = '1' and d.solved_on is null and d.asked_on <= @on", new { deed.Id, expert = deed.Values["expert_id"], on = deed.Day("sent_on") }, stop) == 0 ? "专家不在岗，或难题已经解决，或日期早于提出" : null,
            },
            new("solve", "确认解决", Edit)
            {
                Consequence = "由提出单位确认，计入解决率；评价记到专家名下",
                Fields = [Field.Date("solved_on", "解决日期").Required().Past(), Field.Number("days", "服务天数", 1, 366).Required(), Field.LongText("advice", "建议和做法", 500).Required(), Field.Flag("is_adopted", "已采纳").Required(), Field.Text("confirmed_by", "提出单位确认人", 36).Required(), Field.Code("evaluation", "评价", TalentCodes.Satisfaction).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update dispatch set solved_on = @on, days = @days, advice = @advice, is_adopted = @adopted, confirmed_by = @by, evaluation = @mark, version = version + 1 where id = @Id and sent_on <= @on and solved_on is null",
                    new { deed.Id, on = deed.Day("solved_on"), days = deed.Values["days"], advice = deed.Text("advice"), adopted = deed.Values["is_adopted"], by = deed.Text("confirmed_by"), mark = deed.Text("evaluation") }, stop) == 0 ? "还没有派出专家或已经确认，或日期早于派出" : null,
            },
        ],
    };

    /// <summary>To the expert's unit: whom, where to, for what and until when.</summary>
    static Document Letter => new()
    {
        Id = "task-letter", Title = "专家服务任务函", Permission = Edit, NumberHint = "如 临人才函；年份和号由平台续编", Options = [Field.Text("sender", "发函单位", 60).Required(), Field.Date("issued_on", "发函日期").Hinted("不填即今天")],
        Layout = _ => new(Paper.Form,
            new PaperLine("专家服务任务函") { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 40, Above = 24 },
            new PaperLine("{字号}") { Size = 12, Align = PaperAlign.End, Leading = 22 },
            new PaperLine("{所在单位}：") { Font = PaperFont.FangSong, Size = 14, Leading = 28 },
            new PaperLine("因{提出单位}需要解决“{难题}”，现商请你单位{专家}同志前往服务，自{派出日期}起，{期限}前完成。请按专家服务团的有关规定安排好本职工作，计入工作量。") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Indent = 2, Align = PaperAlign.Both },
            new PaperLine("服务经费和保险：{保障}") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Indent = 2 },
            new PaperLine("{落款}（盖章）") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2, Above = 12 },
            new PaperLine("{发函日期}") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2 }),
        Fill = async request =>
        {
            var rows = await request.Db.QueryAsync<(Guid Id, string Path, string Problem, string Host, string? Expert, string? Workplace, DateOnly? SentOn, DateOnly DueOn, int Cost, string? Insurance)>("select d.id, d.locality_path, d.problem, d.host, t.name, t.workplace, d.sent_on, d.due_on, d.cost, d.insurance from dispatch d left join talent t on t.id = d.expert_id where d.id = any(@ids)", new { ids = request.Ids.ToArray() }, request.Stop);
            return [.. request.InOrder(rows.ToDictionary(row => row.Id)).Select(row => new DocumentCopy(row.Id, row.Problem, row.Host, row.Path, new DocumentContent().Text("所在单位", row.Workplace ?? "").Text("提出单位", row.Host).Text("难题", row.Problem).Text("专家", row.Expert ?? "").Text("派出日期", row.SentOn is { } sent ? FormText.LongDate(sent) : "").Text("期限", FormText.LongDate(row.DueOn))
                .Text("保障", $"经费 {row.Cost:#,##0} 元，{row.Insurance ?? "保险另行安排"}").Text("落款", request.TextOf("sender")).Text("发函日期", FormText.LongDate(request.DayOf("issued_on")))))];
        },
    };

    public static readonly IReadOnlyList<Register> All = [Register, Visits, Campaigns, Teams, Dispatches];
}
