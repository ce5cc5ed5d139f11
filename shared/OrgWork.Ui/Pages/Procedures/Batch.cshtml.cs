using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>One meeting decides many people: one form, each checked apart; who is refused is named, the others go on.</summary>
[TakesFiles(64)]
public sealed class BatchModel(FileStore files, RegisterRows rows, RegisterBook registers) : ProcedurePageModel
{
    const int Most = 100;

    public sealed record Line(ProcedureCase Case, IReadOnlyList<string> Why, bool IsDone = false, StepForm? Form = null);

    public Step? Step { get; private set; }
    public StepForm Form { get; private set; } = null!;
    public List<Line> Lines { get; } = [];
    public string? Fault { get; private set; }
    public bool IsDone { get; private set; }
    /// <summary>Asks for reason and approver, when some of the cases need it.</summary>
    public Judgement? Waiver { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid[] id)
    {
        var cases = await LoadAsync(id);
        if (Fault is not null) return this.Unprocessable();
        Form = StepForm.New(Step!, await Cases.SuggestedAsync(Place, Guid.Empty, Here.Locality.Path, Step!, Stop));
        foreach (var one in cases)
        {
            var told = await Cases.JudgeAsync(Place, one, Step!, new(Today, null, new Dictionary<string, string>()), Stop);
            Lines.Add(new(one, [.. told.Findings.Where(finding => finding.IsBroken && finding.Earliest is not null).Select(finding => finding.Words), .. Cases.WhyNotMine(Place, one, Step!) is { } others ? (string[])[others] : []]));
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid[] id)
    {
        var cases = await LoadAsync(id);
        if (Fault is not null) return this.Unprocessable();
        Form = StepForm.Read(Step!, Request.Form, Here.Localities);
        List<(ProcedureCase Case, StepForm Form)> all = [.. cases.Select(one => (one, StepForm.Read(Step!, Request.Form, Here.Localities, one.Id + ".")))];
        foreach (var form in all.Select(one => one.Form).Prepend(Form)) await KeepWithinAsync(form);
        // Fields that are the same for all: their faults stand at the form. Those of each are named in their line.
        foreach (var each in Step!.EachFields) Form.Errors.Remove(each.Column);
        if (Form.Errors.Count > 0)
        {
            Lines.AddRange(all.Select(one => new Line(one.Case, [], Form: one.Form)));
            return this.Unprocessable();
        }
        foreach (var (one, form) in all)
        {
            if (form.Errors.Count > 0)
            {
                Lines.Add(new(one, [.. form.Errors.Values], Form: form));
                continue;
            }
            // What is refused has written nothing; a document that was kept for it would have.
            var named = Step.AllDocuments.Where((name, n) => form.Papers.Contains(name) || Request.Form.Files[$"doc.{n}"] is { Length: > 0 }).Select(name => new KeptDocument(name, null, null)).ToList();
            var judgement = await Cases.JudgeAsync(Place, one, Step, form.Input(named), Stop);
            if (judgement.Refuses || judgement.NeedsWaiver && (form.Reason == "" || form.Approver == "" || form.ApprovedOn == ""))
            {
                Lines.Add(new(one, [.. judgement.Refusals, .. judgement.Findings.Where(finding => finding.Refuses || Judgement.IsMissing(finding) || Judgement.Waivable(finding)).Select(finding => $"{finding.Rule!.Title}（{finding.Rule.Basis}）：{finding.Words}{(finding.Refuses && finding.Earliest is { } day ? $"，最早 {Dates.Format(day)}" : "")}{(Judgement.Waivable(finding) ? "，需经批准，请单独办理并写明理由" : "")}")], Form: form));
                continue;
            }
            var documents = await ActModel.KeepAsync(this, files, form, one, Procedure, Stop);
            if (form.Errors.Count > 0)
            {
                Lines.Add(new(one, [.. form.Errors.Values], Form: form));
                continue;
            }
            var result = await Cases.ActAsync(Place, one, Step, one.Version, form.Input(documents), Stop);
            // An effect that is refused after it was written would leave half a deed: then none of the batch is done.
            if (!result.IsDone)
            {
                Lines.Clear();
                Lines.AddRange(all.Select(other => new Line(other.Case, other.Case.Id == one.Id ? result.Judgement.Refusals : [], Form: other.Form)));
                return this.Unprocessable();
            }
            Lines.Add(new(one, [], true, form));
        }
        IsDone = true;
        return Page();
    }

    public async Task<IActionResult> OnGetPickAsync(string field, string? q)
    {
        if (Procedure.FieldOf(field) is not { Kind: FieldKind.Row } wanted) return BadRequest();
        var found = await rows.CandidatesAsync(registers.Of(Place.Module, Procedure.Register), wanted, q ?? "", Stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    async Task<IReadOnlyList<ProcedureCase>> LoadAsync(Guid[] ids)
    {
        var found = new List<ProcedureCase>();
        foreach (var id in ids.Distinct().Take(Most))
            if (await Cases.FindAsync(Place, id, Stop) is { } one) found.Add(one);
        Fault = found.Count == 0 ? "请先在列表里选择" : found.Select(one => one.Step).Distinct().Count() > 1 ? "所选的不在同一步，请只选等待同一步的（可先按步骤筛选）" : found.Any(one => !one.IsOpen) ? "所选的有已经结束的" : null;
        if (Fault is not null) return [];
        // Of a step that repeats, the batch takes the one behind it when all can: a meeting decides, it does not look.
        var waits = Procedure.Find(found[0].Step)!;
        var asked = Request.Query["at"].ToString();
        Step = asked != "" && Procedure.Find(asked) is { } named && found.All(one => Cases.Open(Procedure, one).Contains(named)) ? named : waits;
        return found;
    }
}
