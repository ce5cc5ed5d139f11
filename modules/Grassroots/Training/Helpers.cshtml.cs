using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>帮学汇总: which unit went to how many villages to help them study, how often, with how many people.</summary>
[Needs(Education.Read)]
public sealed class HelpersModel(Db db, Here here) : PageModel
{
    public sealed record Line(string Unit, int Visits, int Villages, int People, DateOnly LastOn);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        Lines = await db.QueryAsync<Line>("""
            select k.helper_unit as unit, count(*)::int as visits, count(distinct k.village_id)::int as villages, coalesce(sum((select count(*) from study s where s.class_id = k.id and s.removed_at is null)), 0)::int as people, max(k.began_on) as last_on
            from training_class k where k.mode = '2' and k.helper_unit is not null and k.removed_at is null and k.began_on between @from and @to group by 1 order by 2 desc, 1 limit 500
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
    }
}
