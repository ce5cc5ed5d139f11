using System.Text;
using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Training;

/// <summary>What outside platforms report of members comes in by sheet, month by month, and makes rates of registration and activity.</summary>
public sealed class PlatformTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    TestHost Host => affairs.Host;

    [Fact, Trait("Row", "G3.16")]
    public async Task A_platform_s_sheet_comes_in_by_month_and_each_branch_has_its_rate_of_registration_and_activity_without_any_credential()
    {
        var branch = await affairs.BranchAsync();
        foreach (var name in new[] { "平台甲", "平台乙", "平台丙", "平台丁" }) await affairs.MemberAsync(branch, name);
        using var secretary = await Host.SignInAsync(branch.Code, "grassroots.training.read", "grassroots.training.edit", "grassroots.members.read", "grassroots.organisations.read");
        var home = $"/{branch.Code}/grassroots";
        var (month, before) = (Month.Of(Clock.Today), Month.Of(Clock.Today.AddMonths(-1)));
        var sheet = $"平台,月份,党员,党支部,当月积分,当月学时\n学习强国,{month},平台甲,{branch.Name},820,12\n学习强国,{month},平台乙,{branch.Name},0,0\n学习强国,{before},平台丙,{branch.Name},300,4\n";
        await ImportAsync(secretary, home, sheet);
        Assert.Equal("300/4 0/0 820/12", await Host.AskAsync<string>($"select string_agg(points || '/' || hours, ' ' order by month, points) from grassroots.platform_use where organisation_id = '{branch.Id}'"));
        string[] Row(Answer answer) => [.. answer.Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("td")!.TextContent.Trim() == branch.Name).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        // Three of four are registered by now; one of them learnt something this month, one last month.
        Assert.Equal([branch.Name, "4", "3", "75.0%", "1", "25.0%", "820", "12"], Row(await secretary.GetAsync($"{home}/training/platforms?platform=1&month={month}")));
        Assert.Equal([branch.Name, "4", "1", "25.0%", "1", "25.0%", "300", "4"], Row(await secretary.GetAsync($"{home}/training/platforms?platform=1&month={before}")));
        Assert.Equal("0", Row(await secretary.GetAsync($"{home}/training/platforms?platform=2&month={month}"))[2]);
        // The same month again with a correction changes that row and makes no second.
        await ImportAsync(secretary, home, $"平台,月份,党员,党支部,当月积分,当月学时\n学习强国,{month},平台甲,{branch.Name},900,13\n");
        Assert.Equal("300/4 0/0 900/13", await Host.AskAsync<string>($"select string_agg(points || '/' || hours, ' ' order by month, points) from grassroots.platform_use where organisation_id = '{branch.Id}' and removed_at is null"));
        Assert.Equal(0L, await Host.AskAsync<long>("select count(*) from information_schema.columns where table_schema = 'grassroots' and table_name = 'platform_use' and column_name ~ '(password|secret|token|login|account|phone)'"));
    }

    async Task ImportAsync(Browser secretary, string home, string sheet)
    {
        var brought = await secretary.UploadAsync($"{home}/platform-use/imports", "sheet", "学习强国.csv", Encoding.UTF8.GetBytes(sheet));
        Assert.True(brought.Status == 302, brought.In("main"));
        var import = brought.Location!;
        var page = await secretary.GetAsync(import);
        var chosen = page.Document.QuerySelectorAll("select[name=chosen]").Select(select => ("chosen", select.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")).ToArray();
        Assert.Equal(302, (await secretary.PostAsync(import + "?handler=columns", [("sheet", "0"), ("headingRow", page.Document.QuerySelector("input[name=headingRow]")!.GetAttribute("value")!), .. chosen])).Status);
        await StateAsync(import, 2);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.import_row where import_id = '{import.Split('/')[^1]}' and state = 4"));
        Assert.Equal(302, (await secretary.PostAsync(import + "?handler=write")).Status);
        await StateAsync(import, 4);
    }

    async Task StateAsync(string import, int state) => await TestHost.UntilAsync(async () => await Host.AskAsync<short>($"select state from org.import where id = '{import.Split('/')[^1]}'") == state, $"the import to be in state {state}");
}
