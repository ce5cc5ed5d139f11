using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>考核 through its pages: a scheme that is approved and frozen, the cycles of the year, the year's sheet from appraisal to archive, and what follows from a grade.</summary>
public sealed partial class AssessmentTests : IAsyncLifetime
{
    static readonly string[] Officer = ["cadres.assessment.read", "cadres.assessment.edit", "cadres.assessment.decide", "cadres.files.read", "cadres.files.edit"];
    const int Year = 2025;

    TestHost host = null!;
    string county = "";
    Guid unit;
    Guid[] people = [];

    public async Task InitializeAsync()
    {
        host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 2, Villages: 6, Enterprises: 2, Cadres: 400, Members: 200, Talents: 4));
        county = (await host.AskAsync<string>("select code from org.locality where kind = 3 order by code limit 1"))!;
        await host.DoAsync("delete from cadres.assessment_item_score; delete from cadres.assessment_team; delete from cadres.assessment_line; delete from cadres.assessment_sheet; delete from cadres.assessment_item; delete from cadres.assessment_scheme; delete from cadres.assessment_consequence; delete from cadres.cadre_routine");
        unit = await host.AskAsync<Guid>($"select u.id from org.unit u join org.locality l on l.path = u.locality_path where l.code = '{county}' and (select count(*) from cadres.cadre c where c.unit_id = u.id and c.status = '1') >= 5 order by u.rank_order limit 1");
        // Five serve there: one of them may be excellent.
        await host.DoAsync($"update cadres.cadre set status = '3' where id not in (select id from cadres.cadre where unit_id = '{unit}' and status = '1' order by id limit 5)");
        people = (await host.AskAsync<Guid[]>($"select array_agg(id order by rank_order, id) from cadres.cadre where unit_id = '{unit}' and status = '1'"))!;
        await host.DoAsync($"delete from cadres.cadre_assessment where cadre_id = any(array[{string.Join(",", people.Select(id => $"'{id}'::uuid"))}])");
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    string Home => $"/{county}/cadres";
    Task<Browser> OfficerAsync() => host.SignInAsync(county, Officer);
    Task<string?> SayAsync(string sql) => host.AskAsync<string>(sql);
    static (string, string)[] Item(string kind, string weight) => [("kind", kind), ("name", "内容"), ("weight", weight), ("scorer", "2"), ("grades", "1"), ("due_on", $"{Year}.12.31")];

    async Task<Guid> SchemeAsync(Browser officer, bool approve = true)
    {
        var made = await officer.SubmitAsync($"{Home}/assessment-schemes/new", ("name", "考核方案"), ("year", $"{Year}"), ("object", "1"), ("cycle", "4"), ("began_on", $"{Year}.01.01"), ("ended_on", $"{Year}.12.31"));
        Assert.True(made.Status == 302, made.Why());
        var id = await host.AskAsync<Guid>($"select id from cadres.assessment_scheme where year = {Year}");
        Assert.Equal(302, (await officer.SubmitAsync($"{Home}/assessment-schemes/{id}/items/new", Item("10", "40"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{Home}/assessment-schemes/{id}/items/new", Item("20", approve ? "60" : "50"))).Status);
        if (approve) Assert.Equal(302, (await ApproveAsync(officer, id)).Status);
        return id;
    }

    Task<Answer> ApproveAsync(Browser officer, Guid id) => officer.FillAsync($"{Home}/assessment-schemes/deeds/approve?id={id}", ("approved_on", $"{Year}.02.01"), ("approved_by", "县委常委会"), ("document_no", "考核1号"));

    async Task<string> SheetAsync(Browser officer)
    {
        Assert.Equal(302, (await officer.PostAsync($"{Home}/assessment", ("year", $"{Year}"))).Status);
        return $"{Home}/assessment/sheet/{await host.AskAsync<Guid>($"select id from cadres.assessment_sheet where unit_id = '{unit}' and year = {Year}")}";
    }

    /// <summary>The sheet filled in: grades in the order of the people on it.</summary>
    async Task<Answer> FillAsync(Browser officer, string sheet, params string[] grades)
    {
        var lines = (await host.AskAsync<Guid[]>($"select array_agg(l.id order by l.rank_order, l.id) from cadres.assessment_line l where l.assessment_sheet_id = '{sheet[^36..]}'"))!;
        return await officer.SubmitAsync(sheet, [("raised", "false"), .. lines.SelectMany((line, n) => new[] { ($"verified.{line:N}", $"查了台账第 {n + 1} 件"), ($"reported.{line:N}", "2026.01.04"), ($"talks.{line:N}", "6"), ($"grade.{line:N}", grades[n]) })]);
    }

    /// <summary>The ballots of the sheet, signed off: of twenty, ten call everybody 优秀 and ten 称职, unless it is said otherwise.</summary>
    async Task<string> AppraisedAsync(Browser officer, string sheet, Func<string, int[]>? marks = null)
    {
        var (answer, poll) = await PaperBallots.HoldAsync(officer, $"{Home}/year-appraisals/new?subject={sheet[^36..]}", "2026.01.05", (20, 20, 0), marks ?? (_ => [10, 10, 0, 0]));
        Assert.True(answer.Status == 302, answer.Why() + host.Log);
        return poll!;
    }

    /// <summary>As the sheet is now, or as it was when it was read.</summary>
    async Task<Answer> DecideAsync(Browser officer, string sheet, int? version = null) => await officer.PostAsync($"{sheet}?handler=decide", ("by", "县委常委会"), ("on", "2026.01.10"), ("version", $"{version ?? await VersionAsync(sheet)}"));
    Task<int> VersionAsync(string sheet) => host.AskAsync<int>($"select version from cadres.assessment_sheet where id = '{sheet[^36..]}'");

    [Fact, Trait("Row", "C6.1")]
    public async Task A_scheme_has_its_weights_is_approved_and_stays_as_it_is_for_its_period()
    {
        using var officer = await OfficerAsync();
        var id = await SchemeAsync(officer, approve: false);
        Assert.Contains("还没有批准的考核方案", (await officer.GetAsync((await officer.PostAsync($"{Home}/assessment", ("year", $"{Year}"))).Location!)).Text, StringComparison.Ordinal);
        Assert.Contains("各项权重合计 90，应为 100", (await ApproveAsync(officer, id)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync($"{Home}/assessment-schemes/{id}/items/new", Item("30", "10"))).Status);
        // Who may not decide does not approve.
        using var clerk = await host.SignInAsync(county, "cadres.assessment.read", "cadres.assessment.edit");
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/assessment-schemes/deeds/approve?id={id}")).Status);
        Assert.Equal(302, (await ApproveAsync(officer, id)).Status);

        var item = await host.AskAsync<Guid>($"select id from cadres.assessment_item where assessment_scheme_id = '{id}' order by weight limit 1");
        foreach (var (path, changes) in new (string, (string, string)[])[] { ($"{Home}/assessment-schemes/{id}/edit", [("name", "改了")]), ($"{Home}/assessment-schemes/{id}/items/new", Item("40", "5")), ($"{Home}/assessment-schemes/{id}/items/{item}/edit", [("weight", "5")]) })
        {
            var answer = await officer.SubmitAsync(path, changes);
            Assert.True(answer.Status == 422, $"{path}: {answer.Status} {host.Log}");
            Assert.Contains("考核期内不能改", answer.Text, StringComparison.Ordinal);
        }
        Assert.Equal("考核方案|100", await SayAsync($"select concat_ws('|', s.name, (select sum(weight) from cadres.assessment_item i where i.assessment_scheme_id = s.id)) from cadres.assessment_scheme s where s.id = '{id}'"));
        Assert.Equal(302, (await officer.PostAsync($"{Home}/assessment", ("year", $"{Year}"))).Status);
        Assert.Equal((long)people.Length, await host.AskAsync<long>("select count(*) from cadres.assessment_line"));
    }

    [Fact, Trait("Row", "C6.2")]
    public async Task Cycles_are_kept_with_grade_and_reason_missing_ones_are_named_and_they_count_by_the_schemes_weight()
    {
        using var officer = await OfficerAsync();
        await SchemeAsync(officer);
        await host.DoAsync($"update cadres.cadre set is_team_member = true, management = '04' where id = '{people[0]}' or id = '{people[1]}'; update cadres.cadre set is_team_member = false where id <> '{people[0]}' and id <> '{people[1]}'");
        (string, string)[] Record(string cycle, string grade, string reason = "按期完成") => [("year", $"{Year}"), ("cycle", cycle), ("grade", grade), ("tasks", "完成重点任务"), ("reason", reason), ("assessed_on", $"{Year}.{int.Parse(cycle, System.Globalization.CultureInfo.InvariantCulture) * 3:00}.28"), ("assessed_by", "分管领导")];
        var form = $"{Home}/files/{people[0]}/routine/new";
        Assert.Equal(422, (await officer.SubmitAsync(form, Record("1", "1", ""))).Status);
        foreach (var (cycle, grade) in new[] { ("1", "1"), ("2", "2"), ("3", "2"), ("4", "1") }) Assert.Equal(302, (await officer.SubmitAsync(form, Record(cycle, grade))).Status);
        Assert.NotEqual(302, (await officer.SubmitAsync(form, Record("4", "2"))).Status);

        var page = await officer.GetAsync($"{Home}/assessment/routine?year={Year}&cycle=2");
        Assert.Equal(["合计", "2", "1", "1", "0"], page.Document.QuerySelector("tr.sum")!.Children.Take(5).Select(cell => cell.TextContent));
        Assert.Equal(1, page.Document.QuerySelectorAll(".lines li").Length);
        Assert.Contains(people[1].ToString(), page.Document.QuerySelector(".lines li a")!.GetAttribute("href"), StringComparison.Ordinal);

        // 100, 85, 85, 100 come to 92.5; the appraisal, ten of each, to 92.5 as well: change one and the weights show.
        var sheet = await SheetAsync(officer);
        await AppraisedAsync(officer, sheet);
        Assert.Equal(302, (await FillAsync(officer, sheet, "2", "2", "2", "2", "2")).Status);
        await host.DoAsync($"update cadres.cadre_routine set grade = '4' where cadre_id = '{people[0]}'");
        var row = (await officer.GetAsync(sheet)).Document.QuerySelectorAll("tbody tr").Select(one => one.TextContent).ToArray();
        Assert.Contains(row, line => line.Contains("71.5", StringComparison.Ordinal) && line.Contains("较差", StringComparison.Ordinal));
        Assert.Contains(row, line => line.Contains("缺 4 期", StringComparison.Ordinal) && line.Contains("92.5", StringComparison.Ordinal));
    }

    [Fact, Trait("Row", "C6.1"), Trait("Row", "C6.2"), Trait("Row", "C6.3")]
    public async Task Every_item_of_the_scheme_has_its_scorer_and_its_weight_and_the_team_of_the_unit_is_assessed_with_its_report()
    {
        using var officer = await OfficerAsync();
        using var chief = await OfficerAsync();
        async Task<Guid> ApprovedAsync(string name, string of, params (string Kind, string Name, string Weight, string Scorer)[] items)
        {
            Assert.Equal(302, (await officer.SubmitAsync($"{Home}/assessment-schemes/new", ("name", name), ("year", $"{Year}"), ("object", of), ("cycle", "4"), ("began_on", $"{Year}.01.01"), ("ended_on", $"{Year}.12.31"))).Status);
            var id = await host.AskAsync<Guid>($"select id from cadres.assessment_scheme where name = '{name}'");
            foreach (var (kind, what, weight, scorer) in items) Assert.Equal(302, (await officer.SubmitAsync($"{Home}/assessment-schemes/{id}/items/new", ("kind", kind), ("name", what), ("weight", weight), ("scorer", scorer), ("grades", "1"), ("due_on", $"{Year}.12.31"))).Status);
            var done = await ApproveAsync(officer, id);
            Assert.True(done.Status == 302, done.Why());
            return id;
        }
        await ApprovedAsync("个人方案", "1", ("10", "平时考核", "20", "1"), ("20", "民主测评", "50", "2"), ("30", "专项考核", "20", "5"), ("20", "主管部门评价", "10", "3"));
        await ApprovedAsync("班子方案", "2", ("10", "平时考核", "20", "1"), ("20", "民主测评", "60", "2"), ("20", "服务对象评价", "20", "4"));
        await host.DoAsync($"""
            update cadres.team set removed_at = now() where unit_id = '{unit}'; insert into cadres.team (locality_path, name, kind, unit_id) select locality_path, '试验局班子', '2', id from org.unit where id = '{unit}';
            insert into cadres.cadre_routine (cadre_id, locality_path, year, cycle, grade, tasks, reason, assessed_on, assessed_by) select id, locality_path, {Year}, 1, '1', '完成', '好', '{Year}-03-28', '人' from cadres.cadre where id = '{people[0]}';
            with p as (insert into cadres.special_project (locality_path, name, year, kind, basis, objects, began_on, ended_on, lead_office) select locality_path, '防汛', {Year}, '1', '文', '全体', '{Year}-05-01', '{Year}-09-01', '干部科' from cadres.cadre where id = '{people[0]}' returning id, locality_path)
              insert into cadres.special_result (special_project_id, locality_path, cadre_id, name, notes, grade, use, words) select id, locality_path, '{people[0]}', '人', 1, '1', '1', '好' from p
            """);
        var sheet = await SheetAsync(officer);
        var line = await host.AskAsync<Guid>($"select id from cadres.assessment_line where cadre_id = '{people[0]}'");
        var assessed = await host.AskAsync<Guid>("select id from cadres.assessment_team");
        async Task<Guid> ItemAsync(string name, string of) => await host.AskAsync<Guid>($"select i.id from cadres.assessment_item i join cadres.assessment_scheme s on s.id = i.assessment_scheme_id where i.name = '{name}' and s.object = '{of}'");
        var (office, served, routine) = (await ItemAsync("主管部门评价", "1"), await ItemAsync("服务对象评价", "2"), await ItemAsync("平时考核", "2"));
        await AppraisedAsync(officer, sheet, line => line.StartsWith("班子", StringComparison.Ordinal) ? [20, 0, 0, 0] : [10, 10, 0, 0]);
        Assert.Equal(302, (await FillAsync(officer, sheet, "2", "2", "2", "2", "2")).Status);
        var over = await officer.SubmitAsync(sheet, ("raised", "false"), ($"item.{office:N}.{line:N}", "101"));
        Assert.Equal(422, over.Status);
        Assert.Contains("请填 0 至 100 的得分", over.Text, StringComparison.Ordinal);
        var saved = await officer.SubmitAsync(sheet, ("raised", "false"), ($"item.{office:N}.{line:N}", "85"), ($"reported.{assessed:N}", "2026.01.04"), ($"report.{assessed:N}", "班子一年来的工作总结"), ($"item.{served:N}.{assessed:N}", "90"), ($"item.{routine:N}.{assessed:N}", "80"));
        Assert.True(saved.Status == 302, saved.Why() + host.Log);

        // 20 × 100 + 50 × 92.5 + 20 × 100 + 10 × 85; of the team 20 × 80 + 60 × 100 + 20 × 90.
        var page = await officer.GetAsync(sheet);
        Assert.Contains(page.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent), row => row.Contains("94.8", StringComparison.Ordinal) && row.Contains("专项 好", StringComparison.Ordinal));
        Assert.Contains("得分 94.0＝平时考核 20%＋民主测评 60%＋服务对象评价 20%", page.Text, StringComparison.Ordinal);
        // Without a grade of the team nothing is decided; then it stands with it.
        Assert.Contains("试验局班子没有工作总结、民主测评或拟定等次", (await DecideAsync(chief, sheet)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync(sheet, ("raised", "false"), ($"grade.{assessed:N}", "1"))).Status);
        Assert.Equal(302, (await DecideAsync(chief, sheet)).Status);
        Assert.Equal("1|班子一年来的工作总结", await SayAsync("select grade || '|' || report from cadres.assessment_team"));
        Assert.Contains("班子一年来的工作总结", (await officer.GetAsync(sheet)).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C6.3"), Trait("Row", "C6.10")]
    public async Task The_years_sheet_goes_from_appraisal_to_archive_refuses_too_many_excellent_and_grades_have_consequences()
    {
        using var officer = await OfficerAsync();
        using var chief = await OfficerAsync();
        await SchemeAsync(officer);
        foreach (var before in new[] { 2023, 2024 }) await host.DoAsync($"insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) select id, locality_path, {before}, '20', '1' from cadres.cadre where id = '{people[0]}'");
        var sheet = await SheetAsync(officer);
        var lines = (await host.AskAsync<Guid[]>($"select array_agg(l.id order by l.rank_order, l.id) from cadres.assessment_line l where l.assessment_sheet_id = '{sheet[^36..]}'"))!;

        // Impossible sums are not kept, and without an appraisal nobody has a grade; then two of five excellent, where one may be.
        var ballot = $"{Home}/year-appraisals/new?subject={sheet[^36..]}";
        Assert.Contains("收回 21 多于发出 20", (await PaperBallots.HoldAsync(officer, ballot, "2026.01.05", (20, 21, 0), _ => [10, 10, 0, 0])).Answer.Text, StringComparison.Ordinal);
        Assert.Contains("各项合计 19 票，有效票 20 张", (await PaperBallots.HoldAsync(officer, ballot, "2026.01.05", (20, 20, 0), _ => [10, 9, 0, 0])).Answer.Text, StringComparison.Ordinal);
        Assert.Null(await SayAsync("select issued::text from cadres.assessment_sheet"));
        Assert.Equal(302, (await FillAsync(officer, sheet, "1", "1", "2", "3", "2")).Status);
        Assert.Contains("没有述职或民主测评，不能定等次", (await DecideAsync(chief, sheet)).Text, StringComparison.Ordinal);
        var appraised = await AppraisedAsync(officer, sheet);
        Assert.Contains("发出 20，收回 20，有效 20", (await officer.GetAsync(sheet)).In("main"), StringComparison.Ordinal);
        // A ballot that was declared void counts for nothing; those who are on the sheet are put up anew.
        Assert.Equal(302, (await officer.PostAsync($"{appraised}/turn/void", ("version", "3"), ("reason", "有人代投"))).Status);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from cadres.assessment_line where excellent is not null"));
        appraised = await AppraisedAsync(officer, sheet);
        Assert.Equal(302, (await FillAsync(officer, sheet, "1", "1", "2", "3", "2")).Status);
        var refused = await DecideAsync(chief, sheet);
        Assert.Equal(422, refused.Status);
        Assert.Contains("参加考核 5 人 × 20% ＝ 1，至多 1 人；优秀 2 人", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await host.AskAsync<long>($"select count(*) from cadres.cadre_assessment where year = {Year} and cadre_id in (select cadre_id from cadres.assessment_line)"));
        Assert.Equal(302, (await FillAsync(officer, sheet, "1", "2", "2", "3", "")).Status);
        Assert.Contains("还有 1 人没有拟定等次", (await DecideAsync(chief, sheet)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await FillAsync(officer, sheet, "1", "2", "2", "3", "2")).Status);
        using var clerk = await host.SignInAsync(county, "cadres.assessment.read", "cadres.assessment.edit");
        Assert.Equal(403, (await DecideAsync(clerk, sheet)).Status);
        Assert.Equal(302, (await DecideAsync(chief, sheet)).Status);
        Assert.Contains("等次已经按这次测评决定，不再作废", (await officer.PostAsync($"{appraised}/turn/void", ("version", "3"), ("reason", "有人代投"))).Text, StringComparison.Ordinal);
        Assert.Contains("等次已经决定，不再测评", (await officer.GetAsync(ballot)).In("main"), StringComparison.Ordinal);
        Assert.Equal("1,2,2,3,2", await SayAsync($"select string_agg(a.grade, ',' order by l.rank_order, l.id) from cadres.assessment_line l join cadres.cadre_assessment a on a.cadre_id = l.cadre_id and a.year = {Year} and a.kind = '20'"));
        Assert.Equal(422, (await FillAsync(officer, sheet, "1", "1", "2", "2", "2")).Status);

        Assert.Equal("查了台账第 4 件", await SayAsync($"select verified from cadres.assessment_line where id = '{lines[3]}'"));
        Assert.Contains("核实：查了台账第 4 件", (await officer.GetAsync(sheet)).Text, StringComparison.Ordinal);
        // What follows: 嘉奖, and after three years 三等功; for 基本称职 a talk, a year without promotion, and training; each with its day and done or not.
        Assert.Equal("1 2026-03-11,1 2026-04-10,2 2027-01-10,3 2026-07-09,4 2026-02-09", await SayAsync("select string_agg(kind || ' ' || due_on, ',' order by kind, due_on) from cadres.assessment_consequence where removed_at is null"));
        Assert.Contains("连续三年年度考核优秀，记三等功", (await officer.GetAsync($"{Home}/consequences?state=1")).Text, StringComparison.Ordinal);
        var merit = await host.AskAsync<Guid>("select id from cadres.assessment_consequence where words like '连续三年%'");
        Assert.Equal(302, (await officer.FillAsync($"{Home}/consequences/deeds/settle?id={merit}", ("done_on", "2026.03.01"), ("award", "01114"), ("organ", "县委"), ("document_no", "令〔2026〕2号"), ("done_words", "记三等功"))).Status);
        Assert.Equal("01114 2026-03-01 县委 令〔2026〕2号", await SayAsync($"select w.award || ' ' || w.approved_on || ' ' || w.organ || ' ' || w.document_no from cadres.cadre_award w join cadres.assessment_consequence k on k.cadre_id = w.cadre_id where k.id = '{merit}' order by w.created_at desc, w.approved_on desc limit 1"));
        Assert.Contains("结果运用 1/5", (await officer.GetAsync($"{Home}/assessment?year={Year}")).Text, StringComparison.Ordinal);

        // Feedback, then the days of review; the review corrects the file and what follows.
        var appeal = new[] { ("line", lines[3].ToString()), ("reason", "实绩没有计入"), ("on", "2026.03.01") };
        Assert.Contains("还没有反馈", (await officer.PostAsync($"{sheet}?handler=appeal", appeal)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{sheet}?handler=feedBack", ("on", "2026.01.15"))).Status);
        Assert.Contains("三十日内申请复核", (await officer.PostAsync($"{sheet}?handler=appeal", appeal)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{sheet}?handler=appeal", ("line", lines[3].ToString()), ("reason", "实绩没有计入"), ("on", "2026.02.10"))).Status);
        Assert.Contains("复核还没有结论", (await officer.PostAsync($"{sheet}?handler=file", ("on", "2026.03.01"))).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await clerk.PostAsync($"{sheet}?handler=review", ("line", lines[3].ToString()), ("grade", "2"), ("words", "经核实，实绩漏计"))).Status);
        Assert.Equal(422, (await officer.PostAsync($"{sheet}?handler=review", ("line", lines[3].ToString()), ("grade", "1"), ("words", "经核实，实绩漏计"))).Status);
        Assert.Equal(302, (await officer.PostAsync($"{sheet}?handler=review", ("line", lines[3].ToString()), ("grade", "2"), ("words", "经核实，实绩漏计"))).Status);
        Assert.Equal("1,2,2,2,2", await SayAsync($"select string_agg(a.grade, ',' order by l.rank_order, l.id) from cadres.assessment_line l join cadres.cadre_assessment a on a.cadre_id = l.cadre_id and a.year = {Year} and a.kind = '20'"));
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from cadres.assessment_consequence where kind = '4' and removed_at is null"));
        Assert.Equal(302, (await officer.PostAsync($"{sheet}?handler=file", ("on", "2026.03.01"))).Status);
        Assert.Equal("4", await SayAsync("select state from cadres.assessment_sheet where filed_on = '2026-03-01'"));

        var neighbour = (await host.AskAsync<string>($"select code from org.locality where kind = 3 and code <> '{county}' limit 1"))!;
        using var far = await host.SignInAsync(neighbour, Officer);
        Assert.Equal(404, (await far.GetAsync(sheet.Replace(county, neighbour, StringComparison.Ordinal))).Status);
        using var reader = await host.SignInAsync(county, "cadres.assessment.read");
        Assert.Equal(403, (await DecideAsync(reader, sheet)).Status);
    }

    [Fact, Trait("Row", "C6.10")]
    public async Task A_second_year_below_what_is_asked_proposes_another_post_a_lower_one_or_dismissal()
    {
        using var officer = await OfficerAsync();
        using var chief = await OfficerAsync();
        await SchemeAsync(officer);
        // 基本称职 and 不称职 the year before; 不称职 two years ago with a year between; 称职 before.
        foreach (var (person, year, grade) in new[] { (0, Year - 1, "3"), (1, Year - 1, "4"), (2, Year - 2, "4"), (3, Year - 1, "2") }) await host.DoAsync($"insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) select id, locality_path, {year}, '20', '{grade}' from cadres.cadre where id = '{people[person]}'");
        var sheet = await SheetAsync(officer);
        var order = (await host.AskAsync<Guid[]>($"select array_agg(l.cadre_id order by l.rank_order, l.id) from cadres.assessment_line l where l.assessment_sheet_id = '{sheet[^36..]}'"))!;
        string[] given = ["3", "4", "4", "3", "2"];
        await AppraisedAsync(officer, sheet);
        Assert.Equal(302, (await FillAsync(officer, sheet, [.. order.Select(id => given[Array.IndexOf(people, id)])])).Status);
        Assert.Equal(302, (await DecideAsync(chief, sheet)).Status);

        async Task<string?> OfAsync(int person) => await SayAsync($"select string_agg(words, '；' order by words) from cadres.assessment_consequence where cadre_id = '{people[person]}' and year = {Year} and removed_at is null");
        Assert.Contains("连续两年基本称职，予以组织调整", await OfAsync(0), StringComparison.Ordinal);
        Assert.Contains("连续两年不称职，予以辞退", await OfAsync(1), StringComparison.Ordinal);
        Assert.Contains("降低一个职务或者职级层次任职", await OfAsync(1), StringComparison.Ordinal);
        foreach (var person in new[] { 2, 3 }) Assert.DoesNotContain("连续两年", await OfAsync(person), StringComparison.Ordinal);
        Assert.Null(await OfAsync(4));
    }
}
