using System.Text;
using OrgWork.Host;
using OrgWork.Kernel;
using OrgWork.Tests.Ui.Registers;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>What becomes of a programme over the years: upgraded, changed, sealed; who takes part in it; and that its pages are those of a built module.</summary>
public sealed class ProgrammeLifeTests(DesignHost at) : IClassFixture<DesignHost>
{
    TestHost Host => at.Host;

    [Fact]
    public async Task A_figure_keeps_a_limit_of_its_own_beside_its_target()
    {
        var design = await at.ReceiveAsync("""{ "name": "界限", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" }, { "key": "done", "label": "办结", "kind": "flag" } ] } ], "figures": [ { "key": "done", "register": "works", "title": "办结率", "count": "[办结]", "outOf": "是", "better": "higher", "target": 100, "yellow": 80, "red": 60 } ] }""");
        await at.SaveAsync(DesignHost.Page(design, "figures"), ("red.0", "50"));
        Assert.Equal("100 80 50", await Host.AskAsync<string>($"select concat_ws(' ', f ->> 'target', f ->> 'yellow', f ->> 'red') from programmes.design, jsonb_array_elements(draft -> 'figures') f where id = '{design}'"));
        await at.SaveAsync(DesignHost.Page(design, "figures"), ("yellow.0", ""));
        Assert.Null(await Host.AskAsync<string>($"select f ->> 'yellow' from programmes.design, jsonb_array_elements(draft -> 'figures') f where id = '{design}'"));
    }

    [Fact]
    public async Task What_an_earlier_compiler_did_not_index_is_indexed_when_the_programme_is_taken_up_again_and_nothing_is_indexed_twice()
    {
        var description = """{ "name": "补索引", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" }, { "key": "kind", "label": "类别", "kind": "code", "listed": true, "filter": true, "options": [ { "value": "1", "name": "甲" } ] }, { "key": "done", "label": "办结", "kind": "date", "sort": true } ], "lists": [ { "key": "notes", "title": "记录", "noun": "记录", "fields": [ { "key": "words", "label": "情况", "kind": "text" } ] } ] } ] }""";
        var design = await at.ReceiveAsync(description);
        var module = await at.PublishAsync(design, 1);
        Task<string?> IndexesAsync() => Host.AskAsync<string>($"select string_agg(regexp_replace(indexdef, 'INDEX \\S+ ', 'INDEX '), ' | ' order by regexp_replace(indexdef, 'INDEX \\S+ ', 'INDEX ')) from pg_indexes where schemaname = '{module}'");
        var made = await IndexesAsync();
        foreach (var part in (string[])["(kind, locality_path, rank_order, id) WHERE (removed_at IS NULL)", "(done, id)", "(works_id, rank_order, id)"]) Assert.Contains(part, made, StringComparison.Ordinal);
        await Host.DoAsync($"do $$ declare i record; begin for i in select indexname from pg_indexes where schemaname = '{module}' and (indexdef like '%(kind, locality_path%' or indexdef like '%(done, id)%' or tablename = 'notes_history' and indexdef like '%(works_id, rank_order, id)%') loop execute format('drop index %I.%I', '{module}', i.indexname); end loop; end $$");
        Assert.NotEqual(made, await IndexesAsync());

        // Nothing of its fields changes: only what it is called.
        await at.ReceiveAsync(description.Replace("\"title\": \"工作\"", "\"title\": \"工作台账\"", StringComparison.Ordinal), onto: design);
        await at.PublishAsync(design, 2);
        Assert.Equal(made, await IndexesAsync());
    }

    static string Service(string more, string label = "走访对象", string lights = "") => $$"""
        { "name": "升级走访", "edition": 2026, "registers": [ { "key": "visits", "title": "走访台账", "noun": "走访", "fields": [ { "key": "name", "label": "{{label}}", "kind": "name" }, { "key": "went_on", "label": "走访日期", "kind": "date", "listed": true }{{more}} ] } ], "lights": [ {{lights}} ] }
        """;

    [Fact]
    public async Task A_newer_letter_upgrades_what_is_installed_after_a_review_and_neither_rows_nor_what_the_place_added_are_lost()
    {
        var design = await at.ReceiveAsync(Service(""", { "key": "words", "label": "情况", "kind": "text" }"""));
        var module = await at.PublishAsync(design, 1);
        // A field of the county's own.
        await at.SaveAsync(DesignHost.Page(design, "fields"), ("label.3", "村组"));
        await at.PublishAsync(design, 2);
        using var officer = await at.OfficerAsync(module);
        var list = $"/{TestHost.County}/{module}/visits";
        var row = await DesignHost.AddAsync(officer, list, ("name", "柳溪村"), ("words", "修路"), ("cunzu", "三组"));

        Assert.Contains("没有一本相同的台账", (await at.BringAsync("""{ "name": "别的", "registers": [ { "key": "other", "title": "别的", "noun": "行", "fields": [ { "key": "name", "label": "名称", "kind": "name" } ] } ] }""", design)).Text, StringComparison.Ordinal);
        Assert.Equal(design, await at.ReceiveAsync(Service(""", { "key": "phone", "label": "电话", "kind": "phone" }, { "key": "kind", "label": "类别", "kind": "code", "options": [ { "value": "1", "name": "产业" } ] }""", "走访的户", """{ "key": "old", "register": "visits", "title": "半年没有走访", "when": "[走访日期] 早于 今天 - 6个月" }"""), design));
        var review = await at.ReviewAsync(design);
        foreach (var words in (string[])["“走访对象”改名“走访的户”", "加“电话”", "加“类别”", "停用“情况”，已填的内容保留", "加灯“半年没有走访”", "电话（电话，敏感，加密存放）", "升级走访：查看敏感项", "新增", "每张表每千行约"]) Assert.Contains(words, review, StringComparison.Ordinal);
        Assert.DoesNotContain("停用“村组”", review, StringComparison.Ordinal);
        // Looked at and not yet done.
        Assert.Contains("情况", (await officer.GetAsync($"{list}/{row}")).In("main")!, StringComparison.Ordinal);

        await at.PublishAsync(design, 3);
        var record = (await officer.GetAsync($"{list}/{row}")).In("main")!;
        foreach (var words in (string[])["柳溪村", "村组", "三组", "类别"]) Assert.Contains(words, record, StringComparison.Ordinal);
        Assert.Equal("修路", await Host.AskAsync<string>($"select words from {module}.visits where id = '{row}'"));
        Assert.Contains("修路", (await officer.GetAsync($"{list}-earlier")).In("tbody")!, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>("select count(*) from programmes.design where name = '升级走访'"));
    }

    [Fact]
    public async Task An_item_of_the_shelf_is_looked_at_whole_before_it_is_installed_and_upgraded_when_a_newer_one_lies_there()
    {
        const string Item = $"/{TestHost.County}/programmes/shelf/item/yuanzhuo-yishi";
        var shelf = await at.Admin.GetAsync($"/{TestHost.County}/programmes/shelf");
        Assert.Contains(Item, shelf.Document.QuerySelectorAll("td.name a").Select(link => link.GetAttribute("href")));
        var before = (await at.Admin.GetAsync(Item)).In("main")!;
        foreach (var words in (string[])["跟办人（文字）", "议题（名称，必填）", "登记和修改", "乡镇组织委员", "新建", "每张表每千行约", "议定事项超期"]) Assert.Contains(words, before, StringComparison.Ordinal);
        Assert.Equal(404, (await at.Admin.GetAsync(Item + "x")).Status);

        var module = await InstalledHost.InstallAsync(Host, TestHost.County, "yuanzhuo-yishi");
        Assert.DoesNotContain("升级到货架上的新版", (await at.Admin.GetAsync(Item)).Text, StringComparison.Ordinal);
        // As an earlier edition of the shelf had it.
        await Host.DoAsync($"""
            update programmes.design set draft = replace(draft::text, '跟办人', '跟踪人')::jsonb, received = replace(received::text, '跟办人', '跟踪人')::jsonb where module = '{module}';
            update programmes.design_version v set description = replace(description::text, '跟办人', '跟踪人')::jsonb from programmes.design d where d.id = v.design_id and d.module = '{module}'
            """);
        Assert.Contains("升级到货架上的新版", (await at.Admin.GetAsync(Item)).Text, StringComparison.Ordinal);
        var upgraded = await at.Admin.PostAsync(Item);
        Assert.True(upgraded.Status == 302, upgraded.In(".note"));
        Assert.Contains("“跟踪人”改名“跟办人”", (await at.Admin.GetAsync(upgraded.Location!)).In("main")!, StringComparison.Ordinal);
        Assert.DoesNotContain("升级到货架上的新版", (await at.Admin.GetAsync(Item)).Text, StringComparison.Ordinal);
        Assert.Contains("新版在草稿里，待发布", (await at.Admin.GetAsync(Item)).Text, StringComparison.Ordinal);

        // Looked at and not taken: all is as it was, and it is offered again.
        var design = (await Host.AskAsync<Guid>($"select id from programmes.design where module = '{module}'")).ToString();
        Assert.Equal("跟踪人", await WhoAsync("received"));
        Assert.Equal(302, (await at.DoAsync(design, "forgo")).Status);
        Assert.Equal(("跟踪人", "跟踪人"), (await WhoAsync("received"), await WhoAsync("draft")));
        Assert.Contains("升级到货架上的新版", (await at.Admin.GetAsync(Item)).Text, StringComparison.Ordinal);
        Assert.Contains("没有等着发布的新版", (await at.DoAsync(design, "forgo")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await at.Admin.PostAsync(Item)).Status);
        await at.PublishAsync(design, 2);
        Assert.Equal(("跟办人", "跟办人"), (await WhoAsync("received"), await WhoAsync("draft")));
        var taken = await at.Admin.GetAsync(Item);
        Assert.False(taken.Text.Contains("升级到货架上的新版", StringComparison.Ordinal) || taken.Text.Contains("新版在草稿里", StringComparison.Ordinal));

        // Next year's is of the same sender, so that a newer one of the shelf is a newer one of it; this year's is still the one in use.
        Assert.Equal(302, (await at.DoAsync(design, "edition")).Status);
        Assert.Equal("货架：yuanzhuo-yishi true", await Host.AskAsync<string>($"select n.origin || ' ' || (n.received - 'edition' = d.received - 'edition' and (n.received ->> 'edition')::int = n.edition) from programmes.design d join programmes.design n on n.name = d.name and n.id <> d.id where d.id = '{design}'"));
        Assert.Contains(design, (await at.Admin.GetAsync(Item)).Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!.Split('/')[^1]));

        Task<string?> WhoAsync(string column) => Host.AskAsync<string>($"select f ->> 'label' from programmes.design, jsonb_array_elements({column} -> 'registers' -> 0 -> 'fields') f where id = '{design}' and f ->> 'label' like '跟%人'");
    }

    [Fact]
    public async Task What_is_left_out_changes_its_kind_or_is_offered_no_more_stays_readable_and_a_sealed_year_is_looked_at_alone()
    {
        var design = await at.ReceiveAsync("""
            { "name": "旧样子", "edition": 2025, "registers": [
              { "key": "works", "title": "工作台账", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" }, { "key": "sum", "label": "投入", "kind": "number", "listed": true }, { "key": "note", "label": "说明", "kind": "text", "listed": true }, { "key": "kind", "label": "类别", "kind": "code", "listed": true, "options": [ { "value": "1", "name": "产业" }, { "value": "2", "name": "治理" } ] } ] },
              { "key": "extras", "title": "附记", "noun": "附记", "fields": [ { "key": "name", "label": "附记", "kind": "name" } ] } ] }
            """);
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.OfficerAsync(module);
        var home = $"/{TestHost.County}/{module}";
        var row = await DesignHost.AddAsync(officer, $"{home}/works", ("name", "修渠"), ("sum", "12"), ("note", "老说明"), ("kind", "2"));
        await DesignHost.AddAsync(officer, $"{home}/extras", ("name", "停用的一行"));

        await at.SaveAsync(DesignHost.Page(design, "fields") + "&register=works", ("kind.1", "Date"), ("range.1", ""), ("closed.2", "1"), ("range.3", "产业"));
        await at.SaveAsync(DesignHost.Page(design, "fields") + "&register=extras", ("closed", "1"));
        var review = await at.ReviewAsync(design);
        foreach (var words in (string[])["由数改为日期", "转不过来，新的一列空着", "留作备份", "停用“说明”，已填的内容保留", "不再有“治理”", "停用“附记”"]) Assert.Contains(words, review, StringComparison.Ordinal);
        await at.PublishAsync(design, 2);

        // The rows as they were filled in, under a page of their own that is in the menu and takes nothing.
        var earlier = await officer.GetAsync($"{home}/works-earlier");
        foreach (var words in (string[])["修渠", "老说明", "12"]) Assert.Contains(words, earlier.In("tbody")!, StringComparison.Ordinal);
        Assert.Contains($"{home}/works-earlier", earlier.Document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("老说明", (await officer.GetAsync($"{home}/works-earlier/{row}")).In("main")!, StringComparison.Ordinal);
        Assert.Equal(404, (await officer.GetAsync($"{home}/works-earlier/new")).Status);
        Assert.Contains("停用的一行", (await officer.GetAsync($"{home}/extras")).In("tbody")!, StringComparison.Ordinal);
        Assert.Equal(404, (await officer.GetAsync($"{home}/extras/new")).Status);
        // What was chosen once is said, and chosen no more.
        Assert.Contains("治理", (await officer.GetAsync($"{home}/works")).In("tbody")!, StringComparison.Ordinal);
        Assert.DoesNotContain("治理", (await officer.GetAsync($"{home}/works/new")).In("select[name=kind]")!, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.FillAsync($"{home}/works/{row}/edit", ("name", "修渠二期"))).Status);
        Assert.Equal("2", await Host.AskAsync<string>($"select kind from {module}.works"));

        // Next year begins from this one; this one is sealed.
        var next = await at.DoAsync(design, "edition");
        Assert.True(next.Status == 302, next.In("main"));
        Assert.Equal(2026, await Host.AskAsync<int>("select edition from programmes.design where name = '旧样子' and state = '1'"));
        var newer = (await Host.AskAsync<Guid>("select id from programmes.design where name = '旧样子' and state = '1'")).ToString();
        var younger = await at.PublishAsync(newer, 1);
        Assert.NotEqual(module, younger);
        // And begins without what was closed in it.
        Assert.Equal("kind name sum", await Host.AskAsync<string>($"select string_agg(attname, ' ' order by attname) from pg_attribute where attrelid = '{younger}.works'::regclass and attname ~ '^(name|sum|note|kind)' and attname !~ '_(pinyin|initials)$'"));
        Assert.False(await Host.AskAsync<bool>($"select to_regclass('{younger}.extras') is not null"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from {younger}.works"));
        Assert.Equal(302, (await at.DoAsync(design, "retire", ("to", "4"))).Status);
        await TestHost.UntilAsync(async () => !(await officer.GetAsync($"{home}/works")).Text.Contains($"{home}/works/new", StringComparison.Ordinal), "sealed");
        Assert.Contains("修渠二期", (await officer.GetAsync($"{home}/works")).In("tbody")!, StringComparison.Ordinal);
        Assert.NotEqual(302, (await officer.PostAsync($"{home}/works/{row}/edit", ("name", "还想改"))).Status);
        Assert.Equal("修渠二期", await Host.AskAsync<string>($"select name from {module}.works"));
        Assert.Contains("请先恢复使用", (await at.DoAsync(design, "publish")).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await at.DoAsync(design, "retire", ("to", "3"))).Status);
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"{home}/works")).Text.Contains("已经退役", StringComparison.Ordinal), "retired");
        // Out of the menu, and what was recorded is still read, from among the programmes, and not written.
        Assert.Contains("修渠二期", (await officer.GetAsync($"{home}/works/{row}")).In("main")!, StringComparison.Ordinal);
        Assert.Contains("老说明", (await officer.GetAsync($"{home}/works-earlier")).In("tbody")!, StringComparison.Ordinal);
        Assert.Equal(403, (await officer.PostAsync($"{home}/works/{row}/edit", ("name", "还想改"))).Status);
        using var head = await Host.SignInAsync(TestHost.County, InstalledHost.Design, $"{module}.entries.read", $"{younger}.entries.read");
        var running = await head.GetAsync($"/{TestHost.County}/programmes/running");
        Assert.Contains($"{home}/works", running.Document.QuerySelectorAll("main td.name a").Select(link => link.GetAttribute("href")));
        var menu = running.Document.QuerySelectorAll("a").Where(link => link.Closest("main") is null).Select(link => link.GetAttribute("href")!).ToList();
        Assert.Contains($"/{TestHost.County}/{younger}/works", menu);
        Assert.DoesNotContain($"{home}/works", menu);
        Assert.Equal(302, (await at.DoAsync(design, "retire", ("to", "2"))).Status);
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"{home}/works")).Status == 200, "in use again");
    }

    [Fact]
    public async Task Who_takes_part_is_known_and_so_is_who_has_not_entered_anything()
    {
        var design = await at.ReceiveAsync("""{ "name": "人人参加", "edition": 2026, "registers": [ { "key": "reports", "title": "上报", "noun": "上报", "fields": [ { "key": "name", "label": "上报", "kind": "name" } ] }, { "key": "visits", "title": "走访", "noun": "走访", "fields": [ { "key": "name", "label": "走访", "kind": "name" } ] } ] }""".Replace("\"reports\"", "\"works\"", StringComparison.Ordinal));
        await at.SaveAsync(DesignHost.Page(design, "participants"), ("who", "unit"), ("of", "visits"));
        Assert.Contains("里要有一个“机构”类型的项目", await at.ReviewAsync(design), StringComparison.Ordinal);
        await at.SaveAsync(DesignHost.Page(design, "participants"), ("who", "township"), ("of", "visits"));
        var module = await at.PublishAsync(design, 1);
        using var office = await at.OfficerAsync(module);
        using var town = await at.OfficerAsync(module, TestHost.Township);
        var missing = $"/{TestHost.County}/{module}/figures/taking-part-missing/rows";
        Assert.Contains("枫岭镇", (await office.GetAsync(missing)).In("tbody")!, StringComparison.Ordinal);
        Assert.Contains(missing, (await office.GetAsync($"/{TestHost.County}/{module}/visits")).Document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        var many = await Host.AskAsync<long>($"select count(*) from org.locality where kind = 4 and code like '{TestHost.County}%'");
        Assert.Equal(many.ToString(System.Globalization.CultureInfo.InvariantCulture), (await office.GetAsync($"/{TestHost.County}/{module}/figures/taking-part-missing")).In("#by-place tr.sum td.num"));

        // What is entered elsewhere does not count; what is entered here does.
        await DesignHost.AddAsync(town, $"/{TestHost.Township}/{module}/works", ("name", "别的"));
        Assert.Contains("枫岭镇", (await office.GetAsync(missing)).In("tbody")!, StringComparison.Ordinal);
        await DesignHost.AddAsync(town, $"/{TestHost.Township}/{module}/visits", ("name", "第一次"));
        Assert.DoesNotContain("枫岭镇", (await office.GetAsync(missing)).In("main")!.Replace("枫岭镇（", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((many - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), (await office.GetAsync($"/{TestHost.County}/{module}/figures/taking-part-missing")).In("#by-place tr.sum td.num"));
        Assert.Contains("枫岭镇", (await office.GetAsync($"/{TestHost.County}/{module}/figures/taking-part/rows")).In("tbody")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_those_who_are_to_report_in_rounds_nobody_has_entered_anything_before_it_is_sent()
    {
        var design = await at.ReceiveAsync("""{ "name": "轮次参加", "edition": 2026, "participants": { "who": "township", "register": "weekly" }, "registers": [ { "key": "weekly", "title": "周报", "noun": "周报", "round": { "every": "week", "places": "township", "days": 1 }, "fields": [ { "key": "name", "label": "周报", "kind": "name" } ] } ] }""");
        var module = await at.PublishAsync(design, 1);
        var many = await Host.AskAsync<long>($"select count(*) from org.locality where kind = 4 and code like '{TestHost.County}%'");
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>($"select count(*) from {module}.weekly") == many, "this week's round");
        using var office = await at.OfficerAsync(module);
        var home = $"/{TestHost.County}/{module}";
        Assert.Equal("0.0", (await office.GetAsync($"{home}/figures/taking-part")).In("#by-place tr.sum td.num"));
        Assert.Contains("枫岭镇", (await office.GetAsync($"{home}/figures/taking-part-missing/rows")).In("tbody")!, StringComparison.Ordinal);

        using var town = await at.OfficerAsync(module, TestHost.Township);
        var row = await Host.AskAsync<Guid>($"select w.id from {module}.weekly w join org.locality l on l.path = w.locality_path where l.code = '{TestHost.Township}'");
        var sent = await town.DoDeedAsync($"/{TestHost.Township}/{module}/weekly", "send", row);
        Assert.True(sent.Status == 302, sent.Why());
        Assert.Equal((many - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), (await office.GetAsync($"{home}/figures/taking-part-missing")).In("#by-place tr.sum td.num"));
        Assert.DoesNotContain("枫岭镇", (await office.GetAsync($"{home}/figures/taking-part-missing/rows")).In("tbody") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_that_would_run_long_is_cut_off_and_said_to_be_so_and_the_rest_goes_on()
    {
        // Every sum under a condition of its own reads the whole list again, and every text in it.
        var sums = string.Join(" + ", Enumerable.Range(0, 15).Select(n => $"合计([记录], [金额], [情况] 包含 “第{n}句”)"));
        var design = await at.ReceiveAsync($$"""
            { "name": "算不完", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" } ],
                "lists": [ { "key": "notes", "title": "记录", "noun": "记录", "fields": [ { "key": "money", "label": "金额", "kind": "number" }, { "key": "words", "label": "情况", "kind": "longText" } ] } ] } ],
              "figures": [ { "key": "heavy", "register": "works", "title": "算不完", "count": "{{sums}} 大于 1" } ] }
            """);
        var module = await at.PublishAsync(design, 1);
        var row = await Host.AskAsync<Guid>($"insert into {module}.works (locality_path, name, name_pinyin, name_initials) select path, '一件', 'yijian', 'yj' from org.locality where code = '{TestHost.County}' returning id");
        await Host.DoAsync($"""
            alter table {module}.notes disable trigger user;
            insert into {module}.notes (locality_path, works_id, rank_order, money, words) select (select path from org.locality where code = '{TestHost.County}'), '{row}', n, 1, repeat('一二三四五六七八九十', 190) from generate_series(1, 20000) n;
            alter table {module}.notes enable trigger user
            """);
        using var officer = await at.OfficerAsync(module);
        // The login's own limit, made short for the test; connections of before do not know of it.
        var login = (await Host.AskAsync<string>($"select r.rolname::text from pg_roles r where r.rolcanlogin and has_schema_privilege(r.oid, '{module}', 'usage') and not r.rolsuper and r.rolname like '%{module}%'"))!;
        await Host.DoAsync($"do $$ begin execute format('alter role {login} in database %I set statement_timeout = ''700ms''', current_database()); end $$; select pg_terminate_backend(pid) from pg_stat_activity where usename = '{login}'");
        Answer? cut = null;
        await TestHost.UntilAsync(async () => (cut = await officer.GetAsync($"/{TestHost.County}/{module}/figures/heavy")).Text.Contains("算得太久，已经停下", StringComparison.Ordinal), "cut off");
        Assert.Equal(503, cut!.Status);
        foreach (var words in (string[])["没有写入任何数据", "请设计它的人改简单些"]) Assert.Contains(words, cut.Text, StringComparison.Ordinal);
        Assert.Contains("一件", (await officer.GetAsync($"/{TestHost.County}/{module}/works")).In("tbody")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_of_some_kinds_take_part_and_what_is_known_of_a_chosen_unit_or_row_is_taken_over()
    {
        await Host.DoAsync($"""
            insert into org.unit (id, locality_path, name, name_pinyin, name_initials, short_name, kind) select gen_random_uuid(), l.path, v.name, 'x', 'x', v.short, v.kind from org.locality l, (values ('临溪县农业农村局', '县农业局', '3203'), ('临溪县水利局', '县水利局', '3203'), ('临溪县某企业', '某企业', '71')) v (name, short, kind) where l.code = '{TestHost.County}'
            """);
        var kind = StandardCodes.UnitKind.NameOf("3203");
        var design = await at.ReceiveAsync("""
            { "name": "部门挂联", "edition": 2026, "registers": [
              { "key": "links", "title": "挂联", "noun": "挂联", "fields": [ { "key": "name", "label": "挂联事项", "kind": "name" }, { "key": "unit_id", "label": "挂联单位", "kind": "unit", "required": true, "listed": true }, { "key": "amount", "label": "资金", "kind": "number" } ] },
              { "key": "visits", "title": "走访", "noun": "走访", "fields": [ { "key": "name", "label": "走访", "kind": "name" }, { "key": "link_id", "label": "属于", "kind": "row", "register": "links" }, { "key": "double", "label": "两倍", "kind": "number", "formula": "[资金额] * 2" }, { "key": "money", "label": "资金额", "kind": "number", "max": 10, "from": "link_id.amount" } ] } ] }
            """);
        // In the designer it is written as it is said.
        await at.SaveAsync(DesignHost.Page(design, "fields") + "&register=links", ("label.3", "单位简称"), ("range.3", "取自[挂联单位]的简称"), ("listed.3", "1"));
        Assert.Contains("机构能取", (await at.SendAsync(DesignHost.Page(design, "fields") + "&register=links", ("range.3", "取自[挂联单位]的电话"))).Text, StringComparison.Ordinal);
        await at.SaveAsync(DesignHost.Page(design, "participants"), ("who", "unit"), ("of", "links"), ("kinds", kind));
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.OfficerAsync(module);
        var home = $"/{TestHost.County}/{module}";
        Assert.Contains("取自", (await at.Admin.GetAsync(DesignHost.Page(design, "fields") + "&register=links")).Document.QuerySelector("input[name='range.3']")!.GetAttribute("value"), StringComparison.Ordinal);
        var (farm, water) = (await UnitAsync("临溪县农业农村局"), await UnitAsync("临溪县水利局"));
        // Nobody types it, not even into a form that asks for it.
        var row = await DesignHost.AddAsync(officer, $"{home}/links", ("name", "帮扶"), ("unit_id", farm), ("amount", "30"), ("danweijiancheng", "乱写"));
        Assert.Contains("县农业局", (await officer.GetAsync($"{home}/links")).In("tbody")!, StringComparison.Ordinal);
        // A copy of the day: renamed there, it stays here until another is chosen.
        await Host.DoAsync($"update org.unit set short_name = '农业农村局' where id = '{farm}'");
        Assert.Equal(302, (await officer.FillAsync($"{home}/links/{row}/edit", ("name", "帮扶村"))).Status);
        Assert.Equal("县农业局", await Host.AskAsync<string>($"select danweijiancheng from {module}.links"));
        Assert.Equal(302, (await officer.FillAsync($"{home}/links/{row}/edit", ("unit_id", water))).Status);
        Assert.Equal("县水利局", await Host.AskAsync<string>($"select danweijiancheng from {module}.links"));
        await DesignHost.AddAsync(officer, $"{home}/visits", ("name", "走一趟"), ("link_id", row.ToString()));
        Assert.Equal("30 60", await Host.AskAsync<string>($"select money || ' ' || double from {module}.visits"));

        var missing = (await officer.GetAsync($"{home}/figures/taking-part-missing/rows")).In("tbody")!;
        Assert.Contains("临溪县农业农村局", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("临溪县水利局", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("临溪县某企业", missing, StringComparison.Ordinal);

        async Task<string> UnitAsync(string name) => (await Host.AskAsync<Guid>($"select id from org.unit where name = '{name}'")).ToString();
    }

    [Fact]
    public async Task A_described_register_takes_a_sheet_with_repair_gives_template_export_and_history_and_nothing_to_another_county()
    {
        var design = await at.ReceiveAsync("""{ "name": "来去", "edition": 2026, "registers": [ { "key": "posts", "title": "岗位", "noun": "岗位", "fields": [ { "key": "name", "label": "岗位", "kind": "name" }, { "key": "people", "label": "人数", "kind": "number", "max": 99, "listed": true }, { "key": "kind", "label": "类别", "kind": "code", "listed": true, "options": [ { "value": "1", "name": "公益岗" }, { "value": "2", "name": "技术岗" } ] } ] } ], "figures": [ { "key": "many", "register": "posts", "title": "岗位数" } ] }""");
        // Before it is published it is shown with rows that might be.
        var preview = (await at.Admin.GetAsync(DesignHost.Page(design, "fields"))).Document.QuerySelectorAll(".preview").ToList();
        Assert.Equal(["公益岗", "技术岗", "公益岗"], preview[0].QuerySelectorAll("tbody tr").Select(line => line.LastElementChild!.TextContent));
        Assert.Contains("新增岗位", preview[1].TextContent, StringComparison.Ordinal);
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.OfficerAsync(module);
        var list = $"/{TestHost.County}/{module}/posts";
        var template = await officer.GetAsync(list + "/imports?handler=template");
        Assert.Equal((200, "PK"), (template.Status, template.Text[..2]));

        var brought = await officer.UploadAsync(list + "/imports", "sheet", "岗位.csv", Encoding.UTF8.GetBytes("岗位,人数,类别\n保洁,八,公益岗\n护林,12,技术岗\n农机,130,技术\n"));
        Assert.True(brought.Status == 302, brought.In(".note"));
        var import = brought.Location!;
        var page = await officer.GetAsync(import);
        var chosen = page.Document.QuerySelectorAll("select[name=chosen]").Select(select => ("chosen", select.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")).ToArray();
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=columns", [("sheet", "0"), ("headingRow", "1"), .. chosen])).Status);
        await UntilAsync(2);
        page = await officer.GetAsync(import);
        Assert.Equal((2, 1), (ImportTests.CountOf(page, "wrong"), ImportTests.CountOf(page, "new")));
        await officer.PostAsync(import + "?handler=fix", ("number", "2"), ("column", "people"), ("text", "8"));
        await officer.PostAsync(import + "?handler=fix", ("number", "4"), ("column", "people"), ("text", "13"));
        await officer.PostAsync(import + "?handler=fix", ("number", "4"), ("column", "kind"), ("text", "技术岗"));
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        await UntilAsync(4);
        Assert.Equal("8 1|12 2|13 2", await Host.AskAsync<string>($"select string_agg(people || ' ' || kind, '|' order by people) from {module}.posts"));

        var row = await Host.AskAsync<Guid>($"select id from {module}.posts where name = '护林'");
        Assert.Equal(302, (await officer.FillAsync($"{list}/{row}/edit", ("people", "15"))).Status);
        var record = (await officer.GetAsync($"{list}/{row}")).Text;
        Assert.True(record.Contains("12", StringComparison.Ordinal) && record.Contains("15", StringComparison.Ordinal), record);
        // The deed is on record, with what was and what is; the figure has its chart.
        Assert.Equal("12 15", await Host.AskAsync<string>($"select concat_ws(' ', c ->> 'before', c ->> 'after') from audit.entry e, jsonb_array_elements(e.changes) c where e.row_id = '{row}' and e.deed = '修改' and e.module = '{module}' and c ->> 'label' = '人数'"));
        Assert.NotNull((await officer.GetAsync($"/{TestHost.County}/{module}/figures/many")).Document.QuerySelector("[data-chart]"));
        // The sheet has the list's own heads and what stands in it: options by their names, what was changed as it is now.
        var export = await officer.PostAsync($"{list}?handler=export");
        Assert.Equal(200, export.Status);
        using var book = SheetBook.Open(new MemoryStream(await export.Message.Content.ReadAsByteArrayAsync()), "来去.xlsx");
        var sheet = book.Rows(0).Select(line => line.Cells.ToArray()).ToList();
        var heads = sheet.First(line => line.Contains("岗位") && line.Contains("人数"));
        string? Cell(string name, string head) => sheet.First(line => line.Contains(name))[Array.IndexOf(heads, head)];
        Assert.Equal(("15", "技术岗", "公益岗"), (Cell("护林", "人数"), Cell("护林", "类别"), Cell("保洁", "类别")));

        // Another county's: not theirs to look at, whatever the address; and to one of this county without the right, refused.
        using var stranger = await at.OfficerAsync(module, TestHost.Neighbour);
        foreach (var path in (string[])[list, $"{list}/{row}", $"{list}/{row}/edit", $"{list}/imports"])
        {
            var refused = await stranger.GetAsync(path);
            // Whether there is such a place for somebody without a right in it is not told.
            Assert.True(refused.Status is 403 or 404 && !refused.Text.Contains("护林", StringComparison.Ordinal), $"{path} {refused.Status}");
        }
        Assert.NotEqual(302, (await stranger.PostAsync($"{list}/{row}/edit", ("name", "别县改的"))).Status);
        Assert.Equal("护林", await Host.AskAsync<string>($"select name from {module}.posts where id = '{row}'"));
        Assert.Equal(404, (await stranger.GetAsync(list.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Status);
        using var reader = await Host.SignInAsync(TestHost.County, $"{module}.entries.read");
        Assert.Equal(403, (await reader.GetAsync(list + "/new")).Status);

        Task UntilAsync(int state) => TestHost.UntilAsync(async () => await Host.AskAsync<short>($"select state from org.import where id = '{import.Split('/')[^1]}'") == state, $"the import in state {state}");
    }

    [Fact]
    public async Task Of_two_administrators_who_publish_at_once_one_does_and_the_other_is_told()
    {
        var design = await at.ReceiveAsync("""{ "name": "同时发布", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" } ] } ] }""");
        using var other = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var version = await at.VersionOfAsync(design);
        var answers = await Task.WhenAll(DesignHost.DoAsync(at.Admin, design, "publish", version), DesignHost.DoAsync(other, design, "publish", version));
        Assert.Equal([302, 422], answers.Select(answer => answer.Status).Order());
        Assert.Contains("别人刚刚修改或发布了这个设计", answers.First(answer => answer.Status == 422).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from programmes.design_version where design_id = '{design}'"));
        var module = (await Host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.described_module m join programmes.design d on d.module = m.id where d.id = '{design}'"));
        await InstalledHost.ServesAsync(Host, module);
    }

    [Fact]
    public async Task A_version_that_the_database_refuses_leaves_the_one_before_as_it_was()
    {
        var design = await at.ReceiveAsync("""{ "name": "发布不成", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" } ] } ] }""");
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.OfficerAsync(module);
        var list = $"/{TestHost.County}/{module}/works";
        await DesignHost.AddAsync(officer, list, ("name", "照旧"));
        // Somebody has been at the tables by hand.
        await Host.DoAsync($"alter table {module}.works add column cunzu int");
        await at.SaveAsync(DesignHost.Page(design, "fields"), ("label.1", "村组"));
        Assert.Contains("试运行没有通过", await at.ReviewAsync(design), StringComparison.Ordinal);
        var refused = await at.DoAsync(design, "publish");
        Assert.Equal(422, refused.Status);
        Assert.Contains("没有发布，一切照旧", refused.Text, StringComparison.Ordinal);
        Assert.Equal("1 1", await Host.AskAsync<string>($"select published_no || ' ' || (select count(*) from programmes.design_version v where v.design_id = d.id) from programmes.design d where id = '{design}'"));
        Assert.Contains("照旧", (await officer.GetAsync(list)).In("tbody")!, StringComparison.Ordinal);
        Assert.Equal("integer", await Host.AskAsync<string>($"select format_type(atttypid, null) from pg_attribute where attrelid = '{module}.works'::regclass and attname = 'cunzu'"));
        await DesignHost.AddAsync(officer, list, ("name", "还能登"));
    }

    [Fact]
    public async Task Whoever_looks_at_what_publishing_would_do_waits_for_nobody_for_long()
    {
        var design = await at.ReceiveAsync("""{ "name": "有人在用", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" } ] } ] }""");
        var module = await at.PublishAsync(design, 1);
        await at.SaveAsync(DesignHost.Page(design, "fields"), ("label.1", "村组"));
        await using (var connection = await Host.Admin.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // A long list that is just being read out.
            await using (var hold = new Npgsql.NpgsqlCommand($"lock table {module}.works in access share mode", connection, transaction)) await hold.ExecuteNonQueryAsync();
            var review = await at.ReviewAsync(design);
            Assert.Contains("没有试完", review, StringComparison.Ordinal);
            Assert.Contains("要改的表正有人在用", review, StringComparison.Ordinal);
            var refused = await at.DoAsync(design, "publish");
            Assert.Equal(422, refused.Status);
            Assert.Contains("没有发布，一切照旧：要改的表正有人在用", refused.Text, StringComparison.Ordinal);
            await transaction.RollbackAsync();
        }
        Assert.Contains("可以发布", await at.ReviewAsync(design), StringComparison.Ordinal);
        await at.PublishAsync(design, 2);
    }

    [Fact]
    public async Task Its_login_is_stopped_after_a_while_and_reaches_no_other_schema()
    {
        var design = await at.ReceiveAsync("""{ "name": "围栏", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" } ] } ] }""");
        var module = await at.PublishAsync(design, 1);
        var login = (await Host.AskAsync<string>($"select r.rolname::text from pg_roles r where r.rolcanlogin and has_schema_privilege(r.oid, '{module}', 'usage') and not r.rolsuper and r.rolname like '%{module}%'"))!;
        Assert.False(await Host.AskAsync<bool>($"select has_schema_privilege('{login}', 'programmes', 'usage') or has_schema_privilege('{login}', 'audit', 'create') or has_table_privilege('{login}', 'org.account', 'select') or has_table_privilege('{login}', 'org.session', 'select')"));
        // A condition that would run for ever is cut off by the login's own limit.
        await using var data = Host.Platform.Databases.Of(Host.Platform.Current!.Modules.First(one => one.Manifest.Id == module).Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        var limit = await data.FirstAsync<string>("select current_setting('statement_timeout')", null, default);
        Assert.NotEqual("0", limit);
        var fault = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => data.FirstAsync<int>("select count(*)::int from programmes.design", null, default));
        Assert.Equal("42501", fault.SqlState);
    }

    [Theory]
    [InlineData("day", "2026-11-22", 1, "2026.11.22", "2026-11-23")]
    [InlineData("week", "2026-11-22", 2, "2026年第47周", "2026-11-24")]
    [InlineData("week", "2027-01-02", 0, "2026年第53周", "2027-01-03")]
    [InlineData("twomonth", "2026-12-01", 5, "2026年11—12月", "2027-01-05")]
    public void Short_rounds_have_their_names_and_days(string every, string day, int days, string label, string due) =>
        Assert.Equal((label, DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)), ProgrammeRounds.Of(new() { Every = every, Days = days }, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-03-21", true)]
    [InlineData("2026-02-25", false)]
    [InlineData("2026-07-01", false)]
    public void A_round_is_opened_on_its_day_between_the_first_and_the_last_of_the_programme(string day, bool isOpen) =>
        Assert.Equal(isOpen, ProgrammeRounds.IsOpen(new() { Every = "month", Opens = 20, From = new(2026, 3, 1), Until = new(2026, 6, 30) }, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Rounds_of_a_day_with_a_beginning_and_an_end_are_set_in_the_designer_and_none_is_opened_outside_them()
    {
        var design = await at.ReceiveAsync("""{ "name": "每日报告", "edition": 2026, "registers": [ { "key": "daily", "title": "日报", "noun": "日报", "fields": [ { "key": "name", "label": "日报", "kind": "name" } ] }, { "key": "weekly", "title": "周报", "noun": "周报", "round": { "every": "week", "places": "township", "days": 1 }, "fields": [ { "key": "name", "label": "周报", "kind": "name" } ] } ] }""");
        var fields = DesignHost.Page(design, "fields");
        Assert.Equal(422, (await at.SendAsync(fields, ("round_every", "day"), ("round_places", "township"), ("round_days", "1"), ("round_until", "明天"))).Status);
        await at.SaveAsync(fields, ("round_every", "day"), ("round_places", "township"), ("round_days", "1"), ("round_from", "2026.01.01"), ("round_until", Dates.Format(Clock.Today.AddDays(-1))));
        var module = await at.PublishAsync(design, 1);
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>($"select count(*) from {module}.weekly where round_label = '{ProgrammeRounds.Of(new() { Every = "week" }, Clock.Today).Label}'") > 0, "this week's round");
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from {module}.daily"));
    }
}
