using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.SiteWorks;

/// <summary>How often each leader went to the front line in a year, what was found and what share was solved there; each number opens its problems.</summary>
[Needs(SiteWork.Read)]
public sealed class LeadersModel(Db db, Here here) : PageModel
{
    public sealed record Row(string Leader, int Visits, int Places, int Found, int Spot, int Assigned, int Done, int Late, int Loose)
    {
        public string Share => Found == 0 ? "—" : $"{Spot * 100m / Found:0.0}%";
    }

    public sealed record Problem(Guid Id, string Title, Guid WorkId, string Work, string Place, DateOnly FoundOn, string? Handling, string? Solution, string? AssignedTo, DateOnly? DueOn, bool IsDone)
    {
        public bool IsLate => Handling == "2" && !IsDone && DueOn < Clock.Today;
    }

    public Here Here => here;
    public int Year { get; private set; }
    public string? Leader { get; private set; }
    public string? What { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Problem> Problems { get; private set; } = [];
    public Row All => new("合计", Rows.Sum(row => row.Visits), Rows.Sum(row => row.Places), Rows.Sum(row => row.Found), Rows.Sum(row => row.Spot), Rows.Sum(row => row.Assigned), Rows.Sum(row => row.Done), Rows.Sum(row => row.Late), Rows.Sum(row => row.Loose));
    public string VisitsOf(string leader) => here.Url("department/site-works") + $"?leader={Uri.EscapeDataString(leader)}&visited_on.from={Year}.01.01&visited_on.to={Year}.12.31";
    public string ProblemsOf(string leader, string what) => here.Url("department/site-works/leaders") + $"?year={Year}&leader={Uri.EscapeDataString(leader)}&what={what}#problems";
    public string WhatWords => What switch { "spot" => "现场解决的", "assigned" => "交办的", "done" => "交办后办结的", "late" => "交办后超期的", "loose" => "没有解决、没有交办的", _ => "发现的" };

    public async Task OnGetAsync(int? year, string? leader, string? what, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Leader, What) = (string.IsNullOrWhiteSpace(leader) ? null : leader.Trim(), what is "spot" or "assigned" or "done" or "late" or "loose" ? what : null);
        var args = new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31), today = Clock.Today, Leader, what = What ?? "" };
        (Rows, Problems) = await db.QueryManyAsync("""
            select w.leader, count(*)::int as visits, count(distinct w.place)::int as places, sum(p.found)::int as found, sum(p.spot)::int as spot, sum(p.assigned)::int as assigned, sum(p.done)::int as done, sum(p.late)::int as late, sum(p.loose)::int as loose
            from site_work w cross join lateral (
              select count(*)::int as found, count(*) filter (where p.handling = '1')::int as spot, count(*) filter (where p.handling = '2')::int as assigned, count(*) filter (where p.handling = '2' and t.is_done)::int as done, count(*) filter (where p.handling = '2' and not t.is_done and p.due_on < @today)::int as late, count(*) filter (where p.handling is null)::int as loose
              from site_problem p cross join lateral (select exists (select from org.work_item i where i.source_id = p.id and i.state = 'closed') as is_done) t where p.site_work_id = w.id and p.removed_at is null) p
            where w.removed_at is null and w.visited_on >= @from and w.visited_on <= @to group by w.leader order by visits desc, w.leader limit 300;
            select p.id, p.title, w.id as work_id, w.title as work, w.place, p.found_on, p.handling, p.solution, p.assigned_to, p.due_on, t.is_done
            from site_work w join site_problem p on p.site_work_id = w.id and p.removed_at is null cross join lateral (select exists (select from org.work_item i where i.source_id = p.id and i.state = 'closed') as is_done) t
            where w.removed_at is null and w.leader = @Leader and w.visited_on >= @from and w.visited_on <= @to
              and case @what when 'spot' then p.handling = '1' when 'assigned' then p.handling = '2' when 'done' then p.handling = '2' and t.is_done when 'late' then p.handling = '2' and not t.is_done and p.due_on < @today when 'loose' then p.handling is null else true end
            order by p.found_on desc, p.id limit 300
            """, args, async grid => ((IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Problem>)[.. await grid.ReadAsync<Problem>()]), stop);
    }
}
