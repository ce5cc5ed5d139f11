using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>操作记录 of this place and below. What administrators did is shown to the auditor alone; what was written into business rows is named, not shown (三员 see no business data).</summary>
[Needs("org.audit.read", EvenReadOnly = true)]
sealed class AuditModel(Db db, Here here, RunningModules modules) : PageModel
{
    const int PageSize = 50, MostExported = 100_000;

    public sealed record Entry(long Id, DateTime At, string ActorName, string Remote, string LocalityPath, string Module, string? Title, string Deed, string? Changes, string? Reason);

    [BindProperty(SupportsGet = true)] public string? From { get; set; }
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty(SupportsGet = true)] public string? Who { get; set; }
    [BindProperty(SupportsGet = true)] public string? Module { get; set; }
    [BindProperty(SupportsGet = true)] public string? Deed { get; set; }
    /// <summary>The deeds on one record alone.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Record { get; set; }
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
        var found = (await FindAsync(from, to, $"order by id {(backwards ? "asc" : "desc")} limit {PageSize + 1}", stop)).ToList();
        var more = found.Count > PageSize;
        if (more) found.RemoveAt(PageSize);
        if (backwards) found.Reverse();
        Entries = found;
        if (found.Count == 0) return;
        if (backwards ? more : After is not null) Prev = Address("before", found[0].Id);
        if (backwards || more) Next = Address("after", found[^1].Id);
    }

    /// <summary>What the page shows and no more, under the same conditions. That it was taken out is itself a deed.</summary>
    public async Task<IActionResult> OnPostExportAsync(CancellationToken stop)
    {
        var (from, to) = (Day(From, nameof(From)), Day(To, nameof(To)));
        if (!ModelState.IsValid) return Page();
        await db.ExecuteAsync("set local statement_timeout = '5min'", stop: stop);
        var all = await FindAsync(from, to, $"order by id desc limit {MostExported}", stop);
        var file = new MemoryStream();
        await using (var sheet = new SheetWriter(file, "操作记录", here.Mark))
        {
            sheet.Begin([new("序号", 10), new("时间", 18), new("操作人", 14), new("事项", 12), new("模块", 12), new("记录", 24), new("区划", 14), new("内容", 50), new("事由", 30), new("来源", 16)],
                "操作记录", $"{here.Locality.Name}　{all.Count} 条{(all.Count == MostExported ? "（只到此，请缩小条件）" : "")}");
            foreach (var entry in all)
                sheet.Row($"{entry.Id}", Clock.ShowFull(entry.At), entry.ActorName, entry.Deed, ModuleOf(entry), TitleOf(entry), PlaceOf(entry), ChangesOf(entry), entry.Reason ?? "", entry.Remote);
            await sheet.FinishAsync(stop);
        }
        await db.RecordAsync(new(DeedKind.Export, "audit", Title: "操作记录", Changes: [new("条件", null, string.Join("　", new[] { From, To, Who, Module, Deed, Record?.ToString() }.Where(one => !string.IsNullOrWhiteSpace(one)))), new("行数", null, $"{all.Count}")]), stop);
        file.Position = 0;
        return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"操作记录（{here.Locality.ShortName}）{Clock.Today:yyyyMMdd}.xlsx");
    }

    Task<IReadOnlyList<Entry>> FindAsync(DateOnly? from, DateOnly? to, string order, CancellationToken stop) => db.QueryAsync<Entry>($"""
            select id, at, actor_name, remote, locality_path, module, title, deed, changes::text, reason from audit.entry e
            where e.locality_path >= current_setting('orgwork.lo') and e.locality_path < current_setting('orgwork.hi')
              and (@from::date is null or at >= @from::date::timestamp at time zone 'Asia/Shanghai')
              and (@to::date is null or at < (@to::date + 1)::timestamp at time zone 'Asia/Shanghai')
              and (@who::text is null or strpos(actor_name, @who) > 0 or (@seesNames or module = 'org') and strpos(title, @who) > 0)
              and (@Module::text is null or module = @Module) and (@Deed::text is null or deed = @Deed)
              and (@admins or not (actor_name like '命令行%' or exists (select from org.role_grant g join org.role r on r.id = g.role_id and r.is_guardian where g.account_id = e.actor)))
              and (@Record::uuid is null or row_id = @Record)
              and (@After::bigint is null or id < @After) and (@Before::bigint is null or id > @Before)
            {order}
            """, new { from, to, who = Blank(Who), seesNames = SeesNames, Module = Blank(Module), Deed = Blank(Deed), Record, admins = here.May("org.audit.admins"), After, Before }, stop);

    DateOnly? Day(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Dates.TryParse(text, out var day, out var fault)) return day;
        ModelState.AddModelError(field, fault);
        return null;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    string Address(string name, long id) =>
        here.Url("org/audit") + new QueryBuilderText().Add("from", From).Add("to", To).Add("who", Who).Add("module", Module).Add("deed", Deed).Add("record", Record?.ToString()).Add(name, id.ToString());

    public string ExportAddress => here.Url("org/audit") + new QueryBuilderText().Add("handler", "export").Add("from", From).Add("to", To).Add("who", Who).Add("module", Module).Add("deed", Deed).Add("record", Record?.ToString());

    public string PlaceOf(Entry entry) => here.Localities.AtPath(entry.LocalityPath)?.Name ?? "";
    public string ModuleOf(Entry entry) => modules.Find(entry.Module)?.Name ?? entry.Module;

    /// <summary>Who manages the platform and works on nothing in it (三员) learns that a record was touched and which items, not whose it is.</summary>
    bool SeesNames => here.Permissions.Any(permission => !permission.StartsWith("org.", StringComparison.Ordinal));
    public string TitleOf(Entry entry) => SeesNames || entry.Module == OrgModule.Manifest.Id || entry.Title is not { Length: > 0 } title ? entry.Title ?? "" : title[..1] + new string('＊', Math.Min(title.Length - 1, 4));

    /// <summary>The host's own deeds with their values; of business rows only which items were touched.</summary>
    public static string ChangesOf(Entry entry)
    {
        var changes = Kernel.Deed.ChangesFromJson(entry.Changes);
        return entry.Module == OrgModule.Manifest.Id
            ? string.Join("；", changes.Select(change => change.Say()))
            : string.Join("、", changes.Select(change => change.Label));
    }
}
