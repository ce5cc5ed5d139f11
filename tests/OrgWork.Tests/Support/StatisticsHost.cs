using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests;

/// <summary>An invented city with the product's own modules, and a way to compute their figures without pages.</summary>
public sealed class StatisticsHost : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;
    internal IReadOnlyList<FigurePlace> Places { get; private set; } = [];
    internal Locality City { get; private set; } = null!;
    internal LocalityTree Tree { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 4, Villages: 12, Enterprises: 4, Cadres: 110, Members: 320, Talents: 40), seed: 3);
        Assert.All(Host.Platform.Catalog.Statuses, status => Assert.Null(status.Error));
        // Programmes of a county are not there at the city: their figures are asked for where they live.
        Places = [.. Host.Platform.Current!.Modules.Where(module => module.Manifest.Under is null).Select(module => module.Figures).OfType<FigurePlace>()];
        Tree = await Host.Platform.Live.LocalitiesAsync(default);
        City = Tree.Roots.Single();
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    internal FigurePlace Of(string module) => Places.Single(place => place.Module.Id == module);

    /// <summary>A reader that stands in a place and looks at a day, under the module's own login.</summary>
    internal async Task<(FigureReader Reader, Db Db)> ReaderAsync(FigurePlace place, Locality locality, DateOnly? day = null, bool writes = false)
    {
        var here = new Here();
        here.Enter(null, locality, Tree, place.Module, ModuleState.On, new HashSet<string>(), "");
        if (day is { } on) here.LookBack(on, await Host.Platform.Live.LocalitiesOnAsync(on, default));
        var source = Host.Platform.Databases.Of(place.Module);
        var scope = Scope.Subtree(locality, Guid.NewGuid());
        var db = writes ? source.OpenForWriting(scope, Actor.System) : source.OpenForReading(scope, Actor.System);
        return (new FigureReader(db, here), db);
    }
}
