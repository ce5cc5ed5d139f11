using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Npgsql;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>The outermost middleware: whatever goes wrong further in becomes a page in plain words, with a number that is found in the log.</summary>
sealed class Faults(RequestDelegate next, FaultPages pages, ModuleCatalog catalog, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Http.Protect(context);
        var method = context.Request.Method;
        if (!Http.IsReading(method) && !HttpMethods.IsPost(method))
        {
            await pages.ShowAsync(context, FaultPages.Of(405));
            return;
        }
        try
        {
            await next(context);
            var status = context.Response.StatusCode;
            if (status >= 400 && !context.Response.HasStarted && context.Response.ContentType is null && context.Response.ContentLength is null)
                await pages.ShowAsync(context, FaultPages.Of(status, status >= 500 ? Http.Correlation(context) : null));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is waiting for the answer any more.
            if (!context.Response.HasStarted) context.Response.StatusCode = 499;
        }
        catch (Exception fault)
        {
            await AnswerAsync(context, fault);
        }
    }

    async Task AnswerAsync(HttpContext context, Exception fault)
    {
        var answer = fault switch
        {
            BadHttpRequestException bad => FaultPages.Of(bad.StatusCode),
            RowGoneException => FaultPages.Of(404),
            // A sign that no text may hold, such as a zero byte in an address.
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } => FaultPages.Of(400),
            PostgresException rests when Switched.Refuses(rests) => FaultPages.Of(403) with { Kind = "只读", Title = "没有保存", What = Switched.Words + "。", Next = "请返回上一页，把已填的内容另行记下。", Help = "能开关模块的管理员" },
            PostgresException told when Told.Words(told) is { } words => FaultPages.Of(409) with { Kind = "不能这样改", Title = "没有保存", What = words + "。没有写入任何数据。", Next = "请返回上一页，改正后再提交。" },
            _ when TookTooLong(fault) => FaultPages.Of(503, Http.Correlation(context)) with
            {
                Kind = "太久", Title = "算得太久，已经停下", What = "这一页要数据库算的超过了每次允许的时间，数据库没有算完就停下了。没有写入任何数据。",
                Next = "请缩小范围再试：到下级区划看，或加一个条件。本地专项里自己写的算法、指标和亮灯条件要算很多附表的，请设计它的人改简单些。",
            },
            _ when IsDatabaseAway(fault) => FaultPages.Of(503, Http.Correlation(context)),
            _ => FaultPages.Of(500, Http.Correlation(context)),
        };
        var module = context.GetEndpoint()?.Metadata.GetMetadata<BelongsTo>()?.Module;
        if (answer.Status >= 500)
            log.LogError(fault, "{Correlation} {Method} {Route} 出错，模块 {Module}", answer.Correlation, context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, module?.Id);
        if (answer.Status == 500 && module is not null)
        {
            catalog.Statuses.FirstOrDefault(status => status.Id == module.Id)?.Count(fault, answer.Correlation!);
            Telemetry.ModuleErrors.Add(1, new KeyValuePair<string, object?>("orgwork.module", module.Id));
        }
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        await pages.ShowAsync(context, answer);
    }

    /// <summary>A statement ran into the limit of its login.</summary>
    static bool TookTooLong(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } || fault.InnerException is { } inner && TookTooLong(inner);

    /// <summary>The database is not there, does not answer, or has closed the scope: not a mistake of the page's.</summary>
    public static bool IsDatabaseAway(Exception fault) => fault switch
    {
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "57014" or "53300" or "55000" or "55P03" or "28000" || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        { InnerException: { } inner } => IsDatabaseAway(inner),
        _ => false,
    };
}

/// <summary>Draws a <see cref="Fault"/> as a page, in the frame when the gate knows who asks.</summary>
sealed class FaultPages(IModelMetadataProvider metadata, ITempDataDictionaryFactory notes, ILogger<FaultPages> log)
{
    public static Fault Of(int status, string? correlation = null) => status switch
    {
        405 => Fault.Of(400) with { Status = 405, Kind = "方式不对", Title = "这个地址不能这样访问", What = "这里不接受这种请求方式。没有写入任何数据。", Next = "请从菜单进入。" },
        413 => Fault.Of(400) with { Status = 413, Kind = "内容太大", Title = "提交的内容太大，没有接收", What = "超过了这里一次能接收的大小。没有写入任何数据。", Next = "请分几次提交，或把附件压缩后再传。" },
        _ => Fault.Of(status, correlation),
    };

    public async Task ShowAsync(HttpContext context, Fault fault)
    {
        var response = context.Response;
        response.Clear();
        Http.Protect(context);
        response.StatusCode = fault.Status;
        if (fault.Status == 503) response.Headers.RetryAfter = "5";
        if (fault.Status == 405) response.Headers.Allow = "GET, HEAD, POST";
        try
        {
            var view = new ViewResult
            {
                ViewName = "/Pages/Running/_FaultPage.cshtml",
                StatusCode = fault.Status,
                ViewData = new ViewDataDictionary<Fault>(metadata, new ModelStateDictionary()) { Model = fault },
                TempData = notes.GetTempData(context),
            };
            await view.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
        }
        catch (Exception worse) when (!response.HasStarted)
        {
            // The last resort needs nothing that can fail.
            log.LogError(worse, "错误页也没有画出来");
            response.Clear();
            Http.Protect(context);
            response.StatusCode = fault.Status;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync($"{fault.Status}　{fault.Title}\n{fault.What}\n{fault.Next}\n{fault.Correlation}");
        }
    }
}
