using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

public sealed class EditModel : FormPageModel
{
    public RegisterRecord Record { get; private set; } = null!;
    public int Version { get; private set; }
    /// <summary>Who was faster.</summary>
    public string? ClashBy { get; private set; }
    /// <summary>The fields in which what was typed and what stands there now differ, when somebody else was faster.</summary>
    public List<(Field Field, string Theirs, string Mine)> Clashes { get; } = [];
    public override string Heading => $"修改{Register.Noun}：{Record.TitleIn(Register)}";
    public override string CancelUrl => ParentId is { } parent ? $"{RecordUrl(parent)}?tab={Register.Id}" : RecordUrl(Record.Id);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await LoadAsync(id)) return Gone();
        Form = RegisterForm.Of(Register, Record.Values);
        LocalityCode = Here.HomeOf(Record.LocalityPath)?.Code ?? "";
        Version = Record.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int version, string? locality)
    {
        if (!await LoadAsync(id)) return Gone();
        Version = version;
        Form = RegisterForm.Read(Register, Request.Form, Today);
        var path = ChoosesPlace ? ReadPlace(locality)?.Path : Record.LocalityPath;
        if (!Form.IsValid || path is null) return this.Unprocessable();
        var before = await AskRulesAsync(ParentId ?? id);
        if (await Rows.ChangeAsync(Place, id, version, path, Form, Stop) is { } clash) return ShowClash(clash);
        if (!Form.IsValid || !await KeepsRulesAsync(before, ParentId ?? id, path, Record.TitleIn(Register), $"修改{Register.Noun}")) return this.Unprocessable();
        TempData["Done"] = "已保存";
        return Redirect(CancelUrl);
    }

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is not { RemovedAt: null } record || ParentId is { } parent && record.ParentId != parent) return false;
        Record = record;
        Titles = record.Titles;
        return true;
    }

    /// <summary>Shows both versions; what is sent next counts against the version now shown.</summary>
    PageResult ShowClash(Clash clash)
    {
        var current = Record = clash.Current;
        ClashBy = clash.By;
        Titles = current.Titles;
        Version = current.Version;
        foreach (var field in Register.Fields.Where(f => f.Kind != FieldKind.Identity && Form.Values.ContainsKey(f.Column)))
        {
            var mine = Form.Values[field.Column];
            var theirs = current.Values.GetValueOrDefault(field.Column);
            // Of a sensitive item there is a mask to compare, and no more.
            if (field.IsEncrypted ? FieldText.Show(field, mine, Reckoning) != FieldText.Show(field, theirs, Reckoning) : !Equals(mine, theirs))
                Clashes.Add((field, FieldText.Show(field, current.ShownOf(field), Reckoning), field.Kind is FieldKind.Row or FieldKind.Unit ? "（我改选的）" : FieldText.Show(field, mine, Reckoning)));
        }
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
