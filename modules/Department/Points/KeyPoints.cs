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
        Transfers = WorkRules.Transfers("department.points.transfers", Own), DutiesSql = DutiesSql, Objects = Objects,
    };

    /// <summary>厘清职责边界: the list by which something is handed to a lower level.</summary>
    public const string DutiesSql = "select id, title || '（' || leads || '牵头）' as title from boundary where removed_at is null order by title, id";

    /// <summary>干部、组织、人才工作联动: whom and what a task has to do with.</summary>
    public static IReadOnlyList<WorkObject> Objects =>
    [
        new("central", "中心工作", "select id, title from central_task where removed_at is null and year >= extract(year from org.today())::int - 1 and position(@find in title) > 0 order by year desc, title, id", "department.affairs.read", "department/central"),
        new("task-groups", "机制、工程、行动", "select id, title from task_group where removed_at is null and position(@find in title) > 0 order by year desc, title, id", "department.affairs.read", "department/task-groups"),
        new("cadres", "干部", "select id, called as title from cadres_cadre where removed_at is null and position(@find in called) > 0 order by locality_path, id", "cadres.files.read", "cadres/files"),
        new("organisations", "党组织", "select id, name as title from grassroots_organisation where removed_at is null and position(@find in name) > 0 order by locality_path, id", "grassroots.organisations.read", "grassroots/organisations"),
        new("talents", "人才", "select id, called as title from talent_talent where removed_at is null and position(@find in called) > 0 order by locality_path, id", "talent.talents.read", "talent/talents"),
    ];
}
