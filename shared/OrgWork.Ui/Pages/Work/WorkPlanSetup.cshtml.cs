using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>Enters a plan as it was written; later changes are editions with a reason.</summary>
public sealed class WorkPlanSetupModel : WorkPageModel
{
    public WorkPlan? Before { get; private set; }
    public string? Fault { get; private set; }
    public IReadOnlyList<WorkLine> Preview { get; private set; } = [];

    [BindProperty] public Guid NewId { get; set; } = Guid.CreateVersion7();
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public string? Year { get; set; }
    [BindProperty] public string? Number { get; set; }
    [BindProperty] public string? Issuer { get; set; }
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public string? Decision { get; set; }
    [BindProperty] public string? DecidedOn { get; set; }
    [BindProperty] public string? Cycle { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? KeyCycle { get; set; }
    [BindProperty] public string? EvaluateCycle { get; set; }
    [BindProperty] public string? ExamineCycle { get; set; }

    public string BackUrl => Before is null ? BoardUrl : PlanUrl(Before.Id);

    public async Task<IActionResult> OnGetAsync(Guid? id)
    {
        if (!await LoadAsync(id)) return NotFound();
        (Year, Cycle) = ($"{Today.Year}", Kind.Cycle);
        if (Before is { } old) (Title, Year, Number, Issuer, Text, Decision, DecidedOn, Cycle, KeyCycle, EvaluateCycle, ExamineCycle, Version) = (old.Title, $"{old.Year}", old.Number, old.Issuer, old.Content, old.Decision, old.DecidedOn is { } on ? Dates.Format(on) : null, old.Cycle, old.KeyCycle, old.EvaluateCycle, old.ExamineCycle, old.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (string.IsNullOrWhiteSpace(Title)) ModelState.AddModelError(nameof(Title), $"请写名称，如“{Today.Year} 年全县组织工作要点”");
        if (!int.TryParse(Year, out var year) || year is < 1949 or > 2200) ModelState.AddModelError(nameof(Year), "请填四位年度");
        if (Before is null && !WorkText.Read(Text ?? "").Any(line => line.Level == 2) && !Kind.IsRectification) ModelState.AddModelError(nameof(Text), "原文里没有认出条目：方面写作“一、……”，任务另起一段");
        if (Cycle is { Length: > 0 } && !WorkPlan.Cycles.Has(Cycle)) ModelState.AddModelError(nameof(Cycle), "请选调度周期");
        if (KeyCycle is { Length: > 0 } && (!WorkPlan.Cycles.Has(KeyCycle) || KeyCycle == "year")) ModelState.AddModelError(nameof(KeyCycle), "请选重点任务的周期");
        if (EvaluateCycle is { Length: > 0 } && (!WorkPlan.Cycles.Has(EvaluateCycle) || EvaluateCycle is "day" or "week")) ModelState.AddModelError(nameof(EvaluateCycle), "请选评估周期");
        if (ExamineCycle is { Length: > 0 } and not ("half_year" or "year")) ModelState.AddModelError(nameof(ExamineCycle), "请选考评周期");
        var decided = DayOf(nameof(DecidedOn), DecidedOn, false);
        if (ModelState.IsValid) Fault = await Desk.SavePlanAsync(Place, new(Before?.Id ?? NewId, Title!.Trim(), year, Blank(Number), Blank(Issuer), Blank(Text), Blank(Decision), decided, Blank(Cycle)) { KeyCycle = Blank(KeyCycle), EvaluateCycle = Blank(EvaluateCycle), ExamineCycle = Blank(ExamineCycle) }, Before, Version, Reason, Stop);
        if (!ModelState.IsValid || Fault is not null) return this.Unprocessable();
        TempData["Done"] = Before is null ? $"已录入，分成 {WorkText.Read(Text ?? "").Count(line => line.Level == 2)} {Kind.Counter}；逐条定单位、责任人和时限后印发" : "已保存";
        return Redirect(PlanUrl(Before?.Id ?? NewId));
    }

    async Task<bool> LoadAsync(Guid? id)
    {
        if (id is not { } given) return true;
        Before = (await Desk.PlanAsync(Place, given, Stop))?.Plan;
        return Before is not null && Desk.Manages(Place, Before.LocalityPath);
    }
}
