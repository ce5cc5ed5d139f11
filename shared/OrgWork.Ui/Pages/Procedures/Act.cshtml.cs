using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

[TakesFiles(64)]
public sealed class ActModel(FileStore files, RegisterRows rows, RegisterBook registers) : ProcedurePageModel
{
    public ProcedureCase Case { get; private set; } = null!;
    public StepForm Form { get; private set; } = null!;
    public Judgement? Judgement { get; private set; }
    public bool IsCorrection { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string step, bool correction)
    {
        if (!await LoadAsync(id, step, correction)) return NotFound();
        Form = StepForm.New(Procedure.Find(step)!, IsCorrection ? Case.Facts : await Cases.SuggestedAsync(Place, Case.SubjectId, Case.LocalityPath, Procedure.Find(step)!, Stop));
        // Before one types: what can be told already.
        if (!IsCorrection)
        {
            var told = await Cases.JudgeAsync(Place, Case, Form.Step, new(Today, null, new Dictionary<string, string>()), Stop);
            Judgement = new([.. told.Findings.Where(finding => finding.IsBroken && finding.Earliest is not null)], [.. told.Refusals.Where(words => !words.StartsWith("缺材料", StringComparison.Ordinal) && !words.StartsWith("请选择", StringComparison.Ordinal))]);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostCheckAsync(Guid id, string step)
    {
        if (!await LoadAsync(id, step, false)) return NotFound();
        Form = StepForm.Read(Procedure.Find(step)!, Request.Form, Here.Localities);
        await KeepWithinAsync(Form);
        if (Form.Errors.Count > 0) return this.Unprocessable();
        Judgement = await Cases.JudgeAsync(Place, Case, Form.Step, Form.Input(Mentioned()), Stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string step, int version, bool correction)
    {
        if (!await LoadAsync(id, step, correction || Request.Form["correction"] == "1")) return NotFound();
        Form = StepForm.Read(Procedure.Find(step)!, Request.Form, Here.Localities);
        await KeepWithinAsync(Form, IsCorrection ? Case.Facts : null);
        var documents = await KeepAsync(this, files, Form, Case, Procedure, Stop);
        if (Form.Errors.Count > 0) return this.Unprocessable();
        var result = IsCorrection
            ? await Cases.CorrectAsync(Place, Case, Form.Step, version, Form.Input(documents), Stop)
            : await Cases.ActAsync(Place, Case, Form.Step, version, Form.Input(documents), Stop);
        Judgement = result.Judgement;
        if (!result.IsDone)
        {
            if (!result.IsOvertaken) return this.Unprocessable();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        TempData["Done"] = IsCorrection ? $"已更正“{Form.Step.Title}”，原值保留在办理记录里" : $"已办理“{Form.Step.Title}”";
        return Redirect(CaseUrl(id));
    }

    public async Task<IActionResult> OnGetPickAsync(string step, string field, string? q)
    {
        if (Procedure.Find(step)?.AllFields.FirstOrDefault(one => one.Column == field) is not { Kind: FieldKind.Row } wanted) return BadRequest();
        var found = await rows.CandidatesAsync(registers.Of(Place.Module, Procedure.Register), wanted, q ?? "", Stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    async Task<bool> LoadAsync(Guid id, string step, bool correction)
    {
        if (Procedure.Find(step) is null || await Cases.FindAsync(Place, id, Stop) is not { } found) return false;
        (Case, IsCorrection) = (found, correction);
        return true;
    }

    /// <summary>For a check alone: what would be there, without keeping it.</summary>
    List<KeptDocument> Mentioned() => [.. Form.Step.AllDocuments.Where((name, n) => Form.Papers.Contains(name) || Request.Form.Files[$"doc.{n}"] is { Length: > 0 }).Select(name => new KeptDocument(name, null, null))];

    /// <summary>Keeps what was attached; when the act is refused, the transaction takes it back.</summary>
    public static async Task<List<KeptDocument>> KeepAsync(ProcedurePageModel page, FileStore files, StepForm form, ProcedureCase one, Procedure procedure, CancellationToken stop)
    {
        List<KeptDocument> kept = [];
        var posted = page.Request.Form.Files;
        for (var n = 0; n < form.Step.AllDocuments.Count; n++)
        {
            var name = form.Step.AllDocuments[n];
            if (posted[$"doc.{n}"] is { Length: > 0 } upload)
                try
                {
                    var path = form.Step.IsOther && one.OtherPath is { } other ? other : one.LocalityPath;
                    var file = await files.SaveAsync(new(path, procedure.ReadPermission, null, procedure.Id, one.Id), upload, FileRules.Attachment, stop);
                    kept.Add(new(name, file.Id, file.Name));
                }
                catch (FileRefusedException refused)
                {
                    form.Errors[$"doc.{n}"] = refused.Message;
                }
            else if (form.Papers.Contains(name)) kept.Add(new(name, null, null));
        }
        return kept;
    }
}
