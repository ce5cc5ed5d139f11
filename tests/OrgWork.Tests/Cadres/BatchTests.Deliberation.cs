using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>What comes before the meeting (分析研判, 酝酿), what is known of people when it meets, and what was voted down and comes again.</summary>
public sealed partial class BatchTests
{
    [Fact, Trait("Row", "C3.2")]
    public async Task No_motion_before_the_analysis_no_step_without_its_papers_and_no_vote_before_it_was_deliberated()
    {
        using var officer = await OfficerAsync();
        var early = await BatchAsync(officer, "没有研判");
        await AddAsync(officer, early, second);
        // Whoever moves it is said, and that the analysis came before; its material is a paper of the step.
        Assert.NotEqual(302, (await officer.OpenCaseAsync($"{Home}/appointments", early, ("on", "2025.02.20"))).Status);
        Assert.Contains("先分析研判，后动议", (await officer.OpenCaseAsync($"{Home}/appointments", early, ("on", "2025.02.20"), ("analysed_on", "2025.02.21"))).Text, StringComparison.Ordinal);
        Assert.NotEqual(302, (await officer.OpenCaseAsync($"{Home}/appointments", early, ("on", "2025.02.20"), ("analysed_on", "2025.02.17"), ("paper.0", "0"))).Status);
        Assert.Equal(422, (await DeliberateAsync(officer, early, "2")).Status);
        Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from org.procedure_case where subject_id = '{early}'"));

        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        Assert.Equal("2", await SayAsync($"select facts ->> 'moved_by' from org.procedure_case where subject_id = '{batch}'"));
        foreach (var paper in new[] { "班子和干部分析研判材料", "会议推荐参考人选名单" }) Assert.Contains(paper, await SayAsync($"select string_agg(words, ' ') from cadres.appointment_log where appointment_batch_id = '{batch}'"), StringComparison.Ordinal);
        var line = LineOf((await TitleAsync(batch))!);
        Task<Answer> VoteAsync() => PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (line, [10, 0, 0]));
        await host.DoAsync("delete from cadres.appointment_deliberation");
        Assert.Contains("酝酿记录 0", (await VoteAsync()).Text, StringComparison.Ordinal);
        // With whom, on which day, what they thought; whoever does not agree says why, and not before the motion.
        Assert.Equal(422, (await DeliberateAsync(officer, batch, "2", on: "2025.02.19")).Status);
        Assert.Equal(422, (await DeliberateAsync(officer, batch, "2", opinion: "3")).Status);
        Assert.Equal(302, (await DeliberateAsync(officer, batch, "2", "3", "建议分管工业")).Status);
        var page = await officer.GetAsync($"{Home}/batches/{batch}");
        Assert.Contains("县人大常委会主任", page.Text, StringComparison.Ordinal);
        Assert.Contains("2025.03.14", page.Text, StringComparison.Ordinal);
        Assert.Contains("有建议", page.Text, StringComparison.Ordinal);
        // What was said is opened for a purpose.
        Assert.DoesNotContain("建议分管工业", page.Text, StringComparison.Ordinal);
        Assert.Contains("建议分管工业", (await officer.PostAsync($"{Home}/batches/materials/{batch}", ("purpose", "提交会议讨论"), ("reason", "县委常委会"))).Text, StringComparison.Ordinal);
        // For somebody outside the Party the united front is asked as well.
        await host.DoAsync($"update cadres.cadre set politics = '13' where id = '{first}'");
        Assert.Contains("讨论决定前征求统战部门", (await VoteAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await DeliberateAsync(officer, batch, "5")).Status);
        var voted = await VoteAsync();
        Assert.True(voted.Status == 302, voted.Why() + host.Log);
        await officer.DoStepAsync(one, "decision", ("on", "2025.03.28"), ("has_recused", "1"), ("outcome", "pass"));
        Assert.Equal(422, (await DeliberateAsync(officer, batch, "2")).Status);
        using var reader = await host.SignInAsync(county, "cadres.appointments.read");
        Assert.Equal(403, (await DeliberateAsync(reader, batch, "2")).Status);
        Assert.Equal("5", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
    }

    [Fact, Trait("Row", "C3.2"), Trait("Row", "C3.15")]
    public async Task What_was_voted_down_comes_again_only_when_more_than_half_of_the_members_agree_and_the_first_vote_stays_on_record()
    {
        using var officer = await OfficerAsync();
        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        var line = LineOf((await TitleAsync(batch))!);
        Task<Answer> ReviewAsync(string agreed, string on = "2025.03.31", string reason = "补充了实绩材料，分管工作有明显进展") => OnAsync(officer, person, "review", ("on", on), ("members", "11"), ("agreed", agreed), ("reason", reason));
        Assert.Contains("表决没有通过的，才有复议", (await ReviewAsync("6")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.03.28", 11, 10, 0, (line, [3, 7, 0]))).Status);
        Assert.Equal("6", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
        Assert.Contains("超过半数", (await ReviewAsync("5")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await ReviewAsync("6", on: "2025.03.27")).Status);
        Assert.Equal(422, (await ReviewAsync("6", reason: "")).Status);
        Assert.Equal("6", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
        Assert.Equal(302, (await ReviewAsync("6")).Status);
        // While the meeting has it, it is put to the vote once more; this time as well most are against it.
        Assert.Equal("2", await SayAsync($"select state from cadres.appointment_candidate where id = '{person}'"));
        Assert.Contains("应到成员 11 人，同意复议 6 人", (await officer.GetAsync($"{Home}/batches/candidate/{person}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await PollAsync(officer, batch, "decisions", "2025.04.01", 11, 10, 0, (line, [4, 6, 0]))).Status);
        await officer.DoStepAsync(one, "decision", ("on", "2025.04.01"), ("has_recused", "1"), ("outcome", "reject"));

        // Another batch does not bring it as if nothing had been decided.
        var next = await BatchAsync(officer, "第二批");
        Assert.Contains("同意复议", (await AddAsync(officer, next, first)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await ReviewAsync("7", on: "2025.04.10")).Status);
        Assert.Contains("已经登记同意复议", (await ReviewAsync("7", on: "2025.04.11")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await AddAsync(officer, next, first)).Status);
        var log = (await host.AskAsync<string[]>($"select array_agg(what || '：' || words order by entered_at, id) from cadres.appointment_log where appointment_batch_id in ('{batch}', '{next}') and what in ('表决', '同意复议', '列入人选（复议）')"))!;
        Assert.Equal(5, log.Length);
        Assert.Contains("同意 3，不同意 7", log[0], StringComparison.Ordinal);
        Assert.Contains("原表决（2025.03.28）：同意 3，不同意 7", log[1], StringComparison.Ordinal);
        Assert.Contains("同意 4，不同意 6", log[2], StringComparison.Ordinal);
        Assert.Contains("2025.04.10 同意复议：补充了实绩材料", log[4], StringComparison.Ordinal);
        // The first case keeps its vote.
        Assert.Equal("6|4|6", await SayAsync($"select concat_ws('|', state, votes_for, votes_against) from cadres.appointment_candidate where id = '{person}'"));
    }

    [Fact, Trait("Row", "C3.16")]
    public async Task Who_is_in_an_effect_period_stands_marked_with_reason_and_end_on_the_list_and_on_the_paper_of_the_meeting_for_those_who_may_know()
    {
        using var officer = await OfficerAsync("cadres.measures.open");
        using var plain = await OfficerAsync();
        var (batch, _, person) = await ReadyAsync(officer, withLeaver: false);
        await host.DoAsync($"insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by) select id, locality_path, '02251', '2025-01-10', '2026-07-10', '县纪委' from cadres.cadre where id = '{first}'; update cadres.cadre_assessment set grade = '3' where cadre_id = '{first}'");
        const string Mark = "影响期内：党内严重警告，至 2026.07.10", Poor = "2024 年度考核基本称职，至 2025.12.31";
        foreach (var address in new[] { $"{Home}/batches/{batch}", $"{Home}/batches/candidate/{person}" })
        {
            var seen = (await officer.GetAsync(address)).Text;
            Assert.Contains(Mark, seen, StringComparison.Ordinal);
            Assert.Contains(Poor, seen, StringComparison.Ordinal);
            var shut = (await plain.GetAsync(address)).Text;
            Assert.DoesNotContain("党内严重警告", shut, StringComparison.Ordinal);
            Assert.Contains(Poor, shut, StringComparison.Ordinal);
        }
        var pack = Plain((await PaperAsync(officer, batch, "decision-pack", ("purpose", "上会"))).Text);
        Assert.Contains(Plain($"甲一：{Mark}；{Poor}"), pack, StringComparison.Ordinal);
        Assert.Contains("县人大常委会主任", pack, StringComparison.Ordinal);
        Assert.Equal(403, (await plain.GetAsync($"{Home}/batches/documents/decision-pack?ids={batch:N}")).Status);
        // Afterwards there is nothing to mark.
        await host.DoAsync($"update cadres.cadre_measure set effect_until = '2025-02-10' where cadre_id = '{first}'; update cadres.cadre_assessment set grade = '2' where cadre_id = '{first}'");
        Assert.DoesNotContain("影响期内", (await officer.GetAsync($"{Home}/batches/{batch}")).Text, StringComparison.Ordinal);
    }
}
