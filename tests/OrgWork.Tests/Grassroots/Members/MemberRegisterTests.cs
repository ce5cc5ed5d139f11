using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Members;

/// <summary>党员信息库: one record with everything, masked where it is sensitive, with age and 党龄, every status to be found, every change kept.</summary>
public sealed class MemberRegisterTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";

    [Fact]
    [Trait("Row", "G4.1")]
    public async Task A_member_is_entered_shown_masked_with_age_and_Party_age_found_by_every_status_and_each_change_is_kept()
    {
        var host = affairs.Host;
        var branch = await affairs.BranchAsync();
        using var officer = await host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read", "grassroots.figures.read");
        var number = FilledForms.NumberOf(17, "19800501");
        var entered = await officer.SubmitAsync($"{Town}/members/new", ("name", "全信息"), ("sex", "1"), ("birth_on", "1980.05.01"), ("nation", "01"), ("education", "21"), ("organisation_id", branch.Id.ToString()), ("kind", "1"), ("joined_on", "2005.06.01"), ("became_full_on", "2006.06.01"),
            ("applied_on", "2003.03.01"), ("membership_state", "1"), ("occupation", "07"), ("workplace", "枫岭村"), ("identity_mask", number), ("phone", "13900001234"));
        Assert.True(entered.Status == 302, entered.Why() + entered.In(".note"));
        var id = await host.AskAsync<Guid>("select id from grassroots.member where name = '全信息'");
        var record = $"{Town}/members/{id}";
        var page = await officer.GetAsync(record);
        Assert.DoesNotContain(number, page.Text);
        Assert.DoesNotContain("13900001234", page.Text);
        Assert.Contains(number[^4..], page.Text);
        Assert.Contains($"1980.05.01（{Month.Of(new DateOnly(1980, 5, 1)).AgeAt(Month.Of(Clock.Today))}岁）", page.Text);
        Assert.Contains($"2006.06.01（党龄{Month.Of(new DateOnly(2006, 6, 1)).AgeAt(Month.Of(Clock.Today))}年）", page.Text);

        // Every status: 正式、预备、流动、失联、停止党籍、去世.
        foreach (var (name, columns, values, query) in ((string, string, string, string)[])[("预备者", "membership_state", "'1'", "kind=2"), ("流动者", "is_floating, floats_to", "true, '外地'", "is_floating=1"), ("失联者", "membership_state", "'2'", "membership_state=2"),
            ("停籍者", "membership_state", "'3'", "membership_state=3"), ("去世者", "left_on, left_kind, exit_kind", "'2025-01-01', '005', '213'", "left_on.from=1900.01.01")])
        {
            var member = await affairs.MemberAsync(branch, name, columns, values);
            if (name == "预备者") await host.DoAsync($"update grassroots.member set kind = '2', became_full_on = null where id = '{member}'");
            var list = await officer.GetAsync($"{Town}/members?{query}");
            Assert.Contains(name, list.In("tbody"));
            Assert.DoesNotContain("全信息", list.In("tbody"));
        }
        Assert.Contains("全信息", (await officer.GetAsync($"{Town}/members?kind=1&membership_state=1")).In("tbody"));
        Assert.DoesNotContain("去世者", (await officer.GetAsync($"{Town}/members")).In("tbody"));

        // A change is kept, before and after; the list of an earlier day still says what stood there.
        Assert.Equal(302, (await officer.SubmitAsync($"{record}/edit", ("education", "31"), ("organisation_id", branch.Id.ToString()))).Status);
        Assert.Equal("21,31", await host.AskAsync<string>($"select string_agg(education, ',' order by valid_from, education) from grassroots.member_history where id = '{id}'"));
        Assert.True(await host.AskAsync<bool>($"select exists (select from audit.entry where row_id = '{id}' and changes::text like '%学历%')"));
        // Sex, age, education and field, with the people behind them.
        foreach (var (report, count) in ((string, long)[])[("basics", 4), ("education", 4), ("spheres", 4)])
        {
            var table = await officer.GetAsync($"{Town}/reports/{report}");
            Assert.Equal(200, table.Status);
            Assert.True(long.Parse(table.Document.QuerySelector("#grid tbody tr td.num")!.TextContent.Trim()) >= count, report);
        }
        // Who may look does not change.
        using var reader = await host.SignInAsync(TestHost.Township, "grassroots.members.read");
        Assert.Equal((200, 403), ((await reader.GetAsync(record)).Status, (await reader.GetAsync($"{record}/edit")).Status));
    }
}
