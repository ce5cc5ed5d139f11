using Xunit;

namespace OrgWork.Tests.Host.Audit;

/// <summary>What is printed from the screen is a deed.</summary>
public sealed class PrintedTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Told = $"/{TestHost.County}/org/printed", List = $"/{TestHost.County}/ledger/entrants";

    [Fact]
    [Trait("Row", "P7.13")]
    public async Task A_page_printed_from_the_screen_is_on_the_record_it_shows_with_its_conditions_and_no_whole_number()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read");
        var row = await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.Township), "陶静");
        var page = $"{List}/{row}";

        var record = await officer.PostFromAsync(page, Told, ("path", page), ("query", ""), ("title", "陶静"));
        var list = await officer.PostFromAsync(page, Told, ("path", List), ("query", "?sex=2&q=539921198003070015"), ("title", "名册"));

        Assert.Equal((204, 204), (record.Status, list.Status));
        Assert.Equal("打印|ledger|陶静|" + ledger.Entrants.Register.Title, await ledger.Host.AskAsync<string>($"select deed || '|' || module || '|' || title || '|' || (changes -> 0 ->> 'after') from audit.entry where row_id = '{row}' order by id desc limit 1"));
        Assert.Contains("打印", (await officer.GetAsync(page)).In(".feed") ?? "", StringComparison.Ordinal);
        Assert.Equal("sex=2&q=539***********0015", await ledger.Host.AskAsync<string>("select changes -> 1 ->> 'after' from audit.entry where deed = '打印' and row_id is null and register = 'entrants'"));
    }

    [Fact]
    public async Task Nobody_puts_printing_on_record_where_they_may_not_look_and_nobody_without_the_pages_token()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.circles.read");
        var row = await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.Township), "季不在");
        foreach (var path in (string[])[$"{List}/{row}", $"/{TestHost.Neighbour}/ledger/circles", $"/{TestHost.County}/nothing/here", "/signin", ""])
            Assert.Equal(404, (await officer.PostFromAsync($"/{TestHost.County}/ledger/circles", Told, ("path", path), ("title", "x"))).Status);
        Assert.Equal(400, (await officer.PostBareAsync(Told, ("path", $"/{TestHost.County}/ledger/circles"))).Status);
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from audit.entry where deed = '打印' and (row_id = '{row}' or title = 'x')"));
    }
}
