using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>立案: for one, or for those chosen in the register, each case of its own under one batch.</summary>
[TakesFiles(64)]
public sealed class OpenModel(FileStore files, RegisterRows rows, RegisterBook registers) : ProcedurePageModel
{
    const int Most = 200;

    public sealed record Line(Guid Subject, string Title, IReadOnlyList<string> Why, Guid? Opened = null);

    /// <summary>Made with the form: a form that is sent twice opens one case.</summary>
    public Guid NewId { get; private set; } = Guid.CreateVersion7();
    public IReadOnlyList<(Guid Id, string Title)> Subjects { get; private set; } = [];
    public string? SubjectFault { get; private set; }
    public StepForm Form { get; private set; } = null!;
    public Judgement? Judgement { get; private set; }
    /// <summary>How it went with each, where there are several.</summary>
    public List<Line> Lines { get; } = [];
    public RegisterPlace SubjectRegister => registers.Of(Place.Module, Procedure.Register);
    Step First => Procedure.First;

    /// <param name="id">from a record of the register</param>
    public async Task<IActionResult> OnGetAsync(Guid[] subject, Guid[] id)
    {
        var known = await LoadAsync([.. subject, .. id]);
        Form = StepForm.New(First, await Cases.SuggestedAsync(Place, known.Count == 1 ? known[0].Id : Guid.Empty, Here.Locality.Path, First, Stop));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid newId, Guid[] subject, Guid[] id)
    {
        // From the register's list: the ticked rows go into the address.
        if (newId == Guid.Empty) return id.Length == 0 ? BadRequest() : Redirect($"{BoardUrl}/new?{string.Join('&', id.Distinct().Take(Most).Select(one => $"subject={one}"))}");
        NewId = newId;
        Form = StepForm.Read(First, Request.Form, Here.Localities);
        await KeepWithinAsync(Form);
        var known = await LoadAsync(subject);
        if (known.Count == 0)
        {
            SubjectFault = $"请从候选里选一个{SubjectRegister.Register.Noun}";
            return this.Unprocessable();
        }
        if (known.Count > 1) return await OpenManyAsync(known);
        var fresh = Cases.Fresh(Place, newId, known[0].Id, known[0].Title, known[0].Path);
        var documents = await ActModel.KeepAsync(this, files, Form, fresh, Procedure, Stop);
        if (Form.Errors.Count > 0) return this.Unprocessable();
        var result = await Cases.StartAsync(Place, fresh, Form.Input(documents), Stop);
        Judgement = result.Judgement;
        if (!result.IsDone) return this.Unprocessable();
        TempData["Done"] = "已立案";
        return Redirect(CaseUrl(newId));
    }

    async Task<IActionResult> OpenManyAsync(IReadOnlyList<(Guid Id, string Title, string Path)> known)
    {
        if (Form.Errors.Count > 0) return this.Unprocessable();
        foreach (var (id, title, path) in known)
        {
            var fresh = Cases.Fresh(Place, Guid.CreateVersion7(), id, title, path);
            var named = First.AllDocuments.Where((name, n) => Form.Papers.Contains(name) || Request.Form.Files[$"doc.{n}"] is { Length: > 0 }).Select(name => new KeptDocument(name, null, null)).ToList();
            var judgement = await Cases.JudgeAsync(Place, fresh, First, Form.Input(named), Stop);
            if (judgement.Refuses || judgement.NeedsWaiver)
            {
                Lines.Add(new(id, title, [.. judgement.Refusals, .. judgement.Findings.Where(finding => finding.Refuses || Judgement.IsMissing(finding) || Judgement.Waivable(finding)).Select(finding => $"{finding.Rule!.Title}（{finding.Rule.Basis}）：{finding.Words}")]));
                continue;
            }
            var result = await Cases.StartAsync(Place, fresh, Form.Input(await ActModel.KeepAsync(this, files, Form, fresh, Procedure, Stop)), Stop);
            Lines.Add(new(id, title, result.Judgement.Refusals, result.IsDone ? fresh.Id : null));
        }
        return Page();
    }

    public async Task<IActionResult> OnGetSubjectAsync(string? q)
    {
        var found = await rows.CandidatesAsync(SubjectRegister, Field.Row("subject", "", Procedure.Register), q ?? "", Stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    public async Task<IActionResult> OnGetPickAsync(string field, string? q)
    {
        if (First.AllFields.FirstOrDefault(one => one.Column == field) is not { Kind: FieldKind.Row } wanted) return BadRequest();
        var found = await rows.CandidatesAsync(SubjectRegister, wanted, q ?? "", Stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    async Task<IReadOnlyList<(Guid Id, string Title, string Path)>> LoadAsync(Guid[] subjects)
    {
        List<(Guid, string, string)> known = [];
        foreach (var id in subjects.Distinct().Take(Most))
            if (await Cases.SubjectAsync(Place, id, Stop) is { } one) known.Add((id, one.Title, one.Path));
        Subjects = [.. known.Select(one => (one.Item1, one.Item2))];
        return known;
    }
}
