namespace OrgWork.Kernel;

/// <summary>What may be uploaded somewhere: which kinds, and how large.</summary>
public sealed record FileRules(int MaxMegabytes, params FileKind[] Kinds)
{
    /// <summary>What belongs to a record: scans, forms, minutes.</summary>
    public static readonly FileRules Attachment = new(20, FileKind.Pdf, FileKind.Ofd, FileKind.Jpeg, FileKind.Png, FileKind.Docx, FileKind.Doc, FileKind.Xlsx, FileKind.Xls, FileKind.Pptx, FileKind.Text);
    public static readonly FileRules Picture = new(5, FileKind.Jpeg, FileKind.Png);
    /// <summary>Taken with a telephone: what it says of place, time and device is taken out before it is kept.</summary>
    public static readonly FileRules Photo = new(12, FileKind.Jpeg, FileKind.Png) { StripsMetadata = true };
    public static readonly FileRules Sheet = new(50, FileKind.Xlsx, FileKind.Xls, FileKind.Text);
    public static readonly FileRules Template = new(5, FileKind.Docx);
    public static readonly FileRules LrmArchive = new(100, FileKind.Zip, FileKind.Xml, FileKind.Text);
    /// <summary>What the platform itself makes.</summary>
    internal static readonly FileRules Made = new(500, FileKind.Pdf, FileKind.Docx, FileKind.Xlsx, FileKind.Text, FileKind.Zip, FileKind.Xml);

    public bool StripsMetadata { get; init; }

    public long MaxBytes => MaxMegabytes * 1024L * 1024;

    /// <summary>For the upload control.</summary>
    public string Accept => string.Join(',', Kinds.SelectMany(kind => kind.Endings));
    /// <summary>For the hint below it.</summary>
    public string Words => $"{string.Join("、", Kinds.Select(kind => kind.Name))}，不超过 {MaxMegabytes} MB";

    /// <returns>why not, for the field; null when it may come in, with its kind</returns>
    public string? Refuse(string name, Stream content, out FileKind kind)
    {
        kind = FileKind.Unknown;
        if (content.Length == 0) return $"“{name}”是空文件，请重新选择";
        if (content.Length > MaxBytes) return $"“{name}”有 {FileSize.Show(content.Length)}，超过上限 {MaxMegabytes} MB；请压缩、降低扫描精度或分开上传";
        kind = FileKind.Of(content);
        var found = kind;
        if (!Kinds.Contains(found))
            return found == FileKind.Locked ? $"“{name}”加了密码，平台读不了；请在 Office 里去掉密码另存后再传"
                : found == FileKind.Macro ? $"“{name}”带有宏，不接收；请另存为不带宏的格式"
                : $"“{name}”的内容是{found.Name}，这里不接收；可以上传 {Words}";
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (!found.Endings.Contains(ending))
            return $"“{name}”的内容是{found.Name}，与文件名的后缀“{ending}”不符；请核对后用正确的文件重传，或把后缀改为 {found.Endings[0]}";
        return null;
    }
}

/// <summary>What cannot be taken, or is not there. The message is for the person who brought it, as it is.</summary>
public sealed class FileRefusedException(string message) : Exception(message);

public static class FileSize
{
    public static string Show(long bytes) => bytes < 1024 ? $"{bytes} 字节" : bytes < 1024 * 1024 ? $"{bytes / 1024.0:0} KB" : $"{bytes / 1024.0 / 1024:0.0} MB";
}

/// <summary>A page that takes files: its posts may be this large. All other pages take <c>10 MB</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute(int megabytes) : Attribute
{
    public int Megabytes { get; } = megabytes;
}
