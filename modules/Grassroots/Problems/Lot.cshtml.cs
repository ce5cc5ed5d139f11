using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Problems;

/// <summary>A draw as it was made, drawn again each time somebody looks: the same urn and the same lot must give the same branches.</summary>
[Needs(PartyProblems.Read, EvenReadOnly = true)]
public sealed class LotModel(Db db, Here here) : PageModel
{
    public sealed record Draw(Guid Id, string LocalityPath, string Batch, int Year, int Nth, DateOnly DrawnOn, string DrawnName, int Asked, int PoolSize, int DrawnCount, string Chance, string Spoken, string Witness, string Lot, string? Reason, bool IsSame);
    public sealed record Row(Guid Id, string Name, int Place, DateOnly? InspectedOn, int? Found, string? RemovedReason);

    public Here Here { get; } = here;
    public Draw Of { get; private set; } = null!;
    public IReadOnlyList<Row> Drawn { get; private set; } = [];
    public bool IsTrue => Of.IsSame && Of.Lot == DrawModel.LotOf(Of.Chance, Of.Spoken);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        (var of, Drawn) = await db.QueryManyAsync("""
            select d.id, d.locality_path, d.batch, d.year, d.nth, d.drawn_on, d.drawn_name, d.asked, d.pool_size, d.drawn_count, d.chance, d.spoken, d.witness, d.lot, d.reason,
                   d.drawn = (select array_agg(x.id order by md5(d.lot || x.id::text)) from (select u as id from unnest(d.pool) u order by md5(d.lot || u::text) limit d.asked) x) as is_same
            from inspection_draw d where d.id = @id;
            select o.id, o.name, u.place::int, i.inspected_on, i.found, case when i.removed_at is not null then coalesce(i.removed_reason, '没有写原因') end as removed_reason
            from inspection_draw d cross join lateral unnest(d.drawn) with ordinality u (id, place) join organisation o on o.id = u.id left join inspection i on i.draw_id = d.id and i.organisation_id = o.id where d.id = @id order by u.place
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Draw>(), (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()]), stop);
        if (of is null) return NotFound();
        Of = of;
        return Page();
    }

    public async Task<IActionResult> OnPostUrnAsync(Guid id, CancellationToken stop)
    {
        var rows = await db.QueryAsync<(Guid Id, string? Name, string Key, bool IsDrawn)>("select u, o.name, md5(d.lot || u::text), u = any(d.drawn) from inspection_draw d cross join lateral unnest(d.pool) u left join organisation o on o.id = u where d.id = @id order by 3", new { id }, stop);
        if (rows.Count == 0 || await db.FirstAsync<(string Path, string Batch)?>("select locality_path, batch from inspection_draw where id = @id", new { id }, stop) is not { } of) return NotFound();
        await db.RecordAsync(new(DeedKind.Export, "draws", id, of.Path, of.Batch, [new("内容", null, "签筒"), new("行数", null, rows.Count.ToString(CultureInfo.InvariantCulture))]), stop);
        var text = new StringBuilder("支部标识,党支部,MD5（签号+标识）,抽出\n");
        foreach (var (branch, name, key, isDrawn) in rows) text.Append(branch).Append(',').Append(name?.Replace(',', '，')).Append(',').Append(key).Append(',').Append(isDrawn ? "是" : "").Append('\n');
        return File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", "签筒.csv");
    }
}
