using OrgWork.Tests.Support;

namespace OrgWork.Tests.__Area__;

public class EntryTests
{
    [Fact]
    public async Task An_entry_that_is_registered_stands_in_the_list()
    {
        var city = await TestCity.WithModuleAsync("__id__");
        var officer = await city.SignInAsync("__id__.entries.read", "__id__.entries.edit");

        await officer.SubmitAsync("__id__/entries/new", new() { ["title"] = "第一件", ["state"] = "1", ["locality"] = city.Code });

        Assert.Contains("第一件", await officer.TextOfAsync("__id__/entries"));
    }
}
