using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>年度台账: of visits, problems, awards and appointments, as the cases stand; closed with the year.</summary>
public sealed class YearlyTests(TalentHost talents) : IClassFixture<TalentHost>
{
    const string Ledger = $"{County}/visits/yearly";
    TestHost Host => talents.Host;
    static int Last => Clock.Today.Year - 1;

    Task VisitsAsync(string path, int year, int count) => Host.DoAsync($"with e as (insert into talent.employer (locality_path, name, kind) values ('{path}', '被访企业', '1') returning id) insert into talent.visit (locality_path, rank_order, title, visitor, visited_on, purpose, form, employer_id) select '{path}', n, '台账走访' || to_char(n, 'FM00'), '陈部长', make_date({year}, 1, 1) + n, '1', '1', e.id from e cross join generate_series(1, {count}) n");

    /// <summary>The button stands on the ledger's page, and so does its token.</summary>
    static async Task<Answer> PrintAsync(Browser browser, int year) =>
        await browser.PostBareAsync($"{Ledger}/paper?year={year}", ("__RequestVerificationToken", (await browser.GetAsync($"{Ledger}?year={year}")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!));

    static IReadOnlyList<string> Titles(Answer page) => [.. page.Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td")[2].TextContent.Trim())];

    [Fact]
    [Trait("Row", "P4.7")]
    public async Task A_ledger_comes_of_running_cases_is_never_typed_prints_with_page_numbers_and_day_and_stays_as_it_was_once_its_year_is_closed()
    {
        using var officer = await talents.OfficerAsync();
        var path = await talents.PathOfAsync(TestHost.County);
        await Host.DoAsync("update talent.visit set removed_at = now()");
        // A visit that is entered as a visit is in this year's ledger; there is nothing to type into.
        await talents.EnterAsync(officer, "visits", "visit", ("title", "走访一线专家"), ("visitor", "陈部长"), ("visited_on", Day(0)), ("purpose", "1"), ("form", "1"), ("employer_id", $"{await talents.EmployerAsync(name: "台账企业")}"));
        Assert.Contains($"{County}/visits/yearly", (await officer.GetAsync($"{County}/visits")).Text, StringComparison.Ordinal);
        var open = await officer.GetAsync(Ledger);
        var row = Cells(open, "走访一线专家");
        Assert.Equal(["1", "临溪县", "走访一线专家", "陈部长", Day(0), "", "台账企业"], row.Take(7));
        Assert.DoesNotContain("年度封存", open.Text, StringComparison.Ordinal);
        Assert.Empty(open.Document.QuerySelectorAll("main input:not([type=hidden]), main textarea"));
        Assert.Contains("还没有过完", (await officer.PostAsync($"{Ledger}?year={Clock.Today.Year}")).Text, StringComparison.Ordinal);

        await VisitsAsync(path, Last, 17);
        await VisitsAsync(await talents.PathOfAsync(TestHost.Neighbour), Last, 1);
        var page = await officer.GetAsync($"{Ledger}?year={Last}");
        Assert.Equal(17, Titles(page).Count);
        Assert.Contains("年度封存", page.Text, StringComparison.Ordinal);
        // Two pages of paper, each with its number and the day; printing is on record.
        var paper = await PrintAsync(officer, Last);
        Assert.Equal(200, paper.Status);
        Assert.Equal(["第 1 页，共 2 页", "第 2 页，共 2 页"], paper.Document.QuerySelectorAll(".ledger-foot span:nth-child(2)").Select(foot => foot.TextContent.Trim()));
        Assert.All(paper.Document.QuerySelectorAll(".ledger-foot"), foot => Assert.Contains($"打印日期 {Day(0)}", foot.TextContent, StringComparison.Ordinal));
        Assert.Equal([15, 2], paper.Document.QuerySelectorAll("table.ledger").Select(table => table.QuerySelectorAll("tbody tr").Length));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where deed = '打印' and title = '临溪县{Last} 年走访联系台账'"));

        using var reader = await Host.SignInAsync(TestHost.County, "talent.liaison.read");
        Assert.DoesNotContain("年度封存", (await reader.GetAsync($"{Ledger}?year={Last}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.PostBareAsync($"{Ledger}?year={Last}")).Status);

        Assert.Equal(302, (await officer.PostAsync($"{Ledger}?year={Last}")).Status);
        Assert.Equal("17|17|1", await Host.AskAsync<string>($"select line_count || '|' || jsonb_array_length(lines) || '|' || (select count(*) from audit.entry e where e.deed = '台账封存' and e.title = y.title) from org.year_ledger y where module = 'talent' and register = 'visits' and year = {Last}"));
        // Whatever is put right, removed or added afterwards: the ledger reads as it did, and says that today differs.
        await Host.DoAsync($"update talent.visit set title = '改过的走访' where title = '台账走访05'; update talent.visit set removed_at = now() where title = '台账走访09'; insert into talent.visit (locality_path, title, visitor, visited_on, purpose, form, employer_id) select '{path}', '补登的走访', '陈部长', make_date({Last}, 6, 1), '1', '1', id from talent.employer where name = '被访企业' and locality_path = '{path}'");
        var closed = await officer.GetAsync($"{Ledger}?year={Last}");
        Assert.Equal(Titles(page), Titles(closed));
        Assert.Contains("有 2 条不同", closed.Text, StringComparison.Ordinal);
        Assert.Contains("封存，不再改动", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("补登的走访", (await PrintAsync(officer, Last)).Text, StringComparison.Ordinal);
        Assert.Contains("已经封存", (await officer.PostAsync($"{Ledger}?year={Last}")).Text, StringComparison.Ordinal);
        Assert.Contains($"{Last} 年", (await officer.GetAsync(Ledger)).Document.QuerySelectorAll("main p.q a").Select(link => link.TextContent.Trim()));
        // Nobody's login can change it: the module's has no right to.
        var module = Host.Platform.Current!.Modules.First(one => one.Manifest.Id == "talent").Manifest;
        await using var db = Host.Platform.Databases.Of(module).OpenForWriting(Scope.Subtree(path, Guid.NewGuid()), Actor.System);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.ExecuteAsync("update org.year_ledger set closed_name = '别人'"));
        // The township below and the neighbour keep their own.
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.year_ledger where locality_path <> '{path}'"));
    }

    [Fact]
    [Trait("Row", "P4.7")]
    public async Task Appointments_problems_visits_and_awards_each_have_a_ledger_of_the_year_without_anything_sensitive()
    {
        using var chief = await Host.SignInAsync(TestHost.County, "cadres.appointments.read", "department.tasks.read", "talent.liaison.read", "grassroots.honours.read");
        foreach (var (at, title) in new[] { ("cadres/ledger", "干部任免台账"), ("department/problems", "问题整改台账"), ("talent/visits", "走访联系台账"), ("grassroots/commendations", "党内表彰奖励台账") })
        {
            var page = await chief.GetAsync($"/{TestHost.County}/{at}/yearly?year={Last - 5}");
            Assert.True(page.Status == 200, $"{at}: {page.Status}");
            Assert.Contains(title, page.In("h1"), StringComparison.Ordinal);
        }
        var held = Host.Platform.Current!.Modules.SelectMany(module => module.Registers).Where(register => register.Ledger is not null).ToList();
        Assert.True(held.Count >= 4);
        Assert.All(held, register =>
        {
            Assert.NotEmpty(register.Ledger!.FieldsOf(register));
            Assert.True(register.Find(register.Ledger.DayColumn) is { IsFilter: true, CanSort: true, Kind: FieldKind.Date }, register.Id);
        });
    }
}
