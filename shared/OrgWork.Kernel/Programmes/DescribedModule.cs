namespace OrgWork.Kernel;

/// <summary>A module without an assembly: what a description says, as the declarations every module makes. So it is the same engines and the same pages.</summary>
public sealed class DescribedModule : Module
{
    readonly ModuleManifest manifest;
    readonly List<Rule> rules = [];
    readonly List<Register> registers = [];
    readonly List<Procedure> procedures = [];
    readonly List<Figure> figures = [];
    readonly List<Job> jobs = [];

    /// <exception cref="ModuleRefusedException">the description does not hold</exception>
    public DescribedModule(ModuleManifest manifest, ProgrammeDescription description)
    {
        (this.manifest, Description) = (manifest, description);
        if (ProgrammeCheck.Of(description) is [var first, ..]) throw new ModuleRefusedException($"专项描述有误：{first}");
        var lights = description.Lights.ToLookup(light => light.Register, Light);
        foreach (var register in description.Registers.Where(register => !register.Closed))
        {
            var own = lights[register.Key].ToList();
            rules.AddRange(own);
            registers.Add(RegisterOf(register, own));
            if (EarlierOf(register) is { } earlier) registers.Add(earlier);
        }
        registers.AddRange(description.Registers.Where(register => register.Closed).Select(ClosedOf));
        if (description.Registers.Where(register => register is { Round: not null, Closed: false }).Select(register => (register, TableOf(register), OrdersOf(register))).ToList() is { Count: > 0 } rounds) jobs.Add(new RoundOpening(rounds));
        registers.AddRange(ProgrammeLists.Of(description).Select(list => LentRegister.Of(list.RegisterId, list.Name, list.View, Permission("read"))));
        if (description.Procedure is { } procedure && description.Find(procedure.Register) is { Closed: false } of) procedures.Add(ProcedureOf(procedure, of));
        foreach (var group in description.Figures.GroupBy(figure => figure.Register))
            if (description.Registers.FirstOrDefault(one => one.Key == group.Key && !one.Closed) is { } counted) AddFigures(counted, [.. group]);
        if (description.Participants is { } who) AddParticipants(who);
    }

    public ProgrammeDescription Description { get; }
    public override IEnumerable<Register> Registers => registers;
    public override IEnumerable<Rule> Rules => rules;
    public override IEnumerable<Procedure> Procedures => procedures;
    public override IEnumerable<Job> Jobs => jobs;
    public override FigureSet Figures => new() { Figures = figures, Shown = [.. Description.Shows.Select(one => one.Figure.Split('/') is [var module, var figure] ? new ShownFigure(module, figure, one.Group) : null).OfType<ShownFigure>()] };

    /// <summary>Each round asks every place that takes part for one record.</summary>
    public override IEnumerable<Asking> Asks => Description.Registers.Where(register => register is { Round: not null, Closed: false, Name: not null }).Select(register =>
    {
        var asked = register.Open.Where(one => one.Kind != DescribedKind.Name && !one.ByDeed && !ProgrammeSteps.IsWritten(Description, register, one.Key)).ToList();
        return new Asking($"填报（{ProgrammeRounds.Every.FirstOrDefault(every => every.Id == register.Round!.Every).Name ?? "每月"}）", $"{manifest.Id}/{register.Key}", Permission("edit"))
        {
            Data = [.. asked.Select(one => one.Label)], Known = asked.Count(one => one.Formula is not null || one.From is not null), IsReport = true,
            Sql = $"select t.id, t.locality_path, {ProgrammeSchema.Text(register.Title)} || '　' || t.{ProgrammeRounds.Label} as title, {ProgrammeSchema.Text(Description.Name)} as asker, t.{ProgrammeRounds.Due} as due_on, t.{ProgrammeRounds.Sent} as done_on from {TableOf(register)} t where t.removed_at is null and t.{ProgrammeRounds.Label} is not null",
        };
    });

    public override Task FillDemoAsync(DemoCity city, CancellationToken stop) => ProgrammeDemo.FillAsync(city.Connection, manifest, Description, stop);

    /// <summary>What the engines will ask, put to the database before the description is published: a formula that it does not understand is found then.</summary>
    public IEnumerable<string> Questions(DateOnly day)
    {
        foreach (var rule in rules.OfType<DescribedRule>()) yield return $"select count(*) from ({RuleSql.Population(rule, day)}) f where {rule.StateSql.Replace("{day}", $"date '{day:yyyy-MM-dd}'", StringComparison.Ordinal)} = 'b'";
        foreach (var ask in Asks) yield return $"select count(*) from ({ask.Sql}) a where a.due_on > a.done_on and a.title > a.asker and a.locality_path > '' and a.id is not null";
        foreach (var group in figures.GroupBy(figure => figure.Of)) yield return FigureSql.Figures(group.Key, [.. group], Scope.Whole(Guid.Empty), null, null, "x.locality_path");
    }

    string Permission(string tail) => ProgrammePackage.Permission(manifest.Id, tail);
    string TableOf(DescribedRegister register) => $"{ProgrammeSchema.Name(manifest.Schema)}.{ProgrammeSchema.Name(register.Key)}";

    ProgrammeOrders? OrdersOf(DescribedRegister register)
    {
        return register.Round?.Orders is { } by && Description.Find(by.Register) is { Name: { } name } orders ? new(TableOf(orders), name.Key, Meant(by.Every, ProgrammeRounds.Every), Meant(by.Places, ProgrammeRounds.Places)) : null;

        Dictionary<string, string> Meant(string key, IReadOnlyList<(string Id, string Name)> all) => Description.Find(register.Round!.Orders!.Register)!.Fields.First(field => field.Key == key).Options
            .Select(option => (option.Value, Id: ProgrammeRounds.Meant(all, option))).Where(one => one.Id is not null).ToDictionary(one => one.Value, one => one.Id!);
    }

    // ---- registers

    Register RegisterOf(DescribedRegister register, IReadOnlyList<Rule> own) => new()
    {
        Id = register.Key, Title = register.Title, Noun = register.Noun, Counter = register.Counter, Table = register.Key, KeepsHistory = true, HasOrderedFilters = true,
        ReadPermission = Permission("read"), WritePermission = Permission("edit"), OpenPermission = register.Lists.Prepend(register).Any(one => one.Open.Any(ProgrammeSchema.IsEncrypted)) ? Permission("open") : null,
        Fields = [.. register.Open.Select(field => FieldOf(field) is var plain && ProgrammeSteps.IsWritten(Description, register, field.Key) ? plain with { IsByDeed = true, IsRequired = false, Hint = null } : plain)], Rules = own, Deeds = [.. DeedsOf(register)],
        Conditions = [.. own.Select(ReadyCondition.Of), .. register.Conditions.Select(condition => new ReadyCondition(condition.Name, condition.Query))],
        Documents = [.. Description.Papers.Where(paper => paper.Register == register.Key).Select(paper => DescribedDocument.Of(paper, register, Permission("read")))],
        Children = [.. register.Lists.Where(list => !list.Closed).Select(list => new Register
        {
            Id = list.Key, Title = list.Title, Noun = list.Noun, Counter = list.Counter, Table = list.Key, ParentColumn = register.Key + "_id", KeepsHistory = true,
            ReadPermission = Permission("read"), WritePermission = Permission("edit"), Fields = [.. list.Open.Select(FieldOf)],
        }), .. Description.Registers.Where(other => !other.Closed).SelectMany(other => other.Open.Where(field => field.Kind == DescribedKind.Row && field.Register == register.Key).Select(field => Referring(other, field)))],
    };

    /// <summary>What other registers say of this record stands on it: the rows that refer to it, to be read; they are changed where they are kept.</summary>
    Register Referring(DescribedRegister other, DescribedField by) => new()
    {
        Id = $"{other.Key}-{by.Key}".Replace('_', '-'), Title = other.Open.Count(field => field.Kind == DescribedKind.Row && field.Register == by.Register) > 1 ? $"{other.Title}（{by.Label}）" : other.Title, Noun = other.Noun, Counter = other.Counter,
        Table = other.Key, ParentColumn = by.Key, KeepsHistory = true, IsLedger = true, ReadPermission = Permission("read"), WritePermission = Permission("edit"),
        Fields = [.. other.Open.Where(field => field != by && (field.Listed || field.Kind == DescribedKind.Name) && !ProgrammeSchema.IsEncrypted(field)).OrderByDescending(field => field.Kind == DescribedKind.Name).Select(Old)],
    };

    /// <summary>What was left out or is of another kind now stays readable: the same rows with their earlier fields, and nothing to be typed.</summary>
    Register? EarlierOf(DescribedRegister register)
    {
        if (!HasEarlier(register)) return null;
        return Ledger(register, register.Key + EarlierTail, register.Title + "（旧项目）", [.. register.Fields.Where(field => field.Closed || field.Kind == DescribedKind.Name)], [.. register.Lists.Where(list => list.Closed || list.Fields.Any(field => field.Closed)).Select(list => (list, (IReadOnlyList<DescribedField>)list.Fields))]);
    }

    Register ClosedOf(DescribedRegister register) => Ledger(register, register.Key, register.Title + "（停用）", register.Fields, [.. register.Lists.Select(list => (list, list.Fields))]);

    Register Ledger(DescribedRegister register, string id, string title, IReadOnlyList<DescribedField> fields, IReadOnlyList<(DescribedRegister List, IReadOnlyList<DescribedField> Fields)> lists) => new()
    {
        Id = id, Title = title, Noun = register.Noun, Counter = register.Counter, Table = register.Key, KeepsHistory = true, HasOrderedFilters = true, IsLedger = true, ReadPermission = Permission("read"), WritePermission = Permission("edit"),
        // A version of before this may not have declared it; then what is sensitive stays masked.
        OpenPermission = fields.Any(ProgrammeSchema.IsEncrypted) && manifest.Permissions.Any(one => one.Id == Permission("open")) ? Permission("open") : null, Fields = [.. fields.OrderByDescending(field => field.Kind == DescribedKind.Name).Select(Old)],
        Children = [.. lists.Select(one => new Register
        {
            Id = one.List.Key, Title = one.List.Title, Noun = one.List.Noun, Counter = one.List.Counter, Table = one.List.Key, ParentColumn = register.Key + "_id", KeepsHistory = true, IsLedger = true, ReadPermission = Permission("read"), WritePermission = Permission("edit"), Fields = [.. one.Fields.Select(Old)],
        })],
    };

    static Field Old(DescribedField field) => FieldOf(field) with { Kind = field.Kind == DescribedKind.Name ? FieldKind.Text : FieldOf(field).Kind, IsListed = !ProgrammeSchema.IsEncrypted(field), IsFilter = false, CanSort = false, IsByDeed = true };

    internal const string EarlierTail = "-earlier", TakingPart = "taking-part";

    internal static bool HasEarlier(DescribedRegister register) => register.Fields.Any(field => field.Closed) || register.Lists.Any(list => list.Closed || list.Fields.Any(field => field.Closed));

    IEnumerable<RegisterDeed> DeedsOf(DescribedRegister register)
    {
        if (register.Round is not null)
            foreach (var deed in ProgrammeRounds.Deeds(register, TableOf(register), Permission("edit"), Permission("manage"))) yield return deed;
        foreach (var reporting in Description.Registers.Where(other => other is { Closed: false, Round.Orders: { } by } && by.Register == register.Key)) yield return ProgrammeRounds.OpenNow(reporting, TableOf(reporting), OrdersOf(reporting)!, Permission("manage"));
        if (register.Ranking is { } ranking) yield return ProgrammeRanking.Deed(register, ranking, TableOf(register), PopulationOf(register, TableOf, " where t.removed_at is null"), Permission("manage"), manifest.Id);
    }

    internal static Field FieldOf(DescribedField field)
    {
        var plain = field.Kind switch
        {
            DescribedKind.Name => Field.Name(field.Key, field.Label) with { MaxLength = ProgrammeSchema.LengthOf(field) },
            DescribedKind.LongText => Field.LongText(field.Key, field.Label, ProgrammeSchema.LengthOf(field)),
            DescribedKind.Phone => Field.Phone(field.Key, field.Label),
            DescribedKind.Number => Field.Number(field.Key, field.Label, field.Min ?? 0, field.Max ?? int.MaxValue).WithDecimals(field.Decimals),
            DescribedKind.Year => Field.Number(field.Key, field.Label, field.Min ?? 1900, field.Max ?? 2200),
            DescribedKind.Flag => Field.Flag(field.Key, field.Label),
            DescribedKind.Date => Field.Date(field.Key, field.Label),
            DescribedKind.Month => Field.Month(field.Key, field.Label),
            DescribedKind.Code => Field.Code(field.Key, field.Label, CodesOf(field)),
            DescribedKind.Unit => Field.Unit(field.Key, field.Label),
            DescribedKind.Row => Field.Row(field.Key, field.Label, field.Register!),
            DescribedKind.Listed => Field.Row(field.Key, field.Label, ProgrammeLists.Find(field.Register)!.RegisterId),
            _ => Field.Text(field.Key, field.Label, ProgrammeSchema.LengthOf(field)),
        };
        return plain with
        {
            IsRequired = field.Required || field.Kind == DescribedKind.Name, IsListed = field.Listed || field.Kind == DescribedKind.Name, IsWide = field.Wide, IsSensitive = ProgrammeSchema.IsEncrypted(field),
            // A list that is ordered by a column that must be filled leaves out rows without it: where such rows may be, it cannot be ordered by it.
            IsFilter = field.Filter, CanSort = field.Kind == DescribedKind.Name || field.Sort && (field.NotNull || !field.Required),
            NotInFuture = field.Past, IsByDeed = field.ByDeed || field.Formula is not null || field.From is not null, Default = field.Default, Hint = field.Hint, Group = field.Group ?? plain.Group,
        };
    }

    internal static CodeSet CodesOf(DescribedField field) => field.Codes is { } codes && StandardCodes.All.FirstOrDefault(set => set.Id == codes) is { } standard ? standard
        : new(field.Key, field.Label, "本专项", [.. field.Options.Select(option => new Code(option.Value, option.Name) { IsClosed = option.Closed })]);

    // ---- rules

    DescribedRule Light(DescribedLight light)
    {
        var register = Description.Find(light.Register)!;
        var when = Formula.Parse(light.When, register, FormulaType.Truth);
        return new()
        {
            Id = $"{manifest.Id}.{light.Key}", Title = light.Demand is { Length: > 0 } demand ? demand : $"不应有：{light.Title}", WhenBroken = light.Title, Light = light.Light,
            Severity = light.Severity switch { "refuse" => Severity.Refuse, "warn" => Severity.Warn, _ => Severity.Remind },
            Basis = Basis.Practice(light.Basis is { Length: > 0 } basis ? basis : Description.Basis is { Length: > 0 } paper ? paper : $"{Description.Name}方案"),
            Text = when.Explain(), When = when, Columns = FactsOf(register), Population = new(register.Key, PopulationOf(register, TableOf, " where t.removed_at is null")),
        };
    }

    /// <summary>All rules of a register ask over the same select, so that it is read once: every field and every sum that one of them speaks of.</summary>
    string PopulationOf(DescribedRegister register, Func<DescribedRegister, string> table, string where)
    {
        var sums = SumsOf(register).Select(sum => $", {sum.For(table(Description.Find(sum.List)!), register.Key, "t.id")} as {ProgrammeSchema.Name(sum.Column)}");
        return $"select t.id, t.locality_path, t.{ProgrammeSchema.Name(register.Name!.Key)}::text as title{string.Concat(Plain(register).Select(field => $", t.{ProgrammeSchema.Name(field.Key)}"))}{string.Concat(sums)} from {table(register)} t{where}";
    }

    static IEnumerable<DescribedField> Plain(DescribedRegister register) => register.Open.Where(field => !ProgrammeSchema.IsEncrypted(field));

    List<FormulaSum> SumsOf(DescribedRegister register)
    {
        IEnumerable<(string Text, FormulaType Type)> all = Description.Lights.Where(light => light.Register == register.Key).Select(light => (light.When, FormulaType.Truth))
            .Concat(register.Ranking is { } ranking ? [(ranking.By, FormulaType.Number)] : [])
            .Concat(Description.Figures.Where(figure => figure.Register == register.Key).SelectMany(figure => ((string, FormulaType)[])[(figure.Count, FormulaType.Truth), (ProgrammeLists.IsElsewhere(figure, register, Description) ? "" : figure.OutOf, FormulaType.Truth), (figure.Mean, FormulaType.Number), (figure.Sum, FormulaType.Number), (figure.SumOf, FormulaType.Number)]));
        return [.. all.Where(one => !string.IsNullOrWhiteSpace(one.Text)).SelectMany(one => Formula.Parse(one.Text, register, one.Type).Sums).DistinctBy(sum => sum.Column)];
    }

    IReadOnlyList<FactColumn> FactsOf(DescribedRegister register)
    {
        static FactColumn Make(string column, string label, string sql, Type type) => new(column, label, sql, type, facts => ((DescribedFacts)facts).Values.GetValueOrDefault(column), (facts, value) => ((DescribedFacts)facts).Values[column] = value);
        return
        [
            .. Plain(register).Where(field => field.Kind is not (DescribedKind.Unit or DescribedKind.Row or DescribedKind.Listed)).Select(field => field.Kind switch
            {
                DescribedKind.Number when field.Decimals > 0 => Make(field.Key, field.Label, "numeric", typeof(decimal?)),
                DescribedKind.Number or DescribedKind.Year => Make(field.Key, field.Label, "int", typeof(int?)),
                DescribedKind.Flag => Make(field.Key, field.Label, "boolean", typeof(bool?)),
                DescribedKind.Date or DescribedKind.Month => Make(field.Key, field.Label, "date", typeof(DateOnly?)),
                _ => Make(field.Key, field.Label, "text", typeof(string)),
            }),
            .. SumsOf(register).Select(sum => Make(sum.Column, sum.Label, sum.Type == FormulaType.Date ? "date" : "numeric", sum.Type == FormulaType.Date ? typeof(DateOnly?) : typeof(decimal?))),
        ];
    }

    // ---- figures

    void AddFigures(DescribedRegister register, IReadOnlyList<DescribedFigure> all)
    {
        // A figure is shown as of any day: the engine puts the table of that day in.
        var counted = new Counted
        {
            Id = register.Key, Title = register.Noun, Counter = register.Counter, ReadPermission = Permission("read"), RecordPath = $"{manifest.Id}/{register.Key}",
            Columns = [.. register.Open.Where(field => field.Listed && field.Kind is not (DescribedKind.Name or DescribedKind.Unit or DescribedKind.Row or DescribedKind.Listed) && !ProgrammeSchema.IsEncrypted(field)).Take(6).Select(FieldOf)],
            Sql = PopulationOf(register, one => $"{{{manifest.Schema}.{one.Key}}}", ""),
        };
        foreach (var figure in all)
        {
            if (ProgrammeLists.WholeOf(figure, register) is { } chosen)
            {
                figures.Add(ShareOfList(register, figure, chosen, counted.Sql, Read(figure.Count, FormulaType.Truth)));
                continue;
            }
            if (ProgrammeLists.PlanOf(figure, Description) is { } plan)
            {
                figures.Add(ShareOfPlan(register, figure, plan.Register, plan.Field, counted.Sql, Read(figure.Count, FormulaType.Truth)));
                continue;
            }
            var (where, whole, mean) = (Read(figure.Count, FormulaType.Truth), Read(figure.OutOf, FormulaType.Truth), Read(figure.Mean, FormulaType.Number));
            if (Read(figure.Sum, FormulaType.Number) is { } sum)
            {
                figures.Add(SumOf(register, figure, counted, where, whole, sum, Read(figure.SumOf, FormulaType.Number)));
                continue;
            }
            figures.Add(new()
            {
                Id = figure.Key, Title = figure.Title, Group = figure.Group, Of = counted, Unit = figure.Unit is { Length: > 0 } unit ? unit : whole is not null ? "%" : register.Counter,
                Formula = whole is not null ? $"{where?.Explain() ?? "全部" + register.Noun} ÷ {whole.Explain()}" : mean is not null ? $"{mean.Explain()} 的平均{(where is null ? "" : $"，限 {where.Explain()}")}" : where?.Explain() ?? $"全部{register.Noun}",
                Source = Description.Basis is { Length: > 0 } basis ? basis : $"{Description.Name}方案", Where = where is null ? "true" : $"coalesce({where.Sql}, false)",
                // What counts is counted among the whole, so that no share passes a hundred.
                OutOf = whole is null ? null : $"coalesce({whole.Sql}, false)", Mean = mean?.Sql,
                Better = figure.Better switch { "higher" => Better.Higher, "lower" => Better.Lower, _ => Better.Neither }, Yellow = figure.Yellow, Red = figure.Red, Target = figure.Target,
                Wanting = whole is null || where is null ? null : $"coalesce({whole.Sql}, false) and not coalesce({where.Sql}, false)",
            });
        }

        Formula? Read(string text, FormulaType type) => string.IsNullOrWhiteSpace(text) ? null : Formula.Parse(text, register, type);
    }

    /// <summary>What the rows that count weigh, all together; and what share that is of what all weigh.</summary>
    Figure SumOf(DescribedRegister register, DescribedFigure figure, Counted counted, Formula? where, Formula? whole, Formula sum, Formula? of)
    {
        // A row of which one of the two numbers is not known has no part in either, unless the whole is said to be other rows.
        var (counting, among) = (where is null ? "true" : $"coalesce({where.Sql}, false)", whole is null ? "true" : $"coalesce({whole.Sql}, false)");
        if (of is not null && whole is null) (counting, among) = ($"{counting} and ({of.Sql}) is not null and ({sum.Sql}) is not null", $"({sum.Sql}) is not null and ({of.Sql}) is not null");
        var isPercent = of is not null && figure.Unit is "" or "%";
        return new()
        {
            Id = figure.Key, Title = figure.Title, Group = figure.Group, Of = counted, Unit = figure.Unit is { Length: > 0 } unit ? unit : isPercent ? "%" : register.Counter,
            Formula = $"{sum.Explain()} 的合计{Limited(where)}{(of is null ? "" : $" ÷ {of.Explain()} 的合计{Limited(whole)}")}", Source = Description.Basis is { Length: > 0 } basis ? basis : $"{Description.Name}方案",
            Where = counting, Sum = sum.Sql, SumOf = of?.Sql, OutOf = of is null ? null : among, Times = isPercent ? 100 : 1,
            Better = figure.Better switch { "higher" => Better.Higher, "lower" => Better.Lower, _ => Better.Neither }, Yellow = figure.Yellow, Red = figure.Red, Target = figure.Target,
            // Those that are behind, each by itself.
            Wanting = isPercent && whole is null && figure.Better == "higher" ? $"{counting} and ({sum.Sql}) < ({of!.Sql})" : null, WantingWords = "没有满额的",
        };

        static string Limited(Formula? rows) => rows is null ? "" : $"（限 {rows.Explain()}）";
    }

    /// <summary>Of all there are in a list of the platform, those of which a row here says so: whoever was never entered counts as not.</summary>
    Figure ShareOfList(DescribedRegister register, DescribedFigure figure, DescribedField chosen, string rows, Formula? where)
    {
        var list = ProgrammeLists.Find(chosen.Register)!;
        var lent = LentRegister.Of(list.RegisterId, list.Name, list.View, Permission("read"));
        return new()
        {
            Id = figure.Key, Title = figure.Title, Group = figure.Group, Unit = figure.Unit is { Length: > 0 } unit ? unit : "%",
            Of = new()
            {
                Id = $"{register.Key}-of-{figure.Key}", Title = list.Name, Counter = "个", ReadPermission = Permission("read"), Columns = [],
                Sql = $"select l.id, l.locality_path, l.called as title, exists (select from ({rows}) r where r.{ProgrammeSchema.Name(chosen.Key)} = l.id and coalesce({where?.Sql ?? "true"}, false)) as is_so from {ProgrammeSchema.Name(manifest.Schema)}.{ProgrammeSchema.Name(lent.Table)} l where l.removed_at is null",
            },
            Formula = $"{where?.Explain() ?? $"登记了{register.Noun}"}的 ÷ 全部{list.Name}", Source = Description.Basis is { Length: > 0 } basis ? basis : $"{Description.Name}方案", Where = "is_so", OutOf = "true", Wanting = "not is_so",
            Better = figure.Better switch { "higher" => Better.Higher, "lower" => Better.Lower, _ => Better.Neither }, Yellow = figure.Yellow, Red = figure.Red, Target = figure.Target,
        };
    }

    /// <summary>How many there are of what another register planned: the rows that count, out of the total of its number.</summary>
    Figure ShareOfPlan(DescribedRegister register, DescribedFigure figure, DescribedRegister plans, DescribedField planned, string rows, Formula? where) => new()
    {
        Id = figure.Key, Title = figure.Title, Group = figure.Group, Unit = figure.Unit is { Length: > 0 } unit ? unit : "%",
        Of = new()
        {
            Id = $"{register.Key}-of-{figure.Key}", Title = $"{register.Noun}和{plans.Noun}", Counter = "条", ReadPermission = Permission("read"), RecordPathColumn = "record_path", Columns = [Field.Number("planned", planned.Label)],
            Sql = $"""
                select r.id, r.locality_path, r.title, {ProgrammeSchema.Text($"{manifest.Id}/{register.Key}")} as record_path, coalesce({where?.Sql ?? "true"}, false) as is_so, false as is_plan, null::int as planned from ({rows}) r
                union all select p.id, p.locality_path, p.title, {ProgrammeSchema.Text($"{manifest.Id}/{plans.Key}")}, false, true, p.{ProgrammeSchema.Name(planned.Key)} from ({PopulationOf(plans, one => $"{{{manifest.Schema}.{one.Key}}}", "")}) p
                """,
        },
        Formula = $"{where?.Explain() ?? $"登记了{register.Noun}"}的 ÷ {plans.Title}的{planned.Label}合计", Source = Description.Basis is { Length: > 0 } basis ? basis : $"{Description.Name}方案", Where = "is_so", Sum = "1", OutOf = "is_plan", SumOf = "planned",
        Better = figure.Better switch { "higher" => Better.Higher, "lower" => Better.Lower, _ => Better.Neither }, Yellow = figure.Yellow, Red = figure.Red, Target = figure.Target,
    };

    /// <summary>Everybody who takes part, with or without what they enter: how many have, and who has not.</summary>
    void AddParticipants(DescribedParticipants who)
    {
        var register = Description.Find(who.Register)!;
        var (table, list) = ($"{{{manifest.Schema}.{register.Key}}}", ProgrammeLists.Find(who.Who));
        var by = list is null && who.Who != "unit" ? null : ProgrammeSchema.Name(ProgrammeCheck.ByWhich(who, register)!.Key);
        // A round puts a row down for every place beforehand: until it is sent, nobody has entered anything.
        var hasRounds = register.Fields.Any(field => field.Key == ProgrammeRounds.Label);
        var entered = $"(select count(*)::int from {table} t where {(by is null ? "t.locality_path >= v.path and t.locality_path < org.upper_bound(v.path)" : $"t.{by} = v.id")}{(hasRounds ? $" and (t.{ProgrammeRounds.Label} is null or t.{ProgrammeRounds.Sent} is not null)" : "")})";
        var from = (list, who.Who) switch
        {
            ({ } lent, _) => $"select v.id, v.locality_path, v.called as title, {entered} as entered from {ProgrammeSchema.Name(manifest.Schema)}.{ProgrammeSchema.Name(lent.View.Replace(".pub_", "_", StringComparison.Ordinal))} v where v.removed_at is null{(who.AgeAtMost is { } most ? $" and extract(year from {{day}}) - v.{ProgrammeList.BirthYear} <= {most}" : "")}",
            (null, "unit") => $"select v.id, v.locality_path, v.name as title, {entered} as entered from org.unit v where v.removed_at is null{(who.Kinds.Count == 0 ? "" : $" and v.kind in ({string.Join(", ", who.Kinds.Select(ProgrammeSchema.Text))})")}",
            _ => $"select md5(v.path)::uuid as id, v.path as locality_path, v.name as title, {entered} as entered from org.locality v where v.kind = {(int)ProgrammeRounds.KindOf(who.Who)} and (v.valid_to is null or v.valid_to > {{day}})",
        };
        var counted = new Counted { Id = TakingPart, Title = "参加对象", Counter = "个", ReadPermission = Permission("read"), Columns = [Field.Number("entered", $"登记的{register.Noun}")], Sql = from };
        var source = Description.Basis is { Length: > 0 } basis ? basis : $"{Description.Name}方案";
        var sent = hasRounds ? "（按轮次开出的，报送了才算）" : "";
        figures.Add(new() { Id = TakingPart, Title = "已登记的参加对象", Group = "参加情况", Of = counted, Formula = $"在“{register.Title}”里有记录的{sent} ÷ 全部参加对象", Source = source, Where = "entered > 0", OutOf = "true", Better = Better.Higher, Yellow = 100, Target = 100, Wanting = "entered = 0", WantingWords = "还没有登记的" });
        figures.Add(new() { Id = TakingPart + "-missing", Title = "还没有登记的", Group = "参加情况", Of = counted, Formula = $"全部参加对象中在“{register.Title}”里没有记录的{sent}", Source = source, Where = "entered = 0", Better = Better.Lower, Yellow = 0 });
    }

    // ---- the procedure

    Procedure ProcedureOf(DescribedProcedure procedure, DescribedRegister register)
    {
        // A step that was closed stays for the cases that stand in it; what follows another is reckoned from the steps that are taken.
        var writing = ProgrammeSteps.WritesAny(procedure) ? new ProgrammeSteps(procedure, register, TableOf(register), [.. rules.OfType<DescribedRule>().Where(rule => rule.Severity == Severity.Refuse && rule.Population?.Register == register.Key)]) : null;
        return new()
        {
            Follows = writing is null ? null : writing.FollowAsync,
            Id = "steps", Title = procedure.Title, Register = register.Key, ReadPermission = Permission("read"), ActPermission = Permission("act"),
            SubjectSql = $"select {ProgrammeSchema.Name(register.Name!.Key)} as title, locality_path from {TableOf(register)} where id = @id and removed_at is null",
            Stages = [.. procedure.Steps.Select((step, n) => new Stage(step.Title, [StepOf(step, procedure.Steps.Take(n).LastOrDefault(one => !one.Closed)) with { Done = writing is null ? null : writing.DoneAsync }]))],
        };
    }

    Step StepOf(DescribedStep step, DescribedStep? before)
    {
        var reads = before is null ? null : new Dictionary<string, string> { ["previous_on"] = "on_" + before.Key, ["done_on"] = "on_" + step.Key };
        var checks = new List<StepCheck>();
        Deadline? deadline = null;
        if (reads is not null && step.MinDays is { } least and > 0)
        {
            var rule = Gap(step, before!, "min", least, Severity.Refuse, RuleTest<StepGapFacts>.NotBefore(f => f.PreviousOn, Span.Days, "days", f => f.DoneOn), $"“{before!.Title}”后满 {least} 天方可{step.Title}", $"“{step.Title}”早于规定", Stricter.Higher);
            checks.Add(new(rule, reads) { OnlyWith = "on_" + before.Key });
        }
        if (reads is not null && step.MaxDays is { } most)
        {
            var rule = Gap(step, before!, "max", most, Severity.Remind, RuleTest<StepGapFacts>.NotAfter(f => f.PreviousOn, Span.Days, "days", f => f.DoneOn), $"“{before!.Title}”后 {most} 天内{step.Title}", $"“{step.Title}”超期", Stricter.Lower);
            deadline = new(rule, Math.Min(7, Math.Max(1, most / 4)), Reads: reads);
        }
        return new(step.Key, step.Title)
        {
            Who = step.Who, IsClosed = step.Closed, DateFact = "on_" + step.Key, Requirement = step.Requirement, Documents = step.Documents, Fields = [.. step.Fields.Where(field => !field.Closed).Select(FieldOf)], Checks = checks, Deadline = deadline,
            Level = step.Level switch { "county" => LocalityKind.County, "township" => LocalityKind.Township, "village" => LocalityKind.Village, _ => LocalityKind.Organisation },
            Outcomes = [.. step.Outcomes.Select(outcome => new StepOutcome(outcome.Key, outcome.Title) { Next = outcome.Next, Ends = outcome.Ends, Completes = outcome.Completes, Sets = facts => facts[ProgrammeSteps.WayOf(step)] = outcome.Key })],
        };
    }

    Rule<StepGapFacts> Gap(DescribedStep step, DescribedStep before, string kind, int days, Severity severity, RuleTest<StepGapFacts> test, string title, string broken, Stricter stricter)
    {
        var rule = new Rule<StepGapFacts>
        {
            Id = $"{manifest.Id}.steps.{step.Key.Replace('_', '-')}-{kind}", Title = title, WhenBroken = broken, Severity = severity, Test = test, Basis = Basis.Practice(Description.Basis is { Length: > 0 } basis ? basis : $"{Description.Name}方案"),
            Parameters = [RuleParameter.Days("days", "天数", days, stricter)], Text = $"自“{before.Title}”之日起算。",
        };
        rules.Add(rule);
        return rule;
    }
}
