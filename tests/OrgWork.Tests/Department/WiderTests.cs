using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>What is awaited, aligned, grouped, marked as serving, reported by the day, evaluated and guided.</summary>
public sealed class WiderTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;
    static string[] Cells(Answer page, string of) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(of, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[])[' ', '\n', '　'], StringSplitOptions.RemoveEmptyEntries)))];

    [Fact]
    [Trait("Row", "P1.18")]
    public async Task A_document_that_was_announced_is_awaited_and_on_arrival_becomes_an_implementing_opinion_with_its_day()
    {
        using var office = await department.OfficeAsync();
        var one = await EnterAsync(office, "expected-documents", ("title", "建立主题教育制度的意见"), ("issuer", "上级党委"), ("announced_on", Day(90)), ("announced_in", "部长会议讲话"), ("expected_on", Day(30)), ("office", "组织科"), ("line", "1"));
        Assert.Contains("建立主题教育制度的意见", await ListAsync(office, "expected-documents", "rule=expected-documents.awaited"), StringComparison.Ordinal);
        await RefusedAsync("贯彻意见时限早于到文日期", office, "expected-documents", "arrive", one, ("on", Day(2)), ("main_points", "一是建制度"), ("due_on", Day(3)));
        await DoneAsync(office, "expected-documents", "arrive", one, ("on", Day(2)), ("main_points", "一是建制度"), ("due_on", Day(1)));
        await RefusedAsync("已经到文", office, "expected-documents", "arrive", one, ("on", Day(2)), ("main_points", "再来"), ("due_on", Day(1)));
        var meeting = await Host.AskAsync<Guid>($"select upper_meeting_id from department.expected_document where id = '{one}'");
        Assert.Equal("建立主题教育制度的意见|上级党委|一是建制度|1", await department.OfAsync("upper_meeting", meeting, "title, issuer, main_points, line"));
        Assert.Contains("建立主题教育制度的意见", await ListAsync(office, "upper-meetings", "due_on.to=-1d&state=1,2,4"), StringComparison.Ordinal);
        Assert.DoesNotContain("建立主题教育制度的意见", await ListAsync(office, "expected-documents", "state=1"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P1.8")]
    public async Task Requirements_stand_beside_own_goals_and_tasks_with_numbers_and_days_that_differ()
    {
        using var office = await department.OfficeAsync();
        async Task<Guid> StudiedAsync(string words, params (string, string)[] more)
        {
            var one = await EnterAsync(office, "requirements", [("words", words), ("source_kind", "3"), ("source", "对接文件"), ("line", "4"), ("received_on", Day(20)), .. more]);
            await DoneAsync(office, "requirements", "study", one, ("on", Day(5)), ("applies", "1"), ("measures", "落实"), ("office", "人才办"), ("owner", "陶静"), ("reason", ""));
            return one;
        }
        Task<Guid> GoalAsync(Guid requirement, string title, int number, int dueIn) => EnterAsync(office, "goals", ("title", title), ("kind", "1"), ("year", $"{Clock.Today.Year}"), ("line", "4"), ("target", $"{number} 人"), ("target_number", $"{number}"), ("requirement_id", $"{requirement}"), ("owner", "赵立新"), ("due_on", Day(-dueIn)));
        var short_ = await StudiedAsync("引进人才三十人", ("target_number", "30"), ("target_unit", "人"), ("due_on", Day(-60)));
        var met = await StudiedAsync("建工作站两个", ("target_number", "2"), ("target_unit", "个"), ("due_on", Day(-60)));
        await StudiedAsync("没人接的要求");
        await GoalAsync(short_, "引才二十人", 20, 75);
        await GoalAsync(met, "建站两个", 2, 50);
        await DoneAsync(office, "requirements", "task", met, Handing(department.Bureau, "选址建站"));

        var page = await office.GetAsync($"{County}/requirements/alignment");
        var partly = Cells(page, "引进人才三十人");
        Assert.Equal(("30人", "引才二十人", "20"), (partly[1], partly[3], partly[4]));
        foreach (var words in (string[])["部分对接", "目标数 20，少 10人", "时限晚 15 天"]) Assert.Contains(words, partly[^1], StringComparison.Ordinal);
        Assert.Equal("已对接", Cells(page, "建工作站两个")[^1]);
        Assert.Contains("选址建站", page.In("table"), StringComparison.Ordinal);
        Assert.Equal("没有对接", Cells(page, "没人接的要求")[^1]);
        var none = (await office.GetAsync($"{County}/requirements/alignment?only=" + Uri.EscapeDataString("没有对接"))).In("table")!;
        Assert.Contains("没人接的要求", none, StringComparison.Ordinal);
        Assert.DoesNotContain("建工作站两个", none, StringComparison.Ordinal);
    }

    /// <summary>Given out and open: its id.</summary>
    async Task<Guid> TaskAsync(Browser office, string title, Guid lead)
    {
        var review = await EnterAsync(office, "reviews", ("title", title + "复盘"), ("ended_on", Day(9)), ("held_on", Day(5)), ("asked", "守住"), ("did", "值守"), ("result", "平安"), ("shortfalls", "名单"), ("measures", "修订"));
        await DoneAsync(office, "reviews", "task", review, Handing(lead, title, 20));
        return await department.TaskOfAsync(review);
    }

    [Fact]
    [Trait("Row", "P1.13"), Trait("Row", "P1.16")]
    public async Task A_task_is_linked_with_central_work_places_and_people_and_each_of_them_shows_it()
    {
        using var office = await department.Host.SignInAsync(TestHost.County, [.. Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "department").Manifest.Permissions.Where(permission => permission.Roles.Contains("general_office")).Select(permission => permission.Id), "talent.talents.read"]);
        var (year, path) = ($"{Clock.Today.Year}", await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.Township}'"));
        var central = await EnterAsync(office, "central", ("title", "枫岭产业园"), ("year", year), ("kind", "2"));
        await EnterAsync(office, "central", ("title", "老城更新"), ("year", year), ("kind", "1"));
        await AddAsync(office, "central", central, "actions", ("words", "园区干部专题班"), ("kind", "1"), ("line", "1"), ("acted_on", Day(3)));
        await AddAsync(office, "central", central, "actions", ("words", "园区党建项目"), ("kind", "3"), ("line", "2"), ("acted_on", Day(2)));
        var task = await TaskAsync(office, "园区选派干部", department.Bureau);
        var talent = await Host.AskAsync<Guid>($"with p as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('秦志远', '{Pinyin.OfName("秦志远")}', '{Pinyin.InitialsOfName("秦志远")}', '1', '1988-05-01') returning id) insert into talent.talent (locality_path, name, person_id, category, domain) select '{path}', '秦志远', id, '3', '01' from p returning id");
        var link = $"{County}/assignments/item/{task}/link";
        var place = await Host.AskAsync<Guid>($"select md5('place' || id)::uuid from org.locality where code = '{TestHost.Township}'");
        foreach (var (register, row) in ((string, Guid)[])[("central", central), ("places", place), ("talents", talent)])
        {
            Assert.Contains($"{row}", (await office.GetAsync($"{link}?handler=pick&register={register}&q=")).Text, StringComparison.Ordinal);
            var linked = await office.PostAsync(link, ("Register", register), ("Row", $"{row}"));
            Assert.True(linked.Status == 302, linked.Why());
        }
        // Whose names one may not see one neither chooses nor takes away.
        using var blind = await department.OfficeAsync();
        Assert.Equal(404, (await blind.PostAsync($"{link}?handler=remove", ("row", $"{talent}"))).Status);
        Assert.Equal(1, await Host.AskAsync<long>($"select count(*) from org.work_link where item_id = '{task}' and row_id = '{talent}'"));
        Assert.Equal(404, (await office.GetAsync($"{link}?handler=pick&register=cadres&q=")).Status);
        Assert.Equal(422, (await office.PostAsync(link, ("Register", "central"), ("Row", $"{Guid.NewGuid()}"))).Status);

        var served = (await office.GetAsync($"{County}/central/{central}?tab=tagged")).Text;
        Assert.Contains("园区选派干部", served, StringComparison.Ordinal);
        var acted = (await office.GetAsync($"{County}/central/{central}?tab=actions")).Text;
        foreach (var words in (string[])["园区干部专题班", "培训班次", "园区党建项目", "项目"]) Assert.Contains(words, acted, StringComparison.Ordinal);
        // A class, a dispatch and a project are named as the rows they are; the project shows whom it serves.
        var county = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'");
        var training = await Host.AskAsync<Guid>($"with o as (insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) values ('{county}', '园区党支部', '631', '1', '2001-01-01') returning id) insert into grassroots.training_class (locality_path, name, organisation_id, kind, category, level, began_on, ended_on, hours) select '{county}', '园区书记轮训', id, '1', '1', '1', org.today() - 9, org.today() - 7, 24 from o returning id");
        var round = await Host.AskAsync<Guid>($"with p as (insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) values (gen_random_uuid(), '{county}', 'department', 'points', '园区要点', {year}, 'issued', org.today() - 30) returning id) insert into org.work_round (id, plan_id, locality_path, module, number, title, opened_on, due_on) select gen_random_uuid(), id, '{county}', 'department', 1, '园区专题调度', org.today() - 9, org.today() - 2 from p returning id");
        var project = await EnterAsync(office, "projects", ("title", "红色园区项目"), ("office", "组织科"), ("problem", "覆盖少"), ("goal", "全覆盖"), ("measure", "覆盖率"), ("owner", "陶静"), ("budget", "1000"), ("began_on", Day(20)), ("due_on", Day(-90)));
        (string, string)[] Serving(string words, string kind, params (string, string)[] more) => [("words", words), ("kind", kind), ("line", "1"), ("acted_on", Day(3)), .. more];
        await AddAsync(office, "central", central, "actions", Serving("轮训书记", "1", ("class_id", $"{training}")));
        await AddAsync(office, "central", central, "actions", Serving("调度园区", "2", ("dispatch_id", $"{round}")));
        Assert.Contains("只选一样", (await TryAsync(office, $"central/{central}/actions", Serving("两样", "2", ("dispatch_id", $"{round}"), ("project_id", $"{project}")))).Text, StringComparison.Ordinal);
        await DoneAsync(office, "projects", "serves", project, ("central", $"{central}"), ("line", "2"));
        await RefusedAsync("已经标注", office, "projects", "serves", project, ("central", $"{central}"), ("line", "2"));
        var named = (await office.GetAsync($"{County}/central/{central}?tab=actions")).In("main")!;
        foreach (var row in (string[])["园区书记轮训　" + Day(9), "园区要点　园区专题调度", "红色园区项目"]) Assert.Contains(row, named, StringComparison.Ordinal);
        foreach (var at in (string[])[$"projects/{project}?tab=served", $"dispatches/{round}?tab=served"]) Assert.Contains("枫岭产业园", (await office.GetAsync($"{County}/{at}")).Text, StringComparison.Ordinal);
        var lonely = await ListAsync(office, "central", "rule=central.served");
        Assert.Contains("老城更新", lonely, StringComparison.Ordinal);
        Assert.DoesNotContain("枫岭产业园", lonely, StringComparison.Ordinal);

        // The county's page: the task, as one that has to do with a place of it, whoever leads it. The township's: what its own bodies lead, the talent, and no cadres for who may not see them.
        Assert.Equal("有关", Cells(await office.GetAsync($"{County}/place"), "园区选派干部")[^1]);
        var page = await office.GetAsync($"/{TestHost.Township}/department/place");
        Assert.DoesNotContain("园区选派干部", page.In("main"), StringComparison.Ordinal);
        Assert.Contains("秦志远", page.In("main"), StringComparison.Ordinal);
        Assert.StartsWith("人才", Assert.Single(page.Document.QuerySelectorAll(".cols-3 h2")).TextContent, StringComparison.Ordinal);
        using var all = await Host.SignInAsync(TestHost.Township, "department.tasks.read", "cadres.files.read", "grassroots.organisations.read", "talent.talents.read");
        var heads = (await all.GetAsync($"/{TestHost.Township}/department/place")).In(".cols-3")!;
        foreach (var words in (string[])["干部", "党组织", "人才"]) Assert.Contains(words, heads, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, "department.tasks.read");
        Assert.DoesNotContain("秦志远", (await reader.GetAsync($"{County}/assignments/item/{task}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.GetAsync(link)).Status);
    }

    [Fact]
    [Trait("Row", "P1.9")]
    public async Task Mechanisms_projects_and_actions_hold_tasks_of_any_module_with_owners_progress_and_indicators()
    {
        using var office = await department.Host.SignInAsync(TestHost.County, [.. Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "department").Manifest.Permissions.Where(permission => permission.Roles.Contains("general_office")).Select(permission => permission.Id), "talent.work.read"]);
        var one = await EnterAsync(office, "task-groups", ("title", "头雁培育行动"), ("kind", "3"), ("year", $"{Clock.Today.Year}"), ("owner", "组织科"), ("aim", "每村一名好书记"));
        var two = await EnterAsync(office, "task-groups", ("title", "质量提升工程"), ("kind", "2"), ("year", $"{Clock.Today.Year}"), ("owner", "组织科"), ("aim", "支部达标"));
        Assert.Contains("头雁培育行动", await ListAsync(office, "task-groups", "rule=task-groups.filled"), StringComparison.Ordinal);
        await AddAsync(office, "task-groups", one, "indicators", ("title", "培训书记"), ("target", "120"), ("actual", "90"), ("unit", "人"), ("as_of", Day(3)));
        var task = await TaskAsync(office, "头雁轮训", department.Bureau);
        await Host.DoAsync($"""
            insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) select md5('talents of the group')::uuid, path, 'talent', 'tasks', '人才要点', {Clock.Today.Year}, 'issued', org.today() from org.locality where code = '{TestHost.County}';
            insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, lead_unit_id, lead_name, person, due_on, percent, state) select md5('头雁人才')::uuid, id, locality_path, 'talent', 'tasks', title, year, 2, 1, '1', '头雁进校园', '{department.Bureau}', '临溪县委组织部', '罗婷', org.today() - 1, 40, 'open' from org.work_plan where id = md5('talents of the group')::uuid
            """);
        var talent = await Host.AskAsync<Guid>("select md5('头雁人才')::uuid");
        var board = $"{County}/task-groups/board";
        Assert.Contains("头雁进校园", (await office.GetAsync($"{board}?group={one}&q=" + Uri.EscapeDataString("头雁"))).In("main"), StringComparison.Ordinal);
        foreach (var group in (Guid[])[one, two]) Assert.Equal(302, (await office.PostAsync(board, ("group", $"{group}"), ("items", $"{task}"))).Status);
        // However many others are due before it.
        await Host.DoAsync($"insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, due_on, percent, state) select gen_random_uuid(), id, locality_path, 'talent', 'tasks', title, year, 2, 10 + n, '2', '旁事' || n, org.today() - 400, 0, 'open' from org.work_plan, generate_series(1, 301) n where id = md5('talents of the group')::uuid");
        Assert.Equal(302, (await office.PostAsync(board, ("group", $"{one}"), ("items", $"{talent}"))).Status);
        await Host.DoAsync("delete from org.work_item where title like '旁事%'");

        var page = await office.GetAsync($"{board}?group={one}");
        Assert.Equal("头雁进校园|人才任务|临溪县委组织部|罗婷", string.Join("|", Cells(page, "头雁进校园")[..4]));
        Assert.Contains("任务 2，办结 0，超期 1，平均进度 20%", page.In("main"), StringComparison.Ordinal);
        Assert.Contains("90 / 120人", page.In("main"), StringComparison.Ordinal);
        Assert.Contains("头雁轮训", (await office.GetAsync($"{board}?group={two}")).In("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("头雁培育行动", await ListAsync(office, "task-groups", "rule=task-groups.filled"), StringComparison.Ordinal);
        // Who does not see talents' work does not see it here either; who reads does not write.
        using var reader = await Host.SignInAsync(TestHost.County, "department.affairs.read");
        Assert.DoesNotContain("头雁进校园", (await reader.GetAsync($"{board}?group={one}")).Text, StringComparison.Ordinal);
        // What was put there by mistake is taken out; the task itself stays.
        Assert.Equal(302, (await office.PostAsync($"{board}?handler=remove", ("group", $"{two}"), ("item", $"{task}"))).Status);
        Assert.DoesNotContain("头雁轮训", (await office.GetAsync($"{board}?group={two}")).In("main"), StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.work_item where id = '{task}'"));
        Assert.Equal(403, (await reader.PostBareAsync(board)).Status);
    }

    [Fact]
    [Trait("Row", "P1.17")]
    public async Task Tasks_documents_meetings_and_indicators_of_a_year_are_cut_by_the_same_lines()
    {
        using var office = await department.OfficeOfAsync(TestHost.Neighbour);
        var home = $"/{TestHost.Neighbour}/department";
        var year = Clock.Today.Year;
        async Task AddAsync(string register, params (string, string)[] values)
        {
            var entered = await office.SubmitAsync($"{home}/{register}/new", values);
            Assert.True(entered.Status == 302, $"{register} {entered.Why()}");
        }
        await AddAsync("upper-meetings", ("title", "人才推进会"), ("issuer", "省委人才办"), ("held_on", Day(1)), ("line", "4"), ("main_points", "引才"));
        await AddAsync("meetings", ("title", "人才工作会"), ("level", "4"), ("held_on", Day(1)), ("place", "会议室"), ("agenda", "报告"), ("line", "4"));
        foreach (var of in (int[])[year, year, year - 1]) await AddAsync("goals", ("title", $"引才 {of}"), ("kind", "1"), ("year", $"{of}"), ("line", "4"), ("target", "20 人"), ("owner", "赵立新"), ("due_on", Day(-30)));
        await Host.DoAsync($"""
            insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) select md5('plan of the lines')::uuid, path, 'department', 'points', '今年要点', {year}, 'issued', org.today() from org.locality where code = '{TestHost.Neighbour}';
            insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, line, due_on, state, closed_on) select md5('line' || n)::uuid, id, locality_path, 'department', 'points', title, year, 2, n, n::text, '任务' || n, '4', org.today(), case n when 1 then 'closed' else 'open' end, case n when 1 then org.today() end from org.work_plan, generate_series(1, 3) n where id = md5('plan of the lines')::uuid
            """);
        var cells = Cells(await office.GetAsync($"{home}/lines"), "人才工作");
        var today = Clock.Today.AddDays(-1).Year == year;
        Assert.Equal(["3／1 （0）", "0 （0）", today ? "1／0 （0）" : "0 （1）", today ? "1 （0）" : "0 （1）", "0 （0）", "2／0 （1）"], cells[1..7]);
        Assert.Equal(["0 （0）", "0 （0）"], Cells(await office.GetAsync($"{home}/lines"), "公务员工作")[1..3]);
        // A number opens its rows.
        var links = (await office.GetAsync($"{home}/lines")).Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("人才工作", StringComparison.Ordinal)).QuerySelectorAll("a");
        var goals = (await office.GetAsync(links[^1].GetAttribute("href")!)).In("table")!;
        Assert.Contains($"引才 {year}", goals, StringComparison.Ordinal);
        Assert.DoesNotContain($"引才 {year - 1}", goals, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.3")]
    public async Task A_daily_report_has_its_hour_its_sheet_of_the_day_who_has_not_reported_and_who_reported_instead()
    {
        using var office = await department.OfficeAsync();
        using var town = await Host.SignInAsync(TestHost.Township, "department.burden.read", "department.burden.answer");
        Assert.Equal(422, (await TryAsync(office, "data-calls", ("title", "错的时间"), ("asker", "办公室"), ("level", "4"), ("cycle", "d"), ("basis", "通知"), ("first_due_on", Day(0)), ("cut_off", "下午四点"))).Status);
        var call = await EnterAsync(office, "data-calls", ("title", "防汛日报"), ("asker", "办公室"), ("level", "4"), ("cycle", "d"), ("basis", "防汛通知"), ("first_due_on", Day(5)), ("cut_off", "00:00"));
        foreach (var datum in (string[])["转移人数", "简要情况"]) await AddAsync(office, "data-calls", call, "data", ("datum", datum), ("source", "0"));
        await DoneAsync(office, "data-calls", "issue", call);
        await Host.DoAsync($"update department.data_call set issued_on = org.today() - 3 where id = '{call}'");
        var (today, before) = ($"{Clock.Today:yyyy-MM-dd}", $"{Clock.Today.AddDays(-1):yyyy-MM-dd}");

        async Task<Answer> FillAsync(Browser browser, string url, string number)
        {
            var form = await browser.GetAsync(url);
            (string, string)[] typed = [.. form.Document.QuerySelectorAll("input[name^='v.']").Select((input, n) => (input.GetAttribute("name")!, n == 0 ? number : "平稳"))];
            return await browser.PostAsync(url, [.. typed, ("proxy", "镇里停电，电话报来")]);
        }
        Assert.Contains($"burden/fill/{call}?due={today}", (await town.GetAsync($"{Town}/burden")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await FillAsync(town, $"{Town}/burden/fill/{call}?due={today}", "12")).Status);
        var sheet = await office.GetAsync($"{County}/burden/sheet/{call}?due={today}");
        var name = await Host.AskAsync<string>($"select name from org.locality where code = '{TestHost.Township}'");
        var row = Cells(sheet, name!);
        Assert.Equal(("12", "平稳"), (row[2], row[3]));
        Assert.Contains("迟报", row[1], StringComparison.Ordinal);
        Assert.Equal("12", Cells(sheet, "合计")[2]);

        // Yesterday nobody reported: named at the hour; the office reports instead and says why.
        sheet = await office.GetAsync($"{County}/burden/sheet/{call}?due={before}");
        Assert.Contains(name!, sheet.In("div.note"), StringComparison.Ordinal);
        Assert.Contains("没有报", Cells(await office.GetAsync($"{County}/burden/sheets"), "防汛日报")[^1] + Cells(sheet, name!)[1], StringComparison.Ordinal);
        var proxy = await FillAsync(office, $"{County}/burden/fill/{call}?due={before}&place={TestHost.Township}", "5");
        Assert.True(proxy.Status == 302, proxy.Why());
        Assert.Contains("代报：镇里停电", Cells(await office.GetAsync($"{County}/burden/sheet/{call}?due={before}"), name!)[1], StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{Town}/burden/sheet/{call}?due={today}")).Status);
        Assert.Equal(404, (await town.GetAsync($"{Town}/burden/fill/{call}?due={before}&place={TestHost.County}")).Status);
    }

    [Fact]
    [Trait("Row", "P2.14")]
    public async Task A_scheme_is_frozen_before_anybody_marks_then_a_unit_marks_itself_is_checked_by_another_and_graded()
    {
        using var office = await department.OfficeAsync();
        using var other = await department.OfficeAsync();
        var scheme = await EnterAsync(office, "evaluation-schemes", ("title", "基层党建评估办法"), ("year", $"{Clock.Today.Year}"), ("object", "乡镇"), ("purpose", "党建质量"));
        await AddAsync(office, "evaluation-schemes", scheme, "items", ("title", "组织生活"), ("way", "1"), ("weight", "60"), ("standard", "完成率"));
        var one = await EnterAsync(office, "evaluations", ("title", "枫岭镇评估"), ("evaluation_scheme_id", $"{scheme}"), ("unit_id", $"{department.TownCommittee}"));
        await RefusedAsync("各项权重合计 60，应为 100", office, "evaluation-schemes", "freeze", scheme, ("approver", "部长"));
        await AddAsync(office, "evaluation-schemes", scheme, "items", ("title", "群众满意"), ("way", "2"), ("weight", "40"), ("standard", "测评"));
        await RefusedAsync("评估办法还没有冻结", office, "evaluations", "begin", one);
        await DoneAsync(office, "evaluation-schemes", "freeze", scheme, ("approver", "部长"));
        var late = await TryAsync(office, $"evaluation-schemes/{scheme}/items", ("title", "加一项"), ("way", "3"), ("weight", "10"), ("standard", "核查"));
        Assert.NotEqual(302, late.Status);
        Assert.Contains("评估办法已经冻结", late.Text, StringComparison.Ordinal);

        await DoneAsync(office, "evaluations", "begin", one);
        Assert.Equal("组织生活 60,群众满意 40", await Host.AskAsync<string>($"select string_agg(title || ' ' || weight, ',' order by weight desc) from department.evaluation_score where evaluation_id = '{one}'"));
        await RefusedAsync("还有 2 项没有自评分", office, "evaluations", "self", one, ("words", "较好"));
        // Nobody weighs otherwise than the scheme, adds or takes away a row, or marks before it is time: not by a form and not by a statement.
        async Task KeptAsync(string words, string sql) => Assert.Contains(words, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync(sql))).MessageText, StringComparison.Ordinal);
        await KeptAsync("权重由冻结的评估办法定下", $"update department.evaluation_score set weight = 100 where evaluation_id = '{one}' and weight = 60");
        await KeptAsync("权重由冻结的评估办法定下", $"update department.evaluation_score set removed_at = now() where evaluation_id = '{one}' and weight = 60");
        await KeptAsync("不能自行增加", $"insert into department.evaluation_score (locality_path, evaluation_id, rank_order, title, weight) select locality_path, id, 9, '另加一项', 100 from department.evaluation where id = '{one}'");
        await KeptAsync("自评完成以后才核查评分", $"update department.evaluation_score set score = 95 where evaluation_id = '{one}'");
        await KeptAsync("办法和被评估单位不能再改", $"update department.evaluation set unit_id = '{department.Bureau}' where id = '{one}'");
        Assert.Equal(404, (await office.GetAsync($"{County}/evaluations/{one}/scores/new")).Status);
        Assert.Null((await office.GetAsync($"{County}/evaluations/{one}/scores/{await Host.AskAsync<Guid>($"select id from department.evaluation_score where evaluation_id = '{one}' limit 1")}/edit")).Document.QuerySelector("[name=weight]"));
        await Host.DoAsync($"update department.evaluation_score set self_score = 95 where evaluation_id = '{one}'");
        await DoneAsync(office, "evaluations", "self", one, ("words", "较好"));
        await RefusedAsync("还有 2 项没有核查评分", other, "evaluations", "check", one, ("words", "抽查三个支部"));
        await Host.DoAsync($"update department.evaluation_score set score = case weight when 60 then 90 else 75 end where evaluation_id = '{one}'");
        await RefusedAsync("登记自评的人不能自己核查", office, "evaluations", "check", one, ("words", "抽查三个支部"));
        await DoneAsync(other, "evaluations", "check", one, ("words", "抽查三个支部"));
        // The lines of grades were frozen with the scheme.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('department.evaluations.grades', 'second', 89, daterange('2020-01-01', null), '新办法', '试', '试')");
        await KeptAsync("分数线不能再改", $"update department.evaluation_scheme set terms = null where id = '{scheme}'");
        await DoneAsync(office, "evaluations", "grade", one, ("approver", "部务会"));
        await Host.DoAsync("delete from org.rule_parameter where rule = 'department.evaluations.grades'");
        Assert.Equal("84|2", await department.OfAsync("evaluation", one, "total, grade"));
        var fault = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"update department.evaluation_score set score = 100 where evaluation_id = '{one}'"));
        Assert.Contains("已经定档", fault.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.4")]
    public async Task Each_kind_of_unit_gets_its_own_requirements_forms_and_guides_and_no_others()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.TownAsync();
        async Task GroupAsync(string title, string kind, string material)
        {
            var group = await EnterAsync(office, "guide-groups", ("title", title), ("year", $"{Clock.Today.Year}"), ("aim", "分类推进"));
            await AddAsync(office, "guide-groups", group, "kinds", ("kind", kind));
            await AddAsync(office, "guide-groups", group, "materials", ("title", material), ("kind", "3"), ("issued_on", Day(2)), ("content", "对照三条抓"));
        }
        var other = StandardCodes.UnitKind.Codes.First(code => code.Value != "3203").Value;
        await GroupAsync("党委部门", "3203", "党委部门指南");
        await GroupAsync("学校", other, "学校指南");
        var page = (await town.GetAsync($"{Town}/guides")).In("main")!;
        foreach (var words in (string[])["党委部门指南", "对照三条抓", "枫岭镇党委"]) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("学校指南", page, StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{Town}/guide-groups")).Status);
        using var neighbour = await Host.SignInAsync(TestHost.Neighbour, "department.tasks.read");
        Assert.DoesNotContain("党委部门指南", (await neighbour.GetAsync($"/{TestHost.Neighbour}/department/guides")).Text, StringComparison.Ordinal);
    }
}
