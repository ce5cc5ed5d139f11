namespace OrgWork.Cadres;

/// <summary>One step of a plan: somebody to a seat, or away from their seats (no seat).</summary>
public sealed record PlanMove
{
    public Guid Id { get; init; }
    public Guid CadreId { get; init; }
    public Guid? SeatId { get; init; }
    public Guid? SeatTeam { get; init; }
    public string? SeatPost { get; init; }
    public string? SeatLevel { get; init; }
    public bool SeatIsPrincipal { get; init; }
    public bool KeepsPosts { get; init; }
    public string? Note { get; init; }
    public string Name { get; init; } = "";
    public string Path { get; init; } = "";
    public string? PostTitle { get; init; }
    public string? Level { get; init; }
    public string? Rank { get; init; }
    public DateOnly? LevelBeganOn { get; init; }
    public DateOnly? PostBeganOn { get; init; }
    public DateOnly? WorkBeganOn { get; init; }
    public DateOnly? BirthOn { get; init; }
    public int? FormerAgeLimit { get; init; }
    public DateOnly? AgeLimitOn { get; init; }
    public string? Sex { get; init; }
    public string? Education { get; init; }
    public string? Politics { get; init; }
    public string? Nation { get; init; }
    public string? Source { get; init; }
    public string? Known { get; init; }
    public int? GrassrootsYears { get; init; }
    public bool IsOnProbation { get; init; }
    public string? NativePlace { get; init; }
    public string? LastGrade { get; init; }
    public int LowerPosts { get; init; }
    public int HoursThisYear { get; init; }
    public int HoursInFiveYears { get; init; }
    public DateOnly? AffectedUntil { get; init; }
    /// <summary>The teams in which they sit now.</summary>
    public Guid[] From { get; init; } = [];

    public bool Leaves => SeatId is null;
}

public sealed record TeamPlanHead
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Path { get; init; } = "";
    public DateOnly ActsOn { get; init; }
    public Guid[] Teams { get; init; } = [];
    public string? Remark { get; init; }
    public string CreatedByName { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>What a rule or a requirement says of a plan, and of whom.</summary>
public sealed record PlanFinding(string About, Guid? Cadre, Finding Finding);

/// <summary>Who is named to follow on a post (接续人选).</summary>
public sealed record PlanSuccessor(Guid TeamId, string Team, string Post, Guid CadreId, string Name, string Readiness);

/// <summary>
/// 调配方案: the teams as they are, the same with the plan's steps, and what follows. Reckoned from what is registered each time; nothing of it is a fact.
/// </summary>
public sealed record TeamPlan(TeamPlanHead Head, IReadOnlyList<PlanMove> Moves, IReadOnlyList<TeamBoard> Before, IReadOnlyList<TeamBoard> After, IReadOnlyList<Requirement> Requirements, IReadOnlyList<Kin> Kin, ILookup<Guid, Standing> Standings)
{
    /// <summary>The steps' own people, whose seat it is afterwards.</summary>
    public PlanMove? ArrivingAt(BoardSeat seat) => Moves.FirstOrDefault(move => move.SeatId == seat.Id);
    /// <summary>Who sits on a seat today and would not.</summary>
    public BoardSeat? GoneFrom(BoardSeat seat) => Before.SelectMany(team => team.Seats).FirstOrDefault(was => was.Id == seat.Id && was.IsHeld && was.CadreId != seat.CadreId);
    /// <summary>Seats that are held today and would stand empty.</summary>
    public IEnumerable<(TeamBoard Team, BoardSeat Seat)> LeftBehind => After.SelectMany(team => team.Seats.Where(seat => !seat.IsHeld && GoneFrom(seat) is not null).Select(seat => (team, seat)));
    /// <summary>Whose seat somebody else would take, and who has none in the plan.</summary>
    public IEnumerable<BoardSeat> Displaced => After.SelectMany(team => team.Seats).Where(seat => seat.IsHeld).Select(GoneFrom).OfType<BoardSeat>()
        .Where(was => Moves.All(move => move.CadreId != was.CadreId) && !After.SelectMany(team => team.Held).Any(seat => seat.CadreId == was.CadreId));

    /// <summary>The steps put to the teams: whoever moves leaves the seats they have, unless those are kept; whoever sits where somebody comes gives way.</summary>
    public static IReadOnlyList<TeamBoard> Apply(IReadOnlyList<TeamBoard> before, IReadOnlyList<PlanMove> moves, DateOnly day)
    {
        var leaving = moves.Where(move => !move.KeepsPosts).Select(move => move.CadreId).ToHashSet();
        var arriving = moves.Where(move => move.SeatId is not null).ToDictionary(move => move.SeatId!.Value);
        return [.. before.Select(team => team with
        {
            Day = day,
            Seats = [.. team.Seats.Select(seat => arriving.TryGetValue(seat.Id, out var move)
                ? seat with { CadreId = move.CadreId, Name = move.Name, Sex = move.Sex, BirthOn = move.BirthOn, Education = move.Education, Politics = move.Politics, Nation = move.Nation, Source = move.Source, GrassrootsYears = move.GrassrootsYears, Known = move.Known, Since = day, VacantSince = null }
                : seat.CadreId is { } holder && leaving.Contains(holder)
                    ? seat with { CadreId = null, Name = null, Sex = null, BirthOn = null, Education = null, Politics = null, Nation = null, Source = null, GrassrootsYears = null, Known = null, Since = null, VacantSince = day }
                    : seat)],
        })];
    }

    public IEnumerable<(TeamBoard Team, RequirementResult Before, RequirementResult After)> OfTeams() =>
        from team in After
        from requirement in Requirements
        where requirement.Scope == "1" && requirement.Concerns(team)
        select (team, requirement.Judge(Before.First(was => was.Id == team.Id)), requirement.Judge(team));

    /// <summary>What is asked of the teams of a place together, before and after.</summary>
    public IReadOnlyList<(RequirementResult Before, RequirementResult After)> Together { get; init; } = [];

    public static int Refusals(IEnumerable<PlanFinding> findings) => findings.Count(one => one.Finding is { IsBroken: true, Rule.Severity: Severity.Refuse });
}

/// <summary>Reads plans, and asks the rules what they say of them.</summary>
static class TeamPlans
{
    public const string Read = "cadres.plans.read", Write = "cadres.plans.edit";
    /// <summary>So many steps are one plan.</summary>
    public const int MostMoves = 60;

    const string Heads = "select p.id, p.name, p.locality_path as path, p.acts_on, p.teams, p.remark, p.created_by_name, p.version from team_plan p where p.removed_at is null";

    public static Task<IReadOnlyList<TeamPlanHead>> AllAsync(Db db, CancellationToken stop) => db.QueryAsync<TeamPlanHead>($"{Heads} order by p.created_at desc, p.id limit 200", null, stop);

    public static Task<TeamPlanHead?> HeadAsync(Db db, Guid id, CancellationToken stop) => db.FirstAsync<TeamPlanHead>($"{Heads} and p.id = @id", new { id }, stop);

    /// <param name="mayKnowMeasures">effect periods are for who may know of them; for others the rule stands as 缺项</param>
    public static async Task<TeamPlan?> LoadAsync(Db db, Guid id, bool mayKnowMeasures, CancellationToken stop)
    {
        if (await HeadAsync(db, id, stop) is not { } head) return null;
        var moves = await db.QueryAsync<PlanMove>($"""
            select m.id, m.cadre_id, m.seat_id, s.team_id as seat_team, s.post as seat_post, s.level as seat_level, coalesce(s.is_principal, false) as seat_is_principal, m.keeps_posts, m.note,
                   c.name, c.locality_path as path, c.post_title, c.level, c.rank, c.level_began_on, c.post_began_on, c.work_began_on, c.birth_on, {CadreRules.FormerLimit} as former_age_limit, c.age_limit_on, c.sex, c.politics, c.nation, c.source, {CadreSql.Known} as known, c.grassroots_years, c.is_on_probation, c.native_place,
                   {CadreSql.Highest} as education,
                   (select a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null and a.year = extract(year from @day) - 1 limit 1) as last_grade,
                   {CadreTraining.HoursOfYear("c.id", "@day")} as hours_this_year, {CadreTraining.HoursOfFiveYears("c.id", "@day")} as hours_in_five_years,
                   (select count(distinct (p.unit_name, p.post_name))::int from cadre_post p where p.cadre_id = c.id and p.removed_at is null and p.level = case s.level when '1A21' then '1A22' when '1A22' then '1A31' when '1A31' then '1A32' when '1A32' then '1A41' when '1A41' then '1A42' end) as lower_posts,
                   {(mayKnowMeasures ? "(select max(e.effect_until) from cadre_measure e where e.cadre_id = c.id and e.removed_at is null)" : "null::date")} as affected_until,
                   array(select distinct h.team_id from cadre_post p join team_seat h on h.id = p.seat_id where p.cadre_id = c.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())) as "from"
            from team_plan_move m join cadre c on c.id = m.cadre_id and c.removed_at is null left join team_seat s on s.id = m.seat_id and s.removed_at is null
            where m.team_plan_id = @id and m.removed_at is null order by m.rank_order, m.id
            """, new { id, day = head.ActsOn < Clock.Today ? head.ActsOn : Clock.Today }, stop);
        var ids = head.Teams.Concat(moves.SelectMany(move => move.From)).Concat(moves.Select(move => move.SeatTeam).OfType<Guid>()).Distinct().ToArray();
        var before = await TeamBoard.LoadManyAsync(db, ids, Clock.Today, stop);
        before = [.. ids.Select(team => before.FirstOrDefault(board => board.Id == team)).OfType<TeamBoard>()];
        var after = TeamPlan.Apply(before, moves, head.ActsOn);
        var requirements = await Cadres.Requirements.InForceAsync(db, head.ActsOn, stop);
        var (kin, standings) = await KinAsync(db, after, moves, stop);
        return new(head, moves, before, after, requirements, kin, standings) { Together = await TogetherAsync(db, requirements, after, stop) };
    }

    static async Task<IReadOnlyList<(RequirementResult, RequirementResult)>> TogetherAsync(Db db, IReadOnlyList<Requirement> requirements, IReadOnlyList<TeamBoard> after, CancellationToken stop)
    {
        var wide = requirements.Where(requirement => requirement.Scope != "1" && after.Any(requirement.Concerns)).ToList();
        if (wide.Count == 0) return [];
        var ids = await db.QueryAsync<Guid>("select id from team where removed_at is null and (@any or kind = any(@kinds))", new { any = wide.Exists(requirement => requirement.TeamKind is null), kinds = wide.Select(requirement => requirement.TeamKind).OfType<string>().Distinct().ToArray() }, stop);
        var all = await TeamBoard.LoadManyAsync(db, [.. ids], Clock.Today, stop);
        var changed = after.ToDictionary(team => team.Id);
        List<TeamBoard> then = [.. all.Select(team => changed.GetValueOrDefault(team.Id, team))];
        return [.. wide.Select(requirement => (requirement.Judge([.. all], ""), requirement.Judge(then, "")))];
    }

    /// <summary>Who is named to follow on the seats that fall empty, and where those who move were named themselves.</summary>
    public static Task<IReadOnlyList<PlanSuccessor>> SuccessorsAsync(Db db, TeamPlan plan, CancellationToken stop) => db.QueryAsync<PlanSuccessor>("""
        select u.team_id, t.name as team, u.post, u.cadre_id, c.name, u.readiness from team_successor u join team t on t.id = u.team_id and t.removed_at is null join cadre c on c.id = u.cadre_id and c.removed_at is null and c.status = '1'
        where u.removed_at is null and (u.team_id = any(@teams) or u.cadre_id = any(@moved)) order by u.readiness, u.rank_order, u.id
        """, new { teams = plan.LeftBehind.Select(one => one.Team.Id).Distinct().ToArray(), moved = plan.Moves.Select(move => move.CadreId).ToArray() }, stop);

    /// <summary>The relatives of those who move, and where everybody concerned would work afterwards: on the boards as the plan leaves them, elsewhere as it is today.</summary>
    static async Task<(IReadOnlyList<Kin>, ILookup<Guid, Standing>)> KinAsync(Db db, IReadOnlyList<TeamBoard> after, IReadOnlyList<PlanMove> moves, CancellationToken stop)
    {
        var places = (await db.QueryAsync<(Guid Id, string? GovernedBy)>($"select t.id, {Avoidance.GovernedBy} from team t where t.id = any(@teams)", new { teams = after.Select(team => team.Id).ToArray() }, stop)).ToDictionary(one => one.Id, one => one.GovernedBy);
        var (kin, standings) = await Avoidance.OfAsync(db, [.. moves.Where(move => !move.Leaves).Select(move => move.CadreId).Distinct()], Clock.Today, stop);
        var gone = moves.Where(move => !move.KeepsPosts).Select(move => move.CadreId).ToHashSet();
        return (kin, standings.Where(one => !gone.Contains(one.CadreId) && (one.TeamId is not { } team || !places.ContainsKey(team)))
            .Concat(after.SelectMany(team => team.Held.Select(seat => new Standing(seat.CadreId!.Value, team.Id, team.UnitId, team.Kind, team.Path, places.GetValueOrDefault(team.Id), seat.IsPrincipal, seat.Post, seat.Level)))).ToLookup(one => one.CadreId));
    }

    /// <summary>What the rules say, the worst first. Places are named as people know them.</summary>
    public static async Task<IReadOnlyList<PlanFinding>> JudgeAsync(TeamPlan plan, RuleChecks checks, Func<string, Locality?> placeAt, CancellationToken stop)
    {
        var found = new List<PlanFinding>();
        foreach (var move in plan.Moves.Where(move => !move.Leaves))
        {
            var team = plan.After.First(team => team.Id == move.SeatTeam);
            var facts = FactsOf(plan, move, team, placeAt(team.Path));
            async Task AskAsync<TFacts>(Rule<TFacts> rule, TFacts of) where TFacts : class, new() => found.Add(new($"{move.Name}　{team.Name}：{move.SeatPost}", move.CadreId, await checks.CheckAsync(rule, of, move.Path, plan.Head.ActsOn, stop)));
            foreach (var rule in IsPromotion(move) ? OfPromotion.Concat(OfMove) : OfMove) await AskAsync(rule, facts);
            if (IsPromotion(move))
            {
                await AskAsync(BatchRules.Age, new() { TargetLevel = move.SeatLevel, BirthOn = move.BirthOn, DecidedOn = plan.Head.ActsOn });
                foreach (var rule in OfTraining) await AskAsync(rule, new() { Level = move.Level ?? "1A50", HoursThisYear = move.HoursThisYear, HoursInFiveYears = move.HoursInFiveYears });
            }
            // Whoever keeps their post goes on in it; whoever stays at the level goes on at it.
            var stands = new CadreFacts
            {
                BirthOn = move.BirthOn is { } birth ? Month.Of(birth) : null, FormerAgeLimit = move.FormerAgeLimit, AgeLimitOn = move.AgeLimitOn is { } limit ? Month.Of(limit) : null, IsTeamMember = true,
                PostBeganOn = move.PostBeganOn, Level = move.SeatLevel ?? move.Level, LevelBeganOn = move.LevelBeganOn,
            };
            foreach (var rule in OfAge) await AskAsync(rule, stands);
            if (move.KeepsPosts) await AskAsync(CadreRules.TenYears, stands);
            if (!IsPromotion(move)) await AskAsync(CadreRules.FifteenYears, stands);
        }
        // Who stays too long where they are is said too: there the next change is due.
        var settings = await checks.SettingsAsync(stop);
        foreach (var team in plan.After)
            foreach (var seat in team.Held.Where(seat => seat.Since < plan.Head.ActsOn && plan.Moves.All(move => move.CadreId != seat.CadreId)))
                if (CadreRules.TenYears.Check(new() { IsTeamMember = true, PostBeganOn = seat.Since }, settings.For(CadreRules.TenYears, team.Path, plan.Head.ActsOn)) is { IsBroken: true } over) found.Add(new($"{seat.Name}　{team.Name}：{seat.Post}（留任）", seat.CadreId, over));
        foreach (var team in plan.After)
        {
            var levels = team.Numbers.Where(number => number.Level is not null).Count(number => number.Approved + team.ExtraAt(number.Level!) < team.OccupiedAt(number.Level!));
            found.Add(new(team.Name, null, await checks.CheckAsync(TeamRules.Quota, new() { Approved = team.Approved, Occupied = team.Occupied, Extra = team.Extra, LevelsOver = levels }, team.Path, plan.Head.ActsOn, stop)));
        }
        return [.. found.Where(one => one.Finding.Outcome != Outcome.NotApplicable).OrderBy(one => one.Finding.Outcome switch { Outcome.Broken => 0, Outcome.Unknown => 1, _ => 2 }).ThenByDescending(one => one.Finding.Rule!.Severity)];
    }

    /// <summary>Conditions of a promotion are asked of a promotion alone: whoever moves at their own level has met them.</summary>
    static readonly IReadOnlyList<Rule<AppointmentFacts>> OfPromotion =
    [
        AppointmentRules.OneLevel, AppointmentRules.TwoLevels, AppointmentRules.DeputyToChief, AppointmentRules.ChiefToUpperDeputy, AppointmentRules.TownshipChief, AppointmentRules.TownshipDeputy, AppointmentRules.WorkYears, AppointmentRules.TwoPosts, AppointmentRules.Schooling,
    ];

    /// <summary>All that may be asked here, for the pages of those rules.</summary>
    internal static IEnumerable<Rule> Asked => [.. OfPromotion, .. OfMove, BatchRules.Age, .. OfTraining, .. OfAge, CadreRules.TenYears, CadreRules.FifteenYears];

    /// <summary>Who retires soon is not put on a seat unseen.</summary>
    static readonly IReadOnlyList<Rule<CadreFacts>> OfAge = [CadreRules.RetirementReached, CadreRules.RetirementNear, CadreRules.WholeTerm];

    static readonly IReadOnlyList<Rule<TrainingFacts>> OfTraining = [TrainingRules.FiveYears, TrainingRules.EachYear];

    static readonly IReadOnlyList<Rule<AppointmentFacts>> OfMove = [AppointmentRules.LastAssessment, AppointmentRules.NotAffected, AppointmentRules.Relatives, AppointmentRules.RelativesNear, AppointmentRules.HomePlace, AppointmentRules.HomeCity];

    /// <summary>Codes of levels run from the highest downwards.</summary>
    public static bool IsPromotion(PlanMove move) => move.SeatLevel is { } to && (move.Level is not { } from || string.CompareOrdinal(to, from) < 0);

    static AppointmentFacts FactsOf(TeamPlan plan, PlanMove move, TeamBoard team, Locality? at)
    {
        var there = plan.Standings[move.CadreId].First(one => one.TeamId == team.Id);
        var (kin, tie) = Avoidance.Worst(there, plan.Kin, plan.Standings);
        var place = (at?.Name ?? "").TrimEnd('省', '市', '县', '区', '州');
        return new()
        {
            TargetLevel = move.SeatLevel, CurrentLevel = move.Level, CurrentRank = move.Rank, LevelSince = move.LevelBeganOn, WorkBeganOn = move.WorkBeganOn, GrassrootsYears = move.GrassrootsYears, LowerPosts = move.LowerPosts, Education = move.Education,
            DecidedOn = plan.Head.ActsOn, LastGrade = move.LastGrade, AffectedUntil = move.AffectedUntil, IsOnProbation = move.IsOnProbation,
            RelativeKin = kin, RelativeTie = tie,
            IsMainLeader = move.SeatIsPrincipal && team.Kind == "1" && at?.Kind == LocalityKind.County, IsCityLeader = move.SeatIsPrincipal && team.Kind == "1" && at?.Kind == LocalityKind.City, IsInHomePlace = place.Length > 1 && move.NativePlace?.Contains(place, StringComparison.Ordinal) == true,
        };
    }
}
