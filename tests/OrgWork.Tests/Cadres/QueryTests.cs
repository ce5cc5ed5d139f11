using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>组合查询 over a cadre and the lists that hang on them: who is in, why, and what becomes of it.</summary>
public sealed class QueryTests : IAsyncLifetime
{
    TestHost host = null!;
    string county = "", path = "";

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 2, Villages: 6, Enterprises: 2, Cadres: 300, Members: 200, Talents: 4));
        county = (await host.AskAsync<string>("select code from org.locality where kind = 3 order by code limit 1"))!;
        path = (await host.AskAsync<string>($"select path from org.locality where code = '{county}'"))!;
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    string Queries => $"/{county}/cadres/files/queries";
    Task<Browser> OfficerAsync(params string[] more) => host.SignInAsync(county, ["cadres.files.read", .. more]);

    async Task<string> NewAsync(Browser officer, string name = "试一试") => (await officer.PostAsync($"{Queries}?handler=new", ("name", name))).Location!;

    static Task<Answer> AskAsync(Browser officer, string query, string set, params (string, string)[] values) => officer.PostAsync($"{query}/condition?group=&set={set}", [("group", ""), ("set", set), .. values]);

    /// <summary>Who the page says are in, however many pages.</summary>
    static async Task<Guid[]> WhoAsync(Browser officer, string query)
    {
        var all = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = await officer.GetAsync(query + next);
            Assert.Equal(200, page.Status);
            all.AddRange(page.Document.QuerySelectorAll("td.name a").Select(link => Guid.Parse(link.GetAttribute("href")![^36..])));
            next = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
            if (next is null) Assert.Equal(all.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), page.In(".total b"));
        }
        return [.. all];
    }

    Task<Guid[]?> BySqlAsync(string where) => host.AskAsync<Guid[]>($"select coalesce(array_agg(c.id order by c.locality_path, c.rank_order, c.id), '{{}}') from cadres.cadre c where c.removed_at is null and starts_with(c.locality_path, '{path}') and {where}");

    /// <summary>As from a list: the page that asks first, then the print page from there.</summary>
    async Task<Answer> PrintAsync(Browser officer, string document, params (string, string)[] values)
    {
        var asks = await officer.PostBareAsync($"/{county}/cadres/files/documents/{document}?handler=take", [.. values, ("__RequestVerificationToken", (await officer.GetAsync(Queries)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        Assert.Equal(200, asks.Status);
        var paper = await officer.PostBareAsync($"/{county}/cadres/files/documents/{document}/print", [.. values, ("__RequestVerificationToken", asks.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        Assert.Equal(200, paper.Status);
        return paper;
    }

    [Fact, Trait("Row", "C1.14")]
    public async Task Years_at_a_rank_and_awards_within_years_are_asked_of_their_rows()
    {
        using var officer = await OfficerAsync();
        var people = (await BySqlAsync("c.status = '1' and c.management = '04'"))![..3];
        await host.DoAsync($"delete from cadres.cadre_level where cadre_id = any('{{{string.Join(',', people)}}}'); delete from cadres.cadre_award where cadre_id = any('{{{string.Join(',', people)}}}')");
        foreach (var (who, years, award) in new[] { (people[0], 4, 2), (people[1], 2, 2), (people[2], 4, 7) })
            await host.DoAsync($"""
                insert into cadres.cadre_level (cadre_id, locality_path, rank, began_on, document_no) select id, locality_path, 'R08', '{AsOf.Format(Clock.Today.AddYears(-years))}', '职级1号' from cadres.cadre where id = '{who}';
                insert into cadres.cadre_award (cadre_id, locality_path, award, approved_on) select id, locality_path, '01114', '{AsOf.Format(Clock.Today.AddYears(-award))}' from cadres.cadre where id = '{who}'
                """);
        var query = await NewAsync(officer);
        Assert.Equal(302, (await AskAsync(officer, query, "levels", ("lines", "least"), ("count", "1"), ("months", "36"), ("how.rank", "is"), ("v.rank", "R08"))).Status);
        var ranked = await WhoAsync(officer, query);
        Assert.Equal([true, false, true], people.Select(ranked.Contains));
        Assert.Equal(302, (await AskAsync(officer, query, "awards", ("lines", "least"), ("count", "1"), ("how.award", "is"), ("v.award", "01114"), ("how.approved_on", "since"), ("a.approved_on", ""), ("b.approved_on", "4"))).Status);
        var both = await WhoAsync(officer, query);
        Assert.Equal([true, false, false], people.Select(both.Contains));
        Assert.Contains("二级主任科员", (await officer.GetAsync($"/{county}/cadres/files/{people[0]}?tab=levels")).Text, StringComparison.Ordinal);

        // The text of the form is proposed from the rows and keeps what was written there; twice adds nothing.
        using var editor = await OfficerAsync("cadres.files.edit");
        await host.DoAsync($"update cadres.cadre set rewards = '曾获先进个人。' where id = '{people[0]}'; insert into cadres.cadre_title (cadre_id, locality_path, title, gained_on) select id, locality_path, '122', '2015-01-01' from cadres.cadre where id = '{people[0]}'");
        Assert.Equal(302, (await editor.SubmitAsync($"/{county}/cadres/files/deeds/propose-texts?id={people[0]}")).Status);
        var day = Clock.Today.AddYears(-2);
        Assert.Equal($"曾获先进个人；{day.Year}年{day.Month}月记三等功。 高级经济师", await host.AskAsync<string>($"select rewards || ' ' || technical_title from cadres.cadre where id = '{people[0]}'"));
        Assert.Contains("都已在文字里", (await editor.SubmitAsync($"/{county}/cadres/files/deeds/propose-texts?id={people[0]}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_conditions_over_the_record_and_its_lists_find_whom_the_same_question_in_SQL_finds()
    {
        using var officer = await OfficerAsync();
        var query = await NewAsync(officer);
        var year = Clock.Today.Year;

        Assert.Equal(302, (await AskAsync(officer, query, "", ("how.birth_on", "since"), ("a.birth_on", ""), ("b.birth_on", "45"), ("how.full_time_education", "filled"), ("how.sex", "is"), ("v.sex", "1"))).Status);
        Assert.Equal(302, (await AskAsync(officer, query, "posts", ("lines", "least"), ("count", "1"), ("months", "24"), ("how.is_grassroots", "is"), ("v.is_grassroots", "1"))).Status);
        Assert.Equal(302, (await AskAsync(officer, query, "assessments", ("lines", "least"), ("count", "2"), ("how.year", "within"), ("a.year", "-3"), ("b.year", "-1"), ("how.grade", "is"), ("v.grade", "2"), ("v.grade", "1"))).Status);
        Assert.Equal(302, (await AskAsync(officer, query, "assessments", ("lines", "none"), ("how.grade", "is"), ("v.grade", "3"))).Status);

        var month = Month.Of(Clock.Today).AddMonths(1).First;
        var expected = await BySqlAsync($"""
            c.birth_on >= '{AsOf.Format(month.AddYears(-46))}' and c.full_time_education is not null and c.sex = '1'
            and (select sum(upper(r) - lower(r)) from unnest((select range_agg(daterange(p.began_on, coalesce(p.ended_on, '{AsOf.Format(Clock.Today)}'))) from cadres.cadre_post p where p.cadre_id = c.id and p.is_grassroots and p.removed_at is null)) r) >= 729
            and (select count(*) from cadres.cadre_assessment a where a.cadre_id = c.id and a.year between {year - 3} and {year - 1} and a.grade in ('1', '2')) >= 2
            and not exists (select from cadres.cadre_assessment a where a.cadre_id = c.id and a.grade = '3')
            """);
        Assert.NotEmpty(expected!);
        Assert.Equal(expected, await WhoAsync(officer, query));
        // The three of the record stand one by one.
        Assert.Equal(6, (await officer.GetAsync(query)).Document.QuerySelectorAll(".ask-line").Length);
    }

    [Fact]
    public async Task Groups_of_any_none_and_at_least_so_many_mean_what_they_say()
    {
        using var officer = await OfficerAsync();
        var query = await NewAsync(officer);
        Assert.Equal(302, (await officer.PostAsync($"{query}?handler=group", ("way", ""), ("mode", "Any"))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{query}?handler=group", ("way", ""), ("mode", "None"))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{query}?handler=group", ("way", ""), ("mode", "Least"))).Status);
        async Task In(string group, params (string, string)[] values) => Assert.Equal(302, (await officer.PostAsync($"{query}/condition?group={group}&set=", [("group", group), ("set", ""), .. values])).Status);
        await In("0", ("how.sex", "is"), ("v.sex", "2"));
        await In("0", ("how.nation", "isnot"), ("v.nation", "01"));
        await In("1", ("how.level", "empty"));
        await In("1", ("how.is_on_probation", "is"), ("v.is_on_probation", "1"));
        await In("2", ("how.in_service_education", "filled"));
        await In("2", ("how.grassroots_years", "within"), ("a.grassroots_years", "3"), ("b.grassroots_years", ""));
        await In("2", ("how.work_began_on", "until"), ("o.work_began_on", "level_began_on"), ("a.work_began_on", "12"), ("b.work_began_on", ""));
        Assert.Equal(302, (await officer.PostAsync($"{query}?handler=mode", ("way", "2"), ("mode", "Least"), ("least", "2"))).Status);

        var expected = await BySqlAsync("""
            (c.sex = '2' or c.nation <> '01') and c.level is not null and not c.is_on_probation
            and (c.in_service_education is not null)::int + coalesce((c.grassroots_years >= 3)::int, 0) + coalesce(((c.work_began_on + interval '12 years')::date <= c.level_began_on)::int, 0) >= 2
            """);
        Assert.NotEmpty(expected!);
        Assert.Equal(expected, await WhoAsync(officer, query));

        // What cannot be is refused, whatever form it comes from, and nothing of it is kept.
        foreach (var (set, values, words) in ((string, (string, string)[], string)[])
        [
            ("", [("how.birth_on", "since"), ("a.birth_on", "年轻")], "看不懂“年轻”"),
            ("", [("how.sex", "is"), ("v.sex", "9x")], "没有“9x”"),
            ("", [("how.name", "contains"), ("v.name", "")], "请至少填一栏"),
            ("posts", [("lines", "least"), ("count", "1"), ("months", "9999")], "1 至 720"),
        ])
        {
            var refused = await AskAsync(officer, query, set, values);
            Assert.Equal(422, refused.Status);
            Assert.Contains(words, refused.In(".note")!, StringComparison.Ordinal);
        }
        Assert.Equal(404, (await AskAsync(officer, query, "identity", ("how.sex", "is"))).Status);
        Assert.Equal(404, (await officer.GetAsync($"{query}/condition?group=0.0&set=")).Status);
        Assert.Equal(expected, await WhoAsync(officer, query));
    }

    [Fact]
    public async Task Why_somebody_is_in_or_out_is_said_condition_by_condition_and_who_lacks_one_is_found()
    {
        using var officer = await OfficerAsync();
        var query = await NewAsync(officer);
        await AskAsync(officer, query, "", ("how.sex", "is"), ("v.sex", "2"), ("how.birth_on", "since"), ("a.birth_on", "30"), ("b.birth_on", ""));
        await AskAsync(officer, query, "education", ("lines", "least"), ("count", "1"), ("how.kind", "is"), ("v.kind", "2"));
        var @in = (await BySqlAsync($"c.sex = '2' and c.birth_on < '{AsOf.Format(Month.Of(Clock.Today).AddMonths(1).First.AddYears(-30))}' and exists (select from cadres.cadre_education e where e.cadre_id = c.id and e.kind = '2')"))![0];
        var near = (await BySqlAsync($"c.sex = '1' and c.birth_on < '{AsOf.Format(Month.Of(Clock.Today).AddMonths(1).First.AddYears(-30))}' and exists (select from cadres.cadre_education e where e.cadre_id = c.id and e.kind = '2')"))![0];

        var why = await officer.GetAsync($"{query}/why/{@in}");
        var why2 = await officer.GetAsync($"{query}/why/{near}");

        Assert.StartsWith("在内", why.In(".note")!, StringComparison.Ordinal);
        Assert.Contains(await host.AskAsync<string>($"select school from cadres.cadre_education where cadre_id = '{@in}' and kind = '2'") ?? "?", why.Text, StringComparison.Ordinal);
        Assert.Contains("不在内", why2.In(".note")!, StringComparison.Ordinal);
        var rows = why2.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToArray();
        Assert.Contains(rows, row => row.Contains("性别", StringComparison.Ordinal) && row.Contains('否') && row.Contains("性别：男", StringComparison.Ordinal));
        Assert.Equal(2, rows.Count(row => !row.Contains('否')));
        Assert.Contains(near, (await officer.GetAsync(query + "?near=1")).Document.QuerySelectorAll("td.name a").Select(link => Guid.Parse(link.GetAttribute("href")![^36..])));
        Assert.Contains("是", (await officer.GetAsync(query + "?table=1")).In("tbody td.c")!, StringComparison.Ordinal);
        var stranger = await host.AskAsync<Guid>($"select id from cadres.cadre where not starts_with(locality_path, '{path}') limit 1");
        Assert.Equal(404, (await officer.GetAsync($"{query}/why/{stranger}")).Status);
    }

    [Fact]
    public async Task A_query_is_its_makers_until_it_is_shared_and_then_theirs_alone_to_change()
    {
        using var maker = await OfficerAsync();
        using var other = await OfficerAsync();
        var query = await NewAsync(maker, "女干部");
        await AskAsync(maker, query, "", ("how.sex", "is"), ("v.sex", "2"));

        Assert.Equal(404, (await other.GetAsync(query)).Status);
        Assert.DoesNotContain("女干部", (await other.GetAsync(Queries)).In("main")!.Replace("女干部、党外", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await maker.PostAsync($"{query}?handler=keep", ("name", "女干部"), ("shared", "true"), ("columns", "birth_on"));
        Assert.Equal(200, (await other.GetAsync(query)).Status);

        await other.PostAsync($"{query}?handler=take", ("way", "0"));
        Assert.Equal(403, (await other.PostAsync($"{query}?handler=remove")).Status);
        Assert.Equal(403, (await other.GetAsync($"{query}/condition?group=&set=")).Status);
        Assert.Single((await maker.GetAsync(query)).Document.QuerySelectorAll(".ask-line"));
        var copy = (await other.PostAsync($"{query}?handler=copy")).Location!;
        Assert.NotEqual(query, copy);
        Assert.Equal(302, (await other.PostAsync($"{copy}?handler=take", ("way", "0"))).Status);
        Assert.Empty((await other.GetAsync(copy)).Document.QuerySelectorAll(".ask-line"));

        // At another place it is not there, shared or not; without the register there is no page.
        var neighbour = (await host.AskAsync<string>($"select code from org.locality where kind = 3 and code <> '{county}' limit 1"))!;
        using var far = await host.SignInAsync(neighbour, "cadres.files.read");
        Assert.Equal(404, (await far.GetAsync(query.Replace(county, neighbour, StringComparison.Ordinal))).Status);
        using var nobody = await host.SignInAsync(county, "cadres.teams.read");
        Assert.Equal(403, (await nobody.GetAsync(query)).Status);
        Assert.True(await host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{query[^36..]}'") >= 3);
    }

    [Fact]
    public async Task Measures_are_opened_for_a_purpose_alone_and_asked_as_a_yes_or_no_by_who_may()
    {
        var someone = await host.AskAsync<Guid>($"select id from cadres.cadre where starts_with(locality_path, '{path}') and removed_at is null and status = '1' and management = '04' order by id limit 1");
        await host.DoAsync($"delete from cadres.cadre_measure; insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by, matter) select id, locality_path, '02251', '{AsOf.Format(Clock.Today.AddMonths(-2))}', '{AsOf.Format(Clock.Today.AddMonths(16))}', '市纪委', '违规操办' from cadres.cadre where id = '{someone}'");
        using var plain = await OfficerAsync();
        using var trusted = await OfficerAsync("cadres.measures.open");
        var record = $"/{county}/cadres/files/{someone}";

        Assert.DoesNotContain("处分和组织处理", (await plain.GetAsync(record)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("市纪委", (await plain.GetAsync($"{record}?tab=measures")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await plain.PostAsync($"{record}?tab=measures&handler=open", ("purpose", "档案审核"))).Status);
        Assert.DoesNotContain("市纪委", (await trusted.GetAsync($"{record}?tab=measures")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await trusted.PostAsync($"{record}?tab=measures&handler=open", ("purpose", "好奇"))).Status);
        Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{someone}' and deed = '{DeedKind.Reveal}'"));

        var open = await trusted.PostAsync($"{record}?tab=measures&handler=open", ("purpose", "选拔任用核查"));
        Assert.Contains("市纪委", open.Text, StringComparison.Ordinal);
        Assert.Equal("选拔任用核查", await host.AskAsync<string>($"select reason from audit.entry where row_id = '{someone}' and deed = '{DeedKind.Reveal}'"));
        // No paper of the whole record shows it.
        Assert.DoesNotContain("市纪委", (await PrintAsync(trusted, "record", ("ids", $"{someone:N}"))).Text, StringComparison.Ordinal);

        var query = await NewAsync(trusted, "影响期内");
        Assert.Equal(302, (await AskAsync(trusted, query, "", ("how.in_effect", "is"), ("v.in_effect", "1"))).Status);
        Assert.Equal([someone], await WhoAsync(trusted, query));
        Assert.DoesNotContain("市纪委", (await trusted.GetAsync($"{query}/why/{someone}")).Text, StringComparison.Ordinal);
        await trusted.PostAsync($"{query}?handler=keep", ("name", "影响期内"), ("shared", "true"));
        var shown = await plain.GetAsync(query);
        Assert.Contains("不能按它查询", shown.In(".note")!, StringComparison.Ordinal);
        Assert.Empty(shown.Document.QuerySelectorAll("td.name"));
        Assert.Equal(403, (await plain.PostAsync($"{query}?handler=list")).Status);
        Assert.Equal(403, (await plain.PostAsync($"{query}?handler=export")).Status);
        var own = await NewAsync(plain);
        Assert.Equal(422, (await AskAsync(plain, own, "", ("how.in_effect", "is"), ("v.in_effect", "1"))).Status);
        Assert.Equal(404, (await AskAsync(plain, own, "measures", ("lines", "least"), ("count", "1"))).Status);
    }

    [Fact, Trait("Row", "C1.13")]
    public async Task A_list_made_of_a_query_is_ordered_by_hand_and_leaves_in_that_order_with_its_columns()
    {
        using var officer = await OfficerAsync();
        var query = await NewAsync(officer, "班子里的女同志");
        await AskAsync(officer, query, "", ("how.is_team_member", "is"), ("v.is_team_member", "1"), ("how.sex", "is"), ("v.sex", "2"));
        await officer.PostAsync($"{query}?handler=keep", ("name", "班子里的女同志"), ("columns", "birth_on"), ("columns", "native_place"));
        var all = await WhoAsync(officer, query);
        Assert.True(all.Length >= 3);

        var list = (await officer.PostAsync($"{query}?handler=list", [("name", "考察名单"), .. all[..3].Select(id => ("row", id.ToString()))])).Location!;
        async Task<Guid[]> OrderAsync() => [.. (await officer.GetAsync(list)).Document.QuerySelectorAll("td.name a").Select(link => Guid.Parse(link.GetAttribute("href")![^36..]))];
        Assert.Equal(all[..3], await OrderAsync());
        var version = (await officer.GetAsync(list)).Document.QuerySelector("input[name=version]")!.GetAttribute("value")!;
        Assert.Equal(302, (await officer.PostAsync(list, [("version", version), ("name", "考察名单"), .. all[..3].Select(id => ("line", id.ToString())), ("at", "3"), ("at", "1"), ("at", "2"), ("note", "第三"), ("note", ""), ("note", "")])).Status);
        Guid[] wanted = [all[1], all[2], all[0]];
        Assert.Equal(wanted, await OrderAsync());
        // Somebody else's stale window changes nothing; another cadre is added at the end; up and out by buttons.
        await officer.PostAsync(list, [("version", version), ("name", "旧窗口"), .. all[..3].Select(id => ("line", id.ToString()))]);
        Assert.Equal(wanted, await OrderAsync());
        var stranger = await host.AskAsync<Guid>($"select id from cadres.cadre where not starts_with(locality_path, '{path}') limit 1");
        await officer.PostAsync($"{list}?handler=add", ("row", stranger.ToString()));
        Assert.Equal(wanted, await OrderAsync());

        var names = await host.AskAsync<string[]>($"select array_agg(name order by array_position('{{{string.Join(',', wanted)}}}'::uuid[], id)) from cadres.cadre where id = any('{{{string.Join(',', wanted)}}}')");
        var paper = await PrintAsync(officer, "roster", ("ids", string.Join(',', wanted)), ("columns", "name,birth_on,native_place"), ("title", "考察名单"), ("maker", "周文博"));
        var text = paper.Document.Body!.TextContent.Replace("　", "", StringComparison.Ordinal);
        Assert.Equal(names!.OrderBy(name => text.IndexOf(name, StringComparison.Ordinal)), names);
        Assert.Contains("籍贯", text, StringComparison.Ordinal);
        Assert.DoesNotContain("任现职时间", text, StringComparison.Ordinal);
        Assert.Contains($"数据截至 {Dates.Format(Clock.Today)}".Replace("　", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Contains("制表人 周文博", text, StringComparison.Ordinal);

        var sheet = await officer.PostAsync($"{list}?handler=export");
        Assert.Equal(200, sheet.Status);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.Message.Content.Headers.ContentType!.MediaType);
        using var other = await OfficerAsync();
        Assert.Equal((404, 404), ((await other.GetAsync(list)).Status, (await other.PostAsync($"{list}?handler=remove")).Status));
        // Whoever made it takes it away; those on it stay as they were.
        Assert.Equal(302, (await officer.PostAsync($"{list}?handler=remove")).Status);
        Assert.Equal(404, (await officer.GetAsync(list)).Status);
        Assert.Equal(3L, await host.AskAsync<long>($"select count(*) from cadres.cadre where removed_at is null and id = any('{{{string.Join(',', wanted)}}}')"));
    }
}
