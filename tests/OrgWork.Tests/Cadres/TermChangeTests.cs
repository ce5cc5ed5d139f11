using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>换届 through its pages: the calendar of terms, a project with its preparations and stages, what becomes of each member, talks, elections signed off, breaches and the comparison of teams before and after.</summary>
public sealed partial class TermChangeTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Reader = ["cadres.term-change.read", "cadres.teams.read"], Clerk = [.. Reader, "cadres.term-change.edit"], Chief = [.. Clerk, "cadres.term-change.decide", "cadres.term-change.persons", "cadres.term-change.arrange", "cadres.term-change.breaches", "cadres.term-change.pursue", "cadres.figures.read", "cadres.teams.edit"];

    TestHost Host => office.Host;

    async Task<(Guid Team, Guid[] Seats)> TeamAsync(string name, string kind, string? began, params Guid?[] holders)
    {
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id, term_began_on) values ('{office.Path}', '{name}', '{kind}', '{office.Unit}', {(began is null ? "null" : $"'{began}'")}) returning id");
        var seats = new List<Guid>();
        foreach (var holder in holders)
        {
            var seat = await Host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, opened_on, rank_order) values ('{team}', '{office.Path}', '职位{seats.Count + 1}', '2015-01-01', {seats.Count}) returning id");
            if (holder is { } cadre) await SitAsync(cadre, seat, "2018-06-01");
            seats.Add(seat);
        }
        return (team, [.. seats]);
    }

    Task SitAsync(Guid cadre, Guid seat, string since) => Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state, is_main, seat_id) values ('{cadre}', '{office.Path}', '职务', '县试验局', '{since}', '1', true, '{seat}')");

    static async Task<Answer> OkAsync(Task<Answer> doing, TestHost host)
    {
        var answer = await doing;
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()} {host.Log}");
        return answer;
    }

    static Task<Answer> DoAsync(Browser browser, string register, Guid id, string deed, params (string, string)[] values) => browser.SubmitAsync($"{Home}/{register}/deeds/{deed}?id={id}", values);

    async Task<Guid> ProjectAsync(Browser browser, string name, int changesAgo = -30)
    {
        await OkAsync(browser.SubmitAsync($"{Home}/term-changes/new", ("name", name), ("tier", "2"), ("changes_on", Day(changesAgo)), ("lead", "部长")), Host);
        return await Host.AskAsync<Guid>($"select id from cadres.term_change where name = '{name}'");
    }

    async Task OpenedAsync(Browser chief, Guid project, int openedAgo = 20, params (string Name, int BeganAgo, int DueAgo)[] stages)
    {
        foreach (var (name, began, due) in stages) await OkAsync(chief.SubmitAsync($"{Home}/term-changes/{project}/stages/new", ("name", name), ("began_on", Day(began)), ("due_on", Day(due)), ("responsible", "干部科")), Host);
        foreach (var kind in new[] { "1", "2", "3" }) await OkAsync(chief.SubmitAsync($"{Home}/term-changes/{project}/preparations/new", ("item", "准备" + kind), ("kind", kind), ("owner", "科长"), ("due_on", Day(-5)), ("done_on", Day(openedAgo)), ("result", "完成")), Host);
        await OkAsync(DoAsync(chief, "term-changes", project, "open", ("opened_on", Day(openedAgo)), ("approved_by", "县委常委会")), Host);
    }

    [Fact, Trait("Row", "C4.2")]
    public async Task The_calendar_reckons_when_each_term_ends_reminds_in_time_and_lists_teams_by_year()
    {
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        string Began(int monthsLeft) => AsOf.Format(Clock.Today.AddYears(-5).AddMonths(monthsLeft));
        foreach (var (name, began) in new[] { ("届满三月", Began(3)), ("届满九月", Began(9)), ("届满二十月", Began(20)), ("届满四十月", Began(40)), ("已经届满", Began(-1)) }) await TeamAsync(name, "8", began);
        await TeamAsync("没有登记", "8", null);

        var soon = (await reader.GetAsync($"{Home}/term-change/calendar")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        foreach (var (name, words) in new[] { ("届满三月", "6 个月内届满"), ("届满九月", "12 个月内届满"), ("届满二十月", "24 个月内届满"), ("已经届满", "已届满") }) Assert.Contains(soon, row => row.Contains(name, StringComparison.Ordinal) && row.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(soon, row => row.Contains("届满四十月", StringComparison.Ordinal));
        var year = Clock.Today.AddYears(-5).AddMonths(40).AddYears(5).Year;
        var later = await reader.GetAsync($"{Home}/term-change/calendar?year={year}");
        Assert.Contains("届满四十月", later.Text, StringComparison.Ordinal);
        Assert.Contains("算不出届满日期", later.Text, StringComparison.Ordinal);
        // Who has the reminder earlier sees the team earlier, here as on the list of teams; a list that is cut says so.
        await Host.DoAsync($"insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.term-change.due', 'first', 44, daterange('2020-01-01', null), '试', '试', '试'); insert into cadres.team (locality_path, name, kind, term_began_on) select '{office.Path}', '多余班子' || n, '8', '{Began(2)}' from generate_series(1, 400) n");
        var wide = await reader.GetAsync($"{Home}/term-change/calendar");
        foreach (var words in new[] { "44 个月内", "共 405 个班子，只列届满最早的 400 个" }) Assert.Contains(words, wide.Text, StringComparison.Ordinal);
        await Host.DoAsync("delete from cadres.team where name like '多余班子%'");
        Assert.Contains("届满四十月", (await reader.GetAsync($"{Home}/term-change/calendar")).Text, StringComparison.Ordinal);
        await Host.DoAsync("delete from org.rule_parameter where rule = 'cadres.term-change.due'");
        // The list of teams carries the same light, and a team's own term counts.
        Assert.Contains("届满二十月", (await reader.GetAsync($"{Home}/teams?rule=term-change.due")).Text, StringComparison.Ordinal);
        await Host.DoAsync("update cadres.team set term_years = 3 where name = '届满四十月'");
        Assert.Contains("届满四十月", (await reader.GetAsync($"{Home}/term-change/calendar")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C4.3")]
    public async Task The_change_cannot_begin_while_something_that_must_be_prepared_is_open()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var project = await ProjectAsync(clerk, "三项准备试");
        var open = new[] { ("opened_on", Day(0)), ("approved_by", "县委常委会") };
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-changes/deeds/open?id={project}")).Status);
        Assert.Contains("政策准备、工作准备、组织准备还没有列事项", (await DoAsync(chief, "term-changes", project, "open", open)).Text, StringComparison.Ordinal);
        foreach (var (kind, item, must) in new[] { ("1", "政策文件汇编", "1"), ("2", "工作方案", "1"), ("3", "抽调人员培训", "0") }) await OkAsync(clerk.SubmitAsync($"{Home}/term-changes/{project}/preparations/new", ("item", item), ("kind", kind), ("owner", "科长"), ("due_on", Day(3)), ("is_mandatory", must)), Host);
        await OkAsync(clerk.SubmitAsync($"{Home}/term-changes/{project}/stages/new", ("name", "民主推荐"), ("began_on", Day(0)), ("due_on", Day(-10)), ("responsible", "干部科")), Host);
        Assert.Contains("换届准备超期", (await clerk.GetAsync($"{Home}/term-changes")).Text, StringComparison.Ordinal);
        Assert.Contains("还有 2 项准备没有完成：政策准备·政策文件汇编；工作准备·工作方案", (await DoAsync(chief, "term-changes", project, "open", open)).Text, StringComparison.Ordinal);
        foreach (var item in new[] { "政策文件汇编", "工作方案" })
        {
            var id = await Host.AskAsync<Guid>($"select id from cadres.term_preparation where term_change_id = '{project}' and item = '{item}'");
            await OkAsync(clerk.SubmitAsync($"{Home}/term-changes/{project}/preparations/{id}/edit", ("done_on", Day(0)), ("result", "已印发")), Host);
        }
        // What need not be done does not hold it up.
        await OkAsync(DoAsync(chief, "term-changes", project, "open", open), Host);
        Assert.Equal("2", await Host.AskAsync<string>($"select state from cadres.term_change where id = '{project}'"));
    }

    [Fact, Trait("Row", "C4.1")]
    public async Task The_board_shows_each_teams_stage_how_late_it_is_and_how_far_all_are()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        var ((first, _), (second, _)) = (await TeamAsync("甲班子", "1", null), await TeamAsync("乙班子", "1", null));
        var project = await ProjectAsync(chief, "进度试");
        var board = $"{Home}/term-change/board/{project}";
        Assert.Contains("还没有启动实施", (await chief.PostAsync(board, ("team", first.ToString()), ("on", Day(1)))).Text, StringComparison.Ordinal);
        await OpenedAsync(chief, project, 20, ("民主推荐", 20, 12), ("考察", 11, 4), ("选举", 3, -20));

        Assert.Contains("完成日期应在启动", (await chief.PostAsync(board, ("team", first.ToString()), ("on", Day(30)))).Text, StringComparison.Ordinal);
        foreach (var on in new[] { 13, 2 }) await OkAsync(chief.PostAsync(board, ("team", first.ToString()), ("on", Day(on))), Host);
        var page = await chief.GetAsync(board);
        string RowOf(string name) => page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("超 2 天", RowOf("甲班子"), StringComparison.Ordinal);
        Assert.Contains("选举", RowOf("甲班子"), StringComparison.Ordinal);
        Assert.Contains("民主推荐，超期 12 天", RowOf("乙班子"), StringComparison.Ordinal);
        // Two stages of six.
        Assert.Contains("总体完成 33%", page.Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(200, (await reader.GetAsync(board)).Status);
        Assert.Equal(403, (await reader.PostAsync(board, ("team", second.ToString()), ("on", Day(1)))).Status);
        var neighbour = await Host.SignInAsync(TestHost.Neighbour, Chief);
        using var _ = neighbour;
        Assert.Equal(404, (await neighbour.GetAsync(board.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Status);
    }

    [Fact, Trait("Row", "C4.7"), Trait("Row", "C4.8")]
    public async Task Every_member_is_disposed_of_with_versions_and_rules_and_nothing_is_published_before_all_who_go_were_talked_with()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        var (old, fit, moved) = (await office.CadreAsync("老甲"), await office.CadreAsync("留乙"), await office.CadreAsync("转丙"));
        await Host.DoAsync($"update cadres.cadre set birth_on = '{AsOf.Format(Clock.Today.AddYears(-60))}' where id = '{old}'");
        await TeamAsync("进退留转班子", "1", null, old, fit, moved);
        var project = await ProjectAsync(chief, "进退留转试");
        await OpenedAsync(chief, project, 20, ("考察", 20, 4));
        var board = $"{Home}/term-change/board/{project}";
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        Assert.Equal(403, (await clerk.PostAsync($"{board}?handler=people")).Status);
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/dispositions")).Status);
        await OkAsync(chief.PostAsync($"{board}?handler=people"), Host);
        async Task<Guid> OfAsync(Guid cadre) => await Host.AskAsync<Guid>($"select id from cadres.disposition where term_change_id = '{project}' and cadre_id = '{cadre}'");
        Assert.Equal(3L, await Host.AskAsync<long>($"select count(*) from cadres.disposition where term_change_id = '{project}'"));

        async Task<Answer> DisposeAsync(Guid cadre, string kind, string target = "", string reason = "工作需要") => await DoAsync(chief, "dispositions", await OfAsync(cadre), "dispose", ("kind", kind), ("target_post", target), ("reason", reason));
        Assert.Contains("请填拟任职务", (await DisposeAsync(moved, "4")).Text, StringComparison.Ordinal);
        foreach (var (cadre, kind, target) in new[] { (old, "3", ""), (fit, "3", ""), (moved, "4", "县人大常委会") }) await OkAsync(DisposeAsync(cadre, kind, target), Host);
        // Who is too old at the day of the change may not stay; then the arrangement is another, and both versions are there.
        var over = (await chief.GetAsync($"{Home}/dispositions?rule=term-change.age")).Text;
        Assert.Contains("老甲", over, StringComparison.Ordinal);
        Assert.DoesNotContain("留乙", over, StringComparison.Ordinal);
        Assert.Contains("和现在的安排一样", (await DisposeAsync(old, "3")).Text, StringComparison.Ordinal);
        await OkAsync(DisposeAsync(old, "2", "", "到龄退出"), Host);
        Assert.Equal("3,2", await Host.AskAsync<string>($"select string_agg(kind, ',' order by edition) from cadres.disposition_version where disposition_id = '{await OfAsync(old)}'"));
        Assert.Contains("历次安排", (await chief.GetAsync($"{Home}/dispositions/{await OfAsync(old)}?tab=versions")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("老甲", (await chief.GetAsync($"{Home}/dispositions?rule=term-change.age")).Text, StringComparison.Ordinal);
        var totals = (await chief.GetAsync(board)).Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("进退留转班子", StringComparison.Ordinal)).TextContent;
        Assert.Contains("进 0　退 1　留 1　转 1", totals, StringComparison.Ordinal);
        Assert.Contains("0 / 2", totals, StringComparison.Ordinal);
        Assert.DoesNotContain("退 1", (await clerk.GetAsync(board)).Text, StringComparison.Ordinal);

        // Talks: with all who go or are moved, before anything is made known.
        var publish = new[] { ("published_on", Day(0)) };
        Assert.Contains("还没有谈的：", (await DoAsync(chief, "term-changes", project, "publish", publish)).Text, StringComparison.Ordinal);
        async Task<Answer> TalkAsync(Guid cadre, string attitude, string follow = "") => await DoAsync(chief, "dispositions", await OfAsync(cadre), "talk", ("talked_on", Day(1)), ("talker", "部长"), ("attitude", attitude), ("concerns", "担心待遇"), ("follow_up", follow));
        Assert.Contains("请写后续工作", (await TalkAsync(old, "2")).Text, StringComparison.Ordinal);
        await OkAsync(TalkAsync(old, "2", "再谈一次，落实待遇"), Host);
        Assert.Contains("还没有谈的：转丙", (await DoAsync(chief, "term-changes", project, "publish", publish)).Text, StringComparison.Ordinal);
        await OkAsync(TalkAsync(moved, "1"), Host);
        // Another arrangement asks for another talk.
        await OkAsync(DisposeAsync(moved, "4", "县政协"), Host);
        Assert.Contains("还没有谈的：转丙", (await DoAsync(chief, "term-changes", project, "publish", publish)).Text, StringComparison.Ordinal);
        await OkAsync(TalkAsync(moved, "1"), Host);
        // Who came into the team after the list was made is arranged for as well.
        var late = await office.CadreAsync("后来丁");
        await SitAsync(late, await Host.AskAsync<Guid>("insert into cadres.team_seat (team_id, locality_path, post, opened_on, rank_order) select id, locality_path, '职位9', '2015-01-01', 9 from cadres.team where name = '进退留转班子' returning id"), Iso(1));
        Assert.Contains("没有列入进退留转：后来丁（进退留转班子）", (await DoAsync(chief, "term-changes", project, "publish", publish)).Text, StringComparison.Ordinal);
        await OkAsync(chief.PostAsync($"{board}?handler=people"), Host);
        Assert.Contains("还有 1 人没有安排", (await DoAsync(chief, "term-changes", project, "publish", publish)).Text, StringComparison.Ordinal);
        await OkAsync(DisposeAsync(late, "3"), Host);
        await OkAsync(DoAsync(chief, "term-changes", project, "publish", publish), Host);
        Assert.Contains("已经公布", (await DisposeAsync(fit, "2")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C4.10")]
    public async Task Each_election_is_signed_off_step_by_step_and_a_deviation_needs_an_instruction()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.team set kind = '8'");
        await TeamAsync("程序班子", "1", null);
        var project = await ProjectAsync(chief, "程序试");
        await OkAsync(DoAsync(chief, "term-changes", project, "checks", ("meeting", "1"), ("due_on", Day(-10))), Host);
        Assert.Contains("已经有了", (await DoAsync(chief, "term-changes", project, "checks", ("meeting", "1"), ("due_on", Day(-10)))).Text, StringComparison.Ordinal);
        async Task<Guid> StepAsync(int step) => await Host.AskAsync<Guid>($"select id from cadres.term_check where term_change_id = '{project}' and step = {step}");
        async Task<Answer> SignAsync(int step, string deviation = "", string instruction = "") => await DoAsync(chief, "term-checks", await StepAsync(step), "sign", ("signed_on", Day(0)), ("evidence", "批复文号齐全"), ("deviation", deviation), ("instruction", instruction));
        Assert.Contains("前一步还没有核对", (await SignAsync(2)).Text, StringComparison.Ordinal);
        await OkAsync(SignAsync(1), Host);
        Assert.Contains("请写上级批示", (await SignAsync(2, "会期推迟一天")).Text, StringComparison.Ordinal);
        await OkAsync(SignAsync(2, "会期推迟一天", "市委组织部批示同意"), Host);
        Assert.Contains("已经签过", (await SignAsync(1)).Text, StringComparison.Ordinal);
        Assert.Contains("已经核对签名", (await chief.SubmitAsync($"{Home}/term-checks/{await StepAsync(1)}/edit", ("requirement", "改了"))).Text, StringComparison.Ordinal);
        Assert.Contains("市委组织部批示同意", (await reader.GetAsync($"{Home}/term-checks/{await StepAsync(2)}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/term-checks/deeds/sign?id={await StepAsync(3)}")).Status);
    }

    [Fact, Trait("Row", "C4.15")]
    public async Task Breaches_are_seen_by_few_and_counted_by_kind_against_a_target_of_none()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var all = await Host.SignInAsync(TestHost.County, [.. Clerk, "cadres.term-change.decide", "cadres.term-change.persons", "cadres.figures.read"]);
        var project = await ProjectAsync(chief, "违纪试");
        await OkAsync(chief.SubmitAsync($"{Home}/term-violations/new", ("content", "请客拉票"), ("term_change_id", project.ToString()), ("source", "2"), ("received_on", Day(10)), ("unit_name", "某镇"), ("person", "某人"), ("kind", "2")), Host);
        var id = await Host.AskAsync<Guid>($"select id from cadres.term_violation where term_change_id = '{project}'");
        foreach (var address in new[] { "term-violations", $"term-violations/{id}" }) Assert.Equal(403, (await all.GetAsync($"{Home}/{address}")).Status);
        var report = (await chief.GetAsync($"{Home}/reports/term-violations")).Document.QuerySelectorAll("tr").Select(row => row.TextContent).ToList();
        Assert.Contains(report, row => row.Contains("拉票贿选", StringComparison.Ordinal) && row.Contains('1'));
        Assert.Contains("目标为零", (await chief.GetAsync($"{Home}/figures/term-violations")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await DoAsync(chief, "term-violations", id, "close", ("closed_on", Day(0)), ("checked_by", "县纪委"))).Status);
        Assert.Contains("查实的，请写明处理", (await DoAsync(chief, "term-violations", id, "close", ("closed_on", Day(0)), ("checked_by", "县纪委"), ("verdict", "2"), ("result", "部分属实"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "term-violations", id, "close", ("closed_on", Day(0)), ("checked_by", "县纪委"), ("verdict", "1"), ("result", "属实"), ("sanction", "取消候选人资格"), ("is_circulated", "1")), Host);
        foreach (var (figure, value) in new[] { ("term-violations-found", "1"), ("term-violations-handled", "100.0") }) Assert.Equal(value, (await chief.GetAsync($"{Home}/figures/{figure}")).In("#by-place tr.sum td.num"));
        // By unit and kind, on the report of the change; not for whoever may not see breaches.
        await OkAsync(chief.SubmitAsync($"{Home}/term-violations/new", ("content", "说情"), ("term_change_id", project.ToString()), ("source", "1"), ("received_on", Day(9)), ("unit_name", "某镇"), ("kind", "1")), Host);
        await OkAsync(chief.SubmitAsync($"{Home}/term-violations/new", ("content", "拉票"), ("term_change_id", project.ToString()), ("source", "1"), ("received_on", Day(9)), ("unit_name", "某局"), ("kind", "2")), Host);
        Assert.Contains("某镇　2 件：拉帮结派 1、拉票贿选 1查实 1 件", string.Concat((await chief.GetAsync($"{Home}/term-change/outcome/{project}")).Document.QuerySelectorAll(".lines li").Select(line => line.TextContent.Trim())), StringComparison.Ordinal);
        Assert.DoesNotContain("某局", (await all.GetAsync($"{Home}/term-change/outcome/{project}")).Text, StringComparison.Ordinal);
        await Host.DoAsync($"delete from cadres.term_violation where unit_name = '某局' or content = '说情'");
        // What the check came to is known from the day it was closed.
        Assert.Equal("0", (await chief.GetAsync($"{Home}/figures/term-violations-found?asof={Iso(1)}")).In("#by-place tr.sum td.num"));
        Assert.Contains("已经办结", (await chief.SubmitAsync($"{Home}/term-violations/{id}/edit", ("content", "改了"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C4.12"), Trait("Row", "C4.16")]
    public async Task Discipline_is_taught_to_so_many_of_those_who_must_and_the_closing_report_compares_teams_before_and_after()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        var (leaving, coming) = (await office.CadreAsync("前任"), await office.CadreAsync("后任"));
        await Host.DoAsync($"update cadres.cadre set birth_on = '{AsOf.Format(Clock.Today.AddYears(-55))}' where id = '{leaving}'; update cadres.cadre set birth_on = '{AsOf.Format(Clock.Today.AddYears(-35))}', sex = '2' where id = '{coming}'");
        var (team, seats) = await TeamAsync("比较班子", "1", null, leaving);
        await Host.DoAsync($"insert into cadres.team_requirement (locality_path, name, attribute, team_kind, scope, minimum, is_share, document_no, began_on) values ('{office.Path}', '每个班子一名女干部', '2', '1', '1', 1, false, '文1号', '2020-01-01')");
        var project = await ProjectAsync(chief, "成效试", changesAgo: 5);
        await OpenedAsync(chief, project, 20, ("选举", 20, 4));
        foreach (var (covered, ago) in new[] { (12, 15), (18, 6) }) await OkAsync(chief.SubmitAsync($"{Home}/term-changes/{project}/education/new", ("unit_name", "县试验局"), ("kind", "1"), ("held_on", Day(ago)), ("required", "20"), ("covered", $"{covered}")), Host);
        Assert.Equal(422, (await chief.SubmitAsync($"{Home}/term-changes/{project}/education/new", ("unit_name", "县试验局"), ("kind", "1"), ("held_on", Day(1)), ("required", "20"), ("covered", "21"))).Status);
        // Undertakings signed and the test, by unit and together; each way has its own share.
        foreach (var (unit, kind, covered) in new[] { ("县试验局", "3", 20), ("县甲局", "3", 15), ("县试验局", "4", 9), ("县甲局", "4", 11) }) await OkAsync(chief.SubmitAsync($"{Home}/term-changes/{project}/education/new", ("unit_name", unit), ("kind", kind), ("held_on", Day(4)), ("required", "20"), ("covered", $"{covered}")), Host);
        var board = await chief.GetAsync($"{Home}/term-change/board/{project}");
        Assert.Contains("18 / 20", board.Text, StringComparison.Ordinal);
        foreach (var (kind, words) in new[] { ("1", "换届纪律提醒　18 / 20，覆盖 90%"), ("3", "签订承诺书　35 / 40，覆盖 87%"), ("4", "知识测试　20 / 40，覆盖 50%") }) Assert.Equal(words, board.In($"[data-way='{kind}']"));
        async Task<string?> CoveredAsync(string figure, string more = "") => (await chief.GetAsync($"{Home}/figures/{figure}{more}")).In("#by-place tr.sum td.num");
        var others = await Host.AskAsync<long>($"select count(*) from cadres.term_education e where e.removed_at is null and e.term_change_id <> '{project}'");
        Assert.Equal(0L, others);
        foreach (var (figure, value) in new[] { ("discipline-taught-3", "87.5"), ("discipline-taught-4", "50.0"), ("discipline-taught", "73.0") }) Assert.Equal(value, await CoveredAsync(figure));
        // The day before the undertakings nobody had signed, and the notice had reached twelve of twenty a week before.
        Assert.Equal("—", await CoveredAsync("discipline-taught-3", $"?asof={Iso(5)}"));
        Assert.Equal("60.0", await CoveredAsync("discipline-taught", $"?asof={Iso(8)}"));
        await Host.DoAsync($"update cadres.cadre_post set ended_on = '{Iso(5)}' where seat_id = '{seats[0]}'");
        await SitAsync(coming, seats[0], Iso(5));

        var close = new[] { ("closed_on", Day(0)), ("lessons", "准备早，纪律严") };
        await OkAsync(DoAsync(chief, "term-changes", project, "checks", ("meeting", "1"), ("due_on", Day(5))), Host);
        Assert.Contains("程序核对还有 9 步没有签", (await DoAsync(chief, "term-changes", project, "close", close)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update cadres.term_check set state = '2', signed_on = '{Iso(4)}', signed_by = '人', evidence = '齐' where term_change_id = '{project}'");
        await Host.DoAsync($"""
            update cadres.term_congress set state = '4', submitted_on = '{Iso(12)}', submitted_to = '市委', approved_on = '{Iso(9)}', approved_no = '批1号', held_on = '{Iso(5)}' where term_change_id = '{project}';
            insert into cadres.term_team (term_change_id, locality_path, team_id, stage_id, done_on, done_by) select term_change_id, locality_path, '{team}', id, '{Iso(5)}', '人' from cadres.term_stage where term_change_id = '{project}'
            """);
        // Nobody types how content people were: the report and the change take it from the signed survey.
        Assert.Contains("还没有签认的满意度测评", (await DoAsync(chief, "term-changes", project, "close", close)).Text, StringComparison.Ordinal);
        Assert.Contains("还没有测评", (await chief.GetAsync($"{Home}/term-change/outcome/{project}")).In("main"), StringComparison.Ordinal);
        var survey = await SurveyedAsync(chief, project, "成效试满意度", 10, 9, 8, 7);
        await OkAsync(DoAsync(chief, "term-changes", project, "close", close), Host);
        Assert.Equal("85", await Host.AskAsync<string>($"select satisfaction::text from cadres.term_change where id = '{project}'"));
        Assert.Contains("成效评估用了这次测评", (await chief.PostAsync(survey + "/turn/void", ("version", "3"), ("reason", "错了"))).Text, StringComparison.Ordinal);
        Assert.Contains("换届已经完成", (await chief.GetAsync($"{Home}/term-satisfaction/new?subject={project}")).In("main"), StringComparison.Ordinal);

        var page = await chief.GetAsync($"{Home}/term-change/outcome/{project}");
        Assert.True(page.Status == 200, page.Why() + Host.Log);
        string[] CellsOf(string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.FirstElementChild!.TextContent == name).Children.Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["女干部", "0（0%）", "1（100%）"], CellsOf("女干部"));
        Assert.Equal(["40 岁及以下", "0（0%）", "1（100%）"], CellsOf("40 岁及以下"));
        Assert.Equal(["每个班子一名女干部", "0 / 1 个班子达到", "1 / 1 个班子达到", "达到"], CellsOf("每个班子一名女干部"));
        foreach (var words in new[] { "选出好干部100%", "形成好风气70%", "群众测评85%" }) Assert.Contains(words, page.In("main"), StringComparison.Ordinal);
        foreach (var words in new[] { "满意率 85%", "准备早，纪律严", "核对 9 / 9 步", "73 / 100 人次，73%", "0 件" }) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Contains("已经完成，不再改", (await chief.SubmitAsync($"{Home}/term-changes/{project}/edit", ("name", "改了"))).Text, StringComparison.Ordinal);
    }
}
