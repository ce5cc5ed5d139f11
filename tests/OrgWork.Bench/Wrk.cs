using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrgWork.Bench;

sealed record Run(double PerSecond, double MedianMs, double P99Ms);

/// <summary>Asks a server for pages as fast as it answers, over so many connections; a page that fails ends the run.</summary>
static partial class Wrk
{
    public static async Task<Run> RunAsync(Server server, string cookies, IReadOnlyList<string> paths, int connections, int forSeconds)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $$"""
            local paths = { {{string.Join(",", paths.Select(p => $"\"{p}\""))}} }
            local n = 0
            wrk.headers["Cookie"] = "{{cookies}}"
            request = function() n = n + 1; return wrk.format("GET", paths[(n * 7919) % #paths + 1]) end
            done = function(summary, latency, requests)
              io.write(string.format("RESULT %f %f %f %d\n", summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.errors.status + summary.errors.connect + summary.errors.timeout))
            end
            """);
        using var wrk = Process.Start(new ProcessStartInfo("wrk", [$"-t1", $"-c{connections}", $"-d{forSeconds}s", "-s", script, server.Address]) { RedirectStandardOutput = true })!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        File.Delete(script);
        var figures = ResultPattern().Match(output).Groups[1].Value.Split(' ').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        if (figures[3] > 0) throw new InvalidOperationException($"{server.Name}: {figures[3]} failed requests\n{output}");
        return new(figures[0], figures[1], figures[2]);
    }

    [GeneratedRegex("RESULT (.*)")] private static partial Regex ResultPattern();
}
