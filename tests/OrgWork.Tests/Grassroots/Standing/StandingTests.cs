using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Standing;

/// <summary>失联、停止党籍、恢复党籍、退党、除名、党纪处分 through their pages: the branch's meeting, the committee above, the register.</summary>
public sealed class StandingTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";
    static readonly string[] Acts = ["grassroots.standing.read", "grassroots.standing.act", "grassroots.members.read", "grassroots.organisations.read"];

    TestHost Host => affairs.Host;

    static (string, string)[] Votes(string prefix, int voters = 21, int present = 18, int approve = 18) => [(prefix + "voters", $"{voters}"), (prefix + "present", $"{present}"), (prefix + "approve", $"{approve}"), (prefix + "oppose", $"{present - approve}"), (prefix + "abstain", "0")];

    static async Task<string> OpenAsync(Browser officer, string procedure, Guid member, params (string, string)[] values)
    {
        var opened = await officer.OpenCaseAsync($"{Town}/{procedure}", member, values);
        Assert.True(opened.Status == 302, opened.Why());
        return opened.Location!;
    }

    Task<string?> MemberAsync(Guid member, string columns) => Host.AskAsync<string>($"select concat_ws('|', {columns}) from grassroots.member where id = '{member}'");
    Task<string?> MovesAsync(Guid member) => Host.AskAsync<string>($"select coalesce(string_agg(kind || ' ' || moved_on, ',' order by moved_on, kind), '') from grassroots.member_move where member_id = '{member}'");

    [Fact]
    public async Task Who_cannot_be_found_for_half_a_year_is_suspended_by_the_meeting_and_removed_after_two_years()
    {
        var member = await affairs.MemberAsync(await affairs.BranchAsync(), "失联甲");
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        Assert.Contains("请填写失去联系日期", (await officer.OpenCaseAsync($"{Town}/suspensions", member, ("on", "2023.01.10"), ("cause", "1"), ("lost_words", "外出务工"), ("outcome", "lost"))).In(".refuse"));
        var one = await OpenAsync(officer, "suspensions", member, ("on", "2023.01.10"), ("cause", "1"), ("lost_on", "2022.12.20"), ("lost_words", "外出务工，电话停机"), ("outcome", "lost"));
        Assert.Equal("2|2022-12-20", await MemberAsync(member, "membership_state, lost_on"));
        await officer.DoStepAsync(one, "search", ("on", "2023.02.10"), ("searched_by", "陈建平"), ("searched_words", "亲属也不知道"), ("outcome", "none"));

        // Half a year is not over: refused with article, sum and earliest day; a meeting without majority as well.
        var early = (await officer.ActAsync(one, "suspend_meeting", [("on", "2023.06.19"), .. Votes("suspend_")])).In(".refuse")!;
        Assert.Contains("《中国共产党党员教育管理工作条例》", early);
        Assert.Contains("2023.06.20", early);
        Assert.Equal(422, (await officer.ActAsync(one, "suspend_meeting", [("on", "2023.06.20"), .. Votes("suspend_", 21, 18, 10)])).Status);
        await officer.DoStepAsync(one, "suspend_meeting", [("on", "2023.06.20"), .. Votes("suspend_")]);
        await officer.DoStepAsync(one, "suspend", ("on", "2023.07.01"), ("outcome", "approved"));
        Assert.Equal("3|2023-07-01", await MemberAsync(member, "membership_state, suspended_on"));
        // From that day on the member counts no more (ZB60 004), and did until then.
        Assert.Equal("2,3", await Host.AskAsync<string>($"select (select membership_state from grassroots.member_history where id = '{member}' and valid_from <= '2023-06-30' and valid_to > '2023-06-30') || ',' || (select membership_state from grassroots.member_history where id = '{member}' and valid_from <= '2023-07-01' and valid_to > '2023-07-01')"));

        await officer.DoStepAsync(one, "watch", ("on", "2024.07.01"), ("watched_words", "没有消息"), ("outcome", "none"));
        Assert.Contains("2025.07.01", (await officer.ActAsync(one, "remove_meeting", [("on", "2025.06.30"), .. Votes("remove_")])).In(".refuse"));
        await officer.DoStepAsync(one, "remove_meeting", [("on", "2025.07.02"), .. Votes("remove_")]);
        await officer.DoStepAsync(one, "remove", ("on", "2025.08.01"), ("outcome", "approved"));
        Assert.Equal("2025-08-01|003|231", await MemberAsync(member, "left_on, left_kind, exit_kind"));
        // Taken off the count once, not twice.
        Assert.Equal("004 2023-07-01", await MovesAsync(member));
    }

    [Fact]
    public async Task Who_is_found_is_a_member_as_before_and_whose_membership_was_suspended_is_restored_by_a_meeting()
    {
        var branch = await affairs.BranchAsync();
        var (found, back) = (await affairs.MemberAsync(branch, "找到甲"), await affairs.MemberAsync(branch, "归来乙"));
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        var one = await OpenAsync(officer, "suspensions", found, ("on", "2025.01.10"), ("cause", "1"), ("lost_on", "2024.12.20"), ("lost_words", "电话停机"), ("outcome", "lost"));
        await officer.DoStepAsync(one, "search", ("on", "2025.02.10"), ("searched_by", "陈"), ("searched_words", "在石城市务工，已取得联系"), ("outcome", "found"));
        Assert.Equal("1", await MemberAsync(found, "membership_state, lost_on"));
        Assert.Equal("done", await Host.AskAsync<string>($"select state from org.procedure_case where id = '{one[^36..]}'"));

        // Abroad: five years, else only with approval.
        Assert.Equal(422, (await officer.OpenCaseAsync($"{Town}/suspensions", back, ("on", "2024.01.10"), ("cause", "3"), ("abroad_since", "2021.09.01"), ("lost_words", "出国学习"), ("outcome", "abroad"))).Status);
        var two = await OpenAsync(officer, "suspensions", back, ("on", "2024.01.10"), ("cause", "3"), ("abroad_since", "2018.09.01"), ("lost_words", "出国学习未归"), ("outcome", "abroad"));
        await officer.DoStepAsync(two, "suspend_meeting", [("on", "2024.01.20"), .. Votes("suspend_")]);
        await officer.DoStepAsync(two, "suspend", ("on", "2024.02.01"), ("outcome", "approved"));
        await officer.DoStepAsync(two, "watch", ("on", "2025.03.01"), ("watched_words", "本人回国，申请恢复"), ("outcome", "found"));
        await officer.DoStepAsync(two, "restore_meeting", [("on", "2025.03.20"), .. Votes("restore_")]);
        await officer.DoStepAsync(two, "restore", ("on", "2025.04.01"), ("outcome", "approved"));
        Assert.Equal("1", await MemberAsync(back, "membership_state, suspended_on, left_on"));
        Assert.Equal("004 2024-02-01,002 2025-04-01", await MovesAsync(back));
    }

    [Fact, Trait("Row", "G5.4")]
    public async Task Time_under_suspension_does_not_count_towards_fifty_years_in_list_light_and_medal_until_it_is_corrected_with_a_reason()
    {
        var cutoff = new DateOnly(Clock.Today.Year, 7, 1);
        var member = await affairs.MemberAsync(await affairs.BranchAsync(), "五十年");
        await Host.DoAsync($"update grassroots.member set birth_on = '1940-01-01', joined_on = '{cutoff.AddYears(-51):yyyy-MM-dd}', became_full_on = '{cutoff.AddYears(-50):yyyy-MM-dd}' where id = '{member}'");
        using var officer = await Host.SignInAsync(TestHost.Township, [.. Acts, "grassroots.members.edit", "grassroots.honours.read", "grassroots.honours.act", "grassroots.figures.read"]);
        async Task<bool> IsListedAsync(DateOnly on) => (await officer.GetAsync($"{Town}/honours/fifty?on={Dates.Format(on)}")).Text.Contains(member.ToString(), StringComparison.Ordinal);
        async Task<bool> IsLitAsync() => (await officer.GetAsync($"{Town}/members?rule=members.fifty-years")).Text.Contains(member.ToString(), StringComparison.Ordinal);
        async Task<int> ReportedAsync() => int.TryParse((await officer.GetAsync($"{Town}/reports/care")).Document.QuerySelectorAll("#grid tbody tr")[0].QuerySelectorAll("td.num")[5].TextContent.Trim(), out var number) ? number : 0;
        Assert.Equal((true, false, true), (await IsListedAsync(cutoff), await IsListedAsync(cutoff.AddDays(-1)), await IsLitAsync()));
        var reported = await ReportedAsync();

        var one = await OpenAsync(officer, "suspensions", member, ("on", "2024.01.10"), ("cause", "3"), ("abroad_since", "2018.09.01"), ("lost_words", "出国未归"), ("outcome", "abroad"));
        await officer.DoStepAsync(one, "suspend_meeting", [("on", "2024.01.20"), .. Votes("suspend_")]);
        await officer.DoStepAsync(one, "suspend", ("on", "2024.02.01"), ("outcome", "approved"));
        await officer.DoStepAsync(one, "watch", ("on", "2025.03.01"), ("watched_words", "回国，申请恢复"), ("outcome", "found"));
        await officer.DoStepAsync(one, "restore_meeting", [("on", "2025.03.20"), .. Votes("restore_")]);
        await officer.DoStepAsync(one, "restore", ("on", "2025.04.01"), ("outcome", "approved"));

        Assert.Equal("14|1", await MemberAsync(member, "interrupted_months, membership_state"));
        Assert.Equal((false, false, true, false), (await IsListedAsync(cutoff), await IsListedAsync(cutoff.AddMonths(14).AddDays(-1)), await IsListedAsync(cutoff.AddMonths(14)), await IsLitAsync()));
        Assert.Equal(reported - 1, await ReportedAsync());
        // The medal's own check takes what the register knows, though nobody types it.
        var begun = await officer.GetAsync($"{Town}/medals/new?id={member}");
        var refused = await officer.SendAsync($"{Town}/medals/new", begun.FormOf(), ("subject", member.ToString()), ("on", Dates.Format(Clock.Today)), ("outcome", "meets"), ("cutoff_on", Dates.Format(cutoff)));
        Assert.Equal(422, refused.Status);
        Assert.Contains("中断 14 个月", refused.Text, StringComparison.Ordinal);

        var deed = $"{Town}/members/deeds/interruption?id={member}";
        Assert.Equal(422, (await officer.SubmitAsync(deed, ("interrupted_months", "0"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync(deed, ("interrupted_months", "0"), ("grounds", "党委复查：停止党籍决定撤销"))).Status);
        Assert.Equal((true, true), (await IsListedAsync(cutoff), await IsLitAsync()));
        Assert.True(await Host.AskAsync<bool>($"select exists (select from audit.entry where row_id = '{member}' and (changes::text || coalesce(reason, '')) like '%停止党籍决定撤销%')"));
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.members.read");
        Assert.Equal(403, (await reader.GetAsync(deed)).Status);
    }

    [Fact]
    public async Task Three_ways_lead_out_of_the_Party_each_with_its_steps_and_its_code()
    {
        var branch = await affairs.BranchAsync();
        var (quits, deserts, unfit, stays) = (await affairs.MemberAsync(branch, "要求退党"), await affairs.MemberAsync(branch, "自行脱党"), await affairs.MemberAsync(branch, "劝退不退"), await affairs.MemberAsync(branch, "改正人"));
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);

        var quit = await OpenAsync(officer, "exits", quits, ("on", "2025.03.01"), ("grounds", "本人书面要求"), ("outcome", "quit"));
        await officer.DoStepAsync(quit, "exit_meeting", [("on", "2025.03.10"), .. Votes("exit_")]);
        await officer.DoStepAsync(quit, "exit_approval", ("on", "2025.03.20"), ("outcome", "approved"));
        await officer.DoStepAsync(quit, "announce", ("on", "2025.03.25"));
        Assert.Equal("2025-03-20|003|232", await MemberAsync(quits, "left_on, left_kind, exit_kind"));
        Assert.Equal("003 2025-03-20", await MovesAsync(quits));

        var soon = await officer.OpenCaseAsync($"{Town}/exits", deserts, ("on", "2025.03.01"), ("grounds", "不交党费"), ("neglected_since", "2024.09.02"), ("outcome", "deserted"));
        Assert.Contains("2025.03.02", soon.In(".refuse"));
        Assert.Contains("第九条", soon.In(".refuse"));
        var deserted = await OpenAsync(officer, "exits", deserts, ("on", "2025.03.02"), ("grounds", "不交党费、不参加组织生活"), ("neglected_since", "2024.09.02"), ("outcome", "deserted"));
        Assert.Contains("没有听取", (await officer.ActAsync(deserted, "verify", ("on", "2025.03.05"), ("is_heard", "0"), ("outcome", "confirmed"))).In(".refuse"));
        await officer.DoStepAsync(deserted, "verify", ("on", "2025.03.05"), ("is_heard", "1"), ("outcome", "confirmed"));
        await officer.DoStepAsync(deserted, "exit_meeting", [("on", "2025.03.10"), .. Votes("exit_")]);
        await officer.DoStepAsync(deserted, "exit_approval", ("on", "2025.03.20"), ("outcome", "approved"));
        Assert.Equal("231", await MemberAsync(deserts, "exit_kind"));

        var failed = await OpenAsync(officer, "exits", unfit, ("on", "2024.03.01"), ("grounds", "民主评议不合格"), ("outcome", "unfit"));
        Assert.Equal(422, (await officer.ActAsync(failed, "correct", ("on", "2024.03.10"), ("correct_until", "2025.09.10"), ("helpers", "陈建平"))).Status);
        await officer.DoStepAsync(failed, "correct", ("on", "2024.03.10"), ("correct_until", "2024.09.10"), ("helpers", "陈建平"));
        Assert.Contains("2024.09.10", (await officer.ActAsync(failed, "corrected", ("on", "2024.09.09"), ("outcome", "failed"))).In(".refuse"));
        await officer.DoStepAsync(failed, "corrected", ("on", "2024.09.12"), ("outcome", "failed"));
        await officer.DoStepAsync(failed, "persuade", [("on", "2024.09.20"), .. Votes("persuade_")]);
        await officer.DoStepAsync(failed, "answer", ("on", "2024.09.25"), ("is_heard", "1"), ("outcome", "refused"));
        await officer.DoStepAsync(failed, "exit_meeting", [("on", "2024.10.10"), .. Votes("exit_")]);
        await officer.DoStepAsync(failed, "exit_approval", ("on", "2024.10.20"), ("outcome", "approved"));
        Assert.Equal("242", await MemberAsync(unfit, "exit_kind"));

        var corrected = await OpenAsync(officer, "exits", stays, ("on", "2024.03.01"), ("grounds", "民主评议不合格"), ("outcome", "unfit"));
        await officer.DoStepAsync(corrected, "correct", ("on", "2024.03.10"), ("correct_until", "2024.09.10"), ("helpers", "陈建平"));
        await officer.DoStepAsync(corrected, "corrected", ("on", "2024.06.01"), ("outcome", "passed"));
        Assert.Equal("1", await MemberAsync(stays, "membership_state, left_on"));
        // Who has left is on the list of those who left, and on no branch's list.
        Assert.DoesNotContain("要求退党", (await officer.GetAsync($"{Town}/members?q=要求退党")).In("tbody") ?? "");
        Assert.Contains("要求退党", (await officer.GetAsync($"{Town}/members?left_on.from=1900.01.01&q=要求退党")).Text);
    }

    [Fact]
    public async Task A_punishment_counts_until_its_day_and_who_is_on_watch_has_no_vote_until_rights_are_restored()
    {
        var branch = await affairs.BranchAsync();
        var (warned, watched, expelled) = (await affairs.MemberAsync(branch, "受警告"), await affairs.MemberAsync(branch, "受察看"), await affairs.MemberAsync(branch, "受开除"));
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);

        var one = await DecidedAsync(warned, "02251");
        await officer.DoStepAsync(one, "approval", ("on", "2025.03.01"), ("document_no", "临纪发1号"), ("authority", "临溪县纪委"), ("outcome", "approved"));
        Assert.Equal("02251|2025-03-01|2026-09-01|临溪县纪委", await HonourAsync(warned));
        var late = await officer.ActAsync(one, "announced", ("on", "2025.04.02"), ("outcome", "closed"));
        Assert.Contains("需经批准", late.Text);
        await officer.DoStepAsync(one, "announced", ("on", "2025.03.20"), ("outcome", "closed"));

        var two = await DecidedAsync(watched, "02258");
        Assert.Equal(422, (await officer.ActAsync(two, "approval", ("on", "2024.03.01"), ("document_no", "2号"), ("authority", "县纪委"), ("outcome", "approved"))).Status);
        Assert.Equal(422, (await officer.ActAsync(two, "approval", ("on", "2024.03.01"), ("document_no", "2号"), ("authority", "县纪委"), ("outcome", "watched"), ("watch_months", "18"))).Status);
        await officer.DoStepAsync(two, "approval", ("on", "2024.03.01"), ("document_no", "2号"), ("authority", "县纪委"), ("outcome", "watched"), ("watch_months", "12"));
        await officer.DoStepAsync(two, "announced", ("on", "2024.03.05"), ("outcome", "watch"));
        Assert.Equal("2025-03-01", await MemberAsync(watched, "no_vote_until_on"));
        Assert.Contains("2025.03.01", (await officer.ActAsync(two, "over", ("on", "2025.02.20"), ("outcome", "restored"))).In(".refuse"));
        await officer.DoStepAsync(two, "over", ("on", "2025.03.10"), ("outcome", "restored"));
        Assert.Equal("", await MemberAsync(watched, "no_vote_until_on"));
        // Two years from the day on which rights were restored.
        Assert.Equal("02258|2024-03-01|2027-03-10|县纪委", await HonourAsync(watched));

        var three = await DecidedAsync(expelled, "02259");
        await officer.DoStepAsync(three, "approval", ("on", "2025.03.01"), ("document_no", "3号"), ("authority", "县纪委"), ("outcome", "expelled"));
        Assert.Equal("2025-03-01|003|251", await MemberAsync(expelled, "left_on, left_kind, exit_kind"));
        await officer.DoStepAsync(three, "announced", ("on", "2025.03.09"), ("outcome", "closed"));

        Task<string?> HonourAsync(Guid member) => Host.AskAsync<string>($"select concat_ws('|', kind, awarded_on, affects_until_on, authority) from grassroots.member_honour where member_id = '{member}'");

        async Task<string> DecidedAsync(Guid member, string kind)
        {
            var one = await OpenAsync(officer, "punishments", member, ("on", "2024.01.05"), ("filed_no", "临纪立1号"));
            Assert.Contains("没有听取", (await officer.ActAsync(one, "facts", ("on", "2024.01.20"), ("is_heard", "0"))).In(".refuse"));
            await officer.DoStepAsync(one, "facts", ("on", "2024.01.20"), ("is_heard", "1"));
            await officer.DoStepAsync(one, "meeting", [("on", "2024.02.01"), ("punishment", kind), .. Votes("punish_")]);
            return one;
        }
    }

    [Fact]
    public async Task The_branch_proposes_the_committee_approves_a_reader_looks_and_another_branch_sees_nothing()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        var member = await affairs.MemberAsync(own, "分权人");
        using var secretary = await Host.SignInAsync(own.Code, Acts);
        using var beside = await Host.SignInAsync(other.Code, Acts);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.standing.read");
        using var nobody = await Host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.members.edit");
        var board = $"/{own.Code}/grassroots/exits";
        var opened = await secretary.OpenCaseAsync(board, member, ("on", "2025.03.01"), ("grounds", "本人书面要求"), ("outcome", "quit"));
        Assert.True(opened.Status == 302, opened.Why());
        var one = opened.Location!;
        await secretary.DoStepAsync(one, "exit_meeting", [("on", "2025.03.10"), .. Votes("exit_")]);
        Assert.Contains("枫岭镇的基层党委办理", (await secretary.ActAsync(one, "exit_approval", ("on", "2025.03.20"), ("outcome", "approved"))).In(".refuse"));
        Assert.Equal("1", await MemberAsync(member, "membership_state, left_on"));
        Assert.Equal(404, (await beside.GetAsync($"/{other.Code}/grassroots/exits/{one[^36..]}")).Status);
        Assert.Equal(422, (await beside.OpenCaseAsync($"/{other.Code}/grassroots/punishments", member, ("on", "2025.03.01"), ("filed_no", "1号"))).Status);
        Assert.Equal((200, 403), ((await reader.GetAsync($"{Town}/exits/{one[^36..]}")).Status, (await reader.GetAsync($"{Town}/exits/{one[^36..]}/act/exit_approval")).Status));
        foreach (var procedure in new[] { "exits", "suspensions", "punishments" }) Assert.Equal((procedure, 403), (procedure, (await nobody.GetAsync($"{Town}/{procedure}")).Status));
    }
}
