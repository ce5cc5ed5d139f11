using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrgWork.Host;

static class ServeCommand
{
    public static Command Make()
    {
        var port = new Option<int>("--port") { Description = "端口", DefaultValueFactory = _ => 8080 };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535) result.AddError("端口应在 0 到 65535 之间（0 为任选一个空闲端口）");
        });
        var address = new Option<string>("--address") { Description = "监听的地址", DefaultValueFactory = _ => "127.0.0.1" };
        address.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _)) result.AddError("监听地址应是一个 IP 地址，如 127.0.0.1 或 0.0.0.0");
        });
        var behind = new Option<string[]>("--behind") { Description = "前面做 TLS 的反向代理的地址，可写几个；只信它们转来的 X-Forwarded-For 和 X-Forwarded-Proto" };
        behind.Validators.Add(result =>
        {
            foreach (var proxy in result.GetValueOrDefault<string[]>() ?? [])
                if (!IPAddress.TryParse(proxy, out _)) result.AddError($"反向代理的地址应是一个 IP 地址，不是“{proxy}”");
        });
        var jsonLogs = new Option<bool>("--json-logs") { Description = "日志每行一个 JSON" };
        var command = new Command("serve", "启动平台") { port, address, behind, FirstStart.Empty, FirstStart.Size, jsonLogs };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            SeeThatFree(IPAddress.Parse(arguments.GetValue(address)!), arguments.GetValue(port));
            using var telemetry = new Telemetry();
            using var logs = Telemetry.Logs(arguments.GetValue(jsonLogs));
            await using var deployment = await Deployment.OpenAsync(arguments, mayShare: false, stop);
            await using var platform = await Platform.StartAsync(deployment.Options with { Port = arguments.GetValue(port), Address = arguments.GetValue(address)!, Proxies = [.. (arguments.GetValue(behind) ?? []).Select(IPAddress.Parse)] }, logs, stop);
            await FirstStart.PrepareAsync(platform, arguments.GetValue(FirstStart.Empty), arguments.GetValue(FirstStart.Size), Console.WriteLine, stop);
            foreach (var line in await FirstStart.SignInsAsync(platform, stop)) Console.WriteLine(line);
            Console.WriteLine($"组织工作平台已启动：{platform.BaseAddress}");
            // Starting reads and builds far more than serving keeps: what is left over goes back to the machine.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await Commands.UntilToldAsync(stop);
            Console.WriteLine("正在停止…");
            return 0;
        }));
        return command;
    }

    /// <summary>A port that is taken is better known before the database is started than after.</summary>
    static void SeeThatFree(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port);
        try
        {
            probe.Start();
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            throw new InvalidDataException(fault.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"端口 {port} 已被占用，请用 --port 另选一个",
                SocketError.AccessDenied => $"没有权限使用端口 {port}，请用 --port 另选一个 1024 以上的",
                _ => $"本机没有地址 {address}，请改 --address",
            });
        }
    }
}
