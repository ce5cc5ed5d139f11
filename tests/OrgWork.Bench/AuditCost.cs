using System.Diagnostics;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>What the record of deeds costs who writes: sixteen writers change rows, with their entries and without, in turns. And how fast it is proven.</summary>
static class AuditCost
{
    const int Writers = 16, Together = 500;

    /// <returns>whether both goals are met</returns>
    public static async Task<bool> RunAsync(string database, string folder, int seconds, int rounds, int entries, Action<string> say)
    {
        var keys = Keys.Open(Path.Combine(folder, "data", "orgwork.key"));
        using var logs = LoggerFactory.Create(_ => { });
        await using var databases = new Databases(database, keys, logs);
        await new Setup(databases.Admin, keys).PrepareKernelAsync(default);
        await using (var rows = databases.Admin.CreateCommand("""
            insert into org.locality (code, name, short_name, kind) select '99', '压测', '压测', 1 where not exists (select from org.locality);
            insert into org.unit (id, locality_path, name, kind) select gen_random_uuid(), (select min(path) from org.locality), '压测' || n, '34' from generate_series(1, 2000) n where (select count(*) from org.unit) < 2000
            """)) await rows.ExecuteNonQueryAsync();
        var ids = new List<Guid>();
        string path;
        await using (var read = databases.Admin.CreateCommand("select array_agg(id), min(locality_path) from (select id, locality_path from org.unit order by id limit 2000) u"))
        await using (var row = await read.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            ids.AddRange(row.GetFieldValue<Guid[]>(0));
            path = row.GetString(1);
        }
        // A connection for each writer: in one host's pool of a few they would wait for each other with entries and without.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Username = Setup.CoreLogin, Password = keys.PasswordOf(Setup.CoreLogin), MaxPoolSize = Writers, NoResetOnClose = true, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 }.ConnectionString);
        var core = new DbSource(source, keys.ScopeSeal());

        async Task<double> MeasureAsync(bool audited, int forSeconds)
        {
            var (done, clock) = (0, Stopwatch.StartNew());
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                var random = new Random(writer);
                while (clock.Elapsed.TotalSeconds < forSeconds)
                {
                    await using var db = core.OpenForWriting(Scope.Whole(Guid.NewGuid()), new(Guid.NewGuid(), "压测", "127.0.0.1"));
                    // Each writer has its own rows: what is measured is not waiting for a row.
                    var id = ids[random.Next(ids.Count / Writers) * Writers + writer];
                    await db.ExecuteAsync("update org.unit set remark = @remark, version = version + 1 where id = @id", new { id, remark = $"第 {done} 次" });
                    if (!audited) db.NeedsNoDeed("measured without its entry");
                    else await db.RecordAsync(new(DeedKind.Update, "units", id, path, "压测", [new("备注", "原来的备注", $"第 {done} 次")]));
                    await db.CommitAsync();
                    Interlocked.Increment(ref done);
                }
            })));
            return done / clock.Elapsed.TotalSeconds;
        }

        await MeasureAsync(true, 1);
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var (bare, audited) = (await MeasureAsync(false, seconds), await MeasureAsync(true, seconds));
            ratios.Add(audited / bare);
            say($"writes by {Writers} writers: {bare:0}/s without entries, {audited:0}/s with, ratio {audited / bare:0.00}");
        }
        var ratio = ratios.Order().ElementAt(ratios.Count / 2);
        say($"record of deeds: ratio {ratio:0.00} of unaudited writing (goal ≥ 0.70)");

        // A chain as long as a year's, many deeds to a transaction: what is proven is to be measured, not what is left of the writers above.
        var seeded = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref seeded, Together) <= entries)
            {
                await using var db = core.OpenForWriting(Scope.Whole(Guid.NewGuid()), new(Guid.NewGuid(), "压测", "127.0.0.1"));
                for (var n = 0; n < Together; n++) await db.RecordAsync(new(DeedKind.Update, "units", ids[n], path, "压测", [new("备注", "原来的备注", $"第 {n} 次")]));
                await db.CommitAsync();
            }
        })));

        await using var whole = core.OpenForWriting(Scope.Whole(Guid.Empty), Actor.System, TimeSpan.FromHours(1));
        // The first reads what was just written from wherever it lies; the second is judged.
        var (isWell, perSecond) = (true, 0.0);
        foreach (var name in (string[])["first", "again"])
        {
            var watch = Stopwatch.StartNew();
            var report = await AuditChain.VerifyAsync(whole, [], default);
            (isWell, perSecond) = (isWell && report.IsWell, report.Entries / watch.Elapsed.TotalSeconds);
            say($"proven, {name}: {report.Entries} entries in {watch.Elapsed.TotalSeconds:0.0} s, {perSecond:0}/s (goal ≥ 200000); {(report.IsWell ? "well" : report.Words)}");
        }
        return ratio >= 0.70 && isWell && perSecond >= 200_000;
    }
}
