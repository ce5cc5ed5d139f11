using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Coverage;

/// <summary>选派指导员: one instructor to the chosen units from a day on; who was there before is replaced when that is said.</summary>
[Needs(Establishments.Write)]
public sealed class AssignModel(Db db, Here here, RegisterRows rows, RegisterBook registers) : PageModel
{
    public sealed record Unit(Guid Id, string Name, string LocalityPath, string? Instructor);

    const int Most = 200;

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public Guid? Instructor { get; private set; }
    public string InstructorName { get; private set; } = "";
    public string On { get; private set; } = Dates.Format(Clock.Today);
    public string DueOn { get; private set; } = Dates.Format(Clock.Today.AddYears(1));
    public string DocumentNo { get; private set; } = "";
    public bool Replaces { get; private set; } = true;
    public string? Fault { get; private set; }
    public string ListUrl => here.Url("grassroots/establishments");
    public string NewInstructorUrl => here.Url("grassroots/instructors/new");

    public async Task OnGetAsync(Guid[] id, CancellationToken stop) => await LoadAsync(id, stop);

    public async Task<IActionResult> OnGetPickAsync(string? q, CancellationToken stop)
    {
        var found = await rows.CandidatesAsync(registers.All.First(place => place.Path == "grassroots/instructors"), Field.Row("instructor", "", "instructors"), q ?? "", stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    public async Task<IActionResult> OnPostAsync(Guid[] id, Guid? instructor, string? on, string? due, string? document, string? replaces, CancellationToken stop)
    {
        // From the list: the ticked rows go into the address.
        if (on is null) return id.Length == 0 ? BadRequest() : Redirect($"{here.Url("grassroots/coverage/assign")}?{string.Join('&', id.Distinct().Take(Most).Select(one => $"id={one}"))}");
        await LoadAsync(id, stop);
        (Instructor, On, DueOn, DocumentNo, Replaces) = (instructor, on.Trim(), due?.Trim() ?? "", document?.Trim() ?? "", replaces == "1");
        var chosen = instructor is { } picked ? await db.FirstAsync<string>("select name from instructor where id = @picked and removed_at is null", new { picked }, stop) : null;
        if (Units.Count == 0) return Refuse("没有选单位，请在单位台账里勾选");
        if (chosen is null) return Refuse("请从候选里选一名指导员；没有的先登记");
        InstructorName = chosen;
        if (!Dates.TryParse(On, out var day, out var fault)) return Refuse("选派日期：" + fault);
        if (day > Clock.Today) return Refuse("选派日期不能晚于今天");
        DateOnly? until = null;
        if (DueOn != "")
        {
            if (!Dates.TryParse(DueOn, out var end, out var wrong)) return Refuse("期满日期：" + wrong);
            if (end <= day) return Refuse("期满日期应在选派日期以后");
            until = end;
        }
        await db.TakesEffectAsync(day, stop);
        var args = new { ids = Units.Select(unit => unit.Id).ToArray(), instructor, day, until, document = DocumentNo == "" ? null : DocumentNo, actor = db.Actor.Id };
        if (Replaces) await db.ExecuteAsync("update instructor_assignment set ended_on = greatest(@day, began_on), version = version + 1, changed_at = now(), changed_by = @actor where establishment_id = any(@ids) and ended_on is null and removed_at is null and instructor_id <> @instructor", args, stop);
        await db.ExecuteAsync("""
            insert into instructor_assignment (establishment_id, locality_path, rank_order, instructor_id, began_on, due_on, document_no, created_by, changed_by)
            select e.id, e.locality_path, -(@day - date '2000-01-01'), @instructor, @day, @until, @document, @actor, @actor from establishment e where e.id = any(@ids) and e.removed_at is null and e.closed_on is null
            on conflict (establishment_id, instructor_id) where ended_on is null and removed_at is null do nothing
            """, args, stop);
        foreach (var unit in Units) await db.RecordAsync(new(DeedKind.Update, "establishments", unit.Id, unit.LocalityPath, unit.Name, [new("党建指导员", Replaces ? unit.Instructor : null, chosen), new("选派日期", null, Dates.Format(day))], DocumentNo == "" ? null : DocumentNo), stop);
        TempData["Done"] = $"{chosen}已派到 {Units.Count} 个单位";
        return Redirect(ListUrl);
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task LoadAsync(Guid[] ids, CancellationToken stop) => Units = await db.QueryAsync<Unit>($"""
        select e.id, e.name, e.locality_path, (select string_agg(i.name, '、') from instructor_assignment a join instructor i on i.id = a.instructor_id where a.establishment_id = e.id and a.ended_on is null and a.removed_at is null) as instructor
        from establishment e where e.id = any(@ids) and e.removed_at is null and e.closed_on is null order by e.locality_path, e.rank_order, e.id limit {Most}
        """, new { ids }, stop);
}
