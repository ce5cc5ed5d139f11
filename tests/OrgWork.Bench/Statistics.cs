using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// All tables and figures of a county of 30,000 members and 3,000 cadres: through the engine (module's login, row security, today and as of last
/// December) against the same grouped statements by an administrator, whom no policy binds.
/// </summary>
static class Statistics
{
    public static async Task RunAsync(PrivateCluster cluster, string folder, string modules, int rounds, Action<string> say)
    {
        var connection = await Prepared.CityAsync(cluster, folder, modules, "bench_statistics", DemoCounts.For(DemoSize.County), "3 万名党员、3 千名干部", say);
        await using var platform = await Platform.PrepareAsync(new() { Database = connection, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        var tree = await platform.Live.LocalitiesAsync(default);
        var city = tree.Roots.First();
        await using var admin = NpgsqlDataSource.Create(connection);
        var places = platform.Catalog.Candidates.Select(module => module.Figures).OfType<FigurePlace>().ToList();
        var december = new DateOnly(Clock.Today.Year - 1, 12, 31);
        var scope = Scope.Subtree(city, Guid.NewGuid());

        say($"{"",-14}{"tables",8}{"bare s",10}{"ours s",10}{"ratio",8}{"as of 12.31",13}{"figures s",11}");
        foreach (var place in places)
        {
            var (bare, ours, past, figures) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var times = new[]
                {
                    await TimeAsync(async () =>
                    {
                        await using var batch = admin.CreateBatch();
                        foreach (var report in place.Set.Reports) batch.BatchCommands.Add(new(FigureSql.Grid(report, scope, null)));
                        await using var reader = await batch.ExecuteReaderAsync();
                        do
                            while (await reader.ReadAsync()) { }
                        while (await reader.NextResultAsync());
                    }),
                    await TimeAsync(() => ReadAsync(platform, tree, city, place, null, reader => reader.GridsAsync(place.Set.Reports, default))),
                    await TimeAsync(() => ReadAsync(platform, tree, city, place, december, reader => reader.GridsAsync(place.Set.Reports, default))),
                    await TimeAsync(() => ReadAsync(platform, tree, city, place, null, reader => reader.ValuesAsync(place.Set.Figures, default))),
                };
                // The first round warms both sides.
                if (round == 0) continue;
                bare.Add(times[0]);
                ours.Add(times[1]);
                past.Add(times[2]);
                figures.Add(times[3]);
            }
            say(string.Create(CultureInfo.InvariantCulture, $"{place.Module.Id,-14}{place.Set.Reports.Count,8}{Median(bare),10:0.000}{Median(ours),10:0.000}{Median(ours) / Median(bare),8:0.00}{Median(past),13:0.000}{Median(figures),11:0.000}"));
        }
    }

    static async Task ReadAsync<T>(Platform platform, LocalityTree tree, Locality city, FigurePlace place, DateOnly? day, Func<FigureReader, Task<T>> read)
    {
        var here = new Here();
        here.Enter(null, city, tree, place.Module, ModuleState.On, new HashSet<string>(), "");
        if (day is { } on) here.LookBack(on, await platform.Live.LocalitiesOnAsync(on, default));
        await using var db = platform.Databases.Of(place.Module).OpenForReading(Scope.Subtree(city, Guid.NewGuid()), Actor.System);
        await read(new FigureReader(db, here));
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
