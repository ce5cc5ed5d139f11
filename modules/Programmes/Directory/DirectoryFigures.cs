namespace OrgWork.Programmes;

/// <summary>What the directory comes to. By the days a programme runs from and to, so that the years before are told as they were.</summary>
public static class DirectoryFigures
{
    const string Group = "专项目录", Source = "专项目录", Runs = "(ends_on is null or ends_on >= {day})";

    static readonly Counted Programmes = new()
    {
        Id = "directory", Title = "专项", Counter = "个", ReadPermission = "programmes.directory.read", RecordPath = "programmes/directory",
        Columns = [Field.Date("began_on", "开始日期"), Field.Date("ends_on", "结束日期")],
        Sql = "select p.id, p.locality_path, p.name as title, p.began_on, p.ends_on, p.state, p.document_no from programmes.programme p where p.removed_at is null and p.began_on <= {day}",
    };

    public static readonly FigureSet Set = new()
    {
        Figures =
        [
            new() { Id = "running", Title = "在办的专项", Group = Group, Of = Programmes, Where = Runs, Formula = "已经开始、还没有到结束日期的专项（长期坚持的没有结束日期）", Source = Source },
            new() { Id = "running-share", Title = "在办专项占历年的比重", Group = Group, Of = Programmes, Where = Runs, OutOf = "true", Formula = "已经开始、还没有到结束日期的 ÷ 全部已经开始的", Source = Source },
            new() { Id = "lasting", Title = "长期坚持的", Group = Group, Of = Programmes, Where = "ends_on is null", OutOf = Runs, Formula = "没有结束日期的 ÷ 在办的专项", Source = Source },
        ],
    };
}
