using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Grassroots.Transfers;

/// <summary>国企退休党员转入地方: a list of an enterprise, a community for each, acceptance, archive, acknowledgement; how far enterprises and communities are.</summary>
public sealed class RetireeTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Board = $"/{TestHost.County}/grassroots/retirees", There = $"/{Community}/grassroots/retirees";

    [Fact]
    [Trait("Row", "G4.8")]
    public async Task The_retired_of_a_firm_are_listed_together_matched_accepted_by_the_community_and_their_archives_acknowledged()
    {
        var firm = await affairs.BranchAsync(TestHost.County, "4", "云江矿业退休支部");
        var home = await affairs.BranchAsync(Community, "2");
        var members = new List<Guid>();
        foreach (var name in new[] { "退休甲", "退休乙", "退休丙" }) members.Add(await affairs.MemberAsync(firm, name));
        using var officer = await affairs.OfficerAsync(TestHost.County);
        using var community = await affairs.OfficerAsync(Community);

        // Ticked in the register's list, they come as one batch.
        var page = await officer.GetAsync($"{Board}/new?" + string.Join('&', members.Select(id => $"subject={id}")));
        var form = page.FormOf();
        form.Remove("subject");
        var listed = await officer.PostBareAsync($"{Board}/new", [.. form.Where(pair => pair.Key is not ("on" or "enterprise" or "from_organisation" or "residence" or "dues_paid_to" or "batch")).Select(pair => (pair.Key, pair.Value)), .. members.Select(id => ("subject", id.ToString())),
            ("on", Day(20)), ("enterprise", "云江矿业有限公司"), ("from_organisation", firm.Name), ("residence", "滨河社区"), ("dues_paid_to", ThisMonth), ("batch", "2026年第一批")]);
        Assert.True(listed.Status == 200, listed.Why());
        var cases = new List<string>();
        foreach (var id in members) cases.Add($"{Board}/{await affairs.Host.AskAsync<Guid>($"select id from org.procedure_case where procedure = 'retirees' and subject_id = '{id}' and batch = '2026年第一批'")}");

        await officer.DoStepAsync(cases[0], "match", ("on", Day(15)), ("other", Community), ("valid_days", "30"));
        await officer.DoStepAsync(cases[1], "match", ("on", Day(15)), ("other", Community), ("valid_days", "30"));
        var (first, second) = ($"{There}/{cases[0][^36..]}", $"{There}/{cases[1][^36..]}");
        await community.DoStepAsync(second, "receive", ("on", Day(12)), ("outcome", "back"), ("back_reason", "不住在本社区"));
        await community.DoStepAsync(first, "receive", ("on", Day(12)), ("outcome", "accepted"), ("organisation_id", home.Id.ToString()));
        Assert.Equal(home.Id, await affairs.Host.AskAsync<Guid>($"select organisation_id from grassroots.member where id = '{members[0]}'"));
        // The archive is the firm's to hand over, and the community's to acknowledge.
        Assert.Equal(422, (await community.ActAsync(first, "archive", ("on", Day(10)), ("archive_no", "移交1号"))).Status);
        await officer.DoStepAsync(cases[0], "archive", ("on", Day(10)), ("archive_no", "移交1号"));
        Assert.Equal(422, (await officer.ActAsync(cases[0], "acknowledge", ("on", Day(9)))).Status);
        await community.DoStepAsync(first, "acknowledge", ("on", Day(8)));
        Assert.Equal("done", await affairs.Host.AskAsync<string>($"select state from org.procedure_case where id = '{cases[0][^36..]}'"));

        // 名单 3，待转 1，在途 0，退回 1，已接收 1，档案 1，完成 33%
        var overview = await officer.GetAsync($"/{TestHost.County}/grassroots/transfers/retirees?batch=2026年第一批");
        var row = overview.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("云江矿业有限公司", StringComparison.Ordinal));
        Assert.Equal(["云江矿业有限公司", "3", "1", "0", "1", "1", "1", "33%"], row.QuerySelectorAll("td").Select(td => td.TextContent.Trim()));
        Assert.Contains(overview.Document.QuerySelectorAll("tbody tr"), tr => tr.TextContent.Contains("滨河社区", StringComparison.Ordinal));
        // A community sees those that come to it, and not the rest of the list.
        var own = await community.GetAsync(There);
        Assert.DoesNotContain("退休丙", own.Text);
        using var reader = await affairs.Host.SignInAsync(TestHost.County, "grassroots.members.read");
        Assert.Equal(403, (await reader.GetAsync($"/{TestHost.County}/grassroots/transfers/retirees")).Status);
    }
}
