using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>Sheets coming into registers, as an officer does it: bring, match, repair, write, take back.</summary>
public sealed class ImportTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly string[] All = ["ledger.entrants.read", "ledger.entrants.edit", "ledger.circles.read", "ledger.circles.edit"];
    static readonly string Address = $"/{TestHost.County}/ledger/entrants";
    static int sequence;

    static string Number(string birth = "19800307") => FilledForms.NumberOf(100 + Interlocked.Increment(ref sequence) * 2, birth);

    static async Task<string> BringAsync(Browser browser, string text, string name = "名单.csv", string address = "")
    {
        address = address == "" ? Address : address;
        var answer = await browser.UploadAsync(address + "/imports", "sheet", name, Encoding.UTF8.GetBytes(text));
        Assert.True(answer.Status == 302, answer.In(".note"));
        return answer.Location!;
    }

    Task CheckAsync(Browser browser, string import) => CheckAsync(ledger, browser, import);
    Task UntilAsync(string import, int state) => UntilAsync(ledger, import, state);

    /// <summary>Takes the matched columns as they are, and waits until the rows are checked.</summary>
    internal static Task CheckAsync(LedgerHost ledger, Browser browser, string import) => CheckAsync(ledger.Host, browser, import);
    internal static Task UntilAsync(LedgerHost ledger, string import, int state) => UntilAsync(ledger.Host, import, state);

    internal static async Task CheckAsync(TestHost host, Browser browser, string import)
    {
        var page = await browser.GetAsync(import);
        Assert.True(page.Status == 200, host.Log.ToString());
        var chosen = page.Document.QuerySelectorAll("select[name=chosen]").Select(select => ("chosen", select.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")).ToArray();
        var answer = await browser.PostAsync(import + "?handler=columns", [("sheet", "0"), ("headingRow", page.Document.QuerySelector("input[name=headingRow]")!.GetAttribute("value")!), .. chosen]);
        Assert.Equal(302, answer.Status);
        await UntilAsync(host, import, 2);
    }

    internal static async Task UntilAsync(TestHost host, string import, int state)
    {
        var id = import.Split('/')[^1];
        try
        {
            await TestHost.UntilAsync(async () => await host.AskAsync<short>($"select state from org.import where id = '{id}'") == state, $"the import to be in state {state}");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"the import is not in state {state} but {await host.AskAsync<string>($"select i.state || coalesce((select ', its last task ' || j.kind || ' ' || j.state || ' after ' || j.tries || ': ' || coalesce(j.fault, j.said) from org.job j where j.arguments ->> 'import' = i.id::text order by j.created_at desc limit 1), '') from org.import i where id = '{id}'")}\n{host.Log}");
        }
    }

    internal static int CountOf(Answer page, string show) => page.Document.QuerySelector($".counts a[href$='show={show}'] b") is { } count ? int.Parse(count.TextContent.Replace(",", "", StringComparison.Ordinal)) : 0;

    async Task WriteAsync(Browser browser, string import, int then = 4)
    {
        Assert.Equal(302, (await browser.PostAsync(import + "?handler=write")).Status);
        await UntilAsync(import, then);
    }

    [Fact]
    public async Task What_was_matched_wrong_is_matched_anew_what_stands_still_is_let_go_and_what_nobody_wants_is_dropped()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var import = await BringAsync(officer, $"""
            姓名,身份证号码,性别,得分
            贺重来,{Number()},男,九十
            """);
        var id = import.Split('/')[^1];
        await CheckAsync(officer, import);
        Assert.Equal(1, CountOf(await officer.GetAsync(import), "wrong"));

        // Checked again, the same is wrong; back at the columns, the one that is wrong is left out.
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=again")).Status);
        await UntilAsync(import, 2);
        Assert.Equal(1, CountOf(await officer.GetAsync(import), "wrong"));
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=match")).Status);
        await UntilAsync(import, 0);
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=columns", ("sheet", "0"), ("headingRow", "1"), ("chosen", "name"), ("chosen", "identity_mask"), ("chosen", "sex"), ("chosen", ""))).Status);
        await UntilAsync(import, 2);
        Assert.Equal((0, 1), (CountOf(await officer.GetAsync(import), "wrong"), CountOf(await officer.GetAsync(import), "new")));

        // A task that is gone holds nobody up: what it was at can be begun again.
        await ledger.Host.DoAsync($"update org.import set state = 3, job_id = null where id = '{id}'");
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=release")).Status);
        await UntilAsync(import, 2);

        Assert.Equal(302, (await officer.PostAsync(import + "?handler=drop")).Status);
        await UntilAsync(import, 7);
        Assert.Equal((0L, 0L), (await ledger.Host.AskAsync<long>($"select count(*) from org.import_row where import_id = '{id}'"), await ledger.Host.AskAsync<long>("select count(*) from ledger.entrant where name = '贺重来'")));
        Assert.Equal(1L, await ledger.Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{id}' and deed = '导入' and changes::text like '%放弃%'"));
        // What was dropped is not written any more.
        await officer.PostAsync(import + "?handler=write");
        Assert.Equal(7, await ledger.Host.AskAsync<short>($"select state from org.import where id = '{id}'"));
    }

    [Fact]
    public async Task Good_rows_go_in_bad_ones_stay_with_their_reasons_are_repaired_and_the_whole_is_taken_back()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var (a, b, c, known) = (Number(), Number("19881001"), Number(), Number());
        await officer.FillAsync(Address + "/new", ("name", "时亮"), ("sex", "1"), ("identity_mask", known), ("birth_on", "1980.03.07"), ("locality", TestHost.County), ("post", "原岗"));

        var import = await BringAsync(officer, $"""
            样册一览,,,,,
            姓名,身份证号码,性别,加入时间,得分,岗位
            陶　静,{a},,2010.6,90,科员
            季安,{b},男,2011年7月1日,八十,干事
            单雄,{c[..17]}{(c[17] == '1' ? '2' : '1')},男,,,
            解放,{c},女性,1999-1,,
            时亮,{known},男,,,新岗
            李雷,{a},男,,,
            """);
        var page = await officer.GetAsync(import);
        Assert.Equal("2", page.Document.QuerySelector("input[name=headingRow]")!.GetAttribute("value"));
        Assert.Equal(["name", "identity_mask", "sex", "joined_on", "score", "post"], page.Document.QuerySelectorAll("select[name=chosen]").Select(select => select.QuerySelector("option[selected]")!.GetAttribute("value")));
        await CheckAsync(officer, import);

        page = await officer.GetAsync(import);
        Assert.Equal((3, 2, 1), (CountOf(page, "wrong"), CountOf(page, "new"), CountOf(page, "changed")));
        Assert.Contains("应为整数", page.Text, StringComparison.Ordinal);
        Assert.Contains("第 18 位应为", page.Text, StringComparison.Ordinal);
        Assert.Contains("与第 3 行重复", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(a, page.Text, StringComparison.Ordinal);
        var changed = await officer.GetAsync(import + "?show=changed");
        Assert.Equal("原岗", changed.In("tbody .was"));

        // One cell is put right, one row is skipped; what is right goes in, the last bad row stays.
        await officer.PostAsync(import + "?handler=fix", ("number", "4"), ("column", "score"), ("text", "80"));
        await officer.PostAsync(import + "?handler=skip", ("number", "8"));
        await WriteAsync(officer, import, then: 2);
        Assert.Equal("新岗", await ledger.Host.AskAsync<string>("select post from ledger.entrant where name = '时亮'"));
        Assert.Equal("80 2011-07-01 1", await ledger.Host.AskAsync<string>("select score || ' ' || joined_on || ' ' || sex from ledger.entrant where name = '季安' and identity_mask is not null"));
        Assert.Equal("taojing 1980-03-07", await ledger.Host.AskAsync<string>($"select name_pinyin || ' ' || birth_on from ledger.entrant where name = '陶静' and identity_mask like '%{a[^4..]}'"));
        Assert.Equal(1, CountOf(await officer.GetAsync(import), "wrong"));
        Assert.Contains("新增", await ledger.Host.AskAsync<string>($"select changes::text from audit.entry where row_id = '{import.Split('/')[^1]}' and deed = '导入'"), StringComparison.Ordinal);

        await officer.PostAsync(import + "?handler=fix", ("number", "5"), ("column", "identity_mask"), ("text", Number("19700101")));
        await WriteAsync(officer, import);

        // Meanwhile somebody changes one of them; it is left alone and told.
        await ledger.Host.DoAsync("update ledger.entrant set post = '后改', version = version + 1 where name = '季安' and identity_mask is not null");
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=undo")).Status);
        await UntilAsync(import, 6);
        Assert.Equal("原岗", await ledger.Host.AskAsync<string>("select post from ledger.entrant where name = '时亮'"));
        Assert.Equal("季安", (await officer.GetAsync(import)).In("tbody .name a"));
        Assert.Equal("季安", await ledger.Host.AskAsync<string>($"select string_agg(e.name, ',') from ledger.entrant e join org.import_done d on d.row_id = e.id where d.import_id = '{import.Split('/')[^1]}' and d.is_new and e.removed_at is null"));
    }

    [Fact]
    public async Task Who_has_the_same_name_and_birth_but_is_somebody_else_goes_in_as_new_once_somebody_has_looked()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        await officer.FillAsync(Address + "/new", ("name", "同名"), ("sex", "1"), ("birth_on", "1977.05.06"), ("locality", TestHost.County), ("post", "旧人"));
        var import = await BringAsync(officer, "姓名,性别,出生日期,岗位\n同名,男,1977.05.06,新人\n双生,女,1990.01.02,甲\n双生,女,1990.01.02,乙\n");
        await CheckAsync(officer, import);
        var page = await officer.GetAsync(import);
        Assert.Equal((1, 1, 1), (CountOf(page, "changed"), CountOf(page, "new"), CountOf(page, "wrong")));

        await officer.PostAsync(import + "?handler=other", ("number", "2"), ("back", "false"));
        await officer.PostAsync(import + "?handler=other", ("number", "4"), ("back", "false"));
        page = await officer.GetAsync(import + "?show=all");
        Assert.Equal((0, 3, 0), (CountOf(page, "changed"), CountOf(page, "new"), CountOf(page, "wrong")));
        // A cell repaired afterwards does not make it the same person again; saying so does.
        await officer.PostAsync(import + "?handler=fix", ("number", "2"), ("column", "post"), ("text", "新岗人"));
        Assert.Equal(3, CountOf(await officer.GetAsync(import), "new"));
        await officer.PostAsync(import + "?handler=other", ("number", "4"), ("back", "true"));
        Assert.Equal((2, 1), (CountOf(await officer.GetAsync(import), "new"), CountOf(await officer.GetAsync(import), "wrong")));

        await officer.PostAsync(import + "?handler=skip", ("number", "4"));
        await WriteAsync(officer, import);
        Assert.Equal("新岗人,旧人", await ledger.Host.AskAsync<string>("select string_agg(post, ',' order by post collate \"C\") from ledger.entrant where name = '同名' and removed_at is null"));
        Assert.Equal("甲", await ledger.Host.AskAsync<string>("select string_agg(post, ',') from ledger.entrant where name = '双生'"));
    }

    [Fact]
    public async Task Rows_of_a_register_refer_to_others_by_name_and_are_known_again_by_their_code()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var circles = $"/{TestHost.County}/ledger/circles";
        var first = await BringAsync(officer, "组名\t上级小组\t组号\t所在区划\n总组\t\tZ1\t\n分组\t没有的组\tZ2\t枫岭镇\n", "小组.txt", circles);
        await CheckAsync(officer, first);
        Assert.Contains("没有名称或代码为“没有的组”的小组", (await officer.GetAsync(first)).In(".cell-bad .cell-why"), StringComparison.Ordinal);
        await WriteAsync(officer, first, then: 2);
        // The row above is there now: the same text leads to it.
        await officer.PostAsync(first + "?handler=fix", ("number", "3"), ("column", "parent_id"), ("text", "Z1"));
        await WriteAsync(officer, first);

        Assert.Equal("总组 枫岭镇", await ledger.Host.AskAsync<string>("select p.name || ' ' || l.name from ledger.circle c join ledger.circle p on p.id = c.parent_id join org.locality l on l.path = c.locality_path where c.code = 'Z2'"));
        var second = await BringAsync(officer, "组名,组号\n分组改名,Z2\n总组,Z1\n", "小组.csv", circles);
        await CheckAsync(officer, second);
        var page = await officer.GetAsync(second);
        Assert.Equal((1, 1, 0), (CountOf(page, "changed"), CountOf(page, "same"), CountOf(page, "new")));
    }

    [Fact]
    public async Task Pasted_cells_are_an_import_too_and_the_same_fault_is_put_right_at_once()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var answer = await officer.PostAsync(Address + "/imports", ("pasted", $"姓名\t身份证号\t民族\t加入时间\n甲一\t{Number()}\t汉\t86.7\n甲二\t{Number()}\t维吾尔\t86.7\n甲三\t{Number()}\t汉族\t1986.07\n"));
        var import = answer.Location!;
        await CheckAsync(officer, import);
        var page = await officer.GetAsync(import);
        Assert.Equal((2, 1), (CountOf(page, "wrong"), CountOf(page, "new")));
        var alike = page.Document.QuerySelector("form[data-rows-post]")!;
        Assert.Equal("“86.7”→1986.07（2 处）", alike.QuerySelector("button")!.TextContent);
        await officer.PostAsync(import + "?handler=alike", [.. alike.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).Where(pair => pair.Item1 != "__RequestVerificationToken")]);

        Assert.Equal(3, CountOf(await officer.GetAsync(import), "new"));
    }

    [Fact]
    public async Task The_same_fault_without_a_suggestion_is_put_right_at_once_by_what_the_officer_says_and_the_number_tells_the_sex()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var path = await ledger.PathOfAsync(TestHost.County);
        await ledger.Host.DoAsync($"insert into ledger.circle (locality_path, name) values ('{path}', '真有的组')");
        // Odd before the last: a man.
        var (man, woman) = (FilledForms.NumberOf(901), FilledForms.NumberOf(902));
        var import = await BringAsync(officer, $"姓名,身份证号,性别,小组\n甲网一,{man},M,不存在的组\n乙网二,{woman},M,不存在的组\n丙网三,,Z,\n丁网四,,Z,\n李娜（女）,,女,\n");
        await CheckAsync(officer, import);
        var page = await officer.GetAsync(import);
        Assert.Equal(["女", "男"], page.Document.QuerySelectorAll("td[data-c=sex] [data-take]").Select(take => take.GetAttribute("data-take")!).Order(StringComparer.Ordinal));
        Assert.Equal("李娜", page.Document.QuerySelector("td[data-c=name] [data-take]")?.GetAttribute("data-take"));

        var forms = page.Document.QuerySelectorAll("form[data-rows-post]").ToDictionary(form => form.QuerySelector("input[name=text]")!.GetAttribute("value")!);
        Assert.NotNull(forms["不存在的组"].QuerySelector("input[name=to]:not([type=hidden])"));
        Assert.Equal(["请选择", .. StandardCodes.Sex.Codes.Select(code => code.Name)], forms["Z"].QuerySelectorAll("select[name=to] option").Select(option => option.TextContent));
        await officer.PostAsync(import + "?handler=alike", ("column", "circle_id"), ("text", "不存在的组"), ("suggested", ""), ("to", "真有的组"));
        await officer.PostAsync(import + "?handler=alike", ("column", "sex"), ("text", "Z"), ("suggested", ""), ("to", "女"));
        await officer.PostAsync(import + "?handler=alike", ("column", "sex"), ("text", "M"), ("suggested", "男"), ("to", "男"));

        page = await officer.GetAsync(import + "?show=wrong");
        Assert.Equal(["乙网二", "李娜（女）"], page.Document.QuerySelectorAll("[data-grid] tbody tr").Select(row => row.QuerySelector("td[data-c=name] input")?.GetAttribute("value") ?? row.QuerySelector("td[data-c=name]")!.TextContent.Trim()));
    }

    [Fact]
    public async Task Writing_that_is_sent_twice_is_done_once_and_what_was_not_written_outlives_the_undoing()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var import = await BringAsync(officer, "姓名,性别,得分\n甲写一,男,1\n乙写二,男,八十\n");
        await CheckAsync(officer, import);
        var token = (await officer.GetAsync(import)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => officer.PostBareAsync(import + "?handler=write", ("__RequestVerificationToken", token))));
        Assert.All(answers, answer => Assert.Equal((302, import), (answer.Status, answer.Location)));
        await UntilAsync(import, 2);
        Assert.Equal(1, await ledger.Host.AskAsync<long>("select count(*) from ledger.entrant where name = '甲写一'"));

        Assert.Equal(302, (await officer.PostAsync(import + "?handler=undo")).Status);
        await UntilAsync(import, 6);
        Assert.Equal((302, import), await officer.PostAsync(import + "?handler=undo") is var again ? (again.Status, again.Location) : default);
        var page = await officer.GetAsync(import);
        Assert.Contains("没有写入的 1 个错误行还在", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await officer.PostAsync(import + "?handler=faults")).Status);
    }

    [Fact]
    public async Task A_number_that_belongs_to_another_name_is_told_before_anything_is_written()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var number = Number();
        await officer.FillAsync(Address + "/new", ("name", "单雄"), ("sex", "1"), ("identity_mask", number), ("birth_on", "1980.03.07"), ("locality", TestHost.County));
        var import = await BringAsync(officer, $"姓名,身份证号\n单雌,{number}\n");
        await CheckAsync(officer, import);

        Assert.Contains("已登记在另一个姓名之下", (await officer.GetAsync(import)).Text, StringComparison.Ordinal);
        Assert.NotNull((await officer.GetAsync(import)).Document.QuerySelector(".import-foot button[disabled]"));
    }

    [Fact]
    public async Task The_faulty_rows_come_back_as_a_sheet_with_reasons_that_can_be_put_right_and_brought_again()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var number = Number();
        var import = await BringAsync(officer, $"姓名,身份证号,得分,手机\n陶静,{number},=1+1,13800001234\n");
        await CheckAsync(officer, import);

        // Whole for who brought it, and on record as such; masked for a colleague.
        var text = await FaultsAsync(officer);
        Assert.True(text.Contains("得分：得分应为整数", StringComparison.Ordinal), text);
        Assert.Contains($"陶静|{number}|=1+1|13800001234", text, StringComparison.Ordinal);
        Assert.Contains("完整", await ledger.Host.AskAsync<string>($"select changes::text from audit.entry where row_id = '{import[^36..]}' and deed = '导出'"), StringComparison.Ordinal);
        using var colleague = await ledger.Host.SignInAsync(TestHost.County, All);
        var masked = await FaultsAsync(colleague);
        Assert.DoesNotContain(number, masked, StringComparison.Ordinal);
        Assert.DoesNotContain("13800001234", masked, StringComparison.Ordinal);
        // Put right in the sheet, it goes in.
        var again = await BringAsync(officer, string.Join('\n', text.Split('\n').SkipWhile(line => !line.Contains("姓名", StringComparison.Ordinal)).Select(line => line.Replace('|', ',').Replace("=1+1", "61", StringComparison.Ordinal))), "改好.csv");
        await CheckAsync(officer, again);
        Assert.Equal(1, CountOf(await officer.GetAsync(again), "new"));
        // Nor do they lie about in the database.
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from org.import_row r where r::text like '%{number}%' or r::text like '%13800001234%'"));

        async Task<string> FaultsAsync(Browser browser)
        {
            var answer = await browser.PostAsync(import + "?handler=faults");
            using var book = SheetBook.Open(new MemoryStream(await answer.Message.Content.ReadAsByteArrayAsync()), "错误行.xlsx");
            return string.Join('\n', book.Rows(0).Select(row => string.Join('|', row.Cells)));
        }
    }

    [Fact]
    public async Task A_neighbour_sees_nothing_of_it_and_who_only_reads_cannot_begin()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        using var neighbour = await ledger.Host.SignInAsync(TestHost.Neighbour, All);
        using var reader = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read");
        var import = await BringAsync(officer, "姓名,得分\n陶静,1\n");

        Assert.Equal(404, (await neighbour.GetAsync(import.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Status);
        Assert.Equal(403, (await reader.GetAsync(Address + "/imports")).Status);
        Assert.DoesNotContain(import, (await neighbour.GetAsync($"/{TestHost.Neighbour}/ledger/entrants/imports")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("名单.xlsx", "<html><table>", "网页")]
    [InlineData("名单.csv", "", "空文件")]
    [InlineData("名单.docx", "姓名,得分\n", "后缀")]
    [InlineData("名单.xlsx", "姓名,得分\n陶静,1\n", "CSV.*后缀改为 .csv")]
    public async Task What_is_no_sheet_is_refused_with_the_reason(string name, string content, string reason)
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var answer = await officer.UploadAsync(Address + "/imports", "sheet", name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(content == "" ? 422 : 422, answer.Status);
        Assert.Matches(new Regex(reason + "|请选择文件"), answer.In(".note")!);
    }

    [Fact]
    public async Task The_template_comes_back_matched_column_by_column()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var bytes = await (await officer.GetAsync(Address + "/imports?handler=template")).Message.Content.ReadAsByteArrayAsync();
        using var book = SheetBook.Open(new MemoryStream(bytes), "模板.xlsx");

        Assert.Equal(2, book.Sheets.Count);
        Assert.True(book.Sheets[1].IsHidden);
        var head = book.Rows(0).Select(row => (row.Number, (string?[])row.Cells.Clone())).ToList();
        var headings = Headings.Read(head, 1);
        Assert.Equal([.. ledger.Entrants.Register.Fields.Select(field => field.Column), Headings.PlaceColumn], Headings.Match(ledger.Entrants.Register, headings, new Dictionary<string, string>()));
    }

    [Fact]
    public async Task The_template_is_a_valid_workbook_and_each_coded_column_drops_down_its_own_codes()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var bytes = await (await officer.GetAsync(Address + "/imports?handler=template")).Message.Content.ReadAsByteArrayAsync();
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(book).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath} {fault.Description}"));
        var sheets = book.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => ((WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!)).Worksheet);
        var main = sheets[ledger.Entrants.Register.Title];
        var headings = main.Descendants<Row>().First().Elements<Cell>().ToDictionary(cell => cell.InnerText.TrimStart('*'), cell => cell.CellReference!.Value!.TrimEnd('1'));
        var dropped = main.Descendants<DataValidation>().ToDictionary(list => list.SequenceOfReferences!.InnerText ?? "");
        Assert.All(dropped.Values, list => Assert.Equal(DataValidationValues.List, list.Type!.Value));
        var expected = ledger.Entrants.Register.Fields.Where(field => field.Kind is FieldKind.Code or FieldKind.Flag).ToDictionary(field => $"{headings[field.Label]}2:{headings[field.Label]}5000", field => field.Codes is { } codes ? [.. codes.Codes.Select(code => code.Name)] : (string[])["是", "否"]);
        Assert.True(expected.Count >= 3, $"{expected.Count}");
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), dropped.Keys.Order(StringComparer.Ordinal));
        foreach (var (column, names) in expected) Assert.Equal((column, string.Join(' ', names)), (column, string.Join(' ', OptionsOf(dropped[column].Formula1!.Text))));

        // What stands in the cells that the list points at.
        IEnumerable<string> OptionsOf(string formula)
        {
            var range = Regex.Match(formula, @"^(.+)!\$([A-Z]+)\$(\d+):\$\2\$(\d+)$");
            Assert.True(range.Success, formula);
            var cells = sheets[range.Groups[1].Value].Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, cell => cell.InnerText);
            var (first, last) = (int.Parse(range.Groups[3].Value, CultureInfo.InvariantCulture), int.Parse(range.Groups[4].Value, CultureInfo.InvariantCulture));
            return Enumerable.Range(first, last - first + 1).Select(row => cells.GetValueOrDefault($"{range.Groups[2].Value}{row}", "（空）"));
        }
    }
}
