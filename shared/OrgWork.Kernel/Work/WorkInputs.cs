namespace OrgWork.Kernel;

/// <summary>What somebody writes down of a plan.</summary>
public sealed record PlanInput(Guid Id, string Title, int Year, string? Number, string? Issuer, string? Content, string? Decision, DateOnly? DecidedOn, string? Cycle)
{
    public string? KeyCycle { get; init; }
    public string? EvaluateCycle { get; init; }
    public string? ExamineCycle { get; init; }
}

/// <summary>What somebody writes down of an item.</summary>
public sealed record ItemInput
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public Guid? ParentId { get; init; }
    public string? Measures { get; init; }
    public string? Standard { get; init; }
    public string? Line { get; init; }
    public bool IsKey { get; init; }
    public string? KeyReason { get; init; }
    public Guid? Lead { get; init; }
    public IReadOnlyList<Guid> Supporters { get; init; } = [];
    public string? Leader { get; init; }
    public string? Person { get; init; }
    public string? DueKind { get; init; }
    public DateOnly? DueOn { get; init; }
    public Guid? RepeatsId { get; init; }
    public string? Cause { get; init; }
    public bool IsProject { get; init; }
    public Guid? DutyId { get; init; }
    public string? DutyReason { get; init; }
    /// <summary>Of a rectification: an opinion as it was given, which falls into problems.</summary>
    public bool IsOpinion { get; init; }
}

/// <summary>One unit's word on one item.</summary>
public sealed record ReportInput(Guid Item, int Percent, string Content, string? Problem, string? NextStep);

/// <summary>What is done with an item beside reporting.</summary>
public sealed record WorkDeed(string Kind, string? Words)
{
    public string? Approver { get; init; }
    public DateOnly? Day { get; init; }
    public Guid? Unit { get; init; }
    public string? Result { get; init; }
    /// <summary>复盘 of a project.</summary>
    public string? Review { get; init; }
}
