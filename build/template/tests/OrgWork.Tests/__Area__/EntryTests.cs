using Xunit;

namespace OrgWork.Tests.Modules.__Area__;

public sealed class EntryTests
{
    [Fact]
    public async Task An_entry_that_is_registered_stands_in_the_list()
    {
        await using var host = await TestHost.StartAsync(Packages.Module("__Area__"));
        using var officer = await host.SignInAsync(TestHost.County, "__id__.entries.read", "__id__.entries.edit");

        await officer.SubmitAsync($"/{TestHost.County}/__id__/entries/new", ("title", "第一件"), ("held_on", "2026.11.20"));

        Assert.Equal("第一件", (await officer.GetAsync($"/{TestHost.County}/__id__/entries")).In("td.name"));
    }
}
