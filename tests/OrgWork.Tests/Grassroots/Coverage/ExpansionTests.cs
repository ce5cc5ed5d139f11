using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Coverage;

/// <summary>扩面提质, 行业系统, what instructors bring back and what the four sides think of them.</summary>
public sealed class ExpansionTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.coverage.read", "grassroots.coverage.edit", "grassroots.organisations.read", "grassroots.figures.read"];
    const string Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));
    static string Sql(int days) => $"'{Clock.Today.AddDays(-days):yyyy-MM-dd}'";
    Task<Browser> OfficerAsync() => Host.SignInAsync(TestHost.Township, Officer);

    async Task<(Guid Unit, Guid Instructor)> SentAsync(string unit, string instructor, string industry = "01", int members = 4, Guid? organisation = null)
    {
        var path = await affairs.PathOfAsync(TestHost.Township);
        var id = await Host.AskAsync<Guid>($"insert into grassroots.establishment (locality_path, name, kind, industry, members, full_members, organisation_id, opened_on) values ('{path}', '{unit}', '1', '{industry}', {members}, {members}, {(organisation is { } one ? $"'{one}'" : "null")}, '2015-01-01') returning id");
        var who = await Host.AskAsync<Guid>($"insert into grassroots.instructor (locality_path, name) values ('{path}', '{instructor}') returning id");
        await Host.DoAsync($"insert into grassroots.instructor_assignment (establishment_id, locality_path, instructor_id, began_on) values ('{id}', '{path}', '{who}', {Sql(200)})");
        return (id, who);
    }

    [Fact, Trait("Row", "G8.4")]
    public async Task Two_targets_are_met_organisation_by_organisation_and_shown_month_by_month_for_townships_and_offices()
    {
        var (fresh, old, raised, village) = (await affairs.BranchAsync(sphere: "7"), await affairs.BranchAsync(sphere: "7"), await affairs.BranchAsync(sphere: "7"), await affairs.BranchAsync());
        await Host.DoAsync($"update grassroots.organisation set founded_on = {Sql(0)} where id in ('{fresh.Id}', '{village.Id}'); update grassroots.organisation set stars = '4' where id = '{raised.Id}'");
        using var officer = await OfficerAsync();
        var year = $"{Clock.Today.Year}";
        Assert.Equal(302, (await officer.FillAsync($"{Town}/expansion/new", ("title", "枫岭镇"), ("kind", "1"), ("year", year), ("new_target", "2"), ("raise_target", "1"))).Status);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/expansion/new", ("title", "县教育局"), ("kind", "2"), ("year", year), ("new_target", "1"), ("raise_target", "0"))).Status);
        var town = await Host.AskAsync<Guid>("select id from grassroots.expansion_target where title = '枫岭镇'");
        Task<Answer> ExpandAsync(AffairsHost.Branch one) => officer.SubmitAsync($"{Town}/expansion/deeds/expand?id={town}", ("organisation_id", one.Id.ToString()));
        Task<Answer> RaiseAsync(string from) => officer.SubmitAsync($"{Town}/expansion/deeds/raise?id={town}", ("organisation_id", raised.Id.ToString()), ("from_grade", from), ("done_on", Ago(0)));

        var (notNew, notTwoNew, done, twice) = (await ExpandAsync(old), await ExpandAsync(village), await ExpandAsync(fresh), await ExpandAsync(fresh));
        var (notHigher, lifted, again) = (await RaiseAsync("4"), await RaiseAsync("3"), await RaiseAsync("3"));
        var board = await officer.GetAsync($"{Town}/coverage/expansion");

        Assert.Equal((422, 422, 302, 422), (notNew.Status, notTwoNew.Status, done.Status, twice.Status));
        Assert.Equal((422, 302, 422), (notHigher.Status, lifted.Status, again.Status));
        Assert.Contains("2001.01.01 成立", notNew.Text, StringComparison.Ordinal);
        Assert.Contains("不是两新党组织", notTwoNew.Text, StringComparison.Ordinal);
        string[] Row(string name) => [.. board.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["枫岭镇", "2", "1", "50%", "1", "1", "100%"], Row("枫岭镇")[..7]);
        Assert.Equal("1／1", Row("枫岭镇")[6 + Clock.Today.Month]);
        Assert.Equal(["县教育局", "1", "0", "0%", "0", "0", "—"], Row("县教育局")[..7]);
        Assert.Contains(fresh.Name, (await officer.GetAsync($"{Town}/expansion/{town}?tab=results")).Text, StringComparison.Ordinal);
        Assert.Equal("100.0", (await officer.GetAsync($"{Town}/figures/expansion-raised")).In("#by-place tr.sum td.num"));
        Assert.Equal("0.0", (await officer.GetAsync($"{Town}/figures/expansion-new")).In("#by-place tr.sum td.num"));
    }

    [Fact, Trait("Row", "G8.6")]
    public async Task Each_industry_stands_with_its_office_its_committee_its_coverage_and_its_members()
    {
        var committee = await affairs.BranchAsync(sphere: "7", name: "律师行业党委");
        await SentAsync("正义律师事务所", "指导员乙", "03", 5, committee.Id);
        await SentAsync("公道律师事务所", "指导员丙", "03", 2);
        using var officer = await OfficerAsync();
        var bare = await officer.GetAsync($"{Town}/coverage/industries");
        Assert.Equal(302, (await officer.FillAsync($"{Town}/industry-systems/new", ("name", "律师行业"), ("industry", "03"), ("office", "县司法局"), ("organisation_id", committee.Id.ToString()), ("secretary", "童守正"))).Status);
        Assert.NotEqual(302, (await officer.FillAsync($"{Town}/industry-systems/new", ("name", "律师行业又一个"), ("industry", "03"))).Status);
        var page = await officer.GetAsync($"{Town}/coverage/industries");

        string[] Row(Answer answer) => [.. answer.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("律师", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Contains("没有登记", Row(bare)[1], StringComparison.Ordinal);
        Assert.Equal(["律师", "县司法局", "律师行业党委", "童守正", "2", "1", "50.0%", "7", "7", "0"], Row(page));
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.coverage.read");
        Assert.Equal(403, (await reader.GetAsync($"{Town}/industry-systems/new")).Status);
    }

    [Fact, Trait("Row", "G8.8")]
    public async Task What_an_instructor_does_is_told_apart_by_service_and_a_request_goes_to_a_department_comes_back_and_is_closed()
    {
        var (unit, instructor) = await SentAsync("求助公司", "指导员丁");
        using var officer = await OfficerAsync();
        (string, string)[] log = [("content", "走访了解用工"), ("happened_on", Ago(0)), ("kind", "1"), ("instructor_id", instructor.ToString())];
        Assert.Equal(302, (await officer.FillAsync($"{Town}/establishments/{unit}/logs/new", [.. log, ("service", "2"), ("request", "协调贷款")])).Status);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/establishments/{unit}/logs/new", [.. log, ("service", "4")])).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.instructor_log where request = '协调贷款'");
        Task<Answer> DeedAsync(string deed, params (string, string)[] said) => officer.SubmitAsync($"{Town}/instructor-services/deeds/{deed}?id={id}", said);

        var unsent = await DeedAsync("reply", ("reply", "已办"), ("replied_on", Ago(0)));
        var sent = await DeedAsync("refer", ("department", "县金融服务中心"), ("referred_on", Ago(0)));
        var replied = await DeedAsync("reply", ("reply", "银行已对接"), ("replied_on", Ago(0)));
        var refused = await DeedAsync("close", ("is_content", "0"), ("closed_words", "还没有放款"));
        var open = await DeedAsync("close", ("is_content", "1"), ("closed_words", "放款了"));
        var second = await DeedAsync("reply", ("reply", "已放款五十万元"), ("replied_on", Ago(0)));
        var closed = await DeedAsync("close", ("is_content", "1"), ("closed_words", "满意"));

        Assert.Equal((422, 302, 302, 302, 422, 302, 302), (unsent.Status, sent.Status, replied.Status, refused.Status, open.Status, second.Status, closed.Status));
        Assert.Equal("县金融服务中心|已放款五十万元|满意", await Host.AskAsync<string>($"select concat_ws('|', department, reply, closed_words) from grassroots.instructor_log where id = '{id}' and closed_on is not null"));
        Assert.DoesNotContain(id.ToString(), (await officer.GetAsync($"{Town}/instructor-services?service=4")).Text, StringComparison.Ordinal);
        Assert.Contains(id.ToString(), (await officer.GetAsync($"{Town}/instructor-services?service=2")).Text, StringComparison.Ordinal);
        var table = await officer.GetAsync($"{Town}/reports/instructor-months");
        var month = table.Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("th,td")!.TextContent.Trim() == $"{Clock.Today.Month} 月").QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim()).ToArray();
        // 合计, four services, requests, sent, answered, closed.
        Assert.Equal(["2", "0", "1", "0", "1", "1", "1", "1", "1"], [.. month.Select(cell => cell is "" or "—" ? "0" : cell)]);
    }

    [Fact]
    public async Task A_request_nobody_sent_on_lights_after_days_and_an_old_one_that_is_not_closed_as_well()
    {
        var (unit, _) = await SentAsync("久等公司", "指导员戊");
        await Host.DoAsync($"insert into grassroots.instructor_log (establishment_id, locality_path, happened_on, kind, content, request) select id, locality_path, {Sql(60)}, '1', '久等的走访', '修路' from grassroots.establishment where id = '{unit}'");
        using var officer = await OfficerAsync();
        foreach (var light in new[] { "referred", "answered" }) Assert.Contains("久等的走访", (await officer.GetAsync($"{Town}/instructor-services?rule=instructor-services.{light}")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await officer.GetAsync($"{Town}/instructor-services/new")).Status);
    }

    [Fact, Trait("Row", "G8.9")]
    public async Task Four_sides_answer_for_each_assignment_of_the_year_and_a_low_one_leads_to_replacement()
    {
        var (unit, instructor) = await SentAsync("评价公司", "指导员己");
        using var officer = await OfficerAsync();
        var survey = $"{Town}/instructors/deeds/survey?id={instructor}";
        Assert.Equal(302, (await officer.SubmitAsync(survey, ("year", $"{Clock.Today.Year}"))).Status);
        Assert.Equal(422, (await officer.SubmitAsync(survey, ("year", $"{Clock.Today.Year}"))).Status);
        var one = await Host.AskAsync<Guid>($"select id from grassroots.satisfaction where establishment_id = '{unit}'");
        Task<Answer> AnswerAsync(string side, int score) => officer.SubmitAsync($"{Town}/satisfaction/deeds/answer?id={one}", ("side", side), ("score", $"{score}"), ("answered_on", Ago(0)));
        Task<Answer> ReviewAsync(string result) => officer.SubmitAsync($"{Town}/satisfaction/deeds/review?id={one}", ("review_result", result), ("reviewed_on", Ago(0)), ("review_words", "企业反映来得少"));

        foreach (var (side, score) in new[] { ("1", 40), ("1", 50), ("2", 90), ("3", 80) }) Assert.Equal(302, (await AnswerAsync(side, score)).Status);
        var early = await ReviewAsync("2");
        var before = await officer.GetAsync($"{Town}/satisfaction?rule=satisfaction.low");
        Assert.Equal(302, (await AnswerAsync("4", 95)).Status);
        var lit = await officer.GetAsync($"{Town}/satisfaction?rule=satisfaction.low");
        var replaced = await ReviewAsync("2");
        var late = await AnswerAsync("1", 100);

        Assert.Equal((422, 302, 422), (early.Status, replaced.Status, late.Status));
        Assert.DoesNotContain(one.ToString(), before.Text, StringComparison.Ordinal);
        Assert.Contains(one.ToString(), lit.Text, StringComparison.Ordinal);
        Assert.Equal("45|90|80|95|45", await Host.AskAsync<string>($"select concat_ws('|', enterprise_score, society_score, sender_score, instructor_score, lowest) from grassroots.satisfaction where id = '{one}'"));
        Assert.Equal(Clock.Today, await Host.AskAsync<DateOnly>($"select ended_on from grassroots.instructor_assignment where establishment_id = '{unit}'"));
        Assert.DoesNotContain(one.ToString(), (await officer.GetAsync($"{Town}/satisfaction?rule=satisfaction.low")).Text, StringComparison.Ordinal);
        Assert.Contains(unit.ToString(), (await officer.GetAsync($"{Town}/establishments?rule=establishments.instructor")).Text, StringComparison.Ordinal);
        foreach (var (side, score) in new[] { ("enterprise", "0.0"), ("instructor", "100.0") }) Assert.Equal(score, (await officer.GetAsync($"{Town}/figures/satisfied-{side}")).In("#by-place tr.sum td.num"));
    }
}
