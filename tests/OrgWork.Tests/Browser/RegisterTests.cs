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

    [Theory]
    [InlineData("demo.organisation", " members members/{member} members/{member}/edit")]
    [InlineData("demo.branch", "life/branch/{branch} meetings/write?kind=11 dues/sheet/{branch} elections/prepare/{election}")]
    public async Task Nothing_slides_sideways_on_a_phone(string account, string pages)
    {
        await using var screen = await chromium.SignInAsync(account, width: 390, height: 844);
        var (place, branch) = await WhereAsync(account);
        var member = await chromium.Host.AskAsync<Guid>("select id from grassroots.member where removed_at is null order by name limit 1");
        var election = await chromium.Host.AskAsync<Guid>($"""
            with there as (select id from grassroots.election where organisation_id = '{branch}' and removed_at is null limit 1),
            made as (insert into grassroots.election (organisation_id, locality_path, name, planned_on, seats, years) select id, locality_path, '支部换届选举', org.today() + 20, 3, 3 from grassroots.organisation where id = '{branch}' and not exists (select from there) returning id)
            select id from there union all select id from made
            """);
        foreach (var page in pages.Split(' '))
        {
            var path = page == "" ? $"/{place}" : $"/{place}/grassroots/{page.Replace("{member}", $"{member}").Replace("{branch}", $"{branch}").Replace("{election}", $"{election}")}";
            Assert.Equal((path, 200), (path, await screen.GoAsync(path)));
            Assert.Equal((path, 390), (path, await screen.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")));
        }
        Assert.Empty(screen.Complaints);
    }

    /// <summary>The place and the organisation somebody signs in for.</summary>
    async Task<(string Place, Guid Branch)> WhereAsync(string account) => (
        await chromium.Host.AskAsync<string>($"select l.code from org.role_grant g join org.account a on a.id = g.account_id join org.locality l on l.id = g.locality_id where a.account = '{account}' limit 1") ?? "",
        await chromium.Host.AskAsync<Guid>($"select o.id from grassroots.organisation o join org.role_grant g on g.locality_id = o.place_id join org.account a on a.id = g.account_id where a.account = '{account}' limit 1"));

    /// <summary>Two minutes on a telephone: everybody is there but two, one of them with a reason.</summary>
    [Fact, Trait("Row", "G2.1")]
    public async Task A_branch_secretary_writes_a_meeting_with_its_attendance_on_a_phone()
    {
        await using var screen = await chromium.SignInAsync("demo.branch", width: 390, height: 844);
        var page = screen.Page;
        var (place, branch) = await WhereAsync("demo.branch");
        await screen.GoAsync($"/{place}/grassroots/life/branch/{branch}");
        await screen.GoAsync($"/{place}/grassroots/meetings/write?kind=11");
        await page.FillAsync("#HeldOn", Dates.Format(Clock.Today));
        await page.FillAsync("#Topic", "手机上记的党员大会");
        var people = page.Locator(".att li");
        var expected = await people.CountAsync();
        Assert.True(expected >= 3, $"{expected}");
        await people.Nth(0).Locator("label:text-is('假')").ClickAsync();
        await people.Nth(0).Locator(".att-why").FillAsync("住院");
        await people.Nth(1).Locator("label:text-is('缺')").ClickAsync();
        await page.FillAsync("#Text", "传达文件，讨论发言。");
        // Thumbs, not needles.
        var reach = await people.Nth(2).Locator("label:text-is('到')").BoundingBoxAsync();
        Assert.True(reach is { Height: >= 30, Width: >= 30 }, $"{reach?.Width}×{reach?.Height}");
        await screen.FollowAsync("button:text-is('保存并确认')");

        Assert.Equal($"3 {expected - 2} 1 1 住院", await chromium.Host.AskAsync<string>($"""
            select m.state || ' ' || count(*) filter (where a.standing = '1') || ' ' || count(*) filter (where a.standing = '2') || ' ' || count(*) filter (where a.standing = '3') || ' ' || max(a.reason)
            from grassroots.meeting m join grassroots.attendance a on a.meeting_id = m.id where m.organisation_id = '{branch}' and m.topic = '手机上记的党员大会' and m.removed_at is null group by m.id, m.state
            """));
        Assert.Empty(screen.Complaints);
    }
}
