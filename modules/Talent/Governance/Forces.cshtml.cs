using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>One sheet for a key task: cadres sent, Party organisations set up, talents assigned, beside what it needs; what is lacking, and who fills it by when.</summary>
[Needs(Allocations.Read)]
public sealed class ForcesModel(Db db, Here here) : PageModel
{
    public sealed record Matter(Guid Id, string Title, string Source, string LeadUnit, DateOnly DueOn);
    public sealed record Need(string Kind, string Words, int Needed, string Filler, DateOnly FillBy, int Before, int Have)
    {
        /// <summary>What is there counts for the earliest first.</summary>
        public int There => Math.Clamp(Have - Before, 0, Needed);
        public int Gap => Needed - There;
    }
    public sealed record Force(string Kind, string Name, string Role, DateOnly Since);

    public Here Here => here;
    public Matter Of { get; private set; } = null!;
    public IReadOnlyList<Need> Needs { get; private set; } = [];
    public IReadOnlyList<Force> Forces { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var (task, needs, forces) = await db.QueryManyAsync($"""
            select id, title, source, lead_unit, due_on from allocation where id = @id and removed_at is null;
            select n.kind, n.words, n.needed, n.filler, n.fill_by, (sum(n.needed) over (partition by n.kind order by n.fill_by, n.id) - n.needed)::int as before, ({Allocations.Have})::int as have from allocation a join allocation_need n on n.allocation_id = a.id and n.removed_at is null where a.id = @id order by n.kind, n.fill_by, n.id;
            select '1' as kind, coalesce(p.called, '（不在职）') as name, c.role, c.sent_on as since from allocation_cadre c left join cadres_cadre p on p.id = c.cadre_id where c.allocation_id = @id and c.removed_at is null and (c.back_on is null or c.back_on > org.today())
            union all select '2', coalesce(o.called, '（已撤销）'), b.role, b.set_on from allocation_body b left join grassroots_organisation o on o.id = b.organisation_id where b.allocation_id = @id and b.removed_at is null and (b.ended_on is null or b.ended_on > org.today())
            union all select '3', t.name || coalesce('　' || t.workplace, ''), x.role, x.assigned_on from allocation_talent x join talent t on t.id = x.talent_id where x.allocation_id = @id and x.removed_at is null and (x.ended_on is null or x.ended_on > org.today()) order by 1, 4, 2
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Matter>(), (IReadOnlyList<Need>)[.. await grid.ReadAsync<Need>()], (IReadOnlyList<Force>)[.. await grid.ReadAsync<Force>()]), stop);
        if (task is null) return NotFound();
        (Of, Needs, Forces) = (task, needs, forces);
        return Page();
    }
}
