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
        // 系统管理员 sees what ordinary users did, and not what administrators did; who does business sees neither.
        var forAdmin = await adminBrowser.GetAsync("/5399/org/audit");
        Assert.Contains(officer.Name, forAdmin.In("main table"), StringComparison.Ordinal);
        Assert.DoesNotContain(admin.Name, forAdmin.In("main table"), StringComparison.Ordinal);
        Assert.Equal(403, (await officerBrowser.GetAsync("/5399/org/audit")).Status);
        Assert.Equal((int[])[403, 403, 403, 200], (int[])[(await adminBrowser.GetAsync("/5399/org/audit/proof")).Status, (await officerBrowser.GetAsync("/5399/org/audit/proof")).Status, (await security.GetAsync("/5399/org/audit/proof")).Status, (await auditor.GetAsync("/5399/org/audit/proof")).Status]);
        foreach (var browser in (Browser[])[adminBrowser, officerBrowser, security, auditor]) browser.Dispose();
    }

    [Fact]
    public async Task The_auditor_takes_records_out_with_a_line_that_says_who_and_when_and_proves_them_on_the_page()
    {
        await using var own = await TestHost.StartAsync();
        using var auditor = await own.SignInAsync(TestHost.City, "org.audit.read", "org.audit.admins");
        await using (var db = own.Platform.Databases.Of(OrgModule.Manifest).OpenForWriting(OrgWork.Kernel.Scope.Whole(Guid.Empty), OrgWork.Kernel.Actor.System))
        {
            await db.RecordAsync(new("导出", "units", Title: "机构名册"));
            await db.CommitAsync();
        }
        using var security = await own.SignInAsync(TestHost.City, "org.audit.read");

        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(await (await auditor.PostAsync("/5399/org/audit?handler=export&deed=导出")).Message.Content.ReadAsStreamAsync(), isEditable: false);
        var text = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.InnerText + book.WorkbookPart.SharedStringTablePart?.SharedStringTable?.InnerText;
        Assert.Contains("周文博（", text, StringComparison.Ordinal);
        Assert.Contains("导出人", text, StringComparison.Ordinal);

        var page = await auditor.GetAsync("/5399/org/audit/proof");
        Assert.Contains("还没有验证过", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await auditor.PostAsync("/5399/org/audit/proof")).Status);
        Assert.Contains("首尾相接", (await auditor.GetAsync("/5399/org/audit/proof")).In("main")!, StringComparison.Ordinal);
        await own.DoAsync("set session_replication_role = replica; update audit.entry set title = '改' where deed = '导出'; reset session_replication_role");
        Assert.Equal(302, (await auditor.PostAsync("/5399/org/audit/proof")).Status);
        Assert.Contains("被改动过", (await auditor.GetAsync("/5399/org/audit/proof")).In("main")!, StringComparison.Ordinal);
        Assert.Equal(403, (await security.PostBareAsync("/5399/org/audit/proof")).Status);
    }

    [Fact]
    public async Task Pages_follow_by_key_forth_and_back_and_conditions_narrow()
    {
        var (_, auditor) = await office.MakeSignedInAsync(TestHost.City, (Roles.Auditor, TestHost.City));
        await office.Host.DoAsync($"insert into audit.entry (chain, link, hash, actor_name, remote, locality_path, module, title, deed, at) select 0, 1000001 + n, '', '甲', '', path, 'org', '第' || n || '条', '导出', '2026-01-02 10:00+08' from org.locality, generate_series(1, 120) n where code = '{TestHost.County}'");
        var first = await auditor.GetAsync("/5399/org/audit?who=甲&deed=导出");
        Assert.Equal(("第120条", "第71条"), Ends(first));
        var second = await auditor.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(("第70条", "第21条"), Ends(second));
        Assert.Equal(("第120条", "第71条"), Ends(await auditor.GetAsync(second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!)));
        Assert.Contains("没有符合条件的记录", (await auditor.GetAsync("/5399/org/audit?who=甲&from=2026.01.03")).Text, StringComparison.Ordinal);
        Assert.Contains("第120条", (await auditor.GetAsync("/5399/org/audit?who=甲&from=2026.01.02&to=2026.01.02")).Text, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的记录", (await auditor.GetAsync($"/{TestHost.Neighbour}/org/audit?who=甲")).Text, StringComparison.Ordinal);
        Assert.Contains("只有 28 天", (await auditor.GetAsync("/5399/org/audit?from=2026.02.30")).Text, StringComparison.Ordinal);
        // Whose business record it was, the auditor neither reads nor finds out by asking.
        await office.Host.DoAsync($"insert into audit.entry (chain, link, hash, actor_name, remote, locality_path, module, title, deed, at) select 0, 2000001, '', '乙', '', path, 'probe', '冯国强', '修改', '2026-01-03 10:00+08' from org.locality where code = '{TestHost.County}'");
        Assert.Equal("冯＊＊", (await auditor.GetAsync("/5399/org/audit?who=乙&from=2026.01.03&to=2026.01.03")).In("tbody [data-l=记录]"));
        Assert.Contains("没有符合条件的记录", (await auditor.GetAsync("/5399/org/audit?who=冯国强")).Text, StringComparison.Ordinal);
        auditor.Dispose();

        static (string, string) Ends(Answer page) => (page.In("tbody tr:first-child [data-l=记录]")!, page.In("tbody tr:last-child [data-l=记录]")!);
    }
}
