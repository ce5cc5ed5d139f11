using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>The numbers by which the work itself is steered, each from rows that are known.</summary>
public sealed class WorkFigureTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;

    async Task<string> PathAsync(string place = TestHost.County) => (await Host.AskAsync<string>($"select path from org.locality where code = '{place}'"))!;

    static async Task<string?> FigureAsync(Browser office, string id) => (await office.GetAsync($"{County}/figures/{id}")).In("#by-place tr.sum td.num");

    static async Task IsAsync(Browser office, params (string Id, string Value)[] figures)
    {
        List<string> wrong = [];
        foreach (var (id, value) in figures)
            if (await FigureAsync(office, id) is var found && found != value) wrong.Add($"{id}: {found}, not {value}");
        Assert.Empty(wrong);
    }

    static string Plan(string key, string path, string kind, int year, string issued, string more = "", string values = "") => $"insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on{more}) values (md5('{key}')::uuid, '{path}', 'department', '{kind}', '{key}', {year}, 'issued', {issued}{values});";

    /// <param name="set">further columns with their values: <c>due_on = org.today() + 5</c></param>
    static string Item(string key, string plan, string path, string kind, int level, string set = "", string? parent = null) => $"""
        insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, parent_id, level, rank, number, title, state) values (md5('{key}')::uuid, md5('{plan}')::uuid, '{path}', 'department', '{kind}', '{plan}', {Clock.Today.Year}, {(parent is null ? "null" : $"md5('{parent}')::uuid")}, {level}, 1, '1', '{key}', 'open');
        {(set == "" ? "" : $"update org.work_item set {set} where id = md5('{key}')::uuid;")}
        """;

    static string Report(string item, string path, int percent) => $"insert into org.work_report (id, item_id, locality_path, module, reported_on, percent, content, entered_by_name) values (gen_random_uuid(), md5('{item}')::uuid, '{path}', 'department', org.today() - 1, {percent}, '进展', '甲');";
    static string Act(string item, string path, string kind) => $"insert into org.work_act (id, item_id, locality_path, module, kind, on_day, entered_by_name) values (gen_random_uuid(), md5('{item}')::uuid, '{path}', 'department', '{kind}', org.today() - 1, '甲');";

    [Fact]
    [Trait("Row", "P1.1"), Trait("Row", "P1.3"), Trait("Row", "D2.4"), Trait("Row", "P1.14")]
    public async Task Points_are_counted_by_aspect_and_task_by_whether_they_are_broken_down_to_somebody_and_by_how_far_they_are_behind_their_time()
    {
        var path = await PathAsync();
        await Host.DoAsync(Plan("要点", path, "points", Clock.Today.Year, "org.today() - 60") + Item("方面一", "要点", path, "points", 1) + Item("方面二", "要点", path, "points", 1)
            + Item("任务一", "要点", path, "points", 2, "person = '陶静', due_on = org.today() + 50, begins_on = org.today() - 50", "方面一") + Item("措施一", "要点", path, "points", 3, "person = '何静', due_on = org.today() + 50, begins_on = org.today() - 50", "任务一") + Item("措施二", "要点", path, "points", 3, "due_on = null", "任务一")
            + Item("任务二", "要点", path, "points", 2, "person = '何伟', measures = '分三步', due_on = org.today() + 10, begins_on = org.today() - 10", "方面一") + Item("任务三", "要点", path, "points", 2, "person = '罗婷'", "方面二")
            + Report("措施一", path, 30) + Report("任务二", path, 60)
            // What was given up counts nowhere.
            + Item("取消的", "要点", path, "points", 2, "state = 'cancelled'", "方面二") + Act("取消的", path, "取消"));
        using var office = await department.OfficeAsync();
        // 30 − 50 and 60 − 50.
        await IsAsync(office, ("aspects", "2"), ("points-tasks", "3"), ("broken-down", "33.3"), ("somebodys", "66.7"), ("schedule-gap", "-5.0"));
        Assert.Contains("任务二", (await office.GetAsync($"{County}/figures/broken-down/rows")).In("tbody"), StringComparison.Ordinal);
        var lacking = (await office.GetAsync($"{County}/figures/broken-down/rows?part=wanting")).In("tbody")!;
        foreach (var task in (string[])["任务一", "任务三"]) Assert.Contains(task, lacking, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.1"), Trait("Row", "P2.7"), Trait("Row", "P2.18"), Trait("Row", "P1.2")]
    public async Task Hand_overs_rounds_closings_and_transfers_are_counted_by_what_was_done_in_time()
    {
        var (path, last) = (await PathAsync(), Clock.Today.Year - 1);
        await department.Host.DoAsync(Plan("去年交办", path, "assignments", last, $"date '{last}-01-01'", ", cycle, evaluate_cycle, examine_cycle", ", 'year', 'half_year', 'year'") + Plan("去年要点", path, "points", last, $"date '{last}-01-01'", ", cycle", ", 'quarter'")
            // The last period of last year is over: one round was held for the year, one for its second half.
            + $"insert into org.work_round (id, plan_id, locality_path, module, number, title, opened_on, due_on, purpose) values (gen_random_uuid(), md5('去年交办')::uuid, '{path}', 'department', 1, '调度', date '{last}-06-01', date '{last}-06-08', 'dispatch'), (gen_random_uuid(), md5('去年交办')::uuid, '{path}', 'department', 1, '评估', date '{last}-10-01', date '{last}-10-08', 'evaluate');"
            + Plan("今年交办", path, "assignments", Clock.Today.Year, "org.today()")
            + Item("两天签收", "今年交办", path, "assignments", 2, "begins_on = org.today() - 4") + Item("四天没签", "今年交办", path, "assignments", 2, "begins_on = org.today() - 4") + Item("今天交的", "今年交办", path, "assignments", 2, "begins_on = org.today()")
            + string.Concat(new[] { ("两天签收", "org.today() - 2"), ("四天没签", "null"), ("今天交的", "null") }.Select(one => $"insert into org.work_party (item_id, unit_id, locality_path, other_path, module, name, is_lead, received_on) values (md5('{one.Item1}')::uuid, '{department.Bureau}', '{path}', '{path}', 'department', '部', true, {one.Item2});"))
            + string.Concat(Enumerable.Repeat(Act("四天没签", path, "转办"), 3))
            + Item("查过", "今年交办", path, "assignments", 2, "state = 'closed', closed_on = org.today() - 1, begins_on = org.today() - 9, check_result = '达到'") + Item("没有复盘", "今年交办", path, "assignments", 2, "state = 'closed', closed_on = org.today() - 1, begins_on = org.today() - 9, check_result = '达到', is_project = true")
            + Plan("反馈", path, "rectification", Clock.Today.Year, "org.today() - 60") + Item("巩固的", "反馈", path, "rectification", 2, "state = 'closed', closed_on = org.today() - 1, begins_on = org.today() - 9, consolidated_on = org.today()") + Act("巩固的", path, "核验"));
        using var office = await department.OfficeAsync();
        await IsAsync(office, ("dispatched", "50.0"), ("evaluated", "50.0"), ("closed-loop", "66.7"), ("transferred-too-often", "1"));
        // What was passed on was handed over when it was passed on.
        await IsAsync(office, ("received-in-time", "100.0"));
        await Host.DoAsync("delete from org.work_act where item_id = md5('四天没签')::uuid");
        await IsAsync(office, ("received-in-time", "50.0"), ("transferred-too-often", "0"));
        Assert.Contains("去年要点", (await office.GetAsync($"{County}/figures/dispatched/rows?part=wanting")).In("tbody"), StringComparison.Ordinal);
        Assert.Contains("没有复盘", (await office.GetAsync($"{County}/figures/closed-loop/rows?part=wanting")).In("tbody"), StringComparison.Ordinal);
        // The body's own place shows what was handed to it, each row leading to the item.
        Assert.Contains("/department/assignments/item/", (await office.GetAsync($"{County}/figures/received-in-time/rows")).Document.QuerySelector("tbody")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P3.3"), Trait("Row", "D2.14")]
    public async Task What_the_department_claimed_is_held_against_what_should_be_done_by_now()
    {
        var path = await PathAsync();
        await Host.DoAsync(Plan("巡察反馈", path, "rectification", Clock.Today.Year, "org.today() - 60") + Item("办到一半", "巡察反馈", path, "rectification", 2, $"begins_on = org.today() - 50, due_on = org.today() + 50, lead_unit_id = '{department.Bureau}'") + Item("办完了", "巡察反馈", path, "rectification", 2, $"begins_on = org.today() - 20, due_on = org.today() - 10, lead_unit_id = '{department.Bureau}'") + Report("办完了", path, 100)
            + Item("别家的", "巡察反馈", path, "rectification", 2, "begins_on = org.today() - 20, due_on = org.today() - 10") + Report("办到一半", path, 25));
        using var office = await department.OfficeAsync();
        // (25 + 100) ÷ (50 + 100)
        await IsAsync(office, ("claimed-schedule", "83.3"));
    }

    [Fact]
    [Trait("Row", "P2.3"), Trait("Row", "P2.5"), Trait("Row", "P2.10"), Trait("Row", "P3.13"), Trait("Row", "P4.11"), Trait("Row", "D2.9"), Trait("Row", "D3.7")]
    public async Task Reports_guidance_regulations_gaps_projects_needs_emergencies_suggestions_and_praise_are_counted_from_their_books()
    {
        var (path, town, year) = (await PathAsync(), await PathAsync(TestHost.Township), Clock.Today.Year);
        var towns = await Host.AskAsync<long>($"select count(*) from org.locality where kind = 4 and starts_with(path, '{path}') and (valid_to is null or valid_to > org.today())");
        await Host.DoAsync($"""
            insert into department.data_call (id, locality_path, title, asker, level, cycle, basis, first_due_on, state, issued_on, fields) values (md5('月报')::uuid, '{path}', '月报', '组织科', '4', '1', '通知', org.today(), '2', org.today() - 40, 1), (md5('年报')::uuid, '{path}', '年报', '干部科', '4', '12', '通知', org.today() + 90, '2', org.today() - 40, 1), (md5('并了的')::uuid, '{path}', '并了的', '干部科', '4', '1', '通知', org.today() - 90, '3', org.today() - 100, 1);
            update department.data_call set ended_on = org.today() - 50 where title = '并了的';
            insert into department.data_call_field (locality_path, data_call_id, datum) select '{path}', md5(t)::uuid, d from (values ('月报', '党员 人数'), ('年报', '党员人数'), ('并了的', '走访次数')) x (t, d);
            insert into department.data_reply (locality_path, title, data_call_id, due_on, replied_on, replied_by_name, fields, prefilled) values ('{town}', '月报', md5('月报')::uuid, org.today(), org.today(), '甲', 1, 0);
            insert into department.guidance_group (id, locality_path, title, campaign, direction, leader, began_on) values (md5('组')::uuid, '{path}', '第一督导组', '主题教育', '1', '何伟', org.today() - 9), (md5('上级组')::uuid, '{path}', '省督导组', '主题教育', '2', '某', org.today() - 9);
            insert into department.guidance_unit (locality_path, guidance_group_id, unit_id) values ('{path}', md5('组')::uuid, '{department.Bureau}'), ('{path}', md5('组')::uuid, '{department.TownCommittee}'), ('{path}', md5('上级组')::uuid, '{department.Bureau}');
            insert into department.guidance_visit (locality_path, guidance_group_id, planned_on, visited_on, unit_id) values ('{path}', md5('组')::uuid, org.today() - 3, org.today() - 2, '{department.TownCommittee}'), ('{path}', md5('组')::uuid, org.today() + 3, null, '{department.Bureau}');
            insert into department.party_regulation (id, locality_path, title, issuer, in_force_on, office, articles) values (md5('条例一')::uuid, '{path}', '条例一', '中央', date_trunc('year', org.today())::date, '组织科', '第一条'), (md5('条例二')::uuid, '{path}', '条例二', '中央', date_trunc('year', org.today())::date, '组织科', '第一条'), (md5('老条例')::uuid, '{path}', '老条例', '中央', date '2010-01-01', '组织科', '第一条');
            insert into department.landing (locality_path, party_regulation_id, on_day, kind, words) select '{path}', md5(t)::uuid, date_trunc('year', org.today())::date, k, '办了' from (values ('条例一', '1'), ('条例一', '2'), ('条例一', '3'), ('条例二', '1')) x (t, k);
            insert into department.gap (id, locality_path, title, year, line, fact, cause, measure, owner, due_on, outcome, outcome_on) select md5(t)::uuid, '{path}', t, {year - 1}, '1', '事实', '原因', '措施', '甲', org.today(), o, case when o is not null then org.today() end from (values ('差距一', '1'), ('差距二', '3'), ('差距三', null)) x (t, o);
            insert into department.project (id, locality_path, title, office, problem, goal, measure, owner, budget, began_on, due_on, state, approver, approved_on, accepted_on, stopped_on) values (md5('项目一')::uuid, '{path}', '项目一', '组织科', '问题', '目标', '成果', '甲', 1, org.today() - 90, org.today(), '5', '部务会', org.today() - 80, org.today(), null), (md5('项目二')::uuid, '{path}', '项目二', '组织科', '问题', '目标', '成果', '甲', 1, org.today() - 90, org.today(), '4', '部务会', org.today() - 80, null, null), (md5('项目三')::uuid, '{path}', '项目三', '组织科', '问题', '目标', '成果', '甲', 1, org.today() - 90, org.today(), '6', '部务会', org.today() - 80, null, org.today() - 30);
            insert into department.project_stage (locality_path, project_id, title, due_on, done_on) values ('{path}', md5('项目一')::uuid, '按时的', org.today(), org.today()), ('{path}', md5('项目二')::uuid, '没完的', org.today(), null), ('{path}', md5('项目三')::uuid, '终止的', org.today(), null);
            insert into department.key_project (id, locality_path, title, line, goal, leader, officer, began_on, due_on, next_step, updated_on) select md5(t)::uuid, '{path}', t, '1', '目标', '甲', '乙', org.today() - 100, org.today() + 90, '下一步', org.today() - 5 from unnest(array['工程一', '工程二']) t;
            insert into department.key_update (locality_path, key_project_id, words, on_day, next_step, by_name) values ('{path}', md5('工程一')::uuid, '进展', org.today() - 5, '下一步', '乙');
            insert into department.served_need (locality_path, title, served, who, topic, raised_on, answered_on, answer, satisfaction) values ('{path}', '一', '1', '甲', '1', org.today(), org.today(), '办了', '2'), ('{path}', '二', '1', '甲', '1', org.today(), org.today(), '办了', '3'), ('{path}', '三', '1', '甲', '1', org.today(), null, null, null);
            insert into department.resident_matter (locality_path, title, kind, on_day, due_on, replied_on, reply) values ('{path}', '建议一', '5', org.today(), org.today(), org.today(), '已办'), ('{path}', '建议二', '5', org.today(), org.today(), null, null), ('{path}', '会商', '1', org.today(), null, null, null);
            insert into department.recognition (locality_path, title, section, recogniser, level, form, recognised_on, document, is_first) values ('{path}', '做法一', '组织科', '省委', '2', '1', org.today(), '批示一号', true), ('{path}', '做法二', '组织科', '市委', '3', '4', org.today(), null, true);
            insert into department.emergency_template (id, locality_path, title, notice) values (md5('模板')::uuid, '{path}', '防疫', '到岗');
            insert into department.emergency (id, locality_path, title, template_id, lead_unit_id, started_on, notice) values (md5('防疫')::uuid, '{path}', '今年防疫', md5('模板')::uuid, '{department.Bureau}', org.today(), '到岗');
            insert into department.emergency_outcome (locality_path, emergency_id, title, target) values ('{path}', md5('防疫')::uuid, '零输入', 0), ('{path}', md5('防疫')::uuid, '零感染', 0), ('{path}', md5('防疫')::uuid, '没有报过', 0);
            insert into department.emergency_count (locality_path, emergency_id, title, on_day, actual, by_name) values ('{path}', md5('防疫')::uuid, '零输入', org.today(), 0, '甲'), ('{path}', md5('防疫')::uuid, '零感染', org.today() - 1, 0, '甲'), ('{path}', md5('防疫')::uuid, '零感染', org.today(), 2, '甲');
            """);
        await Host.DoAsync(Plan("补差距", path, "assignments", year, "org.today()") + Item("补差距任务", "补差距", path, "assignments", 2, "source_register = 'gaps', source_id = md5('差距一')::uuid, source_title = '差距一', begins_on = org.today()"));
        using var office = await department.OfficeAsync();
        await IsAsync(office, ("regular-in-time", (100m / towns).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)), ("duties-of-month", "1"), ("asked-twice", "2"), ("guided", "50.0"), ("regulations-landed", "50.0"), ("gaps-solved", "33.3"), ("gaps-taken-up", "33.3"), ("stages-in-time", "50.0"), ("projects-accepted", "50.0"), ("key-projects-fresh", "50.0"),
            ("needs-answered", "66.7"), ("needs-pleased", "50.0"), ("emergency-held", "50.0"), ("suggestions-in-time", "50.0"), ("recognitions", "2"), ("firsts", "1"));
        Assert.Contains("条例二", (await office.GetAsync($"{County}/figures/regulations-landed/rows?part=wanting")).In("tbody"), StringComparison.Ordinal);
        // By form and level: one praise of the province in writing, first of its kind.
        var praise = (await office.GetAsync($"{County}/reports/recognitions")).Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("批示", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["1", "0", "1", "0", "0", "1"], praise[^6..].Select(cell => cell is "" or "—" or "-" ? "0" : cell));
        // Suggestions of discipline inspection are a number only for who may read them.
        using var plain = await Host.SignInAsync(TestHost.County, "department.figures.read", "department.tasks.read");
        var seen = await FiguresAsync(plain);
        Assert.False(seen.ContainsKey("纪检建议按期回复率"));
        Assert.True(seen.ContainsKey("闭环率"));
    }

    [Fact]
    [Trait("Row", "P1.14")]
    public async Task The_leaders_board_counts_lights_and_closings_by_line_and_by_unit()
    {
        var path = await PathAsync();
        const int year = 2150;
        string Of(string key, string line, string unit, string more) => Item(key, "远年要点", path, "points", 2, $"year = {year}, line = '{line}', lead_name = '{unit}', {more}");
        await Host.DoAsync(Plan("远年要点", path, "points", year, "org.today() - 10")
            + Of("超期一", "1", "甲局", "begins_on = org.today() - 10, due_on = org.today() - 1, percent = 50") + Of("超期二", "1", "乙局", "begins_on = org.today() - 10, due_on = org.today() - 1, percent = 0") + Of("办完", "1", "甲局", "begins_on = org.today() - 10, due_on = org.today() - 1, percent = 100, state = 'closed', closed_on = org.today() - 2")
            + Of("落后", "2", "甲局", "begins_on = org.today() - 10, due_on = org.today() + 10, percent = 0") + Of("正常", "2", "乙局", "due_on = org.today() + 90, percent = 60, begins_on = org.today() - 90"));
        using var office = await department.OfficeAsync();
        var board = await office.GetAsync($"{County}/points?year={year}");
        List<List<string>> Table(int n) => [.. board.Document.QuerySelectorAll(".cols-2 table")[n].QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList())];
        // Total, red, yellow, closed, mean; then by unit, those with most red and yellow first.
        Assert.Equal(["3|2||1|50%", "2||1|0|30%"], Table(0).Select(row => string.Join('|', row.Skip(1))));
        Assert.Equal(["甲局|3|1|1|1", "乙局|2|1||0"], Table(1).Select(row => string.Join('|', row.Take(5))));
        // Every number opens its rows.
        var red = board.Document.QuerySelectorAll(".cols-2 table")[1].QuerySelector("tbody tr td:nth-child(3) a")!.GetAttribute("href")!;
        var opened = (await office.GetAsync(red)).In("table.tbl-stick tbody")!;
        Assert.Contains("超期一", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("超期二", opened, StringComparison.Ordinal);
    }
}
