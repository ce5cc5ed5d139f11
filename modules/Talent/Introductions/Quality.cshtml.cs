using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Introduction;

/// <summary>引才质量和留存: each year's arrivals by level, industry, results and who is still here after one, three and five years; what is done to keep people beside why they left; whom to talk to now.</summary>
[Needs(Employers.Read)]
public sealed class QualityModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record Cohort(int Year, int People, int High, int Leading, int Good, int KeyTech, int Results, int Due1, int Kept1, int Due3, int Kept3, int Due5, int Kept5);
    public sealed record Class(string Code, int Measures, int People, int Left);
    public sealed record Person(Guid Id, string Name, string Employer, DateOnly? EndsOn, bool HasPromise, string? Intends, DateOnly? FollowedOn);

    public Here Here => here;
    public IReadOnlyList<Cohort> Cohorts { get; private set; } = [];
    public IReadOnlyList<Class> Classes { get; private set; } = [];
    public IReadOnlyList<Person> People { get; private set; } = [];
    public string Level { get; private set; } = "";
    public decimal Floor { get; private set; }
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(CancellationToken stop)
    {
        var terms = (await rules.SettingsAsync(stop)).For(IntroductionRules.Quality, here.Locality.Path, Clock.Today);
        var ending = (await rules.SettingsAsync(stop)).For(IntroductionRules.Ending, here.Locality.Path, Clock.Today).Int("days");
        (Level, Floor) = (IntroductionRules.Levels[terms.Int("level")], terms["share"]);
        (Cohorts, Classes, People) = await db.QueryManyAsync("""
            select extract(year from i.arrived_on)::int as year, count(*)::int as people, count(*) filter (where i.grade <= @level)::int as high, count(*) filter (where y.is_leading)::int as leading, count(*) filter (where y.is_leading and i.grade <= @level)::int as good, count(*) filter (where i.is_key_tech)::int as key_tech,
              coalesce(sum((select count(*) from talent_achievement a where a.talent_id = i.talent_id and a.removed_at is null and a.achieved_on >= i.arrived_on)), 0)::int as results,
              count(*) filter (where i.arrived_on + interval '1 year' <= @today)::int as due1, count(*) filter (where i.arrived_on + interval '1 year' <= @today and (i.left_on is null or i.left_on >= i.arrived_on + interval '1 year'))::int as kept1,
              count(*) filter (where i.arrived_on + interval '3 years' <= @today)::int as due3, count(*) filter (where i.arrived_on + interval '3 years' <= @today and (i.left_on is null or i.left_on >= i.arrived_on + interval '3 years'))::int as kept3,
              count(*) filter (where i.arrived_on + interval '5 years' <= @today)::int as due5, count(*) filter (where i.arrived_on + interval '5 years' <= @today and (i.left_on is null or i.left_on >= i.arrived_on + interval '5 years'))::int as kept5
            from introduction i left join industry y on y.id = i.industry_id where i.removed_at is null and i.verified_on is not null and i.form = '1' group by 1 order by 1 desc limit 12;
            select c.code, (select count(*)::int from retention_measure m where m.class = c.code and m.removed_at is null and m.began_on <= @today and (m.ends_on is null or m.ends_on >= @today)) as measures, (select coalesce(sum(m.people), 0)::int from retention_measure m where m.class = c.code and m.removed_at is null and m.began_on <= @today and (m.ends_on is null or m.ends_on >= @today)) as people,
              (select count(*)::int from introduction i where i.left_kind = c.code and i.removed_at is null and i.left_on > @today - 730) as left
            from unnest(@classes) with ordinality c (code, n) order by c.n;
            select * from (select i.id, i.name, e.name as employer, case when i.contract_ends_on <= @today + @ending then i.contract_ends_on end as ends_on, coalesce(f.is_fulfilled in ('2', '3'), false) as has_promise, case when f.intends in ('2', '3') then f.intends end as intends, f.done_on as followed_on
              from introduction i join employer e on e.id = i.employer_id left join lateral (select f.is_fulfilled, f.intends, f.done_on from follow_up f where f.introduction_id = i.id and f.done_on is not null and f.removed_at is null order by f.done_on desc limit 1) f on true
              where i.removed_at is null and i.arrived_on is not null and i.left_on is null and i.form = '1') p
            where ends_on is not null or has_promise or intends is not null order by (intends = '3') desc nulls last, ends_on nulls last, name, id limit 40
            """, new { today = Clock.Today, level = Level, ending, classes = TalentCodes.Retention.Codes.Select(code => code.Value).ToArray() },
            async grid => ((IReadOnlyList<Cohort>)[.. await grid.ReadAsync<Cohort>()], (IReadOnlyList<Class>)[.. await grid.ReadAsync<Class>()], (IReadOnlyList<Person>)[.. await grid.ReadAsync<Person>()]), stop);
    }
}
