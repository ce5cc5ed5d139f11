using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Honours;

/// <summary>庆祝活动全貌: what was planned and done, who was invited, and what of the year belongs to it: commendations, medals for fifty years, rounds of visits.</summary>
[Needs(HonourProcedures.Read)]
public sealed class AnniversaryModel(Db db, Here here) : PageModel
{
    public sealed record Event(Guid Id, string Title, int Year, DateOnly BeganOn, DateOnly DueOn, string Owner, string? Materials, DateOnly? ClosedOn, string? Summary);
    public sealed record Activity(string Heading, string Owner, DateOnly PlannedOn, DateOnly? DoneOn, string? Result);
    public sealed record Award(Guid Id, string Title, string? Name, string Organisation, DateOnly AwardedOn);
    public sealed record Round(Guid Id, string Title, int Meant, int Visited, long Paid, int Budget);

    public Here Here { get; } = here;
    public Event Of { get; private set; } = null!;
    public IReadOnlyList<Activity> Activities { get; private set; } = [];
    public IReadOnlyList<Award> Awards { get; private set; } = [];
    public IReadOnlyList<Round> Rounds { get; private set; } = [];
    public (int Invited, int Coming, int There) Guests { get; private set; }
    public int Medals { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Event>("select id, title, year, began_on, due_on, owner, materials, closed_on, summary from anniversary where id = @id and removed_at is null", new { id }, stop) is not { } of) return NotFound();
        Of = of;
        await db.QueryManyAsync("""
            select heading, owner, planned_on, done_on, result from anniversary_activity where anniversary_id = @Id and removed_at is null order by planned_on, id;
            select c.id, c.title, m.name, o.name as organisation, c.awarded_on from commendation c join organisation o on o.id = c.organisation_id left join member m on m.id = c.member_id where c.anniversary_id = @Id and c.removed_at is null and c.revoked_on is null order by c.level, c.awarded_on, c.id limit 300;
            select r.id, r.title, count(v.id)::int as meant, count(v.visited_on)::int as visited, coalesce(sum(v.paid), 0)::bigint as paid, r.budget from visit_round r left join visit v on v.round_id = r.id and v.removed_at is null where r.anniversary_id = @Id and r.removed_at is null group by r.id, r.title, r.budget, r.began_on order by r.began_on, r.id;
            select count(invited_on)::int, count(*) filter (where answer in ('1', '3'))::int, count(*) filter (where answer = '3')::int from anniversary_guest where anniversary_id = @Id and removed_at is null;
            select count(*)::int from member_honour where kind = '0123' and removed_at is null and awarded_on between make_date(@Year, 1, 1) and make_date(@Year, 12, 31)
            """, new { of.Id, of.Year }, async grid =>
        {
            (Activities, Awards, Rounds, Guests, Medals) = ([.. await grid.ReadAsync<Activity>()], [.. await grid.ReadAsync<Award>()], [.. await grid.ReadAsync<Round>()], await grid.ReadFirstAsync<(int, int, int)>(), await grid.ReadFirstAsync<int>());
            return 0;
        }, stop);
        return Page();
    }
}
