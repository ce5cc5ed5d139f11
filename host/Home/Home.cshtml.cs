using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>工作台: where the day begins. What modules have to say here comes with their engines; until then, their doors and one's own traces.</summary>
[SignedInOnly]
sealed class HomePage(Db db, Here here, Live live, RunningModules modules, RegisterBook registers) : PageModel
{
    public sealed record OwnDeed(DateTime At, string Deed, string? Title, string Module, string? Register, Guid? RowId, string Place);

    public sealed record Line(ModuleManifest Module, ModuleState State, IReadOnlyList<MenuEntry> Entries);

    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<OwnDeed> Deeds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var states = await live.StatesAsync(stop);
        Lines = [.. modules.All.Select(module => new Line(module, states.Of(module, here.Locality), [.. module.Menu.Where(entry => here.May(entry.Permission))]))
            .Where(line => line.Entries.Count > 0)];
        Deeds = await db.QueryAsync<OwnDeed>("""
            select at, deed, title, module, register, row_id, locality_path as place from audit.entry
            where actor = org.actor() order by id desc limit 12
            """, stop: stop);
    }

    public string NameOf(string module) => modules.Find(module)?.Name ?? module;

    /// <summary>Where the record is shown; null for what has no page of its own.</summary>
    public string? UrlOf(OwnDeed deed) => deed.RowId is { } id && here.Localities.AtPath(deed.Place) is { } place
        && registers.All.Any(r => r.Parent is null && r.Module.Id == deed.Module && r.Register.Id == deed.Register) ? $"/{place.Code}/{deed.Module}/{deed.Register}/{id}" : null;
}
