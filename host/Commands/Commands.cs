using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace OrgWork.Host;

/// <summary>What commands share: faults in plain words with an exit code, and waiting for a signal.</summary>
static class Commands
{
    /// <summary>JSON is never put into a page: Chinese, quotes and signs stand in it as they are.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static RootCommand Root() => new("组织工作平台")
    {
        Options.Data,
        Options.Modules,
        ServeCommand.Make(),
        ModuleCommand.Make(),
        LocalityCommand.Make(),
        UserCommand.Make(),
        AuditCommand.Make(),
        KeysCommand.Make(),
        DemoCommand.Make(),
        RoutesCommand.Make(),
        DoctorCommand.Make(),
    };

    /// <summary>Errors only, beside what the command itself prints.</summary>
    public static ILoggerFactory QuietLogs() => LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole(options => options.SingleLine = true));

    /// <returns>0 done, 1 could not be done (said why), 2 asked wrongly: what was named does not exist or is refused</returns>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception fault)
        {
            var (words, code) = Explain(fault);
            await Console.Error.WriteLineAsync(words);
            return code;
        }
    }

    static (string Words, int Code) Explain(Exception fault) => fault switch
    {
        CommandException asked => (asked.Message, asked.Code),
        RefusedException refused => (refused.Message, 2),
        PostgresException when RefusedException.From(fault) is { } refused => (refused.Message, 2),
        ClusterException or ModuleRefusedException => (fault.Message, 1),
        PostgresException { SqlState: "28P01" or "28000" } refused => ($"数据库不让登录：{refused.MessageText}。请检查 ORGWORK_DB 里的账号和口令", 1),
        PostgresException { SqlState: "3D000" } none => ($"数据库不存在：{none.MessageText}。请先建库", 1),
        PostgresException { SqlState: "42501" } denied => ($"数据库账号的权限不够：{denied.MessageText}。首次安装要用数据库管理员账号", 1),
        PostgresException postgres => ($"数据库出错（{postgres.SqlState}）：{postgres.MessageText}", 1),
        NpgsqlException away => ($"连不上数据库：{away.Message}。请检查 ORGWORK_DB 所指的服务器是否已启动", 1),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } or Microsoft.AspNetCore.Connections.AddressInUseException => ("端口已被占用，请用 --port 另选一个", 1),
        InvalidDataException or UnauthorizedAccessException or IOException => (fault.Message, 1),
        _ => ($"平台出错：{fault}", 1),
    };

    /// <summary>Until Ctrl+C or the service manager says stop.</summary>
    public static async Task UntilToldAsync(CancellationToken stop)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Tell(PosixSignalContext signal)
        {
            signal.Cancel = true;
            told.TrySetResult();
        }
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Tell);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Tell);
        using var cancelled = stop.Register(() => told.TrySetResult());
        await told.Task;
    }
}

/// <summary>A command that cannot be carried out; the message says why and what to do.</summary>
sealed class CommandException(string message, int code = 1) : Exception(message)
{
    public int Code { get; } = code;
}
