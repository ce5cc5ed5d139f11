using System.CommandLine;

namespace OrgWork.Host;

static class LocalityCommand
{
    public static Command Make() => new("locality", "区划：列出、查看、新增、改名改码、移动、撤销") { List(), Show(), Add(), Rename(), Move(), Abolish() };

    static Argument<string> Code(string description = "区划代码") => new("code") { Description = description, HelpName = "区划代码" };

    static Command List()
    {
        var at = Options.At("从哪个区划往下；不写为全部", isRequired: false);
        var command = new Command("list", "按次序列出区划树") { at, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, desk =>
        {
            var tops = arguments.GetValue(at) is { } code ? [desk.LocalityOf(code)] : desk.Tree.Roots;
            var depth = arguments.GetValue(at) is { } from ? desk.LocalityOf(from).Depth : 0;
            Desk.Print(arguments, tops.SelectMany(desk.Tree.Below).ToList(), ("区划", l => new string('　', l.Depth - depth) + l.Name), ("代码", l => l.Code), ("层级", l => LocalityDeeds.NameOf(l.Kind)), ("下级", l => desk.Tree.ChildrenOf(l).Count().ToString()));
            return Task.CompletedTask;
        }, stop));
        return command;
    }

    sealed record Past(DateOnly From, DateOnly? To, string Code, string Name, string? Parent);

    static Command Show()
    {
        var code = Code();
        var command = new Command("show", "看一个区划的沿革") { code, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var place = desk.LocalityOf(arguments.GetValue(code)!);
            var history = await desk.Db.QueryAsync<Past>("""
                select lower(h.valid) as "from", upper(h.valid) as "to", h.code, h.name, p.name as parent from org.locality_history h left join org.locality p on p.id = h.parent_id
                where h.locality_id = @Id order by 1 desc
                """, new { place.Id }, stop);
            if (!arguments.GetValue(Options.Json)) Console.WriteLine($"{string.Join(" › ", desk.Tree.LineOf(place).Select(step => step.Name))}　下级 {desk.Tree.Below(place).Count() - 1} 处");
            Desk.Print(arguments, history, ("起", h => Dates.Format(h.From)), ("止", h => h.To is { } to ? Dates.Format(to) : "今"), ("代码", h => h.Code), ("名称", h => h.Name), ("上级", h => h.Parent));
        }, stop));
        return command;
    }

    static Option<LocalityKind> Kind(bool isRequired) => new("--kind") { Description = "层级：省、市、县、乡、村", Required = isRequired, HelpName = "层级", CustomParser = result =>
    {
        foreach (var kind in Enum.GetValues<LocalityKind>())
            if (LocalityDeeds.NameOf(kind) == result.Tokens[0].Value) return kind;
        result.AddError($"没有“{result.Tokens[0].Value}”这个层级，应为省、市、县、乡、村之一");
        return default;
    } };

    static Command Add()
    {
        var (code, name, shortName) = (Code(), new Option<string>("--name") { Description = "名称", Required = true, HelpName = "名称" }, new Option<string>("--short") { Description = "简称", HelpName = "简称" });
        var (kind, under, on, reason) = (Kind(isRequired: true), new Option<string>("--under") { Description = "上级的区划代码；不写为最上一级", HelpName = "区划代码" }, Options.On(), Options.Reason());
        var command = new Command("add", "新增一个区划") { code, name, shortName, kind, under, on, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var parent = arguments.GetValue(under) is { } above ? desk.LocalityOf(above) : null;
            var words = new LocalityWords(arguments.GetValue(code)!, arguments.GetValue(name)!, arguments.GetValue(shortName) ?? LocalityForm.Shorten(arguments.GetValue(name)!), arguments.GetValue(kind));
            await new LocalityDeeds(desk.Db, desk.Tree).AddAsync(words, parent, arguments.GetValue(on), arguments.GetValue(reason), stop);
            Desk.Say(arguments, $"已新增{words.Name}（{words.Code}）{(parent is null ? "" : $"，在{parent.Name}之下")}", new { words.Code, words.Name, words.ShortName, words.Kind, Under = parent?.Code });
        }, stop));
        return command;
    }

    static Command Rename()
    {
        var (code, name, shortName, newCode) = (Code("现在的代码"), new Option<string>("--name") { Description = "新名称", HelpName = "名称" }, new Option<string>("--short") { Description = "新简称", HelpName = "简称" }, new Option<string>("--code") { Description = "新代码", HelpName = "区划代码" });
        var (kind, on, reason) = (Kind(isRequired: false), Options.On(), Options.Reason());
        var command = new Command("rename", "改名称、简称、代码或层级；原来的记入沿革") { code, name, shortName, newCode, kind, on, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var place = desk.LocalityOf(arguments.GetValue(code)!);
            var fresh = arguments.GetValue(name);
            var words = new LocalityWords(arguments.GetValue(newCode) ?? place.Code, fresh ?? place.Name, arguments.GetValue(shortName) ?? (fresh is null ? place.ShortName : LocalityForm.Shorten(fresh)), arguments.GetValue(kind) is var level && Enum.IsDefined(level) ? level : place.Kind);
            await new LocalityDeeds(desk.Db, desk.Tree).ChangeAsync(place, words, arguments.GetValue(on), arguments.GetValue(reason), stop);
            Desk.Say(arguments, $"{place.Name}（{place.Code}）现为{words.Name}（{words.Code}）", new { words.Code, words.Name, words.ShortName, words.Kind, Was = new { place.Code, place.Name } });
        }, stop));
        return command;
    }

    static Command Move()
    {
        var (code, under, on, reason) = (Code(), new Option<string>("--under") { Description = "新上级的区划代码", Required = true, HelpName = "区划代码" }, Options.On(), Options.Reason());
        var command = new Command("move", "移到别的上级，连同下级和名下全部记录") { code, under, on, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var (place, parent) = (desk.LocalityOf(arguments.GetValue(code)!), desk.LocalityOf(arguments.GetValue(under)!));
            await new LocalityDeeds(desk.Db, desk.Tree).MoveAsync(place, parent, arguments.GetValue(on), arguments.GetValue(reason), stop);
            var below = desk.Tree.Below(place).Count() - 1;
            Desk.Say(arguments, $"{place.Name}连同下级 {below} 处已移到{parent.Name}之下", new { place.Code, Under = parent.Code, Below = below });
        }, stop));
        return command;
    }

    static Command Abolish()
    {
        var (code, on, reason) = (Code(), Options.On(), Options.Reason());
        var command = new Command("abolish", "撤销一个没有下级的区划；记录保留") { code, on, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var place = desk.LocalityOf(arguments.GetValue(code)!);
            await new LocalityDeeds(desk.Db, desk.Tree).AbolishAsync(place, arguments.GetValue(on), arguments.GetValue(reason)!, stop);
            Desk.Say(arguments, $"{place.Name}（{place.Code}）已撤销", new { place.Code, place.Name });
        }, stop));
        return command;
    }
}
