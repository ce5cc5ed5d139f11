using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

/// <summary>沟通渠道 and what comes through them, numbered, handed to somebody, answered in time; 为人才办实事 of the year.</summary>
public static class Messages
{
    static readonly CodeSet Kind = new("channel_kind", "渠道类别", "畅通沟通交流渠道", [new("1", "座谈会"), new("2", "信箱"), new("3", "热线"), new("4", "平台留言"), new("9", "其他")]);
    static readonly CodeSet DeedKind = new("good_deed_kind", "类别", "办实事做好事解难事", [new("1", "实事"), new("2", "好事"), new("3", "难事")]);

    public static readonly Rule<DueFacts> Answered = IntroductionRules.Due("talent.messages.answered", "人才来件在渠道时限内答复", "来件超期没有答复", "red", new("messages", "select m.id, m.locality_path, m.title, m.due_on, m.answered_on as done_on from message m where m.removed_at is null and m.answered_on is null"), "grace", "宽限", 0);
    public static readonly Rule<DueFacts> DeedDone = IntroductionRules.Due("talent.good-deeds.due", "为人才办的实事按期办结", "实事超期没有办结", "red", new("good-deeds", "select g.id, g.locality_path, g.title, g.due_on, g.done_on from good_deed g where g.removed_at is null and g.done_on is null"), "grace", "宽限", 0);

    public static readonly Register Channels = new()
    {
        Id = "channels", Title = "沟通渠道", Noun = "渠道", Counter = "个", Table = "channel", ReadPermission = Liaisons.Read, WritePermission = Liaisons.Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("name", "渠道", 60).Required().Wide(), Field.Code("kind", "类别", Kind).Required().Listed().FirstFilter(), Field.Text("owner", "责任人", 36).Required().Listed(), Field.Number("limit_days", "答复时限（工作日）", 1, 60).Required().Listed().DefaultsTo("5"), Field.Date("ended_on", "停用").Filter().Past()],
    };

    public static readonly Register Register = new()
    {
        Id = "messages", Title = "人才来件", Noun = "来件", Counter = "件", Table = "message", ReadPermission = Liaisons.Read, WritePermission = Liaisons.Edit, OpenPermission = ServiceOrders.Open,
        Fields =
        [
            Field.Text("title", "来件", 60).Required().Wide().Hinted("不写家庭和健康的细节，细节写在内容里"), Field.Text("number", "编号").Listed().Filter().ByDeed(), Field.Row("channel_id", "渠道", "channels").Required().Listed().FirstFilter(), Field.Text("from_name", "来件人", 36).Required().Listed(), Field.Row("talent_id", "人才", "talents").Filter(), Field.Row("employer_id", "用人单位", "employers").Filter(),
            Field.Code("need", "需求类别", Policies.Need).Required().Filter().DefaultsTo("9"), Field.LongText("content", "内容", 1000).Sensitive(), Field.Date("received_on", "收到").Required().Listed().FirstFilter().Sortable().Past(), Field.Date("due_on", "答复期限").Listed().Filter().ByDeed(),
            Field.Text("handler", "承办人").Listed().Filter().ByDeed(), Field.Date("assigned_on", "交办").Filter().ByDeed(), Field.Date("answered_on", "答复").Listed().Filter().ByDeed(), Field.LongText("answer", "答复内容", 500).ByDeed(), Field.Code("satisfaction", "评价", TalentCodes.Satisfaction).Filter().ByDeed(),
        ],
        Rules = [Answered],
        Conditions = [new("待交办", "assigned_on.none=1") { Light = "yellow" }, new("待答复", "assigned_on.from=1900.01.01&answered_on.none=1"), ReadyCondition.Of(Answered), new("不满意", "satisfaction=3") { Light = "yellow" }],
        Deeds =
        [
            Deed("assign", "交承办人", Liaisons.Edit, "期限从收到起按渠道的时限算，不因交办重新计", "update message set handler = @handler, assigned_on = @on, version = version + 1 where id = @id and answered_on is null and received_on <= @on", "已经答复，或日期早于收到", Field.Text("handler", "承办人", 36).Required(), Field.Date("on", "日期").Required().Past()),
            Deed("answer", "答复", Liaisons.Edit, "答复告知来件人，停止计时", "update message set answered_on = @on, answer = @answer, satisfaction = @satisfaction, version = version + 1 where id = @id and answered_on is null and assigned_on <= @on", "还没有交承办人，或已经答复，或日期早于交办", Field.Date("on", "答复日期").Required().Past(), Field.LongText("answer", "答复内容", 500).Required(), Field.Code("satisfaction", "来件人评价", TalentCodes.Satisfaction)),
        ],
    };

    public static readonly Register GoodDeeds = new()
    {
        Id = "good-deeds", Title = "为人才办实事", Noun = "事项", Counter = "项", Table = "good_deed", ReadPermission = Liaisons.Read, WritePermission = Liaisons.Edit,
        Fields =
        [
            Field.Text("title", "事项", 100).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("kind", "类别", DeedKind).Required().Listed().FirstFilter(), Field.Text("beneficiary", "受益的人、单位", 100).Required().Listed(), Field.Row("talent_id", "人才", "talents").Filter(), Field.Text("unit", "责任单位", 60).Required().Listed(), Field.Text("officer", "责任人", 36).Required(), Field.Date("due_on", "完成时限").Required().Listed().Filter(),
            Field.Number("percent", "进度（%）").Listed().ByDeed(), Field.LongText("progress", "进展", 500).ByDeed(), Field.Date("published_on", "公布进展").Listed().Filter().ByDeed(), Field.Date("done_on", "办结").Listed().Filter().ByDeed(), Field.LongText("result", "结果", 500).ByDeed(), Field.Date("confirmed_on", "确认").Filter().ByDeed(), Field.Text("confirmed_by", "确认人").ByDeed(),
        ],
        Rules = [DeedDone],
        Conditions = [ReadyCondition.Of(DeedDone), new("在办", "done_on.none=1"), new("待确认", "done_on.from=1900.01.01&confirmed_on.none=1") { Light = "yellow" }, new("没有公布过进展", "published_on.none=1")],
        Deeds =
        [
            Deed("progress", "公布进展", Liaisons.Edit, "进度和进展列入公布的清单", "update good_deed set percent = @percent, progress = @progress, published_on = @on, version = version + 1 where id = @id and done_on is null", "已经办结", Field.Date("on", "日期").Required().Past(), Field.Number("percent", "进度（%）", 0, 99).Required(), Field.LongText("progress", "进展", 500).Required()),
            Deed("finish", "办结", Liaisons.Edit, "等受益的人或单位确认；停止计时", "update good_deed set percent = 100, done_on = @on, result = @result, published_on = @on, version = version + 1 where id = @id and done_on is null", "已经办结", Field.Date("on", "日期").Required().Past(), Field.LongText("result", "结果", 500).Required()),
            Deed("confirm", "受益人确认", Liaisons.Edit, "由受益的人或单位确认，计入办成", "update good_deed set confirmed_on = @on, confirmed_by = @confirmed_by, version = version + 1 where id = @id and done_on <= @on and confirmed_on is null", "还没有办结或已经确认，或日期早于办结", Field.Date("on", "日期").Required().Past(), Field.Text("confirmed_by", "确认人", 36).Required()),
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Channels, Register, GoodDeeds];
    public static readonly IReadOnlyList<Rule> Rules = [Answered, DeedDone];
}
