using System.CommandLine;

namespace OrgWork.Host;

/// <summary>What a command works on: the server that ORGWORK_DB names, else the private cluster under the data directory.</summary>
sealed class Deployment(PlatformOptions options) : IAsyncDisposable
{
    public PlatformOptions Options { get; } = options;

    public static async Task<Deployment> OpenAsync(ParseResult arguments, ILoggerFactory logs, CancellationToken stop)
    {
        var data = arguments.GetValue(OrgWork.Host.Options.Data)!.FullName;
        var database = GivenDatabase ?? throw new CommandException("请用环境变量 ORGWORK_DB 指明数据库");
        await Task.CompletedTask;
        return new(new() { Database = database, Data = data, Modules = arguments.GetValue(OrgWork.Host.Options.Modules)!.FullName });
    }

    static string? GivenDatabase => Environment.GetEnvironmentVariable("ORGWORK_DB") is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable("ConnectionStrings__OrgWork") is { Length: > 0 } configured ? configured : null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
