using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Focus;

/// <summary>What to look for, ask and look up of one cadre, by the field of the unit, as it was in force on the day.</summary>
[Needs(Appointing.Read)]
public sealed class OfModel(Db db, Here here) : PageModel
{
    public Here Here => here;
    public DateOnly On { get; private set; }
    public string? OnFault { get; private set; }
    public FocusTemplates.Person One { get; private set; } = null!;
    public FocusTemplates.Template? Template { get; private set; }
    public IReadOnlyList<FocusTemplates.Item> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, string? on, CancellationToken stop)
    {
        On = Clock.Today;
        if (!string.IsNullOrWhiteSpace(on))
        {
            if (Dates.TryParse(on, out var day, out var fault)) On = day;
            else OnFault = fault;
        }
        var (person, template, items) = await FocusTemplates.OfAsync(db, id, On, stop);
        if (person is null) return NotFound();
        (One, Template, Items) = (person, template, items);
        return Page();
    }
}
