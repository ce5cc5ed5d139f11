namespace OrgWork.Kernel;

/// <summary>Where a rule is at work, for its page: what it guards or lights, and where that is.</summary>
/// <param name="Path">below the locality; null where there is no page to open</param>
public sealed record RuleUse(Rule Rule, string What, string? Path = null);

/// <summary>All rules of the running generation.</summary>
public sealed class RuleBook
{
    readonly Dictionary<string, Rule> byId = [];
    readonly ILookup<string, RuleUse> uses;

    public RuleBook(IEnumerable<(ModuleManifest Module, IEnumerable<Rule> Rules)> modules, IEnumerable<RuleUse> uses)
    {
        var order = new List<(ModuleManifest, IReadOnlyList<Rule>)>();
        foreach (var (module, rules) in modules)
        {
            var all = rules.ToList();
            foreach (var rule in all)
            {
                if (rule.ModuleId != module.Id) throw new ModuleRefusedException($"规则“{rule.Title}”的标识“{rule.Id}”必须以“{module.Id}.”开头");
                if (!byId.TryAdd(rule.Id, rule)) throw new ModuleRefusedException($"有两条规则同用标识 {rule.Id}");
                foreach (var parameter in rule.Parameters.Where(p => p.Default < p.Min || p.Default > p.Max)) throw new ModuleRefusedException($"规则 {rule.Id} 的参数“{parameter.Label}”默认值不在范围之内");
            }
            if (all.Count > 0) order.Add((module, all));
        }
        Modules = order;
        this.uses = uses.ToLookup(use => use.Rule.Id);
    }

    /// <summary>Modules that have rules, each with its own in the order it declares them.</summary>
    public IReadOnlyList<(ModuleManifest Module, IReadOnlyList<Rule> Rules)> Modules { get; }
    public IEnumerable<Rule> All => byId.Values;
    public Rule? Find(string id) => byId.GetValueOrDefault(id);
    public IEnumerable<RuleUse> UsesOf(Rule rule) => uses[rule.Id];
    public IReadOnlyList<Rule> Of(ModuleManifest module) => Modules.FirstOrDefault(pair => pair.Module.Id == module.Id).Rules ?? [];

    public static string ReadPermission(ModuleManifest module) => module.Id + ".rules.read";
    public static string WritePermission(ModuleManifest module) => module.Id + ".rules.edit";
}
