using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What the pages of every register share: which register they stand in, and how to get about in it.</summary>
public abstract class RegisterPageModel : PageModel
{
    public RegisterPlace Place => field ??= HttpContext.GetEndpoint()?.Metadata.GetMetadata<RegisterPlace>() ?? throw new InvalidOperationException("This page is reached through a register's address only.");
    public Register Register => Place.Register;
    public Here Here => field ??= HttpContext.RequestServices.GetRequiredService<Here>();
    protected RegisterRows Rows => field ??= HttpContext.RequestServices.GetRequiredService<RegisterRows>();
    protected RegisterBook Book => field ??= HttpContext.RequestServices.GetRequiredService<RegisterBook>();
    protected CancellationToken Stop => HttpContext.RequestAborted;

    public static DateOnly Today => Clock.Today;
    /// <summary>Ages are reckoned by the day that is shown.</summary>
    public Month Reckoning => Month.Of(Here.Day);
    public bool MayWrite => !Register.IsLedger && Here.MayWrite(Register.WritePermission);

    /// <summary>What this person may do with rows beside reading and writing them.</summary>
    /// <summary>It is at home here or below; what a higher place has made known is read.</summary>
    public bool IsHere(string localityPath) => localityPath.StartsWith(Here.Locality.Path, StringComparison.Ordinal);
    /// <summary>The place above that keeps a row, where that is not for who stands here; see <see cref="Register.KeptFrom"/>.</summary>
    /// <param name="right">what is wanted of it; to write, where nothing is said</param>
    public Locality? KeptAbove(RegisterRecord record, string? right = null) => KeptAbove(record.Values, record.LocalityPath, right);

    protected Locality? KeptAbove(IReadOnlyDictionary<string, object?> values, string path, string? right = null)
    {
        var register = (Place.Parent ?? Place).Register;
        if (register.KeptFrom?.Invoke(values) is not { } kind || Here.Localities.UpTo(path, kind) is not { } keeper) return null;
        return Here.User.PermissionsAt(keeper).Contains(right ?? register.WritePermission) ? null : keeper;
    }

    /// <summary>Only who keeps the rows of a place above says that a row is one of them.</summary>
    /// <returns>whether what was typed may be said here; the form says otherwise why not</returns>
    protected bool KeepsHere(RegisterForm form, string path, RegisterRecord? before = null)
    {
        if (Place.Parent is not null || Register.KeptFrom is null) return true;
        var values = new Dictionary<string, object?>(before?.Values ?? new Dictionary<string, object?>());
        foreach (var (column, value) in form.Values) values[column] = value;
        if (KeptAbove(values, path) is not { } keeper) return true;
        form.Fail("", $"照这样填写，这{Register.Counter}{Register.Noun}由{keeper.Name}管理，要由{keeper.Name}登记");
        return false;
    }

    /// <summary>For a list on a record: the same of the record it hangs on.</summary>
    protected async Task<bool> IsParentKeptAboveAsync() =>
        Place.Parent is { Register.KeptFrom: not null } parent && ParentId is { } id && await Rows.FindAsync(parent, id, Stop) is { } record && KeptAbove(record) is not null;

    public IEnumerable<RowAction> Actions => Register.Actions.Concat(Register.Deeds.Select(deed => new RowAction(deed.Title + "…", $"{Place.Path}/deeds/{deed.Id}", deed.Permission, Writes: true) { IsForBelow = deed.IsForBelow, IsToKeeper = deed.IsToKeeper })).Where(action => action.Writes ? Here.MayWrite(action.Permission) : Here.May(action.Permission));
    /// <summary>Forms and papers that this person may put out here.</summary>
    public IEnumerable<DocumentPlace> Documents => DocumentPlace.Of(Place).Where(document => Here.May(document.Document.Permission));

    /// <summary>What the list is called: as in the menu, where it stands in one.</summary>
    public string ListName => NameOf(Place.Parent ?? Place);
    protected static string NameOf(RegisterPlace list) => list.Module.Menu.FirstOrDefault(entry => entry.Path == list.Register.Id)?.Name ?? list.Register.Title;
    /// <summary>The list; for a child, the list of the records it hangs on.</summary>
    public string ListUrl => Here.Url((Place.Parent ?? Place).Path);
    public string RecordUrl(Guid id) => $"{ListUrl}/{id}";
    /// <summary>What keeps an address on the day that is shown.</summary>
    public string AsOfQuery => Here.AsOf is { } day ? $"?{AsOf.Key}={AsOf.Format(day)}" : "";
    public string PlaceName(string path) => Here.PlaceAt(path)?.Name ?? "";

    /// <summary>For a child: the record it hangs on, from the address.</summary>
    protected Guid? ParentId => Place.Parent is null ? null : Guid.Parse((string)RouteData.Values["parent"]!);

    /// <summary>Candidates for a picker, as it wants them.</summary>
    public async Task<IActionResult> OnGetPickAsync(string field, string? q)
    {
        if (Register.Find(field) is not { Kind: FieldKind.Row or FieldKind.Unit } wanted) return BadRequest();
        var found = await Rows.CandidatesAsync(Place, wanted, q ?? "", Stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    /// <summary>Nothing there, or not within the scope: the same answer for both.</summary>
    protected IActionResult Gone() => NotFound();
}
