using AngleSharp.Dom;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>入党时间核对: two modules that know nothing of each other's tables, one person in both.</summary>
public sealed class JoiningTests : IAsyncLifetime
{
    TestHost host = null!;
    string county = "";

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 2, Villages: 6, Enterprises: 2, Cadres: 60, Members: 200, Talents: 4));
        county = (await host.AskAsync<string>("select code from org.locality where kind = 3 order by code limit 1"))!;
        // All of them the same, to begin with.
        await host.DoAsync("update cadres.cadre c set party_joined_on = m.joined_on from grassroots.member m where m.person_id = c.person_id");
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    sealed record Both(Guid Cadre, Guid Member, string Name);

    /// <summary>A cadre of the county, or of the other one, who stands in both registers.</summary>
    async Task<Both> SomebodyAsync(bool here = true)
    {
        var found = (await host.AskAsync<string>($"""
            select c.id || '|' || m.id || '|' || c.name from cadres.cadre c join grassroots.member m on m.person_id = c.person_id, org.locality l
            where l.code = '{county}' and starts_with(m.locality_path, l.path) = {here} and starts_with(c.locality_path, l.path) = {here}
              and m.kind = '1' and m.membership_state = '1' and m.left_on is null and c.removed_at is null and m.joined_on < '2015-01-01' and extract(day from m.joined_on) < 20 order by c.id limit 1
            """))!.Split('|');
        return new(Guid.Parse(found[0]), Guid.Parse(found[1]), found[2]);
    }

    static string Plain(string? text) => (text ?? "").Replace("　", "", StringComparison.Ordinal);

    [Fact]
    public async Task Whose_date_of_joining_differs_is_listed_with_both_dates_for_who_may_see_them()
    {
        using var officer = await host.SignInAsync(county, "cadres.files.read");
        var page = $"/{county}/cadres/joining";
        Assert.Contains("没有不同", (await officer.GetAsync(page)).Text, StringComparison.Ordinal);
        var (one, other) = (await SomebodyAsync(), await SomebodyAsync(here: false));
        await host.DoAsync($"update cadres.cadre set party_joined_on = '1998-05-01' where id in ('{one.Cadre}', '{other.Cadre}')");

        var shown = await officer.GetAsync(page);

        var row = Assert.Single(shown.Document.QuerySelectorAll("tbody tr"));
        Assert.Contains(one.Name, Plain(row.TextContent), StringComparison.Ordinal);
        Assert.Contains("1998.05", row.TextContent, StringComparison.Ordinal);
        Assert.Contains((await host.AskAsync<string>($"select to_char(joined_on, 'YYYY.MM.DD') from grassroots.member where id = '{one.Member}'"))!, row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/{county}/cadres/files/{one.Cadre}", row.QuerySelector("a")!.GetAttribute("href"));

        // Where the other module is off there is nothing to compare, and no fault.
        await host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'grassroots', 0, '试' from org.locality where code = '{county}'");
        await TestHost.UntilAsync(async () => (await officer.GetAsync(page)).Text.Contains("没有不同", StringComparison.Ordinal), "the module to be off");
        using var stranger = await host.SignInAsync(county, "grassroots.members.read");
        Assert.Equal(403, (await stranger.GetAsync(page)).Status);
    }

    [Fact]
    public async Task A_date_corrected_in_one_register_is_told_on_the_persons_file_in_the_other()
    {
        using var officer = await host.SignInAsync(county, "cadres.files.read", "grassroots.members.read", "grassroots.members.edit");
        var one = await SomebodyAsync();
        var joined = await host.AskAsync<string>($"select to_char(joined_on + interval '2 months', 'YYYY.MM.DD') from grassroots.member where id = '{one.Member}'");
        await host.DoAsync($"update grassroots.member set applied_on = joined_on - 900, became_full_on = (joined_on + interval '18 months')::date where id = '{one.Member}'");

        var saved = await officer.SubmitAsync($"/{county}/grassroots/members/{one.Member}/edit", ("joined_on", joined!));

        Assert.True(saved.Status == 302, saved.In("main"));
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"/{county}/cadres/files/{one.Cadre}")).Text.Contains("党员名册更正了入党时间", StringComparison.Ordinal), "the notice");
        Assert.Contains(one.Name, Plain((await officer.GetAsync($"/{county}/cadres/joining")).In("tbody")), StringComparison.Ordinal);
    }
}
