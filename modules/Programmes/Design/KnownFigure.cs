namespace OrgWork.Programmes;

/// <summary>A figure that a module or another programme of the place publishes, and as what it is chosen.</summary>
/// <param name="Figure">as it stands in a description</param>
public sealed record KnownFigure(string Figure, string Words)
{
    /// <param name="isHere">whether a programme is one of the place's: what others have is not shown</param>
    public static IReadOnlyList<KnownFigure> Of(IReadOnlyList<FigurePlace> places, Func<ModuleManifest, bool> isHere)
    {
        var all = places.Where(place => place.Module.Under != ProgrammePackage.Home || isHere(place.Module))
            .SelectMany(place => place.Set.Figures.Select(figure => new KnownFigure($"{(place.Module.Under == ProgrammePackage.Home ? place.Module.Name : place.Module.Id)}/{figure.Id}", $"{place.Module.Name}：{figure.Title}"))).DistinctBy(one => one.Figure).ToList();
        var twice = all.GroupBy(one => one.Words).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return [.. all.Select(one => twice.Contains(one.Words) ? one with { Words = $"{one.Words}（{one.Figure}）" } : one)];
    }
}
