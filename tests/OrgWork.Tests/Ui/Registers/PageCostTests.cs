using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>What a page may cost the database: so many trips there and back, however much it shows; and counting stops where nobody needs the number.</summary>
public sealed class PageCostTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string List = $"/{TestHost.County}/ledger/entrants";

    /// <summary>Who asks is known to the host, until it is told otherwise; scope, seal and the page's statements travel together.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?q=陶静&sex=1")]
    [InlineData("?handler=count&sex=2")]
    [InlineData("/{id}")]
    [InlineData("/{id}?tab=notes")]
    [InlineData("/{id}/edit")]
    public async Task A_page_is_one_trip_to_the_database(string page)
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit");
        await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.County), "陶静安");
        var path = List + page.Replace("{id}", $"{await ledger.Host.AskAsync<Guid>("select id from ledger.entrant where name = '陶静安' limit 1")}", StringComparison.Ordinal);
        await officer.GetAsync(path);

        var trips = await TripsAsync(officer, path);
        // The news of this very sign-in may still be under way when the page was first asked for: then the host forgets who asks, once.
        if (trips.Count > 1) trips = await TripsAsync(officer, path);
        Assert.True(trips.Count == 1, $"{path}: {trips.Count}\n{string.Join('\n', trips.Select(one => one.DisplayName + " " + one.GetTagItem("db.query.text")))}");
    }

    static async Task<IReadOnlyList<Activity>> TripsAsync(Browser officer, string path)
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData, ActivityStopped = seen.Enqueue };
        ActivitySource.AddActivityListener(listener);
        // The request carries this trace along; other tests' hosts are heard too.
        using var trace = new Activity("asked").Start();
        Assert.Equal(200, (await officer.GetAsync(path)).Status);
        return [.. seen.Where(activity => activity.TraceId == trace.TraceId && activity.Source.Name == "Npgsql")];
    }

    [Fact]
    public async Task Counting_stops_at_a_thousand_until_somebody_wants_to_know()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.Neighbour, "ledger.entrants.read");
        await ledger.Host.DoAsync($"""
            with p as (insert into org.person (name, sex) select '众' || n, '1' from generate_series(1, 1001) n returning id, name)
            insert into ledger.entrant (locality_path, name, person_id) select '{await ledger.PathOfAsync(TestHost.Neighbour)}', name, id from p
            """);
        var list = $"/{TestHost.Neighbour}/ledger/entrants";

        Assert.Equal("1000+", (await officer.GetAsync(list + "?handler=count")).Text.Trim());
        Assert.Equal("1001", (await officer.GetAsync(list + "?handler=count&far=true")).Text.Trim());
        await ledger.Host.DoAsync("delete from ledger.entrant where name = '众7'");
        Assert.Equal("1000", (await officer.GetAsync(list + "?handler=count")).Text.Trim());
    }
}
