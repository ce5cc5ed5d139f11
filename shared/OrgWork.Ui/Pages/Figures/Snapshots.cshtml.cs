using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>What was taken down, and the taking down.</summary>
public sealed class SnapshotsModel : FigurePageModel
{
    public IReadOnlyList<Snapshot> Kept { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool IsYearEndDay => Here.Day is { Month: 12, Day: 31 };
    public string Suggested => IsYearEndDay ? $"{Here.Day.Year} 年度" : $"{Dates.Format(Here.Day)} 试算";
    public string AsOfPart => Here.AsOf is { } day ? $"&{AsOf.Key}={AsOf.Format(day)}" : "";

    public async Task OnGetAsync() => Kept = await Reader.SnapshotsAsync(Place.Module, withContent: true, Stop);

    public async Task<IActionResult> OnPostTakeAsync(string? title, bool yearEnd)
    {
        if (title?.Trim() is not { Length: >= 1 and <= 60 } named) Fault = "请填写名称，60 字以内";
        else if (yearEnd && !IsYearEndDay) Fault = "年末封存数只能是 12 月 31 日的数；请先选数据日期";
        else if (await Reader.TakeAsync(Place, named, yearEnd, Stop) is null) Fault = $"{Here.PlaceName} {Here.Day.Year} 年已经封存过年末数，不能再封；可以另存为快照";
        else
        {
            TempData["Done"] = "已封存";
            return Redirect(Address(Place.Reports + "/snapshots"));
        }
        Kept = await Reader.SnapshotsAsync(Place.Module, withContent: true, Stop);
        return this.Unprocessable();
    }
}
