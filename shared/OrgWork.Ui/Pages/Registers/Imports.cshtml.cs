using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>Where an import begins: a file or what was copied from one, the empty form to fill in, and what was imported before.</summary>
[TakesFiles(51)]
public sealed class ImportsModel(Db db, FileStore files) : RegisterPageModel
{
    static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public IReadOnlyList<ImportSheet> All { get; private set; } = [];
    public string? Fault { get; private set; }

    public async Task OnGetAsync() => All = await db.QueryAsync<ImportSheet>($"select {ImportSheet.Columns} from org.import where module = @module and register = @register order by created_at desc limit 50", new { module = Place.Module.Id, register = Register.Id }, Stop);

    public IActionResult OnGetTemplate()
    {
        var file = FileStore.Temporary();
        SheetTemplate.Write(file, Register);
        file.Position = 0;
        return File(file, FileKind.Xlsx.MediaType, $"{Register.Title}导入模板.xlsx");
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? sheet, string? pasted)
    {
        try
        {
            if (sheet is { Length: > 0 }) return Redirect(await BeginAsync(sheet.FileName, sheet.OpenReadStream()));
            if (!string.IsNullOrWhiteSpace(pasted)) return Redirect(await BeginAsync($"粘贴的内容{Clock.Now:HHmm}.tsv", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(pasted))));
            Fault = "请选择文件，或把表格内容粘贴进来";
        }
        catch (Exception refused) when (refused is FileRefusedException or SheetRefusedException)
        {
            Fault = refused.Message;
        }
        await db.DisposeAsync();
        await OnGetAsync();
        return this.Unprocessable();
    }

    async Task<string> BeginAsync(string name, Stream content)
    {
        await using var upload = content;
        if (FileRules.Sheet.Refuse(name, upload, out _) is { } refusal) throw new FileRefusedException(refusal);
        using var book = SheetBook.Open(upload, name);
        var sheet = Math.Max(0, book.Sheets.ToList().FindIndex(one => !one.IsHidden));
        var head = ImportModel.HeadOf(book, sheet);
        var row = Headings.GuessRow(Register, head);
        var headings = Headings.Read(head, row);
        if (headings.Length == 0) throw new SheetRefusedException("表是空的，请核对");
        var remembered = (await db.QueryAsync<(string Heading, string Column)>("select heading, column_name from org.heading_choice where module = @module and register = @register", new { module = Place.Module.Id, register = Register.Id }, Stop)).ToDictionary(pair => pair.Heading, pair => pair.Column);
        var chosen = Headings.Match(Register, headings, remembered);
        var file = await files.SaveAsync(new(Here.Locality.Path, Register.WritePermission, OnlyFor: Here.User.Id, KeptFor: KeptFor), name, upload, FileRules.Sheet, Stop);
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("""
            insert into org.import (id, locality_path, register, file_id, file_name, read_as, sheets, sheet, heading_row, headings, chosen, account_name)
            values (@id, @Path, @register, @fileId, @fileName, @Words, @sheets, @sheet, @row, @headings, @chosen, @Name)
            """, new { id, Here.Locality.Path, register = Register.Id, fileId = file.Id, fileName = file.Name, book.Words, sheets = book.Sheets.Select(one => one.Name).ToArray(), sheet, row, headings, chosen, Here.User.Name }, Stop);
        await db.RecordAsync(new(DeedKind.Import, Register.Id, id, Here.Locality.Path, Register.Title, [new("文件", null, file.Name), new("读作", null, book.Words)], "上传，待核对"), Stop);
        return $"{ListUrl}/imports/{id}";
    }

    public static (string Light, string Word) StateOf(ImportSheet import) => import.State switch
    {
        ImportState.Matching => ("yellow", "待对列"),
        ImportState.Checking => ("none", "核对中"),
        ImportState.Repairing => ("yellow", "待修复、写入"),
        ImportState.Writing => ("none", "写入中"),
        ImportState.Written => ("green", "已写入"),
        ImportState.Undoing => ("none", "撤销中"),
        ImportState.Undone => ("none", "已撤销"),
        _ => ("none", "已放弃"),
    };
}
