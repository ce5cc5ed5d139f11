using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>A table beside itself: as it was taken down, or as the histories tell of the same day a year before.</summary>
public sealed class CompareModel : FigurePageModel
{
    public Grid Grid { get; private set; } = null!;
    public SnapshotTable Earlier { get; private set; } = null!;
    public DateOnly EarlierDay { get; private set; }
    public string EarlierWords { get; private set; } = "";
    public string Chosen { get; private set; } = "";
    public List<(string Value, string Words)> Options { get; } = [];

    public async Task<IActionResult> OnGetAsync(string report, string? with)
    {
        if (Place.Report(report) is not { } wanted) return NotHere(All.Report(report)?.Of);
        Grid = await Reader.GridAsync(wanted, Stop);
        var yearAgo = Here.Day.AddYears(-1);
        var yearEnd = new DateOnly(Here.Day.Year - 1, 12, 31);
        Options.Add(("year-end", $"上年末 {Dates.Format(yearEnd)}（按沿革回算）"));
        Options.Add(("year-ago", $"上年同日 {Dates.Format(yearAgo)}（按沿革回算）"));
        foreach (var kept in await Reader.SnapshotsAsync(Place.Module, withContent: false, Stop)) Options.Add((kept.Id.ToString(), $"{kept.Title}　{Dates.Format(kept.AsOf)}（{(kept.IsYearEnd ? "年末封存数" : "快照")}）"));
        Chosen = Options.Any(option => option.Value == with) ? with! : "year-end";
        if (Guid.TryParse(Chosen, out var id) && await Reader.SnapshotAsync(Place.Module, id, Stop) is { } snapshot)
        {
            Earlier = snapshot.Content!.Reports.GetValueOrDefault(wanted.Id) ?? new SnapshotTable([], [], []);
            (EarlierDay, EarlierWords) = (snapshot.AsOf, $"左数为 {snapshot.TakenName} 于 {Clock.ShowFull(snapshot.TakenAt)} 封存的数，以后的补登不改变它。");
            return Page();
        }
        EarlierDay = Chosen == "year-ago" ? yearAgo : yearEnd;
        Earlier = (await Reader.GridOnAsync(wanted, EarlierDay, Stop)).ToSnapshot();
        EarlierWords = "左数按各记录的沿革回算到那一天，包括以后补登的；与当年封存数不同的，以封存数为准。";
        return Page();
    }
}
