using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Data;

/// <summary>What a module could do with the connection it is given, if its code were wrong or somebody else's.</summary>
public sealed class ModuleLoginTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Denied = "42501";
    /// <summary>A view is not truncated and has no such triggers, whoever asks.</summary>
    const string WrongKind = "42809";

    /// <summary>What the kernel publishes to all modules. Everything else of another schema is closed.</summary>
    static readonly HashSet<string> Published =
    [
        "select org.locality", "select org.locality_history", "select org.unit", "select org.unit_gram", "select audit.entry",
        "select org.unit_history", "select org.holiday", "select org.holiday_year", "select org.rule_declared", "select org.rule_parameter", "select org.rule_waiver",
        // Each module sees its own of these: a policy compares the module.
        "select org.identity_doubt", "select org.import", "select org.import_row", "select org.import_done", "select org.file", "select org.file_piece", "select org.job", "select org.document_number", "select org.document_template", "select org.procedure_case", "select org.procedure_act",
        "select org.poll", "select org.poll_count", "delete org.poll_count", "select org.poll_group", "delete org.poll_group", "select org.poll_item", "delete org.poll_item", "select org.poll_voter", "delete org.poll_voter",
        "select org.work_act", "select org.work_instruction", "select org.work_link", "delete org.work_link", "select org.work_item", "select org.work_party", "delete org.work_party", "select org.work_plan", "select org.work_report", "select org.work_round", "select org.work_round_item",
        "select org.saved_query", "delete org.saved_query", "select org.saved_list", "delete org.saved_list", "select org.saved_list_row", "delete org.saved_list_row",
        "select org.figure_snapshot", "insert org.figure_snapshot", "select org.year_ledger", "insert org.year_ledger", "select org.figure_exception", "insert org.figure_exception", "select org.figure_target", "insert org.figure_target", "update org.figure_target",
        "select org.saved_condition", "insert org.saved_condition", "update org.saved_condition", "delete org.saved_condition",
        "select org.heading_choice", "insert org.heading_choice", "update org.heading_choice",
        "update org.import", "update org.import_row", "delete org.import_row", "update org.import_done",
        // What local programmes told of people in the modules' registers, for these to show: by place, as every table.
        "select org.programme_result",
        "select org.column_choice", "insert org.column_choice", "update org.column_choice", "delete org.column_choice",
    ];

    [Fact]
    public async Task Every_table_of_another_schema_is_closed_to_a_module_but_for_what_is_published()
    {
        var relations = await RelationsAsync();
        var open = new List<string>();
        var tried = 0;
        foreach (var manifest in ledger.Manifests)
        {
            await using var source = ledger.LoginAs("ow_m_" + manifest.Id);
            await using var connection = await source.OpenConnectionAsync();
            foreach (var (schema, name, column) in relations.Where(relation => relation.Schema != manifest.Schema))
                foreach (var (verb, sql) in Tries($"\"{schema}\".\"{name}\"", column))
                {
                    tried++;
                    var answer = await TryAsync(connection, sql);
                    if (answer is not (Denied or WrongKind) && !Published.Contains($"{verb} {schema}.{name}")) open.Add($"{manifest.Id}: {verb} {schema}.{name} → {answer}");
                }
        }

        Assert.True(open.Count == 0, string.Join('\n', open));
        Assert.True(tried > 500);
    }

    [Fact]
    public async Task The_hosts_own_login_has_no_way_into_a_modules_tables()
    {
        await using var source = ledger.LoginAs("ow_core");
        await using var connection = await source.OpenConnectionAsync();
        foreach (var (schema, name, column) in (await RelationsAsync()).Where(relation => relation.Schema is not ("org" or "audit")))
            foreach (var (_, sql) in Tries($"\"{schema}\".\"{name}\"", column))
                Assert.Equal(Denied, await TryAsync(connection, sql));
    }

    [Theory]
    [InlineData("set role ow_kernel")]
    [InlineData("set role ow_owner")]
    [InlineData("set role ow_core")]
    [InlineData("set role ow_module_owner")]
    [InlineData("set role ow_o_ledger")]
    [InlineData("set session authorization ow_core")]
    [InlineData("reset role; select * from org.person")]
    [InlineData("set role ow_runtime; select * from org.person")]
    [InlineData("set role none; select * from org.scope_key")]
    [InlineData("set row_security = off; select * from ledger.entrant")]
    [InlineData("select * from org.scope_key")]
    [InlineData("select identity_cipher from org.person")]
    [InlineData("update org.person set name = 'x'")]
    [InlineData("select password_hash from org.account")]
    [InlineData("select * from org.sign_in")]
    [InlineData("select * from org.session")]
    [InlineData("delete from audit.entry")]
    [InlineData("update audit.entry set title = 'x'")]
    [InlineData("insert into audit.entry (actor_name, remote, locality_path, module, deed) values ('x', '', '1.', 'org', 'x')")]
    [InlineData("delete from ledger.entrant")]
    [InlineData("insert into ledger.entrant_gram values ('x', '1.', 0, gen_random_uuid())")]
    [InlineData("truncate ledger.entrant")]
    [InlineData("alter table ledger.entrant disable row level security")]
    [InlineData("alter table ledger.entrant disable trigger all")]
    [InlineData("drop policy scope on ledger.entrant")]
    [InlineData("create policy wide on ledger.entrant using (true)")]
    [InlineData("create table ledger.mine (n int)")]
    [InlineData("create table org.mine (n int)")]
    [InlineData("create table public.mine (n int)")]
    [InlineData("create schema mine")]
    [InlineData("create function org.scope_sealed(int) returns boolean language sql return true")]
    [InlineData("create or replace function org.scope_sealed() returns boolean language sql return true")]
    [InlineData("create role mine")]
    [InlineData("alter role ow_m_ledger bypassrls")]
    [InlineData("grant ow_kernel to ow_m_ledger")]
    [InlineData("create extension dblink")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    [InlineData("select lo_import('/etc/passwd')")]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("copy (select 1) to '/tmp/x'")]
    [InlineData("select set_config('session_replication_role', 'replica', false)")]
    [InlineData("select set_config('log_statement', 'all', false)")]
    [InlineData("select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user")]
    [InlineData("select org.rebuild_grams('ledger.entrant', 'name')")]
    [InlineData("select org.set_password(gen_random_uuid(), 'x', false)")]
    [InlineData("select org.add_facet('org.account')")]
    public async Task A_detour_is_refused(string sql)
    {
        await using var source = ledger.LoginAs("ow_m_ledger", pool: 1);
        await using var connection = await source.OpenConnectionAsync();

        Assert.Equal(Denied, await TryAsync(connection, sql));
    }

    /// <summary>A function that acts with another's rights is a door in the fence: each is here because somebody thought about it.</summary>
    [Fact]
    public async Task The_functions_that_act_with_the_kernels_rights_are_the_known_ones()
    {
        var found = await ledger.Host.AskAsync<string[]>("""
            select array_agg(distinct n.nspname || '.' || p.proname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname !~ '^(pg_|information_schema)' and p.prosecdef and p.prorettype <> 'trigger'::regtype
              and has_function_privilege('ow_m_ledger', p.oid, 'execute') and has_schema_privilege('ow_m_ledger', n.oid, 'usage')
            """);

        Assert.Equal("audit.append, org.ballot_paper, org.carry_subject, org.cast_vote, org.close_poll, org.closed_places, org.document_templates, org.end_event, org.holds_at, org.import_persons, org.job_hold, org.merge_persons, org.my_polls, org.next_case_number, org.open_poll, org.own_person, org.party_items, org.person_by_identity, org.person_cipher, org.person_identify, org.person_put, org.person_records, org.person_unidentify, org.poll_candidates, org.poll_voters, org.programme_data, org.programme_home, org.publish_event, org.publish_module, org.same_named, org.scope_sealed, org.set_rule_parameter, org.switch_described_module, org.switches, org.take_event, org.tell_of_listed, org.tie_account, org.untie_account, org.work_anywhere", string.Join(", ", found!.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_published_view_shows_its_reader_the_readers_own_scope_and_takes_no_writes()
    {
        var (county, neighbour) = (await ledger.PathOfAsync(TestHost.County), await ledger.PathOfAsync(TestHost.Neighbour));
        await ledger.AddEntrantAsync(county, "陶静");
        await ledger.AddEntrantAsync(neighbour, "季安");
        var reader = TestDatabase.Manifest("reader") with { Requires = ["ledger"] };
        var setup = new OrgWork.Host.Setup(ledger.Host.Admin, TestHost.Keys);
        await setup.PrepareModuleAsync(reader, TestDatabase.Migrations(), default);
        await setup.GrantPublishedAsync(reader, [ledger.Ledger], default);
        await using var source = ledger.LoginAs("ow_m_reader");
        await using var db = new DbSource(source, TestHost.Keys.ScopeSeal()).OpenForReading(Scope.Subtree(county, Guid.NewGuid()), Actor.System);

        var names = await db.QueryAsync<string>("select name from ledger.pub_entrants");

        Assert.Contains("陶静", names);
        Assert.DoesNotContain("季安", names);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var sql in (string[])["select name from ledger.entrant", "update ledger.pub_entrants set name = 'x'", "delete from ledger.pub_entrants", "insert into ledger.pub_entrants (name) values ('x')"])
            Assert.Equal(Denied, await TryAsync(connection, sql));
    }

    /// <summary>Whoever knows a person's id still needs them in their scope to have the number, or to change it.</summary>
    [Fact]
    public async Task A_persons_number_is_neither_read_nor_changed_from_outside_their_places()
    {
        var (county, neighbour) = (await ledger.PathOfAsync(TestHost.County), await ledger.PathOfAsync(TestHost.Neighbour));
        var entrant = await ledger.AddEntrantAsync(neighbour, "季安");
        var person = await ledger.Host.AskAsync<Guid>($"update org.person set identity_cipher = '\\x01' where id = (select person_id from ledger.entrant where id = '{entrant}') returning id");
        await using var source = ledger.LoginAs("ow_m_ledger");
        var logins = new DbSource(source, TestHost.Keys.ScopeSeal());

        await using var own = logins.OpenForReading(Scope.Subtree(neighbour, Guid.NewGuid()), Actor.System);
        Assert.NotNull(await own.FirstAsync<byte[]>("select org.person_cipher(@person)", new { person }));
        await using var foreign = logins.OpenForWriting(Scope.Subtree(county, Guid.NewGuid()), Actor.System);
        Assert.Null(await foreign.FirstAsync<byte[]>("select org.person_cipher(@person)", new { person }));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => foreign.FirstAsync<object>("select org.person_identify(@person, 'x', array['\\x02'::bytea], '\\x02')", new { person }));
        Assert.Equal(Denied, refusal.SqlState);
        await using var connection = await source.OpenConnectionAsync();
        Assert.Equal("28000", await TryAsync(connection, $"select org.person_cipher('{person}')", scoped: false));
        Assert.Equal("28000", await TryAsync(connection, "select org.person_put(gen_random_uuid(), 'x', '', '', null, null, null, null, null, null)", scoped: false));
    }

    static IEnumerable<(string Verb, string Sql)> Tries(string table, string column) =>
    [
        ("select", $"select 1 from {table} limit 1"),
        ("insert", $"insert into {table} default values"),
        ("update", $"update {table} set \"{column}\" = default"),
        ("delete", $"delete from {table}"),
        ("truncate", $"truncate {table}"),
        ("create", $"create trigger t before insert on {table} for each row execute function org.tell_hosts('x')"),
    ];

    async Task<IReadOnlyList<(string Schema, string Name, string Column)>> RelationsAsync()
    {
        await using var command = ledger.Host.Admin.CreateCommand("""
            select n.nspname, c.relname, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attidentity = '' order by a.attnum limit 1)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p', 'v', 'm') order by 1, 2
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<(string, string, string)>();
        while (await rows.ReadAsync()) all.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        return all;
    }

    /// <summary>With a scope over everything, so that nothing but the login's own rights stands in the way.</summary>
    /// <returns>the server's code for its refusal, or nothing when it let it pass; nothing stays of it</returns>
    static async Task<string> TryAsync(NpgsqlConnection connection, string sql, bool scoped = true)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            if (scoped)
            {
                var everything = Scope.Whole(Guid.NewGuid());
                await using var enter = new NpgsqlCommand("select set_config('orgwork.lo', $1, true), set_config('orgwork.hi', $2, true), set_config('orgwork.actor', $3, true), set_config('orgwork.seal', $4, true)", connection, transaction);
                foreach (var value in (string[])[everything.Lo, everything.Hi, $"{everything.Actor}", TestHost.Keys.ScopeSeal().For(everything, connection.UserName!)]) enter.Parameters.Add(new() { Value = value });
                await enter.ExecuteNonQueryAsync();
            }
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
            return "";
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
        finally
        {
            await transaction.RollbackAsync();
        }
    }
}
