using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Playwright;
using OrgWork.Tests.Screens;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>干部任免审批表 from the list to paper, as Chromium prints it, and as Word files.</summary>
[Collection(nameof(Chromium))]
public sealed partial class ApprovalFormTests(Chromium chromium)
{
    const string Photo = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//gBKy0tPDU8dkFBdviljKX4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+P/AABEIAAoACAMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AI/Ltfsm7cPM2+vOfpV81X2lraF6WKddRJ//2Q==";

    /// <summary>A cadre of the county with this name and résumé, and so many relatives.</summary>
    async Task<Guid> PersonAsync(int which, string name, string resume, int relatives, bool hasPhoto)
    {
        var id = await chromium.Host.AskAsync<Guid>($"select c.id from cadres.cadre c join org.locality l on l.path = c.locality_path where l.code = '{Chromium.County}' and c.removed_at is null order by c.rank_order, c.id offset {which} limit 1");
        await using var arrange = chromium.Host.Admin.CreateCommand("""
            with c as (update cadres.cadre set name = $2, resume = $3, birth_on = '1978-03-01', age_reckoned_on = '2025-06-01', age_limit_on = '2041-03-01', politics = '01', party_text = null, party_joined_on = '2002-06-01',
                proposed_post = '示范省云山市清水县政府副县长人选', post_to_remove = '示范省云山市清水县发展和改革局局长、四级调研员', appointment_reason = '工作需要', submitting_unit = '中共示范省云山市清水县委', form_filled_by = '钱测试' where id = $1 returning id, locality_path),
            gone as (update cadres.cadre_family f set removed_at = now() from c where f.cadre_id = c.id),
            photo as (update cadres.cadre_photo p set removed_at = now() from c where p.cadre_id = c.id),
            photos as (insert into cadres.cadre_photo (locality_path, cadre_id, content, media_type, sha256) select locality_path, id, $5, 'image/jpeg', sha256($5) from c where $6)
            insert into cadres.cadre_family (locality_path, cadre_id, rank_order, name, relation, birth_on, politics, workplace)
            select locality_path, id, n, case n when 1 then '沈知夏' else '虞小' || n end, case n when 1 then '13' else '14' end, '1980-06-01', '01', '示范省云山市清水县第一中学教师' || case when n = 2 then '（已去世）' else '' end from c, generate_series(1, $4) n
            """);
        foreach (var value in (object[])[id, name, resume, relatives, Convert.FromBase64String(Photo), hasPhoto]) arrange.Parameters.Add(new() { Value = value });
        await arrange.ExecuteNonQueryAsync();
        return id;
    }

    static string Resume(int lines) => string.Join('\n', Enumerable.Range(0, lines).Select(i => $"{1976 + i}.07--{(i == lines - 1 ? "         " : $"{1977 + i}.07  ")}示范省云山市清水县发展和改革局党组书记、局长（其间：{1976 + i}.09--{1976 + i}.12在省委党校中青年干部培训班学习）"));

    static string Address(params Guid[] ids) => $"/{Chromium.County}/cadres/files/documents/approval?ids={string.Join(',', ids.Select(id => id.ToString("N")))}";

    [Fact]
    [Trait("Row", "C1.13")]
    public async Task Twenty_ticked_people_become_a_zip_of_Word_files_named_unit_name_form_and_a_deed_on_each_record()
    {
        await using var screen = await chromium.SignInAsync("demo.cadre");
        var page = screen.Page;
        await screen.GoAsync($"/{Chromium.City}/cadres/files");
        var boxes = page.Locator("tbody .tick input");
        for (var i = 0; i < 20; i++) await boxes.Nth(i).CheckAsync();
        var first = Guid.Parse((await boxes.First.GetAttributeAsync("value"))!);
        await page.ClickAsync("#batch summary");
        await screen.FollowAsync("#batch button:text-is('干部任免审批表')");
        await page.FillAsync("#filled_by", "钱测试");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('下载 Word')"));

        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead((await download.PathAsync())!);
        Assert.Equal(20, zip.Entries.Count);
        Assert.All(zip.Entries, entry => Assert.Matches("^[^-]+-[^-]+-干部任免审批表.docx$", entry.Name));
        using var stream = new MemoryStream();
        await (await zip.Entries[0].OpenAsync()).CopyToAsync(stream);
        using var document = WordprocessingDocument.Open(stream, false);
        string Said(string tag) => document.MainDocumentPart!.Document.Descendants<SdtElement>().First(control => control.SdtProperties!.GetFirstChild<Tag>()!.Val == tag).InnerText;
        var expected = await chromium.Host.AskAsync<string>($"select name || '|' || to_char(birth_on, 'YYYY.MM') from cadres.cadre where id = '{first}'");
        Assert.Equal(expected!.Split('|')[0], Said("姓名").Replace("　", "", StringComparison.Ordinal));
        Assert.StartsWith(expected.Split('|')[1], Said("出生年月"), StringComparison.Ordinal);
        Assert.Equal("钱测试", Said("填表人"));
        Assert.Contains("组织工作平台导出", document.MainDocumentPart!.FooterParts.Single().Footer.InnerText, StringComparison.Ordinal);
        Assert.Equal("导出|20", await chromium.Host.AskAsync<string>($"select deed || '|' || (select count(*) from audit.entry where deed = '导出' and changes::text like '%干部任免审批表（Word）%' and at > now() - interval '5 minutes' and changes::text like '%本批 20 份%') from audit.entry where row_id = '{first}' order by at desc limit 1"));
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task The_print_page_is_two_A4_pages_for_every_kind_of_person_and_three_when_the_resume_is_too_long()
    {
        Guid[] people =
        [
            await PersonAsync(0, "陶静", Resume(6), 3, hasPhoto: true),
            await PersonAsync(1, "买买提·吐尔逊江", Resume(30), 12, hasPhoto: false),
            await PersonAsync(2, "虞知远", Resume(14), 7, hasPhoto: true),
            await PersonAsync(3, "欧阳明月", Resume(90), 0, hasPhoto: false),
        ];
        await using var screen = await chromium.SignInAsync("demo.cadre");
        await screen.GoAsync(Address(people));
        Assert.Contains("没有照片", await screen.TextAsync(".note-y"), StringComparison.Ordinal);
        var paper = await screen.Page.RunAndWaitForPopupAsync(() => screen.Page.ClickAsync("button:text-is('打印页')"));
        await paper.WaitForLoadStateAsync();
        await paper.EmulateMediaAsync(new() { Media = Media.Print });
        if (Environment.GetEnvironmentVariable("ORGWORK_PAPERS") is { } folder) await File.WriteAllBytesAsync(Path.Combine(folder, "approval.pdf"), await PdfAsync(paper));

        Assert.Equal("2, 2, 2, 3", string.Join(", ", await paper.EvaluateAsync<int[]>("[...document.querySelectorAll('.copy')].map(copy => copy.querySelectorAll('.paper').length)")));
        Assert.Equal(["陶　静", "买买提·吐尔逊江", "虞知远", "欧阳明月"], await paper.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-tag=姓名]')].map(cell => cell.textContent)"));
        Assert.Equal(["1978.03（47岁）"], (await paper.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-tag=出生年月]')].map(cell => cell.textContent)")).Distinct());
        Assert.Equal("3, 12, 7, 0", string.Join(", ", await paper.EvaluateAsync<int[]>("[...document.querySelectorAll('.copy')].map(copy => [...copy.querySelectorAll('[data-tag=亲属姓名]')].filter(cell => cell.textContent).length)")));
        Assert.Equal(["45", ""], (await paper.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-tag=年龄]')].map(cell => cell.textContent)")).Take(2));
        Assert.Equal("1, 0, 1, 0", string.Join(", ", await paper.EvaluateAsync<int[]>("[...document.querySelectorAll('.copy')].map(copy => copy.querySelectorAll('.pic img').length)")));
        // Rows keep the heights of the form, whatever stands in them, and nothing sticks out sideways.
        Assert.Empty(await paper.EvaluateAsync<string[]>("[...document.querySelectorAll('tr')].filter(row => Math.abs(row.getBoundingClientRect().height - row.getAttribute('height')) > 1.2).map(row => row.textContent.slice(0, 40) + ' ' + row.getBoundingClientRect().height + ' for ' + row.getAttribute('height'))"));
        Assert.Empty(await paper.EvaluateAsync<string[]>("[...document.querySelectorAll('td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"));
        // Dates of a résumé stand under each other, words too.
        Assert.Equal(1, await paper.EvaluateAsync<int>("new Set([...document.querySelector('.copy').querySelectorAll('.jl > span:last-child')].map(words => Math.round(words.getBoundingClientRect().left))).size"));

        var pdf = Encoding.Latin1.GetString(await PdfAsync(paper));
        Assert.Equal(9, PageObject().Count(pdf));
        Assert.All(MediaBox().Matches(pdf), box => Assert.Equal(("595", "842"), (Rounded(box.Groups["w"].Value), Rounded(box.Groups["h"].Value))));
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task More_than_sixty_at_once_are_made_as_a_task_and_fetched_as_one_zip()
    {
        var ids = (await chromium.Host.AskAsync<Guid[]>("select array_agg(id) from (select id from cadres.cadre where removed_at is null order by id limit 61) c"))!;
        using var officer = await chromium.Host.SignInAsync(Chromium.City, "cadres.files.read", "cadres.documents.print");
        var approval = $"/{Chromium.City}/cadres/files/documents/approval";
        var prepared = await officer.GetAsync($"{approval}?ids={string.Join(',', ids.Select(id => id.ToString("N")))}");
        Assert.Contains("后台生成 Word", prepared.Text, StringComparison.Ordinal);

        var form = prepared.Document.QuerySelector("form[data-file]")!;
        var typed = form.QuerySelectorAll("input[name]").Where(input => input.GetAttribute("name") != "filled_by").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
            .Concat(form.QuerySelectorAll("select[name]").Select(select => (select.GetAttribute("name")!, (select.QuerySelector("option[selected]") ?? select.QuerySelector("option"))!.GetAttribute("value") ?? "")));
        var asked = await officer.PostBareAsync($"{approval}?handler=word", [.. typed, ("filled_by", "钱测试")]);
        Assert.True(asked.Status == 302, $"{asked.Status} {asked.Why()}");
        await TestHost.UntilAsync(async () => (await officer.GetAsync("/account/jobs")).Document.QuerySelector("a[href*='/org/files/']") is not null, "the zip");

        var page = await officer.GetAsync("/account/jobs");
        Assert.Contains("已生成 61 份干部任免审批表", page.Text, StringComparison.Ordinal);
        using var zip = new ZipArchive(await (await officer.GetAsync(page.Document.QuerySelector("a[href*='/org/files/']")!.GetAttribute("href")!)).Message.Content.ReadAsStreamAsync());
        Assert.Equal(61, zip.Entries.Count);
        Assert.Equal(61L, await chromium.Host.AskAsync<long>($"select count(distinct row_id) from audit.entry where deed = '导出' and row_id = any(array[{string.Join(',', ids.Select(id => $"'{id}'"))}]::uuid[]) and changes::text like '%干部任免审批表（Word）%'"));
    }

    sealed class Picture
    {
        public int Width { get; init; }
        public int[] RowInk { get; init; } = [];
        public int[] ColumnInk { get; init; } = [];
        public double PhotoBrightness { get; init; }
    }

    [Fact]
    public async Task The_picture_of_the_first_page_has_every_rule_where_the_form_has_it_ink_in_every_row_and_clean_margins()
    {
        var person = await PersonAsync(0, "陶静", Resume(6), 3, hasPhoto: true);
        await using var screen = await chromium.SignInAsync("demo.cadre");
        await screen.GoAsync(Address(person));
        var paper = await screen.Page.RunAndWaitForPopupAsync(() => screen.Page.ClickAsync("button:text-is('打印页')"));
        await paper.WaitForLoadStateAsync();
        await paper.EmulateMediaAsync(new() { Media = Media.Print });
        var picture = await RasteriseAsync(paper);
        var heights = await paper.EvaluateAsync<double[]>("[...document.querySelector('.paper table').rows].map(row => +row.getAttribute('height'))");

        // The table's own edges are the longest lines of the picture.
        var longest = picture.RowInk.Max();
        var edges = Enumerable.Range(0, picture.RowInk.Length).Where(y => picture.RowInk[y] > longest * 0.95).ToList();
        var (top, bottom) = (edges[0], edges[^1]);
        Assert.InRange(bottom - top - heights.Sum(), -4, 4);
        // Each row ends in a rule; a cell that runs over several rows interrupts it and does not end it.
        var sum = 0.0;
        for (var row = 0; row < heights.Length; row++)
        {
            var (from, to) = ((int)Math.Round(top + sum), (int)Math.Round(top + (sum += heights[row])));
            Assert.True(Enumerable.Range(to - 3, 7).Any(y => y < picture.RowInk.Length && picture.RowInk[y] > longest * 0.2), $"row {row} has no rule near {to}");
            Assert.True(picture.RowInk[(from + 3)..(to - 3)].Any(ink => ink > 8 + 2 * 8), $"row {row} is empty");
        }
        var sides = Enumerable.Range(0, picture.Width).Where(x => picture.ColumnInk[x] > picture.ColumnInk.Max() * 0.95).ToList();
        Assert.All(picture.ColumnInk[..(sides[0] - 2)].Concat(picture.ColumnInk[(sides[^1] + 3)..]), ink => Assert.Equal(0, ink));
        Assert.InRange(picture.PhotoBrightness, 1, 250);
    }

    /// <summary>The page as dots: how many dark ones in each line and column, below the heading.</summary>
    static async Task<Picture> RasteriseAsync(IPage paper)
    {
        var png = await paper.Locator(".paper").First.ScreenshotAsync();
        return await paper.EvaluateAsync<Picture>("""
            async base64 => {
              const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), at = canvas.getContext('2d');
              at.drawImage(bitmap, 0, 0);
              const dots = at.getImageData(0, 0, bitmap.width, bitmap.height).data, rows = new Array(bitmap.height).fill(0), columns = new Array(bitmap.width).fill(0);
              const light = (x, y) => { const i = 4 * (y * bitmap.width + x); return (dots[i] + dots[i + 1] + dots[i + 2]) / 3; };
              const page = document.querySelector('.paper').getBoundingClientRect(), table = document.querySelector('.paper table').getBoundingClientRect(), pic = document.querySelector('.paper .pic').getBoundingClientRect();
              for (let y = 0; y < bitmap.height; y++) for (let x = 0; x < bitmap.width; x++) if (light(x, y) < 140) { rows[y]++; if (y >= table.top - page.top - 2 && y <= table.bottom - page.top + 2) columns[x]++; }
              let sum = 0, count = 0;
              for (let y = Math.ceil(pic.top - page.top) + 4; y < pic.bottom - page.top - 4; y++) for (let x = Math.ceil(pic.left - page.left) + 4; x < pic.right - page.left - 4; x++) { sum += light(x, y); count++; }
              return { width: bitmap.width, rowInk: rows, columnInk: columns, photoBrightness: sum / count };
            }
            """, Convert.ToBase64String(png));
    }

    [Fact]
    public async Task Whoever_may_not_put_it_out_is_not_offered_it_and_not_let_in()
    {
        using var reader = await chromium.Host.SignInAsync(Chromium.County, "cadres.files.read");
        Assert.DoesNotContain("documents/approval", (await reader.GetAsync($"/{Chromium.County}/cadres/files")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.GetAsync(Address(Guid.NewGuid()))).Status);
        Assert.Equal(403, (await reader.GetAsync($"/{Chromium.County}/cadres/files/documents/approval/templates")).Status);
        Assert.Contains("没有选中", (await reader.GetAsync($"/{Chromium.County}/cadres/files/documents/roster?ids={Guid.NewGuid():N}")).Text, StringComparison.Ordinal);
    }

    static Task<byte[]> PdfAsync(IPage page) => page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
    static string Rounded(string number) => Math.Round(double.Parse(number)).ToString();

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")] private static partial Regex PageObject();
    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+(?<w>[0-9.]+)\s+(?<h>[0-9.]+)\s*\]")] private static partial Regex MediaBox();
}
