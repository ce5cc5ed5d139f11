namespace OrgWork.Talent;

/// <summary>留才措施 under the four classes in which the reasons of those who left are kept as well.</summary>
public static class Retention
{
    public static readonly Register Register = new()
    {
        Id = "retention-measures", Title = "留才措施", Noun = "措施", Counter = "项", Table = "retention_measure", ReadPermission = Employers.Read, WritePermission = Employers.Edit,
        Fields =
        [
            Field.Text("title", "措施", 100).Required().Wide(), Field.Code("class", "留才类别", TalentCodes.Retention).Required().Listed().FirstFilter(), Field.Row("talent_id", "人才", "talents").Listed().Filter().Hinted("一个人的措施填；一类人的写对象"), Field.Text("audience", "对象", 60).Listed(),
            Field.Date("began_on", "开始").Required().Listed().Filter().Sortable(), Field.Date("ends_on", "结束").Listed().Filter(), Field.Text("unit", "落实单位", 60).Required().Listed(), Field.Number("people", "覆盖人数", 0, 100_000).Required().Listed().DefaultsTo("1"), Field.LongText("result", "效果", 300).Filter(),
        ],
        Conditions = [new("现行", "ends_on.none=1"), new("没有写效果", "result.none=1")],
    };
}
