using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>Before paper: for whom, what is asked, what is missing; then print page or Word.</summary>
public sealed class PrepareModel(Db db) : DocumentPageModel(db)
{
    static readonly DocumentJob Job = new();

    /// <summary>What is missing, by the name of the record.</summary>
    public IReadOnlyList<(string Name, string Words)> Warnings { get; private set; } = [];
    public bool IsTask => !Document.IsForAll && Chosen.Count > MostAtOnce;
    string? lastMark;

    public async Task<IActionResult> OnGetAsync(string? ids)
    {
        await FindChosenAsync(ids);
        await LimitAsync();
        Form = RegisterForm.New(Asked, Request.Query);
        await LookAsync();
        return Page();
    }

    /// <summary>From the list: the ticked rows go into the address.</summary>
    public IActionResult OnPostChoose(Guid[] id) => Redirect($"{Address}?ids={string.Join(',', id.Select(one => one.ToString("N")))}{(AsOf is null ? "" : "&" + AsOfQuery)}");

    /// <summary>From a list made by hand: more rows than an address holds, in their order, with their columns.</summary>
    public async Task<IActionResult> OnPostTakeAsync(string? ids)
    {
        await FindChosenAsync(ids ?? "");
        await LimitAsync();
        Form = RegisterForm.New(Asked, Request.Query);
        await LookAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostWordAsync(string? ids)
    {
        await FindChosenAsync(ids ?? "");
        if (await ReadOrderAsync() is not { } order)
        {
            await LookAsync();
            return this.Unprocessable();
        }
        if (IsTask)
        {
            await Job.AskAsync(Db, order, $"{Document.Title}（{order.Ids.Length} 份）", Stop);
            TempData["Done"] = $"{order.Ids.Length} 份{Document.Title}正在后台生成，办好后在“我的任务”里下载";
            return Redirect(ListUrl);
        }
        var run = await Output.PutOutAsync(order, Form, DeedKind.Export, "Word", Stop);
        if (run.Copies.Count == 0) return NotFound();
        var template = await Output.TemplateAsync(run, Stop);
        if (run.Copies.Count == 1)
            return File(DocumentFiles.Fill(template, Document.Title, run.Copies[0].Content, run.Mark), DocumentFiles.Word, DocumentFiles.Names(Document.Title, run.Copies)[0]);
        var file = FileStore.Temporary();
        try
        {
            await DocumentFiles.ZipAsync(file, Document.Title, run.Copies, template, run.Mark);
            file.Position = 0;
            return File(file, "application/zip", $"{Document.Title}（{run.Copies.Count} 份）{Clock.Today:yyyyMMdd}.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    async Task LookAsync()
    {
        await LookForTemplateAsync();
        lastMark = Document.NumberHint is null ? null : await DocumentNumbers.LastMarkAsync(Db, Place, Here.Locality, Stop);
        // What holds secrets is not opened to be looked through.
        if (Document.IsSensitive || Chosen.Count is 0 or > MostAtOnce) return;
        var copies = await Document.Fill(Asking());
        Warnings = [.. copies.SelectMany(copy => copy.Warnings.Select(words => (copy.Name, words)))];
    }

    public string Typed(Field field) => Form.Typed(field) is { Length: > 0 } typed || field.Column != Document.NumberOption ? Form.Typed(field) : lastMark ?? "";
}
