using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.__Area__.Overview;

[Needs("__id__.entries.read")]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public Here Here { get; } = here;
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await db.QueryAsync<Row>("""
        select to_char(held_on, 'YYYY.MM') as month, count(*)::int as count
        from entry where removed_at is null and held_on is not null
        group by 1 order by 1 desc limit 12
        """);

    public sealed record Row(string Month, int Count);
}
