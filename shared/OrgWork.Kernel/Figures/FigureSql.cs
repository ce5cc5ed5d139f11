using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>Writes the statements of figures and tables. What is put in are days, paths and declarations of our own.</summary>
static partial class FigureSql
{
    /// <summary>How many conditions one number can carry as bits.</summary>
    const int BitsEach = 60;

    /// <summary><c>from (…) x where true …</c>: what is counted, as of the day, within the scope.</summary>
    public static string From(Counted counted, Scope scope, DateOnly? day)
    {
        var opening = new DateOnly((day ?? Clock.Today).Year, 1, 1).AddDays(-1);
        var sql = Table().Replace(counted.Sql, match => Relation(match.Groups["schema"].Value, match.Groups["table"].Value, match.Groups["opening"].Success ? opening : day));
        return $" from ({sql}) x where true{scope.ReachOn("x.locality_path")}";
    }

    /// <summary>Days into what was declared.</summary>
    static string Put(string sql, DateOnly? day)
    {
        var on = day ?? Clock.Today;
        var from = new DateOnly(on.Year, 1, 1);
        return sql.Replace("{day}", Literal(on), StringComparison.Ordinal).Replace("{from}", Literal(from), StringComparison.Ordinal).Replace("{opening}", Literal(from.AddDays(-1)), StringComparison.Ordinal);
    }

    /// <summary>A register's table as it is, or its history on a day; so every table that is named this way keeps one.</summary>
    static string Relation(string schema, string table, DateOnly? day) => day is { } on
        ? $"(select * from {schema}.{table}_history where removed_at is null and valid_from <= {Literal(on)} and valid_to > {Literal(on)})"
        : $"(select * from {schema}.{table} where removed_at is null)";

    /// <summary>
    /// One statement for a whole table: every row says once which rows and columns of the table it belongs to, as bits, and is counted with
    /// those that say the same. A table of 20 × 12 asks 32 conditions of each row, not 240.
    /// </summary>
    public static string Grid(Report report, Scope scope, DateOnly? day, RuleSettings? rules)
    {
        var masks = Masks([.. report.Rows.Concat(report.Columns).Select(line => Ruled(line.Where, report.Under, scope, day, rules))]);
        var keys = string.Join(", ", masks.Select((_, i) => $"m{i}"));
        var path = report.IsByPlace ? "p" : "null::text";
        return Put($"select {path}, {keys}, count(*) from (select {(report.IsByPlace ? "x.locality_path as p, " : "")}{string.Join(", ", masks.Select((mask, i) => $"{mask} as m{i}"))}{From(report.Of, scope, day)}) y group by {(report.IsByPlace ? "p, " : "")}{keys}", day);
    }

    public static int MaskCount(Report report) => (report.Rows.Count + report.Columns.Count + BitsEach - 1) / BitsEach;
    public static bool IsIn(ReadOnlySpan<long> masks, int line) => (masks[line / BitsEach] >> (line % BitsEach) & 1) != 0;

    static List<string> Masks(List<string> conditions) =>
        [.. conditions.Chunk(BitsEach).Select(chunk => string.Join(" + ", chunk.Select((condition, bit) => $"case when {condition} then {1L << bit} else 0 end")) is var sum && sum.Length > 0 ? $"({sum})::bigint" : "0::bigint")];

    /// <summary>Count, whole, sum and the sum of the whole of each figure, over all rows or for each value of an expression.</summary>
    public static string Figures(Counted counted, IReadOnlyList<Figure> figures, Scope scope, DateOnly? day, RuleSettings? rules, string? by = null)
    {
        // What a figure does not have is not asked: every mention of a condition is reckoned anew for each row, with the lists it looks through.
        var parts = figures.Select(figure => (figure, counting: Counting(figure, scope, day, rules), whole: figure.OutOf is { } whole ? Ruled(whole, figure.Under, scope, day, rules) : null)).Select(one =>
            $"{Many(one.counting)}, {Many(one.whole)}, {Sum((one.figure.Mean ?? one.figure.Sum) is { } what ? Ruled(what, one.figure.Under, scope, day, rules) : null, one.counting)}, {Sum(one.figure.SumOf, one.whole)}");
        return Put($"select {by ?? "null::text"}, {string.Join(", ", parts)}{From(counted, scope, day)}{(by is null ? "" : $" group by {by}")}", day);

        static string Many(string? where) => where is null ? "0::bigint" : $"count(*) filter (where {where})";
        static string Sum(string? what, string? where) => what is null || where is null ? "null::numeric" : $"sum({what}) filter (where {where})::numeric";
    }

    /// <summary>A condition with what the rules say put into it.</summary>
    /// <param name="under">the rules it may speak of</param>
    /// <param name="rules">their parameters; read when there are any</param>
    public static string Ruled(string condition, IReadOnlyList<Rule> under, Scope scope, DateOnly? day, RuleSettings? rules)
    {
        if (under.Count == 0) return condition;
        var on = day ?? Clock.Today;
        return OfRules().Replace(condition, match => match.Groups[1].Value switch
        {
            "broken" => $"({RuleSql.State(under[0], rules!, scope.Lo, on, "x.locality_path")} = 'b')",
            "faults" => $"({string.Join(" + ", under.Select(rule => $"case when {RuleSql.State(rule, rules!, scope.Lo, on, "x.locality_path")} = 'b' then 1 else 0 end"))})",
            "met" => $"({RuleSql.State(under[0], rules!, scope.Lo, on, "x.locality_path")} = 'm')",
            "day" or "from" or "opening" => match.Value,
            var name => under.FirstOrDefault(rule => rule.Parameters.Any(parameter => parameter.Name == name)) is { } rule
                ? rules!.ValueSql(rule, rule.Parameter(name), scope.Lo, on, "x.locality_path") : throw new InvalidOperationException($"“{condition}” names {match.Value}, and no rule it stands under has a parameter of that name."),
        });
    }

    /// <summary>Which rows a figure counts, everything put in.</summary>
    public static string Counting(Figure figure, Scope scope, DateOnly? day, RuleSettings? rules)
    {
        var where = Ruled(figure.Where, figure.Under, scope, day, rules);
        return (figure.OutOf, figure.Mean) switch
        {
            _ when figure.SumOf is not null => $"({where})",
            ({ } whole, _) => $"({where}) and ({Ruled(whole, figure.Under, scope, day, rules)})",
            (_, { } mean) => $"({where}) and ({Ruled(mean, figure.Under, scope, day, rules)}) is not null",
            _ => $"({where})",
        };
    }

    /// <summary>One page of the rows under a condition, in the order of places.</summary>
    public static string Rows(Counted counted, string condition, Scope scope, DateOnly? day, bool isAfter, int? limit)
    {
        var columns = string.Concat(counted.Columns.Select(column => ", x." + column.Column)) + (counted.RecordPathColumn is { } path ? ", x." + path : "");
        return Put($"select x.{(counted.RecordPath is null && counted.RecordPathColumn is null ? "id" : counted.RecordColumn)}, x.locality_path, x.title::text, x.id{columns}{From(counted, scope, day)} and ({condition}){(isAfter ? " and (x.locality_path, x.id) > ($1, $2)" : "")} order by x.locality_path, x.id{(limit is { } most ? " limit " + most.ToString(CultureInfo.InvariantCulture) : "")}", day);
    }

    public static string Count(Counted counted, string condition, Scope scope, DateOnly? day) => Put($"select count(*){From(counted, scope, day)} and ({condition})", day);

    /// <summary>The records whose rows, taken together, do not come out.</summary>
    public static string Unbalanced(Counted counted, Scope scope, DateOnly? day, string key, string rows, string failing) =>
        $"({rows}) and x.{key} in (select x.{key}{From(counted, scope, day)} and ({rows}) group by x.{key} having {failing})";

    /// <summary>The rows by which a sum of one table does not come out: those that stand in the whole and in no part, in two parts, or in a part and not in the whole.</summary>
    /// <param name="inSum">over all rows of one record together, where stock and movements are rows of their own</param>
    public static string Failing(CheckFormula formula, Func<CheckTerm, string> condition, bool inSum = false)
    {
        var text = new StringBuilder("(");
        Side(formula.Left);
        text.Append(") <> (");
        Side(formula.Right);
        return text.Append(')').ToString();

        void Side(IReadOnlyList<CheckTerm> terms)
        {
            for (var i = 0; i < terms.Count; i++)
                text.Append(terms[i].Sign < 0 ? " - " : i > 0 ? " + " : "").Append(inSum ? "count(*) filter (where " : "case when ").Append(condition(terms[i])).Append(inSum ? ")" : " then 1 else 0 end");
        }
    }

    static string Literal(DateOnly day) => $"date '{AsOf.Format(day)}'";

    [GeneratedRegex(@"\{([a-z][a-z0-9_]*)\}")] private static partial Regex OfRules();
    [GeneratedRegex(@"\{(?<schema>[a-z0-9_]+)\.(?<table>[a-z0-9_]+)(?<opening>@opening)?\}", RegexOptions.ExplicitCapture)] private static partial Regex Table();
}
