using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>Proving the record, and the daily fingerprints to write down. For the auditor, of the whole deployment: chains run across places.</summary>
[Needs("org.audit.admins")]
sealed class AuditProofModel(Db db, Here here, Databases databases) : PageModel
{
    public sealed record Verification(DateTime At, string ByName, long Entries, int Faults, string Words);
    public sealed record Kept(DateOnly Day, long Entries, string Fingerprint);

    public IReadOnlyList<Verification> Verifications { get; private set; } = [];
    public IReadOnlyList<Kept> Fingerprints { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (here.Locality.ParentId is not null) return NotFound();
        Verifications = await db.QueryAsync<Verification>("select at, by_name, entries, faults, words from audit.verification order by id desc limit 10", null, stop);
        Fingerprints = await db.QueryAsync<Kept>("select day, entries, fingerprint from audit.checkpoint order by day desc limit 31", null, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (here.Locality.ParentId is not null) return NotFound();
        await using var whole = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(here.User.Id), new(here.User.Id, here.User.Name, here.RemoteAddress), TimeSpan.FromHours(1));
        var report = await AuditChain.VerifyAsync(whole, [], stop);
        await AuditDeeds.KeepAsync(whole, report, stop);
        await whole.CommitAsync(CancellationToken.None);
        TempData["Done"] = report.IsWell ? $"已验证 {report.Entries} 条，属实" : "验证发现问题，见结论";
        return Redirect(here.Url("org/audit/proof"));
    }
}
