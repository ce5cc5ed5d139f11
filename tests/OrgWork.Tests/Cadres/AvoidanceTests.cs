using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>任职回避 (rules A10): which kin count and how two posts must not stand to each other, found from the family tables; what it tells of families is opened for a purpose.</summary>
public sealed class AvoidanceTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Officer = ["cadres.files.read", "cadres.family.open", "cadres.teams.read", "cadres.plans.read", "cadres.plans.edit"];

    TestHost Host => office.Host;

    Task<Guid> UnitAsync(string name) => Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{office.Path}', '{name}', '36') returning id");
    Task<Guid> TeamAsync(string name, Guid? unit, string kind = "2", string? path = null) => Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, unit_id, kind) values ('{path ?? office.Path}', '{name}', {(unit is { } there ? $"'{there}'" : "null")}, '{kind}') returning id");

    async Task<Guid> SeatAsync(Guid team, string post, bool isPrincipal = false, Guid? holder = null)
    {
        var seat = await Host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, level, is_principal, is_counted, opened_on, rank_order) select id, locality_path, '{post}', '1A42', {isPrincipal}, true, '2015-01-01', 10 from cadres.team where id = '{team}' returning id");
        if (holder is { } cadre) await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, unit_name, post_name, began_on, seat_id, is_main, state) select id, locality_path, '单位', '{post}', '2020-01-01', '{seat}', true, '1' from cadres.cadre where id = '{cadre}'");
        return seat;
    }

    /// <summary>One has named the other in the family table, by code or in words.</summary>
    Task NameAsync(Guid one, Guid other, string? code, string? words = null) => Host.DoAsync($"insert into cadres.cadre_family (cadre_id, locality_path, name, relation, relation_text, birth_on) select o.id, o.locality_path, x.name, {(code is null ? "null" : $"'{code}'")}, {(words is null ? "null" : $"'{words}'")}, date_trunc('month', x.birth_on::timestamp)::date from cadres.cadre o, cadres.cadre x where o.id = '{one}' and x.id = '{other}'");

    static string Plain(string? text) => (text ?? "").Replace("　", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    static async Task<string[]> TriedAsync(Browser officer, Guid person, Guid team, Guid seat)
    {
        var plan = (await officer.PostAsync($"{Home}/teams/plans", ("name", $"方案{Guid.NewGuid().ToString()[..6]}"), ("team", team.ToString()), ("on", Dates.Format(Clock.Today)))).Location!;
        Assert.Equal(302, (await officer.PostAsync($"{plan}?handler=move", ("person", person.ToString()), ("seat", seat.ToString()), ("keeps", "false"))).Status);
        return [.. (await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => Plain(line.TextContent))];
    }

    [Fact, Trait("Row", "C3.16"), Trait("Row", "C4.6")]
    public async Task A_scheme_answers_by_the_class_of_kin_and_by_how_the_posts_stand_to_each_other()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var bureau = await UnitAsync("县回避局");
        var (main, beside, committee, far) = (await TeamAsync("县回避局班子", bureau), await TeamAsync("县回避局党组", bureau), await TeamAsync("县委回避班子", null, "1"), await TeamAsync("县另一局班子", await UnitAsync("县另一局")));
        var leader = await office.CadreAsync("局长亲");
        await SeatAsync(main, "局长", isPrincipal: true, leader);
        var governor = await office.CadreAsync("县长亲");
        await SeatAsync(committee, "县长", isPrincipal: true, governor);
        var (deputy, secondTeam, head, township) = (await SeatAsync(main, "副局长"), await SeatAsync(beside, "党组成员"), await SeatAsync(far, "局长", isPrincipal: true), await SeatAsync(far, "副局长"));

        async Task<string[]> SaidAsync(string name, Guid kin, string? code, string? words, Guid team, Guid seat)
        {
            var person = await office.CadreAsync(name);
            await NameAsync(person, kin, code, words);
            return await TriedAsync(officer, person, team, seat);
        }
        static void Refused(string[] said, string why) => Assert.Contains(said, line => line.StartsWith("拒绝", StringComparison.Ordinal) && line.Contains("任职应当回避", StringComparison.Ordinal) && line.Contains(why, StringComparison.Ordinal) && line.Contains("第七十四条", StringComparison.Ordinal));
        static void Allowed(string[] said) => Assert.DoesNotContain(said, line => line.Contains("任职应当回避", StringComparison.Ordinal));

        // The four classes, one each, in one team; who is neither is let pass; whose kinship nobody has classed is asked for.
        Refused(await SaidAsync("回避妻", leader, "12", null, main, deputy), "夫妻，有直接上下级领导关系");
        Refused(await SaidAsync("回避孙", leader, null, "祖父", main, deputy), "直系血亲");
        Refused(await SaidAsync("回避弟", leader, "16", null, main, deputy), "三代以内旁系血亲");
        Refused(await SaidAsync("回避连", leader, null, "连襟", main, deputy), "近姻亲");
        Allowed(await SaidAsync("回避友", leader, null, "同学", main, deputy));
        var odd = await SaidAsync("回避疑", leader, null, "表叔公", main, deputy);
        Allowed(odd);
        Assert.Contains(odd, line => line.Contains("称谓没有归类", StringComparison.Ordinal));
        // Another team of the same organ; the principal of a bureau under the county's own; a deputy there is to be looked at; a bureau apart is free.
        Refused(await SaidAsync("回避二", leader, "16", null, beside, secondTeam), "直接上下级");
        Refused(await SaidAsync("回避县", governor, "10", null, far, head), "直系血亲，有直接上下级领导关系");
        Allowed(await SaidAsync("回避远", leader, "12", null, far, township));
        var vice = await office.CadreAsync("副县长亲");
        await SeatAsync(committee, "副县长", holder: vice);
        var near = await SaidAsync("回避副", vice, "16", null, far, township);
        Allowed(near);
        Assert.Contains(near, line => line.Contains("请核对分管", StringComparison.Ordinal));
        // Nobody is told whose kin it is: the family table is guarded.
        Assert.DoesNotContain(odd.Concat(near), line => line.Contains("副县长亲", StringComparison.Ordinal));
    }

    [Fact, Trait("Row", "C1.14")]
    public async Task Who_works_with_money_or_people_under_a_relative_is_found_and_a_persons_page_says_that_it_is_so_and_opens_it_for_a_purpose()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var unit = await UnitAsync("县财亲局");
        var (leader, keeper, clerk, other) = (await office.CadreAsync("财亲局长"), await office.CadreAsync("财亲会计"), await office.CadreAsync("财亲办事"), await office.CadreAsync("财亲邻局"));
        await SeatAsync(await TeamAsync("县财亲局班子", unit), "副局长", holder: leader);
        await Host.DoAsync($"update cadres.cadre set unit_id = '{unit}', post_title = '县财亲局财务科科员', is_team_member = false where id = '{keeper}'; update cadres.cadre set unit_id = '{unit}', post_title = '县财亲局办公室科员', level = '1A50', is_team_member = false where id = '{clerk}'");
        await NameAsync(keeper, leader, null, "表哥");
        await NameAsync(clerk, leader, null, "舅舅");
        await NameAsync(other, leader, "13");

        async Task<string> OfAsync(Guid cadre) => Plain((await officer.GetAsync($"{Home}/overview/{cadre}")).Document.QuerySelectorAll(".panel").First(panel => panel.QuerySelector("h2")?.TextContent == "任职回避").TextContent);
        Assert.Contains("有应当回避的", await OfAsync(keeper), StringComparison.Ordinal);
        // Whichever of the two has named the other.
        Assert.Contains("有应当回避的", await OfAsync(leader), StringComparison.Ordinal);
        Assert.Contains("有要核对分管的", await OfAsync(clerk), StringComparison.Ordinal);
        Assert.Contains("没有", await OfAsync(other), StringComparison.Ordinal);

        // The list opens for a purpose alone, which goes on record; without one nothing of it is said.
        var shut = await officer.GetAsync($"{Home}/relatives");
        Assert.DoesNotContain("财亲会计", shut.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await officer.PostAsync($"{Home}/relatives", ("purpose", ""))).Status);
        var opened = await officer.PostAsync($"{Home}/relatives", ("purpose", "选拔任用核查"), ("reason", "任前核对"));
        Assert.Equal(200, opened.Status);
        var rows = opened.Document.QuerySelectorAll("tbody tr").Select(row => Plain(row.TextContent)).ToList();
        Assert.Contains(rows, row => row.Contains("财亲会计", StringComparison.Ordinal) && row.Contains("财亲局长", StringComparison.Ordinal) && row.Contains("三代以内旁系血亲", StringComparison.Ordinal) && row.Contains("应当回避", StringComparison.Ordinal) && row.Contains("财务工作", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("财亲办事", StringComparison.Ordinal) && row.Contains("核对分管", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains("财亲邻局", StringComparison.Ordinal));
        Assert.True(await Host.AskAsync<long>("select count(*) from audit.entry where reason like '%任前核对%'") > 0);
        var mine = await officer.PostAsync($"{Home}/relatives?cadre={keeper}", ("purpose", "选拔任用核查"), ("reason", ""));
        Assert.Single(mine.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(404, (await officer.GetAsync($"{Home}/relatives?cadre={Guid.NewGuid()}")).Status);
        // A light on the register counts those kin alone that count.
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await reader.GetAsync($"{Home}/relatives")).Status);
        Assert.DoesNotContain("任职回避", Plain((await reader.GetAsync($"{Home}/overview/{keeper}")).In("main")), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C3.16")]
    public async Task A_search_over_many_families_asks_each_table_once()
    {
        await Host.DoAsync($"""
            insert into org.person (name, name_pinyin, name_initials, sex, birth_on) select '量' || n, 'liang', 'l', '1', date '1980-01-01' + (n % 9000) from generate_series(1, 20000) n;
            insert into cadres.cadre (locality_path, name, name_pinyin, name_initials, person_id, sex, birth_on, nation, politics, status, unit_id) select '{office.Path}', name, 'liang', 'l', id, '1', birth_on, '01', '01', '1', '{office.Unit}' from org.person where name like '量%';
            insert into cadres.cadre_family (cadre_id, locality_path, name, relation, birth_on) select id, locality_path, '亲' || substr(name, 2), '12', birth_on from cadres.cadre where name like '量%';
            insert into cadres.cadre_family (cadre_id, locality_path, name, relation, birth_on) select id, locality_path, '量' || (substr(name, 2)::int + 9000), '16', birth_on from cadres.cadre where name like '量%' and substr(name, 2)::int between 1 and 50;
            analyze cadres.cadre; analyze cadres.cadre_family
            """);
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var began = DateTime.UtcNow;
        var opened = await officer.PostAsync($"{Home}/relatives", ("purpose", "选拔任用核查"), ("reason", "普查"));
        Assert.Equal(200, opened.Status);
        Assert.Contains("在册亲属", opened.Text, StringComparison.Ordinal);
        Assert.True(opened.Document.QuerySelectorAll("tbody tr").Length >= 50);
        // A nested loop over both tables would take minutes.
        Assert.True(DateTime.UtcNow - began < TimeSpan.FromSeconds(20), $"{DateTime.UtcNow - began}");
    }
}
