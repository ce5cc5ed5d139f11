using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>融合联动情况: by line of work and theme, how many tasks, visits and activities belong to it, and which have none.</summary>
[Needs(TalentWork.Read)]
public sealed class JoinedModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Field, string Title, string Place, string Owner, int Tasks, int Done, int Visits, int Activities)
    {
        public int All => Tasks + Visits + Activities;
    }

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Lines = await db.QueryAsync<Line>("""
            select h.id, h.field, h.title, l.name as place, h.owner, w.tasks, w.done, v.n as visits, r.n as activities from theme h join org.locality l on l.path = h.locality_path
            cross join lateral (select count(*)::int as tasks, count(*) filter (where i.state = 'closed')::int as done from org.work_item i where i.source_id = h.id and i.kind = 'tasks' and i.state <> 'cancelled') w
            cross join lateral (select count(*)::int as n from visit v where v.theme_id = h.id and v.removed_at is null) v
            cross join lateral (select count(*)::int as n from recruitment r where r.theme_id = h.id and r.removed_at is null) r
            where h.removed_at is null and h.year = @Year order by h.field, h.locality_path, h.rank_order, h.id limit 200
            """, new { Year }, stop);
    }
}
