using System.Diagnostics;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Running;

public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task While_the_database_is_away_pages_say_so_quickly_and_come_back_with_it()
    {
        await using var host = await TestHost.StartAsync("Probe");
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        var look = $"/{TestHost.County}/probe/look";
        Assert.Equal(200, (await user.GetAsync(look)).Status);

        var name = await host.AskAsync<string>("select current_database()::text");
        await using var server = await TestCluster.AdminAsync();
        async Task TellAsync(string sql)
        {
            await using var command = server.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
        await TellAsync($"alter database {name} allow_connections false");
        await TellAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

        var clock = Stopwatch.StartNew();
        var answer = await user.GetAsync(look);
        Assert.Equal(503, answer.Status);
        Assert.Equal("5", answer.Header("Retry-After"));
        Assert.Contains("暂时打不开", answer.Text, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await user.GetAsync("/health/live")).Status);
        Assert.Equal(503, (await user.GetAsync("/health/ready")).Status);

        await TellAsync($"alter database {name} allow_connections true");
        await TestHost.UntilAsync(async () => (await user.GetAsync(look)).Status == 200, "back");
        await TestHost.UntilAsync(() => Task.FromResult(host.Platform.Live.IsListening), "listening again");
    }

    [Fact]
    public async Task Connections_that_were_closed_while_idle_fail_nobody()
    {
        await using var host = await TestHost.StartAsync("Probe");
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        var look = $"/{TestHost.County}/probe/look";
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(200, (await user.GetAsync(look)).Status);
            // Told that accounts have changed, the host asks for the session again; and it has been quiet for long enough to be noted.
            await host.DoAsync("update org.session set seen_at = now() - interval '2 minutes'; notify orgwork, 'accounts'; notify orgwork, 'localities'");
            await host.DoAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like 'ow\\_%'");
        }
        Assert.Equal(200, (await user.GetAsync(look)).Status);
    }
}
