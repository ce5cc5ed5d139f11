using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Recruitment;

/// <summary>选聘情况: by year and by receiving department, planned, offered and come.</summary>
[Needs(Appointing.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Row(int Year, string Department, int Planned, int Offered, int Entered, int Declined);
    public Here Here { get; } = here;
    public IReadOnlyList<IGrouping<int, Row>> Years { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Years = [.. (await db.QueryAsync<Row>("""
        select b.year, d.department, coalesce(sum(d.planned), 0)::int as planned, coalesce(sum(d.offered), 0)::int as offered, coalesce(sum(d.entered), 0)::int as entered, coalesce(sum(d.declined), 0)::int as declined from recruitment b join lateral (
          select p.department, p.planned, 0 as offered, 0 as entered, 0 as declined from recruitment_place p where p.recruitment_id = b.id and p.removed_at is null
          union all select r.department, 0, (r.offered_on is not null)::int, (r.state = '3')::int, (r.state = '4')::int from recruit r where r.recruitment_id = b.id and r.removed_at is null) d on true
        where b.removed_at is null group by b.year, d.department order by b.year desc, d.department
        """, null, stop)).GroupBy(row => row.Year)];
}
