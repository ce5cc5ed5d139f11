using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>Which figures somebody wants on their desk.</summary>
[SignedInOnly]
sealed class DeskFiguresModel(Db db, Here here, Live live, IReadOnlyList<FigurePlace> figures) : PageModel
{
    public const int Most = 12, UsualOfEach = 3;

    public IReadOnlyList<FigurePlace> Places { get; private set; } = [];
    public IReadOnlyList<string> Chosen { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        await FindAsync(stop);
        Chosen = await db.FirstAsync<string[]>("select figures from org.desk_choice", null, stop) ?? [.. Places.SelectMany(place => place.Set.Figures.Take(UsualOfEach).Select(figure => $"{place.Module.Id}/{figure.Id}")).Take(Most)];
    }

    public async Task<IActionResult> OnPostAsync(string[] chosen, CancellationToken stop)
    {
        await FindAsync(stop);
        Chosen = [.. Places.SelectMany(place => place.Set.Figures.Select(figure => $"{place.Module.Id}/{figure.Id}")).Where(chosen.Contains)];
        if (Chosen.Count > Most)
        {
            ModelState.AddModelError("", $"选了 {Chosen.Count} 个，最多 {Most} 个，请去掉 {Chosen.Count - Most} 个");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.ExecuteAsync("insert into org.desk_choice (figures) values (@chosen) on conflict (account_id) do update set figures = excluded.figures", new { chosen = Chosen.ToArray() }, stop);
        db.NeedsNoDeed("how somebody arranges their own desk is nobody else's affair");
        return Redirect(here.Url(""));
    }

    async Task FindAsync(CancellationToken stop)
    {
        var states = await live.StatesAsync(stop);
        Places = [.. figures.Where(place => here.May(FigureSet.ReadPermission(place.Module)) && states.Of(place.Module, here.Locality) is ModuleState.On or ModuleState.ReadOnly).Select(place => place.For(here)).Where(place => place.Set.Figures.Count > 0)];
    }
}
