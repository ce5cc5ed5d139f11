namespace OrgWork.Grassroots;

/// <summary>
/// What a member's record lists beside its own: schooling, which officers keep here, and what other ledgers of the module say of the member, read where it is kept.
/// Each list is shown to those who may read the ledger it comes from.
/// </summary>
static class MemberFile
{
    static readonly CodeSet Standings = new("attendance_standing", "出席", "本平台", [new("1", "到会"), new("2", "请假"), new("3", "缺席")]);
    static readonly CodeSet States = new("member_case_state", "办理", "本平台", [new("open", "办理中"), new("done", "办结"), new("stopped", "终止")]);
    static readonly CodeSet Cases = new("member_case", "程序", "本平台",
    [
        new("transfers", "组织关系接转"), new("retirees", "国企退休党员转入社区"), new("suspensions", "失联处置和停止党籍"), new("exits", "退党和除名"), new("punishments", "党纪处分"),
        new("medals", "“光荣在党50年”纪念章"), new("awards", "“两优”评选表彰"), new("july-medals", "“七一勋章”提名推荐"),
    ]);

    public static IReadOnlyList<Register> Lists =>
    [
        Education,
        Told("studies", "学习", "学习", "次", "study", "studied_on", "grassroots.training.read", "grassroots.training.edit", "grassroots/studies",
            Field.Text("title", "内容").Wide().Listed(), Field.Code("category", "教育类别", OrgWork.Grassroots.Education.Categories).Listed(), Field.Date("studied_on", "日期").Listed(), Field.Number("hours", "学时").Listed(), Field.Number("score", "成绩").Listed()),
        Told("meetings", "组织生活", "组织生活", "次", "member_meeting", "held_on", PartyMeetings.Read, PartyMeetings.Edit, "grassroots/meetings",
            Field.Text("topic", "主题").Wide().Listed(), Field.Code("kind", "类型", MeetingKind.Codes).Listed(), Field.Date("held_on", "日期").Listed(), Field.Code("standing", "出席", Standings).Listed(), Field.Text("reason", "请假事由").Listed(), Field.Date("made_up_on", "补学").Listed()),
        Told("reviews", "民主评议", "评议结果", "年", "member_review", "year_ended_on", PartyMeetings.Read, PartyMeetings.Correct, "grassroots/reviews",
            Field.Number("year", "评议年度").Listed(), Field.Code("grade", "等次", MemberReviews.Grades).Listed(), Field.Text("follow_up", "处置措施").Listed(), Field.Date("follow_done_on", "改正认定").Listed()),
        Told("dues", "党费", "交纳", "个月", "dues_month", "month_on", "grassroots.dues.read", "grassroots.dues.edit", null,
            Field.Month("month_on", "月份").Listed(), Field.Number("due", "应交（元）").WithDecimals(2).Listed(), Field.Number("paid", "实交（元）").WithDecimals(2).Listed(), Field.Date("paid_on", "交纳日期").Listed(), Field.Text("receipt_no", "收据号").Listed()),
        Told("deeds", "先锋作用", "先锋作用记录", "次", "member_deed", "done_on", MemberService.Read, MemberService.Edit, "grassroots/member-deeds",
            Field.Text("task", "任务").Listed(), Field.Text("role", "承担的工作").Wide().Listed(), Field.Date("done_on", "日期").Listed(), Field.Number("hours", "时长（小时）").Listed(), Field.Date("confirmed_on", "支部确认").Listed()),
        Told("care", "关怀帮扶", "关怀措施", "次", "member_care", "listed_on", CareObjects.Read, CareObjects.Write, null,
            Field.Code("category", "关怀类别", CareObjects.Categories).Listed(), Field.Code("kind", "措施", CareObjects.MeasureKinds).Listed(), Field.Date("given_on", "日期").Listed(), Field.Text("leader", "走访（办理）人").Listed(), Field.Number("amount", "金额（元）").Listed(), Field.Text("goods", "物品").Listed(), Field.Text("occasion", "场合").Listed(), Field.Date("listed_on", "列入台账").Listed(), Field.Date("ended_on", "退出").Listed()),
        Handled("transfer-cases", "接转办理", "member_transfer_case", "grassroots.transfers.read", "grassroots.transfers.act"),
        Handled("standing-cases", "党籍、处分办理", "member_standing_case", "grassroots.standing.read", "grassroots.standing.act"),
        Handled("honour-cases", "表彰办理", "member_honour_case", HonourProcedures.Read, HonourProcedures.Act),
    ];

    static Register Education => new()
    {
        Id = "educations", Title = "学历学位", Noun = "学历学位", Counter = "条", Table = "member_education", ParentColumn = "member_id", KeepsHistory = true, BeganColumn = "graduated_on",
        ReadPermission = "grassroots.members.read", WritePermission = "grassroots.members.edit",
        Fields =
        [
            Field.Text("school", "毕业院校系", 120).Required().Listed(), Field.Text("major", "所学专业", 60).Listed(), Field.Code("education", "学历", StandardCodes.Education).Listed(), Field.Code("degree", "学位", StandardCodes.Degree).Listed(),
            Field.Code("kind", "教育类别", StandardCodes.StudyKind).Required().Listed().DefaultsTo("1"), Field.Month("entered_on", "入学时间").Listed().Past(), Field.Month("graduated_on", "毕（肄）业时间").Listed().Past(), Field.Text("evidence", "证明材料", 200).Hinted("毕业证书、学位证书编号，学历认证报告"),
        ],
    };

    static Register Told(string id, string title, string noun, string counter, string table, string? began, string read, string write, string? opens, params Field[] fields) => new()
    {
        Id = id, Title = title, Noun = noun, Counter = counter, Table = table, ParentColumn = "member_id", BeganColumn = began, IsLedger = true, RowPath = opens, ReadPermission = read, WritePermission = write, Fields = fields,
    };

    static Register Handled(string id, string title, string view, string read, string write) => Told(id, title, "办理", "件", view, "opened_on", read, write, null,
        Field.Code("procedure", "程序", Cases).Listed(), Field.Text("number", "案号").Listed(), Field.Date("opened_on", "开始").Listed(), Field.Code("state", "办理", States).Listed(), Field.Date("closed_on", "办结").Listed());
}
