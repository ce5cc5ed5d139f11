using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>The real modules on 临溪县 without an invented city: cadres, batches and sheets are made as a test wants them, each for itself, so that tests of a class can share it.</summary>
public sealed class OfficeHost : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;
    internal string Path { get; private set; } = "";
    internal Guid Unit { get; private set; }
    internal const string Home = $"/{TestHost.County}/cadres";

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Modules);
        Path = (await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'"))!;
        Unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{Path}', '县试验局', '36') returning id");
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    internal async Task<Guid> CadreAsync(string name, string more = "", string values = "")
    {
        var person = await Host.AskAsync<Guid>($"insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '1980-05-01') returning id");
        return await Host.AskAsync<Guid>($"""
            insert into cadres.cadre (locality_path, name, name_pinyin, name_initials, person_id, sex, birth_on, nation, politics, status, unit_id, post_title, is_team_member{(more == "" ? "" : ", " + more)})
            values ('{Path}', '{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '{person}', '1', '1980-05-01', '01', '01', '1', '{Unit}', '县试验局副局长', true{(more == "" ? "" : ", " + values)}) returning id
            """);
    }

    /// <summary>Signs in as the cadre whose account it is, under the name the account is made with in tests.</summary>
    internal async Task<(Browser Browser, Guid Id)> SelfAsync(bool isTied = true, string more = "", string values = "")
    {
        var id = await CadreAsync("周文博", more, values);
        var browser = await Host.SignInAsync(TestHost.County, "cadres.own.view", "cadres.own.ask");
        if (isTied) await Host.DoAsync($"update org.account set person_id = (select person_id from cadres.cadre where id = '{id}') where account = '{browser.Account}'");
        return (browser, id);
    }

    internal static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));
    internal static string Iso(int ago) => AsOf.Format(Clock.Today.AddDays(-ago));
}
