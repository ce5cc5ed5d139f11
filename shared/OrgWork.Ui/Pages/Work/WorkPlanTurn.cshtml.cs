using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>领导意见、印发、开始调度、结束调度、总结.</summary>
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
    [BindProperty] public string? Purpose { get; set; }
    [BindProperty] public string? Leader { get; set; }
    [BindProperty] public Guid NewId { get; set; } = Guid.CreateVersion7();
    /// <summary>Which round is closed, which instruction is answered.</summary>
    [BindProperty(SupportsGet = true, Name = "of")] public Guid? Of { get; set; }

    public WorkRound? Round => Sheet.OpenRounds.FirstOrDefault(one => Of is null || one.Id == Of);
    public WorkInstruction? Instruction => Sheet.Instructions.FirstOrDefault(one => one.Id == Of && one.AnsweredOn is null);
    public string DayName => Deed switch { "issue" => "印发日期", "instruct" => "提出日期", "answer" => "答复日期", _ => "报告截止日期" };

    public WorkPlan Plan => Sheet.Plan;
    public string Heading => Deed switch { "issue" => $"印发{Kind.PlanNoun}", "instruct" => "登记领导意见", "answer" => "登记办理情况", "open" => "开始一轮", "round" => $"结束{Round?.Title}", _ => "年终总结" };
    public string Consequence => Deed switch
    {
        "issue" => $"印发后 {Sheet.Leaves.Count()} {Kind.Counter}交给牵头和配合单位签收、填报；改时限须经批准，取消须写理由",
        "open" => $"请 {Sheet.Leaves.Where(item => item.State == "open").Select(item => item.LeadUnitId).Distinct().Count()} 个单位报告 {Sheet.Leaves.Count(item => item.State == "open")} {Kind.Counter}的进展；现在的进度和灯留作比较",
        "instruct" => "逐条编号；起草时提的，有了办理情况才能印发",
        "answer" => $"第 {Instruction?.Number} 条，{Instruction?.Leader}：{Instruction?.Words}",
        "round" => $"应报 {Round?.Asked}，已报 {Round?.Reported}；结束后没有报的记为本轮未报",
        _ => "总结后不再填报和修改，留作来年起草的依据",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, string deed)
    {
        if (!await LoadAsync(id, deed)) return NotFound();
        Day = Dates.Format(deed == "open" ? Today.AddDays(7) : Today);
        if (deed == "open") Words = $"第 {Sheet.Rounds.Where(round => round.Purpose == "dispatch").Select(round => round.Number).DefaultIfEmpty(0).Max() + 1} 轮调度";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string deed, int version)
    {
        if (!await LoadAsync(id, deed)) return NotFound();
        var day = deed is "issue" or "open" or "instruct" or "answer" ? DayOf(nameof(Day), Day, true) : null;
        if (ModelState.IsValid)
            Fault = deed switch
            {
                "issue" => await Desk.IssueAsync(Place, Sheet, day!.Value, version, Stop),
                "open" => string.IsNullOrWhiteSpace(Words) ? "请写名称" : await Desk.OpenRoundAsync(Place, Plan, Blank(Purpose) ?? "dispatch", Words.Trim(), day!.Value, Stop),
                "instruct" => await Desk.InstructAsync(Place, Plan, NewId, Leader, Words, day!.Value, Stop),
                "answer" => await Desk.AnswerAsync(Place, Plan, Instruction!.Id, Words, day!.Value, Stop),
                "round" => await Desk.CloseRoundAsync(Place, Plan, Round!, Words, More, Stop),
                _ => await Desk.ClosePlanAsync(Place, Sheet, Words, version, Stop),
            };
        if (!ModelState.IsValid || Fault is not null) return this.Unprocessable();
        TempData["Done"] = deed switch { "issue" => "已印发", "instruct" => "已登记", "answer" => "已答复", "open" => "调度已开始", "round" => "本轮已结束", _ => "已总结" };
        return Redirect(PlanUrl(id));
    }

    async Task<bool> LoadAsync(Guid id, string deed)
    {
        if (await Desk.PlanAsync(Place, id, Stop) is not { } sheet || !Desk.Manages(Place, sheet.Plan.LocalityPath)) return false;
        (Sheet, Deed) = (sheet, deed);
        if (deed == "issue") Missing = await Desk.IncompleteAsync(Place, sheet, Stop);
        if (deed == "round" && Round is { } round) Silent = await db.QueryAsync<(string, string, string?)>("select i.number, i.title, i.lead_name from org.work_round_item x join org.work_item i on i.id = x.item_id where x.round_id = @Id and x.reported_on is null order by i.rank limit 200", new { round.Id }, Stop);
        return (deed, Plan.State) is ("issue", "draft") or ("open", "issued") or ("close", "issued") || deed == "round" && Round is not null || deed == "instruct" && Plan.State != "closed" || deed == "answer" && Instruction is not null;
    }
}
