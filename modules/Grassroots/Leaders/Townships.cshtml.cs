using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Leaders;

/// <summary>抓乡促村: who leads each township, as the cadres' module publishes it, beside what the township's Party building comes to. Nothing can be changed here.</summary>
[Needs(VillageCadres.Read)]
public sealed class TownshipsModel(Db db, Here here, FigureReader reader) : PageModel
{
    public sealed record Leader(Guid Id, string Name, string Called, string LocalityPath);
    public sealed record Value(string Shown, string? Light);
    public sealed record Township(Locality Place, IReadOnlyList<Leader> Leaders, IReadOnlyList<Value> Values);

    /// <summary>What a township secretary answers for: coverage, village secretaries, education, mending.</summary>
    static readonly string[] Shown = ["should-rate", "secretaries-vacant", "secretaries-filed", "secretaries-trained", "reserves-villages", "problems-closed"];

    public Here Here { get; } = here;
    public IReadOnlyList<Figure> Figures { get; private set; } = [];
    public IReadOnlyList<Township> Townships { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Locality[] places = Here.Locality.Kind == LocalityKind.Township ? [Here.Locality] : [.. Here.Localities.ChildrenOf(Here.Locality).Where(place => place.Kind == LocalityKind.Township)];
        var leaders = await db.QueryAsync<Leader>("select c.id, c.name, c.called, c.locality_path from cadres_cadre c where c.removed_at is null and org.home_of(c.locality_path) = any(@paths) and c.called ~ '(党委|党工委|工委)书记|(^|[^副])(镇长|乡长)|街道办事处主任' order by c.locality_path, c.rank_order, c.id", new { paths = places.Select(place => place.Path).ToArray() }, stop);
        Figures = [.. Shown.Select(id => Known[id]).Where(figure => Here.May(figure.Of.ReadPermission))];
        var byPlace = new List<Dictionary<int, FigureValue>>();
        foreach (var figure in Figures) byPlace.Add((await reader.ByPlaceAsync(figure, stop)).GroupBy(pair => pair.Row.LocalityId is { } id && !pair.Row.IsOwn ? id : Here.Locality.Id).ToDictionary(same => same.Key, same => same.First().Value));
        Townships = [.. places.Select(place => new Township(place, [.. leaders.Where(leader => LocalityTree.HomeOf(leader.LocalityPath) == place.Path)], [.. Figures.Select((figure, n) => byPlace[n].TryGetValue(place.Id, out var value) ? new Value(value.Show(figure), figure.LightOf(value.Value)) : new Value("—", null))]))];
    }

    static readonly Dictionary<string, Figure> Known = ((IEnumerable<Figure>)[.. CoverageFigures.All, .. VillageFigures.All, .. TrainingFigures.All, .. MoreFigures.All]).ToDictionary(figure => figure.Id);
}
