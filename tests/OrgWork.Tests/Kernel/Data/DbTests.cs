using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Data;

public sealed class DbTests(LedgerHost ledger) : IClassFixture<LedgerHost>, IAsyncLifetime
{
    NpgsqlDataSource source = null!;
    DbSource logins = null!;
    Scope county = null!;
    string neighbour = null!;

    public async Task InitializeAsync()
    {
        source = ledger.LoginAs("ow_m_ledger");
        logins = new(source, TestHost.Keys.ScopeSeal());
        county = Scope.Subtree(await ledger.PathOfAsync(TestHost.County), Guid.NewGuid());
        neighbour = await ledger.PathOfAsync(TestHost.Neighbour);
        await ledger.Host.DoAsync("truncate ledger.circle, ledger.circle_gram cascade");
    }

    public Task DisposeAsync() => source.DisposeAsync().AsTask();

    [Fact]
    public async Task Looking_refuses_to_write_by_every_way()
    {
        await using var db = Reading();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.ExecuteAsync("insert into ledger.circle (locality_path, name) values (@Lo, 'x')", new { county.Lo }));

        foreach (var sql in (string[])["insert into ledger.circle (locality_path, name) values (@Lo, 'x') returning 1::bigint", "select 1::bigint from audit.append('[{\"kind\":\"x\"}]', 'x', @Lo)"])
            Assert.Equal("25006", (await Assert.ThrowsAsync<PostgresException>(() => db.QueryAsync<long>(sql, new { county.Lo }))).SqlState);
        NpgsqlBatchCommand hot = new("insert into ledger.circle (locality_path, name) values ($1, 'x')") { Parameters = { new() { Value = county.Lo } } };
        Assert.Equal("25006", (await Assert.ThrowsAsync<PostgresException>(() => db.ReadAsync([hot], _ => Task.FromResult(0)))).SqlState);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Each_of_several_statements_says_how_deep_the_scope_is_so_that_no_plan_of_a_village_serves_a_city()
    {
        await using var db = Reading();
        var (first, second, third) = await db.QueryManyAsync("""
            select current_query() -- a remark; with 'half a quote
            ; select current_query() || ';' || $a$;$a$ where '; ' <> @word;
            select current_query();
            """, new { word = "x" }, async grid => (await grid.ReadFirstAsync<string>(), await grid.ReadFirstAsync<string>(), await grid.ReadFirstAsync<string>()));

        var depth = $"/*{county.Depth}*/";
        Assert.All([first, second, third], said => Assert.StartsWith(depth, said.Trim(), StringComparison.Ordinal));
        Assert.EndsWith(";;", second, StringComparison.Ordinal);
        Assert.Equal(1, second.Split(depth).Length - 1);
    }

    [Fact]
    public async Task A_deed_that_is_not_committed_leaves_nothing_not_even_its_entry()
    {
        var entries = await EntriesAsync();
        await using (var db = Writing())
        {
            await AddAsync(db, county.Lo, "一组");
            await db.RecordAsync(new(DeedKind.Create, "circles", Title: "一组"));
            Assert.Equal(1, await db.FirstAsync<int>("select count(*)::int from ledger.circle"));
        }

        Assert.Equal(0, await CountAsync());
        Assert.Equal(entries, await EntriesAsync());
    }

    [Fact]
    public async Task What_is_changed_without_an_entry_in_the_record_is_not_committed()
    {
        var entries = await EntriesAsync();
        await using (var db = Writing())
        {
            await AddAsync(db, county.Lo, "一组");
            Assert.Contains("no deed", (await Assert.ThrowsAsync<InvalidOperationException>(() => db.CommitAsync())).Message, StringComparison.Ordinal);
        }
        await using (var db = Writing())
        {
            // By whatever way it was changed.
            await db.QueryAsync<Guid>("insert into ledger.circle (locality_path, name) values (@Lo, '一组') returning id", new { county.Lo });
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.CommitAsync());
        }
        Assert.Equal(0, await CountAsync());
        Assert.Equal(entries, await EntriesAsync());

        // What changed nothing has nothing to tell, and what is nobody's deed says so; once, for this transaction.
        await using (var db = Writing())
        {
            Assert.Equal(0, await db.ExecuteAsync("update ledger.circle set name = 'x' where name = 'y'"));
            await db.CommitAsync();
            db.NeedsNoDeed("arranged by a test");
            await AddAsync(db, county.Lo, "二组");
            await db.CommitAsync();
            await AddAsync(db, county.Lo, "三组");
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.CommitAsync());
        }
        Assert.Equal(1, await CountAsync());
        Assert.Equal(entries, await EntriesAsync());
    }

    [Fact]
    public async Task A_deed_is_committed_whole_with_its_entry_in_the_record()
    {
        var entries = await EntriesAsync();
        await using (var db = Writing())
        {
            await AddAsync(db, county.Lo, "一组");
            await AddAsync(db, county.Lo, "二组");
            await db.RecordAsync(new(DeedKind.Create, "circles", Title: "一组", Changes: [new("组名", null, "一组")], Reason: "试"));
            await db.CommitAsync();
        }

        Assert.Equal(2, await CountAsync());
        Assert.Equal(entries + 1, await EntriesAsync());
        Assert.Equal($"{county.Actor}|干事|127.0.0.9|{county.Lo}|ledger|circles|一组|新增|试", await ledger.Host.AskAsync<string>(
            "select concat_ws('|', actor, actor_name, remote, locality_path, module, register, title, deed, reason) from audit.entry order by id desc limit 1"));
    }

    [Fact]
    public async Task A_fault_in_the_middle_takes_back_what_went_before()
    {
        await using var db = Writing();
        await AddAsync(db, county.Lo, "一组");
        await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync("select 1 / 0"));
        await Assert.ThrowsAsync<PostgresException>(() => AddAsync(db, county.Lo, "二组"));
        await db.DisposeAsync();

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Nothing_is_written_outside_the_scope()
    {
        var foreign = await ledger.Host.AskAsync<Guid>($"insert into ledger.circle (locality_path, name) values ('{neighbour}', '邻组') returning id");
        await using (var db = Writing())
        {
            Assert.Equal(0, await db.ExecuteAsync("update ledger.circle set name = 'x' where id = @foreign", new { foreign }));
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => AddAsync(db, neighbour, "三组"))).SqlState);
        }
        await using (var db = Writing())
        {
            await AddAsync(db, county.Lo, "一组");
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync("update ledger.circle set locality_path = @neighbour", new { neighbour }))).SqlState);
        }

        Assert.Equal("邻组", await ledger.Host.AskAsync<string>("select string_agg(name, ',') from ledger.circle"));
    }

    [Fact]
    public async Task A_scope_that_has_expired_ends_the_deed()
    {
        await using var db = logins.OpenForWriting(county, Actor.System, TimeSpan.FromSeconds(-2));

        Assert.Equal("28000", (await Assert.ThrowsAsync<PostgresException>(() => AddAsync(db, county.Lo, "一组"))).SqlState);
    }

    [Fact]
    public async Task A_connection_that_died_while_it_lay_idle_is_not_noticed_when_looking()
    {
        await using var db = Reading();
        for (var round = 0; round < 3; round++)
        {
            await db.QueryAsync<int>("select 1");
            await EndIdleAsync();
            Assert.Equal(0, await db.FirstAsync<int>("select count(*)::int from ledger.circle"));
            await EndIdleAsync();
            Assert.Equal(0, await db.ReadAsync([new("select count(*)::int from ledger.circle where rank_order >= $1") { Parameters = { new() { Value = 0 } } }], async reader =>
            {
                await reader.ReadAsync();
                return reader.GetInt32(0);
            }));
        }

        Task EndIdleAsync() => ledger.Host.DoAsync("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ow_m_ledger' and datname = current_database()");
    }

    /// <summary>A statement that failed once, in the midst of being prepared, must not shift the answers of those that run after it on its connection.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_a_statement_that_failed_the_same_statement_answers_as_before(int usesBefore)
    {
        await using var single = ledger.LoginAs("ow_m_ledger", pool: 1);
        await using var db = new DbSource(single, TestHost.Keys.ScopeSeal()).OpenForReading(county, Actor.System);
        var sql = $"select 'word ' || @word; select 12 / @by /* {usesBefore} */";
        for (var use = 0; use < usesBefore; use++) Assert.Equal(("word a", 4), await AskAsync("a", 3));
        foreach (var (word, by) in ((string, int)[])[("\0", 3), ("a", 0)])
        {
            await Assert.ThrowsAsync<PostgresException>(() => AskAsync(word, by));
            for (var use = 0; use < 3; use++) Assert.Equal(("word a", 4), await AskAsync("a", 3));
            await Assert.ThrowsAsync<PostgresException>(() => AskHotAsync(word, by));
            for (var use = 0; use < 3; use++) Assert.Equal(("word a", 4), await AskHotAsync("a", 3));
        }

        await using (var deed = new DbSource(single, TestHost.Keys.ScopeSeal()).OpenForWriting(county, Actor.System))
        {
            for (var use = 0; use < usesBefore; use++) await deed.FirstAsync<string>("select 'deed ' || @word", new { word = "a" });
            await Assert.ThrowsAsync<PostgresException>(() => deed.FirstAsync<string>("select 'deed ' || @word", new { word = "\0" }));
        }
        for (var use = 0; use < 3; use++)
            await using (var deed = new DbSource(single, TestHost.Keys.ScopeSeal()).OpenForWriting(county, Actor.System))
                Assert.Equal("deed a", await deed.FirstAsync<string>("select 'deed ' || @word", new { word = "a" }));

        Task<(string, int)> AskAsync(string word, int by) => db.QueryManyAsync(sql, new { word, by }, async grid => (await grid.ReadFirstAsync<string>(), await grid.ReadFirstAsync<int>()));

        Task<(string, int)> AskHotAsync(string word, int by) => db.ReadAsync(
            [
                new($"select 'word ' || $1 /* hot {usesBefore} */") { Parameters = { new() { Value = word } } },
                new($"select 12 / $1 /* hot {usesBefore} */") { Parameters = { new() { Value = by } } },
            ], async reader =>
            {
                await reader.ReadAsync();
                var text = reader.GetString(0);
                await reader.NextResultAsync();
                await reader.ReadAsync();
                return (text, reader.GetInt32(0));
            });
    }

    Db Reading() => logins.OpenForReading(county, new(county.Actor, "干事", "127.0.0.9"));
    Db Writing() => logins.OpenForWriting(county, new(county.Actor, "干事", "127.0.0.9"));
    static Task<int> AddAsync(Db db, string path, string name) => db.ExecuteAsync("insert into ledger.circle (locality_path, name) values (@path, @name)", new { path, name });
    Task<long> CountAsync() => ledger.Host.AskAsync<long>("select count(*) from ledger.circle");
    Task<long> EntriesAsync() => ledger.Host.AskAsync<long>("select count(*) from audit.entry");
}
