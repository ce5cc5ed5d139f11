using System.Text;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>What the rules of a register say of the rows of a sheet, of many records changed at once, and what is kept of both.</summary>
public sealed class ImportRuleTests(LedgerHost ledger) : IClassFixture<LedgerHost>, IAsyncLifetime
{
    static readonly string[] All = ["grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read", "grassroots.organisations.edit"];
    const string Members = $"/{TestHost.County}/grassroots/members";
    static int sequence;

    static string Number(string birth) => FilledForms.NumberOf(300 + Interlocked.Increment(ref sequence) * 2, birth);

    public Task InitializeAsync() => ledger.Host.DoAsync("insert into grassroots.organisation (locality_path, name, kind, sphere, state) select path, '枫岭村党支部', '631', '1', '1' from org.locality where code = '539921' and not exists (select from grassroots.organisation)");
    public Task DisposeAsync() => Task.CompletedTask;

    async Task<string> CheckedAsync(Browser officer, string text)
    {
        var import = (await officer.UploadAsync(Members + "/imports", "sheet", "党员.csv", Encoding.UTF8.GetBytes(text))).Location!;
        await ImportTests.CheckAsync(ledger, officer, import);
        return import;
    }

    static int CountOf(Answer page, string show) => ImportTests.CountOf(page, show);

    [Fact]
    public async Task A_rule_without_exception_keeps_a_row_out_one_with_exception_asks_for_its_reason_and_all_of_it_is_remembered()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var import = await CheckedAsync(officer, $"""
            姓名,身份证号,所在党支部,入党时间,转正时间,联系电话
            甲合规,{Number("19800307")},枫岭村党支部,2005.07.01,2006.07.01,13800001111
            乙年少,{Number("20100307")},枫岭村党支部,2024.07.01,,
            丙早转,{Number("19800307")},枫岭村党支部,2005.07.01,2006.01.01,
            """);
        var page = await officer.GetAsync(import + "?show=wrong");
        Assert.Equal((2, 1, 1), (CountOf(page, "wrong"), CountOf(page, "waive"), CountOf(page, "new")));
        // The word of the rule stands in the cell that it is about, with what it reckoned.
        Assert.Matches("入党时不满十八岁：.*2028.03.07", page.In("tr[data-n='3'] td[data-c=joined_on] .cell-why")!);
        Assert.Contains("转正早于预备期满", page.In("tr[data-n='4'] td[data-c=became_full_on] .cell-why"), StringComparison.Ordinal);
        // Asking put them in for a moment; nothing of that is left.
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from grassroots.member where name in ('甲合规', '乙年少', '丙早转')"));

        var rule = page.Document.QuerySelector("details.waiver input[name=rule]")!.GetAttribute("value")!;
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=waive", ("rule", rule), ("WaiverReason", ""), ("WaiverApprover", "部长某某"), ("WaiverOn", "2026.11.20"))).Status);
        Assert.Equal(1, CountOf(await officer.GetAsync(import), "waive"));
        await officer.PostAsync(import + "?handler=waive", ("rule", rule), ("WaiverReason", "当时按军龄折算，有批复"), ("WaiverApprover", "部长某某"), ("WaiverOn", "2026.11.20"));
        page = await officer.GetAsync(import);
        Assert.Equal((1, 0, 2), (CountOf(page, "wrong"), CountOf(page, "waive"), CountOf(page, "new")));

        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        await ImportTests.UntilAsync(ledger, import, 2);
        Assert.Equal("丙早转 甲合规", await ledger.Host.AskAsync<string>("select string_agg(name, ' ' order by name collate \"C\") from grassroots.member where name in ('甲合规', '乙年少', '丙早转')"));
        Assert.Equal("当时按军龄折算，有批复 部长某某 丙早转", await ledger.Host.AskAsync<string>($"select w.reason || ' ' || w.approver || ' ' || w.title from org.rule_waiver w join grassroots.member m on m.id = w.row_id where w.rule = '{rule}'"));
        // Encrypted as by the form, and found by its blind index; each record has its deed.
        Assert.True(await ledger.Host.AskAsync<bool>("select m.phone = '138****1111' and m.phone_cipher is not null and m.phone_index is not null and p.identity_cipher is not null from grassroots.member m join org.person p on p.id = m.person_id where m.name = '甲合规'"));
        Assert.Equal("138****1111", await ledger.Host.AskAsync<string>("select c ->> 'after' from audit.entry e join grassroots.member m on m.id = e.row_id, jsonb_array_elements(e.changes) c where m.name = '甲合规' and e.deed = '新增' and c ->> 'label' = '联系电话'"));

        // Put right on the screen, the third goes in as well.
        await officer.PostAsync(import + "?handler=fix", ("number", "3"), ("column", "joined_on"), ("text", "2029.07.01"));
        Assert.Contains("晚于今天", (await officer.GetAsync(import)).In("tr[data-n='3'] .cell-bad .cell-why"), StringComparison.Ordinal);
        await officer.PostAsync(import + "?handler=skip", ("number", "3"));
        Assert.Equal(1, CountOf(await officer.GetAsync(import), "skipped"));

        // Taken back, each record remembers that too.
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=undo")).Status);
        await ImportTests.UntilAsync(ledger, import, 6);
        Assert.Equal(2, await ledger.Host.AskAsync<long>("select count(*) from audit.entry e join grassroots.member m on m.id = e.row_id where m.name in ('甲合规', '丙早转') and m.removed_at is not null and e.deed = '移入回收站' and e.reason like '撤销导入：党员.csv 第 _ 行'"));
    }

    [Fact]
    public async Task What_the_database_refuses_keeps_that_row_alone_out()
    {
        string[] circles = ["ledger.circles.read", "ledger.circles.edit"];
        using var officer = await ledger.Host.SignInAsync(TestHost.County, circles);
        var address = $"/{TestHost.County}/ledger/circles";
        var import = (await officer.UploadAsync(address + "/imports", "sheet", "组.csv", Encoding.UTF8.GetBytes("组名,组号\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"新组{i},N{i}\n"))))).Location!;
        await ImportTests.CheckAsync(ledger, officer, import);
        // After the check somebody else has taken one of the codes.
        await ledger.Host.DoAsync("insert into ledger.circle (locality_path, name, code) select path, '捷足', 'N17' from org.locality where code = '539922'");
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        await ImportTests.UntilAsync(ledger, import, 2);

        Assert.Equal(39, await ledger.Host.AskAsync<long>("select count(*) from ledger.circle where name like '新组%'"));
        Assert.Contains("名册里已有相同的记录", (await officer.GetAsync(import)).In("tr[data-n='18'] .cell-why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_many_at_once_is_held_up_by_the_rules_as_one_is()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var import = await CheckedAsync(officer, $"姓名,身份证号,所在党支部,入党时间,转正时间\n丁批改,{Number("19900307")},枫岭村党支部,2015.07.01,2016.07.01\n戊批改,{Number("19700307")},枫岭村党支部,2015.07.01,2016.07.01\n");
        await officer.PostAsync(import + "?handler=write");
        await ImportTests.UntilAsync(ledger, import, 4);
        var ids = (await ledger.Host.AskAsync<string>("select string_agg(id::text, ' ' order by name collate \"C\") from grassroots.member where name in ('丁批改', '戊批改')"))!.Split(' ');
        (string, string)[] both = [("id", ids[0]), ("id", ids[1]), ("version", "1"), ("version", "1")];

        // Seventeen for the one, thirty-seven for the other: none is changed.
        var refused = await officer.PostFromAsync(Members, Members + "/bulk?handler=apply", [.. both, ("field", "joined_on"), ("joined_on", "2007.07.01"), ("reason", "按档案更正")]);
        Assert.Equal(422, refused.Status);
        Assert.Contains("入党时不满十八岁", refused.In(".refuse"), StringComparison.Ordinal);
        Assert.Single(refused.Document.QuerySelectorAll("td[data-l=核对] .lt-r"));
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from grassroots.member where joined_on = '2007-07-01'"));

        // “一般应当”: with a reason and an approver it goes on.
        (string, string)[] floating = [.. both, ("field", "is_floating"), ("is_floating", "1"), ("reason", "外出务工")];
        var asked = await officer.PostFromAsync(Members, Members + "/bulk?handler=apply", floating);
        Assert.Equal(422, asked.Status);
        Assert.NotNull(asked.Document.QuerySelector("input[name=WaiverReason]"));
        Assert.Equal(302, (await officer.PostFromAsync(Members, Members + "/bulk?handler=apply", [.. floating, ("WaiverReason", "正在核实去向"), ("WaiverApprover", "部长某某"), ("WaiverOn", "2026.11.20")])).Status);
        Assert.Equal(2, await ledger.Host.AskAsync<long>("select count(*) from grassroots.member m join org.rule_waiver w on w.row_id = m.id where m.is_floating and w.reason = '正在核实去向' and m.name like '_批改'"));
    }
}
