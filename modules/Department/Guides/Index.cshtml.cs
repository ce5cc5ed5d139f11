using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Guides;

/// <summary>本单位的指导: requirements, forms and guides for the kinds of units that stand at this place, from here and above; nobody else's.</summary>
[Needs(KeyPoints.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Material(Guid Id, string Group, string Aim, string Title, string Kind, string Content, DateOnly IssuedOn, string Units);

    public Here Here => here;
    public IReadOnlyList<Material> All { get; private set; } = [];
    public bool MayEdit => here.MayWrite(Requirements.Edit);

    public async Task OnGetAsync(CancellationToken stop) => All = await db.QueryAsync<Material>("""
        select m.id, g.title as group, g.aim, m.title, m.kind, m.content, m.issued_on, u.names as units
        from guide_material m join guide_group g on g.id = m.guide_group_id and g.removed_at is null
          cross join lateral (select string_agg(u.name, '、' order by u.rank_order, u.id) as names from org.unit u where u.locality_path >= @lo and u.locality_path < @own and u.removed_at is null and u.kind in (select k.kind from guide_group_kind k where k.guide_group_id = g.id and k.removed_at is null)) u
        where m.removed_at is null and u.names is not null and starts_with(@lo, m.locality_path) order by g.year desc, g.title, m.kind, m.issued_on desc, m.id limit 200
        """, new { lo = here.Locality.Path, own = Scope.OwnBound(here.Locality.Path) }, stop);
}
