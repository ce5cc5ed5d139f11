using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>补学: who was not there has studied it since.</summary>
[Needs(PartyMeetings.Edit)]
public sealed class MakeupModel(Db db, Here here, MeetingBook book) : PageModel
{
    public IActionResult OnGet(Guid id) => Redirect(here.Url($"grassroots/meetings/{id}"));

    public async Task<IActionResult> OnPostAsync(Guid id, Guid[] members, string? on, CancellationToken stop)
    {
        if (await book.FindAsync(id, stop) is not { State: "3", KindOf.IsMadeUp: true } meeting) return NotFound();
        string? fault = null;
        if (members.Length == 0) fault = "请勾选补学的人";
        else if (!Dates.TryParse(on ?? "", out var day, out fault)) fault = "补学日期：" + fault;
        else if (day < meeting.HeldOn || day > Clock.Today) fault = $"补学日期应在 {Dates.Format(meeting.On)} 到今天之间";
        else
        {
            var names = await db.QueryAsync<string>("update attendance a set made_up_on = @day from member m where a.meeting_id = @id and a.member_id = any(@members) and a.standing <> '1' and a.made_up_on is null and m.id = a.member_id returning m.name", new { id, members, day }, stop);
            if (names.Count == 0) fault = "勾选的人到了会，或已经登记过补学";
            else await db.RecordAsync(new(DeedKind.Update, "meetings", id, meeting.LocalityPath, meeting.Topic, [new("补学", null, $"{string.Join("、", names)}　{Dates.Format(day)}")]), stop);
        }
        TempData["Done"] = fault is null ? "已登记补学" : "没有登记：" + fault;
        return Redirect(here.Url($"grassroots/meetings/{id}"));
    }
}
