using R = OrgWork.Grassroots.HonourRules;

namespace OrgWork.Grassroots;

/// <summary>“光荣在党50年”纪念章 from the branch's check to the member's hand; “两优一先” from nomination to the decision, for members and for organisations.</summary>
public static class HonourProcedures
{
    public const string Read = "grassroots.honours.read", Act = "grassroots.honours.act", Plan = "grassroots.honours.plan";

    public static readonly CodeSet AwardKinds = new("award_kind", "表彰类别", "“两优一先”", [new("0121", "优秀共产党员"), new("0122", "优秀党务工作者"), new("0124", "先进基层党组织")]);
    static readonly CodeSet MemberAwards = new("member_award", "表彰类别", "“两优一先”", [.. AwardKinds.Codes.Take(2)]);
    public static readonly CodeSet Levels = new("honour_level", "级别", "本平台", [new("1", "中央"), new("2", "省级"), new("3", "市级"), new("4", "县级"), new("5", "乡镇（街道）"), new("6", "单位")]);
    public static readonly CodeSet Kinds = new("honour_sort", "种类", "中国共产党党内功勋荣誉表彰条例", [new("1", "定期表彰"), new("2", "专项表彰"), new("3", "平时奖励"), new("4", "记功奖励")]);
    static readonly CodeSet Receivers = new("medal_receiver", "领取", "本平台", [new("1", "本人"), new("2", "家属代领"), new("3", "上门颁发")]);

    public static readonly Procedure Medals = new()
    {
        Id = "medals", Title = "“光荣在党50年”纪念章", Register = "members", ReadPermission = Read, ActPermission = Act,
        SubjectSql = """
            select m.name as title, m.locality_path, m.became_full_on, make_date(extract(year from org.today())::int + case when org.today() > make_date(extract(year from org.today())::int, 7, 1) then 1 else 0 end, 7, 1) as cutoff_on, m.interrupted_months,
                   exists (select from member_honour h where h.member_id = m.id and h.kind = '0123' and h.removed_at is null) as has_medal
            from member m where m.id = @id and m.removed_at is null
            """,
        Facts = [Field.Date("became_full_on", "转正时间"), Field.Date("cutoff_on", "计算到"), Field.Text("medal_no", "纪念章编号"), Field.Code("received_by", "领取", Receivers)],
        Stages =
        [
            new("核查",
            [
                new("check", "支部核查") { Who = "党支部", DateFact = "checked_on", Fields = [Field.Date("cutoff_on", "党龄计算到").Required(), Field.Number("interrupted_months", "党龄中断（个月）", 0, 600).Required().DefaultsTo("0").Hinted("脱党、停止党籍、恢复党籍前不计的时间")], Requirement = "核对入党志愿书、转正时间和党龄中断", Article = "颁发工作的有关通知",
                    Outcomes = [new("meets", "符合") { Checks = [new(R.FiftyYears), new(R.Once)] }, new("not", "不符合") { Ends = true, Fields = [Field.Text("not_words", "原因", 200).Required()] }, new("died", "已去世") { Ends = true }, new("declined", "本人不接受") { Ends = true }] },
                new("review", "基层党委审核") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "reviewed_on", Fields = [Field.Text("conduct", "一贯表现", 200).Required().Hinted("如 表现良好，没有受过处分")], Outcomes = [new("agree", "同意上报"), new("refuse", "不同意") { Ends = true }], Requirement = "一贯表现良好；受过处分的由党委集体研究" },
            ]),
            new("审批", [new("approve", "县级组织部审批") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "approved_on", Fields = [Field.Text("approval_no", "批准文号", 60).Required()], Outcomes = [new("approved", "批准"), new("refused", "不予批准") { Ends = true }], Requirement = "汇总名单，核对人数" }]),
            new("颁发",
            [
                new("issue", "颁发") { Who = "党支部", DateFact = "issued_on", IsFinal = true, Requirement = "每年 7 月 1 日前后", Done = HonourEffects.GiveMedalAsync,
                    Outcomes = [new("issued", "已颁发") { Fields = [Field.Text("medal_no", "纪念章编号", 40).Required(), Field.Code("received_by", "领取", Receivers).Required(), Field.Text("issued_by", "颁发人", 36).Required()] }, new("died_since", "颁发前去世，未颁发") { Ends = true }] },
            ]),
        ],
    };

    public static readonly Procedure Awards = Award("awards", "“两优”评选表彰", "members", Field.Code("award_kind", "表彰类别", MemberAwards).Required(), """
        select m.name as title, m.locality_path, m.became_full_on,
               exists (select from member_honour h where h.member_id = m.id and h.removed_at is null and h.kind >= '022' and h.affects_until_on >= org.today()) as is_punished, extract(year from org.today())::int as award_year
        from member m where m.id = @id and m.removed_at is null
        """, [new(R.Clean), new(R.Grade), new(R.Standing)], HonourEffects.GradeAsync);

    public static readonly Procedure Advanced = Award("advanced", "先进基层党组织评选表彰", "organisations", Field.Code("award_kind", "表彰类别", new("advanced_kind", "表彰类别", "“两优一先”", [AwardKinds.Codes[2]])).Required().DefaultsTo("0124"), """
        select o.name as title, o.locality_path, o.is_weak, extract(year from org.today())::int as award_year from organisation o where o.id = @id and o.removed_at is null
        """, [new(R.Strong)]);

    static Procedure Award(string id, string title, string register, Field kind, string subject, IReadOnlyList<StepCheck> qualifies, Func<Db, StepDeed, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? gathers = null) => new()
    {
        Id = id, Title = title, Register = register, ReadPermission = Read, ActPermission = Act, SubjectSql = subject,
        Facts = [kind with { IsRequired = false }, Field.Number("award_year", "年度"), Field.Text("deeds", "主要事迹"), Field.Date("published_on", "公示"), Field.Text("decision_no", "表彰决定")],
        Stages =
        [
            new("推荐", [new("nominate", "推荐") { Who = "党支部", DateFact = "nominated_on", Documents = ["推荐材料"], Fields = [kind, Field.Number("award_year", "年度", 1949, 2200).Required(), Field.LongText("deeds", "主要事迹", 1000).Required()], Checks = qualifies, Gathers = gathers, Requirement = "支部大会或支委会讨论推荐" }]) { Facts = [kind with { IsRequired = false }, Field.Text("deeds", "主要事迹")] },
            new("审核", [new("review", "基层党委审核") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "reviewed_on", Checks = [new(R.Quota)], Gathers = HonourEffects.QuotaAsync, Outcomes = [new("agree", "同意上报"), new("refuse", "不同意") { Ends = true }], Requirement = "在名额内差额比较，征求纪检机关意见" }]) { Facts = [kind with { IsRequired = false }, Field.Text("deeds", "主要事迹")] },
            new("审定公示",
            [
                new("meeting", "会议研究") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "meeting_on", Outcomes = [new("pass", "通过"), new("refuse", "未通过") { Ends = true }], Fields = [Field.Text("meeting_words", "会议", 60).Required().Hinted("如 县委常委会第 12 次会议")], Requirement = "集体研究" },
                new("publish", "公示") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "published_on", Fields = [Field.Text("published_at", "公示范围", 60).Required()], Requirement = "不少于五个工作日" },
            ]),
            new("表彰", [new("decide", "表彰决定") { Who = "县委", Level = LocalityKind.County, DateFact = "decided_on", IsFinal = true, Checks = [new(R.Publicity)], Deadline = new(R.Publicity, 3, IsEarliest: true), Documents = ["表彰决定"], Fields = [Field.Text("objections", "公示结果", 100).Required().DefaultsTo("无异议")],
                Outcomes = [new("awarded", "表彰") { Fields = [Field.Text("decision_no", "文号", 60).Required(), Field.Text("authority", "表彰机关", 60).Required()] }, new("dropped", "公示有异议，不予表彰") { Ends = true }], Requirement = "写入本人（党组织）荣誉", Done = HonourEffects.AwardAsync }]),
        ],
    };

    public static readonly Register Quota = new()
    {
        Id = "award-quotas", Title = "“两优一先”名额", Noun = "名额", Counter = "条", Table = "award_quota", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Number("year", "年度", 1949, 2200).Required().Listed().FirstFilter(), Field.Code("kind", "表彰类别", AwardKinds).Required().Listed().FirstFilter(), Field.Number("planned", "名额", 0, 10000).Required().Listed(), Field.Text("document_no", "下达文号", 60).Listed(), Field.Text("remark", "说明", 200)],
    };

    /// <summary>Honours of an organisation, on its record.</summary>
    public static Register OfOrganisation => new()
    {
        Id = "honours", Title = "荣誉", Noun = "荣誉", Counter = "次", Table = "organisation_honour", ParentColumn = "organisation_id", KeepsHistory = true, BeganColumn = "awarded_on", ReadPermission = "grassroots.organisations.read", WritePermission = "grassroots.organisations.edit",
        Fields = [Field.Text("title", "名称", 100).Required().Listed(), Field.Code("level", "级别", Levels).Required().Listed(), Field.Code("kind", "种类", Kinds).Required().Listed(), Field.Date("awarded_on", "表彰日期").Required().Listed().Past(), Field.Text("authority", "表彰机关", 100).Listed(), Field.Text("document_no", "文号", 60).Listed(), Field.Date("revoked_on", "撤销日期").Listed().Past(), Field.Text("remark", "说明", 200)],
    };
}
