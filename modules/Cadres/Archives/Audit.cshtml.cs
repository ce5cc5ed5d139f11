using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Archives;

/// <summary>审核进度 (C1.9): audited of those in scope and open problems, unit by unit; of a look-back what was opened again.</summary>
[Needs(ArchiveFiles.Open)]
public sealed class AuditModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, string Kind, string State, DateOnly BeganOn, DateOnly EndedOn, string LeadOffice, string? Report);
    public sealed record Unit(string Name, int All, int Audited, int Passed, int Missing, int Open, int Doubted, int Unsettled);
    public sealed record Again(Guid Id, string Name, string UnitName, string State, string Words, DateOnly On);

    public const int Most = 500;

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<Again> Reopened { get; private set; } = [];
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{100.0 * part / whole:0.#}%";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await db.QueryManyAsync("""
        select id, name, kind, state, began_on, ended_on, lead_office, report from archive_audit where id = @id and removed_at is null;
        select unit_name as name, count(*)::int as "all", count(*) filter (where state in ('3', '4'))::int as audited, count(*) filter (where state = '4')::int as passed, count(*) filter (where second_result = '2' and state = '3')::int as missing, count(*) filter (where second_result = '3' and state = '3')::int as open, count(*) filter (where second_result = '4' and state = '3')::int as doubted, count(*) filter (where state = '3')::int as unsettled
          from archive_audit_item where audit_id = @id and removed_at is null group by unit_id, unit_name order by count(*) filter (where state = '3') desc, unit_name, unit_id;
        select id, name, unit_name, state, reopened_words as words, reopened_on as "on" from archive_audit_item where audit_id = @id and reopened_on is not null and removed_at is null order by unit_name, name limit 500
        """, new { id }, async grid =>
    {
        if (await grid.ReadFirstOrDefaultAsync<Head>() is not { } one) return false;
        One = one;
        (Units, Reopened) = ([.. await grid.ReadAsync<Unit>()], [.. await grid.ReadAsync<Again>()]);
        return true;
    }, stop) ? Page() : NotFound();
}
