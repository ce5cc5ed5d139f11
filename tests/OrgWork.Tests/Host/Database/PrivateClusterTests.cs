using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Database;

public class PrivateClusterTests
{
    readonly List<string> said = [];

    [Fact]
    public async Task It_stands_after_a_start_that_was_killed_half_way_and_keeps_its_rows_over_a_restart()
    {
        var data = Data();
        Directory.CreateDirectory(Path.Combine(data, "postgres.new.0badcafe"));
        await File.WriteAllTextAsync(Path.Combine(data, "postgres.new.0badcafe", "PG_VERSION"), "15\n");
        await File.WriteAllTextAsync(Path.Combine(data, "postgres.password"), "half");

        var cluster = await StartAsync(data);
        Assert.Equal("正在建立数据库……", said[0]);
        Assert.Empty(Directory.GetDirectories(data, "postgres.new.*"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data, "postgres.password")));
        await ExecuteAsync(cluster, "create table name (name text); insert into name values ('张'), ('白'), ('陈'), ('欧阳')");
        await cluster.StopAsync();
        await cluster.StopAsync();
        Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));

        said.Clear();
        cluster = await StartAsync(data);
        Assert.Equal(["正在启动数据库服务……"], said);
        Assert.Equal("白 陈 欧阳 张", await ReadAsync(cluster, "select string_agg(name, ' ' order by name) from name"));
        await cluster.StopAsync();
    }

    [Fact]
    public async Task It_has_checksums_and_no_port_and_asks_for_a_password()
    {
        var cluster = await StartAsync(Data());
        Assert.Equal("on", await ReadAsync(cluster, "show data_checksums"));
        Assert.Equal("", await ReadAsync(cluster, "show listen_addresses"));
        Assert.Equal("Asia/Shanghai", await ReadAsync(cluster, "show timezone"));
        Assert.Equal("zh-u-co-pinyin", await ReadAsync(cluster, "select daticulocale from pg_database where datname = current_database()"));
        var stranger = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(stranger.ConnectionString);
        Assert.Equal(PostgresErrorCodes.InvalidPassword, (await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync())).SqlState);
        await cluster.StopAsync();
    }

    [Fact]
    public async Task It_recovers_when_everything_was_killed_and_the_process_numbers_went_to_others()
    {
        var data = Data();
        var cluster = await StartAsync(data, durable: true);
        await ExecuteAsync(cluster, "create table fact as select 'written' as word");
        var pidFile = Path.Combine(data, "postgres", "postmaster.pid");
        Kill(ServerOf(data));
        await cluster.StopAsync();

        // The number in the file now is that of a living process of the same account, as after the restart of a container.
        using var lifetime = new CancellationTokenSource();
        var stranger = PostgresTools.AsAccountAsync(["sleep", "600"], lifetime.Token);
        var sleeping = await FindAsync("sleep\0600");
        var lines = await File.ReadAllLinesAsync(pidFile);
        lines[0] = sleeping.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines);
        await File.WriteAllTextAsync(Path.Combine(data, "run", ".s.PGSQL.5432.lock"), lines[0] + "\n");

        said.Clear();
        cluster = await StartAsync(data, durable: true);
        Assert.Equal(["上次没有正常关闭，数据库正在自行恢复……"], said);
        Assert.Equal("written", await ReadAsync(cluster, "select word from fact"));
        await lifetime.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stranger);
        await cluster.StopAsync();
    }

    [Fact]
    public async Task It_goes_on_with_a_server_whose_host_was_killed()
    {
        var data = Data();
        await (await StartAsync(data)).StopAsync();
        Assert.Null(await PrivateCluster.RunningAsync(data));
        var tools = await PostgresTools.FindAsync(null, default);
        await tools.RunAsync("pg_ctl", ["start", "-D", Path.Combine(data, "postgres"), "-l", Path.Combine(data, "postgres", "start.log"), "-w"], default);
        var server = ServerOf(data);

        said.Clear();
        var cluster = await StartAsync(data);
        Assert.Equal(["上次启动的数据库服务还在运行，继续使用"], said);
        Assert.Equal(server, ServerOf(data));
        await cluster.StopAsync();
        Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
    }

    [Fact]
    public async Task A_busy_directory_is_refused_and_its_server_can_be_borrowed()
    {
        var data = Data();
        var cluster = await StartAsync(data);
        var refusal = await Assert.ThrowsAsync<ClusterException>(() => StartAsync(data));
        Assert.Contains($"数据目录 {data} 正在被另一个 OrgWork 进程使用", refusal.Message);

        var borrowed = await PrivateCluster.RunningAsync(data);
        Assert.NotNull(borrowed);
        await borrowed.StopAsync();
        Assert.Equal("1", await ReadAsync(cluster, "select '1'"));
        await cluster.StopAsync();
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_gets_a_short_one_elsewhere()
    {
        var cluster = await StartAsync(Path.Combine(Data(), new string('长', 30)));
        var sockets = new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Host!;
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "orgwork-"), sockets);
        Assert.Equal("1", await ReadAsync(cluster, "select '1'"));
        await cluster.StopAsync();
        Directory.Delete(sockets, recursive: true);
    }

    [Fact]
    public async Task A_folder_the_server_cannot_enter_is_named()
    {
        // Only root starts the server under another account.
        if (!Environment.IsPrivilegedProcess) return;
        var closed = Path.Combine(Data(), "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var refusal = await Assert.ThrowsAsync<ClusterException>(() => StartAsync(Path.Combine(closed, "data")));
        Assert.Contains($"chmod o+x {closed}，", refusal.Message);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_refused_in_plain_words()
    {
        var file = Path.Combine(Data(), "file");
        await File.WriteAllTextAsync(file, "");
        var refusal = await Assert.ThrowsAsync<ClusterException>(() => StartAsync(file));
        Assert.StartsWith($"建不了数据目录 {file}", refusal.Message);
    }

    static string Data([CallerMemberName] string test = "") => Scratch.Folder(string.Concat(test.Split('_').Select(word => word[0])));

    Task<PrivateCluster> StartAsync(string data, bool durable = false) => PrivateCluster.StartAsync(data, said.Add, durable);

    static int ServerOf(string data) => int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    static void Kill(int process)
    {
        using var it = Process.GetProcessById(process);
        it.Kill();
    }

    static async Task<int> FindAsync(string commandLine)
    {
        while (true)
        {
            foreach (var entry in Directory.GetDirectories("/proc"))
                if (int.TryParse(Path.GetFileName(entry), out var process))
                    try { if (File.ReadAllText(entry + "/cmdline").TrimEnd('\0') == commandLine) return process; }
                    catch (IOException) { /* gone meanwhile */ }
            await Task.Delay(20);
        }
    }

    static async Task ExecuteAsync(PrivateCluster cluster, string sql) => await ReadAsync(cluster, sql);

    static async Task<object?> ReadAsync(PrivateCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
