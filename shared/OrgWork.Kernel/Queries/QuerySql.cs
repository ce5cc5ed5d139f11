using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>
/// A query as parameterised SQL. In a list a condition on a set is an uncorrelated sub-select by the parent's id: the planner makes a semi-join of it where all must hold, and
/// a hash where any or none must; a person is explained by the same conditions tied to that one row. Only operators that keep their index under row security are used.
/// </summary>
public sealed class QuerySql(Query query, IReadOnlyList<QuerySet> sets, RegisterBook book, Scope scope)
{
    readonly RegisterPlace place = query.Place;
    readonly StringBuilder sql = new();
    readonly List<NpgsqlParameter> parameters = [];

    QuerySet SetOf(QueryPart part) => sets.First(set => set.Id == part.Set);

    /// <summary>One page and, as the last column, how many there are: the conditions are asked once. Where the page is empty, one row without an id says the number alone.</summary>
    public NpgsqlBatchCommand Page(IReadOnlyList<Field> columns, Guid? after, int limit, int missing = 0)
    {
        Begin("with hit as materialized (select t.id, t.locality_path, t.rank_order");
        Who(missing);
        sql.Append("), page as (select h.id from hit h");
        if (after is { } id) sql.Append(CultureInfo.InvariantCulture, $" where (h.locality_path, h.rank_order, h.id) > (select c.locality_path, c.rank_order, c.id from {place.Table} c where c.id = {Parameter(id)})");
        sql.Append(CultureInfo.InvariantCulture, $" order by h.locality_path, h.rank_order, h.id limit {limit}) select t.id, t.locality_path");
        foreach (var column in columns) sql.Append(", ").Append(RegisterSql.ShownFrom(column, place, book, scope));
        sql.Append(CultureInfo.InvariantCulture, $", (select count(*)::int from hit) from (select 1) one left join (page p join {place.Table} t on t.id = p.id) on true order by t.locality_path, t.rank_order, t.id");
        return Command();
    }

    public NpgsqlBatchCommand Ids(int limit)
    {
        Begin("select t.id");
        Who(0);
        sql.Append(CultureInfo.InvariantCulture, $" order by t.locality_path, t.rank_order, t.id limit {limit}");
        return Command();
    }

    /// <summary>For these rows: whether they are in, each condition's yes or no in their order, and which lines answered it.</summary>
    public NpgsqlBatchCommand Explain(Guid[] ids)
    {
        Begin("select t.id, coalesce(");
        Part(query.Parts, tied: true);
        sql.Append(", false)");
        var conditions = query.Parts.Conditions().ToList();
        sql.Append(", array[");
        for (var i = 0; i < conditions.Count; i++)
        {
            if (i > 0) sql.Append(", ");
            sql.Append("coalesce(");
            Part(conditions[i].Part, tied: true);
            sql.Append(", false)");
        }
        sql.Append("]::boolean[]");
        foreach (var (_, part) in conditions)
        {
            sql.Append(", ");
            if (part.Set is null) sql.Append("null::uuid[]");
            else
            {
                sql.Append("array(select x.id");
                Lines(part, tied: true);
                sql.Append(" order by x.rank_order, x.id limit 20)");
            }
        }
        foreach (var fact in Facts()) sql.Append(", (").Append(FactSql(fact)).Append(')');
        sql.Append(CultureInfo.InvariantCulture, $" from {place.Table} t where t.removed_at is null and t.id = any({Parameter(ids)})");
        return Command();
    }

    /// <summary>The facts that are asked, whose values are read along with the explanation.</summary>
    public IReadOnlyList<QueryFact> Facts() => [.. query.Parts.Conditions().Where(one => one.Part.Set is null).SelectMany(one => one.Part.Tests).Select(test => sets[0].FactOf(test.Column)).OfType<QueryFact>().Distinct()];

    void Begin(string text)
    {
        sql.Clear();
        parameters.Clear();
        sql.Append(text);
    }

    /// <param name="missing">so many of the topmost conditions are not met, which all should be; 0 for those who meet them</param>
    void Who(int missing)
    {
        sql.Append(CultureInfo.InvariantCulture, $" from {place.Table} t where t.removed_at is null{scope.ReachOn("t.locality_path")}");
        if (place.Register.EndedColumn is { } ended) sql.Append(CultureInfo.InvariantCulture, $" and t.{ended} is null");
        sql.Append(" and ");
        if (missing == 0) Part(query.Parts, tied: false);
        else
        {
            sql.Append('(');
            Sum(query.Parts.Parts, tied: false);
            sql.Append(CultureInfo.InvariantCulture, $") = {query.Parts.Parts.Count - missing}");
        }
    }

    void Part(QueryPart part, bool tied)
    {
        if (!part.IsGroup)
        {
            Condition(part, tied);
            return;
        }
        if (part.Parts.Count == 0)
        {
            sql.Append("true");
            return;
        }
        sql.Append('(');
        if (part.Mode == QueryMode.Least)
        {
            Sum(part.Parts, tied);
            sql.Append(CultureInfo.InvariantCulture, $" >= {part.Least}");
        }
        else
        {
            for (var i = 0; i < part.Parts.Count; i++)
            {
                if (i > 0) sql.Append(part.Mode == QueryMode.Any ? " or " : " and ");
                if (part.Mode == QueryMode.None) sql.Append("not coalesce(");
                Part(part.Parts[i], tied);
                if (part.Mode == QueryMode.None) sql.Append(", false)");
            }
        }
        sql.Append(')');
    }

    void Sum(ImmutableList<QueryPart> parts, bool tied)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            sql.Append(i > 0 ? " + coalesce((" : "coalesce((");
            Part(parts[i], tied);
            sql.Append(")::int, 0)");
        }
    }

    void Condition(QueryPart part, bool tied)
    {
        var set = SetOf(part);
        if (set.IsRecord)
        {
            sql.Append('(');
            Tests(set, part.Tests, "t");
            sql.Append(')');
            return;
        }
        var parent = set.Place.Register.ParentColumn;
        if (part.IsAbsent) sql.Append("not ");
        sql.Append(tied ? "exists (select 1" : $"t.id in (select x.{parent}");
        Lines(part, tied);
        if (part.LinesWanted > 1 || part.Months > 0)
        {
            sql.Append(CultureInfo.InvariantCulture, $" group by x.{parent} having count(*) >= {part.LinesWanted}");
            // What overlaps is counted once.
            if (part.Months > 0) sql.Append(CultureInfo.InvariantCulture, $" and (select sum(upper(r) - lower(r)) from unnest(range_agg(daterange(x.{set.Place.Register.BeganColumn}, greatest(x.{set.Place.Register.BeganColumn}, coalesce(x.{set.Place.Register.LastedColumn}, {Day()}))))) r) >= {Math.Floor(part.Months * 30.4):0}");
        }
        sql.Append(')');
    }

    void Lines(QueryPart part, bool tied)
    {
        var set = SetOf(part);
        sql.Append(CultureInfo.InvariantCulture, $" from {set.Place.Table} x where x.removed_at is null");
        if (tied) sql.Append(CultureInfo.InvariantCulture, $" and x.{set.Place.Register.ParentColumn} = t.id");
        if (part.Tests.Count == 0) return;
        sql.Append(" and ");
        Tests(set, part.Tests, "x");
    }

    void Tests(QuerySet set, ImmutableList<QueryTest> tests, string alias)
    {
        if (tests.Count == 0) sql.Append("true");
        for (var i = 0; i < tests.Count; i++)
        {
            if (i > 0) sql.Append(" and ");
            Test(set, tests[i], alias);
        }
    }

    void Test(QuerySet set, QueryTest test, string alias)
    {
        var field = set.Find(test.Column)!;
        var column = set.FactOf(test.Column) is { } fact ? $"({FactSql(fact)})" : $"{alias}.{field.Column}";
        switch (test.How)
        {
            case QueryHow.Filled or QueryHow.Empty:
                sql.Append(column).Append(test.How == QueryHow.Filled ? " is not null" : " is null");
                break;
            case QueryHow.Is when field.Kind == FieldKind.Flag:
                sql.Append(column).Append(test.Values is ["1"] ? " = true" : " = false");
                break;
            case QueryHow.Is:
                sql.Append(CultureInfo.InvariantCulture, $"{column} = any({Parameter(test.Values.ToArray())})");
                break;
            case QueryHow.IsNot:
                sql.Append(CultureInfo.InvariantCulture, $"({column} is null or not ({column} = any({Parameter(test.Values.ToArray())})))");
                break;
            case QueryHow.Contains when field.Kind == FieldKind.Unit:
                sql.Append(CultureInfo.InvariantCulture, $"{column} in (select u.id from org.unit u where u.removed_at is null and position({Parameter(test.Values[0])} in u.name) > 0)");
                break;
            case QueryHow.Contains:
                sql.Append(CultureInfo.InvariantCulture, $"position({Parameter(test.Values[0])} in {column}) > 0");
                break;
            case QueryHow.Within:
                var (from, to) = QuerySet.Edges(test, 0);
                var isFirst = true;
                foreach (var (edge, text) in ((string, string)[])[("from", from), ("to", to)])
                {
                    if (text == "" || !QuerySet.TryEdge(field, edge, text, query.Day, out var read, out _)) continue;
                    if (!isFirst) sql.Append(" and ");
                    isFirst = false;
                    sql.Append(CultureInfo.InvariantCulture, $"{column} {read.Operator} {Parameter(read.Value!)}");
                }
                break;
            default:
                Years(set, field, test, column, alias);
                break;
        }
    }

    /// <summary>Full years are counted by months, as everywhere on the platform, where a day is known to the month or shows an age; by days otherwise.</summary>
    void Years(QuerySet set, Field field, QueryTest test, string column, string alias)
    {
        var (least, most) = QuerySet.Edges(test, test.How == QueryHow.Until ? 1 : 0);
        if (test.How == QueryHow.Until)
        {
            var other = $"{alias}.{set.Find(test.Values[0])!.Column}";
            if (QuerySet.TrySpan(least, out var from)) sql.Append(CultureInfo.InvariantCulture, $"({column} + interval '{from} months')::date <= {other}");
            if (least != "" && most != "") sql.Append(" and ");
            if (QuerySet.TrySpan(most, out var to)) sql.Append(CultureInfo.InvariantCulture, $"({column} + interval '{to + (IsMonths(most) ? 1 : 12)} months')::date > {other}");
            return;
        }
        // The first day on which somebody has not yet the years: whoever began before it has them.
        var edge = field.ShowsAge || field.Kind == FieldKind.Month ? Month.Of(query.Day).AddMonths(1).First : query.Day.AddDays(1);
        if (QuerySet.TrySpan(least, out var atLeast)) sql.Append(CultureInfo.InvariantCulture, $"{column} < {Parameter(edge.AddMonths(-atLeast))}");
        if (least != "" && most != "") sql.Append(" and ");
        if (QuerySet.TrySpan(most, out var atMost)) sql.Append(CultureInfo.InvariantCulture, $"{column} >= {Parameter(edge.AddMonths(-(atMost + (IsMonths(most) ? 1 : 12))))}");
    }

    static bool IsMonths(string text) => text.EndsWith('m') || text.EndsWith('月');

    string FactSql(QueryFact fact) => fact.Sql.Replace("{day}", Day(), StringComparison.Ordinal);
    string Day() => $"date '{AsOf.Format(query.Day)}'";

    string Parameter<T>(T value)
    {
        parameters.Add(new NpgsqlParameter { Value = value });
        return "$" + parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(sql.ToString());
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
