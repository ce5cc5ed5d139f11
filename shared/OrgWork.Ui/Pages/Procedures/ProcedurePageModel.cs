using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What the pages of every procedure share.</summary>
public abstract class ProcedurePageModel : PageModel
{
    public ProcedurePlace Place => field ??= HttpContext.GetEndpoint()?.Metadata.GetMetadata<ProcedurePlace>() ?? throw new InvalidOperationException("This page is reached through a procedure's address only.");
    public Procedure Procedure => Place.Procedure;
    public Here Here => field ??= HttpContext.RequestServices.GetRequiredService<Here>();
    protected Cases Cases => field ??= HttpContext.RequestServices.GetRequiredService<Cases>();
    protected CancellationToken Stop => HttpContext.RequestAborted;
    public static DateOnly Today => Clock.Today;

    public string BoardUrl => Here.Url(Place.Path);
    public string CaseUrl(Guid id) => $"{BoardUrl}/{id}";
    public string ActUrl(Guid id, Step step) => $"{CaseUrl(id)}/act/{step.Id}";
    public string PlaceName(string? path) => path is null ? "" : Here.PlaceAt(path)?.Name ?? "";
    /// <summary>Where a case may go to: any place of the platform, by its name.</summary>
    public IActionResult OnGetPlaces(string? q) => new JsonResult(Here.Localities.Roots.SelectMany(Here.Localities.Below)
        .Where(place => string.IsNullOrWhiteSpace(q) || place.Name.Contains(q.Trim(), StringComparison.Ordinal)).Take(20)
        .Select(place => new { value = place.Code, text = FullNameOf(place) }));

    public string FullNameOf(Locality place) => place.ParentId is null ? place.Name : string.Concat(Here.Localities.LineOf(place).Skip(1).Select(p => p.Name));

    /// <summary>A form can carry any id: the rows a step names must lie within sight, as those of a record. What the case says already stays, as in a record that is edited.</summary>
    protected async Task KeepWithinAsync(StepForm form, CaseFacts? known = null)
    {
        var services = HttpContext.RequestServices;
        var chosen = form.Rows.Where(pair => !(Guid.TryParse(known?[pair.Key], out var said) && said.Equals(pair.Value))).ToDictionary();
        var subjects = services.GetRequiredService<RegisterBook>().Of(Place.Module, Procedure.Register);
        foreach (var (field, why) in await services.GetRequiredService<RegisterRows>().BeyondAsync(subjects, form.Step.AllFields, chosen, Stop)) form.Errors.TryAdd(field.Column, why);
    }

    public int NumberOf(Step step) => Procedure.Steps.ToList().IndexOf(step) + 1;
    public string StepName(string id) => Procedure.Find(id) is { } step ? $"{NumberOf(step)}　{step.Title}" : id;
    /// <summary>May act somewhere here: what of it, each case says.</summary>
    public bool MayAct => Here.MayWrite(Procedure.ActPermission);
}
