using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>One field of many records at once, through the page.</summary>
public sealed class BulkPageTests(LedgerHost ledger) : IClassFixture<LedgerHost>, IAsyncLifetime
{
    const string List = $"/{TestHost.County}/ledger/entrants", Bulk = List + "/bulk";
    Browser officer = null!;

    public async Task InitializeAsync()
    {
        officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit");
        await ledger.Host.DoAsync("truncate ledger.entrant, ledger.entrant_gram, ledger.note");
    }

    public Task DisposeAsync()
    {
        officer.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_preview_names_every_record_before_and_after_and_changes_nothing()
    {
        var (one, two) = await TwoAsync();
        await ledger.Host.DoAsync("update ledger.entrant set score = 70 where name = '陶静'");

        var page = await officer.PostFromAsync(Bulk, Bulk + "?handler=preview", ("id", one.ToString()), ("id", two.ToString()), ("field", "score"), ("score", "70"), ("reason", "会议决定"));

        Assert.Equal(200, page.Status);
        Assert.Equal(["陶静 临溪县 70 不变 不改", "安民 临溪县 （空） 70 可以改"], Lines(page).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("将把 1", page.In(".note"), StringComparison.Ordinal);
        Assert.Equal(0L, await ledger.Host.AskAsync<long>("select count(*) from ledger.entrant where name = '安民' and score is not null"));
    }

    [Fact]
    public async Task Confirmed_it_changes_those_that_differ_and_writes_a_deed_with_the_reason_for_each()
    {
        var (one, two) = await TwoAsync();

        var done = await officer.PostFromAsync(Bulk, Bulk + "?handler=apply", ("id", one.ToString()), ("version", "1"), ("id", two.ToString()), ("version", "1"), ("field", "score"), ("score", "70"), ("reason", "会议决定"));

        Assert.Equal((302, List), (done.Status, done.Location));
        Assert.Equal(2L, await ledger.Host.AskAsync<long>("select count(*) from ledger.entrant where score = 70 and version = 2"));
        Assert.Equal(2L, await ledger.Host.AskAsync<long>($"select count(*) from audit.entry where row_id in ('{one}', '{two}') and reason = '批量修改：会议决定'"));
    }

    [Fact]
    public async Task When_one_record_was_changed_meanwhile_none_is_changed()
    {
        var (one, two) = await TwoAsync();
        await ledger.Host.DoAsync($"update ledger.entrant set version = 2 where id = '{two}'");

        var answer = await officer.PostFromAsync(Bulk, Bulk + "?handler=apply", ("id", one.ToString()), ("version", "1"), ("id", two.ToString()), ("version", "1"), ("field", "score"), ("score", "70"), ("reason", "会议决定"));

        Assert.Equal(422, answer.Status);
        Assert.Contains("安民", answer.In(".note"), StringComparison.Ordinal);
        Assert.Equal(0L, await ledger.Host.AskAsync<long>("select count(*) from ledger.entrant where score is not null"));
    }

    [Theory]
    [InlineData("score", "abc", "会议决定", "得分请填整数")]
    [InlineData("score", "70", "", "写明依据")]
    [InlineData("name", "某人", "会议决定", "")]
    public async Task What_cannot_be_is_refused_with_the_reason_at_the_field(string field, string value, string reason, string words)
    {
        var (one, _) = await TwoAsync();

        var answer = await officer.PostFromAsync(Bulk, Bulk + "?handler=apply", ("id", one.ToString()), ("version", "1"), ("field", field), (field, value), ("reason", reason));

        Assert.Equal(422, answer.Status);
        Assert.Contains(words, answer.In("main") ?? "", StringComparison.Ordinal);
        Assert.Equal(2L, await ledger.Host.AskAsync<long>("select count(*) from ledger.entrant where score is null and name in ('陶静', '安民')"));
    }

    [Fact]
    public async Task All_that_the_conditions_of_the_list_bring_can_be_taken()
    {
        await TwoAsync();

        var page = await officer.GetAsync(Bulk + "?q=陶静");

        Assert.Equal(["陶静 临溪县"], Lines(page));
    }

    [Fact]
    public async Task Rows_of_another_county_are_not_among_them()
    {
        var foreign = await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.Neighbour), "外县人");
        var (one, _) = await TwoAsync();

        var page = await officer.PostFromAsync(Bulk, Bulk, ("id", one.ToString()), ("id", foreign.ToString()));

        Assert.Equal(["陶静 临溪县"], Lines(page));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_what_a_row_refers_to_and_says_its_name()
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        var (one, _) = await TwoAsync();
        var circle = await ledger.Host.AskAsync<Guid>($"insert into ledger.circle (locality_path, name) values ('{path}', '青年组') returning id");
        await ledger.Host.DoAsync($"update ledger.entrant set circle_id = '{circle}' where id = '{one}'");

        var page = await officer.GetAsync($"{List}?circle_id={circle}");

        Assert.Equal(["陶静"], page.Document.QuerySelectorAll("td.name").Select(cell => cell.TextContent.Replace("　", "", StringComparison.Ordinal)));
        Assert.Contains("小组：青年组", page.In(".list-tools .chip"), StringComparison.Ordinal);
        Assert.Equal("青年组", page.In("select[name=circle_id] option[selected]"));
        Assert.Contains(circle.ToString(), (await officer.GetAsync($"{List}?handler=pick&field=circle_id&q=青年")).Text, StringComparison.Ordinal);
    }

    async Task<(Guid, Guid)> TwoAsync()
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        return (await ledger.AddEntrantAsync(path, "陶静", rank: 1), await ledger.AddEntrantAsync(path, "安民", rank: 2));
    }

    static IEnumerable<string> Lines(Answer page) => page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())));
}
