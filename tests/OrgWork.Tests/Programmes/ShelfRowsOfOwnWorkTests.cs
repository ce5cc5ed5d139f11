using System.Globalization;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Programmes.ShelfHost;

namespace OrgWork.Tests.Programmes;

/// <summary>Rows that one programme of the shelf serves wholly: campaigns, plans by headings, batches, brands and classes of a locality's own, through their pages.</summary>
public sealed class ShelfRowsOfOwnWorkTests(ShelfHost<ShelfRowsOfOwnWorkTests> shelf) : IClassFixture<ShelfHost<ShelfRowsOfOwnWorkTests>>
{
    static readonly string Year = Clock.Today.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as the programme's own figure says it; none is shown as none.</summary>
    static async Task<decimal> NumberAsync(InstalledProgramme programme, string figure) => decimal.TryParse(await programme.FigureAsync(figure), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>What the form says to a change that it does not take; the record stays as it was.</summary>
    async Task<string> RefusedChangeAsync(InstalledProgramme programme, string register, Guid record, params (string Name, string Value)[] values)
    {
        var answer = await shelf.Officer.FillAsync($"{programme.Home}/{register}/{record}/edit", values);
        Assert.Equal(422, answer.Status);
        return answer.Text;
    }

    // ---- cadres

    [Fact, Trait("Row", "C5.4")]
    public async Task No_point_of_a_conclusion_stands_on_fewer_than_two_kinds_of_evidence()
    {
        var talks = shelf["fangtan-chayan"];
        var inspection = await talks.AddAsync("inspections", ("name", "东桥街道班子"), ("began_on", Day(9)), ("team", "第一考察组"));
        var point = await talks.AddAsync("points", ("name", "项目推进有力"), ("inspection_id", inspection.ToString()));
        await SheetAsync("1", "走访企业");
        await SheetAsync("1", "走访社区");
        Assert.Contains("项目推进有力", await talks.LitAsync("points", "open"));
        // Two sheets of one kind do not bear it.
        Assert.Contains("不足两种证据就写入结论", await RefusedChangeAsync(talks, "points", point, ("settled", "1")), StringComparison.Ordinal);
        await SheetAsync("4", "核对竣工资料");
        await talks.ChangeAsync("points", point, ("settled", "1"));
        Assert.DoesNotContain("项目推进有力", await talks.LitAsync("points", "open"));
        Assert.Contains("项目推进有力", await talks.UnderAsync("points", $"inspection_id={inspection}"));
        Assert.Equal("3", await talks.AskAsync<string>($"select many::text from {{m}}.points where id = '{point}'"));
        var record = await shelf.Officer.GetAsync($"{talks.Home}/points/{point}?tab=sheets");
        foreach (var words in (string[])["访", "验", "核对竣工资料"]) Assert.Contains(words, record.In("main")!, StringComparison.Ordinal);

        Task SheetAsync(string way, string source) => talks.ListAsync("points", point, "sheets", ("way", way), ("held_on", Day(5)), ("source", source), ("words", "属实"));
    }

    [Fact, Trait("Row", "C7.7")]
    public async Task Each_of_the_eight_batches_counts_its_cadres_by_name_destination_term_and_appraisal()
    {
        var batches = shelf["bage-yipi"];
        var batch = await batches.AddAsync("batches", ("name", "到征迁一线锻炼一批"), ("year", Year), ("destination", "2"), ("planned", "2"));
        await batches.ListAsync("batches", batch, "people", ("person", "叶晓岚"), ("place", "征迁指挥部"), ("began_on", Day(200)), ("ended_on", Day(20)));
        Assert.Contains("到征迁一线锻炼一批", await batches.LitAsync("batches", "short"));
        Assert.Contains("到征迁一线锻炼一批", await batches.LitAsync("batches", "unjudged"));
        await batches.ListAsync("batches", batch, "people", ("person", "单雄"), ("place", "征迁指挥部"), ("began_on", Day(100)));
        Assert.DoesNotContain("到征迁一线锻炼一批", await batches.LitAsync("batches", "short"));
        Assert.Equal("2 1", await batches.AskAsync<string>($"select sent || ' ' || present from {{m}}.batches where id = '{batch}'"));
        // Kinds are lines of the list, as many as the place names; each is counted for itself and found by where it goes.
        for (var n = 2; n <= 8; n++) await batches.AddAsync("batches", ("name", $"第{n}个一批"), ("year", Year), ("destination", n % 2 == 0 ? "1" : "3"), ("planned", "5"));
        Assert.Equal("8", await batches.FigureAsync("batches"));
        Assert.Equal("12.5", await batches.FigureAsync("full"));
        var risk = await batches.UnderAsync("batches", "destination=3");
        Assert.True(risk.Contains("第3个一批", StringComparison.Ordinal) && !risk.Contains("到征迁一线锻炼一批", StringComparison.Ordinal), risk);
    }

    [Fact, Trait("Row", "C9.13")]
    public async Task A_class_is_called_premium_only_after_its_review_and_leaves_what_is_needed_to_repeat_it()
    {
        var classes = shelf["jingpin-banci"];
        (string, string)[] told = [("name", "经济金融专题班"), ("sphere", "1"), ("held_on", Day(90)), ("people", "45")];
        Assert.Contains("没有评审就标精品", await classes.RefusalAsync("classes", [.. told, ("premium", "1"), ("score", "96")]));
        var one = await classes.AddAsync("classes", told);
        await classes.ChangeAsync("classes", one, ("score", "96"), ("content", "92"), ("reuse", "1"), ("reviewed_on", Day(30)), ("premium", "1"));
        Assert.Contains("经济金融专题班", await classes.LitAsync("classes", "bare"));
        await classes.ListAsync("classes", one, "materials", ("headline", "县域金融风险案例"), ("kind", "5"), ("kept_at", "党校资料室"));
        await classes.ListAsync("classes", one, "repeats", ("held_on", Day(3)), ("place", "开发区"), ("people", "30"));
        Assert.DoesNotContain("经济金融专题班", await classes.LitAsync("classes", "bare"));
        await classes.AddAsync("classes", ("name", "一般班"), ("sphere", "4"), ("held_on", Day(9)), ("people", "20"));
        // The catalogue: premium ones, with their materials.
        var catalogue = await classes.UnderAsync("classes", "premium=1");
        Assert.True(catalogue.Contains("经济金融专题班", StringComparison.Ordinal) && !catalogue.Contains("一般班", StringComparison.Ordinal), catalogue);
        Assert.Contains("县域金融风险案例", (await shelf.Officer.GetAsync($"{classes.Home}/classes/{one}?tab=materials")).In("main")!, StringComparison.Ordinal);
        Assert.Equal(("50", "100"), (await classes.FigureAsync("premium"), await classes.FigureAsync("repeated")));
    }

    [Fact, Trait("Row", "C9.24")]
    public async Task Partners_have_the_groups_sent_their_numbers_and_cost_and_the_classes_that_followed()
    {
        var partners = shelf["duikou-peixun"];
        var partner = await partners.AddAsync("partners", ("name", "对口市委党校"), ("platform", "1"), ("agreed_on", Day(500)));
        Assert.Contains("对口市委党校", await partners.LitAsync("partners", "idle"));
        await partners.ListAsync("partners", partner, "groups", ("held_on", Day(100)), ("topic", "园区管理"), ("people", "30"), ("cost", "60000"), ("days", "7"));
        Assert.DoesNotContain("对口市委党校", await partners.LitAsync("partners", "idle"));
        Assert.Contains("对口市委党校", await partners.LitAsync("partners", "unfollowed"));
        await partners.ListAsync("partners", partner, "groups", ("held_on", Day(40)), ("topic", "招商实务"), ("people", "20"), ("cost", "40000"), ("followed", "1"), ("next_class", "招商接续班"));
        Assert.DoesNotContain("对口市委党校", await partners.LitAsync("partners", "unfollowed"));
        // By partner: groups, persons, money.
        Assert.Equal("2 50 100000", await partners.AskAsync<string>($"select concat_ws(' ', groups_many, people, cost) from {{m}}.partners where id = '{partner}'"));
        var dear = await partners.AddAsync("partners", ("name", "国家行政学院分院"), ("platform", "2"), ("agreed_on", Day(500)));
        await partners.ListAsync("partners", dear, "groups", ("held_on", Day(30)), ("topic", "数字治理"), ("people", "10"), ("cost", "50000"), ("days", "5"));
        // By head of all who were sent: not the mean of what a head came to with each partner.
        Assert.Equal(("60", "150000", "2500"), (await partners.FigureAsync("people"), await partners.FigureAsync("money"), await partners.FigureAsync("cost")));
        foreach (var words in (string[])["对口支援", "50", "100000"]) Assert.Contains(words, await partners.UnderAsync("partners", "platform=1"));
        Assert.Contains("招商接续班", (await shelf.Officer.GetAsync($"{partners.Home}/partners/{partner}?tab=groups")).In("main")!, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C13.15")]
    public async Task Persons_and_collectives_pledge_are_nominated_judged_sent_up_and_those_chosen_are_made_known()
    {
        var prize = shelf["renmin-manyi"];
        var person = await CandidateAsync("罗婷", "1", "县政务服务中心");
        var group = await CandidateAsync("县行政审批局窗口", "2", "县行政审批局");
        await CandidateAsync("某某股", "2", "县某局");
        var one = await prize.OpenAsync(person);
        await prize.StepAsync(one, "judge", 40, ("words", "群众评价高"), ("outcome", "up"));
        await prize.StepAsync(one, "send_up", 20, ("outcome", "province"));
        Assert.Equal("done", await prize.AskAsync<string>($"select state from org.procedure_case where subject_id = '{person}'"));
        var other = await prize.OpenAsync(group);
        Assert.Equal("0", await prize.FigureAsync("county"));
        await prize.StepAsync(other, "judge", 10, ("words", "办得快"), ("outcome", "here"));
        Assert.Equal(("1", "2", "1", "1"), (await prize.FigureAsync("people"), await prize.FigureAsync("groups"), await prize.FigureAsync("province"), await prize.FigureAsync("county")));
        Assert.Contains("罗婷", await prize.LitAsync("candidates", "silent"));
        await prize.ListAsync("candidates", person, "publicity", ("held_on", Day(2)), ("media", "县融媒体中心"), ("headline", "窗口里的三千次微笑"));
        Assert.DoesNotContain("罗婷", await prize.LitAsync("candidates", "silent"));
        var chosen = await prize.UnderAsync("candidates", "level=1,2,3");
        Assert.True(chosen.Contains("罗婷", StringComparison.Ordinal) && chosen.Contains("行政审批局窗口", StringComparison.Ordinal) && !chosen.Contains("某某股", StringComparison.Ordinal), chosen);
        Assert.Contains("窗口里的三千次微笑", (await shelf.Officer.GetAsync($"{prize.Home}/candidates/{person}?tab=publicity")).In("main")!, StringComparison.Ordinal);

        Task<Guid> CandidateAsync(string name, string kind, string unit) => prize.AddAsync("candidates", ("name", name), ("kind", kind), ("year", Year), ("unit", unit), ("pledged_on", Day(80)), ("pledge", "一次办好"));
    }

    // ---- the department's own work

    [Fact, Trait("Row", "D1.8")]
    public async Task What_a_meeting_asks_for_is_studied_planned_and_carried_out_each_with_owner_date_and_result()
    {
        var sheet = shelf["lingxue-lingpao"];
        var meeting = await sheet.AddAsync("meetings", ("name", "全会精神"), ("held_on", Day(60)), ("lead", "陶静"), ("points", "改革"));
        await MeasureAsync("1", "中心组专题学习", Day(50), "已学");
        await MeasureAsync("2", "列出改革清单", Day(40));
        Assert.Contains("全会精神", await sheet.LitAsync("meetings", "missing"));
        await MeasureAsync("3", "三项改革落地", Dates.Format(Clock.Today.AddDays(30)));
        Assert.DoesNotContain("全会精神", await sheet.LitAsync("meetings", "missing"));
        // The plan's day is past and nothing came of it; the third's is not.
        Assert.Contains("全会精神", await sheet.LitAsync("meetings", "late"));
        Assert.Equal("33.3", await sheet.FigureAsync("done"));
        var other = await sheet.AddAsync("meetings", ("name", "防汛会议"), ("held_on", Day(60)), ("lead", "陶静"), ("points", "巡堤"));
        await sheet.ListAsync("meetings", other, "measures", ("part", "1"), ("words", "巡堤两次"), ("owner", "罗婷"), ("due_on", Day(50)), ("done_on", Day(45)), ("result", "已巡"));
        Assert.Equal("50", await sheet.FigureAsync("done"));
        var record = (await shelf.Officer.GetAsync($"{sheet.Home}/meetings/{meeting}?tab=measures")).In("main")!;
        foreach (var words in (string[])["领学", "领先", "领跑", "罗婷", "已学"]) Assert.Contains(words, record, StringComparison.Ordinal);

        Task MeasureAsync(string part, string words, string due, string? result = null) =>
            sheet.ListAsync("meetings", meeting, "measures", [("part", part), ("words", words), ("owner", "罗婷"), ("due_on", due), .. result is null ? ((string, string)[])[] : [("done_on", Day(45)), ("result", result)]]);
    }

    [Fact, Trait("Row", "D1.11")]
    public async Task A_unit_checks_itself_under_five_headings_and_closes_what_it_found_without_points_or_places()
    {
        var checks = shelf["wufangmian-duizhao"];
        var check = await checks.AddAsync("checks", ("name", "县委组织部机关"), ("year", Year), ("checked_on", Day(40)));
        for (var part = 1; part <= 4; part++) await FindAsync(part, Dates.Format(Clock.Today.AddDays(20)));
        Assert.Contains("县委组织部机关", await checks.LitAsync("checks", "missing"));
        await FindAsync(5, Day(3));
        Assert.DoesNotContain("县委组织部机关", await checks.LitAsync("checks", "missing"));
        Assert.Contains("县委组织部机关", await checks.LitAsync("checks", "late"));
        await checks.AskAsync<object>($"update {{m}}.findings set closed_on = due_on where part = '5' and checks_id = '{check}'");
        Assert.DoesNotContain("县委组织部机关", await checks.LitAsync("checks", "late"));
        var record = (await shelf.Officer.GetAsync($"{checks.Home}/checks/{check}?tab=findings")).In("main")!;
        foreach (var words in (string[])["对标", "对表", "扫描", "透视", "对照", "限期整改"]) Assert.Contains(words, record, StringComparison.Ordinal);
        // Neither points nor places, of persons or of units.
        Assert.Equal(0L, await checks.AskAsync<long>("select count(*) from pg_attribute where attrelid in ('{m}.checks'::regclass, '{m}.findings'::regclass) and attname ~ 'score|point|place_|rank$'"));

        Task FindAsync(int part, string due) => checks.ListAsync("checks", check, "findings", ("part", $"{part}"), ("finding", "学习不深"), ("measure", "限期整改"), ("owner", "罗婷"), ("due_on", due));
    }

    [Fact, Trait("Row", "D1.21")]
    public async Task The_yearly_plan_has_measures_and_facts_under_each_heading_and_is_looked_at_twice()
    {
        var plans = shelf["sange-zuobiaoshuai"];
        var plan = await plans.AddAsync("plans", ("name", "县委组织部"), ("year", Year), ("lead", "陶静"), ("half_due", Day(3)), ("year_due", Dates.Format(Clock.Today.AddDays(30))));
        foreach (var part in (string[])["1", "2"]) await plans.ListAsync("plans", plan, "facts", ("part", part), ("measure", "专题研究"), ("fact", "研究三次"), ("done_on", Day(9)));
        Assert.Contains("县委组织部", await plans.LitAsync("plans", "missing"));
        await plans.ListAsync("plans", plan, "facts", ("part", "3"), ("measure", "立规矩"));
        Assert.DoesNotContain("县委组织部", await plans.LitAsync("plans", "missing"));
        Assert.Equal(0, await NumberAsync(plans, "proved"));
        Assert.DoesNotContain("县委组织部", await plans.LitAsync("plans", "unseen-year"));
        await plans.ChangeAsync("plans", plan, ("year_due", Day(1)));
        foreach (var (half, light) in ((string, string)[])[("1", "unseen-half"), ("2", "unseen-year")])
        {
            Assert.Contains("县委组织部", await plans.LitAsync("plans", light));
            await plans.ListAsync("plans", plan, "reviews", ("half", half), ("held_on", Day(2)), ("by_whom", "机关党委"));
            Assert.DoesNotContain("县委组织部", await plans.LitAsync("plans", light));
        }
        await plans.AskAsync<object>($"update {{m}}.facts set fact = '立了五条' where plans_id = '{plan}' and part = '3'");
        Assert.Equal("100", await plans.FigureAsync("proved"));
    }

    [Fact, Trait("Row", "D4.17")]
    public async Task The_corps_is_spoken_of_in_facts_under_four_headings_and_nobody_gets_points()
    {
        var corps = shelf["sizui-duiwu"];
        var report = await corps.AddAsync("plans", ("name", "干部科"), ("year", Year), ("lead", "时亮"));
        for (var part = 1; part <= 4; part++)
        {
            Assert.Contains("干部科", await corps.LitAsync("plans", "missing"));
            await corps.ListAsync("plans", report, "facts", ("part", $"{part}"), ("measure", "全员轮训"), ("fact", $"第{part}件事"), ("done_on", Day(30)));
        }
        Assert.DoesNotContain("干部科", await corps.LitAsync("plans", "missing"));
        Assert.Equal("100", await corps.FigureAsync("proved"));
        var record = (await shelf.Officer.GetAsync($"{corps.Home}/plans/{report}?tab=facts")).In("main")!;
        foreach (var words in (string[])["最讲政治", "最敢担当", "最能奉献", "最守纪律", "第4件事"]) Assert.Contains(words, record, StringComparison.Ordinal);
        Assert.Equal(0L, await corps.AskAsync<long>("select count(*) from pg_attribute where attrelid in ('{m}.plans'::regclass, '{m}.facts'::regclass) and atttypid = 'int'::regtype and attnum > 0 and attname not in ('year', 'rank_order', 'version')"));
    }

    [Fact, Trait("Row", "D5.5")]
    public async Task The_campaign_has_plan_tasks_and_problems_in_three_parts_and_is_judged_when_the_problems_are_mended()
    {
        var campaign = shelf["sanda-huodong"];
        var unit = await campaign.AddAsync("units", ("name", "县农业农村局"), ("planned_on", Day(90)), ("plan", "三个专项"));
        for (var part = 1; part <= 3; part++)
        {
            Assert.Contains("县农业农村局", await campaign.LitAsync("units", "missing"));
            await campaign.ListAsync("units", unit, "tasks", ("part", $"{part}"), ("words", "任务"), ("owner", "魏东升"), ("due_on", Day(10)), ("done_on", part == 3 ? "" : Day(12)));
        }
        Assert.DoesNotContain("县农业农村局", await campaign.LitAsync("units", "missing"));
        Assert.Contains("县农业农村局", await campaign.LitAsync("units", "late"));
        await campaign.ListAsync("units", unit, "problems", ("part", "3"), ("words", "会多文多"), ("measure", "合并开会"));
        Assert.Contains("问题没有改完就开评估会", await RefusedChangeAsync(campaign, "units", unit, ("meeting_on", Day(1)), ("grade", "2")), StringComparison.Ordinal);
        await campaign.AskAsync<object>($"update {{m}}.problems set closed_on = org.today() where units_id = '{unit}'");
        await campaign.ChangeAsync("units", unit, ("meeting_on", Day(1)), ("grade", "2"), ("results", "会议减三成"));
        Assert.Equal(("100", "2"), (await campaign.FigureAsync("judged"), await campaign.FigureAsync("tasks")));
        foreach (var words in (string[])["三个专项", "会议减三成", "较好"]) Assert.Contains(words, await campaign.RecordAsync("units", unit));
    }

    [Fact, Trait("Row", "P5.13")]
    public async Task Ways_of_studying_are_counted_apart_and_who_was_helped_by_whom_is_listed()
    {
        var studies = shelf["xuexi-fangshi"];
        var helping = await StudyAsync("下村讲政策", "2");
        await StudyAsync("中心组学习", "1");
        await StudyAsync("中心组再学习", "1");
        Assert.Equal(("2", "1", 0), (await studies.FigureAsync("mode-1"), await studies.FigureAsync("mode-2"), await NumberAsync(studies, "mode-3")));
        Assert.Contains("下村讲政策", await studies.LitAsync("studies", "nobody"));
        await studies.ListAsync("studies", helping, "helped", ("helped_unit", "柳溪村"), ("helper", "罗婷"), ("matter", "政策宣讲"));
        Assert.DoesNotContain("下村讲政策", await studies.LitAsync("studies", "nobody"));
        var record = (await shelf.Officer.GetAsync($"{studies.Home}/studies/{helping}?tab=helped")).In("main")!;
        Assert.True(record.Contains("柳溪村", StringComparison.Ordinal) && record.Contains("罗婷", StringComparison.Ordinal), record);

        Task<Guid> StudyAsync(string name, string mode) => studies.AddAsync("studies", ("name", name), ("mode", mode), ("held_on", Day(7)), ("unit", "县委组织部"), ("people", "20"));
    }

    [Fact, Trait("Row", "P5.16")]
    public async Task Those_who_lead_others_study_are_listed_with_talks_places_and_listeners()
    {
        var lead = shelf["lingxue-shifan"];
        var learner = await lead.AddAsync("learners", ("name", "季安平"), ("kind", "2"), ("unit", "柳溪村党支部书记"));
        await lead.AddAsync("learners", ("name", "时亮"), ("kind", "1"), ("unit", "县委常委"));
        Assert.Contains("季安平", await lead.LitAsync("learners", "idle"));
        await TalkAsync("柳溪村", "40");
        await TalkAsync("县委党校", "120");
        Assert.DoesNotContain("季安平", await lead.LitAsync("learners", "idle"));
        Assert.Equal("2 160", await lead.AskAsync<string>($"select talks_many || ' ' || listeners from {{m}}.learners where id = '{learner}'"));
        Assert.Equal("50", await lead.FigureAsync("active"));
        var delegates = await lead.UnderAsync("learners", "kind=2");
        Assert.True(delegates.Contains("季安平", StringComparison.Ordinal) && delegates.Contains("160", StringComparison.Ordinal) && !delegates.Contains("时亮", StringComparison.Ordinal), delegates);
        Assert.Contains("县委党校", (await shelf.Officer.GetAsync($"{lead.Home}/learners/{learner}?tab=talks")).In("main")!, StringComparison.Ordinal);

        Task TalkAsync(string place, string people) => lead.ListAsync("learners", learner, "talks", ("held_on", Day(20)), ("topic", "学报告"), ("place", place), ("people", people));
    }

    // ---- the grassroots

    [Fact, Trait("Row", "G6.9")]
    public async Task Units_report_what_they_completed_in_each_of_four_stages_and_who_has_not_is_known()
    {
        var stages = shelf["sida-huodong"];
        await stages.AddAsync("returns", ("name", "岭头镇"), ("stage", "2"), ("sent_on", Day(3)));
        Assert.Contains("岭头镇", await stages.LitAsync("returns", "empty-2"));
        (string Stage, string Field, string Value)[] told = [("1", "sessions", "12"), ("2", "checked", "34"), ("3", "mended", "56"), ("4", "raised", "7")];
        foreach (var (stage, field, value) in told) await stages.AddAsync("returns", ("name", "柳溪镇"), ("stage", stage), ("sent_on", Day(3)), (field, value));
        for (var n = 0; n < 4; n++)
        {
            // By stage: which units, and how much each.
            var under = await stages.UnderAsync("returns", $"stage={told[n].Stage}");
            Assert.True(under.Contains("柳溪镇", StringComparison.Ordinal) && under.Contains(told[n].Value, StringComparison.Ordinal), under);
            Assert.True(await NumberAsync(stages, $"stage-{n + 1}") >= 1);
        }
        Assert.DoesNotContain("柳溪镇", await stages.LitAsync("returns", "empty-2"));
        Assert.Contains("枫岭镇", await stages.PageAsync("figures/taking-part-missing/rows"));
    }

    [Fact, Trait("Row", "G6.12")]
    public async Task The_years_theme_has_its_regulations_each_with_duties_of_three_levels_and_what_checks_found()
    {
        var year = shelf["zhidu-luoshi"];
        var theme = await year.AddAsync("themes", ("name", "基层党建制度落实年"), ("year", Year), ("plan_no", "组发〔2026〕3号"));
        var duty = await year.AddAsync("duties", ("name", "三会一课"), ("theme_id", theme.ToString()));
        foreach (var (level, words) in ((string, string)[])[("1", "季度抽查"), ("2", "月度检查")]) await year.ListAsync("duties", duty, "tasks", ("level", level), ("words", words), ("owner", "组织科"));
        Assert.Contains("三会一课", await year.LitAsync("duties", "missing"));
        await year.ListAsync("duties", duty, "tasks", ("level", "3"), ("words", "按月开展"), ("owner", "支部书记"));
        Assert.DoesNotContain("三会一课", await year.LitAsync("duties", "missing"));
        await year.ListAsync("duties", duty, "checks", ("level", "3"), ("held_on", Day(20)), ("unit", "柳溪村"), ("result", "3"));
        Assert.Contains("三会一课", await year.LitAsync("duties", "unmended"));
        Assert.Equal(("100", 0), (await year.FigureAsync("checked"), await NumberAsync(year, "kept")));
        await year.AskAsync<object>($"update {{m}}.checks set mended_on = org.today() where duties_id = '{duty}'");
        Assert.DoesNotContain("三会一课", await year.LitAsync("duties", "unmended"));
        var record = (await shelf.Officer.GetAsync($"{year.Home}/duties/{duty}")).In("main")!;
        Assert.Contains("基层党建制度落实年", record, StringComparison.Ordinal);
        Assert.Contains("季度抽查", (await shelf.Officer.GetAsync($"{year.Home}/duties/{duty}?tab=tasks")).In("main")!, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G6.17")]
    public async Task A_zone_has_its_villages_its_list_of_what_is_to_be_made_and_its_numbers_and_is_accepted_when_all_is_made()
    {
        var zones = shelf["zhenxing-shifanqu"];
        var zone = await zones.AddAsync("zones", ("name", "柳溪片区"), ("town", "柳溪镇"), ("began_on", Day(300)), ("due_on", Dates.Format(Clock.Today.AddDays(90))));
        await zones.ListAsync("zones", zone, "villages", ("village", "柳溪村"), ("part", "农旅"));
        Assert.Contains("柳溪片区", await zones.LitAsync("zones", "alone"));
        await zones.ListAsync("zones", zone, "villages", ("village", "岭头村"), ("part", "茶业"));
        Assert.DoesNotContain("柳溪片区", await zones.LitAsync("zones", "alone"));
        await zones.ListAsync("zones", zone, "items", ("item", "党群驿站"), ("lead", "罗婷"), ("due_on", Day(10)), ("done_on", Day(20)));
        await zones.ListAsync("zones", zone, "items", ("item", "共享车间"), ("lead", "魏东升"), ("due_on", Day(5)));
        Assert.Contains("柳溪片区", await zones.LitAsync("zones", "late"));
        Assert.Equal("50", await zones.FigureAsync("progress"));
        await zones.ListAsync("zones", zone, "marks", ("year", Year), ("income", "186"), ("sites", "5"), ("governed", "97"));
        var one = await zones.OpenAsync(zone);
        await zones.StepAsync(one, "build", 30, ("built", "两村连片"));
        // What a form would not be taken for, a step is not done for.
        Assert.Contains("清单没有做完就验收", (await zones.TryStepAsync(one, "accept", 1, ("outcome", "ok"))).Text, StringComparison.Ordinal);
        Assert.Equal("0", await zones.FigureAsync("accepted"));
        Assert.Equal("2", await zones.AskAsync<string>($"select stage from {{m}}.zones where id = '{zone}'"));
        await zones.AskAsync<object>($"update {{m}}.items set done_on = due_on where zones_id = '{zone}'");
        await zones.StepAsync(one, "accept", 1, ("outcome", "ok"));
        Assert.Equal("3", await zones.AskAsync<string>($"select stage from {{m}}.zones where id = '{zone}'"));
        Assert.Equal(("100", "100", "2"), (await zones.FigureAsync("accepted"), await zones.FigureAsync("progress"), await zones.FigureAsync("villages")));
        var other = await zones.AddAsync("zones", ("name", "岭头片区"), ("town", "岭头镇"), ("began_on", Day(30)), ("due_on", Dates.Format(Clock.Today.AddDays(90))));
        await zones.ListAsync("zones", other, "items", ("item", "游客驿站"), ("lead", "何伟"), ("due_on", Day(-10)));
        Assert.Equal("66.7", await zones.FigureAsync("progress"));
        var marks = (await shelf.Officer.GetAsync($"{zones.Home}/zones/{zone}?tab=marks")).In("main")!;
        foreach (var words in (string[])["186", "5", "97"]) Assert.Contains(words, marks, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G6.21")]
    public async Task A_brand_is_cultivated_recognised_after_it_was_judged_and_spread_with_what_was_published_of_it()
    {
        var brands = shelf["dangjian-pinpai"];
        var brand = await brands.AddAsync("brands", ("name", "柳溪先锋"), ("organisation", "柳溪村党总支"), ("stage", "1"), ("idea", "党建带富"), ("measures", "支部领办合作社"), ("income", "86"), ("began_on", Day(400)));
        Assert.Contains("没有评价就认定", await RefusedChangeAsync(brands, "brands", brand, ("stage", "2"), ("recognised_on", Day(9))), StringComparison.Ordinal);
        await brands.ListAsync("brands", brand, "appraisals", ("held_on", Day(20)), ("by_whom", "县委组织部"), ("grade", "1"));
        await brands.ChangeAsync("brands", brand, ("stage", "2"), ("recognised_on", Day(9)), ("results", "集体增收八十六万元"));
        await brands.ChangeAsync("brands", brand, ("stage", "3"));
        Assert.Contains("柳溪先锋", await brands.LitAsync("brands", "silent"));
        await brands.ListAsync("brands", brand, "publications", ("published_on", Day(2)), ("media", "党建杂志"), ("headline", "一面旗带富一个村"));
        Assert.DoesNotContain("柳溪先锋", await brands.LitAsync("brands", "silent"));
        Assert.Equal(("100", "1", "86"), (await brands.FigureAsync("recognised"), await brands.FigureAsync("promoted"), await brands.FigureAsync("income")));
        var record = await brands.RecordAsync("brands", brand);
        foreach (var words in (string[])["柳溪村党总支", "党建带富", "支部领办合作社", "集体增收八十六万元", "推广"]) Assert.Contains(words, record);
        Assert.Contains("柳溪先锋", await brands.UnderAsync("brands", "stage=3"));
    }

    [Fact, Trait("Row", "G12.2")]
    public async Task A_centre_is_judged_by_seven_items_each_half_year_and_ranked_among_the_others()
    {
        var marks = shelf["wuchang-liangju"];
        var (first, second) = (await MarkAsync("柳溪党群服务中心", "1", 12, 18), await MarkAsync("东桥党群服务中心", "1", 10, 19));
        foreach (var row in (Guid[])[first, second]) Assert.Equal(302, (await marks.DoAsync("marks", "rank", row)).Status);
        // Five of twelve, two of twenty.
        Assert.Equal("96:1 88:2", await marks.AskAsync<string>("select string_agg(total || ':' || place, ' ' order by place) from {m}.marks where half = '1'"));
        var later = await MarkAsync("东桥党群服务中心", "2", 12, 20);
        await MarkAsync("柳溪党群服务中心", "2", 11, 18);
        Assert.Equal(302, (await marks.DoAsync("marks", "rank", later)).Status);
        Assert.Equal("1 2", await marks.AskAsync<string>($"select place || ' ' || last_place from {{m}}.marks where id = '{later}'"));
        await MarkAsync("岭头党群服务中心", "2", 0, 20);
        Assert.Contains("岭头党群服务中心", await marks.LitAsync("marks", "unsaid"));
        // The items are the county's to change.
        var design = await marks.AskAsync<Guid>("select id from programmes.design where module = '{m}'");
        using var admin = await shelf.Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var labels = (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=fields")).Document.QuerySelectorAll("input[name^='label.']").Select(input => input.GetAttribute("value")).ToList();
        foreach (var label in (string[])["常态开放", "常有人在", "常有活动", "常办实事", "常换内容", "聚人气", "聚民心"]) Assert.Contains(label, labels);

        Task<Guid> MarkAsync(string name, string half, int often, int gathered) => marks.AddAsync("marks",
            [("name", name), ("year", Year), ("half", half), .. Enumerable.Range(1, 7).Select(n => ($"point_{n}", (n < 6 ? often : gathered).ToString(CultureInfo.InvariantCulture))), ("held_on", Day(2)), ("judged_by", "组织科")]);
    }
}
