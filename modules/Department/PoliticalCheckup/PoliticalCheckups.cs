namespace OrgWork.Department;

/// <summary>
/// 思想政治体检: in each round everybody checks himself in five parts and names what he finds wanting; nobody scores it. Who has finished is known to whoever keeps the work;
/// what was written is for the person and, opened for a purpose that is on record, for the secretary at that very branch: the database shows it to nobody else. A problem that is named goes to <see cref="PersonalProblems"/>.
/// </summary>
static class PoliticalCheckups
{
    public const string Read = "department.checkups.read", Edit = "department.checkups.edit", Open = "department.checkups.open";

    public static readonly CodeSet Parts = new("political_checkup_part", "部分", "要自觉与新思想“对标”，同党中央要求“对表”，拿党章党规“扫描”，用群众新期待“透视”，跟先进典型“对照”", [new("1", "对标"), new("2", "对表"), new("3", "扫描"), new("4", "透视"), new("5", "对照")]);
    public static readonly IReadOnlyDictionary<string, string> Against = new Dictionary<string, string> { ["1"] = "与党的创新理论对标：学了什么，用得怎样", ["2"] = "同党中央要求对表：部署的事落实到了哪一步", ["3"] = "拿党章党规扫描：哪些地方没有做到", ["4"] = "用群众新期待透视：群众有什么意见和期盼", ["5"] = "跟先进典型对照：差距在哪里" };

    static readonly Register Rounds = new()
    {
        Id = "political-checkup-rounds", Title = "思想政治体检轮次", Noun = "轮次", Counter = "轮", Table = "political_checkup_round", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "名称", 60).Required().Wide(), Field.Date("opens_on", "开始日期").Required().Listed().Filter().Sortable(), Field.Date("due_on", "完成时限").Required().Listed().FirstFilter(), Field.LongText("demand", "要求", 500)],
    };

    /// <summary>Who has finished; what was written stands elsewhere.</summary>
    static readonly Register Finished = new()
    {
        Id = "political-checkups", Title = "思想政治体检完成情况", Noun = "完成记录", Counter = "人次", Table = "political_checkup", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("name", "姓名", 36).Listed().Filter(), Field.Text("branch", "所在党支部", 60).Listed().Filter(), Field.Row("round_id", "轮次", "political-checkup-rounds").Listed().FirstFilter(), Field.Date("done_on", "完成日期").Listed().FirstFilter().Sortable()],
        Actions = [new("调阅内容", "department/political-checkup/read", Open, IsForOne: true)],
    };

    public static IReadOnlyList<Register> All => [Rounds, Finished];
}
