using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Care;

/// <summary>A round of visits: how many are done, place by place, and what was spent of the budget.</summary>
[Needs(VisitRounds.Read)]
public sealed class RoundModel(Db db, Here here) : PageModel
{
    public sealed record Round(Guid Id, string Title, string LocalityPath, DateOnly BeganOn, DateOnly DueOn, int Budget);
    public sealed record Row(string Name, int Planned, int Visited, int Failed, long Amount, long Paid);

    public const int Most = 300;

    public Here Here { get; } = here;
    public Round Of { get; private set; } = null!;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Row Sum { get; private set; } = null!;
    public int Organisations { get; private set; }
    /// <summary>The budget is the round's: where it is looked at from below, only what was planned and spent there is.</summary>
    public bool IsWhole => Of.LocalityPath.StartsWith(Here.Locality.Path, StringComparison.Ordinal);
    public static string Percent(long part, long whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Round>("select id, title, locality_path, began_on, due_on, budget from visit_round where id = @id and removed_at is null", new { id }, stop) is not { } round) return NotFound();
        Of = round;
        ((Sum, Organisations), Rows) = await db.QueryManyAsync($"""
            select '合计' as name, count(*)::int as planned, count(v.visited_on)::int as visited, count(v.failed_reason)::int as failed, coalesce(sum(v.amount), 0)::bigint as amount, coalesce(sum(v.paid), 0)::bigint as paid from visit v where v.round_id = @id and v.removed_at is null;
            select count(distinct v.organisation_id)::int from visit v where v.round_id = @id and v.removed_at is null;
            select o.name, count(*)::int as planned, count(v.visited_on)::int as visited, count(v.failed_reason)::int as failed, sum(v.amount)::bigint as amount, coalesce(sum(v.paid), 0)::bigint as paid
            from visit v join organisation o on o.id = v.organisation_id where v.round_id = @id and v.removed_at is null group by o.id order by count(v.visited_on)::numeric / count(*), o.name, o.id limit {Most}
            """, new { id }, async grid => ((await grid.ReadSingleAsync<Row>(), await grid.ReadSingleAsync<int>()), (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()]), stop);
        return Page();
    }
}
