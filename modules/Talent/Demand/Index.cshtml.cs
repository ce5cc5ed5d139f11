using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Demand;

/// <summary>供需总览: industries by demand, introductions and gap; shortages of the year by system; pairs by stage, rate and time to fill.</summary>
[Needs(Employers.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid? Id, string Name, bool IsNewBusiness, int Posts, int Needed, int Filled, int Urgent, int Introduced)
    {
        public int Gap => Math.Max(Needed - Filled, 0);
    }

    public sealed record Shortage(string System, int Specialities, int Gap, int Arrived)
    {
        public decimal? Rate => Gap == 0 ? null : Math.Round(Math.Min(Arrived, Gap) * 100m / Gap, 1);
    }

    public sealed record Stage(string Code, int Count);
    public sealed record Pairs(int Proposed, int Signed, int Arrived, decimal? Days);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Industries { get; private set; } = [];
    public IReadOnlyList<Shortage> Shortages { get; private set; } = [];
    public IReadOnlyList<Stage> Stages { get; private set; } = [];
    public Pairs Result { get; private set; } = new(0, 0, 0, null);

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Industries, Shortages, Stages, Result) = await db.QueryManyAsync("""
            select case when count(*) = 1 then (array_agg(y.id))[1] end as id, y.name, y.is_new_business, coalesce(sum(d.posts), 0)::int as posts, coalesce(sum(d.needed), 0)::int as needed, coalesce(sum(d.filled), 0)::int as filled, coalesce(sum(d.urgent), 0)::int as urgent, coalesce(sum(i.people), 0)::int as introduced
            from industry y left join (select industry_id, count(*)::int as posts, sum(needed)::int as needed, sum(filled)::int as filled, count(*) filter (where is_urgent)::int as urgent from demand where removed_at is null and intake = '2' and (closed_on is null or closed_on >= @from) and filed_on < @to group by 1) d on d.industry_id = y.id
            left join (select industry_id, count(*)::int as people from introduction where removed_at is null and verified_on is not null and form = '1' and arrived_on >= @from and arrived_on < @to group by 1) i on i.industry_id = y.id
            where y.removed_at is null group by y.name, y.is_new_business order by coalesce(sum(d.needed - d.filled), 0) desc, min(y.rank_order), y.name limit 60;
            select s.system, count(*)::int as specialities, sum(greatest(s.staff_needed - s.on_hand, 0))::int as gap, coalesce(sum(least(a.people, greatest(s.staff_needed - s.on_hand, 0))), 0)::int as arrived
            from shortage s left join (select starts.path, i.system, i.domain, count(*)::int as people from introduction i join (select distinct locality_path as path from shortage where year = @year and removed_at is null) starts on starts_with(i.locality_path, starts.path)
                                       where i.removed_at is null and i.verified_on is not null and i.form = '1' and i.arrived_on >= @from and i.arrived_on < @to group by 1, 2, 3) a on a.path = s.locality_path and a.system = s.system and a.domain = s.domain
            where s.removed_at is null and s.year = @year group by s.system order by s.system;
            select stage as code, count(*)::int as count from pairing where removed_at is null and proposed_on >= @from and proposed_on < @to group by 1 order by 1;
            select count(*)::int as proposed, count(*) filter (where signed_on is not null)::int as signed, count(*) filter (where stage = '5')::int as arrived, round(avg(arrived_on - d.filed_on) filter (where stage = '5'), 1) as days
            from pairing p join demand d on d.id = p.demand_id where p.removed_at is null and p.proposed_on >= @from and p.proposed_on < @to
            """, new { year = Year, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year + 1, 1, 1) },
            async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Shortage>)[.. await grid.ReadAsync<Shortage>()], (IReadOnlyList<Stage>)[.. await grid.ReadAsync<Stage>()], await grid.ReadFirstAsync<Pairs>()), stop);
    }
}
