namespace OrgWork.Talent;

/// <summary>人才库 and what hangs on one talent. Nothing here scores a person's opinions: it holds posts, titles, results and services rendered.</summary>
public static class Talents
{
    static readonly CodeSet Subjects = new("learning_kind", "科目", "专业技术人员继续教育规定", [new("1", "专业科目"), new("2", "公需科目")]);
    const string Standing = "人才认定", Learning = "学历职称", Contact = "证件联系";

    public static readonly Register Register = new()
    {
        Id = "talents", Title = "人才库", Noun = "人才", Counter = "人", Table = "talent", IsPerson = true, KeepsHistory = true,
        ReadPermission = "talent.talents.read", WritePermission = "talent.talents.edit", OpenPermission = "talent.talents.open",
        Fields =
        [
            Field.Name().Sortable(),
            Field.Text("workplace", "工作单位及职务", 200).Wide(),
            Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(),
            Field.Date("birth_on", "出生日期").Listed().Filter().Sortable().WithAge().Past(),
            Field.Code("nation", "民族", StandardCodes.Nation).Filter().DefaultsTo("01"),
            Field.Code("politics", "政治面貌", StandardCodes.Politics).Filter(),
            Field.Text("native_place", "籍贯", 60),

            Field.Code("category", "人才类别", TalentCodes.Category).Required().Listed().FirstFilter().In(Standing),
            Field.Code("grade", "认定层次", TalentCodes.Grade).Listed().FirstFilter().In(Standing),
            Field.Code("domain", "专业领域", TalentCodes.Domain).Listed().FirstFilter().In(Standing),
            Field.Code("expert", "最高荣誉", StandardCodes.Expert).WideScreensOnly().Filter().In(Standing),
            Field.Unit("unit_id", "所在机构").Filter().In(Standing).Hinted("不在机构树中的企业、合作社留空"),
            Field.Row("employer_id", "用人单位", "employers").Filter().In(Standing),
            Field.Row("industry_id", "所属产业", "industries").Filter().In(Standing),
            Field.Code("introduction", "引进方式", TalentCodes.Introduction).Listed().Filter().In(Standing),
            Field.Month("introduced_on", "引进时间").WideScreensOnly().Filter().Sortable().Past().In(Standing),
            Field.Text("came_from", "引进前单位", 100).In(Standing),
            Field.Date("contract_ends_on", "合同（合作）期满").Filter().In(Standing),
            Field.Text("liaison_leader", "联系领导", 60).WideScreensOnly().In(Standing),
            Field.Text("service_officer", "服务专员", 36).Filter().In(Standing),
            Field.Code("state", "状态", TalentCodes.State).Required().FirstFilter().DefaultsTo("1").In(Standing),
            Field.Flag("is_idle", "闲置或学非所用").Filter().In(Standing),

            Field.Text("technical_title", "职称", 60).Listed().In(Learning),
            Field.Code("title_level", "职称级别", StandardCodes.TechnicalLevel).Filter().In(Learning),
            Field.Code("education", "学历", StandardCodes.Education).WideScreensOnly().Filter().In(Learning),
            Field.Code("study_kind", "教育类别", StandardCodes.StudyKind).Filter().In(Learning),
            Field.Code("degree", "学位", StandardCodes.Degree).Filter().In(Learning),
            Field.Text("school", "毕业院校及专业", 120).In(Learning),
            Field.LongText("speciality", "专长与主要业绩", 2000).In(Learning),

            Field.Identity().In(Contact),
            Field.Phone("phone", "联系电话").In(Contact),
            Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = [.. TalentRules.All, Contributions.Recorded],
        Conditions =
        [
            new("在岗", "state=1"),
            new("高层次人才", "grade=A,B,C,D&state=1"),
            new("正高级职称", "title_level=11"),
            new("博士", "degree=" + string.Join(',', StandardCodes.Degree.Codes.Where(code => code.Value[0] == '2').Select(code => code.Value))),
            new("引进人才", "introduction=1,2,3,4,5"),
            new("农村实用人才", "category=5"),
            new("待盘活", "is_idle=1&state=1") { Light = "yellow" },
            new("40 岁及以下", "birth_on.from=-41y"),
            ReadyCondition.Of(TalentRules.ContractOver),
            ReadyCondition.Of(TalentRules.ContractNear),
            ReadyCondition.Of(TalentRules.Liaison),
            ReadyCondition.Of(TalentRules.ContinuingEducation),
            ReadyCondition.Of(Contributions.Recorded),
        ],
        Actions = [new("可享受的政策", "talent/policy/for", "talent.policy.read", IsForOne: true)],
        Children = [Achievement, Learned, Service],
        Deeds = [Portal.Tie("talent", "人才", "state = '1' and removed_at is null"), Portal.Untie("talent")],
    };

    static Register Achievement => new()
    {
        Id = "achievements", Title = "成果", Noun = "成果", Counter = "项", Table = "talent_achievement", ParentColumn = "talent_id", KeepsHistory = true,
        ReadPermission = "talent.talents.read", WritePermission = "talent.talents.edit",
        Fields =
        [
            Field.Text("title", "成果名称", 200).Required().Listed(),
            Field.Code("kind", "类别", TalentCodes.Achievement).Required().Listed(),
            Field.Code("level", "级别", TalentCodes.AchievementLevel).Listed(),
            Field.Month("achieved_on", "取得时间").Listed().Past(),
            Field.Number("standing", "本人排名", 1, 99).Listed(),
            Field.Text("evidence_no", "证书、文号", 60).Listed(),
        ],
    };

    /// <summary>Achievements of all talents in one list: what was won, published, patented in a year.</summary>
    public static readonly Register Results = new()
    {
        Id = "talent-results", Title = "人才成果", Noun = "成果", Counter = "项", Table = "talent_result", ReadPermission = "talent.talents.read", WritePermission = "talent.talents.edit", IsLedger = true,
        Fields = [Field.Text("title", "成果名称").Wide(), Field.Row("talent_id", "人才", "talents").Listed().Filter(), Field.Code("kind", "类别", TalentCodes.Achievement).Listed().FirstFilter(), Field.Code("level", "级别", TalentCodes.AchievementLevel).Listed().FirstFilter(), Field.Month("achieved_on", "取得时间").Listed().Filter(), Field.Number("standing", "本人排名").Listed(), Field.Text("evidence_no", "证书、文号")],
    };

    static Register Learned => new()
    {
        Id = "learning", Title = "继续教育", Noun = "继续教育", Counter = "项", Table = "talent_learning", ParentColumn = "talent_id", KeepsHistory = true, BeganColumn = "done_on",
        ReadPermission = "talent.talents.read", WritePermission = "talent.talents.edit",
        Fields =
        [
            Field.Text("title", "内容", 200).Required().Listed(), Field.Code("kind", "科目", Subjects).Required().Listed().DefaultsTo("1"), Field.Number("hours", "学时", 1, 1000).Required().Listed(),
            Field.Date("done_on", "完成日期").Required().Listed().Past(), Field.Text("organiser", "举办单位", 100).Listed(), Field.Text("evidence_no", "证书、登记号", 60).Listed(),
        ],
    };

    /// <summary>What was done before orders were kept. It is closed: services are entered as orders; what they were about (children, health) is shown to nobody here.</summary>
    static Register Service => new()
    {
        Id = "services", Title = "服务记录", Noun = "服务", Counter = "次", Table = "talent_service", ParentColumn = "talent_id", KeepsHistory = true, IsLedger = true,
        ReadPermission = ServiceOrders.Read, WritePermission = ServiceOrders.Edit,
        Fields =
        [
            Field.Code("kind", "服务事项", TalentCodes.Service).Required().Listed(),
            Field.Date("asked_on", "受理日期").Required().Listed().Past(),
            Field.Text("handled_by", "承办单位", 100).Listed(),
            Field.Code("state", "办理状态", TalentCodes.ServiceState).Required().Listed().DefaultsTo("1"),
            Field.Date("done_on", "办结日期").Listed().Past(),
            Field.Code("satisfaction", "评价", TalentCodes.Satisfaction).Listed(),
        ],
    };
}
