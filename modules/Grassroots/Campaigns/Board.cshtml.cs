using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Campaigning;

/// <summary>活动进度: every unit with its four strands, its sessions by subject, its reports, visits and score; above it the stages.</summary>
[Needs(Education.Read)]
public sealed class BoardModel(Db db, Here here) : PageModel
{
    public sealed record Campaign(Guid Id, string Title, DateOnly BeganOn, DateOnly DueOn, DateOnly? ClosedOn, string? Summary);
    public sealed record Stage(string Title, DateOnly BeganOn, DateOnly DueOn, string? Words);
    public sealed record Project(string Title, string Owner, DateOnly DueOn, DateOnly? DoneOn);
    public sealed record Unit(Guid Id, Guid OrganisationId, string Title, string? Leader, int? Participants, int? Score, int Sessions, int Hours, int People, string? Subjects, int Due, int Sent, int Late, int Visits);
    public sealed record Strand(Guid UnitId, string Kind, Guid Id, string State, DateOnly DueOn);

    const int Most = 300;

    public Here Here { get; } = here;
    public Campaign Of { get; private set; } = null!;
    public IReadOnlyList<Stage> Stages { get; private set; } = [];
    public IReadOnlyList<Project> Projects { get; private set; } = [];
    public int Meetings { get; private set; }
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public ILookup<(Guid, string), Strand> Strands { get; private set; } = Enumerable.Empty<Strand>().ToLookup(one => (one.UnitId, one.Kind));
    public bool IsCut => Units.Count == Most;
    public int Done(string strand) => Units.Count(unit => Strands[(unit.Id, strand)].Any(one => one.State == "3"));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Campaign>("select id, title, began_on, due_on, closed_on, summary from campaign where id = @id and removed_at is null", new { id }, stop) is not { } of) return NotFound();
        Of = of;
        await db.QueryManyAsync($"""
            select title, began_on, due_on, words from campaign_stage where campaign_id = @Id and removed_at is null order by began_on, id;
            select title, owner, due_on, done_on from campaign_project where campaign_id = @Id and removed_at is null order by due_on, id limit 100;
            select count(*)::int from campaign_meeting where campaign_id = @Id and removed_at is null;
            select u.id, u.organisation_id, u.title, u.leader, u.participants, u.score, s.sessions, s.hours, s.people, s.subjects, r.due, r.sent, r.late, (select count(*)::int from campaign_visit v where v.campaign_unit_id = u.id and v.removed_at is null) as visits
            from campaign_unit u
            cross join lateral (select count(*)::int as sessions, coalesce(sum(x.hours), 0)::int as hours, coalesce(sum(x.people), 0)::int as people, string_agg(distinct x.subject, ',' order by x.subject) as subjects from campaign_session x where x.campaign_id = u.campaign_id and x.organisation_id = u.organisation_id and x.removed_at is null) s
            cross join lateral (select count(*)::int as due, count(x.submitted_on)::int as sent, count(*) filter (where x.submitted_on is null and x.due_on < @today)::int as late from campaign_report x where x.campaign_unit_id = u.id and x.removed_at is null) r
            where u.campaign_id = @Id and u.removed_at is null order by u.locality_path, u.rank_order, u.id limit {Most};
            select t.campaign_unit_id as unit_id, t.strand as kind, t.id, t.state, t.due_on from campaign_task t where t.campaign_id = @Id and t.removed_at is null
            """, new { of.Id, today = Clock.Today }, async grid =>
        {
            (Stages, Projects, Meetings, Units) = ([.. await grid.ReadAsync<Stage>()], [.. await grid.ReadAsync<Project>()], await grid.ReadFirstAsync<int>(), [.. await grid.ReadAsync<Unit>()]);
            Strands = (await grid.ReadAsync<Strand>()).ToLookup(one => (one.UnitId, one.Kind));
            return 0;
        }, stop);
        return Page();
    }
}
