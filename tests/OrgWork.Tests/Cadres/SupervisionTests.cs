using OrgWork.Kernel;
using OrgWork.Tests.Ui.Registers;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>函询 answered in fifteen working days, changes of 有关事项 reported in thirty days, classes from which somebody was away for too long.</summary>
public sealed class SupervisionTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Officer = ["cadres.files.read", "cadres.files.edit", "cadres.supervision.view", "cadres.supervision.edit"];
    TestHost Host => office.Host;

    [Fact]
    public async Task A_letter_that_is_not_answered_in_fifteen_working_days_is_lit_and_what_was_answered_is_judged_once()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.supervision.view");
        using var other = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit");
        var cadre = await office.CadreAsync("受函人");
        async Task<Guid> LetterAsync(string number, int ago)
        {
            var made = await officer.SubmitAsync($"{Home}/inquiries/new", ("number", number), ("cadre_id", cadre.ToString()), ("issued_on", Day(ago)), ("questions", "一、经过如何"));
            Assert.True(made.Status == 302, made.Why());
            return await Host.AskAsync<Guid>($"select id from cadres.inquiry where number = '{number}'");
        }
        var (late, young) = (await LetterAsync("函1号", 60), await LetterAsync("函2号", 3));

        async Task<string> LitAsync() => (await officer.GetAsync($"{Home}/inquiries?rule=supervision.inquiry")).In("tbody") ?? "";
        Assert.Contains("函1号", await LitAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("函2号", await LitAsync(), StringComparison.Ordinal);
        // Judged only after it was answered; an answer after all is late for ever.
        Assert.Equal(422, (await officer.DoDeedAsync($"{Home}/inquiries", "conclude", late, ("result", "3"), ("concluded_on", Day(0)), ("result_words", "核查"))).Status);
        Assert.Equal(302, (await officer.DoDeedAsync($"{Home}/inquiries", "answer", late, ("answered_on", Day(2)))).Status);
        Assert.Contains("函1号", await LitAsync(), StringComparison.Ordinal);
        Assert.Equal(302, (await officer.DoDeedAsync($"{Home}/inquiries", "answer", young, ("answered_on", Day(1)))).Status);
        Assert.Equal(422, (await officer.DoDeedAsync($"{Home}/inquiries", "answer", young, ("answered_on", Day(0)))).Status);
        Assert.Contains("采信的要告知本人", (await officer.DoDeedAsync($"{Home}/inquiries", "conclude", young, ("result", "1"), ("concluded_on", Day(0)), ("result_words", "说明清楚"))).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.DoDeedAsync($"{Home}/inquiries", "conclude", young, ("result", "1"), ("concluded_on", Day(0)), ("told_on", Day(0)), ("result_words", "说明清楚"))).Status);
        Assert.Equal(422, (await officer.DoDeedAsync($"{Home}/inquiries", "conclude", young, ("result", "3"), ("concluded_on", Day(0)), ("result_words", "再查"))).Status);

        Assert.Equal(200, (await reader.GetAsync($"{Home}/inquiries/{late}")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/inquiries/deeds/answer?id={late}")).Status);
        Assert.Equal(403, (await other.GetAsync($"{Home}/inquiries")).Status);
        Assert.Equal(403, (await other.GetAsync($"{Home}/matter-changes")).Status);
    }

    [Fact]
    public async Task A_change_that_was_not_reported_in_thirty_days_is_lit()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var cadre = await office.CadreAsync("变化人");
        foreach (var (number, changed, reported) in ((string, int, int?)[])[("变1号", 31, null), ("变2号", 30, null), ("变3号", 90, 70), ("变4号", 90, 50)])
        {
            var made = await officer.SubmitAsync($"{Home}/matter-changes/new", ("number", number), ("cadre_id", cadre.ToString()), ("matter", "2"), ("changed_on", Day(changed)), ("reported_on", reported is { } on ? Day(on) : ""));
            Assert.True(made.Status == 302, made.Why());
        }
        var lit = (await officer.GetAsync($"{Home}/matter-changes?rule=files.personal-matters")).In("tbody") ?? "";
        Assert.Equal("变1号 变4号", string.Join(' ', new[] { "变1号", "变2号", "变3号", "变4号" }.Where(number => lit.Contains(number, StringComparison.Ordinal))));
        Assert.Equal(422, (await officer.SubmitAsync($"{Home}/matter-changes/new", ("number", "变5号"), ("cadre_id", cadre.ToString()), ("matter", "2"), ("changed_on", Day(5)), ("reported_on", Day(9)))).Status);
    }

    [Fact]
    public async Task Whoever_was_away_for_more_than_a_seventh_of_a_class_is_registered_as_having_left_it()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var id = await office.CadreAsync("参训人", "management", "'04'");
        Task<Answer> AddAsync(string kind, string absent, string result) => officer.SubmitAsync($"{Home}/files/{id}/training/new", ("name", "主体班"), ("organiser", "县委党校"), ("kind", kind), ("began_on", Day(60)), ("ended_on", Day(30)), ("hours", "70"), ("absent_hours", absent), ("result", result));
        var refused = await AddAsync("1", "11", "结业");
        Assert.Equal(422, refused.Status);
        Assert.Contains("七分之一为 10；请假 11 学时", refused.Text, StringComparison.Ordinal);
        foreach (var (kind, absent, result) in ((string, string, string)[])[("1", "11", "退学"), ("1", "10", "结业"), ("4", "30", "结业"), ("1", "", "结业")])
        {
            var added = await AddAsync(kind, absent, result);
            Assert.True(added.Status == 302, $"{kind} {absent} {result}: {added.Why()}");
        }
    }

    /// <summary>A measure reaches the file by its form alone: no sheet, no change of many, no correction asked by the cadre passes the rule by.</summary>
    [Fact]
    public async Task There_is_no_way_round_the_effect_period_of_a_measure_by_a_sheet_or_a_correction()
    {
        using var officer = await Host.SignInAsync(TestHost.County, [.. Officer, "cadres.measures.open", "cadres.measures.edit"]);
        var id = await office.CadreAsync("没有旁路人", "management", "'04'");
        foreach (var way in (string[])["imports", "bulk"]) Assert.Equal(404, (await officer.GetAsync($"{Home}/files/{id}/measures/{way}")).Status);
        var asked = await officer.GetAsync($"{Home}/files/deeds/propose?id={id}");
        Assert.DoesNotContain("影响期", asked.Text, StringComparison.Ordinal);
    }
}
