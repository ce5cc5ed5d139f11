using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Boundaries;

public sealed class SchemaTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Fact]
    public async Task Every_table_and_column_carries_its_Chinese_name() => Assert.Empty(await ListAsync("""
        select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (select null::name, 0 union all select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and c.relkind in ('r', 'p')) a (attname, attnum)
        where n.nspname !~ '^(pg_|information_schema|public)' and c.relkind in ('r', 'p', 'v', 'm') and coalesce(col_description(c.oid, a.attnum), case a.attnum when 0 then obj_description(c.oid, 'pg_class') end, '') !~ '[一-龥]'
        """));

    [Fact]
    public async Task Every_table_with_a_place_is_guarded_by_force_with_the_sealed_policy() => Assert.Empty(await ListAsync("""
        select n.nspname || '.' || c.relname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'locality_path'
        where n.nspname !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p')
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) ~ 'locality_path >= (\( SELECT )?current_setting\(''orgwork.lo''.*AND.*locality_path < (\( SELECT )?current_setting\(''orgwork.hi''.*AND.*scope_sealed'))
        """));

    [Fact]
    public async Task The_tables_without_a_place_are_the_known_ones()
    {
        var placeless = await ListAsync("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p') and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'locality_path')
            """);
        string[] known =
        [
            "audit.checkpoint", "audit.head", "audit.verification", "org.column_choice", "org.data_protection_key", "org.described_module", "org.desk_choice", "org.heading_choice", "org.holiday", "org.holiday_year", "org.identity_doubt", "org.listener", "org.locality", "org.locality_history", "org.migration", "org.module_state", "org.old_password", "org.permission_offered", "org.person", "org.person_facet", "org.personal_key", "org.procedure_number",
            "org.role", "org.role_grant", "org.role_grantable", "org.role_permission", "org.rule_declared", "org.rule_parameter", "org.saved_condition", "org.scope_key", "org.sensitive_column", "org.session", "org.sign_in_source", "org.trusted_signer",
        ];

        Assert.Equal(known, placeless);
    }

    /// <summary>A view reads with its owner's rights: were that the administrator, it would show everything.</summary>
    [Fact]
    public async Task No_view_or_function_belongs_to_somebody_whom_policies_do_not_bind() => Assert.Empty(await ListAsync("""
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
          where n.nspname !~ '^(pg_|information_schema|public)' and (r.rolsuper or r.rolbypassrls or r.rolcanlogin)
        union all select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
          where n.nspname !~ '^(pg_|information_schema|public)' and (r.rolsuper or r.rolbypassrls or r.rolcanlogin)
        """));

    [Fact]
    public async Task A_function_with_anothers_rights_looks_names_up_in_no_place_that_others_can_fill() => Assert.Empty(await ListAsync("""
        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname !~ '^(pg_|information_schema)' and p.prosecdef and not coalesce(p.proconfig, '{}') @> array['search_path=pg_catalog, pg_temp']
        """));

    /// <summary>Otherwise a form refuses what it has itself filled in (60.00), or loses what stands behind the point.</summary>
    [Fact]
    public async Task A_number_that_is_typed_has_as_many_places_behind_its_point_as_its_column()
    {
        var columns = (await ListAsync("select n.nspname || '.' || c.relname || '.' || a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid where a.atttypid = 'numeric'::regtype and not a.attisdropped and c.relkind = 'r'")).ToHashSet();
        Assert.Empty(from place in ledger.Book.All
                     from field in place.Register.TypedFields
                     where field.Kind == FieldKind.Number && columns.Contains($"{place.Module.Schema}.{place.Register.Table}.{field.Column}") != field.Decimals > 0
                     select $"{place.Path} {field.Column}");
    }

    [Fact]
    public async Task What_keeps_its_history_has_one_and_so_has_every_list_that_hangs_on_it()
    {
        var histories = await ListAsync("select n.nspname || '.' || regexp_replace(c.relname, '_history$', '') from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname like '%\\_history' and c.relkind = 'r'");
        Assert.All(ledger.Book.All, place =>
        {
            if (place.Register.KeepsHistory) Assert.Contains($"{place.Module.Schema}.{place.Register.Table}", histories);
            // What another ledger tells bears the day it was done on, and is told from that day on.
            Assert.True(place.Register is { KeepsHistory: true } or { IsLedger: true, BeganColumn: not null } || place.Parent is not { Register.KeepsHistory: true }, $"{place.Path}: its record is shown as of any day, it is not (KeepsHistory, org.make_effective)");
        });
    }

    /// <summary>A record as of a day asks for its rows as they were, and a figure of a past day does so for every record.</summary>
    [Fact]
    public async Task Every_list_that_keeps_its_history_is_found_there_by_the_record_it_hangs_on() => Assert.Empty(await ListAsync(ListsNotFoundInHistory));

    internal const string ListsNotFoundInHistory = """
        select c.conrelid::regclass::text from pg_constraint c
        join pg_class t on t.oid = c.conrelid join pg_class h on h.relnamespace = t.relnamespace and h.relname = t.relname || '_history'
        join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1] join pg_attribute p on p.attrelid = t.oid and p.attnum = c.conkey[2] and p.attname = 'locality_path'
        where c.contype = 'f' and not exists (select from pg_index i join pg_attribute k on k.attrelid = h.oid and k.attname = a.attname where i.indrelid = h.oid and i.indkey[0] = k.attnum)
        """;

    /// <summary>The planner takes a GiST index for any of its columns: the posts of one cadre would be looked for among everybody's.</summary>
    [Fact]
    public async Task No_index_that_keeps_periods_apart_is_one_by_which_a_record_can_be_asked_for() => Assert.Empty(await ListAsync("""
        select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam and m.amname = 'gist'
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[]) and a.atttypid = 'uuid'::regtype where a.attnum > 0
        """));

    [Fact]
    public async Task Every_column_that_orders_a_list_has_its_index()
    {
        var indexes = await ListAsync("select indexdef from pg_indexes where schemaname !~ '^pg_'");
        var missing = from place in ledger.Book.All
                      from field in place.Register.Fields
                      where field.CanSort && !indexes.Any(index => index.Contains($" ON {place.Module.Schema}.{place.Register.Table} USING btree ({field.Column}, id)", StringComparison.Ordinal))
                      select $"{place.Path}: {field.Column}";

        Assert.Empty(missing);
    }

    async Task<IReadOnlyList<string>> ListAsync(string sql)
    {
        await using var command = ledger.Host.Admin.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<string>();
        while (await rows.ReadAsync()) all.Add(rows.GetString(0));
        return [.. all.Order(StringComparer.Ordinal)];
    }
}
