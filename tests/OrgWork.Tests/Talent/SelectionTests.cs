using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>Vacancies and the rounds that fill them; what talent work shares with the other lines of work; policies drafted, platforms rewarded, schools worked with, talents guided.</summary>
public sealed class SelectionTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;
    static int Year => Clock.Today.Year;
    static readonly string[] Announced = ["公告", "资格审查", "面试", "体检考察", "公示"];

    async Task<Guid> RoundAsync(Browser officer, string title, string kind) => await talents.EnterAsync(officer, "selections", "selection", ("title", title), ("kind", kind), ("year", $"{Year}"), ("document_no", "人社〔2026〕3号"));

    async Task<Guid> PostAsync(Browser officer, Guid round, string title, string unit, string system = "03") => await talents.EnterAsync(officer, "selection-posts", "selection_post", ("title", title), ("selection_id", $"{round}"), ("unit", unit), ("system", system), ("wanted", "1"), ("conditions", "专业对口"));

    async Task<Guid> ApplyAsync(Browser officer, Guid round, Guid post, string name, string education = "11", string study = "1", string native = "") =>
        await talents.EnterAsync(officer, "selection-candidates", "selection_candidate", ("name", name), ("selection_id", $"{round}"), ("selection_post_id", $"{post}"), ("education", education), ("study_kind", study), ("native_place", native), ("school", "云江大学"), ("applied_on", Day(55)));

    /// <summary>From the announcement to the notice's end, with one candidate who comes through.</summary>
    static async Task ToNoticeAsync(Browser officer, Guid round, Guid candidate)
    {
        await DoneAsync(officer, "selection-candidates", "qualify", candidate, ("passed", "1"), ("words", "证书齐全"));
        await DoneAsync(officer, "selections", "qualify", round, ("on", Day(45)));
        await DoneAsync(officer, "selections", "interview", round, ("on", Day(35)));
        await DoneAsync(officer, "selection-candidates", "score", candidate, ("test", ""), ("interview", "86.5"));
        await DoneAsync(officer, "selection-candidates", "vet", candidate, ("on", Day(28)), ("health", "1"), ("passed", "1"), ("vetting", "没有问题"));
        await DoneAsync(officer, "selections", "vet", round, ("on", Day(28)));
        Assert.Contains("公示不少于 7 天", (await DoAsync(officer, "selections", "publish", round, ("on", Day(25)), ("until", Day(22)))).Text);
        await DoneAsync(officer, "selections", "publish", round, ("on", Day(25)), ("until", Day(17)));
    }

    static async Task AnnounceAsync(Browser officer, Guid round) => await DoneAsync(officer, "selections", "announce", round, ("on", Day(60)), ("at", "政府网站"), ("until", Day(50)));

    [Fact]
    [Trait("Row", "T3.6")]
    [Trait("Row", "T3.7")]
    public async Task A_round_takes_its_posts_from_the_vacancies_each_step_is_dated_and_timed_and_a_confirmed_hire_takes_a_vacancy()
    {
        using var officer = await talents.OfficerAsync();
        var school = await talents.EmployerAsync(name: "选聘中学", kind: "2");
        var post = await talents.EnterAsync(officer, "institution-posts", "institution_post", ("title", "数学教师"), ("employer_id", $"{school}"), ("system", "03"), ("grade", "4"), ("domain", "10"), ("approved", "10"), ("occupied", "8"), ("counted_on", Day(70)));
        Assert.Contains("数学教师", (await officer.GetAsync($"{County}/institution-posts?vacant.from=1&grade=4&domain=10")).In("tbody"));
        var round = await RoundAsync(officer, "专业岗位选聘", "1");
        Assert.Contains("没有岗位", (await DoAsync(officer, "selections", "announce", round, ("on", Day(60)), ("at", "网站"), ("until", Day(50)))).Text);
        Assert.Contains("空缺不够", (await DoAsync(officer, "institution-posts", "plan", post, ("selection_id", $"{round}"), ("wanted", "3"), ("conditions", "硕士"))).Text);
        await DoneAsync(officer, "institution-posts", "plan", post, ("selection_id", $"{round}"), ("wanted", "1"), ("conditions", "硕士"));
        // What one round has been given and not filled is not given to another.
        Assert.Contains("空缺不够", (await DoAsync(officer, "institution-posts", "plan", post, ("selection_id", $"{await RoundAsync(officer, "另一批次", "1")}"), ("wanted", "2"), ("conditions", "硕士"))).Text);
        var wanted = await Host.AskAsync<Guid>($"select id from talent.selection_post where selection_id = '{round}'");
        await AnnounceAsync(officer, round);
        var (one, other) = (await ApplyAsync(officer, round, wanted, "选聘甲"), await ApplyAsync(officer, round, wanted, "选聘乙"));
        Assert.Contains("上一步还没有完成", (await DoAsync(officer, "selections", "test", round, ("on", Day(40)))).Text);
        await DoneAsync(officer, "selection-candidates", "qualify", other, ("passed", "0"), ("words", "专业不符"));
        await ToNoticeAsync(officer, round, one);
        Assert.Contains("公示没有期满", (await DoAsync(officer, "selection-candidates", "appoint", one, ("on", Day(17)), ("no", "人社聘〔2026〕9号"))).Text);
        Assert.Contains("没有合格", (await DoAsync(officer, "selection-candidates", "appoint", other, ("on", Day(10)), ("no", "1"))).Text);
        await DoneAsync(officer, "selection-candidates", "appoint", one, ("on", Day(10)), ("no", "人社聘〔2026〕9号"));
        Assert.Equal("9|1|1", await Host.AskAsync<string>($"select i.occupied || '|' || i.vacant || '|' || p.filled from talent.institution_post i join talent.selection_post p on p.institution_post_id = i.id where i.id = '{post}'"));
        await DoneAsync(officer, "selections", "close", round, ("on", Day(9)));
        // Last year none of this system: it is new this year, beside the vacancies that are left.
        var page = await officer.GetAsync($"{County}/introductions/selecting");
        Assert.True(page.Status == 200, $"{page.Status} {page.In("main")}");
        Assert.Equal(["1", "1", "2", "1", "0", "0", "今年新列入"], Cells(page, "教育").Skip(1));
        foreach (var step in Announced) Assert.Contains(step, page.Text);
        Assert.Contains($"面试 {Day(35)}（＋10 天）", page.Text);
        await Host.DoAsync($"update talent.selection set year = {Year - 1} where id = '{round}'");
        Assert.Equal(["1", "0", "0", "0", "1", "1", "今年没有列入"], Cells(await officer.GetAsync($"{County}/introductions/selecting"), "教育").Skip(1));
        await DoneAsync(officer, "selection-candidates", "leave", one, ("on", Day(1)), ("reason", "考走"));
        Assert.Equal(2, await Host.AskAsync<int>($"select vacant from talent.institution_post where id = '{post}'"));
        using var reader = await Host.SignInAsync(TestHost.County, "talent.demand.read", "talent.selections.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/selection-candidates/deeds/appoint?id={one}")).Status);
    }

    [Fact]
    public async Task Candidate_post_and_round_belong_together_and_what_was_announced_stays_as_it_was_announced()
    {
        using var officer = await talents.OfficerAsync();
        var school = await talents.EmployerAsync(name: "核岗中学", kind: "2");
        var vacancy = await talents.EnterAsync(officer, "institution-posts", "institution_post", ("title", "语文教师"), ("employer_id", $"{school}"), ("system", "09"), ("grade", "4"), ("domain", "10"), ("approved", "3"), ("occupied", "1"), ("counted_on", Day(70)));
        var (round, other) = (await RoundAsync(officer, "先公告的", "1"), await RoundAsync(officer, "没有公告的", "1"));
        await DoneAsync(officer, "institution-posts", "plan", vacancy, ("selection_id", $"{round}"), ("wanted", "1"), ("conditions", "本科"));
        var post = await Host.AskAsync<Guid>($"select id from talent.selection_post where selection_id = '{round}'");
        var elsewhere = await PostAsync(officer, other, "别的岗位", "商务局", "09");
        Task<Answer> WantAsync(string wanted) => officer.FillAsync($"{County}/selection-posts/{post}/edit", ("wanted", wanted));
        async Task RefusedAsync(string why, Task<Answer> asked)
        {
            var answer = await asked;
            Assert.Equal(422, answer.Status);
            Assert.Contains(why, answer.Text, StringComparison.Ordinal);
        }
        await RefusedAsync("空缺不够", WantAsync("3"));
        Assert.Equal(302, (await WantAsync("2")).Status);
        await AnnounceAsync(officer, round);
        await RefusedAsync("岗位从公告起不再增减", officer.FillAsync($"{County}/selection-posts/{post}/remove", ("reason", "不招了")));
        Assert.Null(await Host.AskAsync<DateTime?>($"select removed_at from talent.selection_post where id = '{post}'"));
        await RefusedAsync("已经公告", WantAsync("1"));
        await RefusedAsync("已经公告", officer.FillAsync($"{County}/selection-posts/{elsewhere}/edit", ("selection_id", $"{round}")));
        await RefusedAsync("已经公告", officer.SubmitAsync($"{County}/selection-posts/new", ("title", "后加的"), ("selection_id", $"{round}"), ("unit", "商务局"), ("system", "03"), ("wanted", "1"), ("conditions", "本科")));

        Task<Answer> EnterAsync(Guid of, Guid wanted, string on) => officer.SubmitAsync($"{County}/selection-candidates/new", ("name", "核岗甲"), ("selection_id", $"{of}"), ("selection_post_id", $"{wanted}"), ("education", "21"), ("study_kind", "1"), ("native_place", "临溪"), ("school", "云江大学"), ("applied_on", on));
        await RefusedAsync("不在这一批次里", EnterAsync(round, elsewhere, Day(55)));
        await RefusedAsync("还没有公告", EnterAsync(other, elsewhere, Day(55)));
        await RefusedAsync("报名截止", EnterAsync(round, post, Day(40)));
        var one = await ApplyAsync(officer, round, post, "核岗乙");
        await DoneAsync(officer, "selection-candidates", "qualify", one, ("passed", "1"), ("words", "齐全"));
        await RefusedAsync("资格审查以后", officer.FillAsync($"{County}/selection-candidates/{one}/edit", ("applied_on", Day(56))));
        Assert.Equal("23503", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"begin; alter table talent.selection_candidate disable trigger keeps; update talent.selection_candidate set selection_post_id = '{elsewhere}' where id = '{one}'"))).SqlState);
    }

    [Fact]
    public async Task Who_applied_and_what_the_vetting_found_is_read_by_those_who_select_and_not_by_all_who_read_employers()
    {
        using var officer = await talents.OfficerAsync();
        var round = await RoundAsync(officer, "保密批次", "1");
        var post = await PostAsync(officer, round, "保密岗位", "商务局", "09");
        await AnnounceAsync(officer, round);
        var one = await ApplyAsync(officer, round, post, "保密甲");
        Assert.Equal(200, (await officer.GetAsync($"{County}/selection-candidates/{one}")).Status);
        using var reader = await Host.SignInAsync(TestHost.County, "talent.demand.read");
        foreach (var closed in (string[])["selection-candidates", $"selection-candidates/{one}"]) Assert.Equal(403, (await reader.GetAsync($"{County}/{closed}")).Status);
        var seen = await reader.GetAsync($"{County}/selections/{round}");
        Assert.Equal(200, seen.Status);
        Assert.DoesNotContain("保密甲", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("保密甲", (await reader.GetAsync($"{County}/selections/{round}?tab=candidates")).Text, StringComparison.Ordinal);
        Assert.Equal("leader,talent_office", await Host.AskAsync<string>("select string_agg(role_id, ',' order by role_id) from org.role_permission where permission = 'talent.selections.read' and role_id not like 'r\\_%'"));
    }

    [Fact]
    [Trait("Row", "T3.22")]
    public async Task Native_graduates_are_placed_in_villages_and_followed_up_every_year()
    {
        using var officer = await talents.OfficerAsync();
        var round = await RoundAsync(officer, "回村招聘", "3");
        var post = await PostAsync(officer, round, "村务专员", "柳溪村", "10");
        await AnnounceAsync(officer, round);
        var stranger = await ApplyAsync(officer, round, post, "外地丙", "21");
        Assert.Contains("没有登记籍贯", (await DoAsync(officer, "selection-candidates", "qualify", stranger, ("passed", "1"), ("words", "大学本科"))).Text);
        var one = await ApplyAsync(officer, round, post, "回村丁", "21", native: "临溪县");
        await ToNoticeAsync(officer, round, one);
        await DoneAsync(officer, "selection-candidates", "appoint", one, ("on", Day(10)), ("no", "组〔2026〕1号"));
        Assert.Equal("柳溪村村务专员", await Host.AskAsync<string>($"select appointed_to from talent.selection_candidate where id = '{one}'"));
        await Host.DoAsync($"update talent.selection_candidate set appointed_on = org.today() - 420, follow_due_on = org.today() - 55 where id = '{one}'");
        Assert.Contains("回村丁", (await officer.GetAsync($"{County}/selection-candidates?rule=selection-candidates.follow")).In("tbody"));
        await DoneAsync(officer, "selection-candidates", "follow", one, ("on", Day(2)), ("result", "1"), ("words", "群众反映好，想长期干"));
        Assert.DoesNotContain("回村丁", (await officer.GetAsync($"{County}/selection-candidates?rule=selection-candidates.follow")).In("tbody") ?? "");
        Assert.Equal(Clock.Today.AddDays(-2).AddYears(1), await Host.AskAsync<DateOnly>($"select follow_due_on from talent.selection_candidate where id = '{one}'"));
        Assert.Contains("想长期干", (await officer.GetAsync($"{County}/selection-candidates/{one}?tab=follow-ups")).Text);
    }

    [Fact]
    [Trait("Row", "T3.13")]
    public async Task Full_time_postgraduates_are_selected_for_named_departments_followed_up_and_their_record_passes_to_the_cadres_office()
    {
        using var officer = await talents.OfficerAsync();
        var round = await RoundAsync(officer, "研究生充实经济部门", "2");
        var (planning, finance) = (await PostAsync(officer, round, "项目管理岗", "县发改局", "01"), await PostAsync(officer, round, "财源分析岗", "县财政局", "01"));
        await AnnounceAsync(officer, round);
        // Neither a graduate below, nor one who studied beside a post.
        foreach (var (name, education, study) in new[] { ("本科庚", "21", "1"), ("在职辛", "11", "2") })
            Assert.Contains("不是全日制研究生", (await DoAsync(officer, "selection-candidates", "qualify", await ApplyAsync(officer, round, planning, name, education, study), ("passed", "1"), ("words", "证书齐全"))).Text);
        var one = await ApplyAsync(officer, round, planning, "研究生戊");
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/selection-candidates/{one}/edit", ("sex", "2"), ("birth_on", "1998.03.09"), ("degree", "302"))).Status);
        await ToNoticeAsync(officer, round, one);
        await DoneAsync(officer, "selection-candidates", "appoint", one, ("on", Day(10)), ("no", "组任〔2026〕7号"));
        await DoneAsync(officer, "selections", "close", round, ("on", Day(9)));
        var batch = (await officer.GetAsync($"{County}/selections/{round}?tab=posts")).Document;
        Assert.Equal("1|1,1|0", string.Join(",", new[] { "项目管理岗", "财源分析岗" }.Select(post => string.Join("|", batch.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(post, StringComparison.Ordinal)).QuerySelectorAll("td").TakeLast(2).Select(cell => cell.TextContent.Trim())))));
        Assert.Contains("县发改局项目管理岗", (await officer.GetAsync($"{County}/selection-candidates/{one}")).Text);

        // The cadres' office has batch, department and person without typing them, once, and opens the file from there.
        await TestHost.UntilAsync(() => Host.AskAsync<bool>($"select exists (select from cadres.recruit where id = '{one}')"), "the cadres' module to hear of it");
        var told = $"event_id = (select id from org.outbox where name = 'talent.postgraduate_appointed' and subject = '{one}') and module = 'cadres'";
        await TestHost.UntilAsync(async () => await Host.AskAsync<string>($"select state from org.delivery where {told}") == "done", "the delivery to be written down");
        await Host.DoAsync($"update org.delivery set state = 'waiting', ended_at = null, next_at = clock_timestamp() where {told}");
        await TestHost.UntilAsync(async () => await Host.AskAsync<string>($"select state from org.delivery where {told}") == "done", "it to be delivered again");
        Assert.Equal("1|研究生充实经济部门|县发改局|3|11|1", await Host.AskAsync<string>($"select count(*) || '|' || min(b.name) || '|' || min(r.department) || '|' || min(r.state) || '|' || min(r.education) || '|' || (select count(*) from cadres.recruitment_place p where p.recruitment_id = '{round}') from cadres.recruit r join cadres.recruitment b on b.id = r.recruitment_id where r.id = '{one}'"));
        var cadres = $"/{TestHost.County}/cadres";
        using var section = await Host.SignInAsync(TestHost.County, "cadres.appointments.read", "cadres.appointments.act", "cadres.files.read", "cadres.files.edit", "cadres.figures.read", "org.units.read");
        Assert.Contains("研究生戊", (await section.GetAsync($"{cadres}/recruits?handed_on.from=1900.01.01")).In("tbody"));
        Assert.Contains("研究生戊", (await section.GetAsync($"{cadres}/recruits?state=3&cadre_id.none=1")).In("tbody"));
        Assert.Contains("研究生戊", (await section.GetAsync($"{cadres}/figures/postgraduates-recruited/rows")).Text);
        Assert.Contains($"{cadres}/recruitment/enrol/{one}", (await section.GetAsync($"{cadres}/recruits/{one}")).Text);
        var enrol = await section.GetAsync($"{cadres}/recruitment/enrol/{one}");
        Assert.Equal(302, enrol.Status);
        var form = (await section.GetAsync(enrol.Location!)).Document;
        string? Filled(string name) => form.QuerySelector($"[name='{name}']") is { } control ? control.GetAttribute("value") ?? control.QuerySelector("option[selected]")?.GetAttribute("value") ?? control.TextContent : null;
        Assert.Equal(["研究生戊", "1998.03.09", "11", "县发改局项目管理岗", "云江大学"], new[] { "name", "birth_on", "full_time_education", "post_title", "full_time_school" }.Select(Filled));
        var file = await section.SubmitAsync(enrol.Location!, ("nation", "01"), ("why", "选聘到岗建档"));
        Assert.True(file.Status == 302, $"{file.Status} {file.Why()}");
        var cadre = Guid.Parse(file.Location!.Split('/', '?')[^1]);
        await Tie(cadre);
        Assert.DoesNotContain("研究生戊", (await section.GetAsync($"{cadres}/recruits?state=3&cadre_id.none=1")).In("tbody") ?? "");
        Assert.EndsWith($"cadres/files/{cadre}", (await section.GetAsync($"{cadres}/recruitment/enrol/{one}")).Location);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.appointments.read");
        Assert.Equal(403, (await reader.GetAsync($"{cadres}/recruitment/enrol/{one}")).Status);

        // Whoever came is followed up in talent work, year by year.
        Assert.Equal(Clock.Today.AddDays(-10).AddYears(1), await Host.AskAsync<DateOnly>($"select follow_due_on from talent.selection_candidate where id = '{one}'"));
        await DoneAsync(officer, "selection-candidates", "follow", one, ("on", Day(1)), ("result", "1"), ("words", "独立承担项目"));
        Assert.Contains("独立承担项目", (await officer.GetAsync($"{County}/selection-candidates/{one}?tab=follow-ups")).Text);
        Assert.NotEqual(Guid.Empty, finance);

        async Task Tie(Guid to)
        {
            var page = await section.GetAsync($"{cadres}/recruits/deeds/tie?id={one}");
            var deed = page.Document.QuerySelector("form[data-guard]")!;
            var answer = await section.PostBareAsync(deed.GetAttribute("action")!, [.. deed.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), ("cadre_id", $"{to}")]);
            Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()}");
        }
    }

    [Fact]
    [Trait("Row", "T2.4")]
    public async Task A_policy_for_enterprises_is_drafted_consulted_on_reviewed_decided_and_its_clauses_are_open_when_it_is_issued()
    {
        using var officer = await talents.OfficerAsync();
        var draft = await talents.EnterAsync(officer, "policy-drafts", "policy_draft", ("title", "鼓励企业引才若干措施"), ("purpose", "企业不愿投入"), ("unit", "人社局"), ("planned_on", Day(-30)));
        var opened = await officer.OpenCaseAsync($"{County}/drafting", draft, ("on", Day(60)), ("survey_words", "走访二十家企业"));
        Assert.True(opened.Status == 302, opened.Why());
        var one = $"{County}/drafting/{await Host.AskAsync<Guid>($"select id from org.procedure_case where subject_id = '{draft}'")}";
        await officer.DoStepAsync(one, "draft", ("on", Day(50)), ("draft_words", "三条"));
        await officer.DoStepAsync(one, "consult", ("on", Day(40)), ("consulted", "企业、商会"));
        Assert.Contains("征求意见", (await officer.ActAsync(one, "legal", ("on", Day(38)), ("outcome", "pass"), ("legal_no", "司审1号"), ("consult_words", "采纳五条"))).Text);
        await officer.DoStepAsync(one, "legal", ("on", Day(30)), ("outcome", "back"), ("legal_words", "第二条没有依据"));
        Assert.Equal("待起草", await Host.AskAsync<string>($"select stage from talent.policy_draft where id = '{draft}'"));
        await officer.DoStepAsync(one, "draft", ("on", Day(28)), ("draft_words", "改第二条"));
        await officer.DoStepAsync(one, "consult", ("on", Day(27)), ("consulted", "企业、商会"));
        await officer.DoStepAsync(one, "legal", ("on", Day(15)), ("outcome", "pass"), ("legal_no", "司审2号"), ("consult_words", "采纳五条"));
        await officer.DoStepAsync(one, "decide", ("on", Day(8)), ("outcome", "agree"), ("meeting", "领导小组第 3 次会议"));
        (string, string)[] issue = [("on", Day(2)), ("number", "县人才〔2026〕2号"), ("issuer", "县委"), ("expires_on", "")];
        Assert.Contains("还没有条款", (await officer.ActAsync(one, "issue", issue)).Text);
        var clause = await officer.SubmitAsync($"{County}/policy-drafts/{draft}/clauses/new", ("title", "企业引才补助"), ("class", "1"), ("need", "3"), ("applicant", "2"), ("benefit", "每引进一人奖励"), ("amount", "20000"), ("fund_line", "2"), ("handling", "人社局"), ("materials", "申报表、合同"), ("limit_days", "20"), ("condition", "employer-kind"), ("condition_value", "0"));
        Assert.True(clause.Status == 302, clause.Why());
        await officer.DoStepAsync(one, "issue", issue);
        Assert.Equal("已印发", await Host.AskAsync<string>($"select stage from talent.policy_draft where id = '{draft}'"));
        var (enterprise, hospital) = (await talents.EmployerAsync(name: "引才企业"), await talents.EmployerAsync(name: "引才医院", kind: "3"));
        var open = await Host.AskAsync<Guid>("select id from talent.policy_clause where title = '企业引才补助'");
        var page = await officer.GetAsync($"{County}/policy/clause/{open}");
        Assert.Contains("引才企业", page.Text);
        Assert.DoesNotContain("引才医院", page.Text);
        Assert.NotEqual(Guid.Empty, hospital);
        var application = await talents.EnterAsync(officer, "applications", "application", ("title", "引才企业：补助"), ("clause_id", $"{open}"), ("employer_id", $"{enterprise}"), ("applied_on", Day(1)));
        await Host.DoAsync($"insert into org.holiday_year (year, source) select y, '测试' from generate_series({Year - 1}, {Year + 1}) y on conflict do nothing");
        var accepted = await officer.OpenCaseAsync($"{County}/fulfilment", application, ("on", Day(0)), ("outcome", "accepted"));
        Assert.True(accepted.Status == 302, accepted.Why());
    }

    [Fact]
    [Trait("Row", "T2.11")]
    public async Task Platforms_are_rewarded_by_what_they_did_in_the_year_out_of_the_fund_and_both_totals_are_figures()
    {
        using var officer = await talents.OfficerAsync();
        var path = await talents.PathOfAsync(TestHost.County);
        await Host.DoAsync("update talent.facility set removed_at = now()");
        foreach (var (name, residents) in new[] { ("忙碌孵化基地", 8), ("清冷驿站", 1) })
            await Host.DoAsync($"""
                with f as (insert into talent.facility (locality_path, name, kind, address, functions, keeper) values ('{path}', '{name}', '3', '园区', '孵化', '科技局') returning id)
                insert into talent.facility_resident (facility_id, locality_path, name, began_on, seats) select f.id, '{path}', '团队' || n, {Sql(300)}, 1 from f cross join generate_series(1, {residents}) n
                """);
        var item = await Host.AskAsync<Guid>($"insert into talent.fund_item (locality_path, name, year, line, source) values ('{path}', '平台科目', {Year}, '3', '财政') returning id");
        var batch = await talents.EnterAsync(officer, "reward-batches", "reward_batch", ("title", "平台奖励"), ("year", $"{Year}"), ("basis", "平台奖励办法"), ("fund_line", "3"));
        Assert.Contains("先列出候选", (await DoAsync(officer, "reward-batches", "approve", batch, ("on", Day(0)), ("each", "50000"), ("no", "1"))).Text);
        await DoneAsync(officer, "reward-batches", "gather", batch, ("on", Day(0)));
        Assert.Equal("忙碌孵化基地 40 true,清冷驿站 5 false", await Host.AskAsync<string>($"select string_agg(title || ' ' || score || ' ' || is_fit, ',' order by score desc) from talent.reward_candidate where reward_batch_id = '{batch}'"));
        // Who listed them does not approve them.
        Assert.Contains("要由另一人办", (await DoAsync(officer, "reward-batches", "approve", batch, ("on", Day(0)), ("each", "50000"), ("no", "1"))).Text);
        using var second = await talents.OfficerAsync();
        // What the fund has not, nobody is promised.
        Assert.Contains("不够", (await DoAsync(second, "reward-batches", "approve", batch, ("on", Day(0)), ("each", "50000"), ("no", "人才〔2026〕8号"))).Text);
        Assert.Equal(302, (await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "budget"), ("amount", "80000"), ("on", Day(0)), ("words", "年初"), ("paper", ""))).Status);
        await DoneAsync(second, "reward-batches", "approve", batch, ("on", Day(0)), ("each", "50000"), ("no", "人才〔2026〕8号"));
        Assert.Contains("不能重列", (await DoAsync(officer, "reward-batches", "gather", batch, ("on", Day(0)))).Text);
        await DoneAsync(second, "reward-batches", "pay", batch, ("on", Day(0)), ("no", "支77"));
        Assert.Equal("1|50000|4", await Host.AskAsync<string>($"select platforms || '|' || amount || '|' || stage from talent.reward_batch where id = '{batch}'"));
        Assert.Equal(50_000m, await Host.AskAsync<decimal>($"select balance from talent.fund_balance where fund_item_id = '{item}' and account = 'paid'"));
        Assert.Contains("已经拨付", (await DoAsync(second, "reward-batches", "pay", batch, ("on", Day(0)), ("no", "支78"))).Text);
        var figures = await officer.GetAsync($"{County}/figures");
        Assert.Contains("平台金额50000元", string.Concat(figures.Document.QuerySelectorAll("tr").Where(tr => tr.TextContent.Contains("平台金额", StringComparison.Ordinal)).Select(tr => tr.TextContent)));
    }

    [Fact]
    [Trait("Row", "T1.13")]
    public async Task Verified_agreements_and_results_with_schools_are_a_countys_points_with_the_evidence_behind_them()
    {
        using var officer = await talents.OfficerAsync();
        using var other = await talents.OfficerAsync();
        using var city = await talents.OfficerAsync(TestHost.City);
        await Host.DoAsync("update talent.cooperation set removed_at = now()");
        var one = await talents.EnterAsync(officer, "cooperations", "cooperation", ("title", "柑橘产业合作"), ("school", "云江农大"), ("agreement_no", "校地1号"), ("signed_on", Dates.Format(new(Year, 1, 1))), ("ends_on", Day(-800)), ("contact", "何静"), ("school_contact", "叶教授"), ("items", "科研、实习"));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/cooperations/{one}/results/new", ("words", "新品种选育"), ("kind", "2"), ("achieved_on", Dates.Format(new(Year, 1, 1))), ("evidence", "品种证书"))).Status);
        Assert.Contains("不能自己核验", (await DoAsync(officer, "cooperations", "verify", one, ("on", Day(0)))).Text);
        Assert.Equal(["0", "0", "0", "10"], Cells(await officer.GetAsync($"{County}/governance/cooperation"), "临溪县").Skip(1));
        await DoneAsync(other, "cooperations", "verify", one, ("on", Day(0)));
        // Two for the agreement, one for the result, by the rule; the county sees why, and the city sees each county.
        var page = await officer.GetAsync($"{County}/governance/cooperation");
        Assert.Equal(["1", "1", "3", "10"], Cells(page, "临溪县").Skip(1));
        Assert.Contains("新品种选育（品种证书）", page.Text);
        Assert.Contains("协议 校地1号", page.Text);
        var above = await city.GetAsync($"/{TestHost.City}/talent/governance/cooperation");
        Assert.Equal(("3", "0"), (Cells(above, "临溪县")[3], Cells(above, "望川县")[3]));
        // Of another year nothing counts.
        Assert.Equal("0", Cells(await officer.GetAsync($"{County}/governance/cooperation?year={Year - 1}"), "临溪县")[3]);
    }

    [Fact]
    [Trait("Row", "T1.15")]
    public async Task Tasks_visits_and_activities_belong_to_a_theme_of_another_line_of_work_and_the_theme_shows_them()
    {
        using var officer = await talents.OfficerAsync();
        var theme = await talents.EnterAsync(officer, "themes", "theme", ("title", "人才下乡助振兴"), ("field", "2"), ("year", $"{Year}"), ("owner", "农业农村局"), ("words", "专家进村"));
        var idle = await talents.EnterAsync(officer, "themes", "theme", ("title", "没有行动的主题"), ("field", "4"), ("year", $"{Year}"), ("owner", "政法委"), ("words", "待定"));
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{await talents.PathOfAsync(TestHost.County)}', '农业农村局', '3203') returning id");
        await DoneAsync(officer, "themes", "task", theme, ("task", "建三个专家工作站"), ("steps", "逐村对接"), ("lead", $"{unit}"), ("person", "何静"), ("due_on", Day(-60)), ("standard", "挂牌"));
        var talent = await talents.TalentAsync("下乡专家");
        await talents.EnterAsync(officer, "visits", "visit", ("title", "走访下乡专家"), ("visitor", "陈部长"), ("talent_id", $"{talent}"), ("visited_on", Day(3)), ("purpose", "1"), ("form", "1"), ("theme_id", $"{theme}"));
        await talents.EnterAsync(officer, "recruitments", "recruitment", ("title", "农技对接会"), ("kind", "3"), ("held_on", Day(5)), ("theme_id", $"{theme}"));
        var page = await officer.GetAsync($"{County}/governance/joined");
        Assert.Equal(["1", "1", "0", "1", "1"], Cells(page, "乡村振兴").Skip(1));
        Assert.Equal(["1", "0", "1", "1"], Cells(page, "人才下乡助振兴").Skip(4));
        Assert.Contains("没有行动", Cells(page, "没有行动的主题")[0]);
        Assert.NotEqual(Guid.Empty, idle);
        // A theme is no way round to what somebody may not look at in its own register.
        using var without = await talents.OfficerAsync(TestHost.County, "talent.liaison.read", "talent.demand.read");
        foreach (var (tab, words) in new[] { ("visits", "走访下乡专家"), ("activities", "农技对接会") }) Assert.DoesNotContain(words, (await without.GetAsync($"{County}/themes/{theme}?tab={tab}")).Text);
        foreach (var (tab, words) in new[] { ("tasks", "建三个专家工作站"), ("visits", "走访下乡专家"), ("activities", "农技对接会") }) Assert.Contains(words, (await officer.GetAsync($"{County}/themes/{theme}?tab={tab}")).Text);
        Assert.Contains("人才下乡助振兴", (await officer.GetAsync($"{County}/tasks/item/{await Host.AskAsync<Guid>($"select id from org.work_item where source_id = '{theme}'")}")).Text);
    }

    [Fact]
    [Trait("Row", "T1.19")]
    public async Task One_sheet_shows_cadres_sent_bodies_set_up_and_talents_assigned_what_is_lacking_and_who_fills_it_by_when()
    {
        using var officer = await talents.OfficerAsync();
        var path = await talents.PathOfAsync(TestHost.County);
        var cadre = await Host.AskAsync<Guid>($"with p as (insert into org.person (name, sex, birth_on) values ('统筹干部', '1', '1980-01-01') returning id) insert into cadres.cadre (locality_path, name, person_id, status, post_title, politics) select '{path}', '统筹干部', id, '1', '县发改局副局长', '01' from p returning id");
        var body = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{path}', '统筹项目党支部', '631', '1') returning id");
        var task = await talents.EnterAsync(officer, "allocations", "allocation", ("title", "开发区新材料项目"), ("source", "县委全会"), ("lead_unit", "开发区"), ("began_on", Day(60)), ("due_on", Day(-200)));
        async Task AddAsync(string child, params (string, string)[] values)
        {
            var answer = await officer.SubmitAsync($"{County}/allocations/{task}/{child}/new", values);
            Assert.True(answer.Status == 302, $"{child}: {answer.Status} {answer.Why()}");
        }
        await AddAsync("needs", ("words", "驻点干部"), ("kind", "1"), ("needed", "1"), ("filler", "干部科"), ("fill_by", Day(10)));
        await AddAsync("needs", ("words", "再派一名懂环评的"), ("kind", "1"), ("needed", "1"), ("filler", "干部科"), ("fill_by", Day(5)));
        await AddAsync("needs", ("words", "工艺工程师"), ("kind", "3"), ("needed", "2"), ("filler", "人才办"), ("fill_by", Day(-30)));
        await AddAsync("cadres", ("cadre_id", $"{cadre}"), ("role", "指挥部副主任"), ("sent_on", Day(50)));
        await AddAsync("talents", ("talent_id", $"{await talents.TalentAsync("统筹专家")}"), ("role", "技术指导"), ("assigned_on", Day(40)));
        await AddAsync("bodies", ("organisation_id", $"{body}"), ("role", "项目临时党支部"), ("set_on", Day(45)));
        var page = await officer.GetAsync($"{County}/governance/forces/{task}");
        Assert.Contains("统筹干部　县发改局副局长", page.Document.Body!.TextContent);
        Assert.Contains("统筹专家", page.Text);
        Assert.Contains("统筹项目党支部", page.Text);
        Assert.Equal(["干部", "1", "1", "0", "干部科", "已补齐"], Cells(page, "驻点干部").Skip(1));
        Assert.Equal(["干部", "1", "0", "1", "干部科", $"过了 {Day(5)}"], Cells(page, "再派一名懂环评的").Skip(1));
        Assert.Equal(["人才", "2", "1", "1", "人才办", Day(-30)], Cells(page, "工艺工程师").Skip(1));
        Assert.Contains("开发区新材料项目", (await officer.GetAsync($"{County}/allocations?rule=allocations.filled")).In("tbody"));
        await Host.DoAsync($"update talent.allocation_need set fill_by = org.today() + 5 where allocation_id = '{task}'");
        Assert.DoesNotContain("开发区新材料项目", (await officer.GetAsync($"{County}/allocations?rule=allocations.filled")).In("tbody") ?? "");
        // Whoever is back counts no more.
        await Host.DoAsync($"update talent.allocation_cadre set back_on = org.today() where allocation_id = '{task}'");
        Assert.Equal("0", Cells(await officer.GetAsync($"{County}/governance/forces/{task}"), "驻点干部")[3]);
    }

    [Fact]
    [Trait("Row", "P4.6")]
    public async Task Three_lists_of_a_unit_are_published_gone_over_every_year_and_checked_for_being_carried_out()
    {
        using var officer = await talents.OfficerAsync();
        var unit = await talents.EnterAsync(officer, "members", "member_unit", ("name", "清单商务局"), ("duty", "成员"), ("head", "王建华"), ("liaison_officer", "何静"), ("began_on", Day(800)));
        var ids = new List<Guid>();
        foreach (var list in (string[])["1", "2", "3"])
        {
            ids.Add(await talents.EnterAsync(officer, "duties", "duty_item", ("title", $"清单事项{list}"), ("member_unit_id", $"{unit}"), ("list", list), ("tag", "1"), ("basis", "规则"), ("office", "人才科"), ("limit_words", "十个工作日"), ("standard", "按时完成")));
            Assert.Contains("只有现行的才检查", (await DoAsync(officer, "duties", "check", ids[^1], ("on", Day(0)), ("carried", "1"), ("words", "看过"))).Text);
            await DoneAsync(officer, "duties", "review", ids[^1], ("on", Day(410)));
            await DoneAsync(officer, "duties", "issue", ids[^1], ("on", Day(400)));
        }
        Assert.Equal(["1", "1", "1", "0", "0", "0", "0", "三张都有"], Cells(await officer.GetAsync($"{County}/governance/lists"), "清单商务局").Skip(3));
        foreach (var rule in (string[])["duties.revised", "duties.checked"]) Assert.Contains("清单事项2", (await officer.GetAsync($"{County}/duties?rule={rule}")).In("tbody"));
        await DoneAsync(officer, "duties", "check", ids[1], ("on", Day(0)), ("carried", "3"), ("words", "没有开展"));
        Assert.DoesNotContain("清单事项2", (await officer.GetAsync($"{County}/duties?rule=duties.checked")).In("tbody") ?? "");
        Assert.Contains("清单事项2", (await officer.GetAsync($"{County}/duties?carried=3")).In("tbody"));
        await DoneAsync(officer, "duties", "revise", ids[1], ("on", Day(0)));
        Assert.DoesNotContain("清单事项2", (await officer.GetAsync($"{County}/duties?rule=duties.revised")).In("tbody") ?? "");
        Assert.Equal("2|1", await Host.AskAsync<string>("select edition || '|' || state from talent.duty_item where title = '清单事项2' and ended_on is null"));
    }

    [Fact]
    [Trait("Row", "T8.15")]
    public async Task The_years_guidance_is_planned_held_with_attendance_and_membership_is_a_state_from_the_members_register()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.guidance set removed_at = now(); update talent.talent set removed_at = now()");
        var (here, away) = (await talents.TalentAsync("引领甲", more: "grade, state", values: "'B', '1'"), await talents.TalentAsync("引领乙", more: "grade, state", values: "'B', '1'"));
        var one = await talents.EnterAsync(officer, "guidances", "guidance", ("title", "专家国情研修班"), ("year", $"{Year}"), ("kind", "2"), ("planned_on", Day(40)), ("unit", "人才办"), ("theme", "弘扬科学家精神"), ("invited", "2"));
        Assert.Contains("专家国情研修班", (await officer.GetAsync($"{County}/guidances?rule=guidances.held")).In("tbody"));
        Assert.Contains("先登记参加的人才", (await DoAsync(officer, "guidances", "hold", one, ("on", Day(3)), ("words", "三天"))).Text);
        foreach (var (talent, came) in new[] { (here, "1"), (away, "0") }) Assert.Equal(302, (await officer.SubmitAsync($"{County}/guidances/{one}/attendance/new", ("talent_id", $"{talent}"), ("attended", came), ("leave_reason", ""))).Status);
        await DoneAsync(officer, "guidances", "hold", one, ("on", Day(3)), ("words", "三天"));
        Assert.DoesNotContain("专家国情研修班", (await officer.GetAsync($"{County}/guidances?rule=guidances.held")).In("tbody") ?? "");
        var page = await officer.GetAsync($"{County}/liaison/guiding");
        Assert.Equal(["1", "1", "2", "1", "50.0%"], Cells(page, "国情研修").Skip(1));
        Assert.Equal(["2", "0", "2", "1（50.0%）"], Cells(page, "B类").Skip(1));
        await Host.DoAsync($"with o as (insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{await talents.PathOfAsync(TestHost.County)}', '引领支部', '631', '1') returning id, locality_path) insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, membership_state, joined_on) select o.locality_path, t.name, t.person_id, o.id, '1', '1', org.today() - 900 from talent.talent t cross join o where t.id = '{here}'");
        Assert.Equal(["2", "1", "1"], Cells(await officer.GetAsync($"{County}/liaison/guiding"), "B类").Skip(1).Take(3));
        // No score of anybody's views anywhere.
        Assert.DoesNotContain("score", await Host.AskAsync<string>("select string_agg(attname, ',') from pg_attribute where attrelid in ('talent.guidance'::regclass, 'talent.guidance_attendance'::regclass)"));
    }
}
