namespace OrgWork.Grassroots;

/// <summary>
/// What chance has left out: an open case at each step to which one comes without changing a register, and one that ended, for every procedure. They are about people and
/// organisations with whom nothing else of the kind is going on, and say what a clerk would write.
/// </summary>
static class EveryStepDemo
{
    const int OfEach = 2;
    static readonly DateOnly Today = DemoCity.Today;

    public static async Task FillAsync(DemoCity city, IEnumerable<Procedure> procedures, IEnumerable<Register> registers, CancellationToken stop)
    {
        // Subjects are asked for as the module asks for them.
        string before;
        await using (var path = new Npgsql.NpgsqlCommand("with was as materialized (select current_setting('search_path') as path) select path from was, lateral (select set_config('search_path', 'grassroots, org, public', true) where was.path is not null) x", city.Connection)) before = (string)(await path.ExecuteScalarAsync(stop))!;
        var there = new HashSet<string>();
        await using (var read = new Npgsql.NpgsqlCommand("select procedure || '/' || case when state = 'open' then step else '' end from org.procedure_case where module = 'grassroots' group by 1", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) there.Add(rows.GetString(0));
        var townships = city.Localities.Roots.SelectMany(city.Localities.Below).Where(place => place.Kind == LocalityKind.Township).ToList();
        List<DemoCase> cases = [];
        var n = 0;
        foreach (var procedure in procedures)
        {
            List<IReadOnlyList<(Step Step, StepOutcome? Outcome)>> ways = [.. procedure.Steps.Where(step => !step.IsClosed && step != procedure.First && !there.Contains($"{procedure.Id}/{step.Id}")).Select(step => DemoCase.WayTo(procedure, (waits, _) => waits == step)).OfType<IReadOnlyList<(Step, StepOutcome?)>>()];
            // Refused, for its reason.
            if (!there.Contains(procedure.Id + "/") && (DemoCase.WayTo(procedure, (waits, outcome) => waits is null && outcome is { Ends: true }) ?? DemoCase.WayTo(procedure, (waits, _) => waits is null)) is { } ended) ways.Add(ended);
            if (ways.Count == 0) continue;
            var subjects = await SubjectsAsync(city, procedure, registers.Single(register => register.Id == procedure.Register).Table, ways.Count * OfEach, stop);
            foreach (var (way, subject) in Enumerable.Range(0, OfEach).SelectMany(_ => ways).Zip(subjects))
            {
                var one = new DemoCase(new(GrassrootsDemo.Manifest, procedure), city.IdFor("every step", n), subject.Id, subject.Title, subject.Path);
                var on = Today.AddDays(-7 * way.Count - 5 - n % 5);
                foreach (var (step, outcome) in way)
                {
                    if (step.ChoosesOther && townships.FirstOrDefault(place => !subject.Path.StartsWith(place.Path, StringComparison.Ordinal)) is { } elsewhere) one.To(elsewhere.Path);
                    one.Do(step.Id, on, step.Level switch { LocalityKind.County => "县委组织部", LocalityKind.Township => "乡镇组织委员", _ => "支部书记" }, outcome?.Id, [.. step.Fields.Concat(step.EachFields).Concat(outcome?.Fields ?? []).Where(field => field.Kind is not (FieldKind.Row or FieldKind.Unit)).Select(field => (field.Column, Said(field, on, n)))]);
                    on = on.AddDays(6);
                }
                cases.Add(one);
                n++;
            }
        }
        await using (var back = new Npgsql.NpgsqlCommand("select set_config('search_path', $1, true)", city.Connection) { Parameters = { new() { Value = before } } }) await back.ExecuteNonQueryAsync(stop);
        await DemoCase.WriteAsync(city, cases, stop);
    }

    /// <summary>Rows of the register a case may be opened for, with whom no case of this procedure is going on.</summary>
    static async Task<List<(Guid Id, string Title, string Path)>> SubjectsAsync(DemoCity city, Procedure procedure, string table, int count, CancellationToken stop)
    {
        await using var read = new Npgsql.NpgsqlCommand($"""
            select drawn.id, s.title, s.locality_path from (select id from grassroots.{table} where removed_at is null order by md5(id::text || '{procedure.Id}') limit {count * 20 + 200}) drawn
            cross join lateral ({procedure.SubjectSql.Replace("@id", "drawn.id", StringComparison.Ordinal)}) s
            where not exists (select from org.procedure_case c where c.module = 'grassroots' and c.procedure = '{procedure.Id}' and c.subject_id = drawn.id) order by md5(drawn.id::text || 'subject') limit {count}
            """, city.Connection) { CommandTimeout = 0 };
        await using var rows = await read.ExecuteReaderAsync(stop);
        var found = new List<(Guid, string, string)>();
        while (await rows.ReadAsync(stop)) found.Add((rows.GetGuid(0), rows.GetString(1), rows.GetString(2)));
        return found;
    }

    /// <summary>What stands in a field of a step: votes that add up, days that follow, words of the trade.</summary>
    static object Said(Field field, DateOnly on, int n) => field.Kind switch
    {
        FieldKind.Number when field.Column.EndsWith("oppose", StringComparison.Ordinal) || field.Column.EndsWith("abstain", StringComparison.Ordinal) => 0,
        FieldKind.Number when field.Column.EndsWith("voters", StringComparison.Ordinal) => 20,
        FieldKind.Number when field.Column.EndsWith("present", StringComparison.Ordinal) || field.Column.EndsWith("issued", StringComparison.Ordinal) || field.Column.EndsWith("approve", StringComparison.Ordinal) => 18,
        FieldKind.Number when field.Column.EndsWith("days", StringComparison.Ordinal) => 30,
        FieldKind.Number => Math.Max(field.Min, Math.Min(field.Max, 60)),
        FieldKind.Flag => true,
        FieldKind.Date => field.NotInFuture ? on.AddDays(-1) : on.AddDays(30),
        FieldKind.Month => GrassrootsDemo.Month(on),
        FieldKind.Code => field.Codes!.Codes[n % field.Codes.Codes.Count].Value,
        _ when field.Label.EndsWith('号') => $"党组〔2026〕{n + 11}号",
        _ when field.Label.EndsWith('人') || field.Label.Contains("书记", StringComparison.Ordinal) => "组织委员",
        _ when field.Label.Contains("原因", StringComparison.Ordinal) || field.Label.Contains("理由", StringComparison.Ordinal) => "材料还不齐全，补齐后再报。",
        FieldKind.LongText => "经核实，情况属实，材料齐全。",
        _ => field.Label.Length > 8 ? "按规定办理" : field.Label + "已核",
    };
}
