using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>选票 of one congress: who is put up and what they got, the ballots there are, and a new one with those who have no result yet.</summary>
[Needs(TermChanges.Persons)]
public sealed class BallotsModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, string Meeting, string State, Guid ProjectId, string? ApprovedNo, DateOnly? ApprovedOn);
    public sealed record Line(Guid Id, string Name, string Post, int? Present, int? VotesFor, int? VotesAgainst, int? VotesAbstain, string? Result, DateOnly? ElectedOn, Guid? BatchId);
    public sealed record Ballot(Guid Id, string Title, DateOnly HeldOn, string State, string? Summary);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Ballot> Polls { get; private set; } = [];
    PollKind Kind => CongressPolls.Of(One.Meeting);
    public string Title => Kind.Title;
    public bool MayAdd => Here.MayWrite(TermChanges.Arrange) && One.State == "3";
    public string UrlOf(Ballot poll) => Here.Url($"cadres/{Kind.Id}/{poll.Id}");
    public string NewUrl => Lines.Where(line => line.Result is null or "3").ToList() is var open ? Here.Url($"cadres/{Kind.Id}/new") + $"?subject={One.Id}&title={Uri.EscapeDataString(One.Name)}&most={Math.Max(1, open.Count)}" + string.Concat(open.Select(line => "&item=" + Uri.EscapeDataString($"{line.Post}：{line.Name}"))) : "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, name, meeting, state, term_change_id as project_id, approved_no, approved_on from term_congress where id = @id and removed_at is null", new { id }, stop) is not { } head) return NotFound();
        One = head;
        Lines = await db.QueryAsync<Line>("select n.id, n.name, n.post, n.present, n.votes_for, n.votes_against, n.votes_abstain, n.result, n.elected_on, c.appointment_batch_id as batch_id from term_nominee n left join appointment_candidate c on c.id = n.candidate_id where n.term_congress_id = @id and n.removed_at is null order by n.rank_order, n.id", new { id }, stop);
        Polls = await db.QueryAsync<Ballot>("select id, title, held_on, state, summary from org.poll where subject_id = @id and kind = @kind and state <> 'void' order by held_on, id", new { id, kind = Kind.Id }, stop);
        return Page();
    }
}
