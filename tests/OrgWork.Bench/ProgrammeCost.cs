using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// A programme that somebody described in the browser against a register that is built in C#: as many rows in the same places, the same kinds of columns, the same host, in the
/// same run. Then its figure against the same statement by an administrator, whom no policy binds.
/// </summary>
static class ProgrammeCost
{
    sealed record Work(string Name, string Built, string Described);

    /// <returns>whether no page of a programme is slower than the goal allows</returns>
    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int many, int seconds, int rounds, Action<string> say)
    {
        var database = await PrepareAsync(cluster, folder, modules, many, say);
        await using var source = NpgsqlDataSource.Create(database);
        var (module, code, path) = await FirstAsync(source, "select m.id, l.code, l.path from org.described_module m join org.locality l on l.id = m.owner_id where m.id like '%\\_slsc' limit 1", row => (row.GetString(0), row.GetString(1), row.GetString(2)));
        var township = await FirstAsync(source, $"select code from org.locality where kind = 4 and path >= '{path}' and path < org.upper_bound('{path}') order by path limit 1", row => row.GetString(0));
        var token = await SignInAsync(source, module);
        await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/ready", ("ORGWORK_DB", database));
        await ours.ReadyAsync();

        var (built, described) = ("programmes/directory", $"{module}/links");
        Work[] works =
        [
            new("list in scope (county)", $"/{code}/{built}", $"/{code}/{described}"),
            new("list in scope (township)", $"/{township}/{built}", $"/{township}/{described}"),
            new("list, filtered by a code", $"/{code}/{built}?kind=2", $"/{code}/{described}?kind=2"),
            new("list, ordered by a date", $"/{code}/{built}?sort=began_on", $"/{code}/{described}?sort=began_on"),
            new("find by a piece of a name", $"/{code}/{built}?q={Uri.EscapeDataString("柳溪")}", $"/{code}/{described}?q={Uri.EscapeDataString("柳溪")}"),
            new("count with a filter", $"/{code}/{built}?handler=count&kind=2", $"/{code}/{described}?handler=count&kind=2"),
        ];
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(ours.Address), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("Cookie", "ow=" + token);
        say($"{many} rows each, in {code} and below");
        say($"{"",-28}{"built ms",10}{"described ms",14}{"ratio",8}{"goal",8}");
        var isWell = true;
        foreach (var work in works)
        {
            foreach (var way in (string[])[work.Built, work.Described]) await WarmAsync(client, way, seconds);
            var (a, b) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                a.Add(await MedianAsync(client, work.Built, seconds));
                b.Add(await MedianAsync(client, work.Described, seconds));
            }
            say(string.Create(CultureInfo.InvariantCulture, $"{work.Name,-28}{Median(a),10:0.0}{Median(b),14:0.0}{Median(b) / Median(a),8:0.00}{"≤1.15",8}"));
            isWell &= Median(b) / Median(a) <= 1.15;
        }
        // The same share over as many rows of a register that keeps its past, as everything described does: today and at five ends of years, by place.
        var (counted, told) = ($"/{code}/talent/figures/women", $"/{code}/{module}/figures/closed");
        isWell &= await BesideAsync(client, "figure, a share of rows", counted, told, rounds, say);
        try
        {
            isWell &= await FigureAsync(source, client, $"/{code}/{module}/figures/covered", module, rounds, say);
        }
        catch (InvalidOperationException refused)
        {
            // What takes longer than the login's statements may is a result, too.
            say($"figure over rows and lists: {refused.Message}");
            isWell = false;
        }
        return isWell;
    }

    static async Task<bool> BesideAsync(HttpClient client, string name, string built, string described, int rounds, Action<string> say)
    {
        foreach (var way in (string[])[built, described]) await GetAsync(client, way);
        var (a, b) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // One after the other, and not all of one first: what else the machine does falls on both.
            a.Add(await TimeAsync(() => GetAsync(client, built)) * 1000);
            b.Add(await TimeAsync(() => GetAsync(client, described)) * 1000);
        }
        say(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{Median(a),10:0.0}{Median(b),14:0.0}{Median(b) / Median(a),8:0.00}{"≤1.15",8}"));
        return Median(b) / Median(a) <= 1.15;
    }

    /// <summary>走访覆盖率 over all rows and their visits: the page, which asks for the places, today and five ends of years, against the same seven statements written by hand and bound by no policy.</summary>
    static async Task<bool> FigureAsync(NpgsqlDataSource source, HttpClient client, string page, string module, int rounds, Action<string> say)
    {
        string Count(string group, string links, string visits, string day) => $"""
            select {(group == "" ? "null" : group)}, count(*) filter (where (select count(*) from {visits} v where v.links_id = t.id and v.visited_on > {day} - interval '3 months') > 0), count(*)
            from {links} t where t.began_on <= {day}{(group == "" ? "" : $" group by {group}")}
            """;
        string Now(string table) => $"(select * from \"{module}\".{table} where removed_at is null)";
        string Then(string table, string day) => $"(select * from \"{module}\".{table}_history where removed_at is null and valid_from <= {day} and valid_to > {day})";
        var today = Clock.Today.Year;
        string[] all = [Count("t.locality_path", Now("links"), Now("visits"), "org.today()"), Count("", Now("links"), Now("visits"), "org.today()"), .. Enumerable.Range(1, 5).Select(back => $"date '{today - back}-12-31'").Select(day => Count("", Then("links", day), Then("visits", day), day))];
        var (bare, ours) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (a, b) = (await TimeAsync(async () =>
            {
                foreach (var sql in all)
                {
                    await using var command = source.CreateCommand(sql);
                    command.CommandTimeout = 0;
                    await command.ExecuteScalarAsync();
                }
            }), await TimeAsync(() => GetAsync(client, page)));
            if (round == 0) continue;
            bare.Add(a);
            ours.Add(b);
        }
        var ratio = Median(ours) / Median(bare);
        say(string.Create(CultureInfo.InvariantCulture, $"{"figure over rows and lists",-28}{Median(bare) * 1000,10:0.0}{Median(ours) * 1000,14:0.0}{ratio,8:0.00}{"≤1.50",8}  (against the bare statements of the page)"));
        return ratio <= 1.5;
    }

    static async Task<string> PrepareAsync(PrivateCluster cluster, string folder, string modules, int many, Action<string> say)
    {
        var name = $"bench_programme5_{many}";
        await using var server = NpgsqlDataSource.Create(cluster.ConnectionStringTo("postgres") + ";Pooling=false");
        await using (var exists = server.CreateCommand($"select exists (select from pg_database where datname = '{name}')"))
            if ((bool)(await exists.ExecuteScalarAsync())!) return cluster.ConnectionStringTo(name);
        await using (var create = server.CreateCommand($"create database {name}_loading")) await create.ExecuteNonQueryAsync();
        say($"正在生成两本各 {many} 行的台账（只做一次）……");
        await using (var platform = await Platform.PrepareAsync(new() { Database = cluster.ConnectionStringTo(name + "_loading"), Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance))
        {
            await using var connection = await platform.Databases.OpenForLongWorkAsync(default);
            await DemoBuilder.BuildAsync(connection, platform.Keys, DemoCounts.For(DemoSize.Small), seed: 1, [.. platform.Catalog.Candidates.Where(m => m.Code is not null).Select(m => (m.Manifest, m.Code!))], say, default);
        }
        // Once more: now it takes the programmes up that the demo has published.
        await using (var platform = await Platform.PrepareAsync(new() { Database = cluster.ConnectionStringTo(name + "_loading"), Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance))
        {
            await using var connection = await platform.Databases.OpenForLongWorkAsync(default);
            await using var fill = new NpgsqlCommand($$"""
                do $run$
                declare m text; home text;
                begin
                  select d.id, l.path into strict m, home from org.described_module d join org.locality l on l.id = d.owner_id where d.id like '%\_slsc' limit 1;
                  create temp table place as select row_number() over (order by path) as n, path from org.locality where path >= home and path < org.upper_bound(home) and kind in (4, 5);
                  alter table programmes.programme disable trigger user;
                  insert into programmes.programme (locality_path, rank_order, name, name_pinyin, name_initials, kind, sphere, year, lead_unit_id, began_on)
                    select p.path, i, '柳溪工作' || i, 'liuxigongzuo', 'lxgz', (1 + i % 5)::text, (1 + i % 4)::text, 2026, (select id from org.unit limit 1), org.today() - i % 700
                    from generate_series(1, {{many}}) i join place p on p.n = 1 + i % (select count(*) from place);
                  alter table programmes.programme enable trigger user;
                  perform org.rebuild_grams('programmes.programme', 'name');
                  -- Talents hang on persons, who are not what is measured.
                  set local session_replication_role = replica;
                  delete from talent.talent;
                  insert into talent.talent (locality_path, rank_order, name, name_pinyin, name_initials, person_id, category, sex, birth_on, title_level, state)
                    select p.path, i, '柳溪工作' || i, 'liuxigongzuo', 'lxgz', gen_random_uuid(), '1', (1 + i % 2)::text, date '1980-01-01' + i % 5000, '11', '1'
                    from generate_series(1, {{many}}) i join place p on p.n = 1 + i % (select count(*) from place);
                  set local session_replication_role = origin;
                  perform org.rebuild_history('talent.talent');
                  execute format('alter table %I.links disable trigger user', m);
                  execute format('alter table %I.visits disable trigger user', m);
                  execute format($sql$insert into %1$I.links (locality_path, rank_order, name, name_pinyin, name_initials, kind, leader, promotes, began_on, planned)
                    select p.path, i, '柳溪工作' || i, 'liuxigongzuo', 'lxgz', (1 + i %% 4)::text, '陶静', (1 + i %% 3)::text, org.today() - i %% 700, 12
                    from generate_series(1, {{many}}) i join place p on p.n = 1 + i %% (select count(*) from place)$sql$, m);
                  execute format($sql$insert into %1$I.visits (links_id, locality_path, rank_order, visited_on, form, found) select id, locality_path, 10, org.today() - rank_order %% 200, '1', '情况正常' from %1$I.links$sql$, m);
                  execute format('alter table %I.problems disable trigger user', m);
                  execute format($sql$insert into %1$I.problems (link_id, locality_path, rank_order, name, name_pinyin, name_initials, kind, raised_on, words, body, closed_on)
                    select id, locality_path, rank_order, name, name_pinyin, name_initials, (1 + rank_order %% 8)::text, began_on, '情况正常', '镇政府', case when rank_order %% 3 > 0 then began_on + 30 end from %1$I.links$sql$, m);
                  execute format('alter table %I.problems enable trigger user', m);
                  perform org.rebuild_history(format('%I.problems', m)::regclass);
                  execute format('alter table %I.links enable trigger user', m);
                  execute format('alter table %I.visits enable trigger user', m);
                  perform org.rebuild_history(format('%I.links', m)::regclass); perform org.rebuild_history(format('%I.visits', m)::regclass); perform org.rebuild_grams(format('%I.links', m)::regclass, 'name');
                end $run$
                """, connection) { CommandTimeout = 0 };
            await fill.ExecuteNonQueryAsync();
            await using var tidy = new NpgsqlCommand("vacuum analyze", connection) { CommandTimeout = 0 };
            await tidy.ExecuteNonQueryAsync();
        }
        NpgsqlConnection.ClearAllPools();
        await using (var rename = server.CreateCommand($"alter database {name}_loading rename to {name}")) await rename.ExecuteNonQueryAsync();
        return cluster.ConnectionStringTo(name);
    }

    static async Task<string> SignInAsync(NpgsqlDataSource source, string module)
    {
        var token = Sessions.NewToken();
        await using var account = source.CreateCommand("""
            with place as (select id, path from org.locality where parent_id is null order by id limit 1),
            r as (insert into org.role (id, name) values ('bench', '压测') on conflict (id) do update set name = excluded.name returning id),
            p as (insert into org.role_permission select 'bench', x from unnest($2) x on conflict do nothing),
            a as (insert into org.account (account, name, must_change_password, locality_path) select 'bench', '压测', false, path from place on conflict (account) do update set must_change_password = false returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, 'bench', place.id from a, place, r on conflict do nothing)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $1, a.id, now() + interval '10 hours', '127.0.0.1', 'bench' from a
            """);
        account.Parameters.Add(new() { Value = Sessions.HashOf(token) });
        account.Parameters.Add(new() { Value = (string[])["programmes.directory.read", "programmes.figures.read", "talent.talents.read", "talent.figures.read", $"{module}.entries.read", $"{module}.figures.read"] });
        await account.ExecuteNonQueryAsync();
        return token;
    }

    static async Task<T> FirstAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? read(rows) : throw new InvalidOperationException("没有可比的专项：示例数据里没有三联三促");
    }

    static async Task WarmAsync(HttpClient client, string path, int seconds) => await MedianAsync(client, path, seconds);

    static async Task<double> MedianAsync(HttpClient client, string path, int seconds)
    {
        var (times, until) = (new List<double>(), DateTime.UtcNow.AddSeconds(seconds));
        do times.Add(await TimeAsync(() => GetAsync(client, path)) * 1000);
        while (DateTime.UtcNow < until);
        return Median(times);
    }

    static async Task GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
        await answer.Content.ReadAsByteArrayAsync();
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
