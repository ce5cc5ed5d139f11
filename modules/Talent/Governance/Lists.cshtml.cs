using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>清单执行: which member unit has which of the three lists in force, and which of the four duties has nothing.</summary>
[Needs(Members.Read)]
public sealed class ListsModel(Db db, Here here) : PageModel
{
    public sealed record Unit(Guid Id, string Name, string Head, string? Officer, int Powers, int Duties, int Services, int Draft, int Carried, int NotCarried, int Served)
    {
        public bool IsWhole => Powers > 0 && Duties > 0 && Services > 0;
    }

    public sealed record Tagged(string Tag, int Items, int Units);

    public Here Here => here;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<Tagged> Tags { get; private set; } = [];
    public int Whole => Units.Count(unit => unit.IsWhole);

    public async Task OnGetAsync(CancellationToken stop) => (Units, Tags) = await db.QueryManyAsync("""
        select m.id, m.name, m.head, m.liaison_officer as officer, count(d.id) filter (where d.list = '1' and d.state = '3')::int as powers, count(d.id) filter (where d.list = '2' and d.state = '3')::int as duties, count(d.id) filter (where d.list = '3' and d.state = '3')::int as services, count(d.id) filter (where d.state in ('1', '2'))::int as draft,
          count(d.id) filter (where d.state = '3' and d.carried in ('1', '2'))::int as carried, count(d.id) filter (where d.state = '3' and d.carried = '3')::int as not_carried, count(d.id) filter (where d.list = '3' and d.state = '3' and exists (select from service_item i where i.duty_id = d.id and i.removed_at is null and i.ended_on is null))::int as served
        from member_unit m left join duty_item d on d.member_unit_id = m.id and d.removed_at is null where m.removed_at is null and m.ended_on is null group by m.id order by m.locality_path, m.rank_order, m.id limit 400;
        select tag, count(*)::int as items, count(distinct member_unit_id)::int as units from duty_item where removed_at is null and state = '3' group by tag
        """, null, async grid => ((IReadOnlyList<Unit>)[.. await grid.ReadAsync<Unit>()], (IReadOnlyList<Tagged>)[.. await grid.ReadAsync<Tagged>()]), stop);
}
