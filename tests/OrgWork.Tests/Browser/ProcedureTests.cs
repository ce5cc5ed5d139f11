using Microsoft.Playwright;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>Procedures with a real browser: an applicant's whole way into the Party, and a member sent from one township to another.</summary>
[Collection(nameof(Chromium))]
public sealed class ProcedureTests(Chromium chromium)
{
    static async Task PickAsync(Screen screen, string field, string words)
    {
        await screen.Page.Locator($"#{field}-ts-control").FillAsync(words);
        await screen.Page.Locator($".ts-dropdown:visible .option:has-text('{words}')").First.ClickAsync();
    }

    /// <summary>The form of a step, filled in and sent; it ends on the page of the case.</summary>
    static async Task FillAsync(Screen screen, string step, string on, (string Name, string Value)[] values)
    {
        var page = screen.Page;
        await page.FillAsync("[name='on']", on);
        foreach (var (name, value) in values)
        {
            var control = page.Locator($"[name='{name}']");
            if (await control.EvaluateAsync<string>("e => e.tagName") == "SELECT") await control.SelectOptionAsync(value);
            else await control.FillAsync(value);
        }
        foreach (var paper in await page.Locator("select[name^='paper.']").AllAsync()) await paper.SelectOptionAsync("1");
        await screen.FollowAsync("[data-save]");
        Assert.True(await screen.ShowsAsync("ol.stages"), $"{step}: {(await screen.ShowsAsync(".refuse") ? await screen.TextAsync(".refuse") : await screen.TextAsync("main"))}");
    }

    [Fact]
    public async Task An_applicant_is_entered_and_taken_all_the_way_to_full_membership_on_the_screen()
    {
        await using var screen = await chromium.SignInAsync("demo.organisation");
        var page = screen.Page;
        var home = $"/{Chromium.City}/grassroots";
        var branch = await chromium.Host.AskAsync<string>("select name from grassroots.organisation where kind = '631' and abolished_on is null order by code limit 1");
        await screen.GoAsync($"{home}/applicants/new");
        await page.FillAsync("#name", "贺初心");
        await page.SelectOptionAsync("#sex", "2");
        await page.FillAsync("#birth_on", "1996.05.01");
        await page.SelectOptionAsync("#education", "21");
        await page.SelectOptionAsync("#occupation", "07");
        await PickAsync(screen, "organisation_id", branch!);
        await screen.FollowAsync("[data-save]");
        await page.ClickAsync("summary:text-is('更多')");
        await screen.FollowAsync("a:text-is('立案办理发展党员…')");
        await FillAsync(screen, "apply", "2022.01.10", []);
        var one = page.Url;

        // Too early: refused on the screen, with the day from which it may be.
        (string Step, string On, (string, string)[] Values)[] way =
        [
            ("talk", "2022.01.25", [("talked_by", "陈建平")]), ("activist", "2022.03.10", [("recommendation", "1")]), ("activist_filed", "2022.03.20", []), ("mentors", "2022.03.22", [("mentor_names", "陈建平、刘桂芳"), ("mentors", "2")]), ("foster", "2022.09.10", [("looked_words", "表现好")]),
            ("candidate", "2023.03.10", []), ("candidate_filed", "2023.03.20", []), ("introducers", "2023.03.22", [("introducer_names", "陈建平、刘桂芳"), ("introducers", "2")]), ("vetting", "2023.05.20", [("is_vetted", "1")]), ("training", "2023.06.11", [("trained_days", "3"), ("trained_hours", "24")]),
            ("review", "2023.08.01", []), ("preview", "2023.08.20", [("is_leaving", "0")]), ("form", "2023.09.01", [("form_no", "2023-04417")]), ("meeting", "2023.09.10", [.. CaseForms.Votes("", 21, 18, 18), ("outcome", "pass")]), ("county_talk", "2023.10.07", [("admission_talker", "范志宏")]),
            ("approval", "2023.10.20", [("outcome", "approved")]), ("county_filed", "2023.10.29", []), ("placed", "2023.11.03", []), ("oath", "2023.12.06", []), ("probation", "2024.03.30", [("probation_words", "认真")]), ("full_apply", "2024.09.03", []),
            ("full_meeting", "2024.09.12", [.. CaseForms.Votes("full_", 21, 18, 18), ("outcome", "full")]), ("full_approval", "2024.10.12", [("outcome", "full")]), ("filed", "2024.11.12", []),
        ];
        foreach (var (step, on, values) in way)
        {
            await page.GotoAsync($"{one}/act/{step}");
            if (step == "candidate")
            {
                await page.FillAsync("[name='on']", "2023.03.09");
                foreach (var paper in await page.Locator("select[name^='paper.']").AllAsync()) await paper.SelectOptionAsync("1");
                await screen.FollowAsync("[data-save]");
                Assert.Contains("2023.03.10", await screen.TextAsync(".refuse"), StringComparison.Ordinal);
            }
            await FillAsync(screen, step, on, values);
        }
        Assert.Contains("办结", await screen.TextAsync(".who"), StringComparison.Ordinal);
        Assert.Equal(25, await page.Locator("ol.stages .pips i.done").CountAsync());
        Assert.Equal("2023-09-10|2024-09-10", await chromium.Host.AskAsync<string>("select joined_on || '|' || became_full_on from grassroots.member where name = '贺初心'"));
        Assert.Empty(screen.Complaints);
    }
}
