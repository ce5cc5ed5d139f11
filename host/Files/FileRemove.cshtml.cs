using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>Takes a file off its record, with a reason. Who may is said by the file; one that says nothing is its module's alone.</summary>
[SignedInOnly]
sealed class FileRemoveModel(Here here, Databases databases, IdentityVault identities, RunningModules modules, Live live) : PageModel
{
    public StoredFile Stored { get; private set; } = null!;
    public string? Reason { get; private set; }
    public string Back { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, string? back, CancellationToken stop) => await LoadAsync(id, back, stop) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(Guid id, string? reason, string? back, CancellationToken stop)
    {
        if (await LoadAsync(id, back, stop) is not { } module) return NotFound();
        if ((await live.StatesAsync(stop)).Of(module, here.Locality) != ModuleState.On) return StatusCode(403);
        Reason = reason?.Trim();
        if (string.IsNullOrEmpty(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "请写明原因，日后可查");
            Response.StatusCode = 422;
            return Page();
        }
        await using var db = FileReach.Open(databases, module, here, writes: true);
        await new FileStore(db, identities).RemoveAsync(Stored, Reason.Length > 200 ? Reason[..200] : Reason, stop);
        await db.CommitAsync(stop);
        TempData["Done"] = $"已移除“{Stored.Name}”";
        return Redirect(Back);
    }

    async Task<ModuleManifest?> LoadAsync(Guid id, string? back, CancellationToken stop)
    {
        if (await FileReach.FindAsync(id, here, databases, identities, modules, live, stop) is not var (file, module) || file.WritePermission is null || !here.May(file.Permission) || !here.May(file.WritePermission)) return null;
        Stored = file;
        // Back to a page of ours, never to somebody else's.
        Back = Url.IsLocalUrl(back) ? back! : here.Url("");
        return module;
    }
}
