using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Cadres.Archives;

/// <summary>三龄两历一身份 of one file: the record, what each document says, the rule that decides, what was determined. It is looked into for a purpose, which is on record.</summary>
[Needs(ArchiveFiles.Open)]
public sealed class FactsModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, string Number, string LocalityPath, string FactsState, DateOnly? ComparedOn);
    public sealed record Document(string Fact, string Material, string Formed, string Says, string? Remark);
    public sealed record Opened(Guid Id, string Fact, string State, string? Stands, string Found, string? Proposed, string? Effective, DateOnly? DecidedOn, string? DocumentNo, DateOnly? CarriedOn);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public ArchiveFacts.Recorded? Record { get; private set; }
    public IReadOnlyList<Document> Documents { get; private set; } = [];
    public IReadOnlyList<Opened> Determinations { get; private set; } = [];
    public bool IsOpen { get; private set; }
    public bool HasFault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? purpose, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Opening.Stated(MaskedTagHelper.Purposes, purpose, reason) is not { } stated)
        {
            HasFault = true;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        IsOpen = true;
        this.ShutAgain(Here.Url($"cadres/archives/facts/{id}"));
        await db.RecordAsync(new(DeedKind.Reveal, "archives", id, One.LocalityPath, One.Name, [new("三龄两历一身份", null, null)], stated), stop);
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop) => await db.QueryManyAsync($"""
        select id, name, number, locality_path, facts_state, compared_on from archive where id = @Id and removed_at is null;
        {ArchiveFacts.RecordedSql};
        select fact, material, formed, says, remark from archive_fact where archive_id = @Id and removed_at is null order by fact, formed, id;
        select id, fact, state, stands, found, proposed, effective, decided_on, document_no, carried_on from archive_determination where archive_id = @Id and removed_at is null order by opened_on desc, id
        """, new { Id = id }, async grid =>
    {
        if (await grid.ReadFirstOrDefaultAsync<Head>() is not { } one) return false;
        One = one;
        Record = await grid.ReadFirstOrDefaultAsync<ArchiveFacts.Recorded>();
        (Documents, Determinations) = ([.. await grid.ReadAsync<Document>()], [.. await grid.ReadAsync<Opened>()]);
        return true;
    }, stop);
}
