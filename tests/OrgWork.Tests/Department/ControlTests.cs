using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Rules and internal control of the department: made and carried out, approved by whom, decided together, asked and answered.</summary>
public sealed class ControlTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    static async Task<Guid> IssuedAsync(Browser office, string title, int ago = 0)
    {
        var one = await EnterAsync(office, "regulations", ("title", title), ("office", "办公室"), ("owner", "吴海燕"), ("planned_on", Day(ago + 60)), ("due_on", Day(ago + 10)));
        await DoneAsync(office, "regulations", "draft", one, ("on", Day(ago + 50)));
        await DoneAsync(office, "regulations", "consult", one, ("on", Day(ago + 40)), ("words", "采纳三条"));
        await DoneAsync(office, "regulations", "consider", one, ("on", Day(ago + 30)), ("words", "部务会通过"));
        await DoneAsync(office, "regulations", "issue", one, ("on", Day(ago)), ("number", "组字 1 号"), ("check_on", Day(ago - 180)), ("review_on", Day(ago - 1000)));
        return one;
    }

    [Fact]
    [Trait("Row", "D3.3"), Trait("Row", "P2.11")]
    public async Task A_regulation_goes_its_way_and_one_that_nobody_checks_is_marked()
    {
        using var office = await department.OfficeAsync();
        var one = await EnterAsync(office, "regulations", ("title", "财务管理办法"), ("office", "办公室"), ("owner", "郑文斌"), ("planned_on", Day(700)), ("due_on", Day(650)));
        Assert.Contains("财务管理办法", await ListAsync(office, "regulations", "rule=regulations.made"), StringComparison.Ordinal);
        await RefusedAsync("还没有成稿", office, "regulations", "consult", one, ("on", Day(600)), ("words", "各科室"));
        await DoneAsync(office, "regulations", "draft", one, ("on", Day(690)));
        await DoneAsync(office, "regulations", "consult", one, ("on", Day(680)), ("words", "采纳五条"));
        (string, string)[] issue = [("on", Day(500)), ("number", "组字 7 号"), ("check_on", Day(300)), ("review_on", Day(-10))];
        await RefusedAsync("还没有审议", office, "regulations", "issue", one, issue);
        await DoneAsync(office, "regulations", "consider", one, ("on", Day(670)), ("words", "部务会通过"));
        await DoneAsync(office, "regulations", "issue", one, issue);
        Assert.Equal("5|0", await department.OfAsync("regulation", one, "state, checks"));
        // Issued, never checked: it stands on the list with its number of checks.
        Assert.Contains("财务管理办法", await ListAsync(office, "regulations", "rule=regulations.checked"), StringComparison.Ordinal);
        Assert.Contains("财务管理办法", await ListAsync(office, "regulations", "state=5&checked_on.none=1"), StringComparison.Ordinal);
        Assert.Contains("财务管理办法", await ListAsync(office, "regulations", $"issued_on.from={Day(510)}&issued_on.to={Day(490)}&checks.to=0"), StringComparison.Ordinal);
        await RefusedAsync("请写明发现的问题", office, "regulations", "check", one, ("on", Day(1)), ("checker", "机关纪委"), ("result", "3"), ("next_on", Day(-180)));
        await DoneAsync(office, "regulations", "check", one, ("on", Day(1)), ("checker", "机关纪委"), ("result", "2"), ("found", "登记不全"), ("next_on", Day(-180)));
        Assert.DoesNotContain("财务管理办法", await ListAsync(office, "regulations", "rule=regulations.checked"), StringComparison.Ordinal);
        var checks = (await office.GetAsync($"{County}/regulations/{one}?tab=checks")).In("table")!;
        Assert.Contains("登记不全", checks, StringComparison.Ordinal);
        Assert.Contains(Day(-180), checks, StringComparison.Ordinal);

        // Its successor takes its place.
        var next = await EnterAsync(office, "regulations", ("title", "财务管理办法（新）"), ("office", "办公室"), ("owner", "郑文斌"), ("planned_on", Day(90)), ("due_on", Day(5)), ("replaces_id", one.ToString()));
        foreach (var (deed, ago) in ((string, int)[])[("draft", 80), ("consult", 70), ("consider", 60)]) await DoneAsync(office, "regulations", deed, next, ("on", Day(ago)), ("words", "通过"));
        using var clerk = await department.OfficeAsync("department.control.approve");
        Assert.Equal(403, (await clerk.GetAsync($"{County}/regulations/deeds/issue?id={next}")).Status);
        await DoneAsync(office, "regulations", "issue", next, ("on", Day(0)), ("number", "组字 9 号"), ("check_on", Day(-180)), ("review_on", Day(-1000)));
        Assert.Equal("6|由 财务管理办法（新） 替代", await department.OfAsync("regulation", one, "state, ended_words"));
        await DoneAsync(office, "regulations", "revise", next, ("on", Day(0)), ("words", "上位法修改"));
        Assert.Equal("2|2", await department.OfAsync("regulation", next, "state, edition"));
        Assert.Equal(404, (await office.GetAsync($"{County}/regulations/{one}/checks/new")).Status);
    }

    [Fact]
    [Trait("Row", "D3.2")]
    public async Task Internal_control_has_risks_limits_of_approval_and_a_yearly_check_and_changes_with_approval_alone()
    {
        using var office = await department.OfficeAsync();
        var rule = await IssuedAsync(office, "经费管理办法");
        var control = await EnterAsync(office, "controls", ("title", "经费支出"), ("office", "办公室"), ("post", "财务"), ("steps", "申请、审核、审批"), ("risk_grade", "1"));
        Assert.Contains("经费支出", await ListAsync(office, "controls", "rule=controls.covered"), StringComparison.Ordinal);
        // In no form.
        var form = await office.GetAsync($"{County}/controls/{control}/edit");
        Assert.Null(form.Document.QuerySelector("[name=responsible], [name=regulation_id]"));
        (string, string)[] settled = [("on", Day(3)), ("regulation_id", rule.ToString()), ("responsible", "郑文斌"), ("approver", "部务会"), ("words", "岗位调整")];
        Assert.Equal(422, (await DoAsync(office, "controls", "settle", control, [.. settled.Where(one => one.Item1 != "approver")])).Status);
        using var clerk = await department.OfficeAsync("department.control.approve");
        Assert.Equal(403, (await clerk.GetAsync($"{County}/controls/deeds/settle?id={control}")).Status);
        await DoneAsync(office, "controls", "settle", control, settled);
        Assert.DoesNotContain("经费支出", await ListAsync(office, "controls", "rule=controls.covered"), StringComparison.Ordinal);
        await AddAsync(office, "controls", control, "risks", ("step", "审批"), ("point", "先办后批"), ("grade", "1"), ("measure", "办理前核对审批单"));

        // The matrix of approval: a new limit for the same situation ends the old one.
        (string, string)[] limit = [("situation", "日常开支"), ("up_to", "5000"), ("reviewer", "办公室主任"), ("authority", "分管副部长"), ("decided_by", "部务会")];
        await DoneAsync(office, "controls", "limit", control, [.. limit, ("on", Day(100))]);
        await DoneAsync(office, "controls", "limit", control, ("situation", "人员调整"), ("reviewer", "干部科"), ("authority", "部长"), ("decided_by", "部务会"), ("on", Day(100)));
        await RefusedAsync("已有从这一天或更晚开始的权限", office, "controls", "limit", control, [.. limit, ("on", Day(100))]);
        await DoneAsync(office, "controls", "limit", control, [.. limit.Where(one => one.Item1 != "authority"), ("authority", "部长"), ("on", Day(2))]);
        Assert.Equal("2", await department.OfAsync("control", control, "limits"));
        var matrix = (await office.GetAsync($"{County}/controls/{control}?tab=limits")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(3, matrix.Count);
        Assert.Contains(matrix, row => row.Contains("分管副部长", StringComparison.Ordinal) && row.Contains(Day(3), StringComparison.Ordinal));
        Assert.Equal(4, (await office.GetAsync($"{County}/controls/{control}?tab=changes")).Document.QuerySelectorAll("tbody tr").Length);

        await department.Host.DoAsync($"update department.control set approved_on = org.today() - 400 where id = '{control}'");
        Assert.Contains("经费支出", await ListAsync(office, "controls", "rule=controls.checked"), StringComparison.Ordinal);
        (string, string)[] check = [("year", $"{Clock.Today.Year}"), ("on", Day(0)), ("checker", "机关纪委"), ("found", "一笔手续不全")];
        await DoneAsync(office, "controls", "self-check", control, check);
        await RefusedAsync("这一年已经自查", office, "controls", "self-check", control, check);
        Assert.DoesNotContain("经费支出", await ListAsync(office, "controls", "rule=controls.checked"), StringComparison.Ordinal);
        Assert.Contains("一笔手续不全", (await office.GetAsync($"{County}/controls/{control}?tab=self-checks")).Text, StringComparison.Ordinal);
        Assert.Contains("100.0", (await FiguresAsync(office))["内控制度覆盖率"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D3.14")]
    public async Task What_must_be_decided_together_is_filed_in_time_decided_with_a_quorum_and_closed_in_no_other_way()
    {
        using var office = await department.OfficeAsync();
        Task<Guid> MeetingAsync(string title, int ago) => EnterAsync(office, "board-meetings", ("title", title), ("held_on", Day(ago)), ("place", "会议室"), ("eligible", "9"));
        Task<Guid> MatterAsync(string title, string kind, int ago) => EnterAsync(office, "matters", ("title", title), ("kind", kind), ("office", "办公室"), ("materials", "议题单、方案"), ("filed_on", Day(ago)));
        var (thin, full) = (await MeetingAsync("第 9 次部务会", 5), await MeetingAsync("第 10 次部务会", 1));
        var (matter, small) = (await MatterAsync("购置密集架", "4", 6), await MatterAsync("主题党日安排", "5", 6));
        static (string, string)[] Votes(int yes, int no = 0, int open = 0, string decision = "1", string avoided = "") => [("avoided", avoided), ("opinions", "比较三家"), ("votes_for", $"{yes}"), ("votes_against", $"{no}"), ("votes_abstained", $"{open}"), ("decision", decision)];

        await RefusedAsync("须经部务会集体决定", office, "matters", "close", matter, ("on", Day(0)), ("words", "已采购"));
        await RefusedAsync("请写急件理由", office, "matters", "enlist", matter, ("board_meeting_id", thin.ToString()));
        await DoneAsync(office, "matters", "enlist", matter, ("board_meeting_id", thin.ToString()), ("urgent_reason", "库房漏水"));
        await RefusedAsync("还没有登记到会人数", office, "matters", "decide", matter, Votes(5));
        await DoneAsync(office, "board-meetings", "hold", thin, ("present", "5"), ("chair", "梁叶青"), ("minutes", "研究两项"));
        Assert.Contains("第 9 次部务会", await ListAsync(office, "board-meetings", "rule=board-meetings.first-item"), StringComparison.Ordinal);
        await RefusedAsync("三分之二", office, "matters", "decide", matter, Votes(5));
        // To a meeting with enough members, in time.
        await DoneAsync(office, "matters", "enlist", matter, ("board_meeting_id", full.ToString()));
        await DoneAsync(office, "board-meetings", "hold", full, ("present", "8"), ("chair", "梁叶青"), ("first_item", "学习全会精神"), ("minutes", "研究三项"));
        Assert.DoesNotContain("第 10 次部务会", await ListAsync(office, "board-meetings", "rule=board-meetings.first-item"), StringComparison.Ordinal);
        await RefusedAsync("应有 7 票，合计 8 票", office, "matters", "decide", matter, Votes(8, avoided: "郑文斌"));
        Assert.Equal(422, (await DoAsync(office, "matters", "decide", matter, Votes(4, 3, avoided: "郑文斌"))).Status);
        using var clerk = await department.OfficeAsync("department.control.approve");
        Assert.Equal(403, (await clerk.GetAsync($"{County}/matters/deeds/decide?id={matter}")).Status);
        await RefusedAsync("会议同意以后才交办", office, "matters", "task", matter, Handing(department.Bureau));
        await DoneAsync(office, "matters", "decide", matter, Votes(6, 1, avoided: "郑文斌"));
        Assert.Equal("3|1|郑文斌", await department.OfAsync("matter", matter, "state, decision, avoided"));
        await DoneAsync(office, "matters", "task", matter, Handing(department.Bureau));
        await RefusedAsync("还有 1 项交办的任务没有办结", office, "matters", "close", matter, ("on", Day(0)), ("words", "已采购"));
        await department.Host.DoAsync($"update org.work_item set state = 'closed', closed_on = org.today() where source_id = '{matter}'");
        await DoneAsync(office, "matters", "close", matter, ("on", Day(0)), ("words", "已采购安装"));
        // Other matters may be closed by themselves; those on the list not even past the pages.
        await DoneAsync(office, "matters", "close", small, ("on", Day(0)), ("words", "已安排"));
        var lone = await MatterAsync("干部任免建议", "2", 3);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => department.Host.DoAsync($"update department.matter set state = '4', closed_on = org.today() where id = '{lone}'"));
        Assert.Contains("100.0", (await FiguresAsync(office))["集体决策合规率"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D3.12")]
    public async Task What_was_asked_above_is_answered_in_time_and_the_answer_is_followed_by_a_task()
    {
        using var office = await department.OfficeAsync();
        var one = await EnterAsync(office, "request-reports", ("title", "关于增加人才资金的请示"), ("kind", "1"), ("sent_to", "县委"), ("sent_on", Day(60)), ("form", "1"), ("office", "人才办"));
        Assert.Contains("关于增加人才资金的请示", await ListAsync(office, "request-reports", "rule=request-reports.answered"), StringComparison.Ordinal);
        await RefusedAsync("有了答复再交办", office, "request-reports", "task", one, Handing(department.Bureau));
        await DoneAsync(office, "request-reports", "answer", one, ("on", Day(20)), ("words", "原则同意"));
        Assert.DoesNotContain("关于增加人才资金的请示", await ListAsync(office, "request-reports", "rule=request-reports.answered"), StringComparison.Ordinal);
        Assert.Contains("关于增加人才资金的请示", await ListAsync(office, "request-reports", "rule=request-reports.tasked"), StringComparison.Ordinal);
        await DoneAsync(office, "request-reports", "task", one, Handing(department.TownCommittee));
        Assert.DoesNotContain("关于增加人才资金的请示", await ListAsync(office, "request-reports", "rule=request-reports.tasked"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D3.16")]
    public async Task Who_leads_helps_and_only_hears_is_listed_and_a_dispute_ends_with_a_ruling_on_record()
    {
        using var office = await department.OfficeAsync();
        var one = await EnterAsync(office, "boundaries", ("title", "第一书记日常管理"), ("kind", "3"), ("leads", "组织科"), ("helps", "干部科"), ("receives", "乡镇党委"), ("basis", "三定规定"));
        await RefusedAsync("没有等裁定的争议", office, "boundaries", "rule", one, ("on", Day(0)), ("who", "部务会"), ("ruling", "归组织科"), ("leads", "组织科"));
        await DoneAsync(office, "boundaries", "dispute", one, ("on", Day(30)), ("who", "组织科"), ("words", "联络由谁负责"));
        await RefusedAsync("已有争议等裁定", office, "boundaries", "dispute", one, ("on", Day(29)), ("who", "干部科"), ("words", "再提"));
        Assert.Contains("第一书记日常管理", await ListAsync(office, "boundaries", "rule=boundaries.ruled"), StringComparison.Ordinal);
        await DoneAsync(office, "boundaries", "rule", one, ("on", Day(1)), ("who", "部务会"), ("ruling", "日常联络归干部科"), ("leads", "干部科"), ("helps", "组织科"));
        Assert.Equal("干部科|组织科|乡镇党委", await department.OfAsync("boundary", one, "leads, helps, receives"));
        Assert.DoesNotContain("第一书记日常管理", await ListAsync(office, "boundaries", "rule=boundaries.ruled"), StringComparison.Ordinal);
        var ruling = (await office.GetAsync($"{County}/boundaries/{one}?tab=rulings")).In("table")!;
        foreach (var words in (string[])["联络由谁负责", "日常联络归干部科", Day(30), Day(1)]) Assert.Contains(words, ruling, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D3.13")]
    public async Task Standards_are_checked_with_evidence_what_falls_short_is_mended_by_a_day_and_the_rate_counts_itself()
    {
        using var office = await department.OfficeAsync();
        Task<Guid> ItemAsync(string title, string field) => EnterAsync(office, "standards", ("title", title), ("field", field), ("standard", "三室分开"), ("office", "干部科"));
        var (room, flow) = (await ItemAsync("档案库房", "2"), await ItemAsync("流程上墙", "3"));
        await DoneAsync(office, "standards", "check", flow, ("on", Day(400)), ("state", "2"), ("words", "缺两张"), ("mend_by", Day(-5)));
        await DoneAsync(office, "standards", "check", flow, ("on", Day(2)), ("state", "1"), ("words", "照片四张"));
        await RefusedAsync("请填整改时限", office, "standards", "check", room, ("on", Day(2)), ("state", "2"), ("words", "没有除湿机"));
        await DoneAsync(office, "standards", "check", room, ("on", Day(2)), ("state", "2"), ("words", "没有除湿机"), ("mend_by", Day(-5)));
        await RefusedAsync("未达标的才交办整改", office, "standards", "task", flow, Handing(department.Bureau));
        await DoneAsync(office, "standards", "task", room, Handing(department.Bureau, "添置除湿机"));
        await department.Host.DoAsync($"update department.standard_item set mend_by = org.today() - 1 where id = '{room}'");
        Assert.Contains("档案库房", await ListAsync(office, "standards", "rule=standards.mended"), StringComparison.Ordinal);
        Assert.Contains("50.0", (await FiguresAsync(office))["标准化达标率"], StringComparison.Ordinal);
        Assert.Equal(2, (await office.GetAsync($"{County}/standards/{flow}?tab=checks")).Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    [Trait("Row", "D3.4"), Trait("Row", "P2.10")]
    public async Task Of_each_Party_regulation_in_force_it_is_seen_whether_it_was_studied_supported_and_checked()
    {
        using var office = await department.OfficeAsync();
        var one = await EnterAsync(office, "party-regulations", ("title", "中国共产党重大事项请示报告条例"), ("issuer", "中共中央"), ("in_force_on", Day(300)), ("office", "办公室"), ("articles", "第九条、第十二条"));
        foreach (var rule in (string[])["studied", "checked"]) Assert.Contains("请示报告条例", await ListAsync(office, "party-regulations", "rule=party-regulations." + rule), StringComparison.Ordinal);
        await AddAsync(office, "party-regulations", one, "landings", ("on_day", Day(200)), ("kind", "1"), ("words", "部务会学习"));
        Assert.DoesNotContain("请示报告条例", await ListAsync(office, "party-regulations", "rule=party-regulations.studied"), StringComparison.Ordinal);
        await AddAsync(office, "party-regulations", one, "landings", ("on_day", Day(150)), ("kind", "2"), ("words", "印发实施办法"), ("document", "组字 3 号"));
        await AddAsync(office, "party-regulations", one, "landings", ("on_day", Day(100)), ("kind", "3"), ("words", "抽查六个单位"));
        await AddAsync(office, "party-regulations", one, "landings", ("on_day", Day(90)), ("kind", "4"), ("words", "一家漏报"));
        await AddAsync(office, "party-regulations", one, "landings", ("on_day", Day(60)), ("kind", "5"), ("words", "通报批评"), ("document", "通报 2 号"));
        Assert.DoesNotContain("请示报告条例", await ListAsync(office, "party-regulations", "rule=party-regulations.checked"), StringComparison.Ordinal);
        var state = (await office.GetAsync($"{County}/party-regulations/{one}?tab=landings")).In("table")!;
        foreach (var words in (string[])["学习培训", "配套文件", "执行检查", "发现问题", "责任追究"]) Assert.Contains(words, state, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D3.7")]
    public async Task Matters_with_the_resident_group_are_seen_by_few_opened_for_a_purpose_and_answered_in_time()
    {
        using var office = await department.OfficeAsync();
        var one = await EnterAsync(office, "resident-matters", ("title", "关于规范公务接待的建议"), ("kind", "5"), ("on_day", Day(40)), ("content", "接待审批不全"), ("due_on", Day(10)));
        Assert.Contains("规范公务接待", await ListAsync(office, "resident-matters", "rule=resident-matters.replied"), StringComparison.Ordinal);
        Assert.DoesNotContain("接待审批不全", (await office.GetAsync($"{County}/resident-matters/{one}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("接待审批不全", (await department.OfAsync("resident_matter", one, "content"))!, StringComparison.Ordinal);
        // Whoever sees all business does not see this.
        using var leader = await department.OfficeAsync("department.resident.view", "department.resident.edit");
        Assert.Equal(403, (await leader.GetAsync($"{County}/resident-matters")).Status);
        Assert.Equal("leader, general_office", await department.Host.AskAsync<string>("select string_agg(role_id, ', ' order by role_id desc) from org.role_permission where permission = 'department.resident.view' and role_id in ('leader', 'general_office', 'reader', 'cadre_section', 'organisation_section')"));
        await DoneAsync(office, "resident-matters", "reply", one, ("on", Day(5)), ("words", "已逐项整改"));
        Assert.DoesNotContain("规范公务接待", await ListAsync(office, "resident-matters", "rule=resident-matters.replied"), StringComparison.Ordinal);
        Assert.Contains("已逐项整改", (await office.GetAsync($"{County}/resident-matters/{one}")).Text, StringComparison.Ordinal);
    }
}
