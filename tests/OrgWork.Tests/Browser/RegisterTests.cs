using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>An officer's ordinary work in each of the modules, with a real browser.</summary>
[Collection(nameof(Chromium))]
public sealed class RegisterTests(Chromium chromium)
{
    [Theory]
    [InlineData("demo.cadre", "cadres/files", "cadres.cadre", "civil_servant_since_on", "公务员登记时间", 2023)]
    [InlineData("demo.organisation", "grassroots/organisations", "grassroots.organisation", "term_began_on", "本届选举日期", 2023, "term_ends_on between '2024-03-01' and '2026-02-27'")]
    [InlineData("demo.organisation", "grassroots/members", "grassroots.member", "applied_on", "申请入党时间", 2023, "joined_on > '2024-06-01'")]
    [InlineData("demo.talent", "talent/talents", "talent.talent", "contract_ends_on", "合同（合作）期满", 2023)]
    [InlineData("demo.programme", "programmes/directory", "programmes.programme", "ends_on", "结束日期", 2032)]
    public async Task An_officer_finds_a_record_by_initials_is_told_of_an_impossible_date_corrects_it_and_sees_the_change(string account, string path, string table, string column, string label, int year, string lawful = "true")
    {
        // One whose other dates agree with the new one: the rules would hold up the form.
        const string name = "name";
        var wanted = (await chromium.Host.AskAsync<string>($"select id || ' ' || {name} from {table} where removed_at is null and {lawful} order by {name} offset {(lawful == "true" ? 2 : 0)} limit 1"))!.Split(' ', 2);
        var initials = path is "cadres/files" or "grassroots/members" or "talent/talents" ? Pinyin.InitialsOfName(wanted[1]) : Pinyin.Initials(wanted[1]);
        await using var screen = await chromium.SignInAsync(account);
        var page = screen.Page;

        await screen.GoAsync($"/{Chromium.City}/{path}");
        await page.FillAsync("[data-find]", initials[..Math.Min(5, initials.Length)]);
        await page.PressAsync("[data-find]", "Enter");
        await screen.FollowAsync($"td.name a[href$='{wanted[0]}']");
        Assert.Equal(wanted[1], (await screen.TextAsync(".who-name")).Replace("　", "", StringComparison.Ordinal).Trim());

        await screen.FollowAsync("a.btn-main:text-is('修改')");
        await page.FillAsync($"#{column}", $"{year}.02.30");
        await page.ClickAsync("[data-save]");
        Assert.Contains("2 月", await screen.TextAsync($"#{column}-err"), StringComparison.Ordinal);
        Assert.Equal($"{year}.02.30", await page.InputValueAsync($"#{column}"));

        await page.FillAsync($"#{column}", $"{year}.02.28");
        if (await screen.ShowsAsync("#why")) await page.FillAsync("#why", "按登记表补正");
        await screen.FollowAsync("[data-save]");
        await screen.FollowAsync(".tabs a:has-text('变更记录')");
        var history = await screen.TextAsync("main table tbody tr");
        Assert.Contains(label, history, StringComparison.Ordinal);
        Assert.Contains($"{year}.02.28", history, StringComparison.Ordinal);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Nothing_slides_sideways_on_a_phone()
    {
        await using var screen = await chromium.SignInAsync("demo.organisation", width: 390, height: 844);
        var member = await chromium.Host.AskAsync<Guid>("select id from grassroots.member where removed_at is null order by name limit 1");
        var members = $"/{Chromium.City}/grassroots/members";
        foreach (var path in (string[])[$"/{Chromium.City}", members, $"{members}/{member}", $"{members}/{member}/edit"])
        {
            Assert.Equal(200, await screen.GoAsync(path));
            Assert.Equal((path, 390), (path, await screen.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")));
        }
        Assert.Empty(screen.Complaints);
    }
}
