using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department;

/// <summary>主责主业: tasks, documents, meetings and indicators of a year, all cut by the same lines of work, each number opening its rows; the year before beside it.</summary>
[Needs(Requirements.Read)]
public sealed class ByLineModel(Db db, Here here) : PageModel
{
    public sealed record Cell(string What, string? Line, int Year, int All, int Done);

    /// <param name="Query">of its list, with {0} the line and {1} the year</param>
    public sealed record Column(string What, string Name, string? DoneName, string Query);

    public static readonly IReadOnlyList<Column> Columns =
    [
        new("tasks", "要点任务", "办结", "points?line={0}&year={1}"), new("requirements", "上级要求", "办结", "requirements?line={0}&received_on.from={1}.01.01&received_on.to={1}.12.31"), new("upper", "上级会议文件", "已同意", "upper-meetings?line={0}&held_on.from={1}.01.01&held_on.to={1}.12.31"),
        new("meetings", "工作会议", null, "meetings?line={0}&held_on.from={1}.01.01&held_on.to={1}.12.31"), new("regulations", "印发制度", null, "regulations?line={0}"), new("goals", "目标指标", "完成", "goals?line={0}&year.from={1}&year.to={1}"), new("highlights", "亮点", null, "highlights?line={0}&year.from={1}&year.to={1}"), new("gaps", "差距", "已解决", "gaps?line={0}&year.from={1}&year.to={1}"),
    ];

    public Here Here => here;
    public int Year { get; private set; }
    ILookup<(string, string?, int), Cell> cells = Array.Empty<Cell>().ToLookup(cell => (cell.What, cell.Line, cell.Year));
    public Cell? At(Column column, string? line, int year) => cells[(column.What, line, year)].FirstOrDefault();
    public int Sum(Column column, int year) => cells.SelectMany(same => same).Where(cell => cell.What == column.What && cell.Year == year).Sum(cell => cell.All);
    public string UrlOf(Column column, string line) => here.Url("department/") + string.Format(System.Globalization.CultureInfo.InvariantCulture, column.Query, line, Year);

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        cells = (await db.QueryAsync<Cell>("""
            select 'tasks' as what, i.line, i.year, count(*)::int as all, count(*) filter (where i.state = 'closed')::int as done from org.work_item i where i.kind = 'points' and i.level > 1 and i.parts = 0 and i.state not in ('draft', 'cancelled') and i.year in (@year, @year - 1) group by 2, 3
            union all select 'requirements', line, extract(year from received_on)::int, count(*)::int, count(*) filter (where state = '4')::int from requirement where removed_at is null and received_on >= @from and received_on <= @to group by 2, 3
            union all select 'upper', line, extract(year from held_on)::int, count(*)::int, count(*) filter (where state = '3')::int from upper_meeting where removed_at is null and held_on >= @from and held_on <= @to group by 2, 3
            union all select 'meetings', line, extract(year from held_on)::int, count(*)::int, count(*) filter (where state = '3')::int from work_meeting where removed_at is null and held_on >= @from and held_on <= @to group by 2, 3
            union all select 'regulations', line, extract(year from issued_on)::int, count(*)::int, count(*)::int from regulation where removed_at is null and issued_on >= @from and issued_on <= @to group by 2, 3
            union all select 'goals', line, year, count(*)::int, count(*) filter (where state = '1')::int from yearly_goal where removed_at is null and year in (@year, @year - 1) group by 2, 3
            union all select 'highlights', line, year, count(*)::int, count(*)::int from highlight where removed_at is null and year in (@year, @year - 1) group by 2, 3
            union all select 'gaps', line, year, count(*)::int, count(*) filter (where outcome = '1')::int from gap where removed_at is null and year in (@year, @year - 1) group by 2, 3
            """, new { year = Year, from = new DateOnly(Year - 1, 1, 1), to = new DateOnly(Year, 12, 31) }, stop)).ToLookup(cell => (cell.What, cell.Line, cell.Year));
    }
}
