using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

public sealed class FormPageTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string List = $"/{TestHost.County}/ledger/entrants";
    static int sequence;

    [Fact]
    public async Task A_new_record_is_shown_listed_found_and_written_down()
    {
        using var officer = await OfficerAsync();
        var number = FilledForms.NumberOf(++sequence);
        var answer = await officer.FillAsync(List + "/new", ("name", "艾新安"), ("sex", "2"), ("birth_on", "1980.03.07"), ("joined_on", "2003.7"), ("score", "88"), ("post", "干事"), ("identity_mask", number), ("phone", "13900001234"), ("locality", TestHost.Township));

        Assert.Equal(302, answer.Status);
        var record = await officer.GetAsync(answer.Location!);
        Assert.Equal("艾新安", record.In("h1"));
        Assert.Contains("1980.03.07（46岁）", record.Text);
        Assert.Contains("2003.07", record.Text);
        Assert.DoesNotContain(number, record.Text);
        Assert.DoesNotContain("13900001234", record.Text);
        Assert.Contains("139****1234", record.Text);
        foreach (var search in (string[])["艾新安", "新", "新安", "aixin", "axa", number[^4..], number])
            Assert.Contains("艾新安", (await officer.GetAsync($"{List}?q={search}")).In("tbody"));
        Assert.Equal("新增|周文博|艾新安", await ledger.Host.AskAsync<string>($"select concat_ws('|', deed, actor_name, title) from audit.entry where row_id = '{answer.Location![^36..]}'"));
        // Neither in the record of deeds nor anywhere a search can reach is the whole number.
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from audit.entry e where e::text like '%{number}%' or e::text like '%13900001234%'"));
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from org.person p where p::text like '%{number}%'"));
    }

    [Theory]
    [InlineData("name", "", "请填写姓名")]
    [InlineData("name", "<script>alert(1)</script>", "姓名里不应有“<>(1)”")]
    [InlineData("name", "=1+1", "姓名里不应有")]
    [InlineData("name", "李娜（女）", "姓名里不应有“（）”")]
    [InlineData("name", "··", "姓名里没有文字")]
    [InlineData("sex", "", "请填写性别")]
    [InlineData("sex", "7", "没有“7”这一项")]
    [InlineData("birth_on", "2026.02.30", "2 月")]
    [InlineData("birth_on", "2090.01.01", "晚于今天")]
    [InlineData("birth_on", "去年", "看不懂")]
    [InlineData("joined_on", "2003.13", "月")]
    [InlineData("score", "很高", "请填整数")]
    [InlineData("score", "101", "101")]
    [InlineData("post", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "不超过 40 字，现有 41 字")]
    [InlineData("identity_mask", "990121198003070011", "第 18 位应为")]
    [InlineData("identity_mask", "1234", "位")]
    [InlineData("circle_id", "第一组", "请从候选里选")]
    [InlineData("circle_id", "0191d000-0000-7000-8000-000000000000", "请从候选里选")]
    [InlineData("unit_id", "0191d000-0000-7000-8000-000000000000", "请从候选里选")]
    [InlineData("locality", "539977", "没有代码为“539977”的区划")]
    [InlineData("locality", TestHost.Neighbour, "不在临溪县之内")]
    [InlineData("locality", "", "请选择所在区划")]
    public async Task A_fault_stands_at_its_field_and_what_was_typed_is_kept(string column, string value, string reason)
    {
        using var officer = await OfficerAsync();
        var count = await CountAsync();
        var (name, remark) = (column == "name" ? value : "季犯错", "写了很久的备注，\n有两行。");

        var answer = await officer.FillAsync(List + "/new", ("name", name), ("sex", "1"), ("post", "干事"), ("remark", remark), (column, value));

        Assert.Equal(422, answer.Status);
        Assert.Contains(reason, answer.ErrorAt(column) ?? $"no fault at {column}: {answer.In("note, .note")}");
        var form = answer.FormOf();
        Assert.Equal(name, form["name"]);
        Assert.Equal(remark, form["remark"].ReplaceLineEndings("\n"));
        if (column is not ("locality" or "unit_id" or "circle_id")) Assert.Equal(value, form[column]);
        Assert.Equal(count, await CountAsync());

        // Corrected, the very form that came back is taken.
        var corrected = column switch { "sex" => "1", "name" => "季改正", "locality" => TestHost.County, _ => "" };
        Assert.Equal(302, (await officer.SendAsync(List + "/new", form, (column, corrected))).Status);
    }

    [Fact]
    public async Task A_form_that_lacks_what_is_required_is_no_way_around_it()
    {
        using var officer = await OfficerAsync();
        var form = (await officer.GetAsync(List + "/new")).FormOf();
        foreach (var column in (string[])["name", "sex"])
        {
            var without = form.Where(pair => pair.Key != column).ToDictionary();
            var answer = await officer.SendAsync(List + "/new", without, column == "name" ? ("sex", "1") : ("name", "季缺项"));
            Assert.Equal(422, answer.Status);
            Assert.NotNull(answer.ErrorAt(column));
        }
    }

    [Fact]
    public async Task One_person_stands_in_a_register_once()
    {
        using var officer = await OfficerAsync();
        var number = FilledForms.NumberOf(++sequence);
        Assert.Equal(302, (await officer.FillAsync(List + "/new", ("name", "陶再来"), ("sex", "1"), ("identity_mask", number))).Status);

        var again = await officer.FillAsync(List + "/new", ("name", "陶再来"), ("sex", "1"), ("identity_mask", number));
        Assert.Equal(422, again.Status);
        Assert.Contains("此人已在本名册中", again.Text);
        var other = await officer.FillAsync(List + "/new", ("name", "季别人"), ("sex", "1"), ("identity_mask", number));
        Assert.Equal(422, other.Status);
        Assert.Contains("另一个姓名", other.ErrorAt("identity_mask"));
        var birth = await officer.FillAsync(List + "/new", ("name", "陶再来"), ("sex", "2"), ("identity_mask", number));
        Assert.Equal(422, birth.Status);
        Assert.Contains("性别", birth.ErrorAt("identity_mask"));
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_record_and_answers_alike_even_at_once()
    {
        using var officer = await OfficerAsync();
        foreach (var number in (string[])["", FilledForms.NumberOf(++sequence)])
        {
            var form = (await officer.GetAsync(List + "/new")).FormOf();
            var count = await CountAsync();
            var entries = await ledger.Host.AskAsync<long>("select count(*) from audit.entry where deed = '新增'");

            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => officer.SendAsync(List + "/new", form, ("name", "时两回"), ("sex", "1"), ("identity_mask", number))));

            Assert.All(answers, answer => Assert.Equal($"{List}/{form["newId"]}", answer.Location));
            Assert.Equal(count + 1, await CountAsync());
            Assert.Equal(entries + 1, await ledger.Host.AskAsync<long>("select count(*) from audit.entry where deed = '新增'"));
        }
    }

    [Fact]
    public async Task Whoever_is_second_sees_both_versions_and_loses_nothing()
    {
        using var first = await OfficerAsync();
        using var second = await OfficerAsync();
        var record = await MakeAsync(first, "李改动", ("post", "科员"), ("score", "1"));
        var (one, two) = ((await first.GetAsync(record + "/edit")).FormOf(), (await second.GetAsync(record + "/edit")).FormOf());

        Assert.Equal(302, (await first.SendAsync(record + "/edit", one, ("post", "副科长"))).Status);
        var clash = await second.SendAsync(record + "/edit", two, ("post", "主任"), ("remark", "我的备注"));

        Assert.Equal(409, clash.Status);
        Assert.Contains("副科长", clash.In("table.clash"));
        Assert.Contains("主任", clash.In("table.clash"));
        Assert.Equal(("主任", "我的备注"), (clash.FormOf()["post"], clash.FormOf()["remark"]));
        Assert.Contains("副科长", (await first.GetAsync(record)).Text);
        Assert.Equal(302, (await second.SendAsync(record + "/edit", clash.FormOf())).Status);
        var after = await first.GetAsync(record);
        Assert.Contains("主任", after.Text);
        Assert.Contains("我的备注", after.Text);
    }

    [Fact]
    public async Task What_only_one_of_two_changed_stands_and_is_not_undone_by_the_other()
    {
        using var first = await OfficerAsync();
        using var second = await OfficerAsync();
        var record = await MakeAsync(first, "冯国强", ("post", "科员"), ("phone", "13900001111"));
        var (one, two) = ((await first.GetAsync(record + "/edit")).FormOf(), (await second.GetAsync(record + "/edit")).FormOf());

        Assert.Equal(302, (await first.SendAsync(record + "/edit", one, ("name", "冯甲"), ("phone", "13900002222"), ("locality", TestHost.Township))).Status);
        var clash = await second.SendAsync(record + "/edit", two, ("post", "主任"));

        Assert.Equal(409, clash.Status);
        Assert.Contains("冯甲", clash.In("table.clash"));
        Assert.Null(clash.Document.QuerySelector("table.clash input[type=radio]"));
        Assert.Equal(("冯甲", "主任", TestHost.Township), (clash.FormOf()["name"], clash.FormOf()["post"], clash.FormOf()["locality"]));
        Assert.Equal(302, (await second.SendAsync(record + "/edit", clash.FormOf())).Status);
        Assert.Equal("冯甲 主任 139****2222 枫岭镇", await ledger.Host.AskAsync<string>($"select e.name || ' ' || post || ' ' || phone || ' ' || l.name from ledger.entrant e join org.locality l on l.path = e.locality_path where e.id = '{record[^36..]}'"));
    }

    [Fact]
    public async Task What_both_changed_is_asked_for_field_by_field_and_nothing_is_saved_before_it_is_chosen()
    {
        using var first = await OfficerAsync();
        using var second = await OfficerAsync();
        var record = await MakeAsync(first, "冯两改", ("post", "科员"), ("score", "1"), ("phone", "13900001111"));
        var (one, two) = ((await first.GetAsync(record + "/edit")).FormOf(), (await second.GetAsync(record + "/edit")).FormOf());
        await first.SendAsync(record + "/edit", one, ("post", "副科长"), ("score", "2"), ("phone", "13900002222"));

        var clash = await second.SendAsync(record + "/edit", two, ("post", "主任"), ("score", "3"), ("phone", "13900003333"), ("remark", "我的备注"));
        Assert.Equal(["phone", "post", "score"], clash.Document.QuerySelectorAll("table.clash input[name=asked]").Select(asked => asked.GetAttribute("value")).Order(StringComparer.Ordinal));
        Assert.Equal(6, clash.Document.QuerySelectorAll("table.clash input[type=radio][required]").Length);
        (string, string)[] picks = [("asked", "post"), ("asked", "score"), ("asked", "phone")];
        async Task<Answer> ChooseAsync(params (string Name, string Value)[] chosen) =>
            await second.PostBareAsync(record + "/edit", [.. clash.FormOf().Where(pair => pair.Key != "asked" && !pair.Key.StartsWith("pick.", StringComparison.Ordinal)).Select(pair => (pair.Key, pair.Value)), .. picks, .. chosen]);

        var missing = await ChooseAsync(("pick.post", "theirs"), ("pick.phone", "theirs"));
        Assert.Equal(422, missing.Status);
        Assert.Contains("选定用哪一个", missing.ErrorAt("score"));
        Assert.Equal("theirs", missing.Document.QuerySelector("table.clash input[name='pick.post'][checked]")?.GetAttribute("value"));
        Assert.Equal(2, await ledger.Host.AskAsync<int>($"select version from ledger.entrant where id = '{record[^36..]}'"));

        Assert.Equal(302, (await ChooseAsync(("pick.post", "theirs"), ("pick.score", "mine"), ("pick.phone", "theirs"))).Status);
        Assert.Equal("副科长 3 139****2222 我的备注", await ledger.Host.AskAsync<string>($"select post || ' ' || score || ' ' || phone || ' ' || remark from ledger.entrant where id = '{record[^36..]}'"));
    }

    [Fact]
    public async Task A_row_that_was_chosen_is_called_by_its_name_when_the_form_comes_back()
    {
        using var officer = await OfficerAsync();
        var path = await ledger.PathOfAsync(TestHost.County);
        var (old, other) = (await ledger.Host.AskAsync<Guid>($"insert into ledger.circle (locality_path, name) values ('{path}', '旧组') returning id"), await ledger.Host.AskAsync<Guid>($"insert into ledger.circle (locality_path, name) values ('{path}', '新组') returning id"));
        var record = await MakeAsync(officer, "季组名", ("circle_id", $"{old}"));

        var refused = await officer.FillAsync(record + "/edit", ("circle_id", $"{other}"), ("score", "很高"));
        Assert.Equal("新组", refused.In("#circle_id option[selected]"));
        Assert.Equal("新组", (await officer.FillAsync(List + "/new", ("name", ""), ("circle_id", $"{other}"))).In("#circle_id option[selected]"));
    }

    [Fact]
    public async Task What_must_be_chosen_is_filled_in_where_there_is_but_one_and_never_offers_nothing()
    {
        var path = await ledger.PathOfAsync(TestHost.Township);
        using var officer = await ledger.Host.SignInAsync(TestHost.Township, "grassroots.admission.read", "grassroots.admission.act");
        await ledger.Host.DoAsync($"insert into grassroots.organisation (locality_path, name, kind, sphere, code) values ('{path}', '唯一支部', '631', '1', 'only-one')");

        var form = await officer.GetAsync($"/{TestHost.Township}/grassroots/applicants/new");
        Assert.Equal("唯一支部", form.In("#organisation_id option[selected]"));
        Assert.Equal("请选择", form.In("#organisation_id option[value='']"));
    }

    [Fact]
    public async Task The_bin_is_turned_page_by_page_and_searched()
    {
        using var officer = await OfficerAsync();
        var path = await ledger.PathOfAsync(TestHost.County);
        for (var i = 0; i < 120; i++) await ledger.AddEntrantAsync(path, $"箱底{(char)('一' + i)}");
        // Many at one moment, as an import that is taken back removes them.
        await ledger.Host.DoAsync("update ledger.entrant set removed_at = timestamptz '2020-01-01', removed_reason = '清理' where name like '箱底%'");

        var seen = new List<string>();
        var page = await officer.GetAsync(List + "/bin");
        while (true)
        {
            seen.AddRange(page.Document.QuerySelectorAll("tbody td.name").Select(cell => cell.TextContent).Where(name => name.StartsWith("箱底", StringComparison.Ordinal)));
            if (page.Document.QuerySelector("a[rel=next]") is not { } next) break;
            page = await officer.GetAsync(List + "/bin" + next.GetAttribute("href"));
        }
        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));
        var back = await officer.GetAsync(List + "/bin" + page.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal(50, back.Document.QuerySelectorAll("tbody tr").Length);

        Assert.Equal(["箱底丁"], (await officer.GetAsync(List + "/bin?q=底丁")).Document.QuerySelectorAll("tbody td.name").Select(cell => cell.TextContent));
        Assert.Equal(["箱底丁"], (await officer.GetAsync(List + "/bin?q=xiangdiding")).Document.QuerySelectorAll("tbody td.name").Select(cell => cell.TextContent));
        Assert.Contains("没有“某某某”", (await officer.GetAsync(List + "/bin?q=某某某")).In(".empty"));
        var found = await officer.GetAsync(List + "/bin?q=底丁");
        Assert.Equal(302, (await officer.PostAsync(List + "/bin?q=底丁", ("id", found.Document.QuerySelector("input[name=id]")!.GetAttribute("value")!))).Status);
    }

    [Fact]
    public async Task A_removal_that_is_sent_twice_is_done_once_and_says_so()
    {
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "纪两回");
        var form = (await officer.GetAsync(record + "/remove")).FormOf();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => officer.SendAsync(record + "/remove", form, ("reason", "调出"))));

        Assert.All(answers, answer => Assert.Equal((302, List), (answer.Status, answer.Location)));
        Assert.Equal(1, await ledger.Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{record[^36..]}' and deed = '移入回收站'"));
    }

    [Fact]
    public async Task Of_a_list_on_the_record_the_latest_rows_stand_beside_it()
    {
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "季近事");
        for (var year = 2015; year <= 2023; year++) await officer.FillAsync(record + "/notes/new", ("noted_on", $"{year}.01.01"), ("words", $"事{year}"));

        var beside = (await officer.GetAsync(record)).Document.QuerySelectorAll("ul.lines.wrap li").Select(line => line.TextContent.Trim()).ToList();
        Assert.StartsWith("2023.01.01", beside[0], StringComparison.Ordinal);
        Assert.StartsWith("2018.01.01", beside[5], StringComparison.Ordinal);
        Assert.StartsWith("更早的 3 条", beside[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_changes_at_once_none_is_lost_unseen()
    {
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "李并发", ("score", "0"));
        var form = (await officer.GetAsync(record + "/edit")).FormOf();

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(score => officer.SendAsync(record + "/edit", form, ("score", $"{score}"))));

        Assert.Single(answers, answer => answer.Status == 302);
        Assert.Equal(7, answers.Count(answer => answer.Status == 409));
    }

    /// <summary>Sixteen people write into ten records, each over what they see. What was acknowledged is in the record of deeds once, and its entries form one chain: each begins where the one before ended.</summary>
    [Fact]
    public async Task What_many_write_over_each_other_is_each_there_once_and_follows_one_upon_the_other()
    {
        const int People = 16, Records = 10;
        var each = int.Parse(Environment.GetEnvironmentVariable("ORGWORK_APPENDS") ?? "240", System.Globalization.CultureInfo.InvariantCulture) / People;
        using var officer = await OfficerAsync();
        var records = new List<string>();
        for (var i = 0; i < Records; i++) records.Add(await MakeAsync(officer, $"陶众人{(char)('一' + i)}", ("remark", "起点")));
        var (acknowledged, refused) = (new System.Collections.Concurrent.ConcurrentBag<(string Record, string Words)>(), 0);

        await Task.WhenAll(Enumerable.Range(0, People).Select(person => Task.Run(async () =>
        {
            using var own = await OfficerAsync();
            var random = new Random(person);
            for (var turn = 0; turn < each; turn++)
            {
                var (record, words) = (records[random.Next(Records)], $"第{person}人第{turn}次");
                var answer = await own.FillAsync(record + "/edit", ("remark", words));
                if (answer.Status == 302) acknowledged.Add((record, words));
                else
                {
                    // Somebody was quicker: what was typed is still there.
                    Assert.Equal(409, answer.Status);
                    Assert.Contains(words, answer.Text, StringComparison.Ordinal);
                    Interlocked.Increment(ref refused);
                }
            }
        })));

        Assert.Equal(People * each, acknowledged.Count + refused);
        Assert.True(refused > 0 && acknowledged.Count > Records, $"{acknowledged.Count} acknowledged, {refused} refused: nothing was tried.");
        foreach (var record in records)
        {
            var steps = new List<(string Before, string After)>();
            await using var read = ledger.Host.Admin.CreateCommand($"select c ->> 'before', c ->> 'after' from audit.entry e, jsonb_array_elements(e.changes) c where e.row_id = '{record[^36..]}' and e.deed = '修改' and c ->> 'label' = '备注' order by e.id");
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync()) steps.Add((rows.GetString(0), rows.GetString(1)));
            Assert.Equal(steps.Select(step => step.Before), steps.Select(step => step.After).Prepend("起点").SkipLast(1));
            Assert.Equal(acknowledged.Where(one => one.Record == record).Select(one => one.Words).Order(StringComparer.Ordinal), steps.Select(step => step.After).Order(StringComparer.Ordinal));
            Assert.Equal(steps.Count > 0 ? steps[^1].After : "起点", await ledger.Host.AskAsync<string>($"select remark from ledger.entrant where id = '{record[^36..]}'"));
        }
    }

    [Fact]
    public async Task What_nobody_changed_writes_no_version_and_no_entry()
    {
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "季不动", ("phone", "13900005678"), ("remark", "有备注"), ("birth_on", "1980.03.07"), ("joined_on", "2003.07"));

        Assert.Equal(302, (await officer.FillAsync(record + "/edit")).Status);

        Assert.Equal("1 139****5678", await ledger.Host.AskAsync<string>($"select version || ' ' || phone from ledger.entrant where id = '{record[^36..]}'"));
        Assert.Equal(1, await ledger.Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{record[^36..]}'"));
    }

    [Fact]
    public async Task A_correction_in_one_register_corrects_the_persons_other_facets_and_overtakes_forms_that_are_open_there()
    {
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "单更正");
        var talent = await ledger.Host.AskAsync<Guid>($"insert into talent.talent (locality_path, name, category, person_id) select locality_path, '', '1', person_id from ledger.entrant where id = '{record[^36..]}' returning id");

        Assert.Equal(302, (await officer.FillAsync(record + "/edit", ("name", "单更新"), ("birth_on", "1980.03.07"), ("nation", "01"))).Status);

        Assert.Equal("单更新 shangengxin sgx 1980-03-07 01 2", await ledger.Host.AskAsync<string>($"select concat_ws(' ', name, name_pinyin, name_initials, birth_on, nation, version) from talent.talent where id = '{talent}'"));
        Assert.Equal(1, await ledger.Host.AskAsync<long>($"select count(*) from talent.talent_gram where row_id = '{talent}' and gram = '更新'"));
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from talent.talent_gram where row_id = '{talent}' and gram = '更正'"));
        Assert.Equal("单更新", await ledger.Host.AskAsync<string>($"select p.name from org.person p join talent.talent t on t.person_id = p.id where t.id = '{talent}'"));
    }

    [Fact]
    public async Task A_person_who_is_known_already_brings_along_what_is_known_and_takes_what_is_new()
    {
        using var officer = await OfficerAsync();
        var number = FilledForms.NumberOf(++sequence);
        var record = await MakeAsync(officer, "解熟人", ("identity_mask", number));
        await ledger.Host.DoAsync($"insert into talent.talent (locality_path, name, category, person_id) select locality_path, '', '1', person_id from ledger.entrant where id = '{record[^36..]}'; update ledger.entrant set removed_at = now() where id = '{record[^36..]}'");

        var second = await MakeAsync(officer, "解熟人", ("identity_mask", number), ("birth_on", "1980.03.07"));

        Assert.Equal("1 1980-03-07", await ledger.Host.AskAsync<string>($"select sex || ' ' || birth_on from ledger.entrant where id = '{second[^36..]}'"));
        Assert.Equal("1980-03-07", await ledger.Host.AskAsync<string>($"select t.birth_on::text from talent.talent t join ledger.entrant e using (person_id) where e.id = '{second[^36..]}'"));
    }

    [Fact]
    public async Task A_record_moves_within_the_place_of_the_address_with_what_hangs_on_it_and_its_history()
    {
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "曾搬家");
        Assert.Equal(302, (await officer.FillAsync(record + "/notes/new", ("noted_on", "2026.01.01"), ("words", "随身之事"))).Status);

        var outside = await officer.FillAsync(record + "/edit", ("locality", TestHost.Neighbour), ("post", "保留"));
        Assert.Equal(422, outside.Status);
        Assert.Equal("保留", outside.FormOf()["post"]);
        Assert.Equal(302, (await officer.FillAsync(record + "/edit", ("locality", TestHost.Township))).Status);

        using var below = await OfficerAsync(TestHost.Township);
        var moved = await below.GetAsync($"/{TestHost.Township}/ledger/entrants/{record[^36..]}?tab=notes");
        Assert.Contains("随身之事", moved.Text);
        Assert.Contains("曾搬家", (await below.GetAsync($"/{TestHost.Township}/ledger/entrants?q=搬家")).In("tbody"));
    }

    [Fact]
    public async Task When_a_place_moves_its_records_keep_their_history()
    {
        await ledger.Host.DoAsync("insert into org.locality (code, name, short_name, kind, parent_id) select '539921200', '迁乡', '迁乡', 4, id from org.locality where code = '539921'");
        using var officer = await OfficerAsync();
        var record = await MakeAsync(officer, "欧阳随迁", ("locality", "539921200"));

        await ledger.Host.DoAsync("update org.locality set parent_id = (select id from org.locality where code = '539922') where code = '539921200'");

        using var neighbour = await OfficerAsync(TestHost.Neighbour);
        await TestHost.UntilAsync(async () => (await neighbour.GetAsync($"/{TestHost.Neighbour}/ledger/entrants/{record[^36..]}?tab=history")) is { Status: 200 } page && page.In("main table tbody")!.Contains("新增", StringComparison.Ordinal), "the history at the new place");
        Assert.Equal(404, (await officer.GetAsync(record)).Status);
    }

    [Fact]
    public async Task A_record_goes_to_the_bin_with_a_reason_and_comes_back_whole()
    {
        using var officer = await OfficerAsync();
        var number = FilledForms.NumberOf(++sequence);
        var record = await MakeAsync(officer, "纪去来", ("identity_mask", number), ("post", "出纳"));
        await officer.FillAsync(record + "/notes/new", ("noted_on", "2026.01.01"), ("words", "挂着的事"));

        Assert.Equal(422, (await officer.FillAsync(record + "/remove", ("reason", " "))).Status);
        Assert.Equal(302, (await officer.FillAsync(record + "/remove", ("reason", "调出本县"))).Status);

        Assert.Null((await officer.GetAsync($"{List}?q=去来")).In("tbody"));
        Assert.Contains("调出本县", (await officer.GetAsync(List + "/bin")).Text);
        Assert.Equal(404, (await officer.GetAsync(record + "/edit")).Status);
        Assert.Equal(404, (await officer.GetAsync(record + "/remove")).Status);
        Assert.Equal(404, (await officer.GetAsync(record + "/notes/new")).Status);
        // Registered anew meanwhile: the old record cannot come back beside the new one.
        var anew = await MakeAsync(officer, "纪去来", ("identity_mask", number));
        var refused = await officer.PostAsync(List + "/bin", ("id", record[^36..]));
        Assert.Equal(422, refused.Status);
        Assert.Contains("此人已在本名册中", refused.Text);
        await officer.FillAsync(anew + "/remove", ("reason", "重复"));

        Assert.Equal(302, (await officer.PostAsync(List + "/bin", ("id", record[^36..]))).Status);
        var back = await officer.GetAsync(record + "?tab=history");
        Assert.Contains("从回收站恢复", back.Text);
        Assert.Contains("调出本县", back.Text);
        Assert.Contains("出纳", (await officer.GetAsync(record)).Text);
        Assert.Contains("挂着的事", (await officer.GetAsync(record + "?tab=notes")).Text);
    }

    [Fact]
    public async Task History_shows_before_and_after_and_masks_what_is_sensitive()
    {
        using var officer = await OfficerAsync();
        var (first, second) = (FilledForms.NumberOf(++sequence), FilledForms.NumberOf(++sequence));
        var record = await MakeAsync(officer, "黎前后", ("identity_mask", first), ("phone", "13900001111"), ("post", "甲岗"));

        Assert.Equal(302, (await officer.FillAsync(record + "/edit", ("identity_mask", second), ("phone", "13800002222"), ("post", "乙岗"), ("is_active", "1"))).Status);

        var history = (await officer.GetAsync(record + "?tab=history")).Text;
        foreach (var shown in (string[])["甲岗", "乙岗", "139****1111", "138****2222", IdentityNumber.MaskOf(first), IdentityNumber.MaskOf(second), "周文博"]) Assert.Contains(shown, history);
        foreach (var secret in (string[])[first, second, "13900001111", "13800002222"]) Assert.DoesNotContain(secret, history);
    }

    [Fact]
    public async Task A_sensitive_item_is_opened_for_a_purpose_and_only_with_its_entry()
    {
        using var officer = await OfficerAsync();
        var number = FilledForms.NumberOf(++sequence);
        var record = await MakeAsync(officer, "安看见", ("identity_mask", number), ("phone", "13900003333"));
        var reveal = record + "?handler=reveal&field=";

        Assert.DoesNotContain(number, (await officer.PostFromAsync(record + "/edit", reveal + "identity_mask")).Text);
        Assert.Equal(number, (await officer.PostFromAsync(record + "/edit", reveal + "identity_mask", ("purpose", "档案审核"), ("reason", "来访"))).Text);
        Assert.Equal("13900003333", (await officer.PostFromAsync(record + "/edit", reveal + "phone", ("purpose", "联系本人"))).Text);
        Assert.Equal(400, (await officer.PostFromAsync(record + "/edit", reveal + "post", ("purpose", "联系本人"))).Status);
        Assert.Equal("档案审核：来访;联系本人", await ledger.Host.AskAsync<string>($"select string_agg(reason, ';' order by id) from audit.entry where row_id = '{record[^36..]}' and deed = '用途查看'"));

        // Only what is offered is a purpose; who only reads opens nothing, who may open need not write.
        Assert.DoesNotContain(number, (await officer.PostFromAsync(record + "/edit", reveal + "identity_mask", ("purpose", "随便写"))).Text);
        using var reader = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read");
        Assert.Null((await reader.GetAsync(record)).Document.QuerySelector("[data-reveal]"));
        Assert.Equal(403, (await reader.PostFromAsync(record, reveal + "identity_mask", ("purpose", "档案审核"))).Status);
        using var checker = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read", "ledger.entrants.open");
        Assert.Equal(number, (await checker.PostFromAsync(record, reveal + "identity_mask", ("purpose", "数据更正"))).Text);
        // What is opened is put there as text, whatever it is.
        Assert.Equal("textContent", (await checker.GetAsync(record)).Document.QuerySelector("[data-reveal]")!.GetAttribute("hx-swap"));

        await ledger.Host.DoAsync("revoke execute on function audit.append from ow_runtime");
        try
        {
            var refused = await officer.PostFromAsync(record + "/edit", reveal + "identity_mask", ("purpose", "档案审核"));
            Assert.True(refused.Status >= 400);
            Assert.DoesNotContain(number, refused.Text);
        }
        finally
        {
            await ledger.Host.DoAsync("grant execute on function audit.append to ow_runtime");
        }
    }

    Task<long> CountAsync() => ledger.Host.AskAsync<long>("select count(*) from ledger.entrant");

    Task<Browser> OfficerAsync(string place = TestHost.County) => ledger.Host.SignInAsync(place, "ledger.entrants.read", "ledger.entrants.edit", "ledger.circles.read", "ledger.circles.edit");

    /// <returns>the record's address</returns>
    static async Task<string> MakeAsync(Browser officer, string name, params (string Name, string Value)[] more)
    {
        var answer = await officer.FillAsync(List + "/new", [("name", name), ("sex", "1"), .. more]);
        Assert.True(answer.Status == 302, answer.In("form"));
        return answer.Location!;
    }
}
