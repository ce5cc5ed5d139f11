namespace OrgWork.Grassroots;

/// <summary>村级后备人才三年计划: what a county wants to have ready at the end of each of three years. What there is, is counted from the list.</summary>
public static class ReservePlans
{
    public static readonly Register Register = new()
    {
        Id = "reserve-plans", Title = "村级后备人才三年计划", Noun = "计划", Counter = "份", Table = "reserve_plan", ReadPermission = VillageCadres.Read, WritePermission = VillageCadres.Plan,
        Fields =
        [
            Field.Text("title", "名称", 60).Required().Wide(), Field.Number("first_year", "第一年", 2000, 2100).Required().Listed(), Target("first_target", "第一年底达到（人）"), Target("second_target", "第二年底达到（人）"), Target("third_target", "第三年底达到（人）"),
            Field.Text("document_no", "文号", 60), Field.LongText("measures", "培养措施", 1000),
        ],
        Actions = [new("完成情况", "grassroots/leaders/reserves", VillageCadres.Read)],
    };

    static Field Target(string column, string label) => Field.Number(column, label, 0, 100000).Required().Listed().Hinted("累计数，逐年不减");
}
