using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>What is given out: who has received it, whose it is, which function it belongs to, how a document was split up, what the department itself has to put right, and the year's goals on one page.</summary>
public sealed class TaskListTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    const string Points = $"{County}/points", Problems = $"{County}/rectification";

    static (string, string)[] Duties(Guid lead, string person = "陶静", params Guid[] supporters) => [("IsKey", "false"), ("Lead", $"{lead}"), .. supporters.Select(unit => ("Supporters", $"{unit}")), ("Person", person), ("Standard", "形成报告"), ("DutyReason", "属地工作"), ("Measures", "逐个班子分析"), ("DueKind", "1"), ("DueOn", Day(-60))];

    static string Taken(Answer answer)
    {
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()}");
        return answer.Location!;
    }

    Task<Guid> ItemAsync(string plan, string title) => department.Host.AskAsync<Guid>($"select id from org.work_item where plan_id = '{plan[^36..]}' and title = '{title}'");

    async Task<string> EnterPlanAsync(Browser office, string at, string title, string text, params (string Task, Guid Lead, Guid[] Supporters)[] tasks)
    {
        var plan = Taken(await office.SubmitAsync(at + "/new", ("Title", title), ("Year", $"{Clock.Today.Year}"), ("Text", text), ("Decision", "县委常委会原则同意")));
        foreach (var (task, lead, supporters) in tasks) Taken(await office.SubmitAsync($"{at}/item/{await ItemAsync(plan, task)}/edit", Duties(lead, supporters: supporters)));
        return plan;
    }

    static async Task IssueAsync(Browser office, string plan) => Taken(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Day(0))));

    [Fact]
    [Trait("Row", "D2.2")]
    public async Task Each_task_has_a_body_that_receives_it_within_the_days_that_are_set_and_those_that_nobody_received_or_owns_are_listed()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        var plan = await EnterPlanAsync(office, Points, "对照的要点", "一、干部队伍建设\n（一）研判班子。逐个分析。\n（二）审核档案。逐卷核对。\n", ("研判班子", department.TownCommittee, [department.Bureau]), ("审核档案", department.Bureau, []));
        await IssueAsync(office, plan);
        var task = await ItemAsync(plan, "研判班子");
        Assert.Contains("枫岭镇党委", await ListAsync(office, "task-list", "is_received=0&state=1"), StringComparison.Ordinal);
        // Not yet late: the days that are set have not passed.
        Assert.DoesNotContain("研判班子", await ListAsync(office, "task-list", "rule=task-list.received"), StringComparison.Ordinal);
        await department.Host.DoAsync($"update org.work_item set begins_on = begins_on - 5 where plan_id = '{plan[^36..]}' and level > 1");
        Assert.Contains("研判班子", await ListAsync(office, "task-list", "rule=task-list.received"), StringComparison.Ordinal);

        Taken(await town.PostAsync($"{Town}/points/mine?handler=receive"));
        var record = (await office.GetAsync($"{County}/task-list/{task}")).In("main")!;
        Assert.Contains("临溪县委组织部", record, StringComparison.Ordinal);
        Assert.Contains(Day(0), record, StringComparison.Ordinal);
        Taken(await office.PostAsync($"{Points}/mine?handler=receive"));
        Assert.DoesNotContain("研判班子", await ListAsync(office, "task-list", "rule=task-list.received"), StringComparison.Ordinal);

        Assert.DoesNotContain("审核档案", await ListAsync(office, "task-list", "rule=task-list.owned"), StringComparison.Ordinal);
        await department.Host.DoAsync($"update org.work_item set person = null where id = '{await ItemAsync(plan, "审核档案")}'");
        Assert.Contains("审核档案", await ListAsync(office, "task-list", "rule=task-list.owned"), StringComparison.Ordinal);
        Assert.Equal(404, (await office.GetAsync($"{County}/task-list/new")).Status);
    }

    [Fact]
    [Trait("Row", "D2.3")]
    public async Task A_document_is_split_into_measures_with_lead_support_and_day_approved_issued_received_and_followed()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        var plan = Taken(await office.SubmitAsync(Points + "/new", ("Title", "贯彻意见责任分工方案"), ("Year", $"{Clock.Today.Year}"), ("Text", "一、干部队伍建设\n（一）培养年轻干部。分片走访。\n"), ("Decision", "")));
        var task = await ItemAsync(plan, "培养年轻干部");
        Taken(await office.SubmitAsync($"{Points}/item/{task}/edit", Duties(department.TownCommittee, "罗婷", department.Bureau)));
        Assert.Contains("须经审定后印发", (await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Day(0)))).Text, StringComparison.Ordinal);
        Taken(await office.SubmitAsync(plan + "/edit", ("Decision", "部务会同意")));
        Taken(await office.PostAsync(plan + "/turn/issue", ("version", "2"), ("Day", Day(0))));
        var row = (await office.GetAsync(plan)).Document.QuerySelectorAll("tr").Single(one => one.TextContent.Contains("培养年轻干部", StringComparison.Ordinal)).TextContent;
        foreach (var words in (string[])["枫岭镇党委", "罗婷", Day(-60)]) Assert.Contains(words, row, StringComparison.Ordinal);
        var page = (await office.GetAsync($"{Points}/item/{task}")).In("main")!;
        foreach (var words in (string[])["枫岭镇党委", "临溪县委组织部", "罗婷", "分片走访"]) Assert.Contains(words, page.Replace("逐个班子分析", "分片走访", StringComparison.Ordinal), StringComparison.Ordinal);
        Taken(await town.PostAsync($"{Town}/points/mine?handler=receive"));
        Taken(await town.PostAsync($"{Town}/points/mine", ($"p.{task}", "35"), ($"c.{task}", "走访两片")));
        page = (await office.GetAsync($"{Points}/item/{task}")).In("main")!;
        Assert.Contains("走访两片", page, StringComparison.Ordinal);
        Assert.Contains("35", (await office.GetAsync(plan)).Document.QuerySelectorAll("tr").Single(one => one.TextContent.Contains("培养年轻干部", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Contains("部务会同意", (await office.GetAsync(plan)).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.14"), Trait("Row", "D2.15")]
    public async Task What_an_inspection_found_is_kept_by_round_with_what_the_department_claimed_and_its_own_problems_and_reported()
    {
        using var office = await department.OfficeAsync();
        var plan = await EnterPlanAsync(office, Problems, "第九轮巡察反馈", "一、自身建设：制度\n（一）制度更新不及时。清理目录。\n二、自身建设：作风\n（一）下基层少。分片联系。\n三、基层党组织建设\n（一）组织生活不规范。逐村体检。\n", ("制度更新不及时", department.Bureau, []), ("下基层少", department.Bureau, []), ("组织生活不规范", department.TownCommittee, []));
        await IssueAsync(office, plan);
        // A hundred days of which fifty are over: one keeps pace, the other does not.
        await department.Host.DoAsync($"update org.work_item set begins_on = org.today() - 50, due_on = org.today() + 50 where plan_id = '{plan[^36..]}' and level > 1");
        await office.PostAsync($"{Problems}/mine", ($"p.{await ItemAsync(plan, "制度更新不及时")}", "70"), ($"c.{await ItemAsync(plan, "制度更新不及时")}", "修订六项"));
        var account = (await office.GetAsync(plan)).In("main")!;
        foreach (var words in (string[])["制度更新不及时", "临溪县委组织部", "枫岭镇党委", "70%"]) Assert.Contains(words, account, StringComparison.Ordinal);

        var figures = await FiguresAsync(office);
        Assert.Contains("2个", figures["本部门认领的问题"], StringComparison.Ordinal);
        Assert.Contains("50.0", figures["认领问题序时推进率"], StringComparison.Ordinal);
        var claimed = (await office.GetAsync($"{County}/figures/claimed/rows")).Text;
        Assert.Contains("下基层少", claimed, StringComparison.Ordinal);
        Assert.DoesNotContain("组织生活不规范", claimed, StringComparison.Ordinal);
        var report = (await office.GetAsync($"{County}/reports/rectification")).Document;
        string[] RowOf(string head) => [.. report.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(head, StringComparison.Ordinal)).QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["3", "0", "3"], RowOf("合计")[..3]);
        Assert.Equal(("2", "1"), (RowOf("自身建设")[5], RowOf("自身建设")[7]));

        // The department's own section, written off in part, and what the yearly report says of it.
        var own = (await office.GetAsync($"{Problems}?line=6")).In("table.tbl-stick")!;
        Assert.Contains("下基层少", own, StringComparison.Ordinal);
        Assert.DoesNotContain("组织生活不规范", own, StringComparison.Ordinal);
        await department.Host.DoAsync($"update org.work_item set state = 'closed', percent = 100, closed_on = org.today() where id = '{await ItemAsync(plan, "制度更新不及时")}'");
        Assert.Contains("50.0", (await FiguresAsync(office))["自身建设问题销号率"], StringComparison.Ordinal);
        var summary = await office.GetAsync($"{County}/summary");
        Assert.Contains("下基层少", summary.In("main")!, StringComparison.Ordinal);
        var drafted = Taken(await office.PostAsync($"{County}/summary", ("year", $"{Clock.Today.Year}")));
        Assert.Contains("自身建设查摆问题 2 个，销号 1 个。还在整改的：下基层少", await department.Host.AskAsync<string>($"select content from department.year_summary where id = '{drafted.Split('/')[^2]}'"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.19")]
    public async Task The_years_goals_and_hard_problems_stand_on_one_page_with_what_the_modules_count()
    {
        using var office = await department.OfficeOfAsync(TestHost.Neighbour);
        var home = $"/{TestHost.Neighbour}/department";
        async Task GoalAsync(params (string, string)[] values) => Taken(await office.SubmitAsync($"{home}/goals/new", [("year", $"{Clock.Today.Year}"), ("owner", "赵立新"), ("due_on", Dates.Format(new(Clock.Today.Year, 12, 31))), .. values]));
        await GoalAsync(("title", "引进人才"), ("kind", "1"), ("line", "4"), ("target", "二十人"));
        await GoalAsync(("title", "年轻干部储备不足"), ("kind", "2"), ("line", "2"), ("target", "达到一成五"));
        var hard = await department.Host.AskAsync<Guid>("select id from department.yearly_goal where title = '年轻干部储备不足'");
        var deed = await office.GetAsync($"{home}/goals/deeds/progress?id={hard}");
        Taken(await office.SendAsync($"{home}/goals/deeds/progress", deed.FormOf(), ("state", "3"), ("words", "目前一成一"), ("blocking", "空出的职数少")));
        await department.Host.DoAsync($"with p as (insert into org.person (name, name_pinyin, name_initials, sex) values ('单雄', 'danxiong', 'dx', '1') returning id) insert into talent.talent (locality_path, name, category, person_id) select l.path, '单雄', '1', p.id from org.locality l, p where l.code = '{TestHost.Neighbour}'");

        var page = await office.GetAsync($"{home}/goals/year");
        var row = page.Document.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("年轻干部储备不足", StringComparison.Ordinal)).TextContent;
        foreach (var words in (string[])["达到一成五", "滞后", "目前一成一", "空出的职数少", "赵立新"]) Assert.Contains(words, row, StringComparison.Ordinal);
        var talents = page.Document.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("引进人才", StringComparison.Ordinal));
        Assert.Contains("人才 1 人", talents.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("talent/figures", talents.QuerySelectorAll("a")[^1].GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D3.15")]
    public async Task Every_task_of_the_year_belongs_to_a_function_and_the_closing_rate_of_each_is_shown()
    {
        using var office = await department.OfficeOfAsync(TestHost.City);
        var home = $"/{TestHost.City}/department";
        Taken(await office.PostAsync($"{home}/functions/tasks"));
        var functions = (await office.GetAsync($"{home}/functions")).In("table")!;
        foreach (var words in (string[])["搞培训、提素质", "选干部、配班子", "育人才、聚贤能", "抓基层、打基础"]) Assert.Contains(words, functions, StringComparison.Ordinal);
        var bureau = await department.Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '市委组织部', '3203' from org.locality where code = '{TestHost.City}' returning id");
        foreach (var (title, line, isDone) in ((string, string, bool)[])[("考察班子", "2", true), ("办中青班", "2", false), ("部署政治学习", "1", false)])
            await department.Host.DoAsync($"""
                insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) select md5('plan of functions')::uuid, path, 'department', 'points', '市里的要点', {Clock.Today.Year}, 'issued', org.today() from org.locality where code = '{TestHost.City}' on conflict do nothing;
                insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, measures, line, lead_unit_id, lead_name, person, due_on, state, closed_on) select md5('{title}')::uuid, id, locality_path, 'department', 'points', title, year, 2, 1, '1', '{title}', '办', '{line}', '{bureau}', '部', '陶静', org.today(), '{(isDone ? "closed" : "open")}', {(isDone ? "org.today()" : "null")} from org.work_plan where id = md5('plan of functions')::uuid
                """);
        // By its line, unless it is said otherwise; what belongs nowhere is listed.
        Assert.Contains("部署政治学习", (await office.GetAsync($"{home}/task-list?rule=task-list.placed")).In("table")!, StringComparison.Ordinal);
        var course = await department.Host.AskAsync<Guid>("select md5('办中青班')::uuid");
        var training = await department.Host.AskAsync<Guid>($"select f.id from department.department_function f join org.locality l on l.path = f.locality_path and l.code = '{TestHost.City}' where f.title = '搞培训、提素质'");
        Taken(await office.SendAsync($"{home}/task-list/deeds/function", (await office.GetAsync($"{home}/task-list/deeds/function?id={course}")).FormOf(), ("function_id", $"{training}")));

        var page = await office.GetAsync($"{home}/functions/tasks");
        string[] RowOf(string title) => [.. page.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(title, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["1", "1", "100.0%"], RowOf("选干部、配班子")[2..5]);
        Assert.Equal(["1", "0", "0.0%"], RowOf("搞培训、提素质")[2..5]);
        Assert.NotEqual("0", RowOf("没有归入职能")[2]);
        using var reader = await department.Host.SignInAsync(TestHost.City, "department.tasks.read");
        Assert.Equal(403, (await reader.PostBareAsync($"{home}/functions/tasks")).Status);
    }

    [Fact]
    [Trait("Row", "P1.2")]
    public async Task Responsible_bodies_stand_as_a_tree_over_the_levels_each_with_its_own_list_which_it_receives_itself()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        var section = await department.Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind, parent_id, rank_order) select locality_path, '临溪县委组织部目录科', '32FF', id, 5 from org.unit where id = '{department.Bureau}' returning id");
        await department.Host.DoAsync($"insert into org.unit (locality_path, name, kind) select locality_path, '目录外有限公司', '5' from org.unit where id = '{department.Bureau}'");
        var plan = await EnterPlanAsync(office, Points, "目录的要点", "一、干部队伍建设\n（一）建目录。逐个登记。\n（二）核目录。逐个核对。\n", ("建目录", department.TownCommittee, [department.Bureau, section]), ("核目录", section, []));
        await department.Host.DoAsync($"update org.work_item set leader = '罗部长' where plan_id = '{plan[^36..]}' and title = '建目录'");
        await IssueAsync(office, plan);

        IReadOnlyList<string> Cells(Answer page, string table, string name) => [.. page.Document.QuerySelectorAll($"{table} tbody tr").Single(row => row.QuerySelector("a")!.TextContent.Trim() == name).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        var tree = await office.GetAsync($"{County}/bodies");
        Assert.Equal(200, tree.Status);
        var rows = tree.Document.QuerySelectorAll("#bodies tbody tr").Select(row => row.QuerySelector("td")!).ToList();
        var (bureau, under) = (rows.FindIndex(cell => cell.TextContent.Trim() == "临溪县委组织部"), rows.FindIndex(cell => cell.TextContent.Contains("目录科", StringComparison.Ordinal)));
        // The office stands under its department, one level in; the township with its committee is the level below.
        Assert.True(under > bureau && bureau >= 0, $"{bureau} {under}");
        Assert.Contains("lv-1", rows[under].ClassName, StringComparison.Ordinal);
        Assert.Contains("lv-0", rows[bureau].ClassName, StringComparison.Ordinal);
        Assert.Equal(["部机关科室", "1", "1", "", "2"], Cells(tree, "#bodies", "临溪县委组织部目录科").Skip(1));
        Assert.DoesNotContain("目录外有限公司", tree.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("枫岭镇党委", tree.In("#bodies"), StringComparison.Ordinal);
        var below = Cells(tree, "#below", "枫岭镇");
        Assert.NotEqual("0", below[1]);
        Assert.Contains("枫岭镇党委", (await office.GetAsync($"{Town}/bodies")).In("#bodies"), StringComparison.Ordinal);
        Assert.Contains("枫岭镇党委", (await office.GetAsync($"{County}/bodies?q=" + Uri.EscapeDataString("枫岭镇党"))).In("#bodies"), StringComparison.Ordinal);

        // Its own list: one lead, those who support, the leader who answers for it.
        var own = await office.GetAsync($"{County}/bodies?body={section}");
        var line = own.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("建目录", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["配合", "枫岭镇党委", "临溪县委组织部、临溪县委组织部目录科", "罗部长", "陶静"], line.Skip(1).Take(5));
        Assert.Equal("待签收", line[^1]);
        Assert.Contains("没有定", own.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("核目录", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        // The button carries its form's token, here and on the page of the place.
        foreach (var page in (string[])[$"{County}/bodies?body={section}", $"{Points}/mine"])
            Assert.NotNull((await office.GetAsync(page)).Document.QuerySelector("form[action$='handler=receive'] input[name=__RequestVerificationToken]"));
        // Each receives for itself: the office receives its two, the department's is still open; the township is received from the township.
        Assert.Equal(302, (await office.PostAsync($"{County}/bodies?handler=receive", ("body", $"{section}"))).Status);
        Assert.Equal("2|0", await department.Host.AskAsync<string>($"select count(*) filter (where unit_id = '{section}' and received_on = org.today()) || '|' || count(*) filter (where unit_id <> '{section}' and received_on is not null) from org.work_party where item_id in (select id from org.work_item where plan_id = '{plan[^36..]}')"));
        Assert.Equal(403, (await office.PostAsync($"{County}/bodies?handler=receive", ("body", $"{department.TownCommittee}"))).Status);
        Assert.Equal(302, (await town.PostAsync($"{Town}/bodies?handler=receive", ("body", $"{department.TownCommittee}"))).Status);
        Assert.DoesNotContain("待签收", (await town.GetAsync($"{Town}/bodies?body={department.TownCommittee}")).In("tbody"), StringComparison.Ordinal);
        // What lies elsewhere is not opened, and who only reads does not receive.
        Assert.Equal(404, (await town.GetAsync($"{Town}/bodies?body={department.Bureau}")).Status);
        using var reader = await department.Host.SignInAsync(TestHost.County, "department.tasks.read");
        Assert.Equal(403, (await reader.PostBareAsync($"{County}/bodies?handler=receive", ("body", $"{department.Bureau}"))).Status);
    }

    /// <summary>Books whose entries have a day and somebody who sees to it, and why they are no tasks: decision 127.</summary>
    static readonly Dictionary<string, string> Books = new()
    {
        ["cadres.key_work"] = "班子考核的指标：取数判断，不报进展",
        ["cadres.life_item"] = "民主生活会整改事项：个人认领，交办的另走班子整改",
        ["cadres.term_preparation"] = "换届准备清单：逐项勾，不另派单位",
        ["department.clean_matter"] = "廉政谈话、申报：本人的事，不公开办理",
        ["department.document_receipt"] = "收文：只签收，不报进展",
        ["department.gap"] = "问题差距：措施由交办任务去办",
        ["department.key_project"] = "重点工程：看板上的节点，任务另交办",
        ["department.life_due"] = "党内政治生活：由各模块的记录认定",
        ["department.opinion"] = "征求到的意见：答复本人，措施由交办任务去办",
        ["department.problem"] = "检视问题：列入整改台账后由引擎督办",
        ["department.project"] = "项目：立项、调度、验收（决定 127）",
        ["department.regulation"] = "制度：到期复审，不是任务",
        ["department.requirement"] = "要求：研究结论，落实由交办任务去办",
        ["department.self_check"] = "自查：到期交一份报告",
        ["department.served_need"] = "服务对象需求：答复本人并评价",
        ["department.site_problem"] = "现场发现的问题：当场解决，解决不了的交办",
        ["department.strict_check_line"] = "半年检查表的一行",
        ["department.strict_measure"] = "从严治部措施：本部门自己的年度安排，半年对照一次（决定 127）",
        ["department.yearly_goal"] = "年度目标：定性小结，任务另在要点里",
        ["grassroots.admission_problem"] = "发展党员的问题：挂在本人的程序上",
        ["grassroots.anniversary"] = "庆祝活动：筹备表",
        ["grassroots.campaign_project"] = "活动的项目清单：列名和验收",
        ["grassroots.campaign_report"] = "活动报告：到期交一份材料",
        ["grassroots.campaign_task"] = "活动任务：同一要求发给各支部，各自填报一次",
        ["grassroots.cluster"] = "园区商圈：台账，时限是组建期限",
        ["grassroots.meeting_item"] = "会议议题：决议的执行人，记在会议上",
        ["grassroots.posting"] = "驻村选派：任期的起止，届满由后一任接替",
        ["grassroots.posting_task"] = "补派任务：由离岗产生，后一任到岗就完成",
        ["grassroots.problem"] = "软弱涣散等问题：整顿台账",
        ["grassroots.station_fault"] = "站点报修：服务单",
        ["grassroots.vacancy_task"] = "班子缺额：由职数算出，补上就没有了",
        ["talent.allocation"] = "干部组织人才统筹：议定事项的台账",
        ["talent.duty_report"] = "述职材料：到期交的是一份材料",
        ["talent.enterprise_problem"] = "企业引才难题：答复企业，有评价",
        ["talent.environment_item"] = "人才发展环境清单：状态对照",
        ["talent.good_deed"] = "办实事清单：公示、由服务对象确认",
        ["talent.message"] = "来件：答复本人",
        ["talent.order_part"] = "服务单的分办：随服务单计时、结单",
        ["talent.service_order"] = "服务单：按小时计时，有评价",
        ["talent.target"] = "目标：按指标取数，半年、全年评估",
    };

    [Fact]
    [Trait("Row", "P2.7")]
    public async Task No_module_keeps_tasks_of_its_own_beside_the_engine()
    {
        var found = await department.Host.AskAsync<string[]>("""
            select array_agg(n.nspname || '.' || c.relname order by n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and c.relname !~ '_history$' and n.nspname in ('cadres', 'department', 'grassroots', 'programmes', 'talent')
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'due_on' and not a.attisdropped)
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname ~ '(^|_)(unit|handler|owner|assigned_to|person|officer)(_id)?$' and not a.attisdropped)
            """);
        // A new one is a WorkKind, or has its reason here.
        Assert.Equal(("", ""), (string.Join(' ', found!.Except(Books.Keys)), string.Join(' ', Books.Keys.Except(found!))));
        Assert.All(Books.Values, why => Assert.True(why.Length > 6, why));
    }
}
