using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace OrgWork.Host;

/// <summary>The one unit of work of a request, opened when a page first asks for it: login of the page's module, scope of the address's locality.</summary>
sealed class RequestDb(Databases databases, Here here) : IAsyncDisposable
{
    Db? db;

    /// <summary>Said by the gate for everything but GET and HEAD.</summary>
    public bool Writes { get; set; }

    public Db Db => db ??= Open();

    Db Open()
    {
        var source = databases.Of(here.Module ?? OrgModule.Manifest);
        // What belonged to the place on an earlier day, as far as the user may look there too.
        var scope = PastReach.ScopeOf(here, here.User.Id, old => here.Permissions.IsSubsetOf(here.User.PermissionsAt(old)) && IsGranted(here, PastReach.Common(here.Locality.Path, old.Path)));
        var actor = new Actor(here.User.Id, here.User.Name, here.RemoteAddress);
        return Writes ? source.OpenForWriting(scope, actor) : source.OpenForReading(scope, actor);
    }

    static bool IsGranted(Here here, string path)
    {
        foreach (var grant in here.User.Grants)
            if (path.StartsWith(grant.Path, StringComparison.Ordinal)) return true;
        return false;
    }

    public bool IsOnRecord => db?.IsOnRecord == true;

    /// <summary>Whole or not at all, and not half because a browser went away: nothing cancels it.</summary>
    public Task CommitAsync() => db?.CommitAsync(CancellationToken.None) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => db?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Commits what a handler did when it succeeded, before its answer is written; anything else is rolled back.</summary>
sealed class CommitFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A form for which the page has no deed is no look at the page either.
        if (context.HandlerMethod is null && !Http.IsReading(context.HttpContext.Request.Method))
        {
            context.Result = new StatusCodeResult(405);
            return;
        }
        var done = await next();
        if (Http.IsReading(context.HttpContext.Request.Method)) return;
        var work = context.HttpContext.RequestServices.GetRequiredService<RequestDb>();
        if (done.Exception is null && !done.Canceled && Succeeded(done))
        {
            // Nothing need have changed for it: a file that leaves is a deed.
            if (done.Result is FileResult && !work.IsOnRecord) throw new InvalidOperationException($"{context.ActionDescriptor.DisplayName} gives out a file and recorded no deed, so it is not given: call RecordAsync.");
            await work.CommitAsync();
        }
        else await work.DisposeAsync();
    }

    static bool Succeeded(PageHandlerExecutedContext done) =>
        done.HttpContext.Response.StatusCode < 400
        && done.Result is not IStatusCodeActionResult { StatusCode: >= 400 }
        && (done.ModelState.IsValid || done.Result is IKeepTempDataResult or FileResult);
}
