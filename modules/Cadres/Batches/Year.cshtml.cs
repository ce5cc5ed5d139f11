using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Batches;

/// <summary>任免台账汇总: how many came into and left posts in a year, by unit, level and kind. Each number leads to its lines.</summary>
[Needs(Appointing.Read)]
public sealed class YearModel(Db db, Here here) : PageModel
{
    public sealed record Row(string UnitName, int Appointed, int Removed, int Promoted, int Further, int Moved, int CountyLevel, int SectionLevel);
    public sealed record Kind(string Code, int Appointed, int Removed);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Kind> Levels { get; private set; } = [];
    public IReadOnlyList<Kind> Kinds { get; private set; } = [];
    public string LinesUrl(string more) => Here.Url($"cadres/ledger?year.from={Year}&year.to={Year}{more}");

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is > 1990 and < 2200 ? year.Value : Clock.Today.Year;
        (Years, Rows, Levels, Kinds) = await db.QueryManyAsync("""
            select distinct year from appointment_entry where removed_at is null order by year desc limit 20;
            select unit_name, count(*) filter (where change = '1')::int as appointed, count(*) filter (where change = '2')::int as removed, count(*) filter (where change = '1' and kind = '1')::int as promoted, count(*) filter (where change = '1' and kind = '2')::int as further,
                   count(*) filter (where change = '1' and kind = '3')::int as moved, count(*) filter (where change = '1' and level in ('1A31', '1A32'))::int as county_level, count(*) filter (where change = '1' and level in ('1A41', '1A42'))::int as section_level
            from appointment_entry where year = @Year and removed_at is null group by unit_name order by count(*) desc, unit_name limit 500;
            select coalesce(level, '') as code, count(*) filter (where change = '1')::int as appointed, count(*) filter (where change = '2')::int as removed from appointment_entry where year = @Year and removed_at is null group by 1 order by 1;
            select kind as code, count(*) filter (where change = '1')::int as appointed, count(*) filter (where change = '2')::int as removed from appointment_entry where year = @Year and removed_at is null group by 1 order by 1
            """, new { Year }, async grid => ((IReadOnlyList<int>)[.. await grid.ReadAsync<int>()], (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Kind>)[.. await grid.ReadAsync<Kind>()], (IReadOnlyList<Kind>)[.. await grid.ReadAsync<Kind>()]), stop);
    }
}
