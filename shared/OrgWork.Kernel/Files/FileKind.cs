using System.Buffers.Binary;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>A kind of file, known by its content. The name a file carries proves nothing, and must agree with what is in it.</summary>
public sealed record FileKind(string Name, string MediaType, params string[] Endings)
{
    public static readonly FileKind Pdf = new("PDF", "application/pdf", ".pdf");
    public static readonly FileKind Ofd = new("OFD 版式文件", "application/ofd", ".ofd");
    public static readonly FileKind Jpeg = new("JPG 图片", "image/jpeg", ".jpg", ".jpeg");
    public static readonly FileKind Png = new("PNG 图片", "image/png", ".png");
    public static readonly FileKind Docx = new("Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly FileKind Xlsx = new("Excel 工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    public static readonly FileKind Pptx = new("演示文稿", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");
    public static readonly FileKind Doc = new("Word 97—2003 文档", "application/msword", ".doc", ".wps");
    public static readonly FileKind Xls = new("Excel 97—2003 工作簿", "application/vnd.ms-excel", ".xls", ".et");
    public static readonly FileKind Text = new("文本（CSV、TXT）", "text/plain", ".csv", ".txt", ".tsv");
    public static readonly FileKind Xml = new("XML", "application/xml", ".xml", ".lrmx", ".lrm");
    public static readonly FileKind Zip = new("ZIP 压缩包", "application/zip", ".zip");

    // Known so that they can be named when they are refused.
    public static readonly FileKind Locked = new("加了密码的 Office 文件", "application/x-ole-encrypted");
    public static readonly FileKind Macro = new("带宏的 Office 文件", "application/vnd.ms-office.macro");
    public static readonly FileKind Html = new("网页（HTML）", "text/html");
    public static readonly FileKind Program = new("程序", "application/octet-stream");
    public static readonly FileKind Unknown = new("无法识别的文件", "application/octet-stream");

    const int HeadLength = 4096;

    /// <summary>What the content is. The stream must be able to go back, and is left at its beginning.</summary>
    public static FileKind Of(Stream content)
    {
        content.Position = 0;
        var buffer = new byte[HeadLength];
        ReadOnlySpan<byte> head = buffer.AsSpan(0, content.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        var kind = head switch
        {
            _ when head.StartsWith("%PDF-"u8) => Pdf,
            _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => Jpeg,
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) => Png,
            _ when head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) => OfCompound(content, head),
            _ when head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) => OfZip(content),
            _ when head.StartsWith("MZ"u8) && head.Length > 64 && head.Contains((byte)0) || head.StartsWith("\x7FELF"u8) => Program,
            _ => OfText(head, content.Length > head.Length),
        };
        content.Position = 0;
        return kind;
    }

    /// <summary>Office 97 to 2003, and files that Office has put a password on: the directory names the streams.</summary>
    static FileKind OfCompound(Stream content, ReadOnlySpan<byte> head)
    {
        if (head.Length < 512) return Unknown;
        var sector = 1L << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(head[30..]), 7, 12);
        var at = (BinaryPrimitives.ReadUInt32LittleEndian(head[48..]) + 1L) * sector;
        if (at >= content.Length) return Unknown;
        content.Position = at;
        var directory = new byte[8192];
        var names = Encoding.Unicode.GetString(directory, 0, content.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false) & ~1);
        return names.Contains("EncryptedPackage", StringComparison.Ordinal) ? Locked
            : names.Contains("WordDocument", StringComparison.Ordinal) ? Doc
            : names.Contains("Workbook", StringComparison.Ordinal) || names.Contains("Book\0", StringComparison.Ordinal) ? Xls
            : Unknown;
    }

    static FileKind OfZip(Stream content)
    {
        try
        {
            using var zip = Guarded.OpenZip(content);
            // Names alone: nothing is unpacked. How many there may be is for whoever unpacks to say.
            var (isOffice, word, sheet, slides, ofd, macro) = (false, false, false, false, false, false);
            foreach (var entry in zip.Entries)
            {
                isOffice |= entry.FullName is "[Content_Types].xml";
                word |= entry.FullName.StartsWith("word/", StringComparison.Ordinal);
                sheet |= entry.FullName.StartsWith("xl/", StringComparison.Ordinal);
                slides |= entry.FullName.StartsWith("ppt/", StringComparison.Ordinal);
                ofd |= entry.FullName is "OFD.xml";
                macro |= entry.Name is "vbaProject.bin";
            }
            return isOffice && macro ? Macro : isOffice && word ? Docx : isOffice && sheet ? Xlsx : isOffice && slides ? Pptx : ofd ? Ofd : Zip;
        }
        catch (SheetRefusedException)
        {
            return Unknown;
        }
    }

    static FileKind OfText(ReadOnlySpan<byte> head, bool isMore)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Text;
        foreach (var b in head)
            if (b < 32 && b is not (9 or 10 or 13 or 12)) return Unknown;
        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 1024)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n').ToLowerInvariant();
        if (start.StartsWith("<?xml", StringComparison.Ordinal)) return start.Contains("<html", StringComparison.Ordinal) ? Html : Xml;
        if (start.StartsWith("<!doctype html", StringComparison.Ordinal) || start.StartsWith("<html", StringComparison.Ordinal) || start.StartsWith("<script", StringComparison.Ordinal) || start.Contains("<table", StringComparison.Ordinal)) return Html;
        return TextEncoding.Guess(head, isMore) is null ? Unknown : Text;
    }
}

/// <summary>UTF-8 or GB18030: what Chinese offices write. The first is self-checking, the second has gaps that other bytes fall into.</summary>
public static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Gb18030 => Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <param name="isCut">the bytes end somewhere in the middle of a longer text</param>
    /// <returns>null when it is neither</returns>
    public static Encoding? Guess(ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        foreach (var encoding in (Encoding[])[Utf8, Gb18030])
            // A letter of four bytes may be cut in three places.
            for (var cut = 0; cut <= (isCut ? 3 : 0) && cut <= bytes.Length; cut++)
                try
                {
                    encoding.GetCharCount(bytes[..^cut]);
                    return encoding;
                }
                catch (DecoderFallbackException) { }
        return null;
    }
}
