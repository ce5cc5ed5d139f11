using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Organisations;

/// <summary>党组织体系: one organisation with what stands directly under it, each with the organisations and members below it counted; as of any day.</summary>
[Needs("grassroots.organisations.read"), ShowsAnyDay]
public sealed class TreeModel(Db db, Here here) : PageModel
{
    public sealed record Above(Guid Id, string Name, Guid? ParentId);

    public sealed record Node
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? Code { get; init; }
        public string? Former { get; init; }
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public string? Secretary { get; init; }
        public DateOnly? TermEndsOn { get; init; }
        /// <summary>1 to 5 as localities, 6 for one within a unit.</summary>
        public int Level { get; init; }
        public int Committees { get; init; }
        public int GeneralBranches { get; init; }
        public int Branches { get; init; }
        public int Others { get; init; }
        public int Members { get; init; }
        public int FullMembers { get; init; }
        public int Below => Committees + GeneralBranches + Branches + Others;
    }

    const int Most = 500;

    public Here Here { get; } = here;
    public IReadOnlyList<Above> Line { get; private set; } = [];
    public Node? Of { get; private set; }
    public IReadOnlyList<Node> Rows { get; private set; } = [];
    public bool IsCut => Rows.Count == Most;
    public string Search { get; private set; } = "";
    public string UrlOf(Guid? id) => Here.Url("grassroots/organisations/tree") + (id is null ? "" : $"?of={id}") + (Here.AsOf is { } day ? $"{(id is null ? "?" : "&")}asof={AsOf.Format(day)}" : "");
    public static string LevelName(int level) => level switch { 1 => "省", 2 => "市", 3 => "县", 4 => "乡镇（街道）", 5 => "村（社区）", _ => "单位" };

    string On(string table) => Here.AsOf is { } day ? $"(select h.* from {table}_history h where h.valid_from <= '{AsOf.Format(day)}' and h.valid_to > '{AsOf.Format(day)}'{db.Scope.ReachOn("h.locality_path")})" : table;

    public async Task<IActionResult> OnGetAsync(Guid? of, string? q, CancellationToken stop)
    {
        Search = q?.Trim() ?? "";
        var (organisation, member) = (On("organisation"), On("member"));
        const string stands = "removed_at is null and {0}.abolished_on is null and {0}.state in ('1', '2')";
        string Stands(string alias) => alias + "." + string.Format(System.Globalization.CultureInfo.InvariantCulture, stands, alias);
        // By name, code, and by what it was called before.
        var top = Search.Length > 0
            ? $"{Stands("o")} and (o.id in (select g.row_id from organisation_gram g where g.gram = left(org.searchable(@Search), 2)) and position(org.searchable(@Search) in org.searchable(o.name || coalesce(o.short_name, ''))) > 0 or o.code = @Search or o.former is not null and position(org.searchable(@Search) in org.searchable(o.former)) > 0)"
            : of is null
            ? $"{Stands("o")} and not exists (select from {organisation} p where p.id = o.parent_id and {Stands("p")})"
            : $"{Stands("o")} and (o.id = @of or o.parent_id = @of)";
        if (of is not null && Search.Length == 0)
        {
            Line = await db.QueryAsync<Above>($"""
                with recursive line as (select o.id, o.name, o.parent_id, 0 as n from {organisation} o where o.id = @of and o.removed_at is null union all select o.id, o.name, o.parent_id, n + 1 from {organisation} o join line on o.id = line.parent_id where n < 20)
                select id, name, parent_id from line order by n desc
                """, new { of }, stop);
            if (Line.Count == 0) return NotFound();
        }
        var nodes = await db.QueryAsync<Node>($"""
            with recursive top as materialized (select o.id, o.name, o.code, o.former, o.kind, o.state, o.secretary, o.term_ends_on, o.unit_id, o.locality_path, o.rank_order from {organisation} o where {top} order by o.locality_path, o.rank_order, o.id limit {Most}),
            below as (select t.id, t.id as top, null::text as kind, 0 as n from top t union all select o.id, b.top, o.kind, n + 1 from {organisation} o join below b on o.parent_id = b.id where {Stands("o")} and n < 20),
            counted as (select m.organisation_id, count(*) as members, count(*) filter (where m.kind = '1') as full_members from {member} m where m.removed_at is null and m.left_on is null and m.membership_state in ('1', '2') and m.organisation_id in (select id from below) group by m.organisation_id)
            select t.id, t.name, t.code, t.former, t.kind, t.state, t.secretary, t.term_ends_on, case when t.unit_id is not null then 6 else coalesce((select l.kind from org.locality l where l.path = org.home_of(t.locality_path)), 6) end::int as level,
                   count(*) filter (where b.n > 0 and (b.kind = '611' or b.kind < '3'))::int as committees, count(*) filter (where b.n > 0 and b.kind = '621')::int as general_branches, count(*) filter (where b.n > 0 and b.kind in ('631', '632'))::int as branches,
                   count(*) filter (where b.n > 0 and b.kind not in ('611', '621', '631', '632') and b.kind >= '3')::int as others, coalesce(sum(c.members), 0)::int as members, coalesce(sum(c.full_members), 0)::int as full_members
            from top t join below b on b.top = t.id left join counted c on c.organisation_id = b.id
            group by t.id, t.name, t.code, t.former, t.kind, t.state, t.secretary, t.term_ends_on, t.unit_id, t.locality_path, t.rank_order order by t.locality_path, t.rank_order, t.id
            """, new { of, Search }, stop);
        Of = Search.Length > 0 ? null : nodes.FirstOrDefault(node => node.Id == of);
        Rows = [.. nodes.Where(node => node.Id != Of?.Id)];
        return Page();
    }
}
