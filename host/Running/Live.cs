using System.Collections.Concurrent;
using System.Data;
using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// What every request asks and few requests change: the tree of localities, the modules' states, who is signed in.
/// Kept in memory as long as one connection listens to the database; without it, nothing is kept.
/// </summary>
sealed class Live(Databases databases, ILogger<Live> log) : IAsyncDisposable
{
    /// <summary>How long the database may be silent before it counts as away.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly CancellationTokenSource ending = new();
    readonly Kept<LocalityTree> localities = new();
    readonly Kept<ModuleStates> states = new();
    Task listening = Task.CompletedTask;
    volatile bool isListening;
    volatile bool isAway;

    public bool IsListening => isListening;

    /// <summary>The database hangs, or cannot be reached again: whoever asks it now would wait in vain.</summary>
    public bool IsAway => isAway;

    /// <summary>Accounts, grants or sessions have changed, or may have.</summary>
    public event Action? AccountsChanged;

    /// <summary>Tasks were asked for, ended or looked at, or may have been.</summary>
    public event Action? JobsChanged;

    /// <summary>Events wait to be delivered, or those held may go on because a module was switched.</summary>
    public event Action? EventsChanged;

    /// <summary>A module that is described in the browser was published, or may have been.</summary>
    public event Action? ProgrammesChanged;

    public void Start() => listening = Task.Run(ListenAsync);

    public ValueTask<LocalityTree> LocalitiesAsync(CancellationToken stop) => localities.GetAsync(this, ReadLocalitiesAsync, stop);

    public ValueTask<ModuleStates> StatesAsync(CancellationToken stop) => states.GetAsync(this, ReadStatesAsync, stop);

    async Task<LocalityTree> ReadLocalitiesAsync(CancellationToken stop)
    {
        await using var read = databases.Host.CreateCommand("""
            select id, code, name, short_name, kind, parent_id, path, rank_order from org.locality
            where kind < 6 and (valid_to is null or valid_to > current_date)
            """);
        return new(await ReadAsync(read, stop));
    }

    /// <summary>The place with exactly this path, Party organisations among them.</summary>
    public async Task<Locality?> PlaceAsync(string path, CancellationToken stop)
    {
        if (LocalityTree.HomeOf(path) == path) return (await LocalitiesAsync(stop)).AtPath(path);
        await using var read = databases.Host.CreateCommand("select id, code, name, short_name, kind, parent_id, path, rank_order from org.locality where path = $1");
        read.Parameters.Add(new() { Value = path });
        return (await ReadAsync(read, stop)).FirstOrDefault();
    }

    static async Task<List<Locality>> ReadAsync(NpgsqlCommand read, CancellationToken stop)
    {
        await using var rows = await read.ExecuteReaderAsync(CommandBehavior.SingleResult, stop);
        var all = new List<Locality>();
        while (await rows.ReadAsync(stop))
            all.Add(new(rows.GetInt32(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), (LocalityKind)rows.GetInt16(4), rows.IsDBNull(5) ? null : rows.GetInt32(5), rows.GetString(6), rows.GetInt32(7)));
        return all;
    }

    /// <summary>The places as they were on a day, under today's paths: rows move along with their places.</summary>
    public Task<LocalityTree> LocalitiesOnAsync(DateOnly day, CancellationToken stop) => Databases.AskAsync(async () =>
    {
        await using var read = databases.Host.CreateCommand("""
            select distinct on (h.code) l.id, h.code, h.name, h.short_name, h.kind, h.parent_id, l.path, l.rank_order
            from org.locality_history h join org.locality l on l.id = h.locality_id where h.valid @> $1 order by h.code, l.id
            """);
        read.Parameters.Add(new() { Value = day });
        return new LocalityTree(await ReadAsync(read, stop));
    });

    async Task<ModuleStates> ReadStatesAsync(CancellationToken stop)
    {
        await using var read = databases.Host.CreateCommand("select locality_id, module, state from org.module_state");
        await using var rows = await read.ExecuteReaderAsync(CommandBehavior.SingleResult, stop);
        var set = new Dictionary<(string, int), ModuleState>();
        while (await rows.ReadAsync(stop)) set[(rows.GetString(1), rows.GetInt32(0))] = (ModuleState)rows.GetInt16(2);
        return new(set, await LocalitiesAsync(stop));
    }

    async Task ListenAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            var wasListening = false;
            try
            {
                await using var connection = await databases.Admin.OpenConnectionAsync(ending.Token);
                connection.Notification += (_, notice) => Forget(notice.Payload);
                await RunAsync(connection, "listen orgwork");
                Forget(null);
                (isListening, wasListening, isAway) = (true, true, false);
                while (true)
                {
                    if (await connection.WaitAsync(TimeSpan.FromSeconds(1), ending.Token)) continue;
                    // A server that hangs closes nothing: ask it.
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
                    patience.CancelAfter(Patience);
                    await RunAsync(connection, "select 1").WaitAsync(patience.Token);
                }
            }
            catch (Exception fault) when (!ending.IsCancellationRequested)
            {
                if (wasListening) log.LogWarning("收不到数据库的变更通知，恢复之前每次都向数据库查询：{Fault}", fault.Message);
                // A connection that was closed may be had again at once; one that hangs, or cannot be had, may not.
                isAway = !wasListening || fault is OperationCanceledException or NpgsqlException { InnerException: TimeoutException };
                isListening = false;
                Forget(null);
                try { await Task.Delay(500, ending.Token); } catch (OperationCanceledException) { }
            }
            catch (OperationCanceledException) { }
        }
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 2 };
        await command.ExecuteNonQueryAsync();
    }

    void Forget(string? what)
    {
        if (what is null or "localities") localities.Forget();
        // States are worked out along the tree.
        if (what is null or "localities" or "modules") states.Forget();
        if (what is null or "localities" or "accounts") AccountsChanged?.Invoke();
        if (what is null or "events" or "modules") EventsChanged?.Invoke();
        if (what is null or "jobs") JobsChanged?.Invoke();
        if (what is null or "described") ProgrammesChanged?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await listening;
        ending.Dispose();
    }

    /// <summary>One value, read when it is not there. What was being read while a change was told is used once and not kept.</summary>
    sealed class Kept<T> where T : class
    {
        T? value;
        int turn;

        public void Forget()
        {
            Interlocked.Increment(ref turn);
            Volatile.Write(ref value, null);
        }

        public ValueTask<T> GetAsync(Live live, Func<CancellationToken, Task<T>> read, CancellationToken stop) =>
            Volatile.Read(ref value) is { } kept ? ValueTask.FromResult(kept) : new(ReadAsync(live, read, stop));

        async Task<T> ReadAsync(Live live, Func<CancellationToken, Task<T>> read, CancellationToken stop)
        {
            var before = Volatile.Read(ref turn);
            var fresh = await Databases.AskAsync(() => read(stop));
            if (!live.isListening) return fresh;
            Volatile.Write(ref value, fresh);
            if (Volatile.Read(ref turn) != before) Volatile.Write(ref value, null);
            return fresh;
        }
    }
}

/// <summary>What each module is in each locality. A locality that says nothing takes it from the nearest above that does.</summary>
sealed class ModuleStates(IReadOnlyDictionary<(string Module, int Locality), ModuleState> set, LocalityTree tree)
{
    readonly ConcurrentDictionary<(string, int), ModuleState> known = [];

    public ModuleState Of(ModuleManifest module, Locality locality) =>
        module == OrgModule.Manifest ? ModuleState.On
        : known.TryGetValue((module.Id, locality.Id), out var state) ? state
        : known[(module.Id, locality.Id)] = Work(module.Id, locality);

    /// <summary>What somebody finds who goes there all the same: a programme that is retired stands in no menu and takes nothing, and what was recorded in it stays to be read.</summary>
    public ModuleState Reached(ModuleManifest module, Locality locality) => Of(module, locality) is var state && state == ModuleState.Retired && module.Under == ProgrammePackage.Home ? ModuleState.ReadOnly : state;

    ModuleState Work(string module, Locality locality)
    {
        for (var at = locality.IsOrganisation ? tree.AtPath(locality.Path) : locality; at is not null; at = at.ParentId is { } parent ? tree.Find(parent) : null)
            if (set.TryGetValue((module, at.Id), out var state)) return state;
        return ModuleState.On;
    }

    /// <summary>What the locality itself says; null when it takes its state from above.</summary>
    public ModuleState? OwnOf(string module, Locality locality) => set.TryGetValue((module, locality.Id), out var state) ? state : null;
}
