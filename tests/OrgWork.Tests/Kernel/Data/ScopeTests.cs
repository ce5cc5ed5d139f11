using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Data;

public sealed class ScopeTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly Guid Somebody = Guid.NewGuid();

    [Fact]
    public async Task With_its_seal_a_scope_shows_its_own_rows_and_all_of_them()
    {
        var town = await TownAsync();

        Assert.Equal(3, await CountAsync(town.City));
        Assert.Equal(2, await CountAsync(town.County));
        Assert.Equal(1, await CountAsync(town.Township));
        Assert.Equal(1, await CountAsync(town.Neighbour));
    }

    /// <summary>A path that begins with the same digits is another place: 1.2. does not hold 1.20.</summary>
    [Fact]
    public async Task A_place_whose_number_begins_alike_lies_outside()
    {
        var town = await TownAsync();
        await ledger.Host.DoAsync("""
            insert into org.locality (id, code, name, short_name, kind, parent_id) overriding system value
            select (split_part(path, '.', 2) || '7')::int, '5398', '似镇', '似', 4, (select id from org.locality where code = '5399') from org.locality where code = '539921' on conflict do nothing
            """);
        await ledger.AddEntrantAsync(town.County[..^1] + "7.", "似是");

        Assert.Equal(2, await CountAsync(town.County));
        Assert.Equal(4, await CountAsync(town.City));
    }

    [Fact]
    public async Task Without_a_scope_no_login_sees_a_row_of_any_table()
    {
        await TownAsync();
        var seen = new List<string>();
        var tables = await GuardedTablesAsync();
        foreach (var (login, table) in tables)
        {
            await using var source = ledger.LoginAs(login, pool: 1);
            foreach (var before in (string[])["", "select set_config('orgwork.lo', '', true), set_config('orgwork.hi', '', true), set_config('orgwork.actor', '', true), set_config('orgwork.seal', '', true); "])
                if (await RowsAsync(source, $"{before}select count(*) from {table}") is { } count and > 0) seen.Add($"{login} {table} {count}");
        }

        Assert.Empty(seen);
        Assert.True(tables.Count > 20);
    }

    [Fact]
    public async Task A_scope_that_was_tampered_with_shows_nothing()
    {
        var town = await TownAsync();
        var scope = Scope.Subtree(town.Township, Somebody);
        var seal = TestHost.Keys.ScopeSeal();
        var right = seal.For(scope, "ow_m_ledger");
        Assert.Equal(1, await RowsAsync(scope.Lo, scope.Hi, $"{Somebody}", right));

        (string What, string Lo, string Hi, string Actor, string Seal)[] forgeries =
        [
            ("a wider beginning", town.City, scope.Hi, $"{Somebody}", right),
            ("a wider end", scope.Lo, "~", $"{Somebody}", right),
            ("everything", "", "~", $"{Somebody}", right),
            ("another place", town.Neighbour, Scope.UpperBound(town.Neighbour), $"{Somebody}", right),
            ("another person", scope.Lo, scope.Hi, $"{Guid.NewGuid()}", right),
            ("the person left out", scope.Lo, scope.Hi, "", right),
            ("no seal", scope.Lo, scope.Hi, $"{Somebody}", ""),
            ("a time without a seal", scope.Lo, scope.Hi, $"{Somebody}", right.Split('|')[0] + "|"),
            ("a seal without a time", scope.Lo, scope.Hi, $"{Somebody}", "|" + right.Split('|')[1]),
            ("a longer time", scope.Lo, scope.Hi, $"{Somebody}", "99999999999|" + right.Split('|')[1]),
            ("no time", scope.Lo, scope.Hi, $"{Somebody}", "nan|" + right.Split('|')[1]),
            ("time up", scope.Lo, scope.Hi, $"{Somebody}", seal.For(scope, "ow_m_ledger", TimeSpan.FromSeconds(-2))),
            ("another login's seal", scope.Lo, scope.Hi, $"{Somebody}", seal.For(scope, "ow_m_talent")),
            ("another deployment's seal", scope.Lo, scope.Hi, $"{Somebody}", new Keys(new byte[32]).ScopeSeal().For(scope, "ow_m_ledger")),
        ];
        foreach (var (what, lo, hi, actor, forged) in forgeries)
            Assert.True(await RowsAsync(lo, hi, actor, forged) is null or 0, what);
    }

    /// <summary>The seal is asked before rows are, however the statement is turned.</summary>
    [Theory]
    [InlineData("select count(*) from ledger.entrant where name = '陶静' or true")]
    [InlineData("select count(*) from (select * from ledger.entrant offset 0) t")]
    [InlineData("select count(*) from ledger.pub_entrants")]
    [InlineData("with t as materialized (select * from ledger.entrant) select count(*) from t")]
    [InlineData("select count(*) from ledger.entrant a full join ledger.entrant_gram g on true")]
    [InlineData("select count(*) from ledger.entrant where id in (select row_id from ledger.entrant_gram)")]
    public async Task No_turn_of_a_statement_shows_rows_without_a_seal(string sql)
    {
        await TownAsync();
        await using var source = ledger.LoginAs("ow_m_ledger", pool: 1);

        Assert.True(await RowsAsync(source, "select set_config('orgwork.lo', '', true), set_config('orgwork.hi', '~', true), set_config('orgwork.actor', '', true), set_config('orgwork.seal', '', true); " + sql) is null or 0);
    }

    /// <summary>A condition of one's own runs behind the policy: it cannot carry foreign rows out as errors.</summary>
    [Fact]
    public async Task A_condition_is_asked_of_rows_within_the_scope_only()
    {
        var town = await TownAsync();
        await using var source = ledger.LoginAs("ow_m_ledger", pool: 1);
        await using var db = new DbSource(source, TestHost.Keys.ScopeSeal()).OpenForReading(Scope.Subtree(town.Township, Somebody), Actor.System);

        var names = await db.QueryAsync<string>("select name from ledger.entrant where 1 / case name when '季安' then rank_order - rank_order else 1 end > 0");

        Assert.Equal(["时亮"], names);
    }

    sealed record Town(string City, string County, string Township, string Neighbour);

    async Task<Town> TownAsync()
    {
        var town = new Town(await ledger.PathOfAsync(TestHost.City), await ledger.PathOfAsync(TestHost.County), await ledger.PathOfAsync(TestHost.Township), await ledger.PathOfAsync(TestHost.Neighbour));
        await ledger.Host.DoAsync("truncate ledger.entrant, ledger.entrant_gram, ledger.note");
        await ledger.AddEntrantAsync(town.County, "陶静");
        await ledger.AddEntrantAsync(town.Township, "时亮");
        await ledger.AddEntrantAsync(town.Neighbour, "季安");
        return town;
    }

    async Task<int> CountAsync(string path)
    {
        await using var source = ledger.LoginAs("ow_m_ledger");
        await using var db = new DbSource(source, TestHost.Keys.ScopeSeal()).OpenForReading(Scope.Subtree(path, Somebody), Actor.System);
        return await db.FirstAsync<int>("select count(*)::int from ledger.entrant");
    }

    async Task<IReadOnlyList<(string Login, string Table)>> GuardedTablesAsync()
    {
        await using var command = ledger.Host.Admin.CreateCommand("""
            select r.rolname, c.oid::regclass::text from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
            where (r.rolname = 'ow_core' or r.rolname = any($1)) and c.relrowsecurity and n.nspname !~ '^pg_' and has_table_privilege(r.oid, c.oid, 'select') and has_schema_privilege(r.oid, n.oid, 'usage')
            """);
        command.Parameters.Add(new() { Value = ledger.Manifests.Select(manifest => "ow_m_" + manifest.Id).ToArray() });
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<(string, string)>();
        while (await rows.ReadAsync()) all.Add((rows.GetString(0), rows.GetString(1)));
        return all;
    }

    async Task<long?> RowsAsync(string lo, string hi, string actor, string seal)
    {
        await using var source = ledger.LoginAs("ow_m_ledger", pool: 1);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new NpgsqlCommand("select set_config('orgwork.lo', $1, true), set_config('orgwork.hi', $2, true), set_config('orgwork.actor', $3, true), set_config('orgwork.seal', $4, true)", connection);
        foreach (var value in (string[])[lo, hi, actor, seal]) enter.Parameters.Add(new() { Value = value });
        await enter.ExecuteNonQueryAsync();
        await using var ask = new NpgsqlCommand("select count(*) from ledger.entrant", connection);
        try
        {
            return (long)(await ask.ExecuteScalarAsync())!;
        }
        catch (PostgresException)
        {
            return null;
        }
    }

    /// <returns>the count of the last statement, or nothing when the server refused</returns>
    static async Task<long?> RowsAsync(NpgsqlDataSource source, string sql)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync();
            long? count = null;
            do
            {
                while (await reader.ReadAsync()) count = reader.GetFieldType(0) == typeof(long) ? reader.GetInt64(0) : null;
            }
            while (await reader.NextResultAsync());
            return count;
        }
        catch (PostgresException)
        {
            return null;
        }
    }
}
