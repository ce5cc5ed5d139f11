using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>干部任免 in outline, through its pages: motion, recommendation, vetting, decision, notice, post, probation; one meeting decides several.</summary>
public sealed class AppointmentTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Board = $"/{TestHost.County}/cadres/appointments";
    static readonly string[] Acts = ["cadres.appointments.read", "cadres.appointments.act", "cadres.files.read"];

    TestHost Host => affairs.Host;

    async Task<Guid> CadreAsync(string name) => await Host.AskAsync<Guid>($"""
        with p as (insert into org.person (name, sex, birth_on) values ('{name}', '1', '1982-05-01') returning id)
        insert into cadres.cadre (locality_path, name, person_id, politics) select l.path, '{name}', p.id, '01' from p, org.locality l where l.code = '{TestHost.County}' returning id
        """);

    static async Task<string> WalkAsync(Browser officer, Guid cadre, string post)
    {
        var opened = await officer.OpenCaseAsync(Board, cadre, ("on", "2025.03.03"), ("target_post", post), ("is_over_quota", "0"));
        Assert.True(opened.Status == 302, opened.Why());
        await officer.DoStepAsync(opened.Location!, "recommendation", ("on", "2025.03.10"), ("invited", "30"), ("attended", "28"));
        await officer.DoStepAsync(opened.Location!, "vetting", ("on", "2025.03.20"), ("vetters", "2"), ("archive_checked_on", "2025.03.12"), ("declaration_checked_on", "2025.03.12"), ("discipline_heard_on", "2025.03.14"), ("complaints_checked_on", "2025.03.14"), ("outcome", "fit"));
        return opened.Location!;
    }

    static (string, string)[] Votes(string prefix, int agree) => [(prefix + "members", "11"), (prefix + "present", "10"), (prefix + "agree", $"{agree}"), (prefix + "disagree", $"{10 - agree}"), (prefix + "defer", "0")];

    [Fact]
    public async Task A_meeting_decides_two_the_one_without_majority_stays_and_the_other_is_appointed_after_five_working_days_and_confirmed_after_a_year()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Acts);
        var (first, second) = (await WalkAsync(officer, await CadreAsync("任一"), "某局副局长"), await WalkAsync(officer, await CadreAsync("任二"), "某局局长"));

        var url = $"{Board}/batch?id={first[^36..]}&id={second[^36..]}";
        var decided = await officer.SubmitAsync(url, [("on", "2025.03.28"), ("paper.0", "1"), ("has_recused", "1"), ("outcome", "pass"), .. Votes(first[^36..] + ".", 9), .. Votes(second[^36..] + ".", 5)]);
        Assert.Contains("已办 1 件，没有办的 1 件", decided.Text);
        await officer.DoStepAsync(first, "notice", ("on", "2025.03.31"));
        // 清明节：四月四日放假，五个工作日公示到四月八日。
        var early = await officer.ActAsync(first, "appointed", ("on", "2025.04.03"), ("document_no", "临委任1号"), ("outcome", "probation"));
        Assert.Equal(422, early.Status);
        Assert.Contains("2025.03.31", early.Text);
        Assert.Equal("appointed", await Host.AskAsync<string>($"select step from org.procedure_case where id = '{first[^36..]}'"));
        await officer.DoStepAsync(first, "appointed", ("on", "2025.04.20"), ("document_no", "临委任1号"), ("outcome", "probation"));
        var soon = await officer.ActAsync(first, "confirmed", ("on", "2026.03.27"), ("outcome", "fit"));
        Assert.Contains("2026.03.28", soon.In(".refuse"));
        await officer.DoStepAsync(first, "confirmed", ("on", "2026.03.28"), ("outcome", "fit"));
        await officer.DoStepAsync(first, "filed", ("on", "2026.04.02"));
        Assert.Equal("done", await Host.AskAsync<string>($"select state from org.procedure_case where id = '{first[^36..]}'"));
        // Not decided: the meeting defers it, then it is ended with a reason.
        await officer.DoStepAsync(second, "decision", [("on", "2025.04.28"), ("has_recused", "1"), ("outcome", "defer"), .. Votes("", 5)]);
        Assert.Equal(302, (await officer.FillAsync(second + "/turn/stop", ("reason", "另行研究"))).Status);
        Assert.Contains("另行研究", (await officer.GetAsync(second)).In(".feed"));
    }

    [Fact]
    public async Task A_post_that_is_not_there_too_few_recommenders_and_vetters_are_refused_and_others_stay_out()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Acts);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.appointments.read");
        using var neighbour = await Host.SignInAsync(TestHost.Neighbour, Acts);
        var opened = await officer.OpenCaseAsync(Board, await CadreAsync("任三"), ("on", "2025.03.03"), ("target_post", "某局副局长"), ("is_over_quota", "1"));
        Assert.Equal(422, opened.Status);
        var one = (await officer.OpenCaseAsync(Board, await CadreAsync("任四"), ("on", "2025.03.03"), ("target_post", "某局副局长"), ("is_over_quota", "0"))).Location!;
        Assert.NotEqual(302, (await officer.ActAsync(one, "recommendation", ("on", "2025.03.10"), ("invited", "30"), ("attended", "10"))).Status);
        await officer.DoStepAsync(one, "recommendation", ("on", "2025.03.10"), ("invited", "30"), ("attended", "25"));
        Assert.Equal(422, (await officer.ActAsync(one, "vetting", ("on", "2025.03.20"), ("vetters", "1"), ("outcome", "fit"))).Status);

        Assert.Equal(403, (await reader.GetAsync(one + "/act/vetting")).Status);
        Assert.True((await neighbour.GetAsync(one)).Status is 403 or 404);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/cadres/appointments/{one[^36..]}")).Status);
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "recommendation"), ("reason", "推荐范围不全，重新推荐"))).Status);
        await officer.DoStepAsync(one, "recommendation", ("on", "2025.03.11"), ("invited", "40"), ("attended", "38"));
    }
}
