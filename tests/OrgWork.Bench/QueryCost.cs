using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// 组合查询 on 100,000 cadres: a page of the query with its number, through the engine (module's login, row security), against the same question as somebody who knows SQL writes it,
/// by an administrator, whom no policy binds: the number and the first fifty.
/// </summary>
static class QueryCost
{
    sealed record Question(string Name, QueryPart Whole, int Missing, string Where);

    public static async Task RunAsync(PrivateCluster cluster, string folder, string modules, int cadres, int rounds, Action<string> say)
    {
        var connection = await Prepared.CityAsync(cluster, folder, modules, $"bench_cadres_{cadres}", DemoCounts.For(DemoSize.Small) with { Cadres = cadres, Members = 1_000 }, $"{cadres} 名干部", say);
        await using var platform = await Platform.PrepareAsync(new() { Database = connection, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        await using var admin = NpgsqlDataSource.Create(connection);
        var city = (await platform.Live.LocalitiesAsync(default)).Roots.First();
        var book = new RegisterBook([(OrgModule.Manifest, OrgModule.Registers), .. platform.Catalog.Candidates.Select(module => (module.Manifest, (IEnumerable<Register>)module.Registers))]);
        var place = book.All.First(one => one.Path == "cadres/files");
        var sets = QuerySet.Of(place, book, _ => true);
        Field[] columns = [place.Register.TitleField, .. place.Register.Fields.Where(field => field.IsListed && field != place.Register.TitleField)];

        say($"{"",-34}{"found",8}{"SQL ms",10}{"ours ms",10}{"ratio",8}");
        foreach (var question in Questions())
        {
            var query = new Query(place, question.Whole, Clock.Today);
            if (Queries.FaultsOf(question.Whole, sets, Clock.Today) is [var fault, ..]) throw new InvalidOperationException(fault);
            var (bare, ours, found, expected) = (new List<double>(), new List<double>(), 0, 0L);
            for (var round = 0; round <= rounds; round++)
            {
                var a = await TimeAsync(async () =>
                {
                    await using var batch = admin.CreateBatch();
                    batch.BatchCommands.Add(new($"select count(*) from cadres.cadre c where c.removed_at is null and {question.Where}"));
                    batch.BatchCommands.Add(new($"select c.* from cadres.cadre c where c.removed_at is null and {question.Where} order by c.locality_path, c.rank_order, c.id limit 50"));
                    await using var reader = await batch.ExecuteReaderAsync();
                    await reader.ReadAsync();
                    expected = reader.GetInt64(0);
                    await reader.NextResultAsync();
                    while (await reader.ReadAsync()) { }
                });
                var b = await TimeAsync(async () =>
                {
                    await using var db = platform.Databases.Of(place.Module).OpenForReading(Scope.Subtree(city, Guid.NewGuid()), Actor.System);
                    found = (await new Queries(db, book).PageAsync(query, sets, columns, null, 50, question.Missing, default)).Total;
                });
                if (round == 0) continue;
                bare.Add(a);
                ours.Add(b);
            }
            if (found != expected) throw new InvalidOperationException($"{question.Name}: {found} by the query, {expected} by SQL");
            say(string.Create(CultureInfo.InvariantCulture, $"{question.Name,-34}{found,8}{Median(bare) * 1000,10:0}{Median(ours) * 1000,10:0}{Median(ours) / Median(bare),8:0.00}"));
        }
    }

    static IEnumerable<Question> Questions()
    {
        var (year, month) = (Clock.Today.Year, Month.Of(Clock.Today).AddMonths(1).First);
        var young = (Part: Of(null, new QueryTest("birth_on", QueryHow.Since, ["", "39"])), Sql: $"c.birth_on >= '{AsOf.Format(month.AddYears(-40))}'");
        var degree = (Part: Of("education", new QueryTest("kind", QueryHow.Is, ["1"]), new QueryTest("degree", QueryHow.Filled, [])), Sql: "exists (select from cadres.cadre_education e where e.cadre_id = c.id and e.removed_at is null and e.kind = '1' and e.degree is not null)");
        var township = (Part: Of("posts", new QueryTest("is_grassroots", QueryHow.Is, ["1"])) with { Months = 24 }, Sql: $"(select sum(upper(r) - lower(r)) from unnest((select range_agg(daterange(p.began_on, greatest(p.began_on, coalesce(p.ended_on, '{AsOf.Format(Clock.Today)}')))) from cadres.cadre_post p where p.cadre_id = c.id and p.is_grassroots and p.removed_at is null)) r) >= 729");
        var good = (Part: Of("assessments", new QueryTest("year", QueryHow.Within, ["-3", "-1"]), new QueryTest("grade", QueryHow.Is, ["1", "2"])) with { Count = 3 }, Sql: $"(select count(*) from cadres.cadre_assessment a where a.cadre_id = c.id and a.removed_at is null and a.year between {year - 3} and {year - 1} and a.grade in ('1', '2')) >= 3");
        var best = (Part: Of("assessments", new QueryTest("year", QueryHow.Within, ["-3", "-1"]), new QueryTest("grade", QueryHow.Is, ["1"])), Sql: $"exists (select from cadres.cadre_assessment a where a.cadre_id = c.id and a.removed_at is null and a.year between {year - 3} and {year - 1} and a.grade = '1')");
        var clean = (Part: Of("assessments", new QueryTest("grade", QueryHow.Is, ["4"])) with { IsAbsent = true }, Sql: "not exists (select from cadres.cadre_assessment a where a.cadre_id = c.id and a.removed_at is null and a.grade = '4')");
        var sex = (Part: Of(null, new QueryTest("sex", QueryHow.Is, ["2"])), Sql: "c.sex = '2'");
        var three = new[] { young, degree, sex };
        var seven = new[] { young, degree, township, good, best, clean, sex };
        yield return new("three conditions", All(three), 0, string.Join(" and ", three.Select(one => one.Sql)));
        yield return new("seven conditions over four sets", All(seven), 0, string.Join(" and ", seven.Select(one => one.Sql)));
        yield return new("those who lack one of the seven", All(seven), 1, $"({string.Join(" + ", seven.Select(one => $"coalesce(({one.Sql})::int, 0)"))}) = 6");
    }

    static QueryPart All(IEnumerable<(QueryPart Part, string Sql)> parts) => new() { Mode = QueryMode.All, Parts = [.. parts.Select(one => one.Part)] };
    static QueryPart Of(string? set, params QueryTest[] tests) => new() { Set = set, Tests = [.. tests] };

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
