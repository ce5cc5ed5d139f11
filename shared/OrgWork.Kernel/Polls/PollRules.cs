namespace OrgWork.Kernel;

/// <summary>What rules about polls ask: the numbers of all ballots, and of the item that is judged.</summary>
public sealed record PollFacts
{
    [KnownAs("应到会（有权投票）", Unit = "人")] public int? Eligible { get; init; }
    [KnownAs("实到会", Unit = "人")] public int? Present { get; init; }
    [KnownAs("发出票", Unit = "张")] public int? Issued { get; init; }
    [KnownAs("收回票", Unit = "张")] public int? Returned { get; init; }
    [KnownAs("有效票", Unit = "张")] public int? Valid { get; init; }
    [KnownAs("赞成", Unit = "票")] public int? Approve { get; init; }
    [KnownAs("反对", Unit = "票")] public int? Oppose { get; init; }
    [KnownAs("弃权", Unit = "票")] public int? Abstain { get; init; }
    [KnownAs("应选名额", Unit = "名")] public int? Seats { get; init; }
    [KnownAs("候选人", Unit = "名")] public int? Candidates { get; init; }
}

/// <summary>The usual rules of polls. Basis and numbers are the module's own: each says on which article it stands.</summary>
public static class PollRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    /// <summary>Enough of those who may vote are there: 三分之二以上到会.</summary>
    public static Rule<PollFacts> Present(string id, Basis basis, int numerator, int denominator, string who = "应到会人数") => new()
    {
        Id = id, Title = $"实到会不少于{who}的{Share(numerator, denominator)}，会议有效", WhenBroken = $"到会不足{Share(numerator, denominator)}", Basis = basis, Severity = Severity.Refuse,
        Test = RuleTest<PollFacts>.AtLeastShare(f => f.Present, f => f.Eligible, numerator, denominator),
        Examples = [new("正好够", new() { Eligible = denominator * 5, Present = numerator * 5 }, Day, Outcome.Met), new("少一人", new() { Eligible = denominator * 5, Present = numerator * 5 - 1 }, Day, Outcome.Broken)],
    };

    /// <summary>More than half of those who may vote, not only of those present.</summary>
    public static Rule<PollFacts> MajorityOfAll(string id, Basis basis, string who = "应到会人数") => new()
    {
        Id = id, Title = $"赞成票超过{who}的半数为通过", WhenBroken = "赞成票没有过半数", Basis = basis, Severity = Severity.Refuse,
        Test = RuleTest<PollFacts>.MoreThanHalf(f => f.Approve, f => f.Eligible),
        Examples = [new("21 人中 11 票", new() { Eligible = 21, Approve = 11 }, Day, Outcome.Met), new("20 人中 10 票，正好一半", new() { Eligible = 20, Present = 15, Approve = 10 }, Day, Outcome.Broken)],
    };

    /// <summary>So few answers are not given out: who said what could be guessed.</summary>
    public static Rule<PollFacts> Minimum(string id, Basis basis) => new()
    {
        Id = id, Title = "网上测评收到足够份数才公布结果", WhenBroken = "收到的份数太少，不公布", Basis = basis, Severity = Severity.Refuse,
        Text = "份数太少时，从结果可以猜出是谁答的。某一组不足此数的，各组合并公布。",
        Parameters = [new("votes", "至少", 5, "份", Stricter.Higher) { Min = 3, Max = 100 }],
        Test = new([nameof(PollFacts.Returned)], "returned >= {votes}", (f, t) => Finding.Of(f.Returned >= t["votes"], $"收到 {f.Returned} 份，公布至少要 {t["votes"]:0} 份")),
        Examples = [new("5 份", new() { Returned = 5 }, Day, Outcome.Met), new("4 份", new() { Returned = 4 }, Day, Outcome.Broken)],
    };

    static string Share(int numerator, int denominator) => (numerator, denominator) switch { (1, 2) => "半数", (2, 3) => "三分之二", (4, 5) => "五分之四", _ => $"{denominator} 分之 {numerator}" };
}
