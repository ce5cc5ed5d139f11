using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots;

/// <summary>应派尽派: what must have somebody sent, kind by kind, beside who is there; and place by place who is lacking.</summary>
[Needs(Postings.Read)]
public sealed class PostingOverviewModel(Db db, Here here) : PageModel
{
    public sealed record Kind(string Name, int Wanted, int Posted, string Gap);
    public sealed record Lacking(Guid Id, string Name, string Kind, string Reason, string? Since);

    const int Most = 200;

    public Here Here { get; } = here;
    public IReadOnlyList<Kind> Kinds { get; private set; } = [];
    public IReadOnlyList<Lacking> Gaps { get; private set; } = [];

    /// <summary>What is listed, and villages under rectification that nobody has listed.</summary>
    const string WantedSql = """
        (select t.organisation_id, t.kind, t.reason from posting_target t where t.removed_at is null and t.ended_on is null
         union all select o.id, '1', '1' from organisation o where o.is_weak and o.is_village and o.removed_at is null and o.abolished_on is null and not exists (select from posting_target t where t.organisation_id = o.id and t.kind = '1' and t.removed_at is null and t.ended_on is null))
        """;

    const string PostedSql = "exists (select from posting p where p.organisation_id = w.organisation_id and p.role = case w.kind when '1' then '1' else '4' end and p.removed_at is null and p.began_on <= @today and coalesce(p.ended_on > @today, true))";

    public async Task OnGetAsync(CancellationToken stop) => await db.QueryManyAsync($"""
        select w.kind as key, count(*)::int as wanted, count(*) filter (where {PostedSql})::int as posted from {WantedSql} w group by w.kind;
        select count(*)::int as wanted, count(*) filter (where {CoverageRules.HasInstructorSql.Replace("{day}", "@today", StringComparison.Ordinal)})::int as posted from establishment e where e.kind in ('1', '2', '3') and e.removed_at is null and e.closed_on is null;
        select o.id, o.name, w.kind, w.reason, (select to_char(max(p.ended_on), 'YYYY.MM.DD') from posting p where p.organisation_id = o.id and p.role = case w.kind when '1' then '1' else '4' end and p.removed_at is null) as since
        from {WantedSql} w join organisation o on o.id = w.organisation_id where not {PostedSql} order by w.kind, o.locality_path, o.rank_order, o.id limit {Most}
        """, new { today = Clock.Today }, async grid =>
    {
        var listed = (await grid.ReadAsync<(string Key, int Wanted, int Posted)>()).ToDictionary(row => row.Key);
        var (wanted, posted) = (await grid.ReadAsync<(int, int)>()).Single();
        Kinds = [.. Postings.Wanted.Codes.Select(code => listed.TryGetValue(code.Value, out var row) ? new Kind(code.Name, row.Wanted, row.Posted, "#gaps") : new Kind(code.Name, 0, 0, "#gaps")), .. Here.May(Establishments.Read) ? (Kind[])[new("两新组织党建指导员", wanted, posted, Here.Url("grassroots/figures/instructors-sent"))] : []];
        Gaps = [.. await grid.ReadAsync<Lacking>()];
        return 0;
    }, stop);
}
