namespace OrgWork.Kernel;

/// <summary>
/// Dates by which running cases are due follow the parameters of their rules: at once when one is changed, and each night for what takes effect that day.
/// Invariant: the light of a running case is what its rule says under today's parameters.
/// </summary>
public static class CaseLights
{
    sealed record Waiting(Guid Id, string LocalityPath, string Procedure, string Step, string Facts, DateOnly WarnOn, DateOnly DueOn, int Version);

    /// <param name="rule">only what waits under this one; every case of the scope without</param>
    /// <returns>how many cases have other dates now</returns>
    public static async Task<int> SettleAsync(Db db, IEnumerable<Procedure> procedures, Rule? rule, CancellationToken stop)
    {
        var steps = procedures.SelectMany(procedure => procedure.Steps.Where(step => step.Deadline is { } deadline && (rule is null || deadline.Rule.Id == rule.Id)).Select(step => (Procedure: procedure.Id, Step: step))).ToDictionary(pair => (pair.Procedure, pair.Step.Id), pair => pair.Step);
        if (steps.Count == 0) return 0;
        // Cases of elsewhere that are on their way here are the other place's to reckon.
        var waiting = await db.QueryAsync<Waiting>("""
            select id, locality_path, procedure, step, facts::text as facts, warn_on, due_on, version from org.procedure_case
            where state = 'open' and locality_path >= @Lo and locality_path < @Hi and (procedure, step) in (select * from unnest(@procedures, @steps)) order by id
            """, new { db.Scope.Lo, db.Scope.Hi, procedures = steps.Keys.Select(key => key.Item1).ToArray(), steps = steps.Keys.Select(key => key.Item2).ToArray() }, stop);
        var settings = await RuleSettings.ReadAsync(db, stop);
        var changed = waiting.Select(one => (one.Id, one.Version, Old: (one.WarnOn, one.DueOn), New: Cases.LightsOf(steps[(one.Procedure, one.Step)], CaseFacts.FromJson(one.Facts), settings, one.LocalityPath, Clock.Today))).Where(one => one.Old != one.New).ToList();
        if (changed.Count == 0) return 0;
        // What went on meanwhile has reckoned its own.
        var count = await db.ExecuteAsync("update org.procedure_case c set warn_on = n.warn, due_on = n.due from unnest(@ids, @versions, @warn, @due) n (id, version, warn, due) where c.id = n.id and c.version = n.version",
            new { ids = changed.Select(one => one.Id).ToArray(), versions = changed.Select(one => one.Version).ToArray(), warn = changed.Select(one => one.New.Warn).ToArray(), due = changed.Select(one => one.New.Due).ToArray() }, stop);
        // Cases that were acted upon at that very moment were held for this, and then left as they are.
        if (count == 0) db.NeedsNoDeed("the cases were held, and none of them was changed");
        return count;
    }
}

/// <summary>Parameters may take effect on a later day than they were set: what is due is reckoned anew each night.</summary>
public sealed class CaseLightsJob(IReadOnlyList<Procedure> procedures) : Job<NoArguments>
{
    public override string Id => "case-lights";
    public override string Title => "重新计算办理期限";
    public override Cycle? Cycle => Cycle.Daily(new(0, 20));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var count = await CaseLights.SettleAsync(db, procedures, null, run.Stop);
        if (count > 0) await db.RecordAsync(new(DeedKind.Update, "rules", Title: Title, Changes: [new("在办案件", null, $"{count} 件")]), run.Stop);
        return new JobResult($"{count} 件的期限按当日参数重新计算");
    });
}
