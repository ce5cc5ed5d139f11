using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Transfers;

/// <summary>The real modules on 临溪县 with 枫岭镇 and 望川县 with 望江镇; branches and members are made as a test wants them.</summary>
public sealed class AffairsHost : IAsyncLifetime
{
    internal const string FarTownship = "539922100", Community = "539922100001";
    int sequence;

    internal TestHost Host { get; private set; } = null!;

    internal sealed record Branch(Guid Id, string Code, string Path, string Name);

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Modules);
        await Host.DoAsync($"""
            insert into org.locality (code, name, short_name, kind, parent_id) select '{FarTownship}', '望江镇', '望江', 4, id from org.locality where code = '{TestHost.Neighbour}';
            insert into org.locality (code, name, short_name, kind, parent_id) select '{Community}', '滨河社区', '滨河', 5, id from org.locality where code = '{FarTownship}'
            """);
        using var officer = await Host.SignInAsync(FarTownship, "grassroots.members.read");
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"/{FarTownship}/grassroots/members")).Status == 200, "the host knows the new township");
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    internal Task<string> PathOfAsync(string code) => Host.AskAsync<string>($"select path from org.locality where code = '{code}'")!;

    internal async Task<Branch> BranchAsync(string place = TestHost.Township, string sphere = "1", string? name = null)
    {
        var path = await PathOfAsync(place);
        name ??= $"第{Interlocked.Increment(ref sequence)}党支部";
        var id = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) values ('{path}', '{name}', '631', '{sphere}', '2001-01-01') returning id");
        return new(id, (await Host.AskAsync<string>($"select l.code from grassroots.organisation o join org.locality l on l.id = o.place_id where o.id = '{id}'"))!,
            (await Host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{id}'"))!, name);
    }

    internal async Task<Guid> MemberAsync(Branch branch, string name, string more = "", string values = "")
    {
        var person = await Host.AskAsync<Guid>($"insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '1980-05-01') returning id");
        return await Host.AskAsync<Guid>($"""
            insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, joined_on, became_full_on, dues_paid_to_on{(more == "" ? "" : ", " + more)})
            values ('{branch.Path}', '{name}', '{person}', '{branch.Id}', '1', '2005-06-01', '2006-06-01', date_trunc('month', org.today()){(more == "" ? "" : ", " + values)}) returning id
            """);
    }

    internal async Task<Guid> ApplicantAsync(Branch branch, string name, string birth = "1996-05-01", string occupation = "07") => await Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, sex, birth_on) values ('{name}', '2', '{birth}') returning id)
        insert into grassroots.applicant (locality_path, name, person_id, organisation_id, occupation, education) select '{branch.Path}', '{name}', id, '{branch.Id}', '{occupation}', '21' from p returning id
        """);

    /// <summary>Who may act on this, with what an officer of 组织 sees beside.</summary>
    internal Task<Browser> OfficerAsync(string place, params string[] more) =>
        Host.SignInAsync(place, ["grassroots.transfers.read", "grassroots.transfers.act", "grassroots.members.read", "grassroots.organisations.read", .. more]);

    internal static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));
    internal static string ThisMonth => Month.Of(Clock.Today).ToString();
}
