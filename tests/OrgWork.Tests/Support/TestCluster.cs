using System.Diagnostics;
using Npgsql;
using OrgWork.Host;

namespace OrgWork.Tests;

/// <summary>One PostgreSQL for the whole run, started by the first test that needs it. It need not survive anything, so it is quick.</summary>
static class TestCluster
{
    static readonly Lazy<Task<PrivateCluster>> Cluster = new(() => PrivateCluster.StartAsync(Scratch.Folder("shared"), _ => { }, durable: false));

    /// <summary>The administrator's way to the server itself.</summary>
    public static async Task<NpgsqlDataSource> AdminAsync() => NpgsqlDataSource.Create((await Cluster.Value).ConnectionString);

    /// <summary>Makes a database, empty or as a copy of another, which nobody may be using at that moment.</summary>
    /// <returns>the administrator's connection string to it</returns>
    public static async Task<string> CreateDatabaseAsync(string name, string template = "template1")
    {
        var cluster = await Cluster.Value;
        await using var admin = NpgsqlDataSource.Create(cluster.ConnectionString);
        // Without fsync copying files is quicker than writing every page to the log.
        await using var create = admin.CreateCommand($"""create database "{name}" template "{template}" strategy file_copy""");
        await create.ExecuteNonQueryAsync();
        return cluster.ConnectionStringTo(name);
    }

    /// <summary>The database as a backup takes it, in plain text.</summary>
    public static async Task DumpAsync(string connection, string file)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var tool = Directory.GetFiles("/usr/lib/postgresql", "pg_dump", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var start = new ProcessStartInfo(tool, ["--host", to.Host!, "--port", $"{to.Port}", "--username", to.Username!, "--file", file, to.Database!]) { RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = to.Password;
        using var dump = Process.Start(start)!;
        var fault = await dump.StandardError.ReadToEndAsync();
        await dump.WaitForExitAsync();
        if (dump.ExitCode != 0) throw new InvalidOperationException(fault);
    }
}
