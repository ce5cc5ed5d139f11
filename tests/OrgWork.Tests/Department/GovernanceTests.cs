using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Strict governance of the department itself: measures and their check, the chain of duties, clean government, references to decisions, posts and flows.</summary>
public sealed class GovernanceTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    static readonly string ThisYear = $"{Clock.Today.Year}";

    [Fact]
    [Trait("Row", "D3.1")]
    public async Task Measures_of_strict_governance_have_field_owner_day_and_result_and_the_half_year_sheet_is_signed_by_the_leadership()
    {
        using var office = await department.OfficeAsync();
        var talk = await EnterAsync(office, "strict-measures", ("title", "逐人谈心谈话"), ("year", ThisYear), ("field", "3"), ("owner", "吴海燕"), ("due_on", Day(30)));
        await EnterAsync(office, "strict-measures", ("title", "修订考勤办法"), ("year", ThisYear), ("field", "5"), ("owner", "郑文斌"), ("due_on", Day(20)));
        await EnterAsync(office, "strict-measures", ("title", "业务测试"), ("year", ThisYear), ("field", "2"), ("owner", "陶静"), ("due_on", Day(-40)));
        await DoneAsync(office, "strict-measures", "done", talk, ("on", Day(35)), ("words", "谈了三十二人"));
        var late = await ListAsync(office, "strict-measures", "rule=strict-measures.done");
        Assert.Contains("修订考勤办法", late, StringComparison.Ordinal);
        Assert.DoesNotContain("逐人谈心谈话", late, StringComparison.Ordinal);

        var sheet = await EnterAsync(office, "strict-checks", ("title", "上半年检查表"), ("year", ThisYear), ("half", "1"));
        await RefusedAsync("还没有检查", office, "strict-checks", "sign", sheet, ("on", Day(0)), ("who", "梁叶青"));
        await DoneAsync(office, "strict-checks", "check", sheet, ("on", Day(12)), ("words", "制度修订抓紧"));
        Assert.Equal("3|1", await department.OfAsync("strict_check", sheet, "measures, done"));
        Assert.Contains("上半年检查表", await ListAsync(office, "strict-checks", "rule=strict-checks.signed"), StringComparison.Ordinal);
        using var clerk = await department.OfficeAsync("department.control.approve");
        Assert.Equal(403, (await clerk.GetAsync($"{County}/strict-checks/deeds/sign?id={sheet}")).Status);
        await DoneAsync(office, "strict-checks", "sign", sheet, ("on", Day(2)), ("who", "梁叶青"));
        await RefusedAsync("已经签认", office, "strict-checks", "check", sheet, ("on", Day(0)), ("words", "重做"));
        var record = (await office.GetAsync($"{County}/strict-checks/{sheet}?tab=lines")).In("main")!;
        foreach (var words in (string[])["梁叶青", "谈了三十二人", "到期没有落实", "没有到期"]) Assert.Contains(words, record, StringComparison.Ordinal);
        Assert.Equal("1逐人谈心谈话 2业务测试 3修订考勤办法", await department.Host.AskAsync<string>($"select string_agg(state || title, ' ' order by state) from department.strict_check_line where strict_check_id = '{sheet}' and removed_at is null"));
    }

    static (string, string)[] Duty(Guid holder, string title, string kind, int dueIn = 30) => [("title", title), ("year", ThisYear), ("kind", kind), ("holder_id", $"{holder}"), ("basis", "主体责任规定"), ("standard", "每半年一次"), ("frequency", "每半年"), ("due_on", Day(-dueIn))];

    [Fact]
    [Trait("Row", "D3.6"), Trait("Row", "D3.10"), Trait("Row", "P4.5")]
    public async Task Duties_go_from_the_secretary_down_to_the_member_with_standard_day_and_proof_and_the_chain_shows_its_gaps()
    {
        using var office = await department.OfficeAsync();
        var chief = await EnterAsync(office, "duty-holders", ("name", "梁叶青"), ("post", "部长"), ("level", "1"));
        var deputy = await EnterAsync(office, "duty-holders", ("name", "何静"), ("post", "副部长"), ("level", "2"), ("superior_id", $"{chief}"));
        var section = await EnterAsync(office, "duty-holders", ("name", "陶静"), ("post", "组织科科长"), ("level", "4"), ("superior_id", $"{deputy}"));
        await EnterAsync(office, "duty-holders", ("name", "单雄"), ("post", "干事"), ("level", "5"));
        var report = await EnterAsync(office, "duties", Duty(chief, "向党委报告管党治党情况", "3"));
        var lead = await EnterAsync(office, "duties", Duty(chief, "研究全面从严治党", "1", -5));
        await EnterAsync(office, "duties", Duty(deputy, "约谈分管科室", "4"));

        var page = await office.GetAsync($"{County}/duties/chain");
        string RowOf(string name) => page.Document.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("td")!.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Equal(["梁叶青", "何静", "陶静", "单雄"], page.Document.QuerySelectorAll("tbody tr td:first-child a").Select(link => link.TextContent.Trim()));
        Assert.Contains("何静", RowOf("陶静"), StringComparison.Ordinal);
        Assert.Contains("没有责任事项", RowOf("陶静"), StringComparison.Ordinal);
        Assert.Contains("没有上一级", RowOf("单雄"), StringComparison.Ordinal);
        Assert.DoesNotContain("没有", RowOf("何静"), StringComparison.Ordinal);
        Assert.Contains("没有人负“班子成员”这一级的责任", page.In("main")!, StringComparison.Ordinal);
        var broken = await ListAsync(office, "duty-holders", "rule=duty-holders.chained");
        foreach (var name in (string[])["单雄", "陶静"]) Assert.Contains(name, broken, StringComparison.Ordinal);
        Assert.DoesNotContain("副部长", broken, StringComparison.Ordinal);
        await EnterAsync(office, "duties", Duty(section, "检查支部组织生活", "4"));

        // Its own performance, and what it did to help the Party committee, with the half-year's state.
        Assert.Contains("研究全面从严治党", await ListAsync(office, "duties", "rule=duties.performed"), StringComparison.Ordinal);
        Assert.Contains("向党委报告管党治党情况", await ListAsync(office, "duties", "kind=3"), StringComparison.Ordinal);
        await AddAsync(office, "duties", report, "acts", ("acted_on", Day(40)), ("kind", "2"), ("words", "向常委会书面报告"), ("document", "组报 3 号"));
        await DoneAsync(office, "duties", "half", report, ("state", "3"), ("words", "报告推迟"));
        Assert.Contains("向党委报告管党治党情况", await ListAsync(office, "duties", "first_state=3&done_on.none=1"), StringComparison.Ordinal);
        Assert.Equal(422, (await DoAsync(office, "duties", "done", lead, ("on", Day(1)))).Status);
        await DoneAsync(office, "duties", "done", lead, ("on", Day(1)), ("proof", "部务会纪要第 9 号"));
        Assert.DoesNotContain("研究全面从严治党", await ListAsync(office, "duties", "rule=duties.performed"), StringComparison.Ordinal);
        Assert.Contains("向常委会书面报告", (await office.GetAsync($"{County}/duties/{report}?tab=acts")).In("main")!, StringComparison.Ordinal);
        Assert.Equal("2", (await office.GetAsync($"{County}/duties/chain")).Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td")[3].TextContent.Trim());
    }

    [Fact]
    [Trait("Row", "D3.8"), Trait("Row", "D3.9")]
    public async Task Education_talks_reviews_and_declarations_are_planned_and_those_past_their_day_are_listed_and_decisions_are_references_alone()
    {
        using var office = await department.OfficeAsync();
        Task<Guid> PlannedAsync(string title, string kind, int due, params (string, string)[] more) => EnterAsync(office, "clean-matters", [("title", title), ("kind", kind), ("responsible", "机关纪委"), ("due_on", Day(due)), .. more]);
        var talk = await PlannedAsync("任前廉政谈话", "2", 9, ("person", "单雄"));
        var gift = await PlannedAsync("礼品登记", "4", 5, ("person", "罗婷"));
        var conflict = await PlannedAsync("亲属从业申报", "5", 4, ("person", "何伟"));
        await PlannedAsync("岗位风险排查", "3", -20);
        var lesson = await PlannedAsync("警示教育", "1", -3);
        var late = await ListAsync(office, "clean-matters", "rule=clean-matters.held");
        foreach (var title in (string[])["任前廉政谈话", "礼品登记", "亲属从业申报"]) Assert.Contains(title, late, StringComparison.Ordinal);
        foreach (var title in (string[])["岗位风险排查", "警示教育"]) Assert.DoesNotContain(title, late, StringComparison.Ordinal);
        await DoneAsync(office, "clean-matters", "hold", talk, ("on", Day(2)), ("words", "谈岗位风险和家风"));
        await DoneAsync(office, "clean-matters", "hold", gift, ("on", Day(1)), ("words", "茶叶两盒，已上交"));
        Assert.Contains("亲属从业申报", await ListAsync(office, "clean-matters", "kind=4,5&held_on.none=1"), StringComparison.Ordinal);
        await DoneAsync(office, "clean-matters", "hold", conflict, ("on", Day(1)), ("words", "配偶经商，申请回避"));
        Assert.DoesNotContain("亲属从业申报", await ListAsync(office, "clean-matters", "rule=clean-matters.held"), StringComparison.Ordinal);

        await RefusedAsync("先登记应到人员", office, "clean-matters", "hold", lesson, ("on", Day(0)), ("words", "通报案例"));
        await AddAsync(office, "clean-matters", lesson, "attendees", ("name", "单雄"), ("present", "1"));
        await AddAsync(office, "clean-matters", lesson, "attendees", ("name", "罗婷"), ("present", "0"), ("leave_reason", "出差"));
        await DoneAsync(office, "clean-matters", "hold", lesson, ("on", Day(0)), ("words", "通报案例"));
        Assert.Contains("警示教育", await ListAsync(office, "clean-matters", "rule=clean-matters.attended"), StringComparison.Ordinal);

        // Where a decision lies and until when, and nothing of what is in it; whom it concerns is masked and opened for a purpose.
        var paper = await EnterAsync(office, "discipline", ("title", "某纪〔2020〕3 号处分决定"), ("decided_by", "县纪委"), ("decided_on", Day(2000)), ("person", "秦志远"), ("kept_at", "机关纪委档案柜"), ("keep_until", Day(60)));
        await EnterAsync(office, "discipline", ("title", "某纪〔2025〕8 号诫勉决定"), ("decided_by", "县纪委"), ("decided_on", Day(300)), ("person", "秦志远"), ("kept_at", "机关纪委档案柜"), ("keep_until", Day(-3000)));
        Assert.DoesNotContain("秦志远", (await office.GetAsync($"{County}/discipline")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("秦志远", (await office.GetAsync($"{County}/discipline/{paper}")).Text, StringComparison.Ordinal);
        var over = await ListAsync(office, "discipline", "rule=discipline.disposed");
        Assert.Contains("3 号处分决定", over, StringComparison.Ordinal);
        Assert.DoesNotContain("8 号诫勉决定", over, StringComparison.Ordinal);
        await DoneAsync(office, "discipline", "dispose", paper, ("on", Day(0)), ("words", "移交档案馆"));
        Assert.DoesNotContain("3 号处分决定", await ListAsync(office, "discipline", "rule=discipline.disposed"), StringComparison.Ordinal);
        using var reader = await department.Host.SignInAsync(TestHost.County, "department.governance.read", "department.governance.edit");
        foreach (var narrow in (string[])["discipline", "clean-matters"]) Assert.Equal(403, (await reader.GetAsync($"{County}/{narrow}")).Status);
        Assert.Equal(200, (await reader.GetAsync($"{County}/duties")).Status);
        Assert.Equal(404, (await office.GetAsync($"{County}/discipline/{paper}/content")).Status);
    }

    [Fact]
    [Trait("Row", "D3.11")]
    public async Task A_post_has_its_duties_backup_and_hand_overs_and_whoever_takes_it_up_reads_and_signs_its_flows()
    {
        using var office = await department.OfficeAsync();
        var flow = await EnterAsync(office, "flows", ("title", "干部选拔任用流程"), ("office", "干部科"), ("basis", "干部任用条例"), ("issued_on", Day(400)));
        Assert.Contains("干部选拔任用流程", await ListAsync(office, "flows", "rule=flows.stepped"), StringComparison.Ordinal);
        foreach (var (step, days) in ((string, string)[])[("分析研判和动议", "10"), ("民主推荐", "5"), ("考察", "15")]) await AddAsync(office, "flows", flow, "steps", ("title", step), ("who", "干部科"), ("days", days));
        var chart = await office.GetAsync($"{County}/flows/chart/{flow}");
        Assert.Equal(["分析研判和动议", "民主推荐", "考察"], chart.Document.QuerySelectorAll("ol li b").Select(one => one.TextContent.Split('　')[1]));
        Assert.Contains("累计 30 天", chart.Document.QuerySelectorAll("ol li")[2].TextContent, StringComparison.Ordinal);

        var post = await EnterAsync(office, "work-posts", ("title", "干部科干事"), ("office", "干部科"), ("duties", "办理任免手续"), ("powers", "核对材料"), ("backup", "罗婷"));
        await AddAsync(office, "work-posts", post, "flows", ("work_flow_id", $"{flow}"));
        await DoneAsync(office, "work-posts", "arrive", post, ("on", Day(200)), ("to", "何伟"), ("matters", "在办三件"), ("witness", "陶静"));
        await DoneAsync(office, "work-posts", "arrive", post, ("on", Day(30)), ("to", "单雄"), ("matters", "在办五件，印章一枚"), ("witness", "陶静"));
        await RefusedAsync("就在这个岗位", office, "work-posts", "arrive", post, ("on", Day(0)), ("to", "单雄"), ("matters", "无"), ("witness", "陶静"));
        var record = (await office.GetAsync($"{County}/work-posts/{post}?tab=handovers")).In("main")!;
        foreach (var words in (string[])["罗婷", "办理任免手续", "核对材料"]) Assert.Contains(words, (await office.GetAsync($"{County}/work-posts/{post}")).In("main")!, StringComparison.Ordinal);
        foreach (var words in (string[])["单雄", "何伟", "在办五件，印章一枚", "陶静"]) Assert.Contains(words, record, StringComparison.Ordinal);

        var unread = await ListAsync(office, "flow-readings", "rule=flow-readings.signed");
        Assert.Contains("单雄", unread, StringComparison.Ordinal);
        var reading = await department.Host.AskAsync<Guid>($"select id from department.flow_reading where person = '单雄' and work_post_id = '{post}'");
        await RefusedAsync("日期早于到岗", office, "flow-readings", "sign", reading, ("on", Day(31)));
        await DoneAsync(office, "flow-readings", "sign", reading, ("on", Day(0)));
        Assert.DoesNotContain("单雄", await ListAsync(office, "flow-readings", "rule=flow-readings.signed"), StringComparison.Ordinal);
        // A new edition is read anew by whoever is there.
        await DoneAsync(office, "flows", "revise", flow, ("on", Day(0)));
        Assert.Equal("2|", await department.Host.AskAsync<string>($"select concat_ws('|', edition, coalesce(signed_on::text, '')) from department.flow_reading where person = '单雄' and edition = 2"));
    }
}
