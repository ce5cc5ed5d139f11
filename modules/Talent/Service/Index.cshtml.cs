using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Service;

/// <summary>服务台: what is open by the hour it is due, the month's figures by unit and concern, apartments with those who wait in the order they are served.</summary>
[Needs(ServiceOrders.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Open(Guid Id, string Title, string Item, string? Handling, string State, DateTime DueAt);
    public sealed record Unit(string Handling, int Orders, int Done, int InTime, int Returned, int Rated, int Happy);
    public sealed record ByConcern(string Concern, int Orders, int Done, decimal? Days, int Waiting);
    public sealed record Item(Guid Id, string Name, int Uses);
    public sealed record Flats(int All, int Taken);
    public sealed record Wait(Guid Id, Guid TalentId, string Name, string? Grade, DateOnly AskedOn, int People);

    public Here Here => here;
    public Month Month { get; private set; }
    public IReadOnlyList<Open> Orders { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<ByConcern> Concerns { get; private set; } = [];
    public IReadOnlyList<Item> Items { get; private set; } = [];
    public Flats Housing { get; private set; } = new(0, 0);
    public IReadOnlyList<Wait> Waiting { get; private set; } = [];
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(string? month, CancellationToken stop)
    {
        Month = Month.TryParse(month ?? "", out var asked, out _) ? asked : Month.Of(Clock.Today);
        (Orders, Units, Concerns, Items, Housing, Waiting) = await db.QueryManyAsync("""
            select o.id, o.title, s.name as item, o.handling, o.state, o.due_at from service_order o join service_item s on s.id = o.item_id where o.removed_at is null and o.state <> '4' and o.due_at is not null order by o.due_at, o.id limit 30;
            select coalesce(handling, '没有分办') as handling, count(*)::int as orders, count(*) filter (where state = '4')::int as done, count(*) filter (where state = '4' and done_at <= due_at)::int as in_time, coalesce(sum(returns), 0)::int as returned, count(satisfaction)::int as rated, count(*) filter (where satisfaction in ('1', '2'))::int as happy
            from service_order where removed_at is null and raised_on >= @from and raised_on < @to group by 1 order by 2 desc, 1 limit 60;
            select s.concern, count(*)::int as orders, count(*) filter (where o.state = '4')::int as done, round(avg(o.done_on - o.raised_on) filter (where o.state = '4'), 1) as days, count(*) filter (where o.state <> '4')::int as waiting
            from service_order o join service_item s on s.id = o.item_id where o.removed_at is null and o.raised_on >= @year and o.raised_on < @to group by 1 order by 1;
            select s.id, s.name, (select count(*)::int from service_order o where o.item_id = s.id and o.removed_at is null and o.raised_on >= @year and o.raised_on < @to) as uses from service_item s where s.removed_at is null and s.ended_on is null order by 3 desc, s.name, s.id limit 40;
            select count(*)::int as all, count(talent_id)::int as taken from apartment where removed_at is null;
            select w.id, w.talent_id, t.name, t.grade, w.asked_on, w.people from apartment_wait w join talent t on t.id = w.talent_id where w.removed_at is null and w.settled_on is null and t.removed_at is null order by coalesce(t.grade, 'Z'), w.asked_on, w.id limit 20
            """, new { from = Month.First, to = Month.First.AddMonths(1), year = new DateOnly(Month.First.Year, 1, 1) },
            async grid => ((IReadOnlyList<Open>)[.. await grid.ReadAsync<Open>()], (IReadOnlyList<Unit>)[.. await grid.ReadAsync<Unit>()], (IReadOnlyList<ByConcern>)[.. await grid.ReadAsync<ByConcern>()], (IReadOnlyList<Item>)[.. await grid.ReadAsync<Item>()], await grid.ReadFirstAsync<Flats>(), (IReadOnlyList<Wait>)[.. await grid.ReadAsync<Wait>()]), stop);
    }
}
