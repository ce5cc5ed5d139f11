using System.CommandLine;

namespace OrgWork.Host;

/// <summary>What a deployment that has nobody in it begins with: the invented city with its sign-ins, or, bare, a place and three administrators.</summary>
static class FirstStart
{
    public static readonly Option<DemoSize> Size = new("--size")
    {
        Description = "示例城市的大小：small、county、city", HelpName = "small|county|city", DefaultValueFactory = _ => DemoSize.County,
        CustomParser = result =>
        {
            if (result.Tokens.Count == 1 && Enum.TryParse<DemoSize>(result.Tokens[0].Value, ignoreCase: true, out var size) && !char.IsAsciiDigit(result.Tokens[0].Value[0])) return size;
            result.AddError($"没有“{(result.Tokens.Count > 0 ? result.Tokens[0].Value : "")}”这个大小，应为 small、county、city 之一");
            return default;
        },
    };
    public static readonly Option<bool> Empty = new("--empty") { Description = "不建示例城市：只有一个待改名的区划和三员账号" };

    const int Seed = 20261120;

    /// <summary>Whether nobody has begun here yet.</summary>
    public static async Task<bool> IsUntouchedAsync(Platform platform, CancellationToken stop)
    {
        await using var ask = platform.Databases.Host.CreateCommand("select not exists (select from org.locality) and not exists (select from org.sign_in)");
        return (bool)(await ask.ExecuteScalarAsync(stop))!;
    }

    public static async Task BuildDemoAsync(Platform platform, DemoSize size, Action<string> say, CancellationToken stop)
    {
        var modules = platform.Current!.Modules.Where(module => module.Code is not null).Select(module => (module.Manifest, module.Code!)).ToList();
        await using (var admin = await platform.Databases.OpenForLongWorkAsync(stop))
        {
            var city = await DemoBuilder.BuildAsync(admin, platform.Keys, size, Seed, modules, say, stop);
            await FillDescribedAsync(platform, city, stop);
        }
        await DemoAccounts.MakeAsync(platform.Databases, platform.Passwords, platform.Identities, await ReadTreeAsync(platform, stop), stop);
    }

    /// <summary>Programmes that the city has published get their tables when they are taken up, and their rows then.</summary>
    public static async Task FillDescribedAsync(Platform platform, DemoCity city, CancellationToken stop)
    {
        await platform.TakeUpPublishedAsync(stop);
        await using var transaction = await city.Connection.BeginTransactionAsync(stop);
        foreach (var module in platform.Current!.Modules) if (module.Code is DescribedModule code) await code.FillDemoAsync(city, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Fills what is untouched, and says who can sign in.</summary>
    public static async Task PrepareAsync(Platform platform, bool empty, DemoSize size, Action<string> say, CancellationToken stop)
    {
        if (!empty && await IsUntouchedAsync(platform, stop))
        {
            say("正在建示例城市（全部编造）…");
            await BuildDemoAsync(platform, size, say, stop);
        }
        foreach (var made in await FirstAdministrators.MakeAsync(platform.Databases, platform.Passwords, platform.Identities, stop) is { Count: > 0 } all ? Announce(all) : []) say(made);
    }

    /// <summary>For the terminal: the sign-ins of the invented city; nothing in any other.</summary>
    public static async Task<IEnumerable<string>> SignInsAsync(Platform platform, CancellationToken stop) =>
        await DemoAccounts.AreThereAsync(platform.Databases, stop)
            ? [$"示例账号，口令都是 {DemoAccounts.Password}", .. await TableAsync(platform, stop)]
            : [];

    static IEnumerable<string> Announce(IReadOnlyList<FirstAdministrators.Made> all) =>
    [
        "三员的初始口令只显示这一次，请分别交给三个人，首次登录须改：",
        .. all.Select(made => $"{DemoAccounts.Pad(made.RoleName, 18)}{DemoAccounts.Pad(made.Account, 12)}{made.Password}"),
    ];

    static async Task<IEnumerable<string>> TableAsync(Platform platform, CancellationToken stop)
    {
        var tree = await ReadTreeAsync(platform, stop);
        await using var db = platform.Databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        return DemoAccounts.Table(tree, await DemoAccounts.BranchAsync(db, tree, stop), await DemoAccounts.UnitAsync(db, tree, stop));
    }

    static async Task<LocalityTree> ReadTreeAsync(Platform platform, CancellationToken stop)
    {
        await using var db = platform.Databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        return await LocalityRows.ReadTreeAsync(db, stop);
    }
}
