using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>用好各年龄段干部 (C2.18): of a year, by age on its last day, who was appointed, promoted in rank, trained, commended; a band left at nothing or far below its part of the cadres is seen.</summary>
[Needs("cadres.teams.read")]
public sealed class AgesModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Cell(int Band, string What, int People);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public int Least { get; private set; }
    IReadOnlyList<Cell> cells = [];
    RuleTerms terms = null!;

    /// <summary>As the rule of age bands ends them at this place.</summary>
    public IReadOnlyList<string> Bands { get; private set; } = [];
    public static readonly IReadOnlyList<(string Id, string Name)> Uses = [("appointed", "提拔和进一步使用"), ("rank", "职级晋升"), ("trained", "教育培训"), ("praised", "表彰奖励")];

    public int Of(int band, string what) => cells.FirstOrDefault(cell => cell.Band == band && cell.What == what)?.People ?? 0;
    public int Sum(string what) => cells.Where(cell => cell.What == what).Sum(cell => cell.People);

    /// <summary>Its share of what was done is less than so many hundredths of its share of the cadres.</summary>
    public (bool IsLow, string Words) Judge(int band, string what)
    {
        var (here_, all, done, sum) = (Of(band, "all"), Sum("all"), Of(band, what), Sum(what));
        if (here_ == 0 || sum == 0) return (false, "");
        if (done == 0) return (true, "没有");
        var (share, part) = (done * 100m / sum, here_ * 100m / all);
        return TeamRules.AllAges.Check(new() { Share = share, Part = part }, terms).IsBroken ? (true, $"占 {share:0.#}%，偏低") : (false, $"占 {share:0.#}%");
    }

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is > 1990 and < 2200 ? year.Value : Clock.Today.Year;
        var settings = await checks.SettingsAsync(stop);
        terms = settings.For(TeamRules.AllAges, db.Scope.Top, Clock.Today);
        var ends = TeamRules.Limits(settings, db.Scope.Top, Clock.Today);
        Bands = [$"{ends[0]} 岁及以下", .. ends.Zip(ends.Skip(1), (from, to) => $"{from + 1}—{to} 岁"), $"{ends[^1] + 1} 岁及以上"];
        Least = terms.Int("least");
        var (first, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        // Who was in office at its end, and whoever was promoted in it, though promoted again since: both are in the history.
        cells = await db.QueryAsync<Cell>("""
            with c as materialized (select id, width_bucket(age, @starts) as band
              from (select id, extract(year from age(@last::date, birth_on))::int as age from cadre_history where valid_from <= @day and valid_to > @day and removed_at is null and status = '1' and birth_on is not null) x)
            select band, 'all' as what, count(*)::int as people from c group by 1
            union all select c.band, 'appointed', count(distinct c.id)::int from appointment_entry e join c on c.id = e.cadre_id where e.year = @Year and e.change = '1' and e.kind in ('1', '2') and e.removed_at is null group by 1
            union all select band, 'rank', count(*)::int from c where exists (select from cadre_history h where h.id = c.id and h.removed_at is null and h.rank_began_on between @first and @last) group by 1
            union all select c.band, 'trained', count(distinct c.id)::int from cadre_training t join c on c.id = t.cadre_id where t.ended_on between @first and @last and t.removed_at is null group by 1
            union all select c.band, 'praised', count(distinct c.id)::int from assessment_consequence a join c on c.id = a.cadre_id where a.kind = '1' and a.state = '2' and a.done_on between @first and @last and a.removed_at is null group by 1
            """, new { Year, first, last, starts = ends.Select(end => end + 1).ToArray(), day = last < Clock.Today ? last : Clock.Today }, stop);
    }
}
