using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Portals;

/// <summary>线上平台使用情况: month by month who came, what was asked and applied for, how much of it online.</summary>
[Needs(ServiceOrders.Read)]
public sealed class UsageModel(Db db, Here here) : PageModel
{
    public sealed record Row(int? Month, int Talents, int Employers, int Visits, int Requests, int Online, int Applications, int Applied)
    {
        public string RequestShare => Share(Online, Requests);
        public string ApplicationShare => Share(Applied, Applications);
        static string Share(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";
    }

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Row> Months { get; private set; } = [];
    public Row Total { get; private set; } = new(null, 0, 0, 0, 0, 0, 0, 0);

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        // Once by month and once for the year: who comes in two months is one visitor of the year.
        var rows = await db.QueryAsync<Row>("""
            with v as (select extract(month from on_day)::int as month, count(distinct person_id) filter (where not is_employer)::int as talents, count(distinct person_id) filter (where is_employer)::int as employers, count(*)::int as visits from portal_visit where on_day >= @from and on_day <= @to group by rollup (1)),
            o as (select extract(month from raised_on)::int as month, count(*)::int as requests, count(*) filter (where source = '4')::int as online from service_order where removed_at is null and raised_on >= @from and raised_on <= @to group by rollup (1)),
            a as (select extract(month from applied_on)::int as month, count(*)::int as applications, count(*) filter (where channel = '2')::int as applied from application where removed_at is null and applied_on >= @from and applied_on <= @to group by rollup (1))
            select m.month, coalesce(v.talents, 0) as talents, coalesce(v.employers, 0) as employers, coalesce(v.visits, 0) as visits, coalesce(o.requests, 0) as requests, coalesce(o.online, 0) as online, coalesce(a.applications, 0) as applications, coalesce(a.applied, 0) as applied
            from (select generate_series(1, 12) as month union all select null) m left join v on v.month is not distinct from m.month left join o on o.month is not distinct from m.month left join a on a.month is not distinct from m.month order by m.month nulls last
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
        (Months, Total) = ([.. rows.Where(row => row.Month is not null)], rows.First(row => row.Month is null));
    }
}
