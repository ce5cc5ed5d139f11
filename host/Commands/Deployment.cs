using System.CommandLine;
using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// What a command works on: the server that ORGWORK_DB names, else the private cluster under the data directory, taken as it is
/// when its host runs and started for the time of the command when not.
/// </summary>
sealed class Deployment : IAsyncDisposable
{
    const string DatabaseName = "orgwork";

    readonly PrivateCluster? cluster;

    Deployment(PlatformOptions options, PrivateCluster? cluster) => (Options, this.cluster) = (options, cluster);

    public PlatformOptions Options { get; }

    /// <param name="mayShare">whether the cluster of a host that is running will do; serving wants its own</param>
    public static async Task<Deployment> OpenAsync(ParseResult arguments, bool mayShare, CancellationToken stop)
    {
        var data = arguments.GetValue(OrgWork.Host.Options.Data)!.FullName;
        var modules = arguments.GetValue(OrgWork.Host.Options.Modules)!.FullName;
        if (GivenDatabase is { } given) return new(new() { Database = Readable(given), Data = data, Modules = modules }, null);

        var cluster = (mayShare ? await PrivateCluster.RunningAsync(data, stop) : null)
            ?? await PrivateCluster.StartAsync(data, mayShare ? _ => { } : Console.WriteLine, stop: stop);
        await CreateDatabaseAsync(cluster, stop);
        return new(new() { Database = cluster.ConnectionStringTo(DatabaseName), Data = data, Modules = modules }, cluster);
    }

    static async Task CreateDatabaseAsync(PrivateCluster cluster, CancellationToken stop)
    {
        await using var admin = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var look = admin.CreateCommand($"select exists (select from pg_database where datname = '{DatabaseName}')");
        if ((bool)(await look.ExecuteScalarAsync(stop))!) return;
        await using var create = admin.CreateCommand($"create database {DatabaseName}");
        await create.ExecuteNonQueryAsync(stop);
    }

    static string Readable(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new CommandException($"ORGWORK_DB 不是数据库连接串：{fault.Message}。应如 Host=127.0.0.1;Port=5432;Database=orgwork;Username=postgres;Password=…");
        }
    }

    static string? GivenDatabase => Environment.GetEnvironmentVariable("ORGWORK_DB") is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable("ConnectionStrings__OrgWork") is { Length: > 0 } configured ? configured : null;

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.StopAsync();
    }
}
