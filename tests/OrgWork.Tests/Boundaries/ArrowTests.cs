using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Boundaries;

/// <summary>Who may know whom: modules and host know the shared projects, and neither knows the other.</summary>
public class ArrowTests
{
    static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
    static readonly string Artifacts = Path.Combine(Root, ".artifacts");

    static readonly HashSet<string> Shared = ["OrgWork.Kernel", "OrgWork.Ui"];
    static readonly string[] ModuleNames = [.. Directory.GetDirectories(Path.Combine(Root, "modules")).Select(folder => Path.GetFileName(folder)!)];

    public static TheoryData<string> Modules => [.. ModuleNames];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_knows_the_shared_projects_alone(string module)
    {
        var folder = Path.Combine(Artifacts, "modules", module);

        Assert.Subset(Shared, OursIn(Path.Combine(folder, $"OrgWork.{module}.dll")));
        // What the host brings must not travel with the module: its types would be others.
        Assert.Equal([$"OrgWork.{module}.dll"], Directory.GetFiles(folder, "*.dll").Select(Path.GetFileName).Where(name => name!.StartsWith("OrgWork.", StringComparison.Ordinal) || name is "Autofac.dll" or "Dapper.dll" or "Npgsql.dll"));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_modules_permissions_name_roles_that_the_platform_has(string module)
    {
        var manifest = ModuleManifest.Parse(File.ReadAllText(Path.Combine(Root, "modules", module, "module.json")));
        Assert.Subset(Roles.All.Where(role => !role.IsGuardian).Select(role => role.Id).ToHashSet(), manifest.Permissions.SelectMany(permission => permission.Roles).ToHashSet());
    }

    [Fact]
    public void The_host_knows_no_module()
    {
        Assert.Subset(Shared, OursIn(Path.Combine(Artifacts, "bin/OrgWork.Host/release/OrgWork.Host.dll")));
        // The built-in roles propose by name what each office does; a module that is not there means nothing to them.
        foreach (var module in ModuleNames.Select(name => name.ToLowerInvariant()))
            Assert.DoesNotContain(Sources("host", ".cs", ".cshtml", ".sql").Where(file => Path.GetFileName(file) != "Roles.cs"), file => ((string[])[$"\"{module}\"", $"\"{module}.", $"\"{module}/", $" {module}."]).Any(File.ReadAllText(file).Contains));
    }

    [Fact]
    public void The_shared_projects_know_neither_host_nor_modules()
    {
        Assert.Empty(OursIn(Path.Combine(Artifacts, "bin/OrgWork.Kernel/release/OrgWork.Kernel.dll")));
        Assert.Equal(["OrgWork.Kernel"], OursIn(Path.Combine(Artifacts, "bin/OrgWork.Ui/release/OrgWork.Ui.dll")));
    }

    [Fact]
    public void Project_files_refer_along_the_arrows_only()
    {
        var wrong = new List<string>();
        foreach (var file in Sources("host", ".csproj", ".props", ".targets").Concat(Sources("modules", ".csproj", ".props", ".targets")).Concat(Sources("shared", ".csproj", ".props", ".targets")).Append(Path.Combine(Root, "build/Module.props")).Append(Path.Combine(Root, "build/Module.targets")))
            foreach (var reference in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName is "ProjectReference" or "Reference").Select(element => (string?)element.Attribute("Include") ?? ""))
                if (!reference.Replace('\\', '/').Contains("shared/OrgWork.", StringComparison.Ordinal) && !(Path.GetRelativePath(Root, file).StartsWith("shared", StringComparison.Ordinal) && reference.EndsWith("OrgWork.Kernel.csproj", StringComparison.Ordinal)))
                    wrong.Add($"{Path.GetRelativePath(Root, file)} → {reference}");

        Assert.Empty(wrong);
    }

    /// <summary>Warnings are errors, null is checked and packages are locked for all alike, or for none.</summary>
    [Fact]
    public void No_project_takes_back_what_all_share()
    {
        var shared = XDocument.Load(Path.Combine(Root, "build/OrgWork.props")).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        (string Name, string Value)[] settings = [("Nullable", "enable"), ("TreatWarningsAsErrors", "true"), ("AnalysisLevel", "latest-recommended"), ("EnforceCodeStyleInBuild", "true"), ("Deterministic", "true"), ("RestorePackagesWithLockFile", "true"), ("RestoreLockedMode", "true"), ("ManagePackageVersionsCentrally", "true")];
        foreach (var setting in settings) Assert.Equal([setting.Value], shared[setting.Name]);

        string[] settled = [.. settings.Select(setting => setting.Name), "NoWarn", "WarningsNotAsErrors", "WarningLevel", "RunAnalyzers"];
        foreach (var file in ((string[])["host", "modules", "shared", "tests"]).SelectMany(folder => Sources(folder, ".csproj", ".props", ".targets")).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
            Assert.DoesNotContain(XDocument.Load(file).Descendants(), element => settled.Contains(element.Name.LocalName) || element.Attribute("VersionOverride") is not null);
    }

    [Fact]
    public void A_modules_project_file_is_one_line()
    {
        foreach (var module in ModuleNames)
            Assert.Equal("<Project Sdk=\"Microsoft.NET.Sdk.Razor\" />", File.ReadAllText(Path.Combine(Root, "modules", module, $"OrgWork.{module}.csproj")).Trim());
    }

    [Fact]
    public void The_root_holds_the_agreed_names_only()
    {
        var names = Directory.EnumerateFileSystemEntries(Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.')).Order(StringComparer.Ordinal);

        Assert.Equal(["OrgWork.sln", "README.md", "README.zh-CN.md", "build", "host", "modules", "shared", "tests"], names);
    }

    /// <summary>The invented city lives in its own folders; everything else serves whatever city there is.</summary>
    [Fact]
    public void No_place_of_the_demo_city_is_named_outside_its_folders()
    {
        var towns = OrgWork.Kernel.DemoTowns.Make(OrgWork.Kernel.DemoCounts.For(OrgWork.Kernel.DemoSize.County), 1).Where(town => town.Kind <= OrgWork.Kernel.LocalityKind.County);
        var names = towns.SelectMany(town => (string[])[town.Name, town.ShortName]).Where(name => name.Length > 1).Distinct().ToList();
        Assert.Contains("临溪", names);

        var named = from part in (string[])["host", "modules", "shared", "build"]
                    from file in Sources(part, ".cs", ".cshtml", ".sql", ".json", ".js", ".css", ".props", ".targets", ".csproj")
                    where !Path.GetRelativePath(Root, file).Contains("Demo", StringComparison.Ordinal)
                    from name in names
                    where File.ReadAllText(file).Contains(name, StringComparison.Ordinal)
                    select $"{Path.GetRelativePath(Root, file)}: {name}";

        Assert.Empty(named);
    }

    static HashSet<string> OursIn(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var portable = new PEReader(stream);
        var reader = portable.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Where(name => name.StartsWith("OrgWork.", StringComparison.Ordinal))];
    }

    static IEnumerable<string> Sources(string part, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, part), "*", SearchOption.AllDirectories)
            .Where(file => endings.Contains(Path.GetExtension(file)) && !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/wwwroot/lib/", StringComparison.Ordinal));
}
