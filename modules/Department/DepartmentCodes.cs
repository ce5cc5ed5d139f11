namespace OrgWork.Department;

public static class DepartmentCodes
{
    public static readonly CodeSet Aspect = new("aspect", "方面", "年度组织工作要点（各地可另定）",
    [
        new("1", "政治建设"), new("2", "干部队伍建设"), new("3", "基层党组织建设"), new("4", "人才工作"), new("5", "公务员工作"), new("6", "自身建设"), new("9", "其他"),
    ]);

    public static readonly CodeSet State = new("task_state", "进展", "本平台",
    [
        new("1", "未启动"), new("2", "推进中"), new("4", "已完成"),
    ]);
}
