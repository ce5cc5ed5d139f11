using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Service;

/// <summary>From an organisation to its survey, with its name and the year filled in.</summary>
[Needs(MemberService.Edit)]
public sealed class SurveyModel(Db db, Here here) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await db.FirstAsync<string>("select name from organisation where id = @id and removed_at is null and abolished_on is null", new { id }, stop) is { } name
            ? Redirect($"{here.Url("grassroots/need-surveys/new")}?subject={id}&way=online&period={Clock.Today.Year}&title={Uri.EscapeDataString($"{Clock.Today.Year} 年{name}党员需求调查")}") : NotFound();
}
