using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Floating;

/// <summary>流动党员 by township (by branch in one): out, in, abroad, whom to contact, who cannot be found.</summary>
[Needs(FloatingMembers.Read)]
public sealed class OverviewModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row(string Name, int Out, int In, int Abroad, int NeverHeard, int Lost);

    public Here Here => here;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyDictionary<string, long> Due { get; private set; } = new Dictionary<string, long>();
    public static IReadOnlyList<Rule> Rules => FloatingRules.All;
    public Row Whole => new("合计", Rows.Sum(r => r.Out), Rows.Sum(r => r.In), Rows.Sum(r => r.Abroad), Rows.Sum(r => r.NeverHeard), Rows.Sum(r => r.Lost));

    public async Task OnGetAsync(CancellationToken stop)
    {
        var depth = here.Localities.Below(here.Locality).FirstOrDefault(place => place.Kind == LocalityKind.Township) is { } one ? one.Path.Count(c => c == '.') : 99;
        var township = $@"^(?:[0-9]+\.){{{depth}}}";
        // Below a township its branches, above it its townships; what lies with an organ of a county is the county's own line.
        Rows = await db.QueryAsync<Row>("""
            with f as (
              select case when @isLow then f.locality_path else coalesce(substring(f.locality_path from @township), org.home_of(f.locality_path)) end as path, f.direction, f.contacted_on from floating f where f.ended_on is null and f.removed_at is null),
            m as (
              select case when @isLow then m.locality_path else coalesce(substring(m.locality_path from @township), org.home_of(m.locality_path)) end as path from member m where m.membership_state = '2' and m.left_on is null and m.removed_at is null)
            select l.name, count(*) filter (where x.what = '1')::int as "out", count(*) filter (where x.what = '2')::int as "in", count(*) filter (where x.what = '3')::int as abroad, count(*) filter (where x.is_silent)::int as never_heard, count(*) filter (where x.what = 'lost')::int as lost
            from (select path, direction as what, contacted_on is null as is_silent from f union all select path, 'lost', false from m) x join org.locality l on l.path = x.path
            group by l.path, l.name order by l.path limit 500
            """, new { isLow = here.Locality.Kind >= LocalityKind.Township, township }, stop);
        Due = await checks.CountAsync(Rules, stop);
    }
}
