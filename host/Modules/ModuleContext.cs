using System.Collections.Concurrent;
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

    static readonly ConcurrentDictionary<(string Name, string Hash), Lazy<Assembly>> loaded = [];

    /// <summary>The code of a build. What is loaded stays for good, so a build that is taken up again, after it was away or by another host in this process, is not loaded a second time.</summary>
    public static Assembly CodeOf(ModulePackage package)
    {
        var code = loaded.GetOrAdd((package.Manifest.AssemblyName, package.Hash), _ => new(() => new ModuleContext(package.AssemblyPath).LoadModule()));
        try
        {
            return code.Value;
        }
        catch
        {
            // A file that could not be read may be readable the next time.
            loaded.TryRemove(new((package.Manifest.AssemblyName, package.Hash), code));
            throw;
        }
    }

    readonly AssemblyDependencyResolver resolver = new(assemblyPath);

    /// <summary>The module's own assembly. One that the process was built with (a test that references it) is not loaded a second time.</summary>
    Assembly LoadModule()
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
