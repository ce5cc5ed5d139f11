using Xunit;

namespace OrgWork.Tests.Screens;

[Collection(nameof(Chromium))]
public sealed class SwitchTests(Chromium chromium)
{
    [Fact]
    public async Task A_module_switched_off_for_a_county_is_gone_below_it_and_nowhere_else_and_comes_back_whole()
    {
        await using var administrator = await chromium.SignInAsync("demo.system");
        await using var clerk = await chromium.SignInAsync("demo.township");
        await using var officer = await chromium.SignInAsync("demo.organisation");
        var township = (await chromium.Host.AskAsync<string>($"select code from org.locality where code like '{Chromium.County}%' and kind = 4 order by rank_order limit 1"))!;
        var (below, beside) = ($"/{township}/grassroots/members", $"/{Chromium.Neighbour}/grassroots/members");
        Assert.Equal(200, await clerk.GoAsync(below));
        var total = await clerk.TextAsync(".total");

        await SetAsync("关");
        await TestHost.UntilAsync(async () => await clerk.GoAsync(below) == 404, "off in the township");
        await clerk.GoAsync($"/{township}");
        Assert.DoesNotContain("基层党建", await clerk.TextAsync(".mainnav"), StringComparison.Ordinal);
        Assert.Equal(200, await officer.GoAsync(beside));
        Assert.Contains("基层党建", await officer.TextAsync(".mainnav"), StringComparison.Ordinal);

        await SetAsync("沿用上级");
        await TestHost.UntilAsync(async () => await clerk.GoAsync(below) == 200, "on again");
        Assert.Equal(total, await clerk.TextAsync(".total"));
        Assert.Contains("基层党建", await clerk.TextAsync(".mainnav"), StringComparison.Ordinal);
        Assert.Empty(administrator.Complaints);
        Assert.Empty(officer.Complaints);
        Assert.All(clerk.Complaints, complaint => Assert.Contains("status of 404", complaint, StringComparison.Ordinal));

        Task SetAsync(string state) => SwitchTests.SetAsync(administrator, state, "基层党建");
    }

    [Fact]
    public async Task A_module_that_is_read_only_or_retired_for_a_county_says_so_offers_nothing_to_write_and_comes_back_whole()
    {
        await using var administrator = await chromium.SignInAsync("demo.system");
        await using var clerk = await chromium.SignInAsync("demo.talent");
        var (list, beside) = ($"/{Chromium.County}/talent/talents", $"/{Chromium.Neighbour}/talent/talents");
        const string adding = "a.btn:has-text('新增')", note = ".frame-notes .note-y";
        Assert.Equal(200, await clerk.GoAsync(list));
        var total = await clerk.TextAsync(".total");
        Assert.Equal((1, 0), (await clerk.Page.Locator(adding).CountAsync(), await clerk.Page.Locator(note).CountAsync()));

        await SetAsync(administrator, "只读", "人才");
        await TestHost.UntilAsync(async () => await clerk.GoAsync(list) == 200 && await clerk.Page.Locator(note).CountAsync() == 1, "read-only");
        Assert.Contains("在临溪县只读：可以查看、打印、导出，不能录入和修改", await clerk.TextAsync(note), StringComparison.Ordinal);
        Assert.Equal(0, await clerk.Page.Locator(adding).CountAsync());
        Assert.Equal(total, await clerk.TextAsync(".total"));
        await clerk.GoAsync(beside);
        Assert.Equal((1, 0), (await clerk.Page.Locator(adding).CountAsync(), await clerk.Page.Locator(note).CountAsync()));

        await SetAsync(administrator, "退役", "人才");
        await TestHost.UntilAsync(async () => await clerk.GoAsync(list) == 404, "retired");
        Assert.Equal(200, await clerk.GoAsync(beside));

        await SetAsync(administrator, "沿用上级", "人才");
        await TestHost.UntilAsync(async () => await clerk.GoAsync(list) == 200, "on again");
        Assert.Equal(total, await clerk.TextAsync(".total"));
        Assert.Equal((1, 0), (await clerk.Page.Locator(adding).CountAsync(), await clerk.Page.Locator(note).CountAsync()));
        Assert.Empty(administrator.Complaints);
        Assert.All(clerk.Complaints, complaint => Assert.Contains("status of 404", complaint, StringComparison.Ordinal));
    }

    static async Task SetAsync(Screen administrator, string state, string module)
    {
        var page = administrator.Page;
        await administrator.GoAsync($"/{Chromium.City}/org/modules");
        await page.ClickAsync($".matrix a[aria-label*='临溪县'][aria-label*='{module}']");
        await page.CheckAsync($"#set label:has(b:text-is('{state}')) input");
        await page.FillAsync("#Reason", "试点调整");
        await page.ClickAsync("#set button:text-is('设定')");
        await page.WaitForSelectorAsync($"text=已设为“{state}”");
    }
}
