using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Database;

public sealed class MigrationsTests : IAsyncLifetime
{
    static int count;
    static readonly Dictionary<string, string> Placeless = new() { ["a"] = "只为测试", ["b"] = "只为测试", ["migration"] = "记录" };
    NpgsqlDataSource admin = null!;

    public async Task InitializeAsync() => admin = NpgsqlDataSource.Create(await TestDatabase.CreateAsync($"migrations_{Interlocked.Increment(ref count)}"));

    public Task DisposeAsync() => admin.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_file_runs_once_and_in_order()
    {
        Migration[] files = [new("0001_a.sql", "create table a (n int); insert into a values (1)"), new("0002_b.sql", "insert into a select n + 1 from a")];

        Assert.Equal(["0001_a.sql", "0002_b.sql"], await RunAsync(files));
        Assert.Empty(await RunAsync(files));
        Assert.Equal(3, await AskAsync<long>("select sum(n) from org.a"));
    }

    [Fact]
    public async Task A_new_file_runs_alone_upon_what_is_there()
    {
        Migration first = new("0001_a.sql", "create table a (n int)");
        await RunAsync(first);

        Assert.Equal(["0002_b.sql"], await RunAsync(first, new("0002_b.sql", "alter table a add column word text")));
        Assert.Equal(2, await AskAsync<long>("select count(*) from information_schema.columns where table_schema = 'org' and table_name = 'a'"));
    }

    [Fact]
    public async Task Tables_belong_to_the_owner_of_the_schema_and_not_to_the_administrator()
    {
        await RunAsync(new Migration("0001_a.sql", "create table a (n int)"));

        Assert.Equal("ow_owner", await AskAsync<string>("select tableowner::text from pg_tables where schemaname = 'org' and tablename = 'a'"));
    }

    [Fact]
    public async Task A_file_changed_after_it_has_run_is_refused_by_name()
    {
        await RunAsync(new Migration("0001_a.sql", "create table a (n int)"));

        var refusal = await Assert.ThrowsAsync<ModuleRefusedException>(() => RunAsync(new Migration("0001_a.sql", "create table a (n bigint)")));

        Assert.Contains("org/0001_a.sql", refusal.Message);
        Assert.Contains("改动", refusal.Message);
    }

    [Fact]
    public async Task Other_line_endings_are_no_change()
    {
        await RunAsync(new Migration("0001_a.sql", "create table a (\n  n int\n);\n"));

        Assert.Empty(await RunAsync(new Migration("0001_a.sql", "create table a (\r\n  n int\r\n);\r\n")));
    }

    [Fact]
    public async Task A_file_that_was_run_and_is_gone_is_refused_by_name()
    {
        Migration first = new("0001_a.sql", "create table a (n int)"), second = new("0002_b.sql", "create table b (n int)");
        await RunAsync(first, second);

        var refusal = await Assert.ThrowsAsync<ModuleRefusedException>(() => RunAsync(first));

        Assert.Contains("org/0002_b.sql", refusal.Message);
    }

    [Fact]
    public async Task A_failing_file_is_named_and_leaves_nothing_even_of_the_files_before_it()
    {
        Migration good = new("0001_a.sql", "create table a (n int)");
        Migration bad = new("0002_b.sql", "create table b (n int); insert into b values (1); select no_such_thing from b");

        var refusal = await Assert.ThrowsAsync<ModuleRefusedException>(() => RunAsync(good, bad));

        Assert.Contains("org/0002_b.sql", refusal.Message);
        Assert.Contains("42703", refusal.Message);
        Assert.Equal(0, await AskAsync<long>("select count(*) from pg_tables where schemaname = 'org' and tablename in ('a', 'b')"));
        Assert.Equal(["0001_a.sql"], await RunAsync(good));
    }

    [Theory]
    [InlineData("create table a (n int); commit; select 1 / 0")]
    [InlineData("create table a (n int);\nCOMMIT;\ncreate table b (n int)")]
    [InlineData("create table a (n int); rollback; create table b (n int)")]
    [InlineData("create table a (n int); end; begin; create table b (n int)")]
    public async Task A_file_that_ends_the_transaction_itself_is_refused_and_leaves_nothing(string sql)
    {
        var refusal = await Assert.ThrowsAsync<ModuleRefusedException>(() => RunAsync(new Migration("0001_a.sql", sql)));

        Assert.Contains("org/0001_a.sql", refusal.Message);
        Assert.Equal(0, await AskAsync<long>("select count(*) from pg_tables where schemaname = 'org' and tablename in ('a', 'b')"));
    }

    [Fact]
    public async Task Of_eight_starters_at_once_one_runs_the_files_and_seven_wait_for_it()
    {
        Migration[] files = [new("0001_a.sql", "create table a (n int); insert into a values (1); select pg_sleep(0.2)"), new("0002_b.sql", "insert into a values (2)")];

        var ran = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(files)));

        Assert.Single(ran, list => list.Count == 2);
        Assert.Equal(7, ran.Count(list => list.Count == 0));
        Assert.Equal(2, await AskAsync<long>("select count(*) from org.a"));
    }

    Task<IReadOnlyList<string>> RunAsync(params Migration[] files) => Migrations.RunAsync(admin, "org", "ow_owner", files, Placeless, default);

    async Task<T> AskAsync<T>(string sql)
    {
        await using var command = admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
