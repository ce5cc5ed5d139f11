using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>工作台: where the day begins. What wants a person, with its number; the registers; one's own conditions and traces.</summary>
[SignedInOnly]
sealed class HomePage(Db db, Databases databases, IdentityVault identities, Here here, Live live, RunningModules modules, RegisterBook registers) : PageModel
{
    const int LightCap = 1000;

    public sealed record OwnDeed(DateTime At, string Deed, string? Title, string Module, string? Register, Guid? RowId, string Place);

    public sealed record Line(ModuleManifest Module, ModuleState State, IReadOnlyList<Entry> Entries);

    /// <param name="Register">what a menu entry opens, where that is a register with rows to count</param>
    public sealed record Entry(string Name, string Url, RegisterPlace? Register);

    public sealed record Waiting(string Kind, string Name, string Url, string Register, string Count, string Counter);

    public sealed record OwnCondition(string Name, string Url, string Register);

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<OwnDeed> Deeds { get; private set; } = [];
    public IReadOnlyList<OwnCondition> Conditions { get; private set; } = [];
    /// <summary>By the path of the register; none before they are counted.</summary>
    public IReadOnlyDictionary<string, string>? Counts { get; private set; }
    public IReadOnlyList<Waiting> Lights { get; private set; } = [];
    public bool HasLights => Registers.Any(place => place.Register.Conditions.Any(condition => condition.Light is not null));

    IEnumerable<RegisterPlace> Registers => Lines.Where(IsOpen).SelectMany(line => line.Entries).Select(entry => entry.Register).OfType<RegisterPlace>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        await FindLinesAsync(stop);
        Conditions = [.. Registers.SelectMany(place => Here.User.ListChoiceOf(place.Path).Conditions.Select(saved => new OwnCondition(saved.Name, $"{Here.Url(place.Path)}?{saved.Query}", place.Register.Title)))];
        Deeds = await db.QueryAsync<OwnDeed>("""
            select at, deed, title, module, register, row_id, locality_path as place from audit.entry
            where actor = org.actor() and deed <> all (@gates) order by id desc limit 12
            """, new { gates = new[] { DeedKind.SignIn, DeedKind.SignOut, DeedKind.SignInRefused } }, stop);
    }

    /// <summary>The numbers, fetched after the page itself: counting is the slower half.</summary>
    public async Task<IActionResult> OnGetNumbersAsync(CancellationToken stop)
    {
        await FindLinesAsync(stop);
        var counted = await Task.WhenAll(Registers.GroupBy(place => place.Module).Select(group => CountAsync(group.Key, [.. group], stop)));
        Counts = counted.SelectMany(one => one.Counts).ToDictionary();
        Lights = [.. counted.SelectMany(one => one.Lights).OrderBy(light => light.Kind == "red" ? 0 : 1)];
        return Partial("_Desk", this);
    }

    public static bool IsOpen(Line line) => line.State is ModuleState.On or ModuleState.ReadOnly;

    async Task FindLinesAsync(CancellationToken stop)
    {
        var states = await live.StatesAsync(stop);
        var places = registers.All.Where(place => place.Parent is null && Here.May(place.Register.ReadPermission)).ToDictionary(place => place.Path);
        Lines = [.. modules.All.Select(module => new Line(module, states.Of(module, Here.Locality),
                [.. module.Menu.Where(entry => Here.May(entry.Permission)).Select(entry => new Entry(entry.Name, Here.Url($"{module.Id}/{entry.Path}"), places.GetValueOrDefault($"{module.Id}/{entry.Path}")))]))
            .Where(line => line.Entries.Count > 0)];
    }

    async Task<(List<KeyValuePair<string, string>> Counts, List<Waiting> Lights)> CountAsync(ModuleManifest module, IReadOnlyList<RegisterPlace> places, CancellationToken stop)
    {
        List<KeyValuePair<string, string>> counts = [];
        List<Waiting> lights = [];
        await using var source = databases.Of(module).OpenForReading(Scope.Subtree(Here.Locality, Here.User.Id), new Actor(Here.User.Id, Here.User.Name, Here.RemoteAddress));
        var rows = new RegisterRows(source, registers, identities);
        foreach (var place in places)
        {
            counts.Add(new(place.Path, ListModel.Counted(await rows.CountAsync(place, Ask(place, ""), ListModel.FarCountCap, stop), ListModel.FarCountCap)));
            foreach (var condition in place.Register.Conditions.Where(condition => condition.Light is not null))
            {
                var count = await rows.CountAsync(place, Ask(place, condition.Query), LightCap, stop);
                if (count > 0) lights.Add(new(condition.Light!, condition.Name, $"{Here.Url(place.Path)}?{condition.Query}", place.Register.Title, ListModel.Counted(count, LightCap), place.Register.Counter));
            }
        }
        return (counts, lights);
    }

    static ListRequest Ask(RegisterPlace place, string query) => ListRequest.Parse(place.Register, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query), Clock.Today);

    public string NameOf(string module) => modules.Find(module)?.Name ?? module;

    /// <summary>Where the record is shown; null for what has no page of its own.</summary>
    public string? UrlOf(OwnDeed deed) => deed.RowId is { } id && Here.HomeOf(deed.Place) is { } place
        && registers.All.Any(r => r.Parent is null && r.Module.Id == deed.Module && r.Register.Id == deed.Register) ? $"/{place.Code}/{deed.Module}/{deed.Register}/{id}" : null;
}
