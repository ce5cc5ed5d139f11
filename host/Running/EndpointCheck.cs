namespace OrgWork.Host;

/// <summary>Deny by default, looked at before the first request: an address that does not say who may open it stops its module, or the host.</summary>
static class EndpointCheck
{
    public static void Check(IReadOnlyList<RouteEndpoint> endpoints, RunningModules modules)
    {
        var permissions = modules.All.SelectMany(m => m.Permissions).Select(p => p.Id).ToHashSet();
        var addresses = new Dictionary<string, RouteEndpoint>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in endpoints)
        {
            var metadata = endpoint.Metadata;
            var address = endpoint.RoutePattern.RawText ?? "";
            var needs = metadata.GetMetadata<NeedsAttribute>();
            if (needs is null && metadata.GetMetadata<SignedInOnlyAttribute>() is null && metadata.GetMetadata<OpenAttribute>() is null && metadata.GetMetadata<ByKeyAttribute>() is null)
                Refuse(endpoint, $"页面 /{address.TrimStart('/')} 没有说明谁可以打开：请标 [Needs]、[SignedInOnly] 或 [Open]");
            if (metadata.GetMetadata<BelongsTo>() is { Module: var module } && module != OrgModule.Manifest && needs is null)
                Refuse(endpoint, $"页面 /{address} 没有权限：模块的页面必须标 [Needs]");
            foreach (var permission in (string?[])[needs?.Permission, needs?.Write])
                if (permission is not null && !permissions.Contains(permission)) Refuse(endpoint, $"页面 /{address} 要求的权限“{permission}”没有在 module.json 里声明");
            var methods = string.Join(",", metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []);
            // A page that stands in for the register's own comes before it in the order.
            if (!addresses.TryAdd($"{address} {methods} {endpoint.Order}", endpoint)) Refuse(endpoint, $"地址 /{address} 有两个页面");
        }
    }

    static void Refuse(RouteEndpoint endpoint, string reason)
    {
        if (endpoint.Metadata.GetMetadata<BelongsTo>() is { Module: var module } && module != OrgModule.Manifest) throw new ModuleFaultException(module.Id, reason);
        throw new InvalidOperationException(reason);
    }
}
