using System.IO.Compression;

namespace OrgWork.Kernel;

/// <summary>Word files of a document, one for each copy, and the zip of several.</summary>
public static class DocumentFiles
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The template that comes with the module, to be looked at and rearranged in Word.</summary>
    public static byte[] Template(Layout layout) => TemplateWriter.Write(layout);

    public static byte[] Fill(byte[] template, string title, DocumentContent content, string mark) => TemplateFiller.Fill(template, content, title, mark);

    /// <summary>单位-姓名-表名.docx, each name once.</summary>
    public static IReadOnlyList<string> Names(string title, IReadOnlyList<DocumentCopy> copies)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. copies.Select(copy =>
        {
            var name = FormText.FileName(string.Join('-', new[] { copy.Unit, copy.Name, title }.Where(part => part != "")));
            for (var number = 2; !taken.Add(name); number++) name = FormText.FileName($"{copy.Unit}-{copy.Name}（{number}）-{title}");
            return name + ".docx";
        })];
    }

    /// <remarks>Names that are not plain Latin are marked as UTF-8 in the zip: Windows and WPS show them right.</remarks>
    public static async Task ZipAsync(Stream target, string title, IReadOnlyList<DocumentCopy> copies, byte[] template, string mark, Action<int>? done = null)
    {
        var names = Names(title, copies);
        await using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        for (var i = 0; i < copies.Count; i++)
        {
            var entry = zip.CreateEntry(names[i], CompressionLevel.NoCompression);
            await using (var stream = await entry.OpenAsync()) await stream.WriteAsync(Fill(template, title, copies[i].Content, mark));
            done?.Invoke(i + 1);
        }
    }
}
