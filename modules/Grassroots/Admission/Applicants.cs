namespace OrgWork.Grassroots;

/// <summary>申请人、积极分子、发展对象、预备党员: those on their way into the Party, before and beside the register of members.</summary>
public static class Applicants
{
    public static readonly CodeSet Stage = new("admission_stage", "发展党员阶段", "中国共产党发展党员工作细则（阶段）",
    [
        new("1", "入党申请人"), new("2", "入党积极分子"), new("3", "发展对象"), new("4", "预备党员"), new("5", "已转正"), new("9", "终止培养"),
    ]);

    public static readonly CodeSet Relation = new("relation", "与本人关系", "本平台（近亲属）", [new("1", "配偶"), new("2", "父母"), new("3", "子女"), new("4", "兄弟姐妹"), new("5", "祖父母、外祖父母"), new("6", "孙子女、外孙子女"), new("7", "伯叔姑舅姨"), new("8", "近姻亲")]);

    public static readonly Register Register = new()
    {
        Id = "applicants", Title = "发展党员对象", Noun = "入党申请人", Counter = "人", Table = "applicant", IsPerson = true, KeepsHistory = true,
        ReadPermission = "grassroots.admission.read", WritePermission = "grassroots.admission.act",
        Fields =
        [
            Field.Name(),
            Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(),
            Field.Date("birth_on", "出生日期").Required().Listed().FirstFilter().Sortable().WithAge().Past(),
            Field.Code("nation", "民族", StandardCodes.Nation).Required().Listed().Filter().DefaultsTo("01"),
            Field.Code("education", "学历", StandardCodes.Education).Required().Listed().FirstFilter(),
            (Field.Row("organisation_id", "所在党支部", "organisations") with { IsRequired = true, IsWide = true, IsListed = true }).Filter(),
            Field.Code("stage", "所处阶段", Stage).Listed().FirstFilter().DefaultsTo("1").ByDeed(),
            Field.Date("applied_on", "申请入党时间").Listed().Filter().Sortable().Past(),
            Field.Code("occupation", "工作岗位", GrassrootsCodes.Occupation).Required().Listed().Filter(),
            Field.Text("workplace", "工作单位及职务", 120),
            Field.Identity(),
            Field.Phone("phone", "联系电话"),
            Field.LongText("remark", "备注", 1000),
        ],
        Rules = [AdmissionRules.HalfYearLook, AdmissionRules.Plausible],
        Children = [Relatives, Introducers, Frontline],
        Actions = [new("立案办理发展党员…", "grassroots/admission/new", "grassroots.admission.act", Writes: true)],
        Conditions = [ReadyCondition.Of(AdmissionRules.HalfYearLook), new("入党申请人", "stage=1"), new("入党积极分子", "stage=2"), new("发展对象", "stage=3"), new("预备党员", "stage=4"), new("28 岁及以下", "birth_on.from=-29y")],
    };

    /// <summary>Asked at the application. One who is a member here is chosen from the register, so that a namesake is not taken for kin.</summary>
    static Register Relatives => new()
    {
        Id = "relatives", Title = "近亲属", Noun = "近亲属", Counter = "人", Table = "applicant_relative", ParentColumn = "applicant_id", KeepsHistory = true,
        ReadPermission = "grassroots.admission.read", WritePermission = "grassroots.admission.act",
        Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Code("relation", "与本人关系", Relation).Required().Listed(), Field.Row("member_id", "是本地党员的", "members").Listed().Hinted("选了的按人比对，没有选的按姓名比对"), Field.Text("workplace", "单位、职务", 100).Listed(), Field.Text("remark", "备注", 200)],
    };

    static Register Introducers => new()
    {
        Id = "introducers", Title = "入党介绍人", Noun = "入党介绍人", Counter = "人", Table = "applicant_introducer", ParentColumn = "applicant_id", KeepsHistory = true, BeganColumn = "named_on",
        ReadPermission = "grassroots.admission.read", WritePermission = "grassroots.admission.act",
        Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("member_id", "党员", "members").Listed().Hinted("办理“确定入党介绍人”时自动写入；支部里有同名的，在这里选定"), Field.Date("named_on", "确定日期").Listed().Past()],
    };

    static Register Frontline => new()
    {
        Id = "frontline", Title = "火线发展", Noun = "火线发展批准", Counter = "次", Table = "applicant_frontline", ParentColumn = "applicant_id", KeepsHistory = true, BeganColumn = "approved_on",
        ReadPermission = "grassroots.admission.read", WritePermission = "grassroots.admission.plan",
        Fields =
        [
            Field.Text("task", "重大任务", 60).Required().Listed().Hinted("如 抗洪抢险，同一任务写同一名称，便于统计"),
            Field.LongText("deeds", "突出表现", 2000).Required(),
            Field.Text("proposer", "提出的党组织", 100).Required().Listed(),
            Field.Text("approved_by", "批准的党委", 100).Required().Listed(),
            Field.Date("approved_on", "批准日期").Required().Listed().Past(),
            Field.Text("document_no", "批准文号", 60).Required().Listed(),
            Field.Flag("shortens_wait", "缩短确定积极分子前的等待").Listed().Hinted("勾选的才可以缩短，其余步骤照常核对"),
            Field.Flag("shortens_fostering", "缩短培养教育考察期").Listed(),
            Field.Flag("shortens_training", "缩短集中培训").Listed(),
        ],
    };

    public static readonly Register Quota = new()
    {
        Id = "admission-quotas", Title = "发展党员计划", Noun = "计划", Counter = "条", Table = "admission_quota",
        ReadPermission = "grassroots.admission.read", WritePermission = "grassroots.admission.plan",
        Fields =
        [
            Field.Number("year", "年度", 2000, 2100).Required().Listed().Filter().Sortable(),
            Field.Row("organisation_id", "党委（支部）", "organisations").Listed().Hinted("不填即整个区划（县、乡镇、村）的计划"),
            Field.Number("planned", "计划数", 0, 100000).Required().Listed(),
            Field.Number("young", "其中三十五岁以下", 0, 100000).Listed(),
            Field.Number("farmers", "其中农民", 0, 100000).Listed(),
            Field.Number("workers", "其中产业工人", 0, 100000).Listed(),
            Field.Number("experts", "其中高知识群体", 0, 100000).Listed().Hinted("按研究生学历统计"),
            Field.Text("document_no", "下达文号", 60).Listed(),
            Field.Text("remark", "说明", 200).Listed(),
        ],
    };
}
