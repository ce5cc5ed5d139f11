using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Audit;

public sealed class AuditTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    [Fact]
    public async Task The_administrators_deeds_are_for_the_auditor_and_business_values_for_neither()
    {
        var (admin, adminBrowser) = await office.MakeSignedInAsync(TestHost.City, (Roles.SystemAdmin, TestHost.City));
        var (officer, officerBrowser) = await office.MakeSignedInAsync(TestHost.City, ("programme_office", TestHost.City));
        var (_, security) = await office.MakeSignedInAsync(TestHost.City, (Roles.SecurityAdmin, TestHost.City));
        var (_, auditor) = await office.MakeSignedInAsync(TestHost.City, (Roles.Auditor, TestHost.City));
        await office.Host.DoAsync($$"""
            insert into audit.entry (chain, link, hash, actor, actor_name, remote, locality_path, module, title, deed, changes)
            select 0, 1000001, '', '{{officer.Id}}', '{{officer.Name}}', '', path, 'probe', '一件', '修改', '[{"label":"内容","before":"秘而不宣","after":"也不宣"}]' from org.locality where code = '{{TestHost.City}}'
            """);
        var (forSecurity, forAuditor) = (await security.GetAsync("/5399/org/audit"), await auditor.GetAsync("/5399/org/audit"));
        Assert.DoesNotContain(admin.Name, forSecurity.In("main table"), StringComparison.Ordinal);
        Assert.Contains(admin.Name, forAuditor.In("main table"), StringComparison.Ordinal);
        foreach (var page in new[] { forSecurity, forAuditor })
        {
            Assert.Contains(officer.Name, page.In("main table"), StringComparison.Ordinal);
            Assert.Contains("内容", page.In("main table"), StringComparison.Ordinal);
            Assert.DoesNotContain("秘而不宣", page.Text, StringComparison.Ordinal);
        }
        Assert.Equal(403, (await adminBrowser.GetAsync("/5399/org/audit")).Status);
        foreach (var browser in (Browser[])[adminBrowser, officerBrowser, security, auditor]) browser.Dispose();
    }

    [Fact]
    public async Task Pages_follow_by_key_forth_and_back_and_conditions_narrow()
    {
        var (_, auditor) = await office.MakeSignedInAsync(TestHost.City, (Roles.Auditor, TestHost.City));
        await office.Host.DoAsync($"insert into audit.entry (chain, link, hash, actor_name, remote, locality_path, module, title, deed, at) select 0, 1000001 + n, '', '甲', '', path, 'probe', '第' || n || '条', '导出', '2026-01-02 10:00+08' from org.locality, generate_series(1, 120) n where code = '{TestHost.County}'");
        var first = await auditor.GetAsync("/5399/org/audit?who=甲&deed=导出");
        Assert.Equal(("第120条", "第71条"), Ends(first));
        var second = await auditor.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(("第70条", "第21条"), Ends(second));
        Assert.Equal(("第120条", "第71条"), Ends(await auditor.GetAsync(second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!)));
        Assert.Contains("没有符合条件的记录", (await auditor.GetAsync("/5399/org/audit?who=甲&from=2026.01.03")).Text, StringComparison.Ordinal);
        Assert.Contains("第120条", (await auditor.GetAsync("/5399/org/audit?who=甲&from=2026.01.02&to=2026.01.02")).Text, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的记录", (await auditor.GetAsync($"/{TestHost.Neighbour}/org/audit?who=甲")).Text, StringComparison.Ordinal);
        Assert.Contains("只有 28 天", (await auditor.GetAsync("/5399/org/audit?from=2026.02.30")).Text, StringComparison.Ordinal);
        auditor.Dispose();

        static (string, string) Ends(Answer page) => (page.In("tbody tr:first-child [data-l=记录]")!, page.In("tbody tr:last-child [data-l=记录]")!);
    }
}
