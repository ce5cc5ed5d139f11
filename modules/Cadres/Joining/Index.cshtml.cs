using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Joining;

/// <summary>Whose date of joining the Party the two registers give differently. Where 基层党建 is missing or off there is nothing to compare.</summary>
[Needs("cadres.files.read")]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public const int Most = 200;

    public sealed record Row(Guid Id, string Name, string? PostTitle, DateOnly Here, DateOnly There, string Organisation);

    public Here Here { get; } = here;
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await db.QueryAsync<Row>($"""
        select c.id, c.name, c.post_title, c.party_joined_on as here, m.joined_on as there, m.organisation
        from cadre c join grassroots_member m on m.person_id = c.person_id
        where c.removed_at is null and c.party_joined_on is not null and date_trunc('month', m.joined_on) <> date_trunc('month', c.party_joined_on)
        order by c.locality_path, c.rank_order, c.id limit {Most}
        """);
}
