using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// What the branch, the county and the year look at in a city of a million members: our real pages against the bare SQL of the same data, by an administrator whom no policy binds;
/// and a branch's own pages in that city against the same pages in one of 30,000, because nothing of them may grow with the city.
/// </summary>
static class GrassrootsCost
{
    const int SmallCity = 30_000;

    sealed record Look(string Name, IReadOnlyList<string> Pages, Func<int, IReadOnlyList<string>> Bare, bool IsOfOneBranch = false);

    public static async Task RunAsync(PrivateCluster cluster, string folder, string modules, int members, int rounds, Action<string> say)
    {
        var large = await MeasureAsync(cluster, folder, modules, members, rounds, say);
        var small = await MeasureAsync(cluster, folder, modules, SmallCity, rounds, _ => { });
        foreach (var (name, ms) in large.Where(look => small.ContainsKey(look.Key)))
            say(string.Create(CultureInfo.InvariantCulture, $"{name}: {ms:0.0} ms among {members}, {small[name]:0.0} ms among {SmallCity}, ratio {ms / small[name]:0.00}"));
    }

    /// <returns>our median for each page of one branch</returns>
    static async Task<Dictionary<string, double>> MeasureAsync(PrivateCluster cluster, string folder, string modules, int members, int rounds, Action<string> say)
    {
        var database = await World.PrepareAsync(cluster, folder, modules, members, say);
        await using var world = await World.ReadAsync(database);
        await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", database));
        await ours.ReadyAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(ours.Address), DefaultRequestHeaders = { { "Cookie", "ow=" + world.Token } }, Timeout = TimeSpan.FromMinutes(2) };
        var found = new Dictionary<string, double>();
        say($"{"",-34}{"bare ms",10}{"ours ms",10}{"ratio",8}");
        foreach (var look in await LooksAsync(database, folder, modules, world))
        {
            var (bare, page) = (new List<double>(), new List<double>());
            // The first round warms both sides.
            for (var round = 0; round <= rounds; round++)
                for (var i = 0; i < look.Pages.Count; i++)
                {
                    var (a, b) = (await TimeAsync(() => ReadAsync(world.Source, look.Bare(i))), await TimeAsync(() => OpenAsync(client, look.Pages[i])));
                    if (round == 0) continue;
                    bare.Add(a);
                    page.Add(b);
                }
            if (look.IsOfOneBranch) found[look.Name] = Median(page);
            say(string.Create(CultureInfo.InvariantCulture, $"{look.Name,-34}{Median(bare),10:0.0}{Median(page),10:0.0}{Median(page) / Median(bare),8:0.0}"));
        }
        return found;
    }

    static async Task<IReadOnlyList<Look>> LooksAsync(string database, string folder, string modules, World world)
    {
        await using var platform = await Platform.PrepareAsync(new() { Database = database, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        var tree = await platform.Live.LocalitiesAsync(default);
        var module = platform.Catalog.Candidates.First(one => one.Manifest.Id == "grassroots");
        var branches = await RowsAsync(world.Source, "select o.id::text, split_part(o.locality_path, '-', 1), l.code, o.locality_path, h.code from grassroots.organisation o join org.locality l on l.path = o.locality_path join org.locality h on h.path = split_part(o.locality_path, '-', 1) where o.kind = '631' and o.removed_at is null and o.abolished_on is null order by md5(o.id::text) limit 60");
        var people = world.Members.Take(60).ToList();
        var counties = tree.Roots.SelectMany(tree.Below).Where(place => place.Kind == LocalityKind.County).Take(3).ToList();
        static string In(string path) => $"locality_path >= '{path}' and locality_path < '{Scope.UpperBound(path)}'";
        var lit = module.Registers.Where(register => register.Conditions.Any(condition => condition.Light is not null)).Select(register => register.Table).Distinct().ToList();
        return
        [
            new("members of a branch", [.. branches.Select(b => $"/{b[2]}/grassroots/members")], i => [$"select * from grassroots.member t where removed_at is null and {In(branches[i][3])} order by locality_path, rank_order, id limit 51"], IsOfOneBranch: true),
            new("a member's file", [.. people.Select(m => $"/{m.Code}/grassroots/members/{m.Id}")], i => [.. ((string[])["member where id", "member_post where member_id", "member_honour where member_id", "member_move where member_id"]).Select(what => $"select * from grassroots.{what} = '{people[i].Id}'")], IsOfOneBranch: true),
            new("a branch's calendar", [.. branches.Select(b => $"/{b[4]}/grassroots/life/{b[0]}")], i =>
            [
                $"select * from grassroots.meeting where organisation_id = '{branches[i][0]}' and for_year = {Clock.Today.Year} and removed_at is null order by held_on",
                $"select a.meeting_id, a.standing, count(*) from grassroots.attendance a join grassroots.meeting t on t.id = a.meeting_id where t.organisation_id = '{branches[i][0]}' and t.for_year = {Clock.Today.Year} group by 1, 2",
                $"select id, name, joined_on from grassroots.member where organisation_id = '{branches[i][0]}' and left_on is null and removed_at is null",
            ], IsOfOneBranch: true),
            // Bare: every row on which a light may stand, read once.
            new("the lights of a county", [.. counties.Select(place => $"/{place.Code}?handler=numbers")], i => [.. lit.Select(table => $"select count(*) from grassroots.{table} where removed_at is null and {In(counties[i].Path)}")]),
            new("the yearly statistics of a county", [.. counties.Select(place => $"/{place.Code}/grassroots/reports/checks")], i => [.. module.Figures!.Set.Reports.Select(report => FigureSql.Grid(report, Scope.Subtree(counties[i], Guid.Empty), null, RuleSettings.AsDeclared))]),
        ];
    }

    static async Task OpenAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(page);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{page}: {(int)answer.StatusCode}");
        await answer.Content.ReadAsByteArrayAsync();
    }

    static async Task ReadAsync(NpgsqlDataSource source, IReadOnlyList<string> statements)
    {
        await using var batch = source.CreateBatch();
        foreach (var sql in statements) batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        do
            while (await reader.ReadAsync()) { }
        while (await reader.NextResultAsync());
    }

    static async Task<List<string[]>> RowsAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
