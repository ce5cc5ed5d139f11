using System.Text;
using System.Text.Json;
using OrgWork.Kernel;
using OrgWork.Tests.Ui.Registers;
using Xunit;

namespace OrgWork.Tests.Kernel.Data;

/// <summary>A host whose way to its database can be cut.</summary>
public sealed class CutHost : IAsyncLifetime
{
    internal Cutter Cutter { get; private set; } = null!;
    internal TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartThroughAsync(database => (Cutter = Cutter.Before(database, "ow_m_ledger")).Database, "Ledger");
        // What the clock asks for is over, and asks nothing in between.
        await TestHost.UntilAsync(async () => await Host.AskAsync<bool>("select exists (select from org.job where kind = 'clockwork' and state = 2) and not exists (select from org.job where state in (0, 1))"), "the tasks of the clock to be done");
        // An import waits until it is let go.
        await Host.DoAsync("create function public.hold() returns trigger language plpgsql as $$ begin new.due_at := now() + interval '1 hour'; return new; end $$; create trigger hold before insert on org.job for each row when (new.kind = 'import-writing') execute function public.hold()");
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Cutter.DisposeAsync();
    }
}

/// <summary>
/// The database goes away at the first question of a deed, at the second, and so on until the deed has none left: before the question is heard, and when it is answered and the answer is lost.
/// Each time all of it is there, with its entry, or nothing.
/// </summary>
public sealed class HalfWayTests(CutHost cut) : IClassFixture<CutHost>
{
    const string List = $"/{TestHost.County}/ledger/entrants";
    static readonly string[] All = ["ledger.entrants.read", "ledger.entrants.edit", "ledger.circles.read", "ledger.circles.edit"];
    readonly Cutter cutter = cut.Cutter;
    readonly TestHost host = cut.Host;

    /// <summary>All there is of this name, and how many entries speak of it.</summary>
    async Task<(string Rows, long Entries)> StateAsync(string name) =>
        (await host.AskAsync<string>($"select coalesce(string_agg(concat_ws(' ', e.version, e.remark, e.removed_at is not null, p.name), ',' order by e.id), '') from org.person p full join ledger.entrant e on e.person_id = p.id where p.name like '{name}%' or e.name like '{name}%'") ?? "",
         await host.AskAsync<long>($"select count(*) from audit.entry where title like '%{name}%'"));

    [Theory]
    [InlineData("new")]
    [InlineData("edit")]
    [InlineData("remove")]
    public async Task Whichever_question_of_a_save_is_lost_nothing_is_half_done_and_the_same_form_sent_again_acts_once(string deed)
    {
        using var officer = await host.SignInAsync(TestHost.County, All);
        var called = deed switch { "new" => '新', "edit" => '改', _ => '除' };
        foreach (var answer in (bool[])[false, true])
        {
            var (failed, done) = (0, 0);
            for (var nth = 1; ; nth++)
            {
                Assert.True(nth < 40, "It never came to its end.");
                var (name, at) = ($"陶{called}{(answer ? '后' : '前')}{(char)('一' + nth)}", $"{deed}, question {nth}{(answer ? "'s answer" : "")}");
                var record = deed == "new" ? null : (await officer.FillAsync(List + "/new", ("name", name), ("sex", "1"))).Location!;
                var page = deed switch { "new" => List + "/new", "edit" => record + "/edit", _ => record + "/remove" };
                var form = (await officer.GetAsync(page)).FormOf();
                (string, string)[] values = deed switch { "new" => [("name", name), ("sex", "1")], "edit" => [("remark", "改过")], _ => [("reason", "重复登记")] };
                var before = await StateAsync(name);

                cutter.Arm(nth, answer);
                var sent = await officer.SendAsync(page, form, values);
                if (!cutter.Disarm())
                {
                    Assert.True(sent.Status == 302, $"{at}: {sent.Status} {sent.In("h1")}");
                    break;
                }

                failed++;
                Assert.True(sent.Status == 503, $"{at}: {sent.Status} {sent.In("h1")}");
                var then = await StateAsync(name);
                if (then != before)
                {
                    // The commit was heard, and its answer lost: then all of it is there.
                    Assert.True(answer && then.Entries == before.Entries + 1 && then.Rows != before.Rows, $"{at}: {before} became {then}");
                    done++;
                }
                var again = await officer.SendAsync(page, form, values);
                // What is there already is said to be there, where it is not simply shown: changed meanwhile, or in the bin.
                Assert.True(again.Status == 302 || then != before && again.Status is 404 or 409, $"{at}, again: {again.Status} {again.In("h1")} {again.In(".note")}");
                var after = await StateAsync(name);
                Assert.True(after.Entries == before.Entries + 1 && after.Rows != before.Rows, $"{at}, again: {before} became {after}");
                if (then != before) Assert.Equal(then, after);
            }
            Assert.True(failed >= 3, $"Only {failed} questions of a save were met.");
            Assert.Equal(answer ? 1 : 0, done);
        }
    }

    /// <summary>Lets a task fail at every question in turn, however often it is begun again.</summary>
    /// <param name="look">after each failure and at the end: what must hold</param>
    async Task BreakEverywhereAsync(Guid job, bool answer, Func<Task> look)
    {
        var failed = 0;
        for (var nth = 1; ; nth++)
        {
            Assert.True(nth < 120, "It never came to its end.");
            cutter.Arm(nth, answer);
            // Let go of by whoever held it, and as if begun for the first time.
            await host.DoAsync($"update org.job set lease_until = case when state = 1 then now() - interval '1 second' end, tries = 0, due_at = now() where id = '{job}' and state in (0, 1); notify orgwork, 'jobs'");
            await TestHost.UntilAsync(async () => cutter.HasCut || await host.AskAsync<short>($"select state from org.job where id = '{job}'") > 1, $"the task to come to question {nth}");
            if (!cutter.Disarm()) break;
            failed++;
            await look();
        }
        Assert.True(failed >= 3, $"Only {failed} questions of the task were met.");
        Assert.Equal(("", 2), (await host.AskAsync<string>($"select coalesce(fault, '') from org.job where id = '{job}'"), await host.AskAsync<short>($"select state from org.job where id = '{job}'")));
        await look();
    }

    /// <summary>A task that waits until it is let go.</summary>
    async Task<Guid> AskAsync(Browser officer, string kind, object arguments)
    {
        var account = await host.AskAsync<Guid>($"select id from org.account where account = '{officer.Account}'");
        return await host.AskAsync<Guid>($"insert into org.job (id, locality_path, module, kind, title, arguments, account_id, account_name, due_at) select gen_random_uuid(), path, 'ledger', '{kind}', '试', '{JsonSerializer.Serialize(arguments)}', '{account}', '周文博', now() + interval '1 hour' from org.locality where code = '{TestHost.County}' returning id");
    }

    [Theory]
    [InlineData("once", false)]
    [InlineData("once", true)]
    [InlineData("walk", false)]
    [InlineData("walk", true)]
    public async Task Whichever_question_of_a_task_is_lost_each_of_its_pieces_is_done_with_its_entry_or_not_at_all(string kind, bool answer)
    {
        using var officer = await host.SignInAsync(TestHost.County, All);
        var name = $"半路{kind}{(answer ? '后' : '前')}";
        var job = await AskAsync(officer, kind, new { count = 3, pauseMs = 0, name });
        var most = 0L;
        await BreakEverywhereAsync(job, answer, async () =>
        {
            var made = (await host.AskAsync<string[]>($"select coalesce(array_agg(name order by name), '{{}}') from ledger.circle where name like '{name}%'"))!;
            var told = await host.AskAsync<string[]>($"select coalesce(array_agg(title order by title), '{{}}') from audit.entry where title like '{name}%'");
            Assert.Equal(made, told);
            Assert.Equal(made.Distinct(), made);
            Assert.True(made.Length >= most);
            most = made.Length;
        });
        Assert.Equal(kind == "once" ? 1 : 3, most);
        Assert.Equal(kind == "once" ? 1 : 0, await host.AskAsync<long>($"select count(*) from org.file where row_id = '{job}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_question_of_the_writing_of_an_import_is_lost_all_of_its_rows_are_there_with_their_entries_or_none(bool answer)
    {
        using var officer = await host.SignInAsync(TestHost.County, All);
        var name = answer ? "艾批后" : "艾批前";
        Assert.Equal(302, (await officer.FillAsync(List + "/new", ("name", name + "甲"), ("sex", "1"), ("identity_mask", FilledForms.NumberOf(answer ? 11 : 13)))).Status);
        var import = (await officer.UploadAsync(List + "/imports", "sheet", "名单.csv", Encoding.UTF8.GetBytes($"姓名,身份证号码,性别,备注\n{name}甲,{FilledForms.NumberOf(answer ? 11 : 13)},男,改过\n{name}乙,{FilledForms.NumberOf(answer ? 15 : 17)},男,新来\n{name}丙,{FilledForms.NumberOf(answer ? 19 : 21)},男,新来"))).Location!;
        await ImportTests.CheckAsync(host, officer, import);
        var before = await StateAsync(name);
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        var id = import.Split('/')[^1];
        var job = await host.AskAsync<Guid>($"select job_id from org.import where id = '{id}'");
        var seen = new List<(string, long, short)>();
        await BreakEverywhereAsync(job, answer, async () =>
        {
            var now = await StateAsync(name);
            seen.Add((now.Rows, now.Entries, await host.AskAsync<short>($"select state from org.import where id = '{id}'")));
        });
        // Two states and no third: as before, and as at the end.
        Assert.Equal([(before.Rows, before.Entries, (short)3), seen[^1]], seen.Distinct());
        Assert.Equal(before.Entries + 3, seen[^1].Item2);
        Assert.Equal(3, seen[^1].Item1.Split(',').Length);
        Assert.Equal(3, await host.AskAsync<long>($"select count(*) from org.import_done where import_id = '{id}' and is_told"));
    }
}
