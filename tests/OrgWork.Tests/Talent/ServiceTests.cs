using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>Service orders with a clock, apartments, leaders with their experts, visits that become orders, expert teams, member units with their lists, the year's sheet.</summary>
public sealed class ServiceTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;

    Task<Guid> ItemAsync(Browser officer, string name, string concern = "1", string kind = "1", string count = "5", params (string, string)[] more) =>
        talents.EnterAsync(officer, "service-items", "service_item", [("name", name), ("concern", concern), ("handling", "住建局"), ("limit_kind", kind), ("limit_count", count), .. more]);

    [Fact]
    [Trait("Row", "T9.1")]
    [Trait("Row", "T9.4")]
    public async Task An_order_is_split_to_a_unit_handed_over_returned_finished_and_rated_and_its_content_is_stored_hidden()
    {
        using var officer = await talents.OfficerAsync();
        var (item, talent) = (await ItemAsync(officer, "子女入学", "2"), await talents.TalentAsync("服务甲"));
        var order = await talents.EnterAsync(officer, "service-orders", "service_order", ("title", "协调入学"), ("item_id", item.ToString()), ("talent_id", talent.ToString()), ("content", "女儿八岁需要插班"), ("source", "1"), ("raised_on", Day(30)));
        Assert.DoesNotContain("插班", await Host.AskAsync<string>($"select content from talent.service_order where id = '{order}'"));
        Assert.DoesNotContain("插班", (await officer.GetAsync($"{County}/service-orders/{order}")).Text);
        // Five working days have long gone by.
        Assert.Contains("协调入学", (await officer.GetAsync($"{County}/service-orders?rule=service-orders.in-time")).In("tbody"));
        Assert.Contains("超期", Cells(await officer.GetAsync($"{County}/service"), "协调入学")[3]);
        Assert.Contains("还没有分办", (await DoAsync(officer, "service-orders", "finish", order, ("on", Day(20)), ("words", "好"))).Text);
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(29)), ("handling", "教体局"), ("officer", "陈静"));
        Assert.Contains("就是现在的承办单位", (await DoAsync(officer, "service-orders", "hand-over", order, ("on", Day(28)), ("handling", "教体局"), ("words", "同名"))).Text);
        await DoneAsync(officer, "service-orders", "hand-over", order, ("on", Day(28)), ("handling", "城关镇"), ("words", "学区在镇上"));
        await DoneAsync(officer, "service-orders", "return", order, ("on", Day(27)), ("words", "不属本镇"));
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(26)), ("handling", "教体局"), ("officer", "陈静"));
        await DoneAsync(officer, "service-orders", "finish", order, ("on", Day(25)), ("words", "已安排插班"));
        await DoneAsync(officer, "service-orders", "rate", order, ("on", Day(24)), ("satisfaction", "3"), ("words", "离家太远"));
        Assert.Equal("3|2|1|open", await Host.AskAsync<string>($"select state || '|' || returns || '|' || hand_overs || '|' || coalesce(done_on::text, 'open') from talent.service_order where id = '{order}'"));
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(23)), ("handling", "教体局"), ("officer", "陈静"));
        await DoneAsync(officer, "service-orders", "finish", order, ("on", Day(22)), ("words", "调到近处"));
        await DoneAsync(officer, "service-orders", "rate", order, ("on", Day(21)), ("satisfaction", "1"), ("words", ""));
        Assert.Equal("分办,转办,退回窗口,分办,办结,记录评价,分办,办结,记录评价", await Host.AskAsync<string>($"select string_agg(kind, ',' order by rank_order) from talent.service_step where service_order_id = '{order}'"));
        var month = Month.Of(Clock.Today.AddDays(-30)).ToString();
        var desk = await officer.GetAsync($"{County}/service?month={month}");
        Assert.Equal(["1", "1"], Cells(desk, "教体局").Skip(1).Take(2));
        Assert.Contains("100.0%", Cells(desk, "孩子（子女入学）"));
    }

    [Fact]
    [Trait("Row", "T9.2")]
    public async Task Items_say_who_may_use_them_who_handles_and_how_many_working_hours_or_days_it_may_take_and_their_use_is_counted()
    {
        using var officer = await talents.OfficerAsync();
        // Friday, 16:30: an hour and a half is left of it; four hours end on Monday at 11:00. Holidays of a year nobody entered count as worked.
        Assert.Equal("2027-03-08 11:00", await Host.AskAsync<string>("select to_char(talent.working_due(timestamptz '2027-03-05 16:30+08', 4) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')"));
        // Over noon: two hours from eleven end at half past three.
        Assert.Equal("2027-03-02 15:30", await Host.AskAsync<string>("select to_char(talent.working_due(timestamptz '2027-03-02 11:00+08', 2) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')"));
        Assert.Equal("2027-03-12", await Host.AskAsync<string>("select talent.working_day_due(date '2027-03-05', 5)::text"));
        var item = await ItemAsync(officer, "就医绿色通道", "3", "2", "4", ("min_grade", "D"));
        var (high, low) = (await talents.TalentAsync("层次高", more: "grade", values: "'B'"), await talents.TalentAsync("层次低", more: "grade", values: "'F'"));
        await talents.EnterAsync(officer, "service-orders", "service_order", ("title", "挂专家号"), ("item_id", item.ToString()), ("talent_id", high.ToString()), ("source", "2"), ("raised_on", Day(0)));
        // Below the level of the item it needs a reason and an approver.
        var refused = await officer.SubmitAsync($"{County}/service-orders/new", ("title", "越级挂号"), ("item_id", item.ToString()), ("talent_id", low.ToString()), ("source", "2"), ("raised_on", Day(0)));
        Assert.Equal(422, refused.Status);
        Assert.Contains("层次 F类，事项要求 D类以上", refused.Text);
        Assert.Contains("就医绿色通道1 件", (await officer.GetAsync($"{County}/service")).Document.QuerySelectorAll("ul.lines li").Select(li => li.TextContent.Trim().Replace(" 1 件", "1 件", StringComparison.Ordinal)).First(text => text.StartsWith("就医", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Row", "T9.5")]
    public async Task Apartments_go_to_those_who_wait_by_level_and_date_are_left_and_light_before_the_contract_ends()
    {
        using var officer = await talents.OfficerAsync();
        var flat = await talents.EnterAsync(officer, "apartments", "apartment", ("name", "101"), ("building", "一号楼"), ("kind", "2"), ("rent", "300"));
        var (late, high, early) = (await talents.TalentAsync("轮候丙", more: "grade", values: "'E'"), await talents.TalentAsync("轮候甲", more: "grade", values: "'B'"), await talents.TalentAsync("轮候乙", more: "grade", values: "'E'"));
        foreach (var (talent, on) in ((Guid, int)[])[(late, 5), (high, 2), (early, 60)]) await talents.EnterAsync(officer, "apartment-waits", "apartment_wait", ("title", "申请"), ("talent_id", talent.ToString()), ("asked_on", Day(on)), ("people", "2"));
        async Task<string[]> QueueAsync() => [.. (await officer.GetAsync($"{County}/service")).Document.QuerySelectorAll("td.name").Select(td => td.TextContent.Trim().Replace("　", "", StringComparison.Ordinal)).Where(name => name.StartsWith("轮候", StringComparison.Ordinal))];
        Assert.Equal(["轮候甲", "轮候乙", "轮候丙"], await QueueAsync());
        await DoneAsync(officer, "apartments", "check-in", flat, ("talent_id", high.ToString()), ("began_on", Day(0)), ("ends_on", Day(-40)));
        Assert.Equal(["轮候乙", "轮候丙"], await QueueAsync());
        Assert.Contains("已有人住", (await DoAsync(officer, "apartments", "check-in", flat, ("talent_id", early.ToString()), ("began_on", Day(0)), ("ends_on", Day(-400)))).Text);
        Assert.Contains("101", (await officer.GetAsync($"{County}/apartments?rule=apartments.ending")).In("tbody"));
        await DoneAsync(officer, "apartments", "check-out", flat, ("ended_on", Day(0)), ("reason", "自购住房"));
        Assert.Contains("自购住房", (await officer.GetAsync($"{County}/apartments/{flat}?tab=stays")).Text);
        Assert.Contains("101", (await officer.GetAsync($"{County}/apartments?talent_id.none=1")).In("tbody"));
    }

    [Fact]
    [Trait("Row", "T8.1")]
    [Trait("Row", "T8.2")]
    [Trait("Row", "T8.3")]
    [Trait("Row", "T8.16")]
    public async Task Each_expert_has_one_leader_contacts_that_lapse_light_and_what_a_visit_raises_becomes_an_order_or_an_answered_suggestion()
    {
        using var officer = await talents.OfficerAsync();
        var (expert, item) = (await talents.TalentAsync("专家甲", more: "grade", values: "'B'"), await ItemAsync(officer, "住房协调"));
        Assert.Contains("专家甲", (await officer.GetAsync($"{County}/liaison")).Text);
        var pair = await talents.EnterAsync(officer, "liaisons", "liaison", ("leader", "陆书记"), ("leader_post", "县委书记"), ("talent_id", expert.ToString()), ("began_on", Day(200)));
        Assert.Equal("陆书记", await Host.AskAsync<string>($"select liaison_leader from talent.talent where id = '{expert}'"));
        Assert.NotEqual(302, (await officer.SubmitAsync($"{County}/liaisons/new", ("leader", "第二人"), ("leader_post", "副县长"), ("talent_id", expert.ToString()), ("began_on", Day(10)))).Status);
        Assert.Contains("陆书记", (await officer.GetAsync($"{County}/liaisons?rule=liaisons.contact")).In("tbody"));
        var visit = await talents.EnterAsync(officer, "visits", "visit", ("title", "走访专家甲"), ("visitor", "陆书记"), ("talent_id", expert.ToString()), ("visited_on", Day(3)), ("purpose", "1"), ("form", "1"), ("greeting", "问候"), ("situation", "项目顺利"), ("need", "住房紧张"), ("advice", "建中试基地"));
        Assert.DoesNotContain("陆书记", (await officer.GetAsync($"{County}/liaisons?rule=liaisons.contact")).In("tbody") ?? "");
        await DoneAsync(officer, "visits", "order", visit, ("item_id", item.ToString()), ("title", "协调住房"));
        Assert.Equal("3|t", await Host.AskAsync<string>($"select source || '|' || case when due_on > raised_on then 't' end from talent.service_order where visit_id = '{visit}'"));
        await DoneAsync(officer, "visits", "advice", visit, ("advice_to", "工信局"), ("advice_due_on", Day(1)));
        Assert.Contains("走访专家甲", (await officer.GetAsync($"{County}/visits?rule=visits.advice")).In("tbody"));
        await DoneAsync(officer, "visits", "answer", visit, ("answered_on", Day(0)), ("answer", "列入明年计划"));
        Assert.DoesNotContain("走访专家甲", (await officer.GetAsync($"{County}/visits?rule=visits.advice")).In("tbody") ?? "");
        var bare = await talents.EnterAsync(officer, "visits", "visit", ("title", "电话问候"), ("visitor", "陆书记"), ("talent_id", expert.ToString()), ("visited_on", Day(2)), ("purpose", "1"), ("form", "3"));
        Assert.Contains("没有记“问需”", (await DoAsync(officer, "visits", "order", bare, ("item_id", item.ToString()), ("title", "无"))).Text);
        // Another leader from a day on: the register of talents follows.
        await DoneAsync(officer, "liaisons", "again", pair, ("leader", "何县长"), ("leader_post", "县长"), ("on", Day(1)));
        Assert.Equal("何县长|1", await Host.AskAsync<string>($"select t.liaison_leader || '|' || (select count(*) from talent.liaison l where l.talent_id = t.id and l.ended_on is null) from talent.talent t where t.id = '{expert}'"));
        // Two contacts in this quarter or in the one before, on the ledger in any case.
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from talent.visit where talent_id = '{expert}'"));
        Assert.Contains("走访专家甲", (await officer.GetAsync($"{County}/visits?visitor={Uri.EscapeDataString("陆书记")}")).In("tbody"));
    }

    [Fact]
    [Trait("Row", "T8.5")]
    [Trait("Row", "T8.6")]
    [Trait("Row", "T9.14")]
    public async Task A_campaign_shows_how_many_of_its_list_were_visited_what_was_asked_for_and_what_of_it_is_closed()
    {
        using var officer = await talents.OfficerAsync();
        var campaign = await talents.EnterAsync(officer, "campaigns", "campaign", ("title", "三送三问走访"), ("kind", "1"), ("begins_on", Day(30)), ("ends_on", Day(-1)), ("targets", "4"), ("steps", "送政策"));
        var item = await ItemAsync(officer, "走访事项");
        var first = Guid.Empty;
        for (var i = 0; i < 2; i++)
        {
            var visit = await talents.EnterAsync(officer, "visits", "visit", ("title", $"走访{i}"), ("visitor", "陈部长"), ("talent_id", (await talents.TalentAsync($"活动{i}")).ToString()), ("campaign_id", campaign.ToString()), ("visited_on", Day(5)), ("purpose", "3"), ("form", "1"), ("need", "想解决职称"), ("cost", "500"));
            if (i == 0) first = visit;
        }
        await DoneAsync(officer, "visits", "order", first, ("item_id", item.ToString()), ("title", "走访转来"));
        var order = await Host.AskAsync<Guid>($"select id from talent.service_order where visit_id = '{first}'");
        Assert.Equal(["4", "2", "50.0%", "2", "1", "0", "0.0%"], Cells(await officer.GetAsync($"{County}/liaison"), "三送三问走访").Skip(2));
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(0)), ("handling", "人社局"), ("officer", "陈静"));
        await DoneAsync(officer, "service-orders", "finish", order, ("on", Day(0)), ("words", "已办"));
        Assert.Equal("50.0%", Cells(await officer.GetAsync($"{County}/liaison"), "三送三问走访")[8]);
    }

    [Fact]
    [Trait("Row", "T8.11")]
    [Trait("Row", "T8.13")]
    public async Task A_hard_problem_is_given_to_an_expert_of_a_team_and_confirmed_by_who_asked()
    {
        using var officer = await talents.OfficerAsync();
        var (expert, gone) = (await talents.TalentAsync("农技专家"), await talents.TalentAsync("已离开者", more: "state", values: "'3'"));
        var team = await talents.EnterAsync(officer, "expert-teams", "expert_team", ("name", "农技团"), ("field", "06"), ("head", "农技专家"), ("began_on", Day(100)));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/expert-teams/{team}/members/new", ("name", "农技专家"), ("talent_id", expert.ToString()))).Status);
        var problem = await talents.EnterAsync(officer, "dispatches", "dispatch", ("problem", "柑橘黄化"), ("host", "枫岭合作社"), ("host_kind", "3"), ("field", "06"), ("team_id", team.ToString()), ("asked_on", Day(40)), ("due_on", Day(5)));
        Assert.Contains("柑橘黄化", (await officer.GetAsync($"{County}/dispatches?rule=dispatches.due")).In("tbody"));
        Assert.Contains("专家不在岗", (await DoAsync(officer, "dispatches", "send", problem, ("expert_id", gone.ToString()), ("sent_on", Day(30)))).Text);
        (string, string)[] solved = [("solved_on", Day(2)), ("days", "3"), ("advice", "改良土壤"), ("is_adopted", "1"), ("confirmed_by", "合作社理事长"), ("evaluation", "1")];
        Assert.Contains("还没有派出", (await DoAsync(officer, "dispatches", "solve", problem, solved)).Text);
        await DoneAsync(officer, "dispatches", "send", problem, ("expert_id", expert.ToString()), ("sent_on", Day(30)));
        await DoneAsync(officer, "dispatches", "solve", problem, solved);
        Assert.DoesNotContain("柑橘黄化", (await officer.GetAsync($"{County}/dispatches?rule=dispatches.due")).In("tbody") ?? "");
    }

    [Fact]
    [Trait("Row", "T1.2")]
    [Trait("Row", "T1.3")]
    [Trait("Row", "T1.4")]
    public async Task Member_units_have_a_liaison_officer_and_three_lists_that_are_reviewed_issued_and_revised_each_under_one_of_four_duties()
    {
        using var officer = await talents.OfficerAsync();
        using var drafter = await talents.OfficerAsync(without: "talent.governance.issue");
        var unit = await talents.EnterAsync(officer, "members", "member_unit", ("name", "县科技局"), ("duty", "成员"), ("head", "王建华"), ("began_on", Day(100)));
        Assert.Contains("县科技局", (await officer.GetAsync($"{County}/members?rule=members.officer")).In("tbody"));
        var ids = new List<Guid>();
        foreach (var list in (string[])["1", "2", "3"]) ids.Add(await talents.EnterAsync(officer, "duties", "duty_item", ("title", $"事项{list}"), ("member_unit_id", unit.ToString()), ("list", list), ("tag", list), ("basis", "规则"), ("office", "人才科"), ("standard", "按时完成")));
        Assert.Equal("不全", Cells(await officer.GetAsync($"{County}/governance/lists"), "县科技局")[7]);
        Assert.Contains("还没有审核", (await DoAsync(officer, "duties", "issue", ids[0], ("on", Day(9)))).Text);
        foreach (var id in ids) await DoneAsync(drafter, "duties", "review", id, ("on", Day(10)));
        Assert.Equal(403, (await drafter.GetAsync($"{County}/duties/deeds/issue?id={ids[0]}")).Status);
        foreach (var id in ids) await DoneAsync(officer, "duties", "issue", id, ("on", Day(9)));
        var page = await officer.GetAsync($"{County}/governance/lists");
        Assert.Equal(["1", "1", "1", "0", "三张都有"], Cells(page, "县科技局").Skip(3));
        Assert.Contains("没有事项", page.Document.QuerySelectorAll(".strip > div")[3].TextContent);
        await DoneAsync(officer, "duties", "revise", ids[0], ("on", Day(0)));
        Assert.Equal("1|2", await Host.AskAsync<string>($"select state || '|' || edition from talent.duty_item where title = '事项1' and ended_on is null"));
    }

    [Fact]
    [Trait("Row", "T1.16")]
    public async Task The_sheet_of_the_year_counts_itself_from_the_registers_beside_last_year_with_the_rows_behind_each_number()
    {
        using var officer = await talents.OfficerAsync();
        var (employer, path) = (await talents.EmployerAsync(), await talents.PathOfAsync(TestHost.County));
        var before = Number(await officer.GetAsync($"{County}/governance/year"), "引进高层次人才");
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, grade, education, study_kind, intended_on, arrived_on, verified_on) select '{path}', '年度' || n, '{employer}', '1', '01', '01', 'B', '11', '1', org.today() - 500, org.today() - case n when 1 then 0 else 366 end, org.today() from generate_series(1, 2) n");
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, grade, education, intended_on, arrived_on) values ('{path}', '没有核验', '{employer}', '1', '01', '01', 'B', '11', org.today(), org.today())");
        var page = await officer.GetAsync($"{County}/governance/year");
        Assert.Equal(before + 1, Number(page, "引进高层次人才"));
        Assert.Contains("引进高层次人才 ", page.Text);
        var link = page.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("引进高层次人才", StringComparison.Ordinal)).QuerySelector("td.num a")!.GetAttribute("href")!;
        var rows = await officer.GetAsync(link);
        Assert.Contains("年度", rows.In("tbody"));
        Assert.DoesNotContain("没有核验", rows.In("tbody"));
        Assert.Contains("spreadsheetml", (await officer.PostAsync($"{County}/governance/year?handler=export")).Message.Content.Headers.ContentType!.MediaType);
    }

    static int Number(Answer page, string line) => int.Parse(Cells(page, line)[3].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Township_and_reader_do_no_deed_and_other_counties_see_nothing()
    {
        using var officer = await talents.OfficerAsync();
        var (item, talent) = (await ItemAsync(officer, "权限事项"), await talents.TalentAsync("权限乙"));
        var order = await talents.EnterAsync(officer, "service-orders", "service_order", ("title", "权限单"), ("item_id", item.ToString()), ("talent_id", talent.ToString()), ("source", "1"), ("raised_on", Day(2)));
        using var reader = await Host.SignInAsync(TestHost.County, "talent.service.read", "talent.liaison.read", "talent.governance.read");
        using var township = await Host.SignInAsync(TestHost.Township, "talent.demand.read", "talent.talents.read");
        using var neighbour = await talents.OfficerAsync(TestHost.Neighbour);
        Assert.Equal(403, (await reader.GetAsync($"{County}/service-orders/deeds/assign?id={order}")).Status);
        Assert.Equal(403, (await reader.PostAsync($"{County}/governance/year?handler=export")).Status);
        Assert.Equal(403, (await township.GetAsync($"/{TestHost.Township}/talent/service-orders")).Status);
        Assert.Equal(403, (await township.GetAsync($"/{TestHost.Township}/talent/visits")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/service-orders/{order}")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/service-orders/deeds/assign?id={order}")).Status);
        // A tampered form finishes nothing and sets no day.
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/service-orders/{order}/edit", ("state", "4"), ("done_on", Day(0)), ("due_on", "2099.01.01"), ("remark", "改过"))).Status);
        Assert.Equal("1|open", await Host.AskAsync<string>($"select state || '|' || coalesce(done_on::text, 'open') from talent.service_order where id = '{order}' and due_on < date '2099-01-01'"));
    }

    static string Figure(Answer page, string title) => string.Concat(page.Document.QuerySelectorAll("tr").First(tr => tr.QuerySelectorAll("td, th").Any(cell => cell.TextContent.Trim().StartsWith(title, StringComparison.Ordinal))).TextContent.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>In a place of its own, so that what other tests enter is not counted.</summary>
    [Fact]
    [Trait("Row", "T9.1")]
    public async Task Figures_of_the_desk_count_its_orders_and_of_introductions_those_that_are_verified()
    {
        const string far = $"/{TestHost.Neighbour}/talent";
        var path = await talents.PathOfAsync(TestHost.Neighbour);
        await Host.DoAsync($"insert into org.holiday_year (year, source) select y, '测试' from generate_series({Clock.Today.Year - 1}, {Clock.Today.Year + 1}) y on conflict do nothing");
        var (talent, employer) = (await talents.TalentAsync("数字甲", TestHost.Neighbour, more: "introduction, introduced_on", values: "'1', org.today()"), await talents.EmployerAsync(TestHost.Neighbour));
        var item = await Host.AskAsync<Guid>($"insert into talent.service_item (locality_path, name, concern, handling, limit_kind, limit_count) values ('{path}', '数字事项', '1', '住建局', '1', 5) returning id");
        async Task OrderAsync(string title, string more, string values) => await Host.DoAsync($"set search_path = talent, org, public; insert into talent.service_order (locality_path, title, item_id, talent_id, source, raised_on{more}) values ('{path}', '{title}', '{item}', '{talent}', '1', org.today(){values})");
        await OrderAsync("在办的单", ", state", ", '2'");
        await OrderAsync("办结的单", ", state, done_on, done_at, satisfaction", ", '4', org.today(), now(), '1'");
        await OrderAsync("退回的单", ", state, returns, satisfaction", ", '3', 1, '3'");
        await OrderAsync("又办结的", ", state, done_on, done_at, returns, satisfaction", ", '4', org.today(), now() + interval '90 days', 1, '2'");
        // Two old records that figures do not count, and a talent whose own record says introduced: none of it is verified.
        await Host.DoAsync($"insert into talent.talent_service (talent_id, locality_path, rank_order, kind, asked_on, content, state, satisfaction) select '{talent}', '{path}', n, '2', org.today(), '女儿插班', '3', '3' from generate_series(1, 2) n");
        foreach (var (form, grade, verified) in ((string, string, string)[])[("1", "B", "org.today()"), ("2", "F", "org.today()"), ("1", "A", "null")])
            await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, system, domain, education, form, grade, intended_on, arrived_on, verified_on) values ('{path}', '引进{grade}', '{employer}', '04', '11', '21', '{form}', '{grade}', date '2020-01-01', org.today(), {verified})");
        using var officer = await talents.OfficerAsync(TestHost.Neighbour);
        var page = await officer.GetAsync($"{far}/figures");
        Assert.Contains("50.0", Figure(page, "服务事项办结率"), StringComparison.Ordinal);
        Assert.Contains("50.0", Figure(page, "服务事项按期办结率"), StringComparison.Ordinal);
        Assert.Contains("50.0", Figure(page, "服务事项退回率"), StringComparison.Ordinal);
        Assert.Contains("66.7", Figure(page, "服务满意率"), StringComparison.Ordinal);
        Assert.StartsWith("本年引进2人", Figure(page, "本年引进"), StringComparison.Ordinal);
        Assert.StartsWith("本年引进高层次人才1人", Figure(page, "本年引进高层次人才"), StringComparison.Ordinal);
        var rows = (await officer.GetAsync($"{far}/figures/services-done/rows")).Text;
        Assert.Contains("办结的单", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("插班", rows, StringComparison.Ordinal);
        var arrived = (await officer.GetAsync($"{far}/figures/introduced/rows")).Text;
        Assert.Contains("引进F", arrived, StringComparison.Ordinal);
        Assert.DoesNotContain("引进A", arrived, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "T9.3")]
    [Trait("Row", "T9.4")]
    public async Task What_a_talent_was_served_with_is_no_list_for_those_who_read_the_register_and_its_content_is_shown_to_nobody()
    {
        var talent = await talents.TalentAsync("旧档乙");
        await Host.DoAsync($"insert into talent.talent_service (talent_id, locality_path, rank_order, kind, asked_on, content, handled_by, state) select id, locality_path, 1, '4', org.today(), '肝病住院', '卫健局旧单', '3' from talent.talent where id = '{talent}'");
        async Task<string> SeenAsync(Browser browser) => (await browser.GetAsync($"{County}/talents/{talent}?tab=services")).Text + (await browser.GetAsync($"{County}/talents/{talent}")).Text;
        using var looker = await Host.SignInAsync(TestHost.County, "talent.talents.read");
        Assert.Contains("旧档乙", await SeenAsync(looker), StringComparison.Ordinal);
        Assert.DoesNotContain("卫健局旧单", await SeenAsync(looker), StringComparison.Ordinal);
        using var officer = await talents.OfficerAsync();
        Assert.Contains("卫健局旧单", await SeenAsync(officer), StringComparison.Ordinal);
        Assert.DoesNotContain("肝病", await SeenAsync(officer), StringComparison.Ordinal);
        Assert.Equal(404, (await officer.GetAsync($"{County}/talents/{talent}/services/new")).Status);
    }

    [Fact]
    [Trait("Row", "T8.1")]
    [Trait("Row", "T8.2")]
    [Trait("Row", "T8.3")]
    public async Task Only_the_leaders_own_contacts_count_as_often_as_is_agreed_and_a_pair_whose_leader_or_expert_left_is_to_be_made_anew()
    {
        using var officer = await talents.OfficerAsync();
        var expert = await talents.TalentAsync("结对专家", more: "grade", values: "'B'");
        var pair = await talents.EnterAsync(officer, "liaisons", "liaison", ("leader", "独联领导"), ("leader_post", "县长"), ("talent_id", $"{expert}"), ("began_on", Day(300)), ("minimum", "2"), ("period", "3"), ("secretary", "秘书丁"));
        async Task VisitAsync(string by) => await talents.EnterAsync(officer, "visits", "visit", ("title", "走访结对专家"), ("visitor", by), ("talent_id", $"{expert}"), ("visited_on", Day(0)), ("purpose", "3"), ("form", "1"));
        async Task<bool> IsLitAsync(string rule) => ((await officer.GetAsync($"{County}/liaisons?rule=liaisons.{rule}")).In("tbody") ?? "").Contains("独联领导", StringComparison.Ordinal);
        async Task<string[]> LeaderAsync() => [.. (await officer.GetAsync($"{County}/liaison")).Document.QuerySelectorAll("tbody tr").Where(tr => tr.QuerySelector("td.name")?.TextContent.Contains("独联领导", StringComparison.Ordinal) is true).SelectMany(tr => tr.QuerySelectorAll("td").Skip(2).Select(td => td.TextContent.Trim()))];
        for (var i = 0; i < 3; i++) await VisitAsync("办公室人员");
        Assert.True(await IsLitAsync("contact"));
        Assert.Equal(["1", "0", "1"], await LeaderAsync());
        var due = (await officer.GetAsync($"{County}/liaison")).Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("秘书丁", StringComparison.Ordinal)).TextContent;
        Assert.Contains("还没有", due, StringComparison.Ordinal);
        await VisitAsync("独联领导");
        Assert.True(await IsLitAsync("contact"));
        Assert.Equal(["1", "1", "0"], await LeaderAsync());
        await VisitAsync("独联领导");
        Assert.False(await IsLitAsync("contact"));
        // The next one is due half a quarter on: on no list of the coming thirty days.
        Assert.DoesNotContain("秘书丁", (await officer.GetAsync($"{County}/liaison")).Text, StringComparison.Ordinal);

        Assert.False(await IsLitAsync("paired"));
        await Host.DoAsync($"update talent.talent set state = '3' where id = '{expert}'");
        Assert.True(await IsLitAsync("paired"));
        Assert.Empty(await LeaderAsync());
        await Host.DoAsync($"update talent.talent set state = '1' where id = '{expert}'");
        await DoneAsync(officer, "liaisons", "leader-left", pair, ("on", Day(0)));
        Assert.True(await IsLitAsync("paired"));
        await DoneAsync(officer, "liaisons", "again", pair, ("leader", "接任领导"), ("leader_post", "县长"), ("on", Day(0)));
        Assert.False(await IsLitAsync("paired"));
        Assert.Equal("2|3|秘书丁", await Host.AskAsync<string>($"select minimum || '|' || period || '|' || secretary from talent.liaison where talent_id = '{expert}' and ended_on is null"));
    }
}
