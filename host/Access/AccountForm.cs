namespace OrgWork.Host;

/// <summary>The form of an account, new or old.</summary>
sealed class AccountForm
{
    public string? Account { get; set; }
    public string? Name { get; set; }
    public string? Office { get; set; }
    public string? Phone { get; set; }
    public string? Locality { get; set; }
    public int Version { get; set; }

    public IReadOnlyList<Locality> Places { get; private set; } = [];
    public bool IsNew { get; private set; }
    public string Back { get; private set; } = "";

    public AccountWords Words => new((Account ?? "").Trim().ToLowerInvariant(), (Name ?? "").Trim(), Blank(Office), Blank(Phone));

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public Locality Place(Here here) => here.Localities.Find(Locality ?? "") is { } place && here.Locality.Contains(place)
        ? place
        : throw new RefusedException("请选择所在区划，须在本级或下级之内", "Form.Locality");

    public void Show(Here here, bool isNew, string back)
    {
        (IsNew, Back) = (isNew, back);
        Locality ??= here.Locality.Code;
        Places = [.. here.Localities.Below(here.Locality).Where(place => place.Kind <= LocalityKind.Township || place == here.Locality || place.Code == Locality).Take(600)];
    }
}
