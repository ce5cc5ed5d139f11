using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrgWork.Kernel;

public enum ImportState { Matching = 0, Checking = 1, Repairing = 2, Writing = 3, Written = 4, Undoing = 5, Undone = 6, Dropped = 7 }

/// <summary>One import as it stands.</summary>
/// <param name="Headings">of the sheet, in its order</param>
/// <param name="Chosen">for each heading the column it goes to; empty for none</param>
/// <param name="Fields">what the cells of a staged row are, in order</param>
[method: Dapper.ExplicitConstructor]
public sealed record ImportSheet(Guid Id, string LocalityPath, string Register, Guid? FileId, string FileName, string ReadAs, string[] Sheets, int Sheet, int HeadingRow, string[] Headings, string[] Chosen, string[] Fields, short StateNumber, Guid? JobId, string AccountName, DateTime CreatedAt, DateTime? WrittenAt, DateTime? UndoneAt, int WrittenNew, int WrittenChanged, int LeftAlone)
{
    public const string Columns = "id, locality_path, register, file_id, file_name, read_as, sheets, sheet, heading_row, headings, chosen, fields, state as state_number, job_id, account_name, created_at, written_at, undone_at, written_new, written_changed, left_alone";
    /// <summary>How long a written import can be taken back.</summary>
    public const int UndoDays = 30;

    public ImportState State => (ImportState)StateNumber;
    public bool IsBusy => State is ImportState.Checking or ImportState.Writing or ImportState.Undoing;

    public static Task<ImportSheet?> FindAsync(Db db, RegisterPlace place, Guid id, CancellationToken stop) =>
        db.FirstAsync<ImportSheet>($"select {Columns} from org.import where id = @id and module = @module and register = @register", new { id, module = place.Module.Id, register = place.Register.Id }, stop);
}

/// <summary>What is the matter with one cell, or with the row (no column).</summary>
/// <param name="C">column</param>
/// <param name="K">one of the letters below</param>
/// <param name="W">in words</param>
/// <param name="S">what may be put there</param>
public sealed record CellFault(string C, string K, string W, string? S)
{
    /// <summary>Cannot be taken; missing in a new row; should be looked at; the record meant was guessed.</summary>
    public const string Wrong = "e", Missing = "m", Look = "w", Guessed = "g";
    /// <summary>A rule admits no exception; asks for a reason and an approver; has them.</summary>
    public const string Refused = "r", ToWaive = "n", Waived = "x";

    /// <summary>The rule that says so.</summary>
    public string? R { get; init; }
    /// <summary>What it found, without its name.</summary>
    public string? F { get; init; }

    /// <summary>A rule keeps the row from going in.</summary>
    [JsonIgnore] public bool Holds => K is Refused or ToWaive;
    /// <summary>The row does not go in as it is.</summary>
    [JsonIgnore] public bool IsBad => K is Wrong or Missing || Holds;
    /// <summary>Which of several is shown first.</summary>
    [JsonIgnore] public int Rank => "ermnwgx".IndexOf(K[0], StringComparison.Ordinal);

    static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    public static string? ToJson(IReadOnlyList<CellFault> faults) => faults.Count == 0 ? null : JsonSerializer.Serialize(faults, Json);
    public static IReadOnlyList<CellFault> FromJson(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<CellFault>>(json, Json) ?? [];
}

/// <summary>How a row of a sheet stands.</summary>
public enum ImportRowState { Unchecked = 0, New = 1, Changed = 2, Same = 3, Wrong = 4, Skipped = 5, Written = 6 }
