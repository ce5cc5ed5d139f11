using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Training;

/// <summary>读书班 with what was said in it and who helped whom; a series for all members, covered organisation by organisation.</summary>
public sealed class StudyClassTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.training.read", "grassroots.training.edit", "grassroots.training.plan", "grassroots.members.read", "grassroots.organisations.read"];
    const string Town = $"/{TestHost.Township}/grassroots", County = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));

    [Fact, Trait("Row", "G3.11")]
    public async Task A_study_class_has_its_mode_its_statements_and_minutes_its_result_stands_in_every_log_and_helpers_are_counted()
    {
        var village = await affairs.BranchAsync();
        var (speaks, listens) = (await affairs.MemberAsync(village, "发言甲"), await affairs.MemberAsync(village, "听讲乙"));
        using var town = await Host.SignInAsync(TestHost.Township, Officer);
        async Task<Guid> HeldAsync(string name)
        {
            var made = await town.FillAsync($"{Town}/classes/new", ("name", name), ("organisation_id", village.Id.ToString()), ("kind", "6"), ("category", "1"), ("level", "4"), ("began_on", Ago(0)), ("ended_on", Ago(0)), ("hours", "4"), ("mode", "2"));
            Assert.True(made.Status == 302, made.Why());
            return await Host.AskAsync<Guid>($"select id from grassroots.training_class where name = '{name}'");
        }
        var (one, two) = (await HeldAsync("帮学读书班一"), await HeldAsync("帮学读书班二"));
        Task<Answer> EndAsync(Guid id) => town.SubmitAsync($"{Town}/classes/deeds/conclude?id={id}", ("minutes", "围绕振兴讨论"), ("result", "学懂三件事"));

        var helperless = await EndAsync(one);
        foreach (var id in new[] { one, two }) Assert.Equal(302, (await town.FillAsync($"{Town}/classes/{id}/edit", ("helper_unit", "县财政局"), ("village_id", village.Id.ToString()))).Status);
        var empty = await EndAsync(one);
        foreach (var id in new[] { one, two })
            foreach (var member in new[] { speaks, listens })
                Assert.Equal(302, (await town.SubmitAsync($"{Town}/members/deeds/attend?id={member}", ("class_id", id.ToString()))).Status);
        var silent = await EndAsync(one);
        Assert.Equal(302, (await town.FillAsync($"{Town}/classes/{one}/statements/new", ("title", "我看产业"), ("member_id", speaks.ToString()), ("handed_on", Ago(0)))).Status);
        var ended = await EndAsync(one);

        Assert.Equal((422, 422, 422, 302), (helperless.Status, empty.Status, silent.Status, ended.Status));
        Assert.Contains("帮学单位", helperless.Text, StringComparison.Ordinal);
        Assert.Equal("学懂三件事；发言：我看产业", await Host.AskAsync<string>($"select words from grassroots.study where class_id = '{one}' and member_id = '{speaks}'"));
        Assert.Equal("学懂三件事", await Host.AskAsync<string>($"select words from grassroots.study where class_id = '{one}' and member_id = '{listens}'"));
        Assert.Contains("围绕振兴讨论", (await town.GetAsync($"{Town}/classes/{one}")).Text, StringComparison.Ordinal);
        var helpers = await town.GetAsync($"{Town}/training/helpers");
        Assert.Equal(["县财政局", "2", "1", "4", Ago(0)], helpers.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("县财政局", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact, Trait("Row", "G3.18")]
    public async Task A_series_for_all_members_has_its_classes_and_attendance_and_its_coverage_organisation_by_organisation()
    {
        var (near, far) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        var (first, second, third) = (await affairs.MemberAsync(near, "信念甲"), await affairs.MemberAsync(near, "信念乙"), await affairs.MemberAsync(far, "信念丙"));
        using var county = await Host.SignInAsync(TestHost.County, Officer);
        Assert.Equal(302, (await county.FillAsync($"{County}/drives/new", ("title", "理想信念教育"), ("category", "A"), ("target", "1"), ("least_level", "5"), ("began_on", Ago(30)), ("due_on", Ago(-30)))).Status);
        var drive = await Host.AskAsync<Guid>("select id from grassroots.drive where title = '理想信念教育'");
        foreach (var name in new[] { "第一讲", "第二讲" })
            Assert.Equal(302, (await county.FillAsync($"{County}/classes/new", ("name", name), ("organisation_id", near.Id.ToString()), ("kind", "1"), ("category", "A"), ("level", "5"), ("drive_id", drive.ToString()), ("began_on", Ago(5)), ("ended_on", Ago(5)), ("hours", "3"))).Status);
        Task<Guid> ClassAsync(string name) => Host.AskAsync<Guid>($"select id from grassroots.training_class where name = '{name}' and drive_id = '{drive}'");
        var (one, two) = (await ClassAsync("第一讲"), await ClassAsync("第二讲"));
        foreach (var (member, to) in new[] { (first, one), (first, two), (third, two) }) Assert.Equal(302, (await county.SubmitAsync($"{County}/members/deeds/attend?id={member}", ("class_id", to.ToString()))).Status);

        var page = await county.GetAsync($"{County}/training/drive/{drive}");
        string[] Row(string within, string name) => [.. page.Document.QuerySelectorAll($"{within} tbody tr").First(row => row.QuerySelector("td")!.TextContent.Trim() == name).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal([near.Name, "2", "1", "50.0%"], Row("#by-organisation", near.Name));
        Assert.Equal([far.Name, "1", "1", "100.0%"], Row("#by-organisation", far.Name));
        Assert.Equal(["第二讲", "支部", Ago(5), "3", "2"], Row(".stack", "第二讲"));
        Assert.Contains(second.ToString(), page.Text, StringComparison.Ordinal);
    }
}
