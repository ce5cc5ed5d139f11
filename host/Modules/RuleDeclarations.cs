using Npgsql;

namespace OrgWork.Host;

/// <summary>Tells the database which parameters the rules of this generation have, so that it can hold lower places to what is stricter by itself.</summary>
static class RuleDeclarations
{
    public static async Task WriteAsync(NpgsqlDataSource core, IEnumerable<Rule> rules, CancellationToken stop)
    {
        var all = rules.SelectMany(rule => rule.Parameters.Select(parameter => (Rule: rule, Parameter: parameter))).OrderBy(pair => pair.Rule.Id, StringComparer.Ordinal).ThenBy(pair => pair.Parameter.Name, StringComparer.Ordinal).ToList();
        await using var write = core.CreateCommand("""
            insert into org.rule_declared (rule, parameter, module, direction, default_value, min_value, max_value)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            on conflict (rule, parameter) do update set module = excluded.module, direction = excluded.direction, default_value = excluded.default_value, min_value = excluded.min_value, max_value = excluded.max_value
            where (rule_declared.module, rule_declared.direction, rule_declared.default_value, rule_declared.min_value, rule_declared.max_value)
              is distinct from (excluded.module, excluded.direction, excluded.default_value, excluded.min_value, excluded.max_value)
            """);
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Rule.Id).ToArray() });
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Parameter.Name).ToArray() });
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Rule.ModuleId).ToArray() });
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Parameter.Stricter switch { Stricter.Higher => (short)1, Stricter.Lower => (short)-1, Stricter.Fixed => (short)2, _ => (short)0 }).ToArray() });
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Parameter.Default).ToArray() });
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Parameter.Min).ToArray() });
        write.Parameters.Add(new() { Value = all.Select(pair => pair.Parameter.Max).ToArray() });
        await write.ExecuteNonQueryAsync(stop);
    }
}
