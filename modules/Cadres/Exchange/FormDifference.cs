using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrgWork.Cadres;

/// <summary>One item in which a file and a record do not say the same; for somebody new, one that the file says.</summary>
/// <param name="Known">what the record says, as the form would print it; empty for nothing</param>
sealed record FormDifference(string Element, string Label, string Said, string Known, bool IsKeyFact, string? Doubt)
{
    /// <summary>The file is silent: by itself no reason to change anything.</summary>
    public bool IsSilent => Said == "";
    /// <summary>What is taken unless somebody says otherwise: the file, but not its silence, and not against a key fact that the record has.</summary>
    public bool TakesFile => !IsSilent && !(IsKeyFact && Known != "" && Element is not (FormElements.Resume or FormElements.Name));

    static readonly string[] NotInLrm = [FormElements.AgeLimit, FormElements.FormerAgeLimit];

    public static IReadOnlyList<FormDifference> Of(FormFile file, FormRecord? record, bool identityIsNew)
    {
        var all = new List<FormDifference>();
        var columns = record?.Columns ?? Columns.Empty;
        foreach (var field in FormFields.All)
        {
            var said = file.Text(field.Element);
            if (said == "" && (file is LrmFile && NotInLrm.Contains(field.Element) || record is null && !IsRequired(field.Element))) continue;
            var reading = said == "" ? FormReading.Nothing : field.Read(said, columns);
            // What could not be read is shown, though it changes nothing; so is what somebody new must have.
            if (field.IsSame(said, columns) && !(said == "" && record is null) && !(reading.Doubt is not null && reading.Values.Count == 0)) continue;
            all.Add(new(field.Element, field.Label, said, field.Write(columns, ""), field.IsKeyFact, reading.Doubt));
        }
        var known = record?.Family.Select(row => FormFields.RelativeOf(row.Columns, file.Family.FirstOrDefault(relative => relative.Name == row.Columns.Text("name"))?.Birth ?? "")).ToList() ?? [];
        if (!file.Family.Select(FormFields.Taken).SequenceEqual(known))
            all.Add(new(FormElements.Family, FormElements.NameOf(FormElements.Family), string.Join('\n', file.Family), string.Join('\n', known), false, Joined(file.Family.Select(relative => FormFields.Read(relative).Doubt))));
        if (identityIsNew) all.Add(new(FormElements.Identity, FormElements.NameOf(FormElements.Identity), IdentityNumber.MaskOf(file.Text(FormElements.Identity)), "", false, null));
        if (file.Photo is { } photo && (record?.PhotoSha256 is not { } has || !SHA256.HashData(photo).AsSpan().SequenceEqual(has)))
            all.Add(new(FormElements.Photo, FormElements.NameOf(FormElements.Photo), "（有照片）", record?.PhotoId is null ? "" : "（另一张）", false, null));
        return all;
    }

    static bool IsRequired(string element) => element is FormElements.Sex or FormElements.Birth or FormElements.Nation or FormElements.Name;
    static string? Joined(IEnumerable<string?> doubts) => string.Join('；', doubts.Where(doubt => doubt is not null)) is { Length: > 0 } all ? all : null;
}

/// <summary>What somebody chose for one item: the file's word, the record's, or their own.</summary>
sealed record FormChoice(string Take, string? Text = null)
{
    public const string File = "file", Keep = "keep", Own = "own";

    [JsonIgnore]
    public string Words => Take switch { File => "用文件的", Own => "另填", _ => "用名册的" };

    public static Dictionary<string, FormChoice> Of(string json) => JsonSerializer.Deserialize<Dictionary<string, FormChoice>>(json) ?? [];
    public static string ToJson(IReadOnlyDictionary<string, FormChoice> choices) => JsonSerializer.Serialize(choices);
}
