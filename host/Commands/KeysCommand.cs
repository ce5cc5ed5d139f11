using System.CommandLine;

namespace OrgWork.Host;

/// <summary>Keys for personal data, changed while hosts run: they look at the key file once a second.</summary>
static class KeysCommand
{
    public static Command Make() => new("keys", "个人信息密钥：列出、核对、新增、轮换、销毁。密钥在数据目录的 orgwork.key 里，多台主机须用同一个文件") { List(), Check(), Add(), Rotate(), Retire() };

    static string NameOf(KeyState state) => state switch { KeyState.Ready => "备用", KeyState.Active => "在用", KeyState.DecryptOnly => "只解密", _ => "已销毁" };

    static string FileOf(ParseResult arguments) => Path.Combine(arguments.GetValue(Options.Data)!.FullName, "orgwork.key");

    static Command List()
    {
        var command = new Command("list", "列出密钥、状态和各自加密的条数") { Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
            Desk.Print(arguments, await desk.PersonalKeys.UsesAsync(stop), ("密钥", use => $"{use.Id}"), ("状态", use => NameOf(use.State)), ("建立", use => Dates.Format(use.Made)), ("条数", use => $"{use.Rows}")), stop));
        return command;
    }

    static Command Check()
    {
        var command = new Command("check", "把加密存放的内容全部读一遍：现有密钥是否都解得开，公民身份号码是否成立；不成立的在名册上亮灯") { Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var (read, closed, doubts) = await desk.PersonalKeys.CheckValuesAsync(stop);
            await desk.Db.RecordAsync(new(DeedKind.Keys, "keys", Title: "核对加密内容", Changes: [new("读过", null, $"{read} 条"), new("解不开", null, $"{closed} 条"), new("号码不成立", null, $"{doubts} 人")]), stop);
            if (closed > 0) throw new CommandException($"有 {closed} 条（共 {read} 条）用现有的密钥解不开：密钥文件不全，或内容已损坏。请从密钥备份中恢复原来的文件");
            Desk.Say(arguments, $"{read} 条全部解得开；公民身份号码不成立的 {doubts} 人" + (doubts > 0 ? "，名册上已亮灯" : ""), new { Read = read, Doubts = doubts });
        }, stop));
        return command;
    }

    static Command Add()
    {
        var reason = Options.Reason();
        var command = new Command("add", "新增一把备用密钥，下次轮换启用。之后请备份密钥文件") { reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var made = await AddAsync(desk, FileOf(arguments), stop);
            await RecordAsync(desk, made, null, "备用", arguments.GetValue(reason)!, stop);
            Desk.Say(arguments, $"已新增第 {made.Id} 号密钥（备用）。密钥文件已改变，请重新备份", new { Key = made.Id });
        }, stop));
        return command;
    }

    static async Task<PersonalKey> AddAsync(Desk desk, string file, CancellationToken stop)
    {
        var all = KeyFile.Change(file, known => known.Any(key => key.State == KeyState.Ready)
            ? throw new CommandException($"已有备用密钥（第 {known.First(key => key.State == KeyState.Ready).Id} 号），用 keys rotate 启用它", 2)
            : [.. known, KeyFile.NewKey(known, KeyState.Ready)]);
        await Task.Delay(KeyRing.Settling, stop);
        await desk.PersonalKeys.CheckAsync(stop);
        return all[^1];
    }

    static Command Rotate()
    {
        var reason = Options.Reason();
        var command = new Command("rotate", "启用备用密钥（没有就新增一把），把旧密钥加密的内容全部改用新密钥。平台照常运行；中断了再执行一次即接着做") { reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var (file, why) = (FileOf(arguments), arguments.GetValue(reason)!);
            var uses = await desk.PersonalKeys.UsesAsync(stop);
            if (uses.Any(use => use.State == KeyState.DecryptOnly && use.Rows > 0)) Progress(arguments, "上次轮换没有做完，接着做");
            else
            {
                if (uses.All(use => use.State != KeyState.Ready)) await AddAsync(desk, file, stop);
                // All hosts can read the new key by now; from here on they write with it.
                var all = KeyFile.Change(file, known => [.. known.Select(key => key.State switch
                {
                    KeyState.Active => key with { State = KeyState.DecryptOnly },
                    KeyState.Ready => key with { State = KeyState.Active },
                    _ => key,
                })]);
                await Task.Delay(KeyRing.Settling, stop);
                var active = all.First(key => key.State == KeyState.Active);
                await RecordAsync(desk, active, "备用", "在用", why, stop);
                await desk.Db.CommitAsync(stop);
                Progress(arguments, $"第 {active.Id} 号密钥已启用，请重新备份密钥文件");
            }
            var began = Environment.TickCount64;
            var count = await desk.PersonalKeys.RewriteAsync((done, total) =>
            {
                if (Environment.TickCount64 - began < 1000 && done < total) return;
                began = Environment.TickCount64;
                Progress(arguments, $"已改写 {done} / {Math.Max(done, total)} 条");
            }, stop);
            await RecordAsync(desk, desk.Keys.Personal.Active, null, $"改写 {count} 条", why, stop);
            Desk.Say(arguments, $"全部 {count} 条已改用第 {desk.Keys.Personal.Active.Id} 号密钥。旧密钥在最后一份用到它的备份过期之后用 keys retire 销毁", new { Key = desk.Keys.Personal.Active.Id, Rows = count });
        }, stop));
        return command;
    }

    /// <summary>How far it has come; beside what a program reads.</summary>
    static void Progress(ParseResult arguments, string words) => (arguments.GetValue(Options.Json) ? Console.Error : Console.Out).WriteLine(words);

    static Command Retire()
    {
        var (id, reason) = (new Argument<int>("id") { Description = "密钥号", HelpName = "密钥号" }, Options.Reason());
        var command = new Command("retire", "销毁一把不再使用的密钥：用它加密的备份从此读不出证件号码和电话") { id, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var wanted = arguments.GetValue(id);
            var use = (await desk.PersonalKeys.UsesAsync(stop)).FirstOrDefault(use => use.Id == wanted) ?? throw new CommandException($"没有第 {wanted} 号密钥；用 keys list 查看", 2);
            if (use.State == KeyState.Active) throw new CommandException($"第 {wanted} 号密钥在用，不能销毁；先用 keys rotate 换下它", 2);
            if (use.Rows > 0) throw new CommandException($"还有 {use.Rows} 条用第 {wanted} 号密钥加密，不能销毁；先用 keys rotate 改写完", 2);
            if (use.State == KeyState.Destroyed) throw new CommandException($"第 {wanted} 号密钥已经销毁", 2);
            KeyFile.Change(FileOf(arguments), known => [.. known.Select(key => key.Id == wanted ? key with { State = KeyState.Destroyed, Secret = null } : key)]);
            await RecordAsync(desk, desk.Keys.Personal.All.First(key => key.Id == wanted), NameOf(use.State), "已销毁", arguments.GetValue(reason)!, stop);
            Desk.Say(arguments, $"第 {wanted} 号密钥已销毁。密钥文件的旧备份里还有它，请一并销毁", new { Key = wanted });
        }, stop));
        return command;
    }

    static Task RecordAsync(Desk desk, PersonalKey key, string? before, string after, string reason, CancellationToken stop) =>
        desk.Db.RecordAsync(new(DeedKind.Keys, "keys", Title: $"第 {key.Id} 号个人信息密钥", Changes: [new("状态", before, after)], Reason: reason), stop);
}
