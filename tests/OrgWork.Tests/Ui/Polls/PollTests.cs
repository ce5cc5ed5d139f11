using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Polls;

public sealed class PollHost : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;
    public async Task InitializeAsync() => Host = await TestHost.StartAsync(Packages.Modules.Single(path => path.EndsWith("Department", StringComparison.Ordinal)));
    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}

/// <summary>Polls through their pages: set up, counted, signed off; on line without a trace of who said what.</summary>
public sealed class PollTests(PollHost polls) : IClassFixture<PollHost>
{
    const string Read = "department.polls.read", Conduct = "department.polls.conduct", Satisfaction = $"/{TestHost.County}/department/satisfaction", Decisions = $"/{TestHost.County}/department/decisions";

    TestHost Host => polls.Host;

    async Task<string> SetUpAsync(Browser officer, string at, params (string, string)[] changes)
    {
        var answer = await officer.SubmitAsync(at + "/new", [("Title", "测试的一次"), ("Tellers", "甲、乙"), ("Counter", "丙"), .. changes]);
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.In("main")} {Host.Log}");
        return answer.Location!;
    }

    static (string, string)[] Numbers(int group, params int[] numbers) => [.. ((string[])["eligible", "present", "issued", "returned", "invalid"]).Select((name, n) => ($"g{group}.{name}", $"{numbers[n]}"))];
    static (string, string)[] Marks(int group, int item, params int[] votes) => [.. votes.Select((vote, n) => ($"c{group}.{item}.{n + 1}", $"{vote}"))];

    [Fact]
    public async Task A_vote_is_set_up_counted_and_signed_off_and_then_stands()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Read, Conduct);
        var url = await SetUpAsync(officer, Decisions, ("items", "修订内部制度\n采购档案柜"));

        var wrong = await officer.SubmitAsync(url + "/count", [.. Numbers(1, 9, 8, 8, 9, 0), .. Marks(1, 1, 8, 0, 0), .. Marks(1, 2, 5, 2, 1)]);
        Assert.Equal(422, wrong.Status);
        Assert.Contains("收回 9 多于发出 8", wrong.In("div.note"), StringComparison.Ordinal);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.poll_count where poll_id = '{url[^36..]}'"));

        var counted = await officer.SubmitAsync(url + "/count", [.. Numbers(1, 9, 8, 8, 8, 0), .. Marks(1, 1, 8, 0, 0), .. Marks(1, 2, 4, 3, 1)]);
        Assert.Equal(302, counted.Status);
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/sign", ("version", "2"))).Status);

        var page = await officer.GetAsync(url);
        Assert.Equal(["通过", "未通过"], page.Document.QuerySelectorAll("table.tbl-stick tbody tr td:last-child").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("已签认", page.In("div.who"), StringComparison.Ordinal);
        Assert.Equal("通过 1 项：修订内部制度", await Host.AskAsync<string>($"select summary from org.poll where id = '{url[^36..]}'"));
        // The result leaves as a sheet, which is on record; before the count there is none to leave.
        var sheet = await officer.PostAsync(url + "?handler=export");
        Assert.Equal((200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (sheet.Status, sheet.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{url[^36..]}' and deed = '导出'"));
        Assert.Equal(404, (await officer.PostAsync(await SetUpAsync(officer, Decisions, ("items", "还没有计票")) + "?handler=export")).Status);
        Assert.Equal(404, (await officer.GetAsync(url + "/count")).Status);
        Assert.Equal(404, (await officer.GetAsync(url + "/edit")).Status);
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/void", ("version", "3"), ("reason", "议题提错"))).Status);
        Assert.Contains("议题提错", (await officer.GetAsync(url)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_were_there_so_there_is_no_result()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Read, Conduct);
        var url = await SetUpAsync(officer, Decisions, ("items", "修订内部制度"));
        await officer.SubmitAsync(url + "/count", [.. Numbers(1, 9, 5, 5, 5, 0), .. Marks(1, 1, 5, 0, 0)]);

        var refused = await officer.PostAsync(url + "/turn/sign", ("version", "2"));

        Assert.Equal(422, refused.Status);
        Assert.Contains("3 分之 2 为 6 人；实到会 5 人", refused.Text, StringComparison.Ordinal);
        Assert.Equal("counted", await Host.AskAsync<string>($"select state from org.poll where id = '{url[^36..]}'"));
    }

    /// <summary>Past the pages, under the module's own login.</summary>
    [Fact]
    public async Task The_database_itself_keeps_impossible_sums_and_changes_of_what_is_signed_away()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Read, Conduct);
        var url = await SetUpAsync(officer, Decisions, ("items", "修订内部制度"));
        await officer.SubmitAsync(url + "/count", [.. Numbers(1, 9, 8, 8, 8, 0), .. Marks(1, 1, 8, 0, 0)]);
        var id = url[^36..];

        Assert.Contains("修订内部制度（部务会成员）各项合计 7 票，有效票 8 张，对不上", await RefusedAsync($"delete from org.poll_count where poll_id = '{id}'; insert into org.poll_count (poll_id, group_number, item_number, choice, locality_path, votes) select '{id}', 1, 1, '1', locality_path, 7 from org.poll where id = '{id}'"), StringComparison.Ordinal);
        Assert.Contains("poll_group_returned", await RefusedAsync($"delete from org.poll_group where poll_id = '{id}'; insert into org.poll_group (poll_id, number, locality_path, name, eligible, present, issued, returned, invalid) select '{id}', 1, locality_path, '全体', 9, 8, 8, 9, 0 from org.poll where id = '{id}'"), StringComparison.Ordinal);
        await officer.PostAsync(url + "/turn/sign", ("version", "2"));
        Assert.Contains("结果已签认", await RefusedAsync($"delete from org.poll_count where poll_id = '{id}'"), StringComparison.Ordinal);
        Assert.Contains("只能作废", await RefusedAsync($"update org.poll set title = '另一次' where id = '{id}'"), StringComparison.Ordinal);
        Assert.Contains("permission denied", await RefusedAsync("select counts from org.poll_urn"), StringComparison.Ordinal);
        Assert.Contains("permission denied", await RefusedAsync("update org.poll_voter set has_voted = true"), StringComparison.Ordinal);
    }

    async Task<string> RefusedAsync(string sql)
    {
        var department = Host.Platform.Current!.Modules.Single(module => module.Manifest.Id == "department").Manifest;
        var path = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'");
        await using var db = Host.Platform.Databases.Of(department).OpenForWriting(Scope.Subtree(path!, Guid.NewGuid()), Actor.System);
        var fault = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await db.ExecuteAsync(sql);
            await db.RecordAsync(new(DeedKind.Update, "decisions", null, path, "试"));
            await db.CommitAsync();
        });
        return $"{fault.MessageText} {fault.ConstraintName}";
    }

    async Task<(string Url, Browser Officer, List<Browser> Voters)> OpenAsync(int[] groups)
    {
        var officer = await Host.SignInAsync(TestHost.County, Read, Conduct);
        var voters = new List<Browser>();
        var changes = new List<(string, string)> { ("Way", "online"), ("Period", "2026 年上半年"), ("ClosesOn", Dates.Format(Clock.Today.AddDays(7))), ("items", "总体评价\n作风") };
        foreach (var group in groups)
        {
            // A voter may be somebody who sees nothing of the county's polls.
            var voter = await Host.SignInAsync(TestHost.Township, "org.units.read");
            voters.Add(voter);
            changes.Add(($"v.{await Host.AskAsync<Guid>($"select id from org.account where account = '{voter.Account}'")}", $"{group}"));
        }
        var url = await SetUpAsync(officer, Satisfaction, [.. changes]);
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/open", ("version", "1"))).Status);
        return (url, officer, voters);
    }

    static Task<Answer> VoteAsync(Browser voter, string url, int first, int second, string remark = "") => voter.PostAsync("/account/polls/" + url[^36..], ("m.1", $"{first}"), ("m.2", $"{second}"), ("remark", remark));

    [Fact]
    public async Task A_vote_on_line_leaves_no_trace_of_who_said_what_and_is_given_out_only_when_there_are_enough()
    {
        var (url, officer, voters) = await OpenAsync([1, 1, 1, 1, 1, 1]);
        var id = url[^36..];
        foreach (var voter in voters.Take(4))
            if (await VoteAsync(voter, url, 1, 2, "多下基层") is { Status: not 302 } refused) Assert.Fail($"{refused.Status} {refused.In("div.note")} {Host.Log}");

        Assert.Equal(422, (await VoteAsync(voters[0], url, 3, 3)).Status);
        var early = await officer.PostAsync(url + "/turn/close", ("version", "2"));
        Assert.Contains("只收到 4 份答复，少于 5 份", early.Text, StringComparison.Ordinal);
        // Neither page nor figures show anything but who has taken part.
        Assert.DoesNotContain("多下基层", (await officer.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.poll_count where poll_id = '{id}'"));

        Assert.Equal(302, (await VoteAsync(voters[4], url, 3, 0)).Status);
        Assert.Contains("还有人没有投票", (await officer.PostAsync(url + "/turn/close", ("version", "2"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await VoteAsync(voters[5], url, 2, 1, "办得好")).Status);

        // What is stored, whoever looks: no row a vote, no time, no transaction that a voter's mark shares with a vote of their own.
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.poll_urn where poll_id = '{id}' and cast_count = 6"));
        Assert.Equal(0L, await Host.AskAsync<long>("select count(*) from information_schema.columns where table_schema = 'org' and table_name in ('poll_voter', 'poll_urn') and data_type ~ '(time|date)'"));
        Assert.Equal(0L, await Host.AskAsync<long>("select count(*) from information_schema.columns where table_schema = 'org' and table_name in ('poll_urn', 'poll_count') and column_name ~ '(account|voter|actor|_by)'"));
        Assert.Equal(6L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{id}' and changes::text like '%已投%'"));
        Assert.Equal(0L, await Host.AskAsync<long>("select count(*) from audit.entry where changes::text like '%多下基层%' or changes::text like '%不满意%'"));

        Assert.Equal(302, (await officer.PostAsync(url + "/turn/close", ("version", "2"))).Status);
        Assert.Equal("1:4,1:1,1:1|2:1,2:4", await Host.AskAsync<string>($"select string_agg(t, '|' order by item_number) from (select item_number, string_agg(item_number || ':' || votes, ',' order by choice) as t from org.poll_count where poll_id = '{id}' and votes > 0 group by 1) x"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.poll_urn where poll_id = '{id}'"));
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/sign", ("version", "3"))).Status);
        Assert.Contains("83.33%", (await officer.GetAsync(url)).In("table.tbl-stick"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_too_small_is_given_out_only_together_with_the_others()
    {
        var (url, officer, voters) = await OpenAsync([1, 1, 1, 1, 1, 2]);
        foreach (var voter in voters.Take(5)) await VoteAsync(voter, url, 1, 1);
        await VoteAsync(voters[5], url, 3, 3);

        await officer.PostAsync(url + "/turn/close", ("version", "2"));

        var page = await officer.GetAsync(url);
        Assert.Contains("各组合并公布", page.Text, StringComparison.Ordinal);
        Assert.Equal("各组合并", await Host.AskAsync<string>($"select string_agg(name, ',') from org.poll_group where poll_id = '{url[^36..]}'"));
        Assert.Equal(1, await Host.AskAsync<int>($"select votes from org.poll_count where poll_id = '{url[^36..]}' and item_number = 1 and choice = '3'"));
    }

    [Fact]
    public async Task Who_is_not_on_the_list_has_no_ballot_and_who_may_not_conduct_changes_nothing()
    {
        var (url, _, _) = await OpenAsync([1, 1, 1, 1, 1]);
        using var other = await Host.SignInAsync(TestHost.County, Read);
        using var neighbour = await Host.SignInAsync(TestHost.Neighbour, Read, Conduct);

        Assert.Equal(404, (await other.GetAsync("/account/polls/" + url[^36..])).Status);
        Assert.Equal(404, (await VoteAsync(other, url, 1, 1)).Status);
        Assert.Equal(403, (await other.PostAsync(url + "/turn/void", ("version", "2"), ("reason", "试"))).Status);
        Assert.Equal(200, (await other.GetAsync(url)).Status);
        Assert.DoesNotContain("还没有投", (await other.GetAsync(url)).Text, StringComparison.Ordinal);
        var elsewhere = url.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal);
        Assert.Equal(404, (await neighbour.GetAsync(elsewhere)).Status);
        Assert.Equal(404, (await neighbour.PostAsync(elsewhere + "/turn/close", ("version", "2"))).Status);
    }
}
