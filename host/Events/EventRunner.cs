namespace OrgWork.Host;

/// <summary>
/// Hands what modules tell to the modules that listen, one event in one transaction: taken, handled and ended under the listener's own login, or given back.
/// Every host does so; an event is with one of them at a time. Where the listener is off the event is held, or dropped if the listener says so; where it is
/// read-only it is held, since nothing can be written.
/// </summary>
sealed class EventRunner(Platform platform, ILogger<EventRunner> log) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(3), Longest = TimeSpan.FromSeconds(60);
    static readonly Actor Actor = new(Guid.Empty, "系统（事件）", "");

    readonly CancellationTokenSource ending = new();
    readonly SemaphoreSlim woken = new(0);
    Task working = Task.CompletedTask;

    public void Start()
    {
        platform.Live.EventsChanged += () =>
        {
            if (!ending.IsCancellationRequested && woken.CurrentCount == 0) woken.Release();
        };
        working = Task.Run(WorkAsync);
    }

    /// <summary>What the modules of a generation listen to. A module that is not there keeps its place: its events wait for it.</summary>
    public async Task DeclareAsync(IReadOnlyList<LoadedModule> modules, CancellationToken stop)
    {
        var all = modules.SelectMany(module => module.Manifest.Listens.Select(listens => (Module: module.Manifest.Id, Event: listens.Event.Split('@')[0], Version: int.Parse(listens.Event.Split('@')[1]), listens.WhenOff))).ToList();
        await using var declare = platform.Databases.Host.CreateCommand("""
            with wanted as (select * from unnest($1::text[], $2::text[], $3::int[], $4::text[]) w (module, event, version, when_off)),
            gone as (delete from org.listener l where l.module = any($5) and not exists (select from wanted w where (w.module, w.event, w.version) = (l.module, l.event, l.version)))
            insert into org.listener (module, event, version, when_off) select * from wanted on conflict (module, event, version) do update set when_off = excluded.when_off
            """);
        foreach (var values in (object[])[all.Select(one => one.Module).ToArray(), all.Select(one => one.Event).ToArray(), all.Select(one => one.Version).ToArray(), all.Select(one => one.WhenOff).ToArray(), modules.Select(module => module.Manifest.Id).ToArray()])
            declare.Parameters.Add(new() { Value = values });
        await declare.ExecuteNonQueryAsync(stop);
    }

    async Task WorkAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await WakeHeldAsync(ending.Token);
                foreach (var module in platform.Current?.Modules.Where(module => module.Listeners.Count > 0) ?? [])
                    while (await HandleOneAsync(module)) { }
                await woken.WaitAsync(Pause, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested) { }
            catch (Exception fault)
            {
                log.LogWarning("事件暂时送不出去，稍后再试：{Fault}", fault.Message);
                try { await Task.Delay(Pause, ending.Token); } catch (OperationCanceledException) { }
            }
        }
    }

    sealed record Taken(long EventId, string Name, int Version, Guid Subject, string LocalityPath, string Payload, DateTime At, int Tries, string WhenOff);

    Db Open(ModuleManifest module) => platform.Databases.Of(module).OpenForWriting(Scope.Whole(Guid.Empty), Actor);

    /// <returns>whether there was one</returns>
    async Task<bool> HandleOneAsync(LoadedModule module)
    {
        Taken? taken = null;
        try
        {
            await using var db = Open(module.Manifest);
            taken = await db.FirstAsync<Taken>("select event_id, name, version, subject, locality_path, payload, at, tries, when_off from org.take_event()", null, ending.Token);
            if (taken is null) return false;
            db.NeedsNoDeed("what happened is on record where it happened; a listener keeps what follows from it, and records what it decides");
            var state = await StateAsync(module.Manifest, taken.LocalityPath);
            if (state == ModuleState.On && module.Listeners.FirstOrDefault(listener => listener.Event == taken.Name && listener.Version == taken.Version) is { } listener)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
                patience.CancelAfter(Longest);
                await listener.Handle(db, new(taken.EventId, taken.Subject, taken.LocalityPath, taken.At, taken.Payload), patience.Token);
                await EndAsync(db, taken, "done", null);
            }
            else
            {
                // No longer listened to, or off here and not wanted later.
                await EndAsync(db, taken, state is ModuleState.On || state is ModuleState.Off or ModuleState.Retired && taken.WhenOff == "drop" ? "dropped" : "held", null);
            }
            await db.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (taken is not null && !ending.IsCancellationRequested && !Faults.IsDatabaseAway(fault))
        {
            log.LogError(fault, "模块 {Module} 处理事件 {Event}（{Id}）出错，第 {Tries} 次", module.Manifest.Id, taken.Name, taken.EventId, taken.Tries + 1);
            await using var db = Open(module.Manifest);
            db.NeedsNoDeed("a delivery that failed stands on the page of events, with its fault");
            var words = $"{fault.GetType().Name}：{Deed.Masked(fault.Message)}";
            await EndAsync(db, taken, "failed", words.Length > 500 ? words[..500] : words);
            await db.CommitAsync(CancellationToken.None);
            return true;
        }
    }

    static Task<object?> EndAsync(Db db, Taken taken, string state, string? fault) => db.FirstAsync<object>("select org.end_event(@EventId, @state, @fault)", new { taken.EventId, state, fault });

    async Task<ModuleState> StateAsync(ModuleManifest module, string path)
    {
        var place = (await platform.Live.LocalitiesAsync(ending.Token)).AtPath(path);
        return place is null ? ModuleState.On : (await platform.Live.StatesAsync(ending.Token)).Of(module, place);
    }

    async Task WakeHeldAsync(CancellationToken stop)
    {
        await using var db = platform.Databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor);
        foreach (var held in (await db.QueryAsync<(string Module, string Path)>("select distinct module, locality_path from org.delivery where state = 'held'", null, stop)).GroupBy(held => held.Module))
        {
            if (platform.Current?.Modules.FirstOrDefault(module => module.Manifest.Id == held.Key) is not { } module) continue;
            var on = new List<string>();
            foreach (var (_, path) in held)
                if (await StateAsync(module.Manifest, path) == ModuleState.On) on.Add(path);
            if (on.Count > 0) await db.FirstAsync<int>("select org.wake_events(@module, @on)", new { module = held.Key, on = on.ToArray() }, stop);
        }
        db.NeedsNoDeed("deliveries that were held go on; the switch that held them is on record");
        await db.CommitAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await working;
        ending.Dispose();
        woken.Dispose();
    }
}
