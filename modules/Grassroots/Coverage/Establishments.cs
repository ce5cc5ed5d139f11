namespace OrgWork.Grassroots;

/// <summary>单位台账: units to be covered by Party organisation and Party work, the clusters they stand in, the instructors sent to them.</summary>
public static class Establishments
{
    public const string Read = "grassroots.coverage.read", Write = "grassroots.coverage.edit";
    const string Cover = "党的组织和工作", Contact = "联系方式";

    public static readonly CodeSet Kinds = new("establishment_kind", "单位类别", "本平台（两新组织和其他单位）",
        [new("1", "非公有制企业"), new("2", "社会组织"), new("3", "农民合作社"), new("4", "国有企业"), new("5", "事业单位"), new("6", "机关"), new("9", "其他")]);

    public static readonly CodeSet Industries = new("industry_system", "行业系统", "本平台（行业系统党建，各地可另定归口部门）",
    [
        new("01", "民办学校"), new("02", "民办医院"), new("03", "律师"), new("04", "会计、税务"), new("05", "中介服务"), new("06", "互联网"), new("07", "快递物流"), new("08", "交通运输"), new("09", "文化旅游"), new("10", "建筑、房地产"),
        new("11", "物业服务"), new("12", "制造业"), new("13", "商贸零售"), new("14", "农业"), new("15", "行业协会商会"), new("16", "公益慈善"), new("99", "其他"),
    ]);

    public static readonly CodeSet Ratings = new("rating", "发挥作用", "本平台", [new("1", "好"), new("2", "中"), new("3", "差")]);
    public static readonly CodeSet Stages = new("stage", "成长阶段", "“个转企、小升规、规升巨”", [new("1", "个体"), new("2", "小微"), new("3", "规模以上"), new("4", "龙头（巨人）")]);
    public static readonly CodeSet Reasons = new("reason_without", "未建原因", "本平台", [new("1", "正式党员不足三人"), new("2", "党员组织关系未转入"), new("3", "负责人不支持"), new("4", "人员流动大"), new("5", "正在组建"), new("9", "其他")]);
    public static readonly CodeSet ClusterKinds = new("cluster_kind", "类别", "本平台", [new("1", "开发区"), new("2", "工业园区"), new("3", "城市商圈"), new("4", "商务楼宇"), new("5", "专业市场")]);
    public static readonly CodeSet LogKinds = new("log_kind", "方式", "本平台", [new("1", "走访"), new("2", "组织活动"), new("3", "培养发展"), new("4", "协助组建")]);
    public static readonly CodeSet Services = new("service", "服务事项", "选派党建指导员的要求", [new("1", "党的建设"), new("2", "经济发展"), new("3", "疫情防控"), new("4", "维护稳定")]);

    public static readonly Register Register = new()
    {
        Id = "establishments", Title = "单位台账", Noun = "单位", Counter = "个", Table = "establishment", KeepsHistory = true, EndedColumn = "closed_on", ReadPermission = Read, WritePermission = Write, OpenPermission = "grassroots.coverage.open",
        Fields =
        [
            Field.Name("name", "单位名称") with { MaxLength = 100, IsWide = true, CanSort = true },
            Field.CreditCode().Filter().WideScreensOnly(),
            Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter(),
            Field.Code("industry", "行业系统", Industries).Listed().FirstFilter(),
            Field.Row("cluster_id", "园区、商圈、楼宇、市场", "clusters").Filter(),
            Field.Number("staff", "从业人数", 0, 1000000).Listed().Filter(),
            Field.Code("stage", "成长阶段", Stages).Filter(),
            Field.Date("opened_on", "成立日期").Past(),
            Field.Date("closed_on", "注销日期").Filter().Past().Hinted("填了即不再在册，历史台账仍有"),
            Field.Text("owner_name", "负责人", 36),
            Field.Flag("owner_is_member", "负责人是党员").Filter(),

            Field.Number("members", "从业党员", 0, 100000).Required().Listed().DefaultsTo("0").In(Cover),
            Field.Number("full_members", "其中正式党员", 0, 100000).Required().Listed().Filter().DefaultsTo("0").In(Cover),
            Field.Row("organisation_id", "党组织", "organisations").Listed().Filter().Hinted("单独建立的或所在的联合党支部；没有的不填").In(Cover),
            Field.Flag("is_listed", "决定列入应建").Filter().Hinted("不足三人而决定建立的").In(Cover),
            Field.Code("reason_without", "未建原因", Reasons).Filter().In(Cover),
            Field.Text("responsible", "组建责任人", 36).In(Cover),
            Field.Date("due_on", "组建期限").Filter().Sortable().In(Cover),
            Field.Text("contact_leader", "党建工作联系点：联系领导", 36).Filter().Hinted("没有指导员而由领导联系的；去了在“党的工作”里记").In(Cover),
            Field.Date("contact_since", "确定为联系点").Filter().Past().In(Cover),
            Field.Code("rating", "发挥作用", Ratings).FirstFilter().In(Cover),
            Field.Flag("has_union", "有工会").Filter().In(Cover),
            Field.Flag("has_league", "有团组织").Filter().In(Cover),
            Field.Date("checked_on", "最近摸排").Filter().Sortable().Past().Hinted("每年逐户核一次").In(Cover),

            Field.Text("address", "地址", 100).In(Contact),
            Field.Phone("phone", "联系电话").In(Contact),
            Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = CoverageRules.OfEstablishments,
        Conditions =
        [
            new("非公有制企业", "kind=1"), new("社会组织", "kind=2"),
            ReadyCondition.Of(CoverageRules.ShouldEstablish), ReadyCondition.Of(CoverageRules.Overdue), ReadyCondition.Of(CoverageRules.Joint), ReadyCondition.Of(CoverageRules.Work), ReadyCondition.Of(CoverageRules.Instructor), ReadyCondition.Of(CoverageRules.Visits), ReadyCondition.Of(CoverageRules.Checked), ReadyCondition.Of(CoverageRules.Code),
            new("作用发挥差", "rating=3") { Light = "yellow" }, new("党建工作联系点", "contact_since.from=1900.01.01"),
        ],
        Children = [Assignment, Log],
        Actions = [new("选派指导员…", "grassroots/coverage/assign", Write, Writes: true), new("登记摸排…", "grassroots/coverage/check", Write, Writes: true)],
    };

    static Register Assignment => new()
    {
        Id = "assignments", Title = "指导员", Noun = "指导员选派", Counter = "段", Table = "instructor_assignment", ParentColumn = "establishment_id", KeepsHistory = true, BeganColumn = "began_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Row("instructor_id", "指导员", "instructors") with { IsRequired = true, IsListed = true },
            Field.Date("began_on", "选派日期").Required().Listed().Past(), Field.Date("due_on", "期满日期").Listed(), Field.Date("ended_on", "结束日期").Listed().Past(), Field.Text("document_no", "选派文号", 60).Listed(), Field.Text("remark", "说明", 200),
        ],
    };

    static Register Log => new()
    {
        Id = "logs", Title = "党的工作", Noun = "党的工作", Counter = "次", Table = "instructor_log", ParentColumn = "establishment_id", KeepsHistory = true, BeganColumn = "happened_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("content", "做了什么", 400).Required().Listed(),
            Field.Date("happened_on", "日期").Required().Listed().Past(), Field.Code("kind", "方式", LogKinds).Required().Listed().DefaultsTo("1"), Field.Code("service", "服务事项", Services).Required().Listed().DefaultsTo("1"),
            Field.Row("instructor_id", "指导员", "instructors").Listed(), Field.Text("problem", "发现的问题", 200),
            Field.Text("request", "单位诉求", 200).Listed(), Field.Text("department", "转办部门", 60).Listed(), Field.Date("referred_on", "转办日期").Past(), Field.Text("reply", "答复", 400), Field.Date("replied_on", "办结日期").Listed().Past(),
        ],
    };

    public static readonly Register Clusters = new()
    {
        Id = "clusters", Title = "园区、商圈、楼宇、市场", Noun = "园区（商圈、楼宇、市场）", Counter = "个", Table = "cluster", KeepsHistory = true, ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "名称", 60).Required().Wide(), Field.Code("kind", "类别", ClusterKinds).Required().Listed().FirstFilter(), Field.Row("organisation_id", "党组织", "organisations").Listed().Filter(),
            Field.Text("owner", "攻坚责任人", 36).Listed(), Field.Date("due_on", "完成期限").Listed().Filter(), Field.Text("address", "地址", 100), Field.LongText("remark", "备注", 500),
        ],
        Rules = [CoverageRules.ClusterDue],
        Conditions = [ReadyCondition.Of(CoverageRules.ClusterDue), new("商务楼宇", "kind=4"), new("专业市场", "kind=5")],
    };

    public static readonly Register Instructors = new()
    {
        Id = "instructors", Title = "党建指导员", Noun = "党建指导员", Counter = "人", Table = "instructor", ReadPermission = Read, WritePermission = Write, OpenPermission = "grassroots.coverage.open",
        Fields = [Field.Name(), Field.Text("work_unit", "派出单位", 60).Wide().Filter(), Field.Text("post", "职务", 60).Listed(), Field.Phone("phone", "联系电话"), Field.LongText("remark", "备注", 500)],
        Rules = [CoverageRules.Idle],
        Conditions = [ReadyCondition.Of(CoverageRules.Idle)],
        Deeds = [ExpansionDeeds.Survey],
    };
}
