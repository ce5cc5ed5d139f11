using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>The file of a cadre (C1): what is versioned, what is reckoned, who keeps it, what the résumé and the posts say of each other.</summary>
public sealed class FileTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Officer = ["cadres.files.read", "cadres.files.edit", "cadres.files.open"];

    TestHost Host => office.Host;
    Task<Browser> OfficerAsync(string? place = null, params string[] more) => Host.SignInAsync(place ?? TestHost.County, [.. Officer, .. more]);
    static string File(Guid cadre) => $"{Home}/files/{cadre}";

    Task PostAsync(Guid cadre, string from, string? to, string unit, string post, string? level = null, bool isMain = true, bool isGrassroots = false, string kind = "1") => Host.DoAsync($"""
        insert into cadres.cadre_post (cadre_id, locality_path, unit_name, post_name, level, began_on, ended_on, state, is_main, is_grassroots, kind)
        values ('{cadre}', '{office.Path}', '{unit}', '{post}', {(level is null ? "null" : $"'{level}'")}, '{from}-01', {(to is null ? "null" : $"'{to}-01'")}, '{(to is null ? 1 : 0)}', {isMain}, {isGrassroots}, '{kind}')
        """);

    [Fact]
    public async Task A_measure_whose_effect_ends_sooner_than_its_kind_provides_is_registered_by_no_form_in_the_words_of_the_rule()
    {
        using var officer = await OfficerAsync(null, "cadres.measures.open", "cadres.measures.edit");
        var id = await office.CadreAsync("影响期人", "management", "'04'");
        var form = $"{File(id)}/measures/new";
        (string, string)[] Typed(string until) => [("kind", "02112"), ("began_on", "2025.03.10"), ("effect_until", until), ("decided_by", "县监委")];

        var early = await officer.SubmitAsync(form, Typed("2025.04.10"));

        Assert.Equal(422, early.Status);
        foreach (var words in new[] { "登记的影响期短于规定", "生效 2025.03.10 ＋ 12 个月 ＝ 2026.03.10；登记至 2025.04.10" }) Assert.Contains(words, early.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from cadres.cadre_measure where cadre_id = '{id}'"));
        var done = await officer.SubmitAsync(form, Typed("2026.03.10"));
        Assert.True(done.Status == 302, done.Why());
        // Nor is it shortened afterwards; a kind for which no period is laid down is registered as the decision says.
        var row = await Host.AskAsync<Guid>($"select id from cadres.cadre_measure where cadre_id = '{id}'");
        Assert.Equal(422, (await officer.SubmitAsync($"{File(id)}/measures/{row}/edit", ("effect_until", "2025.09.10"))).Status);
        Assert.Equal(new DateOnly(2026, 3, 10), await Host.AskAsync<DateOnly>($"select effect_until from cadres.cadre_measure where id = '{row}'"));
        Assert.Equal(302, (await officer.SubmitAsync(form, ("kind", "Y3"), ("began_on", "2025.03.10"), ("effect_until", "2025.04.10"), ("decided_by", "县委"))).Status);
    }

    [Fact, Trait("Row", "C1.1")]
    public async Task One_record_holds_the_basic_items_age_is_reckoned_on_the_day_that_is_asked_and_a_change_says_who_when_and_why()
    {
        using var officer = await OfficerAsync();
        var made = await officer.SubmitAsync($"{Home}/files/new", ("name", "齐备人"), ("identity_mask", FilledForms.NumberOf(772, "19800515")), ("sex", "2"), ("birth_on", "1980.05.15"), ("nation", "01"), ("native_place", "示范清水"), ("politics", "01"), ("party_joined_on", "2002.06"), ("work_began_on", "2003.07"), ("status", "1"), ("locality", TestHost.County));
        Assert.True(made.Status == 302, $"{made.Status} {made.In("main")} {Host.Log}");
        var id = await Host.AskAsync<Guid>("select id from cadres.cadre where name = '齐备人'");
        var shown = await officer.GetAsync($"{File(id)}");
        foreach (var item in new[] { "1980.05.15", "汉族", "示范清水", "2002.06", "2003.07", "现职人员", "照片" }) Assert.Contains(item, shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(FilledForms.NumberOf(772, "19800515"), shown.Text, StringComparison.Ordinal);

        Assert.Contains("（45岁）", (await officer.GetAsync($"{Home}/overview/{id}?on=2026.04.30")).Text, StringComparison.Ordinal);
        Assert.Contains("（46岁）", (await officer.GetAsync($"{Home}/overview/{id}?on=2026.05.01")).Text, StringComparison.Ordinal);
        Assert.Contains("（50岁）", (await officer.GetAsync($"{Home}/overview/{id}?on=2030.12.31")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await Host.AskAsync<long>("select count(*) from information_schema.columns where table_schema = 'cadres' and table_name = 'cadre' and column_name in ('age', 'nianling')"));

        var silent = await officer.FillAsync($"{File(id)}/edit", ("native_place", "示范云山"), ("nation", "01"));
        Assert.Equal(422, silent.Status);
        Assert.Contains("写明这次为什么改", silent.ErrorAt("why"), StringComparison.Ordinal);
        Assert.Equal(302, (await officer.FillAsync($"{File(id)}/edit", ("native_place", "示范云山"), ("nation", "01"), ("why", "按入党志愿书更正"))).Status);
        Assert.Equal("修改 按入党志愿书更正 t", await Host.AskAsync<string>($"select concat_ws(' ', deed, reason, changes::text like '%示范清水%' and changes::text like '%示范云山%') from audit.entry where row_id = '{id}' and actor_name = (select name from org.account where account = '{officer.Account}') order by id desc limit 1"));
        Assert.Contains("按入党志愿书更正", (await officer.GetAsync($"{File(id)}?tab=history")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C1.2")]
    public async Task Posts_are_ordered_gaps_and_overlaps_are_named_line_by_line_against_the_resume_and_the_resume_is_made_from_them()
    {
        using var officer = await OfficerAsync();
        var id = await office.CadreAsync("经历人", "resume", "'2003.07--2006.09  清水乡政府科员' || chr(10) || '2007.01--2010.08  县试验局科员' || chr(10) || '2010.03--2012.05  县试验局总工程师'");
        await PostAsync(id, "2003-07", "2006-09", "清水乡政府", "科员", "1A50", isGrassroots: true);
        await PostAsync(id, "2007-01", "2010-03", "县试验局", "办公室主任", "1A50");
        await PostAsync(id, "2010-03", "2012-05", "县试验局", "总工程师", "1A42");
        await PostAsync(id, "2011-01", "2011-07", "云山乡政府", "副乡长", "1A42", isMain: false, isGrassroots: true, kind: "2");
        await PostAsync(id, "2012-05", null, "县试验局", "副局长", "1A42");

        var page = await officer.GetAsync($"{Home}/resume/{id}");
        var rows = page.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("空 4 个月（上一段到 2006.09）", rows[1], StringComparison.Ordinal);
        Assert.Contains("止于何时不一致：简历到 2010.08，任职表到 2010.03", rows[1], StringComparison.Ordinal);
        Assert.Contains("写法不一致：任职表为“县试验局办公室主任”", rows[1], StringComparison.Ordinal);
        Assert.Contains("与上一段重叠 5 个月（上一段到 2010.08）", rows[2], StringComparison.Ordinal);
        Assert.Contains("挂职", rows[3], StringComparison.Ordinal);
        Assert.All(rows[3..], row => Assert.Contains("简历里没有这一段", row, StringComparison.Ordinal));
        Assert.Empty(page.Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td")[^1].Children);
        var today = Month.Of(Clock.Today);
        string Years(int months) => months % 12 == 0 ? $"{months / 12} 年" : $"{months / 12} 年 {months % 12} 个月";
        var sums = page.In("dl.kv");
        Assert.Contains("任现职" + Years(new Month(2012, 5).MonthsUntil(today)), Plain(sums), StringComparison.Ordinal);
        Assert.Contains("任现层次" + Years(new Month(2010, 3).MonthsUntil(today)), Plain(sums), StringComparison.Ordinal);
        Assert.Contains("主要任职4 段，另有挂职、选派、借调 1 段", Plain(sums), StringComparison.Ordinal);
        Assert.Contains("基层任职" + Years(38 + 6), Plain(sums), StringComparison.Ordinal);
        Assert.Contains("经历人", (await officer.GetAsync($"{Home}/files?rule=files.career-gaps")).Text, StringComparison.Ordinal);

        // A reader sees it and has no button; the text made of the posts takes the old one's place once it is asked for.
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.DoesNotContain("按任职表更新简历", (await reader.GetAsync($"{Home}/resume/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostFromAsync($"{Home}/resume/{id}", $"{Home}/resume/{id}", ("version", page.Document.QuerySelector("input[name=version]")!.GetAttribute("value")!))).Status);
        Assert.Equal("2003.07--2006.09  清水乡政府科员\n2007.01--2010.03  县试验局办公室主任\n2010.03--2012.05  县试验局总工程师\n2012.05--         县试验局副局长", await Host.AskAsync<string>($"select resume from cadres.cadre where id = '{id}'"));
        Assert.Equal(422, (await officer.PostFromAsync($"{Home}/resume/{id}", $"{Home}/resume/{id}", ("version", "2"))).Status);

        // A line without its post becomes one in two steps.
        await Host.DoAsync($"update cadres.cadre set resume = resume || chr(10) || '2030.01--2030.02  某单位' where id = '{id}'");
        var link = (await officer.GetAsync($"{Home}/resume/{id}")).Document.QuerySelectorAll("tbody a")[^1].GetAttribute("href")!;
        Assert.Equal("某单位", (await officer.GetAsync(link)).Document.QuerySelector("[name=post_name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Titles_awards_and_relatives_have_the_items_of_their_sets_in_the_codes_of_the_standard()
    {
        using var officer = await OfficerAsync(null, "cadres.family.open");
        var id = await office.CadreAsync("信息集人");
        async Task<string> ChoicesAsync(string list, string field) => string.Join("; ", (await officer.GetAsync($"{File(id)}/{list}/new")).Document.QuerySelectorAll($"select[name={field}] option").Where(one => one.GetAttribute("value") is { Length: > 0 }).Select(one => $"{one.GetAttribute("value")} {one.TextContent.Trim()}"));
        // A0607 by ZB24, A1428 by ZB128, A1414 by ZB03.
        Assert.Equal("1 评审; 2 考试; 3 特批; 4 考核认定; 9 其他", await ChoicesAsync("titles", "way"));
        foreach (var code in new[] { "11 中共中央", "15 市（地、州、盟）党委", "17 县（市、区、旗）党委", "24 县（市、区、旗）公务员主管部门", "30 其他" }) Assert.Contains(code, await ChoicesAsync("awards", "organ_nature"), StringComparison.Ordinal);
        Assert.Contains("107 县、处级", await ChoicesAsync("awards", "organ_level"), StringComparison.Ordinal);
        var award = await officer.SubmitAsync($"{File(id)}/awards/new", ("award", "01114"), ("approved_on", "2025.03.10"), ("organ", "市委"), ("organ_level", "105"), ("organ_nature", "15"), ("level_then", "1A42"), ("document_no", "令1号"));
        Assert.True(award.Status == 302, award.Why());
        Assert.Equal("01114 105 15 1A42", await Host.AskAsync<string>($"select concat_ws(' ', award, organ_level, organ_nature, level_then) from cadres.cadre_award where cadre_id = '{id}'"));
        Assert.Equal(422, (await officer.SubmitAsync($"{File(id)}/awards/new", ("award", "01114"), ("approved_on", "2025.03.11"), ("organ_nature", "99"))).Status);
        var relative = await officer.SubmitAsync($"{File(id)}/family/new", ("name", "外籍人"), ("relation", "12"), ("nation", "01"), ("foreign_status", "某国永久居留"));
        Assert.True(relative.Status == 302, relative.Why());
        Assert.Equal("01 某国永久居留", await Host.AskAsync<string>($"select concat_ws(' ', nation, foreign_status) from cadres.cadre_family where cadre_id = '{id}'"));
        // As of a day the history has them as well.
        Assert.Equal("15", await Host.AskAsync<string>($"select h.organ_nature from cadres.cadre_award_history h join cadres.cadre_award a on a.id = h.id where a.cadre_id = '{id}'"));
    }

    static string Faults(Answer page) => string.Join(" | ", page.Document.QuerySelectorAll("[id$=-err], .note, .refuse").Select(one => one.TextContent.Trim()));

    static string Plain(string? text) => string.Concat((text ?? "").Split('\n').Select(line => line.Trim()));

    [Fact, Trait("Row", "C1.3")]
    public async Task Full_time_and_in_service_schooling_stand_apart_with_evidence_and_fields_of_knowledge_are_searched_and_counted()
    {
        using var officer = await OfficerAsync(null, "cadres.figures.read");
        var id = await office.CadreAsync("金融人");
        foreach (var (kind, school, education, evidence) in new[] { ("1", "云江财经大学", "21", "毕业证书 1001 号"), ("2", "省委党校", "1B", "毕业证书 2002 号") })
            Assert.Equal(302, (await officer.SubmitAsync($"{File(id)}/education/new", ("school", school), ("major", "金融学"), ("education", education), ("kind", kind), ("entered_on", "1999.09"), ("graduated_on", "2003.07"), ("evidence", evidence))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{File(id)}/specialties/new", ("specialty", "03"), ("basis", "1"), ("evidence", "金融学学士"))).Status);
        Assert.Equal(422, (await officer.SubmitAsync($"{File(id)}/specialties/new", ("specialty", "03"), ("basis", "2"), ("evidence", "再来一次"))).Status);
        Assert.Equal(422, (await officer.SubmitAsync($"{File(id)}/specialties/new", ("specialty", "05"), ("basis", "2"))).Status);
        var shown = await officer.GetAsync($"{Home}/overview/{id}");
        foreach (var words in new[] { "全日制　", "在职　", "毕业证书 1001 号", "专业门类　金融", "金融学学士" }) Assert.Contains(words, shown.Text, StringComparison.Ordinal);

        var query = (await officer.PostAsync($"{Home}/files/queries?handler=new", ("name", "懂金融的"))).Location!;
        Assert.Equal(302, (await officer.PostAsync($"{query}/condition?group=&set=specialties", ("group", ""), ("set", "specialties"), ("lines", "least"), ("count", "1"), ("how.specialty", "is"), ("v.specialty", "03"))).Status);
        Assert.Equal([id], (await officer.GetAsync(query)).Document.QuerySelectorAll("td.name a").Select(link => Guid.Parse(link.GetAttribute("href")![^36..])));
        var report = await officer.GetAsync($"{Home}/reports/specialties");
        Assert.Equal(200, report.Status);
        Assert.Equal("1", report.Document.QuerySelectorAll("tr").First(line => line.Children.Any(cell => cell.TextContent.Trim() == "金融")).QuerySelector("a")?.TextContent.Trim());
    }

    [Fact, Trait("Row", "C1.4")]
    public async Task Several_posts_are_held_with_one_principal_and_level_rank_their_dates_and_the_pay_grade_stand_on_the_record()
    {
        using var officer = await OfficerAsync();
        var id = await office.CadreAsync("兼职人");
        var levelled = await officer.FillAsync($"{File(id)}/edit", ("level", "1A42"), ("level_began_on", "2019.03"), ("post_began_on", "2021.05"), ("rank", "R08"), ("rank_began_on", "2022.06"), ("pay_note", "十八级 6 档"), ("nation", "01"), ("why", "工资审批表"));
        Assert.True(levelled.Status == 302, Faults(levelled));
        foreach (var (name, main) in new[] { ("副局长", "1"), ("机关党委书记", "0") })
            Assert.Equal(302, (await officer.SubmitAsync($"{File(id)}/posts/new", ("unit_name", "县试验局"), ("post_name", name), ("level", "1A42"), ("kind", "1"), ("began_on", "2021.05"), ("state", "1"), ("is_main", main))).Status);
        var second = await officer.SubmitAsync($"{File(id)}/posts/new", ("unit_name", "县另一局"), ("post_name", "局长"), ("kind", "1"), ("began_on", "2022.01"), ("state", "1"), ("is_main", "1"));
        Assert.Equal(422, second.Status);
        Assert.Equal(2, await Host.AskAsync<long>($"select count(*) from cadres.cadre_post where cadre_id = '{id}' and ended_on is null"));
        var shown = await officer.GetAsync($"{Home}/overview/{id}");
        foreach (var words in new[] { "乡科级副职", "（2019.03）", "二级主任科员", "（2022.06）", "十八级 6 档" }) Assert.Contains(words, shown.Text, StringComparison.Ordinal);
        // The number of posts filled counts the principal post on its seat, and no other.
        await Host.DoAsync($"""
            with t as (insert into cadres.team (locality_path, name, kind) values ('{office.Path}', '试验局班子', '2') returning id, locality_path), s as (insert into cadres.team_seat (team_id, locality_path, post, level, opened_on) select id, locality_path, '副局长', '1A42', '2020-01-01' from t returning id, team_id, locality_path),
            q as (insert into cadres.team_quota (team_id, locality_path, approved, document_no, began_on) select team_id, locality_path, 2, '编〔2020〕1号', '2020-01-01' from s) update cadres.cadre_post set seat_id = (select id from s) where cadre_id = '{id}' and is_main
            """);
        using var chief = await OfficerAsync(null, "cadres.teams.read");
        var team = await Host.AskAsync<Guid>("select id from cadres.team where name = '试验局班子'");
        var board = await chief.GetAsync($"{Home}/teams/board/{team}");
        Assert.Single(board.Document.QuerySelectorAll(".seat b"));
    }

    [Fact, Trait("Row", "C1.5")]
    public async Task Whose_committee_manages_a_cadre_or_a_seat_changes_opens_assesses_and_appoints_and_a_lower_place_only_reads()
    {
        string[] all = ["cadres.assessment.read", "cadres.assessment.edit", "cadres.appointments.read", "cadres.appointments.act", "cadres.measures.open", "cadres.teams.read", "cadres.teams.edit"];
        using var county = await OfficerAsync(null, all);
        using var city = await OfficerAsync(TestHost.City, all);
        var ofCity = await office.CadreAsync("市管人", "management, level", "'03', '1A32'");
        var ofCounty = await office.CadreAsync("县管人", "management, level", "'04', '1A42'");
        foreach (var path in new[] { "edit", "remove", "posts/new", "routine/new" })
        {
            Assert.Equal(404, (await county.GetAsync($"{File(ofCity)}/{path}")).Status);
            Assert.Equal(200, (await county.GetAsync($"{File(ofCounty)}/{path}")).Status);
            Assert.Equal(200, (await city.GetAsync($"{File(ofCity)}/{path}")).Status);
        }
        var shown = await county.GetAsync(File(ofCity));
        Assert.Contains("由云江市管理", shown.Text, StringComparison.Ordinal);
        Assert.Null(shown.Document.QuerySelector("a[href$='/edit']"));
        Assert.Equal(403, (await county.PostFromAsync($"{File(ofCounty)}/edit", $"{File(ofCity)}?handler=open&tab=measures", ("purpose", "档案审核"))).Status);
        Assert.Equal(403, (await county.PostFromAsync($"{File(ofCounty)}/edit", $"{File(ofCity)}?handler=reveal&field=identity_mask", ("purpose", "档案审核"))).Status);
        Assert.Equal(200, (await city.PostFromAsync($"{File(ofCounty)}/edit", $"{File(ofCity)}?handler=open&tab=measures", ("purpose", "档案审核"))).Status);

        var batch = await Host.AskAsync<Guid>($"insert into cadres.appointment_batch (locality_path, name, decided_by) values ('{office.Path}', '权限批', '县委常委会') returning id");
        Task<Answer> AddAsync(Browser who, Guid cadre) => who.PostFromAsync($"{Home}/batches/{batch}", $"{Home}/batches/{batch}?handler=candidate", ("cadre", cadre.ToString()), ("kind", "4"));
        Assert.Contains("由云江市管理，任免由云江市办理", (await AddAsync(county, ofCity)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await AddAsync(county, ofCounty)).Status);
        Assert.Equal(302, (await AddAsync(city, ofCity)).Status);
        // A seat says whose it is, and with it who is asked; what has to be reported follows from the level.
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind) values ('{office.Path}', '权限班子', '2') returning id");
        Assert.Equal(302, (await county.SubmitAsync($"{Home}/teams/{team}/seats/new", ("post", "县长"), ("management", "03"), ("level", "1A31"), ("way", "1"), ("opened_on", "2020.01.01"))).Status);
        var seat = await Host.AskAsync<Guid>($"select id from cadres.team_seat where team_id = '{team}' and management = '03'");
        var other = await office.CadreAsync("另一县管人", "management", "'04'");
        Assert.Contains("所选职位由云江市管理", (await county.PostFromAsync($"{Home}/batches/{batch}", $"{Home}/batches/{batch}?handler=candidate", ("cadre", other.ToString()), ("kind", "3"), ("seat", seat.ToString()))).Text, StringComparison.Ordinal);
        var line = await Host.AskAsync<Guid>($"insert into cadres.cadre_post (cadre_id, locality_path, post_name, unit_name, began_on, state) values ('{ofCity}', '{office.Path}', '县长', '县政府', '2020-01-01', '1') returning id");
        Assert.Contains("市管人由云江市管理", (await county.PostAsync($"{Home}/teams/seat/{seat}", ("line", line.ToString()))).Text, StringComparison.Ordinal);
        Assert.Contains("个人有关事项", (await county.GetAsync($"{Home}/overview/{ofCity}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("个人有关事项", (await county.GetAsync($"{Home}/overview/{ofCounty}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C1.6")]
    public async Task The_source_is_said_once_on_evidence_and_only_a_correction_with_a_reason_changes_it()
    {
        using var officer = await OfficerAsync(null, "cadres.figures.read");
        var id = await office.CadreAsync("来源人");
        Assert.Contains("登记人员来源须有依据", Faults(await officer.FillAsync($"{File(id)}/edit", ("source", "2"), ("nation", "01"), ("why", "登记"))), StringComparison.Ordinal);
        Assert.Equal(302, (await officer.FillAsync($"{File(id)}/edit", ("source", "2"), ("source_evidence", "省选调〔2004〕3号"), ("nation", "01"), ("why", "登记"))).Status);
        Assert.Contains("一经登记不再改", (await officer.FillAsync($"{File(id)}/edit", ("source", "3"), ("source_evidence", "又一份"), ("nation", "01"), ("why", "改"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.FillAsync($"{File(id)}/edit", ("health", "健康"), ("nation", "01"), ("why", "别的"))).Status);
        Task<Answer> CorrectAsync(params (string, string)[] values) => officer.SubmitAsync($"{Home}/files/deeds/correct-source?id={id}", values);
        Assert.Equal(422, (await CorrectAsync(("source", "3"), ("evidence", "聘书"))).Status);
        Assert.Equal(302, (await CorrectAsync(("source", "3"), ("evidence", "大学生村官聘书"), ("reason", "原登记看错材料"))).Status);
        Assert.Equal("3 大学生村官聘书", await Host.AskAsync<string>($"select source || ' ' || source_evidence from cadres.cadre where id = '{id}'"));
        Assert.Contains("原登记看错材料", (await officer.GetAsync($"{File(id)}?tab=history")).Text, StringComparison.Ordinal);
        Assert.Contains("大学生村官", (await officer.GetAsync($"{Home}/reports/sources")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C1.14")]
    public async Task The_overview_brings_all_blocks_together_and_each_reader_sees_the_blocks_they_have_a_right_to()
    {
        var id = await office.CadreAsync("综合人", "level, rewards", "'1A42', '2022年记三等功'");
        await PostAsync(id, "2012-05", null, "县试验局", "副局长", "1A42");
        await Host.DoAsync($"""
            insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) values ('{id}', '{office.Path}', 2024, '20', '1');
            insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by, matter) values ('{id}', '{office.Path}', 'Y1', '{Iso(10)}', '{Iso(-100)}', '部里', '事由甲乙');
            insert into cadres.cadre_political (cadre_id, locality_path, concluded_on, conclusion, concluded_by, words) values ('{id}', '{office.Path}', '{Iso(50)}', '1', '考察组', '表现甲乙');
            with b as (insert into cadres.appointment_batch (locality_path, name, decided_by, decided_on) values ('{office.Path}', '综合批', '县委常委会', '{Iso(40)}') returning id) insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind) select id, '{office.Path}', '{id}', '综合人', '1' from b;
            with w as (insert into cadres.key_work (locality_path, name, kind, year, lead_unit, target, due_on) values ('{office.Path}', '综合项目', '2', 2026, '局', '建成', '{Iso(-30)}') returning id) insert into cadres.key_person (key_work_id, locality_path, cadre_id, duty, since_on) select id, '{office.Path}', '{id}', '1', '{Iso(300)}' from w;
            insert into cadres.achievement (locality_path, name, cadre_id, task, role, began_on, result, proof) values ('{office.Path}', '综合人', '{id}', '园区扩建', '牵头', '{Iso(400)}', '提前两月完工', '验收单');
            insert into cadres.frontline_service (locality_path, name, cadre_id, kind, task, place, began_on) values ('{office.Path}', '综合人', '{id}', '1', '抗洪', '北堤', '{Iso(500)}');
            insert into cadres.cadre_routine (cadre_id, locality_path, year, cycle, grade, tasks, reason, assessed_on, assessed_by) values ('{id}', '{office.Path}', 2025, 3, '2', '完成', '理由', '2025-09-28', '局长');
            insert into cadres.cadre_correction (cadre_id, locality_path, item, label, stands, wanted, value, grounds, asked_on, asked_by) values ('{id}', '{office.Path}', 'health', '健康状况', '一般', '健康', '健康', '体检', '{Iso(9)}', gen_random_uuid());
            insert into cadres.inquiry (locality_path, number, cadre_id, issued_on, questions) values ('{office.Path}', '函〔2026〕7号', '{id}', '{Iso(20)}', '所问甲乙');
            insert into cadres.cadre_training (cadre_id, locality_path, name, organiser, kind, began_on, ended_on, hours, absent_hours) values ('{id}', '{office.Path}', '主体班', '党校', '1', '{Iso(40)}', '{Iso(10)}', 128, 8), ('{id}', '{office.Path}', '早年的班', '党校', '1', '2012-01-01', '2012-02-01', 300, null);
            with p as (insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on, decision, cycle) values (gen_random_uuid(), '{office.Path}', 'cadres', 'team-tasks', '整改', 2026, 'issued', '{Iso(30)}', '随事', 'month') returning id)
              insert into org.work_item (id, plan_id, locality_path, module, plan_title, year, kind, level, rank, number, title, due_kind, due_on, begins_on, state, source_register, source_id, source_title) select gen_random_uuid(), id, '{office.Path}', 'cadres', '整改', 2026, 'team-tasks', 2, 1, '1', '综合人补训', '1', '{Iso(-60)}', '{Iso(30)}', 'open', 'files', '{id}', '综合人' from p
            """);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        using var whole = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.assessment.read", "cadres.appointments.read", "cadres.political.open", "cadres.measures.open", "cadres.inspection.open", "cadres.supervision.view", "cadres.team-tasks.view");
        var (few, all) = ((await reader.GetAsync($"{Home}/overview/{id}")).Text, (await whole.GetAsync($"{Home}/overview/{id}")).Text);
        foreach (var common in new[] { "县试验局副局长", "记三等功", "2024　年度考核：优秀", "健康状况：健康", "待办", "五年累计 120 学时" }) Assert.Contains(common, few, StringComparison.Ordinal);
        foreach (var guarded in new[] { "综合项目", "综合批", "处分和组织处理", "政治素质考察", "考察材料", "园区扩建（牵头）：提前两月完工", "抗洪（北堤）", "应急处突", "第 3 期　平时考核：较好", "函询 函〔2026〕7号", "综合人补训" })
        {
            Assert.DoesNotContain(guarded, few, StringComparison.Ordinal);
            Assert.Contains(guarded, all, StringComparison.Ordinal);
        }
        // What is opened for a purpose is not spelt out here, whoever looks.
        foreach (var secret in new[] { "事由甲乙", "表现甲乙", "影响期", "所问甲乙" }) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }

    /// <summary>查询员 looks at everything that ends in .read; what is opened for a purpose must not be among it.</summary>
    [Fact]
    public async Task Who_looks_at_everything_has_no_key_to_what_opens_for_a_purpose()
    {
        var held = await HeldAsync("reader");
        Assert.Contains("cadres.files.read", held);
        foreach (var guarded in new[] { "family", "measures", "political", "inspection", "analysis", "plans", "appointments", "assessment", "archives" }) Assert.DoesNotContain(held, permission => permission.StartsWith($"cadres.{guarded}.", StringComparison.Ordinal));
    }

    /// <summary>The roles as they are delivered: what each may, and what it must not.</summary>
    [Theory]
    [InlineData("cadre_section", "files.edit plans.edit appointments.act assessment.edit term-change.edit measures.open archives.read", "appointments.decide assessment.decide term-change.decide archives.edit archives.approve archives.determine rules.edit own.view")]
    [InlineData("cadre_head", "files.edit plans.edit appointments.act appointments.decide assessment.decide term-change.decide archives.approve archives.determine rules.edit", "archives.edit own.view own.ask")]
    [InlineData("archive_keeper", "files.read archives.read archives.open archives.edit", "files.edit archives.approve archives.determine appointments.read assessment.read plans.read measures.open family.open political.open rules.edit")]
    [InlineData("leader", "files.read plans.read appointments.read assessment.read archives.read measures.open family.open inspection.open", "files.edit plans.edit appointments.act appointments.decide assessment.edit assessment.decide archives.open archives.edit measures.edit rules.edit exchange.import exchange.export")]
    [InlineData("organisation_section", "files.read outside-items.edit", "files.edit family.open plans.read appointments.read assessment.read archives.read measures.open inspection.open political.open analysis.view term-change.persons exchange.export")]
    [InlineData("general_office", "files.read team-tasks.report", "files.edit family.open plans.read appointments.read assessment.read archives.read measures.open inspection.open political.open analysis.view exchange.export")]
    [InlineData("township", "team-tasks.report", "files.read teams.read plans.read appointments.read assessment.read archives.read family.open measures.open")]
    [InlineData("cadre_self", "own.view own.ask", "files.read files.edit assessment.read archives.read measures.open family.open")]
    [InlineData("unit_clerk", "files.read files.edit", "files.open family.open measures.open measures.edit exchange.import exchange.export documents.print teams.read plans.read appointments.read assessment.read archives.read archives.open figures.read rules.read own.view")]
    [InlineData("system_admin", "", "files.read own.view archives.read measures.open")]
    [InlineData("security_admin", "", "files.read own.view archives.read measures.open")]
    [InlineData("auditor", "", "files.read own.view archives.read measures.open")]
    public async Task A_role_as_delivered_may_and_must_not(string role, string may, string mustNot)
    {
        var held = await HeldAsync(role);
        Assert.All(may.Split(' ', StringSplitOptions.RemoveEmptyEntries), permission => Assert.Contains("cadres." + permission, held));
        Assert.All(mustNot.Split(' '), permission => Assert.DoesNotContain("cadres." + permission, held));
    }

    async Task<string[]> HeldAsync(string role) => await Host.AskAsync<string[]>($"select array_agg(permission) from org.role_permission where role_id = '{role}' and permission like 'cadres.%'") ?? [];

    [Fact]
    public async Task The_family_is_opened_for_a_purpose_alone_on_record_and_shut_again()
    {
        var cadre = await office.CadreAsync("有亲人");
        const string relative = "示范云山茶场会计";
        await Host.DoAsync($"insert into cadres.cadre_family (cadre_id, locality_path, name, relation, workplace) values ('{cadre}', '{office.Path}', '闵月华', '13', '{relative}')");
        var record = File(cadre);
        using var plain = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.family.open");

        Assert.DoesNotContain(relative, (await plain.GetAsync(record + "?tab=family")).Text, StringComparison.Ordinal);
        Assert.Contains((await plain.PostAsync(record + "?handler=open&tab=family", ("purpose", "档案审核"))).Status, (int[])[403, 404]);
        Assert.DoesNotContain(relative, (await officer.GetAsync(record + "?tab=family")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await officer.PostFromAsync(record + "?tab=family", record + "?handler=open&tab=family")).Status);
        var before = await Host.AskAsync<long>("select count(*) from audit.entry where deed = '用途查看'");

        var opened = await officer.PostFromAsync(record + "?tab=family", record + "?handler=open&tab=family", ("purpose", "档案审核"));

        Assert.Contains(relative, opened.Text, StringComparison.Ordinal);
        Assert.Matches("^[0-9]+;url=.*tab=family", opened.Message.Headers.GetValues("Refresh").Single());
        Assert.True(await Host.AskAsync<long>("select count(*) from audit.entry where deed = '用途查看'") > before);
        Assert.DoesNotContain(relative, (await officer.GetAsync(record + "?tab=family")).Text, StringComparison.Ordinal);
    }
}
