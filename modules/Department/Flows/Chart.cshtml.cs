using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Flows;

/// <summary>流程图: the steps of a flow one under the other, with who does each, in how many days, and how many that makes.</summary>
[Needs(Governance.Read)]
public sealed class ChartModel(Db db, Here here) : PageModel
{
    public sealed record FlowRow(Guid Id, string Title, string Office, int Edition, DateOnly IssuedOn);
    public sealed record Step(string Title, string Who, int Days, string? Papers);

    public Here Here => here;
    public FlowRow Flow { get; private set; } = null!;
    public IReadOnlyList<Step> Steps { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        (var flow, Steps) = await db.QueryManyAsync("select id, title, office, edition, issued_on from work_flow where id = @id and removed_at is null; select title, who, days, papers from flow_step where work_flow_id = @id and removed_at is null order by rank_order, created_at, id", new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<FlowRow>(), (IReadOnlyList<Step>)[.. await grid.ReadAsync<Step>()]), stop);
        if (flow is null) return NotFound();
        Flow = flow;
        return Page();
    }
}
