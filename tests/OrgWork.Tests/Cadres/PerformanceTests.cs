using OrgWork.Cadres;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>实绩考核 and 年度综合考评 through their pages: from the indicators of a year to points, places and a published result.</summary>
public sealed class PerformanceTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Clerk = ["cadres.assessment.read", "cadres.assessment.edit"], Chief = [.. Clerk, "cadres.assessment.decide", "cadres.teams.read"];

    TestHost Host => office.Host;

    async Task<(Guid Unit, Guid Team)> TeamAsync(string name, string kind)
    {
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{office.Path}', '{name}', '36') returning id");
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{office.Path}', '{name}领导班子', '{kind}', '{unit}') returning id");
        await Host.DoAsync($"insert into cadres.team_seat (team_id, locality_path, post, opened_on) values ('{team}', '{office.Path}', '局长', '2015-01-01')");
        return (unit, team);
    }

    static (string, string)[] Item(string name, string weight, string rule, string direction = "1") => [("name", name), ("measure", "%"), ("owner", "统计局"), ("data_source", "统计月报"), ("direction", direction), ("weight", weight), ("rule", rule)];

    async Task<Guid> SetAsync(Browser browser, string name, int year, string kind, string edition, params (string, string)[][] indicators)
    {
        var made = await browser.SubmitAsync($"{Home}/indicator-sets/new", ("name", name), ("year", $"{year}"), ("unit_kind", kind), ("edition", edition), ("cap", "110"));
        Assert.True(made.Status == 302, made.Why() + Host.Log);
        var id = await Host.AskAsync<Guid>($"select id from cadres.indicator_set where name = '{name}'");
        foreach (var indicator in indicators) Assert.Equal(302, (await browser.SubmitAsync($"{Home}/indicator-sets/{id}/indicators/new", indicator)).Status);
        return id;
    }

    static Task<Answer> EnableAsync(Browser browser, Guid id) => browser.SubmitAsync($"{Home}/indicator-sets/deeds/enable?id={id}", ("enabled_on", Day(1)), ("enabled_by", "县委"), ("document_no", "考核1号"));
    Task<Guid> IndicatorAsync(Guid set, string name) => Host.AskAsync<Guid>($"select id from cadres.indicator where indicator_set_id = '{set}' and name = '{name}'");

    [Fact]
    public void Points_follow_from_target_and_actual_by_the_rule_of_the_indicator()
    {
        var units = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        Indicator Of(string rule, string direction) => new(Guid.NewGuid(), "指标", "%", "局", "源", direction, 20, rule);
        decimal? PointsOf(Indicator indicator, decimal? target, decimal? actual, params decimal[] others)
        {
            var mine = new IndicatorValue(indicator.Id, units[0], "甲", target, actual);
            return Scoring.Of(indicator, mine, [mine, .. others.Select((other, n) => new IndicatorValue(indicator.Id, units[n + 1], "乙", target, other))], 110).Points;
        }
        Assert.Equal(18, PointsOf(Of("1", "1"), 100, 90));
        Assert.Equal(22, PointsOf(Of("1", "1"), 100, 150));
        Assert.Equal(16, PointsOf(Of("1", "2"), 8, 10));
        Assert.Equal(22, PointsOf(Of("1", "2"), 8, 0));
        Assert.Equal(20, PointsOf(Of("2", "1"), 100, 100));
        Assert.Equal(0, PointsOf(Of("2", "1"), 100, 99.9m));
        Assert.Equal(20, PointsOf(Of("2", "2"), 3, 3));
        Assert.Equal(13.33m, PointsOf(Of("3", "1"), null, 7, 9, 5));
        Assert.Equal(20, PointsOf(Of("3", "1"), null, 9, 9, 5));
        Assert.Equal(6.67m, PointsOf(Of("3", "2"), null, 9, 7, 5));
        Assert.Null(PointsOf(Of("1", "1"), null, 90));
        Assert.Null(PointsOf(Of("1", "1"), 100, null));
    }

    [Fact, Trait("Row", "C6.7")]
    public async Task A_units_score_comes_from_target_and_actual_and_shows_how_each_point_was_obtained()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        var ((first, _), (second, _)) = (await TeamAsync("县甲局", "5"), await TeamAsync("县乙局", "5"));
        var set = await SetAsync(chief, "国企实绩", 2026, "5", "1", Item("营业收入", "50", "1"), Item("安全事故", "30", "2", "2"), Item("利润增长", "20", "3"));
        var page = $"{Home}/performance/{set}";
        Assert.Equal(422, (await chief.PostAsync(page, ("units", first.ToString()))).Status);
        Assert.Equal(302, (await EnableAsync(chief, set)).Status);
        foreach (var unit in new[] { first, second }) Assert.Equal(302, (await chief.PostAsync(page, ("units", unit.ToString()))).Status);

        async Task<(string, string)[]> FilledAsync(params (string Name, string Target, string Actual)[] values)
        {
            var all = new List<(string, string)>();
            foreach (var (name, target, actual) in values) all.AddRange([($"target.{await IndicatorAsync(set, name):N}", target), ($"actual.{await IndicatorAsync(set, name):N}", actual)]);
            return [.. all];
        }
        var sheet = $"{Home}/performance/unit/{set}?unit=";
        var wrong = await chief.SubmitAsync(sheet + first, await FilledAsync(("营业收入", "十亿", "9")));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("营业收入目标值：看不懂“十亿”", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await chief.SubmitAsync(sheet + first, await FilledAsync(("营业收入", "10", "9"), ("安全事故", "2", "2"), ("利润增长", "", "3.5")))).Status);
        Assert.Equal(302, (await chief.SubmitAsync(sheet + second, await FilledAsync(("营业收入", "10", "12"), ("安全事故", "2", "3"), ("利润增长", "", "1")))).Status);

        var mine = (await chief.GetAsync(sheet + first)).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(mine, row => row.Contains("完成率 9 ÷ 10 ＝ 90%：50 × 90% ＝ 45", StringComparison.Ordinal));
        Assert.Contains(mine, row => row.Contains("2 达到目标 2，得 30", StringComparison.Ordinal));
        Assert.Contains(mine, row => row.Contains("2 个单位中第 1 名：20 × 2/2 ＝ 20", StringComparison.Ordinal));
        Assert.Contains("封顶 110%：50 × 110% ＝ 55", (await chief.GetAsync(sheet + second)).Text, StringComparison.Ordinal);
        Assert.Equal(["县甲局", "县乙局"], (await chief.GetAsync(page)).Document.QuerySelectorAll("td.name a").Select(link => link.TextContent));
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.assessment.read");
        Assert.Equal(403, (await reader.PostAsync(page, ("units", first.ToString()))).Status);
    }

    [Fact, Trait("Row", "C6.8")]
    public async Task A_set_of_indicators_is_fixed_once_in_force_compared_with_the_year_before_and_tells_which_indicators_tell_nothing()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var ((first, _), (second, _)) = (await TeamAsync("县甲园", "7"), await TeamAsync("县乙园", "7"));
        var before = await SetAsync(clerk, "园区去年", 2025, "7", "1", Item("投资", "60", "1"), Item("外资", "40", "1"));
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/indicator-sets/deeds/enable?id={before}")).Status);
        Assert.Equal(302, (await EnableAsync(chief, before)).Status);
        var draft = await SetAsync(clerk, "园区今年", 2026, "7", "1", Item("投资", "50", "2"), Item("亩均税收", "30", "1"));
        Assert.Contains("各项权重合计 80 分，应为 100 分", (await EnableAsync(chief, draft)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await clerk.SubmitAsync($"{Home}/indicator-sets/{draft}/indicators/new", Item("营商环境", "20", "2"))).Status);
        Assert.Equal(302, (await EnableAsync(chief, draft)).Status);
        Assert.Contains("已经启用，不能改", (await clerk.SubmitAsync($"{Home}/indicator-sets/{draft}/indicators/{await IndicatorAsync(draft, "投资")}/edit", ("weight", "40"))).Text, StringComparison.Ordinal);

        var page = $"{Home}/performance/{draft}";
        foreach (var unit in new[] { first, second })
        {
            Assert.Equal(302, (await chief.PostAsync(page, ("units", unit.ToString()))).Status);
            Assert.Equal(302, (await chief.SubmitAsync($"{Home}/performance/unit/{draft}?unit={unit}", ($"target.{await IndicatorAsync(draft, "投资"):N}", "5"), ($"actual.{await IndicatorAsync(draft, "投资"):N}", "6"), ($"target.{await IndicatorAsync(draft, "亩均税收"):N}", "10"), ($"actual.{await IndicatorAsync(draft, "亩均税收"):N}", unit == first ? "9" : "10"))).Status);
        }
        var read = (await chief.GetAsync(page)).Document;
        var lines = read.QuerySelectorAll(".lines li").Select(line => line.TextContent).ToList();
        foreach (var words in new[] { "权重 60 → 50，计分 按完成率 → 达标得分", "亩均税收新增", "外资不再考核（原权重 40）", "营商环境没有一个单位有数", "投资所有单位都得满分" }) Assert.Contains(lines, line => line.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("亩均税收所有", StringComparison.Ordinal));
        // A new edition of the same year puts the other out of force.
        var second2 = await SetAsync(clerk, "园区今年第二版", 2026, "7", "2", Item("投资", "100", "1"));
        Assert.Equal(302, (await EnableAsync(chief, second2)).Status);
        Assert.Equal("3", await Host.AskAsync<string>($"select state from cadres.indicator_set where id = '{draft}'"));
        Assert.Equal(422, (await chief.PostAsync(page, ("units", first.ToString()))).Status);
    }

    [Fact, Trait("Row", "C6.9")]
    public async Task A_yearly_evaluation_weighs_what_several_assessors_gave_ranks_grades_and_is_published_once_for_the_analysis_of_teams()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var teams = new List<(Guid Unit, Guid Team)>();
        foreach (var name in new[] { "县子局", "县丑局", "县寅局" }) teams.Add(await TeamAsync(name, "2"));
        var set = await SetAsync(chief, "部门实绩", 2026, "2", "1", Item("重点任务", "100", "1"));
        Assert.Equal(302, (await EnableAsync(chief, set)).Status);
        foreach (var (team, actual) in teams.Zip(["90", "80", "40"]))
        {
            Assert.Equal(302, (await chief.PostAsync($"{Home}/performance/{set}", ("units", team.Unit.ToString()))).Status);
            Assert.Equal(302, (await chief.SubmitAsync($"{Home}/performance/unit/{set}?unit={team.Unit}", ($"target.{await IndicatorAsync(set, "重点任务"):N}", "100"), ($"actual.{await IndicatorAsync(set, "重点任务"):N}", actual))).Status);
        }
        Assert.Equal(302, (await clerk.SubmitAsync($"{Home}/evaluations/new", ("name", "县直考评"), ("year", "2026"), ("objects", "2"), ("top_share", "40"), ("least", "60"))).Status);
        var id = await Host.AskAsync<Guid>("select id from cadres.evaluation where name = '县直考评'");
        foreach (var (assessor, weight, source) in new[] { ("分管领导", "40", "1"), ("实绩考核", "60", "2") }) Assert.Equal(302, (await clerk.SubmitAsync($"{Home}/evaluations/{id}/parts/new", [("assessor", assessor), ("weight", weight), ("source", source), .. source == "2" ? new[] { ("indicator_set_id", set.ToString()) } : []])).Status);
        var page = $"{Home}/evaluation/{id}";
        Assert.Equal(302, (await clerk.PostAsync($"{page}?handler=units", [.. teams.Select(team => ("units", team.Unit.ToString()))])).Status);
        var part = await Host.AskAsync<Guid>($"select id from cadres.evaluation_part where evaluation_id = '{id}' and source = '1'");
        (string, string)[] Given(params string[] scores) => [.. teams.Zip(scores).Select(one => ($"s.{part:N}.{one.First.Unit:N}", one.Second))];
        Assert.Contains("请填 0 至 100 的分数", (await clerk.SubmitAsync(page, Given("101", "80", "80"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await clerk.SubmitAsync(page, Given("80", "90", ""))).Status);
        var publish = new[] { ("on", Day(0)), ("document", "考核5号") };
        Assert.Equal(403, (await clerk.PostAsync($"{page}?handler=publish", publish)).Status);
        Assert.Contains("缺分：县寅局", (await chief.PostAsync($"{page}?handler=publish", publish)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await clerk.SubmitAsync(page, Given("80", "90", "85"))).Status);
        Assert.Equal(302, (await chief.PostAsync($"{page}?handler=publish", publish)).Status);

        // 80×0.4+90×0.6, 90×0.4+80×0.6, 85×0.4+40×0.6: forty of a hundred of three is one.
        Assert.Equal("县子局 86 1 1,县丑局 84 2 2,县寅局 58 3 3", await Host.AskAsync<string>($"select string_agg(unit_name || ' ' || round(total)::text || ' ' || place || ' ' || grade, ',' order by place) from cadres.evaluation_unit where evaluation_id = '{id}'"));
        Assert.Equal(422, (await clerk.PostAsync(page, Given("1", "1", "1"))).Status);
        Assert.Contains("已经公布", (await clerk.SubmitAsync($"{Home}/evaluations/{id}/edit", ("name", "改了"))).Text, StringComparison.Ordinal);
        Assert.Contains("第 1 名（共 3 个）", (await chief.GetAsync($"{Home}/teams/board/{teams[0].Team}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C6.16")]
    public async Task What_another_office_brought_in_stands_in_the_yearly_evaluation_with_weight_and_source_before_it_is_published()
    {
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        var unit = (await TeamAsync("县卯局", "2")).Unit;
        await Host.DoAsync($"insert into cadres.outside_item (locality_path, name, year, field, objects, weight, data_source, standard, proposed_by, state, decided_on, document_no) values ('{office.Path}', '校地合作', 2025, 'talent', '3', 12, '人才模块：合作项目数', '每个一分', '人才办', '2', '{Iso(9)}', '考核办1号'), ('{office.Path}', '乡镇的事', 2025, 'talent', '2', 5, '别处', '标准', '人才办', '2', '{Iso(9)}', '考核办1号'), ('{office.Path}', '没批准的', 2025, 'talent', '3', 5, '别处', '标准', '人才办', '1', null, null)");
        Assert.Equal(302, (await clerk.SubmitAsync($"{Home}/evaluations/new", ("name", "合入考评"), ("year", "2025"), ("objects", "2"), ("top_share", "40"), ("least", "60"))).Status);
        var id = await Host.AskAsync<Guid>("select id from cadres.evaluation where name = '合入考评'");
        Assert.Equal(302, (await clerk.SubmitAsync($"{Home}/evaluations/{id}/parts/new", ("assessor", "分管领导"), ("weight", "88"), ("source", "1"))).Status);
        var page = $"{Home}/evaluation/{id}";
        Assert.Equal(302, (await clerk.PostAsync($"{page}?handler=units", ("units", unit.ToString()))).Status);
        var publish = new[] { ("on", Day(0)), ("document", "考核6号") };
        Assert.Contains("批准纳入当年考核的还没有列入：校地合作", (await chief.PostAsync($"{page}?handler=publish", publish)).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await clerk.SubmitAsync($"{Home}/evaluations/deeds/outside?id={id}")).Status);
        Assert.Equal("分管领导 88 ,校地合作 12 人才模块：合作项目数", await Host.AskAsync<string>($"select string_agg(assessor || ' ' || weight || ' ' || coalesce(data_source, ''), ',' order by rank_order, id) from cadres.evaluation_part where evaluation_id = '{id}'"));
        var head = (await clerk.GetAsync(page)).In("thead");
        foreach (var words in new[] { "校地合作（12%）", "人才模块：合作项目数" }) Assert.Contains(words, head, StringComparison.Ordinal);
        Assert.Equal(422, (await clerk.SubmitAsync($"{Home}/evaluations/deeds/outside?id={id}")).Status);
        var parts = (await Host.AskAsync<Guid[]>($"select array_agg(id order by rank_order, id) from cadres.evaluation_part where evaluation_id = '{id}'"))!;
        Assert.Equal(302, (await clerk.SubmitAsync(page, [.. parts.Zip(["80", "50"]).Select(one => ($"s.{one.First:N}.{unit:N}", one.Second))])).Status);
        Assert.Equal(302, (await chief.PostAsync($"{page}?handler=publish", publish)).Status);
        // 80 × 0.88 + 50 × 0.12
        Assert.Equal(76.4m, await Host.AskAsync<decimal>($"select total from cadres.evaluation_unit where evaluation_id = '{id}'"));
    }
}
