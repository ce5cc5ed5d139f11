namespace OrgWork.Cadres;

/// <summary>班子整改: what is to be put right or improved because of a review, a life meeting, a check. One plan a year and place takes it up; written off as problems are.</summary>
static class TeamWork
{
    public const string Read = "cadres.team-tasks.view", Manage = "cadres.team-tasks.edit", Report = "cadres.team-tasks.report";
    static readonly Basis Own = Basis.Practice("领导班子整改销号办法（本单位）");
    static readonly CodeSet Aspects = new("team_task_aspect", "方面", "本平台", [new("1", "政治建设"), new("2", "班子结构"), new("3", "民主集中制"), new("4", "作风纪律"), new("5", "能力和业绩"), new("6", "换届")]);

    public static readonly WorkKind Kind = new()
    {
        Id = "team-tasks", Title = "班子整改", PlanNoun = "整改清单", ItemNoun = "整改事项", ReadPermission = Read, ManagePermission = Manage, ReportPermission = Report, Lines = Aspects, IsRectification = true, Cycle = "month",
        Complete = WorkRules.Complete("cadres.team-tasks.complete", Own, "整改事项"), Overdue = WorkRules.Overdue("cadres.team-tasks.overdue", Own), Behind = WorkRules.Behind("cadres.team-tasks.behind", Own), DueSoon = WorkRules.DueSoon("cadres.team-tasks.due-soon", Own),
        Transfers = WorkRules.Transfers("cadres.team-tasks.transfers", Own),
    };

    /// <summary>What was given out because of a record, on the record.</summary>
    public static Register Given => WorkHandOver.Given(Kind, "cadres", "handed_task");

    /// <summary>The deed that gives a row's work out.</summary>
    public static RegisterDeed Task(string register, WorkHandOver.First? first = null) => WorkHandOver.Deed(Kind, register, first, title: "交办整改");
}

/// <summary>A deed that is one statement over the row and what was said.</summary>
static class OneStatement
{
    public static RegisterDeed Deed(string id, string title, string permission, string consequence, string sql, string hindrance, params Field[] fields) => new(id, title, permission)
    {
        Consequence = consequence, Fields = fields,
        Done = async (db, deed, stop) => await db.ExecuteAsync(sql, Said(db, deed), stop) == 0 ? hindrance : null,
    };

    /// <summary>What was said of a row, under the names of its fields, with <c>id</c>, <c>path</c>, <c>by</c>, <c>name</c> and <c>today</c>.</summary>
    public static Dapper.DynamicParameters Said(Db db, RowDeed deed)
    {
        var all = new Dapper.DynamicParameters();
        foreach (var (column, value) in deed.Values) all.Add(column, value);
        all.Add("id", deed.Id);
        all.Add("path", deed.LocalityPath);
        all.Add("by", db.Actor.Id);
        all.Add("name", deed.By);
        all.Add("today", Clock.Today);
        return all;
    }
}
