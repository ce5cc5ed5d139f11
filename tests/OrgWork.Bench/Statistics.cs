using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// All tables and figures of a county of 30,000 members and 3,000 cadres: through the engine (module's login, row security, today and as of last
/// December) against the same grouped statements by an administrator, whom no policy binds. And whether that city is as large as it says, and was built as quickly.
/// </summary>
static class Statistics
{
    /// <summary>"All tables in seconds", whatever day they look back to; the city "well under a minute".</summary>
    const double TablesWithin = 10, CityWithin = 60;

    /// <returns>whether all goals are met</returns>
    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int rounds, Action<string> say)
    {
        var connection = await Prepared.CityAsync(cluster, folder, modules, "bench_statistics", DemoCounts.For(DemoSize.County), "3 万名党员、3 千名干部", say);
        await using var platform = await Platform.PrepareAsync(new() { Database = connection, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        var tree = await platform.Live.LocalitiesAsync(default);
        var city = tree.Roots.First();
        await using var admin = NpgsqlDataSource.Create(connection);
        var places = platform.Catalog.Candidates.Select(module => module.Figures).OfType<FigurePlace>().ToList();
        var december = new DateOnly(Clock.Today.Year - 1, 12, 31);
        var scope = Scope.Subtree(city, Guid.NewGuid());

        var isWell = await IsCityWellAsync(admin, say);
        say($"{"",-14}{"tables",8}{"bare s",10}{"ours s",10}{"ratio",8}{"as of 12.31",13}{"figures s",11}{"goal s",8}");
        foreach (var place in places)
        {
            // Each alone: where to look first, if all together is too slow. What does not answer in a page's time has none.
            var alone = new List<(double Seconds, string Title)>();
            foreach (var figure in place.Set.Figures)
                try
                {
                    alone.Add((await TimeAsync(() => ReadAsync(platform, tree, city, place, null, reader => reader.ValuesAsync([figure], default))), figure.Title));
                }
                catch (NpgsqlException)
                {
                    alone.Add((double.PositiveInfinity, figure.Title));
                }
            say($"  slowest figures: {string.Join("、", alone.OrderDescending().Take(6).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Title} {one.Seconds:0.000} s")))}");
            var (bare, ours, past, figures) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var times = new[]
                {
                    await TimeAsync(async () =>
                    {
                        await using var batch = admin.CreateBatch();
                        foreach (var report in place.Set.Reports) batch.BatchCommands.Add(new(FigureSql.Grid(report, scope, null, RuleSettings.AsDeclared)));
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
            var isQuick = ((List<double>[])[ours, past, figures]).All(times => Median(times) <= TablesWithin);
            isWell &= isQuick;
            say(string.Create(CultureInfo.InvariantCulture, $"{place.Module.Id,-14}{place.Set.Reports.Count,8}{Median(bare),10:0.000}{Median(ours),10:0.000}{Median(ours) / Median(bare),8:0.00}{Median(past),13:0.000}{Median(figures),11:0.000}{$"≤{TablesWithin}",8}{(isQuick ? "" : "  missed")}"));
        }
        say(isWell ? "all goals met" : "a goal is missed");
        return isWell;
    }

    /// <summary>What the default size is said to be: exact where it is told, about so many where the number follows from the others.</summary>
    static async Task<bool> IsCityWellAsync(NpgsqlDataSource admin, Action<string> say)
    {
        var counts = DemoCounts.For(DemoSize.County);
        (string What, string From, int Goal, double Within)[] said =
        [
            ("counties", "org.locality c where kind = 3 and exists (select from org.locality t where t.parent_id = c.id and t.kind = 4)", counts.Counties, 0), ("townships", "org.locality where kind = 4", counts.Townships, 0), ("villages", "org.locality where kind = 5", counts.Villages, 0),
            ("Party organisations", "grassroots.organisation", 1_500, 0.1), ("members", "grassroots.member", counts.Members, 0), ("cadres", "cadres.cadre", counts.Cadres, 0), ("talents", "talent.talent", counts.Talents, 0),
        ];
        var isWell = true;
        foreach (var (what, from, goal, within) in said)
        {
            await using var ask = admin.CreateCommand("select count(*) from " + from);
            var found = (long)(await ask.ExecuteScalarAsync())!;
            var isSo = Math.Abs(found - goal) <= goal * within;
            isWell &= isSo;
            say($"{what}: {found} (goal {(within > 0 ? "about " : "")}{goal}{(isSo ? "" : ", missed")})");
        }
        if (await Prepared.SecondsAsync(admin) is not { } took) return isWell;
        say(string.Create(CultureInfo.InvariantCulture, $"built in {took:0.0} s (goal < {CityWithin}{(took < CityWithin ? "" : ", missed")})"));
        return isWell && took < CityWithin;
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
        try
        {
            await work();
        }
        catch (NpgsqlException fault) when (fault is PostgresException { SqlState: "57014" } || fault.InnerException is TimeoutException)
        {
            // Longer than a page may wait: as good as never.
            return double.PositiveInfinity;
        }
        return watch.Elapsed.TotalSeconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
