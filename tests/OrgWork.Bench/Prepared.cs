using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>Databases that are filled once per size; a second run finds them there, whole or not at all.</summary>
static class Prepared
{
    public static async Task<string> CityAsync(PrivateCluster cluster, string folder, string modules, string name, DemoCounts counts, string words, Action<string> say)
    {
        await using var server = NpgsqlDataSource.Create(cluster.ConnectionStringTo("postgres") + ";Pooling=false");
        await using (var exists = server.CreateCommand("select exists (select from pg_database where datname = $1)"))
        {
            exists.Parameters.Add(new() { Value = name });
            if ((bool)(await exists.ExecuteScalarAsync())!) return cluster.ConnectionStringTo(name);
        }
        // What a run left half filled that was broken off.
        await using (var leftover = server.CreateCommand($"drop database if exists {name}_loading with (force)")) await leftover.ExecuteNonQueryAsync();
        await using (var create = server.CreateCommand($"create database {name}_loading")) await create.ExecuteNonQueryAsync();
        say($"正在生成 {words}（只做一次）……");
        TimeSpan took;
        await using (var platform = await Platform.PrepareAsync(new() { Database = cluster.ConnectionStringTo(name + "_loading"), Data = Path.Combine(folder, "data"), Modules = modules }, NullLoggerFactory.Instance))
        {
            if (platform.Catalog.Statuses.FirstOrDefault(s => s.Error is not null) is { } refused) throw new InvalidOperationException($"{refused.Id}：{refused.Error}");
            await using var connection = await platform.Databases.OpenForLongWorkAsync(default);
            var watch = Stopwatch.StartNew();
            await DemoBuilder.BuildAsync(connection, platform.Keys, counts, seed: 1, [.. platform.Catalog.Candidates.Where(m => m.Code is not null).Select(m => (m.Manifest, m.Code!))], say, default);
            took = watch.Elapsed;
        }
        NpgsqlConnection.ClearAllPools();
        await using (var loaded = NpgsqlDataSource.Create(cluster.ConnectionStringTo(name + "_loading") + ";Pooling=false"))
        {
            await using var analyze = loaded.CreateCommand("vacuum analyze");
            analyze.CommandTimeout = 0;
            await analyze.ExecuteNonQueryAsync();
        }
        await using (var rename = server.CreateCommand($"alter database {name}_loading rename to {name}")) await rename.ExecuteNonQueryAsync();
        // Kept with it: later runs find the city there.
        await using (var note = server.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"comment on database {name} is '{took.TotalSeconds:0.0}'"))) await note.ExecuteNonQueryAsync();
        return cluster.ConnectionStringTo(name);
    }

    /// <summary>How many seconds it took to fill this database, whenever that was; null when it was filled before that was kept.</summary>
    public static async Task<double?> SecondsAsync(NpgsqlDataSource admin)
    {
        await using var ask = admin.CreateCommand("select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()");
        return await ask.ExecuteScalarAsync() is string said && double.TryParse(said, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }
}
