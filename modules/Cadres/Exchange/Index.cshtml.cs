using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Exchange;

/// <summary>Takes the files, and lists what was brought before.</summary>
[Needs("cadres.exchange.import"), TakesFiles(100)]
public sealed class IndexModel(Db db, Here here, IdentityVault identities) : PageModel
{
    public Here Here { get; } = here;
    public IReadOnlyList<Batch> Batches { get; private set; } = [];
    public string? Fault { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => ListAsync(stop);

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (files.Count == 0) return await RefuseAsync("没有收到文件，请把文件拖到虚线框里，或点击选择", stop);
        var zip = new FormZip();
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            zip.Add(file.FileName, content);
        }
        var parcel = zip.Finish();
        if (parcel.Forms.Count == 0) return await RefuseAsync($"没有可读的任免审批表：{string.Join("；", parcel.Refused.Take(5).Select(refused => $"“{refused.Name}”{refused.Reason}"))}", stop);
        var title = files.Count == 1 ? files[0].FileName : $"{files[0].FileName} 等 {files.Count} 个文件";
        var batch = await new FormStage(db, Here, identities, new FormVault(identities)).StageAsync(parcel, title, stop);
        await db.RecordAsync(new(DeedKind.Attach, "exchange", batch, Here.Locality.Path, title, [new("任免审批表", null, $"{parcel.Forms.Count} 人"), new("没有读入", null, $"{parcel.Refused.Count} 个文件")]), stop);
        return Redirect(Here.Url($"cadres/exchange/batch/{batch}"));
    }

    async Task<IActionResult> RefuseAsync(string fault, CancellationToken stop)
    {
        Fault = Deed.Masked(fault);
        await ListAsync(stop);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    async Task ListAsync(CancellationToken stop) => Batches = await db.QueryAsync<Batch>("""
        select b.id, b.title, b.created_at, b.created_by_name, b.discarded_at, n.*
        from cadre_exchange_batch b cross join lateral (
          select count(*)::int as people, count(*) filter (where verdict = 'new')::int as newcomers, count(*) filter (where verdict = 'differs')::int as differing, count(*) filter (where verdict = 'same')::int as same,
            count(*) filter (where verdict = 'doubtful')::int as doubtful, count(*) filter (where verdict = 'unreadable')::int as unreadable, count(*) filter (where accepted_at is not null)::int as accepted
          from cadre_exchange_entry e where e.batch_id = b.id) n
        order by b.created_at desc, b.id limit 50
        """, null, stop);

    public sealed record Batch(Guid Id, string Title, DateTime CreatedAt, string CreatedByName, DateTime? DiscardedAt, int People, int Newcomers, int Differing, int Same, int Doubtful, int Unreadable, int Accepted);
}
