using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>An aspect, task, measure or problem: text, bodies, person, day, standard.</summary>
public sealed class WorkItemEditModel(Db db) : WorkPageModel
{
    public sealed record Repeat(Guid Id, string Number, string Title, string PlanTitle);

    public WorkSheet Sheet { get; private set; } = null!;
    public WorkItem? Before { get; private set; }
    public WorkItem? Parent { get; private set; }
    public IReadOnlyDictionary<Guid, string> UnitNames { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<Repeat> Repeats { get; private set; } = [];
    public string? Fault { get; private set; }

    [BindProperty] public Guid NewId { get; set; } = Guid.CreateVersion7();
    [BindProperty] public int Version { get; set; }
    [BindProperty] public Guid? ParentId { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public string? Measures { get; set; }
    [BindProperty] public string? Standard { get; set; }
    [BindProperty] public string? Line { get; set; }
    [BindProperty] public bool IsKey { get; set; }
    [BindProperty] public string? KeyReason { get; set; }
    [BindProperty] public Guid? Lead { get; set; }
    [BindProperty] public Guid?[] Supporters { get; set; } = [];
    [BindProperty] public string? Leader { get; set; }
    [BindProperty] public string? Person { get; set; }
    [BindProperty] public string? DueKind { get; set; }
    [BindProperty] public string? DueOn { get; set; }
    [BindProperty] public Guid? RepeatsId { get; set; }
    [BindProperty] public string? Cause { get; set; }
    [BindProperty] public bool IsProject { get; set; }
    [BindProperty] public Guid? DutyId { get; set; }
    [BindProperty] public string? DutyReason { get; set; }
    public IReadOnlyList<(Guid Id, string Title)> Duties { get; private set; } = [];
    [BindProperty] public bool IsOpinion { get; set; }

    public bool IsAspect => Before is { } old ? old.Level == 1 : Kind.IsRectification ? IsOpinion && Parent is null : Parent is null;
    public string Heading => Before is not null ? "修改" : IsAspect ? Kind.IsRectification ? "加意见" : "加方面" : Parent is { Level: 2 } ? "分解为子任务" : $"加{Kind.ItemNoun}";

    public async Task<IActionResult> OnGetAsync(Guid? plan, Guid? id, Guid? parent, bool opinion = false)
    {
        IsOpinion = opinion;
        if (!await LoadAsync(plan, id, parent)) return NotFound();
        if (Before is { } old)
        {
            (ParentId, Title, Measures, Standard, Line, IsKey, KeyReason, Lead, Leader, Person, DueKind, RepeatsId, Cause, IsProject, DutyId, DutyReason, Version) = (old.ParentId, old.Title, old.Measures, old.Standard, old.Line, old.IsKey, old.KeyReason, old.LeadUnitId, old.Leader, old.Person, old.DueKind, old.RepeatsId, old.Cause, old.IsProject, old.DutyId, old.DutyReason, old.Version);
            DueOn = old.DueOn is { } due ? Dates.Format(due) : null;
            Supporters = [.. Sheet.Parties[old.Id].Where(party => !party.IsLead).Select(party => (Guid?)party.UnitId)];
        }
        // A measure begins as its task stands.
        else if (Parent is { } above) (ParentId, Line, Lead, Leader, Person, DueKind, DueOn) = (above.Id, above.Line, above.LeadUnitId, above.Leader, above.Person, Kind.IsRectification ? "8" : "1", above.DueOn is { } whole ? Dates.Format(whole) : null);
        else DueKind = Kind.IsRectification ? "8" : "1";
        await NameUnitsAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? plan, Guid? id)
    {
        if (!await LoadAsync(plan, id, ParentId)) return NotFound();
        if (string.IsNullOrWhiteSpace(Title)) ModelState.AddModelError(nameof(Title), $"请写{(IsAspect ? Kind.IsRectification ? "意见" : "方面" : Kind.ItemNoun)}");
        if (Line is { Length: > 0 } && !Kind.Lines.Has(Line)) ModelState.AddModelError(nameof(Line), "请选工作条线");
        if (DueKind is { Length: > 0 } && !WorkItem.DueKinds.Has(DueKind)) ModelState.AddModelError(nameof(DueKind), "请选时限类型");
        if (IsKey && string.IsNullOrWhiteSpace(KeyReason)) ModelState.AddModelError(nameof(KeyReason), "列为重点请写理由");
        if (IsKey && string.IsNullOrWhiteSpace(Leader)) ModelState.AddModelError(nameof(Leader), "列为重点请写是哪位领导抓");
        var due = IsAspect ? null : DayOf(nameof(DueOn), DueOn, false);
        if (ModelState.IsValid)
            Fault = await Desk.SaveItemAsync(Place, Sheet, new()
            {
                Id = Before?.Id ?? NewId, Title = Title!.Trim(), ParentId = Before is null ? ParentId : Before.ParentId, Measures = Blank(Measures), Standard = Blank(Standard), Line = Blank(Line), IsKey = IsKey, KeyReason = IsKey ? Blank(KeyReason) : null, Lead = Lead,
                Supporters = [.. Supporters.OfType<Guid>().Where(one => one != Lead)], Leader = Blank(Leader), Person = Blank(Person), DueKind = Blank(DueKind), DueOn = due, RepeatsId = RepeatsId, Cause = Blank(Cause), IsProject = IsProject, DutyId = DutyId, DutyReason = Blank(DutyReason), IsOpinion = IsAspect,
            }, Before, Version, Stop);
        if (!ModelState.IsValid || Fault is not null)
        {
            await NameUnitsAsync();
            return this.Unprocessable();
        }
        TempData["Done"] = "已保存";
        return Redirect(PlanUrl(Sheet.Plan.Id));
    }

    public async Task<IActionResult> OnGetPickAsync(string? q) => new JsonResult((await Desk.UnitsAsync(q, Stop)).Select(unit => new { value = unit.Id, text = unit.Name }));

    async Task<bool> LoadAsync(Guid? plan, Guid? id, Guid? parent)
    {
        if (id is { } item)
        {
            Before = await Desk.ItemAsync(Place, item, Stop);
            if (Before is null or { State: "closed" or "cancelled" }) return false;
            plan = Before.PlanId;
        }
        if (plan is not { } given || await Desk.PlanAsync(Place, given, Stop) is not { } sheet || sheet.Plan.State == "closed" || !Desk.Manages(Place, sheet.Plan.LocalityPath)) return false;
        Sheet = sheet;
        Parent = sheet.Items.FirstOrDefault(one => one.Id == (Before?.ParentId ?? parent));
        if (parent is not null && Parent is null) return false;
        if (Kind.DutiesSql is { } duties) Duties = await db.QueryAsync<(Guid, string)>($"select id, title from ({duties}) d order by d.id = @chosen desc nulls last, title, id limit 400", new { chosen = Before?.DutyId }, Stop);
        if (Kind.IsRectification)
            Repeats = await db.QueryAsync<Repeat>("select i.id, i.number, i.title, p.title as plan_title from org.work_item i join org.work_plan p on p.id = i.plan_id where i.kind = @kind and i.plan_id <> @given and p.year <= @Year and i.level = 2 and i.locality_path = @LocalityPath order by p.year desc, i.rank limit 200", new { kind = Kind.Id, given, sheet.Plan.Year, sheet.Plan.LocalityPath }, Stop);
        return true;
    }

    async Task NameUnitsAsync() => UnitNames = (await db.QueryAsync<(Guid Id, string Name)>("select id, name from org.unit where id = any(@ids)", new { ids = Supporters.Append(Lead).OfType<Guid>().ToArray() }, Stop)).ToDictionary(unit => unit.Id, unit => unit.Name);
}
