using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>A record made by mistake, before it was confirmed. What was confirmed stays, and is corrected.</summary>
[Needs(PartyMeetings.Edit)]
public sealed class DiscardModel(Here here, MeetingBook book, RegisterRows rows, RegisterBook registers) : PageModel
{
    public IActionResult OnGet(Guid id) => Redirect(here.Url($"grassroots/meetings/{id}"));

    public async Task<IActionResult> OnPostAsync(Guid id, string? reason, CancellationToken stop)
    {
        if (await book.FindAsync(id, stop) is not { } meeting) return NotFound();
        if (meeting.State == "3" || string.IsNullOrWhiteSpace(reason))
        {
            TempData["Done"] = meeting.State == "3" ? "已确认的记录不能作废，可以修改" : "没有作废：请写明事由";
            return Redirect(here.Url($"grassroots/meetings/{id}"));
        }
        await rows.RemoveAsync(registers.All.First(place => place.Path == "grassroots/meetings"), id, reason.Trim(), stop);
        TempData["Done"] = "已作废";
        return Redirect(here.Url($"grassroots/life/branch/{meeting.OrganisationId}"));
    }
}
