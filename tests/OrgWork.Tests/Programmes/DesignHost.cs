using System.Globalization;
using System.Text.RegularExpressions;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>A county in which programmes are designed, published, changed and looked at.</summary>
public sealed partial class DesignHost : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;
    internal Browser Admin { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Module("Programmes"));
        Admin = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
    }

    public async Task DisposeAsync()
    {
        Admin.Dispose();
        await Host.DisposeAsync();
    }

    internal static string Page(string design, string part) => $"/{TestHost.County}/programmes/design/{design}?part={part}";

    internal async Task<string> ReceiveAsync(string description, string? onto = null)
    {
        var made = await BringAsync(description, onto);
        Assert.True(made.Status == 302, made.In(".note"));
        return Id().Match(made.Location!).Value;
    }

    internal Task<Answer> BringAsync(string description, string? onto = null) => Admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", description), ("onto", onto ?? ""));

    internal async Task<string> PublishAsync(string design, int number)
    {
        var done = await DoAsync(design, "publish");
        Assert.True(done.Status == 302, string.Join("；", done.Document.QuerySelectorAll(".note, .light, .lines li").Select(note => note.TextContent)));
        var module = (await Host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
        var edition = await Host.AskAsync<int>($"select edition from programmes.design where id = '{design}'");
        await InstalledHost.ServesAsync(Host, module, $"{Math.Max(1, edition)}.{number}.0");
        return module;
    }

    internal async Task<Answer> DoAsync(string design, string handler, params (string Name, string Value)[] more) => await DoAsync(Admin, design, handler, await VersionOfAsync(design), more);

    internal static async Task<Answer> DoAsync(Browser browser, string design, string handler, int version, params (string Name, string Value)[] more)
    {
        var page = $"/{TestHost.County}/programmes/design/{design}";
        var token = (await browser.GetAsync(page + "?part=publish")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostBareAsync($"{page}?handler={handler}", [("version", version.ToString(CultureInfo.InvariantCulture)), ("why", "试"), .. more, ("__RequestVerificationToken", token)]);
    }

    internal Task<int> VersionOfAsync(string design) => Host.AskAsync<int>($"select version from programmes.design where id = '{design}'");

    internal async Task<string> ReviewAsync(string design) => (await Admin.GetAsync(Page(design, "publish"))).In("main")!;

    /// <summary>The part's form as it stands, ticks and all, with these changed, and what was to be saved is.</summary>
    internal async Task SaveAsync(string path, params (string Name, string Value)[] changes)
    {
        var saved = await SendAsync(path, changes);
        Assert.True(saved.Status == 302, string.Join("；", saved.Document.QuerySelectorAll(".note").Select(note => note.TextContent)));
    }

    internal async Task<Answer> SendAsync(string path, params (string Name, string Value)[] changes)
    {
        var form = (await Admin.GetAsync(path)).Document.QuerySelector("form[data-guard]")!;
        List<(string, string)> values = [];
        foreach (var control in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = control.GetAttribute("name")!;
            if (changes.Any(change => change.Name == name) || control.GetAttribute("type") == "checkbox" && !control.HasAttribute("checked")) continue;
            values.Add((name, control is AngleSharp.Html.Dom.IHtmlSelectElement select ? select.Value ?? "" : control is AngleSharp.Html.Dom.IHtmlTextAreaElement text ? text.Value : control.GetAttribute("value") ?? ""));
        }
        return await Admin.PostBareAsync(path, [.. values, .. changes]);
    }

    /// <summary>An officer of this place who may do whatever the programme offers.</summary>
    internal Task<Browser> OfficerAsync(string module, string place = TestHost.County) =>
        Host.SignInAsync(place, [.. Host.Platform.Current!.Modules.First(one => one.Manifest.Id == module).Manifest.Permissions.Select(permission => permission.Id), "org.units.read"]);

    internal static async Task<Guid> AddAsync(Browser officer, string list, params (string Name, string Value)[] values)
    {
        var made = await officer.SubmitAsync(list + "/new", values);
        Assert.True(made.Status == 302, $"{list}: {made.Status} {made.Why()}");
        return Guid.Parse(Id().Match(made.Location!).Value);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")] private static partial Regex Id();
}
