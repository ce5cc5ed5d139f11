using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Honours;

/// <summary>激励措施落实情况: how often each measure was used here, in the year and in all, of the four kinds.</summary>
[Needs(HonourProcedures.Read)]
public sealed class IncentivesModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Title, string Kind, string Policy, int Year, int All, int People);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        Lines = await db.QueryAsync<Line>("""
            select k.id, k.title, k.kind, k.policy, count(i.id) filter (where i.given_on between @from and @to)::int as year, count(i.id)::int as all, count(distinct i.member_id)::int as people
            from incentive_measure k left join incentive i on i.measure_id = k.id and i.removed_at is null where k.removed_at is null group by k.id, k.title, k.kind, k.policy order by k.kind, k.title, k.id limit 500
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
    }
}
