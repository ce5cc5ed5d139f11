namespace OrgWork.Kernel;

/// <summary>A figure of another module that a module shows beside its own.</summary>
/// <param name="Module">by its id; a local programme by its name, since its id is the place's</param>
/// <param name="Group">the heading under which it stands there</param>
public sealed record ShownFigure(string Module, string Figure, string Group);

/// <param name="Value">null where there is nothing to be shown; <paramref name="Why"/> says why not</param>
public sealed record ShownValue(ShownFigure Shown, FigurePlace? Place, Figure? Figure, FigureValue? Value, FigureTarget? Own, string Why = "")
{
    /// <summary>What its own module took down of it here, oldest first.</summary>
    public IReadOnlyList<decimal> Kept { get; init; } = [];
}

/// <summary>Figures of other modules, for a page that shows them beside its own: reckoned under their own module's login, for who asks, where they stand and as of the day they look at.</summary>
/// <param name="open">for reading under a module's login; nothing where the module is off</param>
public sealed class FigureReaders(Func<ModuleManifest, CancellationToken, Task<Db?>> open, Here here, IReadOnlyList<FigurePlace> all)
{
    public async Task<IReadOnlyList<ShownValue>> ReadAsync(IReadOnlyList<ShownFigure> shown, CancellationToken stop)
    {
        var found = new Dictionary<ShownFigure, ShownValue>();
        foreach (var group in shown.Distinct().GroupBy(one => one.Module))
            foreach (var one in await ReadAsync(group.Key, [.. group], stop)) found[one.Shown] = one;
        return [.. shown.Select(one => found[one])];
    }

    async Task<IReadOnlyList<ShownValue>> ReadAsync(string module, IReadOnlyList<ShownFigure> wanted, CancellationToken stop)
    {
        // Other counties may have a programme of the same name: the one that is on here is meant.
        var places = all.Where(place => place.Module.Id == module || place.Module.Under == ProgrammePackage.Home && place.Module.Name == module).ToList();
        foreach (var place in places)
        {
            if (await open(place.Module, stop) is not { } opened) continue;
            await using var db = opened;
            var mine = here.May(FigureSet.ReadPermission(place.Module)) ? place.For(here) : null;
            var asked = wanted.Where(one => mine?.Figure(one.Figure) is not null).ToList();
            var reader = new FigureReader(db, here);
            var values = asked.Count == 0 ? [] : await reader.ValuesAsync(asked.Select(one => place.Figure(one.Figure)!).Distinct(), stop);
            var targets = asked.Count == 0 ? [] : await reader.TargetsAsync(place.Module, stop);
            var kept = asked.Count == 0 ? [] : await reader.SnapshotsAsync(place.Module, withContent: true, stop);
            return [.. wanted.Select(one => place.Figure(one.Figure) is not { } figure ? new ShownValue(one, place, null, null, null, "没有这项指标")
                : values.TryGetValue(figure, out var value) ? new(one, place, figure, value, targets.GetValueOrDefault(figure.Id)) { Kept = Snapshot.Of(kept, figure, here.Day) } : new(one, place, figure, null, null, "没有查看的权限"))];
        }
        return [.. wanted.Select(one => new ShownValue(one, places.FirstOrDefault(), places.FirstOrDefault()?.Figure(one.Figure), null, null, places.Count == 0 ? "没有安装" : "在这里没有启用"))];
    }
}
