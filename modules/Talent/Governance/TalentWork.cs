namespace OrgWork.Talent;

/// <summary>人才任务 of the year, reported every two months; 短板问题, written off as problems are; 协调事项 of several units, each with its part. All of it is work of the engine.</summary>
public static class TalentWork
{
    public const string Read = "talent.work.read", Manage = "talent.work.edit", Report = "talent.work.report";
    static readonly Basis Own = Basis.Practice("人才工作调度考评办法（本单位）");

    static readonly CodeSet Area = new("talent_issue_field", "领域", "本平台", [new("1", "引进"), new("2", "培养"), new("3", "使用"), new("4", "留住"), new("5", "政策和资金"), new("6", "服务和环境"), new("7", "责任落实")]);

    public static readonly WorkKind Tasks = Of("tasks", "人才任务", "人才工作要点", "任务", "项", Members.Tag, false);
    public static readonly WorkKind Issues = Of("issues", "人才短板问题", "短板清单", "问题", "个", Area, true);
    public static readonly WorkKind Matters = Of("matters", "人才协调事项", "协调事项", "事项", "项", Area, false);

    public static readonly IReadOnlyList<WorkKind> All = [Tasks, Issues, Matters];

    static WorkKind Of(string id, string title, string plan, string noun, string counter, CodeSet lines, bool isRectification) => new()
    {
        Id = id, Title = title, PlanNoun = plan, ItemNoun = noun, Counter = counter, ReadPermission = Read, ManagePermission = Manage, ReportPermission = Report, Lines = lines, IsRectification = isRectification, Cycle = "two_months",
        Complete = WorkRules.Complete($"talent.{id}.complete", Own, noun), Overdue = WorkRules.Overdue($"talent.{id}.overdue", Own), Behind = WorkRules.Behind($"talent.{id}.behind", Own), DueSoon = WorkRules.DueSoon($"talent.{id}.due-soon", Own),
        Transfers = WorkRules.Transfers($"talent.{id}.transfers", Own), Filing = WorkRules.Filing($"talent.{id}.filing", Own),
    };

    /// <summary>What became of a record as work, on the record.</summary>
    public static Register Given => WorkHandOver.Given(Issues, "talent", "handed_task");

    /// <summary>A deed that is one statement over the row and what was said.</summary>
    public static RegisterDeed Deed(string id, string title, string permission, string consequence, string sql, string hindrance, params Field[] fields) => new(id, title, permission)
    {
        Consequence = consequence, Fields = fields,
        Done = async (db, deed, stop) =>
        {
            var said = new Dapper.DynamicParameters();
            foreach (var (column, value) in deed.Values) said.Add(column, value);
            said.Add("id", deed.Id);
            said.Add("path", deed.LocalityPath);
            said.Add("name", deed.By);
            said.Add("by", db.Actor.Id);
            return await db.ExecuteAsync(sql, said, stop) == 0 ? hindrance : null;
        },
    };
}
