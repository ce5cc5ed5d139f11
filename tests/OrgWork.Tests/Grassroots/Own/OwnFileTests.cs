using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Own;

/// <summary>我的党员档案: a member who signs in sees the own file, dues and Party life, asks for corrections, reads what was decided; and reaches nothing of anybody else.</summary>
public sealed class OwnFileTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Member = ["grassroots.own.view", "grassroots.own.ask"], Officer = ["grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read"];
    const string Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;

    /// <summary>Signs in at the branch, under the name the account is made with in tests.</summary>
    async Task<(Browser Browser, Guid Id)> MemberAsync(AffairsHost.Branch branch, bool isTied = true)
    {
        var id = await affairs.MemberAsync(branch, "周文博", "native_place, workplace", "'云江', '某村'");
        var browser = await Host.SignInAsync(branch.Code, Member);
        if (isTied) await Host.DoAsync($"update org.account set person_id = (select person_id from grassroots.member where id = '{id}') where account = '{browser.Account}'");
        return (browser, id);
    }

    static string Own(AffairsHost.Branch branch) => $"/{branch.Code}/grassroots/own";

    [Fact]
    public async Task A_member_reads_the_own_file_and_dues_and_no_other_page_of_the_branch()
    {
        var branch = await affairs.BranchAsync();
        var other = await affairs.MemberAsync(branch, "别人家");
        var (member, id) = await MemberAsync(branch);
        using var _ = member;
        await Host.DoAsync($"insert into grassroots.dues_month (member_id, organisation_id, locality_path, month_on, class, base, due, paid, paid_on) values ('{id}', '{branch.Id}', '{branch.Path}', date_trunc('year', org.today())::date, '3', null, 0.2, 0.2, org.today())");

        var page = await member.GetAsync(Own(branch));

        Assert.Equal(200, page.Status);
        Assert.Contains("周文博", page.Text, StringComparison.Ordinal);
        Assert.Contains("0.20", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别人家", page.Text, StringComparison.Ordinal);
        foreach (var address in new[] { "members", $"members/{other}", $"members/{id}", "corrections", "dues", $"dues/statement/{other}", "life", "meetings", "talks", "reviews", "organisations", "problems", "figures", $"members/deeds/tie?id={id}" })
            Assert.True((await member.GetAsync($"/{branch.Code}/grassroots/{address}")).Status == 403, address);
        Assert.Equal(404, (await member.GetAsync($"{Town}/own")).Status);
    }

    [Fact]
    public async Task An_account_that_is_nobody_s_own_or_whose_person_has_left_shows_nothing()
    {
        var branch = await affairs.BranchAsync();
        var (member, id) = await MemberAsync(branch, isTied: false);
        using var _ = member;
        Assert.Contains("没有与您关联的党员档案", (await member.GetAsync(Own(branch))).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update org.account set person_id = (select person_id from grassroots.member where id = '{id}') where account = '{member.Account}'; update grassroots.member set left_on = org.today(), left_kind = '211' where id = '{id}'");
        Assert.Contains("没有与您关联的党员档案", (await member.GetAsync(Own(branch))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await member.PostAsync(Own(branch) + "?item=other", ("wanted", "改"), ("grounds", "据"))).Status);
    }

    [Fact]
    public async Task What_a_member_asks_is_decided_with_a_reason_and_stands_in_the_file_when_it_was_agreed_to()
    {
        var branch = await affairs.BranchAsync();
        var (member, id) = await MemberAsync(branch);
        using var _ = member;
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        using var secretary = await Host.SignInAsync(branch.Code, "grassroots.members.read", "grassroots.organisations.read");

        var empty = await member.SubmitAsync(Own(branch) + "?item=native_place", ("native_place", "临溪"));
        var same = await member.SubmitAsync(Own(branch) + "?item=native_place", ("native_place", "云江"), ("grounds", "户口簿"));
        var asked = await member.SubmitAsync(Own(branch) + "?item=native_place", ("native_place", "临溪"), ("grounds", "户口簿写的是临溪"));
        var twice = await member.SubmitAsync(Own(branch) + "?item=native_place", ("native_place", "望川"), ("grounds", "户口簿"));
        var words = await member.SubmitAsync(Own(branch) + "?item=other", ("wanted", "电话换了"), ("grounds", "本人"));
        Assert.Equal((422, 422, 302, 422, 302), (empty.Status, same.Status, asked.Status, twice.Status, words.Status));
        Assert.Contains("请写依据", empty.Text, StringComparison.Ordinal);
        Assert.Equal("云江", await Host.AskAsync<string>($"select native_place from grassroots.member where id = '{id}'"));

        var place = await Host.AskAsync<Guid>($"select id from grassroots.correction where member_id = '{id}' and item = 'native_place'");
        var phone = await Host.AskAsync<Guid>($"select id from grassroots.correction where member_id = '{id}' and item = 'other'");
        Assert.Equal(403, (await secretary.GetAsync($"/{branch.Code}/grassroots/corrections/deeds/decide?id={place}")).Status);
        var silent = await officer.SubmitAsync($"{Town}/corrections/deeds/decide?id={place}", ("result", "2"));
        var agreed = await officer.SubmitAsync($"{Town}/corrections/deeds/decide?id={place}", ("result", "2"), ("reason", "户口簿属实"));
        var refused = await officer.SubmitAsync($"{Town}/corrections/deeds/decide?id={phone}", ("result", "3"), ("reason", "请带新号码到镇里登记"));
        var again = await officer.SubmitAsync($"{Town}/corrections/deeds/decide?id={place}", ("result", "3"), ("reason", "再想想"));

        Assert.Equal((422, 302, 302, 422), (silent.Status, agreed.Status, refused.Status, again.Status));
        Assert.Equal("临溪", await Host.AskAsync<string>($"select native_place from grassroots.member where id = '{id}'"));
        var read = await member.GetAsync(Own(branch));
        Assert.Contains("户口簿属实", read.Text, StringComparison.Ordinal);
        Assert.Contains("请带新号码到镇里登记", read.Text, StringComparison.Ordinal);
        Assert.Contains("不予更正", read.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{id}' and reason like '本人申请更正%'"));
    }

    [Fact]
    public async Task A_form_that_names_somebody_else_asks_for_oneself_and_nobody_withdraws_another_s_request()
    {
        var branch = await affairs.BranchAsync();
        var other = await affairs.MemberAsync(branch, "别人甲");
        var (member, id) = await MemberAsync(branch);
        using var _ = member;
        var strange = await Host.AskAsync<Guid>($"insert into grassroots.correction (member_id, organisation_id, locality_path, item, label, wanted, grounds, asked_on, asked_by) values ('{other}', '{branch.Id}', '{branch.Path}', 'other', '其他', '改', '据', org.today(), gen_random_uuid()) returning id");

        var tampered = await member.SubmitAsync(Own(branch) + "?item=other", ("wanted", "改我的"), ("grounds", "据"), ("member_id", other.ToString()), ("Id", other.ToString()), ("member", other.ToString()));
        var column = await member.PostAsync(Own(branch) + "?item=membership_state", ("membership_state", "1"), ("grounds", "据"));
        var withdrawn = await member.PostAsync(Own(branch) + "?handler=withdraw", ("request", strange.ToString()));

        Assert.Equal((302, 400, 404), (tampered.Status, column.Status, withdrawn.Status));
        Assert.Equal($"{id}", await Host.AskAsync<string>("select member_id::text from grassroots.correction where wanted = '改我的'"));
        Assert.Equal("1", await Host.AskAsync<string>($"select state from grassroots.correction where id = '{strange}'"));
        var mine = await Host.AskAsync<Guid>("select id from grassroots.correction where wanted = '改我的'");
        Assert.Equal(302, (await member.PostAsync(Own(branch) + "?handler=withdraw", ("request", mine.ToString()))).Status);
        Assert.Equal("4", await Host.AskAsync<string>($"select state from grassroots.correction where id = '{mine}'"));
    }

    [Fact]
    public async Task The_township_opens_the_file_to_an_account_of_the_same_name_and_to_one_alone()
    {
        var branch = await affairs.BranchAsync();
        var (member, id) = await MemberAsync(branch, isTied: false);
        using var _ = member;
        var other = await affairs.MemberAsync(branch, "不同名");
        var far = await affairs.BranchAsync(AffairsHost.FarTownship);
        using var foreign = await Host.SignInAsync(far.Code, Member);
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        Task<Answer> TieAsync(Guid to, string account) => officer.SubmitAsync($"{Town}/members/deeds/tie?id={to}", ("account", account));

        var wrongName = await TieAsync(other, member.Account);
        var outside = await TieAsync(id, foreign.Account);
        var done = await TieAsync(id, member.Account);
        var seen = await member.GetAsync(Own(branch));
        var twin = await affairs.MemberAsync(branch, "周文博");
        var taken = await TieAsync(twin, member.Account);
        var untied = await officer.SubmitAsync($"{Town}/members/deeds/untie?id={id}");

        Assert.Equal((422, 422, 302, 422, 302), (wrongName.Status, outside.Status, done.Status, taken.Status, untied.Status));
        Assert.Contains("不是不同名", wrongName.Text, StringComparison.Ordinal);
        Assert.Contains("周文博的党员档案", seen.Text, StringComparison.Ordinal);
        Assert.Contains("没有与您关联的党员档案", (await member.GetAsync(Own(branch))).Text, StringComparison.Ordinal);
    }
}
