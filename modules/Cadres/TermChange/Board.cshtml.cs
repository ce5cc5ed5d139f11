using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>换届进度: teams by stages with what is late, preparations, discipline taught by unit, and how many of each team go, stay or are moved.</summary>
[Needs(TermChanges.Read, Write = TermChanges.Write)]
public sealed class BoardModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Path, string Name, string Tier, DateOnly ChangesOn, string State, DateOnly? OpenedOn, DateOnly? PublishedOn, DateOnly? ClosedOn);
    public sealed record Stage(Guid Id, string Name, DateOnly BeganOn, DateOnly DueOn, string Responsible);
    public sealed record Entry(Guid TeamId, Guid StageId, DateOnly DoneOn);
    public sealed record Team(Guid Id, string Name, DateOnly? TermEndsOn);
    public sealed record Preparation(string Kind, int All, int Done, int Late);
    public sealed record Taught(string UnitName, string Kind, int Required, int Covered);
    public sealed record People(Guid TeamId, int All, int In, int Out, int Stay, int Move, int Open, int ToTalk, int Talked);
    public sealed record Row(Team Team, IReadOnlyList<DateOnly?> Done, int Reached, Stage? Next, int Late);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Stage> Stages { get; private set; } = [];
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Team> Others { get; private set; } = [];
    public IReadOnlyList<Preparation> Preparations { get; private set; } = [];
    public IReadOnlyList<Taught> Taughts { get; private set; } = [];
    public IReadOnlyDictionary<Guid, People> Persons { get; private set; } = new Dictionary<Guid, People>();
    /// <summary>What goes with the change, of all that is to be done: surveyed teams, inspected teams, supervision, cases studied.</summary>
    public IReadOnlyList<(string Name, string Path, int Done, int All)> Works { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(TermChanges.Write) && One.State == "2";
    public bool MayPersons => Here.May(TermChanges.Persons);
    public bool MayArrange => Here.MayWrite(TermChanges.Arrange) && Here.MayWrite(TermChanges.Write) && One.State != "3";
    /// <summary>Stages done of all stages of all teams.</summary>
    public int Share => Rows.Count * Stages.Count is var all and > 0 ? Rows.Sum(row => row.Reached) * 100 / all : 0;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    /// <summary>A team has done its next stage: in the order of the stages, none left out.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, Guid team, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One.State != "2") return Refuse(One.State == "1" ? "还没有启动实施：三项准备完成以后，在换届工作里办“启动实施”" : "换届已经完成");
        if (Rows.FirstOrDefault(row => row.Team.Id == team) is not { } row) return Refuse("请选这项换届工作里的班子");
        if (row.Next is not { } stage) return Refuse($"{row.Team.Name}各阶段都已完成");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse($"完成日期：{fault}");
        if (day > Clock.Today || day < One.OpenedOn || row.Reached > 0 && day < row.Done[row.Reached - 1]) return Refuse("完成日期应在启动和上一阶段完成之后、今天之前");
        if (await db.ExecuteAsync("insert into term_team (term_change_id, locality_path, team_id, stage_id, done_on, done_by, created_by) values (@id, @Path, @team, @stage, @day, @by, @actor) on conflict (team_id, stage_id) where removed_at is null do nothing", new { id, One.Path, team, stage = stage.Id, day, by = db.Actor.Name, actor = db.Actor.Id }, stop) == 0) return Refuse($"{row.Team.Name}：{stage.Name}刚在别处登记过，请刷新再看");
        await db.RecordAsync(new(DeedKind.Update, "term-changes", id, One.Path, One.Name, [new($"{row.Team.Name}：{stage.Name}", null, $"{Dates.Format(day)} 完成{(day > stage.DueOn ? $"，超期 {day.DayNumber - stage.DueOn.DayNumber} 天" : "")}")]), stop);
        TempData["Done"] = $"{row.Team.Name}：{stage.Name}已完成";
        return Redirect(Here.Url($"cadres/term-change/board/{id}"));
    }

    /// <summary>Every present member of the teams gets a line in which what becomes of them is to be arranged.</summary>
    public async Task<IActionResult> OnPostPeopleAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayArrange) return StatusCode(403);
        var made = await db.ExecuteAsync("""
            insert into disposition (locality_path, rank_order, name, cadre_id, term_change_id, team_id, team_name, post, birth_on, post_began_on, changes_on, created_by, changed_by)
            select distinct on (c.id) t.locality_path, s.rank_order, c.name, c.id, @id, t.id, t.name, s.post, c.birth_on, p.began_on, @ChangesOn, @actor, @actor
            from team t join team_seat s on s.team_id = t.id and s.removed_at is null join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()) join cadre c on c.id = p.cadre_id and c.removed_at is null
            where t.id = any(@teams) order by c.id, p.is_main desc, s.rank_order on conflict (term_change_id, cadre_id) where removed_at is null do nothing
            """, new { id, One.ChangesOn, teams = Rows.Select(row => row.Team.Id).ToArray(), actor = db.Actor.Id }, stop);
        // What the surveys beforehand have learnt of them.
        await db.ExecuteAsync("update disposition d set suggested = p.suggestion, survey_words = p.words from term_survey s join term_survey_person p on p.term_survey_id = s.id and p.removed_at is null where s.term_change_id = @id and s.state = '2' and s.removed_at is null and d.term_change_id = @id and d.cadre_id = p.cadre_id and d.survey_words is null and d.removed_at is null", new { id }, stop);
        await db.RecordAsync(new(DeedKind.Create, "dispositions", null, One.Path, One.Name, [new("列入进退留转", null, $"{made} 人")]), stop);
        TempData["Done"] = made == 0 ? "现任成员都已在名单里" : $"已列入 {made} 人，逐人提出安排";
        return Redirect(Here.Url($"cadres/term-change/board/{id}"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    /// <summary>Whose teams change at a level; <c>t</c> is the team, <c>l</c> the place it stands in.</summary>
    public static string OfTier(string tier) => $"({tier} = '1' and l.kind = 2 and t.kind = '1' or {tier} = '2' and l.kind = 3 and t.kind = '1' or {tier} = '3' and l.kind = 4 and t.kind = '3')";

    /// <summary>Of the level: teams of the city, of the counties, of townships below the place of the project.</summary>
    public static readonly string TeamsSql = $"""
        select t.id, t.name, (t.term_began_on + make_interval(years => t.term_years))::date as term_ends_on from team t join org.locality l on l.path = t.locality_path, term_change g
        where g.id = @id and t.removed_at is null and starts_with(t.locality_path, g.locality_path) and {OfTier("g.tier")} order by t.locality_path, t.rank_order, t.id
        """;

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, locality_path as path, name, tier, changes_on, state, opened_on, published_on, closed_on from term_change where id = @id and removed_at is null", new { id }, stop) is not { } head) return false;
        One = head;
        return await db.QueryManyAsync($"""
            select id, name, began_on, due_on, responsible from term_stage where term_change_id = @id and removed_at is null order by began_on, rank_order, id;
            select team_id, stage_id, done_on from term_team where term_change_id = @id and removed_at is null;
            {TeamsSql};
            select kind, count(*)::int as "all", count(done_on)::int as done, count(*) filter (where done_on is null and due_on < @today)::int as late from term_preparation where term_change_id = @id and removed_at is null group by kind order by kind;
            select unit_name, kind, max(required)::int as required, max(covered)::int as covered from term_education where term_change_id = @id and removed_at is null group by unit_name, kind order by kind, max(covered)::numeric / max(required), unit_name;
            select team_id, count(*)::int as "all", count(*) filter (where kind = '1')::int as "in", count(*) filter (where kind = '2')::int as "out", count(*) filter (where kind = '3')::int as stay, count(*) filter (where kind = '4')::int as move, count(*) filter (where kind is null)::int as open,
                   count(*) filter (where kind in ('2', '4'))::int as to_talk, count(*) filter (where kind in ('2', '4') and talked_on is not null)::int as talked from disposition where term_change_id = @id and removed_at is null group by team_id;
            select (select count(*)::int from term_survey where term_change_id = @id and state = '2' and removed_at is null), (select count(*)::int from term_inspection where term_change_id = @id and state = '2' and removed_at is null), (select count(*)::int from term_inspection where term_change_id = @id and removed_at is null),
              (select count(*)::int from term_supervision where term_change_id = @id and state = '2' and removed_at is null), (select count(*)::int from term_supervision where term_change_id = @id and removed_at is null), (select count(*)::int from warning_study where state <> '1' and team_id in (select x.id from ({TeamsSql}) x) and removed_at is null), (select count(*)::int from warning_study where team_id in (select x.id from ({TeamsSql}) x) and removed_at is null)
            """, new { id, today = Clock.Today }, async grid =>
        {
            Stages = [.. await grid.ReadAsync<Stage>()];
            var done = (await grid.ReadAsync<Entry>()).ToDictionary(one => (one.TeamId, one.StageId), one => one.DoneOn);
            var teams = (await grid.ReadAsync<Team>()).ToList();
            Preparations = [.. await grid.ReadAsync<Preparation>()];
            Taughts = [.. await grid.ReadAsync<Taught>()];
            var people = (await grid.ReadAsync<People>()).ToDictionary(one => one.TeamId);
            if (MayPersons) Persons = people;
            var (surveyed, inspected, inspections, supervised, supervisions, studied, studies) = await grid.ReadSingleAsync<(int, int, int, int, int, int, int)>();
            Works = [("先期调研", $"cadres/term-surveys?term_change_id={id}", surveyed, teams.Count), ("换届考察", $"cadres/term-inspections?term_change_id={id}", inspected, inspections), ("监督检查", $"cadres/term-supervisions?term_change_id={id}", supervised, supervisions), ("案例学习", "cadres/warning-studies", studied, studies)];
            Rows = [.. teams.Select(team =>
            {
                List<DateOnly?> days = [.. Stages.Select(stage => done.TryGetValue((team.Id, stage.Id), out var on) ? on : (DateOnly?)null)];
                var reached = days.TakeWhile(on => on is not null).Count();
                var next = reached < Stages.Count ? Stages[reached] : null;
                return new Row(team, days, reached, next, head.State == "2" && next is not null ? Math.Max(0, Clock.Today.DayNumber - next.DueOn.DayNumber) : 0);
            })];
            return true;
        }, stop);
    }
}
