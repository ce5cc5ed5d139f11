using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>What the talent office does every week: messages, deeds for talents, problems of enterprises, medical and title matters, who stays and why others left.</summary>
public sealed class WeeklyTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;
    static int Year => Clock.Today.Year;

    async Task ArriveAsync(string name, Guid employer, string more = "", string values = "", int ago = 0) =>
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, education, study_kind, intended_on, arrived_on, verified_on{(more == "" ? "" : ", " + more)}) values ('{await talents.PathOfAsync(TestHost.County)}', '{name}', '{employer}', '1', '01', '01', '11', '1', {Sql(ago + 30)}, {Sql(ago)}, {Sql(ago)}{(more == "" ? "" : ", " + values)})");

    [Fact]
    [Trait("Row", "T8.4")]
    public async Task A_message_gets_a_number_a_handler_and_an_answer_within_its_channels_time()
    {
        using var officer = await talents.OfficerAsync();
        var channel = await talents.EnterAsync(officer, "channels", "channel", ("name", "人才热线"), ("kind", "3"), ("owner", "何静"), ("limit_days", "3"));
        var first = await talents.EnterAsync(officer, "messages", "message", ("title", "建议增加班车"), ("channel_id", $"{channel}"), ("from_name", "来件人甲"), ("received_on", Day(20)), ("need", "9"), ("content", "家里的孩子上学路远，盼增加班车"));
        var second = await talents.EnterAsync(officer, "messages", "message", ("title", "咨询补助"), ("channel_id", $"{channel}"), ("from_name", "来件人乙"), ("received_on", Day(20)), ("need", "1"));
        var year = Clock.Today.AddDays(-20).Year;
        Assert.Equal($"{year}-0001|{year}-0002|t", await Host.AskAsync<string>($"select string_agg(number, '|' order by number) || '|' || case when bool_and(due_on between {Sql(19)} and {Sql(10)}) then 't' end from talent.message where channel_id = '{channel}'"));
        Assert.Contains("建议增加班车", (await officer.GetAsync($"{County}/messages?assigned_on.none=1")).In("tbody"));
        Assert.Contains("还没有交承办人", (await DoAsync(officer, "messages", "answer", first, ("on", Day(17)), ("answer", "已协调"))).Text);
        await DoneAsync(officer, "messages", "assign", first, ("handler", "何静"), ("on", Day(19)));
        Assert.Contains("建议增加班车", (await officer.GetAsync($"{County}/messages?rule=messages.answered")).In("tbody"));
        await DoneAsync(officer, "messages", "answer", first, ("on", Day(1)), ("answer", "下月开通"), ("satisfaction", "1"));
        var late = (await officer.GetAsync($"{County}/messages?rule=messages.answered")).In("tbody");
        Assert.DoesNotContain("建议增加班车", late);
        Assert.Contains("咨询补助", late);
        // What somebody wrote of their family is not stored readable, and not shown in the list.
        Assert.DoesNotContain("上学路远", await Host.AskAsync<string>($"select content from talent.message where id = '{first}'"));
        using var reader = await Host.SignInAsync(TestHost.County, "talent.liaison.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/messages/deeds/answer?id={second}")).Status);
        Assert.DoesNotContain("上学路远", (await reader.GetAsync($"{County}/messages/{first}")).Text);
    }

    [Fact]
    [Trait("Row", "T8.8")]
    public async Task Deeds_for_talents_have_unit_and_day_their_progress_is_published_and_who_was_helped_confirms()
    {
        using var officer = await talents.OfficerAsync();
        var deed = await talents.EnterAsync(officer, "good-deeds", "good_deed", ("title", "新增公寓二十套"), ("year", $"{Year}"), ("kind", "1"), ("beneficiary", "新引进人才"), ("unit", "住建局"), ("officer", "曹阳"), ("due_on", Day(3)));
        Assert.Contains("新增公寓二十套", (await officer.GetAsync($"{County}/good-deeds?rule=good-deeds.due")).In("tbody"));
        Assert.Contains("新增公寓二十套", (await officer.GetAsync($"{County}/good-deeds?published_on.none=1")).In("tbody"));
        await DoneAsync(officer, "good-deeds", "progress", deed, ("on", Day(2)), ("percent", "70"), ("progress", "装修完成"));
        Assert.Contains("装修完成", (await officer.GetAsync($"{County}/good-deeds/{deed}")).Text);
        Assert.Contains("还没有办结", (await DoAsync(officer, "good-deeds", "confirm", deed, ("on", Day(0)), ("confirmed_by", "代表"))).Text);
        await DoneAsync(officer, "good-deeds", "finish", deed, ("on", Day(1)), ("result", "交付使用"));
        Assert.Contains("新增公寓二十套", (await officer.GetAsync($"{County}/good-deeds?done_on.from=1900.01.01&confirmed_on.none=1")).In("tbody"));
        await DoneAsync(officer, "good-deeds", "confirm", deed, ("on", Day(0)), ("confirmed_by", "人才代表"));
        Assert.DoesNotContain("新增公寓二十套", (await officer.GetAsync($"{County}/good-deeds?rule=good-deeds.due")).In("tbody") ?? "");
    }

    [Fact]
    [Trait("Row", "T2.5")]
    [Trait("Row", "T2.6")]
    public async Task Problems_of_enterprises_are_counted_by_type_with_the_median_of_days_and_employers_by_what_they_did_and_led()
    {
        using var officer = await talents.OfficerAsync();
        var employer = await talents.EmployerAsync(name: "难题企业");
        var from = new DateOnly(Year, 1, 1);
        var ids = new List<Guid>();
        foreach (var days in (int[])[2, 4, 40])
        {
            var raised = Clock.Today.AddDays(-days) < from ? from : Clock.Today.AddDays(-days);
            ids.Add(await talents.EnterAsync(officer, "enterprise-problems", "enterprise_problem", ("title", $"单打独斗{days}"), ("employer_id", $"{employer}"), ("kind", "3"), ("raised_on", Dates.Format(raised))));
        }
        Assert.Contains("还没有交办", (await DoAsync(officer, "enterprise-problems", "close", ids[0], ("on", Day(0)), ("result", "解决"), ("confirmed_by", "经理"))).Text);
        foreach (var id in ids) await DoneAsync(officer, "enterprise-problems", "assign", id, ("handler", "人社局"), ("due_on", Day(1)), ("measure", "上门会商"));
        Assert.Contains("单打独斗40", (await officer.GetAsync($"{County}/enterprise-problems?rule=enterprise-problems.due")).In("tbody"));
        foreach (var id in ids) await DoneAsync(officer, "enterprise-problems", "close", id, ("on", Day(0)), ("result", "列入联盟"), ("confirmed_by", "经理"));
        var median = await Host.AskAsync<int>($"select (percentile_cont(0.5) within group (order by closed_on - raised_on))::int from talent.enterprise_problem where employer_id = '{employer}'");
        Assert.Equal(["3", "3", "100.0%", "0", $"{median}"], Cells(await officer.GetAsync($"{County}/demand/principals"), "单打独斗").Skip(1));
        Assert.Equal("—", Cells(await officer.GetAsync($"{County}/demand/principals"), "不愿投入")[5]);

        Assert.Equal(302, (await officer.SubmitAsync($"{County}/employers/{employer}/actions/new", ("words", "赴高校招聘"), ("acted_on", Day(0)), ("form", "1"), ("posts", "6"), ("spent", "30000"), ("introduced", "2"))).Status);
        Assert.Equal(["企业", "1", "6", "30,000", "2"], Cells(await officer.GetAsync($"{County}/demand/principals"), "难题企业").Skip(1));
        await Host.DoAsync("update talent.introduction set removed_at = now()");
        for (var i = 0; i < 4; i++) await ArriveAsync($"主导{i}", employer, "led_by", i == 0 ? "'1'" : "'2'");
        var big = (await officer.GetAsync($"{County}/demand/principals")).Document.QuerySelectorAll(".strip .big").Select(one => one.TextContent.Trim()).ToList();
        Assert.Equal(["4", "25.0%", "75.0%"], big.Take(3));
    }

    [Fact]
    [Trait("Row", "T8.7")]
    public async Task What_a_visit_on_site_finds_goes_to_a_unit_with_a_day_and_counts_as_confirmed_when_the_enterprise_says_so()
    {
        using var officer = await talents.OfficerAsync();
        var (employer, item) = (await talents.EmployerAsync(name: "一线企业"), await talents.EnterAsync(officer, "service-items", "service_item", ("name", "一线事项"), ("concern", "9"), ("handling", "工信局"), ("limit_kind", "1"), ("limit_count", "5")));
        var visit = await talents.EnterAsync(officer, "visits", "visit", ("title", "走访一线企业"), ("visitor", "陈部长"), ("employer_id", $"{employer}"), ("visited_on", Day(0)), ("purpose", "2"), ("form", "1"), ("need", "缺设备工程师"));
        await DoneAsync(officer, "visits", "order", visit, ("item_id", $"{item}"), ("title", "找设备工程师"));
        var order = await Host.AskAsync<Guid>($"select id from talent.service_order where visit_id = '{visit}'");
        Assert.Contains("一线企业", Cells(await officer.GetAsync($"{County}/liaison/frontline"), "找设备工程师")[1]);
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(0)), ("handling", "一线人社局"), ("officer", "陈静"));
        await DoneAsync(officer, "service-orders", "finish", order, ("on", Day(0)), ("words", "推荐三人"));
        Assert.Equal(["1", "1", "0", "0"], Cells(await officer.GetAsync($"{County}/liaison/frontline"), "一线人社局").Skip(1));
        await DoneAsync(officer, "service-orders", "rate", order, ("on", Day(0)), ("satisfaction", "1"));
        var page = await officer.GetAsync($"{County}/liaison/frontline");
        Assert.Equal(["1", "1", "1", "0"], Cells(page, "一线人社局").Skip(1));
        Assert.Equal(["1", "1", "1"], Cells(page, $"{Clock.Today.Month} 月").Skip(1));
    }

    [Fact]
    [Trait("Row", "T9.3")]
    [Trait("Row", "T9.16")]
    public async Task Medical_and_title_matters_keep_the_way_the_contact_the_day_and_whether_it_came_off_and_nothing_of_an_illness()
    {
        using var officer = await talents.OfficerAsync();
        var talent = await talents.TalentAsync("就医甲");
        async Task<Guid> OrderAsync(string name, string concern, string content)
        {
            var item = await talents.EnterAsync(officer, "service-items", "service_item", ("name", name), ("concern", concern), ("handling", "卫健局"), ("limit_kind", "1"), ("limit_count", "10"));
            return await talents.EnterAsync(officer, "service-orders", "service_order", ("title", name), ("item_id", $"{item}"), ("talent_id", $"{talent}"), ("source", "1"), ("raised_on", Day(9)), ("content", content));
        }
        var (medical, title) = (await OrderAsync("就医绿色通道", "3", "需要专家门诊"), await OrderAsync("职称申报辅导", "5", "申报副高"));
        Assert.Contains("不在办理中", (await DoAsync(officer, "service-orders", "arrange", medical, ("on", Day(8)), ("partner", "市医院王主任"), ("arranged_on", Day(-2)), ("route", "2"))).Text);
        foreach (var order in (Guid[])[medical, title]) await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(8)), ("handling", "卫健局"), ("officer", "陈静"));
        await DoneAsync(officer, "service-orders", "arrange", medical, ("on", Day(7)), ("partner", "市医院王主任"), ("arranged_on", Day(5)), ("route", "2"));
        Assert.Contains("就医绿色通道", (await officer.GetAsync($"{County}/service-orders?arranged_on.from=1900.01.01&done_on.none=1")).In("tbody"));
        await DoneAsync(officer, "service-orders", "check", title, ("on", Day(7)), ("is_eligible", "0"), ("route", "1"), ("words", "年限差一年"));
        Assert.Contains("职称申报辅导", (await officer.GetAsync($"{County}/service-orders?is_eligible=0&done_on.none=1")).In("tbody"));
        await DoneAsync(officer, "service-orders", "check", title, ("on", Day(6)), ("is_eligible", "1"), ("route", "2"), ("words", "业绩突出，走特殊评审"));
        await DoneAsync(officer, "service-orders", "finish", medical, ("on", Day(4)), ("words", "已就诊"), ("is_obtained", "1"));
        await DoneAsync(officer, "service-orders", "finish", title, ("on", Day(3)), ("words", "评审通过"), ("is_obtained", "1"), ("filing_no", "云职评备〔2026〕12号"));
        Assert.Equal("市医院王主任 true | 2 云职评备〔2026〕12号 true", await Host.AskAsync<string>($"select (select partner || ' ' || is_obtained from talent.service_order where id = '{medical}') || ' | ' || (select route || ' ' || filing_no || ' ' || is_eligible from talent.service_order where id = '{title}')"));
        Assert.Contains("业绩突出，走特殊评审", (await officer.GetAsync($"{County}/service-orders/{title}?tab=steps")).Text);
        // There is no column for what somebody suffers from, and the request itself is stored hidden.
        Assert.Equal(0L, await Host.AskAsync<long>("select count(*) from pg_description d join pg_class c on c.oid = d.objoid where c.relname like 'service_%' and c.relnamespace = 'talent'::regnamespace and d.description ~ '病|诊断'"));
        Assert.DoesNotContain("门诊", await Host.AskAsync<string>($"select content from talent.service_order where id = '{medical}'"));
    }

    [Fact]
    [Trait("Row", "T3.10")]
    [Trait("Row", "T9.11")]
    [Trait("Row", "T9.12")]
    public async Task Each_years_arrivals_show_their_quality_beside_their_number_and_who_is_still_here_and_why_others_left()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.introduction set removed_at = now()");
        var (employer, industry) = (await talents.EmployerAsync(name: "留才企业"), await talents.EnterAsync(officer, "industries", "industry", ("name", "质量产业"), ("is_leading", "1"), ("is_new_business", "0")));
        var four = 4 * 366;
        await ArriveAsync("主导高层次", employer, "grade, industry_id, contract_ends_on", $"'C', '{industry}', {Sql(-30)}", four);
        await ArriveAsync("高层次", employer, "grade", "'D'", four);
        await ArriveAsync("一般", employer, "grade, industry_id", $"'F', '{industry}'", four);
        await ArriveAsync("两年离开", employer, "grade, left_on, left_kind, left_to", $"'E', {Sql(four - 700)}, '2', '外省'", four);
        var year = Clock.Today.AddDays(-four).Year;
        // People, level and above, leading, both, their share, key technology, results, kept for one, three and five years.
        Assert.Equal(["4", "2", "2", "1", "25.0%", "0", "0", "100.0%", "75.0%", "—"], Cells(await officer.GetAsync($"{County}/introductions/quality"), $"{year}").Skip(1));
        Assert.NotNull((await officer.GetAsync($"{County}/introductions/quality")).Document.QuerySelector("tbody .lt-y"));
        // Measures and reasons under the same classes.
        await Host.DoAsync($"update talent.introduction set left_on = {Sql(100)} where name = '两年离开'");
        Assert.Equal(["0", "0", "1", "有人离开，没有措施"], Cells(await officer.GetAsync($"{County}/introductions/quality"), "事业").Skip(1));
        await talents.EnterAsync(officer, "retention-measures", "retention_measure", ("title", "科研启动支持"), ("class", "2"), ("audience", "高层次人才"), ("began_on", Day(90)), ("unit", "科技局"), ("people", "12"));
        Assert.Equal(["1", "12", "1", ""], Cells(await officer.GetAsync($"{County}/introductions/quality"), "事业").Skip(1));
        // Whom to talk to: a contract that ends, a promise not kept, a wish to leave.
        var lines = (await officer.GetAsync($"{County}/introductions/quality")).In("ul.lines");
        Assert.Contains("主导高层次", lines);
        Assert.DoesNotContain("一般", lines);
        await Host.DoAsync($"insert into talent.follow_up (locality_path, name, introduction_id, months, due_on, done_on, is_fulfilled, intends) select locality_path, name, id, 12, {Sql(40)}, {Sql(40)}, '3', '3' from talent.introduction where name = '一般'");
        lines = (await officer.GetAsync($"{County}/introductions/quality")).In("ul.lines");
        Assert.Contains("想离开", lines);
        Assert.Contains("承诺没有兑现", lines);
        Assert.Contains("两年离开", (await officer.GetAsync($"{County}/introductions?left_kind=2&left_on.from=-2y")).Text.Replace("　", "", StringComparison.Ordinal));
        using var stranger = await Host.SignInAsync(TestHost.County, "talent.policy.read");
        Assert.Equal(403, (await stranger.GetAsync($"{County}/introductions/quality")).Status);
    }

    [Fact]
    [Trait("Row", "T3.12")]
    public async Task Graduates_are_counted_by_degree_specialty_kind_of_employer_and_month_once_they_are_verified()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.introduction set removed_at = now()");
        var (firm, school) = (await talents.EmployerAsync(), await talents.EmployerAsync(kind: "2"));
        await ArriveAsync("博士甲", firm, "degree", "'201'");
        await ArriveAsync("硕士乙", school, "degree", "'301'");
        await ArriveAsync("硕士丙", school, "degree", "'301'");
        // Not full-time studied, not verified, below a bachelor: none counts.
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, education, study_kind, degree, intended_on, arrived_on, verified_on) select locality_path, '不计', employer_id, '1', '01', '01', e, s, '301', intended_on, arrived_on, v from talent.introduction, (values ('11', '2', org.today()), ('31', '1', org.today()), ('11', '1', null)) k (e, s, v) where name = '博士甲'");
        var table = await officer.GetAsync($"{County}/reports/graduates");
        Assert.Equal(["3", "1", "2"], Numbers(table, "合计").Take(3));
        Assert.Equal(["1", "1", "0"], Numbers(table, "博士").Take(3));
        Assert.Equal(["2", "0", "2"], Numbers(table, "硕士").Take(3));
        Assert.Equal("3", Numbers(table, "先进制造")[0]);
        Assert.Equal(["3", "1", "2"], Numbers(await officer.GetAsync($"{County}/reports/graduate-months"), $"{Clock.Today.Month} 月").Take(3));
    }

    [Fact]
    [Trait("Row", "T8.10")]
    public async Task Cooperation_of_experts_with_those_below_is_totalled_by_the_kind_of_host_with_its_result_and_mark()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.dispatch set removed_at = now()");
        var expert = await talents.TalentAsync("合作专家");
        foreach (var (kind, solved) in new[] { ("3", true), ("3", false), ("1", true) })
        {
            var one = await talents.EnterAsync(officer, "dispatches", "dispatch", ("problem", $"合作{kind}{solved}"), ("host", "某单位"), ("host_kind", kind), ("field", "06"), ("asked_on", Day(0)), ("due_on", Day(-20)));
            await DoneAsync(officer, "dispatches", "send", one, ("expert_id", $"{expert}"), ("sent_on", Day(0)));
            if (solved) await DoneAsync(officer, "dispatches", "solve", one, ("solved_on", Day(0)), ("days", "2"), ("advice", "改良品种"), ("is_adopted", "1"), ("confirmed_by", "理事长"), ("evaluation", "1"));
        }
        var table = await officer.GetAsync($"{County}/reports/dispatches");
        Assert.Equal(["2", "2", "1", "1", "1", "50.0"], Numbers(table, "农民合作组织").Take(6).Select(cell => cell.TrimEnd('%')));
        Assert.Equal(["1", "1", "1", "1", "1"], Numbers(table, "党委政府").Take(5));
    }

    static List<string> Numbers(Answer page, string row) => [.. page.Document.QuerySelectorAll("tbody tr").First(tr => tr.QuerySelector("th, td")!.TextContent.Trim().EndsWith(row, StringComparison.Ordinal)).QuerySelectorAll("td.num, td.open, td:not(:first-child)").Select(td => td.TextContent.Trim()).Skip(1)];
}
