using Npgsql;

namespace OrgWork.Host;

/// <summary>Looks whether every table stands behind row security. One that does not stops the start: of the host for the kernel's tables, of the module for its own.</summary>
static class Fence
{
    /// <exception cref="ModuleRefusedException">names the tables and what they lack</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, string schema, IReadOnlyDictionary<string, string> placeless, CancellationToken stop)
    {
        // A policy is the kernel's own sentence (org.place_table has two forms of it), to which more conditions may be added with "and". Permissive policies
        // of one table are joined by "or": a single one that says something else, for reading or for writing, opens the table.
        // A row that goes from one place to another names the second in other_path: whoever holds that place may be let see and change it, said in
        // the same sentence with the other column. They may not add or take away, since that would be done to the first place.
        // What a place sets for all below it (org.make_known_below) is read there, and only read: the one sentence the other way round.
        const string faults = """
            with sentence (path, begins) as (
              select path, format(form, path) from unnest(array['locality_path', 'other_path']) path, (values
                ('((%1$s >= current_setting(''orgwork.lo''::text)) AND (%1$s < current_setting(''orgwork.hi''::text)) AND ( SELECT scope_sealed() AS scope_sealed)'),
                ('((%1$s >= ( SELECT current_setting(''orgwork.lo''::text) AS current_setting)) AND (%1$s < ( SELECT current_setting(''orgwork.hi''::text) AS current_setting)) AND ( SELECT scope_sealed() AS scope_sealed)')) forms (form)),
            policy (polrelid, polcmd, is_open) as (
              select p.polrelid, p.polcmd, exists (
                select from unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) e, replace(e, 'org.scope_sealed', 'scope_sealed') said
                where said is not null and not exists (select from sentence where (path = 'locality_path' or p.polcmd in ('r', 'w')) and (starts_with(said, begins || ' AND ') or said = begins || ')'))
                  and not (p.polcmd = 'r' and said = '((locality_path < current_setting(''orgwork.lo''::text)) AND starts_with(current_setting(''orgwork.lo''::text), locality_path) AND ( SELECT scope_sealed() AS scope_sealed))'))
              from pg_policy p
              where p.polpermissive and p.polroles <> array[(select oid from pg_roles where rolname = 'ow_kernel')])
            select n.nspname || '.' || c.relname,
                   case when a.attname is null then '没有 locality_path 列，也没有在 module.json 的 placeless 里说明理由'
                        when a.attcollation <> 'pg_catalog."C"'::regcollation then 'locality_path 列不是按字节排序的（collate "C"），区划范围会不准'
                        when o.attcollation <> 'pg_catalog."C"'::regcollation then 'other_path 列不是按字节排序的（collate "C"），区划范围会不准'
                        when not c.relrowsecurity then '没有启用行级安全（row level security）'
                        when not c.relforcerowsecurity then '行级安全没有强制（force row level security）'
                        else '没有按区划限定的策略，或者另有敞开的策略（policy）' end
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute a on a.attrelid = c.oid and a.attname = 'locality_path' and not a.attisdropped
            left join pg_attribute o on o.attrelid = c.oid and o.attname = 'other_path' and not o.attisdropped
            where n.nspname = any($1) and c.relkind in ('r', 'p', 'm', 'f') and not c.relname = any($2)
              and (a.attname is null or a.attcollation <> 'pg_catalog."C"'::regcollation or o.attcollation <> 'pg_catalog."C"'::regcollation or not c.relrowsecurity or not c.relforcerowsecurity
                   or not exists (select from policy p where p.polrelid = c.oid and p.polcmd in ('*', 'r') and not p.is_open)
                   or exists (select from policy p where p.polrelid = c.oid and p.is_open))
            order by 1
            """;
        await using var check = new NpgsqlCommand(faults, connection);
        // The record of deeds is the kernel's too.
        check.Parameters.Add(new() { Value = schema == "org" ? new[] { "org", "audit" } : [schema] });
        check.Parameters.Add(new() { Value = placeless.Keys.ToArray() });
        var found = new List<string>();
        await using (var rows = await check.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) found.Add($"{rows.GetString(0)} {rows.GetString(1)}");
        if (found.Count > 0)
            throw new ModuleRefusedException("下列表没有围在区划范围之内，不能启用：" + string.Join("；", found));
    }
}
