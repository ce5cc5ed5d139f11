namespace OrgWork.Programmes;

/// <summary>专项目录: the local programmes of a place, what they are for and who leads them.</summary>
public static class ProgrammeDirectory
{
    const string Duty = "责任分工", Time = "起止状态";

    static readonly CodeSet Kind = new("programme_kind", "类型", "本平台",
    [
        new("1", "机制"), new("2", "工程"), new("3", "行动"), new("4", "品牌"), new("5", "试点"),
    ]);

    static readonly CodeSet Sphere = new("programme_sphere", "工作领域", "本平台",
    [
        new("1", "干部"), new("2", "基层党建"), new("3", "人才"), new("4", "自身建设"), new("9", "综合"),
    ]);

    static readonly CodeSet State = new("programme_state", "状态", "本平台",
    [
        new("1", "筹划"), new("2", "实施中"), new("3", "已结束"), new("4", "已中止"),
    ]);

    public static readonly Register Register = new()
    {
        Id = "directory", Title = "专项目录", Noun = "专项", Counter = "个", Table = "programme",
        ReadPermission = "programmes.directory.read", WritePermission = "programmes.directory.edit",
        Fields =
        [
            Field.Name("name", "专项名称") with { MaxLength = 100, IsWide = true, CanSort = true },
            Field.Code("kind", "类型", Kind).Required().Listed().Filter(),
            Field.Code("sphere", "工作领域", Sphere).Required().Listed().Filter(),
            Field.Number("year", "年度", 2000, 2100).Required().Listed().Filter().Sortable(),
            Field.LongText("purpose", "目的和内容", 2000),
            Field.Text("document_no", "方案文号", 60),

            Field.Unit("lead_unit_id", "牵头单位").Required().Listed().Filter().In(Duty),
            Field.Text("supporting_units", "参与单位", 300).In(Duty),
            Field.Text("leader", "负责人", 36).Listed().In(Duty),

            Field.Date("began_on", "开始日期").Listed().Filter().Sortable().In(Time),
            Field.Date("ends_on", "结束日期").Listed().Filter().Sortable().In(Time).Hinted("长期坚持的留空"),
            Field.Code("state", "状态", State).Required().Listed().Filter().DefaultsTo("1").In(Time),
            Field.LongText("result", "成效", 2000).In(Time),
        ],
        Conditions =
        [
            new("实施中", "state=2"),
            new("到期未结束", "state=1,2&ends_on.to=-1d") { Light = "red" },
            new("机制", "kind=1"),
            new("工程", "kind=2"),
            new("行动", "kind=3"),
            new("品牌", "kind=4"),
        ],
    };
}
