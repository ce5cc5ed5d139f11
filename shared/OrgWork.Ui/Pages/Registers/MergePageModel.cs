using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

/// <summary>
/// One body of a tree (a unit, an organisation) goes into another of its register from a day on: what stood under it moves along, it is abolished, and
/// both get their entry, all in one deed. The page of a register adds what else follows (<see cref="CarryAsync"/>) and says so; its view is <c>_Merge</c>.
/// The register's table has name, parent_id, abolished_on and merged_into_id.
/// </summary>
public abstract class MergePageModel(Db db, Here here, RegisterRows rows, RegisterBook book) : PageModel
{
    public sealed record Going(string Name, string? Parent, Guid? ParentId, string Path, int Children);
    public sealed record Target(Guid Id, string Name, string Path);

    RegisterPlace Place => field ??= book.All.First(place => place.Path == RegisterPath);
    string Table => Place.Table;
    protected Db Db => db;

    public Guid Id { get; private set; }
    public Going Gone { get; private set; } = null!;
    public Target? Into { get; private set; }
    public string On { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string? Fault { get; private set; }
    public string Noun => Place.Register.Noun;
    public string RecordUrl(Guid id) => here.Url($"{Place.Path}/{id}");

    /// <summary>The register, as it stands in addresses.</summary>
    protected abstract string RegisterPath { get; }
    /// <summary>What a reason may be, for the hint.</summary>
    public abstract string ReasonHint { get; }
    /// <summary>What follows along, counted, a sentence each.</summary>
    public abstract IReadOnlyList<string> Consequences { get; }
    /// <summary>What it is asked back before it is done.</summary>
    public abstract string Confirmation { get; }
    /// <summary>What else becomes of the one that goes: further columns for its update.</summary>
    protected virtual string AlsoSets => "";
    /// <summary>Counts what will follow, before the page is shown and again before it is done.</summary>
    protected virtual Task CountAsync(CancellationToken stop) => Task.CompletedTask;
    /// <summary>Takes along what follows; it counts from <paramref name="day"/>.</summary>
    /// <returns>what is said of it in the record of deeds</returns>
    protected virtual Task<IReadOnlyList<Change>> CarryAsync(Target into, DateOnly day, CancellationToken stop) => Task.FromResult<IReadOnlyList<Change>>([]);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        On = Dates.Format(Clock.Today);
        return await FindAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetPickAsync(string? q, CancellationToken stop)
    {
        var found = await rows.CandidatesAsync(Place, Place.Register.Find("parent_id")!, q ?? "", stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? into, string? on, string? reason, CancellationToken stop)
    {
        if (!await FindAsync(id, stop)) return NotFound();
        (On, Reason) = (on ?? "", reason?.Trim() ?? "");
        Into = into is { } chosen ? await db.FirstAsync<Target>($"select id, name, locality_path as path from {Table} where id = @chosen and removed_at is null and abolished_on is null for update", new { chosen }, stop) : null;
        if (Into is null) Fault = $"请从候选里选并入哪个{Noun}";
        else if (Into.Id == id) Fault = $"不能并入自己，请选另一个{Noun}";
        else if (!Dates.TryParse(On, out var day, out var dayFault)) Fault = "自何日起：" + dayFault;
        else if (day > Clock.Today) Fault = $"生效日期不能晚于今天（{Dates.Format(Clock.Today)}），请到那天再办";
        else if (Reason.Length < 2) Fault = "请写明依据，如文号";
        else
        {
            await MergeAsync(Into, day, stop);
            TempData["Done"] = $"{Gone.Name}已并入{Into.Name}";
            return Redirect(RecordUrl(Into.Id));
        }
        return this.Unprocessable();
    }

    async Task<bool> FindAsync(Guid id, CancellationToken stop)
    {
        Id = id;
        Gone = (await db.FirstAsync<Going>($"""
            select t.name, (select p.name from {Table} p where p.id = t.parent_id) as parent, t.parent_id, t.locality_path as path,
                   (select count(*)::int from {Table} c where c.parent_id = t.id and c.abolished_on is null and c.removed_at is null) as children
            from {Table} t where t.id = @id and t.removed_at is null and t.abolished_on is null
            """, new { id }, stop))!;
        if (Gone is null) return false;
        await CountAsync(stop);
        return true;
    }

    async Task MergeAsync(Target into, DateOnly day, CancellationToken stop)
    {
        const string touched = "version = version + 1, changed_at = now(), changed_by = @actor";
        await db.TakesEffectAsync(day, stop);
        var args = new { id = Id, to = into.Id, day, actor = db.Actor.Id, above = Gone.ParentId };
        // What goes under its own lower body leaves that one standing where it stood itself.
        await db.ExecuteAsync($"update {Table} set parent_id = @above, {touched} where id = @to and parent_id = @id", args, stop);
        await db.ExecuteAsync($"update {Table} set parent_id = @to, {touched} where parent_id = @id and id <> @to and abolished_on is null", args, stop);
        var carried = await CarryAsync(into, day, stop);
        await db.ExecuteAsync($"update {Table} set abolished_on = @day, merged_into_id = @to{AlsoSets}, {touched} where id = @id", args, stop);
        List<Change> follows = [new("生效日期", null, Dates.Format(day)), .. carried, new($"下级{Noun}", null, $"{Gone.Children} 个随并")];
        await db.RecordAsync(new(DeedKind.Update, Place.Register.Id, Id, Gone.Path, Gone.Name, [new("并入", null, into.Name), .. follows], Reason), stop);
        await db.RecordAsync(new(DeedKind.Update, Place.Register.Id, into.Id, into.Path, into.Name, [new($"并入来的{Noun}", null, Gone.Name), .. follows], Reason), stop);
    }
}
