using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>每月到访: of every teaching place, how often and by how many people it was visited, month by month.</summary>
[Needs(Education.Read)]
public sealed class PlacesModel(Db db, Here here) : PageModel
{
    public sealed record Place(Guid Id, string Name, string Kind, Guid? RouteId, int Visits, int People);
    public sealed record Cell(Guid Id, int Month, int Visits, int People);

    const int PageSize = 100;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Place> Rows { get; private set; } = [];
    public IReadOnlyDictionary<(Guid, int), Cell> Cells { get; private set; } = new Dictionary<(Guid, int), Cell>();
    public bool IsCut => Rows.Count == PageSize;

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        var page = $"select p.id, p.name, p.kind, p.route_id, v.visits, v.people from teaching_place p cross join lateral (select count(*)::int as visits, coalesce(sum(x.people), 0)::int as people from ({StudyRoutes.Arrivals("p")}) x where x.visited_on between @from and @to) v where p.removed_at is null order by v.people desc, p.locality_path, p.rank_order, p.id limit 100";
        (Rows, Cells) = await db.QueryManyAsync($"""
            {page};
            select p.id, extract(month from x.visited_on)::int as month, count(*)::int as visits, sum(x.people)::int as people from ({page}) p cross join lateral ({StudyRoutes.Arrivals("p")}) x where x.visited_on between @from and @to group by 1, 2
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, async grid => ((IReadOnlyList<Place>)[.. await grid.ReadAsync<Place>()], (IReadOnlyDictionary<(Guid, int), Cell>)(await grid.ReadAsync<Cell>()).ToDictionary(cell => (cell.Id, cell.Month))), stop);
    }
}
