using Xunit;

namespace OrgWork.Tests.Screens;

[Collection(nameof(Chromium))]
public sealed class ProgrammeTests(Chromium chromium)
{
    /// <summary>The README's tutorial, click by click.</summary>
    [Fact]
    public async Task A_county_administrator_makes_a_programme_and_a_town_fills_it_in_while_the_neighbour_sees_nothing()
    {
        await using var administrator = await chromium.SignInAsync("demo.county");
        var page = administrator.Page;
        await administrator.GoAsync($"/{Chromium.County}/programmes/running");
        await administrator.FollowAsync("a:text-is('新建专项')");
        await page.FillAsync("#name", "红色驿站");
        await page.FillAsync("#title", "驿站台账");
        await page.FillAsync("#columns", "驿站名称、建成日期、管理员");
        await administrator.FollowAsync("button:text-is('建立草稿')");
        await administrator.FollowAsync("a:text-is('检查并发布')");
        await page.ClickAsync("button:text-is('发布第 1 版')");
        await administrator.FollowAsync("dialog button:text-is('发布')");
        Assert.Contains("红色驿站", await administrator.TextAsync("main"), StringComparison.Ordinal);
        var module = (await chromium.Host.AskAsync<string>("select module from programmes.design where name = '红色驿站'"))!;
        await Programmes.InstalledHost.ServesAsync(chromium.Host, module);

        await using var clerk = await chromium.SignInAsync("demo.township");
        var township = (await chromium.Host.AskAsync<string>($"select code from org.locality where code like '{Chromium.County}%' and kind = 4 order by rank_order limit 1"))!;
        await clerk.GoAsync($"/{township}/programmes/running");
        await clerk.FollowAsync(".subnav a:text-is('红色驿站')");
        await clerk.FollowAsync("a:text-is('新增驿站')");
        await clerk.Page.FillAsync("main form[data-guard] input[maxlength='100']", "下坪驿站");
        await clerk.FollowAsync("button[data-save]");
        Assert.Contains("下坪驿站", await clerk.TextAsync("main"), StringComparison.Ordinal);

        await using var two = await chromium.SignInAsync("demo.programme");
        Assert.Equal(404, await two.GoAsync($"/{Chromium.Neighbour}/{module}/zhantaizhang"));
        await two.GoAsync($"/{Chromium.Neighbour}/programmes/running");
        Assert.DoesNotContain("红色驿站", await two.TextAsync("body"), StringComparison.Ordinal);
        Assert.Empty(administrator.Complaints);
        Assert.Empty(clerk.Complaints);
    }
}
