using System.Reflection;
using System.Runtime.Loader;

namespace OrgWork.Host;

/// <summary>
/// A module's assemblies: what the host ships comes from the host, by full name, so that a module built against a newer contract fails here
/// and not at its first request; everything else comes from the module's own folder. Not collectible: ASP.NET Core never lets go of it.
/// </summary>
sealed class ModuleContext(string assemblyPath) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assemblyPath))
{
    static readonly HashSet<string> Host = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet(StringComparer.OrdinalIgnoreCase);

    readonly AssemblyDependencyResolver resolver = new(assemblyPath);

    /// <summary>The module's own assembly. One that the process was built with (a test that references it) is not loaded a second time.</summary>
    public Assembly LoadModule()
    {
        var name = Path.GetFileNameWithoutExtension(assemblyPath);
        return Host.Contains(name) ? Assembly.Load(name) : LoadFromAssemblyPath(assemblyPath);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        Host.Contains(assemblyName.Name!) ? Default.LoadFromAssemblyName(assemblyName)
        : resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
        : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
