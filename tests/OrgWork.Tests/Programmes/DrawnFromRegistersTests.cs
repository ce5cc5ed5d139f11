using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>Local programmes of the grassroots take villages and firms from the registers that exist, and reckon their coverage over all of them.</summary>
public sealed class DrawnFromRegistersTests(InstalledHost installed) : IClassFixture<InstalledHost>
{
    TestHost Host => installed.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    async Task<Guid> VillageAsync(string name, string place = TestHost.Township) => await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, name_pinyin, name_initials, kind, sphere, is_village, founded_on) select path, '{name}', '{Pinyin.Of(name)}', '{Pinyin.Initials(name)}', '631', '1', true, '2001-01-01' from org.locality where code = '{place}' returning id");

    async Task<Guid> FirmAsync(string name, string kind = "1", Guid? organisation = null) => await Host.AskAsync<Guid>($"insert into grassroots.establishment (locality_path, name, name_pinyin, name_initials, kind, members, full_members, organisation_id) select path, '{name}', '{Pinyin.Of(name)}', '{Pinyin.Initials(name)}', '{kind}', 0, 0, {(organisation is { } id ? $"'{id}'" : "null")} from org.locality where code = '{TestHost.Township}' returning id");

    async Task<(string Home, Browser Officer)> InstallAsync(string key)
    {
        var module = await InstalledHost.InstallAsync(Host, TestHost.County, key);
        // No right in the grassroots module.
        return ($"/{TestHost.County}/{module}", await Host.SignInAsync(TestHost.County, [.. ((string[])["entries.read", "entries.edit", "entries.act", "figures.read", "rules.read"]).Select(tail => $"{module}.{tail}")]));
    }

    static async Task<string[]> CandidatesAsync(Browser officer, string register, string field, string typed) =>
        [.. System.Text.Json.JsonDocument.Parse((await officer.GetAsync($"{register}/new?handler=pick&field={field}&q={Uri.EscapeDataString(typed)}")).Text).RootElement.EnumerateArray().Select(one => $"{one.GetProperty("value")} {one.GetProperty("text")}")];

    static async Task<string> MadeAsync(Browser officer, string register, params (string, string)[] values)
    {
        var made = await officer.SubmitAsync($"{register}/new", values);
        Assert.True(made.Status == 302, $"{register}: {made.Why()}");
        return made.Location!.Split('/')[^1].Split('?')[0];
    }

    [Fact, Trait("Row", "G9.15")]
    public async Task Villages_are_chosen_from_those_there_are_and_those_nobody_entered_count_as_without_a_student()
    {
        await Host.DoAsync("update grassroots.organisation set is_village = false");
        var (first, second, third, far) = (await VillageAsync("龙潭村党支部"), await VillageAsync("石桥村党支部"), await VillageAsync("松林村党支部"), await VillageAsync("邻县村党支部", TestHost.Neighbour));
        var (home, officer) = await InstallAsync("yicun-yiming-daxuesheng");
        using var _ = officer;
        Assert.Equal([$"{first} 龙潭村党支部"], await CandidatesAsync(officer, $"{home}/villages", "village_id", "龙潭"));
        Assert.Empty(await CandidatesAsync(officer, $"{home}/villages", "village_id", "邻县"));
        Assert.Contains("不在您的授权范围之内", (await officer.SubmitAsync($"{home}/villages/new", ("name", "邻县"), ("planned", "1"), ("contact", "甲"), ("village_id", far.ToString()))).In("main"), StringComparison.Ordinal);
        var one = await MadeAsync(officer, $"{home}/villages", ("name", "龙潭"), ("planned", "1"), ("contact", "甲"), ("village_id", first.ToString()));
        await MadeAsync(officer, $"{home}/villages", ("name", "石桥"), ("planned", "1"), ("contact", "乙"), ("village_id", second.ToString()));
        var student = await officer.SubmitAsync($"{home}/villages/{one}/students/new", ("student", "学员甲"), ("school", "某学院"), ("major", "农学"), ("mode", "1"), ("began_on", In(-300)), ("status", "1"));
        Assert.True(student.Status == 302, student.Why());

        // One of the county's three villages, though two were entered; who is without stands behind the number.
        Assert.Equal("33.3", (await officer.GetAsync($"{home}/figures/all-villages")).In("#by-place tr.sum td.num"));
        var wanting = await officer.GetAsync($"{home}/figures/all-villages/rows?part=wanting");
        Assert.Contains("松林村党支部", wanting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("龙潭村党支部", wanting.In("tbody") ?? "", StringComparison.Ordinal);
        // Planned and without one is lit; what was never planned is not in the programme's own list.
        Assert.Equal("50", (await officer.GetAsync($"{home}/figures/coverage")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal));
        await Host.DoAsync($"update grassroots.organisation set is_village = false where id = '{third}'");
    }

    [Fact, Trait("Row", "G8.10"), Trait("Row", "G8.12")]
    public async Task Firms_are_chosen_from_the_list_of_units_which_says_what_organisation_each_has_and_of_how_many_stars()
    {
        var branch = await VillageAsync("果业联合党支部");
        await Host.DoAsync($"update grassroots.organisation set is_village = false, stars = '4', short_name = '果业支部' where id = '{branch}'");
        var (starred, bare) = (await FirmAsync("云岭果业", organisation: branch), await FirmAsync("清河茶行"));
        await FirmAsync("县农机站", kind: "5");
        var (home, officer) = await InstallAsync("gezhuanqi-dangjian");
        using var _ = officer;
        await MadeAsync(officer, $"{home}/firms", ("name", "云岭果业"), ("unit_id", starred.ToString()), ("stage", "3"), ("changed_on", In(-45)), ("members", "4"), ("checked_on", In(-2)), ("result", "1"));
        Assert.Contains("果业支部（四星）", (await officer.GetAsync($"{home}/firms")).In("tbody"), StringComparison.Ordinal);
        // Of all two-new units; a public institution is none.
        Assert.Equal("50", (await officer.GetAsync($"{home}/figures/all-units")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal));

        var (loans, clerk) = await InstallAsync("hongse-dongli-dai");
        using var __ = clerk;
        Assert.Equal([$"{starred} 云岭果业　果业支部（四星）"], await CandidatesAsync(clerk, $"{loans}/loans", "unit_id", "云岭"));
        Assert.Equal([$"{bare} 清河茶行　没有党组织"], await CandidatesAsync(clerk, $"{loans}/loans", "unit_id", "清河"));
        Assert.Empty(await CandidatesAsync(clerk, $"{loans}/loans", "unit_id", "农机"));
        var loan = await MadeAsync(clerk, $"{loans}/loans", ("name", "云岭果业"), ("unit_id", starred.ToString()), ("applied_on", In(-5)), ("asked", "50"));
        Assert.Contains("果业支部（四星）", (await clerk.GetAsync($"{loans}/loans/{loan}")).In("main"), StringComparison.Ordinal);
        // The grade is that of the organisation on the ledger, whatever a form says, and the letter has it.
        var table = $"{loans.Split('/')[^1]}.loans";
        Assert.Equal("四星", await Host.AskAsync<string>($"select grade from {table} where id = '{loan}'"));
        var letter = await clerk.GetAsync($"{loans}/loans/documents/letter?ids={Guid.Parse(loan):N}");
        Assert.Contains("党组织等次为四星", (await clerk.SendAsync($"{loans}/loans/documents/letter/print", letter.FormOf())).Text, StringComparison.Ordinal);
        var refused = await clerk.SubmitAsync($"{loans}/loans/new", ("name", "清河茶行"), ("unit_id", bare.ToString()), ("applied_on", In(-5)), ("grade", "五星"), ("asked", "50"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("等次不够就推荐", refused.Text, StringComparison.Ordinal);
        await Host.DoAsync($"update grassroots.organisation set stars = '2' where id = '{branch}'");
        Assert.Equal(422, (await clerk.SubmitAsync($"{loans}/loans/new", ("name", "云岭果业"), ("unit_id", starred.ToString()), ("applied_on", In(-5)), ("asked", "50"))).Status);
    }

    [Fact, Trait("Row", "G3.14")]
    public async Task One_lesson_has_many_receiving_points_of_the_register_that_report_their_heads_and_its_coverage_is_reckoned()
    {
        // A village has one organisation of its own.
        var villages = 0;
        async Task<string> VillageAsync(string name)
        {
            var path = await Host.AskAsync<string>($"insert into org.locality (code, name, short_name, kind, parent_id) select '{TestHost.Township}{901 + villages++}', '{name}', '{name}', 5, id from org.locality where code = '{TestHost.Township}' returning path");
            return (await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, name_pinyin, name_initials, kind, sphere, founded_on) values ('{path}', '{name}', '{Pinyin.Of(name)}', '{Pinyin.Initials(name)}', '631', '1', '2001-01-01') returning id")).ToString();
        }
        var (upper, lower, third) = (await VillageAsync("听课上村支部"), await VillageAsync("听课下村支部"), await VillageAsync("听课东桥支部"));
        var (home, officer) = await InstallAsync("wanming-daketang");
        using var _ = officer;
        Task<Answer> PointAsync(string lesson, string village, string members, string heads, string online) => officer.SubmitAsync($"{home}/lessons/{lesson}/sites/new", ("site", village), ("members", members), ("heads", heads), ("online", online), ("reported_by", "罗婷"));
        async Task<string?> FigureAsync(string key) => (await officer.GetAsync($"{home}/figures/{key}")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal);
        var lesson = await MadeAsync(officer, $"{home}/lessons", ("name", "乡村振兴促进法"), ("lecturer", "党校教师"), ("held_on", In(-10)));
        Assert.Contains(lesson, (await officer.GetAsync($"{home}/lessons?rule=no-report")).Text, StringComparison.Ordinal);
        // A name that is on no register is no receiving point.
        Assert.Equal(422, (await PointAsync(lesson, "柳溪村会场", "120", "60", "1")).Status);
        Assert.Equal(302, (await PointAsync(lesson, upper, "120", "60", "1")).Status);
        var second = await PointAsync(lesson, lower, "80", "40", "0");
        Assert.True(second.Status == 302, second.Why());
        Assert.DoesNotContain(lesson, (await officer.GetAsync($"{home}/lessons?rule=no-report")).Text, StringComparison.Ordinal);
        Assert.Contains(lesson, (await officer.GetAsync($"{home}/lessons?rule=offline")).Text, StringComparison.Ordinal);
        Assert.Contains("听课上村支部", (await officer.GetAsync($"{home}/lessons/{lesson}?tab=sites")).Text, StringComparison.Ordinal);
        Assert.Equal(("50", "100", "2"), (await FigureAsync("coverage"), await FigureAsync("heads"), await FigureAsync("sites")));
        // A small lesson weighs little, and one that is still to come nothing.
        var small = await MadeAsync(officer, $"{home}/lessons", ("name", "村集体经济实务"), ("lecturer", "县委组织部"), ("held_on", In(-5)));
        Assert.Equal(302, (await PointAsync(small, third, "20", "18", "1")).Status);
        await MadeAsync(officer, $"{home}/lessons", ("name", "还没有开的课"), ("lecturer", "党校教师"), ("held_on", In(10)));
        Assert.Equal("53.6", await FigureAsync("coverage"));
    }

    [Fact, Trait("Row", "G8.13")]
    public async Task Demo_sites_are_units_of_the_ledger_and_their_share_is_of_all_that_stand_there()
    {
        await Host.DoAsync("update grassroots.establishment set closed_on = '2020-01-01' where closed_on is null");
        var (one, two) = (await FirmAsync("示范果业"), await FirmAsync("示范茶行"));
        foreach (var name in (string[])["普通商行", "普通律所"]) await FirmAsync(name);
        await FirmAsync("示范农机站", kind: "5");
        var (home, officer) = await InstallAsync("liangxin-shifandian");
        using var _ = officer;
        var year = await MadeAsync(officer, $"{home}/years", ("name", "本年创建"), ("year", $"{Clock.Today.Year}"), ("streets_target", "1"), ("sites_target", "2"));
        // A street groups the sites that lie in it.
        var street = await MadeAsync(officer, $"{home}/demo_streets", ("name", "滨河街"), ("unit_count", "12"));
        async Task<string?> ShareAsync() => (await officer.GetAsync($"{home}/figures/share")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal);
        var first = await MadeAsync(officer, $"{home}/sites", ("name", "一号点"), ("unit_id", one.ToString()), ("street_id", street), ("accepted_on", In(-1)));
        var second = await MadeAsync(officer, $"{home}/sites", ("name", "二号点"), ("unit_id", two.ToString()), ("due_on", In(-1)));
        // One of the four on the ledger; a public institution is none of them, and nobody typed how many there are.
        Assert.Equal("25", await ShareAsync());
        Assert.Contains("普通商行", (await officer.GetAsync($"{home}/figures/share/rows?part=wanting")).In("tbody"), StringComparison.Ordinal);
        var inStreet = (await officer.GetAsync($"{home}/sites?street_id={street}")).In("tbody")!;
        Assert.Contains("一号点", inStreet, StringComparison.Ordinal);
        Assert.Contains("滨河街", inStreet, StringComparison.Ordinal);
        Assert.DoesNotContain("二号点", inStreet, StringComparison.Ordinal);
        var onStreet = (await officer.GetAsync($"{home}/demo_streets/{street}?tab=sites-street-id")).In("main")!;
        Assert.Contains("一号点", onStreet, StringComparison.Ordinal);
        Assert.DoesNotContain("二号点", onStreet, StringComparison.Ordinal);
        Assert.Contains(second, (await officer.GetAsync($"{home}/sites?rule=late")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync($"{home}/sites/{second}/edit", ("accepted_on", In(0)))).Status);
        Assert.DoesNotContain(second, (await officer.GetAsync($"{home}/sites?rule=late")).Text, StringComparison.Ordinal);
        Assert.Equal("50", await ShareAsync());
        // A number to reach beside the share: two planned, one of them is enough for half of it.
        async Task<string?> ReachedAsync() => (await officer.GetAsync($"{home}/figures/sites-done")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal);
        Assert.Contains(year, (await officer.GetAsync($"{home}/years?rule=sites")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync($"{home}/years/{year}/planned_sites/new", ("site_id", first))).Status);
        Assert.Equal("50", await ReachedAsync());
        Assert.Equal(302, (await officer.SubmitAsync($"{home}/years/{year}/planned_sites/new", ("site_id", second))).Status);
        Assert.Equal("100", await ReachedAsync());
        Assert.DoesNotContain(year, (await officer.GetAsync($"{home}/years?rule=sites")).Text, StringComparison.Ordinal);
        // A unit that opens makes the share smaller; a site that was given up no longer counts.
        await FirmAsync("新开商行");
        Assert.Equal("40", await ShareAsync());
        Assert.Equal(302, (await officer.SubmitAsync($"{home}/sites/{first}/edit", ("accepted_on", ""))).Status);
        Assert.Equal("20", await ShareAsync());
        Assert.Contains("请填写", (await officer.SubmitAsync($"{home}/sites/new", ("name", "无单位"))).In("main"), StringComparison.Ordinal);
        await Host.DoAsync("update grassroots.establishment set closed_on = '2020-01-01' where closed_on is null");
    }

    [Fact, Trait("Row", "G1.10")]
    public async Task The_centre_and_the_members_of_a_joint_committee_are_villages_of_the_register_and_stay_where_they_belong()
    {
        var (centre, member) = (await VillageAsync("云峰村党总支"), await VillageAsync("雾岭村党支部"));
        var (home, officer) = await InstallAsync("zhongxincun-lianhe-dangwei");
        using var _ = officer;
        var before = await Host.AskAsync<string>($"select locality_path || coalesce(parent_id::text, '') from grassroots.organisation where id = '{member}'");
        var id = await MadeAsync(officer, $"{home}/committees", ("name", "云峰联合党委"), ("centre", "云峰村"), ("centre_id", centre.ToString()), ("secretary", "梁向东"), ("near", "1"), ("industry", "1"), ("strong", "1"), ("willing", "1"));
        var added = await officer.SubmitAsync($"{home}/committees/{id}/villages/new", ("village", "雾岭村"), ("village_id", member.ToString()), ("members", "40"), ("above", "镇党委"));
        Assert.True(added.Status == 302, added.Why());
        Assert.Contains("云峰村党总支", (await officer.GetAsync($"{home}/committees/{id}")).In("main"), StringComparison.Ordinal);
        Assert.Contains("雾岭村党支部", (await officer.GetAsync($"{home}/committees/{id}?tab=villages")).In("main"), StringComparison.Ordinal);
        Assert.Equal(before, await Host.AskAsync<string>($"select locality_path || coalesce(parent_id::text, '') from grassroots.organisation where id = '{member}'"));
    }

    [Fact, Trait("Row", "G9.16")]
    public async Task A_round_of_recruiting_lists_its_posts_by_village_takes_applications_and_hires_by_marks()
    {
        var village = await VillageAsync("归雁村党支部");
        var (home, officer) = await InstallAsync("huicun-daxuesheng");
        using var _ = officer;
        var round = await MadeAsync(officer, $"{home}/rounds", ("name", "今年第一批"), ("notice_on", In(-60)), ("apply_until", In(-40)));
        async Task<bool> IsLitAsync(string light) => (await officer.GetAsync($"{home}/rounds?rule={light}")).Text.Contains(round, StringComparison.Ordinal);
        Assert.True(await IsLitAsync("unposted") && await IsLitAsync("unexamined"));
        var post = await officer.SubmitAsync($"{home}/rounds/{round}/posts/new", ("post", "村级后备干部"), ("village_id", village.ToString()), ("village_name", "归雁村"), ("wanted", "2"), ("terms", "本县户籍"));
        Assert.True(post.Status == 302, post.Why());
        Assert.Equal(302, (await officer.SubmitAsync($"{home}/rounds/{round}/edit", ("exam_on", In(-20)))).Status);
        Assert.False(await IsLitAsync("unposted") || await IsLitAsync("unexamined"));
        Assert.Contains("归雁村党支部", (await officer.GetAsync($"{home}/rounds/{round}?tab=posts")).In("main"), StringComparison.Ordinal);

        var (hired, failed) = (await MadeAsync(officer, $"{home}/people", ("name", "归雁甲"), ("round_id", round), ("village", "归雁村"), ("school", "某大学")), await MadeAsync(officer, $"{home}/people", ("name", "归雁乙"), ("round_id", round), ("village", "归雁村"), ("school", "某大学")));
        // Through the steps: applied, found fit, examined, hired; how far somebody has come is what the steps say, typed by nobody.
        var unfit = await officer.OpenCaseAsync($"{home}/steps", Guid.Parse(failed), ("on", In(-450)));
        Assert.True(unfit.Status == 302, unfit.Why());
        await officer.DoStepAsync(unfit.Location!, "qualify", ("on", In(-445)), ("outcome", "unfit"));
        var one = await officer.OpenCaseAsync($"{home}/steps", Guid.Parse(hired), ("on", In(-450)));
        Assert.True(one.Status == 302, one.Why());
        Assert.Contains("归雁甲", (await officer.GetAsync($"{home}/people?round_id={round}&state=1")).In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("归雁乙", (await officer.GetAsync($"{home}/people?state=1")).In("tbody") ?? "", StringComparison.Ordinal);
        Assert.Contains("归雁乙", (await officer.GetAsync($"{home}/people?state=3")).In("tbody"), StringComparison.Ordinal);
        await officer.DoStepAsync(one.Location!, "qualify", ("on", In(-445)), ("outcome", "fit"));
        await officer.DoStepAsync(one.Location!, "exam", ("on", In(-420)), ("marks", "86"), ("outcome", "listed"));
        Assert.Contains("归雁甲", (await officer.GetAsync($"{home}/people?state=4")).In("tbody"), StringComparison.Ordinal);
        await officer.DoStepAsync(one.Location!, "hire", ("on", In(-410)), ("outcome", "hired"));
        Assert.Equal(302, (await officer.SubmitAsync($"{home}/people/{hired}/edit", ("until_on", In(1000)))).Status);
        Assert.Equal(("50", "100"), ((await officer.GetAsync($"{home}/figures/qualified")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal), (await officer.GetAsync($"{home}/figures/kept")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal)));
        Assert.Contains("归雁甲", (await officer.GetAsync($"{home}/people?state=5")).In("tbody"), StringComparison.Ordinal);
    }

    /// <summary>擂台赛 of village secretaries and 广聚星火 of young cadres: people are drawn from the registers, and who has not been entered is known.</summary>
    [Fact]
    public async Task People_take_part_by_the_register_they_stand_in_and_by_their_age()
    {
        var branch = await VillageAsync("星火村党支部");
        async Task<Guid> PersonAsync(string name, int age) => await Host.AskAsync<Guid>($"insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '{Clock.Today.Year - age}-05-01') returning id");
        async Task VillagerAsync(string name, int age, string post, string left = "null") =>
            await Host.DoAsync($"insert into grassroots.village_cadre (locality_path, name, person_id, organisation_id, party_post, began_on, left_on) select locality_path, '{name}', '{await PersonAsync(name, age)}', id, {post}, '2021-01-01', {left} from grassroots.organisation where id = '{branch}'");
        await VillagerAsync("擂主甲", 33, "'1'");
        await VillagerAsync("委员乙", 41, "'3'");
        await VillagerAsync("离任丙", 50, "'1'", "'2024-01-01'");
        await Host.DoAsync($"insert into grassroots.member (locality_path, name, person_id, organisation_id, joined_on, kind) select locality_path, '党员丁', '{await PersonAsync("党员丁", 28)}', id, '2015-01-01', '1' from grassroots.organisation where id = '{branch}'");
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '县星火局', '36' from org.locality where code = '{TestHost.County}' returning id");
        foreach (var (name, age) in ((string, int)[])[("青年戊", 34), ("中年己", 46)])
            await Host.DoAsync($"insert into cadres.cadre (locality_path, name, name_pinyin, name_initials, person_id, sex, birth_on, nation, politics, status, unit_id, post_title, is_team_member) select path, '{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '{await PersonAsync(name, age)}', '1', '{Clock.Today.Year - age}-05-01', '01', '01', '1', '{unit}', '副局长', false from org.locality where code = '{TestHost.County}'");

        using var admin = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        async Task<(string Home, Browser Officer)> PublishAsync(string name, string who, string title, string more)
        {
            var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", $$"""
                { "name": "{{name}}", "edition": 2026, "participants": { "who": "{{who}}", "register": "entries"{{more}} },
                  "registers": [ { "key": "entries", "title": "报名", "noun": "报名", "fields": [ { "key": "name", "label": "题目", "kind": "name" }, { "key": "who_id", "label": "{{title}}", "kind": "listed", "register": "{{who}}", "required": true, "listed": true }, { "key": "post", "label": "职务", "kind": "text", "from": "who_id.post", "listed": true } ] } ] }
                """), ("onto", ""));
            Assert.True(made.Status == 302, made.In(".note"));
            var design = made.Location!.Split('?')[0].Split('/')[^1];
            var done = await DesignHost.DoAsync(admin, design, "publish", await Host.AskAsync<int>($"select version from programmes.design where id = '{design}'"));
            Assert.True(done.Status == 302, done.In("main"));
            var module = (await Host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
            await InstalledHost.ServesAsync(Host, module);
            return ($"/{TestHost.County}/{module}", await Host.SignInAsync(TestHost.County, [.. ((string[])["entries.read", "entries.edit", "figures.read"]).Select(tail => $"{module}.{tail}")]));
        }
        async Task<string> MissingAsync(Browser officer, string home) => (await officer.GetAsync($"{home}/figures/taking-part-missing/rows")).In("tbody") ?? "";

        var (arena, clerk) = await PublishAsync("书记擂台", "village-secretary", "参赛书记", "");
        using var _ = clerk;
        Assert.Contains("擂主甲", await MissingAsync(clerk, arena), StringComparison.Ordinal);
        Assert.DoesNotContain("委员乙", await MissingAsync(clerk, arena), StringComparison.Ordinal);
        Assert.DoesNotContain("离任丙", await MissingAsync(clerk, arena), StringComparison.Ordinal);
        Assert.Empty(await CandidatesAsync(clerk, $"{arena}/entries", "who_id", "委员乙"));
        var champion = Assert.Single(await CandidatesAsync(clerk, $"{arena}/entries", "who_id", "擂主"));
        Assert.EndsWith("擂主甲　星火村党支部书记", champion, StringComparison.Ordinal);
        var entry = await MadeAsync(clerk, $"{arena}/entries", ("name", "一村一品"), ("who_id", champion.Split(' ')[0]));
        Assert.Contains("星火村党支部书记", (await clerk.GetAsync($"{arena}/entries/{entry}")).In("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("擂主甲", await MissingAsync(clerk, arena), StringComparison.Ordinal);

        // Of the cadres those up to 35; the year of birth comes along only where an age is asked for.
        var (spark, officer) = await PublishAsync("广聚星火", "cadre", "年轻干部", ", \"ageAtMost\": 35");
        using var __ = officer;
        Assert.Contains("青年戊", await MissingAsync(officer, spark), StringComparison.Ordinal);
        Assert.DoesNotContain("中年己", await MissingAsync(officer, spark), StringComparison.Ordinal);
        Assert.Equal("birth_year", await Host.AskAsync<string>($"select string_agg(attname, ',') from pg_attribute where attrelid = '{spark.Split('/')[^1]}.cadres_cadre'::regclass and attname like 'birth%'"));
        Assert.Null(await Host.AskAsync<string>($"select string_agg(attname, ',') from pg_attribute where attrelid = '{arena.Split('/')[^1]}.grassroots_village_secretary'::regclass and attname like 'birth%'"));

        var (all, reader) = await PublishAsync("党员先锋岗", "party-member", "党员", "");
        using var ___ = reader;
        Assert.EndsWith("党员丁　星火村党支部", Assert.Single(await CandidatesAsync(reader, $"{all}/entries", "who_id", "党员丁")), StringComparison.Ordinal);
        // What an age says nothing of has none.
        Assert.Contains("可以限定年龄", (await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", """{ "name": "错", "edition": 2026, "participants": { "who": "two-new", "register": "entries", "ageAtMost": 35 }, "registers": [ { "key": "entries", "title": "报名", "noun": "报名", "fields": [ { "key": "name", "label": "题目", "kind": "name" }, { "key": "unit_id", "label": "单位", "kind": "listed", "register": "two-new" } ] } ] }"""), ("onto", ""))) is var wrong && wrong.Status == 302 ? (await admin.GetAsync(wrong.Location!)).Text : wrong.Text, StringComparison.Ordinal);
    }
}
