using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Programmes.ShelfHost;

namespace OrgWork.Tests.Programmes;

/// <summary>The same for the programmes of talent work and of the department itself.</summary>
public sealed class ShelfRowsOfTalentAndDepartmentTests(ShelfHost<ShelfRowsOfTalentAndDepartmentTests> shelf) : IClassFixture<ShelfHost<ShelfRowsOfTalentAndDepartmentTests>>
{
    [Fact]
    [Trait("Row", "T3.15")]
    public async Task Graduates_of_named_schools_apply_are_assessed_placed_tutored_rotated_and_counted_when_they_stay()
    {
        var graduates = shelf["mingxiao-yousheng"];
        await graduates.AddAsync("schools", ("name", "某大学"), ("condition", "理工类硕士"), ("plan", "5"));
        var person = await graduates.AddAsync("people", ("name", "单雄"), ("school", "某大学"), ("degree", "2"), ("applied_on", Day(800)));
        var one = await graduates.OpenAsync(person, ("on", Day(790)));
        await graduates.StepAsync(one, "assess", 770, ("outcome", "ok"), ("mark", "88"));
        Assert.Equal("0", await graduates.FigureAsync("in"));
        await graduates.StepAsync(one, "enter", 760, ("post_given", "经信局"));
        Assert.Equal($"88 {Clock.Today.AddDays(-760):yyyy-MM-dd} 经信局", await graduates.AskAsync<string>($"select concat_ws(' ', score, entered_on, placed) from {{m}}.people where id = '{person}'"));
        foreach (var light in (string[])["no-tutor", "no-assess"]) Assert.Contains("单雄", await graduates.LitAsync("people", light));
        await graduates.ListAsync("people", person, "posts", ("began_on", Day(700)), ("ended_on", Day(400)), ("post", "乡镇"));
        await graduates.ListAsync("people", person, "assessments", ("year", "2024"), ("held_on", Day(380)), ("result", "1"));
        // What lies more than a year back does not count for this year.
        Assert.Contains("单雄", await graduates.LitAsync("people", "no-assess"));
        await graduates.ListAsync("people", person, "assessments", ("year", "2025"), ("held_on", Day(20)), ("result", "1"));
        await graduates.ChangeAsync("people", person, ("tutor", "何伟"));
        foreach (var light in (string[])["no-tutor", "no-assess"]) Assert.DoesNotContain("单雄", await graduates.LitAsync("people", light));
        Assert.Equal("1", await graduates.FigureAsync("in"));
        Assert.Equal("100", await graduates.FigureAsync("kept"));
        await graduates.ChangeAsync("people", person, ("left_on", Day(1)), ("left_why", "考走"));
        Assert.Equal("0", await graduates.FigureAsync("kept"));
        // One of five planned within the year; who came two years ago is of another plan.
        Assert.Equal("0", await graduates.FigureAsync("completed"));
        var two = await graduates.OpenAsync(await graduates.AddAsync("people", ("name", "新进"), ("school", "某大学"), ("degree", "2"), ("applied_on", Day(60))), ("on", Day(50)));
        await graduates.StepAsync(two, "assess", 40, ("outcome", "ok"), ("mark", "80"));
        await graduates.StepAsync(two, "enter", 30, ("post_given", "住建局"));
        Assert.Equal("20", await graduates.FigureAsync("completed"));
        await graduates.AddAsync("schools", ("name", "另一大学"), ("plan", "3"));
        Assert.Equal("12.5", await graduates.FigureAsync("completed"));
    }

    [Fact]
    [Trait("Row", "T3.16")]
    public async Task A_recruitment_trip_has_its_stops_with_employers_and_its_funnel_and_cost()
    {
        var stops = shelf["zhaopin-zhuanlie"];
        (string, string)[] at = [("city", "省城"), ("visited_on", Day(200)), ("employers", "12"), ("posts", "60")];
        Assert.Contains("签约多于意向", await stops.RefusalAsync("stops", [("name", "甲大学"), .. at, ("intentions", "5"), ("signed", "9")]));
        var stop = await stops.AddAsync("stops", [("name", "甲大学"), .. at]);
        Assert.Contains("甲大学", await stops.LitAsync("stops", "no-report"));
        await stops.ListAsync("stops", stop, "employers_at", ("employer", "云岭机械"), ("posts", "工程师 3 人"), ("signed", "2"));
        await stops.ChangeAsync("stops", stop, ("resumes", "300"), ("interviews", "120"), ("intentions", "60"), ("signed", "20"), ("arrived", "8"), ("cost", "40000"));
        Assert.Contains("甲大学", await stops.LitAsync("stops", "lost"));
        Assert.Equal("40", await stops.FigureAsync("arrive"));
        Assert.Equal("2000", await stops.FigureAsync("cost"));
        // Five more of five, and a stop of which nobody yet knows who arrived.
        await stops.AddAsync("stops", [("name", "乙大学"), .. at, ("resumes", "40"), ("intentions", "10"), ("signed", "5"), ("arrived", "5"), ("cost", "2500")]);
        await stops.AddAsync("stops", [("name", "丙大学"), .. at, ("resumes", "60"), ("intentions", "30"), ("signed", "30")]);
        Assert.Equal(("52", "1700", "55", "400"), (await stops.FigureAsync("arrive"), await stops.FigureAsync("cost"), await stops.FigureAsync("signed"), await stops.FigureAsync("resumes")));
        Assert.Contains("云岭机械", await stops.RecordAsync("stops", stop));
    }

    [Fact]
    [Trait("Row", "T8.5")]
    public async Task A_campaign_of_three_gifts_and_three_questions_covers_its_list_and_leaves_no_problem_open_unseen()
    {
        var campaign = shelf["sansong-sanwen"];
        var target = await campaign.AddAsync("targets", ("name", "秦志远工作室"), ("kind", "1"), ("leader", "何伟"), ("added_on", Day(120)));
        Assert.Contains("秦志远工作室", await campaign.LitAsync("targets", "unvisited"));
        await campaign.ListAsync("targets", target, "visits", ("visited_on", Day(20)), ("sent_policy", "人才十条"), ("asked_trouble", "缺实验场地"));
        Assert.Equal("100", await campaign.FigureAsync("coverage"));
        Assert.Contains("没有答复就销号", await campaign.RefusalAsync("problems", ("name", "场地"), ("target_id", target.ToString()), ("asked", "2"), ("raised_on", Day(20)), ("body", "园区"), ("closed", "1")));
        var problem = await campaign.AddAsync("problems", ("name", "实验场地"), ("target_id", target.ToString()), ("asked", "2"), ("raised_on", Day(20)), ("body", "园区"), ("due_on", Day(5)));
        Assert.Contains("实验场地", await campaign.LitAsync("problems", "late"));
        Assert.Equal("1", await campaign.FigureAsync("unclosed"));
        await campaign.ChangeAsync("problems", problem, ("answered_on", Day(4)), ("answer", "提供三百平方米"), ("closed", "1"));
        Assert.Equal("0", await campaign.FigureAsync("unclosed"));
    }

    [Fact]
    [Trait("Row", "T8.6")]
    public async Task A_campaign_of_three_links_shows_coverage_problems_and_their_follow_up()
    {
        var campaign = shelf["sanlian-sancu"];
        var link = await campaign.AddAsync("links", ("name", "云岭果业"), ("kind", "2"), ("leader", "陶静"), ("promotes", "1"), ("began_on", Day(100)), ("planned", "12"));
        Assert.Contains("云岭果业", await campaign.LitAsync("links", "no-visit"));
        await campaign.ListAsync("links", link, "visits", ("visited_on", Day(10)), ("form", "1"), ("found", "冷库不足"));
        Assert.Equal("100", await campaign.FigureAsync("covered"));
        var problem = await campaign.AddAsync("problems", ("name", "冷库用地"), ("link_id", link.ToString()), ("kind", "4"), ("raised_on", Day(90)), ("words", "没有指标"), ("due_on", Day(30)));
        var one = await campaign.OpenAsync(problem, ("on", Day(88)), ("body_named", "自然资源局"));
        await campaign.StepAsync(one, "handle", 80, ("handled", "调剂指标"));
        await campaign.StepAsync(one, "judge", 78, ("outcome", "again"), ("judged", "3"));
        Assert.Contains("冷库用地", await campaign.LitAsync("problems", "overdue"));
        await campaign.StepAsync(one, "handle", 70, ("handled", "落实地块"));
        await campaign.StepAsync(one, "judge", 68, ("outcome", "good"), ("judged", "1"));
        Assert.Equal("done", await campaign.AskAsync<string>($"select state from org.procedure_case where subject_id = '{problem}'"));
        // The mark, the result and the day stand in the record by the step that brought them, and nobody types them.
        Assert.DoesNotContain("冷库用地", await campaign.LitAsync("problems", "overdue"));
        Assert.Equal($"{Clock.Today.AddDays(-68):yyyy-MM-dd} 1 落实地块", await campaign.AskAsync<string>($"select concat_ws(' ', closed_on, opinion, result) from {{m}}.problems where id = '{problem}'"));
        Assert.Equal("100", await campaign.FigureAsync("closed"));
        Assert.Contains("自然资源局", await campaign.PaperAsync("problems", "assignment", problem));
    }

    [Fact]
    [Trait("Row", "T8.9")]
    public async Task Experts_of_the_think_tank_are_sent_and_what_became_of_their_advice_is_kept()
    {
        var tank = shelf["zhiku-zhuanjia"];
        var expert = await tank.AddAsync("experts", ("name", "叶晓岚"), ("unit", "农科院研究员"), ("field", "果树"), ("hired_on", Day(500)), ("until", Day(-200)));
        Assert.Contains("叶晓岚", await tank.LitAsync("experts", "idle"));
        await tank.ListAsync("experts", expert, "dispatches", ("sent_on", Day(60)), ("year", $"{Clock.Today.Year}"), ("county", "临溪县"), ("host", "柳溪合作社"), ("host_kind", "3"), ("subject", "品种改良"), ("days", "4"), ("advice", "换接穗"));
        Assert.DoesNotContain("叶晓岚", await tank.LitAsync("experts", "idle"));
        Assert.Contains("叶晓岚", await tank.LitAsync("experts", "no-answer"));
        Assert.Equal("4", await tank.FigureAsync("days"));
        Assert.Equal("0", await tank.FigureAsync("adopted"));
        var dispatches = await tank.PageAsync($"experts/{expert}?tab=dispatches");
        foreach (var words in (string[])["临溪县", "农民合作组织", "品种改良", "换接穗", $"{Clock.Today.Year}"]) Assert.Contains(words, dispatches);
        var dispatch = await tank.AskAsync<Guid>("select id from {m}.dispatches");
        Assert.Equal(302, (await shelf.Officer.FillAsync($"{tank.Home}/experts/{expert}/dispatches/{dispatch}/edit", ("adopted", "1"))).Status);
        Assert.DoesNotContain("叶晓岚", await tank.LitAsync("experts", "no-answer"));
        Assert.Equal("100", await tank.FigureAsync("adopted"));
    }

    [Fact]
    [Trait("Row", "T8.11")]
    public async Task Expert_groups_answer_requests_are_dispatched_log_their_service_and_are_judged()
    {
        var groups = shelf["zhuanjia-fuwutuan"];
        var group = await groups.AddAsync("groups", ("name", "果业服务团"), ("field", "果业"), ("head", "叶晓岚"), ("members", "6"), ("since", Day(600)));
        var request = await groups.AddAsync("requests", ("name", "脐橙黄化"), ("asked_by", "岭头镇"), ("asked_on", Day(40)));
        Assert.Contains("脐橙黄化", await groups.LitAsync("requests", "waiting"));
        var one = await groups.OpenAsync(request, ("on", Day(39)));
        // Which group goes is chosen once, in the record, and nobody is sent before.
        Assert.Contains("没有选服务团就派团", (await groups.TryStepAsync(one, "dispatch", 37)).Text, StringComparison.Ordinal);
        await groups.ChangeAsync("requests", request, ("group_id", group.ToString()));
        await groups.StepAsync(one, "dispatch", 37);
        Assert.DoesNotContain("脐橙黄化", await groups.LitAsync("requests", "waiting"));
        Assert.Contains("脐橙黄化", await groups.LitAsync("requests", "no-log"));
        await groups.ListAsync("requests", request, "logs", ("served_on", Day(35)), ("experts", "叶晓岚"), ("did", "土壤取样"));
        await groups.StepAsync(one, "serve", 30, ("served", "开方治理"));
        await groups.StepAsync(one, "judge", 20, ("mark", "1"));
        Assert.Equal("100", await groups.FigureAsync("served"));
        Assert.Equal("100", await groups.FigureAsync("good"));
        Assert.Equal("3", await groups.FigureAsync("days"));
    }

    [Fact]
    [Trait("Row", "T9.4")]
    public async Task Each_concern_has_its_class_its_time_and_its_rate_and_family_and_health_are_stored_hidden()
    {
        var concerns = shelf["sizi-wenti"];
        var request = await concerns.AddAsync("requests", ("name", "单雄"), ("concern", "2"), ("raised_on", Day(30)), ("matter", "女儿入学"), ("private", "女儿有哮喘"), ("handler", "教体局"), ("due_on", Day(10)));
        Assert.DoesNotContain("哮喘", await concerns.RecordAsync("requests", request));
        Assert.DoesNotContain("哮喘", await concerns.AskAsync<string>($"select private from {{m}}.requests where id = '{request}'"));
        Assert.Contains("单雄", await concerns.LitAsync("requests", "late"));
        Assert.Equal(("1", "0"), (await concerns.FigureAsync("child"), await concerns.FigureAsync("house")));
        var one = await concerns.OpenAsync(request, ("on", Day(29)));
        Assert.Equal("0", await concerns.FigureAsync("solved"));
        await concerns.StepAsync(one, "handle", 12, ("did", "就近入学"));
        Assert.DoesNotContain("单雄", await concerns.LitAsync("requests", "late"));
        await concerns.StepAsync(one, "reply", 8, ("outcome", "ok"), ("said", "1"));
        Assert.Equal("1", await concerns.AskAsync<string>($"select opinion from {{m}}.requests where id = '{request}'"));
        Assert.Equal("100", await concerns.FigureAsync("solved"));
        Assert.Equal("18", await concerns.FigureAsync("days"));
        // Of each class by itself; what is hidden the talent office opens, who keeps it, and nobody else who reads.
        await concerns.AddAsync("requests", ("name", "郝青"), ("concern", "3"), ("raised_on", Day(9)), ("matter", "体检"), ("handler", "卫健局"), ("due_on", Day(1)));
        Assert.Equal(("100", "0", "50"), (await concerns.FigureAsync("solved-child"), await concerns.FigureAsync("solved-body"), await concerns.FigureAsync("solved")));
        Assert.Equal("18", await concerns.FigureAsync("days-child"));
        Assert.Contains("郝青", await concerns.LitAsync("requests", "late"));
        Assert.Equal("talent_office", await concerns.AskAsync<string>("select string_agg(distinct role_id, ',') from org.role_permission where permission = '{m}.entries.open' and role_id not like 'r\\_%'"));
    }

    [Fact]
    [Trait("Row", "T9.8")]
    public async Task Each_place_checks_which_facilities_are_within_the_minutes_and_says_which_lack()
    {
        var circle = shelf["wufenzhong-shengtaiquan"];
        var place = await circle.AddAsync("places", ("name", "人才公寓一期"), ("kind", "1"), ("talents", "120"), ("within", "5"));
        // Five of the eight are near; the clinic is nine minutes away, the nursery is shut, and of a station there is nothing.
        foreach (var (kind, minutes, open) in ((string, string, string)[])[("1", "3", "1"), ("2", "4", "1"), ("3", "5", "1"), ("6", "5", "1"), ("7", "2", "1"), ("5", "9", "1"), ("4", "3", "")])
            await circle.ListAsync("places", place, "facilities", ("heading", "配套"), ("spot", "北门片区"), ("kind", kind), ("minutes", minutes), ("open", open));
        Assert.Equal("4 5 8", await MissingAsync());
        Assert.Contains("北门片区", await circle.RecordAsync("places", place));
        Assert.Equal("0", await circle.FigureAsync("covered"));
        Assert.Equal("5", await circle.FigureAsync("facilities"));
        // The minutes are the place's own: where ten are set, nine are near; where four, five are far.
        await circle.ChangeAsync("places", place, ("within", "10"));
        Assert.Equal("4 8", await MissingAsync());
        await circle.ChangeAsync("places", place, ("within", "4"));
        Assert.Equal("3 4 5 6 8", await MissingAsync());
        await circle.ChangeAsync("places", place, ("within", "10"));
        foreach (var kind in (string[])["4", "8"]) await circle.ListAsync("places", place, "facilities", ("heading", "补上的"), ("kind", kind), ("minutes", "10"), ("open", "1"));
        Assert.Equal("", await MissingAsync());
        Assert.Equal("100", await circle.FigureAsync("covered"));

        async Task<string> MissingAsync()
        {
            List<int> missing = [];
            for (var kind = 1; kind <= 8; kind++)
                if ((await circle.LitAsync("places", $"lacks-{kind}")).Contains("人才公寓一期", StringComparison.Ordinal)) missing.Add(kind);
            return string.Join(' ', missing);
        }
    }

    [Fact]
    [Trait("Row", "T10.9")]
    public async Task A_week_has_its_days_guests_projects_and_media_and_stands_beside_the_one_before()
    {
        var weeks = shelf["kechuang-zhou"];
        var (before, now) = (await WeekAsync("第一届", "1", 400), await WeekAsync("第二届", "2", 30));
        await weeks.ListAsync("weeks", before, "events", ("held_on", Day(399)), ("heading", "开幕式"), ("kind", "1"), ("owner", "科技局"), ("people", "200"));
        await weeks.ListAsync("weeks", before, "projects", ("project", "智能农机"), ("partner", "某高校"), ("amount", "500"));
        foreach (var heading in (string[])["开幕式", "院士论坛"]) await weeks.ListAsync("weeks", now, "events", ("held_on", Day(29)), ("heading", heading), ("kind", "2"), ("owner", "科技局"), ("people", "150"));
        await weeks.ListAsync("weeks", now, "guests", ("person", "叶晓岚"), ("heading", "院士"), ("came", "1"));
        await weeks.ListAsync("weeks", now, "projects", ("project", "冷链"), ("partner", "某集团"), ("amount", "900"), ("landed", "1"));
        await weeks.ListAsync("weeks", now, "media", ("on_day", Day(28)), ("outlet", "日报"), ("heading", "科创聚力"));
        // Both editions in one list: events, people, guests, projects, money, media.
        Assert.Equal("1/200/0/1/500/0 2/300/1/1/900/1", await weeks.AskAsync<string>("select string_agg(concat_ws('/', events_held, people, guests_came, signed, amount, media_items), ' ' order by edition) from {m}.weeks"));
        var both = await weeks.UnderAsync("weeks", "sort=edition");
        foreach (var words in (string[])["第一届", "200", "500", "第二届", "300", "900"]) Assert.Contains(words, both);
        Assert.Contains("第一届", await weeks.LitAsync("weeks", "unlanded"));

        Task<Guid> WeekAsync(string name, string edition, int ago) => weeks.AddAsync("weeks", ("name", name), ("edition", edition), ("began_on", Day(ago)), ("ended_on", Day(ago - 6)));
    }

    [Fact]
    [Trait("Row", "D2.10")]
    [Trait("Row", "P4.9")]
    public async Task Offices_declare_what_they_will_be_first_in_prove_it_have_it_confirmed_and_are_counted_by_year()
    {
        var goals = shelf["zhengdiyi-chuangweiyi"];
        var year = Clock.Today.Year;
        (string, string)[] told = [("year", $"{year}"), ("section", "组织科"), ("compared", "全省各县"), ("standard", "1"), ("due_on", Day(10)), ("last_rank", "3")];
        Assert.Contains("没有证明就认定", await goals.RefusalAsync("goals", [("name", "发展党员质量"), .. told, ("confirmed_on", Day(1)), ("confirmed_by", "部长")]));
        var goal = await goals.AddAsync("goals", [("name", "发展党员质量"), .. told]);
        Assert.Contains("发展党员质量", await goals.LitAsync("goals", "late"));
        await goals.ChangeAsync("goals", goal, ("rank", "1"), ("proof", "省厅通报第 3 期"), ("confirmed_on", Day(1)), ("confirmed_by", "部长"), ("result", "位居第一"));
        Assert.Equal("1", await goals.FigureAsync("first"));
        Assert.Equal("100", await goals.FigureAsync("rose"));
        Assert.Equal("100", await goals.FigureAsync("reached"));
        Assert.Contains("位居第一", await goals.RecordAsync("goals", goal));
        // How many each office has declared, year by year.
        await goals.AddAsync("goals", [("name", "流动党员纳管"), .. told]);
        await goals.AddAsync("goals", [("name", "党员档案"), ("year", $"{year - 1}"), .. told.Skip(1)]);
        await goals.AddAsync("goals", [("name", "人才公寓"), told[0], ("section", "人才科"), .. told.Skip(2)]);
        Assert.Equal((2, 1, 1), (await CountAsync("组织科", year), await CountAsync("组织科", year - 1), await CountAsync("人才科", year)));

        async Task<int> CountAsync(string section, int of) => (await goals.UnderAsync("goals", $"section={Uri.EscapeDataString(section)}&year.from={of}&year.to={of}")).Split('|', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    [Fact]
    [Trait("Row", "D4.5")]
    public async Task A_research_topic_is_filed_goes_to_the_field_is_handed_in_scored_and_used_and_late_ones_are_listed()
    {
        var research = shelf["lixiang-diaoyan"];
        var topic = await research.AddAsync("topics", ("name", "村级后备力量"), ("question", "后备力量从哪里来"), ("members", "何伟、罗婷"), ("leader", "陶静"), ("section", "组织科"), ("approved_on", Day(200)), ("due_on", Day(20)));
        Assert.Contains("村级后备力量", await research.LitAsync("topics", "late"));
        await research.ListAsync("topics", topic, "trips", ("held_on", Day(90)), ("place", "柳溪村"), ("days", "3"), ("samples", "30"), ("found", "缺年轻人"));
        await research.ChangeAsync("topics", topic, ("submitted_on", Day(10)), ("score", "88"), ("grade", "2"), ("turned", "县委批示"));
        Assert.DoesNotContain("村级后备力量", await research.LitAsync("topics", "late"));
        Assert.Equal("100", await research.FigureAsync("submitted"));
        Assert.Equal("100", await research.FigureAsync("turned"));
        var record = await research.RecordAsync("topics", topic);
        foreach (var words in (string[])["后备力量从哪里来", "何伟、罗婷", "缺年轻人"]) Assert.Contains(words, record);
        Assert.Equal("3 30", await research.AskAsync<string>("select days || ' ' || samples from {m}.trips"));
    }

    [Fact]
    [Trait("Row", "D5.6")]
    public async Task Days_at_the_front_are_counted_for_each_person_against_the_plan_and_matters_are_solved_on_the_spot_or_passed_on()
    {
        var front = shelf["yixian-gongzuofa"];
        var (one, other) = (await PersonAsync("何伟", "4"), await PersonAsync("罗婷", "2"));
        foreach (var name in (string[])["何伟", "罗婷"]) Assert.Contains(name, await front.LitAsync("staff", "below"));
        await OutAsync(one, "2", "饮水管破裂");
        Assert.Contains("何伟", await front.LitAsync("staff", "nowhere"));
        var trip = await front.AskAsync<Guid>("select id from {m}.days_out");
        await TellAsync(("passed_to", "水利局"), ("due_on", Day(5)));
        Assert.DoesNotContain("何伟", await front.LitAsync("staff", "nowhere"));
        Assert.Contains("何伟", await front.LitAsync("staff", "late"));
        foreach (var matter in (string[])["办理低保", "补办证明"]) await OutAsync(other, "2", matter, ("solved", "1"));
        // The days of each, and who is below the plan.
        Assert.Equal("何伟 2/4 罗婷 4/2", await front.AskAsync<string>("select string_agg(name || ' ' || days || '/' || plan_days, ' ' order by days) from {m}.staff"));
        Assert.Contains("何伟", await front.LitAsync("staff", "below"));
        Assert.DoesNotContain("罗婷", await front.LitAsync("staff", "below"));
        Assert.Equal(("3", "50"), (await front.FigureAsync("days"), await front.FigureAsync("enough")));
        // Of three matters two were solved where they arose.
        Assert.Equal(("66.7", "66.7"), (await front.FigureAsync("onsite"), await front.FigureAsync("closed")));
        await TellAsync(("closed_on", Day(1)), ("result", "换管"));
        Assert.DoesNotContain("何伟", await front.LitAsync("staff", "late"));
        Assert.Equal(("66.7", "100"), (await front.FigureAsync("onsite"), await front.FigureAsync("closed")));
        var record = await front.PageAsync($"staff/{one}?tab=days_out");
        foreach (var words in (string[])["柳溪村", "饮水管破裂", "水利局", "换管"]) Assert.Contains(words, record);

        Task<Guid> PersonAsync(string name, string plan) => front.AddAsync("staff", ("name", name), ("section", "组织科"), ("year", $"{Clock.Today.Year}"), ("plan_days", plan));
        Task OutAsync(Guid person, string days, string matter, params (string, string)[] more) => front.ListAsync("staff", person, "days_out", [("place", "柳溪村"), ("went_on", Day(30)), ("days", days), ("matter", matter), .. more]);
        async Task TellAsync(params (string, string)[] more) => Assert.Equal(302, (await shelf.Officer.FillAsync($"{front.Home}/staff/{one}/days_out/{trip}/edit", more)).Status);
    }

    [Fact]
    [Trait("Row", "D5.19")]
    public async Task A_deed_for_people_has_its_owner_and_date_and_is_confirmed_by_whom_it_served()
    {
        var services = shelf["wei-qunzhong-banshishi"];
        var service = await services.AddAsync("services", ("name", "补办组织关系证明"), ("object", "秦志远"), ("kind", "1"), ("owner", "罗婷"), ("due_on", Day(20)));
        Assert.Contains("补办组织关系证明", await services.LitAsync("services", "late"));
        var one = await services.OpenAsync(service, ("on", Day(49)));
        await services.StepAsync(one, "work", 30, ("did", "查档出证"));
        Assert.DoesNotContain("补办组织关系证明", await services.LitAsync("services", "late"));
        Assert.Contains("补办组织关系证明", await services.LitAsync("services", "unconfirmed"));
        await services.StepAsync(one, "confirm", 25, ("outcome", "ok"), ("said", "1"));
        Assert.DoesNotContain("补办组织关系证明", await services.LitAsync("services", "unconfirmed"));
        Assert.Equal("done", await services.AskAsync<string>($"select state from org.procedure_case where subject_id = '{service}'"));
        Assert.Equal("100", await services.FigureAsync("satisfied"));
        Assert.Equal("19", await services.FigureAsync("days"));
    }

    [Fact]
    [Trait("Row", "P3.11")]
    public async Task A_practical_matter_has_its_source_unit_promised_day_and_result_and_is_judged_by_whom_it_served()
    {
        var matters = shelf["jinan-chouban"];
        (string, string)[] raised = [("source", "1"), ("person", "秦志远"), ("raised_on", Day(60)), ("unit", "水利局"), ("promised_on", Day(20))];
        var matter = await matters.AddAsync("matters", [("name", "安全饮水"), .. raised]);
        await matters.AddAsync("matters", [("name", "路灯不亮"), ("source", "2"), .. raised.Skip(1)]);
        Assert.Contains("安全饮水", await matters.LitAsync("matters", "late"));
        Assert.DoesNotContain("路灯不亮", await matters.UnderAsync("matters", "source=1"));
        await matters.ChangeAsync("matters", matter, ("done_on", Day(30)), ("result", "换管两公里"));
        Assert.DoesNotContain("安全饮水", await matters.LitAsync("matters", "late"));
        Assert.Contains("安全饮水", await matters.LitAsync("matters", "unjudged"));
        await matters.ChangeAsync("matters", matter, ("opinion", "1"));
        Assert.Equal(("50", "100", "30"), (await matters.FigureAsync("done"), await matters.FigureAsync("satisfied"), await matters.FigureAsync("days")));
        Assert.Contains("换管两公里", await matters.RecordAsync("matters", matter));
    }

    [Fact]
    [Trait("Row", "D4.13")]
    public async Task Culture_has_its_library_and_its_activities_with_those_who_took_part_and_what_was_published()
    {
        var culture = shelf["zugong-dajiangtang"];
        var work = await culture.AddAsync("works", ("name", "老部长的自行车"), ("kind", "2"), ("saying", "1"), ("author", "罗婷"), ("kept_on", Day(40)), ("words", "骑车下乡三十年"));
        Assert.Contains("老部长的自行车", await culture.UnderAsync("works", "kind=2&saying=1"));
        Assert.DoesNotContain("老部长的自行车", await culture.UnderAsync("works", "kind=4"));
        var talk = await culture.AddAsync("talks", ("name", "怎样写考察材料"), ("held_on", Day(20)), ("speaker", "陶静"), ("section", "干部科"), ("kind", "1"), ("people", "36"));
        foreach (var light in (string[])["no-paper", "no-score"]) Assert.Contains("怎样写考察材料", await culture.LitAsync("talks", light));
        await culture.ChangeAsync("talks", talk, ("paper", "1"), ("score", "95"), ("published", "组工信息第 8 期"));
        foreach (var light in (string[])["no-paper", "no-score"]) Assert.DoesNotContain("怎样写考察材料", await culture.LitAsync("talks", light));
        Assert.Equal("100", await culture.FigureAsync("papers"));
        Assert.Contains("组工信息第 8 期", await culture.RecordAsync("talks", talk));
        Assert.Contains("骑车下乡", await culture.RecordAsync("works", work));
    }

    [Fact]
    [Trait("Row", "D2.12")]
    public async Task A_daily_report_says_who_reports_what_until_when_rolls_up_lists_who_is_late_and_stops_by_itself()
    {
        var daily = shelf["meiri-baogao"];
        // Nobody is asked for anything until an order says so: who, what, how often, from when, until when.
        Assert.Equal(0, await daily.AskAsync<long>("select count(*) from {m}.daily"));
        Assert.Contains("截止早于开始", await daily.RefusalAsync("orders", ("name", "防汛"), ("who", "township"), ("what", "巡堤"), ("how_often", "day"), ("began_on", Day(0)), ("ends_on", Day(1))));
        var order = await daily.AddAsync("orders", ("name", "防汛调度"), ("who", "township"), ("what", "巡堤、转移、缺什么"), ("how_often", "day"), ("began_on", Day(2)), ("ends_on", Dates.Format(Clock.Today.AddDays(2))));
        Assert.Equal(302, (await daily.DoAsync("orders", "open-now", order)).Status);
        Assert.Equal($"防汛调度 {Dates.Format(Clock.Today)}", await daily.AskAsync<string>("select min(round_label) from {m}.daily"));
        Assert.Equal(await daily.AskAsync<long>($"select count(*) from org.locality where kind = 4 and code like '{TestHost.County}%'"), await daily.AskAsync<long>("select count(*) from {m}.daily"));
        // Once a day, however often it is asked for.
        Assert.Contains("已经开出", (await daily.DoAsync("orders", "open-now", order)).Text);
        var one = await daily.AskAsync<Guid>($"select d.id from {{m}}.daily d join org.locality l on l.path = d.locality_path where l.code = '{TestHost.Township}'");
        Assert.Contains("还没有填", (await daily.DoAsync("daily", "send", one)).Text);
        await daily.ChangeAsync("daily", one, ("did", "巡堤两次"), ("people", "36"), ("served", "120"), ("problem", "缺编织袋"));
        Assert.Equal(302, (await daily.DoAsync("daily", "send", one)).Status);
        Assert.Contains("枫岭镇", await daily.LitAsync("daily", "waiting"));
        // By level: the county's number, and each township's under it.
        Assert.Contains("枫岭镇", await daily.PageAsync("figures/sent"));
        Assert.Equal("1", await daily.FigureAsync("sent"));
        Assert.Equal("36", await daily.FigureAsync("people"));
        await daily.AskAsync<string>("update {m}.daily set round_due_on = org.today() - 1 where round_sent_on is null");
        var late = await daily.LitAsync("daily", "daily-unsent");
        Assert.DoesNotContain("枫岭镇", late);
        // A second order, of the county and by the week, asks others; the rounds of each say of which they are.
        var weekly = await daily.AddAsync("orders", ("name", "灾后重建"), ("who", "county"), ("what", "开工几处"), ("how_often", "week"), ("began_on", Day(1)), ("ends_on", Dates.Format(Clock.Today.AddDays(40))));
        Assert.Equal(302, (await daily.DoAsync("orders", "open-now", weekly)).Status);
        Assert.Equal(1, await daily.AskAsync<long>($"select count(*) from {{m}}.daily where order_id = '{weekly}' and round_label like '灾后重建 %周'"));
        Assert.Contains("巡堤、转移、缺什么", await daily.RecordAsync("daily", one));
        Assert.Contains("枫岭镇", await daily.UnderAsync("daily", $"order_id={order}"));
        // It ends on its own day: nothing is opened after it, by hand or by the job, which every morning does the same; made longer, it goes on.
        await daily.AskAsync<object>($"delete from {{m}}.daily where order_id = '{order}'");
        await daily.ChangeAsync("orders", order, ("ends_on", Day(1)));
        Assert.Contains("不在起止日期之内", (await daily.DoAsync("orders", "open-now", order)).Text);
        Assert.Equal(0, await daily.AskAsync<long>($"select count(*) from {{m}}.daily where order_id = '{order}'"));
        await daily.ChangeAsync("orders", order, ("ends_on", Day(0)));
        Assert.Equal(302, (await daily.DoAsync("orders", "open-now", order)).Status);
        Assert.NotEqual(0, await daily.AskAsync<long>($"select count(*) from {{m}}.daily where order_id = '{order}'"));
    }

    [Fact]
    [Trait("Row", "D2.16")]
    public async Task Members_of_the_board_have_their_towns_and_fields_with_contacts_problems_coverage_and_every_change_of_hands()
    {
        var links = shelf["buwuhui-baolian"];
        var town = await links.AddAsync("targets", ("name", "枫岭镇"), ("kind", "1"), ("focus", "整顿提升"));
        await links.AddAsync("targets", ("name", "两新党建"), ("kind", "2"), ("focus", "扩面提质"));
        Assert.Contains("枫岭镇", await links.LitAsync("targets", "nobody"));
        await links.ListAsync("targets", town, "members", ("member", "何静"), ("began_on", Day(400)), ("ended_on", Day(30)), ("why", "分工调整"));
        await links.ListAsync("targets", town, "members", ("member", "吴海燕"), ("began_on", Day(30)));
        Assert.Equal("50", await links.FigureAsync("covered"));
        Assert.Equal("1", await links.FigureAsync("changed"));
        Assert.Contains("枫岭镇", await links.LitAsync("targets", "silent"));
        await links.ListAsync("targets", town, "contacts", ("went_on", Day(10)), ("by_whom", "吴海燕"), ("words", "走访三个村"));
        Assert.DoesNotContain("枫岭镇", await links.LitAsync("targets", "silent"));
        var problem = await links.AddAsync("problems", ("name", "活动场所漏雨"), ("target_id", town.ToString()), ("raised_on", Day(40)), ("body", "组织科"), ("due_on", Day(5)));
        Assert.Contains("活动场所漏雨", await links.LitAsync("problems", "late"));
        await links.ChangeAsync("problems", problem, ("closed_on", Day(1)), ("result", "修缮完工"));
        Assert.Equal("100", await links.FigureAsync("closed"));
        Assert.Contains("分工调整", await links.PageAsync($"targets/{town}?tab=members"));
    }

    [Fact]
    [Trait("Row", "D2.17")]
    public async Task Emergency_measures_are_tasks_with_owner_and_term_counted_every_day_and_ended_with_a_report()
    {
        var measures = shelf["yingji-cuoshi"];
        var action = await measures.AddAsync("actions", ("name", "防汛保障"), ("document", "保障防汛十条措施"), ("began_on", Day(30)), ("due_on", Day(2)));
        Assert.Contains("防汛保障", await measures.LitAsync("actions", "silent"));
        foreach (var (ago, cases) in ((int, string)[])[(2, "30"), (1, "45")]) await measures.ListAsync("actions", action, "tallies", ("on_day", Day(ago)), ("units", "12"), ("persons", "200"), ("cases", cases));
        Assert.DoesNotContain("防汛保障", await measures.LitAsync("actions", "silent"));
        Assert.Equal("24 400 75", await measures.AskAsync<string>("select all_units || ' ' || all_persons || ' ' || all_cases from {m}.actions"));
        var measure = await measures.AddAsync("measures", ("name", "党员突击队包堤段"), ("action_id", action.ToString()), ("owner", "陶静"), ("due_on", Day(9)));
        await measures.AddAsync("measures", ("name", "储备物资"), ("action_id", action.ToString()), ("owner", "何伟"), ("due_on", Day(-9)));
        Assert.Contains("党员突击队包堤段", await measures.LitAsync("measures", "late"));
        Assert.Contains("落实了没有写情况", await measures.RefusalAsync("measures", ("name", "排查"), ("action_id", action.ToString()), ("owner", "何伟"), ("due_on", Day(1)), ("done_on", Day(1))));
        await measures.ChangeAsync("measures", measure, ("done_on", Day(1)), ("result", "十二段都有人"));
        Assert.Equal("50", await measures.FigureAsync("done"));
        Assert.Contains("防汛保障", await measures.LitAsync("actions", "no-report"));
        await measures.ChangeAsync("actions", action, ("closed_on", Day(0)), ("report", "无一伤亡"));
        Assert.DoesNotContain("防汛保障", await measures.LitAsync("actions", "no-report"));
        var paper = await measures.PaperAsync("actions", "closing", action);
        foreach (var words in (string[])["无一伤亡", "400 人次", "75 件"]) Assert.Contains(words, paper);
        var other = await measures.AddAsync("actions", ("name", "森林防火"), ("document", "保障防火十条措施"), ("began_on", Day(30)), ("due_on", Day(-9)));
        await measures.ListAsync("actions", other, "tallies", ("on_day", Day(1)), ("units", "3"), ("persons", "50"), ("cases", "25"));
        Assert.Equal(("27", "450", "100"), (await measures.FigureAsync("units"), await measures.FigureAsync("persons"), await measures.FigureAsync("cases")));
    }

    [Fact]
    [Trait("Row", "D3.5")]
    public async Task A_year_of_carrying_rules_out_has_its_list_checks_by_unit_findings_and_their_closing()
    {
        var year = shelf["zhidu-luoshinian"];
        var rule = await year.AddAsync("regulations", ("name", "三会一课制度"), ("section", "组织科"), ("demand", "按月召开，记录齐全"));
        (string, string)[] check = [("name", "枫岭镇"), ("regulation_id", rule.ToString()), ("checked_on", Day(40)), ("checker", "罗婷")];
        Assert.Contains("没有写问题和时限", await year.RefusalAsync("checks", [.. check, ("result", "3")]));
        var one = await year.AddAsync("checks", [.. check, ("result", "2"), ("found", "两个月没有开"), ("due_on", Day(10))]);
        await year.AddAsync("checks", [.. check.Skip(1), ("name", "岭头镇"), ("result", "1")]);
        Assert.Equal("50", await year.FigureAsync("kept"));
        Assert.Contains("枫岭镇", await year.LitAsync("checks", "late"));
        Assert.Equal("0", await year.FigureAsync("closed"));
        await year.ChangeAsync("checks", one, ("closed_on", Day(1)), ("proof", "补开会议记录"));
        Assert.DoesNotContain("枫岭镇", await year.LitAsync("checks", "late"));
        Assert.Equal("100", await year.FigureAsync("closed"));
    }
}
