using System.Diagnostics;
using System.Globalization;

namespace OrgWork.Bench;

/// <summary>One of the two servers compared, as a process of its own.</summary>
sealed class Server(string name, Process process, int port, string health) : IAsyncDisposable
{
    public string Name { get; } = name;
    public string Address { get; } = $"http://127.0.0.1:{port}";

    public static Server Start(string folder, string name, string[] arguments, int port, string health, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var process = Process.Start(start)!;
        // What a server says when it fails is worth keeping.
        var log = new StreamWriter(Path.Combine(folder, name + ".log")) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.BeginOutputReadLine();
        return new(name, process, port, health);
    }

    // A world that an older build made is migrated first, and what is asked of a million rows takes its minutes.
    public async Task ReadyAsync()
    {
        using var client = new HttpClient();
        for (var tries = 0; tries < 9_000; tries++)
        {
            if (process.HasExited) throw new InvalidOperationException($"{Name} 没有起来，退出码 {process.ExitCode}");
            try
            {
                if ((await client.GetAsync(Address + health)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) { }
            await Task.Delay(100);
        }
        throw new TimeoutException($"{Name} 十五分钟内没有就绪");
    }

    /// <summary>Proportional set size: what the process itself takes.</summary>
    public int MemoryInMiB() =>
        int.Parse(File.ReadLines($"/proc/{process.Id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    /// <summary>The most it has taken since it was last told to forget.</summary>
    public int PeakInMiB() =>
        int.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    public void ForgetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
