using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.PoliticalLife;

/// <summary>The year of each unit: what of the required Party life was done in which period, as the modules know it.</summary>
[Needs(LifeCalendar.Read)]
public sealed class CalendarModel(Db db, Here here) : PageModel
{
    public sealed record Period(Guid UnitId, string UnitName, string Title, string Name, DateOnly OpensOn, DateOnly DueOn, DateOnly? DoneOn)
    {
        public bool IsMissed => DoneOn is null && DueOn < Clock.Today;
        public string Words => $"{Name} {(DoneOn is { } on ? $"{Dates.Format(on)} 开展" : IsMissed ? "没有开展" : "还没有到期")}";
    }

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Period> All { get; private set; } = [];
    public IEnumerable<string> Titles => All.Select(one => one.Title).Distinct();
    public IEnumerable<IGrouping<(Guid Id, string Name), Period>> Units => All.GroupBy(one => (one.UnitId, one.UnitName));
    public string UrlOf(Guid unit, string? also = null) => here.Url("department/life-dues") + $"?unit_id={unit}&due_on.from={Year}.01.01&due_on.to={Year}.12.31{also}";

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        // Who lacks most stands first.
        All = await db.QueryAsync<Period>("""
            select d.unit_id, d.unit_name, d.title, d.period as name, d.opens_on, d.due_on, d.done_on
            from (select d.unit_id, count(*) filter (where d.done_on is null and d.due_on < @today) as missed, min(d.unit_name) as name from life_due d where d.removed_at is null and d.due_on >= @from and d.due_on <= @to group by d.unit_id order by missed desc, name limit 200) u
              join life_due d on d.unit_id = u.unit_id and d.removed_at is null and d.due_on >= @from and d.due_on <= @to
            order by u.missed desc, u.name, d.unit_id, d.title, d.opens_on
            """, new { today = Clock.Today, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
    }
}
