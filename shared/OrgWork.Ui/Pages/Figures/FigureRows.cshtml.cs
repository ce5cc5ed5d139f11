using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The rows behind a figure: those that count, those it is out of, or those that want a person.</summary>
public sealed class FigureRowsModel(Db db) : CountedRowsModel(db)
{
    string condition = "false";

    public async Task<IActionResult> OnGetAsync(string figure, string? part)
    {
        if (!await FindAsync(figure, part)) return NotFound();
        await LoadAsync(condition);
        return Page();
    }

    public async Task<IActionResult> OnPostExportAsync(string figure, string? part) => await FindAsync(figure, part) ? await ExportAsync(condition) : NotFound();

    async Task<bool> FindAsync(string id, string? part)
    {
        if (Place.Figure(id) is not { } figure) return false;
        (Counted, BackUrl, BackWords) = (figure.Of, FigureUrl(figure), "返回指标");
        (condition, Title) = part switch
        {
            "whole" when figure.OutOf is { } whole => (whole, $"{figure.Title}：分母"),
            "wanting" when figure.Wanting is { } wanting => (wanting, $"{figure.Title}：{figure.WantingWords}"),
            _ => (await Reader.ConditionOfAsync(figure, Stop), $"{figure.Title}{(figure.OutOf is null ? "" : "：分子")}"),
        };
        Definition = figure.Formula;
        return true;
    }
}
