using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using OrgWork.Kernel;
using Xunit;
using Outcome = OrgWork.Kernel.Outcome;

namespace OrgWork.Tests.Kernel.Rules;

/// <summary>Every rule of every module, both ways: in C# for one subject, in SQL for a population. What the two say must be the same.</summary>
public sealed class RuleCaseTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    IEnumerable<Rule> Rules => ledger.Host.Platform.Current!.Modules.SelectMany(module => module.Rules);

    [Fact]
    public async Task Every_case_comes_out_as_it_says_in_both_languages()
    {
        var calendar = await CalendarAsync();
        var wrong = new List<string>();
        foreach (var rule in Rules)
            foreach (var given in rule.Cases)
            {
                var terms = Terms(rule, given.Day, given.Values, calendar);
                var finding = rule.CheckFacts(given.AnyFacts, terms);
                if (finding.Outcome != given.Expect) wrong.Add($"{rule.Id}“{given.Given}”：{finding.Outcome} {finding.Words}");
                if (given.Earliest is not null && finding.Earliest != given.Earliest) wrong.Add($"{rule.Id}“{given.Given}”：最早 {finding.Earliest}");
                var state = (await StatesAsync(rule, terms, [given.AnyFacts]))[0];
                if (state != Letter(given.Expect)) wrong.Add($"{rule.Id}“{given.Given}”：SQL {state}");
            }

        Assert.Empty(wrong);
        Assert.True(Rules.Count() >= 40, $"{Rules.Count()}");
    }

    [Fact]
    public void Every_rule_shows_at_least_one_case_that_is_met_and_one_that_is_not() =>
        Assert.Empty(Rules.Where(rule => !rule.Cases.Any(c => c.Expect == Outcome.Met) || !rule.Cases.Any(c => c.Expect == Outcome.Broken)).Select(rule => rule.Id));

    [Fact]
    public void Every_rule_is_used_somewhere_and_its_page_says_where()
    {
        var lit = ledger.Book.All.SelectMany(place => place.Register.Conditions).Select(condition => condition.Rule).OfType<Rule>().ToHashSet();
        var used = ledger.Host.Platform.Current!.Modules.SelectMany(module => module.RuleUses).Select(use => use.Rule.Id).ToHashSet();
        var unused = Rules.Where(rule => rule.Population is null && !lit.Contains(rule) && !used.Contains(rule.Id)).Select(rule => rule.Id).ToList();
        Assert.Empty(unused);
    }

    [Fact]
    public async Task On_any_facts_whatever_the_two_languages_agree()
    {
        var (calendar, different) = (await CalendarAsync(), new List<string>());
        foreach (var rule in Rules)
        {
            var facts = Facts(rule);
            var property = Prop.ForAll(Arb.From(Gen.ListOf(facts, 60)), Arb.From(Days), (many, day) =>
            {
                var terms = Terms(rule, day, new Dictionary<string, decimal>(), calendar);
                var states = StatesAsync(rule, terms, [.. many]).GetAwaiter().GetResult();
                return many.Select((one, i) =>
                {
                    var finding = rule.CheckFacts(one, terms);
                    return (states[i] == Letter(finding.Outcome)).Label($"{rule.Id} on {day}: C# {finding.Outcome} ({finding.Words}), SQL {states[i]}: {string.Join(", ", rule.Facts.Select(f => f.Literal(one)))}");
                }).Aggregate((a, b) => a.And(b));
            });
            if (Xunit.Record.Exception(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(6))) is { } fault) different.Add(string.Join('\n', fault.Message.Split('\n').Where(line => line.Contains("C#", StringComparison.Ordinal)).Take(3).Append(rule.Id)));
        }
        Assert.Empty(different);
    }

    [Fact]
    public async Task Every_population_gives_each_rule_its_facts_under_the_login_of_its_module()
    {
        var path = await ledger.PathOfAsync(TestHost.City);
        foreach (var module in ledger.Host.Platform.Current!.Modules)
        {
            await using var db = ledger.Host.Platform.Databases.Of(module.Manifest).OpenForReading(Scope.Subtree(path, Guid.NewGuid()), Actor.System);
            var settings = await RuleSettings.ReadAsync(db);
            foreach (var rule in module.Rules.Where(rule => rule.Population is not null))
            {
                Assert.Contains(ledger.Book.All, place => place.Module.Id == module.Manifest.Id && place.Register.Id == rule.Population!.Register);
                var facts = string.Concat(rule.Facts.Select(fact => $", f.{fact.Column}::{fact.SqlType}"));
                var fault = await Xunit.Record.ExceptionAsync(() => db.QueryAsync<dynamic>($"select f.id, f.locality_path, f.title::text{facts}, {RuleSql.State(rule, settings, path, Clock.Today)} from ({RuleSql.Population(rule, Clock.Today)}) f limit 1"));
                Assert.True(fault is null, $"{rule.Id}: {fault?.Message}");
            }
        }
    }

    static char Letter(Outcome outcome) => outcome switch { Outcome.Met => 'm', Outcome.Broken => 'b', Outcome.Unknown => 'u', _ => 'n' };

    static RuleTerms Terms(Rule rule, DateOnly day, IReadOnlyDictionary<string, decimal> values, WorkingCalendar calendar) => new(day, rule.Numbers.ToDictionary(p => p.Name, p => values.GetValueOrDefault(p.Name, p.Default)), calendar);

    async Task<IReadOnlyList<char>> StatesAsync(Rule rule, RuleTerms terms, IReadOnlyList<object> facts)
    {
        var rows = string.Join(",\n", facts.Select((one, i) => $"({i}, {string.Join(", ", rule.Facts.Select(f => f.Literal(one)))})"));
        await using var ask = ledger.Host.Admin.CreateCommand($"select {RuleSql.State(rule, terms)} from (values {rows}) f (n, {string.Join(", ", rule.Facts.Select(f => f.Column))}) order by n");
        await using var reader = await ask.ExecuteReaderAsync();
        var states = new List<char>();
        while (await reader.ReadAsync()) states.Add(reader.GetString(0)[0]);
        return states;
    }

    async Task<WorkingCalendar> CalendarAsync()
    {
        await using var db = ledger.Host.Platform.Databases.Of(ledger.Ledger).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        return (await RuleSettings.ReadAsync(db)).Calendar;
    }

    /// <summary>Days near each other, so that limits are often met to the day.</summary>
    static readonly Gen<DateOnly> Days = from year in Gen.Choose(2022, 2027) from month in Gen.Choose(1, 12) from day in Gen.Elements(1, 2, 15, 27, 28, 29, 30, 31) select new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    static readonly Gen<DateOnly> FarDays = from year in Gen.Choose(1955, 2026) from month in Gen.Choose(1, 12) from day in Gen.Choose(1, 28) select new DateOnly(year, month, day);

    static Gen<object> Facts(Rule rule)
    {
        var known = rule.Cases.Select(c => c.AnyFacts).ToList();
        Gen<object?> Of(FactColumn fact) => Gen.Frequency<object?>((1, Gen.Constant<object?>(null)), (6, (Nullable.GetUnderlyingType(fact.Type) ?? fact.Type) switch
        {
            var type when type == typeof(DateOnly) => Gen.OneOf(Days, Days, FarDays).Select(d => (object?)d),
            var type when type == typeof(Month) => Gen.OneOf(Days, FarDays).Select(d => (object?)Month.Of(d)),
            var type when type == typeof(bool) => Gen.Elements<object?>(true, false),
            var type when type == typeof(int) => Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, 60), Gen.Choose(0, 700)).Select(n => (object?)n),
            var type when type == typeof(decimal) => Gen.OneOf(Gen.Choose(0, 60).Select(n => n / 2m), Gen.Choose(0, 1200).Select(n => n * 10m)).Select(n => (object?)n),
            _ => Gen.Elements<object?>([.. known.Select(fact.Get).Where(value => value is not null).Append("其他").Distinct()]),
        }));
        return rule.Facts.Aggregate(Gen.Fresh(rule.NewFacts), (facts, fact) => from all in facts from value in Of(fact) select With(all, fact, value));
    }

    static object With(object facts, FactColumn fact, object? value)
    {
        fact.Set(facts, value is Month month ? month.First : value);
        return facts;
    }
}
