using System.Text;

namespace OrgWork.Kernel;

/// <summary>Text with delimiters. Encoding and delimiter are guessed from the whole and from the first lines, and shown.</summary>
sealed class CsvBook : SheetBook
{
    readonly Stream content;
    readonly Encoding encoding;
    readonly char delimiter;

    public CsvBook(Stream content, char? delimiter = null)
    {
        this.content = content;
        encoding = GuessEncoding(content);
        this.delimiter = delimiter ?? GuessDelimiter();
    }

    public override string Words => $"文本（CSV），{(encoding.CodePage == 65001 ? "UTF-8" : encoding.CodePage is 1200 or 1201 ? "UTF-16" : "GB18030")} 编码，{delimiter switch { '\t' => "制表符", ';' => "分号", '|' => "竖线", '，' => "全角逗号", _ => "逗号" }}分隔";
    public override IReadOnlyList<SheetName> Sheets { get; } = [new("文本", false)];

    static Encoding GuessEncoding(Stream content)
    {
        content.Position = 0;
        var buffer = new byte[1 << 16];
        var length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = TextEncoding.Guess(buffer.AsSpan(0, length), isCut: length == buffer.Length) ?? throw new SheetRefusedException("文字的编码认不出来；请用 Excel 打开，另存为 .xlsx 后再传");
        // The beginning may be plain letters in either.
        foreach (var encoding in head.CodePage is 1200 or 1201 ? (Encoding[])[head] : [new UTF8Encoding(false, throwOnInvalidBytes: true), TextEncoding.Gb18030])
        {
            content.Position = 0;
            try
            {
                var decoder = encoding.GetDecoder();
                int read;
                do
                {
                    read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
                    decoder.GetCharCount(buffer, 0, read, flush: read < buffer.Length);
                    // What is counted is not remembered; a letter cut at the end is.
                    decoder.GetChars(buffer, 0, read, new char[encoding.GetMaxCharCount(read)], 0, flush: read < buffer.Length);
                }
                while (read == buffer.Length);
                return encoding;
            }
            catch (DecoderFallbackException) { }
        }
        throw new SheetRefusedException("文字的编码认不出来：既不是 UTF-8，也不是 GB18030；请用 Excel 打开，另存为 .xlsx 后再传");
    }

    char GuessDelimiter()
    {
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = new char[16384];
        var head = new string(text, 0, reader.ReadBlock(text));
        var best = (Score: 0, Delimiter: ',');
        foreach (var candidate in (char[])[',', '\t', ';', '|', '，'])
        {
            var counts = Split(new StringReader(head), candidate, 20).Select(row => row.Cells.Length).ToList();
            // Many rows of the same width, and wide ones.
            var score = counts.Where(count => count > 1).GroupBy(count => count).Select(same => same.Count() * (same.Key - 1)).DefaultIfEmpty(0).Max();
            if (score > best.Score) best = (score, candidate);
        }
        return best.Delimiter;
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        foreach (var row in Split(reader, delimiter, int.MaxValue))
            if (!row.IsBlank) yield return row;
    }

    static IEnumerable<SheetRow> Split(TextReader reader, char delimiter, int most)
    {
        var cells = new List<string?>();
        var cell = new StringBuilder();
        var (line, started, quoted, wasQuoted) = (1, 1, false, false);
        var buffer = new char[1 << 14];
        int length, at = 0;
        for (length = reader.Read(buffer); length > 0; length = reader.Read(buffer), at = 0)
            for (; at < length; at++)
            {
                var c = buffer[at];
                if (quoted)
                {
                    if (c == '"') quoted = false;
                    else
                    {
                        if (c == '\n') line++;
                        cell.Append(c);
                        if (cell.Length > LongestCell) throw new SheetRefusedException($"第 {started} 行起有一格超过 {LongestCell:N0} 字，可能少了半边引号；请核对");
                    }
                    continue;
                }
                if (c == '"' && (cell.Length == 0 || wasQuoted))
                {
                    // Two quotes inside a quoted cell are one.
                    if (wasQuoted) cell.Append('"');
                    quoted = wasQuoted = true;
                }
                else if (c == delimiter || c == '\n')
                {
                    var text = cell.ToString();
                    if (!wasQuoted) text = text.TrimEnd('\r');
                    cells.Add(text.Length == 0 ? null : text);
                    cell.Clear();
                    wasQuoted = false;
                    if (cells.Count > MostColumns) throw TooManyColumns(line);
                    if (c != '\n') continue;
                    yield return new(started, [.. cells], new bool[cells.Count]);
                    cells.Clear();
                    started = ++line;
                    if (--most == 0) yield break;
                    if (line > MostRows + 1) throw TooManyRows(line);
                }
                else
                {
                    if (c == '\r' && wasQuoted) continue;
                    cell.Append(c);
                    if (cell.Length > LongestCell) throw CellTooLong(line);
                }
            }
        if (cell.Length == 0 && cells.Count == 0) yield break;
        cells.Add(cell.Length == 0 ? null : cell.ToString().TrimEnd('\r'));
        yield return new(started, [.. cells], new bool[cells.Count]);
    }
}
