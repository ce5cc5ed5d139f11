using System.Globalization;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>A row on its way into the staging table.</summary>
public sealed record RawRow(int Number, string?[] Cells, bool[] AreNumbers);

/// <summary>
/// Checks rows of a sheet against their register: cells one by one while they stream past, then what concerns rows together (twins, the record that is
/// meant, what would change) by set in the database. The same check serves a whole file and a handful of repaired rows.
/// </summary>
public sealed class ImportCheck
{
    const char Between = '\u001F';
    /// <summary>Up to so many rows the rules are asked while checking, by putting each row in for a moment and taking it back; of larger sheets, when they are written.</summary>
    public const int AskedUpTo = 30_000;
    const int AskedAtOnce = 500;

    readonly Db db;
    readonly RegisterPlace place;
    readonly RuleBook rules;
    readonly IdentityVault vault;
    readonly LocalityTree localities;
    readonly ImportSheet import;
    readonly Field?[] fields;
    readonly Dictionary<string, int> at = [];
    readonly RegisterBook book;
    readonly Dictionary<(string Column, string Text), Found> found = [];
    readonly DateOnly today = Clock.Today;
    readonly Locality here;
    readonly Dictionary<string, Locality?> placeNames = [];

    /// <summary>What a name or code in a referring cell led to.</summary>
    readonly record struct Found(Guid Id, string? Path, string? Fault);

    public ImportCheck(Db db, RegisterPlace place, RegisterBook book, RuleBook rules, IdentityVault vault, LocalityTree localities, ImportSheet import)
    {
        (this.db, this.place, this.book, this.rules, this.vault, this.localities, this.import) = (db, place, book, rules, vault, localities, import);
        fields = [.. import.Fields.Select(place.Register.Find)];
        for (var i = 0; i < import.Fields.Length; i++) at[import.Fields[i]] = i;
        here = localities.AtPath(import.LocalityPath)!;
    }

    /// <summary>The cells of a staged row: what was matched, and what no new row can do without.</summary>
    public static string[] FieldsOf(Register register, IReadOnlyList<string> chosen)
    {
        var all = chosen.Where(column => column != "").ToList();
        var identity = register.Fields.FirstOrDefault(field => field.Kind == FieldKind.Identity)?.Column;
        foreach (var field in register.Fields)
            if (!all.Contains(field.Column) && (field.IsRequired && field.Default is null || identity is not null && all.Contains(identity) && field.Column is "sex" or "birth_on" && register.IsPerson)) all.Add(field.Column);
        return [.. all];
    }

    /// <summary>Puts rows into the staging table, in one statement.</summary>
    public async Task StageAsync(IReadOnlyList<RawRow> rows, bool isFix, CancellationToken stop)
    {
        await ResolveAsync(rows, stop);
        var count = rows.Count;
        var (numbers, cells, vals, faults) = (new int[count], new string[count], new string[count], new string?[count]);
        var (errors, missing, warnings) = (new short[count], new short[count], new short[count]);
        var (paths, keys, indexes, ciphers) = (new string[count], new string?[count], new string?[count], new byte[]?[count]);
        for (var i = 0; i < count; i++)
        {
            var row = Read(rows[i]);
            (numbers[i], cells[i], vals[i], faults[i]) = (rows[i].Number, string.Join(Between, row.Cells), string.Join(Between, row.Values), CellFault.ToJson(row.Faults));
            foreach (var fault in row.Faults)
                if (fault.K == "e") errors[i]++;
                else if (fault.K == "m") missing[i]++;
                else warnings[i]++;
            (paths[i], keys[i], indexes[i], ciphers[i]) = (row.Path, row.Key, row.PersonIndex, row.Cipher);
        }
        var command = new NpgsqlBatchCommand("""
            insert into org.import_row (import_id, locality_path, number, cells, vals, faults, errors, missing, warnings, row_path, key, person_index, identity_cipher, is_fixed, state)
            select $1, $2, n, string_to_array(c, E'\x1f', ''), string_to_array(v, E'\x1f', ''), f::jsonb, e, m, w, p, k, x, s, $14, case when e + m > 0 then 4 else 1 end
            from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::smallint[], $9::smallint[], $10::text[], $11::text[], $12::text[], $13::bytea[]) u (n, c, v, f, e, m, w, p, k, x, s)
            """ + (isFix ? """

            on conflict (import_id, number) do update set cells = excluded.cells, vals = excluded.vals, faults = excluded.faults, errors = excluded.errors, missing = excluded.missing, warnings = excluded.warnings,
              row_path = excluded.row_path, key = excluded.key, person_index = excluded.person_index, identity_cipher = excluded.identity_cipher, is_fixed = excluded.is_fixed, state = excluded.state
            """ : ""));
        foreach (var value in (object[])[import.Id, import.LocalityPath, numbers, cells, vals, faults, errors, missing, warnings, paths, keys, indexes, ciphers, isFix]) command.Parameters.Add(new() { Value = value });
        await db.ReadAsync([command], _ => Task.FromResult(0), stop);
    }

    /// <summary>Cells put right on the screen, by row and column. Rows that mean the same as they did, or do now, are settled along with them.</summary>
    public async Task RepairAsync(IReadOnlyDictionary<int, Dictionary<string, string>> changes, CancellationToken stop)
    {
        var numbers = changes.Keys.Order().ToArray();
        var touched = (await AlikeAsync(numbers, stop)).ToHashSet();
        foreach (var chunk in numbers.Chunk(2000))
        {
            var rows = await db.QueryAsync<(int Number, string?[] Cells, string?[] Vals, byte[]? Cipher)>("select number, cells, vals, identity_cipher from org.import_row where import_id = @Id and number = any(@chunk) and state <> 6", new { import.Id, chunk }, stop);
            if (rows.Count == 0) continue;
            await StageAsync([.. rows.Select(row =>
            {
                var raw = Open(row.Number, row.Cells, row.Vals, row.Cipher);
                foreach (var (column, text) in changes[row.Number]) raw.Cells[Array.IndexOf(import.Fields, column)] = text;
                return raw;
            })], isFix: true, stop);
        }
        touched.UnionWith(await AlikeAsync(numbers, stop));
        touched.UnionWith(numbers);
        await SettleAsync([.. touched], null, stop);
    }

    /// <summary>A row that is not to be imported, or is after all.</summary>
    public async Task SkipAsync(int[] numbers, bool back, CancellationToken stop)
    {
        await db.ExecuteAsync("update org.import_row set state = @state where import_id = @Id and number = any(@numbers) and state <> 6", new { import.Id, numbers, state = back ? 0 : 5 }, stop);
        await SettleAsync([.. (await AlikeAsync(numbers, stop)).Union(numbers)], null, stop);
    }

    /// <summary>Somebody has looked: this row without a number is another person than the one of the same name and birth. Or is the same after all.</summary>
    public async Task TellApartAsync(int number, bool isOther, CancellationToken stop)
    {
        await db.ExecuteAsync("update org.import_row set is_other = @isOther where import_id = @Id and number = @number and state <> 6 and person_index is null", new { import.Id, number, isOther }, stop);
        await SettleAsync([.. (await AlikeAsync([number], stop)).Union([number])], null, stop);
    }

    Task<IReadOnlyList<int>> AlikeAsync(int[] numbers, CancellationToken stop) =>
        db.QueryAsync<int>("select number from org.import_row where import_id = @Id and key in (select key from org.import_row where import_id = @Id and number = any(@numbers) and key is not null)", new { import.Id, numbers }, stop);

    /// <summary>Which rows mean the same, which records they mean, what each would do, and what the rules say of it.</summary>
    /// <param name="only">the rows that are new or changed; null for all</param>
    public async Task SettleAsync(int[]? only, Action<long, long>? report, CancellationToken stop)
    {
        var register = place.Register;
        var id = import.Id;
        var among = only is null ? "" : " and o.number = any(@only)";
        if (only is not null)
            await db.ExecuteAsync("""
                update org.import_row o set twin = null, target_id = null, target_version = null, conflict = null, held = 0, state = case when state in (5, 6) then state else 0 end,
                  faults = (select jsonb_agg(e.value) from jsonb_array_elements(o.faults) e where e.value ->> 'K' not in ('g', 'r', 'n', 'x'))
                where o.import_id = @id and o.number = any(@only)
                """, new { id, only }, stop);
        await db.ExecuteAsync($"""
            update org.import_row r set twin = d.first from (
              select o.key, min(o.number) as first from org.import_row o where o.import_id = @id and o.key is not null and not o.is_other and o.state not in (5, 6){(only is null ? "" : " and o.key in (select k.key from org.import_row k where k.import_id = @id and k.number = any(@only))")} group by o.key having count(*) > 1) d
            where r.import_id = @id and r.key = d.key and r.number <> d.first and not r.is_other and r.state not in (5, 6)
            """, new { id, only }, stop);
        if (register.IsPerson)
        {
            await db.ExecuteAsync($"""
                update org.import_row r set target_id = f.id, target_version = f.version, conflict = f.conflict
                from (select p.number, p.conflict, t.id, t.version from org.import_persons(@id, @only, @name, @sex, @birth) p left join {place.Table} t on t.person_id = p.person and t.removed_at is null) f
                where r.import_id = @id and r.number = f.number
                """, new { id, only, name = At("name"), sex = At("sex"), birth = At("birth_on") }, stop);
            if (at.ContainsKey("birth_on") && at.ContainsKey("name"))
                // Without a number: one and only one of that name and birth is taken for the same, and somebody is told to look.
                await db.ExecuteAsync($"""
                    {Matched($"t.name = {Val("name", "o")} and date_trunc('month', t.birth_on) = date_trunc('month', {Val("birth_on", "o")}::date)", "o.person_index is null and not o.is_other and o.errors = 0", among)}
                    update org.import_row r set target_id = f.id, target_version = f.version, faults = coalesce(r.faults, '[]') || jsonb_build_array(jsonb_build_object('C', 'name', 'K', 'g', 'W', '没有证件号；名册里有同名同出生年月的人，按更新此人处理；不是同一人的，请点“另一人”'))
                    from f where r.import_id = @id and r.number = f.number and f.count = 1
                    """, new { id, only }, stop);
        }
        else if (register.KnownBy is [_, ..] known)
        {
            if (known.All(at.ContainsKey))
                // What a place above has set for all is not this sheet's to change.
                await db.ExecuteAsync($"""
                    {Matched($"{string.Join(" and ", known.Select(column => $"t.{column} = {Val(column, "o")}::{TypeOf(register.Find(column)!)}"))} and t.locality_path >= current_setting('orgwork.lo') and t.locality_path < current_setting('orgwork.hi')", "o.errors = 0", among)}
                    update org.import_row r set target_id = f.id, target_version = f.version, conflict = case when f.count > 1 then '名册里有 ' || f.count || ' 条同样的，分不清是哪一条，请在各自的区划导入' end
                    from f where r.import_id = @id and r.number = f.number
                    """, new { id, only }, stop);
        }
        else
        {
            foreach (var column in KeyColumns(register).Where(at.ContainsKey))
                await db.ExecuteAsync($"""
                    {Matched($"t.{column} = {Val(column, "o")}", "true", among)}
                    update org.import_row r set target_id = f.id, target_version = f.version, conflict = case when f.count > 1 then '名册里有 ' || f.count || ' 条同名的，请填代码以便辨认' end
                    from f where r.import_id = @id and r.number = f.number
                    """, new { id, only }, stop);
        }
        var differs = string.Join(" or ", Compared().Select(field => field.IsEncrypted
            ? $"t.{field.Column}_index is distinct from decode(split_part({Val(field.Column, "o")}, '|', 1), 'hex') and {Val(field.Column, "o")} is not null"
            : $"t.{field.Column} is distinct from {Val(field.Column, "o")}::{TypeOf(field)} and {Val(field.Column, "o")} is not null"));
        if (register.IsPerson && at.ContainsKey("identity_mask")) differs = (differs == "" ? "" : differs + " or ") + "t.identity_mask is null and o.person_index is not null";
        await db.ExecuteAsync($"""
            update org.import_row r set state = s.state from (
              select o.number, case when o.errors > 0 or o.twin is not null or o.conflict is not null then 4 when o.target_id is null then case when o.missing > 0 then 4 else 1 end when {(differs == "" ? "false" : differs)} then 2 else 3 end as state
              from org.import_row o left join {place.Table} t on t.id = o.target_id where o.import_id = @id{among} and o.state not in (5, 6)) s
            where r.import_id = @id and r.number = s.number and r.state <> s.state
            """, new { id, only }, stop);
        if (ImportWriter.Asks(rules, place)) await AskAsync(only, report, stop);
    }

    /// <summary>What the register has already for each row. Looked up row by row: of a sheet that has just been staged the planner knows nothing, and read the whole of it for each record.</summary>
    string Matched(string isSame, string asked, string among) => $"""
        with f as materialized (
          select o.number, l.* from org.import_row o cross join lateral (select min(t.id::text)::uuid as id, min(t.version) as version, count(*) as count from {place.Table} t where {isSame} and t.removed_at is null) l
          where o.import_id = @id{among} and o.state not in (5, 6) and o.target_id is null and {asked} and l.count > 0)
        """;

    /// <summary>Puts the rows in that would go in, hears the rules and the database, and takes them back.</summary>
    async Task AskAsync(int[]? only, Action<long, long>? report, CancellationToken stop)
    {
        var id = import.Id;
        var among = only is null ? "" : " and number = any(@only)";
        var total = await db.FirstAsync<long>($"select count(*) from org.import_row where import_id = @id and state in (1, 2){among}", new { id, only }, stop);
        if (total > AskedUpTo) return;
        var writer = new ImportWriter(db, place, book, rules, vault, import, stop);
        long done = 0;
        for (var last = 0; ;)
        {
            var rows = await db.QueryAsync<StagedRow>($"select {StagedRow.Columns} from org.import_row where import_id = @id and state in (1, 2) and number > @last{among} order by number limit {AskedAtOnce}", new { id, last, only }, stop);
            if (rows.Count == 0) break;
            last = rows[^1].Number;
            await writer.PutAsync(rows, keep: false);
            report?.Invoke(done += rows.Count, total);
        }
        await HoldAsync(db, id, writer.Held, stop);
    }

    /// <summary>Writes down what the rules and the database said of rows.</summary>
    internal static Task<int> HoldAsync(Db db, Guid id, IReadOnlyList<(int Number, string? Conflict, List<CellFault> Found)> held, CancellationToken stop) => held.Count == 0 ? Task.FromResult(0) : db.ExecuteAsync("""
        update org.import_row r set held = u.h, conflict = coalesce(u.c, r.conflict), state = case when u.h > 0 or u.c is not null then 4 else r.state end,
          faults = nullif(coalesce((select jsonb_agg(e.value) from jsonb_array_elements(r.faults) e where e.value ->> 'K' not in ('r', 'n', 'x')), '[]') || coalesce(u.f::jsonb, '[]'), '[]')
        from unnest(@numbers, @conflicts, @faults, @holding) u (n, c, f, h) where r.import_id = @id and r.number = u.n
        """, new { id, numbers = held.Select(row => row.Number).ToArray(), conflicts = held.Select(row => row.Conflict).ToArray(), faults = held.Select(row => CellFault.ToJson(row.Found)).ToArray(), holding = held.Select(row => (short)row.Found.Count(fault => fault.Holds)).ToArray() }, stop);

    int? At(string column) => at.TryGetValue(column, out var index) ? index + 1 : null;

    /// <summary>By what a record that is no person is known again: its code, else its name.</summary>
    static IEnumerable<string> KeyColumns(Register register) => register.Find("code") is null ? [register.TitleField.Column] : ["code", register.TitleField.Column];

    IEnumerable<Field> Compared() => fields.OfType<Field>().Where(field => field.Kind != FieldKind.Identity);
    string Val(string column, string alias) => at.TryGetValue(column, out var index) ? $"{alias}.vals[{index + 1}]" : "null";

    internal static string TypeOf(Field field) => field.Kind switch
    {
        FieldKind.Number => field.Decimals > 0 ? "numeric" : "int",
        FieldKind.Flag => "boolean",
        FieldKind.Date or FieldKind.Month => "date",
        FieldKind.Row or FieldKind.Unit => "uuid",
        _ => "text",
    };

    /// <summary>The row as it was before what is right was hidden: for checking it again after one of its cells was changed.</summary>
    public RawRow Open(int number, string?[] cells, string?[] values, byte[]? cipher)
    {
        var raw = (string?[])cells.Clone();
        for (var i = 0; i < fields.Length; i++)
            if (values[i] is { } value && fields[i] is { } field)
                if (field.Kind == FieldKind.Identity && cipher is not null) raw[i] = vault.Decrypt(import.Id, cipher);
                else if (field.IsEncrypted) raw[i] = Secret.Open(vault, import.Id, value);
        return new(number, raw, new bool[fields.Length]);
    }

    sealed record ReadRow(string?[] Cells, string?[] Values, List<CellFault> Faults, string Path, string? Key, string? PersonIndex, byte[]? Cipher);

    ReadRow Read(RawRow raw)
    {
        var (cells, values) = (new string?[fields.Length], new string?[fields.Length]);
        var faults = new List<CellFault>();
        IdentityNumber? identity = null;
        byte[]? cipher = null;
        string? index = null;
        Locality? said = null;
        string? referred = null;
        for (var i = 0; i < fields.Length; i++)
        {
            cells[i] = CellReading.Clean(raw.Cells[i]);
            if (fields[i] is not { } field)
            {
                if (cells[i] is { Length: > 0 } name && (said = PlaceNamed(name)) is null) faults.Add(new(Headings.PlaceColumn, "e", $"{here.Name}之内没有“{name}”", null));
                continue;
            }
            if (field.Kind is FieldKind.Row or FieldKind.Unit)
            {
                if (cells[i] is not { Length: > 0 } title) continue;
                var target = found[(field.Column, title)];
                if (target.Fault is { } why) faults.Add(new(field.Column, "e", why, null));
                else
                {
                    values[i] = target.Id.ToString();
                    if (field.IsRequired && target.Path is { } path) referred ??= path;
                }
                continue;
            }
            var reading = CellReading.Of(field, raw.Cells[i], raw.AreNumbers.Length > i && raw.AreNumbers[i], today);
            // Of a name that somebody has: that of a post or an organisation may hold anything.
            if (field.Kind == FieldKind.Name && place.Register.IsPerson && reading.Value is { } called && PersonName.Fault(called) is { } strange) reading = new(null, strange, Suggestion: PersonName.Likely(called));
            if (reading.Fault is { } fault) faults.Add(new(field.Column, "e", fault, reading.Suggestion));
            else if (reading.Warning is { } warning) faults.Add(new(field.Column, "w", warning, reading.Suggestion));
            values[i] = reading.Value;
            if (field.IsEncrypted && reading.Value is { } open)
            {
                var plain = field.Canonical(open);
                (cells[i], values[i]) = (FieldText.Mask(plain), Secret.Close(vault, place, field, import.Id, plain));
            }
            if (field.Kind == FieldKind.Identity && reading.Value is not null && IdentityNumber.TryParse(reading.Value, out identity, out _))
            {
                // What is right is kept as its mask and its cipher, like everywhere else.
                (cells[i], values[i]) = (identity.Mask, identity.Mask);
                index = string.Join(',', vault.Indexes(identity.Full).Select(Convert.ToHexStringLower));
                cipher = vault.Encrypt(import.Id, identity.Full);
            }
        }
        if (identity is not null) FollowIdentity(identity, cells, values, faults);
        for (var i = 0; i < fields.Length; i++)
            if (fields[i] is { IsRequired: true } field && values[i] is null && field.Default is null && !faults.Exists(fault => fault.C == field.Column)) faults.Add(new(field.Column, "m", $"新增须填{field.Label}", null));
        var key = index?.Split(',')[0] ?? (place.Register.IsPerson
            ? Value("name") is { } person && Value("birth_on") is { } born ? $"{person}|{born}" : null
            : place.Register.KnownBy is [_, ..] known ? (known.All(column => Value(column) is not null) ? string.Join('|', known.Select(Value)) : null)
            : KeyColumns(place.Register).Select(Value).FirstOrDefault(value => value is not null));
        return new(cells, values, faults, said?.Path ?? referred ?? import.LocalityPath, key, index, cipher);

        string? Value(string column) => at.TryGetValue(column, out var position) ? values[position] : null;
    }

    /// <summary>What the number says of birth and sex fills what is empty and questions what differs; it may lawfully differ.</summary>
    void FollowIdentity(IdentityNumber identity, string?[] cells, string?[] values, List<CellFault> faults)
    {
        if (at.TryGetValue("sex", out var sex) && fields[sex] is { Codes: { } codes } sexField)
        {
            var (code, name) = identity.IsMale ? ("1", "男") : ("2", "女");
            var unread = faults.FindIndex(fault => fault.C == sexField.Column && fault.K == CellFault.Wrong);
            if (codes.Has(code) && string.IsNullOrEmpty(cells[sex])) (cells[sex], values[sex]) = (name, code);
            else if (unread >= 0) faults[unread] = faults[unread] with { S = name };
            else if (values[sex] is { } said && said != code) faults.Add(new(sexField.Column, "w", $"与证件号不符（{name}）", name));
        }
        if (at.TryGetValue("birth_on", out var birth) && fields[birth] is { } birthField)
        {
            var shown = birthField.Kind == FieldKind.Month ? Month.Of(identity.Birth).ToString() : Dates.Format(identity.Birth);
            var value = (birthField.Kind == FieldKind.Month ? Month.Of(identity.Birth).First : identity.Birth).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var wrong = faults.FindIndex(fault => fault.C == birthField.Column && fault.K == "e");
            if (string.IsNullOrEmpty(cells[birth])) (cells[birth], values[birth]) = (shown, value);
            else if (wrong >= 0) faults[wrong] = faults[wrong] with { S = shown };
            else if (values[birth] is { } said && said[..7] != value[..7]) faults.Add(new(birthField.Column, "w", $"与证件号不符（{shown}）", shown));
        }
    }

    Locality? PlaceNamed(string text)
    {
        if (placeNames.TryGetValue(text, out var known)) return known;
        var fits = localities.Below(here).Where(l => l.Code == text || l.Name == text || l.ShortName == text).Take(2).ToList();
        return placeNames[text] = fits.Count == 1 ? fits[0] : fits.FirstOrDefault(l => l.Code == text || l.Name == text && fits.Count(other => other.Name == text) == 1);
    }

    /// <summary>Names and codes of referred rows and units, each asked for once.</summary>
    async Task ResolveAsync(IReadOnlyList<RawRow> rows, CancellationToken stop)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] is not { Kind: FieldKind.Row or FieldKind.Unit } field) continue;
            var wanted = rows.Select(row => CellReading.Clean(row.Cells[i])).Where(text => text != "" && !found.ContainsKey((field.Column, text))).Distinct().ToArray();
            if (wanted.Length == 0) continue;
            var (table, title, hasCode, hasShort, noun) = field.Kind == FieldKind.Unit ? ("org.unit", "name", true, false, "机构") : book.Of(place.Module, field.RegisterId!) is var other ? (other.Table, other.Register.IsLent ? "name" : other.Register.TitleField.Column, other.Register.Find("code") is not null, other.Register.Find("short_name") is not null, other.Register.Noun) : default;
            var matches = (await db.QueryAsync<(string Text, Guid Id, string Path)>(
                $"select t.{title}, t.id, t.locality_path from {table} t where t.removed_at is null and t.{title} = any(@wanted)" + (hasCode ? $" union select t.code, t.id, t.locality_path from {table} t where t.removed_at is null and t.code = any(@wanted)" : ""), new { wanted }, stop)).ToLookup(match => match.Text);
            // What sheets mostly have is the short name. The whole name or the code comes before it.
            var shorter = hasShort && wanted.Where(text => !matches.Contains(text)).ToArray() is { Length: > 0 } rest
                ? (await db.QueryAsync<(string Text, Guid Id, string Path)>($"select t.short_name, t.id, t.locality_path from {table} t where t.removed_at is null and t.short_name = any(@rest)", new { rest }, stop)).ToLookup(match => match.Text) : null;
            foreach (var text in wanted)
            {
                var hits = (matches.Contains(text) ? matches : shorter ?? matches)[text].DistinctBy(hit => hit.Id).ToList();
                found[(field.Column, text)] = hits.Count switch
                {
                    1 => new(hits[0].Id, hits[0].Path, null),
                    0 => new(default, null, $"没有名称{(hasCode ? "或代码" : "")}为“{text}”的{noun}，或不在您的授权范围内"),
                    _ => new(default, null, $"有 {hits.Count} 个{noun}都叫“{text}”{(hasCode ? "，请改填代码" : "")}"),
                };
            }
        }
    }
}

/// <summary>A sensitive text while it waits to be written: blind index, and the text encrypted for this import alone.</summary>
static class Secret
{
    const string Column = "org.import_row.vals";

    public static string Close(IdentityVault vault, RegisterPlace place, Field field, Guid import, string plain) =>
        $"{Convert.ToHexStringLower(vault.Indexes(place, field, plain)[0])}|{Convert.ToBase64String(vault.Encrypt(Column, import, plain))}";

    public static string Open(IdentityVault vault, Guid import, string closed) => vault.Decrypt(Column, import, Convert.FromBase64String(closed[(closed.IndexOf('|', StringComparison.Ordinal) + 1)..]));
}
