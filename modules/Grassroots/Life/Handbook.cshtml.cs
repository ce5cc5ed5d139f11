using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>党支部工作手册: the year on paper. What was held, who came, and what was lacking.</summary>
[Needs(PartyMeetings.Read)]
public sealed class HandbookModel(Here here, MeetingBook book, RuleChecks checks) : PageModel
{
    public Here Here { get; } = here;
    public LifeCalendar Calendar { get; private set; } = null!;
    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];
    public IReadOnlyList<Attendee> Members { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, int? year, CancellationToken stop)
    {
        var asked = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        if (await book.ShapeAsync(id, stop) is not { } shape) return NotFound();
        Meetings = [.. (await book.OfYearAsync(id, asked, stop)).Where(meeting => meeting.State == "3").Reverse()];
        Calendar = LifeCalendar.Of(shape, asked, Clock.Today, Meetings, await checks.SettingsAsync(stop));
        Members = await book.CircleAsync(shape, MeetingKind.All[0], null, Clock.Today, stop);
        return Page();
    }
}
