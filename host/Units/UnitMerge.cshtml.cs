using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>One unit goes into another from a day on. Names, ranks and superiors change in the unit's own form, from a day as well.</summary>
[Needs("org.units.edit")]
sealed class UnitMergeModel(Db db, Here here, RegisterRows rows, RegisterBook book) : PageModel
{
    public sealed record Going(string Name, string? Parent, Guid? ParentId, string Path, int Children);
    public sealed record Target(Guid Id, string Name, string Path);

    public Guid Id { get; private set; }
    public Going Gone { get; private set; } = null!;
    public Target? Into { get; private set; }
    public string On { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string? Fault { get; private set; }

    public string RecordUrl(Guid id) => here.Url($"org/units/{id}");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        On = Dates.Format(Clock.Today);
        return await FindAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetPickAsync(string? q, CancellationToken stop)
    {
        var place = book.All.First(place => place.Path == "org/units");
        var found = await rows.CandidatesAsync(place, place.Register.Find("parent_id")!, q ?? "", stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? into, string? on, string? reason, CancellationToken stop)
    {
        if (!await FindAsync(id, stop)) return NotFound();
        (On, Reason) = (on ?? "", reason?.Trim() ?? "");
        Into = into is { } chosen ? await db.FirstAsync<Target>("select id, name, locality_path as path from org.unit where id = @chosen and removed_at is null and abolished_on is null for update", new { chosen }, stop) : null;
        if (Into is null) Fault = "请从候选里选并入哪个机构";
        else if (Into.Id == id) Fault = "不能并入自己，请选另一个机构";
        else if (!Dates.TryParse(On, out var day, out var dayFault)) Fault = "自何日起：" + dayFault;
        else if (day > Clock.Today) Fault = $"生效日期不能晚于今天（{Dates.Format(Clock.Today)}），请到那天再办";
        else if (Reason.Length < 2) Fault = "请写明依据，如文号";
        else
        {
            await db.TakesEffectAsync(day, stop);
            var args = new { id, to = Into.Id, day, actor = db.Actor.Id, above = Gone.ParentId };
            // What goes under its own lower unit leaves that one standing where it stood itself.
            await db.ExecuteAsync("update org.unit set parent_id = @above, version = version + 1, changed_at = now(), changed_by = @actor where id = @to and parent_id = @id", args, stop);
            await db.ExecuteAsync("update org.unit set parent_id = @to, version = version + 1, changed_at = now(), changed_by = @actor where parent_id = @id and id <> @to and abolished_on is null", args, stop);
            await db.ExecuteAsync("update org.unit set abolished_on = @day, merged_into_id = @to, version = version + 1, changed_at = now(), changed_by = @actor where id = @id", args, stop);
            List<Change> changes = [new("并入", null, Into.Name), new("生效日期", null, Dates.Format(day)), new("下级机构", null, $"{Gone.Children} 个随并")];
            await db.RecordAsync(new(DeedKind.Update, "units", id, Gone.Path, Gone.Name, changes, Reason), stop);
            await db.RecordAsync(new(DeedKind.Update, "units", Into.Id, Into.Path, Into.Name, [new("并入来的机构", null, Gone.Name), .. changes.Skip(1)], Reason), stop);
            TempData["Done"] = $"{Gone.Name}已并入{Into.Name}";
            return Redirect(RecordUrl(Into.Id));
        }
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> FindAsync(Guid id, CancellationToken stop)
    {
        Id = id;
        Gone = (await db.FirstAsync<Going>("""
            select u.name, (select p.name from org.unit p where p.id = u.parent_id) as parent, u.parent_id, u.locality_path as path,
                   (select count(*)::int from org.unit c where c.parent_id = u.id and c.abolished_on is null and c.removed_at is null) as children
            from org.unit u where u.id = @id and u.removed_at is null and u.abolished_on is null
            """, new { id }, stop))!;
        return Gone is not null;
    }
}
