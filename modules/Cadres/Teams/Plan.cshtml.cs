using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>A plan on its boards: who goes where, and what the rules, the numbers and the requirements answer to it at once.</summary>
[Needs(TeamPlans.Read, Write = TeamPlans.Write)]
public sealed class PlanModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Choice(Guid Id, string Name, string Note);
    public sealed record Candidate(Guid Id, string Name, string Path, string? PostTitle, DateOnly? BirthOn, DateOnly? LevelBeganOn, string? Education);

    public Here Here { get; } = here;
    public TeamPlan Plan { get; private set; } = null!;
    public IReadOnlyList<PlanFinding> Findings { get; private set; } = [];
    public IReadOnlyList<Choice> OtherTeams { get; private set; } = [];
    /// <summary>For an empty seat, or by name: who could be put there.</summary>
    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];
    public string Find { get; private set; } = "";
    public BoardSeat? For { get; private set; }
    public int Young { get; private set; }
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(TeamPlans.Write);
    public bool KnowsSuccessors => Here.May(TeamYears.Analyse);
    public IReadOnlyList<PlanSuccessor> Successors { get; private set; } = [];
    public string FollowersOf(TeamBoard team, BoardSeat seat) => Successors.Where(one => one.TeamId == team.Id && one.Post == seat.Post).ToList() is { Count: > 0 } named
        ? $"接续人选：{string.Join("、", named.Select(one => $"{one.Name}（{TeamYears.Readiness.NameOf(one.Readiness)}）"))}" : "没有接续人选";
    /// <summary>Of those who move, where they were counted on.</summary>
    public IEnumerable<PlanSuccessor> CountedOn => Successors.Where(one => Plan.Moves.Any(move => move.CadreId == one.CadreId && (move.SeatTeam != one.TeamId || move.SeatPost != one.Post)));
    public bool KnowsMeasures => Here.May(Measures.Read);
    public string Address => Here.Url($"cadres/teams/plan/{Plan.Head.Id}");
    public int Refusals => TeamPlan.Refusals(Findings);
    public int Warnings => Findings.Count(one => one.Finding is { IsBroken: true, Rule.Severity: not Severity.Refuse });

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? seat, string? q, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        Find = q?.Trim() ?? "";
        For = Plan.After.SelectMany(team => team.Seats).FirstOrDefault(one => one.Id == seat);
        if (Find.Length > 0 || For is not null) Candidates = await CandidatesAsync(stop);
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await TeamPlans.LoadAsync(db, id, KnowsMeasures, stop) is not { } plan) return false;
        var settings = await checks.SettingsAsync(stop);
        Young = TeamRules.Young(settings, db.Scope.Top, plan.Head.ActsOn);
        Plan = plan with { After = [.. plan.After.Select(team => team with { Limits = TeamRules.Limits(settings, team.Path, plan.Head.ActsOn) })] };
        Findings = await TeamPlans.JudgeAsync(plan, checks, Here.PlaceAt, stop);
        if (KnowsSuccessors) Successors = await TeamPlans.SuccessorsAsync(db, plan, stop);
        OtherTeams = await db.QueryAsync<Choice>("select id, name, '' as note from team where removed_at is null and id <> all(@shown) order by locality_path, rank_order, id limit 400", new { shown = plan.After.Select(team => team.Id).ToArray() }, stop);
        return true;
    }

    /// <summary>By name anybody in the scope (whom a list leaves out tells of measures: it leaves them out for those who may know); for a seat those one level below or at it who serve in the team's place, the longest at their level first.</summary>
    Task<IReadOnlyList<Candidate>> CandidatesAsync(CancellationToken stop)
    {
        const string columns = "select c.id, c.name, c.locality_path as path, c.post_title, c.birth_on, c.level_began_on, least(c.full_time_education, c.in_service_education) as education from cadre c where c.removed_at is null and c.status = '1'";
        if (Find.Length > 0) return db.QueryAsync<Candidate>($"{columns} and c.id in (select row_id from cadre_gram where gram = org.searchable(@Find)) order by c.locality_path, c.rank_order limit 30", new { Find }, stop);
        var team = Plan.After.First(board => board.Seats.Any(seat => seat.Id == For!.Id));
        return db.QueryAsync<Candidate>($"""
            {columns} and c.locality_path >= @lo and c.locality_path < @hi and not c.is_on_probation
              and c.level = any(case @level when '1A21' then array['1A21', '1A22'] when '1A22' then array['1A22', '1A31'] when '1A31' then array['1A31', '1A32'] when '1A32' then array['1A32', '1A41'] when '1A41' then array['1A41', '1A42'] else array['1A42', '1A50'] end)
              and not exists (select from team_plan_move m where m.team_plan_id = @plan and m.cadre_id = c.id and m.removed_at is null)
              {(KnowsMeasures ? "and not exists (select from cadre_measure e where e.cadre_id = c.id and e.removed_at is null and e.effect_until > @day)" : "")}
            order by c.level desc, c.level_began_on, c.id limit 30
            """, new { lo = team.Path, hi = Scope.UpperBound(team.Path), level = For!.Level, plan = Plan.Head.Id, day = Plan.Head.ActsOn }, stop);
    }

    /// <summary>Somebody to a seat, or away from theirs when no seat is named.</summary>
    public async Task<IActionResult> OnPostMoveAsync(Guid id, Guid person, Guid? seat, bool keeps, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (await db.FirstAsync<string>("select name from cadre where id = @person and removed_at is null", new { person }, stop) is not { } name) return Refuse("请选一名干部；所选的不存在，或者不在您的授权范围之内");
        string? post = null;
        if (seat is not null && (post = await db.FirstAsync<string>("select t.name || '：' || s.post from team_seat s join team t on t.id = s.team_id and t.removed_at is null where s.id = @seat and s.removed_at is null and (s.closed_on is null or s.closed_on > @day)", new { seat, day = Plan.Head.ActsOn }, stop)) is null)
            return Refuse("请选一个职位；所选的已撤销，或者不在您的授权范围之内");
        if (Plan.Moves.Count >= TeamPlans.MostMoves && Plan.Moves.All(move => move.CadreId != person)) return Refuse($"一个方案最多 {TeamPlans.MostMoves} 步");
        if (Plan.Moves.FirstOrDefault(move => move.SeatId == seat && seat is not null && move.CadreId != person) is { } taken) return Refuse($"{taken.Name}在这个方案里已拟任“{taken.SeatPost}”，请先撤回那一步");
        if (seat is not null && Plan.Before.SelectMany(team => team.Held).Any(held => held.Id == seat && held.CadreId == person)) return Refuse($"{name}现在就在这个职位上");
        var actor = db.Actor.Id;
        await db.ExecuteAsync("update team_plan_move set removed_at = now(), removed_by = @actor, removed_reason = '改了去向', version = version + 1 where team_plan_id = @id and cadre_id = @person and removed_at is null", new { id, person, actor }, stop);
        await db.ExecuteAsync("insert into team_plan_move (team_plan_id, locality_path, cadre_id, seat_id, keeps_posts, rank_order, created_by, changed_by) values (@id, @Path, @person, @seat, @keeps, (select coalesce(max(rank_order), 0) + 10 from team_plan_move where team_plan_id = @id), @actor, @actor)", new { id, Plan.Head.Path, person, seat, keeps, actor }, stop);
        await RecordAsync(name, null, post ?? "离开班子", stop);
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid move, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Plan.Moves.FirstOrDefault(one => one.Id == move) is not { } undone) return Refuse("这一步已经撤回，请刷新再看");
        await db.ExecuteAsync("update team_plan_move set removed_at = now(), removed_by = @actor, removed_reason = '撤回', version = version + 1 where id = @move", new { move, actor = db.Actor.Id }, stop);
        await RecordAsync(undone.Name, undone.SeatPost ?? "离开班子", null, stop);
        return Redirect(Address);
    }

    /// <summary>A team more is looked at.</summary>
    public async Task<IActionResult> OnPostTeamAsync(Guid id, Guid team, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (OtherTeams.FirstOrDefault(other => other.Id == team) is not { } added) return Refuse("请从列表里选班子");
        if (Plan.After.Count >= 60) return Refuse("一个方案最多同时看 60 个班子");
        await db.ExecuteAsync("update team_plan set teams = array_append(teams, @team), version = version + 1, changed_at = now(), changed_by = @actor where id = @id", new { id, team, actor = db.Actor.Id }, stop);
        await RecordAsync("看的班子", null, added.Name, stop);
        return Redirect(Address);
    }

    /// <summary>The same under another name, to be changed from there.</summary>
    public async Task<IActionResult> OnPostCopyAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var (copy, head, actor) = (Guid.CreateVersion7(), Plan.Head, db.Actor.Id);
        var name = head.Name.Length > 54 ? head.Name[..54] + "（另）" : head.Name + "（另）";
        await db.ExecuteAsync("insert into team_plan (id, locality_path, name, acts_on, teams, remark, created_by, created_by_name, changed_by) values (@copy, @Path, @name, @ActsOn, @Teams, @Remark, @actor, @by, @actor)", new { copy, head.Path, name, head.ActsOn, head.Teams, head.Remark, actor, by = db.Actor.Name }, stop);
        await db.ExecuteAsync("insert into team_plan_move (team_plan_id, locality_path, cadre_id, seat_id, keeps_posts, note, rank_order, created_by, changed_by) select @copy, locality_path, cadre_id, seat_id, keeps_posts, note, rank_order, @actor, @actor from team_plan_move where team_plan_id = @id and removed_at is null", new { copy, id, actor }, stop);
        await db.RecordAsync(new(DeedKind.Create, "plans", copy, head.Path, "调配方案：" + name, [new("由来", null, head.Name)]), stop);
        return Redirect(Here.Url($"cadres/teams/plan/{copy}"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        await db.ExecuteAsync("update team_plan set removed_at = now(), removed_by = @actor, removed_reason = '不再使用', version = version + 1 where id = @id", new { id, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Remove, "plans", id, Plan.Head.Path, "调配方案：" + Plan.Head.Name, Reason: "不再使用"), stop);
        TempData["Done"] = $"方案“{Plan.Head.Name}”已移出，班子和名册没有任何改动";
        return Redirect(Here.Url("cadres/teams/plans"));
    }

    Task RecordAsync(string what, string? before, string? after, CancellationToken stop) =>
        db.RecordAsync(new(DeedKind.Update, "plans", Plan.Head.Id, Plan.Head.Path, "调配方案：" + Plan.Head.Name, [new(what, before, after)]), stop);

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }
}
