using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>A deed of a register on the rows that were chosen: for whom, what is to be said, what follows; done for all or for none.</summary>
public sealed class DeedModel(Db db) : RegisterPageModel
{
    const int Most = 200;

    public RegisterDeed Deed => field ??= HttpContext.GetEndpoint()!.Metadata.GetMetadata<RegisterDeed>()!;
    public IReadOnlyList<RegisterRecord> Records { get; private set; } = [];
    public RegisterForm Form { get; private set; } = null!;
    public string? Hindrance { get; private set; }
    public string Address => Here.Url($"{Place.Path}/deeds/{Deed.Id}");

    Register Asked => field ??= new() { Id = Deed.Id, Title = Deed.Title, Noun = Deed.Title, Table = "", ReadPermission = Deed.Permission, WritePermission = Deed.Permission, Fields = Deed.Fields };

    public string TitleOf(RegisterRecord record) => record.TitleIn(Register);
    public StepFieldView View(Field field) => new(field, field.Column, Form.Typed(field), Form.Errors.GetValueOrDefault(field.Column), $"{Address}?handler=candidates&field={field.Column}");

    public async Task<IActionResult> OnGetAsync(Guid[] id)
    {
        Records = await Rows.FindManyAsync(Place, [.. id.Distinct().Take(Most)], Stop);
        Form = RegisterForm.New(Asked);
        return Records.Count == 0 ? NotFound() : Page();
    }

    /// <summary>From the register's list: the ticked rows go into the address.</summary>
    public async Task<IActionResult> OnPostAsync(Guid[] id, bool isSaid)
    {
        if (!isSaid) return id.Length == 0 ? BadRequest() : Redirect($"{Address}?{string.Join('&', id.Distinct().Take(Most).Select(one => $"id={one}"))}");
        Records = await Rows.FindManyAsync(Place, [.. id.Distinct().Take(Most)], Stop);
        if (Records.Count == 0) return NotFound();
        Form = RegisterForm.Read(Asked, Request.Form, Today);
        // A form that leaves out what must be said is no less wrong than one that leaves it empty.
        foreach (var field in Deed.Fields.Where(field => field.IsRequired && !Request.Form.ContainsKey(field.Column))) Form.Fail(field.Column, $"请填写{field.Label}");
        foreach (var (field, why) in await Rows.BeyondAsync(Place, Deed.Fields, Form.Values, Stop)) Form.Fail(field.Column, why);
        if (!Form.IsValid) return this.Unprocessable();
        // What was left out counts as empty.
        var values = Deed.Fields.ToDictionary(field => field.Column, field => Form.Values.GetValueOrDefault(field.Column));
        foreach (var record in Records)
        {
            if (!Deed.IsForBelow && !IsHere(record.LocalityPath))
            {
                Hindrance = $"{TitleOf(record)}：属于{PlaceName(record.LocalityPath)}，在这里只能看；请由那里办理";
                return this.Unprocessable();
            }
            if (Deed.IsToKeeper)
            {
                if (KeptAbove(record) is null)
                {
                    Hindrance = $"{TitleOf(record)}：由本级管理，请直接修改";
                    return this.Unprocessable();
                }
            }
            else if (KeptAbove(record) is { } keeper)
            {
                Hindrance = $"{TitleOf(record)}：由{keeper.Name}管理，在这里只看；请由那里办理";
                return this.Unprocessable();
            }
            if (await Rows.IsOwnAsync(Place, record.Id, Stop))
            {
                Hindrance = $"{TitleOf(record)}：{RegisterRows.OwnWords}";
                return this.Unprocessable();
            }
            var deed = new RowDeed(record.Id, record.LocalityPath, TitleOf(record), values, Here.User.Name);
            if (await Deed.Done(db, deed, Stop) is { } why)
            {
                Hindrance = $"{TitleOf(record)}：{why}";
                return this.Unprocessable();
            }
            Change[] said = [.. Deed.Fields.Where(field => field.Kind is not (FieldKind.Row or FieldKind.Unit) && !field.IsSensitive && Form.Values.GetValueOrDefault(field.Column) is not null).Select(field => new Change(field.Label, null, FieldText.Show(field, Form.Values[field.Column], Reckoning)))];
            await db.RecordAsync(new(DeedKind.Update, Register.Id, record.Id, record.LocalityPath, TitleOf(record), [new("办理", null, Deed.Title), .. said, .. deed.Told]), Stop);
        }
        TempData["Done"] = $"{Deed.Title}：已办 {Records.Count} {Register.Counter}";
        return Redirect(Records.Count == 1 ? RecordUrl(Records[0].Id) : ListUrl);
    }

    public async Task<IActionResult> OnGetCandidatesAsync(string field, string? q)
    {
        if (Deed.Fields.FirstOrDefault(one => one.Column == field) is not { Kind: FieldKind.Row or FieldKind.Unit } wanted) return BadRequest();
        var found = await Rows.CandidatesAsync(Place, wanted, q ?? "", Stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }
}
