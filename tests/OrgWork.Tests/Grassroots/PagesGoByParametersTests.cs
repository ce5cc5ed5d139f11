using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots;

/// <summary>A page and the figure of the same name read one parameter: set at a county, both tell the same of it, and something else than before.</summary>
public sealed class PagesGoByParametersTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    [Theory]
    [InlineData("coverage-enterprises", "grassroots.establishments.coverage-basis", "basis", 3, "grassroots/coverage", "非公有制企业组织覆盖率")]
    [InlineData("coverage-societies", "grassroots.establishments.coverage-basis", "basis", 4, "grassroots/coverage", "社会组织组织覆盖率")]
    [InlineData("coverage-work", "grassroots.establishments.work", "months", 0, "grassroots/coverage", "党的工作覆盖率")]
    [InlineData("cross-posts", "grassroots.village-cadres.cross-basis", "basis", 1, "grassroots/leaders/compare", "交叉任职")]
    [InlineData("cadres-young", "grassroots.village-cadres.young", "cadre", 60, "grassroots/leaders/compare", "年轻干部")]
    [InlineData("life-attendance", "grassroots.meetings.attended", "excused", 1, "grassroots/figures/life-attendance", "")]
    public async Task Page_and_figure_follow_one_parameter(string id, string rule, string parameter, int value, string path, string title)
    {
        var place = statistics.Of("grassroots");
        var county = statistics.Tree.ChildrenOf(statistics.City).First();
        // Of each kind one unit with an organisation and members, and one with neither.
        await statistics.Host.DoAsync($"update grassroots.establishment e set members = case x.n when 1 then 6 else 0 end, full_members = case x.n when 1 then 4 else 0 end, organisation_id = case x.n when 1 then (select id from grassroots.organisation where kind = '631' and starts_with(locality_path, '{county.Path}') order by id limit 1) end from (select id, row_number() over (partition by kind order by id) as n from grassroots.establishment where starts_with(locality_path, '{county.Path}') and closed_on is null and removed_at is null) x where x.id = e.id and x.n <= 2");
        using var officer = await statistics.Host.SignInAsync(county.Code, "grassroots.figures.read", "grassroots.coverage.read", "grassroots.leaders.read", "grassroots.life.read", "grassroots.members.read", "grassroots.organisations.read");
        async Task<string> FigureAsync()
        {
            var (reader, db) = await statistics.ReaderAsync(place, county);
            await using var _ = db;
            var figure = place.Figure(id)!;
            return (await reader.ValuesAsync([figure], default))[figure].Show(figure);
        }
        async Task<string> PageAsync()
        {
            var page = await officer.GetAsync($"/{county.Code}/{path}");
            Assert.True(page.Status == 200, page.Why());
            if (title.Length == 0) return page.Document.QuerySelector("#by-place tr.sum td.num")!.TextContent.Trim();
            if (page.Document.QuerySelectorAll("section.strip > div").FirstOrDefault(box => box.QuerySelector("h2")?.TextContent == title) is { } strip) return strip.QuerySelector(".big")!.TextContent.Trim().TrimEnd('%');
            var cells = page.Document.QuerySelectorAll("table tbody tr").First(row => row.QuerySelector("td")!.TextContent.Trim() == title).QuerySelectorAll("td");
            return cells[2].TextContent.Split('（')[1].Split('%')[0];
        }
        var before = await FigureAsync();
        Assert.Equal(before, await PageAsync());

        await statistics.Host.DoAsync($"insert into org.rule_parameter (rule, parameter, locality_id, value, valid, basis, reason, set_by_name) values ('{rule}', '{parameter}', {county.Id}, {value}, daterange('2020-01-01', null), '县委规定', '试', '试')");
        try
        {
            var after = await FigureAsync();
            Assert.NotEqual(before, after);
            Assert.Equal(after, await PageAsync());
        }
        finally
        {
            await statistics.Host.DoAsync("delete from org.rule_parameter");
        }
    }
}
