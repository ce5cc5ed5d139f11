namespace OrgWork.Department;

public static class DepartmentCodes
{
    public static readonly CodeSet Aspect = new("aspect", "方面", "年度组织工作要点（各地可另定）",
    [
        new("1", "政治建设"), new("2", "干部队伍建设"), new("3", "基层党组织建设"), new("4", "人才工作"), new("5", "公务员工作"), new("6", "自身建设"), new("9", "其他"),
    ]);

    public static readonly CodeSet DueKind = new("due_kind", "时限类型", "本平台",
    [
        new("1", "定期完成"), new("2", "年度任务"), new("3", "半年一评估"), new("4", "季度任务"), new("5", "两月一调度"), new("6", "长期坚持"),
    ]);

    public static readonly CodeSet State = new("task_state", "进展", "本平台",
    [
        new("1", "未启动"), new("2", "推进中"), new("3", "申请销号"), new("4", "已完成"), new("5", "已销号"), new("9", "已取消"),
    ]);

    public static readonly CodeSet Source = new("task_source", "来源", "本平台",
    [
        new("1", "年度要点"), new("2", "上级文件"), new("3", "会议决定"), new("4", "领导批示"), new("5", "巡视整改"), new("9", "其他"),
    ]);
}
