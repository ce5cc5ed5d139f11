namespace OrgWork.Department;

/// <summary>机制、工程、行动: a name over tasks of whichever module, with what it aims at and how it is measured.</summary>
static class Grouping
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;

    public static readonly CodeSet Kinds = new("task_group_kind", "类别", "机制、工程、行动", [new("1", "机制"), new("2", "工程"), new("3", "行动")]);

    public static readonly Rule<FollowFacts> Grouped = AffairRules.Followed("department.task-groups.filled", "机制、工程、行动都有任务", "还没有任务", "专项工作编组办法（本单位）", new("task-groups", "select g.id, g.locality_path, g.title, exists (select from org.work_link l where l.row_id = g.id) as is_followed from task_group g where g.removed_at is null"));

    public static readonly Register Register = new()
    {
        Id = "task-groups", Title = "机制、工程、行动", Noun = "编组", Counter = "个", Table = "task_group", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "名称", 120).Required().Wide(), Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Text("owner", "总牵头", 60).Required().Listed().Filter(), Field.LongText("aim", "目标", 1000).Required()],
        Rules = [Grouped],
        Conditions = [ReadyCondition.Of(Grouped), new("机制", "kind=1"), new("工程", "kind=2"), new("行动", "kind=3")],
        Children =
        [
            Affairs.Tagged,
            new() { Id = "indicators", Title = "指标", Noun = "指标", Counter = "项", Table = "task_group_indicator", ParentColumn = "task_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "指标", 60).Required().Wide(), Field.Number("target", "目标").Required().Listed(), Field.Number("actual", "实绩").Listed(), Field.Text("unit", "单位", 20).Listed(), Field.Date("as_of", "数据日期").Listed().Past()] },
        ],
    };
}
