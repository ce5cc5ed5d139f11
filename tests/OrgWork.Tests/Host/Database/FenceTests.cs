using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Database;

public sealed class FenceTests : IAsyncLifetime
{
    static int count;
    const string Sealed = "locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())";

    const string Other = "other_path >= current_setting('orgwork.lo') and other_path < current_setting('orgwork.hi') and (select org.scope_sealed())";

    readonly string id = $"fenced{Interlocked.Increment(ref count)}";
    NpgsqlDataSource admin = null!;

    public async Task InitializeAsync() => admin = NpgsqlDataSource.Create(await TestHost.CreateDatabaseAsync(id));

    public Task DisposeAsync() => admin.DisposeAsync().AsTask();

    [Fact]
    public async Task A_register_made_with_the_kernels_functions_stands() =>
        await PrepareAsync("create table thing (name text not null); select org.make_register('thing', '物'); select org.make_searchable('thing', 'name')");

    [Fact]
    public Task A_table_without_a_place_is_refused() => RefuseAsync("create table thing (id int primary key)", "locality_path");

    [Fact]
    public async Task A_table_without_a_place_stands_when_the_manifest_says_why() =>
        await PrepareAsync("create table thing (id int primary key)", new() { ["thing"] = "只有代码" });

    [Fact]
    public Task A_table_without_row_security_is_refused() => RefuseAsync("create table thing (locality_path text collate \"C\" not null)", "没有启用");

    [Fact]
    public Task A_table_whose_row_security_is_not_forced_is_refused() => RefuseAsync($"""
        create table thing (locality_path text collate "C" not null);
        select org.place_table('thing');
        alter table thing no force row level security
        """, "没有强制");

    [Fact]
    public Task A_table_without_a_policy_is_refused() => RefuseAsync("""
        create table thing (locality_path text collate "C" not null);
        alter table thing enable row level security;
        alter table thing force row level security
        """, "策略");

    /// <summary>Policies of one table are joined by "or": one that is open opens the table.</summary>
    [Theory]
    [InlineData("create policy wide on thing using (true)")]
    [InlineData("create policy wide on thing for insert with check (true)")]
    [InlineData("create policy wide on thing for select using (locality_path like '1.%')")]
    [InlineData("create policy wide on thing using (" + Sealed + ") with check (true)")]
    [InlineData("create policy wide on thing using (" + Sealed + " or true)")]
    [InlineData("create policy wide on thing using (" + Sealed + " or locality_path > 'x')")]
    [InlineData("drop policy scope on thing; create policy scope on thing using (locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi'))")]
    [InlineData("drop policy kernel on thing; create policy kernel on thing using (true)")]
    public Task A_table_with_an_open_policy_is_refused(string policy) => RefuseAsync($"""
        create table thing (locality_path text collate "C" not null);
        select org.place_table('thing');
        {policy}
        """, "策略");

    /// <summary>What goes to another place is seen there, and gone on with there: said in the same sentence, with that place's own column.</summary>
    [Fact]
    public async Task A_row_that_goes_to_another_place_may_be_seen_and_changed_from_there() => await PrepareAsync($"""
        create table thing (locality_path text collate "C" not null, other_path text collate "C");
        select org.place_table('thing');
        create policy other on thing for select using ({Other});
        create policy other_acts on thing for update using ({Other} and other_path <> locality_path) with check ({Other})
        """);

    [Theory]
    [InlineData("create policy other on thing using (" + Other + ")")]
    [InlineData("create policy other on thing for insert with check (" + Other + ")")]
    [InlineData("create policy other on thing for delete using (" + Other + ")")]
    [InlineData("create policy other on thing for select using (other_path >= current_setting('orgwork.lo'))")]
    [InlineData("create policy other on thing for select using (" + Other + " or true)")]
    [InlineData("create policy other on thing for update using (" + Other + ") with check (true)")]
    [InlineData("create policy other on thing for select using (exists (select from org.locality where path = other_path))")]
    [InlineData("alter table thing alter column other_path type text collate \"default\"")]
    public Task A_policy_for_another_place_that_says_more_than_that_is_refused(string policy) => RefuseAsync($"""
        create table thing (locality_path text collate "C" not null, other_path text collate "C");
        select org.place_table('thing');
        {policy}
        """, policy.StartsWith("alter", StringComparison.Ordinal) ? "collate" : "策略");

    [Fact]
    public async Task A_policy_that_narrows_further_stands() => await PrepareAsync("""
        create table thing (locality_path text collate "C" not null, is_secret boolean not null);
        select org.place_table('thing');
        create policy narrow on thing as restrictive using (not is_secret)
        """);

    /// <summary>In the order of Chinese names the dots of a path do not count, and a subtree is no range.</summary>
    [Fact]
    public Task A_table_whose_paths_are_not_in_the_order_of_bytes_is_refused() => RefuseAsync("create table thing (locality_path text not null); select org.place_table('thing')", "collate");

    [Fact]
    public Task A_copy_of_rows_that_no_policy_guards_is_refused() => RefuseAsync("""
        create table thing (locality_path text collate "C" not null);
        select org.place_table('thing');
        create materialized view copied as select * from thing with no data
        """, "copied", "copied");

    [Fact]
    public Task A_part_of_a_table_needs_a_fence_of_its_own() => RefuseAsync("""
        create table thing (locality_path text collate "C" not null) partition by list (locality_path);
        select org.place_table('thing');
        create table thing_first partition of thing for values in ('1.')
        """, "没有启用", "thing_first");

    [Fact]
    public async Task The_kernels_own_tables_stand_behind_the_same_fence()
    {
        await DoAsync("set role ow_owner; create table org.stray (locality_path text collate \"C\" not null); reset role");
        Assert.Contains("org.stray", (await Assert.ThrowsAsync<ModuleRefusedException>(() => new Setup(admin, TestHost.Keys).PrepareKernelAsync(default))).Message);

        await DoAsync("drop table org.stray; alter table audit.entry no force row level security");
        Assert.Contains("audit.entry", (await Assert.ThrowsAsync<ModuleRefusedException>(() => new Setup(admin, TestHost.Keys).PrepareKernelAsync(default))).Message);
    }

    async Task RefuseAsync(string migration, string reason, string table = "thing")
    {
        var refusal = await Assert.ThrowsAsync<ModuleRefusedException>(() => PrepareAsync(migration));
        Assert.Contains($"{id}.{table}", refusal.Message);
        Assert.Contains(reason, refusal.Message);
    }

    Task PrepareAsync(string migration, Dictionary<string, string>? placeless = null) =>
        new Setup(admin, TestHost.Keys).PrepareModuleAsync(TestDatabase.Manifest(id) with { Placeless = placeless ?? [] }, TestDatabase.Migrations(("0001_thing.sql", migration)), default);

    async Task DoAsync(string sql)
    {
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
