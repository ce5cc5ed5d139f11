using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>A county that has installed, by the click, the programmes whose rows of the inventories a class of tests proves. The whole shelf at once is <see cref="ShelfTests"/>'s.</summary>
public sealed class ShelfHost<TTests>() : ShelfHost(typeof(TTests));

/// <summary>And an officer there who may do what they offer.</summary>
public abstract class ShelfHost(Type tests) : IAsyncLifetime
{
    readonly Dictionary<string, string> modules = [];

    internal TestHost Host { get; private set; } = null!;
    internal Browser Officer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Module("Programmes"));
        using var admin = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var rows = tests.GetMethods().SelectMany(test => test.CustomAttributes).Where(one => one.AttributeType == typeof(TraitAttribute) && one.ConstructorArguments[0].Value is "Row").Select(one => (string)one.ConstructorArguments[1].Value!).ToHashSet();
        foreach (var key in ShelfTests.Keys.Where(key => ShelfTests.DescriptionOf(key).Rows.Any(rows.Contains)))
        {
            var answer = await admin.PostAsync($"/{TestHost.County}/programmes/shelf", ("key", key));
            Assert.True(answer.Status == 302, $"{key}: {answer.In(".note-r") ?? answer.In("main")}");
            modules[key] = (await Host.AskAsync<string>($"select module from programmes.design where origin = '货架：{key}'"))!;
        }
        await TestHost.UntilAsync(() => Task.FromResult(Host.Platform.Current!.Modules.Count(module => module.Code is DescribedModule) == modules.Count), "all serve");
        Officer = await Host.SignInAsync(TestHost.County, [.. Host.Platform.Current!.Modules.Where(module => module.Code is DescribedModule).SelectMany(module => module.Manifest.Permissions).Select(permission => permission.Id), "org.units.read"]);
    }

    public async Task DisposeAsync()
    {
        Officer.Dispose();
        await Host.DisposeAsync();
    }

    internal InstalledProgramme this[string key] => new(Host, Officer, modules[key]);

    internal static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));
}

/// <summary>A programme of the shelf as its officer works with it: through its pages.</summary>
sealed class InstalledProgramme(TestHost host, Browser officer, string module)
{
    public string Module => module;
    public string Home => $"/{TestHost.County}/{module}";

    /// <summary>Filled in and saved; the id of the new record.</summary>
    public async Task<Guid> AddAsync(string register, params (string Name, string Value)[] values)
    {
        var made = await officer.SubmitAsync($"{Home}/{register}/new", values);
        Assert.True(made.Status == 302, $"{register}: {made.Status} {made.Why()}");
        return Guid.Parse(made.Location!.Split('/')[^1].Split('?')[0]);
    }

    public async Task ListAsync(string register, Guid record, string list, params (string Name, string Value)[] values)
    {
        var made = await officer.SubmitAsync($"{Home}/{register}/{record}/{list}/new", values);
        Assert.True(made.Status == 302, $"{register}/{list}: {made.Status} {made.Why()}");
    }

    public async Task ChangeAsync(string register, Guid record, params (string Name, string Value)[] values)
    {
        var done = await officer.FillAsync($"{Home}/{register}/{record}/edit", values);
        Assert.True(done.Status == 302, $"{register}: {done.Status} {done.Why()}");
    }

    /// <summary>What the form says when it does not take something.</summary>
    public async Task<string> RefusalAsync(string register, params (string Name, string Value)[] values)
    {
        var answer = await officer.SubmitAsync($"{Home}/{register}/new", values);
        Assert.Equal(422, answer.Status);
        return answer.Text;
    }

    public async Task<string> RecordAsync(string register, Guid record) => (await officer.GetAsync($"{Home}/{register}/{record}")).In("main")!;

    public async Task<string> PageAsync(string path)
    {
        var page = await officer.GetAsync($"{Home}/{path}");
        Assert.True(page.Status == 200, $"{path}: {page.Status} {page.In("main")}");
        return page.In("main")!;
    }

    /// <summary>Names in the list under a light, or under any other condition of the list.</summary>
    public async Task<string> LitAsync(string register, string light) => await UnderAsync(register, "rule=" + light);

    public async Task<string> UnderAsync(string register, string query)
    {
        var page = await officer.GetAsync($"{Home}/{register}?{query}");
        Assert.True(page.Status == 200, $"{register}?{query}: {page.Status}");
        return string.Join("|", page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(" ", row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))));
    }

    /// <summary>The county's own value, as its page shows it, without an idle decimal.</summary>
    public async Task<string> FigureAsync(string figure)
    {
        var page = await officer.GetAsync($"{Home}/figures/{figure}");
        var shown = page.In("#by-place tr.sum td.num") ?? throw new InvalidOperationException($"{figure}: {page.Status} {page.In("main")}");
        return shown.EndsWith(".0", StringComparison.Ordinal) ? shown[..^2] : shown;
    }

    public Task<Answer> DoAsync(string register, string deed, Guid row, params (string Name, string Value)[] said) => DoAsync(officer, register, deed, row, said);

    public Task<Answer> DoAsync(Browser browser, string register, string deed, Guid row, params (string Name, string Value)[] said) => browser.DoDeedAsync($"{Home}/{register}", deed, row, said);

    public async Task<string> OpenAsync(Guid subject, params (string Name, string Value)[] values)
    {
        var opened = await officer.OpenCaseAsync($"{Home}/steps", subject, [("on", ShelfHost.Day(60)), .. values]);
        Assert.True(opened.Status == 302, $"{opened.Status} {opened.Why()}");
        return opened.Location!.Split('?')[0];
    }

    public Task StepAsync(string one, string step, int ago, params (string Name, string Value)[] values) => officer.DoStepAsync(one, step, [("on", ShelfHost.Day(ago)), .. values]);

    public Task<Answer> TryStepAsync(string one, string step, int ago, params (string Name, string Value)[] values) => officer.ActAsync(one, step, [("on", ShelfHost.Day(ago)), .. values]);

    public async Task<string> PaperAsync(string register, string paper, Guid row)
    {
        var asks = await officer.GetAsync($"{Home}/{register}/documents/{paper}?ids={row:N}");
        return (await officer.SendAsync($"{Home}/{register}/documents/{paper}/print", asks.FormOf())).Text;
    }

    public Task<T?> AskAsync<T>(string sql) => host.AskAsync<T>(sql.Replace("{m}", module, StringComparison.Ordinal));
}
