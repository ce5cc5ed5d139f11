namespace OrgWork.Cadres;

/// <summary>Code tables that only cadre work speaks and no standard gives.</summary>
public static class CadreCodes
{
    public static readonly CodeSet Source = new("source", "人员来源", "本平台",
    [
        new("1", "考试录用"), new("2", "选调生"), new("3", "大学生村官"), new("4", "优秀村（社区）干部"), new("5", "乡镇事业编制人员"), new("6", "军队转业"),
        new("7", "企业、高校等调任"), new("8", "毕业分配"), new("9", "其他"),
    ]);

    public static readonly CodeSet TeamKind = new("team_kind", "班子类别", "本平台",
    [
        new("1", "市、县党政班子"), new("2", "党政机关"), new("3", "乡镇（街道）"), new("4", "事业单位"), new("5", "国有企业"), new("6", "高校、学校"), new("7", "开发区、园区"), new("8", "群团和其他"),
    ]);
}
