using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres.Own;

/// <summary>我的干部档案: a cadre who signs in sees the own file and the own assessment, asks for corrections with evidence and for a review, hands in the own report; and reaches nothing of anybody else.</summary>
public sealed class OwnFileTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Officer = ["cadres.files.read", "cadres.files.edit", "cadres.assessment.read", "cadres.assessment.edit", "cadres.assessment.decide"];
    const string Own = $"{Home}/own";

    TestHost Host => office.Host;

    async Task<(Guid Sheet, Guid Line)> SheetAsync(Guid cadre, string state, int toldAgo)
    {
        var unit = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{office.Path}', '县考核单位', '36') returning id");
        var sheet = await Host.AskAsync<Guid>($"insert into cadres.assessment_sheet (locality_path, unit_id, unit_name, scheme_id, year, state, decided_on, decided_by, fed_back_on) values ('{office.Path}', '{unit}', '县考核单位', gen_random_uuid(), 2025, '{state}', '{Iso(toldAgo + 5)}', '县委常委会', {(state is "1" or "2" ? "null" : $"'{Iso(toldAgo)}'")}) returning id");
        await Host.DoAsync($"insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) values ('{cadre}', '{office.Path}', 2025, '20', '3')");
        return (sheet, await Host.AskAsync<Guid>($"insert into cadres.assessment_line (assessment_sheet_id, locality_path, cadre_id, proposed, grade, comment) values ('{sheet}', '{office.Path}', '{cadre}', '3', '3', '工作有差距') returning id"));
    }

    [Fact]
    public async Task A_cadre_reads_the_own_file_and_no_other_page_of_the_section()
    {
        var other = await office.CadreAsync("别人家");
        var (self, id) = await office.SelfAsync(more: "native_place, resume", values: "'云江', '2001.07--　县试验局干部'");
        using var _ = self;
        var page = await self.GetAsync(Own);

        Assert.Equal(200, page.Status);
        foreach (var words in new[] { "周文博的干部档案", "云江", "县试验局副局长", "县试验局干部" }) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别人家", page.Text, StringComparison.Ordinal);
        foreach (var address in new[] { "files", $"files/{other}", $"files/{id}", $"overview/{id}", "corrections", $"own/evidence/{id}", "assessment", "duty-reports", "special-projects", "term-assessments", "batches", "nominations", "teams/overview", "figures", "outside-items", $"files/deeds/tie?id={id}" })
            Assert.True((await self.GetAsync($"{Home}/{address}")).Status == 403, address);
        await Host.DoAsync($"update org.account set person_id = null where account = '{self.Account}'");
        Assert.Contains("没有与您关联的干部档案", (await self.GetAsync(Own)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await self.PostAsync(Own + "?item=other", ("wanted", "改"), ("grounds", "据"))).Status);
    }

    [Fact, Trait("Row", "C6.3")]
    public async Task The_report_of_the_year_is_handed_in_by_the_cadre_and_stands_on_the_units_sheet_until_it_is_decided()
    {
        var (self, id) = await office.SelfAsync();
        using var _ = self;
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var sheet = await Host.AskAsync<Guid>($"insert into cadres.assessment_sheet (locality_path, unit_name, scheme_id, year) values ('{office.Path}', '总结单位', gen_random_uuid(), 2025) returning id");
        var line = await Host.AskAsync<Guid>($"insert into cadres.assessment_line (assessment_sheet_id, locality_path, cadre_id) values ('{sheet}', '{office.Path}', '{id}') returning id");
        Assert.Contains("还没有交", (await self.GetAsync(Own)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await self.PostAsync(Own + "?handler=year", ("line", line.ToString()), ("words", "太短"))).Status);
        Assert.Equal(404, (await self.PostAsync(Own + "?handler=year", ("line", Guid.NewGuid().ToString()), ("words", new string('述', 30)))).Status);
        Assert.Equal(302, (await self.PostAsync(Own + "?handler=year", ("line", line.ToString()), ("words", "一年来认真履职，完成了三件实事，也有不足之处需要改进。"))).Status);
        Assert.Contains("完成了三件实事", (await officer.GetAsync($"{Home}/assessment/sheet/{sheet}")).Text, StringComparison.Ordinal);
        // An officer who saves the sheet without the day leaves the day on which it was handed in.
        Assert.Equal(302, (await officer.SubmitAsync($"{Home}/assessment/sheet/{sheet}", ("raised", "false"), ($"reported.{line:N}", ""), ($"comment.{line:N}", "好"))).Status);
        Assert.Equal($"{AsOf.Format(Clock.Today)} 好", await Host.AskAsync<string>($"select reported_on || ' ' || comment from cadres.assessment_line where id = '{line}'"));
        await Host.DoAsync($"update cadres.assessment_sheet set state = '2', decided_on = org.today(), decided_by = '县委' where id = '{sheet}'");
        Assert.Equal(404, (await self.PostAsync(Own + "?handler=year", ("line", line.ToString()), ("words", new string('改', 30)))).Status);
    }

    [Fact]
    public async Task What_a_cadre_asks_with_evidence_is_decided_with_a_reason_and_stands_in_the_file_when_it_was_agreed_to()
    {
        var (self, id) = await office.SelfAsync(more: "native_place", values: "'云江'");
        using var _ = self;
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        var form = Own + "?item=native_place";

        var empty = await self.SubmitAsync(form, ("native_place", "临溪"));
        var same = await self.SubmitAsync(form, ("native_place", "云江"), ("grounds", "户口簿"));
        var wrongPaper = await self.UploadAsync(form, "evidence", "程序.pdf", "MZ not a paper"u8.ToArray(), ("native_place", "临溪"), ("grounds", "户口簿写的是临溪"));
        Assert.Equal((422, 422, 422), (empty.Status, same.Status, wrongPaper.Status));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from cadres.cadre_correction where cadre_id = '{id}'"));
        var asked = await self.UploadAsync(form, "evidence", "户口簿.pdf", [.. "%PDF-1.4\n"u8, .. new byte[40]], ("native_place", "临溪"), ("grounds", "户口簿写的是临溪"), ("cadre_id", Guid.NewGuid().ToString()));
        var twice = await self.SubmitAsync(form, ("native_place", "望川"), ("grounds", "户口簿"));
        var words = await self.SubmitAsync(Own + "?item=other", ("wanted", "出生日期应为 1980 年 6 月"), ("grounds", "最早的履历表"));
        var column = await self.PostAsync(Own + "?item=birth_on", ("birth_on", "1985.01.01"), ("grounds", "据"));
        Assert.True((302, 422, 302, 400) == (asked.Status, twice.Status, words.Status, column.Status), $"{asked.Status} {twice.Status} {words.Status} {column.Status} {Host.Log}");
        Assert.Equal("云江", await Host.AskAsync<string>($"select native_place from cadres.cadre where id = '{id}'"));

        var place = await Host.AskAsync<Guid>($"select id from cadres.cadre_correction where cadre_id = '{id}' and item = 'native_place'");
        var birth = await Host.AskAsync<Guid>($"select id from cadres.cadre_correction where cadre_id = '{id}' and item = 'other'");
        Assert.Contains("户口簿.pdf", (await officer.GetAsync($"{Home}/own/evidence/{place}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/corrections/deeds/decide?id={place}")).Status);
        var silent = await officer.SubmitAsync($"{Home}/corrections/deeds/decide?id={place}", ("result", "2"));
        var agreed = await officer.SubmitAsync($"{Home}/corrections/deeds/decide?id={place}", ("result", "2"), ("reason", "户口簿属实"));
        var refused = await officer.SubmitAsync($"{Home}/corrections/deeds/decide?id={birth}", ("result", "3"), ("reason", "按档案最早记载认定，不改"));
        var again = await officer.SubmitAsync($"{Home}/corrections/deeds/decide?id={place}", ("result", "3"), ("reason", "再想想"));
        Assert.True((422, 302, 302, 422) == (silent.Status, agreed.Status, refused.Status, again.Status), $"{silent.Status} {agreed.Status} {refused.Status} {again.Status} {agreed.Why()} {Host.Log}");

        Assert.Equal("临溪", await Host.AskAsync<string>($"select native_place from cadres.cadre where id = '{id}'"));
        var read = await self.GetAsync(Own);
        foreach (var said in new[] { "户口簿属实", "按档案最早记载认定，不改", "不予更正", "材料 1 件" }) Assert.Contains(said, read.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{id}' and reason like '本人申请更正%'"));

        // Nobody withdraws another's request, and a decided one stays.
        var (second, _) = await office.SelfAsync();
        using var __ = second;
        Assert.Equal(404, (await second.PostAsync(Own + "?handler=withdraw", ("request", birth.ToString()))).Status);
        Assert.Equal(302, (await self.SubmitAsync(Own + "?item=health", ("health", "良好"), ("grounds", "体检"))).Status);
        var health = await Host.AskAsync<Guid>($"select id from cadres.cadre_correction where cadre_id = '{id}' and item = 'health'");
        Assert.Equal(404, (await second.PostAsync(Own + "?handler=withdraw", ("request", health.ToString()))).Status);
        Assert.Equal(302, (await self.PostAsync(Own + "?handler=withdraw", ("request", health.ToString()))).Status);
        Assert.Equal("4", await Host.AskAsync<string>($"select state from cadres.cadre_correction where id = '{health}'"));
    }

    [Fact]
    public async Task A_grade_is_read_when_it_was_fed_back_signed_for_and_a_review_asked_for_in_time_reaches_the_sheet()
    {
        var (self, id) = await office.SelfAsync();
        using var _ = self;
        var (sheet, line) = await SheetAsync(id, "2", 3);

        // Decided and not yet told: the person does not read it here.
        Assert.DoesNotContain("基本称职", (await self.GetAsync(Own)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await self.PostAsync(Own + "?handler=appeal", ("line", line.ToString()), ("reason", "实绩没有计入"))).Status);
        await Host.DoAsync($"update cadres.assessment_sheet set state = '3', fed_back_on = '{Iso(3)}' where id = '{sheet}'");
        var told = await self.GetAsync(Own);
        Assert.Contains("基本称职", told.Text, StringComparison.Ordinal);
        Assert.Contains("工作有差距", told.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await self.PostAsync(Own + "?handler=seen", ("line", line.ToString()))).Status);
        Assert.Equal(422, (await self.PostAsync(Own + "?handler=appeal", ("line", line.ToString()), ("reason", ""))).Status);

        // Somebody else's line is not there, whatever the form says.
        var (other, otherId) = await office.SelfAsync();
        using var __ = other;
        var (_, foreign) = await SheetAsync(otherId, "3", 40);
        Assert.Equal(404, (await self.PostAsync(Own + "?handler=appeal", ("line", foreign.ToString()), ("reason", "实绩没有计入"))).Status);
        // Forty days after it was told it is too late.
        var late = await other.PostAsync(Own + "?handler=appeal", ("line", foreign.ToString()), ("reason", "实绩没有计入"));
        Assert.Equal(422, late.Status);
        Assert.Contains("三十日内申请复核", late.Text, StringComparison.Ordinal);

        // Whoever was found good has nothing to have reviewed.
        await Host.DoAsync($"update cadres.assessment_line set grade = '2' where id = '{line}'");
        Assert.Contains("对基本称职、不称职的结果可以申请复核", (await self.PostAsync(Own + "?handler=appeal", ("line", line.ToString()), ("reason", "实绩没有计入"))).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update cadres.assessment_line set grade = '3' where id = '{line}'");
        Assert.Equal(302, (await self.PostAsync(Own + "?handler=appeal", ("line", line.ToString()), ("reason", "实绩没有计入"))).Status);
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var page = await officer.GetAsync($"{Home}/assessment/sheet/{sheet}");
        Assert.Contains("实绩没有计入", page.Text, StringComparison.Ordinal);
        Assert.Contains("本人已阅", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{Home}/assessment/sheet/{sheet}?handler=review", ("line", line.ToString()), ("grade", "2"), ("words", "经核实，实绩漏计"))).Status);
        Assert.Contains("经核实，实绩漏计", (await self.GetAsync(Own)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_section_opens_the_file_to_an_account_of_the_same_name_and_to_one_alone()
    {
        var (self, id) = await office.SelfAsync(isTied: false);
        using var _ = self;
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        var other = await office.CadreAsync("不同名");
        Task<Answer> TieAsync(Guid to) => officer.SubmitAsync($"{Home}/files/deeds/tie?id={to}", ("account", self.Account));

        var wrong = await TieAsync(other);
        var done = await TieAsync(id);
        Assert.Equal((422, 302), (wrong.Status, done.Status));
        Assert.Contains("不是不同名", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("周文博的干部档案", (await self.GetAsync(Own)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync($"{Home}/files/deeds/untie?id={id}")).Status);
        Assert.Contains("没有与您关联的干部档案", (await self.GetAsync(Own)).Text, StringComparison.Ordinal);
    }
}
