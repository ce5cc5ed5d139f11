using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>Every programme of the shelf, installed by the click, and each of its pages opened.</summary>
public sealed class ShelfTests
{
    static readonly string Folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "modules", "Programmes", "Shelf"));

    internal static string[] Keys => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_description_holds_and_is_the_same_after_a_journey_through_json(string key)
    {
        var description = ProgrammeDescription.Parse(File.ReadAllText(Path.Combine(Folder, key + ".json")));
        Assert.Empty(ProgrammeCheck.Of(description).Select(fault => fault.ToString()));
        Assert.Equal(description.ToJson(), ProgrammeDescription.Parse(description.ToJson()).ToJson());
    }

    [Fact]
    public async Task All_of_them_are_installed_in_one_county_and_serve_their_pages()
    {
        await using var host = await TestHost.StartAsync(Packages.Modules);
        using var admin = await host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        foreach (var key in Keys)
        {
            var answer = await admin.PostAsync($"/{TestHost.County}/programmes/shelf", ("key", key));
            Assert.True(answer.Status == 302, $"{key}: {answer.In(".note-r") ?? answer.In("main")}");
        }
        await TestHost.UntilAsync(() => Task.FromResult(host.Platform.Current!.Modules.Count(module => module.Code is DescribedModule) == Keys.Length), "all serve");

        var modules = host.Platform.Current!.Modules.Where(module => module.Code is DescribedModule).ToList();
        using var officer = await host.SignInAsync(TestHost.County, [.. modules.SelectMany(module => module.Manifest.Permissions).Select(permission => permission.Id)]);
        foreach (var module in modules)
            foreach (var entry in module.Manifest.Menu.SelectMany(entry => module.Registers.Any(register => register.Id == entry.Path) ? (string[])[entry.Path, entry.Path + "/new", .. module.Rules.Where(rule => rule.Population?.Register == entry.Path).Select(rule => $"{entry.Path}?rule={rule.Tail}")] : [entry.Path]))
            {
                var page = await officer.GetAsync($"/{TestHost.County}/{module.Manifest.Id}/{entry}");
                Assert.True(page.Status == 200, $"{module.Manifest.Name} {entry}: {page.Status} {page.In("main")} {host.Log}");
            }
        Assert.Equal(200, (await officer.GetAsync($"/{TestHost.County}")).Status);
        Assert.Equal(200, (await officer.GetAsync($"/{TestHost.County}?handler=numbers")).Status);
    }
}
