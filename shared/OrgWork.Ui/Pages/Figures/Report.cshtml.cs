using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class ReportModel : FigurePageModel
{
    public Grid Grid { get; private set; } = null!;
    public List<CheckResult> Results { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string report)
    {
        if (Place.Report(report) is not { } wanted) return NotHere(All.Report(report)?.Of);
        Grid = await Reader.GridAsync(wanted, Stop);
        Results = await Reader.ChecksAsync(Place, [Grid], Stop);
        return Page();
    }

    /// <summary>The whole of the table over the years, fetched once somebody comes down to it: a table on each of six days.</summary>
    public async Task<IActionResult> OnGetYearsAsync(string report)
    {
        if (Place.Report(report) is not { } wanted) return NotHere(All.Report(report)?.Of);
        return Partial("/Pages/Figures/_Years.cshtml", new ReportYears(wanted, await Reader.YearsAsync(Place, wanted, YearsShown, Stop), Here.Day));
    }

    public async Task<IActionResult> OnPostExportAsync(string report)
    {
        if (Place.Report(report) is not { } wanted) return NotHere(All.Report(report)?.Of);
        Grid = await Reader.GridAsync(wanted, Stop);
        var content = GridSheet.Write(Grid, Here, Here.User.Name, Here.Mark);
        await Reader.RecordExportAsync("reports", $"{wanted.Number} {wanted.Title}", "统计表", Grid.Rows.Count, Stop);
        return Sheet(content, $"{wanted.Number} {wanted.Title}");
    }

    const int YearsShown = 5;

    public string AsOfPart => Here.AsOf is { } day ? $"&{AsOf.Key}={AsOf.Format(day)}" : "";
    public string State => Results.Count(result => !result.Holds && result.Exception is null) is > 0 and var broken ? $"不平 {broken} 处" : Results.Exists(result => !result.Holds) ? "不平处均已说明" : "全部平";
    public IReadOnlyList<int> Charted => Grid.Report.Charted.Count > 0 ? Grid.Report.Charted : [1];
    /// <summary>Many columns are drawn side by side for the whole; few are drawn over the rows.</summary>
    public bool ChartsColumns => Charted.Count > 3 && !Grid.Report.IsByPlace;
    public string ChartMeta => string.Join("、", Charted.Select(column => Grid.Report.Columns[column - 1].Words));
    public string DownUrl(Locality place) => $"/{place.Code}/{Place.Reports}/{Grid.Report.Id}{(Here.AsOf is { } day ? $"?{AsOf.Key}={AsOf.Format(day)}" : "")}";

    /// <summary>Under the number of a column: <c>1</c>, or <c>2＝3＋4</c> where a sum says so.</summary>
    public string FormulaOf(int column)
    {
        foreach (var check in Grid.Report.Checks)
            if (CheckFormula.Parse(check.Formula) is { IsOverColumns: true, Operator: "=", NeedsLastYear: false, Left: [{ Column: var left }] } formula && left == column + 1 && formula.Right.Count <= 4)
                return "＝" + string.Concat(formula.Right.Select((term, i) => $"{(term.Sign < 0 ? "－" : i > 0 ? "＋" : "")}{term.Column}"));
        return "";
    }

    public bool IsBroken(int row, int column)
    {
        foreach (var result in Results)
        {
            if (result.Holds || result.Exception is not null || CheckFormula.Parse(result.Check.Formula) is not { Left: [var whole, ..] } formula) continue;
            if (formula.IsOverColumns ? result.Row == row && whole.Column == column + 1 : formula.IsOverRows ? result.Column == column && whole.Row == row + 1 : whole.Row == row + 1 && whole.Column == column + 1) return true;
        }
        return false;
    }

    public string? FailingUrlOf(CheckResult result) => Reader.FailingOf(Grid, result) is null ? null : FailingUrl(result, Grid.Report.Checks.ToList().IndexOf(result.Check));
}

/// <summary>A table's first line over the years, and which of its columns there is room for.</summary>
public sealed record ReportYears(Report Report, IReadOnlyList<YearLine> Lines, DateOnly Today)
{
    const int MostColumns = 10;

    /// <summary>By number. Shares follow from their counts.</summary>
    public IReadOnlyList<int> Shown { get; } = Report.Columns.Count <= MostColumns ? [.. Enumerable.Range(1, Report.Columns.Count)] : [.. new[] { 1 }.Concat(Report.Charted).Distinct().Take(MostColumns)];

    public string Cell(YearLine line, int column)
    {
        if (Report.Columns[column - 1].Share is not { } share) return line.Cells[column - 1]?.ToString("0") ?? "—";
        return line.Cells[share.Whole - 1] is > 0 and var whole && line.Cells[share.Part - 1] is { } part ? Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero).ToString("0.0") : "—";
    }

    /// <summary>What is drawn: the columns that the table itself draws, by their place among those shown.</summary>
    public IReadOnlyList<int> Drawn => [.. Charted.Select(column => Shown.ToList().IndexOf(column) + 1)];
    public IEnumerable<string> DrawnNames => Charted.Select(column => Report.Columns[column - 1].Words);
    IEnumerable<int> Charted => (Report.Charted.Count is > 0 and <= 4 ? Report.Charted : [1]).Where(column => Shown.Contains(column));
}
