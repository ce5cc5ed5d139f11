using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Leaders;

/// <summary>村（社区）“两委”: cards, 联审, filing, elections of the village, 研判 and leaving, assessment, archive, pay, reserve.</summary>
public sealed class VillageTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.leaders.read", "grassroots.leaders.edit", "grassroots.leaders.act", "grassroots.organisations.read", "grassroots.organisations.edit", "grassroots.members.read"];
    const string Town = $"/{TestHost.Township}/grassroots", County = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));
    static string Sql(int days) => $"'{Clock.Today.AddDays(-days):yyyy-MM-dd}'";
    Task<Browser> TownAsync() => Host.SignInAsync(TestHost.Township, Officer);
    Task<Browser> CountyAsync() => Host.SignInAsync(TestHost.County, [.. Officer, "grassroots.leaders.plan"]);
    static string Above(string one) => one.Replace($"/{TestHost.Township}/", $"/{TestHost.County}/", StringComparison.Ordinal);

    /// <summary>A village with a secretary's seat, nobody on it.</summary>
    async Task<AffairsHost.Branch> VillageAsync()
    {
        var village = await affairs.BranchAsync();
        await Host.DoAsync($"update grassroots.organisation set is_village = true where id = '{village.Id}'; insert into grassroots.committee_seat (organisation_id, locality_path, rank_order, post, opened_on) select '{village.Id}', '{village.Path}', n, case n when 1 then '001A' else '002A' end, '2020-01-01' from generate_series(1, 2) n");
        return village;
    }

    async Task<Guid> CandidateAsync(AffairsHost.Branch village, string name, string aim = "'1'", bool isPassed = false, Guid? person = null) => await Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, sex, birth_on, nation) values ('{name}', '2', '1988-05-01', '01') returning id)
        insert into grassroots.village_candidate (locality_path, name, person_id, organisation_id, aim, is_reserve, source, listed_on, passed_on) select '{village.Path}', '{name}', coalesce({(person is { } known ? $"'{known}'" : "null")}::uuid, id), '{village.Id}', {aim}, true, '2', {Sql(100)}, {(isPassed ? Sql(90) : "null")} from p returning id
        """);

    async Task<Guid> CadreAsync(AffairsHost.Branch village, string name, string? party = null, string? committee = null, string birth = "1980-05-01", string more = "", string values = "") => await Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, sex, birth_on, nation) values ('{name}', '1', '{birth}', '01') returning id)
        insert into grassroots.village_cadre (locality_path, name, person_id, organisation_id, party_post, committee_post, education, began_on, secretary_since_on{more}) select '{village.Path}', '{name}', id, '{village.Id}', {(party is null ? "null" : $"'{party}'")}, {(committee is null ? "null" : $"'{committee}'")}, '31', '2021-01-15', {(party == "1" ? "'2021-01-15'" : "null")}::date{values} from p returning id
        """);

    Task<string?> CardAsync(string where, string columns) => Host.AskAsync<string>($"select concat_ws('|', {columns}) from grassroots.village_cadre where {where}");

    [Fact, Trait("Row", "G9.1")]
    public async Task A_card_holds_both_posts_and_follows_the_committee_and_the_village_s_own_election()
    {
        var village = await VillageAsync();
        var member = await affairs.MemberAsync(village, "孟春生");
        using var officer = await TownAsync();
        var seat = await Host.AskAsync<Guid>($"select id from grassroots.committee_seat where organisation_id = '{village.Id}' and post = '001A'");
        var seated = await officer.SubmitAsync($"{Town}/committees/appoint/{seat}", ("member", member.ToString()), ("on", Ago(20)), ("document", "批"));
        Assert.True(seated.Status == 302, seated.Why());
        var person = await Host.AskAsync<Guid>($"select person_id from grassroots.member where id = '{member}'");
        Assert.Equal($"1|{Clock.Today.AddDays(-20):yyyy-MM-dd}|t", await CardAsync($"person_id = '{person}'", "party_post, secretary_since_on, is_member"));
        Assert.False(await Host.AskAsync<bool>($"select is_one_shoulder from grassroots.organisation where id = '{village.Id}'"));

        // The head of the village committee until now gives way to the one elected.
        var before = await CadreAsync(village, "老主任", committee: "1");
        var candidate = await CandidateAsync(village, "孟春生", "'3'", isPassed: true, person);
        var deed = $"{Town}/village-candidates/deeds/elected?id={candidate}";
        var few = await officer.SubmitAsync(deed, ("post", "1"), ("on", Ago(5)), ("registered", "900"), ("cast", "450"), ("votes", "400"));
        var many = await officer.SubmitAsync(deed, ("post", "1"), ("on", Ago(5)), ("registered", "900"), ("cast", "800"), ("votes", "801"));
        var done = await officer.SubmitAsync(deed, ("post", "1"), ("on", Ago(5)), ("registered", "900"), ("cast", "800"), ("votes", "700"));
        Assert.Equal((422, 422, 302), (few.Status, many.Status, done.Status));
        Assert.Equal("1|1", await CardAsync($"person_id = '{person}'", "party_post, committee_post"));
        Assert.True(await Host.AskAsync<bool>($"select is_one_shoulder from grassroots.organisation where id = '{village.Id}'"));
        Assert.Equal($"{Clock.Today.AddDays(-5):yyyy-MM-dd}|1", await CardAsync($"id = '{before}'", "left_on, left_kind"));
        // As of the day before, it was otherwise.
        Assert.Contains("老主任", (await officer.GetAsync($"{Town}/village-cadres?asof={AsOf.Format(Clock.Today.AddDays(-6))}&q={Uri.EscapeDataString("老主任")}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("老主任", (await officer.GetAsync($"{Town}/village-cadres")).In("tbody") ?? "", StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.7")]
    public async Task A_secretary_who_is_taken_off_without_a_filing_is_red_and_counts_as_a_change_that_was_not_filed()
    {
        var village = await VillageAsync();
        var member = await affairs.MemberAsync(village, "卸任人");
        using var officer = await Host.SignInAsync(TestHost.Township, [.. Officer, "grassroots.figures.read"]);
        var seat = await Host.AskAsync<Guid>($"select id from grassroots.committee_seat where organisation_id = '{village.Id}' and post = '001A'");
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/committees/appoint/{seat}", ("member", member.ToString()), ("on", Ago(20)), ("document", "批"))).Status);
        const string List = $"{Town}/village-cadres?rule=village-cadres.removal-filed";
        var wanting = $"{Town}/figures/secretaries-filed/rows?part=wanting";
        Assert.DoesNotContain("卸任人", (await officer.GetAsync(List)).In("tbody") ?? "", StringComparison.Ordinal);

        var holding = await Host.AskAsync<Guid>($"select id from grassroots.member_post where seat_id = '{seat}' and ended_on is null");
        var left = await officer.PostFromAsync($"{Town}/committees/{village.Id}", $"{Town}/committees/{village.Id}?handler=leave", ("holding", holding.ToString()), ("on", Ago(0)), ("reason", "调离"));
        Assert.True(left.Status == 302, left.Why());

        Assert.Contains("卸任人", (await officer.GetAsync(List)).Text, StringComparison.Ordinal);
        Assert.Contains("卸任人", (await officer.GetAsync(wanting)).Text, StringComparison.Ordinal);
        // A case that was closed stands behind it: filed.
        await Host.DoAsync($"insert into org.procedure_case (id, locality_path, acts_path, module, procedure, number, title, subject_id, step, stage, state, facts, opened_on, step_since, closed_on) select gen_random_uuid(), c.locality_path, c.locality_path, 'grassroots', 'removals', '试-' || gen_random_uuid(), '试', c.id, 'x', 1, 'done', '{{}}', org.today() - 20, org.today() - 10, org.today() from grassroots.village_cadre c where c.name = '卸任人'");
        Assert.DoesNotContain("卸任人", (await officer.GetAsync(List)).In("tbody") ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("卸任人", (await officer.GetAsync(wanting)).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.7")]
    public async Task A_secretary_takes_office_by_filing_with_the_county_after_all_departments_have_answered_and_who_is_not_filed_is_red()
    {
        var village = await VillageAsync();
        var member = await affairs.MemberAsync(village, "文书强");
        var candidate = await CandidateAsync(village, "文书强", person: await Host.AskAsync<Guid>($"select person_id from grassroots.member where id = '{member}'"));
        using var town = await TownAsync();
        using var county = await CountyAsync();

        var filing = (await town.OpenCaseAsync($"{Town}/filings", candidate, ("on", Ago(60)), ("candidate_source", "2"), ("recommend_words", "返乡创业，群众信任"))).Location!;
        await town.DoStepAsync(filing, "inspect", ("on", Ago(55)), ("inspect_words", "表现好"));
        await town.DoStepAsync(filing, "discuss", ("on", Ago(50)), ("outcome", "agree"));
        Assert.Equal(422, (await town.ActAsync(filing, "file", ("on", Ago(45)), ("outcome", "filed"), ("filing_no", "县备1"))).Status);
        Assert.Contains("没有通过联审", (await county.ActAsync(Above(filing), "file", ("on", Ago(45)), ("outcome", "filed"), ("filing_no", "县备1"))).In(".refuse"));

        var review = (await town.OpenCaseAsync($"{Town}/joint-reviews", candidate, ("on", Ago(44)), ("submit_words", "书记人选"))).Location!;
        await county.DoStepAsync(Above(review), "send", ("on", Ago(43)), ("answer_by", Ago(30)));
        foreach (var department in Enumerable.Range(1, 9)) await county.DoStepAsync(Above(review), "answer", ("on", Ago(40)), ("department", $"{department}"), ("answer_words", "无"), ("outcome", department == 4 ? "problem" : "clear"));
        Assert.Contains("还有 1 个部门没有答复", (await county.ActAsync(Above(review), "conclude", ("on", Ago(38)), ("outcome", "passed"))).In(".refuse"));
        await county.DoStepAsync(Above(review), "answer", ("on", Ago(39)), ("department", "10"), ("answer_words", "无"), ("outcome", "clear"));
        Assert.Contains("反映问题的部门 1 个", (await county.ActAsync(Above(review), "conclude", ("on", Ago(38)), ("outcome", "passed"))).In(".refuse"));
        // What was a misunderstanding is answered again.
        await county.DoStepAsync(Above(review), "answer", ("on", Ago(38)), ("department", "4"), ("answer_words", "系同名，已澄清"), ("outcome", "clear"));
        await county.DoStepAsync(Above(review), "conclude", ("on", Ago(38)), ("outcome", "passed"));

        await county.DoStepAsync(Above(filing), "file", ("on", Ago(36)), ("outcome", "filed"), ("filing_no", "县备〔2026〕8号"));
        await town.DoStepAsync(filing, "appoint", ("on", Ago(35)));
        Assert.Equal($"1|县备〔2026〕8号|{Clock.Today.AddDays(-36):yyyy-MM-dd}|{Clock.Today.AddDays(-35):yyyy-MM-dd}|2", await CardAsync($"name = '文书强'", "party_post, filing_no, filed_on, secretary_since_on, source"));
        Assert.Equal("文书强", await Host.AskAsync<string>($"select secretary from grassroots.organisation where id = '{village.Id}'"));

        var unfiled = await CadreAsync(await VillageAsync(), "没备案", "1");
        var lit = await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.filed");
        Assert.Contains(unfiled.ToString(), lit.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("文书强", lit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_organisation_of_a_community_is_the_community_s_own_and_the_next_is_one_of_its_branches()
    {
        var (first, second, office) = (await affairs.BranchAsync(AffairsHost.Community, "2"), await affairs.BranchAsync(AffairsHost.Community, "2"), await affairs.BranchAsync(TestHost.Township, "2"));
        Task<bool> IsVillageAsync(AffairsHost.Branch one) => Host.AskAsync<bool>($"select is_village from grassroots.organisation where id = '{one.Id}'");
        Assert.Equal((true, false, false), (await IsVillageAsync(first), await IsVillageAsync(second), await IsVillageAsync(office)));
    }

    [Fact, Trait("Row", "G9.11")]
    public async Task A_vacant_seat_is_counted_until_somebody_from_a_known_source_is_recommended_inspected_discussed_and_filed_and_the_days_are_known()
    {
        var far = await affairs.PathOfAsync(AffairsHost.FarTownship);
        var village = await affairs.BranchAsync(AffairsHost.FarTownship);
        await Host.DoAsync($"update grassroots.organisation set is_village = true where id = '{village.Id}'; insert into grassroots.committee_seat (organisation_id, locality_path, rank_order, post, opened_on) values ('{village.Id}', '{village.Path}', 1, '001A', '2020-01-01')");
        var (before, after) = (await affairs.MemberAsync(village, "前任书记"), await affairs.MemberAsync(village, "新任书记"));
        await Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on, ended_on) values ('{before}', '{village.Path}', '001A', '{village.Name}', '{village.Id}', '2021-01-01', {Sql(40)})");
        string[] county = [.. Officer, "grassroots.leaders.plan", "grassroots.figures.read"];
        using var town = await Host.SignInAsync(AffairsHost.FarTownship, [.. Officer, "grassroots.figures.read"]);
        using var above = await Host.SignInAsync(TestHost.Neighbour, county);
        string home = $"/{AffairsHost.FarTownship}/grassroots";
        async Task<string?> FigureAsync(string id) => (await town.GetAsync($"{home}/figures/{id}")).In("#by-place tr.sum td.num");
        // Another test may have a community there without a secretary.
        var vacant = int.Parse((await FigureAsync("secretaries-vacant"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(vacant >= 1);
        Assert.Contains("40", (await town.GetAsync($"{home}/figures/secretaries-vacant/rows")).In("tbody") ?? "", StringComparison.Ordinal);

        var person = await Host.AskAsync<Guid>($"select person_id from grassroots.member where id = '{after}'");
        var candidate = await CandidateAsync(village, "新任书记", isPassed: true, person: person);
        var filing = (await town.OpenCaseAsync($"{home}/filings", candidate, ("on", Ago(30)), ("candidate_source", "5"), ("recommend_words", "机关下派干部"))).Location!;
        await town.DoStepAsync(filing, "inspect", ("on", Ago(25)), ("inspect_words", "表现好"));
        await town.DoStepAsync(filing, "discuss", ("on", Ago(22)), ("outcome", "agree"));
        await above.DoStepAsync(filing.Replace($"/{AffairsHost.FarTownship}/", $"/{TestHost.Neighbour}/", StringComparison.Ordinal), "file", ("on", Ago(20)), ("outcome", "filed"), ("filing_no", "县备9"));
        await town.DoStepAsync(filing, "appoint", ("on", Ago(15)));

        Assert.Equal($"{vacant - 1}", await FigureAsync("secretaries-vacant"));
        var year = Clock.Today.AddDays(-15).Year == Clock.Today.Year;
        if (year) Assert.Equal("25.0", await FigureAsync("secretaries-waited"));
        var sources = await town.GetAsync($"{home}/reports/secretary-sources");
        if (year) Assert.Equal(["1", "1", "0", "1", "0", "0"], sources.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("机关下派", StringComparison.Ordinal)).QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim() is var text && text is "" or "—" ? "0" : text));
        Assert.StartsWith(far, village.Path, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.2")]
    public async Task A_village_goes_through_its_round_step_by_step_with_planned_days_and_valid_votes_only()
    {
        var village = await VillageAsync();
        var member = await affairs.MemberAsync(village, "苏明远");
        var person = await Host.AskAsync<Guid>($"select person_id from grassroots.member where id = '{member}'");
        var candidate = await CandidateAsync(village, "苏明远", "'3'", person: person);
        using var town = await TownAsync();
        using var county = await CountyAsync();
        var one = (await town.OpenCaseAsync($"{Town}/village-elections", village.Id, ("on", Ago(80)), ("survey_words", "平稳"))).Location!;
        Assert.Contains("先党组织选举", (await town.ActAsync(one, "plan", ("on", Ago(75)), ("plan_party_on", Ago(5)), ("plan_committee_on", Ago(9)), ("plan_done_on", Ago(1)), ("team_size", "7"))).In(".refuse"));
        await town.DoStepAsync(one, "plan", ("on", Ago(75)), ("plan_party_on", Ago(30)), ("plan_committee_on", Ago(10)), ("plan_done_on", Ago(2)), ("team_size", "7"));
        await town.DoStepAsync(one, "people", ("on", Ago(70)), ("people_words", "一肩挑"));
        Assert.Contains("1 名人选没有通过联审", (await county.ActAsync(Above(one), "review", ("on", Ago(65)))).In(".refuse"));
        await Host.DoAsync($"update grassroots.village_candidate set passed_on = {Sql(66)} where id = '{candidate}'");
        await county.DoStepAsync(Above(one), "review", ("on", Ago(65)));

        // Late by its plan, and the board says so.
        Assert.Contains("超", (await town.GetAsync($"{Town}/village-elections")).Document.QuerySelector($"a[href$='{one[^36..]}']")!.Closest("tr")!.InnerHtml, StringComparison.Ordinal);
        (string, string)[] party = [("on", Ago(20)), ("new_secretary", "苏明远"), ("party_voters", "20"), ("party_present", "18")];
        Assert.Contains("还没有新一届党组织", (await town.ActAsync(one, "party", party)).In(".refuse"));
        await Host.DoAsync($"insert into grassroots.committee_term (organisation_id, locality_path, began_on, years, due_on) values ('{village.Id}', '{village.Path}', {Sql(20)}, 5, {Sql(20)}::date + 1826)");
        Assert.Contains("到会党员多于应到会党员", (await town.ActAsync(one, "party", [.. party, ("party_present", "21")])).In(".refuse"));
        Assert.Contains("五分之四", (await town.ActAsync(one, "party", [.. party, ("party_present", "15")])).In(".refuse"));
        await town.DoStepAsync(one, "party", party);

        (string, string)[] vote = [("on", Ago(8)), ("registered", "1000"), ("voted", "900"), ("director", "苏明远"), ("votes", "620")];
        Assert.Contains("名册上的主任不是", (await town.ActAsync(one, "committee", vote)).In(".refuse"));
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/village-candidates/deeds/elected?id={candidate}", ("post", "1"), ("on", Ago(8)), ("registered", "1000"), ("cast", "900"), ("votes", "620"))).Status);
        Assert.Equal(422, (await town.ActAsync(one, "committee", [.. vote, ("voted", "500"), ("votes", "400")])).Status);
        await town.DoStepAsync(one, "committee", vote);
        await town.DoStepAsync(one, "summary", ("on", Ago(1)), ("first_year", "修路、办养老点"));
        Assert.Equal("done", await Host.AskAsync<string>($"select state from org.procedure_case where id = '{one[^36..]}'"));
    }

    [Fact, Trait("Row", "G9.3")]
    public async Task A_village_with_an_open_severe_problem_enters_the_vote_only_with_an_approval_on_record()
    {
        var village = await VillageAsync();
        using var town = await TownAsync();
        using var county = await CountyAsync();
        var made = await town.FillAsync($"{Town}/election-risks/new", ("words", "两姓相争"), ("organisation_id", village.Id.ToString()), ("kind", "1"), ("is_severe", "1"), ("found_on", Ago(30)), ("solver", "包村领导"), ("due_on", Ago(3)));
        Assert.True(made.Status == 302, made.Why() + Host.Log);
        var risk = await Host.AskAsync<Guid>($"select id from grassroots.election_risk where organisation_id = '{village.Id}'");
        var lit = await town.GetAsync($"{Town}/election-risks?rule=election-risks.in-time");
        var one = (await town.OpenCaseAsync($"{Town}/village-elections", village.Id, ("on", Ago(60)), ("survey_words", "有矛盾"))).Location!;
        await town.DoStepAsync(one, "plan", ("on", Ago(55)), ("plan_party_on", Ago(4)), ("plan_committee_on", Ago(3)), ("plan_done_on", Ago(1)), ("team_size", "5"));
        await town.DoStepAsync(one, "people", ("on", Ago(50)), ("people_words", "无"));
        await county.DoStepAsync(Above(one), "review", ("on", Ago(40)));
        await Host.DoAsync($"insert into grassroots.committee_term (organisation_id, locality_path, began_on, years, due_on) values ('{village.Id}', '{village.Path}', {Sql(4)}, 5, {Sql(4)}::date + 1826)");
        (string, string)[] party = [("on", Ago(4)), ("new_secretary", "某"), ("party_voters", "20"), ("party_present", "18")];

        var held = await town.ActAsync(one, "party", party);
        // A reason alone, or somebody who approved without one, is no approval.
        var bare = await town.ActAsync(one, "party", [.. party, ("reason", "矛盾已经缓和，包村领导驻村")]);
        var empty = await town.ActAsync(one, "party", [.. party, ("approver", "县委常委、组织部部长"), ("approved_on", Ago(5))]);
        Assert.Equal((422, 422, "party"), (bare.Status, empty.Status, await Host.AskAsync<string>($"select step from org.procedure_case where id = '{one[^36..]}'")));
        var second = await VillageAsync();
        await Host.DoAsync($"insert into grassroots.election_risk (locality_path, words, organisation_id, kind, is_severe, found_on, solver, due_on) values ('{second.Path}', '账目不公开', '{second.Id}', '4', true, {Sql(30)}, '包村领导', {Sql(-3)}); insert into grassroots.committee_term (organisation_id, locality_path, began_on, years, due_on) values ('{second.Id}', '{second.Path}', {Sql(4)}, 5, {Sql(4)}::date + 1826)");
        var approved = (await town.OpenCaseAsync($"{Town}/village-elections", second.Id, ("on", Ago(60)), ("survey_words", "有矛盾"))).Location!;
        await town.DoStepAsync(approved, "plan", ("on", Ago(55)), ("plan_party_on", Ago(4)), ("plan_committee_on", Ago(3)), ("plan_done_on", Ago(1)), ("team_size", "5"));
        await town.DoStepAsync(approved, "people", ("on", Ago(50)), ("people_words", "无"));
        await county.DoStepAsync(Above(approved), "review", ("on", Ago(40)));
        await town.DoStepAsync(approved, "party", [.. party, ("reason", "账目已经公开，余下的限期处理"), ("approver", "县委常委、组织部部长"), ("approved_on", Ago(5))]);
        // Who approved it, and why, stands on the case; the problem stays open.
        Assert.Equal("committee", await Host.AskAsync<string>($"select step from org.procedure_case where id = '{approved[^36..]}'"));
        var record = await town.GetAsync(approved);
        foreach (var said in new[] { "账目已经公开，余下的限期处理", "县委常委、组织部部长" }) Assert.Contains(said, record.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from grassroots.election_risk where organisation_id = '{second.Id}' and closed_on is null"));
        var early = await town.SubmitAsync($"{Town}/election-risks/deeds/close?id={risk}", ("closed_on", Ago(40)), ("result", "好了"));
        var closed = await town.SubmitAsync($"{Town}/election-risks/deeds/close?id={risk}", ("closed_on", Ago(4)), ("result", "签了协议"));
        var free = await town.ActAsync(one, "party", party);

        Assert.Equal((302, 422, 422, 302, 302), (made.Status, held.Status, early.Status, closed.Status, free.Status));
        Assert.Contains("没有化解的严重问题 1 个", held.Text, StringComparison.Ordinal);
        Assert.Contains("两姓相争", lit.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.10")]
    public async Task Who_is_sixty_or_unfit_is_looked_at_one_by_one_kept_with_a_reason_or_replaced_by_a_day_and_leaves_all_posts()
    {
        var village = await VillageAsync();
        var (old, unfit) = (await CadreAsync(village, "年长人", "1", "1", "1960-03-01"), await CadreAsync(await VillageAsync(), "不称职人", "1", null, "1985-03-01", ", last_grade, graded_year", ", '4', 2025"));
        using var town = await TownAsync();
        using var county = await CountyAsync();
        Assert.Contains("年长人", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.age")).Text, StringComparison.Ordinal);
        Assert.Contains("不称职人", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.unfit")).Text, StringComparison.Ordinal);

        var kept = await town.OpenCaseAsync($"{Town}/removals", old, ("on", Ago(30)), ("judge_words", "身体好"), ("outcome", "keep"));
        Assert.Equal(422, kept.Status);
        kept = await town.OpenCaseAsync($"{Town}/removals", old, ("on", Ago(30)), ("judge_words", "身体好"), ("outcome", "keep"), ("keep_words", "项目没有完"));
        Assert.Equal("done", await Host.AskAsync<string>($"select state from org.procedure_case where id = '{kept.Location![^36..]}'"));

        // Who takes over comes from those held ready: a name that is not among them is refused, and one that is, is tied to the card.
        (string, string)[] judged = [("on", Ago(30)), ("judge_words", "打不开局面"), ("outcome", "replace"), ("leaving", "3"), ("replace_by", Ago(5))];
        var unknown = await town.OpenCaseAsync($"{Town}/removals", unfit, [.. judged, ("replacement", "无此后备")]);
        Assert.Equal(422, unknown.Status);
        Assert.Contains("后备人才里没有“无此后备”", unknown.Text, StringComparison.Ordinal);
        var reserve = await CandidateAsync(village, "接任后备", "null");
        var one = (await town.OpenCaseAsync($"{Town}/removals", unfit, [.. judged, ("replacement", "接任后备")])).Location!;
        Assert.Equal(unfit, await Host.AskAsync<Guid>($"select follows_id from grassroots.village_candidate where id = '{reserve}' and aim is null"));
        Assert.Contains("不称职人", (await town.GetAsync($"{Town}/village-candidates/{reserve}")).Text, StringComparison.Ordinal);
        // Refused, nobody follows; judged again with another, the one before is free.
        Task<string?> FollowersAsync() => Host.AskAsync<string>($"select coalesce(string_agg(name, ',' order by name), '') from grassroots.village_candidate where follows_id = '{unfit}'");
        await town.DoStepAsync(one, "discuss", ("on", Ago(25)), ("leaving_words", "党委研究"), ("outcome", "refuse"));
        Assert.Equal("", await FollowersAsync());
        await CandidateAsync(village, "先定后备", "null");
        one = (await town.OpenCaseAsync($"{Town}/removals", unfit, [.. judged, ("replacement", "先定后备")])).Location!;
        Assert.Equal("先定后备", await FollowersAsync());
        await town.DoStepAsync(one, "discuss", ("on", Ago(25)), ("leaving_words", "党委研究"), ("outcome", "refuse"));
        one = (await town.OpenCaseAsync($"{Town}/removals", unfit, [.. judged, ("replacement", "接任后备")])).Location!;
        Assert.Equal("接任后备", await FollowersAsync());
        await town.DoStepAsync(one, "discuss", ("on", Ago(20)), ("leaving_words", "党委研究"), ("outcome", "agree"));
        Assert.Equal(422, (await town.ActAsync(one, "file", ("on", Ago(10)), ("outcome", "filed"), ("removal_no", "县备2"))).Status);
        await county.DoStepAsync(Above(one), "file", ("on", Ago(10)), ("outcome", "filed"), ("removal_no", "县备2"));
        await town.DoStepAsync(one, "leave", ("on", Ago(8)));
        // From the day the seat is empty the one who is to follow is a candidate for it, and waits for the joint review.
        Assert.Equal("1", await Host.AskAsync<string>($"select aim from grassroots.village_candidate where id = '{reserve}'"));
        Assert.Contains("接任后备", (await town.GetAsync($"{Town}/village-candidates?aim=1,2,3,4,5&passed_on.none=1")).In("tbody"), StringComparison.Ordinal);
        Assert.Equal($"{Clock.Today.AddDays(-8):yyyy-MM-dd}|3|党委研究（县备2）", await CardAsync($"id = '{unfit}'", "party_post, committee_post, left_on, left_kind, left_words"));
        Assert.DoesNotContain("不称职人", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.unfit")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.9")]
    public async Task A_year_s_assessment_is_reckoned_from_three_scores_and_drives_the_grade()
    {
        var village = await VillageAsync();
        var (good, low) = (await CadreAsync(village, "考核甲", "1"), await CadreAsync(village, "考核乙", "3"));
        using var county = await CountyAsync();
        using var town = await TownAsync();
        var year = Clock.Today.Year - 1;
        (string, string)[] Scores(int township, int members, int residents) => [("year", $"{year}"), ("township_score", $"{township}"), ("member_score", $"{members}"), ("resident_score", $"{residents}"), ("assessed_on", Ago(9)), ("feedback", "反馈本人")];

        Assert.Equal(403, (await town.GetAsync($"{Town}/village-cadres/deeds/assess?id={good}")).Status);
        Assert.Equal(422, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={good}", [.. Scores(90, 90, 90), ("township_score", "101")])).Status);
        Assert.Equal(302, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={good}", Scores(94, 90, 88))).Status);
        Assert.Equal(302, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={low}", Scores(80, 70, 50))).Status);
        Assert.Equal(422, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={good}", Scores(70, 70, 70))).Status);

        // 94 × 50 % + 90 × 25 % + 88 × 25 % = 91.5; residents below 60 are not made up for by the others.
        Assert.Equal("91 1", await Host.AskAsync<string>($"select score || ' ' || grade from grassroots.cadre_assessment where village_cadre_id = '{good}'"));
        Assert.Equal($"3|{year}", await CardAsync($"id = '{low}'", "last_grade, graded_year"));
        Assert.DoesNotContain("考核甲", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.assessed")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.9")]
    public async Task What_is_half_a_point_below_the_line_stays_below_it_and_weights_and_lines_are_the_place_s_own()
    {
        var village = await VillageAsync();
        using var county = await CountyAsync();
        async Task<string?> GradedAsync(string name, int township, int members, int residents)
        {
            var cadre = await CadreAsync(village, name, null, "3");
            Assert.Equal(302, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={cadre}", ("year", $"{Clock.Today.Year - 1}"), ("township_score", $"{township}"), ("member_score", $"{members}"), ("resident_score", $"{residents}"), ("assessed_on", Ago(9)), ("feedback", "反馈本人"))).Status);
            return await Host.AskAsync<string>($"select score || ' ' || grade from grassroots.cadre_assessment where village_cadre_id = '{cadre}'");
        }

        // 90 × 50 % + 90 × 25 % + 88 × 25 % = 89.5
        Assert.Equal("89 2", await GradedAsync("线下人", 90, 90, 88));
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.village-cadres.grading', 'township_weight', 80, daterange('2020-01-01', null), '文', '试', '试'), ('grassroots.village-cadres.grading', 'member_weight', 10, daterange('2020-01-01', null), '文', '试', '试'), ('grassroots.village-cadres.grading', 'resident_weight', 10, daterange('2020-01-01', null), '文', '试', '试'), ('grassroots.village-cadres.grading', 'excellent', 88, daterange('2020-01-01', null), '文', '试', '试')");
        try
        {
            Assert.Equal("89 1", await GradedAsync("线上人", 90, 90, 88));
            Assert.Equal("86 2", await GradedAsync("另一人", 86, 90, 90));
        }
        finally
        {
            await Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.village-cadres.grading'");
        }
    }

    [Fact, Trait("Row", "G9.9")]
    public async Task A_grade_makes_the_pay_of_the_year_after_keeps_honours_from_who_did_badly_and_puts_who_is_unfit_on_the_list()
    {
        var village = await VillageAsync();
        var year = Clock.Today.AddMonths(-1).Year;
        var (best, plain, poor) = (await CadreAsync(village, "优秀人", "1", "1"), await CadreAsync(village, "称职人", null, "3"), await CadreAsync(village, "不合格人", "3", null));
        await Host.DoAsync($"update grassroots.village_cadre set is_full_time = id in ('{best}', '{plain}', '{poor}') where starts_with(locality_path, (select path from org.locality where code = '{TestHost.Township}')); update grassroots.cadre_pay_standard set removed_at = now()");
        using var county = await CountyAsync();
        using var town = await TownAsync();
        foreach (var (post, amount) in new[] { ("1", "4000"), ("5", "2000") })
            Assert.Equal(302, (await county.FillAsync($"{County}/pay-standards/new", ("year", $"{year}"), ("post", post), ("amount", amount), ("excellent_share", "110"), ("basic_share", "90"), ("unfit_share", "80"))).Status);
        foreach (var (cadre, score) in new[] { (best, "95"), (plain, "80"), (poor, "50") })
            Assert.Equal(302, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={cadre}", ("year", $"{year - 1}"), ("township_score", score), ("member_score", score), ("resident_score", score), ("assessed_on", Ago(9)), ("feedback", "反馈本人"))).Status);
        var month = new DateOnly(year, Clock.Today.AddMonths(-1).Month, 1);

        var opened = await town.SubmitAsync($"{Town}/leaders/pay", ("month", Month.Of(month).ToString()), ("due", Dates.Format(month.AddDays(9))));
        (string, string)[] honour = [("title", "优秀村干部"), ("level", "4"), ("awarded_on", Ago(1))];
        var held = await town.FillAsync($"{Town}/village-cadres/{poor}/honours/new", honour);
        var given = await town.FillAsync($"{Town}/village-cadres/{best}/honours/new", honour);

        Assert.True(opened.Status == 302, opened.In(".note"));
        Assert.Equal("1600 2000 4400", await Host.AskAsync<string>($"select string_agg(due::text, ' ' order by due) from grassroots.cadre_pay where organisation_id = '{village.Id}'"));
        Assert.Equal((422, 302), (held.Status, given.Status));
        Assert.Contains("年度 不称职", held.Text, StringComparison.Ordinal);
        Assert.Contains("优秀人", (await town.GetAsync($"{Town}/village-cadres?last_grade=1")).In("tbody"), StringComparison.Ordinal);
        Assert.Contains("不合格人", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.unfit")).In("tbody"), StringComparison.Ordinal);

        // Paid before the grade was decided: by the standard, and made good when it is. What was paid is not taken back.
        var (raised, lowered) = (await CadreAsync(village, "后定优秀", null, "3"), await CadreAsync(village, "后定不称", null, "3"));
        await Host.DoAsync($"update grassroots.village_cadre set is_full_time = true where id in ('{raised}', '{lowered}')");
        Assert.Contains("上年度等次未定 2 人，先按标准开", (await town.GetAsync($"{Town}/leaders/pay")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/leaders/pay", ("month", Month.Of(month).ToString()), ("due", Dates.Format(month.AddDays(9))))).Status);
        await Host.DoAsync($"update grassroots.cadre_pay set paid = due, paid_on = due_on where village_cadre_id in ('{raised}', '{lowered}')");
        foreach (var (cadre, score) in new[] { (raised, "95"), (lowered, "50") })
            Assert.Equal(302, (await county.SubmitAsync($"{County}/village-cadres/deeds/assess?id={cadre}", ("year", $"{year - 1}"), ("township_score", score), ("member_score", score), ("resident_score", score), ("assessed_on", Ago(9)), ("feedback", "反馈本人"))).Status);
        Assert.Contains("现在定了 2 条", (await town.GetAsync($"{Town}/leaders/pay")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.PostFromAsync($"{Town}/leaders/pay", $"{Town}/leaders/pay?handler=settle")).Status);
        Assert.Equal("2200 2000|2000 2000", await Host.AskAsync<string>($"select (select due || ' ' || paid from grassroots.cadre_pay where village_cadre_id = '{raised}') || '|' || (select due || ' ' || paid from grassroots.cadre_pay where village_cadre_id = '{lowered}')"));
        Assert.DoesNotContain("现在定了", (await town.GetAsync($"{Town}/leaders/pay")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await town.PostFromAsync($"{Town}/leaders/pay", $"{Town}/leaders/pay?handler=settle")).Status);
    }

    [Fact, Trait("Row", "G9.14")]
    public async Task A_plan_of_three_years_has_a_target_for_each_and_is_read_below_beside_what_there_is()
    {
        var village = await VillageAsync();
        using var county = await CountyAsync();
        using var town = await TownAsync();
        var year = Clock.Today.Year - 1;
        await Host.DoAsync($"update grassroots.village_candidate set removed_at = now() where starts_with(locality_path, (select path from org.locality where code = '{TestHost.County}')); update grassroots.reserve_plan set removed_at = now()");
        foreach (var (name, days) in new[] { ("早列人", 400), ("今年人", 5), ("又一人", 4) })
            await Host.DoAsync($"update grassroots.village_candidate set listed_on = {Sql(days)} where id = '{await CandidateAsync(village, name, "null")}'");
        (string, string)[] plan = [("title", "后备三年计划"), ("first_year", $"{year}"), ("first_target", "1"), ("second_target", "5"), ("third_target", "9"), ("locality", TestHost.County)];

        var fewer = await county.FillAsync($"{County}/reserve-plans/new", [.. plan, ("third_target", "4")]);
        var made = await county.FillAsync($"{County}/reserve-plans/new", plan);
        var page = await county.GetAsync($"{County}/leaders/reserves");
        string[] Row(int of) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains($"{of} 年", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

        Assert.Equal((422, 302, 403), (fewer.Status, made.Status, (await town.GetAsync($"{Town}/reserve-plans/new")).Status));
        // Of the three, one was there at the end of the first year.
        var before = Clock.Today.AddDays(-400).Year <= year ? 1 : 0;
        Assert.Equal([$"{year} 年", "1", $"{before}", before == 1 ? "100.0%" : "0.0%"], Row(year)[..4]);
        Assert.Equal([$"{year + 1} 年", "5", "3", "60.0%"], Row(year + 1)[..4]);
        Assert.EndsWith("差 2 人", Row(year + 1)[4], StringComparison.Ordinal);
        Assert.Equal("还没有到", Row(year + 2)[4]);
        Assert.Contains("后备三年计划", (await town.GetAsync($"{Town}/leaders/reserves")).Text, StringComparison.Ordinal);
        var empty = await VillageAsync();
        Assert.Contains(empty.Id.ToString(), (await county.GetAsync($"{County}/leaders/reserves")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.8")]
    public async Task An_archive_lists_what_it_must_hold_says_what_is_missing_and_who_has_borrowed_it()
    {
        var cadre = await CadreAsync(await VillageAsync(), "建档人", "1");
        using var town = await TownAsync();
        Assert.Contains("建档人", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.archive")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/village-cadres/deeds/set-up-archive?id={cadre}", ("kept_at", "县委组织部"), ("checked_on", Ago(5)))).Status);
        // No member of the Party: nine materials, without the application.
        Assert.Equal(9L, await Host.AskAsync<long>($"select count(*) from grassroots.cadre_material where village_cadre_id = '{cadre}' and not is_present"));
        Assert.Equal(422, (await town.SubmitAsync($"{Town}/village-cadres/deeds/set-up-archive?id={cadre}", ("kept_at", "县"), ("checked_on", Ago(5)))).Status);
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/village-cadres/deeds/file?id={cadre}", ("material", "01"), ("checked_on", Ago(4)))).Status);
        Assert.Contains("应有 9 份，在档 1 份", (await town.GetAsync($"{Town}/village-cadres/{cadre}?tab=rules")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.FillAsync($"{Town}/village-cadres/{cadre}/loans/new", ("borrowed_on", Ago(30)), ("borrower", "镇纪委"), ("purpose", "核查"), ("due_on", Ago(10)))).Status);
        Assert.Contains("建档人", (await town.GetAsync($"{Town}/village-cadres?rule=village-cadres.loans")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.12")]
    public async Task A_month_s_pay_is_due_by_the_standard_and_what_comes_late_or_short_is_told_with_its_reason()
    {
        var village = await VillageAsync();
        var (both, plain) = (await CadreAsync(village, "双职人", "1", "1"), await CadreAsync(village, "委员人", null, "3"));
        await Host.DoAsync($"update grassroots.village_cadre set is_full_time = id in ('{both}', '{plain}') where starts_with(locality_path, (select path from org.locality where code = '{TestHost.Township}'))");
        await Host.DoAsync("update grassroots.cadre_pay_standard set removed_at = now()");
        using var county = await CountyAsync();
        using var town = await TownAsync();
        var month = new DateOnly(Clock.Today.Year, Clock.Today.Month, 1).AddMonths(-1);
        Assert.Contains("书记、主任“一肩挑”", (await town.GetAsync($"{Town}/leaders/pay")).In(".note") ?? "", StringComparison.Ordinal);
        foreach (var (post, amount) in new[] { ("1", "4200"), ("5", "2200") }) Assert.Equal(302, (await county.FillAsync($"{County}/pay-standards/new", ("year", $"{month.Year}"), ("post", post), ("amount", amount))).Status);
        Assert.Equal(403, (await town.GetAsync($"{Town}/pay-standards/new")).Status);
        // By the standard of the county, which the township reads.
        Assert.Contains("4200", (await town.GetAsync($"{Town}/pay-standards")).Text, StringComparison.Ordinal);
        var opened = await town.SubmitAsync($"{Town}/leaders/pay", ("month", Month.Of(month).ToString()), ("due", Dates.Format(month.AddDays(9))));
        Assert.Equal(302, opened.Status);
        Assert.Equal("2200,4200", await Host.AskAsync<string>($"select string_agg(due::text, ',' order by due) from grassroots.cadre_pay where organisation_id = '{village.Id}'"));
        var (rich, poor) = (await Host.AskAsync<Guid>($"select id from grassroots.cadre_pay where village_cadre_id = '{both}'"), await Host.AskAsync<Guid>($"select id from grassroots.cadre_pay where village_cadre_id = '{plain}'"));

        Assert.Equal(302, (await town.SubmitAsync($"{Town}/cadre-pay/deeds/pay?id={rich}", ("paid_on", Dates.Format(month.AddDays(8))))).Status);
        Assert.Contains("迟发原因", (await town.SubmitAsync($"{Town}/cadre-pay/deeds/pay?id={poor}", ("paid_on", Dates.Format(month.AddDays(15))))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/cadre-pay/deeds/pay-part?id={poor}", ("paid", "1500"), ("paid_on", Dates.Format(month.AddDays(15))), ("reason", "待考核"))).Status);
        var (late, shortly) = (await town.GetAsync($"{Town}/cadre-pay?rule=cadre-pay.in-time"), await town.GetAsync($"{Town}/cadre-pay?rule=cadre-pay.in-full"));
        Assert.Contains("委员人", late.Text, StringComparison.Ordinal);
        Assert.Contains("待考核", shortly.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("双职人", late.Text + shortly.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.14")]
    public async Task A_village_holds_two_who_may_follow_who_are_reviewed_every_year_and_go_with_a_reason()
    {
        var village = await VillageAsync();
        var first = await CandidateAsync(village, "后备甲", "null");
        using var town = await TownAsync();
        async Task<bool> IsShortAsync() => (await town.GetAsync($"{Town}/organisations?rule=organisations.reserve")).Text.Contains(village.Id.ToString(), StringComparison.Ordinal);
        var before = await IsShortAsync();
        var made = await town.FillAsync($"{Town}/village-candidates/new", ("name", "后备乙"), ("sex", "1"), ("birth_on", "1992.03.04"), ("nation", "01"), ("education", "31"), ("organisation_id", village.Id.ToString()), ("is_reserve", "1"), ("source", "4"), ("mentor", "村书记"), ("listed_on", Ago(3)));
        Assert.True(made.Status == 302, made.Why() + Host.Log);
        var after = await IsShortAsync();
        await Host.DoAsync($"update grassroots.village_candidate set listed_on = {Sql(500)} where id = '{first}'");
        var due = await town.GetAsync($"{Town}/village-candidates?rule=village-candidates.reviewed");
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/village-candidates/deeds/review?id={first}", ("on", Ago(2)), ("words", "可继续培养"))).Status);
        var reviewed = await town.GetAsync($"{Town}/village-candidates?rule=village-candidates.reviewed");
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/village-candidates/deeds/drop?id={first}", ("on", Ago(1)), ("words", "外出定居"))).Status);

        Assert.Equal((true, false, true), (before, after, await IsShortAsync()));
        Assert.Contains("后备甲", due.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("后备甲", reviewed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_secretary_and_a_reader_do_nothing_here_and_no_form_writes_what_procedures_write()
    {
        var village = await VillageAsync();
        var cadre = await CadreAsync(village, "看得见人", "1");
        using var secretary = await Host.SignInAsync(village.Code, "grassroots.organisations.read", "grassroots.members.read", "grassroots.elections.read", "grassroots.elections.act");
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.leaders.read", "grassroots.organisations.read");
        using var town = await TownAsync();

        Assert.Equal(403, (await secretary.GetAsync($"/{village.Code}/grassroots/village-cadres")).Status);
        Assert.Equal(200, (await reader.GetAsync($"{Town}/village-cadres/{cadre}")).Status);
        foreach (var page in new[] { $"village-cadres/{cadre}/edit", $"village-cadres/deeds/insure?id={cadre}", $"removals/new?subject={cadre}" }) Assert.True((await reader.GetAsync($"{Town}/{page}")).Status is 403 or 404, page);
        var edited = await town.SubmitAsync($"{Town}/village-cadres/{cadre}/edit", ("remark", "记一笔"), ("filing_no", "私自备案"), ("filed_on", Ago(1)), ("last_grade", "1"), ("left_on", Ago(1)));
        Assert.True(edited.Status == 302, edited.Why());
        Assert.Equal("记一笔", await CardAsync($"id = '{cadre}'", "remark, filing_no, filed_on, last_grade, left_on"));
    }

    [Fact, Trait("Row", "G10.15")]
    public async Task A_village_s_own_team_stands_on_one_sheet_and_says_who_is_missing()
    {
        var (whole, bare) = (await VillageAsync(), await VillageAsync());
        await CadreAsync(whole, "书记己", "1", "1", more: ", source", values: ", '2'");
        await CadreAsync(whole, "委员庚", "3");
        foreach (var (name, source) in new[] { ("后备辛", "1"), ("后备壬", "3") }) await Host.DoAsync($"update grassroots.village_candidate set source = '{source}', mentor = '书记己' where id = '{await CandidateAsync(whole, name, "null")}'");
        var member = await affairs.MemberAsync(whole, "党员癸");
        await Host.DoAsync($"insert into grassroots.duty_area (locality_path, name, kind, organisation_id, households, duties, member_id) values ('{whole.Path}', '三组中心户', '1', '{whole.Id}', 12, '联系十二户', '{member}'), ('{whole.Path}', '环境责任区', '2', '{whole.Id}', 0, '管河道', null)");
        using var officer = await Host.SignInAsync(TestHost.Township, [.. Officer, "grassroots.service.read"]);
        string[] Row(Answer page, AffairsHost.Branch village) => [.. page.Document.QuerySelector($"a[href$='{village.Id}']")!.ParentElement!.ParentElement!.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

        var list = await officer.GetAsync($"{Town}/leaders/local-teams");
        Assert.Equal(["书记己", "2", "1", "2", "1", "2", "1 个岗位没有人"], Row(list, whole)[2..]);
        Assert.Equal(["", "0", "0", "0", "0", "0", "缺书记 缺村党组织班子 缺后备 缺致富带头人 党员没有设岗"], Row(list, bare)[2..]);
        // One of the two is short of the number that the rule asks of a village here.
        await Host.DoAsync($"update grassroots.village_candidate set left_on = org.today() where name = '后备壬'; update grassroots.duty_area set member_id = '{member}' where name = '环境责任区'");
        Assert.Equal("后备不足", Row(await officer.GetAsync($"{Town}/leaders/local-teams"), whole)[^1]);

        var sheet = (await officer.GetAsync($"{Town}/leaders/local-teams?of={whole.Id}")).In("main")!;
        foreach (var words in (string[])["书记己", "书记、主任", "委员庚", "后备辛", "本村致富能手", "三组中心户", "党员癸", "环境责任区", "后备不足"]) Assert.Contains(words, sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("后备壬", sheet, StringComparison.Ordinal);
        // Posts of members are for whoever may read them; a neighbouring county sees nothing of it.
        using var without = await TownAsync();
        Assert.DoesNotContain("三组中心户", (await without.GetAsync($"{Town}/leaders/local-teams?of={whole.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("岗位", (await without.GetAsync($"{Town}/leaders/local-teams")).In("tbody"), StringComparison.Ordinal);
        using var nobody = await Host.SignInAsync(TestHost.Township, "grassroots.organisations.read");
        Assert.Equal(403, (await nobody.GetAsync($"{Town}/leaders/local-teams")).Status);
    }
}
