using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Programmes.ShelfHost;

namespace OrgWork.Tests.Programmes;

/// <summary>What the rows of the inventories say that a local programme does, done by the installed programmes of the shelf through their pages.</summary>
public sealed class ShelfRowTests(ShelfHost<ShelfRowTests> shelf) : IClassFixture<ShelfHost<ShelfRowTests>>
{
    /// <summary>Sessions held, as the programme's own figure counts them; none is shown as none.</summary>
    static async Task<int> HeldAsync(InstalledProgramme programme, string figure) => int.TryParse(await programme.FigureAsync(figure), out var held) ? held : 0;

    // ---- cadres

    [Fact]
    [Trait("Row", "I-C33")]
    public async Task The_forum_of_directors_has_its_judges_scores_reckoned_and_its_season_ranked()
    {
        var forum = shelf["juzhang-jiangtan"];
        var sessions = await HeldAsync(forum, "held");
        var (first, second) = (await TalkAsync("优化营商环境", "1"), await TalkAsync("水利三年行动", "1"));
        var other = await TalkAsync("教育均衡", "2");
        Assert.Contains("优化营商环境", await forum.LitAsync("talks", "unscored"));
        Assert.Equal(sessions + 3, await HeldAsync(forum, "held"));
        await MarkAsync(first, "35", "25", "25");
        await MarkAsync(first, "37", "27", "27");
        await MarkAsync(second, "40", "28", "29");
        await MarkAsync(other, "20", "20", "20");
        Assert.Contains("优化营商环境", await forum.LitAsync("talks", "few"));
        Assert.Equal("88", await forum.AskAsync<string>($"select score::text from {{m}}.talks where id = '{first}'"));
        foreach (var talk in (Guid[])[first, second, other]) Assert.Equal(302, (await forum.DoAsync("talks", "rank", talk)).Status);
        Assert.Equal("2,1,1", await forum.AskAsync<string>($"select string_agg(rank::text, ',' order by array_position(array['{first}', '{second}', '{other}']::uuid[], id)) from {{m}}.talks where id in ('{first}', '{second}', '{other}')"));
        // Nobody is chosen from the register of cadres: DrawnFromRegistersTests chooses one.
        Assert.Contains("优化营商环境", await forum.LitAsync("talks", "nobody"));

        async Task<Guid> TalkAsync(string title, string season) => await forum.AddAsync("talks", ("name", title), ("season", season), ("held_on", Day(120)));
        Task MarkAsync(Guid talk, string content, string delivery, string practice) => forum.ListAsync("talks", talk, "marks", ("judge", "评委"), ("content", content), ("delivery", delivery), ("practice", practice));
    }

    [Fact]
    [Trait("Row", "C6.12")]
    [Trait("Row", "I-C33")]
    [Trait("Row", "G13.18")]
    public async Task A_quarter_is_scored_and_ranked_says_who_moved_and_four_quarters_make_the_year()
    {
        var race = shelf["jidusai"];
        var year = Clock.Today.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] towns = ["柳溪镇", "岭头镇", "东桥街道"];
        var rows = new Dictionary<(string Town, int Quarter), Guid>();
        int[][] points = [[90, 80, 70], [60, 85, 75], [80, 80, 90], [70, 90, 85]];
        for (var quarter = 1; quarter <= 4; quarter++)
            for (var n = 0; n < towns.Length; n++)
            {
                var row = rows[(towns[n], quarter)] = await race.AddAsync("results", ("name", towns[n]), ("year", year), ("quarter", $"{quarter}"), ("indicator_score", $"{points[quarter - 1][n] - 35}"), ("project_score", "35"));
                await race.ListAsync("results", row, "projects", ("heading", "重点项目"), ("seen_on", Day(3)), ("score", "88"));
            }
        // The order within a quarter does not matter; the quarter before has to stand.
        foreach (var row in rows.OrderBy(pair => pair.Key.Quarter)) Assert.Equal(302, (await race.DoAsync("results", "rank", row.Value)).Status);
        Assert.Equal("1:90 2:80 3:70 | 3:60 1:85 2:75", await race.AskAsync<string>("select (select string_agg(rank || ':' || total, ' ' order by name_pinyin desc) from {m}.results where quarter = '1') || ' | ' || (select string_agg(rank || ':' || total, ' ' order by name_pinyin desc) from {m}.results where quarter = '2')"), ignoreCase: true);
        // Four quarters make the year: what each town has come to, and its place by that, after every one of them.
        async Task<string?> YearAsync(int quarter) => await race.AskAsync<string>($"select string_agg(year_rank || ':' || year_total, ' ' order by name_pinyin desc) from {{m}}.results where quarter = '{quarter}'");
        Assert.Equal(("1:90 2:80 3:70", "2:150 1:165 3:145", "3:230 1:245 2:235"), (await YearAsync(1), await YearAsync(2), await YearAsync(3)));
        Assert.Equal("3:300 1:335 2:320", await YearAsync(4));
        var standings = await race.UnderAsync("results", "quarter=4&sort=year_rank");
        Assert.Equal("岭头镇 东桥街道 柳溪镇", string.Join(' ', towns.OrderBy(town => standings.IndexOf(town, StringComparison.Ordinal))));
        Assert.Contains("335", standings);
        // Who stands below the programme's own place does not see everybody there is to compare with.
        await race.AskAsync<object>($"update {{m}}.results set locality_path = (select path from org.locality where code = '{TestHost.Township}') where id = '{rows[("柳溪镇", 1)]}'");
        Assert.Contains("只看得到一部分", (await shelf.Officer.DoDeedAsync($"/{TestHost.Township}/{race.Module}/results", "rank", rows[("柳溪镇", 1)])).Text, StringComparison.Ordinal);
        await race.AskAsync<object>($"update {{m}}.results set locality_path = (select path from org.locality where code = '{TestHost.County}') where id = '{rows[("柳溪镇", 1)]}'");
        Assert.Equal(1, await race.AskAsync<int>($"select last_rank from {{m}}.results where id = '{rows[("柳溪镇", 2)]}'"));
        Assert.Contains("柳溪镇", await race.LitAsync("results", "unpublished"));
        await race.ChangeAsync("results", rows[("柳溪镇", 2)], ("published_on", Day(1)), ("used", "年度考核加分"));
        // All year: the mean of what each has in its quarters.
        Assert.Equal("79.6", await race.FigureAsync("total"));
        Assert.Equal("55.6", await race.FigureAsync("rose"));
        Assert.Equal("44.4", await race.FigureAsync("fell"));
        Assert.Contains("名次第 3", await race.PaperAsync("results", "notice", rows[("柳溪镇", 2)]));
        var notice = (await race.PaperAsync("results", "notice", rows[("岭头镇", 4)])).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("全年累计335分，列第1", notice);
    }

    [Fact]
    [Trait("Row", "C7.11")]
    public async Task Young_cadres_pass_the_stages_of_the_project_with_their_activities_and_a_yearly_report()
    {
        var stars = shelf["guangju-xinghuo"];
        var member = await stars.AddAsync("members", ("name", "叶晓岚"), ("unit", "县委办副主任"), ("stage", "2"), ("tutor", "时亮"), ("entered_on", Day(500)));
        Assert.Contains("叶晓岚", await stars.LitAsync("members", "no-stage"));
        await stars.ListAsync("members", member, "stages", ("began_on", Day(300)), ("way", "5"), ("place", "信访局"), ("appraisal", "扎实"));
        await stars.ListAsync("members", member, "events", ("held_on", Day(30)), ("heading", "青干沙龙"));
        Assert.DoesNotContain("叶晓岚", await stars.LitAsync("members", "no-stage"));
        await stars.ChangeAsync("members", member, ("result", "完成信访一线锻炼"), ("stage", "4"));
        var card = await stars.RecordAsync("members", member);
        foreach (var words in (string[])["信访局", "青干沙龙", "完成信访一线锻炼", "用苗"]) Assert.Contains(words, card);
        Assert.Equal("100", await stars.FigureAsync("trained"));
        Assert.Contains("带教", await stars.PaperAsync("members", "plan", member));
    }

    [Fact]
    [Trait("Row", "C9.18")]
    public async Task Teaching_sites_have_courses_and_visits_and_the_groups_and_persons_they_received_are_counted()
    {
        var sites = shelf["jiaoxuedian"];
        var site = await sites.AddAsync("sites", ("name", "岭头纪念馆"), ("theme", "初心"), ("keeper", "岭头镇"), ("capacity", "60"), ("opened_on", Day(900)), ("phone", "13800001234"));
        Assert.Contains("岭头纪念馆", await sites.LitAsync("sites", "no-course"));
        await sites.ListAsync("sites", site, "courses", ("heading", "一封家书"), ("teacher", "罗婷"), ("minutes", "40"));
        await sites.ListAsync("sites", site, "visits", ("visited_on", Day(10)), ("group_name", "青干班"), ("people", "45"));
        await sites.ListAsync("sites", site, "visits", ("visited_on", Day(9)), ("group_name", "发展对象班"), ("people", "30"));
        Assert.Equal("2", await sites.FigureAsync("groups"));
        Assert.Equal("75", await sites.FigureAsync("people"));
        Assert.DoesNotContain("岭头纪念馆", await sites.LitAsync("sites", "no-course"));
        Assert.DoesNotContain("13800001234", await sites.RecordAsync("sites", site));
        await sites.ListAsync("sites", site, "visits", ("visited_on", Day(200)), ("group_name", "新党员班"), ("people", "20"));
        var second = await sites.AddAsync("sites", ("name", "柳溪旧址"), ("theme", "初心"), ("keeper", "柳溪镇"), ("capacity", "40"), ("opened_on", Day(900)));
        await sites.ListAsync("sites", second, "visits", ("visited_on", Day(500)), ("group_name", "青干班"), ("people", "10"));
        await sites.ListAsync("sites", second, "visits", ("visited_on", Day(20)), ("group_name", "书记班"), ("people", "15"));
        // All sites together, by the period.
        Assert.Equal(("3", "90", "4", "110"), (await sites.FigureAsync("groups-quarter"), await sites.FigureAsync("people-quarter"), await sites.FigureAsync("groups-year"), await sites.FigureAsync("people-year")));
    }

    [Fact]
    [Trait("Row", "C12.8")]
    public async Task Cases_are_kept_by_mechanism_published_only_when_anonymised_and_counted_by_mechanism()
    {
        var cases = shelf["sanxiang-jizhi-anli"];
        (string, string)[] told = [("mechanism", "2"), ("year", "2026"), ("facts", "先行先试中出现失误"), ("decision", "予以容错")];
        Assert.Contains("没有脱密就刊用", await cases.RefusalAsync("cases", [("name", "审批改革"), .. told, ("effect", "继续推进"), ("published", "组工通讯"), ("published_on", Day(3))]));
        var done = await cases.AddAsync("cases", [("name", "审批改革"), .. told, ("effect", "继续推进"), ("anonymised", "1"), ("published", "组工通讯"), ("published_on", Day(3))]);
        await cases.AddAsync("cases", ("name", "一线提拔"), ("mechanism", "1"), ("year", "2026"), ("facts", "驻村三年"), ("decision", "提拔使用"));
        Assert.Contains("一线提拔", await cases.LitAsync("cases", "no-effect"));
        Assert.Equal(("1", "1", "0"), (await cases.FigureAsync("tolerate"), await cases.FigureAsync("encourage"), await cases.FigureAsync("updown")));
        Assert.Contains("组工通讯", await cases.RecordAsync("cases", done));
        Assert.Contains("审批改革", await cases.UnderAsync("cases", "mechanism=2"));
    }

    // ---- grassroots

    [Fact]
    [Trait("Row", "G6.16")]
    public async Task A_belt_groups_sites_along_a_road_and_is_planned_built_and_accepted()
    {
        var belts = shelf["dangjian-shifandai"];
        var belt = await belts.AddAsync("belts", ("name", "滨江示范带"), ("route", "滨江路"), ("planned_sites", "2"), ("investment", "300"), ("due_on", Day(-90)));
        await belts.ListAsync("belts", belt, "sites", ("site", "柳溪村"), ("kind", "1"), ("done", "1"), ("opened_on", Day(20)));
        Assert.DoesNotContain("滨江示范带", await belts.LitAsync("belts", "short"));
        var one = await belts.OpenAsync(belt);
        Assert.Contains("滨江示范带", await belts.LitAsync("belts", "short"));
        await belts.ListAsync("belts", belt, "sites", ("site", "东桥社区"), ("kind", "2"), ("done", "1"));
        Assert.DoesNotContain("滨江示范带", await belts.LitAsync("belts", "short"));
        Assert.Equal("2", await belts.FigureAsync("sites"));
        Assert.Equal("0", await belts.FigureAsync("formed"));
        await belts.StepAsync(one, "build", 40, ("built", "点位建成"));
        await belts.StepAsync(one, "accept", 10, ("outcome", "mend"));
        await belts.StepAsync(one, "build", 8, ("built", "整改到位"));
        await belts.StepAsync(one, "accept", 2, ("outcome", "ok"));
        Assert.Equal("done", await belts.AskAsync<string>($"select state from org.procedure_case where subject_id = '{belt}'"));
        Assert.Equal($"{Clock.Today.AddDays(-2):yyyy-MM-dd}", await belts.AskAsync<string>($"select accepted_on::text from {{m}}.belts where id = '{belt}'"));
        Assert.Equal("100", await belts.FigureAsync("formed"));
    }

    [Fact]
    [Trait("Row", "G8.12")]
    public async Task A_loan_is_applied_for_its_grade_checked_recommended_answered_by_the_bank_and_followed_up_and_no_credit_is_decided()
    {
        var loans = shelf["hongse-dongli-dai"];
        var loan = await loans.AddAsync("loans", ("name", "云岭果业"), ("applied_on", Day(60)), ("asked", "50"), ("bank", "农商行"), ("WaiverReason", "尚未评星"), ("WaiverApprover", "部长会"), ("WaiverOn", Day(60)));
        Assert.Contains("等次不够就推荐", await loans.RefusalAsync("loans", ("name", "低等次企业"), ("applied_on", Day(9)), ("asked", "10")));
        var one = await loans.OpenAsync(loan);
        await loans.StepAsync(one, "grade_check", 57, ("outcome", "ok"));
        await loans.StepAsync(one, "recommend", 54);
        Assert.Equal("0", await loans.FigureAsync("count"));
        await loans.StepAsync(one, "bank", 40, ("outcome", "lent"), ("answer", "1"), ("lent", "45"));
        Assert.Equal("1", await loans.FigureAsync("count"));
        Assert.Equal("45", await loans.FigureAsync("amount"));
        var second = await loans.AddAsync("loans", ("name", "柳溪茶业"), ("applied_on", Day(60)), ("asked", "20"), ("bank", "农商行"), ("WaiverReason", "尚未评星"), ("WaiverApprover", "部长会"), ("WaiverOn", Day(60)));
        var other = await loans.OpenAsync(second);
        await loans.StepAsync(other, "grade_check", 57, ("outcome", "ok"));
        await loans.StepAsync(other, "recommend", 54);
        await loans.StepAsync(other, "bank", 35, ("outcome", "lent"), ("answer", "1"), ("lent", "15"));
        Assert.Equal(("2", "60"), (await loans.FigureAsync("count"), await loans.FigureAsync("amount")));
        Assert.Contains("农商行", await loans.PaperAsync("loans", "letter", loan));
        // The place of the bank's answer is the county's step; the file only ever says what was recommended.
        Assert.Equal("done", await loans.AskAsync<string>($"select state from org.procedure_case where subject_id = '{loan}'"));
    }

    [Fact]
    [Trait("Row", "G9.22")]
    public async Task Five_titles_have_candidates_a_review_a_naming_and_a_yearly_recheck_and_are_counted()
    {
        var titles = shelf["wuming-xingdong"];
        var action = await titles.AddAsync("actions", ("name", "名书记"), ("number", "1"));
        var candidate = await titles.AddAsync("candidates", ("name", "魏东升"), ("organisation", "柳溪村党支部"), ("action_id", action.ToString()), ("recommended_by", "岭头镇"), ("recommended_on", Day(200)), ("merits", "修路引水"));
        // Nobody is named without the steps: the form has no such field, and what is sent all the same is not taken.
        var form = await shelf.Officer.GetAsync($"{titles.Home}/candidates/{candidate}/edit");
        Assert.Null(form.Document.QuerySelector("[name=title_on]"));
        Assert.NotNull(form.Document.QuerySelector("[name=checked_on]"));
        await shelf.Officer.SubmitAsync($"{titles.Home}/candidates/{candidate}/edit", ("title_on", Day(10)), ("score", "99"), ("merits", "修路引水，带富一方"));
        Assert.Equal("true 修路引水，带富一方", await titles.AskAsync<string>($"select concat_ws(' ', case when title_on is null and score is null then 'true' end, merits) from {{m}}.candidates where id = '{candidate}'"));
        Assert.Equal("0", await titles.FigureAsync("titled"));
        var one = await titles.OpenAsync(candidate, ("on", Day(590)));
        // Five days have to lie between.
        Assert.Contains("满 5 天", (await titles.TryStepAsync(one, "review", 588, ("outcome", "pass"), ("marks", "91"))).Text);
        await titles.StepAsync(one, "review", 570, ("outcome", "pass"), ("marks", "91"));
        Assert.Equal("91", await titles.AskAsync<string>($"select score::text from {{m}}.candidates where id = '{candidate}'"));
        await titles.StepAsync(one, "publish", 430, ("objections", "无异议"));
        Assert.Equal("0", await titles.FigureAsync("titled"));
        await titles.StepAsync(one, "naming", 400);
        Assert.Equal("1", await titles.FigureAsync("titled"));
        // In the record's own history, with the step that brought it.
        Assert.Contains("评选命名：命名", await titles.AskAsync<string>($"select string_agg(reason, '|') from audit.entry where row_id = '{candidate}'"), StringComparison.Ordinal);
        Assert.Contains("魏东升", await titles.LitAsync("candidates", "recheck"));
        await titles.ChangeAsync("candidates", candidate, ("checked_on", Day(370)));
        Assert.Contains("魏东升", await titles.LitAsync("candidates", "recheck"));
        await titles.ChangeAsync("candidates", candidate, ("checked_on", Day(5)));
        Assert.DoesNotContain("魏东升", await titles.LitAsync("candidates", "recheck"));
        Assert.Equal("1", await titles.FigureAsync("titled"));
        Assert.Contains("名书记", await titles.PaperAsync("candidates", "certificate", candidate));
    }

    [Fact]
    [Trait("Row", "G10.11")]
    public async Task Cooperatives_have_their_organisation_leader_households_and_dividends()
    {
        var coops = shelf["hezuoshe-dangqihong"];
        var coop = await coops.AddAsync("coops", ("name", "柳溪茶叶社"), ("members", "5"), ("households", "80"));
        foreach (var light in (string[])["no-party", "no-leader", "no-dividend"]) Assert.Contains("柳溪茶叶社", await coops.LitAsync("coops", light));
        await coops.ListAsync("coops", coop, "dividends", ("year", "2024"), ("amount", "30000"), ("households", "70"));
        await coops.ListAsync("coops", coop, "dividends", ("year", "2025"), ("amount", "50000"), ("households", "80"));
        await coops.ChangeAsync("coops", coop, ("has_party", "1"), ("formed_on", Day(30)), ("leader", "何伟"));
        foreach (var light in (string[])["no-party", "no-leader", "no-dividend"]) Assert.DoesNotContain("柳溪茶叶社", await coops.LitAsync("coops", light));
        Assert.Equal("100", await coops.FigureAsync("covered"));
        Assert.Equal("80000", await coops.FigureAsync("dividend"));
        var other = await coops.AddAsync("coops", ("name", "岭头果业社"), ("members", "3"), ("households", "40"));
        await coops.ListAsync("coops", other, "dividends", ("year", "2025"), ("amount", "20000"), ("households", "40"));
        Assert.Equal(("120", "100000"), (await coops.FigureAsync("households"), await coops.FigureAsync("dividend")));
    }

    [Fact]
    [Trait("Row", "G10.18")]
    public async Task Worthies_are_kept_with_consent_their_projects_counted_by_investment_and_jobs()
    {
        var worthies = shelf["xiangxian-chuangye"];
        var worthy = await worthies.AddAsync("worthies", ("name", "秦志远"), ("where_now", "外省"), ("field", "机械"), ("agreed", "1"), ("phone", "13900005678"), ("liaison", "罗婷"), ("found_on", Day(200)));
        Assert.Contains("秦志远", await worthies.LitAsync("worthies", "silent"));
        await worthies.ListAsync("worthies", worthy, "projects", ("project", "农机合作社"), ("village", "柳溪村"), ("investment", "120"), ("jobs", "30"), ("state", "3"));
        await worthies.ChangeAsync("worthies", worthy, ("contacted_on", Day(5)));
        Assert.DoesNotContain("秦志远", await worthies.LitAsync("worthies", "silent"));
        var other = await worthies.AddAsync("worthies", ("name", "叶晓岚"), ("where_now", "省城"), ("field", "电商"), ("agreed", "1"), ("phone", "13900005679"), ("liaison", "罗婷"), ("found_on", Day(200)));
        foreach (var project in (string[])["直播基地", "云仓"]) await worthies.ListAsync("worthies", other, "projects", ("project", project), ("village", "岭头村"), ("investment", "15"), ("jobs", "5"), ("state", "4"));
        Assert.Equal(("3", "150", "40"), (await worthies.FigureAsync("projects"), await worthies.FigureAsync("investment"), await worthies.FigureAsync("jobs")));
        Assert.DoesNotContain("13900005678", await worthies.RecordAsync("worthies", worthy));
    }

    [Fact]
    [Trait("Row", "G11.4")]
    public async Task A_compound_has_its_core_its_three_parties_its_resource_points_and_its_matters()
    {
        var compounds = shelf["yihe-sanfang"];
        var compound = await compounds.AddAsync("compounds", ("name", "枫林小区"), ("community", "东桥社区党委"), ("committee", "陶静"), ("property", "安居物业"), ("property_until", Day(-100)), ("households", "600"), ("owners_until", Day(20)));
        foreach (var light in (string[])["gap", "no-meeting", "no-points", "term"]) Assert.Contains("枫林小区", await compounds.LitAsync("compounds", light));
        await compounds.ListAsync("compounds", compound, "resources", ("unit", "社区医院"), ("resource", "义诊"), ("offer", "每月一次"));
        await compounds.ListAsync("compounds", compound, "meetings", ("held_on", Day(8)), ("who", "1"), ("decided", "电梯加装"));
        await compounds.ListAsync("compounds", compound, "matters", ("raised_on", Day(30)), ("matter", "车位不足"), ("party", "4"), ("due_on", Day(5)));
        await compounds.ChangeAsync("compounds", compound, ("owners", "时亮"), ("owners_member", "1"), ("owners_until", Day(-700)));
        foreach (var light in (string[])["gap", "no-meeting", "no-points", "term"]) Assert.DoesNotContain("枫林小区", await compounds.LitAsync("compounds", light));
        Assert.Contains("枫林小区", await compounds.LitAsync("compounds", "late"));
        Assert.Equal("100", await compounds.FigureAsync("complete"));
    }

    [Fact]
    [Trait("Row", "G11.5")]
    public async Task Units_and_members_check_in_are_accepted_serve_report_both_ways_and_are_judged()
    {
        var checkins = shelf["shuangbaodao"];
        Assert.Contains("接收早于报到", await checkins.RefusalAsync("checkins", ("name", "财政局党支部"), ("kind", "1"), ("home", "财政局党支部"), ("community", "东桥社区"), ("came_on", Day(10)), ("accepted_on", Day(12))));
        var checkin = await checkins.AddAsync("checkins", ("name", "财政局党支部"), ("kind", "1"), ("home", "财政局党支部"), ("community", "东桥社区"));
        // Who is to check in and has not is among those the rate is of.
        await checkins.AddAsync("checkins", ("name", "秦志远"), ("kind", "2"), ("home", "财政局党支部"), ("community", "东桥社区"));
        foreach (var name in (string[])["财政局党支部", "秦志远"]) Assert.Contains(name, await checkins.LitAsync("checkins", "absent"));
        Assert.Equal("0", await checkins.FigureAsync("accepted"));
        await checkins.ChangeAsync("checkins", checkin, ("came_on", Day(400)));
        foreach (var light in (string[])["unaccepted", "idle", "unreported"]) Assert.Contains("财政局党支部", await checkins.LitAsync("checkins", light));
        // Every period in both directions; what was told more than a year ago is not told.
        foreach (var (period, to, ago) in ((string, string, int)[])[("上年", "1", 380), ("上半年", "1", 150), ("上半年", "2", 150)]) await checkins.ListAsync("checkins", checkin, "told", ("period", period), ("to_whom", to), ("reported_on", Day(ago)), ("words", "办成两件"));
        await checkins.ListAsync("checkins", checkin, "services", ("claimed_on", Day(100)), ("matter", "帮扶独居老人"), ("done_on", Day(60)), ("hours", "6"), ("confirmed", "1"));
        await checkins.ListAsync("checkins", checkin, "services", ("claimed_on", Day(90)), ("matter", "楼道整治"), ("hours", "4"));
        await checkins.ChangeAsync("checkins", checkin, ("accepted_on", Day(398)), ("accepted_by", "陶静"), ("feedback", "1"), ("feedback_words", "随叫随到"));
        foreach (var light in (string[])["unaccepted", "idle", "unreported"]) Assert.DoesNotContain("财政局党支部", await checkins.LitAsync("checkins", light));
        Assert.Equal("1|10|2|1", await checkins.AskAsync<string>($"select done || '|' || hours || '|' || to_community || '|' || to_home from {{m}}.checkins where id = '{checkin}'"));
        Assert.Equal("50", await checkins.FigureAsync("accepted"));
        Assert.Equal("100", await checkins.FigureAsync("reported"));
        Assert.Contains("上半年", await checkins.PageAsync($"checkins/{checkin}?tab=told"));
        var sheet = (await checkins.PaperAsync("checkins", "feedback", checkin)).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("服务10小时", sheet);
        Assert.Contains("随叫随到", sheet);
    }

    [Fact]
    [Trait("Row", "G11.11")]
    public async Task A_team_of_three_hands_lights_where_one_kind_lacks_and_solves_matters_together()
    {
        var teams = shelf["lianshou"];
        var team = await teams.AddAsync("teams", ("name", "枫林小区"), ("community", "8"), ("working", "0"), ("property", "3"), ("head", "何伟"), ("formed_on", Day(200)));
        Assert.Contains("枫林小区", await teams.LitAsync("teams", "lacks"));
        await teams.ListAsync("teams", team, "services", ("held_on", Day(12)), ("matter", "飞线整治"), ("joint", "1"), ("solved_on", Day(6)));
        await teams.ChangeAsync("teams", team, ("working", "6"));
        Assert.DoesNotContain("枫林小区", await teams.LitAsync("teams", "lacks"));
        Assert.Equal("100", await teams.FigureAsync("whole"));
        Assert.Contains("飞线整治", await teams.RecordAsync("teams", team));
    }

    [Fact]
    [Trait("Row", "G11.12")]
    public async Task A_property_company_is_assessed_certified_by_steps_and_checked_again_each_year()
    {
        var companies = shelf["hongse-wuye"];
        var company = await companies.AddAsync("companies", ("name", "安居物业"), ("community", "东桥社区"), ("compounds", "4"), ("members", "3"));
        foreach (var light in (string[])["no-party", "no-cross", "unassessed"]) Assert.Contains("安居物业", await companies.LitAsync("companies", light));
        await companies.ListAsync("companies", company, "assessments", ("assessed_on", Day(30)), ("score", "70"), ("residents", "2"));
        await companies.ListAsync("companies", company, "assessments", ("assessed_on", Day(20)), ("score", "80"), ("residents", "1"));
        var one = await companies.OpenAsync(company, ("on", Day(430)));
        await companies.StepAsync(one, "review", 420, ("outcome", "pass"));
        await companies.StepAsync(one, "publish", 410, ("objections", "无"));
        Assert.Contains("满 5 天", (await companies.TryStepAsync(one, "certify", 407)).Text);
        Assert.Equal("0", await companies.FigureAsync("certified"));
        await companies.StepAsync(one, "certify", 400);
        await companies.ChangeAsync("companies", company, ("has_party", "1"), ("to_community", "时亮"), ("to_company", "陶静"));
        Assert.Contains("安居物业", await companies.LitAsync("companies", "recheck"));
        // Seventy-five on the mean: below what a demonstration point must have.
        Assert.Contains("安居物业", await companies.LitAsync("companies", "low"));
        Assert.Contains("安居物业", await companies.UnderAsync("companies", "certified_on.from=2000.01.01"));
        Assert.Equal("100", await companies.FigureAsync("covered"));
        Assert.Equal("1", await companies.FigureAsync("certified"));
    }

    [Fact]
    [Trait("Row", "G11.18")]
    public async Task A_round_table_has_its_topic_people_opinions_result_and_what_follows()
    {
        var tables = shelf["yuanzhuo-yishi"];
        Assert.Contains("没有村（居）民参加", await tables.RefusalAsync("sessions", ("name", "停车"), ("proposer", "何伟"), ("held_on", Day(9)), ("residents", "0"), ("opinions", "各说各的"), ("decision", "再议")));
        var session = await tables.AddAsync("sessions", ("name", "晒场归谁管"), ("proposer", "何伟"), ("held_on", Day(30)), ("cadres", "3"), ("members", "5"), ("residents", "12"), ("units", "驻村工作队"), ("opinions", "轮流"), ("decision", "按组轮流"), ("follow_by", "罗婷"), ("due_on", Day(4)));
        Assert.Contains("晒场归谁管", await tables.LitAsync("sessions", "late"));
        Assert.Contains("驻村工作队", await tables.RecordAsync("sessions", session));
        // Villages that hold it and those that do not.
        Assert.Contains("还没有登记的", await tables.PageAsync("figures"));
        await tables.PageAsync("figures/taking-part-missing/rows");
        await tables.ChangeAsync("sessions", session, ("done_on", Day(3)));
        Assert.DoesNotContain("晒场归谁管", await tables.LitAsync("sessions", "late"));
        Assert.Equal("100", await tables.FigureAsync("done"));
        Assert.Equal("1", await tables.FigureAsync("sessions"));
    }

    [Fact]
    [Trait("Row", "G11.21")]
    public async Task Five_levels_answer_for_a_household_that_is_found_with_its_chain_and_every_level_has_its_visits()
    {
        var nets = shelf["wuji-lianbao"];
        var town = await nets.AddAsync("towns", ("name", "柳溪镇"), ("county_leader", "县委常委"));
        var village = await nets.AddAsync("villages", ("name", "柳溪村"), ("town_id", town.ToString()), ("township_leader", "镇长"));
        var group = await nets.AddAsync("groups", ("name", "三组"), ("village_id", village.ToString()), ("village_cadre", "何伟"));
        var centre = await nets.AddAsync("centres", ("name", "罗婷户"), ("group_id", group.ToString()));
        var area = await nets.AddAsync("areas", ("name", "柳溪三组责任区"), ("centre_id", centre.ToString()), ("many", "12"));
        await nets.AddAsync("households", ("name", "秦志远"), ("area_id", area.ToString()), ("people", "4"));
        // From top to bottom: the level that lacks somebody lights, and so does the household under it.
        Assert.Contains("柳溪三组责任区", await nets.LitAsync("areas", "gap-areas"));
        Assert.Contains("秦志远", await nets.LitAsync("households", "gap"));
        Assert.Equal("0", await nets.FigureAsync("whole"));
        await nets.ChangeAsync("areas", area, ("member", "魏东升"));
        Assert.DoesNotContain("柳溪三组责任区", await nets.LitAsync("areas", "gap-areas"));
        Assert.DoesNotContain("秦志远", await nets.LitAsync("households", "gap"));
        Assert.Equal("100", await nets.FigureAsync("whole"));
        // Found by name, the household says who answers for it; whoever takes over at the top is named below at once.
        Assert.Equal("县委常委 镇长 何伟 罗婷户 魏东升", await ChainAsync());
        await nets.ChangeAsync("towns", town, ("county_leader", "副县长"));
        Assert.Equal("副县长 镇长 何伟 罗婷户 魏东升", await ChainAsync());
        await nets.ChangeAsync("centres", centre, ("name", "陶静户"));
        Assert.Equal("副县长 镇长 何伟 陶静户 魏东升", await ChainAsync());
        await nets.ChangeAsync("groups", group, ("village_cadre", ""));
        Assert.Contains("三组", await nets.LitAsync("groups", "gap-groups"));
        Assert.Contains("秦志远", await nets.LitAsync("households", "gap"));
        // Each level has a log of its own visits.
        foreach (var (register, row, name) in ((string, Guid, string)[])[("towns", town, "柳溪镇"), ("villages", village, "柳溪村"), ("groups", group, "三组"), ("centres", centre, "陶静户"), ("areas", area, "柳溪三组责任区")])
        {
            Assert.Contains(name, await nets.LitAsync(register, "unvisited-" + register));
            await nets.ListAsync(register, row, register + "_visits", ("visited_on", Day(5)), ("who", "走访的人"), ("household", "秦志远户"), ("matter", "房屋漏雨"));
            Assert.DoesNotContain(name, await nets.LitAsync(register, "unvisited-" + register));
            Assert.Contains("房屋漏雨", await nets.PageAsync($"{register}/{row}?tab={register}_visits"));
        }
        Assert.Equal("100", await nets.FigureAsync("visited"));
        Assert.Equal("1", await nets.FigureAsync("unsolved"));

        async Task<string> ChainAsync()
        {
            var found = await nets.UnderAsync("households", "q=qzy");
            return string.Join(' ', found.Split(' ').SkipWhile(word => word != "柳溪三组责任区").Skip(1).Take(5));
        }
    }

    [Fact]
    [Trait("Row", "G13.19")]
    public async Task Leaders_are_paired_with_whom_they_help_and_what_was_done_and_how_it_was_liked_is_counted()
    {
        var pairs = shelf["shuanglian-liubang"];
        var pair = await pairs.AddAsync("pairs", ("name", "柳溪村"), ("kind", "1"), ("helper", "县交通局"), ("paired_on", Day(300)), ("planned", "2"));
        foreach (var light in (string[])["behind", "idle"]) Assert.Contains("柳溪村", await pairs.LitAsync("pairs", light));
        await pairs.ListAsync("pairs", pair, "services", ("did_on", Day(50)), ("help", "4"), ("matter", "机耕路"), ("money", "80000"), ("done", "1"));
        await pairs.ListAsync("pairs", pair, "services", ("did_on", Day(40)), ("help", "2"), ("matter", "果树修剪"), ("done", "1"));
        await pairs.ChangeAsync("pairs", pair, ("satisfied", "1"));
        foreach (var light in (string[])["behind", "idle", "bad"]) Assert.DoesNotContain("柳溪村", await pairs.LitAsync("pairs", light));
        Assert.Equal("100", await pairs.FigureAsync("done"));
        Assert.Equal("100", await pairs.FigureAsync("satisfied"));
    }

    [Fact]
    [Trait("Row", "G14.11")]
    public async Task Secretaries_of_teachers_branches_lead_in_both_with_conditions_named_and_others_are_cultivated()
    {
        var branches = shelf["shuang-daitouren"];
        (string, string)[] school = [("school", "临溪一中"), ("stage", "3"), ("members", "14"), ("since", Day(800))];
        Assert.Contains("标了双带头人没有写条件", await branches.RefusalAsync("branches", [("name", "语文组党支部"), .. school, ("secretary", "陶静"), ("is_dual", "1")]));
        await branches.AddAsync("branches", [("name", "语文组党支部"), .. school, ("secretary", "陶静"), ("is_dual", "1"), ("party_lead", "党务六年"), ("academic_lead", "省级骨干")]);
        var other = await branches.AddAsync("branches", [("name", "体育组党支部"), .. school, ("secretary", "时亮")]);
        Assert.Contains("体育组党支部", await branches.LitAsync("branches", "not-dual"));
        await branches.ListAsync("branches", other, "cultivations", ("held_on", Day(30)), ("way", "4"), ("words", "跟名师"));
        Assert.DoesNotContain("体育组党支部", await branches.LitAsync("branches", "not-dual"));
        Assert.Equal("50", await branches.FigureAsync("dual"));
        Assert.Equal("100", await branches.FigureAsync("cultivated"));
    }

    [Fact]
    [Trait("Row", "G14.19")]
    public async Task Teams_of_both_lines_are_kept_with_members_daily_reports_and_results()
    {
        var teams = shelf["zhanyi-yixian"];
        var team = await teams.AddAsync("teams", ("name", "春耕突击队"), ("organisation", "柳溪村党支部"), ("duty", "5"), ("front", "2"), ("members", "9"), ("began_on", Day(10)));
        Assert.Contains("春耕突击队", await teams.LitAsync("teams", "silent"));
        await teams.ListAsync("teams", team, "daily_reports", ("on_day", Day(1)), ("served", "35"), ("helped", "4"));
        Assert.DoesNotContain("春耕突击队", await teams.LitAsync("teams", "silent"));
        Assert.Contains("春耕突击队", await teams.UnderAsync("teams", "front=2"));
        await teams.ChangeAsync("teams", team, ("ended_on", Day(0)), ("result", "帮耕三百亩"));
        Assert.Equal("0", await teams.FigureAsync("on"));
        var other = await teams.AddAsync("teams", ("name", "社区守护队"), ("organisation", "东桥社区党支部"), ("duty", "1"), ("front", "1"), ("members", "4"), ("began_on", Day(3)));
        await teams.ListAsync("teams", other, "daily_reports", ("on_day", Day(1)), ("served", "10"), ("helped", "1"));
        Assert.Equal(("45", "4"), (await teams.FigureAsync("served"), await teams.FigureAsync("members")));
        Assert.Contains("帮耕三百亩", await teams.RecordAsync("teams", team));
    }
}
