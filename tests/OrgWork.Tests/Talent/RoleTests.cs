using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>The roles a deployment is shipped with, each tried on what it must not do in this module; and an outsider, who is let into the platform for talents and nothing else at all.</summary>
public sealed class RoleTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;

    async Task<string[]> OfAsync(string role) => await Host.AskAsync<string[]>($"select array_agg(permission order by permission) from org.role_permission where role_id = '{role}'") ?? [];
    async Task<Browser> AsAsync(string role, string place = TestHost.County) => await Host.SignInAsync(place, await OfAsync(role));

    [Theory]
    // Does all of the talents' work; the platform is for those it serves, and the other modules are others' work.
    [InlineData("talent_office", "portal portal/jobs portal/requests ../cadres/files ../cadres/batches ../grassroots/members")]
    // Look at everything but what is confidential, and write nothing.
    [InlineData("leader", "talents/new demands/new wishes/new employers/new introductions/new policies/new clauses/new applications/new fund-items/new service-orders/new service-items/new liaisons/new visits/new targets/new employer-agents/new themes/new portal portal/jobs")]
    [InlineData("reader", "selection-candidates talents/new demands/new wishes/new employers/new introductions/new policies/new clauses/new applications/new fund-items/new service-orders/new service-items/new liaisons/new visits/new targets/new employer-agents/new portal portal/jobs")]
    [InlineData("general_office", "selection-candidates talents/new demands/new employers/new policies/new clauses/new fund-items/new service-orders/new liaisons/new visits/new targets/new portal portal/jobs")]
    // Sees who its talents are and what employers look for, reports on its tasks; neither services nor money nor contacts of leaders.
    [InlineData("township", "service service-orders service-items apartments portal/usage policies clauses applications fulfilment fund fund-items liaison liaisons visits messages satisfaction selection-candidates targets appraisals allocations talents/new demands/new wishes/new employers/new introductions/new figures rules portal portal/jobs")]
    [InlineData("talent_self", "talents demands wishes pairings employers employer-agents portal-requests service-orders visits policies clauses applications fund figures rules tasks tasks/mine selection-candidates portal/usage ../cadres/files ../cadres/own ../grassroots/members ../department/rectification")]
    public async Task A_role_does_not_open_what_is_not_its_work(string role, string addresses)
    {
        using var browser = await AsAsync(role);
        foreach (var address in addresses.Split(' '))
        {
            var at = address.StartsWith("../", StringComparison.Ordinal) ? $"/{TestHost.County}/{address[3..]}" : $"{County}/{address}";
            var answer = await browser.GetAsync(at);
            Assert.True(answer.Status == 403, $"{role} {address}: {answer.Status}");
        }
    }

    [Theory]
    [InlineData("leader", "edit", "act", "approve", "plan", "verify", "issue", "open")]
    [InlineData("reader", "edit", "act", "approve", "plan", "verify", "issue", "open", "view", "report")]
    [InlineData("general_office", "edit", "act", "approve", "plan", "verify", "issue", "open", "view")]
    [InlineData("township", "edit", "act", "approve", "plan", "verify", "issue", "open", "view")]
    [InlineData("talent_self", "read", "edit", "approve", "plan", "verify", "issue", "open", "report")]
    public async Task A_role_holds_no_permission_of_these_kinds(string role, params string[] kinds) =>
        Assert.DoesNotContain(await OfAsync(role), permission => permission.StartsWith("talent.", StringComparison.Ordinal) && permission != "talent.portal.act" && kinds.Any(kind => permission.EndsWith("." + kind, StringComparison.Ordinal)));

    /// <summary>By form as well as by page: what an officer does, none of the others does.</summary>
    [Fact]
    public async Task Deeds_of_the_office_are_refused_to_everybody_who_only_looks_and_to_whom_they_concern()
    {
        using var officer = await AsAsync("talent_office");
        var employer = await talents.EmployerAsync();
        var demand = await talents.EnterAsync(officer, "demands", "demand", ("title", "角色岗位"), ("employer_id", $"{employer}"), ("system", "01"), ("domain", "02"), ("direction", "1"), ("form", "1"), ("needed", "1"), ("filed_on", Day(9)));
        var talent = await talents.TalentAsync("角色人才");
        foreach (var role in new[] { "leader", "reader", "general_office", "talent_self" })
        {
            using var browser = await AsAsync(role);
            Assert.Equal(403, (await browser.PostAsync($"{County}/demands/deeds/release?id={demand}", ("released_on", Day(0)))).Status);
            Assert.Equal(403, (await browser.PostAsync($"{County}/talents/deeds/tie?id={talent}", ("account", browser.Account))).Status);
            Assert.Equal(403, (await browser.PostAsync($"{County}/demand/match/{demand}", ("wish", $"{Guid.NewGuid()}"))).Status);
        }
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from talent.demand where id = '{demand}' and released_on is not null"));
    }

    /// <summary>Every address of every module, taken from the running host.</summary>
    [Fact]
    public async Task A_talent_is_let_into_the_platform_and_the_own_account_and_finds_nothing_of_anybody_else_anywhere()
    {
        var path = await talents.PathOfAsync(TestHost.County);
        var held = await OfAsync("talent_self");
        Assert.Equal(["talent.portal.act", "talent.portal.view"], held);
        using var outsider = await AsAsync("talent_self");
        await talents.TalentAsync("秘而不宣");
        await Host.DoAsync($"insert into talent.employer (locality_path, name, name_pinyin, name_initials, kind) values ('{path}', '秘而不宣公司', 'mi', 'm', '1')");
        var (refused, opened) = (0, new List<string>());
        foreach (var endpoint in Host.Platform.Current!.Endpoints)
        {
            var pattern = endpoint.RoutePattern;
            if (pattern.RawText!.Contains("health", StringComparison.Ordinal) || pattern.RawText.Contains("signout", StringComparison.OrdinalIgnoreCase)) continue;
            var address = "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternParameterPart { Name: "locality" } => TestHost.County,
                RoutePatternParameterPart { IsOptional: true } => "",
                RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(policy => policy.Content == "guid") => Guid.NewGuid().ToString(),
                RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(policy => policy.Content == "int") => "1",
                _ => "nothing",
            }))).Where(segment => segment != ""));
            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>();
            var answer = await outsider.GetAsync(address);
            if (needs is not null && !held.Contains(needs.Permission))
            {
                Assert.True(answer.Status == 403, $"{address}: {answer.Status}");
                refused++;
            }
            else
            {
                if (needs is not null) Assert.StartsWith($"{County}/portal", address, StringComparison.Ordinal);
                if (answer.Status == 200) opened.Add(address);
            }
            Assert.DoesNotContain("秘而不宣", answer.Status == 200 ? answer.Text : "", StringComparison.Ordinal);
        }
        Assert.True(refused > 200, $"{refused}");
        Assert.Contains($"{County}/portal", opened);
        // Looked for by name, neither a talent nor a firm is found.
        Assert.DoesNotContain("秘而不宣公司", (await outsider.GetAsync($"/{TestHost.County}/find?q={Uri.EscapeDataString("秘而不宣")}")).In("main") ?? "", StringComparison.Ordinal);
    }
}
