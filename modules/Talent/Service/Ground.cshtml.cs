using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Service;

/// <summary>载体和礼遇: facilities by who sits in them and what happens there, and how the courtesy cards are used.</summary>
[Needs(ServiceOrders.Read)]
public sealed class GroundModel(Db db, Here here) : PageModel
{
    public sealed record Place(Guid Id, string Name, string Kind, string Address, int Capacity, int Taken, int Residents, int Events, int People, int Honours);
    public sealed record Use(string Item, int Times, int Cards);
    public sealed record Counts(int Cards, int Used, int Stopped);

    public Here Here => here;
    public IReadOnlyList<Place> Places { get; private set; } = [];
    public IReadOnlyList<Use> Uses { get; private set; } = [];
    public Counts Cards { get; private set; } = new(0, 0, 0);
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(CancellationToken stop) => (Places, Uses, Cards) = await db.QueryManyAsync("""
        select f.id, f.name, f.kind, f.address, f.capacity, r.taken, r.residents, e.events, e.people, (select count(*)::int from facility_honour h where h.facility_id = f.id and h.removed_at is null and h.removed_on is null) as honours
        from facility f cross join lateral (select coalesce(sum(seats), 0)::int as taken, count(*)::int as residents from facility_resident r where r.facility_id = f.id and r.removed_at is null and r.began_on <= @today and (r.ended_on is null or r.ended_on > @today)) r
        cross join lateral (select count(*)::int as events, coalesce(sum(people), 0)::int as people from facility_event e where e.facility_id = f.id and e.removed_at is null and e.held_on >= @from and e.held_on <= @today) e
        where f.removed_at is null and f.ended_on is null order by f.kind, f.locality_path, f.rank_order, f.id limit 100;
        select u.item, count(*)::int as times, count(distinct u.courtesy_card_id)::int as cards from card_use u where u.removed_at is null and u.used_on >= @from group by 1 order by 2 desc, 1;
        select count(*) filter (where stopped_on is null)::int as cards, count(*) filter (where stopped_on is null and uses > 0)::int as used, count(stopped_on)::int as stopped from courtesy_card where removed_at is null
        """, new { today = Clock.Today, from = new DateOnly(Clock.Today.Year, 1, 1) }, async grid => ((IReadOnlyList<Place>)[.. await grid.ReadAsync<Place>()], (IReadOnlyList<Use>)[.. await grid.ReadAsync<Use>()], await grid.ReadFirstAsync<Counts>()), stop);
}
