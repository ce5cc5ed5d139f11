using System.Reflection;
using Module = OrgWork.Kernel.Module;

namespace OrgWork.Host;

/// <summary>A module whose code is in the process.</summary>
/// <param name="Assembly">none where the module is described and not built</param>
sealed record LoadedModule(ModulePackage Package, Assembly? Assembly, Module? Code, IReadOnlyList<Register> Registers, IReadOnlyList<Job> Jobs)
{
    public ModuleManifest Manifest => Package.Manifest;
    public IReadOnlyList<Rule> Rules { get; private init; } = [];
    public IReadOnlyList<RuleUse> RuleUses { get; private init; } = [];
    public IReadOnlyList<Procedure> Procedures { get; private init; } = [];
    public IReadOnlyList<PollKind> Polls { get; private init; } = [];
    public IReadOnlyList<WorkKind> Work { get; private init; } = [];
    public IReadOnlyList<Asking> Asks { get; private init; } = [];
    public FigurePlace? Figures { get; private init; }
    public IReadOnlyList<Listener> Listeners { get; private init; } = [];

    /// <summary>Where its static files answer. The hash is part of it, so that a browser may keep them for good.</summary>
    public string AssetsPath => $"/_content/{Manifest.AssemblyName}/{Package.Hash}";

    /// <exception cref="ModuleRefusedException">its code cannot be taken up; the text says why</exception>
    public static LoadedModule Load(ModulePackage package)
    {
        var manifest = package.Manifest;
        if (File.Exists(package.DescriptionPath)) return Describe(package, ProgrammeDescription.Parse(File.ReadAllText(package.DescriptionPath)));
        Assembly assembly;
        Type[] types;
        try
        {
            assembly = ModuleContext.CodeOf(package);
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException fault)
        {
            throw new ModuleRefusedException($"程序集装不起来：{string.Join("；", fault.LoaderExceptions.Select(e => e?.Message).Distinct().Take(3))}", fault);
        }
        catch (Exception fault) when (fault is IOException or BadImageFormatException)
        {
            throw new ModuleRefusedException($"程序集装不起来：{fault.Message}", fault);
        }

        if (assembly.GetName().Name != manifest.AssemblyName)
            throw new ModuleRefusedException($"程序集名为 {assembly.GetName().Name}，应为 {manifest.AssemblyName}");
        var entries = types.Where(type => type.IsSubclassOf(typeof(Module)) && !type.IsAbstract).ToList();
        if (entries.Count > 1)
            throw new ModuleRefusedException($"有 {entries.Count} 个 Module 子类（{string.Join("、", entries.Select(e => e.Name))}），只能有一个");

        try
        {
            return Make(package, assembly, entries.Count == 1 ? (Module)Activator.CreateInstance(entries[0])! : null);
        }
        catch (Exception fault) when (fault is not ModuleRefusedException)
        {
            var cause = fault is TargetInvocationException { InnerException: { } inner } ? inner : fault;
            throw new ModuleRefusedException($"模块启动时出错：{cause.GetType().Name}：{cause.Message}", cause);
        }
    }

    /// <summary>A module without an assembly, of its description.</summary>
    public static LoadedModule Describe(ModulePackage package, ProgrammeDescription description) => Make(package, null, new DescribedModule(package.Manifest, description));

    static LoadedModule Make(ModulePackage package, Assembly? assembly, Module? code)
    {
        var manifest = package.Manifest;
        return new(package, assembly, code, Check(manifest, code?.Registers ?? []), CheckJobs(manifest, code?.Jobs ?? [])) 
        {
            Rules = CheckRules(manifest, code?.Rules ?? []),
            RuleUses = [.. code?.RuleUses ?? [], .. (code?.Procedures ?? []).SelectMany(procedure => procedure.RuleUses(manifest)), .. (code?.Work ?? []).SelectMany(kind => kind.Rules.Select(rule => new RuleUse(rule, kind.Title, $"{manifest.Id}/{kind.Id}"))), .. (code?.Polls ?? []).SelectMany(kind => kind.Rules.Select(rule => new RuleUse(rule, $"{kind.Title}：签认", $"{manifest.Id}/{kind.Id}"))),
                // The number is encrypted: its date is compared when it is typed or comes in by a sheet.
                .. (code?.Registers ?? []).SelectMany(register => (code?.Rules ?? []).Where(rule => rule.Id == PersonRules.BirthRule(manifest.Id, register.Id)).Select(rule => new RuleUse(rule, $"{register.Title}：录入、导入证件号时核对", $"{manifest.Id}/{register.Id}"))),
                // Who counts by a rule uses it, also where nobody breaks it.
                .. code is null ? [] : code.Figures.Figures.SelectMany(figure => figure.Under.Select(rule => new RuleUse(rule, $"指标：{figure.Title}", $"{manifest.Id}/figures/{figure.Id}")))],
            Procedures = [.. new ProcedureBook([(manifest, code?.Procedures ?? [])]).All.Select(place => place.Procedure)],
            Polls = [.. new PollBook([(manifest, code?.Polls ?? [])]).All.Select(place => place.Kind)],
            Work = [.. new WorkBook([(manifest, code?.Work ?? [])]).All.Select(place => place.Kind)],
            Figures = FigurePlace.Of(manifest, code?.Figures),
            Asks = CheckAsks(manifest, code?.Asks ?? []),
            Listeners = CheckEvents(manifest, code),
        };
    }

    /// <summary>What a module asks of places: each permission known to its manifest.</summary>
    static List<Asking> CheckAsks(ModuleManifest manifest, IEnumerable<Asking> asks)
    {
        var all = asks.ToList();
        if (all.FirstOrDefault(ask => manifest.Permissions.All(p => p.Id != ask.Permission)) is { } undeclared) throw new ModuleRefusedException($"“{undeclared.What}”要求的权限“{undeclared.Permission}”没有在 module.json 里声明");
        return all;
    }

    /// <summary>What a module listens to and what its registers tell: declared in its manifest, all of it and nothing else.</summary>
    static List<Listener> CheckEvents(ModuleManifest manifest, Module? code)
    {
        var all = code?.Listeners.ToList() ?? [];
        var (heard, declared) = (all.Select(listener => $"{listener.Event}@{listener.Version}").ToList(), manifest.Listens.Select(listens => listens.Event).ToList());
        if (heard.Except(declared).FirstOrDefault() is { } undeclared) throw new ModuleRefusedException($"模块听事件“{undeclared}”，没有在 module.json 的 listens 里声明");
        if (declared.Except(heard).FirstOrDefault() is { } unheard) throw new ModuleRefusedException($"module.json 的 listens 声明了“{unheard}”，代码里没有处理它");
        if (heard.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new ModuleRefusedException($"模块两处处理同一事件“{twice.Key}”");
        foreach (var place in new RegisterBook([(manifest, code?.Registers ?? [])]).All)
            foreach (var announcement in place.Register.Announces)
            {
                if (!manifest.PublishedEvents.Contains($"{announcement.Name}@{announcement.Version}")) throw new ModuleRefusedException($"名册“{place.Register.Title}”发布“{announcement.Name}@{announcement.Version}”，没有在 module.json 的 publishes 里声明");
                if (announcement.Columns.FirstOrDefault(column => place.Register.Find(column) is null or { IsSensitive: true }) is { } wrong) throw new ModuleRefusedException($"名册“{place.Register.Title}”发布的“{wrong}”不是它的栏目，或是敏感项");
            }
        return all;
    }

    /// <summary>The jobs a module declares: each with a name of its own, each permission known to its manifest.</summary>
    static List<Job> CheckJobs(ModuleManifest manifest, IEnumerable<Job> jobs)
    {
        var all = jobs.ToList();
        if (all.GroupBy(job => job.Id).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new ModuleRefusedException($"有两个任务同名：{twice.Key}");
        foreach (var job in all)
            if (job.Permission is { } permission && manifest.Permissions.All(p => p.Id != permission)) throw new ModuleRefusedException($"任务“{job.Id}”要求的权限“{permission}”没有在 module.json 里声明");
        return all;
    }

    /// <summary>The registers a module declares: each at its own address, each permission known to its manifest.</summary>
    public static IReadOnlyList<Register> Check(ModuleManifest manifest, IEnumerable<Register> registers)
    {
        var all = registers.ToList();
        foreach (var place in new RegisterBook([(manifest, all)]).All)
            foreach (var permission in (string?[])[place.Register.ReadPermission, place.Register.WritePermission, place.Register.OpenPermission, .. place.Register.Documents.SelectMany(document => (string?[])[document.Permission, document.TemplatePermission])])
                if (permission is not null && manifest.Permissions.All(p => p.Id != permission))
                    throw new ModuleRefusedException($"名册“{place.Register.Title}”要求的权限“{permission}”没有在 module.json 里声明");
        return all;
    }

    /// <summary>The rules a module declares: each with an id of its own, and the two permissions that go with having any.</summary>
    public static IReadOnlyList<Rule> CheckRules(ModuleManifest manifest, IEnumerable<Rule> rules)
    {
        var all = new RuleBook([(manifest, rules)], []).Of(manifest);
        foreach (var permission in (string[])[RuleBook.ReadPermission(manifest), RuleBook.WritePermission(manifest)])
            if (all.Count > 0 && manifest.Permissions.All(p => p.Id != permission))
                throw new ModuleRefusedException($"模块声明了规则，要求的权限“{permission}”没有在 module.json 里声明");
        return all;
    }
}
