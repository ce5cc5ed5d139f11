using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Probe;

[Needs("probe.look", Write = "probe.write")]
public sealed class LookPage(Db db) : PageModel
{
    public int Pieces { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        ProbeModule.Misbehave("page");
        Pieces = await db.FirstAsync<int>("select count(*)::int from piece", stop: stop);
    }

    /// <summary>Writes first and judges afterwards: what was judged wrong must not stay, nor what is kept from the record.</summary>
    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken stop)
    {
        if (name == "leak") return File("1,2"u8.ToArray(), "text/csv", "x.csv");
        await db.ExecuteAsync("insert into piece (locality_path, name) values (@Lo, @name)", new { db.Scope.Lo, name = name ?? "" }, stop);
        if (name != "secret") await db.RecordAsync(new(DeedKind.Create, "pieces", Title: name), stop);
        if (name == "wrong") ModelState.AddModelError("name", "wrong");
        if (name == "refused") return StatusCode(409);
        if (name == "throw") throw new InvalidOperationException("throw");
        return ModelState.IsValid ? RedirectToPage() : Page();
    }
}
