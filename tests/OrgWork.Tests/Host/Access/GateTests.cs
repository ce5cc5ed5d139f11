using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Access;

public sealed class GateTests : IAsyncLifetime
{
    TestHost host = null!;

    public async Task InitializeAsync() => host = await TestHost.StartAsync("Probe");
    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_cannot_post()
    {
        using var stranger = host.Stranger();
        var answer = await stranger.GetAsync($"/{TestHost.County}/probe/look?a=1");
        Assert.Equal((302, $"/signin?to=%2F{TestHost.County}%2Fprobe%2Flook%3Fa%3D1"), (answer.Status, answer.Location));
        Assert.Equal(401, (await stranger.PostBareAsync($"/{TestHost.County}/probe/look", ("name", "x"))).Status);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from probe.piece"));
    }

    [Fact]
    public async Task A_place_that_does_not_exist_and_one_beside_the_grant_get_the_same_answer()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        var unknown = await user.GetAsync("/999999/probe/look");
        var foreign = await user.GetAsync($"/{TestHost.Neighbour}/probe/look");
        var above = await user.GetAsync($"/{TestHost.City}/probe/look");
        Assert.Equal([404, 404, 404], [unknown.Status, foreign.Status, above.Status]);
        Assert.Contains("区划代码“999999”不存在", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(unknown.In(".fault")!.Replace("999999", TestHost.Neighbour, StringComparison.Ordinal), foreign.In(".fault"));
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.Township}/probe/look")).Status);
    }

    [Theory]
    [InlineData($"/{TestHost.County}")]
    [InlineData($"/{TestHost.County}/find?q=zwb")]
    [InlineData($"/{TestHost.County}/probe/look")]
    public async Task With_a_first_password_nothing_opens_before_it_is_changed(string path)
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        await host.DoAsync($"update org.account set must_change_password = true, epoch = epoch + 1 where account = '{user.Account}'");
        await TestHost.UntilAsync(async () => (await user.GetAsync(path)).Location == "/account/password", "sent to change it");
        Assert.Equal(200, (await user.GetAsync("/account/password")).Status);
    }

    [Fact]
    public async Task A_missing_permission_is_named_with_the_page_that_needs_it()
    {
        using var user = await host.SignInAsync(TestHost.County);
        var answer = await user.GetAsync($"/{TestHost.County}/probe/look");
        Assert.Equal(403, answer.Status);
        Assert.Contains("查看试件", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("probe.look", answer.Text, StringComparison.Ordinal);

        using var looker = await host.SignInAsync(TestHost.County, "probe.look");
        var refused = await looker.PostAsync($"/{TestHost.County}/probe/look", ("name", "x"));
        Assert.Equal(403, refused.Status);
        Assert.Contains("修改试件", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("probe.write", refused.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(ModuleState.Off), InlineData(ModuleState.Retired)]
    public async Task A_module_that_is_off_in_a_county_does_not_exist_there_nor_below_and_the_neighbour_notices_nothing(ModuleState state)
    {
        using var user = await host.SignInAsync(TestHost.City, "probe.look", "probe.write");
        await SetAsync(TestHost.County, state);
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/look")).Status == 404, "off");
        Assert.Equal(404, (await user.GetAsync($"/{TestHost.Township}/probe/look")).Status);
        Assert.Equal(404, (await user.GetAsync($"/{TestHost.Township}/probe/pieces")).Status);
        Assert.Equal(404, (await user.PostAsync($"/{TestHost.Township}/probe/look", ("name", "x"))).Status);
        Assert.DoesNotContain("试件", (await user.GetAsync($"/{TestHost.County}")).In(".mainnav")!, StringComparison.Ordinal);
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.Neighbour}/probe/look")).Status);
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.City}/probe/look")).Status);
        Assert.Contains("试件", (await user.GetAsync($"/{TestHost.City}")).In(".mainnav")!, StringComparison.Ordinal);

        await SetAsync(TestHost.Township, ModuleState.On);
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.Township}/probe/look")).Status == 200, "on below");
        Assert.Equal(404, (await user.GetAsync($"/{TestHost.County}/probe/look")).Status);

        await host.DoAsync("delete from org.module_state");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/look")).Status == 200, "on again");
    }

    [Fact]
    public async Task A_read_only_module_is_looked_at_and_takes_no_writes()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "probe.write");
        await SetAsync(TestHost.County, ModuleState.ReadOnly);
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/look")).Text.Contains("只读", StringComparison.Ordinal), "read-only");
        var answer = await user.PostAsync($"/{TestHost.County}/probe/look", ("name", "x"));
        Assert.Equal(403, answer.Status);
        Assert.Contains("“试件”在临溪县只读，没有保存", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from probe.piece"));
        // What changes no business data is taken: their own columns.
        Assert.NotEqual(403, (await user.PostAsync($"/{TestHost.County}/probe/pieces?handler=Columns", ("columns", "name"))).Status);
    }

    [Theory]
    [InlineData("kept", 302, 1)]
    [InlineData("wrong", 200, 0)]
    [InlineData("refused", 409, 0)]
    [InlineData("throw", 500, 0)]
    [InlineData("secret", 500, 0)]
    [InlineData("leak", 500, 0)]
    public async Task What_a_handler_did_stays_only_when_it_succeeded_and_is_on_record(string name, int status, long rows)
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "probe.write");
        Assert.Equal(status, (await user.PostAsync($"/{TestHost.County}/probe/look", ("name", name))).Status);
        Assert.Equal(rows, await host.AskAsync<long>("select count(*) from probe.piece"));
    }

    [Fact]
    public async Task A_form_that_no_page_of_ours_gave_out_is_refused()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "probe.write");
        var answer = await user.PostBareAsync($"/{TestHost.County}/probe/look", ("name", "x"));
        Assert.Equal(400, answer.Status);
        Assert.Contains("这次提交没有被接受", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update org.account set disabled_at = now() where account = '{0}'", "/signin")]
    [InlineData("delete from org.session s using org.account a where a.id = s.account_id and account = '{0}'", "/signin")]
    public async Task Whoever_is_shut_out_is_out_at_once(string how, string location)
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.County}/probe/look")).Status);
        await host.DoAsync(string.Format(null, how, user.Account));
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/look")).Location?.StartsWith(location, StringComparison.Ordinal) == true, "out");
    }

    [Fact]
    public async Task A_grant_that_is_taken_back_is_gone_at_once()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        Assert.Equal(200, (await user.GetAsync($"/{TestHost.County}/probe/look")).Status);
        await host.DoAsync("delete from org.role_grant");
        await TestHost.UntilAsync(async () => (await user.GetAsync($"/{TestHost.County}/probe/look")).Status == 404, "gone");
    }

    [Fact]
    public async Task Every_answer_carries_the_protecting_headers()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        var module = host.Platform.Current!.Modules[0];
        foreach (var path in (string[])["/", "/health/live", $"/{TestHost.County}", $"/{TestHost.County}/probe/look", "/nowhere", "/999999", "/_content/OrgWork.Ui/orgwork.css", "/_content/nowhere.css", $"{module.AssetsPath}/probe.css"])
        {
            var answer = await user.GetAsync(path);
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.StartsWith("default-src 'none'; script-src 'self';", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy")!, StringComparison.Ordinal);
            Assert.Null(answer.Header("Server"));
            Assert.NotNull(answer.Header("Cache-Control"));
        }
        Assert.Equal("public, max-age=31536000, immutable", (await user.GetAsync($"{module.AssetsPath}/probe.css")).Header("Cache-Control"));
    }

    [Theory, InlineData("TRACE"), InlineData("PUT"), InlineData("DELETE"), InlineData("OPTIONS"), InlineData("PROPFIND")]
    public async Task Odd_methods_are_refused(string method)
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        Assert.Equal(405, (await user.SendAsync(new(method), $"/{TestHost.County}/probe/look")).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_in_words()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look", "probe.write");
        var answer = await user.PostBareAsync($"/{TestHost.County}/probe/look", ("name", new string('x', 11 * 1024 * 1024)));
        Assert.Equal(413, answer.Status);
        Assert.Contains("一次提交不能超过 10 MB", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_is_written_as_it_is()
    {
        using var user = await host.SignInAsync(TestHost.County, "probe.look");
        var answer = await user.GetAsync($"/{TestHost.County}");
        Assert.Contains("中共临溪县委组织部", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x4", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_without_a_place_leads_home()
    {
        using var user = await host.SignInAsync(TestHost.Township, "probe.look");
        Assert.Equal("/" + TestHost.Township, (await user.GetAsync("/")).Location);
        await host.DoAsync("delete from org.role_grant");
        await TestHost.UntilAsync(async () => (await user.GetAsync("/")).Text.Contains("您的账号还没有授权", StringComparison.Ordinal), "no grants");
    }

    Task SetAsync(string place, ModuleState state) => host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'probe', {(int)state}, '试' from org.locality where code = '{place}'");
}
