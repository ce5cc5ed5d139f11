using System.CommandLine;
using System.Text.Json;

namespace OrgWork.Host;

static class DoctorCommand
{
    public static Command Make()
    {
        var command = new Command("doctor", "检查数据库、结构、模块与版本下限") { Options.Json };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            using var logs = Commands.QuietLogs();
            await using var deployment = await Deployment.OpenAsync(arguments, mayShare: true, stop);
            await using var platform = await Platform.PrepareAsync(deployment.Options, logs, stop);
            var report = await Health.ReportAsync(platform, stop);
            var isWell = report.IsReady && report.Modules.All(module => module.Error is null);
            if (arguments.GetValue(Options.Json)) Console.WriteLine(JsonSerializer.Serialize(report, Commands.Json));
            else
            {
                Console.WriteLine($"平台 {report.Version}，PostgreSQL {report.Database.Version}");
                foreach (var warning in report.Warnings) Console.WriteLine($"提醒　{warning}");
                foreach (var module in report.Modules) Console.WriteLine($"{(module.Error is null ? "正常" : "有误")}　{module.Name}（{module.Id ?? module.Folder}）{module.Version}　{module.Error}");
                Console.WriteLine(isWell ? "没有发现问题" : "有需要处理的问题");
            }
            return isWell ? 0 : 1;
        }));
        return command;
    }
}
