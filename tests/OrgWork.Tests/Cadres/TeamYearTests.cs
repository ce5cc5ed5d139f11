using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>What a year makes of teams: specialties, sources, principals, secretaries, reviews, analyses, reforms, 民主集中制, life meetings, both sorts of Party life, all ages.</summary>
public sealed class TeamYearTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Reader = ["cadres.teams.read", "cadres.files.read"], Clerk = [.. Reader, "cadres.teams.edit", "cadres.team-life.view"], Chief = [.. Clerk, "cadres.analysis.view", "cadres.analysis.edit", "cadres.team-tasks.view", "cadres.team-tasks.edit", "cadres.measures.open", "cadres.term-change.persons"];

    TestHost Host => office.Host;

    async Task<(Guid Team, Guid[] Seats)> TeamAsync(string name, string kind, params Guid?[] holders)
    {
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{office.Path}', '{name}', '{kind}', '{office.Unit}') returning id");
        var seats = new List<Guid>();
        foreach (var holder in holders)
        {
            var seat = await Host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, opened_on, rank_order, is_principal) values ('{team}', '{office.Path}', '{(seats.Count == 0 ? "党委书记" : $"副职{seats.Count}")}', '2010-01-01', {seats.Count}, {(seats.Count == 0 ? "true" : "false")}) returning id");
            if (holder is { } cadre) await SitAsync(cadre, seat, "2018-06-01");
            seats.Add(seat);
        }
        return (team, [.. seats]);
    }

    Task SitAsync(Guid cadre, Guid seat, string since) => Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state, is_main, seat_id) values ('{cadre}', '{office.Path}', '职务', '县试验局', '{since}', '1', true, '{seat}')");

    async Task OkAsync(Task<Answer> doing)
    {
        var answer = await doing;
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()} {Host.Log}");
    }

    static Task<Answer> DoAsync(Browser browser, string register, Guid id, string deed, params (string, string)[] values) => browser.SubmitAsync($"{Home}/{register}/deeds/{deed}?id={id}", values);

    async Task<Answer> PageAsync(Browser browser, string path)
    {
        var page = await browser.GetAsync($"{Home}/{path}");
        Assert.True(page.Status == 200, page.Why() + Host.Log);
        return page;
    }

    static string RowOf(Answer page, string words) => page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(words, StringComparison.Ordinal)).TextContent;

    [Fact, Trait("Row", "C2.7"), Trait("Row", "C2.13")]
    public async Task Specialties_a_team_needs_are_held_against_its_members_and_scarce_ones_against_all()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var (planner, other) = (await office.CadreAsync("规划甲", "specialty", "'城乡规划'"), await office.CadreAsync("别的乙"));
        var (has, seats) = await TeamAsync("有专业班子", "2", planner);
        var (lacks, _) = await TeamAsync("缺专业班子", "2", other);
        foreach (var team in new[] { has, lacks }) await OkAsync(clerk.SubmitAsync($"{Home}/teams/{team}/specialties/new", ("duty", "规划建设"), ("specialty", "城乡规划"), ("minimum", "1"), ("began_on", Day(40))));
        var page = await PageAsync(clerk, "teams/specialties");
        Assert.Contains("差 1", RowOf(page, "缺专业班子"), StringComparison.Ordinal);
        Assert.Contains("规划甲", RowOf(page, "有专业班子"), StringComparison.Ordinal);
        Assert.Contains("有要求的班子 2 个，专业都具备的 1 个", page.Text, StringComparison.Ordinal);
        // Studying it is knowing it; who came this year is counted.
        await Host.DoAsync($"insert into cadres.cadre_education (cadre_id, locality_path, school, major) values ('{other}', '{office.Path}', '某大学', '城乡规划学'); update cadres.cadre_post set began_on = '{Clock.Today.Year}-01-01' where seat_id = '{seats[0]}'");
        page = await PageAsync(clerk, "teams/specialties");
        Assert.Contains("具备", RowOf(page, "缺专业班子"), StringComparison.Ordinal);
        Assert.Contains("配进班子的专业干部 1 人次", page.Text, StringComparison.Ordinal);
        // The list names the first; what it adds up to is of all.
        await Host.DoAsync($"insert into cadres.team_specialty (team_id, locality_path, duty, specialty, minimum, began_on) select '{lacks}', '{office.Path}', '职能', '没人会的' || n, 1, '2020-01-01' from generate_series(1, 400) n");
        page = await PageAsync(clerk, "teams/specialties");
        foreach (var words in new[] { "有要求的班子 2 个，专业都具备的 1 个", "配进班子的专业干部 1 人次", "共 402 条专业要求，只列前 400 条" }) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        await Host.DoAsync("delete from cadres.team_specialty where specialty like '没人会的%'");

        await OkAsync(clerk.SubmitAsync($"{Home}/scarce-specialties/new", ("name", "城建规划"), ("tag", "城乡规划"), ("year", $"{Clock.Today.Year}"), ("posts", "住建局、重点镇"), ("demand", "5"), ("measure", "3"), ("measure_words", "面向高校选聘")));
        var scarce = RowOf(await PageAsync(clerk, "teams/specialties"), "住建局、重点镇");
        foreach (var words in new[] { "城建规划", "缺 3", "引进、选聘：面向高校选聘" }) Assert.Contains(words, scarce, StringComparison.Ordinal);
        using var stranger = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await stranger.GetAsync($"{Home}/teams/specialties")).Status);
    }

    [Fact, Trait("Row", "C2.8")]
    public async Task Sources_and_experience_are_counted_per_team_and_level_and_a_team_of_one_source_is_seen()
    {
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.cadre_post set removed_at = now() where seat_id is not null");
        var (first, second, third) = (await office.CadreAsync("来源甲", "source_evidence, source, grassroots_years, level", "'录用文件', '2', 3, '1A41'"), await office.CadreAsync("来源乙", "source_evidence, source, level", "'录用文件', '2', '1A42'"), await office.CadreAsync("来源丙", "source_evidence, source, level", "'录用文件', '6', '1A42'"));
        await TeamAsync("来源单一班子", "2", first, second);
        await TeamAsync("来源不一班子", "2", third);
        await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, ended_on, state) values ('{second}', '{office.Path}', '经理', '某集团公司', '2010-01-01', '2015-01-01', '0')");
        var page = await PageAsync(reader, "teams/sources");
        var row = RowOf(page, "来源单一班子");
        foreach (var words in new[] { "选调生 2", "来源单一" }) Assert.Contains(words, row, StringComparison.Ordinal);
        Assert.DoesNotContain("来源单一", RowOf(page, "来源不一班子").Replace("来源不一班子", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("来源单一的班子 1", page.Text, StringComparison.Ordinal);
        var narrowed = await PageAsync(reader, "teams/sources?one=1");
        Assert.DoesNotContain("来源不一班子", narrowed.Text, StringComparison.Ordinal);
        // A firm and two posts are seen at their level.
        string[] deputy = [.. page.Document.QuerySelectorAll("tbody tr").First(line => line.FirstElementChild!.TextContent.Contains("乡科级副职", StringComparison.Ordinal)).Children.Select(cell => cell.TextContent.Trim())];
        Assert.Equal("2", deputy[1]);
        Assert.Equal(["", "1", "1"], deputy[^3..]);
    }

    [Fact, Trait("Row", "C2.9"), Trait("Row", "C2.10")]
    public async Task Principals_and_secretaries_are_seen_with_time_in_post_assessment_and_who_could_follow()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.cadre set status = '2'");
        var (old, poor, next) = (await office.CadreAsync("久任书记", "source_evidence, source, grassroots_years, level", "'录用文件', '1', 9, '1A41'"), await office.CadreAsync("靠后书记", "source_evidence, source, grassroots_years, level", "'录用文件', '6', 4, '1A41'"), await office.CadreAsync("接续镇长", "source_evidence, source, grassroots_years, level, level_began_on", "'录用文件', '5', 8, '1A42', '2020-01-01'"));
        await Host.DoAsync($"update cadres.cadre set birth_on = '{AsOf.Format(Clock.Today.AddYears(-40))}' where id = '{next}'");
        var (longest, seats) = await TeamAsync("久任镇班子", "3", old, next);
        await TeamAsync("靠后镇班子", "3", poor);
        await TeamAsync("空缺镇班子", "3", (Guid?)null);
        await Host.DoAsync($"update cadres.cadre_post set began_on = '{AsOf.Format(Clock.Today.AddYears(-9))}' where seat_id = '{seats[0]}'; update cadres.cadre_post set began_on = '{AsOf.Format(Clock.Today.AddYears(-2))}' where cadre_id = '{poor}'; insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) values ('{poor}', '{office.Path}', {Clock.Today.Year - 1}, '20', '3'); insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by) values ('{poor}', '{office.Path}', '02250', '{Iso(10)}', '{Iso(-200)}', '县纪委')");
        await OkAsync(chief.SubmitAsync($"{Home}/teams/{longest}/successors/new", ("words", "熟悉全面工作"), ("cadre_id", next.ToString()), ("post", "党委书记"), ("readiness", "1"), ("noted_on", Day(3))));

        var page = await PageAsync(chief, "teams/principals?kind=3");
        foreach (var words in new[] { "满 8 年", "接续镇长", "成熟 1 人" }) Assert.Contains(words, RowOf(page, "久任镇班子"), StringComparison.Ordinal);
        foreach (var words in new[] { $"影响期内：党内警告，至 {Day(-200)}", "上次考核靠后" }) Assert.Contains(words, RowOf(page, "靠后镇班子"), StringComparison.Ordinal);
        // A letter that waits for its end is seen by who may see letters.
        await Host.DoAsync($"insert into cadres.inquiry (locality_path, number, cadre_id, issued_on, questions) values ('{office.Path}', '函1', '{old}', '{Iso(9)}', '问')");
        using var watcher = await Host.SignInAsync(TestHost.County, [.. Reader, "cadres.supervision.view"]);
        Assert.Contains("函询 1 件没有了结", RowOf(await PageAsync(watcher, "teams/principals?kind=3"), "久任镇班子"), StringComparison.Ordinal);
        Assert.DoesNotContain("函询", RowOf(await PageAsync(reader, "teams/principals?kind=3"), "久任镇班子"), StringComparison.Ordinal);
        Assert.Contains("空缺", RowOf(page, "空缺镇班子"), StringComparison.Ordinal);
        Assert.DoesNotContain("靠后镇班子", (await PageAsync(chief, "teams/principals?only=long")).In("table")!, StringComparison.Ordinal);
        // Effect periods and successors are not for everybody; the rule lights the team.
        var plain = (await PageAsync(reader, "teams/principals?kind=3")).Text;
        Assert.DoesNotContain("影响期内", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("接续镇长", plain, StringComparison.Ordinal);
        Assert.Contains("久任镇班子", (await PageAsync(reader, "teams?rule=teams.principal-long")).Text, StringComparison.Ordinal);

        var wanting = await PageAsync(reader, "teams/secretaries?only=wanting");
        foreach (var (name, why) in new[] { ("久任书记", "任职满 8 年"), ("靠后书记", "上次考核"), ("党委书记", "空缺") }) Assert.Contains(wanting.Document.QuerySelectorAll("tbody tr"), row => row.TextContent.Contains(name, StringComparison.Ordinal) && row.TextContent.Contains(why, StringComparison.Ordinal));
        Assert.Contains("乡镇事业编制人员　1 人", wanting.Text, StringComparison.Ordinal);
        Assert.Contains("接续镇长", wanting.Text, StringComparison.Ordinal);
        // Who is under a sanction is missing only where sanctions may be opened: what is missing would tell it.
        await Host.DoAsync($"insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by) select id, locality_path, '01', '{Iso(10)}', '{Iso(-100)}', '县纪委' from cadres.cadre where name = '接续镇长'");
        using var opener = await Host.SignInAsync(TestHost.County, [.. Reader, "cadres.measures.open"]);
        var (sees, knows) = (await PageAsync(reader, "teams/secretaries"), await PageAsync(opener, "teams/secretaries"));
        Assert.Contains("接续镇长", sees.Text, StringComparison.Ordinal);
        Assert.Contains("影响期没有核对", sees.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("接续镇长", knows.Text, StringComparison.Ordinal);
        await Host.DoAsync("update cadres.cadre set status = '1'");
    }

    [Fact, Trait("Row", "C2.11"), Trait("Row", "C2.15")]
    public async Task A_team_is_reviewed_on_what_the_year_has_on_record_and_what_is_to_improve_becomes_a_task()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var year = Clock.Today.Year;
        var (first, second) = (await office.CadreAsync("评价甲"), await office.CadreAsync("评价乙"));
        var (team, _) = await TeamAsync("评价班子", "2", first, second);
        // A work of two of them is one work; what somebody has handed over is not theirs.
        foreach (var (name, progress, who) in new[] { ("两人的", 90, $"('{first}', null), ('{second}', null)"), ("一人的", 0, $"('{first}', null)"), ("交出的", 0, $"('{second}', org.today() - 1)") })
            await Host.DoAsync($"with w as (insert into cadres.key_work (locality_path, name, kind, year, lead_unit, target, due_on, progress) values ('{office.Path}', '{name}', '1', {year}, '县试验局', '完成', '{year}-12-31', {progress}) returning id) insert into cadres.key_person (key_work_id, locality_path, cadre_id, duty, since_on, until_on) select w.id, '{office.Path}', p.cadre_id::uuid, '负责', '{year - 1}-01-01', p.until_on::date from w, (values {who}) p (cadre_id, until_on)");
        await OkAsync(DoAsync(clerk, "teams", team, "centralism", ("year", $"{year}")));
        Assert.Contains("这个年度已经有了", (await DoAsync(clerk, "teams", team, "centralism", ("year", $"{year}"))).Text, StringComparison.Ordinal);
        var check = await Host.AskAsync<Guid>($"select id from cadres.centralism_check where team_id = '{team}'");
        (string, string)[] Said(string together, string problems = "") => [("checked_on", Day(1)), ("checked_by", "检查组"), ("has_rules", "1"), ("major", "20"), ("collective", together), ("problems", problems), ("grade", "3")];
        Assert.Contains("不能多于", (await DoAsync(clerk, "centralism-checks", check, "check", Said("21"))).Text, StringComparison.Ordinal);
        Assert.Contains("请写发现的问题", (await DoAsync(clerk, "centralism-checks", check, "check", Said("18"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(clerk, "centralism-checks", check, "check", Said("18", "两笔支出没有上会")));
        Assert.Contains("评价班子", (await PageAsync(clerk, "centralism-checks?rule=centralism-checks.collective")).Text, StringComparison.Ordinal);

        Assert.Equal(403, (await clerk.GetAsync($"{Home}/team-reviews")).Status);
        await OkAsync(DoAsync(chief, "teams", team, "review", ("year", $"{year}")));
        var review = await Host.AskAsync<Guid>($"select id from cadres.team_review where team_id = '{team}'");
        (string, string)[] Verdict(string proposals) => [("conclusion", "3"), ("unity", "基本团结"), ("problems", "专业单一"), ("proposals", proposals), ("concluded_on", Day(0))];
        Assert.Contains("先汇集材料", (await DoAsync(chief, "team-reviews", review, "conclude", Verdict("补充懂规划的"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "team-reviews", review, "gather"));
        var gathered = await PageAsync(chief, $"team-reviews/{review}");
        foreach (var words in new[] { "一般（集体决定 18 / 20）：两笔支出没有上会", "2 项，平均进度 45%" }) Assert.Contains(words, gathered.Text, StringComparison.Ordinal);
        Assert.Contains("请写改进建议", (await DoAsync(chief, "team-reviews", review, "conclude", Verdict(""))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "team-reviews", review, "conclude", Verdict("补充懂规划的")));
        Assert.Contains("评价班子", (await PageAsync(chief, "team-reviews?rule=team-reviews.improved")).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "team-reviews", review, "task", ("steps", "选配一名规划干部"), ("lead", office.Unit.ToString()), ("person", "某人"), ("due_on", Day(-30)), ("standard", "到岗")));
        Assert.DoesNotContain("评价班子", (await PageAsync(chief, "team-reviews?rule=team-reviews.improved")).Text, StringComparison.Ordinal);
        Assert.Contains("推进中", (await PageAsync(chief, $"team-reviews/{review}?tab=tasks")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C2.12")]
    public async Task An_analysis_takes_in_the_teams_of_its_scope_has_material_for_each_and_ends_when_all_are_done()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        await Host.DoAsync("update cadres.team set kind = '8'");
        var cadre = await office.CadreAsync("研判甲");
        var (first, _) = await TeamAsync("研判班子一", "2", cadre);
        await TeamAsync("研判班子二", "2", (Guid?)null);
        await OkAsync(chief.SubmitAsync($"{Home}/team-analyses/new", ("name", "换届前研判试"), ("held_on", Day(2)), ("scope", "2"), ("participants", "部长、干部科")));
        var session = await Host.AskAsync<Guid>("select id from cadres.team_analysis where name = '换届前研判试'");
        await OkAsync(DoAsync(chief, "team-analyses", session, "scope"));
        Assert.Contains("都已经列入", (await DoAsync(chief, "team-analyses", session, "scope")).Text, StringComparison.Ordinal);
        var line = await Host.AskAsync<Guid>($"select id from cadres.analysed_team where team_analysis_id = '{session}' and team_id = '{first}'");
        // What was found goes with a measure.
        Assert.Equal(422, (await chief.SubmitAsync($"{Home}/team-analyses/{session}/teams/{line}/edit", ("analysed_on", Day(1)))).Status);
        await OkAsync(chief.SubmitAsync($"{Home}/team-analyses/{session}/teams/{line}/edit", ("analysed_on", Day(1)), ("findings", "结构单一"), ("measure", "1"), ("proposal", "调整一名副职")));
        await OkAsync(chief.SubmitAsync($"{Home}/team-analyses/{session}/people/new", ("findings", "任职时间长"), ("cadre_id", cadre.ToString()), ("measure", "2"), ("proposal", "交流")));
        var page = await PageAsync(chief, $"teams/analysis/{session}");
        foreach (var words in new[] { "已研判 1 / 2 个班子，覆盖率 50%", "结构单一", "研判甲" }) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        var pack = (await PageAsync(chief, $"teams/pack/{first}")).Text;
        foreach (var words in new[] { "研判甲", "民主集中制", "没有销号的整改", "结构要求" }) Assert.Contains(words, pack, StringComparison.Ordinal);
        // What needs a right of its own is left out without it, and said to be.
        using var analyst = await Host.SignInAsync(TestHost.County, [.. Reader, "cadres.analysis.view"]);
        var less = await PageAsync(analyst, $"teams/pack/{first}");
        foreach (var words in new[] { "没有民主集中制和民主生活会", "没有整改", "没有考评和重点任务", "没有影响期" }) Assert.Contains(words, less.Text, StringComparison.Ordinal);
        Assert.Equal(["结构"], less.Document.QuerySelectorAll("dl.dl dt").Select(term => term.TextContent.Trim()));
        Assert.DoesNotContain("没有销号的整改", less.Text, StringComparison.Ordinal);
        (string, string)[] close = [("concluded_on", Day(0)), ("summary", "总体稳定")];
        Assert.Contains("还有 1 个班子没有研判（共 2 个）", (await DoAsync(chief, "team-analyses", session, "conclude", close)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update cadres.analysed_team set analysed_on = '{Iso(1)}', findings = '稳', measure = '0' where team_analysis_id = '{session}' and analysed_on is null");
        await OkAsync(DoAsync(chief, "team-analyses", session, "conclude", close));
        Assert.Contains("研判已经完成，不再改", (await chief.SubmitAsync($"{Home}/team-analyses/{session}/teams/{line}/edit", ("findings", "改了"))).Text, StringComparison.Ordinal);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        foreach (var address in new[] { $"teams/analysis/{session}", $"teams/pack/{first}", "team-analyses" }) Assert.Equal(403, (await clerk.GetAsync($"{Home}/{address}")).Status);
    }

    [Fact, Trait("Row", "C2.14")]
    public async Task A_reform_carries_seats_and_holders_over_on_its_day_and_lists_those_still_to_be_placed_until_none_is_left()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var (head, deputy, third) = (await office.CadreAsync("改革甲"), await office.CadreAsync("改革乙"), await office.CadreAsync("改革丙"));
        var (old, oldSeats) = await TeamAsync("旧局班子", "2", head, deputy, third);
        var (fresh, seats) = await TeamAsync("新局班子", "2", null, null, null);
        await Host.DoAsync($"update cadres.team_seat set post = '新设副职' where id in ('{seats[1]}', '{seats[2]}')");
        await OkAsync(clerk.SubmitAsync($"{Home}/reforms/new", ("name", "机构改革试"), ("effective_on", Day(5)), ("document_no", "编发8号")));
        var reform = await Host.AskAsync<Guid>("select id from cadres.reform where name = '机构改革试'");
        Assert.Contains("还没有登记机构承继关系", (await DoAsync(clerk, "reforms", reform, "carry")).Text, StringComparison.Ordinal);
        await OkAsync(clerk.SubmitAsync($"{Home}/reforms/{reform}/units/new", ("words", "全部职能"), ("old_team_id", old.ToString()), ("new_team_id", fresh.ToString()), ("approved", "3"), ("quota_no", "编发9号")));
        await OkAsync(DoAsync(clerk, "reforms", reform, "carry"));
        // The post of the same name is carried over with its holder; the others wait; old seats are closed, the number is new.
        Assert.Equal(seats[0], await Host.AskAsync<Guid>($"select seat_id from cadres.cadre_post where cadre_id = '{head}' and ended_on is null"));
        Assert.Equal(3L, await Host.AskAsync<long>($"select count(*) from cadres.team_seat where team_id = '{old}' and closed_on = '{Iso(5)}'"));
        Assert.Equal(3, await Host.AskAsync<int>($"select approved from cadres.team_quota where team_id = '{fresh}' and document_no = '编发9号'"));
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from cadres.reform_person where reform_id = '{reform}' and state = '1'"));
        Assert.Contains("还有 2 人待安置", (await DoAsync(clerk, "reforms", reform, "close", ("closed_on", Day(0)))).Text, StringComparison.Ordinal);
        var list = await PageAsync(clerk, "reform-people?state=1");
        foreach (var name in new[] { "改革乙", "改革丙" }) Assert.Contains(name, list.Text, StringComparison.Ordinal);
        async Task<Guid> OfAsync(Guid cadre) => await Host.AskAsync<Guid>($"select id from cadres.reform_person where reform_id = '{reform}' and cadre_id = '{cadre}'");
        Assert.Contains("没有空缺的“党委书记”", (await DoAsync(clerk, "reform-people", await OfAsync(deputy), "place", ("post", "党委书记"), ("placed_on", Day(1)), ("document_no", "任1号"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(clerk, "reform-people", await OfAsync(deputy), "place", ("post", "新设副职"), ("placed_on", Day(1)), ("document_no", "任1号")));
        await OkAsync(DoAsync(clerk, "reform-people", await OfAsync(third), "elsewhere", ("placed_on", Day(1)), ("words", "转任四级调研员")));
        await OkAsync(DoAsync(clerk, "reforms", reform, "close", ("closed_on", Day(0))));
        Assert.Equal("县试验局新设副职", await Host.AskAsync<string>($"select post_title from cadres.cadre where id = '{deputy}'"));
        Assert.Contains("已经转接", (await DoAsync(clerk, "reforms", reform, "carry")).Text, StringComparison.Ordinal);
        Assert.Contains("已经转接，不再改", (await clerk.SubmitAsync($"{Home}/reforms/{reform}/edit", ("document_no", "编发88号"))).Text, StringComparison.Ordinal);
        // The old team on a day before is as it was.
        Assert.Contains("改革甲", (await PageAsync(clerk, $"teams/board/{old}?on={Day(9)}")).Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEmpty(oldSeats);
    }

    [Fact]
    public async Task Somebody_with_two_posts_in_bodies_that_are_reformed_finds_both_or_waits_for_the_one_that_is_not_there()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var both = await office.CadreAsync("双职甲");
        var (old, oldSeats) = await TeamAsync("双职旧班子", "2", both, null, null);
        var (fresh, seats) = await TeamAsync("双职新班子", "2", null, null);
        foreach (var seat in oldSeats[1..]) await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state, is_main, seat_id) values ('{both}', '{office.Path}', '兼职' || '{seat}', '县试验局', '2019-06-01', '1', false, '{seat}')");
        await OkAsync(clerk.SubmitAsync($"{Home}/reforms/new", ("name", "双职改革试"), ("effective_on", Day(5)), ("document_no", "编发18号")));
        var reform = await Host.AskAsync<Guid>("select id from cadres.reform where name = '双职改革试'");
        await OkAsync(clerk.SubmitAsync($"{Home}/reforms/{reform}/units/new", ("words", "全部职能"), ("old_team_id", old.ToString()), ("new_team_id", fresh.ToString())));
        await OkAsync(DoAsync(clerk, "reforms", reform, "carry"));
        // Secretary and first deputy are carried over, the second deputy is not there any more and waits.
        Assert.Equal("党委书记:2,副职1:2,副职2:1", await Host.AskAsync<string>($"select string_agg(old_post || ':' || state, ',' order by array_position(array['{oldSeats[0]}', '{oldSeats[1]}', '{oldSeats[2]}']::uuid[], old_seat_id)) from cadres.reform_person where reform_id = '{reform}'"));
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from cadres.cadre_post where cadre_id = '{both}' and ended_on is null and seat_id in ('{seats[0]}', '{seats[1]}')"));
        Assert.Equal("县试验局党委书记、县试验局副职1 true", await Host.AskAsync<string>($"select post_title || ' ' || (select is_main from cadres.cadre_post where seat_id = '{seats[0]}') from cadres.cadre where id = '{both}'"));
        Assert.Contains("还有 1 人待安置", (await DoAsync(clerk, "reforms", reform, "close", ("closed_on", Day(0)))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C2.16")]
    public async Task A_life_meeting_is_held_when_all_sheets_are_in_and_its_report_and_rectification_are_watched()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var cadre = await office.CadreAsync("民主生活会甲");
        var (team, _) = await TeamAsync("民主生活会班子", "2", cadre);
        await OkAsync(DoAsync(clerk, "teams", team, "life", ("year", "2026"), ("topic", "年度民主生活会"), ("planned_on", Day(20))));
        var meeting = await Host.AskAsync<Guid>($"select id from cadres.life_meeting where team_id = '{team}'");
        (string, string)[] held = [("held_on", Day(20)), ("present", "1"), ("supervisor", "督导组"), ("evaluation", "2"), ("evaluation_words", "准备充分")];
        Assert.Contains("还没有登记征求意见", (await DoAsync(clerk, "life-meetings", meeting, "hold", held)).Text, StringComparison.Ordinal);
        await OkAsync(clerk.SubmitAsync($"{Home}/life-meetings/{meeting}/edit", ("opinions", "12"), ("opinion_words", "调研少")));
        Assert.Contains("对照检查材料没有交：民主生活会甲", (await DoAsync(clerk, "life-meetings", meeting, "hold", held)).Text, StringComparison.Ordinal);
        var sheet = await Host.AskAsync<Guid>($"select id from cadres.life_sheet where life_meeting_id = '{meeting}'");
        await OkAsync(clerk.SubmitAsync($"{Home}/life-meetings/{meeting}/sheets/{sheet}/edit", ("handed_in_on", Day(22)), ("points", "深入基层不够"), ("criticisms", "2"), ("criticism_words", "多到基层")));
        await OkAsync(DoAsync(clerk, "life-meetings", meeting, "hold", held));
        // Fifteen days have gone by without a report.
        Assert.Contains("民主生活会班子", (await PageAsync(clerk, "life-meetings?rule=life-meetings.reported")).Text, StringComparison.Ordinal);
        Assert.Contains("没有列整改事项", (await DoAsync(clerk, "life-meetings", meeting, "report", ("reported_on", Day(0)))).Text, StringComparison.Ordinal);
        await OkAsync(clerk.SubmitAsync($"{Home}/life-meetings/{meeting}/items/new", ("problem", "深入基层不够"), ("measure", "每月下乡五天"), ("owner", "甲"), ("due_on", Day(1))));
        Assert.Contains("民主生活会班子", (await PageAsync(clerk, "life-meetings?rule=life-meetings.items")).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(clerk, "life-meetings", meeting, "report", ("reported_on", Day(0))));
        Assert.Contains("情况已经报送，不再改", (await clerk.SubmitAsync($"{Home}/life-meetings/{meeting}/edit", ("topic", "另一个主题"))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("民主生活会班子", (await PageAsync(clerk, "life-meetings?rule=life-meetings.reported")).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/life-meetings/deeds/hold?id={meeting}")).Status);
        // Who looks at teams does not look at what was said of their members.
        foreach (var address in new[] { "life-meetings", $"life-meetings/{meeting}", "centralism-checks" }) Assert.Equal(403, (await reader.GetAsync($"{Home}/{address}")).Status);
    }

    [Fact, Trait("Row", "C2.17")]
    public async Task Leaders_take_part_in_both_sorts_of_party_life_and_who_falls_short_of_the_number_is_listed()
    {
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.cadre set is_team_member = false");
        var (keen, idle) = (await office.CadreAsync("双重甲"), await office.CadreAsync("双重乙"));
        var (team, _) = await TeamAsync("双重班子", "2", keen, idle);
        var year = Clock.Today.Year;
        var meeting = await Host.AskAsync<Guid>($"insert into cadres.life_meeting (locality_path, name, team_id, year, topic, planned_on, state, held_on, report_due_on) values ('{office.Path}', '双重班子', '{team}', {year}, '试', '{year}-01-05', '2', '{year}-01-05', '{year}-01-20') returning id");
        await Host.DoAsync($"insert into cadres.life_sheet (life_meeting_id, locality_path, cadre_id) values ('{meeting}', '{office.Path}', '{keen}'), ('{meeting}', '{office.Path}', '{idle}')");
        // Module 2: four meetings of the own branch for one of them, one for the other; a meeting of the leading group does not count.
        var branch = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{office.Path}', '机关支部', '31', '1') returning id");
        foreach (var (cadre, times) in new[] { (keen, 4), (idle, 1) })
        {
            var member = await Host.AskAsync<Guid>($"insert into grassroots.member (locality_path, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, organisation_id, kind, membership_state, joined_on) select '{office.Path}', c.person_id, c.name, c.name_pinyin, c.name_initials, c.sex, c.birth_on, '01', '{branch}', '1', '1', '2005-07-01' from cadres.cadre c where c.id = '{cadre}' returning id");
            await Host.DoAsync($"""
                with held as (insert into grassroots.meeting (locality_path, organisation_id, kind, topic, held_on, state) select '{office.Path}', '{branch}', case n when 0 then '31' else '11' end, '支部组织生活', make_date({year}, 1, 1) + n, '3' from generate_series(0, {times}) n returning id, locality_path, held_on)
                insert into grassroots.attendance (meeting_id, member_id, locality_path, held_on, standing) select id, '{member}', locality_path, held_on, '1' from held
                """);
        }
        var page = await PageAsync(reader, "teams/dual");
        Assert.Contains("达到 1 / 2 人，50%", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 次", RowOf(page, "双重乙"), StringComparison.Ordinal);
        Assert.DoesNotContain("双重甲", page.Text, StringComparison.Ordinal);
        var all = await PageAsync(reader, "teams/dual?all=1");
        Assert.Contains("4 次", RowOf(all, "双重甲"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C2.18")]
    public async Task Every_age_has_its_part_in_appointments_ranks_training_and_praise_or_is_seen_not_to()
    {
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.cadre set status = '2'");
        var year = Clock.Today.Year;
        async Task<Guid> AgedAsync(string name, int age, string rank = "null") => await office.CadreAsync(name, "rank_began_on", rank) is var id && await Host.AskAsync<Guid>($"update cadres.cadre set birth_on = '{year - age}-01-01' where id = '{id}' returning id") is var same ? same : Guid.Empty;
        var young = await AgedAsync("年轻甲", 33, $"'{year}-03-01'");
        await AgedAsync("年长乙", 53);
        await Host.DoAsync($"""
            insert into cadres.appointment_entry (locality_path, year, change, name, cadre_id, unit_name, post_name, kind, effective_on, decided_on, decided_by, batch_name, batch_id) values ('{office.Path}', {year}, '1', '年轻甲', '{young}', '县试验局', '副局长', '1', '{year}-01-10', '{year}-01-05', '县委', '批', gen_random_uuid());
            insert into cadres.assessment_consequence (locality_path, cadre_id, name, unit_name, year, grade, kind, words, basis, due_on, state, done_on, done_words) values ('{office.Path}', '{young}', '年轻甲', '县试验局', {year - 1}, '1', '1', '嘉奖', '规定', '{year}-03-01', '2', '{year}-02-01', '已奖')
            """);
        using var clerk = await Host.SignInAsync(TestHost.County, [.. Reader, "cadres.files.edit"]);
        await OkAsync(clerk.SubmitAsync($"{Home}/files/{young}/training/new", ("name", "专题班"), ("organiser", "党校"), ("kind", "2"), ("began_on", $"{year}.01.01"), ("ended_on", $"{year}.01.01"), ("hours", "40")));
        var page = await PageAsync(reader, "teams/ages");
        string[] Cells(string band) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.FirstElementChild!.TextContent == band).Children.Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["31—35 岁", "1", "50%", "1", "占 100%", "1", "占 100%", "1", "占 100%", "1", "占 100%"], Cells("31—35 岁"));
        Assert.Equal(["51 岁及以上", "1", "50%", "0", "没有", "0", "没有", "0", "没有", "0", "没有"], Cells("51 岁及以上"));
        // A year that has passed stays as it was: whoever has left since was there, and was promoted then, though promoted again.
        var former = await office.CadreAsync("离任丙", "work_began_on, rank_began_on", $"'2010-01-01', '{year - 1}-03-01'");
        await Host.DoAsync($"update cadres.cadre set birth_on = '{year - 40}-01-01' where id = '{former}'; update cadres.cadre set status = '2', rank_began_on = '{year}-01-02' where id = '{former}'");
        page = await PageAsync(reader, $"teams/ages?year={year - 1}");
        Assert.Equal(["36—40 岁", "1", "100%", "0", "", "1", "占 100%", "0", "", "0", ""], Cells("36—40 岁"));
        await Host.DoAsync("update cadres.cadre set status = '1'");
    }

    [Fact, Trait("Row", "C2.4"), Trait("Row", "C2.9")]
    public async Task Five_years_ahead_it_is_told_who_retires_or_crosses_a_band_and_whose_seat_has_nobody_ready_to_follow()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.team set removed_at = now()");
        var first = Month.Of(Clock.Today).First;
        var (near, far, young) = (await office.CadreAsync("两年内退", "age_limit_on, level", $"'{AsOf.Format(first.AddMonths(14))}', '1A41'"), await office.CadreAsync("五年内退", "age_limit_on, level", $"'{AsOf.Format(first.AddMonths(50))}', '1A42'"), await office.CadreAsync("将满四十一", "age_limit_on, level", "'2060-01-01', '1A42'"));
        await Host.DoAsync($"update cadres.cadre set birth_on = '{AsOf.Format(first.AddYears(-41).AddMonths(30))}' where id = '{young}'; update cadres.cadre set birth_on = '{AsOf.Format(first.AddYears(-58))}' where id in ('{near}', '{far}')");
        var (team, seats) = await TeamAsync("预测班子", "2", near, far, young);
        await OkAsync(chief.SubmitAsync($"{Home}/teams/{team}/successors/new", ("words", "熟悉工作"), ("cadre_id", young.ToString()), ("post", "党委书记"), ("readiness", "1"), ("noted_on", Day(3))));

        string[] Row(Answer page, string head) => [.. page.Document.QuerySelectorAll("#forecast tbody tr").First(row => row.FirstElementChild!.TextContent.Contains(head, StringComparison.Ordinal)).Children.Skip(1).Select(cell => cell.TextContent.Trim())];
        var page = await PageAsync(chief, "teams/forecast?years=5");
        Assert.Equal(["—", "—", "1 人", "—", "—", "1 人", "2"], Row(page, "到龄退休"));
        // The head's seat has somebody ready. Who follows is named for first posts; of a deputy's nothing is said.
        string[] Unready(Answer answer) => [.. answer.Document.QuerySelector("tr[data-unready=retires]")!.Children.Skip(1).Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["—", "—", "—", "—", "—", "—", "0"], Unready(page));
        Assert.Contains("成熟 1 人：将满四十一", RowOf(page, "两年内退"), StringComparison.Ordinal);
        Assert.DoesNotContain("人选", RowOf(page, "五年内退"), StringComparison.Ordinal);
        // Who has left, or leaves before the seat falls empty, is nobody to follow: here as in the list of principals.
        foreach (var gone in new[] { "status = '2'", $"age_limit_on = '{AsOf.Format(first.AddMonths(12))}'" })
        {
            await Host.DoAsync($"update cadres.cadre set {gone} where id = '{young}'");
            page = await PageAsync(chief, "teams/forecast?years=5");
            Assert.Equal(["—", "—", "1 个职位", "—", "—", "—", "1"], Unready(page));
            Assert.NotNull(page.Document.QuerySelector("tr[data-unready=retires] .segs .k4"));
            Assert.Contains("没有人选", RowOf(page, "两年内退"), StringComparison.Ordinal);
            Assert.Equal("两年内退", (await PageAsync(chief, "teams/forecast?years=5&ready=0")).In("td.name"));
            if (gone.StartsWith("status", StringComparison.Ordinal)) Assert.DoesNotContain("将满四十一", RowOf(await PageAsync(chief, "teams/principals"), "两年内退"), StringComparison.Ordinal);
            await Host.DoAsync($"update cadres.cadre set status = '1', age_limit_on = '2060-01-01' where id = '{young}'");
        }
        page = await PageAsync(chief, "teams/forecast?years=5");
        // Two years see the one alone, in half-years; the band is crossed at forty-one, and where the rule ends it elsewhere, not.
        Assert.Equal(["—", "—", "—", "1 人", "—", "1"], Row(await PageAsync(chief, "teams/forecast"), "到龄退休"));
        Assert.Equal("1", Row(page, "跨过年龄档")[^1]);
        Assert.Contains("41 岁", RowOf(await PageAsync(chief, "teams/forecast?years=5&kind=band"), "将满四十一"), StringComparison.Ordinal);
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.teams.age-bands', 'b3', 44, daterange('2020-01-01', null), '文', '试', '试'), ('cadres.files.post-ten-years', 'years', 12, daterange('2020-01-01', null), '文', '试', '试')");
        var changed = await PageAsync(chief, "teams/forecast?years=5");
        Assert.Equal("0", Row(changed, "跨过年龄档")[^1]);
        Assert.Equal("3", Row(changed, "任现职满 12 年")[^1]);
        await Host.DoAsync("delete from org.rule_parameter");
        // Who holds two seats is one person, in two lines. Who should have gone is not forgotten when the day is past.
        var (both, beside) = await TeamAsync("兼任班子", "1", [null]);
        await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state, is_main, seat_id) values ('{far}', '{office.Path}', '兼任职务', '县二局', '2018-06-01', '1', false, '{beside[0]}')");
        Assert.Equal(["—", "—", "1 人", "—", "—", "1 人", "2"], Row(await PageAsync(chief, "teams/forecast?years=5"), "到龄退休"));
        Assert.Equal(2, (await PageAsync(chief, "teams/forecast?years=5&kind=retires")).Document.QuerySelectorAll("td.name").Count(cell => cell.TextContent.Contains("五年内退", StringComparison.Ordinal)));
        await Host.DoAsync($"update cadres.team set removed_at = now() where id = '{both}'; update cadres.cadre set age_limit_on = '{AsOf.Format(first.AddMonths(-3))}' where id = '{far}'");
        Assert.Equal(["1 人", "—", "1 人", "—", "—", "—", "2"], Row(await PageAsync(chief, "teams/forecast?years=5"), "到龄退休"));
        Assert.Equal("五年内退", (await PageAsync(chief, "teams/forecast?years=5&kind=retires&part=-1")).In("td.name"));
        await Host.DoAsync($"update cadres.cadre_post set began_on = '{AsOf.Format(first.AddYears(-11))}' where seat_id = '{seats[1]}'");
        Assert.Equal("1 人", Row(await PageAsync(chief, "teams/forecast?years=1"), "应当交流")[0]);
        // Who could follow is not for everybody.
        var plain = await PageAsync(reader, "teams/forecast?years=5");
        Assert.Null(plain.Document.QuerySelector("tr[data-unready]"));
        Assert.DoesNotContain("将满四十一", plain.In("table:last-of-type")!.Replace("两年内退", "", StringComparison.Ordinal), StringComparison.Ordinal);
        // The board of the team tells its ages and their mean, shares by band, who crosses next.
        var board = await PageAsync(chief, $"teams/board/{team}");
        foreach (var words in new[] { "平均 51.3 岁", "36—40岁" }) Assert.Contains(words, board.Text + string.Join(' ', board.Document.QuerySelectorAll("[title]").Select(one => one.GetAttribute("title"))), StringComparison.Ordinal);
        Assert.Equal(3, seats.Length);
        // Ages are reckoned by the month: who is born on the twentieth crosses on the first, as the bar above has it and the forecast.
        await Host.DoAsync($"update cadres.cadre set birth_on = '{AsOf.Format(first.AddYears(-41).AddMonths(6).AddDays(19))}' where id = '{young}'");
        Assert.Contains($"满 41 岁{Month.Of(first.AddMonths(6))}", string.Concat((await PageAsync(chief, $"teams/board/{team}")).Document.QuerySelectorAll("ul.lines li").Select(line => line.TextContent)), StringComparison.Ordinal);
        // The ends of the bands stay in their order.
        using var rules = await Host.SignInAsync(TestHost.County, "cadres.rules.read", "cadres.rules.edit");
        Task<Answer> EndsAsync(string band, string years) => rules.PostFromAsync($"{Home}/rules/teams.age-bands", $"{Home}/rules/teams.age-bands", ("Parameter", band), ("Value", years), ("From", Day(0)), ("Basis", "县委文件"), ("Reason", "惯常做法"));
        Assert.Contains("不能低于“第一档到”的 30 岁", (await EndsAsync("b2", "28")).Text, StringComparison.Ordinal);
        Assert.Contains("不能高于“第三档到”的 40 岁", (await EndsAsync("b2", "41")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await EndsAsync("b2", "36")).Status);
        await Host.DoAsync("delete from org.rule_parameter");
    }

    [Fact, Trait("Row", "C2.18")]
    public async Task A_band_that_is_used_below_the_limit_is_warned_of_and_the_limit_is_a_parameter()
    {
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        await Host.DoAsync("update cadres.cadre set status = '2'; delete from cadres.appointment_entry");
        var year = Clock.Today.Year;
        foreach (var (age, n) in new[] { (33, 0), (33, 1), (33, 2), (33, 3), (53, 4), (53, 5), (53, 6), (53, 7) })
        {
            var id = await office.CadreAsync($"各龄{n}");
            // Four of the younger and one of the older were promoted: a fifth of what was done for half of the cadres.
            await Host.DoAsync($"update cadres.cadre set birth_on = '{year - age}-01-01' where id = '{id}'; insert into cadres.appointment_entry (locality_path, year, change, name, cadre_id, unit_name, post_name, kind, effective_on, decided_on, decided_by, batch_name, batch_id) select '{office.Path}', {year}, '1', '各龄', '{id}', '县试验局', '副局长', '1', '{year}-01-10', '{year}-01-05', '县委', '批', gen_random_uuid() where {n} < 5");
        }
        async Task<string> OlderAsync() => RowOf(await PageAsync(reader, "teams/ages"), "51 岁及以上");
        Assert.Contains("占 20%，偏低", await OlderAsync(), StringComparison.Ordinal);
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.teams.all-ages', 'least', 30, daterange('2020-01-01', null), '文', '试', '试')");
        Assert.Contains("占 20%", await OlderAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("偏低", await OlderAsync(), StringComparison.Ordinal);
        Assert.Contains("不到干部份额 30%", (await PageAsync(reader, "teams/ages")).Text, StringComparison.Ordinal);
        await Host.DoAsync("delete from org.rule_parameter; update cadres.cadre set status = '1'");
    }
}
