namespace OrgWork.Grassroots;

/// <summary>谈心谈话. What was said stays closed until somebody opens it for a purpose, and that is on record.</summary>
public static class PartyTalks
{
    public static readonly CodeSet Kinds = new("talk_kind", "谈话种类", "支部工作条例（试行）第十九条", [new("1", "书记—委员"), new("2", "委员—委员"), new("3", "班子—党员"), new("4", "党员—党员")]);

    public static readonly Register Register = new()
    {
        Id = "talks", Title = "谈心谈话", Noun = "谈心谈话", Counter = "次", Table = "talk", ReadPermission = PartyMeetings.Read, WritePermission = PartyMeetings.Edit, OpensAtHome = true,
        Fields =
        [
            Field.Text("topics", "谈话要点", 200).Required().Wide(),
            Field.Code("kind", "种类", Kinds).Required().Listed().FirstFilter(),
            Field.Date("talked_on", "日期").Required().Listed().FirstFilter().Sortable().Past(),
            (Field.Row("from_member_id", "谈话人", "members") with { IsRequired = true, IsListed = true }).Filter(),
            (Field.Row("to_member_id", "谈话对象", "members") with { IsRequired = true, IsListed = true }).Filter(),
            (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true }).Filter(),
            Field.Text("notes", "谈话记录", 2000).Sensitive(),
            Field.Text("follow_up", "后续", 200),
        ],
    };
}
