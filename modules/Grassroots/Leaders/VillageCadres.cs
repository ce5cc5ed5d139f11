using R = OrgWork.Grassroots.VillageRules;

namespace OrgWork.Grassroots;

/// <summary>村（社区）“两委”干部 on their cards: both posts, filing with the county, archive, assessment, pay, insurance, training, honours, leaving.</summary>
public static class VillageCadres
{
    public const string Read = "grassroots.leaders.read", Edit = "grassroots.leaders.edit", Act = "grassroots.leaders.act", Plan = "grassroots.leaders.plan", Open = "grassroots.leaders.open";
    const string Posts = "任职", Review = "考核备案", Contact = "证件联系";

    public static readonly CodeSet PartyPosts = new("village_party_post", "党组织职务", "本平台（村、社区“两委”）", [new("1", "书记"), new("2", "副书记"), new("3", "委员")]);
    public static readonly CodeSet CommitteePosts = new("village_committee_post", "村（居）委会职务", "中华人民共和国村民委员会组织法", [new("1", "主任"), new("2", "副主任"), new("3", "委员")]);
    public static readonly CodeSet Sources = new("village_source", "来源", "本平台（各地可另定）", [new("1", "本村致富能手"), new("2", "外出务工经商返乡"), new("3", "本乡本土大学毕业生"), new("4", "退役军人"), new("5", "机关下派"), new("6", "公开招聘"), new("7", "退休干部职工"), new("9", "其他")]);
    public static readonly CodeSet Grades = new("village_grade", "等次", "村（社区）干部年度考核办法（各地）", [new("1", "优秀"), new("2", "称职"), new("3", "基本称职"), new("4", "不称职")]);
    public static readonly CodeSet Leaving = new("village_leaving", "离任原因", "本平台", [new("1", "换届落选、不再提名"), new("2", "年龄"), new("3", "不胜任不尽职"), new("4", "违纪违法"), new("5", "辞职"), new("6", "调任、考录"), new("7", "去世"), new("9", "其他")]);
    /// <summary>What an archive must hold. The catalogue is the place's; it is written down at each card when the archive is set up.</summary>
    public static readonly CodeSet Materials = new("village_material", "材料", "村干部人事档案目录（各地）", [new("01", "干部履历表"), new("02", "学历学位材料"), new("03", "入党志愿书（党员）"), new("04", "选举结果、任职批复"), new("05", "资格联审表"), new("06", "县级备案表"), new("07", "年度考核登记表"), new("08", "培训登记"), new("09", "奖惩材料"), new("10", "个人事项报告")]);
    static readonly CodeSet Insurances = new("village_insurance", "险种", "村干部社会保险补助办法（各地）", [new("1", "养老保险"), new("2", "医疗保险"), new("3", "意外伤害保险")]);
    public static readonly CodeSet Levels = new("training_level", "举办层级", "本平台", [new("1", "中央、省级"), new("2", "市级"), new("3", "县级"), new("4", "乡镇（街道）"), new("5", "支部")]);
    public static readonly CodeSet PayPosts = new("village_pay_post", "岗位", "村干部报酬标准（各地）", [new("1", "书记、主任“一肩挑”"), new("2", "书记"), new("3", "主任"), new("4", "副职"), new("5", "委员")]);

    public static readonly Register Register = new()
    {
        Id = "village-cadres", Title = "村（社区）干部", Noun = "村（社区）干部", Counter = "人", Table = "village_cadre", IsPerson = true, KeepsHistory = true, EndedColumn = "left_on", ReadPermission = Read, WritePermission = Edit, OpenPermission = Open,
        Fields =
        [
            Field.Name(), Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(), Field.Date("birth_on", "出生日期").Required().Listed().FirstFilter().Sortable().WithAge().Past(), Field.Code("nation", "民族", StandardCodes.Nation).Required().DefaultsTo("01"),
            Field.Code("education", "学历", StandardCodes.Education).Required().Listed().FirstFilter(), Field.Flag("is_member", "中共党员").Filter(),
            (Field.Row("organisation_id", "村（社区）党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter().In(Posts),
            Field.Code("party_post", "党组织职务", PartyPosts).Listed().FirstFilter().In(Posts).Hinted("换届、补选、备案任职时自动更新"), Field.Code("committee_post", "村（居）委会职务", CommitteePosts).Listed().FirstFilter().In(Posts),
            Field.Code("source", "来源", Sources).Listed().Filter().In(Posts), Field.Flag("is_full_time", "专职").Filter().DefaultsTo("1").In(Posts), Field.Date("began_on", "进入“两委”").Required().Listed().Filter().Sortable().Past().In(Posts), Field.Date("secretary_since_on", "任书记").Filter().Past().In(Posts),
            Field.Text("filing_no", "县级备案号", 60).Filter().ByDeed().In(Review), Field.Date("filed_on", "备案日期").Filter().ByDeed().In(Review), Field.Code("last_grade", "最近考核等次", Grades).Listed().Filter().ByDeed().In(Review), Field.Number("graded_year", "最近考核年度").Filter().ByDeed().In(Review),
            Field.Date("left_on", "离任日期").Filter().ByDeed().In(Review), Field.Code("left_kind", "离任原因", Leaving).Filter().ByDeed().In(Review), Field.Text("left_words", "离任说明", 200).ByDeed().In(Review),
            Field.Identity().In(Contact), Field.Phone("phone", "联系电话").In(Contact), Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = R.OfCadres,
        Conditions =
        [
            new("党组织书记", "party_post=1"), new("“一肩挑”", "party_post=1&committee_post=1"), new("交叉任职", "party_post=1,2,3&committee_post=1,2,3"), new("女干部", "sex=2"), new("考核优秀，可以推荐评先", "last_grade=1"), new("大专及以上", "education=11,13,1A,1B,21,2A,2B,31,34,37,3B"), new("已离任", "left_on.from=1900.01.01"),
            ReadyCondition.Of(R.Unfiled), ReadyCondition.Of(R.RemovalFiled), ReadyCondition.Of(R.Age), ReadyCondition.Of(R.Unfit), ReadyCondition.Of(R.Honoured), ReadyCondition.Of(R.Assessed), ReadyCondition.Of(R.Archive), ReadyCondition.Of(R.Loans), ReadyCondition.Of(R.Insured),
        ],
        Children =
        [
            Child("assessments", "年度考核", "考核", "cadre_assessment", "assessed_on", Field.Number("year", "年度", 2000, 2100).Required().Listed(), Field.Number("township_score", "乡镇评分", 0, 100).Required().Listed(), Field.Number("member_score", "党员评分", 0, 100).Required().Listed(), Field.Number("resident_score", "群众评分", 0, 100).Required().Listed(),
                Field.Number("score", "得分", 0, 100).Required().Listed(), Field.Code("grade", "等次", Grades).Required().Listed(), Field.Date("assessed_on", "考核日期").Required().Listed().Past(), Field.LongText("feedback", "反馈意见", 500)) with { WritePermission = Plan },
            Child("materials", "人事档案", "材料", "cadre_material", "checked_on", Field.Code("material", "材料", Materials).Required().Listed(), Field.Flag("is_present", "在档").Listed(), Field.Text("kept_at", "保管单位", 60).Listed(), Field.Date("checked_on", "核对日期").Required().Listed().Past(), Field.Text("remark", "说明", 200)),
            Child("loans", "档案借阅", "借阅", "cadre_loan", "borrowed_on", Field.Date("borrowed_on", "借出日期").Required().Listed().Past(), Field.Text("borrower", "借阅人", 60).Required().Listed(), Field.Text("purpose", "事由", 100).Required().Listed(), Field.Date("due_on", "应还日期").Required().Listed(), Field.Date("returned_on", "归还日期").Listed().Past()),
            Child("insurances", "社会保险补助", "补助", "cadre_insurance", "enrolled_on", Field.Number("year", "年度", 2000, 2100).Required().Listed(), Field.Code("kind", "险种", Insurances).Required().Listed(), Field.Number("standard", "补助标准（元）", 0, 1000000).Required().Listed(), Field.Number("paid", "已补助（元）", 0, 1000000).Required().Listed().DefaultsTo("0"), Field.Date("enrolled_on", "参保（缴费）日期").Required().Listed().Past(), Field.Text("remark", "说明", 200)),
            Child("trainings", "培训", "培训", "cadre_training", "began_on", Field.Text("title", "培训班", 100).Required().Listed(), Field.Code("level", "举办层级", Levels).Required().Listed(), Field.Date("began_on", "开班日期").Required().Listed().Past(), Field.Number("hours", "学时", 0, 2000).Required().Listed(), Field.Text("result", "考核结果", 60).Listed()),
            Child("honours", "荣誉", "荣誉", "cadre_honour", "awarded_on", Field.Text("title", "荣誉", 100).Required().Listed().Hinted("如 乡村振兴“领头羊”"), Field.Code("level", "级别", HonourProcedures.Levels).Required().Listed(), Field.Date("awarded_on", "授予日期").Required().Listed().Past(), Field.Text("authority", "授予机关", 100).Listed()),
            ProgrammeResults.On("local_result", Read, Edit),
        ],
        Actions = [new("研判、调整、免职备案…", "grassroots/removals/new", Act, Writes: true)],
        Deeds = [VillageDeeds.Assess, VillageDeeds.SetUpArchive, VillageDeeds.File, VillageDeeds.Insure, VillageDeeds.Committee, PromotionDeeds.Apply],
    };

    static ChildOf Child(string id, string title, string noun, string table, string began, params Field[] fields) => new(id, title, noun, table, began, fields);

    /// <summary>The lists on a card differ in their fields only.</summary>
    sealed record ChildOf(string Id, string Title, string Noun, string Table, string Began, Field[] Fields)
    {
        public string WritePermission { get; init; } = Edit;

        public static implicit operator Register(ChildOf one) => new()
        {
            Id = one.Id, Title = one.Title, Noun = one.Noun, Counter = "条", Table = one.Table, ParentColumn = "village_cadre_id", KeepsHistory = true, BeganColumn = one.Began, ReadPermission = Read, WritePermission = one.WritePermission, Fields = one.Fields,
        };
    }

    /// <summary>By the grade of the year before; full pay unless the county says otherwise.</summary>
    static Field Share(string column, string label, int min, int max) => Field.Number(column, label, min, max).Required().Listed().DefaultsTo("100").In("按上年度考核等次");

    public static readonly Register PayStandards = new()
    {
        Id = "pay-standards", Title = "村干部报酬标准", Noun = "报酬标准", Counter = "条", Table = "cadre_pay_standard", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("post", "岗位", PayPosts).Required().Listed().FirstFilter(), Field.Number("amount", "每月（元）", 1, 100000).Required().Listed(), Field.Text("document_no", "文号", 60).Listed(),
            Share("excellent_share", "考核优秀的发（%）", 100, 300), Share("basic_share", "考核基本称职的发（%）", 0, 100), Share("unfit_share", "考核不称职的发（%）", 0, 100)],
    };

    /// <summary>One row for a month of a cadre: due by the standard, paid in full or short, in time or late.</summary>
    public static readonly Register Pay = new()
    {
        Id = "cadre-pay", Title = "村干部报酬", Noun = "报酬", Counter = "条", Table = "cadre_pay", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("village_cadre_id", "村干部", "village-cadres") with { IsRequired = true }).Filter(), (Field.Row("organisation_id", "村（社区）党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter(),
            Field.Month("month", "月份").Required().Listed().FirstFilter().Sortable(), Field.Number("due", "应发（元）", 0, 100000).Required().Listed(), Field.Date("due_on", "应发日期").Required().Listed(), Field.Number("paid", "实发（元）", 0, 100000).Listed().Filter().ByDeed(), Field.Date("paid_on", "发放日期").Listed().Filter().ByDeed(), Field.Text("reason", "迟发、少发原因", 200).Listed().ByDeed(), Field.Flag("is_ungraded", "开时上年度等次未定").Filter().ByDeed(),
        ],
        Rules = [R.PaidInTime, R.PaidInFull],
        Conditions = [ReadyCondition.Of(R.PaidInTime), ReadyCondition.Of(R.PaidInFull), new("未发放", "paid_on.none=1")],
        Deeds = [VillageDeeds.PayInFull, VillageDeeds.PayPart],
    };

    public static readonly Register Risks = new()
    {
        Id = "election-risks", Title = "换届突出问题", Noun = "换届突出问题", Counter = "个", Table = "election_risk", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("words", "问题", 300).Required().Wide(), (Field.Row("organisation_id", "村（社区）党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Code("kind", "类型", new("risk_kind", "类型", "换届选举突出问题排查工作要求", [new("1", "宗族宗派干扰"), new("2", "拉票贿选"), new("3", "信访矛盾突出"), new("4", "财务、征地等历史遗留"), new("5", "班子软弱涣散"), new("6", "人选难产"), new("9", "其他")])).Required().Listed().FirstFilter(),
            Field.Flag("is_severe", "严重").Listed().FirstFilter(), Field.Date("found_on", "发现日期").Required().Listed().Filter().Past(), Field.Text("solver", "包保责任人", 36).Required().Listed(), Field.Date("due_on", "化解期限").Required().Listed().Filter().Sortable(), Field.Date("closed_on", "化解日期").Listed().Filter().ByDeed(), Field.LongText("result", "化解结果", 500).ByDeed(),
        ],
        Rules = [R.RiskInTime],
        Conditions = [ReadyCondition.Of(R.RiskInTime), new("没有化解的严重问题", "is_severe=1&closed_on.none=1") { Light = "yellow" }, new("没有化解", "closed_on.none=1")],
        Deeds = [VillageDeeds.CloseRisk],
    };
}
