using Npgsql;

namespace OrgWork.Kernel;

/// <summary>What somebody has asked and kept.</summary>
public sealed record SavedQuery
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Parts { get; init; } = "";
    public string[] Columns { get; init; } = [];
    /// <summary>To which day ages and years are counted; today unless said.</summary>
    public DateOnly? ReckonedOn { get; init; }
    public bool IsShared { get; init; }
    public int Version { get; init; }
    public Guid CreatedBy { get; init; }
    public string CreatedByName { get; init; } = "";
    public DateTime ChangedAt { get; init; }
}

/// <summary>A list made by hand or from a query.</summary>
public sealed record SavedList
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? CameFrom { get; init; }
    public string[] Columns { get; init; } = [];
    public bool IsShared { get; init; }
    public int Version { get; init; }
    public Guid CreatedBy { get; init; }
    public string CreatedByName { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public int Rows { get; init; }
}

/// <summary>One row, judged: whether it is in, and each condition's answer with the lines that gave it.</summary>
public sealed record QueryVerdict(Guid Id, bool IsIn, IReadOnlyList<bool> Met, IReadOnlyList<IReadOnlyList<Guid>> Lines, IReadOnlyDictionary<string, object?> Facts);

/// <summary>Asks registers combined questions, and keeps questions and lists. Somebody else's that are not shared are not there.</summary>
public sealed class Queries(Db db, RegisterBook book)
{
    const int MostConditions = 40, Deepest = 4;

    /// <summary>What is wrong with it, in words; nothing when it can be asked.</summary>
    public static IReadOnlyList<string> FaultsOf(QueryPart whole, IReadOnlyList<QuerySet> sets, DateOnly day)
    {
        var faults = new List<string>();
        if (whole.Conditions().Count() > MostConditions) faults.Add($"条件最多 {MostConditions} 条");
        Look(whole, 1);
        return faults;

        void Look(QueryPart part, int depth)
        {
            if (depth > Deepest) faults.Add($"条件组最多 {Deepest} 层");
            else if (part.IsGroup)
            {
                if (part.Mode == QueryMode.Least && (part.Least < 1 || part.Least > Math.Max(1, part.Parts.Count))) faults.Add("“至少几项”的项数应在 1 和组内条件数之间");
                foreach (var inner in part.Parts) Look(inner, depth + 1);
            }
            else if (sets.FirstOrDefault(set => set.Id == part.Set) is not { } set) faults.Add("查询用到的一张表已不在，或您不能查询它");
            else
            {
                if (set.IsRecord && (part.Tests.Count == 0 || part.Count != 0 || part.Months != 0 || part.IsAbsent)) faults.Add("基本信息的条件请至少选一栏");
                if (part.Months is < 0 or > 720 || part.Months > 0 && !set.HasSpan || part.Count is < 0 or > 99) faults.Add($"{set.Title}：条数应为 1 至 99，累计月数应为 1 至 720");
                faults.AddRange(part.Tests.Select(test => set.FaultOf(test, day)).OfType<string>());
            }
        }
    }

    public Task<(IReadOnlyList<ListRow> Rows, int Total)> PageAsync(Query query, IReadOnlyList<QuerySet> sets, IReadOnlyList<Field> columns, Guid? after, int size, int missing, CancellationToken stop)
    {
        var sql = new QuerySql(query, sets, book, db.Scope);
        return db.ReadAsync<(IReadOnlyList<ListRow>, int)>([sql.Page(columns, after, size + 1, missing)], async reader =>
        {
            var (rows, total) = (new List<ListRow>(), 0);
            while (await reader.ReadAsync(stop))
            {
                total = reader.GetInt32(columns.Count + 2);
                if (!reader.IsDBNull(0)) rows.Add(RegisterRows.ReadRow(reader, columns.Count));
            }
            return (rows, total);
        }, stop);
    }

    /// <summary>All who are in, in the register's order, up to the limit.</summary>
    public Task<Guid[]> IdsAsync(Query query, IReadOnlyList<QuerySet> sets, int limit, CancellationToken stop) => db.ReadAsync([new QuerySql(query, sets, book, db.Scope).Ids(limit)], async reader =>
    {
        var ids = new List<Guid>();
        while (await reader.ReadAsync(stop)) ids.Add(reader.GetGuid(0));
        return ids.ToArray();
    }, stop);

    public Task<IReadOnlyList<QueryVerdict>> ExplainAsync(Query query, IReadOnlyList<QuerySet> sets, Guid[] ids, CancellationToken stop)
    {
        var sql = new QuerySql(query, sets, book, db.Scope);
        var (count, facts) = (query.Parts.Conditions().Count(), sql.Facts());
        return db.ReadAsync<IReadOnlyList<QueryVerdict>>([sql.Explain(ids)], async reader =>
        {
            var all = new Dictionary<Guid, QueryVerdict>();
            while (await reader.ReadAsync(stop))
            {
                var lines = new IReadOnlyList<Guid>[count];
                for (var i = 0; i < count; i++) lines[i] = reader.IsDBNull(3 + i) ? [] : reader.GetFieldValue<Guid[]>(3 + i);
                var values = new Dictionary<string, object?>();
                for (var i = 0; i < facts.Count; i++) values[facts[i].Field.Column] = RegisterRows.Value(reader, 3 + count + i);
                all[reader.GetGuid(0)] = new(reader.GetGuid(0), reader.GetBoolean(1), reader.GetFieldValue<bool[]>(2), lines, values);
            }
            return [.. ids.Where(all.ContainsKey).Select(id => all[id])];
        }, stop);
    }

    // ---- kept

    const string QueryColumns = "id, name, parts::text as parts, columns, reckoned_on, is_shared, version, created_by, created_by_name, changed_at";
    const string ListColumns = "l.id, l.name, l.came_from, l.columns, l.is_shared, l.version, l.created_by, l.created_by_name, l.created_at, (select count(*)::int from org.saved_list_row r where r.list_id = l.id) as rows";

    public Task<IReadOnlyList<SavedQuery>> KeptAsync(RegisterPlace place, CancellationToken stop) =>
        db.QueryAsync<SavedQuery>($"select {QueryColumns} from org.saved_query where module = @Module and register = @Register order by created_by <> @actor, name, id limit 200", Names(place), stop);

    public Task<SavedQuery?> FindAsync(RegisterPlace place, Guid id, CancellationToken stop) =>
        db.FirstAsync<SavedQuery>($"select {QueryColumns} from org.saved_query where id = @id and module = @Module and register = @Register", Names(place, id), stop);

    public Task<IReadOnlyList<SavedList>> ListsAsync(RegisterPlace place, CancellationToken stop) =>
        db.QueryAsync<SavedList>($"select {ListColumns} from org.saved_list l where module = @Module and register = @Register order by created_at desc, id limit 200", Names(place), stop);

    public Task<SavedList?> FindListAsync(RegisterPlace place, Guid id, CancellationToken stop) =>
        db.FirstAsync<SavedList>($"select {ListColumns} from org.saved_list l where id = @id and module = @Module and register = @Register", Names(place, id), stop);

    object Names(RegisterPlace place, Guid id = default) => new { id, Module = place.Module.Id, Register = place.Register.Id, actor = db.Actor.Id };

    public async Task<Guid> AddAsync(RegisterPlace place, string name, QueryPart parts, IEnumerable<string> columns, DateOnly? reckonedOn, string words, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("insert into org.saved_query (id, locality_path, module, register, name, parts, columns, reckoned_on, created_by, created_by_name) values (@id, @path, @module, @register, @name, @parts::jsonb, @columns, @reckonedOn, @actor, @by)",
            new { id, path = db.Scope.Top, module = place.Module.Id, register = place.Register.Id, name, parts = parts.ToJson(), columns = columns.ToArray(), reckonedOn, actor = db.Actor.Id, by = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Create, place.Register.Id, id, db.Scope.Top, "组合查询：" + name, [new("条件", null, words)]), stop);
        return id;
    }

    /// <returns>false when somebody else made it, or it was changed meanwhile in another window</returns>
    public async Task<bool> ChangeAsync(RegisterPlace place, SavedQuery before, SavedQuery after, string wordsBefore, string wordsAfter, CancellationToken stop)
    {
        if (await db.ExecuteAsync("update org.saved_query set name = @Name, parts = @Parts::jsonb, columns = @Columns, reckoned_on = @ReckonedOn, is_shared = @IsShared, version = version + 1, changed_at = now() where id = @Id and version = @Version",
            new { after.Id, before.Version, after.Name, after.Parts, after.Columns, after.ReckonedOn, after.IsShared }, stop) == 0) return false;
        List<Change> changes = [];
        if (wordsBefore != wordsAfter) changes.Add(new("条件", wordsBefore, wordsAfter));
        if (before.Name != after.Name) changes.Add(new("名称", before.Name, after.Name));
        if (before.IsShared != after.IsShared) changes.Add(new("本级共用", before.IsShared ? "是" : "否", after.IsShared ? "是" : "否"));
        if (before.ReckonedOn != after.ReckonedOn) changes.Add(new("计算日期", before.ReckonedOn is { } was ? Dates.Format(was) : null, after.ReckonedOn is { } now ? Dates.Format(now) : null));
        if (!before.Columns.SequenceEqual(after.Columns)) changes.Add(new("显示的列", null, string.Join("、", after.Columns.Select(place.Register.Find).OfType<Field>().Select(field => field.Label))));
        await db.RecordAsync(new(DeedKind.Update, place.Register.Id, after.Id, db.Scope.Top, "组合查询：" + after.Name, changes), stop);
        return true;
    }

    public async Task<bool> RemoveAsync(RegisterPlace place, SavedQuery query, CancellationToken stop)
    {
        if (await db.ExecuteAsync("delete from org.saved_query where id = @Id", new { query.Id }, stop) == 0) return false;
        await db.RecordAsync(new(DeedKind.Remove, place.Register.Id, query.Id, db.Scope.Top, "组合查询：" + query.Name, Reason: "不再使用"), stop);
        return true;
    }

    public async Task<Guid> AddListAsync(RegisterPlace place, string name, string? cameFrom, IEnumerable<string> columns, Guid[] rows, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("insert into org.saved_list (id, locality_path, module, register, name, came_from, columns, created_by, created_by_name) values (@id, @path, @module, @register, @name, @cameFrom, @columns, @actor, @by)",
            new { id, path = db.Scope.Top, module = place.Module.Id, register = place.Register.Id, name, cameFrom, columns = columns.ToArray(), actor = db.Actor.Id, by = db.Actor.Name }, stop);
        var added = await PutRowsAsync(place, id, rows, stop);
        await db.RecordAsync(new(DeedKind.Create, place.Register.Id, id, db.Scope.Top, "名单：" + name, [new("人数", null, $"{added} {place.Register.Counter}"), new("由来", null, cameFrom)]), stop);
        return id;
    }

    /// <summary>Behind those who are there already; only who lies within the scope and is there.</summary>
    Task<int> PutRowsAsync(RegisterPlace place, Guid list, Guid[] rows, CancellationToken stop) => db.ExecuteAsync($"""
        insert into org.saved_list_row (list_id, row_id, locality_path, rank)
        select l.id, t.id, l.locality_path, coalesce((select max(r.rank) from org.saved_list_row r where r.list_id = l.id), 0) + wanted.n::int
        from org.saved_list l, unnest(@rows) with ordinality wanted (id, n) join {place.Table} t on t.id = wanted.id and t.removed_at is null where l.id = @list on conflict do nothing
        """, new { list, rows }, stop);

    public async Task<int> AddToListAsync(RegisterPlace place, SavedList list, Guid[] rows, CancellationToken stop)
    {
        var added = await PutRowsAsync(place, list.Id, rows, stop);
        await db.RecordAsync(new(DeedKind.Update, place.Register.Id, list.Id, db.Scope.Top, "名单：" + list.Name, [new("加入", null, $"{added} {place.Register.Counter}")]), stop);
        return added;
    }

    public Task<IReadOnlyList<(Guid Row, string? Note)>> RowsOfAsync(SavedList list, CancellationToken stop) =>
        db.QueryAsync<(Guid, string?)>("select row_id, note from org.saved_list_row where list_id = @Id order by rank, row_id", new { list.Id }, stop);

    /// <summary>The order as it was arranged, with notes; who is not named any more is out.</summary>
    public async Task<bool> ArrangeAsync(RegisterPlace place, SavedList list, string name, bool isShared, IEnumerable<string> columns, IReadOnlyList<(Guid Row, string? Note)> rows, CancellationToken stop)
    {
        if (await db.ExecuteAsync("update org.saved_list set name = @name, is_shared = @isShared, columns = @columns, version = version + 1 where id = @Id and version = @Version", new { list.Id, list.Version, name, isShared, columns = columns.ToArray() }, stop) == 0) return false;
        var ids = rows.Select(row => row.Row).ToArray();
        var gone = await db.ExecuteAsync("delete from org.saved_list_row where list_id = @Id and row_id <> all(@ids)", new { list.Id, ids }, stop);
        await db.ExecuteAsync("update org.saved_list_row r set rank = n::int, note = w.note from unnest(@ids, @notes) with ordinality w (id, note, n) where r.list_id = @Id and r.row_id = w.id", new { list.Id, ids, notes = rows.Select(row => row.Note).ToArray() }, stop);
        await db.RecordAsync(new(DeedKind.Update, place.Register.Id, list.Id, db.Scope.Top, "名单：" + name, [new("次序和说明", null, $"{ids.Length} {place.Register.Counter}{(gone > 0 ? $"，移出 {gone}" : "")}")]), stop);
        return true;
    }

    public async Task<bool> RemoveListAsync(RegisterPlace place, SavedList list, CancellationToken stop)
    {
        if (await db.ExecuteAsync("delete from org.saved_list where id = @Id", new { list.Id }, stop) == 0) return false;
        await db.RecordAsync(new(DeedKind.Remove, place.Register.Id, list.Id, db.Scope.Top, "名单：" + list.Name, Reason: "不再使用"), stop);
        return true;
    }
}
