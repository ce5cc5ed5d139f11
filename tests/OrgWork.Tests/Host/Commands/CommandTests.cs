using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Commands;

/// <summary>The administrator's commands, as processes of their own beside a running host.</summary>
public sealed class CommandTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    sealed record Said(int Code, string Out, string Error);

    Task<Said> RunAsync(params string[] arguments) => RunWithAsync(office.Host.ModulesFolder, arguments);

    Task<Said> RunWithAsync(string modules, params string[] arguments) => RunOnAsync(office.Host.Database, modules, arguments);

    async Task<Said> RunOnAsync(string database, string modules, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, .. arguments, "--data", office.Host.Data, "--modules", modules]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ORGWORK_DB"] = database;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>What is on record since, each with its reason; all of it in the name of who sat at the machine.</summary>
    async Task<string?> RecordedSinceAsync(long last)
    {
        Assert.Equal(0, await office.CountAsync($"from audit.entry where id > {last} and actor_name = '命令行（{Environment.UserName}）' and remote <> '本机'"));
        return await office.Host.AskAsync<string>($"select string_agg(deed || ' ' || reason, '，' order by id) from audit.entry where id > {last} and actor_name = '命令行（{Environment.UserName}）'");
    }

    Task<long> LastAsync() => office.Host.AskAsync<long>("select coalesce(max(id), 0) from audit.entry");

    async Task DoneAsync(params string[] arguments)
    {
        var said = await RunAsync(arguments);
        Assert.True(said.Code == 0, $"{string.Join(' ', arguments)}: {said.Code} {said.Out} {said.Error}");
    }

    [Fact]
    public async Task A_module_is_switched_as_in_the_browser_beside_the_running_host_and_recorded_in_the_systems_users_name()
    {
        var (_, user) = await office.MakeSignedInAsync(TestHost.City, ("programme_office", TestHost.City));
        var off = JsonDocument.Parse((await RunAsync("module", "off", "probe", "--at", TestHost.County, "--reason", "检修", "--json")).Out).RootElement.GetProperty("result");
        Assert.Equal(("probe", TestHost.County, (int)OrgWork.Kernel.ModuleState.Off), (off.GetProperty("id").GetString(), off.GetProperty("at").GetString(), off.GetProperty("state").GetInt32()));
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.Township}/probe/look")).Status == 404, "the township to be off");
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.Neighbour}/probe/look")).Status);
        Assert.Equal($"命令行（{Environment.UserName}） 本机 检修", await office.Host.AskAsync<string>("select actor_name || ' ' || remote || ' ' || reason from audit.entry where deed = '模块开关' order by id desc limit 1"));

        var list = await RunAsync("module", "list", "--at", TestHost.Township, "--json");
        var line = JsonDocument.Parse(list.Out).RootElement[0];
        Assert.Equal(("probe", 0, true), (line.GetProperty("id").GetString(), line.GetProperty("state").GetInt32(), line.GetProperty("inherited").GetBoolean()));
        await DoneAsync("module", "read-only", "probe", "--at", TestHost.County, "--reason", "检修");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/look")).Text.Contains("只读", StringComparison.Ordinal), "read-only");
        // Retired, it is gone for everybody and nothing of it is; switched on, it is as it was.
        Task<long> RowsAsync() => office.CountAsync("from probe.piece");
        var rows = await RowsAsync();
        await DoneAsync("module", "retire", "probe", "--at", TestHost.County, "--reason", "不再使用");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.Township}/probe/look")).Status == 404, "the module to be retired");
        Assert.Contains("退役", (await RunAsync("module", "list", "--at", TestHost.Township)).Out, StringComparison.Ordinal);
        Assert.Equal(rows, await RowsAsync());
        await DoneAsync("module", "inherit", "probe", "--at", TestHost.County, "--reason", "检修完");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.Township}/probe/look")).Status == 200, "the module to be back");
        user.Dispose();
    }

    [Fact]
    public async Task Doctor_routes_and_the_proof_of_deeds_answer_in_words_and_in_JSON_with_their_exit_codes()
    {
        var well = await RunAsync("doctor", "--json");
        Assert.Equal(0, well.Code);
        var report = JsonDocument.Parse(well.Out).RootElement;
        Assert.True(report.GetProperty("isReady").GetBoolean());
        Assert.Contains(report.GetProperty("modules").EnumerateArray(), module => module.GetProperty("id").GetString() == "probe");
        Assert.Contains("没有发现问题", (await RunAsync("doctor")).Out, StringComparison.Ordinal);

        var routes = JsonDocument.Parse((await RunAsync("routes", "--json")).Out).RootElement.EnumerateArray().ToList();
        var look = routes.First(route => route.GetProperty("address").GetString()!.Contains("/probe/look", StringComparison.Ordinal));
        Assert.Equal(("probe", "probe.look"), (look.GetProperty("module").GetString(), look.GetProperty("access").GetString()));
        Assert.Contains(routes, route => route.GetProperty("access").GetString() == "open" && route.GetProperty("address").GetString() == "/health/live");

        Assert.Equal(0, (await RunAsync("audit", "verify")).Code);
        var file = Path.Combine(Scratch.Folder("anchors"), "anchors.txt");
        var anchored = await RunAsync("audit", "anchor", file);
        Assert.True(anchored.Code == 0 && anchored.Out.StartsWith("已锚定", StringComparison.Ordinal), anchored.Out + anchored.Error);
        Assert.Equal((0, "锚点"), ((await RunAsync("audit", "anchor", file)).Code, await office.Host.AskAsync<string>("select title from audit.entry order by id desc limit 1")));
        Assert.Equal(2, (await File.ReadAllLinesAsync(file)).Length);
        Assert.Equal(0, (await RunAsync("audit", "verify", "--anchor", file)).Code);
        Assert.Equal(2, (await RunAsync("audit", "verify", "--anchor", file + ".none")).Code);
        // Whoever can write the file cannot write what it is signed with.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"Entries\":", "\"Entries\":1", StringComparison.OrdinalIgnoreCase));
        Assert.Equal((3, 3), ((await RunAsync("audit", "anchor", file)).Code, (await RunAsync("audit", "verify", "--anchor", file)).Code));
        var last = await office.Host.AskAsync<long>("select max(id) from audit.entry");
        await WriteAsync("title || '改'");
        Assert.Equal(3, (await RunAsync("audit", "verify")).Code);
        await WriteAsync("left(title, -1)");
        Assert.Equal(0, (await RunAsync("audit", "verify")).Code);

        // Past what keeps everybody else from it, as somebody who owns the server can.
        Task WriteAsync(string title) => office.Host.DoAsync($"set session_replication_role = replica; update audit.entry set title = {title} where id = {last}; reset session_replication_role");
    }

    [Fact]
    public void Every_command_says_in_Chinese_what_it_and_each_of_its_options_is_for()
    {
        var all = new List<Command>();
        void Walk(Command command)
        {
            all.Add(command);
            foreach (var below in command.Subcommands) Walk(below);
        }
        Walk(OrgWork.Host.Commands.Root());
        Assert.True(all.Count > 25, $"{all.Count}");
        Assert.All(all.SelectMany(command => command.Options.Where(option => option.GetType().Assembly == typeof(Platform).Assembly || option.Description is { } words && !words.StartsWith("Show", StringComparison.Ordinal)).Select(option => ($"{command.Name} {option.Name}", option.Description)).Prepend((command.Name, command.Description))),
            one => Assert.Contains(one.Description ?? "", c => c > '\u2E7F'));
        // A program can read what every command says; serving alone says it in the log.
        foreach (var command in all.Where(command => command.Subcommands.Count == 0 && command.Name != "serve")) Assert.True(command.Options.Any(option => option.Name == "--json"), command.Name);
    }

    [Theory]
    [InlineData("没有“539912”这个区划。是不是：539922 望川县", "module", "off", "probe", "--at", "539912", "--reason", "试")]
    [InlineData("没有“临溪”这个区划。是不是：539921 临溪县", "locality", "show", "临溪")]
    [InlineData("没有“prob”这个模块。是不是：probe 试件", "module", "off", "prob", "--at", "5399", "--reason", "试")]
    [InlineData("没有“nobody.at.all”这个账号", "user", "unlock", "nobody.at.all", "--reason", "试")]
    [InlineData("端口应在 0 到 65535 之间", "serve", "--port", "99999")]
    [InlineData("--reason", "module", "off", "probe", "--at", "5399")]
    [InlineData("只有 28 天", "locality", "rename", "539921", "--name", "新县", "--on", "2026.02.30", "--reason", "试")]
    [InlineData("没有“区”这个层级", "locality", "add", "539999", "--name", "新区", "--kind", "区", "--under", "5399", "--reason", "试")]
    public async Task What_does_not_exist_is_named_with_what_was_probably_meant(string words, params string[] arguments)
    {
        var said = await RunAsync(arguments);
        Assert.Contains(words, said.Error, StringComparison.Ordinal);
        Assert.Equal(2, said.Code);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_before_anything_else_is_done()
    {
        var taken = new Uri(office.Host.Platform.BaseAddress).Port;
        var said = await RunAsync("serve", "--port", $"{taken}");
        Assert.Equal((1, $"端口 {taken} 已被占用，请用 --port 另选一个", ""), (said.Code, said.Error.Trim(), said.Out.Trim()));
    }

    [Fact]
    public async Task Doctor_names_a_package_that_cannot_be_loaded_and_ends_with_1()
    {
        var modules = Scratch.Folder("doctor-modules");
        Packages.Drop("Probe", Path.Combine(modules, "Probe"));
        Packages.Drop("Second", Path.Combine(modules, "Second"), folder => File.WriteAllText(Path.Combine(folder, "module.json"), "{"));

        var said = await RunWithAsync(modules, "doctor");
        var told = await RunWithAsync(modules, "doctor", "--json");

        Assert.Equal((1, 1), (said.Code, told.Code));
        Assert.Contains("有需要处理的问题", said.Out, StringComparison.Ordinal);
        Assert.Contains("Second", said.Out.Split('\n').Single(line => line.StartsWith("有误", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("试件", said.Out.Split('\n').Single(line => line.StartsWith("正常", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(told.Out).RootElement.GetProperty("modules").EnumerateArray(), module => module.GetProperty("error").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Places_are_added_renamed_moved_and_listed()
    {
        var last = await LastAsync();
        await DoneAsync("locality", "add", "539921300", "--name", "梅溪乡", "--kind", "乡", "--under", TestHost.County, "--on", "2025.01.01", "--reason", "批复一");
        await DoneAsync("locality", "rename", "539921300", "--name", "梅溪镇", "--code", "539921301", "--on", "2025.06.01", "--reason", "批复二");
        var moved = JsonDocument.Parse((await RunAsync("locality", "move", "539921301", "--under", TestHost.Neighbour, "--on", "2026.01.01", "--reason", "批复三", "--json")).Out).RootElement;
        Assert.Equal(("梅溪镇连同下级 0 处已移到望川县之下", TestHost.Neighbour, 0), (moved.GetProperty("done").GetString(), moved.GetProperty("result").GetProperty("under").GetString(), moved.GetProperty("result").GetProperty("below").GetInt32()));
        var history = JsonDocument.Parse((await RunAsync("locality", "show", "539921301", "--json")).Out).RootElement;
        Assert.Equal(["梅溪镇 望川县", "梅溪镇 临溪县", "梅溪乡 临溪县"], history.EnumerateArray().Select(h => $"{h.GetProperty("name")} {h.GetProperty("parent")}"));
        Assert.Contains("梅溪镇", (await RunAsync("locality", "list", "--at", TestHost.Neighbour)).Out, StringComparison.Ordinal);
        var refused = await RunAsync("locality", "move", TestHost.Neighbour, "--under", "539921301", "--reason", "试");
        Assert.Equal((2, "望川县不能设在梅溪镇之下：层级不符"), (refused.Code, refused.Error.Trim()));
        await DoneAsync("locality", "abolish", "539921301", "--on", "2026.02.01", "--reason", "批复四");
        Assert.Equal("区划变更 批复一，区划变更 批复二，区划变更 批复三，区划变更 批复四", await RecordedSinceAsync(last));
    }

    [Fact]
    public async Task An_account_is_made_granted_reset_and_disabled()
    {
        var last = await LastAsync();
        var made = JsonDocument.Parse((await RunAsync("user", "add", "cli.one", "--name", "陶知远", "--at", TestHost.County, "--reason", "新调入", "--json")).Out).RootElement.GetProperty("result");
        using var browser = office.Host.Stranger();
        Assert.StartsWith("/account/password", (await OfficeHost.TryAsync(browser, made.GetProperty("account").GetString()!, made.GetProperty("password").GetString()!)).Location, StringComparison.Ordinal);
        await DoneAsync("user", "grant", "cli.one", "--role", "干部科", "--at", TestHost.County, "--reason", "分工");
        Assert.Contains("cadre_section@539921", (await RunAsync("user", "list", "--at", TestHost.County)).Out, StringComparison.Ordinal);
        var apart = await RunAsync("user", "grant", "cli.one", "--role", "auditor", "--at", TestHost.County, "--reason", "试");
        Assert.Equal((2, "三员分立：此人已任干部科，不能再任安全审计员"), (apart.Code, apart.Error.Trim()));
        var reset = await RunAsync("user", "reset-password", "cli.one", "--reason", "忘记");
        await TestHost.UntilAsync(async () => (await browser.GetAsync("/account/password")).Status == 302, "the session to end");
        await DoneAsync("user", "revoke", "cli.one", "--role", "cadre_section", "--at", TestHost.County, "--reason", "调整");
        await DoneAsync("user", "disable", "cli.one", "--reason", "调离");
        Assert.Equal(200, (await OfficeHost.TryAsync(browser, "cli.one", reset.Out.Trim().Split('：')[^1])).Status);
        Assert.Equal("新增 新调入，授权 分工，修改口令 忘记，收回授权 调整，修改 调离", await RecordedSinceAsync(last));
    }

    [Fact]
    public async Task A_new_key_is_on_record_and_a_second_beside_it_is_refused()
    {
        var last = await LastAsync();
        await DoneAsync("keys", "add", "--reason", "年度更换");
        var twice = await RunAsync("keys", "add", "--reason", "又一把");
        Assert.Equal(2, twice.Code);
        Assert.Contains("已有备用密钥", twice.Error, StringComparison.Ordinal);
        Assert.Equal("密钥管理 年度更换", await RecordedSinceAsync(last));
    }

    [Fact]
    public async Task Help_is_Chinese()
    {
        var said = await RunAsync("user", "add", "--help");
        Assert.Equal(0, said.Code);
        Assert.Contains("一次性的初始口令", said.Out, StringComparison.Ordinal);
        Assert.Contains("./build/orgwork user add", said.Out, StringComparison.Ordinal);
        Assert.Contains("（必填）", said.Out, StringComparison.Ordinal);
        foreach (var english in (string[])["Description", "REQUIRED", "default:", "options]", "Show help", "OrgWork.Host", "<reason>", "<data>"]) Assert.DoesNotContain(english, said.Out, StringComparison.Ordinal);
        Assert.Contains("缺少选项 --reason", (await RunAsync("module", "off", "probe", "--at", "5399")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_invented_city_is_not_built_over_what_is_there()
    {
        var said = await RunAsync("demo", "--size", "small");
        Assert.Equal(2, said.Code);
        Assert.Contains("只能建在空的部署里", said.Error, StringComparison.Ordinal);
        Assert.Contains("应为 small、county、city", (await RunAsync("demo", "--size", "huge")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_invented_city_is_built_in_an_empty_deployment_with_its_sign_ins_said_and_on_record()
    {
        var database = await TestCluster.CreateDatabaseAsync("demo_command");
        // Places, units, people and accounts are the platform's own: no module is needed for them.
        var said = await RunOnAsync(database, Scratch.Folder("demo-modules"), "demo", "--size", "small", "--json");

        Assert.True(said.Code == 0, said.Error);
        var result = JsonDocument.Parse(said.Out).RootElement.GetProperty("result");
        Assert.Equal(DemoAccounts.All.Select(demo => demo.Account), result.GetProperty("accounts").EnumerateArray().Select(one => one.GetProperty("account").GetString()));
        Assert.Contains("示例城市建成", said.Error, StringComparison.Ordinal);
        await using var admin = Npgsql.NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var ask = admin.CreateCommand("select (select count(*) from org.locality where kind = 3) || ' ' || (select count(*) = count(distinct a.id) and count(*) > 10 from org.account a join audit.entry e on e.row_id = a.id and e.deed = '新增' and e.reason = '示例账号' where a.account like 'demo.%')");
        Assert.Equal("2 true", await ask.ExecuteScalarAsync());
        Assert.Equal(2, (await RunOnAsync(database, Scratch.Folder("demo-modules"), "demo")).Code);
    }
}
