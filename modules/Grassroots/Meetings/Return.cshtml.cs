using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>The level above sends a record back: until it is mended and confirmed it does not count.</summary>
[Needs(PartyMeetings.Review)]
public sealed class ReturnModel(Db db, Here here, MeetingBook book) : PageModel
{
    public IActionResult OnGet(Guid id) => Redirect(here.Url($"grassroots/meetings/{id}"));

    public async Task<IActionResult> OnPostAsync(Guid id, string? remark, CancellationToken stop)
    {
        if (await book.FindAsync(id, stop) is not { } meeting) return NotFound();
        remark = remark?.Trim();
        if (string.IsNullOrEmpty(remark)) TempData["Done"] = "没有退回：请写明哪里要改";
        else if (await db.ExecuteAsync("update meeting set state = '4', returned_at = now(), returned_name = @Name, returned_remark = left(@remark, 200), version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '3'", new { id, db.Actor.Name, remark, by = db.Actor.Id }, stop) == 0) TempData["Done"] = "这条记录不是已确认状态，没有退回";
        else
        {
            await db.RecordAsync(new(DeedKind.Update, "meetings", id, meeting.LocalityPath, meeting.Topic, [new("状态", "已确认", "已退回")], remark), stop);
            TempData["Done"] = $"已退回{meeting.Organisation}";
        }
        return Redirect(here.Url($"grassroots/meetings/{id}"));
    }
}
