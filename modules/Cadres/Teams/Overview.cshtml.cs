using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>职数总览: every team of the place with approved, filled, vacant and over, and its structure in a few numbers.</summary>
[Needs("cadres.teams.read")]
public sealed class OverviewModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int PageSize = 50;

    public sealed record Line(Guid Id, string Name, string Kind, string Path, int RankOrder, int? Approved, int Occupied, int Seats, int Principals, decimal? MeanAge, int Women, int Young, int NonParty)
    {
        public int Over => Approved is { } approved ? Math.Max(0, Occupied - approved) : 0;
        public int Vacant => Approved is { } approved ? Math.Max(0, approved - Occupied) : 0;
    }

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public string? Next { get; private set; }
    public bool IsFirst { get; private set; }
    public string? Kind { get; private set; }
    /// <summary>Up to this age one is counted as young, by the rule of age bands.</summary>
    public int Young { get; private set; }
    public bool MayWrite => Here.MayWrite("cadres.teams.edit");
    public string BoardUrl(Line line) => Here.Url($"cadres/teams/board/{line.Id}");

    public async Task OnGetAsync(Guid? after, string? kind, CancellationToken stop)
    {
        Kind = kind is { Length: > 0 } && CadreCodes.TeamKind.Has(kind) ? kind : null;
        IsFirst = after is null;
        Young = TeamRules.Young(await checks.SettingsAsync(stop), db.Scope.Top, Clock.Today);
        var found = await db.QueryAsync<Line>($"""
            select t.id, t.name, t.kind, t.locality_path as path, t.rank_order, number.approved, coalesce(held.occupied, 0) as occupied, coalesce(held.seats, 0) as seats, coalesce(held.principals, 0) as principals,
                   held.mean_age, coalesce(held.women, 0) as women, coalesce(held.young, 0) as young, coalesce(held.non_party, 0) as non_party
            from team t
            left join lateral (select coalesce(max(q.approved) filter (where q.level is null), sum(q.approved) filter (where q.level is not null)::int) as approved from team_quota q
                               where q.team_id = t.id and q.removed_at is null and q.began_on <= org.today() and (q.ended_on is null or q.ended_on > org.today())) number on true
            left join lateral (select count(*)::int as seats, count(c.id) filter (where s.is_counted)::int as occupied, count(*) filter (where s.is_principal and c.id is null)::int as principals,
                                      round(avg(extract(year from age(org.today(), c.birth_on))), 1) as mean_age, count(*) filter (where c.sex = '2')::int as women,
                                      count(*) filter (where c.birth_on > org.today() - make_interval(years => @Young + 1))::int as young, count(*) filter (where c.politics not in ('01', '02'))::int as non_party
                               from team_seat s left join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
                               left join cadre c on c.id = p.cadre_id and c.removed_at is null
                               where s.team_id = t.id and s.removed_at is null and (s.closed_on is null or s.closed_on > org.today())) held on true
            where t.removed_at is null {(Kind is null ? "" : "and t.kind = @Kind")}
              {(after is null ? "" : "and (t.locality_path, t.rank_order, t.id) > (select a.locality_path, a.rank_order, a.id from team a where a.id = @after)")}
            order by t.locality_path, t.rank_order, t.id limit {PageSize + 1}
            """, new { after, Kind, Young }, stop);
        Lines = [.. found.Take(PageSize)];
        Next = found.Count > PageSize ? $"?after={Lines[^1].Id}{(Kind is null ? "" : $"&kind={Kind}")}" : null;
    }
}
