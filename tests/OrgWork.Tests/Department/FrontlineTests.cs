using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Leaders at the front line; looking back in rounds; rectification on each unit's sheet and in its evaluation; what somebody found wanting in himself.</summary>
public sealed class FrontlineTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;
    static string[] Cells(Answer page, string of) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(of, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[])[' ', '\n', '　'], StringSplitOptions.RemoveEmptyEntries)))];

    [Fact]
    [Trait("Row", "P2.12")]
    public async Task What_a_leader_finds_at_the_front_line_is_solved_there_or_given_out_with_a_day_and_each_leader_has_counts_that_open()
    {
        using var office = await department.OfficeAsync();
        (string, string)[] Work(string title, string leader, string place, int ago) => [("title", title), ("leader", leader), ("place", place), ("visited_on", Day(ago)), ("words", "入户走访，座谈")];
        var dike = await EnterAsync(office, "site-works", [.. Work("查看防汛堤坝", "梁叶青", "柳溪村", 1), ("unit_id", $"{department.TownCommittee}")]);
        await EnterAsync(office, "site-works", Work("走访困难党员", "梁叶青", "云岭村", 0));
        var park = await EnterAsync(office, "site-works", Work("调研产业园党建", "何静", "产业园", 0));
        await DoneAsync(office, "site-works", "find", dike, ("title", "沙袋不够"), ("words", "只有两百个"), ("solution", "当场调来五百个"));
        await DoneAsync(office, "site-works", "find", dike, ("title", "值守没有排班"), ("words", "夜间无人"), ("solution", ""));
        await DoneAsync(office, "site-works", "find", park, ("title", "活动场所不足"), ("words", "三个支部一间屋"), ("solution", ""));
        async Task<Guid> FoundAsync(string title) => await Host.AskAsync<Guid>($"select id from department.site_problem where title = '{title}'");
        var (solved, watch, room) = (await FoundAsync("沙袋不够"), await FoundAsync("值守没有排班"), await FoundAsync("活动场所不足"));
        Assert.Equal($"1|当场调来五百个|{Clock.Today.AddDays(-1):yyyy-MM-dd}", await department.OfAsync("site_problem", solved, "handling, solution, found_on"));

        // What was neither solved nor given out is listed once its days are over.
        await Host.DoAsync($"update department.site_problem set found_on = found_on - 5 where id = '{watch}'");
        var loose = await ListAsync(office, "site-problems", "rule=site-problems.handled");
        Assert.Contains("值守没有排班", loose, StringComparison.Ordinal);
        Assert.DoesNotContain("沙袋不够", loose, StringComparison.Ordinal);
        await RefusedAsync("已经解决或已经交办", office, "site-problems", "task", solved, Handing(department.TownCommittee));
        await DoneAsync(office, "site-problems", "task", watch, Handing(department.TownCommittee, "排出值守班次", 10));
        Assert.Equal($"2|枫岭镇党委|{Clock.Today.AddDays(10):yyyy-MM-dd}", await department.OfAsync("site_problem", watch, "handling, assigned_to, due_on"));
        await RefusedAsync("已经解决或已经交办", office, "site-problems", "solve", watch, ("words", "其实当场办了"));
        Assert.DoesNotContain("值守没有排班", await ListAsync(office, "site-problems", "rule=site-problems.handled"), StringComparison.Ordinal);
        Assert.Contains("排出值守班次", (await office.GetAsync($"{County}/site-problems/{watch}?tab=tasks")).In("main")!, StringComparison.Ordinal);
        using var town = await department.TownAsync();
        Assert.Contains("排出值守班次", (await town.GetAsync($"{Town}/assignments/mine")).Text, StringComparison.Ordinal);

        var page = await office.GetAsync($"{County}/site-works/leaders");
        Assert.Equal(["2", "2", "2", "1", "50.0%", "1", "0", "", ""], Cells(page, "梁叶青").Skip(1));
        Assert.Equal(["1", "1", "1", "0", "0.0%", "0", "0", "", "1"], Cells(page, "何静").Skip(1));
        var open = page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("何静", StringComparison.Ordinal)).QuerySelectorAll("a")[^1].GetAttribute("href")!;
        var opened = (await office.GetAsync(open.Split('#')[0])).In("#problems")!;
        Assert.Contains("活动场所不足", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("沙袋不够", opened, StringComparison.Ordinal);
        var visits = (await office.GetAsync(page.Document.QuerySelectorAll("tbody tr td a").First(link => link.TextContent.Trim() == "2").GetAttribute("href")!)).In("table")!;
        Assert.Contains("走访困难党员", visits, StringComparison.Ordinal);
        Assert.DoesNotContain("调研产业园党建", visits, StringComparison.Ordinal);

        // I-P14, with the rows behind it; a number is for who may see its rows.
        Assert.Contains("33.3", (await FiguresAsync(office))["全年现场解决率"], StringComparison.Ordinal);
        Assert.Contains("沙袋不够", (await office.GetAsync($"{County}/figures/on-site-solved-year/rows")).Text, StringComparison.Ordinal);
        await DoneAsync(office, "site-problems", "solve", room, ("words", "协调一间会议室"));
        Assert.Contains("66.7", (await FiguresAsync(office))["全年现场解决率"], StringComparison.Ordinal);
        using var narrow = await department.OfficeAsync("department.supervision.read", "department.supervision.edit");
        foreach (var closed in (string[])["site-works", "site-works/leaders", "site-problems"]) Assert.Equal(403, (await narrow.GetAsync($"{County}/{closed}")).Status);
        Assert.DoesNotContain("全年现场解决率", (await FiguresAsync(narrow)).Keys);
        using var reader = await Host.SignInAsync(TestHost.County, "department.supervision.read");
        Assert.Equal(200, (await reader.GetAsync($"{County}/site-works/leaders")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{County}/site-works/deeds/find?id={dike}")).Status);
    }

    /// <summary>Given out as a problem, through a record of the department's; its id among the work.</summary>
    async Task<Guid> GivenAsync(Browser office, string title, Guid lead, string owner = "组织科")
    {
        var problem = await EnterAsync(office, "problems", ("title", title), ("source", "3"), ("source_words", "巡察反馈"), ("owner_kind", "3"), ("owner", owner), ("content", "落实不力"), ("measure", "逐项整改"), ("found_on", Day(60)), ("due_on", Day(-30)));
        await DoneAsync(office, "problems", "task", problem, Handing(lead, title, 20));
        return await department.TaskOfAsync(problem);
    }

    Task CloseAsync(Guid item, int ago = 5) => Host.DoAsync($"update org.work_item set state = 'closed', percent = 100, begins_on = org.today() - 60, closed_on = org.today() - {ago}, look_back_on = org.today() + 30 where id = '{item}'");

    [Fact]
    [Trait("Row", "P2.8")]
    public async Task A_round_looks_back_at_all_or_a_sample_of_what_was_closed_by_another_than_who_handled_it_and_what_came_back_is_opened_with_a_day()
    {
        using var office = await department.OfficeAsync();
        using var other = await department.OfficeAsync();
        var (kept, back, weak, open) = (await GivenAsync(office, "档案复核不全", department.Bureau), await GivenAsync(office, "三会一课走样", department.TownCommittee), await GivenAsync(office, "台账补记", department.TownCommittee), await GivenAsync(office, "还在整改", department.TownCommittee));
        foreach (var item in (Guid[])[kept, back, weak]) await CloseAsync(item);
        var officer = await Host.AskAsync<Guid>($"select id from org.account where account = '{office.Account}'");
        await Host.DoAsync($"update org.work_item set applied_by = '{officer}' where id = '{back}'");
        (string, string)[] Round(string title, string source, string way, string share) => [("title", title), ("source", source), ("basis", "年度工作要点"), ("closed_from", Day(20)), ("closed_to", Day(0)), ("way", way), ("share", share), ("began_on", Day(0)), ("due_on", Day(-20))];

        var round = await EnterAsync(office, "look-backs", Round("整改问题回头看", "rectification", "1", "100"));
        await RefusedAsync("还没有列出", office, "look-backs", "end", round, ("on", Day(0)), ("words", "看完"));
        await DoneAsync(office, "look-backs", "draw", round);
        await RefusedAsync("已经列出", office, "look-backs", "draw", round);
        Assert.Equal("3|3", await department.OfAsync("look_back", round, "total, drawn"));
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from department.look_back_item where item_id = '{open}'"));
        async Task<Guid> DrawnAsync(Guid item) => await Host.AskAsync<Guid>($"select id from department.look_back_item where look_back_id = '{round}' and item_id = '{item}'");

        // Not by who handled it; and what is not put right has a day.
        await RefusedAsync("经办人不能核查自己经办的", office, "look-back-items", "check", await DrawnAsync(back), ("result", "1"), ("words", "属实"));
        await RefusedAsync("请填补课时限", other, "look-back-items", "check", await DrawnAsync(back), ("result", "2"), ("words", "又不开会了"), ("make_up_on", ""));
        await DoneAsync(other, "look-back-items", "check", await DrawnAsync(back), ("result", "2"), ("words", "又不开会了"), ("make_up_on", Day(-15)));
        await RefusedAsync("已经核查", other, "look-back-items", "check", await DrawnAsync(back), ("result", "1"), ("words", "属实"));
        await RefusedAsync("还有 2 项没有核查", office, "look-backs", "end", round, ("on", Day(0)), ("words", "看完"));
        await DoneAsync(other, "look-back-items", "check", await DrawnAsync(weak), ("result", "3"), ("words", "只补了半年"), ("make_up_on", Day(-10)));
        await DoneAsync(other, "look-back-items", "check", await DrawnAsync(kept), ("result", "1"), ("words", "抽查属实"));
        Assert.Equal($"open|1|{Clock.Today.AddDays(15):yyyy-MM-dd}", await Host.AskAsync<string>($"select concat_ws('|', state, rebounds, due_on) from org.work_item where id = '{back}'"));
        Assert.Equal("closed|true", await Host.AskAsync<string>($"select concat_ws('|', state, (consolidated_on = org.today())::text) from org.work_item where id = '{kept}'"));
        using var town = await department.TownAsync();
        Assert.Contains("三会一课走样", (await town.GetAsync($"{Town}/rectification/mine")).Text, StringComparison.Ordinal);
        Assert.Contains("又不开会了", (await office.GetAsync($"{County}/rectification/item/{back}")).Text, StringComparison.Ordinal);

        // Each unit with its rates; the round ends with a report.
        var units = await office.GetAsync($"{County}/look-backs/{round}?tab=units");
        Assert.Equal(["2", "2", "2", "0", "1", "1", "0", "100"], Cells(units, "枫岭镇党委")[^8..]);
        Assert.Equal(["1", "1", "1", "1", "0", "0", "100", "0"], Cells(units, "临溪县委组织部")[^8..]);
        await DoneAsync(office, "look-backs", "end", round, ("on", Day(0)), ("words", "两项没有巩固，限期补课"));
        var figures = await FiguresAsync(office);
        foreach (var (figure, value) in ((string, string)[])[("本年各轮核查率", "100"), ("本年各轮巩固率", "33.3"), ("本年各轮反弹率", "66.7")]) Assert.Contains(value, figures[figure], StringComparison.Ordinal);

        // Past its day and still open: listed; put right: no longer.
        await Host.DoAsync($"update department.look_back_item set make_up_on = org.today() - 3 where item_id in ('{back}', '{weak}')");
        await CloseAsync(weak, 0);
        var late = await ListAsync(office, "look-back-items", "rule=look-back-items.made-up");
        Assert.Contains("三会一课走样", late, StringComparison.Ordinal);
        Assert.DoesNotContain("台账补记", late, StringComparison.Ordinal);

        // A sample is drawn by share and not picked; of 检视问题 what came back loses its settlement.
        foreach (var n in Enumerable.Range(1, 5)) await EnterAsync(office, "problems", ("title", $"抽查问题{n}"), ("source", "6"), ("source_words", "自查"), ("owner_kind", "3"), ("owner", "干部科"), ("content", "登记不全"), ("measure", "补登记"), ("found_on", Day(50)), ("due_on", Day(-30)));
        await Host.DoAsync("update department.problem set settled_on = org.today() - 2, settled_by = '甲', evidence = '表' where title like '抽查问题%'");
        var sample = await EnterAsync(office, "look-backs", Round("自查问题回头看", "problems", "2", "40"));
        await DoneAsync(office, "look-backs", "draw", sample);
        Assert.Equal("5|2", await department.OfAsync("look_back", sample, "total, drawn"));
        var (drawn, problem) = await Host.AskAsync<string>($"select id || ' ' || item_id from department.look_back_item where look_back_id = '{sample}' limit 1") is { } pair ? (Guid.Parse(pair[..36]), Guid.Parse(pair[37..])) : default;
        await DoneAsync(other, "look-back-items", "check", drawn, ("result", "2"), ("words", "又漏登"), ("make_up_on", Day(-7)));
        Assert.Equal($"1|{Clock.Today.AddDays(7):yyyy-MM-dd}|false", await department.OfAsync("problem", problem, "rebounds, due_on, (settled_on is not null)::text"));
        Assert.Contains("5", await department.OfAsync("look_back_unit", await Host.AskAsync<Guid>($"select id from department.look_back_unit where look_back_id = '{sample}'"), "closed"), StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{Town}/look-back-items/deeds/check?id={drawn}")).Status);
    }

    [Fact]
    [Trait("Row", "P3.5")]
    public async Task What_a_unit_has_to_put_right_stands_on_its_sheet_of_main_responsibility_and_in_its_yearly_evaluation()
    {
        using var office = await department.OfficeAsync();
        using var other = await department.OfficeAsync();
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '枫岭镇纪委', '3203' from org.locality where code = '{TestHost.Township}' returning id");
        var (done, late, again) = (await GivenAsync(office, "民主决策不规范", unit), await GivenAsync(office, "村务公开不及时", unit), await GivenAsync(office, "谈话提醒走过场", unit));
        await CloseAsync(done);
        await Host.DoAsync($"update org.work_item set begins_on = org.today() - 60, due_on = org.today() - 4 where id = '{late}'; update org.work_item set begins_on = org.today() - 60, rebounds = 1 where id = '{again}'");
        await OpenSheetsAsync();
        await OpenSheetsAsync();
        var sheet = await Host.AskAsync<Guid>($"select id from department.responsibility_sheet where unit_id = '{unit}'");
        Assert.Equal($"{Clock.Today.Year}|3|1|1|1", await department.OfAsync("responsibility_sheet", sheet, "year, problems, written_off, overdue, rebounds"));
        Assert.Contains("抓好巡视巡察反馈问题整改", (await office.GetAsync($"{County}/responsibility-sheets/{sheet}?tab=items")).In("main")!, StringComparison.Ordinal);

        // Seen by the unit at its own place, each problem opening; and listed where something is overdue.
        using var town = await department.TownAsync();
        var rectified = await town.GetAsync($"{Town}/responsibility-sheets/{sheet}?tab=rectified");
        Assert.Equal("超期", Cells(rectified, "村务公开不及时")[^1]);
        Assert.Equal("巩固期", Cells(rectified, "民主决策不规范")[^1]);
        Assert.Equal(200, (await town.GetAsync(rectified.Document.QuerySelectorAll("tbody a").First(link => link.TextContent.Contains("村务公开不及时", StringComparison.Ordinal)).GetAttribute("href")!)).Status);
        Assert.Equal(403, (await town.GetAsync($"{Town}/responsibility-sheets/{sheet}/edit")).Status);
        Assert.Contains("枫岭镇纪委", await ListAsync(office, "responsibility-sheets", "overdue.from=1&concluded_on.none=1"), StringComparison.Ordinal);

        // In the evaluation: as it stands when it begins, and anew when it is checked.
        var scheme = await EnterAsync(office, "evaluation-schemes", ("title", "年度考核办法"), ("year", $"{Clock.Today.Year}"), ("object", "乡镇"), ("purpose", "从严治党"));
        await AddAsync(office, "evaluation-schemes", scheme, "items", ("title", "主体责任"), ("way", "1"), ("weight", "100"), ("standard", "整改到位"));
        await DoneAsync(office, "evaluation-schemes", "freeze", scheme, ("approver", "部长"));
        var one = await EnterAsync(office, "evaluations", ("title", "枫岭镇纪委年度考核"), ("evaluation_scheme_id", $"{scheme}"), ("unit_id", $"{unit}"));
        await DoneAsync(office, "evaluations", "begin", one);
        Assert.Equal("3|1|1|1", await department.OfAsync("evaluation", one, "problems, written_off, overdue, rebounds"));
        await Host.DoAsync($"update department.evaluation_score set self_score = 90 where evaluation_id = '{one}'");
        await DoneAsync(office, "evaluations", "self", one, ("words", "较好"));
        await Host.DoAsync($"update department.evaluation_score set score = 80 where evaluation_id = '{one}'");
        await CloseAsync(late);
        await DoneAsync(other, "evaluations", "check", one, ("words", "抽查属实"));
        Assert.Equal("3|2|0|1", await department.OfAsync("evaluation", one, "problems, written_off, overdue, rebounds"));
        Assert.Contains("谈话提醒走过场", (await office.GetAsync($"{County}/evaluations/{one}?tab=rectified")).In("main")!, StringComparison.Ordinal);

        // Concluded, the sheet keeps what it says.
        await DoneAsync(office, "responsibility-sheets", "conclude", sheet, ("who", "梁叶青"), ("words", "基本落实，一项反弹"));
        Assert.Equal("3|2|0|1|梁叶青", await department.OfAsync("responsibility_sheet", sheet, "problems, written_off, overdue, rebounds, concluded_by"));
        await CloseAsync(again);
        await OpenSheetsAsync();
        Assert.Equal("2", await department.OfAsync("responsibility_sheet", sheet, "written_off"));
        await RefusedAsync("已经年终认定", office, "responsibility-sheets", "state", sheet);
    }

    /// <summary>The morning's job, once more.</summary>
    async Task OpenSheetsAsync()
    {
        const string Waiting = "select count(*) from org.job where module = 'department' and kind = 'responsibility-sheets' and state in (0, 1)";
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the planned sheets to be done");
        await Host.DoAsync("select org.job_plan('department', 'responsibility-sheets', '各单位主体责任单', now())");
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the sheets to be opened");
    }

    [Fact]
    [Trait("Row", "P3.7")]
    public async Task Own_problems_are_seen_by_the_person_the_branch_and_above_told_by_the_person_and_confirmed_by_another()
    {
        string[] own = ["department.own.view", "department.own.tell"], keeper = ["department.personal-problems.view", "department.personal-problems.edit"];
        var at = $"/{TestHost.Township}/department";
        using var me = await Host.SignInAsync(TestHost.Township, own);
        using var neighbour = await Host.SignInAsync(TestHost.Township, own);
        using var branch = await Host.SignInAsync(TestHost.Township, keeper);
        using var above = await Host.SignInAsync(TestHost.County, keeper);
        using var reader = await Host.SignInAsync(TestHost.Township, "department.tasks.read");
        (string, string)[] entry = [("title", "理论学习不够深入"), ("source", "2"), ("content", "读原文少"), ("measure", "每周读两篇"), ("due", Day(-60)), ("supervisor", "分管副部长")];
        Assert.Equal(422, (await me.PostAsync($"{at}/own?handler=add", [.. entry.Where(one => one.Item1 != "measure"), ("measure", "")])).Status);
        var added = await me.PostAsync($"{at}/own?handler=add", entry);
        Assert.True(added.Status == 302, added.Why());
        var one = await Host.AskAsync<Guid>("select id from department.personal_problem where title = '理论学习不够深入'");
        Assert.Contains("理论学习不够深入", (await me.GetAsync($"{at}/own")).Text, StringComparison.Ordinal);
        // Not by somebody else of the same place, nor by who merely reads the module; by the branch and whoever stands above.
        Assert.DoesNotContain("理论学习不够深入", (await neighbour.GetAsync($"{at}/own")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await neighbour.PostAsync($"{at}/own?handler=tell", ("problem", $"{one}"), ("percent", "100"), ("words", "改了"))).Status);
        foreach (var none in (Browser[])[me, neighbour, reader]) Assert.Equal(403, (await none.GetAsync($"{at}/personal-problems/{one}")).Status);
        Assert.Contains("读原文少", (await branch.GetAsync($"{at}/personal-problems/{one}")).In("main")!, StringComparison.Ordinal);
        Assert.Contains("读原文少", (await above.GetAsync($"{County}/personal-problems/{one}")).In("main")!, StringComparison.Ordinal);
        Assert.DoesNotContain(Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "department").Manifest.Permissions, permission => permission.Id == "department.personal-problems.view" && permission.Roles.Contains("reader"));

        // Told by the person; confirmed by another, once it is said to be done.
        await RefusedAsync("还没有报到 100%", above, "personal-problems", "confirm", one, ("words", "属实"));
        Assert.Equal(302, (await me.PostAsync($"{at}/own?handler=tell", ("problem", $"{one}"), ("percent", "60"), ("words", "读了八篇"))).Status);
        Assert.Equal(302, (await me.PostAsync($"{at}/own?handler=tell", ("problem", $"{one}"), ("percent", "100"), ("words", "读完二十篇，交流两次"))).Status);
        Assert.Contains("理论学习不够深入", await ListAsync(above, "personal-problems", "percent.from=100&confirmed_on.none=1"), StringComparison.Ordinal);
        await DoneAsync(above, "personal-problems", "back", one, ("words", "笔记还没有交"));
        Assert.Contains("笔记还没有交", (await me.GetAsync($"{at}/own")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await me.PostAsync($"{at}/own?handler=tell", ("problem", $"{one}"), ("percent", "100"), ("words", "笔记已交"))).Status);
        using var both = await Host.SignInAsync(TestHost.County, keeper);
        await Host.DoAsync($"update department.personal_problem set told_by_id = (select id from org.account where account = '{both.Account}') where id = '{one}'");
        await RefusedAsync("请另一人确认", both, "personal-problems", "confirm", one, ("words", "属实"));
        await DoneAsync(above, "personal-problems", "confirm", one, ("words", "属实"));
        Assert.Contains("已确认", (await me.GetAsync($"{at}/own")).Text, StringComparison.Ordinal);
        Assert.NotEqual(302, (await me.PostAsync($"{at}/own?handler=tell", ("problem", $"{one}"), ("percent", "10"), ("words", "再改"))).Status);
        var told = (await above.GetAsync($"{County}/personal-problems/{one}?tab=progress")).In("main")!;
        foreach (var words in (string[])["读了八篇", "笔记已交"]) Assert.Contains(words, told, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.13")]
    public async Task Required_Party_life_of_each_unit_is_done_when_the_modules_say_so_and_who_lacks_it_is_reminded_and_named_in_a_circular()
    {
        using var office = await department.OfficeAsync();
        var path = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.Township}'");
        async Task<Guid> UnitAsync(string name) => await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{path}', '{name}', '1001') returning id");
        var (lively, silent) = (await UnitAsync("柳溪党委"), await UnitAsync("云岭党委"));
        async Task<Guid> AskedAsync(string title, string source, string cycle) => await EnterAsync(office, "life-requirements", ("title", title), ("basis", "若干准则"), ("source", source), ("cycle", cycle), ("unit_kind", "1001"), ("began_on", Day(400)));
        var (meeting, day, own) = (await AskedAsync("班子民主生活会", "1", "year"), await AskedAsync("主题党日", "5", "month"), await AskedAsync("党委专题研究党建", "0", "year"));

        // What cadre work and grassroots work know; an unconfirmed meeting, and what was held in another period, count for nothing.
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{path}', '柳溪班子', '2', '{lively}') returning id");
        await Host.DoAsync($"insert into cadres.life_meeting (locality_path, name, team_id, year, topic, planned_on, state, held_on, report_due_on) values ('{path}', '柳溪班子', '{team}', {Clock.Today.Year}, '对照检查', org.today(), '2', org.today(), org.today() + 15)");
        async Task<(Guid Id, string Path)> BranchAsync(string name, Guid unit)
        {
            var id = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, unit_id, founded_on) values ('{path}', '{name}', '631', '1', '{unit}', '2001-01-01') returning id");
            return (id, (await Host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{id}'"))!);
        }
        var (ours, theirs) = (await BranchAsync("柳溪支部", lively), await BranchAsync("云岭支部", silent));
        Task MeetAsync((Guid Id, string Path) branch, string state, string on) => Host.DoAsync($"insert into grassroots.meeting (organisation_id, locality_path, kind, topic, held_on, state) values ('{branch.Id}', '{branch.Path}', '21', '志愿服务', {on}, '{state}')");
        await MeetAsync(ours, "3", "org.today()");
        await MeetAsync(theirs, "2", "org.today()");
        await MeetAsync(theirs, "3", "date_trunc('month', org.today()::timestamp)::date - 3");
        await OpenLifeAsync();
        await OpenLifeAsync();
        async Task<string?> HeldAsync(Guid requirement, Guid unit) => await Host.AskAsync<string>($"select string_agg(coalesce((done_on = org.today())::text, '-'), ',') from department.life_due where requirement_id = '{requirement}' and unit_id = '{unit}'");
        Assert.Equal(("true", "-", "true", "-"), (await HeldAsync(meeting, lively), await HeldAsync(meeting, silent), await HeldAsync(day, lively), await HeldAsync(day, silent)));
        var calendar = await office.GetAsync($"{County}/political-life/calendar");
        Assert.Equal("● 1/1", Cells(calendar, "柳溪党委")[calendar.Document.QuerySelectorAll("thead th").Select(head => head.TextContent.Trim()).ToList().IndexOf("主题党日")]);

        // The unit sees its own, and registers what no module knows of; not what one does know of.
        using var town = await department.TownAsync();
        async Task<Guid> DueAsync(Guid requirement, Guid unit) => await Host.AskAsync<Guid>($"select id from department.life_due where requirement_id = '{requirement}' and unit_id = '{unit}'");
        Assert.Contains("云岭党委", (await town.GetAsync($"{Town}/political-life/calendar")).In("table")!, StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{Town}/life-dues/deeds/remind?id={await DueAsync(day, silent)}")).Status);
        await RefusedAsync("不在这里登记", office, "life-dues", "done", await DueAsync(day, silent), ("on", Day(0)), ("words", "照片"));
        var form = await town.GetAsync($"{Town}/life-dues/deeds/done?id={await DueAsync(own, silent)}");
        var asked = form.Document.QuerySelector("form[data-guard]")!;
        Assert.Equal(302, (await town.PostBareAsync(asked.GetAttribute("action")!, [.. asked.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), ("on", Day(0)), ("words", "会议纪要第 6 号")])).Status);
        Assert.Equal("true", await HeldAsync(own, silent));

        // Near the end: on the list, and reminded by the morning's job; by hand too.
        await Host.DoAsync($"update department.life_due set due_on = org.today() + 3, reminded_on = null, reminder = null where id = '{await DueAsync(day, silent)}'");
        Assert.Contains("云岭党委", await ListAsync(office, "life-dues", "rule=life-dues.near"), StringComparison.Ordinal);
        await OpenLifeAsync();
        Assert.Equal("离截止还有 3 天，还没有开展", await department.OfAsync("life_due", await DueAsync(day, silent), "reminder"));
        await DoneAsync(office, "life-dues", "remind", await DueAsync(day, silent), ("words", "本周内开展"));
        Assert.Contains("本周内开展", (await town.GetAsync($"{Town}/life-dues/{await DueAsync(day, silent)}")).In("main")!, StringComparison.Ordinal);

        // Past the end: in a circular to those who lack it, and to nobody else; once.
        await RefusedAsync("没有过了期没有开展", office, "life-requirements", "circular", day, ("office", "组织科"), ("drafter", "陶静"), ("receipt_due_on", Day(-10)));
        await Host.DoAsync($"update department.life_due set opens_on = opens_on - 40, due_on = org.today() - 2 where id = '{await DueAsync(day, silent)}'");
        Assert.Contains("云岭党委", await ListAsync(office, "life-dues", "rule=life-dues.held"), StringComparison.Ordinal);
        await DoneAsync(office, "life-requirements", "circular", day, ("office", "组织科"), ("drafter", "陶静"), ("receipt_due_on", Day(-10)));
        await RefusedAsync("没有过了期没有开展", office, "life-requirements", "circular", day, ("office", "组织科"), ("drafter", "陶静"), ("receipt_due_on", Day(-10)));
        var paper = await Host.AskAsync<Guid>($"select circular_id from department.life_due where id = '{await DueAsync(day, silent)}'");
        var text = (await office.GetAsync($"{County}/issued-documents/{paper}")).In("main")!;
        Assert.Contains("关于主题党日开展情况的通报", text, StringComparison.Ordinal);
        Assert.Contains("云岭党委", text, StringComparison.Ordinal);
        Assert.DoesNotContain("柳溪党委", text, StringComparison.Ordinal);
        Assert.Equal($"{silent}", await Host.AskAsync<string>($"select string_agg(unit_id::text, ',') from department.document_target where issued_document_id = '{paper}'"));
        var row = (await office.GetAsync($"{County}/political-life/calendar")).Document.QuerySelectorAll("tbody tr").First(one => one.TextContent.Contains("云岭党委", StringComparison.Ordinal));
        Assert.Contains("✕", row.TextContent, StringComparison.Ordinal);
        var lacking = (await office.GetAsync(row.QuerySelectorAll("a")[^1].GetAttribute("href")!)).In("table")!;
        Assert.Contains("主题党日", lacking, StringComparison.Ordinal);
        Assert.DoesNotContain("柳溪党委", lacking, StringComparison.Ordinal);
    }

    async Task OpenLifeAsync()
    {
        const string Waiting = "select count(*) from org.job where module = 'department' and kind = 'political-life' and state in (0, 1)";
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the planned calendar to be done");
        await Host.DoAsync("select org.job_plan('department', 'political-life', '党内政治生活日历', now())");
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(Waiting) == 0, "the calendar to be opened");
    }
}
