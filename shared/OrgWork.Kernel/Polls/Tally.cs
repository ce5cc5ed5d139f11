namespace OrgWork.Kernel;

/// <summary>The ballots of one group of voters. What is not yet known is null.</summary>
public sealed record TallyGroup
{
    public short Number { get; init; }
    public string Name { get; init; } = "";
    public decimal Weight { get; init; } = 1;
    public int? Eligible { get; init; }
    public int? Present { get; init; }
    public int? Issued { get; init; }
    public int? Returned { get; init; }
    public int? Invalid { get; init; }
    public int? Valid => Returned - Invalid;

    /// <summary>The five numbers, each of which is no more than the one before it.</summary>
    public static readonly IReadOnlyList<(string Key, string Label, Func<TallyGroup, int?> Of)> Numbers =
        [("eligible", "应到", g => g.Eligible), ("present", "实到", g => g.Present), ("issued", "发出", g => g.Issued), ("returned", "收回", g => g.Returned), ("invalid", "无效", g => g.Invalid)];
}

/// <summary>What is voted on: a person, a matter, a question.</summary>
public sealed record TallyItem
{
    public short Number { get; init; }
    public string Title { get; init; } = "";
    public string? Note { get; init; }
    public Guid? RowId { get; init; }
    public bool IsWrittenIn { get; init; }
    /// <summary>passed, failed, tied; none before it is signed off, and where nothing is passed.</summary>
    public string? Outcome { get; init; }
}

public sealed record TallyCount(short GroupNumber, short ItemNumber, string Choice, int Votes);

/// <summary>A fault of the sums, at the number that has to be looked at first.</summary>
/// <param name="Key">the field: <c>g1.returned</c>, <c>i3.g1</c></param>
public sealed record TallyFault(string Key, string Words);

/// <summary>
/// The arithmetic of ballots: what cannot be is said with the two numbers that disagree. <c>org.poll_fault</c> says the same of what is stored, whoever stores it.
/// </summary>
public sealed record Tally(PollForm Form, IReadOnlyList<string> Choices, IReadOnlyList<TallyGroup> Groups, IReadOnlyList<TallyItem> Items, IReadOnlyList<TallyCount> Counts)
{
    /// <summary>Of an election, how many are to be elected; of a recommendation, how many a ballot may name.</summary>
    public int? Most { get; init; }

    ILookup<(short, short), TallyCount> ByCell => field ??= Counts.ToLookup(count => (count.GroupNumber, count.ItemNumber));

    public int Votes(TallyItem item, string choice, TallyGroup? group = null) => group is null ? Groups.Sum(one => Votes(item, choice, one)) : ByCell[(group.Number, item.Number)].Where(count => count.Choice == choice).Sum(count => count.Votes);
    public int Marks(TallyItem item, TallyGroup group) => ByCell[(group.Number, item.Number)].Sum(count => count.Votes);

    /// <summary>All groups together.</summary>
    public TallyGroup Whole => new() { Name = "合计", Eligible = Sum(g => g.Eligible), Present = Sum(g => g.Present), Issued = Sum(g => g.Issued), Returned = Sum(g => g.Returned), Invalid = Sum(g => g.Invalid) };
    int? Sum(Func<TallyGroup, int?> number) => Groups.Any(group => number(group) is null) ? null : Groups.Sum(number);

    public IReadOnlyList<TallyFault> Faults()
    {
        var faults = new List<TallyFault>();
        foreach (var group in Groups)
        {
            var prefix = Groups.Count == 1 ? "" : group.Name + "：";
            (string Key, string Label, int Value)? before = null;
            foreach (var (key, label, of) in TallyGroup.Numbers)
            {
                if (of(group) is not { } value) faults.Add(new($"g{group.Number}.{key}", $"{prefix}请填{label}{(key is "eligible" or "present" ? "人数" : "票数")}，没有填 0"));
                else if (value < 0) faults.Add(new($"g{group.Number}.{key}", $"{prefix}{label} {value} 小于 0"));
                else
                {
                    if (before is { } more && value > more.Value) faults.Add(new($"g{group.Number}.{key}", $"{prefix}{label} {value} 多于{more.Label} {more.Value}，请核对这两个数"));
                    before = (key, label, value);
                }
            }
            if (group.Valid is not { } valid || valid < 0) continue;
            foreach (var item in Items)
            {
                if (ByCell[(group.Number, item.Number)].FirstOrDefault(count => count.Votes < 0) is { } negative) faults.Add(new($"i{item.Number}.g{group.Number}", $"{prefix}{item.Title} {negative.Votes} 小于 0"));
                var marks = Marks(item, group);
                if (marks > valid) faults.Add(new($"i{item.Number}.g{group.Number}", $"{prefix}{item.Title}各项合计 {marks} 票，多于有效票 {valid} 张"));
                else if (Form is PollForm.Each or PollForm.Seats && !item.IsWrittenIn && marks != valid) faults.Add(new($"i{item.Number}.g{group.Number}", $"{prefix}{item.Title}各项合计 {marks} 票，有效票 {valid} 张，对不上；没有作答的算在弃权（不了解）里"));
            }
            if (Form is PollForm.Names or PollForm.Seats && Most is { } most && Items.Sum(item => Votes(item, Choices[0], group)) is var all && all > valid * most)
                faults.Add(new($"g{group.Number}.returned", $"{prefix}共得 {all} 票，每票至多 {most} 名，有效票 {valid} 张，至多 {valid * most} 票"));
        }
        return faults;
    }

    /// <summary>The share of favourable marks among those who marked the item, each group by its weight; null when nobody did.</summary>
    public decimal? Share(TallyItem item, IReadOnlyCollection<string> favourable, TallyGroup? only = null)
    {
        decimal sum = 0, weights = 0;
        foreach (var group in only is null ? Groups : [only])
        {
            // A recommendation has no other mark than the name: of all valid ballots.
            var all = Form is PollForm.Names ? group.Valid ?? 0 : Marks(item, group);
            if (all == 0 || group.Weight == 0) continue;
            sum += group.Weight * favourable.Sum(choice => Votes(item, choice, group)) / all;
            weights += group.Weight;
        }
        return weights == 0 ? null : Math.Round(100 * sum / weights, 2);
    }

    /// <summary>Over all items.</summary>
    public decimal? Share(IReadOnlyCollection<string> favourable, TallyGroup? only = null) => Items.Select(item => Share(item, favourable, only)).OfType<decimal>().ToList() is { Count: > 0 } all ? Math.Round(all.Average(), 2) : null;

    /// <summary>What rules are asked of an item, or of the whole.</summary>
    public PollFacts FactsOf(TallyItem? item = null)
    {
        var whole = Whole;
        int? Of(int choice) => item is null || choice >= Choices.Count ? null : Votes(item, Choices[choice]);
        return new()
        {
            Eligible = whole.Eligible, Present = whole.Present, Issued = whole.Issued, Returned = whole.Returned, Valid = whole.Valid, Approve = Of(0), Oppose = Of(1), Abstain = Of(2),
            Seats = Form == PollForm.Seats ? Most : null, Candidates = Items.Count(one => !one.IsWrittenIn),
        };
    }

    /// <summary>
    /// Who is elected: those the majority is for, the most votes first, as many as there are seats. Of those with equal votes for the last seat none is: they are voted on again.
    /// </summary>
    public static IReadOnlyDictionary<short, string> Elected(IEnumerable<(short Number, int Approve, bool HasMajority)> all, int? seats)
    {
        var outcomes = new Dictionary<short, string>();
        var ranked = all.OrderByDescending(one => one.Approve).ToList();
        var able = ranked.Where(one => one.HasMajority).ToList();
        foreach (var one in ranked)
            outcomes[one.Number] = !one.HasMajority ? "failed"
                : seats is not { } free || able.Count <= free ? "passed"
                : able.Count(other => other.Approve > one.Approve) >= free ? "failed"
                : able.Count(other => other.Approve >= one.Approve) <= free ? "passed" : "tied";
        return outcomes;
    }
}
