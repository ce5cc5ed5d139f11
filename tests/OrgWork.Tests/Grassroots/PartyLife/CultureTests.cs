using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.PartyLife;

/// <summary>政治文化 in theme days, lectures and ceremonies, and the yearly questionnaire without names, whose scores lie beside those of the year before.</summary>
public sealed class CultureTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Officer = ["grassroots.culture.read", "grassroots.culture.conduct", "grassroots.organisations.read", "grassroots.members.read", "grassroots.life.read", "grassroots.life.edit"];
    const string Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;

    static string[] Row(Answer page, string name) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("td")!.TextContent.Trim() == name).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    [Fact, Trait("Row", "G2.17")]
    public async Task Culture_is_ticked_on_theme_days_lectures_and_ceremonies_and_an_anonymous_questionnaire_is_compared_by_year()
    {
        var branch = await affairs.BranchAsync();
        await affairs.MemberAsync(branch, "参加人");
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        using var secretary = await Host.SignInAsync(branch.Code, Officer);
        // As an officer ticks it, on each of the three kinds.
        foreach (var (kind, topic, more) in new (string, string, (string, string)[])[] { ("21", "家风主题党日", []), ("14", "清廉党课", [("Lecturer", "支书"), ("Education", "2")]), ("41", "重温誓词", [("Lecturer", "支书"), ("Ceremony", "1")]) })
        {
            var page = await secretary.GetAsync(LifeHost.WriteUrl(new(branch.Id, branch.Code, branch.Path, "", branch.Name), kind));
            Assert.Contains(page.Document.QuerySelectorAll("input[name=Themes]"), box => box.GetAttribute("value") == "政治文化");
            var written = await secretary.SubmitAsync(LifeHost.WriteUrl(new(branch.Id, branch.Code, branch.Path, "", branch.Name), kind), [.. LifeHost.Form(Clock.Today, topic, more), ("Themes", "政治文化")]);
            Assert.True(written.Status == 302, $"{topic}: {written.Why()}");
        }
        Assert.Equal(3L, await Host.AskAsync<long>($"select count(*) from grassroots.meeting where organisation_id = '{branch.Id}' and has_culture and state = '3'"));

        // Last year's was on paper; this year's is on line.
        await AskOnPaperAsync(officer, branch);
        var voters = new List<Browser>();
        for (var n = 0; n < 5; n++) voters.Add(await Host.SignInAsync(TestHost.Township, "org.units.read"));
        var ballots = new List<(string, string)>();
        foreach (var voter in voters) ballots.Add(($"v.{await Host.AskAsync<Guid>($"select id from org.account where account = '{voter.Account}'")}", "1"));
        var asked = await officer.GetAsync($"{Town}/life/ask/{branch.Id}");
        Assert.Equal(302, asked.Status);
        var made = await officer.SubmitAsync(asked.Location!, [("Way", "online"), ("Period", $"{Clock.Today.Year}"), ("ClosesOn", Dates.Format(Clock.Today.AddDays(7))), ("Tellers", "甲、乙"), ("Counter", "丙"), .. ballots]);
        Assert.True(made.Status == 302, $"{made.Status} {made.In("main")}");
        var url = made.Location!;
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/open", ("version", "1"))).Status);
        foreach (var voter in voters) Assert.Equal(302, (await voter.PostAsync("/account/polls/" + url[^36..], ("m.1", "1"), ("m.2", "2"), ("m.3", "3"), ("remark", ""))).Status);
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/close", ("version", "2"))).Status);
        Assert.Equal(302, (await officer.PostAsync(url + "/turn/sign", ("version", "3"))).Status);
        voters.ForEach(voter => voter.Dispose());

        var compared = await officer.GetAsync($"{Town}/life/culture");
        Assert.Equal([branch.Name, "3", "3", "100.0", "80.0", "60.0", "80.0", "60.0", "+20.0"], Row(compared, branch.Name));
        Assert.Equal("60.0", Row(await officer.GetAsync($"{Town}/life/culture?year={Clock.Today.Year - 1}"), branch.Name)[6]);
    }

    static async Task AskOnPaperAsync(Browser officer, AffairsHost.Branch branch)
    {
        var made = await officer.SubmitAsync($"{Town}/culture/new?subject={branch.Id}", ("Title", "上年问卷"), ("Period", $"{Clock.Today.Year - 1}"), ("HeldOn", Dates.Format(Clock.Today.AddYears(-1))), ("Tellers", "甲、乙"), ("Counter", "丙"));
        Assert.True(made.Status == 302, $"{made.Status} {made.In("main")}");
        (string, string)[] numbers = [.. ((string[])["eligible", "present", "issued", "returned"]).Select(name => ($"g1.{name}", "10")), ("g1.invalid", "0")];
        (string, string)[] marks = [.. Enumerable.Range(1, 3).SelectMany(item => Enumerable.Range(1, 5).Select(choice => ($"c1.{item}.{choice}", choice == 3 ? "10" : "0")))];
        var counted = await officer.SubmitAsync(made.Location! + "/count", [.. numbers, .. marks]);
        Assert.True(counted.Status == 302, $"{counted.Status} {counted.In("main")}");
        Assert.Equal(302, (await officer.PostAsync(made.Location! + "/turn/sign", ("version", "2"))).Status);
    }

    [Fact]
    public async Task A_questionnaire_without_an_organisation_is_not_set_up_and_a_reader_asks_nobody()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.culture.read", "grassroots.organisations.read");
        Assert.Contains("问卷按党组织做", (await officer.GetAsync($"{Town}/culture/new")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.GetAsync($"{Town}/life/ask/{branch.Id}")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Town}/culture/new?subject={branch.Id}")).Status);
    }
}
