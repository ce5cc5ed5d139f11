using System.Reflection;

namespace OrgWork.Programmes;

/// <param name="Key">the file's name</param>
public sealed record ShelfItem(string Key, ProgrammeDescription Description);

/// <summary>货架: programmes that come ready with the platform, each a description like those one designs.</summary>
public static class ProgrammeShelf
{
    static readonly Lazy<IReadOnlyList<ShelfItem>> all = new(() =>
    {
        var assembly = typeof(ProgrammeShelf).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith("shelf/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new ShelfItem(Path.GetFileNameWithoutExtension(name), ProgrammeDescription.Parse(reader.ReadToEnd()));
        })];
    });

    public static IReadOnlyList<ShelfItem> All => all.Value;
    const string From = "货架：";

    /// <summary>Where a description came from, as people call it: an item of the shelf by its name, not by its file's.</summary>
    public static string Said(string origin) => origin.StartsWith(From, StringComparison.Ordinal) && Find(origin[From.Length..]) is { } item ? $"专项货架上的{item.Description.Name}" : origin;

    /// <summary>As it is installed in a year: a mechanism has none, and whatever has one asks for its rounds in that one.</summary>
    public static ProgrammeDescription InYear(ShelfItem item, int year) => item.Description.Edition == 0 ? item.Description : ProgrammeEdition.InYear(item.Description, year);

    public static ShelfItem? Find(string key) => All.FirstOrDefault(item => item.Key == key);
}
