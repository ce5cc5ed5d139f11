using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>One meeting: what was done, who was there, photos; confirmed by the secretary, returned with a remark by the level above.</summary>
[Needs(PartyMeetings.Read)]
public sealed class IndexModel(Db db, Here here, MeetingBook book, FileStore files) : PageModel
{
    public Here Here { get; } = here;
    public Meeting Meeting { get; private set; } = null!;
    public IReadOnlyList<Attendee> Attendees { get; private set; } = [];
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];
    public IReadOnlyList<AgendaItem> Items { get; private set; } = [];
    public Finding? FirstItem { get; private set; }
    public IEnumerable<StoredFile> Photos => Files.Where(file => file.MediaType is "image/jpeg" or "image/png" && file.Register == "meetings");
    /// <summary>Who was not there and has not studied it since.</summary>
    public IEnumerable<Attendee> Away => Meeting is { State: "3", KindOf.IsMadeUp: true } ? Attendees.Where(one => one.Standing != "1" && one.MadeUpOn is null) : [];
    public bool MayEdit => Here.MayWrite(PartyMeetings.Edit);
    public bool MayReturn => Meeting.State == "3" && Here.MayWrite(PartyMeetings.Review);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await book.FindAsync(id, stop) is not { } meeting) return NotFound();
        Meeting = meeting;
        Attendees = await book.AttendeesAsync(id, stop);
        Files = await files.ListAsync(id, stop);
        Items = meeting.MayDecide ? await AgendaItem.OfAsync(db, id, stop) : [];
        return Page();
    }

    /// <summary>The picture itself, for the page; taking it away as a file is a deed of its own.</summary>
    public async Task<IActionResult> OnGetPhotoAsync(Guid id, Guid file, CancellationToken stop)
    {
        if (await files.FindAsync(file, stop) is not { MediaType: "image/jpeg" or "image/png" } photo || photo.RowId != id || !Here.May(photo.Permission)) return NotFound();
        Response.Headers.CacheControl = "private, max-age=600";
        Response.Headers.XContentTypeOptions = "nosniff";
        return File(await files.OpenAsync(photo, stop), photo.MediaType);
    }
}
