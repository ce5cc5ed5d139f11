using System.Collections.Concurrent;
using Npgsql;

namespace OrgWork.Host;

/// <summary>The ways into the database: the administrator's, for setting up and listening, and one for each login, which are all that pages get.</summary>
sealed class Databases : IAsyncDisposable
{
    readonly string address;
    readonly Keys keys;
    readonly ILoggerFactory logs;
    readonly ConcurrentDictionary<string, Lazy<(NpgsqlDataSource Source, DbSource Db)>> logins = [], longLogins = [];

    public Databases(string connectionString, Keys keys, ILoggerFactory logs)
    {
        (address, this.keys, this.logs) = (connectionString, keys, logs);
        Admin = Build("orgwork-admin", text => (text.MaxPoolSize, text.MaxAutoPrepare) = (4, 0));
    }

    public NpgsqlDataSource Admin { get; }

    /// <summary>An administrator's connection whose statements may take as long as they need: filling an invented city.</summary>
    public async Task<NpgsqlConnection> OpenForLongWorkAsync(CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Timeout = 3, CommandTimeout = 0, Pooling = false, ApplicationName = "orgwork-long" }.ConnectionString);
        await connection.OpenAsync(stop);
        return connection;
    }

    /// <summary>The host's own login, for its tables without a place: sessions, grants, module states.</summary>
    public NpgsqlDataSource Host => logins.GetOrAdd(Setup.CoreLogin, Open).Value.Source;

    /// <summary>A question to be put once more when the server had closed the pooled connection while it lay idle.</summary>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException broken) when (Db.IsLostConnection(broken))
        {
            return await ask();
        }
    }

    /// <summary>Programmes that were described in the browser are many, and each is used by few at a time: they keep few connections, and not for long (decision 70).</summary>
    public DbSource Of(ModuleManifest module) => logins.GetOrAdd(LoginOf(module), login => Open(login, module.Under is null ? Math.Max(4, 2 * Environment.ProcessorCount) : 3, module.Under is null ? 60 : 15)).Value.Db;

    /// <summary>The same login for jobs: few connections, statements of ten minutes.</summary>
    public DbSource ForLongWork(ModuleManifest module) => longLogins.GetOrAdd(LoginOf(module), login => new(() => Open(login, Build(login + "-job", text =>
    {
        (text.Username, text.Password) = (login, keys.PasswordOf(login));
        (text.MaxPoolSize, text.ConnectionIdleLifetime, text.CommandTimeout) = (8, 30, 600);
        text.NoResetOnClose = true;
        // What a start says goes before what the role says.
        text.Options = "-c statement_timeout=600000 -c idle_in_transaction_session_timeout=600000 -c lock_timeout=30000";
    })))).Value.Db;

    static string LoginOf(ModuleManifest module) => module == OrgModule.Manifest ? Setup.CoreLogin : Setup.LoginOf(module.Id);

    public async Task PrepareModuleAsync(ModuleManifest module, string migrations, CancellationToken stop)
    {
        await new Setup(Admin, keys).PrepareModuleAsync(module, migrations, stop);
        // Statements prepared before the change would fail once each.
        foreach (var kept in (IEnumerable<ConcurrentDictionary<string, Lazy<(NpgsqlDataSource Source, DbSource Db)>>>)[logins, longLogins])
            if (kept.TryGetValue(LoginOf(module), out var login)) login.Value.Source.Clear();
    }

    (NpgsqlDataSource, DbSource) Open(string login, NpgsqlDataSource source) => (source, new DbSource(source, keys.ScopeSeal()));

    Lazy<(NpgsqlDataSource, DbSource)> Open(string login) => Open(login, Math.Max(4, 2 * Environment.ProcessorCount), 60);

    Lazy<(NpgsqlDataSource, DbSource)> Open(string login, int most, int idle) => new(() => Open(login, Build(login, text =>
    {
        (text.Username, text.Password) = (login, keys.PasswordOf(login));
        text.MaxPoolSize = most;
        // A module nobody opens keeps no connection.
        text.ConnectionIdleLifetime = idle;
        text.ConnectionPruningInterval = Math.Min(10, idle);
        (text.MaxAutoPrepare, text.AutoPrepareMinUsages) = (100, 2);
        // Every setting is local to its transaction, so there is nothing to reset; tests try to make it leak.
        text.NoResetOnClose = true;
    })));

    NpgsqlDataSource Build(string name, Action<NpgsqlConnectionStringBuilder> adjust)
    {
        // A little more than a login's own limit (Setup.CreateLogin), so that it is the database that says that it took too long.
        var text = new NpgsqlConnectionStringBuilder(address) { Timeout = 3, CommandTimeout = 17, ApplicationName = name, IncludeErrorDetail = false };
        adjust(text);
        var builder = new NpgsqlDataSourceBuilder(text.ConnectionString) { Name = name };
        builder.UseLoggerFactory(logs);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var login in logins.Values.Concat(longLogins.Values).Where(l => l.IsValueCreated)) await login.Value.Source.DisposeAsync();
        await Admin.DisposeAsync();
    }
}
