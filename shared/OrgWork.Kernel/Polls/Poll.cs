using System.Text.Json;

namespace OrgWork.Kernel;

/// <summary>A poll as it stands.</summary>
public sealed record Poll
{
    public Guid Id { get; init; }
    public string LocalityPath { get; init; } = "";
    public string? PlaceName { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Way { get; init; } = "paper";
    public string State { get; init; } = "draft";
    public DateOnly HeldOn { get; init; }
    public DateOnly? ClosesOn { get; init; }
    public string? Period { get; init; }
    public string? Place { get; init; }
    public Guid? SubjectId { get; init; }
    public int? Most { get; init; }
    public int? Seats { get; init; }
    public int Minimum { get; init; }
    public string? Presider { get; init; }
    public string? Tellers { get; init; }
    public string? Counter { get; init; }
    public string? Note { get; init; }
    public bool IsMerged { get; init; }
    public string[] Remarks { get; init; } = [];
    public string FindingsJson { get; init; } = "[]";
    public string? Summary { get; init; }
    public DateOnly? SignedOn { get; init; }
    public string? SignedByName { get; init; }
    public string? VoidReason { get; init; }
    public int Version { get; init; }

    public const string Columns = "id, locality_path, (select l.name from org.locality l where l.path = poll.locality_path) as place_name, kind, title, way, state, held_on, closes_on, period, place, subject_id, most, seats, minimum, presider, tellers, counter, note, is_merged, remarks, findings::text as findings_json, summary, signed_on, signed_by_name, void_reason, version";

    public static readonly CodeSet States = new("poll_state", "状态", "本平台", [new("draft", "筹备"), new("open", "投票中"), new("counted", "已计票"), new("signed", "已签认"), new("void", "作废")]);
    public static readonly CodeSet Outcomes = new("poll_outcome", "结果", "本平台", [new("passed", "通过"), new("failed", "未通过"), new("tied", "票数相等")]);

    public bool IsOnline => Way == "online";
    public bool HasCounts => State is "counted" or "signed";
    /// <summary>Everything but the numbers may still be changed.</summary>
    public bool IsDraft => State == "draft";
    public IReadOnlyList<KeptFinding> Findings => JsonSerializer.Deserialize<List<KeptFinding>>(FindingsJson) ?? [];

    public (string Kind, string Words) LightOn(DateOnly today) => State switch
    {
        "draft" => ("none", "筹备"),
        "open" when ClosesOn < today => ("yellow", "已截止，待计票"),
        "open" => ("none", $"投票中，{Dates.Format(ClosesOn!.Value)} 截止"),
        "counted" => ("yellow", "待签认"),
        "signed" => ("none", "已签认"),
        _ => ("none", "作废"),
    };
}

/// <summary>A poll with its numbers.</summary>
public sealed record PollResult(PollKind Kind, Poll Poll, Tally Tally)
{
    public string OutcomeWords(TallyItem item) => item.Outcome switch { "passed" => Kind.Form == PollForm.Seats ? "当选" : "通过", "failed" => Kind.Form == PollForm.Seats ? "未当选" : "未通过", "tied" => "票数相等，须重新投票", _ => "" };
}

/// <summary>Whom an on-line poll asks.</summary>
public sealed record PollVoter(Guid AccountId, string Name, string? Office, short GroupNumber, bool HasVoted);

public sealed record PollCandidate(Guid AccountId, string Name, string? Office, string Place);
