using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What the pages of every kind of work share.</summary>
public abstract class WorkPageModel : PageModel
{
    public WorkPlace Place => field ??= HttpContext.GetEndpoint()?.Metadata.GetMetadata<WorkPlace>() ?? throw new InvalidOperationException("This page is reached through the address of a kind of work only.");
    public WorkKind Kind => Place.Kind;
    public Here Here => field ??= HttpContext.RequestServices.GetRequiredService<Here>();
    protected WorkDesk Desk => field ??= HttpContext.RequestServices.GetRequiredService<WorkDesk>();
    protected CancellationToken Stop => HttpContext.RequestAborted;
    public static DateOnly Today => Clock.Today;

    public string BoardUrl => Here.Url(Place.Path);
    public string PlanUrl(Guid id) => $"{BoardUrl}/{id}";
    public string ItemUrl(Guid id) => $"{BoardUrl}/item/{id}";
    public bool MayManage => Here.MayWrite(Kind.ManagePermission);
    public bool MayReport => Here.MayWrite(Kind.ReportPermission);
    public string LineName(string? code) => code is null ? "" : Kind.Lines.NameOf(code);

    protected static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    protected DateOnly? DayOf(string name, string? text, bool isNeeded)
    {
        if (!isNeeded && string.IsNullOrWhiteSpace(text)) return null;
        if (Dates.TryParse(text, out var day, out var fault)) return day;
        ModelState.AddModelError(name, fault);
        return null;
    }
}
