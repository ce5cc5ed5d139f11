using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Modules;

/// <summary>What is wrong with a module is its own affair: it is named with its reason, and everything else serves.</summary>
public sealed class ModuleTests
{
    const string Look = $"/{TestHost.County}/probe/look";

    [Fact]
    public async Task Two_modules_may_bring_different_versions_of_one_assembly()
    {
        await using var host = await TestHost.StartAsync("Probe", "Second");
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "second.look");
        Assert.Equal("1.0.0.0", (await user.GetAsync(Look)).In("#answer"));
        Assert.Equal("2.0.0.0", (await user.GetAsync($"/{TestHost.County}/second")).In("#answer"));
    }

    [Theory]
    [InlineData("constructor", "模块启动时出错：InvalidOperationException：constructor")]
    [InlineData("registers", "模块启动时出错：InvalidOperationException：registers")]
    [InlineData("load", "登记服务时出错：InvalidOperationException：load")]
    [InlineData("start", "加入本模块后平台起不来")]
    [InlineData("migrate", "结构升级文件 probe/0002_bad.sql 执行失败（42601）")]
    public async Task One_that_throws_is_left_out_and_named(string where, string reason)
    {
        await using var host = await TestHost.StartAsync("Second");
        host.Drop("Probe", folder => File.WriteAllText(Path.Combine(folder, where == "migrate" ? "migrations/0002_bad.sql" : "behaviour.txt"), where == "migrate" ? "create tabel x ();" : where));
        await host.UntilAsync(s => s.Id == "probe" && s.Error is not null, "refused");

        using var user = await host.SignInAsync(TestHost.County, "probe.look", "second.look");
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.County}/second")).Status);
        var unavailable = await user.GetAsync(Look);
        Assert.Equal(503, unavailable.Status);
        Assert.Equal("5", unavailable.Header("Retry-After"));
        Assert.Contains("“试件”暂不可用", unavailable.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", unavailable.Text, StringComparison.Ordinal);
        var health = await user.GetAsync("/health/ready");
        Assert.Equal(200, health.Status);
        Assert.Contains(reason, health.Text, StringComparison.Ordinal);
        using var administrator = await host.SignInAsync(TestHost.City, "org.modules.read");
        Assert.Contains(reason, (await administrator.GetAsync($"/{TestHost.City}/org/modules")).Text, StringComparison.Ordinal);

        host.Drop("Probe");
        await TestHost.UntilAsync(async () => (await user.GetAsync(Look)).Status == 200, "mended");
    }

    [Fact]
    public async Task One_that_throws_in_a_page_is_counted_and_its_other_pages_serve()
    {
        await using var host = await TestHost.StartAsync("Second");
        host.Drop("Probe", folder => File.WriteAllText(Path.Combine(folder, "behaviour.txt"), "page"));
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "second.look");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/pieces")).Status == 200, "there");
        var answer = await user.GetAsync(Look);
        Assert.Equal(500, answer.Status);
        Assert.Matches("报修请告知编号 R-[0-9]{4}-[0-9]{4}-[0-9A-F]{6}", answer.In(".fault .hint"));
        Assert.Equal(1, host.Platform.Catalog.Statuses.Single(s => s.Id == "probe").ErrorsToday);
        var health = await user.GetAsync("/health/ready");
        Assert.Equal(200, health.Status);
        Assert.Matches("\"lastError\":\\s*\"InvalidOperationException（R-", System.Text.RegularExpressions.Regex.Unescape(health.Text));
        using var administrator = await host.SignInAsync(TestHost.City, "org.modules.read");
        Assert.Matches("今日出错，最近一次：InvalidOperationException（R-", (await administrator.GetAsync($"/{TestHost.City}/org/modules")).In("#health")!);
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.County}/second")).Status);
    }

    public static TheoryData<string, string> Wrongs => new()
    {
        { "contract", "本平台为第" },
        { "tampered", "与 files.sha256 所列的校验不符" },
        { "stranger", "文件 stranger.dll 不在 files.sha256 之列" },
        { "path", "files.sha256 有一行不合规定" },
        { "id", "程序集的名称应与模块标识" },
        { "reserved", "保留字" },
        { "unknown", "module.json 读不懂" },
        { "link", "包里不能有链接" },
        { "migration", "结构升级文件 probe/0002_bad.sql 执行失败（42601）" },
        { "fence", "没有围在区划范围之内" },
        { "publishes", "发布的视图 pub_nothing 在数据库里没有" },
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task A_wrong_package_is_refused_with_its_reason(string wrong, string reason)
    {
        await using var host = await TestHost.StartAsync();
        host.Drop("Probe", folder =>
        {
            var manifest = Path.Combine(folder, "module.json");
            void Replace(string old, string text) => File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(old, text, StringComparison.Ordinal));
            if (wrong == "contract") Replace("\"contract\": 1", "\"contract\": 99");
            if (wrong == "id") Replace("probe", "other");
            if (wrong == "reserved") Replace("probe", "audit");
            if (wrong == "unknown") Replace("\"order\"", "\"ordre\"");
            if (wrong == "publishes") Replace("\"order\": 600,", "\"publishes\": [\"pub_nothing\"],");
            if (wrong == "migration") File.WriteAllText(Path.Combine(folder, "migrations", "0002_bad.sql"), "create tabel x ();");
            if (wrong == "fence") File.WriteAllText(Path.Combine(folder, "migrations", "0002_open.sql"), "create table open (locality_path text);");
        });
        var package = Path.Combine(host.ModulesFolder, "Probe");
        if (wrong == "tampered") await File.AppendAllTextAsync(Path.Combine(package, "OrgWork.Probe.dll"), "x");
        if (wrong == "stranger") await File.WriteAllTextAsync(Path.Combine(package, "stranger.dll"), "x");
        if (wrong == "path") await File.AppendAllTextAsync(Path.Combine(package, "files.sha256"), new string('0', 64) + "  ../../key\n");
        if (wrong == "link") File.CreateSymbolicLink(Path.Combine(package, "link.dll"), "/etc/passwd");
        await host.UntilAsync(s => s.Folder == "Probe" && s.Error is not null, "refused");
        Assert.Contains(reason, host.Platform.Catalog.Statuses.Single().Error!, StringComparison.Ordinal);
        Assert.Empty(host.Platform.Current!.Modules);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'probe' and relname = 'open'"));
    }

    [Fact]
    public async Task The_second_of_one_id_is_refused_and_the_first_serves()
    {
        await using var host = await TestHost.StartAsync("Probe");
        host.Drop("ProbeNext", @as: "Another");
        await host.UntilAsync(s => s.Folder == "Another" && s.Error?.Contains("模块标识“probe”（也是数据库模式名）重复", StringComparison.Ordinal) == true, "refused");
        Assert.Equal("1.0.0", host.Platform.Current!.Modules.Single().Manifest.Version);
    }

    [Fact]
    public async Task Modules_that_require_each_other_are_refused()
    {
        await using var host = await TestHost.StartAsync("Second");
        host.Drop("Probe", folder =>
        {
            var manifest = Path.Combine(folder, "module.json");
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"order\": 600,", "\"requires\": [\"second\"],", StringComparison.Ordinal));
        });
        await host.UntilAsync(s => s.Id == "probe" && s.Error?.Contains("互相依赖成环：probe → second → probe", StringComparison.Ordinal) == true, "refused");
    }

    [Theory]
    [InlineData("Careless", "没有说明谁可以打开")]
    [InlineData("Astray", "自定了绝对地址")]
    public async Task A_page_without_permission_or_outside_its_module_stops_the_module(string package, string reason)
    {
        await using var host = await TestHost.StartAsync(package, "Second");
        var status = host.Platform.Catalog.Statuses.Single(s => s.Folder == package);
        Assert.Equal(ModuleCondition.Unavailable, status.Condition);
        Assert.Contains(reason, status.Error!, StringComparison.Ordinal);
        Assert.Equal("second", host.Platform.Current!.Modules.Single().Manifest.Id);
    }

    [Fact]
    public async Task A_version_that_cannot_be_taken_up_leaves_the_old_one_serving()
    {
        await using var host = await TestHost.StartAsync("Probe");
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        host.Drop("ProbeNext", folder => File.WriteAllText(Path.Combine(folder, "migrations", "0002_weight.sql"), "alter table piece add column weight int; select 1/0"), @as: "Probe");
        await host.UntilAsync(s => s.Condition == ModuleCondition.ServingOld && s.Error is not null, "refused");
        Assert.Equal("一版", (await user.GetAsync(Look)).In("#edition"));
        host.Drop("ProbeNext", @as: "Probe");
        await TestHost.UntilAsync(async () => (await user.GetAsync(Look)).In("#edition") == "二版", "upgraded");
        Assert.Equal(ModuleCondition.Serving, host.Platform.Catalog.Statuses.Single().Condition);
    }

    [Fact]
    public async Task Adding_upgrading_and_removing_a_module_fails_no_request_of_anybody()
    {
        await using var host = await TestHost.StartAsync("Second");
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "probe.write", "second.look");
        using var ending = new CancellationTokenSource();
        var failed = new List<string>();
        var asked = 0;
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var other = await host.SignInAsync(TestHost.County, "second.look", "probe.look");
            while (!ending.IsCancellationRequested)
            {
                foreach (var path in (string[])[$"/{TestHost.County}/second", $"/{TestHost.County}", Look])
                {
                    var answer = await other.GetAsync(path);
                    Interlocked.Increment(ref asked);
                    // Before and after its time the probe is not found; that is no failure.
                    if (answer.Status != 200 && !(path == Look && answer.Status == 404))
                        lock (failed) failed.Add($"{path} {answer.Status} {answer.In(".fault")}");
                }
            }
        })).ToList();

        host.Drop("Probe");
        await TestHost.UntilAsync(async () => (await user.GetAsync(Look)).In("#edition") == "一版", "added");
        Assert.Equal(302, (await user.PostAsync(Look, ("name", "枫树"))).Status);
        host.Drop("ProbeNext", @as: "Probe");
        await TestHost.UntilAsync(async () => (await user.GetAsync(Look)).In("#edition") == "二版", "upgraded");
        Assert.Equal("7", (await user.GetAsync(Look)).In("#pieces"));
        Directory.Delete(Path.Combine(host.ModulesFolder, "Probe"), recursive: true);
        await TestHost.UntilAsync(async () => (await user.GetAsync(Look)).Status == 404, "removed");
        await TestHost.UntilAsync(() => Task.FromResult(Volatile.Read(ref asked) > 300), "enough requests to say anything");
        await ending.CancelAsync();
        await Task.WhenAll(load);

        Assert.True(failed.Count == 0, $"{string.Join('\n', failed)}\n{host.Log}");
        await TestHost.UntilAsync(() => Task.FromResult(host.Platform.GenerationsAlive == 1), "old generations ended");
        Assert.Equal(1L, await host.AskAsync<long>("select count(*) from probe.piece"));
    }
}
