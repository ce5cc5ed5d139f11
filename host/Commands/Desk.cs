using System.CommandLine;
using System.Text.Json;
using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// Where an administrator's command does its work: the same deeds as the pages, over the whole deployment, in the name of the system's user.
/// It loads no module; a host that runs hears of the change from the database.
/// </summary>
sealed class Desk : IAsyncDisposable
{
    readonly Deployment deployment;
    readonly ILoggerFactory logs;
    readonly Databases databases;

    Desk(Deployment deployment, ILoggerFactory logs, Databases databases, Keys keys, LocalityTree tree, Db db) => (this.deployment, this.logs, this.databases, Keys, Tree, Db) = (deployment, logs, databases, keys, tree, db);

    public Keys Keys { get; }
    public IdentityVault Identities => field ??= new(Keys);
    public Setup Setup => new(databases.Admin, Keys);
    public string ModulesFolder => deployment.Options.Modules;
    public PersonalKeys PersonalKeys => field ??= new(databases.Admin, Keys);
    public LocalityTree Tree { get; }
    public Db Db { get; }
    public IReadOnlyList<ModuleManifest> Modules => field ??= ReadModules(deployment.Options.Modules);

    /// <summary>Opens the desk, does the work, and commits it when it came to its end.</summary>
    public static Task<int> WorkAsync(ParseResult arguments, Func<Desk, Task> work, CancellationToken stop) => Commands.GuardAsync(async () =>
    {
        await using var desk = await OpenAsync(arguments, stop);
        await work(desk);
        await desk.Db.CommitAsync(stop);
        return 0;
    });

    static async Task<Desk> OpenAsync(ParseResult arguments, CancellationToken stop)
    {
        // A mistyped directory must not become a new, empty deployment.
        var key = Path.Combine(arguments.GetValue(Options.Data)!.FullName, "orgwork.key");
        if (!File.Exists(key)) throw new CommandException($"{Path.GetDirectoryName(key)} 里没有平台的密钥 orgwork.key。首次使用请先运行 ./build/run；已在别处安装的，请用 --data 指明它的数据目录", 2);
        var logs = Commands.QuietLogs();
        var deployment = await Deployment.OpenAsync(arguments, mayShare: true, stop);
        var keys = Keys.Open(key);
        var databases = new Databases(deployment.Options.Database, keys, logs);
        try
        {
            var db = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), new Actor(Guid.Empty, $"命令行（{Environment.UserName}）", "本机"), TimeSpan.FromHours(2));
            return new(deployment, logs, databases, keys, await LocalityRows.ReadTreeAsync(db, stop), db);
        }
        catch (PostgresException fault) when (fault.SqlState is "42P01" or "3F000" or "28P01" or "28000")
        {
            throw new CommandException("这个数据库里还没有平台，或数据目录里的密钥不是它的。首次使用请先运行 ./build/run；已在别处安装的，请用 --data 指明它的数据目录");
        }
    }

    static List<ModuleManifest> ReadModules(string folder)
    {
        var found = new List<ModuleManifest>();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "module.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }) : [])
            try
            {
                found.Add(ModuleManifest.Parse(File.ReadAllText(file)));
            }
            catch (ModuleRefusedException)
            {
                // What the host refuses, the health page names; here it is simply not a module.
            }
        return [.. found.OrderBy(m => m.Order).ThenBy(m => m.Id, StringComparer.Ordinal)];
    }

    public Locality LocalityOf(string code) => Tree.Find(code)
        ?? throw Unknown("区划", code, Tree.Roots.SelectMany(Tree.Below).Select(place => (place.Code, place.Name)));

    public ModuleManifest ModuleOf(string id) => Modules.FirstOrDefault(module => module.Id == id)
        ?? throw Unknown("模块", id, Modules.Select(module => (module.Id, module.Name)));

    public async Task<AccountRow> AccountOfAsync(string account, CancellationToken stop) => await AccountRow.FindAsync(Db, account, stop)
        ?? throw Unknown("账号", account, await Db.QueryAsync<(string, string)>("select account, name from org.account where removed_at is null", null, stop));

    public async Task<RoleRow> RoleOfAsync(string id, CancellationToken stop)
    {
        var roles = await GrantDeeds.RolesAsync(Db, stop);
        return roles.FirstOrDefault(role => role.Id == id || role.Name == id) ?? throw Unknown("角色", id, roles.Select(role => (role.Id, role.Name)));
    }

    static CommandException Unknown(string what, string asked, IEnumerable<(string Id, string Name)> all)
    {
        var near = all.Select(one => (one.Id, one.Name, Distance: Distance(asked, one.Id, one.Name))).Where(one => one.Distance < 100).OrderBy(one => one.Distance).ThenBy(one => one.Id, StringComparer.Ordinal).Take(5).ToList();
        var shown = near.Count > 0 ? near.Select(one => (one.Id, one.Name)) : all.Take(8);
        return new CommandException($"没有“{asked}”这个{what}。{(near.Count > 0 ? "是不是" : "有的是")}：{string.Join("、", shown.Select(one => $"{one.Id} {one.Name}"))}", 2);
    }

    /// <summary>Small for what was probably meant; 100 for what was not.</summary>
    static int Distance(string asked, string id, string name)
    {
        if (name == asked) return 0;
        if (asked.Length > 0 && (name.Contains(asked, StringComparison.Ordinal) || id.StartsWith(asked, StringComparison.Ordinal))) return 1;
        var steps = Steps(asked, id);
        return steps <= Math.Max(1, asked.Length / 3) ? 1 + steps : 100;
    }

    /// <summary>How many letters have to be put in, taken out or changed.</summary>
    static int Steps(string from, string to)
    {
        var line = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var corner = line[0];
            line[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (corner, line[j]) = (line[j], Math.Min(Math.Min(line[j], line[j - 1]) + 1, corner + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }
        return line[^1];
    }

    /// <summary>A list, as JSON when asked for, else aligned as Chinese characters are wide.</summary>
    public static void Print<T>(ParseResult arguments, IReadOnlyList<T> rows, params (string Head, Func<T, string?> Text)[] columns)
    {
        if (arguments.GetValue(Options.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(rows, Commands.Json));
            return;
        }
        var cells = rows.Select(row => columns.Select(column => column.Text(row) ?? "").ToArray()).Prepend([.. columns.Select(column => column.Head)]).ToList();
        var widths = columns.Select((_, i) => cells.Max(line => Width(line[i])) + 2).ToArray();
        foreach (var line in cells) Console.WriteLine(string.Concat(line.Select((text, i) => i == line.Length - 1 ? text : DemoAccounts.Pad(text, widths[i]))));
    }

    /// <summary>What came of a deed: a sentence for people, or as JSON with what a program goes on with.</summary>
    public static void Say(ParseResult arguments, string words, object result) => Console.WriteLine(arguments.GetValue(Options.Json) ? JsonSerializer.Serialize(new { Done = words, Result = result }, Commands.Json) : words);

    static int Width(string text) => text.Sum(c => c > 0xff ? 2 : 1);

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await databases.DisposeAsync();
        await deployment.DisposeAsync();
        logs.Dispose();
    }
}
