using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>模块开关: places down, modules across. Each cell says what the module is there, and whether the place said so itself.</summary>
[Needs("org.modules.read", Write = "org.modules.edit")]
sealed class SwitchesModel(Db db, Here here, RunningModules modules, ModuleCatalog catalog, Platform platform) : PageModel
{
    const int MostRows = 50;

    public sealed record Row(Locality Place, int Level, bool HasBelow, bool IsOpen);
    public sealed record Entry(DateTime At, string ActorName, string LocalityPath, string Title, string Changes, string? Reason);

    /// <summary>The place and module whose setting is open at the right.</summary>
    [BindProperty(SupportsGet = true)] public string? At { get; set; }
    [BindProperty(SupportsGet = true)] public string? Module { get; set; }
    /// <summary>The place whose children are shown.</summary>
    [BindProperty(SupportsGet = true)] public string? Open { get; set; }
    /// <summary>Only places that say something themselves.</summary>
    [BindProperty(SupportsGet = true)] public bool Own { get; set; }
    [BindProperty] public string? State { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>Local programmes are many and each is of one place: they are retired on their own pages.</summary>
    public IReadOnlyList<ModuleManifest> Modules { get; } = [.. modules.All.Where(module => module != OrgModule.Manifest && module.Under is null)];
    public IReadOnlyList<ModuleStatus> Statuses => catalog.Statuses;
    public int Generation => platform.GenerationsStarted;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Left { get; private set; }
    public IReadOnlyList<Entry> History { get; private set; } = [];
    public ModuleStates States { get; private set; } = null!;
    public int OwnCount { get; private set; }
    public Locality? Place { get; private set; }
    public ModuleManifest? Chosen { get; private set; }
    public ModuleSwitch.Setting? Set { get; private set; }
    public int Reached { get; private set; }
    public int Accounts { get; private set; }

    sealed record AccountCount(string Path, int Count);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (place, module) = Choice();
        if (place is null || module is null) return NotFound();
        ModuleState? state = State switch { "on" => ModuleState.On, "read-only" => ModuleState.ReadOnly, "off" => ModuleState.Off, "retired" => ModuleState.Retired, _ => null };
        var done = await this.TryAsync(db, () => State is null ? throw new RefusedException("请选择改为什么状态", nameof(State)) : new ModuleSwitch(db, here.Localities).SetAsync(module, place, state, Reason ?? "", stop));
        if (!done)
        {
            await LoadAsync(stop);
            return Page();
        }
        TempData["Done"] = $"“{module.Name}”在{place.Name}已设为“{(state is { } set ? ModuleSwitch.NameOf(set) : "沿用上级")}”，两秒内生效";
        return Redirect(Address(place, module));
    }

    public string Address(Locality? place = null, ModuleManifest? module = null, string? open = null, bool? own = null)
    {
        var query = new QueryBuilderText().Add("open", open ?? Open).Add("own", own ?? Own ? "true" : null).Add("at", place?.Code).Add("module", module?.Id);
        return here.Url("org/modules") + query;
    }

    (Locality?, ModuleManifest?) Choice() => (
        here.Localities.Find(At ?? here.Locality.Code) is { } place && here.Locality.Contains(place) ? place : null,
        Modules.FirstOrDefault(module => module.Id == Module));

    async Task LoadAsync(CancellationToken stop)
    {
        var settings = await ModuleSwitch.ReadAsync(db, stop);
        States = new(settings.ToDictionary(s => (s.Module, s.LocalityId), s => s.State), here.Localities);
        var own = settings.Where(s => Modules.Any(m => m.Id == s.Module) && here.Localities.Find(s.LocalityId) is { } at && here.Locality.Contains(at)).ToList();
        OwnCount = own.Count;
        var rows = Own ? OwnRows(own.Select(s => s.LocalityId).ToHashSet()) : TreeRows();
        (Rows, Left) = (rows.Take(MostRows).ToList(), Math.Max(0, rows.Count - MostRows));
        History = await db.QueryAsync<Entry>("select at, actor_name, locality_path, title, changes::text, reason from audit.entry where register = 'modules' and locality_path >= @Path and locality_path < org.upper_bound(@Path) order by id desc limit 12", new { here.Locality.Path }, stop);

        (Place, Chosen) = Choice();
        if (Place is null || Chosen is null) return;
        Set = settings.FirstOrDefault(s => s.LocalityId == Place.Id && s.Module == Chosen.Id);
        State ??= Set is null ? "inherit" : WordOf(Set.State);
        var reached = ModuleSwitch.Reached(Chosen.Id, Place, States, here.Localities);
        var counts = (await db.QueryAsync<AccountCount>("select locality_path as path, count(*)::int as count from org.account where removed_at is null and disabled_at is null group by 1", null, stop)).ToDictionary(a => a.Path, a => a.Count);
        (Reached, Accounts) = (reached.Count, reached.Sum(place => counts.GetValueOrDefault(place.Path)));
    }

    static string WordOf(ModuleState state) => state switch { ModuleState.On => "on", ModuleState.ReadOnly => "read-only", ModuleState.Retired => "retired", _ => "off" };

    /// <summary>The top, its children, and the children along the line down to the opened place.</summary>
    List<Row> TreeRows()
    {
        var opened = here.Localities.Find(Open ?? At ?? "") is { } place && here.Locality.Contains(place) ? here.Localities.LineOf(place).Select(p => p.Id).ToHashSet() : [];
        List<Row> rows = [];
        Add(here.Locality, 0);
        return rows;

        void Add(Locality at, int level)
        {
            var isOpen = level == 0 || opened.Contains(at.Id);
            rows.Add(new(at, level, here.Localities.ChildrenOf(at).Any(), isOpen));
            if (!isOpen) return;
            foreach (var child in here.Localities.ChildrenOf(at)) Add(child, level + 1);
        }
    }

    List<Row> OwnRows(HashSet<int> own) => [.. here.Localities.Below(here.Locality).Where(place => own.Contains(place.Id)).Select(place => new Row(place, Math.Min(place.Depth - here.Locality.Depth, 4), false, false))];

    public string NameAt(string path) => here.Localities.AtPath(path)?.Name ?? "";
}

/// <summary>A query string of what is not empty.</summary>
sealed class QueryBuilderText
{
    readonly List<KeyValuePair<string, string?>> parts = [];

    public QueryBuilderText Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) parts.Add(new(name, value));
        return this;
    }

    public override string ToString() => QueryString.Create(parts).Value ?? "";
}
