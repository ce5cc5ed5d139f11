using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>换届日历: when the term of each team ends, by years, with the reminders of the rule; and whose beginning is not registered.</summary>
[Needs(TermChanges.Read)]
public sealed class CalendarModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Team(Guid Id, string Name, string Path, DateOnly TermBeganOn, int TermYears, DateOnly EndsOn, int All);

    const int Most = 400;

    public Here Here { get; } = here;
    public int? Year { get; private set; }
    public IReadOnlyList<(int Year, int Count)> Years { get; private set; } = [];
    public IReadOnlyList<(Team Team, string? Reminder, string Light)> Teams { get; private set; } = [];
    public int Unknown { get; private set; }
    /// <summary>In how many months a term ends that is shown without a year being chosen.</summary>
    public int Within { get; private set; }
    public int All { get; private set; }

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 1990 and <= 2100 ? year : null;
        // As early as the rule reminds of any of the teams, so early they stand here.
        var settings = await checks.SettingsAsync(stop);
        var first = TermChangeRules.Due.Parameters.First(parameter => parameter.Name == "first");
        Within = settings.HistoryOf(TermChangeRules.Due, first).Where(setting => setting.IsInForceOn(Clock.Today) && setting.Path is { } path && path.StartsWith(db.Scope.Top, StringComparison.Ordinal)).Select(setting => (int)setting.Value).Append(settings.For(TermChangeRules.Due, db.Scope.Top, Clock.Today).Int("first")).Max();
        var found = await db.QueryManyAsync($"""
            select extract(year from t.term_began_on + make_interval(years => t.term_years))::int as year, count(*)::int from team t where t.removed_at is null and t.term_began_on is not null group by 1 order by 1;
            select t.id, t.name, t.locality_path as path, t.term_began_on, t.term_years, (t.term_began_on + make_interval(years => t.term_years))::date as ends_on, count(*) over ()::int as "all" from team t where t.removed_at is null and t.term_began_on is not null
              and (@Year::int is null and t.term_began_on + make_interval(years => t.term_years) <= @today::date + make_interval(months => @Within) or extract(year from t.term_began_on + make_interval(years => t.term_years))::int = @Year) order by ends_on, t.locality_path, t.rank_order, t.id limit {Most};
            select count(*)::int from team where removed_at is null and term_began_on is null
            """, new { Year, Within, today = Clock.Today }, async grid =>
        {
            Years = [.. await grid.ReadAsync<(int, int)>()];
            var teams = (IReadOnlyList<Team>)[.. await grid.ReadAsync<Team>()];
            All = teams is [var any, ..] ? any.All : 0;
            Unknown = await grid.ReadSingleAsync<int>();
            return teams;
        }, stop);
        Teams = [.. found.Select(team =>
        {
            var terms = settings.For(TermChangeRules.Due, team.Path, Clock.Today);
            var (words, light) = team.EndsOn < Clock.Today ? ($"已届满 {Clock.Today.DayNumber - team.EndsOn.DayNumber} 天", "red")
                : team.EndsOn <= Clock.Today.AddMonths(terms.Int("third")) ? ($"{terms.Int("third")} 个月内届满", "red")
                : team.EndsOn <= Clock.Today.AddMonths(terms.Int("second")) ? ($"{terms.Int("second")} 个月内届满", "yellow")
                : team.EndsOn <= Clock.Today.AddMonths(terms.Int("first")) ? ((string?)$"{terms.Int("first")} 个月内届满", "yellow") : (null, "none");
            return (team, words, light);
        })];
    }
}
