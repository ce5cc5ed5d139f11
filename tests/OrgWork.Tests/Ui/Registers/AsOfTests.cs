using AngleSharp.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>What was so on a day stays so, whatever is moved, renamed and merged afterwards.</summary>
public sealed class AsOfTests : IAsyncLifetime
{
    const string December = "asof=2025-12-31", FromMarch = "select set_config('orgwork.effective_on', '2026-03-01', true);\n";
    static readonly string[] Registers = ["grassroots/members", "grassroots/organisations", "cadres/files", "org/units"];
    static readonly string[] Permissions = ["grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read", "grassroots.organisations.edit", "cadres.files.read", "cadres.files.edit", "cadres.documents.print", "org.units.read"];
    static readonly string[] Lists = ["cadres.cadre_post", "cadres.cadre_education", "cadres.cadre_family", "cadres.cadre_assessment", "grassroots.member_post", "grassroots.member_honour", "grassroots.member_move"];

    TestHost host = null!;

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 4, Villages: 12, Enterprises: 3, Cadres: 80, Members: 260, Talents: 10));
        // The demo's records begin on many days, and some have ended; here all of them were there last December.
        await host.DoAsync("update grassroots.member set left_on = null, left_kind = null where left_on is not null");
        foreach (var table in (string[])["grassroots.member", "grassroots.organisation", "cadres.cadre", "org.unit", .. Lists]) await host.DoAsync($"delete from {table}_history where valid_to <> 'infinity'; update {table}_history set valid_from = '2020-01-01'");
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task Last_Decembers_registers_are_reproduced_after_units_and_people_were_moved_renamed_and_merged()
    {
        var places = (await host.AskAsync<string[]>("select array_agg(code order by path) from org.locality where kind in (2, 3, 4)"))!;
        using var officer = await host.SignInAsync(places[0], Permissions);
        var (cadre, person) = await WrittenDownTwiceAsync();
        var before = await AllAsync(officer, places, December);
        var papers = await PapersAsync(officer, places, December);
        Assert.All(papers, paper => Assert.False(string.IsNullOrWhiteSpace(paper.Value), paper.Key));

        await host.DoAsync(FromMarch + """
            -- a township goes to the other county, and gets a new name there
            update org.locality set valid_from = '2026-03-01', name = '新枫街道', short_name = '新枫',
              parent_id = (select id from org.locality c where kind = 3 and c.id <> (select parent_id from org.locality where id = (select min(id) from org.locality where kind = 4)) limit 1)
              where id = (select min(id) from org.locality where kind = 4);
            -- two villages become one: the people go, then the place
            with gone as (select id, path from org.locality where kind = 5 order by id limit 1), heir as (select path from org.locality where kind = 5 order by id offset 1 limit 1)
              update grassroots.member set locality_path = heir.path from gone, heir where locality_path = gone.path;
            update org.locality set valid_to = '2026-03-01' where id = (select min(id) from org.locality where kind = 5);
            -- organisations are renamed, one is merged into another, with its members
            update grassroots.organisation set name = '更名后的' || name, term_ends_on = '2031-03-01' where rank_order % 3 = 0;
            with pair as (select (array_agg(id order by id))[1] as gone, (array_agg(id order by id))[2] as heir from grassroots.organisation where kind = '631')
              update grassroots.member set organisation_id = heir from pair where organisation_id = gone;
            update grassroots.organisation set abolished_on = '2026-03-01', state = '9' where id = (select (array_agg(id order by id))[1] from grassroots.organisation where kind = '631');
            -- units are renamed, hung elsewhere, abolished
            update org.unit set name = '改组后的' || name, parent_id = null where rank_order % 2 = 0;
            update org.unit set abolished_on = '2026-03-01' where id = (select id from org.unit order by id limit 1);
            -- people change what they are, leave, and move to another place
            update grassroots.member set education = '81', occupation = '99', rank_order = rank_order + 500 where birth_on < '1970-01-01';
            update grassroots.member set left_on = '2026-03-01', left_kind = '241' where id in (select id from grassroots.member order by id limit 20);
            update grassroots.member m set locality_path = (select path from org.locality where kind = 5 order by id desc limit 1) where id in (select id from grassroots.member order by id desc limit 30);
            update cadres.cadre c set locality_path = (select path from org.locality where kind = 3 and path <> c.locality_path order by id limit 1) where id in (select c.id from cadres.cadre c join org.locality l on l.path = c.locality_path where l.kind = 3 order by c.id limit 8);
            update cadres.cadre_family set workplace = '后来换了的单位', name = '改名' || name;
            update cadres.cadre_post set post_name = post_name || '（后来改）' where ended_on is null;
            insert into cadres.cadre_family (locality_path, cadre_id, rank_order, name, relation, birth_on) select locality_path, id, 90, '后来添的', '14', '2026-02-01' from cadres.cadre;
            insert into cadres.cadre_assessment (locality_path, cadre_id, year, kind, grade) select locality_path, id, 2029, '20', '1' from cadres.cadre;
            update cadres.cadre set level = '1A31', rank = 'R04', post_title = '另有任用', status = '2' where birth_on < '1975-01-01';
            """);
        // Today's own day, after those of March.
        await host.DoAsync("update grassroots.member set workplace = '又换了单位', left_on = null where id in (select id from grassroots.member where left_kind = '241' order by id limit 5)");

        var merged = await officer.SubmitAsync($"/{places[0]}/cadres/files/{cadre}/same", ("other", $"{person}"), ("reason", "两份材料的照片和学历一致"));
        Assert.True(merged.Status == 302, $"{merged.Status} {merged.Why()}");
        Assert.Equal(person, await host.AskAsync<Guid>($"select person_id from cadres.cadre where id = '{cadre}'"));

        var after = await AllAsync(officer, places, December);
        foreach (var (what, rows) in before) Assert.Equal(rows, after[what]);
        foreach (var (what, text) in await PapersAsync(officer, places, December)) Assert.Equal(papers[what], text);
        var now = await AllAsync(officer, places, "");
        Assert.Contains("后来添的", (await PapersAsync(officer, places[..1], ""))[$"cadres/files approval {places[0]}"], StringComparison.Ordinal);
        Assert.Contains(now["grassroots/organisations " + places[0]], row => row.Contains("更名后的", StringComparison.Ordinal));
        Assert.NotEqual(before.Values.SelectMany(rows => rows).Order(), now.Values.SelectMany(rows => rows).Order());
        var spring = await AllAsync(officer, places, "asof=2026-03-01");
        Assert.Equal(before["grassroots/members " + places[0]].Count - 20, spring["grassroots/members " + places[0]].Count);
    }

    [Fact]
    public async Task A_long_list_of_an_earlier_day_leaves_as_a_task_that_reaches_what_was_there_then_as_far_as_who_asked_may_look()
    {
        var (city, county, town) = ((await host.AskAsync<string>("select code from org.locality where kind = 2"))!, (await host.AskAsync<string>("select c.code from org.locality c join org.locality t on t.parent_id = c.id where t.kind = 4 order by t.id limit 1"))!, await host.AskAsync<int>("select min(id) from org.locality where kind = 4"));
        await host.DoAsync($"""
            with p as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on) select '众' || n, 'zhong', 'z', '1', '1980-01-01' from generate_series(1, {RegisterExport.AtOnce + 1}) n returning id, name)
            insert into grassroots.member (locality_path, name, person_id, sex, birth_on, nation, organisation_id, kind, joined_on, became_full_on)
            select t.path, p.name, p.id, '1', '1980-01-01', '01', (select id from grassroots.organisation where locality_path like t.path || '%' order by id limit 1), '1', '2010-01-01', '2011-01-01' from p, org.locality t where t.id = {town};
            update grassroots.member_history set valid_from = '2020-01-01' where name like '众%'
            """);
        await host.DoAsync(FromMarch + $"update org.locality set valid_from = '2026-03-01', parent_id = (select id from org.locality where kind = 3 and code <> '{county}' limit 1) where id = {town}");
        using var above = await host.SignInAsync(city, [.. Permissions, "grassroots.figures.read"]);
        using var inside = await host.SignInAsync(county, [.. Permissions, "grassroots.figures.read"]);
        foreach (var (page, kind) in ((string, string)[])[("grassroots/members", "export"), ("grassroots/figures/members/rows", "counted-export")])
        {
            var (list, asked) = ($"/{county}/{page}?{December}", $"/{county}/{page}?handler=export&{December}");
            var (all, few) = (await ShownAsync(above), await ShownAsync(inside));
            Assert.True(all - few > RegisterExport.AtOnce, $"{all} and {few}");
            Assert.Equal("/account/jobs", (await above.PostFromAsync(list, asked)).Location);
            Assert.Equal(200, (await inside.PostFromAsync(list, asked)).Status);
            // The same order in the name of somebody who stands in the county alone.
            await host.DoAsync($"insert into org.job (id, locality_path, module, kind, title, arguments, account_id, account_name) select gen_random_uuid(), j.locality_path, j.module, j.kind, j.title, j.arguments, a.id, a.name from org.job j, org.account a where j.kind = '{kind}' and a.account = '{inside.Account}'");
            await TestHost.UntilAsync(async () => await host.AskAsync<long>($"select count(*) from org.job where kind = '{kind}' and state > 1") == 2, "both exports to end");
            Assert.Equal((all, few), (await ExportedAsync(above), await ExportedAsync(inside)));

            async Task<int> ShownAsync(Browser who) => kind == "export" ? int.Parse((await who.GetAsync($"{list}&handler=count&far=true")).Text) : int.Parse((await who.GetAsync(list)).In(".total b")!);
        }

        async Task<int> ExportedAsync(Browser who)
        {
            var page = await who.GetAsync("/account/jobs");
            var file = page.Document.QuerySelector("a[href*='/org/files/']")?.GetAttribute("href");
            Assert.True(file is not null, page.In("main"));
            return CellsOf(await (await who.GetAsync(file)).Message.Content.ReadAsByteArrayAsync()).Split('\n').Length - 2;
        }
    }

    /// <summary>A cadre who stands among the members too, with the number there alone: as if two people had been written down.</summary>
    async Task<(Guid Cadre, Guid Person)> WrittenDownTwiceAsync()
    {
        var cadre = await host.AskAsync<Guid>("select c.id from cadres.cadre c join grassroots.member m on m.person_id = c.person_id where c.identity_mask is not null and c.removed_at is null and m.removed_at is null order by c.id desc limit 1");
        var person = await host.AskAsync<Guid>($"select person_id from cadres.cadre where id = '{cadre}'");
        await host.DoAsync($"""
            select set_config('orgwork.effective_on', 'correction', true);
            with alone as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on, nation) select name, name_pinyin, name_initials, sex, birth_on, nation from org.person where id = '{person}' returning id)
              update cadres.cadre c set person_id = alone.id from alone where c.id = '{cadre}';
            update cadres.cadre_history h set person_id = c.person_id from cadres.cadre c where c.id = h.id and c.id = '{cadre}'
            """);
        return (cadre, person);
    }

    [Fact]
    public async Task What_stands_in_the_tables_is_the_last_period_of_the_history_whatever_was_done()
    {
        await host.DoAsync(FromMarch + "update grassroots.member set occupation = '07', is_floating = not is_floating where birth_on < '1980-01-01'");
        await host.DoAsync("select set_config('orgwork.effective_on', '2025-06-01', true); update grassroots.member set education = '31' where birth_on < '1960-01-01'");
        await host.DoAsync("select set_config('orgwork.effective_on', 'correction', true); update grassroots.member set membership_state = '2', birth_on = birth_on - 400 where id in (select id from grassroots.member limit 9)");
        await host.DoAsync("update grassroots.member set removed_at = now() where id in (select id from grassroots.member order by id limit 3)");

        foreach (var (table, schema) in (IEnumerable<(string, string)>)[("member", "grassroots"), ("organisation", "grassroots"), ("cadre", "cadres"), ("unit", "org"), ("talent", "talent"), .. Lists.Select(list => (list.Split('.')[1], list.Split('.')[0]))])
        {
            var columns = await host.AskAsync<string>($"select string_agg(quote_ident(c), ', ') from unnest(org.history_columns('{schema}.{table}')) c");
            Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from ((select {columns} from {schema}.{table} except select {columns} from {schema}.{table}_history where valid_to = 'infinity') union all (select {columns} from {schema}.{table}_history where valid_to = 'infinity' except select {columns} from {schema}.{table})) d"));
            // Without gaps: where one period ends the next begins.
            Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from {schema}.{table}_history h where valid_to <> 'infinity' and not exists (select from {schema}.{table}_history n where n.id = h.id and n.valid_from = h.valid_to)"));
        }
        // Said later, true from earlier: later periods know it too; what was corrected was never otherwise.
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from grassroots.member_history where valid_from >= '2025-06-01' and birth_on < '1958-01-01' and education <> '31'"));
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from grassroots.member_history h join grassroots.member m using (id) where h.birth_on <> m.birth_on"));
    }

    [Fact]
    public async Task Two_periods_of_one_record_cannot_overlap_and_nobody_held_one_post_twice_at_once()
    {
        var history = await Assert.ThrowsAsync<PostgresException>(() => host.DoAsync("update grassroots.member_history set valid_from = '2024-01-01' where id = (select min(id::text)::uuid from grassroots.member_history); insert into grassroots.member_history select * from grassroots.member_history limit 1"));
        var post = await Assert.ThrowsAsync<PostgresException>(() => host.DoAsync("insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, is_main) select cadre_id, locality_path, '局长', '某局', began_on, true from cadres.cadre_post where is_main and ended_on is null limit 1"));

        Assert.Equal(("23P01", "23P01"), (history.SqlState, post.SqlState));
    }

    [Fact]
    public async Task A_form_says_from_which_day_it_counts()
    {
        using var officer = await host.SignInAsync((await host.AskAsync<string>("select code from org.locality where kind = 2"))!, Permissions);
        var id = await host.AskAsync<Guid>("select id from grassroots.organisation where kind = '631' order by id limit 1");
        var code = await host.AskAsync<string>("select code from org.locality where kind = 2");
        var old = await host.AskAsync<string>($"select name from grassroots.organisation where id = '{id}'");

        var saved = await officer.SubmitAsync($"/{code}/grassroots/organisations/{id}/edit", ("name", "新名称党支部"), ("effective_on", "2026.02.01"));
        var early = await officer.SubmitAsync($"/{code}/grassroots/organisations/{id}/edit", ("name", "更新的名称"), ("effective_on", "2100.02.01"));

        Assert.Equal((302, 422), (saved.Status, early.Status));
        Assert.Contains("晚于今天", early.In(".err"));
        Assert.Equal(old, (await officer.GetAsync($"/{code}/grassroots/organisations/{id}?{December}")).In("h1"));
        Assert.Equal("新名称党支部", (await officer.GetAsync($"/{code}/grassroots/organisations/{id}?asof=2026-02-01")).In("h1"));
        var past = await officer.GetAsync($"/{code}/grassroots/organisations/{id}?{December}");
        Assert.DoesNotContain(past.Document.QuerySelectorAll(".actions a"), link => link.TextContent == "修改");
        Assert.Equal("2025.12.31", past.In(".asof summary")!.Split('期')[1].Trim()[..10]);
    }

    /// <summary>The registers as Excel, and on paper: 花名册, each record with its lists, 任免审批表.</summary>
    static async Task<Dictionary<string, string>> PapersAsync(Browser browser, IEnumerable<string> places, string query)
    {
        var all = new Dictionary<string, string>();
        foreach (var place in places)
            foreach (var (register, documents) in ((string, string[])[])[("cadres/files", ["roster", "record", "approval"]), ("grassroots/members", ["roster", "record"])])
            {
                var list = $"/{place}/{register}";
                var page = await browser.GetAsync($"{list}?{query}");
                var ids = string.Join(',', page.Document.QuerySelectorAll("tbody .tick input").Select(box => box.GetAttribute("value")));
                if (ids == "") continue;
                var sheet = await browser.PostFromAsync($"{list}?{query}", $"{list}?handler=export&{query}");
                all[$"{register} export {place}"] = CellsOf(await sheet.Message.Content.ReadAsByteArrayAsync());
                foreach (var document in documents)
                {
                    var paper = await browser.PostFromAsync($"{list}?{query}", $"{list}/documents/{document}/print?{query}", ("ids", ids), ("edition", "1"), ("reckoning", "2025.12.31"));
                    Assert.True(paper.Status == 200, $"{list} {document}: {paper.Status} {paper.In("h1")}");
                    foreach (var mark in paper.Document.QuerySelectorAll(".paper-mark")) mark.Remove();
                    all[$"{register} {document} {place}"] = paper.Document.QuerySelector("main")!.TextContent;
                }
            }
        return all;
    }

    /// <summary>What stands in the cells, but for the line that says who took it out and when.</summary>
    static string CellsOf(byte[] file)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), false);
        return string.Join('\n', book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<Row>()).Select(row => string.Join('|', row.Elements<Cell>().Select(cell => cell.InnerText))).Where(row => !row.Contains("导出人", StringComparison.Ordinal)));
    }

    static async Task<Dictionary<string, List<string>>> AllAsync(Browser browser, IEnumerable<string> places, string query)
    {
        var all = new Dictionary<string, List<string>>();
        foreach (var place in places)
            foreach (var register in Registers)
            {
                var rows = all[$"{register} {place}"] = [];
                for (var address = $"/{place}/{register}?{query}"; ;)
                {
                    var page = await browser.GetAsync(address);
                    Assert.Equal(200, page.Status);
                    rows.AddRange(page.Document.QuerySelectorAll("table.tbl tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent))));
                    if (page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next) break;
                    address = $"/{place}/{register}{next}";
                }
            }
        return all;
    }
}
