namespace OrgWork.Department;

/// <summary>
/// 三个满意测评 (让市委放心、让党员干部人才信赖、让广大群众满意): asked in waves of the level above, of those served and of the masses, each counted apart; on paper, or on line without names.
/// </summary>
static class SatisfactionPoll
{
    public const string Read = "department.polls.read", Conduct = "department.polls.conduct";

    public static readonly CodeSet Answers = new("satisfaction", "满意程度", "本平台", [new("1", "满意"), new("2", "基本满意"), new("3", "不满意"), new("4", "不了解")]);

    public static readonly Rule<PollFacts> Minimum = PollRules.Minimum("department.polls.minimum", Basis.Practice("网上测评管理办法（本单位）"));

    public static readonly PollKind Kind = new()
    {
        Id = "satisfaction", Title = "三个满意测评", Form = PollForm.Some, Choices = Answers, Favourable = ["1", "2"], ItemNoun = "问题", ShareName = "满意率", PeriodName = "期次", ReadPermission = Read, ConductPermission = Conduct,
        Groups = [new("上级机关"), new("服务对象"), new("基层群众")],
        Items = ["对组织部门工作的总体评价", "公道正派、按规矩办事", "办事效率和服务态度", "为基层减负、解决实际困难", "组工干部的作风形象"],
        IsOnline = true, TakesRemarks = true, Minimum = Minimum,
    };
}
