using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Policy;

/// <summary>A clause: its conditions, everyone who qualifies and has not applied, and applying for the ticked.</summary>
[Needs(Policies.Read, Write = Policies.Act)]
public sealed class ClauseModel(Db db, Here here, ClauseBook book) : PageModel
{
    const int Most = 200;

    public Here Here => here;
    public Clause Clause { get; private set; } = null!;
    public IReadOnlyList<ClauseCondition> Conditions { get; private set; } = [];
    public IReadOnlyList<Applicant> Found { get; private set; } = [];
    public int Total { get; private set; }
    public string? Fault { get; private set; }
    public bool MayApply => Clause.IsInForceOn(Clock.Today) && here.MayWrite(Policies.Act);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid[] who, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayApply) return Refuse("条款已经失效，不能申报");
        var chosen = Found.Where(one => who.Contains(one.Id) && !one.IsApplying).ToList();
        if (chosen.Count == 0) return Refuse("没有勾选符合条件、还没有申报的");
        foreach (var one in chosen)
        {
            var title = $"{one.Name}：{Clause.Title}";
            var row = await db.FirstAsync<Guid>("insert into application (locality_path, rank_order, title, clause_id, talent_id, employer_id, applied_on, created_by, changed_by) values (@path, -(@today::date - date '2000-01-01'), left(@title, 100), @clause, @talent, @employer, @today, @actor, @actor) returning id",
                new { path = one.LocalityPath, title, clause = id, talent = Clause.Applicant == "1" ? one.Id : (Guid?)null, employer = Clause.Applicant == "2" ? one.Id : (Guid?)null, today = Clock.Today, actor = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Create, "applications", row, one.LocalityPath, title, [new("条款", null, Clause.Title)]), stop);
        }
        TempData["Done"] = $"已代为申报 {chosen.Count} 件，到“政策申报”里受理";
        return Redirect(here.Url($"talent/applications?clause_id={id}&accepted_on.none=1"));
    }

    /// <summary>A condition more, or one less; the clause's own people see at once who qualifies now.</summary>
    public async Task<IActionResult> OnPostConditionAsync(Guid id, string? condition, string? value, Guid? without, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!here.MayWrite(Policies.Edit)) return StatusCode(403);
        string? words;
        if (without is { } gone)
        {
            if (Conditions.FirstOrDefault(one => one.Id == gone) is not { } old) return Refuse("没有这一项条件");
            await db.ExecuteAsync("update clause_condition set removed_at = now(), removed_by = @actor, removed_reason = '去掉条件', version = version + 1 where id = @gone", new { gone, actor = db.Actor.Id }, stop);
            words = "去掉：" + old.Words;
        }
        else
        {
            if (condition is null || ClauseConditions.Find(condition) is not { } rule || !ClauseConditions.For(Clause.Applicant).Contains(rule)) return Refuse("请选择条件");
            var number = 0m;
            if (rule.Parameters is [var parameter] && (!decimal.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < parameter.Min || number > parameter.Max)) return Refuse($"“{rule.Title}”的数值应在 {parameter.Min:0} 与 {parameter.Max:0} 之间");
            if (Conditions.Any(one => one.Condition == condition && one.Value == number)) return Refuse("已有这一项条件");
            await db.ExecuteAsync("insert into clause_condition (policy_clause_id, locality_path, rank_order, condition, value, created_by) values (@id, @LocalityPath, @rank, @condition, @number, @actor)", new { id, Clause.LocalityPath, rank = (Conditions.Count + 1) * 10, condition, number, actor = db.Actor.Id }, stop);
            words = "加上：" + new ClauseCondition(Guid.Empty, id, condition, number).Words;
        }
        await db.RecordAsync(new(DeedKind.Update, "clauses", id, Clause.LocalityPath, Clause.Title, [new("条件", null, words)]), stop);
        TempData["Done"] = words;
        return Redirect(here.Url($"talent/policy/clause/{id}"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await book.ClauseAsync(id, stop) is not { } clause) return false;
        (Clause, Conditions) = (clause, await book.ConditionsAsync(id, stop));
        (Found, Total) = await book.QualifiedAsync(clause, Conditions, Clock.Today, Most, stop);
        return true;
    }
}
