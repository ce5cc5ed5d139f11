using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>现场签到: a code on the wall for one day, and who has signed in with it. Writing the record takes attendance from here.</summary>
[Needs(PartyMeetings.Read, Write = PartyMeetings.Edit)]
public sealed class SigninModel(Db db, Here here, MeetingBook book) : PageModel
{
    public sealed record Sign(string Name, DateOnly? SignedUpOn, DateTime? SignedInAt);

    public Here Here { get; } = here;
    public Meeting Meeting { get; private set; } = null!;
    public string? Fault { get; private set; }
    public string? Code { get; private set; }
    public IReadOnlyList<Sign> Signs { get; private set; } = [];
    public int Due { get; private set; }
    public bool MayOpen => Here.MayWrite(PartyMeetings.Edit) && Meeting.State == "1";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayOpen)
        {
            Fault = Meeting.State == "1" ? "您没有记录会议的权限" : "已经记录的会议不再签到";
            Response.StatusCode = 422;
            return Page();
        }
        var code = RandomNumberGenerator.GetInt32(100000, 1000000).ToString(CultureInfo.InvariantCulture);
        await db.ExecuteAsync("update meeting set sign_code = @code, sign_on = @today where id = @id", new { id, code, today = Clock.Today }, stop);
        await db.RecordAsync(new(DeedKind.Update, "meetings", id, Meeting.LocalityPath, Meeting.Topic, [new("现场签到", null, "开始")]), stop);
        return Redirect(Here.Url($"grassroots/meetings/signin/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await book.FindAsync(id, stop) is not { } meeting || await book.ShapeAsync(meeting.OrganisationId, stop) is not { } shape) return false;
        Meeting = meeting;
        Due = (await book.CircleAsync(shape, meeting.KindOf, meeting.PartyGroup, Clock.Today, stop)).Count;
        (Code, Signs) = await db.QueryManyAsync("""
            select sign_code from meeting where id = @id and sign_on = @today;
            select m.name, s.signed_up_on, s.signed_in_at from meeting_sign s join member m on m.id = s.member_id where s.meeting_id = @id and s.removed_at is null and (s.signed_up_on is not null or s.signed_in_at is not null) order by s.signed_in_at nulls last, s.id limit 500
            """, new { id, today = Clock.Today }, async grid => (await grid.ReadFirstOrDefaultAsync<string>(), (IReadOnlyList<Sign>)[.. await grid.ReadAsync<Sign>()]), stop);
        return true;
    }
}
