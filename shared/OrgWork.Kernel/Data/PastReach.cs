namespace OrgWork.Kernel;

/// <summary>
/// Where the rows of a place are to be found that belonged to it on an earlier day, and in which order they stood: places have moved since.
/// Paths are today's, since rows move along with their places.
/// </summary>
/// <param name="Top">the place itself</param>
/// <param name="Gained">subtrees that stood under it then and stand elsewhere now</param>
/// <param name="Lost">subtrees that stand under it now and stood elsewhere then</param>
/// <param name="Moved">every subtree that has moved: its path now, and what it was then</param>
public sealed record PastReach(string Top, IReadOnlyList<string> Gained, IReadOnlyList<string> Lost, IReadOnlyList<(string Now, string Then)> Moved)
{
    public string On(string column)
    {
        if (Gained.Count + Lost.Count == 0) return "";
        var reach = string.Join(" or ", Gained.Prepend(Top).Select(path => Within(column, path)));
        return $" and ({reach})" + string.Concat(Lost.Select(path => $" and not {Within(column, path)}"));
    }

    /// <summary>The path as it was then, by which lists were ordered and places summed up.</summary>
    public string PathOf(string column) => Moved.Count == 0 ? column
        : $"(case {string.Concat(Moved.Select(move => $"when {Within(column, move.Now)} then '{move.Then}' || substr({column}, {move.Now.Length + 1}) "))}else {column} end) collate \"C\"";

    /// <summary>Nothing when no place has moved since.</summary>
    /// <param name="then">the places of that day, with today's paths</param>
    /// <param name="mayReach">whether the user may see what is at this place</param>
    public static PastReach? Of(Locality place, LocalityTree then, LocalityTree now, Func<Locality, bool> mayReach)
    {
        if (then.Find(place.Id) is not { } top) return null;
        var moved = new List<(string Now, string Then)>();
        foreach (var root in then.Roots) FindMoved(then, root, root.Path, moved);
        if (moved.Count == 0) return null;
        var below = then.Below(top).ToHashSet();
        var gained = below.Where(old => !old.Path.StartsWith(place.Path, StringComparison.Ordinal) && mayReach(old)).Select(old => old.Path).ToList();
        var lost = now.Below(place).Where(present => then.Find(present.Id) is { } old && !below.Contains(old)).Select(present => present.Path).ToList();
        return new(place.Path, Tops(gained), Tops(lost), moved);
    }

    /// <summary>What is reached from here on the day that is shown: as of an earlier one a place may have reached further than it does now.</summary>
    /// <param name="mayReach">whether who looks may see what is at this other place</param>
    public static Scope ScopeOf(Here here, Guid actor, Func<Locality, bool> mayReach)
    {
        var present = Scope.Subtree(here.Locality, actor);
        return here.AsOf is null || Of(here.Locality, here.Then, here.Localities, mayReach) is not { } reach ? present
            : Scope.Subtree(reach.Gained.Aggregate(here.Locality.Path, Common), actor) with { Reach = reach };
    }

    /// <summary>Deepest first, so that of two moves the nearer one counts.</summary>
    static void FindMoved(LocalityTree then, Locality at, string pathThen, List<(string Now, string Then)> moved)
    {
        foreach (var child in then.ChildrenOf(at))
        {
            var childThen = $"{pathThen}{child.Id}.";
            FindMoved(then, child, childThen, moved);
            // What went along with its parent is told by the parent's move.
            if (child.Path != $"{at.Path}{child.Id}.") moved.Add((child.Path, childThen));
        }
    }

    // A subtree that went whole is named once, by its top.
    static List<string> Tops(List<string> paths) => paths.FindAll(path => !paths.Exists(other => other != path && path.StartsWith(other, StringComparison.Ordinal)));

    /// <summary>The lowest place above both.</summary>
    public static string Common(string path, string other)
    {
        var end = 0;
        for (var i = 0; i < Math.Min(path.Length, other.Length) && path[i] == other[i]; i++)
            if (path[i] == '.') end = i + 1;
        return path[..end];
    }

    static string Within(string column, string path) => $"({column} >= '{path}' and {column} < '{Scope.UpperBound(path)}')";
}
