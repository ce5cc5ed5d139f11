using System.Diagnostics;
using System.Text.RegularExpressions;
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

            Assert.Equal(0, await first.EndAsync("TERM"));
            Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
        }

        await using (var second = await Running.StartAsync(data, modules))
        {
            Assert.DoesNotContain(second.Said, line => AdministratorLine().IsMatch(line) || line.Contains("示例", StringComparison.Ordinal));
            Assert.NotEqual(0, await second.EndAsync("KILL"));
            Assert.True(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
        }

        await using var third = await Running.StartAsync(data, modules);
        using var again = new Browser(third.Address, null);
        Assert.Equal(200, (await again.GetAsync("/signin")).Status);
        Assert.Equal(0, await third.EndAsync("TERM"));
        Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
    }

    [GeneratedRegex(@"(sysadmin|secadmin|auditor)\s+(\S+)$")]
    private static partial Regex AdministratorLine();

    sealed class Running : IAsyncDisposable
    {
        readonly Process process;
        readonly List<string> said = [];

        Running(Process process) => this.process = process;

        public IReadOnlyList<string> Said => said;
        public string Address { get; private set; } = "";

        /// <summary>Comes back once the address is said.</summary>
        public static async Task<Running> StartAsync(string data, string modules, params string[] more)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, "serve", "--port", "0", "--data", data, "--modules", modules, .. more]) { RedirectStandardOutput = true };
            start.Environment.Remove("ORGWORK_DB");
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
            using (var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"])) await kill.WaitForExitAsync();
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
