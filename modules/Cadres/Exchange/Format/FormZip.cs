using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using OrgWork.Kernel;

namespace OrgWork.Cadres;

/// <summary>What was dragged onto the page, unpacked: each form with its picture, and everything else by name.</summary>
sealed record FormParcel(IReadOnlyList<ParcelForm> Forms, IReadOnlyList<(string Name, string Reason)> Refused);

sealed record ParcelForm(string Name, byte[] Content, byte[]? Picture);

/// <summary>Takes files and archives apart, within bounds that are counted while unpacking: what an archive says of itself is not believed.</summary>
sealed class FormZip
{
    public const int MostEntries = 2000;
    const long MostBytes = 200L * 1024 * 1024;
    const int MostRatio = 200;

    readonly List<(string Name, byte[] Content)> forms = [];
    readonly Dictionary<string, byte[]> pictures = [];
    readonly HashSet<string> usedPictures = [];
    readonly List<(string Name, string Reason)> refused = [];
    long total;

    public void Add(string name, Stream content)
    {
        Span<byte> head = stackalloc byte[8];
        content.Position = 0;
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = 0;
        if (head[..length].StartsWith("PK\x03\x04"u8) || head[..length].StartsWith("PK\x05\x06"u8)) Unpack(name, content);
        else if (head[..length].StartsWith("Rar!"u8) || head[..length].StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF])) refused.Add((name, "平台打不开 RAR、7z 压缩包，请解压后直接拖入文件，或改压成 zip"));
        else Take(name, Limited(content, content.Length, name));
    }

    public FormParcel Finish()
    {
        var parcel = forms.Select(form => new ParcelForm(form.Name, form.Content, PictureFor(form.Name))).ToList();
        foreach (var name in pictures.Keys.Where(name => !usedPictures.Contains(name))) refused.Add((name, "照片旁边没有同名的 lrm 文件，没有用上"));
        return new(parcel, refused);
    }

    byte[]? PictureFor(string form)
    {
        var stem = Stem(form);
        foreach (var name in pictures.Keys)
            if (Stem(name).Equals(stem, StringComparison.OrdinalIgnoreCase))
            {
                usedPictures.Add(name);
                return pictures[name];
            }
        return null;
    }

    static string Stem(string name) => name[..(name.LastIndexOf('.') is var dot && dot > 0 ? dot : name.Length)];

    void Unpack(string archive, Stream content)
    {
        if (CountOf(content) is var said && said > MostEntries)
        {
            refused.Add((archive, $"压缩包里有 {said} 个文件，一次最多 {MostEntries} 个，请分几个包"));
            return;
        }
        try
        {
            // Latin-1 gives every byte of an unmarked name back, so that the name can be read rightly afterwards.
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
            foreach (var entry in zip.Entries)
            {
                var name = NameOf(entry.FullName);
                if (name.EndsWith('/') || name.EndsWith('\\')) continue;
                // What operating systems leave in archives by themselves.
                if (name.StartsWith("__MACOSX/", StringComparison.Ordinal) || Last(name) is "Thumbs.db" or "desktop.ini" or ".DS_Store" || Last(name).StartsWith("._", StringComparison.Ordinal)) continue;
                if (entry.IsEncrypted)
                {
                    refused.Add((name, "压缩包加了密码，请去掉密码后重新压缩"));
                    continue;
                }
                using var file = entry.Open();
                Take(name, Limited(file, Math.Max(1, entry.CompressedLength) * MostRatio, name));
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or IOException or ArgumentException or OverflowException)
        {
            refused.Add((archive, "压缩包损坏或格式不对，后面的文件没有读出，请重新压缩"));
        }
    }

    void Take(string name, byte[]? content)
    {
        if (content is null) return;
        var ending = Last(name) is var last && last.LastIndexOf('.') is var dot && dot >= 0 ? last[dot..].ToLowerInvariant() : "";
        if (ending is ".pic" or ".jpg" or ".jpeg" or ".bmp" or ".png") pictures[name] = content;
        else if (content.AsSpan().StartsWith("PK\x03\x04"u8)) refused.Add((name, ending == ".zip" ? "压缩包里的压缩包没有打开，请先解压" : "不是任免审批表文件（lrmx、lrm）"));
        else if (ending is ".lrmx" or ".lrm" or ".xml") forms.Add((name, content));
        else refused.Add((name, "不是任免审批表文件（lrmx、lrm）"));
    }

    /// <summary>All of a stream, or nothing when it goes beyond what is allowed.</summary>
    byte[]? Limited(Stream stream, long bound, string name)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            total += read;
            if (total > MostBytes)
            {
                refused.Add((name, "全部文件解开后超过 200 MB，这个和后面的没有读，请分几次导入"));
                return null;
            }
            if (all.Length + read > FormFile.Most)
            {
                refused.Add((name, "文件超过 8 MB；照片过大时请缩小后重存"));
                return null;
            }
            if (all.Length + read > Math.Max(bound, 1024 * 1024))
            {
                refused.Add((name, $"压缩比超过 {MostRatio} 倍，可能是压缩炸弹，没有读"));
                return null;
            }
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }

    static string Last(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Marked as UTF-8, unmarked but UTF-8 (macOS), or GBK (Windows).</summary>
    static string NameOf(string name)
    {
        if (name.Any(c => c > 0xFF)) return name;
        var bytes = Encoding.Latin1.GetBytes(name);
        return TextEncoding.Guess(bytes, isCut: false) is { } encoding ? encoding.GetString(bytes) : name;
    }

    /// <summary>How many files the end of the archive says it has, before anything of it is read.</summary>
    static int CountOf(Stream content)
    {
        const int endLength = 22;
        var tail = new byte[(int)Math.Min(content.Length, 65_557)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        content.Position = 0;
        for (var at = tail.Length - endLength; at >= 0; at--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == 0x06054B50) return BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        return 0;
    }
}
