using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Care;

/// <summary>“七一勋章” from the branch upward, measures that encourage, what is celebrated with everything that hangs on it.</summary>
public sealed class EncouragementTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.honours.read", "grassroots.honours.act", "grassroots.members.read", "grassroots.organisations.read", "grassroots.care.read", "grassroots.care.edit", "grassroots.figures.read"];
    const string Town = $"/{TestHost.Township}/grassroots", County = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));
    Task<Browser> TownAsync() => Host.SignInAsync(TestHost.Township, Officer);
    Task<Browser> CountyAsync() => Host.SignInAsync(TestHost.County, [.. Officer, "grassroots.honours.plan"]);
    static string Above(string one) => one.Replace($"/{TestHost.Township}/", $"/{TestHost.County}/", StringComparison.Ordinal);

    [Fact, Trait("Row", "G5.5")]
    public async Task A_nomination_for_the_medal_goes_from_the_branch_through_two_reviews_and_publicity_upward_and_its_result_is_on_record()
    {
        var branch = await affairs.BranchAsync();
        var (hero, punished) = (await affairs.MemberAsync(branch, "功勋甲"), await affairs.MemberAsync(branch, "受分乙"));
        await Host.DoAsync($"insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on, affects_until_on) select id, locality_path, '02250', '党内警告', org.today() - 30, org.today() + 300 from grassroots.member where id = '{punished}'");
        using var town = await TownAsync();
        using var county = await CountyAsync();
        Task<Answer> NominateAsync(Guid who) => town.OpenCaseAsync($"{Town}/july-medals", who, ("on", Ago(60)), ("deeds", "扎根山区三十年"), ("meeting_words", "党员大会，到会 20 人，同意 20 人"));

        var refused = await NominateAsync(punished);
        var one = (await NominateAsync(hero)).Location!;
        var lowly = await town.ActAsync(one, "county", ("on", Ago(58)), ("outcome", "agree"), ("county_words", "越级"));
        await town.DoStepAsync(one, "township", ("on", Ago(55)), ("outcome", "agree"), ("township_words", "同意"));
        await county.DoStepAsync(Above(one), "county", ("on", Ago(50)), ("outcome", "agree"), ("county_words", "同意"));
        await county.DoStepAsync(Above(one), "publish", ("on", Ago(40)), ("published_at", "县电视台"));
        (string, string)[] submit = [("outcome", "submitted"), ("objections", "无异议"), ("submitted_no", "县委〔2026〕3号")];
        var early = await county.ActAsync(Above(one), "submit", [("on", Ago(38)), .. submit]);
        await county.DoStepAsync(Above(one), "submit", [("on", Ago(20)), .. submit]);
        await county.DoStepAsync(Above(one), "result", ("on", Ago(1)), ("outcome", "awarded"), ("result_no", "中央决定"));

        Assert.Equal((422, 422), (refused.Status, early.Status));
        Assert.NotEqual(302, lowly.Status);
        Assert.Contains("影响期", refused.Text, StringComparison.Ordinal);
        var file = (await county.GetAsync(Above(one))).Text;
        foreach (var words in new[] { "扎根山区三十年", "党员大会，到会 20 人", "县电视台", "县委〔2026〕3号", "中央决定" }) Assert.Contains(words, file, StringComparison.Ordinal);
        Assert.Equal("1|中央决定", await Host.AskAsync<string>($"select level || '|' || document_no from grassroots.commendation where member_id = '{hero}' and title = '“七一勋章”'"));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from grassroots.member_honour where member_id = '{hero}' and title = '“七一勋章”' and removed_at is null"));
    }

    [Fact, Trait("Row", "G5.8")]
    public async Task Measures_of_four_kinds_are_set_by_the_county_applied_to_members_with_day_and_basis_and_counted_by_measure()
    {
        var branch = await affairs.BranchAsync();
        var (first, second) = (await affairs.MemberAsync(branch, "先锋甲"), await affairs.MemberAsync(branch, "先锋乙"));
        using var county = await CountyAsync();
        using var town = await TownAsync();
        foreach (var (title, kind) in new[] { ("推荐两代表一委员", "1"), ("列入后备", "2"), ("外出培训", "3"), ("谈心关爱", "4") })
            Assert.Equal(302, (await county.FillAsync($"{County}/incentive-measures/new", ("title", title), ("kind", kind), ("policy", "县委激励十条"), ("content", "条件"), ("began_on", Ago(100)))).Status);
        Assert.Equal(403, (await town.GetAsync($"{Town}/incentive-measures/new")).Status);
        var measure = await Host.AskAsync<Guid>("select id from grassroots.incentive_measure where title = '外出培训'");
        Task<Answer> GiveAsync(Guid who, int ago, string basis = "年度先进") => town.SubmitAsync($"{Town}/members/deeds/incentive?id={who}", ("measure_id", measure.ToString()), ("given_on", Ago(ago)), ("basis", basis));

        var (baseless, early, done, twice, other) = (await GiveAsync(first, 0, ""), await GiveAsync(first, 101), await GiveAsync(first, 0), await GiveAsync(first, 0), await GiveAsync(second, 0));
        Assert.Equal((422, 422, 302, 422, 302), (baseless.Status, early.Status, done.Status, twice.Status, other.Status));
        var page = await town.GetAsync($"{Town}/honours/incentives");
        string[] Row(string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["工作激励", "外出培训", "县委激励十条", "2", "2", "2"], Row("外出培训"));
        Assert.Equal("0", Row("谈心关爱")[3]);
        Assert.Contains("年度先进", (await town.GetAsync($"{Town}/incentives?measure_id={measure}")).Text, StringComparison.Ordinal);
        Assert.Equal("2", (await town.GetAsync($"{Town}/figures/incentives")).In("#by-place tr.sum td.num"));
        // The measures of one policy, person and day beside each application; what was entered for the wrong one is taken back and counts no more.
        Assert.Contains("外出培训", (await county.GetAsync($"{County}/incentive-measures?kind=3")).In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("谈心关爱", (await county.GetAsync($"{County}/incentive-measures?kind=3")).In("tbody"), StringComparison.Ordinal);
        var list = (await town.GetAsync($"{Town}/incentives?measure_id={measure}")).In("tbody")!;
        foreach (var words in new[] { "先锋甲", "先锋乙", Ago(0), "工作激励" }) Assert.Contains(words, list, StringComparison.Ordinal);
        var wrong = await Host.AskAsync<Guid>($"select id from grassroots.incentive where member_id = '{second}'");
        Assert.Equal(422, (await town.SubmitAsync($"{Town}/incentives/deeds/withdraw?id={wrong}", ("words", ""))).Status);
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/incentives/deeds/withdraw?id={wrong}", ("words", "登记错人"))).Status);
        page = await town.GetAsync($"{Town}/honours/incentives");
        Assert.Equal(["工作激励", "外出培训", "县委激励十条", "1", "1", "1"], Row("外出培训"));
    }

    [Fact, Trait("Row", "G5.10")]
    public async Task A_celebration_has_its_activities_guests_and_materials_and_the_awards_medals_and_visits_of_the_year_hang_on_it()
    {
        var branch = await affairs.BranchAsync();
        var old = await affairs.MemberAsync(branch, "老党员辛");
        using var county = await CountyAsync();
        var year = $"{Clock.Today.Year}";
        Assert.Equal(302, (await county.FillAsync($"{County}/anniversaries/new", ("title", "庆祝建党座谈会"), ("year", year), ("began_on", Ago(60)), ("due_on", Ago(0)), ("owner", "县委组织部"), ("materials", "讲话稿"))).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.anniversary where title = '庆祝建党座谈会'");
        Assert.Equal(302, (await county.FillAsync($"{County}/anniversaries/{id}/activities/new", ("heading", "座谈会"), ("owner", "会务组"), ("planned_on", Ago(3)))).Status);
        Assert.Equal(302, (await county.FillAsync($"{County}/anniversaries/{id}/guests/new", ("name", "劳模壬"), ("unit", "退休"), ("invited_on", Ago(9)), ("answer", "3"))).Status);
        Assert.Equal(302, (await county.FillAsync($"{County}/commendations/new", ("title", "建党表彰"), ("kind", "4"), ("level", "4"), ("member_id", old.ToString()), ("organisation_id", branch.Id.ToString()), ("authority", "县委"), ("document_no", "1号"), ("awarded_on", Ago(0)), ("anniversary_id", id.ToString()))).Status);
        Assert.Equal(302, (await county.FillAsync($"{County}/visit-rounds/new", ("title", "建党走访"), ("occasion", "1"), ("began_on", Ago(9)), ("due_on", Ago(0)), ("budget", "5000"), ("anniversary_id", id.ToString()))).Status);
        await Host.DoAsync($"insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on) select id, locality_path, '0123', '“光荣在党50年”纪念章', org.today() from grassroots.member where id = '{old}'");

        var lit = await county.GetAsync($"{County}/anniversaries?rule=anniversaries.in-time");
        var close = $"{County}/anniversaries/deeds/close?id={id}";
        var undone = await county.SubmitAsync(close, ("summary", "圆满"));
        var activity = await Host.AskAsync<Guid>($"select id from grassroots.anniversary_activity where anniversary_id = '{id}'");
        Assert.Equal(302, (await county.FillAsync($"{County}/anniversaries/{id}/activities/{activity}/edit", ("done_on", Ago(3)), ("result", "八十人到会"))).Status);
        var done = await county.SubmitAsync(close, ("summary", "圆满完成"));
        var page = await county.GetAsync($"{County}/honours/anniversary/{id}");

        Assert.Contains("庆祝建党座谈会", lit.Text, StringComparison.Ordinal);
        Assert.Equal((422, 302), (undone.Status, done.Status));
        Assert.Contains("还有没有完成的：座谈会", undone.Text, StringComparison.Ordinal);
        foreach (var words in new[] { "会务组", "八十人到会", "讲话稿", "建党表彰", "老党员辛", "建党走访", "圆满完成", "到场 1" }) Assert.Contains(words, page.Text.Replace("　", "", StringComparison.Ordinal).Replace("到场1", "到场 1", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["1 / 1", "1", "1", "1"], page.Document.QuerySelectorAll(".strip .big").Select(big => big.TextContent.Trim()));
    }
}
