using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Problems of all sources, opinions given by inspections, self-checks that come round, campaigns, opinions asked for; key projects, needs of those served, emergencies.</summary>
public sealed class ProblemTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    const string Rectification = $"{County}/rectification";
    TestHost Host => department.Host;

    static (string, string)[] Problem(string title, string source, string owner = "3", int due = -30) => [("title", title), ("source", source), ("source_words", "第二批主题教育"), ("owner_kind", owner), ("owner", "组织科"), ("content", "落实不力"), ("measure", "逐项整改"), ("found_on", Day(60)), ("due_on", Day(due))];

    [Fact]
    [Trait("Row", "P3.1")]
    [Trait("Row", "P3.3")]
    public async Task An_opinion_with_its_number_and_text_falls_into_problems_that_are_claimed_and_stand_beside_what_each_month_expects()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        var entered = await office.SubmitAsync(Rectification + "/new", ("Title", "中央巡视反馈"), ("Year", $"{Clock.Today.Year}"), ("Number", "第三轮"), ("Issuer", "中央巡视组"), ("DecidedOn", Day(70)), ("Text", ""));
        Assert.True(entered.Status == 302, entered.Why());
        var plan = entered.Location!;
        Assert.Equal(302, (await office.SubmitAsync(plan + "/new?opinion=true", ("Title", "基层基础不牢"), ("Measures", "有的支部组织生活不正常"))).Status);
        var opinion = await Host.AskAsync<Guid>($"select id from org.work_item where plan_id = '{plan[^36..]}' and level = 1");
        foreach (var (title, due, on) in new[] { ("三会一课不正常", "8", Day(-60)), ("记录不全", "7", Day(-5)), ("学习制度", "9", "") })
        {
            var problem = await office.SubmitAsync($"{plan}/new?parent={opinion}", ("Title", title), ("IsKey", "false"), ("Lead", $"{department.TownCommittee}"), ("Supporters[0]", $"{department.Bureau}"), ("Person", "陶静"), ("Standard", "整改到位"), ("Measures", "逐个支部补课"), ("DueKind", due), ("DueOn", on));
            Assert.True(problem.Status == 302, problem.Why());
        }
        Assert.Equal("1-1 8,1-2 7,1-3 9", await Host.AskAsync<string>($"select string_agg(number || ' ' || due_kind, ',' order by number) from org.work_item where parent_id = '{opinion}' and level = 2"));
        // For good means until the year's end, and anew next year.
        Assert.Equal(new DateOnly(Clock.Today.Year, 12, 31), await Host.AskAsync<DateOnly>($"select due_on from org.work_item where parent_id = '{opinion}' and due_kind = '9'"));
        Assert.Equal(302, (await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Day(0)))).Status);
        var page = await office.GetAsync(plan);
        foreach (var words in new[] { "第三轮", "中央巡视组", $"{Day(70)} 反馈", "1　基层基础不牢", "有的支部组织生活不正常", "未认领" }) Assert.Contains(words, page.Text, StringComparison.Ordinal);

        var first = await Host.AskAsync<Guid>($"select id from org.work_item where parent_id = '{opinion}' and number = '1-1'");
        Assert.Contains("认领为牵头单位", (await town.GetAsync($"{Town}/rectification/mine")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.PostAsync($"{Town}/rectification/mine?handler=receive&item={first}")).Status);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.work_party w join org.work_item i on i.id = w.item_id where i.parent_id = '{opinion}' and w.received_on is not null"));
        Assert.Contains("认领", (await office.GetAsync($"{Rectification}/item/{first}")).Text, StringComparison.Ordinal);
        // Half of its time is over and nothing was done: behind what the month expects, and on the list.
        await Host.DoAsync($"update org.work_item set begins_on = org.today() - 90, due_on = org.today() + 60 where id = '{first}'");
        var item = await office.GetAsync($"{Rectification}/item/{first}");
        var months = item.Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList()).Where(cells => cells.Count == 4).ToList();
        Assert.Equal("100%", months[^1][1]);
        Assert.Contains(months, cells => cells[3].StartsWith("落后 ", StringComparison.Ordinal));
        Assert.Contains(first.ToString(), (await office.GetAsync(Rectification + "?light=yellow")).Text, StringComparison.Ordinal);
        await Host.DoAsync($"insert into org.work_report (id, item_id, locality_path, module, reported_on, percent, content, entered_by_name) select gen_random_uuid(), id, other_path, 'department', org.today() - 80, 95, '提前', '甲' from org.work_item where id = '{first}'; update org.work_item set percent = 95 where id = '{first}'");
        Assert.Contains("序时", string.Concat((await office.GetAsync($"{Rectification}/item/{first}")).Document.QuerySelectorAll("light.green, .light-green, td").Select(cell => cell.TextContent)), StringComparison.Ordinal);
        Assert.DoesNotContain(first.ToString(), (await office.GetAsync(Rectification + "?light=yellow")).In("table.tbl-stick") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P3.4")]
    [Trait("Row", "P3.8")]
    public async Task Write_offs_have_their_day_each_unit_its_rate_and_what_comes_back_is_a_rate_told_to_the_committee()
    {
        using var office = await department.OfficeAsync();
        await Host.DoAsync("update org.work_item set state = 'cancelled' where kind = 'rectification' and module = 'department'");
        var path = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'");
        var plan = await Host.AskAsync<Guid>($"insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) values (gen_random_uuid(), '{path}', 'department', 'rectification', '定期销号', {Clock.Today.Year}, 'issued', org.today() - 100) returning id");
        async Task<Guid> ItemAsync(string title, string state, string more = "", string values = "") => await Host.AskAsync<Guid>($"insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, lead_unit_id, lead_name, person, due_on, begins_on, percent, state, line{more}) values (gen_random_uuid(), '{plan}', '{path}', 'department', 'rectification', '定期销号', {Clock.Today.Year}, 2, 1, '1', '{title}', '{department.Bureau}', '临溪县委组织部', '陶静', org.today() + 20, org.today() - 50, 100, '{state}', '3'{values}) returning id");
        var (waiting, kept, back) = (await ItemAsync("拖了两个月的", "applied"), await ItemAsync("巩固了的", "closed", ", closed_on, look_back_on, consolidated_on", ", org.today() - 40, org.today() - 10, org.today() - 5"), await ItemAsync("反弹了的", "open", ", rebounds", ", 1"));
        foreach (var (item, kind, ago) in new[] { (waiting, "申请销号", 65), (kept, "回头看", 5), (back, "回头看", 5) })
            await Host.DoAsync($"insert into org.work_act (id, item_id, locality_path, module, kind, on_day, words, entered_by_name) values (gen_random_uuid(), '{item}', '{path}', 'department', '{kind}', org.today() - {ago}, '看过', '甲')");
        var next = WorkRules.NextWriteOff(Clock.Today, 25);
        var board = await office.GetAsync(Rectification);
        Assert.Contains($"下一个销号日 {Dates.Format(next)}", board.Text, StringComparison.Ordinal);
        Assert.Contains("33%", string.Concat(board.Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelectorAll("td").Length == 7).QuerySelectorAll("td").Select(cell => cell.TextContent + " ")), StringComparison.Ordinal);
        Assert.Contains(waiting.ToString(), (await office.GetAsync(Rectification + "?state=unsettled")).Text, StringComparison.Ordinal);
        Assert.Contains($"列入 {Dates.Format(next)} 销号", string.Join(' ', (await office.GetAsync($"{Rectification}/item/{waiting}")).In("div.who-facts")!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal((new(2026, 11, 25), new(2026, 10, 25), new(2026, 12, 25)), (WorkRules.NextWriteOff(new(2026, 11, 25), 25), WorkRules.LastWriteOff(new(2026, 11, 25), 25), WorkRules.NextWriteOff(new(2026, 11, 26), 25)));
        var again = await office.GetAsync(Rectification + "?state=rebound");
        Assert.Contains(back.ToString(), again.Text, StringComparison.Ordinal);
        Assert.Contains("反弹", again.In("table.tbl-stick tbody tr")!, StringComparison.Ordinal);
        Assert.Contains("50", (await FiguresAsync(office))["回头看反弹率"], StringComparison.Ordinal);
        // The table for the committee, by line of work.
        var report = await office.GetAsync($"{County}/reports/look-back");
        Assert.Equal(200, report.Status);
        var row = report.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("基层党组织建设", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).Where(text => text.Length > 0).ToList();
        Assert.Equal(["3", "1", "2", "1", "1", "50.0"], row[^6..].Select(text => text.TrimEnd('%')));
    }

    [Fact]
    [Trait("Row", "P3.6")]
    public async Task Problems_of_every_source_and_owner_stand_in_one_list_and_are_settled_by_another_once_written_off()
    {
        using var office = await department.OfficeAsync();
        using var other = await department.OfficeAsync();
        var first = await EnterAsync(office, "problems", Problem("软弱涣散整顿不力", "1"));
        await EnterAsync(office, "problems", Problem("班子民主不够", "2", "1"));
        await EnterAsync(office, "problems", Problem("个人调研少", "6", "2", 5));
        foreach (var (query, there, absent) in new[] { ("source=1", "软弱涣散整顿不力", "班子民主不够"), ("owner_kind=1", "班子民主不够", "个人调研少"), ("source=6&owner_kind=2", "个人调研少", "软弱涣散整顿不力"), ("rule=problems.settled", "个人调研少", "班子民主不够") })
        {
            var list = await ListAsync(office, "problems", query);
            Assert.Contains(there, list, StringComparison.Ordinal);
            Assert.DoesNotContain(absent, list, StringComparison.Ordinal);
        }
        await DoneAsync(office, "problems", "task", first, Handing(department.TownCommittee, "整顿三个支部"));
        var task = await department.TaskOfAsync(first);
        Assert.Equal("rectification", await Host.AskAsync<string>($"select kind from org.work_item where id = '{task}'"));
        Assert.Contains("整顿三个支部", (await office.GetAsync($"{County}/problems/{first}?tab=tasks")).Text, StringComparison.Ordinal);
        await RefusedAsync("台账里还没有销号", other, "problems", "settle", first, ("on", Day(0)), ("evidence", "验收表"));
        await Host.DoAsync($"update org.work_item set state = 'closed', closed_on = org.today() where id = '{task}'");
        await RefusedAsync("您自己登记的", office, "problems", "settle", first, ("on", Day(0)), ("evidence", "验收表"));
        await DoneAsync(other, "problems", "settle", first, ("on", Day(0)), ("evidence", "验收表"));
        Assert.Equal("验收表", await department.OfAsync("problem", first, "evidence"));
        using var town = await department.TownAsync();
        Assert.Equal(403, (await town.GetAsync($"{Town}/problems/new")).Status);
    }

    [Fact]
    [Trait("Row", "P3.10")]
    public async Task Every_half_year_each_unit_has_a_self_check_that_opened_by_itself_and_a_problem_names_the_regulation_made_of_it()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        var path = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'");
        await Host.DoAsync($"""
            with p as (insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) values (gen_random_uuid(), '{path}', 'department', 'points', '自查要点', {Clock.Today.Year}, 'issued', org.today()) returning id),
            i as (insert into org.work_item (id, plan_id, locality_path, other_path, module, kind, plan_title, year, level, rank, number, title, lead_unit_id, lead_name, begins_on, state) select gen_random_uuid(), p.id, '{path}', u.locality_path, 'department', 'points', '自查要点', {Clock.Today.Year}, 2, 1, '1', '任务', u.id, u.name, org.today() - 20, 'open' from p, org.unit u where u.id = '{department.TownCommittee}' returning id, lead_unit_id, lead_name, other_path)
            insert into org.work_party (item_id, unit_id, locality_path, other_path, module, name, is_lead) select id, lead_unit_id, other_path, other_path, 'department', lead_name, true from i
            """);
        await OpenChecksAsync();
        await OpenChecksAsync();
        var check = await Host.AskAsync<Guid>($"select id from department.self_check where unit_id = '{department.TownCommittee}'");
        Assert.Equal($"{WorkPlan.PeriodWords("half_year", Clock.Today)} 1", await Host.AskAsync<string>($"select max(period) || ' ' || count(*) from department.self_check where unit_id = '{department.TownCommittee}'"));
        Assert.Contains("枫岭镇党委", await ListAsync(office, "self-checks", "filed_on.none=1"), StringComparison.Ordinal);
        await Host.DoAsync($"update department.self_check set opened_on = org.today() - 60, due_on = org.today() - 30 where id = '{check}'");
        Assert.Contains("枫岭镇党委", await ListAsync(office, "self-checks", "rule=self-checks.filed"), StringComparison.Ordinal);
        // The unit files it from its own place.
        var form = await town.GetAsync($"{Town}/self-checks/deeds/file?id={check}");
        var asked = form.Document.QuerySelector("form[data-guard]")!;
        var filed = await town.PostBareAsync(asked.GetAttribute("action")!, [.. asked.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), ("on", Day(0)), ("found", "1"), ("words", "台账登记不全")]);
        Assert.True(filed.Status == 302, filed.Why());
        Assert.DoesNotContain("枫岭镇党委", await ListAsync(office, "self-checks", "rule=self-checks.filed"), StringComparison.Ordinal);
        var regulation = await EnterAsync(office, "regulations", ("title", "台账登记办法"), ("office", "办公室"), ("owner", "吴海燕"), ("planned_on", Day(30)), ("due_on", Day(-30)));
        var problem = await EnterAsync(office, "problems", [.. Problem("台账登记不全", "6"), ("self_check_id", $"{check}"), ("cause", "没有制度"), ("regulation_id", $"{regulation}")]);
        Assert.Contains("台账登记不全", (await office.GetAsync($"{County}/self-checks/{check}?tab=problems")).Text, StringComparison.Ordinal);
        Assert.Contains("台账登记办法", (await office.GetAsync($"{County}/problems/{problem}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P3.9")]
    [Trait("Row", "P4.8")]
    [Trait("Row", "P3.12")]
    public async Task Campaigns_run_side_by_side_through_their_stages_with_units_and_cases_and_those_concerned_say_whether_they_acknowledge_it()
    {
        using var office = await department.OfficeAsync();
        (string, string)[] Of(string title, string kind, string cycle) => [("title", title), ("kind", kind), ("goal", "不担当不作为"), ("lead_unit", "组织部"), ("began_on", Day(90)), ("ends_on", Day(-60)), ("measures", "排查、约谈"), ("cycle", cycle)];
        var (one, other) = (await EnterAsync(office, "campaigns", Of("不担当不作为专项整治", "1", "week")), await EnterAsync(office, "campaigns", Of("双联六帮", "3", "two_months")));
        await AddAsync(office, "campaigns", one, "units", ("unit", "枫岭镇"), ("stage", "1"), ("found", "4"), ("rectified", "1"), ("reported_on", Day(40)));
        await AddAsync(office, "campaigns", other, "units", ("unit", "枫岭镇"), ("stage", "1"), ("reported_on", Day(40)));
        var silent = await ListAsync(office, "campaigns", "rule=campaigns.reported");
        Assert.Contains("不担当不作为专项整治", silent, StringComparison.Ordinal);
        Assert.DoesNotContain("双联六帮", silent, StringComparison.Ordinal);
        await AddAsync(office, "campaigns", one, "cases", ("title", "敢闯敢试"), ("kind", "1"), ("unit", "枫岭镇"), ("words", "三天办结"), ("issued_on", Day(20)));
        Assert.Contains("进到整改阶段以后才测评", (await office.GetAsync($"{County}/campaign-polls/new?subject={one}")).Text, StringComparison.Ordinal);
        foreach (var (words, ago) in new[] { ("自查出四个", 60), ("检查两轮", 40) }) await DoneAsync(office, "campaigns", "advance", one, ("on", Day(ago)), ("words", words));
        Assert.Contains("检查两轮", (await office.GetAsync($"{County}/campaigns/{one}?tab=stages")).Text, StringComparison.Ordinal);
        var overview = await office.GetAsync($"{County}/problems/campaigning");
        var cells = Row(overview, "不担当不作为专项整治");
        Assert.Equal(["1", "0", "4", "1", "25.0%", "1"], cells[5..11]);
        Assert.StartsWith("—", cells[11], StringComparison.Ordinal);
        Assert.Contains("双联六帮", overview.Text, StringComparison.Ordinal);
        // Set up, counted and signed off through its pages: the share of the campaign.
        var made = await office.SubmitAsync($"{County}/campaign-polls/new?subject={one}", ("Title", "认可度"), ("HeldOn", Day(3)), ("Tellers", "甲、乙"), ("Counter", "丙"));
        Assert.True(made.Status == 302, $"{made.Status} {made.In("main")}");
        var poll = made.Location!;
        // 20 of the grassroots cadres and 10 of the masses, each asked the same three things.
        (string, string)[] numbers = [.. new[] { (1, 20), (2, 10) }.SelectMany(group => ((string[])["eligible", "present", "issued", "returned"]).Select(name => ($"g{group.Item1}.{name}", $"{group.Item2}")).Append(($"g{group.Item1}.invalid", "0")))];
        (string, string)[] Marks(int[] first, int[] second) => [.. Enumerable.Range(1, 3).SelectMany(item => first.Select((votes, choice) => ($"c1.{item}.{choice + 1}", $"{votes}")).Concat(second.Select((votes, choice) => ($"c2.{item}.{choice + 1}", $"{votes}"))))];
        Assert.Equal(422, (await office.SubmitAsync(poll + "/count", [.. numbers, .. Marks([14, 4, 3, 0], [6, 3, 1, 0])])).Status);
        Assert.StartsWith("—", Row(await office.GetAsync($"{County}/problems/campaigning"), "不担当不作为专项整治")[11], StringComparison.Ordinal);
        Assert.Equal(302, (await office.SubmitAsync(poll + "/count", [.. numbers, .. Marks([14, 4, 2, 0], [6, 3, 1, 0])])).Status);
        using var reader = await department.OfficeAsync("department.polls.conduct");
        Assert.Equal(403, (await reader.PostAsync(poll + "/turn/sign", ("version", "2"))).Status);
        Assert.Equal(302, (await office.PostAsync(poll + "/turn/sign", ("version", "2"))).Status);
        Assert.Equal("90.0", (await office.GetAsync($"{County}/figures/recognised")).In("#by-place tr.sum td.num"));
        Assert.StartsWith("90.0%", Row(await office.GetAsync($"{County}/problems/campaigning"), "不担当不作为专项整治")[11], StringComparison.Ordinal);
        await DoneAsync(office, "campaigns", "advance", one, ("on", Day(10)), ("words", "整改三个"));
        await RefusedAsync("还有单位没有完成", office, "campaigns", "close", one, ("on", Day(0)), ("report", "总结"));
        await Host.DoAsync($"update department.campaign_unit set stage = '4', rectified = found where campaign_id = '{one}'");
        await DoneAsync(office, "campaigns", "close", one, ("on", Day(0)), ("report", "查出四个，全部整改"));
        Assert.Contains("收官", Row(await office.GetAsync($"{County}/problems/campaigning"), "不担当不作为专项整治")[3], StringComparison.Ordinal);
    }

    /// <summary>The morning's job, once more.</summary>
    Task OpenChecksAsync() => RunAsync("self-checks");

    async Task RunAsync(string job)
    {
        var waiting = $"select count(*) from org.job where module = 'department' and kind = '{job}' and state in (0, 1)";
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(waiting) == 0, "what was planned to be done");
        await Host.DoAsync($"select org.job_plan('department', '{job}', '{job}', now())");
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>(waiting) == 0, "it to be done");
    }

    static List<string> Row(Answer page, string title) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(title, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    [Fact]
    [Trait("Row", "P3.14")]
    public async Task Opinions_are_asked_for_by_topic_whoever_gave_one_stays_hidden_and_it_is_handled_answered_and_may_become_a_problem_or_a_task()
    {
        using var office = await department.OfficeAsync();
        using var without = await department.OfficeAsync("department.asked-opinions.open", "department.affairs.edit");
        var one = await EnterAsync(office, "asked-opinions", ("title", "村干部报酬发放晚"), ("topic", "基层减负大走访"), ("kind", "2"), ("from_kind", "5"), ("from_whom", "柳溪村曹阳"), ("is_private", "1"), ("received_on", Day(40)), ("content", "有的村三个月发一次"));
        Assert.DoesNotContain("曹阳", (await office.GetAsync($"{County}/asked-opinions/{one}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("曹阳", await Host.AskAsync<string>($"select from_whom from department.opinion where id = '{one}'"), StringComparison.Ordinal);
        Assert.Equal(403, (await without.PostAsync($"{County}/asked-opinions/{one}?handler=open", ("field", "from_whom"), ("purpose", "看看"))).Status is 403 or 404 or 400 ? 403 : 0);
        Assert.Contains("村干部报酬发放晚", await ListAsync(office, "asked-opinions", "topic=" + Uri.EscapeDataString("基层减负大走访") + "&kind=2&from_kind=5"), StringComparison.Ordinal);
        await RefusedAsync("还没有交承办单位", office, "asked-opinions", "handle", one, ("on", Day(0)), ("words", "已查"));
        await DoneAsync(office, "asked-opinions", "assign", one, ("handler", "财政局"), ("due", Day(5)));
        Assert.Contains("村干部报酬发放晚", await ListAsync(office, "asked-opinions", "rule=asked-opinions.replied"), StringComparison.Ordinal);
        await DoneAsync(office, "asked-opinions", "handle", one, ("on", Day(2)), ("words", "改为按月发"));
        await DoneAsync(office, "asked-opinions", "problem", one, ("owner_kind", "3"), ("owner", "财政局"), ("measure", "按月发放"), ("due_on", Day(-30)));
        var problem = await Host.AskAsync<Guid>($"select problem_id from department.opinion where id = '{one}'");
        Assert.Equal("7|基层减负大走访|财政局", await department.OfAsync("problem", problem, "source, source_words, owner"));
        await DoneAsync(office, "asked-opinions", "task", one, Handing(department.Bureau, "核查报酬发放"));
        Assert.Contains("核查报酬发放", (await office.GetAsync($"{County}/asked-opinions/{one}?tab=tasks")).Text, StringComparison.Ordinal);
        await DoneAsync(office, "asked-opinions", "reply", one, ("on", Day(0)), ("words", "已改为按月发"));
        Assert.DoesNotContain("村干部报酬发放晚", await ListAsync(office, "asked-opinions", "rule=asked-opinions.replied"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P4.3")]
    public async Task Named_projects_of_every_line_stand_on_one_board_with_milestone_next_step_risk_and_the_age_of_the_last_word()
    {
        using var office = await department.OfficeAsync();
        (string, string)[] Of(string title, string line, int ago) => [("title", title), ("line", line), ("goal", "五年百人"), ("leader", "部长"), ("officer", "何静"), ("began_on", Day(200)), ("due_on", Day(-300)), ("next_step", "组织面试"), ("risk", "生源少"), ("updated_on", Day(ago))];
        var (fresh, stale) = (await EnterAsync(office, "key-projects", [.. Of("英才计划", "3", 3), ("programme", "名校优生")]), await EnterAsync(office, "key-projects", Of("红色领航", "2", 50)));
        await AddAsync(office, "key-projects", fresh, "milestones", ("title", "发布公告"), ("due_on", Day(30)), ("done_on", Day(31)));
        await AddAsync(office, "key-projects", fresh, "milestones", ("title", "签约"), ("due_on", Day(5)));
        var board = await office.GetAsync($"{County}/problems/board");
        Assert.Equal(["部长", "何静", "1/2"], Row(board, "英才计划")[1..4]);
        Assert.Contains($"签约　过了 {Day(5)}", string.Concat(Row(board, "英才计划")[4].Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)).Replace("过了", "过了 ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("组织面试", "生源少", "3 天前"), (Row(board, "英才计划")[5], Row(board, "英才计划")[6], Row(board, "英才计划")[8]));
        Assert.Contains("红色领航", await ListAsync(office, "key-projects", "rule=key-projects.fresh"), StringComparison.Ordinal);
        Assert.DoesNotContain("英才计划", await ListAsync(office, "key-projects", "rule=key-projects.fresh"), StringComparison.Ordinal);
        await DoneAsync(office, "key-projects", "update", stale, ("on", Day(0)), ("words", "建成三个阵地"), ("next_step", "验收"), ("risk", ""));
        Assert.Equal("验收", Row(await office.GetAsync($"{County}/problems/board"), "红色领航")[5]);
        Assert.Equal("0 天前", Row(await office.GetAsync($"{County}/problems/board"), "红色领航")[8]);
        Assert.Contains("建成三个阵地", (await office.GetAsync($"{County}/key-projects/{stale}?tab=updates")).Text, StringComparison.Ordinal);
        await RefusedAsync("还有节点没有完成", office, "key-projects", "close", fresh, ("on", Day(0)));
    }

    [Fact]
    [Trait("Row", "P4.11")]
    public async Task Needs_of_members_cadres_and_talents_are_answered_judged_and_counted_by_topic_and_quarter()
    {
        using var office = await department.OfficeAsync();
        await Host.DoAsync("update department.served_need set removed_at = now()");
        var one = await EnterAsync(office, "served-needs", ("title", "希望组织关系一次转好"), ("served", "1"), ("who", "曹阳"), ("topic", "1"), ("raised_on", Day(0)));
        await EnterAsync(office, "served-needs", ("title", "希望多培训"), ("served", "2"), ("who", "何静"), ("topic", "2"), ("raised_on", Day(0)));
        await RefusedAsync("还没有交承办单位", office, "served-needs", "answer", one, ("on", Day(0)), ("answer", "一次办"));
        await DoneAsync(office, "served-needs", "assign", one, ("handler", "组织科"), ("due", Day(0)));
        await DoneAsync(office, "served-needs", "answer", one, ("on", Day(0)), ("answer", "一次办"));
        await DoneAsync(office, "served-needs", "judge", one, ("satisfaction", "1"));
        Assert.Contains("希望组织关系一次转好", await ListAsync(office, "served-needs", "served=1&topic=1&satisfaction=1"), StringComparison.Ordinal);
        var report = await office.GetAsync($"{County}/reports/served-needs");
        var quarter = (Clock.Today.Month + 2) / 3;
        var row = Row(report, "组织关系、党务")[^8..];
        Assert.Equal(("1", "1", "1", "1", "100.0"), (row[0], row[quarter], row[5], row[6], row[7].TrimEnd('%')));
    }

    [Fact]
    [Trait("Row", "P4.12")]
    public async Task An_emergency_starts_in_one_go_with_notice_measures_contacts_and_a_daily_report_and_ends_in_an_archive_and_a_review()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        var template = await EnterAsync(office, "emergency-templates", ("title", "防汛"), ("notice", "{日期}起启动{任务}，各单位到岗。"), ("hours", "24"));
        (string, string)[] start = [("name", "六月防汛"), ("lead", $"{department.TownCommittee}")];
        await RefusedAsync("还没有组织措施", office, "emergency-templates", "start", template, start);
        await AddAsync(office, "emergency-templates", template, "steps", ("title", "组建突击队"), ("kind", "1"), ("steps", "每村一支"), ("standard", "全覆盖"), ("person", "陶静"), ("days", "1"));
        await AddAsync(office, "emergency-templates", template, "steps", ("title", "柳溪村"), ("kind", "2"), ("steps", "驻村"), ("standard", "每日到"), ("person", "何静"), ("days", "1"));
        await AddAsync(office, "emergency-templates", template, "goals", ("title", "零伤亡"), ("target", "0"));
        await DoneAsync(office, "emergency-templates", "start", template, start);
        await RefusedAsync("同名的应急任务已经启动", office, "emergency-templates", "start", template, start);
        var one = await Host.AskAsync<Guid>("select id from department.emergency where title = '六月防汛'");
        Assert.Equal($"{Day(0)}起启动六月防汛，各单位到岗。", await department.OfAsync("emergency", one, "notice"));
        Assert.Equal("day|1|柳溪村 何静", await Host.AskAsync<string>($"select p.cycle || '|' || (select count(*) from org.work_round r where r.plan_id = p.id and r.due_on = org.today()) || '|' || (select string_agg(c.title || ' ' || c.person, ',') from department.emergency_contact c where c.emergency_id = e.id) from department.emergency e join org.work_plan p on p.id = e.plan_id where e.id = '{one}'"));
        // The daily report is asked of the unit at once.
        var mine = await town.GetAsync($"{Town}/assignments/mine");
        Assert.Contains("组建突击队", mine.Text, StringComparison.Ordinal);
        Assert.Contains($"本轮 {Day(0)} 前报", mine.Text, StringComparison.Ordinal);
        // The next morning asks anew, and nobody has written minutes in the evening.
        await Host.DoAsync($"update org.work_round set opened_on = org.today() - 1, due_on = org.today() - 1 where plan_id = (select plan_id from department.emergency where id = '{one}')");
        await RunAsync("work-rounds");
        Assert.Equal("1 当日结束，次日另开一轮,2 ", await Host.AskAsync<string>($"select string_agg(number || ' ' || coalesce(minutes, ''), ',' order by number) from org.work_round where plan_id = (select plan_id from department.emergency where id = '{one}')"));
        Assert.Contains($"本轮 {Day(0)} 前报", (await town.GetAsync($"{Town}/assignments/mine")).Text, StringComparison.Ordinal);
        await AddAsync(office, "emergencies", one, "front", ("title", "转移群众"), ("person", "张伟东"), ("on_day", Day(0)), ("place", "柳溪村"), ("words", "连夜转移三十户"));
        // What it is to keep to was set when it began; how it stands is told day by day.
        await RefusedAsync("启动时没有定这项结果指标", office, "emergencies", "count", one, ("on", Day(0)), ("title", "零疑似"), ("actual", "0"));
        await DoneAsync(office, "emergencies", "count", one, ("on", Day(0)), ("title", "零伤亡"), ("actual", "0"));
        Assert.Equal("100.0", (await office.GetAsync($"{County}/figures/emergency-held")).In("#by-place tr.sum td.num"));
        (string, string)[] close = [("on", Day(0)), ("archive", "通知一份、日报五份"), ("did", "组队"), ("result", "安全"), ("shortfalls", "通讯不畅"), ("measures", "配对讲机")];
        await RefusedAsync("还有 1 项措施没有办结", office, "emergencies", "close", one, close);
        await Host.DoAsync($"update org.work_item set state = 'closed', closed_on = org.today() where source_id = '{one}'");
        await DoneAsync(office, "emergencies", "close", one, close);
        Assert.Equal("六月防汛|张伟东|closed", await Host.AskAsync<string>($"select r.title || '|' || r.persons || '|' || p.state from department.emergency e join department.review r on r.id = e.review_id join org.work_plan p on p.id = e.plan_id where e.id = '{one}'"));
    }
}
