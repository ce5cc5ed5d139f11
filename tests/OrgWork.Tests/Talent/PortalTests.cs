using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>线上平台 for talents and employers, who find their own there and nothing of others; what they enter is what the office has.</summary>
public sealed class PortalTests(TalentHost talents) : IClassFixture<TalentHost>
{
    const string At = $"{County}/portal";
    TestHost Host => talents.Host;
    static readonly string[] Pages = ["", "/policies", "/requests", "/jobs", "/activities", "/record"];

    Task<Browser> VisitorAsync(params string[] more) => Host.SignInAsync(TestHost.County, ["talent.portal.view", "talent.portal.act", .. more]);

    async Task<Guid> ClauseAsync(Browser officer, string title, string applicant, string condition, string value)
    {
        var policy = await talents.EnterAsync(officer, "policies", "policy", ("title", $"{title}政策"), ("issuer", "县委"), ("level", "4"), ("effective_on", Day(300)));
        var clause = await talents.EnterAsync(officer, "clauses", "policy_clause", ("title", title), ("policy_id", $"{policy}"), ("class", "1"), ("need", "1"), ("applicant", applicant), ("benefit", "补助"), ("amount", "0"), ("handling", "人社局"), ("materials", "申报表"), ("limit_days", "30"), ("publicity_days", "2"), ("valid_from", Day(300)));
        await Host.DoAsync($"insert into talent.clause_condition (policy_clause_id, locality_path, rank_order, condition, value) select id, locality_path, 10, '{condition}', {value} from talent.policy_clause where id = '{clause}'");
        return clause;
    }

    [Fact]
    [Trait("Row", "T9.9")]
    public async Task Talents_and_employers_see_policies_jobs_activities_and_their_record_apply_and_ask_online_and_the_office_has_the_same()
    {
        using var officer = await talents.OfficerAsync();
        using var expert = await VisitorAsync();
        using var firm = await VisitorAsync();
        using var stranger = await VisitorAsync();
        foreach (var page in Pages.Skip(1)) Assert.Equal(302, (await stranger.GetAsync(At + page)).Status);
        Assert.Contains("没有与您关联", (await stranger.GetAsync(At)).Text);

        // The office opens it, to the account of that name.
        var talent = await talents.TalentAsync("周文博", more: "grade, state, workplace", values: "'C', '1', '县农科所研究员'");
        var other = await talents.TalentAsync("他人才", more: "grade, state", values: "'C', '1'");
        var employer = await talents.EmployerAsync(name: "线上企业");
        Assert.Contains("不是他人才", (await DoAsync(officer, "talents", "tie", other, ("account", expert.Account))).Text);
        await DoneAsync(officer, "talents", "tie", talent, ("account", expert.Account));
        var agent = await talents.EnterAsync(officer, "employer-agents", "employer_agent", ("name", "周文博"), ("employer_id", $"{employer}"), ("sex", "1"), ("birth_on", "1990.01.02"), ("began_on", Day(5)));
        await DoneAsync(officer, "employer-agents", "tie", agent, ("account", firm.Account));

        var fits = await ClauseAsync(officer, "层次津贴", "1", "grade", "3");
        var lacks = await ClauseAsync(officer, "顶尖津贴", "1", "grade", "0");
        var ofFirms = await ClauseAsync(officer, "企业引才补助", "2", "employer-kind", "0");
        var item = await talents.EnterAsync(officer, "service-items", "service_item", ("name", "子女入学统筹"), ("concern", "2"), ("handling", "教体局"), ("limit_kind", "1"), ("limit_count", "10"), ("min_grade", "D"));
        await talents.EnterAsync(officer, "service-items", "service_item", ("name", "院士专享"), ("concern", "4"), ("handling", "人才办"), ("limit_kind", "1"), ("limit_count", "3"), ("min_grade", "A"));
        var demand = await talents.EnterAsync(officer, "demands", "demand", ("title", "工艺工程师"), ("employer_id", $"{employer}"), ("system", "03"), ("domain", "01"), ("direction", "1"), ("form", "1"), ("needed", "2"), ("filed_on", Day(9)));
        Assert.DoesNotContain("工艺工程师", (await expert.GetAsync($"{At}/jobs")).Text);
        await DoneAsync(officer, "demands", "release", demand, ("released_on", Day(3)));
        await talents.EnterAsync(officer, "recruitments", "recruitment", ("title", "校园推介会"), ("kind", "4"), ("held_on", Day(-20)), ("venue", "云江大学"));
        await Host.DoAsync($"insert into talent.talent_achievement (talent_id, locality_path, rank_order, title, kind) select id, locality_path, 1, '柑橘新品种', '1' from talent.talent where id = '{talent}'");
        await Host.DoAsync($"insert into org.holiday_year (year, source) select y, '测试' from generate_series({Clock.Today.Year - 1}, {Clock.Today.Year + 1}) y on conflict do nothing");

        // Policies and applying, by the conditions the office has.
        var policies = await expert.GetAsync($"{At}/policies");
        Assert.Contains("层次津贴", policies.Text);
        Assert.DoesNotContain("企业引才补助", policies.Text);
        Assert.Contains("还不符合", (await expert.PostAsync($"{At}/policies", ("clause", $"{lacks}"), ("contact", "本人"))).Text);
        Assert.Equal(302, (await expert.PostAsync($"{At}/policies", ("clause", $"{fits}"), ("contact", "本人"))).Status);
        Assert.Contains("已经在申报", (await expert.PostAsync($"{At}/policies", ("clause", $"{fits}"), ("contact", "本人"))).Text);
        Assert.Contains("周文博：层次津贴", (await officer.GetAsync($"{County}/applications?channel=2")).In("tbody"));
        Assert.Equal(302, (await firm.PostAsync($"{At}/policies", ("clause", $"{ofFirms}"), ("contact", "周文博"))).Status);
        Assert.Equal($"{employer}", await Host.AskAsync<string>($"select employer_id::text from talent.application where clause_id = '{ofFirms}'"));

        // Requests: only what is for one's grade; hidden content; the clock runs; the office deals with it and the result is seen.
        var asking = await expert.GetAsync($"{At}/requests");
        Assert.Contains("子女入学统筹", asking.Text);
        Assert.DoesNotContain("院士专享", asking.Text);
        Assert.Equal(302, (await expert.PostAsync($"{At}/requests", ("item", $"{item}"), ("title", "孩子转学"), ("content", "转到县一中附近"))).Status);
        var order = await Host.AskAsync<Guid>("select id from talent.service_order where title = '孩子转学'");
        Assert.Equal("4|true|true", await Host.AskAsync<string>($"select source || '|' || (due_on > org.today()) || '|' || (content not like '%一中%') from talent.service_order where id = '{order}'"));
        Assert.Contains("孩子转学", (await officer.GetAsync($"{County}/service-orders?source=4")).In("tbody"));
        await DoneAsync(officer, "service-orders", "assign", order, ("on", Day(0)), ("handling", "教体局"), ("officer", "何静"));
        await DoneAsync(officer, "service-orders", "finish", order, ("on", Day(0)), ("words", "已安排入学"), ("is_obtained", ""), ("filing_no", ""));
        Assert.Contains("已安排入学", (await expert.GetAsync($"{At}/requests")).Text);

        // Jobs, activities, the own record; nothing of others.
        Assert.Contains("工艺工程师", (await expert.GetAsync($"{At}/jobs")).Text);
        Assert.Contains("本单位的需求", (await firm.GetAsync($"{At}/jobs")).Text);
        Assert.Contains("校园推介会", (await expert.GetAsync($"{At}/activities")).Text);
        var record = await expert.GetAsync($"{At}/record");
        foreach (var words in (string[])["县农科所研究员", "柑橘新品种", "层次津贴", "线上"]) Assert.Contains(words, record.Text);
        Assert.Contains("企业引才补助", (await firm.GetAsync($"{At}/record")).Text);
        Assert.DoesNotContain("层次津贴", (await firm.GetAsync($"{At}/record")).Text);
        Assert.DoesNotContain("孩子转学", (await firm.GetAsync($"{At}/requests")).Text);
        foreach (var path in (string[])["talents", "service-orders", "applications", "portal/usage"]) Assert.Equal(403, (await expert.GetAsync($"{County}/{path}")).Status);
        using var looker = await Host.SignInAsync(TestHost.County, "talent.portal.view");
        Assert.Equal(403, (await looker.PostBareAsync($"{At}/requests")).Status);

        // Who opens the platform is counted once a day; the office reads how much comes online.
        await talents.EnterAsync(officer, "service-orders", "service_order", ("title", "窗口办的"), ("item_id", $"{item}"), ("talent_id", $"{other}"), ("source", "1"), ("raised_on", Day(0)));
        foreach (var who in (Browser[])[expert, expert, firm]) Assert.Equal(204, (await who.PostAsync(At)).Status);
        var usage = await officer.GetAsync($"{County}/portal/usage");
        Assert.Equal(["1", "1", "2", "2", "1", "50.0%", "2", "2", "100.0%"], Cells(usage, "全年").Skip(1));
        Assert.Equal(["1", "1", "2", "2", "1", "50.0%", "2", "2", "100.0%"], Cells(usage, $"{Clock.Today.Month} 月").Skip(1));
        // Closed again, nothing is left to see.
        await DoneAsync(officer, "talents", "untie", talent);
        Assert.Contains("没有与您关联", (await expert.GetAsync(At)).Text);
    }

    static int births = 60;

    /// <summary>Somebody who acts for a firm of this name; everyone is born in a year of their own.</summary>
    async Task<(Browser Browser, Guid Id)> FirmAsync(Browser officer, string name)
    {
        var (firm, employer) = (await VisitorAsync(), await talents.EmployerAsync(name: name));
        var agent = await talents.EnterAsync(officer, "employer-agents", "employer_agent", ("name", "周文博"), ("employer_id", $"{employer}"), ("sex", "1"), ("birth_on", $"19{Interlocked.Increment(ref births)}.01.02"), ("began_on", Day(5)));
        await DoneAsync(officer, "employer-agents", "tie", agent, ("account", firm.Account));
        return (firm, employer);
    }

    async Task<(Browser Browser, Guid Id)> ExpertAsync(Browser officer)
    {
        var (expert, talent) = (await VisitorAsync(), await talents.TalentAsync("周文博", more: "grade, state", values: "'C', '1'"));
        await DoneAsync(officer, "talents", "tie", talent, ("account", expert.Account));
        return (expert, talent);
    }

    [Fact]
    [Trait("Row", "T3.4")]
    [Trait("Row", "T9.9")]
    public async Task An_employer_files_a_need_and_a_talent_a_wish_which_are_matched_once_checked_with_own_pairs_shown_and_withdrawn_by_who_filed_them()
    {
        using var officer = await talents.OfficerAsync();
        var (firm, employer) = await FirmAsync(officer, "自填企业");
        var (rival, _) = await FirmAsync(officer, "旁边企业");
        var (expert, talent) = await ExpertAsync(officer);
        var (other, _) = await ExpertAsync(officer);
        using (firm) using (rival) using (expert) using (other)
        {
            (string, string)[] need = [("title", "自填工程师"), ("system", "03"), ("domain", "05"), ("form", "1"), ("needed", "1"), ("education", "21"), ("pay_to", "200000")];
            Assert.Contains("请填写岗位", (await firm.PostAsync($"{At}/jobs", [.. need.Where(one => one.Item1 != "title")])).Text);
            Assert.Equal(302, (await firm.PostAsync($"{At}/jobs", need)).Status);
            Assert.Equal(302, (await expert.PostAsync($"{At}/jobs", ("domain", "05"), ("education", "11"), ("form", "1"), ("pay_min", "150000"), ("valid_until", Day(-300)), ("words", "愿意回乡"))).Status);
            Assert.Contains("已经登记了求职意向", (await expert.PostAsync($"{At}/jobs", ("domain", "05"), ("education", "11"), ("form", "1"), ("valid_until", Day(-300)))).Text);
            var (demand, wish) = (await Host.AskAsync<Guid>("select id from talent.demand where title = '自填工程师'"), await Host.AskAsync<Guid>($"select id from talent.wish where talent_id = '{talent}'"));
            Assert.Equal("2|1|C", await Host.AskAsync<string>($"select d.channel || '|' || w.intake || '|' || w.grade from talent.demand d, talent.wish w where d.id = '{demand}' and d.employer_id = '{employer}' and w.id = '{wish}'"));

            // Before an officer has looked, neither is matched nor released.
            Assert.Contains("自填工程师", (await officer.GetAsync($"{County}/demands?intake=1&closed_on.none=1")).In("tbody"));
            Assert.Contains("还没有核对", (await DoAsync(officer, "demands", "release", demand, ("released_on", Day(0)))).Text);
            await DoneAsync(officer, "demands", "check", demand, ("on", Day(0)), ("words", "到厂核实"));
            Assert.DoesNotContain("周文博", (await officer.GetAsync($"{County}/demand/match/{demand}")).In("tbody") ?? "");
            await DoneAsync(officer, "wishes", "send-back", wish, ("on", Day(0)), ("words", "请补充专长"));
            Assert.Contains("请补充专长", (await expert.GetAsync($"{At}/jobs")).Text);
            await DoneAsync(officer, "wishes", "check", wish, ("on", Day(0)), ("words", "电话核实"));
            Assert.Contains("周文博", (await officer.GetAsync($"{County}/demand/match/{demand}")).In("tbody"));
            Assert.Equal(302, (await officer.PostAsync($"{County}/demand/match/{demand}", ("wish", $"{wish}"))).Status);

            // Both sides see the pair with what speaks for it; another firm and another talent see nothing of it.
            foreach (var side in (Browser[])[firm, expert])
            {
                var page = await side.GetAsync($"{At}/jobs");
                Assert.Contains("周文博 → 自填企业自填工程师", page.Text);
                Assert.Contains(await Host.AskAsync<string>($"select left(reasons, 12) from talent.pairing where wish_id = '{wish}'") ?? "-", page.Text);
            }
            foreach (var side in (Browser[])[rival, other])
            {
                Assert.DoesNotContain("自填工程师", (await side.GetAsync($"{At}/jobs")).Text);
                foreach (var row in (Guid[])[demand, wish]) Assert.Equal(404, (await side.PostAsync($"{At}/jobs?handler=withdraw", ("id", $"{row}"))).Status);
            }
            // A form that says whose it is is not believed.
            Assert.Equal(302, (await rival.PostAsync($"{At}/jobs", [.. need.Where(one => one.Item1 != "title"), ("title", "冒名岗位"), ("employer_id", $"{employer}"), ("intake", "2")])).Status);
            Assert.Equal("f|1", await Host.AskAsync<string>($"select case when employer_id = '{employer}' then 't' else 'f' end || '|' || intake from talent.demand where title = '冒名岗位'"));

            Assert.Equal(302, (await expert.PostAsync($"{At}/jobs?handler=withdraw", ("id", $"{wish}"))).Status);
            Assert.Equal("9|9|t", await Host.AskAsync<string>($"select p.stage || '|' || p.end_reason || '|' || case when w.withdrawn_on = org.today() then 't' end from talent.pairing p join talent.wish w on w.id = p.wish_id where w.id = '{wish}'"));
            Assert.Contains("已经撤回", (await expert.PostAsync($"{At}/jobs?handler=withdraw", ("id", $"{wish}"))).Text);
            Assert.Equal(302, (await firm.PostAsync($"{At}/jobs?handler=withdraw", ("id", $"{demand}"))).Status);
            Assert.Equal("2", await Host.AskAsync<string>($"select close_reason from talent.demand where id = '{demand}' and closed_on = org.today()"));
            using var looker = await Host.SignInAsync(TestHost.County, "talent.portal.view");
            Assert.Equal(403, (await looker.PostBareAsync($"{At}/jobs")).Status);
        }
    }

    [Fact]
    [Trait("Row", "T9.9")]
    public async Task Who_is_nobody_yet_asks_to_be_known_and_is_let_in_once_an_officer_has_checked_who_it_is()
    {
        using var officer = await talents.OfficerAsync();
        using var somebody = await VisitorAsync();
        using var reader = await Host.SignInAsync(TestHost.County, "talent.demand.read");
        Assert.Equal(422, (await somebody.PostAsync($"{At}?handler=ask", ("kind", "1"), ("about", ""))).Status);
        Assert.Equal(302, (await somebody.PostAsync($"{At}?handler=ask", ("kind", "1"), ("about", "县林科所"), ("words", "高级工程师"))).Status);
        Assert.Contains("待人才办核对", (await somebody.GetAsync(At)).Text);
        Assert.Equal(422, (await somebody.PostAsync($"{At}?handler=ask", ("kind", "1"), ("about", "再申请"))).Status);
        var asked = await Host.AskAsync<Guid>($"select id from talent.portal_request where account = '{somebody.Account}'");
        Assert.Contains("县林科所", (await officer.GetAsync($"{County}/portal-requests?state=1")).In("tbody"));
        Assert.Equal(403, (await somebody.GetAsync($"{County}/portal-requests")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{County}/portal-requests/deeds/open?id={asked}")).Status);
        await DoneAsync(officer, "portal-requests", "refuse", asked, ("answer", "请先办理认定"));
        Assert.Contains("请先办理认定", (await somebody.GetAsync(At)).Text);
        Assert.Equal(302, (await somebody.PostAsync($"{At}?handler=ask", ("kind", "1"), ("about", "县林科所"))).Status);
        var again = await Host.AskAsync<Guid>($"select id from talent.portal_request where account = '{somebody.Account}' and state = '1'");
        var (talent, stranger) = (await talents.TalentAsync("周文博", more: "grade, state", values: "'D', '1'"), await talents.TalentAsync("别人甲", more: "state", values: "'1'"));
        Assert.Contains("不是别人甲", (await DoAsync(officer, "portal-requests", "open", again, ("talent_id", $"{stranger}"), ("agent_id", ""), ("answer", "核对身份证"))).Text);
        Assert.Contains("只选人才库记录", (await DoAsync(officer, "portal-requests", "open", again, ("talent_id", ""), ("agent_id", ""), ("answer", "核对身份证"))).Text);
        await DoneAsync(officer, "portal-requests", "open", again, ("talent_id", $"{talent}"), ("agent_id", ""), ("answer", "核对身份证"));
        Assert.Contains("周文博，您好", (await somebody.GetAsync(At)).Text);
        // Who is an agent besides chooses as whom, and stays nobody else than that.
        var employer = await talents.EmployerAsync(name: "兼任企业");
        await Host.DoAsync($"insert into talent.employer_agent (locality_path, name, name_pinyin, name_initials, person_id, sex, birth_on, employer_id, began_on) select locality_path, name, 'zhouwenbo', 'zwb', person_id, '1', date '1988-05-01', '{employer}', org.today() from talent.talent where id = '{talent}'");
        Assert.Contains("改为 兼任企业", (await somebody.GetAsync(At)).Text);
        Assert.Contains("登记求职意向", (await somebody.GetAsync($"{At}/jobs")).Text);
        Assert.Equal(302, (await somebody.GetAsync($"{At}?as={employer}")).Status);
        Assert.Contains("兼任企业，您好", (await somebody.GetAsync(At)).Text);
        Assert.Contains("填报需求", (await somebody.GetAsync($"{At}/jobs")).Text);
        Assert.Equal(302, (await somebody.GetAsync($"{At}?as={stranger}")).Status);
        Assert.Contains("周文博，您好", (await somebody.GetAsync(At)).Text);
    }

    [Fact]
    [Trait("Row", "T2.1")]
    [Trait("Row", "T9.9")]
    public async Task What_the_city_puts_up_reaches_its_counties_to_read_and_to_apply_and_nothing_else_of_the_city_does()
    {
        using var officer = await talents.OfficerAsync();
        var (expert, talent) = await ExpertAsync(officer);
        using var _ = expert;
        await Host.DoAsync($"insert into org.holiday_year (year, source) select y, '测试' from generate_series({Clock.Today.Year - 1}, {Clock.Today.Year + 1}) y on conflict do nothing");
        async Task<Guid> PutUpAsync(string place, string title)
        {
            var path = await talents.PathOfAsync(place);
            await Host.DoAsync($"""
                with p as (insert into talent.policy (locality_path, title, issuer, level, effective_on) values ('{path}', '{title}政策', '市委', '3', date '2020-01-01') returning id),
                c as (insert into talent.policy_clause (locality_path, title, policy_id, class, benefit, handling, materials, valid_from) select '{path}', '{title}津贴', id, '1', '补助', '市人社局', '申报表', date '2020-01-01' from p returning id, locality_path)
                insert into talent.clause_condition (policy_clause_id, locality_path, rank_order, condition, value) select id, locality_path, 10, 'grade', 3 from c;
                insert into talent.service_item (locality_path, name, concern, handling, limit_kind, limit_count) values ('{path}', '{title}体检', '3', '市卫健委', '1', 10);
                with e as (insert into talent.employer (locality_path, name, kind) values ('{path}', '{title}集团', '1') returning id)
                insert into talent.demand (locality_path, title, employer_id, system, domain, needed, filed_on, released_on) select '{path}', '{title}' || n, id, '03', '01', 1, date '2026-01-05', case n when '首席师' then date '2026-01-10' end from e cross join (values ('首席师'), ('没有发布的')) k (n)
                """);
            return await Host.AskAsync<Guid>($"select id from talent.policy_clause where title = '{title}津贴'");
        }
        var clause = await PutUpAsync(TestHost.City, "全市");
        await PutUpAsync(TestHost.Neighbour, "邻县");

        var policies = (await expert.GetAsync($"{At}/policies")).Text;
        Assert.Contains("全市津贴", policies);
        Assert.DoesNotContain("邻县津贴", policies);
        Assert.Equal(302, (await expert.PostAsync($"{At}/policies", ("clause", $"{clause}"), ("contact", "本人"))).Status);
        Assert.Equal($"{await talents.PathOfAsync(TestHost.County)}|{talent}", await Host.AskAsync<string>($"select locality_path || '|' || talent_id from talent.application where clause_id = '{clause}'"));
        Assert.Contains("全市津贴", (await officer.GetAsync($"{County}/policy/for/{talent}")).Text);
        var asking = (await expert.GetAsync($"{At}/requests")).Text;
        Assert.Contains("全市体检", asking);
        Assert.DoesNotContain("邻县体检", asking);
        var item = await Host.AskAsync<Guid>("select id from talent.service_item where name = '全市体检'");
        Assert.Equal(302, (await expert.PostAsync($"{At}/requests", ("item", $"{item}"), ("title", "今年体检"), ("content", "约日期"))).Status);
        var jobs = (await expert.GetAsync($"{At}/jobs")).Text;
        Assert.Contains("全市首席师", jobs);
        Assert.Contains("全市集团", jobs);
        foreach (var words in (string[])["没有发布的", "邻县首席师"]) Assert.DoesNotContain(words, jobs);
        // The county reads the city's clause and changes nothing of it; the employer, whose name alone is put up, is no record there.
        await officer.PostAsync($"{County}/clauses/{clause}/edit", ("title", "改了"), ("version", "1"));
        Assert.Equal("全市津贴|1", await Host.AskAsync<string>($"select title || '|' || version from talent.policy_clause where id = '{clause}'"));
        Assert.DoesNotContain("全市集团", (await officer.GetAsync($"{County}/employers")).In("tbody") ?? "");
        // Closed, it is off the list below as well.
        await Host.DoAsync("update talent.demand set closed_on = org.today() where title = '全市首席师'");
        Assert.DoesNotContain("全市首席师", (await expert.GetAsync($"{At}/jobs")).Text);
        // Out of what the test of the platform's use counts in this county.
        await Host.DoAsync($"update talent.application set removed_at = now() where talent_id = '{talent}'; update talent.service_order set removed_at = now() where talent_id = '{talent}'");
    }
}
