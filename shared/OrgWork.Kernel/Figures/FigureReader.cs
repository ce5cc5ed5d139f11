using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>One row behind a number.</summary>
/// <param name="RecordId">the record it leads to</param>
public sealed record CountedRow(Guid RecordId, string LocalityPath, string Title, Guid Id, object?[] Values)
{
    /// <summary>Of which register it is, where that differs from row to row.</summary>
    public string? RecordPath { get; init; }
}

/// <summary>Computes figures and tables within the request's scope, as of the day that is shown. Nothing is kept between requests.</summary>
public sealed class FigureReader(Db db, Here here)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    DateOnly? Day => here.AsOf;

    // ---- figures

    /// <summary>All of them, one statement for each thing that is counted, one round trip.</summary>
    public async Task<Dictionary<Figure, FigureValue>> ValuesAsync(IEnumerable<Figure> figures, CancellationToken stop, DateOnly? day = null)
    {
        var groups = figures.GroupBy(figure => figure.Of).Select(group => (group.Key, Figures: group.ToList())).ToList();
        await RulesAsync(groups.SelectMany(group => group.Figures).SelectMany(figure => figure.Under), stop);
        return await db.ReadAsync([.. groups.Select(group => new NpgsqlBatchCommand(FigureSql.Figures(group.Key, group.Figures, db.Scope, day ?? Day, rules)))], async reader =>
        {
            var values = new Dictionary<Figure, FigureValue>();
            foreach (var (_, group) in groups)
            {
                await reader.ReadAsync(stop);
                for (var i = 0; i < group.Count; i++)
                {
                    var part = new Part();
                    part.Add(reader, i);
                    values[group[i]] = part.ValueOf(group[i]);
                }
                await reader.NextResultAsync(stop);
            }
            return values;
        }, stop);
    }

    /// <summary>One figure for the place and each place below it.</summary>
    public async Task<List<(GridRow Row, FigureValue Value)>> ByPlaceAsync(Figure figure, CancellationToken stop)
    {
        var places = new PlaceRows(here);
        await RulesAsync(figure.Under, stop);
        return await db.ReadAsync([new(FigureSql.Figures(figure.Of, [figure], db.Scope, Day, rules, "x.locality_path"))], async reader =>
        {
            var parts = places.Rows.Select(_ => new Part()).ToArray();
            while (await reader.ReadAsync(stop))
                foreach (var row in places.RowsOf(reader.GetString(0))) parts[row].Add(reader, 0);
            return places.Used(row => parts[row].Count > 0 || parts[row].Whole > 0).Select(row => (places.Rows[row], parts[row].ValueOf(figure))).ToList();
        }, stop);
    }

    /// <summary>One figure for each code of one of its rows' columns, in the order of the codes; those that do not occur are left out, and those without a code stand last.</summary>
    public async Task<List<(CountedKey Key, FigureValue Value)>> ByColumnAsync(Figure figure, Field column, CancellationToken stop)
    {
        await RulesAsync(figure.Under, stop);
        return await db.ReadAsync([new(FigureSql.Figures(figure.Of, [figure], db.Scope, Day, rules, CountedKey.Expression(column)))], async reader =>
        {
            var found = new List<(CountedKey Key, FigureValue Value)>();
            while (await reader.ReadAsync(stop))
            {
                var part = new Part();
                part.Add(reader, 0);
                if (part.Count > 0 || part.Whole > 0) found.Add((new(column, reader.IsDBNull(0) ? null : reader.GetString(0)), part.ValueOf(figure)));
            }
            return found.OrderBy(one => one.Key.Order).ToList();
        }, stop);
    }

    /// <summary>The figure at the end of past years, reckoned from the histories.</summary>
    public async Task<List<(DateOnly Day, FigureValue Value)>> TrendAsync(Figure figure, int years, CancellationToken stop)
    {
        var days = Enumerable.Range(1, years).Select(back => new DateOnly(here.Day.Year - back, 12, 31)).Reverse().Append(here.Day).ToList();
        await RulesAsync(figure.Under, stop);
        return await db.ReadAsync([.. days.Select(day => new NpgsqlBatchCommand(FigureSql.Figures(figure.Of, [figure], db.Scope, day == Clock.Today ? null : day, rules)))], async reader =>
        {
            var trend = new List<(DateOnly, FigureValue)>();
            foreach (var day in days)
            {
                await reader.ReadAsync(stop);
                var part = new Part();
                part.Add(reader, 0);
                trend.Add((day, part.ValueOf(figure)));
                await reader.NextResultAsync(stop);
            }
            return trend;
        }, stop);
    }

    sealed class Part
    {
        decimal sum, sumOf;
        public long Count { get; private set; }
        public long Whole { get; private set; }

        public void Add(NpgsqlDataReader reader, int figure)
        {
            Count += reader.GetInt64(1 + figure * 4);
            Whole += reader.GetInt64(2 + figure * 4);
            if (!reader.IsDBNull(3 + figure * 4)) sum += reader.GetDecimal(3 + figure * 4);
            if (!reader.IsDBNull(4 + figure * 4)) sumOf += reader.GetDecimal(4 + figure * 4);
        }

        public FigureValue ValueOf(Figure figure)
        {
            var part = figure.Sum is null ? Count : sum;
            if (figure.SumOf is not null) return new(sumOf == 0 ? null : Math.Round(figure.Times * part / sumOf, 1, MidpointRounding.AwayFromZero), Count, Whole) { Part = part, Whole = sumOf };
            return figure.Sum is not null ? new(sum, Count, Whole) { Part = sum } : Plain(figure);
        }

        FigureValue Plain(Figure figure) => new((figure.OutOf, figure.Mean) switch
        {
            (not null, _) => Whole == 0 ? null : Math.Round(100m * Count / Whole, 1, MidpointRounding.AwayFromZero),
            (_, not null) => Count == 0 ? null : Math.Round(sum / Count, 1, MidpointRounding.AwayFromZero),
            _ => Count,
        }, Count, Whole);
    }

    // ---- tables

    public async Task<Grid> GridAsync(Report report, CancellationToken stop) => (await GridsAsync([report], stop))[0];

    /// <summary>The same table on another day. By place, the places are those of the day that is shown.</summary>
    public async Task<Grid> GridOnAsync(Report report, DateOnly day, CancellationToken stop)
    {
        await RulesAsync(report.Under, stop);
        return await db.ReadAsync([new(FigureSql.Grid(report, db.Scope, day, rules))], reader => ReadGridAsync(reader, report, new PlaceRows(here), stop), stop);
    }

    /// <summary>The first line of a table on the last days of past years and on the day that is shown: as it was taken down where the year is closed, else as the histories tell it.</summary>
    public async Task<List<YearLine>> YearsAsync(FigurePlace place, Report report, int years, CancellationToken stop)
    {
        var days = Enumerable.Range(1, years).Select(back => new DateOnly(here.Day.Year - back, 12, 31)).Reverse().ToList();
        var closed = (await db.QueryAsync<(DateOnly Day, string? Table)>("select as_of, (content -> 'reports' -> @report)::text from org.figure_snapshot where module = @module and locality_path = @path and is_year_end and as_of = any(@days)",
            new { report = report.Id, module = place.Module.Id, path = here.Locality.Path, days = days.ToArray() }, stop)).ToDictionary(kept => kept.Day, kept => kept.Table);
        var lines = new List<YearLine>();
        foreach (var day in days)
        {
            if (closed.TryGetValue(day, out var kept) && kept is not null && JsonSerializer.Deserialize<SnapshotTable>(kept, Json) is { } table)
                lines.Add(new(day, true, [.. report.Columns.Select(column => table.First(column.FullLabel))]));
            else
                lines.Add(new(day, false, [.. (await GridOnAsync(report, day, stop)).Cells[0].Select(cell => (long?)cell)]));
        }
        lines.Add(new(here.Day, false, [.. (await GridAsync(report, stop)).Cells[0].Select(cell => (long?)cell)]));
        return lines;
    }

    public async Task<List<Grid>> GridsAsync(IReadOnlyList<Report> reports, CancellationToken stop)
    {
        var places = new PlaceRows(here);
        await RulesAsync(reports.SelectMany(report => report.Under), stop);
        return await db.ReadAsync([.. reports.Select(report => new NpgsqlBatchCommand(FigureSql.Grid(report, db.Scope, Day, rules)))], async reader =>
        {
            var grids = new List<Grid>();
            foreach (var report in reports)
            {
                grids.Add(await ReadGridAsync(reader, report, places, stop));
                await reader.NextResultAsync(stop);
            }
            return grids;
        }, stop);
    }

    static async Task<Grid> ReadGridAsync(NpgsqlDataReader reader, Report report, PlaceRows places, CancellationToken stop)
    {
        List<GridRow> rows = report.IsByPlace ? [.. places.Rows] : [.. report.Rows.Select(row => new GridRow(row.Label, row.Indent))];
        var cells = rows.Select(_ => new long[report.Columns.Count]).ToArray();
        var masks = new long[FigureSql.MaskCount(report)];
        var rowsHere = new List<int>();
        while (await reader.ReadAsync(stop))
        {
            for (var i = 0; i < masks.Length; i++) masks[i] = reader.GetInt64(1 + i);
            var count = reader.GetInt64(1 + masks.Length);
            rowsHere.Clear();
            if (report.IsByPlace) rowsHere.AddRange(places.RowsOf(reader.GetString(0)));
            else
                for (var row = 0; row < report.Rows.Count; row++)
                    if (FigureSql.IsIn(masks, row)) rowsHere.Add(row);
            for (var column = 0; column < report.Columns.Count; column++)
                if (FigureSql.IsIn(masks, report.Rows.Count + column))
                    foreach (var row in rowsHere) cells[row][column] += count;
        }
        if (!report.IsByPlace) return new(report, rows, cells);
        var used = places.Used(row => cells[row].Any(cell => cell != 0)).ToList();
        return new(report, [.. used.Select(row => rows[row])], [.. used.Select(row => cells[row])]);
    }

    // ---- rows

    /// <summary>What a cell counts, as a condition: the very sentences the cell was computed from.</summary>
    public string ConditionOf(Grid grid, int row, int column) => $"({RowCondition(grid, row)}) and ({Ruled(grid, grid.Report.Columns[column])})";

    string Ruled(Grid grid, Line line) => FigureSql.Ruled(line.Where, grid.Report.Under, db.Scope, Day, rules);

    /// <summary>The rows by which a check of this line does not come out; nothing where it is not a sum within one table.</summary>
    public string? FailingOf(Grid grid, CheckResult result)
    {
        var formula = CheckFormula.Parse(result.Check.Formula);
        if (formula.IsOverColumns && result.Row is { } row && !formula.NeedsLastYear && grid.Report.Of.BalancedBy is { } key)
            return FigureSql.Unbalanced(grid.Report.Of, db.Scope, Day, key, RowCondition(grid, row), FigureSql.Failing(formula, term => $"({Ruled(grid, grid.Report.Columns[term.Column!.Value - 1])})", inSum: true));
        if (formula.IsOverColumns && result.Row is { } line && !formula.NeedsLastYear && grid.Report.Of.BalancedBy is null)
            return $"({RowCondition(grid, line)}) and {FigureSql.Failing(formula, term => $"({Ruled(grid, grid.Report.Columns[term.Column!.Value - 1])})")}";
        if (formula.IsOverRows && result.Column is { } column)
            return $"({Ruled(grid, grid.Report.Columns[column])}) and {FigureSql.Failing(formula, term => $"({RowCondition(grid, term.Row!.Value - 1)})")}";
        return null;
    }

    /// <param name="part">of a figure: the whole it is out of (<c>whole</c>), those that want a person (<c>wanting</c>); else those it counts</param>
    public async Task<string> ConditionOfAsync(Figure figure, CancellationToken stop, string? part = null)
    {
        await RulesAsync(figure.Under, stop);
        return part switch
        {
            "whole" => FigureSql.Ruled(figure.OutOf!, figure.Under, db.Scope, Day, rules),
            "wanting" => FigureSql.Ruled(figure.Wanting!, figure.Under, db.Scope, Day, rules),
            _ => FigureSql.Counting(figure, db.Scope, Day, rules),
        };
    }

    RuleSettings? rules;

    /// <summary>The parameters of rules, read once, where something stands under one.</summary>
    async ValueTask RulesAsync(IEnumerable<Rule> under, CancellationToken stop)
    {
        if (rules is null && under.Any()) rules = await RuleSettings.ReadAsync(db, stop);
    }

    string RowCondition(Grid grid, int row)
    {
        if (!grid.Report.IsByPlace) return Ruled(grid, grid.Report.Rows[row]);
        var place = grid.Rows[row];
        return place.LocalityId is { } id ? new PlaceRows(here).ConditionOf(id, place.IsOwn) : "true";
    }

    /// <summary>One page of the rows, and how many there are.</summary>
    public Task<(List<CountedRow> Rows, long Total)> RowsAsync(Counted counted, string condition, (string Path, Guid Id)? after, int size, CancellationToken stop)
    {
        var page = new NpgsqlBatchCommand(FigureSql.Rows(counted, condition, db.Scope, Day, after is not null, size + 1));
        if (after is { } key)
        {
            page.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Path });
            page.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.Id });
        }
        return db.ReadAsync([page, new(FigureSql.Count(counted, condition, db.Scope, Day))], async reader =>
        {
            var rows = new List<CountedRow>();
            while (await reader.ReadAsync(stop)) rows.Add(ReadRow(reader, counted));
            await reader.NextResultAsync(stop);
            await reader.ReadAsync(stop);
            return (rows, reader.GetInt64(0));
        }, stop);
    }

    public Task<long> CountAsync(Counted counted, string condition, CancellationToken stop) =>
        db.ReadAsync([new(FigureSql.Count(counted, condition, db.Scope, Day))], async reader => await reader.ReadAsync(stop) ? reader.GetInt64(0) : 0, stop);

    public Task<int> ForEachAsync(Counted counted, string condition, Action<CountedRow> take, CancellationToken stop) =>
        db.ReadAsync([new(FigureSql.Rows(counted, condition, db.Scope, Day, isAfter: false, limit: null))], async reader =>
        {
            var count = 0;
            for (; await reader.ReadAsync(stop); count++) take(ReadRow(reader, counted));
            return count;
        }, stop);

    static CountedRow ReadRow(NpgsqlDataReader reader, Counted counted)
    {
        var values = new object?[counted.Columns.Count];
        for (var i = 0; i < values.Length; i++) values[i] = reader.IsDBNull(4 + i) ? null : reader.GetValue(4 + i);
        return new(reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? "" : reader.GetString(2), reader.GetGuid(3), values) { RecordPath = counted.RecordPathColumn is null ? null : reader.GetString(4 + values.Length) };
    }

    // ---- checks

    /// <summary>Every sum of these tables, line by line. Tables that a formula names and that are not among them are computed along.</summary>
    public async Task<List<CheckResult>> ChecksAsync(FigurePlace place, IReadOnlyList<Grid> known, CancellationToken stop)
    {
        var checks = known.SelectMany(grid => grid.Report.Checks.Select(check => (Grid: grid, Check: check, Formula: CheckFormula.Parse(check.Formula)))).ToList();
        var grids = known.ToDictionary(grid => grid.Report.Number);
        var missing = checks.SelectMany(c => c.Formula.Terms).Select(term => term.Table).OfType<string>().Distinct().Where(number => !grids.ContainsKey(number)).Select(place.Numbered).OfType<Report>().ToList();
        if (missing.Count > 0)
            foreach (var grid in await GridsAsync(missing, stop)) grids[grid.Report.Number] = grid;
        var last = checks.Any(c => c.Formula.NeedsLastYear) ? await YearEndAsync(place.Module, here.Day.Year - 1, stop) : null;
        var noted = await db.QueryAsync<(string Report, string Formula, string Line, string Reason, string By)>("select report, formula, line, reason, noted_name from org.figure_exception where module = @module and year = @year and locality_path = @path", new { module = place.Module.Id, year = here.Day.Year, path = here.Locality.Path }, stop);

        var results = new List<CheckResult>();
        foreach (var (grid, check, formula) in checks)
        {
            if (formula.NeedsLastYear && last is null) continue;
            // A table that is not for who asks: nothing can be said of the sum.
            if (formula.Terms.Any(term => term.Table is { } number && !grids.ContainsKey(number))) continue;
            foreach (var (row, column) in LinesOf(grid, check, formula))
            {
                decimal Sum(IReadOnlyList<CheckTerm> terms) => terms.Sum(term => term.Sign * (Value(grids, last, grid, term, row, column) ?? 0));
                var (left, right) = (Sum(formula.Left), Sum(formula.Right));
                var line = (row, column) switch { ({ } r, null) => $"第 {r + 1} 行 {grid.Rows[r].Label}", (null, { } c) => $"第 {c + 1} 栏 {grid.Report.Columns[c].Label}", _ => "全表" };
                string Say(IReadOnlyList<CheckTerm> terms) => string.Concat(terms.Select((term, i) => $"{(term.Sign < 0 ? " − " : i > 0 ? " ＋ " : "")}{Name(grids, grid, term)} {Value(grids, last, grid, term, row, column)?.ToString("0") ?? "没有"}"));
                var sign = formula.Operator == "=" ? "＝" : formula.Operator;
                var words = $"{Say(formula.Left)}，应{sign} {Say(formula.Right)}{(formula.Right.Count > 1 ? $" ＝ {right:0}" : "")}";
                var exception = noted.FirstOrDefault(note => note.Report == grid.Report.Id && note.Formula == check.Formula && note.Line == line);
                results.Add(new(grid.Report, check, results.Count, line, words, left, right, formula.Holds(left, right), row, column) { Exception = exception.Reason, NotedBy = exception.By });
            }
        }
        return results;
    }

    static IEnumerable<(int? Row, int? Column)> LinesOf(Grid grid, SumCheck check, CheckFormula formula)
    {
        if (formula.IsOverColumns)
        {
            for (var row = 0; row < grid.Rows.Count; row++)
                if (check.Rows.Count == 0 || check.Rows.Contains(row + 1)) yield return (row, null);
        }
        else if (formula.IsOverRows)
        {
            for (var column = 0; column < grid.Report.Columns.Count; column++)
                if (grid.Report.Columns[column].Share is null) yield return (null, column);
        }
        else yield return (null, null);
    }

    static decimal? Value(Dictionary<string, Grid> grids, SnapshotContent? last, Grid own, CheckTerm term, int? row, int? column)
    {
        var grid = term.Table is { } number ? grids.GetValueOrDefault(number) : own;
        if (grid is null) return null;
        var (r, c) = ((term.Row - 1) ?? row ?? 0, (term.Column - 1) ?? column ?? 0);
        if (r >= grid.Rows.Count || c >= grid.Report.Columns.Count) return null;
        return term.IsLastYear ? last?.Reports.GetValueOrDefault(grid.Report.Id)?.Cell(grid.Rows[r].Label, grid.Report.Columns[c].FullLabel) : grid.Cells[r][c];
    }

    static string Name(Dictionary<string, Grid> grids, Grid own, CheckTerm term)
    {
        var grid = term.Table is { } number ? grids.GetValueOrDefault(number) : own;
        var table = term.Table is null ? "" : term.Table + " ";
        var row = term.Row is { } r ? grid is not null && r <= grid.Rows.Count ? grid.Rows[r - 1].Label : $"第 {r} 行" : "";
        var column = term.Column is { } c ? grid is not null && c <= grid.Report.Columns.Count ? grid.Report.Columns[c - 1].Words : $"第 {c} 栏" : "";
        return $"{(term.IsLastYear ? "上年" : "")}{table}{row}{(row != "" && column != "" ? "·" : "")}{column}";
    }

    // ---- what is kept

    public async Task<IReadOnlyList<Snapshot>> SnapshotsAsync(ModuleManifest module, bool withContent, CancellationToken stop) =>
        [.. (await db.QueryAsync<(Guid, string, DateOnly, bool, DateTime, string, string?)>($"select id, title, as_of, is_year_end, taken_at, taken_name, {(withContent ? "content::text" : "null::text")} from org.figure_snapshot where module = @module and locality_path = @path order by as_of desc, taken_at desc limit 60",
            new { module = module.Id, path = here.Locality.Path }, stop)).Select(Read)];

    public async Task<Snapshot?> SnapshotAsync(ModuleManifest module, Guid id, CancellationToken stop) =>
        (await db.QueryAsync<(Guid, string, DateOnly, bool, DateTime, string, string?)>("select id, title, as_of, is_year_end, taken_at, taken_name, content::text from org.figure_snapshot where module = @module and locality_path = @path and id = @id",
            new { module = module.Id, path = here.Locality.Path, id }, stop)).Select(Read).FirstOrDefault();

    static Snapshot Read((Guid Id, string Title, DateOnly AsOf, bool IsYearEnd, DateTime TakenAt, string TakenName, string? Content) row) =>
        new(row.Id, row.Title, row.AsOf, row.IsYearEnd, row.TakenAt, row.TakenName, row.Content is null ? null : JsonSerializer.Deserialize<SnapshotContent>(row.Content, Json));

    async Task<SnapshotContent?> YearEndAsync(ModuleManifest module, int year, CancellationToken stop) =>
        await db.FirstAsync<string>("select content::text from org.figure_snapshot where module = @module and locality_path = @path and is_year_end and as_of = @day", new { module = module.Id, path = here.Locality.Path, day = new DateOnly(year, 12, 31) }, stop) is { } content
            ? JsonSerializer.Deserialize<SnapshotContent>(content, Json) : null;

    /// <summary>Takes down everything as it is on the day that is shown.</summary>
    /// <returns>how many tables and figures; nothing when that year is closed already</returns>
    public async Task<int?> TakeAsync(FigurePlace place, string title, bool isYearEnd, CancellationToken stop)
    {
        var content = new SnapshotContent((await GridsAsync(place.Set.Reports, stop)).ToDictionary(grid => grid.Report.Id, grid => grid.ToSnapshot()), (await ValuesAsync(place.Set.Figures, stop)).ToDictionary(pair => pair.Key.Id, pair => pair.Value.Value));
        var taken = await db.ExecuteAsync("""
            insert into org.figure_snapshot (locality_path, module, title, as_of, is_year_end, content, taken_by, taken_name)
            values (@path, @module, @title, @day, @isYearEnd, cast(@content as jsonb), @by, @name) on conflict do nothing
            """, new { path = here.Locality.Path, module = place.Module.Id, title, day = here.Day, isYearEnd, content = JsonSerializer.Serialize(content, Json), by = db.Actor.Id, name = db.Actor.Name }, stop);
        if (taken == 0) return null;
        await db.RecordAsync(new(DeedKind.Snapshot, "figures", Title: title, Changes: [new("数据日期", null, Dates.Format(here.Day)), new("性质", null, isYearEnd ? "年末封存" : "快照"), new("统计表和指标", null, content.Count.ToString(CultureInfo.InvariantCulture))]), stop);
        return content.Count;
    }

    public async Task NoteAsync(FigurePlace place, CheckResult result, string reason, CancellationToken stop)
    {
        await db.ExecuteAsync("""
            insert into org.figure_exception (locality_path, module, report, formula, line, year, reason, noted_by, noted_name)
            values (@path, @module, @report, @formula, @line, @year, @reason, @by, @name) on conflict do nothing
            """, new { path = here.Locality.Path, module = place.Module.Id, report = result.Report.Id, formula = result.Check.Formula, line = result.Line, year = here.Day.Year, reason, by = db.Actor.Id, name = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Create, "figures", Title: $"校核说明：{result.Report.Number} {result.Line}", Changes: [new(result.Check.Formula, null, result.Words)], Reason: reason), stop);
    }

    /// <summary>What this place set for itself this year.</summary>
    public async Task<Dictionary<string, FigureTarget>> TargetsAsync(ModuleManifest module, CancellationToken stop) =>
        (await db.QueryAsync<(string Figure, decimal Value, decimal? Red, string Source)>("select figure, value, red, source from org.figure_target where module = @module and year = @year and locality_path = @path", new { module = module.Id, year = here.Day.Year, path = here.Locality.Path }, stop))
            .ToDictionary(row => row.Figure, row => new FigureTarget(row.Value, row.Red, row.Source));

    public async Task SetTargetAsync(FigurePlace place, Figure figure, FigureTarget target, CancellationToken stop)
    {
        await db.ExecuteAsync("""
            insert into org.figure_target (locality_path, module, figure, year, value, red, source, set_by) values (@path, @module, @figure, @year, @Value, @Red, @Source, @by)
            on conflict (locality_path, module, figure, year) do update set value = @Value, red = @Red, source = @Source, set_at = now(), set_by = @by
            """, new { path = here.Locality.Path, module = place.Module.Id, figure = figure.Id, year = here.Day.Year, target.Value, target.Red, target.Source, by = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "figures", Title: $"指标目标：{figure.Title}", Changes: [new($"{here.Day.Year} 年目标", null, target.Value.ToString("0.##", CultureInfo.InvariantCulture) + figure.Unit), .. target.Red is { } red ? [new Change("红灯界限", null, red.ToString("0.##", CultureInfo.InvariantCulture) + figure.Unit)] : Array.Empty<Change>()], Reason: target.Source), stop);
    }

    public Task RecordExportAsync(string register, string title, string what, int count, CancellationToken stop) =>
        db.RecordAsync(new(DeedKind.Export, register, Title: title, Changes: [new("内容", null, what), new("数据日期", null, Dates.Format(here.Day)), new("行数", null, count.ToString(CultureInfo.InvariantCulture))]), stop);

    /// <summary>The places a table by place has rows for, and which of them a row's path belongs to, on the day that is shown.</summary>
    sealed class PlaceRows
    {
        readonly Here here;
        readonly LocalityTree then;
        readonly Dictionary<int, int> rowOf = [];
        readonly Dictionary<string, int> known = [];

        public PlaceRows(Here here)
        {
            this.here = here;
            then = here.AsOf is null || here.Then.Find(here.Locality.Id) is null ? here.Localities : here.Then;
            var top = then.Find(here.Locality.Id) ?? here.Locality;
            Rows.Add(new("合　计", 0));
            foreach (var child in then.ChildrenOf(top))
            {
                rowOf[child.Id] = Rows.Count;
                Rows.Add(new(child.Name, 0, child.Id));
            }
            rowOf[top.Id] = Rows.Count;
            Rows.Add(new($"{top.Name}本级", 0, top.Id, IsOwn: true));
        }

        public List<GridRow> Rows { get; } = [];

        /// <summary>Always the whole; a place with nothing in it stays in its row, the place's own row only where there is something.</summary>
        public IEnumerable<int> Used(Func<int, bool> hasAny) => Enumerable.Range(0, Rows.Count).Where(row => !Rows[row].IsOwn || hasAny(row));

        public IEnumerable<int> RowsOf(string path) => [0, known.TryGetValue(path, out var row) ? row : known[path] = Find(path)];

        int Find(string path)
        {
            for (var at = then.AtPath(path) ?? here.Localities.AtPath(path); at is not null; at = at.ParentId is { } parent ? then.Find(parent) ?? here.Localities.Find(parent) : null)
                if (rowOf.TryGetValue(at.Id, out var row)) return row;
            // A place that is no more: it stands below the last one of its path that is.
            for (var end = path.LastIndexOf('.', path.Length - 2); end > 0; end = path.LastIndexOf('.', end - 1))
                if (int.TryParse(path.AsSpan(path.LastIndexOf('.', end - 1) + 1, end - path.LastIndexOf('.', end - 1) - 1), out var id) && rowOf.TryGetValue(id, out var row)) return row;
            return rowOf[here.Locality.Id];
        }

        public string ConditionOf(int id, bool isOwn)
        {
            var place = then.Find(id) ?? here.Localities.Find(id)!;
            if (isOwn) return string.Concat(then.ChildrenOf(place).Select(child => " and not " + Under(child)).Prepend("true"));
            return Under(place);
        }

        string Under(Locality place)
        {
            var now = here.Localities.Find(place.Id) ?? place;
            var reach = here.AsOf is null ? null : PastReach.Of(now, then, here.Localities, _ => true);
            return reach is null || reach.On("x.locality_path") is "" ? $"(x.locality_path >= '{place.Path}' and x.locality_path < '{Scope.UpperBound(place.Path)}')" : $"(true{reach.On("x.locality_path")})";
        }
    }
}
