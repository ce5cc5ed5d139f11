using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Jobs;

/// <summary>Long work as it is asked for, done, stopped, and taken over by another host.</summary>
public sealed class JobTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly string[] All = ["ledger.circles.read", "ledger.circles.edit"];

    async Task<Guid> AskAsync(Browser browser, string kind, int count, int pauseMs, string name, string place = TestHost.County)
    {
        var account = await ledger.Host.AskAsync<Guid>($"select id from org.account where account = '{browser.Account}'");
        var scope = Scope.Subtree(await ledger.PathOfAsync(place), account);
        await using var db = ledger.Host.Platform.Databases.Of(ledger.Ledger).OpenForWriting(scope, new Actor(account, "周文博", "10.1.1.1"));
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("insert into org.job (id, locality_path, kind, title, arguments, account_name) values (@id, @Lo, @kind, @name, cast(@arguments as jsonb), '周文博')",
            new { id, scope.Lo, kind, name, arguments = JsonSerializer.Serialize(new { count, pauseMs, name }) });
        db.NeedsNoDeed("arranged by a test");
        await db.CommitAsync();
        return id;
    }

    Task<short> StateOfAsync(Guid job) => ledger.Host.AskAsync<short>($"select state from org.job where id = '{job}'")!;
    Task<long> CirclesAsync(string name) => ledger.Host.AskAsync<long>($"select count(*) from ledger.circle where name like '{name}%'")!;
    Task UntilEndedAsync(Guid job) => TestHost.UntilAsync(async () => await StateOfAsync(job) > 1, "the task to end");

    [Fact]
    public async Task A_task_is_done_in_the_name_of_who_asked_and_its_result_waits_for_them()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var job = await AskAsync(officer, "once", 1, 0, "甲");
        await UntilEndedAsync(job);

        Assert.Equal(1, await CirclesAsync("甲"));
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"/{TestHost.County}")).In(".tasks") == "任务办完 1", "the notice");
        var page = await officer.GetAsync("/account/jobs");
        Assert.Contains("做了一次", page.Text, StringComparison.Ordinal);
        var file = page.Document.QuerySelector("td a[href*='/org/files/']")!;
        Assert.Equal("一二三", (await officer.GetAsync(file.GetAttribute("href")!)).Text);
        Assert.EndsWith("/ledger/circles", page.Document.QuerySelector("td a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        // Looked at: the notice goes.
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"/{TestHost.County}")).In(".tasks") is null, "the notice to go");
        using var other = await ledger.Host.SignInAsync(TestHost.County, All);
        Assert.DoesNotContain("做了一次", (await other.GetAsync("/account/jobs")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await other.GetAsync(file.GetAttribute("href")!)).Status);
    }

    [Theory]
    [InlineData("once")]
    [InlineData("walk")]
    public async Task A_task_that_changes_rows_and_records_nothing_changes_nothing(string kind)
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var job = await AskAsync(officer, kind, 1, 0, "密" + kind);
        await UntilEndedAsync(job);

        Assert.Equal(3, await StateOfAsync(job));
        Assert.Equal(0, await CirclesAsync("密" + kind));
    }

    [Fact]
    public async Task A_task_that_finds_nothing_to_do_is_done()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var job = await AskAsync(officer, "fragile", 1, 0, "idle");
        await UntilEndedAsync(job);

        Assert.Equal("2 无事可做", await ledger.Host.AskAsync<string>($"select state || ' ' || (result ->> 'words') from org.job where id = '{job}'"));
    }

    [Fact]
    public async Task Progress_is_shown_and_a_task_can_be_cancelled_in_the_middle()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var job = await AskAsync(officer, "walk", 1000, 20, "乙");
        await TestHost.UntilAsync(async () => (await officer.GetAsync("/account/jobs?handler=rows")).Document.QuerySelector("progress") is { } bar && bar.GetAttribute("max") == "1000", "the bar");

        await officer.PostAsync("/account/jobs?handler=cancel", ("id", $"{job}"));
        await UntilEndedAsync(job);

        Assert.Equal(4, await StateOfAsync(job));
        Assert.InRange(await CirclesAsync("乙"), 1, 999);
        Assert.Contains("已取消", (await officer.GetAsync("/account/jobs")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ones_own_is_told_and_a_fault_of_the_platforms_gives_a_number_and_no_more()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var refused = await AskAsync(officer, "fragile", 1, 0, "refuse");
        var broken = await AskAsync(officer, "fragile", 1, 0, "break");
        await UntilEndedAsync(refused);
        await UntilEndedAsync(broken);

        var page = await officer.GetAsync("/account/jobs");
        Assert.Contains("名单里没有人", page.Text, StringComparison.Ordinal);
        Assert.Contains("编号 T-", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobodys_task_is_anothers_to_cancel_and_a_grant_taken_back_counts()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.circles.read");
        using var other = await ledger.Host.SignInAsync(TestHost.City, All);
        var job = await AskAsync(officer, "walk", 1, 0, "丙");
        await UntilEndedAsync(job);
        var slow = await AskAsync(other, "walk", 40, 50, "丁");
        await TestHost.UntilAsync(async () => await StateOfAsync(slow) == 1, "the task to begin");
        await officer.PostAsync("/account/jobs?handler=cancel", ("id", $"{slow}"));

        Assert.Contains("授权已经收回", (await officer.GetAsync("/account/jobs")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await CirclesAsync("丙"));
        await UntilEndedAsync(slow);
        Assert.Equal(2, await StateOfAsync(slow));
    }

    [Fact]
    public async Task Where_the_module_is_off_its_tasks_wait()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.City, All);
        await ledger.Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', 0, '试' from org.locality where code = '{TestHost.Neighbour}'");
        var waits = await AskAsync(officer, "walk", 1, 0, "戊", TestHost.Neighbour);
        var goes = await AskAsync(officer, "walk", 1, 0, "己");
        await UntilEndedAsync(goes);

        Assert.Equal(0, await StateOfAsync(waits));
        await ledger.Host.DoAsync("delete from org.module_state");
        await UntilEndedAsync(waits);
        Assert.Equal(1, await CirclesAsync("戊"));
    }

    [Fact]
    public async Task What_the_clock_makes_due_is_done_once_for_each_topmost_place()
    {
        await TestHost.UntilAsync(async () => await ledger.Host.AskAsync<long>("select count(*) from org.job where kind = 'clockwork' and state = 2") > 0, "the clockwork");
        await ledger.Host.DoAsync("select org.job_plan('ledger', 'clockwork', '报时', due_at) from org.job where kind = 'clockwork'");
        Assert.Equal("云江市报时", await ledger.Host.AskAsync<string>("select string_agg(result ->> 'words', ',') from org.job where kind = 'clockwork'"));
    }

    [Fact]
    public async Task Two_hosts_do_a_hundred_tasks_each_once()
    {
        await using var second = await Platform.StartAsync(new() { Database = ledger.Host.Database, Data = ledger.Host.Data, Modules = ledger.Host.ModulesFolder, Port = 0 }, LoggerFactory.Create(_ => { }));
        var people = new List<Browser>();
        for (var i = 0; i < 5; i++) people.Add(await ledger.Host.SignInAsync(TestHost.County, All));
        for (var i = 0; i < 100; i++) await AskAsync(people[i % 5], "once", 1, 5, $"百{i:000}");
        await TestHost.UntilAsync(async () => await ledger.Host.AskAsync<long>("select count(*) from org.job where title like '百%' and state = 2") == 100, "a hundred tasks");

        Assert.Equal(100, await CirclesAsync("百"));
        Assert.Equal(100, await ledger.Host.AskAsync<long>("select count(distinct name) from ledger.circle where name like '百%'"));
        Assert.Equal(100, await ledger.Host.AskAsync<long>("select count(*) from org.file f join org.job j on j.id = f.row_id where j.title like '百%'"));
        people.ForEach(person => person.Dispose());
    }
}

/// <summary>A host in a process of its own, killed.</summary>
public sealed class JobTakeOverTests
{
    [Fact]
    public async Task When_a_host_is_killed_in_the_middle_another_goes_on_where_it_was()
    {
        await using var host = await TestHost.StartAsync("Ledger");
        using var officer = await host.SignInAsync(TestHost.County, "ledger.circles.edit");
        await host.Platform.Jobs.StopAsync();
        var doomed = Start(host);
        try
        {
            await host.DoAsync($"""
                insert into org.job (id, locality_path, module, kind, title, arguments, account_id, account_name)
                select gen_random_uuid(), l.path, 'ledger', 'walk', '走', jsonb_build_object('count', 40, 'pauseMs', 50, 'name', '步'), a.id, a.name from org.locality l, org.account a where l.code = '{TestHost.County}' and a.account = '{officer.Account}'
                """);
            for (var tries = 0; tries < 600 && await host.AskAsync<long>("select count(*) from ledger.circle") < 5; tries++) await Task.Delay(100);
            Assert.InRange(await host.AskAsync<long>("select count(*) from ledger.circle"), 5, 39);
        }
        finally
        {
            doomed.Kill(entireProcessTree: true);
            await doomed.WaitForExitAsync();
        }
        // As if its lease had run out.
        await host.DoAsync("update org.job set lease_until = now() where state = 1");
        await using var second = await Platform.StartAsync(new() { Database = host.Database, Data = host.Data, Modules = host.ModulesFolder, Port = 0 }, LoggerFactory.Create(_ => { }));
        await TestHost.UntilAsync(async () => await host.AskAsync<short>("select state from org.job where title = '走'") == 2, "the second host to finish");

        Assert.Equal(40, await host.AskAsync<long>("select count(*) from ledger.circle"));
        Assert.Equal(40, await host.AskAsync<long>("select count(distinct name) from ledger.circle"));
        Assert.Equal(2, await host.AskAsync<int>("select tries from org.job where title = '走'"));
    }

    /// <summary>Each of these is one transaction. Its host dies when all is read or written and nothing is committed: the worst moment, held there by a lock.</summary>
    [Fact]
    public async Task What_is_read_written_exported_counted_and_put_on_paper_when_its_host_is_killed_is_there_once_when_another_has_done_it()
    {
        const int rows = 2100;
        await using var host = await TestHost.StartAsync([.. Packages.Modules, "Ledger"]);
        string[] entrants = ["ledger.entrants.read", "ledger.entrants.edit", "ledger.circles.read"];
        using var writer = await host.SignInAsync(TestHost.County, entrants);
        using var reader = await host.SignInAsync(TestHost.County, entrants);
        var cadre = await host.AskAsync<Guid>($"with p as (insert into org.person (name, sex, birth_on) values ('镇书记庚', '1', '1980-05-01') returning id) insert into cadres.cadre (locality_path, name, person_id, sex, birth_on, politics, status, post_title) select path, '镇书记庚', p.id, '1', '1980-05-01', '01', '1', '镇党委书记' from p, org.locality where code = '{TestHost.County}' returning id");
        var (written, read) = (await BringAsync(writer, '一'), await BringAsync(reader, '丁'));
        Assert.Equal(302, (await ColumnsAsync(writer, written)).Status);
        await TestHost.UntilAsync(async () => await host.AskAsync<short>($"select state from org.import where id = '{written}'") == 2, "the first sheet to be read");
        await host.Platform.Jobs.StopAsync();
        Assert.Equal(302, (await writer.PostAsync(Address(written) + "?handler=write")).Status);
        Assert.Equal(302, (await ColumnsAsync(reader, read)).Status);
        await AskAsync("ledger", "export", "ledger.entrants.read", new { Path = "ledger/entrants", Query = "", Ids = Array.Empty<Guid>(), Columns = (string[])["name"], Opened = Array.Empty<string>(), Who = "周文博" });
        await AskAsync("grassroots", "reports", "grassroots.figures.read", new { Tables = (string[])["basics"], Maker = "周文博", Who = "周文博" });
        await AskAsync("cadres", "documents", "cadres.documents.print", new { Path = "cadres/files/documents/approval", Ids = (Guid[])[cadre], Answers = new { edition = "1", purpose = "会议研究" }, Columns = Array.Empty<string>() });
        Assert.Equal(5, await host.AskAsync<long>("select count(*) from org.job where state = 0 and not is_recurring"));

        List<Process> doomed = [];
        await using (var connection = await host.Admin.OpenConnectionAsync())
        await using (var held = await connection.BeginTransactionAsync())
        {
            await using (var take = new Npgsql.NpgsqlCommand($"lock table org.file in share mode; select from org.import where id in ('{written}', '{read}') for no key update", connection, held)) await take.ExecuteNonQueryAsync();
            try
            {
                // Two at a time each.
                for (var i = 0; i < 3; i++) doomed.Add(Start(host));
                await TestHost.UntilAsync(async () => await host.AskAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") >= 5, "all five to be at their last step");
            }
            finally
            {
                doomed.ForEach(process => process.Kill(entireProcessTree: true));
                foreach (var process in doomed) await process.WaitForExitAsync();
            }
            await held.RollbackAsync();
        }
        // Nothing of it counts.
        Assert.Equal("2 0 0", await host.AskAsync<string>($"select (select count(distinct state) from org.import where id in ('{written}', '{read}')) || ' ' || (select count(*) from ledger.entrant) || ' ' || (select count(*) from org.file where register = 'jobs')"));
        await host.DoAsync("update org.job set lease_until = now() where state = 1");
        await using var second = await Platform.StartAsync(new() { Database = host.Database, Data = host.Data, Modules = host.ModulesFolder, Port = 0 }, LoggerFactory.Create(_ => { }));
        await TestHost.UntilAsync(async () => await host.AskAsync<long>("select count(*) from org.job where state < 2 and not is_recurring") == 0, "the second host to finish");

        Assert.Equal("documents 2 2, export 2 2, import-reading 2 1, import-reading 2 2, import-writing 2 2, reports 2 2", await host.AskAsync<string>("select string_agg(kind || ' ' || state || ' ' || tries, ', ' order by kind, tries) from org.job where not is_recurring"));
        // Rows once, and each on record once; the import once.
        Assert.Equal($"{rows} {rows} {rows}", await host.AskAsync<string>("select count(*) || ' ' || count(distinct name) || ' ' || (select count(*) from audit.entry a join ledger.entrant e on e.id = a.row_id where a.deed = '新增') from ledger.entrant"));
        Assert.Equal($"4 {rows} 1", await host.AskAsync<string>($"select state || ' ' || written_new || ' ' || (select count(*) from audit.entry where deed = '导入' and row_id = i.id and reason is null) from org.import i where id = '{written}'"));
        Assert.Equal($"2 {rows} {rows}", await host.AskAsync<string>($"select state || ' ' || (select count(*) || ' ' || count(distinct number) from org.import_row where import_id = i.id) from org.import i where id = '{read}'"));
        Assert.Equal("documents 1, export 1, reports 1", await host.AskAsync<string>("select string_agg(kind || ' ' || files, ', ' order by kind) from (select j.kind, count(*) as files from org.job j join org.file f on f.register = 'jobs' and f.row_id = j.id group by j.id, j.kind) made"));
        Assert.Equal("cadres 1, entrants 1, reports 1", await host.AskAsync<string>("select string_agg(register || ' ' || deeds, ', ' order by register) from (select case register when 'files' then 'cadres' else register end as register, count(*) as deeds from audit.entry where deed = '导出' group by 1) told"));

        static string Address(string import) => $"/{TestHost.County}/ledger/entrants/imports/{import}";

        static async Task<string> BringAsync(Browser browser, char first)
        {
            var sheet = "姓名,性别,得分\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"陶{(char)(first + 2 * (i / 100))}{(char)('丈' + i % 100)},男,{i % 100}\n"));
            var answer = await browser.UploadAsync($"/{TestHost.County}/ledger/entrants/imports", "sheet", "名单.csv", System.Text.Encoding.UTF8.GetBytes(sheet));
            Assert.True(answer.Status == 302, answer.In(".note"));
            return answer.Location!.Split('/')[^1];
        }

        static async Task<Answer> ColumnsAsync(Browser browser, string import) =>
            await browser.PostAsync(Address(import) + "?handler=columns", ("sheet", "0"), ("headingRow", "1"), ("chosen", "name"), ("chosen", "sex"), ("chosen", "score"));

        async Task AskAsync(string module, string kind, string permission, object order)
        {
            using var officer = await host.SignInAsync(TestHost.County, [.. ((string[])[permission, "ledger.entrants.read", "cadres.files.read", "grassroots.members.read"]).Distinct()]);
            await using var ask = host.Admin.CreateCommand($"""
                insert into org.job (id, locality_path, module, kind, title, arguments, account_id, account_name)
                select gen_random_uuid(), l.path, '{module}', '{kind}', '{kind}', $1::jsonb, a.id, a.name from org.locality l, org.account a where l.code = '{TestHost.County}' and a.account = '{officer.Account}'
                """);
            ask.Parameters.Add(new() { Value = JsonSerializer.Serialize(order, JsonSerializerOptions.Web) });
            await ask.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task A_host_that_was_away_too_long_can_write_nothing_more()
    {
        await using var host = await TestHost.StartAsync("Ledger");
        using var officer = await host.SignInAsync(TestHost.County, "ledger.circles.edit");
        await host.DoAsync($"""
            insert into org.job (id, locality_path, module, kind, title, arguments, account_id, account_name)
            select gen_random_uuid(), l.path, 'ledger', 'once', '慢', jsonb_build_object('count', 1, 'pauseMs', 1500, 'name', '慢'), a.id, a.name from org.locality l, org.account a where l.code = '{TestHost.County}' and a.account = '{officer.Account}'
            """);
        await TestHost.UntilAsync(async () => await host.AskAsync<short>("select state from org.job where title = '慢'") == 1, "the task to begin");
        // Somebody else has taken it over meanwhile.
        await host.DoAsync("update org.job set fence = fence + 1, lease_until = now() + interval '1 hour' where title = '慢'");
        await TestHost.UntilAsync(() => Task.FromResult(host.Log.Lines.Any(line => line.Contains("已由另一台主机接手", StringComparison.Ordinal))), "the first to notice");

        Assert.Equal(0, await host.AskAsync<long>("select count(*) from ledger.circle"));
        Assert.Equal(1, await host.AskAsync<short>("select state from org.job where title = '慢'"));
    }

    static Process Start(TestHost host)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, "serve", "--port", "0", "--empty", "--data", host.Data, "--modules", host.ModulesFolder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ORGWORK_DB"] = host.Database;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
