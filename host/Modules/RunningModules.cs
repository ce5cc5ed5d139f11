namespace OrgWork.Host;

/// <summary>The modules of the generation that is answering, in the order of the lines of work, the host's own last. For pages to ask.</summary>
sealed class RunningModules(IReadOnlyList<ModuleManifest> all)
{
    readonly Dictionary<string, string> permissionNames = all.SelectMany(m => m.Permissions).ToDictionary(p => p.Id, p => p.Name);

    public IReadOnlyList<ModuleManifest> All { get; } = all;
    public ModuleManifest? Find(string id) => All.FirstOrDefault(module => module.Id == id);
    public string NameOf(string permission) => permissionNames.GetValueOrDefault(permission, permission);
}
