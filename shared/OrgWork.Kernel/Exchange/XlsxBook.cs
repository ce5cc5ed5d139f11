using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace OrgWork.Kernel;

/// <summary>
/// .xlsx by ZipArchive and XmlReader: no document is built, one row is in memory. Texts that the file shares between cells are kept while it is open,
/// as the format has them in a part of their own.
/// </summary>
sealed class XlsxBook : SheetBook
{
    const int MostSharedChars = 64 << 20, Deepest = 64;
    static readonly DateOnly Epoch1900 = new(1899, 12, 30), Epoch1904 = new(1904, 1, 1);

    /// <summary>What a number's format makes of it.</summary>
    enum Look : byte { General, TwoPlaces, Date, Month, Time }

    readonly ZipArchive zip;
    readonly Guarded.Spent spent = new();
    readonly Dictionary<string, ZipArchiveEntry> parts;
    readonly List<(SheetName Name, string Part)> sheets = [];
    readonly Look[] looks;
    readonly DateOnly epoch = Epoch1900;
    string[]? shared;

    public XlsxBook(Stream content)
    {
        zip = Guarded.OpenZip(content);
        parts = [];
        foreach (var entry in zip.Entries) parts.TryAdd(entry.FullName.TrimStart('/').ToLowerInvariant(), entry);
        try
        {
            var targets = ReadRelations();
            using (var xml = Part("xl/workbook.xml"))
                while (Next(xml))
                    if (xml.LocalName == "workbookPr" && xml.GetAttribute("date1904") is "1" or "true") epoch = Epoch1904;
                    else if (xml.LocalName == "sheet" && Id(xml) is { } id && targets.TryGetValue(id, out var part) && parts.ContainsKey(part))
                        sheets.Add((new(xml.GetAttribute("name") ?? "表", xml.GetAttribute("state") is "hidden" or "veryHidden"), part));
            if (sheets.Count == 0) throw new SheetRefusedException("工作簿里没有表");
            looks = ReadLooks();
        }
        catch (XmlException fault)
        {
            throw Broken(fault);
        }
    }

    public override string Words => "Excel 工作簿（.xlsx）";
    public override IReadOnlyList<SheetName> Sheets => [.. sheets.Select(sheet => sheet.Name)];

    static string? Id(XmlReader xml) => xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");

    Dictionary<string, string> ReadRelations()
    {
        var targets = new Dictionary<string, string>();
        if (!parts.ContainsKey("xl/_rels/workbook.xml.rels")) throw new SheetRefusedException("工作簿缺少必要的部分，可能已损坏；请用 Excel 打开后另存再传");
        using var xml = Part("xl/_rels/workbook.xml.rels");
        while (Next(xml))
            if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target && xml.GetAttribute("TargetMode") != "External")
                targets[id] = (target.StartsWith('/') ? target.TrimStart('/') : "xl/" + target).ToLowerInvariant();
        return targets;
    }

    XmlReader Part(string name) => parts.TryGetValue(name, out var entry) ? Guarded.Xml(Guarded.Open(entry, spent)) : throw new SheetRefusedException("工作簿缺少必要的部分，可能已损坏；请用 Excel 打开后另存再传");

    /// <summary>To the next element.</summary>
    static bool Next(XmlReader xml)
    {
        while (xml.Read())
        {
            if (xml.Depth > Deepest) throw new SheetRefusedException("文件的结构异常，已停止读取");
            if (xml.NodeType == XmlNodeType.Element) return true;
        }
        return false;
    }

    Look[] ReadLooks()
    {
        if (!parts.ContainsKey("xl/styles.xml")) return [];
        var formats = new Dictionary<int, Look>();
        var found = new List<Look>();
        var isInCells = false;
        using var xml = Part("xl/styles.xml");
        while (Next(xml))
            switch (xml.LocalName)
            {
                case "numFmt" when int.TryParse(xml.GetAttribute("numFmtId"), out var id):
                    formats[id] = LookOf(xml.GetAttribute("formatCode") ?? "");
                    break;
                case "cellXfs": isInCells = true; break;
                case "cellStyles" or "cellStyleXfs" or "dxfs": isInCells = false; break;
                case "xf" when isInCells && found.Count < 100_000:
                    _ = int.TryParse(xml.GetAttribute("numFmtId"), out var format);
                    found.Add(formats.TryGetValue(format, out var look) ? look : BuiltIn(format));
                    break;
            }
        return [.. found];
    }

    static Look BuiltIn(int format) => format switch
    {
        2 or 4 => Look.TwoPlaces,
        17 or 55 or 57 => Look.Month,
        >= 14 and <= 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 58 => Look.Date,
        >= 32 and <= 35 or >= 45 and <= 47 or 56 => Look.Time,
        _ => Look.General,
    };

    /// <summary>By the letters of the format that are not quoted, escaped, or in brackets; only its first part counts.</summary>
    static Look LookOf(string code)
    {
        var (year, day, month, hour) = (false, false, false, false);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"': i = code.IndexOf('"', i + 1) is var quote and >= 0 ? quote : code.Length; break;
                case '[': i = code.IndexOf(']', i) is var bracket and >= 0 ? bracket : code.Length; break;
                case '\\' or '_' or '*': i++; break;
                case 'y' or 'e' when i == 0 || code[i - 1] is not ('0' or '#'): year = true; break;
                case 'd': day = true; break;
                case 'm': month = true; break;
                case 'h' or 's': hour = true; break;
                case 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase): return Look.General;
            }
        return day || year && !month ? Look.Date : year ? Look.Month : hour ? Look.Time : code is "0.00" or "0.00_ " or "0.00_);[Red]\\(0.00\\)" ? Look.TwoPlaces : Look.General;
    }

    string Shared(string text, int row)
    {
        shared ??= ReadShared();
        return int.TryParse(text, out var index) && index >= 0 && index < shared.Length ? shared[index] : throw new SheetRefusedException($"第 {row} 行引用的文字不在文件里，文件可能已损坏；请用 Excel 打开后另存再传");
    }

    string[] ReadShared()
    {
        if (!parts.ContainsKey("xl/sharedstrings.xml")) return [];
        var all = new List<string>();
        var chars = 0L;
        using var xml = Part("xl/sharedstrings.xml");
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = ReadText(xml, "si");
                if ((chars += text.Length) > MostSharedChars) throw new SheetRefusedException("文件里的文字太多，一次装不下；请分成几个文件");
                all.Add(text);
            }
        return [.. all];
    }

    /// <summary>The text of an element with runs, without the readings that Japanese files carry beside.</summary>
    static string ReadText(XmlReader xml, string until)
    {
        if (xml.IsEmptyElement) return "";
        string? one = null;
        StringBuilder? several = null;
        var length = 0;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == until))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                xml.Skip();
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == until) break;
            }
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)) continue;
            var piece = xml.Value;
            if ((length += piece.Length) > 1 << 20) throw new SheetRefusedException($"有一格的内容超过 {LongestCell:N0} 字，不接收");
            if (one is null) one = piece;
            else (several ??= new StringBuilder(one)).Append(piece);
        }
        return several?.ToString() ?? one ?? "";
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        using var rows = ReadRows(sheet).GetEnumerator();
        while (true)
        {
            // An iterator cannot catch around its own yield.
            try
            {
                if (!rows.MoveNext()) yield break;
            }
            catch (XmlException fault)
            {
                throw Broken(fault);
            }
            yield return rows.Current;
        }
    }

    static SheetRefusedException Broken(XmlException fault) => new(fault.Message.Contains("DTD", StringComparison.Ordinal)
        ? "文件里夹带了外部定义（DTD），不接收；请用 Excel 打开后另存再传" : "文件已损坏，内容读不懂；请用 Excel 打开后另存再传", fault);

    IEnumerable<SheetRow> ReadRows(int sheet)
    {
        using var xml = Part(sheets[sheet].Part);
        var cells = new string?[16];
        var numbers = new bool[16];
        var (number, column, width) = (0, 0, 0);
        while (xml.Read())
        {
            if (xml.Depth > Deepest) throw new SheetRefusedException("文件的结构异常，已停止读取");
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (xml.LocalName == "row")
                {
                    number = int.TryParse(xml.GetAttribute("r"), out var said) && said > number ? said : number + 1;
                    Array.Clear(cells);
                    Array.Clear(numbers);
                    (column, width) = (0, 0);
                }
                else if (xml.LocalName == "c")
                {
                    column = ColumnOf(xml.GetAttribute("r")) ?? column;
                    var text = ReadCell(xml, number, out var isNumber);
                    if (text is not null)
                    {
                        if (column >= MostColumns) throw TooManyColumns(number);
                        if (text.Length > LongestCell) throw CellTooLong(number);
                        if (column >= cells.Length)
                        {
                            Array.Resize(ref cells, Math.Min(MostColumns, Math.Max(column + 1, cells.Length * 2)));
                            Array.Resize(ref numbers, cells.Length);
                        }
                        (cells[column], numbers[column]) = (text, isNumber);
                        width = Math.Max(width, column + 1);
                    }
                    column++;
                }
            }
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "row" } && width > 0)
            {
                if (number > MostRows) throw TooManyRows(number);
                yield return new(number, cells, numbers);
            }
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" }) yield break;
        }
    }

    /// <summary>From A1 to its column; null when nothing is said.</summary>
    static int? ColumnOf(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z') break;
            column = column * 26 + c - 'A' + 1;
            if (column > 1_000_000) return MostColumns;
        }
        return column - 1 is var at and >= 0 ? at : null;
    }

    string? ReadCell(XmlReader xml, int row, out bool isNumber)
    {
        isNumber = false;
        if (xml.IsEmptyElement) return null;
        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s");
        string? value = null;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c"))
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v") value = ReadText(xml, "v");
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is") value = ReadText(xml, "is");
        if (string.IsNullOrEmpty(value)) return null;
        switch (type)
        {
            case "s": return Unescape(Shared(value, row));
            case "inlineStr" or "str": return Unescape(value);
            case "b": return value == "1" ? "是" : "否";
            case "e": return value;
            case "d": return DateTime.TryParse(value, CultureInfo.InvariantCulture, out var iso) ? Dates.Format(DateOnly.FromDateTime(iso)) : value;
        }
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        isNumber = true;
        var look = style is not null && int.TryParse(style, out var at) && at >= 0 && at < looks.Length ? looks[at] : Look.General;
        return look switch
        {
            Look.Date or Look.Month when Day(number) is { } day => look == Look.Month ? Month.Of(day).ToString() : Dates.Format(day),
            Look.TwoPlaces => number.ToString("F2", CultureInfo.InvariantCulture),
            _ => NumberText(number),
        };
    }

    DateOnly? Day(double serial)
    {
        var days = (int)Math.Floor(serial);
        if (serial is < 1 or > 2_958_465) return null;
        // 1900 passes for a leap year there.
        if (epoch == Epoch1900 && days < 60) days++;
        return epoch.AddDays(days);
    }

    internal static string NumberText(double number) =>
        Math.Abs(number) < 1e18 && number == Math.Floor(number) ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("G15", CultureInfo.InvariantCulture);

    /// <summary><c>_x000D_</c> is a sign by its number.</summary>
    static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal)) return text;
        return System.Text.RegularExpressions.Regex.Replace(text, "_x([0-9A-Fa-f]{4})_", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
    }

    public override void Dispose()
    {
        zip.Dispose();
        base.Dispose();
    }
}
