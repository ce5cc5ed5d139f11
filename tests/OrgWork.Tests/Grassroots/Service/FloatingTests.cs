using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Grassroots.Service;

/// <summary>流动党员: entered from the register, contacted, lit when silent, counted by township, certified, ended.</summary>
public sealed class FloatingTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";
    static readonly string[] Acts = ["grassroots.floating.read", "grassroots.floating.edit", "grassroots.members.read", "grassroots.organisations.read", "grassroots.documents.letters"];

    TestHost Host => affairs.Host;

    [Fact]
    [Trait("Row", "G4.7")]
    public async Task Who_goes_away_is_entered_contacted_lit_when_silent_counted_by_place_certified_and_comes_back()
    {
        var branch = await affairs.BranchAsync();
        var (first, second) = (await affairs.MemberAsync(branch, "外出甲"), await affairs.MemberAsync(branch, "外出乙"));
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        // Ticked in the list of members, two at once.
        var chosen = await officer.PostAsync($"{Town}/members/deeds/float?id={first}", ("id", first.ToString()), ("id", second.ToString()));
        Assert.Equal(302, chosen.Status);
        var page = await officer.GetAsync(chosen.Location!);
        Assert.Contains("列入流动党员台账", page.Text);
        (string, string)[] said = [("direction", "1"), ("began_on", Day(250)), ("reason", "1"), ("place", "岭东省石城市"), ("has_fixed_place", "1"), ("liaison", "陈建平")];
        Assert.Equal(422, (await SendAsync(officer, page, said[..^1])).Status);
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from grassroots.floating where member_id in ('{first}', '{second}')"));
        Assert.Equal(302, (await SendAsync(officer, page, said)).Status);
        Assert.Equal("t|岭东省石城市", await Host.AskAsync<string>($"select (case when is_floating then 't' end) || '|' || floats_to from grassroots.member where id = '{first}'"));
        // Once in the ledger, not twice: then neither of the two is entered.
        Assert.Contains("已经在流动党员台账里", (await SendAsync(officer, page, said)).Text);
        // Who comes from elsewhere is no member here.
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/floating/new", ("name", "流入丙"), ("direction", "2"), ("organisation_id", branch.Id.ToString()), ("began_on", Day(20)), ("reason", "1"), ("place", "江左省"), ("liaison", "陈建平"))).Status);

        // Half a year without a word; away at a fixed place for so long, the affiliation should move.
        Assert.Contains("外出甲", (await officer.GetAsync($"{Town}/floating?rule=floating.contact")).In("tbody"));
        Assert.Contains("外出甲", (await officer.GetAsync($"{Town}/floating?rule=floating.must-transfer")).In("tbody"));
        var row = await Host.AskAsync<Guid>($"select id from grassroots.floating where member_id = '{first}'");
        var contact = await officer.GetAsync($"{Town}/floating/deeds/contact?id={row}");
        Assert.Contains("早于外出日期", (await SendAsync(officer, contact, ("contacted_on", Day(300)), ("means", "1"), ("by_name", "陈建平"), ("words", "正常"))).Text);
        Assert.Equal(302, (await SendAsync(officer, contact, ("contacted_on", Day(2)), ("means", "1"), ("by_name", "陈建平"), ("words", "工作正常，按时交党费"))).Status);
        var silent = (await officer.GetAsync($"{Town}/floating?rule=floating.contact")).In("tbody")!;
        Assert.DoesNotContain("外出甲", silent);
        Assert.Contains("外出乙", silent);
        Assert.Contains("按时交党费", (await officer.GetAsync($"{Town}/floating/{row}?tab=contacts")).Text);
        Assert.Contains("记一次联系", (await officer.GetAsync($"{Town}/floating/{row}")).Text);

        // By township at the county, by branch in the township; those who cannot be found beside.
        await affairs.MemberAsync(branch, "失联丁", "membership_state", "'2'");
        using var county = await Host.SignInAsync(TestHost.County, Acts);
        var overview = await county.GetAsync($"/{TestHost.County}/grassroots/floating/overview");
        Assert.Equal(["枫岭镇", "2", "1", "0", "2", "1"], overview.Document.QuerySelectorAll("tbody tr").Single(tr => tr.TextContent.Contains("枫岭镇", StringComparison.Ordinal)).QuerySelectorAll("td").Select(td => td.TextContent.Trim()));
        Assert.Contains(branch.Name, (await officer.GetAsync($"{Town}/floating/overview")).In("tbody"));
        // The certificate, numbered.
        var certificate = await officer.FillAsync($"{Town}/floating/documents/certificate?handler=word&ids={row:N}", ("number_mark", "枫流"), ("sender", "中共枫岭镇委员会"));
        Assert.True(certificate.Status == 200 && certificate.Message.Content.Headers.ContentType!.MediaType!.Contains("word", StringComparison.Ordinal), certificate.Why());

        var end = await officer.GetAsync($"{Town}/floating/deeds/end?id={row}");
        Assert.Equal(302, (await SendAsync(officer, end, ("ended_on", Day(0)), ("end_kind", "1"))).Status);
        Assert.False(await Host.AskAsync<bool>($"select is_floating from grassroots.member where id = '{first}'"));
        Assert.DoesNotContain("外出甲", (await officer.GetAsync($"{Town}/floating")).In("tbody"));
        Assert.Equal("记一次联系", await Host.AskAsync<string>($"select changes -> 0 ->> 'after' from audit.entry where row_id = '{row}' and changes::text like '%联系日期%' order by at desc limit 1"));
    }

    [Fact]
    public async Task A_deed_is_for_those_who_may_and_on_rows_of_their_own_place_only()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        var (mine, theirs) = (await affairs.MemberAsync(own, "本支部"), await affairs.MemberAsync(other, "别支部"));
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.floating.read", "grassroots.members.read");
        using var secretary = await Host.SignInAsync(own.Code, Acts);
        var address = $"/{own.Code}/grassroots/members/deeds/float";
        Assert.Equal(403, (await reader.GetAsync($"{Town}/members/deeds/float?id={mine}")).Status);
        Assert.DoesNotContain("登记流出", (await reader.GetAsync($"{Town}/members")).Text);
        Assert.Equal(404, (await secretary.GetAsync($"{address}?id={theirs}")).Status);
        // The form of one's own with another's row in it: only the own row is there.
        var page = await secretary.GetAsync($"{address}?id={mine}");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await secretary.PostBareAsync(address, ("__RequestVerificationToken", token), ("isSaid", "true"), ("id", mine.ToString()), ("id", theirs.ToString()), ("direction", "1"), ("began_on", Day(9)), ("reason", "1"), ("place", "外地"), ("has_fixed_place", "0"), ("liaison", "陈"));
        Assert.Equal($"{mine}", await Host.AskAsync<string>($"select string_agg(member_id::text, ',') from grassroots.floating where member_id in ('{mine}', '{theirs}')"));
    }

    /// <summary>The form of a deed as it came, with several rows in it.</summary>
    internal static async Task<Answer> SendAsync(Browser browser, Answer page, params (string Name, string Value)[] said)
    {
        var form = page.Document.QuerySelector("form[data-guard]")!;
        return await browser.PostBareAsync(form.GetAttribute("action")!, [.. form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), .. said]);
    }
}
