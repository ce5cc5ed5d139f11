using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>操作记录 of this place and below. What administrators did is shown to the auditor alone; what was written into business rows is named, not shown (三员 see no business data).</summary>
[Needs("org.audit.read")]
sealed class AuditModel(Db db, Here here, RunningModules modules) : PageModel
{
    const int PageSize = 50;

    public sealed record Entry(long Id, DateTime At, string ActorName, string Remote, string LocalityPath, string Module, string? Title, string Deed, string? Changes, string? Reason);

    [BindProperty(SupportsGet = true)] public string? From { get; set; }
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty(SupportsGet = true)] public string? Who { get; set; }
    [BindProperty(SupportsGet = true)] public string? Module { get; set; }
    [BindProperty(SupportsGet = true)] public string? Deed { get; set; }
    [BindProperty(SupportsGet = true)] public long? After { get; set; }
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }

    public IReadOnlyList<Entry> Entries { get; private set; } = [];
    public IReadOnlyList<ModuleManifest> Modules => modules.All;
    public static IReadOnlyList<string> Kinds { get; } = [.. typeof(DeedKind).GetFields().Select(field => (string)field.GetRawConstantValue()!)];
    public string? Prev { get; private set; }
    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var (from, to) = (Day(From, nameof(From)), Day(To, nameof(To)));
        if (!ModelState.IsValid) return;
        var backwards = Before is not null;
        var found = (await db.QueryAsync<Entry>($"""
            select id, at, actor_name, remote, locality_path, module, title, deed, changes::text, reason from audit.entry e
            where (@from::date is null or at >= @from::date::timestamp at time zone 'Asia/Shanghai')
              and (@to::date is null or at < (@to::date + 1)::timestamp at time zone 'Asia/Shanghai')
              and (@who::text is null or strpos(actor_name, @who) > 0 or strpos(title, @who) > 0)
              and (@Module::text is null or module = @Module) and (@Deed::text is null or deed = @Deed)
              and (@admins or not (actor_name like '命令行%' or exists (select from org.role_grant g join org.role r on r.id = g.role_id and r.is_guardian where g.account_id = e.actor)))
              and (@After::bigint is null or id < @After) and (@Before::bigint is null or id > @Before)
            order by id {(backwards ? "asc" : "desc")} limit {PageSize + 1}
            """, new { from, to, who = Blank(Who), Module = Blank(Module), Deed = Blank(Deed), admins = here.May("org.audit.admins"), After, Before }, stop)).ToList();
        var more = found.Count > PageSize;
        if (more) found.RemoveAt(PageSize);
        if (backwards) found.Reverse();
        Entries = found;
        if (found.Count == 0) return;
        if (backwards ? more : After is not null) Prev = Address("before", found[0].Id);
        if (backwards || more) Next = Address("after", found[^1].Id);
    }

    DateOnly? Day(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Dates.TryParse(text, out var day, out var fault)) return day;
        ModelState.AddModelError(field, fault);
        return null;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    string Address(string name, long id) =>
        here.Url("org/audit") + new QueryBuilderText().Add("from", From).Add("to", To).Add("who", Who).Add("module", Module).Add("deed", Deed).Add(name, id.ToString());

    public string PlaceOf(Entry entry) => here.Localities.AtPath(entry.LocalityPath)?.Name ?? "";
    public string ModuleOf(Entry entry) => modules.Find(entry.Module)?.Name ?? entry.Module;

    /// <summary>The host's own deeds with their values; of business rows only which items were touched.</summary>
    public static string ChangesOf(Entry entry)
    {
        var changes = Kernel.Deed.ChangesFromJson(entry.Changes);
        return entry.Module == OrgModule.Manifest.Id
            ? string.Join("；", changes.Select(change => $"{change.Label}：{change.Before ?? "（无）"} → {change.After ?? "（无）"}"))
            : string.Join("、", changes.Select(change => change.Label));
    }
}
