using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Commands;

/// <summary>The platform as a process of its own with the database that it brings along: begun bare, told to end, killed, and begun again.</summary>
public sealed partial class FirstStartTests
{
    [Fact]
    public async Task A_bare_platform_names_three_administrators_once_ends_when_told_to_and_comes_back_after_being_killed()
    {
        var data = Scratch.Folder("first-start");
        var modules = Scratch.Folder("first-start-modules");

        await using (var first = await Running.StartAsync(data, modules, "--empty"))
        {
            var passwords = first.Said.Select(line => AdministratorLine().Match(line)).Where(match => match.Success).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            Assert.Equal(["auditor", "secadmin", "sysadmin"], passwords.Keys.Order(StringComparer.Ordinal));
            Assert.DoesNotContain(first.Said, line => line.Contains("示例", StringComparison.Ordinal));
            using var browser = new Browser(first.Address, null);
            Assert.Equal((200, null), await OfficeHost.TryAsync(browser, "demo.leader", "Lantern-2026-Wheat") is var refused ? (refused.Status, refused.Location) : default);
            // The first password opens one page: the one where it is changed.
            Assert.StartsWith("/account/password", (await OfficeHost.TryAsync(browser, "sysadmin", passwords["sysadmin"])).Location, StringComparison.Ordinal);
            Assert.Equal(200, (await browser.GetAsync("/health/ready")).Status);
            // One place to be renamed, three people who look after it, and nobody invented.
            Assert.Equal("1 0 0 3", await AskAsync(data, "select (select count(*) from org.locality) || ' ' || (select count(*) from org.unit) || ' ' || (select count(*) from org.person) || ' ' || (select count(*) from org.account)"));

            // However long its database takes to end: longer than two seconds here.
            var server = File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First();
            await SignalAsync("STOP", server);
            var ending = first.EndAsync("TERM");
            await Task.WhenAny(ending, Task.Delay(2500));
            await SignalAsync("CONT", server);
            Assert.Equal(0, await ending);
            Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
        }

        var clock = Stopwatch.StartNew();
        await using (var second = await Running.StartAsync(data, modules))
        {
            // Seconds, on a machine that does other things besides.
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
            Assert.DoesNotContain(second.Said, line => AdministratorLine().IsMatch(line) || line.Contains("示例", StringComparison.Ordinal));
            Assert.NotEqual(0, await second.EndAsync("KILL"));
            Assert.True(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
        }

        await using var collector = new Collector();
        await using var third = await Running.StartAsync(data, modules, collector.Environment, "--json-logs");
        using var again = new Browser(third.Address, null);
        Assert.Equal(200, (await again.GetAsync("/signin?account=13698760000")).Status);
        Assert.Equal(0, await third.EndAsync("TERM"));
        Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));

        // What is measured was sent to who collects it, before the end and without what was asked; and each line of the log is an object.
        foreach (var (kind, named) in (IEnumerable<(string, string)>)[("traces", "Microsoft.AspNetCore.Hosting.HttpRequestIn"), ("traces", "pg_reload_conf"), ("metrics", "http.server.request.duration"), ("metrics", "orgwork.generations"), ("logs", "orgwork")])
            Assert.True(collector.Said(kind).Contains(named, StringComparison.Ordinal), $"{kind} say nothing of {named}: {collector.Said(kind)}");
        Assert.DoesNotContain("13698760000", collector.Said("traces") + collector.Said("metrics") + collector.Said("logs"), StringComparison.Ordinal);
        var logged = third.Said.Where(line => line.StartsWith('{')).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();
        Assert.NotEmpty(logged);
        Assert.All(logged, line => Assert.False(string.IsNullOrEmpty(line.GetProperty("Message").GetString()) || string.IsNullOrEmpty(line.GetProperty("Timestamp").GetString())));
    }

    [Fact]
    public async Task An_invented_city_is_built_with_a_table_of_sign_ins_one_for_every_role_and_each_of_them_opens()
    {
        var (data, modules) = (Scratch.Folder("first-city"), Path.GetDirectoryName(Packages.Modules[0])!);
        Assert.Equal(Roles.All.Select(role => role.Id).Order(StringComparer.Ordinal), DemoAccounts.All.SelectMany(demo => demo.Grants).Select(grant => grant.Role).Distinct().Order(StringComparer.Ordinal));

        await using var first = await Running.StartAsync(data, modules, "--size", "small");
        Assert.InRange(double.Parse(BuiltLine().Match(string.Join('\n', first.Said)).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 0.1, 60);
        Assert.Equal("2 4 30 150 800 60", await AskAsync(data, "select string_agg(n::text, ' ' order by o) from (select kind::int as o, count(*) as n from org.locality where kind between 3 and 5 group by kind union all select 6, count(*) from cadres.cadre union all select 7, count(*) from grassroots.member union all select 8, count(*) from talent.talent) counted"));
        // A few at a time: whoever waits ten seconds for his turn is asked to come again, and a machine that does other work beside is slow.
        await Parallel.ForEachAsync(DemoAccounts.All, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (demo, _) =>
        {
            Assert.Contains(first.Said, line => line.StartsWith(demo.Account + " ", StringComparison.Ordinal) && line.Contains($" {demo.RoleName} ", StringComparison.Ordinal) && line.Contains($" {demo.Name} ", StringComparison.Ordinal));
            using var browser = new Browser(first.Address, null);
            var signedIn = await OfficeHost.TryAsync(browser, demo.Account, DemoAccounts.Password);
            Assert.Equal((demo.Account, 302), (demo.Account, signedIn.Status));
            var home = await browser.GetAsync(signedIn.Location!);
            if (home.Status == 302) home = await browser.GetAsync(home.Location!);
            Assert.True(home.Status == 200 && home.Document.QuerySelector("details.me") is not null, $"{demo.Account}: {home.Status} {home.Location} {home.In("h1")}");
        });
        Assert.Equal(0, await first.EndAsync("TERM"));
    }

    static async Task SignalAsync(string signal, string process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Past everything, in the database that the platform brings along.</summary>
    static async Task<string?> AskAsync(string data, string sql)
    {
        var cluster = await PrivateCluster.RunningAsync(data) ?? throw new InvalidOperationException("Its database does not answer.");
        await using var admin = Npgsql.NpgsqlDataSource.Create(cluster.ConnectionStringTo("orgwork") + ";Pooling=false");
        await using var ask = admin.CreateCommand(sql);
        return (string?)await ask.ExecuteScalarAsync();
    }

    [GeneratedRegex(@"示例城市建成，共 ([0-9.]+) 秒")]
    private static partial Regex BuiltLine();

    [GeneratedRegex(@"(sysadmin|secadmin|auditor)\s+(\S+)$")]
    private static partial Regex AdministratorLine();

    /// <summary>Stands where OTEL_EXPORTER_OTLP_ENDPOINT names it, and keeps what it is sent.</summary>
    sealed class Collector : IAsyncDisposable
    {
        readonly WebApplication app;
        readonly ConcurrentQueue<(string Kind, string Body)> sent = [];

        public Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                sent.Enqueue((kind, Encoding.UTF8.GetString(body.ToArray())));
            });
            app.StartAsync().GetAwaiter().GetResult();
        }

        public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };
        public string Said(string kind) => string.Concat(sent.Where(one => one.Kind == kind).Select(one => one.Body));
        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    sealed class Running : IAsyncDisposable
    {
        readonly Process process;
        readonly List<string> said = [];

        Running(Process process) => this.process = process;

        public IReadOnlyList<string> Said => said;
        public string Address { get; private set; } = "";

        /// <summary>Comes back once the address is said.</summary>
        public static Task<Running> StartAsync(string data, string modules, params string[] more) => StartAsync(data, modules, new Dictionary<string, string>(), more);

        public static async Task<Running> StartAsync(string data, string modules, IReadOnlyDictionary<string, string> environment, params string[] more)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, "serve", "--port", "0", "--data", data, "--modules", modules, .. more]) { RedirectStandardOutput = true };
            start.Environment.Remove("ORGWORK_DB");
            foreach (var (name, value) in environment) start.Environment[name] = value;
            var running = new Running(Process.Start(start)!);
            while (await running.process.StandardOutput.ReadLineAsync() is { } line)
            {
                running.said.Add(line);
                if (line.Split("已启动：") is not [_, var address]) continue;
                running.Address = address;
                return running;
            }
            throw new InvalidOperationException("It ended: " + string.Join('\n', running.said));
        }

        public async Task<int> EndAsync(string signal)
        {
            await SignalAsync(signal, $"{process.Id}");
            await process.WaitForExitAsync();
            return process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
            process.Dispose();
        }
    }
}
