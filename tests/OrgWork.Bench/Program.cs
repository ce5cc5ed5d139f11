using System.Globalization;
using OrgWork.Bench;
using OrgWork.Host;

// Our real pages against a bare page with the same SQL, in the same run, as ratios. `bare` is the other process of that comparison.
if (args is ["bare", var address, var barePort])
{
    await Bare.ServeAsync(address, int.Parse(barePort, CultureInfo.InvariantCulture));
    return 0;
}
if (args is ["bare-import", var sheet, var target])
{
    await ImportCost.BareAsync(sheet, target, Say);
    return 0;
}

if (args is ["writer", var writing, var keys])
{
    await Killed.WriteAsync(writing, keys);
    return 0;
}

var members = Option("--members", 1_000_000);
var seconds = Option("--seconds", 5);
var rounds = Option("--rounds", 3);
var folder = Path.GetFullPath(Environment.GetEnvironmentVariable("ORGWORK_BENCH") ?? ".artifacts/bench");
var modules = Path.GetFullPath(".artifacts/modules");
Directory.CreateDirectory(folder);

if (args is ["audit", ..])
{
    // Durable: what a commit costs is what an entry is weighed against.
    var durable = await PrivateCluster.StartAsync(Path.Combine(folder, "audit"), Say, durable: true);
    try
    {
        await using var admin = Npgsql.NpgsqlDataSource.Create(durable.ConnectionString);
        await using (var create = admin.CreateCommand("drop database if exists bench_audit")) await create.ExecuteNonQueryAsync();
        await using (var create = admin.CreateCommand("create database bench_audit")) await create.ExecuteNonQueryAsync();
        return await AuditCost.RunAsync(durable.ConnectionStringTo("bench_audit"), Path.Combine(folder, "audit"), seconds, rounds, Option("--entries", 500_000), Say) ? 0 : 1;
    }
    finally
    {
        await durable.StopAsync();
    }
}

if (args is ["killed", ..]) return await new Killed(Path.Combine(folder, "killed"), Option("--kills", 5), Say).RunAsync() ? 0 : 1;

if (args is ["lost-updates", ..]) return await new LostUpdates(Path.Combine(folder, "lost"), modules, Option("--appends", 5_000), Option("--kills", 5), Say).RunAsync() ? 0 : 1;

var cluster = await PrivateCluster.StartAsync(Path.Combine(folder, "cluster"), Say, durable: false);
try
{
    if (args is ["statistics", ..])
    {
        return await Statistics.RunAsync(cluster, folder, modules, rounds, Say) ? 0 : 1;
    }
    if (args is ["grassroots", ..])
    {
        return await GrassrootsCost.RunAsync(cluster, folder, modules, members, rounds, Say) ? 0 : 1;
    }
    if (args is ["growth", ..])
    {
        return await Growth.RunAsync(cluster, folder, modules, members, seconds, rounds, Say) ? 0 : 1;
    }
    if (args is ["query", ..])
    {
        await QueryCost.RunAsync(cluster, folder, modules, Option("--cadres", 100_000), rounds, Say);
        return 0;
    }
    if (args is ["plan", ..])
    {
        return await PlanCost.RunAsync(cluster, folder, modules, rounds, Say) ? 0 : 1;
    }
    if (args is ["matching", ..])
    {
        return await MatchingCost.RunAsync(cluster, folder, modules, Option("--wishes", 50_000), Option("--demands", 5_000), rounds, Say) ? 0 : 1;
    }
    if (args is ["rotate", ..])
    {
        return await Rotation.RunAsync(cluster, folder, modules, Option("--persons", 20_000), Say) ? 0 : 1;
    }
    if (args is ["programme", ..])
    {
        return await ProgrammeCost.RunAsync(cluster, folder, modules, Option("--rows", 100_000), seconds, rounds, Say) ? 0 : 1;
    }
    if (args is ["import", ..])
    {
        var smaller = await World.PrepareAsync(cluster, folder, modules, Option("--members", 10_000), Say);
        await using var host = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", smaller));
        await host.ReadyAsync();
        var isRead = await ImportCost.RunAsync(smaller, folder, host, rounds, Say);
        return await MemberSheet.RunAsync(smaller, folder, host, Say) && isRead ? 0 : 1;
    }
    var database = await World.PrepareAsync(cluster, folder, modules, members, Say);
    await using var world = await World.ReadAsync(database);
    await using var bare = Server.Start(folder, "bare", [typeof(Bare).Assembly.Location, "bare", database, "18091"], 18091, "/health");
    await using var ours = Server.Start(folder, "ours", [typeof(Platform).Assembly.Location, "serve", "--port", "18092", "--data", Path.Combine(folder, "data"), "--modules", modules], 18092, "/health/live", ("ORGWORK_DB", database));
    await bare.ReadyAsync();
    await ours.ReadyAsync();
    var isMet = await new Comparison(bare, ours, world, seconds, rounds, Say).RunAsync();
    return await NameSearch.RunAsync(database, folder, modules, Say) && isMet ? 0 : 1;
}
finally
{
    await cluster.StopAsync();
}

int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

static void Say(string words) => Console.WriteLine(words);
