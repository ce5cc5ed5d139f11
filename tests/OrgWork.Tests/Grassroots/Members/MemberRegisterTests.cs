using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Members;

/// <summary>党员信息库: one record with everything, masked where it is sensitive, with age and 党龄, every status to be found, every change kept.</summary>
public sealed class MemberRegisterTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";

    [Fact]
    [Trait("Row", "G4.1")]
    public async Task A_member_is_entered_shown_masked_with_age_and_Party_age_found_by_every_status_and_each_change_is_kept()
    {
        var host = affairs.Host;
        var branch = await affairs.BranchAsync();
        using var officer = await host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read", "grassroots.figures.read");
        var number = FilledForms.NumberOf(17, "19800501");
        var entered = await officer.SubmitAsync($"{Town}/members/new", ("name", "全信息"), ("sex", "1"), ("birth_on", "1980.05.01"), ("nation", "01"), ("education", "21"), ("organisation_id", branch.Id.ToString()), ("kind", "1"), ("joined_on", "2005.06.01"), ("became_full_on", "2006.06.01"),
            ("applied_on", "2003.03.01"), ("membership_state", "1"), ("occupation", "07"), ("workplace", "枫岭村"), ("identity_mask", number), ("phone", "13900001234"));
        Assert.True(entered.Status == 302, entered.Why() + entered.In(".note"));
        var id = await host.AskAsync<Guid>("select id from grassroots.member where name = '全信息'");
        var record = $"{Town}/members/{id}";
        var page = await officer.GetAsync(record);
        Assert.DoesNotContain(number, page.Text);
        Assert.DoesNotContain("13900001234", page.Text);
        Assert.Contains(number[^4..], page.Text);
        Assert.Contains($"1980.05.01（{Month.Of(new DateOnly(1980, 5, 1)).AgeAt(Month.Of(Clock.Today))}岁）", page.Text);
        Assert.Contains($"2006.06.01（党龄{Month.Of(new DateOnly(2006, 6, 1)).AgeAt(Month.Of(Clock.Today))}年）", page.Text);

        // Every status: 正式、预备、流动、失联、停止党籍、去世.
        foreach (var (name, columns, values, query) in ((string, string, string, string)[])[("预备者", "membership_state", "'1'", "kind=2"), ("流动者", "is_floating, floats_to", "true, '外地'", "is_floating=1"), ("失联者", "membership_state", "'2'", "membership_state=2"),
            ("停籍者", "membership_state", "'3'", "membership_state=3"), ("去世者", "left_on, left_kind, exit_kind", "'2025-01-01', '005', '213'", "left_on.from=1900.01.01")])
        {
            var member = await affairs.MemberAsync(branch, name, columns, values);
            if (name == "预备者") await host.DoAsync($"update grassroots.member set kind = '2', became_full_on = null where id = '{member}'");
            var list = await officer.GetAsync($"{Town}/members?{query}");
            Assert.Contains(name, list.In("tbody"));
            Assert.DoesNotContain("全信息", list.In("tbody"));
        }
        Assert.Contains("全信息", (await officer.GetAsync($"{Town}/members?kind=1&membership_state=1")).In("tbody"));
        Assert.DoesNotContain("去世者", (await officer.GetAsync($"{Town}/members")).In("tbody"));

        // A change is kept, before and after; the list of an earlier day still says what stood there.
        Assert.Equal(302, (await officer.SubmitAsync($"{record}/edit", ("education", "31"), ("organisation_id", branch.Id.ToString()))).Status);
        Assert.Equal("21,31", await host.AskAsync<string>($"select string_agg(education, ',' order by valid_from, education) from grassroots.member_history where id = '{id}'"));
        Assert.True(await host.AskAsync<bool>($"select exists (select from audit.entry where row_id = '{id}' and changes::text like '%学历%')"));
        // Sex, age, education and field, with the people behind them.
        foreach (var (report, count) in ((string, long)[])[("basics", 4), ("education", 4), ("spheres", 4)])
        {
            var table = await officer.GetAsync($"{Town}/reports/{report}");
            Assert.Equal(200, table.Status);
            Assert.True(long.Parse(table.Document.QuerySelector("#grid tbody tr td.num")!.TextContent.Trim()) >= count, report);
        }
        // Who may look does not change.
        using var reader = await host.SignInAsync(TestHost.Township, "grassroots.members.read");
        Assert.Equal((200, 403), ((await reader.GetAsync(record)).Status, (await reader.GetAsync($"{record}/edit")).Status));
    }

    [Fact]
    [Trait("Row", "G4.1")]
    [Trait("Row", "G5.1")]
    public async Task A_members_record_lists_what_every_ledger_says_of_the_member_to_those_who_may_read_the_ledger()
    {
        var host = affairs.Host;
        var branch = await affairs.BranchAsync();
        var (id, other) = (await affairs.MemberAsync(branch, "一人一档"), await affairs.MemberAsync(branch, "另一党员"));
        var values = $"'{branch.Id}', '{branch.Path}'";
        foreach (var (whose, mark) in ((Guid, string)[])[(id, "甲某"), (other, "乙某")])
            await host.DoAsync($"""
                insert into grassroots.study (organisation_id, locality_path, title, member_id, category, level, studied_on, hours) values ({values}, '{mark}冬训', '{whose}', '1', '4', '2026-01-10', 16);
                insert into grassroots.dues_month (organisation_id, locality_path, member_id, month_on, class, due, paid, paid_on, receipt_no) values ({values}, '{whose}', '2026-03-01', '3', 0.2, 0.2, '2026-03-05', '{mark}收据');
                insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade, follow_up) values ({values}, '{whose}', 2025, '2', '{mark}谈话提醒');
                insert into grassroots.member_deed (organisation_id, locality_path, member_id, task, role, done_on, hours, evidence) values ({values}, '{whose}', '{mark}抗旱', '送水', '2026-05-02', 6, '现场照片');
                with t as (insert into grassroots.meeting (organisation_id, locality_path, kind, topic, held_on, state) values ({values}, '11', '{mark}大会', '2026-04-08', '3') returning id, locality_path) insert into grassroots.attendance (meeting_id, member_id, locality_path, held_on, standing) select id, '{whose}', locality_path, '2026-04-08', '1' from t;
                with c as (insert into grassroots.care_object (name, organisation_id, locality_path, member_id, category, listed_on) values ('{mark}', {values}, '{whose}', '3', '2026-01-02') returning id, locality_path)
                  insert into grassroots.care_measure (care_object_id, locality_path, kind, given_on, leader, amount, occasion) select id, locality_path, '1', '2026-02-01', '{mark}镇书记', 500, '春节' from c
                """);
        using var officer = await host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read", "grassroots.training.read", "grassroots.dues.read", "grassroots.life.read", "grassroots.service.read", "grassroots.care.read", "grassroots.standing.read", "grassroots.standing.act", "grassroots.honours.read", "grassroots.transfers.read");
        var record = $"{Town}/members/{id}";
        Assert.Equal(302, (await officer.OpenCaseAsync($"{Town}/suspensions", id, ("on", "2026.01.10"), ("cause", "1"), ("lost_on", "2025.12.20"), ("lost_words", "外出务工"), ("outcome", "lost"))).Status);
        var schooled = await officer.FillAsync($"{record}/educations/new", ("school", "云江农业学校"), ("education", "41"), ("kind", "1"), ("graduated_on", "1999.07"));
        Assert.True(schooled.Status == 302, schooled.Why());

        string[] lists = ["educations", "studies", "meetings", "reviews", "dues", "deeds", "care", "standing-cases"];
        string[] told = ["云江农业学校", "甲某冬训", "甲某大会", "甲某谈话提醒", "甲某收据", "甲某抗旱", "甲某镇书记", "失联处置和停止党籍"];
        foreach (var (list, words) in lists.Zip(told))
        {
            var tab = await officer.GetAsync($"{record}?tab={list}");
            Assert.True(tab.Status == 200 && tab.In("tbody")!.Contains(words, StringComparison.Ordinal), $"{list}: {tab.In("tbody")}");
            Assert.DoesNotContain("乙某", tab.Text, StringComparison.Ordinal);
        }
        // At a glance too; read there and kept where it comes from, but for schooling, which is kept here with its history.
        Assert.Contains("走访慰问", (await officer.GetAsync(record)).Text, StringComparison.Ordinal);
        Assert.Equal((true, false), ((await officer.GetAsync($"{record}?tab=educations")).Document.QuerySelector("a[href$='educations/new']") is not null, (await officer.GetAsync($"{record}?tab=dues")).Document.QuerySelector("a[href$='/new']") is not null));
        Assert.NotEqual(302, (await officer.PostAsync($"{record}/dues/new", ("paid", "1"))).Status);
        Assert.Equal("云江农业学校", await host.AskAsync<string>($"select school from grassroots.member_education_history where member_id = '{id}'"));

        // Who may read members and not the ledgers sees the members' own lists, on the screen and on paper.
        using var plain = await host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.organisations.read");
        var seen = await plain.GetAsync(record);
        Assert.Contains("云江农业学校", seen.Text, StringComparison.Ordinal);
        foreach (var words in told[1..7]) Assert.DoesNotContain(words, seen.Text, StringComparison.Ordinal);
        foreach (var list in lists.Skip(1))
        {
            Assert.Null(seen.Document.QuerySelector($"a[href*='tab={list}']"));
            Assert.DoesNotContain("甲某", (await plain.GetAsync($"{record}?tab={list}")).Text, StringComparison.Ordinal);
        }
        using var withoutCare = await host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.organisations.read", "grassroots.dues.read");
        Assert.Contains("甲某收据", (await withoutCare.GetAsync($"{record}?tab=dues")).In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("走访慰问", (await withoutCare.GetAsync(record)).Text, StringComparison.Ordinal);

        // The member reads the own care and schooling, and nobody else's.
        using var member = await host.SignInAsync(branch.Code, "grassroots.own.view", "grassroots.own.ask");
        await host.DoAsync($"update org.account set person_id = (select person_id from grassroots.member where id = '{id}') where account = '{member.Account}'");
        var own = (await member.GetAsync($"/{branch.Code}/grassroots/own")).Text;
        Assert.True(own.Contains("甲某镇书记，500 元", StringComparison.Ordinal) && own.Contains("云江农业学校", StringComparison.Ordinal));
        Assert.DoesNotContain("乙某", own, StringComparison.Ordinal);
    }
}
