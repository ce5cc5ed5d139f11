using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Elections;

/// <summary>换届选举 of a branch from the request to the committee in office, as its secretary does it: voters, candidates, ballots, arithmetic, the day.</summary>
public sealed class TermElectionTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Secretary = ["grassroots.elections.read", "grassroots.elections.act", "grassroots.members.read", "grassroots.organisations.read"];

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));

    sealed record Set(AffairsHost.Branch Branch, Guid Election, Guid[] Members, string Home);

    /// <summary>A branch of ten full members and one on probation, whose election is to fill three seats.</summary>
    async Task<Set> PreparedAsync(int planned = 2)
    {
        var branch = await affairs.BranchAsync();
        var names = new[] { "甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八", "壬九", "癸十" };
        var members = new List<Guid>();
        foreach (var name in names) members.Add(await affairs.MemberAsync(branch, name));
        await Host.DoAsync($"update grassroots.member set kind = '2', became_full_on = null where id = '{await affairs.MemberAsync(branch, "预备人")}'");
        var election = await Host.AskAsync<Guid>($"insert into grassroots.election (name, organisation_id, planned_on, seats, years, locality_path) values ('第三届换届', '{branch.Id}', '{Clock.Today.AddDays(-planned):yyyy-MM-dd}', 3, 3, '{branch.Path}') returning id");
        return new(branch, election, [.. members], $"/{branch.Code}/grassroots");
    }

    static Task<Answer> StandAsync(Browser browser, Set set, int member, string post = "002A", string duty = "") => browser.PostFromAsync($"{set.Home}/elections/prepare/{set.Election}", $"{set.Home}/elections/prepare/{set.Election}?handler=candidate", ("member", set.Members[member].ToString()), ("post", post), ("duty", duty));

    /// <summary>Ballots set up, counted and signed off.</summary>
    static async Task<Answer> VoteAsync(Browser browser, Set set, string kind, int seats, int eligible, int present, params (string Name, int Yes)[] votes)
    {
        var list = $"{set.Home}/{kind}";
        var made = await browser.SubmitAsync($"{list}/new?subject={set.Election}", ("Title", "选举票"), ("HeldOn", Ago(2)), ("Most", $"{seats}"), ("items", string.Join('\n', votes.Select(vote => vote.Name))), ("group1", "有选举权的"), ("weight1", "1"), ("Tellers", "甲一"), ("Counter", "乙二"), ("Subject", set.Election.ToString()));
        Assert.True(made.Status == 302, made.Why());
        var counted = await browser.SubmitAsync(made.Location + "/count", [("g1.eligible", $"{eligible}"), ("g1.present", $"{present}"), ("g1.issued", $"{present}"), ("g1.returned", $"{present}"), ("g1.invalid", "0"),
            .. votes.SelectMany((vote, n) => new[] { ($"c1.{n + 1}.1", $"{vote.Yes}"), ($"c1.{n + 1}.2", $"{present - vote.Yes}"), ($"c1.{n + 1}.3", "0") })]);
        if (counted.Status != 302) return counted;
        return await browser.PostAsync(made.Location + "/turn/sign", ("version", "2"));
    }

    [Fact]
    public async Task A_branch_secretary_prepares_an_election_counts_it_and_the_committee_takes_office_on_the_day_it_was_elected()
    {
        var set = await PreparedAsync();
        using var secretary = await Host.SignInAsync(set.Branch.Code, Secretary);
        using var township = await Host.SignInAsync(TestHost.Township, Secretary);
        var opened = await secretary.OpenCaseAsync($"{set.Home}/term-elections", set.Election, ("on", Ago(60)), ("election_form", "1"));
        Assert.True(opened.Status == 302, opened.Why() + Host.Log);
        var one = opened.Location!;
        var above = one.Replace($"/{set.Branch.Code}/", $"/{TestHost.Township}/", StringComparison.Ordinal);
        Assert.Equal(422, (await secretary.ActAsync(one, "reply", ("on", Ago(50)), ("reply_no", "批"), ("outcome", "agree"))).Status);
        await township.DoStepAsync(above, "reply", ("on", Ago(50)), ("reply_no", "党委批〔2026〕7号"), ("outcome", "agree"));

        // Ten may vote and nine are expected; three seats ask for four candidates.
        var roll = await secretary.PostFromAsync($"{set.Home}/elections/prepare/{set.Election}", $"{set.Home}/elections/prepare/{set.Election}?handler=absences", ($"reason.{set.Members[9]}", "4"));
        Assert.Equal(302, roll.Status);
        foreach (var (member, post) in new[] { (0, "001A"), (1, "002A"), (2, "002A") }) Assert.Equal(302, (await StandAsync(secretary, set, member, post, member == 1 ? "组织委员" : "")).Status);
        Assert.Contains("已经是候选人", (await StandAsync(secretary, set, 1)).Text, StringComparison.Ordinal);
        Assert.Contains("应不少于 4 名", (await secretary.ActAsync(one, "nominate", ("on", Ago(40)))).In(".refuse"));
        // Asked for more by its own rule, the page tells as many as the step wants.
        Assert.Contains("应提 4 名以上", (await secretary.GetAsync($"{set.Home}/elections/prepare/{set.Election}")).Text, StringComparison.Ordinal);
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.elections.candidates', 'share', 60, daterange('2020-01-01', null), '文', '试', '试')");
        Assert.Contains("应提 5 名以上", (await secretary.GetAsync($"{set.Home}/elections/prepare/{set.Election}")).Text, StringComparison.Ordinal);
        Assert.Contains("应不少于 5 名", (await secretary.ActAsync(one, "nominate", ("on", Ago(40)))).In(".refuse"));
        await Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.elections.candidates'");
        await StandAsync(secretary, set, 3);
        await secretary.DoStepAsync(one, "nominate", ("on", Ago(40)));
        await township.DoStepAsync(above, "candidates", ("on", Ago(30)), ("candidates_no", "党委批〔2026〕9号"), ("outcome", "agree"));
        var page = await secretary.GetAsync($"{set.Home}/elections/prepare/{set.Election}");
        Assert.Contains("应到会 9 人", page.Text, StringComparison.Ordinal);

        Assert.Contains("缺", (await secretary.ActAsync(one, "meeting", ("on", Ago(2)), ("outcome", "committee"))).Why(), StringComparison.Ordinal);
        var signed = await VoteAsync(secretary, set, "ballots", 3, 9, 9, ("甲一", 9), ("乙二", 7), ("丙三", 6), ("丁四", 4));
        Assert.True(signed.Status == 302, signed.Why() + Host.Log);
        Assert.Contains("办理日期填的是", (await secretary.ActAsync(one, "meeting", ("on", Ago(1)), ("outcome", "committee"))).Text, StringComparison.Ordinal);
        await secretary.DoStepAsync(one, "meeting", ("on", Ago(2)), ("outcome", "committee"));
        var first = await VoteAsync(secretary, set, "first-ballots", 1, 3, 3, ("书记：甲一", 3));
        Assert.True(first.Status == 302, first.Why());
        await secretary.DoStepAsync(one, "first", ("on", Ago(2)));
        await secretary.DoStepAsync(one, "report", ("on", Ago(1)));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.member_post where organisation_id = '{set.Branch.Id}'"));
        await township.DoStepAsync(above, "result", ("on", Ago(0)), ("outcome", "approved"), ("result_no", "党委批〔2026〕12号"));

        Assert.Equal($"{Clock.Today.AddDays(-2):yyyy-MM-dd}|3|甲一", await Host.AskAsync<string>($"select concat_ws('|', term_began_on, term_years, secretary) from grassroots.organisation where id = '{set.Branch.Id}'"));
        Assert.Equal("001A 甲一,002A 丙三,002A 乙二", await Host.AskAsync<string>($"select string_agg(p.post || ' ' || m.name, ',' order by p.post, m.name collate \"C\") from grassroots.member_post p join grassroots.member m on m.id = p.member_id where p.organisation_id = '{set.Branch.Id}' and p.began_on = '{Clock.Today.AddDays(-2):yyyy-MM-dd}' and p.ended_on is null"));
        Assert.Equal("组织委员", await Host.AskAsync<string>($"select s.duty from grassroots.committee_seat s join grassroots.member_post p on p.seat_id = s.id where p.member_id = '{set.Members[1]}'"));
        Assert.Equal("3", await Host.AskAsync<string>($"select state from grassroots.election where id = '{set.Election}'"));
    }

    [Fact]
    public async Task Impossible_sums_a_small_meeting_and_strange_names_are_not_signed_off()
    {
        var set = await PreparedAsync();
        using var secretary = await Host.SignInAsync(set.Branch.Code, Secretary);
        foreach (var member in Enumerable.Range(0, 4)) await StandAsync(secretary, set, member, member == 0 ? "001A" : "002A");

        Assert.Contains("实到 11 多于应到 10", (await VoteAsync(secretary, set, "ballots", 3, 10, 11, ("甲一", 9), ("乙二", 9), ("丙三", 6), ("丁四", 4))).Text, StringComparison.Ordinal);
        Assert.Contains("至多 30 票", (await VoteAsync(secretary, set, "ballots", 3, 10, 10, ("甲一", 10), ("乙二", 9), ("丙三", 8), ("丁四", 8))).Text, StringComparison.Ordinal);
        Assert.Contains("五分之四", (await VoteAsync(secretary, set, "ballots", 3, 10, 7, ("甲一", 7), ("乙二", 6), ("丙三", 6), ("丁四", 2))).Text, StringComparison.Ordinal);
        Assert.Contains("计入应到会的是 10 人", (await VoteAsync(secretary, set, "ballots", 3, 8, 8, ("甲一", 8), ("乙二", 6), ("丙三", 6), ("丁四", 2))).Text, StringComparison.Ordinal);
        Assert.Contains("不在批复的候选人名单里", (await VoteAsync(secretary, set, "ballots", 3, 10, 10, ("甲一", 10), ("外人", 7), ("丙三", 7), ("丁四", 2))).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.election_candidate where election_id = '{set.Election}' and result is not null"));
    }

    [Fact]
    public async Task Who_has_no_right_to_be_elected_does_not_stand_and_a_secretary_has_been_a_full_member_for_a_year()
    {
        var set = await PreparedAsync();
        await Host.DoAsync($"update grassroots.member set no_vote_until_on = '{Clock.Today.AddMonths(5):yyyy-MM-dd}' where id = '{set.Members[0]}'; update grassroots.member set became_full_on = '{Clock.Today.AddMonths(-3):yyyy-MM-dd}' where id = '{set.Members[1]}'");
        using var secretary = await Host.SignInAsync(set.Branch.Code, Secretary);

        Assert.Contains("没有被选举权", (await StandAsync(secretary, set, 0)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await StandAsync(secretary, set, 1, "001A")).Status);
        Assert.Equal(302, (await StandAsync(secretary, set, 1)).Status);
        Assert.Contains("应到会 9 人", (await secretary.GetAsync($"{set.Home}/elections/prepare/{set.Election}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_branch_neither_sees_nor_changes_it_and_whoever_only_reads_changes_nothing()
    {
        var (set, other) = (await PreparedAsync(), await affairs.BranchAsync());
        using var stranger = await Host.SignInAsync(other.Code, Secretary);
        using var reader = await Host.SignInAsync(set.Branch.Code, "grassroots.elections.read", "grassroots.members.read", "grassroots.organisations.read");

        Assert.Equal(404, (await stranger.GetAsync($"/{other.Code}/grassroots/elections/prepare/{set.Election}")).Status);
        Assert.True((await stranger.GetAsync($"{set.Home}/elections/prepare/{set.Election}")).Status is 403 or 404);
        var page = await reader.GetAsync($"{set.Home}/elections/prepare/{set.Election}");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var tampered = await reader.PostBareAsync($"{set.Home}/elections/prepare/{set.Election}?handler=candidate", ("member", set.Members[0].ToString()), ("post", "001A"), ("__RequestVerificationToken", token));
        Assert.Equal(200, page.Status);
        Assert.True(tampered.Status is 403 or 400, $"{tampered.Status}");
        // State and day are the procedure's, whatever a form says.
        using var secretary = await Host.SignInAsync(set.Branch.Code, Secretary);
        var renamed = await secretary.SubmitAsync($"{set.Home}/elections/{set.Election}/edit", ("name", "改名换届"), ("state", "3"), ("held_on", Ago(3)));
        Assert.True(renamed.Status == 302, renamed.Why());
        Assert.Equal("改名换届|1", await Host.AskAsync<string>($"select concat_ws('|', name, state, held_on) from grassroots.election where id = '{set.Election}'"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.election_candidate where election_id = '{set.Election}'"));
    }
}
