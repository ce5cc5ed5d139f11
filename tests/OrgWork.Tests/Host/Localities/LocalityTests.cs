using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Localities;

public sealed class LocalityTests : IAsyncLifetime
{
    readonly OfficeHost office = new();
    Browser admin = null!;

    public async Task InitializeAsync()
    {
        await office.InitializeAsync();
        await office.Host.DoAsync("update org.locality set valid_from = '2020-01-01'; update org.locality_history set valid = daterange('2020-01-01', null)");
        (_, admin) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await office.DisposeAsync();
    }

    async Task<string> PageAsync(string code) => $"/{TestHost.City}/org/localities/{await office.Host.AskAsync<int>($"select id from org.locality where code = '{code}'")}";

    [Fact]
    public async Task A_new_name_and_code_answer_at_once_and_the_old_stay_in_history()
    {
        var page = await PageAsync(TestHost.Township);
        var answer = await admin.PostFromAsync(page, page + "?handler=Change", ("Name", "枫岭街道"), ("Code", "539921001"), ("Kind", "Township"), ("On", "2026.03.01"), ("Reason", "省政府批复"));
        Assert.Equal(page, answer.Location);
        await TestHost.UntilAsync(async () => (await admin.GetAsync("/539921001/org/localities")).Status == 200, "the new code to answer");
        Assert.Equal(404, (await admin.GetAsync($"/{TestHost.Township}/org/localities")).Status);
        Assert.Equal("枫岭", await office.Host.AskAsync<string>("select short_name from org.locality where code = '539921001'"));
        var history = (await admin.GetAsync(page)).Document.QuerySelectorAll("table tbody tr").Select(row => string.Join(" ", row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Equal(["2026.03.01 今 枫岭街道 539921001 乡级 临溪县", "2020.01.01 2026.03.01 枫岭镇 539921100 乡级 临溪县"], history.Select(line => line[..line.LastIndexOf(' ')]));
        Assert.Equal("省政府批复", await office.Host.AskAsync<string>("select reason from audit.entry where deed = '区划变更'"));
    }

    [Fact]
    public async Task A_new_place_stands_under_the_one_whose_page_it_was_written_on_and_answers_at_once()
    {
        var page = $"/{TestHost.County}/org/localities/new";
        (string, string)[] said = [("Name", "青溪乡"), ("Code", "539921200"), ("Kind", "Township"), ("On", "2026.03.01"), ("Reason", "省政府批复")];
        var taken = await admin.PostFromAsync(page, page, [.. said.Where(one => one.Item1 != "Code"), ("Code", TestHost.Township)]);
        Assert.Equal(200, taken.Status);
        Assert.Contains("这个区划代码已经使用", taken.Text, StringComparison.Ordinal);

        var answer = await admin.PostFromAsync(page, page, said);

        Assert.True(answer.Status == 302, answer.In("main"));
        Assert.Equal("临溪县|青溪|2026-03-01", await office.Host.AskAsync<string>("select concat_ws('|', p.name, l.short_name, l.valid_from) from org.locality l join org.locality p on p.id = l.parent_id where l.code = '539921200'"));
        Assert.Equal("省政府批复", await office.Host.AskAsync<string>("select string_agg(reason, '+') from audit.entry where title like '%青溪乡%'"));
        await TestHost.UntilAsync(async () => (await admin.GetAsync("/539921200/org/localities")).Status == 200, "the new place to answer");
    }

    [Theory]
    [InlineData("On", "2099.01.01", "生效日期不能晚于今天")]
    [InlineData("On", "2026.02.30", "只有 28 天")]
    [InlineData("On", "2019.01.01", "变更日期不能早于现状起始日期 2020.01.01")]
    [InlineData("Code", "12a", "2 至 12 位数字")]
    [InlineData("Code", TestHost.Neighbour, "这个区划代码已经使用")]
    [InlineData("Kind", "City", "层级不符")]
    [InlineData("Reason", "", "请写明依据")]
    public async Task What_cannot_be_is_refused_in_plain_words_and_keeps_what_was_typed(string field, string value, string words)
    {
        var page = await PageAsync(TestHost.Township);
        var form = new Dictionary<string, string> { ["Name"] = "新枫岭镇", ["Code"] = TestHost.Township, ["Kind"] = "Township", ["On"] = "2026.03.01", ["Reason"] = "批复" };
        form[field] = value;
        var answer = await admin.PostFromAsync(page, page + "?handler=Change", [.. form.Select(f => (f.Key, f.Value))]);
        Assert.Equal(200, answer.Status);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
        Assert.Equal("新枫岭镇", answer.Document.QuerySelector("input[name=Name]")!.GetAttribute("value"));
        Assert.Equal("枫岭镇", await office.Host.AskAsync<string>($"select name from org.locality where code = '{TestHost.Township}'"));
    }

    [Fact]
    public async Task A_move_takes_everything_along_and_into_its_own_below_is_refused()
    {
        var person = await office.MakeAsync(TestHost.Township, ("reader", TestHost.Township));
        var township = await PageAsync(TestHost.Township);
        Assert.Contains("连同下级 0 处、账号 1 个", (await admin.GetAsync(township)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await admin.PostFromAsync(township, township + "?handler=Move", ("parent", TestHost.Neighbour), ("on", "2026.03.01"), ("reason", "批复"))).Status);
        Assert.True(await office.Host.AskAsync<bool>($"select starts_with(a.locality_path, l.path) from org.account a, org.locality l where a.id = '{person.Id}' and l.code = '{TestHost.Neighbour}'"));
        Assert.Equal("临溪县", await office.Host.AskAsync<string>($"select p.name from org.locality_history h join org.locality p on p.id = h.parent_id where not upper_inf(h.valid) and h.code = '{TestHost.Township}'"));

        var county = await PageAsync(TestHost.Neighbour);
        await TestHost.UntilAsync(async () => (await admin.GetAsync(county)).Text.Contains("连同下级 1 处", StringComparison.Ordinal), "the tree to be told");
        var cycle = await admin.PostFromAsync(county, county + "?handler=Move", ("parent", TestHost.Township), ("on", "2026.03.01"), ("reason", "试"));
        Assert.Contains("不能设在枫岭镇之下：层级不符", cycle.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_county_that_is_moved_takes_its_townships_along_and_as_of_the_day_before_all_stand_where_they_stood()
    {
        const string province = "53", other = "5398";
        await office.Host.DoAsync($"""
            insert into org.locality (code, name, short_name, kind, valid_from) values ('{province}', '云省', '云', 1, '2020-01-01');
            insert into org.locality (code, name, short_name, kind, parent_id, valid_from) select '{other}', '海州市', '海州', 2, id, '2020-01-01' from org.locality where code = '{province}';
            update org.locality set parent_id = (select id from org.locality where code = '{province}') where code = '{TestHost.City}';
            update org.locality_history h set valid = daterange('2020-01-01', null), parent_id = l.parent_id from org.locality l where l.id = h.locality_id and upper_inf(h.valid);
            select set_config('orgwork.effective_on', '2020-01-01', true);
            insert into org.unit (locality_path, name, kind) select path, name || '某局', '34' from org.locality where code in ('{TestHost.City}', '{TestHost.County}', '{TestHost.Township}', '{TestHost.Neighbour}')
            """);
        var (_, chief) = await office.MakeSignedInAsync(province, (Roles.SystemAdmin, province));
        using var _ = chief;
        var page = $"/{province}/org/localities/{await office.Host.AskAsync<int>($"select id from org.locality where code = '{TestHost.County}'")}";
        await TestHost.UntilAsync(async () => (await chief.GetAsync(page)).Status == 200, "the host to know the province");
        Assert.Contains("连同下级 1 处", (await chief.GetAsync(page)).Text, StringComparison.Ordinal);
        async Task<string> UnitsAsync(string place, string query = "") =>
            string.Join(' ', (await chief.GetAsync($"/{place}/org/units{query}")).Document.QuerySelectorAll("tbody td.name").Select(cell => cell.TextContent.Trim().Replace("某局", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var stood = await UnitsAsync(TestHost.City);
        Assert.Equal("临溪县 云江市 望川县 枫岭镇", stood);

        Assert.Equal(302, (await chief.PostFromAsync(page, page + "?handler=Move", ("parent", other), ("on", "2026.03.01"), ("reason", "批复"))).Status);
        await TestHost.UntilAsync(async () => await UnitsAsync(other) == "临溪县 枫岭镇", "the county and its township to be there");
        Assert.Equal("云江市 望川县", await UnitsAsync(TestHost.City));
        foreach (var (day, here, there) in ((string, string, string)[])[("2025-12-31", stood, ""), ("2026-02-28", stood, ""), ("2026-03-01", "云江市 望川县", "临溪县 枫岭镇")])
        {
            Assert.Equal((day, here, there), (day, await UnitsAsync(TestHost.City, $"?asof={day}"), await UnitsAsync(other, $"?asof={day}")));
            // The places themselves are listed where they stood, each under what stood above it.
            Assert.Equal((day, here, string.Join(' ', $"海州市 {there}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))), (day, await PlacesAsync(TestHost.City, day), await PlacesAsync(other, day)));
        }
        // Whose grant ends at the city does not see what has left it since, and what has come since was not there.
        var (_, left) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        using var __ = left;
        Assert.Equal("云江市 望川县", string.Join(' ', Names(await left.GetAsync($"/{TestHost.City}/org/localities?asof=2025-12-31"))));
        var before = await chief.GetAsync($"/{other}/org/localities?asof=2019-06-30");
        Assert.Contains("当时还没有设立", before.Text, StringComparison.Ordinal);
        Assert.Null((await chief.GetAsync($"/{TestHost.City}/org/localities?asof=2025-12-31")).In("main form[method=post]"));

        static IEnumerable<string> Names(Answer list) => list.Document.QuerySelectorAll("tbody th.name").Select(cell => cell.TextContent.Trim()).Order(StringComparer.Ordinal);
        async Task<string> PlacesAsync(string place, string day) => string.Join(' ', Names(await chief.GetAsync($"/{place}/org/localities?asof={day}")));
        Assert.Equal("2020-01-01 云江市, 2026-03-01 海州市", await office.Host.AskAsync<string>($"select string_agg(lower(h.valid) || ' ' || p.name, ', ' order by h.valid) from org.locality_history h join org.locality p on p.id = h.parent_id where h.code = '{TestHost.County}'"));
    }

    [Fact]
    public async Task Order_is_data_and_a_place_with_children_or_accounts_is_not_abolished()
    {
        var list = $"/{TestHost.City}/org/localities";
        await admin.PostAsync(list, ("id", (await PageAsync(TestHost.Neighbour)).Split('/')[^1]), ("step", "-1"));
        Assert.Equal(TestHost.Neighbour, await office.Host.AskAsync<string>("select code from org.locality where kind = 3 order by rank_order limit 1"));

        var county = await PageAsync(TestHost.County);
        Assert.Contains("还有 1 个下级", (await admin.PostFromAsync(county, county + "?handler=Abolish", ("on", "2026.03.01"), ("reason", "撤并"))).Text, StringComparison.Ordinal);
        var township = await PageAsync(TestHost.Township);
        Assert.Equal(list, (await admin.PostFromAsync(township, township + "?handler=Abolish", ("on", "2026.03.01"), ("reason", "撤并"))).Location);
        await TestHost.UntilAsync(async () => (await admin.GetAsync($"/{TestHost.Township}/org/localities")).Status == 404, "the place to be gone");
    }

    [Fact]
    public async Task Who_may_only_look_gets_no_forms_and_posts_nothing()
    {
        var (_, auditor) = await office.MakeSignedInAsync(TestHost.City, (Roles.Auditor, TestHost.City));
        var page = await PageAsync(TestHost.Township);
        Assert.Null((await auditor.GetAsync(page)).In("main form"));
        Assert.Equal(403, (await auditor.PostFromAsync("/account/password", page + "?handler=Abolish", ("on", "2026.03.01"), ("reason", "试"))).Status);
        auditor.Dispose();
    }
}
