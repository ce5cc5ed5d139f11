namespace OrgWork.Kernel;

/// <summary>Which rows are asked for: those behind a figure, behind a cell of a table, or those by which a sum does not come out. Lines and columns count from 1.</summary>
/// <param name="Part">of a figure: the whole it is out of, or those that want a person</param>
/// <param name="By">of a figure: the column it is taken apart by, with <paramref name="Key"/>, one code of it</param>
public sealed record CountedAsk(string? Figure = null, string? Part = null, string? Report = null, int Row = 0, int Column = 0, int Check = 0, string? By = null, string? Key = null);

/// <summary>The rows behind a number: what is counted, under which condition, and what they are called.</summary>
public sealed record CountedList(Counted Of, string Condition, string Title, string Definition)
{
    /// <summary>What kind of thing is asked about, known without counting; nothing where there is no such figure or table.</summary>
    public static Counted? CountedBy(FigurePlace place, CountedAsk ask) => ask.Figure is { } figure ? place.Figure(figure)?.Of : ask.Report is { } report ? place.Report(report)?.Of : null;

    public static Task<CountedList?> FindAsync(FigurePlace place, FigureReader reader, CountedAsk ask, CancellationToken stop) =>
        ask.Figure is { } figure ? OfFigureAsync(place, reader, figure, ask, stop) : OfReportAsync(place, reader, ask, stop);

    static async Task<CountedList?> OfFigureAsync(FigurePlace place, FigureReader reader, string id, CountedAsk ask, CancellationToken stop)
    {
        if (place.Figure(id) is not { } figure) return null;
        var key = CountedKey.Of(figure.Of, ask.By, ask.Key);
        if (ask.By is not null && key is null) return null;
        var (condition, title) = ask.Part switch
        {
            "whole" when figure.OutOf is not null => (await reader.ConditionOfAsync(figure, stop, ask.Part), $"{figure.Title}：分母"),
            "wanting" when figure.Wanting is not null => (await reader.ConditionOfAsync(figure, stop, ask.Part), $"{figure.Title}：{figure.WantingWords}"),
            _ => (await reader.ConditionOfAsync(figure, stop), $"{figure.Title}{(figure.OutOf is null ? "" : "：分子")}"),
        };
        return key is null ? new(figure.Of, condition, title, figure.Formula) : new(figure.Of, $"({condition}) and {key.Condition}", $"{title}·{key.Name}", $"{figure.Formula}　{key.Column.Label}：{key.Name}");
    }

    static async Task<CountedList?> OfReportAsync(FigurePlace place, FigureReader reader, CountedAsk ask, CancellationToken stop)
    {
        if (ask.Report is not { } id || place.Report(id) is not { } report) return null;
        var grid = await reader.GridAsync(report, stop);
        var (row, column) = (ask.Row, ask.Column);
        if (row > grid.Rows.Count || column > report.Columns.Count) return null;
        if (ask.Check > 0)
        {
            if (report.Checks.ElementAtOrDefault(ask.Check - 1) is not { } check) return null;
            var result = new CheckResult(report, check, 0, "", "", 0, 0, false, row > 0 ? row - 1 : null, column > 0 ? column - 1 : null);
            if (reader.FailingOf(grid, result) is not { } failing) return null;
            return new(report.Of, failing, $"{report.Number} 校核不平的{report.Of.Title}：{(row > 0 ? $"第 {row} 行 {grid.Rows[row - 1].Label}" : $"第 {column} 栏 {report.Columns[column - 1].Label}")}",
                report.Of.BalancedBy is null ? $"公式 {check.Formula}：计入合计而不在任何一项，或者同时在两项的" : $"公式 {check.Formula}：年初、增减、年末合起来对不上的");
        }
        if (row < 1 || column < 1 || report.Columns[column - 1].Share is not null) return null;
        var (line, heading) = (grid.Rows[row - 1].Label.Replace("　", "", StringComparison.Ordinal), report.Columns[column - 1]);
        return new(report.Of, reader.ConditionOf(grid, row - 1, column - 1), $"{report.Number} {line} · {(heading.Group is null ? "" : heading.Group + " ")}{heading.Label}", $"第 {row} 行第 {column} 栏。{report.Note}");
    }

    /// <summary>Writes all of them into a sheet, and the deed.</summary>
    /// <returns>how many went out</returns>
    public async Task<int> WriteAsync(Stream target, FigureReader reader, Here here, string who, Action<long>? report, CancellationToken stop)
    {
        const int chunk = 500;
        await using var sheet = new SheetWriter(target, Of.Title, $"{who}　{Clock.ShowFull(DateTime.UtcNow)}");
        sheet.Begin([new("所在区划", 18), new(Of.IsPeople ? "姓名" : "名称", 14), .. Of.Columns.Select(column => new SheetColumn(column.Label, column.IsWide ? 40 : 14))],
            Title, $"{here.PlaceName}　数据日期 {Dates.Format(here.Day)}　{Definition}");
        var (reckoning, cells, written) = (Month.Of(here.Day), new SheetCell[Of.Columns.Count + 2], 0);
        var count = await reader.ForEachAsync(Of, Condition, row =>
        {
            cells[0] = here.PlaceAt(row.LocalityPath)?.Name;
            cells[1] = row.Title;
            for (var i = 0; i < Of.Columns.Count; i++)
                cells[i + 2] = (row.Values[i], Of.Columns[i].Kind) switch { (int number, _) => number, (DateOnly day, FieldKind.Date) => day, (DateOnly day, FieldKind.Month) => Month.Of(day), var (value, _) => FieldText.Show(Of.Columns[i], value, reckoning) };
            sheet.Row(cells);
            if (++written % chunk == 0) report?.Invoke(written);
        }, stop);
        await sheet.FinishAsync(stop);
        await reader.RecordExportAsync("figures", Title, Definition, count, stop);
        return count;
    }
}

/// <param name="Who">stands on it: name and account</param>
public sealed record CountedOrder(CountedAsk Ask, DateOnly? AsOf, string Who);

/// <summary>A long list behind a number on its way out.</summary>
public sealed class CountedExportJob(FigurePlace place) : Job<CountedOrder>
{
    public override string Id => "counted-export";
    public override bool Writes => false;

    public override IEnumerable<string> PermissionsFor(string arguments, RegisterBook registers) =>
        CountedList.CountedBy(place, Arguments(arguments).Ask) is { } counted ? [FigureSet.ReadPermission(place.Module), counted.ReadPermission] : [FigureSet.ReadPermission(place.Module)];

    public override DateOnly? DayOf(string arguments) => Arguments(arguments).AsOf;

    public override Task<JobResult> RunAsync(CountedOrder order, JobRun run) => run.FinishAsync(async db =>
    {
        var reader = new FigureReader(db, run.Here);
        var list = await CountedList.FindAsync(place, reader, order.Ask, run.Stop) ?? throw new JobRefusedException("这项指标或统计表已不在平台里");
        var total = await reader.CountAsync(list.Of, list.Condition, run.Stop);
        await using var file = FileStore.Temporary();
        var count = await list.WriteAsync(file, reader, run.Here, order.Who, done => run.Report(done, total, $"已写 {done:N0} {list.Of.Counter}"), run.Stop);
        file.Position = 0;
        await run.SaveFileAsync(db, $"{list.Of.Title}名单（{run.Place.ShortName}）{run.Here.Day:yyyyMMdd}.xlsx", file, list.Of.ReadPermission);
        return new JobResult($"已导出 {count:N0} {list.Of.Counter}");
    });
}
