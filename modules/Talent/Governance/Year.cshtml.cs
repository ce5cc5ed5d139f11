using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>年度成效: the sheet of the year, counted from the registers until it is locked, beside the year before; each number opens its rows; export.</summary>
[Needs("talent.figures.read")]
public sealed class YearModel(Db db, Here here) : PageModel
{
    /// <param name="Since">what the registers say today, when the year is locked and they say something else</param>
    public sealed record Row(YearLines.Line Line, long Now, long Before, long? Since)
    {
        public string Change => Line.Says is not null ? "" : $"{Now - Before:+#,##0;-#,##0;0}";
    }

    sealed record Locked(int Year, string Code, long Amount, DateOnly FrozenOn);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public DateOnly? LockedOn { get; private set; }
    public string? Fault { get; private set; }
    /// <summary>A year is locked when it is about to end or over.</summary>
    public bool MayLock => LockedOn is null && here.MayWrite("talent.figures.edit") && new DateOnly(Year, 12, 1) <= Clock.Today;
    public DateOnly AsOf => LockedOn ?? Clock.Today;
    public string UrlOf(YearLines.Line line, int year) => here.Url("talent/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, line.Path, year));
    /// <summary>The sentence for the year's summary.</summary>
    public string Paragraph => $"{Year} 年，{here.PlaceName}" + string.Join("，", Rows.Where(row => row.Now > 0).Select(row => row.Line.Says is null ? $"{row.Line.Title.Split('（')[0]} {row.Now:#,##0} {row.Line.Counter}{Beside(row)}" : $"{row.Line.Title}为{row.Line.Show(row.Now)}")) + "。";

    static string Beside(Row row) => row.Before == 0 || row.Now == row.Before ? "" : $"（比上年{(row.Now > row.Before ? "多" : "少")} {Math.Abs(row.Now - row.Before):#,##0}）";

    public async Task OnGetAsync(int? year, CancellationToken stop) => await LoadAsync(year, stop);

    public async Task<IActionResult> OnPostExportAsync(int? year, CancellationToken stop)
    {
        await LoadAsync(year, stop);
        var file = FileStore.Temporary();
        await using (var sheet = new SheetWriter(file, "年度成效", here.Mark))
        {
            sheet.Begin([new("类别", 10), new("项目", 40), new("单位", 10), new($"{Year} 年", 14), new($"{Year - 1} 年", 14), new("增减", 12)], $"{Year} 年人才工作成效", $"{here.PlaceName}　数据日期 {Dates.Format(AsOf)}{(LockedOn is null ? "" : "　已封存")}");
            foreach (var row in Rows) sheet.Row([row.Line.Group, row.Line.Title, row.Line.Counter, row.Line.Says is null ? $"{row.Now}" : row.Line.Show(row.Now), row.Line.Says is null ? $"{row.Before}" : row.Line.Show(row.Before), row.Change]);
            await sheet.FinishAsync(stop);
        }
        await db.RecordAsync(new(DeedKind.Export, "figures", null, here.Locality.Path, $"{Year} 年人才工作成效"), stop);
        file.Position = 0;
        return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"人才工作成效（{here.Locality.ShortName}）{Year}.xlsx");
    }

    /// <summary>Keeps the year's numbers as they stand: what is entered later is shown beside them and changes nothing.</summary>
    public async Task<IActionResult> OnPostLockAsync(int? year, CancellationToken stop)
    {
        await LoadAsync(year, stop);
        if (!here.MayWrite("talent.figures.edit")) return StatusCode(403);
        if (!MayLock) return this.Unfit(LockedOn is { } on ? $"已经在 {Dates.Format(on)} 封存" : $"{Year} 年 12 月起才能封存", fault => Fault = fault);
        var actor = db.Actor.Id;
        foreach (var (row, n) in Rows.Select((row, n) => (row, n)))
            await db.ExecuteAsync("insert into year_line (locality_path, rank_order, title, year, code, line_group, counter, amount, shown, frozen_on, created_by) values (@place, @rank, @Title, @Year, @Code, @Group, @Counter, @Now, @shown, @today, @actor) on conflict do nothing",
                new { place = here.Locality.Path, rank = (9999 - Year) * 100 + n, row.Line.Title, Year, row.Line.Code, row.Line.Group, row.Line.Counter, row.Now, shown = row.Line.Show(row.Now), today = Clock.Today, actor }, stop);
        await db.RecordAsync(new(DeedKind.Update, "figures", null, here.Locality.Path, $"封存 {Year} 年人才工作成效", [new("封存", null, $"{Rows.Count} 项")]), stop);
        TempData["Done"] = $"{Year} 年的数已封存";
        return Redirect(here.Url($"talent/governance/year?year={Year}"));
    }

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        var place = here.Locality.Path;
        async Task<IReadOnlyList<long>> CountAsync(int of) => await db.QueryAsync<long>($"select n from ({string.Join(" union all ", YearLines.All.Select((line, at) => $"select {at} as at, ({line.Sql})::bigint as n"))}) l order by at", new { from = new DateOnly(of, 1, 1), to = new DateOnly(of + 1, 1, 1), place }, stop);
        var (now, before) = (await CountAsync(Year), await CountAsync(Year - 1));
        var locked = (await db.QueryAsync<Locked>("select year, code, amount, frozen_on from year_line where locality_path = @place and year in (@Year, @Year - 1) and removed_at is null", new { place, Year }, stop)).ToDictionary(one => (one.Year, one.Code));
        LockedOn = locked.Values.FirstOrDefault(one => one.Year == Year)?.FrozenOn;
        Rows = [.. YearLines.All.Select((line, n) =>
        {
            // A line that came into the sheet after the year was locked counts live.
            var kept = locked.GetValueOrDefault((Year, line.Code))?.Amount;
            return new Row(line, kept ?? now[n], locked.GetValueOrDefault((Year - 1, line.Code))?.Amount ?? before[n], kept is { } amount && amount != now[n] ? now[n] : null);
        })];
    }
}
