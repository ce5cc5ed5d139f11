using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>教育内容: which categories of education each branch has had in a year, in lectures, theme days, meetings and classes; and which it has not.</summary>
[Needs(Education.Read)]
public sealed class MatrixModel(Db db, Here here) : PageModel
{
    public sealed record Branch(Guid Id, string Name, string LocalityPath);
    public sealed record Cell(Guid Id, string Category, int Count);

    const int PageSize = 50;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string? Lacks { get; private set; }
    public IReadOnlyList<Branch> Rows { get; private set; } = [];
    public ILookup<Guid, Cell> Cells { get; private set; } = Enumerable.Empty<Cell>().ToLookup(cell => cell.Id);
    public IReadOnlyDictionary<string, int> Without { get; private set; } = new Dictionary<string, int>();
    public Guid? Next { get; private set; }
    /// <summary>Lectures and theme days of a branch in the year that nobody has put into a category.</summary>
    public IReadOnlyDictionary<Guid, int> Bare { get; private set; } = new Dictionary<Guid, int>();
    public int CountOf(Branch branch, string category) => Cells[branch.Id].FirstOrDefault(cell => cell.Category == category)?.Count ?? 0;

    /// <summary>What branch had what: confirmed meetings with their category, classes once, however many of its members were in them. Of the organisations meant, found by their own index.</summary>
    static string Had(string which) => $"""
        select m.organisation_id, m.education as category, m.id from meeting m where m.organisation_id {which} and m.removed_at is null and m.state = '3' and m.education is not null and m.held_on between @from and @to
        union all select s.organisation_id, s.category, coalesce(s.class_id, md5(s.title || s.studied_on)::uuid) from study s where s.organisation_id {which} and s.removed_at is null and s.studied_on between @from and @to
        """;

    public async Task<IActionResult> OnGetAsync(int? year, string? lacks, Guid? after, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Lacks = Education.Categories.Has(lacks ?? "") ? lacks : null;
        var args = new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31), Lacks, after, all = Education.Categories.Codes.Select(code => code.Value).ToArray() };
        var page = $"""
            select o.id, o.name, o.locality_path, o.rank_order from organisation o where {PartyOrganisations.Branch} {(Lacks is null ? "" : $"and not exists (select from ({Had("= o.id")}) h where h.category = @Lacks)")}
              {(after is null ? "" : "and (o.locality_path, o.rank_order, o.id) > ((select x.locality_path from organisation x where x.id = @after), (select x.rank_order from organisation x where x.id = @after), @after)")} order by o.locality_path, o.rank_order, o.id limit {PageSize + 1}
            """;
        (var rows, Cells, Without, Bare) = await db.QueryManyAsync($"""
            select p.id, p.name, p.locality_path from ({page}) p order by p.locality_path, p.rank_order, p.id;
            with p as materialized ({page}) select p.id, h.category, count(distinct h.id)::int as count from p cross join lateral ({Had("= p.id")}) h group by 1, 2;
            with h as materialized (select distinct h.organisation_id, h.category from ({Had("is not null")}) h join organisation o on o.id = h.organisation_id where {PartyOrganisations.Branch})
            select c as category, (select count(*)::int from organisation o where {PartyOrganisations.Branch}) - count(h.organisation_id)::int as count from unnest(@all) c left join h on h.category = c group by c;
            with p as materialized ({page}) select p.id, count(*)::int as count from p join meeting m on m.organisation_id = p.id and m.removed_at is null and m.state = '3' and m.kind in ('14', '21') and m.education is null and m.held_on between @from and @to group by 1
            """, args, async grid => (
                (IReadOnlyList<Branch>)[.. await grid.ReadAsync<Branch>()], (await grid.ReadAsync<Cell>()).ToLookup(cell => cell.Id),
                (IReadOnlyDictionary<string, int>)(await grid.ReadAsync<(string Category, int Count)>()).ToDictionary(one => one.Category, one => one.Count),
                (IReadOnlyDictionary<Guid, int>)(await grid.ReadAsync<(Guid Id, int Count)>()).ToDictionary(one => one.Id, one => one.Count)), stop);
        (Rows, Next) = ([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id : null);
        return Page();
    }
}
