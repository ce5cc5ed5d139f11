using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>One field on a form.</summary>
public sealed record FormField(FormPageModel Page, Field Field);

/// <summary>What a new record's form and an existing one's share.</summary>
public abstract class FormPageModel : RegisterPageModel
{
    public RegisterForm Form { get; protected set; } = null!;
    /// <summary>Where the record belongs: chosen among the places within the scope.</summary>
    public string LocalityCode { get; protected set; } = "";
    public string? LocalityFault { get; protected set; }
    /// <summary>What a referred row or unit is called, for those chosen already.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; protected set; } = new Dictionary<string, string>();
    public abstract string Heading { get; }
    public abstract string CancelUrl { get; }
    public bool ChoosesPlace => Place.Parent is null;
    public IEnumerable<IGrouping<string, Field>> Groups => Register.TypedFields.GroupBy(f => f.Group);
    /// <summary>Rules that what was typed would break and that admit no exception; nothing was saved.</summary>
    public IReadOnlyList<Finding> Refused { get; protected set; } = [];
    /// <summary>Rules that admit an exception, with what is asked for it.</summary>
    public WaiverForm? Waiver { get; protected set; }

    protected RuleChecks Checks => field ??= HttpContext.RequestServices.GetRequiredService<RuleChecks>();

    /// <summary>What the rules say of a row, and of the record it hangs on.</summary>
    protected async Task<IReadOnlyList<RowFinding>> AskRulesAsync(Guid row, Guid? parent) =>
        [.. await Checks.OfRowAsync(Place, row, stop: Stop), .. (parent is { } record ? await Checks.OfRowAsync(Place.Parent!, record, stop: Stop) : [])];

    /// <summary>
    /// Asks the rules once more, with the change made in this transaction. What was wrong before in the same way holds nobody up: an old fault must not stand in
    /// the way of a new telephone number. What is refused, or lacks its waiver, takes the change back.
    /// </summary>
    protected async Task<bool> KeepsRulesAsync(IReadOnlyList<RowFinding> before, Guid row, Guid? parent, string path, string title, string deed)
    {
        var old = before.Where(found => found.Finding.IsBroken).Select(found => (found.Rule.Id, found.Finding.Words)).ToHashSet();
        List<Finding> fresh = [.. (await AskRulesAsync(row, parent)).Select(found => found.Finding).Where(finding => finding.IsBroken && finding.Rule!.Severity != Severity.Remind && !old.Contains((finding.Rule.Id, finding.Words)))];
        // The number is encrypted: its birth date is compared when it is typed, and never again.
        if (Form.Identity is { } number && Place.Parent is null && HttpContext.RequestServices.GetRequiredService<RuleBook>().Find(PersonRules.BirthRule(Place.Module.Id, Register.Id)) is Rule<PersonFacts> births
            && await Checks.CheckAsync(births, new() { BirthOn = Form.Values.GetValueOrDefault("birth_on") as DateOnly?, IdentityBirthOn = number.Birth }, path, stop: Stop) is { IsBroken: true } differs) fresh.Add(differs);
        if (fresh.Count == 0) return true;
        Refused = [.. fresh.Where(finding => finding.Refuses)];
        Waiver = WaiverForm.Read(Request.Form, [.. fresh.Where(finding => finding.NeedsWaiver)]);
        if (Refused.Count == 0 && Waiver.Waiver is { } waiver)
        {
            await Checks.WaiveAsync(Waiver.Findings, Place.Path[(Place.Module.Id.Length + 1)..], parent ?? row, path, title, deed, waiver, Stop);
            return true;
        }
        await HttpContext.RequestServices.GetRequiredService<Db>().DisposeAsync();
        return false;
    }

    /// <summary>What the rows and units in the form are called, before it is shown again.</summary>
    protected async Task NameReferencesAsync()
    {
        var named = new Dictionary<string, string>();
        foreach (var field in Register.Fields.Where(field => field.Kind is FieldKind.Row or FieldKind.Unit))
            if (Guid.TryParse(Form.Typed(field), out var row)) named[field.Column] = await Rows.TitleOfAsync(Place, field, row, Stop) ?? "（不在您的授权范围之内）";
        Titles = named;
    }

    /// <summary>Faults that stand at no field.</summary>
    public string? Fault => Form.Errors.GetValueOrDefault("");

    /// <summary>Places to choose from. Under a large place only the levels that a person can scan.</summary>
    public IEnumerable<Locality> Places => Here.Localities.Below(Here.Locality).Take(1500);

    protected Locality? ReadPlace(string? code)
    {
        LocalityCode = code ?? "";
        if (LocalityCode == Here.Locality.Code) return Here.Locality;
        if (Here.Localities.Find(LocalityCode) is { } chosen && Here.Locality.Contains(chosen)) return chosen;
        LocalityFault = LocalityCode == "" ? "请选择所在区划" : $"没有代码为“{LocalityCode}”的区划，或者不在{Here.Locality.Name}之内；请从列表里选";
        return null;
    }
}
