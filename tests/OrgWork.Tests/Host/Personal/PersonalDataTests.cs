using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Personal;

public sealed class PersonalDataTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string List = $"/{TestHost.County}/ledger/entrants";
    static int sequence = 500;

    Task<Browser> OfficerAsync() => ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit");

    static async Task<string> MakeAsync(Browser officer, string name, string number, string phone)
    {
        var answer = await officer.FillAsync(List + "/new", ("name", name), ("sex", "1"), ("identity_mask", number), ("phone", phone));
        Assert.True(answer.Status == 302, answer.In("form"));
        return answer.Location!;
    }

    static async Task<string> RevealAsync(Browser officer, string record, string field) => (await officer.PostFromAsync(record + "/edit", $"{record}?handler=reveal&field={field}", ("purpose", "档案审核"))).Text;

    /// <summary>All that stands in the database, as text, and as text of bytes.</summary>
    async Task<string> EverythingAsync()
    {
        var all = new StringBuilder();
        var tables = new List<string>();
        await using (var read = ledger.Host.Admin.CreateCommand("select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)'"))
        await using (var rows = await read.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        foreach (var table in tables) all.Append(await ledger.Host.AskAsync<string>($"select string_agg(t::text, E'\\n') from {table} t")).Append('\n');
        return all.ToString();
    }

    [Fact]
    public async Task What_identifies_a_person_is_readable_nowhere_in_the_database_nor_in_the_log_nor_in_what_is_traced()
    {
        var (traced, commands) = (new ConcurrentQueue<string>(), 0);
        using var listener = new ActivityListener
        {
            // The sources that are sent on when somebody collects traces.
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql") Interlocked.Increment(ref commands);
                traced.Enqueue(string.Join(' ', [activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. activity.Events.SelectMany(one => one.Tags).Select(tag => $"{tag.Key}={tag.Value}")]));
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var officer = await OfficerAsync();
        var (number, phone, address) = (FilledForms.NumberOf(++sequence), "13671234987", "枫岭镇柳溪村九组十七号");
        var record = await MakeAsync(officer, "陶可查", number, phone);
        Assert.Equal(302, (await officer.FillAsync(record + "/notes/new", ("noted_on", "2026.03.01"), ("words", "走访"), ("told_to", address))).Status);
        var note = (await officer.GetAsync(record + "?tab=notes")).Document.QuerySelector("a[href*='/notes/']")!.GetAttribute("href")!;
        await officer.FillAsync(record + "/edit", ("identity_mask", FilledForms.NumberOf(++sequence)), ("remark", $"原号{number}，原电话{phone}写在这里由不得人") );
        await ledger.Host.DoAsync($"update ledger.entrant set remark = null where id = '{record[^36..]}'");
        foreach (var query in (string[])[$"q={number}", $"q={phone}", $"phone={phone}"])
        {
            await officer.GetAsync($"{List}?{query}");
            await officer.PostFromAsync(List, $"{List}?handler=export&{query}");
            Assert.Equal(302, (await officer.PostFromAsync(List, $"{List}?handler=keep&{query}", ("name", "存不下"))).Status);
        }
        foreach (var reveal in (string[])["identity_mask", "phone"]) await RevealAsync(officer, record, reveal);
        await officer.PostFromAsync(record + "/edit", $"{record}?handler=reveal&field=told_to&child=notes&row={note.Split('/')[^2]}", ("purpose", "联系本人"), ("reason", $"电话是{phone}"));

        // An administrator's telephone is nobody's business either.
        using var administrator = await ledger.Host.SignInAsync(TestHost.County, "org.accounts.read", "org.accounts.edit");
        var mobile = "13578125678";
        Assert.Equal(200, (await administrator.FillAsync($"/{TestHost.County}/org/accounts/new", ("Form.Account", "anna"), ("Form.Name", "安看管"), ("Form.Phone", mobile))).Status);
        var account = $"/{TestHost.County}/org/accounts/{await ledger.Host.AskAsync<Guid>("select id from org.account where account = 'anna'")}";
        Assert.DoesNotContain(mobile, (await administrator.GetAsync(account)).Text + (await administrator.GetAsync(account + "/edit")).Text, StringComparison.Ordinal);
        // Saved as the form shows it, it stays; opened, it is whole and on record; changed to one with the same mask, that is told.
        Assert.Equal(302, (await administrator.SubmitAsync(account + "/edit", ("Form.Office", "办公室"))).Status);
        Assert.Equal(mobile, (await administrator.PostFromAsync(account, account + "?handler=reveal", ("purpose", "办理手续"))).Text);
        Assert.Equal("办理手续", await ledger.Host.AskAsync<string>($"select reason from audit.entry where row_id = '{account[^36..]}' and deed = '用途查看'"));
        Assert.Equal(302, (await administrator.SubmitAsync(account + "/edit", ("Form.Phone", "13599995678"))).Status);
        Assert.Equal("135****5678（另一个号码）", await ledger.Host.AskAsync<string>($"select changes -> 0 ->> 'after' from audit.entry where row_id = '{account[^36..]}' and deed = '修改' order by id desc limit 1"));
        Assert.Equal("13599995678", (await administrator.PostFromAsync(account, account + "?handler=reveal", ("purpose", "办理手续"))).Text);

        var everything = await EverythingAsync();

        Assert.Contains("陶可查", everything, StringComparison.Ordinal);
        foreach (var secret in (string[])[number, phone, address, mobile])
        {
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), everything, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, ledger.Host.Log.ToString(), StringComparison.Ordinal);
        }
        Assert.True(commands > 50 && traced.Any(one => one.Contains("ledger.entrant", StringComparison.Ordinal)), "The statements are not traced, so nothing was looked at.");
        // An address is traced as it was asked for, escaped; a name is personal as well.
        foreach (var secret in (string[])[number, phone, address, mobile, "陶可查", .. new[] { address, "陶可查" }.Select(Uri.EscapeDataString)])
            Assert.DoesNotContain(traced, one => one.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "P7.13")]
    public async Task No_file_of_the_server_holds_what_identifies_a_person_neither_data_nor_write_ahead_log_nor_its_own_log_nor_dump()
    {
        using var officer = await OfficerAsync();
        var (number, phone, address, name) = (FilledForms.NumberOf(++sequence, "19770719"), "13698761234", "枫岭镇柳溪村十三组四十二号", "陶寻得见");
        var record = await MakeAsync(officer, name, number, phone);
        Assert.Equal(302, (await officer.FillAsync(record + "/notes/new", ("noted_on", "2026.03.01"), ("words", "走访"), ("told_to", address))).Status);
        Assert.Equal(302, (await officer.UploadAsync($"/{TestHost.County}/ledger/papers/{record[^36..]}", "paper", "登记表.txt", Encoding.UTF8.GetBytes($"{name}，{number}，{phone}，{address}"))).Status);
        foreach (var query in (string[])[$"q={number}", $"q={phone}", $"phone={phone}"]) Assert.Contains(name, (await officer.GetAsync($"{List}?{query}")).In("tbody")!, StringComparison.Ordinal);
        Assert.Equal(number, await RevealAsync(officer, record, "identity_mask"));
        await officer.PostFromAsync(List, $"{List}?handler=export&q={number}");

        await ledger.Host.DoAsync("checkpoint");
        var data = (await ledger.Host.AskAsync<string>("show data_directory"))!;
        var own = Path.Combine(data, "base", (await ledger.Host.AskAsync<string>("select oid::text from pg_database where datname = current_database()"))!);
        // As a backup takes it, and what the host keeps in its own folder. Its temporary files have no name, so nobody finds them.
        var dump = Path.Combine(Scratch.Folder("dump" + Guid.NewGuid().ToString("N")), "dump.sql");
        await TestCluster.DumpAsync(ledger.Host.Database, dump);
        var found = new HashSet<string>();
        // What a sort of all there is of a person spills while it is being read: here it is held open, far larger than the memory it is given.
        await using var sorting = await ledger.Host.Admin.OpenConnectionAsync();
        await using (var spill = new NpgsqlCommand("begin; set local work_mem = '64kB'; declare spilt cursor for select e, p, n from ledger.entrant e join org.person p on p.id = e.person_id left join ledger.note n on n.entrant_id = e.id cross join generate_series(1, 400) many order by e.name desc, many; fetch 1 from spilt", sorting)) await spill.ExecuteNonQueryAsync();
        var spilt = Path.Combine(data, "base", "pgsql_tmp");
        Assert.NotEmpty(Directory.GetFiles(spilt));
        foreach (var file in (string[])[.. Directory.GetFiles(own), .. Directory.GetFiles(spilt), .. Directory.GetFiles(Path.Combine(data, "pg_wal")), .. Directory.GetFiles(Path.Combine(data, "log")), dump, .. Directory.GetFiles(ledger.Host.Data, "*", SearchOption.AllDirectories)])
        {
            byte[] bytes;
            try { bytes = await File.ReadAllBytesAsync(file); }
            catch (FileNotFoundException) { continue; /* a piece of the log that the server has just taken away */ }
            foreach (var text in (string[])[number, phone, address, name])
                if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0) found.Add($"{text} in {(file.StartsWith(data, StringComparison.Ordinal) ? Path.GetRelativePath(data, file).Split('/') is ["base", "pgsql_tmp", ..] ? "pgsql_tmp" : Path.GetRelativePath(data, file).Split('/')[0] : Path.GetFileName(file))}");
        }

        // The name is there, so the search sees what there is to be seen.
        Assert.Contains($"{name} in base", found);
        Assert.Contains($"{name} in pgsql_tmp", found);
        Assert.Contains($"{name} in dump.sql", found);
        Assert.All(found, hit => Assert.StartsWith(name, hit, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_telephone_number_is_found_whole_however_it_is_written_and_not_by_a_piece()
    {
        using var officer = await OfficerAsync();
        await MakeAsync(officer, "艾电话", FilledForms.NumberOf(++sequence), "136-7222-3456");

        foreach (var query in (string[])["q=13672223456", "q=136 7222 3456", "phone=13672223456", "phone=136-7222-3456", "phone=１３６７２２２３４５６"])
            Assert.Contains("艾电话", (await officer.GetAsync($"{List}?{query}")).In("tbody") ?? "", StringComparison.Ordinal);
        foreach (var query in (string[])["q=1367222", "phone=1367222345", "phone=136****3456"])
            Assert.DoesNotContain("艾电话", (await officer.GetAsync($"{List}?{query}")).In("tbody") ?? "", StringComparison.Ordinal);
        Assert.Contains("不能存为常用条件", (await officer.GetAsync((await officer.PostFromAsync(List, $"{List}?handler=keep&phone=13672223456", ("name", "某人"))).Location!)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13672223456", (await officer.GetAsync($"{List}?phone=13672223456")).In(".list-tools")!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P7.13")]
    public async Task A_sensitive_item_of_a_list_on_the_record_is_masked_and_opened_for_a_purpose_on_that_record_alone()
    {
        using var officer = await OfficerAsync();
        var (record, other) = (await MakeAsync(officer, "季子项", FilledForms.NumberOf(++sequence), "13673334567"), await MakeAsync(officer, "季别人", FilledForms.NumberOf(++sequence), "13673334568"));
        Assert.Equal(302, (await officer.FillAsync(record + "/notes/new", ("noted_on", "2026.03.01"), ("words", "走访"), ("told_to", "柳溪村三组八号"))).Status);
        var page = await officer.GetAsync(record + "?tab=notes");
        Assert.Contains("柳溪村****", page.In("tbody")!, StringComparison.Ordinal);
        Assert.DoesNotContain("三组八号", page.Text, StringComparison.Ordinal);
        var address = page.Document.QuerySelector("tbody .mask form")!.GetAttribute("hx-post")!;

        Assert.Equal("请选择用途", (await officer.PostFromAsync(record + "/edit", address)).Text);
        Assert.Equal("柳溪村三组八号", (await officer.PostFromAsync(record + "/edit", address, ("purpose", "联系本人"))).Text);
        Assert.Equal(404, (await officer.PostFromAsync(other + "/edit", address.Replace(record[^36..], other[^36..], StringComparison.Ordinal), ("purpose", "联系本人"))).Status);
        Assert.Equal("联系本人", await ledger.Host.AskAsync<string>($"select reason from audit.entry where row_id = '{record[^36..]}' and deed = '用途查看'"));
    }

    [Fact]
    public async Task A_value_moved_to_another_row_does_not_open()
    {
        using var officer = await OfficerAsync();
        var (one, other) = (await MakeAsync(officer, "安甲", FilledForms.NumberOf(++sequence), "13674445678"), await MakeAsync(officer, "安乙", FilledForms.NumberOf(++sequence), "13674445679"));
        await ledger.Host.DoAsync($"update ledger.entrant set phone_cipher = (select phone_cipher from ledger.entrant where id = '{one[^36..]}') where id = '{other[^36..]}'");

        Assert.Equal("13674445678", await RevealAsync(officer, one, "phone"));
        Assert.DoesNotContain("13674445678", await RevealAsync(officer, other, "phone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_is_not_this_databases_is_refused_before_anything_is_written_with_it()
    {
        var stranger = Keys.Open(Path.Combine(Scratch.Folder("stranger" + Guid.NewGuid().ToString("N")), "orgwork.key"));
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => new PersonalKeys(ledger.Host.Admin, stranger).CheckAsync(default));
        Assert.Contains("备份", fault.Message, StringComparison.Ordinal);
    }
}

/// <summary>Keys are changed by the command while people work.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    const string List = $"/{TestHost.County}/ledger/entrants";
    LedgerHost ledger = null!;

    public async Task InitializeAsync()
    {
        ledger = new();
        await ledger.InitializeAsync();
    }

    public Task DisposeAsync() => ledger.DisposeAsync();

    async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, .. arguments, "--data", ledger.Host.Data, "--modules", ledger.Host.ModulesFolder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ORGWORK_DB"] = ledger.Host.Database;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    async Task FillAsync(int count)
    {
        var (vault, path) = (ledger.Host.Platform.Identities, await ledger.PathOfAsync(TestHost.County));
        var people = Enumerable.Range(0, count).Select(n => (Person: Guid.NewGuid(), Row: Guid.NewGuid(), Number: FilledForms.NumberOf(n % 1000, $"19{50 + n / 1000 % 40:00}0307"), Phone: $"1390000{n:0000}")).ToList();
        await using var fill = ledger.Host.Admin.CreateCommand("""
            insert into org.person (id, name, sex, identity_mask, identity_cipher, identity_index)
            select person, name, '1', 'x', cipher, index from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[]) v (person, row_id, name, cipher, index, phone_cipher, phone_index)
            """);
        object[] values =
        [
            people.Select(p => p.Person).ToArray(), people.Select(p => p.Row).ToArray(), people.Select((_, n) => $"陶{n}").ToArray(), people.Select(p => vault.Encrypt(p.Person, p.Number)).ToArray(), people.Select(p => vault.Indexes(p.Number)[0]).ToArray(),
            people.Select(p => vault.Encrypt("ledger.entrant.phone", p.Row, p.Phone)).ToArray(), people.Select(p => vault.Indexes("ledger.entrant.phone", p.Phone)[0]).ToArray(),
        ];
        foreach (var value in values) fill.Parameters.Add(new() { Value = value });
        await fill.ExecuteNonQueryAsync();
        await using var rows = ledger.Host.Admin.CreateCommand("""
            insert into ledger.entrant (id, locality_path, name, person_id, phone, phone_cipher, phone_index)
            select row_id, $6, name, person, '139****', phone_cipher, phone_index from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) v (person, row_id, name, phone_cipher, phone_index)
            """);
        foreach (var value in (object[])[values[0], values[1], values[2], values[5], values[6], path]) rows.Parameters.Add(new() { Value = value });
        await rows.ExecuteNonQueryAsync();
    }

    Task<long> UnderAsync(int key) => ledger.Host.AskAsync<long>($"""
        select (select count(*) from org.person where get_byte(identity_cipher, 2) = {key}) + (select count(*) from ledger.entrant where get_byte(phone_cipher, 2) = {key})
        """);

    [Fact]
    public async Task Keys_are_changed_while_people_read_and_write_and_nobody_notices()
    {
        await FillAsync(1500);
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit", "org.accounts.read", "org.accounts.edit");
        var papers = $"/{TestHost.County}/ledger/papers/{await ledger.Host.AskAsync<Guid>("select id from ledger.entrant where name = '陶7'")}";
        byte[] paper = [.. "%PDF-1.7\n"u8, .. new byte[700_000]];
        Assert.Equal(302, (await officer.UploadAsync(papers, "paper", "材料.pdf", paper)).Status);
        var file = (await officer.GetAsync(papers)).Document.QuerySelector(".files a")!.GetAttribute("href")!;
        var made = 0;
        Assert.Equal(200, (await officer.FillAsync($"/{TestHost.County}/org/accounts/new", ("Form.Account", "rotating"), ("Form.Name", "周轮换"), ("Form.Phone", "13512348765"))).Status);
        var account = $"/{TestHost.County}/org/accounts/{await ledger.Host.AskAsync<Guid>("select id from org.account where account = 'rotating'")}";
        var someone = $"{List}/{await ledger.Host.AskAsync<Guid>("select id from ledger.entrant where name = '陶7'")}";
        var stop = new CancellationTokenSource();
        var faults = new List<string>();
        var work = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var (number, phone) = (FilledForms.NumberOf(n % 1000, "19990909"), $"1380000{n:0000}");
                var form = (await officer.GetAsync(List + "/new")).FormOf();
                var answer = await officer.SendAsync(List + "/new", form, ("name", "陶新来"), ("sex", "1"), ("identity_mask", number), ("phone", phone));
                if (answer.Status != 302) faults.Add($"new {n}: {answer.Status} {answer.In("form")}");
                made++;
                // The same person twice is refused, whichever key is the day's.
                var twice = await officer.FillAsync(List + "/new", ("name", "陶新来"), ("sex", "1"), ("identity_mask", number));
                if (twice.Status == 302) faults.Add($"twice {n}");
                var known = FilledForms.NumberOf(7, "19500307");
                if ((await officer.PostFromAsync(someone + "/edit", someone + "?handler=reveal&field=identity_mask", ("purpose", "档案审核"))).Text != known) faults.Add($"reveal {n}");
                if ((await officer.PostFromAsync(someone + "/edit", someone + "?handler=reveal&field=phone", ("purpose", "档案审核"))).Text != "13900000007") faults.Add($"reveal phone {n}");
                if (!(await (await officer.GetAsync(file)).Message.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(paper)) faults.Add($"file {n}");
                if ((await officer.PostFromAsync(account, account + "?handler=reveal", ("purpose", "档案审核"))).Text != "13512348765") faults.Add($"account {n}");
                foreach (var query in (string[])["q=" + known, "phone=13900000007", $"phone={phone}"])
                    if ((await officer.GetAsync($"{List}?{query}")).Document.QuerySelectorAll("tbody tr").Length != 1) faults.Add($"find {query} {n}");
            }
        });

        var (code, said) = await RunAsync("keys", "rotate", "--reason", "例行");
        await stop.CancelAsync();
        await work;

        Assert.True(code == 0, said);
        Assert.Empty(faults);
        Assert.True(made > 3);
        Assert.Equal(0, await UnderAsync(1));
        Assert.Equal(3000 + 2 * made, await UnderAsync(2));
        Assert.Equal((2, 2), (await ledger.Host.AskAsync<int>("select get_byte(key_cipher, 2) from org.file"), await ledger.Host.AskAsync<int>("select get_byte(phone_cipher, 2) from org.account where account = 'rotating'")));
        Assert.Equal(paper, await (await officer.GetAsync(file)).Message.Content.ReadAsByteArrayAsync());
        Assert.Equal((2, true), ((await RunAsync("keys", "retire", "2", "--reason", "试")).Code, (await RunAsync("keys", "retire", "1", "--reason", "旧备份已过期")).Code == 0));
        Assert.DoesNotContain(Convert.ToHexStringLower(TestHost.Keys.Personal.Active.Secret!), await File.ReadAllTextAsync(Path.Combine(ledger.Host.Data, "orgwork.key")), StringComparison.Ordinal);
        await Task.Delay(1200);
        Assert.Equal("13900000007", (await officer.PostFromAsync(someone + "/edit", someone + "?handler=reveal&field=phone", ("purpose", "档案审核"))).Text);
        var list = System.Text.Json.JsonDocument.Parse((await RunAsync("keys", "list", "--json")).Text).RootElement;
        Assert.Equal(3 + 0L, list[0].GetProperty("state").GetInt32() + list[0].GetProperty("rows").GetInt64());
        Assert.Equal("例行", await ledger.Host.AskAsync<string>("select reason from audit.entry where deed = '密钥管理' order by id limit 1"));
    }

    [Fact]
    public async Task What_is_encrypted_is_read_through_numbers_that_cannot_be_are_marked_and_what_does_not_open_is_told()
    {
        await FillAsync(700);
        var (vault, wrong) = (ledger.Host.Platform.Identities, "539921195003070018");
        Assert.False(IdentityNumber.TryParse(wrong, out _, out _));
        var person = await ledger.Host.AskAsync<Guid>("select person_id from ledger.entrant where name = '陶7'");
        var right = vault.Decrypt(IdentityVault.IdentityColumn, person, (await ledger.Host.AskAsync<byte[]>($"select identity_cipher from org.person where id = '{person}'"))!);
        Assert.True(IdentityNumber.TryParse(right, out var number, out _));
        // Other tests fill the same numbers in; here it is this person's alone.
        await ledger.Host.DoAsync($"update org.person set identity_index = null where id <> '{person}' and identity_index = (select identity_index from org.person where id = '{person}')");
        await ledger.Host.DoAsync($"update org.person set identity_mask = '{number!.Mask}', identity_cipher = '\\x{Convert.ToHexString(vault.Encrypt(person, wrong))}' where id = '{person}'");

        var (code, said) = await RunAsync("keys", "check");

        Assert.True(code == 0 && said.Contains("1400 条全部解得开；公民身份号码不成立的 1 人", StringComparison.Ordinal), said);
        Assert.Equal(person, await ledger.Host.AskAsync<Guid>("select person_id from org.identity_doubt"));
        Assert.Contains("核对加密内容", await ledger.Host.AskAsync<string>("select string_agg(title, '、') from audit.entry where deed = '密钥管理'"), StringComparison.Ordinal);
        // A number is entered, and has been checked by then: the mark goes, though the mask, which hides the middle, is the same as before.
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.edit");
        var record = $"/{TestHost.County}/ledger/entrants/{await ledger.Host.AskAsync<Guid>("select id from ledger.entrant where name = '陶7'")}";
        Assert.Equal(302, (await officer.SubmitAsync(record + "/edit", ("name", "陶七"), ("identity_mask", right))).Status);
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from org.identity_doubt"));

        // One bit of one value.
        await ledger.Host.DoAsync("update ledger.entrant set phone_cipher = set_byte(phone_cipher, 20, get_byte(phone_cipher, 20) # 1) where name = '陶9'");
        (code, said) = await RunAsync("keys", "check", "--json");
        Assert.True(code == 1 && said.Contains("解不开", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Broken_off_it_is_begun_again_and_done()
    {
        await FillAsync(1200);
        var file = Path.Combine(ledger.Host.Data, "orgwork.key");
        KeyFile.Change(file, known => [known[0] with { State = KeyState.DecryptOnly }, KeyFile.NewKey(known, KeyState.Active)]);
        var keys = new PersonalKeys(ledger.Host.Admin, Keys.Open(file));
        using var killed = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keys.RewriteAsync((_, _) => killed.Cancel(), killed.Token));
        Assert.InRange(await UnderAsync(2), 1, 2399);
        Assert.Contains("还有", (await RunAsync("keys", "retire", "1", "--reason", "早了")).Text, StringComparison.Ordinal);
        var (code, said) = await RunAsync("keys", "rotate", "--reason", "接着做");

        Assert.True(code == 0 && said.Contains("接着做", StringComparison.Ordinal), said);
        Assert.Equal((0, 2400), (await UnderAsync(1), await UnderAsync(2)));
        Assert.Equal(2, KeyFile.Read(file).Personal.Count);
    }
}
