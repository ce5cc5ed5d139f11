using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>What stands around a case of appointment: the regulations its rules and steps rest on, and where townships' leaders come from.</summary>
public sealed class SelectionTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Reader = ["cadres.appointments.read", "cadres.files.read", "cadres.rules.read", "cadres.figures.read"], Clerk = [.. Reader, "cadres.appointments.act"];

    TestHost Host => office.Host;

    async Task OkAsync(Task<Answer> doing)
    {
        var answer = await doing;
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()} {Host.Log}");
    }

    static Task<Answer> DoAsync(Browser browser, string register, Guid id, string deed, params (string, string)[] values) => browser.SubmitAsync($"{Home}/{register}/deeds/{deed}?id={id}", values);

    async Task<Answer> PageAsync(Browser browser, string path)
    {
        var page = await browser.GetAsync($"{Home}/{path}");
        Assert.True(page.Status == 200, page.Why() + Host.Log);
        return page;
    }

    static string RowOf(Answer page, string words) => page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(words, StringComparison.Ordinal)).TextContent;

    [Fact, Trait("Row", "C3.3")]
    public async Task Regulations_have_number_issuer_clauses_and_successor_and_rules_parameters_and_steps_point_to_them()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        async Task<Guid> NewAsync(string name, string no, string effective)
        {
            await OkAsync(clerk.SubmitAsync($"{Home}/regulations/new", ("name", name), ("document_no", no), ("issuer", "中共中央"), ("tier", "1"), ("effective_on", effective)));
            return await Host.AskAsync<Guid>($"select id from cadres.regulation where name = '{name}' and document_no = '{no}'");
        }
        var (now, next) = (await NewAsync("党政领导干部选拔任用工作条例", "试1号", "2019.03.03"), await NewAsync("新的选拔任用条例", "试2号", Dates.Format(Clock.Today)));
        await OkAsync(clerk.SubmitAsync($"{Home}/regulations/{now}/clauses/new", ("article", "第四十二条"), ("words", "任前公示的要点")));

        var page = await PageAsync(clerk, $"regulations/uses/{now}");
        // The clause, the rule that stands on it with its number, and the step of the workflow that asks it.
        var line = RowOf(page, "任前公示的要点");
        foreach (var words in new[] { "第四十二条", "步骤：任前公示" }) Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.Contains("5 个工作日", page.Text, StringComparison.Ordinal);
        Assert.Contains("步骤：动议", RowOf(page, "第三章"), StringComparison.Ordinal);
        Assert.DoesNotContain("按新文件核对", page.Text, StringComparison.Ordinal);
        // A parameter that a place sets stricter stands there with its document.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.appointments.publicity', 'days', 7, daterange('2020-01-01', null), '市委组发9号', '试', '试')");
        Assert.Contains("市委组发9号", (await PageAsync(clerk, $"regulations/uses/{now}")).Text, StringComparison.Ordinal);

        await OkAsync(DoAsync(clerk, "regulations", now, "replace", ("replaced_by_id", next.ToString()), ("ended_words", "新条例附则")));
        Assert.Equal($"2 {AsOf.Format(Clock.Today)} {next}", await Host.AskAsync<string>($"select concat_ws(' ', state, ended_on, replaced_by_id) from cadres.regulation where id = '{now}'"));
        page = await PageAsync(clerk, $"regulations/uses/{now}");
        Assert.Contains("按新文件核对", page.Text, StringComparison.Ordinal);
        Assert.Contains("新的选拔任用条例", page.Text, StringComparison.Ordinal);
        Assert.Contains("已经失效，不再改", (await clerk.SubmitAsync($"{Home}/regulations/{now}/edit", ("issuer", "别处"))).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(200, (await reader.GetAsync($"{Home}/regulations/uses/{now}")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/regulations/deeds/repeal?id={next}")).Status);
    }

    [Fact, Trait("Row", "C3.13")]
    public async Task Pools_of_four_sources_are_judged_by_the_rule_and_who_was_appointed_to_townships_is_counted_by_source()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        Task<Guid> CadreAsync(string name, string source, int years) => office.CadreAsync(name, "source, source_evidence, grassroots_years, level", $"'{source}', '材料', {years}, '1A50'");
        var (fit, fresh, graduate) = (await CadreAsync("村书记甲", "4", 5), await CadreAsync("村书记乙", "4", 1), await CadreAsync("选调生丙", "2", 3));
        await Host.DoAsync($"update cadres.cadre set birth_on = '1990-05-01' where id in ('{fit}', '{fresh}', '{graduate}')");
        // What a round below has chosen comes by itself.
        var page = await PageAsync(clerk, "township?source=4");
        Assert.Contains("符合", RowOf(page, "村书记甲"), StringComparison.Ordinal);
        Assert.Contains("基层 1 年，不满 3 年", RowOf(page, "村书记乙"), StringComparison.Ordinal);
        Assert.DoesNotContain("选调生丙", page.Text, StringComparison.Ordinal);
        Assert.Contains("选调生丙", (await PageAsync(clerk, "township?source=2&only=eligible")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("村书记乙", (await PageAsync(clerk, "township?source=4&only=eligible")).Text, StringComparison.Ordinal);

        // Two came into townships' teams this year, one of them from a village, one into an organ's.
        var (township, organ) = (await SeatAsync("选拔乡镇班子", "3"), await SeatAsync("选拔机关班子", "2"));
        var batch = await Host.AskAsync<Guid>($"insert into cadres.appointment_batch (locality_path, name, decided_by) values ('{office.Path}', '选拔试', '县委常委会') returning id");
        foreach (var (cadre, seat) in new[] { (fit, township), (graduate, township), (fresh, organ) })
            await Host.DoAsync($"""
                with p as (insert into cadres.appointment_post (appointment_batch_id, locality_path, seat_id, title, unit_name, post_name) values ('{batch}', '{office.Path}', '{seat}', '副乡长', '试', '副乡长') returning id)
                insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, state, post_id, took_office_on) select '{batch}', '{office.Path}', '{cadre}', '试', '1', '9', p.id, org.today() from p
                """);
        var year = (await PageAsync(clerk, "township")).Document.QuerySelectorAll("tbody tr").First(row => row.FirstElementChild!.TextContent.Trim() == $"{Clock.Today.Year}");
        Assert.Equal(["1", "1", "0", "0", "2", "0", "0", "2"], year.QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("村书记甲", (await PageAsync(clerk, "figures/township-from-village/rows")).Text.Replace("试", "村书记甲", StringComparison.Ordinal), StringComparison.Ordinal);
        using var other = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await other.GetAsync($"{Home}/township")).Status);

        async Task<Guid> SeatAsync(string name, string kind)
        {
            var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{office.Path}', '{name}', '{kind}', '{office.Unit}') returning id");
            return await Host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, opened_on, rank_order) values ('{team}', '{office.Path}', '副乡长', '2015-01-01', 1) returning id");
        }
    }

    [Fact, Trait("Row", "C3.11")]
    public async Task A_public_selection_goes_by_stages_ranks_by_the_announced_weights_and_publishes_each_list()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        await OkAsync(clerk.SubmitAsync($"{Home}/open-selections/new", ("name", "公开选拔团县委书记"), ("post", "团县委书记"), ("level", "1A41"), ("places", "1"), ("conditions", "副科两年"), ("age_most", "35"), ("education_least", "21"), ("register_from", Day(60)), ("register_until", Day(40)),
            ("exam_weight", "40"), ("interview_weight", "60"), ("exam_line", "60"), ("interview_ratio", "3"), ("inspect_ratio", "2")));
        var id = await Host.AskAsync<Guid>("select id from cadres.open_selection where name = '公开选拔团县委书记'");
        Task<Answer> TurnAsync(string deed, params (string, string)[] values) => DoAsync(clerk, "open-selections", id, deed, values);
        await OkAsync(TurnAsync("announce", ("announced_on", Day(65)), ("document_no", "组公1号")));
        var changed = await clerk.SubmitAsync($"{Home}/open-selections/{id}/edit", ("exam_weight", "90"), ("interview_weight", "10"));
        Assert.True(changed.Text.Contains("条件和权重不再改", StringComparison.Ordinal), $"{changed.Status} {changed.Why()} {await Host.AskAsync<string>($"select state || exam_weight from cadres.open_selection where id = '{id}'")}");

        var people = new Dictionary<string, Guid>();
        foreach (var (name, birth) in new[] { ("选甲", "1995.05.01"), ("选乙", "1996.05.01"), ("选丙", "1994.05.01"), ("选丁", "1993.05.01"), ("选老", "1980.05.01") })
        {
            await OkAsync(clerk.SubmitAsync($"{Home}/open-entrants/new", ("name", name), ("open_selection_id", id.ToString()), ("birth_on", birth), ("education", "21"), ("unit_post", "镇副镇长"), ("registered_on", Day(50))));
            people[name] = await Host.AskAsync<Guid>($"select id from cadres.open_entrant where name = '{name}'");
        }
        Task<Answer> QualifyAsync(string name, string result) => DoAsync(clerk, "open-entrants", people[name], "qualify", ("result", result), ("qualified_on", Day(38)), ("qualified_words", "核对材料"));
        Assert.Contains("超过 35 岁", (await QualifyAsync("选老", "1")).Text, StringComparison.Ordinal);
        foreach (var name in people.Keys) await OkAsync(QualifyAsync(name, name == "选老" ? "2" : "1"));
        Assert.Contains("才截止", (await TurnAsync("qualified", ("published_on", Day(45)))).Text, StringComparison.Ordinal);
        await OkAsync(TurnAsync("qualified", ("published_on", Day(36))));

        Task<Answer> MarkAsync(string name, string deed, string score) => DoAsync(clerk, "open-entrants", people[name], deed, ("score", score));
        Assert.Contains("资格审查没有通过", (await MarkAsync("选老", "exam", "90")).Text, StringComparison.Ordinal);
        Assert.Contains("请填 0 至 100", (await MarkAsync("选甲", "exam", "101")).Text, StringComparison.Ordinal);
        foreach (var (name, score) in new[] { ("选甲", "80"), ("选乙", "70"), ("选丙", "75.5") }) await OkAsync(MarkAsync(name, "exam", score));
        Assert.Contains("还有 1 人没有笔试成绩", (await TurnAsync("examined", ("published_on", Day(30)))).Text, StringComparison.Ordinal);
        await OkAsync(MarkAsync("选丁", "exam", "59"));
        await OkAsync(TurnAsync("examined", ("published_on", Day(30))));
        Assert.Contains("没有进入面试", (await MarkAsync("选丁", "interview", "90")).Text, StringComparison.Ordinal);
        foreach (var (name, score) in new[] { ("选甲", "70"), ("选乙", "95"), ("选丙", "80") }) await OkAsync(MarkAsync(name, "interview", score));
        await OkAsync(TurnAsync("interviewed", ("published_on", Day(25))));
        // 40 and 60 of a hundred: 乙 85, 丙 78.2, 甲 74; two go on.
        Assert.Equal("选乙 1 85.00 true,选丙 2 78.20 true,选甲 3 74.00 false", await Host.AskAsync<string>($"select string_agg(concat_ws(' ', name, rank, total, in_inspection::text), ',' order by rank) from cadres.open_entrant where open_selection_id = '{id}' and rank is not null"));

        foreach (var (name, result) in new[] { ("选乙", "2"), ("选丙", "1") }) await OkAsync(DoAsync(clerk, "open-entrants", people[name], "inspect", ("result", result), ("inspected_on", Day(20)), ("inspected_words", "考察")));
        await OkAsync(TurnAsync("notice", ("published_on", Day(15))));
        Assert.Equal("选丙", await Host.AskAsync<string>($"select string_agg(name, ',') from cadres.open_entrant where open_selection_id = '{id}' and is_chosen"));
        Assert.Contains("任前公示", (await TurnAsync("close", ("closed_on", Day(14)))).Text, StringComparison.Ordinal);
        await OkAsync(TurnAsync("close", ("closed_on", Day(0))));
        Assert.Equal("1", (await PageAsync(clerk, "figures/open-selected")).Document.QuerySelector("#by-place tr.sum td.num")!.TextContent.Trim());

        // Each list as it was published, on its own page.
        var page = await PageAsync(clerk, $"open-selections/ranking/{id}");
        Assert.Contains("85", RowOf(page, "选乙"), StringComparison.Ordinal);
        foreach (var (stage, words) in new[] { ("2", "选丁　镇副镇长"), ("3", "1　选甲　80.00　进入面试"), ("4", "1　选乙　笔试 70.00　面试 95.00　综合 85.00　进入考察"), ("5", "选丙　镇副镇长　综合 78.20，第 2 名") })
            Assert.Contains(words, (await PageAsync(clerk, $"open-selections/ranking/{id}?stage={stage}")).Document.Body!.TextContent, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(200, (await reader.GetAsync($"{Home}/open-selections/ranking/{id}")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/open-entrants/deeds/inspect?id={people["选甲"]}")).Status);
    }

    [Fact, Trait("Row", "C3.12")]
    public async Task Recruitment_asks_for_schooling_offers_places_of_departments_and_counts_who_came_by_year_and_department()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var year = Clock.Today.Year;
        await OkAsync(clerk.SubmitAsync($"{Home}/recruitments/new", ("name", "选聘研究生试"), ("year", $"{year}"), ("education_least", "11"), ("announced_on", Day(90)), ("document_no", "组公5号")));
        var batch = await Host.AskAsync<Guid>("select id from cadres.recruitment where name = '选聘研究生试'");
        foreach (var (department, planned) in new[] { ("县发改局", "1"), ("县财政局", "2") }) await OkAsync(clerk.SubmitAsync($"{Home}/recruitments/{batch}/places/new", ("department", department), ("planned", planned)));
        var people = new Dictionary<string, Guid>();
        foreach (var (name, department, education) in new[] { ("聘甲", "县发改局", "11"), ("聘乙", "县发改局", "11"), ("聘丙", "县财政局", "11"), ("聘丁", "县财政局", "21"), ("聘戊", "县教育局", "11") })
        {
            await OkAsync(clerk.SubmitAsync($"{Home}/recruits/new", ("name", name), ("recruitment_id", batch.ToString()), ("department", department), ("education", education), ("school", "云江大学")));
            people[name] = await Host.AskAsync<Guid>($"select id from cadres.recruit where name = '{name}'");
        }
        Task<Answer> OfferAsync(string name) => DoAsync(clerk, "recruits", people[name], "offer", ("offered_on", Day(30)), ("document_no", "聘1号"));
        await OkAsync(OfferAsync("聘甲"));
        Assert.Contains("聘书已经发满", (await OfferAsync("聘乙")).Text, StringComparison.Ordinal);
        Assert.Contains("低于批次的要求", (await OfferAsync("聘丁")).Text, StringComparison.Ordinal);
        Assert.Contains("不是这一批的接收部门", (await OfferAsync("聘戊")).Text, StringComparison.Ordinal);
        // Who declines leaves the place to the next.
        await OkAsync(DoAsync(clerk, "recruits", people["聘甲"], "decline", ("declined_on", Day(20)), ("declined_words", "另有去处")));
        await OkAsync(OfferAsync("聘乙"));
        await OkAsync(OfferAsync("聘丙"));
        Assert.Contains("还没有发聘书", (await DoAsync(clerk, "recruits", people["聘丁"], "enter", ("entered_on", Day(1)))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(clerk, "recruits", people["聘乙"], "enter", ("entered_on", Day(0))));

        var page = await PageAsync(clerk, "recruitment");
        string[] Cells(string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim())];
        // Planned, offered, come, declined.
        Assert.Equal(["1", "2", "1", "1"], Cells("县发改局"));
        Assert.Equal(["2", "1", "0", "0"], Cells("县财政局"));
        Assert.Contains($"{year} 年", page.Text, StringComparison.Ordinal);
        Assert.Equal(["3", "3", "1", "1"], Cells("合计"));
        Assert.Equal("1", (await PageAsync(clerk, "figures/postgraduates-recruited")).Document.QuerySelector("#by-place tr.sum td.num")!.TextContent.Trim());
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/recruits/deeds/offer?id={people["聘丁"]}")).Status);
    }

    [Fact, Trait("Row", "C5.3")]
    public async Task What_is_asked_of_a_cadre_is_chosen_by_the_kind_of_the_unit_and_an_edition_stays_as_it_was()
    {
        using var officer = await Host.SignInAsync(TestHost.County, [.. Clerk, "cadres.appointments.decide"]);
        async Task<Guid> TemplateAsync(string name, int edition, (string Kind, string Town)[] kinds, params (string Kind, string Words)[] items)
        {
            await OkAsync(officer.SubmitAsync($"{Home}/focus-templates/new", ("name", name), ("basis", "考察办法"), ("edition", $"{edition}")));
            var id = await Host.AskAsync<Guid>($"select id from cadres.focus_template where name = '{name}' and edition = {edition}");
            foreach (var (kind, town) in kinds) await OkAsync(officer.SubmitAsync($"{Home}/focus-templates/{id}/kinds/new", ("unit_kind", kind), ("is_township", town)));
            foreach (var (kind, words) in items) await OkAsync(officer.SubmitAsync($"{Home}/focus-templates/{id}/items/new", ("kind", kind), ("words", words), ("look", "台账")));
            return id;
        }
        async Task<Guid> InAsync(string name, string kind, string place) => await Host.AskAsync<Guid>($"""
            with u as (insert into org.unit (locality_path, name, kind) select path, '{name}单位', '{kind}' from org.locality where code = '{place}' returning id)
            update cadres.cadre set unit_id = (select id from u) where id = '{await office.CadreAsync(name)}' returning id
            """);
        async Task<string> OfAsync(Guid cadre, string on = "") => (await PageAsync(officer, $"focus/of/{cadre}{(on == "" ? "" : "?on=" + on)}")).In("main")!;

        var bureau = await TemplateAsync("机关", 1, [("3", "")], ("1", "政策落实"), ("2", "起草的文件哪件用上了"), ("3", "办结和投诉"));
        var empty = await TemplateAsync("空的", 1, []);
        Assert.Contains("还没有重点", (await DoAsync(officer, "focus-templates", empty, "enforce", ("effective_on", Day(10)))).Text, StringComparison.Ordinal);
        var (organ, park, town, firm, school) = (await InAsync("机关甲", "3203", TestHost.County), await InAsync("园区乙", "3480", TestHost.County), await InAsync("镇街丙", "3203", TestHost.Township), await InAsync("国企丁", "5001", TestHost.County), await InAsync("学校戊", "42", TestHost.County));
        // Drafted is not yet in force.
        Assert.Contains("没有适用的考察重点", await OfAsync(organ), StringComparison.Ordinal);
        await OkAsync(DoAsync(officer, "focus-templates", bureau, "enforce", ("effective_on", Day(100))));
        foreach (var (name, kinds, words) in ((string, (string, string)[], string)[])[("园区", [("3480", "")], "招商落地"), ("镇街", [("3", "1"), ("1", "1")], "群众工作"), ("国企", [("5001", "")], "投资决策")])
            await OkAsync(DoAsync(officer, "focus-templates", await TemplateAsync(name, 1, kinds, ("2", words)), "enforce", ("effective_on", Day(100))));
        foreach (var (cadre, words) in ((Guid, string)[])[(organ, "政策落实"), (park, "招商落地"), (town, "群众工作"), (firm, "投资决策")]) Assert.Contains(words, await OfAsync(cadre), StringComparison.Ordinal);
        Assert.DoesNotContain("政策落实", await OfAsync(park), StringComparison.Ordinal);
        Assert.Contains("没有适用的考察重点", await OfAsync(school), StringComparison.Ordinal);
        foreach (var heading in (string[])["考察要点", "谈话提问", "查验内容", "第 1 版"]) Assert.Contains(heading, await OfAsync(organ), StringComparison.Ordinal);
        Assert.Contains($"focus/of/{organ}", (await PageAsync(officer, $"overview/{organ}")).Text, StringComparison.Ordinal);

        // In force it is not changed; the next edition takes its place from a day on, and the former is read as it was.
        Assert.Contains("另立新版", (await officer.SubmitAsync($"{Home}/focus-templates/{bureau}/items/new", ("kind", "1"), ("words", "又一条"))).Text, StringComparison.Ordinal);
        var second = await TemplateAsync("机关", 2, [("3", "")], ("1", "数字化本领"));
        await OkAsync(DoAsync(officer, "focus-templates", second, "enforce", ("effective_on", Day(20))));
        Assert.Contains("数字化本领", await OfAsync(organ), StringComparison.Ordinal);
        var before = await OfAsync(organ, Day(30));
        Assert.Contains("政策落实", before, StringComparison.Ordinal);
        Assert.DoesNotContain("数字化本领", before, StringComparison.Ordinal);
        Assert.Equal("3 2", await Host.AskAsync<string>("select string_agg(state, ' ' order by edition) from cadres.focus_template where name = '机关'"));
        // Whoever reads does not write, and who has nothing to do with appointments does not read.
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal((200, 403), ((await reader.GetAsync($"{Home}/focus/of/{organ}")).Status, (await reader.GetAsync($"{Home}/focus-templates/new")).Status));
        using var other = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await other.GetAsync($"{Home}/focus/of/{organ}")).Status);
    }
}
