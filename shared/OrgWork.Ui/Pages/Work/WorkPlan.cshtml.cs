using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>A plan as a tree, with what is lacking before it is issued and the lights after it; printed as issued, or as the division of duties.</summary>
public sealed class WorkPlanModel : WorkPageModel
{
    public WorkSheet Sheet { get; private set; } = null!;
    public WorkPlan Plan => Sheet.Plan;
    public WorkLights Lights { get; private set; } = null!;
    public ILookup<Guid, string> Missing { get; private set; } = Array.Empty<(Guid, string)>().ToLookup(one => one.Item1, one => one.Item2);
    public bool Manages { get; private set; }
    public int CompleteShare => Sheet.Tasks.Count() is var all && all == 0 ? 0 : (all - Sheet.Tasks.Count(IsMissing)) * 100 / all;

    bool IsMissing(WorkItem item) => Missing.Contains(item.Id) || Sheet.PartsOf(item).Any(part => Missing.Contains(part.Id));

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Desk.PlanAsync(Place, id, Stop) is not { } sheet) return NotFound();
        Sheet = sheet;
        Lights = await Desk.LightsAsync(Kind, Plan.LocalityPath, Stop);
        Manages = Desk.Manages(Place, Plan.LocalityPath);
        Missing = (await Desk.IncompleteAsync(Place, Sheet, Stop)).ToLookup(one => one.Item.Id, one => one.Words);
        return Page();
    }
}
