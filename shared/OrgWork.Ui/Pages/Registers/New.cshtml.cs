using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class NewModel : FormPageModel
{
    /// <summary>Made with the form: a form that is sent twice makes one record.</summary>
    public Guid NewId { get; private set; } = Guid.CreateVersion7();
    public override string Heading => $"新增{Register.Noun}";
    public override string CancelUrl => ParentId is { } parent ? $"{RecordUrl(parent)}?tab={Register.Id}" : ListUrl;

    public async Task<IActionResult> OnGetAsync()
    {
        if (ParentId is { } parent && (await Rows.FindAsync(Place.Parent!, parent, Stop) is not { RemovedAt: null } hangsOn || KeptAbove(hangsOn) is not null)) return Gone();
        Form = RegisterForm.New(Register, Request.Query);
        await FillWhatIsPlainAsync();
        LocalityCode = Here.Locality.Code;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid newId, string? locality)
    {
        NewId = newId;
        Form = RegisterForm.Read(Register, Request.Form, Today);
        string? path;
        if (ParentId is { } parent)
        {
            if (await Rows.FindAsync(Place.Parent!, parent, Stop) is not { RemovedAt: null } record || KeptAbove(record) is not null) return Gone();
            path = record.LocalityPath;
        }
        else
        {
            path = ReadPlace(locality)?.Path;
        }
        if (newId == Guid.Empty) return BadRequest();
        if (!Form.IsValid || path is null || !KeepsHere(Form, path)) return await AgainAsync();
        var before = ParentId is null ? [] : await AskRulesAsync(newId, ParentId);
        if (!await Rows.CreateAsync(Place, newId, path, ParentId, Form, Stop) || !await KeepsRulesAsync(before, newId, ParentId, path, Form.Typed(Register.TitleField), $"新增{Register.Noun}")) return await AgainAsync();
        TempData["Done"] = $"已新增{Register.Noun}";
        return Redirect(ParentId is null ? RecordUrl(newId) : CancelUrl);
    }

    async Task<IActionResult> AgainAsync()
    {
        await NameReferencesAsync();
        return this.Unprocessable();
    }

    /// <summary>What must be chosen, where there is but one to choose: the branch of somebody who answers for a single one.</summary>
    async Task FillWhatIsPlainAsync()
    {
        foreach (var field in Register.Fields.Where(field => field.IsRequired && field.Kind is FieldKind.Row or FieldKind.Unit && Form.Typed(field) == ""))
            if (await Rows.CandidatesAsync(Place, field, "", Stop) is [var (only, _)]) Form.Put(field, only);
        await NameReferencesAsync();
    }
}
