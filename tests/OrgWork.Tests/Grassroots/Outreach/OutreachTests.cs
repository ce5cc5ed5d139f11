using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Outreach;

/// <summary>Teams, pairs, what is moved down, delegates: registered with what they must have, counted by what they do, lit when they do nothing.</summary>
public sealed class OutreachTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.organisations.read", "grassroots.outreach.edit", "grassroots.members.read", "grassroots.figures.read"];
    const string Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    [Fact, Trait("Row", "G1.7")]
    public async Task A_team_has_leader_task_and_members_and_its_results_carry_evidence_until_it_is_finished()
    {
        var branch = await affairs.BranchAsync();
        var (leader, hand) = (await affairs.MemberAsync(branch, "队长甲"), await affairs.MemberAsync(branch, "队员乙"));
        using var secretary = await Host.SignInAsync(branch.Code, Officer);
        var home = $"/{branch.Code}/grassroots/teams";
        (string, string)[] team = [("name", "攻坚突击队"), ("organisation_id", branch.Id.ToString()), ("host", "试验产业园"), ("task", "管网抢修"), ("began_on", In(-80))];
        Assert.Equal(422, (await secretary.FillAsync($"{home}/new", team)).Status);
        Assert.Equal(302, (await secretary.FillAsync($"{home}/new", [.. team, ("leader_id", leader.ToString())])).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.commando_team where name = '攻坚突击队'");
        Assert.Equal(302, (await secretary.FillAsync($"{home}/{id}/members/new", ("member_id", hand.ToString()), ("part", "焊接"))).Status);
        Assert.Contains("攻坚突击队", (await secretary.GetAsync($"{home}?rule=teams.results")).Text, StringComparison.Ordinal);

        string Deed(string deed) => $"{home}/deeds/{deed}?id={id}";
        var bare = await secretary.SubmitAsync(Deed("result"), ("done_on", In(-1)), ("words", "修好两公里"));
        var early = await secretary.SubmitAsync(Deed("result"), ("done_on", In(-90)), ("words", "修好两公里"), ("evidence", "验收单"));
        var done = await secretary.SubmitAsync(Deed("result"), ("done_on", In(-1)), ("words", "修好两公里"), ("evidence", "验收单"), ("people", "9"));
        Assert.Equal((422, 422, 302), (bare.Status, early.Status, done.Status));
        Assert.DoesNotContain("攻坚突击队", (await secretary.GetAsync($"{home}?rule=teams.results")).Text, StringComparison.Ordinal);
        Assert.Contains("验收单", (await secretary.GetAsync($"{home}/{id}?tab=results")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await secretary.SubmitAsync(Deed("finish"), ("ended_on", In(0)), ("summary", "提前完成"))).Status);
        Assert.Equal(422, (await secretary.SubmitAsync(Deed("finish"), ("ended_on", In(0)), ("summary", "再来"))).Status);
        // Counted for the year and listed with the enterprise it works for.
        Assert.Equal("1", (await secretary.GetAsync($"/{branch.Code}/grassroots/figures/teams")).In("#by-place tr.sum td.num"));
        using var township = await Host.SignInAsync(TestHost.Township, Officer);
        Assert.Contains("试验产业园", (await township.GetAsync($"{Town}/teams")).In("tbody"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G1.11")]
    public async Task A_pair_is_two_organisations_with_a_plan_and_who_has_none_or_lets_it_sleep_is_listed()
    {
        var (one, two) = (await affairs.BranchAsync(sphere: "3"), await affairs.BranchAsync(sphere: "3"));
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        async Task<bool> IsUnpairedAsync(AffairsHost.Branch branch) => (await officer.GetAsync($"{Town}/organisations?rule=organisations.paired")).Document.QuerySelectorAll("tbody tr").Any(row => row.TextContent.Contains(branch.Name, StringComparison.Ordinal));
        Assert.True(await IsUnpairedAsync(one) && await IsUnpairedAsync(two));
        (string, string)[] pair = [("title", "机关结对"), ("organisation_id", one.Id.ToString()), ("kind", "4"), ("began_on", In(-100)), ("ends_on", In(300)), ("plan", "每季度一次"), ("agreement", "共建协议")];
        Assert.NotEqual(302, (await officer.FillAsync($"{Town}/pairings/new", [.. pair.Where(field => field.Item1 != "plan"), ("other_id", two.Id.ToString())])).Status);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/pairings/new", [.. pair, ("other_id", two.Id.ToString())])).Status);
        Assert.False(await IsUnpairedAsync(one) || await IsUnpairedAsync(two));
        var id = await Host.AskAsync<Guid>("select id from grassroots.pairing where title = '机关结对'");

        Assert.Contains("机关结对", (await officer.GetAsync($"{Town}/pairings?rule=pairings.active")).Text, StringComparison.Ordinal);
        var ahead = await officer.SubmitAsync($"{Town}/pairings/deeds/activity?id={id}", ("done_on", In(-101)), ("words", "早了"));
        var done = await officer.SubmitAsync($"{Town}/pairings/deeds/activity?id={id}", ("done_on", In(-2)), ("words", "联合主题党日"), ("given", "3000"));
        Assert.Equal((422, 302), (ahead.Status, done.Status));
        Assert.DoesNotContain("机关结对", (await officer.GetAsync($"{Town}/pairings?rule=pairings.active")).Text, StringComparison.Ordinal);
        Assert.Equal("1|3000", await Host.AskAsync<string>($"select activities || '|' || given from grassroots.pairing where id = '{id}'"));
        Assert.Contains("联合主题党日", (await officer.GetAsync($"{Town}/pairings/{id}?tab=activities")).Text, StringComparison.Ordinal);
        // What is counted follows the list, wherever a row of it was written: typed, corrected, to the bin and back.
        Task<string?> CountedAsync() => Host.AskAsync<string>($"select concat_ws('|', activities, given, last_on) from grassroots.pairing where id = '{id}'");
        Assert.Equal(302, (await officer.FillAsync($"{Town}/pairings/{id}/activities/new", ("done_on", In(-50)), ("words", "送书"), ("given", "500"))).Status);
        Assert.Equal($"2|3500|{Clock.Today.AddDays(-2):yyyy-MM-dd}", await CountedAsync());
        var first = await Host.AskAsync<Guid>($"select id from grassroots.pairing_activity where pairing_id = '{id}' and given = 3000");
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/pairings/{id}/activities/{first}/edit", ("given", "2000"))).Status);
        Assert.Equal($"2|2500|{Clock.Today.AddDays(-2):yyyy-MM-dd}", await CountedAsync());
        await Host.DoAsync($"update grassroots.pairing_activity set removed_at = now() where id = '{first}'");
        Assert.Equal($"1|500|{Clock.Today.AddDays(-50):yyyy-MM-dd}", await CountedAsync());
        await Host.DoAsync($"update grassroots.pairing_activity set removed_at = null where id = '{first}'");
        Assert.Equal($"2|2500|{Clock.Today.AddDays(-2):yyyy-MM-dd}", await CountedAsync());
    }

    [Fact, Trait("Row", "G1.12")]
    public async Task People_approvals_and_services_moved_down_stand_with_where_from_since_when_and_what_came_of_it()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        foreach (var (title, kind, number) in new[] { ("民政审批", "2", "12"), ("驻社区干部", "1", "3"), ("法律服务", "3", "1") })
            Assert.Equal(302, (await officer.FillAsync($"{Town}/descents/new", ("title", title), ("kind", kind), ("from_unit", "县直机关"), ("organisation_id", branch.Id.ToString()), ("number", number), ("began_on", In(0)))).Status);
        Assert.Contains("没有写成效的", (await officer.GetAsync($"{Town}/descents")).Text, StringComparison.Ordinal);
        var received = await officer.GetAsync($"{Town}/descents?organisation_id={branch.Id}&kind=2");
        Assert.Contains("民政审批", received.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("驻社区干部", received.Text, StringComparison.Ordinal);
        // By receiving organisation: people, matters, services, and how many of them say what came of it.
        var other = await affairs.BranchAsync();
        Assert.Equal(302, (await officer.FillAsync($"{Town}/descents/new", ("title", "法律顾问"), ("kind", "1"), ("from_unit", "县司法局"), ("organisation_id", other.Id.ToString()), ("number", "2"), ("began_on", In(-30)), ("ended_on", In(-1)), ("effect", "调解纠纷八件"))).Status);
        var table = await officer.GetAsync($"{Town}/outreach/descents");
        string[] RowOf(AffairsHost.Branch one) => [.. table.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(one.Name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal([branch.Name, "3", "12", "1", "3", "0"], RowOf(branch));
        Assert.Equal([other.Name, "2", "0", "0", "0", "1"], RowOf(other));
        Assert.Equal("4", (await officer.GetAsync($"{Town}/reports/descents")).Document.QuerySelector("tbody tr td.num")!.TextContent.Trim());
        Assert.Equal(422, (await officer.FillAsync($"{Town}/descents/new", ("title", "没有来处"), ("kind", "1"), ("organisation_id", branch.Id.ToString()), ("number", "1"), ("began_on", In(0)))).Status);
    }

    [Fact, Trait("Row", "G1.13")]
    public async Task Delegates_stand_with_congress_term_and_constituency_and_what_they_do_is_counted_by_the_year()
    {
        var branch = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(branch, "代表丁");
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        (string, string)[] delegated = [("name", "代表丁"), ("member_id", member.ToString()), ("organisation_id", branch.Id.ToString()), ("level", "4"), ("congress", "第十四次代表大会"), ("constituency", "枫岭代表团"), ("elected_on", In(-500)), ("ends_on", In(500))];
        Assert.Equal(302, (await officer.FillAsync($"{Town}/delegates/new", delegated)).Status);
        Assert.Equal(422, (await officer.FillAsync($"{Town}/delegates/new", [.. delegated.Where(field => field.Item1 != "constituency")])).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.delegate where name = '代表丁'");
        Assert.Contains("代表丁", (await officer.GetAsync($"{Town}/delegates?rule=delegates.active")).Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var deed = $"{Town}/delegates/deeds/activity?id={id}";
        Assert.Equal(422, (await officer.SubmitAsync(deed, ("done_on", In(-600)), ("kind", "1"), ("words", "当选以前"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync(deed, ("done_on", In(0)), ("kind", "1"), ("words", "到村宣讲"), ("people", "60"))).Status);
        Assert.DoesNotContain(id.ToString(), (await officer.GetAsync($"{Town}/delegates?rule=delegates.active")).Text, StringComparison.Ordinal);
        Assert.Contains("到村宣讲", (await officer.GetAsync($"{Town}/delegates/{id}?tab=activities")).Text, StringComparison.Ordinal);
        Assert.Equal("100.0", (await officer.GetAsync($"{Town}/figures/delegates-active")).In("#by-place tr.sum td.num"));
        Assert.Equal(1, await Host.AskAsync<int>($"select count(*)::int from grassroots.delegate where id = '{id}' and last_on = org.today()"));
        await Host.DoAsync($"update grassroots.delegate_activity set removed_at = now() where delegate_id = '{id}'");
        Assert.Contains(id.ToString(), (await officer.GetAsync($"{Town}/delegates?rule=delegates.active")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_looks_writes_nothing_and_a_branch_reaches_no_pair_of_another()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        var id = await Host.AskAsync<Guid>($"insert into grassroots.pairing (title, organisation_id, other_name, kind, began_on, ends_on, plan, locality_path) values ('别人的对子', '{other.Id}', '外地支部', '4', '2026-01-01', '2028-01-01', '试', '{other.Path}') returning id");
        using var secretary = await Host.SignInAsync(own.Code, Officer);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.organisations.read", "grassroots.members.read");
        Assert.Equal(404, (await secretary.GetAsync($"/{own.Code}/grassroots/pairings/{id}")).Status);
        await secretary.PostAsync($"/{own.Code}/grassroots/pairings/deeds/activity?id={id}", ("id", id.ToString()), ("done_on", In(0)), ("words", "冒充"));
        foreach (var address in new[] { "pairings/new", "teams/new", "descents/new", "delegates/new", $"pairings/deeds/activity?id={id}" }) Assert.True((await reader.GetAsync($"{Town}/{address}")).Status == 403, address);
        Assert.Equal(0, await Host.AskAsync<int>($"select activities from grassroots.pairing where id = '{id}'"));
    }
}
