using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>Referral, flows, projects and stock; contributions and recommendations; facilities, cards and needs; policies as they are told, known, handed down and tried out.</summary>
public sealed class OtherRegisterTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;
    static int Year => Clock.Today.Year;
    static string Bare(Answer page) => page.Text.Replace("　", "", StringComparison.Ordinal);

    async Task<Guid> ArrivedAsync(string name, Guid? employer = null, int ago = 5) => await Host.AskAsync<Guid>($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, grade, education, intended_on, arrived_on, verified_on) values ('{await talents.PathOfAsync(TestHost.County)}', '{name}', '{employer ?? await talents.EmployerAsync()}', '1', '01', '01', 'C', '11', {Sql(ago + 60)}, {Sql(ago)}, {Sql(ago)}) returning id");

    [Fact]
    [Trait("Row", "T3.20")]
    public async Task Somebody_referred_is_followed_to_a_verified_arrival_and_the_reward_is_an_application_like_any_other()
    {
        using var officer = await talents.OfficerAsync();
        var referral = await talents.EnterAsync(officer, "referrals", "referral", ("name", "被荐甲"), ("referrer", "老专家"), ("referred_on", Day(50)), ("domain", "01"));
        Assert.Contains("登记到岗", (await DoAsync(officer, "referrals", "move", referral, ("stage", "4"), ("on", Day(1)))).Text);
        await DoneAsync(officer, "referrals", "move", referral, ("stage", "2"), ("on", Day(40)));
        var (early, introduction) = (await ArrivedAsync("早到", ago: 60), await ArrivedAsync("被荐甲"));
        Assert.Contains("到岗早于引荐", (await DoAsync(officer, "referrals", "arrive", referral, ("introduction_id", $"{early}"))).Text);
        await DoneAsync(officer, "referrals", "arrive", referral, ("introduction_id", $"{introduction}"));
        Assert.Equal("老专家", await Host.AskAsync<string>($"select referrer from talent.introduction where id = '{introduction}'"));
        Assert.Contains("被荐甲", Bare(await officer.GetAsync($"{County}/referrals?arrived_on.from=1900.01.01&application_id.none=1")));
        var application = await Host.AskAsync<Guid>($"""
            with p as (insert into talent.policy (locality_path, title, issuer, level, effective_on) values ('{await talents.PathOfAsync(TestHost.County)}', '引荐办法', '县委', '4', {Sql(900)}) returning id, locality_path),
            c as (insert into talent.policy_clause (locality_path, title, policy_id, class, benefit, handling, materials, valid_from) select locality_path, '引荐奖励', id, '1', '奖励', '人才办', '申请表', {Sql(900)} from p returning id, locality_path)
            insert into talent.application (locality_path, title, clause_id, employer_id, applied_on) select locality_path, '引荐奖励申报', id, '{await talents.EmployerAsync()}', org.today() from c returning id
            """);
        await DoneAsync(officer, "referrals", "reward", referral, ("application_id", $"{application}"));
        Assert.DoesNotContain("被荐甲", (await officer.GetAsync($"{County}/referrals?arrived_on.from=1900.01.01&application_id.none=1")).In("tbody") ?? "");
        Assert.Equal("1", await Host.AskAsync<string>($"select count(*)::text from talent.referral where arrived_on is not null and application_id = '{application}'"));
    }

    [Fact]
    [Trait("Row", "T3.21")]
    public async Task Who_goes_to_the_grassroots_has_term_support_and_days_and_what_follows_the_term_is_asked_for()
    {
        using var officer = await talents.OfficerAsync();
        var talent = await talents.TalentAsync("支医甲");
        var flow = await talents.EnterAsync(officer, "flows", "grassroots_flow", ("title", "支医甲到枫岭镇"), ("talent_id", $"{talent}"), ("from_unit", "县医院"), ("to_unit", "枫岭镇卫生院"), ("place_kind", "1"), ("form", "2"), ("began_on", Day(400)), ("ends_on", Day(35)), ("support", "职称倾斜"));
        await DoneAsync(officer, "flows", "serve", flow, ("days", "20"), ("words", "坐诊"));
        await DoneAsync(officer, "flows", "serve", flow, ("days", "15"), ("words", "带教"));
        Assert.Contains("支医甲到枫岭镇", (await officer.GetAsync($"{County}/flows?rule=flows.term")).In("tbody"));
        await DoneAsync(officer, "flows", "end", flow, ("on", Day(34)), ("outcome", "1"));
        Assert.Contains("35", Cells(await officer.GetAsync($"{County}/flows?outcome=1"), "支医甲到枫岭镇"));
        Assert.Contains("已经结束", (await DoAsync(officer, "flows", "serve", flow, ("days", "1"), ("words", "又来"))).Text);
        Assert.DoesNotContain("支医甲到枫岭镇", (await officer.GetAsync($"{County}/flows?rule=flows.term")).In("tbody") ?? "");
    }

    [Fact]
    [Trait("Row", "T3.18")]
    public async Task A_project_shows_the_talents_it_brought_and_who_brought_it()
    {
        using var officer = await talents.OfficerAsync();
        var (employer, carrier) = (await talents.EmployerAsync(name: "双招企业"), await talents.TalentAsync("带项目者"));
        var brought = await talents.EnterAsync(officer, "investment-projects", "investment_project", ("title", "人才带来的项目"), ("investor", "海西集团"), ("employer_id", $"{employer}"), ("amount", "5000"), ("signed_on", Day(100)), ("talent_id", $"{carrier}"));
        var project = await talents.EnterAsync(officer, "investment-projects", "investment_project", ("title", "带来人才的项目"), ("investor", "岭东集团"), ("employer_id", $"{employer}"), ("amount", "8000"), ("signed_on", Day(90)), ("landed_on", Day(20)));
        var introduction = await ArrivedAsync("随项目来", employer);
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/introductions/{introduction}/edit", ("project_id", $"{project}"))).Status);
        Assert.Contains("随项目来", Bare(await officer.GetAsync($"{County}/investment-projects/{project}?tab=talents")));
        Assert.Contains("随项目来", Bare(await officer.GetAsync($"{County}/introductions?project_id={project}")));
        Assert.Contains("人才带来的项目", (await officer.GetAsync($"{County}/investment-projects?talent_id={carrier}")).In("tbody"));
        Assert.DoesNotContain("带来人才的项目", (await officer.GetAsync($"{County}/investment-projects?talent_id={carrier}")).In("tbody"));
        Assert.NotEqual(302, (await officer.SubmitAsync($"{County}/investment-projects/{brought}/edit", ("landed_on", Day(200)))).Status);
    }

    [Fact]
    [Trait("Row", "T3.1")]
    [Trait("Row", "T3.19")]
    public async Task Talents_are_counted_by_level_age_industry_and_place_every_change_is_kept_and_who_lies_idle_is_put_to_use()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.talent set state = '3'; update talent.introduction set removed_at = now(); update talent.stock_action set removed_at = now()");
        var industry = await talents.EnterAsync(officer, "industries", "industry", ("name", "分布产业"), ("is_leading", "1"), ("is_new_business", "0"));
        var idle = await talents.TalentAsync("闲置甲", more: "grade, industry_id, is_idle", values: $"'C', '{industry}', true");
        await talents.TalentAsync("在用乙", more: "grade", values: "'E'");
        var page = await officer.GetAsync($"{County}/introductions/stock");
        Assert.Equal(["2", "1", "0"], page.Document.QuerySelectorAll(".strip .big").Select(one => one.TextContent.Trim()));
        Assert.Equal(["1", "1", "1"], Cells(page, "C类").Skip(1));
        Assert.Equal(["1", "1", "1"], Cells(page, "分布产业").Skip(1));
        Assert.Equal(["2", "1", "1"], Cells(page, "临溪县").Skip(1));
        Assert.Equal("2", Cells(page, "36—45 岁")[1]);
        // Changed: as it is now and as it was, with who and when.
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/talents/{idle}/edit", ("grade", "B"))).Status);
        var changed = (await officer.GetAsync($"{County}/talents/{idle}")).In("ul.feed");
        Assert.Contains("C类", changed);
        Assert.Contains("B类", changed);

        var action = await talents.EnterAsync(officer, "stock-actions", "stock_action", ("title", "盘活闲置甲"), ("talent_id", $"{idle}"), ("form", "1"), ("from_post", "行政岗"), ("to_post", "技术岗"), ("began_on", Day(200)));
        Assert.Equal(["2", "1", "1"], (await officer.GetAsync($"{County}/introductions/stock")).Document.QuerySelectorAll(".strip .big").Select(one => one.TextContent.Trim()));
        Assert.Contains("盘活闲置甲", (await officer.GetAsync($"{County}/stock-actions?rule=stock-actions.activated")).In("tbody"));
        await DoneAsync(officer, "stock-actions", "activate", action, ("on", Day(0)), ("result", "主持攻关"));
        await ArrivedAsync("增量丙", ago: 0);
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, form, system, domain, education, intended_on, arrived_on, verified_on, left_on) select locality_path, '流出丁', employer_id, '1', '01', '01', '11', date '2000-01-01', date '2001-01-01', date '2001-01-01', org.today() from talent.introduction where name = '增量丙'");
        page = await officer.GetAsync($"{County}/introductions/stock");
        Assert.Equal(["2", "0", "0"], page.Document.QuerySelectorAll(".strip .big").Select(one => one.TextContent.Trim()));
        Assert.Equal(["1", "1", "0"], Cells(page, $"{Year}").Skip(1).Take(3));
        Assert.Equal("1", Cells(page, $"{Year}")[5]);
    }

    [Fact]
    [Trait("Row", "T8.18")]
    public async Task A_key_talents_contribution_counts_when_the_unit_has_confirmed_it_and_who_has_none_is_listed()
    {
        using var officer = await talents.OfficerAsync();
        var talent = await talents.TalentAsync("作用甲", more: "grade", values: "'B'");
        Assert.NotEqual(302, (await officer.SubmitAsync($"{County}/contributions/new", ("title", "空表"), ("talent_id", $"{talent}"), ("year", $"{Year}"), ("trainees", "0"), ("filled_on", Day(5)))).Status);
        var sheet = await talents.EnterAsync(officer, "contributions", "contribution", ("title", "作用甲作用发挥"), ("talent_id", $"{talent}"), ("year", $"{Year}"), ("projects", "攻关一项"), ("trainees", "3"), ("advice", "建议被采纳"), ("filled_on", Day(5)));
        Assert.Contains("作用甲", Bare(await officer.GetAsync($"{County}/talents?rule=talents.contribution")));
        Assert.Contains("早于填写", (await DoAsync(officer, "contributions", "confirm", sheet, ("on", Day(9)), ("confirmed_by", "厂长"))).Text);
        await DoneAsync(officer, "contributions", "confirm", sheet, ("on", Day(1)), ("confirmed_by", "厂长"));
        Assert.DoesNotContain("作用甲", Bare(await officer.GetAsync($"{County}/talents?rule=talents.contribution")));
        // Last year's does not count for this one.
        await Host.DoAsync($"update talent.contribution set year = {Year - 1} where id = '{sheet}'");
        Assert.Contains("作用甲", Bare(await officer.GetAsync($"{County}/talents?rule=talents.contribution")));
    }

    [Fact]
    [Trait("Row", "T8.14")]
    public async Task A_recommendation_is_vetted_proposed_and_decided_in_order_and_who_holds_such_a_post_is_on_the_list_with_the_term()
    {
        using var officer = await talents.OfficerAsync();
        var talent = await talents.TalentAsync("代表甲");
        var one = await talents.EnterAsync(officer, "deputies", "deputy_case", ("title", "代表甲推荐"), ("talent_id", $"{talent}"), ("post", "2"), ("unit", "工商联"), ("conditions", "行业骨干"), ("recommended_on", Day(90)));
        Assert.Contains("考察没有通过", (await DoAsync(officer, "deputies", "propose", one, ("on", Day(40)))).Text);
        await DoneAsync(officer, "deputies", "vet", one, ("on", Day(60)), ("opinion", "同意"), ("vetting", "通过"), ("passed", "1"));
        await DoneAsync(officer, "deputies", "propose", one, ("on", Day(40)));
        Assert.Contains("没有写明任期", (await DoAsync(officer, "deputies", "decide", one, ("on", Day(20)), ("elected", "1"), ("result", "当选"))).Text);
        await DoneAsync(officer, "deputies", "decide", one, ("on", Day(20)), ("elected", "1"), ("result", "当选"), ("term_from", Day(20)), ("term_to", Day(-1800)));
        Assert.Contains("代表甲推荐", (await officer.GetAsync($"{County}/deputies?stage=4")).In("tbody"));
        var other = await talents.EnterAsync(officer, "deputies", "deputy_case", ("title", "没有通过者"), ("talent_id", $"{talent}"), ("post", "3"), ("unit", "工商联"), ("conditions", "骨干"), ("recommended_on", Day(90)));
        await DoneAsync(officer, "deputies", "vet", other, ("on", Day(60)), ("opinion", "有不同意见"), ("vetting", "不宜"), ("passed", "0"));
        Assert.Contains("考察没有通过", (await DoAsync(officer, "deputies", "propose", other, ("on", Day(40)))).Text);
    }

    [Fact]
    [Trait("Row", "T8.12")]
    public async Task A_teams_service_has_its_cost_insurance_and_letter_and_members_are_marked_by_what_they_did()
    {
        using var officer = await talents.OfficerAsync();
        var (busy, idle) = (await talents.TalentAsync("勤快专家", more: "workplace", values: "'县农科所'"), await talents.TalentAsync("闲着专家"));
        var team = await talents.EnterAsync(officer, "expert-teams", "expert_team", ("name", "保障农技团"), ("field", "06"), ("head", "勤快专家"), ("began_on", Day(600)), ("support", "每年三万元"));
        foreach (var (name, id) in new[] { ("勤快专家", busy), ("闲着专家", idle) }) Assert.Equal(302, (await officer.SubmitAsync($"{County}/expert-teams/{team}/members/new", ("name", name), ("talent_id", $"{id}"))).Status);
        var sent = await talents.EnterAsync(officer, "dispatches", "dispatch", ("problem", "果树黄化"), ("host", "合作社"), ("host_kind", "3"), ("field", "06"), ("team_id", $"{team}"), ("asked_on", Day(0)), ("due_on", Day(-20)), ("cost", "1200"));
        await DoneAsync(officer, "dispatches", "send", sent, ("expert_id", $"{busy}"), ("sent_on", Day(0)));
        Assert.Contains("果树黄化", (await officer.GetAsync($"{County}/dispatches?sent_on.from=1900.01.01&insurance.none=1")).In("tbody"));
        var letter = await officer.SendAsync($"{County}/dispatches/documents/task-letter/print", (await officer.GetAsync($"{County}/dispatches/documents/task-letter?ids={sent:N}")).FormOf(), ("number_mark", "临人才函"), ("sender", "县委人才办"));
        Assert.Contains("县农科所", letter.Text);
        Assert.Contains("1,200 元", letter.Text);
        await DoneAsync(officer, "dispatches", "solve", sent, ("solved_on", Day(0)), ("days", "3"), ("advice", "改良土壤"), ("is_adopted", "1"), ("confirmed_by", "理事长"), ("evaluation", "1"));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/dispatches/{sent}/edit", ("insurance", "人身意外险"), ("letter_no", "临人才函〔2026〕1号"))).Status);
        var page = await officer.GetAsync($"{County}/liaison/helpers");
        Assert.Equal(["2", "1", "1", "1", "1,200", "每年三万元"], Cells(page, "保障农技团").Skip(1));
        // Ten for the service, two for each of three days, five for the mark.
        Assert.Equal(["1", "3", "1", "21"], Cells(page, "勤快专家").Skip(2).Take(4));
        Assert.Contains("没有服务", Cells(page, "闲着专家")[7]);
        Assert.Equal("", Cells(page, "勤快专家")[7]);
    }

    [Fact]
    [Trait("Row", "T8.17")]
    public async Task A_signed_survey_stands_item_by_item_beside_how_many_came_and_left_since_the_one_before()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.introduction set removed_at = now()");
        // Set up, counted and signed off through its pages: ten talents and five employers, each asked the same four things.
        foreach (var (period, ago, good) in new[] { ("去年", 300, 8), ("今年", 10, 9) })
        {
            var made = await officer.SubmitAsync($"{County}/satisfaction/new", ("Title", $"{period}调查"), ("Period", period), ("HeldOn", Day(ago)), ("Tellers", "甲、乙"), ("Counter", "丙"));
            Assert.True(made.Status == 302, $"{made.Status} {made.In("main")}");
            (string, string)[] numbers = [.. new[] { (1, 10), (2, 5) }.SelectMany(group => ((string[])["eligible", "present", "issued", "returned"]).Select(name => ($"g{group.Item1}.{name}", $"{group.Item2}")).Append(($"g{group.Item1}.invalid", "0")))];
            (string, string)[] Marks(int group, int item, params int[] votes) => [.. votes.Select((vote, n) => ($"c{group}.{item}.{n + 1}", $"{vote}"))];
            (string, string)[] marks = [.. Enumerable.Range(1, 4).SelectMany(item => Marks(1, item, good - 1, 1, item == 2 ? 10 - good : 0, item == 2 ? 0 : 10 - good).Concat(Marks(2, item, item == 4 ? 2 : 5, 0, item == 4 ? 3 : 0, 0)))];
            var counted = await officer.SubmitAsync(made.Location + "/count", [.. numbers, .. marks]);
            Assert.True(counted.Status == 302, $"{counted.Status} {counted.In("main")}");
            Assert.DoesNotContain($"{period}调查", (await officer.GetAsync($"{County}/liaison/hearts")).Text, StringComparison.Ordinal);
            Assert.Equal(302, (await officer.PostAsync(made.Location + "/turn/sign", ("version", "2"))).Status);
        }
        await ArrivedAsync("早来者", ago: 400);
        var leaver = await ArrivedAsync("新来者", ago: 50);
        await Host.DoAsync($"update talent.introduction set left_on = {Sql(20)} where id = '{leaver}'");
        await ArrivedAsync("又来者", ago: 30);
        var page = await officer.GetAsync($"{County}/liaison/hearts");
        Assert.Equal(["15", "93.3%", "93.3%", "93.3%", "73.3%", "2", "1", "+1"], Cells(page, "今年").Skip(2));
        Assert.Equal(["86.7%", "86.7%", "86.7%", "66.7%"], Cells(page, "去年").Skip(3).Take(4));
        Assert.Equal(200, (await officer.GetAsync($"{County}/satisfaction")).Status);
        using var stranger = await Host.SignInAsync(TestHost.County, "talent.policy.read");
        Assert.Equal(403, (await stranger.GetAsync($"{County}/liaison/hearts")).Status);
    }

    [Fact]
    [Trait("Row", "T9.6")]
    [Trait("Row", "T9.7")]
    public async Task Facilities_show_who_sits_in_them_what_happened_there_and_whom_they_honour()
    {
        using var officer = await talents.OfficerAsync();
        async Task<Guid> MakeAsync(string name, string kind, string capacity) => await talents.EnterAsync(officer, "facilities", "facility", ("name", name), ("kind", kind), ("address", "滨河路"), ("functions", "展示、活动"), ("capacity", capacity), ("services", "前台咨询"), ("keeper", "人才办"));
        var (park, hub) = (await MakeAsync("人才公园", "1", "0"), await MakeAsync("孵化基地", "3", "10"));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/facilities/{park}/events/new", ("title", "青年联谊"), ("held_on", Day(0)), ("people", "60"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/facilities/{park}/honours/new", ("name", "单雄"), ("words", "扎根基层"), ("shown_on", Day(3)))).Status);
        foreach (var (name, seats, left) in new[] { ("青禾团队", "4", ""), ("云岭软件", "2", ""), ("已退出", "9", Day(1)) }) Assert.Equal(302, (await officer.SubmitAsync($"{County}/facilities/{hub}/residents/new", ("name", name), ("began_on", Day(90)), ("ended_on", left), ("seats", seats))).Status);
        var page = await officer.GetAsync($"{County}/service/ground");
        Assert.Equal(["人才公园", "滨河路", "0", "0", "—", "0", "1", "60", "1"], Cells(page, "人才公园").Skip(1));
        Assert.Equal(["10", "6", "60.0%", "2", "0", "0", "0"], Cells(page, "孵化基地").Skip(3));
        Assert.Contains("展示、活动", (await officer.GetAsync($"{County}/facilities/{park}")).Text);
    }

    [Fact]
    [Trait("Row", "T9.13")]
    [Trait("Row", "T9.17")]
    public async Task The_environment_is_checked_field_by_field_and_a_card_is_used_within_its_time_and_stops_when_its_holder_leaves()
    {
        using var officer = await talents.OfficerAsync();
        var item = await talents.EnterAsync(officer, "environment", "environment_item", ("title", "公寓轮候"), ("year", $"{Year}"), ("field", "2"), ("standard", "三个月内"), ("problem", "轮候半年"), ("owner", "住建局"), ("due_on", Day(3)));
        Assert.Contains("公寓轮候", (await officer.GetAsync($"{County}/environment?rule=environment.due")).In("tbody"));
        await DoneAsync(officer, "environment", "judge", item, ("on", Day(1)), ("judged", "3"), ("result", "没有进展"));
        Assert.Contains("公寓轮候", (await officer.GetAsync($"{County}/environment?rule=environment.due")).In("tbody"));
        await DoneAsync(officer, "environment", "judge", item, ("on", Day(0)), ("judged", "1"), ("result", "新增二十套"));
        Assert.DoesNotContain("公寓轮候", (await officer.GetAsync($"{County}/environment?rule=environment.due")).In("tbody") ?? "");

        var talent = await talents.TalentAsync("持卡甲");
        var card = await talents.EnterAsync(officer, "cards", "courtesy_card", ("title", "FW001"), ("talent_id", $"{talent}"), ("level", "2"), ("items", "就医、出行"), ("valid_from", Day(100)), ("valid_until", Day(-100)));
        await DoneAsync(officer, "cards", "use", card, ("item", "1"), ("on", Day(0)), ("place", "县医院"));
        Assert.Contains("不在有效期", (await DoAsync(officer, "cards", "use", card, ("item", "1"), ("on", Day(200)), ("place", "县医院"))).Text);
        Assert.Equal(["1", "1"], Cells(await officer.GetAsync($"{County}/service/ground"), "就医").Skip(1));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/talents/{talent}/edit", ("state", "3"))).Status);
        Assert.Equal("持卡人不再在岗", await Host.AskAsync<string>($"select stop_reason from talent.courtesy_card where id = '{card}' and stopped_on = org.today()"));
        Assert.Contains("卡已停用", (await DoAsync(officer, "cards", "use", card, ("item", "1"), ("on", Day(0)), ("place", "县医院"))).Text);
    }

    [Fact]
    [Trait("Row", "T9.15")]
    public async Task What_a_talent_asks_for_in_whatever_way_is_one_line_and_the_good_deeds_are_chosen_from_there()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.message set removed_at = now(); update talent.visit set removed_at = now(); update talent.service_order set removed_at = now(); update talent.policy_need set removed_at = now()");
        var (talent, employer) = (await talents.TalentAsync("期盼甲"), await talents.EmployerAsync());
        var path = await talents.PathOfAsync(TestHost.County);
        var item = await talents.EnterAsync(officer, "service-items", "service_item", ("name", "公寓事项"), ("concern", "1"), ("handling", "住建局"), ("limit_kind", "1"), ("limit_count", "9"));
        await talents.EnterAsync(officer, "service-orders", "service_order", ("title", "申请公寓"), ("item_id", $"{item}"), ("talent_id", $"{talent}"), ("source", "1"), ("raised_on", Day(0)));
        var channel = await talents.EnterAsync(officer, "channels", "channel", ("name", "期盼热线"), ("kind", "3"), ("owner", "何静"), ("limit_days", "3"));
        await talents.EnterAsync(officer, "messages", "message", ("title", "再问公寓"), ("channel_id", $"{channel}"), ("from_name", "期盼甲"), ("talent_id", $"{talent}"), ("need", "1"), ("received_on", Day(0)));
        await talents.EnterAsync(officer, "policy-needs", "policy_need", ("title", "提高住房补贴"), ("talent_id", $"{talent}"), ("need", "1"), ("source", "1"), ("raised_on", Day(0)));
        await talents.EnterAsync(officer, "visits", "visit", ("title", "走访期盼甲"), ("visitor", "陈部长"), ("talent_id", $"{talent}"), ("visited_on", Day(0)), ("purpose", "1"), ("form", "1"), ("need", "希望建实验室"));
        var page = await officer.GetAsync($"{County}/service/needs?need=1");
        var row = Cells(page, "期盼");
        Assert.Equal(["3", "3"], row.Skip(4).Take(2));
        Assert.Equal("服务单、来件、政策需求".Split('、').Order(), row[3].Split('、').Order());
        Assert.Equal(["1", "3", "3"], page.Document.QuerySelectorAll("tbody tr.on td").Skip(1).Select(td => td.TextContent.Trim()));
        Assert.Equal(2, (await officer.GetAsync($"{County}/service/needs")).Document.QuerySelectorAll("tbody tr td.name a[href*='/talents/']").Length);
        var link = page.Document.QuerySelector("a[href*='good-deeds/new']")!.GetAttribute("href")!;
        Assert.Contains("期盼甲", (await officer.GetAsync(link)).Document.QuerySelector("[name=beneficiary]")!.GetAttribute("value"));
        Assert.NotEqual(Guid.Empty, employer);
        Assert.NotEqual("", path);
    }

    [Fact]
    [Trait("Row", "T2.12")]
    [Trait("Row", "T2.13")]
    public async Task Promotion_covers_towns_enterprises_and_schools_and_awareness_is_a_share_of_respondents_by_group_and_wave()
    {
        using var officer = await talents.OfficerAsync();
        await Host.DoAsync("update talent.employer set removed_at = now()");
        var (told, untold) = (await talents.EmployerAsync(name: "已宣讲企业"), await talents.EmployerAsync(name: "没宣讲企业"));
        await talents.EmployerAsync(name: "没宣讲学校", kind: "2");
        var policy = await talents.EnterAsync(officer, "policies", "policy", ("title", "人才新政"), ("issuer", "县委"), ("level", "4"), ("effective_on", Day(300)));
        await talents.EnterAsync(officer, "promotions", "promotion", ("title", "进企业"), ("policy_id", $"{policy}"), ("channel", "1"), ("held_on", Day(10)), ("audience", "2"), ("employer_id", $"{told}"), ("reached", "80"));
        var page = await officer.GetAsync($"{County}/policy/reach");
        Assert.Equal(["2", "1", "50.0%", "1", "80"], Cells(page, "企业").Skip(1));
        Assert.Equal(["1", "0", "0.0%", "0", "0"], Cells(page, "学校").Skip(1));
        Assert.Contains("没宣讲企业", page.Text);
        Assert.DoesNotContain("已宣讲企业", page.Text);
        await talents.EnterAsync(officer, "promotions", "promotion", ("title", "进枫岭镇"), ("policy_id", $"{policy}"), ("channel", "2"), ("held_on", Day(10)), ("audience", "1"), ("town", "枫岭镇"), ("reached", "120"));
        Assert.Equal("1", Cells(await officer.GetAsync($"{County}/policy/reach"), "乡镇")[2]);

        foreach (var (title, ago, known) in new[] { ("前一次", 200, (int[])[6, 5, 2, 1]), ("后一次", 5, (int[])[9, 8, 6, 3]) })
        {
            var wave = await talents.EnterAsync(officer, "awareness", "awareness_wave", ("title", title), ("policy_id", $"{policy}"), ("held_on", Day(ago)), ("questions", "10"));
            for (var n = 0; n < known.Length; n++) Assert.Equal(302, (await officer.SubmitAsync($"{County}/awareness/{wave}/answers/new", ("number", $"D{n}"), ("audience", n < 2 ? "2" : "4"), ("known", $"{known[n]}"))).Status);
        }
        var rows = (await officer.GetAsync($"{County}/policy/reach")).Document.QuerySelectorAll("tbody tr").Where(tr => tr.TextContent.Contains("后一次", StringComparison.Ordinal)).Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToList()).ToList();
        // Six of ten make somebody aware: three of four now, one of four before.
        Assert.Equal(["合计", "4", "3", "75.0%", "+50.0", "2"], rows[0].Skip(3));
        Assert.Equal(["企业", "2", "2", "100.0%", "+50.0", "2"], rows[1].Skip(3));
        Assert.NotEqual(Guid.Empty, untold);
    }

    [Fact]
    [Trait("Row", "T2.14")]
    [Trait("Row", "T2.15")]
    public async Task Powers_handed_down_are_checked_and_pilots_end_in_a_conclusion_from_their_effect()
    {
        using var officer = await talents.OfficerAsync();
        Assert.NotEqual(302, (await officer.SubmitAsync($"{County}/powers/new", ("title", "没有承接单位"), ("state", "2"), ("holder", "人社局"), ("document_no", "1号"), ("changed_on", Day(900)))).Status);
        var down = await talents.EnterAsync(officer, "powers", "talent_power", ("title", "职称自主评审"), ("state", "2"), ("holder", "人社局"), ("receiver", "县医院"), ("document_no", "人才办〔2024〕6号"), ("changed_on", Day(900)));
        var kept = await talents.EnterAsync(officer, "powers", "talent_power", ("title", "高级职称推荐"), ("state", "1"), ("holder", "人社局"), ("document_no", "人才办〔2024〕6号"), ("changed_on", Day(900)));
        var late = (await officer.GetAsync($"{County}/powers?rule=powers.checked")).In("tbody");
        Assert.Contains("职称自主评审", late);
        Assert.DoesNotContain("高级职称推荐", late);
        Assert.Contains("只有下放的才检查", (await DoAsync(officer, "powers", "check", kept, ("on", Day(0)), ("words", "看了"), ("finding", "好"))).Text);
        await DoneAsync(officer, "powers", "check", down, ("on", Day(0)), ("words", "评审两批"), ("finding", "规范"));
        Assert.DoesNotContain("职称自主评审", (await officer.GetAsync($"{County}/powers?rule=powers.checked")).In("tbody") ?? "");
        Assert.Contains("评审两批", (await officer.GetAsync($"{County}/powers/{down}?tab=checks")).Text);

        var pilot = await talents.EnterAsync(officer, "pilots", "policy_pilot", ("title", "编制周转池"), ("aim", "解决引才编制"), ("scope", "教育卫生"), ("unit", "组织部"), ("began_on", Day(400)), ("ends_on", Day(30)), ("review_on", Day(5)));
        Assert.Contains("编制周转池", (await officer.GetAsync($"{County}/pilots?rule=pilots.review")).In("tbody"));
        Assert.Contains("没有登记效果", (await DoAsync(officer, "pilots", "conclude", pilot, ("on", Day(0)), ("conclusion", "1"), ("words", "推广"))).Text);
        await DoneAsync(officer, "pilots", "effect", pilot, ("effect", "引进紧缺人才"), ("measured", "14"), ("measure", "人"));
        await DoneAsync(officer, "pilots", "conclude", pilot, ("on", Day(0)), ("conclusion", "1"), ("words", "会议研究推广"));
        Assert.Contains("编制周转池", (await officer.GetAsync($"{County}/pilots?conclusion=1")).In("tbody"));
        Assert.DoesNotContain("编制周转池", (await officer.GetAsync($"{County}/pilots?rule=pilots.review")).In("tbody") ?? "");
        using var reader = await Host.SignInAsync(TestHost.County, "talent.policy.read");
        Assert.Equal(403, (await reader.GetAsync($"{County}/pilots/deeds/effect?id={pilot}")).Status);
    }

    [Fact]
    public async Task A_professional_with_too_few_hours_of_last_year_or_too_few_of_them_in_the_own_field_is_lit()
    {
        using var officer = await talents.OfficerAsync();
        async Task<Guid> ProfessionalAsync(string name, int own, int common, int year, string category = "3")
        {
            var id = await talents.TalentAsync(name);
            await Host.DoAsync($"update talent.talent set category = '{category}', state = '1' where id = '{id}'");
            foreach (var (kind, hours) in ((string, int)[])[("1", own), ("2", common)])
                if (hours > 0) Assert.Equal(302, (await officer.SubmitAsync($"{County}/talents/{id}/learning/new", ("title", "课程"), ("kind", kind), ("hours", $"{hours}"), ("done_on", $"{year}.06.30"))).Status);
            return id;
        }
        await ProfessionalAsync("学时够", 60, 30, Year - 1);
        var few = await ProfessionalAsync("学时少", 60, 29, Year - 1);
        await ProfessionalAsync("专业少", 59, 40, Year - 1);
        await ProfessionalAsync("没有登记", 0, 0, Year - 1);
        await ProfessionalAsync("不是专技", 10, 10, Year - 1, category: "5");
        await ProfessionalAsync("只有前年", 10, 10, Year - 2);

        async Task<string> LitAsync() => (await officer.GetAsync($"{County}/talents?rule=talents.continuing-education")).In("tbody") ?? "";
        var lit = await LitAsync();
        Assert.Equal("学时少 专业少", string.Join(' ', new[] { "学时够", "学时少", "专业少", "没有登记", "不是专技", "只有前年" }.Where(name => lit.Contains(name, StringComparison.Ordinal))));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/talents/{few}/learning/new", ("title", "补课"), ("kind", "2"), ("hours", "1"), ("done_on", $"{Year - 1}.12.31"))).Status);
        Assert.DoesNotContain("学时少", await LitAsync(), StringComparison.Ordinal);
    }
}
