namespace OrgWork.Host;

/// <summary>The form of a locality, new or changed.</summary>
sealed class LocalityForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? ShortName { get; set; }
    public LocalityKind Kind { get; set; }
    public string? On { get; set; }
    public string? Reason { get; set; }

    public IReadOnlyList<LocalityKind> Kinds { get; set; } = [];

    public LocalityWords Words => new((Code ?? "").Trim(), (Name ?? "").Trim(), string.IsNullOrWhiteSpace(ShortName) ? Shorten((Name ?? "").Trim()) : ShortName.Trim(), Kind);

    /// <summary>云河县 → 云河; what would leave one character stays whole.</summary>
    public static string Shorten(string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)["街道", "社区", "省", "市", "县", "区", "镇", "乡", "村"])
            if (name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length + 1) return name[..^ending.Length];
        return name;
    }

    public static DateOnly Day(string? text) => Dates.TryParse(text, out var day, out var fault) ? day : throw new RefusedException(fault, "On");

    public static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? throw new RefusedException("请写明依据或事由，如批复文号", "Reason") : reason.Trim();
}
