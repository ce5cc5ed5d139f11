using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;
using static OrgWork.Tests.Grassroots.Service.FloatingTests;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Grassroots.Service;

/// <summary>先锋作用, 岗位和责任区, 诉求, 离退休党员, 排查: entered, dealt with by deeds, summed up.</summary>
public sealed class ServiceTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";
    static readonly string[] Acts = ["grassroots.service.read", "grassroots.service.edit", "grassroots.service.confirm", "grassroots.members.read", "grassroots.organisations.read"];

    TestHost Host => affairs.Host;

    static async Task<Answer> DoAsync(Browser browser, string register, string deed, Guid row, params (string, string)[] said) => await SendAsync(browser, await browser.GetAsync($"{Town}/{register}/deeds/{deed}?id={row}"), said);

    async Task<Guid> EnterAsync(Browser browser, string register, string table, params (string, string)[] values)
    {
        var entered = await browser.SubmitAsync($"{Town}/{register}/new", values);
        Assert.True(entered.Status == 302, $"{register}: {entered.Why()}");
        return await Host.AskAsync<Guid>($"select id from grassroots.{table} order by created_at desc limit 1");
    }

    static IReadOnlyList<string> Cells(Answer page, string row) => [.. page.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains(row, StringComparison.Ordinal)).QuerySelectorAll("td").Select(td => td.TextContent.Trim())];

    [Fact]
    [Trait("Row", "G4.10")]
    public async Task A_deed_counts_once_the_branch_has_confirmed_it_and_a_members_year_stands_on_one_sheet()
    {
        var branch = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(branch, "先锋甲");
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        using var writer = await Host.SignInAsync(branch.Code, [.. Acts.Except(["grassroots.service.confirm"])]);
        (string, string)[] entry = [("task", "抗洪抢险"), ("member_id", member.ToString()), ("organisation_id", branch.Id.ToString()), ("role", "堤段巡查"), ("hours", "12"), ("evidence", "值守记录"), ("done_on", "2025.07.18")];
        var deed = await EnterAsync(officer, "member-deeds", "member_deed", entry);
        await EnterAsync(officer, "member-deeds", "member_deed", [.. entry[..^1], ("done_on", "2025.08.02")]);
        Assert.Contains("先锋甲", (await officer.GetAsync($"{Town}/member-deeds?confirmed_on.none=1")).In("tbody"));
        Assert.Equal(403, (await writer.GetAsync($"/{branch.Code}/grassroots/member-deeds/deeds/confirm?id={deed}")).Status);
        Assert.Contains("早于", (await DoAsync(officer, "member-deeds", "confirm", deed, ("confirmed_on", "2025.07.01"))).Text);
        Assert.Equal(302, (await DoAsync(officer, "member-deeds", "confirm", deed, ("confirmed_on", "2025.07.30"))).Status);
        Assert.Equal("周文博", await Host.AskAsync<string>($"select confirmed_by from grassroots.member_deed where id = '{deed}'"));
        Assert.Contains("已经确认过", (await DoAsync(officer, "member-deeds", "confirm", deed, ("confirmed_on", "2025.07.30"))).Text);
        // The sheet of the year has what was confirmed, and its hours.
        var sheet = await officer.SendAsync($"{Town}/members/documents/deed-sheet/print", (await officer.GetAsync($"{Town}/members/documents/deed-sheet?ids={member:N}")).FormOf(), ("year", "2025"));
        Assert.Contains("支部确认1件，共12小时", sheet.Text.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("抗洪抢险", sheet.Text);
        Assert.DoesNotContain("08.02", sheet.Text);
    }

    [Fact]
    [Trait("Row", "G4.11")]
    public async Task Areas_are_given_to_members_their_holders_are_kept_and_households_without_a_member_and_members_without_an_area_are_counted()
    {
        var branch = await affairs.BranchAsync();
        var (first, second) = (await affairs.MemberAsync(branch, "中心户甲"), await affairs.MemberAsync(branch, "中心户乙"));
        await affairs.MemberAsync(branch, "闲人丙");
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        var area = await EnterAsync(officer, "duty-areas", "duty_area", ("name", "一组中心户"), ("kind", "1"), ("organisation_id", branch.Id.ToString()), ("households", "18"), ("duties", "走访"));
        await EnterAsync(officer, "duty-areas", "duty_area", ("name", "二组责任区"), ("kind", "2"), ("organisation_id", branch.Id.ToString()), ("households", "25"), ("duties", "走访"));
        Assert.Equal(302, (await DoAsync(officer, "duty-areas", "assign", area, ("member_id", first.ToString()), ("began_on", "2025.03.01"))).Status);
        Assert.Contains("早于现任", (await DoAsync(officer, "duty-areas", "assign", area, ("member_id", second.ToString()), ("began_on", "2025.02.01"))).Text);
        Assert.Equal(302, (await DoAsync(officer, "duty-areas", "assign", area, ("member_id", second.ToString()), ("began_on", "2025.09.01"))).Status);
        Assert.Equal("中心户甲 2025-03-01 2025-09-01,中心户乙 2025-09-01 ", await Host.AskAsync<string>($"select string_agg(name || ' ' || began_on || ' ' || coalesce(ended_on::text, ''), ',' order by began_on) from grassroots.duty_holder where duty_area_id = '{area}'"));
        Assert.Contains("二组责任区", (await officer.GetAsync($"{Town}/duty-areas?member_id.none=1")).In("tbody"));
        // 2 areas, 1 empty with 25 households; of three members two have none.
        Assert.Equal([branch.Name, "2", "1", "25", "2"], Cells(await officer.GetAsync($"{Town}/service/overview"), branch.Name));
        // Who they are: the first, who gave it up, and the third; one who is away is not asked, nor anybody of a branch without areas.
        async Task<string> UnassignedAsync(Guid of) => (await officer.GetAsync($"{Town}/members?rule=members.assigned&organisation_id={of}")).In("tbody") ?? "";
        var names = await UnassignedAsync(branch.Id);
        Assert.True(names.Contains("中心户甲", StringComparison.Ordinal) && names.Contains("闲人丙", StringComparison.Ordinal) && !names.Contains("中心户乙", StringComparison.Ordinal), names);
        Assert.Contains($"rule=members.assigned&amp;organisation_id={branch.Id}", (await officer.GetAsync($"{Town}/service/overview")).Text, StringComparison.Ordinal);
        var bare = await affairs.BranchAsync();
        await affairs.MemberAsync(bare, "没有岗位的支部的人");
        Assert.DoesNotContain("没有岗位的支部的人", await UnassignedAsync(bare.Id), StringComparison.Ordinal);
        Assert.Equal(302, (await DoAsync(officer, "duty-areas", "vacate", area, ("ended_on", "2025.10.01"))).Status);
        Assert.Equal([branch.Name, "2", "2", "43", "3"], Cells(await officer.GetAsync($"{Town}/service/overview"), branch.Name));
    }

    [Fact]
    [Trait("Row", "G4.12")]
    public async Task A_need_is_answered_until_its_day_or_is_red_judged_by_who_raised_it_and_counted_by_category_and_quarter()
    {
        var branch = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(branch, "诉求人");
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        var need = await EnterAsync(officer, "needs", "member_need", ("words", "申请医疗救助"), ("category", "2"), ("member_id", member.ToString()), ("organisation_id", branch.Id.ToString()), ("raised_on", "2025.02.10"), ("answering", "镇卫健办"), ("due_on", "2025.03.10"));
        Assert.Contains("申请医疗救助", (await officer.GetAsync($"{Town}/needs?rule=needs.in-time")).In("tbody"));
        Assert.Contains("还没有答复", (await DoAsync(officer, "needs", "rate", need, ("satisfaction", "1"))).Text);
        Assert.Contains("早于提出日期", (await DoAsync(officer, "needs", "answer", need, ("answered_on", "2025.02.01"), ("answer", "已办"))).Text);
        Assert.Equal(302, (await DoAsync(officer, "needs", "answer", need, ("answered_on", "2025.03.20"), ("answer", "已协助办理"))).Status);
        Assert.Equal(302, (await DoAsync(officer, "needs", "rate", need, ("satisfaction", "3"))).Status);
        Assert.DoesNotContain("申请医疗救助", (await officer.GetAsync($"{Town}/needs?rule=needs.in-time")).In("tbody") ?? "");
        // 医疗养老: one in the first quarter, answered late, not content.
        Assert.Equal(["医疗养老", "1", "0", "0", "0", "1", "1", "1"], Cells(await officer.GetAsync($"{Town}/service/overview?year=2025"), "医疗养老"));
        // Not content: answered again.
        Assert.Equal(302, (await DoAsync(officer, "needs", "answer", need, ("answered_on", "2025.04.01"), ("answer", "已报销到账"))).Status);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.service.read");
        Assert.Equal((200, 403), ((await reader.GetAsync($"{Town}/needs")).Status, (await reader.GetAsync($"{Town}/needs/deeds/answer?id={need}")).Status));
    }

    [Fact]
    [Trait("Row", "G4.14")]
    public async Task Retired_members_sign_up_for_a_post_their_hours_add_up_and_each_branch_has_its_list()
    {
        var branch = await affairs.BranchAsync(name: "退休支部");
        var (first, second) = (await affairs.MemberAsync(branch, "老甲"), await affairs.MemberAsync(branch, "老乙"));
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        var one = await EnterAsync(officer, "retired-roles", "retired_role", ("member_id", first.ToString()), ("post", "3"), ("organisation_id", branch.Id.ToString()), ("duties", "每周讲故事"), ("signed_on", "2025.03.01"));
        var two = await EnterAsync(officer, "retired-roles", "retired_role", ("member_id", second.ToString()), ("post", "2"), ("organisation_id", branch.Id.ToString()), ("duties", "调解"), ("signed_on", "2025.03.01"));
        var both = await officer.GetAsync($"{Town}/retired-roles/deeds/activity?id={one}&id={two}");
        Assert.Equal(302, (await SendAsync(officer, both, ("done_on", "2025.04.01"), ("hours", "3"), ("words", "社区活动"))).Status);
        Assert.Equal(302, (await DoAsync(officer, "retired-roles", "activity", one, ("done_on", "2025.05.01"), ("hours", "2"), ("words", "进校园"))).Status);
        // Before signing up there was nothing to do; one who is refused keeps the other from being written.
        Assert.Equal(422, (await SendAsync(officer, both, ("done_on", "2025.02.01"), ("hours", "3"), ("words", "过早"))).Status);
        Assert.Equal("5,3", await Host.AskAsync<string>($"select string_agg(hours::text, ',' order by hours desc) from grassroots.retired_role where organisation_id = '{branch.Id}'"));
        Assert.Equal(["退休支部", "2", "8"], Cells(await officer.GetAsync($"{Town}/service/overview"), "退休支部"));
        Assert.Contains("进校园", (await officer.GetAsync($"{Town}/retired-roles/{one}")).Text);
    }

    [Fact]
    [Trait("Row", "G4.12")]
    public async Task Members_are_asked_once_a_year_what_they_need_and_the_years_stand_side_by_side_by_category()
    {
        var branch = await affairs.BranchAsync(name: "需求调查支部");
        string[] rights = ["grassroots.service.read", "grassroots.service.edit", "grassroots.organisations.read"];
        using var secretary = await Host.SignInAsync(branch.Code, rights);
        using var reader = await Host.SignInAsync(branch.Code, "grassroots.service.read", "grassroots.organisations.read");
        var home = $"/{branch.Code}/grassroots";
        var asked = await secretary.GetAsync($"{home}/service/survey/{branch.Id}");
        Assert.Equal((302, 403), (asked.Status, (await reader.GetAsync($"{home}/service/survey/{branch.Id}")).Status));
        Assert.Contains("在党组织的记录里办", (await secretary.GetAsync($"{home}/need-surveys/new")).Text, StringComparison.Ordinal);

        // Ten answered: last year four needed training, this year nine, six of them urgently.
        await SurveyAsync(Clock.Today.AddYears(-1), 1, 3);
        await SurveyAsync(Clock.Today, 6, 3);
        var rows = (await secretary.GetAsync($"{home}/service/overview")).Document.QuerySelectorAll("#surveyed tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray()).ToList();
        Assert.Equal(["学习培训", "6", "3", "10", "90.0", "40.0", "+50.0", "1"], rows[0]);
        Assert.Equal(7, rows.Count);
        // A second one of the year is not signed.
        Assert.Contains("一年一次", (await SurveyAsync(Clock.Today, 1, 1, isAgain: true)).Text, StringComparison.Ordinal);

        async Task<Answer> SurveyAsync(DateOnly on, int urgent, int needed, bool isAgain = false)
        {
            var made = await secretary.SubmitAsync($"{home}/need-surveys/new?subject={branch.Id}", ("Title", $"{on.Year} 年调查"), ("Period", $"{on.Year}"), ("HeldOn", Dates.Format(on)), ("Tellers", "甲、乙"), ("Counter", "丙"));
            Assert.True(made.Status == 302, $"{made.Status} {made.In("main")}");
            (string, string)[] numbers = [.. ((string[])["eligible", "present", "issued", "returned"]).Select(name => ($"g1.{name}", "10")), ("g1.invalid", "0")];
            (string, string)[] marks = [.. Enumerable.Range(1, 7).SelectMany(item => Enumerable.Range(1, 3).Select(choice => ($"c1.{item}.{choice}", $"{(item != 4 ? choice == 3 ? 10 : 0 : choice switch { 1 => urgent, 2 => needed, _ => 10 - urgent - needed })}")))];
            var counted = await secretary.SubmitAsync(made.Location! + "/count", [.. numbers, .. marks]);
            Assert.True(counted.Status == 302, $"{counted.Status} {counted.In("main")}");
            var signed = await secretary.PostAsync(made.Location! + "/turn/sign", ("version", "2"));
            Assert.Equal(isAgain ? 422 : 302, signed.Status);
            return signed;
        }
    }

    [Fact]
    [Trait("Row", "G4.6")]
    public async Task An_introducer_who_is_kin_and_papers_that_the_case_lacks_are_found_by_themselves_and_a_namesake_is_not()
    {
        var branch = await affairs.BranchAsync(name: "近亲筛查支部");
        var (uncle, namesake, other) = (await affairs.MemberAsync(branch, "李大年"), await affairs.MemberAsync(branch, "李大年"), await affairs.MemberAsync(branch, "王守义"));
        var member = await affairs.MemberAsync(branch, "新进人", "introducers, applied_on", "'李大年、王守义', '2015-01-01'");
        await Host.DoAsync($"update grassroots.member set joined_on = '2018-05-01', became_full_on = '2019-05-01' where id = '{member}'");
        var applicant = await Host.AskAsync<Guid>($"insert into grassroots.applicant (locality_path, name, person_id, organisation_id, occupation, education, stage, applied_on) select locality_path, name, person_id, organisation_id, '07', '21', '5', '2015-01-01' from grassroots.member where id = '{member}' returning id");
        using var secretary = await Host.SignInAsync(branch.Code, "grassroots.admission.read", "grassroots.admission.act", "grassroots.members.read", "grassroots.organisations.read");
        using var officer = await Host.SignInAsync(TestHost.Township, "grassroots.screening.read", "grassroots.screening.edit", "grassroots.members.read", "grassroots.organisations.read");
        async Task<string> FoundAsync() => string.Join('|', (await officer.GetAsync($"{Town}/screening")).Document.QuerySelectorAll("tbody tr").Where(tr => tr.QuerySelector("td")!.TextContent.Trim() == "新进人").Select(tr => tr.TextContent));
        string List(string list) => $"/{branch.Code}/grassroots/applicants/{applicant}/{list}/new";

        Assert.Equal(302, (await secretary.FillAsync(List("introducers"), ("name", "李大年"), ("member_id", namesake.ToString()), ("named_on", "2018.03.01"))).Status);
        Assert.Equal(302, (await secretary.FillAsync(List("introducers"), ("name", "王守义"), ("member_id", other.ToString()), ("named_on", "2018.03.01"))).Status);
        Assert.Equal("", await FoundAsync());
        // The uncle bears the introducer's name and is not he.
        Assert.Equal(302, (await secretary.FillAsync(List("relatives"), ("name", "李大年"), ("relation", "7"), ("member_id", uncle.ToString()))).Status);
        Assert.Equal("", await FoundAsync());
        Assert.Equal(302, (await secretary.FillAsync(List("relatives"), ("name", "王守义"), ("relation", "4"), ("member_id", other.ToString()))).Status);
        Assert.Contains("入党介绍人王守义是本人兄弟姐妹", await FoundAsync());
        Assert.DoesNotContain("李大年", await FoundAsync());

        // A case that was closed without its papers.
        await Host.DoAsync($"insert into org.procedure_case (id, locality_path, acts_path, module, procedure, subject_id, number, title, step, stage, state, opened_on, step_since, facts) select gen_random_uuid(), locality_path, locality_path, 'grassroots', 'admission', '{applicant}', '试-1', '新进人', 'filed', 4, 'done', '2015-01-01', '2015-01-01', '{{\"admission\": \"approved\"}}' from grassroots.applicant where id = '{applicant}'");
        Assert.Contains("案卷缺", await FoundAsync());
        Assert.Contains("入党志愿书", await FoundAsync());
        // Both go into the ledger as found by the platform, each once.
        Assert.Equal(302, (await officer.PostAsync($"{Town}/screening", ("from", "2014"))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{Town}/screening", ("from", "2014"))).Status);
        Assert.Equal("1,6", await Host.AskAsync<string>($"select string_agg(kind, ',' order by kind) from grassroots.admission_problem where member_id = '{member}' and source = '1'"));
        await Host.DoAsync($"delete from grassroots.admission_problem; delete from org.procedure_case where subject_id = '{applicant}'; update grassroots.member set left_on = org.today() where organisation_id = '{branch.Id}'");
    }

    [Fact]
    [Trait("Row", "G4.6")]
    public async Task Past_admissions_are_screened_taken_into_the_ledger_assigned_struck_off_and_summed_up_by_township_and_year()
    {
        var branch = await affairs.BranchAsync();
        string[] screening = ["grassroots.screening.read", "grassroots.screening.edit", "grassroots.members.read", "grassroots.organisations.read"];
        await Plant("缺材料", "introducers, applied_on", "null, null", "2016-05-01", "2017-05-01");
        await Plant("颠倒人", "introducers, applied_on", "'甲、乙', '2016-08-01'", "2016-05-01", "2017-05-01");
        var young = await Plant("年少人", "introducers, applied_on", "'甲、乙', '2016-01-01'", "2016-05-01", "2017-05-01");
        await Host.DoAsync($"update org.person set birth_on = '1999-01-01' where id = (select person_id from grassroots.member where id = '{young}'); update grassroots.member set birth_on = '1999-01-01' where id = '{young}'");
        await Plant("不足年", "introducers, applied_on", "'甲、乙', '2016-01-01'", "2016-05-01", "2016-12-01");
        await Plant("没问题", "introducers, applied_on", "'甲、乙', '2016-01-01'", "2016-05-01", "2017-05-01");
        // Five were admitted that year, four were planned: the last of them is over.
        await Host.DoAsync($"insert into grassroots.admission_quota (locality_path, year, planned) values ('{await affairs.PathOfAsync(TestHost.Township)}', 2016, 4)");
        using var officer = await Host.SignInAsync(TestHost.Township, screening);
        var found = await officer.GetAsync($"{Town}/screening");
        string Of(string name) => string.Join('|', found.Document.QuerySelectorAll("tbody tr").Where(tr => tr.QuerySelector("td")!.TextContent.Trim() == name).Select(tr => tr.TextContent));
        Assert.Contains("没有登记入党介绍人、没有登记申请入党时间", Of("缺材料"));
        Assert.Contains("申请 2016.08.01，入党 2016.05.01", Of("颠倒人"));
        Assert.Contains("差 245 天", Of("年少人"));
        Assert.Contains("不满 12 个月", Of("不足年"));
        Assert.Single(found.Document.QuerySelectorAll("tbody tr"), tr => tr.TextContent.Contains("当年计划 4 人，按入党时间为第 5 人", StringComparison.Ordinal));

        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.screening.read");
        Assert.DoesNotContain("全部列入台账", (await reader.GetAsync($"{Town}/screening")).Text);
        Assert.Equal(403, (await reader.PostAsync($"{Town}/screening", ("from", "2014"))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{Town}/screening", ("from", "2014"))).Status);
        Assert.Equal(5, await Host.AskAsync<long>("select count(*) from grassroots.admission_problem where source = '1'"));
        Assert.DoesNotContain("颠倒人", (await officer.GetAsync($"{Town}/screening")).In("tbody") ?? "");
        // What people find is entered: a near relative.
        await EnterAsync(officer, "admission-problems", "admission_problem", ("name", "年少人"), ("member_id", young.ToString()), ("organisation_id", branch.Id.ToString()), ("kind", "6"), ("words", "介绍人为其叔父"), ("source", "2"), ("found_on", Day(3)));
        var one = await Host.AskAsync<Guid>("select id from grassroots.admission_problem where kind = '1'");
        Assert.Contains("还没有交办", (await DoAsync(officer, "admission-problems", "close", one, ("closed_on", Day(0)), ("result", "已补"))).Text);
        Assert.Equal(302, (await DoAsync(officer, "admission-problems", "assign", one, ("handling", "1"), ("handler", "范志宏"), ("due_on", Day(-30)))).Status);
        Assert.Equal(302, (await DoAsync(officer, "admission-problems", "close", one, ("closed_on", Day(0)), ("result", "已补正归档"))).Status);
        using var county = await Host.SignInAsync(TestHost.County, screening);
        var summary = (await county.GetAsync($"/{TestHost.County}/grassroots/screening")).Document.QuerySelectorAll("tbody tr").Where(tr => tr.TextContent.Contains("枫岭镇", StringComparison.Ordinal)).Select(tr => tr.QuerySelectorAll("td").Select(td => int.TryParse(td.TextContent.Trim(), out var n) ? n : 0).Skip(2).ToList()).ToList();
        // 问题 6，补正 1，不予承认 0，移交 0，未销号 5
        Assert.Equal([6, 1, 0, 0, 5], Enumerable.Range(0, 5).Select(column => summary.Sum(row => row[column])));

        async Task<Guid> Plant(string name, string columns, string values, string joined, string full)
        {
            var member = await affairs.MemberAsync(branch, name, columns, values);
            await Host.DoAsync($"update grassroots.member set joined_on = '{joined}', became_full_on = '{full}' where id = '{member}'");
            return member;
        }
    }
}
