using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Switches;

public sealed class SwitchTests : IAsyncLifetime
{
    readonly OfficeHost office = new();
    Browser admin = null!, user = null!;

    public async Task InitializeAsync()
    {
        await office.InitializeAsync();
        (_, admin) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        (_, user) = await office.MakeSignedInAsync(TestHost.City, ("programme_office", TestHost.City));
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        user.Dispose();
        await office.DisposeAsync();
    }

    static string Matrix(string place, string at) => $"/{place}/org/modules?at={at}&module=probe";
    static Task<Answer> SetAsync(Browser by, string place, string at, string state) => by.PostFromAsync(Matrix(place, at), Matrix(place, at), ("State", state), ("Reason", "年度封账"));
    async Task<int> StatusAsync(string place) => (await user.GetAsync($"/{place}/probe/look")).Status;

    [Fact]
    public async Task Off_for_one_county_is_off_there_and_below_and_nowhere_else_and_on_again_all_is_back()
    {
        Assert.Equal(302, (await user.PostAsync($"/{TestHost.County}/probe/look", ("name", "留着"))).Status);
        Assert.Equal(302, (await SetAsync(admin, TestHost.City, TestHost.County, "off")).Status);
        await TestHost.UntilAsync(async () => await StatusAsync(TestHost.County) == 404, "the county to be off");
        Assert.Equal((404, 200, 200), (await StatusAsync(TestHost.Township), await StatusAsync(TestHost.Neighbour), await StatusAsync(TestHost.City)));
        var page = await admin.GetAsync(Matrix(TestHost.City, TestHost.County));
        Assert.Equal("○关", page.In("[aria-label='临溪县 试件：关']"));
        Assert.Equal("↑关", page.In("[aria-label='枫岭镇 试件：沿用上级，关']"));
        Assert.Contains("年度封账", page.Text, StringComparison.Ordinal);

        await SetAsync(admin, TestHost.City, TestHost.County, "inherit");
        await TestHost.UntilAsync(async () => await StatusAsync(TestHost.Township) == 200, "all to be back");
        Assert.Equal("1", (await user.GetAsync($"/{TestHost.County}/probe/look")).In("#pieces"));
        Assert.Equal(2, await office.CountAsync("from audit.entry where deed = '模块开关' and reason = '年度封账'"));
    }

    [Fact]
    public async Task Read_only_shows_and_refuses_writes_with_the_reason()
    {
        await SetAsync(admin, TestHost.City, TestHost.County, "read-only");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.Township}/probe/look")).Text.Contains("只读", StringComparison.Ordinal), "the notice");
        var refused = await user.PostAsync($"/{TestHost.Township}/probe/look", ("name", "不该有"));
        Assert.Equal(403, refused.Status);
        Assert.Contains("只读", refused.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await user.PostAsync($"/{TestHost.Neighbour}/probe/look", ("name", "邻县"))).Status);
        Assert.Equal(1, await office.CountAsync("from probe.piece"));
    }

    [Fact]
    public async Task The_panel_names_how_many_places_and_accounts_it_reaches()
    {
        await office.MakeAsync(TestHost.Township);
        await office.MakeAsync(TestHost.County);
        Assert.Contains("临溪县及下级共 2 处、账号 2 个", (await admin.GetAsync(Matrix(TestHost.City, TestHost.County))).Text, StringComparison.Ordinal);
        // A township that speaks for itself is not reached.
        await SetAsync(admin, TestHost.City, TestHost.Township, "on");
        await TestHost.UntilAsync(async () => (await admin.GetAsync(Matrix(TestHost.City, TestHost.County))).Text.Contains("临溪县、账号 1 个", StringComparison.Ordinal), "the township to be left out");
    }

    [Fact]
    public async Task A_county_sets_its_own_and_nobody_elses()
    {
        var (_, county) = await office.MakeSignedInAsync(TestHost.County, (Roles.SystemAdmin, TestHost.County));
        Assert.Equal(404, (await SetAsync(county, TestHost.County, TestHost.Neighbour, "off")).Status);
        Assert.Equal(404, (await SetAsync(county, TestHost.City, TestHost.City, "off")).Status);
        Assert.Equal(302, (await SetAsync(county, TestHost.County, TestHost.Township, "off")).Status);
        await TestHost.UntilAsync(async () => await StatusAsync(TestHost.Township) == 404, "the township to be off");
        Assert.Equal(1, await office.CountAsync("from org.module_state"));
        county.Dispose();
    }

    [Fact]
    public async Task Without_a_reason_or_a_change_nothing_is_set()
    {
        Assert.Contains("请写明理由", (await admin.PostFromAsync(Matrix(TestHost.City, TestHost.County), Matrix(TestHost.City, TestHost.County), ("State", "off"), ("Reason", " "))).Text, StringComparison.Ordinal);
        Assert.Contains("本来就沿用上级", (await SetAsync(admin, TestHost.City, TestHost.County, "inherit")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.CountAsync("from org.module_state"));
    }
}
