using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What the pages of every kind of poll share.</summary>
public abstract class PollPageModel : PageModel
{
    public PollPlace Place => field ??= HttpContext.GetEndpoint()?.Metadata.GetMetadata<PollPlace>() ?? throw new InvalidOperationException("This page is reached through a poll's address only.");
    public PollKind Kind => Place.Kind;
    public Here Here => field ??= HttpContext.RequestServices.GetRequiredService<Here>();
    protected Ballots Ballots => field ??= HttpContext.RequestServices.GetRequiredService<Ballots>();
    protected CancellationToken Stop => HttpContext.RequestAborted;
    public static DateOnly Today => Clock.Today;

    public string ListUrl => Here.Url(Place.Path);
    public string UrlOf(Guid id) => $"{ListUrl}/{id}";
    public bool MayConduct => Here.MayWrite(Kind.ConductPermission);

    protected static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    protected static int? Whole(string? text) => int.TryParse(text?.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
