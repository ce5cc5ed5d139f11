namespace OrgWork.Department;

/// <summary>年度组织工作要点: entered as it was issued, broken into tasks with body, person and day, reported on every two months.</summary>
static class KeyPoints
{
    public const string Read = "department.tasks.read", Manage = "department.tasks.edit", Report = "department.tasks.report";
    static readonly Basis Own = Basis.Practice("要点任务管理办法（本单位）");

    public static readonly WorkKind Kind = new()
    {
        Id = "points", Title = "年度要点", PlanNoun = "要点", ItemNoun = "任务", ReadPermission = Read, ManagePermission = Manage, ReportPermission = Report, Lines = DepartmentCodes.Aspect, Cycle = "two_months",
        Complete = WorkRules.Complete("department.points.complete", Own, "任务"), Overdue = WorkRules.Overdue("department.points.overdue", Own), Behind = WorkRules.Behind("department.points.behind", Own), DueSoon = WorkRules.DueSoon("department.points.due-soon", Own),
        Transfers = WorkRules.Transfers("department.points.transfers", Own),
    };
}
