using Xunit;

namespace OrgWork.Tests.Ui;

public sealed class MenuNameTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Fact]
    public async Task A_page_is_called_what_the_menu_calls_it()
    {
        var modules = ledger.Manifests.Where(module => module.Id is not ("ledger" or "org")).ToList();
        using var officer = await ledger.Host.SignInAsync(TestHost.County, [.. modules.SelectMany(module => module.Permissions).Select(permission => permission.Id)]);
        var differing = new List<string>();
        foreach (var module in modules)
            foreach (var entry in module.Menu)
            {
                var page = await officer.GetAsync($"/{TestHost.County}/{module.Id}/{entry.Path}");
                // With the year, or the place, before or behind it.
                if (page.In("h1") is not { } title || !title.Contains(entry.Name, StringComparison.Ordinal)) differing.Add($"{module.Id}/{entry.Path}: {entry.Name} → {page.Status} {page.In("h1")}");
            }
        Assert.Empty(differing);
    }
}
