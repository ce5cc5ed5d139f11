using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What the pages of figures and tables share: whose they are, where they stand, the day that is shown.</summary>
public abstract class FigurePageModel : PageModel
{
    /// <summary>The figures and tables whose numbers are for who asks.</summary>
    public FigurePlace Place => field ??= All.For(Here);
    /// <summary>All of the module's.</summary>
    public FigurePlace All => field ??= HttpContext.GetEndpoint()?.Metadata.GetMetadata<FigurePlace>() ?? throw new InvalidOperationException("This page is reached through a module's address only.");
    public Here Here => field ??= HttpContext.RequestServices.GetRequiredService<Here>();
    protected FigureReader Reader => field ??= HttpContext.RequestServices.GetRequiredService<FigureReader>();
    protected CancellationToken Stop => HttpContext.RequestAborted;

    /// <summary>Closing a year and noting a reason are about what was: the day that is shown does not forbid them.</summary>
    public bool MayWrite => Here.State == ModuleState.On && Here.May(FigureSet.WritePermission(Place.Module));
    public Month Reckoning => Month.Of(Here.Day);
    public string Meta(string? unit = null) => $"{Here.PlaceName}　截至 {Dates.Format(Here.Day)}{(Here.AsOf is null ? "（当日）" : "")}{(unit is null ? "" : $"　单位：{unit}")}";

    /// <summary>What the module's own menu calls its tables: 结构分析, 党内统计.</summary>
    public string ReportsName => Place.Module.Menu.FirstOrDefault(entry => $"{Place.Module.Id}/{entry.Path}" == Place.Reports)?.Name ?? "统计报表";

    /// <summary>An address of this module on the day that is shown.</summary>
    public string Address(string path, string query = "")
    {
        var parts = new[] { query, Here.AsOf is { } day ? $"{AsOf.Key}={AsOf.Format(day)}" : "" }.Where(part => part != "");
        var joined = string.Join('&', parts);
        return Here.Url(path) + (joined == "" ? "" : "?" + joined);
    }

    /// <summary>One that is not for who asks is refused; one that is not at all is not found.</summary>
    protected IActionResult NotHere(Counted? ofAll) => ofAll is null ? NotFound() : StatusCode(StatusCodes.Status403Forbidden);

    public string FigureUrl(Figure figure) => Address($"{Place.Figures}/{figure.Id}");
    public string ReportUrl(Report report) => Address($"{Place.Reports}/{report.Id}");
    public string CellUrl(Report report, int row, int column) => Address($"{Place.Reports}/{report.Id}/rows", $"row={row + 1}&column={column + 1}");
    public string FailingUrl(CheckResult result, int check) => Address($"{Place.Reports}/{result.Report.Id}/rows", $"check={check + 1}&{(result.Row is { } row ? $"row={row + 1}" : $"column={(result.Column ?? 0) + 1}")}");
    public string? RecordUrl(Counted counted, CountedRow row) => (counted.RecordPathColumn is null ? counted.RecordPath : row.RecordPath) is { } path ? Address($"{path}/{row.RecordId}") : null;

    /// <summary>A day that could not be read, said to who asked for it.</summary>
    public string? DayFault => AsOf.TryParse(Request.Query[AsOf.Key], Clock.Today, out _, out var fault) ? null : fault;

    protected FileResult Sheet(byte[] content, string name) =>
        File(content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}（{Here.Locality.ShortName}）{Here.Day:yyyyMMdd}.xlsx");
}

/// <summary>A list of the rows behind a number, the same for a cell, a figure and a sum that does not come out.</summary>
public abstract class CountedRowsModel(Db db) : FigurePageModel
{
    const int PageSize = 100;

    public CountedList List { get; private set; } = null!;
    public Counted Counted => List.Of;
    public string BackUrl { get; private set; } = "";
    public string BackWords { get; private set; } = "";
    public IReadOnlyList<CountedRow> Rows { get; private set; } = [];
    public long Total { get; private set; }
    public string? NextUrl { get; private set; }
    public bool MaySee => Here.May(Counted.ReadPermission);

    protected async Task<IActionResult> ShowAsync(CountedAsk ask, Func<(string Url, string Words)> back)
    {
        if (CountedList.CountedBy(Place, ask) is null) return NotHere(CountedList.CountedBy(All, ask));
        if (await CountedList.FindAsync(Place, Reader, ask, Stop) is not { } list) return NotFound();
        (List, (BackUrl, BackWords)) = (list, back());
        if (!MaySee) return Page();
        (string, Guid)? after = null;
        if (Request.Query["after"].ToString() is { Length: > 0 } cursor)
        {
            // A page that is asked for and cannot be read is not the first one.
            if (cursor.Split('_') is not [var path, var id] || !Guid.TryParse(id, out var last) || !path.All(c => char.IsAsciiDigit(c) || c is '.' or '-')) return BadRequest();
            after = (path, last);
        }
        var (rows, total) = await Reader.RowsAsync(Counted, list.Condition, after, PageSize, Stop);
        (Rows, Total) = (rows.Count > PageSize ? rows[..PageSize] : rows, total);
        if (rows.Count > PageSize)
            NextUrl = "?" + string.Join('&', Request.Query.Where(part => part.Key != "after").Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value.ToString())}").Append($"after={Rows[^1].LocalityPath}_{Rows[^1].Id:N}"));
        return Page();
    }

    protected async Task<IActionResult> ExportAsync(CountedAsk ask)
    {
        if (CountedList.CountedBy(Place, ask) is null) return NotHere(CountedList.CountedBy(All, ask));
        if (await CountedList.FindAsync(Place, Reader, ask, Stop) is not { } list) return NotFound();
        List = list;
        if (!MaySee) return StatusCode(StatusCodes.Status403Forbidden);
        var who = $"{Here.User.Name}（{Here.User.Account}）";
        if (await Reader.CountAsync(Counted, list.Condition, Stop) > RegisterExport.AtOnce)
        {
            await new CountedExportJob(Place).AskAsync(db, new(ask, Here.AsOf, who), $"导出{list.Title}（{Here.PlaceName}）", Stop);
            TempData["Done"] = $"超过 {RegisterExport.AtOnce:N0} {Counted.Counter}，已转为任务，做完在这里下载；可以离开去做别的事";
            return Redirect("/account/jobs");
        }
        using var file = new MemoryStream();
        await list.WriteAsync(file, Reader, Here, who, null, Stop);
        return Sheet(file.ToArray(), Counted.Title + "名单");
    }
}
