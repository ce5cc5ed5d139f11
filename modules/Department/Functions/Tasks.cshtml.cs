using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Functions;

/// <summary>各项职能的任务: how many tasks of the year's points each function of the department has, and how many of them are closed.</summary>
[Needs(KeyPoints.Read, Write = KeyPoints.Manage)]
public sealed class TasksModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid? Id, string Title, string? Office, int All, int Closed, int Late);

    /// <summary>What every organisation department is there for, and whose it is by its name.</summary>
    static readonly (string Title, string Office, string? Line)[] Basic = [("选干部、配班子", "干部科", "2"), ("搞培训、提素质", "干部教育科", null), ("抓基层、打基础", "组织科", "3"), ("育人才、聚贤能", "人才办", "4")];

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public bool MayBegin => here.MayWrite(KeyPoints.Manage) && Lines.All(line => line.Id is null);
    public string UrlOf(Line line) => here.Url("department/task-list") + $"?kind=points&year.from={Year}&year.to={Year}" + (line.Id is { } id ? $"&function_id={id}" : "&function_id.none=1");

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Lines = await db.QueryAsync<Line>("""
            select * from (
            select f.id, f.title, f.office, count(t.id)::int as all, count(t.id) filter (where t.state = '3')::int as closed, count(t.id) filter (where t.state <> '3' and t.due_on < @today)::int as late
              from department_function f left join task_list t on t.function_id = f.id and t.kind = 'points' and t.year = @Year where f.removed_at is null group by f.id, f.title, f.office, f.rank_order
            union all select null, '没有归入职能', null, count(*)::int, count(*) filter (where t.state = '3')::int, count(*) filter (where t.state <> '3' and t.due_on < @today)::int from task_list t where t.kind = 'points' and t.year = @Year and t.function_id is null having count(*) > 0
            ) l order by id is null, title limit 400
            """, new { Year, today = Clock.Today }, stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        for (var n = 0; n < Basic.Length; n++)
        {
            var one = Basic[n];
            var id = await db.FirstAsync<Guid?>("insert into department_function (locality_path, rank_order, title, office, line, created_by, changed_by) select @path, @rank, @title, @office, @line, @by, @by where not exists (select from department_function where locality_path = @path and removed_at is null and (title = @title or line = @line)) returning id", new { path = here.Locality.Path, rank = n * 10, title = one.Title, office = one.Office, line = one.Line, by = db.Actor.Id }, stop);
            if (id is { } made) await db.RecordAsync(new(DeedKind.Create, "functions", made, here.Locality.Path, one.Title), stop);
        }
        TempData["Done"] = "已列入，科室和岗位照实改";
        return Redirect(here.Url("department/functions"));
    }
}
