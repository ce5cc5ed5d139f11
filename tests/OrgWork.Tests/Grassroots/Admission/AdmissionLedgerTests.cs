using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Grassroots.Admission;

/// <summary>What stands around 发展党员: the year's plan, the ledger of activists, 火线发展, and who sees and does what at which level.</summary>
public sealed class AdmissionLedgerTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Board = $"/{TestHost.Township}/grassroots/admission";
    static readonly string[] Acts = ["grassroots.admission.read", "grassroots.admission.act", "grassroots.members.read", "grassroots.organisations.read"];

    TestHost Host => affairs.Host;
    /// <summary>So long before a day that is always the same: all within one year where the year's plan is asked.</summary>
    static string Far(int months, int days = 0) => Dates.Format(new DateOnly(2025, 11, 20).AddMonths(-months).AddDays(-days));

    /// <summary>An applicant's case, taken through the pages to the step named; what is spared needs the day it was approved.</summary>
    static async Task<string> WalkAsync(Browser officer, Guid applicant, string until, bool isQuick = false)
    {
        var opened = await officer.OpenCaseAsync(Board, applicant, ("on", Far(isQuick ? 8 : 20)));
        Assert.True(opened.Status == 302, opened.Why());
        var one = opened.Location!;
        (string Step, string On, (string, string)[] Values)[] way =
        [
            ("talk", Far(isQuick ? 8 : 20, -10), [("talked_by", "陈建平")]), ("activist", Far(isQuick ? 5 : 17), [("recommendation", "1")]), ("activist_filed", Far(isQuick ? 5 : 17, -5), []), ("mentors", Far(isQuick ? 5 : 17, -6), [("mentor_names", "陈建平、刘桂芳"), ("mentors", "2")]),
            ("foster", Far(isQuick ? 4 : 11), [("looked_words", "表现好")]), ("candidate", Far(isQuick ? 3 : 4), []), ("candidate_filed", Far(3, -2), []), ("introducers", Far(3, -3), [("introducer_names", "陈建平、刘桂芳"), ("introducers", "2")]), ("vetting", Far(2), [("is_vetted", "1")]),
            ("training", Far(2, -5), [("trained_days", "3"), ("trained_hours", "24")]), ("review", Far(2, -10), []), ("preview", Far(1), [("is_leaving", "0")]), ("form", Far(1, -5), [("form_no", "2026-1")]),
            ("meeting", Far(1, -10), [("outcome", "pass"), .. CaseForms.Votes("", 21, 18, 18)]), ("county_talk", Far(0, 10), [("admission_talker", "范志宏")]), ("approval", Far(0, 5), [("outcome", "approved")]),
        ];
        foreach (var (step, on, values) in way.TakeWhile(one => one.Step != until)) await officer.DoStepAsync(one, step, [("on", on), .. values]);
        return one;
    }

    [Fact]
    [Trait("Row", "G4.2")]
    public async Task The_years_plan_is_split_shows_what_is_used_and_one_more_needs_the_approval_of_who_gave_it()
    {
        var branch = await affairs.BranchAsync();
        const int year = 2025;
        using var county = await Host.SignInAsync(TestHost.County, [.. Acts, "grassroots.admission.plan"]);
        using var township = await Host.SignInAsync(TestHost.Township, Acts);
        (string, string)[] plan = [("year", $"{year}"), ("young", "1"), ("farmers", "1"), ("workers", "0"), ("experts", "0"), ("document_no", "临组发3号")];
        foreach (var (place, planned) in ((string, string)[])[(TestHost.County, "3"), (TestHost.Township, "1")])
        {
            var saved = await county.SubmitAsync($"/{place}/grassroots/admission-quotas/new", [.. plan, ("planned", planned)]);
            Assert.True(saved.Status == 302, saved.Why());
        }
        // Plans are the county's to give; the township's officer reads them.
        Assert.Equal(403, (await township.GetAsync($"/{TestHost.Township}/grassroots/admission-quotas/new")).Status);

        var first = await WalkAsync(township, await affairs.ApplicantAsync(branch, "计划内"), "preview");
        var second = await WalkAsync(township, await affairs.ApplicantAsync(branch, "计划外", occupation: "06"), "preview");
        await township.DoStepAsync(first, "preview", ("on", Far(1)), ("is_leaving", "0"));
        var over = await township.ActAsync(second, "preview", ("on", Far(1)), ("is_leaving", "0"));
        Assert.Equal(422, over.Status);
        Assert.Contains("本年计划 1 人，已用 1 人", over.Text);
        Assert.Equal(302, (await township.SendAsync($"{second}/act/preview", over.FormOf(), ("reason", "县委组织部追加"), ("approver", "组织部长"), ("approved_on", Far(1)))).Status);
        await FinishAsync(first);

        var page = await county.GetAsync($"/{TestHost.County}/grassroots/admission/plan?year={year}");
        var rows = page.Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(td => string.Join(' ', td.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))).ToList()).ToList();
        // 计划 已接收 待接收 剩余 完成 三十五岁以下 农民 产业工人
        Assert.Equal(["临溪县", "3", "1", "1", "1", "33%", "1 / 1", "1 / 1", "0 / 0"], rows[0].Take(9));
        Assert.Equal(["枫岭镇", "1", "1", "1", "超 1", "100%"], rows[1].Take(6));
        Assert.Equal("1，未分 2", rows[0][10]);
        // By quarter, summed up to its end; of last year all quarters are over.
        var joined = await Host.AskAsync<DateOnly>("select m.joined_on from grassroots.member m where m.name = '计划内'");
        await Host.DoAsync($"update grassroots.member set joined_on = '{year}-02-10' where name = '计划内'");
        await affairs.MemberAsync(branch, "二季度接收", "remark", "''");
        await Host.DoAsync($"update grassroots.member set joined_on = '{year}-05-20', became_full_on = '{year + 1}-05-20' where name = '二季度接收'");
        var quarters = (await county.GetAsync($"/{TestHost.County}/grassroots/admission/plan?year={year}")).Document.QuerySelectorAll("#quarters tbody tr").Select(row => row.QuerySelectorAll("td").Select(td => string.Join(' ', td.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))).ToList()).ToList();
        Assert.Equal(["临溪县", "3", "1 累计 33%", "1 累计 66%", "0 累计 66%", "0 累计 66%", "慢于进度 1 人"], quarters[0]);
        Assert.Equal(["枫岭镇", "1", "1 累计 100%", "1 累计 200%", "0 累计 200%", "0 累计 200%", "不慢于进度"], quarters[1]);
        await Host.DoAsync($"update grassroots.member set removed_at = now() where name = '二季度接收'; update grassroots.member set joined_on = '{joined:yyyy-MM-dd}' where name = '计划内'");
        // A branch that has admitted nobody for years is named.
        await Host.DoAsync($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) values ('{await affairs.PathOfAsync(TestHost.Township)}', '多年未发展支部', '631', '1', '2001-01-01')");
        Assert.Contains("连续三年以上没有发展党员", (await county.GetAsync($"/{TestHost.County}/grassroots/admission/plan?year={year}")).Text);
        Assert.Contains("多年未发展支部", (await county.GetAsync($"/{TestHost.County}/grassroots/organisations?rule=admission.none-for-years")).In("tbody"));

        async Task FinishAsync(string one)
        {
            foreach (var (step, ago, values) in ((string, string, (string, string)[])[])[("form", Far(1, -5), [("form_no", "1")]), ("meeting", Far(1, -10), [("outcome", "pass"), .. CaseForms.Votes("", 21, 18, 18)]), ("county_talk", Far(0, 10), [("admission_talker", "范")]), ("approval", Far(0, 5), [("outcome", "approved")])])
                await township.DoStepAsync(one, step, [("on", ago), .. values]);
        }
    }

    [Fact]
    [Trait("Row", "G4.4")]
    public async Task The_ledger_of_activists_shows_mentors_dates_and_looks_counts_by_branch_and_warns_when_a_look_is_due()
    {
        var (branch, other) = (await affairs.BranchAsync(name: "台账支部"), await affairs.BranchAsync(name: "旁边支部"));
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        await WalkAsync(officer, await affairs.ApplicantAsync(branch, "培养甲"), "candidate");
        await WalkAsync(officer, await affairs.ApplicantAsync(branch, "培养乙"), "foster");
        await WalkAsync(officer, await affairs.ApplicantAsync(other, "培养丙"), "candidate");

        var ledger = await officer.GetAsync(Board + "?stage=2&q=培养");
        var row = ledger.Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("培养甲", StringComparison.Ordinal)).TextContent;
        foreach (var word in new[] { "陈建平、刘桂芳", Far(20), Far(17), Far(11) }) Assert.Contains(word, row);
        var red = await officer.GetAsync(Board + "?stage=2&light=red");
        Assert.Contains("培养乙", red.In("tbody"));
        // Each branch with its number.
        var counted = await officer.GetAsync(Board + "?stage=2&by=place");
        Assert.Contains(counted.Document.QuerySelectorAll("tr").Select(tr => tr.TextContent), text => text.Contains("台账支部", StringComparison.Ordinal) && text.Contains('2'));
        // Its secretary sees the own branch's, with the same light; nobody of the other.
        using var secretary = await Host.SignInAsync(branch.Code, Acts);
        var own = await secretary.GetAsync($"/{branch.Code}/grassroots/admission?stage=2");
        Assert.Contains("培养乙", own.In("tbody"));
        Assert.DoesNotContain("培养丙", own.Text);
        foreach (var place in new[] { TestHost.County, TestHost.City })
        {
            using var above = await Host.SignInAsync(place, Acts);
            Assert.Contains("培养乙", (await above.GetAsync($"/{place}/grassroots/admission?stage=2&light=red")).In("tbody"));
        }
        // More than two mentors are refused; the sheet leaves as Excel with the dates of all steps.
        var third = await WalkAsync(officer, await affairs.ApplicantAsync(branch, "培养丁"), "mentors");
        Assert.Contains("一至二名", (await officer.ActAsync(third, "mentors", ("on", Far(17, -6)), ("mentor_names", "甲、乙、丙"), ("mentors", "3"))).In(".refuse"));
    }

    [Fact]
    [Trait("Row", "G4.5")]
    public async Task Frontline_admission_is_tied_to_a_task_and_spares_only_what_a_higher_committee_approved()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        using var county = await Host.SignInAsync(TestHost.County, [.. Acts, "grassroots.admission.plan"]);
        var (quick, usual) = (await affairs.ApplicantAsync(branch, "火线人"), await affairs.ApplicantAsync(branch, "平时人"));
        var one = await WalkAsync(officer, usual, "candidate", isQuick: true);
        Assert.Contains("早", (await officer.ActAsync(one, "candidate", ("on", Far(3)))).In(".refuse"));

        // The branch's township proposes; to approve is the county's.
        var address = $"/{TestHost.Township}/grassroots/applicants/{quick}/frontline/new";
        Assert.Equal(403, (await officer.GetAsync(address)).Status);
        var approved = await county.SubmitAsync(address, ("task", "抗洪抢险"), ("deeds", "连续值守堤段"), ("proposer", branch.Name), ("approved_by", "中共临溪县委"), ("approved_on", Far(4)), ("document_no", "临委发9号"), ("shortens_fostering", "1"));
        Assert.True(approved.Status == 302, approved.Why());
        var two = await WalkAsync(officer, quick, "candidate", isQuick: true);
        var page = await officer.ActAsync(two, "candidate", ("on", Far(3)));
        Assert.Equal(302, page.Status);
        Assert.Contains("火线发展（抗洪抢险）", await Host.AskAsync<string>($"select findings::text from org.procedure_act where case_id = '{two[^36..]}' and step = 'candidate'"));
        // Training was not among what was shortened.
        foreach (var (step, on, values) in ((string, string, (string, string)[])[])[("candidate_filed", Far(3, -2), []), ("introducers", Far(3, -3), [("introducer_names", "陈、刘"), ("introducers", "2")]), ("vetting", Far(2), [("is_vetted", "1")])])
            await officer.DoStepAsync(two, step, [("on", on), .. values]);
        Assert.Equal(422, (await officer.ActAsync(two, "training", ("on", Far(2, -5)), ("trained_days", "1"), ("trained_hours", "8"))).Status);
        // Counted by task.
        var plan = await county.GetAsync($"/{TestHost.County}/grassroots/admission/plan?year=2025");
        Assert.Contains(plan.Document.QuerySelectorAll("ul.lines li").Select(li => li.TextContent), text => text.Contains("抗洪抢险", StringComparison.Ordinal) && text.Contains("批准 1 人，已接收 0 人", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_looks_another_branch_does_not_and_a_form_sent_from_elsewhere_does_nothing()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        using var officer = await Host.SignInAsync(TestHost.Township, Acts);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.admission.read");
        using var secretary = await Host.SignInAsync(other.Code, Acts);
        using var member = await Host.SignInAsync(TestHost.Township, "grassroots.members.read");
        var applicant = await affairs.ApplicantAsync(own, "各看各");
        var one = await WalkAsync(officer, applicant, "activist");
        var theirs = $"/{other.Code}/grassroots/admission";

        Assert.Equal(200, (await reader.GetAsync(one)).Status);
        foreach (var path in new[] { "/act/activist", "/turn/return", "/turn/withdraw", "/turn/delegate", "/turn/stop" }) Assert.Equal((path, 403), (path, (await reader.GetAsync(one + path)).Status));
        Assert.Equal(403, (await member.GetAsync(Board)).Status);
        Assert.Equal(404, (await secretary.GetAsync($"{theirs}/{one[^36..]}")).Status);
        Assert.DoesNotContain("各看各", (await secretary.GetAsync(theirs)).Text);
        var form = (await officer.GetAsync($"{one}/act/activist")).FormOf();
        foreach (var (browser, address) in new[] { (reader, one), (secretary, one), (secretary, $"{theirs}/{one[^36..]}") })
            Assert.True((await browser.SendAsync($"{address}/act/activist", form, ("on", Far(17)), ("recommendation", "1"), ("paper.0", "1"), ("paper.1", "1"))).Status is 400 or 403 or 404, address);
        // A secretary opens no case for another branch's applicant, nor enters one there.
        Assert.Equal(422, (await secretary.OpenCaseAsync(theirs, applicant, ("on", Far(1)))).Status);
        Assert.Equal(2, await Host.AskAsync<long>($"select count(*) from org.procedure_act where case_id = '{one[^36..]}'"));
        // The own branch's secretary goes on with it, and stops at what is the committee's.
        using var mine = await Host.SignInAsync(own.Code, Acts);
        var here = $"/{own.Code}/grassroots/admission/{one[^36..]}";
        await mine.DoStepAsync(here, "activist", ("on", Far(17)), ("recommendation", "1"));
        Assert.Equal(422, (await mine.ActAsync(here, "activist_filed", ("on", Far(16)))).Status);
    }
}
