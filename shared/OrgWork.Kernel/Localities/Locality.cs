namespace OrgWork.Kernel;

/// <remarks>An organisation is a place of the Party and not of the country: it stands in nobody's tree, and in the address of those whose grant ends there.</remarks>
public enum LocalityKind { Province = 1, City = 2, County = 3, Township = 4, Village = 5, Organisation = 6 }

/// <summary>A place in the tree of localities, as it stands today.</summary>
/// <param name="Path">Ids from the root, each closed with a dot: <c>1.14.92.</c> A subtree is the range from its path to <see cref="Scope.UpperBound"/>.</param>
public sealed record Locality(int Id, string Code, string Name, string ShortName, LocalityKind Kind, int? ParentId, string Path, int RankOrder)
{
    public int Depth => Path.AsSpan().Count('.') - 1;
    public bool IsOrganisation => Kind == LocalityKind.Organisation;
    /// <summary>Of the places above it, the topmost first.</summary>
    public IEnumerable<string> PathsAbove
    {
        get
        {
            for (var end = Path.IndexOf('.', StringComparison.Ordinal); end >= 0 && end < Path.Length - 1; end = Path.IndexOf('.', end + 1)) yield return Path[..(end + 1)];
        }
    }
    public bool Contains(Locality other) => other.Path.StartsWith(Path, StringComparison.Ordinal);
}

/// <summary>All localities of the deployment, read once and replaced whole when the tree changes.</summary>
public sealed class LocalityTree
{
    readonly Dictionary<string, Locality> byCode;
    readonly Dictionary<int, Locality> byId;
    readonly Dictionary<string, Locality> byPath;
    readonly ILookup<int, Locality> children;

    /// <param name="all">in any order; a parent that is missing makes its child a root</param>
    public LocalityTree(IReadOnlyCollection<Locality> all)
    {
        byCode = all.ToDictionary(l => l.Code);
        byId = all.ToDictionary(l => l.Id);
        byPath = all.ToDictionary(l => l.Path);
        children = all.OrderBy(l => l.RankOrder).ThenBy(l => l.Code, StringComparer.Ordinal).ToLookup(l => l.ParentId ?? 0);
    }

    public int Count => byId.Count;
    public IEnumerable<Locality> Roots => children[0];
    public IEnumerable<Locality> ChildrenOf(Locality parent) => children[parent.Id];
    public Locality? Find(string code) => byCode.GetValueOrDefault(code);
    public Locality? Find(int id) => byId.GetValueOrDefault(id);
    /// <summary>The place of a row; of what belongs to a Party organisation, the place where that is at home.</summary>
    public Locality? AtPath(string path) => byPath.GetValueOrDefault(HomeOf(path));

    /// <summary>As <c>org.home_of</c>: ids of organisations are negative.</summary>
    public static string HomeOf(string path) => path.IndexOf('-', StringComparison.Ordinal) is var at and > 0 ? path[..at] : path;

    /// <summary>From the root down to the locality itself.</summary>
    public IReadOnlyList<Locality> LineOf(Locality locality)
    {
        var line = new List<Locality>();
        if (locality.IsOrganisation) return AtPath(locality.Path) is { } home ? [.. LineOf(home), locality] : [locality];
        for (Locality? at = locality; at is not null; at = at.ParentId is { } parent ? Find(parent) : null) line.Add(at);
        line.Reverse();
        return line;
    }

    /// <summary>On the way up from this path the nearest place of that kind or a higher one; the top where there is none.</summary>
    public Locality? UpTo(string path, LocalityKind kind) => AtPath(path) is not { } place ? null : LineOf(place) is var line && line.LastOrDefault(above => above.Kind <= kind) is { } found ? found : line[0];

    /// <summary>The locality and everything below it, in rank order, parents first.</summary>
    public IEnumerable<Locality> Below(Locality top)
    {
        var open = new Stack<Locality>();
        open.Push(top);
        while (open.TryPop(out var at))
        {
            yield return at;
            foreach (var child in ChildrenOf(at).Reverse()) open.Push(child);
        }
    }
}
