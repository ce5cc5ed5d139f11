using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>人才引进 from intention to arrival, verified and counted once, followed up, ended; events, contacts outside, referral.</summary>
public sealed class IntroductionTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;

    async Task<Guid> IntendAsync(Browser officer, string name, params (string, string)[] more) =>
        await talents.EnterAsync(officer, "introductions", "introduction", [("name", name), ("employer_id", (await talents.EmployerAsync()).ToString()), ("form", "1"), ("system", "01"), ("domain", "01"), ("education", "11"), ("study_kind", "1"), ("led_by", "2"), ("grade", "C"), ("intended_on", Day(120)), .. more]);

    [Fact]
    [Trait("Row", "T3.8")]
    [Trait("Row", "T9.10")]
    public async Task An_arrival_is_verified_by_another_with_evidence_counted_once_and_followed_up_at_set_months()
    {
        using var officer = await talents.OfficerAsync();
        using var checker = await talents.OfficerAsync();
        var talent = await talents.TalentAsync("引才甲");
        var first = await IntendAsync(officer, "引才甲", ("promised", "安家补助"), ("contract_from", Day(60)), ("contract_ends_on", Day(-1000)));
        Assert.Contains("没有到岗", (await DoAsync(checker, "introductions", "verify", first, ("verified_on", Day(1)), ("evidence", "合同"), ("talent_id", talent.ToString()))).Text);
        Assert.Contains("早于达成意向", (await DoAsync(officer, "introductions", "arrive", first, ("arrived_on", Day(130)))).Text);
        await DoneAsync(officer, "introductions", "arrive", first, ("arrived_on", Day(50)));
        Assert.Contains("引才甲", (await officer.GetAsync($"{County}/introductions?rule=introductions.verified")).In("tbody"));
        Assert.Contains("不能自己核验", (await DoAsync(officer, "introductions", "verify", first, ("verified_on", Day(1)), ("evidence", "合同"), ("talent_id", talent.ToString()))).Text);
        // Somebody of another county is not there to be named.
        var far = await talents.TalentAsync("邻县人", TestHost.Neighbour);
        Assert.Contains("所选的不存在，或者不在您的授权范围之内", (await DoAsync(checker, "introductions", "verify", first, ("verified_on", Day(1)), ("evidence", "合同"), ("talent_id", far.ToString()))).Text);
        await DoneAsync(checker, "introductions", "verify", first, ("verified_on", Day(1)), ("evidence", "合同和社保"), ("talent_id", talent.ToString()));
        Assert.DoesNotContain("引才甲", (await officer.GetAsync($"{County}/introductions?rule=introductions.verified")).In("tbody") ?? "");
        Assert.Equal("1|C", await Host.AskAsync<string>($"select introduction || '|' || grade from talent.talent where id = '{talent}'"));
        // The same person a second time is not counted twice.
        var again = await IntendAsync(officer, "引才甲");
        await DoneAsync(officer, "introductions", "arrive", again, ("arrived_on", Day(40)));
        Assert.Contains("不重复计数", (await DoAsync(checker, "introductions", "verify", again, ("verified_on", Day(1)), ("evidence", "合同"), ("talent_id", talent.ToString()))).Text);

        Assert.Equal("1,3,6,12,24,36,48,60", await Host.AskAsync<string>($"select string_agg(months::text, ',' order by months) from talent.follow_up where introduction_id = '{first}'"));
        Assert.Contains("引才甲", (await officer.GetAsync($"{County}/follow-ups?rule=follow-ups.due")).In("tbody"));
        var due = await Host.AskAsync<Guid>($"select id from talent.follow_up where introduction_id = '{first}' and months = 1");
        await DoneAsync(officer, "follow-ups", "done", due, ("done_on", Day(0)), ("is_fulfilled", "2"), ("intends", "2"), ("words", "公寓还没有分到"));
        Assert.Contains("公寓还没有分到", (await officer.GetAsync($"{County}/follow-ups?intends=2,3")).In("tbody"));
        Assert.Contains("已经回访", (await DoAsync(officer, "follow-ups", "done", due, ("done_on", Day(0)), ("is_fulfilled", "1"), ("intends", "1"), ("words", "好"))).Text);

        // Who leaves is followed up no more, and the register of talents knows it.
        await DoneAsync(officer, "introductions", "leave", first, ("left_on", Day(0)), ("left_kind", "1"), ("left_reason", "另有高薪"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from talent.follow_up where introduction_id = '{first}' and done_on is null and due_on > org.today() and removed_at is null"));
        Assert.Equal("3", await Host.AskAsync<string>($"select state from talent.talent where id = '{talent}'"));
    }

    [Fact]
    [Trait("Row", "T3.11")]
    public async Task Flexible_agreements_have_days_that_are_logged_lag_behind_and_end_apart_from_full_time_ones()
    {
        using var officer = await talents.OfficerAsync();
        var flexible = await IntendAsync(officer, "顾问乙", ("form", "2"), ("flexible_kind", "1"), ("days_due", "40"), ("contract_from", Day(100)), ("contract_ends_on", Day(-60)));
        var whole = await IntendAsync(officer, "全职乙");
        foreach (var one in (Guid[])[flexible, whole]) await DoneAsync(officer, "introductions", "arrive", one, ("arrived_on", Day(100)));
        Assert.Contains("顾问乙", (await officer.GetAsync($"{County}/introductions?rule=introductions.service-days")).In("tbody"));
        Assert.Contains("顾问乙", (await officer.GetAsync($"{County}/introductions?rule=introductions.ending")).In("tbody"));
        Assert.Contains("只有到岗的柔性引进", (await DoAsync(officer, "introductions", "serve", whole, ("served_on", Day(9)), ("days", "3"), ("words", "培训"))).Text);
        await DoneAsync(officer, "introductions", "serve", flexible, ("served_on", Day(50)), ("days", "12"), ("words", "诊断工艺"));
        await DoneAsync(officer, "introductions", "serve", flexible, ("served_on", Day(9)), ("days", "12"), ("words", "带教三人"));
        Assert.DoesNotContain("顾问乙", (await officer.GetAsync($"{County}/introductions?rule=introductions.service-days")).In("tbody") ?? "");
        Assert.Contains("带教三人", (await officer.GetAsync($"{County}/introductions/{flexible}?tab=days")).Text);
        Assert.Equal(24, await Host.AskAsync<int>($"select days_served from talent.introduction where id = '{flexible}'"));
        Assert.DoesNotContain("全职乙", (await officer.GetAsync($"{County}/introductions?form=2")).In("tbody"));
    }

    [Fact]
    [Trait("Row", "T3.14")]
    [Trait("Row", "T3.24")]
    public async Task Who_works_elsewhere_is_kept_in_touch_with_by_a_next_date_and_counted_when_something_comes_of_it()
    {
        using var officer = await talents.OfficerAsync();
        var person = await talents.EnterAsync(officer, "outside-talents", "outside_talent", ("name", "乡贤丙"), ("workplace", "海西电子有限公司董事长"), ("native_place", "临溪"), ("lives_in", "海西省"), ("domain", "02"), ("willingness", "3"), ("is_elite", "1"), ("contact_person", "陈静"), ("next_contact_on", Day(4)), ("phone", "13900000001"));
        Assert.Contains("乡贤丙", (await officer.GetAsync($"{County}/outside-talents?rule=outside-talents.next")).Text.Replace("　", "", StringComparison.Ordinal));
        Assert.Contains("乡贤丙", (await officer.GetAsync($"{County}/outside-talents?is_elite=1")).Text.Replace("　", "", StringComparison.Ordinal));
        Assert.Contains("这次以后", (await DoAsync(officer, "outside-talents", "contact", person, ("contacted_on", Day(1)), ("form", "2"), ("words", "介绍产业政策"), ("next_contact_on", Day(2)))).Text);
        await DoneAsync(officer, "outside-talents", "contact", person, ("contacted_on", Day(1)), ("form", "2"), ("words", "介绍产业政策"), ("next_contact_on", Day(-60)));
        Assert.Contains("介绍产业政策", (await officer.GetAsync($"{County}/outside-talents/{person}?tab=contacts")).Text);
        await DoneAsync(officer, "outside-talents", "convert", person, ("converted_on", Day(0)), ("converted_words", "回乡投资项目签约"));
        Assert.Contains("已经登记过转化", (await DoAsync(officer, "outside-talents", "convert", person, ("converted_on", Day(0)), ("converted_words", "又一次"))).Text);
        // What came of it: the project, its money, its jobs, the village it helps.
        await talents.EnterAsync(officer, "investment-projects", "investment_project", ("title", "回乡电子产业园"), ("investor", "海西电子"), ("outside_talent_id", $"{person}"), ("amount", "5000"), ("signed_on", Day(0)), ("jobs", "120"), ("village", "柳溪村"));
        var projects = (await officer.GetAsync($"{County}/outside-talents/{person}?tab=projects")).In("tbody")!;
        foreach (var said in new[] { "回乡电子产业园", "5,000", "120", "柳溪村" }) Assert.Contains(said, projects.Replace("5000", "5,000", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("回乡电子产业园", (await officer.GetAsync($"{County}/investment-projects?outside_talent_id={person}")).In("tbody"), StringComparison.Ordinal);
        // The telephone is stored hidden.
        Assert.DoesNotContain("13900000001", await Host.AskAsync<string>($"select phone from talent.outside_talent where id = '{person}'"));
    }

    [Fact]
    [Trait("Row", "T3.16")]
    [Trait("Row", "T3.17")]
    public async Task A_trip_to_universities_shows_its_funnel_at_each_stop_what_a_signed_person_cost_and_whom_it_brought()
    {
        using var officer = await talents.OfficerAsync();
        var trip = await talents.EnterAsync(officer, "recruitments", "recruitment", ("title", "春季招聘专列"), ("kind", "1"), ("held_on", Day(40)), ("ended_on", Day(36)), ("employers", "20"), ("posts", "90"), ("cost", "120000"));
        foreach (var (school, signed) in new[] { ("云江大学", "4"), ("岭东大学", "2") })
            Assert.Equal(302, (await officer.SubmitAsync($"{County}/recruitments/{trip}/stops/new", ("school", school), ("stop_on", Day(39)), ("resumes", "100"), ("interviews", "40"), ("intentions", "10"), ("signed", signed), ("arrived", "2"))).Status);
        // More arrived than signed cannot be.
        Assert.NotEqual(302, (await officer.SubmitAsync($"{County}/recruitments/{trip}/stops/new", ("school", "错"), ("stop_on", Day(39)), ("resumes", "1"), ("interviews", "1"), ("intentions", "1"), ("signed", "1"), ("arrived", "5"))).Status);
        var funnel = await officer.GetAsync($"{County}/introductions/funnel/{trip}");
        Assert.Equal(["200", "6", "4", "20,000"], funnel.Document.QuerySelectorAll(".strip .big").Select(one => one.TextContent.Trim()));
        Assert.Equal("4.0%", Cells(funnel, "云江大学")[7]);
        Assert.Contains("春季招聘专列", (await officer.GetAsync($"{County}/recruitments?rule=recruitments.outcome")).In("tbody"));
        await DoneAsync(officer, "recruitments", "outcome", trip, ("outcome_on", Day(1)), ("people", "500"), ("outcome", "签约六人"));
        Assert.DoesNotContain("春季招聘专列", (await officer.GetAsync($"{County}/recruitments?rule=recruitments.outcome")).In("tbody") ?? "");
        var brought = await IntendAsync(officer, "校招丁", ("recruitment_id", trip.ToString()));
        await DoneAsync(officer, "introductions", "arrive", brought, ("arrived_on", Day(5)));
        Assert.EndsWith("登记引进 1", (await officer.GetAsync($"{County}/introductions/funnel/{trip}")).Document.QuerySelectorAll(".strip .q2")[1].TextContent.Trim());
    }
}
