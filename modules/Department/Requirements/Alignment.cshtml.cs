using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department;

/// <summary>政策对接、目标衔接、任务承接: each requirement of above beside the goals and tasks that take it up; covered, partly, not; numbers and days that differ between the levels.</summary>
[Needs(Requirements.Read)]
public sealed class AlignmentModel(Db db, Here here) : PageModel
{
    public sealed record Own(Guid RequirementId, Guid Id, string Kind, string Title, int? Number, DateOnly? DueOn, string Standing);
    public sealed record Line
    {
        public Guid Id { get; init; }
        public string Words { get; init; } = "";
        public string Source { get; init; } = "";
        public int? Number { get; init; }
        public string? Unit { get; init; }
        public DateOnly? DueOn { get; init; }
        public string? NoTask { get; init; }
        public IReadOnlyList<Own> Taken { get; set; } = [];

        int? OwnNumber => Taken.Any(one => one.Number is not null) ? Taken.Sum(one => one.Number ?? 0) : null;
        DateOnly? OwnDue => Taken.Max(one => one.DueOn);

        public IReadOnlyList<string> Differences =>
        [
            .. Number is { } asked ? OwnNumber is { } own ? own < asked ? [$"目标数 {own}，少 {asked - own}{Unit}"] : (string[])[] : ["没有对应的目标数"] : [],
            .. DueOn is { } due && OwnDue is { } late && late > due ? (string[])[$"时限晚 {late.DayNumber - due.DayNumber} 天"] : [],
        ];
        /// <summary>covered, partly, not; or with a reason why there is nothing.</summary>
        public (string Light, string Words) Verdict => Taken.Count == 0 ? NoTask is null ? ("red", "没有对接") : ("none", "不需对接") : Differences.Count > 0 ? ("yellow", "部分对接") : ("green", "已对接");
    }

    public Here Here => here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public string? Only { get; private set; }
    public static int Count(IEnumerable<Line> lines, string words) => lines.Count(line => line.Verdict.Words == words);
    public IReadOnlyList<Line> All { get; private set; } = [];

    public async Task OnGetAsync(string? only, CancellationToken stop)
    {
        (Only, All) = (only, await db.QueryManyAsync("""
            select r.id, r.words, r.source, r.target_number as number, r.target_unit as unit, r.due_on, r.no_task_reason as no_task from requirement r where r.removed_at is null and r.state in ('2', '3', '4') and r.applies is not false order by r.received_on desc, r.id limit 300;
            select g.requirement_id, g.id, 'goals' as kind, g.title, g.target_number as number, g.due_on, case g.state when '1' then '完成' when '2' then '进行' else '滞后' end as standing from yearly_goal g where g.removed_at is null and g.requirement_id is not null
            union all
            select i.source_id, i.id, i.kind || '/item', i.title, null::int, i.due_on, case i.state when 'draft' then '起草' when 'closed' then '已办结' else i.percent || '%' end from org.work_item i where i.source_register = 'requirements' and i.state <> 'cancelled' order by 6, 2 limit 2000
            """, null, async grid =>
        {
            var lines = (await grid.ReadAsync<Line>()).ToList();
            var taken = (await grid.ReadAsync<Own>()).ToLookup(one => one.RequirementId);
            foreach (var line in lines) line.Taken = [.. taken[line.Id]];
            return (IReadOnlyList<Line>)lines;
        }, stop));
        Lines = [.. All.Where(line => only is null || line.Verdict.Words == only)];
    }
}
