using Xunit;

namespace OrgWork.Tests.Screens;

[Collection(nameof(Chromium))]
public sealed class FigureTests(Chromium chromium)
{
    [Fact]
    public async Task A_chart_is_drawn_beside_its_table_under_the_content_policy_and_a_number_opens_its_rows()
    {
        await using var officer = await chromium.SignInAsync("demo.organisation");
        foreach (var address in (string[])["reports/basics", "reports/flows", "figures/one-shoulder"])
        {
            await officer.GoAsync($"/{Chromium.City}/grassroots/{address}");
            await officer.Page.WaitForSelectorAsync(".plot canvas");
        }
        await officer.GoAsync($"/{Chromium.City}/grassroots/reports/basics");
        var number = await officer.TextAsync("#grid tbody tr:first-child a.fig");

        await officer.FollowAsync("#grid tbody tr:first-child a.fig");

        Assert.Equal(number, await officer.TextAsync(".total b"));
        Assert.Empty(officer.Complaints);
    }

    [Fact]
    public async Task The_day_is_chosen_in_the_frame_and_stays_while_one_looks_around()
    {
        await using var officer = await chromium.SignInAsync("demo.organisation");
        await officer.GoAsync($"/{Chromium.City}/grassroots/members");
        await officer.Page.ClickAsync(".asof > summary");
        await officer.Page.FillAsync(".asof input[name=asof]", "2025.12.31");
        await officer.FollowAsync(".asof button");
        Assert.Contains("2025.12.31", await officer.TextAsync(".asof > summary"), StringComparison.Ordinal);

        await officer.FollowAsync("table.tbl tbody td.name a");

        Assert.Contains("asof=2025-12-31", officer.Page.Url, StringComparison.Ordinal);
        Assert.Contains("显示的是 2025.12.31", await officer.TextAsync(".frame-notes"), StringComparison.Ordinal);
        Assert.Empty(officer.Complaints);
    }
}
