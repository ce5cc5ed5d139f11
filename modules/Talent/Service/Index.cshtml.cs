using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Service;

/// <summary>服务台: what is open by the hour it is due, the month's figures by unit and concern, apartments with those who wait in the order they are served.</summary>
[Needs(ServiceOrders.Read)]
public sealed class IndexModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record Open(Guid Id, string Title, string Item, string? Handling, string State, DateTime DueAt);
    /// <summary>A unit, or an officer: orders it answers for and parts of others' that were given to it.</summary>
    public sealed record Unit(bool IsOfficer, string Handling, int Orders, int Done, int InTime, int Returned, int Rated, int Happy);
    public sealed record ByConcern(string Concern, int Orders, int Done, decimal? Days, int Waiting);
    public sealed record Item(Guid Id, string Name, int Uses, string? Place);
    public sealed record Flats(int All, int Taken);
    public sealed record Rent(int Owed, int Amount);

    public Here Here => here;
    public Month Month { get; private set; }
    public IReadOnlyList<Open> Orders { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<Unit> Officers { get; private set; } = [];
    public Rent Rents { get; private set; } = new(0, 0);
    public IReadOnlyList<ByConcern> Concerns { get; private set; } = [];
    public IReadOnlyList<Item> Items { get; private set; } = [];
    public Flats Flat { get; private set; } = new(0, 0);
    public IReadOnlyList<Housing.Wait> Waiting { get; private set; } = [];
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(string? month, CancellationToken stop)
    {
        Month = Month.TryParse(month ?? "", out var asked, out _) ? asked : Month.Of(Clock.Today);
        (Orders, Units, Concerns, Items, Flat, Rents) = await db.QueryManyAsync("""
            select o.id, o.title, s.name as item, o.handling, o.state, o.due_at from service_order o join service_item s on s.id = o.item_id where o.removed_at is null and o.state <> '4' and o.due_at is not null order by o.due_at, o.id limit 30;
            with one as (select handling, officer, state = '4' as is_done, state = '4' and done_at <= due_at as in_time, returns, satisfaction from service_order where removed_at is null and raised_on >= @from and raised_on < @to
              union all select p.handling, p.officer, p.state = '2', p.state = '2' and p.done_on <= p.due_on, (p.state = '3')::int, null from order_part p join service_order o on o.id = p.service_order_id where p.removed_at is null and o.removed_at is null and o.raised_on >= @from and o.raised_on < @to)
            select grouping(handling) = 1 as is_officer, case grouping(handling) when 0 then coalesce(handling, '没有分办') else coalesce(officer, '没有专员') end as handling, count(*)::int as orders, count(*) filter (where is_done)::int as done, count(*) filter (where in_time)::int as in_time, coalesce(sum(returns), 0)::int as returned, count(satisfaction)::int as rated, count(*) filter (where satisfaction in ('1', '2'))::int as happy
            from one group by grouping sets ((handling), (officer)) order by 1, 3 desc, 2 limit 120;
            select s.concern, count(*)::int as orders, count(*) filter (where o.state = '4')::int as done, round(avg(o.done_on - o.raised_on) filter (where o.state = '4'), 1) as days, count(*) filter (where o.state <> '4')::int as waiting
            from service_order o join service_item s on s.id = o.item_id where o.removed_at is null and o.raised_on >= @year and o.raised_on < @to group by 1 order by 1;
            select s.id, s.name, (select count(*)::int from service_order o where o.item_id = s.id and o.removed_at is null and o.raised_on >= @year and o.raised_on < @to) as uses, case when s.locality_path <> @here then (select l.short_name from org.locality l where l.path = s.locality_path) end as place from service_item s where s.removed_at is null and s.ended_on is null order by 3 desc, s.name, s.id limit 40;
            select count(*)::int as all, count(talent_id)::int as taken from apartment where removed_at is null;
            select count(*)::int as owed, coalesce(sum(amount), 0)::int as amount from apartment_rent where removed_at is null and paid_on is null and month_on <= @today
            """, new { here = here.Locality.Path, today = Clock.Today, from = Month.First, to = Month.First.AddMonths(1), year = new DateOnly(Month.First.Year, 1, 1) },
            async grid => ((IReadOnlyList<Open>)[.. await grid.ReadAsync<Open>()], (IReadOnlyList<Unit>)[.. await grid.ReadAsync<Unit>()], (IReadOnlyList<ByConcern>)[.. await grid.ReadAsync<ByConcern>()], (IReadOnlyList<Item>)[.. await grid.ReadAsync<Item>()], await grid.ReadFirstAsync<Flats>(), await grid.ReadFirstAsync<Rent>()), stop);
        (Units, Officers) = ([.. Units.Where(unit => !unit.IsOfficer)], [.. Units.Where(unit => unit.IsOfficer)]);
        Waiting = await Housing.QueueAsync(db, here.Locality.Path, (await rules.SettingsAsync(stop)).For(Housing.Order, here.Locality.Path, Clock.Today), 20, stop);
    }
}
