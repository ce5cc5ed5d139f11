namespace OrgWork.Department;

/// <summary>部务会票决: a matter is decided by ballot when enough members are there and more than half of all agree, whoever is absent.</summary>
static class DecisionPoll
{
    public static readonly CodeSet Votes = new("decision_vote", "表决意见", "党政领导干部选拔任用工作条例", [new("1", "同意"), new("2", "不同意"), new("3", "缓议（弃权）")]);

    const string Own = "部务会议事规则（本单位）";

    public static readonly Rule<PollFacts> Quorum = PollRules.Present("department.decisions.quorum", Basis.Practice(Own), 2, 3, "部务会成员");
    public static readonly Rule<PollFacts> Majority = PollRules.MajorityOfAll("department.decisions.majority", Basis.Practice(Own), "部务会成员");

    public static readonly PollKind Kind = new()
    {
        Id = "decisions", Title = "部务会票决", Form = PollForm.Each, Choices = Votes, ItemNoun = "议题", ShareName = "同意率", ReadPermission = SatisfactionPoll.Read, ConductPermission = SatisfactionPoll.Conduct,
        Groups = [new("部务会成员")], Quorum = [Quorum], Majority = Majority,
    };
}
