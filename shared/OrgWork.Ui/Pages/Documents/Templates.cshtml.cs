using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The office's own Word templates of a document: download, look, bring a new version, go back.</summary>
public sealed class TemplatesModel(Db db) : DocumentPageModel(db)
{
    public IReadOnlyList<DocumentTemplate> Versions { get; private set; } = [];
    public DocumentTemplate? InForce => Versions.Where(version => version.EndedAt is null && version.ValidFrom <= Clock.Today).MaxBy(version => (version.LocalityPath.Length, version.Number));
    public TemplateFindings? Findings { get; private set; }
    public string? Fault { get; private set; }
    public string Note { get; private set; } = "";
    public string ValidFrom { get; private set; } = "";
    /// <summary>What was asked for before putting out stands in no template.</summary>
    IReadOnlyList<string> Known => [.. Document.Layout(Asking()).Tags.Append(Document.NumberTag)];

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnGetDownloadAsync(Guid? version)
    {
        var content = version is { } id ? await Templates.ContentAsync(Place, Here.Locality, id, Stop) : DocumentFiles.Template(Document.Layout(Asking()));
        return content is null ? NotFound() : File(content, DocumentFiles.Word, $"{Document.Title}模板{(version is null ? "（平台自带）" : "")}.docx");
    }

    /// <summary>The template with an invented record: nobody's data leave by it.</summary>
    public async Task<IActionResult> OnGetSampleAsync(Guid? version)
    {
        var layout = Document.Layout(Asking());
        var content = version is { } id ? await Templates.ContentAsync(Place, Here.Locality, id, Stop) : DocumentFiles.Template(layout);
        return content is null ? NotFound() : File(DocumentFiles.Fill(content, Document.Title, DocumentSample.Of(layout), "样张"), DocumentFiles.Word, $"{Document.Title}样张.docx");
    }

    /// <summary>Whose record may fill a template that is tried.</summary>
    public async Task<IActionResult> OnGetPickAsync(string? q) => new JsonResult((await FindAsync(q ?? "")).Select(row => new { value = row.Id, text = TitleOf(row), note = Here.PlaceAt(row.LocalityPath)?.Name }));

    /// <summary>The file as it was brought, filled with a real record, before anybody else gets to use it.</summary>
    public async Task<IActionResult> OnPostTryAsync(IFormFile? file, Guid? record, string? note, string? validFrom)
    {
        (Note, ValidFrom) = (note?.Trim() ?? "", validFrom?.Trim() ?? "");
        if (file is null or { Length: 0 }) Fault = "请选择改好的 Word 文件（.docx）";
        else if (record is not { } id) Fault = $"请选择用哪条{Register.Noun}记录试填";
        else
        {
            using var stream = new MemoryStream();
            await file.CopyToAsync(stream, Stop);
            Findings = TemplateCheck.Check(stream.ToArray(), Known, Document.RequiredTags);
            if (!Findings.IsUsable) Fault = string.Join("；", Findings.Refusals);
            else if (await Output.TryAsync(id, Stop) is { } run) return File(DocumentFiles.Fill(stream.ToArray(), Document.Title, run.Copies[0].Content, run.Mark), DocumentFiles.Word, $"{Document.Title}试填.docx");
            else Fault = $"这条{Register.Noun}记录不存在，或者不在您的授权范围之内";
        }
        await LoadAsync();
        return this.Unprocessable();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, string? note, string? validFrom)
    {
        (Note, ValidFrom) = (note?.Trim() ?? "", validFrom?.Trim() ?? "");
        var day = Clock.Today;
        if (file is null or { Length: 0 }) Fault = "请选择改好的 Word 文件（.docx）";
        else if (ValidFrom != "" && !Dates.TryParse(ValidFrom, out day, out var wrong)) Fault = $"自何日起用：{wrong}";
        else if (Note.Length > 200) Fault = "说明不超过 200 字";
        else
        {
            using var stream = new MemoryStream();
            await file.CopyToAsync(stream, Stop);
            Findings = TemplateCheck.Check(stream.ToArray(), Known, Document.RequiredTags);
            if (Findings.IsUsable)
            {
                var name = Path.GetFileName(file.FileName);
                var number = await Templates.AddAsync(Place, Here.Locality, name.Length > 200 ? name[^200..] : name, Note == "" ? null : Note, day, stream.ToArray(), Stop);
                TempData["Done"] = $"第 {number} 版已存下，{(day <= Clock.Today ? "即日" : Dates.Format(day))}起用"
                    + (Findings.Unknown.Count > 0 ? $"；不认识的控件 {string.Join("、", Findings.Unknown)} 将留空" : "") + (Findings.Missing.Count > 0 ? $"；没有用到 {string.Join("、", Findings.Missing.Take(12))}" : "");
                return Redirect(Address + "/templates");
            }
            Fault = string.Join("；", Findings.Refusals);
        }
        await LoadAsync();
        return this.Unprocessable();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid version)
    {
        if (!await Templates.EndAsync(Place, Here.Locality, version, Stop)) return NotFound();
        TempData["Done"] = "已停用这一版；此后用它前面的一版，没有的用平台自带的";
        return Redirect(Address + "/templates");
    }

    DocumentTemplates Templates => new(Db);

    async Task LoadAsync() => Versions = await Templates.ListAsync(Place, Here.Locality, Stop);

    public string PlaceName(string path) => Here.Localities.AtPath(path)?.Name ?? "上级";
}
