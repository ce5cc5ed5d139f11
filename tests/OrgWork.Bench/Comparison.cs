using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>The two servers in turn, the same work for both, on one and on sixteen connections.</summary>
sealed partial class Comparison(Server bare, Server ours, World world, int seconds, int rounds, Action<string> say)
{
    string cookies = "ow=" + world.Token;

    sealed record Work(string Name, IReadOnlyList<string> Bare, IReadOnlyList<string> Ours, double Goal);

    readonly List<string> missed = [];

    /// <returns>whether every goal was met</returns>
    public async Task<bool> RunAsync()
    {
        static string Range(string path) => $"lo={path}&hi={Uri.EscapeDataString(Scope.UpperBound(path))}";
        var members = "grassroots/members";
        // Of people who are there, drawn at random: a surname, a given name, a character of it, initials. A search that finds nobody counts what would be found otherwise, which is another page.
        string[] names = [.. world.Names.Chunk(4).SelectMany(four => (string[])[four[0].Name[..1], four[1 % four.Length].Name[1..], four[2 % four.Length].Name[^1..], four[3 % four.Length].Initials])];
        List<Work> works =
        [
            new("list in scope (50 of a township)", [.. world.Townships.Select(t => $"/list?{Range(t.Path)}")], [.. world.Townships.Select(t => $"/{t.Code}/{members}")], 0.45),
            new("list by name (city-wide)", [.. names.Select(n => $"/find?{Range(world.City.Path)}&q={Uri.EscapeDataString(n)}")], [.. names.Select(n => $"/{world.City.Code}/{members}?q={Uri.EscapeDataString(n)}")], 0.35),
            new("record with 3 child lists", [.. world.Members.Select(m => $"/record?id={m.Id}")], [.. world.Members.Select(m => $"/{m.Code}/{members}/{m.Id}")], 0.35),
            new("count with a filter (capped)", [.. world.Townships.Select(t => $"/count?{Range(t.Path)}")], [.. world.Townships.Select(t => $"/{t.Code}/{members}?handler=count&sex=2")], 0.5),
        ];
        await CheckAsync(works);
        say($"{"",-34}{"conn",5}{"bare /s",10}{"ours /s",10}{"ratio",8}{"goal",7}{"bare p50",10}{"ours p50",10}{"ratio",8}{"goal",7}{"ours p99",10}");
        foreach (var work in works)
        {
            await SettleAsync(work);
            foreach (var connections in (int[])[1, 16])
            {
                var pairs = new List<(Run Bare, Run Ours)>();
                await RunAsync(bare, work.Bare, connections, seconds);
                await RunAsync(ours, work.Ours, connections, seconds);
                for (var i = 0; i < rounds; i++) pairs.Add((await RunAsync(bare, work.Bare, connections, seconds), await RunAsync(ours, work.Ours, connections, seconds)));
                var ratio = Median(pairs.Select(p => p.Ours.PerSecond / p.Bare.PerSecond));
                var slower = Median(pairs.Select(p => p.Ours.MedianMs / p.Bare.MedianMs));
                // Of one connection the goals name the list alone.
                var isJudgedAlone = connections == 1 && work == works[0];
                say(string.Create(CultureInfo.InvariantCulture, $"{work.Name,-34}{connections,5}{Median(pairs.Select(p => p.Bare.PerSecond)),10:0}{Median(pairs.Select(p => p.Ours.PerSecond)),10:0}{ratio,8:0.00}{(connections == 16 ? $"≥{work.Goal:0.00}" : ""),7}{Median(pairs.Select(p => p.Bare.MedianMs)),10:0.00}{Median(pairs.Select(p => p.Ours.MedianMs)),10:0.00}{slower,8:0.00}{(isJudgedAlone ? "≤3.00" : ""),7}{Median(pairs.Select(p => p.Ours.P99Ms)),10:0.0}"));
                if (connections == 16) Judge(work.Name, ratio >= work.Goal);
                if (isJudgedAlone) Judge(work.Name + ", one connection", slower <= 3);
            }
        }
        await WithoutPoliciesAsync(works[0]);
        await DeepPageAsync(members);
        var memory = (double)ours.MemoryInMiB() / bare.MemoryInMiB();
        say(string.Create(CultureInfo.InvariantCulture, $"memory: bare {bare.MemoryInMiB()} MiB, ours {ours.MemoryInMiB()} MiB, ratio {memory:0.00} (goal ≤ 3)"));
        Judge("memory", memory <= 3);
        await SheetAsync(members);
        await ExportAsync(members);
        await SignInAsync();
        if (missed.Count > 0) say("missed: " + string.Join("; ", missed));
        return missed.Count == 0;
    }

    /// <summary>Our pages are compiled again while they are used, until they are as fast as they get; what is compared is how they run, not how they are compiled.</summary>
    async Task SettleAsync(Work work)
    {
        for (var (before, tries) = (0.0, 0); tries < 8; tries++)
        {
            var now = (await RunAsync(ours, work.Ours, 16, seconds)).PerSecond;
            if (now < before * 1.03) return;
            before = now;
        }
    }

    void Judge(string name, bool isMet)
    {
        if (!isMet) missed.Add(name);
    }

    /// <summary>The same app whose login no policy binds, against itself as it is: what row security costs a page.</summary>
    async Task WithoutPoliciesAsync(Work list)
    {
        var ratios = new List<double>();
        try
        {
            for (var i = 0; i < rounds; i++)
            {
                await BindAsync("bypassrls");
                var free = await RunAsync(ours, list.Ours, 16, seconds);
                await BindAsync("nobypassrls");
                ratios.Add((await RunAsync(ours, list.Ours, 16, seconds)).PerSecond / free.PerSecond);
            }
        }
        finally
        {
            await BindAsync("nobypassrls");
        }
        say(string.Create(CultureInfo.InvariantCulture, $"row security on a list: {Median(ratios):0.00} of the same app without (goal ≥ 0.90)"));
        Judge("row security", Median(ratios) >= 0.9);
    }

    async Task BindAsync(string how)
    {
        await using var bind = world.Source.CreateCommand($"alter role ow_m_grassroots {how}");
        await bind.ExecuteNonQueryAsync();
    }

    /// <summary>Both must answer with the thing itself before anything is timed.</summary>
    async Task CheckAsync(IEnumerable<Work> works)
    {
        using var client = Client();
        foreach (var work in works)
            foreach (var (server, path) in (IEnumerable<(Server, string)>)[(bare, work.Bare[0]), (ours, work.Ours[0])])
            {
                using var answer = await client.GetAsync(server.Address + path);
                // As a browser would, we bring along what the first page gave us.
                foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
                    if (!cookies.Contains(cookie.Split('=')[0] + "=", StringComparison.Ordinal)) cookies += "; " + cookie.Split(';')[0];
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{server.Name} {path}: {(int)answer.StatusCode}");
            }
    }

    /// <summary>Page by page through the whole city to a page far behind, then that page against the first.</summary>
    async Task DeepPageAsync(string members)
    {
        using var client = Client();
        var first = $"/{world.City.Code}/{members}";
        await using var command = world.Source.CreateCommand("select id from grassroots.member where removed_at is null order by locality_path, rank_order, id offset 500000 limit 1");
        if (await command.ExecuteScalarAsync() is not Guid at) return;
        var deep = $"{first}?after={at:N}";
        await RunAsync(ours, [first], 1, 1);
        var (near, far) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            near.Add((await RunAsync(ours, [first], 1, seconds)).MedianMs);
            far.Add((await RunAsync(ours, [deep], 1, seconds)).MedianMs);
        }
        say(string.Create(CultureInfo.InvariantCulture, $"page 10,001 against page 1: {Median(far) / Median(near):0.00} × (goal ≤ 1.1)"));
        Judge("page 10,001", Median(far) / Median(near) <= 1.1);
    }

    /// <summary>A village's list as a workbook, at once: with its mark, its conditions and its deed, against the same rows through the same writer.</summary>
    async Task SheetAsync(string members)
    {
        using var client = Client();
        var (bareTimes, ourTimes) = (new List<double>(), new List<double>());
        foreach (var (code, path) in world.Villages.Take(10))
        {
            var token = TokenPattern().Match(await client.GetStringAsync($"{ours.Address}/{code}/{members}")).Groups[1].Value;
            // Once for nothing: both have then compiled and read what they need.
            for (var i = 0; i < 2; i++)
            {
                var watch = Stopwatch.StartNew();
                var book = await client.GetByteArrayAsync($"{bare.Address}/export?lo={path}&hi={Uri.EscapeDataString(Scope.UpperBound(path))}");
                var bareMs = watch.Elapsed.TotalMilliseconds;
                watch.Restart();
                using var answer = await client.PostAsync($"{ours.Address}/{code}/{members}?handler=export", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
                var own = await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode || own.Length < book.Length / 2) throw new InvalidOperationException($"export answered {(int)answer.StatusCode} with {own.Length} bytes, the bare one has {book.Length}");
                if (i == 0) continue;
                bareTimes.Add(bareMs);
                ourTimes.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        say(string.Create(CultureInfo.InvariantCulture, $"Excel of a village: {Median(ourTimes):0.0} ms against the bare page's {Median(bareTimes):0.0} ms, ratio {Median(ourTimes) / Median(bareTimes):0.00}"));
    }

    async Task ExportAsync(string members)
    {
        using var client = Client();
        var page = await client.GetStringAsync($"{ours.Address}/{world.City.Code}/{members}");
        var token = TokenPattern().Match(page).Groups[1].Value;
        var watch = Stopwatch.StartNew();
        using var answer = await client.PostAsync($"{ours.Address}/{world.City.Code}/{members}?handler=export&joined_on.from=2015.01.01", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        var took = watch.Elapsed.TotalSeconds;
        // More than a few thousand rows are a task.
        long rows = 0;
        for (var isDone = false; !isDone;)
        {
            await Task.Delay(200);
            await using var ask = world.Source.CreateCommand("select state, extract(epoch from ended_at - started_at)::float8, done_count from org.job where kind = 'export' order by created_at desc limit 1");
            await using var job = await ask.ExecuteReaderAsync();
            if (!await job.ReadAsync()) throw new InvalidOperationException("the export became no task");
            if (job.GetInt16(0) > 2) throw new InvalidOperationException($"the export ended in state {job.GetInt16(0)}");
            if (isDone = job.GetInt16(0) == 2) (took, rows) = (job.GetDouble(1), job.GetInt64(2));
        }
        watch.Restart();
        await using var command = world.Source.CreateCommand("copy (select * from grassroots.member where removed_at is null and joined_on >= '2015-01-01') to program 'cat > /dev/null'");
        await command.ExecuteNonQueryAsync();
        say($"Excel export as a task: {rows} rows in {took:0.0} s; the same rows by COPY {watch.Elapsed.TotalSeconds:0.0} s, ratio {took / watch.Elapsed.TotalSeconds:0.0}");
    }

    /// <summary>Signing in costs one password hash, on purpose; what we add to it should be little. The bare page: the hash, the account and a session.</summary>
    async Task SignInAsync()
    {
        using var passwords = new Passwords();
        var hash = await passwords.HashAsync("Bench-password-2026", default);
        await using var command = world.Source.CreateCommand("update org.account set password_hash = $1 where account = 'bench'");
        command.Parameters.Add(new() { Value = hash });
        await command.ExecuteNonQueryAsync();
        var bareTimes = new List<double>();
        var ourTimes = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            using var stranger = new HttpClient();
            using var form = new FormUrlEncodedContent([new("account", "bench"), new("password", "Bench-password-2026")]);
            var watch = Stopwatch.StartNew();
            using (var answered = await stranger.PostAsync(bare.Address + "/signin", form)) answered.EnsureSuccessStatusCode();
            bareTimes.Add(watch.Elapsed.TotalMilliseconds);
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            var page = await client.GetAsync(ours.Address + "/signin");
            var cookies = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
            var token = TokenPattern().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
            using var post = new HttpRequestMessage(HttpMethod.Post, ours.Address + "/signin") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("account", "bench"), new("password", "Bench-password-2026")]), Headers = { { "Cookie", cookies } } };
            watch.Restart();
            using var answer = await client.SendAsync(post);
            ourTimes.Add(watch.Elapsed.TotalMilliseconds);
            if ((int)answer.StatusCode is not (302 or 303)) throw new InvalidOperationException($"sign-in answered {(int)answer.StatusCode}");
        }
        say(string.Create(CultureInfo.InvariantCulture, $"sign-in: {Median(ourTimes):0} ms against the bare page's {Median(bareTimes):0} ms, ratio {Median(ourTimes) / Median(bareTimes):0.00}"));
    }

    HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { DefaultRequestHeaders = { { "Cookie", cookies } } };

    Task<Run> RunAsync(Server server, IReadOnlyList<string> paths, int connections, int forSeconds) => Wrk.RunAsync(server, cookies, paths, connections, forSeconds);

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")] private static partial Regex TokenPattern();
}
