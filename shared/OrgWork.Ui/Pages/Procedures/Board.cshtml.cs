using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The board of a procedure: who waits for whom, the most urgent first.</summary>
public sealed class BoardModel(Db db, RegisterBook registers) : ProcedurePageModel
{
    public const int PageSize = 50;

    public BoardRequest Asked { get; private set; } = null!;
    public IReadOnlyList<ProcedureCase> Rows { get; private set; } = [];
    /// <summary>By step, whatever light is asked for.</summary>
    public IReadOnlyList<BoardCount> Counts { get; private set; } = [];
    /// <summary>By branch or organ, where that is asked for: the most overdue first.</summary>
    public IReadOnlyList<PlaceCount> Places { get; private set; } = [];
    public Stage? Stage => Asked.Stage is { } n && n >= 1 && n <= Procedure.Stages.Count ? Procedure.Stages[n - 1] : null;
    public string? Next { get; private set; }
    public string? First => Asked.AfterId is null ? null : Asked.With();
    public static string Counter => "件";
    public bool IsAboutPeople => registers.Of(Place.Module, Procedure.Register).Register.IsPerson;
    public long Total => Asked.Light switch { "red" => Counts.Sum(c => c.Red), "yellow" => Counts.Sum(c => c.Yellow), "none" => Counts.Sum(c => c.Total - c.Red - c.Yellow), _ => Counts.Sum(c => c.Total) };

    public async Task OnGetAsync()
    {
        Asked = BoardRequest.Parse(Request.Query);
        (Rows, Counts) = await db.QueryManyAsync($"""
            select {ProcedureCase.Columns} from org.procedure_case where {Asked.Where()}{(Asked.AfterId is null ? "" : " and (due_on, id) > (@due, @id)")} order by due_on, id limit {PageSize + 1};
            select stage, step, count(*) filter (where due_on < @today) as red, count(*) filter (where warn_on <= @today and due_on >= @today) as yellow, count(*) as total
            from org.procedure_case where {Asked.Where(light: false)} group by stage, step
            """, Asked.Args(Procedure.Id, Here.Locality.Path), async grid => ((IReadOnlyList<ProcedureCase>)[.. await grid.ReadAsync<ProcedureCase>()], (IReadOnlyList<BoardCount>)[.. await grid.ReadAsync<BoardCount>()]), Stop);
        if (Asked.ByPlace)
            Places = await db.QueryAsync<PlaceCount>($"""
                select c.path, (select l.name from org.locality l where l.path = c.path) as name, c.red, c.yellow, c.total
                from (select locality_path as path, count(*) filter (where due_on < @today) as red, count(*) filter (where warn_on <= @today and due_on >= @today) as yellow, count(*) as total
                  from org.procedure_case where {Asked.Where(light: false)} group by locality_path order by 2 desc, 3 desc, 1 limit 300) c order by c.red desc, c.yellow desc, c.path
                """, Asked.Args(Procedure.Id, Here.Locality.Path), Stop);
        if (Rows.Count <= PageSize) return;
        Rows = [.. Rows.Take(PageSize)];
        Next = Asked.With(("after", $"{Rows[^1].DueOn:yyyyMMdd}_{Rows[^1].Id:N}"));
    }

    /// <summary>What steps record beside their days, as far as it fits into a cell.</summary>
    IReadOnlyList<Field> Recorded => field ??= [.. Procedure.Steps.SelectMany(step => step.AllFields).Where(one => one.Kind is not (FieldKind.Row or FieldKind.LongText)).DistinctBy(one => one.Column)];

    public async Task<IActionResult> OnPostExportAsync()
    {
        Asked = BoardRequest.Parse(Request.Query);
        await db.ExecuteAsync("set local statement_timeout = '10min'", stop: Stop);
        var rows = await db.QueryAsync<ProcedureCase>($"select {ProcedureCase.Columns} from org.procedure_case where {Asked.Where()} order by due_on, id", Asked.Args(Procedure.Id, Here.Locality.Path), Stop);
        var file = FileStore.Temporary();
        try
        {
            await using (var sheet = new SheetWriter(file, Procedure.Title, Here.Mark))
            {
                sheet.Begin([new("姓名", 12), new("案号", 16), new("所在党组织（单位）", 28), new("转往区划", 22), new("阶段", 16), new("等待办理", 22), new("谁办", 16), new("期限", 14), new("红黄绿", 12), new("等待自", 12), new("批次", 14), .. Procedure.Steps.Select(step => new SheetColumn(step.Title, 12)), .. Recorded.Select(field => new SheetColumn(field.Label, 14))],
                    Procedure.Title, $"{Here.PlaceName}　数据日期 {Dates.Format(Today)}");
                foreach (var row in rows)
                {
                    var (facts, light) = (row.Facts, row.LightOn(Today));
                    sheet.Row([row.Title, row.Number, row.PlaceName ?? "", row.OtherName ?? "", Procedure.Stages[row.Stage - 1].Title, StepName(row.Step), row.ActsName ?? "", row.DueOn == DateOnly.MaxValue ? "" : Dates.Format(row.DueOn), light.Kind switch { "red" => "红", "yellow" => "黄", "green" => "绿", _ => "" } + light.Words, Dates.Format(row.StepSince), row.Batch ?? "", .. Procedure.Steps.Select(step => (SheetCell)(facts.Day(step.DayFact) is { } day ? Dates.Format(day) : "")), .. Recorded.Select(field => (SheetCell)facts.Show(field))]);
                }
                await sheet.FinishAsync(Stop);
            }
            await db.RecordAsync(new(DeedKind.Export, Procedure.Id, null, Here.Locality.Path, $"{Procedure.Title}（{rows.Count} 件）", Reason: Asked.With()), Stop);
            file.Position = 0;
            return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Procedure.Title}（{Here.Locality.ShortName}）{Today:yyyyMMdd}.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
