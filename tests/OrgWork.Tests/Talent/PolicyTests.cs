using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Talent.TalentHost;

namespace OrgWork.Tests.Talent;

/// <summary>Clauses as rules: who qualifies, who does not and why, by one predicate; applications from acceptance to call-back; the fund that is never overdrawn.</summary>
public sealed class PolicyTests(TalentHost talents) : IClassFixture<TalentHost>
{
    TestHost Host => talents.Host;

    async Task<Guid> ClauseAsync(Browser officer, string title, int amount = 50000, string applicant = "1", string line = "1", params (string, string)[] more)
    {
        var policy = await talents.EnterAsync(officer, "policies", "policy", ("title", title + "政策"), ("issuer", "县委"), ("level", "4"), ("effective_on", Day(400)));
        return await talents.EnterAsync(officer, "clauses", "policy_clause", [("title", title), ("policy_id", policy.ToString()), ("class", "1"), ("need", "1"), ("applicant", applicant), ("benefit", "安家补助"), ("amount", $"{amount}"), ("fund_line", line), ("handling", "人社局"), ("materials", "申报表"), ("limit_days", "30"), ("publicity_days", "2"), ("valid_from", Day(300)), .. more]);
    }

    static async Task ConditionAsync(Browser officer, Guid clause, string condition, string value = "0")
    {
        var answer = await officer.PostAsync($"{County}/policy/clause/{clause}?handler=condition", ("condition", condition), ("value", value));
        Assert.True(answer.Status == 302, $"{condition}: {answer.Status} {answer.Why()}");
    }

    async Task<Guid> FundAsync(Browser officer, int budget, string line)
    {
        var item = await Host.AskAsync<Guid>($"insert into talent.fund_item (locality_path, name, year, line, source) values ('{await talents.PathOfAsync(TestHost.County)}', '科目{line}', {Clock.Today.Year}, '{line}', '财政') returning id");
        if (budget > 0) await BookAsync(officer, item, "budget", budget);
        return item;
    }

    static async Task BookAsync(Browser officer, Guid item, string kind, int amount)
    {
        var answer = await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", kind), ("amount", $"{amount}"), ("on", Day(0)), ("words", "测试"), ("paper", ""));
        Assert.True(answer.Status == 302, answer.Why());
    }

    Task<decimal> BalanceAsync(Guid item, string account) => Host.AskAsync<decimal>($"select balance from talent.fund_balance where fund_item_id = '{item}' and account = '{account}'");

    async Task<Guid> ApplyAsync(Browser officer, Guid clause, Guid talent, string title) => await talents.EnterAsync(officer, "applications", "application", ("title", title), ("clause_id", clause.ToString()), ("talent_id", talent.ToString()), ("applied_on", Day(60)));

    /// <summary>The working days of these years are known.</summary>
    Task KnowYearsAsync() => Host.DoAsync($"insert into org.holiday_year (year, source) select y, '测试' from generate_series({Clock.Today.Year - 1}, {Clock.Today.Year + 1}) y on conflict do nothing");

    /// <summary>A case up to the approval, which is left to the test.</summary>
    async Task<string> ToApprovalAsync(Browser officer, Guid application, int granted)
    {
        var opened = await officer.OpenCaseAsync($"{County}/fulfilment", application, ("on", Day(50)), ("outcome", "accepted"));
        Assert.True(opened.Status == 302, opened.Why());
        var one = $"{County}/fulfilment/{await Host.AskAsync<Guid>($"select id from org.procedure_case where subject_id = '{application}' and state = 'open'")}";
        await officer.DoStepAsync(one, "review", ("on", Day(45)), ("outcome", "pass"), ("review_words", "属实"));
        await officer.DoStepAsync(one, "joint", ("on", Day(40)), ("outcome", "pass"), ("joint_units", "财政局"), ("granted", $"{granted}"), ("joint_words", "没有重复享受"));
        await officer.DoStepAsync(one, "publish", ("on", Day(30)), ("published_at", "政府网站"));
        return one;
    }

    static (string, string)[] Approval => [("on", Day(0)), ("outcome", "approved"), ("approval_no", "人才〔1〕号")];

    [Fact]
    [Trait("Row", "T2.1")]
    public async Task The_conditions_of_a_clause_decide_explain_and_list_everyone_who_qualifies_by_one_predicate()
    {
        using var officer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "层次补助");
        Assert.Contains("层次补助", (await officer.GetAsync($"{County}/clauses?rule=clauses.conditions")).In("tbody"));
        var good = await talents.TalentAsync("条件甲", more: "grade, education, study_kind, state", values: "'C', '11', '1', '1'");
        var low = await talents.TalentAsync("条件乙", more: "grade, education, study_kind, state", values: "'F', '11', '1', '1'");
        var unknown = await talents.TalentAsync("条件丙", more: "grade, state", values: "'C', '1'");
        await talents.TalentAsync("条件丁", more: "grade, education, study_kind, state", values: "'C', '21', '1', '1'");
        await ConditionAsync(officer, clause, "grade", "3");
        await ConditionAsync(officer, clause, "education", "0");
        await ConditionAsync(officer, clause, "in-post");
        Assert.Equal(422, (await officer.PostAsync($"{County}/policy/clause/{clause}?handler=condition", ("condition", "grade"), ("value", "99"))).Status);
        // A condition of employers is none of talents.
        Assert.Equal(422, (await officer.PostAsync($"{County}/policy/clause/{clause}?handler=condition", ("condition", "brought"), ("value", "1"))).Status);
        async Task<string[]> NamesAsync() => [.. (await officer.GetAsync($"{County}/policy/clause/{clause}")).Document.QuerySelectorAll("tbody td.name").Select(td => td.TextContent.Trim()).Where(name => name.StartsWith("条件", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(["条件甲"], await NamesAsync());
        // Explained to each by the same rules.
        Assert.Contains("✗ 认定层次 F类，要求 D类以上", (await officer.GetAsync($"{County}/policy/for/{low}")).Text);
        Assert.Contains("✗ 缺学历", (await officer.GetAsync($"{County}/policy/for/{unknown}")).Text);
        Assert.Contains("✓ 认定层次 C类，要求 D类以上", (await officer.GetAsync($"{County}/policy/for/{good}")).Text);
        // Whoever lives outside the place of the clause is none of its.
        var far = await talents.TalentAsync("条件外县", TestHost.Neighbour, more: "grade, education, study_kind, state", values: "'C', '11', '1', '1'");
        using var city = await talents.OfficerAsync(TestHost.City);
        Assert.DoesNotContain("条件外县", (await city.GetAsync($"/{TestHost.City}/talent/policy/clause/{clause}")).Text);
        Assert.DoesNotContain("层次补助", (await city.GetAsync($"/{TestHost.City}/talent/policy/for/{far}")).Text);
        // Two of a kind are alternatives.
        await ConditionAsync(officer, clause, "education", "1");
        Assert.Contains("条件丁", await NamesAsync());
        Assert.Equal(302, (await officer.PostAsync($"{County}/policy/clause/{clause}", ("who", good.ToString()), ("who", low.ToString()))).Status);
        Assert.Equal("条件甲：层次补助", await Host.AskAsync<string>($"select string_agg(title, ',') from talent.application where clause_id = '{clause}'"));
    }

    [Fact]
    [Trait("Row", "T2.10")]
    public async Task An_application_is_checked_against_the_registers_published_approved_from_the_fund_paid_and_called_back_in_time()
    {
        await KnowYearsAsync();
        using var officer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "安家补助", line: "1");
        await ConditionAsync(officer, clause, "grade", "3");
        await ConditionAsync(officer, clause, "times", "1");
        var item = await FundAsync(officer, 60_000, "1");
        var (good, low) = (await talents.TalentAsync("兑现甲", more: "grade", values: "'B'"), await talents.TalentAsync("兑现乙", more: "grade", values: "'F'"));
        var refused = await officer.OpenCaseAsync($"{County}/fulfilment", await ApplyAsync(officer, clause, low, "兑现乙：安家"), ("on", Day(50)), ("outcome", "accepted"));
        Assert.Contains("认定层次 F类，要求 D类以上", refused.Text);
        var application = await ApplyAsync(officer, clause, good, "兑现甲：安家");
        var one = await ToApprovalAsync(officer, application, 50_000);
        Assert.Equal("待审批|50000", await Host.AskAsync<string>($"select stage || '|' || granted from talent.application where id = '{application}'"));
        Assert.Contains("公示", (await officer.ActAsync(one, "approve", ("on", Day(30)), ("outcome", "approved"), ("approval_no", "1"))).Text);
        // Who reviewed it does not let the money go, and who may only work on it neither.
        Assert.Contains("审批要由另一人办", (await officer.ActAsync(one, "approve", Approval)).Text);
        using var clerk = await talents.OfficerAsync(without: "talent.policy.approve");
        Assert.NotEqual(302, (await clerk.ActAsync(one, "approve", Approval)).Status);
        Assert.Equal(0m, await BalanceAsync(item, "committed"));
        using var second = await talents.OfficerAsync();
        await second.DoStepAsync(one, "approve", Approval);
        Assert.Equal((50_000m, 10_000m), (await BalanceAsync(item, "committed"), await BalanceAsync(item, "available")));
        Assert.Contains("拨付要由另一人办", (await officer.ActAsync(one, "pay", ("on", Day(0)), ("payment_no", "支001"))).Text);
        await second.DoStepAsync(one, "pay", ("on", Day(0)), ("payment_no", "支001"));
        Assert.Equal((0m, 50_000m), (await BalanceAsync(item, "committed"), await BalanceAsync(item, "paid")));
        await officer.DoStepAsync(one, "call", ("on", Day(0)), ("satisfaction", "1"), ("call_words", "已到账"));
        Assert.Equal("已兑现|1", await Host.AskAsync<string>($"select stage || '|' || satisfaction from talent.application where id = '{application}'"));
        Assert.Contains("支001", (await officer.GetAsync($"{County}/fund/item/{item}")).In("tbody"));
        // Who has had it once does not qualify again.
        var again = await officer.OpenCaseAsync($"{County}/fulfilment", await ApplyAsync(officer, clause, good, "兑现甲：再次"), ("on", Day(0)), ("outcome", "accepted"));
        Assert.Contains("已享受 1 次，限 1 次", again.Text);
        // What the register of clauses paid stands on the overview: worth of the clause.
        Assert.Equal(["1", "50,000", "1", "50,000", "50,000"], Cells(await officer.GetAsync($"{County}/policy"), "安家补助").Take(6).Skip(1));
    }

    [Fact]
    [Trait("Row", "T2.9")]
    public async Task The_fund_is_never_overdrawn_not_even_by_two_officers_at_once_and_what_is_not_approved_any_more_is_free_again()
    {
        await KnowYearsAsync();
        using var officer = await talents.OfficerAsync();
        using var colleague = await talents.OfficerAsync();
        using var reviewer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "奖励", 80_000, line: "2");
        await ConditionAsync(officer, clause, "grade", "5");
        var item = await FundAsync(officer, 100_000, "2");
        var cases = new List<string>();
        for (var i = 0; i < 4; i++) cases.Add(await ToApprovalAsync(reviewer, await ApplyAsync(officer, clause, await talents.TalentAsync($"并发{i}", more: "grade", values: "'B'"), $"并发{i}"), 80_000));
        // The first page a browser opens gives it its form cookie; two first pages at once would give it two.
        await colleague.GetAsync($"{County}/fund");
        // Each of two officers approves two, all at once: the money is there for one of them.
        var answers = await Task.WhenAll(cases.Select((one, i) => (i % 2 == 0 ? officer : colleague).ActAsync(one, "approve", Approval)));
        Assert.Equal(1, answers.Count(answer => answer.Status == 302));
        Assert.All(answers.Where(answer => answer.Status != 302), answer => Assert.Contains("余额 20,000.00 元，不够 80,000.00 元", answer.Text));
        Assert.Equal((80_000m, 20_000m), (await BalanceAsync(item, "committed"), await BalanceAsync(item, "available")));
        // Money that is promised cannot be cut away, and a voucher that does not balance is not kept, whoever writes it.
        Assert.Contains("不够", (await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "cut"), ("amount", "30000"), ("on", Day(0)), ("words", "调减"), ("paper", ""))).Text);
        Assert.Equal(422, (await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "pay"), ("amount", "1"), ("on", Day(0)), ("words", "直接付"), ("paper", ""))).Status);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"update talent.fund_balance set balance = -1 where fund_item_id = '{item}' and account = 'available'"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"""
            with v as (insert into talent.fund_voucher (fund_item_id, locality_path, number, kind, on_day, amount, words, by_name) select id, locality_path, 99, 'budget', org.today(), 5, '一边', '无' from talent.fund_item where id = '{item}' returning id, locality_path, fund_item_id)
            insert into talent.fund_entry (fund_voucher_id, locality_path, fund_item_id, account, debit) select id, locality_path, fund_item_id, 'available', 5 from v
            """));
        // The case is ended: what was committed is free for the next.
        var won = cases[Array.FindIndex(answers, answer => answer.Status == 302)];
        var application = await Host.AskAsync<Guid>($"select subject_id from org.procedure_case where id = '{won.Split('/')[^1]}'");
        var ended = await officer.SendAsync($"{won}/turn/withdraw", (await officer.GetAsync($"{won}/turn/withdraw")).FormOf(), ("reason", "审批有误"));
        Assert.True(ended.Status == 302, $"{ended.Status} {ended.Why()}");
        Assert.Equal((0m, 100_000m), (await BalanceAsync(item, "committed"), await BalanceAsync(item, "available")));
        Assert.Equal("待审批", await Host.AskAsync<string>($"select stage from talent.application where id = '{application}'"));
        await officer.DoStepAsync(cases.First(one => one != won), "approve", Approval);
        // Debit and credit come out over everything that was booked.
        Assert.Equal(0m, await Host.AskAsync<decimal>("select sum(debit) - sum(credit) from talent.fund_entry"));
        Assert.Equal(0L, await Host.AskAsync<long>("select count(*) from talent.fund_balance b where b.balance <> coalesce((select sum(case when e.account = 'source' then e.credit - e.debit else e.debit - e.credit end) from talent.fund_entry e where e.fund_item_id = b.fund_item_id and e.account = b.account), 0)"));
        Assert.Contains("spreadsheetml", (await officer.PostAsync($"{County}/fund?handler=export")).Message.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    [Trait("Row", "T2.9")]
    public async Task More_than_the_clause_gives_is_granted_with_a_reason_only()
    {
        await KnowYearsAsync();
        using var officer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "定额补助", 10_000, line: "9");
        await ConditionAsync(officer, clause, "grade", "5");
        var application = await ApplyAsync(officer, clause, await talents.TalentAsync("超额甲", more: "grade", values: "'B'"), "超额甲：定额");
        Assert.Equal(302, (await officer.OpenCaseAsync($"{County}/fulfilment", application, ("on", Day(50)), ("outcome", "accepted"))).Status);
        var one = $"{County}/fulfilment/{await Host.AskAsync<Guid>($"select id from org.procedure_case where subject_id = '{application}' and state = 'open'")}";
        await officer.DoStepAsync(one, "review", ("on", Day(45)), ("outcome", "pass"), ("review_words", "属实"));
        (string, string)[] joint = [("on", Day(40)), ("outcome", "pass"), ("joint_units", "财政局"), ("granted", "12000"), ("joint_words", "无")];
        Assert.Contains("核定 12,000 元，条款标准 10,000 元", (await officer.ActAsync(one, "joint", joint)).Text);
        Assert.Null(await Host.AskAsync<int?>($"select granted from talent.application where id = '{application}'"));
        await officer.DoStepAsync(one, "joint", [.. joint.Where(said => said.Item1 != "granted"), ("granted", "10000")]);
        Assert.Equal(10_000, await Host.AskAsync<int?>($"select granted from talent.application where id = '{application}'"));
    }

    [Fact]
    public async Task A_year_is_closed_once_nothing_is_promised_in_it_and_what_is_left_is_next_years_budget()
    {
        using var officer = await talents.OfficerAsync();
        var (year, path) = (Clock.Today.Year - 1, await talents.PathOfAsync(TestHost.County));
        var item = await Host.AskAsync<Guid>($"insert into talent.fund_item (locality_path, name, year, line, source) values ('{path}', '{year} 年培养', {year}, '4', '财政') returning id");
        var booked = await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "budget"), ("amount", "5000"), ("on", $"{year}.06.01"), ("words", "预算"), ("paper", ""));
        Assert.True(booked.Status == 302, booked.Why());
        Assert.Equal(422, (await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "budget"), ("amount", "5000"), ("on", $"{year + 1}.01.01"), ("words", "别年"), ("paper", ""))).Status);
        var closed = await officer.PostAsync($"{County}/fund/item/{item}?handler=close");
        Assert.True(closed.Status == 302, closed.Why());
        Assert.Equal((0m, 5000m), (await BalanceAsync(item, "available"), await BalanceAsync(item, "carried")));
        Assert.Equal(5000m, await Host.AskAsync<decimal>($"select b.balance from talent.fund_balance b join talent.fund_item i on i.id = b.fund_item_id where i.year = {year + 1} and i.line = '4' and b.account = 'available' and i.locality_path = '{path}'"));
        Assert.Equal(422, (await officer.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "budget"), ("amount", "1"), ("on", $"{year}.06.01"), ("words", "补"), ("paper", ""))).Status);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.DoAsync($"insert into talent.fund_entry (fund_voucher_id, locality_path, fund_item_id, account, debit) select v.id, v.locality_path, v.fund_item_id, 'available', 5 from talent.fund_voucher v where v.fund_item_id = '{item}' limit 1"));
    }

    [Fact]
    [Trait("Row", "T2.2")]
    [Trait("Row", "T2.3")]
    [Trait("Row", "T2.7")]
    [Trait("Row", "T2.16")]
    public async Task Clauses_are_summed_by_class_upper_ones_are_taken_up_needs_are_matched_and_suggestions_are_answered()
    {
        using var officer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "匹配条款", line: "3", more: [("need", "4"), ("class", "3")]);
        var upperPolicy = await talents.EnterAsync(officer, "policies", "policy", ("title", "省级文件"), ("issuer", "省委"), ("level", "2"), ("effective_on", Day(900)), ("expires_on", Day(-20)));
        Assert.Contains("省级文件", (await officer.GetAsync($"{County}/policies?rule=policies.expiring")).In("tbody"));
        var upper = await talents.EnterAsync(officer, "clauses", "policy_clause", ("title", "省级平台资助"), ("policy_id", upperPolicy.ToString()), ("class", "1"), ("need", "8"), ("applicant", "1"), ("benefit", "配套"), ("amount", "0"), ("handling", "人社局"), ("materials", "无"), ("limit_days", "30"), ("publicity_days", "5"), ("valid_from", Day(800)));
        Assert.Contains("省级平台资助", (await officer.GetAsync($"{County}/clauses?rule=clauses.taken-up")).In("tbody"));
        Assert.Equal("未承接", Cells(await officer.GetAsync($"{County}/policy"), "省级文件")[2]);
        Assert.Equal(302, (await officer.SubmitAsync($"{County}/clauses/{clause}/edit", ("upper_id", upper.ToString()))).Status);
        Assert.Equal("已承接", Cells(await officer.GetAsync($"{County}/policy"), "省级文件")[2]);

        var met = await talents.EnterAsync(officer, "policy-needs", "policy_need", ("title", "想建研发平台"), ("need", "4"), ("source", "1"), ("raised_on", Day(0)));
        await talents.EnterAsync(officer, "policy-needs", "policy_need", ("title", "想看病方便"), ("need", "7"), ("source", "1"), ("raised_on", Day(0)));
        var overview = await officer.GetAsync($"{County}/policy");
        Assert.Equal(["1", "1", "1"], Cells(overview, "平台和项目").Skip(1));
        Assert.Contains("没有条款", Cells(overview, "医疗健康")[2]);
        await DoneAsync(officer, "policy-needs", "treat", met, ("treated_on", Day(0)), ("treatment", "2"), ("clause_id", clause.ToString()), ("reply", "现有条款可以申报"));
        Assert.Equal("0", Cells(await officer.GetAsync($"{County}/policy"), "平台和项目")[3]);
    }

    [Fact]
    [Trait("Row", "T2.8")]
    public async Task A_clause_is_revised_into_a_new_edition_with_its_conditions_and_compared_with_the_one_before()
    {
        using var officer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "含金量条款", 8000, line: "9");
        await ConditionAsync(officer, clause, "age", "40");
        var first = await talents.TalentAsync("一版人");
        await Host.DoAsync($"insert into talent.application (locality_path, title, clause_id, talent_id, applied_on, granted, paid_on) values ('{await talents.PathOfAsync(TestHost.County)}', '一版', '{clause}', '{first}', org.today() - 20, 8000, org.today() - 5)");
        await DoneAsync(officer, "clauses", "revise", clause, ("valid_from", Day(2)), ("amount", "6000"), ("benefit", "调整后待遇"));
        var edition = await Host.AskAsync<Guid>($"select id from talent.policy_clause where earlier_id = '{clause}'");
        Assert.Equal("40", await Host.AskAsync<string>($"select value::int::text from talent.clause_condition where policy_clause_id = '{edition}'"));
        var row = (await officer.GetAsync($"{County}/policy")).Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("含金量条款", StringComparison.Ordinal) && tr.QuerySelectorAll("td")[1].TextContent == "2");
        Assert.Equal(["2", "6,000", "0", "0", "—", "8,000", "8,000"], row.QuerySelectorAll("td").Skip(1).Select(td => td.TextContent.Trim()));
        Assert.Contains("已经失效", (await DoAsync(officer, "clauses", "revise", clause, ("valid_from", Day(0)), ("amount", "1"), ("benefit", "再"))).Text);
    }

    [Fact]
    public async Task Who_may_only_read_or_sits_elsewhere_applies_for_nobody_and_books_nothing()
    {
        using var officer = await talents.OfficerAsync();
        var clause = await ClauseAsync(officer, "权限条款", line: "5");
        await ConditionAsync(officer, clause, "in-post");
        var talent = await talents.TalentAsync("权限甲", more: "state", values: "'1'");
        var item = await FundAsync(officer, 1000, "5");
        using var reader = await Host.SignInAsync(TestHost.County, "talent.policy.read", "talent.fund.read");
        using var township = await Host.SignInAsync(TestHost.Township, "talent.demand.read", "talent.talents.read");
        using var neighbour = await talents.OfficerAsync(TestHost.Neighbour);
        Assert.Equal(200, (await reader.GetAsync($"{County}/policy/clause/{clause}")).Status);
        Assert.Equal(403, (await reader.PostAsync($"{County}/policy/clause/{clause}", ("who", talent.ToString()))).Status);
        Assert.Equal(403, (await reader.PostAsync($"{County}/policy/clause/{clause}?handler=condition", ("condition", "age"), ("value", "30"))).Status);
        Assert.Equal(403, (await reader.PostAsync($"{County}/fund/item/{item}?handler=book", ("kind", "budget"), ("amount", "1"), ("on", Day(0)), ("words", "x"), ("paper", ""))).Status);
        Assert.Equal(403, (await township.GetAsync($"/{TestHost.Township}/talent/applications")).Status);
        Assert.Equal(403, (await township.GetAsync($"/{TestHost.Township}/talent/fund")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/policy/clause/{clause}")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/fund/item/{item}")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/talent/policy/for/{talent}")).Status);
        // Who acts on applications does not thereby change clauses: a tampered form is refused.
        using var clerk = await Host.SignInAsync(TestHost.County, "talent.policy.read", "talent.policy.act");
        Assert.Equal(403, (await clerk.PostAsync($"{County}/policy/clause/{clause}?handler=condition", ("condition", "age"), ("value", "30"))).Status);
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from talent.clause_condition where condition = 'age' and policy_clause_id = '{clause}'"));
    }
}
