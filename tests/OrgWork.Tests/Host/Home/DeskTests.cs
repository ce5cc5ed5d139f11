using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Host.Home;

/// <summary>工作台: what waits for whoever stands here, what came back, and the figures they chose.</summary>
public sealed class DeskTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Board = $"/{TestHost.Township}/grassroots/transfers";

    async Task<string> SentAsync(Browser sender, string name)
    {
        var member = await affairs.MemberAsync(await affairs.BranchAsync(), name);
        var opened = await sender.OpenCaseAsync(Board, member, ("on", Day(12)), ("reason_code", "1"), ("from_organisation", "本支部"), ("dues_paid_to", ThisMonth));
        Assert.True(opened.Status == 302, opened.Why());
        await sender.DoStepAsync(opened.Location!, "approve", ("on", Day(10)), ("to_organisation", "中共望江镇委员会"), ("receiver_may_approve", "1"), ("outcome", "inside"));
        await sender.DoStepAsync(opened.Location!, "send", ("on", Day(10)), ("other", FarTownship), ("valid_days", "30"));
        return opened.Location!;
    }

    static IEnumerable<string> Waiting(Answer desk) => desk.Document.QuerySelectorAll("table.tbl-card[data-rows] td").Select(cell => cell.TextContent.Trim());

    [Fact]
    public async Task What_is_this_places_turn_stands_on_its_desk_and_on_no_other()
    {
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        using var receiver = await affairs.OfficerAsync(FarTownship);
        var one = await SentAsync(sender, "台待接");

        var desk = await receiver.GetAsync($"/{FarTownship}");
        Assert.Contains("台待接", Waiting(desk));
        Assert.Contains(desk.Document.QuerySelectorAll("table.tbl-card a"), link => link.GetAttribute("href") == $"/{FarTownship}/grassroots/transfers/{one[^36..]}");
        Assert.DoesNotContain("台待接", Waiting(await sender.GetAsync($"/{TestHost.Township}")));
        // Who may only look has nothing to do; the county above sees it on the board, not on its desk.
        using var reader = await affairs.Host.SignInAsync(FarTownship, "grassroots.transfers.read", "grassroots.members.read");
        Assert.DoesNotContain("台待接", Waiting(await reader.GetAsync($"/{FarTownship}")));
        using var county = await affairs.OfficerAsync(TestHost.Neighbour);
        Assert.DoesNotContain("台待接", Waiting(await county.GetAsync($"/{TestHost.Neighbour}")));
    }

    [Fact]
    public async Task What_was_sent_back_is_shown_with_its_reason_and_who_sent_it()
    {
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        using var receiver = await affairs.OfficerAsync(FarTownship);
        var one = await SentAsync(sender, "台退回");
        var there = $"/{FarTownship}/grassroots/transfers/{one[^36..]}";
        await receiver.DoStepAsync(there, "receive", ("on", Day(3)), ("outcome", "back"), ("back_reason", "介绍信上的支部名称不对"));

        var desk = await sender.GetAsync($"/{TestHost.Township}");
        Assert.Contains("退回这里的", desk.Text);
        Assert.Contains("介绍信上的支部名称不对", desk.Text);
        Assert.Contains("周文博", desk.Document.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Ones_own_figures_are_chosen_and_reckoned_for_the_place_one_stands_in()
    {
        var branch = await affairs.BranchAsync(TestHost.Township);
        await affairs.MemberAsync(branch, "台计数");
        using var officer = await affairs.OfficerAsync(TestHost.County, "grassroots.figures.read");
        var usual = await officer.GetAsync($"/{TestHost.County}?handler=figures");
        Assert.Equal(3, usual.Document.QuerySelectorAll(".nums li").Length);

        var page = await officer.GetAsync($"/{TestHost.County}/desk/figures");
        Assert.DoesNotContain("value=\"cadres/", page.Text);
        // Nor is one offered whose rows one may not see, and one that was chosen before is not reckoned.
        Assert.DoesNotContain("value=\"grassroots/dues-", page.Text);
        Assert.Equal(302, (await officer.PostAsync($"/{TestHost.County}/desk/figures", ("chosen", "grassroots/dues-last-month"), ("chosen", "grassroots/members"))).Status);
        Assert.Single((await officer.GetAsync($"/{TestHost.County}?handler=figures")).Document.QuerySelectorAll(".nums li"));
        Assert.Equal(422, (await officer.PostAsync($"/{TestHost.County}/desk/figures", [.. page.Document.QuerySelectorAll("input[name=chosen]").Take(13).Select(tick => ("chosen", tick.GetAttribute("value")!))])).Status);
        Assert.Equal(302, (await officer.PostAsync($"/{TestHost.County}/desk/figures", ("chosen", "grassroots/members"), ("chosen", "grassroots/none"))).Status);

        var numbers = await officer.GetAsync($"/{TestHost.County}?handler=figures");
        var only = Assert.Single(numbers.Document.QuerySelectorAll(".nums li"));
        var count = await affairs.Host.AskAsync<long>($"select count(*) from grassroots.member where removed_at is null and left_on is null and starts_with(locality_path, '{await affairs.PathOfAsync(TestHost.County)}')");
        Assert.Equal($"{count}人", only.QuerySelector("a")!.TextContent.Trim());
        // Another person has their own.
        using var other = await affairs.OfficerAsync(TestHost.County, "grassroots.figures.read");
        Assert.Equal(3, (await other.GetAsync($"/{TestHost.County}?handler=figures")).Document.QuerySelectorAll(".nums li").Length);
        using var bare = await affairs.OfficerAsync(TestHost.County);
        Assert.DoesNotContain("我的数字", (await bare.GetAsync($"/{TestHost.County}")).Text);
    }
}
