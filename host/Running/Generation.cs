using Autofac;
using Autofac.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;

namespace OrgWork.Host;

/// <summary>
/// One set of modules, served by an application of its own: container, parts, endpoints. ASP.NET Core does not allow these to change once started,
/// so a change makes the next generation beside this one, and this one ends when its last request has.
/// </summary>
sealed class Generation : IAsyncDisposable
{
    readonly WebApplication app;
    readonly CapturedServer server;
    int inside;
    volatile bool isRetired;

    Generation(int number, IReadOnlyList<LoadedModule> modules, WebApplication app, CapturedServer server) =>
        (Number, Modules, this.app, this.server) = (number, modules, app, server);

    public int Number { get; }
    public IReadOnlyList<LoadedModule> Modules { get; }
    public RegisterBook Registers => Services.GetRequiredService<RegisterBook>();
    public RuleBook Rules => Services.GetRequiredService<RuleBook>();
    IServiceProvider Services => app.Services;

    /// <exception cref="ModuleFaultException">names the module that broke it</exception>
    public static async Task<Generation> StartAsync(int number, IReadOnlyList<LoadedModule> modules, Platform platform, CancellationToken stop)
    {
        var server = new CapturedServer();
        var app = Inside.Build(modules, server, platform);
        var generation = new Generation(number, modules, app, server);
        try
        {
            await app.StartAsync(stop);
            await generation.WarmAsync();
            return generation;
        }
        catch
        {
            await generation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every page is made ready and looked at before anybody asks for it: one that does not say who may open it does not start.</summary>
    async Task WarmAsync()
    {
        // Pages built into assemblies have their model's attributes among their metadata from the start.
        Endpoints = [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
        EndpointCheck.Check(Endpoints, Services.GetRequiredService<RunningModules>());

        var compiler = Services.GetRequiredService<IViewCompilerProvider>().GetCompiler();
        var views = new ViewsFeature();
        Services.GetRequiredService<ApplicationPartManager>().PopulateFeature(views);
        foreach (var view in views.ViewDescriptors) await compiler.CompileAsync(view.RelativePath);
        foreach (var path in (string[])["/health/live", "/warm-up-of-a-page-that-is-not-there"])
            await server.AskAsync(path);
    }

    /// <summary>Every address of this generation, with what is known about who may open it.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints { get; private set; } = [];

    /// <summary>Counts a request in; false when this generation takes no more.</summary>
    public bool TryEnter()
    {
        Interlocked.Increment(ref inside);
        if (!isRetired) return true;
        Interlocked.Decrement(ref inside);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref inside);

    public object Begin(IFeatureCollection features) => server.Begin!(features);
    public Task RunAsync(object context) => server.Run!(context);
    public void End(object context, Exception? fault) => server.End!(context, fault);

    /// <summary>Takes no more requests, and ends when those inside are answered.</summary>
    public async Task RetireAsync(TimeSpan patience)
    {
        isRetired = true;
        for (var waited = TimeSpan.Zero; Volatile.Read(ref inside) > 0 && waited < patience; waited += TimeSpan.FromMilliseconds(50))
            await Task.Delay(50);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>The server of an inner application: opens no socket, keeps what it is given.</summary>
sealed class CapturedServer : IServer
{
    public Func<IFeatureCollection, object>? Begin { get; private set; }
    public Func<object, Task>? Run { get; private set; }
    public Action<object, Exception?>? End { get; private set; }
    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        Begin = features => application.CreateContext(features);
        Run = context => application.ProcessRequestAsync((TContext)context);
        End = (context, fault) => application.DisposeContext((TContext)context, fault);
        return Task.CompletedTask;
    }

    /// <summary>A request from inside, by nobody, whose answer is thrown away.</summary>
    public async Task AskAsync(string path)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", Path = path, Protocol = "HTTP/1.1", Scheme = "http", Headers = { Host = "localhost" } });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        var context = Begin!(features);
        try
        {
            await Run!(context);
            End!(context, null);
        }
        catch (Exception fault)
        {
            End!(context, fault);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public void Dispose() { }
}

/// <summary>Signals are for the process, not for a generation.</summary>
sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
