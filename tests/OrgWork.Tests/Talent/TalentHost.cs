using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Talent;

/// <summary>The real modules on 临溪县 with 枫岭镇 and 望川县; employers, posts and people are made as a test wants them.</summary>
public sealed class TalentHost : IAsyncLifetime
{
    internal const string County = $"/{TestHost.County}/talent";
    int sequence;

    internal TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await TestHost.StartAsync(Packages.Modules);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    internal Task<string> PathOfAsync(string code) => Host.AskAsync<string>($"select path from org.locality where code = '{code}'")!;

    internal static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));
    internal static string Sql(int ago) => $"date '{Clock.Today.AddDays(-ago):yyyy-MM-dd}'";

    /// <summary>Everything of the talent office but what is named.</summary>
    internal Task<Browser> OfficerAsync(string place = TestHost.County, params string[] without) =>
        Host.SignInAsync(place, [.. Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "talent").Manifest.Permissions.Where(permission => permission.Roles.Contains("talent_office")).Select(permission => permission.Id).Append("org.units.read").Except(without)]);

    internal async Task<Guid> EmployerAsync(string place = TestHost.County, string? name = null, string kind = "1") =>
        await Host.AskAsync<Guid>($"insert into talent.employer (locality_path, name, kind) values ('{await PathOfAsync(place)}', '{name ?? $"企业{Interlocked.Increment(ref sequence)}"}', '{kind}') returning id");

    internal async Task<Guid> TalentAsync(string name, string place = TestHost.County, string more = "", string values = "") => await Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '1988-05-01') returning id)
        insert into talent.talent (locality_path, name, person_id, category, domain{(more == "" ? "" : ", " + more)}) select '{await PathOfAsync(place)}', '{name}', id, '3', '01'{(more == "" ? "" : ", " + values)} from p returning id
        """);

    /// <summary>Entered through the form; the row's id.</summary>
    internal async Task<Guid> EnterAsync(Browser browser, string register, string table, params (string, string)[] values)
    {
        // Of two values for one field the later counts.
        var entered = await browser.SubmitAsync($"{County}/{register}/new", [.. values.GroupBy(value => value.Item1).Select(same => same.Last())]);
        Assert.True(entered.Status == 302, $"{register}: {entered.Status} {entered.Why()}");
        return await Host.AskAsync<Guid>($"select id from talent.{table} order by created_at desc limit 1");
    }

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

    internal static IReadOnlyList<string> Cells(Answer page, string row) => [.. page.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains(row, StringComparison.Ordinal)).QuerySelectorAll("td").Select(td => td.TextContent.Trim())];
}
