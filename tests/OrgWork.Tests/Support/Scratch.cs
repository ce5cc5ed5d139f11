using System.Diagnostics;
using System.Globalization;

namespace OrgWork.Tests;

/// <summary>
/// The run's own folder under the temporary directory. A small shell waits for the run to end, however it ends, then stops the
/// database servers that were started in it and takes it away.
/// </summary>
static class Scratch
{
    const string Prefix = "orgwork-tests-";
    static readonly Lazy<string> Root = new(Make);

    /// <summary>A new folder of this name.</summary>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root.Value, name)).FullName;

    static string Make()
    {
        // What a run left behind whose shell was ended too, by a restart of the machine for instance.
        foreach (var old in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
            if (int.TryParse(Path.GetFileName(old)[Prefix.Length..], out var process) && (process == Environment.ProcessId || !Directory.Exists($"/proc/{process}")))
                if (process == Environment.ProcessId) Directory.Delete(old, recursive: true);
                else CleanAfter(process, old);

        var root = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Prefix + Environment.ProcessId)).FullName;
        CleanAfter(Environment.ProcessId, root);
        return root;
    }

    static void CleanAfter(int process, string folder)
    {
        const string script = """
            exec </dev/null >/dev/null 2>&1
            cd /
            tail --pid="$1" -s 0.2 -f /dev/null
            for file in "$2"/*/postgres/postmaster.pid; do
                server=$(head -n 1 "$file")
                [ "$(readlink "/proc/$server/cwd")" = "${file%/postmaster.pid}" ] && kill -QUIT "$server" && tail --pid="$server" -s 0.1 -f /dev/null
            done
            rm -rf "$2"
            """;
        using var shell = Process.Start(new ProcessStartInfo("setsid", ["--fork", "sh", "-c", script, "sh", process.ToString(CultureInfo.InvariantCulture), folder]));
        shell!.WaitForExit();
    }
}
