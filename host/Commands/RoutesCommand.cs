using System.CommandLine;
using System.Text.Json;

namespace OrgWork.Host;

static class RoutesCommand
{
    public static Command Make()
    {
        var command = new Command("routes", "列出全部地址：方法、模块、权限、读或写") { Options.Json };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            using var logs = Commands.QuietLogs();
            await using var deployment = await Deployment.OpenAsync(arguments, mayShare: true, stop);
            await using var platform = await Platform.PrepareAsync(deployment.Options, logs, stop);
            var routes = RoutesOf(platform.Current!).OrderBy(r => r.Address, StringComparer.Ordinal).ToList();
            if (arguments.GetValue(Options.Json)) Console.WriteLine(JsonSerializer.Serialize(routes, Commands.Json));
            else
                foreach (var route in routes)
                    Console.WriteLine($"{string.Join(",", route.Methods),-9} {route.Address,-60} {route.Module,-12} {route.Access}{(route.Write is null ? "" : $"（写：{route.Write}）")}");
            return 0;
        }));
        return command;
    }

    /// <param name="Access">a permission, or signed-in, or open</param>
    /// <param name="Write">the permission for writing, where it is another</param>
    /// <param name="Does">read, or read and write</param>
    sealed record Route(string Address, IReadOnlyList<string> Methods, string? Module, string Access, string? Write, string Does);

    static IEnumerable<Route> RoutesOf(Generation generation) => generation.Endpoints.Select(endpoint =>
    {
        var metadata = endpoint.Metadata;
        var needs = metadata.GetMetadata<NeedsAttribute>();
        var methods = metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)MethodsOf(metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.CompiledPageActionDescriptor>());
        return new Route("/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/'), methods, metadata.GetMetadata<BelongsTo>()?.Module.Id,
            needs?.Permission ?? (metadata.GetMetadata<ByKeyAttribute>() is not null ? "key" : metadata.GetMetadata<OpenAttribute>() is null ? "signed-in" : "open"), needs?.Write, methods.Contains("POST") ? "read-write" : "read");
    });

    static List<string> MethodsOf(Microsoft.AspNetCore.Mvc.RazorPages.CompiledPageActionDescriptor? page)
    {
        var methods = page?.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal).ToList() ?? [];
        return methods.Count > 0 ? methods : ["GET"];
    }
}
