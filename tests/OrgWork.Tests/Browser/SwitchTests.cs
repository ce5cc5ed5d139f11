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

        async Task SetAsync(string state)
        {
            var page = administrator.Page;
            await administrator.GoAsync($"/{Chromium.City}/org/modules");
            await page.ClickAsync(".matrix a[aria-label*='临溪县'][aria-label*='基层党建']");
            await page.CheckAsync($"#set label:has(b:text-is('{state}')) input");
            await page.FillAsync("#Reason", "试点调整");
            await page.ClickAsync("#set button:text-is('设定')");
            await page.WaitForSelectorAsync($"text=已设为“{state}”");
        }
    }
}
