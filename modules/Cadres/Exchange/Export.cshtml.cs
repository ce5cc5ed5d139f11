using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Exchange;

/// <summary>任免审批表 files out: for a stated purpose, with an entry in the record of deeds for each person.</summary>
[Needs("cadres.exchange.export", EvenReadOnly = true)]
public sealed class ExportModel(Db db, Here here, IdentityVault identities) : PageModel
{
    const int Most = 1000;
    public static readonly string[] Purposes = ["报上级备案", "干部任免上会", "干部调动移交", "核对信息", "其他"];

    public Here Here { get; } = here;
    public IReadOnlyList<Person> People { get; private set; } = [];
    public string Purpose { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public bool AsLrmx { get; private set; }

    public sealed record Person(Guid Id, string Name, string LocalityPath);

    public Task OnGetAsync(Guid[] id, CancellationToken stop) => LoadAsync(id, stop);

    /// <summary>From the list's batch bar, which sends whom it chose.</summary>
    public Task OnPostAsync(Guid[] id, CancellationToken stop) => LoadAsync(id, stop);

    public async Task<IActionResult> OnPostFileAsync(Guid[] id, string? purpose, string? reason, bool asLrmx, CancellationToken stop)
    {
        await LoadAsync(id, stop);
        (Purpose, Reason, AsLrmx) = (purpose ?? "", reason?.Trim() ?? "", asLrmx);
        if (!Purposes.Contains(Purpose)) ModelState.AddModelError(nameof(Purpose), "请选择用途");
        else if (Purpose == "其他" && Reason == "") ModelState.AddModelError(nameof(Reason), "用途选“其他”时请写明");
        if (!ModelState.IsValid || People.Count == 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var export = new FormExport(db, identities, new(identities));
        var pieces = await export.MakeAsync([.. People.Select(person => person.Id)], asLrmx, stop);
        var said = Reason == "" ? Purpose : $"{Purpose}：{Reason}";
        foreach (var person in People) await db.RecordAsync(new(DeedKind.Export, "files", person.Id, person.LocalityPath, person.Name, [new("任免审批表", null, "含公民身份号码")], said), stop);
        if (pieces is [{ Picture: null } only] && export.Notes.Count == 0) return File(only.Content, "application/octet-stream", only.Name + only.Ending);
        return File(export.Zip(pieces), "application/zip", $"任免审批表{Clock.Today:yyyyMMdd}（{pieces.Count}人）.zip");
    }

    async Task LoadAsync(Guid[] ids, CancellationToken stop) =>
        People = ids.Length == 0 ? [] : await db.QueryAsync<Person>("select id, name, locality_path from cadre where id = any(@ids) and removed_at is null order by locality_path, rank_order, id limit @most", new { ids, most = Most }, stop);
}
