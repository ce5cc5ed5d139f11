using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Resume;

/// <summary>简历 line by line, with what is doubtful in it, and beside it what the posts of the record say.</summary>
[Needs("cadres.files.read")]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public Here Here { get; } = here;
    internal FormRecord Record { get; private set; } = null!;
    internal IReadOnlyList<ResumeLine> Lines { get; private set; } = [];
    public IReadOnlyList<string> Missing { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if ((await FormRecord.LoadAsync(db, [id], stop)).GetValueOrDefault(id) is not { } record) return NotFound();
        Record = record;
        Lines = ResumeText.Read(record.Columns.Text("resume"), Month.Of(Clock.Today));
        Missing = [.. ResumeText.MissingPosts(Lines, record.Posts)];
        return Page();
    }
}
