using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Service;

/// <summary>互联网+党建: a member's own services on line, signing in at a meeting by the code on the wall, and what the branch makes of it.</summary>
public sealed class OnlineTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    TestHost Host => affairs.Host;

    [Fact, Trait("Row", "G3.17")]
    public async Task A_member_signs_up_and_in_asks_for_a_transfer_and_says_what_is_wanted_and_the_branch_sees_how_much_it_is_used()
    {
        var branch = await affairs.BranchAsync();
        var id = await affairs.MemberAsync(branch, "上网人");
        var absent = await affairs.MemberAsync(branch, "没来人");
        using var member = await Host.SignInAsync(branch.Code, "grassroots.own.view", "grassroots.own.ask");
        using var secretary = await Host.SignInAsync(branch.Code, "grassroots.organisations.read", "grassroots.members.read", "grassroots.life.read", "grassroots.life.edit", "grassroots.service.read", "grassroots.service.edit", "grassroots.transfers.read", "grassroots.transfers.act");
        var (home, own) = ($"/{branch.Code}/grassroots", $"/{branch.Code}/grassroots/own/services");
        Assert.Contains("没有与您关联的党员档案", (await member.GetAsync(own)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update org.account set person_id = (select person_id from grassroots.member where id = '{id}') where account = '{member.Account}'");

        // A planned theme day: signed up for, signed in at with the code on the wall, and no other.
        var planned = await secretary.SubmitAsync($"{home}/meetings/write?kind=21", ("HeldOn", Dates.Format(Clock.Today)), ("Topic", "义务植树"), ("act", "plan"));
        Assert.True(planned.Status == 302, planned.Why());
        var meeting = Guid.Parse(planned.Location!.Split('/')[^1]);
        Assert.Contains("义务植树", (await member.GetAsync(own)).In("#meetings"), StringComparison.Ordinal);
        Assert.Equal(302, (await member.PostAsync(own + "?handler=signup", ("meeting", meeting.ToString()), ("off", "false"))).Status);
        Assert.Equal(404, (await member.PostAsync(own + "?handler=signup", ("meeting", Guid.NewGuid().ToString()), ("off", "false"))).Status);
        var early = await member.PostAsync(own + "?handler=signin", ("code", "123456"));
        Assert.Equal(302, (await secretary.PostAsync($"{home}/meetings/signin/{meeting}")).Status);
        var code = (await secretary.GetAsync($"{home}/meetings/signin/{meeting}")).In("#code")!;
        var wrong = await member.PostAsync(own + "?handler=signin", ("code", code == "100000" ? "100001" : "100000"));
        var signed = await member.PostAsync(own + "?handler=signin", ("code", code));
        var twice = await member.PostAsync(own + "?handler=signin", ("code", code));
        Assert.Equal((422, 422, 302, 422), (early.Status, wrong.Status, signed.Status, twice.Status));
        Assert.DoesNotContain(code, (await member.GetAsync(own)).Text, StringComparison.Ordinal);
        Assert.Contains("签到", (await secretary.GetAsync($"{home}/meetings/signin/{meeting}")).In(".lines"), StringComparison.Ordinal);
        // The record takes attendance from there.
        var write = await secretary.GetAsync($"{home}/meetings/write/{meeting}");
        Assert.Equal(("1", "3"), (write.Document.QuerySelector($"input[name='s.{id}'][checked]")!.GetAttribute("value"), write.Document.QuerySelector($"input[name='s.{absent}'][checked]")!.GetAttribute("value")));

        // A transfer: one at a time, answered once a case is there, with the member reading it.
        var nameless = await member.PostAsync(own + "?handler=transfer", ("to", ""), ("reason", "1"));
        var asked = await member.PostAsync(own + "?handler=transfer", ("to", "外省某机关党支部"), ("reason", "1"), ("words", "调动"));
        var again = await member.PostAsync(own + "?handler=transfer", ("to", "别处"), ("reason", "1"));
        Assert.Equal((422, 302, 422), (nameless.Status, asked.Status, again.Status));
        var wish = await Host.AskAsync<Guid>($"select id from grassroots.transfer_wish where member_id = '{id}'");
        Assert.Contains("外省某机关党支部", (await secretary.GetAsync($"{home}/transfer-wishes?state=1")).Text, StringComparison.Ordinal);
        var unmade = await secretary.SubmitAsync($"{home}/transfer-wishes/deeds/answer?id={wish}", ("result", "2"), ("reply", "已办"));
        Assert.Equal(422, unmade.Status);
        Assert.Contains("还没有为这名党员办转接", unmade.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/transfer-wishes/deeds/answer?id={wish}", ("result", "3"), ("reply", "先交清党费"))).Status);
        Assert.Contains("先交清党费", (await member.GetAsync(own)).Text, StringComparison.Ordinal);

        // A wish or complaint: on the branch's ledger with its day, answered there, judged here.
        Assert.Equal(422, (await member.PostAsync(own + "?handler=need", ("category", "6"), ("need", ""))).Status);
        Assert.Equal(302, (await member.PostAsync(own + "?handler=need", ("category", "6"), ("need", "学习材料希望早发"))).Status);
        var need = await Host.AskAsync<Guid>("select id from grassroots.member_need where words = '学习材料希望早发' and is_online and due_on = org.today() + 30");
        Assert.Equal(404, (await member.PostAsync(own + "?handler=rate", ("need", need.ToString()), ("rating", "1"))).Status);
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/needs/deeds/answer?id={need}", ("answered_on", Dates.Format(Clock.Today)), ("answer", "提前三天发"))).Status);
        Assert.Contains("提前三天发", (await member.GetAsync(own)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await member.PostAsync(own + "?handler=rate", ("need", need.ToString()), ("rating", "1"))).Status);
        Assert.Equal("1", await Host.AskAsync<string>($"select satisfaction from grassroots.member_need where id = '{need}'"));
        // Judged once; after a second answer once again.
        Assert.Equal(404, (await member.PostAsync(own + "?handler=rate", ("need", need.ToString()), ("rating", "2"))).Status);
        await Host.DoAsync($"update grassroots.member_need set satisfaction = '3' where id = '{need}'");
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/needs/deeds/answer?id={need}", ("answered_on", Dates.Format(Clock.Today)), ("answer", "提前五天发"))).Status);
        Assert.DoesNotContain("学习材料希望早发", (await secretary.GetAsync($"{home}/needs?satisfaction=3")).In("table") ?? "", StringComparison.Ordinal);
        Assert.Equal(302, (await member.PostAsync(own + "?handler=rate", ("need", need.ToString()), ("rating", "2"))).Status);

        // Whoever has taken back what was signed up for has used nothing; whoever is a member no more is none of the users.
        var former = await affairs.MemberAsync(branch, "停籍人");
        await Host.DoAsync($"insert into grassroots.meeting_sign (meeting_id, locality_path, member_id) values ('{meeting}', '{branch.Path}', '{absent}'); update grassroots.member set membership_state = '2' where id = '{former}'; insert into grassroots.meeting_sign (meeting_id, locality_path, member_id, signed_up_on) values ('{meeting}', '{branch.Path}', '{former}', org.today())");

        var used = await secretary.GetAsync($"{home}/service/online");
        string[] Cells(string name) => [.. used.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal([branch.Name, "2", "1", "50.0%", "1", "1", "0", "1", "1", "0"], Cells(branch.Name));
        // It counts in the year in which it was done.
        await Host.DoAsync($"update grassroots.meeting_sign set signed_up_on = org.today() - 366 where member_id = '{absent}'");
        used = await secretary.GetAsync($"{home}/service/online");
        Assert.Equal([branch.Name, "2", "1", "50.0%", "1", "1", "0", "1", "1", "0"], Cells(branch.Name));
        used = await secretary.GetAsync($"{home}/service/online?year={Clock.Today.AddDays(-366).Year}");
        Assert.Equal([branch.Name, "2", "1", "50.0%", "1", "0", "0", "0", "0", "0"], Cells(branch.Name));
        // The register leaves as an open table for whoever may read it.
        Assert.NotNull((await secretary.GetAsync($"{home}/needs")).Document.QuerySelector("a[href*='export'], form[action*='export'], button[formaction*='export']"));

        // Nobody acts for another: neither by an id in the form nor on what is another's.
        var strange = await Host.AskAsync<Guid>($"insert into grassroots.transfer_wish (locality_path, to_organisation, member_id, organisation_id, reason, asked_on) values ('{branch.Path}', '别人的', '{absent}', '{branch.Id}', '1', org.today()) returning id");
        Assert.Equal(404, (await member.PostAsync(own + "?handler=withdraw", ("wish", strange.ToString()))).Status);
        Assert.Equal(302, (await member.PostAsync(own + "?handler=need", ("category", "6"), ("need", "冒名"), ("member_id", absent.ToString()), ("Me", absent.ToString()))).Status);
        Assert.Equal(id, await Host.AskAsync<Guid>("select member_id from grassroots.member_need where words = '冒名'"));
    }
}
