using ExcelDataReader;

namespace OrgWork.Kernel;

/// <summary>Excel 97 to 2003, by ExcelDataReader. Whatever goes wrong in there becomes one sentence.</summary>
sealed class XlsBook : SheetBook
{
    readonly IExcelDataReader reader;
    readonly List<SheetName> sheets = [];

    public XlsBook(Stream content)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        content.Position = 0;
        reader = Try(() => ExcelReaderFactory.CreateBinaryReader(content, new() { FallbackEncoding = TextEncoding.Gb18030, LeaveOpen = true }));
        Try(() =>
        {
            do sheets.Add(new(reader.Name ?? "表", reader.VisibleState != "visible"));
            while (reader.NextResult());
            return true;
        });
        if (sheets.Count == 0) throw new SheetRefusedException("工作簿里没有表");
    }

    public override string Words => "Excel 97—2003 工作簿（.xls）";
    public override IReadOnlyList<SheetName> Sheets => sheets;

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        Try(() =>
        {
            reader.Reset();
            for (var i = 0; i < sheet; i++) reader.NextResult();
            return true;
        });
        for (var number = 1; Try(reader.Read); number++)
        {
            if (number > MostRows) throw TooManyRows(number);
            var row = number;
            var (cells, numbers) = Try(() => ReadRow(row));
            if (Array.Exists(cells, cell => cell is not null)) yield return new(number, cells, numbers);
        }
    }

    (string?[], bool[]) ReadRow(int row)
    {
        var width = reader.FieldCount;
        if (width > MostColumns)
        {
            for (var i = MostColumns; i < width; i++)
                if (reader.GetValue(i) is not null) throw TooManyColumns(row);
            width = MostColumns;
        }
        var cells = new string?[width];
        var numbers = new bool[width];
        for (var i = 0; i < width; i++)
        {
            (cells[i], numbers[i]) = reader.GetValue(i) switch
            {
                null => (null, false),
                string text => (text.Length == 0 ? null : text, false),
                DateTime date when IsMonth(reader.GetNumberFormatString(i)) => (Month.Of(DateOnly.FromDateTime(date)).ToString(), false),
                DateTime date => (Dates.Format(DateOnly.FromDateTime(date)), false),
                double number when reader.GetNumberFormatString(i) is "0.00" => (number.ToString("F2"), true),
                double number => (XlsxBook.NumberText(number), true),
                int number => (number.ToString(), true),
                bool flag => (flag ? "是" : "否", false),
                var other => (other.ToString(), false),
            };
            if (cells[i]?.Length > LongestCell) throw CellTooLong(row);
        }
        return (cells, numbers);
    }

    static bool IsMonth(string? format) => format is not null && format.Contains('y', StringComparison.OrdinalIgnoreCase) && !format.Contains('d', StringComparison.OrdinalIgnoreCase);

    /// <summary>The library says nothing about what it throws on broken files.</summary>
    static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not (SheetRefusedException or OutOfMemoryException))
        {
            throw new SheetRefusedException("文件已损坏或加了密码，读不下去；请用 Excel 打开，另存为 .xlsx 后再传", fault);
        }
    }

    public override void Dispose()
    {
        reader.Dispose();
        base.Dispose();
    }
}
