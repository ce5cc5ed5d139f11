using System.Linq.Expressions;
using System.Text;

namespace OrgWork.Kernel;

public enum Span { Days, Months, Years, WorkingDays }

/// <summary>
/// The condition of a rule, once for one subject and once for a population: <paramref name="Check"/> in C#, <paramref name="Sql"/> over the facts'
/// columns. The tests run every case and random facts through both. Facts named in <paramref name="Needs"/> are there when the two are asked:
/// a missing one is "缺…", neither met nor broken. The factories below are the shapes most rules have.
/// </summary>
/// <param name="Needs">names of the facts without which nothing can be said</param>
/// <param name="Sql">true met, false broken, null not known; <c>{day}</c> is the day, <c>{months}</c> the parameter of that name</param>
public sealed record RuleTest<TFacts>(IReadOnlyList<string> Needs, string Sql, Func<TFacts, RuleTerms, Finding> Check) where TFacts : class, new()
{
    /// <summary>Whether the rule concerns the subject at all; null when that is not known. Without it, it concerns everybody.</summary>
    public Func<TFacts, bool?>? Applies { get; init; }
    /// <summary>The same in SQL.</summary>
    public string AppliesSql { get; init; } = "true";
    /// <summary>What is said to those it does not concern.</summary>
    public string OtherwiseWords { get; init; } = "不适用";

    /// <summary>The same test for some subjects only.</summary>
    public RuleTest<TFacts> For(Func<TFacts, bool?> applies, string sql, string otherwise = "不适用") => this with { Applies = applies, AppliesSql = sql, OtherwiseWords = otherwise };

    static IReadOnlyList<FactColumn> Columns => FactColumn.Of(typeof(TFacts));
    static FactColumn Column(string name) => Columns.FirstOrDefault(c => c.Name == name) ?? throw new InvalidOperationException($"{typeof(TFacts).Name} has no fact {name}.");

    internal Finding Run(TFacts facts, RuleTerms terms)
    {
        var missing = Needs.Select(Column).Where(column => column.Get(facts) is null).Select(column => column.Label).ToList();
        switch (Applies?.Invoke(facts) ?? (Applies is null ? true : null))
        {
            case false: return new(Outcome.NotApplicable, OtherwiseWords);
            case null: return new(Outcome.Unknown, missing.Count > 0 ? $"缺{string.Join("、", missing)}" : "缺判断是否适用的内容");
        }
        return missing.Count > 0 ? new(Outcome.Unknown, $"缺{string.Join("、", missing)}") : Check(facts, terms);
    }

    internal string StateSql
    {
        get
        {
            var sql = new StringBuilder($"case when ({AppliesSql}) is false then 'n' when ({AppliesSql}) is null");
            foreach (var need in Needs) sql.Append(" or ").Append(Column(need).Column).Append(" is null");
            return sql.Append($" then 'u' else case ({Sql}) when true then 'm' when false then 'b' else 'u' end end").ToString();
        }
    }

    // ---- shapes

    /// <summary>
    /// A time has to pass: from one day on so long, before another day (or before the day it is asked for). So many working days have passed on the
    /// day after the last of them; the first day counts when it is worked.
    /// </summary>
    public static RuleTest<TFacts> NotBefore(Expression<Func<TFacts, DateOnly?>> from, Span span, string parameter, Expression<Func<TFacts, DateOnly?>>? to = null)
    {
        var (start, end) = (Of(from), to is null ? null : Of(to));
        var (readStart, readEnd) = (from.Compile(), to?.Compile());
        var limitSql = span == Span.WorkingDays ? $"org.nth_working_day({start.Column}, {{{parameter}}}::int, true) + 1" : AddSql(start.Column, span, parameter);
        return new([start.Name], $"{limitSql} <= {ToSql(end)}", (facts, terms) =>
        {
            var (begin, done, amount) = (readStart(facts)!.Value, readEnd?.Invoke(facts), terms.Int(parameter));
            var last = span == Span.WorkingDays ? terms.Calendar.Nth(begin, amount) : new(Add(begin, span, amount), []);
            var earliest = span == Span.WorkingDays ? last.Day.AddDays(1) : last.Day;
            var day = done ?? terms.Day;
            var words = $"{Reckoned(start, begin, span, amount, last.Day)}；{(done is null ? "办理日期" : end!.Label)} {Dates.Format(day)}";
            if (!last.IsCertain) return new(Outcome.Unknown, $"{words}；{last.Warning}") { Earliest = earliest };
            return Finding.Of(earliest <= day, words + (earliest <= day ? "，已满" : $"，早 {earliest.DayNumber - day.DayNumber} 天")) with { Earliest = earliest };
        });
    }

    /// <summary>
    /// A time must not run out: from one day on, at the latest so long afterwards. What is not done yet is measured on the day itself. Working days are
    /// counted from the next day on.
    /// </summary>
    public static RuleTest<TFacts> NotAfter(Expression<Func<TFacts, DateOnly?>> from, Span span, string parameter, Expression<Func<TFacts, DateOnly?>>? to = null)
    {
        var (start, end) = (Of(from), to is null ? null : Of(to));
        var (readStart, readEnd) = (from.Compile(), to?.Compile());
        var limitSql = span == Span.WorkingDays ? $"org.nth_working_day({start.Column}, {{{parameter}}}::int, false)" : AddSql(start.Column, span, parameter);
        return new([start.Name], $"{limitSql} >= {ToSql(end)}", (facts, terms) =>
        {
            var (begin, done, amount) = (readStart(facts)!.Value, readEnd?.Invoke(facts), terms.Int(parameter));
            var limit = span == Span.WorkingDays ? terms.Calendar.Nth(begin, amount, countsStart: false) : new(Add(begin, span, amount), []);
            var day = done ?? terms.Day;
            var words = $"{Reckoned(start, begin, span, amount, limit.Day)}；{(done is null ? "截至" : end!.Label)} {Dates.Format(day)}";
            if (!limit.IsCertain) return new(Outcome.Unknown, $"{words}；{limit.Warning}") { Latest = limit.Day };
            var late = day.DayNumber - limit.Day.DayNumber;
            return Finding.Of(late <= 0, words + (late > 0 ? $"，超 {late} 天" : done is null ? $"，还有 {-late} 天" : "，按期")) with { Latest = limit.Day };
        });
    }

    /// <summary>At least so many, so much, so high a share.</summary>
    public static RuleTest<TFacts> AtLeast(Expression<Func<TFacts, decimal?>> amount, string parameter, string unit) => Compare(amount, parameter, unit, ">=", "不少于", (value, limit) => value >= limit);

    public static RuleTest<TFacts> AtMost(Expression<Func<TFacts, decimal?>> amount, string parameter, string unit) => Compare(amount, parameter, unit, "<=", "不超过", (value, limit) => value <= limit);

    static RuleTest<TFacts> Compare(Expression<Func<TFacts, decimal?>> amount, string parameter, string unit, string sign, string words, Func<decimal, decimal, bool> holds)
    {
        var (column, read) = (Of(amount), amount.Compile());
        return new([column.Name], $"{column.Column} {sign} {{{parameter}}}", (facts, terms) =>
            Finding.Of(holds(read(facts)!.Value, terms[parameter]), $"{column.Label} {read(facts):0.##} {unit}，应{words} {terms[parameter]:0.##} {unit}"));
    }

    /// <summary>It must be so; <paramref name="otherwise"/> says what it means when it is not.</summary>
    public static RuleTest<TFacts> IsTrue(Expression<Func<TFacts, bool?>> fact, string otherwise)
    {
        var (column, read) = (Of(fact), fact.Compile());
        return new([column.Name], column.Column, (facts, _) => Finding.Of(read(facts)!.Value, read(facts)!.Value ? $"{column.Label}：是" : otherwise));
    }

    /// <summary>It must not be so.</summary>
    public static RuleTest<TFacts> IsFalse(Expression<Func<TFacts, bool?>> fact, string otherwise)
    {
        var (column, read) = (Of(fact), fact.Compile());
        return new([column.Name], $"not {column.Column}", (facts, _) => Finding.Of(!read(facts)!.Value, read(facts)!.Value ? otherwise : $"{column.Label}：否"));
    }

    /// <summary>More than half of all (超过半数), whoever is present: half itself is not enough.</summary>
    public static RuleTest<TFacts> MoreThanHalf(Expression<Func<TFacts, int?>> part, Expression<Func<TFacts, int?>> whole)
    {
        var (some, all, readSome, readAll) = (Of(part), Of(whole), part.Compile(), whole.Compile());
        return new([some.Name, all.Name], $"{some.Column} * 2 > {all.Column}", (facts, _) =>
        {
            var (count, total) = (readSome(facts)!.Value, readAll(facts)!.Value);
            return Finding.Of((long)count * 2 > total, $"{all.Label} {total} 人，半数以上为 {total / 2 + 1} 人；{some.Label} {count} 人");
        });
    }

    /// <summary>At least numerator/denominator of all, rounded up: two thirds of 10 are 7.</summary>
    public static RuleTest<TFacts> AtLeastShare(Expression<Func<TFacts, int?>> part, Expression<Func<TFacts, int?>> whole, int numerator, int denominator)
    {
        var (some, all, readSome, readAll) = (Of(part), Of(whole), part.Compile(), whole.Compile());
        return new([some.Name, all.Name], $"{some.Column} * {denominator} >= {all.Column} * {numerator}", (facts, _) =>
        {
            var (count, total) = (readSome(facts)!.Value, readAll(facts)!.Value);
            return Finding.Of((long)count * denominator >= (long)total * numerator, $"{all.Label} {total} 人，{denominator} 分之 {numerator} 为 {(int)Math.Ceiling(total * (decimal)numerator / denominator)} 人；{some.Label} {count} 人");
        });
    }

    static string Reckoned(FactColumn start, DateOnly begin, Span span, int amount, DateOnly end) => span == Span.WorkingDays
        ? $"{start.Label} {Dates.Format(begin)} 起 {amount} 个工作日，至 {Dates.Format(end)}"
        : $"{start.Label} {Dates.Format(begin)} ＋ {amount} {span switch { Span.Days => "天", Span.Months => "个月", _ => "年" }} ＝ {Dates.Format(end)}";

    static DateOnly Add(DateOnly from, Span span, int amount) => span switch { Span.Days => from.AddDays(amount), Span.Months => from.AddMonths(amount), _ => from.AddYears(amount) };

    static string AddSql(string column, Span span, string parameter) =>
        span == Span.Days ? $"{column} + {{{parameter}}}::int" : $"({column} + make_interval({(span == Span.Months ? "months" : "years")} => {{{parameter}}}::int))::date";

    static string ToSql(FactColumn? end) => end is null ? "{day}" : $"coalesce({end.Column}, {{day}})";

    static FactColumn Of<T>(Expression<Func<TFacts, T>> fact)
    {
        var body = fact.Body is UnaryExpression { NodeType: ExpressionType.Convert } converted ? converted.Operand : fact.Body;
        return body is MemberExpression member ? Column(member.Member.Name) : throw new ArgumentException($"{fact} must name a fact and nothing more.");
    }
}
