using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Programmes.Shelf;

/// <summary>One programme of the shelf, looked at before it is taken: what it makes, who gets which right, how much room it takes; where it is installed, whether a newer one lies here.</summary>
[Needs(Designs.Read, Write = Designs.Edit)]
public sealed class ItemModel(Designs designs, Here here, Db db) : PageModel
{
    public Here Here { get; } = here;
    public ShelfItem Item { get; private set; } = null!;
    public DesignRow? Installed { get; private set; }
    public ProgrammeReview Review { get; private set; } = null!;
    public string? Fault { get; private set; }
    public bool IsNewer => Installed is { State: Designs.Published, Received: { } came } && ProgrammeDescription.Parse(came).ToJson() != Offered.ToJson();
    /// <summary>It lies in the draft already, to be looked at and published.</summary>
    public bool IsInDraft => Installed?.Arrived is { } waits && ProgrammeDescription.Parse(waits).ToJson() == Offered.ToJson();
    /// <summary>As it would be installed today.</summary>
    public ProgrammeDescription Offered => ProgrammeShelf.InYear(Item, Installed?.Edition ?? Clock.Today.Year);

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken stop) => await LoadAsync(key, stop) ? Page() : NotFound();

    async Task<bool> LoadAsync(string key, CancellationToken stop)
    {
        if (ProgrammeShelf.Find(key) is not { } item) return false;
        Item = item;
        Installed = Designs.Foremost((await designs.AllAsync(stop)).Where(design => design.Origin == "货架：" + key && design.LocalityPath == Here.Locality.Path));
        var change = ProgrammeChange.Between(null, Offered, 1);
        Review = await designs.ReviewAsync(ProgrammePackage.Make(Installed?.Module ?? "p0_shelf", change.Description, 1, new Dictionary<string, string>(), change.Sql), Installed is { PublishedNo: > 0 } ? Installed : null, stop);
        return true;
    }

    /// <summary>The newer one becomes the draft of the installed one, and what it changes is shown there before it is published.</summary>
    public async Task<IActionResult> OnPostAsync(string key, CancellationToken stop)
    {
        if (!await LoadAsync(key, stop) || Installed is not { } installed) return NotFound();
        try
        {
            await designs.UpgradeAsync(installed, Offered, "货架：" + key, stop);
            TempData["Done"] = "新版已放进草稿：下面列出它要改什么，看清后发布；已有的数据都保留";
            return Redirect(Here.Url($"programmes/design/{installed.Id}?part=publish"));
        }
        catch (DesignRefusedException refused)
        {
            await db.DisposeAsync();
            (Fault, Response.StatusCode) = (refused.Message, 422);
            return Page();
        }
    }
}
