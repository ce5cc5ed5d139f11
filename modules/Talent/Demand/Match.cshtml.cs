using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Demand;

/// <summary>Whom the rules of matching find for a post, with the reasons; the ticked become pairs.</summary>
[Needs(Employers.Read, Write = Employers.Edit)]
public sealed class MatchModel(Db db, Here here, MatchBook book) : PageModel
{
    public sealed record Post(Guid Id, string Title, string Employer, int Needed, int Filled, string Domain, DateOnly? ClosedOn, int Open);

    public Here Here => here;
    public Post Demand { get; private set; } = null!;
    public IReadOnlyList<Match> Found { get; private set; } = [];
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid[] wish, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (wish.Length == 0) return Refuse("没有勾选人选");
        var done = await book.ProposeAsync(await book.FindAsync(id, null, stop, wish), stop);
        if (done == 0) return Refuse("所选的人已经推荐过，或不再符合条件");
        TempData["Done"] = $"已推荐 {done} 人，进展在“供需对接”里跟";
        return Redirect(here.Url($"talent/pairings?demand_id={id}"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Post>("select d.id, d.title, e.name as employer, d.needed, d.filled, d.domain, d.closed_on, (select count(*)::int from pairing p where p.demand_id = d.id and p.stage < '5' and p.removed_at is null) as open from demand d join employer e on e.id = d.employer_id where d.id = @id and d.removed_at is null", new { id }, stop) is not { } post) return false;
        Demand = post;
        Found = await book.FindAsync(id, null, stop);
        return true;
    }
}
