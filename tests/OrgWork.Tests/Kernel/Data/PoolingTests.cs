using System.Collections.Concurrent;
using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Data;

/// <summary>Connections go from one person to the next without a reset in between, as in the host.</summary>
public sealed class PoolingTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_pooled_connection_carries_no_scope_to_the_next_borrower(int pool)
    {
        string[] paths = [await ledger.PathOfAsync(TestHost.Township), await ledger.PathOfAsync(TestHost.Neighbour)];
        await ledger.Host.DoAsync("truncate ledger.entrant, ledger.entrant_gram, ledger.note");
        await ledger.AddEntrantAsync(paths[0], "甲方");
        await ledger.AddEntrantAsync(paths[1], "乙方");
        await using var source = ledger.LoginAs("ow_m_ledger", pool);
        var logins = new DbSource(source, TestHost.Keys.ScopeSeal());
        var wrong = new ConcurrentBag<string>();
        var looks = 0;

        await Task.WhenAll(Enumerable.Range(0, 2 * pool).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var round = 0; round < 250; round++)
            {
                var side = random.Next(2);
                var scope = Scope.Subtree(paths[side], Guid.NewGuid());
                switch (random.Next(7))
                {
                    case 0:
                        await AbortAsync(logins, scope, random);
                        break;
                    case 1:
                        await using (var looking = logins.OpenForReading(scope, Actor.System))
                            await Assert.ThrowsAsync<PostgresException>(() => looking.QueryAsync<string>("select 1 / (rank_order - rank_order) from ledger.entrant"));
                        break;
                    case 2:
                        // A deed that is given up halfway.
                        await using (var doing = logins.OpenForWriting(scope, Actor.System))
                            await doing.ExecuteAsync("update ledger.entrant set score = 1");
                        break;
                    case 3:
                        if (await AskBareAsync(source) is { } left) wrong.Add(left);
                        break;
                    default:
                        await using (var looking = random.Next(4) == 0 ? logins.OpenForWriting(scope, Actor.System) : logins.OpenForReading(scope, Actor.System))
                        {
                            var names = await looking.QueryAsync<string>("select name from ledger.entrant where org.actor() = @Actor", new { scope.Actor });
                            if (names is not [var name] || name != (side == 0 ? "甲方" : "乙方")) wrong.Add(string.Join(',', names));
                            Interlocked.Increment(ref looks);
                        }
                        break;
                }
            }
        })));

        Assert.Empty(wrong);
        Assert.True(looks > 100);
    }

    /// <summary>The reader leaves while the server is still at work.</summary>
    static async Task AbortAsync(DbSource source, Scope scope, Random random)
    {
        using var patience = new CancellationTokenSource(random.Next(1, 8));
        try
        {
            await using var db = random.Next(2) == 0 ? source.OpenForReading(scope, Actor.System) : source.OpenForWriting(scope, Actor.System);
            await db.QueryAsync<string>("select name from ledger.entrant, pg_sleep(0.02)", stop: patience.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Somebody who asks without saying who they are.</summary>
    static async Task<string?> AskBareAsync(NpgsqlDataSource source)
    {
        try
        {
            // Never the same words twice: a statement that fails while it is prepared confuses Npgsql (npgsql/npgsql#6391), and here stands no Db to make it forget.
            await using var command = source.CreateCommand($"/*{Guid.NewGuid()}*/ select coalesce(current_setting('orgwork.lo', true), '') || coalesce(current_setting('orgwork.seal', true), '') || current_setting('transaction_read_only') || (select count(*) from ledger.entrant)");
            return (string?)await command.ExecuteScalarAsync() is { } left and not "off0" ? left : null;
        }
        catch (PostgresException)
        {
            return null;
        }
    }
}
