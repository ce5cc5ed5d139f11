using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OrgWork.Host;

/// <summary>What a package would bring and do, looked at before it is taken up; a fault is a reason not to.</summary>
sealed record ModuleReview(string Id, string Name, string Version, string? Installed, string? Signer, bool IsTrusted, long Bytes, IReadOnlyList<ModuleReview.Line> Lines)
{
    /// <param name="IsFault">it is refused for this</param>
    public sealed record Line(string What, string Words, bool IsFault = false);

    public IEnumerable<Line> Faults => Lines.Where(line => line.IsFault);

    /// <param name="installed">the modules that are there</param>
    /// <param name="trusted">fingerprints of signers whose packages are taken</param>
    /// <param name="tryOut">its migrations on the database, undone</param>
    public static async Task<ModuleReview> MakeAsync(ModuleArchive archive, ModulePackage package, IReadOnlyList<ModuleManifest> installed, IReadOnlyDictionary<string, string> trusted, Func<IReadOnlyList<Migration>, Task<Trial>> tryOut)
    {
        var manifest = package.Manifest;
        var (before, isTrusted) = (installed.FirstOrDefault(module => module.Id == manifest.Id), archive.Signed is { } seal && trusted.ContainsKey(seal.Fingerprint));
        List<Line> lines = [archive.Signed switch
        {
            null => new("签名", "没有签名：不知道是谁做的", IsFault: true),
            { } signed when isTrusted => new("签名", $"{trusted[signed.Fingerprint]}（指纹 {signed.Fingerprint}），{Clock.ShowFull(signed.At)} 签"),
            { } signed => new("签名", $"自称“{signed.Signer}”，指纹 {signed.Fingerprint}，不在信任的签名人里；核实后用 module trust 列入", IsFault: true),
        }];
        if (before is not null && System.Version.TryParse(before.Version, out var there) && System.Version.TryParse(manifest.Version, out var offered))
            lines.Add(new("版本", offered < there ? $"{manifest.Version} 低于已装的 {before.Version}，不能倒退" : $"已装 {before.Version}，升到 {manifest.Version}", offered < there));
        foreach (var other in manifest.Requires.Where(id => installed.All(module => module.Id != id))) lines.Add(new("依赖", $"要读“{other}”公布的视图，它没有安装，按空处理"));
        foreach (var reference in StrangersIn(package)) lines.Add(new("程序", reference, IsFault: true));
        // Its code is run for this: only where one knows whose it is.
        if (isTrusted) lines.Add(LoadFault(package) is { } fault ? new("装载", fault, IsFault: true) : new("装载", "程序、权限、名册和规则的声明都核对过"));
        else lines.Add(new("装载", "来源未经验证，没有试装"));
        foreach (var permission in manifest.Permissions) lines.Add(new("权限", $"{permission.Name}（{permission.Id}）{(permission.Roles.Count == 0 ? "" : $"，给 {string.Join("、", permission.Roles.Select(role => Roles.All.FirstOrDefault(known => known.Id == role)?.Name ?? role))}")}{(before is not null && before.Permissions.All(known => known.Id != permission.Id) ? "　新增" : "")}"));
        if (manifest.Menu.Count > 0) lines.Add(new("菜单", string.Join("、", manifest.Menu.Select(entry => entry.Name))));
        foreach (var (view, columns) in manifest.Reads) lines.Add(new("读取", $"{view}：{string.Join("、", columns.Keys)}"));
        if (manifest.Publishes.Count > 0) lines.Add(new("公布", string.Join("、", manifest.Publishes)));
        if (manifest.Listens.Count > 0) lines.Add(new("听事件", string.Join("、", manifest.Listens.Select(listens => listens.Event))));
        foreach (var (table, reason) in manifest.Placeless) lines.Add(new("不分区划的表", $"{table}：{reason}"));
        var migrations = Migrations.OfFolder(package.Migrations);
        lines.Add(new("结构升级", migrations.Count == 0 ? "没有" : string.Join("、", migrations.Select(migration => migration.File))));
        var trial = await tryOut(migrations);
        // Not tried to its end is not refused: the installation is undone whole if it fails.
        lines.Add(trial.Fault is { } refused ? new("试运行", refused, IsFault: true) : new("试运行", trial.Cut ?? "结构升级已在数据库里试做并撤回，没有问题"));
        return new(manifest.Id, manifest.Name, manifest.Version, before?.Version, archive.Signed?.Signer, isTrusted, archive.Bytes, lines);
    }

    static string? LoadFault(ModulePackage package)
    {
        try
        {
            LoadedModule.Load(package);
            return null;
        }
        catch (ModuleRefusedException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>
    /// What its code names of the platform beyond the two libraries that are for modules, and code that is not managed. That is all that can be seen without running it: a module
    /// runs in the host's process, so whose packages one takes is a matter of trust. The database's fence holds whatever it does.
    /// </summary>
    static IEnumerable<string> StrangersIn(ModulePackage package)
    {
        if (!File.Exists(package.AssemblyPath)) yield break;
        foreach (var file in Directory.GetFiles(package.Folder, "*.dll", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(file);
            using var image = new PEReader(File.OpenRead(file));
            if (!image.HasMetadata)
            {
                yield return $"{name} 不是 .NET 程序集，不予装载";
                continue;
            }
            var metadata = image.GetMetadataReader();
            foreach (var reference in metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)))
                if (reference.StartsWith("OrgWork.", StringComparison.Ordinal) && reference is not ("OrgWork.Kernel" or "OrgWork.Ui") && reference != package.Manifest.AssemblyName)
                    yield return $"{name} 引用了 {reference}；模块只能引用 OrgWork.Kernel 和 OrgWork.Ui，要读别的模块请用它公布的视图";
            if (file == package.AssemblyPath && metadata.GetTableRowCount(TableIndex.ModuleRef) > 0)
                yield return $"{name} 直接调用本机程序（P/Invoke），不予装载";
        }
    }
}
