using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Training;

/// <summary>集中性教育: a campaign of stages, units and four strands; who has not reported; sessions by subject; evaluation, the end, and the yearly duties it becomes.</summary>
public sealed class CampaignTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Secretary = ["grassroots.training.read", "grassroots.training.edit", "grassroots.members.read", "grassroots.organisations.read"];
    const string County = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));
    Task<Browser> CountyAsync() => Host.SignInAsync(TestHost.County, [.. Secretary, "grassroots.training.plan"]);

    /// <summary>A campaign of branches, with this branch among its units.</summary>
    async Task<(Guid Campaign, AffairsHost.Branch Branch, Guid Unit)> StartAsync(Browser county, string title, int due = 20)
    {
        var branch = await affairs.BranchAsync();
        Assert.Equal(302, (await county.FillAsync($"{County}/campaigns/new", ("title", title), ("began_on", In(-60)), ("due_on", In(60)))).Status);
        var campaign = await Host.AskAsync<Guid>($"select id from grassroots.campaign where title = '{title}'");
        var assigned = await county.SubmitAsync($"{County}/campaigns/deeds/assign?id={campaign}", ("whom", "2"), ("due_1", In(due)), ("due_2", In(due)), ("due_3", In(due)), ("due_4", In(due)));
        Assert.True(assigned.Status == 302, assigned.Why());
        return (campaign, branch, await Host.AskAsync<Guid>($"select id from grassroots.campaign_unit where campaign_id = '{campaign}' and organisation_id = '{branch.Id}'"));
    }

    Task<Guid> TaskAsync(Guid unit, string strand) => Host.AskAsync<Guid>($"select id from grassroots.campaign_task where campaign_unit_id = '{unit}' and strand = '{strand}'");

    static string[] Row(Answer page, string within, string name) => [.. page.Document.QuerySelectorAll($"{within} tbody tr").First(row => row.QuerySelector("td")!.TextContent.Trim().StartsWith(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    [Fact, Trait("Row", "G3.3")]
    public async Task A_campaign_has_stages_and_for_each_unit_four_strands_of_tasks_with_documents_and_state_on_one_board()
    {
        using var county = await CountyAsync();
        var (campaign, branch, unit) = await StartAsync(county, "主题教育");
        Assert.Equal(302, (await county.FillAsync($"{County}/campaigns/{campaign}/stages/new", ("title", "动员部署"), ("began_on", In(-60)), ("due_on", In(10)), ("words", "层层动员"))).Status);
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var home = $"/{branch.Code}/grassroots";
        Assert.Equal(302, (await secretary.FillAsync($"{home}/campaign-units/{unit}/edit", ("leader", "支书赵"), ("participants", "23"))).Status);
        Assert.Equal(4L, await Host.AskAsync<long>($"select count(distinct strand) from grassroots.campaign_task where campaign_unit_id = '{unit}'"));

        var study = await TaskAsync(unit, "1");
        Task<Answer> DoneAsync(params (string, string)[] said) => secretary.SubmitAsync($"{home}/campaign-tasks/deeds/complete?id={study}", said);
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/campaign-tasks/deeds/progress?id={await TaskAsync(unit, "2")}", ("progress", "走访十户"))).Status);
        var bare = await DoneAsync(("done_on", In(0)));
        var done = await DoneAsync(("done_on", In(0)), ("documents", "读书班材料"));
        var again = await DoneAsync(("done_on", In(0)), ("documents", "又一份"));
        var board = await county.GetAsync($"{County}/campaigns/board/{campaign}");

        Assert.Equal((422, 302, 422), (bare.Status, done.Status, again.Status));
        Assert.Equal([branch.Name, "支书赵", "23", "已完成", "进行中", "未开始", "未开始"], Row(board, "#units", branch.Name)[..7]);
        Assert.Contains("动员部署", board.Text, StringComparison.Ordinal);
        Assert.Contains("读书班材料", (await secretary.GetAsync($"{home}/campaign-tasks/{study}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await secretary.GetAsync($"{home}/campaigns/deeds/assign?id={campaign}")).Status);
        await Host.DoAsync($"update grassroots.campaign_task set due_on = org.today() - 1 where campaign_unit_id = '{unit}'");
        var late = await secretary.GetAsync($"{home}/campaign-tasks?rule=campaign-tasks.in-time");
        Assert.DoesNotContain(study.ToString(), late.Text, StringComparison.Ordinal);
        Assert.Contains((await TaskAsync(unit, "3")).ToString(), late.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.4")]
    public async Task A_campaign_is_dispatched_by_level_has_projects_daily_reports_with_who_did_not_send_visits_and_a_closing_score_sheet()
    {
        using var county = await CountyAsync();
        var (campaign, branch, unit) = await StartAsync(county, "推进机制教育");
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var home = $"/{branch.Code}/grassroots";
        Assert.Equal(302, (await county.FillAsync($"{County}/campaigns/{campaign}/meetings/new", ("title", "第一次调度会"), ("level", "3"), ("held_on", In(-10)), ("words", "逐项过"))).Status);
        Assert.Equal(302, (await county.FillAsync($"{County}/campaigns/{campaign}/projects/new", ("title", "修好饮水管"), ("owner", "水利局"), ("due_on", In(-1)))).Status);
        Assert.Contains("推进机制教育", (await county.GetAsync($"{County}/campaigns?rule=campaigns.projects")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await county.FillAsync($"{County}/campaign-units/{unit}/visits/new", ("visited_on", In(-2)), ("visitors", "省委第三巡回指导组"), ("found", "调研要再深入"))).Status);

        var asked = await county.SubmitAsync($"{County}/campaigns/deeds/ask?id={campaign}", ("every", "1"), ("from_on", In(-2)), ("to_on", In(0)));
        Assert.True(asked.Status == 302, asked.Why());
        Assert.Equal(422, (await county.SubmitAsync($"{County}/campaigns/deeds/ask?id={campaign}", ("every", "1"), ("from_on", In(-2)), ("to_on", In(0)))).Status);
        Task<Guid> ReportAsync(int day) => Host.AskAsync<Guid>($"select id from grassroots.campaign_report where campaign_unit_id = '{unit}' and due_on = '{Clock.Today.AddDays(day):yyyy-MM-dd}'");
        var (first, second, today) = (await ReportAsync(-2), await ReportAsync(-1), await ReportAsync(0));
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/campaign-reports/deeds/submit?id={first}", ("content", "学习两小时"))).Status);
        Assert.Equal(422, (await secretary.SubmitAsync($"{home}/campaign-reports/deeds/submit?id={first}", ("content", "改一改"))).Status);
        var missing = await county.GetAsync($"{County}/campaign-reports?campaign_id={campaign}&rule=campaign-reports.in-time");
        Assert.Contains(second.ToString(), missing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(first.ToString(), missing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(today.ToString(), missing.Text, StringComparison.Ordinal);
        Assert.Equal("1 / 3（缺 1）", Row(await county.GetAsync($"{County}/campaigns/board/{campaign}"), "#units", branch.Name)[11]);

        Task<Answer> EvaluateAsync(string study) => county.SubmitAsync($"{County}/campaign-units/deeds/evaluate?id={unit}", ("study_score", study), ("research_score", "20"), ("problem_score", "18"), ("mending_score", "15"), ("evaluation", "整改要盯住"));
        var close = $"{County}/campaigns/deeds/close?id={campaign}";
        Assert.Equal(422, (await county.SubmitAsync(close, ("summary", "收官"))).Status);
        var (full, fair) = (await EvaluateAsync("25"), await EvaluateAsync("22"));
        Assert.Equal((422, 302), (full.Status, fair.Status));
        Assert.Contains("学习教育的任务没有完成", full.Text, StringComparison.Ordinal);
        var sheet = (await secretary.GetAsync($"{home}/campaign-units/{unit}")).In("main")!;
        foreach (var words in new[] { "22", "20", "18", "15", "75", "整改要盯住" }) Assert.Contains(words, sheet, StringComparison.Ordinal);
        Assert.Contains("省委第三巡回指导组", (await secretary.GetAsync($"{home}/campaign-units/{unit}?tab=visits")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await secretary.GetAsync($"{home}/campaign-units/deeds/evaluate?id={unit}")).Status);
    }

    [Fact, Trait("Row", "G3.7")]
    public async Task Study_of_the_four_histories_is_a_campaign_whose_sessions_are_tagged_by_subject_and_cover_organisation_by_organisation()
    {
        using var county = await CountyAsync();
        var (campaign, branch, _) = await StartAsync(county, "党史学习教育");
        var silent = await Host.AskAsync<string>($"select title from grassroots.campaign_unit where campaign_id = '{campaign}' and organisation_id <> '{branch.Id}' limit 1");
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var home = $"/{branch.Code}/grassroots";
        (string, string)[] session = [("campaign_id", campaign.ToString()), ("organisation_id", branch.Id.ToString()), ("held_on", In(-3)), ("materials", "《中国共产党简史》")];
        Assert.Equal(302, (await secretary.FillAsync($"{home}/campaign-sessions/new", [.. session, ("title", "百年党史"), ("subject", "1"), ("hours", "3"), ("people", "20")])).Status);
        Assert.Equal(302, (await secretary.FillAsync($"{home}/campaign-sessions/new", [.. session, ("title", "改革开放"), ("subject", "3"), ("hours", "2"), ("people", "15")])).Status);
        Assert.NotEqual(302, (await secretary.FillAsync($"{home}/campaign-sessions/new", [.. session.Where(field => field.Item1 != "materials"), ("title", "没有材料"), ("subject", "2"), ("hours", "2"), ("people", "15")])).Status);

        var board = await county.GetAsync($"{County}/campaigns/board/{campaign}");
        Assert.Equal(["2", "5", "35", "党史、改革开放史"], Row(board, "#units", branch.Name)[7..11]);
        if (silent is not null) Assert.Equal(["0", "0", "0", "没有"], Row(board, "#units", silent)[7..11]);
        var tagged = await county.GetAsync($"{County}/campaign-sessions?campaign_id={campaign}&subject=3");
        Assert.Contains("改革开放", tagged.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("百年党史", tagged.In("tbody") ?? "", StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G3.20")]
    public async Task When_a_campaign_is_over_its_strands_become_yearly_duties_shared_out_to_its_units_in_a_table_of_measures_and_states()
    {
        using var county = await CountyAsync();
        var (campaign, branch, unit) = await StartAsync(county, "长效机制教育");
        // Nobody else in this one: the others belong to other tests.
        await Host.DoAsync($"update grassroots.campaign_unit set removed_at = now() where campaign_id = '{campaign}' and id <> '{unit}'");
        (string, string)[] measures = [("measure_1", "每季集中学习"), ("measure_2", "每季调研"), ("measure_3", "每季检视"), ("measure_4", "每季回头看"), ("lead_unit", "县委组织部"), ("rhythm", "4"), ("evidence", "会议记录")];
        var stand = $"{County}/campaigns/deeds/stand?id={campaign}";
        Assert.Equal(422, (await county.SubmitAsync(stand, measures)).Status);
        Assert.Equal(302, (await county.SubmitAsync($"{County}/campaign-units/deeds/evaluate?id={unit}", ("study_score", "20"), ("research_score", "20"), ("problem_score", "20"), ("mending_score", "20"), ("evaluation", "好"))).Status);
        Assert.Equal(302, (await county.SubmitAsync($"{County}/campaigns/deeds/close?id={campaign}", ("summary", "告一段落"))).Status);
        Assert.Equal(302, (await county.SubmitAsync(stand, measures)).Status);
        Assert.Equal(422, (await county.SubmitAsync(stand, measures)).Status);
        Assert.Equal("1234", await Host.AskAsync<string>($"select string_agg(strand, '' order by strand) from grassroots.standing_duty where campaign_id = '{campaign}' and lead_unit = '县委组织部' and rhythm = '4'"));

        var duty = await Host.AskAsync<Guid>($"select id from grassroots.standing_duty where campaign_id = '{campaign}' and strand = '1'");
        var (last, next) = ($"{Clock.Today.Year - 1}", $"{Clock.Today.Year + 1}");
        foreach (var year in new[] { last, next }) Assert.Equal(302, (await county.SubmitAsync($"{County}/standing-duties/deeds/share?id={duty}", ("year", year))).Status);
        Assert.Equal(422, (await county.SubmitAsync($"{County}/standing-duties/deeds/share?id={duty}", ("year", last))).Status);
        Assert.Equal($"{last}-03-31 {last}-06-30 {last}-09-30 {last}-12-31", await Host.AskAsync<string>($"select string_agg(due_on::text, ' ' order by due_on) from grassroots.duty_share where standing_duty_id = '{duty}' and year = {last}"));

        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var home = $"/{branch.Code}/grassroots";
        var share = await Host.AskAsync<Guid>($"select id from grassroots.duty_share where standing_duty_id = '{duty}' and year = {last} order by due_on limit 1");
        Assert.Contains(share.ToString(), (await secretary.GetAsync($"{home}/duty-shares?rule=duty-shares.in-time")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/duty-shares/deeds/fulfil?id={share}", ("done_on", In(0)), ("evidence", "三月学习记录"))).Status);
        Assert.DoesNotContain(share.ToString(), (await secretary.GetAsync($"{home}/duty-shares?rule=duty-shares.in-time")).Text, StringComparison.Ordinal);
        var table = await county.GetAsync($"{County}/campaigns/division?year={last}");
        Assert.Equal([branch.Name, "1／4"], Row(table, ".tbl-wrap", branch.Name)[..2]);
        Assert.Contains("每季集中学习", table.In("thead"), StringComparison.Ordinal);
        Assert.Equal([branch.Name, "0／4"], Row(await county.GetAsync($"{County}/campaigns/division?year={next}"), ".tbl-wrap", branch.Name)[..2]);
        // What was shared last year comes round by itself this year, once; what nobody shared does not.
        const string Waiting = "select count(*) from org.job where module = 'grassroots' and kind = 'standing-duties' and state in (0, 1)";
        for (var n = 0; n < 2; n++)
        {
            await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "no round is under way");
            await Host.DoAsync("select org.job_plan('grassroots', 'standing-duties', '长效措施年度分工', now())");
            await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the round is over");
            Assert.Equal(4L, await Host.AskAsync<long>($"select count(*) from grassroots.duty_share where standing_duty_id = '{duty}' and year = {Clock.Today.Year}"));
        }
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.duty_share s join grassroots.standing_duty d on d.id = s.standing_duty_id where d.campaign_id = '{campaign}' and d.id <> '{duty}'"));
        Assert.Equal([branch.Name, "0／4"], Row(await county.GetAsync($"{County}/campaigns/division?year={Clock.Today.Year}"), ".tbl-wrap", branch.Name)[..2]);
    }
}
