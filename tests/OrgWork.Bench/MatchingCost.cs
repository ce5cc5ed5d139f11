using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// 供需对接 among 50,000 who look for a post and 5,000 posts: who is found for a post, and which posts for one who looks, each page whole (module's login, row security, seven rules in SQL and in
/// words), against the bare statement of the refusing rules by an administrator whom no policy binds.
/// </summary>
static class MatchingCost
{
    const int Domains = 15, Asked = 40;
    const double GoalMs = 500;

    /// <returns>whether the goal is met</returns>
    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int wishes, int demands, int rounds, Action<string> say)
    {
        var database = await Prepared.CityAsync(cluster, folder, modules, "bench_matching", DemoCounts.For(DemoSize.Small) with { Cadres = 300, Members = 1_000 }, "供需对接", say);
        await using var source = NpgsqlDataSource.Create(database);
        var (code, posts, people) = await ArrangeAsync(source, wishes, demands);
        var token = await SignInAsync(source);
        await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", database));
        await ours.ReadyAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(ours.Address), DefaultRequestHeaders = { { "Cookie", "ow=" + token } }, Timeout = TimeSpan.FromMinutes(2) };
        var isMet = true;
        foreach (var (name, page, column, ids) in new[] { ("whom a post finds", "match", "d", posts), ("what posts somebody finds", "posts", "w", people) })
        {
            var (bare, drawn, found) = (new List<double>(), new List<double>(), 0L);
            // The first round warms both sides.
            for (var round = 0; round <= rounds; round++)
                foreach (var id in ids)
                {
                    var a = await TimeAsync(async () => found += await BareAsync(source, column, id));
                    var b = await TimeAsync(async () =>
                    {
                        using var answer = await client.GetAsync($"/{code}/talent/demand/{page}/{id}");
                        await answer.Content.ReadAsStringAsync();
                        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{page}: {(int)answer.StatusCode}");
                    });
                    if (round == 0) continue;
                    bare.Add(a);
                    drawn.Add(b);
                }
            if (found == 0) throw new InvalidOperationException($"{name}: nothing is found, so nothing is measured");
            var worst = At(drawn, 0.99);
            isMet &= worst <= GoalMs;
            say(string.Create(CultureInfo.InvariantCulture, $"{name}, {wishes:N0} wishes, {demands:N0} posts: p50 {At(drawn, 0.5):0.0} ms, p99 {worst:0.0} ms (goal ≤ {GoalMs:0}{(worst <= GoalMs ? "" : ", missed")}); bare SQL p50 {At(bare, 0.5):0.0} ms, ratio {At(drawn, 0.5) / At(bare, 0.5):0.0}"));
        }
        return isMet;
    }

    static async Task<long> BareAsync(NpgsqlDataSource source, string side, Guid id)
    {
        await using var ask = source.CreateCommand($"""
            select count(*) from (select d.id, w.id from talent.demand d join talent.employer e on e.id = d.employer_id join talent.wish w on w.domain = d.domain
              where {side}.id = $1 and d.removed_at is null and d.closed_on is null and d.filled < d.needed and d.intake = '2' and w.removed_at is null and w.settled_on is null and w.withdrawn_on is null and w.intake = '2' and w.valid_until >= org.today()
                and (d.grade is null or w.grade <= d.grade) and (d.education is null or left(w.education, 1) <= left(d.education, 1)) and not exists (select from talent.pairing p where p.demand_id = d.id and p.wish_id = w.id and p.removed_at is null)
              order by starts_with(d.locality_path, w.locality_path) desc, w.pay_min, w.id limit 60) f
            """);
        ask.Parameters.Add(new() { Value = id });
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    /// <summary>Spread over the city's counties and the fields, levels, degrees, languages and pays there are; those who are asked for stand in different fields.</summary>
    static async Task<(string Code, Guid[] Posts, Guid[] People)> ArrangeAsync(NpgsqlDataSource source, int wishes, int demands)
    {
        foreach (var sql in new[]
        {
            $"with place as (select path, row_number() over (order by code) - 1 as n, count(*) over () as of from org.locality where kind = 3) insert into talent.employer (id, locality_path, name, kind) select md5('bench employer' || k)::uuid, place.path, '压测企业' || k, '1' from generate_series(0, 199) k join place on place.n = k % place.of on conflict do nothing",
            $"insert into talent.demand (id, locality_path, title, employer_id, system, domain, needed, grade, education, language, pay_from, pay_to, filed_on, form) select md5('bench demand' || k)::uuid, e.locality_path, '压测岗位' || k, e.id, '03', lpad((1 + k % {Domains})::text, 2, '0'), 1 + k % 5, case k % 3 when 0 then chr(67 + k % 4) end, (array['11', '21', '31', null])[1 + k % 4], case when k % 6 = 0 then '1' end, 80000, 120000 + k % 20 * 10000, date '2026-01-05' + k % 200, (1 + k % 3)::text from generate_series(1, {demands}) k join talent.employer e on e.id = md5('bench employer' || k % 200)::uuid on conflict do nothing",
            $"with place as (select path, row_number() over (order by code) - 1 as n, count(*) over () as of from org.locality where kind in (2, 3)) insert into talent.wish (id, locality_path, name, name_pinyin, name_initials, domain, grade, education, language, form, pay_min, filed_on, valid_until) select md5('bench wish' || k)::uuid, place.path, '压测' || k, 'yace' || k, 'yc', lpad((1 + k % {Domains})::text, 2, '0'), case k % 4 when 0 then null else chr(66 + k % 5) end, (array['11', '21', '21', '31'])[1 + k / 7 % 4], case when k % 5 = 0 then '1' end, (1 + k % 3)::text, 70000 + k % 30 * 8000, date '2026-02-01' + k % 200, date '2029-01-01' from generate_series(1, {wishes}) k join place on place.n = k % place.of on conflict do nothing",
            "analyze talent.demand", "analyze talent.wish", "analyze talent.employer",
        })
        {
            await using var make = source.CreateCommand(sql);
            make.CommandTimeout = 0;
            await make.ExecuteNonQueryAsync();
        }
        await using var read = source.CreateCommand($"select (select code from org.locality where parent_id is null order by id limit 1), array(select md5('bench demand' || k * {demands / Asked})::uuid from generate_series(1, {Asked}) k), array(select md5('bench wish' || k * {wishes / Asked})::uuid from generate_series(1, {Asked}) k), (select count(*) from talent.wish where name like '压测%'), (select count(*) from talent.demand where title like '压测岗位%')");
        await using var row = await read.ExecuteReaderAsync();
        if (!await row.ReadAsync() || row.GetInt64(3) < wishes || row.GetInt64(4) < demands) throw new InvalidOperationException("wishes and posts could not be made as they are to be measured");
        return (row.GetString(0), row.GetFieldValue<Guid[]>(1), row.GetFieldValue<Guid[]>(2));
    }

    static async Task<string> SignInAsync(NpgsqlDataSource source)
    {
        var token = Sessions.NewToken();
        await using var account = source.CreateCommand("""
            with place as (select id, path from org.locality where parent_id is null order by id limit 1),
            r as (insert into org.role (id, name) values ('bench', '压测') on conflict (id) do update set name = excluded.name returning id),
            p as (insert into org.role_permission select 'bench', x from unnest(array['talent.demand.read', 'talent.demand.edit']) x on conflict do nothing),
            a as (insert into org.account (account, name, must_change_password, locality_path) select 'bench', '压测', false, path from place on conflict (account) do update set must_change_password = false returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, 'bench', place.id from a, place, r on conflict do nothing)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $1, a.id, now() + interval '10 hours', '127.0.0.1', 'bench' from a
            """);
        account.Parameters.Add(new() { Value = Sessions.HashOf(token) });
        await account.ExecuteNonQueryAsync();
        return token;
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    static double At(List<double> values, double share) => values.Order().ElementAt((int)Math.Min(values.Count - 1, values.Count * share));
}
