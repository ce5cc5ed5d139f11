using System.Text;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Admission;

/// <summary>发展党员 through its pages: an applicant is taken from application to full membership; what comes too early is refused with its sum.</summary>
public sealed class AdmissionProcedureTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Board = $"/{TestHost.Township}/grassroots/admission";
    static int sequence;

    TestHost Host => ledger.Host;

    Task<Browser> OfficerAsync(string place = TestHost.County) => Host.SignInAsync(place, "grassroots.admission.read", "grassroots.admission.act", "grassroots.members.read");

    async Task<(Guid Applicant, Guid Organisation)> ApplicantAsync(string name, string birth = "1996-05-01", string place = TestHost.Township, Guid? branch = null)
    {
        var path = await ledger.PathOfAsync(place);
        var organisation = branch ?? await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{path}', '第{++sequence}支部', '631', '1') returning id");
        var id = await Host.AskAsync<Guid>($"""
            with p as (insert into org.person (name, sex, birth_on) values ('{name}', '2', '{birth}') returning id)
            insert into grassroots.applicant (locality_path, name, person_id, organisation_id, education, occupation) select '{path}', '{name}', id, '{organisation}', '21', '07' from p returning id
            """);
        return (id, organisation);
    }

    static string InCounty(string one) => one.Replace(TestHost.Township, TestHost.County, StringComparison.Ordinal);

    static Task<Answer> OpenAsync(Browser browser, Guid applicant, string on) => browser.OpenCaseAsync(Board, applicant, ("on", on));
    static Task<Answer> ActAsync(Browser browser, string one, string step, string on, params (string Name, string Value)[] values) => browser.ActAsync(one, step, [("on", on), .. values]);
    static Task DoAsync(Browser browser, string one, string step, string on, params (string Name, string Value)[] values) => browser.DoStepAsync(one, step, [("on", on), .. values]);
    static (string, string)[] Votes(string prefix, int voters, int present, int approve) => CaseForms.Votes(prefix, voters, present, approve);

    [Fact]
    [Trait("Row", "G4.3")]
    public async Task An_applicant_is_taken_through_25_steps_and_what_comes_too_early_is_refused_with_article_dates_and_earliest_day()
    {
        using var officer = await OfficerAsync();
        var (applicant, _) = await ApplicantAsync("何雨桐");
        // Entered on the day of the application.
        await Host.DoAsync($"update grassroots.applicant_history set valid_from = '2022-01-10' where id = '{applicant}'");
        var opened = await OpenAsync(officer, applicant, "2022.01.10");
        Assert.True(opened.Status == 302, opened.In(".refuse") ?? opened.In(".note"));
        var one = opened.Location!;

        await DoAsync(officer, one, "talk", "2022.01.25", ("talked_by", "陈建平"));
        await DoAsync(officer, one, "activist", "2022.03.10", ("recommendation", "1"));
        await DoAsync(officer, one, "activist_filed", "2022.03.20");
        await DoAsync(officer, one, "mentors", "2022.03.22", ("mentor_names", "陈建平、刘桂芳"), ("mentors", "2"));
        await DoAsync(officer, one, "foster", "2022.09.10", ("looked_words", "表现好"));

        // 培养教育考察不满一年
        var before = await Host.AskAsync<string>($"select row(c.*)::text from org.procedure_case c where id = '{one[^36..]}'");
        var early = await ActAsync(officer, one, "candidate", "2023.03.09");
        Assert.Equal(422, early.Status);
        var refusal = early.In(".refuse")!;
        Assert.Contains("《中国共产党发展党员工作细则》", refusal);
        Assert.Contains("2022.03.10", refusal);
        Assert.Contains("早 1 天", refusal);
        Assert.Contains("最早可办2023.03.10", refusal.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal(before, await Host.AskAsync<string>($"select row(c.*)::text from org.procedure_case c where id = '{one[^36..]}'"));

        await DoAsync(officer, one, "candidate", "2023.03.10");
        await DoAsync(officer, one, "candidate_filed", "2023.03.20");
        await DoAsync(officer, one, "introducers", "2023.03.22", ("introducer_names", "陈建平、刘桂芳"), ("introducers", "2"));
        // Beside the applicant they stand as rows.
        Assert.Equal("陈建平,刘桂芳", await Host.AskAsync<string>($"select string_agg(name, ',' order by rank_order) from grassroots.applicant_introducer where applicant_id = '{applicant}' and removed_at is null"));
        await DoAsync(officer, one, "vetting", "2023.05.20", ("is_vetted", "1"));
        Assert.Equal(422, (await ActAsync(officer, one, "training", "2023.06.11", ("trained_days", "2"), ("trained_hours", "16"))).Status);
        await DoAsync(officer, one, "training", "2023.06.11", ("trained_days", "3"), ("trained_hours", "24"));
        await DoAsync(officer, one, "review", "2023.08.01");
        await DoAsync(officer, one, "preview", "2023.08.20", ("is_leaving", "0"));
        await DoAsync(officer, one, "form", "2023.09.01", ("form_no", "2023-04417"));
        // 到会没有过半数；赞成没有过应到半数
        Assert.Equal(422, (await ActAsync(officer, one, "meeting", "2023.09.10", [("outcome", "pass"), .. Votes("", 21, 10, 10)])).Status);
        Assert.Equal(422, (await ActAsync(officer, one, "meeting", "2023.09.10", [("outcome", "pass"), .. Votes("", 21, 16, 10)])).Status);
        await DoAsync(officer, one, "meeting", "2023.09.10", [("outcome", "pass"), .. Votes("", 21, 18, 18)]);
        await DoAsync(officer, one, "county_talk", "2023.10.07", ("admission_talker", "范志宏"));
        await DoAsync(officer, one, "approval", "2023.10.20", ("outcome", "approved"));
        Assert.Equal("2|2023-09-10|", await Host.AskAsync<string>($"select kind || '|' || joined_on || '|' || coalesce(became_full_on::text, '') from grassroots.member m join grassroots.applicant a using (person_id) where a.id = '{applicant}'"));
        // 备案由县里办：在镇的页面上不行，到县里办
        Assert.Contains("请先转到临溪县", (await ActAsync(officer, one, "county_filed", "2023.10.29")).In(".refuse"));
        await DoAsync(officer, InCounty(one), "county_filed", "2023.10.29");
        await DoAsync(officer, one, "placed", "2023.11.03");
        await DoAsync(officer, one, "oath", "2023.12.06");
        await DoAsync(officer, one, "probation", "2024.03.30", ("probation_words", "认真"));
        await DoAsync(officer, one, "full_apply", "2024.09.03");
        // 预备期未满
        var soon = await ActAsync(officer, one, "full_meeting", "2024.09.09", [("outcome", "full"), .. Votes("full_", 21, 18, 18)]);
        Assert.Equal(422, soon.Status);
        Assert.Contains("2024.09.10", soon.In(".refuse"));
        // 延长预备期，少于半年不行
        Assert.Equal(422, (await ActAsync(officer, one, "full_meeting", "2024.09.12", [("outcome", "extend"), ("proposed_months", "3"), .. Votes("full_", 21, 18, 18)])).Status);
        await DoAsync(officer, one, "full_meeting", "2024.09.12", [("outcome", "extend"), ("proposed_months", "6"), .. Votes("full_", 21, 18, 18)]);
        await DoAsync(officer, one, "full_approval", "2024.10.12", ("outcome", "extend"));
        await DoAsync(officer, one, "probation", "2024.12.30", ("probation_words", "有进步"));
        await DoAsync(officer, one, "full_apply", "2025.03.05");
        Assert.Equal(422, (await ActAsync(officer, one, "full_meeting", "2025.03.09", [("outcome", "full"), .. Votes("full_", 21, 18, 18)])).Status);
        // 只能延长一次
        Assert.Equal(422, (await ActAsync(officer, one, "full_meeting", "2025.03.11", [("outcome", "extend"), ("proposed_months", "6"), .. Votes("full_", 21, 18, 18)])).Status);
        await DoAsync(officer, one, "full_meeting", "2025.03.11", [("outcome", "full"), .. Votes("full_", 21, 18, 18)]);
        await DoAsync(officer, one, "full_approval", "2025.04.12", ("outcome", "full"));
        Assert.Equal("1|2025-03-10", await Host.AskAsync<string>($"select kind || '|' || became_full_on from grassroots.member m join grassroots.applicant a using (person_id) where a.id = '{applicant}'"));
        await DoAsync(officer, one, "filed", "2025.05.12");

        // Whoever asks for a day is told the stage of that day.
        Assert.Equal("1,2,2,3,4,4,5", await Host.AskAsync<string>($"select string_agg(h.stage, ',' order by d) from unnest(array['2022-03-09', '2022-03-10', '2023-03-09', '2023-03-10', '2023-09-10', '2025-03-09', '2025-03-10']::date[]) d join grassroots.applicant_history h on h.id = '{applicant}' and h.valid_from <= d and h.valid_to > d"));
        async Task<bool> WasAsync(string stage, string day) => (await officer.GetAsync($"/{TestHost.Township}/grassroots/applicants?stage={stage}&asof={day}")).Text.Contains(applicant.ToString(), StringComparison.Ordinal);
        Assert.Equal((true, false, true, false), (await WasAsync("2", "2023-03-09"), await WasAsync("3", "2023-03-09"), await WasAsync("3", "2023-03-10"), await WasAsync("2", "2023-03-10")));
        var page = await officer.GetAsync(one);
        Assert.Contains("办结", page.In(".who"));
        Assert.Contains("何雨桐", (await officer.GetAsync(Board + "?state=done")).In("tbody"));
    }

    [Fact]
    public async Task A_step_cannot_be_jumped_dated_ahead_or_dated_back()
    {
        using var officer = await OfficerAsync();
        var (applicant, _) = await ApplicantAsync("罗先后");
        var one = (await OpenAsync(officer, applicant, "2026.01.10")).Location!;

        Assert.Contains("现在等待办理的是", (await ActAsync(officer, one, "activist", "2026.03.10", ("recommendation", "1"))).In(".refuse"));
        Assert.Contains("早于上一步", (await ActAsync(officer, one, "talk", "2026.01.09", ("talked_by", "陈"))).In(".refuse"));
        Assert.Contains("晚于今天", (await ActAsync(officer, one, "talk", Dates.Format(Clock.Today.AddDays(1)), ("talked_by", "陈"))).In(".refuse"));
        Assert.Equal(1, await Host.AskAsync<long>($"select count(*) from org.procedure_act where case_id = '{one[^36..]}'"));
    }

    [Fact]
    public async Task One_who_was_not_eighteen_is_refused()
    {
        using var officer = await OfficerAsync();
        var (applicant, _) = await ApplicantAsync("简年少", "2010-05-01");
        var answer = await OpenAsync(officer, applicant, "2026.01.10");

        Assert.Equal(422, answer.Status);
        Assert.Contains("2028.05.01", answer.In(".refuse"));
    }

    [Fact]
    public async Task A_late_talk_goes_on_only_with_reason_and_approver_and_the_exception_is_kept()
    {
        using var officer = await OfficerAsync();
        var (applicant, _) = await ApplicantAsync("迟谈话");
        var one = (await OpenAsync(officer, applicant, "2026.01.10")).Location!;

        var late = await ActAsync(officer, one, "talk", "2026.03.10", ("talked_by", "陈建平"));
        Assert.Equal(422, late.Status);
        Assert.Contains("需经批准", late.Text);
        var form = late.FormOf();
        Assert.Equal(302, (await officer.SendAsync($"{one}/act/talk", form, ("reason", "支部书记空缺"), ("approver", "范志宏"), ("approved_on", "2026.03.12"))).Status);
        Assert.Equal("支部书记空缺|范志宏", await Host.AskAsync<string>($"select reason || '|' || approver from org.rule_waiver where row_id = '{one[^36..]}'"));
    }

    [Fact]
    public async Task A_townships_officer_does_the_branchs_and_the_committees_steps_and_not_the_countys()
    {
        using var township = await OfficerAsync(TestHost.Township);
        var (applicant, _) = await ApplicantAsync("戚分级");
        var one = (await OpenAsync(township, applicant, "2026.01.10")).Location!;
        await DoAsync(township, one, "talk", "2026.01.20", ("talked_by", "陈"));
        await Host.DoAsync($"update org.procedure_case set step = 'county_filed', stage = 4 where id = '{one[^36..]}'");

        Assert.Contains("由临溪县的县委组织部办理", (await ActAsync(township, one, "county_filed", "2026.02.20")).In(".refuse"));
        using var county = await OfficerAsync();
        await DoAsync(county, InCounty(one), "county_filed", "2026.02.20");
    }

    [Fact]
    public async Task A_meeting_decides_many_who_is_refused_is_named_the_others_go_on()
    {
        using var officer = await OfficerAsync();
        var cases = new List<string>();
        foreach (var (name, day) in ((string, string)[])[("甲一同", "2026.01.10"), ("乙一同", "2026.01.12"), ("丙后到", "2026.02.20")])
            cases.Add((await OpenAsync(officer, (await ApplicantAsync(name)).Applicant, day)).Location!);
        var url = Board + "/batch?" + string.Join('&', cases.Select(one => "id=" + one[^36..]));
        var answer = await officer.SubmitAsync(url, ("on", "2026.01.30"), ("paper.0", "1"), ("talked_by", "陈建平"));

        Assert.True(answer.Status == 200, $"{answer.Status} {answer.In("main")}");
        Assert.Contains("已办 2 件，没有办的 1 件", answer.Text);
        Assert.Contains("早于上一步", answer.Document.QuerySelectorAll("tr").Single(row => row.TextContent.Contains("丙后到", StringComparison.Ordinal)).TextContent);
        Assert.Equal(2, await Host.AskAsync<long>($"select count(*) from org.procedure_case where step = 'activist' and id in ({string.Join(',', cases.Select(one => $"'{one[^36..]}'"))})"));
    }

    [Fact]
    public async Task A_case_goes_back_with_a_reason_and_what_was_recorded_stays_in_its_history()
    {
        using var officer = await OfficerAsync();
        var one = (await OpenAsync(officer, (await ApplicantAsync("回头看")).Applicant, "2026.01.10")).Location!;
        await DoAsync(officer, one, "talk", "2026.01.20", ("talked_by", "陈"));
        await DoAsync(officer, one, "activist", "2026.03.10", ("recommendation", "1"));

        Assert.Equal(422, (await officer.FillAsync(one + "/turn/return", ("to", "talk"), ("reason", ""))).Status);
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "talk"), ("reason", "谈话人不是正式党员"))).Status);
        var page = await officer.GetAsync(one);
        Assert.Contains("第 2 步", page.In(".who"));
        Assert.Contains("谈话人不是正式党员", page.In(".feed"));
        Assert.Contains("2026.03.10", page.In(".feed"));
        await DoAsync(officer, one, "talk", "2026.01.22", ("talked_by", "刘"));
    }

    [Fact]
    public async Task A_step_without_its_papers_is_refused_by_their_names_and_what_is_attached_opens_for_those_who_may_read_the_case()
    {
        using var officer = await OfficerAsync();
        var one = (await OpenAsync(officer, (await ApplicantAsync("卞有据")).Applicant, "2026.01.10")).Location!;
        await DoAsync(officer, one, "talk", "2026.01.20", ("talked_by", "陈建平"));
        var address = one + "/act/activist";
        var form = (await officer.GetAsync(address)).FormOf();
        (string, string)[] said = [("version", form["version"]), ("on", "2026.03.10"), ("recommendation", "1")];
        Task<long?> FilesAsync() => Host.AskAsync<long?>($"select count(*) from org.file where row_id = '{one[^36..]}'");

        // Looked at first, which says the same and does nothing.
        var entries = await Host.AskAsync<long>("select count(*) from audit.entry");
        var looked = await officer.SendAsync(address + "?handler=check", form, said);
        Assert.Equal(200, looked.Status);
        Assert.Contains("缺材料：推荐材料；", looked.In(".refuse"));
        Assert.Equal((entries, "activist"), (await Host.AskAsync<long>("select count(*) from audit.entry"), await Host.AskAsync<string>($"select step from org.procedure_case where id = '{one[^36..]}'")));
        var bare = await officer.SendAsync(address, form, said);
        Assert.Equal(422, bare.Status);
        Assert.Contains("缺材料：推荐材料；", bare.In(".refuse"));
        Assert.Contains("缺材料：支委会会议记录；", bare.In(".refuse"));
        // One of two is not enough, and is not kept; nor is what is no document.
        var half = await officer.UploadAsync(address, "doc.0", "推荐材料.txt", Encoding.UTF8.GetBytes("两名党员推荐"), said);
        Assert.Equal(422, half.Status);
        Assert.DoesNotContain("缺材料：推荐材料", half.Text);
        Assert.Contains("缺材料：支委会会议记录；", half.In(".refuse"));
        var wrong = await officer.UploadAsync(address, "doc.0", "推荐材料.pdf", "MZ\0\0"u8.ToArray(), [.. said, ("paper.1", "1")]);
        Assert.Equal(422, wrong.Status);
        Assert.Contains("“推荐材料.pdf”的内容是", wrong.Why());
        Assert.Equal((0, "activist"), (await FilesAsync(), await Host.AskAsync<string>($"select step from org.procedure_case where id = '{one[^36..]}'")));

        var done = await officer.UploadAsync(address, "doc.0", "推荐材料.txt", Encoding.UTF8.GetBytes("两名党员推荐"), [.. said, ("paper.1", "1")]);
        Assert.True(done.Status == 302, done.Why());
        Assert.Equal(1, await FilesAsync());
        var page = await officer.GetAsync(one);
        var link = page.Document.QuerySelectorAll("a[href*='/org/files/']").Single(a => a.TextContent == "推荐材料").GetAttribute("href")!;
        Assert.Contains("支委会会议记录纸质", page.Document.QuerySelectorAll("ul.lines li").Select(line => line.TextContent.Replace(" ", "", StringComparison.Ordinal)).Single(line => line.Contains("支委会会议记录", StringComparison.Ordinal)));
        Assert.Equal("两名党员推荐", (await officer.GetAsync(link)).Text);

        // Who may not read the case does not get its papers, by whichever address.
        using var neighbour = await OfficerAsync(TestHost.Neighbour);
        using var beside = await Host.SignInAsync(TestHost.County, "grassroots.members.read");
        var file = link[(link.LastIndexOf('/') + 1)..];
        foreach (var place in (string[])[TestHost.Township, TestHost.County, TestHost.Neighbour]) Assert.Equal((place, 404), (place, (await neighbour.GetAsync($"/{place}/org/files/{file}")).Status));
        Assert.Equal((403, 403), ((await beside.GetAsync(one)).Status, (await beside.GetAsync(link)).Status));
    }

    [Fact]
    public async Task What_was_written_wrong_is_put_right_with_a_reason_judged_with_all_that_followed_and_the_old_words_stay()
    {
        using var officer = await OfficerAsync();
        var one = (await OpenAsync(officer, (await ApplicantAsync("更正言")).Applicant, "2022.01.10")).Location!;
        await DoAsync(officer, one, "talk", "2022.01.25", ("talked_by", "陈建平"));
        await DoAsync(officer, one, "activist", "2022.03.10", ("recommendation", "1"));
        await DoAsync(officer, one, "activist_filed", "2022.03.20");
        await DoAsync(officer, one, "mentors", "2022.03.22", ("mentor_names", "陈建平、刘桂芳"), ("mentors", "2"));
        await DoAsync(officer, one, "foster", "2022.09.10", ("looked_words", "表现好"));
        await DoAsync(officer, one, "candidate", "2023.03.10");
        Task<string?> CaseAsync() => Host.AskAsync<string>($"select row(c.*)::text from org.procedure_case c where id = '{one[^36..]}'");
        var before = await CaseAsync();
        string Correction(string step) => $"{one}/act/{step}?correction=true";

        // The page of the case leads there; the form has what was recorded.
        var talk = (await officer.GetAsync(one)).Document.QuerySelectorAll("a").Single(a => a.GetAttribute("href") == Correction("talk")).GetAttribute("href")!;
        var form = (await officer.GetAsync(talk)).FormOf();
        Assert.Equal(("2022.01.25", "陈建平"), (form["on"], form["talked_by"]));

        var silent = await officer.SendAsync(talk, form, ("talked_by", "刘桂芳"));
        Assert.Equal(422, silent.Status);
        Assert.Contains("请写明更正的理由", silent.In(".refuse"));
        var crossed = await officer.SendAsync(talk, form, ("on", "2022.03.11"), ("reason", "笔误"));
        Assert.Equal(422, crossed.Status);
        Assert.Contains("先后颠倒", crossed.In(".refuse"));
        // Ten days later as an activist: then 2023.03.10 was not yet a year, and that step is already done.
        var short_ = await officer.FillAsync(Correction("activist"), ("on", "2022.03.20"), ("reason", "会议记录上是 20 日"));
        Assert.Equal(422, short_.Status);
        Assert.Contains("2023.03.20", short_.In(".refuse"));
        Assert.Equal(422, (await officer.FillAsync(Correction("vetting"), ("on", "2023.04.01"), ("is_vetted", "1"), ("reason", "试"))).Status);
        Assert.Equal(before, await CaseAsync());

        var done = await officer.SendAsync(talk, form, ("on", "2022.01.26"), ("talked_by", "刘桂芳"), ("reason", "谈话记录上签名的是刘桂芳"));
        Assert.True(done.Status == 302, done.Why());
        var page = await officer.GetAsync(one);
        var entry = page.Document.QuerySelector(".feed li")!;
        Assert.Contains("更正", entry.TextContent);
        Assert.Contains("谈话记录上签名的是刘桂芳", entry.TextContent);
        Assert.Equal(["2022.01.25", "陈建平"], entry.QuerySelectorAll(".was").Select(was => was.TextContent).Order(StringComparer.Ordinal));
        Assert.Contains("谈话人 刘桂芳", page.Document.QuerySelectorAll("tr.past").Single(row => row.TextContent.Contains("派人谈话", StringComparison.Ordinal)).TextContent);
        Assert.Equal("candidate_filed 2022-01-26 刘桂芳", await Host.AskAsync<string>($"select step || ' ' || (facts ->> 'talked_on') || ' ' || (facts ->> 'talked_by') from org.procedure_case where id = '{one[^36..]}'"));
        Assert.Equal("更正|谈话记录上签名的是刘桂芳", await Host.AskAsync<string>($"select (changes -> 0 ->> 'label') || '|' || reason from audit.entry where row_id = '{one[^36..]}' order by id desc limit 1"));
        // Read before somebody else went on: not written over it.
        Assert.Equal(409, (await officer.SendAsync(talk, form, ("talked_by", "又一人"), ("reason", "试"))).Status);
        using var reader = await Host.SignInAsync(TestHost.County, "grassroots.admission.read");
        Assert.DoesNotContain("correction=true", (await reader.GetAsync(one)).Text);
        Assert.Equal(403, (await reader.GetAsync(talk)).Status);
    }

    [Fact]
    public async Task Lights_turn_yellow_then_red_and_are_counted_on_the_boards_of_the_branch_the_township_and_the_county()
    {
        using var officer = await OfficerAsync();
        var (near, branch) = await ApplicantAsync("黄临期");
        var late = (await ApplicantAsync("红超期", branch: branch)).Applicant;
        var code = (await Host.AskAsync<string>($"select l.code from grassroots.organisation o join org.locality l on l.id = o.place_id where o.id = '{branch}'"))!;
        // In sight of a branch is what lies with it.
        await Host.DoAsync($"update grassroots.applicant set locality_path = (select path from org.locality where code = '{code}') where organisation_id = '{branch}'");
        string[] places = [code, TestHost.Township, TestHost.County];
        var before = new List<(int Red, int Yellow)>();
        foreach (var place in places) before.Add(await CountsAsync(place));
        Assert.Equal((0, 0), before[0]);

        await OpenAsync(officer, near, Dates.Format(Clock.Today.AddMonths(-1).AddDays(3)));
        await OpenAsync(officer, late, Dates.Format(Clock.Today.AddMonths(-2)));

        for (var i = 0; i < places.Length; i++)
        {
            Assert.Equal((places[i], before[i].Red + 1, before[i].Yellow + 1), await CountsAsync(places[i]) is var (red, yellow) ? (places[i], red, yellow) : default);
            using var reader = await Host.SignInAsync(places[i], "grassroots.admission.read");
            var board = $"/{places[i]}/grassroots/admission";
            Assert.Contains("黄临期", (await reader.GetAsync(board + "?light=yellow&q=黄临期")).In("tbody"));
            Assert.Contains("红超期", (await reader.GetAsync(board + "?light=red&q=红超期")).In("tbody"));
            foreach (var other in (string[])["light=red&q=黄临期", "light=yellow&q=红超期", "light=none&q=黄临期"]) Assert.Null((await reader.GetAsync($"{board}?{other}")).In("tbody"));
        }
        // The day after its last day the yellow one is red.
        await Host.DoAsync($"update org.procedure_case set warn_on = warn_on - 4, due_on = due_on - 4 where subject_id = '{near}'");
        Assert.Equal((before[0].Red + 2, 0), await CountsAsync(code));

        async Task<(int Red, int Yellow)> CountsAsync(string place)
        {
            using var reader = await Host.SignInAsync(place, "grassroots.admission.read");
            var page = await reader.GetAsync($"/{place}/grassroots/admission");
            int Of(string light) => int.Parse(page.Document.QuerySelector($"a.chip[href*='light={light}']")!.TextContent.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], System.Globalization.CultureInfo.InvariantCulture);
            return (Of("red"), Of("yellow"));
        }
    }

    [Fact]
    public async Task An_applicant_s_birth_is_plausible_and_the_stage_is_nobody_s_to_write()
    {
        var (applicant, _) = await ApplicantAsync("手改阶段");
        using var officer = await Host.SignInAsync(TestHost.Township, "grassroots.admission.read", "grassroots.admission.act", "grassroots.organisations.read");
        var edit = $"/{TestHost.Township}/grassroots/applicants/{applicant}/edit";
        var form = await officer.GetAsync(edit);
        var tampered = await officer.SubmitAsync(edit, ("nation", "01"), ("stage", "5"), ("remark", "改"));
        var old = await officer.SubmitAsync(edit, ("nation", "01"), ("birth_on", "1896.05.01"));
        var child = await officer.SubmitAsync(edit, ("nation", "01"), ("birth_on", Dates.Format(Clock.Today.AddYears(-12))));

        Assert.Null(form.Document.QuerySelector("#stage"));
        Assert.True(tampered.Status == 302, tampered.Why());
        Assert.Equal("1 改", await Host.AskAsync<string>($"select stage || ' ' || remark from grassroots.applicant where id = '{applicant}'"));
        Assert.Equal((422, 422), (old.Status, child.Status));
    }
}
