namespace OrgWork.Grassroots;

/// <summary>The ballots of a term election: of the members' meeting, and of the new committee's first meeting. Sums are the poll engine's; who may vote and stand is the election's.</summary>
static class ElectionPolls
{
    static readonly CodeSet Votes = new("election_vote", "选票", "中国共产党基层组织选举工作条例", [new("1", "赞成"), new("2", "不赞成"), new("3", "弃权")]);
    static readonly Basis Regulation = new("中国共产党基层组织选举工作条例", "", true);

    public static readonly PollKind Meeting = Kind("ballots", "党员大会选举票", "有选举权的党员", ElectionBook.MeetingSignedAsync);
    public static readonly PollKind First = Kind("first-ballots", "委员会第一次会议选举票", "新当选的委员", ElectionBook.FirstSignedAsync);

    public static IReadOnlyList<PollKind> All => [Meeting, First];

    static PollKind Kind(string id, string title, string voters, Func<Db, PollResult, CancellationToken, Task<string?>> signed) => new()
    {
        Id = id, Title = title, Form = PollForm.Seats, Choices = Votes, ItemNoun = "候选人", ShareName = "赞成率", ReadPermission = TermElections.Read, ConductPermission = TermElections.Act, Groups = [new(voters)], SubjectPath = "grassroots/elections/prepare",
        Quorum = [PollRules.Present($"grassroots.{id}.quorum", Regulation, 4, 5)], Majority = PollRules.MajorityOfAll($"grassroots.{id}.majority", Regulation), Signed = signed,
    };
}
