using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Access;

public sealed class GrantTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static string Page(string place, OfficeHost.Person person) => $"/{place}/org/accounts/{person.Id}/grants";

    static Task<Answer> GiveAsync(Browser by, string from, OfficeHost.Person to, string role, string place) => by.PostAsync(Page(from, to), ("Role", role), ("Place", place), ("Reason", "分工调整"));

    async Task<Answer> TakeAsync(Browser by, string from, OfficeHost.Person of, string role) =>
        await by.PostAsync(Page(from, of), ("Revoke", (await office.Host.AskAsync<Guid>($"select id from org.role_grant where account_id = '{of.Id}' and role_id = '{role}'")).ToString()), ("Reason", "分工调整"));

    [Fact]
    public async Task A_grant_binds_at_once_and_so_does_taking_it_back()
    {
        var (_, security) = await office.MakeSignedInAsync(TestHost.City, (Roles.SecurityAdmin, TestHost.City));
        var (person, browser) = await office.MakeSignedInAsync(TestHost.County, ("reader", TestHost.Township));
        var units = $"/{TestHost.County}/org/units";
        Assert.Equal(404, (await browser.GetAsync(units)).Status);
        Assert.Equal(302, (await GiveAsync(security, TestHost.City, person, "leader", TestHost.County)).Status);
        await TestHost.UntilAsync(async () => (await browser.GetAsync(units)).Status == 200, "the county to open");
        Assert.Equal(404, (await browser.GetAsync($"/{TestHost.Neighbour}/org/units")).Status);

        var consequence = (await security.GetAsync(Page(TestHost.City, person))).Document.QuerySelectorAll("button[data-confirm]").Select(b => b.GetAttribute("data-confirm")!).First(words => words.Contains("临溪县", StringComparison.Ordinal));
        Assert.Contains("立即失去", consequence, StringComparison.Ordinal);
        Assert.Contains("还有 1 项授权：查询员（枫岭镇）", consequence, StringComparison.Ordinal);
        await TakeAsync(security, TestHost.City, person, "leader");
        await TestHost.UntilAsync(async () => (await browser.GetAsync(units)).Status == 404, "the county to close");
        Assert.Equal(["授权", "收回授权"], [
            (await office.Host.AskAsync<string>($"select deed from audit.entry where row_id = '{person.Id}' and deed like '%授权' order by id limit 1"))!,
            (await office.Host.AskAsync<string>($"select deed from audit.entry where row_id = '{person.Id}' and deed like '%授权' order by id desc limit 1"))!]);
        security.Dispose();
        browser.Dispose();
    }

    [Fact]
    public async Task Who_has_grants_in_two_places_goes_from_one_to_the_other_by_the_menu_and_may_in_each_what_is_granted_there()
    {
        var (_, browser) = await office.MakeSignedInAsync(TestHost.County, ("general_office", TestHost.County), ("reader", TestHost.Neighbour));
        using var _ = browser;
        var first = await browser.GetAsync($"/{TestHost.County}/org/units");
        Assert.Equal([("临溪县", $"/{TestHost.County}/org/units", "true"), ("望川县", $"/{TestHost.Neighbour}/org/units", "")], GrantedIn(first));
        // What is above both is nobody's to go to.
        Assert.DoesNotContain(first.Document.QuerySelectorAll("details.place a"), link => link.GetAttribute("href")!.StartsWith($"/{TestHost.City}/", StringComparison.Ordinal));
        Assert.Equal(200, (await browser.GetAsync($"/{TestHost.County}/org/units/new")).Status);

        var second = await browser.GetAsync(GrantedIn(first)[1].Url);
        Assert.Equal((200, "机构"), (second.Status, second.In("h1")));
        Assert.Equal([("临溪县", $"/{TestHost.County}/org/units", ""), ("望川县", $"/{TestHost.Neighbour}/org/units", "true")], GrantedIn(second));
        Assert.Equal((403, 404), ((await browser.GetAsync($"/{TestHost.Neighbour}/org/units/new")).Status, (await browser.GetAsync($"/{TestHost.City}/org/units")).Status));

        // One place, and another within it, is one place to begin from.
        var (_, within) = await office.MakeSignedInAsync(TestHost.County, ("general_office", TestHost.County), ("reader", TestHost.Township));
        Assert.Empty(GrantedIn(await within.GetAsync($"/{TestHost.County}/org/units")));
        within.Dispose();

        static List<(string Name, string Url, string Current)> GrantedIn(Answer page) => [.. page.Document.QuerySelectorAll("details.place .menu-pop > *").SkipWhile(one => one.TextContent != "我的授权范围").Skip(1).TakeWhile(one => one.LocalName == "a").Select(link => (link.TextContent, link.GetAttribute("href")!, link.GetAttribute("aria-current") ?? ""))];
    }

    [Fact]
    public async Task An_administrator_of_a_county_grants_nothing_outside_and_nothing_beyond_their_own()
    {
        var (self, county) = await office.MakeSignedInAsync(TestHost.County, (Roles.LocalAdmin, TestHost.County));
        var person = await office.MakeAsync(TestHost.County);
        Assert.Contains("须在本级或下级之内", (await GiveAsync(county, TestHost.County, person, "reader", TestHost.Neighbour)).Text, StringComparison.Ordinal);
        Assert.Contains("须在本级或下级之内", (await GiveAsync(county, TestHost.County, person, "reader", TestHost.City)).Text, StringComparison.Ordinal);
        foreach (var role in (string[])[Roles.SystemAdmin, Roles.SecurityAdmin, Roles.Auditor, Roles.LocalAdmin])
            Assert.Contains("您不能在临溪县授予", (await GiveAsync(county, TestHost.County, person, role, TestHost.County)).Text, StringComparison.Ordinal);
        Assert.Contains("不能办理自己的账号", (await GiveAsync(county, TestHost.County, self, "leader", TestHost.County)).Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.CountAsync($"from org.role_grant where account_id = '{person.Id}'"));
        Assert.Equal(302, (await GiveAsync(county, TestHost.County, person, "reader", TestHost.Township)).Status);
        county.Dispose();
    }

    [Fact]
    public async Task The_three_are_apart_and_see_no_business()
    {
        var (_, security) = await office.MakeSignedInAsync(TestHost.City, (Roles.SecurityAdmin, TestHost.City));
        var system = await office.MakeAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        var officer = await office.MakeAsync(TestHost.City, ("leader", TestHost.City));
        // Two of the three, or one of them and business, by the page or past it: refused.
        var fresh = await office.MakeAsync(TestHost.County, (Roles.Auditor, TestHost.County));
        Assert.Contains("三员分立：此人已任安全审计员，不能再任系统管理员", (await GiveAsync(security, TestHost.City, fresh, Roles.SystemAdmin, TestHost.County)).Text, StringComparison.Ordinal);
        Assert.Contains("三员分立：此人已任安全审计员，不能再任查询员", (await GiveAsync(security, TestHost.City, fresh, "reader", TestHost.County)).Text, StringComparison.Ordinal);
        Assert.Contains("三员分立：此人已任部领导", (await GiveAsync(security, TestHost.City, officer, Roles.Auditor, TestHost.County)).Text, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => office.Host.DoAsync($"insert into org.role_grant (account_id, role_id, locality_id) select '{system.Id}', 'auditor', id from org.locality where code = '{TestHost.City}'"));
        Assert.Equal("OW006", refused.SqlState);

        // The same person with two accounts is one person.
        var twin = await office.MakeAsync(TestHost.City);
        await office.Host.DoAsync($"update org.account set name = '一个人', phone = '139****0000', phone_index = '\\x39' where id in ('{system.Id}', '{twin.Id}')");
        Assert.Contains("三员分立", (await GiveAsync(security, TestHost.City, twin, Roles.Auditor, TestHost.City)).Text, StringComparison.Ordinal);

        foreach (var role in (string[])[Roles.SystemAdmin, Roles.SecurityAdmin, Roles.Auditor])
            Assert.Equal(0, await office.CountAsync($"from org.role_permission where role_id = '{role}' and permission not like 'org.%'"));
        Assert.Equal(0, await office.CountAsync($"from org.role_permission where role_id = '{Roles.Auditor}' and permission not like '%.read' and permission <> 'org.audit.admins'"));
        security.Dispose();
    }

    [Fact]
    public async Task The_last_of_each_of_the_three_stays()
    {
        await using var host = await TestHost.StartAsync();
        var made = await FirstAdministrators.MakeAsync(host.Platform.Databases, host.Platform.Passwords, host.Platform.Identities, default);
        Assert.Equal(["sysadmin", "secadmin", "auditor"], made.Select(m => m.Account));
        Assert.Empty(await FirstAdministrators.MakeAsync(host.Platform.Databases, host.Platform.Passwords, host.Platform.Identities, default));
        foreach (var sql in (string[])["delete from org.role_grant where role_id = 'auditor'", "update org.account set disabled_at = now() where account = 'auditor'"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => host.DoAsync(sql));
            Assert.Equal(("OW007", "这是最后一名安全审计员，不能收回或停用；请先授予接任的人"), (refused.SqlState, refused.MessageText));
        }
        using var browser = host.Stranger();
        Assert.StartsWith("/account/password", (await OfficeHost.TryAsync(browser, "secadmin", made[1].Password)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_role_may_is_changed_at_the_top_by_security_alone_and_binds_its_holders_at_once()
    {
        var (_, security) = await office.MakeSignedInAsync(TestHost.City, (Roles.SecurityAdmin, TestHost.City));
        var (_, browser) = await office.MakeSignedInAsync(TestHost.County, ("programme_office", TestHost.County));
        Assert.Equal(200, (await browser.GetAsync($"/{TestHost.County}/probe/look")).Status);
        Assert.Equal(302, (await security.PostFromAsync($"/{TestHost.City}/org/roles?role=programme_office", $"/{TestHost.City}/org/roles?role=programme_office", ("Permissions", "org.units.read"), ("Reason", "收紧"))).Status);
        await TestHost.UntilAsync(async () => (await browser.GetAsync($"/{TestHost.County}/probe/look")).Status == 403, "the permission to go");
        // Taken away stays away: the next start does not offer it again.
        await Roles.SeedAsync(office.Host.Platform.Databases.Host, office.Host.Platform.Current!.Modules.Select(m => m.Manifest), default);
        Assert.Equal(0, await office.CountAsync("from org.role_permission where role_id = 'programme_office' and permission like 'probe.%'"));

        Assert.Contains("由平台固定", (await security.PostFromAsync($"/{TestHost.City}/org/roles?role=programme_office", $"/{TestHost.City}/org/roles?role=auditor", ("Permissions", "org.grants.edit"), ("Reason", "试"))).Text, StringComparison.Ordinal);
        Assert.Contains("只归三员", (await security.PostAsync($"/{TestHost.City}/org/roles?role=reader", ("Permissions", "org.roles.edit"), ("Reason", "试"))).Text, StringComparison.Ordinal);
        var (_, county) = await office.MakeSignedInAsync(TestHost.County, (Roles.SecurityAdmin, TestHost.County));
        Assert.Contains("只能在最上一级修改", (await county.GetAsync($"/{TestHost.County}/org/roles?role=reader")).Text, StringComparison.Ordinal);
        security.Dispose();
        browser.Dispose();
        county.Dispose();
    }

    [Theory]
    [InlineData("leader", "visits.calls.read", true)]
    [InlineData("leader", "visits.calls.edit", false)]
    [InlineData("leader", "org.accounts.read", false)]
    [InlineData("programme_office", "visits.calls.edit", true)]
    [InlineData("township", "visits.calls.edit", true)]
    [InlineData("township", "visits.calls.read", false, "talent_office")]
    [InlineData("talent_office", "visits.calls.edit", false)]
    [InlineData("talent_office", "visits.calls.edit", true, "talent_office")]
    [InlineData("programme_office", "visits.calls.edit", false, "talent_office")]
    [InlineData("leader", "visits.calls.read", true, "talent_office")]
    [InlineData(Roles.SystemAdmin, "visits.calls.read", false)]
    public void A_new_modules_permissions_find_their_roles(string role, string permission, bool fits, params string[] named) =>
        Assert.Equal(fits, Roles.Fits(Roles.All.Single(r => r.Id == role), new Permission(permission, "") { Roles = named }));
}
