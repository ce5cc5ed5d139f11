using System.Globalization;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Database;

public class SetupTests
{
    static int count;
    const string First = "create table thing (name text not null); select org.make_register('thing', '物'); select org.make_searchable('thing', 'name')";

    [Fact]
    public async Task Setting_up_again_changes_nothing()
    {
        await using var admin = await EmptyAsync();
        var setup = new Setup(admin, TestHost.Keys);
        await setup.PrepareKernelAsync(default);
        await setup.PrepareModuleAsync(TestDatabase.Manifest("twice"), TestDatabase.Migrations(("0001_thing.sql", First)), default);
        var before = await PictureAsync(admin);

        await setup.PrepareKernelAsync(default);
        await setup.PrepareModuleAsync(TestDatabase.Manifest("twice"), TestDatabase.Migrations(("0001_thing.sql", First)), default);

        Assert.Equal(before, await PictureAsync(admin));
        Assert.Contains("twice.thing", before);
    }

    [Fact]
    public async Task Hosts_that_start_at_once_on_one_empty_database_all_get_through()
    {
        await using var admin = await EmptyAsync();
        var migrations = TestDatabase.Migrations(("0001_thing.sql", First));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var setup = new Setup(admin, TestHost.Keys);
            await setup.PrepareKernelAsync(default);
            await setup.PrepareModuleAsync(TestDatabase.Manifest("atonce"), migrations, default);
        }));

        Assert.Equal("1", await AskAsync(admin, "select count(*) from org.migration where schema_name = 'atonce'"));
    }

    /// <summary>Roles belong to the server, and locks to a database: two deployments on one server meet at the roles.</summary>
    [Fact]
    public async Task Two_deployments_on_one_server_can_be_set_up_at_the_same_moment()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EmptyAsync()));

        for (var round = 0; round < 5; round++)
            await Task.WhenAll(databases.Select(admin => new Setup(admin, TestHost.Keys).PrepareKernelAsync(default)));

        foreach (var admin in databases) await admin.DisposeAsync();
    }

    [Fact]
    public async Task An_upgrade_runs_the_new_file_and_keeps_rows_rights_and_fence()
    {
        await using var admin = NpgsqlDataSource.Create(await TestHost.CreateDatabaseAsync(NextName()));
        var setup = new Setup(admin, TestHost.Keys);
        await setup.PrepareModuleAsync(TestDatabase.Manifest("grown"), TestDatabase.Migrations(("0001_thing.sql", First)), default);
        await AskAsync(admin, "insert into grown.thing (locality_path, name) select path, '旧物' from org.locality returning 1");

        await setup.PrepareModuleAsync(TestDatabase.Manifest("grown"), TestDatabase.Migrations(("0001_thing.sql", First),
            ("0002_more.sql", "alter table thing add column weight int not null default 3; create table part (name text not null); select org.make_child('part', '件', 'thing')")), default);

        Assert.Equal("4 12", await AskAsync(admin, "select count(*) || ' ' || sum(weight) from grown.thing"));
        Assert.Equal("true true true false", await AskAsync(admin, """
            select concat_ws(' ', has_table_privilege('ow_m_grown', 'grown.part', 'select')::text, has_table_privilege('ow_m_grown', 'grown.part', 'insert')::text,
                                  has_table_privilege('ow_m_grown', 'grown.thing', 'update')::text, has_table_privilege('ow_m_grown', 'grown.part', 'delete')::text)
            """));
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_version_before_it_whole()
    {
        await using var admin = NpgsqlDataSource.Create(await TestHost.CreateDatabaseAsync(NextName()));
        var setup = new Setup(admin, TestHost.Keys);
        await setup.PrepareModuleAsync(TestDatabase.Manifest("torn"), TestDatabase.Migrations(("0001_thing.sql", First)), default);
        await AskAsync(admin, "insert into torn.thing (locality_path, name) select path, '旧物' from org.locality returning 1");
        var before = await PictureAsync(admin);

        var refusal = await Assert.ThrowsAsync<ModuleRefusedException>(() => setup.PrepareModuleAsync(TestDatabase.Manifest("torn"),
            TestDatabase.Migrations(("0001_thing.sql", First), ("0002_more.sql", "delete from thing; alter table thing add column weight int; alter table thing add constraint heavy check (lightness > 1)")), default));

        Assert.Contains("torn/0002_more.sql", refusal.Message);
        Assert.Equal(before, await PictureAsync(admin));
        Assert.Equal("4", await AskAsync(admin, "select count(*) from torn.thing"));
    }

    [Fact]
    public async Task No_login_may_step_past_row_security_or_make_anything()
    {
        await using var admin = NpgsqlDataSource.Create(await TestHost.CreateDatabaseAsync(NextName()));
        await new Setup(admin, TestHost.Keys).PrepareModuleAsync(TestDatabase.Manifest("meek"), TestDatabase.Migrations(("0001_thing.sql", First)), default);

        Assert.Equal("0", await AskAsync(admin, "select count(*) from pg_roles where rolname like 'ow\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"));
        Assert.Equal("0", await AskAsync(admin, """
            select count(*) from pg_roles r, pg_namespace n
            where (r.rolname = 'ow_core' or r.rolname like 'ow\_m\_%') and n.nspname not like 'pg\_temp%' and n.nspname not like 'pg\_toast%' and has_schema_privilege(r.oid, n.oid, 'create')
            """));
    }

    static string NextName() => $"setup_{Interlocked.Increment(ref count)}";

    static async Task<NpgsqlDataSource> EmptyAsync() => NpgsqlDataSource.Create(await TestCluster.CreateDatabaseAsync(NextName()));

    static async Task<string> AskAsync(NpgsqlDataSource admin, string sql)
    {
        await using var command = admin.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    /// <summary>Everything that was made, and who may do what with it.</summary>
    static Task<string> PictureAsync(NpgsqlDataSource admin) => AskAsync(admin, """
        select string_agg(line, E'\n' order by line) from (
          select n.nspname || '.' || c.relname || ' ' || c.relkind::text || ' ' || r.rolname || ' ' || coalesce(c.relacl::text, '') || ' ' || c.relrowsecurity || c.relforcerowsecurity as line
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner where n.nspname !~ '^(pg_|information_schema)'
          union all select 'column ' || table_schema || '.' || table_name || '.' || column_name || ' ' || data_type from information_schema.columns where table_schema !~ '^(pg_|information_schema)'
          union all select 'schema ' || nspname || ' ' || coalesce(nspacl::text, '') from pg_namespace where nspname !~ '^pg_'
          union all select 'policy ' || polrelid::regclass || ' ' || polname || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') from pg_policy
          union all select 'function ' || p.oid::regprocedure || ' ' || coalesce(p.proacl::text, '') from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('org', 'audit')
          union all select 'migration ' || schema_name || '/' || file || ' ' || ran_at from org.migration
          union all select 'key ' || encode(inner_pad, 'hex') from org.scope_key
        ) lines
        """);
}
