using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>Every programme of the shelf, installed by the click, and each of its pages opened.</summary>
public sealed class ShelfTests
{
    static readonly string Folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "modules", "Programmes", "Shelf"));

    internal static string[] Keys => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    internal static ProgrammeDescription DescriptionOf(string key) => ProgrammeDescription.Parse(File.ReadAllText(Path.Combine(Folder, key + ".json")));

    public static TheoryData<string> Files => [.. Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_description_holds_and_is_the_same_after_a_journey_through_json(string key)
    {
        var description = DescriptionOf(key);
        Assert.Empty(ProgrammeCheck.Of(description).Select(fault => fault.ToString()));
        Assert.Equal(description.ToJson(), ProgrammeDescription.Parse(description.ToJson()).ToJson());
    }

    /// <summary>Whoever chooses from the shelf knows them by their names, and a row of the inventory has one programme to look for.</summary>
    [Fact]
    public void No_two_of_them_have_one_name_or_serve_one_row()
    {
        var all = Keys.Select(DescriptionOf).ToList();
        Assert.Empty(all.GroupBy(one => one.Name).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Empty(all.SelectMany(one => one.Rows).GroupBy(row => row).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.All(all, one => Assert.NotEmpty(one.Rows));
    }

    /// <summary>The shelf is as old as the platform: what it asks for is asked for in whatever year it is taken.</summary>
    [Fact]
    public void Whatever_reports_by_rounds_does_so_in_any_year_it_is_installed()
    {
        var rounds = Keys.Select(DescriptionOf).SelectMany(item => Enumerable.Range(2026, 4).Select(year => (item, year))).SelectMany(one => (one.item.Edition == 0 ? one.item : ProgrammeEdition.InYear(one.item, one.year)).AllRegisters.Where(register => register.Round is not null).Select(register => (one.item.Name, one.year, register.Round))).ToList();
        Assert.NotEmpty(rounds);
        Assert.All(rounds, one => Assert.True(Enumerable.Range(0, 365).Any(day => ProgrammeRounds.IsOpen(one.Round!, new DateOnly(one.year, 1, 1).AddDays(day))), $"{one.Name} {one.year}"));
        Assert.Contains(rounds, one => one is { Name: "逐级调度和每日报告", year: 2027 } or { Round.Every: "day", year: 2027 });
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

        // Found by name, by initials, by what it is for, by a row of the inventories; one line of work alone.
        foreach (var (words, found) in ((string, string)[])[("英才", "英才计划"), ("ycjh", "英才计划"), ("孵出来几个", "创新人才孵化室"), ("T4.1", "人才工程总台账")])
        {
            var names = (await admin.GetAsync($"/{TestHost.County}/programmes/shelf?q={Uri.EscapeDataString(words)}")).Document.QuerySelectorAll("td.name").Select(cell => cell.TextContent.Trim()).ToList();
            Assert.True(names.Contains(found) && names.Count < 6, $"{words}: {string.Join('、', names)}");
        }
        Assert.Equal(Keys.Count(key => DescriptionOf(key).Sphere == "3"), (await admin.GetAsync($"/{TestHost.County}/programmes/shelf?sphere=3")).Document.QuerySelectorAll("td.name").Length);
        Assert.Contains("货架上没有", (await admin.GetAsync($"/{TestHost.County}/programmes/shelf?q=zzzz")).In("main")!, StringComparison.Ordinal);

        var modules = host.Platform.Current!.Modules.Where(module => module.Code is DescribedModule).ToList();
        Assert.Null(await host.AskAsync<string>($"select string_agg(one, '、') from ({Boundaries.SchemaTests.ListsNotFoundInHistory}) l (one)"));
        // Rows such as the invented city has: every table takes them, and the pages below show them.
        await using (var connection = await host.Platform.Databases.Admin.OpenConnectionAsync())
            foreach (var module in modules) await ProgrammeDemo.FillAsync(connection, module.Manifest, ((DescribedModule)module.Code!).Description, default);
        var empty = await host.AskAsync<string[]>($"select array_agg(one) from unnest(array[{string.Join(", ", modules.SelectMany(module => ((DescribedModule)module.Code!).Description.AllRegisters.Select(register => $"'{module.Manifest.Schema}.{register.Key}'")))}]) one where (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || one, false, true, '')))[1]::text = '0'");
        Assert.Empty(empty ?? []);
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
