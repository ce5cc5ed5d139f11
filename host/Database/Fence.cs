using Npgsql;

namespace OrgWork.Host;

/// <summary>Looks whether every table stands behind row security. One that does not stops the start: of the host for the kernel's tables, of the module for its own.</summary>
static class Fence
{
    /// <exception cref="ModuleRefusedException">names the tables and what they lack</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, string schema, IReadOnlyDictionary<string, string> placeless, CancellationToken stop)
    {
        const string faults = """
            select c.relname,
                   case when a.attname is null then '没有 locality_path 列，也没有在 module.json 的 placeless 里说明理由'
                        when not c.relrowsecurity then '没有启用行级安全（row level security）'
                        when not c.relforcerowsecurity then '行级安全没有强制（force row level security）'
                        else '没有按区划限定的策略（policy）' end
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute a on a.attrelid = c.oid and a.attname = 'locality_path' and not a.attisdropped
            where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relname = any($2)
              and (a.attname is null or not c.relrowsecurity or not c.relforcerowsecurity
                   or not exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) like '%orgwork.lo%scope_sealed%')
                   or exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
                              and pg_get_expr(p.polqual, p.polrelid) not like '%orgwork.lo%scope_sealed%'
                              and p.polroles <> array[(select oid from pg_roles where rolname = 'ow_kernel')]))
            order by 1
            """;
        await using var check = new NpgsqlCommand(faults, connection);
        check.Parameters.Add(new() { Value = schema });
        check.Parameters.Add(new() { Value = placeless.Keys.ToArray() });
        var found = new List<string>();
        await using (var rows = await check.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) found.Add($"{schema}.{rows.GetString(0)} {rows.GetString(1)}");
        if (found.Count > 0)
            throw new ModuleRefusedException("下列表没有围在区划范围之内，不能启用：" + string.Join("；", found));
    }
}
