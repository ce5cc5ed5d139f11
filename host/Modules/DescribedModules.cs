using System.Text.Json;

namespace OrgWork.Host;

/// <summary>
/// The folders of modules that were described in the browser. The database holds them; what lies on disk is this host's copy, made again whenever it differs.
/// </summary>
sealed class DescribedModules(string folder, Databases databases)
{
    readonly Dictionary<string, string> written = [];

    public string Folder => folder;

    public async Task SyncAsync(CancellationToken stop)
    {
        await using var read = databases.Host.CreateCommand("select id, sha256, case when id || sha256 = any($1) then null else files::text end from org.described_module");
        read.Parameters.Add(new() { Value = written.Select(one => one.Key + one.Value).ToArray() });
        var present = new HashSet<string>();
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
            {
                present.Add(rows.GetString(0));
                if (rows.IsDBNull(2)) continue;
                Write(rows.GetString(0), JsonSerializer.Deserialize<Dictionary<string, string>>(rows.GetString(2))!);
                written[rows.GetString(0)] = rows.GetString(1);
            }
        foreach (var gone in written.Keys.Except(present).ToList()) written.Remove(gone);
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.GetDirectories(folder).Where(path => !present.Contains(Path.GetFileName(path)))) Directory.Delete(path, recursive: true);
    }

    /// <summary>The list last: until it stands there, the folder is unfinished.</summary>
    void Write(string id, Dictionary<string, string> files)
    {
        var home = Path.Combine(folder, id);
        var list = Path.Combine(home, ProgrammePackage.ListFile);
        if (File.Exists(list) && File.ReadAllText(list) == files[ProgrammePackage.ListFile]) return;
        if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
        foreach (var (name, text) in files.OrderBy(file => file.Key == ProgrammePackage.ListFile))
        {
            if (name.Split('/').Any(part => part is "" or "." or "..") || name.Contains('\\')) throw new ModuleRefusedException($"专项 {id} 的文件名 {name} 不合规定");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(home, name))!);
            File.WriteAllText(Path.Combine(home, name), text);
        }
    }
}
