using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>The search box of the frame: people and organisations of every register the user may look at here, each with its module's own login and scope.</summary>
[SignedInOnly]
sealed class FindModel(Databases databases, Live live, RegisterBook registers, IdentityVault identities, Here here) : PageModel
{
    const int Shown = 8;

    public Here Here { get; } = here;
    public string Typed { get; private set; } = "";
    public List<(RegisterPlace Place, ListRequest Asked, IReadOnlyList<Field> Columns, ListPage Found)> Groups { get; } = [];
    public static Month Reckoning => Month.Of(Clock.Today);

    public async Task OnGetAsync(string? q, CancellationToken stop)
    {
        Typed = string.Concat((q ?? "").Where(c => !char.IsControl(c) && c != '\uFFFD')).Trim();
        if (Typed == "") return;
        var states = await live.StatesAsync(stop);
        var actor = new Actor(Here.User.Id, Here.User.Name, Here.RemoteAddress);
        foreach (var place in registers.All)
        {
            if (place.Parent is not null || place.Register.NameField is null || !Here.May(place.Register.ReadPermission)) continue;
            if (states.Of(place.Module, Here.Locality) is ModuleState.Off or ModuleState.Retired) continue;
            var asked = ListRequest.Parse(place.Register, [new("q", Typed)], Clock.Today);
            Field[] columns = [place.Register.TitleField, .. place.Register.Fields.Where(f => f.IsListed && !f.OnlyOnWideScreens && f != place.Register.TitleField).OrderByDescending(f => f.IsWide).Take(4)];
            await using var db = databases.Of(place.Module).OpenForReading(Scope.Subtree(Here.Locality, Here.User.Id), actor);
            var found = await new RegisterRows(db, registers, identities).ListAsync(place, asked, columns, Shown, stop);
            if (found.Rows.Count > 0) Groups.Add((place, asked, columns, found));
        }
    }
}
