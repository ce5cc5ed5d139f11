namespace OrgWork.Kernel;

/// <summary>How a ballot is filled in, and with it which sums must come out.</summary>
public enum PollForm
{
    /// <summary>逐项必答 (表决票, 测评表): each valid ballot marks each item once, so the marks of an item are the valid ballots.</summary>
    Each,
    /// <summary>逐项可空 (问卷): an item may be left open.</summary>
    Some,
    /// <summary>提名 (推荐票, 谈话推荐): a ballot names as many as it may, or fewer.</summary>
    Names,
    /// <summary>选举: candidates are approved, opposed or abstained from, others may be written in; no ballot approves more than there are seats.</summary>
    Seats,
}

/// <summary>Voters who are counted apart (上级、服务对象、群众; A 票、B 票), with the weight of their opinion.</summary>
public sealed record PollGroup(string Name, decimal Weight = 1);

/// <summary>
/// A kind of poll (票决、测评、推荐、问卷): declared in the module, beside its capability. Register of polls, entry of counts, voting on line, results, signing-off,
/// the printed tally sheet and the yearly export follow from it under <c>/{locality}/{module}/{Id}</c>.
/// </summary>
public sealed class PollKind
{
    public required string Id { get; init; }
    /// <summary>选人用人满意度测评</summary>
    public required string Title { get; init; }
    public required PollForm Form { get; init; }
    /// <summary>What can be marked, in the order of the ballot. Of a vote, the first is approval.</summary>
    public required CodeSet Choices { get; init; }
    /// <summary>The choices that count as favourable; the first one unless said: 满意、基本满意.</summary>
    public IReadOnlyList<string> Favourable { get => field ?? [Choices.Codes[0].Value]; init; }
    /// <summary>候选人, 被测评人, 题目: what is voted on.</summary>
    public string ItemNoun { get; init; } = "事项";
    /// <summary>What the share of favourable marks is called: 满意率, 赞成率.</summary>
    public string ShareName { get; init; } = "赞成率";
    public required string ReadPermission { get; init; }
    /// <summary>To set one up, enter counts, sign off.</summary>
    public required string ConductPermission { get; init; }
    /// <summary>Groups and items that stand in the form of a new one.</summary>
    public IReadOnlyList<PollGroup> Groups { get; init; } = [new("全体")];
    public IReadOnlyList<string> Items { get; init; } = [];
    /// <summary>Others than those put up may be named in the count: 另选他人, 推荐票.</summary>
    public bool TakesOthers => Form is PollForm.Names or PollForm.Seats;
    /// <summary>What tells one wave from the next: 2026 年上半年. Without it there is no trend.</summary>
    public string? PeriodName { get; init; }
    /// <summary>Beside on paper. Asks for <see cref="Minimum"/>.</summary>
    public bool IsOnline { get; init; }
    /// <summary>Comments can be left in words.</summary>
    public bool TakesRemarks { get; init; }
    /// <summary>Asked of all ballots together: enough present, enough returned. Refuse keeps it from being signed off.</summary>
    public IReadOnlyList<Rule<PollFacts>> Quorum { get; init; } = [];
    /// <summary>Asked of each item: what it takes to be passed or elected. Without one nothing is passed or failed, there are only shares.</summary>
    public Rule<PollFacts>? Majority { get; init; }
    /// <summary>With how many answers counts of an on-line poll are given out; its parameter is <c>votes</c> (<see cref="PollRules.Minimum"/>).</summary>
    public Rule<PollFacts>? Minimum { get; init; }
    /// <summary>Title and items that stand in the form of a new one about a record, unless the address says them.</summary>
    public Func<Db, Guid, CancellationToken, Task<(string Title, IReadOnlyList<string> Items)?>>? Proposed { get; init; }
    /// <summary>Whether one may be set up and counted about a record yet; a text is the reason why not, and the page stays closed. Given are the record and, where it is known, the day of the vote.</summary>
    public Func<Db, Guid?, DateOnly?, CancellationToken, Task<string?>>? Ready { get; init; }
    /// <summary>What else happens when the result is signed off, in the same transaction; a text is the reason why it cannot be.</summary>
    public Func<Db, PollResult, CancellationToken, Task<string?>>? Signed { get; init; }
    /// <summary>What else happens when a result that was signed off is declared void, in the same transaction; a text is the reason why it cannot be.</summary>
    public Func<Db, Poll, CancellationToken, Task<string?>>? Voided { get; init; }
    /// <summary>The record a poll is about stands below this address, followed by its id: <c>grassroots/elections</c>.</summary>
    public string? SubjectPath { get; init; }

    public IEnumerable<Rule> Rules => [.. Quorum, .. (Rule?[])[Majority, Minimum] is var more ? more.OfType<Rule>() : []];
}

/// <summary>A kind of poll in its module.</summary>
public sealed record PollPlace(ModuleManifest Module, PollKind Kind)
{
    /// <summary>Below the locality: <c>department/satisfaction</c>.</summary>
    public string Path => $"{Module.Id}/{Kind.Id}";
}

/// <summary>All kinds of polls of the running generation.</summary>
public sealed class PollBook
{
    public PollBook(IEnumerable<(ModuleManifest Module, IEnumerable<PollKind> Kinds)> modules)
    {
        All = [.. modules.SelectMany(one => one.Kinds.Select(kind => new PollPlace(one.Module, kind)))];
        foreach (var place in All)
        {
            void Refuse(string what) => throw new ModuleRefusedException($"票决“{place.Kind.Title}”{what}");
            if (All.Count(other => other.Path == place.Path) > 1) Refuse($"的地址 {place.Path} 用了两次");
            foreach (var permission in (string[])[place.Kind.ReadPermission, place.Kind.ConductPermission])
                if (place.Module.Permissions.All(p => p.Id != permission)) Refuse($"要求的权限“{permission}”没有在 module.json 里声明");
            if (place.Kind.Choices.Codes.Count is 0 or > 12) Refuse("的选项应为 1 至 12 个");
            if (place.Kind.Favourable.FirstOrDefault(code => !place.Kind.Choices.Has(code)) is { } unknown) Refuse($"的选项里没有 {unknown}");
            if (place.Kind is { IsOnline: true, Minimum: null }) Refuse("可以在网上投票，须说明收到多少份才公布（Minimum）");
            if (place.Kind is { Form: PollForm.Seats, Majority: null }) Refuse("是选举，须说明得多少票当选（Majority）");
        }
    }

    public IReadOnlyList<PollPlace> All { get; }
    public PollPlace? Find(string module, string kind) => All.FirstOrDefault(place => place.Module.Id == module && place.Kind.Id == kind);
}
