using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Grassroots.Transfers;

/// <summary>组织关系转入 from outside: entered with the letter, checked, taken by the branch, acknowledged.</summary>
public sealed class ArrivalTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";

    [Fact]
    [Trait("Row", "G4.9")]
    public async Task Who_comes_with_a_letter_is_entered_checked_taken_by_the_branch_on_that_day_and_the_receipt_is_due_in_ten_days()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await affairs.OfficerAsync(TestHost.Township, "grassroots.documents.letters");
        (string, string)[] who = [("name", "外来客"), ("sex", "1"), ("birth_on", "1985.06.01"), ("organisation_id", branch.Id.ToString()), ("kind", "1"), ("joined_on", "2010.07.01"), ("became_full_on", "2011.07.01"), ("flow_kind", "141"),
            ("from_organisation", "中共石城市某街道工委"), ("letter_no", "石组转7号"), ("issued_on", Day(20)), ("valid_days", "30"), ("dues_paid_to_on", ThisMonth)];
        var entered = await officer.SubmitAsync($"{Town}/arrivals/new", who);
        Assert.True(entered.Status == 302, entered.Why() + entered.Text);
        var arrival = await affairs.Host.AskAsync<Guid>("select id from grassroots.arrival where name = '外来客'");
        Assert.DoesNotContain("外来客", (await officer.GetAsync($"{Town}/members?q=外来客")).In("tbody") ?? "");

        var opened = await officer.OpenCaseAsync($"{Town}/incoming", arrival, ("on", Day(15)), ("outcome", "valid"));
        Assert.True(opened.Status == 302, opened.Why());
        var one = opened.Location!;
        await officer.DoStepAsync(one, "file", ("on", Day(14)), ("file_words", "缺转正申请书"), ("outcome", "lacking"));
        await officer.DoStepAsync(one, "file", ("on", Day(13)), ("file_words", "已补齐"), ("outcome", "complete"));
        using var secretary = await affairs.OfficerAsync(branch.Code);
        await secretary.DoStepAsync($"/{branch.Code}/grassroots/incoming/{one[^36..]}", "place", ("on", Day(12)));
        Assert.Equal($"{branch.Id}|2011-07-01|{Clock.Today.AddDays(-12):yyyy-MM-dd}", await affairs.Host.AskAsync<string>($"select m.organisation_id || '|' || m.became_full_on || '|' || h.valid_from from grassroots.member m join grassroots.arrival a using (person_id) join grassroots.member_history h on h.id = m.id where a.id = '{arrival}' and h.valid_to = 'infinity'"));
        Assert.Equal("141|石组转7号", await affairs.Host.AskAsync<string>($"select v.kind || '|' || v.letter_no from grassroots.member_move v join grassroots.member m on m.id = v.member_id join grassroots.arrival a using (person_id) where a.id = '{arrival}'"));
        // Ten days have passed without a receipt.
        Assert.Contains("外来客", (await officer.GetAsync($"{Town}/incoming?light=red")).In("tbody"));
        Assert.Contains("打印回执", (await officer.GetAsync(one)).In(".page-head"));
        await officer.DoStepAsync(one, "receipt", ("on", Day(0)));

        // The same person once more: on the register already.
        await affairs.Host.DoAsync($"update org.procedure_case set state = 'stopped' where id = '{one[^36..]}'");
        var again = (await officer.OpenCaseAsync($"{Town}/incoming", arrival, ("on", Day(10)), ("outcome", "valid"))).Location!;
        await officer.DoStepAsync(again, "file", ("on", Day(9)), ("outcome", "complete"));
        Assert.Contains("已经在平台的党员名册里", (await officer.ActAsync(again, "place", ("on", Day(8)))).In(".refuse"));
    }

    [Fact]
    public async Task A_letter_that_has_run_out_needs_approval_or_goes_back_and_a_reader_enters_nobody()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await affairs.OfficerAsync(TestHost.Township);
        using var reader = await affairs.Host.SignInAsync(TestHost.Township, "grassroots.transfers.read");
        var arrival = await affairs.Host.AskAsync<Guid>($"""
            with p as (insert into org.person (name, sex, birth_on) values ('过期信', '1', '1985-06-01') returning id)
            insert into grassroots.arrival (locality_path, name, person_id, organisation_id, joined_on, flow_kind, from_organisation, letter_no, issued_on, valid_days) select '{branch.Path}', '过期信', id, '{branch.Id}', '2010-07-01', '141', '某党委', '8号', org.today() - 60, 30 from p returning id
            """);
        Assert.Contains("需经批准", (await officer.OpenCaseAsync($"{Town}/incoming", arrival, ("on", Day(5)), ("outcome", "valid"))).Text);
        Assert.Equal(403, (await reader.GetAsync($"{Town}/arrivals/new")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Town}/incoming/new")).Status);
        Assert.Equal(200, (await reader.GetAsync($"{Town}/arrivals/{arrival}")).Status);
    }

    [Fact]
    public async Task A_graduate_who_stays_in_the_branch_of_the_school_for_more_than_two_years_is_lit_until_moved()
    {
        using var officer = await affairs.OfficerAsync(TestHost.County);
        var (school, village) = (await affairs.BranchAsync(TestHost.County, sphere: "5"), await affairs.BranchAsync());
        async Task<Guid> StudentAsync(AffairsHost.Branch branch, string name, int monthsAgo, string occupation = "12", int? again = null)
        {
            var id = await affairs.MemberAsync(branch, name, "occupation", $"'{occupation}'");
            foreach (var (entered, graduated) in again is { } months ? ((int, int?)[])[(monthsAgo + 48, monthsAgo), (months, null)] : [(monthsAgo + 48, monthsAgo)])
                await affairs.Host.DoAsync($"insert into grassroots.member_education (member_id, locality_path, school, kind, entered_on, graduated_on) values ('{id}', '{branch.Path}', '云江大学', '1', '{AsOf.Format(Clock.Today.AddMonths(-entered))}', {(graduated is { } on ? $"'{AsOf.Format(Clock.Today.AddMonths(-on))}'" : "null")})");
            return id;
        }
        var stays = await StudentAsync(school, "毕业久留", 25);
        await StudentAsync(school, "毕业一年", 12);
        await StudentAsync(school, "又读研的", 25, again: 24);
        await StudentAsync(school, "学校教师", 25, occupation: "03");
        await StudentAsync(village, "村里学生", 25);
        async Task<string> LitAsync() => (await officer.GetAsync($"/{TestHost.County}/grassroots/members?rule=transfers.graduate")).In("tbody") ?? "";

        var lit = await LitAsync();
        Assert.Contains("毕业久留", lit, StringComparison.Ordinal);
        foreach (var name in (string[])["毕业一年", "又读研的", "学校教师", "村里学生"]) Assert.DoesNotContain(name, lit, StringComparison.Ordinal);

        await affairs.Host.DoAsync($"update grassroots.member set organisation_id = '{village.Id}', locality_path = '{village.Path}' where id = '{stays}'");
        Assert.DoesNotContain("毕业久留", await LitAsync(), StringComparison.Ordinal);
    }
}
