namespace OrgWork.__Area__.Entries;

public static class EntryRegister
{
    static readonly CodeSet States = new("__id__.state", "状态", "本模块", [new("1", "计划"), new("2", "进行"), new("3", "办结")]);

    public static readonly Register Register = new()
    {
        Id = "entries",
        Title = "__name__台账",
        Noun = "__name__",
        Table = "entry",
        ReadPermission = "__id__.entries.read",
        WritePermission = "__id__.entries.edit",
        Fields =
        [
            Field.Name("title", "名称") with { MaxLength = 100 },
            Field.Code("state", "状态", States).Required().Listed().Filter().DefaultsTo("1"),
            Field.Date("held_on", "日期").Listed().Filter().Sortable(),
            Field.Text("lead", "负责人", 40).Listed(),
            Field.LongText("content", "内容").Wide(),
        ],
    };
}
