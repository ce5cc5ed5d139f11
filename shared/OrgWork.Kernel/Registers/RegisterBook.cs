namespace OrgWork.Kernel;

/// <summary>All registers of the running generation, found by module and id.</summary>
public sealed class RegisterBook
{
    readonly Dictionary<string, RegisterPlace> byPath = [], lent = [];

    public RegisterBook(IEnumerable<(ModuleManifest Module, IEnumerable<Register> Registers)> modules)
    {
        foreach (var (module, registers) in modules)
            foreach (var register in registers)
                Add(new RegisterPlace(module, register));
    }

    void Add(RegisterPlace place)
    {
        if (!(place.Register.IsLent ? lent : byPath).TryAdd(place.Path, place))
            throw new ModuleRefusedException($"模块“{place.Module.Name}”里有两个名册同用地址 {place.Path}");
        foreach (var child in place.Register.Children) Add(new RegisterPlace(place.Module, child, place));
    }

    public IEnumerable<RegisterPlace> All => byPath.Values;

    /// <summary>The register a field of another one refers to; it must be of the same module, or lent to it.</summary>
    public RegisterPlace Of(ModuleManifest module, string register) => byPath.TryGetValue($"{module.Id}/{register}", out var place) || lent.TryGetValue($"{module.Id}/{register}", out place)
        ? place
        : throw new ModuleRefusedException($"模块“{module.Name}”的名册里引用了不存在的名册“{register}”");

    public IEnumerable<RegisterPlace> ChildrenOf(RegisterPlace place) => place.Register.Children.Select(child => byPath[$"{place.Path}/{child.Id}"]);
}
