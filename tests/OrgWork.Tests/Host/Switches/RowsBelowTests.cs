using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Switches;

/// <summary>A module switched for one county holds for its rows, from whatever place above somebody looks at them.</summary>
public sealed class RowsBelowTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly string Above = $"/{TestHost.City}/ledger/entrants", Beside = $"/{TestHost.Neighbour}/ledger/entrants";

    Task SwitchAsync(int state) => ledger.Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', {state}, '试' from org.locality where code = '{TestHost.County}' on conflict (locality_id, module) do update set state = excluded.state");
    Task<Browser> OfficerAsync(string place) => ledger.Host.SignInAsync(place, "ledger.entrants.read", "ledger.entrants.edit");

    static async Task<string> MakeAsync(Browser officer, string place, string name) =>
        (await officer.FillAsync($"/{place}/ledger/entrants/new", ("name", name), ("sex", "1"), ("birth_on", "1980.01.01"), ("locality", place))).Location![^36..];

    [Fact]
    public async Task Off_its_rows_are_not_there_read_only_they_do_not_change_and_on_again_all_is_back()
    {
        using var city = await OfficerAsync(TestHost.City);
        var (here, elsewhere) = (await MakeAsync(city, TestHost.Township, "县里人"), await MakeAsync(city, TestHost.Neighbour, "邻县人"));

        var all = await CountedAsync(city);
        foreach (var (state, sees, changes) in ((int, bool, bool)[])[(0, false, false), (3, false, false), (1, true, false), (2, true, true)])
        {
            await SwitchAsync(state);
            var list = (await city.GetAsync(Above)).Text;
            Assert.Equal(sees, list.Contains("县里人", StringComparison.Ordinal));
            Assert.Contains("邻县人", list, StringComparison.Ordinal);
            Assert.Equal(sees ? 200 : 404, (await city.GetAsync($"{Above}/{here}")).Status);
            Assert.Equal(sees ? all : 1, await CountedAsync(city));
            if (!sees) continue;
            var saved = await city.FillAsync($"{Above}/{here}/edit", ("post", $"岗{state}"));
            Assert.Equal(changes ? 302 : 422, saved.Status);
            if (!changes) Assert.Contains(Switched.Words, saved.Text, StringComparison.Ordinal);
            var noted = await city.FillAsync($"{Above}/{here}/notes/new", ("noted_on", "2026.03.01"), ("words", $"记{state}"));
            Assert.Equal(changes, noted.Status == 302);
            Assert.Equal(302, (await city.FillAsync($"{Beside}/{elsewhere}/edit", ("post", $"岗{state}"))).Status);
        }
        Assert.Equal("岗2 记2", await ledger.Host.AskAsync<string>($"select e.post || ' ' || string_agg(n.words, ',') from ledger.entrant e join ledger.note n on n.entrant_id = e.id where e.id = '{here}' group by e.post"));
    }

    [Fact]
    public async Task A_township_that_is_switched_on_again_is_there_though_its_county_is_off()
    {
        using var city = await OfficerAsync(TestHost.City);
        await MakeAsync(city, TestHost.Township, "镇里人");
        await MakeAsync(city, TestHost.County, "县直人");
        await SwitchAsync(0);
        await ledger.Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', 2, '试' from org.locality where code = '{TestHost.Township}'");
        var list = (await city.GetAsync(Above)).Text;
        await ledger.Host.DoAsync("delete from org.module_state");
        Assert.Contains("镇里人", list, StringComparison.Ordinal);
        Assert.DoesNotContain("县直人", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_asked_only_where_something_at_their_place_or_below_is_switched_otherwise()
    {
        var manifest = ledger.Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "ledger").Manifest;
        async Task<string> AskedAsync(string place)
        {
            var path = (await ledger.Host.AskAsync<string>($"select path from org.locality where code = '{place}'"))!;
            await using var data = ledger.Host.Platform.Databases.Of(manifest).OpenForReading(Scope.Subtree(path, Guid.Empty), Actor.System);
            return string.Join(',', (await data.FirstAsync<string>("select current_setting('orgwork.switches')"))!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one[^1]).Order());
        }
        Task SetAsync(string place, int state) => ledger.Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', {state}, '试' from org.locality where code = '{place}' on conflict (locality_id, module) do update set state = excluded.state");
        try
        {
            Assert.Equal("", await AskedAsync(TestHost.County));
            // As a programme of the county is: off above, on here.
            await SetAsync(TestHost.City, 0);
            await SetAsync(TestHost.County, 2);
            Assert.Equal(("", ""), (await AskedAsync(TestHost.County), await AskedAsync(TestHost.Township)));
            Assert.Equal(("0,2", "0,2"), (await AskedAsync(TestHost.City), await AskedAsync(TestHost.Neighbour)));
            await SetAsync(TestHost.Township, 0);
            Assert.Equal(("0,0,2", "0,0,2"), (await AskedAsync(TestHost.County), await AskedAsync(TestHost.Township)));
            await SetAsync(TestHost.Township, 2);
            await SetAsync(TestHost.County, 1);
            Assert.Equal(("0,1,2", ""), (await AskedAsync(TestHost.County), await AskedAsync(TestHost.Township)));
        }
        finally
        {
            await ledger.Host.DoAsync("delete from org.module_state where module = 'ledger'");
        }
    }

    static async Task<int> CountedAsync(Browser city) => int.Parse((await city.GetAsync($"{Above}?handler=count")).Text.Trim());
}
