using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Build;

/// <summary>What a developer of modules is promised, with the real command and the real compiler.</summary>
public sealed partial class NewModuleTests
{
    const string Overview = $"/{TestHost.County}/visits/overview", Entries = $"/{TestHost.County}/visits/entries", Others = $"/{TestHost.County}/cadres/files";

    [Fact]
    public async Task A_new_module_comes_changes_goes_and_comes_back_and_no_request_of_anybody_fails()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var sources = new Checkout();
        await using var host = await TestHost.StartAsync(Packages.Module("Cadres"));
        using var officer = await host.SignInAsync(TestHost.County, "visits.entries.read", "visits.entries.edit");
        using var ending = new CancellationTokenSource();
        var failed = new ConcurrentQueue<string>();
        var (asked, isThere) = (0, false);
        var load = ((string[])[Others, "/health/live", Overview]).Select(path => Task.Run(async () =>
        {
            using var other = await host.SignInAsync(TestHost.County, "cadres.files.read", "visits.entries.read");
            while (!ending.IsCancellationRequested)
            {
                var mustBeThere = path != Overview || Volatile.Read(ref isThere);
                var answer = await other.GetAsync(path);
                Interlocked.Increment(ref asked);
                // Before and after its time the new page is not found; that is no failure.
                if (answer.Status == 200 || answer.Status == 404 && path == Overview && !(mustBeThere && Volatile.Read(ref isThere))) continue;
                failed.Enqueue($"{path} {answer.Status} {answer.In(".fault")}");
            }
        })).ToList();

        await sources.RunAsync("build/new-module", ["visits", "走访"], patience.Token);
        await BuildAsync();
        await TestHost.UntilAsync(async () => (await officer.GetAsync(Overview)).In("h1") == "走访概览", "added");
        await TryItsTestAsync(sources, host.ModulesFolder, patience.Token);
        Volatile.Write(ref isThere, true);
        Assert.Contains("走访", (await officer.GetAsync($"/{TestHost.County}")).In(".mainnav"), StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync($"{Entries}/new", ("title", "第一件"))).Status);

        sources.Replace("modules/Visits/Overview/Index.cshtml", "走访概览", "走访一览");
        // The afternoon of build/CONTRIBUTING.md, file by file as it stands there.
        foreach (var (file, text) in Afternoon(sources.Root))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(sources.Root, file))!);
            await File.WriteAllTextAsync(Path.Combine(sources.Root, file), text);
        }
        await BuildAsync();
        await TestHost.UntilAsync(async () => (await officer.GetAsync(Overview)).In("h1") == "走访一览", "upgraded");
        Assert.Contains("柳岸巷", (await officer.GetAsync(Entries)).In("tbody"), StringComparison.Ordinal);
        await WorkWithItAsync(host);

        var (built, away) = (Path.Combine(host.ModulesFolder, "Visits"), Path.Combine(sources.Root, "away"));
        Volatile.Write(ref isThere, false);
        Directory.Move(built, away);
        await TestHost.UntilAsync(async () => (await officer.GetAsync(Overview)).Status == 404, "removed");
        Assert.DoesNotContain("走访", (await officer.GetAsync($"/{TestHost.County}")).In(".mainnav"), StringComparison.Ordinal);
        Directory.Move(away, built);
        await TestHost.UntilAsync(async () => (await officer.GetAsync(Entries)).In("td.name") == "第一件", "back, with its rows");

        await TestHost.UntilAsync(() => Task.FromResult(Volatile.Read(ref asked) > 200), "enough requests to say anything");
        await ending.CancelAsync();
        await Task.WhenAll(load);
        Assert.Empty(failed);

        // Without a compiler that stays behind.
        Task<string> BuildAsync() => sources.RunAsync("dotnet", ["build", "modules/Visits", "--nologo", "--tl:off", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:BuildProjectReferences=false", $"-p:ModulesPath={host.ModulesFolder}/"], patience.Token);
    }

    static List<(string File, string Text)> Afternoon(string root)
    {
        var all = AfternoonPattern().Matches(File.ReadAllText(Path.Combine(root, "build/CONTRIBUTING.md"))).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();
        Assert.Equal(9, all.Count);
        return all;
    }

    [GeneratedRegex(@"`(modules/Visits/[^`]+)`:\n\n```[a-z]+\n(.*?)```", RegexOptions.Singleline)] private static partial Regex AfternoonPattern();

    /// <summary>Its procedure, rule, figure, document, event and job, as an officer meets them.</summary>
    static async Task WorkWithItAsync(TestHost host)
    {
        using var officer = await host.SignInAsync(TestHost.County, "visits.entries.read", "visits.entries.edit", "visits.entries.act", "visits.figures.read", "visits.rules.read");
        var row = await host.AskAsync<Guid>("select id from visits.entry where title = '第一件'");
        var day = Dates.Format(Clock.Today.AddMonths(-2));
        var changed = await officer.FillAsync($"{Entries}/{row}/edit", ("held_on", day), ("state", "2"));
        Assert.True(changed.Status == 302, changed.Why());
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from org.outbox where name = 'visits.entry_went_on' and subject = '{row}'"));
        Assert.Contains("第一件", (await officer.GetAsync($"{Entries}?rule=answered")).In("tbody"), StringComparison.Ordinal);
        Assert.Contains("走访后一个月内答复", (await officer.GetAsync($"/{TestHost.County}/visits/rules")).In("main"), StringComparison.Ordinal);
        Assert.Equal("0.0", (await officer.GetAsync($"/{TestHost.County}/visits/figures/answered")).In("#by-place tr.sum td.num"));

        var opened = await officer.OpenCaseAsync($"/{TestHost.County}/visits/answers", row, ("on", day), ("body", "交通局"));
        Assert.True(opened.Status == 302, opened.Why());
        await officer.DoStepAsync(opened.Location!.Split('?')[0], "answer", ("on", Dates.Format(Clock.Today.AddMonths(-2).AddDays(10))), ("words", "月底前修通"));
        Assert.Equal("100.0", (await officer.GetAsync($"/{TestHost.County}/visits/figures/answered")).In("#by-place tr.sum td.num"));
        Assert.DoesNotContain("第一件", (await officer.GetAsync($"{Entries}?rule=answered")).In("main"), StringComparison.Ordinal);
        var asks = await officer.GetAsync($"{Entries}/documents/answer-letter?ids={row:N}");
        Assert.Contains("“第一件”由", (await officer.SendAsync($"{Entries}/documents/answer-letter/print", asks.FormOf())).Text, StringComparison.Ordinal);
        await TestHost.UntilAsync(async () => await host.AskAsync<long>("select count(*) from org.job where module = 'visits' and kind = 'reckoning'") > 0, "the job is planned");
    }

    /// <summary>The test and the pages that come with the module: what they name is there, and the test passes on the module as it was built.</summary>
    static async Task TryItsTestAsync(Checkout sources, string modules, CancellationToken stop)
    {
        Assert.DoesNotContain(Directory.GetFiles(sources.Root, "*", SearchOption.AllDirectories), file => file.Contains("/Visits/", StringComparison.Ordinal) && !file.Contains("/.artifacts/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("__", StringComparison.Ordinal));
        var readme = await File.ReadAllTextAsync(Path.Combine(sources.Root, "modules/Visits/README.md"), stop);
        Assert.StartsWith("# 走访\n", readme, StringComparison.Ordinal);
        Assert.Contains("| 走访 | `Entry`, `visits.entry` |", readme, StringComparison.Ordinal);

        // The compiler alone, beside what this run itself is made of: building all tests once more would take minutes.
        var (tests, made, given) = (Path.Combine(sources.Root, "tests/OrgWork.Tests/Visits"), Path.Combine(sources.Root, "OrgWork.Tests.Visits.dll"), Path.Combine(sources.Root, "given.rsp"));
        var global = Path.Combine(sources.Root, "Usings.cs");
        await File.WriteAllTextAsync(global, "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;", stop);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => $"-r:\"{file}\"");
        await File.WriteAllLinesAsync(given, ["-nologo", "-target:library", "-nullable:enable", "-warnaserror", "-langversion:latest", $"-out:\"{made}\"", .. references, $"\"{global}\"", .. Directory.GetFiles(tests, "*.cs").Select(file => $"\"{file}\"")], stop);
        var sdk = (await sources.RunAsync("dotnet", ["--version"], stop)).Trim();
        var folder = (await sources.RunAsync("dotnet", ["--list-sdks"], stop)).Split('\n').First(line => line.StartsWith(sdk + " ", StringComparison.Ordinal)).Split('[')[1].TrimEnd(']', ' ', '\r');
        await sources.RunAsync("dotnet", ["exec", Path.Combine(folder, sdk, "Roslyn/bincore/csc.dll"), "-noconfig", "@" + given], stop);

        var cases = Assembly.LoadFrom(made).GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() is not null).ToList();
        Assert.NotEmpty(cases);
        Packages.Newcomers.Value = modules;
        foreach (var one in cases) await (Task)one.Invoke(Activator.CreateInstance(one.DeclaringType!), null)!;
        Packages.Newcomers.Value = null;
    }

    [Theory]
    [InlineData("Visits", "不合规定")]
    [InlineData("host", "平台自己用的名字")]
    [InlineData("pg_visits", "平台自己用的名字")]
    public async Task A_name_that_cannot_be_is_refused(string name, string reason)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => new Checkout().RunAsync("build/new-module", [name], default));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
