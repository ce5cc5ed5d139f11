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
}
