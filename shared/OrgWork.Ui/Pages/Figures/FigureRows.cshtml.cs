using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The rows behind a figure: those that count, those it is out of, or those that want a person.</summary>
public sealed class FigureRowsModel(Db db) : CountedRowsModel(db)
{
    public Task<IActionResult> OnGetAsync(string figure, string? part, string? by, string? key) => ShowAsync(new(Figure: figure, Part: part, By: by, Key: key), () => (FigureUrl(Place.Figure(figure)!), "返回指标"));
    public Task<IActionResult> OnPostExportAsync(string figure, string? part, string? by, string? key) => ExportAsync(new(Figure: figure, Part: part, By: by, Key: key));
}
