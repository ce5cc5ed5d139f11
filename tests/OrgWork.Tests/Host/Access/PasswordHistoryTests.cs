using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Access;

public sealed class PasswordHistoryTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    [Fact]
    public async Task The_last_five_passwords_do_not_come_back()
    {
        var (person, browser) = await office.MakeSignedInAsync(TestHost.County, ("programme_office", TestHost.County));
        string[] line = [OfficeHost.Password, "Kettle-42-Marble", "Kettle-43-Marble", "Kettle-44-Marble", "Kettle-45-Marble", "Kettle-46-Marble"];
        Task<Answer> ChangeAsync(string old, string fresh) => browser.PostAsync("/account/password", ("Old", old), ("Fresh", fresh), ("Again", fresh));
        for (var n = 1; n < 5; n++) Assert.Equal(302, (await ChangeAsync(line[n - 1], line[n])).Status);
        for (var n = 0; n < 4; n++) Assert.Contains("最近 5 个口令", (await ChangeAsync(line[4], line[n])).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await ChangeAsync(line[4], line[5])).Status);
        Assert.Equal(302, (await ChangeAsync(line[5], line[0])).Status);
        Assert.Equal(5, await office.CountAsync($"from org.old_password where account_id = '{person.Id}'"));
        browser.Dispose();
    }

    [Fact]
    public async Task A_role_is_made_of_permissions_by_the_security_administrator_and_holds_nothing_of_the_threes_own()
    {
        var (_, security) = await office.MakeSignedInAsync(TestHost.City, (Roles.SecurityAdmin, TestHost.City));
        var (_, admin) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        const string page = "/5399/org/roles/new";
        Assert.Equal(403, (await admin.GetAsync(page)).Status);
        Assert.Contains("请写明事由", (await security.PostAsync(page, ("Name", "档案员"), ("Permissions", "org.units.read"))).Text, StringComparison.Ordinal);
        Assert.Contains("至少勾选一项", (await security.PostAsync(page, ("Name", "档案员"), ("Reason", "试"))).Text, StringComparison.Ordinal);
        Assert.Contains("只归三员", (await security.PostAsync(page, ("Name", "档案员"), ("Reason", "试"), ("Permissions", "org.audit.admins"))).Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.CountAsync("from org.role where name = '档案员'"));

        Assert.Equal(302, (await security.PostAsync(page, ("Name", "档案员"), ("Summary", "管档案"), ("Reason", "三定方案"), ("Permissions", "org.units.read"), ("Permissions", "probe.look"), ("IsForLocal", "true"))).Status);
        Assert.Equal(2, await office.CountAsync("from org.role_permission p join org.role r on r.id = p.role_id where r.name = '档案员'"));
        Assert.Contains("已有名为", (await security.PostAsync(page, ("Name", "档案员"), ("Reason", "再来"), ("Permissions", "org.units.read"))).Text, StringComparison.Ordinal);
        var id = await office.Host.AskAsync<string>("select id from org.role where name = '档案员'");
        var (_, holder) = await office.MakeSignedInAsync(TestHost.County, (id!, TestHost.County));
        Assert.Equal((200, 403), ((await holder.GetAsync($"/{TestHost.County}/org/units")).Status, (await holder.GetAsync($"/{TestHost.County}/org/accounts")).Status));
        Assert.Equal("三定方案", await office.Host.AskAsync<string>("select reason from audit.entry where deed = '新增' and title = '档案员'"));
        foreach (var browser in (Browser[])[security, admin, holder]) browser.Dispose();
    }

    [Fact]
    public async Task Who_goes_through_many_accounts_from_one_place_is_slowed_down_and_nobody_elsewhere_is()
    {
        var person = await office.MakeAsync(TestHost.County, ("programme_office", TestHost.County));
        var signIns = new SignIns(office.Host.Platform.Databases, office.Host.Platform.Live, office.Host.Platform.Passwords, office.Host.Platform.Identities);
        Task<SignIns.Opened?> TryAsync(string account, string password, string remote) => signIns.TryAsync(account, password, remote, "", null, default);
        for (var n = 0; n < 42; n++) Assert.Null(await TryAsync($"nobody{n}", "Kettle-41-Wrong", "10.9.9.9"));
        Assert.True(await office.Host.AskAsync<bool>("select blocked_until is not null from org.sign_in_source where remote = '10.9.9.9'"));
        // A first block lasts a second, less than a busy machine may take to come back; each further one doubles it.
        await office.Host.DoAsync("update org.sign_in_source set failed = 60, blocked_until = null where remote = '10.9.9.9'");
        Assert.Null(await TryAsync("nobody", "Kettle-41-Wrong", "10.9.9.9"));

        Assert.Null(await TryAsync(person.Account, OfficeHost.Password, "10.9.9.9"));
        Assert.NotNull(await TryAsync(person.Account, OfficeHost.Password, "10.9.9.8"));
        Assert.Equal("这个来源地址输错太多，暂不受理", await office.Host.AskAsync<string>("select reason from audit.entry where deed = '登录被拒' and remote = '10.9.9.9' order by id desc limit 1"));
        await office.Host.DoAsync("update org.sign_in_source set blocked_until = now()");
        Assert.NotNull(await TryAsync(person.Account, OfficeHost.Password, "10.9.9.9"));
    }
}
