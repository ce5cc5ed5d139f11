using AngleSharp.Dom;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>What a programme finds of somebody from the platform's registers stands on the record there; and what the modules publish stands beside a programme's own figures.</summary>
public sealed class ResultsOnRecordsTests(InstalledHost installed) : IClassFixture<InstalledHost>
{
    TestHost Host => installed.Host;
    static string Ago(int days) => Dates.Format(Clock.Today.AddDays(-days));

    async Task<Guid> PersonAsync(string name) => await Host.AskAsync<Guid>($"insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '1985-05-01') returning id");

    async Task<Guid> SecretaryAsync(string name, string village)
    {
        var branch = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, name_pinyin, name_initials, kind, sphere, is_village, founded_on) select path, '{village}', '{Pinyin.Of(village)}', '{Pinyin.Initials(village)}', '631', '1', true, '2001-01-01' from org.locality where code = '{TestHost.Township}' returning id");
        return await Host.AskAsync<Guid>($"insert into grassroots.village_cadre (locality_path, name, name_pinyin, name_initials, person_id, organisation_id, party_post, began_on) select locality_path, '{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '{await PersonAsync(name)}', id, '1', '2021-01-01' from grassroots.organisation where id = '{branch}' returning id");
    }

    async Task<Guid> CadreAsync(string name, string post)
    {
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) select path, '{name}所在单位', '36' from org.locality where code = '{TestHost.County}' returning id");
        return await Host.AskAsync<Guid>($"insert into cadres.cadre (locality_path, name, name_pinyin, name_initials, person_id, sex, birth_on, nation, politics, status, unit_id, post_title, is_team_member) select path, '{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '{await PersonAsync(name)}', '1', '1978-05-01', '01', '01', '1', '{unit}', '{post}', false from org.locality where code = '{TestHost.County}' returning id");
    }

    async Task<InstalledProgramme> InstallAsync(string key)
    {
        var module = await InstalledHost.InstallAsync(Host, TestHost.County, key);
        // No right in any other module.
        return new(Host, await Host.SignInAsync(TestHost.County, [.. ((string[])["entries.read", "entries.edit", "entries.act", "entries.manage", "figures.read", "rules.read"]).Select(tail => $"{module}.{tail}")]), module);
    }

    async Task<string> TabAsync(string path, params string[] may)
    {
        using var reader = await Host.SignInAsync(TestHost.County, may);
        var page = await reader.GetAsync($"/{TestHost.County}/{path}?tab=programme-results");
        Assert.True(page.Status == 200, $"{path}: {page.Status} {page.In("main")}");
        Assert.DoesNotContain("programme-results/new", page.Text, StringComparison.Ordinal);
        return page.In("main")!;
    }

    [Fact, Trait("Row", "G10.16"), Trait("Row", "C6.13"), Trait("Row", "I-C33")]
    public async Task Secretaries_of_villages_and_towns_meet_in_the_arena_and_what_they_come_to_stands_on_their_cards()
    {
        var (ji, shi, town) = (await SecretaryAsync("季安平", "擂台一村党支部"), await SecretaryAsync("时亮", "擂台二村党支部"), await CadreAsync("陶静", "岭头镇党委书记"));
        var arena = await InstallAsync("leitaisai");
        var (spring, autumn) = (await RoundAsync("春季擂台", "产业振兴", 20), await RoundAsync("秋季擂台", "乡村治理", 2));
        Assert.Equal("2", await arena.FigureAsync("rounds"));
        Assert.Contains("没有排名次就定奖项", await arena.RefusalAsync("entries", ("name", "急着领奖"), ("round_id", spring.ToString()), ("award", "1")), StringComparison.Ordinal);
        var (low, high, later) = (await EntryAsync(spring, "我们村的路", ("village_secretary_id", shi), "95", "70", "90"), await EntryAsync(spring, "一片茶叶", ("village_secretary_id", ji), "85", "90", "94"), await EntryAsync(autumn, "说事长廊", ("village_secretary_id", ji), "80", "80"));
        var third = await EntryAsync(spring, "一镇一园", ("town_secretary_id", town), "60", "80");
        foreach (var entry in (Guid[])[low, high, later, third]) Assert.Equal(302, (await arena.DoAsync("entries", "rank", entry)).Status);
        await arena.ChangeAsync("entries", high, ("award", "1"));
        // Presentation, judges one by one, votes of the public, rank and prize: 92 and 85, 80 and 95, 80 and 60.
        Assert.Equal("74:3 85:2 90:1", await arena.AskAsync<string>($"select string_agg(total || ':' || rank, ' ' order by total) from {{m}}.entries where round_id = '{spring}'"));
        var certificate = (await arena.PaperAsync("entries", "certificate", high)).Replace(" ", "", StringComparison.Ordinal);
        foreach (var words in (string[])["季安平同志", "春季擂台中获一等奖"]) Assert.Contains(words, certificate, StringComparison.Ordinal);

        // On the village cadre's card: all rounds, and nobody else's; read by who reads the cards, without any right in the programme.
        var card = await TabAsync($"grassroots/village-cadres/{ji}", VillageRead);
        foreach (var words in (string[])["乡村振兴擂台赛", Ago(20), "一片茶叶", "擂台 春季擂台", "评委分 92", "群众分 85", "名次 1", "奖项 一等奖", "说事长廊", "秋季擂台"]) Assert.Contains(words, card, StringComparison.Ordinal);
        Assert.DoesNotContain("我们村的路", card, StringComparison.Ordinal);
        Assert.Contains("名次 2", await TabAsync($"grassroots/village-cadres/{shi}", VillageRead), StringComparison.Ordinal);
        // And on the record of the cadre.
        var record = await TabAsync($"cadres/files/{town}", "cadres.files.read");
        foreach (var words in (string[])["乡村振兴擂台赛", "一镇一园", "总分 74", "名次 3"]) Assert.Contains(words, record, StringComparison.Ordinal);

        // Entered for the wrong one: it goes over; thrown away: it is gone.
        await arena.ChangeAsync("entries", later, ("village_secretary_id", shi.ToString()));
        Assert.DoesNotContain("说事长廊", await TabAsync($"grassroots/village-cadres/{ji}", VillageRead), StringComparison.Ordinal);
        Assert.Contains("说事长廊", await TabAsync($"grassroots/village-cadres/{shi}", VillageRead), StringComparison.Ordinal);
        using var officer = await Host.SignInAsync(TestHost.County, $"{arena.Module}.entries.read", $"{arena.Module}.entries.edit");
        Assert.Equal(302, (await officer.PostAsync($"{arena.Home}/entries/{low}/remove", ("reason", "重复登记"))).Status);
        Assert.DoesNotContain("我们村的路", await TabAsync($"grassroots/village-cadres/{shi}", VillageRead), StringComparison.Ordinal);

        Task<Guid> RoundAsync(string name, string theme, int ago) => arena.AddAsync("rounds", ("name", name), ("theme", theme), ("held_on", Ago(ago)), ("judges", "7"));
        async Task<Guid> EntryAsync(Guid round, string topic, (string Field, Guid Who) who, string people, params string[] marks)
        {
            var entry = await arena.AddAsync("entries", ("name", topic), ("round_id", round.ToString()), (who.Field, who.Who.ToString()));
            await arena.ListAsync("entries", entry, "votes", ("who", "1"), ("valid", "100"), ("got", people));
            foreach (var (mark, n) in marks.Select((mark, n) => (mark, n))) await arena.ListAsync("entries", entry, "marks", ("judge", $"评委{n + 1}"), ("score", mark));
            return entry;
        }
    }

    const string VillageRead = "grassroots.leaders.read";

    [Fact, Trait("Row", "C6.11")]
    public async Task A_directors_talk_is_scored_commented_and_ranked_and_stands_as_evidence_beside_what_follows_from_the_years_grade()
    {
        var (speaker, other) = (await CadreAsync("罗婷", "发改局局长"), await CadreAsync("何伟", "水利局局长"));
        var forum = await InstallAsync("juzhang-jiangtan");
        var (first, second) = (await TalkAsync("优化营商环境", speaker), await TalkAsync("水利三年行动", other));
        await MarkAsync(first, "38", "27", "27", "讲得透");
        await MarkAsync(second, "30", "20", "20", "数据不足");
        foreach (var talk in (Guid[])[first, second]) Assert.Equal(302, (await forum.DoAsync("talks", "rank", talk)).Status);
        await forum.ChangeAsync("talks", first, ("comments", "思路清、措施实"));
        // The calendar with speaker and topic; who speaks is chosen, name and post come of the register.
        var calendar = await forum.UnderAsync("talks", "season=1");
        foreach (var words in (string[])["优化营商环境", "罗婷", "发改局局长", "92", "第一季"]) Assert.Contains(words, calendar, StringComparison.Ordinal);
        var season = await forum.PageAsync($"talks/{first}?tab=marks");
        Assert.Contains("讲得透", season, StringComparison.Ordinal);

        async Task<Guid> ProposedAsync(Guid cadre, int year) => await Host.AskAsync<Guid>($"insert into cadres.assessment_consequence (locality_path, cadre_id, name, unit_name, year, grade, kind, words, basis, due_on) select locality_path, id, name, '某局', {year}, '1', '1', '当年给予嘉奖', '公务员考核规定', '{Clock.Today.AddDays(30):yyyy-MM-dd}' from cadres.cadre where id = '{cadre}' returning id");
        var day = Clock.Today.AddDays(-3);
        var (mine, before, theirs) = (await ProposedAsync(speaker, day.Year), await ProposedAsync(speaker, day.Year - 1), await ProposedAsync(other, day.Year));
        var evidence = await TabAsync($"cadres/consequences/{mine}", "cadres.assessment.read");
        foreach (var words in (string[])["局长讲坛", "优化营商环境", "平均得分 92", "本季名次 1", "点评 思路清、措施实"]) Assert.Contains(words, evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("水利三年行动", evidence, StringComparison.Ordinal);
        Assert.Contains("本季名次 2", await TabAsync($"cadres/consequences/{theirs}", "cadres.assessment.read"), StringComparison.Ordinal);
        // Of the year of the grade, and of no other.
        Assert.DoesNotContain("优化营商环境", await TabAsync($"cadres/consequences/{before}", "cadres.assessment.read"), StringComparison.Ordinal);
        Assert.Contains("优化营商环境", await TabAsync($"cadres/files/{speaker}", "cadres.files.read"), StringComparison.Ordinal);

        Task<Guid> TalkAsync(string title, Guid cadre) => forum.AddAsync("talks", ("name", title), ("season", "1"), ("held_on", Ago(3)), ("speaker_id", cadre.ToString()));
        Task MarkAsync(Guid talk, string content, string delivery, string practice, string words) => forum.ListAsync("talks", talk, "marks", ("judge", "评委"), ("content", content), ("delivery", delivery), ("practice", practice), ("words", words));
    }

    [Theory]
    [InlineData("铸魂工程", new[] { "党员教育", "主题党日+", "红色基地", "互联网+" })]
    [InlineData("强基工程", new[] { "星级评定", "示范县乡", "软弱涣散整顿", "两新覆盖" })]
    [InlineData("头雁工程", new[] { "书记队伍", "两委换届", "村干部管理", "驻村帮扶" })]
    [InlineData("先锋工程", new[] { "分领域行动", "发展党员", "激励关怀" })]
    [InlineData("治理工程", new[] { "有魂", "有序", "有力", "有效" })]
    [InlineData("五项行动", new[] { "质量提升", "头雁培育", "细胞活力", "增收固本", "示范引领" })]
    [Trait("Row", "G14.2")]
    [Trait("Row", "G14.3")]
    [Trait("Row", "G14.4")]
    [Trait("Row", "G14.5")]
    [Trait("Row", "G14.6")]
    [Trait("Row", "G14.8")]
    public async Task Beside_each_part_of_the_six_works_and_five_actions_stand_the_figures_that_the_modules_publish_for_the_place(string work, string[] parts)
    {
        var works = await WorksAsync();
        var reads = Host.Platform.Current!.Modules.Where(module => module.Manifest.Id == "grassroots" || module.Manifest.Under == "programmes").SelectMany(module => module.Manifest.Permissions).Select(one => one.Id).Where(id => id.EndsWith(".read", StringComparison.Ordinal)).ToArray();
        using var officer = await Host.SignInAsync(TestHost.County, reads);
        var board = await officer.GetAsync($"{works.Home}/figures");
        var own = await officer.GetAsync($"/{TestHost.County}/grassroots/figures");
        foreach (var part in parts)
        {
            var rows = RowsUnder(board, $"{work}：{part}");
            Assert.NotEmpty(rows);
            foreach (var row in rows)
            {
                var words = row.TextContent;
                Assert.DoesNotContain("没有这项指标", words, StringComparison.Ordinal);
                Assert.DoesNotContain("没有查看的权限", words, StringComparison.Ordinal);
                if (words.Contains("没有安装", StringComparison.Ordinal)) continue;
                // Value and light are those of the module's own page, and it opens there.
                var link = row.QuerySelector("td.name a")!.GetAttribute("href")!;
                if (!link.Contains("/grassroots/", StringComparison.Ordinal)) continue;
                var there = own.Document.QuerySelectorAll("td.name a").First(one => one.GetAttribute("href") == link).Closest("tr")!;
                Assert.Equal(there.QuerySelector("a.fig")!.TextContent, row.QuerySelector("a.fig")!.TextContent);
                Assert.Equal(there.QuerySelectorAll("td")[4].TextContent.Trim(), row.QuerySelectorAll("td")[4].TextContent.Trim());
            }
        }
    }

    async Task<InstalledProgramme> WorksAsync() => await Host.AskAsync<string>("select module from programmes.design where origin = '货架：liuda-gongcheng'") is { } module ? new(Host, null!, module) : await InstallAsync("liuda-gongcheng");

    static List<IElement> RowsUnder(Answer page, string group)
    {
        var head = page.Document.QuerySelectorAll("tr.group").First(row => row.TextContent.Trim() == group);
        List<IElement> rows = [];
        for (var row = head.NextElementSibling; row is not null && !row.ClassList.Contains("group"); row = row.NextElementSibling) rows.Add(row);
        return rows;
    }

    [Fact]
    public async Task A_figure_of_another_module_is_for_who_may_see_it_there_and_one_of_another_programme_is_known_by_its_name()
    {
        var works = await WorksAsync();
        var property = await InstallAsync("hongse-wuye");
        using var officer = await Host.SignInAsync(TestHost.County, $"{works.Module}.entries.read", $"{works.Module}.figures.read", $"{property.Module}.entries.read", $"{property.Module}.figures.read");
        var board = await officer.GetAsync($"{works.Home}/figures");
        Assert.All(RowsUnder(board, "强基工程：星级评定"), row => Assert.Contains("没有查看的权限", row.TextContent, StringComparison.Ordinal));
        var spirit = RowsUnder(board, "治理工程：有魂");
        Assert.Contains(spirit, row => row.TextContent.Contains("没有安装", StringComparison.Ordinal));
        Assert.Equal($"/{TestHost.County}/{property.Module}/figures/covered", Assert.Single(spirit, row => row.QuerySelector("td.name a") is not null).QuerySelector("td.name a")!.GetAttribute("href"));
        // Of what the shelf shows of itself, all is on the shelf.
        var shelf = ShelfTests.Keys.Select(ShelfTests.DescriptionOf).ToList();
        var figures = Host.Platform.Current!.Modules.Where(module => module.Manifest.Id is "grassroots" or "department").ToDictionary(module => module.Manifest.Id, module => module.Figures!);
        Assert.Empty(shelf.SelectMany(item => item.Shows).Select(one => one.Figure.Split('/')).Where(one => figures.TryGetValue(one[0], out var set) ? set.Figure(one[1]) is null : shelf.All(other => other.Name != one[0] || other.Figures.All(figure => figure.Key != one[1]))).Select(one => string.Join('/', one)));
    }

    [Fact]
    public async Task What_was_told_goes_with_the_member_who_moves_to_another_county_and_is_put_right_and_taken_back_by_the_programme_that_told_it()
    {
        var far = "539922101";
        await Host.DoAsync($"insert into org.locality (code, name, short_name, kind, parent_id) select '{far}', '远桥镇', '远桥', 4, id from org.locality where code = '{TestHost.Neighbour}'");
        var (from, to) = (await BranchAsync("出发村党支部", TestHost.Township), await BranchAsync("到达村党支部", far));
        var member = await Host.AskAsync<Guid>($"insert into grassroots.member (locality_path, name, name_pinyin, name_initials, person_id, organisation_id, kind, joined_on, became_full_on, dues_paid_to_on) select locality_path, '迁居壬', 'qianjuren', 'qjr', '{await PersonAsync("迁居壬")}', id, '1', '2005-06-01', '2006-06-01', date_trunc('month', org.today()) from grassroots.organisation where id = '{from}' returning id");
        using var admin = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", """
            { "name": "党员积分", "edition": 2026, "registers": [ { "key": "scores", "title": "积分", "noun": "积分", "fields": [ { "key": "name", "label": "事项", "kind": "name" }, { "key": "who_id", "label": "党员", "kind": "listed", "register": "party-member", "required": true }, { "key": "points", "label": "得分", "kind": "number", "required": true } ], "tells": [ { "about": "who_id", "says": ["points"] } ] } ] }
            """), ("onto", ""));
        Assert.True(made.Status == 302, made.In(".note"));
        var design = made.Location!.Split('?')[0].Split('/')[^1];
        var published = await DesignHost.DoAsync(admin, design, "publish", await Host.AskAsync<int>($"select version from programmes.design where id = '{design}'"));
        Assert.True(published.Status == 302, published.In("main"));
        var module = (await Host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
        await InstalledHost.ServesAsync(Host, module);
        using var clerk = await Host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var scores = new InstalledProgramme(Host, clerk, module);
        var (kept, withdrawn) = (await ScoreAsync("防汛值守", "12"), await ScoreAsync("植树", "5"));
        using var here = await Host.SignInAsync(TestHost.Township, Officer);
        using var there = await Host.SignInAsync(far, Officer);
        using var stranger = await Host.SignInAsync(far, "grassroots.organisations.read");
        Assert.Contains("防汛值守", (await here.GetAsync(Record(TestHost.Township))).In("main"), StringComparison.Ordinal);
        Assert.Equal(404, (await there.GetAsync(Record(far))).Status);

        // The transfer, step by step, as both sides do it.
        static string Before(int days) => Ago(days);
        var opened = await here.OpenCaseAsync($"/{TestHost.Township}/grassroots/transfers", member, ("on", Before(12)), ("reason_code", "1"), ("from_organisation", "出发村党支部"), ("dues_paid_to", Month.Of(Clock.Today).ToString()));
        Assert.True(opened.Status == 302, opened.Why());
        await here.DoStepAsync(opened.Location!, "approve", ("on", Before(10)), ("to_organisation", "中共远桥镇委员会"), ("receiver_may_approve", "1"), ("outcome", "inside"));
        await here.DoStepAsync(opened.Location!, "send", ("on", Before(10)), ("other", far), ("valid_days", "30"));
        await there.DoStepAsync($"/{far}/grassroots/transfers/{opened.Location![^36..]}", "receive", ("on", Before(3)), ("outcome", "accepted"), ("organisation_id", to.ToString()));

        var told = (await there.GetAsync(Record(far))).In("main")!;
        foreach (var words in (string[])["党员积分", "防汛值守", "得分 12", "植树"]) Assert.Contains(words, told, StringComparison.Ordinal);
        Assert.Equal(403, (await stranger.GetAsync(Record(far))).Status);
        Assert.Equal(404, (await here.GetAsync(Record(TestHost.Township))).Status);
        Assert.Equal(0L, await CountedAsync(from));

        // The programme does not see the member any more, and still answers for what it said.
        Assert.Equal(302, (await clerk.PostAsync($"{scores.Home}/scores/{withdrawn}/remove", ("reason", "登记错人"))).Status);
        var after = (await there.GetAsync(Record(far))).In("main")!;
        Assert.DoesNotContain("植树", after, StringComparison.Ordinal);
        Assert.Contains("防汛值守", after, StringComparison.Ordinal);
        await scores.ChangeAsync("scores", kept, ("points", "9"));
        Assert.Contains("得分 9", (await there.GetAsync(Record(far))).In("main"), StringComparison.Ordinal);

        string Record(string place) => $"/{place}/grassroots/members/{member}?tab=programme-results";
        Task<Guid> ScoreAsync(string what, string points) => scores.AddAsync("scores", ("name", what), ("who_id", member.ToString()), ("points", points));
        Task<long> CountedAsync(Guid organisation) => Host.AskAsync<long>($"select count(*) from org.programme_result r join grassroots.organisation o on o.id = '{organisation}' and starts_with(r.locality_path, o.locality_path) where r.subject_id = '{member}'");
        Task<Guid> BranchAsync(string name, string place) => Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, name_pinyin, name_initials, kind, sphere, founded_on) select path, '{name}', '{Pinyin.Of(name)}', '{Pinyin.Initials(name)}', '631', '1', '2001-01-01' from org.locality where code = '{place}' returning id");
    }

    static readonly string[] Officer = ["grassroots.transfers.read", "grassroots.transfers.act", "grassroots.members.read", "grassroots.organisations.read"];

    [Fact]
    public async Task The_list_of_closed_periods_shows_of_a_figure_of_another_module_what_that_module_closed_and_names_it_with_the_formula()
    {
        var works = await WorksAsync();
        using var officer = await Host.SignInAsync(TestHost.County, $"{works.Module}.entries.read", $"{works.Module}.figures.read", $"{works.Module}.figures.edit", "grassroots.organisations.read", "grassroots.figures.read", "grassroots.figures.edit");
        var board = $"{works.Home}/figures";
        IElement Weak(Answer page) => RowsUnder(page, "强基工程：软弱涣散整顿").Single(row => row.QuerySelector("td.name a")?.TextContent == "软弱涣散党组织");
        var now = Weak(await officer.GetAsync(board)).QuerySelector("a.fig")!.TextContent.Trim();
        Assert.Null(Weak(await officer.GetAsync(board)).QuerySelector("svg.spark"));

        // Closed on the programme's board: its own figures, and nothing of the other module's.
        var closed = await officer.GetAsync(board);
        Assert.Contains(closed.Document.QuerySelectorAll("a"), link => link.TextContent == "历年数据" && link.GetAttribute("href") == $"{works.Home}/reports/snapshots");
        await CloseAsync($"{works.Home}/reports/snapshots", works.Module, "三季度");
        Assert.Contains("由各自的模块封存", (await officer.GetAsync($"{works.Home}/reports/snapshots")).Text, StringComparison.Ordinal);
        Assert.Contains("三季度", (await officer.GetAsync($"{works.Home}/reports/snapshots")).In("tbody"), StringComparison.Ordinal);
        Assert.Null(Weak(await officer.GetAsync(board)).QuerySelector("svg.spark"));
        Assert.NotNull((await officer.GetAsync(board)).Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("td.name a")?.GetAttribute("href") == $"{works.Home}/figures/works").QuerySelector("svg.spark"));

        // Closed by its own module: here what it was then and is now, as on that module's page.
        await CloseAsync($"/{TestHost.County}/grassroots/reports/snapshots", "grassroots", "年中");
        await Host.DoAsync($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on, is_weak) select path, '新列入整顿支部', '631', '1', '2001-01-01', true from org.locality where code = '{TestHost.Township}'");
        var row = Weak(await officer.GetAsync(board));
        var own = (await officer.GetAsync($"/{TestHost.County}/grassroots/figures")).Document.QuerySelectorAll("tbody tr").First(one => one.QuerySelector("td.name a")?.TextContent == "软弱涣散党组织");
        Assert.Equal($"{now}、{int.Parse(now, System.Globalization.CultureInfo.InvariantCulture) + 1}", row.QuerySelectorAll("td")[5].QuerySelector("svg.spark")!.GetAttribute("aria-label"));
        Assert.Equal(own.QuerySelector("svg.spark")!.OuterHtml, row.QuerySelector("svg.spark")!.OuterHtml);
        Assert.StartsWith("基层党建：", row.QuerySelectorAll("td")[6].TextContent, StringComparison.Ordinal);

        async Task CloseAsync(string page, string module, string title)
        {
            Assert.Equal(302, (await officer.PostAsync(page + "?handler=take", ("title", title))).Status);
            await TestHost.UntilAsync(async () => await Host.AskAsync<long>($"select count(*) from org.figure_snapshot where module = '{module}' and title = '{title}'") == 1, $"{title} is closed");
        }
    }

    [Fact]
    public async Task Figures_of_modules_are_chosen_in_the_designer_by_their_names_and_other_counties_programmes_are_none_to_choose_from()
    {
        var neighbours = await InstalledHost.InstallAsync(Host, TestHost.Neighbour, "xiangxian-chuangye");
        using var admin = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("name", "旁边的指标"), ("title", "台账"), ("columns", "名称"), ("pasted", ""), ("sphere", "2"));
        var part = made.Location!.Split('?')[0] + "?part=figures";
        var offered = (await admin.GetAsync(part)).Document.QuerySelectorAll("#known-figures option").Select(one => one.GetAttribute("value")!).ToList();
        Assert.Contains("基层党建：党员学时达标率", offered);
        Assert.Contains(offered, one => one.StartsWith("三联三促", StringComparison.Ordinal));
        Assert.DoesNotContain(offered, one => one.StartsWith(Host.Platform.Current!.Modules.First(module => module.Manifest.Id == neighbours).Manifest.Name, StringComparison.Ordinal));
        Assert.Equal(offered.Count, offered.Distinct().Count());
        var wrong = await admin.SubmitAsync(part, ("shown_under.0", "党员教育"), ("shown.0", "党员学得怎样"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("没有“党员学得怎样”，请从候选里选", wrong.Text, StringComparison.Ordinal);
        foreach (var (row, under, words) in ((int, string, string)[])[(0, "党员教育", "基层党建：党员学时达标率"), (1, "治理", "红色物业/covered")])
            Assert.Equal(302, (await admin.SubmitAsync(part, ($"shown_under.{row}", under), ($"shown.{row}", words))).Status);
        Assert.Equal("党员教育 grassroots/study-done|治理 红色物业/covered", await Host.AskAsync<string>("select string_agg(one ->> 'group' || ' ' || (one ->> 'figure'), '|') from programmes.design, jsonb_array_elements(draft -> 'shows') one where name = '旁边的指标'"));
        Assert.Equal("基层党建：党员学时达标率", (await admin.GetAsync(part)).Document.QuerySelector("[name='shown.0']")!.GetAttribute("value"));
        Assert.Equal(302, (await admin.SubmitAsync(part, ("shown.0", ""))).Status);
        Assert.Equal(1, await Host.AskAsync<int>("select jsonb_array_length(draft -> 'shows') from programmes.design where name = '旁边的指标'"));
    }

    [Fact, Trait("Row", "T7.14")]
    public async Task Plan_students_schooling_and_reserves_of_the_villages_are_read_among_the_figures_of_talents_and_nothing_is_changed_there()
    {
        await SecretaryAsync("单雄", "后备村党支部");
        var village = await Host.AskAsync<Guid>("select id from grassroots.organisation where name = '后备村党支部'");
        await Host.DoAsync($"insert into grassroots.village_candidate (locality_path, name, name_pinyin, name_initials, person_id, organisation_id, is_reserve, source, listed_on) select locality_path, '后备甲', 'houbeijia', 'hbj', '{await PersonAsync("后备甲")}', id, true, '1', '2026-01-05' from grassroots.organisation where id = '{village}'");
        var plan = await InstallAsync("yicun-yiming-daxuesheng");
        var row = await plan.AddAsync("villages", ("name", "后备村"), ("planned", "3"), ("contact", "季安平"), ("village_id", village.ToString()));
        foreach (var (student, status) in ((string, string)[])[("学员甲", "1"), ("学员乙", "1"), ("学员丙", "2")]) await plan.ListAsync("villages", row, "students", ("student", student), ("school", "某学院"), ("major", "农学"), ("mode", "1"), ("began_on", Ago(300)), ("status", status));
        using var officer = await Host.SignInAsync(TestHost.County, "talent.figures.read", $"{plan.Module}.entries.read", $"{plan.Module}.figures.read", "grassroots.figures.read", VillageRead);
        var rows = RowsUnder(await officer.GetAsync($"/{TestHost.County}/talent/figures"), "村级后备人才（组织科数据，只读）").ToDictionary(one => one.QuerySelector("td.name")!.TextContent.Trim());
        string Number(string figure) => rows[figure].QuerySelector("a.fig")!.TextContent.Trim();
        Assert.Equal(("3", "2", "1", "1"), (Number("计划培养"), Number("在读学员"), Number("毕业学员"), Number("村级后备人才")));
        // The records behind the number, village by village, with plan, students and how far they are; the reserves likewise.
        var behind = (await officer.GetAsync(rows["在读学员"].QuerySelector("a.fig")!.GetAttribute("href")!)).In("tbody")!;
        foreach (var words in (string[])["后备村", "3", "2", "1"]) Assert.Contains(words, behind, StringComparison.Ordinal);
        Assert.Contains("后备甲", (await officer.GetAsync(rows["村级后备人才"].QuerySelector("a.fig")!.GetAttribute("href")!)).In("tbody"), StringComparison.Ordinal);
        Assert.Contains("后备村", (await officer.GetAsync($"{plan.Home}/villages/{row}?tab=students")).Text, StringComparison.Ordinal);
        Assert.Contains((await officer.GetAsync($"{plan.Home}/villages/{row}/edit")).Status, (int[])[403, 404]);
        // Without a right there, the number is not shown here either.
        using var other = await Host.SignInAsync(TestHost.County, "talent.figures.read", "talent.talents.read");
        Assert.All(RowsUnder(await other.GetAsync($"/{TestHost.County}/talent/figures"), "村级后备人才（组织科数据，只读）"), one => Assert.Contains("没有查看的权限", one.TextContent, StringComparison.Ordinal));
    }
}
