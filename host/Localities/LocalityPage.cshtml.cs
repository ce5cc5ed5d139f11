using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>One locality: what it is and was, and what can become of it. What a place is called and where it stands is decided above it.</summary>
[Needs("org.localities.read", Write = "org.localities.edit")]
sealed class LocalityPageModel(Db db, Here here) : PageModel
{
    public sealed record Past(string Code, string Name, string ShortName, short Kind, string? Parent, DateOnly From, DateOnly? To, string? By);
    public sealed record Entry(DateTime At, string ActorName, string? Changes, string? Reason);

    public Locality Place { get; private set; } = null!;
    public LocalityForm Form { get; private set; } = new();
    public IReadOnlyList<Past> History { get; private set; } = [];
    public IReadOnlyList<Entry> Deeds { get; private set; } = [];
    public IReadOnlyList<Locality> Parents { get; private set; } = [];
    public string? Act { get; private set; }
    public string? MoveTo { get; private set; }
    public int Below { get; private set; }
    public int Accounts { get; private set; }
    public string? Refusal => Place.Id == here.Locality.Id && Place.ParentId is not null ? $"{Place.Name}的名称、代码和归属由上级办理" : null;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken stop) => Find(id) ? await ShowAsync(null, stop) : NotFound();

    public async Task<IActionResult> OnPostChangeAsync(int id, LocalityForm form, CancellationToken stop)
    {
        if (!Find(id)) return NotFound();
        var words = form.Words;
        var done = await DoAsync(deeds => deeds.ChangeAsync(Place, words, LocalityForm.Day(form.On), LocalityForm.Because(form.Reason), stop));
        // The address of the page may have changed its code along with the place.
        return done ? Done($"{words.Name}已保存", Place.Id == here.Locality.Id ? words.Code : here.Locality.Code) : await ShowAsync("change", stop, form);
    }

    public async Task<IActionResult> OnPostMoveAsync(int id, string? parent, string? on, string? reason, CancellationToken stop)
    {
        if (!Find(id)) return NotFound();
        var to = here.Localities.Find(parent ?? "");
        var done = await DoAsync(deeds =>
        {
            if (to is null || !here.Locality.Contains(to)) throw new RefusedException("请选择新的上级，须在本级之内", "Parent");
            return deeds.MoveAsync(Place, to, LocalityForm.Day(on), LocalityForm.Because(reason), stop);
        });
        MoveTo = parent;
        return done ? Done($"{Place.Name}已移到{to!.Name}之下", here.Locality.Code) : await ShowAsync("move", stop, new() { On = on, Reason = reason });
    }

    public async Task<IActionResult> OnPostAbolishAsync(int id, string? on, string? reason, CancellationToken stop)
    {
        if (!Find(id)) return NotFound();
        var done = await DoAsync(deeds => deeds.AbolishAsync(Place, LocalityForm.Day(on), LocalityForm.Because(reason), stop));
        if (!done) return await ShowAsync("abolish", stop, new() { On = on, Reason = reason });
        TempData["Done"] = $"{Place.Name}已撤销";
        return Redirect(here.Url("org/localities"));
    }

    bool Find(int id)
    {
        if (here.Localities.Find(id) is not { } place || !here.Locality.Contains(place)) return false;
        Place = place;
        return true;
    }

    Task<bool> DoAsync(Func<LocalityDeeds, Task> deed) => this.TryAsync(db, () => Refusal is null ? deed(new(db, here.Localities)) : throw new RefusedException(Refusal));

    RedirectResult Done(string words, string code)
    {
        TempData["Done"] = words;
        return Redirect($"/{code}/org/localities/{Place.Id}");
    }

    async Task<PageResult> ShowAsync(string? act, CancellationToken stop, LocalityForm? form = null)
    {
        Act = act;
        Form = act == "change" ? form! : new() { Code = Place.Code, Name = Place.Name, ShortName = Place.ShortName, Kind = Place.Kind, On = form?.On ?? Dates.Format(Clock.Today), Reason = form?.Reason };
        var lowest = here.Localities.ChildrenOf(Place).Select(child => child.Kind).DefaultIfEmpty(LocalityKind.Village + 1).Min();
        var highest = Place.ParentId is { } parent ? here.Localities.Find(parent)!.Kind : 0;
        Form.Kinds = [.. Enum.GetValues<LocalityKind>().Where(kind => kind > highest && kind < lowest)];
        Parents = [.. here.Localities.Below(here.Locality).Where(p => p.Kind < Place.Kind && !Place.Contains(p) && p.Id != Place.ParentId).Take(600)];
        Below = here.Localities.Below(Place).Count() - 1;
        Accounts = await db.FirstAsync<int>("select count(*)::int from org.account where locality_path >= @Path and locality_path < org.upper_bound(@Path) and removed_at is null", new { Place.Path }, stop);
        History = await db.QueryAsync<Past>("""
            select h.code, h.name, h.short_name, h.kind, p.name as parent, lower(h.valid) as "from", upper(h.valid) as "to", a.name as by
            from org.locality_history h left join org.locality p on p.id = h.parent_id left join org.sign_in a on a.id = h.changed_by
            where h.locality_id = @Id order by lower(h.valid) desc
            """, new { Place.Id }, stop);
        // By its own number at the end of the path: before a move the path was another.
        Deeds = await db.QueryAsync<Entry>("select at, actor_name, changes::text, reason from audit.entry where register = 'localities' and locality_path ~ @own order by id desc limit 20", new { own = $@"(^|\.){Place.Id}\.$" }, stop);
        return Page();
    }
}
