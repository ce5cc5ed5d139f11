using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.PoliticalCheckup;

/// <summary>Each Party organisation's members and how many of them have finished a round; who lacks most stands first. What was written is not here.</summary>
[Needs(PoliticalCheckups.Read)]
public sealed class UnitsModel(Db db, Here here) : PageModel
{
    public sealed record Round(Guid Id, string Title, DateOnly OpensOn, DateOnly DueOn);
    public sealed record Unit(string Name, string Path, long Members, long Done);

    public Here Here => here;
    public IReadOnlyList<Round> Rounds { get; private set; } = [];
    public Round? Shown { get; private set; }
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    public async Task OnGetAsync(Guid? round, CancellationToken stop)
    {
        Rounds = await db.QueryAsync<Round>("select id, title, opens_on, due_on from political_checkup_round where removed_at is null order by opens_on desc, id limit 12", null, stop);
        Shown = Rounds.FirstOrDefault(one => one.Id == round) ?? (Rounds.Count > 0 ? Rounds[0] : null);
        if (Shown is null) return;
        Units = await db.QueryAsync<Unit>("""
            select coalesce(max(u.name), '没有登记在党支部的') as name, u.path, sum(u.members)::bigint as members, sum(u.done)::bigint as done
            from (select max(m.organisation) as name, m.locality_path as path, count(*) as members, 0 as done from grassroots_member m where starts_with(m.locality_path, (select r.locality_path from political_checkup_round r where r.id = @Id)) group by m.locality_path
              union all select max(c.branch), c.locality_path, 0, count(*) from political_checkup c where c.round_id = @Id and c.removed_at is null group by c.locality_path) u
            group by u.path order by greatest(sum(u.members) - sum(u.done), 0) desc, name, u.path limit 500
            """, new { Shown.Id }, stop);
    }
}
