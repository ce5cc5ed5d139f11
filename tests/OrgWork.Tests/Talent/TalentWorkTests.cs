using System.Text;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>人才任务 reported every two months, 短板问题 written off with evidence, 协调事项 of several units: on the engine of work, with the talent office's own kinds.</summary>
public sealed class TalentWorkTests(TalentHost talents) : IClassFixture<TalentHost>, IAsyncLifetime
{
    const string Town = $"/{TestHost.Township}/talent";
    Guid bureau, town;

    TestHost Host => talents.Host;

    public async Task InitializeAsync() => (bureau, town) = (await UnitAsync(TestHost.County, "临溪县人力资源和社会保障局"), await UnitAsync(TestHost.Township, "枫岭镇党委"));
    public Task DisposeAsync() => Task.CompletedTask;

    async Task<Guid> UnitAsync(string place, string name) => await Host.AskAsync<Guid>($"with there as (select id from org.unit where name = '{name}'), made as (insert into org.unit (locality_path, name, kind) select path, '{name}', '3203' from org.locality where code = '{place}' and not exists (select from there) returning id) select id from there union all select id from made");
    Task<Browser> TownAsync() => Host.SignInAsync(TestHost.Township, "talent.work.read", "talent.work.report");
    async Task<Guid> FindAsync(string plan, string title) => await Host.AskAsync<Guid>($"select id from org.work_item where plan_id = '{plan[^36..]}' and title = '{title}'");
    async Task<string> VersionAsync(Guid item) => await Host.AskAsync<string>($"select version::text from org.work_item where id = '{item}'") ?? "";
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));
    static (string, string)[] Duties(Guid lead, int days = 60) => [("IsKey", "false"), ("Lead", $"{lead}"), ("Person", "陶静"), ("Standard", "形成报告"), ("Measures", "逐项推进"), ("DueKind", "1"), ("DueOn", In(days))];

    static string Taken(Answer answer)
    {
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.In("div.note")} {answer.In(".err")} {answer.In("main")}");
        return answer.Location!;
    }

    async Task<string> IssuedAsync(Browser office, string kind, string title, string text, params (string Title, Guid Lead)[] items)
    {
        var plan = Taken(await office.SubmitAsync($"{County}/{kind}/new", ("Title", title), ("Year", $"{Clock.Today.Year}"), ("Text", text), ("Decision", "领导小组会议审定"), ("Cycle", "two_months")));
        foreach (var (name, lead) in items)
        {
            if (text == "") Taken(await office.SubmitAsync(plan + "/new", [("Title", name), .. Duties(lead)]));
            else Taken(await office.SubmitAsync($"{County}/{kind}/item/{await FindAsync(plan, name)}/edit", Duties(lead)));
        }
        Taken(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today))));
        return plan;
    }

    /// <summary>The morning's job, once more.</summary>
    async Task OpenRoundsAsync()
    {
        const string Waiting = "select count(*) from org.job where module = 'talent' and kind = 'work-rounds' and state in (0, 1)";
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the planned rounds to be done");
        await Host.DoAsync("select org.job_plan('talent', 'work-rounds', '按周期开始调度', now())");
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the rounds to be opened");
    }

    [Fact]
    [Trait("Row", "T1.6")]
    public async Task A_round_opens_by_itself_for_the_two_months_that_are_over_units_file_by_its_day_and_who_did_not_is_named()
    {
        using var office = await talents.OfficerAsync();
        using var place = await TownAsync();
        var plan = await IssuedAsync(office, "tasks", "调度要点", "一、管宏观\n1.编制紧缺目录。\n二、管服务\n2.办好服务专区。", ("编制紧缺目录", town), ("办好服务专区", bureau));
        await OpenRoundsAsync();
        var over = WorkPlan.PeriodBegan("two_months", Clock.Today).AddDays(-1);
        var due = over.AddDays(5) >= Clock.Today ? over.AddDays(5) : Clock.Today.AddDays(5);
        Assert.Equal($"第 1 轮调度（{over.Year} 年 {over.Month - 1}—{over.Month} 月）|{due:yyyy-MM-dd}|2", await Host.AskAsync<string>($"select r.title || '|' || r.due_on || '|' || (select count(*) from org.work_round_item x where x.round_id = r.id) from org.work_round r where r.plan_id = '{plan[^36..]}'"));
        // A second morning opens none.
        await OpenRoundsAsync();
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.work_round where plan_id = '{plan[^36..]}'"));

        var (filed, silent) = (await FindAsync(plan, "编制紧缺目录"), await FindAsync(plan, "办好服务专区"));
        Assert.Contains("编制紧缺目录", (await place.GetAsync(Town + "/tasks/mine")).Text, StringComparison.Ordinal);
        Taken(await place.PostAsync(Town + "/tasks/mine", ($"p.{filed}", "30"), ($"c.{filed}", "摸底完成"), ($"w.{filed}", "有的单位没有报"), ($"n.{filed}", "月底前会商")));
        await Host.DoAsync($"update org.work_item set begins_on = current_date - 80, due_on = current_date + 20 where plan_id = '{plan[^36..]}' and level = 2");
        Assert.Contains("落后序时", (await office.GetAsync($"{County}/tasks?light=yellow")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        await Host.DoAsync($"update org.work_item set due_on = current_date - 1 where id = '{silent}'");
        Assert.Contains("超期 1 天", (await office.GetAsync($"{County}/tasks?light=red")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        var closing = await office.GetAsync(plan + "/turn/round");
        Assert.Contains("办好服务专区", closing.In("ul.lines"), StringComparison.Ordinal);
        Assert.DoesNotContain("编制紧缺目录", closing.In("ul.lines"), StringComparison.Ordinal);
        Taken(await office.PostAsync(plan + "/turn/round", ("Words", "逐项过堂"), ("More", "服务专区下周补报")));
        Assert.Contains("服务专区下周补报", (await office.GetAsync(plan)).Text, StringComparison.Ordinal);
        // What the round demands next is given out, line by line, to a unit with a day.
        var round = await Host.AskAsync<Guid>($"select id from org.work_round where plan_id = '{plan[^36..]}'");
        Assert.Contains("调度要点", (await office.GetAsync($"{County}/rounds?is_left=1")).In("tbody"), StringComparison.Ordinal);
        await TalentHost.DoneAsync(office, "rounds", "task", round, ("task", "补报服务专区进展"), ("steps", "下周补报"), ("lead", $"{bureau}"), ("person", "陶静"), ("due_on", In(7)), ("standard", "补报"));
        Assert.DoesNotContain("调度要点", (await office.GetAsync($"{County}/rounds?is_left=1")).In("tbody") ?? "", StringComparison.Ordinal);
        Assert.Contains("补报服务专区进展", (await office.GetAsync($"{County}/rounds/{round}?tab=tasks")).Text, StringComparison.Ordinal);
        Assert.Equal("matters|临溪县人力资源和社会保障局|open", await Host.AskAsync<string>($"select kind || '|' || lead_name || '|' || state from org.work_item where source_id = '{round}'"));
        Assert.Contains("补报服务专区进展", (await office.GetAsync($"{County}/matters")).Text, StringComparison.Ordinal);
        Taken(await office.PostAsync($"{County}/tasks/item/{silent}/turn/urge", ("version", await VersionAsync(silent)), ("Words", "请补报")));
        Assert.Equal(403, (await place.GetAsync($"{Town}/tasks/new")).Status);
    }

    [Fact]
    [Trait("Row", "T1.18")]
    public async Task The_years_talent_points_are_tasks_with_lead_and_cooperating_units_a_day_and_a_standard_under_the_four_duties()
    {
        using var office = await talents.OfficerAsync();
        var plan = Taken(await office.SubmitAsync($"{County}/tasks/new", ("Title", "人才部分要点"), ("Year", $"{Clock.Today.Year}"), ("Text", "一、管政策\n1.修订引才条款。\n二、管协调\n2.校地合作签约。"), ("Decision", "常委会审定")));
        var task = await FindAsync(plan, "修订引才条款");
        var refused = await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today)));
        Assert.Contains("有 2 项分解不完整", refused.In("div.note"), StringComparison.Ordinal);
        Taken(await office.SubmitAsync($"{County}/tasks/item/{task}/edit", [.. Duties(bureau), ("Supporters", $"{town}")]));
        Taken(await office.SubmitAsync($"{County}/tasks/item/{await FindAsync(plan, "校地合作签约")}/edit", Duties(town)));
        Taken(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today))));
        Assert.Equal("2|临溪县人力资源和社会保障局|枫岭镇党委|形成报告", await Host.AskAsync<string>($"select i.line || '|' || i.lead_name || '|' || (select name from org.work_party where item_id = i.id and not is_lead) || '|' || i.standard from org.work_item i where i.id = '{task}'"));
        // By duty, on the board.
        Assert.Contains("修订引才条款", (await office.GetAsync($"{County}/tasks?line=2")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("校地合作签约", (await office.GetAsync($"{County}/tasks?line=2")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, "talent.work.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/tasks/item/{task}/edit")).Status);
    }

    [Fact]
    [Trait("Row", "T1.14")]
    public async Task A_weak_point_has_its_measure_and_owner_is_applied_for_with_evidence_and_written_off_by_another_and_goes_into_the_round()
    {
        using var office = await talents.OfficerAsync();
        using var other = await talents.OfficerAsync();
        using var place = await TownAsync();
        var plan = await IssuedAsync(office, "issues", "短板清单", "", ("引进后留不住", town));
        var issue = await FindAsync(plan, "引进后留不住");
        await OpenRoundsAsync();
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.work_round_item where item_id = '{issue}' and is_open"));
        Assert.Contains("引进后留不住", (await office.GetAsync(plan + "/turn/round")).In("ul.lines"), StringComparison.Ordinal);
        string Turn(string deed) => $"{County}/issues/item/{issue}/turn/{deed}";
        Taken(await place.PostAsync(Town + "/issues/mine", ($"p.{issue}", "100"), ($"c.{issue}", "承诺已兑现")));
        Assert.Contains("请附佐证材料", (await place.PostAsync($"{Town}/issues/item/{issue}/turn/apply", ("version", await VersionAsync(issue)), ("Words", "已整改"))).Text, StringComparison.Ordinal);
        Taken(await place.UploadAsync($"{Town}/issues/item/{issue}/turn/apply", "evidence", "凭证.txt", Encoding.UTF8.GetBytes("拨付凭证"), ("version", await VersionAsync(issue)), ("Words", "已整改")));
        Assert.Contains("申请销号", (await office.GetAsync($"{County}/issues?state=applied")).Text, StringComparison.Ordinal);
        Taken(await office.PostAsync(Turn("check"), ("version", await VersionAsync(issue)), ("Words", "属实")));
        Taken(await other.PostAsync(Turn("close"), ("version", await VersionAsync(issue)), ("Words", "同意"), ("Approver", "部长"), ("Day", In(90))));
        Assert.Equal("closed", await Host.AskAsync<string>($"select state from org.work_item where id = '{issue}'"));
        await IssuedAsync(office, "issues", "另一份短板清单", "", ("渠道单一", bureau));
        await Host.DoAsync("update org.work_item set begins_on = current_date - 30, due_on = current_date - 2 where title = '渠道单一'");
        var late = (await office.GetAsync($"{County}/issues?light=red")).In("table.tbl-stick tbody");
        Assert.Contains("渠道单一", late, StringComparison.Ordinal);
        Assert.DoesNotContain("引进后留不住", late, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "T1.12")]
    public async Task A_matter_of_several_units_falls_into_parts_each_with_its_unit_day_and_reply_and_what_is_returned_or_overdue_is_listed()
    {
        using var office = await talents.OfficerAsync();
        using var place = await TownAsync();
        var plan = await IssuedAsync(office, "matters", "子女入学会商", "一、留住\n1.高层次人才子女入学。", ("高层次人才子女入学", bureau));
        var matter = await FindAsync(plan, "高层次人才子女入学");
        Taken(await office.SubmitAsync($"{plan}/new?parent={matter}", [("Title", "核定学位"), .. Duties(town, 20)]));
        Taken(await office.SubmitAsync($"{plan}/new?parent={matter}", [("Title", "逐户联系"), .. Duties(bureau, 30)]));
        var part = await FindAsync(plan, "核定学位");
        Taken(await place.PostAsync($"{Town}/matters/item/{part}/turn/dispute", ("version", await VersionAsync(part)), ("Words", "学位不归本镇管")));
        Assert.Contains("核定学位", (await office.GetAsync($"{County}/matters?state=disputed")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("逐户联系", (await office.GetAsync($"{County}/matters?state=disputed")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        Assert.Contains("学位不归本镇管", (await office.GetAsync($"{County}/matters/item/{part}")).Text, StringComparison.Ordinal);
        Taken(await place.PostAsync($"{Town}/matters/item/{part}/turn/reply", ("version", await VersionAsync(part)), ("Words", "先行摸底")));
        await Host.DoAsync($"update org.work_item set begins_on = current_date - 30, due_on = current_date - 2 where title = '逐户联系'");
        Assert.Contains("逐户联系", (await office.GetAsync($"{County}/matters?light=red")).In("table.tbl-stick tbody"), StringComparison.Ordinal);
        // The minutes of the coordination meeting stay with the matter.
        Taken(await office.PostAsync(plan + "/turn/open", ("Day", In(5)), ("Words", "会商")));
        Taken(await office.PostAsync(plan + "/turn/round", ("Words", "会商纪要：教育局牵头落实"), ("More", "月底前到户")));
        Assert.Contains("会商纪要：教育局牵头落实", (await office.GetAsync(plan)).Text, StringComparison.Ordinal);
    }
}
