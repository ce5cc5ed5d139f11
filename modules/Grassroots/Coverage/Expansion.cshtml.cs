using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Coverage;

/// <summary>扩面提质按月进度: each township and office against its two targets, month by month.</summary>
[Needs(Establishments.Read)]
public sealed class ExpansionModel(Db db, Here here) : PageModel
{
    public sealed record Holder(Guid Id, string Title, string Kind, int NewTarget, int RaiseTarget, int Expanded, int Raised);
    public sealed record Cell(Guid Id, int Month, int Expanded, int Raised);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Holder> Holders { get; private set; } = [];
    public ILookup<Guid, Cell> Cells { get; private set; } = Enumerable.Empty<Cell>().ToLookup(cell => cell.Id);
    public string Words(Guid holder, int month) => Cells[holder].FirstOrDefault(cell => cell.Month == month) is { } cell ? $"{cell.Expanded}／{cell.Raised}" : "";
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0}%";

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        (Holders, Cells) = await db.QueryManyAsync("""
            select id, title, kind, new_target, raise_target, expanded, raised from expansion_target where year = @Year and removed_at is null order by kind, locality_path, rank_order, id limit 500;
            select r.expansion_target_id as id, extract(month from r.done_on)::int as month, count(*) filter (where r.kind = '1')::int as expanded, count(*) filter (where r.kind = '2')::int as raised from expansion_result r join expansion_target t on t.id = r.expansion_target_id where t.year = @Year and t.removed_at is null and r.removed_at is null group by 1, 2
            """, new { Year }, async grid => ((IReadOnlyList<Holder>)[.. await grid.ReadAsync<Holder>()], (await grid.ReadAsync<Cell>()).ToLookup(cell => cell.Id)), stop);
    }
}
