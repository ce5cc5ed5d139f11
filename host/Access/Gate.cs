using Microsoft.AspNetCore.Http.Extensions;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>
/// Between routing and every page. Invariants:
/// 1. Nothing runs that does not say who may open it.
/// 2. A locality that does not exist and one that is not the user's get the same answer.
/// 3. A module that is off here does not exist here; one that is read-only takes no writes.
/// 4. Behind the gate <see cref="Here"/> is filled, and <see cref="Db"/> sees the address's locality and nothing beside it.
/// </summary>
sealed class Gate(RequestDelegate next, Sessions sessions, Live live, Frames frames, RunningModules modules, FaultPages faults, ModuleCatalog catalog, ILogger<Gate> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var metadata = endpoint?.Metadata;
        // A program with a key is let in, or not, by the key: host/Api.
        if (metadata?.GetMetadata<OpenAttribute>() is not null || metadata?.GetMetadata<ByKeyAttribute>() is not null)
        {
            await next(context);
            return;
        }
        if (endpoint is not null and not RouteEndpoint)
        {
            // Routing's own answer to a known address and a wrong method.
            context.Response.StatusCode = 405;
            return;
        }

        if (live.IsAway)
        {
            await faults.ShowAsync(context, Fault.Of(503));
            return;
        }
        if (await sessions.FindAsync(context) is not { } user)
        {
            await SendToSignInAsync(context);
            return;
        }
        var tree = await live.LocalitiesAsync(context.RequestAborted);
        var here = context.RequestServices.GetRequiredService<Here>();
        var remote = Http.Remote(context);
        var module = metadata?.GetMetadata<BelongsTo>()?.Module;
        var code = context.Request.RouteValues.TryGetValue("locality", out var value) ? (string?)value : endpoint is null ? CodeIn(context.Request.Path) : null;
        var locality = code is null ? null : Reachable(user, tree, code);

        if (code is not null && locality is null)
        {
            here.Enter(user, null, tree, null, ModuleState.On, Nothing, remote);
            frames.Fill(context, here, null);
            await faults.ShowAsync(context, Fault.Of(404) with { What = $"区划代码“{code}”不存在，或不在您的授权范围内。", Links = [new("回工作台", "/")] });
            return;
        }

        var states = locality is null ? null : await live.StatesAsync(context.RequestAborted);
        var state = module is null || locality is null ? ModuleState.On : states!.Reached(module, locality);
        var permissions = locality is null ? Nothing : user.PermissionsAt(locality);
        here.Enter(user, locality, tree, module, state, permissions, remote);
        // A day that cannot be read is named by the page.
        if (locality is not null && metadata?.GetMetadata<ShowsAnyDayAttribute>() is not null && AsOf.TryParse(context.Request.Query[AsOf.Key], Clock.Today, out var asked, out _) && asked is { } day)
            here.LookBack(day, await live.LocalitiesOnAsync(day, context.RequestAborted));
        frames.Fill(context, here, states);
        Telemetry.Tag(context, module, locality);

        if (Refusal(context, metadata, here) is { } refusal)
        {
            if (refusal.Status == 403) log.LogWarning("拒绝 {Account}：{Method} {Route}，{Reason}", user.Id, context.Request.Method, (endpoint as RouteEndpoint)?.RoutePattern.RawText, refusal.Title);
            await faults.ShowAsync(context, refusal);
            return;
        }
        // With a password that somebody else may know: to one's own account and out, and nowhere else.
        if (user.MustChangePassword && (locality is not null || metadata!.GetMetadata<SignedInOnlyAttribute>() is null))
        {
            context.Response.Redirect("/account/password");
            return;
        }
        if (!Http.IsReading(context.Request.Method)) context.RequestServices.GetRequiredService<RequestDb>().Writes = true;
        await next(context);
    }

    static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    Fault? Refusal(HttpContext context, EndpointMetadataCollection? metadata, Here here)
    {
        if (metadata is null)
            return Unavailable(context.Request.Path) ?? Fault.Of(404);
        if (here.State is ModuleState.Off or ModuleState.Retired)
            return Fault.Of(404);
        var needs = metadata.GetMetadata<NeedsAttribute>();
        if (here.State == ModuleState.ReadOnly && !Http.IsReading(context.Request.Method) && needs is not { EvenReadOnly: true })
            return Fault.Of(403) with
            {
                Kind = "只读", Title = $"“{here.Module!.Name}”在{here.Locality.Name}只读，没有保存",
                What = "这里现在可以查看、打印、导出，不能录入和修改。没有写入任何数据。", Next = "请返回上一页，把已填的内容另行记下；恢复后再提交。",
                Help = "能开关模块的管理员",
            };
        if (needs is not null)
            return here.May(needs.For(context.Request.Method)) ? null : Forbidden(here, needs.For(context.Request.Method));
        if (metadata.GetMetadata<SignedInOnlyAttribute>() is not null)
            return null;
        throw new InvalidOperationException($"{context.GetEndpoint()!.DisplayName} says nothing about who may open it.");
    }

    Fault Forbidden(Here here, string permission) => Fault.Of(403) with
    {
        Facts = [new("所需权限", modules.NameOf(permission)), new("您的角色", string.Join("、", here.User.Grants.Select(g => g.RoleName).Distinct()))],
    };

    /// <summary>An address of a module that is known and could not be taken up.</summary>
    Fault? Unavailable(PathString path)
    {
        var parts = path.Value!.Split('/', 4);
        if (parts.Length < 3 || catalog.Statuses.FirstOrDefault(s => s.Id == parts[2] && s.Condition == ModuleCondition.Unavailable) is not { } status) return null;
        return Fault.Of(503) with { Title = $"“{status.Name}”暂不可用，其他模块可正常使用", What = "这个模块没有装载起来。您的数据没有受影响。" };
    }

    static Locality? Reachable(SignedIn user, LocalityTree tree, string code)
    {
        foreach (var grant in user.Grants)
            if (grant.Organisation?.Code == code) return grant.Organisation;
        if (tree.Find(code) is not { } locality) return null;
        foreach (var grant in user.Grants)
            if (locality.Path.StartsWith(grant.Path, StringComparison.Ordinal)) return locality;
        return null;
    }

    static string? CodeIn(PathString path)
    {
        var parts = path.Value!.Split('/', 3);
        return parts.Length > 1 && LocalityConstraint.Fits(parts[1]) ? parts[1] : null;
    }

    static Task SendToSignInAsync(HttpContext context)
    {
        var request = context.Request;
        var to = "/signin?to=" + Uri.EscapeDataString(UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString));
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // A part of a page: the whole page has to go.
            context.Response.StatusCode = 401;
            context.Response.Headers["HX-Redirect"] = "/signin";
        }
        else if (Http.IsReading(request.Method)) context.Response.Redirect(to);
        else context.Response.StatusCode = 401;
        return Task.CompletedTask;
    }
}
