using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Goals;

/// <summary>全年目标和难题: on one page what is to be reached, how far it is, what blocks it and whose it is, beside what the modules count of that line of work.</summary>
[Needs(Requirements.Read)]
public sealed class YearModel(Db db, Here here) : PageModel
{
    public sealed record Goal(Guid Id, string Title, string Kind, string Line, string Target, string Owner, DateOnly DueOn, string State, string? Progress, string? Blocking);
    public sealed record Result(string Line, string Path, string Words);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Goal> Goals { get; private set; } = [];
    IReadOnlyList<Result> results = [];

    public IEnumerable<Result> ResultsOf(Goal goal) => results.Where(result => result.Line == goal.Line);
    public static (string Kind, string Words) LightOf(Goal goal) => goal.State switch { "1" => ("green", "完成"), "3" => ("red", "滞后"), _ when goal.DueOn < Clock.Today => ("red", "过了时限"), _ => ("none", "进行") };

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Goals, results) = await db.QueryManyAsync("""
            select id, title, kind, line, target, owner, due_on, state, progress, blocking from yearly_goal where year = @Year and removed_at is null order by kind, case state when '3' then 0 when '2' then 1 else 2 end, due_on, id limit 300;
            select line, path, words from (
              select line, 'department/points?year=' || @Year || '&line=' || line as path, '任务 ' || count(*) filter (where state = 'closed') || '/' || count(*) as words, 0 as o from org.work_item where kind = 'points' and year = @Year and level > 1 and parts = 0 and state not in ('draft', 'cancelled') and line is not null group by line
              union all select '2', 'cadres/figures', '现职干部 ' || count(*) || ' 人', 1 from cadres_cadre where removed_at is null having count(*) > 0
              union all select '3', 'grassroots/figures', '党员 ' || count(*) || ' 人', 1 from grassroots_member having count(*) > 0
              union all select '4', 'talent/figures', '人才 ' || count(*) || ' 人', 1 from talent_talent where removed_at is null having count(*) > 0) r order by o
            """, new { Year, today = Clock.Today }, async grid => ((IReadOnlyList<Goal>)[.. await grid.ReadAsync<Goal>()], (IReadOnlyList<Result>)[.. await grid.ReadAsync<Result>()]), stop);
    }
}
