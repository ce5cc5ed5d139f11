using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>我的任务: long work one has asked for, how far it is, what came of it. Everybody sees their own.</summary>
[SignedInOnly]
sealed class MyJobsModel(Databases databases, IdentityVault identities, Here here, Frame frame) : PageModel
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public sealed record Row(Guid Id, string LocalityPath, string Title, short State, bool WantsCancel, int Tries, long DoneCount, long TotalCount, string Said, string? Result, string? Fault, DateTime CreatedAt, DateTime? EndedAt, bool IsNew)
    {
        public bool IsOpen => State is 0 or 1;
        public JobResult? Outcome => Result is null ? null : JsonSerializer.Deserialize<JobResult>(Result, Json);
    }

    sealed record Stopped(Guid Id, string LocalityPath, string Title);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool IsAnyOpen => Rows.Any(row => row.IsOpen);
    ILookup<Guid?, StoredFile> files = Array.Empty<StoredFile>().ToLookup(_ => (Guid?)null);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnGetRowsAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        return Partial("/Pages/Jobs/_MyJobs.cshtml", this);
    }

    /// <summary>The words in the banner, on whatever page one is.</summary>
    public IActionResult OnGetTally()
    {
        var (open, unseen) = frame.Tasks;
        if (open + unseen == 0) return Content("", "text/html");
        var words = System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(Tasks.Words(frame));
        return Content($"<a class=\"tasks\" href=\"/account/jobs\" role=\"status\"{(open > 0 ? " hx-get=\"/account/jobs?handler=tally\" hx-trigger=\"every 4s\" hx-swap=\"outerHTML\"" : "")}>{words}</a>", "text/html");
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(here.User.Id), Who);
        if (await db.FirstAsync<Stopped>("""
            update org.job set wants_cancel = true, state = case when state = 0 then 4 else state end, ended_at = case when state = 0 then now() end
            where id = @id and state in (0, 1) returning id, locality_path, title
            """, new { id }, stop) is not { } stopped) return Redirect("/account/jobs");
        await db.RecordAsync(new(DeedKind.Task, "jobs", stopped.Id, stopped.LocalityPath, stopped.Title, [new("任务", null, "取消")]), stop);
        await db.CommitAsync(stop);
        TempData["Done"] = "任务正在停下";
        return Redirect("/account/jobs");
    }

    public Locality? PlaceOf(Row row) => here.HomeOf(row.LocalityPath);
    public IEnumerable<StoredFile> FilesOf(Row row) => files[row.Id];

    public static (string Light, string Word) StateOf(Row row) => row.State switch
    {
        0 => ("none", "等候"),
        1 => ("none", "进行中"),
        2 => ("green", "完成"),
        3 => ("red", "未成"),
        _ => ("none", "已取消"),
    };

    Actor Who => new(here.User.Id, here.User.Name, here.RemoteAddress);

    async Task LoadAsync(CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(here.User.Id), Who);
        Rows = await db.QueryAsync<Row>("""
            select id, locality_path, title, state, wants_cancel, tries, done_count, total_count, said, result::text, fault, created_at, ended_at, state > 1 and seen_at is null as is_new
            from org.job order by created_at desc, id limit 50
            """, null, stop);
        var store = new FileStore(db, identities);
        var found = new List<StoredFile>();
        foreach (var row in Rows.Where(row => row.State == 2)) found.AddRange(await store.ListAsync(row.Id, stop));
        files = found.ToLookup(file => file.RowId);
        if (!Rows.Any(row => row.IsNew)) return;
        db.NeedsNoDeed("that somebody has seen what came of their task");
        await db.ExecuteAsync("update org.job set seen_at = now() where state > 1 and seen_at is null", stop: stop);
        await db.CommitAsync(stop);
    }
}
