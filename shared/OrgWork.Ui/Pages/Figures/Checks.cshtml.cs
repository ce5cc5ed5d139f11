using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>Every sum of every table, those first that do not come out. One that is right to differ gets its reason, once a year.</summary>
public sealed class ChecksModel : FigurePageModel
{
    List<Grid> grids = [];

    public List<CheckResult> Results { get; private set; } = [];
    public bool HasLastYear { get; private set; }
    public string? Fault { get; private set; }
    public string AsOfPart => Here.AsOf is { } day ? $"&{AsOf.Key}={AsOf.Format(day)}" : "";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostNoteAsync(string report, string formula, string line, string? reason)
    {
        await LoadAsync();
        if (Results.Find(result => result.Report.Id == report && result.Check.Formula == formula && result.Line == line && !result.Holds) is not { } found) Fault = "这一处现在已经平了，或者不存在；请刷新后再看";
        else if (reason?.Trim() is not { Length: >= 2 and <= 200 } said) Fault = "请写明理由，2 至 200 字";
        else
        {
            await Reader.NoteAsync(Place, found, said, Stop);
            TempData["Done"] = "理由已记下";
            return Redirect(Address(Place.Reports + "/checks"));
        }
        return this.Unprocessable();
    }

    async Task LoadAsync()
    {
        grids = await Reader.GridsAsync(Place.Set.Reports, Stop);
        Results = await Reader.ChecksAsync(Place, grids, Stop);
        HasLastYear = Place.Set.Reports.All(report => report.Checks.All(check => !CheckFormula.Parse(check.Formula).NeedsLastYear)) || (await Reader.SnapshotsAsync(Place.Module, withContent: false, Stop)).Any(snapshot => snapshot.IsYearEnd && snapshot.AsOf.Year == Here.Day.Year - 1);
    }

    public string? FailingUrlOf(CheckResult result)
    {
        var grid = grids.Find(grid => grid.Report == result.Report)!;
        return Reader.FailingOf(grid, result) is null ? null : FailingUrl(result, grid.Report.Checks.ToList().IndexOf(result.Check));
    }
}
