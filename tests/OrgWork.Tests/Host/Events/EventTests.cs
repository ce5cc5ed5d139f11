using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Events;

public sealed class EventTests : IAsyncLifetime
{
    [Event("ledger.note_told", 1)]
    sealed record NoteTold(Guid Subject, string LocalityPath, string Words) : ModuleEvent(Subject, LocalityPath);

    [Event("cadres.stolen", 1)]
    sealed record Stolen(Guid Subject, string LocalityPath) : ModuleEvent(Subject, LocalityPath);

    TestHost host = null!;
    string county = "";

    public async Task InitializeAsync()
    {
        host = await TestHost.StartAsync("Ledger", "Hearer");
        Assert.All(host.Platform.Catalog.Statuses, status => Assert.Null(status.Error));
        county = (await host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'"))!;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    ModuleManifest Ledger => host.Platform.Current!.Modules.First(module => module.Manifest.Id == "ledger").Manifest;

    async Task TellAsync(ModuleEvent happened, bool commit = true, string? scope = null)
    {
        await using var db = host.Platform.Databases.Of(Ledger).OpenForWriting(Scope.Subtree(scope ?? county, Guid.NewGuid()), Actor.System);
        await db.PublishAsync(happened);
        db.NeedsNoDeed("arranged by a test");
        if (commit) await db.CommitAsync();
    }

    Task<long> HeardAsync(string where = "true") => host.AskAsync<long>($"select count(*) from hearer.heard where {where}");
    Task UntilHeardAsync(long count, string where = "true") => TestHost.UntilAsync(async () => await HeardAsync(where) >= count, $"{count} heard");
    Task<string?> StateAsync(string words) => host.AskAsync<string>($"select d.state from org.delivery d join org.outbox o on o.id = d.event_id where o.payload::text like '%{words}%'");

    async Task SwitchAsync(string state) =>
        await host.DoAsync(state == "inherit" ? "delete from org.module_state" : $"insert into org.module_state (locality_id, module, state, reason) select id, 'hearer', {state}, '试' from org.locality where code = '{TestHost.County}' on conflict (locality_id, module) do update set state = excluded.state");

    [Fact]
    public async Task What_a_register_announces_is_heard_with_what_it_was_and_became()
    {
        using var officer = await host.SignInAsync(TestHost.County, "ledger.circles.read", "ledger.circles.edit");
        const string list = $"/{TestHost.County}/ledger/circles";
        var record = (await officer.FillAsync(list + "/new", ("name", "一组"))).Location!;
        Assert.Equal(302, (await officer.FillAsync(record + "/edit", ("code", "甲"))).Status);
        Assert.Equal(302, (await officer.FillAsync(record + "/edit", ("name", "头组"))).Status);

        await UntilHeardAsync(1);
        Assert.Equal($"一组 头组 {county}", await host.AskAsync<string>($"select was || ' ' || became || ' ' || locality_path from hearer.heard where subject = '{record[^36..]}'"));
        Assert.Equal("系统（事件） hearer 头组", await host.AskAsync<string>("select actor_name || ' ' || module || ' ' || title from audit.entry where deed = '提示'"));
        Assert.Equal(1, await HeardAsync());
    }

    [Fact]
    public async Task What_is_not_committed_is_not_told()
    {
        await TellAsync(new NoteTold(Guid.NewGuid(), county, "不算"), commit: false);
        await TellAsync(new NoteTold(Guid.NewGuid(), county, "算数"));
        await UntilHeardAsync(1);

        Assert.Equal((1, 0), (await HeardAsync(), await HeardAsync("became = '不算'")));
    }

    [Fact]
    public async Task A_module_tells_its_own_events_and_within_its_scope_only()
    {
        var neighbour = (await host.AskAsync<string>($"select path from org.locality where code = '{TestHost.Neighbour}'"))!;
        foreach (var forbidden in (ModuleEvent[])[new Stolen(Guid.NewGuid(), county), new NoteTold(Guid.NewGuid(), neighbour, "越界")])
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => TellAsync(forbidden))).SqlState);
    }

    [Fact]
    public async Task Two_hosts_handle_each_event_once_and_each_subjects_in_their_order()
    {
        await using var second = await Platform.StartAsync(new() { Database = host.Database, Data = host.Data, Modules = host.ModulesFolder, Port = 0 }, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var subjects = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToArray();
        for (var n = 0; n < 40; n++)
            foreach (var subject in subjects) await TellAsync(new NoteTold(subject, county, $"{n}"));

        await UntilHeardAsync(200);
        Assert.Equal(200, await HeardAsync());
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from (select event_id < lag(event_id) over (partition by subject order by turn) as wrong from hearer.heard) w where wrong"));
        Assert.Equal(200, await host.AskAsync<long>("select count(*) from org.delivery where state = 'done'"));
    }

    [Fact]
    public async Task One_that_cannot_be_handled_leaves_nothing_waits_longer_each_time_and_hinders_only_its_own_subject()
    {
        var (sick, well) = (Guid.NewGuid(), Guid.NewGuid());
        await TellAsync(new NoteTold(sick, county, "毒一"));
        await TellAsync(new NoteTold(sick, county, "其后"));
        await TellAsync(new NoteTold(well, county, "别的"));
        await UntilHeardAsync(1, $"subject = '{well}'");
        await TestHost.UntilAsync(async () => await host.AskAsync<int>("select max(tries) from org.delivery where state = 'waiting'") >= 2, "two tries");

        Assert.Equal(0, await HeardAsync($"subject = '{sick}'"));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from audit.entry where title like '毒%'"));
        Assert.True(await host.AskAsync<bool>("select next_at > now() + interval '1 second' from org.delivery where tries >= 2"));
        Assert.DoesNotContain("990121198003070015", await host.AskAsync<string>("select fault from org.delivery where tries >= 2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_stays_impossible_is_parked_named_and_decided_by_a_person_with_a_reason()
    {
        var sick = Guid.NewGuid();
        await TellAsync(new NoteTold(sick, county, "毒二"));
        await TellAsync(new NoteTold(sick, county, "其后"));
        await TestHost.UntilAsync(async () =>
        {
            // Time passes quickly here.
            await host.DoAsync("update org.delivery set next_at = now() where state = 'waiting'; notify orgwork, 'events'");
            return await StateAsync("毒二") == "parked";
        }, "parked");
        using var stranger = host.Stranger();
        Assert.Contains("hearer", (await stranger.GetAsync("/health/ready")).Text, StringComparison.Ordinal);
        Assert.Contains("事件", (await stranger.GetAsync("/health/ready")).Text, StringComparison.Ordinal);

        using var administrator = await host.SignInAsync(TestHost.City, "org.modules.read", "org.modules.edit");
        const string page = $"/{TestHost.City}/org/events";
        var shown = await administrator.GetAsync(page);
        Assert.Contains("屡次不成", shown.In("tbody")!, StringComparison.Ordinal);
        var id = shown.Document.QuerySelector("input[name=id]")!.GetAttribute("value")!;
        Assert.Contains("请写明事由", (await administrator.PostAsync(page, ("id", id), ("module", "hearer"), ("act", "discard"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await administrator.PostAsync(page, ("id", id), ("module", "hearer"), ("act", "retry"), ("reason", "已修好"))).Status);
        await TestHost.UntilAsync(async () => await host.AskAsync<int>($"select tries from org.delivery where event_id = {id}") == 1, "tried again");
        Assert.Equal(302, (await administrator.PostAsync(page, ("id", id), ("module", "hearer"), ("act", "discard"), ("reason", "作废"))).Status);

        // What stood behind it goes on.
        await UntilHeardAsync(1, $"subject = '{sick}' and became = '其后'");
        Assert.Equal("已修好;作废", await host.AskAsync<string>("select string_agg(reason, ';' order by id) from audit.entry where deed = '事件处理'"));
        using var neighbour = await host.SignInAsync(TestHost.Neighbour, "org.modules.read", "org.modules.edit");
        Assert.Contains("没有待办的事件", (await neighbour.GetAsync($"/{TestHost.Neighbour}/org/events")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Where_the_module_is_off_an_event_waits_until_it_is_on_or_is_dropped_as_the_module_chose(string state)
    {
        using var officer = await host.SignInAsync(TestHost.County, "ledger.circles.read", "ledger.circles.edit");
        const string list = $"/{TestHost.County}/ledger/circles";
        var record = (await officer.FillAsync(list + "/new", ("name", "二组"))).Location!;
        await SwitchAsync(state);
        await TestHost.UntilAsync(async () => (await (await host.SignInAsync(TestHost.County, "hearer.look.read")).PostBareAsync($"/{TestHost.County}/hearer/look")).Status is 403 or 404, "the switch");
        await officer.FillAsync(record + "/edit", ("name", "中组"));
        await TellAsync(new NoteTold(Guid.NewGuid(), county, "随缘"));
        await TestHost.UntilAsync(async () => await StateAsync("中组") == "held" && await StateAsync("随缘") is "held" or "dropped", "held");

        // Read-only it is still there, and may want it later; off it said it would not.
        Assert.Equal(state == "0" ? "dropped" : "held", await StateAsync("随缘"));
        Assert.Equal(0, await HeardAsync());
        await SwitchAsync("inherit");
        await UntilHeardAsync(state == "0" ? 1 : 2);
        Assert.Equal(1, await HeardAsync("was = '二组' and became = '中组'"));
    }

    [Fact]
    public async Task Nobody_listens_and_nothing_is_hindered()
    {
        await using var alone = await TestHost.StartAsync("Ledger");
        await using var db = alone.Platform.Databases.Of(alone.Platform.Current!.Modules[0].Manifest).OpenForWriting(Scope.Subtree(county, Guid.NewGuid()), Actor.System);
        await db.PublishAsync(new NoteTold(Guid.NewGuid(), county, "谁也不听"));
        db.NeedsNoDeed("arranged by a test");
        await db.CommitAsync();
        Assert.Equal((1, 0), (await alone.AskAsync<long>("select count(*) from org.outbox"), await alone.AskAsync<long>("select count(*) from org.delivery")));
    }

    [Fact]
    public async Task A_listener_that_was_away_gets_what_was_told_meanwhile_when_it_comes_back()
    {
        Directory.Delete(Path.Combine(host.ModulesFolder, "Hearer"), recursive: true);
        await TestHost.UntilAsync(() => Task.FromResult(host.Platform.Current!.Modules.Count == 1), "the hearer to go");
        await TellAsync(new NoteTold(Guid.NewGuid(), county, "补送"));
        Assert.Equal(0, await HeardAsync());
        host.Drop("Hearer");
        await UntilHeardAsync(1, "became = '补送'");
    }

    [Fact]
    public async Task A_published_view_is_empty_where_its_module_is_missing_or_off_and_never_an_error()
    {
        await using (var insert = host.Admin.CreateCommand("""
            with p as (insert into org.person (name, sex) values ('陶在', '1') returning id)
            insert into ledger.entrant (locality_path, name, person_id) select l.path, '陶在', p.id from p, org.locality l where l.code = '539921'
            """)) await insert.ExecuteNonQueryAsync();
        using var reader = await host.SignInAsync(TestHost.City, "hearer.look.read");
        async Task<string> ShownAsync(string place = TestHost.City) => (await reader.GetAsync($"/{place}/hearer/look")).In("#entrants") ?? "出错";
        Assert.Equal(("陶在", ""), (await ShownAsync(), await ShownAsync(TestHost.Neighbour)));

        await host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', 0, '试' from org.locality where code = '{TestHost.County}'");
        Assert.Equal("", await ShownAsync());
        await host.DoAsync($"update org.module_state set state = 1");
        Assert.Equal("陶在", await ShownAsync());

        Directory.Delete(Path.Combine(host.ModulesFolder, "Ledger"), recursive: true);
        await TestHost.UntilAsync(async () => host.Platform.Current!.Modules.Count == 1 && await ShownAsync() == "", "the ledger to go");
        await using var never = await TestHost.StartAsync("Hearer");
        using var other = await never.SignInAsync(TestHost.City, "hearer.look.read");
        Assert.Equal((200, ""), ((await other.GetAsync($"/{TestHost.City}/hearer/look")).Status, (await other.GetAsync($"/{TestHost.City}/hearer/look")).In("#entrants")));
        never.Drop("Ledger");
        await TestHost.UntilAsync(() => Task.FromResult(never.Platform.Current!.Modules.Count == 2), "the ledger to come");
        Assert.Equal(200, (await other.GetAsync($"/{TestHost.City}/hearer/look")).Status);
    }
}
