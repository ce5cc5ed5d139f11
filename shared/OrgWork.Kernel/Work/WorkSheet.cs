namespace OrgWork.Kernel;

/// <summary>A plan with all that hangs on it, as one question brings it.</summary>
public sealed record WorkSheet(WorkPlan Plan, IReadOnlyList<WorkItem> Items, ILookup<Guid, WorkParty> Parties, IReadOnlyList<WorkRound> Rounds)
{
    public IEnumerable<WorkItem> PartsOf(WorkItem item) => Items.Where(one => one.ParentId == item.Id);
    public bool HasParts(WorkItem item) => Items.Any(one => one.ParentId == item.Id && one.State != "cancelled");
    public int Aspects => Items.Count(item => item.Level == 1);
    public IEnumerable<WorkItem> Tasks => Items.Where(item => item.Level == 2 && item.State != "cancelled");
    /// <summary>What is worked on and reported: measures, and tasks that do not fall into any.</summary>
    public IEnumerable<WorkItem> Leaves => Items.Where(item => item.Level > 1 && item.State != "cancelled" && !HasParts(item));
    /// <summary>One of each purpose at most.</summary>
    public IEnumerable<WorkRound> OpenRounds => Rounds.Where(round => round.ClosedOn is null);
    public IReadOnlyList<WorkInstruction> Instructions { get; init; } = [];
    public IReadOnlyList<(string Purpose, string Cycle, DateOnly Began)> Missed => [.. Plan.Missed(Rounds.Select(round => (round.Purpose, round.OpenedOn)), Clock.Today)];
}
