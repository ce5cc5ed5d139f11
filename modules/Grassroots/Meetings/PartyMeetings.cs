namespace OrgWork.Grassroots;

/// <summary>组织生活记录: the list, its filters and export. Entering, looking at, confirming and returning one have pages of their own.</summary>
public static class PartyMeetings
{
    public const string Read = "grassroots.life.read", Edit = "grassroots.life.edit", Review = "grassroots.life.review", Correct = "grassroots.life.correct";

    public static readonly Register Register = new()
    {
        Id = "meetings", Title = "组织生活记录", Noun = "组织生活记录", Counter = "次", Table = "meeting",
        ReadPermission = Read, WritePermission = Correct,
        Fields =
        [
            Field.Text("topic", "主题", 100).Required().Wide(),
            Field.Code("kind", "类型", MeetingKind.Codes).Required().Listed().FirstFilter(),
            (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Date("held_on", "召开日期").Listed().FirstFilter().Sortable().Past(),
            Field.Number("due_count", "应到").Listed(),
            Field.Number("present_count", "实到").Listed(),
            Field.Number("leave_count", "请假").WideScreensOnly(),
            Field.Number("absent_count", "缺席").WideScreensOnly(),
            Field.Code("state", "状态", MeetingKind.States).Required().Listed().FirstFilter().DefaultsTo("2"),
            Field.Date("planned_on", "计划日期"),
            Field.Number("for_year", "计作年度", 1949, 2200).Filter(),
            Field.Text("place", "地点", 60),
            Field.Text("chair", "主持人", 36),
            Field.Text("recorder", "记录人", 36),
            Field.Text("lecturer", "讲课人", 60),
            Field.Flag("has_study", "政治学习").Filter(),
            Field.Flag("has_deliberation", "民主议事").Filter(),
            Field.Flag("has_service", "志愿服务").Filter(),
            Field.Flag("has_life", "组织生活").Filter(),
            Field.LongText("content", "内容", 20000),
            Field.LongText("resolution", "决议、结论", 4000),
            Field.Text("returned_remark", "退回意见", 200),
        ],
        Conditions =
        [
            new("退回待改", "state=4") { Light = "red" },
            new("待确认", "state=2") { Light = "yellow" },
            new("三会一课", "kind=11,12,13,14"),
            new("主题党日", "kind=21"),
            new("计划中", "state=1"),
        ],
    };
}
