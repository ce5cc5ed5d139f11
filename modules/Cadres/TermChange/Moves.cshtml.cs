using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>换届前交流配备的效果 (C4.11): the moves in the order of their days, and what each does to the numbers and to what is asked of the teams' structure. Those that are done stand in the teams already.</summary>
[Needs(TermChanges.Persons)]
public sealed class MovesModel(Db db, Here here) : PageModel
{
    sealed record Line
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public Guid CadreId { get; init; }
        public string Kind { get; init; } = "";
        public Guid? ToTeamId { get; init; }
        public string? ToPost { get; init; }
        /// <summary>The seat itself, as it was when the plan was made: it keeps its place when it is renamed.</summary>
        public Guid? ToSeatId { get; init; }
        public DateOnly PlannedOn { get; init; }
        public string State { get; init; } = "";
        public string? Sex { get; init; }
        public DateOnly? BirthOn { get; init; }
        public string? Education { get; init; }
        public string? Politics { get; init; }
        public string? Nation { get; init; }
        public string? Source { get; init; }
        public int? GrassrootsYears { get; init; }
        public string? Known { get; init; }
        public Guid[] FromTeams { get; init; } = [];
    }
    public sealed record Effect(string What, string Before, string After, bool IsBetter, bool IsWorse);
    public sealed record Step(Guid Id, string Name, Guid CadreId, string Kind, DateOnly PlannedOn, string State, string From, string To, string? Fault, IReadOnlyList<Effect> Effects);

    public Here Here { get; } = here;
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public DateOnly ChangesOn { get; private set; }
    public IReadOnlyList<Step> Steps { get; private set; } = [];
    public (int Met, int All) Before { get; private set; }
    public (int Met, int All) After { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<(string Name, DateOnly ChangesOn)?>("select name, changes_on from term_change where id = @id and removed_at is null", new { id }, stop) is not { } head) return NotFound();
        (Id, Name, ChangesOn) = (id, head.Name, head.ChangesOn);
        var lines = await db.QueryAsync<Line>($"""
            select m.id, m.name, m.cadre_id, m.kind, m.to_team_id, m.to_post, m.to_seat_id, m.planned_on, m.state, c.sex, c.birth_on, {CadreSql.Highest} as education,
              c.politics, c.nation, c.source, c.grassroots_years, {CadreSql.Known} as known, array(select distinct s.team_id from cadre_post p join team_seat s on s.id = p.seat_id where p.cadre_id = m.cadre_id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())) as from_teams
            from term_move m left join cadre c on c.id = m.cadre_id where m.term_change_id = @id and m.removed_at is null and m.state <> '3' order by m.planned_on, m.rank_order, m.id
            """, new { id }, stop);
        var teams = lines.SelectMany(line => line.FromTeams.Concat(line.ToTeamId is { } to ? [to] : [])).Distinct().ToArray();
        var now = await TeamBoard.LoadManyAsync(db, teams, Clock.Today, stop);
        var requirements = await Requirements.InForceAsync(db, head.ChangesOn, stop);
        Before = MetOf(requirements, now);
        var steps = new List<Step>();
        foreach (var line in lines)
        {
            var from = string.Join("、", now.Where(team => line.FromTeams.Contains(team.Id)).Select(team => team.Name));
            var to = line.ToTeamId is { } target ? $"{now.FirstOrDefault(team => team.Id == target)?.Name}　{line.ToPost}" : "退出班子";
            if (line.State == "2")
            {
                steps.Add(new(line.Id, line.Name, line.CadreId, line.Kind, line.PlannedOn, line.State, from, to, null, []));
                continue;
            }
            var seat = line.ToTeamId is null ? null : now.FirstOrDefault(team => team.Id == line.ToTeamId)?.Seats.Where(one => line.ToSeatId is { } planned ? one.Id == planned : one.Post == line.ToPost).OrderBy(one => one.IsHeld).FirstOrDefault();
            if (line.ToTeamId is not null && seat is null)
            {
                steps.Add(new(line.Id, line.Name, line.CadreId, line.Kind, line.PlannedOn, line.State, from, to, $"班子里没有“{line.ToPost}”这个职位，算不出影响", []));
                continue;
            }
            var move = new PlanMove { Id = line.Id, CadreId = line.CadreId, SeatId = seat?.Id, SeatTeam = seat?.TeamId, Name = line.Name, Sex = line.Sex, BirthOn = line.BirthOn, Education = line.Education, Politics = line.Politics, Nation = line.Nation, Source = line.Source, GrassrootsYears = line.GrassrootsYears, Known = line.Known };
            var then = TeamPlan.Apply(now, [move], line.PlannedOn);
            steps.Add(new(line.Id, line.Name, line.CadreId, line.Kind, line.PlannedOn, line.State, from, to, seat is { IsHeld: true } held ? $"这个职位现在是{held.Name}，到时要先空出来" : null, EffectsOf(requirements, now, then)));
            now = then;
        }
        (Steps, After) = (steps, MetOf(requirements, now));
        return Page();
    }

    static (int, int) MetOf(IReadOnlyList<Requirement> requirements, IReadOnlyList<TeamBoard> teams)
    {
        var results = (from team in teams from requirement in requirements where requirement.Scope == "1" && requirement.Concerns(team) select requirement.Judge(team)).ToList();
        return (results.Count(result => result.IsMet), results.Count);
    }

    /// <summary>Numbers and requirements of the teams that this step changes.</summary>
    static List<Effect> EffectsOf(IReadOnlyList<Requirement> requirements, IReadOnlyList<TeamBoard> was, IReadOnlyList<TeamBoard> then)
    {
        var effects = new List<Effect>();
        foreach (var (before, after) in was.Zip(then).Where(pair => !pair.First.Seats.Select(seat => seat.CadreId).SequenceEqual(pair.Second.Seats.Select(seat => seat.CadreId))))
        {
            if (before.Occupied != after.Occupied) effects.Add(new($"{after.Name}：实配", Of(before), Of(after), after.Over < before.Over, after.Over > before.Over));
            foreach (var requirement in requirements.Where(one => one.Scope == "1" && one.Concerns(after)))
            {
                var (from, to) = (requirement.Judge(before), requirement.Judge(after));
                if (from.Count != to.Count || from.Off != to.Off) effects.Add(new($"{after.Name}：{requirement.Name}", from.Words, to.Words, to.Off < from.Off, to.Off > from.Off));
            }
        }
        return effects;

        static string Of(TeamBoard team) => $"{team.Occupied} / {team.Approved?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "未核定"}{(team.Over > 0 ? $"，超 {team.Over}" : "")}";
    }
}
