using Npgsql;

namespace OrgWork.Kernel;

/// <summary>A subject that breaks a rule, with what was found.</summary>
public sealed record LitRow(Guid Id, string LocalityPath, string Title, object Facts, Finding Finding);

public sealed record LitPage(IReadOnlyList<LitRow> Rows, Guid? Next);

/// <summary>
/// Asks rules. For one subject whose facts one holds (a procedure's step, a form, an import): <see cref="CheckAsync"/>. For the subjects in the
/// database: who breaks a rule, how many, and what the rules say of one record. Within the scope and under the login of the request's module.
/// </summary>
public sealed class RuleChecks(Db db, RuleBook book)
{
    RuleSettings? settings;

    /// <summary>Parameters and calendar, read once.</summary>
    public async ValueTask<RuleSettings> SettingsAsync(CancellationToken stop = default) => settings ??= await RuleSettings.ReadAsync(db, stop);

    /// <param name="path">the place whose parameters hold</param>
    /// <param name="day">the day the deed is done, today unless said</param>
    public async Task<Finding> CheckAsync<TFacts>(Rule<TFacts> rule, TFacts facts, string path, DateOnly? day = null, CancellationToken stop = default) where TFacts : class, new() =>
        rule.Check(facts, (await SettingsAsync(stop)).For(rule, path, day ?? Clock.Today));

    /// <summary>What the rules of a register say of one of its rows: every rule whose population it stands in, broken first.</summary>
    public async Task<IReadOnlyList<RowFinding>> OfRowAsync(RegisterPlace place, Guid id, DateOnly? asOf = null, CancellationToken stop = default)
    {
        var rules = book.Of(place.Module).Where(rule => rule.Population?.Register == place.Register.Id).ToList();
        if (rules.Count == 0) return [];
        var (day, terms) = (asOf ?? Clock.Today, await SettingsAsync(stop));
        // Rules over one population are asked with one reading of it.
        var alike = rules.GroupBy(rule => RuleSql.Population(rule, day)).ToList();
        return await db.ReadAsync([.. alike.Select(rules => new NpgsqlBatchCommand($"select f.* from ({rules.Key}) f where f.id = $1") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } } })], async reader =>
        {
            var found = new List<RowFinding>();
            foreach (var same in alike)
            {
                if (await reader.ReadAsync(stop)) found.AddRange(same.Select(rule => new RowFinding(rule, ReadRow(rule, reader, terms, day).Finding)));
                await reader.NextResultAsync(stop);
            }
            return (IReadOnlyList<RowFinding>)[.. found.OrderBy(finding => finding.Finding.Outcome == Outcome.Broken ? 0 : 1).ThenByDescending(finding => finding.Rule.Severity)];
        }, stop);
    }

    /// <summary>For many rows of a register at once: the rules that they break; those that hold a deed up (refuse or warn), and with <paramref name="reminders"/> the rest as well.</summary>
    public async Task<ILookup<Guid, Finding>> BrokenAsync(RegisterPlace place, Guid[] ids, bool reminders, CancellationToken stop = default)
    {
        var rules = book.Of(place.Module).Where(rule => (reminders || rule.Severity != Severity.Remind) && rule.Population?.Register == place.Register.Id).ToList();
        if (rules.Count == 0 || ids.Length == 0) return Array.Empty<(Guid, Finding)>().ToLookup(pair => pair.Item1, pair => pair.Item2);
        var (day, settings) = (Clock.Today, await SettingsAsync(stop));
        var alike = rules.GroupBy(rule => RuleSql.Population(rule, day)).ToList();
        var terms = new Dictionary<(Rule, string), RuleTerms>();
        return await db.ReadAsync([.. alike.Select(same => new NpgsqlBatchCommand($"select f.* from ({same.Key}) f where f.id = any($1)") { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } } })], async reader =>
        {
            var found = new List<(Guid Id, Finding Finding)>();
            foreach (var same in alike)
            {
                // Rules over the same facts read them once.
                var kinds = same.GroupBy(rule => rule.NewFacts().GetType()).Select(kind => (Rules: kind.ToList(), Columns: kind.First().Facts, Ordinals: kind.First().Facts.Select(fact => reader.GetOrdinal(fact.Column)).ToArray())).ToList();
                var (idAt, pathAt) = (reader.GetOrdinal("id"), reader.GetOrdinal("locality_path"));
                while (await reader.ReadAsync(stop))
                {
                    var (id, path) = (reader.GetGuid(idAt), reader.GetString(pathAt));
                    foreach (var kind in kinds)
                    {
                        var facts = kind.Rules[0].NewFacts();
                        for (var i = 0; i < kind.Columns.Count; i++) kind.Columns[i].Set(facts, reader.GetValue(kind.Ordinals[i]));
                        foreach (var rule in kind.Rules)
                        {
                            if (!terms.TryGetValue((rule, path), out var under)) terms[(rule, path)] = under = settings.For(rule, path, day);
                            if (rule.CheckFacts(facts, under) is { IsBroken: true } finding) found.Add((id, finding));
                        }
                    }
                }
                await reader.NextResultAsync(stop);
            }
            return found.ToLookup(pair => pair.Id, pair => pair.Finding);
        }, stop);
    }

    /// <summary>Those who break the rule, a page at a time in the order of their ids.</summary>
    public async Task<LitPage> LitAsync(Rule rule, Guid? after, int size, CancellationToken stop = default) => (await LitAsync([rule], after, size, stop))[0];

    /// <summary>The same of several rules, in one round trip: a page for each, in their order.</summary>
    public async Task<IReadOnlyList<LitPage>> LitAsync(IReadOnlyList<Rule> rules, Guid? after, int size, CancellationToken stop = default)
    {
        if (rules.Count == 0) return [];
        var (day, terms) = (Clock.Today, await SettingsAsync(stop));
        NpgsqlBatchCommand CommandOf(Rule rule) => new($"select f.* from ({RuleSql.Population(rule, day)}) f where {RuleSql.State(rule, terms, db.Scope.Lo, day)} = 'b' and f.id > $1 order by f.id limit {size + 1}") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = after ?? Guid.Empty } } };
        return await db.ReadAsync([.. rules.Select(CommandOf)], async reader =>
        {
            var pages = new List<LitPage>();
            foreach (var rule in rules)
            {
                var rows = new List<LitRow>();
                while (await reader.ReadAsync(stop)) rows.Add(ReadRow(rule, reader, terms, day));
                var isMore = rows.Count > size;
                if (isMore) rows.RemoveAt(size);
                pages.Add(new(rows, isMore ? rows[^1].Id : null));
                await reader.NextResultAsync(stop);
            }
            return (IReadOnlyList<LitPage>)pages;
        }, stop);
    }

    /// <summary>How many break each rule that has a population, by the rule's id.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(IReadOnlyList<Rule> rules, CancellationToken stop = default)
    {
        var asked = rules.Where(rule => rule.Population is not null).ToList();
        var (day, terms, counts) = (Clock.Today, await SettingsAsync(stop), new Dictionary<string, long>());
        if (asked.Count == 0) return counts;
        return await db.ReadAsync([.. asked.Select(rule => new NpgsqlBatchCommand($"select count(*) from ({RuleSql.Lit(rule, terms, db.Scope.Lo, day)}) lit"))], async reader =>
        {
            foreach (var rule in asked)
            {
                await reader.ReadAsync(stop);
                counts[rule.Id] = reader.GetInt64(0);
                await reader.NextResultAsync(stop);
            }
            return (IReadOnlyDictionary<string, long>)counts;
        }, stop);
    }

    /// <summary>
    /// For a board: how many break any of a group's rules, place by place as the rows lie, for all groups in one round trip. Rules over one population are asked
    /// with one reading of it; the rules of a group are over the same.
    /// </summary>
    /// <returns>for each group, by the path of the rows</returns>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, long>>> CountByPathAsync(IReadOnlyList<IReadOnlyList<Rule>> groups, CancellationToken stop = default)
    {
        var (day, terms) = (Clock.Today, await SettingsAsync(stop));
        var counts = groups.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal)).ToList();
        string Broken(IEnumerable<Rule> rules) => string.Join(" or ", rules.Select(rule => $"({RuleSql.State(rule, terms, db.Scope.Lo, day, "f.locality_path")}) = 'b'"));
        var alike = groups.Select((rules, i) => (rules, i)).GroupBy(group => RuleSql.Population(group.rules[0], day)).ToList();
        if (alike.Count == 0) return counts;
        await db.ReadAsync([.. alike.Select(same => new NpgsqlBatchCommand(
            $"select f.locality_path, {string.Join(", ", same.Select(group => $"count(*) filter (where {Broken(group.rules)})"))} from ({same.Key}) f where {Broken(same.SelectMany(group => group.rules).Distinct())} group by 1"))], async reader =>
        {
            foreach (var same in alike)
            {
                var at = same.Select(group => group.i).ToArray();
                while (await reader.ReadAsync(stop))
                    for (var i = 0; i < at.Length; i++)
                        if (reader.GetInt64(1 + i) is var count and > 0) counts[at[i]][reader.GetString(0)] = count;
                await reader.NextResultAsync(stop);
            }
            return counts;
        }, stop);
        return counts;
    }

    /// <summary>Records that somebody goes on although these rules are not met, in the transaction of the deed.</summary>
    /// <param name="deed">what they go on with: 修改党员, 第 17 步 党委审批</param>
    public async Task WaiveAsync(IEnumerable<Finding> findings, string? register, Guid? row, string path, string title, string deed, RuleWaiver waiver, CancellationToken stop = default)
    {
        foreach (var finding in findings)
        {
            await db.ExecuteAsync("""
                insert into org.rule_waiver (locality_path, rule, register, row_id, title, found, deed, reason, approver, approved_on, waived_by_name)
                values (@path, @Id, @register, @row, @title, @Words, @deed, @Reason, @Approver, @ApprovedOn, @name)
                """, new { path, finding.Rule!.Id, register, row, title, finding.Words, deed, waiver.Reason, waiver.Approver, waiver.ApprovedOn, name = db.Actor.Name }, stop);
            await db.RecordAsync(new(DeedKind.Waive, register, row, path, title, [new("规则", null, $"{finding.Rule.Title}（{finding.Rule.Basis}）"), new("核对情况", null, finding.Words), new("批准人", null, $"{waiver.Approver} {Dates.Format(waiver.ApprovedOn)}")], waiver.Reason), stop);
        }
    }

    /// <summary>Where this rule was waived within the scope, latest first.</summary>
    public Task<IReadOnlyList<WaivedRow>> WaiversAsync(Rule rule, CancellationToken stop = default) => db.QueryAsync<WaivedRow>("select rule, locality_path, register, row_id, title, found, deed, reason, approver, approved_on, waived_by_name, waived_at from org.rule_waiver where rule = @Id order by waived_at desc limit 50", new { rule.Id }, stop);

    static LitRow ReadRow(Rule rule, NpgsqlDataReader reader, RuleSettings settings, DateOnly day)
    {
        var facts = rule.NewFacts();
        foreach (var column in rule.Facts) column.Set(facts, reader[column.Column]);
        var path = (string)reader["locality_path"];
        return new((Guid)reader["id"], path, reader["title"] as string ?? "", facts, rule.CheckFacts(facts, settings.For(rule, path, day)));
    }
}

public sealed record RowFinding(Rule Rule, Finding Finding);
