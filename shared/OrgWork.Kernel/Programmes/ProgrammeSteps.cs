using System.Text.Json;

namespace OrgWork.Kernel;

/// <summary>
/// What the steps of a described procedure write into the record, so that nothing is typed twice and lights and figures follow the step: what was typed in it, the day it was
/// done, or an option. It is reckoned from what the case knows, so that what is withdrawn, sent back or corrected there is so here as well. Such a column comes of steps only:
/// it stands on no form and no sheet fills it.
/// </summary>
sealed class ProgrammeSteps(DescribedProcedure procedure, DescribedRegister register, string table, IReadOnlyList<DescribedRule> refusing)
{
    sealed record Writer(DescribedStep Step, DescribedOutcome? Outcome, DescribedField Column, DescribedField? Typed, string? Option);
    sealed record Taken(string Step, string? Outcome);

    readonly IReadOnlyList<IGrouping<string, Writer>> columns = [.. WritersOf(procedure, register).GroupBy(writer => writer.Column.Key)];

    /// <summary>The fact that says which way a step went. No field of a step can be called so.</summary>
    internal static string WayOf(DescribedStep step) => "way-" + step.Key;

    internal static bool WritesAny(DescribedProcedure procedure) => procedure.Steps.Any(step => SaidOf(step).Any());

    /// <summary>Whether a column comes of a step that is taken.</summary>
    public static bool IsWritten(ProgrammeDescription description, DescribedRegister register, string column) =>
        description.Procedure is { } procedure && procedure.Register == register.Key && procedure.Steps.Any(step => !step.Closed && SaidOf(step).Any(said => said.Column == column));

    /// <summary>Everything a step says it writes, whether it can or not.</summary>
    internal static IEnumerable<(string Column, DescribedField? Typed, string? Option, DescribedOutcome? Outcome)> SaidOf(DescribedStep step) =>
    [
        .. step.Fields.Where(field => field is { Closed: false, Into: not null }).Select(field => (field.Into!, (DescribedField?)field, (string?)null, (DescribedOutcome?)null)),
        .. step.Sets.Select(set => (set.Column, (DescribedField?)null, set.Option, (DescribedOutcome?)null)),
        .. step.Outcomes.SelectMany(outcome => outcome.Sets.Select(set => (set.Column, (DescribedField?)null, set.Option, (DescribedOutcome?)outcome))),
    ];

    /// <summary>Why a step cannot write that; null when it can.</summary>
    internal static string? WhyNot(DescribedRegister register, string key, DescribedField? typed, string? option)
    {
        if (register.Open.FirstOrDefault(field => field.Key == key) is not { } column) return $"“{register.Title}”里没有可以写入的项目 {key}";
        if (ProgrammeSchema.IsEncrypted(column)) return $"“{column.Label}”是敏感项，步骤不能写入";
        if (column.ByDeed || column.Formula is not null || column.From is not null) return $"“{column.Label}”由系统填写，步骤不能写入";
        if (column.Required) return $"“{column.Label}”由步骤写入，没有办到那一步就是空的，不能设为必填";
        if (typed is null && option is null) return column.Kind == DescribedKind.Date ? null : $"“{column.Label}”不是日期，要写明写入什么，或改为由一个项目写入";
        if (typed is null) return column.Kind == DescribedKind.Code && ValueOf(column, option!) is not null ? null : $"“{column.Label}”没有可选的“{option}”";
        var fits = (typed.Kind, column.Kind) switch
        {
            (DescribedKind.Text, DescribedKind.LongText) => true,
            (DescribedKind.Text or DescribedKind.LongText or DescribedKind.Number or DescribedKind.Year or DescribedKind.Flag or DescribedKind.Date or DescribedKind.Month or DescribedKind.Code, var kind) => typed.Kind == kind,
            _ => false,
        };
        if (!fits) return $"“{typed.Label}”的类型和“{column.Label}”不一样，不能写入";
        if (typed.Kind == DescribedKind.Code && DescribedModule.CodesOf(typed).Codes.FirstOrDefault(code => !code.IsClosed && ValueOf(column, code.Name) is null) is { } lacks) return $"“{column.Label}”没有可选的“{lacks.Name}”";
        if (typed.Kind is DescribedKind.Text or DescribedKind.LongText && ProgrammeSchema.LengthOf(typed) > ProgrammeSchema.LengthOf(column)) return $"“{typed.Label}”可写 {ProgrammeSchema.LengthOf(typed)} 字，“{column.Label}”只放得下 {ProgrammeSchema.LengthOf(column)} 字";
        var least = typed.Kind == DescribedKind.Year ? 1900 : 0;
        var most = typed.Kind == DescribedKind.Year ? 2200 : int.MaxValue;
        if (typed.Kind is DescribedKind.Number or DescribedKind.Year && ((typed.Min ?? least) < (column.Min ?? least) || (typed.Max ?? most) > (column.Max ?? most))) return $"“{typed.Label}”的取值范围超出了“{column.Label}”的";
        return null;
    }

    /// <summary>An option of a column by its name; two tables of options need not have the same values.</summary>
    static string? ValueOf(DescribedField column, string name) => DescribedModule.CodesOf(column).Codes.FirstOrDefault(code => code.Name == name && !code.IsClosed)?.Value;

    static IEnumerable<Writer> WritersOf(DescribedProcedure procedure, DescribedRegister register) =>
        from step in procedure.Steps
        from said in SaidOf(step)
        // A closed step stays for the cases that stand in it, whatever has become since of what it wrote.
        where WhyNot(register, said.Column, said.Typed, said.Option) is null
        select new Writer(step, said.Outcome, register.Open.First(field => field.Key == said.Column), said.Typed, said.Option);

    /// <summary>As the database writes it; nothing where the step has not been done, or has gone another way.</summary>
    static string? ValueOf(Writer writer, CaseFacts facts)
    {
        if (facts["on_" + writer.Step.Key] is not { } day || writer.Outcome is { } outcome && facts[WayOf(writer.Step)] != outcome.Key) return null;
        if (writer.Typed is not { } typed) return writer.Option is { } option ? ValueOf(writer.Column, option) : day;
        return facts[typed.Key] is not { } said ? null : typed.Kind == DescribedKind.Code ? DescribedModule.CodesOf(typed).Codes.FirstOrDefault(code => code.Value == said) is { } code ? ValueOf(writer.Column, code.Name) : null : said;
    }

    /// <summary>A form that would make a record unlawful is not taken; nor is a step.</summary>
    public async Task<string?> DoneAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        string? refused = null;
        await db.AttemptAsync(async () =>
        {
            var before = await RefusingAsync(db, deed.Case.SubjectId, stop);
            await WriteAsync(db, deed.Case, deed.Step.Title, stop);
            if ((await RefusingAsync(db, deed.Case.SubjectId, stop)).Except(before).ToList() is { Count: > 0 } lit) refused = string.Join("；", lit);
            return refused is null;
        }, stop);
        return refused;
    }

    /// <summary>After a step was taken back, corrected or the case was ended. After a step that was done there is nothing left to write.</summary>
    public Task FollowAsync(Db db, ProcedureCase one, CancellationToken stop) => WriteAsync(db, one, null, stop);

    async Task<List<string>> RefusingAsync(Db db, Guid subject, CancellationToken stop)
    {
        List<string> lit = [];
        var day = Clock.Today;
        foreach (var rule in refusing)
            if (await db.FirstAsync<bool>($"select exists (select from ({RuleSql.Population(rule, day)}) f where f.id = @subject and {rule.StateSql.Replace("{day}", $"date '{day:yyyy-MM-dd}'", StringComparison.Ordinal)} = 'b')", new { subject }, stop)) lit.Add(rule.WhenBroken);
        return lit;
    }

    async Task WriteAsync(Db db, ProcedureCase one, string? step, CancellationToken stop)
    {
        var names = string.Join(", ", columns.Select(column => $"{ProgrammeSchema.Text(column.Key)}, {ProgrammeSchema.Name(column.Key)}::text"));
        if (await db.FirstAsync<string>($"select jsonb_build_object({names})::text from {table} where id = @SubjectId for update", new { one.SubjectId }, stop) is not { } stands) return;
        var now = JsonSerializer.Deserialize<Dictionary<string, string?>>(stands)!;
        var facts = one.Facts;
        List<Taken>? taken = null;
        List<(DescribedField Column, string? Value)> changed = [];
        foreach (var column in columns)
        {
            var field = column.First().Column;
            var value = column.Select(writer => ValueOf(writer, facts)).LastOrDefault(said => said is not null);
            if (value is null)
            {
                // What this case has never written stays: it may be of a case before it, or of the time before there were steps.
                taken ??= [.. await db.QueryAsync<Taken>("select distinct step, outcome from org.procedure_act where case_id = @Id and kind = @done", new { one.Id, done = ActKind.Done }, stop)];
                if (!column.Any(writer => taken.Any(act => act.Step == writer.Step.Key && (writer.Outcome is null || act.Outcome == writer.Outcome.Title)))) continue;
                if (field.Kind == DescribedKind.Flag) value = "false";
            }
            if (now.GetValueOrDefault(column.Key) != value) changed.Add((field, value));
        }
        if (changed.Count == 0) return;
        var values = changed.Select((change, n) => ($"v{n}", (object?)change.Value)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        values["id"] = one.SubjectId;
        await db.ExecuteAsync($"update {table} set {string.Concat(changed.Select((change, n) => $"{ProgrammeSchema.Name(change.Column.Key)} = cast(@v{n} as {TypeOf(change.Column)}), "))}version = version + 1, changed_at = now(), changed_by = org.actor() where id = @id", values, stop);
        await db.RecordAsync(new(DeedKind.Update, register.Key, one.SubjectId, one.LocalityPath, one.Title,
            [.. changed.Select(change => new Change(change.Column.Label, Shown(change.Column, now.GetValueOrDefault(change.Column.Key)), Shown(change.Column, change.Value)))], step is null ? procedure.Title : $"{procedure.Title}：{step}"), stop);
    }

    static string TypeOf(DescribedField field) => field.Kind == DescribedKind.Flag ? "boolean" : ProgrammeSchema.TypeOf(field);

    static string? Shown(DescribedField field, string? value) => value is null ? null : new CaseFacts([KeyValuePair.Create(field.Key, value)]).Show(DescribedModule.FieldOf(field));
}
