using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>
/// A page printed from the screen is a deed as a paper is: the script tells of it as printing begins, by whatever way it was asked for. The entry stands under the module of
/// the page, on its record where it shows one. Papers of a document do not come here; they were recorded when they were made.
/// </summary>
[SignedInOnly]
sealed class PrintedModel(Here here, Databases databases, RunningModules modules, RegisterBook registers, Live live) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(string? path, string? query, string? title, CancellationToken stop)
    {
        var home = here.Url("");
        if (path is null || !path.StartsWith(home, StringComparison.Ordinal)) return NotFound();
        var page = path[home.Length..].TrimEnd('/');
        if (modules.Find(page.Split('/')[0] is { Length: > 0 } id ? id : OrgModule.Manifest.Id) is not { } module || (await live.StatesAsync(stop)).Of(module, here.Locality) is ModuleState.Off or ModuleState.Retired) return NotFound();
        var register = registers.All.Where(place => place.Parent is null && (page == place.Path || page.StartsWith(place.Path + "/", StringComparison.Ordinal))).MaxBy(place => place.Path.Length);
        if (register is not null && !here.May(register.Register.ReadPermission)) return NotFound();
        Guid? row = register is not null && Guid.TryParse(page[register.Path.Length..].TrimStart('/').Split('/')[0], out var record) ? record : null;
        await using var db = FileReach.Open(databases, module, here, writes: true);
        await db.RecordAsync(new(DeedKind.Print, register?.Register.Id, row, Title: Cut(title?.Replace($" · {Frame.Product}", "", StringComparison.Ordinal)), Changes: [new("网页", null, row is null ? Cut("/" + page) : register!.Register.Title), .. query is { Length: > 1 } ? (Change[])[new("条件", null, Cut(Uri.UnescapeDataString(query.TrimStart('?').Replace('+', ' '))))] : []]), stop);
        await db.CommitAsync(stop);
        return StatusCode(StatusCodes.Status204NoContent);
    }

    static string? Cut(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
