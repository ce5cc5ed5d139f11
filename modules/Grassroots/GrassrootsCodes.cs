namespace OrgWork.Grassroots;

/// <summary>Code tables of Party organisations and members that no standard gives, or gives too coarsely.</summary>
public static class GrassrootsCodes
{
    public static readonly CodeSet Sphere = new("sphere", "领域", "本平台（农村、社区、机关、国企、学校、医院、两新等领域）",
    [
        new("1", "农村"), new("2", "社区"), new("3", "机关"), new("4", "国有企业"), new("5", "学校"), new("6", "公立医院"), new("7", "两新组织"), new("8", "其他事业单位"), new("9", "离退休"),
    ]);

    public static readonly CodeSet Level = new("organisation_level", "层级", "本平台（按所在区划；有所在单位的为单位）", [new("1", "省"), new("2", "市"), new("3", "县（市、区）"), new("4", "乡镇（街道）"), new("5", "村（社区）"), new("6", "单位")]);

    public static readonly CodeSet OrganisationState = new("organisation_state", "组织状态", "本平台",
    [
        new("1", "正常"), new("2", "临时党组织"), new("3", "筹建"), new("9", "已撤销"),
    ]);

    /// <summary>What a branch stands on when that is not a place or a unit of its own (G1.5, G1.6).</summary>
    public static readonly CodeSet Form = new("organisation_form", "设置形式", "本平台（产业、项目、合作社党支部和临时党组织）",
    [
        new("1", "按单位、区域设置"), new("2", "产业链党支部"), new("3", "项目党支部"), new("4", "合作社党支部"), new("5", "其他功能型党支部"),
        new("6", "项目工地"), new("7", "企业班组"), new("8", "关键岗位"), new("9", "应急救灾、重大任务"),
    ]);

    public static readonly CodeSet ChangeKind = new("change_kind", "调整类型", "本平台",
        [new("1", "设立"), new("2", "撤销"), new("3", "合并"), new("4", "拆分"), new("5", "更名"), new("6", "隶属变更"), new("7", "改设（升格）")]);

    public static readonly CodeSet ChangeCause = new("change_cause", "调整原因", "本平台",
        [new("1", "机构改革"), new("2", "单位撤并、改制、更名"), new("3", "换届"), new("4", "党员人数变化"), new("5", "软弱涣散整顿"), new("6", "重大任务、项目"), new("7", "任务完成"), new("9", "其他")]);

    public static readonly CodeSet ElectedBy = new("elected_by", "产生方式", "中国共产党基层组织选举工作条例", [new("1", "党员大会选举"), new("2", "党员代表大会选举"), new("3", "上级党组织任命")]);

    public static readonly CodeSet Stars = new("stars", "星级", "本平台（星级评定，各地可另定）",
    [
        new("5", "五星级"), new("4", "四星级"), new("3", "三星级"), new("2", "二星级"), new("1", "一星级"), new("0", "未评星"),
    ]);

    public static readonly CodeSet Occupation = new("occupation", "工作岗位", "党内统计（工作岗位，摘编）",
    [
        new("01", "党政机关工作人员"), new("02", "事业单位管理人员"), new("03", "事业单位专业技术人员"), new("04", "企业管理人员"), new("05", "企业专业技术人员"),
        new("06", "企业工勤技能人员（工人）"), new("07", "农牧渔民"), new("08", "社区工作者"), new("09", "社会组织从业人员"), new("10", "个体经营者"),
        new("11", "灵活就业人员"), new("12", "学生"), new("13", "离退休人员"), new("14", "现役军人"), new("99", "其他"),
    ]);

    public static readonly CodeSet HonourKind = new("honour_kind", "奖惩类别", "ZB65（奖励为本平台细分；惩戒为 025 中国共产党党员纪律处分）",
    [
        new("0121", "优秀共产党员"), new("0122", "优秀党务工作者"), new("0123", "“光荣在党50年”纪念章"), new("0129", "其他表彰"),
        new("02250", "警告"), new("02251", "严重警告"), new("02257", "撤销党内职务"), new("02258", "留党察看"), new("02259", "开除党籍"),
    ]);
}
