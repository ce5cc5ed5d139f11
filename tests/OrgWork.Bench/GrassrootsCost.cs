using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// What the branch, the county and the year look at in a city of a million members: our real pages against the bare SQL of the same data, by an administrator whom no policy binds;
/// and a branch's own pages in that city against the same pages in one of 30,000, because nothing of them may grow with the city. What misses its goal ends the run with 1.
/// </summary>
static class GrassrootsCost
{
    const int SmallCity = 30_000;

    /// <summary>Some 60,000 organisations among a million members, give or take what the draw of villages and firms brings, and as dense in a smaller city.</summary>
    const int MembersToOrganisations = 1_000, LeastOrganisations = 58;

    /// <summary>
    /// A page may cost half as much again as its own statements, and beside that what every page costs whatever it shows: sign-in, scope, frame, HTML over the wire.
    /// </summary>
    const double MostOfBare = 1.5, EveryPage = 60;

    /// <summary>The same page of one branch in a city thirty times as large. Under ten milliseconds there is nothing to tell apart.</summary>
    const double MostGrowth = 1.5, NothingBelow = 10;

    /// <param name="HasGoal">the lights and statistics of a county count everything there is: their ratio is stated, and no goal of a page is theirs</param>
    sealed record Look(string Name, IReadOnlyList<string> Pages, Func<int, IReadOnlyList<string>> Bare, bool IsOfOneBranch = false, bool HasGoal = true);

    /// <summary>As dense with villages and small firms as it takes: most organisations are branches of a few people.</summary>
    static DemoCounts CityOf(int members) => new(Counties: Math.Clamp(members / 60_000, 2, 15), Townships: Math.Clamp(members / 4_000, 6, 250), Villages: members / 86, Enterprises: members / 40, Cadres: 3_000, Members: members, Talents: 1_500);

    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int members, int rounds, Action<string> say)
    {
        if (await MeasureAsync(cluster, folder, modules, members, rounds, say) is not { } large) return false;
        if (await MeasureAsync(cluster, folder, modules, SmallCity, rounds, _ => { }) is not { } small) return false;
        var isGood = large.IsGood;
        foreach (var (name, ms) in large.OfOneBranch.Where(look => small.OfOneBranch.ContainsKey(look.Key)))
        {
            var before = small.OfOneBranch[name];
            var grows = ms > NothingBelow && ms / before > MostGrowth;
            isGood &= !grows;
            say(string.Create(CultureInfo.InvariantCulture, $"{name}: {ms:0.0} ms among {members}, {before:0.0} ms among {SmallCity}, ratio {ms / before:0.00}, goal ≤ {MostGrowth}{(grows ? "  MISSED" : "")}"));
        }
        return isGood;
    }

    sealed record Measured(bool IsGood, Dictionary<string, double> OfOneBranch);

    /// <returns>whether every goal was met, and our median for each page of one branch; nothing when the city is not the one that was meant</returns>
    static async Task<Measured?> MeasureAsync(PrivateCluster cluster, string folder, string modules, int members, int rounds, Action<string> say)
    {
        var database = await World.PrepareAsync(cluster, folder, modules, members, say, "grassroots", CityOf(members));
        await using var world = await World.ReadAsync(database);
        if (!await IsWholeAsync(world, members, say)) return null;
        await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", database));
        await ours.ReadyAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(ours.Address), DefaultRequestHeaders = { { "Cookie", "ow=" + world.Token } }, Timeout = TimeSpan.FromMinutes(2) };
        var found = new Dictionary<string, double>();
        var isGood = true;
        say($"{"",-34}{"bare ms",10}{"ours ms",10}{"ratio",8}{"goal ms",10}");
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
            var goal = MostOfBare * Median(bare) + EveryPage;
            var isMissed = look.HasGoal && Median(page) > goal;
            isGood &= !isMissed;
            say(string.Create(CultureInfo.InvariantCulture, $"{look.Name,-34}{Median(bare),10:0.0}{Median(page),10:0.0}{Median(page) / Median(bare),8:0.0}{(look.HasGoal ? goal.ToString("0.0", CultureInfo.InvariantCulture) : ""),10}{(isMissed ? "  MISSED" : "")}"));
        }
        return new(isGood, found);
    }

    /// <summary>How much there is to look at, said before anything is measured; a city with too few organisations proves nothing.</summary>
    static async Task<bool> IsWholeAsync(World world, int members, Action<string> say)
    {
        string[] tables = ["organisation", "member", "meeting", "attendance", "dues_month", "establishment", "village_cadre", "member_review"];
        var counts = (await RowsAsync(world.Source, "select " + string.Join(", ", tables.Select(table => $"(select count(*) from grassroots.{table} where {(table == "attendance" ? "true" : "removed_at is null")})::text"))))[0];
        var cases = (await RowsAsync(world.Source, "select count(*)::text from org.procedure_case where module = 'grassroots'"))[0][0];
        say($"{string.Join("，", tables.Zip(counts, (table, count) => $"{table} {count}"))}，procedure_case {cases}");
        var least = (long)members * LeastOrganisations / MembersToOrganisations;
        if (long.Parse(counts[0], CultureInfo.InvariantCulture) >= least) return true;
        say($"only {counts[0]} organisations among {members} members; at least {least} are wanted: nothing was measured");
        return false;
    }

    static async Task<IReadOnlyList<Look>> LooksAsync(string database, string folder, string modules, World world)
    {
        await using var platform = await Platform.PrepareAsync(new() { Database = database, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        var tree = await platform.Live.LocalitiesAsync(default);
        var module = platform.Catalog.Candidates.First(one => one.Manifest.Id == "grassroots");
        var branches = await RowsAsync(world.Source, "select o.id::text, split_part(o.locality_path, '-', 1), l.code, o.locality_path, h.code from grassroots.organisation o join org.locality l on l.path = o.locality_path join org.locality h on h.path = split_part(o.locality_path, '-', 1) where o.kind = '631' and o.removed_at is null and o.abolished_on is null order by md5(o.id::text) limit 60");
        // Of two townships in different counties and of counties: what an officer there opens in the morning.
        var towns = world.Townships.Where((_, n) => n % Math.Max(1, world.Townships.Count / 12) == 0).Take(12).ToList();
        var people = world.Members.Take(60).ToList();
        var counties = tree.Roots.SelectMany(tree.Below).Where(place => place.Kind == LocalityKind.County).Take(3).ToList();
        static string In(string path) => $"locality_path >= '{path}' and locality_path < '{Scope.UpperBound(path)}'";
        var lit = module.Registers.Where(register => register.Conditions.Any(condition => condition.Light is not null)).Select(register => register.Table).Distinct().ToList();
        return
        [
            new("members of a branch", [.. branches.Select(b => $"/{b[4]}/grassroots/members?organisation_id={b[0]}")], i => [$"select * from grassroots.member t where removed_at is null and organisation_id = '{branches[i][0]}' order by locality_path, rank_order, id limit 51"], IsOfOneBranch: true),
            new("a member's file", [.. people.Select(m => $"/{m.Code}/grassroots/members/{m.Id}")], i => [.. ((string[])["member where id", "member_post where member_id", "member_honour where member_id", "member_move where member_id", "member_education where member_id", "study where member_id", "member_meeting where member_id", "member_review where member_id", "dues_month where member_id", "member_deed where member_id", "member_care where member_id", "member_case where member_id"]).Select(what => $"select * from grassroots.{what} = '{people[i].Id}'")], IsOfOneBranch: true),
            new("a branch's calendar", [.. branches.Select(b => $"/{b[4]}/grassroots/life/branch/{b[0]}")], i =>
            [
                $"select * from grassroots.meeting where organisation_id = '{branches[i][0]}' and for_year = {Clock.Today.Year} and removed_at is null order by held_on",
                $"select a.meeting_id, a.standing, count(*) from grassroots.attendance a join grassroots.meeting t on t.id = a.meeting_id where t.organisation_id = '{branches[i][0]}' and t.for_year = {Clock.Today.Year} group by 1, 2",
                $"select id, name, joined_on from grassroots.member where organisation_id = '{branches[i][0]}' and left_on is null and removed_at is null",
            ], IsOfOneBranch: true),
            new("a branch's dues of a month", [.. branches.Select(b => $"/{b[4]}/grassroots/dues/sheet/{b[0]}")], i =>
            [
                $"select m.id, m.name, m.dues_class, m.dues_base, d.paid, d.paid_on from grassroots.member m left join grassroots.dues_month d on d.member_id = m.id and d.month_on = date_trunc('month', current_date)::date and d.removed_at is null where m.organisation_id = '{branches[i][0]}' and m.left_on is null and m.removed_at is null order by m.rank_order, m.id",
            ], IsOfOneBranch: true),
            new("a branch's reviews of a year", [.. branches.Select(b => $"/{b[4]}/grassroots/reviews/sheet/{b[0]}")], i =>
            [
                $"select m.id, m.name, r.* from grassroots.member m left join grassroots.member_review r on r.member_id = m.id and r.year = {Clock.Today.Year - 1} and r.removed_at is null where m.organisation_id = '{branches[i][0]}' and m.left_on is null and m.removed_at is null order by m.rank_order, m.id",
            ], IsOfOneBranch: true),
            List("organisations of a township", "organisations", "organisation", "abolished_on is null"),
            List("meetings of a township", "meetings", "meeting", "true"),
            List("units of a township", "establishments", "establishment", "closed_on is null"),
            List("village cadres of a township", "village-cadres", "village_cadre", "left_on is null"),
            new("dues of a township", [.. towns.Select(place => $"/{place.Code}/grassroots/dues?month={Month.Of(Clock.Today)}")], i =>
            [
                $"select count(*), count(*) filter (where dues_paid_to_on >= date_trunc('month', current_date)) from grassroots.member where removed_at is null and left_on is null and membership_state = '1' and {In(towns[i].Path)}",
                $"select sum(paid) from grassroots.dues_month where removed_at is null and month_on between date_trunc('year', current_date)::date and current_date and {In(towns[i].Path)}",
                $"select o.id, o.name, count(m.id), count(m.id) filter (where m.dues_paid_to_on >= date_trunc('month', current_date)) from (select * from grassroots.organisation where removed_at is null and abolished_on is null and {In(towns[i].Path)} order by locality_path, rank_order, id limit 51) o left join grassroots.member m on m.organisation_id = o.id and m.left_on is null and m.removed_at is null group by o.id, o.name",
            ]),
            // Bare: every row on which a light may stand, read once.
            new("the lights of a county", [.. counties.Select(place => $"/{place.Code}?handler=numbers")], i => [.. lit.Select(table => $"select count(*) from grassroots.{table} where removed_at is null and {In(counties[i].Path)}")], HasGoal: false),
            new("the yearly statistics of a county", [.. counties.Select(place => $"/{place.Code}/grassroots/reports/checks")], i => [.. module.Figures!.Set.Reports.Select(report => FigureSql.Grid(report, Scope.Subtree(counties[i], Guid.Empty), null, RuleSettings.AsDeclared))], HasGoal: false),
        ];

        // A list is a page of rows and how many there are.
        Look List(string name, string register, string table, string stands) => new(name, [.. towns.Select(place => $"/{place.Code}/grassroots/{register}")], i =>
        [
            $"select * from grassroots.{table} where removed_at is null and {stands} and {In(towns[i].Path)} order by locality_path, rank_order, id limit 51",
            $"select count(*) from (select from grassroots.{table} where removed_at is null and {stands} and {In(towns[i].Path)} limit 10001) x",
        ]);
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
