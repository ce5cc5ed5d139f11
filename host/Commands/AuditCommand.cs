using System.CommandLine;
using System.Text.Json;

namespace OrgWork.Host;

static class AuditCommand
{
    public static Command Make() => new("audit", "操作记录：验证、锚定") { Verify(), Anchoring() };

    static Command Verify()
    {
        var anchor = new Option<FileInfo>("--anchor") { Description = "锚点文件（audit anchor 写下的）：另外查出连链尾一起改写、截断的", HelpName = "文件" };
        var command = new Command("verify", "从头算一遍，证明操作记录没有改动、缺失、插入、换序。退出码：0 属实，3 发现问题，1 没有验成，2 用法不对") { anchor, Options.Json };
        command.SetAction((arguments, stop) => WorkAsync(arguments, async desk =>
        {
            var anchors = arguments.GetValue(anchor) is { } file ? await Anchor.ReadAsync(Existing(file), desk.Keys, stop) : [];
            var report = await AuditChain.VerifyAsync(desk.Db, anchors, stop);
            await AuditDeeds.KeepAsync(desk.Db, report, stop);
            if (arguments.GetValue(Options.Json)) Console.WriteLine(JsonSerializer.Serialize(report, Commands.Json));
            else
            {
                Console.WriteLine(report.Words);
                foreach (var fault in report.Faults.Skip(1).Take(20)) Console.WriteLine($"　　{fault.Words}");
                Console.WriteLine($"此刻的指纹　{report.Fingerprint}");
            }
            return report.IsWell ? 0 : 3;
        }, stop));
        return command;
    }

    static Command Anchoring()
    {
        var target = new Argument<FileInfo>("file") { Description = "锚点文件，放在数据库管理员写不到的地方；已有的在末尾加一行", HelpName = "文件" };
        var command = new Command("anchor", "把各链现在的链尾签名后加到文件末尾；以后用 audit verify --anchor 对照。退出码：0 已写，3 文件被改动过，1 没有写成") { target, Options.Json };
        command.SetAction((arguments, stop) => WorkAsync(arguments, async desk =>
        {
            var anchor = await Anchor.AppendAsync(desk.Db, arguments.GetValue(target)!.FullName, desk.Keys, stop);
            await desk.Db.RecordAsync(new(DeedKind.Anchor, "audit", Title: "锚点", Changes: [new("累计条数", null, $"{anchor.Entries}")]), stop);
            var print = await AuditChain.FingerprintAsync(desk.Db, stop);
            Desk.Say(arguments, $"已锚定 {anchor.Entries} 条，指纹 {print}", new { anchor.Entries, Fingerprint = print });
            return 0;
        }, stop));
        return command;
    }

    static string Existing(FileInfo file) => file.Exists ? file.FullName : throw new CommandException($"没有 {file.FullName} 这个文件；先用 audit anchor 写下锚点", 2);

    static Task<int> WorkAsync(ParseResult arguments, Func<Desk, Task<int>> work, CancellationToken stop)
    {
        var code = 0;
        return WaitAsync();

        async Task<int> WaitAsync() => await Desk.WorkAsync(arguments, async desk => code = await work(desk), stop) is var failed and not 0 ? failed : code;
    }
}
