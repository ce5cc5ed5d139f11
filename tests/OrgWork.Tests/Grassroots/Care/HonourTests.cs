using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.PartyLife;
using Xunit;

namespace OrgWork.Tests.Grassroots.Care;

/// <summary>Medals for fifty years, awards with quota and publicity, and whom the Party looks after.</summary>
public sealed class HonourTests(LifeHost life) : IClassFixture<LifeHost>
{
    static readonly string[] Officer = ["grassroots.organisations.read", "grassroots.members.read", "grassroots.honours.read", "grassroots.honours.act", "grassroots.honours.plan", "grassroots.care.read", "grassroots.care.edit", "grassroots.figures.read"];
    TestHost Host => life.Host;
    string Address(string path) => $"/{life.Statistics.City.Code}/grassroots/{path}";

    async Task<(LifeHost.Branch Branch, Guid Member)> MemberAsync(string sets)
    {
        var branch = await life.BranchAsync();
        var member = (await life.MembersAsync(branch))[^1];
        await Host.DoAsync($"delete from org.procedure_act where case_id in (select id from org.procedure_case where subject_id = '{member}'); delete from org.procedure_case where subject_id = '{member}'; update grassroots.member_honour set removed_at = now() where member_id = '{member}'; update grassroots.member set kind = '1', {sets} where id = '{member}'");
        return (branch, member);
    }

    async Task<FigureValue> FigureAsync(string id)
    {
        var of = life.Statistics.Of("grassroots");
        var (reader, db) = await life.Statistics.ReaderAsync(of, life.Statistics.City);
        await using var _ = db;
        return (await reader.ValuesAsync([of.Figure(id)!], default)).Single().Value;
    }

    [Fact, Trait("Row", "G5.4")]
    public async Task Fifty_years_are_reckoned_to_any_day_less_what_was_interrupted_and_the_medal_is_given_once_with_its_number()
    {
        var next = Clock.Today > new DateOnly(Clock.Today.Year, 7, 1) ? new DateOnly(Clock.Today.Year + 1, 7, 1) : new DateOnly(Clock.Today.Year, 7, 1);
        var (_, member) = await MemberAsync($"joined_on = '{next.AddYears(-51):yyyy-MM-dd}', became_full_on = '{next.AddYears(-50):yyyy-MM-dd}'");
        using var officer = await Host.SignInAsync(life.Statistics.City.Code, Officer);
        var (on, before) = (await officer.GetAsync(Address("honours/fifty")), await officer.GetAsync(Address($"honours/fifty?on={Dates.Format(next.AddDays(-1))}")));
        var cutoff = ("cutoff_on", Dates.Format(next));

        var interrupted = await officer.OpenCaseAsync(Address("medals"), member, ("on", Dates.Format(Clock.Today)), ("outcome", "meets"), cutoff, ("interrupted_months", "6"));
        var opened = await officer.OpenCaseAsync(Address("medals"), member, ("on", Dates.Format(Clock.Today)), ("outcome", "meets"), cutoff, ("interrupted_months", "0"));
        Assert.True(opened.Status == 302, opened.Why());
        var one = opened.Location!;
        await officer.DoStepAsync(one, "review", ("on", Dates.Format(Clock.Today)), ("outcome", "agree"), ("conduct", "表现良好"));
        await officer.DoStepAsync(one, "approve", ("on", Dates.Format(Clock.Today)), ("outcome", "approved"), ("approval_no", "县组〔2026〕1号"));
        await officer.DoStepAsync(one, "issue", ("on", Dates.Format(Clock.Today)), ("outcome", "issued"), ("medal_no", "500123"), ("received_by", "2"), ("issued_by", "支部书记"));
        var again = await officer.OpenCaseAsync(Address("medals"), member, ("on", Dates.Format(Clock.Today)), ("outcome", "meets"), cutoff, ("interrupted_months", "0"));

        Assert.Contains(member.ToString(), on.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(member.ToString(), before.Text, StringComparison.Ordinal);
        Assert.Equal((422, 422), (interrupted.Status, again.Status));
        Assert.Contains("中断 6 个月", interrupted.Text, StringComparison.Ordinal);
        Assert.Equal("500123", await Host.AskAsync<string>($"select document_no from grassroots.member_honour where member_id = '{member}' and kind = '0123' and removed_at is null"));
        Assert.DoesNotContain(member.ToString(), (await officer.GetAsync(Address("honours/fifty"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G5.6")]
    public async Task A_nomination_is_held_to_quota_conduct_and_five_working_days_of_publicity_and_ends_on_the_members_record()
    {
        var ((_, member), (_, second)) = (await MemberAsync("joined_on = '2010-01-01', became_full_on = '2011-01-01'"), await MemberAsync("joined_on = '2010-01-01', became_full_on = '2011-01-01'"));
        var year = Clock.Today.Year;
        await Host.DoAsync($"update grassroots.award_quota set removed_at = now(); insert into grassroots.award_quota (locality_path, year, kind, planned) values ('{life.Statistics.City.Path}', {year}, '0121', 1); delete from org.procedure_act where procedure_act.case_id in (select id from org.procedure_case where procedure = 'awards'); delete from org.procedure_case where procedure = 'awards'; update grassroots.member_review set removed_at = now() where member_id in ('{member}', '{second}'); insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade) select organisation_id, locality_path, id, {year - 1}, '1' from grassroots.member where id in ('{member}', '{second}')");
        using var officer = await Host.SignInAsync(life.Statistics.City.Code, Officer);
        Task<Answer> NominateAsync(Guid who) => officer.OpenCaseAsync(Address("awards"), who, ("on", Dates.Format(Clock.Today.AddDays(-40))), ("award_kind", "0121"), ("award_year", $"{year}"), ("deeds", "带头抢险"));
        await Host.DoAsync($"insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on, affects_until_on) select id, locality_path, '02250', '党内警告', current_date - 30, current_date + 300 from grassroots.member where id = '{second}'");
        var punished = await NominateAsync(second);
        await Host.DoAsync($"update grassroots.member_honour set removed_at = now() where member_id = '{second}' and kind = '02250'");
        var before = (await FigureAsync("awarded-members")).Count;

        var (one, other) = ((await NominateAsync(member)).Location!, (await NominateAsync(second)).Location!);
        await officer.DoStepAsync(one, "review", ("on", Dates.Format(Clock.Today.AddDays(-38))), ("outcome", "agree"));
        var over = await officer.ActAsync(other, "review", ("on", Dates.Format(Clock.Today.AddDays(-38))), ("outcome", "agree"));
        await officer.DoStepAsync(one, "meeting", ("on", Dates.Format(Clock.Today.AddDays(-36))), ("outcome", "pass"), ("meeting_words", "常委会"));
        await officer.DoStepAsync(one, "publish", ("on", Dates.Format(Clock.Today.AddDays(-35))), ("published_at", "党建网"));
        (string, string)[] decision = [("outcome", "awarded"), ("objections", "无异议"), ("decision_no", "县发〔2026〕8号"), ("authority", "中共某县委员会")];
        var early = await officer.ActAsync(one, "decide", [("on", Dates.Format(Clock.Today.AddDays(-34))), .. decision]);
        var decided = await officer.ActAsync(one, "decide", [("on", Dates.Format(Clock.Today)), .. decision]);

        Assert.Equal(422, punished.Status);
        Assert.Contains("影响期", punished.Text, StringComparison.Ordinal);
        Assert.Equal((422, 422), (over.Status, early.Status));
        Assert.Contains("名额 1 个，已用 1 个", over.Text, StringComparison.Ordinal);
        Assert.True(decided.Status == 302, decided.Why());
        Assert.Equal("县发〔2026〕8号", await Host.AskAsync<string>($"select document_no from grassroots.member_honour where member_id = '{member}' and kind = '0121' and removed_at is null"));
        Assert.Equal(before + 1, (await FigureAsync("awarded-members")).Count);
    }

    [Fact, Trait("Row", "G5.6")]
    public async Task Who_qualifies_is_listed_by_the_rules_and_nominees_stand_side_by_side_against_the_quota()
    {
        var year = Clock.Today.Year;
        var branch = await life.BranchAsync(5);
        var all = await life.MembersAsync(branch);
        var (good, plain, fresh, punished, nominated) = (all[0], all[1], all[2], all[3], all[4]);
        var five = string.Join(", ", all[..5].Select(id => $"'{id}'"));
        await Host.DoAsync($"""
            delete from org.procedure_act where case_id in (select id from org.procedure_case where subject_id in ({five}, '{branch.Id}')); delete from org.procedure_case where subject_id in ({five}, '{branch.Id}');
            update grassroots.member_honour set removed_at = now() where member_id in ({five}); update grassroots.member_review set removed_at = now() where member_id in ({five}); update grassroots.award_quota set removed_at = now();
            update grassroots.member set kind = '1', joined_on = '2010-01-01', became_full_on = '2011-01-01' where id in ({five});
            update grassroots.member set joined_on = org.today() - 500, became_full_on = org.today() - 100 where id = '{fresh}';
            insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade, ballots, votes_excellent, votes_qualified, votes_basic, votes_failed) select organisation_id, locality_path, id, {year - 1}, case when id = '{plain}' then '2' else '1' end, 20, 15, 5, 0, 0 from grassroots.member where id in ({five});
            insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade) select organisation_id, locality_path, id, {year - 2}, '1' from grassroots.member where id = '{plain}';
            insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on, affects_until_on) select id, locality_path, '02250', '党内警告', current_date - 30, current_date + 300 from grassroots.member where id = '{punished}';
            insert into grassroots.award_quota (locality_path, year, kind, planned) values ('{branch.Path}', {year}, '0121', 2);
            update grassroots.organisation set is_weak = true where id = '{branch.Id}'
            """);
        using var officer = await Host.SignInAsync(life.Statistics.City.Code, Officer);
        using var there = await Host.SignInAsync(branch.Code, Officer);
        Task<Answer> NominateAsync(Guid who, int forYear) => officer.OpenCaseAsync(Address("awards"), who, ("on", Dates.Format(Clock.Today.AddDays(-40))), ("award_kind", "0121"), ("award_year", $"{forYear}"), ("deeds", "带头抢险"));
        async Task<(string Qualified, string Nominees, string Quota)> PageAsync(string kind)
        {
            var page = await there.GetAsync($"/{branch.Code}/grassroots/honours/awards?year={year}&kind={kind}");
            Assert.Equal(200, page.Status);
            return (page.Document.QuerySelector("#qualified")?.OuterHtml ?? "", page.Document.QuerySelector("#nominees")?.OuterHtml ?? "", page.Document.QuerySelector("#quota")?.TextContent ?? page.Text);
        }
        Assert.Equal(302, (await NominateAsync(nominated, year)).Status);

        var (qualified, nominees, quota) = await PageAsync("0121");
        Assert.Contains(good.ToString(), qualified, StringComparison.Ordinal);
        // One below each condition: the grade, the year as a full member, the punishment; and who is nominated already.
        foreach (var who in new[] { plain, fresh, punished, nominated }) Assert.DoesNotContain(who.ToString(), qualified, StringComparison.Ordinal);
        Assert.Contains("15 / 20（75%）", nominees, StringComparison.Ordinal);
        Assert.Contains("等“基层党委审核”", nominees, StringComparison.Ordinal);
        Assert.Contains("名额 2　推荐 1　通过审核 0", quota, StringComparison.Ordinal);

        // Each year's nomination is judged by the review before that year, whenever it is entered.
        var (now, before) = (await NominateAsync(plain, year), await NominateAsync(plain, year - 1));
        Assert.Equal((422, 302), (now.Status, before.Status));
        Assert.Contains("上年度民主评议：合格", now.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await NominateAsync(fresh, year)).Status);
        Assert.Equal(302, (await NominateAsync(good, year)).Status);
        Assert.DoesNotContain(good.ToString(), (await PageAsync("0121")).Qualified, StringComparison.Ordinal);

        // Organisations: not while they are weak; then to the decision.
        Task<Answer> AdvanceAsync() => officer.OpenCaseAsync(Address("advanced"), branch.Id, ("on", Dates.Format(Clock.Today.AddDays(-40))), ("award_kind", "0124"), ("award_year", $"{year}"), ("deeds", "班子坚强"));
        Assert.DoesNotContain(branch.Id.ToString(), (await PageAsync("0124")).Qualified, StringComparison.Ordinal);
        Assert.Contains("软弱涣散", (await AdvanceAsync()).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update grassroots.organisation set is_weak = false where id = '{branch.Id}'");
        Assert.Contains(branch.Id.ToString(), (await PageAsync("0124")).Qualified, StringComparison.Ordinal);
        var one = (await AdvanceAsync()).Location!;
        await officer.DoStepAsync(one, "review", ("on", Dates.Format(Clock.Today.AddDays(-38))), ("outcome", "agree"));
        await officer.DoStepAsync(one, "meeting", ("on", Dates.Format(Clock.Today.AddDays(-36))), ("outcome", "pass"), ("meeting_words", "常委会"));
        await officer.DoStepAsync(one, "publish", ("on", Dates.Format(Clock.Today.AddDays(-35))), ("published_at", "党建网"));
        await officer.DoStepAsync(one, "decide", ("on", Dates.Format(Clock.Today)), ("outcome", "awarded"), ("objections", "无异议"), ("decision_no", "县发〔2026〕9号"), ("authority", "中共某县委员会"));
        Assert.Equal("县发〔2026〕9号", await Host.AskAsync<string>($"select document_no from grassroots.organisation_honour where organisation_id = '{branch.Id}' and removed_at is null order by awarded_on desc limit 1"));
        Assert.Contains(branch.Name, (await PageAsync("0124")).Nominees, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G5.2")]
    public async Task Candidates_for_care_are_reckoned_from_the_register_and_leave_the_list_when_they_are_on_the_ledger()
    {
        var (branch, old) = await MemberAsync("birth_on = '1930-05-01', joined_on = '1949-08-01', became_full_on = '1950-08-01'");
        var needy = (await life.MembersAsync(branch))[0];
        await Host.DoAsync($"update grassroots.member set is_needy = true where id = '{needy}'; update grassroots.care_object set removed_at = now() where member_id in ('{needy}', '{old}')");
        using var secretary = await Host.SignInAsync(branch.Code, [.. LifeHost.Secretary, "grassroots.care.read", "grassroots.care.edit"]);
        string At(string path) => $"/{branch.Code}/grassroots/{path}";
        var (founders, poor) = (await secretary.GetAsync(At("care/candidates?category=1")), await secretary.GetAsync(At("care/candidates?category=3")));

        var nobody = await secretary.PostAsync(At("care/candidates?category=3"), ("id", needy.ToString()));
        var listed = await secretary.PostAsync(At("care/candidates?category=3"), ("id", needy.ToString()), ("verified", "支部书记"), ("cause", "长期患病"));

        Assert.Contains(old.ToString(), founders.Text, StringComparison.Ordinal);
        Assert.Contains(needy.ToString(), poor.Text, StringComparison.Ordinal);
        // Old from the age the place sets; who joined before the founding has a list of his own.
        var aged = (await life.MembersAsync(branch))[1];
        await Host.DoAsync($"update grassroots.member set birth_on = (org.today() - interval '76 years')::date where id = '{aged}'; update grassroots.care_object set removed_at = now() where member_id = '{aged}'");
        Assert.DoesNotContain(aged.ToString(), (await secretary.GetAsync(At("care/candidates?category=2"))).Text, StringComparison.Ordinal);
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.care.aged', 'years', 75, daterange('2020-01-01', null), '文', '试', '试')");
        var elders = await secretary.GetAsync(At("care/candidates?category=2"));
        await Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.care.aged'");
        Assert.Contains(aged.ToString(), elders.Text, StringComparison.Ordinal);
        Assert.Contains("75 岁以上老党员", elders.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(old.ToString(), elders.Text, StringComparison.Ordinal);
        Assert.Equal((422, 302), (nobody.Status, listed.Status));
        Assert.DoesNotContain(needy.ToString(), (await secretary.GetAsync(At("care/candidates?category=3"))).Text, StringComparison.Ordinal);
        Assert.Equal("长期患病", await Host.AskAsync<string>($"select cause from grassroots.care_object where member_id = '{needy}' and removed_at is null"));
    }

    [Fact, Trait("Row", "G5.1")]
    public async Task Who_is_on_the_ledger_is_lit_until_cared_for_this_year_approved_and_reviewed()
    {
        var (branch, member) = await MemberAsync("is_needy = true");
        await Host.DoAsync($"update grassroots.care_object set removed_at = now() where organisation_id = '{branch.Id}'");
        var id = await Host.AskAsync<Guid>($"insert into grassroots.care_object (name, organisation_id, locality_path, member_id, category, listed_on) values ('受助人', '{branch.Id}', '{branch.Path}', '{member}', '3', '2023-01-01') returning id");
        using var officer = await Host.SignInAsync(life.Statistics.City.Code, Officer);
        async Task<string[]> LitAsync()
        {
            var lit = new List<string>();
            foreach (var rule in new[] { "this-year", "review", "approved" })
                if ((await officer.GetAsync(Address($"care?rule=care.{rule}&q=受助人"))).Text.Contains(id.ToString(), StringComparison.Ordinal)) lit.Add(rule);
            return [.. lit];
        }
        var (before, covered) = (await LitAsync(), (await FigureAsync("care-covered")).Count);

        var given = await officer.FillAsync(Address($"care/{id}/measures/new"), ("kind", "1"), ("given_on", Dates.Format(Clock.Today)), ("leader", "镇党委书记"), ("amount", "500"), ("occasion", "春节"), ("received_by", "受助人"));
        var approved = await officer.FillAsync(Address($"care/{id}/edit"), ("approved_on", Dates.Format(Clock.Today)), ("approval_no", "党委〔2026〕6号"), ("reviewed_on", Dates.Format(Clock.Today)));

        Assert.Equal(["this-year", "review", "approved"], before);
        Assert.Equal((302, 302), (given.Status, approved.Status));
        Assert.Empty(await LitAsync());
        Assert.Equal(covered + 1, (await FigureAsync("care-covered")).Count);
    }
}
