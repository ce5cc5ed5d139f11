using System.Text;

namespace OrgWork.Kernel;

/// <summary>Writes the tables of a described programme as migrations: typed columns, keys, indexes, row security, comments, history. No values in rows of rows.</summary>
public static class ProgrammeSchema
{
    /// <summary>Everything, for a programme that has no tables yet.</summary>
    public static string Create(ProgrammeDescription description)
    {
        var sql = new StringBuilder();
        foreach (var register in description.Registers)
        {
            CreateTable(sql, register, null);
            foreach (var list in register.Lists) CreateTable(sql, list, register);
        }
        foreach (var register in description.AllRegisters) AddReferences(sql, register, register.Fields);
        foreach (var register in description.AllRegisters) Draw(sql, description, register);
        foreach (var register in description.Registers) Reckon(sql, register, hasRows: false);
        foreach (var register in description.Registers) sql.Append(ProgrammeResults.TriggerOf(description, register));
        return sql.ToString();
    }

    /// <summary>
    /// What is taken over from a chosen record: the table does it itself when one is chosen, whichever way the row comes in. The trigger's name stands before that of what is
    /// reckoned, which may need it.
    /// </summary>
    internal static void Draw(StringBuilder sql, ProgrammeDescription description, DescribedRegister register)
    {
        sql.Append($"drop trigger if exists draw on {Name(register.Key)};\n");
        // Where it followed in a version before.
        var (handed, handOn) = (Name(register.Key + "_handed"), Name("hand_on_" + register.Key));
        foreach (var referred in register.Fields.Where(field => field.Kind == DescribedKind.Row).Select(field => field.Register!).Distinct()) sql.Append($"drop trigger if exists {handOn} on {Name(referred)};\n");
        var taken = register.Open.Where(field => field.From is not null).Select(field => (Field: field, Source: SourceOf(description, register, field)!)).Where(one => one.Source is not null).ToList();
        if (taken.Count == 0) return;
        // Of a version that still bounded them.
        foreach (var (field, _) in taken) sql.Append($"alter table {Name(register.Key)} drop constraint if exists {CheckName(field)};\n");
        var function = Name(register.Key + "_draw");
        sql.Append($"create or replace function {function}() returns trigger language plpgsql set search_path from current as $$\nbegin\n");
        foreach (var group in taken.GroupBy(one => (By: one.Source.By.Key, one.Field.Follows)))
        {
            var (by, from) = (Name(group.Key.By), group.First().Source.Table);
            // Whoever changes a row need not see what it refers to: then what was taken over stays.
            if (group.Key.Follows)
            {
                sql.Append($"  select {string.Join(", ", group.Select(one => $"case when v.id is null and c.id is not null then new.{Name(one.Field.Key)} else {(one.Field.Kind == DescribedKind.Flag ? $"coalesce({one.Source.Sql}, false)" : one.Source.Sql)} end"))} into {string.Join(", ", group.Select(one => "new." + Name(one.Field.Key)))} from (select new.{by} as id) c left join {from} v on v.id = c.id;\n");
                continue;
            }
            // Two conditions: in an insert there is no row before.
            sql.Append($"  if tg_op = 'INSERT' then\n    {Take(group)}\n  elsif new.{by} is distinct from old.{by} then\n    {Take(group)}\n  end if;\n");

            string Take(IEnumerable<(DescribedField Field, ProgrammeSource Source)> all) =>
                $"select {string.Join(", ", all.Select(one => one.Field.Kind == DescribedKind.Flag ? $"coalesce({one.Source.Sql}, false)" : one.Source.Sql))} into {string.Join(", ", all.Select(one => "new." + Name(one.Field.Key)))} from (select new.{by} as id) c left join {from} v on v.id = c.id;";
        }
        sql.Append($"  return new;\nend $$;\ncreate trigger draw before insert or update on {Name(register.Key)} for each row execute function {function}();\n");
        var following = taken.Where(one => one.Field.Follows).ToList();
        if (following.Count == 0) return;
        sql.Append($"create or replace function {handed}() returns trigger language plpgsql set search_path from current as $$\nbegin\n  update {Name(register.Key)} set changed_at = now() where {string.Join(" or ", following.Select(one => $"{Name(one.Source.By.Key)} = new.id").Distinct())};\n  return null;\nend $$;\n");
        foreach (var source in following.GroupBy(one => one.Source.Table))
        {
            var columns = source.Select(one => Name(one.Source.Other!.Key)).Distinct();
            sql.Append($"create trigger {handOn} after update on {source.Key} for each row when ({string.Join(" or ", columns.Select(column => $"old.{column} is distinct from new.{column}"))}) execute function {handed}();\n");
        }
    }

    /// <summary>Where a field's value comes from; null where there is no such thing.</summary>
    internal static ProgrammeSource? SourceOf(ProgrammeDescription description, DescribedRegister register, DescribedField field)
    {
        if (field.From?.Split('.') is not [var key, var item] || register.Open.FirstOrDefault(one => one.Key == key) is not { } by) return null;
        switch (by.Kind)
        {
            case DescribedKind.Unit when ProgrammeLists.UnitItems.FirstOrDefault(one => one.Key == item) is { Sql: not null } of: return new(by, "org.unit", of.Sql, of.Name, null);
            case DescribedKind.Listed when ProgrammeLists.Find(by.Register) is { } list && ProgrammeLists.Items.FirstOrDefault(one => one.Key == item) is { Sql: not null } of: return new(by, Name(list.View.Replace(".pub_", "_", StringComparison.Ordinal)), of.Sql, of.Name, null);
            case DescribedKind.Row when description.Find(by.Register ?? "") is { } other && other.Open.FirstOrDefault(one => one.Key == item && !IsEncrypted(one)) is { } from: return new(by, Name(other.Key), "v." + Name(from.Key), from.Label, from);
            default: return null;
        }
    }

    /// <summary>What is taken over of another register is bounded and named as it is there, whatever became of that since.</summary>
    internal static ProgrammeDescription Followed(ProgrammeDescription description)
    {
        return description with { Registers = [.. description.Registers.Select(register => Register(register) with { Lists = [.. register.Lists.Select(Register)] })] };

        DescribedRegister Register(DescribedRegister register) => register with
        {
            Fields = [.. register.Fields.Select(field => !field.Closed && field.From is not null && SourceOf(description, register, field)?.Other is { } other && other.Kind == field.Kind ? field with { Codes = other.Codes, Options = other.Options, Min = other.Min, Max = other.Max, Decimals = other.Decimals, Length = other.Length } : field)],
        };
    }

    internal static void CreateTable(StringBuilder sql, DescribedRegister register, DescribedRegister? parent)
    {
        sql.Append($"create table {Name(register.Key)} (\n").AppendJoin(",\n", register.Fields.Select(field => "  " + Column(field))).Append("\n);\n");
        sql.Append(parent is null ? $"select org.make_register({Text(register.Key)}, {Text(register.Title)});\n" : $"select org.make_child({Text(register.Key)}, {Text(register.Title)}, {Text(parent.Key)});\n");
        foreach (var field in register.Fields) sql.Append($"comment on column {Name(register.Key)}.{Name(field.Key)} is {Text(field.Label)};\n");
        if (parent is null && register.Name is { } name) sql.Append($"select org.make_searchable({Text(register.Key)}, {Text(name.Key)});\n");
        foreach (var field in register.Fields.Where(IsEncrypted)) sql.Append($"select org.make_sensitive({Text(register.Key)}, {Text(field.Key)});\n");
        sql.Append($"select org.make_effective({Text(register.Key)}, null, '{{}}', {Array(register.Fields.Where(IsEncrypted).Select(field => field.Key))});\n");
        if (parent is not null) sql.Append(HistoryIndex(register, parent).Sql + ";\n");
        foreach (var field in register.Fields) AddIndexes(sql, register, field);
        if (register.Round is not null) AddRound(sql, register);
    }

    /// <summary>One record for a place and a round, whoever else is opening it at the same moment.</summary>
    internal static void AddRound(StringBuilder sql, DescribedRegister register) => sql.Append(RoundIndex(register).Sql + ";\n");

    /// <summary>
    /// Numbers that are reckoned: the table does it itself, whichever way a row comes in, and again when a row of a list changes. Written anew with each version, which names
    /// columns as they are then.
    /// </summary>
    internal static void Reckon(StringBuilder sql, DescribedRegister register, bool hasRows)
    {
        // Of the version before: what is no longer reckoned is typed, and what it was reckoned from may have changed.
        foreach (var table in register.Lists.Prepend(register)) sql.Append($"drop trigger if exists reckon on {Name(table.Key)};\n");
        var reckoned = register.Open.Where(field => field.Formula is not null).Select(field => (Column: Name(field.Key), Rounded: field.Decimals == 0 ? ")::int" : $", {field.Decimals})", Formula: Formula.Parse(field.Formula!, register, FormulaType.Number))).ToList();
        if (reckoned.Count == 0) return;
        var sums = reckoned.SelectMany(one => one.Formula.Sums).DistinctBy(sum => sum.Column).ToList();
        var function = Name(register.Key + "_reckon");
        sql.Append($"create or replace function {function}() returns trigger language plpgsql set search_path from current as $$\nbegin\n  select {string.Join(", ", reckoned.Select(one => $"case when abs({one.Formula.Sql}) < 1000000000 then round({one.Formula.Sql}{one.Rounded} end"))}\n")
            .Append($"    into {string.Join(", ", reckoned.Select(one => "new." + one.Column))}\n    from (select new.*{string.Concat(sums.Select(sum => $", {sum.For(Name(sum.List), register.Key, "new.id")} as {Name(sum.Column)}"))}) t;\n  return new;\nend $$;\n")
            .Append($"create trigger reckon before insert or update on {Name(register.Key)} for each row execute function {function}();\n");
        foreach (var list in sums.Select(sum => sum.List).Distinct())
        {
            var (touch, parent) = (Name(list + "_reckon"), Name(register.Key + "_id"));
            sql.Append($"create or replace function {touch}() returns trigger language plpgsql set search_path from current as $$\nbegin\n  update {Name(register.Key)} set changed_at = now() where id = new.{parent};\n  return null;\nend $$;\n")
                .Append($"create trigger reckon after insert or update on {Name(list)} for each row execute function {touch}();\n");
        }
        // As the owner, who has no scope here: for these statements the policy does not bind owners.
        if (!hasRows) return;
        var tables = (string[])[Name(register.Key), .. sums.Select(sum => Name(sum.List)).Distinct()];
        foreach (var table in tables) sql.Append($"alter table {table} no force row level security;\n");
        sql.Append($"update {Name(register.Key)} set rank_order = rank_order;\n");
        foreach (var table in tables) sql.Append($"alter table {table} force row level security;\n");
    }

    internal static void AddIndexes(StringBuilder sql, DescribedRegister register, DescribedField field)
    {
        foreach (var index in IndexesOf(register, field)) sql.Append(index.Sql + ";\n");
    }

    static IEnumerable<ProgrammeIndex> IndexesOf(DescribedRegister register, DescribedField field)
    {
        if (IsEncrypted(field)) yield break;
        if (field.Sort && field.Kind != DescribedKind.Name) yield return new(register.Key, [field.Key, "id"], OfKept: true);
        // In the order of the list behind the value: whoever asks for one value walks its rows as they are shown, and counts them without looking at the table.
        if (field.Filter || field.Kind is DescribedKind.Row or DescribedKind.Listed) yield return new(register.Key, [field.Key, "locality_path", "rank_order", "id"], OfKept: true);
    }

    static ProgrammeIndex RoundIndex(DescribedRegister register) => new(register.Key, ["locality_path", ProgrammeRounds.Label], IsUnique: true);

    // A record as of a day asks for its rows as they were then, and so does every sum over them.
    static ProgrammeIndex HistoryIndex(DescribedRegister list, DescribedRegister parent) => new(list.Key + "_history", [parent.Key + "_id", "rank_order", "id"]);

    /// <summary>Every index that the tables of this description would be made with today, whichever compiler once made them.</summary>
    public static IReadOnlyList<ProgrammeIndex> Indexes(ProgrammeDescription description) =>
    [
        .. description.AllRegisters.Where(register => !register.Closed).SelectMany(register => register.Open.SelectMany(field => IndexesOf(register, field))),
        .. description.Registers.Where(register => register is { Closed: false, Round: not null }).Select(RoundIndex),
        .. description.Registers.Where(register => !register.Closed).SelectMany(register => register.Lists.Where(list => !list.Closed).Select(list => HistoryIndex(list, register))),
    ];

    /// <summary>Keys to other tables of the programme come when all tables are there. The referred table is looked at as its owner, who has no scope.</summary>
    internal static void AddReferences(StringBuilder sql, DescribedRegister register, IEnumerable<DescribedField> fields)
    {
        foreach (var field in fields.Where(field => field.Kind == DescribedKind.Row))
            sql.Append($"alter table {Name(register.Key)} no force row level security;\nalter table {Name(field.Register!)} no force row level security;\n")
                .Append($"alter table {Name(register.Key)} add foreign key ({Name(field.Key)}) references {Name(field.Register!)} (id);\n")
                .Append($"alter table {Name(register.Key)} force row level security;\nalter table {Name(field.Register!)} force row level security;\n");
    }

    internal static string Column(DescribedField field) => $"{Name(field.Key)} {TypeOf(field)}{Usual(field)}{(field.NotNull || field.Kind == DescribedKind.Name ? " not null" : "")}{Check(field)}";

    /// <summary>What an option is until somebody or a step says otherwise: no form need have asked for it.</summary>
    internal static string Usual(DescribedField field) => field is { Kind: DescribedKind.Code, Default: { Length: > 0 } usual } ? $" default {Text(usual)}" : "";

    internal static string CheckName(DescribedField field) => Name(field.Key + "_ok");

    /// <summary>Named, so that a later version can put another in its place.</summary>
    internal static string Check(DescribedField field) => field.Kind switch
    {
        // Typed by nobody: whoever chooses a record could do nothing about what it brings along.
        _ when field.From is not null => "",
        DescribedKind.Number when field.Formula is not null => "",
        DescribedKind.Number or DescribedKind.Year => $" constraint {CheckName(field)} check ({Name(field.Key)} between {field.Min ?? (field.Kind == DescribedKind.Year ? 1900 : 0)} and {field.Max ?? (field.Kind == DescribedKind.Year ? 2200 : int.MaxValue)})",
        DescribedKind.Text or DescribedKind.LongText or DescribedKind.Name when !IsEncrypted(field) => $" constraint {CheckName(field)} check (char_length({Name(field.Key)}) <= {LengthOf(field)})",
        _ => "",
    };

    internal static int LengthOf(DescribedField field) => field.Length ?? field.Kind switch { DescribedKind.LongText => 2000, DescribedKind.Name => 100, _ => 200 };

    internal static bool IsEncrypted(DescribedField field) => field.Kind == DescribedKind.Phone || field.Sensitive && field.Kind is DescribedKind.Text or DescribedKind.LongText;

    internal static string TypeOf(DescribedField field) => field.Kind switch
    {
        DescribedKind.Number when field.Decimals > 0 => $"numeric(14, {field.Decimals})",
        DescribedKind.Number or DescribedKind.Year => "int",
        DescribedKind.Flag => "boolean not null default false",
        DescribedKind.Date or DescribedKind.Month => "date",
        DescribedKind.Unit => "uuid references org.unit (id)",
        DescribedKind.Row or DescribedKind.Listed => "uuid",
        _ => "text",
    };

    /// <summary>Keys are checked to be plain words; quoted all the same.</summary>
    internal static string Name(string key) => $"\"{key.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    internal static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    static string Array(IEnumerable<string> texts) => $"array[{string.Join(", ", texts.Select(Text))}]::text[]";
}

/// <param name="OfKept">of rows that are not in the bin</param>
public sealed record ProgrammeIndex(string Table, IReadOnlyList<string> Columns, bool IsUnique = false, bool OfKept = false)
{
    public string Sql => $"create {(IsUnique ? "unique " : "")}index on {ProgrammeSchema.Name(Table)} ({string.Join(", ", Columns.Select(ProgrammeSchema.Name))}){(OfKept ? " where removed_at is null" : "")}";
}

/// <summary>A field that is taken over: by which choice, out of which table, which expression over <c>v</c>, and for a row of the programme's own the field there.</summary>
sealed record ProgrammeSource(DescribedField By, string Table, string Sql, string Called, DescribedField? Other);
