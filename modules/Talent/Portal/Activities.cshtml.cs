using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>What is going to be held, and what was held in the past half year.</summary>
[Needs(Portal.View)]
public sealed class ActivitiesModel(Db db, Here here) : PortalPageModel(db, here)
{
    public sealed record Activity(string Title, string Kind, DateOnly HeldOn, DateOnly? EndedOn, string? Venue, string? Organiser, int Posts, string? Outcome)
    {
        public bool IsAhead => (EndedOn ?? HeldOn) >= Clock.Today;
    }

    public IReadOnlyList<Activity> Activities { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return Redirect(UrlOf());
        Activities = await Db.QueryAsync<Activity>("select title, kind, held_on, ended_on, venue, organiser, posts, outcome from recruitment where removed_at is null and held_on >= @since order by coalesce(ended_on, held_on) >= @today desc, held_on desc, id limit 100", new { since = Clock.Today.AddMonths(-6), today = Clock.Today }, stop);
        return Page();
    }
}
