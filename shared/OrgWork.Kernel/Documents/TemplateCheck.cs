using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace OrgWork.Kernel;

/// <summary>What is wrong with a template that was brought: why it is not taken, and what to know if it is.</summary>
/// <param name="Refusals">reasons it cannot be used at all</param>
/// <param name="Unknown">tags the form knows nothing for: they stay empty</param>
/// <param name="Missing">tags of the form that the template leaves out</param>
public sealed record TemplateFindings(IReadOnlyList<string> Refusals, IReadOnlyList<string> Unknown, IReadOnlyList<string> Missing)
{
    public bool IsUsable => Refusals.Count == 0;
}

/// <summary>Looks at a template before it is taken: a Word document with content controls, and nothing in it that runs, reaches out or hides.</summary>
public static class TemplateCheck
{
    const int LargestFile = 5 * 1024 * 1024, LargestUnpacked = 60 * 1024 * 1024, MostParts = 400;
    /// <summary>Fields that fetch or run something when the document is opened.</summary>
    static readonly string[] ReachingFields = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "MACROBUTTON", "GOTOBUTTON", "AUTOTEXT", "RD"];
    /// <summary>Parts a form has no use for.</summary>
    static readonly string[] ForeignParts = ["vbaproject", "vbadata", "activex", "/embeddings/", "oleobject", "altchunk", "afchunk", "attachedtoolbars", "/ctrlprops/", "customui"];

    public static TemplateFindings Check(byte[] file, IEnumerable<string> known, IEnumerable<string> required)
    {
        if (file.Length > LargestFile) return Refused($"文件有 {file.Length / 1024 / 1024.0:0.0} MB，模板不超过 5 MB；请压缩其中的图片");
        if (file.Length < 4 || file[0] != 'P' || file[1] != 'K') return Refused(file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "这是旧格式（.doc）或加了密码的文件；请在 Word 里另存为 .docx，不设密码" : "这不是 Word 文档（.docx）");
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read))
                if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked) return Refused("文件解开后过大，不像一份表格模板");
            using var document = WordprocessingDocument.Open(new MemoryStream(file), false, new OpenSettings { MaxCharactersInPart = LargestUnpacked });
            return Look(document, known, required);
        }
        catch (Exception fault) when (fault is InvalidDataException or FileFormatException or OpenXmlPackageException or System.Xml.XmlException or IOException or NotSupportedException or ArgumentException or InvalidOperationException or FormatException)
        {
            return Refused("文件打不开：内容不完整，或不是 Word 文档；请在 Word 里打开后另存为 .docx 再上传");
        }
    }

    static TemplateFindings Look(WordprocessingDocument document, IEnumerable<string> known, IEnumerable<string> required)
    {
        var refusals = new List<string>();
        if (document.DocumentType != DocumentFormat.OpenXml.WordprocessingDocumentType.Document) refusals.Add("这是启用宏的文档或 Word 模板；请另存为普通的 .docx");
        if (document.MainDocumentPart is not { } main || main.Document?.Body is not { } body) return Refused("文档里没有正文");
        var parts = document.GetAllParts().ToList();
        if (parts.Any(part => part.Uri.ToString().Contains("vba", StringComparison.OrdinalIgnoreCase))) refusals.Add("文档里有宏；请去掉宏，另存为 .docx");
        if (parts.Any(part => ForeignParts.Skip(2).Any(foreign => part.Uri.ToString().Contains(foreign, StringComparison.OrdinalIgnoreCase) || part.ContentType.Contains(foreign.Trim('/'), StringComparison.OrdinalIgnoreCase)))
            || body.Descendants<EmbeddedObject>().Any() || body.Descendants<AltChunk>().Any())
            refusals.Add("文档里嵌有其他文件或控件（OLE 对象、ActiveX）；请删去");
        if (parts.Cast<OpenXmlPartContainer>().Append(document).Any(part => part.ExternalRelationships.Any() || part.HyperlinkRelationships.Any(link => link.IsExternal)))
            refusals.Add("文档链接到外部（网址、链接的图片或附加模板）；请断开链接，图片改为直接插入");
        if (parts.Where(part => part.RootElement is not null).Any(part => part.RootElement!.Descendants<FieldCode>().Select(field => field.Text).Concat(part.RootElement!.Descendants<SimpleField>().Select(field => field.Instruction?.Value ?? "")).Any(Reaches)))
            refusals.Add("文档里有会取外部内容或运行程序的域（DDE、INCLUDETEXT 等）；请删去");
        if (refusals.Count > 0) return new(refusals, [], []);

        var tags = new[] { main.Document as DocumentFormat.OpenXml.OpenXmlElement }.Concat(main.HeaderParts.Select(part => part.RootElement)).Concat(main.FooterParts.Select(part => part.RootElement))
            .OfType<DocumentFormat.OpenXml.OpenXmlElement>().SelectMany(root => root.Descendants<SdtElement>()).Select(TemplateFiller.TagOf).OfType<string>().Distinct().ToList();
        if (tags.Count == 0) return Refused("文档里没有内容控件，填不进任何内容；请先下载现行模板，在它上面改");
        var all = known.ToList();
        var absent = required.Except(tags).ToList();
        if (absent.Count > 0) return new([$"缺少必需的内容控件：{string.Join("、", absent)}；请从现行模板里复制过来"], [], []);
        return new([], [.. tags.Except(all).Where(tag => tag != TemplateWriter.MarkTag)], [.. all.Except(tags)]);
    }

    static bool Reaches(string instruction)
    {
        var word = instruction.Trim().Split([' ', '\t', '\\', '"'], 2)[0];
        return ReachingFields.Contains(word, StringComparer.OrdinalIgnoreCase);
    }

    static TemplateFindings Refused(string reason) => new([reason], [], []);
}
