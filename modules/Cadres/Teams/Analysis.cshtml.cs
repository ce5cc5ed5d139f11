using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>研判进度 (C2.12): how many of the teams in scope are analysed, what was found and is suggested; each leads to what is on record of the team.</summary>
[Needs(TeamYears.Analyse)]
public sealed class AnalysisModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, DateOnly HeldOn, string Participants, string State, DateOnly? ConcludedOn, string? Summary);
    public sealed record Team(Guid Id, Guid TeamId, string Name, DateOnly? AnalysedOn, string? Findings, string? Measure, string? Proposal);
    public sealed record Person(Guid Id, Guid CadreId, string Name, string? PostTitle, string Findings, string Measure, string? Proposal);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Team> Teams { get; private set; } = [];
    public IReadOnlyList<Person> People { get; private set; } = [];
    public int Done => Teams.Count(team => team.AnalysedOn is not null);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, name, held_on, participants, state, concluded_on, summary from team_analysis where id = @id and removed_at is null", new { id }, stop) is not { } head) return NotFound();
        One = head;
        (Teams, People) = await db.QueryManyAsync("""
            select id, team_id, name, analysed_on, findings, measure, proposal from analysed_team where team_analysis_id = @id and removed_at is null order by analysed_on is not null, rank_order, id;
            select p.id, p.cadre_id, c.name, c.post_title, p.findings, p.measure, p.proposal from analysed_person p join cadre c on c.id = p.cadre_id where p.team_analysis_id = @id and p.removed_at is null order by p.measure desc, p.rank_order, p.id
            """, new { id }, async grid => ((IReadOnlyList<Team>)[.. await grid.ReadAsync<Team>()], (IReadOnlyList<Person>)[.. await grid.ReadAsync<Person>()]), stop);
        return Page();
    }
}
