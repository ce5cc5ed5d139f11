using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The rows behind a cell of a table, or those by which one of its sums does not come out.</summary>
public sealed class ReportRowsModel(Db db) : CountedRowsModel(db)
{
    string condition = "false";

    public async Task<IActionResult> OnGetAsync(string report, int row, int column, int check)
    {
        if (!await FindAsync(report, row, column, check)) return NotFound();
        await LoadAsync(condition);
        return Page();
    }

    public async Task<IActionResult> OnPostExportAsync(string report, int row, int column, int check) => await FindAsync(report, row, column, check) ? await ExportAsync(condition) : NotFound();

    async Task<bool> FindAsync(string id, int row, int column, int check)
    {
        if (Place.Report(id) is not { } report) return false;
        var grid = await Reader.GridAsync(report, Stop);
        (Counted, BackUrl, BackWords) = (report.Of, ReportUrl(report), $"返回{report.Number}");
        if (check > 0)
        {
            var result = new CheckResult(report, report.Checks.ElementAtOrDefault(check - 1)!, 0, "", "", 0, 0, false, row > 0 ? row - 1 : null, column > 0 ? column - 1 : null);
            if (result.Check is null || row > grid.Rows.Count || column > report.Columns.Count || Reader.FailingOf(grid, result) is not { } failing) return false;
            (condition, Title) = (failing, $"{report.Number} 校核不平的{report.Of.Title}：{(row > 0 ? $"第 {row} 行 {grid.Rows[row - 1].Label}" : $"第 {column} 栏 {report.Columns[column - 1].Label}")}");
            Definition = report.Of.BalancedBy is null ? $"公式 {result.Check.Formula}：计入合计而不在任何一项，或者同时在两项的" : $"公式 {result.Check.Formula}：年初、增减、年末合起来对不上的";
            return true;
        }
        if (row < 1 || column < 1 || row > grid.Rows.Count || column > report.Columns.Count || report.Columns[column - 1].Share is not null) return false;
        condition = Reader.ConditionOf(grid, row - 1, column - 1);
        var (line, heading) = (grid.Rows[row - 1].Label.Replace("　", "", StringComparison.Ordinal), report.Columns[column - 1]);
        Title = $"{report.Number} {line} · {(heading.Group is null ? "" : heading.Group + " ")}{heading.Label}";
        Definition = $"第 {row} 行第 {column} 栏。{report.Note}";
        return true;
    }
}
