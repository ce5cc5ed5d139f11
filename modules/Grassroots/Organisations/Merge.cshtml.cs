using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots;

/// <summary>One organisation goes into another from a day on: its members, its lower organisations and its posts follow in the same deed.</summary>
[Needs("grassroots.organisations.edit")]
public sealed class MergeModel(Db db, Here here, RegisterRows rows, RegisterBook book) : PageModel
{
    public sealed record Going(string Name, string? Parent, Guid? ParentId, string Path, int Members, int Children, int Posts);
    public sealed record Target(Guid Id, string Name, string Path);

    public Guid Id { get; private set; }
    public Going Gone { get; private set; } = null!;
    public Target? Into { get; private set; }
    public string On { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string? Fault { get; private set; }

    public string RecordUrl(Guid id) => here.Url($"grassroots/organisations/{id}");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        On = Dates.Format(Clock.Today);
        return await FindAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetPickAsync(string? q, CancellationToken stop)
    {
        var place = book.All.First(place => place.Path == "grassroots/members");
        var found = await rows.CandidatesAsync(place, place.Register.Find("organisation_id")!, q ?? "", stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? into, string? on, string? reason, CancellationToken stop)
    {
        if (!await FindAsync(id, stop)) return NotFound();
        (On, Reason) = (on ?? "", reason?.Trim() ?? "");
        Into = into is { } chosen ? await db.FirstAsync<Target>("select id, name, locality_path as path from organisation where id = @chosen and removed_at is null and abolished_on is null for update", new { chosen }, stop) : null;
        if (Into is null) Fault = "请从候选里选并入哪个党组织";
        else if (Into.Id == id) Fault = "不能并入自己，请选另一个党组织";
        else if (!Dates.TryParse(On, out var day, out var dayFault)) Fault = "自何日起：" + dayFault;
        else if (day > Clock.Today) Fault = $"生效日期不能晚于今天（{Dates.Format(Clock.Today)}），请到那天再办";
        else if (Reason.Length < 2) Fault = "请写明依据，如批复文号";
        else
        {
            await MergeAsync(id, Into, day, stop);
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
            select o.name, (select p.name from organisation p where p.id = o.parent_id) as parent, o.parent_id, o.locality_path as path,
                   (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null) as members,
                   (select count(*)::int from organisation c where c.parent_id = o.id and c.abolished_on is null and c.removed_at is null) as children,
                   (select count(*)::int from member_post p where p.organisation_id = o.id and p.ended_on is null and p.removed_at is null) as posts
            from organisation o where o.id = @id and o.removed_at is null and o.abolished_on is null
            """, new { id }, stop))!;
        return Gone is not null;
    }

    async Task MergeAsync(Guid id, Target into, DateOnly day, CancellationToken stop)
    {
        await db.TakesEffectAsync(day, stop);
        var args = new { id, to = into.Id, path = into.Path, day, actor = db.Actor.Id, above = Gone.ParentId };
        // What goes under its own lower organisation leaves that one standing where it stood itself.
        await db.ExecuteAsync("update organisation set parent_id = @above, version = version + 1, changed_at = now(), changed_by = @actor where id = @to and parent_id = @id", args, stop);
        await db.ExecuteAsync("update organisation set parent_id = @to, version = version + 1, changed_at = now(), changed_by = @actor where parent_id = @id and id <> @to and abolished_on is null", args, stop);
        await db.ExecuteAsync("update member_post set ended_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where organisation_id = @id and ended_on is null and began_on <= @day", args, stop);
        await db.ExecuteAsync("update member set organisation_id = @to, locality_path = @path, version = version + 1, changed_at = now(), changed_by = @actor where organisation_id = @id and left_on is null", args, stop);
        await db.ExecuteAsync("update organisation set abolished_on = @day, merged_into_id = @to, state = '9', version = version + 1, changed_at = now(), changed_by = @actor where id = @id", args, stop);
        List<Change> changes = [new("并入", null, into.Name), new("生效日期", null, Dates.Format(day)), new("党员", null, $"{Gone.Members} 人随并"), new("下级党组织", null, $"{Gone.Children} 个随并")];
        await db.RecordAsync(new(DeedKind.Update, "organisations", id, Gone.Path, Gone.Name, changes, Reason), stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", into.Id, into.Path, into.Name, [new("并入来的党组织", null, Gone.Name), .. changes.Skip(1)], Reason), stop);
    }
}
