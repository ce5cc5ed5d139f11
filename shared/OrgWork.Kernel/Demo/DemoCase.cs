using Npgsql;

namespace OrgWork.Kernel;

/// <summary>A case of the invented city, taken through its procedure as the engine would: steps, facts, lights, history. Nothing is judged; who writes the city keeps its rules, or plants a fault.</summary>
public sealed class DemoCase(ProcedurePlace place, Guid id, Guid subject, string title, string path, string? batch = null)
{
    sealed record Act(Step Step, string? Outcome, DateOnly On, string Facts, string By);

    // Without settings of places and without holidays: the numbers of the regulations.
    static readonly RuleSettings Settings = new([], new([], []));

    readonly CaseFacts facts = new();
    readonly List<Act> acts = [];
    Step? waits = place.Procedure.First;
    string? other, outcome;
    DateOnly? last;
    DateOnly since;
    int times;
    bool isStopped;

    /// <summary>The step that waits; nothing when the case is over.</summary>
    public string? Waits => waits?.Id;
    public string? this[string fact] => facts[fact];

    /// <summary>The step that waits is done, or the one behind a step that repeats.</summary>
    public DemoCase Do(string step, DateOnly on, string by, string? way = null, params (string Fact, object Value)[] recorded)
    {
        var procedure = place.Procedure;
        var now = procedure.Find(step) ?? throw new ArgumentException($"{procedure.Title} has no step {step}.", nameof(step));
        if (now != waits && (waits is not { IsRepeated: true } || times == 0 || procedure.After(waits) != now)) throw new InvalidOperationException($"{title}: {waits?.Id} waits, not {step}.");
        var chosen = way is null ? null : now.Outcomes.First(one => one.Id == way);
        foreach (var (fact, value) in recorded) facts[fact] = CaseFacts.Write(value);
        facts[now.DayFact] = CaseFacts.Write(on);
        acts.Add(new(now, chosen?.Title, on, new CaseFacts(facts.All.Where(pair => now.Has(pair.Key))).ToJson(), by));
        chosen?.Sets?.Invoke(facts);
        var next = Cases.NextOf(procedure, now, chosen);
        if (next is null) (outcome, isStopped) = (chosen?.Title ?? "办结", chosen?.Ends == true);
        else if (chosen?.Next is not null) Cases.Forget(facts, procedure.Steps.SkipWhile(one => one != next).TakeWhile(one => procedure.After(one) is null || one != procedure.After(now)));
        times = next is not null && next == waits ? times + 1 : 0;
        if (next != waits) since = on;
        last = now.IsInAnyOrder && last > on ? last : on;
        waits = next;
        return this;
    }

    /// <summary>Where it goes.</summary>
    public DemoCase To(string otherPath)
    {
        other = otherPath;
        return this;
    }

    /// <summary>
    /// By which steps and outcomes a case comes to wait where <paramref name="isThere"/> says (nothing waits at its end): the shortest way on which nothing but the case itself was
    /// changed, and no row of a register had to be named. Null where there is no such way.
    /// </summary>
    public static IReadOnlyList<(Step Step, StepOutcome? Outcome)>? WayTo(Procedure procedure, Func<Step?, StepOutcome?, bool> isThere)
    {
        var (seen, open) = (new HashSet<Step> { procedure.First }, new Queue<(Step Waits, IReadOnlyList<(Step, StepOutcome?)> Way)>([(procedure.First, [])]));
        while (open.TryDequeue(out var at))
            foreach (var (done, way) in (IEnumerable<(Step, IReadOnlyList<(Step, StepOutcome?)>)>)[(at.Waits, at.Way), .. at.Waits.IsRepeated && procedure.After(at.Waits) is { } behind ? [(behind, [.. at.Way, (at.Waits, at.Waits.Outcomes.FirstOrDefault(one => one.Next == at.Waits.Id))])] : Array.Empty<(Step, IReadOnlyList<(Step, StepOutcome?)>)>()])
            {
                if (done.IsFinal || NamesRow(done.Fields)) continue;
                foreach (var outcome in done.Outcomes.Count == 0 ? [null] : done.Outcomes.Where(one => !one.Fields.Any(field => field.Kind == FieldKind.Row)).Cast<StepOutcome?>())
                {
                    var next = Cases.NextOf(procedure, done, outcome);
                    IReadOnlyList<(Step, StepOutcome?)> gone = [.. way, (done, outcome)];
                    if (isThere(next, outcome)) return gone;
                    if (next is not null && seen.Add(next)) open.Enqueue((next, gone));
                }
            }
        return null;

        static bool NamesRow(IEnumerable<Field> fields) => fields.Any(field => field.Kind == FieldKind.Row && field.IsRequired);
    }

    /// <summary>Writes them, with what was done, and lets numbers go on from there.</summary>
    public static async Task WriteAsync(DemoCity city, IEnumerable<DemoCase> cases, CancellationToken stop)
    {
        // Numbers go on where others have left off.
        var numbers = new Dictionary<(string, string), int>();
        await using (var read = new NpgsqlCommand("select module || '/' || procedure, prefix, last::int from org.procedure_number", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) numbers[(rows.GetString(0), rows.GetString(1))] = rows.GetInt32(2);
        await ExecuteAsync(city, """
            create temporary table demo_case on commit drop as select c.*, c.facts::text as facts_text from org.procedure_case c limit 0;
            create temporary table demo_act on commit drop as select a.*, a.facts::text as facts_text, a.documents::text as documents_text from org.procedure_act a limit 0
            """, stop);
        var all = cases.Where(one => one.acts.Count > 0).ToList();
        await city.CopyAsync("pg_temp.demo_case", all.Select(one =>
        {
            var (procedure, waiting) = (one.Place.Procedure, one.waits ?? one.acts[^1].Step);
            var prefix = Cases.NumberPrefix(city.Localities, one.Path, one.acts[0].On.Year);
            var number = numbers[(one.Place.Path, prefix)] = numbers.GetValueOrDefault((one.Place.Path, prefix)) + 1;
            var (warn, due) = one.waits is null ? (DateOnly.MaxValue, DateOnly.MaxValue) : Cases.LightsOf(waiting, one.facts, Settings, one.Path, DemoCity.Today);
            return new
            {
                id = one.Id, locality_path = one.Path, other_path = one.other, acts_path = Cases.ActsAt(city.Localities, waiting, one.Path, one.other), module = one.Place.Module.Id, procedure = procedure.Id,
                number = $"{prefix}{number:000}", title = one.Title, subject_id = one.Subject, batch = one.Batch, step = waiting.Id, stage = (short)(procedure.Stages.ToList().IndexOf(procedure.StageOf(waiting)) + 1), step_times = one.times,
                is_delegated = false, state = one.waits is not null ? "open" : one.isStopped ? "stopped" : "done", outcome = one.outcome, facts_text = one.facts.ToJson(), acts = one.acts.Count, last_on = one.last, warn_on = warn, due_on = due,
                opened_on = one.acts[0].On, step_since = one.since, closed_on = one.waits is null ? one.acts[^1].On : (DateOnly?)null, version = 1, created_at = one.acts[0].On.ToDateTime(new(9, 0), DateTimeKind.Utc),
            };
        }), stop);
        await city.CopyAsync("pg_temp.demo_act", all.SelectMany(one => one.acts.Select((act, n) => new
        {
            case_id = one.Id, locality_path = act.Step.IsOther && one.other is not null ? one.other : one.Path, other_path = act.Step.IsOther ? one.Path : one.other, number = n + 1, module = one.Place.Module.Id, step = act.Step.Id, kind = ActKind.Done,
            outcome = act.Outcome, on_day = act.On, facts_text = act.Facts, documents_text = System.Text.Json.JsonSerializer.Serialize(act.Step.Documents.Select(name => new KeptDocument(name, null, null)), Cases.Json),
            entered_at = act.On.ToDateTime(new(8, 30), DateTimeKind.Utc), entered_by_name = act.By,
        })), stop);
        await ExecuteAsync(city, """
            insert into org.procedure_case (id, locality_path, other_path, acts_path, module, procedure, number, title, subject_id, batch, step, stage, step_times, is_delegated, state, outcome, facts, acts, last_on, warn_on, due_on, opened_on, step_since, closed_on, version, created_at)
            select id, locality_path, other_path, acts_path, module, procedure, number, title, subject_id, batch, step, stage, step_times, is_delegated, state, outcome, facts_text::jsonb, acts, last_on, warn_on, due_on, opened_on, step_since, closed_on, version, created_at from demo_case;
            insert into org.procedure_act (case_id, locality_path, other_path, number, module, step, kind, outcome, on_day, facts, documents, entered_at, entered_by_name)
            select case_id, locality_path, other_path, number, module, step, kind, outcome, on_day, facts_text::jsonb, documents_text::jsonb, entered_at, entered_by_name from demo_act;
            insert into org.procedure_number (module, procedure, prefix, last) select module, procedure, substr(number, 1, length(number) - 3), count(*) from demo_case group by 1, 2, 3 on conflict (module, procedure, prefix) do update set last = org.procedure_number.last + excluded.last;
            drop table demo_case; drop table demo_act; analyze org.procedure_case; analyze org.procedure_act
            """, stop);
    }

    ProcedurePlace Place => place;
    Guid Id => id;
    Guid Subject => subject;
    string Title => title;
    string Path => path;
    string? Batch => batch;

    static async Task ExecuteAsync(DemoCity city, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
