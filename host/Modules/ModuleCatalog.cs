using System.Text.RegularExpressions;
using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// The modules folder as it is taken up: one entry for each folder in it. A module that is wrong is refused with a reason and never stops the host;
/// if an earlier version was serving, that one goes on.
/// </summary>
sealed partial class ModuleCatalog(string folder, DescribedModules described, string store, Databases databases, ILogger<ModuleCatalog> log)
{
    /// <summary>How many looks (about one a second) a build may take from its first file to its list.</summary>
    const int Patience = 8;

    sealed class Entry(string folder)
    {
        public string Folder { get; } = folder;
        public string? Stamp { get; set; }
        public int Unfinished { get; set; }
        public int Gone { get; set; }
        /// <summary>What the next generation shall have.</summary>
        public LoadedModule? Candidate { get; set; }
        /// <summary>What the current generation has.</summary>
        public LoadedModule? Proven { get; set; }
        public ModuleStatus? Status { get; set; }
    }

    readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public IReadOnlyList<LoadedModule> Candidates => [.. entries.Values.Where(e => e.Candidate is not null).Select(e => e.Candidate!).OrderBy(m => m.Manifest.Order).ThenBy(m => m.Manifest.Id, StringComparer.Ordinal)];

    /// <summary>Replaced whole, so that requests may read it at any time.</summary>
    public IReadOnlyList<ModuleStatus> Statuses { get; private set; } = [];

    public async Task LookAsync(bool patient, CancellationToken stop)
    {
        var drops = Directory.Exists(folder) ? Directory.GetDirectories(folder).ToDictionary(path => Path.GetFileName(path)!) : [];
        if (Directory.Exists(described.Folder))
            foreach (var path in Directory.GetDirectories(described.Folder)) drops.TryAdd("described/" + Path.GetFileName(path), path);
        foreach (var gone in entries.Values.Where(e => !drops.TryGetValue(e.Folder, out var drop) || ModulePackage.Stamp(drop) is null).ToList())
            // A folder that is being replaced is gone for a moment.
            if (++gone.Gone > 1 || !patient) entries.Remove(gone.Folder);
        foreach (var (name, drop) in drops.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (ModulePackage.Stamp(drop) is not { } stamp) continue;
            if (!entries.TryGetValue(name, out var entry)) entries.Add(name, entry = new(name));
            entry.Gone = 0;
            if (entry.Stamp != stamp) await TakeAsync(entry, drop, stamp, patient, stop);
        }
        Tell();
    }

    async Task TakeAsync(Entry entry, string drop, string stamp, bool patient, CancellationToken stop)
    {
        ModulePackage? package = null;
        try
        {
            package = ModulePackage.Take(drop, store);
            entry.Unfinished = 0;
            if (entry.Candidate?.Package.Hash == package.Hash && entry.Status?.Condition == ModuleCondition.Serving)
            {
                entry.Stamp = stamp;
                return;
            }
            RefuseClashes(entry, package.Manifest);
            await PrepareAsync(package, stop);
            entry.Candidate = LoadedModule.Load(package);
            if (entry.Candidate.Code is DescribedModule programme) await DescribedIndexes.MendAsync(databases.Admin, package.Manifest.Schema, Setup.OwnerOf(package.Manifest.Schema), programme.Description, log, stop);
            entry.Status = StatusOf(entry, package.Manifest, ModuleCondition.Serving, null, Newest(package));
            entry.Stamp = stamp;
            log.LogInformation("模块 {Module} {Version}（{Hash}）已就绪", package.Manifest.Id, package.Manifest.Version, package.Hash);
        }
        catch (ModuleUnfinishedException fault)
        {
            if (patient && ++entry.Unfinished < Patience) return;
            Refuse(entry, stamp, null, $"{fault.Message}。包不完整或被改动过，请重新编译或取得完整的包");
        }
        catch (ModuleRefusedException fault)
        {
            Refuse(entry, stamp, package?.Manifest, fault.Message);
        }
        catch (PostgresException fault)
        {
            Refuse(entry, stamp, package?.Manifest, $"准备数据库时出错（{fault.SqlState}）：{fault.MessageText}");
        }
        catch (NpgsqlException fault)
        {
            // The database is away: not the module's fault; the next look tries again.
            log.LogWarning("数据库连不上，模块 {Folder} 稍后再试：{Fault}", entry.Folder, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Refuse(entry, stamp, package?.Manifest, $"文件读不出来：{fault.Message}");
        }
    }

    void RefuseClashes(Entry entry, ModuleManifest manifest)
    {
        if (entries.Values.FirstOrDefault(other => other != entry && other.Candidate?.Manifest.Id == manifest.Id) is { } twin)
            throw new ModuleRefusedException($"模块标识“{manifest.Id}”（也是数据库模式名）重复：文件夹 {twin.Folder} 里的“{twin.Candidate!.Manifest.Name}”已在使用");
        var present = entries.Values.Where(e => e != entry && e.Candidate is not null).Select(e => e.Candidate!.Manifest).Append(manifest).ToDictionary(m => m.Id);
        var trail = new List<string>();
        if (LeadsTo(manifest.Id, manifest.Id))
            throw new ModuleRefusedException($"模块互相依赖成环：{string.Join(" → ", [manifest.Id, .. trail])}；请改 module.json 的 requires");
        foreach (var missing in manifest.Requires.Where(id => !present.ContainsKey(id)))
            log.LogInformation("模块 {Module} 要读的模块 {Missing} 不在，按没有数据处理", manifest.Id, missing);

        bool LeadsTo(string from, string target)
        {
            if (trail.Count > present.Count || !present.TryGetValue(from, out var at)) return false;
            foreach (var next in at.Requires)
            {
                trail.Add(next);
                if (next == target || LeadsTo(next, target)) return true;
                trail.RemoveAt(trail.Count - 1);
            }
            return false;
        }
    }

    async Task PrepareAsync(ModulePackage package, CancellationToken stop)
    {
        var manifest = package.Manifest;
        await databases.PrepareModuleAsync(manifest, package.Migrations, stop);
        foreach (var view in manifest.PublishedViews)
        {
            await using var look = databases.Admin.CreateCommand("select to_regclass($1) is not null");
            look.Parameters.Add(new() { Value = $"\"{manifest.Schema}\".\"{view}\"" });
            if (!(bool)(await look.ExecuteScalarAsync(stop))!) throw new ModuleRefusedException($"发布的视图 {view} 在数据库里没有");
        }
    }

    void Refuse(Entry entry, string stamp, ModuleManifest? manifest, string reason)
    {
        entry.Stamp = stamp;
        entry.Unfinished = 0;
        entry.Candidate = entry.Proven;
        entry.Status = StatusOf(entry, entry.Proven?.Manifest ?? manifest, entry.Proven is null ? ModuleCondition.Unavailable : ModuleCondition.ServingOld, reason, entry.Status?.Migration);
        log.LogWarning("模块 {Folder} 未能启用：{Reason}", entry.Folder, reason);
    }

    /// <summary>The candidate could not be made part of a generation: back to what was there before, or to nothing.</summary>
    public void Reject(string moduleId, string reason)
    {
        var entry = entries.Values.First(e => e.Candidate?.Manifest.Id == moduleId);
        var failed = entry.Candidate!;
        if (entry.Proven == failed) entry.Proven = null;
        Refuse(entry, entry.Stamp!, failed.Manifest, reason);
        Tell();
    }

    /// <summary>The candidates serve.</summary>
    public void Approve()
    {
        foreach (var entry in entries.Values) entry.Proven = entry.Candidate;
    }

    /// <summary>Takes away builds that were taken up once and are served no more. For the one host of a data directory, at its start.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(store)) return;
        var used = Candidates.Select(module => module.Package.Folder).ToHashSet();
        foreach (var old in Directory.GetDirectories(store).SelectMany(Directory.GetDirectories).Where(build => !used.Contains(build))) Directory.Delete(old, recursive: true);
    }

    void Tell() => Statuses = [.. entries.Values.Where(e => e.Status is not null).Select(e => e.Status!)];

    static ModuleStatus StatusOf(Entry entry, ModuleManifest? manifest, ModuleCondition condition, string? error, string? migration) =>
        new ModuleStatus(entry.Folder, manifest?.Id, manifest?.Name ?? entry.Folder, manifest?.Version, condition, error, migration).After(entry.Status);

    static string? Newest(ModulePackage package) => Migrations.OfFolder(package.Migrations) is [.., var last] ? last.File : null;
}
