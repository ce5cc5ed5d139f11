using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>What was taken down, and the taking down: of all there is, whoever closes the year.</summary>
public sealed class SnapshotsModel(Db db) : FigurePageModel
{
    public IReadOnlyList<Snapshot> Kept { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool IsYearEndDay => Here.Day is { Month: 12, Day: 31 };
    public string Suggested => IsYearEndDay ? $"{Here.Day.Year} 年度" : $"{Dates.Format(Here.Day)} 试算";
    public string AsOfPart => Here.AsOf is { } day ? $"&{AsOf.Key}={AsOf.Format(day)}" : "";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostTakeAsync(string? title, bool yearEnd)
    {
        await LoadAsync();
        if (title?.Trim() is not { Length: >= 1 and <= 60 } named) Fault = "请填写名称，60 字以内";
        else if (yearEnd && !IsYearEndDay) Fault = "年末封存数只能是 12 月 31 日的数；请先选数据日期";
        else if (yearEnd && Kept.Any(kept => kept.IsYearEnd && kept.AsOf == Here.Day)) Fault = SnapshotJob.YearIsClosed(Here);
        else
        {
            await new SnapshotJob(All).AskAsync(db, new(named, yearEnd, Here.AsOf ?? (yearEnd ? Here.Day : null)), $"封存{named}（{Here.PlaceName}）", Stop);
            TempData["Done"] = "正在封存，做完在这里看；可以离开去做别的事";
            return Redirect("/account/jobs");
        }
        return this.Unprocessable();
    }

    async Task LoadAsync() => Kept = await Reader.SnapshotsAsync(Place.Module, withContent: true, Stop);
}
