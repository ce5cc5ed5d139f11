using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>印发、开始调度、结束调度、总结.</summary>
public sealed class WorkPlanTurnModel(Db db) : WorkPageModel
{
    public WorkSheet Sheet { get; private set; } = null!;
    public string Deed { get; private set; } = "";
    public string? Fault { get; private set; }
    public IReadOnlyList<(WorkItem Item, string Words)> Missing { get; private set; } = [];
    public IReadOnlyList<(string Number, string Title, string? Lead)> Silent { get; private set; } = [];

    [BindProperty] public string? Day { get; set; }
    [BindProperty] public string? Words { get; set; }
    [BindProperty] public string? More { get; set; }

    public WorkPlan Plan => Sheet.Plan;
    public string Heading => Deed switch { "issue" => $"印发{Kind.PlanNoun}", "open" => "开始一轮调度", "round" => $"结束第 {Sheet.OpenRound?.Number} 轮调度", _ => "年终总结" };
    public string Consequence => Deed switch
    {
        "issue" => $"印发后 {Sheet.Leaves.Count()} {Kind.Counter}交给牵头和配合单位签收、填报；改时限须经批准，取消须写理由",
        "open" => $"请 {Sheet.Leaves.Where(item => item.State == "open").Select(item => item.LeadUnitId).Distinct().Count()} 个单位报告 {Sheet.Leaves.Count(item => item.State == "open")} {Kind.Counter}的进展；现在的进度和灯留作比较",
        "round" => $"应报 {Sheet.OpenRound?.Asked}，已报 {Sheet.OpenRound?.Reported}；结束后没有报的记为本轮未报",
        _ => "总结后不再填报和修改，留作来年起草的依据",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, string deed)
    {
        if (!await LoadAsync(id, deed)) return NotFound();
        Day = Dates.Format(deed == "open" ? Today.AddDays(7) : Today);
        if (deed == "open") Words = $"第 {(Sheet.Rounds.Count == 0 ? 0 : Sheet.Rounds.Max(round => round.Number)) + 1} 轮调度";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string deed, int version)
    {
        if (!await LoadAsync(id, deed)) return NotFound();
        var day = deed is "issue" or "open" ? DayOf(nameof(Day), Day, true) : null;
        if (ModelState.IsValid)
            Fault = deed switch
            {
                "issue" => await Desk.IssueAsync(Place, Sheet, day!.Value, version, Stop),
                "open" => string.IsNullOrWhiteSpace(Words) ? "请写名称" : await Desk.OpenRoundAsync(Place, Plan, Words.Trim(), day!.Value, Stop),
                "round" => await Desk.CloseRoundAsync(Place, Plan, Sheet.OpenRound!, Words, More, Stop),
                _ => await Desk.ClosePlanAsync(Place, Sheet, Words, version, Stop),
            };
        if (!ModelState.IsValid || Fault is not null) return this.Unprocessable();
        TempData["Done"] = deed switch { "issue" => "已印发", "open" => "调度已开始", "round" => "本轮已结束", _ => "已总结" };
        return Redirect(PlanUrl(id));
    }

    async Task<bool> LoadAsync(Guid id, string deed)
    {
        if (await Desk.PlanAsync(Place, id, Stop) is not { } sheet || !Desk.Manages(Place, sheet.Plan.LocalityPath)) return false;
        (Sheet, Deed) = (sheet, deed);
        if (deed == "issue") Missing = await Desk.IncompleteAsync(Place, sheet, Stop);
        if (deed == "round" && sheet.OpenRound is { } round) Silent = await db.QueryAsync<(string, string, string?)>("select i.number, i.title, i.lead_name from org.work_round_item x join org.work_item i on i.id = x.item_id where x.round_id = @Id and x.reported_on is null order by i.rank limit 200", new { round.Id }, Stop);
        return (deed, Plan.State) is ("issue", "draft") or ("open", "issued") or ("close", "issued") || deed == "round" && sheet.OpenRound is not null;
    }
}
