using System.Text;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Work;

/// <summary>Work in its rhythms: leaders' words answered before it is issued, duties handed down by the list, what is urgent oftener, judged by half-year and year, closed with a check, dispatched level by level.</summary>
public sealed class WiderWorkTests(WorkHost work) : IClassFixture<WorkHost>
{
    const string Read = "department.tasks.read", Manage = "department.tasks.edit", Report = "department.tasks.report";
    const string Points = $"/{TestHost.County}/department/points", TownPoints = $"/{TestHost.Township}/department/points";
    const string Written = "一、干部队伍建设\n（一）开展班子分析研判。覆盖全部班子。\n（二）做好档案审核。\n二、自身建设\n1.办好业务大讲堂。每两月一期。\n";

    TestHost Host => work.Host;

    Task<Browser> OfficeAsync() => Host.SignInAsync(TestHost.County, Read, Manage, Report, "department.affairs.read", "department.affairs.edit");
    Task<Browser> TownAsync() => Host.SignInAsync(TestHost.Township, Read, Report);
    Task<Guid> FindAsync(string plan, string title) => Host.AskAsync<Guid>($"select id from org.work_item where plan_id = '{plan[^36..]}' and title = '{title}'");
    Task<string?> OfAsync(Guid item, string column) => Host.AskAsync<string>($"select {column}::text from org.work_item where id = '{item}'");
    async Task<string> VersionAsync(Guid item) => (await OfAsync(item, "version"))!;

    static string Taken(Answer answer)
    {
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.In("div.note")} {answer.In(".err")} {answer.In("main")}");
        return answer.Location!;
    }

    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    static (string, string)[] Duties(Guid lead, string duty = "属地工作", bool key = false) =>
        [("IsKey", key ? "true" : "false"), ("KeyReason", key ? "县委点题" : ""), ("Lead", $"{lead}"), ("Leader", "何静"), ("Person", "陶静"), ("Standard", "形成报告"), ("DutyReason", duty), ("Measures", "逐个班子分析"), ("DueKind", "1"), ("DueOn", In(60))];

    static async Task<string> DraftAsync(Browser office, string title, params (string, string)[] more) => Taken(await office.SubmitAsync(Points + "/new", [("Title", title), ("Year", $"{Clock.Today.Year}"), ("Text", Written), ("Decision", "县委常委会原则同意"), .. more]));

    async Task<string> IssuedAsync(Browser office, string title, params (string, string)[] more)
    {
        var plan = await DraftAsync(office, title, more);
        foreach (var (task, lead) in new[] { ("开展班子分析研判", work.Town), ("做好档案审核", work.Town), ("办好业务大讲堂", work.Bureau) }) Taken(await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, task)}/edit", Duties(lead, key: task == "做好档案审核")));
        Taken(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", In(0))));
        return plan;
    }

    async Task RunAsync(string job)
    {
        var waiting = $"select count(*) from org.job where module = 'department' and kind = '{job}' and state in (0, 1)";
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(waiting) == 0, "no other runs");
        await Host.DoAsync($"select org.job_plan('department', '{job}', '{job}', now())");
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(waiting) == 0, "it has run");
    }

    [Fact]
    [Trait("Row", "P1.15")]
    public async Task What_a_leader_says_of_a_draft_is_numbered_and_answered_before_it_is_approved_issued_and_received()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await DraftAsync(office, "领导意见的要点");
        foreach (var (title, lead) in new[] { ("开展班子分析研判", work.Town), ("做好档案审核", work.Town), ("办好业务大讲堂", work.Bureau) }) Taken(await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, title)}/edit", Duties(lead)));
        Taken(await office.PostAsync(plan + "/turn/instruct", ("Leader", "何静"), ("Day", In(-3)), ("Words", "突出班子研判")));
        Taken(await office.PostAsync(plan + "/turn/instruct", ("Leader", "梁叶青"), ("Day", In(-2)), ("Words", "压减措施")));
        var refused = await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", In(0)));
        Assert.Equal(422, refused.Status);
        Assert.Contains("领导意见第 1 条（何静）还没有办理情况", refused.In("div.note"), StringComparison.Ordinal);
        foreach (var number in (int[])[1, 2])
        {
            var one = await Host.AskAsync<Guid>($"select id from org.work_instruction where plan_id = '{plan[^36..]}' and number = {number}");
            Taken(await office.PostAsync($"{plan}/turn/answer?of={one}", ("of", $"{one}"), ("Day", In(-1)), ("Words", $"已改第 {number} 处")));
            Assert.Equal(404, (await office.GetAsync($"{plan}/turn/answer?of={one}")).Status);
        }
        Taken(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", In(0))));
        var page = (await office.GetAsync(plan)).Text;
        foreach (var words in (string[])["突出班子研判", "已改第 2 处", In(-1)]) Assert.Contains(words, page, StringComparison.Ordinal);
        Taken(await town.PostAsync(TownPoints + "/mine?handler=receive"));
        Assert.DoesNotContain("未签收", (await office.GetAsync($"{Points}/item/{await FindAsync(plan, "开展班子分析研判")}")).In("main"), StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{TownPoints}/{plan[^36..]}/turn/instruct")).Status);
    }

    [Fact]
    [Trait("Row", "P1.4")]
    public async Task The_division_of_duties_names_all_bodies_what_goes_downwards_is_held_against_the_list_of_duties_and_is_disputed_once()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var duty = Guid.NewGuid();
        await Host.DoAsync($"insert into department.boundary (id, locality_path, title, kind, leads, basis) select '{duty}', path, '班子研判', '1', '乡镇党委', '三定规定' from org.locality where code = '{TestHost.County}'");
        var plan = await DraftAsync(office, "分工的要点");
        Taken(await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, "开展班子分析研判")}/edit", [.. Duties(work.Town, ""), ("Supporters[0]", $"{work.Bureau}")]));
        Taken(await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, "做好档案审核")}/edit", Duties(work.Bureau, "")));
        // A bureau of the county that has a place of its own is no lower level.
        var seated = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '县行政审批局', '36' from org.locality where code = '{TestHost.County}' returning id");
        await using (var core = Host.Platform.Databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System))
        {
            await core.FirstAsync<int?>("select org.seat_unit(@seated)", new { seated }, default);
            core.NeedsNoDeed("arranged by a test");
            await core.CommitAsync();
        }
        Taken(await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, "办好业务大讲堂")}/edit", Duties(seated, "")));
        var refused = await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", In(0)));
        Assert.Contains("有 1 项分解不完整，如 1-1 交给下级的，请对照职责清单指明条目", refused.In("div.note"), StringComparison.Ordinal);
        Taken(await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, "开展班子分析研判")}/edit", ("IsKey", "false"), ("DutyId", $"{duty}")));
        Taken(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", In(0))));

        var rows = (await office.GetAsync(plan + "/division")).Document.QuerySelectorAll("tbody tr").Select(row => string.Join("|", row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains($"1-1|开展班子分析研判|逐个班子分析|枫岭镇党委|临溪县委组织部|何静|陶静|{In(60)}|班子研判（乡镇党委牵头）", rows);
        Assert.Contains("县委常委会原则同意", (await office.GetAsync(plan + "/division")).In("main"), StringComparison.Ordinal);

        // Each body has its own list, receives it, and may object once.
        var task = await FindAsync(plan, "开展班子分析研判");
        var mine = (await town.GetAsync(TownPoints + "/mine")).Text;
        Assert.Contains(task.ToString(), mine, StringComparison.Ordinal);
        Assert.DoesNotContain((await FindAsync(plan, "做好档案审核")).ToString(), mine, StringComparison.Ordinal);
        Taken(await town.PostAsync(TownPoints + "/mine?handler=receive"));
        Assert.Equal("枫岭镇党委 true|临溪县委组织部 false", await Host.AskAsync<string>($"select string_agg(name || ' ' || (received_on is not null)::text, '|' order by is_lead desc) from org.work_party where item_id = '{task}'"));
        Taken(await town.PostAsync($"{TownPoints}/item/{task}/turn/dispute", ("version", await VersionAsync(task)), ("Words", "应由县里牵头")));
        Assert.Equal(404, (await town.GetAsync($"{TownPoints}/item/{task}/turn/dispute")).Status);
        Assert.Contains("异议：应由县里牵头", (await office.GetAsync(plan + "/division")).In("main"), StringComparison.Ordinal);
        // The directory: bodies over the levels, chosen from one's own place downwards.
        var bodies = (await office.GetAsync($"{Points}/item/{task}/edit?handler=pick&q=" + Uri.EscapeDataString("委"))).Text;
        foreach (var name in (string[])["临溪县委组织部", "枫岭镇党委"]) Assert.Contains(name, bodies, StringComparison.Ordinal);
        Assert.DoesNotContain("望川县委组织部", bodies, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P1.10"), Trait("Row", "P2.1")]
    public async Task Rounds_open_by_their_rhythms_what_is_urgent_oftener_and_first_and_those_not_held_are_listed()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var wrong = await office.SubmitAsync(Points + "/new", ("Title", "周期倒置"), ("Year", $"{Clock.Today.Year}"), ("Text", Written), ("Cycle", "month"), ("KeyCycle", "quarter"));
        Assert.Contains("重点任务的调度周期要短于一般任务", wrong.In("div.note"), StringComparison.Ordinal);
        var plan = await IssuedAsync(office, "周期的要点", ("Cycle", "two_months"), ("KeyCycle", "week"), ("EvaluateCycle", "month"), ("ExamineCycle", "year"));
        var key = await FindAsync(plan, "做好档案审核");
        Assert.Contains("列为重点请写是哪位领导抓", (await office.SubmitAsync($"{Points}/item/{await FindAsync(plan, "办好业务大讲堂")}/edit", ("IsKey", "true"), ("KeyReason", "点题"), ("Leader", ""))).Text, StringComparison.Ordinal);

        Task<string?> RoundsAsync() => Host.AskAsync<string>($"select string_agg(purpose || ' ' || n, ',' order by purpose) from (select r.purpose, count(x.item_id) as n from org.work_round r left join org.work_round_item x on x.round_id = r.id where r.plan_id = '{plan[^36..]}' group by r.id, r.purpose) r");
        await RunAsync("work-rounds");
        var examined = Clock.Today.Month == 12 ? "dispatch 3,evaluate 3,examine 3" : "dispatch 3,evaluate 3";
        Assert.Equal(examined, await RoundsAsync());
        // A week later everything has been dispatched and closed: what is urgent alone is asked for again.
        await Host.DoAsync($"update org.work_round set closed_on = org.today(), minutes = '过堂', opened_on = opened_on - 8 where plan_id = '{plan[^36..]}' and purpose = 'dispatch'; update org.work_round_item set is_open = false where round_id in (select id from org.work_round where plan_id = '{plan[^36..]}' and purpose = 'dispatch')");
        await Host.DoAsync($"update org.work_plan set cycle = null, issued_on = issued_on - 200 where id = '{plan[^36..]}'; update org.work_round set opened_on = org.today() - 8 where plan_id = '{plan[^36..]}' and purpose = 'dispatch'");
        await RunAsync("work-rounds");
        Assert.StartsWith(examined, (await RoundsAsync())!, StringComparison.Ordinal);
        Assert.Equal(key, await Host.AskAsync<Guid>($"select x.item_id from org.work_round_item x join org.work_round r on r.id = x.round_id where r.plan_id = '{plan[^36..]}' and r.purpose = 'key'"));

        // First on the board and on the unit's page; one report answers both rounds.
        var board = (await office.GetAsync(Points)).Document.QuerySelectorAll("table.tbl-stick tbody tr").Select(row => row.TextContent.Contains("重点", StringComparison.Ordinal)).ToList();
        Assert.Equal(board.OrderByDescending(isKey => isKey), board);
        Assert.Equal((true, false), (board[0], board[^1]));
        Assert.Contains("重点", (await town.GetAsync(TownPoints + "/mine")).Document.QuerySelector("section.panel .meta")!.TextContent, StringComparison.Ordinal);
        Taken(await town.PostAsync(TownPoints + "/mine", ($"p.{key}", "30"), ($"c.{key}", "审了三十卷")));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.work_round_item where item_id = '{key}' and is_open and reported_on is null"));

        // Of the months that are over nobody has judged any; closing asks for minutes and says what comes next.
        var page = await office.GetAsync(plan);
        Assert.Contains($"{WorkPlan.PeriodWords("month", Clock.Today.AddMonths(-1))}评估", page.In("main"), StringComparison.Ordinal);
        Assert.Contains("周期的要点", (await office.GetAsync(Points)).Document.QuerySelectorAll("section.panel, div.panel").First(panel => panel.TextContent.Contains("没有开展的调度", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        var round = await Host.AskAsync<Guid>($"select id from org.work_round where plan_id = '{plan[^36..]}' and purpose = 'evaluate'");
        Assert.Equal(422, (await office.PostAsync($"{plan}/turn/round?of={round}", ("of", $"{round}"), ("Words", ""))).Status);
        Taken(await office.PostAsync($"{plan}/turn/round?of={round}", ("of", $"{round}"), ("Words", "逐项评估"), ("More", "下月补课")));
        Assert.Equal("逐项评估 下月补课", await Host.AskAsync<string>($"select minutes || ' ' || next_demands from org.work_round where id = '{round}'"));
    }

    [Fact]
    [Trait("Row", "P2.7")]
    public async Task Nothing_is_closed_without_what_the_check_found_and_a_project_not_without_its_review()
    {
        using var office = await OfficeAsync();
        using var other = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await IssuedAsync(office, "闭环的要点");
        var task = await FindAsync(plan, "开展班子分析研判");
        Taken(await office.SubmitAsync($"{Points}/item/{task}/edit", ("IsKey", "false"), ("IsProject", "true")));
        string[] Stages(Answer page) => [.. page.Document.QuerySelectorAll("section.panel, div.panel").First(panel => panel.QuerySelector("h2")?.TextContent.Trim() == "闭环").QuerySelectorAll("li").Select(line => string.Join(' ', line.TextContent.Split((char[])[' ', '\n', '　'], StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Contains("复盘 还没有", Stages(await office.GetAsync($"{Points}/item/{task}"))[^1], StringComparison.Ordinal);
        Taken(await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "100"), ($"c.{task}", "报告印发")));
        Taken(await town.UploadAsync($"{TownPoints}/item/{task}/turn/apply", "evidence", "报告.txt", Encoding.UTF8.GetBytes("报告"), ("version", await VersionAsync(task)), ("Words", "完成")));
        Taken(await office.PostAsync($"{Points}/item/{task}/turn/back", ("version", await VersionAsync(task)), ("Words", "缺附表")));
        Taken(await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "100"), ($"c.{task}", "补了附表")));
        Taken(await town.PostAsync($"{TownPoints}/item/{task}/turn/apply", ("version", await VersionAsync(task)), ("Words", "附表已补")));

        async Task<Answer> CloseAsync(params (string, string)[] more) => await other.PostAsync($"{Points}/item/{task}/turn/close", [("version", await VersionAsync(task)), ("Words", "同意"), .. more]);
        Assert.Contains("请选检查结果", (await CloseAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("请选检查结果", (await CloseAsync(("Result", "没有达到"))).Text, StringComparison.Ordinal);
        Assert.Contains("请写复盘", (await CloseAsync(("Result", "达到"))).Text, StringComparison.Ordinal);
        Taken(await CloseAsync(("Result", "基本达到"), ("Review", "先摸底再分析，来年提前一个月")));
        Assert.Equal("closed", await OfAsync(task, "state"));
        var stages = Stages(await office.GetAsync($"{Points}/item/{task}"));
        string[] names = ["部署", "实施", "检查", "反馈", "整改", "复盘"];
        Assert.Equal(names.Length, stages.Length);
        Assert.All(names.Zip(stages), one => Assert.Contains(one.First, one.Second, StringComparison.Ordinal));
        Assert.DoesNotContain(stages, stage => stage.Contains("还没有", StringComparison.Ordinal));
        Assert.Contains("基本达到", stages[2], StringComparison.Ordinal);
        Assert.Contains("退回：缺附表", stages[3], StringComparison.Ordinal);
        Assert.Contains("来年提前一个月", stages[5], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.15")]
    public async Task Reminders_go_to_the_person_before_the_day_and_on_it_then_to_the_leader_once_each_and_are_kept()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await IssuedAsync(office, "提醒的要点");
        var (soon, due, late) = (await FindAsync(plan, "开展班子分析研判"), await FindAsync(plan, "做好档案审核"), await FindAsync(plan, "办好业务大讲堂"));
        await Host.DoAsync($"update org.work_item set due_on = org.today() + 5 where id = '{soon}'; update org.work_item set due_on = org.today() where id = '{due}'; update org.work_item set due_on = org.today() - 2 where id = '{late}'");
        Task<string?> SaidAsync(Guid item) => Host.AskAsync<string>($"select string_agg(words, '|' order by entered_at) from org.work_act where item_id = '{item}' and kind = '自动提醒'");
        await RunAsync("work-reminders");
        await RunAsync("work-reminders");
        Assert.Equal($"提醒责任人 陶静：时限 {In(5)}，还有 5 天，进度 0%", await SaidAsync(soon));
        Assert.Equal($"提醒责任人 陶静：时限 {In(0)}，今天到期，进度 0%", await SaidAsync(due));
        Assert.Equal($"提醒责任领导 何静：时限 {In(-2)}，已超期 2 天，进度 0%", await SaidAsync(late));
        // A day that was moved is reminded of anew.
        await Host.DoAsync($"update org.work_item set due_on = org.today() + 6 where id = '{soon}'");
        await RunAsync("work-reminders");
        Assert.Contains($"时限 {In(6)}，还有 6 天", await SaidAsync(soon), StringComparison.Ordinal);

        Assert.Contains("还有 6 天", (await town.GetAsync(TownPoints + "/mine")).Text, StringComparison.Ordinal);
        Assert.Contains("提醒责任领导 何静", (await office.GetAsync($"{Points}/item/{late}")).Text, StringComparison.Ordinal);
        var board = (await office.GetAsync(Points + "?state=reminded")).In("table.tbl-stick")!;
        Assert.Contains("办好业务大讲堂", board, StringComparison.Ordinal);
        // Urged by hand, answered, and all of it stays.
        Taken(await office.PostAsync($"{Points}/item/{soon}/turn/urge", ("version", await VersionAsync(soon)), ("Words", "本周报初稿")));
        Taken(await town.PostAsync($"{TownPoints}/item/{soon}/turn/reply", ("version", await VersionAsync(soon)), ("Words", "周五前报")));
        var item = (await office.GetAsync($"{Points}/item/{soon}")).Text;
        foreach (var words in (string[])["本周报初稿", "周五前报", "还有 5 天"]) Assert.Contains(words, item, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.2")]
    public async Task Each_level_is_shown_whether_it_has_dispatched_the_next_and_how_its_tree_stands()
    {
        using var city = await Host.SignInAsync(TestHost.City, Read, Manage, Report);
        using var office = await OfficeAsync();
        var plan = await IssuedAsync(office, "逐级的要点", ("Cycle", "month"));
        var levels = $"/{TestHost.City}/department/points/levels";
        string[] Row(Answer page, string code) => [.. page.Document.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("a")!.GetAttribute("href")!.StartsWith($"/{code}/", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        // A place without any below it dispatches nobody; with one, it is asked whether it did.
        await Host.DoAsync($"insert into org.locality (code, name, short_name, kind, parent_id) select '539922900', '试镇', '试镇', 4, id from org.locality where code = '{TestHost.Neighbour}' on conflict do nothing");
        Assert.Equal("没有向下调度", Row(await city.GetAsync(levels), TestHost.Neighbour)[^1]);
        Taken(await office.PostAsync(plan + "/turn/open", ("Day", In(5)), ("Words", "第 1 轮调度"), ("Purpose", "dispatch")));
        var page = await city.GetAsync(levels);
        var county = Row(page, TestHost.County);
        Assert.Equal("已向下调度", county[^1]);
        Assert.Equal(await Host.AskAsync<string>($"select count(*)::text from org.work_item i where i.kind = 'points' and i.level > 1 and i.parts = 0 and i.state not in ('draft', 'cancelled') and i.year = {Clock.Today.Year} and starts_with(i.locality_path, (select path from org.locality where code = '{TestHost.County}'))"), county[7]);
        Assert.Contains("没有向下调度", page.In("div.note"), StringComparison.Ordinal);
        // The last level is dispatched and dispatches nobody.
        Assert.Equal("最低一级", Row(await office.GetAsync(Points + "/levels"), TestHost.Township)[^1]);
    }
}
