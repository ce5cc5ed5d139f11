using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>What a broken rule does.</summary>
public enum Severity
{
    /// <summary>提醒: a light and a hint; nothing is held up.</summary>
    Remind,
    /// <summary>警示 (“一般应当”“原则上”): one may go on with a recorded reason and approver.</summary>
    Warn,
    /// <summary>拒绝 (“必须”“不得”“应当”): the deed does not happen.</summary>
    Refuse,
}

public enum Outcome { Met, Broken, Unknown, NotApplicable }

/// <summary>The text a rule stands on.</summary>
/// <param name="Regulation">its full title, without book title marks</param>
/// <param name="Article">第八条第三项; the chapter where the article is not certain</param>
/// <param name="IsChecked">已核: number or wording was seen in a published text; else 待核, and it says so wherever it is shown</param>
public sealed record Basis(string Regulation, string Article = "", bool IsChecked = false)
{
    /// <summary>No published text: a practice, or what the place itself has laid down. Not put between book title marks.</summary>
    public bool IsPractice { get; private init; }
    public static Basis Practice(string name, bool isChecked = false) => new(name, "", isChecked) { IsPractice = true };

    public string Title => IsPractice ? Regulation : $"《{Regulation}》";
    public string Confidence => IsChecked ? "已核" : "待核";
    public override string ToString() => Title + Article;
}

/// <summary>In which direction a parameter becomes stricter. A lower place may go there, and no other way.</summary>
public enum Stricter
{
    Higher, Lower,
    /// <summary>Each place as it needs, the nearest setting counts.</summary>
    Free,
    /// <summary>The regulation's own, the same everywhere; it changes only when the regulation does.</summary>
    Fixed,
}

/// <summary>A number of the regulation. Where it stands in force is data (<c>org.rule_parameter</c>), with history and place.</summary>
/// <param name="Name">as conditions name it: <c>{months}</c></param>
public sealed record RuleParameter(string Name, string Label, decimal Default, string Unit, Stricter Stricter)
{
    public decimal Min { get; init; }
    public decimal Max { get; init; } = 100_000;
    /// <summary>The parameter of the same rule that it may not be below: the end of the band before.</summary>
    public string? NotBelow { get; init; }
    /// <summary>For a parameter that is a choice: the words for 0, 1, 2 …</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public static RuleParameter Years(string name, string label, decimal value, Stricter stricter) => new(name, label, value, "年", stricter) { Max = 100 };
    public static RuleParameter Months(string name, string label, decimal value, Stricter stricter) => new(name, label, value, "个月", stricter) { Max = 600 };
    public static RuleParameter Days(string name, string label, decimal value, Stricter stricter) => new(name, label, value, "天", stricter) { Max = 3660 };
    public static RuleParameter WorkingDays(string name, string label, decimal value, Stricter stricter) => new(name, label, value, "个工作日", stricter) { Min = 1, Max = 250 };
    public static RuleParameter Percent(string name, string label, decimal value, Stricter stricter) => new(name, label, value, "%", stricter) { Max = 100 };
    public static RuleParameter Choice(string name, string label, int value, Stricter stricter, params IReadOnlyList<string> choices) => new(name, label, value, "", stricter) { Max = choices.Count - 1, Choices = choices };

    public string Show(decimal value) => Choices.Count > 0 ? Choices[(int)Math.Clamp(value, 0, Choices.Count - 1)] : $"{value.ToString("0.####", CultureInfo.InvariantCulture)} {Unit}".TrimEnd();
    public string Direction => Stricter switch { Stricter.Higher => "只可调高", Stricter.Lower => "只可调低", Stricter.Fixed => "全国统一", _ => "可自定" };
}

/// <summary>
/// Where a rule's subjects stand in the database: a select that yields <c>id</c>, <c>locality_path</c>, <c>title</c> and one column for every
/// fact of the rule, under its snake-case name. Row security keeps it within the scope.
/// </summary>
/// <param name="Register">the register whose rows they are (<c>members</c>), so that a finding leads to the record</param>
public sealed record Population(string Register, string Sql)
{
    /// <summary>It asks of those too who have ended (<c>EndedColumn</c>): a list narrowed to the rule shows them.</summary>
    public bool HasEnded { get; init; }
}

/// <summary>Says how a fact is called on screen.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KnownAsAttribute(string label) : Attribute
{
    public string Label { get; } = label;
    public string Unit { get; init; } = "";
}

/// <summary>A rule (规则): declared in code beside its capability, so that no page holds an <c>if</c> about a regulation.</summary>
public abstract class Rule
{
    /// <summary>module.capability.name: <c>grassroots.admission.activist-year</c>.</summary>
    public required string Id { get; init; }
    /// <summary>What is demanded: 培养教育考察满一年. A light shows <see cref="WhenBroken"/>.</summary>
    public required string Title { get; init; }
    /// <summary>What is wrong with a subject that breaks it, in a few words for lights and lists: 预备期满未转正.</summary>
    public string WhenBroken { get => field ?? $"不符合：{Title}"; init; }
    public required Basis Basis { get; init; }
    public required Severity Severity { get; init; }
    /// <summary>The rule in our own words, never printed as the wording of the regulation.</summary>
    public string Text { get; init; } = "";
    public IReadOnlyList<RuleParameter> Parameters { get; init; } = [];
    /// <summary>The text is in force from here, to here.</summary>
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public Population? Population { get; init; }
    /// <summary>A light of another colour than the severity's: a date that only comes near is yellow whatever follows.</summary>
    public string Light { get => field ?? (Severity == Severity.Remind ? "yellow" : "red"); init; }

    public string ModuleId => Id[..Id.IndexOf('.', StringComparison.Ordinal)];
    /// <summary>Behind the module's id, as addresses name it: <c>admission.activist-year</c>.</summary>
    public string Tail => Id[(ModuleId.Length + 1)..];
    public string SeverityWord => Severity switch { Severity.Refuse => "拒绝", Severity.Warn => "警示", _ => "提醒" };

    public abstract IReadOnlyList<FactColumn> Facts { get; }
    public abstract IReadOnlyList<RuleCase> Cases { get; }
    /// <summary>SQL over the facts' columns: 'm' met, 'b' broken, 'u' not known, 'n' not applicable. <c>{day}</c> and <c>{parameter}</c> are put in by <see cref="RuleSql"/>.</summary>
    internal abstract string StateSql { get; }
    internal abstract object NewFacts();
    /// <summary>The same as <see cref="Rule{TFacts}.Check"/>, for one who does not know the facts' type.</summary>
    public abstract Finding CheckFacts(object facts, RuleTerms terms);

    /// <summary>The rule whose numbers this one goes by as well: they are set there, and hold here.</summary>
    public Rule? NumbersOf { get; init; }
    /// <summary>Its own parameters and those it borrows.</summary>
    public IEnumerable<RuleParameter> Numbers => Parameters.Concat(NumbersOf?.Parameters ?? []);
    internal Rule OwnerOf(RuleParameter parameter) => NumbersOf is { } other && !Parameters.Contains(parameter) ? other : this;
    public RuleParameter Parameter(string name) => Numbers.FirstOrDefault(p => p.Name == name) ?? throw new InvalidOperationException($"Rule {Id} has no parameter {name}.");
    public bool IsInForceOn(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);
    public override string ToString() => Id;
}

/// <summary>What is known about a subject and what must come of it. Shown on the rule's page, executed by the tests both ways.</summary>
public abstract record RuleCase(string Given, DateOnly Day, Outcome Expect)
{
    public IReadOnlyDictionary<string, decimal> Values { get; init; } = new Dictionary<string, decimal>();
    /// <summary>The earliest lawful day that must come out.</summary>
    public DateOnly? Earliest { get; init; }
    public abstract object AnyFacts { get; }
}

public sealed record RuleCase<TFacts>(string Given, TFacts Facts, DateOnly Day, Outcome Expect) : RuleCase(Given, Day, Expect) where TFacts : class
{
    public override object AnyFacts => Facts;
}

/// <typeparam name="TFacts">a record of nullable properties, each with its <see cref="KnownAsAttribute"/>; what is null is not known</typeparam>
public sealed class Rule<TFacts> : Rule where TFacts : class, new()
{
    public required RuleTest<TFacts> Test { get; init; }
    public IReadOnlyList<RuleCase<TFacts>> Examples { get; init; } = [];

    public override IReadOnlyList<FactColumn> Facts => FactColumn.Of(typeof(TFacts));
    public override IReadOnlyList<RuleCase> Cases => Examples;
    internal override object NewFacts() => new TFacts();
    public override Finding CheckFacts(object facts, RuleTerms terms) => Check((TFacts)facts, terms);

    public Finding Check(TFacts facts, RuleTerms terms)
    {
        if (!IsInForceOn(terms.Day)) return new(Outcome.NotApplicable, ValidFrom is { } from && terms.Day < from ? $"自 {Dates.Format(from)} 起施行" : $"{Dates.Format(ValidTo!.Value)} 已停止施行") { Rule = this };
        return Test.Run(facts, terms) with { Rule = this };
    }

    internal override string StateSql => Test.StateSql;
}

/// <summary>Under which terms a rule is checked: the day, the parameters in force there and then, the calendar.</summary>
public sealed class RuleTerms(DateOnly day, IReadOnlyDictionary<string, decimal> values, WorkingCalendar calendar)
{
    public DateOnly Day => day;
    public WorkingCalendar Calendar => calendar;
    public decimal this[string parameter] => values[parameter];
    public int Int(string parameter) => (int)values[parameter];

    /// <summary>The parameters as they stand, to be kept with what is about to be marked: by these it is reckoned, whatever the rule says by then (<see cref="AsFrozen"/>).</summary>
    public string Freeze() => System.Text.Json.JsonSerializer.Serialize(values);

    /// <summary>As they were frozen. A parameter that the rule did not have then is as it stands now.</summary>
    /// <param name="frozen">from <see cref="Freeze"/>; nothing for what was begun before anything was frozen</param>
    public RuleTerms AsFrozen(string? frozen) => frozen is null ? this : new(day, values.ToDictionary(one => one.Key, one => Frozen(frozen).GetValueOrDefault(one.Key, one.Value)), calendar);

    /// <summary>For the page: 目标权重 70%，完成率封顶 120%.</summary>
    public string Words(Rule rule) => string.Join("，", rule.Parameters.Where(parameter => values.ContainsKey(parameter.Name)).Select(parameter => $"{parameter.Label} {values[parameter.Name]:0.####}{parameter.Unit}"));

    static Dictionary<string, decimal> Frozen(string text) => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, decimal>>(text)!;
}

/// <summary>What came out for one subject, with the reckoning it came from.</summary>
/// <param name="Words">the facts used, dates and sums shown: 确定为积极分子 2023.10.17 ＋ 12 个月 ＝ 2024.10.17</param>
public sealed record Finding(Outcome Outcome, string Words)
{
    public Rule? Rule { get; init; }
    /// <summary>The first day on which it would be lawful.</summary>
    public DateOnly? Earliest { get; init; }
    /// <summary>The last day on which it may still be done.</summary>
    public DateOnly? Latest { get; init; }

    public bool IsBroken => Outcome == Outcome.Broken;
    /// <summary>The deed must not happen.</summary>
    public bool Refuses => IsBroken && Rule!.Severity == Severity.Refuse;
    /// <summary>The deed needs a recorded reason and approver.</summary>
    public bool NeedsWaiver => IsBroken && Rule!.Severity == Severity.Warn;

    public static Finding Of(bool isMet, string words) => new(isMet ? Outcome.Met : Outcome.Broken, words);
}
