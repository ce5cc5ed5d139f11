using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>A place that installed a programme of the shelf as it stood before, and worked with it, takes the one of now.</summary>
public sealed class ShelfUpgradeTests(DesignHost at) : IClassFixture<DesignHost>
{
    static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));
    static string Earlier(string key) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "OrgWork.Tests", "Programmes", "Earlier", key + ".json"));

    [Fact, Trait("Row", "G9.22")]
    public async Task Candidates_of_actions_that_were_an_option_stay_with_what_they_were_chosen_for_and_the_place_names_its_actions()
    {
        var design = await at.ReceiveAsync(Earlier("wuming-xingdong"));
        var module = await at.PublishAsync(design, 1);
        var home = $"/{TestHost.County}/{module}";
        using (var before = await at.OfficerAsync(module)) await DesignHost.AddAsync(before, $"{home}/candidates", Filled("wuming-xingdong", "candidates", ("name", "季安平"), ("action", "2")));
        await at.ReceiveAsync(ShelfTests.DescriptionOf("wuming-xingdong").ToJson(), onto: design);
        var review = await at.ReviewAsync(design);
        foreach (var words in (string[])["新建“行动”", "停用“行动”"]) Assert.Contains(words, review, StringComparison.Ordinal);
        await at.PublishAsync(design, 2);
        using var officer = await at.OfficerAsync(module);
        // What was chosen is read where earlier items are.
        Assert.Contains("名讲师", (await officer.GetAsync($"{home}/candidates-earlier")).In("tbody"), StringComparison.Ordinal);
        Assert.Contains("季安平", (await officer.GetAsync($"{home}/candidates")).In("tbody"), StringComparison.Ordinal);
        // The place names its actions, and the candidate is put under one of them; until then the form asks.
        var action = await DesignHost.AddAsync(officer, $"{home}/actions", ("name", "名师带徒"), ("number", "2"));
        var candidate = await at.Host.AskAsync<Guid>($"select id from {module}.candidates");
        Assert.Equal(422, (await officer.FillAsync($"{home}/candidates/{candidate}/edit")).Status);
        var chosen = await officer.FillAsync($"{home}/candidates/{candidate}/edit", ("action_id", action.ToString()));
        Assert.True(chosen.Status == 302, chosen.Why());
        Assert.Equal(2, await at.Host.AskAsync<int>($"select action_number from {module}.candidates where id = '{candidate}'"));
        Assert.Equal("0", (await officer.GetAsync($"{home}/figures/titled-2")).In("#by-place tr.sum td.num") ?? "0");
    }

    [Fact, Trait("Row", "T4.2")]
    public async Task Results_that_were_typed_stay_those_concluded_still_count_as_chosen_and_from_now_on_steps_say_it()
    {
        var design = await at.ReceiveAsync(Earlier("yingcai-jihua"));
        var module = await at.PublishAsync(design, 1);
        var home = $"/{TestHost.County}/{module}";
        using (var before = await at.OfficerAsync(module))
        {
            var call = await DesignHost.AddAsync(before, $"{home}/calls", ("name", "第一批"), ("year", $"{Clock.Today.Year}"), ("opened_on", Day(900)), ("closes_on", Day(870)), ("places", "5"), ("conditions", "带项目落户"));
            foreach (var name in (string[])["在办甲", "入选乙", "结题丙"])
                await DesignHost.AddAsync(before, $"{home}/applicants", [("name", name), ("call_id", call.ToString()), ("kind", "1"), ("unit", "云岭机械"), ("project", "铸造"), ("applied_on", Day(860)), ("stage", "1")]);
            // Signed long ago, and the result typed, as it was done then.
            await at.Host.DoAsync($"update {module}.applicants set signed_on = org.today() - 700, until = org.today() + 300 where name <> '在办甲'");
            foreach (var (name, stage) in ((string, string)[])[("入选乙", "2"), ("结题丙", "4")])
            {
                var typed = await before.FillAsync($"{home}/applicants/{await at.Host.AskAsync<Guid>($"select id from {module}.applicants where name = '{name}'")}/edit", ("stage", stage));
                Assert.True(typed.Status == 302, typed.Why());
            }
        }
        await at.ReceiveAsync(ShelfTests.DescriptionOf("yingcai-jihua").ToJson(), onto: design);
        var review = await at.ReviewAsync(design);
        foreach (var words in (string[])["加“结题日期”", "改由步骤写入", "不再有“结题”"]) Assert.Contains(words, review, StringComparison.Ordinal);
        await at.PublishAsync(design, 2);
        using var officer = await at.OfficerAsync(module);
        var list = (await officer.GetAsync($"{home}/applicants")).In("tbody")!;
        foreach (var words in (string[])["在办甲", "入选乙", "结题丙", "在办", "入选", "结题"]) Assert.Contains(words, list, StringComparison.Ordinal);
        Assert.Equal("2", (await officer.GetAsync($"{home}/figures/people")).In("#by-place tr.sum td.num"));
        Assert.DoesNotContain("name=\"stage\"", (await officer.GetAsync($"{home}/applicants/new")).Text, StringComparison.Ordinal);
        // One that comes in now is on its way from its first day, and a step ends it.
        var newer = await DesignHost.AddAsync(officer, $"{home}/applicants", ("name", "新来丁"), ("call_id", (await at.Host.AskAsync<Guid>($"select id from {module}.calls")).ToString()), ("kind", "1"), ("unit", "云岭机械"), ("project", "铸造"), ("applied_on", Day(9)));
        Assert.Contains("新来丁", (await officer.GetAsync($"{home}/applicants?stage=1")).In("tbody"), StringComparison.Ordinal);
        var one = await officer.OpenCaseAsync($"{home}/steps", newer, ("on", Day(5)), ("outcome", "no"));
        Assert.True(one.Status == 302, one.Why());
        Assert.Contains("新来丁", (await officer.GetAsync($"{home}/applicants?stage=3")).In("tbody"), StringComparison.Ordinal);
    }

    /// <summary>What is required of a row, with something in it.</summary>
    static (string, string)[] Filled(string key, string register, params (string Name, string Value)[] said) =>
    [
        .. said, .. ProgrammeDescription.Parse(Earlier(key)).Find(register)!.Open.Where(field => field is { Required: true, ByDeed: false } && field.Kind != DescribedKind.Name && said.All(one => one.Name != field.Key))
            .Select(field => (field.Key, field.Kind switch { DescribedKind.Number => "1", DescribedKind.Year => $"{Clock.Today.Year}", DescribedKind.Date => Day(30), DescribedKind.Code => field.Options[0].Value, DescribedKind.Flag => "1", _ => "某村" })),
    ];
}
