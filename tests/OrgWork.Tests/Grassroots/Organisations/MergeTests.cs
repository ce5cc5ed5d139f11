using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Organisations;

public sealed class MergeTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    [Fact, Trait("Row", "G1.3")]
    public async Task A_branch_that_goes_into_another_takes_its_members_along_and_stays_in_last_Decembers_register()
    {
        var host = statistics.Host;
        using var officer = await host.SignInAsync(statistics.City.Code, "grassroots.organisations.read", "grassroots.organisations.edit", "grassroots.members.read");
        var branches = (await host.AskAsync<Guid[]>("select array_agg(id order by id) from (select o.id from grassroots.organisation o join grassroots.member m on m.organisation_id = o.id where o.kind = '631' and m.left_on is null group by o.id order by o.id limit 2) b"))!;
        var (gone, heir) = (branches[0], branches[1]);
        Task<long> MembersOf(Guid id) => host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{id}' and left_on is null and removed_at is null");
        var (before, beforeHeir) = (await MembersOf(gone), await MembersOf(heir));
        var name = await host.AskAsync<string>($"select name from grassroots.organisation where id = '{gone}'");
        await host.DoAsync($"update grassroots.organisation_history set valid_from = '2020-01-01' where id in ('{gone}', '{heir}'); update grassroots.member_history h set valid_from = '2020-01-01' where organisation_id = '{gone}' and left_on is null and not exists (select from grassroots.member_history x where x.id = h.id and x.valid_from < h.valid_from)");
        var address = $"/{statistics.City.Code}/grassroots/organisations/merge/{gone}";

        var itself = await officer.SubmitAsync(address, ("into", gone.ToString()), ("on", "2026.03.01"), ("reason", "批复"));
        var ahead = await officer.SubmitAsync(address, ("into", heir.ToString()), ("on", Dates.Format(Clock.Today.AddDays(1))), ("reason", "批复"));
        var done = await officer.SubmitAsync(address, ("into", heir.ToString()), ("on", "2026.03.01"), ("reason", "县委组织部批复"));

        Assert.Equal((422, 422, 302), (itself.Status, ahead.Status, done.Status));
        Assert.Equal((0L, before + beforeHeir), (await MembersOf(gone), await MembersOf(heir)));
        Assert.Equal(before, await host.AskAsync<long>($"select count(*) from grassroots.member_history where organisation_id = '{gone}' and left_on is null and removed_at is null and valid_from <= '2025-12-31' and valid_to > '2025-12-31'"));
        Assert.Equal(name, (await officer.GetAsync($"/{statistics.City.Code}/grassroots/organisations/{gone}?asof=2025-12-31")).In("h1"));
        Assert.Equal(404, (await officer.GetAsync(address)).Status);
        Assert.Equal(2L, await host.AskAsync<long>("select count(*) from audit.entry where register = 'organisations' and reason = '县委组织部批复'"));
    }
}
