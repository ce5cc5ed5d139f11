using System.Text;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Work;

public sealed class WorkHost : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;
    /// <summary>The county's own bureau, the township's committee, and a body of the county next door.</summary>
    internal Guid Bureau { get; private set; }
    internal Guid Town { get; private set; }

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Modules.Single(path => path.EndsWith("Department", StringComparison.Ordinal)));
        Bureau = await UnitAsync(TestHost.County, "临溪县委组织部");
        Town = await UnitAsync(TestHost.Township, "枫岭镇党委");
        await UnitAsync(TestHost.Neighbour, "望川县委组织部");
    }

    Task<Guid> UnitAsync(string place, string name) => Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '{name}', '3203' from org.locality where code = '{place}' returning id")!;

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}

/// <summary>Work through its pages: entered as it was written, broken down, issued, received, reported on, urged, closed, looked back at; and nobody beside whom it concerns.</summary>
public sealed class WorkTests(WorkHost work) : IClassFixture<WorkHost>
{
    const string Read = "department.tasks.read", Manage = "department.tasks.edit", Report = "department.tasks.report";
    const string Points = $"/{TestHost.County}/department/points", Problems = $"/{TestHost.County}/department/rectification", TownPoints = $"/{TestHost.Township}/department/points", TownProblems = $"/{TestHost.Township}/department/rectification";
    const string Written = "前言一段。\n一、干部队伍建设\n（一）开展班子分析研判。覆盖全部班子，形成报告。\n（二）做好档案审核。\n二、自身建设\n1.办好业务大讲堂。每两月一期。\n";

    TestHost Host => work.Host;

    Task<Browser> OfficeAsync() => Host.SignInAsync(TestHost.County, Read, Manage, Report);
    Task<Browser> TownAsync() => Host.SignInAsync(TestHost.Township, Read, Report);

    async Task<Guid> FindAsync(string plan, string title) => await Host.AskAsync<Guid>($"select id from org.work_item where plan_id = '{plan[^36..]}' and title = '{title}'");
    Task<string?> OfAsync(Guid item, string column) => Host.AskAsync<string>($"select {column}::text from org.work_item where id = '{item}'");

    static async Task<string> TakenAsync(Answer answer)
    {
        await Task.CompletedTask;
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.In("div.note")} {answer.In(".err")} {answer.In("main")}");
        return answer.Location!;
    }

    static async Task<string> PlanAsync(Browser office, string title = "2026 年要点", string content = Written, string at = Points) =>
        await TakenAsync(await office.SubmitAsync(at + "/new", ("Title", title), ("Year", $"{Clock.Today.Year}"), ("Text", content), ("Decision", "县委常委会原则同意")));

    static (string, string)[] Duties(Guid lead, string days = "60") => [("IsKey", "false"), ("Lead", $"{lead}"), ("Person", "陶静"), ("Standard", "形成报告"), ("DutyReason", "属地工作"), ("Measures", "逐个班子分析"), ("DueKind", "1"), ("DueOn", Dates.Format(Clock.Today.AddDays(int.Parse(days, System.Globalization.CultureInfo.InvariantCulture))))];

    async Task CompleteAsync(Browser office, string plan, string at, params (string Title, Guid Lead)[] items)
    {
        foreach (var (title, lead) in items) await TakenAsync(await office.SubmitAsync($"{at}/item/{await FindAsync(plan, title)}/edit", Duties(lead)));
    }

    [Fact]
    public async Task Where_the_module_is_off_its_plans_are_not_there_from_above_and_read_only_nothing_of_them_changes()
    {
        using var office = await OfficeAsync();
        using var city = await Host.SignInAsync(TestHost.City, Read, Manage, Report);
        var plan = await IssuedAsync(office, "开关要点");
        var above = $"/{TestHost.City}/department/points";
        async Task SwitchAsync(int state) => await Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'department', {state}, '试' from org.locality where code = '{TestHost.County}' on conflict (locality_id, module) do update set state = excluded.state");
        try
        {
            foreach (var (state, sees, changes) in ((int, bool, bool)[])[(0, false, false), (1, true, false), (2, true, true)])
            {
                await SwitchAsync(state);
                Assert.Equal((state, sees), (state, (await city.GetAsync(above)).Text.Contains("开关要点", StringComparison.Ordinal)));
                var page = await city.GetAsync($"{above}/{plan[^36..]}");
                Assert.Equal((state, sees ? 200 : 404), (state, page.Status));
                // Past the pages, under the module's own login.
                await using var db = Host.Platform.Databases.Of(Host.Platform.Current!.Modules.Single(module => module.Manifest.Id == "department").Manifest).OpenForWriting(Scope.Subtree(await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.City}'") ?? "", Guid.Empty), Actor.System);
                Assert.Equal((state, sees), (state, await db.FirstAsync<int>("select count(*)::int from org.work_item where plan_id = @id", new { id = Guid.Parse(plan[^36..]) }) > 0));
                var written = false;
                try
                {
                    written = await db.ExecuteAsync("update org.work_item set version = version + 1 where plan_id = @id", new { id = Guid.Parse(plan[^36..]) }) > 0;
                }
                catch (Npgsql.PostgresException refused)
                {
                    Assert.True(Switched.Refuses(refused));
                }
                Assert.Equal((state, changes), (state, written));
            }
        }
        finally
        {
            await Host.DoAsync("delete from org.module_state");
        }
    }

    /// <summary>A plan that is issued: two tasks of the town's, one of the bureau's.</summary>
    async Task<string> IssuedAsync(Browser office, string title)
    {
        var plan = await PlanAsync(office, title);
        await CompleteAsync(office, plan, Points, ("开展班子分析研判", work.Town), ("做好档案审核", work.Town), ("办好业务大讲堂", work.Bureau));
        await TakenAsync(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today))));
        return plan;
    }

    [Fact]
    [Trait("Row", "D2.4"), Trait("Row", "P1.3")]
    public async Task A_document_is_broken_down_as_it_was_written_and_not_issued_before_every_item_has_measures_body_person_and_day()
    {
        using var office = await OfficeAsync();
        var plan = await PlanAsync(office, "分解的要点");

        Assert.Equal("1 干部队伍建设|1-1 开展班子分析研判|1-2 做好档案审核|2 自身建设|2-1 办好业务大讲堂", await Host.AskAsync<string>($"select string_agg(number || ' ' || title, '|' order by rank) from org.work_item where plan_id = '{plan[^36..]}'"));
        var refused = await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today)));
        Assert.Equal(422, refused.Status);
        Assert.Contains("有 3 项分解不完整，如 1-1 还缺牵头单位、责任人、完成标准", refused.In("div.note"), StringComparison.Ordinal);

        await CompleteAsync(office, plan, Points, ("开展班子分析研判", work.Town), ("做好档案审核", work.Town), ("办好业务大讲堂", work.Bureau));
        // A measure is not due after its task.
        var task = await FindAsync(plan, "开展班子分析研判");
        var late = await office.SubmitAsync($"{plan}/new?parent={task}", [("Title", "分类座谈"), .. Duties(work.Bureau, "90")]);
        Assert.Contains("晚于上级任务的", late.In("div.note"), StringComparison.Ordinal);
        await TakenAsync(await office.SubmitAsync($"{plan}/new?parent={task}", [("Title", "分类座谈"), .. Duties(work.Bureau, "30")]));
        await TakenAsync(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today))));

        // Afterwards the day is changed by a deed with approval alone.
        var measure = await FindAsync(plan, "分类座谈");
        await TakenAsync(await office.SubmitAsync($"{Points}/item/{measure}/edit", ("IsKey", "false"), ("DueOn", Dates.Format(Clock.Today.AddDays(40)))));
        Assert.Equal(Clock.Today.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), await OfAsync(measure, "due_on"));
        Assert.Contains("须经批准", (await office.PostAsync($"{Points}/item/{measure}/turn/date", ("version", await VersionAsync(measure)), ("Day", Dates.Format(Clock.Today.AddDays(40))), ("Words", "会议推迟"))).Text, StringComparison.Ordinal);
        await TakenAsync(await office.PostAsync($"{Points}/item/{measure}/turn/date", ("version", await VersionAsync(measure)), ("Day", Dates.Format(Clock.Today.AddDays(40))), ("Words", "会议推迟"), ("Approver", "分管副部长")));
        Assert.Contains($"{Dates.Format(Clock.Today.AddDays(30))} → {Dates.Format(Clock.Today.AddDays(40))}", (await office.GetAsync($"{Points}/item/{measure}")).Text, StringComparison.Ordinal);
    }

    async Task<string> VersionAsync(Guid item) => (await OfAsync(item, "version"))!;

    [Fact]
    public async Task Each_body_receives_what_is_its_own_and_what_nobody_has_received_is_listed()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await IssuedAsync(office, "签收的要点");
        var unreceived = await office.GetAsync(Points + "?state=unreceived&q=" + Uri.EscapeDataString("班子分析"));
        Assert.Contains((await FindAsync(plan, "开展班子分析研判")).ToString(), unreceived.Text, StringComparison.Ordinal);

        var mine = await town.GetAsync(TownPoints + "/mine");
        Assert.Contains("开展班子分析研判", mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await FindAsync(plan, "办好业务大讲堂")).ToString(), mine.Text, StringComparison.Ordinal);
        await TakenAsync(await town.PostAsync(TownPoints + "/mine?handler=receive"));

        Assert.Equal("周文博", await Host.AskAsync<string>($"select received_by_name from org.work_party where item_id = '{await FindAsync(plan, "做好档案审核")}'"));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.work_party w join org.work_item i on i.id = w.item_id where i.plan_id = '{plan[^36..]}' and w.received_on is null"));
    }

    [Fact]
    [Trait("Row", "P1.14")]
    public async Task A_unit_reports_from_its_own_page_in_the_round_and_the_board_sees_it_until_it_is_agreed_to()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await IssuedAsync(office, "填报的要点");
        var (task, other) = (await FindAsync(plan, "开展班子分析研判"), await FindAsync(plan, "做好档案审核"));
        await TakenAsync(await office.PostAsync(plan + "/turn/open", ("Day", Dates.Format(Clock.Today.AddDays(5))), ("Words", "第 1 轮调度")));

        var wrong = await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "120"), ($"c.{task}", "开了座谈会"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("进度填 0 至 100", wrong.Text, StringComparison.Ordinal);
        await TakenAsync(await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "40"), ($"c.{task}", "开了座谈会"), ($"w.{task}", "人手不足"), ($"p.{other}", "0"), ($"c.{other}", "")));
        Assert.Equal("40", await OfAsync(task, "percent"));
        Assert.Contains("开了座谈会", (await office.GetAsync($"{Points}/item/{task}")).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update org.work_item set begins_on = current_date - 90, due_on = current_date + 20 where id = '{task}'");
        Assert.Contains("落后序时", (await office.GetAsync(Points + "?light=yellow&q=" + Uri.EscapeDataString("班子分析"))).Text, StringComparison.Ordinal);
        Assert.Contains("退到 20%", (await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "20"), ($"c.{task}", "重来"))).Text, StringComparison.Ordinal);

        var closing = await office.GetAsync(plan + "/turn/round");
        Assert.Contains("做好档案审核", closing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("开展班子分析研判", closing.In("ul.lines"), StringComparison.Ordinal);
        await TakenAsync(await office.PostAsync(plan + "/turn/round", ("Words", "逐项过堂"), ("More", "下周补报")));

        // Done is what another agrees to, with evidence.
        Assert.Contains("报到 100% 再申请", (await town.PostAsync($"{TownPoints}/item/{task}/turn/apply", ("version", await VersionAsync(task)), ("Words", "完成"))).Text, StringComparison.Ordinal);
        await TakenAsync(await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "100"), ($"c.{task}", "报告印发")));
        Assert.Contains("请附佐证材料", (await town.PostAsync($"{TownPoints}/item/{task}/turn/apply", ("version", await VersionAsync(task)), ("Words", "完成"))).Text, StringComparison.Ordinal);
        await TakenAsync(await town.UploadAsync($"{TownPoints}/item/{task}/turn/apply", "evidence", "报告.txt", Encoding.UTF8.GetBytes("分析研判报告"), ("version", await VersionAsync(task)), ("Words", "完成")));
        Assert.Equal(404, (await town.GetAsync($"{TownPoints}/item/{task}/turn/close")).Status);
        await TakenAsync(await office.PostAsync($"{Points}/item/{task}/turn/back", ("version", await VersionAsync(task)), ("Words", "缺附表")));
        Assert.Equal("open", await OfAsync(task, "state"));
        await TakenAsync(await town.PostAsync(TownPoints + "/mine", ($"p.{task}", "100"), ($"c.{task}", "补了附表")));
        await TakenAsync(await town.PostAsync($"{TownPoints}/item/{task}/turn/apply", ("version", await VersionAsync(task)), ("Words", "完成，附表已补")));
        await TakenAsync(await office.PostAsync($"{Points}/item/{task}/turn/close", ("version", await VersionAsync(task)), ("Words", "同意"), ("Result", "达到")));
        Assert.Equal("closed", await OfAsync(task, "state"));

        Assert.NotNull((await town.GetAsync(TownPoints + "/mine")).Document.QuerySelector($"[name='p.{other}']"));
        // Summed up, the year stands still: what was not done stays so, by page and by form.
        await TakenAsync(await office.PostAsync(plan + "/turn/open", ("Day", Dates.Format(Clock.Today.AddDays(5))), ("Words", "第 2 轮调度")));
        await TakenAsync(await office.PostAsync(plan + "/turn/close", ("version", (await Host.AskAsync<int>($"select version from org.work_plan where id = '{plan[^36..]}'")).ToString()), ("Words", "完成两项，结转一项")));
        Assert.Null((await town.GetAsync(TownPoints + "/mine")).Document.QuerySelector($"[name='p.{other}']"));
        await town.PostAsync(TownPoints + "/mine", ($"p.{other}", "50"), ($"c.{other}", "补报"));
        Assert.Equal("0", await OfAsync(other, "percent"));
        Assert.Equal(404, (await office.PostAsync($"{Points}/item/{other}/turn/cancel", ("version", await VersionAsync(other)), ("Words", "不办了"), ("Approver", "部长"))).Status);
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from org.work_round where plan_id = '{plan[^36..]}' and closed_on is null"));
    }

    [Fact]
    [Trait("Row", "P2.6")]
    public async Task What_is_overdue_climbs_the_ladder_step_by_step_each_with_an_approver()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await IssuedAsync(office, "督办的要点");
        var task = await FindAsync(plan, "开展班子分析研判");
        var url = $"{Points}/item/{task}/turn/";
        Assert.Contains("没有超期，先催办", (await office.PostAsync(url + "escalate", ("version", await VersionAsync(task)), ("Words", "超期"), ("Approver", "部长"))).Text, StringComparison.Ordinal);
        await TakenAsync(await office.PostAsync(url + "urge", ("version", await VersionAsync(task)), ("Words", "请抓紧")));
        Assert.Contains("请抓紧", (await town.GetAsync(TownPoints + "/mine")).Text, StringComparison.Ordinal);
        await TakenAsync(await town.PostAsync($"{TownPoints}/item/{task}/turn/reply", ("version", await VersionAsync(task)), ("Words", "本周完成")));
        Assert.DoesNotContain("请抓紧", (await town.GetAsync(TownPoints + "/mine")).Text, StringComparison.Ordinal);

        await Host.DoAsync($"update org.work_item set begins_on = current_date - 60, due_on = current_date - 3 where id = '{task}'");
        Assert.Contains("请填批准人", (await office.PostAsync(url + "escalate", ("version", await VersionAsync(task)), ("Words", "超期"))).Text, StringComparison.Ordinal);
        foreach (var step in (string[])["提醒", "通报", "约谈", "问责"])
        {
            Assert.Equal(step, (await office.GetAsync(url + "escalate")).In("h1"));
            await TakenAsync(await office.PostAsync(url + "escalate", ("version", await VersionAsync(task)), ("Words", "超期未办"), ("Approver", "分管副部长")));
        }
        Assert.Contains("已经到问责", (await office.PostAsync(url + "escalate", ("version", await VersionAsync(task)), ("Words", "超期"), ("Approver", "部长"))).Text, StringComparison.Ordinal);
        var board = await office.GetAsync(Points + "?light=red&q=" + Uri.EscapeDataString("班子分析"));
        Assert.Contains(task.ToString(), board.Text, StringComparison.Ordinal);
        Assert.Contains("（已问责）", board.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D2.13")]
    public async Task A_problem_is_written_off_with_evidence_checked_by_another_approved_and_looked_back_at()
    {
        using var office = await OfficeAsync();
        using var other = await OfficeAsync();
        using var town = await TownAsync();
        var plan = await TakenAsync(await office.SubmitAsync(Problems + "/new", ("Title", "巡察反馈意见整改"), ("Year", $"{Clock.Today.Year}"), ("Text", "")));
        await TakenAsync(await office.SubmitAsync(plan + "/new", [("Title", "组织生活不正常"), .. Duties(work.Town)]));
        await TakenAsync(await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today))));
        var problem = await FindAsync(plan, "组织生活不正常");
        string Turn(string deed) => $"{Problems}/item/{problem}/turn/{deed}";

        await TakenAsync(await town.PostAsync(TownProblems + "/mine", ($"p.{problem}", "100"), ($"c.{problem}", "整改到位")));
        // The officer who applies for the town neither checks nor approves.
        await TakenAsync(await office.UploadAsync(Turn("apply"), "evidence", "佐证.txt", Encoding.UTF8.GetBytes("会议记录"), ("version", await VersionAsync(problem)), ("Words", "已整改")));
        await TakenAsync(await other.PostAsync(Turn("back"), ("version", await VersionAsync(problem)), ("Words", "材料不全")));
        Assert.Contains("整改中", (await other.GetAsync($"{Problems}/item/{problem}")).In("div.who"), StringComparison.Ordinal);
        await TakenAsync(await town.PostAsync(TownProblems + "/mine", ($"p.{problem}", "100"), ($"c.{problem}", "补齐了")));
        await TakenAsync(await office.PostAsync(Turn("apply"), ("version", await VersionAsync(problem)), ("Words", "材料已补")));
        Assert.Contains("申请人不能核验自己的申请", (await office.PostAsync(Turn("check"), ("version", await VersionAsync(problem)), ("Words", "属实"))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await other.GetAsync(Turn("close"))).Status);
        await TakenAsync(await other.PostAsync(Turn("check"), ("version", await VersionAsync(problem)), ("Words", "属实")));
        Assert.Contains("请填回头看的日期", (await other.PostAsync(Turn("close"), ("version", await VersionAsync(problem)), ("Words", "同意"), ("Approver", "部长"))).Text, StringComparison.Ordinal);
        await TakenAsync(await other.PostAsync(Turn("close"), ("version", await VersionAsync(problem)), ("Words", "同意"), ("Approver", "部长"), ("Day", Dates.Format(Clock.Today.AddDays(90)))));
        Assert.Contains("巩固期", (await other.GetAsync($"{Problems}/item/{problem}")).In("div.who"), StringComparison.Ordinal);

        Assert.Contains("请填补课时限", (await other.PostAsync(Turn("lookback"), ("version", await VersionAsync(problem)), ("Words", "又不开会了"), ("Result", "反弹"))).Text, StringComparison.Ordinal);
        await TakenAsync(await other.PostAsync(Turn("lookback"), ("version", await VersionAsync(problem)), ("Words", "又不开会了"), ("Result", "反弹"), ("Day", Dates.Format(Clock.Today.AddDays(30)))));
        Assert.Equal("open 1", $"{await OfAsync(problem, "state")} {await OfAsync(problem, "rebounds")}");
        Assert.Contains("反弹 1 次", (await other.GetAsync($"{Problems}/item/{problem}")).In("div.who"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P3.2")]
    public async Task A_problem_that_comes_again_is_linked_to_the_first_marked_and_needs_its_cause()
    {
        using var office = await OfficeAsync();
        var first = await TakenAsync(await office.SubmitAsync(Problems + "/new", ("Title", "第一轮反馈"), ("Year", $"{Clock.Today.Year - 1}"), ("Text", "")));
        await TakenAsync(await office.SubmitAsync(first + "/new", [("Title", "报酬发放不及时"), .. Duties(work.Bureau)]));
        var second = await TakenAsync(await office.SubmitAsync(Problems + "/new", ("Title", "回头看反馈"), ("Year", $"{Clock.Today.Year}"), ("Text", "")));
        var before = await FindAsync(first, "报酬发放不及时");

        var without = await office.SubmitAsync(second + "/new", [("Title", "村干部报酬仍未按月发"), .. Duties(work.Bureau), ("RepeatsId", $"{before}")]);
        Assert.Contains("重复出现的问题要写原因分析", without.In("div.note"), StringComparison.Ordinal);
        await TakenAsync(await office.SubmitAsync(second + "/new", [("Title", "村干部报酬仍未按月发"), .. Duties(work.Bureau), ("RepeatsId", $"{before}"), ("Cause", "没有建立机制")]));
        await TakenAsync(await office.PostAsync(second + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today))));

        var page = await office.GetAsync($"{Problems}/item/{await FindAsync(second, "村干部报酬仍未按月发")}");
        Assert.Contains("第一轮反馈：报酬发放不及时", page.Text, StringComparison.Ordinal);
        Assert.Contains("原因：没有建立机制", page.Text, StringComparison.Ordinal);
        Assert.Contains("村干部报酬仍未按月发", (await office.GetAsync(Problems + "?state=repeat")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P2.18")]
    public async Task Every_transfer_is_kept_with_its_reason_and_one_too_many_needs_a_leader()
    {
        using var office = await OfficeAsync();
        var plan = await IssuedAsync(office, "转办的要点");
        var task = await FindAsync(plan, "办好业务大讲堂");
        async Task<Answer> TransferAsync(Guid to, string approver = "") => await office.PostAsync($"{Points}/item/{task}/turn/transfer", ("version", await VersionAsync(task)), ("Unit", $"{to}"), ("Words", "职责调整"), ("Approver", approver));

        await TakenAsync(await TransferAsync(work.Town));
        await TakenAsync(await TransferAsync(work.Bureau));
        Assert.Contains("转办 3 次，不经领导决定可转办 2 次", (await TransferAsync(work.Town)).Text, StringComparison.Ordinal);
        await TakenAsync(await TransferAsync(work.Town, "分管副部长"));

        Assert.Equal(3L, await Host.AskAsync<long>($"select count(*) from org.work_act where item_id = '{task}' and kind = '转办' and words = '职责调整'"));
        Assert.Contains("临溪县委组织部 → 枫岭镇党委", (await office.GetAsync($"{Points}/item/{task}")).Text, StringComparison.Ordinal);
        Assert.Contains("转办 3 次", (await office.GetAsync(Points + "?state=transferred")).In("table.tbl-stick tbody tr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_sees_its_own_alone_and_writes_neither_terms_nor_conclusions()
    {
        using var office = await OfficeAsync();
        using var town = await TownAsync();
        using var neighbour = await Host.SignInAsync(TestHost.Neighbour, Read, Manage, Report);
        using var reader = await Host.SignInAsync(TestHost.Township, Read);
        var plan = await IssuedAsync(office, "不外传的要点");
        var (its, bureaus) = (await FindAsync(plan, "开展班子分析研判"), await FindAsync(plan, "办好业务大讲堂"));

        Assert.Equal(200, (await town.GetAsync($"{TownPoints}/item/{its}")).Status);
        Assert.Equal(404, (await town.GetAsync($"{TownPoints}/item/{bureaus}")).Status);
        Assert.Equal(404, (await town.GetAsync($"{TownPoints}/{plan[^36..]}")).Status);
        Assert.DoesNotContain(bureaus.ToString(), (await town.GetAsync(TownPoints)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/department/points/item/{its}")).Status);
        Assert.DoesNotContain("不外传的要点", (await neighbour.GetAsync($"/{TestHost.Neighbour}/department/points")).Text, StringComparison.Ordinal);
        // Another's item among one's own, slipped into the form.
        await town.PostAsync(TownPoints + "/mine", ($"p.{bureaus}", "100"), ($"c.{bureaus}", "代报"));
        Assert.Equal("0", await OfAsync(bureaus, "percent"));
        foreach (var deed in (string[])["urge", "date", "transfer", "close", "cancel", "escalate"]) Assert.Equal(404, (await town.PostBareAsync($"{TownPoints}/item/{its}/turn/{deed}")).Status is 400 or 404 ? 404 : 0);
        Assert.Equal(403, (await town.GetAsync($"{TownPoints}/item/{its}/edit")).Status);
        Assert.Equal(403, (await reader.PostBareAsync(TownPoints + "/mine")).Status);

        // Past the pages, under the module's own login in the town's scope.
        var department = Host.Platform.Current!.Modules.Single(module => module.Manifest.Id == "department").Manifest;
        var path = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.Township}'");
        await using var db = Host.Platform.Databases.Of(department).OpenForWriting(Scope.Subtree(path!, Guid.NewGuid()), Actor.System);
        var fault = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.ExecuteAsync("update org.work_item set due_on = due_on + 30 where id = @its", new { its }));
        Assert.Contains("由交办单位掌握", fault.MessageText, StringComparison.Ordinal);
        await using var again = Host.Platform.Databases.Of(department).OpenForWriting(Scope.Subtree(path!, Guid.NewGuid()), Actor.System);
        Assert.Equal(0, await again.ExecuteAsync("update org.work_item set percent = 100 where id = @bureaus", new { bureaus }));
    }

    [Fact]
    [Trait("Row", "D2.1"), Trait("Row", "P1.1")]
    public async Task A_years_points_are_issued_after_approval_counted_by_aspect_and_changed_in_editions()
    {
        using var office = await OfficeAsync();
        var plan = await TakenAsync(await office.SubmitAsync(Points + "/new", ("Title", "审定的要点"), ("Year", $"{Clock.Today.Year}"), ("Number", "临组发〔2026〕1号"), ("Text", Written), ("Decision", "")));
        await CompleteAsync(office, plan, Points, ("开展班子分析研判", work.Bureau), ("做好档案审核", work.Bureau), ("办好业务大讲堂", work.Bureau));
        Assert.Contains("须经审定后印发", (await office.PostAsync(plan + "/turn/issue", ("version", "1"), ("Day", Dates.Format(Clock.Today)))).Text, StringComparison.Ordinal);
        await TakenAsync(await office.SubmitAsync(plan + "/edit", ("Decision", "县委常委会原则同意"), ("DecidedOn", Dates.Format(Clock.Today))));
        await TakenAsync(await office.PostAsync(plan + "/turn/issue", ("version", "2"), ("Day", Dates.Format(Clock.Today))));

        var page = await office.GetAsync(plan);
        Assert.Contains("2 个方面3 项任务", page.In("div.who")!.Replace(" ", "", StringComparison.Ordinal).Replace("2个", "2 个", StringComparison.Ordinal).Replace("3项", "3 项", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("2 项，已办结 0", page.In("tr.group"), StringComparison.Ordinal);
        Assert.Contains("前言一段。", page.In("div.long"), StringComparison.Ordinal);
        await Host.DoAsync($"update org.work_item set state = 'closed', closed_on = current_date where id = '{await FindAsync(plan, "做好档案审核")}'");
        Assert.Contains("2 项，已办结 1", (await office.GetAsync(plan)).In("tr.group"), StringComparison.Ordinal);

        Assert.Contains("修改请写理由", (await office.SubmitAsync(plan + "/edit", ("Text", Written + "三、其他\n"))).Text, StringComparison.Ordinal);
        await TakenAsync(await office.SubmitAsync(plan + "/edit", ("Text", Written + "三、其他\n"), ("Reason", "上级新增要求")));
        Assert.Contains("第 2 版", (await office.GetAsync(plan)).In("div.who"), StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{plan[^36..]}' and reason = '上级新增要求'"));
    }

    [Theory]
    [Trait("Row", "P1.11")]
    [InlineData("1", "2026-05-20", "2026-05-20")]
    [InlineData("2", null, "2026-06-30")]
    [InlineData("3", null, "2026-12-31")]
    [InlineData("4", null, "2026-03-31")]
    [InlineData("5", null, "2026-09-30")]
    [InlineData("6", null, "2028-12-31")]
    public async Task Every_kind_of_due_becomes_a_day_that_is_counted_down_to_and_past(string kind, string? given, string day)
    {
        DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var due = WorkItem.DueOf(kind, 2026, Day(given));
        Assert.Equal(Day(day), due);
        var item = new WorkItem { Level = 2, State = "open", BeginsOn = due!.Value.AddDays(-100), DueOn = due, Percent = 95 };
        Assert.Equal(("none", $"{Dates.Format(due.Value)} 前"), new WorkLights(20, 15, due.Value.AddDays(-16)).Of(item));
        Assert.Equal(("yellow", "剩 15 天"), new WorkLights(20, 15, due.Value.AddDays(-15)).Of(item));
        Assert.Equal(("yellow", "今天到期"), new WorkLights(20, 15, due.Value).Of(item));
        Assert.Equal(("red", "超期 1 天"), new WorkLights(20, 15, due.Value.AddDays(1)).Of(item));
        Assert.Equal(("yellow", "落后序时 45 个点"), new WorkLights(20, 15, due.Value.AddDays(-50)).Of(item with { Percent = 5 }));

        // The same lights over the table, and the list of what is overdue.
        using var office = await OfficeAsync();
        var plan = await IssuedAsync(office, $"时限 {kind}");
        var task = await FindAsync(plan, "办好业务大讲堂");
        await Host.DoAsync($"update org.work_item set begins_on = '{day}'::date - 100, due_on = '2025-01-01' where id = '{task}'");
        Assert.Contains(task.ToString(), (await office.GetAsync(Points + "?light=red&q=" + Uri.EscapeDataString("业务大讲堂"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_slipped_since_the_last_round_is_told_by_how_it_stood_then()
    {
        using var office = await OfficeAsync();
        var plan = await IssuedAsync(office, "退步的要点");
        var task = await FindAsync(plan, "做好档案审核");
        await TakenAsync(await office.PostAsync(plan + "/turn/open", ("Day", Dates.Format(Clock.Today.AddDays(5))), ("Words", "第 1 轮调度")));
        Assert.DoesNotContain(task.ToString(), (await office.GetAsync(Points + "?slipped=1")).In("table.tbl-stick") ?? "", StringComparison.Ordinal);

        await Host.DoAsync($"update org.work_item set begins_on = current_date - 60, due_on = current_date - 1 where id = '{task}'");

        Assert.Contains(task.ToString(), (await office.GetAsync(Points + "?slipped=1")).Text, StringComparison.Ordinal);
    }
}
