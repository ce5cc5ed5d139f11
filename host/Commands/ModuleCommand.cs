using System.CommandLine;

namespace OrgWork.Host;

static class ModuleCommand
{
    public static Command Make()
    {
        var command = Switches();
        foreach (var one in ModulePackageCommands.All()) command.Add(one);
        return command;
    }

    static Command Switches() => new("module", "模块：列出，逐区划开、关、只读、退役；打包、验看、安装")
    {
        List(),
        Set("on", "开：能查、能办", ModuleState.On),
        Set("off", "关：菜单、页面、接口都停，数据保留", ModuleState.Off),
        Set("read-only", "只读：能查、能打印，不能写", ModuleState.ReadOnly),
        Set("retire", "退役：不再使用，数据保留，可以再打开", ModuleState.Retired),
        Set("inherit", "沿用上级", null),
    };

    sealed record Line(string Id, string Name, string Version, string Locality, ModuleState State, bool Inherited, string? Reason);

    static Command List()
    {
        var at = Options.At("看哪个区划；不写为最上一级，并列出各处的单独设定", isRequired: false);
        var command = new Command("list", "列出模块和在某区划的状态") { at, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var settings = await ModuleSwitch.ReadAsync(desk.Db, stop);
            var states = new ModuleStates(settings.ToDictionary(s => (s.Module, s.LocalityId), s => s.State), desk.Tree);
            var code = arguments.GetValue(at);
            var places = code is not null ? [desk.LocalityOf(code)]
                : desk.Tree.Roots.SelectMany(desk.Tree.Below).Where(place => place.ParentId is null || settings.Any(s => s.LocalityId == place.Id)).ToList();
            var lines = places.SelectMany(place => desk.Modules.Where(module => code is not null || place.ParentId is null || states.OwnOf(module.Id, place) is not null).Select(module => new Line(
                module.Id, module.Name, module.Version, $"{place.Code} {place.Name}", states.Of(module, place), states.OwnOf(module.Id, place) is null,
                settings.FirstOrDefault(s => s.LocalityId == place.Id && s.Module == module.Id)?.Reason))).ToList();
            Desk.Print(arguments, lines, ("模块", l => l.Id), ("名称", l => l.Name), ("版本", l => l.Version), ("区划", l => l.Locality), ("状态", l => ModuleSwitch.NameOf(l.State)), ("来源", l => l.Inherited ? "沿用上级" : "单独设定"), ("理由", l => l.Reason));
        }, stop));
        return command;
    }

    static Command Set(string name, string description, ModuleState? state)
    {
        var module = new Argument<string>("module") { Description = "模块标识", HelpName = "模块" };
        var at = Options.At("在哪个区划及其下级");
        var reason = Options.Reason();
        var command = new Command(name, description) { module, at, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var (chosen, place) = (desk.ModuleOf(arguments.GetValue(module)!), desk.LocalityOf(arguments.GetValue(at)!));
            await new ModuleSwitch(desk.Db, desk.Tree).SetAsync(chosen, place, state, arguments.GetValue(reason)!, stop);
            var settings = await ModuleSwitch.ReadAsync(desk.Db, stop);
            var states = new ModuleStates(settings.ToDictionary(s => (s.Module, s.LocalityId), s => s.State), desk.Tree);
            var (reached, now) = (ModuleSwitch.Reached(chosen.Id, place, states, desk.Tree).Count, states.Of(chosen, place));
            Desk.Say(arguments, $"“{chosen.Name}”在{place.Name}及下级共 {reached} 处：{(state is null ? "沿用上级，" : "")}{ModuleSwitch.NameOf(now)}", new { chosen.Id, At = place.Code, State = now, Reached = reached });
        }, stop));
        return command;
    }
}
