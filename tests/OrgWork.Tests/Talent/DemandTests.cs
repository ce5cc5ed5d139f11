using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>人才需求 and 求职意向: filed, matched by rules with reasons, followed to arrival or an end; industries and shortages reckoned from them.</summary>
public sealed class DemandTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;

    static (string, string)[] Post(Guid employer, string title, params (string, string)[] more) =>
        [("title", title), ("employer_id", employer.ToString()), ("system", "01"), ("domain", "02"), ("direction", "1"), ("form", "1"), ("needed", "1"), ("filed_on", Day(90)), .. more];

    static (string, string)[] Wish(string name, params (string, string)[] more) => [("name", name), ("domain", "02"), ("education", "21"), ("form", "1"), ("filed_on", Day(60)), ("valid_until", Day(-200)), .. more];

    [Fact]
    [Trait("Row", "T3.4")]
    public async Task A_post_finds_people_by_specialty_level_place_pay_and_language_with_reasons_and_each_pair_is_followed_to_arrival()
    {
        using var officer = await talents.OfficerAsync();
        var employer = await talents.EmployerAsync(name: "云溪电子");
        var post = await talents.EnterAsync(officer, "demands", "demand", Post(employer, "封装工程师", ("grade", "E"), ("education", "21"), ("pay_to", "180000"), ("language", "4")));
        var best = await talents.EnterAsync(officer, "wishes", "wish", Wish("合适甲", ("grade", "D"), ("pay_min", "150000"), ("language", "4")));
        var dear = await talents.EnterAsync(officer, "wishes", "wish", Wish("要价乙", ("grade", "E"), ("pay_min", "300000")));
        await talents.EnterAsync(officer, "wishes", "wish", Wish("层次低丙", ("grade", "F")));
        await talents.EnterAsync(officer, "wishes", "wish", Wish("学历低丁", ("grade", "D"), ("education", "31")));
        await talents.EnterAsync(officer, "wishes", "wish", [.. Wish("外行戊", ("grade", "D")).Where(one => one.Item1 != "domain"), ("domain", "10")]);
        await talents.EnterAsync(officer, "wishes", "wish", [.. Wish("过期己", ("grade", "D")).Where(one => one.Item1 != "valid_until"), ("valid_until", Day(3))]);

        var page = await officer.GetAsync($"{County}/demand/match/{post}");
        Assert.Equal(["合适甲", "要价乙"], page.Document.QuerySelectorAll("tbody tr td.name").Select(td => td.TextContent.Trim().Replace("　", "", StringComparison.Ordinal)));
        Assert.Contains("期望 30 万元，岗位最高 18 万元", page.In("tbody"));
        Assert.Contains("层次 D类，要求 E类以上", page.In("tbody"));
        Assert.Contains("封装工程师", (await officer.GetAsync($"{County}/demand/posts/{best}")).In("tbody"));

        Assert.Equal(422, (await officer.PostAsync($"{County}/demand/match/{post}")).Status);
        Assert.Equal(302, (await officer.PostAsync($"{County}/demand/match/{post}", ("wish", best.ToString()), ("wish", dear.ToString()))).Status);
        Assert.Contains("外语 德语，要求 德语", await Host.AskAsync<string>($"select reasons from talent.pairing where wish_id = '{best}'"));
        Assert.Contains("不足：期望 30 万元", await Host.AskAsync<string>($"select reasons from talent.pairing where wish_id = '{dear}'"));
        // The other way round: to somebody, the posts there are.
        var second = await talents.EnterAsync(officer, "demands", "demand", Post(employer, "工艺工程师", ("grade", "E"), ("education", "21"), ("pay_to", "180000"), ("language", "4")));
        Assert.Equal(422, (await officer.PostAsync($"{County}/demand/posts/{best}")).Status);
        Assert.Equal(302, (await officer.PostAsync($"{County}/demand/posts/{best}", ("demand", second.ToString()))).Status);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from talent.pairing where wish_id = '{best}' and demand_id = '{second}'"));
        Assert.Equal(422, (await officer.PostAsync($"{County}/demand/posts/{best}", ("demand", second.ToString()))).Status);
        await Host.DoAsync($"delete from talent.pairing where demand_id = '{second}'; update talent.demand set removed_at = now() where id = '{second}'");
        // Proposed once.
        Assert.DoesNotContain("合适甲", (await officer.GetAsync($"{County}/demand/match/{post}")).Text.Replace("　", "", StringComparison.Ordinal));

        var pair = await Host.AskAsync<Guid>($"select id from talent.pairing where wish_id = '{best}'");
        var other = await Host.AskAsync<Guid>($"select id from talent.pairing where wish_id = '{dear}'");
        await Host.DoAsync($"update talent.pairing set proposed_on = {Sql(50)}, moved_on = {Sql(50)} where demand_id = '{post}'");
        Assert.Contains("合适甲", (await officer.GetAsync($"{County}/pairings?rule=pairings.stalled")).In("tbody"));
        Assert.Contains("现在不在", (await DoAsync(officer, "pairings", "sign", pair, ("on", Day(20)))).Text);
        await DoneAsync(officer, "pairings", "talk", pair, ("on", Day(40)));
        Assert.Contains("早于最近进展", (await DoAsync(officer, "pairings", "intend", pair, ("on", Day(45)))).Text);
        await DoneAsync(officer, "pairings", "intend", pair, ("on", Day(30)));
        await DoneAsync(officer, "pairings", "sign", pair, ("on", Day(20)));
        await DoneAsync(officer, "pairings", "arrive", pair, ("on", Day(10)), ("promised", "安家补助"));
        await DoneAsync(officer, "pairings", "end", other, ("on", Day(9)), ("end_reason", "1"));
        Assert.Equal("1|t|1", await Host.AskAsync<string>($"select filled || '|' || case when closed_on is not null then 't' end || '|' || close_reason from talent.demand where id = '{post}'"));
        Assert.Equal("安家补助", await Host.AskAsync<string>($"select promised from talent.introduction where demand_id = '{post}' and verified_on is null"));
        Assert.Equal(8L, await Host.AskAsync<long>($"select count(*) from talent.follow_up f join talent.introduction i on i.id = f.introduction_id where i.demand_id = '{post}'"));
        // Whoever is settled is proposed to nobody else; rate and days to fill stand on the overview.
        Assert.DoesNotContain("合适甲", (await officer.GetAsync($"{County}/wishes")).In("tbody") ?? "");
        var overview = await officer.GetAsync($"{County}/demand");
        Assert.Contains("80", overview.Document.QuerySelectorAll(".strip .big")[^1].TextContent);
    }

    [Fact]
    [Trait("Row", "T3.2")]
    [Trait("Row", "T3.3")]
    public async Task Posts_and_introductions_belong_to_industries_whose_gap_is_reckoned_and_new_businesses_are_marked()
    {
        using var officer = await talents.OfficerAsync();
        var industry = await talents.EnterAsync(officer, "industries", "industry", ("name", "远程运维产业"), ("chain", "工业软件"), ("is_leading", "1"), ("is_new_business", "1"));
        var employer = await talents.EmployerAsync();
        var post = await talents.EnterAsync(officer, "demands", "demand", [.. Post(employer, "运维工程师", ("industry_id", industry.ToString()), ("is_new_business", "1"), ("is_urgent", "1")).Where(one => one.Item1 != "needed"), ("needed", "3")]);
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, industry_id, system, domain, education, intended_on, arrived_on, verified_on) values ('{await talents.PathOfAsync(TestHost.County)}', '引进一', '{employer}', '{industry}', '01', '02', '21', org.today() - 3, org.today(), org.today())");
        Assert.Equal(["1", "3", "0", "3", "1", "1"], Cells(await officer.GetAsync($"{County}/demand"), "远程运维产业").Skip(1));
        Assert.Contains("新业态", Cells(await officer.GetAsync($"{County}/demand"), "远程运维产业")[0]);
        Assert.Contains("运维工程师", (await officer.GetAsync($"{County}/demands?is_new_business=1")).In("tbody"));
        await Host.DoAsync($"update talent.demand set filled = 3 where id = '{post}'");
        Assert.Equal("0", Cells(await officer.GetAsync($"{County}/demand"), "远程运维产业")[4]);
    }

    [Fact]
    [Trait("Row", "T3.5")]
    public async Task A_shortage_is_closed_by_verified_arrivals_of_its_system_and_field_in_its_year_and_by_no_more_than_it_is()
    {
        using var officer = await talents.OfficerAsync();
        var year = Clock.Today.Year;
        await talents.EnterAsync(officer, "shortages", "shortage", ("speciality", "儿科"), ("year", $"{year}"), ("system", "04"), ("domain", "11"), ("staff_needed", "10"), ("on_hand", "8"), ("way", "1"));
        var (employer, path) = (await talents.EmployerAsync(kind: "3"), await talents.PathOfAsync(TestHost.Township));
        async Task ArriveAsync(string on, string verified, string system) => await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, system, domain, education, intended_on, arrived_on, verified_on) values ('{path}', '医师', '{employer}', '{system}', '11', '21', date '2020-01-01', {on}, {verified})");
        await ArriveAsync("org.today()", "org.today()", "04");
        await ArriveAsync("org.today()", "null", "04");
        await ArriveAsync("org.today() - 400", "org.today() - 400", "04");
        await ArriveAsync("org.today()", "org.today()", "03");
        Assert.Equal(["1", "2", "1", "50.0%"], Cells(await officer.GetAsync($"{County}/demand"), "卫生健康").Skip(1));
        for (var i = 0; i < 3; i++) await ArriveAsync("org.today()", "org.today()", "04");
        Assert.Equal(["1", "2", "2", "100.0%"], Cells(await officer.GetAsync($"{County}/demand"), "卫生健康").Skip(1));
    }

    [Fact]
    [Trait("Row", "T3.23")]
    [Trait("Row", "T3.25")]
    public async Task Posts_are_released_urgent_ones_first_to_find_followed_up_and_closed_and_say_whether_to_introduce_or_to_train()
    {
        using var officer = await talents.OfficerAsync();
        var employer = await talents.EmployerAsync();
        var post = await talents.EnterAsync(officer, "demands", "demand", [.. Post(employer, "农技员", ("is_urgent", "1"), ("needed_by", Day(5))).Where(one => one.Item1 != "direction"), ("direction", "2")]);
        Assert.Contains("农技员", (await officer.GetAsync($"{County}/demands?released_on.none=1&closed_on.none=1")).In("tbody"));
        Assert.Contains("农技员", (await officer.GetAsync($"{County}/demands?direction=2")).In("tbody"));
        await DoneAsync(officer, "demands", "release", post, ("released_on", Day(80)));
        Assert.Contains("农技员", (await officer.GetAsync($"{County}/demands?rule=demands.stale")).In("tbody"));
        Assert.Contains("农技员", (await officer.GetAsync($"{County}/demands?rule=demands.overdue")).In("tbody"));
        await DoneAsync(officer, "demands", "follow", post, ("followed_on", Day(1)), ("words", "已联系三所院校"));
        Assert.DoesNotContain("农技员", (await officer.GetAsync($"{County}/demands?rule=demands.stale")).In("tbody") ?? "");
        await DoneAsync(officer, "demands", "close", post, ("closed_on", Day(0)), ("close_reason", "2"));
        Assert.Contains("已经关闭", (await DoAsync(officer, "demands", "close", post, ("closed_on", Day(0)), ("close_reason", "2"))).Text);
        Assert.DoesNotContain("农技员", (await officer.GetAsync($"{County}/demands?closed_on.none=1")).In("tbody") ?? "");
    }

    [Fact]
    [Trait("Row", "T3.25")]
    public async Task The_years_demands_stand_by_what_they_are_met_with_and_what_nobody_did_anything_for_is_marked()
    {
        using var officer = await talents.OfficerAsync();
        var employer = await talents.EmployerAsync();
        async Task<Guid> AskAsync(string title, string direction) => await talents.EnterAsync(officer, "demands", "demand", [.. Post(employer, title).Where(one => one.Item1 is not ("direction" or "filed_on")), ("direction", direction), ("filed_on", Day(100))]);
        var (brought, idle, trained) = (await AskAsync("方向引进岗", "1"), await AskAsync("方向闲置岗", "1"), await AskAsync("方向培养岗", "2"));
        await Host.DoAsync($"insert into talent.introduction (locality_path, name, employer_id, demand_id, form, system, domain, education, intended_on) select locality_path, '方向来者', employer_id, id, '1', '01', '01', '21', org.today() from talent.demand where id = '{brought}'");
        foreach (var title in new[] { "方向闲置岗", "方向培养岗" }) Assert.Contains(title, (await officer.GetAsync($"{County}/demands?rule=demands.acted")).In("tbody"));
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/demands/{trained}/trainings/new", ("words", "选送省农科院进修"), ("unit", "农业农村局"), ("began_on", Day(5)), ("people", "3"))).Status);
        var lit = (await officer.GetAsync($"{County}/demands?rule=demands.acted")).In("tbody")!;
        Assert.Contains("方向闲置岗", lit);
        Assert.DoesNotContain("方向培养岗", lit);
        Assert.DoesNotContain("方向引进岗", lit);
        var page = await officer.GetAsync($"{County}/demand/directions?year={Clock.Today.AddDays(-100).Year}");
        string[] Line(string title) => [.. Cells(page, title).Where((_, at) => at is 4 or 5 or 7)];
        Assert.Equal(["1", "0", "已有"], Line("方向引进岗"));
        Assert.Equal(["0", "0", "没有行动"], Line("方向闲置岗"));
        Assert.Equal(["0", "1", "已有"], Line("方向培养岗"));
        var grassroots = page.Document.QuerySelectorAll("section, .panel").First(one => one.TextContent.Contains("基层（培养）", StringComparison.Ordinal) && !one.TextContent.Contains("发展（引进）", StringComparison.Ordinal)).TextContent;
        Assert.Contains("方向培养岗", grassroots, StringComparison.Ordinal);
        Assert.Contains("培养 3 人", grassroots, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "T2.6")]
    public async Task An_employer_stands_in_the_register_of_a_place_once_by_its_code()
    {
        using var officer = await talents.OfficerAsync();
        var code = CreditCodes.For(Guid.NewGuid(), "91");
        await talents.EnterAsync(officer, "employers", "employer", ("name", "独一份企业"), ("kind", "1"), ("credit_code", code));
        var again = await officer.SubmitAsync($"{County}/employers/new", ("name", "换了名字的同一家"), ("kind", "1"), ("credit_code", code));
        Assert.Equal(422, again.Status);
        Assert.Contains("已有相同的记录", again.Text);
        Assert.Equal(1, await Host.AskAsync<long>($"select count(*) from talent.employer where credit_code = '{code}'"));
    }

    [Fact]
    public async Task Township_reader_and_other_county_do_nothing_and_what_only_deeds_write_no_form_writes()
    {
        var (employer, far) = (await talents.EmployerAsync(), await talents.EmployerAsync(TestHost.Neighbour));
        using var officer = await talents.OfficerAsync();
        var post = await talents.EnterAsync(officer, "demands", "demand", Post(employer, "受限岗位"));
        using var reader = await Host.SignInAsync(TestHost.County, "talent.demand.read");
        using var township = await Host.SignInAsync(TestHost.Township, "talent.demand.read");
        using var neighbour = await talents.OfficerAsync(TestHost.Neighbour);
        Assert.Equal(403, (await reader.GetAsync($"{County}/demands/deeds/close?id={post}")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{County}/demands/new")).Status);
        Assert.Equal(403, (await reader.PostAsync($"{County}/demand/match/{post}", ("wish", Guid.NewGuid().ToString()))).Status);
        Assert.Equal(404, (await township.GetAsync($"/{TestHost.Township}/talent/demands/{post}")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/demands/{post}")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/demands/deeds/close?id={post}")).Status);
        Assert.NotEqual(200, (await neighbour.GetAsync($"{County}/demands")).Status);
        // Another county's employer is as good as absent.
        Assert.Equal(422, (await officer.SubmitAsync($"{County}/demands/new", Post(far, "越界岗位"))).Status);
        // A form with what only a deed writes changes nothing of it, neither new nor later.
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/demands/{post}/edit", ("filled", "1"), ("closed_on", Day(1)), ("remark", "改过"))).Status);
        Assert.Equal("0|open|改过", await Host.AskAsync<string>($"select filled || '|' || coalesce(closed_on::text, 'open') || '|' || remark from talent.demand where id = '{post}'"));
        Assert.DoesNotContain("name=\"filled\"", (await officer.GetAsync($"{County}/demands/new")).Text);
    }
}
