using System.Globalization;
using System.Text;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>
/// The statements of a register's list. Order is place, rank, id, or one sortable column and id; pages go by key. A search is
/// driven by the gram table, whose key has the list's own order. Only operators that keep their index under row security are used.
/// </summary>
sealed class RegisterSql(RegisterPlace place, RegisterBook book, Scope scope, ListRequest request, IdentityVault vault, Guid[]? chosen = null)
{
    readonly Register register = place.Register;
    readonly Search search = Search.Of(request.Search, place.Register);
    readonly DateOnly? day = request.AsOf;
    readonly string table = place.TableOn(request.AsOf);

    /// <summary>A list driven by a piece of a name is walked in the order of the gram table, whatever the piece.</summary>
    public bool HasOnePlan => search.IsGram && request.Sort is null;

    /// <summary>Rows of one page; two statements where the list is ordered by a column that may be empty: those that have it, and those that have not.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> Page(IReadOnlyList<Field> columns, int limit)
    {
        if (request.Sort is not { } sort) return [Rows(columns, limit, Part.All)];
        if (sort.IsRequired || sort.Kind == FieldKind.Name) return [Rows(columns, limit, Part.Filled)];
        Part[] parts = [Part.Filled, Part.Empty];
        if (request.Cursor is { } cursor)
            parts = (cursor.IsBefore, cursor.InNulls) switch
            {
                (false, false) => parts,
                (false, true) => [Part.Empty],
                (true, false) => [Part.Filled],
                (true, true) => [Part.Empty, Part.Filled],
            };
        return [.. parts.Select(part => Rows(columns, limit, part))];
    }

    public NpgsqlBatchCommand Count(int cap)
    {
        var sql = new Text();
        sql.Add("select count(*)::int from (select 1");
        From(sql, Part.All);
        sql.Add(" order by ").Add(OrderColumns(Part.All, "")).Add(" limit ").Add(cap.ToString(CultureInfo.InvariantCulture)).Add(") counted");
        return sql.Command();
    }

    /// <summary>All rows in the list's order, to be read as they come.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> All(IReadOnlyList<Field> columns)
    {
        if (request.Sort is not { } sort) return [Rows(columns, null, Part.All)];
        return sort.IsRequired || sort.Kind == FieldKind.Name ? [Rows(columns, null, Part.Filled)] : [Rows(columns, null, Part.Filled), Rows(columns, null, Part.Empty)];
    }

    enum Part { All, Filled, Empty }

    NpgsqlBatchCommand Rows(IReadOnlyList<Field> columns, int? limit, Part part)
    {
        var backwards = limit is not null && request.Cursor is { IsBefore: true };
        var descending = part != Part.All && request.Descending;
        var sql = new Text();
        sql.Add("select t.id, t.locality_path");
        foreach (var column in columns) sql.Add(", ").Add(Shown(column));
        From(sql, part);
        if (limit is not null && request.Cursor is { } cursor && cursor.InNulls == (part == Part.Empty))
        {
            var id = sql.Parameter(cursor.Id);
            string Of(string column) => $"(select c.{column} from {table} c where c.id = {id}{During("c", day)})";
            var key = part switch
            {
                Part.All => $"((select {scope.PathOn("c.locality_path")} from {table} c where c.id = {id}{During("c", day)}), {Of("rank_order")}, {id})",
                Part.Filled => $"({Of(request.Sort!.Column)}, {id})",
                _ => $"({id})",
            };
            sql.Add($" and ({OrderColumns(part, "")}) {(backwards != descending ? "<" : ">")} {key}");
        }
        sql.Add(" order by ").Add(OrderColumns(part, backwards != descending ? " desc" : ""));
        if (limit is { } most) sql.Add(" limit ").Add(most.ToString(CultureInfo.InvariantCulture));
        return sql.Command();
    }

    string OrderColumns(Part part, string direction) => part switch
    {
        Part.All when IsDrivenByGram(part) => $"g.locality_path{direction}, g.rank_order{direction}, g.row_id{direction}",
        Part.All => $"{scope.PathOn("t.locality_path")}{direction}, t.rank_order{direction}, t.id{direction}",
        Part.Filled => $"t.{request.Sort!.Column}{direction}, t.id{direction}",
        _ => $"t.id{direction}",
    };

    void From(Text sql, Part part)
    {
        var drivenByGram = IsDrivenByGram(part);
        sql.Add(drivenByGram ? $" from {place.GramTable} g join {place.Table} t on t.id = g.row_id where g.gram = {sql.Parameter(search.Gram!)} and t.removed_at is null" : $" from {table} t where t.removed_at is null");
        sql.Add(During("t", day)).Add(scope.ReachOn("t.locality_path"));
        if (register.EndedColumn is { } ended && !request.Conditions.Any(condition => condition.Field.Column == ended || condition.Value is Rule { Population.HasEnded: true })) sql.Add($" and t.{ended} is null");
        if (day is not null) Remembered(sql);
        else if (search.IsGram && !drivenByGram)
            sql.Add($" and t.id in (select g.row_id from {place.GramTable} g where g.gram = {sql.Parameter(search.Gram!)})");
        if (day is null && search.Prefix is { } prefix)
            sql.Add($" and t.id in (select g.row_id from {place.GramTable} g where g.gram >= {sql.Parameter(prefix)} and g.gram < {sql.Parameter(prefix + "{")})");
        if (search.Identity is { } identity)
            sql.Add($" and t.person_id = org.person_by_identity({sql.Parameter(vault.Indexes(identity))})");
        if (day is null && search.Phone is { } phone)
        {
            var phones = register.Fields.Where(field => field.Kind == FieldKind.Phone);
            sql.Add(" and (").Add(string.Join(" or ", phones.Select(field => $"t.{field.Column}_index = any({sql.Parameter(vault.Indexes(place, field, phone))})"))).Add(")");
        }
        if (day is null && search.Whole is { } whole)
            sql.Add($" and position({sql.Parameter(whole)} in org.searchable(t.{register.NameField!.Column})) > 0");
        if (!request.Below)
        {
            sql.Add($" and t.locality_path >= {sql.Parameter(scope.Top)} and t.locality_path < {sql.Parameter(Scope.OwnBound(scope.Top))}");
            if (drivenByGram) sql.Add($" and g.locality_path >= {sql.Parameter(scope.Top)} and g.locality_path < {sql.Parameter(Scope.OwnBound(scope.Top))}");
        }
        foreach (var condition in request.Conditions)
        {
            if (condition.Value is Rule rule)
            {
                sql.Add($" and t.id in ({RuleSql.Lit(rule, request.RuleSettings!, scope.Lo, Clock.Today)})");
                continue;
            }
            if (day is not null && condition.Field is { IsSensitive: true, Kind: not FieldKind.Identity }) continue;
            if (condition.Field.IsEncrypted && condition.Value is string plain)
            {
                sql.Add($" and t.{condition.Field.Column}_index = any({sql.Parameter(vault.Indexes(place, condition.Field, plain))})");
                continue;
            }
            sql.Add(" and t.").Add(condition.Field.Column).Add(" ");
            // One code is compared and not looked for in a set: an index that goes on in the list's order keeps it then.
            if (condition.Value is string[] { Length: 1 } one) sql.Add("= ").Add(sql.Parameter(one[0]));
            else if (condition.Value is string[] values) sql.Add(condition.Operator).Add("(").Add(sql.Parameter(values)).Add(")");
            else if (condition.Value is not null) sql.Add(condition.Operator).Add(" ").Add(sql.Parameter(condition.Value));
            else sql.Add(condition.Operator);
        }
        if (chosen is not null) sql.Add($" and t.id = any({sql.Parameter(chosen)})");
        if (part != Part.All) sql.Add($" and t.{request.Sort!.Column} is {(part == Part.Empty ? "null" : "not null")}");
    }

    /// <summary>As of an earlier day names are looked for as they stood then: the search pieces are of today.</summary>
    void Remembered(Text sql)
    {
        if ((search.Whole ?? search.Gram ?? search.Prefix) is not { } piece || register.NameField is not { Column: var name }) return;
        if (piece[0] == '#') sql.Add($" and right(t.identity_mask, 4) = {sql.Parameter(piece[1..])}");
        else if (piece.All(char.IsAsciiLetter)) sql.Add($" and (starts_with(t.{name}_pinyin, {sql.Parameter(piece)}) or starts_with(t.{name}_initials, {sql.Parameter(piece)}))");
        else sql.Add($" and position({sql.Parameter(piece)} in org.searchable(t.{name})) > 0");
    }

    bool IsDrivenByGram(Part part) => search.IsGram && part == Part.All && day is null;

    /// <summary>Of a history the one period in which the day lies. Dates compare under row security without losing an index.</summary>
    internal static string During(string alias, DateOnly? day) =>
        day is { } on ? $" and {alias}.valid_from <= '{AsOf.Format(on)}' and {alias}.valid_to > '{AsOf.Format(on)}'" : "";

    /// <summary>A field as the list reads it. A referred row gives its title, or nothing when it lies outside the scope.</summary>
    string Shown(Field field) => ShownFrom(field, place, book, scope, day);

    internal static string ShownFrom(Field field, RegisterPlace place, RegisterBook book, Scope scope, DateOnly? day = null)
    {
        if (field.Kind == FieldKind.Unit) return $"(select u.name from {(day is null ? "org.unit" : "org.unit_history")} u where u.id = t.{field.Column}{During("u", day)}{scope.ReachOn("u.locality_path")})";
        // A history carries no sensitive item a second time.
        if (field.Kind != FieldKind.Row) return day is not null && place.Register.KeepsHistory && field is { IsSensitive: true, Kind: not FieldKind.Identity } ? $"null as {field.Column}" : $"t.{field.Column}";
        var other = book.Of(place.Module, field.RegisterId!);
        return $"(select r.{other.Register.TitleField.Column} from {other.TableOn(day)} r where r.id = t.{field.Column}{(other.Register.KeepsHistory ? During("r", day) : "")}{scope.ReachOn("r.locality_path")})";
    }

    /// <summary>SQL text growing along with its positional parameters.</summary>
    sealed class Text
    {
        readonly StringBuilder sql = new();
        readonly List<NpgsqlParameter> parameters = [];

        public Text Add(string text)
        {
            sql.Append(text);
            return this;
        }

        public string Parameter<T>(T value)
        {
            parameters.Add(new NpgsqlParameter { Value = value });
            return "$" + parameters.Count.ToString(CultureInfo.InvariantCulture);
        }

        public NpgsqlBatchCommand Command()
        {
            var command = new NpgsqlBatchCommand(sql.ToString());
            foreach (var parameter in parameters) command.Parameters.Add(parameter);
            return command;
        }
    }
}

/// <summary>What was typed into the search box, and how it is looked for.</summary>
/// <param name="Gram">one piece, looked up as it is</param>
/// <param name="Whole">more than the piece: checked on the rows the piece brings</param>
/// <param name="Prefix">the beginning of a pinyin</param>
/// <param name="Identity">a whole identity number</param>
/// <param name="Phone">a whole telephone number</param>
sealed record Search(string? Gram = null, string? Whole = null, string? Prefix = null, string? Identity = null, string? Phone = null)
{
    static readonly Search Nothing = new();

    public bool IsGram => Gram is not null;

    public static Search Of(string typed, Register register)
    {
        if (typed == "" || register.NameField is null) return Nothing;
        var text = typed.Normalize(NormalizationForm.FormKC).Replace(" ", "").Replace("·", "").ToLowerInvariant();
        if (text == "") return Nothing;
        if (register.IsPerson && text.Length is 15 or 18 && text[..^1].All(char.IsAsciiDigit)) return new(Identity: text.ToUpperInvariant());
        if (register.IsPerson && text.Length == 4 && text[..3].All(char.IsAsciiDigit)) return new(Gram: "#" + text.ToUpperInvariant());
        if (text.Length is >= 7 and <= 20 && text.All(char.IsAsciiDigit) && register.Fields.Any(field => field.Kind == FieldKind.Phone)) return new(Phone: text);
        if (!text.All(char.IsAsciiLetter))
        {
            // Rare characters take two places in a text here, and one in the database.
            var pair = string.Concat(text.EnumerateRunes().Take(2));
            return pair.Length == text.Length ? new(Gram: text) : new(Gram: pair, Whole: text);
        }
        // Consonants alone are initials; those with a vowel may be the beginning of a pinyin.
        var isInitials = text.Length == 1 || text.Length <= 6 && !text.Any("aeiouv".Contains);
        return isInitials ? new(Gram: text) : new(Prefix: text);
    }
}
