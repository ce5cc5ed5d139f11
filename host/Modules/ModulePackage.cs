using System.Security.Cryptography;

namespace OrgWork.Host;

/// <summary>A build of a module, whole and checked, in a folder that nobody writes to any more.</summary>
sealed record ModulePackage(ModuleManifest Manifest, string Hash, string Folder)
{
    public string AssemblyPath => Path.Combine(Folder, Manifest.AssemblyName + ".dll");
    public string DescriptionPath => Path.Combine(Folder, ProgrammePackage.DescriptionFile);
    public string Migrations => Path.Combine(Folder, "migrations");
    public string Assets => Path.Combine(Folder, "wwwroot");

    const string ListName = "files.sha256";

    /// <summary>Words that stand for something else in addresses or in the database.</summary>
    static readonly HashSet<string> Reserved = ["org", "audit", "public", "information_schema", "find", "home"];

    /// <summary>What changes whenever a build has finished in this folder; null where nobody has put anything.</summary>
    public static string? Stamp(string drop)
    {
        var list = new FileInfo(Path.Combine(drop, ListName));
        return list.Exists ? $"{list.LastWriteTimeUtc.Ticks}.{list.Length}" : Directory.Exists(drop) && Directory.EnumerateFiles(drop).Any() ? "unlisted" : null;
    }

    /// <summary>
    /// Takes a build out of the folder where builds are dropped. A build may overwrite that folder at any time, so everything is copied first and checked as copied.
    /// </summary>
    /// <exception cref="ModuleUnfinishedException">the files are not those of the list: a build is under way, or somebody changed them</exception>
    /// <exception cref="ModuleRefusedException">the package is wrong, and stays so</exception>
    public static ModulePackage Take(string drop, string store)
    {
        if (!File.Exists(Path.Combine(drop, ListName))) throw new ModuleUnfinishedException($"没有文件清单 {ListName}");
        var listText = File.ReadAllText(Path.Combine(drop, ListName));
        var list = ReadList(listText);
        var manifest = ModuleManifest.Parse(File.ReadAllText(Path.Combine(drop, "module.json")));
        if (Reserved.Contains(manifest.Id) || manifest.Id.StartsWith("pg_", StringComparison.Ordinal))
            throw new ModuleRefusedException($"模块标识“{manifest.Id}”是平台保留字，请换一个");
        if (!list.ContainsKey(manifest.AssemblyName + ".dll") && !list.ContainsKey(ProgrammePackage.DescriptionFile))
            throw new ModuleRefusedException($"包里没有 {manifest.AssemblyName}.dll：程序集的名称应与模块标识“{manifest.Id}”一致");

        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(listText)))[..16];
        var home = Path.Combine(store, manifest.Id);
        var folder = Path.Combine(home, hash);
        if (Directory.Exists(folder) && Differs(folder, list) is null) return new(manifest, hash, folder);

        if (FilesIn(drop).Select(file => file.Name).FirstOrDefault(name => name != ListName && !list.ContainsKey(name)) is { } stranger)
            throw new ModuleUnfinishedException($"文件 {stranger} 不在 {ListName} 之列");
        var fresh = Path.Combine(home, $"{hash}.{Guid.NewGuid():N}");
        try
        {
            foreach (var name in list.Keys)
            {
                var from = Path.Combine(drop, name);
                if (!File.Exists(from)) throw new ModuleUnfinishedException($"缺少文件 {name}");
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(fresh, name))!);
                File.Copy(from, Path.Combine(fresh, name));
            }
            if (Differs(fresh, list) is { } fault) throw new ModuleUnfinishedException(fault);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(fresh, folder);
        }
        catch (IOException fault)
        {
            throw new ModuleUnfinishedException($"文件读不出来：{fault.Message}");
        }
        finally
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        }
        return new(manifest, hash, folder);
    }

    static Dictionary<string, string> ReadList(string text)
    {
        var list = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var gap = line.IndexOf("  ", StringComparison.Ordinal);
            var name = gap < 0 ? "" : line[(gap + 2)..];
            if (gap != 64 || name.Length == 0 || Path.IsPathRooted(name) || name.Contains('\\') || name.Split('/').Any(part => part is "" or "." or ".."))
                throw new ModuleRefusedException($"{ListName} 有一行不合规定：{line}");
            if (!list.TryAdd(name, line[..64])) throw new ModuleRefusedException($"{ListName} 里 {name} 出现两次");
        }
        return list.ContainsKey("module.json") ? list : throw new ModuleRefusedException($"{ListName} 里没有 module.json");
    }

    static IEnumerable<(string Name, FileInfo File)> FilesIn(string folder)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (file.LinkTarget is not null) throw new ModuleRefusedException($"包里不能有链接：{file.Name}");
            if (file is FileInfo plain) yield return (Path.GetRelativePath(folder, plain.FullName), plain);
        }
    }

    static string? Differs(string folder, Dictionary<string, string> list)
    {
        var seen = 0;
        foreach (var (name, file) in FilesIn(folder))
        {
            if (!list.TryGetValue(name, out var expected)) return $"文件 {name} 不在 {ListName} 之列";
            using var content = file.OpenRead();
            if (!Convert.ToHexString(SHA256.HashData(content)).Equals(expected, StringComparison.OrdinalIgnoreCase)) return $"文件 {name} 与 {ListName} 所列的校验不符";
            seen++;
        }
        return seen == list.Count ? null : "文件不齐";
    }
}

/// <summary>The files are not, or not yet, those of their list.</summary>
sealed class ModuleUnfinishedException(string message) : Exception(message);
