using System.Security.Cryptography;

namespace OrgWork.Tests;

/// <summary>The modules of <c>tests/Fixtures</c> and the product's own, as built.</summary>
static class Packages
{
    static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
    static readonly string Built = Path.Combine(Artifacts, "fixtures");

    /// <summary>The product's modules that are in this build.</summary>
    public static string[] Modules => [.. Directory.GetDirectories(Path.Combine(Artifacts, "modules")).Order(StringComparer.Ordinal)];

    /// <summary>Where the modules of a developer lie whose test is tried; nothing elsewhere.</summary>
    public static readonly AsyncLocal<string?> Newcomers = new();

    /// <summary>One of them, by its area.</summary>
    public static string Module(string area) => Path.Combine(Newcomers.Value ?? Path.Combine(Artifacts, "modules"), area);

    /// <summary>Lays a package into the folder where the host looks, the list of files last, as a build does.</summary>
    /// <param name="change">what to do to the files before they are listed</param>
    public static void Drop(string name, string target, Action<string>? change = null)
    {
        // Beside the folder where the host looks, not in it.
        var prepared = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(target))!, Path.GetFileName(target) + ".new");
        Copy(Path.Combine(Built, name), prepared);
        change?.Invoke(prepared);
        File.WriteAllText(Path.Combine(prepared, "files.sha256"), List(prepared));
        if (!Directory.Exists(target))
        {
            Directory.Move(prepared, target);
            return;
        }
        // Over what is there, in place, as MSBuild writes.
        foreach (var gone in Names(target).Except(Names(prepared)).ToList()) File.Delete(Path.Combine(target, gone));
        foreach (var file in Names(prepared).Append("files.sha256"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, file))!);
            File.Copy(Path.Combine(prepared, file), Path.Combine(target, file), overwrite: true);
        }
        Directory.Delete(prepared, recursive: true);
    }

    static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Where(name => name != "files.sha256").Order(StringComparer.Ordinal);

    static string List(string folder) => string.Concat(Names(folder).Select(name => $"{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))}  {name}\n"));

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
