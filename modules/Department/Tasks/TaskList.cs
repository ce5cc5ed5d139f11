namespace OrgWork.Department;

/// <summary>任务清单: every task that is issued and every problem, whoever leads it; who has received it and who has not, whose it is, and which function of the department it belongs to.</summary>
static class TaskList
{
    const string Read = KeyPoints.Read, Manage = KeyPoints.Manage, Duties = "要点任务管理办法（本单位）";

    static readonly CodeSet Kinds = new("task_list_kind", "类别", "本平台", [new("points", "要点任务"), new("rectification", "整改问题")]);
    static readonly CodeSet States = new("task_list_state", "状态", "本平台", [new("1", "推进中"), new("2", "申请、核验"), new("3", "已办结、销号")]);

    public static readonly Rule<DoneFacts> Received = AffairRules.Due("department.task-list.received", "任务印发后各单位按期签收", "没有按期签收", Duties, "red", new("task-list", "select t.id, t.locality_path, t.title, t.issued_on as due_on, null::date as done_on from task_list t where t.state <> '3' and t.waiting is not null"), 3, "签收");
    public static readonly Rule<FollowFacts> Owned = AffairRules.Followed("department.task-list.owned", "每项任务有牵头单位和责任人", "没有牵头单位或责任人", Duties, new("task-list", "select t.id, t.locality_path, t.title, t.lead_name is not null and coalesce(t.person, '') <> '' as is_followed from task_list t where t.state <> '3'"), "red");
    public static readonly Rule<FollowFacts> Placed = AffairRules.Followed("department.task-list.placed", "每项要点任务归入一项职能", "没有归入职能", "部门职能目录（本单位）", new("task-list", "select t.id, t.locality_path, t.title, t.function_id is not null as is_followed from task_list t where t.kind = 'points' and t.state <> '3'"));

    static readonly Register Receipts = new()
    {
        Id = "receipts", Title = "签收", Noun = "单位", Counter = "个", Table = "task_receipt", ParentColumn = "item_id", ReadPermission = Read, WritePermission = Manage, IsLedger = true,
        Fields = [Field.Text("name", "单位").Wide(), Field.Text("part", "牵头、配合").Listed(), Field.Date("received_on", "签收日期").Listed(), Field.Text("received_by_name", "签收人").Listed()],
    };

    public static readonly Register Register = new()
    {
        Id = "task-list", Title = "任务清单", Noun = "任务", Counter = "项", Table = "task_list", ReadPermission = Read, WritePermission = Manage, IsLedger = true,
        Fields =
        [
            Field.Text("title", "任务、问题", 200).Wide(), Field.Code("kind", "类别", Kinds).Listed().FirstFilter(), Field.Number("year", "年度", 2000, 2100).FirstFilter(), Field.Text("number", "编号").Listed(), Field.Code("line", "条线", DepartmentCodes.Aspect).FirstFilter(), Field.Row("function_id", "职能", "functions").Listed().Filter(),
            Field.Text("lead_name", "牵头单位").Listed().Filter(), Field.Text("person", "责任人").Listed(), Field.Date("issued_on", "印发日期").Filter(), Field.Date("due_on", "完成时限").Listed().Filter(), Field.Number("percent", "进度（%）").Listed(), Field.Code("state", "状态", States).Listed().FirstFilter(), Field.Date("closed_on", "办结日期").Filter(),
            Field.Flag("is_received", "都签收了").Filter().In("签收"), Field.Number("bodies", "应签收").In("签收"), Field.Number("receipts", "已签收").In("签收"), Field.Text("waiting", "没有签收的").Listed().In("签收"), Field.Text("plan_title", "来自"),
        ],
        Rules = [Received, Owned, Placed],
        Conditions = [ReadyCondition.Of(Received), ReadyCondition.Of(Owned), ReadyCondition.Of(Placed), new("没有签收", "is_received=0&state=1")],
        Children = [Receipts],
        Actions = [new("任务进展", "department/points/item", Read, IsForOne: true)],
        Deeds =
        [
            Projects.Made(),
            new("function", "定职能", Manage)
            {
                Consequence = "这项任务归入所选的职能；没有另定的，按条线归入",
                Fields = [Field.Row("function_id", "职能", "functions").Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (!await db.FirstAsync<bool>("select exists (select from task_list t join department_function f on f.id = @function_id and f.locality_path = t.locality_path and f.removed_at is null where t.id = @id and t.kind = 'points')", said, stop)) return "只有本级要点的任务归入本级的职能";
                    await db.ExecuteAsync("insert into task_function (locality_path, department_function_id, item_id, created_by, changed_by) select locality_path, id, @id, @by, @by from department_function where id = @function_id on conflict (item_id) where removed_at is null do update set department_function_id = excluded.department_function_id, locality_path = excluded.locality_path, version = task_function.version + 1", said, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Functions = new()
    {
        Id = "functions", Title = "职能目录", Noun = "职能", Counter = "项", Table = "department_function", ReadPermission = Read, WritePermission = Manage,
        Fields = [Field.Text("title", "职能", 120).Required().Wide(), Field.Text("office", "科室", 60).Required().Listed().Filter(), Field.Text("posts", "岗位", 200).Listed(), Field.Text("basis", "依据", 120), Field.Code("line", "哪条线的任务归它", DepartmentCodes.Aspect).Listed().Hinted("一条线归一项职能；其他的逐项另定")],
    };

    public static IReadOnlyList<Register> All => [Register, Functions];
    public static IReadOnlyList<Rule> Rules => [Received, Owned, Placed];
}
