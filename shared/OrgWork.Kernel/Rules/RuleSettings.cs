using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>A parameter as somebody has set it.</summary>
/// <param name="Path">the place and everything below it; null for the whole country: the regulation itself has changed</param>
public sealed record RuleSetting(Guid Id, string Rule, string Parameter, string? Path, decimal Value, DateOnly From, DateOnly? Until, string Basis, string Reason, string SetBy, DateTime SetAt)
{
    public bool IsInForceOn(DateOnly day) => From <= day && (Until is null || day < Until);
}

/// <summary>A parameter's value somewhere on some day, and which setting it comes from; none when it is the regulation's own.</summary>
public sealed record RuleValue(decimal Value, RuleSetting? Source);

/// <summary>All parameters that have been set, and the calendar: what every check is made under. Read once for as many checks as one likes.</summary>
public sealed class RuleSettings(IEnumerable<RuleSetting> settings, WorkingCalendar calendar)
{
    readonly ILookup<(string, string), RuleSetting> byParameter = settings.ToLookup(setting => (setting.Rule, setting.Parameter));

    public WorkingCalendar Calendar => calendar;

    /// <summary>Every parameter as its rule declares it, for one who only weighs statements.</summary>
    public static RuleSettings AsDeclared { get; } = new([], new([], []));

    public static Task<RuleSettings> ReadAsync(Db db, CancellationToken stop = default) => db.QueryManyAsync("""
        select s.id, s.rule, s.parameter, l.path, s.value, lower(s.valid) as "from", upper(s.valid) as until, s.basis, s.reason, s.set_by_name as set_by, s.set_at
        from org.rule_parameter s left join org.locality l on l.id = s.locality_id;
        select day, is_working from org.holiday; select year from org.holiday_year
        """, null, async grid =>
        {
            var settings = await grid.ReadAsync<RuleSetting>();
            var days = await grid.ReadAsync<(DateOnly Day, bool IsWorking)>();
            return new RuleSettings(settings, new(days.Select(day => KeyValuePair.Create(day.Day, day.IsWorking)), await grid.ReadAsync<int>()));
        }, stop);

    public IEnumerable<RuleSetting> HistoryOf(Rule rule, RuleParameter parameter) => byParameter[(rule.Id, parameter.Name)].OrderByDescending(setting => setting.From);

    /// <summary>
    /// The value at a place: of a parameter that is free, the nearest above; of any other, the strictest on the way up. So a lower place can
    /// be stricter and never laxer, whatever was set there before those above became stricter.
    /// </summary>
    public RuleValue ValueOf(Rule rule, RuleParameter parameter, string path, DateOnly day)
    {
        var inForce = byParameter[(rule.OwnerOf(parameter).Id, parameter.Name)].Where(setting => setting.IsInForceOn(day)).ToList();
        var national = inForce.Find(setting => setting.Path is null);
        var best = new RuleValue(national?.Value ?? parameter.Default, national);
        foreach (var setting in inForce.Where(setting => setting.Path is not null && path.StartsWith(setting.Path, StringComparison.Ordinal)).OrderBy(setting => setting.Path!.Length))
            if (parameter.Stricter switch { Stricter.Higher => setting.Value > best.Value, Stricter.Lower => setting.Value < best.Value, Stricter.Free => true, _ => false })
                best = new(setting.Value, setting);
        return best;
    }

    /// <summary>The largest value that is in force anywhere: as far as one has to look to see everybody's.</summary>
    public int Most(Rule rule, string parameter, DateOnly day) =>
        (int)rule.Parameters.Where(one => one.Name == parameter).SelectMany(one => byParameter[(rule.Id, parameter)].Where(setting => setting.IsInForceOn(day)).Select(setting => setting.Value).Append(one.Default)).Max();

    public RuleTerms For(Rule rule, string path, DateOnly day) => new(day, rule.Numbers.ToDictionary(p => p.Name, p => ValueOf(rule, p, path, day).Value), calendar);

    /// <summary>The value over a whole scope, as SQL: a number, or a choice by place where something below has its own.</summary>
    internal string ValueSql(Rule rule, RuleParameter parameter, string scope, DateOnly day, string pathColumn)
    {
        static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
        var own = byParameter[(rule.OwnerOf(parameter).Id, parameter.Name)].Where(setting => setting.IsInForceOn(day) && setting.Path is { } path && path.Length > scope.Length && path.StartsWith(scope, StringComparison.Ordinal)).Select(setting => setting.Path!).Distinct().OrderByDescending(path => path.Length).ToList();
        var here = Number(ValueOf(rule, parameter, scope, day).Value);
        return own.Count == 0 ? here
            : $"(case {string.Concat(own.Select(path => $"when {pathColumn} >= '{path}' and {pathColumn} < '{Scope.UpperBound(path)}' then {Number(ValueOf(rule, parameter, path, day).Value)} "))}else {here} end)";
    }
}
