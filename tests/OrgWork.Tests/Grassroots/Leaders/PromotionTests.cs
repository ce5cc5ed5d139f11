using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Leaders;

/// <summary>考录选拔 from four sources by the conditions of a round; who leads the townships beside what their Party building comes to.</summary>
public sealed class PromotionTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.leaders.read", "grassroots.leaders.edit", "grassroots.organisations.read", "grassroots.members.read"];
    const string Town = $"/{TestHost.Township}/grassroots", County = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));

    async Task<Guid> SecretaryAsync(AffairsHost.Branch village, string name, int years, int excellent, int birth = 1985, string education = "31")
    {
        var id = await Host.AskAsync<Guid>($"""
            with p as (insert into org.person (name, sex, birth_on, nation) values ('{name}', '1', '{birth}-05-01', '01') returning id)
            insert into grassroots.village_cadre (locality_path, name, person_id, organisation_id, party_post, education, birth_on, began_on, secretary_since_on) select '{village.Path}', '{name}', id, '{village.Id}', '1', '{education}', '{birth}-05-01', '2010-01-15', org.today() - {years * 366 + 30} from p returning id
            """);
        await Host.DoAsync($"insert into grassroots.cadre_assessment (village_cadre_id, locality_path, year, township_score, member_score, resident_score, score, grade, assessed_on) select '{id}', '{village.Path}', 2020 + n, 95, 95, 95, 95, '1', make_date(2021 + n, 1, 20) from generate_series(1, {excellent}) n");
        return id;
    }

    [Fact, Trait("Row", "G9.17")]
    public async Task Who_meets_the_conditions_is_reckoned_they_apply_are_examined_and_selected_and_the_result_is_told_and_counted_by_source()
    {
        var village = await affairs.BranchAsync();
        var able = await SecretaryAsync(village, "能干甲", 6, 2);
        var young = await SecretaryAsync(village, "年资浅乙", 1, 2);
        await SecretaryAsync(village, "没优秀丙", 6, 0);
        await SecretaryAsync(village, "学历低丁", 6, 2, education: "71");
        using var county = await Host.SignInAsync(TestHost.County, [.. Officer, "grassroots.leaders.plan"]);
        using var town = await Host.SignInAsync(TestHost.Township, Officer);
        Assert.Equal(403, (await town.GetAsync($"{Town}/promotions/new")).Status);
        Assert.Equal(302, (await county.FillAsync($"{County}/promotions/new", ("title", "考录事业编"), ("kind", "1"), ("places", "1"), ("opened_on", Ago(5)), ("apply_until", Ago(0)), ("min_years", "5"), ("min_excellent", "2"), ("min_honours", "0"), ("max_age", "60"), ("education", "61"))).Status);
        var round = await Host.AskAsync<Guid>("select id from grassroots.promotion_round where title = '考录事业编'");

        var page = await town.GetAsync($"{Town}/leaders/eligible/{round}");
        Assert.Contains(able.ToString(), page.Document.QuerySelector("#meeting")!.InnerHtml, StringComparison.Ordinal);
        string Lacks(string name) => page.Document.QuerySelectorAll("#others tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("任书记要满 5 年", Lacks("年资浅乙"), StringComparison.Ordinal);
        Assert.Contains("优秀要 2 次，现 0 次", Lacks("没优秀丙"), StringComparison.Ordinal);
        Assert.Contains("学历不够", Lacks("学历低丁"), StringComparison.Ordinal);

        Task<Answer> ApplyAsync(Guid cadre) => town.SubmitAsync($"{Town}/village-cadres/deeds/apply?id={cadre}", ("promotion_round_id", round.ToString()), ("applied_on", Ago(1)));
        var (refused, applied, twice) = (await ApplyAsync(young), await ApplyAsync(able), await ApplyAsync(able));
        Assert.Equal((422, 302, 422), (refused.Status, applied.Status, twice.Status));
        Assert.Contains("任书记要满 5 年", refused.Text, StringComparison.Ordinal);
        foreach (var (name, source) in new[] { ("选调生戊", "2"), ("编制人员己", "4") }) Assert.Equal(302, (await town.FillAsync($"{Town}/promotion-applicants/new", ("name", name), ("promotion_round_id", round.ToString()), ("source", source), ("applied_on", Ago(1)))).Status);
        // A secretary does not come in past the conditions.
        Assert.Equal(422, (await town.FillAsync($"{Town}/promotion-applicants/new", ("name", "绕道人"), ("promotion_round_id", round.ToString()), ("source", "1"), ("applied_on", Ago(1)))).Status);
        Task<Guid> ApplicantAsync(string name) => Host.AskAsync<Guid>($"select id from grassroots.promotion_applicant where name = '{name}'");
        var (secretary, graduate, other) = (await ApplicantAsync("能干甲"), await ApplicantAsync("选调生戊"), await ApplicantAsync("编制人员己"));

        Task<Answer> SelectAsync(Guid who, string reason = "") => county.SubmitAsync($"{County}/promotion-applicants/deeds/select?id={who}", ("selected_on", Ago(0)), ("document_no", "县人社〔2026〕9号"), ("reason", reason));
        var unmarked = await SelectAsync(secretary);
        foreach (var (who, written, interview) in new[] { (secretary, "80", "90"), (graduate, "70", "75"), (other, "60", "60") }) Assert.Equal(302, (await county.SubmitAsync($"{County}/promotion-applicants/deeds/mark?id={who}", ("written", written), ("interview", interview))).Status);
        var passedOver = await SelectAsync(graduate);
        var selected = await SelectAsync(secretary);
        var full = await SelectAsync(graduate);

        Assert.Equal((422, 422, 302, 422), (unmarked.Status, passedOver.Status, selected.Status, full.Status));
        Assert.Contains("更高的还没有选：能干甲", passedOver.Text, StringComparison.Ordinal);
        Assert.Contains("名额已经用完", full.Text, StringComparison.Ordinal);
        var sources = (await county.GetAsync($"{County}/leaders/eligible/{round}")).Document.QuerySelectorAll("#sources tbody tr").Select(row => string.Join(" ", row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())));
        Assert.Equal(["优秀村党组织书记 1 1", "选调生 1 0", "大学生村官 0 0", "乡镇事业编制人员 1 0", "合计 3 1"], sources);
        // What is told to the other module: the person, the source, the paper.
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.outbox where name = 'grassroots.secretary_selected' and subject = '{secretary}' and payload::text like '%' || (select person_id from grassroots.village_cadre where id = '{able}') || '%' and payload::text like '%9号%'"));
        // And what the other module makes of it: one line of its ledger, which its readers see, here and not in the next county.
        await TestHost.UntilAsync(() => Host.AskAsync<bool>($"select exists (select from cadres.township_pool where id = '{secretary}')"), "the cadres' module to hear of it");
        Assert.Equal("能干甲 4 1 县人社〔2026〕9号 t t", await Host.AskAsync<string>($"select concat_ws(' ', p.name, p.source, p.round, p.document_no, p.selected_on = org.today(), p.person_id = c.person_id and p.locality_path = c.locality_path) from cadres.township_pool p join grassroots.village_cadre c on c.id = '{able}' where p.id = '{secretary}'"));
        using var section = await Host.SignInAsync(TestHost.County, "cadres.appointments.read");
        using var far = await Host.SignInAsync(TestHost.Neighbour, "cadres.appointments.read");
        Assert.Contains("能干甲", (await section.GetAsync($"/{TestHost.County}/cadres/township-pool?source=4")).In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("能干甲", (await far.GetAsync($"/{TestHost.Neighbour}/cadres/township-pool")).Text, StringComparison.Ordinal);
        // Told twice is heard once.
        var told = $"event_id = (select id from org.outbox where name = 'grassroots.secretary_selected' and subject = '{secretary}') and module = 'cadres'";
        await TestHost.UntilAsync(async () => await Host.AskAsync<string>($"select state from org.delivery where {told}") == "done", "the delivery to be written down");
        await Host.DoAsync($"update org.delivery set state = 'waiting', ended_at = null, next_at = clock_timestamp() where {told}");
        await TestHost.UntilAsync(async () => await Host.AskAsync<string>($"select state from org.delivery where {told}") == "done", "it to be delivered again");
        Assert.Equal("1 1", await Host.AskAsync<string>($"select (select count(*) from cadres.township_pool where name = '能干甲') || ' ' || (select count(*) from audit.entry where row_id = '{secretary}' and module = 'cadres')"));
    }

    [Fact, Trait("Row", "G9.18")]
    public async Task Township_leaders_stand_as_the_cadres_register_has_them_beside_the_figures_of_their_township_and_nothing_can_be_changed()
    {
        var path = await affairs.PathOfAsync(TestHost.Township);
        await Host.DoAsync($"""
            with p as (insert into org.person (name, sex, birth_on) values ('镇书记庚', '1', '1980-05-01') returning id) insert into cadres.cadre (locality_path, name, person_id, post_title, politics) select '{path}', '镇书记庚', id, '枫岭镇党委书记', '01' from p;
            with p as (insert into org.person (name, sex, birth_on) values ('镇干部辛', '1', '1980-05-01') returning id) insert into cadres.cadre (locality_path, name, person_id, post_title, politics) select '{path}', '镇干部辛', id, '枫岭镇四级主任科员', '01' from p
            """);
        var id = await Host.AskAsync<Guid>("select id from cadres.cadre where name = '镇书记庚'");
        var branch = await affairs.BranchAsync();
        await Host.DoAsync($"insert into grassroots.establishment (locality_path, name, kind, members, full_members, opened_on) values ('{branch.Path}', '应建未建公司', '1', 4, 4, '2015-01-01'); update grassroots.organisation set is_village = true where id = '{branch.Id}'");
        using var county = await Host.SignInAsync(TestHost.County, [.. Officer, "grassroots.figures.read", "cadres.files.read", "grassroots.coverage.read"]);

        var page = await county.GetAsync($"{County}/leaders/townships");
        Assert.Equal(200, page.Status);
        var row = page.Document.QuerySelectorAll("tbody tr").First(one => one.TextContent.Contains("镇书记庚", StringComparison.Ordinal));
        Assert.Contains("枫岭镇党委书记", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("镇干部辛", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/{TestHost.County}/cadres/files/{id}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("镇书记庚", (await county.GetAsync($"/{TestHost.County}/cadres/files/{id}")).In("h1"), StringComparison.Ordinal);
        // The number is the figure's own for that township.
        async Task<string> OwnAsync(string figure) => (await county.GetAsync($"{Town}/figures/{figure}")).In("#by-place tr.sum td.num")!;
        var heads = page.Document.QuerySelectorAll("thead th").Select(head => head.TextContent.Trim()).ToArray();
        string Cell(string title) => row.QuerySelectorAll("td")[Array.IndexOf(heads, title)].TextContent.Trim();
        Assert.Equal(await OwnAsync("should-rate"), Cell("应建尽建率"));
        Assert.Equal(await OwnAsync("secretaries-vacant"), Cell("村（社区）书记空缺"));
        Assert.NotEqual("0", Cell("村（社区）书记空缺"));
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
        // Whoever belongs to a unit with a place of its own stands where the unit is at home.
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{path}', '枫岭镇党委', '3203') returning id");
        await Host.DoAsync($"""
            update cadres.cadre set unit_id = '{unit}' where id = '{id}';
            insert into org.locality (id, code, name, short_name, kind, parent_id, valid_from) overriding system value select -9990001, 'p9990001', '枫岭镇党委', '枫岭镇党委', 6, id, org.today() from org.locality where path = '{path}';
            update org.unit set place_id = -9990001, locality_path = (select path from org.locality where id = -9990001) where id = '{unit}'
            """);
        Assert.NotEqual(path, await Host.AskAsync<string>($"select locality_path from cadres.cadre where id = '{id}'"));
        Assert.Contains("镇书记庚", (await county.GetAsync($"{County}/leaders/townships")).In("main"), StringComparison.Ordinal);
        using var without = await Host.SignInAsync(TestHost.County, "grassroots.leaders.read");
        Assert.Null((await without.GetAsync($"{County}/leaders/townships")).Document.QuerySelector($"a[href$='cadres/files/{id}']"));
    }
}
