using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrgWork.Kernel;

/// <summary>A case as it stands.</summary>
public sealed record ProcedureCase
{
    public Guid Id { get; init; }
    public string LocalityPath { get; init; } = "";
    public string? OtherPath { get; init; }
    /// <summary>The place whose turn it is.</summary>
    public string ActsPath { get; init; } = "";
    /// <summary>What the places are called; of Party organisations too, which stand in no tree.</summary>
    public string? PlaceName { get; init; }
    public string? OtherName { get; init; }
    public string? ActsName { get; init; }
    public string Procedure { get; init; } = "";
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public Guid SubjectId { get; init; }
    public string? Batch { get; init; }
    /// <summary>The step that waits; of a closed case the last one.</summary>
    public string Step { get; init; } = "";
    public short Stage { get; init; }
    public int StepTimes { get; init; }
    public bool IsDelegated { get; init; }
    public string State { get; init; } = "open";
    public string? Outcome { get; init; }
    public string FactsJson { get; init; } = "{}";
    public int Acts { get; init; }
    public DateOnly? LastOn { get; init; }
    public DateOnly WarnOn { get; init; } = DateOnly.MaxValue;
    public DateOnly DueOn { get; init; } = DateOnly.MaxValue;
    public DateOnly OpenedOn { get; init; }
    public DateOnly StepSince { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public int Version { get; init; }

    public const string Columns = "(select l.name from org.locality l where l.path = procedure_case.locality_path) as place_name, (select l.name from org.locality l where l.path = procedure_case.other_path) as other_name, (select l.name from org.locality l where l.path = procedure_case.acts_path) as acts_name, id, locality_path, other_path, acts_path, procedure, number, title, subject_id, batch, step, stage, step_times, is_delegated, state, outcome, facts::text as facts_json, acts, last_on, warn_on, due_on, opened_on, step_since, closed_on, version";

    [JsonIgnore] public bool IsOpen => State == "open";
    [JsonIgnore] public CaseFacts Facts => CaseFacts.FromJson(FactsJson);

    /// <summary>red, yellow or none, and the words that go with it.</summary>
    public (string Kind, string Words) LightOn(DateOnly today) =>
        State == "done" ? ("green", Outcome ?? "办结")
        : State == "stopped" ? ("none", Outcome ?? "终止")
        : DueOn == DateOnly.MaxValue ? ("none", "没有期限")
        : today > DueOn ? ("red", $"超期 {today.DayNumber - DueOn.DayNumber} 天")
        : today >= WarnOn ? ("yellow", DueOn == today ? "今天到期" : $"剩 {DueOn.DayNumber - today.DayNumber} 天")
        : ("none", $"{Dates.Format(DueOn)} 前");
}

/// <summary>What was done with a case, as it was recorded then.</summary>
public sealed record ProcedureAct
{
    public int Number { get; init; }
    public string Step { get; init; } = "";
    public string Kind { get; init; } = "";
    public string? Outcome { get; init; }
    public DateOnly OnDay { get; init; }
    public string FactsJson { get; init; } = "{}";
    public string ChangesJson { get; init; } = "[]";
    public string FindingsJson { get; init; } = "[]";
    public string DocumentsJson { get; init; } = "[]";
    public string? Reason { get; init; }
    public string? Approver { get; init; }
    public DateTime EnteredAt { get; init; }
    public Guid? EnteredBy { get; init; }
    public string EnteredByName { get; init; } = "";

    public const string Columns = "number, step, kind, outcome, on_day, facts::text as facts_json, changes::text as changes_json, findings::text as findings_json, documents::text as documents_json, reason, approver, entered_at, entered_by, entered_by_name";

    public CaseFacts Facts => CaseFacts.FromJson(FactsJson);
    public IReadOnlyList<Change> Changes => Deed.ChangesFromJson(ChangesJson);
    public IReadOnlyList<KeptFinding> Findings => JsonSerializer.Deserialize<List<KeptFinding>>(FindingsJson) ?? [];
    public IReadOnlyList<KeptDocument> Documents => JsonSerializer.Deserialize<List<KeptDocument>>(DocumentsJson) ?? [];
    /// <summary>Entered so many days after it was done: shown when it is more than a few.</summary>
    public int EnteredLate => Clock.DayOf(EnteredAt).DayNumber - OnDay.DayNumber;
}

/// <summary>What a rule said when the step was done.</summary>
public sealed record KeptFinding(string Rule, string Title, string Basis, string Outcome, string Words);

/// <summary>A document of a step: a file, or paper that was seen.</summary>
public sealed record KeptDocument(string Name, Guid? FileId, string? FileName);

/// <summary>The kinds of acts, stored as they are shown.</summary>
public static class ActKind
{
    public const string Done = "办理", Corrected = "更正", Returned = "退回", Withdrawn = "撤回", Delegated = "委托", Stopped = "终止";
}
