using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>A checked row on its way into the register.</summary>
[method: Dapper.ExplicitConstructor]
sealed record StagedRow(int Number, string?[] Cells, string?[] Vals, short State, string RowPath, byte[]? IdentityCipher, Guid? TargetId, int? TargetVersion, string? Waiver)
{
    public const string Columns = "number, cells, vals, state, row_path, identity_cipher, target_id, target_version, waiver::text";

    public ImportWaiver? Waived => Waiver is null ? null : ImportWaiver.FromJson(Waiver);
}

/// <summary>Why rows go in although a rule of the kind “一般应当” is not met.</summary>
/// <param name="Covers">rule and what it said, so that a reason given for one finding does not serve for another</param>
public sealed record ImportWaiver(string Reason, string Approver, DateOnly On, string[] Covers)
{
    public static string Key(string rule, string words) => $"{rule}|{words}";
    public static ImportWaiver FromJson(string json) => JsonSerializer.Deserialize<ImportWaiver>(json)!;
    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>
/// Puts rows into their register and asks the database and the rules about each of them as a form does: with the change made, within the transaction. A row that
/// is refused is taken back alone and told why; the others stand. When the rows are only being checked, everything is taken back.
/// </summary>
sealed partial class ImportWriter(Db db, RegisterPlace place, RegisterBook book, RuleBook rules, IdentityVault vault, ImportSheet import, CancellationToken stop)
{
    readonly Register register = place.Register;
    readonly Dictionary<string, int> ranks = [];
    readonly RuleChecks checks = new(db, rules);
    readonly Rule<PersonFacts>? births = rules.Find(PersonRules.BirthRule(place.Module.Id, place.Register.Id)) as Rule<PersonFacts>;
    readonly Dictionary<Rule, string> columnOfRule = [];
    Dictionary<string, string>? defaults;

    /// <summary>Rows for which somebody has to do something: what the rules or the database said of them.</summary>
    public List<(int Number, string? Conflict, List<CellFault> Found)> Held { get; } = [];
    public int Created { get; private set; }
    public int Changed { get; private set; }

    /// <summary>Whether rules have a say in this register at all.</summary>
    public static bool Asks(RuleBook rules, RegisterPlace place) => rules.Of(place.Module).Any(rule => rule.Severity != Severity.Remind && (rule.Population?.Register == place.Register.Id || rule.Id == PersonRules.BirthRule(place.Module.Id, place.Register.Id)));

    /// <param name="keep">false: only to hear what would be said</param>
    public async Task PutAsync(IReadOnlyList<StagedRow> rows, bool keep)
    {
        if (rows.Count == 0) return;
        IReadOnlyList<StagedRow>? again = null;
        try
        {
            await db.AttemptAsync(async () =>
            {
                var targets = rows.Where(row => row.TargetId is not null).Select(row => row.TargetId!.Value).ToArray();
                var before = await checks.BrokenAsync(place, targets, reminders: false, stop);
                var written = await WriteAsync(rows);
                var found = await FindAsync(written, before);
                if (!keep)
                {
                    Held.AddRange(found.Where(row => row.Value.Count > 0).Select(row => (row.Key, (string?)null, row.Value)));
                    return false;
                }
                var held = found.Where(row => row.Value.Exists(fault => fault.Holds)).ToDictionary();
                if (held.Count > 0)
                {
                    // They are taken back, and with them, for a moment, all others.
                    Held.AddRange(held.Select(row => (row.Key, (string?)null, row.Value)));
                    again = [.. rows.Where(row => !held.ContainsKey(row.Number))];
                    return false;
                }
                await WaiveAsync(written, found);
                await DoneAsync(written);
                return true;
            }, stop);
        }
        catch (PostgresException fault) when (WordsOf(fault) is { } words)
        {
            if (rows.Count == 1)
            {
                Held.Add((rows[0].Number, words, []));
                return;
            }
            var half = rows.Count / 2;
            await PutAsync([.. rows.Take(half)], keep);
            await PutAsync([.. rows.Skip(half)], keep);
            return;
        }
        if (again is not null) await PutAsync(again, keep);
    }

    /// <summary>What the database has against a row, in words; null for what is no fault of the row's.</summary>
    string? WordsOf(PostgresException fault) => fault.SqlState switch
    {
        _ when Told.Words(fault) is { } words => words,
        "23505" when register.IsPerson => $"此人已在{register.Title}中（按公民身份号码判断）",
        "23505" => "名册里已有相同的记录",
        "23P01" => "与已登记的另一段时间重叠",
        "23502" => "请填写" + (register.Find(fault.ColumnName ?? "")?.Label ?? "必填的栏目"),
        "23503" => "所引用的记录已不存在，请重新核对",
        "42501" when Switched.Refuses(fault) => Switched.Words,
        "42501" => "归属的区划不在您的授权范围之内",
        ['2', '2' or '3', ..] => $"内容不合规定，数据库没有接受（{fault.ConstraintName ?? fault.SqlState}），请核对",
        _ => null,
    };

    sealed record Written(StagedRow Row, Guid Id, string? Before);

    async Task<List<Written>> WriteAsync(IReadOnlyList<StagedRow> rows)
    {
        defaults ??= (await db.QueryAsync<(string Column, string Expression)>("select a.attname::text, pg_get_expr(d.adbin, d.adrelid) from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = cast(@Table as regclass)", new { place.Table }, stop)).ToDictionary(pair => pair.Column, pair => pair.Expression);
        List<Written> written = [.. await CreateAsync([.. rows.Where(row => row.TargetId is null)])];
        written.AddRange(await ChangeAsync([.. rows.Where(row => row.TargetId is not null)]));
        return written;
    }

    async Task<IEnumerable<Written>> CreateAsync(List<StagedRow> rows)
    {
        if (rows.Count == 0) return [];
        var table = new Columns(rows.Count);
        var ids = rows.Select(_ => Guid.CreateVersion7()).ToArray();
        table.Add("id", "uuid", ids);
        table.Add("locality_path", "text", rows.Select(row => row.RowPath).ToArray());
        table.Add("rank_order", "int", await RanksAsync(rows));
        var actors = Enumerable.Repeat(db.Actor.Id, rows.Count).ToArray();
        table.Add("created_by", "uuid", actors);
        table.Add("changed_by", "uuid", actors);
        AddFields(table, rows, ids, isNew: true);
        if (register.IsPerson) table.Add("person_id", "uuid", await PersonsAsync(table, rows));
        var names = table.Names.ToList();
        await RunAsync($"insert into {place.Table} ({string.Join(", ", names)}) select {string.Join(", ", names.Select(name => defaults!.TryGetValue(name, out var otherwise) ? $"coalesce(u.{name}, {otherwise})" : "u." + name))} from {table.Unnest(1)}", table.Values);
        return rows.Select((row, i) => new Written(row, ids[i], null));
    }

    async Task<IEnumerable<Written>> ChangeAsync(List<StagedRow> rows)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(row => row.TargetId!.Value).ToArray();
        var befores = (await db.QueryAsync<(Guid Id, string Before)>($"select t.id, to_jsonb(t)::text from {place.Table} t where t.id = any(@ids) order by t.id for update", new { ids }, stop)).ToDictionary(pair => pair.Id, pair => pair.Before);
        var table = new Columns(rows.Count);
        table.Add("id", "uuid", ids);
        table.Add("version", "int", rows.Select(row => row.TargetVersion!.Value).ToArray());
        AddFields(table, rows, ids, isNew: false);
        var sets = string.Concat(table.Names.Skip(2).Select(name => $"{name} = coalesce(u.{name}, t.{name}), "));
        var done = (await RunAsync($"""
            update {place.Table} t set {sets}version = t.version + 1, changed_at = now(), changed_by = org.actor()
            from {table.Unnest(1)} where t.id = u.id and t.version = u.version and t.removed_at is null returning t.id
            """, table.Values)).ToHashSet();
        foreach (var late in rows.Where(row => !done.Contains(row.TargetId!.Value))) Held.Add((late.Number, "核对之后别人改过或移走了这条记录，请点“重新核对”", []));
        var written = rows.Where(row => done.Contains(row.TargetId!.Value)).Select(row => new Written(row, row.TargetId!.Value, befores[row.TargetId.Value])).ToList();
        foreach (var row in written.Where(row => row.Row.IdentityCipher is not null))
        {
            // A person who was known without a number gets the one that the sheet brings.
            using var before = JsonDocument.Parse(row.Before!);
            if (before.RootElement.GetProperty("identity_mask").ValueKind != JsonValueKind.Null) continue;
            var person = before.RootElement.GetProperty("person_id").GetGuid();
            var number = vault.Decrypt(import.Id, row.Row.IdentityCipher!);
            await db.FirstAsync<object>("select org.person_identify(@person, @mask, @index, @cipher)", new { person, mask = IdentityNumber.MaskOf(number), index = vault.Indexes(number), cipher = vault.Encrypt(person, number) }, stop);
        }
        return written;
    }

    /// <summary>What the rules say of the written rows that they did not say before, by the row's number. What was wrong before in the same way holds nobody up.</summary>
    async Task<Dictionary<int, List<CellFault>>> FindAsync(List<Written> written, ILookup<Guid, Finding> before)
    {
        var after = await checks.BrokenAsync(place, [.. written.Select(row => row.Id)], reminders: false, stop);
        var all = new Dictionary<int, List<CellFault>>();
        foreach (var row in written)
        {
            var old = row.Before is null ? [] : before[row.Id].Select(finding => ImportWaiver.Key(finding.Rule!.Id, finding.Words)).ToHashSet();
            var found = after[row.Id].Where(finding => !old.Contains(ImportWaiver.Key(finding.Rule!.Id, finding.Words))).ToList();
            if (await BirthAsync(row) is { } birth) found.Add(birth);
            var waived = row.Row.Waived?.Covers ?? [];
            all[row.Row.Number] = [.. found.Select(finding => new CellFault(ColumnOf(finding.Rule!), finding.Refuses ? CellFault.Refused : waived.Contains(ImportWaiver.Key(finding.Rule!.Id, finding.Words)) ? CellFault.Waived : CellFault.ToWaive,
                $"{finding.Rule!.WhenBroken}：{finding.Words}", null) { R = finding.Rule.Id, F = finding.Words })];
        }
        return all;
    }

    /// <summary>A number is encrypted once it is in: its birth date is compared when it comes, and when the registered one changes.</summary>
    async ValueTask<Finding?> BirthAsync(Written row)
    {
        if (births is null || row.Row.IdentityCipher is null || Value(row.Row, "birth_on") is not { } born) return null;
        if (row.Before is not null)
        {
            using var before = JsonDocument.Parse(row.Before);
            if (before.RootElement.GetProperty("identity_mask").ValueKind != JsonValueKind.Null && Text(before.RootElement.GetProperty("birth_on")) == born) return null;
        }
        if (!IdentityNumber.TryParse(vault.Decrypt(import.Id, row.Row.IdentityCipher), out var identity, out _)) return null;
        var finding = await checks.CheckAsync(births, new() { BirthOn = DateOnly.Parse(born, CultureInfo.InvariantCulture), IdentityBirthOn = identity.Birth }, row.Row.RowPath, stop: stop);
        return finding.IsBroken ? finding : null;
    }

    /// <summary>At which column a rule's word is shown: the last of the sheet's that its condition names.</summary>
    string ColumnOf(Rule rule)
    {
        if (columnOfRule.TryGetValue(rule, out var known)) return known;
        var named = Word().Matches(rule.StateSql).Select(match => match.Value).LastOrDefault(import.Fields.Contains) ?? "";
        return columnOfRule[rule] = named;
    }

    [GeneratedRegex("[a-z_][a-z0-9_]*")] private static partial Regex Word();

    async Task WaiveAsync(List<Written> written, Dictionary<int, List<CellFault>> found)
    {
        foreach (var row in written)
            foreach (var waived in found[row.Row.Number].Where(fault => fault.K == CellFault.Waived))
                if (row.Row.Waived is { } waiver && rules.Find(waived.R!) is { } rule)
                    await checks.WaiveAsync([new Finding(Outcome.Broken, waived.F!) { Rule = rule }], register.Id, row.Id, row.Row.RowPath, Titled(row), $"导入{register.Noun}", new(waiver.Reason, waiver.Approver, waiver.On), stop);
    }

    /// <summary>Keeps what each record was, for taking it back, and its deed, which is told when all is written.</summary>
    async Task DoneAsync(List<Written> written)
    {
        if (written.Count == 0) return;
        var titles = await TitlesBeforeAsync(written);
        var deeds = new string[written.Count];
        for (var i = 0; i < written.Count; i++)
        {
            var row = written[i];
            var (changes, columns) = ChangesOf(row, titles);
            deeds[i] = Deed.ToJson(new Deed(row.Before is null ? DeedKind.Create : DeedKind.Update, register.Id, row.Id, row.Row.RowPath, Titled(row), changes, $"导入：{import.FileName} 第 {row.Row.Number} 行"));
            await AnnounceAsync(row, changes, columns);
            if (row.Before is null) Created++;
            else Changed++;
        }
        var numbers = written.Select(row => row.Row.Number).ToArray();
        await db.ExecuteAsync($"""
            insert into org.import_done (import_id, locality_path, number, row_id, is_new, before, version_after, deed)
            select @Id, @LocalityPath, u.n, u.i, u.b is null, u.b::jsonb, t.version, u.d::jsonb from unnest(@numbers, @ids, cast(@befores as text[]), @deeds) u (n, i, b, d) join {place.Table} t on t.id = u.i
            on conflict (import_id, number) do update set row_id = excluded.row_id, is_new = excluded.is_new, before = excluded.before, version_after = excluded.version_after, deed = excluded.deed, is_told = false, outcome = 0
            """, new { import.Id, import.LocalityPath, numbers, ids = written.Select(row => row.Id).ToArray(), befores = written.Select(row => row.Before).ToArray(), deeds }, stop);
        await db.ExecuteAsync("update org.import_row set state = 6 where import_id = @Id and number = any(@numbers)", new { import.Id, numbers }, stop);
    }

    string Titled(Written row) => Array.IndexOf(import.Fields, register.TitleField.Column) is >= 0 and var at && row.Row.Cells[at] is { Length: > 0 } cell ? (register.TitleField.Codes?.NameOf(row.Row.Vals[at] ?? "") ?? cell) : register.Noun;

    /// <summary>Item by item, as shown on screen.</summary>
    (List<Change>, List<string>) ChangesOf(Written row, Dictionary<string, string> titles)
    {
        var (changes, columns) = (new List<Change>(), new List<string>());
        using var before = row.Before is null ? null : JsonDocument.Parse(row.Before);
        foreach (var field in register.Fields)
        {
            var at = Array.IndexOf(import.Fields, field.Column);
            var value = (at < 0 ? null : row.Row.Vals[at]) ?? (before is null ? field.Default : null);
            if (value is null) continue;
            string? was = null;
            if (before is not null)
            {
                was = Text(before.RootElement.GetProperty(field.Column));
                if (field.Kind == FieldKind.Identity ? was is not null : field.IsEncrypted ? Text(before.RootElement.GetProperty(field.Column + "_index")) == $"\\x{value[..value.IndexOf('|', StringComparison.Ordinal)]}" : was == value) continue;
                was = field.Kind is FieldKind.Row or FieldKind.Unit ? was is null ? null : titles.GetValueOrDefault(was) : Shown(field, was);
            }
            changes.Add(new(field.Label, was, field.Kind is FieldKind.Row or FieldKind.Unit or FieldKind.Identity || field.IsEncrypted ? row.Row.Cells[at] : Shown(field, value)));
            columns.Add(field.Column);
        }
        return (changes, columns);
    }

    static string? Shown(Field field, string? value) => value is null ? null : FieldText.Show(field with { ShowsAge = false }, field.Kind switch
    {
        FieldKind.Date or FieldKind.Month => DateOnly.Parse(value, CultureInfo.InvariantCulture),
        FieldKind.Flag => value is "true" or "1",
        _ => value,
    }, default);

    static string? Text(JsonElement value) => value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.True => "true", JsonValueKind.False => "false", _ => value.ToString() };

    string? Value(StagedRow row, string column) => Array.IndexOf(import.Fields, column) is >= 0 and var at ? row.Vals[at] : null;

    /// <summary>What referred rows and units were called that are being replaced.</summary>
    async Task<Dictionary<string, string>> TitlesBeforeAsync(List<Written> written)
    {
        var titles = new Dictionary<string, string>();
        foreach (var field in register.Fields.Where(field => field.Kind is FieldKind.Row or FieldKind.Unit && import.Fields.Contains(field.Column)))
        {
            var ids = new HashSet<Guid>();
            foreach (var row in written.Where(row => row.Before is not null))
            {
                using var before = JsonDocument.Parse(row.Before!);
                if (before.RootElement.GetProperty(field.Column) is { ValueKind: JsonValueKind.String } id && id.GetString() != Value(row.Row, field.Column)) ids.Add(id.GetGuid());
            }
            if (ids.Count == 0) continue;
            var (table, title) = field.Kind == FieldKind.Unit ? ("org.unit", "name") : book.Of(place.Module, field.RegisterId!) is var other ? (other.Table, other.Register.TitleField.Column) : default;
            foreach (var (id, name) in await db.QueryAsync<(Guid Id, string Name)>($"select t.id, t.{title} from {table} t where t.id = any(@ids)", new { ids = ids.ToArray() }, stop)) titles[id.ToString()] = name;
        }
        return titles;
    }

    async Task AnnounceAsync(Written row, List<Change> changes, List<string> columns)
    {
        if (row.Before is null) return;
        foreach (var announcement in register.Announces.Where(announcement => announcement.Columns.Any(columns.Contains)))
        {
            using var before = JsonDocument.Parse(row.Before);
            var person = register.IsPerson ? before.RootElement.GetProperty("person_id").GetGuid() : (Guid?)null;
            var told = columns.Select((column, i) => (column, changes[i])).Where(pair => announcement.Columns.Contains(pair.column)).ToList();
            await db.PublishAsync(new Announced(row.Id, row.Row.RowPath, announcement, new(person, Titled(row), told.ToDictionary(pair => pair.column, pair => pair.Item2.Before), told.ToDictionary(pair => pair.column, pair => pair.Item2.After))), stop);
        }
    }

    async Task<int[]> RanksAsync(List<StagedRow> rows)
    {
        var wanted = rows.Select(row => row.RowPath).Where(path => !ranks.ContainsKey(path)).Distinct().ToArray();
        if (wanted.Length > 0)
            foreach (var (path, highest) in await db.QueryAsync<(string, int)>($"select p, (select coalesce(max(t.rank_order), 0) from {place.Table} t where t.locality_path = p) from unnest(@wanted) p", new { wanted }, stop)) ranks[path] = highest;
        return [.. rows.Select(row => ranks[row.RowPath] += 10)];
    }

    /// <summary>Every field of the sheet as a column of the table, and what hangs on it: pinyin, cipher, index.</summary>
    void AddFields(Columns table, List<StagedRow> rows, Guid[] ids, bool isNew)
    {
        foreach (var field in register.Fields.Where(field => field.Kind != FieldKind.Identity))
        {
            var at = Array.IndexOf(import.Fields, field.Column);
            if (at < 0 && (!isNew || field.Default is null)) continue;
            var texts = rows.Select(row => (at < 0 ? null : row.Vals[at]) ?? (isNew ? field.Default : null)).ToArray();
            if (field.IsEncrypted)
            {
                var plain = texts.Select(text => text is null ? null : Secret.Open(vault, import.Id, text)).ToArray();
                table.Add(field.Column, "text", plain.Select(text => text is null ? null : FieldText.Mask(text)).ToArray());
                table.Add(field.Column + "_cipher", "bytea", plain.Select((text, i) => text is null ? null : vault.Encrypt(place, field, ids[i], text)).ToArray());
                table.Add(field.Column + "_index", "bytea", plain.Select(text => text is null ? null : vault.Indexes(place, field, text)[0]).ToArray());
                continue;
            }
            switch (ImportCheck.TypeOf(field))
            {
                case "int": table.Add(field.Column, "int", texts.Select(text => text is null ? (int?)null : int.Parse(text, CultureInfo.InvariantCulture)).ToArray()); break;
                case "numeric": table.Add(field.Column, "numeric", texts.Select(text => text is null ? (decimal?)null : decimal.Parse(text, CultureInfo.InvariantCulture)).ToArray()); break;
                case "boolean": table.Add(field.Column, "boolean", texts.Select(text => text is null ? (bool?)null : text is "true" or "1").ToArray()); break;
                case "date": table.Add(field.Column, "date", texts.Select(text => text is null ? (DateOnly?)null : DateOnly.Parse(text, CultureInfo.InvariantCulture)).ToArray()); break;
                case "uuid": table.Add(field.Column, "uuid", texts.Select(text => text is null ? (Guid?)null : Guid.Parse(text)).ToArray()); break;
                default: table.Add(field.Column, "text", texts); break;
            }
        }
        if (register.NameField is not { } name || Array.IndexOf(import.Fields, name.Column) is var named && named < 0) return;
        var people = register.IsPerson;
        table.Add(name.Column + "_pinyin", "text", rows.Select(row => row.Vals[named] is { } text ? people ? Pinyin.OfName(text) : Pinyin.Of(text) : null).ToArray());
        table.Add(name.Column + "_initials", "text", rows.Select(row => row.Vals[named] is { } text ? people ? Pinyin.InitialsOfName(text) : Pinyin.Initials(text) : null).ToArray());
    }

    /// <summary>Finds or makes the persons, in one round trip.</summary>
    async Task<Guid[]> PersonsAsync(Columns table, List<StagedRow> rows)
    {
        var people = new Columns(rows.Count);
        var ids = rows.Select(_ => Guid.CreateVersion7()).ToArray();
        var numbers = rows.Select(row => row.IdentityCipher is { } cipher ? vault.Decrypt(import.Id, cipher) : null).ToArray();
        people.Add("i", "uuid", ids);
        foreach (var column in (string[])["name", "name_pinyin", "name_initials"]) people.Add(column, "text", table[column]);
        people.Add("sex", "text", table.Find("sex") ?? new string?[rows.Count]);
        people.Add("birth_on", "date", table.Find("birth_on") ?? new DateOnly?[rows.Count]);
        people.Add("nation", "text", table.Find("nation") ?? new string?[rows.Count]);
        people.Add("mask", "text", numbers.Select(number => number is null ? null : IdentityNumber.MaskOf(number)).ToArray());
        people.Add("x", "text", numbers.Select(number => number is null ? null : string.Join(',', vault.Indexes(number).Select(Convert.ToHexStringLower))).ToArray());
        people.Add("s", "bytea", numbers.Select((number, i) => number is null ? null : vault.Encrypt(ids[i], number)).ToArray());
        var made = await RunAsync($"select org.person_put(u.i, u.name, u.name_pinyin, u.name_initials, u.sex, u.birth_on, u.nation, u.mask, (select array_agg(decode(y, 'hex')) from unnest(string_to_array(u.x, ',')) y), u.s) from {people.Unnest(1)} order by u.ordinality", people.Values);
        return [.. made];
    }

    Task<List<Guid>> RunAsync(string sql, IEnumerable<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return db.ReadAsync([command], async reader =>
        {
            var ids = new List<Guid>();
            while (await reader.ReadAsync(stop)) ids.Add(reader.GetGuid(0));
            return ids;
        }, stop);
    }

    /// <summary>Rows as columns: one array for each, which the server makes rows of again.</summary>
    sealed class Columns(int count)
    {
        readonly List<(string Name, string Type, Array Values)> all = [];

        public IEnumerable<string> Names => all.Select(column => column.Name);
        public IEnumerable<object> Values => all.Select(column => (object)column.Values);
        public Array this[string name] => Find(name) ?? throw new InvalidOperationException($"No column {name}.");
        public Array? Find(string name) => all.Find(column => column.Name == name).Values;

        public void Add(string name, string type, Array values)
        {
            if (values.Length != count) throw new ArgumentException($"{values.Length} values for {count} rows", nameof(values));
            all.Add((name, type, values));
        }

        public string Unnest(int first)
        {
            var sql = new StringBuilder("unnest(");
            for (var i = 0; i < all.Count; i++) sql.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"${first + i}::{all[i].Type}[]");
            return sql.Append(") with ordinality u (").AppendJoin(", ", Names).Append(", ordinality)").ToString();
        }
    }
}
