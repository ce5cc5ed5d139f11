using Xunit;

namespace OrgWork.Tests.Ui;

public sealed class MenuNameTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Fact]
    public async Task A_list_and_its_tables_are_called_what_the_menu_calls_them()
    {
        var modules = ledger.Manifests.Where(module => module.Id is not ("ledger" or "org")).ToList();
        using var officer = await ledger.Host.SignInAsync(TestHost.County, [.. modules.SelectMany(module => module.Permissions).Select(permission => permission.Id)]);
        var differing = new List<string>();
        foreach (var module in modules)
            foreach (var entry in module.Menu.Where(entry => entry.Path == "reports" || ledger.Book.All.Any(place => place.Parent is null && place.Path == $"{module.Id}/{entry.Path}")))
            {
                var page = await officer.GetAsync($"/{TestHost.County}/{module.Id}/{entry.Path}");
                if (page.In("h1") != entry.Name) differing.Add($"{module.Id}/{entry.Path}: {entry.Name} → {page.Status} {page.In("h1")}");
            }
        Assert.Empty(differing);
    }
}
