namespace OrgWork.Cadres;

/// <summary>Code tables that only cadre work speaks and no standard gives.</summary>
public static class CadreCodes
{
    public static readonly CodeSet Source = new("source", "人员来源", "本平台",
    [
        new("1", "考试录用"), new("2", "选调生"), new("3", "大学生村官"), new("4", "优秀村（社区）干部"), new("5", "乡镇事业编制人员"), new("6", "军队转业"),
        new("7", "企业、高校等调任"), new("8", "毕业分配"), new("9", "其他"),
    ]);

    public static readonly CodeSet PostKind = new("post_kind", "任职性质", "本平台", [new("1", "任职"), new("2", "挂职"), new("3", "选派"), new("4", "借调")]);

    public static readonly CodeSet Specialty = new("specialty", "专业门类", "本平台",
    [
        new("01", "党务政工"), new("02", "经济"), new("03", "金融"), new("04", "财税审计"), new("05", "法律"), new("06", "城建规划"), new("07", "交通水利"), new("08", "农业农村"), new("09", "工业和信息化"), new("10", "外经外事外贸"),
        new("11", "社会治理"), new("12", "生态环境"), new("13", "教育"), new("14", "医疗卫生"), new("15", "文化旅游"), new("16", "应急管理"), new("17", "科技"), new("99", "其他"),
    ]);

    public static readonly CodeSet SpecialtyBasis = new("specialty_basis", "认定依据", "本平台", [new("1", "所学专业"), new("2", "从业经历"), new("3", "职称、执业资格")]);

    public static readonly CodeSet Measure = new("measure", "处分和组织处理种类", "ZB65 和《中国共产党组织处理规定（试行）》",
    [
        new("02250", "党内警告"), new("02251", "党内严重警告"), new("02257", "撤销党内职务"), new("02258", "留党察看"),
        new("02110", "政务警告"), new("02112", "政务记过"), new("02113", "政务记大过"), new("02114", "政务降级"), new("02117", "政务撤职"),
        new("Y1", "诫勉"), new("Y2", "停职检查"), new("Y3", "调整职务"), new("Y4", "责令辞职"), new("Y5", "免职"), new("Y6", "降职"),
    ]);

    public static readonly CodeSet TeamKind = new("team_kind", "班子类别", "本平台",
    [
        new("1", "市、县党政班子"), new("2", "党政机关"), new("3", "乡镇（街道）"), new("4", "事业单位"), new("5", "国有企业"), new("6", "高校、学校"), new("7", "开发区、园区"), new("8", "群团和其他"),
    ]);
}
