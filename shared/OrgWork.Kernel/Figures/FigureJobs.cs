using System.IO.Compression;

namespace OrgWork.Kernel;

/// <param name="Tables">those that who asks may see, by their ids; an order of before this was said names none and gets none</param>
/// <param name="Who">stands on it: name and account</param>
public sealed record ReportsOrder(DateOnly? AsOf, string[]? Tables, string Maker, string Who);

/// <summary>The whole set as it is filed: every table in its official layout and the sums that were checked, in one zip.</summary>
public sealed class ReportsJob(FigurePlace place) : Job<ReportsOrder>
{
    public override string Id => "reports";
    public override string Permission => FigureSet.ReadPermission(place.Module);
    public override IEnumerable<string> PermissionsFor(string arguments, RegisterBook registers) => [Permission, .. Asked(Arguments(arguments)).Select(report => report.Of.NumberPermission).Distinct()];
    public override bool Writes => false;
    public override DateOnly? DayOf(string arguments) => Arguments(arguments).AsOf;

    IEnumerable<Report> Asked(ReportsOrder order) => place.Set.Reports.Where(report => order.Tables?.Contains(report.Id) == true);

    public override Task<JobResult> RunAsync(ReportsOrder order, JobRun run) => run.FinishAsync(async db =>
    {
        var reader = new FigureReader(db, run.Here);
        List<Report> reports = [.. Asked(order)];
        var steps = reports.Count + 1;
        run.Report(0, steps, "正在统计");
        var grids = await reader.GridsAsync(reports, run.Stop);
        var results = await reader.ChecksAsync(place.For(run.Here), grids, run.Stop);
        await using var file = FileStore.Temporary();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var grid in grids)
            {
                await using var entry = await zip.CreateEntry($"{grid.Report.Number} {grid.Report.Title}.xlsx", CompressionLevel.NoCompression).OpenAsync(run.Stop);
                await entry.WriteAsync(GridSheet.Write(grid, run.Here, order.Maker, order.Who), run.Stop);
                run.Report(grids.IndexOf(grid) + 1, steps, grid.Report.Title);
            }
            await using var checks = await zip.CreateEntry("校核结果.xlsx", CompressionLevel.NoCompression).OpenAsync(run.Stop);
            using var sheet = new MemoryStream();
            await WriteChecksAsync(sheet, results, run, order.Who);
            await checks.WriteAsync(sheet.ToArray(), run.Stop);
        }
        file.Position = 0;
        await run.SaveFileAsync(db, $"统计报表全套（{run.Place.ShortName}）{run.Here.Day:yyyyMMdd}.zip", file, Permission);
        await reader.RecordExportAsync("reports", "统计报表全套", "统计表和校核结果", grids.Count, run.Stop);
        var broken = results.Count(result => !result.Holds);
        return new JobResult($"已导出 {grids.Count} 张表；{(broken == 0 ? "校核全部平" : $"校核不平 {broken} 处，其中 {results.Count(result => !result.Holds && result.Exception is not null)} 处已说明")}",
            [new("统计表", grids.Count), new("校核", results.Count), new("不平", broken)], place.Reports + "/checks");
    });

    static async Task WriteChecksAsync(Stream target, List<CheckResult> results, JobRun run, string who)
    {
        await using var sheet = new SheetWriter(target, "校核结果", $"{who}　{Clock.ShowFull(DateTime.UtcNow)}");
        sheet.Begin([new("表号", 10), new("表名", 30), new("行、栏", 24), new("公式", 24), new("左边", 12), new("右边", 12), new("结果", 10), new("说明", 40), new("说明人", 12)],
            "校核结果", $"{run.Here.PlaceName}　数据日期 {Dates.Format(run.Here.Day)}");
        foreach (var one in results.OrderBy(one => one.Holds))
            sheet.Row([one.Report.Number, one.Report.Title, one.Line, one.Check.Formula, one.Left, one.Right, one.Holds ? "平" : one.Exception is null ? "不平" : "已说明", one.Exception, one.NotedBy]);
        await sheet.FinishAsync(run.Stop);
    }
}

public sealed record SnapshotOrder(string Title, bool IsYearEnd, DateOnly? AsOf);

/// <summary>All tables and figures of a day taken down for good.</summary>
public sealed class SnapshotJob(FigurePlace place) : Job<SnapshotOrder>
{
    public override string Id => "snapshot";
    public override string Permission => FigureSet.WritePermission(place.Module);
    public override DateOnly? DayOf(string arguments) => Arguments(arguments).AsOf;

    public override Task<JobResult> RunAsync(SnapshotOrder order, JobRun run) => run.FinishAsync(async db =>
    {
        run.Report(0, 1, "正在统计");
        var count = await new FigureReader(db, run.Here).TakeAsync(place, order.Title, order.IsYearEnd, run.Stop)
            ?? throw new JobRefusedException(YearIsClosed(run.Here));
        return new JobResult($"已封存“{order.Title}”", [new("表、指标", count)], place.Reports + "/snapshots");
    });

    public static string YearIsClosed(Here here) => $"{here.PlaceName} {here.Day.Year} 年已经封存过年末数，不能再封；可以另存为快照";
}
