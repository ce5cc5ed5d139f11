using System.IO.Compression;
using System.Text;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Exchange;

/// <summary>Sheets as offices send them, and as somebody would send them who means ill.</summary>
public class SheetBookTests
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    static MemoryStream Xlsx(string rows, string? shared = null, string styles = "", string workbook = "", params (string Name, byte[] Content)[] more)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Put(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.SmallestSize).Open());
                writer.Write(text);
            }
            Put("[Content_Types].xml", "<Types/>");
            Put("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>""");
            Put("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{workbook}<sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Put("xl/worksheets/sheet1.xml", rows.StartsWith('<') && rows.Contains("<worksheet", StringComparison.Ordinal) ? rows : $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");
            if (shared is not null) Put("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{shared}</sst>""");
            if (styles != "") Put("xl/styles.xml", $"""<styleSheet xmlns="{Main}">{styles}</styleSheet>""");
            foreach (var (name, content) in more)
                using (var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open()) entry.Write(content);
        }
        return file;
    }

    static string Read(Stream content, string name = "名单.xlsx")
    {
        using var book = SheetBook.Open(content, name);
        return string.Join('\n', book.Rows(0).Select(row => row.Number + ":" + string.Join('|', row.Cells.Take(Array.FindLastIndex(row.Cells, cell => cell is not null) + 1))));
    }

    static string Refusal(Stream content, string name = "名单.xlsx") => Assert.Throws<SheetRefusedException>(() => Read(content, name)).Message;

    [Fact]
    public void Shared_texts_runs_inline_texts_and_gaps_are_read() => Assert.Equal("1:姓名||岗位\n4:陶静|true 是\n5:|科员", Read(Xlsx(
        """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>岗位</t></is></c></row><row r="4"><c t="s"><v>1</v></c><c t="str"><f>1</f><v>true 是</v></c></row><row><c r="B5" t="inlineStr"><is><r><t>科</t></r><r><t>员</t></r></is></c></row>""",
        "<si><t>姓名</t></si><si><r><t>陶</t></r><r><t>静</t></r><rPh><t>ふりがな</t></rPh></si>")));

    [Theory]
    [InlineData(32295, 1, "1988.06.01")]
    [InlineData(32295, 2, "1988.06")]
    [InlineData(59, 1, "1900.02.28")]
    [InlineData(61, 1, "1900.03.01")]
    [InlineData(1988.1, 3, "1988.10")]
    [InlineData(1988.1, 0, "1988.1")]
    [InlineData(13800001234, 0, "13800001234")]
    public void Numbers_are_what_their_format_makes_of_them(double value, int style, string shown) => Assert.Equal("1:" + shown, Read(Xlsx($"""<row r="1"><c r="A1" s="{style}"><v>{value}</v></c></row>""",
        styles: """<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs>""")));

    [Fact]
    public void Days_of_1904_are_reckoned_from_there() => Assert.Equal("1:1988.06.01", Read(Xlsx("""<row r="1"><c r="A1" s="1"><v>30833</v></c></row>""", styles: """<cellXfs><xf/><xf numFmtId="14"/></cellXfs>""", workbook: """<workbookPr date1904="1"/>""")));

    [Fact]
    public void A_number_of_sixteen_digits_is_known_to_be_a_number()
    {
        using var book = SheetBook.Open(Xlsx("""<row r="1"><c r="A1"><v>530102198806010000</v></c><c r="B1" t="inlineStr"><is><t>530102198806010017</t></is></c></row>"""), "x.xlsx");
        Assert.Equal([true, false], book.Rows(0).Single().AreNumbers.Take(2));
        Assert.Contains("后几位已经丢失", CellReading.Of(Field.Identity(), "530102198806010000", true, new(2026, 11, 21)).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", false, ',', "UTF-8 编码，逗号")]
    [InlineData("utf-8", true, ';', "UTF-8 编码，分号")]
    [InlineData("GB18030", false, '\t', "GB18030 编码，制表符")]
    [InlineData("utf-16", true, ',', "UTF-16 编码，逗号")]
    public void Encoding_and_delimiter_of_a_text_are_guessed_and_told(string name, bool mark, char delimiter, string words)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var text = string.Join(delimiter, "姓名", "单位", "备注") + "\r\n" + string.Join(delimiter, "陶静", "\"组织部" + delimiter + "一科\"", "\"说\"\"好\"\"\n第二行\"") + "\r\n";
        var file = new MemoryStream([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        using var book = SheetBook.Open(file, "名单.csv");

        Assert.Contains(words, book.Words, StringComparison.Ordinal);
        var rows = book.Rows(0).Select(row => (row.Number, string.Join('|', row.Cells))).ToList();
        Assert.Equal([(1, "姓名|单位|备注"), (2, $"陶静|组织部{delimiter}一科|说\"好\"\n第二行")], rows);
    }

    [Fact]
    public void A_bomb_is_stopped_while_it_unfolds()
    {
        // Of this thread alone: other tests run beside.
        var watch = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("压缩炸弹", Refusal(Xlsx("<worksheet xmlns=\"" + Main + "\"><sheetData>" + string.Concat(Enumerable.Repeat("<row/>", 6_000_000)))), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - watch, 0, 400L << 20);
    }

    [Fact]
    public void A_cell_without_end_is_refused() => Assert.Contains("32,767", Refusal(Xlsx($"""<row r="1"><c r="A1" t="inlineStr"><is><t>{new string('字', 2_000_000)}</t></is></c></row>""")), StringComparison.Ordinal);

    [Fact]
    public void An_attribute_without_end_is_refused() => Assert.Contains("32,767", Refusal(Xlsx($"""<row r="{new string('1', 3_000_000)}"><c/></row>""")), StringComparison.Ordinal);

    [Fact]
    public void Entities_are_refused() => Assert.Contains("外部定义", Refusal(Xlsx($"""<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet xmlns="{Main}"><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>""")), StringComparison.Ordinal);

    [Fact]
    public void An_archive_of_too_many_parts_is_refused_before_they_are_listed() => Assert.NotEmpty(Refusal(Xlsx("", more: [.. Enumerable.Range(0, 1200).Select(i => ($"x{i}", Array.Empty<byte>()))])));

    [Fact]
    public void Columns_and_rows_without_end_are_refused()
    {
        Assert.Contains("300 列", Refusal(Xlsx("""<row r="1"><c r="XFD1"><v>1</v></c></row>""")), StringComparison.Ordinal);
        Assert.Contains("200,000 行", Refusal(Xlsx("""<row r="1048576"><c r="A1048576"><v>1</v></c></row>""")), StringComparison.Ordinal);
    }

    [Fact]
    public void Things_deep_inside_each_other_are_refused() => Assert.NotEmpty(Refusal(Xlsx($"""<worksheet xmlns="{Main}">{string.Concat(Enumerable.Repeat("<a>", 100_000))}""")));

    [Theory]
    [InlineData("<html><body><table><tr><td>1</td></tr></table>", "名单.xls", "网页")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>", "名单.xls", "XML")]
    [InlineData("%PDF-1.7", "名单.xlsx", "PDF")]
    public void What_is_something_else_is_named(string content, string name, string what) => Assert.Contains(what, Refusal(new MemoryStream(Encoding.UTF8.GetBytes(content)), name), StringComparison.Ordinal);

    [Fact]
    public void A_quote_that_is_never_closed_says_where_it_began() => Assert.Contains("第 2 行起", Refusal(new MemoryStream(Encoding.UTF8.GetBytes("姓名,备注\n陶静,\"" + new string('x', 40_000))), "名单.csv"), StringComparison.Ordinal);

    /// <summary>Whatever is done to a file, reading it ends, and ends with a row or a sentence.</summary>
    [Fact]
    public async Task No_mutation_of_a_file_crashes_or_hangs()
    {
        var random = new Random(20261121);
        var seeds = new List<byte[]>
        {
            Xlsx("""<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>32295</v></c></row>""", "<si><t>姓名</t></si>", """<cellXfs><xf/><xf numFmtId="14"/></cellXfs>""").ToArray(),
            Encoding.UTF8.GetBytes("姓名,\"单,位\",备注\n陶静,组织部,好\n"),
            TextEncoding.Gb18030.GetBytes("姓名\t单位\r\n陶静\t组织部\r\n"),
            Compound(),
        };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var said = 0;
        for (var round = 0; round < 3000 && clock.Elapsed < TimeSpan.FromSeconds(20); round++)
        {
            var bytes = (byte[])seeds[round % seeds.Count].Clone();
            for (var i = random.Next(1, 12); i > 0; i--)
                switch (random.Next(4))
                {
                    case 0: bytes[random.Next(bytes.Length)] = (byte)random.Next(256); break;
                    case 1: bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8)); break;
                    case 2: bytes = bytes[..random.Next(1, bytes.Length + 1)]; break;
                    default:
                        var (from, to, length) = (random.Next(bytes.Length), random.Next(bytes.Length), random.Next(1, 64));
                        for (var k = 0; k < length && from + k < bytes.Length && to + k < bytes.Length; k++) bytes[to + k] = bytes[from + k];
                        break;
                }
            var reading = Task.Run(() =>
            {
                try
                {
                    Read(new MemoryStream(bytes), "名单.xlsx");
                    return 0;
                }
                catch (SheetRefusedException refused)
                {
                    Assert.NotEmpty(refused.Message);
                    return 1;
                }
            });
            Assert.True(await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(10))) == reading, $"round {round} hangs: {Convert.ToBase64String(bytes)}");
            said += await reading;
        }
        Assert.True(said > 100);
    }

    [Fact]
    public void A_workbook_of_Excel_97_is_read_with_its_texts_and_numbers()
    {
        using var book = SheetBook.Open(new MemoryStream(Compound()), "名单.xls");
        Assert.Equal("Excel 97—2003 工作簿（.xls）", book.Words);
        Assert.Equal(["名单"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal("1:姓名|证件号\n2:陶静|53010119800307\n4:|88.5", Read(new MemoryStream(Compound()), "名单.xls"));
        // What is a number in the file is known to be one: a longer one would have lost its last digits.
        Assert.True(book.Rows(0).ElementAt(1).AreNumbers[1]);
    }

    /// <summary>An old workbook ([MS-CFB], [MS-XLS]) with one sheet: two headings, a text, two numbers.</summary>
    static byte[] Compound()
    {
        const uint end = 0xFFFFFFFE, free = 0xFFFFFFFF;
        static byte[] Record(ushort kind, Action<BinaryWriter> fill)
        {
            using var body = new MemoryStream();
            using (var writer = new BinaryWriter(body, Encoding.Unicode, leaveOpen: true)) fill(writer);
            return [.. BitConverter.GetBytes(kind), .. BitConverter.GetBytes((ushort)body.Length), .. body.ToArray()];
        }
        static byte[] Begin(ushort kind) => Record(0x0809, b => { b.Write((ushort)0x0600); b.Write(kind); b.Write((ushort)0x0DBB); b.Write((ushort)0x07CC); b.Write(0xC1); b.Write(0x0306); });
        static byte[] Label(ushort row, ushort column, string text) => Record(0x0204, b => { b.Write(row); b.Write(column); b.Write((ushort)0); b.Write((ushort)text.Length); b.Write((byte)1); b.Write(Encoding.Unicode.GetBytes(text)); });
        static byte[] Number(ushort row, ushort column, double value) => Record(0x0203, b => { b.Write(row); b.Write(column); b.Write((ushort)0); b.Write(value); });
        static byte[] Sheet(uint at) => Record(0x0085, b => { b.Write(at); b.Write((ushort)0); b.Write((byte)2); b.Write((byte)1); b.Write(Encoding.Unicode.GetBytes("名单")); });
        byte[] format = Record(0x00E0, b => b.Write(new byte[20])), over = Record(0x000A, _ => { });
        byte[] globals = [.. Begin(5), .. format];
        var at = (uint)(globals.Length + Sheet(0).Length + over.Length);
        byte[] stream = [.. globals, .. Sheet(at), .. over, .. Begin(0x10), .. Record(0x0200, b => { b.Write(0); b.Write(4); b.Write((ushort)0); b.Write((ushort)2); b.Write((ushort)0); }),
            .. Label(0, 0, "姓名"), .. Label(0, 1, "证件号"), .. Label(1, 0, "陶静"), .. Number(1, 1, 53010119800307), .. Number(3, 1, 88.5), .. over];
        Array.Resize(ref stream, 4096);

        using var file = new MemoryStream();
        using var all = new BinaryWriter(file, Encoding.Unicode);
        all.Write((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        all.Write(new byte[16]);
        foreach (var value in (ushort[])[0x3E, 3, 0xFFFE, 9, 6]) all.Write(value);
        all.Write(new byte[6]);
        foreach (var value in (uint[])[0, 1, 1, 0, 4096, end, 0, end, 0, 0, .. Enumerable.Repeat(free, 108)]) all.Write(value);
        foreach (var value in (uint[])[0xFFFFFFFD, end, 3, 4, 5, 6, 7, 8, 9, end, .. Enumerable.Repeat(free, 118)]) all.Write(value);
        void Entry(string name, byte kind, uint child, uint start, uint size)
        {
            var text = Encoding.Unicode.GetBytes(name);
            all.Write(text);
            all.Write(new byte[64 - text.Length]);
            all.Write((ushort)(name == "" ? 0 : text.Length + 2));
            all.Write([kind, 1]);
            foreach (var value in (uint[])[free, free, child]) all.Write(value);
            all.Write(new byte[36]);
            foreach (var value in (uint[])[start, size, 0]) all.Write(value);
        }
        Entry("Root Entry", 5, 1, end, 0);
        Entry("Workbook", 2, free, 2, 4096);
        Entry("", 0, free, 0, 0);
        Entry("", 0, free, 0, 0);
        all.Write(stream);
        return file.ToArray();
    }
}
