using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Units;

public sealed class UnitMergeTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Fact]
    public async Task A_unit_that_goes_into_another_leaves_its_lower_units_there_and_stays_in_the_register_of_the_day_before()
    {
        var host = ledger.Host;
        var county = await ledger.PathOfAsync(TestHost.County);
        Task<Guid> AddAsync(string name, string parent) => host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind, established_on, parent_id) values ('{county}', '{name}', '34', '2019-03-01', {parent}) returning id");
        var (gone, heir) = (await AddAsync("临溪县旅游局", "null"), await AddAsync("临溪县文化局", "null"));
        var office = await AddAsync("临溪县旅游局办公室", $"'{gone}'");
        using var officer = await host.SignInAsync(TestHost.County, "org.units.read", "org.units.edit");
        var address = $"/{TestHost.County}/org/units/merge/{gone}";
        Assert.Contains((await officer.GetAsync($"/{TestHost.County}/org/units/{gone}")).Document.QuerySelectorAll("a"), link => link.GetAttribute("href") == address);

        var unnamed = await officer.SubmitAsync(address, ("on", "2026.03.01"), ("reason", "机构改革方案"));
        var done = await officer.SubmitAsync(address, ("into", heir.ToString()), ("on", "2026.03.01"), ("reason", "机构改革方案"));

        Assert.Equal((422, 302), (unnamed.Status, done.Status));
        Assert.Equal(heir, await host.AskAsync<Guid>($"select parent_id from org.unit where id = '{office}'"));
        Assert.DoesNotContain("临溪县旅游局<", (await officer.GetAsync($"/{TestHost.County}/org/units")).Text);
        Assert.Contains("临溪县旅游局<", (await officer.GetAsync($"/{TestHost.County}/org/units?asof=2026-02-28")).Text);
        Assert.Equal(gone, await host.AskAsync<Guid>($"select parent_id from org.unit_history where id = '{office}' and valid_from <= '2026-02-28' and valid_to > '2026-02-28'"));
        Assert.Equal(2L, await host.AskAsync<long>("select count(*) from audit.entry where reason = '机构改革方案'"));
    }
}
