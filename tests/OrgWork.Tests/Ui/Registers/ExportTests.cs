using System.Text.RegularExpressions;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>Lists on their way out: at once or as a task, marked with who and when, masked unless there is a permission and a purpose.</summary>
public sealed class ExportTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string List = $"/{TestHost.County}/ledger/entrants";
    static readonly string[] Read = ["ledger.entrants.read", "ledger.entrants.edit"];

    static List<string> Rows(byte[] file)
    {
        using var book = SheetBook.Open(new MemoryStream(file), "样册.xlsx");
        return [.. book.Rows(0).Select(row => string.Join('|', row.Cells))];
    }

    [Fact]
    public async Task A_long_list_becomes_a_task_and_is_found_on_its_result_page()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.Neighbour, Read);
        var list = $"/{TestHost.Neighbour}/ledger/entrants";
        await ledger.Host.DoAsync($"""
            with p as (insert into org.person (name, name_pinyin, name_initials, sex) select '众' || n, 'zhong', 'z', '1' from generate_series(1, {RegisterExport.AtOnce + 1}) n returning id, name)
            insert into ledger.entrant (locality_path, name, person_id, score) select l.path, p.name, p.id, 7 from p, org.locality l where l.code = '{TestHost.Neighbour}'
            """);
        var answer = await officer.PostFromAsync(list, list + "?handler=export&score.from=7");
        Assert.Equal("/account/jobs", answer.Location);
        await TestHost.UntilAsync(async () => await ledger.Host.AskAsync<short>("select state from org.job where kind = 'export' order by created_at desc limit 1") > 1, "the export to end");

        var page = await officer.GetAsync("/account/jobs");
        Assert.Contains($"已导出 {RegisterExport.AtOnce + 1:N0} 人", page.Document.Body!.TextContent, StringComparison.Ordinal);
        var file = page.Document.QuerySelector("a[href*='/org/files/']")!.GetAttribute("href")!;
        var rows = Rows(await (await officer.GetAsync(file)).Message.Content.ReadAsByteArrayAsync());
        Assert.Equal(RegisterExport.AtOnce + 1, rows.Count(row => row.Contains('众')));
        Assert.Matches(new Regex(@"望川县　.*导出人 周文博（\w+）　20\d\d\.\d\d\.\d\d \d\d:\d\d"), rows[1]);
        Assert.Contains("score.from=7", await ledger.Host.AskAsync<string>("select changes::text from audit.entry where deed = '导出' and module = 'ledger' order by id desc limit 1"), StringComparison.Ordinal);
        // Few rows come at once.
        Assert.Equal(200, (await officer.PostFromAsync(list, list + "?handler=export&score.from=8")).Status);
    }

    [Fact, Trait("Row", "P7.13")]
    public async Task Whole_numbers_leave_for_a_purpose_and_with_a_permission_of_their_own_and_each_record_remembers_it()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, Read);
        using var trusted = await ledger.Host.SignInAsync(TestHost.County, [.. Read, "ledger.entrants.open"]);
        var number = FilledForms.NumberOf(902, "19770707");
        await officer.FillAsync(List + "/new", ("name", "全号"), ("sex", "1"), ("identity_mask", number), ("birth_on", "1977.07.07"), ("phone", "13800007777"), ("locality", TestHost.County));
        foreach (var browser in (Browser[])[officer, trusted])
            await browser.PostFromAsync(List, List + "?handler=columns", ("columns", "phone"), ("columns", "identity_mask"));
        async Task<(Answer Answer, string Text)> ExportAsync(Browser browser, params (string, string)[] more)
        {
            var answer = await browser.PostFromAsync(List, List + "?handler=export&birth_on.from=1977.07.07&birth_on.to=1977.07.07", more);
            return (answer, answer.Status == 200 ? string.Join('\n', Rows(await answer.Message.Content.ReadAsByteArrayAsync())) : "");
        }

        var (_, masked) = await ExportAsync(officer);
        Assert.Contains("138****7777", masked, StringComparison.Ordinal);
        Assert.DoesNotContain(number, masked, StringComparison.Ordinal);
        Assert.Equal(403, (await ExportAsync(officer, ("open", "true"), ("purpose", "数据更正"))).Answer.Status);
        Assert.DoesNotContain("handler=export\" data-file", (await officer.GetAsync(List)).Text, StringComparison.Ordinal);
        // Without a purpose nothing goes out at all.
        Assert.Equal(302, (await ExportAsync(trusted, ("open", "true"))).Answer.Status);
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from audit.entry e join ledger.entrant t on t.id = e.row_id where t.name = '全号' and e.deed = '用途查看'"));

        var (_, open) = await ExportAsync(trusted, ("open", "true"), ("purpose", "数据更正"), ("reason", "与公安比对"));
        Assert.Contains(number, open, StringComparison.Ordinal);
        Assert.Contains("13800007777", open, StringComparison.Ordinal);
        Assert.Contains("用途 数据更正：与公安比对", open, StringComparison.Ordinal);
        Assert.Equal("导出：数据更正：与公安比对", await ledger.Host.AskAsync<string>("select e.reason from audit.entry e join ledger.entrant t on t.id = e.row_id where t.name = '全号' and e.deed = '用途查看'"));
        Assert.Contains("未遮盖的栏目", await ledger.Host.AskAsync<string>("select changes::text from audit.entry where deed = '导出' and reason like '数据更正%' order by id desc limit 1"), StringComparison.Ordinal);
    }
}
