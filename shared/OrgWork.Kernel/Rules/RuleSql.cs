using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>Writes a rule's condition out as SQL, with the day and the parameters of the places in it. What is put in are numbers, days and paths of our own.</summary>
public static partial class RuleSql
{
    /// <summary>The state of each row of <paramref name="from"/>: 'm', 'b', 'u' or 'n'.</summary>
    public static string State(Rule rule, RuleSettings settings, string scope, DateOnly day, string pathColumn = "locality_path") =>
        rule.IsInForceOn(day) ? Put(rule.StateSql, day, name => settings.ValueSql(rule, rule.Parameter(name), scope, day, pathColumn)) : "'n'";

    /// <summary>The state under given values: those of a case, or what a clause of a policy demands.</summary>
    public static string State(Rule rule, RuleTerms terms) => rule.IsInForceOn(terms.Day) ? Put(rule.StateSql, terms.Day, name => terms[name].ToString(System.Globalization.CultureInfo.InvariantCulture)) : "'n'";

    /// <summary>The population as of a day; its columns are id, locality_path, title and the facts.</summary>
    public static string Population(Rule rule, DateOnly day) => Put(rule.Population?.Sql ?? throw new InvalidOperationException($"Rule {rule.Id} has no population."), day, name => throw new InvalidOperationException($"A population knows no parameter: {name}."));

    /// <summary>The ids of those who break the rule, to stand in <c>id in (…)</c>.</summary>
    /// <param name="among">the ids that matter, as an array in SQL, where only a few are asked about: joined from outside, the whole scope would be judged for them</param>
    public static string Lit(Rule rule, RuleSettings settings, string scope, DateOnly day, string? among = null) =>
        $"select f.id from ({Population(rule, day)}) f where {(among is null ? "" : $"f.id = any({among}) and ")}{State(rule, settings, scope, day)} = 'b'";

    /// <summary>One parameter's value for each row, as SQL: what is in force where it lies. For what a rule's own condition does not say, as after how many days somebody else is told.</summary>
    public static string Value(Rule rule, string parameter, RuleSettings settings, string scope, DateOnly day, string pathColumn = "locality_path") => settings.ValueSql(rule, rule.Parameter(parameter), scope, day, pathColumn);

    static string Put(string sql, DateOnly day, Func<string, string> value) =>
        Placeholder().Replace(sql, match => match.Groups[1].Value is var name && name == "day" ? $"date '{day:yyyy-MM-dd}'" : value(name));

    [GeneratedRegex(@"\{([a-z][a-z0-9_]*)\}")] private static partial Regex Placeholder();
}
