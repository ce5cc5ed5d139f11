using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

/// <summary>
/// A record's form. It carries what it was filled with, so that of two people who had it open at once neither undoes the other unseen: what one did not
/// touch takes the other's value, and what both have changed is asked for, field by field.
/// </summary>
public sealed class EditModel : FormPageModel
{
    /// <summary>The names under which the form sends what it was filled with, the fields that are asked for, and which version was chosen for each.</summary>
    public const string Was = "was.", Pick = "pick.", Asked = "asked", Theirs = "theirs", Mine = "mine", PlaceColumn = "locality";

    /// <summary>A field that both have changed.</summary>
    /// <param name="Put">what its control shows when theirs is chosen</param>
    public sealed record Clashing(string Column, string Label, string Theirs, string Mine, string Put, string? Picked);

    /// <summary>Not a column's name: 事由 may be one.</summary>
    public const string ReasonName = "why";

    public RegisterRecord Record { get; private set; } = null!;
    public string Reason { get; private set; } = "";
    public string? ReasonFault { get; private set; }
    public int Version { get; private set; }
    /// <summary>Who was faster.</summary>
    public string? ClashBy { get; private set; }
    public List<Clashing> Clashes { get; } = [];
    /// <summary>What only the other one changed; the form has it now.</summary>
    public List<(string Label, string Theirs)> Taken { get; } = [];
    /// <summary>By column, what the form was filled with.</summary>
    public Dictionary<string, string> Base { get; private set; } = [];
    public override string Heading => $"修改{Register.Noun}：{Record.TitleIn(Register)}";
    public override string CancelUrl => ParentId is { } parent ? $"{RecordUrl(parent)}?tab={Register.Id}" : RecordUrl(Record.Id);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await LoadAsync(id)) return Gone();
        Form = RegisterForm.Of(Register, Record.Values);
        LocalityCode = HomeOf(Record);
        Version = Record.Version;
        Base = BaseOf(Record);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int version, string? locality)
    {
        if (!await LoadAsync(id)) return Gone();
        Version = version;
        Form = RegisterForm.Read(Register, Request.Form, Today);
        Base = Request.Form.Where(sent => sent.Key.StartsWith(Was, StringComparison.Ordinal)).ToDictionary(sent => sent.Key[Was.Length..], sent => sent.Value.ToString());
        var path = ChoosesPlace ? ReadPlace(locality)?.Path : Record.LocalityPath;
        if (await SettleAsync() is { } settled) path = settled;
        Reason = Request.Form[ReasonName].ToString().Trim();
        if (Register.AsksReason && Reason.Length is 0 or > 100) ReasonFault = "请用 1 至 100 个字写明这次为什么改、依据什么，记入变更记录";
        if (!Form.IsValid || path is null || LocalityFault is not null || ReasonFault is not null || !KeepsHere(Form, path, Record)) return await AgainAsync();
        var before = await AskRulesAsync(id, ParentId);
        if (await Rows.ChangeAsync(Place, id, version, path, Form, Stop, Reason.Length > 0 ? Reason : null) is { } clash) return await ShowClashAsync(clash);
        if (!Form.IsValid || !await KeepsRulesAsync(before, id, ParentId, path, Record.TitleIn(Register), $"修改{Register.Noun}")) return await AgainAsync();
        TempData["Done"] = "已保存";
        return Redirect(CancelUrl);
    }

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is not { RemovedAt: null } record || ParentId is { } parent && record.ParentId != parent || !IsHere(record.LocalityPath)) return false;
        if (ParentId is null ? KeptAbove(record) is not null : await IsParentKeptAboveAsync()) return false;
        Record = record;
        Titles = record.Titles;
        return true;
    }

    async Task<PageResult> AgainAsync()
    {
        await NameReferencesAsync();
        return this.Unprocessable();
    }

    string HomeOf(RegisterRecord record) => Here.HomeOf(record.LocalityPath)?.Code ?? "";

    /// <summary>Of a sensitive item the mask, which is all that anybody sees of it here.</summary>
    static string BaseOf(Field field, RegisterRecord record) => !field.IsSensitive ? FieldText.Input(field, record.Values.GetValueOrDefault(field.Column)) : record.Values.GetValueOrDefault(field.Column) is string mask ? FieldText.Show(field, mask, default) : "";

    Dictionary<string, string> BaseOf(RegisterRecord record)
    {
        var all = Register.TypedFields.ToDictionary(field => field.Column, field => BaseOf(field, record));
        if (ChoosesPlace) all[PlaceColumn] = HomeOf(record);
        return all;
    }

    /// <summary>What was asked for after a clash: theirs leaves the field as it stands; what was not chosen is asked for again.</summary>
    /// <returns>the path, where the place was asked for and theirs was chosen</returns>
    async Task<string?> SettleAsync()
    {
        string? path = null;
        foreach (var column in Request.Form[Asked].OfType<string>().Distinct())
        {
            var picked = Request.Form[Pick + column].ToString() switch { Theirs => Theirs, Mine => Mine, _ => null };
            var field = Register.Find(column);
            if (field is null && column != PlaceColumn || field is { IsByDeed: true }) continue;
            Clashes.Add(field is null ? PlaceClash(Record, picked) : await ClashAsync(field, Record, picked));
            if (picked == Theirs && field is not null) Form.Put(field, Record.Values.GetValueOrDefault(column));
            else if (picked == Theirs) (LocalityCode, LocalityFault, path) = (HomeOf(Record), null, Record.LocalityPath);
            else if (picked is null && field is not null) Form.Fail(column, "两个人都改过，请在上面选定用哪一个");
            else if (picked is null) LocalityFault = "两个人都改过，请在上面选定用哪一个";
        }
        return path;
    }

    Clashing PlaceClash(RegisterRecord current, string? picked) => new(PlaceColumn, "所在区划", PlaceName(current.LocalityPath), Here.Localities.Find(Request.Form[PlaceColumn].ToString())?.Name ?? "", HomeOf(current), picked);

    async Task<Clashing> ClashAsync(Field field, RegisterRecord current, string? picked) =>
        new(field.Column, field.Label, FieldText.Show(field, current.ShownOf(field), Reckoning), await MineAsync(field), field.IsSensitive ? "" : FieldText.Input(field, current.Values.GetValueOrDefault(field.Column)), picked);

    async Task<string> MineAsync(Field field) => Form.Values.GetValueOrDefault(field.Column) switch
    {
        _ when field.Kind == FieldKind.Identity => Form.Identity?.Mask ?? "",
        string text when field.IsEncrypted => FieldText.Mask(field.Canonical(text)),
        Guid row => await Rows.TitleOfAsync(Place, field, row, Stop) ?? "",
        var value => FieldText.Show(field, value, Reckoning),
    };

    /// <summary>Takes what the other one changed alone into the form, and asks for what both changed. What is sent next counts against the version now shown.</summary>
    async Task<PageResult> ShowClashAsync(Clash clash)
    {
        static string Even(string text) => text.ReplaceLineEndings("\n").Trim();
        var current = Record = clash.Current;
        (ClashBy, Version, Titles) = (clash.By, current.Version, current.Titles);
        Clashes.Clear();
        foreach (var field in Register.TypedFields)
        {
            var theirs = BaseOf(field, current);
            var before = Base.GetValueOrDefault(field.Column);
            var isSent = Request.Form.ContainsKey(field.Column);
            var mine = Form.Typed(field);
            // A form that does not say what it was filled with is taken to have touched all that differs.
            var isTouched = isSent && (field.IsSensitive ? mine != "" : before is null || Even(mine) != Even(before));
            var isChanged = before is null || Even(theirs) != Even(before);
            var differs = field.IsSensitive ? await MineAsync(field) != theirs : !Equals(Form.Values.GetValueOrDefault(field.Column), current.Values.GetValueOrDefault(field.Column));
            if (isTouched && isChanged && differs) Clashes.Add(await ClashAsync(field, current, null));
            else if (!isTouched)
            {
                if (isChanged && before is not null) Taken.Add((field.Label, FieldText.Show(field, current.ShownOf(field), Reckoning)));
                Form.Put(field, current.Values.GetValueOrDefault(field.Column));
            }
        }
        if (ChoosesPlace && Base.GetValueOrDefault(PlaceColumn) is var home && HomeOf(current) != home)
        {
            if (LocalityCode != HomeOf(current) && LocalityCode != home) Clashes.Add(PlaceClash(current, null));
            else if (home is not null)
            {
                LocalityCode = HomeOf(current);
                Taken.Add(("所在区划", PlaceName(current.LocalityPath)));
            }
        }
        Base = BaseOf(current);
        await NameReferencesAsync();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
