using System.CommandLine;
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
            if (!System.Net.IPAddress.TryParse(result.GetValueOrDefault<string>(), out _)) result.AddError("监听地址应是一个 IP 地址，如 127.0.0.1 或 0.0.0.0");
        });
        var jsonLogs = new Option<bool>("--json-logs") { Description = "日志每行一个 JSON" };
        var command = new Command("serve", "启动平台") { port, address, FirstStart.Empty, FirstStart.Size, jsonLogs };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            using var telemetry = new Telemetry();
            using var logs = Telemetry.Logs(arguments.GetValue(jsonLogs));
            await using var deployment = await Deployment.OpenAsync(arguments, mayShare: false, stop);
            await using var platform = await Platform.StartAsync(deployment.Options with { Port = arguments.GetValue(port), Address = arguments.GetValue(address)! }, logs, stop);
            await FirstStart.PrepareAsync(platform, arguments.GetValue(FirstStart.Empty), arguments.GetValue(FirstStart.Size), Console.WriteLine, stop);
            foreach (var line in await FirstStart.SignInsAsync(platform, stop)) Console.WriteLine(line);
            Console.WriteLine($"组织工作平台已启动：{platform.BaseAddress}");
            await Commands.UntilToldAsync(stop);
            Console.WriteLine("正在停止…");
            return 0;
        }));
        return command;
    }
}
