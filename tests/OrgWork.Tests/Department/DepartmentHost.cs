using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Department;

/// <summary>The real modules on 临溪县 with its bureau and the committee of 枫岭镇; rows are made through the pages as a test wants them.</summary>
public sealed class DepartmentHost : IAsyncLifetime
{
    internal const string County = $"/{TestHost.County}/department";
    internal const string Town = $"/{TestHost.Township}/department";

    internal TestHost Host { get; private set; } = null!;
    internal Guid Bureau { get; private set; }
    internal Guid TownCommittee { get; private set; }

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Modules);
        Assert.Equal("", string.Concat(Host.Platform.Catalog.Statuses.Select(status => status.Error)));
        Bureau = await UnitAsync(TestHost.County, "临溪县委组织部");
        TownCommittee = await UnitAsync(TestHost.Township, "枫岭镇党委");
    }

    Task<Guid> UnitAsync(string place, string name) => Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '{name}', '3203' from org.locality where code = '{place}' returning id")!;

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    internal static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));

    /// <summary>Everything of the office but what is named.</summary>
    internal Task<Browser> OfficeAsync(params string[] without) => OfficeOfAsync(TestHost.County, without);

    internal Task<Browser> OfficeOfAsync(string place, params string[] without) =>
        Host.SignInAsync(place, [.. Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "department").Manifest.Permissions.Where(permission => permission.Roles.Contains("general_office")).Select(permission => permission.Id).Append("org.units.read").Except(without)]);

    internal Task<Browser> TownAsync() => Host.SignInAsync(TestHost.Township, "department.tasks.read", "department.tasks.report");

    /// <summary>Entered through the form; the row's id.</summary>
    internal static async Task<Guid> EnterAsync(Browser browser, string register, params (string, string)[] values)
    {
        var entered = await TryAsync(browser, register, values);
        Assert.True(entered.Status == 302, $"{register}: {entered.Status} {entered.Why()}");
        return Guid.Parse(entered.Location!.Split('/', '?')[^1]);
    }

    /// <summary>A row of a list on a record.</summary>
    internal static async Task AddAsync(Browser browser, string register, Guid row, string child, params (string, string)[] values)
    {
        var entered = await TryAsync(browser, $"{register}/{row}/{child}", values);
        Assert.True(entered.Status == 302, $"{child}: {entered.Status} {entered.Why()}");
    }

    internal static Task<Answer> TryAsync(Browser browser, string register, params (string, string)[] values) => browser.SubmitAsync($"{County}/{register}/new", [.. values.GroupBy(value => value.Item1).Select(same => same.Last())]);

    internal static async Task<Answer> DoAsync(Browser browser, string register, string deed, Guid row, params (string Name, string Value)[] said)
    {
        var page = await browser.GetAsync($"{County}/{register}/deeds/{deed}?id={row}");
        var form = page.Document.QuerySelector("form[data-guard]");
        if (form is null) return page;
        return await browser.PostBareAsync(form.GetAttribute("action")!, [.. form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), .. said]);
    }

    internal static async Task DoneAsync(Browser browser, string register, string deed, Guid row, params (string Name, string Value)[] said)
    {
        var answer = await DoAsync(browser, register, deed, row, said);
        Assert.True(answer.Status == 302, $"{register}/{deed}: {answer.Status} {answer.Why()}");
    }

    internal static async Task RefusedAsync(string why, Browser browser, string register, string deed, Guid row, params (string Name, string Value)[] said)
    {
        var answer = await DoAsync(browser, register, deed, row, said);
        Assert.Equal(422, answer.Status);
        Assert.Contains(why, answer.Text, StringComparison.Ordinal);
    }

    /// <summary>What is said when work is handed out.</summary>
    internal static (string, string)[] Handing(Guid lead, string title = "", int due = 30) => [("task", title), ("steps", "逐项办理"), ("lead", lead.ToString()), ("person", "陶静"), ("due_on", Day(-due)), ("standard", "形成报告")];

    /// <summary>The list under a condition or a rule.</summary>
    internal static async Task<string> ListAsync(Browser browser, string register, string query) => (await browser.GetAsync($"{County}/{register}?{query}")).In("table") ?? "";

    internal Task<string?> OfAsync(string table, Guid id, string columns) => Host.AskAsync<string>($"select concat_ws('|', {columns}) from department.{table} where id = '{id}'");

    /// <summary>The one task that was handed out because of a record.</summary>
    internal Task<Guid> TaskOfAsync(Guid source) => Host.AskAsync<Guid>($"select id from org.work_item where source_id = '{source}'");

    internal static async Task<IReadOnlyDictionary<string, string>> FiguresAsync(Browser browser)
    {
        var page = await browser.GetAsync($"{County}/figures");
        return page.Document.QuerySelectorAll("tbody tr").Where(row => row.QuerySelector("a") is not null).GroupBy(row => row.QuerySelector("a")!.TextContent.Trim()).ToDictionary(rows => rows.Key, rows => string.Join(' ', rows.First().TextContent.Split((char[])[' ', '\n', '　'], StringSplitOptions.RemoveEmptyEntries)));
    }
}
