namespace OrgWork.Kernel;

/// <summary>
/// One row as it stands in the file. The array is used again for the next row: take what you need.
/// </summary>
/// <param name="Number">as people count: the first is 1</param>
/// <param name="Cells">texts; dates as 2026.11.21 or 2026.11, numbers as they would be typed</param>
/// <param name="AreNumbers">the cell is a number in the file: what looks like an identity number has lost its last digits</param>
public readonly record struct SheetRow(int Number, string?[] Cells, bool[] AreNumbers)
{
    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

public sealed record SheetName(string Name, bool IsHidden);

/// <summary>
/// A file of sheets, read row by row in memory that does not grow with the rows: .xlsx, .xls, CSV and what is pasted from a clipboard.
/// <code>
/// using var book = SheetBook.Open(stream, "名单.xlsx");
/// foreach (var row in book.Rows(0)) …
/// </code>
/// </summary>
public abstract class SheetBook : IDisposable
{
    // Beyond these a file is a mistake, or meant badly.
    public const int MostRows = 200_000, MostColumns = 300, LongestCell = 32_767;

    /// <summary>How it was read, for the person to check: CSV，GB18030 编码，逗号分隔.</summary>
    public abstract string Words { get; }
    public abstract IReadOnlyList<SheetName> Sheets { get; }
    /// <exception cref="SheetRefusedException">somewhere on the way it cannot be read further; the message says where</exception>
    public abstract IEnumerable<SheetRow> Rows(int sheet);

    /// <param name="content">able to go back; left open</param>
    /// <exception cref="SheetRefusedException">not a sheet, or not one we read; the message says what to do</exception>
    public static SheetBook Open(Stream content, string name)
    {
        var kind = FileKind.Of(content);
        if (kind == FileKind.Xlsx) return new XlsxBook(content);
        if (kind == FileKind.Xls) return new XlsBook(content);
        if (kind == FileKind.Text) return new CsvBook(content);
        throw new SheetRefusedException(kind switch
        {
            _ when kind == FileKind.Locked => $"“{name}”加了密码，读不了；请在 Excel 里去掉密码另存后再传",
            _ when kind == FileKind.Macro => $"“{name}”带有宏；请另存为“Excel 工作簿（*.xlsx）”后再传",
            _ when kind == FileKind.Html => $"“{name}”其实是网页，不是 Excel 表（有的系统导出的 .xls 是这样）；请用 Excel 打开，另存为 .xlsx 后再传",
            _ when kind == FileKind.Xml => $"“{name}”其实是 XML，不是 Excel 表；请用 Excel 打开，另存为 .xlsx 后再传",
            _ => $"“{name}”的内容是{kind.Name}，不是表；请上传 .xlsx、.xls 或 .csv",
        });
    }

    /// <summary>What was copied from a sheet and pasted as text.</summary>
    public static SheetBook Paste(string text) => new CsvBook(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), '\t');

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected static SheetRefusedException TooManyRows(int row) => new($"表超过 {MostRows:N0} 行（现读到第 {row:N0} 行），一次装不下；请分成几个文件");
    protected static SheetRefusedException TooManyColumns(int row) => new($"第 {row} 行超过 {MostColumns} 列，不像一张名册；请删去多余的列后另存");
    protected static SheetRefusedException CellTooLong(int row) => new($"第 {row} 行有一格超过 {LongestCell:N0} 字，请核对");
}
