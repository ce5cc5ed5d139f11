using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Own;

/// <summary>What a cadre asked to be corrected, with the papers that were handed in.</summary>
[Needs("cadres.files.read")]
public sealed class EvidenceModel(Db db, Here here, FileStore files) : PageModel
{
    public sealed record Asking(Guid Id, Guid CadreId, string Name, string Label, string? Stands, string Wanted, string Grounds, DateOnly AskedOn, string State, string? Reason);

    public Here Here { get; } = here;
    public Asking One { get; private set; } = null!;
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Asking>("select x.id, x.cadre_id, c.name, x.label, x.stands, x.wanted, x.grounds, x.asked_on, x.state, x.reason from cadre_correction x join cadre c on c.id = x.cadre_id where x.id = @id and x.removed_at is null", new { id }, stop) is not { } one) return NotFound();
        (One, Files) = (one, await files.ListAsync(id, stop));
        return Page();
    }
}
