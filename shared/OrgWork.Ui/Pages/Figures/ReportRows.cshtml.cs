using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The rows behind a cell of a table, or those by which one of its sums does not come out.</summary>
public sealed class ReportRowsModel(Db db) : CountedRowsModel(db)
{
    public Task<IActionResult> OnGetAsync(string report, int row, int column, int check) => ShowAsync(new(Report: report, Row: row, Column: column, Check: check), () => (ReportUrl(Place.Report(report)!), $"返回{Place.Report(report)!.Number}"));
    public Task<IActionResult> OnPostExportAsync(string report, int row, int column, int check) => ExportAsync(new(Report: report, Row: row, Column: column, Check: check));
}
