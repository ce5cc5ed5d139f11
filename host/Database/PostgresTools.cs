using System.Diagnostics;

namespace OrgWork.Host;

/// <summary>A reason the cluster cannot run, in words for the person who started it.</summary>
sealed class ClusterException(string message) : Exception(message);

/// <summary>PostgreSQL's own programmes, and the account they run under: the server refuses root.</summary>
sealed class PostgresTools
{
    const int Oldest = 15;
    readonly string bin;

    PostgresTools(string bin, int version) => (this.bin, Version) = (bin, version);

    public int Version { get; }

    /// <summary>Whose the cluster is; null when it is simply ours.</summary>
    public static string? Account { get; } = Environment.IsPrivilegedProcess ? "postgres" : null;

    /// <param name="version">of the cluster that is there already; null for the newest</param>
    public static async Task<PostgresTools> FindAsync(int? version, CancellationToken stop)
    {
        var found = new List<PostgresTools>();
        if (Directory.Exists("/usr/lib/postgresql"))
            foreach (var folder in Directory.GetDirectories("/usr/lib/postgresql"))
                if (int.TryParse(Path.GetFileName(folder), out var number) && File.Exists($"{folder}/bin/initdb")) found.Add(new($"{folder}/bin", number));
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            if (File.Exists($"{folder}/initdb") && File.Exists($"{folder}/pg_ctl") && await VersionOfAsync(folder, stop) is { } number) found.Add(new(folder, number));

        return found.Where(tools => version is null ? tools.Version >= Oldest : tools.Version == version).MaxBy(tools => tools.Version) ?? throw new ClusterException(version is null
            ? $"没有找到 PostgreSQL（需要 {Oldest} 或更新的版本）。Debian、Ubuntu 上请先执行：apt-get install postgresql"
            : $"数据库是用 PostgreSQL {version} 建立的，本机没有这个版本。Debian、Ubuntu 上请先执行：apt-get install postgresql-{version}");
    }

    static async Task<int?> VersionOfAsync(string folder, CancellationToken stop)
    {
        var (code, output) = await RunAsync([$"{folder}/postgres", "--version"], stop);
        return code == 0 && int.TryParse(output.Trim().Split(' ').Last().Split('.')[0], out var number) ? number : null;
    }

    /// <summary>Runs one of PostgreSQL's programmes as the cluster's account.</summary>
    public Task<(int Code, string Output)> RunAsync(string programme, IEnumerable<string> arguments, CancellationToken stop) =>
        AsAccountAsync([$"{bin}/{programme}", .. arguments], stop);

    public static Task<(int Code, string Output)> AsAccountAsync(IEnumerable<string> command, CancellationToken stop) =>
        RunAsync(Account is null ? command : ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--init-groups", .. command], stop);

    public static async Task<(int Code, string Output)> RunAsync(IEnumerable<string> command, CancellationToken stop)
    {
        // The account may not be allowed where we stand, hence "/".
        var start = new ProcessStartInfo(command.First(), command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        // Somebody's settings for another server must not reach ours; messages stay readable whatever the language of the terminal.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
