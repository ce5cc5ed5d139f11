using System.Diagnostics;

namespace OrgWork.Tests;

/// <summary>A copy of what a module needs of the sources, in the run's own folder: its commands build there and touch nothing else.</summary>
sealed class Checkout
{
    static readonly string Sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    static int count;

    public string Root { get; } = Scratch.Folder($"checkout{Interlocked.Increment(ref count)}");

    public Checkout()
    {
        foreach (var part in (string[])["build", "shared"]) Copy(part, "*", SearchOption.AllDirectories);
        foreach (var part in (string[])["modules", "tests"]) Copy(part, "Directory.Build.*", SearchOption.TopDirectoryOnly);
        // What every module builds against, as built: the compiler need not make it again.
        foreach (var name in (string[])["OrgWork.Kernel", "OrgWork.Ui"])
        {
            Copy($".artifacts/bin/{name}/release", "*", SearchOption.TopDirectoryOnly);
            Copy($".artifacts/obj/{name}/release/ref", "*", SearchOption.TopDirectoryOnly);
        }
        Copy(".", "OrgWork.sln", SearchOption.TopDirectoryOnly);
        Copy(".", ".editorconfig", SearchOption.TopDirectoryOnly);
    }

    void Copy(string part, string pattern, SearchOption depth)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sources, part), pattern, depth).Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal)))
        {
            var target = Path.Combine(Root, Path.GetRelativePath(Sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Replace(string file, string old, string text)
    {
        var path = Path.Combine(Root, file);
        var before = File.ReadAllText(path);
        var after = before.Replace(old, text, StringComparison.Ordinal);
        if (after == before) throw new InvalidOperationException($"{file} does not contain “{old}”.");
        File.WriteAllText(path, after);
    }

    /// <param name="command">found by name, or with its folder in the sources</param>
    public async Task<string> RunAsync(string command, string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(command.Contains('/', StringComparison.Ordinal) ? Path.Combine(Root, command) : command, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the runner of the tests says to its own build; and as on a build server, where nothing may be restored but what is locked.
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(inherited);
        start.Environment["CI"] = "true";
        using var process = Process.Start(start)!;
        try
        {
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            var all = await said + await complained;
            return process.ExitCode == 0 ? all : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{all}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
