namespace OrgWork.Kernel;

/// <summary>
/// A procedure (程序): declared in code beside its capability. Board, case, forms, batch and history follow from it, under
/// <c>/{locality}/{module}/{procedure}</c>. See README.md in this folder.
/// </summary>
public sealed class Procedure
{
    /// <summary>The segment of its address: <c>admission</c>.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    /// <summary>The register whose rows it is about; a case is opened for one of them.</summary>
    public required string Register { get; init; }
    public required string ReadPermission { get; init; }
    /// <summary>To act on a step, held at the place that acts there (<see cref="Step.Level"/>).</summary>
    public required string ActPermission { get; init; }
    /// <summary>What is known of the subject before anything was recorded: one row for <c>@id</c>, a column per fact, beside <c>title</c> and <c>locality_path</c>.</summary>
    public required string SubjectSql { get; init; }
    public required IReadOnlyList<Stage> Stages { get; init; }
    /// <summary>Keeps what depends on where a case stands in step with it (阶段 on the register): after every act, return, withdrawal, correction and end.</summary>
    public Func<Db, ProcedureCase, CancellationToken, Task>? Follows { get; init; }
    /// <summary>Printed from the case page.</summary>
    public IReadOnlyList<CasePaper> Papers { get; init; } = [];
    /// <summary>Facts of a case that are shown under its name.</summary>
    public IReadOnlyList<Field> Facts { get; init; } = [];

    public IReadOnlyList<Step> Steps => field ??= [.. Stages.SelectMany(stage => stage.Steps)];
    public Step? Find(string id) => Steps.FirstOrDefault(step => step.Id == id);
    /// <summary>An outcome by which a step sends the case back to one before it, by the words that stand in the act; nothing for any other.</summary>
    public StepOutcome? BackBy(string step, string? outcome) => Find(step) is { } done && done.Outcomes.FirstOrDefault(one => one.Title == outcome) is { Next: { } next } back
        && Steps.TakeWhile(other => other != done).Any(other => other.Id == next) ? back : null;
    public Stage StageOf(Step step) => Stages.First(stage => stage.Steps.Contains(step));
    public Step First => Steps.First(step => !step.IsClosed);
    public Step? After(Step step) => Steps.SkipWhile(one => one != step).Skip(1).FirstOrDefault(one => !one.IsClosed);
    /// <summary>Where its steps ask rules, for the pages of those.</summary>
    public IEnumerable<RuleUse> RuleUses(ModuleManifest module) => Steps.SelectMany(step => step.Checks.Concat(step.Outcomes.SelectMany(outcome => outcome.Checks)).Select(check => check.Rule).Concat(step.Deadline is { } deadline ? [deadline.Rule] : []).Distinct().Select(rule => new RuleUse(rule, $"{Title}：{step.Title}", $"{module.Id}/{Id}")));
    /// <summary>Every field a step records, by its fact.</summary>
    public Field? FieldOf(string fact) => Steps.SelectMany(step => step.AllFields).FirstOrDefault(field => field.Column == fact);
}

public sealed record Stage(string Title, IReadOnlyList<Step> Steps)
{
    /// <summary>Columns of the board when this stage is chosen, which makes it a ledger (积极分子台账).</summary>
    public IReadOnlyList<Field> Facts { get; init; } = [];
}

/// <summary>A step: who acts, what is recorded, what is checked, how it goes on.</summary>
/// <param name="Id">as the database knows it; never renamed</param>
public sealed record Step(string Id, string Title)
{
    /// <summary>支部大会, 镇党委: who acts, in the words of the regulation.</summary>
    public required string Who { get; init; }
    /// <summary>Wanted of who acts beside the procedure's own: the hand that lets money go is not every hand that works on it.</summary>
    public string? Permission { get; init; }
    /// <summary>The place that acts is the one above the case, not lower than this; at a case of a higher place, that place itself. Unless said, the branch or organ of the case.</summary>
    public LocalityKind Level { get; init; } = LocalityKind.Organisation;
    /// <summary>Acted on by the place a case goes to.</summary>
    public bool IsOther { get; init; }
    /// <summary>Asks which place the case goes to.</summary>
    public bool ChoosesOther { get; init; }
    /// <summary>The fact that holds the day of the act, as rules know it.</summary>
    public string? DateFact { get; init; }
    public string DayFact => DateFact ?? "on_" + Id;
    /// <summary>What is recorded; a field's column is the name of its fact.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];
    /// <summary>Recorded for each person of a batch apart: votes, marks.</summary>
    public IReadOnlyList<Field> EachFields { get; init; } = [];
    /// <summary>What must be in the file: attached, or noted as kept on paper.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];
    public IReadOnlyList<StepCheck> Checks { get; init; } = [];
    /// <summary>From when the light is yellow, then red, while the step waits.</summary>
    public Deadline? Deadline { get; init; }
    /// <summary>Without any: done, and on to the next.</summary>
    public IReadOnlyList<StepOutcome> Outcomes { get; init; } = [];
    /// <summary>Done again and again (半年考察); the step after it can be taken once this was done.</summary>
    public bool IsRepeated { get; init; }
    /// <summary>What stands in its form before one types, where the record of the subject does not tell: a number the place has set.</summary>
    public IReadOnlyList<StepDefault> Defaults { get; init; } = [];
    /// <summary>No case comes to it any more; one that stands in it finishes it and goes on.</summary>
    public bool IsClosed { get; init; }
    /// <summary>Its day may lie before the day of the step before it.</summary>
    public bool IsInAnyOrder { get; init; }
    /// <summary>Has changed more than the case: what lies before it is not taken back.</summary>
    public bool IsFinal { get; init; }
    /// <summary>Beside 时限与要求 in the list of steps.</summary>
    public string Requirement { get; init; } = "";
    public string Article { get; init; } = "";
    /// <summary>Facts of other tables that the checks need: quota, number of voters.</summary>
    public Func<Db, StepDeed, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? Gathers { get; init; }
    /// <summary>What else happens, in the same transaction; a text is the reason why it cannot.</summary>
    public Func<Db, StepDeed, CancellationToken, Task<string?>>? Done { get; init; }

    /// <summary>The documents that may come, whichever way it goes.</summary>
    public IReadOnlyList<string> AllDocuments => [.. Documents, .. Outcomes.SelectMany(outcome => outcome.Documents)];
    public IEnumerable<Field> AllFields => [.. Fields, .. EachFields, .. Outcomes.SelectMany(outcome => outcome.Fields)];
    public bool Has(string fact) => DayFact == fact || AllFields.Any(field => field.Column == fact);
}

/// <summary>A rule that guards a step. <paramref name="Reads"/>: where a fact of the rule stands in the case, when not under its own name.</summary>
public sealed record StepCheck(Rule Rule, IReadOnlyDictionary<string, string>? Reads = null)
{
    /// <summary>Asked only where this fact is known: what is a local practice (公示) is not demanded of all.</summary>
    public string? OnlyWith { get; init; }
    /// <summary>Not asked where this fact is known: a higher authority has spared this one of it, in the words that are the fact.</summary>
    public string? Spared { get; init; }
}

/// <summary>A parameter of a rule that is at the same time what one usually writes: 介绍信有效期 30 天.</summary>
public sealed record StepDefault(string Fact, Rule Rule, string Parameter);

/// <summary>A paper of the subject's register that is printed in the course of a case. <paramref name="Answers"/>: which fact answers which of its questions.</summary>
public sealed record CasePaper(string Document, string Title, IReadOnlyDictionary<string, string> Answers)
{
    public Func<ProcedureCase, bool>? When { get; init; }
}

/// <summary>The last day is what the rule gives as its latest; or, for what should be done as soon as it may be, its earliest.</summary>
public sealed record Deadline(Rule Rule, int WarnDays = 7, bool IsEarliest = false, IReadOnlyDictionary<string, string>? Reads = null);

/// <summary>One way a step can go.</summary>
public sealed record StepOutcome(string Id, string Title)
{
    /// <summary>Where it goes on; the step after this one unless said.</summary>
    public string? Next { get; init; }
    /// <summary>The case is over without having reached its end: 取消预备党员资格, 不同意.</summary>
    public bool Ends { get; init; }
    /// <summary>The case is over and done, whatever steps there are for other ways.</summary>
    public bool Completes { get; init; }
    public IReadOnlyList<StepCheck> Checks { get; init; } = [];
    public IReadOnlyList<Field> Fields { get; init; } = [];
    /// <summary>What must be in the file when it goes this way, beside the step's own.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];
    /// <summary>Whether it can be chosen, by what is known.</summary>
    public Func<CaseFacts, bool>? When { get; init; }
    /// <summary>What it leaves in the facts.</summary>
    public Action<CaseFacts>? Sets { get; init; }
}

/// <summary>A step as it is being done: the case as it will be.</summary>
/// <param name="On">the day of the act</param>
/// <param name="ActingPath">the place that acts</param>
public sealed record StepDeed(ProcedureCase Case, Step Step, StepOutcome? Outcome, CaseFacts Facts, DateOnly On, string ActingPath);

/// <summary>A procedure in its module.</summary>
public sealed record ProcedurePlace(ModuleManifest Module, Procedure Procedure)
{
    /// <summary>Below the locality: <c>grassroots/admission</c>.</summary>
    public string Path => $"{Module.Id}/{Procedure.Id}";
}

/// <summary>All procedures of the running generation.</summary>
public sealed class ProcedureBook
{
    public ProcedureBook(IEnumerable<(ModuleManifest Module, IEnumerable<Procedure> Procedures)> modules)
    {
        All = [.. modules.SelectMany(one => one.Procedures.Select(procedure => new ProcedurePlace(one.Module, procedure)))];
        foreach (var place in All)
        {
            void Refuse(string what) => throw new ModuleRefusedException($"程序“{place.Procedure.Title}”{what}");
            if (All.Count(other => other.Path == place.Path) > 1) Refuse($"的地址 {place.Path} 用了两次");
            foreach (var permission in (string[])[place.Procedure.ReadPermission, place.Procedure.ActPermission, .. place.Procedure.Steps.Select(step => step.Permission).OfType<string>()])
                if (place.Module.Permissions.All(p => p.Id != permission)) Refuse($"要求的权限“{permission}”没有在 module.json 里声明");
            var steps = place.Procedure.Steps;
            if (steps.GroupBy(step => step.Id).FirstOrDefault(same => same.Count() > 1) is { } twice) Refuse($"有两个步骤同用标识 {twice.Key}");
            foreach (var step in steps)
                foreach (var outcome in step.Outcomes)
                    if (outcome.Next is { } next && place.Procedure.Find(next) is null) Refuse($"的步骤“{step.Title}”指向不存在的步骤 {next}");
        }
    }

    public IReadOnlyList<ProcedurePlace> All { get; }
    public ProcedurePlace? Find(string module, string procedure) => All.FirstOrDefault(place => place.Module.Id == module && place.Procedure.Id == procedure);
}
