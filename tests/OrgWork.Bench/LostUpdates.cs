using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// Thirty-two people write over each other in two hundred records, through the pages, while host and database are killed in turn (F20; F5 and F6 through HTTP). What a page
/// acknowledged is kept here: each of it must stand in the record of deeds once, the entries of a record must form one chain, a stale save must have been answered with 409
/// and the text that was typed, and what was never answered may be there once or not at all.
/// </summary>
sealed partial class LostUpdates(string folder, string modules, int appends, int kills, Action<string> say)
{
    const int People = 32, Records = 200, Port = 18093;

    sealed record Target(Guid Id, string Url, string Remark, int Version);

    readonly string run = Guid.NewGuid().ToString("N")[..6];
    /// <summary>Words that were sent, and the record they were meant for.</summary>
    readonly ConcurrentDictionary<string, Guid> acknowledged = [], refused = [], unanswered = [];
    readonly ConcurrentBag<string> faults = [];
    PrivateCluster cluster = null!;
    Server host = null!;

    public async Task<bool> RunAsync()
    {
        cluster = await PrivateCluster.StartAsync(folder, say, durable: true);
        try
        {
            var database = await Prepared.CityAsync(cluster, folder, modules, "bench_lost", DemoCounts.For(DemoSize.Small), "一个小城市", say);
            await using var world = await World.ReadAsync(database);
            await using (var allow = world.Source.CreateCommand("insert into org.role_permission values ('bench', 'grassroots.members.edit') on conflict do nothing")) await allow.ExecuteNonQueryAsync();
            var targets = await TargetsAsync(world.Source);
            await using var last = world.Source.CreateCommand("select coalesce(max(id), 0) from audit.entry");
            var before = (long)(await last.ExecuteScalarAsync())!;

            await StartAsync(database);
            say($"{People} people, {targets.Count} records, {appends} saves to be acknowledged, {kills} kills of the host and {kills} of the database meanwhile");
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var writing = Task.WhenAll(Enumerable.Range(0, People).Select(person => Task.Run(() => WriteAsync(person, world.Token, targets))));
            var killing = KillAsync(database, writing);
            await writing;
            var took = clock.Elapsed;
            var killed = await killing;
            await host.DisposeAsync();
            // The connections of before were killed with the server.
            await using var afterwards = NpgsqlDataSource.Create(database);
            return await JudgeAsync(afterwards, targets, before, took, killed);
        }
        finally
        {
            await cluster.StopAsync();
        }
    }

    static async Task<List<Target>> TargetsAsync(NpgsqlDataSource source)
    {
        await using var ask = source.CreateCommand($"select m.id, l.code, coalesce(m.remark, ''), m.version from grassroots.member m join org.locality l on l.path = split_part(m.locality_path, '-', 1) where m.removed_at is null and m.left_on is null order by md5(m.id::text) limit {Records}");
        await using var rows = await ask.ExecuteReaderAsync();
        var found = new List<Target>();
        while (await rows.ReadAsync()) found.Add(new(rows.GetGuid(0), $"/{rows.GetString(1)}/grassroots/members/{rows.GetGuid(0)}/edit", rows.GetString(2), rows.GetInt32(3)));
        return found;
    }

    async Task StartAsync(string database)
    {
        host = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", $"{Port}", "--data", Path.Combine(folder, "data"), "--modules", modules], Port, "/health/live", ("ORGWORK_DB", database));
        await host.ReadyAsync();
    }

    /// <returns>how many times each was killed before the writing was done</returns>
    async Task<(int Host, int Database)> KillAsync(string database, Task writing)
    {
        var (hosts, databases) = (0, 0);
        while (hosts + databases < 2 * kills)
        {
            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(3) + TimeSpan.FromMilliseconds(Random.Shared.Next(500))));
            if (writing.IsCompleted) break;
            if (hosts <= databases)
            {
                await host.DisposeAsync();
                await StartAsync(database);
                hosts++;
            }
            else
            {
                Killed.KillServer(folder);
                await cluster.StopAsync();
                cluster = await PrivateCluster.StartAsync(folder, _ => { }, durable: true);
                databases++;
            }
        }
        return (hosts, databases);
    }

    async Task WriteAsync(int person, string token, List<Target> targets)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(30) };
        var (random, cookies) = (new Random(person), "ow=" + token);
        for (var turn = 0; acknowledged.Count < appends; turn++)
        {
            var target = targets[random.Next(targets.Count)];
            var words = $"{run}.{person}.{turn}";
            try
            {
                var asking = new HttpRequestMessage(HttpMethod.Get, target.Url) { Headers = { { "Cookie", cookies } } };
                using var form = await client.SendAsync(asking);
                if (form.StatusCode != HttpStatusCode.OK)
                {
                    await PauseAsync(form.StatusCode, "form");
                    continue;
                }
                // As a browser would, we bring along what the first page gave us.
                foreach (var cookie in form.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
                    if (!cookies.Contains(cookie.Split('=')[0] + "=", StringComparison.Ordinal)) cookies += "; " + cookie.Split(';')[0];
                var page = await form.Content.ReadAsStringAsync();
                List<KeyValuePair<string, string>> sent = [new("remark", words)];
                foreach (Match hidden in HiddenPattern().Matches(page))
                {
                    var (name, value) = (WebUtility.HtmlDecode(hidden.Groups[1].Value), WebUtility.HtmlDecode(hidden.Groups[2].Value));
                    if (name is "version" or "was.remark" or "__RequestVerificationToken" && sent.All(one => one.Key != name)) sent.Add(new(name, value));
                    if (name == "was.locality") sent.Add(new("locality", value));
                }
                unanswered[words] = target.Id;
                var saving = new HttpRequestMessage(HttpMethod.Post, target.Url) { Headers = { { "Cookie", cookies } }, Content = new FormUrlEncodedContent(sent) };
                using var answer = await client.SendAsync(saving);
                switch (answer.StatusCode)
                {
                    case HttpStatusCode.Redirect:
                        acknowledged[words] = target.Id;
                        unanswered.TryRemove(words, out _);
                        break;
                    case HttpStatusCode.Conflict:
                        refused[words] = target.Id;
                        unanswered.TryRemove(words, out _);
                        if (!(await answer.Content.ReadAsStringAsync()).Contains(words, StringComparison.Ordinal)) faults.Add("409 without the text that was typed");
                        break;
                    default:
                        await PauseAsync(answer.StatusCode, "save");
                        break;
                }
            }
            catch (Exception away) when (away is HttpRequestException or IOException or TaskCanceledException)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>While the database is away 503 is the right answer; nothing else is.</summary>
    async Task PauseAsync(HttpStatusCode status, string what)
    {
        if (status != HttpStatusCode.ServiceUnavailable) faults.Add($"{what}: {(int)status}");
        await Task.Delay(100);
    }

    async Task<bool> JudgeAsync(NpgsqlDataSource source, List<Target> targets, long before, TimeSpan took, (int Host, int Database) killed)
    {
        var (written, torn, halves) = (new Dictionary<string, int>(), 0, 0);
        foreach (var target in targets)
        {
            var at = target.Remark;
            var entries = 0;
            await using (var read = source.CreateCommand($"select coalesce(c ->> 'before', ''), coalesce(c ->> 'after', '') from audit.entry e, jsonb_array_elements(e.changes) c where e.row_id = '{target.Id}' and e.id > {before} and c ->> 'label' = '备注' order by e.id"))
            await using (var steps = await read.ExecuteReaderAsync())
                while (await steps.ReadAsync())
                {
                    if (steps.GetString(0) != at) torn++;
                    at = steps.GetString(1);
                    written[at] = written.GetValueOrDefault(at) + 1;
                    entries++;
                }
            await using var now = source.CreateCommand($"select coalesce(remark, ''), version from grassroots.member where id = '{target.Id}'");
            await using var row = await now.ExecuteReaderAsync();
            await row.ReadAsync();
            if (row.GetString(0) != at) torn++;
            halves += Math.Abs(row.GetInt32(1) - target.Version - entries);
        }
        var lost = acknowledged.Keys.Count(words => written.GetValueOrDefault(words) == 0);
        var twice = written.Values.Count(count => count > 1);
        var undue = refused.Keys.Count(written.ContainsKey) + written.Keys.Count(words => words.StartsWith(run, StringComparison.Ordinal) && !acknowledged.ContainsKey(words) && !unanswered.ContainsKey(words) && !refused.ContainsKey(words));
        say($"  {acknowledged.Count} acknowledged ({acknowledged.Count / took.TotalSeconds:0}/s, restarts included), {refused.Count} refused as overtaken, {unanswered.Count} never answered ({unanswered.Keys.Count(written.ContainsKey)} of them written); killed: host {killed.Host}, database {killed.Database}");
        say($"  lost {lost}, twice {twice}, refused and written {undue}, chains torn {torn}, versions without entry {halves}{(faults.IsEmpty ? "" : "; " + string.Join(", ", faults.GroupBy(fault => fault).Select(group => $"{group.Key} × {group.Count()}")))}");
        var isWell = lost + twice + undue + torn + halves == 0 && faults.IsEmpty && !refused.IsEmpty && (kills == 0 || killed is { Host: > 0 });
        if (!isWell) say("  NOT WELL");
        return isWell;
    }

    [GeneratedRegex("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"")] private static partial Regex HiddenPattern();
}
