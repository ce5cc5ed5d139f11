using System.Diagnostics;
using Npgsql;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>
/// The database ends the connection before the first question of a save, before the second, and so on to the last, its commit: each time nothing is written, the form says so, and the
/// same form sent again has exactly one effect.
/// </summary>
public sealed class HalfWayTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string List = $"/{TestHost.County}/ledger/entrants";

    [Theory]
    [InlineData("new")]
    [InlineData("edit")]
    [InlineData("remove")]
    public async Task Whichever_question_fails_nothing_is_half_done_and_the_same_form_works_afterwards(string deed)
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit");
        await using var executioner = NpgsqlDataSource.Create(ledger.Host.Database + ";Pooling=true;Application Name=executioner");
        var failed = 0;
        for (var nth = 1; ; nth++)
        {
            Assert.True(nth < 30, "It never came to its end.");
            var name = $"陶半路{deed[0]}{nth}";
            var record = deed == "new" ? null : $"{List}/{await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.County), name)}";
            var page = deed switch { "new" => List + "/new", "edit" => record + "/edit", _ => record + "/remove" };
            var form = (await officer.GetAsync(page)).FormOf();
            (string, string)[] values = deed switch { "new" => [("name", name), ("sex", "1")], "edit" => [("remark", "改过")], _ => [("Reason", "重复登记")] };
            var before = await StateAsync(name);

            var (answer, wasKilled) = await WhileKillingAsync(nth, executioner, () => officer.SendAsync(page, form, values));

            if (!wasKilled)
            {
                Assert.Equal(302, answer.Status);
                break;
            }
            failed++;
            Assert.True(answer.Status is 500 or 503, $"{deed}, question {nth}: {answer.Status} {answer.In("h1")}");
            Assert.Equal((nth, before), (nth, await StateAsync(name)));
            // Connections that lay idle were ended too, and are noticed as they are taken up.
            await TestHost.UntilAsync(async () => (await officer.GetAsync(page)).Status == 200, "back");
            var again = await officer.SendAsync(page, form, values);
            Assert.True(again.Status == 302, $"{deed}, again after question {nth}: {again.Status} {again.In("form")}");
            var after = await StateAsync(name);
            Assert.Equal((nth, before.Entries + 1), (nth, after.Entries));
            Assert.NotEqual(before.Rows, after.Rows);
        }
        Assert.True(failed >= 2, $"Only {failed} questions of a save were met.");
    }

    /// <summary>All there is of this name, and how many entries speak of it.</summary>
    async Task<(string Rows, long Entries)> StateAsync(string name) =>
        (await ledger.Host.AskAsync<string>($"select coalesce(string_agg(concat_ws(' ', e.version, e.remark, e.removed_at is not null, p.name), ',' order by e.id), '') from org.person p full join ledger.entrant e on e.person_id = p.id where p.name = '{name}' or e.name = '{name}'") ?? "",
         await ledger.Host.AskAsync<long>($"select count(*) from audit.entry where title like '%{name}%'"));

    /// <summary>Ends the host's connections as the n-th question of this request is about to be asked.</summary>
    static async Task<(Answer Answer, bool WasKilled)> WhileKillingAsync(int nth, NpgsqlDataSource executioner, Func<Task<Answer>> ask)
    {
        var (asked, wasKilled) = (0, false);
        using var trace = new Activity("half way").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity =>
            {
                if (activity.Source.Name != "Npgsql" || activity.TraceId != trace.TraceId || Interlocked.Increment(ref asked) != nth) return;
                using var end = executioner.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename like 'ow\\_%' and pg_terminate_backend(pid, 5000)");
                wasKilled = end.ExecuteScalar() is > 0L;
            },
        };
        ActivitySource.AddActivityListener(listener);
        return (await ask(), wasKilled);
    }
}
