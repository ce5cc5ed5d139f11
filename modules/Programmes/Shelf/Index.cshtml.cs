using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Programmes.Shelf;

/// <summary>货架: what each ready programme holds, and installing it here with one click.</summary>
[Needs(Designs.Read, Write = Designs.Edit)]
public sealed class IndexModel(Designs designs, Here here, Db db) : PageModel
{
    public Here Here { get; } = here;
    public string Find { get; private set; } = "";
    public string? Sphere { get; private set; }
    /// <summary>What the words find: in the name, by its pinyin or initials, in what it is for, or by a row of the inventories.</summary>
    public IReadOnlyList<ShelfItem> Found { get; private set; } = ProgrammeShelf.All;
    public IEnumerable<ShelfItem> Items => Found.Where(item => Sphere is null || item.Description.Sphere == Sphere);
    public ILookup<string, DesignRow> Installed { get; private set; } = Array.Empty<DesignRow>().ToLookup(_ => "");
    public string? Fault { get; private set; }
    public string? Open { get; private set; }

    public async Task OnGetAsync(string? open, string? q, string? sphere, CancellationToken stop)
    {
        (Find, Sphere) = (q?.Trim() ?? "", ProgrammeWords.Spheres.Any(one => one.Value == sphere) ? sphere : null);
        if (Find != "") Found = [.. ProgrammeShelf.All.Where(item => IsMeant(item.Description))];
        await LoadAsync(open, stop);
    }

    bool IsMeant(ProgrammeDescription one) => one.Name.Contains(Find, StringComparison.OrdinalIgnoreCase) || one.Purpose.Contains(Find, StringComparison.OrdinalIgnoreCase) || one.Rows.Contains(Find, StringComparer.OrdinalIgnoreCase)
        || Pinyin.Initials(one.Name).Contains(Find, StringComparison.OrdinalIgnoreCase) || Pinyin.Of(one.Name).Contains(Find, StringComparison.OrdinalIgnoreCase);

    public async Task<IActionResult> OnPostAsync(string? key, CancellationToken stop)
    {
        if (ProgrammeShelf.Find(key ?? "") is not { } item) return NotFound();
        try
        {
            var description = ProgrammeShelf.InYear(item, Clock.Today.Year);
            var id = await designs.AddAsync(description, "货架：" + item.Key, description, stop);
            await designs.PublishAsync((await designs.FindAsync(id, stop))!, "从货架安装", stop);
            TempData["Done"] = $"“{description.Name}”已安装，一分钟内出现在{Here.Locality.Name}的“专项工作”里";
            return Redirect(Here.Url("programmes/running"));
        }
        catch (DesignRefusedException refused)
        {
            await db.DisposeAsync();
            (Fault, Response.StatusCode) = (refused.Message, 422);
            Open = key;
            return Page();
        }
    }

    async Task LoadAsync(string? open, CancellationToken stop)
    {
        Open = open;
        Installed = (await designs.AllAsync(stop)).Where(design => design.Origin is not null && design.LocalityPath == Here.Locality.Path).ToLookup(design => design.Origin!);
    }
}
