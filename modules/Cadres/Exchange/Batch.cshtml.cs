using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Exchange;

/// <summary>The people found in what was brought: new, different, the same, doubtful; accepted whole or not at all.</summary>
[Needs("cadres.exchange.import")]
public sealed class BatchModel(Db db, Here here, RegisterRows rows, RegisterBook book, IdentityVault identities) : PageModel
{
    public static readonly IReadOnlyList<(string Verdict, string Label, string? Light)> Verdicts =
        [("", "全部", null), ("new", "新增", "green"), ("differs", "不同", "yellow"), ("same", "相同", "none"), ("doubtful", "存疑", "red"), ("unreadable", "读不出", "red")];

    public Here Here { get; } = here;
    public string Title { get; private set; } = "";
    public string CreatedByName { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime? DiscardedAt { get; private set; }
    public string Verdict { get; private set; } = "";
    public string? Fault { get; private set; }
    public IReadOnlyList<string> Left { get; private set; } = [];
    internal IReadOnlyList<FormEntry> Entries { get; private set; } = [];
    internal IReadOnlyList<Refused> Refused { get; private set; } = [];
    internal IReadOnlyList<FormEntry> Shown => Verdict == "" ? Entries : [.. Entries.Where(entry => entry.Verdict == Verdict)];
    public int CountOf(string verdict) => verdict == "" ? Entries.Count : Entries.Count(entry => entry.Verdict == verdict);
    public int ReadyOf(string verdict) => Entries.Count(entry => entry.MayBeAccepted && (entry.Verdict == "doubtful" ? entry.CadreId is null ? "new" : "differs" : entry.Verdict) == verdict);

    internal static string WordsOf(FormEntry entry) => entry.Verdict switch
    {
        "new" => "新增", "same" => "相同", "differs" => $"不同 {entry.Differences} 项", "unreadable" => "读不出", _ => entry.SettledAt is null ? "存疑，待核对" : "存疑，已核对",
    };

    internal static string LightOf(FormEntry entry) => entry.Verdict switch { "new" => "green", "same" => "none", "differs" => "yellow", "doubtful" when entry.SettledAt is not null => "yellow", _ => "red" };

    public async Task<IActionResult> OnGetAsync(Guid id, string? verdict, CancellationToken stop)
    {
        Verdict = Verdicts.Any(known => known.Verdict == verdict) ? verdict! : "";
        Left = TempData["Left"] is string left ? JsonSerializer.Deserialize<string[]>(left)! : [];
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    /// <summary>The chosen ones, or all that may be accepted; in one transaction.</summary>
    public async Task<IActionResult> OnPostAcceptAsync(Guid id, Guid[] entry, bool all, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var entries = Entries.Where(one => one.MayBeAccepted && (all || entry.Contains(one.Id))).ToList();
        try
        {
            if (entries.Count == 0) throw new FormNotAcceptedException("没有选中可以接受的人；存疑的请先点开核对");
            // A long batch takes its time; the login's own limit is for pages.
            await db.ExecuteAsync("set local statement_timeout = '10min'", stop: stop);
            foreach (var one in entries) await new FormAccept(db, Here, rows, book, new(identities)).AcceptAsync(one, stop);
        }
        catch (FormNotAcceptedException refusal)
        {
            await db.DisposeAsync();
            await LoadAsync(id, stop);
            Fault = refusal.Message;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.RecordAsync(new(DeedKind.Import, "files", null, Here.Locality.Path, "任免审批表", [new("批次", null, Title), new("人数", null, entries.Count.ToString())]), stop);
        TempData["Done"] = $"已接受 {entries.Count} 人";
        return Redirect(Here.Url($"cadres/exchange/batch/{id}"));
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var left = new List<string>();
        var entries = Entries.Where(entry => entry.AcceptedAt is not null).ToList();
        try
        {
            foreach (var entry in entries.AsEnumerable().Reverse()) left.AddRange(await new FormAccept(db, Here, rows, book, new(identities)).UndoAsync(entry, stop));
        }
        catch (FormNotAcceptedException refusal)
        {
            await db.DisposeAsync();
            await LoadAsync(id, stop);
            Fault = refusal.Message;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        TempData["Done"] = $"已撤销 {entries.Count} 人";
        if (left.Count > 0) TempData["Left"] = JsonSerializer.Serialize(left.Take(30));
        return Redirect(Here.Url($"cadres/exchange/batch/{id}"));
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        await db.ExecuteAsync("""
            update cadre_exchange_entry set content = null, picture = null, key_cipher = null where batch_id = @id and accepted_at is null;
            update cadre_exchange_batch set discarded_at = now() where id = @id
            """, new { id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "exchange", id, Here.Locality.Path, Title, [new("批次", null, "放弃未接受的，清除文件")]), stop);
        TempData["Done"] = "其余的已放弃，文件已清除";
        return Redirect(Here.Url($"cadres/exchange/batch/{id}"));
    }

    sealed record Head(string Title, string Refused, DateTime CreatedAt, string CreatedByName, DateTime? DiscardedAt);

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var (head, entries) = await db.QueryManyAsync($"""
            select title, refused::text as refused, created_at, created_by_name, discarded_at from cadre_exchange_batch where id = @id;
            select {FormEntry.Columns} from cadre_exchange_entry e where e.batch_id = @id order by e.number
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Head>(), (await grid.ReadAsync<FormEntry>()).ToList()), stop);
        if (head is null) return false;
        (Title, CreatedAt, CreatedByName, DiscardedAt, Entries) = (head.Title, head.CreatedAt, head.CreatedByName, head.DiscardedAt, entries);
        Refused = JsonSerializer.Deserialize<List<Refused>>(head.Refused) ?? [];
        return true;
    }
}
