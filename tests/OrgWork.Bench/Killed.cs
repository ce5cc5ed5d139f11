using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// The database and the host are killed again and again while sixteen writers change rows (F5, F6). What was acknowledged is kept outside, by this process: none of it may be
/// missing afterwards, no change may be without its entry and no entry without its change, and the chains must prove true. The last part is the control: the same with
/// a server that answers before it has written, which must lose something, or this measure would see nothing.
/// </summary>
sealed class Killed(string folder, int kills, Action<string> say)
{
    const int Writers = 16, RowsEach = 4;
    const string Database = "bench_killed";
    // What a hundred kills of each must show; fewer show less, and are judged by what was lost alone.
    const int WholeKills = 100, WholeAcknowledgements = 100_000, WholePerSecond = 200;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<Guid, int> acknowledged = [];
    long acknowledgements, forgotten;
    PrivateCluster cluster = null!;

    string Connection => cluster.ConnectionStringTo(Database);
    Keys Keys => Keys.Open(Path.Combine(folder, "data", "orgwork.key"));

    // ---- the process that is killed

    /// <summary>Writes on and on, through the product's own way, and says on its output what was committed.</summary>
    public static async Task WriteAsync(string connection, string keys)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Username = Setup.CoreLogin, Password = Keys.Open(keys).PasswordOf(Setup.CoreLogin), MaxPoolSize = Writers, Timeout = 2, CommandTimeout = 5, NoResetOnClose = true }.ConnectionString);
        var core = new DbSource(source, Keys.Open(keys).ScopeSeal());
        List<(Guid Id, string Path)> rows;
        await using (var db = core.OpenForReading(Scope.Whole(Guid.Empty), Actor.System)) rows = [.. await db.QueryAsync<(Guid, string)>("select id, locality_path from org.unit order by id")];
        var output = Console.Out;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var turn = 0; ; turn++)
                try
                {
                    var (id, path) = rows[writer * RowsEach + turn % RowsEach];
                    await using var db = core.OpenForWriting(Scope.Whole(Guid.NewGuid()), new(Guid.NewGuid(), "压测", "127.0.0.1"));
                    var version = await db.FirstAsync<int>("update org.unit set version = version + 1, remark = 'x' where id = @id returning version", new { id });
                    await db.RecordAsync(new(DeedKind.Update, "units", id, path, "压测", [new("版次", $"{version - 1}", $"{version}")]));
                    await db.CommitAsync();
                    lock (output) output.WriteLine($"{id:N} {version}");
                }
                catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
                {
                    await Task.Delay(20);
                }
        })));
    }

    // ---- the one that kills

    public async Task<bool> RunAsync()
    {
        cluster = await PrivateCluster.StartAsync(folder, say, durable: true);
        try
        {
            await PrepareAsync();
            // The folder may be one whose control was cut off.
            await ConfigureAsync("on");
            say($"{Writers} writers, {kills} kills of the database and {kills} of the host, {Between.TotalSeconds:0} s between");
            var clock = Stopwatch.StartNew();
            await WithWriterAsync(kills, killsDatabase: true);
            await WithWriterAsync(kills, killsDatabase: false);
            var isWell = await JudgeAsync(clock.Elapsed, mustLose: false);

            await ConfigureAsync("off");
            acknowledged.Clear();
            (acknowledgements, forgotten) = (0, 0);
            await WithWriterAsync(Math.Max(3, kills / 3), killsDatabase: true);
            say("control, the database answering before it has written:");
            isWell &= await JudgeAsync(TimeSpan.Zero, mustLose: true);
            return isWell;
        }
        finally
        {
            await ConfigureAsync("on");
            await cluster.StopAsync();
        }
    }

    async Task PrepareAsync()
    {
        await using (var admin = NpgsqlDataSource.Create(cluster.ConnectionString))
            foreach (var sql in (string[])[$"drop database if exists {Database}", $"create database {Database}"])
            {
                await using var make = admin.CreateCommand(sql);
                await make.ExecuteNonQueryAsync();
            }
        await using var own = NpgsqlDataSource.Create(Connection);
        await new Setup(own, Keys).PrepareKernelAsync(default);
        await using var rows = own.CreateCommand($"""
            insert into org.locality (code, name, short_name, kind) values ('99', '压测', '压测', 1);
            insert into org.unit (id, locality_path, name, kind) select gen_random_uuid(), (select min(path) from org.locality), '压测' || n, '34' from generate_series(1, {Writers * RowsEach}) n
            """);
        await rows.ExecuteNonQueryAsync();
    }

    async Task ConfigureAsync(string commits)
    {
        await using var admin = NpgsqlDataSource.Create(cluster.ConnectionString + ";Pooling=false");
        foreach (var sql in (string[])[$"alter system set synchronous_commit = {commits}", "select pg_reload_conf()"])
        {
            await using var set = admin.CreateCommand(sql);
            await set.ExecuteNonQueryAsync();
        }
    }

    async Task WithWriterAsync(int times, bool killsDatabase)
    {
        var writer = Start();
        for (var kill = 0; kill < times; kill++)
        {
            await Task.Delay(Between + TimeSpan.FromMilliseconds(Random.Shared.Next(500)));
            if (killsDatabase)
            {
                KillServer(folder);
                await cluster.StopAsync();
                cluster = await PrivateCluster.StartAsync(folder, _ => { }, durable: true);
            }
            else
            {
                await EndAsync(writer);
                writer = Start();
            }
        }
        await Task.Delay(Between);
        await EndAsync(writer);
    }

    Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Killed).Assembly.Location, "writer", Connection, Path.Combine(folder, "data", "orgwork.key")]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            // The last line of one that was killed may be cut.
            if (line.Data?.Split(' ') is not [{ Length: 32 } id, var version] || !int.TryParse(version, out var number)) return;
            // A row has one writer, and its versions rise. One that comes again was acknowledged before, and forgotten.
            acknowledged.AddOrUpdate(Guid.ParseExact(id, "N"), number, (_, known) =>
            {
                if (number <= known) Interlocked.Add(ref forgotten, known - number + 1);
                return number;
            });
            Interlocked.Increment(ref acknowledgements);
        };
        process.BeginOutputReadLine();
        return process;
    }

    static async Task EndAsync(Process writer)
    {
        writer.Kill();
        // All it had said is read.
        await writer.WaitForExitAsync();
        writer.Dispose();
    }

    /// <summary>The server first, then its children: nobody is left to write anything down.</summary>
    public static void KillServer(string folder)
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(folder, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = Process.GetProcessesByName("postgres").Where(process => ParentOf(process.Id) == postmaster).ToList();
        Process.GetProcessById(postmaster).Kill();
        foreach (var child in children)
            try { child.Kill(); }
            catch (InvalidOperationException) { /* gone by itself */ }
    }

    /// <summary>The server's own look at every page of every table and index.</summary>
    /// <returns>what it found, nothing where all is whole</returns>
    async Task<string> AmCheckAsync()
    {
        await using (var admin = NpgsqlDataSource.Create(Connection + ";Pooling=false"))
        {
            await using var install = admin.CreateCommand("create extension if not exists amcheck");
            await install.ExecuteNonQueryAsync();
        }
        var to = new NpgsqlConnectionStringBuilder(Connection);
        var tool = Directory.GetFiles("/usr/lib/postgresql", "pg_amcheck", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var start = new ProcessStartInfo(tool, ["--heapallindexed", "--host", to.Host!, "--port", $"{to.Port}", "--username", to.Username!, to.Database!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = to.Password;
        using var check = Process.Start(start)!;
        var (said, fault) = (check.StandardOutput.ReadToEndAsync(), check.StandardError.ReadToEndAsync());
        await check.WaitForExitAsync();
        var found = (await said + await fault).Trim();
        return check.ExitCode == 0 ? "" : found == "" ? $"exit {check.ExitCode}" : found;
    }

    static int? ParentOf(int process)
    {
        try { return int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture); }
        catch (IOException) { return null; }
    }

    async Task<bool> JudgeAsync(TimeSpan took, bool mustLose)
    {
        await using var databases = new Databases(Connection, Keys, LoggerFactory.Create(_ => { }));
        await using var whole = databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        var rows = await whole.QueryAsync<(Guid Id, int Version, long Entries)>("select u.id, u.version, (select count(*) from audit.entry e where e.row_id = u.id) from org.unit u");
        var lost = forgotten + rows.Sum(row => Math.Max(0, acknowledged.GetValueOrDefault(row.Id) - row.Version));
        // A row begins with version 1; every change since has one entry.
        var halves = rows.Sum(row => Math.Abs(row.Version - 1 - row.Entries));
        await using var proving = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System, TimeSpan.FromHours(1));
        var report = await AuditChain.VerifyAsync(proving, [], default);
        say($"  {acknowledgements} acknowledged{(took > TimeSpan.Zero ? $" ({acknowledgements / took.TotalSeconds:0}/s, recovery included)" : "")}, {lost} lost, {halves} changes without entry or entries without change, record of deeds {report.Entries} entries {(report.IsWell ? "true" : "NOT true: " + report.Words)}");
        var isWell = halves == 0 && report.IsWell && (mustLose ? lost > 0 : lost == 0 && acknowledgements > 0);
        if (!mustLose)
        {
            var broken = await AmCheckAsync();
            say(broken == "" ? "  pg_amcheck: every table and index is whole" : "  pg_amcheck: " + broken);
            var isWhole = kills < WholeKills || acknowledgements >= WholeAcknowledgements && acknowledgements / took.TotalSeconds >= WholePerSecond;
            if (!isWhole) say($"  {WholeAcknowledgements} acknowledgements at {WholePerSecond} a second were asked for");
            isWell &= broken == "" && isWhole;
        }
        if (!isWell) say(mustLose && lost == 0 ? "  the control lost nothing: this run proves nothing" : "  NOT WELL");
        return isWell;
    }
}
