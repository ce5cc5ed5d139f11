using System.Text.Json;
using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// Does the tasks of <c>org.job</c> on this host. Invariants:
/// 1. A row is taken by one host at a time; a host that stops renewing its lease loses it.
/// 2. Nothing of a job is committed by a host that has lost it: every transaction asks for the fence (<see cref="JobRun.DoAsync"/>).
/// 3. A host that stops in order puts back what it holds, at once.
/// </summary>
sealed class JobRunner(Platform platform, TimeSpan lease, ILogger<JobRunner> log) : IAsyncDisposable
{
    const int MostTries = 5;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    static readonly int Width = Math.Max(2, Environment.ProcessorCount / 2);

    readonly CancellationTokenSource ending = new();
    readonly SemaphoreSlim woken = new(0);
    readonly string holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    Task working = Task.CompletedTask;

    public void Start()
    {
        platform.Live.JobsChanged += () =>
        {
            if (!ending.IsCancellationRequested && woken.CurrentCount < Width) woken.Release();
        };
        working = Task.WhenAll([PlanAsync(), .. Enumerable.Range(0, Width).Select(_ => Task.Run(WorkAsync))]);
    }

    public async Task StopAsync()
    {
        await ending.CancelAsync();
        await working;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        ending.Dispose();
        woken.Dispose();
    }

    sealed record Kind(ModuleManifest Module, Job Job)
    {
        public string Name => $"{Module.Id}/{Job.Id}";
    }

    /// <summary>What the generation of the moment can do.</summary>
    List<Kind> Kinds()
    {
        var modules = platform.Current?.Modules ?? [];
        return [.. modules.SelectMany(m => m.Jobs.Concat(StandardJobs.All).Concat(m.Procedures.Count == 0 ? [] : [new CaseLightsJob(m.Procedures)]).Concat(m.Figures is null ? [] : [new CountedExportJob(m.Figures), new ReportsJob(m.Figures), new SnapshotJob(m.Figures)]).Select(job => new Kind(m.Manifest, job))), .. OrgModule.Jobs.Concat(StandardJobs.All).Select(job => new Kind(OrgModule.Manifest, job))];
    }

    async Task WorkAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            var did = false;
            try
            {
                did = await TakeOneAsync();
            }
            catch (Exception fault)
            {
                // What breaks while the host ends is the end itself.
                if (!ending.IsCancellationRequested) log.LogWarning("任务暂时取不到，稍后再试：{Fault}", fault.Message);
            }
            if (!did) await SleepAsync();
        }
    }

    async Task SleepAsync()
    {
        try
        {
            await woken.WaitAsync(Pause < lease ? Pause : lease, ending.Token);
        }
        catch (OperationCanceledException) { }
    }

    sealed record Taken(Guid Id, string LocalityPath, string Module, string Kind, string Title, string Arguments, Guid? AccountId, string AccountName, string Remote, int Tries, int Fence, bool WantsCancel, string? Checkpoint);

    async Task<bool> TakeOneAsync()
    {
        var kinds = Kinds();
        await using var take = platform.Databases.Host.CreateCommand("select id, locality_path, module, kind, title, arguments::text, account_id, account_name, remote, tries, fence, wants_cancel, checkpoint from org.job_take($1, $2, $3, $4)");
        take.Parameters.Add(new() { Value = holder });
        take.Parameters.Add(new() { Value = kinds.Select(kind => kind.Name).ToArray() });
        take.Parameters.Add(new() { Value = kinds.Where(kind => kind.Job.Writes).Select(kind => kind.Name).ToArray() });
        take.Parameters.Add(new() { Value = lease });
        Taken taken;
        await using (var row = await take.ExecuteReaderAsync(ending.Token))
        {
            if (!await row.ReadAsync(ending.Token)) return false;
            taken = new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetGuid(6), row.GetString(7), row.GetString(8), row.GetInt32(9), row.GetInt32(10), row.GetBoolean(11), row.IsDBNull(12) ? null : row.GetString(12));
        }
        await DoAsync(taken, kinds.First(kind => kind.Module.Id == taken.Module && kind.Job.Id == taken.Kind));
        return true;
    }

    async Task DoAsync(Taken taken, Kind kind)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        JobRun? run = null;
        using var over = new CancellationTokenSource();
        var renewing = Task.CompletedTask;
        var outcome = new Outcome();
        try
        {
            if (taken.WantsCancel) throw new OperationCanceledException();
            if (taken.Tries > 1 && kind.Job.AfterBreak == JobRestart.Never) throw new JobRefusedException("做到一半时平台中断了。没有做完的部分没有写入，请重新提交");
            if (taken.Tries > MostTries) throw new JobRefusedException($"做了 {MostTries} 次都中断了，不再重试；请把编号告诉管理员");
            run = await PrepareAsync(taken, kind, stop.Token);
            renewing = RenewAsync(taken, run, outcome, stop, over.Token);
            var result = await Task.Run(() => kind.Job.RunAsync(taken.Arguments, run), CancellationToken.None);
            await over.CancelAsync();
            await renewing;
            if (!run.IsFinished) await EndAsync(taken, 2, JsonSerializer.Serialize(result, Json), null);
        }
        catch (Exception fault)
        {
            await over.CancelAsync();
            await renewing;
            await EndBrokenAsync(taken, fault, outcome, run);
        }
    }

    /// <summary>Why the token was cancelled.</summary>
    sealed class Outcome
    {
        public bool IsLost { get; set; }
        public bool IsCancelled { get; set; }
    }

    async Task EndBrokenAsync(Taken taken, Exception fault, Outcome outcome, JobRun? run)
    {
        if (run is { IsFinished: true })
        {
            log.LogWarning("任务 {Job} 做完之后出错：{Fault}", taken.Id, fault.Message);
            return;
        }
        if (outcome.IsLost || fault is PostgresException { SqlState: "OW010" })
        {
            log.LogWarning("任务 {Job} 已由另一台主机接手，这里做的没有写入", taken.Id);
            return;
        }
        try
        {
            if (outcome.IsCancelled || taken.WantsCancel) await EndAsync(taken, 4, null, null);
            else if (ending.IsCancellationRequested) await EndAsync(taken, 0, null, null);
            else if (fault is JobRefusedException or FileRefusedException) await EndAsync(taken, 3, null, fault.Message);
            // Away for a moment: the lease runs out and it is begun again.
            else if (Faults.IsDatabaseAway(fault) && fault is not PostgresException { SqlState: PostgresErrorCodes.QueryCanceled }) log.LogWarning("任务 {Job} 因数据库连不上中断，稍后重做：{Fault}", taken.Id, fault.Message);
            else
            {
                var correlation = $"T-{taken.Id:N}"[..14].ToUpperInvariant();
                log.LogError(fault, "{Correlation} 任务 {Module}/{Kind} {Job} 出错", correlation, taken.Module, taken.Kind, taken.Id);
                await EndAsync(taken, 3, null, $"平台出了差错，没有做成，没有写入的部分不受影响。请再试一次；仍然不行，请把编号 {correlation} 告诉管理员");
            }
        }
        catch (NpgsqlException away)
        {
            log.LogWarning("任务 {Job} 的结果没有记下，稍后重做：{Fault}", taken.Id, away.Message);
        }
    }

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    async Task<JobRun> PrepareAsync(Taken taken, Kind kind, CancellationToken stop)
    {
        var tree = await platform.Live.LocalitiesAsync(stop);
        var place = await platform.Live.PlaceAsync(taken.LocalityPath, stop) ?? throw new JobRefusedException("所在区划已经撤销，没有做");
        var generation = platform.Current ?? throw new OperationCanceledException();
        List<string> needed = [.. kind.Job.PermissionsFor(taken.Arguments, generation.Registers)];
        if (!await IsAllowedAsync(taken, needed, taken.LocalityPath, stop)) throw new JobRefusedException("您在这里的授权已经收回，没有做");
        var (here, scope) = (new Here(), Scope.Subtree(place, taken.AccountId ?? Guid.Empty));
        here.Enter(null, place, tree, kind.Module, ModuleState.On, new HashSet<string>(needed), taken.Remote);
        if (kind.Job.DayOf(taken.Arguments) is { } day)
        {
            here.LookBack(day, await platform.Live.LocalitiesOnAsync(day, stop));
            // Above the place only where who asked holds what the job needs; a job that needs nothing stays below its place.
            HashSet<string> open = [];
            foreach (var above in place.PathsAbove)
                if (needed.Count > 0 && await IsAllowedAsync(taken, needed, above, stop)) open.Add(above);
            scope = PastReach.ScopeOf(here, scope.Actor, old => open.Contains(PastReach.Common(place.Path, old.Path)));
        }
        return new(taken.Id, taken.Fence, kind.Module, here, scope, new Actor(taken.AccountId ?? Guid.Empty, taken.AccountName, taken.Remote), platform.Databases.ForLongWork(kind.Module), generation.Registers, generation.Rules, platform.Identities, taken.Checkpoint, stop);
    }

    /// <summary>Whether who asked still may here; what the clock asked for, always.</summary>
    async Task<bool> IsAllowedAsync(Taken taken, IEnumerable<string> permissions, string path, CancellationToken stop)
    {
        if (taken.AccountId is not { } account) return true;
        foreach (var permission in permissions)
        {
            await using var ask = platform.Databases.Host.CreateCommand("select org.job_allowed($1, $2, $3)");
            foreach (var value in (object[])[account, permission, path]) ask.Parameters.Add(new() { Value = value });
            if (!(bool)(await ask.ExecuteScalarAsync(stop))!) return false;
        }
        return true;
    }

    /// <summary>Says every second how far it is and that this host is still there; hears whether it shall stop.</summary>
    async Task RenewAsync(Taken taken, JobRun run, Outcome outcome, CancellationTokenSource stop, CancellationToken over)
    {
        var beat = lease / 5 < TimeSpan.FromSeconds(1) ? lease / 5 : TimeSpan.FromSeconds(1);
        var renewed = DateTime.UtcNow;
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(beat, over);
                var (done, total, said) = run.Progress;
                await using var renew = platform.Databases.Host.CreateCommand("select org.job_renew($1, $2, $3, $4, $5, $6)");
                foreach (var value in (object[])[taken.Id, taken.Fence, lease, done, total, said]) renew.Parameters.Add(new() { Value = value });
                var answer = await renew.ExecuteScalarAsync(over);
                // Finished by its own last transaction, it is no more to be renewed, and not lost.
                if (answer is not bool wantsCancel) outcome.IsLost = !run.IsFinished;
                else
                {
                    outcome.IsCancelled = wantsCancel;
                    renewed = DateTime.UtcNow;
                }
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogWarning("任务 {Job} 的进度没有报上：{Fault}", taken.Id, fault.Message);
                if (DateTime.UtcNow - renewed > lease) outcome.IsLost = true;
            }
            if (outcome.IsLost || outcome.IsCancelled)
            {
                await stop.CancelAsync();
                return;
            }
        }
    }

    async Task EndAsync(Taken taken, short state, string? result, string? fault)
    {
        await using var end = platform.Databases.Host.CreateCommand("select org.job_end($1, $2, $3, cast($4 as jsonb), $5)");
        end.Parameters.Add(new() { Value = taken.Id });
        end.Parameters.Add(new() { Value = taken.Fence });
        end.Parameters.Add(new() { Value = state });
        end.Parameters.Add(new() { Value = (object?)result ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        end.Parameters.Add(new() { Value = (object?)fault ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await end.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Puts down what the clock has made due. All hosts do, and the database keeps one.</summary>
    async Task PlanAsync()
    {
        var planned = new Dictionary<string, DateTimeOffset>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (!ending.IsCancellationRequested)
        {
            try
            {
                foreach (var kind in Kinds().Where(kind => kind.Job.Cycle is not null))
                {
                    var due = kind.Job.Cycle!.LastDue(Clock.Now);
                    if (planned.GetValueOrDefault(kind.Name) == due) continue;
                    await using var plan = platform.Databases.Host.CreateCommand("select org.job_plan($1, $2, $3, $4)");
                    foreach (var value in (object[])[kind.Module.Id, kind.Job.Id, kind.Job.Title, due.UtcDateTime]) plan.Parameters.Add(new() { Value = value });
                    await plan.ExecuteNonQueryAsync(ending.Token);
                    planned[kind.Name] = due;
                }
                await timer.WaitForNextTickAsync(ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested) { }
            catch (Exception fault)
            {
                log.LogWarning("定时任务没有排上，稍后再试：{Fault}", fault.Message);
                try { await Task.Delay(Pause, ending.Token); } catch (OperationCanceledException) { }
            }
        }
    }
}

/// <summary>In the night: takes away what was kept for a time only.</summary>
sealed class Tidying : Job<NoArguments>
{
    public override string Id => "tidying";
    public override string Title => "清理过期文件和任务";
    public override Cycle Cycle => Cycle.Daily(new(2, 30));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var (files, jobs, imports) = (await db.FirstAsync<int>("select org.drop_expired_files()", stop: run.Stop), await db.FirstAsync<int>("select org.drop_old_jobs()", stop: run.Stop), await db.FirstAsync<int>("select org.drop_stale_imports()", stop: run.Stop));
        if (files + jobs + imports > 0) await db.RecordAsync(new(DeedKind.Tidy, "jobs", Title: Title, Changes: [new("文件", null, $"{files}"), new("任务", null, $"{jobs}"), new("导入核对行", null, $"{imports}")]), run.Stop);
        return new("已清理", [new("文件", files), new("任务", jobs), new("导入核对行", imports)]);
    });
}
