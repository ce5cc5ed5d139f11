using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Campaigning;

/// <summary>责任分工表: standing measures across, units down, each cell how many of the year's turns are done.</summary>
[Needs(Education.Read)]
public sealed class DivisionModel(Db db, Here here) : PageModel
{
    public sealed record Measure(Guid Id, string Title, string Strand, string LeadUnit, string Rhythm);
    public sealed record Unit(Guid Id, string Name);
    public sealed record Cell(Guid Measure, Guid Unit, int Due, int Done, int Late);

    const int Most = 300;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Measure> Measures { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    IReadOnlyDictionary<(Guid, Guid), Cell> cells = new Dictionary<(Guid, Guid), Cell>();
    public Cell? At(Measure measure, Unit unit) => cells.GetValueOrDefault((measure.Id, unit.Id));

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        await db.QueryManyAsync($"""
            select d.id, d.title, d.strand, d.lead_unit, d.rhythm from standing_duty d where d.removed_at is null and exists (select from duty_share s where s.standing_duty_id = d.id and s.year = @Year and s.removed_at is null) order by d.campaign_id, d.strand, d.id limit 24;
            select o.id, o.name from organisation o where o.id in (select organisation_id from duty_share where year = @Year and removed_at is null) order by o.locality_path, o.rank_order, o.id limit {Most};
            select standing_duty_id as measure, organisation_id as unit, count(*)::int as due, count(done_on)::int as done, count(*) filter (where done_on is null and due_on < @today)::int as late from duty_share where year = @Year and removed_at is null group by 1, 2
            """, new { Year, today = Clock.Today }, async grid =>
        {
            (Measures, Units) = ([.. await grid.ReadAsync<Measure>()], [.. await grid.ReadAsync<Unit>()]);
            cells = (await grid.ReadAsync<Cell>()).ToDictionary(cell => (cell.Measure, cell.Unit));
            return 0;
        }, stop);
    }
}
