using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

public sealed partial class BatchTests
{
    [Fact, Trait("Row", "C3.10")]
    public async Task A_case_lists_verified_achievements_and_service_at_the_front_and_the_share_of_those_appointed_with_them_is_counted()
    {
        using var officer = await OfficerAsync("cadres.figures.read");
        using var second = await OfficerAsync();
        async Task<Guid> AchieveAsync(string task)
        {
            var made = await officer.SubmitAsync($"{Home}/achievements/new", ("cadre_id", first.ToString()), ("task", task), ("role", "牵头"), ("began_on", "2023.03"), ("ended_on", "2024.05"), ("result", "提前四十天交付"), ("proof", "竣工验收报告"));
            Assert.True(made.Status == 302, made.Why() + host.Log);
            return await host.AskAsync<Guid>($"select id from cadres.achievement where task = '{task}'");
        }
        var (works, untrue, open) = (await AchieveAsync("园区标准厂房"), await AchieveAsync("夸大的项目"), await AchieveAsync("没有核实的项目"));
        Assert.Equal("甲一", await SayAsync($"select name from cadres.achievement where id = '{works}'"));
        Task<Answer> VerifyAsync(Browser who, Guid id, string result) => who.SubmitAsync($"{Home}/achievements/deeds/verify?id={id}", ("result_code", result), ("verified_on", "2025.01.10"), ("verified_words", "查阅验收报告"));
        // Not by who entered it; and once.
        Assert.Contains("不能自己核实", (await VerifyAsync(officer, works, "2")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await VerifyAsync(second, works, "2")).Status);
        Assert.Equal(302, (await VerifyAsync(second, untrue, "3")).Status);
        Assert.Contains("已经核实", (await VerifyAsync(second, works, "3")).Text, StringComparison.Ordinal);
        var front = await officer.SubmitAsync($"{Home}/frontline-services/new", ("cadre_id", first.ToString()), ("kind", "4"), ("task", "重点项目包抓"), ("place", "项目专班"), ("began_on", "2023.01.01"), ("ended_on", "2023.12.31"));
        Assert.True(front.Status == 302, front.Why() + host.Log);

        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        var kept = (await SayAsync($"select merits from cadres.appointment_candidate where id = '{person}'"))!;
        foreach (var words in new[] { "园区标准厂房（牵头）：提前四十天交付", "项目建设一线：重点项目包抓（项目专班）" }) Assert.Contains(words, kept, StringComparison.Ordinal);
        foreach (var words in new[] { "夸大的项目", "没有核实的项目" }) Assert.DoesNotContain(words, kept, StringComparison.Ordinal);
        var page = await officer.GetAsync($"{Home}/batches/candidate/{person}");
        Assert.Contains("经核实的实绩 1 项，一线经历 1 段", page.Text, StringComparison.Ordinal);
        Assert.Contains("园区标准厂房", (await PaperAsync(officer, batch, "inspection-report", ("purpose", "提交常委会"))).Text, StringComparison.Ordinal);
        // Without the list the inspection is not over.
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "inspection"), ("reason", "补充考察"))).Status);
        await host.DoAsync($"update cadres.appointment_candidate set merits_on = null where id = '{person}'");
        Assert.Contains("缺考察材料（含实绩和一线经历清单）：甲一", (await officer.ActAsync(one, "inspection", ("on", "2025.03.14"), ("vetters", "2"))).Text, StringComparison.Ordinal);

        // Of two appointed in the year one had been to the front.
        await host.DoAsync($"""
            update cadres.appointment_candidate set state = '9', took_office_on = org.today(), merits_on = org.today() where id = '{person}';
            insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, state, took_office_on, achievements, frontlines) values ('{batch}', '{path}', '{leaver}', '丙三', '1', '9', org.today(), 1, 0)
            """);
        Assert.Contains("50.0", (await officer.GetAsync($"{Home}/figures/frontline-share")).Text, StringComparison.Ordinal);
        Assert.Contains("100.0", (await officer.GetAsync($"{Home}/figures/achievement-share")).Text, StringComparison.Ordinal);
        using var reader = await host.SignInAsync(county, "cadres.appointments.read");
        Assert.Equal(403, (await reader.GetAsync($"{Home}/achievements/deeds/verify?id={open}")).Status);
    }

    [Fact, Trait("Row", "C3.9")]
    public async Task A_post_is_held_against_each_cadre_condition_by_condition_without_a_score_and_what_was_compared_stays_with_the_case()
    {
        using var officer = await OfficerAsync();
        var batch = await BatchAsync(officer);
        Assert.Equal(302, (await AddAsync(officer, batch, first)).Status);
        await host.DoAsync($"update cadres.cadre_specialty set removed_at = now() where cadre_id in ('{first}', '{second}'); insert into cadres.cadre_specialty (cadre_id, locality_path, specialty, basis, evidence) select id, locality_path, '06', '1', '试' from cadres.cadre where id = '{second}'; update cadres.cadre set level = '1A50' where level = '1A42' and id not in ('{first}', '{second}')");
        var made = await officer.SubmitAsync($"{Home}/post-profiles/new", ("name", "住建局局长"), ("duties", "城市规划和工程质量"), ("from_level", "1A42"), ("level_years", "3"), ("age_most", "46"), ("education_least", "21"), ("specialty", "06"), ("specialty_2", "07"), ("grassroots_years", "3"));
        Assert.True(made.Status == 302, made.Why() + host.Log);
        var profile = await host.AskAsync<Guid>("select id from cadres.post_profile where name = '住建局局长'");
        var post = await host.AskAsync<Guid>($"select id from cadres.appointment_post where appointment_batch_id = '{batch}'");
        var match = $"{Home}/batches/match/{post}";

        var page = await officer.GetAsync($"{match}?profile={profile}");
        Assert.True(page.Status == 200, page.Why() + host.Log);
        string[] Cells(string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => Plain(row.TextContent).Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td.c").Select(cell => cell.TextContent.Trim())];
        // Level, years, age, schooling, specialty, grassroots: the candidate lacks the specialty alone, the other has it.
        Assert.Equal(["是", "是", "是", "是", "否", "是"], Cells("甲一"));
        Assert.Equal(["是", "是", "是", "是", "是", "是"], Cells("乙二"));
        Assert.Contains("熟悉城建规划或交通水利", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("分数", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{match}?profile={profile}")).Status);
        Assert.Contains("已保存 1 次", (await officer.GetAsync($"{Home}/batches/{batch}")).Text, StringComparison.Ordinal);
        Assert.Equal("人岗比对", await SayAsync($"select what from cadres.appointment_log where appointment_batch_id = '{batch}' and what = '人岗比对'"));
        // What is kept is what was then, whatever the profile and the cadre say later; and it is not rewritten.
        await host.DoAsync($"update cadres.post_profile set age_most = 30 where id = '{profile}'; update cadres.cadre set grassroots_years = 0 where id = '{second}'");
        page = await officer.GetAsync($"{match}?kept={await host.AskAsync<Guid>("select id from cadres.appointment_match")}");
        Assert.Equal(["是", "是", "是", "是", "是", "是"], Cells("乙二"));
        Assert.Contains("46 岁及以下", page.Text, StringComparison.Ordinal);
        Assert.False(await host.AskAsync<bool>("select has_table_privilege('ow_m_cadres', 'cadres.appointment_match', 'update')"));
        using var reader = await host.SignInAsync(county, "cadres.appointments.read");
        Assert.Equal(403, (await reader.PostAsync($"{match}?profile={profile}")).Status);
    }
}
