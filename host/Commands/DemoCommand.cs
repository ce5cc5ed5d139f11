using System.CommandLine;

namespace OrgWork.Host;

static class DemoCommand
{
    public static Command Make()
    {
        var command = new Command("demo", "在空的部署里建示例城市：区划、机构、人员、各模块的数据和示例账号，全部编造") { FirstStart.Size, Options.Json };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            using var logs = Commands.QuietLogs();
            await using var deployment = await Deployment.OpenAsync(arguments, mayShare: true, stop);
            await using var platform = await Platform.PrepareAsync(deployment.Options, logs, stop);
            if (!await FirstStart.IsUntouchedAsync(platform, stop)) throw new CommandException("这个部署里已经有区划或账号，示例城市只能建在空的部署里；请用 --data 另指一个数据目录", 2);
            var isForProgram = arguments.GetValue(Options.Json);
            await FirstStart.BuildDemoAsync(platform, arguments.GetValue(FirstStart.Size), isForProgram ? Console.Error.WriteLine : Console.WriteLine, stop);
            Desk.Say(arguments, string.Join('\n', await FirstStart.SignInsAsync(platform, stop)), new { Size = arguments.GetValue(FirstStart.Size), DemoAccounts.Password, Accounts = DemoAccounts.All.Select(one => new { one.Account, one.Name, one.RoleName }) });
            return 0;
        }));
        return command;
    }
}
