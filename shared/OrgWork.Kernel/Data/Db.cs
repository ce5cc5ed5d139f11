using System.Data;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace OrgWork.Kernel;

/// <summary>Who acts: their id is part of the sealed scope, the rest goes into the record of deeds.</summary>
public sealed record Actor(Guid Id, string Name, string Remote)
{
    /// <summary>The platform itself, for what no person asked for.</summary>
    public static readonly Actor System = new(Guid.Empty, "系统", "");
}

/// <summary>The way to the database under one login: a module's own, or the host's.</summary>
public sealed class DbSource(NpgsqlDataSource source, ScopeSeal seal)
{
    readonly string login = new NpgsqlConnectionStringBuilder(source.ConnectionString).Username!;

    /// <summary>For looking: every call is a transaction of its own, in one round trip with its scope.</summary>
    public Db OpenForReading(Scope scope, Actor actor) => new(source, seal, login, scope, actor, writes: false);

    /// <summary>For a deed: one transaction from the first call to <see cref="Db.CommitAsync"/>; without it nothing has happened.</summary>
    public Db OpenForWriting(Scope scope, Actor actor, TimeSpan? lifetime = null) => new(source, seal, login, scope, actor, writes: true, lifetime);
}

/// <summary>
/// The only way to rows. Invariants:
/// 1. No statement runs without its scope in the same transaction.
/// 2. While looking, nothing can be written: <see cref="ExecuteAsync"/> refuses, and the server refuses what comes another way.
/// 3. A deed is committed whole, by <see cref="CommitAsync"/> alone; disposal rolls back what was not.
/// 4. Nothing changes without an entry in the record of deeds: a transaction that has written and recorded nothing is not committed, unless it
///    says by <see cref="NeedsNoDeed"/> why nobody will ever ask.
/// A page gets one by injection: for looking when the request is a GET, for a deed otherwise, committed when its handler succeeds.
/// </summary>
public sealed partial class Db : IAsyncDisposable
{
    const string EnterNamed = "select set_config('orgwork.lo', @ow_lo, true), set_config('orgwork.hi', @ow_hi, true), set_config('orgwork.actor', @ow_actor, true), set_config('orgwork.seal', @ow_seal, true), set_config('orgwork.switches', org.switches(), true), set_config('transaction_read_only', 'on', true);\n";
    const string EnterPositional = "select set_config('orgwork.lo', $1, true), set_config('orgwork.hi', $2, true), set_config('orgwork.actor', $3, true), set_config('orgwork.seal', $4, true), set_config('orgwork.switches', org.switches(), true), set_config('transaction_read_only', $5, true)";
    const string EnterPlanningOnce = EnterPositional + ", set_config('plan_cache_mode', 'force_generic_plan', true)";

    readonly NpgsqlDataSource source;
    readonly ScopeSeal seal;
    readonly string login;
    readonly bool writes;
    readonly TimeSpan? lifetime;
    NpgsqlConnection? connection;
    NpgsqlTransaction? transaction;
    readonly List<Deed> deeds = [];
    bool hasFailed, isAccountedFor;

    static Db() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    internal Db(NpgsqlDataSource source, ScopeSeal seal, string login, Scope scope, Actor actor, bool writes, TimeSpan? lifetime = null)
    {
        (this.source, this.seal, this.login, this.writes, this.lifetime) = (source, seal, login, writes, lifetime);
        (Scope, Actor) = (scope, actor);
    }

    public Scope Scope { get; }
    public Actor Actor { get; }
    /// <summary>For work that takes longer than a page may: how long one statement may take.</summary>
    public TimeSpan? Patience { get; set; }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null, CancellationToken stop = default) =>
        RunAsync<IReadOnlyList<T>>(sql, args, async grid => (await grid.ReadAsync<T>()).AsList(), stop);

    /// <summary>The first row, or nothing.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? args = null, CancellationToken stop = default) =>
        RunAsync<T?>(sql, args, grid => grid.ReadFirstOrDefaultAsync<T>()!, stop);

    /// <summary>Several results of several statements, one round trip.</summary>
    public Task<T> QueryManyAsync<T>(string sql, object? args, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken stop = default) => RunAsync(sql, args, read, stop);

    /// <returns>how many rows were changed</returns>
    public async Task<int> ExecuteAsync(string sql, object? args = null, CancellationToken stop = default)
    {
        if (!writes) throw new InvalidOperationException("This request is for looking; it cannot write.");
        return await WithinAsync(open => open.ExecuteAsync(new CommandDefinition(ForDepth(sql), args, transaction, cancellationToken: stop)), stop);
    }

    /// <summary>The fast road for hot pages: statements with positional parameters, one round trip, rows read as they come.</summary>
    public Task<T> ReadAsync<T>(IReadOnlyList<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, Task<T>> read, CancellationToken stop = default) => ReadAsync(commands, planOnce: false, read, stop);

    /// <param name="planOnce">One plan is right for all values, and planning costs more than running: the server need not look at the values.</param>
    internal async Task<T> ReadAsync<T>(IReadOnlyList<NpgsqlBatchCommand> commands, bool planOnce, Func<NpgsqlDataReader, Task<T>> read, CancellationToken stop)
    {
        if (!planOnce)
            foreach (var command in commands) command.CommandText = ForDepth(command.CommandText);
        if (writes) return await WithinAsync(open => ReadWithinAsync(open, commands, null, read, stop), stop);
        try
        {
            return await OnFreshAsync(fresh => ReadWithinAsync(fresh, commands, Enter(planOnce), read, stop), stop);
        }
        catch (NpgsqlException broken) when (IsLostConnection(broken))
        {
            return await OnFreshAsync(fresh => ReadWithinAsync(fresh, [.. commands.Select(Again)], Enter(planOnce), read, stop), stop);
        }
    }

    /// <summary>
    /// The depth of the scope stands in the text: a plan that was prepared for a village, whose few rows any index finds, must not be used for the city.
    /// Of several statements each is prepared by itself, and so says it too.
    /// </summary>
    string ForDepth(string sql)
    {
        var depth = $"/*{Scope.Depth}*/ ";
        return depth + (sql.Contains(';', StringComparison.Ordinal) ? Further().Replace(sql, found => found.Value == ";" ? ";" + depth : found.Value) : sql);
    }

    /// <summary>A semicolon with a statement behind it; and whatever is quoted, in which a semicolon is none.</summary>
    [GeneratedRegex(@"'(?:[^']|'')*'|""[^""]*""|\$(\w*)\$.*?\$\1\$|--[^\n]*|;(?=\s*\S)", RegexOptions.Singleline)] private static partial Regex Further();

    async Task<T> ReadWithinAsync<T>(NpgsqlConnection open, IReadOnlyList<NpgsqlBatchCommand> commands, NpgsqlBatchCommand? enter, Func<NpgsqlDataReader, Task<T>> read, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(open, transaction);
        if (Patience is { } patience) batch.Timeout = (int)patience.TotalSeconds;
        if (enter is not null) batch.BatchCommands.Add(enter);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.Default, stop);
        if (enter is not null) await reader.NextResultAsync(stop);
        return await read(reader);
    }

    async Task<T> RunAsync<T>(string sql, object? args, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken stop)
    {
        if (writes)
        {
            return await WithinAsync(async open =>
            {
                await using var grid = await open.QueryMultipleAsync(new CommandDefinition(ForDepth(sql), args, transaction, cancellationToken: stop));
                return await read(grid);
            }, stop);
        }
        try
        {
            return await QueryScopedAsync(sql, args, read, stop);
        }
        catch (NpgsqlException broken) when (IsLostConnection(broken))
        {
            return await QueryScopedAsync(sql, args, read, stop);
        }
    }

    Task<T> QueryScopedAsync<T>(string sql, object? args, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken stop) => OnFreshAsync(async fresh =>
    {
        var all = new DynamicParameters(args);
        all.Add("ow_lo", Scope.Lo);
        all.Add("ow_hi", Scope.Hi);
        all.Add("ow_actor", Scope.Actor.ToString("D"));
        all.Add("ow_seal", seal.For(Scope, login, lifetime));
        await using var grid = await fresh.QueryMultipleAsync(new CommandDefinition(EnterNamed + ForDepth(sql), all, cancellationToken: stop));
        await grid.ReadAsync<string>();
        return await read(grid);
    }, stop);

    async Task<T> OnFreshAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken stop)
    {
        await using var fresh = await source.OpenConnectionAsync(stop);
        try
        {
            return await ask(fresh);
        }
        catch
        {
            ForgetPrepared(fresh);
            throw;
        }
    }

    async Task<T> WithinAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken stop)
    {
        var open = await BeginAsync(stop);
        try
        {
            return await run(open);
        }
        catch
        {
            hasFailed = true;
            throw;
        }
    }

    /// <summary>
    /// Npgsql loses track of a statement that fails while it is being prepared (npgsql/npgsql#6391): used again on that connection, it would be taken
    /// to answer nothing, and the next statement's rows for its own. So after any fault a connection forgets what it has prepared.
    /// </summary>
    static void ForgetPrepared(NpgsqlConnection connection)
    {
        if (connection.State != ConnectionState.Open) return;
        try
        {
            connection.UnprepareAll();
        }
        catch (NpgsqlException)
        {
            // Broken altogether: the pool does not take it back.
        }
    }

    async Task<NpgsqlConnection> BeginAsync(CancellationToken stop)
    {
        if (connection is not null) return connection;
        var fresh = await source.OpenConnectionAsync(stop);
        try
        {
            transaction = await fresh.BeginTransactionAsync(stop);
            await using var batch = new NpgsqlBatch(fresh, transaction);
            batch.BatchCommands.Add(Enter());
            await batch.ExecuteNonQueryAsync(stop);
        }
        catch
        {
            await fresh.DisposeAsync();
            throw;
        }
        return connection = fresh;
    }

    NpgsqlBatchCommand Enter(bool planOnce = false) => new(planOnce ? EnterPlanningOnce : EnterPositional)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = Scope.Lo },
            new NpgsqlParameter<string> { TypedValue = Scope.Hi },
            new NpgsqlParameter<string> { TypedValue = Scope.Actor.ToString("D") },
            new NpgsqlParameter<string> { TypedValue = seal.For(Scope, login, lifetime) },
            new NpgsqlParameter<string> { TypedValue = writes ? "off" : "on" },
        },
    };

    /// <summary>What this transaction changes in registers that keep their history counts from this day; unsaid, from today.</summary>
    public Task TakesEffectAsync(DateOnly on, CancellationToken stop = default) =>
        FirstAsync<string>("select set_config('orgwork.effective_on', @on, true)", new { on = AsOf.Format(on) }, stop);

    /// <summary>
    /// Puts the deed into the record of deeds: it is written by <see cref="CommitAsync"/>, as the last thing of the transaction, so that the chain it
    /// hangs on is held no longer than the commit takes. A deed that cannot be recorded is not done.
    /// </summary>
    public Task RecordAsync(Deed deed, CancellationToken stop = default)
    {
        if (!writes) throw new InvalidOperationException("This request is for looking; it has no deeds.");
        deeds.Add(deed);
        return Task.CompletedTask;
    }

    /// <summary>
    /// What this transaction writes is nobody's deed: bookkeeping of the platform, or how somebody arranges their own screen. Who calls this stands
    /// on a list in the tests.
    /// </summary>
    /// <param name="why">for whoever reads the code</param>
    public void NeedsNoDeed(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        isAccountedFor = true;
    }

    /// <summary>Whether this transaction has a deed to tell.</summary>
    public bool IsOnRecord => deeds.Count > 0;

    /// <summary>Whether what was written up to now is on record, or need not be. The server knows whether anything was: only then has the transaction a number (a row held by <c>for update</c> gives it one too).</summary>
    /// <exception cref="InvalidOperationException">rows were changed, and no deed tells of it</exception>
    internal async Task AccountForAsync(CancellationToken stop)
    {
        if (isAccountedFor || deeds.Count > 0) return;
        if (transaction is not null && await FirstAsync<bool>("select pg_current_xact_id_if_assigned() is not null", null, stop))
            throw new InvalidOperationException("Rows were changed and no deed was recorded, so nothing is committed: call RecordAsync, or NeedsNoDeed with the reason.");
        isAccountedFor = true;
    }

    /// <summary>
    /// Deeds in great numbers, which need not be held here: they lie in the database as <see cref="Deed.ToJson(Deed)"/> writes them. The last thing of the transaction, since
    /// the chain they hang on is held from here on.
    /// </summary>
    /// <param name="select">yields <c>number</c>, by which they are ordered, and <c>deed</c></param>
    /// <returns>how many</returns>
    public async Task<int> RecordStoredAsync(string select, object args, CancellationToken stop = default)
    {
        var all = new DynamicParameters(args);
        all.Add("deed_actor", Actor.Name);
        all.Add("deed_remote", Actor.Remote);
        return await FirstAsync<int>($"with s as materialized ({select}), told as materialized (select audit.append(coalesce(jsonb_agg(s.deed order by s.number), '[]'), @deed_actor, @deed_remote) from s) select count(*)::int from s, told", all, stop);
    }

    /// <summary>
    /// A part of the deed that can be taken back alone: when it answers false or the database refuses something in it, all of it is undone, and the rest of the transaction stands.
    /// </summary>
    public async Task<bool> AttemptAsync(Func<Task<bool>> part, CancellationToken stop = default)
    {
        if (!writes) throw new InvalidOperationException("This request is for looking; there is nothing to take back.");
        const string point = "part";
        var open = await BeginAsync(stop);
        var deedsBefore = deeds.Count;
        await transaction!.SaveAsync(point, stop);
        try
        {
            if (await part())
            {
                await transaction.ReleaseAsync(point, stop);
                return true;
            }
            await TakeBackAsync();
            return false;
        }
        catch (PostgresException)
        {
            await TakeBackAsync();
            ForgetPrepared(open);
            throw;
        }

        async Task TakeBackAsync()
        {
            await transaction!.RollbackAsync(point, CancellationToken.None);
            await transaction.ReleaseAsync(point, CancellationToken.None);
            deeds.RemoveRange(deedsBefore, deeds.Count - deedsBefore);
        }
    }

    /// <summary>Tells other modules, in the transaction of the deed itself: who listens gets it if, and only if, the deed is committed.</summary>
    public async Task PublishAsync(ModuleEvent happened, CancellationToken stop = default) =>
        await FirstAsync<object>("select org.publish_event(@Name, @Version, @Subject, @LocalityPath, cast(@payload as jsonb))",
            new { happened.Name, happened.Version, happened.Subject, happened.LocalityPath, payload = happened.PayloadAsJson() }, stop);

    public async Task CommitAsync(CancellationToken stop = default)
    {
        await AccountForAsync(stop);
        if (deeds.Count > 0) await WithinAsync(open => AppendAsync(open, stop), stop);
        if (transaction is null) return;
        await transaction.CommitAsync(stop);
        await DisposeAsync();
    }

    async Task<int> AppendAsync(NpgsqlConnection open, CancellationToken stop)
    {
        await using var append = new NpgsqlCommand("select audit.append($1, $2, $3)", open, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = Deed.ToJson(deeds), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<string> { TypedValue = Actor.Name },
                new NpgsqlParameter<string> { TypedValue = Actor.Remote },
            },
        };
        return await append.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.DisposeAsync();
        if (connection is not null && hasFailed) ForgetPrepared(connection);
        if (connection is not null) await connection.DisposeAsync();
        (transaction, connection, hasFailed, isAccountedFor) = (null, null, false, false);
        deeds.Clear();
    }

    /// <summary>The server closed a pooled connection while it lay idle (a restart); what only looks may simply look again.</summary>
    public static bool IsLostConnection(NpgsqlException fault) =>
        fault is PostgresException { SqlState: "57P01" or "57P02" } || fault is not PostgresException && fault.InnerException is IOException;

    static NpgsqlBatchCommand Again(NpgsqlBatchCommand command)
    {
        var again = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters) again.Parameters.Add(parameter.Clone());
        return again;
    }
}
