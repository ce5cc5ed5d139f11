using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Access;

public sealed class AccountTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static string Accounts(string place) => $"/{place}/org/accounts";

    [Fact]
    public async Task A_new_account_gets_a_password_shown_once_and_has_to_change_it()
    {
        var (_, admin) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        var answer = await admin.PostAsync(Accounts(TestHost.City) + "/new", ("Form.Account", "zhou.wb"), ("Form.Name", "周文博"), ("Form.Office", "干部科"), ("Form.Locality", TestHost.County));
        var password = answer.In("#first-password")!;
        Assert.Equal(19, password.Length);
        Assert.True(await office.Host.AskAsync<bool>("select must_change_password and name_initials = 'zwb' from org.account where account = 'zhou.wb'"));
        Assert.Equal("新增", await office.Host.AskAsync<string>("select deed from audit.entry where title = '周文博（zhou.wb）'"));
        using var browser = office.Host.Stranger();
        Assert.StartsWith("/account/password", (await OfficeHost.TryAsync(browser, "zhou.wb", password)).Location, StringComparison.Ordinal);

        var again = await admin.PostAsync(Accounts(TestHost.City) + "/new", ("Form.Account", "zhou.wb"), ("Form.Name", "周文斌"), ("Form.Locality", TestHost.County));
        Assert.Contains("这个账号已有人使用", again.Text, StringComparison.Ordinal);
        Assert.Equal("周文斌", again.Document.QuerySelector("input[name='Form.Name']")!.GetAttribute("value"));
        admin.Dispose();
    }

    [Fact]
    public async Task An_administrator_of_a_county_sees_and_makes_accounts_of_the_county_only()
    {
        var (_, county) = await office.MakeSignedInAsync(TestHost.County, (Roles.LocalAdmin, TestHost.County));
        var own = await office.MakeAsync(TestHost.Township);
        var foreign = await office.MakeAsync(TestHost.Neighbour);
        var list = await county.GetAsync(Accounts(TestHost.County));
        Assert.Contains(own.Account, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($">{foreign.Account}<", list.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await county.GetAsync($"{Accounts(TestHost.County)}/{foreign.Id}")).Status);
        Assert.Equal(404, (await county.GetAsync(Accounts(TestHost.Neighbour))).Status);
        var outside = await county.PostAsync(Accounts(TestHost.County) + "/new", ("Form.Account", "outside"), ("Form.Name", "外面的人"), ("Form.Locality", TestHost.Neighbour));
        Assert.Contains("须在本级或下级之内", outside.Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.CountAsync("from org.account where account = 'outside'"));
        county.Dispose();
    }

    [Fact]
    public async Task Nobody_resets_who_holds_more_than_they_govern()
    {
        var (_, county) = await office.MakeSignedInAsync(TestHost.County, (Roles.LocalAdmin, TestHost.County));
        // Belongs to the county, and leads the city's cadre work.
        var greater = await office.MakeAsync(TestHost.County, ("cadre_section", TestHost.City));
        var page = $"{Accounts(TestHost.County)}/{greater.Id}";
        Assert.Contains("在您的授权范围之外另有授权", (await county.GetAsync(page)).Text, StringComparison.Ordinal);
        await county.PostFromAsync(Accounts(TestHost.County) + "/new", page + "/secure", ("Act", "reset"), ("Reason", "试"));
        await county.PostFromAsync(Accounts(TestHost.County) + "/new", page + "/state", ("Act", "disable"), ("Reason", "试"));
        using var still = await office.SignInAsync(greater.Account);
        county.Dispose();
    }

    [Fact]
    public async Task A_reset_ends_sessions_and_the_old_password()
    {
        var (_, security) = await office.MakeSignedInAsync(TestHost.City, (Roles.SecurityAdmin, TestHost.City));
        var (person, browser) = await office.MakeSignedInAsync(TestHost.County, ("reader", TestHost.County));
        var page = $"{Accounts(TestHost.City)}/{person.Id}";
        var answer = await security.PostFromAsync(page, page + "/secure", ("Act", "reset"), ("Reason", "本人忘记"));
        var password = answer.In("#first-password")!;
        await TestHost.UntilAsync(async () => (await browser.GetAsync("/account/sessions")).Status == 302, "the session to end");
        Assert.Equal(200, (await OfficeHost.TryAsync(browser, person.Account, OfficeHost.Password)).Status);
        Assert.StartsWith("/account/password", (await OfficeHost.TryAsync(browser, person.Account, password)).Location, StringComparison.Ordinal);
        Assert.Equal("本人忘记", await office.Host.AskAsync<string>($"select reason from audit.entry where row_id = '{person.Id}' and deed = '修改口令'"));
        Assert.Equal(0, await office.CountAsync($"from audit.entry where changes::text like '%{password}%'"));
        security.Dispose();
        browser.Dispose();
    }

    [Fact]
    public async Task Disabling_ends_sessions_at_once_and_enabling_brings_all_back()
    {
        var (_, admin) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        var (person, browser) = await office.MakeSignedInAsync(TestHost.County, ("reader", TestHost.County));
        var page = $"{Accounts(TestHost.City)}/{person.Id}";
        Assert.Equal(page, (await admin.PostFromAsync(page, page + "/state", ("Act", "disable"), ("Reason", "调离"))).Location);
        await TestHost.UntilAsync(async () => (await browser.GetAsync("/account/sessions")).Status == 302, "the session to end");
        Assert.Contains("停用", (await admin.GetAsync(page)).Text, StringComparison.Ordinal);
        await admin.PostFromAsync(page, page + "/state", ("Act", "enable"), ("Reason", "调回"));
        using var again = await office.SignInAsync(person.Account);
        Assert.Equal(200, (await again.GetAsync($"/{TestHost.County}/org/units")).Status);
        admin.Dispose();
        browser.Dispose();
    }

    [Fact]
    public async Task Two_who_change_the_same_account_do_not_overwrite_each_other()
    {
        var (_, admin) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        var person = await office.MakeAsync(TestHost.County);
        var page = $"{Accounts(TestHost.City)}/{person.Id}/edit";
        (string, string)[] form = [("Form.Version", "1"), ("Form.Name", "周改名"), ("Form.Office", "组织科"), ("Form.Locality", TestHost.Township)];
        Assert.Equal(302, (await admin.PostAsync(page, form)).Status);
        Assert.Contains("别人先改了", (await admin.PostAsync(page, form)).Text, StringComparison.Ordinal);
        Assert.Equal("周改名 组织科", await office.Host.AskAsync<string>($"select name || ' ' || office from org.account where id = '{person.Id}'"));
        admin.Dispose();
    }
}
