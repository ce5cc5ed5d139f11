using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>Targets and what becomes of them; who answers for what; referral, flows, projects and stock; contributions, recommendations, facilities, cards; policies as they are told, known, handed down and tried out.</summary>
public sealed class GovernanceTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;
    static int Year => Clock.Today.Year;

    async Task<Guid> UnitAsync(Browser officer, string name, string? head = null) => await talents.EnterAsync(officer, "members", "member_unit", ("name", name), ("duty", "成员"), ("head", head ?? "王建华"), ("liaison_officer", "何静"), ("began_on", Day(900)));

    async Task<Guid> TargetAsync(Browser officer, string title, int value, params (string, string)[] more) =>
        await talents.EnterAsync(officer, "targets", "target", [("title", title), ("year", $"{Year}"), ("origin", "1"), ("measure", "人"), ("value", $"{value}"), ("weight", "10"), ("due_on", $"{Year}.12.31"), .. more]);

    async Task ArriveAsync(string name, string more = "", string values = "", string arrived = "org.today()") =>
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, grade, education, study_kind, intended_on, arrived_on, verified_on{(more == "" ? "" : ", " + more)}) values ('{await talents.PathOfAsync(TestHost.County)}', '{name}', '{await talents.EmployerAsync()}', '1', '01', '01', 'C', '11', '1', {arrived} - 30, {arrived}, {arrived}{(more == "" ? "" : ", " + values)})");

    [Fact]
    [Trait("Row", "T1.5")]
    public async Task Targets_fall_into_parts_that_must_add_up_and_after_approval_change_with_a_reason_as_a_new_edition()
    {
        using var officer = await talents.OfficerAsync();
        using var drafter = await talents.OfficerAsync(without: "talent.governance.issue");
        var unit = await UnitAsync(officer, "目标单位甲");
        var whole = await TargetAsync(officer, "引才总目标", 30, ("member_unit_id", $"{unit}"));
        var parts = new List<Guid> { await TargetAsync(officer, "分目标一", 12, ("parent_id", $"{whole}"), ("member_unit_id", $"{unit}")), await TargetAsync(officer, "分目标二", 10, ("parent_id", $"{whole}"), ("member_unit_id", $"{unit}")) };
        Assert.Contains("引才总目标", (await officer.GetAsync($"{County}/targets?rule=targets.parts")).In("tbody"));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/targets/{parts[1]}/edit", ("value", "18"))).Status);
        Assert.DoesNotContain("引才总目标", (await officer.GetAsync($"{County}/targets?rule=targets.parts")).In("tbody") ?? "");
        // What its parts have reached is what it stands at.
        await Host.DoAsync($"update talent.target set actual = 9, verified_on = org.today() where id = '{parts[0]}'; update talent.target set actual = 6, verified_on = org.today() where id = '{parts[1]}'");
        Assert.Equal(("15", "15"), (Cells(await officer.GetAsync($"{County}/governance/progress"), "引才总目标")[3], Cells(await officer.GetAsync($"{County}/governance/progress"), "引才总目标")[5]));
        Assert.Equal(403, (await drafter.GetAsync($"{County}/targets/deeds/approve?id={whole}")).Status);
        Assert.Contains("还没有审定", (await DoAsync(officer, "targets", "adjust", whole, ("on", Day(0)), ("value", "28"), ("weight", "10"), ("due_on", $"{Year}.12.31"), ("reason", "下调"))).Text);
        await DoneAsync(officer, "targets", "approve", whole, ("on", Day(1)));
        // No form changes its terms any more, whoever sends it; what is not a term may be put right.
        Assert.Contains("请用“调整”", (await officer.SubmitAsync($"{County}/targets/{whole}/edit", ("value", "5"))).Text);
        await DoneAsync(officer, "targets", "adjust", whole, ("on", Day(0)), ("value", "28"), ("weight", "15"), ("due_on", $"{Year}.12.31"), ("reason", "上级调减任务"));
        Assert.Equal("28|2|30|上级调减任务", await Host.AskAsync<string>($"select t.value || '|' || t.edition || '|' || e.value || '|' || e.reason from talent.target t join talent.target_edition e on e.target_id = t.id where t.id = '{whole}'"));
        Assert.Contains("上级调减任务", (await officer.GetAsync($"{County}/targets/{whole}?tab=editions")).Text);
        var alone = await TargetAsync(officer, "没有单位的目标", 3);
        Assert.Contains("没有单位的目标", (await officer.GetAsync($"{County}/targets?rule=targets.owned")).In("tbody"));
        Assert.Equal(403, (await drafter.GetAsync($"{County}/targets/deeds/adjust?id={alone}")).Status);
    }

    [Fact]
    [Trait("Row", "T1.10")]
    [Trait("Row", "T3.9")]
    public async Task Quotas_of_above_show_a_multiple_and_key_technology_counts_by_itself_once_verified_with_names_and_what_is_left()
    {
        using var officer = await talents.OfficerAsync();
        using var other = await talents.OfficerAsync();
        await Host.DoAsync("update talent.introduction set removed_at = now()");
        Assert.Equal(422, (await officer.SubmitAsync($"{County}/targets/new", ("title", "缺文号"), ("year", $"{Year}"), ("origin", "2"), ("measure", "篇"), ("value", "4"), ("weight", "0"), ("due_on", $"{Year}.12.31"))).Status);
        var quota = await TargetAsync(officer, "上级下达发稿", 4, ("origin", "2"), ("document_no", "市人才〔2026〕5号"), ("measure", "篇"));
        await DoneAsync(officer, "targets", "approve", quota, ("on", Day(1)));
        await DoneAsync(officer, "targets", "enter", quota, ("on", Day(0)), ("actual", "40"), ("evidence", "样报"));
        Assert.Equal("—", Cells(await officer.GetAsync($"{County}/governance/progress"), "上级下达发稿")[3]);
        Assert.Contains("不能自己核验", (await DoAsync(officer, "targets", "verify", quota, ("on", Day(0)))).Text);
        await DoneAsync(other, "targets", "verify", quota, ("on", Day(0)));
        var row = Cells(await officer.GetAsync($"{County}/governance/progress"), "上级下达发稿");
        Assert.Contains("市人才〔2026〕5号", row[0]);
        Assert.EndsWith("10 倍", row[4]);

        var key = await TargetAsync(officer, "关键技术人才", 3, ("indicator", "03"));
        await DoneAsync(officer, "targets", "approve", key, ("on", Day(1)));
        await ArriveAsync("关键甲", "is_key_tech", "true");
        await ArriveAsync("一般乙");
        await Host.DoAsync("insert into talent.introduction (locality_path, name, employer_id, form, system, domain, education, intended_on, arrived_on, is_key_tech) select locality_path, '没核验', employer_id, '1', '01', '01', '11', org.today(), org.today(), true from talent.introduction where name = '关键甲'");
        var page = await officer.GetAsync($"{County}/governance/progress");
        Assert.Equal(["3 人", "1"], Cells(page, "关键技术人才").Skip(2).Take(2));
        Assert.EndsWith("33.3%", Cells(page, "关键技术人才")[4]);
        Assert.Equal("2", Cells(page, "关键技术人才")[5]);
        var line = page.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("关键技术人才", StringComparison.Ordinal));
        Assert.Equal(("1", "3"), (line.QuerySelector("progress")!.GetAttribute("value"), line.QuerySelector("progress")!.GetAttribute("max")));
        var names = (await officer.GetAsync(line.QuerySelectorAll("td")[3].QuerySelector("a")!.GetAttribute("href")!)).Text.Replace("　", "", StringComparison.Ordinal);
        Assert.Contains("关键甲", names);
        Assert.DoesNotContain("没核验", names);
        Assert.DoesNotContain("一般乙", names);
        // What counts itself is entered by nobody.
        Assert.Contains("自动取数", (await DoAsync(officer, "targets", "enter", key, ("on", Day(0)), ("actual", "9"), ("evidence", "无"))).Text);
    }

    [Fact]
    [Trait("Row", "T1.7")]
    public async Task At_half_year_figures_are_frozen_what_is_under_the_line_becomes_rectification_and_each_unit_gets_its_sheet()
    {
        using var officer = await talents.OfficerAsync();
        using var other = await talents.OfficerAsync();
        using var drafter = await talents.OfficerAsync(without: "talent.governance.issue");
        await Host.DoAsync("update talent.target set removed_at = now(); update talent.introduction set removed_at = now()");
        var body = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{await talents.PathOfAsync(TestHost.County)}', '评估科技局', '3203') returning id");
        var unit = await UnitAsync(officer, "评估科技局");
        await Host.DoAsync($"update talent.member_unit set unit_id = '{body}' where id = '{unit}'");
        var last = Year - 1;
        var (behind, ahead, whole) = (await TargetAsync(officer, "落后目标", 10, ("year", $"{last}"), ("due_on", $"{last}.12.31"), ("indicator", "01"), ("member_unit_id", $"{unit}")), await TargetAsync(officer, "领先目标", 1, ("year", $"{last}"), ("due_on", $"{last}.12.31"), ("indicator", "01"), ("member_unit_id", $"{unit}")), await TargetAsync(officer, "没有审定目标", 1, ("year", $"{last}"), ("due_on", $"{last}.12.31"), ("member_unit_id", $"{unit}")));
        foreach (var target in (Guid[])[behind, ahead]) await DoneAsync(officer, "targets", "approve", target, ("on", Day(300)));
        await ArriveAsync("半年前", arrived: $"date '{last}-06-30'");
        await ArriveAsync("半年后", arrived: $"date '{last}-07-01'");
        Assert.Equal(403, (await drafter.PostAsync($"{County}/governance/progress?handler=freeze&year={last}&period=1")).Status);
        Assert.Equal(422, (await officer.PostAsync($"{County}/governance/progress?handler=freeze&year={Year + 1}&period=1")).Status);
        Assert.Equal(302, (await officer.PostAsync($"{County}/governance/progress?handler=freeze&year={last}&period=1")).Status);
        Assert.Equal("落后目标 1 10 50,领先目标 1 100 50", await Host.AskAsync<string>($"select string_agg(split_part(r.title, '（', 1) || ' ' || r.actual || ' ' || r.rate || ' ' || r.line, ',' order by r.rate) from talent.target_result r where r.year = {last} and r.period = '1' and r.member_unit_id = '{unit}'"));
        // Frozen is frozen.
        Assert.Equal(422, (await officer.PostAsync($"{County}/governance/progress?handler=freeze&year={last}&period=1")).Status);
        var result = await Host.AskAsync<Guid>($"select id from talent.target_result where target_id = '{behind}'");
        Assert.Equal("评估科技局|何静|1", await Host.AskAsync<string>($"select lead_name || '|' || person || '|' || (select count(*) from org.work_item where kind = 'issues' and source_id in (select id from talent.target_result where year = {last})) from org.work_item where source_id = '{result}'"));
        Assert.Contains("整改：落后目标", (await officer.GetAsync($"{County}/issues")).Text);

        var sheet = $"{County}/governance/feedback/{unit}?year={last}&period=1";
        Assert.Contains("没有写评估意见", (await officer.PostAsync(sheet)).Text);
        foreach (var one in (Guid[])[behind, ahead]) await DoneAsync(other, "target-results", "opinion", await Host.AskAsync<Guid>($"select id from talent.target_result where target_id = '{one}'"), ("opinion", one == behind ? "引才渠道单一" : "保持"));
        Assert.Equal(302, (await officer.PostAsync(sheet)).Status);
        var page = await officer.GetAsync(sheet);
        Assert.Contains("引才渠道单一", Cells(page, "落后目标")[6]);
        Assert.Contains("整改：落后目标", Cells(page, "落后目标")[7]);
        Assert.Contains("已经反馈", (await DoAsync(other, "target-results", "opinion", result, ("opinion", "改口"))).Text);
        Assert.Equal(403, (await drafter.PostAsync(sheet)).Status);
    }

    [Fact]
    [Trait("Row", "T1.8")]
    public async Task The_years_appraisal_reckons_targets_punctuality_and_half_year_goes_from_the_units_own_mark_to_publication_and_hears_appeals()
    {
        using var officer = await talents.OfficerAsync();
        using var other = await talents.OfficerAsync();
        var body = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{await talents.PathOfAsync(TestHost.County)}', '考评人社局', '3203') returning id");
        var unit = await UnitAsync(officer, "考评人社局");
        await Host.DoAsync($"update talent.member_unit set unit_id = '{body}' where id = '{unit}'");
        var last = Year - 1;
        var target = await TargetAsync(officer, "考评目标", 10, ("year", $"{last}"), ("due_on", $"{last}.12.31"), ("member_unit_id", $"{unit}"));
        var one = await talents.EnterAsync(officer, "appraisals", "appraisal", ("title", "考评人社局年度考评"), ("member_unit_id", $"{unit}"), ("year", $"{last}"));
        Assert.Contains("不在核验阶段", (await DoAsync(other, "appraisals", "check", one, ("words", "属实"))).Text);
        await DoneAsync(officer, "appraisals", "self", one, ("self_score", "95"), ("self_words", "全部完成"));
        Assert.Contains("不能自己核验", (await DoAsync(officer, "appraisals", "check", one, ("words", "属实"))).Text);
        await DoneAsync(other, "appraisals", "check", one, ("words", "属实"));
        (string, string)[] items = [("bonus", "3"), ("deduction", "1"), ("item_words", "经验刊发；一次迟报")];
        Assert.Contains("没有全年评估结果", (await DoAsync(officer, "appraisals", "assess", one, items)).Text);
        // 140 % counts as 120 %, half-year stood at 60 against 50; of two reports one was in time.
        var path = await talents.PathOfAsync(TestHost.County);
        await Host.DoAsync($"""
            insert into talent.target_result (locality_path, title, target_id, year, period, member_unit_id, frozen_on, value, weight, actual, rate, line) values ('{path}', '全年', '{target}', {last}, '2', '{unit}', date '{last}-12-31', 10, 10, 14, 140, 100), ('{path}', '半年', '{target}', {last}, '1', '{unit}', date '{last}-06-30', 10, 10, 6, 60, 50);
            insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) values (md5('appraisal')::uuid, '{path}', 'talent', 'tasks', '上年要点', {last}, 'issued', date '{last}-01-10');
            insert into org.work_item (id, plan_id, locality_path, module, kind, plan_title, year, level, rank, number, title, lead_unit_id, lead_name, due_on, state) values (md5('appraisal item')::uuid, md5('appraisal')::uuid, '{path}', 'talent', 'tasks', '上年要点', {last}, 2, 1, '1', '任务', '{body}', '考评人社局', date '{last}-12-31', 'closed');
            insert into org.work_round (id, plan_id, locality_path, module, number, title, opened_on, due_on, closed_on, minutes) select md5('round' || n)::uuid, md5('appraisal')::uuid, '{path}', 'talent', n, '第 ' || n || ' 轮', make_date({last}, n * 2 + 1, 1), make_date({last}, n * 2 + 1, 5), make_date({last}, n * 2 + 1, 9), '过堂' from generate_series(1, 2) n;
            insert into org.work_round_item (round_id, item_id, locality_path, module, due_on, is_open, percent_before, light_before, reported_on) select md5('round' || n)::uuid, md5('appraisal item')::uuid, '{path}', 'talent', make_date({last}, n * 2 + 1, 5), false, 0, 'none', make_date({last}, n * 2 + 1, 3 + n * 2 - 1) from generate_series(1, 2) n
            """);
        // Weights and lines are those of the unit's own mark: what is changed in the rule afterwards changes nothing, and nobody writes over them.
        await Host.DoAsync($"insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) select 'talent.appraisals.score', p, v, daterange('2020-01-01', null), '新办法', '试', '试' from (values ('targets', 0), ('dispatch', 100), ('first', 200)) x (p, v)");
        Assert.Contains("不能再改", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"update talent.appraisal set terms = null where id = '{one}'"))).MessageText, StringComparison.Ordinal);
        await DoneAsync(officer, "appraisals", "assess", one, items);
        await Host.DoAsync("delete from org.rule_parameter where rule = 'talent.appraisals.score'");
        Assert.Contains("目标权重 70%", (await officer.GetAsync($"{County}/appraisals/{one}")).Text, StringComparison.Ordinal);
        // 120 × 70 % + 50 × 10 % + 100 × 20 % + 3 − 1
        Assert.Equal("120 50 100 111 1", await Host.AskAsync<string>($"select target_score || ' ' || dispatch_score || ' ' || half_score || ' ' || total || ' ' || grade from talent.appraisal where id = '{one}'"));
        using var drafter = await talents.OfficerAsync(without: "talent.governance.issue");
        Assert.Equal(403, (await drafter.GetAsync($"{County}/appraisals/deeds/decide?id={one}")).Status);
        Assert.Contains("还没有审定", (await DoAsync(officer, "appraisals", "publish", one, ("on", Day(0)))).Text);
        await DoneAsync(officer, "appraisals", "decide", one, ("on", Day(2)), ("decision", "同意"));
        await DoneAsync(officer, "appraisals", "publish", one, ("on", Day(1)));
        Assert.Contains("第一档", Cells(await officer.GetAsync($"{County}/appraisals?year={last}&sort=total"), "考评人社局"));
        await DoneAsync(officer, "appraisals", "appeal", one, ("on", Day(1)), ("appeal", "迟报不属实"));
        Assert.Contains("考评人社局", (await officer.GetAsync($"{County}/appraisals?appealed_on.from=1900.01.01&settled_on.none=1")).In("tbody"));
        await DoneAsync(officer, "appraisals", "settle", one, ("on", Day(0)), ("settlement", "经核查维持"));
    }

    [Fact]
    [Trait("Row", "T1.9")]
    public async Task Duty_reports_come_by_their_day_are_marked_by_judges_and_what_the_level_above_judged_is_kept_year_by_year()
    {
        using var officer = await talents.OfficerAsync();
        var unit = await UnitAsync(officer, "述职单位");
        var report = await talents.EnterAsync(officer, "duty-reports", "duty_report", ("title", "述职单位述职"), ("member_unit_id", $"{unit}"), ("year", $"{Year}"), ("due_on", Day(3)));
        Assert.Contains("述职单位述职", (await officer.GetAsync($"{County}/duty-reports?rule=duty-reports.filed")).In("tbody"));
        Assert.Contains("还没有报送", (await DoAsync(officer, "duty-reports", "grade", report, ("grade", "1"))).Text);
        await DoneAsync(officer, "duty-reports", "file", report, ("on", Day(1)), ("words", "一年来的工作"));
        foreach (var (judge, score) in new[] { ("评委甲", "90"), ("评委乙", "81") }) Assert.Equal(302, (await officer.SubmitAsync($"{County}/duty-reports/{report}/scores/new", ("judge", judge), ("score", score))).Status);
        Assert.NotEqual(302, (await officer.SubmitAsync($"{County}/duty-reports/{report}/scores/new", ("judge", "评委甲"), ("score", "99"))).Status);
        await DoneAsync(officer, "duty-reports", "grade", report, ("grade", "1"));
        Assert.Equal("86|1", await Host.AskAsync<string>($"select score || '|' || grade from talent.duty_report where id = '{report}'"));
        foreach (var (year, grade) in new[] { (Year - 2, "2"), (Year - 1, "1") }) await talents.EnterAsync(officer, "upper-grades", "upper_grade", ("title", "市委人才工作述职考核"), ("year", $"{year}"), ("body", "市委人才办"), ("grade", grade), ("document_no", $"人才办发〔{year + 1}〕3号"), ("received_on", Day(200)));
        var page = await officer.GetAsync($"{County}/upper-grades");
        Assert.Contains("第一档", Cells(page, $"人才办发〔{Year}〕3号"));
        Assert.Contains("第二档", Cells(page, $"人才办发〔{Year - 1}〕3号"));
    }

    [Fact]
    [Trait("Row", "T1.1")]
    [Trait("Row", "T1.11")]
    [Trait("Row", "T1.17")]
    public async Task One_page_says_who_answers_for_what_plans_say_which_aim_has_no_target_and_rules_say_when_they_are_reviewed()
    {
        using var officer = await talents.OfficerAsync();
        Assert.Contains("没有登记", (await officer.GetAsync($"{County}/governance/answers")).Text);
        await talents.EnterAsync(officer, "governing-bodies", "governing_body", ("name", "县委人才工作领导小组"), ("leader", "陆志远"), ("leader_post", "县委书记"), ("office", "人才办"), ("began_on", Day(500)), ("ends_on", Day(-500)), ("statement", "负总责"));
        var unit = await UnitAsync(officer, "要退出的单位");
        var item = await talents.EnterAsync(officer, "duties", "duty_item", ("title", "无人负责的责任"), ("member_unit_id", $"{unit}"), ("list", "2"), ("limit_words", "年底前"), ("tag", "1"), ("basis", "规则"), ("office", "人才科"), ("standard", "完成"));
        await DoneAsync(officer, "duties", "review", item, ("on", Day(10)));
        await DoneAsync(officer, "duties", "issue", item, ("on", Day(9)));
        var page = await officer.GetAsync($"{County}/governance/answers");
        Assert.Contains("没有签", Cells(page, "县委人才工作领导小组")[5]);
        Assert.Equal(["何静", "0", "1", "0"], Cells(page, "要退出的单位").Skip(2).Take(4));
        Assert.DoesNotContain("无人负责的责任", page.In("ul.lines") ?? "");
        await Host.DoAsync($"update talent.member_unit set ended_on = org.today() where id = '{unit}'");
        Assert.Contains("无人负责的责任", (await officer.GetAsync($"{County}/governance/answers")).In("ul.lines"));

        var plan = await talents.EnterAsync(officer, "strategies", "strategy", ("title", "人才规划"), ("issuer", "县委"), ("began_on", Day(100)), ("ends_on", Day(-1500)));
        var objective = await talents.EnterAsync(officer, "objectives", "objective", ("title", "技能人才提质"), ("strategy_id", $"{plan}"));
        Assert.Contains("技能人才提质", (await officer.GetAsync($"{County}/objectives?rule=objectives.targeted")).In("tbody"));
        await TargetAsync(officer, "培训三百人", 300, ("objective_id", $"{objective}"));
        Assert.DoesNotContain("技能人才提质", (await officer.GetAsync($"{County}/objectives?rule=objectives.targeted")).In("tbody") ?? "");
        Assert.Contains("培训三百人", (await officer.GetAsync($"{County}/objectives/{objective}?tab=targets")).Text);

        var rule = await talents.EnterAsync(officer, "institutions", "institution", ("title", "人才认定办法"), ("number", "人才办〔2023〕1号"), ("scope", "全县"), ("office", "人才科"), ("effective_on", Day(1000)), ("review_on", Day(5)));
        Assert.Contains("人才认定办法", (await officer.GetAsync($"{County}/institutions?rule=institutions.review")).In("tbody"));
        await DoneAsync(officer, "institutions", "review", rule, ("on", Day(0)), ("conclusion", "2"), ("words", "层次目录要更新"), ("next", Day(-700)));
        Assert.DoesNotContain("人才认定办法", (await officer.GetAsync($"{County}/institutions?rule=institutions.review")).In("tbody") ?? "");
        Assert.Contains("人才认定办法", (await officer.GetAsync($"{County}/institutions?conclusion=2")).In("tbody"));
        using var reader = await Host.SignInAsync(TestHost.County, "talent.governance.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/institutions/deeds/review?id={rule}")).Status);
    }

    [Fact, Trait("Row", "T7.17")]
    public async Task Party_workers_on_the_way_to_their_certificate_are_shown_and_counted_and_cannot_be_changed_here()
    {
        var path = await talents.PathOfAsync(TestHost.Township);
        await talents.Host.DoAsync($"""
            with o as (insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{path}', '治理人才党委', '611', '1') returning id, locality_path)
            insert into grassroots.party_worker (locality_path, name, name_pinyin, name_initials, organisation_id, post, is_full_time, began_on, courses, score, has_practice, grade, certificate_no, certified_on, valid_until)
            select o.locality_path, w.name, w.initials, w.initials, o.id, '2', true, org.today() - 900, w.courses, w.score, w.practice, w.grade, w.no, w.certified, w.until from o,
              (values ('持证甲', 'czj', 6, 88, true, '2', 'Z-1', org.today() - 100, org.today() + 900), ('过期乙', 'gqy', 4, 70, true, '1', 'Z-2', org.today() - 1200, org.today() - 5), ('在训丙', 'zxb', 2, null::int, false, null, null, null::date, null::date), ('离岗丁', 'lgd', 2, 80, true, '1', 'Z-4', org.today() - 50, org.today() + 50)) w (name, initials, courses, score, practice, grade, no, certified, until);
            update grassroots.party_worker set ended_on = org.today() where name = '离岗丁'
            """);
        using var officer = await talents.OfficerAsync();
        var page = await officer.GetAsync($"{County}/governance/workers");
        Assert.Equal(200, page.Status);
        string[] Row(string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["治理人才党委", "专职", Day(900), "6", "88", "合格", "已认证", "中级", "Z-1", Day(100), Day(-900)], Row("持证甲")[1..]);
        Assert.Equal("待考试", Row("在训丙")[7]);
        Assert.Equal(("已认证", Day(5)), (Row("过期乙")[7], Row("过期乙")[^1]));
        Assert.DoesNotContain("离岗丁", page.In("main")!, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
        Assert.DoesNotContain("持证甲", (await officer.GetAsync($"{County}/governance/workers?grade=1")).In("main")!, StringComparison.Ordinal);
        Assert.Contains("持证甲", (await officer.GetAsync($"{County}/governance/workers?q=czj")).In("main")!, StringComparison.Ordinal);
        // In the statistics of talents, with the people behind the number.
        async Task<string> FigureAsync(string figure) => (await officer.GetAsync($"{County}/figures/{figure}")).In("#by-place tr.sum td.num")!;
        Assert.Equal(("1", "33.3"), (await FigureAsync("governance-talents"), await FigureAsync("governance-certified")));
        Assert.Contains("持证甲", (await officer.GetAsync($"{County}/figures/governance-talents/rows")).In("main")!, StringComparison.Ordinal);
        // Whatever is renewed there is so here, the next time one looks.
        await talents.Host.DoAsync("update grassroots.party_worker set valid_until = org.today() + 300 where name = '过期乙'");
        Assert.Equal("2", await FigureAsync("governance-talents"));
        using var nobody = await talents.Host.SignInAsync(TestHost.County, "talent.demand.read");
        Assert.Equal(403, (await nobody.GetAsync($"{County}/governance/workers")).Status);
    }
}
