using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>What goes with a term change: policies, surveys, inspections, moves before it, circulated cases, supervision, and how units compare.</summary>
public sealed partial class TermChangeTests
{
    [Fact, Trait("Row", "C4.4")]
    public async Task A_policy_says_what_was_and_what_is_sets_the_parameter_it_is_about_and_is_read_by_those_who_work_with_it()
    {
        using var chief = await Host.SignInAsync(TestHost.County, [.. Chief, "cadres.rules.read", "cadres.rules.edit"]);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        await OkAsync(clerk.SubmitAsync($"{Home}/term-policies/new", ("name", "继续提名的年龄界限试"), ("kind", "1"), ("document_title", "换届通知"), ("document_no", "组通〔2026〕9号"), ("issued_by", "市委组织部"), ("issued_on", Day(20)), ("old_rule", "58 周岁"), ("new_rule", "55 周岁")), Host);
        var policy = await Host.AskAsync<Guid>("select id from cadres.term_policy where name = '继续提名的年龄界限试'");
        await OkAsync(clerk.SubmitAsync($"{Home}/term-policies/{policy}/readers/new", ("name", "某甲"), ("office", "干部科")), Host);
        var list = (await clerk.GetAsync($"{Home}/term-policies")).Text;
        Assert.Contains("政策还没有落实", list, StringComparison.Ordinal);
        Assert.Contains("有人没有确认学习", list, StringComparison.Ordinal);

        // Who may not change rules sets none.
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-policies/deeds/carry?id={policy}")).Status);
        Assert.Contains("请填数值", (await DoAsync(chief, "term-policies", policy, "carry", ("target", "1"), ("from_on", Day(0)))).Text, StringComparison.Ordinal);
        Assert.Contains("不能早于今天", (await DoAsync(chief, "term-policies", policy, "carry", ("target", "1"), ("value", "55"), ("from_on", Day(3)))).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await DoAsync(chief, "term-policies", policy, "carry", ("target", "1"), ("value", "99"), ("from_on", Day(0)))).Status);
        await OkAsync(DoAsync(chief, "term-policies", policy, "carry", ("target", "1"), ("value", "55"), ("from_on", Day(0))), Host);
        Assert.Equal(55m, await Host.AskAsync<decimal>("select value from org.rule_parameter where rule = 'cadres.term-change.age' and basis = '组通〔2026〕9号'"));
        var record = (await clerk.GetAsync($"{Home}/term-policies/{policy}")).Text;
        foreach (var words in new[] { "58 周岁", "55 周岁", "规则“继续提名的人选换届时不超过年龄界限”：55" }) Assert.Contains(words, record, StringComparison.Ordinal);
        Assert.Contains("已经落实", (await DoAsync(chief, "term-policies", policy, "carry", ("target", "5"), ("from_on", Day(0)))).Text, StringComparison.Ordinal);
        Assert.Contains("已经落实，不再改", (await clerk.SubmitAsync($"{Home}/term-policies/{policy}/edit", ("new_rule", "另一个规定"))).Text, StringComparison.Ordinal);

        // One whose name was not put down confirms as well; once.
        await OkAsync(DoAsync(clerk, "term-policies", policy, "read"), Host);
        Assert.Contains("已经确认过", (await DoAsync(clerk, "term-policies", policy, "read")).Text, StringComparison.Ordinal);
        using var onlooker = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(403, (await onlooker.GetAsync($"{Home}/term-policies/deeds/read?id={policy}")).Status);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from cadres.term_reader where term_policy_id = '{policy}' and read_on is not null"));
        Assert.Contains("继续提名的年龄界限试", (await clerk.GetAsync($"{Home}/term-policies?rule=term-policies.read")).Text, StringComparison.Ordinal);
        await Host.DoAsync("delete from org.rule_parameter where rule = 'cadres.term-change.age'");
    }

    [Fact, Trait("Row", "C4.5")]
    public async Task Each_team_is_surveyed_beforehand_and_what_is_learnt_of_people_reaches_their_arrangement()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        var (known, other) = (await office.CadreAsync("调研甲"), await office.CadreAsync("调研乙"));
        await TeamAsync("调研班子一", "1", null, known);
        await TeamAsync("调研班子二", "1", null, other);
        var project = await ProjectAsync(chief, "先期调研试");
        await OpenedAsync(chief, project, 20, ("考察", 20, 4));
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-surveys")).Status);
        await OkAsync(DoAsync(chief, "term-changes", project, "surveys", ("planned_on", Day(3)), ("group_lead", "副部长")), Host);
        Assert.Contains("都已经有先期调研", (await DoAsync(chief, "term-changes", project, "surveys", ("planned_on", Day(3)), ("group_lead", "副部长"))).Text, StringComparison.Ordinal);
        var survey = await Host.AskAsync<Guid>($"select id from cadres.term_survey where term_change_id = '{project}' and name = '调研班子一'");
        await OkAsync(chief.SubmitAsync($"{Home}/term-surveys/{survey}/persons/new", ("words", "抓项目有办法"), ("cadre_id", known.ToString()), ("suggestion", "4")), Host);
        (string, string)[] result = [("held_on", Day(2)), ("visits", "5"), ("talks", "20"), ("issued", "30"), ("findings", "班子团结"), ("problems", "缺懂规划的")];
        Assert.Contains("收回问卷不能多于发出", (await DoAsync(chief, "term-surveys", survey, "conclude", [.. result, ("returned", "31")])).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "term-surveys", survey, "conclude", [.. result, ("returned", "29")]), Host);
        Assert.Contains("调研已经结束", (await chief.SubmitAsync($"{Home}/term-surveys/{survey}/persons/new", ("words", "又一条"), ("cadre_id", other.ToString()))).Text, StringComparison.Ordinal);

        // Coverage on the board; the list of arrangements, made afterwards, knows it.
        var board = await chief.GetAsync($"{Home}/term-change/board/{project}");
        Assert.Contains(board.Document.QuerySelectorAll("li"), item => item.TextContent.Contains("先期调研", StringComparison.Ordinal) && item.TextContent.Contains("1 / 2", StringComparison.Ordinal));
        await OkAsync(chief.PostAsync($"{Home}/term-change/board/{project}?handler=people"), Host);
        var line = await Host.AskAsync<Guid>($"select id from cadres.disposition where term_change_id = '{project}' and cadre_id = '{known}'");
        Assert.Contains("抓项目有办法", (await chief.GetAsync($"{Home}/dispositions/{line}")).Text, StringComparison.Ordinal);
        Assert.Equal("4", await Host.AskAsync<string>($"select suggested from cadres.disposition where id = '{line}'"));
        Assert.Contains("过期没有调研", (await chief.GetAsync($"{Home}/term-surveys")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C4.9")]
    public async Task A_whole_team_is_inspected_by_itinerary_talks_and_sheets_and_who_is_nominated_comes_of_a_batch_that_has_passed()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        var (member, nominee) = (await office.CadreAsync("考察甲"), await office.CadreAsync("考察乙"));
        var (team, _) = await TeamAsync("考察班子", "8", null, member);
        var project = await ProjectAsync(chief, "换届考察试");
        await OkAsync(chief.SubmitAsync($"{Home}/term-inspections/new", ("name", "考察班子"), ("term_change_id", project.ToString()), ("team_id", team.ToString()), ("group_name", "第一考察组"), ("leader", "组长甲"), ("members", "组员乙"), ("began_on", Day(9)), ("ended_on", Day(7))), Host);
        var inspection = await Host.AskAsync<Guid>($"select id from cadres.term_inspection where term_change_id = '{project}'");
        (string, string)[] report = [("concluded_on", Day(1)), ("talks", "20"), ("report", "班子团结有力")];
        Assert.Contains("还没有登记考察日程", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        await OkAsync(chief.SubmitAsync($"{Home}/term-inspections/{inspection}/itinerary/new", ("matter", "民主测评会"), ("held_on", Day(9)), ("place", "会议室"), ("responsible", "组长甲")), Host);
        Assert.Contains("还没有登记考察对象", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await chief.SubmitAsync($"{Home}/term-inspections/{inspection}/people/new", ("report", "好"), ("cadre_id", nominee.ToString()), ("standing", "2"), ("talks", "9"))).Status);
        await OkAsync(chief.SubmitAsync($"{Home}/term-inspections/{inspection}/people/new", ("report", "胜任现职"), ("cadre_id", member.ToString()), ("standing", "1"), ("talks", "9")), Host);
        await OkAsync(chief.SubmitAsync($"{Home}/term-inspections/{inspection}/people/new", ("report", "可以提名"), ("cadre_id", nominee.ToString()), ("standing", "2"), ("for_post", "副县长"), ("talks", "9")), Host);
        // The sheets of the meeting: what does not add up is not kept, and without them there is no report.
        Assert.Contains("还没有签认的民主测评：考察甲", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        var ballot = $"{Home}/term-appraisals/new?subject={inspection}";
        async Task<Answer> AppraisedAsync(int good) => (await PaperBallots.HoldAsync(chief, ballot, Day(8), (40, 39, 1), line => line.StartsWith("班子", StringComparison.Ordinal) ? [good, 6, 2, 0] : line == "考察甲" ? [30, 6, 2, 0] : [31, 6, 1, 0])).Answer;
        Assert.Contains("各项合计 39 票，多于有效票 38 张", (await AppraisedAsync(31)).Text, StringComparison.Ordinal);
        await OkAsync(AppraisedAsync(30), Host);
        Assert.Equal("40 39 38 30 6 2 0|考察甲 36,考察乙 37", await Host.AskAsync<string>($"select concat_ws(' ', i.issued, i.returned, i.valid, i.good, i.fair, i.plain, i.poor) || '|' || (select string_agg(c.name || ' ' || p.favourable, ',' order by p.favourable) from cadres.term_inspected p join cadres.cadre c on c.id = p.cadre_id where p.term_inspection_id = i.id) from cadres.term_inspection i where i.id = '{inspection}'"));
        Assert.Contains("考察乙还不是任免批次的考察对象", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);

        var batch = await Host.AskAsync<Guid>($"insert into cadres.appointment_batch (locality_path, name, decided_by) values ('{office.Path}', '换届提名批', '县委常委会') returning id");
        async Task<Guid> PostAsync(string title) => await Host.AskAsync<Guid>($"insert into cadres.appointment_post (appointment_batch_id, locality_path, title, unit_name, post_name, level, way) values ('{batch}', '{office.Path}', '{title}', '县', '{title}', '1A32', '2') returning id");
        var candidate = await Host.AskAsync<Guid>($"insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, state, post_id) values ('{batch}', '{office.Path}', '{nominee}', '考察乙', '1', '2', '{await PostAsync("县政协副主席")}') returning id");
        // For another post that is none; and nobody is recommended without the tally.
        Assert.Contains("考察乙还不是任免批次的考察对象：提名“副县长”", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update cadres.appointment_candidate set post_id = '{await PostAsync("临溪县副县长")}' where id = '{candidate}'");
        Assert.Contains("没有签认的会议推荐", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"set session_replication_role = replica; with p as (insert into org.poll (id, locality_path, module, kind, title, form, choices, most, way, state, held_on, subject_id) values (gen_random_uuid(), '{office.Path}', 'cadres', 'meeting-recommendations', '会议推荐', 'names', array['1'], 1, 'paper', 'signed', '{Iso(8)}', '{batch}') returning id, locality_path) insert into org.poll_item (poll_id, locality_path, number, title) select id, locality_path, 1, '考察乙' from p; set session_replication_role = origin");
        Assert.Contains("考察乙：", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"insert into cadres.appointment_check (appointment_batch_id, locality_path, candidate_id, kind, asked_of, asked_by, asked_on, answered_on, conclusion) select '{batch}', '{office.Path}', '{candidate}', k::text, '有关单位', '干部科', '{Iso(6)}', '{Iso(5)}', '1' from generate_series(1, 4) k");
        Assert.Contains("政治", (await DoAsync(chief, "term-inspections", inspection, "conclude", report)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"insert into cadres.cadre_political (cadre_id, locality_path, concluded_on, conclusion, concluded_by) values ('{nominee}', '{office.Path}', '{Iso(30)}', '1', '组织部')");
        await OkAsync(DoAsync(chief, "term-inspections", inspection, "conclude", report), Host);
        Assert.Contains("换届提名批：推荐产生，凡提四必、政治首关通过", (await chief.GetAsync($"{Home}/term-inspections/{inspection}?tab=people")).Text, StringComparison.Ordinal);
        Assert.Contains("已有报告，不再改", (await chief.SubmitAsync($"{Home}/term-inspections/{inspection}/edit", ("leader", "别人"))).Text, StringComparison.Ordinal);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-inspections/{inspection}")).Status);
    }

    [Fact, Trait("Row", "C4.11")]
    public async Task Moves_before_the_change_are_scheduled_and_each_shows_what_it_does_to_what_is_asked_of_the_teams()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'; update cadres.team_requirement set removed_at = now()");
        var (man, woman) = (await office.CadreAsync("交流甲"), await office.CadreAsync("交流乙"));
        await Host.DoAsync($"update cadres.cadre set sex = '2' where id = '{woman}'");
        var (from, _) = await TeamAsync("交流来源班子", "2", null, woman);
        var (to, seats) = await TeamAsync("交流去向班子", "3", null, man, null);
        await Host.DoAsync($"insert into cadres.team_requirement (locality_path, name, attribute, team_kind, scope, minimum, is_share, document_no, began_on) values ('{office.Path}', '乡镇班子一名女干部', '2', '3', '1', 1, false, '文1号', '2020-01-01')");
        var project = await ProjectAsync(chief, "交流配备试");
        (string, string)[] Move(string post, int planned) => [("name", "交流乙"), ("cadre_id", woman.ToString()), ("term_change_id", project.ToString()), ("kind", "1"), ("to_team_id", to.ToString()), ("to_post", post), ("planned_on", Day(planned)), ("reason", "改善结构")];
        await OkAsync(chief.SubmitAsync($"{Home}/term-moves/new", Move("没有的职位", 2)), Host);
        Assert.Contains("班子里没有“没有的职位”这个职位", (await chief.GetAsync($"{Home}/term-change/moves/{project}")).Text, StringComparison.Ordinal);
        var move = await Host.AskAsync<Guid>($"select id from cadres.term_move where term_change_id = '{project}'");
        await Host.DoAsync($"update cadres.term_move set to_post = '职位2' where id = '{move}'");

        var page = await chief.GetAsync($"{Home}/term-change/moves/{project}");
        Assert.True(page.Status == 200, page.Why() + Host.Log);
        var row = page.Document.QuerySelectorAll("tbody tr").Single().TextContent;
        foreach (var words in new[] { "交流来源班子", "职位2", "交流去向班子：乡镇班子一名女干部：0 人，应不少于 1，差 1 →", "1 人，应不少于 1", "超期 2 天" }) Assert.Contains(words, row, StringComparison.Ordinal);
        Assert.Contains("现在达到 0 / 1 项，全部到位以后 1 / 1 项", page.Text.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal), StringComparison.Ordinal);

        // The seat that was meant stays the one, whatever it is called; another seat of the same team is not it.
        await Host.DoAsync($"update cadres.team_seat set post = '改称职位' where id = '{seats[1]}'");
        Assert.DoesNotContain("这个职位，算不出影响", (await chief.GetAsync($"{Home}/term-change/moves/{project}")).Text, StringComparison.Ordinal);
        var beside = await Host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, opened_on, rank_order) values ('{to}', '{office.Path}', '旁边职位', '2015-01-01', 8) returning id");
        await Host.DoAsync($"update cadres.cadre_post set ended_on = '{Iso(3)}' where cadre_id = '{woman}'");
        await SitAsync(woman, beside, Iso(2));
        Assert.Contains("任职里还看不到", (await DoAsync(chief, "term-moves", move, "done", ("done_on", Day(0)), ("document_no", "任1号"))).Text, StringComparison.Ordinal);
        await Host.DoAsync($"delete from cadres.cadre_post where seat_id = '{beside}'");
        await Host.DoAsync($"update cadres.cadre_post set ended_on = '{Iso(1)}' where cadre_id = '{woman}'");
        await SitAsync(woman, seats[1], Iso(1));
        await OkAsync(DoAsync(chief, "term-moves", move, "done", ("done_on", Day(0)), ("document_no", "任1号")), Host);
        Assert.Contains("现在达到 1 / 1 项", (await chief.GetAsync($"{Home}/term-change/moves/{project}")).Text.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-change/moves/{project}")).Status);
        Assert.NotEqual(from, to);
    }

    [Fact, Trait("Row", "C4.13")]
    public async Task A_circulated_case_is_assigned_to_every_team_of_a_tier_studied_and_reflected_upon()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        await TeamAsync("学习班子甲", "1", null);
        await TeamAsync("学习班子乙", "1", null);
        await OkAsync(chief.SubmitAsync($"{Home}/warning-cases/new", ("name", "贿选案试"), ("circulated_by", "上级"), ("circulated_on", Day(30)), ("facts", "拉票"), ("lessons", "一、守住底线")), Host);
        var id = await Host.AskAsync<Guid>("select id from cadres.warning_case where name = '贿选案试'");
        await OkAsync(DoAsync(chief, "warning-cases", id, "assign", ("tier", "2"), ("due_on", Day(2))), Host);
        Assert.Contains("都已经布置", (await DoAsync(chief, "warning-cases", id, "assign", ("tier", "2"), ("due_on", Day(2)))).Text, StringComparison.Ordinal);
        var study = await Host.AskAsync<Guid>($"select id from cadres.warning_study where warning_case_id = '{id}' and name = '学习班子甲'");
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from cadres.warning_study where warning_case_id = '{id}'"));
        Assert.Contains("过期没有学习", (await chief.GetAsync($"{Home}/warning-studies")).Text, StringComparison.Ordinal);
        Assert.Contains("还没有登记学习", (await DoAsync(chief, "warning-studies", study, "reflect", ("author", "甲"), ("reflection", "引以为戒"))).Text, StringComparison.Ordinal);
        (string, string)[] Held(string came) => [("form", "2"), ("held_on", Day(1)), ("required", "11"), ("attended", came), ("record", "逐人发言")];
        Assert.Contains("实到不能多于应到", (await DoAsync(chief, "warning-studies", study, "hold", Held("12"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "warning-studies", study, "hold", Held("10")), Host);
        await OkAsync(DoAsync(chief, "warning-studies", study, "reflect", ("author", "甲"), ("reflection", "引以为戒")), Host);
        Assert.Contains("已交体会", (await chief.GetAsync($"{Home}/warning-cases/{id}?tab=studies")).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/warning-studies/deeds/hold?id={study}")).Status);
    }

    [Fact, Trait("Row", "C4.14")]
    public async Task Supervision_records_nothing_found_as_well_and_what_was_found_becomes_rectification()
    {
        string[] tasks = ["cadres.team-tasks.view", "cadres.team-tasks.edit"];
        using var chief = await Host.SignInAsync(TestHost.County, [.. Chief, .. tasks]);
        var project = await ProjectAsync(chief, "监督检查试");
        async Task<Guid> PlanAsync(string name, string kind, int ended)
        {
            await OkAsync(chief.SubmitAsync($"{Home}/term-supervisions/new", ("name", name), ("term_change_id", project.ToString()), ("kind", kind), ("unit_name", "各乡镇"), ("lead", "组长"), ("began_on", Day(ended + 2)), ("ended_on", Day(ended))), Host);
            return await Host.AskAsync<Guid>($"select id from cadres.term_supervision where name = '{name}'");
        }
        var (found, none, late) = (await PlanAsync("督查有问题", "1", 3), await PlanAsync("民主监督没有问题", "2", 3), await PlanAsync("巡察没有结果", "3", 20));
        Assert.Contains("巡察没有结果", (await chief.GetAsync($"{Home}/term-supervisions?rule=term-supervisions.done")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("督查有问题", (await chief.GetAsync($"{Home}/term-supervisions?rule=term-supervisions.done")).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "term-supervisions", none, "result", ("checked_on", Day(3)), ("has_findings", "0"), ("findings", "看了记录，没有发现问题")), Host);
        (string, string)[] task = [("steps", "补签承诺书"), ("lead", office.Unit.ToString()), ("person", "某人"), ("due_on", Day(-20)), ("standard", "全部签订")];
        Assert.Contains("没有可以交办的", (await DoAsync(chief, "term-supervisions", none, "task", task)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await DoAsync(chief, "term-supervisions", found, "result", ("checked_on", Day(3)), ("has_findings", "1"))).Status);
        await OkAsync(DoAsync(chief, "term-supervisions", found, "result", ("checked_on", Day(3)), ("has_findings", "1"), ("findings", "一个乡镇没有签承诺书")), Host);
        Assert.Contains("督查有问题", (await chief.GetAsync($"{Home}/term-supervisions?rule=term-supervisions.rectified")).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "term-supervisions", found, "task", task), Host);
        Assert.DoesNotContain("督查有问题", (await chief.GetAsync($"{Home}/term-supervisions?rule=term-supervisions.rectified")).Text, StringComparison.Ordinal);
        var given = await chief.GetAsync($"{Home}/term-supervisions/{found}?tab=tasks");
        Assert.Contains("推进中", given.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await chief.GetAsync($"{Home}/team-tasks")).Status);
        Assert.Contains("不再改", (await chief.SubmitAsync($"{Home}/term-supervisions/{none}/edit", ("lead", "别人"))).Text, StringComparison.Ordinal);
        Assert.NotEqual(found, late);
    }

    [Fact, Trait("Row", "C4.17")]
    public async Task Units_and_leaders_compare_under_four_headings_and_who_lets_work_slide_is_seen_early()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        var leader = await office.CadreAsync("四比书记");
        var other = await office.CadreAsync("四比乡长");
        var (keen, _) = await TeamAsync("争先班子", "1", null, leader, other);
        foreach (var (name, reached, who) in new[] { ("两人的项目", 90, $"('{leader}'), ('{other}')"), ("一人的项目", 0, $"('{leader}')") })
            await Host.DoAsync($"with w as (insert into cadres.key_work (locality_path, name, kind, year, lead_unit, target, due_on, progress) values ('{office.Path}', '{name}', '1', {Clock.Today.Year}, '县试验局', '完成', '{Clock.Today.Year}-12-31', {reached}) returning id) insert into cadres.key_person (key_work_id, locality_path, cadre_id, duty, since_on) select w.id, '{office.Path}', p.cadre_id::uuid, '负责', '2020-01-01' from w, (values {who}) p (cadre_id)");
        var (slack, _) = await TeamAsync("松劲班子", "1", null);
        await TeamAsync("没有登记班子", "1", null);
        var project = await ProjectAsync(chief, "四比试", changesAgo: -20);
        await OpenedAsync(chief, project, 20, ("选举", 20, -20));
        Task<Answer> EnterAsync(Guid team, string name, string heading, int progress, Guid? cadre = null) => chief.SubmitAsync($"{Home}/term-comparisons/new", ("name", name), ("term_change_id", project.ToString()), ("team_id", team.ToString()), ("cadre_id", cadre?.ToString() ?? ""), ("heading", heading), ("target", "全部开工"), ("result", $"完成 {progress}%"), ("progress", $"{progress}"), ("reported_on", Day(0)));
        foreach (var heading in new[] { "1", "2", "3", "4" }) await OkAsync(EnterAsync(keen, "争先班子", heading, 60), Host);
        await OkAsync(EnterAsync(keen, "四比书记", "1", 70, leader), Host);
        await OkAsync(EnterAsync(slack, "松劲班子", "1", 20), Host);
        // One result per heading.
        Assert.Equal(422, (await EnterAsync(slack, "松劲班子", "1", 90)).Status);
        var page = await chief.GetAsync($"{Home}/term-change/comparison/{project}");
        Assert.True(page.Status == 200, page.Why() + Host.Log);
        var rows = page.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("时间已过 50%", page.Text, StringComparison.Ordinal);
        Assert.Contains("松劲班子", rows[0], StringComparison.Ordinal);
        Assert.Contains("20%，落后 30", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("争先班子", StringComparison.Ordinal) && row.Contains("1 人登记", StringComparison.Ordinal) && row.Contains("62%", StringComparison.Ordinal) && row.Contains("2 项，平均 45%", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("没有登记班子", StringComparison.Ordinal));
        var lit = (await chief.GetAsync($"{Home}/term-comparisons?rule=term-comparisons.slack")).Text;
        Assert.Contains("松劲班子", lit, StringComparison.Ordinal);
        Assert.DoesNotContain("争先班子", lit, StringComparison.Ordinal);
    }
}
