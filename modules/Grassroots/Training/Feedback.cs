namespace OrgWork.Grassroots;

/// <summary>What listeners say of a lecture or a class: sheets that came back, and how many of them say what.</summary>
static class Feedback
{
    public static readonly IReadOnlyList<Field> Fields = [Field.Number("answers", "收回评价（份）", 1, 100000).Required(), Field.Number("useful", "有用（份）", 0, 100000).Required(), Field.Number("prepared", "准备充分（份）", 0, 100000).Required(), Field.Number("again", "愿意再听（份）", 0, 100000).Required()];

    public static int Of(RowDeed deed, string column) => Convert.ToInt32(deed.Values[column], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>No more can say so than sheets came back.</summary>
    public static string? Fault(RowDeed deed) => Fields.Skip(1).Where(field => Of(deed, field.Column) > Of(deed, "answers")).Select(field => $"“{field.Label.Replace("（份）", "", StringComparison.Ordinal)}” {Of(deed, field.Column)} 份多于收回的 {Of(deed, "answers")} 份，请核对").FirstOrDefault();
}
