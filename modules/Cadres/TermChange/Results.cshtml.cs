using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>选举结果: every team of the project with its congresses, how far each is, who was elected; who was put up and not elected is for those who may see arrangements of persons.</summary>
[Needs(TermChanges.Read)]
public sealed class ResultsModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, string Tier, DateOnly ChangesOn, string State);
    public sealed record Line(Guid TeamId, string TeamName, Guid? Id, string? Meeting, string? State, DateOnly? PlannedOn, DateOnly? HeldOn, string? ApprovedNo, int Steps, int Signed, int Nominees, int Elected, int Failed, string? ElectedNames, string? FailedNames);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    /// <summary>What stands in the way of the change being done.</summary>
    public IReadOnlyList<string> Lacking { get; private set; } = [];
    public bool MayPersons => Here.May(TermChanges.Persons);
    public int Congresses => Lines.Count(line => line.Id is not null);
    public int Held => Lines.Count(line => line.State == "4");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, name, tier, changes_on, state from term_change where id = @id and removed_at is null", new { id }, stop) is not { } head) return NotFound();
        One = head;
        Lines = await db.QueryAsync<Line>($"""
            select x.id as team_id, x.name as team_name, c.id, c.meeting, c.state, c.planned_on, c.held_on, c.approved_no, k.steps, k.signed, n.nominees, n.elected, n.failed, n.elected_names, n.failed_names
            from ({BoardModel.TeamsSql}) x left join term_congress c on c.team_id = x.id and c.term_change_id = @id and c.removed_at is null
            cross join lateral (select count(*)::int as steps, count(*) filter (where k.state <> '1')::int as signed from term_check k where k.congress_id = c.id and k.removed_at is null) k
            cross join lateral (select count(*) filter (where not n.is_written_in)::int as nominees, count(*) filter (where n.result = '1')::int as elected, count(*) filter (where n.result in ('2', '3'))::int as failed,
              string_agg(n.post || ' ' || n.name || case when n.is_written_in then '（另选）' else '' end, '、' order by n.rank_order, n.id) filter (where n.result = '1') as elected_names, string_agg(n.post || ' ' || n.name || case n.result when '3' then '（票数相等）' else '' end, '、' order by n.rank_order, n.id) filter (where n.result in ('2', '3')) as failed_names from term_nominee n where n.term_congress_id = c.id and n.removed_at is null) n
            """, new { id }, stop);
        if (head.State != "3") Lacking = await TermCongresses.LackingAsync(db, id, stop);
        return Page();
    }
}
