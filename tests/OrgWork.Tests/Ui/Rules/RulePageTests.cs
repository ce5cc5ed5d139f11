using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui;

public sealed class RulePageTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Year = "admission.activist-year", Permissions = "grassroots.rules.read grassroots.rules.edit grassroots.members.read grassroots.members.edit grassroots.organisations.read";

    Task<Browser> OfficerAsync(string place, string permissions = Permissions) => ledger.Host.SignInAsync(place, permissions.Split(' '));
    static string Page(string place, string rule = Year) => $"/{place}/grassroots/rules/{rule}";

    static Task<Answer> SetAsync(Browser officer, string place, string parameter, string value, string from = "2026.01.01", string rule = Year, string scope = "") =>
        officer.PostAsync(Page(place, rule), ("Parameter", parameter), ("Value", value), ("From", from), ("Past", "1"), ("Basis", "某委组〔2026〕1号"), ("Reason", "从严把关"), ("Scope", scope));

    [Fact]
    public async Task The_list_names_every_rule_with_article_severity_and_parameters()
    {
        using var officer = await OfficerAsync(TestHost.County);
        var list = await officer.GetAsync($"/{TestHost.County}/grassroots/rules");

        Assert.Equal(200, list.Status);
        var rules = ledger.Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "grassroots").Rules;
        Assert.All(rules, rule => Assert.Contains(rule.Title, list.Text));
        Assert.Contains("《中国共产党支部工作条例（试行）》", list.Text);
        Assert.Contains("最短时间 12 个月", list.Text);
        Assert.Contains("待核", list.Text);
    }

    [Fact]
    public async Task A_rules_page_shows_its_text_its_article_and_its_cases_with_their_reckoning()
    {
        using var officer = await OfficerAsync(TestHost.County);
        var page = await officer.GetAsync(Page(TestHost.County));

        Assert.Contains("《中国共产党发展党员工作细则》第三章", page.Text);
        Assert.Contains("已核", page.Text);
        Assert.Contains("确定为入党积极分子 2023.10.17 ＋ 12 个月 ＝ 2024.10.17", page.Text);
        Assert.Contains("最早 2024.10.17", page.Text);
        Assert.Contains("缺确定为入党积极分子", page.Text);
        Assert.Equal(404, (await officer.GetAsync(Page(TestHost.County, "no-such-rule"))).Status);
    }

    [Fact]
    public async Task From_a_rule_one_comes_to_the_step_the_list_and_the_light_where_it_is_used()
    {
        using var officer = await OfficerAsync(TestHost.County, Permissions + " grassroots.admission.read grassroots.figures.read");
        async Task<IReadOnlyList<(string Words, string Url)>> UsesAsync(string rule) =>
            [.. (await officer.GetAsync(Page(TestHost.County, rule))).Document.QuerySelectorAll(".panel").Single(panel => panel.QuerySelector(".panel-head, h2")?.TextContent.Trim() == "用在哪里").QuerySelectorAll("a").Select(a => (a.TextContent, a.GetAttribute("href")!))];

        Assert.Equal([("发展党员：确定发展对象", $"/{TestHost.County}/grassroots/admission"), ("指标：发展党员程序合规率", $"/{TestHost.County}/grassroots/figures/admission-lawful")], await UsesAsync(Year));
        var uses = await UsesAsync("members.probation-over");
        Assert.Contains(uses, use => use.Words.Contains("的灯“", StringComparison.Ordinal) && use.Url == $"/{TestHost.County}/grassroots/members?rule=members.probation-over");
        Assert.Contains(uses, use => use.Words.Contains("记录页的提示", StringComparison.Ordinal) && use.Url == $"/{TestHost.County}/grassroots/members");
        foreach (var (words, url) in uses.Append(("发展党员", $"/{TestHost.County}/grassroots/admission"))) Assert.Equal((words, 200), (words, (await officer.GetAsync(url)).Status));
    }

    [Fact]
    public async Task A_county_may_be_stricter_than_the_regulation_and_its_townships_stricter_still_and_never_laxer()
    {
        using var county = await OfficerAsync(TestHost.County);
        using var township = await OfficerAsync(TestHost.Township);

        Assert.Contains("下级只能从严", (await SetAsync(county, TestHost.County, "months", "6")).Text);
        Assert.Equal(302, (await SetAsync(county, TestHost.County, "months", "15")).Status);
        Assert.Contains("上级规定为 15", (await SetAsync(township, TestHost.Township, "months", "13")).Text);
        Assert.Equal(302, (await SetAsync(township, TestHost.Township, "months", "18", "2026.06.01")).Status);

        Assert.Contains("最短时间　<b>18 个月</b>", (await township.GetAsync(Page(TestHost.Township))).Text);
        Assert.Contains("最短时间　<b>15 个月</b>", (await county.GetAsync(Page(TestHost.County))).Text);
        using var neighbour = await OfficerAsync(TestHost.Neighbour);
        Assert.Contains("最短时间　<b>12 个月</b>", (await neighbour.GetAsync(Page(TestHost.Neighbour))).Text);

        // As of a day before the township's own, the county's held there.
        await using var db = ledger.Host.Platform.Databases.Of(ledger.Ledger).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        var (settings, rule) = (await RuleSettings.ReadAsync(db), ledger.Host.Platform.Current!.Modules.SelectMany(module => module.Rules).First(rule => rule.Id == "grassroots." + Year));
        var path = await ledger.PathOfAsync(TestHost.Township);
        Assert.Equal(15, settings.ValueOf(rule, rule.Parameters[0], path, new(2026, 5, 31)).Value);
        Assert.Equal(18, settings.ValueOf(rule, rule.Parameters[0], path, new(2026, 6, 1)).Value);
        Assert.Equal(12, settings.ValueOf(rule, rule.Parameters[0], path, new(2025, 12, 31)).Value);
        // Whatever stands in force nowhere loosens what was set above it later.
        Assert.Equal(302, (await SetAsync(county, TestHost.County, "months", "24", "2026.07.01")).Status);
        Assert.Contains("最短时间　<b>24 个月</b>", (await township.GetAsync(Page(TestHost.Township))).Text);
        Assert.Equal("修改|培养教育考察满一年方可确定为发展对象", await ledger.Host.AskAsync<string>("select concat_ws('|', deed, title) from audit.entry where register = 'rules' order by id desc limit 1"));
    }

    [Fact]
    public async Task What_the_regulation_fixes_is_changed_for_all_or_not_at_all()
    {
        const string age = "admission.age";
        using var county = await OfficerAsync(TestHost.County);
        using var city = await OfficerAsync(TestHost.City);

        Assert.Contains("全国统一", (await SetAsync(county, TestHost.County, "years", "20", rule: age)).Text);
        Assert.Contains("全国统一", (await SetAsync(county, TestHost.County, "years", "20", rule: age, scope: "all")).Text);
        Assert.Equal(302, (await SetAsync(city, TestHost.City, "years", "19", rule: age, scope: "all")).Status);
        Assert.Contains("最低年龄　<b>19 年</b>", (await county.GetAsync(Page(TestHost.County, age))).Text);
    }

    [Theory]
    [InlineData("Value", "很长", "请填数值")]
    [InlineData("From", "明年", "看不懂")]
    [InlineData("Basis", "", "依据文件")]
    [InlineData("Reason", "", "请写明理由")]
    [InlineData("Parameter", "weeks", "请选择要调整的参数")]
    public async Task A_parameter_without_its_day_basis_or_reason_is_not_set(string field, string value, string reason)
    {
        using var officer = await OfficerAsync(TestHost.Neighbour);
        var form = new Dictionary<string, string> { ["Parameter"] = "months", ["Value"] = "14", ["From"] = "2026.01.01", ["Basis"] = "文件", ["Reason"] = "理由", [field] = value };
        var answer = await officer.PostAsync(Page(TestHost.Neighbour), [.. form.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(422, answer.Status);
        Assert.Contains(reason, answer.Text);
        Assert.Equal(0, await ledger.Host.AskAsync<long>("select count(*) from org.rule_parameter where value = 14"));
    }

    [Fact]
    public async Task A_parameter_that_would_change_nothing_or_reaches_back_is_not_set_without_a_word()
    {
        using var officer = await OfficerAsync(TestHost.Neighbour);
        const string rule = "admission.half-year-look";
        var parameter = ledger.Host.Platform.Current!.Modules.SelectMany(module => module.Rules).First(one => one.Id == "grassroots." + rule).Parameters[0];
        Task<Answer> TryAsync(string value, string from, string past) => officer.PostAsync(Page(TestHost.Neighbour, rule), ("Parameter", parameter.Name), ("Value", value), ("From", from), ("Past", past), ("Basis", "某文件"), ("Reason", "从严"));
        var stricter = parameter.Default - 1;

        Assert.Contains("没有要改的", (await TryAsync($"{parameter.Default:0}", Dates.Format(Clock.Today), "")).ErrorAt("Value"));
        var back = await TryAsync($"{stricter:0}", "2020.01.01", "");
        Assert.Equal(422, back.Status);
        Assert.Contains("重新判断", back.ErrorAt("Past"));
        var done = await TryAsync($"{stricter:0}", "2020.01.01", "1");
        Assert.True(done.Status == 302, done.In(".err"));
        Assert.Contains("以往的判断随之改变", (await officer.GetAsync(Page(TestHost.Neighbour, rule))).Text);
    }

    [Fact]
    public async Task The_preview_of_many_changes_hears_the_rules_and_changes_nothing()
    {
        using var officer = await OfficerAsync(TestHost.County);
        var (one, two) = (await MemberAsync(await BranchAsync(), "季流动", new(2015, 7, 1)), await MemberAsync(await BranchAsync(), "季同改", new(2015, 7, 1)));
        var bulk = $"/{TestHost.County}/grassroots/members/bulk";
        Task<Answer> SendAsync(string handler, params (string, string)[] more) => officer.PostFromAsync(bulk, $"{bulk}?handler={handler}", [("id", $"{one}"), ("version", "1"), ("id", $"{two}"), ("version", "1"), ("field", "is_floating"), ("is_floating", "1"), ("reason", "集中登记"), .. more]);

        var preview = await SendAsync("preview");
        Assert.Equal(200, preview.Status);
        Assert.Equal(2, preview.Document.QuerySelectorAll("td[data-l=核对]").Count(cell => cell.TextContent.Contains("流动党员没有登记流向地", StringComparison.Ordinal)));
        Assert.NotNull(preview.Document.QuerySelector("input[name=WaiverReason]"));
        Assert.Contains("再按一次“确认修改 2 人”", preview.In(".waiver"));
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from grassroots.member where id in ('{one}', '{two}') and (is_floating or version > 1)"));
        Assert.Equal(302, (await SendAsync("apply", ("WaiverReason", "去向正在核实"), ("WaiverApprover", "镇党委书记王某"), ("WaiverOn", "2026.11.20"))).Status);
    }

    [Fact]
    public async Task No_login_writes_a_parameter_past_the_function()
    {
        await using var source = ledger.LoginAs("ow_m_grassroots");
        await using var write = source.CreateCommand("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.admission.activist-year', 'months', 1, '[2026-01-01,)', 'x', 'x', 'x')");
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task Who_breaks_a_rule_is_lit_in_the_list_on_the_rules_page_and_on_the_record()
    {
        using var officer = await OfficerAsync(TestHost.County);
        var branch = await BranchAsync();
        var late = await MemberAsync(branch, "陶晚成", Clock.Today.AddYears(-1).AddDays(-10), kind: "2");
        var young = await MemberAsync(branch, "时未满", Clock.Today.AddMonths(-3), kind: "2");

        var list = await officer.GetAsync($"/{TestHost.County}/grassroots/members?rule=members.probation-over");
        Assert.Contains("陶晚成", list.In("tbody"));
        Assert.DoesNotContain("时未满", list.In("tbody"));
        Assert.Contains("预备期满未转正", list.Text);
        var rule = await officer.GetAsync(Page(TestHost.County, "members.probation-over"));
        Assert.Contains("陶晚成", rule.Text);
        Assert.Contains("，超 10 天", rule.Text);
        var hints = await officer.GetAsync($"/{TestHost.County}/grassroots/members/{late}?handler=hints");
        Assert.Contains("预备期满未转正", hints.Text);
        Assert.DoesNotContain("预备期满未转正", (await officer.GetAsync($"/{TestHost.County}/grassroots/members/{young}?handler=hints")).Text);
        Assert.Contains("＋ 12 个月 ＝", (await officer.GetAsync($"/{TestHost.County}/grassroots/members/{late}?tab=rules")).Text);
        // Behind the list: what the rules say of the rows on the screen, and of no row that is not this reader's.
        string Hints(string place) => $"/{place}/grassroots/members?handler=hints&id={late}&id={young}";
        Assert.Equal("?handler=hints", list.Document.QuerySelector("table[data-hints]")!.GetAttribute("data-hints"));
        var said = (await officer.GetAsync(Hints(TestHost.County))).Document.QuerySelectorAll("[data-for]").ToDictionary(row => row.GetAttribute("data-for")!, row => row.TextContent);
        Assert.Contains("预备期满未转正", said[$"{late}"], StringComparison.Ordinal);
        Assert.DoesNotContain("预备期满未转正", said.GetValueOrDefault($"{young}") ?? "", StringComparison.Ordinal);
        using var neighbour = await OfficerAsync(TestHost.Neighbour);
        Assert.Empty((await neighbour.GetAsync(Hints(TestHost.Neighbour))).Document.QuerySelectorAll("[data-for]"));
        Assert.DoesNotContain("陶晚成", (await neighbour.GetAsync(Page(TestHost.Neighbour, "members.probation-over"))).Text);
    }

    [Fact]
    public async Task A_form_that_breaks_a_warning_asks_for_reason_and_approver_and_records_them()
    {
        using var officer = await OfficerAsync(TestHost.County);
        var member = await MemberAsync(await BranchAsync(), "季先行", new(2015, 7, 1));
        var edit = $"/{TestHost.County}/grassroots/members/{member}/edit";

        // Floating, and nobody says where to.
        var asked = await officer.SubmitAsync(edit, ("is_floating", "1"));
        Assert.Equal(422, asked.Status);
        Assert.True(asked.Text.Contains("流动党员没有登记流向地", StringComparison.Ordinal), string.Join("|", asked.Document.QuerySelectorAll(".err, .note").Select(e => e.TextContent.Trim())));
        Assert.NotNull(asked.Document.QuerySelector("input[name=WaiverReason]"));
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from grassroots.member where id = '{member}' and is_floating"));

        Assert.Contains("请填写批准人", (await officer.SubmitAsync(edit, ("is_floating", "1"), ("WaiverReason", "去向正在核实"), ("WaiverApprover", ""), ("WaiverOn", "2026.11.20"))).Text);
        Assert.Equal(302, (await officer.SubmitAsync(edit, ("is_floating", "1"), ("WaiverReason", "去向正在核实"), ("WaiverApprover", "镇党委书记王某"), ("WaiverOn", "2026.11.20"))).Status);
        Assert.Equal("grassroots.members.floats-to|季先行|去向正在核实|镇党委书记王某", await ledger.Host.AskAsync<string>($"select concat_ws('|', rule, title, reason, approver) from org.rule_waiver where row_id = '{member}'"));
        Assert.Contains("去向正在核实", (await officer.GetAsync(Page(TestHost.County, "members.floats-to"))).Text);
        // An old fault does not stand in the way of something else.
        Assert.Equal(302, (await officer.SubmitAsync(edit, ("native_place", "云江"))).Status);
    }

    [Fact]
    public async Task A_form_that_breaks_a_refusal_is_not_saved_and_names_the_article()
    {
        using var officer = await OfficerAsync(TestHost.County);
        var member = await MemberAsync(await BranchAsync(), "单年少", new(2015, 7, 1));

        var refused = await officer.SubmitAsync($"/{TestHost.County}/grassroots/members/{member}/edit", ("birth_on", "1998.03.01"), ("WaiverReason", "特殊"), ("WaiverApprover", "某某"), ("WaiverOn", "2026.11.20"));

        Assert.Equal(422, refused.Status);
        Assert.Contains("入党时不满十八岁", refused.Text);
        Assert.Contains("《中国共产党章程》第一条", refused.Text);
        Assert.Contains("最早 2016.03.01", refused.Text);
        Assert.Equal("1990-01-01", await ledger.Host.AskAsync<string>($"select birth_on::text from grassroots.member where id = '{member}'"));
    }

    async Task<Guid> BranchAsync() => await ledger.Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, code) values ('{await ledger.PathOfAsync(TestHost.Township)}', '某支部', '631', '1', '{Guid.NewGuid():N}') returning id");

    async Task<Guid> MemberAsync(Guid branch, string name, DateOnly joined, string kind = "1") => await ledger.Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on, nation) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '1990-01-01', '01') returning id)
        insert into grassroots.member (locality_path, name, person_id, sex, birth_on, nation, organisation_id, kind, joined_on, became_full_on) select '{await ledger.PathOfAsync(TestHost.Township)}', '{name}', id, '1', '1990-01-01', '01', '{branch}', '{kind}', '{joined:yyyy-MM-dd}', {(kind == "1" ? $"'{joined.AddYears(1):yyyy-MM-dd}'" : "null")} from p returning id
        """);
}
