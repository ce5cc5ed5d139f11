using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class ReportsModel(Db db) : FigurePageModel
{
    public async Task<IActionResult> OnPostExportAsync()
    {
        await new ReportsJob(All).AskAsync(db, new(Here.AsOf, [.. Place.Set.Reports.Select(report => report.Id)], Here.User.Name, Here.Mark), $"导出{ReportsName}全套（{Here.PlaceName}）", Stop);
        TempData["Done"] = "正在统计，做完在这里下载；可以离开去做别的事";
        return Redirect("/account/jobs");
    }
}
