using Microsoft.AspNetCore.Http;

namespace OrgWork.Ui;

/// <summary>What is asked of a board: the address says it all.</summary>
public sealed record BoardRequest(string? Step, int? Stage, string? Light, string State, bool Mine, string? Batch, string? Find, bool ByPlace, DateOnly? AfterDue, Guid? AfterId)
{
    public static BoardRequest Parse(IQueryCollection query)
    {
        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var after = Text("after")?.Split('_');
        return new(Text("step"), int.TryParse(Text("stage"), out var stage) ? stage : null, Text("light") is "red" or "yellow" or "none" ? Text("light") : null,
            Text("state") is "done" or "stopped" ? Text("state")! : "open", Text("mine") == "1", Text("batch"), Text("q"), Text("by") == "place",
            after is [var day, _] && DateOnly.TryParseExact(day, "yyyyMMdd", out var due) ? due : null, after is [_, var id] && Guid.TryParse(id, out var parsed) ? parsed : null);
    }

    /// <summary>The address with something changed; a new condition begins on the first page.</summary>
    public string With(params (string Name, string? Value)[] changes)
    {
        var all = new Dictionary<string, string?> { ["step"] = Step, ["stage"] = Stage?.ToString(System.Globalization.CultureInfo.InvariantCulture), ["light"] = Light, ["state"] = State == "open" ? null : State, ["mine"] = Mine ? "1" : null, ["batch"] = Batch, ["q"] = Find, ["by"] = ByPlace ? "place" : null };
        foreach (var (name, value) in changes) all[name] = value;
        var words = all.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}").ToList();
        return words.Count == 0 ? "?" : "?" + string.Join('&', words);
    }

    public string Where(bool light = true) => string.Join(" and ",
        new[]
        {
            "procedure = @procedure", "state = @state", Step is null ? "" : "step = @step", Stage is null ? "" : "stage = @stage", Mine ? "acts_path = @here" : "", Batch is null ? "" : "batch = @batch", Find is null ? "" : "position(@find in title) > 0",
            !light ? "" : Light switch { "red" => "due_on < @today", "yellow" => "warn_on <= @today and due_on >= @today", "none" => "warn_on > @today", _ => "" },
        }.Where(part => part != ""));

    public object Args(string procedure, string here) => new { procedure, state = State, step = Step, stage = (short?)Stage, here, batch = Batch, find = Find, today = Clock.Today, due = AfterDue, id = AfterId };
}

public sealed record BoardCount(short Stage, string Step, long Red, long Yellow, long Total);

public sealed record PlaceCount(string Path, string? Name, long Red, long Yellow, long Total);
