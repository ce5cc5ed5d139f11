using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ledger;

/// <summary>Papers of an entrant.</summary>
[Needs("ledger.entrants.read", Write = "ledger.entrants.edit"), TakesFiles(21)]
public sealed class PapersModel(Db db, FileStore files) : PageModel
{
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    public async Task OnGetAsync(Guid row, CancellationToken stop) => Files = await files.ListAsync(row, stop);

    public async Task<IActionResult> OnPostAsync(Guid row, IFormFile? paper, CancellationToken stop)
    {
        if (await db.FirstAsync<string>("select locality_path from entrant where id = @row", new { row }, stop) is not { } place) return NotFound();
        try
        {
            if (paper is null) ModelState.AddModelError("Paper", "请选择文件");
            else await files.SaveAsync(new(place, "ledger.entrants.read", "ledger.entrants.edit", "entrants", row), paper, FileRules.Attachment, stop);
        }
        catch (FileRefusedException refused)
        {
            ModelState.AddModelError("Paper", refused.Message);
        }
        if (ModelState.IsValid) return RedirectToPage(new { row });
        Files = await files.ListAsync(row, stop);
        return Page();
    }
}
