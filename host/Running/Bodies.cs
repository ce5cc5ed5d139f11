using Microsoft.AspNetCore.Http.Features;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>How large what is sent may be: a little on every page, more on those that say they take files.</summary>
sealed class Bodies(RequestDelegate next, FaultPages pages)
{
    /// <summary>A form's other fields, and what stands between the parts.</summary>
    const long Beside = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (Http.IsReading(context.Request.Method))
        {
            await next(context);
            return;
        }
        var most = context.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is { } takes ? takes.Megabytes * 1024L * 1024 + Beside : Platform.LargestBody;
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.ContentLength > most)
        {
            await RefuseAsync(context, limit, most);
            return;
        }
        if (most > Platform.LargestBody)
        {
            if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = most;
            // Larger parts lie in temporary files while the form is read.
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = most, ValueCountLimit = 4096 }));
        }
        await next(context);
    }

    /// <summary>A browser reads the answer only when all it sends is taken: up to a bound it is taken, and thrown away.</summary>
    async Task RefuseAsync(HttpContext context, IHttpMaxRequestBodySizeFeature? limit, long most)
    {
        var bound = Math.Max(10 * Platform.LargestBody, 2 * most);
        if (context.Request.ContentLength <= bound && limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = bound;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        await pages.ShowAsync(context, FaultPages.Of(413) with { What = $"一次提交不能超过 {most / 1024 / 1024} MB，这次有 {FileSize.Show(context.Request.ContentLength!.Value)}。没有写入任何数据。" });
    }
}
