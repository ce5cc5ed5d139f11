using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Department.PoliticalCheckup;

/// <summary>What one member of the branch wrote, opened by its secretary for a purpose that is on record. Nobody above the branch gets here: the row's own policy shows nothing to them.</summary>
[Needs(PoliticalCheckups.Open)]
public sealed class ReadModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, string? Branch, string Title, DateOnly DoneOn, string LocalityPath);
    public sealed record Said(string Part, string Words);

    public Here Here => here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Said> Written { get; private set; } = [];
    public bool HasFault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? purpose, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Opening.Stated(MaskedTagHelper.Purposes, purpose, reason) is not { } stated)
        {
            HasFault = true;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        Written = await db.QueryAsync<Said>("select part, words from political_checkup_part where political_checkup_id = @id order by part", new { id }, stop);
        this.ShutAgain(here.Url($"department/political-checkup/read/{id}"));
        await db.RecordAsync(new(DeedKind.Reveal, "political-checkups", id, One.LocalityPath, One.Name, [new("思想政治体检内容", null, null)], stated), stop);
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("""
            select c.id, c.name, c.branch, r.title, c.done_on, c.locality_path from political_checkup c join political_checkup_round r on r.id = c.round_id
            where c.id = @id and c.removed_at is null and exists (select from political_checkup_part p where p.political_checkup_id = c.id)
            """, new { id }, stop) is not { } one) return false;
        One = one;
        return true;
    }
}
