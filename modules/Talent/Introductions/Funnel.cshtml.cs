using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Introduction;

/// <summary>成效漏斗 of an event: resumes, interviews, intentions, signed and arrived at each stop, and what one signed person has cost.</summary>
[Needs(Employers.Read)]
public sealed class FunnelModel(Db db, Here here) : PageModel
{
    public sealed record Event(Guid Id, string Title, string Kind, DateOnly HeldOn, DateOnly? EndedOn, int Employers, int Posts, int Cost, string? Outcome, int Introduced);
    public sealed record Stop(string School, DateOnly StopOn, int Resumes, int Interviews, int Intentions, int Signed, int Arrived);

    public Here Here => here;
    public Event Held { get; private set; } = null!;
    public IReadOnlyList<Stop> Stops { get; private set; } = [];
    public int Sum(Func<Stop, int> count) => Stops.Sum(count);
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var (held, stops) = await db.QueryManyAsync("""
            select r.id, r.title, r.kind, r.held_on, r.ended_on, r.employers, r.posts, r.cost, r.outcome, (select count(*)::int from introduction i where i.recruitment_id = r.id and i.arrived_on is not null and i.removed_at is null) as introduced from recruitment r where r.id = @id and r.removed_at is null;
            select school, stop_on, resumes, interviews, intentions, signed, arrived from recruitment_stop where recruitment_id = @id and removed_at is null order by stop_on, id
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Event>(), (IReadOnlyList<Stop>)[.. await grid.ReadAsync<Stop>()]), stop);
        if (held is null) return NotFound();
        (Held, Stops) = (held, stops);
        return Page();
    }
}
