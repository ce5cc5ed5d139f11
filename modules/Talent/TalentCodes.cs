namespace OrgWork.Talent;

public static class TalentCodes
{
    public static readonly CodeSet Category = new("talent_category", "人才类别", "六支人才队伍（《国家中长期人才发展规划纲要（2010—2020年）》）",
    [
        new("1", "党政人才"), new("2", "企业经营管理人才"), new("3", "专业技术人才"), new("4", "高技能人才"), new("5", "农村实用人才"), new("6", "社会工作人才"),
    ]);

    public static readonly CodeSet Grade = new("talent_grade", "认定层次", "本平台（人才分类认定目录，各地可另定）",
    [
        new("A", "A类（顶尖人才）"), new("B", "B类（国家级领军人才）"), new("C", "C类（省级领军人才）"), new("D", "D类（市级领军人才）"), new("E", "E类（高级人才）"), new("F", "F类（基础人才）"),
    ]);

    public static readonly CodeSet Domain = new("talent_domain", "专业领域", "本平台（各地可另定）",
    [
        new("01", "先进制造"), new("02", "电子信息"), new("03", "新材料"), new("04", "新能源与节能环保"), new("05", "生物医药"), new("06", "现代农业"), new("07", "城乡规划建设"),
        new("08", "交通水利"), new("09", "金融财会"), new("10", "教育"), new("11", "医疗卫生"), new("12", "文化旅游"), new("13", "法律"), new("14", "社会治理"), new("15", "商贸物流"), new("99", "其他"),
    ]);

    public static readonly CodeSet Introduction = new("introduction", "引进方式", "本平台",
    [
        new("1", "全职引进"), new("2", "柔性引进"), new("3", "项目合作"), new("4", "校园引才"), new("5", "回乡创业"), new("9", "本地培养"),
    ]);

    public static readonly CodeSet State = new("talent_state", "状态", "本平台",
    [
        new("1", "在岗"), new("2", "合作期满"), new("3", "已离开"), new("4", "退休"),
    ]);

    public static readonly CodeSet Achievement = new("achievement", "成果类别", "本平台",
    [
        new("1", "论文著作"), new("2", "发明专利"), new("3", "科技奖励"), new("4", "科研项目"), new("5", "成果转化"), new("6", "技能竞赛"), new("7", "标准规范"), new("9", "其他"),
    ]);

    public static readonly CodeSet AchievementLevel = new("achievement_level", "成果级别", "本平台",
    [
        new("1", "国家级"), new("2", "省部级"), new("3", "市厅级"), new("4", "县级"), new("9", "单位"),
    ]);

    public static readonly CodeSet Service = new("service", "服务事项", "本平台（人才服务专区事项，各地可另定）",
    [
        new("1", "走访慰问"), new("2", "子女入学"), new("3", "住房保障"), new("4", "医疗健康"), new("5", "配偶就业"), new("6", "政策兑现"), new("7", "项目申报"), new("8", "落户社保"), new("9", "其他"),
    ]);

    public static readonly CodeSet ServiceState = new("service_state", "办理状态", "本平台",
    [
        new("1", "已受理"), new("2", "办理中"), new("3", "已办结"), new("4", "不予办理"),
    ]);

    public static readonly CodeSet Satisfaction = new("satisfaction", "评价", "本平台",
    [
        new("1", "满意"), new("2", "基本满意"), new("3", "不满意"),
    ]);

    public static readonly CodeSet AppraisalGrade = new("appraisal_grade", "档次", "本平台（各地可另定）", [new("1", "第一档"), new("2", "第二档"), new("3", "第三档"), new("4", "第四档")]);

    public static readonly CodeSet EmployerKind = new("employer_kind", "用人单位类别", "本平台", [new("1", "企业"), new("2", "学校"), new("3", "医疗卫生机构"), new("4", "科研院所"), new("5", "其他事业单位"), new("6", "合作社"), new("7", "机关")]);

    public static readonly CodeSet System = new("talent_system", "系统", "本平台（各地可另定）",
    [
        new("01", "工业"), new("02", "农业农村"), new("03", "教育"), new("04", "卫生健康"), new("05", "文化旅游"), new("06", "城建规划"), new("07", "交通水利"), new("08", "金融财会"), new("09", "外经外贸"), new("10", "社会治理"), new("11", "公共卫生和应急"), new("99", "其他"),
    ]);

    public static readonly CodeSet Language = new("language", "外语", "本平台", [new("1", "英语"), new("2", "日语"), new("3", "俄语"), new("4", "德语"), new("5", "法语"), new("9", "其他")]);

    public static readonly CodeSet Form = new("work_form", "方式", "本平台", [new("1", "全职"), new("2", "柔性"), new("3", "都可以")]);

    public static readonly CodeSet Retention = new("retention", "留才类别", "待遇、事业、环境、感情留才", [new("1", "待遇"), new("2", "事业"), new("3", "环境"), new("4", "感情"), new("9", "其他")]);
}
