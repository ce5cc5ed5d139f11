using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// A PostgreSQL of our own under the data directory, for whoever has no server.
/// 1. It has no network port: it answers on a socket in a folder that only its account and root may enter.
/// 2. One host at a time: the lock is held from start to stop.
/// 3. The cluster's folder appears whole or not at all: it is made beside and renamed.
/// 4. Killing anything at any moment does no harm: the next start takes over a server that still answers, or lets PostgreSQL recover.
/// </summary>
sealed class PrivateCluster
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    readonly Places places;
    readonly PostgresTools? tools;
    readonly FileStream? guard;
    bool isStopped;

    PrivateCluster(Places places, PostgresTools? tools, FileStream? guard)
    {
        (this.places, this.tools, this.guard) = (places, tools, guard);
        ConnectionString = places.ConnectionStringTo("postgres");
    }

    /// <summary>The administrator's way in, to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    public string ConnectionStringTo(string database) => places.ConnectionStringTo(database);

    /// <exception cref="ClusterException">in plain words, why there is no database</exception>
    public static async Task<PrivateCluster> StartAsync(string dataDirectory, Action<string> say, bool durable = true, CancellationToken stop = default)
    {
        var data = await MakeDataFolderAsync(dataDirectory, stop);
        var guard = Lock(data);
        try
        {
            await CheckReachAsync(data, stop);
            var cluster = Path.Combine(data, "postgres");
            var tools = await PostgresTools.FindAsync(await VersionOfAsync(cluster, stop), stop);
            var places = new Places(data);
            await MakeSocketFolderAsync(data, places.Sockets, stop);
            if (!Directory.Exists(cluster)) await CreateAsync(tools, data, cluster, durable, say, stop);
            WriteWhole(Path.Combine(cluster, ClusterSettings.File), ClusterSettings.Text(places.Sockets, durable));

            var it = new PrivateCluster(places, tools, guard);
            await it.RunAsync(say, stop);
            return it;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cluster that another process, as a rule the serving host, has running on this directory. Stopping this one leaves it alone.</summary>
    public static async Task<PrivateCluster?> RunningAsync(string dataDirectory, CancellationToken stop = default)
    {
        if (!File.Exists(Path.Combine(dataDirectory, "postgres.password"))) return null;
        var places = new Places(await RealPathAsync(dataDirectory, stop));
        return await places.AnswersAsync(stop) ? new PrivateCluster(places, null, null) : null;
    }

    public async Task StopAsync()
    {
        if (guard is null || tools is null || isStopped) return;
        isStopped = true;
        // However long the last checkpoint takes: going away before it would only move the work to the next start.
        var (code, output) = await tools.RunAsync("pg_ctl", ["stop", "-D", places.Cluster, "-m", "fast", "-w", "-t", "3600", "-s"], CancellationToken.None);
        await guard.DisposeAsync();
        if (code != 0 && (await places.ProcessesAsync(CancellationToken.None)).Count > 0) throw new ClusterException($"数据库服务没有停下来：{output.Trim()}");
    }

    static async Task<string> MakeDataFolderAsync(string dataDirectory, CancellationToken stop)
    {
        var data = Path.GetFullPath(dataDirectory);
        try
        {
            // Others may pass through, to the socket or the cluster's folder, which look after themselves; they see no names.
            if (!Directory.Exists(data)) Directory.CreateDirectory(data, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"建不了数据目录 {data}：{fault.Message}。请检查权限和磁盘，或用 --data 指定另一个目录。");
        }
        return await RealPathAsync(data, stop);
    }

    static async Task<string> RealPathAsync(string path, CancellationToken stop) =>
        (await PostgresTools.RunAsync(["realpath", Path.GetFullPath(path)], stop)).Output.TrimEnd('\n');

    static FileStream Lock(string data)
    {
        const int heldByAnother = 11; // EAGAIN
        try
        {
            return new FileStream(Path.Combine(data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault.HResult == heldByAnother)
        {
            throw new ClusterException($"数据目录 {data} 正在被另一个 OrgWork 进程使用。请先停止那个进程，或用 --data 指定另一个目录。");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"数据目录 {data} 不能写入：{fault.Message}。请改用有权限的账号运行（例如加 sudo），或用 --data 指定另一个目录。");
        }
    }

    /// <summary>Root may enter anywhere, the server's account may not.</summary>
    static async Task CheckReachAsync(string data, CancellationToken stop)
    {
        if (PostgresTools.Account is not { } account) return;
        if ((await PostgresTools.RunAsync(["id", "-u", account], stop)).Code != 0)
            throw new ClusterException($"以 root 运行时数据库服务要用 {account} 账号，本机没有这个账号。Debian、Ubuntu 上执行 apt-get install postgresql 会建立它。");
        var path = "";
        foreach (var piece in data.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path += "/" + piece;
            if ((await PostgresTools.AsAccountAsync(["test", "-x", path], stop)).Code != 0)
                throw new ClusterException($"数据库服务以 {account} 账号运行，但这个账号进不了目录 {path}。请执行 chmod o+x {path}，或用 --data 指定它能进入的目录，例如 /var/lib/orgwork。");
        }
    }

    /// <summary>The version an existing cluster needs; null when there is none yet.</summary>
    static async Task<int?> VersionOfAsync(string cluster, CancellationToken stop)
    {
        if (!Directory.Exists(cluster)) return null;
        var owner = (await PostgresTools.RunAsync(["stat", "-c", "%U", cluster], stop)).Output.Trim();
        if (owner != (PostgresTools.Account ?? Environment.UserName))
            throw new ClusterException($"数据库目录 {cluster} 属于账号 {owner}。{(owner == "postgres" ? "它是用 root 建立的，请用 root（加 sudo）运行" : $"请用账号 {owner} 运行")}，或用 --data 指定另一个目录。");
        var file = Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse((await File.ReadAllTextAsync(file, stop)).Trim(), out var version) ? version
            : throw new ClusterException($"{cluster} 不是完整的数据库目录（缺少 PG_VERSION）。如果里面没有要保留的内容，请把它移走后重新启动。");
    }

    static async Task MakeSocketFolderAsync(string data, string sockets, CancellationToken stop)
    {
        if (!Directory.Exists(sockets)) await MakeAccountFolderAsync(sockets, stop);
        // Outside the data directory others could have been there first.
        else if (!sockets.StartsWith(data, StringComparison.Ordinal) && (await PostgresTools.RunAsync(["stat", "-c", "%F %U", sockets], stop)).Output.Trim() != $"directory {PostgresTools.Account ?? Environment.UserName}")
            throw new ClusterException($"目录 {sockets} 已被别的账号占用。请删除它，或用 --data 指定路径较短的数据目录。");
    }

    static async Task MakeAccountFolderAsync(string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder, OwnerOnly);
        await GiveAsync(folder, stop);
    }

    static async Task GiveAsync(string path, CancellationToken stop)
    {
        if (PostgresTools.Account is { } account) await PostgresTools.RunAsync(["chown", $"{account}:", path], stop);
    }

    static async Task CreateAsync(PostgresTools tools, string data, string cluster, bool durable, Action<string> say, CancellationToken stop)
    {
        say("正在建立数据库……");
        foreach (var unfinished in Directory.GetDirectories(data, "postgres.new.*"))
            try { Directory.Delete(unfinished, recursive: true); }
            catch (IOException) { /* its initdb has not noticed yet that nobody waits for it; the next start takes it away */ }

        var password = Path.Combine(data, "postgres.password");
        File.Delete(password);
        await using (var file = new FileStream(password, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            await file.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) + "\n"), stop);
        await GiveAsync(password, stop);

        // A name of its own: an initdb that outlived a killed host may still be writing into the last one.
        var unborn = Path.Combine(data, "postgres.new." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        await MakeAccountFolderAsync(unborn, stop);
        string[] arguments = ["-D", unborn, "--username=postgres", $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
            "--locale-provider=icu", "--icu-locale=zh-u-co-pinyin", "--data-checksums"];
        var (code, output) = await tools.RunAsync("initdb", durable ? arguments : [.. arguments, "--no-sync"], stop);
        if (code != 0) throw new ClusterException($"建立数据库没有成功：\n{Last(output)}");
        await File.AppendAllTextAsync(Path.Combine(unborn, "postgresql.conf"), $"\ninclude_if_exists = '{ClusterSettings.File}'\n", stop);
        Directory.Move(unborn, cluster);
    }

    async Task RunAsync(Action<string> say, CancellationToken stop)
    {
        for (var patience = 300; ; patience--)
        {
            // Asked first: a server in another container is no process of ours to see, but answers all the same.
            if (await places.AnswersAsync(stop))
            {
                say("上次启动的数据库服务还在运行，继续使用");
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync(stop);
                await using var reload = new NpgsqlCommand("select pg_reload_conf()", connection);
                await reload.ExecuteNonQueryAsync(stop);
                return;
            }
            if (await places.PostmasterAsync(stop) is not { } postmaster) break;
            if (patience == 0) throw new ClusterException($"数据库服务（进程 {postmaster}）在运行，但一分钟没有应答。日志在 {places.Log}。");
            await Task.Delay(200, stop);
        }

        var wasKilled = File.Exists(places.PidFile);
        // Children of a killed server still hold its memory. Left alone most go by themselves; the rest has nobody to answer to.
        for (var wait = 0; await places.ProcessesAsync(stop) is { Count: > 0 } orphans; wait++)
        {
            if (wait == 15) foreach (var orphan in orphans) await PostgresTools.AsAccountAsync(["kill", "-KILL", orphan.ToString(CultureInfo.InvariantCulture)], stop);
            if (wait == 75) throw new ClusterException($"上次的数据库进程（{string.Join("、", orphans)}）没有退出，请先结束它们。");
            await Task.Delay(200, stop);
        }
        // Nobody is there: what says so is stale, and its number may belong to anybody by now.
        foreach (var stale in (string[])[places.PidFile, places.SocketFile, places.SocketFile + ".lock"]) File.Delete(stale);

        say(wasKilled ? "上次没有正常关闭，数据库正在自行恢复……" : "正在启动数据库服务……");
        var (code, output) = await tools!.RunAsync("pg_ctl", ["start", "-D", places.Cluster, "-l", places.StartLog, "-w", "-t", "86400", "-s"], stop);
        if (code != 0 || !await places.AnswersAsync(stop))
            throw new ClusterException($"数据库服务没有启动起来，日志在 {places.Log}。最后几行：\n{Last(places.LatestLog() ?? output)}");
    }

    /// <summary>A reader sees the old text or the new, whoever owns the file.</summary>
    static void WriteWhole(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(path + ".new", path, overwrite: true);
    }

    static string Last(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(8));

    /// <summary>Where things are under a data directory, and who is at work there.</summary>
    sealed class Places(string data)
    {
        public string Cluster { get; } = Path.Combine(data, "postgres");
        // An address of a socket has room for 107 bytes.
        public string Sockets { get; } = Encoding.UTF8.GetByteCount(Path.Combine(data, "run", ".s.PGSQL.5432")) <= 100 ? Path.Combine(data, "run")
            : Path.Combine(Path.GetTempPath(), "orgwork-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..16]);
        public string SocketFile => Path.Combine(Sockets, ".s.PGSQL.5432");
        public string PidFile => Path.Combine(Cluster, "postmaster.pid");
        public string StartLog => Path.Combine(Cluster, "start.log");
        public string Log => Path.Combine(Cluster, "log");

        /// <summary>A server that cannot start says why in one of two places, depending on how far it came.</summary>
        public string? LatestLog() => new DirectoryInfo(Log) is { Exists: true } log
            ? File.ReadAllText(log.GetFiles().Append(new(StartLog)).MaxBy(file => file.LastWriteTimeUtc)!.FullName)
            : File.Exists(StartLog) ? File.ReadAllText(StartLog) : null;

        public string ConnectionStringTo(string database)
        {
            var password = Path.Combine(data, "postgres.password");
            try
            {
                return new NpgsqlConnectionStringBuilder
                {
                    Host = Sockets, Port = 5432, Username = "postgres", Password = File.ReadAllText(password).Trim(), Database = database,
                    // Nothing to hide from on a socket, and no library to look for.
                    SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
                }.ConnectionString;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new ClusterException($"读不到数据库的密码文件 {password}：{fault.Message}。请用建立数据目录时的账号运行（例如加 sudo）。");
            }
        }

        /// <summary>
        /// The server and its children: all of them work in the cluster's folder, and nobody else called postgres does.
        /// Their own account looks, because in a container even root may be refused: a living server taken for a dead one would lose its pid file.
        /// </summary>
        public async Task<IReadOnlyList<int>> ProcessesAsync(CancellationToken stop)
        {
            var (_, output) = await PostgresTools.AsAccountAsync(["find", "/proc", "-mindepth", "2", "-maxdepth", "2", "-name", "cwd", "-printf", "%h\\t%l\\0"], stop);
            var found = new List<int>();
            foreach (var pieces in output.Split('\0').Select(line => line.Split('\t', 2)))
                if (pieces is [var entry, var folder] && folder == Cluster && int.TryParse(Path.GetFileName(entry), out var process))
                    try { if ((await File.ReadAllTextAsync(entry + "/comm", stop)).Trim() == "postgres") found.Add(process); }
                    catch (IOException) { /* gone */ }
            return found;
        }

        public async Task<int?> PostmasterAsync(CancellationToken stop)
        {
            try { return int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), out var process) && (await ProcessesAsync(stop)).Contains(process) ? process : null; }
            catch (IOException) { return null; }
        }

        public async Task<bool> AnswersAsync(CancellationToken stop)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionStringTo("postgres") + ";Pooling=false;Timeout=3");
                await connection.OpenAsync(stop);
                return true;
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                throw new ClusterException($"数据库不认 {Path.Combine(data, "postgres.password")} 里的密码，这个文件可能被换过，请恢复原来的文件。");
            }
            catch (Exception fault) when (fault is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                return false;
            }
        }
    }
}
