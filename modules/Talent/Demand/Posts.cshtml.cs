using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Demand;

/// <summary>The other way round: which posts the rules of matching find for somebody.</summary>
[Needs(Employers.Read, Write = Employers.Edit)]
public sealed class PostsModel(Db db, Here here, MatchBook book) : PageModel
{
    public sealed record Person(Guid Id, string Name, string Domain);

    public Here Here => here;
    public Person Wish { get; private set; } = null!;
    public IReadOnlyList<Match> Found { get; private set; } = [];
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid[] demand, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var done = demand.Length == 0 ? 0 : await book.ProposeAsync(await book.FindAsync(null, id, stop, demand), stop);
        if (done == 0)
        {
            (Fault, Response.StatusCode) = (demand.Length == 0 ? "没有勾选岗位" : "所选的岗位已经推荐过，或不再符合条件", 422);
            return Page();
        }
        TempData["Done"] = $"已推荐到 {done} 个岗位";
        return Redirect(here.Url($"talent/pairings?wish_id={id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Person>("select id, name, domain from wish where id = @id and removed_at is null", new { id }, stop) is not { } person) return false;
        Wish = person;
        Found = await book.FindAsync(null, id, stop);
        return true;
    }
}
