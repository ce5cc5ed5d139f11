namespace OrgWork.Department;

/// <summary>要点任务: what the year's work points fall into. 逐项分解、明确时限、责任到人.</summary>
public static class KeyTasks
{
    const string Duty = "责任分工", Time = "时限进展";

    public static readonly Register Register = new()
    {
        Id = "tasks", Title = "要点任务", Noun = "任务", Counter = "项", Table = "task", KeepsHistory = true,
        ReadPermission = "department.tasks.read", WritePermission = "department.tasks.edit",
        Fields =
        [
            Field.Text("number", "编号", 20).Required().Listed().Filter(),
            Field.Name("title", "任务") with { MaxLength = 200, IsWide = true },
            Field.Number("year", "年度", 2000, 2100).Required().FirstFilter().Sortable(),
            Field.Code("aspect", "方面", DepartmentCodes.Aspect).Required().Listed().FirstFilter(),
            Field.Code("source", "来源", DepartmentCodes.Source).Filter().DefaultsTo("1"),
            Field.Flag("is_key", "重点任务").Filter(),
            Field.LongText("measures", "具体措施", 2000),
            Field.LongText("standard", "完成标准", 1000),

            Field.Unit("lead_unit_id", "牵头单位").Required().Listed().Filter().In(Duty),
            Field.Text("supporting_units", "配合单位", 300).In(Duty),
            Field.Text("leader", "责任领导", 36).In(Duty),
            Field.Text("responsible", "责任人", 36).Listed().In(Duty),

            Field.Code("due_kind", "时限类型", DepartmentCodes.DueKind).Required().Filter().DefaultsTo("1").In(Time),
            Field.Date("due_on", "完成时限").Listed().FirstFilter().Sortable().In(Time),
            Field.Code("state", "进展", DepartmentCodes.State).Required().Listed().FirstFilter().DefaultsTo("1").In(Time),
            Field.Number("percent", "完成进度（%）", 0, 100).Required().Listed().Filter().Sortable().DefaultsTo("0").In(Time),
            Field.Date("completed_on", "完成日期").Filter().Past().In(Time),
            Field.LongText("result", "完成情况", 2000).In(Time),
        ],
        Rules = TaskRules.All,
        Conditions =
        [
            new("未完成", "state=1,2,3"),
            ReadyCondition.Of(TaskRules.Overdue),
            ReadyCondition.Of(TaskRules.DueSoon),
            new("重点任务", "is_key=1"),
            new("未启动", "state=1"),
            new("申请销号", "state=3") { Light = "yellow" },
            new("责任人未定", "responsible.none=1") { Light = "yellow" },
            new("时限未定", "due_on.none=1") { Light = "yellow" },
        ],
        Children = [Progress],
    };

    static Register Progress => new()
    {
        Id = "progress", Title = "进展情况", Noun = "进展", Counter = "次", Table = "task_progress", ParentColumn = "task_id", KeepsHistory = true,
        ReadPermission = "department.tasks.read", WritePermission = "department.tasks.edit",
        Fields =
        [
            Field.Date("reported_on", "填报日期").Required().Listed().Past(),
            Field.Number("percent", "进度（%）", 0, 100).Required().Listed(),
            Field.LongText("content", "进展", 1000).Required().Listed(),
            Field.LongText("problem", "存在问题", 1000).Listed(),
            Field.LongText("next_step", "下步打算", 1000),
            Field.Text("reported_by", "填报人", 36).Listed(),
        ],
    };
}
