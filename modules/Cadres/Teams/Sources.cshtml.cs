using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>来源与经历结构 (C2.8): where the members of each team and each level come from and what they have been through; teams whose members all come from one source.</summary>
[Needs("cadres.teams.read")]
public sealed class SourcesModel(Db db, Here here) : PageModel
{
    const int PageSize = 50;
    public sealed record Line
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Path { get; init; } = "";
        public int Members { get; init; }
        public string?[] Sources { get; init; } = [];
        public int Grassroots { get; init; }
        public int Firms { get; init; }
        public int TwoPosts { get; init; }
        public bool IsOfOne => Sources.Length > 1 && Sources[0] is not null && Sources.All(source => source == Sources[0]);
    }
    public sealed record Level(string? Code, string? Source, int People, int Grassroots, int Firms, int TwoPosts);

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Level> Levels { get; private set; } = [];
    public int OfOne { get; private set; }
    public bool IsNarrow { get; private set; }
    public bool IsFirst { get; private set; }
    public string? Next { get; private set; }

    const string Held = """
        select s.team_id, c.id, c.source, c.level, c.grassroots_years > 0 as is_grassroots,
          exists (select from cadre_post x left join org.unit u on u.id = x.unit_id where x.cadre_id = c.id and x.removed_at is null and (u.kind = '42' or x.unit_name ~ '公司|集团|企业')) or c.source = '7' as is_firm,
          (select count(distinct (x.unit_name, x.post_name)) from cadre_post x where x.cadre_id = c.id and x.removed_at is null) >= 2 as is_two
        from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()) join cadre c on c.id = p.cadre_id and c.removed_at is null where s.removed_at is null
        """;

    public async Task OnGetAsync(Guid? after, string? one, CancellationToken stop)
    {
        (IsNarrow, IsFirst) = (one == "1", after is null);
        (Lines, Levels, OfOne) = await db.QueryManyAsync($"""
            with page as (select t.id, t.name, t.locality_path, t.rank_order from team t where t.removed_at is null {(after is null ? "" : "and (t.locality_path, t.rank_order, t.id) > (select a.locality_path, a.rank_order, a.id from team a where a.id = @after)")}
              {(IsNarrow ? "and t.id in (select h.team_id from (" + Held + ") h group by h.team_id having count(*) > 1 and count(h.source) = count(*) and count(distinct h.source) = 1)" : "")} order by t.locality_path, t.rank_order, t.id limit {PageSize + 1})
            select t.id, t.name, t.locality_path as path, count(h.id)::int as members, coalesce(array_agg(h.source order by h.source) filter (where h.id is not null), array[]::text[]) as sources, count(*) filter (where h.is_grassroots)::int as grassroots, count(*) filter (where h.is_firm)::int as firms, count(*) filter (where h.is_two)::int as two_posts
            from page t left join lateral ({Held} and s.team_id = t.id) h on true group by t.id, t.name, t.locality_path, t.rank_order order by t.locality_path, t.rank_order, t.id;
            select h.level as code, h.source, count(*)::int as people, count(*) filter (where h.is_grassroots)::int as grassroots, count(*) filter (where h.is_firm)::int as firms, count(*) filter (where h.is_two)::int as two_posts from ({Held}) h group by 1, 2;
            select count(*)::int from (select 1 from ({Held}) h join team t on t.id = h.team_id and t.removed_at is null group by h.team_id having count(*) > 1 and count(h.source) = count(*) and count(distinct h.source) = 1) x
            """, new { after }, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Level>)[.. await grid.ReadAsync<Level>()], await grid.ReadSingleAsync<int>()), stop);
        if (Lines.Count > PageSize) (Lines, Next) = ([.. Lines.Take(PageSize)], $"?after={Lines[PageSize - 1].Id}{(IsNarrow ? "&one=1" : "")}");
    }
}
