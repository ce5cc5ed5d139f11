using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>One item with everything that was said and done about it.</summary>
public sealed class WorkItemModel(Db db, FileStore files) : WorkPageModel
{
    public WorkItem Item { get; private set; } = null!;
    /// <summary>Whoever has a part in it sees the part, not always the plan.</summary>
    public bool SeesPlan { get; private set; }
    public IReadOnlyList<WorkItem> Parts { get; private set; } = [];
    public IReadOnlyList<WorkParty> Parties { get; private set; } = [];
    public IReadOnlyList<WorkReport> Reports { get; private set; } = [];
    public IReadOnlyList<WorkAct> Acts { get; private set; } = [];
    public (Guid Id, string Title, string PlanTitle)? Repeated { get; private set; }
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];
    public IReadOnlyList<string> Deeds { get; private set; } = [];
    public WorkLights Lights { get; private set; } = null!;
    public IReadOnlyList<WorkLink> Links { get; private set; } = [];
    /// <summary>部署 → 实施 → 检查 → 反馈 → 整改 → 复盘: where each stands.</summary>
    public IReadOnlyList<(string Name, string? Words, bool IsDone)> Loop { get; private set; } = [];
    public bool ManagesHere => Desk.Manages(Place, Item.LocalityPath);
    public WorkObject? ObjectOf(WorkLink link) => Place.Objects.FirstOrDefault(one => one.Register == link.Register) is { } one && Here.May(one.Permission) ? one : null;
    /// <summary>What should be done by the end of a month, and what was.</summary>
    public sealed record MonthShare(DateOnly End, int Expected, int? Actual);
    public IReadOnlyList<MonthShare> Schedule { get; private set; } = [];
    /// <summary>Applied for: when it is decided.</summary>
    public DateOnly? WriteOffOn { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Desk.ItemAsync(Place, id, Stop) is not { } item) return NotFound();
        Item = item;
        (SeesPlan, Parts, Parties, Reports, Acts, Repeated) = await db.QueryManyAsync($"""
            select exists (select from org.work_plan where id = @PlanId);
            select {WorkItem.Columns} from org.work_item where parent_id = @Id and kind = @kind order by rank;
            select {WorkParty.Columns} from org.work_party where item_id = @Id order by is_lead desc, name;
            select {WorkReport.Columns} from org.work_report where item_id = @Id order by reported_on desc, entered_at desc limit 60;
            select {WorkAct.Columns} from org.work_act where item_id = @Id order by on_day desc, entered_at desc limit 100;
            select i.id, i.title, p.title as plan_title from org.work_item i join org.work_plan p on p.id = i.plan_id where i.id = @RepeatsId
            """, new { item.Id, item.PlanId, item.RepeatsId, kind = Kind.Id }, async grid => (await grid.ReadFirstAsync<bool>(), (IReadOnlyList<WorkItem>)[.. await grid.ReadAsync<WorkItem>()], (IReadOnlyList<WorkParty>)[.. await grid.ReadAsync<WorkParty>()], (IReadOnlyList<WorkReport>)[.. await grid.ReadAsync<WorkReport>()], (IReadOnlyList<WorkAct>)[.. await grid.ReadAsync<WorkAct>()],
                (await grid.ReadAsync<(Guid, string, string)>()).ToList() is [var one, ..] ? one : ((Guid, string, string)?)null), Stop);
        Files = await files.ListAsync(id, Stop);
        Lights = await Desk.LightsAsync(Kind, item.LocalityPath, Stop);
        Links = await Desk.LinksAsync(id, Stop);
        Loop = LoopOf();
        if (item is { Level: > 1, Parts: 0, State: not ("draft" or "cancelled"), BeginsOn: { } from, DueOn: { } to } && to > from && to.DayNumber - from.DayNumber < 800) Schedule = [.. Months(from, to).Select(end => new MonthShare(end, WorkRules.Elapsed(from, to, end), end > Today && end.AddDays(1 - end.Day) > Today ? null : Reports.FirstOrDefault(report => report.ReportedOn <= end)?.Percent ?? 0))];
        if (item.State is "applied" or "checked" && await Desk.WriteOffDayAsync(Kind, item.LocalityPath, Stop) is { } on) WriteOffOn = WorkRules.NextWriteOff(Today, on);
        Deeds = Desk.Possible(Place, item, Parties, item.Parts > 0);
        return Page();
    }

    List<(string, string?, bool)> LoopOf()
    {
        string? On(DateOnly? day, string? words) => day is { } on ? $"{Dates.Format(on)}　{words}" : null;
        var (check, back) = (Acts.FirstOrDefault(act => act.Kind is "核验" or "同意办结"), Acts.FirstOrDefault(act => act.Kind is "退回" or "通报" or "约谈"));
        var again = back is null ? null : Reports.FirstOrDefault(report => report.ReportedOn >= back.OnDay);
        var review = Item.ReviewWords ?? Acts.FirstOrDefault(act => act.Kind == "回头看")?.Words;
        return
        [
            ("部署", On(Item.BeginsOn, Item.LeadName), Item.BeginsOn is not null),
            ("实施", Reports.Count == 0 ? null : $"{Dates.Format(Reports[0].ReportedOn)}　报告 {Reports.Count} 次，{Item.Percent}%", Reports.Count > 0),
            ("检查", check is null ? null : On(check.OnDay, Item.CheckResult is null ? check.Words : $"{Item.CheckResult}　{check.Words}"), check is not null),
            ("反馈", back is null ? check is null ? null : On(check.OnDay, "检查意见已告知") : On(back.OnDay, $"{back.Kind}：{back.Words}"), back is not null || check is not null),
            ("整改", back is null ? check is null ? null : "检查没有要改的" : again is null ? null : On(again.ReportedOn, again.Content), back is null ? check is not null : again is not null),
            ("复盘", review ?? (Item.IsProject || Kind.IsRectification ? null : "不按项目管理，不要求"), review is not null || !Item.IsProject && !Kind.IsRectification),
        ];
    }

    static IEnumerable<DateOnly> Months(DateOnly from, DateOnly to)
    {
        for (var end = new DateOnly(from.Year, from.Month, 1).AddMonths(1).AddDays(-1); ; end = end.AddDays(1).AddMonths(1).AddDays(-1))
        {
            yield return end < to ? end : to;
            if (end >= to) yield break;
        }
    }

    public string DeedName(string deed) => WorkDesk.NameOf(Kind, deed, Item);
    public bool MayEdit => Desk.Manages(Place, Item.LocalityPath) && Item.State is not ("closed" or "cancelled");
    public bool AnswersHere => Desk.Answers(Place, Parties) && Item.State == "open" && Item.Parts == 0;
}
