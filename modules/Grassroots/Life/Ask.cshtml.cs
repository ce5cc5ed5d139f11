using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>From an organisation to its questionnaire, with its name and the year filled in.</summary>
[Needs(CulturePoll.Conduct)]
public sealed class AskModel(Db db, Here here) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await db.FirstAsync<string>("select name from organisation where id = @id and removed_at is null and abolished_on is null", new { id }, stop) is { } name
            ? Redirect($"{here.Url("grassroots/culture/new")}?subject={id}&way=online&period={Clock.Today.Year}&title={Uri.EscapeDataString($"{Clock.Today.Year} 年{name}政治生态问卷")}") : NotFound();
}
