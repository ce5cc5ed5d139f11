using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Training;

/// <summary>What a county has set to be studied reaches every branch and is confirmed there by what was held; two-new secretaries; practice bases; Party workers with certificates.</summary>
public sealed class StudyTopicTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Secretary = ["grassroots.training.read", "grassroots.training.edit", "grassroots.life.read", "grassroots.members.read", "grassroots.organisations.read"], County = [.. Secretary, "grassroots.training.plan", "grassroots.figures.read"];
    const string Place = $"/{TestHost.County}/grassroots", Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    Task<Guid> MeetingAsync(AffairsHost.Branch branch, string topic) => Host.AskAsync<Guid>($"insert into grassroots.meeting (organisation_id, locality_path, kind, topic, held_on, state) values ('{branch.Id}', '{branch.Path}', '14', '{topic}', org.today(), '3') returning id");

    static (string, string)[] Topic(string title, params (string, string)[] more) => [("title", title), ("year", $"{Clock.Today.Year}"), ("readings", "《章程》"), ("education", "2"), ("audience", "1"), ("began_on", In(-3)), ("due_on", In(-1)), .. more];

    [Fact, Trait("Row", "G3.1")]
    public async Task A_topic_of_the_county_stands_before_every_branch_until_a_meeting_of_its_own_confirms_it()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        using var county = await Host.SignInAsync(TestHost.County, County);
        using var secretary = await Host.SignInAsync(own.Code, Secretary);
        Assert.Equal(302, (await county.FillAsync($"{Place}/study-topics/new", Topic("学习章程"))).Status);
        Assert.Equal(422, (await county.FillAsync($"{Place}/study-topics/new", [.. Topic("没有书目").Where(field => field.Item1 != "readings")])).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.study_topic where title = '学习章程'");
        var (mine, strange) = (await MeetingAsync(own, "本支部党课"), await MeetingAsync(other, "别的支部党课"));
        var page = $"/{own.Code}/grassroots/training/topics";

        var before = await secretary.GetAsync(page);
        Assert.Contains("学习章程", before.Text, StringComparison.Ordinal);
        Assert.Contains("没有落实", before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别的支部党课", before.Text, StringComparison.Ordinal);
        // Read below, written where it lies.
        Assert.Equal(403, (await secretary.GetAsync($"/{own.Code}/grassroots/study-topics/{id}/edit")).Status);
        var tampered = await secretary.PostAsync(page, ("topic", id.ToString()), ("by", $"m:{strange}"));
        var done = await secretary.PostAsync(page, ("topic", id.ToString()), ("by", $"m:{mine}"));
        var again = await secretary.PostAsync(page, ("topic", id.ToString()), ("by", $"m:{mine}"));
        Assert.Equal((422, 302, 422), (tampered.Status, done.Status, again.Status));
        Assert.Contains("本支部党课", (await secretary.GetAsync(page)).Text, StringComparison.Ordinal);

        var coverage = await county.GetAsync($"{Place}/training/topics/{id}");
        string RowOf(AffairsHost.Branch branch) => coverage.Document.QuerySelectorAll("tbody tr").Single(row => row.InnerHtml.Contains(branch.Id.ToString(), StringComparison.Ordinal)).TextContent;
        Assert.Contains("本支部党课", RowOf(own), StringComparison.Ordinal);
        Assert.Contains("没有落实", RowOf(other), StringComparison.Ordinal);
        // The log of each member, hours and titles, stands beside it.
        var member = await affairs.MemberAsync(own, "读书人");
        Assert.Equal(302, (await secretary.FillAsync($"/{own.Code}/grassroots/studies/new", ("title", "《章程》通读"), ("member_id", member.ToString()), ("organisation_id", own.Id.ToString()), ("category", "2"), ("level", "5"), ("studied_on", In(0)), ("hours", "6"))).Status);
        Assert.Contains("《章程》通读", (await secretary.GetAsync($"/{own.Code}/grassroots/studies?member_id={member}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_higher_place_has_made_known_is_neither_removed_nor_dealt_with_from_below()
    {
        using var county = await Host.SignInAsync(TestHost.County, County);
        using var town = await Host.SignInAsync(TestHost.Township, County);
        Assert.Equal(302, (await county.FillAsync($"{Place}/study-topics/new", Topic("县里定的"))).Status);
        var id = await Host.AskAsync<Guid>("select id from grassroots.study_topic where title = '县里定的'");

        var record = await town.GetAsync($"{Town}/study-topics/{id}");
        Assert.Equal(200, record.Status);
        Assert.DoesNotContain(record.Document.QuerySelectorAll(".actions a").Select(link => link.GetAttribute("href")!), href => href.EndsWith("/remove", StringComparison.Ordinal) || href.Contains("/deeds/", StringComparison.Ordinal));
        Assert.Equal(404, (await town.GetAsync($"{Town}/study-topics/{id}/remove")).Status);
        Assert.Equal(404, (await town.PostAsync($"{Town}/study-topics/{id}/remove", ("reason", "试"))).Status);
        var deed = await town.DoDeedAsync($"{Town}/study-topics", "repeat", id);
        Assert.Equal(422, deed.Status);
        Assert.Contains("在这里只能看", deed.Text, StringComparison.Ordinal);
        Assert.Equal((1L, 0L), (await Host.AskAsync<long>("select count(*) from grassroots.study_topic where title = '县里定的'"), await Host.AskAsync<long>($"select count(*) from grassroots.study_topic where id = '{id}' and removed_at is not null")));
        // Where it lies, both are there.
        Assert.Contains((await county.GetAsync($"{Place}/study-topics/{id}")).Document.QuerySelectorAll(".actions a").Select(link => link.GetAttribute("href")!), href => href.EndsWith("/remove", StringComparison.Ordinal));
    }

    [Fact, Trait("Row", "G3.6")]
    public async Task A_standing_programme_is_ticked_off_topic_by_topic_summed_up_by_the_year_and_used_again_the_next()
    {
        var branch = await affairs.BranchAsync();
        using var county = await Host.SignInAsync(TestHost.County, County);
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        foreach (var title in new[] { "常态学习一", "常态学习二" }) Assert.Equal(302, (await county.FillAsync($"{Place}/study-topics/new", Topic(title, ("programme", "两学一做")))).Status);
        var ids = await Host.AskAsync<Guid[]>("select array_agg(id order by title) from grassroots.study_topic where programme = '两学一做'");
        var held = await MeetingAsync(branch, "常态学习");
        var page = $"/{branch.Code}/grassroots/training/topics?year={Clock.Today.Year}&programme={Uri.EscapeDataString("两学一做")}";
        Assert.Equal(302, (await secretary.PostAsync(page, ("topic", ids![0].ToString()), ("by", $"m:{held}"))).Status);
        var year = await secretary.GetAsync(page);
        Assert.Equal(2, year.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Single(year.Document.QuerySelectorAll("tbody .lt-g"));
        foreach (var id in ids) Assert.Equal(302, (await county.SubmitAsync($"{Place}/study-topics/deeds/repeat?id={id}")).Status);
        Assert.Equal(422, (await county.SubmitAsync($"{Place}/study-topics/deeds/repeat?id={ids[0]}")).Status);
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from grassroots.study_topic where programme = '两学一做' and year = {Clock.Today.Year + 1}"));
        Assert.Contains("常态学习二", (await secretary.GetAsync($"/{branch.Code}/grassroots/training/topics?year={Clock.Today.Year + 1}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G8.11")]
    public async Task Two_new_secretaries_are_trained_at_a_school_of_their_own_until_none_is_left()
    {
        var (two, village) = (await affairs.BranchAsync(sphere: "7"), await affairs.BranchAsync());
        var (secretary, other) = (await affairs.MemberAsync(two, "两新书记"), await affairs.MemberAsync(village, "农村书记"));
        foreach (var (member, branch) in new[] { (secretary, two), (other, village) }) await Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on) values ('{member}', '{branch.Path}', '001A', '{branch.Name}', '{branch.Id}', '2024-01-01')");
        using var county = await Host.SignInAsync(TestHost.County, County);
        Assert.Equal(302, (await county.FillAsync($"{Place}/teaching-places/new", ("name", "非公党校"), ("kind", "1"), ("capacity", "60"))).Status);
        var school = await Host.AskAsync<Guid>("select id from grassroots.teaching_place where name = '非公党校'");
        Assert.Equal(302, (await county.FillAsync($"{Place}/drives/new", ("title", "两新书记轮训"), ("category", "8"), ("target", "4"), ("least_level", "3"), ("began_on", In(-60)), ("due_on", In(30)))).Status);
        var drive = await Host.AskAsync<Guid>("select id from grassroots.drive where title = '两新书记轮训'");
        var one = await Host.AskAsync<Guid>($"insert into grassroots.training_class (name, organisation_id, kind, category, level, drive_id, teaching_place_id, began_on, ended_on, hours, locality_path) values ('非公党校一期', '{two.Id}', '8', '8', '3', '{drive}', '{school}', org.today() - 2, org.today() - 1, 16, '{two.Path}') returning id");

        var before = await county.GetAsync($"{Place}/training/drive/{drive}");
        Assert.Contains("0 / 1 人", before.Text, StringComparison.Ordinal);
        // Trained this year of all two-new secretaries; who is not stands behind the number. A village's secretary is in neither.
        async Task<(string? Share, string Untrained)> TwoNewAsync() => ((await county.GetAsync($"{Place}/figures/new-secretaries-trained")).In("#by-place tr.sum td.num"), (await county.GetAsync($"{Place}/figures/new-secretaries-trained/rows?part=wanting")).In("main") ?? "");
        var untrained = await TwoNewAsync();
        Assert.Equal("0.0", untrained.Share);
        Assert.Contains("两新书记", untrained.Untrained.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("农村书记", untrained.Untrained, StringComparison.Ordinal);
        Assert.Contains(secretary.ToString(), before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.ToString(), before.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await county.SubmitAsync($"{Place}/members/deeds/attend?id={secretary}", ("class_id", one.ToString()))).Status);
        Assert.Contains("全部覆盖", (await county.GetAsync($"{Place}/training/drive/{drive}")).Text, StringComparison.Ordinal);
        Assert.Contains("非公党校", (await county.GetAsync($"{Place}/classes?teaching_place_id={school}")).Text, StringComparison.Ordinal);
        Assert.Equal("100.0", (await TwoNewAsync()).Share);
        Assert.DoesNotContain("两新书记", (await TwoNewAsync()).Untrained, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.21")]
    public async Task A_practice_base_has_its_trainees_with_time_mentor_and_evaluation_and_its_days_are_counted()
    {
        using var county = await Host.SignInAsync(TestHost.County, County);
        Assert.Equal(302, (await county.FillAsync($"{Place}/teaching-places/new", ("name", "蔬菜村实训基地"), ("kind", "6"), ("capacity", "20"), ("courses", "蔬菜产业"), ("guide", "梁导师"))).Status);
        var place = await Host.AskAsync<Guid>("select id from grassroots.teaching_place where name = '蔬菜村实训基地'");
        Assert.Equal(302, (await county.FillAsync($"{Place}/teaching-places/{place}/trainees/new", ("name", "学员书记"), ("post", "村书记"), ("began_on", In(0)), ("ended_on", In(0)), ("mentor", "梁导师"), ("evaluation", "1"))).Status);
        Assert.Equal(422, (await county.FillAsync($"{Place}/teaching-places/{place}/trainees/new", ("name", "没有日期"))).Status);
        Assert.Contains("学员书记", (await county.GetAsync($"{Place}/teaching-places/{place}?tab=trainees")).Text, StringComparison.Ordinal);
        Assert.Contains("蔬菜村实训基地", (await county.GetAsync($"{Place}/teaching-places?kind=6")).Text, StringComparison.Ordinal);
        // One base and one trainee, who has been there for the one day that is over.
        async Task<string?> FigureAsync(string figure) => (await county.GetAsync($"{Place}/figures/{figure}")).In("#by-place tr.sum td.num");
        Assert.Equal("1", await FigureAsync("practice-bases"));
        Assert.StartsWith("1", await FigureAsync("practice-days"), StringComparison.Ordinal);
        Assert.Contains("优秀", (await county.GetAsync($"{Place}/teaching-places/{place}?tab=trainees")).In("tbody"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G9.24"), Trait("Row", "G9.25")]
    public async Task A_certificate_asks_for_years_courses_marks_and_practice_runs_out_and_shortages_are_told()
    {
        var branch = await affairs.BranchAsync();
        string[] officers = ["grassroots.leaders.read", "grassroots.leaders.edit", "grassroots.organisations.read", "grassroots.members.read", "grassroots.figures.read"];
        using var officer = await Host.SignInAsync(TestHost.Township, officers);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/worker-needs/new", ("basis", "配备办法"), ("organisation_id", branch.Id.ToString()), ("required", "1"), ("is_pilot", "1"))).Status);
        Assert.Contains("配备办法", (await officer.GetAsync($"{Town}/worker-needs?rule=worker-needs.enough")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/party-workers/new", ("name", "党务人"), ("organisation_id", branch.Id.ToString()), ("post", "2"), ("is_full_time", "1"), ("began_on", In(-500)), ("courses", "2"), ("score", "75"), ("has_practice", "1"))).Status);
        Assert.DoesNotContain("配备办法", (await officer.GetAsync($"{Town}/worker-needs?rule=worker-needs.enough")).In("tbody") ?? "", StringComparison.Ordinal);
        var id = await Host.AskAsync<Guid>("select id from grassroots.party_worker where name = '党务人'");
        string Deed(string deed) => $"{Town}/party-workers/deeds/{deed}?id={id}";
        var few = await officer.SubmitAsync(Deed("certify"), ("grade", "1"), ("certified_on", In(0)), ("certificate_no", "D-1"));
        Assert.Equal(422, few.Status);
        Assert.Contains("课程要 3 门，现 2 门", few.Text, StringComparison.Ordinal);
        // What a grade asks for is the rule's, and the place may ask for more.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.party-workers.primary', 'courses', 5, daterange('2020-01-01', null), '试', '试', '试')");
        Assert.Contains("课程要 5 门，现 2 门", (await officer.SubmitAsync(Deed("certify"), ("grade", "1"), ("certified_on", In(0)), ("certificate_no", "D-1"))).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update grassroots.party_worker set courses = 6 where id = '{id}'");
        var young = await officer.SubmitAsync(Deed("certify"), ("grade", "2"), ("certified_on", In(0)), ("certificate_no", "D-1"));
        Assert.Contains("从事党务要满 3 年", young.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync(Deed("certify"), ("grade", "1"), ("certified_on", In(0)), ("certificate_no", "D-1"))).Status);
        Assert.Equal(422, (await officer.SubmitAsync(Deed("renew"), ("renewed_on", In(0)))).Status);
        await Host.DoAsync($"update grassroots.party_worker set valid_until = org.today() + 20 where id = '{id}'");
        Assert.Contains(id.ToString(), (await officer.GetAsync($"{Town}/party-workers?rule=party-workers.renewal")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync(Deed("renew"), ("renewed_on", In(0)))).Status);
        Assert.DoesNotContain(id.ToString(), (await officer.GetAsync($"{Town}/party-workers?rule=party-workers.renewal")).Text, StringComparison.Ordinal);
        async Task<string?> FigureAsync(string figure) => (await officer.GetAsync($"{Town}/figures/{figure}")).In("#by-place tr.sum td.num");
        Assert.Equal("100.0", await FigureAsync("workers-certified"));
        // One worker of five hundred days: not yet three years; then both.
        Assert.Equal("0.0", await FigureAsync("workers-stable"));
        await Host.DoAsync($"update grassroots.party_worker set began_on = org.today() - 1200 where id = '{id}'");
        Assert.Equal("100.0", await FigureAsync("workers-stable"));
        // Required and actual, side by side; who leaves makes a shortage again.
        Assert.Equal("100.0", await FigureAsync("workers-enough"));
        await Host.DoAsync($"update grassroots.party_worker set ended_on = org.today() where id = '{id}'");
        Assert.Contains("配备办法", (await officer.GetAsync($"{Town}/worker-needs?rule=worker-needs.enough")).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.leaders.read", "grassroots.organisations.read");
        Assert.Equal(403, (await reader.GetAsync(Deed("certify"))).Status);
    }
}
