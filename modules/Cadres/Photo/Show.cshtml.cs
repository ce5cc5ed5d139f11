using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Photo;

/// <summary>The image itself; an outline for somebody without one.</summary>
[Needs("cadres.files.read")]
public sealed class ShowModel(Db db) : PageModel
{
    const string Outline = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 112"><rect width="84" height="112" fill="#f4f2ee"/><g fill="#cfcac1"><circle cx="42" cy="42" r="18"/><path d="M8 112c0-26 14-42 34-42s34 16 34 42z"/></g></svg>""";

    sealed record Picture(byte[] Content, string MediaType);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var picture = await db.FirstAsync<Picture>("select content, media_type from cadre_photo where cadre_id = @id and removed_at is null order by created_at desc, id desc limit 1", new { id }, stop);
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        return picture is null ? Content(Outline, "image/svg+xml") : File(picture.Content, picture.MediaType);
    }
}
