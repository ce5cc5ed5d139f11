using System.Globalization;
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
        Host = await TestHost.StartThroughAsync(database => (Cutter = Cutter.Before(database)).Database, "Ledger");
        // What the clock asks for is over, and asks nothing in between.
        await TestHost.UntilAsync(async () => await Host.AskAsync<bool>("select exists (select from org.job where kind = 'clockwork' and state = 2) and not exists (select from org.job where state in (0, 1))"), "the tasks of the clock to be done");
        // An import waits until it is let go.
        await Host.DoAsync("create function public.hold() returns trigger language plpgsql as $$ begin new.due_at := now() + interval '1 hour'; return new; end $$; create trigger hold before insert on org.job for each row when (new.kind in ('import-writing', 'import-undo')) execute function public.hold()");
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
    const string Ledger = "ow_m_ledger";
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

                cutter.Arm(nth, answer, Ledger);
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

    /// <summary>A form that is ready to be sent, and to which address.</summary>
    sealed record Ready(string To, Dictionary<string, string> Form, (string, string)[] Values);

    /// <summary>
    /// Sends a form at whose n-th question the database goes away, for every n. What has come of it is all, as when nothing went away, or nothing; and the same form sent again leads to all of it, once.
    /// </summary>
    /// <param name="arrange">what the form is about, made anew under this name</param>
    /// <param name="look">all there is of a name, without what differs from one name to another</param>
    async Task BreakFormAsync(string deed, string login, Browser by, Func<string, Task<Ready>> arrange, Func<string, Task<(string Rows, long Entries)>> look)
    {
        var control = $"陶{deed}整";
        var ready = await arrange(control);
        var first = await look(control);
        var sent = await by.SendAsync(ready.To, ready.Form, ready.Values);
        Assert.True(sent.Status == 302, $"{deed}: {sent.Status} {sent.Why()}");
        var whole = await look(control);
        Assert.True(whole.Rows != first.Rows && whole.Entries > first.Entries, $"{deed}: {first} became {whole}");
        foreach (var answer in (bool[])[false, true])
        {
            var (failed, done, others) = (0, 0, 0);
            for (var nth = 1; ; nth++)
            {
                Assert.True(nth < 60 && others < 60, $"{deed} never came to its end.");
                var (name, at) = ($"陶{deed}{(answer ? '后' : '前')}{(char)('一' + nth + others * 60)}", $"{deed}, question {nth}{(answer ? "'s answer" : "")}");
                ready = await arrange(name);
                var before = await look(name);
                Assert.Equal(first.Rows, before.Rows);

                cutter.Arm(nth, answer, login);
                sent = await by.SendAsync(ready.To, ready.Form, ready.Values);
                if (!cutter.Disarm())
                {
                    Assert.True(sent.Status == 302, $"{at}: {sent.Status} {sent.Why()}");
                    if (!answer || done > 0) break;
                    // Past the end without having met the commit: somebody else's question had been counted before ours, so the one before is tried again.
                    (nth, others) = (nth - 2, others + 1);
                    continue;
                }
                if (sent.Status == 302)
                {
                    // Somebody else's question under the same login, at its own time.
                    (nth, others) = (nth - 1, others + 1);
                    continue;
                }

                failed++;
                Assert.True(sent.Status == 503, $"{at}: {sent.Status} {sent.In("h1")}");
                var then = await look(name);
                var isDone = then.Rows == whole.Rows;
                Assert.True(isDone ? answer && then.Entries - before.Entries == whole.Entries - first.Entries : then == before, $"{at}: {before} became {then}");
                if (isDone) done++;
                await by.SendAsync(ready.To, ready.Form, ready.Values);
                var after = await look(name);
                Assert.True(after.Rows == whole.Rows && after.Entries - before.Entries == whole.Entries - first.Entries, $"{at}, again: {before} became {then}, {after}");
            }
            Assert.True(failed >= 3, $"Only {failed} questions of {deed} were met.");
            // The commit alone; it may be met twice where somebody else asks under the same login meanwhile.
            Assert.True(answer ? done >= 1 && done <= 1 + (login == "ow_core" ? 3 : 0) : done == 0, $"{deed}: done {done} times although a question was lost.");
        }
    }

    /// <summary>The entrants of a name with their notes and their cases, and the entries that speak of them.</summary>
    async Task<(string Rows, long Entries)> CasesOfAsync(string name) =>
        (await host.AskAsync<string>($"""
            select string_agg(concat_ws(' ', e.version, e.post, e.is_active, e.score, (select string_agg(n.words, '+') from ledger.note n where n.entrant_id = e.id), c.state, c.step, c.acts, c.version, c.facts, (select string_agg(a.step || a.number, '+' order by a.number) from org.procedure_act a where a.case_id = c.id)), ',' order by e.name)
            from ledger.entrant e left join org.procedure_case c on c.subject_id = e.id where e.name like '{name}%'
            """) ?? "", await host.AskAsync<long>($"select count(*) from audit.entry where title like '%{name}%'"));

    static async Task<Guid> EntrantAsync(Browser officer, string name) => Guid.Parse((await officer.FillAsync(List + "/new", ("name", name), ("sex", "1"))).Location!.Split('/')[^1]);

    [Theory]
    [InlineData("启")]
    [InlineData("编")]
    public async Task Whichever_question_of_a_step_of_a_procedure_is_lost_its_case_its_act_and_what_it_writes_are_there_together_or_not_at_all(string step)
    {
        using var officer = await host.SignInAsync(TestHost.County, All);
        const string board = $"/{TestHost.County}/ledger/joining";
        await BreakFormAsync(step, Ledger, officer, async name =>
        {
            var entrant = await EntrantAsync(officer, name);
            var opening = (await officer.GetAsync(board + "/new")).FormOf();
            (string, string)[] said = [("subject", entrant.ToString()), ("on", Dates.Format(Clock.Today)), ("wanted_post", "组员")];
            if (step == "启") return new(board + "/new", opening, said);
            var opened = await officer.SendAsync(board + "/new", opening, said);
            Assert.True(opened.Status == 302, opened.Why());
            var page = $"{opened.Location}/act/join";
            return new(page, (await officer.GetAsync(page)).FormOf(), [("on", Dates.Format(Clock.Today))]);
        }, CasesOfAsync);
    }

    [Fact]
    public async Task Whichever_question_of_a_deed_on_rows_is_lost_it_is_done_for_all_of_them_or_for_none()
    {
        using var officer = await host.SignInAsync(TestHost.County, All);
        await BreakFormAsync("评", Ledger, officer, async name =>
        {
            var (one, other) = (await EntrantAsync(officer, name + "甲"), await EntrantAsync(officer, name + "乙"));
            var page = $"{List}/deeds/rate?id={one}&id={other}";
            var asked = await officer.GetAsync(page);
            var form = asked.FormOf();
            form.Remove("id");
            return new(asked.Document.QuerySelector("form[data-guard]")!.GetAttribute("action")! + $"?id={one}&id={other}", form, [("points", "80")]);
        }, CasesOfAsync);
    }

    [Theory]
    [InlineData("授")]
    [InlineData("收")]
    public async Task Whichever_question_of_a_grant_that_is_given_or_taken_is_lost_the_grant_and_its_entry_are_there_together_or_not_at_all(string deed)
    {
        using var security = await host.SignInAsync(TestHost.City, "org.accounts.read", "org.grants.edit");
        await host.DoAsync($"insert into org.role_grantable (role_id, grantable_id) select g.role_id, 'reader' from org.role_grant g join org.account a on a.id = g.account_id where a.account = '{security.Account}'");
        await BreakFormAsync(deed, "ow_core", security, async name =>
        {
            var account = await host.AskAsync<Guid>($"insert into org.account (account, name, locality_path, must_change_password) select md5('{name}'), '{name}', path, false from org.locality where code = '{TestHost.County}' returning id");
            var grant = deed == "授" ? Guid.Empty : await host.AskAsync<Guid>($"insert into org.role_grant (account_id, role_id, locality_id) select '{account}', 'reader', id from org.locality where code = '{TestHost.County}' returning id");
            var page = $"/{TestHost.City}/org/accounts/{account}/grants";
            var shown = await security.GetAsync(page);
            var token = new Dictionary<string, string> { ["__RequestVerificationToken"] = shown.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")! };
            return new(page, token, deed == "授" ? [("Role", "reader"), ("Place", TestHost.County), ("Reason", "工作需要")] : [("Revoke", grant.ToString()), ("Reason", "调离")]);
        }, async name => (await host.AskAsync<string>($"select string_agg(concat_ws(' ', a.version, a.epoch, (select string_agg(g.role_id, '+') from org.role_grant g where g.account_id = a.id)), ',') from org.account a where a.name = '{name}'") ?? "",
            await host.AskAsync<long>($"select count(*) from audit.entry where title like '%{name}%'")));
    }

    /// <summary>Lets a task fail at every question in turn, however often it is begun again.</summary>
    /// <param name="look">after each failure and at the end: what must hold</param>
    async Task BreakEverywhereAsync(Guid job, bool answer, Func<Task> look)
    {
        var failed = 0;
        for (var nth = 1; ; nth++)
        {
            Assert.True(nth < 120, "It never came to its end.");
            cutter.Arm(nth, answer, Ledger);
            // Let go of by whoever held it, and as if begun for the first time.
            await host.DoAsync($"update org.job set lease_until = case when state = 1 then now() - interval '1 second' end, tries = 0, due_at = now() where id = '{job}' and state in (0, 1); notify orgwork, 'jobs'");
            await TestHost.UntilAsync(async () => cutter.HasCut || await host.AskAsync<short>($"select state from org.job where id = '{job}'") > 1, $"the task to come to question {nth}");
            if (!cutter.Disarm()) break;
            failed++;
            await look();
        }
        Assert.True(failed >= 6, $"Only {failed} questions of the task were met.");
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_question_of_taking_an_import_back_is_lost_all_of_its_rows_are_as_before_with_their_entries_or_none(bool answer)
    {
        using var officer = await host.SignInAsync(TestHost.County, All);
        var name = answer ? "艾撤后" : "艾撤前";
        string Number(int n) => FilledForms.NumberOf(n + (answer ? 1 : 0));
        Assert.Equal(302, (await officer.FillAsync(List + "/new", ("name", name + "甲"), ("sex", "1"), ("identity_mask", Number(31)))).Status);
        var import = (await officer.UploadAsync(List + "/imports", "sheet", "名单.csv", Encoding.UTF8.GetBytes($"姓名,身份证号码,性别,备注\n{name}甲,{Number(31)},男,改过\n{name}乙,{Number(33)},男,新来\n{name}丙,{Number(35)},男,新来"))).Location!;
        await ImportTests.CheckAsync(host, officer, import);
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        var id = import.Split('/')[^1];
        await host.DoAsync($"update org.job set due_at = now() where id = (select job_id from org.import where id = '{id}'); notify orgwork, 'jobs'");
        await ImportTests.UntilAsync(host, import, (int)ImportState.Written);
        // At one moment.
        async Task<(string Rows, long Entries, int State)> LookAsync() => (await host.AskAsync<string>($"""
            select concat_ws('|', (select string_agg(concat_ws(' ', e.version, e.remark, e.removed_at is not null, e.name), ',' order by e.name) from ledger.entrant e where e.name like '{name}%'), (select count(*) from audit.entry where title like '%{name}%'), (select state from org.import where id = '{id}'))
            """))!.Split('|') is [var rows, var entries, var state] ? (rows, long.Parse(entries, CultureInfo.InvariantCulture), int.Parse(state, CultureInfo.InvariantCulture)) : default;
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=undo")).Status);
        var job = await host.AskAsync<Guid>($"select job_id from org.import where id = '{id}'");
        var (written, seen) = (await LookAsync(), new List<(string Rows, long Entries, int State)>());
        await BreakEverywhereAsync(job, answer, async () => seen.Add(await LookAsync()));
        // Two states and no third: written, and taken back.
        Assert.Equal([written, seen[^1]], seen.Distinct());
        Assert.Equal(written.Entries + 3, seen[^1].Entries);
        Assert.Equal("false true true", await host.AskAsync<string>($"select string_agg((e.removed_at is not null)::text, ' ' order by e.name = '{name}甲' desc, e.name) from ledger.entrant e where e.name like '{name}%'"));
    }
}
