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
        // Each with what the points are made of: level, months, people.
        Assert.Equal(["103", "B类 100 分，等候 0 个月 0 分，2 人住 3 分"], Cells(await officer.GetAsync($"{County}/service"), "轮候甲").Skip(4));
        // Whoever is not the first needs a reason, which is kept.
        var passed = await DoAsync(officer, "apartments", "check-in", flat, ("talent_id", late.ToString()), ("began_on", Day(0)), ("ends_on", Day(-40)));
        Assert.Contains("轮候第一位是 轮候甲（103 分", passed.Text);
        await DoneAsync(officer, "apartments", "check-in", flat, ("talent_id", high.ToString()), ("began_on", Day(0)), ("ends_on", Day(-40)));
        Assert.Equal(["轮候乙", "轮候丙"], await QueueAsync());
        Assert.Contains("已有人住", (await DoAsync(officer, "apartments", "check-in", flat, ("talent_id", early.ToString()), ("began_on", Day(0)), ("ends_on", Day(-400)))).Text);
        Assert.Contains("101", (await officer.GetAsync($"{County}/apartments?rule=apartments.ending")).In("tbody"));
        await DoneAsync(officer, "apartments", "check-out", flat, ("ended_on", Day(0)), ("reason", "自购住房"));
        Assert.Contains("自购住房", (await officer.GetAsync($"{County}/apartments/{flat}?tab=stays")).Text);
        Assert.Contains("101", (await officer.GetAsync($"{County}/apartments?talent_id.none=1")).In("tbody"));
        // Passed over with a reason.
        await DoneAsync(officer, "apartments", "check-in", flat, ("talent_id", late.ToString()), ("began_on", Day(0)), ("ends_on", Day(-40)), ("passed_words", "领导小组会议研究，科研急需"));
        Assert.Contains("科研急需", (await officer.GetAsync($"{County}/apartments/{flat}?tab=stays")).Text);
    }

    [Fact]
    [Trait("Row", "T9.5")]
    public async Task Rent_falls_due_month_by_month_lights_until_it_is_received_and_ends_with_the_stay()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.apartment_wait set removed_at = now()");
        var flat = await talents.EnterAsync(officer, "apartments", "apartment", ("name", "租金房"), ("building", "二号楼"), ("kind", "1"), ("rent", "450"));
        var talent = await talents.TalentAsync("租客甲");
        var (from, until) = (Month.Of(Clock.Today).First.AddMonths(-3), Month.Of(Clock.Today).First.AddMonths(2));
        await DoneAsync(officer, "apartments", "check-in", flat, ("talent_id", $"{talent}"), ("began_on", Dates.Format(from.AddDays(4))), ("ends_on", Dates.Format(until.AddDays(9))));
        Assert.Equal("6|2700", await Host.AskAsync<string>($"select count(*) || '|' || sum(amount) from talent.apartment_rent where apartment_id = '{flat}'"));
        var oldest = await Host.AskAsync<Guid>($"select id from talent.apartment_rent where apartment_id = '{flat}' order by month_on limit 1");
        async Task<int> LitAsync() => ((await officer.GetAsync($"{County}/apartment-rents?rule=apartment-rents.due")).In("tbody") ?? "").Split("租金房").Length - 1;
        var lit = await LitAsync();
        Assert.True(lit >= 3);
        Assert.Contains("到月没有收到的租金 4 笔", (await officer.GetAsync($"{County}/service")).Text, StringComparison.Ordinal);
        await DoneAsync(officer, "apartment-rents", "pay", oldest, ("on", Day(0)), ("receipt", "收001"));
        Assert.True(await LitAsync() < lit);
        Assert.Contains("已经登记过", (await DoAsync(officer, "apartment-rents", "pay", oldest, ("on", Day(0)), ("receipt", "收002"))).Text);
        Assert.Contains("收001", (await officer.GetAsync($"{County}/apartments/{flat}?tab=rents")).Text);
        // One month more, and none after the key is back.
        await DoneAsync(officer, "apartments", "renew", flat, ("ends_on", Dates.Format(until.AddMonths(1))));
        Assert.Equal(7L, await Host.AskAsync<long>($"select count(*) from talent.apartment_rent where apartment_id = '{flat}'"));
        await DoneAsync(officer, "apartments", "check-out", flat, ("ended_on", Day(0)), ("reason", "调离"));
        Assert.Equal(4L, await Host.AskAsync<long>($"select count(*) from talent.apartment_rent where apartment_id = '{flat}' and removed_at is null"));
    }

    [Fact]
    [Trait("Row", "T9.1")]
    public async Task An_order_of_several_units_is_split_with_a_day_for_each_and_units_and_officers_are_counted()
    {
        using var officer = await talents.OfficerAsync();
        var (item, talent) = (await ItemAsync(officer, "落户安居", "1", "1", "15"), await talents.TalentAsync("分办甲", more: "service_officer", values: "'卓专员'"));
        var order = await talents.EnterAsync(officer, "service-orders", "service_order", ("title", "落户和安居"), ("item_id", $"{item}"), ("talent_id", $"{talent}"), ("source", "1"), ("raised_on", Day(40)));
        (string, string)[] Split(string unit, string days) => [("on", Day(38)), ("handling", unit), ("officer", "段专员"), ("words", "办户口"), ("days", days)];
        Assert.Contains("不在办理中", (await DoAsync(officer, "service-orders", "split", order, Split("分办公安局", "3"))).Text);
        // The talent's own officer, without being named again.
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(39)), ("handling", "分办住建局"), ("officer", ""));
        Assert.Equal("卓专员", await Host.AskAsync<string>($"select officer from talent.service_order where id = '{order}'"));
        await DoneAsync(officer, "service-orders", "split", order, Split("分办公安局", "3"));
        Assert.Contains("已经在办一部分", (await DoAsync(officer, "service-orders", "split", order, Split("分办公安局", "3"))).Text);
        await DoneAsync(officer, "service-orders", "split", order, Split("分办人社局", "200"));
        // Never later than the order itself.
        Assert.Equal("t", await Host.AskAsync<string>($"select case when max(p.due_on) = max(o.due_on) and min(p.due_on) < max(o.due_on) then 't' end from talent.order_part p join talent.service_order o on o.id = p.service_order_id where o.id = '{order}'"));
        Assert.Contains("分办公安局", (await officer.GetAsync($"{County}/order-parts?rule=order-parts.in-time")).In("tbody"));
        Assert.Contains("协办单位还没有办结", (await DoAsync(officer, "service-orders", "finish", order, ("on", Day(30)), ("words", "好"))).Text);
        async Task<Guid> PartAsync(string unit) => await Host.AskAsync<Guid>($"select id from talent.order_part where service_order_id = '{order}' and handling = '{unit}'");
        await DoneAsync(officer, "order-parts", "finish", await PartAsync("分办公安局"), ("on", Day(37)), ("words", "户口办好"));
        await DoneAsync(officer, "order-parts", "return", await PartAsync("分办人社局"), ("on", Day(36)), ("words", "不归本局"));
        Assert.Contains("已经办结或退回", (await DoAsync(officer, "order-parts", "finish", await PartAsync("分办人社局"), ("on", Day(36)), ("words", "又"))).Text);
        await DoneAsync(officer, "service-orders", "finish", order, ("on", Day(35)), ("words", "都办好了"));
        await DoneAsync(officer, "service-orders", "rate", order, ("on", Day(34)), ("satisfaction", "1"), ("words", ""));
        var desk = await officer.GetAsync($"{County}/service?month={Month.Of(Clock.Today.AddDays(-40))}");
        Assert.Equal(["1", "1", "100.0%", "0", "100.0%"], Cells(desk, "分办住建局").Skip(1));
        Assert.Equal(["1", "1", "100.0%", "0", "—"], Cells(desk, "分办公安局").Skip(1));
        Assert.Equal(["1", "0", "—", "1", "—"], Cells(desk, "分办人社局").Skip(1));
        Assert.Equal(["1", "1", "100.0%", "0", "100.0%"], Cells(desk, "卓专员").Skip(1));
        Assert.Equal(["2", "1", "100.0%", "1", "—"], Cells(desk, "段专员").Skip(1));
        Assert.Contains("户口办好", (await officer.GetAsync($"{County}/service-orders/{order}?tab=steps")).Text);
        Assert.Contains("分办人社局", (await officer.GetAsync($"{County}/service-orders/{order}?tab=parts")).Text);
        using var reader = await Host.SignInAsync(TestHost.County, "talent.service.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/order-parts/deeds/finish?id={await PartAsync("分办公安局")}")).Status);
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
        foreach (var list in (string[])["1", "2", "3"]) ids.Add(await talents.EnterAsync(officer, "duties", "duty_item", ("title", $"事项{list}"), ("member_unit_id", unit.ToString()), ("list", list), ("tag", list), ("basis", "规则"), ("office", "人才科"), ("limit_words", "十个工作日"), ("standard", "按时完成")));
        Assert.Equal("不全", Cells(await officer.GetAsync($"{County}/governance/lists"), "县科技局")[10]);
        // An item without a time limit is no item.
        Assert.Equal(422, (await officer.SubmitAsync($"{County}/duties/new", ("title", "没有时限"), ("member_unit_id", unit.ToString()), ("list", "1"), ("tag", "1"), ("basis", "规则"), ("office", "人才科"), ("standard", "完成"))).Status);
        Assert.Contains("还没有审核", (await DoAsync(officer, "duties", "issue", ids[0], ("on", Day(9)))).Text);
        foreach (var id in ids) await DoneAsync(drafter, "duties", "review", id, ("on", Day(10)));
        Assert.Equal(403, (await drafter.GetAsync($"{County}/duties/deeds/issue?id={ids[0]}")).Status);
        foreach (var id in ids) await DoneAsync(officer, "duties", "issue", id, ("on", Day(9)));
        var page = await officer.GetAsync($"{County}/governance/lists");
        Assert.Equal(["1", "1", "1", "0", "0", "0", "0", "三张都有"], Cells(page, "县科技局").Skip(3));
        // What is carried out and what is not; a service of the list goes into the catalogue, once.
        await DoneAsync(officer, "duties", "check", ids[1], ("on", Day(0)), ("carried", "3"), ("words", "没有开展"));
        await DoneAsync(officer, "duties", "check", ids[2], ("on", Day(0)), ("carried", "1"), ("words", "已开展"));
        (string, string)[] serve = [("concern", "9"), ("limit_count", "7"), ("materials", "")];
        Assert.Contains("只有现行的服务清单事项", (await DoAsync(officer, "duties", "serve", ids[0], serve)).Text);
        await DoneAsync(officer, "duties", "serve", ids[2], serve);
        Assert.Contains("已经列入", (await DoAsync(officer, "duties", "serve", ids[2], serve)).Text);
        Assert.Equal("事项3|县科技局|7", await Host.AskAsync<string>($"select name || '|' || handling || '|' || limit_count from talent.service_item where duty_id = '{ids[2]}'"));
        Assert.Equal(["0", "1", "1", "1", "三张都有"], Cells(await officer.GetAsync($"{County}/governance/lists"), "县科技局").Skip(6));
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
        // Agreements and what came of them count once they are verified; carriers by the day they opened.
        await Host.DoAsync($"with c as (insert into talent.cooperation (locality_path, title, school, contact, school_contact, signed_on, ends_on, agreement_no, items, verified_on) select '{path}', '年度合作' || n, '某校', '甲', '乙', org.today(), org.today() + 900, n::text, '科研', case n when 1 then org.today() end from generate_series(1, 2) n returning id, locality_path, verified_on) insert into talent.cooperation_result (cooperation_id, locality_path, words, kind, achieved_on, evidence, verified_on, verified_by) select id, locality_path, '转化', '2', org.today(), '合同', org.today(), '丙' from c where verified_on is not null");
        var agreements = Cells(await officer.GetAsync($"{County}/governance/year"), "合作协议");
        Assert.Equal("1", agreements[3]);
        Assert.Equal("0", agreements[4]);
        Assert.Equal("+1", agreements[5]);
        Assert.Equal("1", Cells(await officer.GetAsync($"{County}/governance/year"), "转化成果")[3]);
        var page = await officer.GetAsync($"{County}/governance/year");
        Assert.Equal(before + 1, Number(page, "引进高层次人才"));
        // The other of the two came the year before; the paragraph says this year's numbers.
        Assert.NotEqual("0", Cells(page, "引进高层次人才")[4]);
        Assert.Contains($"{Clock.Today.Year} 年，", page.Text);
        Assert.Contains($"引进高层次人才 {before + 1} 人", page.Text);
        var link = page.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("引进高层次人才", StringComparison.Ordinal)).QuerySelector("td.num a")!.GetAttribute("href")!;
        var rows = await officer.GetAsync(link);
        Assert.Contains("年度", rows.In("tbody"));
        Assert.DoesNotContain("没有核验", rows.In("tbody"));
        Assert.Contains("spreadsheetml", (await officer.PostAsync($"{County}/governance/year?handler=export")).Message.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    [Trait("Row", "T1.16")]
    public async Task A_year_that_is_over_is_locked_as_it_stands_and_what_is_entered_later_is_told_beside_it()
    {
        const string far = $"/{TestHost.Neighbour}/talent";
        var (path, year) = (await talents.PathOfAsync(TestHost.Neighbour), Clock.Today.Year - 1);
        var talent = await talents.TalentAsync("年度成果人", TestHost.Neighbour);
        async Task WonAsync(string kind, int of) => await Host.DoAsync($"insert into talent.talent_achievement (talent_id, locality_path, rank_order, title, kind, achieved_on) values ('{talent}', '{path}', 1, '成果{kind}', '{kind}', date '{of}-05-01')");
        foreach (var kind in new[] { "3", "6", "1", "2", "4" }) await WonAsync(kind, year);
        await WonAsync("3", year - 1);
        await Host.DoAsync($"insert into talent.upper_grade (locality_path, title, year, body, grade, document_no, received_on) values ('{path}', '述职考核', {year}, '市委人才办', '2', '1', org.today())");
        using var officer = await talents.OfficerAsync(TestHost.Neighbour);
        Task<Answer> PageAsync() => officer.GetAsync($"{far}/governance/year?year={year}");
        var page = await PageAsync();
        Assert.Equal(["2", "1", "+1"], Cells(page, "技能竞赛奖").Skip(3));
        Assert.Equal(["1", "0", "+1"], Cells(page, "发表论文").Skip(3));
        Assert.Equal(["第二档", "—", ""], Cells(page, "上级考核档次").Skip(3));
        Assert.Contains("技能竞赛奖 2 项（比上年多 1）", page.Text, StringComparison.Ordinal);
        Assert.Contains("上级考核档次为第二档", page.Text, StringComparison.Ordinal);
        var behind = page.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("技能竞赛奖", StringComparison.Ordinal)).QuerySelector("td.num a")!.GetAttribute("href")!;
        var rows = (await officer.GetAsync(behind)).In("tbody")!;
        Assert.Contains("成果3", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("成果1", rows, StringComparison.Ordinal);

        using var reader = await Host.SignInAsync(TestHost.Neighbour, "talent.figures.read");
        Assert.Equal(403, (await reader.PostAsync($"{far}/governance/year?handler=lock&year={year}")).Status);
        Assert.Equal(422, (await officer.PostAsync($"{far}/governance/year?handler=lock&year={Clock.Today.Year + 1}")).Status);
        Assert.Equal(302, (await officer.PostAsync($"{far}/governance/year?handler=lock&year={year}")).Status);
        await WonAsync("3", year);
        page = await PageAsync();
        Assert.Contains("已封存", page.Text, StringComparison.Ordinal);
        Assert.Equal("2　现为 3", Cells(page, "技能竞赛奖")[3]);
        // This year is compared with what was locked.
        Assert.Equal("2", Cells(await officer.GetAsync($"{far}/governance/year"), "技能竞赛奖")[4]);
        Assert.Equal(422, (await officer.PostAsync($"{far}/governance/year?handler=lock&year={year}")).Status);
        Assert.Contains("技能竞赛奖", (await officer.GetAsync($"{far}/year-lines?year={year}")).In("tbody"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"update talent.year_line set amount = 9 where locality_path = '{path}'"));
    }

    [Fact]
    [Trait("Row", "T1.2")]
    public async Task A_meeting_of_the_group_has_who_sat_and_what_was_decided_and_each_decision_is_a_task_that_is_followed()
    {
        using var officer = await talents.OfficerAsync();
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{await talents.PathOfAsync(TestHost.County)}', '会议财政局', '3203') returning id");
        var meeting = await talents.EnterAsync(officer, "group-meetings", "group_meeting", ("title", "领导小组第三次会议"), ("held_on", Day(30)), ("host", "陆志远"), ("place", "常委会议室"), ("agenda", "研究安家补助"));
        Assert.Contains("第三次会议", (await officer.GetAsync($"{County}/group-meetings?rule=group-meetings.minuted")).In("tbody"));
        Assert.Contains("先登记参会人员", (await DoAsync(officer, "group-meetings", "minute", meeting, ("minutes", "会议研究……"))).Text);
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/group-meetings/{meeting}/attendees/new", ("name", "王建华"), ("unit", "科技局"), ("present", "1"))).Status);
        await DoneAsync(officer, "group-meetings", "minute", meeting, ("minutes", "会议研究……"));
        Assert.DoesNotContain("第三次会议", (await officer.GetAsync($"{County}/group-meetings?rule=group-meetings.minuted")).In("tbody") ?? "");
        var decision = await talents.EnterAsync(officer, "group-decisions", "group_decision", ("title", "提高安家补助"), ("group_meeting_id", $"{meeting}"), ("words", "财政局牵头测算"));
        Assert.Contains("提高安家补助", (await officer.GetAsync($"{County}/group-meetings/{meeting}?tab=decisions")).Text);
        Assert.Contains("提高安家补助", (await officer.GetAsync($"{County}/group-decisions?rule=group-decisions.given")).In("tbody"));
        await DoneAsync(officer, "group-decisions", "task", decision, ("task", "测算安家补助"), ("steps", "逐档测算"), ("lead", $"{unit}"), ("person", "陶静"), ("due_on", Day(-30)), ("standard", "提交方案"));
        Assert.DoesNotContain("提高安家补助", (await officer.GetAsync($"{County}/group-decisions?rule=group-decisions.given")).In("tbody") ?? "");
        Assert.Contains("测算安家补助", (await officer.GetAsync($"{County}/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("陶静", (await officer.GetAsync($"{County}/group-decisions/{decision}?tab=tasks")).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, "talent.governance.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/group-meetings/new")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{County}/group-decisions/deeds/task?id={decision}")).Status);
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
