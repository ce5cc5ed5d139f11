using System.Text;
using System.Text.RegularExpressions;
using OrgWork.Kernel;

namespace OrgWork.Cadres;

/// <summary>
/// The bytes of a file with their encoding, read so that a place in the text is a place in the bytes. In UTF-8 and in GB18030 no byte of a
/// Chinese character looks like a sign of markup, so one character a byte is enough to find it; UTF-16 is read in pairs.
/// </summary>
sealed partial class FileText
{
    public static Encoding Gb18030 { get; } = TextEncoding.Gb18030;
    static readonly Encoding Utf8 = new UTF8Encoding(false, true);

    readonly byte[] bytes;
    readonly int width;

    public Encoding Encoding { get; }
    /// <summary>Why the encoding is not what the file says, or what could not be read.</summary>
    public string? Doubt { get; }
    /// <summary>One sign for each byte (or pair of bytes) behind the byte order mark.</summary>
    public string Signs { get; }
    readonly int start;

    public FileText(byte[] bytes)
    {
        this.bytes = bytes;
        (Encoding, start, Doubt) = Guess(bytes);
        width = Encoding is UnicodeEncoding ? 2 : 1;
        Signs = width == 2 ? Encoding.GetString(bytes, start, (bytes.Length - start) & ~1) : Encoding.Latin1.GetString(bytes, start, bytes.Length - start);
    }

    /// <summary>The text between two places.</summary>
    public string Between(int from, int to) => width == 2 ? Signs[from..to] : Encoding.GetString(bytes, start + from, to - from);

    /// <summary>The bytes with these stretches replaced, in any order; they may not overlap.</summary>
    public byte[] Replace(IEnumerable<(int From, int To, byte[] With)> pieces)
    {
        using var result = new MemoryStream(bytes.Length + 1024);
        var at = 0;
        foreach (var (from, to, with) in pieces.OrderBy(piece => piece.From).ThenBy(piece => piece.To))
        {
            result.Write(bytes, at, start + from * width - at);
            result.Write(with);
            at = start + to * width;
        }
        result.Write(bytes, at, bytes.Length - at);
        return result.ToArray();
    }

    /// <param name="bytes">with byte order mark if there is one</param>
    static (Encoding, int Start, string? Doubt) Guess(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (new UnicodeEncoding(false, false), 2, null);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (new UnicodeEncoding(true, false), 2, null);
        var start = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        var said = Declared().Match(Encoding.Latin1.GetString(bytes, start, Math.Min(bytes.Length - start, 200))).Groups["e"].Value.ToUpperInvariant();
        var (isUtf8, isGb) = (Fits(Utf8, bytes, start), Fits(Gb18030, bytes, start));
        var saysGb = said is "GBK" or "GB2312" or "GB18030" or "GB_2312-80" or "CP936";
        if (isUtf8) return (Utf8, start, saysGb && bytes.AsSpan(start).ContainsAnyInRange((byte)0x80, (byte)0xFF) ? $"文件自称 {said}，实际是 UTF-8，按 UTF-8 读取" : null);
        if (isGb && start == 0) return (Gb18030, 0, saysGb || said == "" ? null : $"文件自称 {said}，实际是 GBK，按 GBK 读取");
        return saysGb ? (Encoding.GetEncoding("GB18030"), start, Unreadable) : (new UTF8Encoding(false, false), start, Unreadable);
    }

    const string Unreadable = "有无法识别的字节，显示为“�”，请对照原件";

    static bool Fits(Encoding encoding, byte[] bytes, int start)
    {
        try
        {
            encoding.GetCharCount(bytes, start, bytes.Length - start);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["'](?<e>[A-Za-z0-9_.-]+)["']""")] private static partial Regex Declared();
}
