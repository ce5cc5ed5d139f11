namespace OrgWork.Department;

/// <summary>交办事项: what somebody is to do because of a requirement, a decision, a review. One plan a year and place takes it up.</summary>
static class Assignments
{
    static readonly Basis Own = Basis.Practice("交办事项督办办法（本单位）");

    public static readonly WorkKind Kind = new()
    {
        Id = "assignments", Title = "交办事项", PlanNoun = "交办单", ItemNoun = "事项", Counter = "项", ReadPermission = KeyPoints.Read, ManagePermission = KeyPoints.Manage, ReportPermission = KeyPoints.Report, Lines = DepartmentCodes.Aspect, Cycle = "month",
        Complete = WorkRules.Complete("department.assignments.complete", Own, "交办事项"), Overdue = WorkRules.Overdue("department.assignments.overdue", Own), Behind = WorkRules.Behind("department.assignments.behind", Own), DueSoon = WorkRules.DueSoon("department.assignments.due-soon", Own, 7),
        Transfers = WorkRules.Transfers("department.assignments.transfers", Own), Objects = KeyPoints.Objects,
    };

    /// <summary>What was given out because of a record, on the record.</summary>
    public static Register Given => WorkHandOver.Given(Kind, "department", "handed_task");

    /// <summary>The deed that gives a row's work out.</summary>
    public static RegisterDeed Task(string register, WorkHandOver.First? first = null) => WorkHandOver.Deed(Kind, register, first);

    /// <summary>A deed that is one statement over the row and what was said.</summary>
    public static RegisterDeed Deed(string id, string title, string permission, string consequence, string sql, string hindrance, params Field[] fields) => new(id, title, permission)
    {
        Consequence = consequence, Fields = fields,
        Done = async (db, deed, stop) => await db.ExecuteAsync(sql, Said(db, deed), stop) == 0 ? hindrance : null,
    };

    /// <summary>What was said of a row, under the names of its fields, with <c>id</c>, <c>by</c>, <c>name</c> and <c>today</c>.</summary>
    public static Dapper.DynamicParameters Said(Db db, RowDeed deed)
    {
        var all = new Dapper.DynamicParameters();
        foreach (var (column, value) in deed.Values) all.Add(column, value);
        all.Add("id", deed.Id);
        all.Add("by", db.Actor.Id);
        all.Add("name", deed.By);
        all.Add("today", Clock.Today);
        return all;
    }
}
