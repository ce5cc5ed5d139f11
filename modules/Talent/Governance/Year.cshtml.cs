using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>年度成效: the sheet of the year, counted from the registers, beside the year before; each number opens its rows; export.</summary>
[Needs("talent.figures.read")]
public sealed class YearModel(Db db, Here here) : PageModel
{
    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<(YearLines.Line Line, long Now, long Before)> Rows { get; private set; } = [];
    public string UrlOf(YearLines.Line line, int year) => here.Url("talent/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, line.Path, year));
    /// <summary>The sentence for the year's summary.</summary>
    public string Paragraph => $"{Year} 年，{here.PlaceName}" + string.Join("，", Rows.Where(row => row.Now > 0).Select(row => $"{row.Line.Title.Split('（')[0]} {row.Now:#,##0} {row.Line.Counter}")) + "。";

    public async Task OnGetAsync(int? year, CancellationToken stop) => await LoadAsync(year, stop);

    public async Task<IActionResult> OnPostExportAsync(int? year, CancellationToken stop)
    {
        await LoadAsync(year, stop);
        var file = FileStore.Temporary();
        await using (var sheet = new SheetWriter(file, "年度成效", here.Mark))
        {
            sheet.Begin([new("类别", 10), new("项目", 40), new("单位", 10), new($"{Year} 年", 14), new($"{Year - 1} 年", 14), new("增减", 12)], $"{Year} 年人才工作成效", $"{here.PlaceName}　数据日期 {Dates.Format(Clock.Today)}");
            foreach (var (line, now, before) in Rows) sheet.Row([line.Group, line.Title, line.Counter, $"{now}", $"{before}", $"{now - before:+0;-0;0}"]);
            await sheet.FinishAsync(stop);
        }
        await db.RecordAsync(new(DeedKind.Export, "figures", null, here.Locality.Path, $"{Year} 年人才工作成效"), stop);
        file.Position = 0;
        return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"人才工作成效（{here.Locality.ShortName}）{Year}.xlsx");
    }

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        async Task<IReadOnlyList<long>> CountAsync(int of) => await db.QueryAsync<long>($"select n from ({string.Join(" union all ", YearLines.All.Select((line, at) => $"select {at} as at, ({line.Sql})::bigint as n"))}) l order by at", new { from = new DateOnly(of, 1, 1), to = new DateOnly(of + 1, 1, 1) }, stop);
        var (now, before) = (await CountAsync(Year), await CountAsync(Year - 1));
        Rows = [.. YearLines.All.Select((line, n) => (line, now[n], before[n]))];
    }
}
