using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>责任分工方案: the plan as a document, each task with its measures, bodies, leader, person and day, as approved and issued; what went downwards with the entry of the list of duties, what a body objected to.</summary>
public sealed class WorkDivisionModel : WorkPageModel
{
    public WorkSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Desk.PlanAsync(Place, id, Stop) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }

    public static string DutyOf(WorkItem item) => item.DutyTitle ?? (item.DutyReason is { } reason ? $"清单里没有：{reason}" : "");
}
