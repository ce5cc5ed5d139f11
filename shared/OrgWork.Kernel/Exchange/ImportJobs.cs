namespace OrgWork.Kernel;

/// <param name="Path">of the register</param>
/// <param name="Effective">for registers that keep their history: from when what is changed counts (<see cref="RegisterForm.Correction"/>); nothing for today</param>
public sealed record ImportOrder(string Path, Guid Import, string? Effective = null);

/// <summary>What the three tasks of an import share: whose they are, and that nothing is done in a register that one may not write.</summary>
public abstract class ImportJob : Job<ImportOrder>
{
    public override IEnumerable<string> PermissionsFor(string arguments, RegisterBook registers) => Arguments(arguments) is var order && Find(registers, order) is { } place ? [place.Register.WritePermission] : [];

    static RegisterPlace? Find(RegisterBook registers, ImportOrder order) => registers.All.FirstOrDefault(place => place.Path == order.Path);
    protected static RegisterPlace PlaceOf(ImportOrder order, JobRun run) => Find(run.Registers, order) ?? throw new JobRefusedException("这份名册已不在平台里");

    protected static async Task<ImportSheet> FindAsync(Db db, RegisterPlace place, Guid id, ImportState state, CancellationToken stop) =>
        await ImportSheet.FindAsync(db, place, id, stop) is { } import && import.State == state ? import : throw new JobRefusedException("这批导入的状态已经变了，没有做");

    /// <summary>Back to where a person decides.</summary>
    protected static Task GiveBackAsync(Db db, ImportOrder order, ImportState state)
    {
        db.NeedsNoDeed("nothing was done; why stands with the task");
        return db.ExecuteAsync("update org.import set state = @state, job_id = null where id = @Import and state = @state + 1", new { order.Import, state = (short)state });
    }
}

/// <summary>Reads the sheet into the staging table and checks every row.</summary>
public sealed class ImportReadingJob : ImportJob
{
    const int Chunk = 2000;

    public override string Id => "import-reading";

    public override async Task<JobResult> RunAsync(ImportOrder order, JobRun run)
    {
        var place = PlaceOf(order, run);
        try
        {
            return await run.FinishAsync(db => ReadAsync(db, place, order.Import, run));
        }
        catch (SheetRefusedException refused)
        {
            // Back to where another sheet or heading can be chosen. One that was cancelled is given back by its page; one whose host ends is begun again.
            await run.DoAsync(db => GiveBackAsync(db, order, ImportState.Matching));
            throw new JobRefusedException(refused.Message);
        }
    }

    static async Task<JobResult> ReadAsync(Db db, RegisterPlace place, Guid id, JobRun run)
    {
        var import = await FindAsync(db, place, id, ImportState.Checking, run.Stop);
        db.NeedsNoDeed("the rows of a sheet are prepared; what is written of them is on record when it is written");
        var file = import.FileId is { } fileId ? await new FileStore(db, run.Identities).FindAsync(fileId, run.Stop) : null;
        if (file is null) throw new JobRefusedException("原文件已过保存期限，请重新上传");
        await using var content = await new FileStore(db, run.Identities).OpenAsync(file, run.Stop);
        using var book = SheetBook.Open(content, file.Name);
        await db.ExecuteAsync("delete from org.import_row where import_id = @id and state <> 6", new { id }, run.Stop);
        var written = (await db.QueryAsync<int>("select number from org.import_row where import_id = @id", new { id }, run.Stop)).ToHashSet();
        var check = new ImportCheck(db, place, run.Registers, run.Rules, run.Identities, run.Localities, import);
        var columns = import.Fields.Select(field => Array.IndexOf(import.Chosen, field)).ToArray();
        var chunk = new List<RawRow>(Chunk);
        var count = 0;
        // What is written down while the next rows are read.
        var staging = Task.CompletedTask;
        try
        {
            foreach (var row in book.Rows(import.Sheet))
            {
                if (row.Number <= import.HeadingRow || row.IsBlank || written.Contains(row.Number)) continue;
                var (cells, numbers) = (new string?[columns.Length], new bool[columns.Length]);
                var isBlank = true;
                for (var i = 0; i < columns.Length; i++)
                    if (columns[i] is >= 0 and var at && at < row.Cells.Length && row.Cells[at] is { } cell)
                    {
                        (cells[i], numbers[i]) = (cell, row.AreNumbers[at]);
                        isBlank &= string.IsNullOrWhiteSpace(cell);
                    }
                if (isBlank) continue;
                chunk.Add(new(row.Number, cells, numbers));
                count++;
                if (chunk.Count < Chunk) continue;
                await staging;
                var full = chunk;
                staging = Task.Run(() => check.StageAsync(full, false, run.Stop), run.Stop);
                chunk = new(Chunk);
                run.Report(content.Position, content.Length, $"已读 {count:N0} 行");
            }
        }
        finally
        {
            // The connection is used by one at a time, whatever happens.
            await staging.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await staging;
        if (chunk.Count > 0) await check.StageAsync(chunk, false, run.Stop);
        if (count == 0) throw new SheetRefusedException("表头以下没有内容，请核对选的是不是这张表、这一行");
        run.Report(content.Length, content.Length, $"正在与名册比对 {count:N0} 行");
        await check.SettleAsync(null, (done, total) => run.Report(done, total, $"正在按规定核对，{done:N0} 行"), run.Stop);
        await db.ExecuteAsync("update org.import set state = 2, job_id = null where id = @id", new { id }, run.Stop);
        var counts = (await db.QueryAsync<(short State, long Count)>("select state, count(*) from org.import_row where import_id = @id group by state", new { id }, run.Stop)).ToDictionary(pair => pair.State, pair => pair.Count);
        return new($"已核对 {count:N0} 行", [new("新增", counts.GetValueOrDefault((short)1)), new("更新", counts.GetValueOrDefault((short)2)), new("有错", counts.GetValueOrDefault((short)4))], $"{place.Path}/imports/{id}");
    }
}

/// <summary>Writes the rows that are right, in one transaction; those that the database or a rule refuses stay with the others, each with its reason.</summary>
public sealed class ImportWritingJob : ImportJob
{
    const int Chunk = 1000;

    public override string Id => "import-writing";

    public override async Task<JobResult> RunAsync(ImportOrder order, JobRun run)
    {
        var place = PlaceOf(order, run);
        try
        {
            return await run.FinishAsync(db => WriteAsync(db, place, order, run));
        }
        catch (JobRefusedException) when (!run.IsFinished)
        {
            await run.DoAsync(db => GiveBackAsync(db, order, ImportState.Repairing));
            throw;
        }
    }

    static async Task<JobResult> WriteAsync(Db db, RegisterPlace place, ImportOrder order, JobRun run)
    {
        var register = place.Register;
        var id = order.Import;
        var import = await FindAsync(db, place, id, ImportState.Writing, run.Stop);
        if (register.KeepsHistory && order.Effective is { } effective) await db.FirstAsync<string>("select set_config('orgwork.effective_on', @effective, true)", new { effective }, run.Stop);
        var total = await db.FirstAsync<long>("select count(*) from org.import_row where import_id = @id and state in (1, 2)", new { id }, run.Stop);
        if (total == 0) throw new JobRefusedException("没有可以写入的行");
        var writer = new ImportWriter(db, place, run.Registers, run.Rules, run.Identities, import, run.Stop);
        var seen = 0;
        for (var last = 0; ;)
        {
            var rows = await db.QueryAsync<StagedRow>($"select {StagedRow.Columns} from org.import_row where import_id = @id and state in (1, 2) and number > @last order by number limit {Chunk}", new { id, last }, run.Stop);
            if (rows.Count == 0) break;
            last = rows[^1].Number;
            await writer.PutAsync(rows, keep: true);
            run.Report(seen += rows.Count, total, $"已写 {writer.Created + writer.Changed:N0} 行");
        }
        await ImportCheck.HoldAsync(db, id, writer.Held, run.Stop);
        run.Report(total, total, "正在记入操作记录");
        var rest = await db.FirstAsync<long>("select count(*) from org.import_row where import_id = @id and state in (0, 4)", new { id }, run.Stop);
        await db.ExecuteAsync("""
            update org.import set state = case when @rest > 0 then 2 else 4 end, job_id = null, written_at = now(), written_new = written_new + @Created, written_changed = written_changed + @Changed where id = @id
            """, new { id, rest, writer.Created, writer.Changed }, run.Stop);
        await db.RecordAsync(new(DeedKind.Import, register.Id, id, import.LocalityPath, register.Title, [new("文件", null, import.FileName), new("新增", null, $"{writer.Created}"), new("更新", null, $"{writer.Changed}"), new("留下未写", null, $"{rest}")]), run.Stop);
        await TellAsync(db, "select number, deed from org.import_done where import_id = @id and not is_told", id, run.Stop);
        return new($"已写入：新增 {writer.Created:N0} {register.Counter}，更新 {writer.Changed:N0} {register.Counter}{(writer.Held.Count > 0 ? $"；{writer.Held.Count:N0} 行这时又有不合之处，没有写，留在本批" : "")}", null, $"{place.Path}/imports/{id}");
    }

    /// <summary>A deed for each record, a thousand at a time: they lie in the database, and the chain they hang on is held from here to the commit.</summary>
    internal static async Task TellAsync(Db db, string deeds, Guid id, CancellationToken stop)
    {
        while (await db.RecordStoredAsync($"{deeds} order by number limit {Chunk}", new { id }, stop) > 0)
            await db.ExecuteAsync($"update org.import_done set is_told = true where import_id = @id and number in (select number from ({deeds} order by number limit {Chunk}) told)", new { id }, stop);
    }
}

/// <summary>Takes a written import back: new rows go to the bin, changed ones become what they were. What somebody has changed since is left, with who and when.</summary>
public sealed class ImportUndoJob : ImportJob
{
    const int Chunk = 1000;

    public override string Id => "import-undo";

    public override Task<JobResult> RunAsync(ImportOrder order, JobRun run)
    {
        var place = PlaceOf(order, run);
        return run.FinishAsync(db => UndoAsync(db, place, order.Import, run));
    }

    static async Task<JobResult> UndoAsync(Db db, RegisterPlace place, Guid id, JobRun run)
    {
        var import = await FindAsync(db, place, id, ImportState.Undoing, run.Stop);
        // 撤销 says that what was imported was never true.
        await db.FirstAsync<string>("select set_config('orgwork.effective_on', 'correction', true)", null, run.Stop);
        var total = await db.FirstAsync<long>("select count(*) from org.import_done where import_id = @id and outcome = 0", new { id }, run.Stop);
        await db.ExecuteAsync("update org.import_done set is_told = false where import_id = @id", new { id }, run.Stop);
        var columns = place.Register.Fields.Where(field => field.Kind != FieldKind.Identity).Select(field => field.Column).ToList();
        if (place.Register.NameField is { } name) columns.AddRange([name.Column + "_pinyin", name.Column + "_initials"]);
        foreach (var field in place.Register.Fields.Where(field => field.IsEncrypted)) columns.AddRange([field.Column + "_cipher", field.Column + "_index"]);
        var (gone, back, seen) = (0, 0, 0);
        for (var last = 0; ;)
        {
            // Latest first within the import means nothing: no row stands in it twice.
            var numbers = (await db.QueryAsync<int>($"select number from org.import_done where import_id = @id and outcome = 0 and number > @last order by number limit {Chunk}", new { id, last }, run.Stop)).ToArray();
            if (numbers.Length == 0) break;
            last = numbers[^1];
            await UndoRowsAsync(numbers);
            run.Report(seen += numbers.Length, total, $"已撤 {gone + back:N0} 行");
        }
        var left = await db.ExecuteAsync($"""
            update org.import_done d set outcome = 2, why = case when t.removed_at is not null then '写入之后已移入回收站' else coalesce((select to_char(e.at at time zone 'Asia/Shanghai', 'YYYY.MM.DD HH24:MI') || ' ' || e.actor_name || ' ' || e.deed from audit.entry e where e.row_id = d.row_id and e.at > i.written_at and e.deed <> '{DeedKind.Reveal}' order by e.id desc limit 1), '写入之后改过') end
            from {place.Table} t, org.import i where d.import_id = @id and d.outcome = 0 and d.why is null and t.id = d.row_id and i.id = d.import_id
            """, new { id }, run.Stop);
        left += await db.ExecuteAsync("update org.import_done set outcome = 2, why = coalesce(why, '记录已不在您的授权范围之内') where import_id = @id and outcome = 0", new { id }, run.Stop);
        // What was never written stays: its reasons are still to be read, and its rows to be brought again.
        await db.ExecuteAsync("delete from org.import_row where import_id = @id and state <> 4", new { id }, run.Stop);
        await db.ExecuteAsync("update org.import set state = 6, job_id = null, undone_at = now(), left_alone = @left where id = @id", new { id, left }, run.Stop);
        await db.RecordAsync(new(DeedKind.ImportUndo, place.Register.Id, id, import.LocalityPath, place.Register.Title, [new("文件", import.FileName, null), new("移入回收站", null, $"{gone}"), new("恢复原值", null, $"{back}"), new("未动", null, $"{left}")]), run.Stop);
        await ImportWritingJob.TellAsync(db, $"""
            select number, case when is_new then jsonb_build_object('kind', '{DeedKind.Remove}', 'register', deed -> 'register', 'row', deed -> 'row', 'path', deed -> 'path', 'title', deed -> 'title', 'reason', '撤销' || (deed ->> 'reason'))
              else jsonb_build_object('kind', '{DeedKind.Update}', 'register', deed -> 'register', 'row', deed -> 'row', 'path', deed -> 'path', 'title', deed -> 'title', 'reason', '撤销' || (deed ->> 'reason'),
                'changes', (select jsonb_agg(jsonb_build_object('label', c -> 'label', 'before', c -> 'after', 'after', c -> 'before')) from jsonb_array_elements(deed -> 'changes') c)) end as deed
            from org.import_done where import_id = @id and outcome = 1 and not is_told
            """, id, run.Stop);
        return new($"已撤销：新增的 {gone:N0} {place.Register.Counter}移入回收站，改动的 {back:N0} {place.Register.Counter}恢复原值{(left > 0 ? $"；{left:N0} {place.Register.Counter}没有动，原因逐条列出" : "")}", null, $"{place.Path}/imports/{id}");

        async Task UndoRowsAsync(int[] numbers)
        {
            try
            {
                await db.AttemptAsync(async () =>
                {
                    var removed = await db.ExecuteAsync($"""
                        with undone as (
                          update {place.Table} t set removed_at = now(), removed_by = org.actor(), removed_reason = '撤销导入', version = t.version + 1
                          from org.import_done d where d.import_id = @id and d.number = any(@numbers) and d.is_new and t.id = d.row_id and t.version = d.version_after and t.removed_at is null returning t.id)
                        update org.import_done d set outcome = 1 from undone where d.import_id = @id and d.row_id = undone.id
                        """, new { id, numbers }, run.Stop);
                    var restored = await db.ExecuteAsync($"""
                        with undone as (
                          update {place.Table} t set {string.Join(", ", columns.Select(column => $"{column} = b.{column}"))}, version = t.version + 1, changed_at = now(), changed_by = org.actor()
                          from org.import_done d, lateral jsonb_populate_record(null::{place.Table}, d.before) b
                          where d.import_id = @id and d.number = any(@numbers) and not d.is_new and t.id = d.row_id and t.version = d.version_after and t.removed_at is null returning t.id)
                        update org.import_done d set outcome = 1 from undone where d.import_id = @id and d.row_id = undone.id
                        """, new { id, numbers }, run.Stop);
                    if (place.Register.IsPerson)
                        // Who had no number before the import has none again.
                        await db.ExecuteAsync($"""
                            select org.person_unidentify(t.person_id) from org.import_done d join {place.Table} t on t.id = d.row_id
                            where d.import_id = @id and d.number = any(@numbers) and not d.is_new and d.outcome = 1 and d.before ->> 'identity_mask' is null and t.identity_mask is not null
                            """, new { id, numbers }, run.Stop);
                    (gone, back) = (gone + removed, back + restored);
                    return true;
                }, run.Stop);
            }
            catch (Npgsql.PostgresException fault) when (fault.SqlState[..2] is "22" or "23" or "OW" or "42" && fault.SqlState is not "OW010")
            {
                if (numbers.Length > 1)
                {
                    await UndoRowsAsync(numbers[..(numbers.Length / 2)]);
                    await UndoRowsAsync(numbers[(numbers.Length / 2)..]);
                    return;
                }
                await db.ExecuteAsync("update org.import_done set why = @why where import_id = @id and number = any(@numbers)", new { id, numbers, why = fault.SqlState.StartsWith("OW", StringComparison.Ordinal) ? fault.MessageText : "恢复原值会与名册里现有的记录冲突" }, run.Stop);
            }
        }
    }
}
