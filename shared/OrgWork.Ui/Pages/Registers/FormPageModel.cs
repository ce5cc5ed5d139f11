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
    public IEnumerable<IGrouping<string, Field>> Groups => Register.Fields.GroupBy(f => f.Group);
    /// <summary>Faults that stand at no field.</summary>
    public string? Fault => Form.Errors.GetValueOrDefault("");

    /// <summary>Places to choose from. Under a large place only the levels that a person can scan.</summary>
    public IEnumerable<Locality> Places => Here.Localities.Below(Here.Locality).Take(1500);

    protected Locality? ReadPlace(string? code)
    {
        LocalityCode = code ?? "";
        if (Here.Localities.Find(LocalityCode) is { } chosen && Here.Locality.Contains(chosen)) return chosen;
        LocalityFault = LocalityCode == "" ? "请选择所在区划" : $"没有代码为“{LocalityCode}”的区划，或者不在{Here.Locality.Name}之内；请从列表里选";
        return null;
    }
}
