using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// 模拟调配: a county of sixty teams with a plan of six moves on all of them. The plan's page loads the boards, puts the moves to them, asks every rule and requirement, and draws sixty boards;
/// the baseline is the bare SQL of the same boards, before and after, by an administrator whom no policy binds. "Instant" is half a second.
/// </summary>
static class PlanCost
{
    const int Teams = 60, Moves = 6, Seats = 7;
    const double InstantMs = 500;

    /// <returns>whether the goal is met</returns>
    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int rounds, Action<string> say)
    {
        var database = await Prepared.CityAsync(cluster, folder, modules, "bench_plan", DemoCounts.For(DemoSize.Small) with { Cadres = 1_500, Members = 1_000 }, "1,500 名干部", say);
        await using var source = NpgsqlDataSource.Create(database);
        var (code, plan, teams) = await ArrangeAsync(source);
        var token = await SignInAsync(source);
        await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", database));
        await ours.ReadyAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(ours.Address), DefaultRequestHeaders = { { "Cookie", "ow=" + token } }, Timeout = TimeSpan.FromMinutes(2) };
        var (bare, page) = (new List<double>(), new List<double>());
        // The first ten warm both sides.
        for (var round = 0; round < 10 + rounds * 20; round++)
        {
            var a = await TimeAsync(async () =>
            {
                for (var side = 0; side < 2; side++) await BoardsAsync(source, teams);
            });
            var b = await TimeAsync(async () =>
            {
                using var answer = await client.GetAsync($"/{code}/cadres/teams/plan/{plan}");
                var drawn = await answer.Content.ReadAsStringAsync();
                if (!answer.IsSuccessStatusCode || drawn.Split("seat-plan").Length <= Moves) throw new InvalidOperationException($"the plan's page: {(int)answer.StatusCode}, {drawn.Split("seat-plan").Length - 1} moves on it");
            });
            if (round < 10) continue;
            bare.Add(a);
            page.Add(b);
        }
        var isMet = Median(page) <= InstantMs;
        say(string.Create(CultureInfo.InvariantCulture, $"{Teams} teams, {Moves} moves: loaded, judged and drawn p50 {Median(page):0.0} ms (goal ≤ {InstantMs:0}{(isMet ? "" : ", missed")}), bare SQL of the boards {Median(bare):0.0} ms, ratio {Median(page) / Median(bare):0.0}"));
        return isMet;
    }

    /// <summary>The first county gets as many teams as are wanted, each with holders, and the plan: six who go from one team to the next.</summary>
    static async Task<(string Code, Guid Plan, Guid[] Teams)> ArrangeAsync(NpgsqlDataSource source)
    {
        await using var make = source.CreateCommand($"""
            with county as (select path from org.locality where kind = 3 order by code limit 1),
              made as (insert into cadres.team (id, locality_path, name, kind, rank_order) select md5('bench' || n)::uuid, path, '压测班子' || n, '2', 5000 + n from county, generate_series(1, {Teams}) n on conflict do nothing returning id)
            select count(*) from made
            """);
        await make.ExecuteNonQueryAsync();
        await using var seat = source.CreateCommand($"""
            insert into cadres.team_seat (id, team_id, locality_path, post, level, is_principal, opened_on, rank_order) select md5('bench' || t.id::text || n)::uuid, t.id, t.locality_path, case n when 1 then '局长' else '副局长' end, case n when 1 then '1A41' else '1A42' end, n = 1, '2015-01-01', n from cadres.team t, generate_series(1, {Seats}) n where t.name like '压测班子%' on conflict do nothing
            """);
        await seat.ExecuteNonQueryAsync();
        // Whoever of the county sits nowhere takes the seats in turn: those first between which is moved.
        await using var sit = source.CreateCommand("""
            insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state, seat_id)
            select c.id, c.locality_path, s.post, '压测', '2020-01-01', '1', s.id
            from (select s.id, s.post, row_number() over (order by s.rank_order <> 2, s.id) as n from cadres.team_seat s join cadres.team t on t.id = s.team_id where t.name like '压测班子%' and not exists (select from cadres.cadre_post p where p.seat_id = s.id)) s
            join (select c.id, c.locality_path, row_number() over (order by c.id) as n from cadres.cadre c where c.status = '1' and c.removed_at is null and starts_with(c.locality_path, (select path from org.locality where kind = 3 order by code limit 1)) and not exists (select from cadres.cadre_post p where p.cadre_id = c.id and p.seat_id is not null)) c on c.n = s.n
            """);
        await sit.ExecuteNonQueryAsync();
        await using var plan = source.CreateCommand($"""
            insert into cadres.team_plan (id, locality_path, name, acts_on, teams, created_by_name) select md5('bench plan')::uuid, t.locality_path, '压测方案', org.today(), array_agg(t.id order by t.rank_order), '压测' from cadres.team t where t.name like '压测班子%' group by t.locality_path on conflict do nothing
            """);
        await plan.ExecuteNonQueryAsync();
        await using var moves = source.CreateCommand($"""
            insert into cadres.team_plan_move (id, team_plan_id, locality_path, cadre_id, seat_id, rank_order)
            select md5('bench move' || h.n)::uuid, md5('bench plan')::uuid, h.locality_path, h.cadre_id, h.next, h.n
            from (select t.locality_path, p.cadre_id, row_number() over (order by t.rank_order) as n, lead(s.id) over (order by t.rank_order) as next from cadres.team t join cadres.team_seat s on s.team_id = t.id and s.rank_order = 2 join cadres.cadre_post p on p.seat_id = s.id where t.name like '压测班子%') h
            where h.n <= {Moves} on conflict do nothing
            """);
        await moves.ExecuteNonQueryAsync();
        await using var read = source.CreateCommand("select l.code, p.id, p.teams, (select count(*) from cadres.team_plan_move m where m.team_plan_id = p.id) from cadres.team_plan p join org.locality l on l.path = p.locality_path where p.name = '压测方案'");
        await using var row = await read.ExecuteReaderAsync();
        if (!await row.ReadAsync() || row.GetInt64(3) != Moves || row.GetFieldValue<Guid[]>(2).Length != Teams) throw new InvalidOperationException("the plan could not be made as it is to be measured");
        return (row.GetString(0), row.GetGuid(1), row.GetFieldValue<Guid[]>(2));
    }

    static async Task<string> SignInAsync(NpgsqlDataSource source)
    {
        var token = Sessions.NewToken();
        await using var account = source.CreateCommand("""
            with place as (select id, path from org.locality where parent_id is null order by id limit 1),
            r as (insert into org.role (id, name) values ('bench', '压测') on conflict (id) do update set name = excluded.name returning id),
            p as (insert into org.role_permission select 'bench', x from unnest(array['cadres.plans.read', 'cadres.plans.edit', 'cadres.teams.read', 'cadres.files.read', 'cadres.measures.open']) x on conflict do nothing),
            a as (insert into org.account (account, name, must_change_password, locality_path) select 'bench', '压测', false, path from place on conflict (account) do update set must_change_password = false returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, 'bench', place.id from a, place, r on conflict do nothing)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $1, a.id, now() + interval '10 hours', '127.0.0.1', 'bench' from a
            """);
        account.Parameters.Add(new() { Value = Sessions.HashOf(token) });
        await account.ExecuteNonQueryAsync();
        return token;
    }

    static async Task BoardsAsync(NpgsqlDataSource source, Guid[] teams)
    {
        await using var batch = source.CreateBatch();
        foreach (var sql in (string[])
        [
            "select t.id, t.name, t.kind, t.locality_path, t.unit_id, u.name from cadres.team t left join org.unit u on u.id = t.unit_id where t.id = any($1) and t.removed_at is null order by t.locality_path, t.rank_order, t.id",
            """
            select s.team_id, s.id, s.post, s.level, s.is_principal, s.is_counted, s.opened_on, s.closed_on, c.id, c.name, c.sex, c.birth_on, c.full_time_education, c.in_service_education, c.politics, c.nation, c.source, c.grassroots_years, c.specialty, p.began_on, p.duties from cadres.team_seat s
            left join cadres.cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()) left join cadres.cadre c on c.id = p.cadre_id and c.removed_at is null
            where s.team_id = any($1) and s.removed_at is null and (s.closed_on is null or s.closed_on > org.today()) order by s.rank_order, s.id
            """,
            "select q.team_id, q.level, q.approved, q.document_no, q.began_on from cadres.team_quota q where q.team_id = any($1) and q.removed_at is null and q.began_on <= org.today() and (q.ended_on is null or q.ended_on > org.today())",
        ])
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = teams });
            batch.BatchCommands.Add(command);
        }
        await using var reader = await batch.ExecuteReaderAsync();
        do
            while (await reader.ReadAsync()) { }
        while (await reader.NextResultAsync());
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
