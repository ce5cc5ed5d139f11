namespace OrgWork.Kernel;

/// <summary>What of a list goes out: enough to do it again on another host.</summary>
/// <param name="Path">of the register</param>
/// <param name="Query">the list's own</param>
/// <param name="Ids">the rows that were ticked; none for all</param>
/// <param name="Opened">sensitive columns that go out whole</param>
/// <param name="Who">stands on it: name and account</param>
/// <param name="Purpose">what for; without it nothing goes out whole</param>
public sealed record ExportOrder(string Path, string Query, Guid[] Ids, string[] Columns, string[] Opened, string Who, string? Purpose)
{
    /// <summary>What brought the rows, where it was not the list's own conditions.</summary>
    public string? Words { get; init; }
    /// <summary>The rows stand in the order of their ids.</summary>
    public bool IsInOrder { get; init; }
}

/// <summary>
/// Writes the rows of a list into a sheet, with who took it out and when above them and at the foot of every page. Sensitive items leave as they are shown, masked, unless
/// they were asked for by name and purpose; then each record remembers it.
/// </summary>
public sealed class RegisterExport(Db db, RegisterBook book, IdentityVault vault, RegisterPlace place, Locality here, Func<string, string> placeName)
{
    /// <summary>Up to so many rows come at once; more become a task.</summary>
    public const int AtOnce = 3000;
    const int Chunk = 500;

    Register Register => place.Register;
    RegisterRows Rows { get; } = new(db, book, vault);

    /// <summary>Which sensitive columns of these may go out whole.</summary>
    public static IEnumerable<Field> Openable(Register register, IEnumerable<Field> columns) => register.OpenPermission is null ? [] : columns.Where(column => column.IsSensitive);

    public string FileName(DateOnly day) => $"{Register.Title}（{here.ShortName}）{day:yyyyMMdd}.xlsx";

    /// <returns>how many rows went out</returns>
    public async Task<int> WriteAsync(Stream target, ExportOrder order, ListRequest asked, DateOnly day, Action<long>? report, CancellationToken stop)
    {
        List<Field> columns = [.. order.Columns.Select(Register.Find).OfType<Field>()];
        List<Field> opened = order.Purpose is null ? [] : [.. Openable(Register, columns).Where(column => order.Opened.Contains(column.Column))];
        await using var sheet = new SheetWriter(target, Register.Title, $"{order.Who}　{Clock.ShowFull(DateTime.UtcNow)}");
        sheet.Begin([new("所在区划", 18), .. columns.Select(column => new SheetColumn(column.Label, column.IsWide ? 40 : column.IsSensitive ? 22 : 14))], Register.Title,
            string.Join("　", ((string[])[here.Name, $"数据日期 {Dates.Format(day)}", order.Words ?? "", .. asked.Conditions.Select(condition => condition.Words), .. opened.Count > 0 ? [$"用途 {order.Purpose}"] : (string[])[]]).Where(words => words != "")));
        var (reckoning, count, cells) = (Month.Of(day), 0, new SheetCell[columns.Count + 1]);
        Guid[]? chosen = order.Ids.Length > 0 ? order.Ids : null;
        if (order.IsInOrder && opened.Count == 0)
        {
            var rows = (await Rows.ReadManyAsync(place, order.Ids, columns, stop)).ToDictionary(row => row.Id);
            foreach (var id in order.Ids)
                if (rows.TryGetValue(id, out var row)) Put(row, null);
        }
        else if (opened.Count == 0)
        {
            await Rows.ForEachAsync(place, asked, chosen, columns, row => Put(row, null), stop);
        }
        else
        {
            var ids = new List<Guid>();
            await Rows.ForEachAsync(place, asked, chosen, [Register.TitleField], row => ids.Add(row.Id), stop);
            foreach (var chunk in ids.Chunk(Chunk))
            {
                var rows = (await Rows.ReadManyAsync(place, chunk, columns, stop)).ToDictionary(row => row.Id);
                var plain = await Rows.OpenManyAsync(place, chunk, opened, stop);
                foreach (var id in chunk)
                {
                    if (!rows.TryGetValue(id, out var row)) continue;
                    Put(row, plain);
                    await db.RecordAsync(new(DeedKind.Reveal, Register.Id, id, row.LocalityPath, FieldText.Show(Register.TitleField, row.Values[columns.IndexOf(Register.TitleField)], default), [.. opened.Select(field => new Change(field.Label, null, null))], $"导出：{order.Purpose}"), stop);
                }
            }
        }
        await sheet.FinishAsync(stop);
        await db.RecordAsync(new(DeedKind.Export, Register.Id, Title: Register.Title, Changes:
            [new("条件", null, order.Words ?? Uri.UnescapeDataString(order.Query)), new("行数", null, $"{count}"), .. opened.Count > 0 ? [new Change("未遮盖的栏目", null, string.Join("、", opened.Select(field => field.Label)))] : (Change[])[]], Reason: opened.Count > 0 ? order.Purpose : null), stop);
        return count;

        void Put(ListRow row, IReadOnlyDictionary<(Guid, string), string>? plain)
        {
            cells[0] = placeName(row.LocalityPath);
            for (var i = 0; i < columns.Count; i++)
                cells[i + 1] = plain is not null && opened.Contains(columns[i]) ? plain.GetValueOrDefault((row.Id, columns[i].Column)) : Cell(columns[i], row.Values[i]);
            sheet.Row(cells);
            if (++count % Chunk == 0) report?.Invoke(count);
            stop.ThrowIfCancellationRequested();
        }

        SheetCell Cell(Field field, object? value) => value switch
        {
            int number => number,
            DateOnly date when field.Kind == FieldKind.Date => date,
            DateOnly date when field.Kind == FieldKind.Month => Month.Of(date),
            _ => FieldText.Show(field, value, reckoning),
        };
    }
}

/// <summary>A long list on its way out: found on the result page when it is done.</summary>
public sealed class ExportJob : Job<ExportOrder>
{
    public override string Id => "export";
    public override bool Writes => false;

    public override IEnumerable<string> PermissionsFor(string arguments, RegisterBook registers)
    {
        var order = Arguments(arguments);
        if (registers.All.FirstOrDefault(place => place.Path == order.Path)?.Register is not { } register) return [];
        return order.Opened.Length > 0 && register.OpenPermission is { } open ? [register.ReadPermission, open] : [register.ReadPermission];
    }

    public override DateOnly? DayOf(string arguments) => AsOf.TryParse(Parsed(Arguments(arguments)).GetValueOrDefault(AsOf.Key), Clock.Today, out var day, out _) ? day : null;

    static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Parsed(ExportOrder order) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(order.Query);

    public override Task<JobResult> RunAsync(ExportOrder order, JobRun run) => run.FinishAsync(async db =>
    {
        var place = run.Registers.All.FirstOrDefault(one => one.Path == order.Path) ?? throw new JobRefusedException("这份名册已不在平台里");
        var asked = ListRequest.Parse(place.Register, Parsed(order), Clock.Today);
        var total = await new RegisterRows(db, run.Registers, run.Identities).CountAsync(place, asked, SheetBook.MostRows * 5, run.Stop);
        run.Report(0, total, $"共 {total:N0} {place.Register.Counter}");
        await using var file = FileStore.Temporary();
        var export = new RegisterExport(db, run.Registers, run.Identities, place, run.Place, path => run.Here.PlaceAt(path)?.Name ?? "");
        var count = await export.WriteAsync(file, order, asked, run.Here.Day, done => run.Report(done, total, $"已写 {done:N0} {place.Register.Counter}"), run.Stop);
        file.Position = 0;
        await run.SaveFileAsync(db, export.FileName(run.Here.Day), file, order.Opened.Length > 0 && place.Register.OpenPermission is { } open ? open : place.Register.ReadPermission);
        return new JobResult($"已导出 {count:N0} {place.Register.Counter}");
    });
}
