using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>模拟调配, 结构要求, 班子预测: what would be if, judged by what is registered and by nothing in code.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    TestHost host = null!;
    string county = "", path = "";
    Guid team, other;

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 2, Villages: 6, Enterprises: 2, Cadres: 400, Members: 200, Talents: 4));
        county = (await host.AskAsync<string>("select code from org.locality where kind = 3 order by code limit 1"))!;
        path = (await host.AskAsync<string>($"select path from org.locality where code = '{county}'"))!;
        await host.DoAsync("delete from cadres.team_plan_move; delete from cadres.team_plan; delete from cadres.team_requirement; delete from cadres.cadre_measure; delete from cadres.cadre_family");
        var teams = (await host.AskAsync<Guid[]>($"select array_agg(id order by rank_order, id) from cadres.team t where starts_with(t.locality_path, '{path}') and t.kind <> '3' and (select count(*) from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id and p.ended_on is null where s.team_id = t.id and s.is_counted) >= 2"))!;
        (team, other) = (teams[0], teams[1]);
        await host.DoAsync($"delete from cadres.team_quota where team_id in ('{team}', '{other}'); insert into cadres.team_quota (team_id, locality_path, approved, document_no, began_on) select t.id, t.locality_path, (select count(*) from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id and p.ended_on is null where s.team_id = t.id and s.is_counted), '试编〔2020〕1号', '2020-01-01' from cadres.team t where t.id in ('{team}', '{other}')");
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    Task<Browser> OfficerAsync(params string[] more) => host.SignInAsync(county, ["cadres.teams.read", "cadres.teams.edit", "cadres.plans.read", "cadres.plans.edit", "cadres.files.read", "cadres.rules.read", .. more]);
    Task<Guid> SeatAsync(Guid of, int at) => host.AskAsync<Guid>($"select s.id from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id and p.ended_on is null where s.team_id = '{of}' and s.is_counted order by s.rank_order, s.id offset {at} limit 1");
    Task<Guid> HolderAsync(Guid seat) => host.AskAsync<Guid>($"select cadre_id from cadres.cadre_post where seat_id = '{seat}' and ended_on is null");
    Task<string?> NameAsync(Guid cadre) => host.AskAsync<string>($"select name from cadres.cadre where id = '{cadre}'");
    async Task<string> NewAsync(Browser officer, string name = "方案一") => (await officer.PostAsync($"/{county}/cadres/teams/plans", ("name", name), ("team", team.ToString()), ("on", Dates.Format(Clock.Today)))).Location!;
    static Task<Answer> MoveAsync(Browser officer, string plan, Guid person, Guid? seat, bool keeps = false) => officer.PostAsync($"{plan}?handler=move", ("person", person.ToString()), ("seat", seat?.ToString() ?? ""), ("keeps", keeps ? "true" : "false"));
    static string Plain(string? text) => (text ?? "").Replace("　", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    [Fact, Trait("Row", "C4.6")]
    public async Task A_draft_is_checked_against_numbers_and_structure_and_shows_what_it_leaves_behind_and_changes_nothing()
    {
        using var officer = await OfficerAsync();
        var (from, to) = (await SeatAsync(team, 1), await SeatAsync(other, 0));
        var (mover, gives) = (await HolderAsync(from), await HolderAsync(to));
        await host.DoAsync($"update cadres.cadre set sex = '2', birth_on = '{AsOf.Format(Clock.Today.AddYears(-36))}' where id = '{mover}'; update cadres.cadre set sex = '1' where id in (select p.cadre_id from cadres.cadre_post p join cadres.team_seat s on s.id = p.seat_id where s.team_id = '{other}')");
        await host.DoAsync($"insert into cadres.team_requirement (locality_path, name, attribute, scope, minimum, document_no, began_on) values ('{path}', '至少有一名女干部', '2', '1', 1, '试组发〔2026〕1号', '2026-01-01')");
        var facts = "select md5(string_agg(p::text, ',' order by p.id)) || (select md5(string_agg(c::text, ',' order by c.id)) from cadres.cadre c) from cadres.cadre_post p";
        var before = await host.AskAsync<string>(facts);
        var plan = await NewAsync(officer);

        Assert.Equal(302, (await MoveAsync(officer, plan, mover, to)).Status);
        var page = await officer.GetAsync(plan);

        Assert.Contains(Plain(await NameAsync(mover)), Plain(page.In(".seat-plan")), StringComparison.Ordinal);
        Assert.Contains(Plain(await NameAsync(gives)), Plain(page.In(".seat-plan .seat-was")), StringComparison.Ordinal);
        // Each team's strip, by the bands that are in force.
        Assert.All(page.Document.QuerySelectorAll(".strip"), strip => Assert.Contains("岁", strip.Children[1].QuerySelector(".q2")?.TextContent ?? "", StringComparison.Ordinal));
        Assert.Contains("本方案腾出", page.In(".seat-empty .void") + string.Join("", page.Document.QuerySelectorAll(".seat-empty .void").Select(empty => empty.TextContent)), StringComparison.Ordinal);
        var left = Plain(string.Join("", page.Document.QuerySelectorAll(".lines li").Select(line => line.TextContent)));
        Assert.Contains("腾出", left, StringComparison.Ordinal);
        Assert.Contains($"{Plain(await NameAsync(gives))}的职位由别人接，本人还没有去向", left, StringComparison.Ordinal);
        // Structure of both teams, before and after, with the document that asks.
        var asked = page.Document.QuerySelectorAll(".find li").Select(line => line.TextContent).Where(line => line.Contains("至少有一名女干部", StringComparison.Ordinal)).ToArray();
        Assert.Contains(asked, line => line.Contains("达到", StringComparison.Ordinal) && line.Contains("1 人", StringComparison.Ordinal) && line.Contains("调整前 0", StringComparison.Ordinal) && line.Contains("试组发〔2026〕1号", StringComparison.Ordinal));

        // One more than approved: to a seat that is vacant, while the present ones stay.
        var vacant = await host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, is_counted, opened_on, rank_order) select id, locality_path, '副职（新设）', true, '2026-01-01', 990 from cadres.team where id = '{other}' returning id");
        Assert.Equal(302, (await MoveAsync(officer, plan, mover, vacant)).Status);
        var over = await officer.GetAsync(plan);
        Assert.Contains(over.Document.QuerySelectorAll(".find li").Select(line => line.TextContent), line => line.Contains("超职数", StringComparison.Ordinal) && line.Contains("超 1 人", StringComparison.Ordinal));
        Assert.Single(over.Document.QuerySelectorAll("button"), button => button.TextContent == "撤回");

        var step = over.Document.QuerySelector("input[name=move]")!.GetAttribute("value")!;
        Assert.Equal(302, (await officer.PostAsync($"{plan}?handler=undo", ("move", step))).Status);
        Assert.Empty((await officer.GetAsync(plan)).Document.QuerySelectorAll(".seat-plan"));
        Assert.Equal(before, await host.AskAsync<string>(facts));
        Assert.True(await host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{plan[^36..]}'") >= 4);

        // Another team beside, which must be one of those there are; and the whole taken away, with nothing else changed.
        var beside = Guid.Parse((await officer.GetAsync(plan)).Document.QuerySelectorAll("select[name=team] option").Select(option => option.GetAttribute("value")!).First(value => value != ""));
        Assert.Equal(422, (await officer.PostAsync($"{plan}?handler=team", ("team", Guid.NewGuid().ToString()))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{plan}?handler=team", ("team", beside.ToString()))).Status);
        Assert.Contains(Plain(await host.AskAsync<string>($"select name from cadres.team where id = '{beside}'")), (await officer.GetAsync(plan)).Document.QuerySelectorAll(".panel-head h2").Select(head => Plain(head.TextContent)));
        Assert.Equal(302, (await officer.PostAsync($"{plan}?handler=remove")).Status);
        Assert.Equal(404, (await officer.GetAsync(plan)).Status);
        Assert.Equal(before, await host.AskAsync<string>(facts));
    }

    [Fact]
    public async Task Years_relatives_and_effect_periods_answer_at_once_each_with_its_article_and_when_it_becomes_lawful()
    {
        using var officer = await OfficerAsync("cadres.measures.open");
        var (from, to) = (await SeatAsync(team, 1), await SeatAsync(other, 0));
        var mover = await HolderAsync(from);
        var stays = await HolderAsync(await SeatAsync(other, 1));
        await host.DoAsync($"""
            update cadres.team_seat set level = '1A32' where id = '{to}';
            update cadres.cadre set level = '1A41', level_began_on = '{AsOf.Format(Clock.Today.AddYears(-1))}', work_began_on = '2005-07-01', grassroots_years = 5 where id = '{mover}';
            insert into cadres.cadre_family (cadre_id, locality_path, name, relation, birth_on) select '{mover}', m.locality_path, s.name, '17', date_trunc('month', s.birth_on::timestamp)::date from cadres.cadre m, cadres.cadre s where m.id = '{mover}' and s.id = '{stays}';
            update cadres.cadre_assessment set grade = '2' where cadre_id = '{mover}';
            insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by) select id, locality_path, 'Y1', '{AsOf.Format(Clock.Today.AddMonths(-2))}', '{AsOf.Format(Clock.Today.AddMonths(4))}', '组织部' from cadres.cadre where id = '{mover}'
            """);
        var plan = await NewAsync(officer);
        Assert.Equal(302, (await MoveAsync(officer, plan, mover, to)).Status);

        var said = (await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => Plain(line.TextContent)).ToArray();

        Assert.Contains(said, line => line.Contains("拒绝", StringComparison.Ordinal) && line.Contains("下级正职岗位任职不满三年", StringComparison.Ordinal) && line.Contains($"最早{Dates.Format(Clock.Today.AddYears(2))}", StringComparison.Ordinal) && line.Contains("第八条第三项", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("拒绝", StringComparison.Ordinal) && line.Contains("任职应当回避", StringComparison.Ordinal) && line.Contains("第七十四条", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("拒绝", StringComparison.Ordinal) && line.Contains("影响期未满", StringComparison.Ordinal) && line.Contains(Dates.Format(Clock.Today.AddMonths(4)), StringComparison.Ordinal));
        // Who may not know of measures does not learn of them here, and is told that it was not checked.
        using var plain = await OfficerAsync();
        var shown = await plain.GetAsync(plan);
        Assert.DoesNotContain("影响期未满", shown.Text, StringComparison.Ordinal);
        Assert.Contains("影响期没有核对", shown.Text, StringComparison.Ordinal);

        // Nor by whom the list of those who could follow leaves out: under a sanction one is missing there for who may open sanctions, and for nobody else.
        var ready = await host.AskAsync<Guid>($"select c.id from cadres.cadre c join cadres.team t on t.id = '{team}' and c.locality_path = t.locality_path where c.status = '1' and c.id not in ('{mover}', '{stays}') order by c.id limit 1");
        await host.DoAsync($"""
            update cadres.team_seat set level = '1A41' where id = '{from}'; update cadres.cadre set name = '待用人', level = '1A42', level_began_on = '1990-01-01', is_on_probation = false where id = '{ready}';
            insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by) select id, locality_path, 'Y1', '{AsOf.Format(Clock.Today.AddMonths(-2))}', '{AsOf.Format(Clock.Today.AddMonths(4))}', '组织部' from cadres.cadre where id = '{ready}'
            """);
        Assert.Contains("待用人", Plain((await plain.GetAsync($"{plan}?seat={from}")).In("tbody")), StringComparison.Ordinal);
        Assert.DoesNotContain("待用人", Plain((await officer.GetAsync($"{plan}?seat={from}")).In("tbody")), StringComparison.Ordinal);

        // Who would retire soon, and who is named to follow on the seat that falls empty, is said as well; the second to those who may see analyses.
        await host.DoAsync($"""
            update cadres.cadre set age_limit_on = date_trunc('month', date '{AsOf.Format(Clock.Today.AddMonths(2))}')::date where id = '{mover}';
            insert into cadres.team_successor (team_id, locality_path, words, cadre_id, post, readiness, noted_on) select s.team_id, s.locality_path, '熟悉情况', '{stays}', s.post, '1', '{AsOf.Format(Clock.Today.AddYears(-1))}' from cadres.team_seat s where s.id = '{from}'
            """);
        var follower = await host.AskAsync<string>($"select name from cadres.cadre where id = '{stays}'");
        Assert.Contains((await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => Plain(line.TextContent)), line => line.Contains("到退休年龄", StringComparison.Ordinal) && line.StartsWith("提醒", StringComparison.Ordinal));
        Assert.Contains("任期内到退休年龄", (await officer.GetAsync(plan)).Text, StringComparison.Ordinal);
        // Who keeps the post goes on in it: for eleven years already; hours of training and the years at a level are asked here as in a batch.
        var (stayer, since) = (await HolderAsync(await SeatAsync(team, 0)), AsOf.Format(Clock.Today.AddYears(-11)));
        await host.DoAsync($"delete from cadres.cadre_post where cadre_id = '{stayer}' and ended_on is not null; update cadres.cadre_post set began_on = '{since}' where cadre_id = '{stayer}' and ended_on is null; delete from cadres.cadre_training where cadre_id = '{mover}'");
        var asked = (await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => Plain(line.TextContent)).ToList();
        Assert.Contains(asked, line => line.Contains("同一职务任职满10年", StringComparison.Ordinal));
        Assert.Contains(asked, line => line.Contains("学时不足", StringComparison.Ordinal));
        Assert.DoesNotContain("接续人选", (await officer.GetAsync(plan)).Text, StringComparison.Ordinal);
        using var analyst = await OfficerAsync("cadres.analysis.view");
        Assert.Contains($"接续人选：{follower}（已经成熟）", (await analyst.GetAsync(plan)).Text, StringComparison.Ordinal);

        // Where the relative leaves, and the years are there, nothing is in the way but the measure.
        await host.DoAsync($"update cadres.cadre set level_began_on = '{AsOf.Format(Clock.Today.AddYears(-4))}' where id = '{mover}'");
        Assert.Equal(302, (await MoveAsync(officer, plan, stays, null)).Status);
        said = [.. (await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => Plain(line.TextContent)).Where(line => line.StartsWith("拒绝", StringComparison.Ordinal))];
        Assert.Single(said);
    }

    [Fact]
    public async Task Three_schemes_stand_side_by_side_and_belong_to_who_may_see_drafts()
    {
        using var officer = await OfficerAsync();
        var (from, to) = (await SeatAsync(team, 1), await SeatAsync(other, 0));
        var mover = await HolderAsync(from);
        string[] plans = [await NewAsync(officer, "方案甲"), await NewAsync(officer, "方案乙"), await NewAsync(officer, "方案丙")];
        await MoveAsync(officer, plans[0], mover, to);
        await MoveAsync(officer, plans[1], mover, null);
        var copy = (await officer.PostAsync($"{plans[0]}?handler=copy")).Location!;
        Assert.Single((await officer.GetAsync(copy)).Document.QuerySelectorAll(".seat-plan"));

        var compared = await officer.GetAsync($"/{county}/cadres/teams/compare?{string.Join('&', plans.Select(plan => "id=" + plan[^36..]))}&id={copy[^36..]}");
        Assert.Equal(["项目", "现状", "方案甲", "方案乙", "方案丙"], compared.Document.QuerySelectorAll("thead th").Select(head => head.TextContent));
        Assert.Contains("离开班子", compared.Document.QuerySelector("tbody tr")!.Children[3].TextContent, StringComparison.Ordinal);
        Assert.Contains("一次比较 3 个", compared.Text, StringComparison.Ordinal);
        var filled = compared.Document.QuerySelectorAll("tbody tr").First(row => row.Children[0].TextContent == "实配 / 核定");
        Assert.NotEqual(filled.Children[1].TextContent, filled.Children[2].TextContent.Trim());

        using var teamsAlone = await host.SignInAsync(county, "cadres.teams.read", "cadres.teams.edit", "cadres.files.read");
        Assert.Equal(403, (await teamsAlone.GetAsync(plans[0])).Status);
        using var reader = await host.SignInAsync(county, "cadres.plans.read", "cadres.files.read");
        Assert.Equal(200, (await reader.GetAsync(plans[0])).Status);
        Assert.Equal(403, (await MoveAsync(reader, plans[0], mover, null)).Status);
        var neighbour = (await host.AskAsync<string>($"select code from org.locality where kind = 3 and code <> '{county}' limit 1"))!;
        using var far = await host.SignInAsync(neighbour, "cadres.plans.read", "cadres.plans.edit", "cadres.files.read");
        Assert.Equal(404, (await far.GetAsync(plans[0].Replace(county, neighbour, StringComparison.Ordinal))).Status);
        // Forms that were made up: somebody of another place, a seat that is not there, a seat twice.
        var stranger = await host.AskAsync<Guid>($"select id from cadres.cadre where not starts_with(locality_path, '{path}') limit 1");
        Assert.Equal(422, (await MoveAsync(officer, plans[0], stranger, to)).Status);
        Assert.Equal(422, (await MoveAsync(officer, plans[0], mover, Guid.NewGuid())).Status);
        var second = await HolderAsync(await SeatAsync(other, 1));
        var twice = await MoveAsync(officer, plans[0], second, to);
        Assert.Equal(422, twice.Status);
        Assert.Contains("请先撤回那一步", twice.In(".note")!, StringComparison.Ordinal);
        Assert.Equal(422, (await officer.PostAsync($"/{county}/cadres/teams/plans", ("name", ""), ("team", team.ToString()), ("on", "2026.12.01"))).Status);
    }

    [Fact, Trait("Row", "C2.3")]
    public async Task A_requirement_has_a_maximum_two_ends_of_an_age_a_source_and_the_specialty_wherever_it_is_registered()
    {
        using var officer = await OfficerAsync();
        var (from, to) = (await SeatAsync(team, 1), await SeatAsync(other, 0));
        var (mover, gives) = (await HolderAsync(from), await HolderAsync(to));
        var oldest = AsOf.Format(Clock.Today.AddYears(-57));
        await host.DoAsync($"""
            alter table cadres.cadre disable trigger user;
            update cadres.cadre set birth_on = '1990-01-01', source = '1', specialty = null where id in (select p.cadre_id from cadres.cadre_post p join cadres.team_seat s on s.id = p.seat_id where s.team_id in ('{team}', '{other}'));
            delete from cadres.cadre_specialty; update cadres.cadre_education set major = '汉语言';
            update cadres.cadre set birth_on = '{oldest}', source = '4' where id = '{mover}'; update cadres.cadre set birth_on = '{oldest}' where id = '{gives}';
            alter table cadres.cadre enable trigger user
            """);
        Task<Answer> AskAsync(string name, string attribute, params (string, string)[] more) => officer.SubmitAsync($"/{county}/cadres/requirements/new", [("name", name), ("attribute", attribute), ("scope", "1"), ("minimum", more.FirstOrDefault(one => one.Item1 == "minimum").Item2 ?? "0"), ("document_no", "试1号"), ("began_on", "2026.01.01"), .. more.Where(one => one.Item1 != "minimum")]);
        async Task OkAsync(Task<Answer> asked) => Assert.True((await asked) is { Status: 302 }, (await asked).Why() + host.Log);
        await OkAsync(AskAsync("五十六岁以上不超过零", "1", ("years_from", "56"), ("years", ""), ("maximum", "0")));
        await OkAsync(AskAsync("某来源不超过零", "11", ("source", "4"), ("maximum", "0")));
        await OkAsync(AskAsync("懂金融的", "8", ("specialty", "金融"), ("minimum", "1")));
        // Without an end there is no age, without a source no source, and no bounds the wrong way round.
        Assert.Equal(422, (await AskAsync("没有岁数", "1", ("years_from", ""), ("years", ""), ("maximum", "1"))).Status);
        Assert.Equal(422, (await AskAsync("没有来源", "11", ("maximum", "1"))).Status);
        Assert.Equal(422, (await AskAsync("上下颠倒", "2", ("minimum", "3"), ("maximum", "1"))).Status);

        async Task<string> RowAsync(string name, Guid of)
        {
            var panel = (await officer.GetAsync($"/{county}/cadres/teams/required")).Document.QuerySelectorAll(".panel").First(one => one.QuerySelector("h2")!.TextContent == name);
            return panel.QuerySelectorAll("tbody tr").FirstOrDefault(row => row.QuerySelector($"a[href$='{of}']") is not null)?.TextContent ?? "";
        }
        foreach (var name in new[] { "五十六岁以上不超过零", "某来源不超过零" }) Assert.Contains("1 人，应不超过 0，多 1", await RowAsync(name, team), StringComparison.Ordinal);
        Assert.Contains("多 1", await RowAsync("五十六岁以上不超过零", other), StringComparison.Ordinal);
        Assert.Equal("", await RowAsync("某来源不超过零", other));
        Assert.Contains("差 1", await RowAsync("懂金融的", team), StringComparison.Ordinal);
        // Registered on evidence, or studied: either is knowing it.
        await host.DoAsync($"insert into cadres.cadre_specialty (cadre_id, locality_path, specialty, basis, evidence) select id, locality_path, '03', '1', '证' from cadres.cadre where id = '{mover}'; update cadres.cadre_education set major = '金融学' where cadre_id = '{gives}'; insert into cadres.cadre_education (cadre_id, locality_path, kind, school, major) select id, locality_path, '1', '某大学', '金融' from cadres.cadre where id = '{gives}'");
        foreach (var of in new[] { team, other }) Assert.Equal("", await RowAsync("懂金融的", of));
        // A plan by which one more of them comes is answered with how many are too many.
        await host.DoAsync($"update cadres.cadre set birth_on = '1990-01-01' where id = '{gives}'");
        var plan = await NewAsync(officer);
        await MoveAsync(officer, plan, mover, to);
        var said = (await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => Plain(line.TextContent)).ToList();
        Assert.Contains(said, line => line.StartsWith("多1", StringComparison.Ordinal) && line.Contains("五十六岁以上不超过零", StringComparison.Ordinal) && line.Contains("调整前0", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("达到", StringComparison.Ordinal) && line.Contains("五十六岁以上不超过零", StringComparison.Ordinal) && line.Contains("调整前1", StringComparison.Ordinal));
    }

    [Fact, Trait("Row", "C2.3"), Trait("Row", "C2.5"), Trait("Row", "C2.6")]
    public async Task Requirements_are_data_with_a_document_and_every_team_is_met_or_short_by_so_many()
    {
        var city = (await host.AskAsync<string>("select code from org.locality where kind = 2 limit 1"))!;
        var top = await host.AskAsync<string>($"select path from org.locality where code = '{city}'");
        using var officer = await host.SignInAsync(city, "cadres.teams.read", "cadres.teams.edit", "cadres.plans.read", "cadres.plans.edit", "cadres.files.read");
        var day = new DateOnly(Clock.Today.Year, 12, 31);
        // Entered by the form, as an officer does.
        foreach (var (name, attribute, years, scope, minimum) in ((string, string, string, string, string)[])[("至少两名35岁及以下", "1", "35", "1", "2"), ("35岁及以下合计", "1", "35", "2", "3"), ("女性党政正职", "3", "", "2", "1")])
            Assert.Equal(302, (await officer.SubmitAsync($"/{city}/cadres/requirements/new", ("name", name), ("attribute", attribute), ("years", years), ("team_kind", "3"), ("scope", scope), ("minimum", minimum), ("reckoned_on", attribute == "1" ? Dates.Format(day) : ""), ("document_no", "试组发〔2026〕9号"), ("began_on", "2026.01.01"))).Status);
        const string counted = "from cadres.team t join cadres.team_seat s on s.team_id = t.id and s.is_counted join cadres.cadre_post p on p.seat_id = s.id and p.ended_on is null join cadres.cadre c on c.id = p.cadre_id where t.kind = '3' and t.removed_at is null and s.removed_at is null and p.removed_at is null";
        var edge = AsOf.Format(Month.Of(day).AddMonths(1).First.AddYears(-36));
        var young = await host.AskAsync<long>($"select count(*) {counted} and c.birth_on >= '{edge}'");
        var women = await host.AskAsync<long>($"select count(*) {counted} and s.is_principal and c.sex = '2'");
        var teams = await host.AskAsync<long>("select count(*) from cadres.team where kind = '3' and removed_at is null");
        var met = await host.AskAsync<long>($"select count(*) from (select t.id {counted} and c.birth_on >= '{edge}' group by t.id having count(*) >= 2) x");

        var page = await officer.GetAsync($"/{city}/cadres/teams/required");
        string Panel(string name) => page.Document.QuerySelectorAll(".panel").First(panel => panel.QuerySelector("h2")!.TextContent == name).TextContent;

        Assert.Contains($"达到 {met} / {teams} 个", Panel("至少两名35岁及以下"), StringComparison.Ordinal);
        Assert.Equal((int)(teams - met), page.Document.QuerySelectorAll(".panel").First(panel => panel.QuerySelector("h2")!.TextContent == "至少两名35岁及以下").QuerySelectorAll("tbody tr").Length);
        Assert.Contains("试组发〔2026〕9号", Panel("至少两名35岁及以下"), StringComparison.Ordinal);
        Assert.Contains($"{young} 人，应不少于 3", Panel("35岁及以下合计"), StringComparison.Ordinal);
        Assert.Contains($"{women} 人，应不少于 1", Panel("女性党政正职"), StringComparison.Ordinal);
        Assert.NotNull(top);

        // A planned move by which the last woman principal would go is answered in the plan.
        var seat = await host.AskAsync<Guid>($"select s.id {counted} and s.is_principal order by s.id limit 1");
        var (holder, township) = (await HolderAsync(seat), await host.AskAsync<Guid>($"select team_id from cadres.team_seat where id = '{seat}'"));
        await host.DoAsync($"update cadres.cadre set sex = '1' where sex = '2' and id in (select c.id {counted} and s.is_principal); update cadres.cadre set sex = '2' where id = '{holder}'");
        var plan = (await officer.PostAsync($"/{city}/cadres/teams/plans", ("name", "试"), ("team", township.ToString()), ("on", Dates.Format(Clock.Today)))).Location!;
        await MoveAsync(officer, plan, holder, null);
        Assert.Contains((await officer.GetAsync(plan)).Document.QuerySelectorAll(".find li").Select(line => line.TextContent), line => line.Contains("女性党政正职", StringComparison.Ordinal) && line.Contains("差 1", StringComparison.Ordinal) && line.Contains("调整前 1", StringComparison.Ordinal));
        // A county registers what is asked of it; the city's own rows are not there for it, by page or by form.
        using var below = await OfficerAsync();
        Assert.Contains("没有现行的结构要求", (await below.GetAsync($"/{county}/cadres/teams/required")).Text, StringComparison.Ordinal);
        var ofTheCity = await host.AskAsync<Guid>("select id from cadres.team_requirement where name = '女性党政正职'");
        Assert.NotEqual(302, (await below.PostAsync($"/{county}/cadres/requirements/{ofTheCity}/edit", ("name", "改了"), ("version", "1"), ("attribute", "3"), ("scope", "2"), ("minimum", "0"), ("document_no", "x"), ("began_on", "2026.01.01"))).Status);
        Assert.Equal(1, await host.AskAsync<int>("select minimum from cadres.team_requirement where name = '女性党政正职'"));
        Assert.Equal(403, (await (await host.SignInAsync(county, "cadres.teams.read")).PostAsync($"/{county}/cadres/requirements/new", ("name", "x"))).Status);
    }

    [Fact]
    public async Task Who_retires_or_ends_a_term_or_a_probation_in_two_years_is_counted_and_named()
    {
        using var officer = await OfficerAsync();
        var holder = await HolderAsync(await SeatAsync(team, 0));
        var on = Month.Of(Clock.Today).AddMonths(7).First;
        await host.DoAsync($"update cadres.cadre set age_limit_on = '{AsOf.Format(on)}', is_on_probation = true, probation_ends_on = '{AsOf.Format(Clock.Today.AddMonths(2))}' where id = '{holder}'");

        var page = await officer.GetAsync($"/{county}/cadres/teams/forecast?kind=retires&part=1");

        Assert.Contains(page.Document.QuerySelectorAll("table")[1].QuerySelectorAll("tbody tr").Select(row => Plain(row.TextContent)), row => row.Contains(Plain(page.In("td.name")) is { Length: > 0 } ? Dates.Format(on) : "?", StringComparison.Ordinal));
        Assert.Contains(Plain(await NameAsync(holder)), page.Document.QuerySelectorAll("td.name").Select(cell => Plain(cell.TextContent)));
        var shown = int.Parse(page.Document.QuerySelectorAll("table")[0].QuerySelector("tbody tr")!.Children[3].TextContent.Replace("人", "", StringComparison.Ordinal).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(shown, page.Document.QuerySelectorAll("table")[1].QuerySelectorAll("tbody tr").Length);
        Assert.Contains(Plain(await NameAsync(holder)), (await officer.GetAsync($"/{county}/cadres/teams/forecast?kind=probation&part=0")).Document.QuerySelectorAll("td.name").Select(cell => Plain(cell.TextContent)));
        Assert.Equal(403, (await (await host.SignInAsync(county, "cadres.files.read")).GetAsync($"/{county}/cadres/teams/forecast")).Status);
    }
}
