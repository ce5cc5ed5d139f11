using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>One import: its columns, its rows while they are checked and repaired, what would change, and what was written.</summary>
public sealed class ImportModel(Db db, FileStore files, IdentityVault vault, RuleBook rules) : RegisterPageModel
{
    public const int PageSize = 50;
    const int HeadRows = 30;

    [method: Dapper.ExplicitConstructor]
    public sealed record Row(int Number, string?[] Cells, string? Faults, short StateNumber, bool IsFixed, int? Twin, string? Conflict, Guid? TargetId, bool IsOther, bool HasNoNumber)
    {
        public ImportRowState State => (ImportRowState)StateNumber;
        // Dapper makes the record empty and fills it then.
        public IReadOnlyList<CellFault> Found => field ??= CellFault.FromJson(Faults);
        /// <summary>What is to be shown at a column: a missing item counts only where the row would be new.</summary>
        public CellFault? At(string column) => Counting.Where(fault => fault.C == column).MinBy(fault => fault.Rank);
        /// <summary>What is said of the row as a whole.</summary>
        public IEnumerable<CellFault> AtNoColumn => Counting.Where(fault => fault.C == "");
        IEnumerable<CellFault> Counting => Found.Where(fault => fault.K != CellFault.Missing || TargetId is null);
        public IEnumerable<CellFault> Bad => Counting.Where(fault => fault.IsBad);
        /// <summary>Taken for a record, or for another row, by name and birth alone: a person may say that it is somebody else.</summary>
        public bool IsGuessed => HasNoNumber && (Twin is not null || Found.Any(fault => fault.K == CellFault.Guessed));
        public bool IsWarned => Counting.Any(fault => !fault.IsBad);
    }

    /// <summary>A record that was not taken back, and why.</summary>
    public sealed record Left(int Number, string? Title, Guid Id, bool IsNew, string? Why);

    /// <summary>Cells with the same wrong text in the same column, which can be put right at once.</summary>
    /// <param name="Suggestion">what they probably should be; without one, the officer says it</param>
    public sealed record Alike(string Column, string Label, string Text, string? Suggestion, int Count);

    public ImportSheet Import { get; private set; } = null!;
    public IReadOnlyList<Row> Shown { get; private set; } = [];
    public IReadOnlyDictionary<ImportRowState, int> Counts { get; private set; } = new Dictionary<ImportRowState, int>();
    public int Warned { get; private set; }
    public int Fixed { get; private set; }
    /// <summary>Rows that would go in with a reason and an approver.</summary>
    public int Waivable { get; private set; }
    /// <summary>The rules that hold them, and how many each.</summary>
    public IReadOnlyList<(Rule Rule, int Count)> ToWaive { get; private set; } = [];
    public string Filter { get; private set; } = "wrong";
    public int? Next { get; private set; }
    public bool HasPrevious { get; private set; }
    public IReadOnlyList<Alike> Alikes { get; private set; } = [];
    public IReadOnlyList<string?[]> Samples { get; private set; } = [];
    public IReadOnlyDictionary<(int Number, string Column), string> Before { get; private set; } = new Dictionary<(int, string), string>();
    public (long Done, long Total, string Said) Progress { get; private set; }
    public IReadOnlyList<Left> LeftAlone { get; private set; } = [];
    public int Writable => Counts.GetValueOrDefault(ImportRowState.New) + Counts.GetValueOrDefault(ImportRowState.Changed);
    public int Wrong => Counts.GetValueOrDefault(ImportRowState.Wrong);
    public int Total => Counts.Values.Sum();
    public string ImportUrl => $"{ListUrl}/imports/{Import.Id}";
    public bool MayUndo => Import.WrittenAt is { } at && at > DateTime.UtcNow.AddDays(-ImportSheet.UndoDays) && Import.State is ImportState.Written or ImportState.Repairing && Import.WrittenNew + Import.WrittenChanged > 0;
    public string LabelOf(string column) => Register.Find(column)?.Label ?? Headings.PlaceLabel;

    public async Task<IActionResult> OnGetAsync(Guid id, string? show, int after = 0)
    {
        if (!await LoadAsync(id)) return Gone();
        if (Import.State == ImportState.Matching) await SampleAsync();
        else if (Import.IsBusy) await ReadProgressAsync();
        else if (Import.State is ImportState.Repairing or ImportState.Written) await ReadRowsAsync(show, after);
        else if (Import.State is ImportState.Undone)
        {
            Counts = (await db.QueryAsync<(short State, int Count)>("select state, count(*)::int from org.import_row where import_id = @id group by state", new { id }, Stop)).ToDictionary(pair => (ImportRowState)pair.State, pair => pair.Count);
            if (Import.LeftAlone > 0)
                LeftAlone = await db.QueryAsync<Left>("select number, deed ->> 'title' as title, row_id as id, is_new, why from org.import_done where import_id = @id and outcome = 2 order by number limit 500", new { id }, Stop);
        }
        return Page();
    }

    /// <summary>The bar while it works; when it has ended, the whole page.</summary>
    public async Task<IActionResult> OnGetBusyAsync(Guid id)
    {
        if (!await LoadAsync(id)) return Gone();
        if (!Import.IsBusy)
        {
            Response.Headers["HX-Redirect"] = ImportUrl;
            return Content("", "text/html");
        }
        await ReadProgressAsync();
        if (Progress.Said == Ended) Response.Headers["HX-Redirect"] = ImportUrl;
        return Partial("_ImportBusy", this);
    }

    /// <summary>The rows again, after some were changed.</summary>
    public async Task<IActionResult> OnGetRowsAsync(Guid id, string? show, int after = 0)
    {
        if (!await LoadAsync(id)) return Gone();
        await ReadRowsAsync(show, after);
        return Partial("_ImportRows", this);
    }

    /// <summary>
    /// The bad rows as they were brought, with a column for what is the matter: to be put right in Excel and brought again. Numbers that were right are in it whole
    /// for who brought them or may open them, since a masked one could not be read again.
    /// </summary>
    public async Task<IActionResult> OnPostFaultsAsync(Guid id)
    {
        if (!await LoadAsync(id)) return Gone();
        var rows = await db.QueryAsync<Row>(RowSql + " where import_id = @id and state = 4 order by number", new { id }, Stop);
        var isOpened = Register.OpenPermission is { } open && Here.May(open) || await db.FirstAsync<bool>("select account_id = org.actor() from org.import where id = @id", new { id }, Stop);
        var whole = isOpened ? await WholeCellsAsync(id) : [];
        var file = FileStore.Temporary();
        await using (var sheet = new SheetWriter(file, "错误行", Here.Mark))
        {
            sheet.Begin([new("原行号", 8), .. Import.Fields.Select(column => new SheetColumn(LabelOf(column), 15)), new("原因", 60)], $"{Register.Title}导入错误行", Here.Locality.Name);
            foreach (var row in rows)
                sheet.Row([row.Number, .. whole.GetValueOrDefault(row.Number, row.Cells).Select(cell => (SheetCell)cell), string.Join("；", ReasonsOf(row))]);
            await sheet.FinishAsync(Stop);
        }
        await db.RecordAsync(new(DeedKind.Export, Register.Id, id, Import.LocalityPath, $"{Register.Title}导入错误行", [new("行数", null, $"{rows.Count}"), .. isOpened ? (Change[])[new("证件号码、电话", null, "完整")] : []]), Stop);
        file.Position = 0;
        return File(file, FileKind.Xlsx.MediaType, $"{Path.GetFileNameWithoutExtension(Import.FileName)}-错误行.xlsx");
    }

    async Task<Dictionary<int, string?[]>> WholeCellsAsync(Guid id)
    {
        var check = Check();
        var rows = await db.QueryAsync<(int Number, string?[] Cells, string?[] Vals, byte[]? Cipher)>("select number, cells, vals, identity_cipher from org.import_row where import_id = @id and state = 4", new { id }, Stop);
        return rows.ToDictionary(row => row.Number, row => check.Open(row.Number, row.Cells, row.Vals, row.Cipher).Cells);
    }

    public IEnumerable<string> ReasonsOf(Row row)
    {
        if (row.Twin is { } twin) yield return $"与第 {twin} 行重复";
        if (row.Conflict is { } conflict) yield return conflict;
        foreach (var fault in row.Bad.OrderBy(fault => fault.Rank)) yield return (fault.C == "" ? "" : $"{LabelOf(fault.C)}：") + fault.W;
    }

    public async Task<IActionResult> OnPostColumnsAsync(Guid id, int sheet, int headingRow, string[] chosen, string? again)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State is not (ImportState.Matching or ImportState.Repairing)) return Elsewhere();
        sheet = Math.Clamp(sheet, 0, Import.Sheets.Length - 1);
        if (again is not null || sheet != Import.Sheet || headingRow != Import.HeadingRow) return await LookAgainAsync(sheet, again is null && sheet == Import.Sheet ? headingRow : null);
        var known = Headings.Choices(Register).Select(choice => choice.Column).ToHashSet();
        var columns = Import.Headings.Select((_, i) => i < chosen.Length && known.Contains(chosen[i] ?? "") ? chosen[i] : "").ToArray();
        var twice = columns.Where(column => column != "").GroupBy(column => column).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null || !columns.Contains(Register.TitleField.Column))
        {
            TempData["Fault"] = twice is not null ? $"有两列都对应“{LabelOf(twice.Key)}”，请留一列" : $"还没有对上“{Register.TitleField.Label}”这一列";
            return Redirect(ImportUrl);
        }
        await db.ExecuteAsync("insert into org.heading_choice (module, register, heading, column_name) select @module, @register, h, c from unnest(@headings, @columns) u (h, c) where h <> '' on conflict (account_id, module, register, heading) do update set column_name = excluded.column_name",
            new { module = Place.Module.Id, register = Register.Id, headings = Import.Headings.Distinct().ToArray(), columns = Import.Headings.Distinct().Select(heading => columns[Array.IndexOf(Import.Headings, heading)]).ToArray() }, Stop);
        await db.ExecuteAsync("update org.import set chosen = @columns, fields = @fields where id = @id", new { id, columns, fields = ImportCheck.FieldsOf(Register, columns) }, Stop);
        return await AskAsync(new ImportReadingJob(), ImportState.Checking, $"核对导入：{Import.FileName}");
    }

    async Task<IActionResult> LookAgainAsync(int sheet, int? row)
    {
        if (await OpenBookAsync() is not var (content, book)) return Redirect(ImportUrl);
        await using (content)
        using (book)
            try
            {
                var head = HeadOf(book, sheet);
                var at = row ?? Headings.GuessRow(Register, head);
                var headings = Headings.Read(head, at);
                await db.ExecuteAsync("update org.import set sheet = @sheet, heading_row = @at, headings = @headings, chosen = @chosen, state = 0 where id = @Id", new { Import.Id, sheet, at, headings, chosen = Headings.Match(Register, headings, new Dictionary<string, string>()) }, Stop);
            }
            catch (SheetRefusedException refused)
            {
                TempData["Fault"] = refused.Message;
            }
        return Redirect(ImportUrl);
    }

    /// <summary>Cells put right on the screen: number, column and text of each, as many as were typed or pasted.</summary>
    public async Task<IActionResult> OnPostFixAsync(Guid id, int[] number, string[] column, string[] text, string? show, int after)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing || number.Length != column.Length || number.Length > 5000) return Elsewhere();
        // A browser leaves out nothing, but an empty text may arrive as null.
        var changes = number.Select((n, i) => (Number: n, Column: column[i], Text: i < text.Length ? text[i] ?? "" : "")).Where(change => Array.IndexOf(Import.Fields, change.Column) >= 0).ToList();
        await Check().RepairAsync(changes.GroupBy(change => change.Number).ToDictionary(group => group.Key, group => group.GroupBy(change => change.Column).ToDictionary(same => same.Key, same => same.Last().Text)), Stop);
        return await RowsAsync(show, after);
    }

    /// <summary>All cells of a column with the same wrong text: those for which this was suggested, or those for which nothing was.</summary>
    public async Task<IActionResult> OnPostAlikeAsync(Guid id, string column, string? text, string? to, string? suggested, string? show)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing || Array.IndexOf(Import.Fields, column) is var at && at < 0) return Elsewhere();
        var numbers = await db.QueryAsync<int>($"select number from org.import_row where import_id = @id and state not in (5, 6) and coalesce(cells[{at + 1}], '') = @text and exists (select from jsonb_array_elements(faults) f where f ->> 'C' = @column and f ->> 'K' = 'e' and coalesce(f ->> 'S', '') = @suggested) order by number limit 20000", new { id, text = text ?? "", column, suggested = suggested ?? "" }, Stop);
        if (!string.IsNullOrWhiteSpace(to)) await Check().RepairAsync(numbers.ToDictionary(n => n, _ => new Dictionary<string, string> { [column] = to.Trim() }), Stop);
        return await RowsAsync(show, 0);
    }

    public async Task<IActionResult> OnPostSkipAsync(Guid id, int number, bool back, string? show, int after)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing) return Elsewhere();
        await Check().SkipAsync([number], back, Stop);
        return await RowsAsync(show, after);
    }

    public async Task<IActionResult> OnPostOtherAsync(Guid id, int number, bool back, string? show, int after)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing || !Register.IsPerson) return Elsewhere();
        await Check().TellApartAsync(number, !back, Stop);
        return await RowsAsync(show, after);
    }

    /// <summary>A rule of the kind “一般应当” is gone against, for all rows that it holds or for some, with reason and approver.</summary>
    /// <param name="numbers">12, 15-20; empty for all</param>
    public async Task<IActionResult> OnPostWaiveAsync(Guid id, string rule, string? numbers)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing) return Elsewhere();
        var form = WaiverForm.Read(Request.Form, []);
        if (form.Waiver is not { } waiver)
        {
            TempData["Fault"] = form.ReasonFault ?? form.ApproverFault ?? form.ApprovedOnFault ?? "请写明理由、批准人和批准日期";
            return Redirect($"{ImportUrl}?show=waive");
        }
        if (!TryNumbers(numbers, out var wanted))
        {
            TempData["Fault"] = $"看不懂行号“{numbers}”，请写成 12, 15-20 的样子，或留空表示全部";
            return Redirect($"{ImportUrl}?show=waive");
        }
        var held = (await db.QueryAsync<(int Number, string Faults, string? Waiver)>("select number, faults::text, waiver::text from org.import_row where import_id = @id and state = 4 and held > 0", new { id }, Stop))
            .Select(row => (row.Number, row.Waiver, Found: CellFault.FromJson(row.Faults).Where(fault => fault.K == CellFault.ToWaive && fault.R == rule).ToList()))
            .Where(row => row.Found.Count > 0 && (wanted is null || wanted.Contains(row.Number))).ToList();
        if (held.Count == 0)
        {
            TempData["Fault"] = "这些行里没有要写明理由的";
            return Redirect($"{ImportUrl}?show=waive");
        }
        var waivers = held.Select(row => new ImportWaiver(waiver.Reason, waiver.Approver, waiver.ApprovedOn, [.. row.Waiver is null ? [] : ImportWaiver.FromJson(row.Waiver).Covers, .. row.Found.Select(fault => ImportWaiver.Key(rule, fault.F!))]).ToJson()).ToArray();
        await db.ExecuteAsync("update org.import_row r set waiver = u.w::jsonb from unnest(@numbers, @waivers) u (n, w) where r.import_id = @id and r.number = u.n", new { id, numbers = held.Select(row => row.Number).ToArray(), waivers }, Stop);
        await Check().SettleAsync([.. held.Select(row => row.Number)], null, Stop);
        TempData["Done"] = $"已为 {held.Count} 行记下理由和批准人，写入时随每条记录留存";
        return Redirect(ImportUrl);
    }

    static bool TryNumbers(string? text, out HashSet<int>? numbers)
    {
        numbers = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        numbers = [];
        foreach (var part in text.Split([',', '，', '、', ' ', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['-', '—', '~', '至'], StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !int.TryParse(ends[0], out var from) || !int.TryParse(ends[^1], out var to) || to < from || to - from > SheetBook.MostRows) return false;
            for (var n = from; n <= to; n++) numbers.Add(n);
        }
        return true;
    }

    /// <param name="effective">from when what is changed counts, in a register that keeps its history</param>
    public async Task<IActionResult> OnPostWriteAsync(Guid id, string? effective)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing) return Elsewhere();
        if (await FirstHeldAsync() is { } kept)
        {
            TempData["Fault"] = kept;
            return Redirect(ImportUrl);
        }
        return await AskAsync(new ImportWritingJob(), ImportState.Writing, $"写入导入：{Import.FileName}", effective == RegisterForm.Correction ? effective : null);
    }

    sealed record Target
    {
        public int Number { get; init; }
        public string? Path { get; init; }
        public string? Row { get; init; }
        public string?[] Vals { get; init; } = [];
        public bool IsOwn { get; init; }
    }

    /// <summary>A sheet is no way around the place that keeps a row, nor around what is approved.</summary>
    async Task<string?> FirstHeldAsync()
    {
        if (Register.KeptFrom is null && Register.FixedBecause is null) return null;
        foreach (var target in await db.QueryAsync<Target>($"select r.number, t.locality_path as path, to_jsonb(t)::text as row, r.vals, {(Register.IsPerson ? "coalesce(t.person_id = org.own_person(), false)" : "false")} as is_own from org.import_row r left join {Place.Table} t on t.id = r.target_id where r.import_id = @Id and r.state in (1, 2) order by r.number", new { Import.Id }, Stop))
        {
            if (target.IsOwn) return $"第 {target.Number} 行：{RegisterRows.OwnWords}";
            Dictionary<string, object?> values = [];
            if (target.Row is { } there)
            {
                using var row = JsonDocument.Parse(there);
                foreach (var one in row.RootElement.EnumerateObject()) values[one.Name] = one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString() : null;
                if (Register.FixedBecause?.Invoke(values) is { } because) return $"第 {target.Number} 行：{because}；请跳过这一行";
                if (Keeper() is { } keeper) return $"第 {target.Number} 行的{Register.Noun}由{keeper.Name}管理，这里不能改；请跳过这一行，或请{keeper.Name}办理";
            }
            // Neither does a sheet say that a row is kept above.
            for (var i = 0; i < Import.Fields.Length; i++) values[Import.Fields[i]] = target.Vals[i] ?? values.GetValueOrDefault(Import.Fields[i]);
            if (Keeper() is { } wanted) return $"第 {target.Number} 行照这样填写由{wanted.Name}管理，要由{wanted.Name}登记；请改正或跳过这一行";
            Locality? Keeper() => Register.KeptFrom?.Invoke(values) is { } kind && Here.Localities.UpTo(target.Path ?? Here.Locality.Path, kind) is { } above && !Here.User.PermissionsAt(above).Contains(Register.WritePermission) ? above : null;
        }
        return null;
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id) => await LoadAsync(id, forUpdate: true) && Import.State is ImportState.Repairing ? await AskAsync(new ImportReadingJob(), ImportState.Checking, $"重新核对：{Import.FileName}") : Elsewhere();
    public async Task<IActionResult> OnPostUndoAsync(Guid id) => await LoadAsync(id, forUpdate: true) && MayUndo ? await AskAsync(new ImportUndoJob(), ImportState.Undoing, $"撤销导入：{Import.FileName}") : Elsewhere();

    /// <summary>Back to the columns; what was repaired is read anew from the file.</summary>
    public async Task<IActionResult> OnPostMatchAsync(Guid id)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State != ImportState.Repairing) return Elsewhere();
        await db.ExecuteAsync("update org.import set state = 0 where id = @id", new { id }, Stop);
        return Redirect(ImportUrl);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id)
    {
        if (!await LoadAsync(id, forUpdate: true) || Import.State is not (ImportState.Matching or ImportState.Repairing)) return Elsewhere();
        var isWritten = Import.WrittenAt is not null;
        await db.ExecuteAsync("delete from org.import_row where import_id = @id", new { id }, Stop);
        await db.ExecuteAsync("update org.import set state = @state, job_id = null where id = @id", new { id, state = isWritten ? 4 : 7 }, Stop);
        await db.RecordAsync(new(DeedKind.Import, Register.Id, id, Import.LocalityPath, Register.Title, [new("文件", Import.FileName, null), new("未写入的行", null, "放弃")]), Stop);
        TempData["Done"] = isWritten ? "没有写入的行已放弃；写入过的不受影响" : "已放弃这一批，没有写入任何数据";
        return Redirect($"{ListUrl}/imports");
    }

    // ---- parts

    const string Ended = "ended";
    const string RowSql = "select number, cells, faults::text, state as state_number, is_fixed, twin, conflict, target_id, is_other, person_index is null as has_no_number from org.import_row";

    ImportCheck Check() => new(db, Place, Book, rules, vault, Here.Localities, Import);

    /// <summary>What was asked for is no longer to be done, or is being done: sent twice, or somebody else was faster. The page says how it stands now.</summary>
    IActionResult Elsewhere()
    {
        if (Import is null) return Gone();
        if (Request.Headers.ContainsKey("HX-Request")) return new StatusCodeResult(Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict);
        TempData["Done"] = $"这一批现在是“{ImportsModel.StateOf(Import).Word}”，不用再办一次";
        return Redirect(ImportUrl);
    }

    async Task<IActionResult> AskAsync(ImportJob job, ImportState state, string title, string? effective = null)
    {
        var asked = await job.AskAsync(db, new(Place.Path, Import.Id, effective), title, Stop);
        await db.ExecuteAsync("update org.import set state = @state, job_id = @asked where id = @Id", new { Import.Id, state = (short)state, asked }, Stop);
        return Redirect(ImportUrl);
    }

    async Task<IActionResult> RowsAsync(string? show, int after)
    {
        if (!Request.Headers.ContainsKey("HX-Request")) return Redirect($"{ImportUrl}?show={Uri.EscapeDataString(show ?? "")}&after={after}");
        await ReadRowsAsync(show, after);
        return Partial("_ImportRows", this);
    }

    async Task<bool> LoadAsync(Guid id, bool forUpdate = false)
    {
        if (forUpdate)
        {
            db.NeedsNoDeed("the rows of a sheet are prepared; what is written of them, and who did it, is on record when it is written");
            await db.FirstAsync<Guid?>("select id from org.import where id = @id for update", new { id }, Stop);
        }
        if (await ImportSheet.FindAsync(db, Place, id, Stop) is not { } import) return false;
        Import = import;
        return true;
    }

    /// <summary>How far the task is. One that ended without saying so to its import (cancelled, failed) gives it back.</summary>
    async Task ReadProgressAsync()
    {
        var jobs = await db.QueryAsync<(short State, long Done, long Total, string Said)>("select state, done_count, total_count, said from org.job where id = @JobId", new { Import.JobId }, Stop);
        // Another person's task is not seen; it tells its import itself when it ends.
        Progress = jobs.Count == 0 ? (0, 0, $"由 {Import.AccountName} 交办") : jobs[0].State > 1 ? (0, 0, Ended) : (jobs[0].Done, jobs[0].Total, jobs[0].Said);
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid id)
    {
        if (!await LoadAsync(id, forUpdate: true) || !Import.IsBusy) return Redirect(ImportUrl);
        await db.ExecuteAsync("""
            update org.import i set job_id = null, state = case i.state when 1 then 0 when 3 then 2 else 4 end
            where i.id = @id and (i.job_id is null or exists (select from org.job j where j.id = i.job_id and j.state > 1))
            """, new { id }, Stop);
        return Redirect(ImportUrl);
    }

    async Task ReadRowsAsync(string? show, int after)
    {
        var id = Import.Id;
        var counts = await db.QueryAsync<(short State, int Count, int Warned, int Fixed, int Waivable)>($"select state, count(*)::int, (count(*) filter (where {WarnedSql}))::int, (count(*) filter (where is_fixed))::int, (count(*) filter (where {WaivableSql}))::int from org.import_row where import_id = @id group by state", new { id }, Stop);
        Counts = counts.ToDictionary(pair => (ImportRowState)pair.State, pair => pair.Count);
        Warned = counts.Where(pair => pair.State is 1 or 2 or 3).Sum(pair => pair.Warned);
        Fixed = counts.Sum(pair => pair.Fixed);
        Waivable = counts.Sum(pair => pair.Waivable);
        Filter = show is "wrong" or "waive" or "warned" or "new" or "changed" or "same" or "fixed" or "skipped" or "all" or "written" ? show : Wrong > 0 ? "wrong" : Import.State == ImportState.Written ? "written" : Counts.GetValueOrDefault(ImportRowState.Changed) > 0 ? "changed" : "all";
        var where = Filter switch
        {
            "wrong" => "state = 4",
            "waive" => WaivableSql,
            "warned" => $"{WarnedSql} and state in (1, 2, 3)",
            "new" => "state = 1",
            "changed" => "state = 2",
            "same" => "state = 3",
            "fixed" => "is_fixed",
            "skipped" => "state = 5",
            "written" => "state = 6",
            _ => "true",
        };
        var rows = await db.QueryAsync<Row>($"{RowSql} where import_id = @id and {where} and number > @after order by number limit {PageSize + 1}", new { id, after }, Stop);
        HasPrevious = after > 0;
        Next = rows.Count > PageSize ? rows[PageSize - 1].Number : null;
        Shown = [.. rows.Take(PageSize)];
        if (Filter == "wrong" && Wrong > 1)
            Alikes = [.. (await db.QueryAsync<(string Column, string? Text, string? Suggestion, int Count)>("""
                select f ->> 'C', r.cells[array_position(@Fields, f ->> 'C')], f ->> 'S', count(*)::int from org.import_row r, jsonb_array_elements(r.faults) f
                where r.import_id = @id and r.state = 4 and f ->> 'K' = 'e' and f ->> 'C' = any(@Fields) group by 1, 2, 3 having count(*) > 1 order by 4 desc limit 8
                """, new { id, Import.Fields }, Stop)).Select(alike => new Alike(alike.Column, LabelOf(alike.Column), alike.Text ?? "", alike.Suggestion, alike.Count))];
        if (Filter is "wrong" or "waive" && Waivable > 0)
            ToWaive = [.. (await db.QueryAsync<(string Rule, int Count)>($"select f ->> 'R', count(distinct number)::int from org.import_row r, jsonb_array_elements(r.faults) f where r.import_id = @id and {WaivableSql} and f ->> 'K' = 'n' group by 1 order by 2 desc", new { id }, Stop))
                .Where(pair => rules.Find(pair.Rule) is not null).Select(pair => (rules.Find(pair.Rule)!, pair.Count))];
        await ReadBeforeAsync();
    }

    const string WarnedSql = "faults is not null and faults @? '$[*] ? (@.K == \"w\" || @.K == \"g\" || @.K == \"x\")'";
    const string WaivableSql = "state = 4 and held > 0 and errors = 0 and twin is null and conflict is null and not faults @? '$[*] ? (@.K == \"r\")' and (missing = 0 or target_id is not null)";

    /// <summary>For rows that change a record: what stands there now, where it differs.</summary>
    async Task ReadBeforeAsync()
    {
        var targets = Shown.Where(row => row.State == ImportRowState.Changed && row.TargetId is not null).ToDictionary(row => row.Number, row => row.TargetId!.Value);
        if (targets.Count == 0) return;
        var fields = Import.Fields.Select(Register.Find).OfType<Field>().Where(field => field.Kind != FieldKind.Identity && !field.IsEncrypted).ToList();
        var now = (await Rows.ReadManyAsync(Place, [.. targets.Values], fields, Stop)).ToDictionary(row => row.Id);
        var before = new Dictionary<(int, string), string>();
        foreach (var row in Shown.Where(row => targets.ContainsKey(row.Number)))
            if (now.TryGetValue(targets[row.Number], out var record))
                for (var i = 0; i < fields.Count; i++)
                {
                    var cell = row.Cells[Array.IndexOf(Import.Fields, fields[i].Column)];
                    var shown = FieldText.Show(fields[i] with { ShowsAge = false }, record.Values[i], Reckoning);
                    if (string.IsNullOrEmpty(cell) || cell == shown) continue;
                    // Written in another way is no change.
                    var reading = CellReading.Of(fields[i], cell, false, Today).Value;
                    if (fields[i].Kind is FieldKind.Row or FieldKind.Unit || reading is null || reading != Canonical(record.Values[i])) before[(row.Number, fields[i].Column)] = shown == "" ? "（空）" : shown;
                }
        Before = before;
    }

    static string? Canonical(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd"),
        bool flag => flag ? "true" : "false",
        null => null,
        _ => value.ToString(),
    };

    async Task SampleAsync()
    {
        if (await OpenBookAsync() is not var (content, book)) return;
        await using (content)
        using (book)
            try
            {
                Samples = [.. HeadOf(book, Import.Sheet).Where(row => row.Number > Import.HeadingRow).Take(3).Select(row => row.Cells)];
            }
            catch (SheetRefusedException refused)
            {
                TempData["Fault"] = refused.Message;
            }
    }

    public string SampleOf(int column)
    {
        var sample = Samples.Select(cells => column < cells.Length ? cells[column] : null).FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell)) ?? "";
        return Import.Chosen.Length > column && Register.Find(Import.Chosen[column]) is { IsSensitive: true } ? FieldText.Mask(sample) : sample.Length > 24 ? sample[..24] + "…" : sample;
    }

    async Task<(Stream, SheetBook)?> OpenBookAsync()
    {
        if (Import.FileId is not { } fileId || await files.FindAsync(fileId, Stop) is not { } file)
        {
            TempData["Fault"] = "原文件已过保存期限，或不是您上传的，请重新上传";
            return null;
        }
        var content = await files.OpenAsync(file, Stop);
        return (content, SheetBook.Open(content, file.Name));
    }

    /// <summary>The first rows of a sheet, to be looked at.</summary>
    internal static List<(int Number, string?[] Cells)> HeadOf(SheetBook book, int sheet) => [.. book.Rows(sheet).Take(HeadRows).Select(row => (row.Number, (string?[])row.Cells.Clone()))];
}
