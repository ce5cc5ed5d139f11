using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Mvc.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Tests;

/// <summary>Which handlers requests come to, as the framework tells it: page and method.</summary>
sealed class HandlersWatched : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>Of all hosts of this run, from the first one on.</summary>
    public static HandlersWatched All { get; } = new(null);

    readonly string? host;
    readonly IDisposable all;
    readonly List<IDisposable> each = [];

    /// <param name="address">of one host; null for all there are</param>
    public HandlersWatched(string? address)
    {
        host = address is null ? null : new Uri(address).Authority;
        all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public ConcurrentDictionary<string, bool> Reached { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name != "Microsoft.AspNetCore") return;
        lock (each) each.Add(listener.Subscribe(this, name => name == BeforeHandlerMethodEventData.EventName));
    }

    public void OnNext(KeyValuePair<string, object?> told)
    {
        if (told.Value is BeforeHandlerMethodEventData begins && (host is null || begins.ActionContext.HttpContext.Request.Host.Value == host) && begins.ActionContext.ActionDescriptor is PageActionDescriptor page)
            Reached.TryAdd($"{page.RelativePath} {begins.HandlerMethodDescriptor.MethodInfo.Name}", true);
    }

    public void OnCompleted() { }
    public void OnError(Exception error) { }

    public void Dispose()
    {
        all.Dispose();
        lock (each) each.ForEach(one => one.Dispose());
    }
}
