using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;

namespace OrgWork.Bench;

/// <summary>The keys of personal data are changed, value by value, while sixteen readers ask for lists and records: how much slower the slowest of their pages become.</summary>
static class Rotation
{
    const double Goal = 2;
    const int Reading = 5;

    public static async Task<bool> RunAsync(PrivateCluster cluster, string folder, string modules, int persons, Action<string> say)
    {
        var database = await World.PrepareAsync(cluster, folder, modules, Math.Max(2_000, persons / 100), say, "rotate");
        await using var world = await World.ReadAsync(database);
        await FillAsync(world.Source, folder, database, modules, persons, say);
        var data = Path.Combine(folder, "data");
        await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", data, "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", database));
        await ours.ReadyAsync();
        string[] pages = [.. world.Townships.Select(town => $"/{town.Code}/grassroots/members"), .. world.Members.Take(200).Select(member => $"/{member.Code}/grassroots/members/{member.Id}")];
        Task<Run> ReadAsync() => Wrk.RunAsync(ours, "ow=" + world.Token, pages, 16, Reading);
        await ReadAsync();
        // The worst of as many runs as there will be beside it, so that luck weighs on both sides alike.
        List<Run> before = [await ReadAsync(), await ReadAsync()], beside = [];

        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, "keys", "rotate", "--reason", "压测", "--data", data, "--modules", modules]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ORGWORK_DB"] = database;
        using var rotating = Process.Start(start)!;
        var (output, error) = (rotating.StandardOutput.ReadToEndAsync(), rotating.StandardError.ReadToEndAsync());
        // A run that went on beyond the end of it is counted only when it is the only one.
        while (!rotating.HasExited || beside.Count == 0)
        {
            var run = await ReadAsync();
            if (!rotating.HasExited || beside.Count == 0) beside.Add(run);
        }
        await rotating.WaitForExitAsync();
        var took = watch.Elapsed.TotalSeconds;
        if (rotating.ExitCode != 0) throw new InvalidOperationException($"keys rotate: {await output} {await error}");

        static double Median(IEnumerable<double> values) => values.Order().ToList() is var all ? all[all.Count / 2] : 0;
        var (quiet, busy) = (Median(before.Select(run => run.P99Ms)), Median(beside.Select(run => run.P99Ms)));
        await using var count = world.Source.CreateCommand("select count(*) from org.person where identity_cipher is not null and substr(identity_cipher, 2, 2) <> (select substr(identity_cipher, 2, 2) from org.person where identity_cipher is not null order by id desc limit 1)");
        var left = (long)(await count.ExecuteScalarAsync())!;
        say(string.Create(CultureInfo.InvariantCulture, $"rotation of {persons} persons in {took:0.0} s, no page failed: p99 {quiet:0.0} ms before, {busy:0.0} ms beside it, {busy / quiet:0.00} × (goal ≤ {Goal:0}); {left} values under another key"));
        return busy <= Goal * quiet && left == 0;
    }

    /// <summary>People with nothing but a number, by COPY, until there are so many.</summary>
    static async Task FillAsync(NpgsqlDataSource source, string folder, string database, string modules, int persons, Action<string> say)
    {
        await using var ask = source.CreateCommand("select count(*) from org.person where identity_cipher is not null");
        var missing = persons - (int)(long)(await ask.ExecuteScalarAsync())!;
        if (missing <= 0) return;
        var watch = Stopwatch.StartNew();
        await using var platform = await Platform.PrepareAsync(new() { Database = database, Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance);
        var vault = platform.Identities;
        await using var connection = await source.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("copy org.person (id, name, sex, identity_mask, identity_cipher, identity_index) from stdin (format binary)"))
        {
            for (var n = 0; n < missing; n++)
            {
                // Nobody's: the division does not exist, and no two are alike.
                var (id, number) = (Guid.CreateVersion7(), $"99{n % 10_000:0000}{1920 + n / 10_000 % 80:0000}0101{n / 800_000:000}X");
                await copy.StartRowAsync();
                await copy.WriteAsync(id);
                await copy.WriteAsync("压测");
                await copy.WriteAsync("1");
                await copy.WriteAsync("9900**********000X");
                await copy.WriteAsync(vault.Encrypt(id, number));
                await copy.WriteAsync(vault.Indexes(number)[0]);
            }
            await copy.CompleteAsync();
        }
        await using (var analyze = new NpgsqlCommand("analyze org.person", connection) { CommandTimeout = 0 }) await analyze.ExecuteNonQueryAsync();
        say($"{missing} persons with a number added in {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
