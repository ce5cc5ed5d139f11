using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>专业结构 (C2.7, C2.13): specialties the teams' work asks for against those of their members, who was placed in the year, and scarce specialties with demand, supply and what is done.</summary>
[Needs("cadres.teams.read")]
public sealed class SpecialtiesModel(Db db, Here here) : PageModel
{
    public const int Most = 400;
    public sealed record Line(Guid TeamId, string Team, string Path, string Duty, string Specialty, int Minimum, int Have, string? Who, int Placed)
    {
        public int Short => Math.Max(0, Minimum - Have);
    }
    public sealed record Scarce(Guid Id, string Name, string Tag, string Posts, int Demand, int Supply, int InTeams, string Measure, string MeasureWords)
    {
        public int Gap => Math.Max(0, Demand - Supply);
    }

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Scarce> Wanted { get; private set; } = [];
    public bool MayWrite => Here.MayWrite("cadres.teams.edit");

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is > 1990 and < 2200 ? year.Value : Clock.Today.Year;
        (Lines, Wanted) = await db.QueryManyAsync($"""
            select t.id as team_id, t.name as team, t.locality_path as path, r.duty, r.specialty, r.minimum, coalesce(held.have, 0) as have, held.who, coalesce(held.placed, 0) as placed
            from team_specialty r join team t on t.id = r.team_id and t.removed_at is null
            left join lateral (select count(*)::int as have, string_agg(c.name, '、' order by s.rank_order) as who, count(*) filter (where extract(year from p.began_on)::int = @Year)::int as placed
              from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @today and (p.ended_on is null or p.ended_on > @today) join cadre c on c.id = p.cadre_id and c.removed_at is null where s.team_id = t.id and s.removed_at is null and {CadreSql.Knows("r.specialty")}) held on true
            where r.removed_at is null and r.began_on <= @today and (r.ended_on is null or r.ended_on > @today) order by coalesce(held.have, 0) >= r.minimum, t.locality_path, t.rank_order, t.id, r.rank_order;
            select s.id, s.name, s.tag, s.posts, s.demand, coalesce(has.supply, 0) as supply, coalesce(has.in_teams, 0) as in_teams, s.measure, s.measure_words from scarce_specialty s
            left join lateral (select count(*)::int as supply, count(*) filter (where c.is_team_member)::int as in_teams from cadre c where c.removed_at is null and c.status = '1' and starts_with(c.locality_path, s.locality_path) and {CadreSql.Knows("s.tag")}) has on true
            where s.removed_at is null and s.year = @Year order by s.demand - coalesce(has.supply, 0) desc, s.rank_order, s.id
            """, new { Year, today = Clock.Today }, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Scarce>)[.. await grid.ReadAsync<Scarce>()]), stop);
    }
}
