namespace OrgWork.Department;

/// <summary>巡视巡察反馈整改和问题销号: opinions become problems with measures; written off with evidence, checked by another, approved, looked back at; what comes again is marked.</summary>
static class Rectification
{
    static readonly Basis Own = Basis.Practice("问题整改销号办法（本单位）");

    public static readonly WorkKind Kind = new()
    {
        Id = "rectification", Title = "问题整改", PlanNoun = "反馈意见", ItemNoun = "问题", Counter = "个", ReadPermission = KeyPoints.Read, ManagePermission = KeyPoints.Manage, ReportPermission = KeyPoints.Report, Lines = DepartmentCodes.Aspect, IsRectification = true, Cycle = "month",
        Complete = WorkRules.Complete("department.rectification.complete", Own, "问题"), Overdue = WorkRules.Overdue("department.rectification.overdue", Own), Behind = WorkRules.Behind("department.rectification.behind", Own, 15), DueSoon = WorkRules.DueSoon("department.rectification.due-soon", Own),
        Transfers = WorkRules.Transfers("department.rectification.transfers", Own), WriteOff = WorkRules.WriteOff("department.rectification.write-off", Own), Objects = KeyPoints.Objects,
    };
}
