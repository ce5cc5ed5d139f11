using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Where the year's work comes from and what becomes of it: requirements, decisions of above, central tasks, goals, gaps, innovations, meetings, reviews, the summary.</summary>
public sealed class AffairTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    static Task<Guid> RequirementAsync(Browser office, string words, int ago = 20, string source = "关于加强基层治理的意见", string kind = "3") =>
        EnterAsync(office, "requirements", ("words", words), ("source_kind", kind), ("source", source), ("line", "3"), ("received_on", Day(ago)));

    static (string, string)[] Study(string applies = "1", string reason = "") => [("on", Day(0)), ("applies", applies), ("measures", "逐村落实"), ("office", "组织科"), ("owner", "陶静"), ("reason", reason)];

    [Fact]
    [Trait("Row", "D2.5"), Trait("Row", "P1.6")]
    public async Task A_requirement_is_sorted_studied_given_out_and_closed_with_evidence_or_says_why_there_is_no_task()
    {
        using var office = await department.OfficeAsync();
        var one = await RequirementAsync(office, "健全网格党组织");
        Assert.Contains("健全网格党组织", await ListAsync(office, "requirements", "rule=requirements.studied"), StringComparison.Ordinal);
        await RefusedAsync("先研究；不适用的不交办", office, "requirements", "task", one, Handing(department.TownCommittee));
        await RefusedAsync("不适用的请写明理由", office, "requirements", "study", one, Study("0"));
        await DoneAsync(office, "requirements", "study", one, Study());
        Assert.Equal("2", await department.OfAsync("requirement", one, "state"));
        Assert.Contains("健全网格党组织", await ListAsync(office, "requirements", "rule=requirements.tasked"), StringComparison.Ordinal);
        await RefusedAsync("还没有研究，或没有任务也没有理由", office, "requirements", "close", one, ("evidence", "通报"));

        await RefusedAsync("完成时限不能早于今天", office, "requirements", "task", one, Handing(department.TownCommittee, due: -1));
        await DoneAsync(office, "requirements", "task", one, Handing(department.TownCommittee, "修订网格职责"));
        // The same form again is the same task.
        await DoneAsync(office, "requirements", "task", one, Handing(department.TownCommittee, "修订网格职责"));
        var task = await department.TaskOfAsync(one);
        Assert.Equal("3", await department.OfAsync("requirement", one, "state"));
        Assert.DoesNotContain("健全网格党组织", await ListAsync(office, "requirements", "rule=requirements.tasked"), StringComparison.Ordinal);
        var record = await office.GetAsync($"{County}/requirements/{one}?tab=tasks");
        Assert.Contains($"department/assignments/item/{task}", record.Text, StringComparison.Ordinal);
        Assert.Contains("健全网格党组织", (await office.GetAsync($"{County}/assignments/item/{task}")).Text, StringComparison.Ordinal);

        // The unit has it on its own page, and reports; until it is done the requirement is not closed.
        using var town = await department.TownAsync();
        Assert.Contains("修订网格职责", (await town.GetAsync($"{Town}/assignments/mine")).Text, StringComparison.Ordinal);
        await RefusedAsync("还有 1 项任务没有办结", office, "requirements", "close", one, ("evidence", "通报"));
        await department.Host.DoAsync($"update org.work_item set state = 'closed', closed_on = org.today() where id = '{task}'");
        await DoneAsync(office, "requirements", "close", one, ("evidence", "检查通报"));
        Assert.Equal("4|检查通报", await department.OfAsync("requirement", one, "state, evidence"));

        // Without a task, the reason stands for it.
        var other = await RequirementAsync(office, "边境地区党建");
        await DoneAsync(office, "requirements", "study", other, Study("0", "本地没有边境"));
        Assert.DoesNotContain("边境地区党建", await ListAsync(office, "requirements", "rule=requirements.tasked"), StringComparison.Ordinal);

        // Counts by state and by document, each opening its rows.
        var sources = await office.GetAsync($"{County}/requirements/sources");
        var cells = sources.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("关于加强基层治理的意见", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["2", "0", "1", "0", "1", ""], cells[1..7]);
        Assert.Contains("边境地区党建", await ListAsync(office, "requirements", "source=" + Uri.EscapeDataString("关于加强基层治理的意见") + "&state=2"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.24"), Trait("Row", "P1.7")]
    public async Task What_was_instructed_is_kept_by_class_with_its_tasks_and_whoever_asked_hears_in_time()
    {
        using var office = await department.OfficeAsync();
        var risk = await RequirementAsync(office, "排查债务风险", 120, "八大领域重大风险", "4");
        await DoneAsync(office, "requirements", "study", risk, Study());
        await DoneAsync(office, "requirements", "task", risk, Handing(department.Bureau));
        Assert.Contains("排查债务风险", await ListAsync(office, "requirements", "rule=requirements.told"), StringComparison.Ordinal);
        await DoneAsync(office, "requirements", "report", risk, ("on", Day(10)), ("to", "市委组织部"), ("words", "已排查两轮"));
        Assert.DoesNotContain("排查债务风险", await ListAsync(office, "requirements", "rule=requirements.told"), StringComparison.Ordinal);
        await RefusedAsync("早于上一次报告", office, "requirements", "report", risk, ("on", Day(11)), ("to", "市委组织部"), ("words", "补报"));
        var group = (await office.GetAsync($"{County}/requirements/sources")).Document.QuerySelectorAll("tr.group").Single(row => row.TextContent.Contains("重大风险", StringComparison.Ordinal));
        Assert.Equal(["1", "0", "0", "1", "0", "0"], group.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).Take(6));
        Assert.Contains("排查债务风险", await ListAsync(office, "requirements", "source_kind=4&state=3"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D1.10"), Trait("Row", "P1.5")]
    public async Task A_meeting_of_above_leads_to_an_opinion_that_is_agreed_to_before_it_becomes_tasks()
    {
        using var office = await department.OfficeAsync();
        var meeting = await EnterAsync(office, "upper-meetings", ("title", "全省组织部长会议"), ("issuer", "省委组织部"), ("held_on", Day(40)), ("main_points", "突出政治建设"));
        await RefusedAsync("没有写贯彻意见", office, "upper-meetings", "submit", meeting, ("on", Day(30)), ("to", "县委常委会"));
        var form = (await office.GetAsync($"{County}/upper-meetings/{meeting}/edit")).FormOf();
        Assert.Equal(302, (await office.SendAsync($"{County}/upper-meetings/{meeting}/edit", form, ("opinion", "提出六条意见"))).Status);
        await DoneAsync(office, "upper-meetings", "submit", meeting, ("on", Day(30)), ("to", "县委常委会"));
        await RefusedAsync("会议同意以后才分解任务", office, "upper-meetings", "task", meeting, Handing(department.Bureau));
        await DoneAsync(office, "upper-meetings", "decide", meeting, ("on", Day(28)), ("decision", "3"), ("remarks", "再具体些"));
        Assert.Contains("全省组织部长会议", await ListAsync(office, "upper-meetings", "state=4"), StringComparison.Ordinal);
        await DoneAsync(office, "upper-meetings", "submit", meeting, ("on", Day(26)), ("to", "县委常委会"));
        await DoneAsync(office, "upper-meetings", "decide", meeting, ("on", Day(25)), ("decision", "2"), ("remarks", "原则同意"));
        Assert.Contains("全省组织部长会议", await ListAsync(office, "upper-meetings", "rule=upper-meetings.tasked"), StringComparison.Ordinal);
        await DoneAsync(office, "upper-meetings", "task", meeting, Handing(department.TownCommittee));
        Assert.DoesNotContain("全省组织部长会议", await ListAsync(office, "upper-meetings", "rule=upper-meetings.tasked"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.22")]
    public async Task Central_tasks_show_what_cadres_organisations_and_talents_did_for_them_and_which_have_nothing()
    {
        using var office = await department.OfficeAsync();
        var year = $"{Clock.Today.Year}";
        var project = await EnterAsync(office, "central", ("title", "开发区项目建设"), ("year", year), ("kind", "2"));
        await EnterAsync(office, "central", ("title", "城市更新"), ("year", year), ("kind", "1"));
        var lonely = await ListAsync(office, "central", "rule=central.served");
        Assert.Contains("开发区项目建设", lonely, StringComparison.Ordinal);
        await AddAsync(office, "central", project, "actions", ("words", "选派六名干部"), ("line", "1"), ("acted_on", Day(9)), ("result", "按期开工"));
        await AddAsync(office, "central", project, "actions", ("words", "引进工程师"), ("line", "3"), ("acted_on", Day(5)));
        lonely = await ListAsync(office, "central", "rule=central.served");
        Assert.Contains("城市更新", lonely, StringComparison.Ordinal);
        Assert.DoesNotContain("开发区项目建设", lonely, StringComparison.Ordinal);
        var record = (await office.GetAsync($"{County}/central/{project}?tab=actions")).Text;
        foreach (var words in (string[])["选派六名干部", "引进工程师", "干部", "人才"]) Assert.Contains(words, record, StringComparison.Ordinal);
        Assert.Contains("50.0", (await FiguresAsync(office))["中心任务对接率"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P1.12")]
    public async Task Goals_and_hard_problems_have_an_owner_say_how_they_stand_and_end_with_a_note()
    {
        using var office = await department.OfficeAsync();
        (string, string)[] goal = [("title", "引进高层次人才"), ("kind", "1"), ("year", $"{Clock.Today.Year}"), ("line", "4"), ("target", "20 人"), ("owner", "赵立新"), ("due_on", Day(30))];
        Assert.Equal(422, (await TryAsync(office, "goals", [.. goal.Where(one => one.Item1 != "owner")])).Status);
        var one = await EnterAsync(office, "goals", goal);
        Assert.Contains("引进高层次人才", await ListAsync(office, "goals", "rule=goals.closed"), StringComparison.Ordinal);
        await RefusedAsync("滞后的请写明卡在哪里", office, "goals", "progress", one, ("state", "3"), ("words", "引进 8 人"));
        await DoneAsync(office, "goals", "progress", one, ("state", "3"), ("words", "引进 8 人"), ("blocking", "薪酬没有竞争力"));
        Assert.Contains("薪酬没有竞争力", await ListAsync(office, "goals", "state=3&closed_on.none=1"), StringComparison.Ordinal);
        Assert.Equal(422, (await DoAsync(office, "goals", "close", one, ("state", "1"))).Status);
        await DoneAsync(office, "goals", "close", one, ("state", "1"), ("note", "年底补齐"));
        Assert.DoesNotContain("引进高层次人才", await ListAsync(office, "goals", "rule=goals.closed"), StringComparison.Ordinal);
        await RefusedAsync("已经小结", office, "goals", "progress", one, ("state", "2"), ("words", "再说"));
    }

    [Fact]
    [Trait("Row", "P3.13")]
    public async Task A_gap_points_to_a_task_of_next_years_points_and_is_judged_the_year_after()
    {
        using var office = await department.OfficeAsync();
        var (year, title) = (Clock.Today.Year - 1, "两新组织覆盖质量不高");
        var gap = await EnterAsync(office, "gaps", ("title", title), ("year", $"{year}"), ("line", "3"), ("fact", "联合支部占比大"), ("cause", "党员少"), ("measure", "逐家摸排"), ("owner", "周国强"), ("due_on", Day(-30)));
        Assert.Contains(title, await ListAsync(office, "gaps", "rule=gaps.planned"), StringComparison.Ordinal);
        await RefusedAsync("要点还没有录入", office, "gaps", "plan", gap, Handing(department.Bureau));
        Assert.Equal(302, (await office.SubmitAsync($"{County}/points/new", ("Title", "差距的要点"), ("Year", $"{year + 1}"), ("Text", "一、基层党建\n1.抓两新党建。"), ("Decision", "同意"))).Status);
        await RefusedAsync("还没有列入下年要点", office, "gaps", "outcome", gap, ("outcome", "2"), ("words", "还有三家"));
        await DoneAsync(office, "gaps", "plan", gap, Handing(department.Bureau, "摸排两新组织"));
        Assert.Equal("points|draft|差距的要点", await department.Host.AskAsync<string>($"select kind || '|' || state || '|' || plan_title from org.work_item where source_id = '{gap}'"));
        Assert.DoesNotContain(title, await ListAsync(office, "gaps", "rule=gaps.planned"), StringComparison.Ordinal);
        await DoneAsync(office, "gaps", "outcome", gap, ("outcome", "2"), ("words", "还有三家"));
        Assert.Contains(title, await ListAsync(office, "gaps", "outcome=2,3"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.21"), Trait("Row", "D2.9"), Trait("Row", "P4.10")]
    public async Task An_innovation_is_judged_on_its_day_and_what_is_adopted_joins_what_was_recognised()
    {
        using var office = await department.OfficeAsync();
        (string, string)[] item = [("title", "接转一次办"), ("section", "组织科"), ("filed_on", Day(200)), ("problem", "材料多"), ("method", "线上核对"), ("pilot", "两个乡镇"), ("measure", "时间减半"), ("review_on", Day(20))];
        var one = await EnterAsync(office, "innovations", item);
        Assert.Contains("接转一次办", await ListAsync(office, "innovations", "rule=innovations.judged"), StringComparison.Ordinal);
        await RefusedAsync("请写明推广到哪些单位", office, "innovations", "judge", one, ("on", Day(1)), ("result", "2"), ("effect", "减半"));
        await RefusedAsync("请填下次评估日期", office, "innovations", "judge", one, ("on", Day(1)), ("result", "3"), ("effect", "还要改"));
        await DoneAsync(office, "innovations", "judge", one, ("on", Day(1)), ("result", "3"), ("effect", "还要改"), ("again_on", Day(0)));
        await DoneAsync(office, "innovations", "judge", one, ("on", Day(0)), ("result", "2"), ("effect", "时间减半"), ("units", "全部乡镇"));
        Assert.Equal("2|全部乡镇", await department.OfAsync("innovation", one, "state, spread_units"));
        Assert.Contains("接转一次办", await ListAsync(office, "recognitions", "form=6"), StringComparison.Ordinal);
        // And what was recognised above, with its form, day and document.
        await EnterAsync(office, "recognitions", ("title", "村级事务一张表"), ("section", "组织科"), ("recogniser", "市委组织部"), ("level", "3"), ("form", "1"), ("recognised_on", Day(3)), ("document", "信息第 12 期"), ("innovation_id", one.ToString()));
        Assert.Contains("村级事务一张表", await ListAsync(office, "recognitions", "form=1&level=3&recognised_on.from=-1y"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.6")]
    public async Task A_work_meeting_is_approved_attended_minuted_and_its_tasks_are_given_out()
    {
        using var office = await department.OfficeAsync();
        var meeting = await EnterAsync(office, "meetings", ("title", "年度组织工作会议"), ("level", "4"), ("held_on", Day(20)), ("place", "会议中心"), ("agenda", "报告、讲话"));
        await RefusedAsync("先登记参会人员", office, "meetings", "hold", meeting, ("minutes", "部署任务"));
        await AddAsync(office, "meetings", meeting, "attendees", ("name", "何静"), ("unit", "财政局"), ("present", "0"), ("leave_reason", "外出"));
        await AddAsync(office, "meetings", meeting, "speeches", ("title", "在会上的讲话"), ("kind", "2"), ("speaker", "梁叶青"), ("post", "部长"), ("level", "4"), ("content", "同志们"));
        await RefusedAsync("还没有批准", office, "meetings", "hold", meeting, ("minutes", "部署任务"));
        await DoneAsync(office, "meetings", "approve", meeting, ("approver", "县委常委会"), ("on", Day(25)));
        Assert.Contains("年度组织工作会议", await ListAsync(office, "meetings", "rule=meetings.minuted"), StringComparison.Ordinal);
        await RefusedAsync("会议召开以后才交办", office, "meetings", "task", meeting, Handing(department.Bureau));
        await DoneAsync(office, "meetings", "hold", meeting, ("minutes", "部署六项任务"));
        await DoneAsync(office, "meetings", "task", meeting, Handing(department.TownCommittee, "报送落实方案"));
        var record = (await office.GetAsync($"{County}/meetings/{meeting}")).Text;
        foreach (var words in (string[])["县委常委会", "部署六项任务", "报送落实方案", "何静", "在会上的讲话"]) Assert.Contains(words, record, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.23"), Trait("Row", "P2.17"), Trait("Row", "D4.11")]
    public async Task A_major_task_is_reviewed_its_measures_become_tasks_and_its_lessons_are_kept()
    {
        using var office = await department.OfficeAsync();
        var review = await EnterAsync(office, "reviews", ("title", "防汛救灾"), ("ended_on", Day(60)), ("held_on", Day(40)), ("asked", "守住底线"), ("did", "组建突击队"), ("result", "无伤亡"), ("persons", "张伟东"), ("shortfalls", "值守名单不及时"), ("measures", "修订值守办法"), ("rules_to_change", "值守办法"));
        Assert.Contains("防汛救灾", await ListAsync(office, "reviews", "rule=reviews.tasked"), StringComparison.Ordinal);
        await DoneAsync(office, "reviews", "task", review, Handing(department.Bureau, "修订值守办法"));
        Assert.DoesNotContain("防汛救灾", await ListAsync(office, "reviews", "rule=reviews.tasked"), StringComparison.Ordinal);
        await DoneAsync(office, "reviews", "lesson", review, ("title", "分片包干"), ("worked", "按片编队"), ("tags", "应急"));
        Assert.Contains("分片包干", await ListAsync(office, "lessons", "tags=" + Uri.EscapeDataString("应急")), StringComparison.Ordinal);
        var lesson = await department.Host.AskAsync<Guid>($"select id from department.lesson where review_id = '{review}'");
        Assert.Equal("守住底线|按片编队|值守名单不及时", await department.OfAsync("lesson", lesson, "situation, worked, failed"));
        await DoneAsync(office, "lessons", "select", lesson, ("year", $"{Clock.Today.Year}"));
        Assert.Contains("分片包干", await ListAsync(office, "lessons", "selected_year.from=2000"), StringComparison.Ordinal);
        await RefusedAsync("已经入选过", office, "lessons", "select", lesson, ("year", $"{Clock.Today.Year}"));
    }

    [Fact]
    [Trait("Row", "D2.7"), Trait("Row", "D2.8")]
    public async Task The_years_summary_is_drafted_from_what_was_done_and_next_years_points_from_what_is_left()
    {
        using var office = await department.OfficeOfAsync(TestHost.Neighbour);
        var home = $"/{TestHost.Neighbour}/department";
        var (year, unit) = (Clock.Today.Year, await department.Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '望川县委组织部', '3203' from org.locality where code = '{TestHost.Neighbour}' returning id"));
        async Task EnterAsync(string register, params (string, string)[] values)
        {
            var entered = await office.SubmitAsync($"{home}/{register}/new", values);
            Assert.True(entered.Status == 302, entered.Why());
        }
        await EnterAsync("requirements", ("words", "加强政治训练"), ("source_kind", "5"), ("source", "部长会议"), ("line", "2"), ("received_on", Dates.Format(new(year, 1, 1))));
        foreach (var (title, isDone) in ((string, bool)[])[("班子研判", true), ("档案审核", false)])
        {
            await department.Host.DoAsync($"""
                insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) select md5('plan of the summary')::uuid, path, 'department', 'points', '今年要点', {year}, 'issued', org.today() from org.locality where code = '{TestHost.Neighbour}' on conflict do nothing;
                insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, measures, line, lead_unit_id, lead_name, person, due_on, state, closed_on) select md5('{title}')::uuid, id, locality_path, 'department', 'points', title, year, 2, 1, '1', '{title}', '逐个分析', '2', '{unit}', '部', '陶静', org.today(), '{(isDone ? "closed" : "open")}', {(isDone ? "org.today()" : "null")} from org.work_plan where id = md5('plan of the summary')::uuid
                """);
        }
        await EnterAsync("highlights", ("title", "一线考察"), ("year", $"{year}"), ("line", "2"), ("section", "干部科"), ("fact", "了解八十六人次"), ("evidence", "通报"), ("praise", "市委组织部"));
        await EnterAsync("gaps", ("title", "知晓率低"), ("year", $"{year}"), ("line", "4"), ("fact", "六成"), ("cause", "渠道单一"), ("measure", "送政策上门"), ("owner", "赵立新"), ("due_on", Dates.Format(new(year + 1, 6, 30))));
        await department.Host.DoAsync($"insert into talent.employer (locality_path, name, kind) select path, '望川机械', '1' from org.locality where code = '{TestHost.Neighbour}'");

        var page = await office.GetAsync($"{home}/summary");
        foreach (var words in (string[])["一线考察", "知晓率低", "档案审核", "加强政治训练", "用人单位 1 家"]) Assert.Contains(words, page.Document.QuerySelector("main")!.TextContent.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        var drafted = await office.PostAsync($"{home}/summary", ("year", $"{year}"));
        Assert.True(drafted.Status == 302, drafted.Why());
        var text = await department.Host.AskAsync<string>($"select content || sources from department.year_summary where year = {year}");
        foreach (var words in (string[])["共安排 2 项任务，办结 1 项", "干部队伍建设：2 项任务，办结 1 项，按期 1 项。主要是班子研判", "一线考察（获市委组织部肯定）", "知晓率低。打算送政策上门", "用人单位 1 家", "用人单位名册"]) Assert.Contains(words, text!, StringComparison.Ordinal);
        // Editable, and once a year.
        Assert.Equal(302, (await office.SendAsync(drafted.Location!, (await office.GetAsync(drafted.Location!)).FormOf(), ("content", "改过的总结"))).Status);
        await office.PostAsync($"{home}/summary", ("year", $"{year}"));
        Assert.Equal("改过的总结", await department.Host.AskAsync<string>($"select string_agg(content, '') from department.year_summary where year = {year}"));

        var next = await office.PostAsync($"{home}/summary?handler=plan", ("year", $"{year}"));
        Assert.True(next.Status == 302, next.Why());
        Assert.Equal("干部队伍建设、人才工作 档案审核、加强政治训练、知晓率低", await department.Host.AskAsync<string>($"select string_agg(title, '、' order by rank) filter (where level = 1) || ' ' || string_agg(title, '、' order by title collate \"zh-x-icu\") filter (where level = 2) from org.work_item where plan_id = '{next.Location![^36..]}'"));
        Assert.Equal($"draft {year + 1}", await department.Host.AskAsync<string>($"select state || ' ' || year from org.work_plan where id = '{next.Location![^36..]}'"));
        using var reader = await department.Host.SignInAsync(TestHost.Neighbour, "department.affairs.read");
        Assert.Equal(200, (await reader.GetAsync($"{home}/summary")).Status);
        Assert.Equal(403, (await reader.PostBareAsync($"{home}/summary")).Status);
    }
}
