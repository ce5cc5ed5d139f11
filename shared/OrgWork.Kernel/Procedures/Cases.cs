using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>What somebody says was done.</summary>
public sealed record StepInput(DateOnly On, string? Outcome, IReadOnlyDictionary<string, string> Values)
{
    public Locality? Other { get; init; }
    public IReadOnlyList<KeptDocument> Documents { get; init; } = [];
    public string? Reason { get; init; }
    public string? Approver { get; init; }
    public DateOnly? ApprovedOn { get; init; }
    public string? Batch { get; init; }
}

/// <summary>What the rules say to it, and what stands in the way. With neither refusal nor a waiver that is lacking, it can be done.</summary>
public sealed record Judgement(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Refusals)
{
    public bool Refuses => Refusals.Count > 0 || Findings.Any(finding => finding.Refuses || IsMissing(finding));
    public bool NeedsWaiver => !Refuses && Findings.Any(Waivable);
    /// <summary>A rule that must be kept cannot be told to be kept.</summary>
    public static bool IsMissing(Finding finding) => finding.Outcome == Outcome.Unknown && finding.Rule!.Severity == Severity.Refuse;
    /// <summary>Waived by an approver: 一般应当, or what cannot be counted for certain.</summary>
    public static bool Waivable(Finding finding) => finding.NeedsWaiver || finding.Outcome == Outcome.Unknown && finding.Rule!.Severity == Severity.Warn;
    /// <summary>The first day on which nothing would be too early.</summary>
    public DateOnly? Earliest => Findings.Where(finding => finding.IsBroken && finding.Earliest is not null).Max(finding => finding.Earliest);
}

public sealed record ActResult(Judgement Judgement, bool IsDone, bool IsOvertaken = false);

/// <summary>
/// The engine of procedures. Every act is judged whole before anything is written; what is refused changes nothing.
/// Invariants: the day of an act is never ahead and never before the act it follows; the day it was entered is the clock's; acts are only added;
/// a case has one waiting step; a closed case takes no act.
/// </summary>
public sealed class Cases(Db db, RuleChecks rules, Here here)
{
    static readonly JsonSerializerOptions WebJson = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    internal static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public Task<ProcedureCase?> FindAsync(ProcedurePlace place, Guid id, CancellationToken stop) =>
        db.FirstAsync<ProcedureCase>($"select {ProcedureCase.Columns} from org.procedure_case where id = @id and procedure = @procedure", new { id, procedure = place.Procedure.Id }, stop);

    public Task<(ProcedureCase? Case, IReadOnlyList<ProcedureAct> Acts)> FindWithActsAsync(ProcedurePlace place, Guid id, CancellationToken stop) => db.QueryManyAsync($"""
        select {ProcedureCase.Columns} from org.procedure_case where id = @id and procedure = @procedure;
        select {ProcedureAct.Columns} from org.procedure_act where case_id = @id order by number
        """, new { id, procedure = place.Procedure.Id }, async grid => (await grid.ReadFirstOrDefaultAsync<ProcedureCase>(), (IReadOnlyList<ProcedureAct>)[.. await grid.ReadAsync<ProcedureAct>()]), stop);

    /// <summary>The subject as it is known: its title, its place, its facts. Null when it is not within the scope.</summary>
    public async Task<(string Title, string Path, CaseFacts Facts)?> SubjectAsync(ProcedurePlace place, Guid subject, CancellationToken stop)
    {
        if (await db.FirstAsync<object>(place.Procedure.SubjectSql, new { id = subject }, stop) is not IDictionary<string, object?> row) return null;
        return ((string)row["title"]!, (string)row["locality_path"]!, new(row.Where(pair => pair.Key is not ("title" or "locality_path") && pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, CaseFacts.Write(pair.Value)!))));
    }

    /// <summary>A case before its first act.</summary>
    public ProcedureCase Fresh(ProcedurePlace place, Guid id, Guid subject, string title, string path) => new()
    {
        Id = id, SubjectId = subject, Title = title, LocalityPath = path, Procedure = place.Procedure.Id, Step = place.Procedure.First.Id,
        ActsPath = ActsAt(place.Procedure.First, path, null), OpenedOn = Clock.Today, StepSince = Clock.Today,
    };

    // ---- whose turn

    /// <summary>The place that acts on a step: the branch or organ itself, or the one above it that is not lower than the step's level.</summary>
    public string ActsAt(Step step, string path, string? other) => ActsAt(here.Localities, step, path, other);

    public static string ActsAt(LocalityTree places, Step step, string path, string? other)
    {
        var side = step.IsOther && other is not null ? other : path;
        return step.Level == LocalityKind.Organisation || places.AtPath(side) is not { } home ? side : places.LineOf(home).LastOrDefault(place => place.Kind <= step.Level)?.Path ?? home.Path;
    }

    /// <summary>Why this user cannot act on the step; null when they can.</summary>
    public string? WhyNotMine(ProcedurePlace place, ProcedureCase one, Step step)
    {
        var path = one.IsDelegated && one.Step == step.Id ? SideOf(step, one) : ActsAt(step, one.LocalityPath, one.OtherPath);
        if (here.Localities.AtPath(path) is not { } home) return "办理这一步的区划已不存在，请联系管理员";
        var acting = path == one.ActsPath && one.ActsName is { } name ? name : here.PlaceAt(path)?.Name ?? home.Name;
        foreach (var wanted in (string[])[place.Procedure.ActPermission, .. step.Permission is { } own ? [own] : Array.Empty<string>()])
            if (!here.User.Grants.Any(grant => path.StartsWith(grant.Path, StringComparison.Ordinal) && grant.Permissions.Contains(wanted)))
                return $"“{step.Title}”由{acting}的{step.Who}办理；您在{acting}没有“{place.Module.Permissions.First(p => p.Id == wanted).Name}”的权限";
        // What the step asks about (计划数, 名册) lies anywhere below the place that acts: all of it must be in sight.
        return path.StartsWith(here.Locality.Path, StringComparison.Ordinal) ? null : $"“{step.Title}”由{acting}的{step.Who}办理，请先转到{acting}";
    }

    /// <summary>The place of the case on whose side a step is done.</summary>
    static string SideOf(Step step, ProcedureCase one) => step.IsOther ? one.OtherPath ?? one.LocalityPath : one.LocalityPath;

    static string PermissionName(ProcedurePlace place) => place.Module.Permissions.First(p => p.Id == place.Procedure.ActPermission).Name;

    /// <summary>What can be done next: the step that waits; and after one that is repeated and was done, the step behind it.</summary>
    public static IReadOnlyList<Step> Open(Procedure procedure, ProcedureCase one) => !one.IsOpen || procedure.Find(one.Step) is not { } waits ? []
        : waits.IsRepeated && one.StepTimes > 0 && procedure.After(waits) is { } after ? [waits, after] : [waits];

    // ---- judging

    /// <summary>What the rules say to the step being done like this.</summary>
    public async Task<Judgement> JudgeAsync(ProcedurePlace place, ProcedureCase one, Step step, StepInput input, CancellationToken stop, bool isCorrection = false)
    {
        var procedure = place.Procedure;
        List<string> refusals = [];
        if (!one.IsOpen) return new([], [$"这一案已于 {Dates.Format(one.ClosedOn ?? Clock.Today)} {one.Outcome}，不再办理"]);
        if (!isCorrection && !Open(procedure, one).Contains(step))
            return new([], [$"现在等待办理的是“{procedure.Find(one.Step)?.Title ?? one.Step}”，还不能办“{step.Title}”{(procedure.Find(one.Step) is { IsRepeated: true } repeated && procedure.After(repeated) == step ? $"：先记一次“{repeated.Title}”" : "")}"]);
        if (WhyNotMine(place, one, step) is { } others) refusals.Add(others);
        if (input.On > Clock.Today) refusals.Add($"办理日期 {Dates.Format(input.On)} 晚于今天，请到那天再办");
        if (!isCorrection && !step.IsInAnyOrder && one.LastOn is { } last && input.On < last) refusals.Add($"办理日期 {Dates.Format(input.On)} 早于上一步的 {Dates.Format(last)}；各步骤日期应当先后相符，不得倒签，最早为 {Dates.Format(last)}");
        if (step.ChoosesOther && input.Other is null) refusals.Add("请选择转往的区划");
        var outcome = OutcomeOf(step, input);
        if (!isCorrection && step.Outcomes.Count > 0 && (outcome is null || outcome.When?.Invoke(one.Facts) == false)) refusals.Add($"请选择“{step.Title}”的结果");
        foreach (var document in step.Documents.Concat(outcome?.Documents ?? []).Where(document => !isCorrection && input.Documents.All(kept => kept.Name != document))) refusals.Add($"缺材料：{document}；请上传扫描件，或勾选“纸质原件已核”");

        var deed = await DeedAsync(place, one, step, outcome, input, stop);
        var facts = step.Gathers is null ? deed.Facts : deed.Facts.With(await step.Gathers(db, deed, stop));
        var settings = await rules.SettingsAsync(stop);
        var checks = isCorrection ? procedure.Steps.Where(done => done == step || deed.Facts[done.DayFact] is not null).SelectMany(done => done.Checks) : step.Checks.Concat(outcome?.Checks ?? []);
        return new([.. checks.Where(check => check.OnlyWith is null || facts[check.OnlyWith] is not null).Select(check => Ask(check, facts, settings, one.LocalityPath, input.On))], refusals);
    }

    static Finding Ask(StepCheck check, CaseFacts facts, RuleSettings settings, string path, DateOnly on) =>
        check.Spared is { } fact && facts[fact] is { } words ? new(Outcome.NotApplicable, words) { Rule = check.Rule } : facts.Judge(check.Rule, settings, path, on, check.Reads);

    static StepOutcome? OutcomeOf(Step step, StepInput input) => step.Outcomes.FirstOrDefault(outcome => outcome.Id == input.Outcome);

    async Task<StepDeed> DeedAsync(ProcedurePlace place, ProcedureCase one, Step step, StepOutcome? outcome, StepInput input, CancellationToken stop)
    {
        var subject = await SubjectAsync(place, one.SubjectId, stop);
        // What was recorded stands above what the record says today.
        var facts = (subject?.Facts ?? new()).With(one.Facts.All);
        foreach (var field in step.Fields.Concat(step.EachFields).Concat(outcome?.Fields ?? [])) facts[field.Column] = input.Values.GetValueOrDefault(field.Column);
        facts[step.DayFact] = CaseFacts.Write(input.On);
        return new(one, step, outcome, facts, input.On, ActsAt(step, one.LocalityPath, input.Other?.Path ?? one.OtherPath));
    }

    /// <summary>Of each step: the rule that allows it latest of those that do not allow it today, as far as it can be told now.</summary>
    public async Task<IReadOnlyList<Finding?>> AheadAsync(ProcedurePlace place, ProcedureCase one, IReadOnlyList<Step> steps, CancellationToken stop)
    {
        var known = ((await SubjectAsync(place, one.SubjectId, stop))?.Facts ?? new()).With(one.Facts.All);
        var settings = await rules.SettingsAsync(stop);
        return [.. steps.Select(step =>
        {
            var facts = known.Copy();
            facts[step.DayFact] = null;
            return step.Checks.Select(check => Ask(check, facts, settings, one.LocalityPath, Clock.Today)).Where(finding => finding is { IsBroken: true, Earliest: not null }).MaxBy(finding => finding.Earliest);
        })];
    }

    /// <summary>What a form of the step begins with: what the subject's record tells, then what the place has set as usual. What earlier acts recorded is not suggested again.</summary>
    public async Task<CaseFacts> SuggestedAsync(ProcedurePlace place, Guid subject, string path, Step step, CancellationToken stop)
    {
        var known = (await SubjectAsync(place, subject, stop))?.Facts ?? new();
        if (step.Defaults.Count == 0) return known;
        var settings = await rules.SettingsAsync(stop);
        return known.With(step.Defaults.Select(usual => KeyValuePair.Create(usual.Fact, CaseFacts.Write((int)settings.ValueOf(usual.Rule, usual.Rule.Parameter(usual.Parameter), path, Clock.Today).Value)!)));
    }

    // ---- acting

    /// <summary>Opens a case by its first step.</summary>
    public async Task<ActResult> StartAsync(ProcedurePlace place, ProcedureCase fresh, StepInput input, CancellationToken stop)
    {
        var judgement = await JudgeAsync(place, fresh, place.Procedure.First, input, stop);
        if (!IsAllowed(judgement, input)) return new(judgement, false);
        var (isSent, isOpen) = await db.FirstAsync<(bool, bool)>("""
            select exists (select from org.procedure_case where id = @Id), exists (select from org.procedure_case where procedure = @Procedure and subject_id = @SubjectId and state = 'open' and id <> @Id)
            """, fresh, stop);
        if (isSent) return new(judgement, true);
        if (isOpen) return new(judgement with { Refusals = [$"{fresh.Title}已有在办的一案，办结或终止后才能再立"] }, false);
        var prefix = NumberPrefix(here.Localities, fresh.LocalityPath, input.On.Year);
        var number = await db.FirstAsync<int>("select org.next_case_number(@Procedure, @prefix)", new { fresh.Procedure, prefix }, stop);
        if (await db.ExecuteAsync("""
            insert into org.procedure_case (id, locality_path, acts_path, procedure, number, title, subject_id, batch, step, stage, opened_on, step_since)
            values (@Id, @LocalityPath, @ActsPath, @Procedure, @number, @Title, @SubjectId, @Batch, @Step, 1, @On, @On) on conflict do nothing
            """, new { fresh.Id, fresh.LocalityPath, fresh.ActsPath, fresh.Procedure, number = $"{prefix}{number:000}", fresh.Title, fresh.SubjectId, input.Batch, fresh.Step, input.On }, stop) == 0) return new(judgement, true);
        var opened = fresh with { Version = 1, OpenedOn = input.On, StepSince = input.On, Batch = input.Batch };
        return await WriteAsync(place, opened, place.Procedure.First, input, judgement, stop);
    }

    /// <summary>What stands before the number of a case: the place with its township, and the year.</summary>
    public static string NumberPrefix(LocalityTree places, string path, int year) =>
        (places.AtPath(path) is { } at ? string.Concat(places.LineOf(at).Where(place => place == at || place.Kind == LocalityKind.Township).Select(place => place.ShortName)) : "") + $"{year}-";

    /// <param name="version">as it was read; another that was faster is not overridden</param>
    public async Task<ActResult> ActAsync(ProcedurePlace place, ProcedureCase one, Step step, int version, StepInput input, CancellationToken stop)
    {
        if (one.Version != version) return Overtaken;
        var judgement = await JudgeAsync(place, one, step, input, stop);
        return IsAllowed(judgement, input) ? await WriteAsync(place, one, step, input, judgement, stop) : new(judgement, false);
    }

    static bool IsAllowed(Judgement judgement, StepInput input) => !judgement.Refuses && (!judgement.NeedsWaiver || !string.IsNullOrWhiteSpace(input.Reason) && !string.IsNullOrWhiteSpace(input.Approver) && input.ApprovedOn is not null);

    async Task<ActResult> WriteAsync(ProcedurePlace place, ProcedureCase one, Step step, StepInput input, Judgement judgement, CancellationToken stop)
    {
        var procedure = place.Procedure;
        var outcome = OutcomeOf(step, input);
        var deed = await DeedAsync(place, one, step, outcome, input, stop);
        var other = input.Other?.Path ?? one.OtherPath;
        var facts = one.Facts.With(step.Fields.Concat(step.EachFields).Concat(outcome?.Fields ?? []).Select(field => KeyValuePair.Create(field.Column, input.Values.GetValueOrDefault(field.Column) ?? "")));
        facts[step.DayFact] = CaseFacts.Write(input.On);
        var recorded = new CaseFacts(facts.All.Where(pair => step.Has(pair.Key)));
        outcome?.Sets?.Invoke(facts);

        var next = NextOf(procedure, step, outcome);
        // Gone back: what will be done anew is not known any more.
        if (outcome?.Next is not null) Forget(facts, procedure.Steps.SkipWhile(other => other != next).TakeWhile(other => procedure.After(other) is null || other != procedure.After(step)));
        var ends = next is null;
        var waits = next ?? step;
        var after = one with { OtherPath = other, Step = waits.Id, FactsJson = facts.ToJson(), StepSince = waits.Id == one.Step ? one.StepSince : input.On };
        var (warn, due) = ends ? (DateOnly.MaxValue, DateOnly.MaxValue) : await LightsAsync(waits, after, facts, stop);
        var lastOn = step.IsInAnyOrder && one.LastOn > input.On ? one.LastOn : input.On;
        // Effects come while it is still this place's turn: the kernel looks (org.carry_subject).
        if (await db.FirstAsync<int>("select 1 from org.procedure_case where id = @Id and version = @Version for update", new { one.Id, one.Version }, stop) == 0) return Overtaken;
        if (step.Done is not null && await step.Done(db, deed with { Case = after, Facts = deed.Facts.With(facts.All) }, stop) is { } refused) return new(judgement with { Refusals = [refused] }, false);
        // A Party organisation that has moved has taken its cases along: from here on they lie where it lies now.
        if (step.Done is not null && await db.FirstAsync<string>("select locality_path from org.procedure_case where id = @Id", new { one.Id }, stop) is { } path && path != one.LocalityPath)
            (one, after) = (one with { LocalityPath = path }, after with { LocalityPath = path });
        if (await db.ExecuteAsync("""
            update org.procedure_case set other_path = @other, acts_path = @acts, batch = @batch, step = @step, stage = @stage, step_times = @times, is_delegated = false, state = @state, outcome = @outcome,
              facts = @facts::jsonb, acts = acts + 1, last_on = @lastOn, warn_on = @warn, due_on = @due, step_since = @since, closed_on = @closed, version = version + 1
            where id = @Id and version = @Version
            """, new
            {
                one.Id, one.Version, other, acts = ActsAt(waits, one.LocalityPath, other), batch = input.Batch ?? one.Batch, step = waits.Id, stage = (short)(procedure.Stages.ToList().IndexOf(procedure.StageOf(waits)) + 1),
                times = waits.Id == one.Step ? one.StepTimes + 1 : 0, state = !ends ? "open" : outcome?.Ends == true ? "stopped" : "done", outcome = ends ? outcome?.Title ?? "办结" : null,
                facts = facts.ToJson(), lastOn, warn, due, since = after.StepSince, closed = ends ? input.On : (DateOnly?)null,
            }, stop) == 0) return Overtaken;

        await AddActAsync(after, step, ActKind.Done, outcome?.Title, input.On, recorded, ChangesOf(procedure, one.Facts, facts, step), judgement.Findings, input.Documents, input.Reason, input.Approver, stop, before: one.Acts == 0 ? null : one);
        if (procedure.Follows is { } follow) await follow(db, after with { State = !ends ? "open" : outcome?.Ends == true ? "stopped" : "done" }, stop);
        foreach (var waived in judgement.Findings.Where(Judgement.Waivable))
            await db.ExecuteAsync("""
                insert into org.rule_waiver (locality_path, rule, register, row_id, title, found, deed, reason, approver, approved_on, waived_by_name)
                values (@LocalityPath, @rule, @Procedure, @Id, @Title, @Words, @deed, @Reason, @Approver, @ApprovedOn, @name)
                """, new { one.LocalityPath, rule = waived.Rule!.Id, one.Procedure, one.Id, one.Title, waived.Words, deed = step.Title, input.Reason, input.Approver, input.ApprovedOn, name = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Step, one.Procedure, one.Id, one.LocalityPath, one.Title, [new("步骤", null, step.Title), new("办理日期", null, Dates.Format(input.On)), .. outcome is null ? (Change[])[] : [new("结果", null, outcome.Title)]], input.Reason), stop);
        return new(judgement, true);
    }

    static ActResult Overtaken => new(new([], ["别人刚办过这一案，请核对后再办"]), false, IsOvertaken: true);

    async Task<(DateOnly Warn, DateOnly Due)> LightsAsync(Step waits, ProcedureCase one, CaseFacts facts, CancellationToken stop) => LightsOf(waits, facts, await rules.SettingsAsync(stop), one.LocalityPath, Clock.Today);

    /// <summary>From when it is yellow and red while a step waits.</summary>
    public static (DateOnly Warn, DateOnly Due) LightsOf(Step waits, CaseFacts facts, RuleSettings settings, string path, DateOnly today)
    {
        if (waits.Deadline is not { } deadline) return (DateOnly.MaxValue, DateOnly.MaxValue);
        var known = facts.Copy();
        if (!waits.IsRepeated) known[waits.DayFact] = null;
        var finding = known.Judge(deadline.Rule, settings, path, today, deadline.Reads);
        return (deadline.IsEarliest ? finding.Earliest : finding.Latest) is { } due ? (due.AddDays(-deadline.WarnDays), due) : (DateOnly.MaxValue, DateOnly.MaxValue);
    }

    /// <summary>Where it goes on after a step; nothing where that was the end.</summary>
    public static Step? NextOf(Procedure procedure, Step step, StepOutcome? outcome) =>
        outcome is { Ends: true } or { Completes: true } ? null : outcome?.Next is { } said ? procedure.Find(said) : outcome is null && step.IsRepeated ? step : procedure.After(step);

    /// <summary>Back to a step that was done; what was recorded from there on no longer counts, and stays in the history.</summary>
    /// <returns>why not; null when it is done</returns>
    public async Task<string?> ReturnAsync(ProcedurePlace place, ProcedureCase one, Step to, int version, string? reason, CancellationToken stop)
    {
        var procedure = place.Procedure;
        var steps = procedure.Steps;
        if (one.Version != version) return "别人刚办过这一案，请核对后再办";
        if (!one.IsOpen || procedure.Find(one.Step) is not { } now) return "这一案已经结束，不能退回";
        if (string.IsNullOrWhiteSpace(reason)) return "请写明退回的理由";
        if (WhyNotMine(place, one, now) is { } others) return others;
        var (from, target) = (steps.ToList().IndexOf(now), steps.ToList().IndexOf(to));
        if (target >= from) return $"“{to.Title}”还没有办过，只能退回到前面的步骤";
        if (steps.Skip(target).Take(from - target).FirstOrDefault(step => step.IsFinal) is { } final) return $"“{final.Title}”已经改动名册，不能退回到它之前；确需更正的，请用更正";
        var facts = one.Facts;
        Forget(facts, steps.Skip(target));
        var last = steps.Take(target).Where(step => !step.IsInAnyOrder).Max(step => facts.Day(step.DayFact)) ?? one.OpenedOn;
        var (warn, due) = await LightsAsync(to, one, facts, stop);
        if (await db.ExecuteAsync("""
            update org.procedure_case set acts_path = @acts, step = @step, stage = @stage, step_times = 0, is_delegated = false, facts = @facts::jsonb, acts = acts + 1, last_on = @last, warn_on = @warn, due_on = @due, step_since = @today, version = version + 1
            where id = @Id and version = @Version
            """, new { one.Id, one.Version, acts = ActsAt(to, one.LocalityPath, one.OtherPath), step = to.Id, stage = (short)(procedure.Stages.ToList().IndexOf(procedure.StageOf(to)) + 1), facts = facts.ToJson(), last, warn, due, today = Clock.Today }, stop) == 0) return "别人刚办过这一案，请核对后再办";
        await AddActAsync(one, to, ActKind.Returned, null, Clock.Today, new(), ChangesOf(procedure, one.Facts, facts, null), [], [], reason, null, stop, by: now);
        if (procedure.Follows is { } follow) await follow(db, one with { Step = to.Id, FactsJson = facts.ToJson() }, stop);
        await db.RecordAsync(new(DeedKind.Step, one.Procedure, one.Id, one.LocalityPath, one.Title, [new("退回", now.Title, to.Title)], reason), stop);
        return null;
    }

    /// <summary>The place that has just acted takes it back, as long as nobody has gone on from there: the case is as it was before.</summary>
    public async Task<string?> WithdrawAsync(ProcedurePlace place, ProcedureCase one, int version, string? reason, CancellationToken stop)
    {
        if (one.Version != version) return "别人刚办过这一案，请核对后再办";
        if (!one.IsOpen) return "这一案已经结束，不能撤回";
        if (string.IsNullOrWhiteSpace(reason)) return "请写明撤回的理由";
        if (await db.FirstAsync<LastAct>("select step, kind, before_case::text as before from org.procedure_act where case_id = @Id order by number desc limit 1", new { one.Id }, stop) is not { } last
            || last.Kind != ActKind.Done || place.Procedure.Find(last.Step) is not { } step) return "只能撤回刚办的一步；之后已有退回、更正或委托的，请退回";
        if (last.Before is null) return "这是立案的一步，不能撤回；不再办的请终止";
        if (step.IsFinal) return $"“{step.Title}”已经改动名册，不能撤回；确需更正的，请用更正";
        var before = JsonSerializer.Deserialize<ProcedureCase>(last.Before, WebJson)!;
        var was = one with { Step = before.Step, Stage = before.Stage, StepTimes = before.StepTimes, OtherPath = before.OtherPath, IsDelegated = before.IsDelegated, FactsJson = before.FactsJson, LastOn = before.LastOn, StepSince = before.StepSince, Batch = before.Batch };
        if (WhyNotMine(place, was, step) is { } others) return others;
        var (warn, due) = await LightsAsync(place.Procedure.Find(was.Step)!, was, was.Facts, stop);
        if (await db.ExecuteAsync("""
            update org.procedure_case set other_path = @OtherPath, acts_path = @acts, batch = @Batch, step = @Step, stage = @Stage, step_times = @StepTimes, is_delegated = @IsDelegated, facts = @FactsJson::jsonb, acts = acts + 1, last_on = @LastOn,
              warn_on = @warn, due_on = @due, step_since = @StepSince, version = version + 1
            where id = @Id and version = @Version
            """, new { one.Id, one.Version, was.OtherPath, acts = before.ActsPath, was.Batch, was.Step, was.Stage, was.StepTimes, was.IsDelegated, was.FactsJson, was.LastOn, warn, due, was.StepSince }, stop) == 0) return "别人刚办过这一案，请核对后再办";
        await AddActAsync(one, step, ActKind.Withdrawn, null, Clock.Today, new(), ChangesOf(place.Procedure, one.Facts, was.Facts, null), [], [], reason, null, stop);
        if (place.Procedure.Follows is { } follow) await follow(db, was, stop);
        await db.RecordAsync(new(DeedKind.Step, one.Procedure, one.Id, one.LocalityPath, one.Title, [new("撤回", step.Title, null)], reason), stop);
        return null;
    }

    sealed record LastAct(string Step, string Kind, string? Before);

    /// <summary>Ends a case before its last step.</summary>
    public async Task<string?> StopAsync(ProcedurePlace place, ProcedureCase one, int version, string? reason, CancellationToken stop)
    {
        if (one.Version != version) return "别人刚办过这一案，请核对后再办";
        if (!one.IsOpen || place.Procedure.Find(one.Step) is not { } now) return "这一案已经结束";
        if (string.IsNullOrWhiteSpace(reason)) return "请写明终止的理由";
        if (WhyNotMine(place, one, now) is { } others) return others;
        if (now.IsOther) return "这一案由转出地立案，请退回转出地，由其终止";
        if (place.Procedure.Steps.FirstOrDefault(step => step.IsFinal && one.Facts[step.DayFact] is not null) is { } final) return $"“{final.Title}”已经改动名册，不能终止，请按程序办完";
        if (await db.ExecuteAsync("update org.procedure_case set state = 'stopped', outcome = '终止', closed_on = @today, acts = acts + 1, warn_on = 'infinity', due_on = 'infinity', version = version + 1 where id = @Id and version = @Version", new { one.Id, one.Version, today = Clock.Today }, stop) == 0) return "别人刚办过这一案，请核对后再办";
        await AddActAsync(one, now, ActKind.Stopped, "终止", Clock.Today, new(), [], [], [], reason, null, stop);
        if (place.Procedure.Follows is { } follow) await follow(db, one with { State = "stopped" }, stop);
        await db.RecordAsync(new(DeedKind.Step, one.Procedure, one.Id, one.LocalityPath, one.Title, [new("终止", now.Title, null)], reason), stop);
        return null;
    }

    /// <summary>Lets the place of the case act on a step that is above it.</summary>
    public async Task<string?> DelegateAsync(ProcedurePlace place, ProcedureCase one, int version, string? reason, CancellationToken stop)
    {
        if (one.Version != version) return "别人刚办过这一案，请核对后再办";
        if (!one.IsOpen || place.Procedure.Find(one.Step) is not { } now) return "这一案已经结束";
        if (string.IsNullOrWhiteSpace(reason)) return "请写明委托的理由";
        if (one.IsDelegated) return "这一步已经委托";
        if (WhyNotMine(place, one, now) is { } others) return others;
        var to = now.IsOther ? one.OtherPath ?? one.LocalityPath : one.LocalityPath;
        if (to == one.ActsPath) return "这一步本来就由所在区划办理，不用委托";
        if (await db.ExecuteAsync("update org.procedure_case set is_delegated = true, acts_path = @to, acts = acts + 1, version = version + 1 where id = @Id and version = @Version", new { one.Id, one.Version, to }, stop) == 0) return "别人刚办过这一案，请核对后再办";
        await AddActAsync(one, now, ActKind.Delegated, null, Clock.Today, new(), [new("办理", here.Localities.AtPath(one.ActsPath)?.Name, here.Localities.AtPath(to)?.Name)], [], [], reason, null, stop);
        await db.RecordAsync(new(DeedKind.Step, one.Procedure, one.Id, one.LocalityPath, one.Title, [new("委托下级办理", null, now.Title)], reason), stop);
        return null;
    }

    /// <summary>Corrects what was recorded at a step that is done. All steps done are judged again with it; the old values stay in the history.</summary>
    public async Task<ActResult> CorrectAsync(ProcedurePlace place, ProcedureCase one, Step step, int version, StepInput input, CancellationToken stop)
    {
        if (one.Version != version) return Overtaken;
        if (string.IsNullOrWhiteSpace(input.Reason)) return new(new([], ["请写明更正的理由和依据的原始材料"]), false);
        if (one.Facts[step.DayFact] is null) return new(new([], [$"“{step.Title}”还没有办过"]), false);
        var steps = place.Procedure.Steps.Where(one_ => !one_.IsInAnyOrder).ToList();
        var at = steps.IndexOf(step);
        var judgement = await JudgeAsync(place, one, step, input with { Outcome = null }, stop, isCorrection: true);
        var neighbours = at < 0 ? [] : steps.Select((other, n) => (Other: other, n, Day: one.Facts.Day(other.DayFact))).Where(x => x.Day is not null && (x.n < at && x.Day > input.On || x.n > at && x.Day < input.On)).ToList();
        if (neighbours.Count > 0) judgement = judgement with { Refusals = [.. judgement.Refusals, $"更正后 {Dates.Format(input.On)} 与“{neighbours[0].Other.Title}”的 {Dates.Format(neighbours[0].Day!.Value)} 先后颠倒"] };
        // One who corrects a date answers for it by the reason; what only warns is not asked again.
        if (judgement.Refuses) return new(judgement, false);
        var facts = one.Facts;
        foreach (var field in step.Fields.Concat(step.EachFields)) facts[field.Column] = input.Values.GetValueOrDefault(field.Column);
        facts[step.DayFact] = CaseFacts.Write(input.On);
        // What comes next is measured by the last day as it is now.
        var last = steps.Max(done => facts.Day(done.DayFact)) ?? one.LastOn;
        var (warn, due) = await LightsAsync(place.Procedure.Find(one.Step)!, one, facts, stop);
        if (await db.ExecuteAsync("update org.procedure_case set facts = @facts::jsonb, last_on = @last, warn_on = @warn, due_on = @due, acts = acts + 1, version = version + 1 where id = @Id and version = @Version", new { one.Id, one.Version, facts = facts.ToJson(), last, warn, due }, stop) == 0)
            return Overtaken;
        var changes = ChangesOf(place.Procedure, one.Facts, facts, null);
        await AddActAsync(one, step, ActKind.Corrected, null, input.On, new(facts.All.Where(pair => step.Has(pair.Key))), changes, judgement.Findings, [], input.Reason, null, stop);
        if (place.Procedure.Follows is { } follow) await follow(db, one with { FactsJson = facts.ToJson() }, stop);
        await db.RecordAsync(new(DeedKind.Step, one.Procedure, one.Id, one.LocalityPath, one.Title, [new("更正", step.Title, null), .. changes], input.Reason), stop);
        return new(judgement, true);
    }

    Task<int> AddActAsync(ProcedureCase one, Step step, string kind, string? outcome, DateOnly on, CaseFacts facts, IReadOnlyList<Change> changes, IEnumerable<Finding> findings, IReadOnlyList<KeptDocument> documents, string? reason, string? approver, CancellationToken stop, Step? by = null, ProcedureCase? before = null) =>
        db.ExecuteAsync("""
            insert into org.procedure_act (case_id, locality_path, other_path, number, step, kind, outcome, on_day, facts, changes, findings, documents, reason, approver, before_case, entered_by_name)
            values (@Id, @side, @other, @number, @step, @kind, @outcome, @on, @facts::jsonb, @changes::jsonb, @findings::jsonb, @documents::jsonb, @reason, @approver, @before::jsonb, @name)
            """, new
        {
            one.Id, side = SideOf(by ?? step, one), other = (by ?? step).IsOther ? one.LocalityPath : one.OtherPath, number = one.Acts + 1, step = step.Id, kind, outcome, on, facts = facts.ToJson(), changes = JsonSerializer.Serialize(changes, WebJson),
            findings = JsonSerializer.Serialize(findings.Select(finding => new KeptFinding(finding.Rule!.Id, finding.Rule.Title, finding.Rule.Basis.ToString(), WordOf(finding), finding.Words)), Json),
            documents = JsonSerializer.Serialize(documents, Json), reason, approver, before = before is null ? null : JsonSerializer.Serialize(before, WebJson), name = db.Actor.Name,
        }, stop);

    public static string WordOf(Finding finding) => finding.Outcome switch
    {
        Outcome.Met => "符合",
        Outcome.NotApplicable => "不适用",
        Outcome.Unknown => "不能判断",
        _ => finding.Rule!.Severity switch { Severity.Refuse => "拒绝", Severity.Warn => "需经批准", _ => "提醒" },
    };

    internal static void Forget(CaseFacts facts, IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            facts[step.DayFact] = null;
            foreach (var field in step.AllFields) facts[field.Column] = null;
        }
    }

    /// <summary>What is different now; what a step records for the first time stands with its act, not here.</summary>
    static List<Change> ChangesOf(Procedure procedure, CaseFacts before, CaseFacts after, Step? recording)
    {
        var changes = new List<Change>();
        foreach (var fact in before.All.Select(pair => pair.Key).Union(after.All.Select(pair => pair.Key)))
        {
            if (before[fact] == after[fact] || recording?.Has(fact) == true && before[fact] is null) continue;
            var field = procedure.FieldOf(fact) ?? (procedure.Steps.FirstOrDefault(step => step.DayFact == fact) is { } dated ? Field.Date(fact, dated.Title + "日期") : null);
            if (field is not null) changes.Add(new(field.Label, before[fact] is null ? null : before.Show(field), after[fact] is null ? null : after.Show(field)));
        }
        return changes;
    }
}
