using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Playwright;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>Letters with numbers, notices, lists, and the office's own templates, as an officer handles them.</summary>
[Collection(nameof(Chromium))]
public sealed class DocumentTests(Chromium chromium)
{
    async Task<string> IdsAsync(string table, int count) => string.Join(',', (await chromium.Host.AskAsync<string>($"select string_agg(replace(id::text, '-', ''), ',') from (select t.id from {table} t join org.locality l on l.code = '{Chromium.County}' and starts_with(t.locality_path, l.path) where t.removed_at is null order by t.id limit {count}) x"))!.Split(','));

    static async Task<string> PaperAsync(IPage page)
    {
        var paper = await page.RunAndWaitForPopupAsync(() => page.ClickAsync("button:text-is('打印页')"));
        await paper.WaitForLoadStateAsync();
        return await paper.InnerTextAsync("body");
    }

    [Fact]
    public async Task Letters_carry_consecutive_numbers_the_opened_identity_number_and_a_stated_purpose()
    {
        await using var screen = await chromium.SignInAsync("demo.organisation");
        var page = screen.Page;
        var address = $"/{Chromium.County}/grassroots/members/documents/transfer-letter?ids={await IdsAsync("grassroots.member", 2)}";
        await screen.GoAsync(address);
        await page.FillAsync("#number_mark", "临组转");
        await page.FillAsync("#to_head", "中共望川县委组织部");
        await page.FillAsync("#to_organisation", "中共望川县某某镇委员会");
        await page.FillAsync("#sender", "中共临溪县委组织部");
        await page.FillAsync("#valid_days", "120");
        await page.FillAsync("#purpose", "组织关系转出");
        await screen.FollowAsync("button:has-text('下载 Word')");
        Assert.Contains("90", await screen.TextAsync("#valid_days-err"), StringComparison.Ordinal);

        await page.FillAsync("#valid_days", "60");
        var said = await PaperAsync(page);
        var year = OrgWork.Kernel.Clock.Today.Year;
        Assert.Contains($"临组转〔{year}〕1号", said, StringComparison.Ordinal);
        Assert.Contains($"临组转〔{year}〕2号", said, StringComparison.Ordinal);
        Assert.Contains("（有效期60天）", said, StringComparison.Ordinal);
        Assert.Matches("身份证号码[0-9]{17}[0-9X]", said);
        foreach (var part in (string[])["（存根）", "（回执）", "特此回复"]) Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.Equal(2, await chromium.Host.AskAsync<long>($"select count(*) from audit.entry where deed = '打印' and reason = '组织关系转出' and row_id is not null and changes::text like '%临组转〔{year}〕%'"));

        // The next one goes on counting.
        await screen.GoAsync(address);
        Assert.Equal("临组转", await page.InputValueAsync("#number_mark"));
        Assert.Equal(2, await chromium.Host.AskAsync<int>("select last from org.document_number where mark = '临组转'"));
    }

    [Fact]
    public async Task A_notice_counts_working_days_and_names_everybody()
    {
        await using var screen = await chromium.SignInAsync("demo.cadre");
        var page = screen.Page;
        await screen.GoAsync($"/{Chromium.County}/cadres/files/documents/public-notice?ids={await IdsAsync("cadres.cadre", 3)}");
        await page.FillAsync("#organ", "中共临溪县委组织部");
        await page.FillAsync("#decided_by", "县委常委会");
        await page.FillAsync("#begins_on", "2026.09.28");
        await page.FillAsync("#contact", "12380");
        var said = await PaperAsync(page);
        // 国庆节 1 to 7 October 2026 does not count.
        Assert.Contains("公示期：2026年9月28日至2026年10月9日（5个工作日）", said, StringComparison.Ordinal);
        Assert.Contains("现将3名拟任", said, StringComparison.Ordinal);
        Assert.Equal(3, said.Split('\n').Count(line => line.Contains("，拟任", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Row", "C1.13")]
    public async Task A_list_on_paper_has_the_columns_of_the_screen_the_date_and_the_maker()
    {
        await using var screen = await chromium.SignInAsync("demo.cadre");
        await screen.GoAsync($"/{Chromium.County}/cadres/files/documents/roster?sex=2");
        await screen.Page.FillAsync("#maker", "周文博");
        var said = await PaperAsync(screen.Page);
        var women = await chromium.Host.AskAsync<long>($"select count(*) from cadres.cadre c join org.locality l on l.code = '{Chromium.County}' and starts_with(c.locality_path, l.path) where sex = '2' and removed_at is null");
        Assert.Contains($"共 {women} 人", said, StringComparison.Ordinal);
        Assert.Contains("数据截至", said, StringComparison.Ordinal);
        Assert.Contains("制表人 周文博", said, StringComparison.Ordinal);
        Assert.Contains("现任职务", said, StringComparison.Ordinal);
        Assert.Contains("组织工作平台打印", said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P7.13")]
    public async Task A_page_of_the_screen_that_goes_to_the_printer_is_on_its_record()
    {
        await using var screen = await chromium.SignInAsync("demo.cadre");
        var id = Guid.Parse(await IdsAsync("cadres.cadre", 1));
        await screen.GoAsync($"/{Chromium.County}/cadres/files/{id}");
        var told = await screen.Page.RunAndWaitForResponseAsync(() => screen.Page.PdfAsync(), "**/org/printed");
        Assert.Equal(204, told.Status);
        Assert.Equal("打印", await chromium.Host.AskAsync<string>($"select deed from audit.entry where row_id = '{id}' and changes::text like '%干部名册%' order by id desc limit 1"));
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task The_office_brings_its_own_template_uses_it_and_goes_back_to_the_shipped_one()
    {
        await using var screen = await chromium.SignInAsync("demo.cadre");
        var page = screen.Page;
        var templates = $"/{Chromium.County}/cadres/files/documents/approval/templates";
        await screen.GoAsync(templates);
        var shipped = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a:text-is('下载现行模板')"));
        var file = Path.Combine(Scratch.Folder("template"), "本县.docx");
        File.Copy((await shipped.PathAsync())!, file, overwrite: true);
        using (var document = WordprocessingDocument.Open(file, true)) document.MainDocumentPart!.Document.Descendants<Text>().First(text => text.Text == "干部任免审批表").Text = "本县干部任免审批表";
        await page.SetInputFilesAsync("#file", file);
        // With a real record first, and nobody else sees it.
        var someone = await chromium.Host.AskAsync<string>($"select c.name from cadres.cadre c join org.locality l on l.code = '{Chromium.County}' and starts_with(c.locality_path, l.path) where c.removed_at is null order by c.id limit 1");
        await page.Locator(".ts-control input").Last.FillAsync(someone!);
        await page.ClickAsync($".ts-dropdown [data-selectable]:has-text('{someone}')");
        var tried = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('试填')"));
        using (var document = WordprocessingDocument.Open((await tried.PathAsync())!, false))
        {
            Assert.Equal("本县干部任免审批表", document.MainDocumentPart!.Document.Body!.Elements<Paragraph>().First().InnerText);
            Assert.Contains(someone!, document.MainDocumentPart.Document.Body.InnerText.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("不作正式文书", document.MainDocumentPart.FooterParts.Single().Footer.InnerText, StringComparison.Ordinal);
        }
        Assert.Equal(1, await chromium.Host.AskAsync<long>("select count(*) from audit.entry where deed = '导出' and row_id is not null and changes::text like '%试填模板%'"));
        Assert.Equal(0, await chromium.Host.AskAsync<long>("select count(*) from org.document_template"));
        // The form takes the next click when the file has come down.
        await page.WaitForFunctionAsync("() => !document.querySelector('form[data-sent]')");
        await screen.FollowAsync("button:text-is('检查并采用')");
        Assert.Contains("第 1 版已存下", await screen.TextAsync(".frame-notes"), StringComparison.Ordinal);

        var ids = await IdsAsync("cadres.cadre", 1);
        Assert.Equal("本县干部任免审批表", await TitleAsync(page, $"/{Chromium.County}/cadres/files/documents/approval?ids={ids}"));

        await screen.GoAsync($"/{Chromium.County}/cadres/files/documents/approval?ids={ids}");
        Assert.Contains("这里是平台的版式；本地自己的模板用于 Word 文件", await PaperAsync(page), StringComparison.Ordinal);

        // Not one that runs something; and the one before is back when this one is ended.
        using (var document = WordprocessingDocument.Open(file, true)) document.MainDocumentPart!.AddHyperlinkRelationship(new Uri("http://example.invalid/"), true);
        await screen.GoAsync(templates);
        await page.SetInputFilesAsync("#file", file);
        await screen.FollowAsync("button:text-is('检查并采用')");
        Assert.Contains("断开链接", await screen.TextAsync(".note-r"), StringComparison.Ordinal);
        await screen.GoAsync(templates);
        await page.ClickAsync("button:text-is('停用')");
        await screen.FollowAsync("dialog button:text-is('停用')");
        Assert.Equal("干部任免审批表", await TitleAsync(page, $"/{Chromium.County}/cadres/files/documents/approval?ids={ids}"));
        Assert.Equal(2, await chromium.Host.AskAsync<long>("select count(*) from audit.entry where title = '干部任免审批表 模板'"));
    }

    static async Task<string> TitleAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        var made = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('下载 Word')"));
        using var document = WordprocessingDocument.Open((await made.PathAsync())!, false);
        return document.MainDocumentPart!.Document.Body!.Elements<Paragraph>().First().InnerText;
    }
}
