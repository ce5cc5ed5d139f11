using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Care;

/// <summary>走访慰问 by rounds with a budget; commendations of every kind on the record; models and how they are used; what others must not read.</summary>
public sealed class VisitTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.care.read", "grassroots.care.edit", "grassroots.honours.read", "grassroots.honours.act", "grassroots.members.read", "grassroots.organisations.read", "grassroots.figures.read", "grassroots.leaders.read"];
    const string Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    [Fact, Trait("Row", "G5.3")]
    public async Task A_round_takes_its_people_from_the_ledger_and_each_visit_with_its_signature_counts_there_and_against_the_budget()
    {
        var branch = await affairs.BranchAsync();
        foreach (var name in new[] { "老党员甲", "老党员乙" })
            await Host.DoAsync($"insert into grassroots.care_object (locality_path, name, organisation_id, category, listed_on) values ('{branch.Path}', '{name}', '{branch.Id}', '9', '2024-01-01')");
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/visit-rounds/new", ("title", "试行走访"), ("occasion", "1"), ("began_on", In(-10)), ("due_on", In(10)), ("budget", "1500"))).Status);
        var round = await Host.AskAsync<Guid>("select id from grassroots.visit_round where title = '试行走访'");
        string List() => $"{Town}/visit-rounds/deeds/list?id={round}";
        (string, string)[] asked = [("category", "9"), ("leader", "镇党委书记"), ("amount", "600")];
        var late = await officer.SubmitAsync(List(), [.. asked, ("planned_on", In(20))]);
        var listed = await officer.SubmitAsync(List(), [.. asked, ("planned_on", In(-1))]);
        var twice = await officer.SubmitAsync(List(), [.. asked, ("planned_on", In(-1))]);
        Assert.Equal((422, 302, 422), (late.Status, listed.Status, twice.Status));
        var ids = await Host.AskAsync<Guid[]>($"select array_agg(id order by name) from grassroots.visit where round_id = '{round}'");
        Assert.Equal(2, ids!.Length);
        Assert.Contains("老党员甲", (await officer.GetAsync($"{Town}/visits?rule=visits.in-time")).Text, StringComparison.Ordinal);

        var unsigned = await officer.SubmitAsync($"{Town}/visits/deeds/visited?id={ids[0]}", ("visited_on", In(0)), ("paid", "600"));
        var visited = await officer.SubmitAsync($"{Town}/visits/deeds/visited?id={ids[0]}", ("visited_on", In(0)), ("paid", "600"), ("received_by", "本人"));
        Assert.Equal((422, 302), (unsigned.Status, visited.Status));
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/visits/deeds/failed?id={ids[1]}", ("failed_reason", "外出随子女居住"))).Status);
        var page = await officer.GetAsync($"{Town}/care/round/{round}");
        Assert.Contains("1 / 2 户（50.0%）", page.Text, StringComparison.Ordinal);
        Assert.Contains("600 元（40.0%）", page.Text, StringComparison.Ordinal);
        Assert.Contains("900 元", page.Text, StringComparison.Ordinal);
        Assert.Contains("结余", page.Text, StringComparison.Ordinal);
        // From below, what was planned and spent there; the budget is not theirs.
        using var secretary = await Host.SignInAsync(branch.Code, Officer);
        var below = await secretary.GetAsync($"/{branch.Code}/grassroots/care/round/{round}");
        Assert.Equal(200, below.Status);
        Assert.DoesNotContain("结余", below.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1500", below.In("main"), StringComparison.Ordinal);
        Assert.Contains("600 元（50.0%）", below.Text, StringComparison.Ordinal);
        // On the ledger of care at once, and once.
        Assert.Equal(1L, await Host.AskAsync<long>("select count(*) from grassroots.care_measure m join grassroots.care_object c on c.id = m.care_object_id where c.name = '老党员甲' and m.amount = 600 and m.received_by = '本人'"));
        Assert.DoesNotContain("老党员甲", (await officer.GetAsync($"{Town}/care?rule=care.this-year")).Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(422, (await officer.SubmitAsync($"{Town}/visits/deeds/visited?id={ids[0]}", ("visited_on", In(0)), ("paid", "600"), ("received_by", "再来一次"))).Status);
    }

    [Fact, Trait("Row", "G5.7")]
    public async Task A_commendation_is_found_by_person_and_organisation_stands_on_the_record_and_leaves_it_when_revoked()
    {
        var branch = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(branch, "受奖人");
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        (string, string)[] Award(string title, string level, params (string, string)[] more) => [("title", title), ("kind", "3"), ("level", level), ("organisation_id", branch.Id.ToString()), ("authority", "县委"), ("document_no", "县委发〔2026〕1号"), ("awarded_on", In(0)), .. more];
        Assert.Equal(302, (await officer.FillAsync($"{Town}/commendations/new", Award("记三等功", "4", ("member_id", member.ToString())))).Status);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/commendations/new", Award("先进集体", "3"))).Status);
        Assert.Equal(422, (await officer.FillAsync($"{Town}/commendations/new", [.. Award("没有文号", "4").Where(field => field.Item1 != "document_no")])).Status);

        var byPerson = await officer.GetAsync($"{Town}/commendations?member_id={member}");
        Assert.Contains("记三等功", byPerson.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("先进集体", byPerson.In("tbody"), StringComparison.Ordinal);
        Assert.Contains("先进集体", (await officer.GetAsync($"{Town}/commendations?organisation_id={branch.Id}&level=3")).Text, StringComparison.Ordinal);
        Assert.Contains("记三等功", (await officer.GetAsync($"{Town}/members/{member}?tab=honours")).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await officer.GetAsync($"{Town}/reports/commendations")).Status);

        // By level and kind, for the year: one of the county to a member, one of the city to an organisation.
        var counted = await officer.GetAsync($"{Town}/reports/commendations");
        Assert.Equal("2", counted.Document.QuerySelector("tbody tr td.num")!.TextContent.Trim());
        string Level(string name) => counted.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Trim().StartsWith(name, StringComparison.Ordinal)).QuerySelector("td.num")!.TextContent.Trim();
        Assert.Equal(("1", "1", "0"), (Level("县"), Level("市"), Level("省")));

        var id = await Host.AskAsync<Guid>("select id from grassroots.commendation where title = '记三等功'");
        // What is corrected on the ledger is corrected on the record; to the bin and back, it goes along; given to another, it changes hands.
        Task<string?> HonoursAsync(Guid who) => Host.AskAsync<string>($"select coalesce(string_agg(title || '/' || document_no, ',' order by title), '') from grassroots.member_honour where member_id = '{who}' and removed_at is null");
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/commendations/{id}/edit", ("title", "记二等功"), ("document_no", "县委发〔2026〕2号"))).Status);
        Assert.Equal("记二等功/县委发〔2026〕2号", await HonoursAsync(member));
        await Host.DoAsync($"update grassroots.commendation set removed_at = now() where id = '{id}'");
        Assert.Equal("", await HonoursAsync(member));
        await Host.DoAsync($"update grassroots.commendation set removed_at = null where id = '{id}'");
        Assert.Equal("记二等功/县委发〔2026〕2号", await HonoursAsync(member));
        var second = await affairs.MemberAsync(branch, "真受奖人");
        await Host.DoAsync($"update grassroots.commendation set member_id = '{second}' where id = '{id}'");
        Assert.Equal(("", "记二等功/县委发〔2026〕2号"), (await HonoursAsync(member), await HonoursAsync(second)));
        await Host.DoAsync($"update grassroots.commendation set member_id = '{member}', title = '记三等功' where id = '{id}'");
        var early = await officer.SubmitAsync($"{Town}/commendations/deeds/revoke?id={id}", ("revoked_on", In(-1)), ("revoked_reason", "弄虚作假"));
        var revoked = await officer.SubmitAsync($"{Town}/commendations/deeds/revoke?id={id}", ("revoked_on", In(0)), ("revoked_reason", "弄虚作假"));
        Assert.Equal((422, 302), (early.Status, revoked.Status));
        Assert.DoesNotContain("记三等功", (await officer.GetAsync($"{Town}/members/{member}?tab=honours")).In("tbody") ?? "", StringComparison.Ordinal);
        Assert.Contains("弄虚作假", (await officer.GetAsync($"{Town}/commendations/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G5.9")]
    public async Task An_honour_of_a_village_secretary_stands_on_the_card_and_is_counted_when_province_or_city_gave_it()
    {
        var branch = await affairs.BranchAsync(AffairsHost.Community);
        var member = await affairs.MemberAsync(branch, "领头人");
        var cadre = await Host.AskAsync<Guid>($"insert into grassroots.village_cadre (locality_path, name, person_id, organisation_id, party_post, began_on) select locality_path, name, person_id, organisation_id, '1', '2024-01-01' from grassroots.member where id = '{member}' returning id");
        using var officer = await Host.SignInAsync(AffairsHost.FarTownship, [.. Officer, "grassroots.leaders.edit"]);
        var home = $"/{AffairsHost.FarTownship}/grassroots";
        async Task<int> CountAsync() => int.Parse((await officer.GetAsync($"{home}/figures/lead-geese")).In("#by-place tr.sum td.num")!, System.Globalization.CultureInfo.InvariantCulture);
        var none = await CountAsync();
        // An honour of the county is on the card and is none of the province's or city's.
        Assert.Equal(302, (await officer.FillAsync($"{home}/village-cadres/{cadre}/honours/new", ("title", "乡村振兴“领头羊”"), ("level", "4"), ("awarded_on", In(0)), ("authority", "县委"))).Status);
        Assert.Equal(none, await CountAsync());
        Assert.Equal(302, (await officer.FillAsync($"{home}/village-cadres/{cadre}/honours/new", ("title", "乡村振兴“领头羊”"), ("level", "2"), ("awarded_on", In(0)), ("authority", "省委组织部"))).Status);
        Assert.Equal(none + 1, await CountAsync());
        Assert.Contains("领头羊", (await officer.GetAsync($"{home}/village-cadres/{cadre}?tab=honours")).Text, StringComparison.Ordinal);
        var rows = await officer.GetAsync($"{home}/figures/lead-geese/rows");
        Assert.Contains("领头人", rows.Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G5.11")]
    public async Task A_model_counts_where_it_was_used_and_negative_cases_are_not_for_everybody()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        using var county = await Host.SignInAsync(TestHost.County, [.. Officer, "grassroots.cases.view", "grassroots.cases.edit"]);
        var place = $"/{TestHost.County}/grassroots";
        Assert.Equal(302, (await officer.FillAsync($"{Town}/models/new", ("title", "红旗支部"), ("kind", "3"), ("organisation_id", branch.Id.ToString()), ("sphere", "1"), ("deeds", "带领群众修路"), ("publicity", "2"), ("chosen_on", In(-5)))).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.role_model where title = '红旗支部'");
        Assert.Contains("红旗支部", (await officer.GetAsync($"{Town}/models?uses.to=0")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await officer.SubmitAsync($"{Town}/models/deeds/use?id={id}", ("used_on", In(-6)), ("form", "1"), ("people", "80"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/models/deeds/use?id={id}", ("used_on", In(0)), ("form", "1"), ("people", "80"), ("words", "报告会"))).Status);
        Assert.Contains("报告会", (await officer.GetAsync($"{Town}/models/{id}?tab=uses")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await Host.AskAsync<int>($"select uses from grassroots.role_model where id = '{id}' and last_on = org.today()"));
        await Host.DoAsync($"update grassroots.model_use set removed_at = now() where role_model_id = '{id}'");
        Assert.Equal(0, await Host.AskAsync<int>($"select uses from grassroots.role_model where id = '{id}' and last_on is null"));

        Assert.Equal(302, (await county.FillAsync($"{place}/warning-cases/new", ("title", "某人违纪案"), ("kind", "3"), ("document_no", "通报〔2026〕1号"), ("told_on", In(-1)), ("facts", "收受礼金"), ("lesson", "严守纪律"), ("readers", "县管干部"))).Status);
        Assert.Equal(200, (await county.GetAsync($"{place}/warning-cases")).Status);
        Assert.Equal(403, (await officer.GetAsync($"{Town}/warning-cases")).Status);
        Assert.DoesNotContain("反面案例", (await officer.GetAsync($"{Town}/models")).Text, StringComparison.Ordinal);
    }
}
