namespace OrgWork.Tests;

/// <summary>A poll on paper held through its pages: set up as the form proposes it, counted, signed off.</summary>
static class PaperBallots
{
    /// <param name="url">…/new?subject=…</param>
    /// <param name="marks">what was marked of each item, by its line on the ballot</param>
    /// <returns>the last answer, or the first that was refused; and where the poll is</returns>
    public static async Task<(Answer Answer, string? Poll)> HoldAsync(Browser officer, string url, string heldOn, (int Issued, int Returned, int Invalid) ballots, Func<string, int[]> marks)
    {
        var page = await officer.GetAsync(url);
        if (page.Document.QuerySelector("form[data-guard] [name=items]") is not { } items) return (page, null);
        var lines = items.TextContent.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var made = await officer.SubmitAsync(url, ("HeldOn", heldOn), ("Tellers", "监票人"), ("Counter", "计票人"));
        if (made.Status != 302) return (made, null);
        var counted = await officer.SubmitAsync(made.Location + "/count", [("g1.eligible", $"{ballots.Issued}"), ("g1.present", $"{ballots.Issued}"), ("g1.issued", $"{ballots.Issued}"), ("g1.returned", $"{ballots.Returned}"), ("g1.invalid", $"{ballots.Invalid}"), .. lines.SelectMany((line, n) => marks(line).Select((votes, c) => ($"c1.{n + 1}.{c + 1}", $"{votes}")))]);
        return (counted.Status != 302 ? counted : await officer.PostAsync(made.Location + "/turn/sign", ("version", "2")), made.Location);
    }
}
