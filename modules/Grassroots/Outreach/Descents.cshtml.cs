using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots;

/// <summary>力量下沉 by who received it: people, matters and services, how many are still there and of how many it is written what came of them.</summary>
[Needs(Outreach.Read)]
public sealed class DescentsModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Name, int People, int Matters, int Services, int Running, int Effects);

    const int PageSize = 100;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public Guid? Next { get; private set; }

    public async Task OnGetAsync(int? year, Guid? after, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        Lines = await db.QueryAsync<Line>($"""
            select o.id, o.name, coalesce(sum(d.number) filter (where d.kind = '1'), 0)::int as people, coalesce(sum(d.number) filter (where d.kind = '2'), 0)::int as matters, coalesce(sum(d.number) filter (where d.kind = '3'), 0)::int as services,
              count(*) filter (where d.ended_on is null or d.ended_on > @today)::int as running, count(d.effect)::int as effects
            from descent d join organisation o on o.id = d.organisation_id where d.removed_at is null and d.began_on <= @to and coalesce(d.ended_on >= @from, true)
              {(after is null ? "" : "and (o.locality_path, o.rank_order, o.id) > ((select x.locality_path from organisation x where x.id = @after), (select x.rank_order from organisation x where x.id = @after), @after)")}
            group by o.id order by o.locality_path, o.rank_order, o.id limit {PageSize + 1}
            """, new { after, today = Clock.Today, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
        if (Lines.Count > PageSize) (Lines, Next) = ([.. Lines.Take(PageSize)], Lines[PageSize - 1].Id);
    }
}
