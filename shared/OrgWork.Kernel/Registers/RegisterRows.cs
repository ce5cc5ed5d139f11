using System.Text;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>One row of a list: values in the order of the columns asked for.</summary>
public sealed record ListRow(Guid Id, string LocalityPath, object?[] Values);

/// <summary>A row as it is now, and when it came to be so.</summary>
public sealed record ChangedRow(ListRow Row, int Version, DateTime ChangedAt, bool IsRemoved, bool HasEnded);

public sealed record ListPage(IReadOnlyList<ListRow> Rows, ListCursor? Previous, ListCursor? Next);

/// <summary>One record as it stands: values by column, and for referred rows and units what they are called.</summary>
public sealed record RegisterRecord(Guid Id, Guid? PersonId, string LocalityPath, int Version, DateTime ChangedAt, Guid? ChangedBy, DateTime? RemovedAt, Guid? ParentId, IReadOnlyDictionary<string, object?> Values, IReadOnlyDictionary<string, string> Titles)
{
    /// <summary>What is shown for a field: the title of a referred row, else its value.</summary>
    public object? ShownOf(Field field) => field.Kind is FieldKind.Row or FieldKind.Unit ? Titles.GetValueOrDefault(field.Column) : Values.GetValueOrDefault(field.Column);
    public string TitleIn(Register register) => FieldText.Show(register.TitleField, ShownOf(register.TitleField), default);
}

/// <summary>The lists that hang on a record, in the order of the register's children.</summary>
public sealed record ChildList(RegisterPlace Place, IReadOnlyList<ListRow> Rows);

public sealed record HistoryEntry(DateTime At, Guid? Actor, string ActorName, string Kind, string? Title, IReadOnlyList<Change> Changes, string? Reason);

public sealed record RecordSheet(RegisterRecord Record, IReadOnlyList<ChildList> Children, IReadOnlyList<HistoryEntry> History)
{
    /// <summary>Who changed it last, as far as the entries that are shown reach back.</summary>
    public string? ChangedBy => Record.ChangedBy is { } actor ? History.FirstOrDefault(entry => entry.Actor == actor)?.ActorName : null;
}

/// <summary>The record was changed by somebody else since it was read.</summary>
public sealed record Clash(RegisterRecord Current, string? By);

/// <summary>Reads and writes the rows of registers, within the scope and under the login of the request's module.</summary>
public sealed class RegisterRows(Db db, RegisterBook book, IdentityVault vault)
{
    const int HistoryLength = 50, ChildLimit = 300;

    // ---- looking

    public async Task<ListPage> ListAsync(RegisterPlace place, ListRequest request, IReadOnlyList<Field> columns, int size, CancellationToken stop)
    {
        var sql = await SqlAsync(place, request, null, stop);
        var commands = sql.Page(columns, size + 1);
        return await db.ReadAsync(commands, sql.HasOnePlan, async reader =>
        {
            var rows = new List<(ListRow Row, bool InNulls)>(size + 1);
            for (var part = 0; part < commands.Count; part++)
            {
                if (part > 0) await reader.NextResultAsync(stop);
                // Of two parts the second is the one without a value, unless the list is read backwards from there.
                var inNulls = commands.Count == 2 ? (part == 1) != (request.Cursor is { IsBefore: true }) : request.Cursor is { InNulls: true };
                while (rows.Count <= size && await reader.ReadAsync(stop)) rows.Add((ReadRow(reader, columns.Count), inNulls));
            }
            var isMore = rows.Count > size;
            if (isMore) rows.RemoveAt(size);
            var backwards = request.Cursor is { IsBefore: true };
            if (backwards) rows.Reverse();
            var hasPrevious = request.Cursor is not null && (!backwards || isMore);
            var hasNext = backwards || isMore;
            return new ListPage([.. rows.Select(r => r.Row)],
                hasPrevious && rows.Count > 0 ? new(rows[0].Row.Id, true, rows[0].InNulls) : null,
                hasNext && rows.Count > 0 ? new(rows[^1].Row.Id, false, rows[^1].InNulls) : null);
        }, stop);
    }

    /// <summary>These rows, in no order.</summary>
    public Task<IReadOnlyList<ListRow>> ReadManyAsync(RegisterPlace place, Guid[] ids, IReadOnlyList<Field> columns, CancellationToken stop)
    {
        var command = new NpgsqlBatchCommand($"select t.id, t.locality_path{string.Concat(columns.Select(column => ", " + RegisterSql.ShownFrom(column, place, book, db.Scope, null)))} from {place.Table} t where t.id = any($1)") { Parameters = { new() { Value = ids } } };
        return db.ReadAsync<IReadOnlyList<ListRow>>([command], async reader =>
        {
            var rows = new List<ListRow>(ids.Length);
            while (await reader.ReadAsync(stop)) rows.Add(ReadRow(reader, columns.Count));
            return rows;
        }, stop);
    }

    async ValueTask<RegisterSql> SqlAsync(RegisterPlace place, ListRequest request, Guid[]? chosen, CancellationToken stop)
    {
        if (request.RuleSettings is null && request.Conditions.Any(condition => condition.Value is Rule)) request.RuleSettings = await RuleSettings.ReadAsync(db, stop);
        return new(place, book, db.Scope, request, vault, chosen);
    }

    /// <summary>What has changed after this moment, earliest first; with those in the bin and those that ceased to belong here.</summary>
    public Task<IReadOnlyList<ChangedRow>> ChangedAsync(RegisterPlace place, DateTime at, Guid id, IReadOnlyList<Field> columns, int size, CancellationToken stop)
    {
        var ended = place.Register.EndedColumn is { } column ? $"t.{column} is not null" : "false";
        var command = new NpgsqlBatchCommand($"select t.id, t.locality_path{string.Concat(columns.Select(field => ", " + RegisterSql.ShownFrom(field, place, book, db.Scope, null)))}, t.version, t.changed_at, t.removed_at is not null, {ended} from {place.Table} t where (t.changed_at, t.id) > ($1, $2) order by t.changed_at, t.id limit {size}")
        {
            Parameters = { new() { Value = at }, new() { Value = id } },
        };
        return db.ReadAsync<IReadOnlyList<ChangedRow>>([command], async reader =>
        {
            var rows = new List<ChangedRow>(size);
            for (var next = 2 + columns.Count; await reader.ReadAsync(stop);) rows.Add(new(ReadRow(reader, columns.Count), reader.GetInt32(next), reader.GetDateTime(next + 1), reader.GetBoolean(next + 2), reader.GetBoolean(next + 3)));
            return rows;
        }, stop);
    }

    /// <summary>How many, counted up to one more than the cap.</summary>
    public async Task<int> CountAsync(RegisterPlace place, ListRequest request, int cap, CancellationToken stop)
    {
        var sql = await SqlAsync(place, request, null, stop);
        // Helpers of the server take longer to start than an index takes to be walked as far as the cap.
        var isWalk = place.Register.HasOrderedFilters && request.AsOf is null && request.Conditions.Count > 0 && request.Conditions.All(condition => condition is { Field.IsFilter: true, Value: string[] { Length: 1 } or Guid });
        List<NpgsqlBatchCommand> commands = [sql.Count(cap + 1)];
        if (isWalk) commands.Insert(0, new("select set_config('max_parallel_workers_per_gather', '0', true)"));
        return await db.ReadAsync(commands, sql.HasOnePlan, async reader =>
        {
            if (isWalk) await reader.NextResultAsync(stop);
            await reader.ReadAsync(stop);
            return reader.GetInt32(0);
        }, stop);
    }

    /// <summary>All rows of the list, or the chosen ones, handed over one by one as they arrive.</summary>
    public async Task<int> ForEachAsync(RegisterPlace place, ListRequest request, Guid[]? chosen, IReadOnlyList<Field> columns, Action<ListRow> take, CancellationToken stop)
    {
        var commands = (await SqlAsync(place, request, chosen, stop)).All(columns);
        return await db.ReadAsync(commands, async reader =>
        {
            var count = 0;
            do
            {
                for (; await reader.ReadAsync(stop); count++) take(ReadRow(reader, columns.Count));
            }
            while (await reader.NextResultAsync(stop));
            return count;
        }, stop);
    }

    /// <summary>What was removed, latest first, by pages.</summary>
    /// <param name="typed">a piece of its title or of the reason, or the beginning of the title's pinyin or initials</param>
    public async Task<(IReadOnlyList<RemovedRow> Rows, BinCursor? Previous, BinCursor? Next)> BinAsync(RegisterPlace place, string typed, BinCursor? cursor, int size, CancellationToken stop)
    {
        var (title, back) = (place.Register.TitleField, cursor is { IsBefore: true });
        var letters = place.Register.NameField is { } name ? $" or starts_with(t.{name.Column}_pinyin, lower(@typed)) or starts_with(t.{name.Column}_initials, lower(@typed))" : "";
        var rows = (await db.QueryAsync<RemovedRow>($"""
            select t.id, t.{title.Column}::text as title, t.locality_path, t.removed_at, t.removed_reason,
                   (select e.actor_name from audit.entry e where e.row_id = t.id and e.deed = '{DeedKind.Remove}' order by e.id desc limit 1) as removed_by
            from {place.Table} t where t.removed_at is not null{(typed == "" ? "" : $" and (position(lower(@typed) in lower(t.{title.Column}::text)) > 0 or position(@typed in t.removed_reason) > 0{letters})")}
            {(cursor is null ? "" : $"and (t.removed_at, t.id) {(back ? ">" : "<")} (cast(@at as timestamptz), @Id)")} order by t.removed_at {(back ? "asc" : "desc")}, t.id {(back ? "asc" : "desc")} limit {size + 1}
            """, new { typed, at = cursor?.At.ToString("O"), cursor?.Id }, stop)).ToList();
        var isMore = rows.Count > size;
        if (isMore) rows.RemoveAt(size);
        if (back) rows.Reverse();
        return (rows, rows.Count > 0 && (back ? isMore : cursor is not null) ? new(rows[0].RemovedAt, rows[0].Id, true) : null, rows.Count > 0 && (back || isMore) ? new(rows[^1].RemovedAt, rows[^1].Id, false) : null);
    }

    /// <summary>One record with everything its page shows, in one round trip; null when there is none within the scope.</summary>
    /// <param name="day">as it was then; nothing for as it is</param>
    /// <param name="opened">the guarded list that is opened; of others no row is read. Who asks for it records that</param>
    /// <param name="may">what who asks may; lists that are read by others are not among it</param>
    public Task<RecordSheet?> SheetAsync(RegisterPlace place, Guid id, CancellationToken stop, DateOnly? day = null, string? opened = null, Func<string, bool>? may = null)
    {
        if (!place.Register.KeepsHistory) day = null;
        var children = book.ChildrenOf(place).Where(child => child.Register.IsGuarded || may is null || may(child.Register.ReadPermission)).ToList();
        List<NpgsqlBatchCommand> commands = [Find(place, id, day: day)];
        bool IsShut(RegisterPlace child) => child.Register.IsGuarded && child.Register.Id != opened;
        foreach (var child in children.Where(child => !IsShut(child)))
        {
            var select = string.Concat(child.Register.Fields.Select(f => ", " + RegisterSql.ShownFrom(f, child, book, db.Scope, day)));
            var begun = day is { } on && child.Register.BeganColumn is { } began ? $" and (t.{began} is null or t.{began} <= '{AsOf.Format(on)}')" : "";
            var during = child.Register.KeepsHistory ? RegisterSql.During("t", day) + (day is null ? "" : db.Scope.ReachOn("t.locality_path")) : "";
            commands.Add(With($"select t.id, t.locality_path{select} from {child.TableOn(day)} t where t.{child.Register.ParentColumn} = $1 and t.removed_at is null{during}{begun} order by t.rank_order, t.id limit {ChildLimit}", id));
        }
        commands.Add(With($"select at, actor, actor_name, deed, title, changes::text, reason from audit.entry where row_id = $1 order by id desc limit {HistoryLength}", id));
        return db.ReadAsync<RecordSheet?>(commands, planOnce: true, async reader =>
        {
            if (await ReadRecordAsync(reader, place, stop) is not { } record) return null;
            var lists = new List<ChildList>(children.Count);
            foreach (var child in children)
            {
                if (IsShut(child))
                {
                    lists.Add(new(child, []));
                    continue;
                }
                await reader.NextResultAsync(stop);
                var rows = new List<ListRow>();
                while (await reader.ReadAsync(stop)) rows.Add(ReadRow(reader, child.Register.Fields.Count));
                lists.Add(new(child, rows));
            }
            await reader.NextResultAsync(stop);
            var history = new List<HistoryEntry>();
            while (await reader.ReadAsync(stop))
                history.Add(new(reader.GetDateTime(0), Value(reader, 1) as Guid?, reader.GetString(2), reader.GetString(3), Text(reader, 4), Deed.ChangesFromJson(Text(reader, 5)), Text(reader, 6)));
            return new(record, lists, history);
        }, stop);
    }

    public Task<RegisterRecord?> FindAsync(RegisterPlace place, Guid id, CancellationToken stop) =>
        db.ReadAsync([Find(place, id)], reader => ReadRecordAsync(reader, place, stop), stop);

    /// <summary>Several records, in the list's order. Those that are not there, or not within the scope, are missing.</summary>
    public Task<IReadOnlyList<RegisterRecord>> FindManyAsync(RegisterPlace place, Guid[] ids, CancellationToken stop) =>
        db.ReadAsync<IReadOnlyList<RegisterRecord>>([new(FindSql(place, "= any($1) and t.removed_at is null order by t.locality_path, t.rank_order, t.id")) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } } }], async reader =>
        {
            var records = new List<RegisterRecord>(ids.Length);
            while (await ReadRecordAsync(reader, place, stop) is { } record) records.Add(record);
            return records;
        }, stop);

    /// <summary>What a referred row or unit is called; null when there is none within the scope.</summary>
    public Task<string?> TitleOfAsync(RegisterPlace place, Field field, Guid id, CancellationToken stop)
    {
        var (table, title) = field.Kind == FieldKind.Unit ? ("org.unit", "name") : book.Of(place.Module, field.RegisterId!) is var other ? (other.Table, other.Register.TitleField.Column) : default;
        return db.FirstAsync<string>($"select {title} from {table} where id = @id", new { id }, stop);
    }

    /// <summary>Candidates for a field that refers to a row or a unit.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> CandidatesAsync(RegisterPlace place, Field field, string typed, CancellationToken stop)
    {
        var (table, gramTable, title, register) = field.Kind == FieldKind.Unit
            ? ("org.unit", "org.unit_gram", "name", UnitSearch)
            : book.Of(place.Module, field.RegisterId!) is var other ? (other.Table, other.GramTable, other.Register.TitleField.Column, other.Register) : default;
        if (register.IsLent)
        {
            // A view has no pieces of names beside it; what one can choose from are the rows of a place.
            var piece = typed.Normalize(System.Text.NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).Replace("·", "", StringComparison.Ordinal).ToLowerInvariant();
            return await db.QueryAsync<(Guid, string)>($"""
                select t.id, t.{title} from {table} t
                where t.removed_at is null and t.locality_path >= @Lo and t.locality_path < @Hi and (@piece = '' or position(@piece in org.searchable(t.name)) > 0 or starts_with(t.name_pinyin, @piece) or starts_with(t.name_initials, @piece))
                order by t.locality_path, t.rank_order, t.id limit 20
                """, new { db.Scope.Lo, db.Scope.Hi, piece }, stop);
        }
        var search = Search.Of(typed, register);
        var where = search switch
        {
            { Gram: not null } => $"t.id in (select row_id from {gramTable} where gram = @Gram)",
            { Prefix: not null } => $"t.id in (select row_id from {gramTable} where gram >= @Prefix and gram < @Beyond)",
            { Identity: not null } => "t.person_id = org.person_by_identity(@Index)",
            _ => "true",
        };
        if (search.Whole is not null) where += $" and position(@Whole in org.searchable(t.{title})) > 0";
        return await db.QueryAsync<(Guid, string)>($"select t.id, t.{title} from {table} t where t.removed_at is null and {where} order by t.locality_path, t.rank_order, t.id limit 20",
            new { search.Gram, search.Prefix, Beyond = search.Prefix + "{", search.Whole, Index = search.Identity is { } number ? vault.Indexes(number) : null }, stop);
    }

    static readonly Register UnitSearch = new() { Id = "unit", Title = "机构", Noun = "机构", Table = "unit", ReadPermission = "", WritePermission = "", Fields = [Field.Name("name", "机构名称")] };

    // ---- writing: each within the request's transaction, and with its entry in the record of deeds

    public const string OwnWords = "这是您本人的档案，由别人修改；有不对的请提更正申请";

    /// <summary>Rows that are kept by those who manage the people are nobody's own to write, whatever the right.</summary>
    public async Task<bool> IsOwnAsync(RegisterPlace place, Guid id, CancellationToken stop) =>
        place.Register is { KeptFrom: not null, IsPerson: true } && await db.FirstAsync<bool>($"select exists (select from {place.Table} where id = @id and person_id = org.own_person())", new { id }, stop);

    async Task<bool> IsOthersAsync(RegisterPlace place, Guid id, RegisterForm form, CancellationToken stop)
    {
        if (!await IsOwnAsync(place, id, stop)) return true;
        form.Fail("", OwnWords);
        return false;
    }

    /// <returns>the faults, or nothing when it is done. A form that was sent twice finds its row there and is done too.</returns>
    public async Task<bool> CreateAsync(RegisterPlace place, Guid id, string localityPath, Guid? parentId, RegisterForm form, CancellationToken stop)
    {
        if (await IsThereAsync(place.Table, id, stop)) return true;
        foreach (var field in place.Register.Fields.Where(field => field.IsRequired && form.Values.GetValueOrDefault(field.Column) is null && (field.Kind != FieldKind.Identity || form.Identity is null)))
            form.Fail(field.Column, $"请填写{field.Label}");
        if (!form.IsValid || !await RefersWithinAsync(place, form.Values, form, stop) || parentId is { } hangsOn && !await IsOthersAsync(place.Parent!, hangsOn, form, stop)) return false;
        var row = new Dictionary<string, object?>(form.Values) { ["id"] = id, ["locality_path"] = localityPath, ["created_by"] = db.Actor.Id, ["changed_by"] = db.Actor.Id };
        // What was left empty is as the table has it when nothing is said.
        foreach (var (column, _) in row.Where(pair => pair.Value is null).ToList()) row.Remove(column);
        AddPinyin(place.Register, row);
        Protect(place, id, row);
        if (parentId is not null) row[place.Register.ParentColumn!] = parentId;
        var isDone = await GuardAsync(place, form, async () =>
        {
            await SayEffectiveAsync(place, form, stop);
            if (place.Register.IsPerson) row["person_id"] = await PutPersonAsync(row, form, stop);
            var place_ = place.Parent is null ? "locality_path = @locality_path" : $"{place.Register.ParentColumn} = @{place.Register.ParentColumn}";
            var columns = row.Keys.ToList();
            // Where the row lies in the end is the table's to say: one of a Party organisation lies where that does.
            var at = await db.FirstAsync<string>($"""
                insert into {place.Table} ({string.Join(", ", columns)}, rank_order)
                values ({string.Join(", ", columns.Select(c => "@" + c))}, (select coalesce(max(rank_order), 0) + 10 from {place.Table} where {place_})) returning locality_path
                """, row, stop);
            await db.RecordAsync(new(DeedKind.Create, place.Register.Id, parentId ?? id, at, TitleOf(place, row, parentId), ChangesFrom(place, null, form)), stop);
        }, stop);
        // The same form sent at the same moment: the other one was faster, and this one found it only when it wrote.
        return isDone || await IsThereAsync(place.Table, id, stop);
    }

    Task<bool> IsThereAsync(string table, Guid id, CancellationToken stop) => db.FirstAsync<bool>($"select exists (select from {table} where id = @id)", new { id }, stop);

    async Task<bool> RefersWithinAsync(RegisterPlace place, IReadOnlyDictionary<string, object?> values, RegisterForm form, CancellationToken stop)
    {
        foreach (var (field, why) in await BeyondAsync(place, place.Register.Fields, values, stop)) form.Fail(field.Column, why);
        // What is offered no more may stay where it stands, and is not chosen anew.
        foreach (var field in place.Register.Fields)
            if (field.Codes is { } codes && values.GetValueOrDefault(field.Column) is string chosen && codes.IsClosed(chosen)) form.Fail(field.Column, $"{field.Label}的“{codes.NameOf(chosen)}”已停用，请选别的一项");
        return form.IsValid;
    }

    /// <summary>A foreign key finds every row; what somebody refers to, in a record, a deed or a step, must be there and lie within their scope.</summary>
    public async Task<IReadOnlyList<(Field Field, string Why)>> BeyondAsync(RegisterPlace place, IEnumerable<Field> fields, IReadOnlyDictionary<string, object?> values, CancellationToken stop)
    {
        var named = fields.Where(IsReference).Select(field => (Field: field, Id: values.GetValueOrDefault(field.Column) as Guid?, Table: field.Kind == FieldKind.Unit ? "org.unit" : book.Of(place.Module, field.RegisterId!).Table)).Where(one => one.Id is not null).ToList();
        if (named.Count == 0) return [];
        var tables = named.Select(one => one.Table).Distinct().ToList();
        var there = (await db.QueryAsync<(int Table, Guid Id)>(string.Join(" union all ", tables.Select((table, n) => $"select {n}, id from {table} where id = any(@ids) and removed_at is null")), new { ids = named.Select(one => one.Id!.Value).ToArray() }, stop)).ToHashSet();
        return [.. named.Where(one => !there.Contains((tables.IndexOf(one.Table), one.Id!.Value))).Select(one => (one.Field, $"{one.Field.Label}请从候选里选：所选的不存在，或者不在您的授权范围之内"))];
    }

    /// <returns>null when it is done or when the form has faults now; the record as it is when somebody else has changed it since</returns>
    public async Task<Clash?> ChangeAsync(RegisterPlace place, Guid id, int version, string localityPath, RegisterForm form, CancellationToken stop, string? reason = null)
    {
        var current = await db.ReadAsync([Find(place, id, forUpdate: true)], reader => ReadRecordAsync(reader, place, stop), stop)
            ?? throw new RowGoneException(place.Register.Noun);
        if (current.Version != version)
            return new(current, await db.FirstAsync<string>("select actor_name from audit.entry where row_id = @id and actor = @actor order by id desc limit 1", new { id, actor = current.ChangedBy }, stop));
        var changed = form.Values.Where(pair => !Equals(pair.Value, current.Values.GetValueOrDefault(pair.Key))).ToDictionary();
        var moved = place.Parent is null && localityPath != current.LocalityPath && localityPath != LocalityTree.HomeOf(current.LocalityPath);
        if (!moved) localityPath = current.LocalityPath;
        if (changed.Count == 0 && form.Identity is null && !moved)
        {
            db.NeedsNoDeed("the row was held while it was compared, and nothing of it was changed");
            return null;
        }
        if (place.Register.FixedBecause?.Invoke(current.Values) is { } because)
        {
            form.Fail("", because);
            return null;
        }
        if (!await RefersWithinAsync(place, changed, form, stop) || !await IsOthersAsync(place.Parent ?? place, current.ParentId ?? id, form, stop)) return null;
        var changes = ChangesFrom(place, current, form);
        AddPinyin(place.Register, changed);
        Protect(place, id, changed);
        if (moved) changed["locality_path"] = localityPath;
        await GuardAsync(place, form, async () =>
        {
            await SayEffectiveAsync(place, form, stop);
            if (form.Identity is { } identity)
                await db.FirstAsync<object>("select org.person_identify(@person, @mask, @index, @cipher)",
                    new { person = current.PersonId, mask = identity.Mask, index = vault.Indexes(identity.Full), cipher = vault.Encrypt(current.PersonId!.Value, identity.Full) }, stop);
            var sets = string.Concat(changed.Keys.Select(c => $"{c} = @{c}, "));
            changed["row_id"] = id;
            changed["row_actor"] = db.Actor.Id;
            await db.ExecuteAsync($"update {place.Table} set {sets}version = version + 1, changed_at = now(), changed_by = @row_actor where id = @row_id", changed, stop);
            await db.RecordAsync(new(DeedKind.Update, place.Register.Id, current.ParentId ?? id, localityPath, current.ParentId is null ? current.TitleIn(place.Register) : Called(place, current.TitleIn(place.Register)), changes, reason), stop);
            foreach (var announcement in place.Register.Announces.Where(announcement => announcement.Columns.Any(changed.ContainsKey)))
                await db.PublishAsync(new Announced(id, localityPath, announcement, Changed(place, current, changed, announcement)), stop);
        }, stop);
        return null;
    }

    static RecordChanged Changed(RegisterPlace place, RegisterRecord current, Dictionary<string, object?> changed, Announcement announcement)
    {
        var fields = announcement.Columns.Select(column => place.Register.Find(column)!).Where(field => changed.ContainsKey(field.Column)).ToList();
        string? Words(Field field, object? value) => value is null ? null : FieldText.Show(field with { ShowsAge = false }, value, default);
        return new(current.PersonId, current.TitleIn(place.Register), fields.ToDictionary(field => field.Column, field => Words(field, current.Values.GetValueOrDefault(field.Column))), fields.ToDictionary(field => field.Column, field => Words(field, changed[field.Column])));
    }

    /// <summary>The history keeps it from the day that was typed; unsaid, from today.</summary>
    Task SayEffectiveAsync(RegisterPlace place, RegisterForm form, CancellationToken stop) =>
        place.Register.KeepsHistory && form.Effective is { } effective ? db.FirstAsync<string>("select set_config('orgwork.effective_on', @effective, true)", new { effective }, stop) : Task.CompletedTask;

    /// <summary>Into the bin, with the lists that hang on it out of sight along with it.</summary>
    public async Task RemoveAsync(RegisterPlace place, Guid id, string reason, CancellationToken stop)
    {
        var record = await FindAsync(place, id, stop) ?? throw new RowGoneException(place.Register.Noun);
        if (await db.ExecuteAsync($"update {place.Table} set removed_at = now(), removed_by = @actor, removed_reason = @reason, version = version + 1 where id = @id and removed_at is null", new { id, reason, actor = db.Actor.Id }, stop) == 0)
        {
            db.NeedsNoDeed("somebody else has removed it meanwhile, and that is on record");
            return;
        }
        await db.RecordAsync(new(DeedKind.Remove, place.Register.Id, record.ParentId ?? id, record.LocalityPath, record.ParentId is null ? record.TitleIn(place.Register) : Called(place, record.TitleIn(place.Register)), Reason: reason), stop);
    }

    /// <returns>why the database keeps it, or null; then nothing has happened</returns>
    public async Task<string?> TryRemoveAsync(RegisterPlace place, Guid id, string reason, CancellationToken stop)
    {
        try
        {
            await RemoveAsync(place, id, reason, stop);
            return null;
        }
        catch (PostgresException fault) when (Told.Words(fault) is { } words)
        {
            await db.DisposeAsync();
            return words;
        }
    }

    /// <returns>why it cannot come back, or null</returns>
    public async Task<string?> RestoreAsync(RegisterPlace place, Guid id, CancellationToken stop)
    {
        var record = await FindAsync(place, id, stop) ?? throw new RowGoneException(place.Register.Noun);
        if (record.RemovedAt is null) return null;
        var form = RegisterForm.New(place.Register);
        await GuardAsync(place, form, async () =>
        {
            await db.ExecuteAsync($"update {place.Table} set removed_at = null, removed_by = null, removed_reason = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @id", new { id, actor = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Restore, place.Register.Id, record.ParentId ?? id, record.LocalityPath, record.TitleIn(place.Register)), stop);
        }, stop);
        return form.Errors.Values.FirstOrDefault();
    }

    /// <summary>Opens a sensitive item for a purpose. It is shown after the commit, and the entry is part of that: no entry, no sight.</summary>
    public async Task<string?> RevealAsync(RegisterPlace place, Guid id, Field field, string purpose, string? reason, CancellationToken stop)
    {
        var record = await FindAsync(place, id, stop) ?? throw new RowGoneException(place.Register.Noun);
        await db.RecordAsync(new(DeedKind.Reveal, place.Register.Id, record.ParentId ?? id, record.LocalityPath, record.TitleIn(place.Register), [new(field.Label, null, null)], reason is { Length: > 0 } ? $"{purpose}：{reason}" : purpose), stop);
        if (field.IsEncrypted)
            return await db.FirstAsync<byte[]>($"select {field.Column}_cipher from {place.Table} where id = @id", new { id }, stop) is { } value ? vault.Decrypt(place, field, id, value) : null;
        if (field.Kind != FieldKind.Identity) return record.Values.GetValueOrDefault(field.Column)?.ToString();
        var cipher = await db.FirstAsync<byte[]>("select org.person_cipher(@person)", new { person = record.PersonId }, stop);
        return cipher is null ? null : vault.Decrypt(record.PersonId!.Value, cipher);
    }

    /// <summary>Sensitive items of several rows, whole, by row and column. Who asks records each of them.</summary>
    internal Task<IReadOnlyDictionary<(Guid, string), string>> OpenManyAsync(RegisterPlace place, Guid[] ids, IReadOnlyList<Field> fields, CancellationToken stop)
    {
        var wantsNumber = fields.Any(field => field.Kind == FieldKind.Identity);
        var command = new NpgsqlBatchCommand($"select t.id, {(wantsNumber ? "t.person_id, org.person_cipher(t.person_id)" : "null::uuid, null::bytea")}{string.Concat(fields.Select(field => field.IsEncrypted ? $", t.{field.Column}_cipher" : $", t.{field.Column}"))} from {place.Table} t where t.id = any($1)") { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } } };
        return db.ReadAsync<IReadOnlyDictionary<(Guid, string), string>>([command], async reader =>
        {
            var plain = new Dictionary<(Guid, string), string>();
            while (await reader.ReadAsync(stop))
                for (var i = 0; i < fields.Count; i++)
                {
                    var id = reader.GetGuid(0);
                    if (fields[i].Kind == FieldKind.Identity)
                    {
                        if (!reader.IsDBNull(2)) plain[(id, fields[i].Column)] = vault.Decrypt(reader.GetGuid(1), (byte[])reader[2]);
                    }
                    else if (!reader.IsDBNull(3 + i)) plain[(id, fields[i].Column)] = fields[i].IsEncrypted ? vault.Decrypt(place, fields[i], id, (byte[])reader[3 + i]) : reader.GetValue(3 + i).ToString()!;
                }
            return plain;
        }, stop);
    }

    // ---- parts

    async Task<Guid> PutPersonAsync(Dictionary<string, object?> row, RegisterForm form, CancellationToken stop)
    {
        var person = Guid.CreateVersion7();
        return await db.FirstAsync<Guid>("select org.person_put(@person, @name, @pinyin, @initials, @sex, @birth, @nation, @mask, @index, @cipher)", new
        {
            person,
            name = row["name"], pinyin = row["name_pinyin"], initials = row["name_initials"],
            sex = row.GetValueOrDefault("sex") as string, birth = row.GetValueOrDefault("birth_on") as DateOnly?, nation = row.GetValueOrDefault("nation") as string,
            mask = form.Identity?.Mask,
            index = form.Identity is { } known ? vault.Indexes(known.Full) : null,
            cipher = form.Identity is { } secret ? vault.Encrypt(person, secret.Full) : null,
        }, stop);
    }

    /// <summary>Turns what the database refuses into words at the field, with the transaction put back so that the form can be shown again.</summary>
    async Task<bool> GuardAsync(RegisterPlace place, RegisterForm form, Func<Task> write, CancellationToken stop)
    {
        try
        {
            await write();
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState is "23502" or "23505" or "23503" or "23514" or "23P01" or "42501" || Told.Words(fault) is not null)
        {
            await db.DisposeAsync();
            var column = fault.ColumnName is { } named && place.Register.Find(named) is not null ? named : "";
            form.Fail(fault.SqlState == "OW005" ? "identity_mask" : column, fault.SqlState switch
            {
                _ when Told.Words(fault) is { } words => words,
                "23P01" => "与已登记的另一段时间重叠，请先填上前一段的结束日期，再登这一段",
                "42501" when Switched.Refuses(fault) => Switched.Words,
                "42501" => "所选区划不在您的授权范围之内，请改选",
                "23502" => "请填写" + (place.Register.Find(column)?.Label ?? "必填的栏目"),
                "23505" when place.Register.IsPerson => "此人已在本名册中（按公民身份号码判断），请查找原有记录",
                "23505" => "已有相同的记录，请核对",
                "23503" => "所引用的记录已不存在，请重新选择",
                _ => "填写的内容不合规定，请核对",
            });
            return false;
        }
    }

    /// <summary>Of a sensitive text the column itself keeps the mask alone.</summary>
    void Protect(RegisterPlace place, Guid id, Dictionary<string, object?> row)
    {
        foreach (var field in place.Register.Fields.Where(field => field.IsEncrypted && row.ContainsKey(field.Column)))
        {
            var value = row[field.Column] as string is { } typed ? field.Canonical(typed) : null;
            row[field.Column] = value is null ? null : FieldText.Mask(value);
            row[field.Column + "_cipher"] = value is null ? null : vault.Encrypt(place, field, id, value);
            row[field.Column + "_index"] = value is null ? null : vault.Indexes(place, field, value)[0];
        }
    }

    static void AddPinyin(Register register, Dictionary<string, object?> row)
    {
        if (register.NameField is not { } field || row.GetValueOrDefault(field.Column) is not string name) return;
        row[field.Column + "_pinyin"] = register.IsPerson ? Pinyin.OfName(name) : Pinyin.Of(name);
        row[field.Column + "_initials"] = register.IsPerson ? Pinyin.InitialsOfName(name) : Pinyin.Initials(name);
    }

    /// <summary>A line of a list, in the record's history. Of a guarded one only that there was a deed: what it says is opened with a purpose.</summary>
    static string Called(RegisterPlace place, string title) => place.Register.IsGuarded ? place.Register.Noun : $"{place.Register.Noun}：{title}";

    static string TitleOf(RegisterPlace place, Dictionary<string, object?> row, Guid? parentId)
    {
        var title = FieldText.Show(place.Register.TitleField, row.GetValueOrDefault(place.Register.TitleField.Column), default);
        return parentId is null ? title : Called(place, title);
    }

    static List<Change> ChangesFrom(RegisterPlace place, RegisterRecord? before, RegisterForm form)
    {
        var today = Month.Of(Clock.Today);
        var changes = new List<Change>();
        foreach (var field in place.Register.Fields)
        {
            if (field.Kind == FieldKind.Identity)
            {
                if (form.Identity is { } identity) changes.Add(new(field.Label, before?.Values.GetValueOrDefault(field.Column) as string, identity.Mask));
                continue;
            }
            if (!form.Values.TryGetValue(field.Column, out var value)) continue;
            var old = before?.Values.GetValueOrDefault(field.Column);
            if (before is null ? value is null : Equals(value, old)) continue;
            changes.Add(place.Register.IsGuarded ? new(field.Label, null, null) : new(field.Label, before is null ? null : Words(field with { ShowsAge = false }, old), Words(field with { ShowsAge = false }, value)));
        }
        if (form.Effective is { } effective && changes.Count > 0) changes.Add(new("生效", null, effective == RegisterForm.Correction ? "更正，原来就登记错了" : effective));
        return changes;

        string? Words(Field field, object? value) => value is null ? null : field.Kind is FieldKind.Row or FieldKind.Unit ? (Equals(value, before?.Values.GetValueOrDefault(field.Column)) ? null : before?.Titles.GetValueOrDefault(field.Column)) ?? "（改选）" : FieldText.Show(field, value, today);
    }

    NpgsqlBatchCommand Find(RegisterPlace place, Guid id, bool forUpdate = false, DateOnly? day = null)
    {
        var register = place.Register;
        if (day is not null)
        {
            // As it was then: the period in which the day lies. Nobody changes it, so version and last change are of no use.
            var then = new StringBuilder("select t.id, t.locality_path, 0, t.valid_from::timestamp, t.removed_at, null::uuid, ").Append(register.IsPerson ? "t.person_id, " : "null::uuid, ").Append("null::uuid");
            foreach (var field in register.Fields) then.Append(", ").Append(field.IsSensitive && field.Kind != FieldKind.Identity ? "null" : "t." + field.Column);
            foreach (var field in register.Fields.Where(IsReference)) then.Append(", ").Append(RegisterSql.ShownFrom(field, place, book, db.Scope, day));
            return With(then.Append(" from ").Append(place.TableOn(day)).Append(" t where t.id = $1").Append(RegisterSql.During("t", day)).Append(db.Scope.ReachOn("t.locality_path")).ToString(), id);
        }
        return With(FindSql(place, forUpdate ? "= $1 and t.removed_at is null for update of t" : "= $1"), id);
    }

    string FindSql(RegisterPlace place, string wanted)
    {
        var register = place.Register;
        var sql = new StringBuilder("select t.id, t.locality_path, t.version, t.changed_at, t.removed_at, t.changed_by, ");
        sql.Append(register.IsPerson ? "t.person_id, " : "null::uuid, ").Append(register.ParentColumn is { } parent ? $"t.{parent}" : "null::uuid");
        foreach (var field in register.Fields) sql.Append(", t.").Append(field.Column);
        foreach (var field in register.Fields.Where(IsReference)) sql.Append(", ").Append(RegisterSql.ShownFrom(field, place, book, db.Scope));
        return sql.Append(" from ").Append(place.Table).Append(" t where t.id ").Append(wanted).ToString();
    }

    static async Task<RegisterRecord?> ReadRecordAsync(NpgsqlDataReader reader, RegisterPlace place, CancellationToken stop)
    {
        if (!await reader.ReadAsync(stop)) return null;
        const int own = 8;
        var fields = place.Register.Fields;
        var values = new Dictionary<string, object?>(fields.Count);
        for (var i = 0; i < fields.Count; i++) values[fields[i].Column] = Value(reader, own + i);
        var titles = new Dictionary<string, string>();
        var at = own + fields.Count;
        foreach (var field in fields.Where(IsReference))
        {
            if (Text(reader, at) is { } title) titles[field.Column] = title;
            at++;
        }
        return new(reader.GetGuid(0), Value(reader, 6) as Guid?, reader.GetString(1), reader.GetInt32(2), reader.GetDateTime(3), Value(reader, 5) as Guid?, Value(reader, 4) as DateTime?, Value(reader, 7) as Guid?, values, titles);
    }

    static bool IsReference(Field field) => field.Kind is FieldKind.Row or FieldKind.Unit;

    internal static ListRow ReadRow(NpgsqlDataReader reader, int columns)
    {
        var values = new object?[columns];
        for (var i = 0; i < columns; i++) values[i] = Value(reader, 2 + i);
        return new(reader.GetGuid(0), reader.GetString(1), values);
    }

    internal static object? Value(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetValue(ordinal);
    static string? Text(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    static NpgsqlBatchCommand With(string sql, Guid id) => new(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } } };
}

public sealed record RemovedRow(Guid Id, string? Title, string LocalityPath, DateTime RemovedAt, string? RemovedReason, string? RemovedBy);

/// <summary>Where a page of the bin begins or ends.</summary>
public sealed record BinCursor(DateTime At, Guid Id, bool IsBefore)
{
    public static BinCursor? TryParse(string? text, bool isBefore) =>
        text?.Split('.') is [var ticks, var id] && long.TryParse(ticks, out var at) && at >= 0 && at <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var row) ? new(new(at, DateTimeKind.Utc), row, isBefore) : null;

    public override string ToString() => $"{At.Ticks}.{Id:N}";
}

/// <summary>The row is not there, or not within the scope: the two are not told apart.</summary>
public sealed class RowGoneException(string noun) : Exception($"这条{noun}记录不存在，或者不在您的授权范围之内");
