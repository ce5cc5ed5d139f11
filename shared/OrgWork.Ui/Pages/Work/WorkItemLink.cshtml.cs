using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>有效整合资源: what an item has to do with, of this module or another: places, people, organisations, groups of tasks.</summary>
public sealed class WorkItemLinkModel : WorkPageModel
{
    public WorkItem Item { get; private set; } = null!;
    public IReadOnlyList<WorkLink> Links { get; private set; } = [];
    public string? Fault { get; private set; }
    /// <summary>Those whose names this reader may see.</summary>
    public IReadOnlyList<WorkObject> Objects => [.. Place.Objects.Where(one => Here.May(one.Permission))];

    [BindProperty] public string? Register { get; set; }
    [BindProperty] public Guid? Row { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? register)
    {
        if (!await LoadAsync(id)) return NotFound();
        Register = register ?? Objects[0].Register;
        return Page();
    }

    public async Task<IActionResult> OnGetPickAsync(Guid id, string? register, string? q) => Objects.FirstOrDefault(one => one.Register == register) is not { } of ? NotFound() : new JsonResult((await Desk.ChoicesAsync(of, q, Stop)).Select(one => new { value = one.Id, text = one.Title }));

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (Row is not { } row) Fault = "请选对象";
        else Fault = await Desk.LinkAsync(Place, Item, Register ?? "", row, Stop);
        if (Fault is not null) return this.Unprocessable();
        TempData["Done"] = "已登记";
        return Redirect(ItemUrl(id));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid row)
    {
        if (!await LoadAsync(id)) return NotFound();
        // What one may not see the name of is not there to be taken away.
        if (!Links.Any(link => link.RowId == row && Objects.Any(one => one.Register == link.Register))) return NotFound();
        await Desk.UnlinkAsync(Kind.Id, id, Item.Title, row, Stop);
        TempData["Done"] = "已取消关联";
        return Redirect(ItemUrl(id));
    }

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Desk.ItemAsync(Place, id, Stop) is not { } item || !Desk.Manages(Place, item.LocalityPath)) return false;
        (Item, Links) = (item, await Desk.LinksAsync(id, Stop));
        return true;
    }
}
