using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace OrgWork.Host;

sealed record PlatformOptions
{
    /// <summary>An administrator's connection to the database.</summary>
    public required string Database { get; init; }
    /// <summary>Where the deployment keeps its key and the modules it has taken up.</summary>
    public required string Data { get; init; }
    /// <summary>Where builds of modules are dropped.</summary>
    public required string Modules { get; init; }
    /// <summary>0 for any that is free.</summary>
    public int Port { get; init; } = 8080;
    public string Address { get; init; } = "127.0.0.1";
    /// <summary>Who may say, in a request's headers, that it came over TLS and from whom: the proxy before the platform. Nobody else is believed.</summary>
    public IReadOnlyList<System.Net.IPAddress> Proxies { get; init; } = [];
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
    /// <summary>How long a task stays with a host that says nothing any more.</summary>
    public TimeSpan JobLease { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Everything the process owns: the socket, the database, the modules, and the generation that is answering.</summary>
sealed class Platform : IAsyncDisposable
{
    public IReadOnlyList<System.Net.IPAddress> Proxies => options.Proxies;
    public const long LargestBody = 10 * 1024 * 1024;

    readonly PlatformOptions options;
    readonly CancellationTokenSource ending = new();
    readonly ILogger log;
    WebApplication? outer;
    Task watching = Task.CompletedTask;
    readonly DescribedModules described;
    readonly SemaphoreSlim taking = new(1);
    volatile Generation? current;
    volatile bool programmesChanged;
    int alive;

    Platform(PlatformOptions options, ILoggerFactory logs)
    {
        (this.options, Logs, log) = (options, logs, logs.CreateLogger<Platform>());
        Keys = Keys.Open(Path.Combine(options.Data, "orgwork.key"));
        Databases = new(options.Database, Keys, logs);
        Live = new(Databases, logs.CreateLogger<Live>());
        Upkeep = new(Databases, logs.CreateLogger<Upkeep>());
        Events = new(this, logs.CreateLogger<EventRunner>());
        Sessions = new(Databases, Live);
        FormKeys = new(Databases, Keys);
        Identities = new(Keys);
        Passwords = new();
        Tasks = new(Databases, Live, logs.CreateLogger<JobTally>());
        Jobs = new(this, options.JobLease, logs.CreateLogger<JobRunner>());
        described = new(Path.Combine(options.Data, "described"), Databases);
        Live.ProgrammesChanged += () => programmesChanged = true;
        Press = new(TryOutAsync, ConditionOf, (description, signer) => SigningKey.Write(options.Data, description, signer), SigningKey.TrustedAsync(Databases), RoomOfAsync);
        Catalog = new(options.Modules, described, Path.Combine(options.Data, "modules"), Databases, logs.CreateLogger<ModuleCatalog>());
    }

    public ILoggerFactory Logs { get; }
    public Keys Keys { get; }
    public Databases Databases { get; }
    public Live Live { get; }
    public Upkeep Upkeep { get; }
    public EventRunner Events { get; }
    public Sessions Sessions { get; }
    public FormKeys FormKeys { get; }
    public IdentityVault Identities { get; }
    public Passwords Passwords { get; }
    public ModuleCatalog Catalog { get; }
    public ProgrammePress Press { get; }
    public JobTally Tasks { get; }
    public JobRunner Jobs { get; }
    public Generation? Current => current;
    public int GenerationsStarted { get; private set; }
    public int GenerationsAlive => Volatile.Read(ref alive);
    /// <summary>Where it answers: <c>http://127.0.0.1:8080</c>.</summary>
    public string BaseAddress { get; private set; } = "";

    public static async Task<Platform> StartAsync(PlatformOptions options, ILoggerFactory logs, CancellationToken stop = default)
    {
        var platform = await PrepareAsync(options, logs, stop);
        try
        {
            await platform.OpenAsync(stop);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Database and first generation, without a socket: what commands need.</summary>
    public static async Task<Platform> PrepareAsync(PlatformOptions options, ILoggerFactory logs, CancellationToken stop = default)
    {
        var platform = new Platform(options, logs);
        try
        {
            await new Setup(platform.Databases.Admin, platform.Keys).PrepareKernelAsync(stop);
            await new PersonalKeys(platform.Databases.Admin, platform.Keys).CheckAsync(stop);
            await platform.WarnOfCollationAsync(stop);
            await platform.Sessions.TidyAsync(stop);
            platform.Live.Start();
            await platform.described.SyncAsync(stop);
            await platform.Catalog.LookAsync(patient: false, stop);
            await platform.SwitchAsync(stop);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    async Task OpenAsync(CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Logs);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            kestrel.Listen(System.Net.IPAddress.Parse(options.Address), options.Port);
        });
        outer = builder.Build();
        // The server alone: no second pipeline before the generation's own.
        var server = outer.Services.GetRequiredService<IServer>();
        await server.StartAsync(new Entrance(this), stop);
        BaseAddress = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Catalog.Tidy();
        Upkeep.Start();
        Events.Start();
        watching = Task.Run(WatchAsync, CancellationToken.None);
        Jobs.Start();
    }

    async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(options.Poll);
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ending.Token);
                await TakeUpAsync(ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested) { }
            catch (Exception fault)
            {
                log.LogError(fault, "模块没有换成，原来的继续服务，稍后再试");
            }
        }
    }

    /// <summary>What was built or published since the last look is taken up.</summary>
    public async Task TakeUpAsync(CancellationToken stop)
    {
        await taking.WaitAsync(stop);
        try
        {
            // While nobody listens, the database is asked each time.
            if (programmesChanged || !Live.IsListening)
            {
                programmesChanged = false;
                try
                {
                    await described.SyncAsync(stop);
                }
                catch
                {
                    programmesChanged = true;
                    throw;
                }
            }
            await Catalog.LookAsync(patient: true, stop);
            if (!Catalog.Candidates.SequenceEqual(current!.Modules)) await SwitchAsync(stop);
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>For whoever has just published and cannot wait for the notice.</summary>
    public Task TakeUpPublishedAsync(CancellationToken stop)
    {
        programmesChanged = true;
        return TakeUpAsync(stop);
    }

    /// <summary>Whether a described module would be taken up: its declarations are checked, its migrations run and its questions asked on this database, and all of it undone.</summary>
    async Task<Trial> TryOutAsync(ProgrammePackage package, bool isDeed, CancellationToken stop)
    {
        try
        {
            var module = new DescribedModule(package.Manifest, package.Description);
            LoadedModule.Describe(new(package.Manifest, package.Sha256, ""), package.Description);
            var migrations = ProgrammePackage.MigrationsOf(package.Files).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new Migration(Path.GetFileName(file.Key), file.Value)).ToList();
            return await new Setup(Databases.Admin, Keys).TryOutAsync(package.Manifest, migrations, module.Questions(Clock.Today), isDeed, stop);
        }
        catch (ModuleRefusedException fault)
        {
            return new(fault.Message);
        }
    }

    async Task<IReadOnlyDictionary<string, ProgrammeRoom>> RoomOfAsync(string id, CancellationToken stop)
    {
        await using var ask = Databases.Host.CreateCommand("select c.relname::text, greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'");
        ask.Parameters.Add(new() { Value = id });
        var room = new Dictionary<string, ProgrammeRoom>();
        await using var rows = await ask.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) room[rows.GetString(0)] = new(rows.GetInt64(1), rows.GetInt64(2));
        return room;
    }

    ProgrammeCondition? ConditionOf(string id) => Catalog.Statuses.FirstOrDefault(status => status.Id == id) is { } status
        ? new(current?.Modules.Any(module => module.Manifest.Id == id) == true, status.Version, status.Error) : null;

    /// <summary>Makes a generation of the catalogue's candidates beside the current one, and lets it take over.</summary>
    async Task SwitchAsync(CancellationToken stop)
    {
        var next = await MakeAsync(stop);
        try
        {
            // A new module's permissions find their roles before anybody can ask for its pages.
            await Roles.SeedAsync(Databases.Host, [OrgModule.Manifest, .. next.Modules.Select(m => m.Manifest)], stop);
            await RuleDeclarations.WriteAsync(Databases.Host, next.Modules.SelectMany(m => m.Rules), stop);
        }
        catch
        {
            await next.DisposeAsync();
            throw;
        }
        await Events.DeclareAsync(next.Modules, stop);
        Catalog.Approve();
        Interlocked.Increment(ref alive);
        var old = current;
        current = next;
        Telemetry.Generations.Add(1);
        log.LogInformation("第 {Number} 代开始服务，模块：{Modules}", next.Number, string.Join("、", next.Modules.Select(m => $"{m.Manifest.Id} {m.Manifest.Version}")));
        if (old is not null) _ = RetireAsync(old);
    }

    async Task<Generation> MakeAsync(CancellationToken stop)
    {
        while (true)
        {
            var candidates = Catalog.Candidates;
            await GrantPublishedAsync(candidates, stop);
            try
            {
                return await Generation.StartAsync(++GenerationsStarted, candidates, this, stop);
            }
            catch (Exception fault) when (Blamed(fault) is { } blamed)
            {
                Catalog.Reject(blamed.ModuleId, blamed.Message);
            }
            catch (Exception fault) when (candidates.Count > 0 && fault is not OperationCanceledException)
            {
                // Somebody broke it without leaving a name: add one after the other, and see.
                log.LogWarning(fault, "这些模块放在一起起不来，逐个查找");
                var (culprit, reason) = await FindCulpritAsync(candidates, stop);
                if (culprit is null) throw;
                Catalog.Reject(culprit.Manifest.Id, reason);
            }
        }
    }

    /// <summary>The container wraps what goes wrong while it makes something.</summary>
    static ModuleFaultException? Blamed(Exception? fault) => fault is null or ModuleFaultException ? fault as ModuleFaultException : Blamed(fault.InnerException);

    async Task<(LoadedModule? Culprit, string Reason)> FindCulpritAsync(IReadOnlyList<LoadedModule> candidates, CancellationToken stop)
    {
        for (var count = 0; count <= candidates.Count; count++)
        {
            try
            {
                await using var trial = await Generation.StartAsync(GenerationsStarted, [.. candidates.Take(count)], this, stop);
            }
            catch (Exception fault) when (count > 0 && fault is not OperationCanceledException)
            {
                var cause = fault.GetBaseException();
                return (candidates[count - 1], $"加入本模块后平台起不来：{cause.GetType().Name}：{cause.Message}");
            }
        }
        return (null, "");
    }

    async Task GrantPublishedAsync(IReadOnlyList<LoadedModule> candidates, CancellationToken stop)
    {
        var setup = new Setup(Databases.Admin, Keys);
        var present = candidates.Select(m => m.Manifest).ToList();
        foreach (var module in present.Where(m => m.Requires.Count > 0)) await setup.GrantPublishedAsync(module, present, stop);
        foreach (var module in present.Where(m => m.Reads.Count > 0))
            foreach (var fault in await setup.LendViewsAsync(module, present, stop)) log.LogWarning("{Fault}", fault);
    }

    async Task RetireAsync(Generation old)
    {
        try
        {
            await old.RetireAsync(TimeSpan.FromMinutes(2));
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "第 {Number} 代收尾时出错", old.Number);
        }
        Interlocked.Decrement(ref alive);
    }

    /// <summary>What the administrator should know of where the platform stands: how its database sorts, and how much room there is.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (!sortsByPinyin) yield return NotByPinyin;
            var disk = new DriveInfo(Path.GetFullPath(options.Data));
            if (disk.AvailableFreeSpace < LeastFreeSpace) yield return $"数据目录所在的磁盘只剩 {disk.AvailableFreeSpace / 1_000_000_000.0:0.0} GB，请清理或扩容";
        }
    }

    const long LeastFreeSpace = 5_000_000_000;
    const string NotByPinyin = "这个数据库不是按中文拼音排序的（应为 ICU zh-u-co-pinyin），名单的次序会不对；请用 initdb --locale-provider=icu --icu-locale=zh-u-co-pinyin 另建";
    bool sortsByPinyin = true;

    async Task WarnOfCollationAsync(CancellationToken stop)
    {
        await using var ask = Databases.Admin.CreateCommand("select datlocprovider = 'i' and daticulocale like 'zh%' from pg_database where datname = current_database()");
        sortsByPinyin = (bool)((await ask.ExecuteScalarAsync(stop)) ?? false);
        if (!sortsByPinyin) log.LogWarning("{Warning}", NotByPinyin);
    }

    public async Task StopAsync()
    {
        await ending.CancelAsync();
        await EndAsync("模块目录的查看", () => watching);
        await EndAsync("任务", Jobs.StopAsync);
        if (outer is { } server)
        {
            outer = null;
            await EndAsync("网页服务", async () =>
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                await server.Services.GetRequiredService<IServer>().StopAsync(patience.Token);
                await server.DisposeAsync();
            });
        }
        if (current is { } last)
        {
            current = null;
            await EndAsync("最后一代", () => last.RetireAsync(TimeSpan.FromSeconds(5)));
            Interlocked.Decrement(ref alive);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await EndAsync("例行维护", () => Upkeep.DisposeAsync().AsTask());
        await EndAsync("事件", () => Events.DisposeAsync().AsTask());
        await EndAsync("变更通知", () => Live.DisposeAsync().AsTask());
        await EndAsync("任务", () => Jobs.DisposeAsync().AsTask());
        await EndAsync("数据库连接", () => Databases.DisposeAsync().AsTask());
        Passwords.Dispose();
        taking.Dispose();
        ending.Dispose();
    }

    /// <summary>One part that does not end, or ends badly, must not keep the others from ending: what it held runs out by itself.</summary>
    async Task EndAsync(string part, Func<Task> end)
    {
        try
        {
            await end().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            log.LogWarning("停止时，{Part}没有按时结束，不再等它", part);
        }
        catch (Exception fault)
        {
            log.LogWarning("停止时，{Part}出错：{Fault}", part, fault.Message);
        }
    }

    /// <summary>What the server hands each request to: the generation of the moment.</summary>
    sealed class Entrance(Platform platform) : IHttpApplication<Passage>
    {
        public Passage CreateContext(IFeatureCollection contextFeatures)
        {
            while (true)
            {
                var generation = platform.current ?? throw new InvalidOperationException("The platform has stopped.");
                if (generation.TryEnter()) return new(generation, generation.Begin(contextFeatures));
            }
        }

        public Task ProcessRequestAsync(Passage context) => context.Generation.RunAsync(context.Inner);

        public void DisposeContext(Passage context, Exception? exception)
        {
            context.Generation.End(context.Inner, exception);
            context.Generation.Leave();
        }
    }

    sealed record Passage(Generation Generation, object Inner);
}
