using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>What modules told each other and did not arrive: tried again, or given up, with a reason. What an event carries is not shown here (三员 see no business data).</summary>
[Needs("org.modules.read", Write = "org.modules.edit")]
sealed class EventsModel(Db db, Here here, RunningModules modules) : PageModel
{
    public sealed record Delivery(long EventId, DateTime At, string Name, int Version, string Module, string LocalityPath, string State, int Tries, string? Fault);
    public sealed record Subscription(string Module, string Event, int Version, string WhenOff, DateTime? LastAt);

    public IReadOnlyList<Delivery> Waiting { get; private set; } = [];
    public IReadOnlyList<Subscription> Listeners { get; private set; } = [];

    public string NameOf(string module) => modules.Find(module)?.Name ?? $"{module}（没有装载）";
    public static string StateOf(string state) => state switch { "parked" => "屡次不成", "held" => "等模块打开", _ => "等着重试" };

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(long id, string module, string? act, string? reason, CancellationToken stop)
    {
        await LoadAsync(stop);
        var one = Waiting.FirstOrDefault(waiting => waiting.EventId == id && waiting.Module == module);
        var done = await this.TryAsync(db, async () =>
        {
            if (one is null) throw new RefusedException("这个事件已经办结，或者不在您的范围之内");
            if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("请写明事由");
            var state = act == "discard" ? "discarded" : "waiting";
            if (!await db.FirstAsync<bool>("select org.decide_event(@id, @module, @state)", new { id, module, state }, stop)) throw new RefusedException("这个事件刚刚办结，不用再处理");
            await db.RecordAsync(new(DeedKind.Event, "events", LocalityPath: one.LocalityPath, Title: $"{one.Name}@{one.Version} → {NameOf(module)}", Changes: [new("状态", StateOf(one.State), act == "discard" ? "丢弃" : "重试")], Reason: reason.Trim()), stop);
        });
        if (!done)
        {
            await LoadAsync(stop);
            return Page();
        }
        TempData["Done"] = act == "discard" ? "事件已丢弃" : "事件已重新送出";
        return Redirect(here.Url("org/events"));
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Waiting = await db.QueryAsync<Delivery>("""
            select d.event_id, o.at, o.name, o.version, d.module, d.locality_path, d.state, d.tries, d.fault from org.delivery d join org.outbox o on o.id = d.event_id
            where d.state in ('parked', 'held') or d.state = 'waiting' and d.tries > 0 order by d.state = 'parked' desc, d.event_id limit 200
            """, null, stop);
        Listeners = await db.QueryAsync<Subscription>("""
            select l.module, l.event, l.version, l.when_off,
                   (select d.ended_at from org.delivery d join org.outbox o on o.id = d.event_id where d.module = l.module and o.name = l.event and d.state = 'done' order by d.event_id desc limit 1) as last_at
            from org.listener l order by 1, 2, 3
            """, null, stop);
    }
}
