using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>线上平台's first page: where one's own things stand, and what is new. Who opens it is counted once a day.</summary>
[Needs(Portal.View, Write = Portal.Act)]
public sealed class IndexModel(Db db, Here here) : PortalPageModel(db, here)
{
    public sealed record Standing(int OpenRequests, int OpenApplications, int Granted, int Jobs, int Urgent, int Activities, int Clauses);

    public Standing? Now { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return;
        Now = await Db.FirstAsync<Standing>($"""
            select (select count(*)::int from service_order where {Mine} = @Id and state <> '4' and removed_at is null) as open_requests, (select count(*)::int from application where {Mine} = @Id and paid_on is null and ended_on is null and removed_at is null) as open_applications,
              (select count(*)::int from application where {Mine} = @Id and paid_on is not null and removed_at is null) as granted, (select count(*)::int from demand where released_on is not null and closed_on is null and removed_at is null) as jobs, (select count(*)::int from demand where released_on is not null and closed_on is null and is_urgent and removed_at is null) as urgent,
              (select count(*)::int from recruitment where coalesce(ended_on, held_on) >= @today and removed_at is null) as activities, (select count(*)::int from policy_clause where applicant = @kind and valid_from <= @today and (valid_to is null or valid_to >= @today) and removed_at is null) as clauses
            """, new { Me!.Id, today = Clock.Today, kind = Me.IsEmployer ? "2" : "1" }, stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return NotFound();
        if (await Db.ExecuteAsync("insert into portal_visit (person_id, on_day, locality_path, is_employer) values (@PersonId, @today, @LocalityPath, @IsEmployer) on conflict do nothing", new { Me!.PersonId, today = Clock.Today, Me.LocalityPath, Me.IsEmployer }, stop) > 0)
            await Db.RecordAsync(new(DeedKind.Notice, "portal", Me.Id, Me.LocalityPath, Me.Name, [new("访问线上平台", null, Dates.Format(Clock.Today))]), stop);
        return new NoContentResult();
    }
}
