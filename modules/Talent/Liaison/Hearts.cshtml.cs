using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Liaison;

/// <summary>增人数与得人心: each signed wave of the survey, item by item, beside how many came and left since the wave before.</summary>
[Needs(Liaisons.Read)]
public sealed class HeartsModel(Db db, Here here) : PageModel
{
    public sealed record Wave(Guid Id, string Title, string? Period, DateOnly HeldOn, DateOnly Since, int Valid, int Came, int Left);
    public sealed record Item(Guid PollId, int Number, string Title, int Good, int All);

    public Here Here => here;
    public IReadOnlyList<Wave> Waves { get; private set; } = [];
    public ILookup<Guid, Item> Items { get; private set; } = Array.Empty<Item>().ToLookup(item => item.PollId);
    public IReadOnlyList<string> Titles { get; private set; } = [];
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(CancellationToken stop)
    {
        (Waves, Items) = await db.QueryManyAsync("""
            with w as (select p.id, p.title, p.period, p.held_on, coalesce(lag(p.held_on) over (partition by p.locality_path order by p.held_on, p.id), p.held_on - 365) as since, p.locality_path from org.poll p where p.kind = 'satisfaction' and p.state = 'signed')
            select w.id, w.title, w.period, w.held_on, w.since, (select coalesce(sum(g.returned - g.invalid), 0)::int from org.poll_group g where g.poll_id = w.id) as valid,
              (select count(*)::int from introduction i where i.removed_at is null and i.verified_on is not null and starts_with(i.locality_path, w.locality_path) and i.arrived_on > w.since and i.arrived_on <= w.held_on) as came, (select count(*)::int from introduction i where i.removed_at is null and starts_with(i.locality_path, w.locality_path) and i.left_on > w.since and i.left_on <= w.held_on) as left
            from w order by w.held_on desc, w.id limit 12;
            select i.poll_id, i.number::int as number, i.title, coalesce(sum(c.votes) filter (where c.choice in ('1', '2')), 0)::int as good, coalesce(sum(c.votes), 0)::int as all from org.poll_item i join org.poll p on p.id = i.poll_id left join org.poll_count c on c.poll_id = i.poll_id and c.item_number = i.number
            where p.kind = 'satisfaction' and p.state = 'signed' group by i.poll_id, i.number, i.title order by i.number
            """, null, async grid => ((IReadOnlyList<Wave>)[.. await grid.ReadAsync<Wave>()], (await grid.ReadAsync<Item>()).ToLookup(item => item.PollId)), stop);
        Titles = [.. Items.SelectMany(group => group).OrderBy(item => item.Number).Select(item => item.Title).Distinct().Take(8)];
    }
}
