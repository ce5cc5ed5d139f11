using Npgsql;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Kernel.Registers;

/// <summary>Units, Party organisations and places hang on their like, and never on themselves.</summary>
public sealed class CycleTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    TestHost Host => affairs.Host;

    [Fact]
    public async Task A_unit_is_not_put_below_itself_or_what_is_below_it()
    {
        var path = await affairs.PathOfAsync(TestHost.County);
        var (top, middle, low) = (await UnitAsync("上级局", null), await UnitAsync("下级处", "上级局"), await UnitAsync("再下级科", "下级处"));
        using var officer = await Host.SignInAsync(TestHost.County, "org.units.read", "org.units.edit");
        foreach (var below in (Guid[])[top, middle, low])
        {
            var refused = await officer.SubmitAsync($"/{TestHost.County}/org/units/{top}/edit", ("parent_id", below.ToString()));
            Assert.Equal(422, refused.Status);
            Assert.Contains("不能把自己或自己的下级作为“上级局”的上级", refused.In(".err")!, StringComparison.Ordinal);
        }
        Assert.True(await Host.AskAsync<bool>($"select parent_id is null from org.unit where id = '{top}'"));
        Assert.Equal("OW003", (await Assert.ThrowsAsync<PostgresException>(() => Host.DoAsync($"update org.unit set parent_id = '{low}' where id = '{top}'"))).SqlState);
        // Upwards it may go.
        Assert.Equal(302, (await officer.SubmitAsync($"/{TestHost.County}/org/units/{low}/edit", ("parent_id", top.ToString()))).Status);

        Task<Guid> UnitAsync(string name, string? above) => Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind, parent_id) values ('{path}', '{name}', '34', (select id from org.unit where name = '{above}')) returning id");
    }

    [Fact]
    public async Task A_Party_organisation_is_not_put_below_its_own_branch_not_even_where_they_are_at_home_in_two_places()
    {
        var (committee, branch) = (await affairs.BranchAsync(TestHost.County, name: "县里的党委"), await affairs.BranchAsync(TestHost.Township, name: "镇里的支部"));
        await Host.DoAsync($"update grassroots.organisation set parent_id = '{committee.Id}' where id = '{branch.Id}'");
        using var officer = await Host.SignInAsync(TestHost.County, "grassroots.organisations.read", "grassroots.organisations.edit");
        var refused = await officer.SubmitAsync($"/{TestHost.County}/grassroots/organisations/{committee.Id}/edit", ("parent_id", branch.Id.ToString()));
        Assert.Equal(422, refused.Status);
        Assert.Contains("不能把自己或自己的下级作为“县里的党委”的上级", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_is_not_put_below_itself_or_what_is_below_it_by_whoever_writes()
    {
        var branch = await affairs.BranchAsync(TestHost.County, name: "上面的党委");
        var (below, lowest) = (await affairs.BranchAsync(TestHost.County, name: "中间的总支"), await affairs.BranchAsync(TestHost.County, name: "下面的支部"));
        await Host.DoAsync($"update grassroots.organisation set parent_id = '{branch.Id}' where id = '{below.Id}'; update grassroots.organisation set parent_id = '{below.Id}' where id = '{lowest.Id}'");
        var before = await TreeAsync();
        // Of provinces to villages the level alone forbids it; places of the Party are all of one level.
        foreach (var (code, above, state) in ((string, string, string)[])[(TestHost.County, TestHost.County, "OW002"), (TestHost.County, TestHost.Township, "OW002"), (TestHost.City, TestHost.Township, "OW002"), (branch.Code, branch.Code, "OW003"), (branch.Code, below.Code, "OW003"), (branch.Code, lowest.Code, "OW003")])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Host.DoAsync($"update org.locality set parent_id = (select id from org.locality where code = '{above}') where code = '{code}'"));
            Assert.Equal((code, above, state), (code, above, refused.SqlState));
        }
        Assert.Equal(before, await TreeAsync());

        Task<string?> TreeAsync() => Host.AskAsync<string>("select string_agg(path, ' ' order by path) from org.locality");
    }
}
