using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>评估反馈单 of a member unit: its targets as they were frozen, with the opinion on each and what it was given to put right.</summary>
[Needs(Targets.Read, Write = Targets.Issue)]
public sealed class FeedbackModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Title, int Value, int Weight, int Actual, int Rate, int Floor, string? Opinion, string? OpinionBy, DateOnly? FeedbackOn, DateOnly FrozenOn, string? Task, DateOnly? TaskDue);

    public Here Here => here;
    public string Name { get; private set; } = "";
    public int Year { get; private set; }
    public string Period { get; private set; } = "1";
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayIssue => here.MayWrite(Targets.Issue) && Lines.Any(line => line.FeedbackOn is null);

    public async Task<IActionResult> OnGetAsync(Guid id, int year, string period, CancellationToken stop) => await LoadAsync(id, year, period, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, int year, string period, CancellationToken stop)
    {
        if (!await LoadAsync(id, year, period, stop)) return NotFound();
        if (Lines.Any(line => line.Opinion is null)) return this.Unfit("还有目标没有写评估意见", fault => Fault = fault);
        if (await db.ExecuteAsync("update target_result set feedback_on = @today, version = version + 1 where member_unit_id = @id and year = @year and period = @period and feedback_on is null and removed_at is null", new { id, year, period, today = Clock.Today }, stop) == 0) return this.Unfit("已经反馈", fault => Fault = fault);
        await db.RecordAsync(new(DeedKind.Update, "members", id, here.Locality.Path, Name, [new("评估反馈", null, $"{year} 年{Targets.Period.NameOf(period)}，{Lines.Count} 项")]), stop);
        TempData["Done"] = "已反馈";
        return Redirect(here.Url($"talent/governance/feedback/{id}?year={year}&period={period}"));
    }

    async Task<bool> LoadAsync(Guid id, int year, string period, CancellationToken stop)
    {
        (Year, Period) = (year, period);
        (Name, Lines) = await db.QueryManyAsync("""
            select coalesce((select name from member_unit where id = @id and removed_at is null), '');
            select r.id, r.title, r.value, r.weight, r.actual, r.rate, r.line as floor, r.opinion, r.opinion_by, r.feedback_on, r.frozen_on, h.title as task, h.due_on as task_due
            from target_result r left join lateral (select h.title, h.due_on from handed_task h where h.source_id = r.id order by h.due_on limit 1) h on true where r.removed_at is null and r.member_unit_id = @id and r.year = @year and r.period = @period order by r.title, r.id
            """, new { id, year, period }, async grid => (await grid.ReadFirstAsync<string>(), (IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()]), stop);
        return Name != "" && Lines.Count > 0 && Targets.Period.Codes.Any(code => code.Value == period);
    }
}
