using System.Globalization;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Programmes.ShelfHost;

namespace OrgWork.Tests.Programmes;

/// <summary>Rows of talent programmes, carriers and events, and of campaigns, that a programme of the shelf serves: each through its pages.</summary>
public sealed class ShelfRowsOfCarriersAndCampaignsTests(ShelfHost<ShelfRowsOfCarriersAndCampaignsTests> shelf) : IClassFixture<ShelfHost<ShelfRowsOfCarriersAndCampaignsTests>>
{
    static readonly string Year = Clock.Today.Year.ToString(CultureInfo.InvariantCulture);
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    /// <summary>One of a record's lists, as its page shows it.</summary>
    async Task ShowsAsync(InstalledProgramme programme, string register, Guid record, string list, params string[] words)
    {
        var shown = (await shelf.Officer.GetAsync($"{programme.Home}/{register}/{record}?tab={list}")).In("main")!;
        foreach (var word in words) Assert.Contains(word, shown, StringComparison.Ordinal);
    }

    static async Task ListedAsync(InstalledProgramme programme, string register, string query, string[] shown, params string[] left)
    {
        var rows = await programme.UnderAsync(register, query);
        foreach (var word in shown) Assert.Contains(word, rows, StringComparison.Ordinal);
        foreach (var word in left) Assert.DoesNotContain(word, rows, StringComparison.Ordinal);
    }

    async Task<string> RefusedChangeAsync(InstalledProgramme programme, string register, Guid record, params (string Name, string Value)[] values)
    {
        var answer = await shelf.Officer.FillAsync($"{programme.Home}/{register}/{record}/edit", values);
        Assert.Equal(422, answer.Status);
        return answer.Text;
    }

    static async Task LightsAsync(InstalledProgramme programme, string register, string light, string name, bool burns)
    {
        var lit = await programme.LitAsync(register, light);
        Assert.True(lit.Contains(name, StringComparison.Ordinal) == burns, $"{light} {name}: {lit}");
    }

    // ---- talents

    [Fact, Trait("Row", "T4.1"), Trait("Row", "T4.9")]
    public async Task Each_talent_programme_shows_progress_money_and_overdue_tasks_and_whom_it_trains_with_tutor_and_outcome()
    {
        var all = shelf["rencai-gongcheng"];
        var brought = await ProgrammeAsync("高层次人才引进", "1", "100");
        var reserve = await ProgrammeAsync("名校优生储备", "2", "40");
        var upgrade = await ProgrammeAsync("企业家素质提升", "3", "50");
        for (var n = 4; n <= 10; n++) await ProgrammeAsync($"第{n}项工程", "5", "10");
        Assert.Equal("10", await all.FigureAsync("programmes"));
        await all.ListAsync("programmes", brought, "tasks", ("words", "引进十名博士"), ("owner", "罗婷"), ("due_on", Day(10)));
        await all.ListAsync("programmes", brought, "tasks", ("words", "兑现安家补助"), ("owner", "罗婷"), ("due_on", Day(30)), ("done_on", Day(31)), ("result", "已兑现"));
        await LightsAsync(all, "programmes", "late", "高层次人才引进", true);
        await LightsAsync(all, "programmes", "late", "名校优生储备", false);
        // One of two there and the only one here: two of three, and not the mean of a half and a whole.
        await all.ListAsync("programmes", reserve, "tasks", ("words", "选调一批"), ("owner", "何伟"), ("due_on", Day(30)), ("done_on", Day(31)), ("result", "已选调"));
        Assert.Equal("66.7", await all.FigureAsync("progress"));
        await all.ListAsync("programmes", brought, "payments", ("paid_on", Day(9)), ("amount", "70"), ("purpose_of", "安家补助"));
        await LightsAsync(all, "programmes", "over", "高层次人才引进", false);
        await all.ListAsync("programmes", brought, "payments", ("paid_on", Day(8)), ("amount", "45"), ("purpose_of", "项目资助"));
        await LightsAsync(all, "programmes", "over", "高层次人才引进", true);
        // Of all budgets, 260 in ten programmes.
        Assert.Equal(("115", "44.2"), (await all.FigureAsync("spent"), await all.FigureAsync("money")));
        Assert.Equal("100 115 2 1", await all.AskAsync<string>($"select concat_ws(' ', budget, spent, tasks_many, tasks_done) from {{m}}.programmes where id = '{brought}'"));
        await ListedAsync(all, "programmes", "kind=1", ["高层次人才引进", "115"], "名校优生储备");
        var record = await all.RecordAsync("programmes", brought);
        foreach (var words in (string[])["补齐紧缺人才", "县人社局", "人才专项", "业绩突出"]) Assert.Contains(words, record, StringComparison.Ordinal);
        // Reserve and upgrade programmes stand in the same register, with whom they train.
        await all.ListAsync("programmes", reserve, "people", ("person", "单雄"), ("plan", "先到镇里两年"), ("began_on", Day(300)));
        await LightsAsync(all, "programmes", "untutored", "名校优生储备", true);
        await all.ListAsync("programmes", upgrade, "people", ("person", "艾静"), ("plan", "跟班学习"), ("tutor", "何伟"), ("began_on", Day(300)), ("outcome", "办成智能车间"));
        await ShowsAsync(all, "programmes", upgrade, "people", "艾静", "何伟", "办成智能车间");
        Assert.Equal("50", await all.FigureAsync("reserve"));

        Task<Guid> ProgrammeAsync(string name, string kind, string budget) => all.AddAsync("programmes", ("name", name), ("kind", kind), ("aim", "补齐紧缺人才"), ("lead", "县人社局"), ("began_on", Day(200)), ("ends_on", In(400)), ("fund_line", "人才专项"), ("demands", "业绩突出"), ("budget", budget));
    }

    [Fact, Trait("Row", "T4.2")]
    public async Task An_elite_plan_goes_from_call_to_contract_step_by_step_and_lists_the_chosen_by_batch()
    {
        var plan = shelf["yingcai-jihua"];
        var (first, second) = (await CallAsync("第一批"), await CallAsync("第二批"));
        var team = await ApplyAsync("精密铸造团队", "2", first);
        var person = await ApplyAsync("秦志远", "1", second);
        // On its way from the day it was handed in, before anybody has opened a case.
        await ListedAsync(plan, "applicants", "stage=1", ["精密铸造团队", "秦志远"]);
        var one = await plan.OpenAsync(team, ("on", Day(458)), ("outcome", "ok"));
        // Nothing is approved before it was reviewed, seen and made known.
        Assert.NotEqual(302, (await plan.TryStepAsync(one, "approve", 450, ("document", "人才办〔2026〕1号"))).Status);
        (string Step, int Ago, (string, string)[] Said)[] steps = [("review", 445, [("mark", "91"), ("outcome", "ok")]), ("visit", 440, [("seen", "设备齐全")]), ("notice", 435, [("objection", "没有异议")]), ("approve", 420, [("document", "人才办〔2026〕1号")]), ("sign", 380, [("outcome", "done"), ("contract_until", In(700)), ("money", "200")])];
        foreach (var (step, ago, said) in steps.SkipLast(1)) await plan.StepAsync(one, step, ago, said);
        // Who signs for no term is not chosen, and whether somebody is chosen is typed by nobody.
        Assert.Contains("没有签约就入选", (await plan.TryStepAsync(one, "sign", 380, ("outcome", "done"))).Text, StringComparison.Ordinal);
        await plan.ChangeAsync("applicants", team, ("stage", "2"));
        Assert.Equal("1", await plan.AskAsync<string>($"select stage from {{m}}.applicants where id = '{team}'"));
        await plan.StepAsync(one, "sign", 380, steps[^1].Said);
        Assert.Equal("done", await plan.AskAsync<string>($"select state from org.procedure_case where subject_id = '{team}'"));
        Assert.Equal("200", await plan.AskAsync<string>($"select support::text from {{m}}.applicants where id = '{team}'"));
        await LightsAsync(plan, "applicants", "unassessed", "精密铸造团队", true);
        await plan.ListAsync("applicants", team, "assessments", ("year", Year), ("held_on", Day(5)), ("grade", "1"));
        await LightsAsync(plan, "applicants", "unassessed", "精密铸造团队", false);
        var another = await plan.OpenAsync(person, ("on", Day(890)), ("outcome", "ok"));
        foreach (var (step, ago, said) in steps.SkipLast(1)) await plan.StepAsync(another, step, ago + 435, said);
        await plan.StepAsync(another, "sign", 800, ("outcome", "done"), ("contract_until", Day(3)));
        await LightsAsync(plan, "applicants", "expired", "秦志远", true);
        await plan.ChangeAsync("applicants", person, ("finished_on", Day(1)));
        await LightsAsync(plan, "applicants", "expired", "秦志远", false);
        await ListedAsync(plan, "applicants", $"stage=2&call_id={first}", ["精密铸造团队"], "秦志远");
        Assert.Equal(("1", "1", "100"), (await plan.FigureAsync("people"), await plan.FigureAsync("teams"), await plan.FigureAsync("chosen")));

        Task<Guid> CallAsync(string name) => plan.AddAsync("calls", ("name", name), ("year", Year), ("opened_on", Day(120)), ("closes_on", Day(70)), ("places", "10"), ("conditions", "带项目落户"));
        Task<Guid> ApplyAsync(string name, string kind, Guid call) => plan.AddAsync("applicants", ("name", name), ("call_id", call.ToString()), ("kind", kind), ("unit", "云岭机械"), ("project", "精密铸造"), ("applied_on", Day(60)));
    }

    [Fact, Trait("Row", "T6.10"), Trait("Row", "T5.6")]
    public async Task An_artisan_is_recognised_on_proof_of_skill_and_heads_a_studio_with_apprentices_and_yearly_activities()
    {
        var craft = shelf["gongjiang"];
        var artisan = await craft.AddAsync("artisans", ("name", "魏东升"), ("trade", "钳工"), ("recommended_by", "云岭机械"), ("year", Year), ("evidence", "精度千分之二"));
        Assert.Contains("没有技能证明就认定", await RefusedChangeAsync(craft, "artisans", artisan, ("result", "1"), ("awarded_on", Day(9))), StringComparison.Ordinal);
        await craft.ListAsync("artisans", artisan, "skills", ("kind", "1"), ("called", "钳工高级技师"), ("level", "一级"), ("got_on", Day(900)));
        await craft.ChangeAsync("artisans", artisan, ("result", "1"), ("awarded_on", Day(9)));
        Assert.Equal("1", await craft.FigureAsync("awarded"));
        var studio = await craft.AddAsync("studios", ("name", "东升工作室"), ("artisan_id", artisan.ToString()), ("host", "云岭机械"), ("opened_on", Day(500)));
        foreach (var light in (string[])["idle", "alone"]) await LightsAsync(craft, "studios", light, "东升工作室", true);
        await craft.ListAsync("studios", studio, "apprentices", ("person", "李雷"), ("began_on", Day(400)), ("craft", "刮研"), ("passed_on", Day(2)));
        await craft.ListAsync("studios", studio, "activities", ("held_on", Day(400)), ("matter", "旧活动"));
        await LightsAsync(craft, "studios", "idle", "东升工作室", true);
        await craft.ListAsync("studios", studio, "activities", ("held_on", Day(40)), ("matter", "技能比武"), ("people", "30"));
        foreach (var light in (string[])["idle", "alone"]) await LightsAsync(craft, "studios", light, "东升工作室", false);
        await ListedAsync(craft, "studios", $"artisan_id={artisan}", ["东升工作室", "魏东升"]);
        await ShowsAsync(craft, "studios", studio, "apprentices", "李雷", "刮研");
        Assert.Equal("1 1 2", await craft.AskAsync<string>($"select concat_ws(' ', apprentices_many, passed, activities_many) from {{m}}.studios where id = '{studio}'"));
    }

    [Fact, Trait("Row", "T5.7")]
    public async Task An_incubator_knows_its_free_seats_who_entered_and_left_and_what_graduated()
    {
        var rooms = shelf["chuangxin-fuhuashi"];
        var room = await rooms.AddAsync("rooms", ("name", "开发区孵化室"), ("host", "开发区管委会"), ("opened_on", Day(400)), ("seats", "10"));
        await LightsAsync(rooms, "rooms", "empty", "开发区孵化室", true);
        await rooms.ListAsync("rooms", room, "residents", ("called", "艾静"), ("kind", "1"), ("project", "茶叶分选"), ("seats", "2"), ("entered_on", Day(300)), ("left_on", Day(20)), ("why", "1"));
        await rooms.ListAsync("rooms", room, "residents", ("called", "云图团队"), ("kind", "2"), ("project", "林区测绘"), ("seats", "6"), ("entered_on", Day(200)));
        await LightsAsync(rooms, "rooms", "empty", "开发区孵化室", false);
        Assert.Equal("60", await rooms.FigureAsync("occupancy"));
        var large = await rooms.AddAsync("rooms", ("name", "高新孵化室"), ("host", "高新区管委会"), ("opened_on", Day(400)), ("seats", "40"));
        await rooms.ListAsync("rooms", large, "residents", ("called", "海川团队"), ("kind", "2"), ("project", "传感器"), ("seats", "39"), ("entered_on", Day(200)));
        Assert.Equal("90", await rooms.FigureAsync("occupancy"));
        Assert.Equal("6 1 1", await rooms.AskAsync<string>($"select concat_ws(' ', taken, residents_many, graduated) from {{m}}.rooms where id = '{room}'"));
        await rooms.ListAsync("rooms", room, "residents", ("called", "第三家"), ("kind", "2"), ("project", "电商"), ("seats", "5"), ("entered_on", Day(2)));
        await LightsAsync(rooms, "rooms", "over", "开发区孵化室", true);
        await ShowsAsync(rooms, "rooms", room, "residents", "艾静", "毕业", "云图团队");
    }

    public static TheoryData<string, string, string, string, string> Carriers => new()
    {
        // row, kind, the class it belongs to, its name, what it is told by
        { "T5.11", "1", "1", "茶香小镇", "茶产业" },
        { "T5.12", "2", "2", "柳岸创业街", "餐饮和手作" },
        { "T5.13", "4", "3", "东桥创业超市", "注册、记账、贷款一站办" },
        { "T5.14", "5", "4", "云岭孵化园", "装备零件" },
    };

    [Theory, MemberData(nameof(Carriers))]
    [Trait("Row", "T5.11"), Trait("Row", "T5.12"), Trait("Row", "T5.13"), Trait("Row", "T5.14")]
    public async Task A_carrier_of_each_kind_has_its_firms_talents_and_projects_and_its_years_beside_each_other(string row, string kind, string plus, string name, string told)
    {
        var carriers = shelf["rencai-jia"];
        (string, string)[] card = [("name", name), ("kind", kind), ("industry", told), ("operator", "镇政府"), ("area", "12000"), ("services", told), ("opened_on", Day(900)), ("as_of_year", "2026")];
        // A kind stands under one class only.
        Assert.Contains("结合方式和类别不符", await carriers.RefusalAsync("carriers", [.. card, ("plus", plus == "1" ? "2" : "1")]));
        var carrier = await carriers.AddAsync("carriers", [.. card, ("plus", plus)]);
        await LightsAsync(carriers, "carriers", "untold", name, true);
        // The year before is what was told of it, and typed nowhere else.
        await carriers.ListAsync("carriers", carrier, "years", ("year", "2025"), ("talents", "2"), ("firms", "2"), ("projects", "1"), ("jobs", "36"), ("served", "1200"));
        await LightsAsync(carriers, "carriers", "fell", name, true);
        foreach (var (firm, startup, left) in ((string, string, int?)[])[("甲公司", "1", null), ("乙公司", "1", null), ("丙公司", "0", 30)])
            await carriers.ListAsync("carriers", carrier, "firms_in", [("called", firm), ("startup", startup), ("entered_on", Day(500)), .. left is { } ago ? ((string, string)[])[("left_on", Day(ago)), ("graduated", "1")] : []]);
        foreach (var person in (string[])["艾静", "李雷"]) await carriers.ListAsync("carriers", carrier, "people", ("person", person), ("firm", "甲公司"), ("entered_on", Day(300)));
        await carriers.ListAsync("carriers", carrier, "projects_in", ("called", "新品开发"), ("lead", "艾静"), ("began_on", Day(200)), ("outcome", "已上市"));
        await carriers.ListAsync("carriers", carrier, "years", ("year", "2024"), ("talents", "1"), ("firms", "3"), ("projects", "0"), ("jobs", "18"), ("served", "900"));
        foreach (var light in (string[])["untold", "fell"]) await LightsAsync(carriers, "carriers", light, name, false);
        Assert.Equal("2 2 1 1 2", await carriers.AskAsync<string>($"select concat_ws(' ', firms, startups, graduated, projects, talents) from {{m}}.carriers where id = '{carrier}'"));
        Assert.Equal("2 2 1", await carriers.AskAsync<string>($"select concat_ws(' ', talents_before, firms_before, projects_before) from {{m}}.carriers where id = '{carrier}'"));
        await carriers.ChangeAsync("carriers", carrier, ("as_of_year", "2025"));
        Assert.Equal("1 3 0 1", await carriers.AskAsync<string>($"select concat_ws(' ', talents_before, firms_before, projects_before, projects_year) from {{m}}.carriers where id = '{carrier}'"));
        await ShowsAsync(carriers, "carriers", carrier, "years", "2024", "18", "900", "2025", "36", "1200");
        await ShowsAsync(carriers, "carriers", carrier, "firms_in", "甲公司", "丙公司");
        await ShowsAsync(carriers, "carriers", carrier, "projects_in", "新品开发", "已上市");
        Assert.Contains(told, await carriers.RecordAsync("carriers", carrier), StringComparison.Ordinal);
        await ListedAsync(carriers, "carriers", $"kind={kind}", [name], [.. Carriers.Select(other => (string)other[3]).Where(other => other != name)]);
        Assert.Equal($"{await carriers.AskAsync<long>($"select count(*) from {{m}}.carriers where plus = '{plus}'")}", await carriers.FigureAsync($"plus-{plus}"));
        Assert.StartsWith("T5.1", row, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "T5.15")]
    public async Task All_carriers_are_summed_up_by_class_with_talents_firms_projects_and_growth()
    {
        var carriers = shelf["rencai-jia"];
        var (one, two) = (await CarrierAsync("商圈街", "艾静", "李雷", "单雄"), await CarrierAsync("夜市街", "何伟"));
        await YearAsync(one, "2");
        await YearAsync(two, "1");
        await carriers.ListAsync("carriers", one, "firms_in", ("called", "甲商行"), ("startup", "1"), ("entered_on", Day(100)));
        await carriers.ListAsync("carriers", two, "projects_in", ("called", "直播间"), ("lead", "何伟"), ("began_on", Day(20)));
        // What other tests of the class have put beside them is summed up as well.
        var sums = await carriers.AskAsync<string>("select concat_ws(' ', count(*), sum(talents), sum(firms), sum(projects), trim_scale(round(100.0 * sum(talents - talents_before) / sum(talents_before), 1))) from {m}.carriers where plus = '2' and removed_at is null");
        Assert.Equal(sums, string.Join(' ', await carriers.FigureAsync("plus-2"), await carriers.FigureAsync("plus-2-talents"), await carriers.FigureAsync("plus-2-firms"), await carriers.FigureAsync("plus-2-projects"), await carriers.FigureAsync("plus-2-growth")));
        Assert.True(int.Parse(sums!.Split(' ')[1], CultureInfo.InvariantCulture) >= 4);
        var overview = await carriers.PageAsync("figures");
        foreach (var plus in (string[])["产业", "市场", "创新", "基地"]) foreach (var what in (string[])["人才", "企业", "项目", "人才比上年末增长"]) Assert.Contains($"人才+{plus}：{what}", overview, StringComparison.Ordinal);

        async Task<Guid> CarrierAsync(string name, params string[] people)
        {
            var carrier = await carriers.AddAsync("carriers", ("name", name), ("kind", "2"), ("plus", "2"), ("industry", "餐饮"), ("operator", "街道"), ("services", "导流"), ("opened_on", Day(500)), ("as_of_year", Year));
            foreach (var person in people) await carriers.ListAsync("carriers", carrier, "people", ("person", person), ("entered_on", Day(90)));
            return carrier;
        }
        Task YearAsync(Guid carrier, string talents) => carriers.ListAsync("carriers", carrier, "years", ("year", $"{Clock.Today.Year - 1}"), ("talents", talents), ("firms", "1"), ("projects", "0"));
    }

    [Fact, Trait("Row", "T5.10")]
    public async Task Channels_have_measures_owners_and_blocking_problems_and_the_open_ones_are_counted_by_channel()
    {
        var channels = shelf["sige-tongdao"];
        var (turning, growing) = (await ChannelAsync("成果转化通道", "2"), await ChannelAsync("技能人才成长通道", "4"));
        await LightsAsync(channels, "channels", "empty", "成果转化通道", true);
        var stage = await channels.AddAsync("stages", ("name", "高级技师"), ("nth", "3"), ("needs", "技师满四年，有两项成果"));
        // The talent channel's measures stand at the stages of growth.
        await channels.ListAsync("channels", growing, "measures", ("measure", "带徒津贴"), ("stage_id", stage.ToString()), ("owner", "罗婷"), ("due_on", In(30)), ("done_on", Day(1)));
        await channels.ListAsync("channels", turning, "measures", ("measure", "中试补助"), ("owner", "季安平"), ("due_on", Day(3)));
        await LightsAsync(channels, "channels", "empty", "成果转化通道", false);
        await LightsAsync(channels, "channels", "late", "成果转化通道", true);
        foreach (var problem in (string[])["缺中试厂房", "专利定价难"]) await channels.ListAsync("channels", turning, "blocks", ("problem", problem), ("raised_by", "云岭机械"), ("raised_on", Day(40)), ("owner", "季安平"), ("due_on", Day(2)));
        await LightsAsync(channels, "channels", "blocked", "成果转化通道", true);
        await LightsAsync(channels, "channels", "blocked", "技能人才成长通道", false);
        Assert.Equal("成果转化通道 2 技能人才成长通道 0", await channels.AskAsync<string>("select string_agg(name || ' ' || blocking, ' ' order by blocking desc) from {m}.channels"));
        Assert.Equal(("2", "50", "50"), (await channels.FigureAsync("open"), await channels.FigureAsync("done"), await channels.FigureAsync("clear")));
        await channels.AskAsync<object>($"update {{m}}.blocks set solved_on = org.today(), result = '租用园区车间' where channels_id = '{turning}' and problem = '缺中试厂房'");
        Assert.Equal("1", await channels.FigureAsync("open"));
        await ListedAsync(channels, "channels", "kind=2", ["成果转化通道", "科技局", "1"], "技能人才成长通道");
        await ShowsAsync(channels, "channels", growing, "measures", "带徒津贴", "高级技师", "罗婷");
        await ShowsAsync(channels, "channels", turning, "blocks", "缺中试厂房", "租用园区车间", "专利定价难", "季安平");

        Task<Guid> ChannelAsync(string name, string kind) => channels.AddAsync("channels", ("name", name), ("kind", kind), ("owner", "科技局"), ("aim", "成果就地转化"));
    }

    [Fact, Trait("Row", "T5.17")]
    public async Task An_exchange_has_partner_country_form_participants_agreements_and_what_became_of_them()
    {
        var exchanges = shelf["yidaiyilu-jiaoliu"];
        var one = await exchanges.AddAsync("exchanges", ("name", "菌草技术互访"), ("partner", "某国农业大学"), ("country", "某国"), ("form", "1"), ("held_on", Day(90)));
        await exchanges.ListAsync("exchanges", one, "people", ("person", "季安平"), ("unit", "县农科所所长"));
        await exchanges.ListAsync("exchanges", one, "agreements", ("called", "菌草示范协议"), ("signed_on", Day(88)), ("amount", "60"), ("until", In(600)));
        await LightsAsync(exchanges, "exchanges", "loose", "菌草技术互访", true);
        await exchanges.ListAsync("exchanges", one, "follow_ups", ("matter", "派技术员三人"), ("owner", "罗婷"), ("due_on", Day(5)));
        await LightsAsync(exchanges, "exchanges", "loose", "菌草技术互访", false);
        await LightsAsync(exchanges, "exchanges", "late", "菌草技术互访", true);
        await ListedAsync(exchanges, "exchanges", "form=1", ["菌草技术互访", "某国农业大学", "某国"]);
        await ShowsAsync(exchanges, "exchanges", one, "agreements", "菌草示范协议", "60");
        await ShowsAsync(exchanges, "exchanges", one, "people", "季安平", "县农科所所长");
        Assert.Equal("1", await exchanges.FigureAsync("signed"));
    }

    [Fact, Trait("Row", "T5.18")]
    public async Task An_agreement_with_a_school_has_intake_students_fees_graduation_and_who_came_back_to_a_post()
    {
        var schools = shelf["lianhe-banxue"];
        var one = await schools.AddAsync("agreements", ("name", "园艺定向班"), ("school", "某职业学院"), ("form", "2"), ("majors", "园艺、茶艺"), ("intake", "3"), ("signed_on", Day(1200)), ("until", In(300)));
        await StudentAsync("单雄", ("graduated_on", Day(200)), ("returned_on", Day(150)), ("post", "柳溪村后备干部"));
        await StudentAsync("艾静", ("graduated_on", Day(200)));
        await LightsAsync(schools, "agreements", "short", "园艺定向班", true);
        await LightsAsync(schools, "agreements", "lost", "园艺定向班", true);
        await StudentAsync("李雷");
        await LightsAsync(schools, "agreements", "short", "园艺定向班", false);
        Assert.Equal(("100", "50"), (await schools.FigureAsync("full"), await schools.FigureAsync("returned")));
        var other = await schools.AddAsync("agreements", ("name", "护理定向班"), ("school", "某卫校"), ("form", "2"), ("majors", "护理"), ("intake", "7"), ("signed_on", Day(1200)), ("until", In(300)));
        await schools.ListAsync("agreements", other, "students", ("person", "秦志远"), ("major", "护理"), ("sent_by", "柳溪镇"), ("entered_on", Day(1000)), ("fee", "5000"), ("graduated_on", Day(200)), ("returned_on", Day(150)), ("post", "柳溪村村医"));
        Assert.Equal(("40", "66.7", "17000"), (await schools.FigureAsync("full"), await schools.FigureAsync("returned"), await schools.FigureAsync("fees")));
        Assert.Equal("3 12000 2 1", await schools.AskAsync<string>($"select concat_ws(' ', enrolled, fees, graduated, returned) from {{m}}.agreements where id = '{one}'"));
        await ShowsAsync(schools, "agreements", one, "students", "单雄", "园艺", "4000", "柳溪村后备干部");

        Task StudentAsync(string name, params (string, string)[] more) => schools.ListAsync("agreements", one, "students", [("person", name), ("major", "园艺"), ("sent_by", "柳溪镇"), ("entered_on", Day(1000)), ("fee", "4000"), .. more]);
    }

    [Fact, Trait("Row", "T7.2")]
    public async Task A_class_of_entrepreneurs_has_admissions_courses_tours_homework_marks_and_visits_to_the_firms()
    {
        var classes = shelf["qiyejia-tisheng"];
        var one = await classes.AddAsync("classes", ("name", "优秀企业家班"), ("year", Year), ("opened_on", Day(200)), ("organiser", "县委组织部"), ("planned", "40"));
        await classes.ListAsync("classes", one, "courses", ("held_on", Day(199)), ("form", "1"), ("topic", "公司治理"), ("teacher", "何伟"), ("hours", "6"));
        await LightsAsync(classes, "classes", "indoors", "优秀企业家班", true);
        await classes.ListAsync("classes", one, "courses", ("held_on", Day(190)), ("form", "2"), ("topic", "智能工厂"), ("teacher", "省城开发区"), ("hours", "8"));
        await LightsAsync(classes, "classes", "indoors", "优秀企业家班", false);
        Assert.Equal("2 1 14", await classes.AskAsync<string>($"select concat_ws(' ', courses_many, tours, hours) from {{m}}.classes where id = '{one}'"));
        var trainee = await classes.AddAsync("trainees", ("name", "叶晓岚"), ("class_id", one.ToString()), ("firm", "云岭机械总经理"), ("admitted_on", Day(210)));
        foreach (var light in (string[])["no-homework", "unfollowed"]) await LightsAsync(classes, "trainees", light, "叶晓岚", true);
        await classes.ChangeAsync("trainees", trainee, ("homework", "车间数字化方案"), ("homework_grade", "1"), ("mark", "95"), ("opinion", "多安排考察"));
        await classes.ListAsync("trainees", trainee, "follow_ups", ("held_on", Day(3)), ("change", "1"), ("words", "新上两条线"));
        foreach (var light in (string[])["no-homework", "unfollowed"]) await LightsAsync(classes, "trainees", light, "叶晓岚", false);
        await ListedAsync(classes, "trainees", $"class_id={one}", ["叶晓岚", "车间数字化方案"]);
        Assert.Equal(("100", "95", "100"), (await classes.FigureAsync("homework"), await classes.FigureAsync("mark"), await classes.FigureAsync("followed")));
        await ShowsAsync(classes, "trainees", trainee, "follow_ups", "新上两条线");
    }

    [Fact, Trait("Row", "T7.3")]
    public async Task A_union_has_charter_council_members_who_join_and_leave_activities_and_answers_to_what_they_raised()
    {
        var unions = shelf["qiyejia-lianmeng"];
        var union = await unions.AddAsync("unions", ("name", "县企业家联盟"), ("founded_on", Day(900)), ("charter", "联盟〔2024〕1号"), ("term_until", Day(1)), ("secretariat", "县工商联"));
        await LightsAsync(unions, "unions", "expired", "县企业家联盟", true);
        await unions.ListAsync("unions", union, "council", ("person", "叶晓岚"), ("post", "1"), ("elected_on", Day(900)));
        await LightsAsync(unions, "unions", "idle", "县企业家联盟", true);
        await unions.ListAsync("unions", union, "activities", ("held_on", Day(30)), ("matter", "政企早餐会"), ("people", "25"));
        await LightsAsync(unions, "unions", "idle", "县企业家联盟", false);
        await ShowsAsync(unions, "unions", union, "council", "叶晓岚", "会长");
        Assert.Contains("联盟〔2024〕1号", await unions.RecordAsync("unions", union), StringComparison.Ordinal);
        var member = await MemberAsync("云岭机械");
        await unions.ChangeAsync("members", await MemberAsync("旧会员"), ("left_on", Day(10)));
        Assert.Equal("1", await unions.FigureAsync("members"));
        var matter = await unions.AddAsync("matters", ("name", "用电增容"), ("member_id", member.ToString()), ("raised_on", Day(30)), ("department", "县供电公司"), ("due_on", Day(3)));
        await LightsAsync(unions, "matters", "late", "用电增容", true);
        Assert.Contains("没有写答复就算答复", await RefusedChangeAsync(unions, "matters", matter, ("answered_on", Day(1))), StringComparison.Ordinal);
        await unions.ChangeAsync("matters", matter, ("answered_on", Day(1)), ("answer", "本月增容到位"), ("content_with", "1"));
        Assert.Equal(("100", "100"), (await unions.FigureAsync("answered"), await unions.FigureAsync("content")));
        await ListedAsync(unions, "matters", $"member_id={member}", ["用电增容", "县供电公司", "满意"]);

        Task<Guid> MemberAsync(string name) => unions.AddAsync("members", ("name", name), ("union_id", union.ToString()), ("contact", "罗婷"), ("joined_on", Day(800)));
    }

    [Fact, Trait("Row", "T7.15")]
    public async Task Those_who_lead_others_to_prosperity_train_at_listed_bases_and_their_projects_are_seen_again()
    {
        var training = shelf["zhifu-daitouren"];
        var place = await training.AddAsync("bases", ("name", "茶园实训基地"), ("place_at", "柳溪镇柳溪村"), ("trade", "茶业"), ("capacity", "40"), ("contact", "季安平"), ("named_on", Day(700)));
        var leader = await training.AddAsync("leaders", ("name", "单雄"), ("base_id", place.ToString()), ("village", "岭头村"), ("trained_on", Day(220)), ("days", "7"));
        await LightsAsync(training, "leaders", "no-project", "单雄", true);
        await training.ListAsync("leaders", leader, "projects", ("called", "二十亩白茶"), ("began_on", Day(200)), ("money", "30"), ("households", "12"), ("state", "1"));
        await LightsAsync(training, "leaders", "no-project", "单雄", false);
        await LightsAsync(training, "leaders", "unseen", "单雄", true);
        await training.ListAsync("leaders", leader, "projects", ("called", "代加工"), ("began_on", Day(20)), ("households", "5"), ("state", "2"), ("seen_on", Day(2)));
        await training.AskAsync<object>($"update {{m}}.projects set seen_on = org.today() where leaders_id = '{leader}'");
        await LightsAsync(training, "leaders", "unseen", "单雄", false);
        Assert.Equal(("100", "17", "1"), (await training.FigureAsync("started"), await training.FigureAsync("households"), await training.FigureAsync("bases")));
        await ListedAsync(training, "leaders", $"base_id={place}", ["单雄", "茶园实训基地"]);
        await ShowsAsync(training, "leaders", leader, "projects", "二十亩白茶", "在办");
    }

    [Fact, Trait("Row", "T10.1"), Trait("Row", "T10.2")]
    public async Task A_years_calendar_has_one_main_event_and_its_series_and_marks_empty_months_and_a_brand_has_its_uses()
    {
        var events = shelf["yijia-n"];
        var calendar = await events.AddAsync("calendars", ("name", "招才引智日历"), ("year", Year), ("main_event", "人才大会"));
        foreach (var light in (string[])["gap", "headless"]) await LightsAsync(events, "calendars", light, "招才引智日历", true);
        for (var month = 1; month <= 11; month++) await EventAsync(month);
        await LightsAsync(events, "calendars", "headless", "招才引智日历", false);
        await LightsAsync(events, "calendars", "gap", "招才引智日历", true);
        Assert.Equal("1 0", await events.AskAsync<string>($"select month_11 || ' ' || month_12 from {{m}}.calendars where id = '{calendar}'"));
        await EventAsync(12);
        await LightsAsync(events, "calendars", "gap", "招才引智日历", false);
        Assert.Equal("100", await events.FigureAsync("full"));
        await ShowsAsync(events, "calendars", calendar, "events", "第9场", "县人社局", "系列活动", "15", "300", "签约二十人");
        var brand = await events.AddAsync("brands", ("name", "广聚英才"), ("use", "经人才办同意"), ("holder", "人才办"), ("since", Day(900)), ("as_of_year", Year));
        await LightsAsync(events, "brands", "idle", "广聚英才", true);
        var last = $"{Clock.Today.Year - 1}";
        await events.ListAsync("brands", brand, "uses", ("year", last), ("held_on", Day(400)), ("event", "校友行"), ("seen", "500"), ("outcome", "回来三人"));
        foreach (var (year, seen) in ((string, string)[])[(last, "8500"), (Year, "12000")]) await events.ListAsync("brands", brand, "uses", ("year", year), ("held_on", Day(year == Year ? 30 : 500)), ("event", "校园行"), ("seen", seen), ("outcome", "收到简历四百份"));
        await LightsAsync(events, "brands", "idle", "广聚英才", false);
        // Exposure year by year, and the outcome of each.
        Assert.Equal("12000 9000 1 2", await events.AskAsync<string>($"select concat_ws(' ', shown_year, shown_before, held_year, held_before) from {{m}}.brands where id = '{brand}'"));
        await ListedAsync(events, "brands", "q=gjyc", ["广聚英才", "12000", "9000"]);
        await LightsAsync(events, "brands", "untold", "广聚英才", true);
        await events.ListAsync("brands", brand, "years", ("year", last), ("signed", "26"), ("outcome", "引进硕士二十六人"));
        await LightsAsync(events, "brands", "untold", "广聚英才", false);
        await ShowsAsync(events, "brands", brand, "years", last, "26", "引进硕士二十六人");
        await ShowsAsync(events, "brands", brand, "uses", last, "8500", Year, "12000", "校园行", "收到简历四百份");
        Assert.Equal("21000", await events.FigureAsync("shown"));

        Task EventAsync(int month) => events.ListAsync("calendars", calendar, "events", ("event", $"第{month}场"), ("part", month == 5 ? "1" : "2"), ("month", $"{month}"), ("owner", "县人社局"), ("plan", "进高校"), ("budget", "15"), ("people", "300"), ("outcome", "签约二十人"));
    }

    [Fact, Trait("Row", "T10.3"), Trait("Row", "T10.4")]
    public async Task A_tour_of_experts_takes_problems_of_firms_and_a_fair_shows_projects_and_posts_and_both_are_followed()
    {
        var events = shelf["chancai-duijie"];
        var tour = await EventAsync("院士专家来县行", "1");
        await events.ListAsync("events", tour, "experts", ("person", "何伟"), ("level", "1"), ("unit", "某研究院"), ("speciality", "材料"));
        await events.ListAsync("events", tour, "visits", ("firm", "云岭机械"), ("problem", "铸件气孔"));
        await LightsAsync(events, "events", "untaken", "院士专家来县行", true);
        await events.AskAsync<object>($"update {{m}}.visits set taken_by = '何伟' where events_id = '{tour}'");
        await LightsAsync(events, "events", "untaken", "院士专家来县行", false);
        await IntentionAsync(tour, "共建实验室", "1", Day(2));
        foreach (var (list, words) in ((string, string[])[])[("experts", ["何伟", "院士"]), ("visits", ["云岭机械", "铸件气孔"]), ("intentions", ["共建实验室"])]) await ShowsAsync(events, "events", tour, list, words);
        var fair = await EventAsync("春季推介会", "2");
        await LightsAsync(events, "events", "fruitless", "春季推介会", true);
        await events.ListAsync("events", fair, "offers", ("kind", "1"), ("called", "零碳园区"), ("unit", "开发区"));
        await events.ListAsync("events", fair, "offers", ("kind", "2"), ("called", "工艺工程师"), ("unit", "云岭机械"), ("wanted", "3"));
        await IntentionAsync(fair, "来县面试", "0", Day(3));
        await IntentionAsync(fair, "签下两人", "1", Day(3));
        await LightsAsync(events, "events", "fruitless", "春季推介会", false);
        await LightsAsync(events, "events", "late", "春季推介会", true);
        await LightsAsync(events, "events", "late", "院士专家来县行", true);
        await events.AskAsync<object>($"update {{m}}.intentions set settled_on = org.today() where events_id = '{fair}'");
        await LightsAsync(events, "events", "late", "春季推介会", false);
        await ShowsAsync(events, "events", fair, "offers", "零碳园区", "工艺工程师");
        Assert.Equal(("1", "1", "66.7"), (await events.FigureAsync("tours"), await events.FigureAsync("fairs"), await events.FigureAsync("settled")));
        await ListedAsync(events, "events", "kind=1", ["院士专家来县行"], "春季推介会");

        Task<Guid> EventAsync(string name, string kind) => events.AddAsync("events", ("name", name), ("kind", kind), ("held_on", Day(60)), ("place", "会展中心"), ("organiser", "人才办"));
        Task IntentionAsync(Guid to, string matter, string agreed, string due) => events.ListAsync("events", to, "intentions", ("local_side", "云岭机械"), ("other_side", "某研究院"), ("matter", matter), ("agreed", agreed), ("owner", "罗婷"), ("due_on", due));
    }

    [Fact, Trait("Row", "T10.6")]
    public async Task A_gathering_asks_for_little_with_consent_and_knows_who_came_and_how_they_liked_it()
    {
        var gatherings = shelf["qingnian-lianyi"];
        var one = await gatherings.AddAsync("gatherings", ("name", "茶山联谊"), ("held_on", Day(20)), ("place", "茶山公园"), ("places", "2"));
        await PersonAsync("艾静", "1", "1", "");
        await LightsAsync(gatherings, "gatherings", "no-feedback", "茶山联谊", true);
        await PersonAsync("李雷", "1", "1", "1");
        await LightsAsync(gatherings, "gatherings", "no-feedback", "茶山联谊", false);
        await LightsAsync(gatherings, "gatherings", "unasked", "茶山联谊", false);
        await PersonAsync("单雄", "0", "0", "");
        foreach (var light in (string[])["unasked", "over"]) await LightsAsync(gatherings, "gatherings", light, "茶山联谊", true);
        Assert.Equal("3 2 1", await gatherings.AskAsync<string>($"select concat_ws(' ', signed, came, content) from {{m}}.gatherings where id = '{one}'"));
        var small = await gatherings.AddAsync("gatherings", ("name", "读书沙龙"), ("held_on", Day(20)), ("place", "图书馆"), ("places", "9"));
        await gatherings.ListAsync("gatherings", small, "people", ("person", "秦志远"), ("unit", "县医院"), ("phone", "13800000000"), ("consent", "1"), ("said_on", Day(30)), ("came", "1"), ("opinion", "1"));
        Assert.Equal(("75", "66.7"), (await gatherings.FigureAsync("came"), await gatherings.FigureAsync("content")));
        // Name, unit, telephone (kept sealed), consent, and what came of it: nothing else is asked of anybody.
        Assert.Equal("came,consent,opinion,person,phone,phone_cipher,phone_index,said_on,unit,words", await gatherings.AskAsync<string>("select string_agg(attname, ',' order by attname) from pg_attribute where attrelid = '{m}.people'::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'locality_path', 'gatherings_id', 'rank_order', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by', 'removed_at', 'removed_by', 'removed_reason')"));
        Assert.DoesNotContain("13800000000", (await shelf.Officer.GetAsync($"{gatherings.Home}/gatherings/{one}?tab=people")).Text, StringComparison.Ordinal);

        Task PersonAsync(string name, string consent, string came, string opinion) => gatherings.ListAsync("gatherings", one, "people", ("person", name), ("unit", "县医院"), ("phone", "13800000000"), ("consent", consent), ("said_on", Day(30)), ("came", came), ("opinion", opinion));
    }

    [Fact, Trait("Row", "T10.8")]
    public async Task An_expo_counts_exhibitors_results_contracts_and_amounts_and_follows_each_contract_for_a_year()
    {
        var expos = shelf["keji-bolanhui"];
        var expo = await expos.AddAsync("expos", ("name", "第二届"), ("held_on", Day(400)), ("days", "3"), ("place", "会展中心"), ("organiser", "县政府"));
        var one = await expos.AddAsync("exhibitors", ("name", "云岭机械"), ("expo_id", expo.ToString()), ("field", "装备"));
        await expos.ListAsync("exhibitors", one, "results", ("called", "微型冷机"), ("owner", "魏东升"), ("stage", "3"));
        await expos.ListAsync("exhibitors", one, "contacts", ("partner", "某冷链公司"), ("held_on", Day(399)), ("matter", "采购"), ("signed_on", Day(398)), ("amount", "500"));
        await LightsAsync(expos, "exhibitors", "open", "云岭机械", true);
        await LightsAsync(expos, "exhibitors", "unfollowed", "云岭机械", false);
        await expos.ListAsync("exhibitors", one, "contacts", ("partner", "某农场"), ("held_on", Day(120)), ("matter", "试用"), ("signed_on", Day(120)), ("amount", "80"));
        await LightsAsync(expos, "exhibitors", "unfollowed", "云岭机械", true);
        await expos.ListAsync("exhibitors", one, "talents_met", ("person", "何伟"), ("unit", "某研究院"), ("speciality", "制冷"));
        Assert.Equal("1 2 2 580 1", await expos.AskAsync<string>($"select concat_ws(' ', results_many, contacts_many, contracts, amount, talents) from {{m}}.exhibitors where id = '{one}'"));
        await expos.AskAsync<object>($"update {{m}}.contacts set outcome = '2', followed_on = org.today() where exhibitors_id = '{one}'");
        foreach (var light in (string[])["open", "unfollowed"]) await LightsAsync(expos, "exhibitors", light, "云岭机械", false);
        var small = await expos.AddAsync("exhibitors", ("name", "柳溪竹艺"), ("expo_id", expo.ToString()), ("field", "工艺"));
        await expos.ListAsync("exhibitors", small, "contacts", ("partner", "某文创店"), ("held_on", Day(60)), ("matter", "代销"), ("signed_on", Day(60)), ("amount", "20"));
        Assert.Equal(("600", "3", "1", "1", "100"), (await expos.FigureAsync("amount"), await expos.FigureAsync("contracts"), await expos.FigureAsync("results"), await expos.FigureAsync("talents"), await expos.FigureAsync("settled")));
        await ShowsAsync(expos, "exhibitors", one, "results", "微型冷机", "中试");
        await ListedAsync(expos, "exhibitors", $"expo_id={expo}", ["云岭机械", "580"]);
    }

    // ---- cadres and the department's own work

    [Fact, Trait("Row", "C12.5")]
    public async Task Measures_of_a_circular_are_given_to_each_entitled_cadre_with_a_day_and_units_are_seen_by_their_progress()
    {
        var care = shelf["tebie-shiqi-guanai"];
        var measure = await care.AddAsync("measures", ("name", "一线补助"), ("document", "市组〔2026〕5号"), ("kind", "1"), ("scope", "一线干部"), ("began_on", Day(200)), ("ends_on", In(30)));
        var (done, open) = (await care.AddAsync("units", ("name", "县医院"), ("handler", "罗婷")), await care.AddAsync("units", ("name", "柳溪镇"), ("handler", "何伟")));
        await LightsAsync(care, "units", "empty", "县医院", true);
        await PersonAsync(done, "艾静", Day(10));
        await PersonAsync(open, "李雷", Day(9));
        await PersonAsync(open, "单雄", "");
        await LightsAsync(care, "units", "late", "柳溪镇", true);
        await LightsAsync(care, "units", "late", "县医院", false);
        Assert.Equal("县医院 1/1 柳溪镇 1/2", await care.AskAsync<string>("select string_agg(name || ' ' || given || '/' || entitled, ' ' order by entitled) from {m}.units"));
        // Two of three, whichever unit they are in.
        Assert.Equal(("66.7", "50"), (await care.FigureAsync("given"), await care.FigureAsync("whole")));
        await ShowsAsync(care, "units", open, "people", "李雷", "单雄", "一线补助", Day(9));
        await ListedAsync(care, "measures", "kind=1", ["一线补助", "市组〔2026〕5号"]);

        Task PersonAsync(Guid unit, string name, string given) => care.ListAsync("units", unit, "people", ("person", name), ("measure_id", measure.ToString()), ("due_on", Day(5)), ("given_on", given));
    }

    [Fact, Trait("Row", "D1.13"), Trait("Row", "P5.10")]
    public async Task A_campaign_of_education_has_plan_four_parts_practical_items_a_special_meeting_guidance_and_a_summary()
    {
        var all = shelf["jizhong-jiaoyu"];
        var campaign = await all.AddAsync("campaigns", ("name", "党史学习教育"), ("plan_no", "组发〔2026〕8号"), ("began_on", Day(200)), ("ends_on", In(60)), ("theme", "学史力行"));
        var team = await all.AddAsync("teams", ("name", "第一指导组"), ("campaign_id", campaign.ToString()), ("head", "时亮"), ("members", "罗婷、何伟"), ("covers", "县直部门"));
        await LightsAsync(all, "teams", "absent", "第一指导组", true);
        await all.ListAsync("teams", team, "visits", ("held_on", Day(3)), ("unit", "县农业农村局"), ("words", "问题要具体"));
        await LightsAsync(all, "teams", "absent", "第一指导组", false);
        var unit = await all.AddAsync("units", ("name", "县农业农村局"), ("campaign_id", campaign.ToString()), ("team_id", team.ToString()), ("planned_on", Day(190)));
        for (var part = 1; part <= 4; part++)
        {
            await LightsAsync(all, "units", "missing", "县农业农村局", true);
            await TaskAsync(part, $"第{part}部分任务", Day(15));
        }
        await LightsAsync(all, "units", "missing", "县农业农村局", false);
        await TaskAsync(5, "修通两条机耕路", Day(9));
        await all.ListAsync("units", unit, "problems", ("words", "下乡不够"), ("measure", "每月五天"), ("owner", "魏东升"), ("due_on", Day(2)));
        await LightsAsync(all, "units", "late", "县农业农村局", true);
        Assert.Contains("没有开专题会议就评估", await RefusedChangeAsync(all, "units", unit, ("grade", "1")), StringComparison.Ordinal);
        await all.AskAsync<object>($"update {{m}}.problems set closed_on = due_on where units_id = '{unit}'");
        await all.ChangeAsync("units", unit, ("meeting_on", Day(5)), ("grade", "1"), ("judged", "成效明显"));
        await LightsAsync(all, "units", "untold", "县农业农村局", true);
        await all.ChangeAsync("units", unit, ("summary", "办成两件实事"));
        foreach (var light in (string[])["untold", "late"]) await LightsAsync(all, "units", light, "县农业农村局", false);
        Assert.Equal("1 1 1 1 1", await all.AskAsync<string>($"select concat_ws(' ', study, research, examined, mended, deeds_done) from {{m}}.units where id = '{unit}'"));
        Assert.Equal(("100", "100", "100"), (await all.FigureAsync("mended"), await all.FigureAsync("met"), await all.FigureAsync("judged")));
        var behind = await all.AddAsync("units", ("name", "县水利局"), ("campaign_id", campaign.ToString()), ("team_id", team.ToString()), ("planned_on", Day(190)));
        foreach (var words in (string[])["会多", "文多", "检查多"]) await all.ListAsync("units", behind, "problems", ("words", words), ("measure", "减半"), ("owner", "何伟"), ("due_on", In(30)));
        Assert.Equal("25", await all.FigureAsync("mended"));
        await ShowsAsync(all, "units", unit, "tasks", "学习教育", "调查研究", "检视问题", "整改落实", "办实事", "修通两条机耕路");
        var record = await all.RecordAsync("units", unit);
        foreach (var words in (string[])["第一指导组", "成效明显", "办成两件实事"]) Assert.Contains(words, record, StringComparison.Ordinal);

        Task TaskAsync(int part, string words, string due) => all.ListAsync("units", unit, "tasks", ("part", $"{part}"), ("words", words), ("owner", "魏东升"), ("due_on", due), ("done_on", due));
    }

    [Fact, Trait("Row", "D1.16")]
    public async Task A_carrier_of_learning_has_contact_and_capacity_and_sessions_name_it()
    {
        var carriers = shelf["xuexi-zaiti"];
        var school = await carriers.AddAsync("carriers", ("name", "县委党校"), ("kind", "1"), ("address", "城东路1号"), ("contact", "季安平"), ("phone", "0550-1234567"), ("capacity", "120"), ("since", Day(2000)));
        await LightsAsync(carriers, "carriers", "idle", "县委党校", true);
        foreach (var people in (string[])["100", "90"]) await carriers.ListAsync("carriers", school, "sessions", ("held_on", Day(20)), ("topic", "新任股级干部班"), ("kind", "1"), ("unit", "干部科"), ("people", people));
        await LightsAsync(carriers, "carriers", "idle", "县委党校", false);
        await ListedAsync(carriers, "carriers", "kind=1", ["县委党校", "季安平", "120", "190"]);
        await ShowsAsync(carriers, "carriers", school, "sessions", "新任股级干部班", "集中培训", "干部科");
        await carriers.AddAsync("carriers", ("name", "红色研学线"), ("kind", "4"), ("address", "北线四站"), ("contact", "罗婷"), ("capacity", "60"));
        await ListedAsync(carriers, "carriers", "kind=4", ["红色研学线"], "县委党校");
        Assert.Equal(("2", "50"), (await carriers.FigureAsync("carriers"), await carriers.FigureAsync("used")));
    }

    [Fact, Trait("Row", "D1.17")]
    public async Task A_series_has_its_events_with_materials_and_photos_and_says_which_groups_it_has_not_reached()
    {
        var all = shelf["xilie-peixun"];
        var series = await all.AddAsync("series", ("name", "二十大精神系列培训"), ("kind", "1"), ("began_on", Day(100)), ("ends_on", In(100)), ("lead", "组织科"), ("plan", "分三批"));
        foreach (var (group, covered) in ((string, string)[])[("机关党员", "300"), ("农村党员", "")]) await all.ListAsync("series", series, "audiences", ("called", group), ("planned", "300"), ("covered", covered));
        await LightsAsync(all, "series", "uncovered", "二十大精神系列培训", true);
        Assert.Equal("50", await all.FigureAsync("coverage"));
        await all.ListAsync("series", series, "events", ("topic", "首场"), ("due_on", Day(50)), ("held_on", Day(51)), ("audience", "机关党员"), ("people", "300"));
        await LightsAsync(all, "series", "bare", "二十大精神系列培训", true);
        await LightsAsync(all, "series", "late", "二十大精神系列培训", false);
        await all.AskAsync<object>($"update {{m}}.events set materials = '讲义', photos = '云盘首场' where series_id = '{series}'");
        await LightsAsync(all, "series", "bare", "二十大精神系列培训", false);
        await all.ListAsync("series", series, "events", ("topic", "第二场"), ("due_on", Day(1)), ("audience", "农村党员"));
        await LightsAsync(all, "series", "late", "二十大精神系列培训", true);
        await ShowsAsync(all, "series", series, "events", "首场", "讲义", "云盘首场", "第二场");
        await all.AskAsync<object>($"update {{m}}.audiences set covered = 280 where series_id = '{series}'");
        Assert.Equal("100", await all.FigureAsync("coverage"));
        var other = await all.AddAsync("series", ("name", "应急能力系列培训"), ("kind", "1"), ("began_on", Day(100)), ("ends_on", In(100)), ("lead", "干部科"), ("plan", "分三批"));
        foreach (var (group, covered) in ((string, string)[])[("镇街干部", "90"), ("村干部", ""), ("企业负责人", "")]) await all.ListAsync("series", other, "audiences", ("called", group), ("planned", "100"), ("covered", covered));
        Assert.Equal("60", await all.FigureAsync("coverage"));
    }

    [Fact, Trait("Row", "D4.7")]
    public async Task Courses_and_tasks_of_an_office_count_to_five_abilities_and_gaps_are_seen()
    {
        var plans = shelf["wuzhong-nengli"];
        var office = await plans.AddAsync("offices", ("name", "干部科"), ("year", Year), ("lead", "时亮"));
        await plans.ListAsync("offices", office, "items", ("kind", "1"), ("called", "政策制定班"), ("trains_1", "1"), ("trains_3", "1"), ("due_on", Day(20)), ("done_on", Day(21)));
        await plans.ListAsync("offices", office, "items", ("kind", "2"), ("called", "换届调研"), ("trains_2", "1"), ("trains_4", "1"), ("due_on", Day(10)), ("done_on", Day(12)));
        await LightsAsync(plans, "offices", "gap", "干部科", true);
        Assert.Equal("1 1 1 1 0", await plans.AskAsync<string>($"select concat_ws(' ', ability_1, ability_2, ability_3, ability_4, ability_5) from {{m}}.offices where id = '{office}'"));
        await plans.ListAsync("offices", office, "items", ("kind", "2"), ("called", "整改攻坚"), ("trains_5", "1"), ("due_on", Day(1)));
        // Planned is no gap any more; trained it is only when it is done.
        await LightsAsync(plans, "offices", "gap", "干部科", false);
        await LightsAsync(plans, "offices", "late", "干部科", true);
        await plans.AskAsync<object>($"update {{m}}.items set done_on = due_on where offices_id = '{office}'");
        Assert.Equal("100", await plans.FigureAsync("full"));
        await ShowsAsync(plans, "offices", office, "items", "政策制定班", "课程", "换届调研", "任务");
    }

    [Fact, Trait("Row", "G14.20")]
    public async Task Units_are_seen_by_what_they_have_done_in_each_of_three_strands()
    {
        var campaign = shelf["sanda-huodong"];
        var unit = await campaign.AddAsync("units", ("name", "岭头镇"), ("planned_on", Day(90)), ("plan", "三个专项"));
        foreach (var (part, done) in ((string, string)[])[("1", Day(3)), ("1", Day(4)), ("2", Day(5)), ("3", "")]) await campaign.ListAsync("units", unit, "tasks", ("part", part), ("words", "任务"), ("owner", "魏东升"), ("due_on", In(9)), ("done_on", done));
        Assert.Equal("2 1 0 4", await campaign.AskAsync<string>($"select concat_ws(' ', done_1, done_2, done_3, tasks_many) from {{m}}.units where id = '{unit}'"));
        var heads = (await shelf.Officer.GetAsync($"{campaign.Home}/units")).In("thead")!;
        foreach (var strand in (string[])["思想大统一", "工作大落实", "作风大改变"]) Assert.Contains(strand, heads, StringComparison.Ordinal);
        await LightsAsync(campaign, "units", "missing", "岭头镇", false);
    }

    [Fact, Trait("Row", "D5.7")]
    public async Task The_half_years_check_goes_through_six_headings_with_findings_and_measures()
    {
        var checks = shelf["liuyan-jiancha"];
        var check = await checks.AddAsync("checks", ("name", "组织科"), ("year", Year), ("half", "1"), ("checked_on", Day(20)), ("checker", "时亮"));
        for (var part = 1; part <= 6; part++)
        {
            await LightsAsync(checks, "checks", "missing", "组织科", true);
            await checks.ListAsync("checks", check, "findings", ("part", $"{part}"), ("finding", $"第{part}条情况"), ("wrong", part == 3 ? "1" : "0"));
        }
        await LightsAsync(checks, "checks", "missing", "组织科", false);
        await LightsAsync(checks, "checks", "measureless", "组织科", true);
        await checks.AskAsync<object>($"update {{m}}.findings set measure = '请示先核实', owner = '罗婷', due_on = org.today() - 3 where wrong and checks_id = '{check}'");
        await LightsAsync(checks, "checks", "measureless", "组织科", false);
        await LightsAsync(checks, "checks", "late", "组织科", true);
        await ShowsAsync(checks, "checks", check, "findings", "要求严", "措施严", "对上严", "对下严", "对事严", "对人严", "第6条情况", "请示先核实");
        await checks.AskAsync<object>($"update {{m}}.findings set mended_on = due_on where wrong and checks_id = '{check}'");
        await LightsAsync(checks, "checks", "late", "组织科", false);
        Assert.Equal(("100", "100"), (await checks.FigureAsync("mended"), await checks.FigureAsync("whole")));
        var other = await checks.AddAsync("checks", ("name", "干部科"), ("year", Year), ("half", "2"), ("checked_on", Day(20)), ("checker", "时亮"));
        foreach (var part in (string[])["1", "2"]) await checks.ListAsync("checks", other, "findings", ("part", part), ("finding", "没有记录"), ("wrong", "1"));
        Assert.Equal("33.3", await checks.FigureAsync("mended"));
        await ListedAsync(checks, "checks", $"half=1&year={Year}", ["组织科"]);
    }

    // ---- the grassroots

    [Fact, Trait("Row", "G11.19"), Trait("Row", "G11.10")]
    public async Task A_village_has_its_day_of_talk_and_what_is_raised_is_a_ticket_counted_by_village_until_it_is_solved()
    {
        var talk = shelf["cunmin-shuoshi"];
        var (one, other) = (await VillageAsync("柳溪村"), await VillageAsync("岭头村"));
        await LightsAsync(talk, "villages", "silent", "柳溪村", true);
        await talk.ListAsync("villages", one, "talks", ("held_on", Day(5)), ("people", "30"), ("words", "说了两件"));
        await LightsAsync(talk, "villages", "silent", "柳溪村", false);
        await MatterAsync(one, "路灯不亮", Day(2), "1");
        await MatterAsync(one, "水渠堵了", Day(20), "1");
        await MatterAsync(other, "田埂纠纷", In(9), "2");
        await LightsAsync(talk, "villages", "late", "柳溪村", true);
        // Not solved in the village and half a month late: it goes up.
        await LightsAsync(talk, "villages", "kept-below", "柳溪村", true);
        await TicketAsync(one, "水渠堵了", ("level", "2"));
        await LightsAsync(talk, "villages", "kept-below", "柳溪村", false);
        foreach (var matter in (string[])["路灯不亮", "水渠堵了"]) await TicketAsync(one, matter, ("done_on", Day(0)), ("satisfied", "1"));
        await LightsAsync(talk, "villages", "late", "柳溪村", false);
        await LightsAsync(talk, "villages", "resultless", "柳溪村", true);
        foreach (var matter in (string[])["路灯不亮", "水渠堵了"]) await TicketAsync(one, matter, ("result", "已修"));
        await LightsAsync(talk, "villages", "resultless", "柳溪村", false);
        Assert.Equal("岭头村 1/0 柳溪村 2/2", await talk.AskAsync<string>("select string_agg(name || ' ' || raised || '/' || solved, ' ' order by raised) from {m}.villages"));
        // Two of the three that were raised.
        Assert.Equal(("1.5", "66.7", "100"), (await talk.FigureAsync("raised"), await talk.FigureAsync("solved"), await talk.FigureAsync("content")));
        await ShowsAsync(talk, "villages", one, "matters", "路灯不亮", "说事日", "公共服务", "镇街", "村委会", "已修", "满意");
        // Each has its day; both were solved after it.
        await ShowsAsync(talk, "villages", one, "matters", Day(2), Day(20));
        Assert.Equal("0", await talk.FigureAsync("in-time"));

        // On the ticket's own form, as an officer does.
        async Task TicketAsync(Guid village, string matter, params (string, string)[] values)
        {
            var done = await shelf.Officer.FillAsync($"{talk.Home}/villages/{village}/matters/{await talk.AskAsync<Guid>($"select id from {{m}}.matters where matter = '{matter}'")}/edit", values);
            Assert.True(done.Status == 302, done.Why());
        }

        Task<Guid> VillageAsync(string name) => talk.AddAsync("villages", ("name", name), ("talk_day", "15"), ("place_at", "党群服务中心"), ("lead", "季安平"));
        Task MatterAsync(Guid village, string matter, string due, string level) => talk.ListAsync("villages", village, "matters", ("raised_on", Day(30)), ("matter", matter), ("source", "1"), ("kind", "2"), ("level", level), ("unit", "村委会"), ("due_on", due));
    }

    [Fact, Trait("Row", "G6.14")]
    public async Task A_project_is_not_closed_without_its_review_and_what_was_learned_is_a_task_of_the_next_cycle()
    {
        var all = shelf["quanzhouqi-guanli"];
        var first = await ProjectAsync("东桥商圈", "1");
        var one = await all.OpenAsync(first, ("goal", "两新组织应建尽建"));
        await all.StepAsync(one, "run", 20, ("going", "联席会每月一次"));
        // Closed by its review and by nothing else: there is no stage to type.
        Assert.NotEqual(302, (await all.TryStepAsync(one, "look_back", 2, ("lessons", "商户参与不够"), ("outcome", "close"))).Status);
        Assert.Equal("2", await all.AskAsync<string>($"select phase from {{m}}.projects where id = '{first}'"));
        await all.StepAsync(one, "look_back", 2, ("lessons", "商户参与不够"), ("paper", "复盘报告1号"), ("outcome", "close"));
        Assert.Equal("done", await all.AskAsync<string>($"select state from org.procedure_case where subject_id = '{first}'"));
        Assert.Equal("4", await all.AskAsync<string>($"select phase from {{m}}.projects where id = '{first}'"));
        Assert.Equal("100", await all.FigureAsync("reviewed"));
        var lesson = await all.AddAsync("tasks", ("name", "商户轮值制"), ("lesson_of", first.ToString()), ("phase", "1"), ("owner", "罗婷"));
        await LightsAsync(all, "tasks", "undated", "商户轮值制", true);
        var next = await ProjectAsync("东桥商圈二轮", "2");
        await all.ChangeAsync("tasks", lesson, ("project_id", next.ToString()), ("due_on", Day(1)));
        await LightsAsync(all, "tasks", "undated", "商户轮值制", false);
        await LightsAsync(all, "tasks", "overdue", "商户轮值制", true);
        await ListedAsync(all, "tasks", $"project_id={next}", ["商户轮值制"]);
        await ListedAsync(all, "tasks", $"lesson_of={first}", ["商户轮值制", "东桥商圈二轮"]);

        Task<Guid> ProjectAsync(string name, string cycle) => all.AddAsync("projects", ("name", name), ("cycle", cycle), ("unit", "东桥街道"), ("lead", "陶静"), ("began_on", Day(100)), ("due_on", In(100)));
    }

    [Fact, Trait("Row", "G6.22")]
    public async Task A_local_plan_has_its_numbered_measures_who_takes_which_and_a_grid_of_what_is_done()
    {
        var plan = shelf["dangjian-jihua"];
        for (var n = 1; n <= 10; n++) await plan.AddAsync("measures", ("name", $"举措{n}"), ("number", $"{n}"), ("part", n <= 4 ? "1" : n <= 8 ? "2" : "3"), ("demand", "年内完成"));
        Assert.Equal("10", await plan.FigureAsync("measures"));
        var branch = await plan.AddAsync("organisations", ("name", "柳溪村党支部"), ("secretary", "季安平"));
        await LightsAsync(plan, "organisations", "idle", "柳溪村党支部", true);
        await DutyAsync(3, Day(3), Day(4));
        await DutyAsync(7, Day(2), Day(2));
        await DutyAsync(10, Day(1), "");
        await LightsAsync(plan, "organisations", "late", "柳溪村党支部", true);
        Assert.Equal("- - 100 - - - 100 - - 0", await plan.AskAsync<string>($"select array_to_string(array[done_1, done_2, done_3, done_4, done_5, done_6, done_7, done_8, done_9, done_10], ' ', '-') from {{m}}.organisations where id = '{branch}'"));
        var heads = (await shelf.Officer.GetAsync($"{plan.Home}/organisations")).In("thead")!;
        for (var n = 1; n <= 10; n++) Assert.Contains($"{n}号", heads, StringComparison.Ordinal);
        Assert.Equal("66.7", await plan.FigureAsync("done"));
        var other = await plan.AddAsync("organisations", ("name", "岭头村党支部"), ("secretary", "何伟"));
        await plan.ListAsync("organisations", other, "duties", ("number", "3"), ("owner", "何伟"), ("due_on", Day(3)), ("done_on", Day(4)), ("proof", "会议记录"));
        Assert.Equal("75", await plan.FigureAsync("done"));
        // A number that is none of the plan's is not taken.
        Assert.Equal(422, (await shelf.Officer.SubmitAsync($"{plan.Home}/organisations/{branch}/duties/new", ("number", "11"), ("owner", "罗婷"), ("due_on", Day(1)))).Status);
        await ShowsAsync(plan, "organisations", branch, "duties", "3", "7", "10", "会议记录");

        Task DutyAsync(int number, string due, string done) => plan.ListAsync("organisations", branch, "duties", ("number", $"{number}"), ("owner", "罗婷"), ("due_on", due), ("done_on", done), ("proof", done == "" ? "" : "会议记录"));
    }

    [Fact, Trait("Row", "G10.12")]
    public async Task Chosen_villages_have_plan_and_yearly_targets_and_are_accepted_when_the_plan_is_done_counted_by_place()
    {
        var villages = shelf["baicun-shifan"];
        var village = await villages.AddAsync("villages", ("name", "柳溪村"), ("town", "柳溪镇"), ("direction", "1"), ("chosen_on", Day(300)));
        await LightsAsync(villages, "villages", "aimless", "柳溪村", true);
        await villages.ListAsync("villages", village, "targets", ("year", Year), ("measure", "村集体收入（万元）"), ("planned", "100"), ("reached", "80"));
        await LightsAsync(villages, "villages", "aimless", "柳溪村", false);
        await LightsAsync(villages, "villages", "short", "柳溪村", true);
        await villages.ListAsync("villages", village, "items", ("item", "冷库"), ("owner", "季安平"), ("due_on", Day(3)));
        await LightsAsync(villages, "villages", "late", "柳溪村", true);
        Assert.Contains("计划没有完成就验收", await RefusedChangeAsync(villages, "villages", village, ("accepted_on", Day(1)), ("grade", "1")), StringComparison.Ordinal);
        await villages.AskAsync<object>($"update {{m}}.items set done_on = due_on where villages_id = '{village}'");
        await villages.ChangeAsync("villages", village, ("accepted_on", Day(1)), ("grade", "1"));
        await villages.AddAsync("villages", ("name", "岭头村"), ("town", "岭头镇"), ("direction", "2"), ("chosen_on", Day(200)));
        Assert.Equal(("2", "1", "50"), (await villages.FigureAsync("chosen"), await villages.FigureAsync("accepted"), await villages.FigureAsync("rate")));
        // Out of a hundred, and by place.
        var page = (await shelf.Officer.GetAsync($"{villages.Home}/figures/chosen")).In("main")!;
        Assert.Contains("100", page, StringComparison.Ordinal);
        await ListedAsync(villages, "villages", "town=柳溪镇", ["柳溪村"], "岭头村");
        await ShowsAsync(villages, "villages", village, "targets", "村集体收入（万元）", "100", "80");
    }

    [Fact, Trait("Row", "G13.24")]
    public async Task What_is_handed_to_the_centre_has_a_kind_and_a_day_and_is_accepted_by_the_section()
    {
        var orders = shelf["dangjian-fuwu-zhongxin"];
        var centre = await orders.AddAsync("centres", ("name", "县党建事务服务中心"), ("head", "何伟"), ("staff", "9"));
        var order = await OrderAsync("档案数字化", "1", Day(3));
        await OrderAsync("半年统计", "4", In(20));
        await LightsAsync(orders, "orders", "late", "档案数字化", true);
        var one = await orders.OpenAsync(order);
        await orders.StepAsync(one, "hand_in", 12, ("done_what", "扫描三千卷"));
        Assert.Equal("1", await orders.AskAsync<string>($"select count(handed_on)::text from {{m}}.orders where id = '{order}'"));
        await orders.StepAsync(one, "accept", 11, ("outcome", "again"), ("checker", "罗婷"));
        // Sent back: it is not handed in any more, and not accepted.
        Assert.Equal("0", await orders.AskAsync<string>($"select count(coalesce(handed_on::text, accepted_on::text, accepted_by))::text from {{m}}.orders where id = '{order}'"));
        await orders.StepAsync(one, "hand_in", 10, ("done_what", "补扫二十卷"));
        await LightsAsync(orders, "orders", "waiting", "档案数字化", true);
        await orders.StepAsync(one, "accept", 9, ("outcome", "ok"), ("checker", "罗婷"));
        Assert.Equal("done", await orders.AskAsync<string>($"select state from org.procedure_case where subject_id = '{order}'"));
        foreach (var light in (string[])["waiting", "late"]) await LightsAsync(orders, "orders", light, "档案数字化", false);
        Assert.Equal(("100", "50", "1", "1"), (await orders.FigureAsync("in-time"), await orders.FigureAsync("accepted"), await orders.FigureAsync("kind-1"), await orders.FigureAsync("kind-4")));
        await ListedAsync(orders, "orders", $"centre_id={centre}&kind=1", ["档案数字化", "组织科"], "半年统计");

        Task<Guid> OrderAsync(string name, string kind, string due) => orders.AddAsync("orders", ("name", name), ("centre_id", centre.ToString()), ("kind", kind), ("section", "组织科"), ("due_on", due));
    }

    public static TheoryData<string, string, int[]> Works => new()
    {
        // which work, its name, the parts of the inventory it bundles
        { "1", "铸魂工程", [1, 2, 3, 4] }, { "2", "强基工程", [5, 6, 7, 8] }, { "3", "头雁工程", [9, 10, 11, 12] }, { "4", "先锋工程", [13, 14, 15] },
        { "5", "治理工程", [16, 17, 18, 19] }, { "6", "保障工程", [20, 21, 22] }, { "7", "五项行动", [23, 24, 25, 26, 27] },
    };

    [Theory, MemberData(nameof(Works))]
    [Trait("Row", "G14.1")]
    public async Task Each_work_has_its_parts_and_tasks_its_indicators_and_reports_and_says_what_is_missing_and_late(string kind, string name, int[] parts)
    {
        var works = shelf["liuda-gongcheng"];
        var work = await works.AddAsync("works", ("name", name), ("kind", kind), ("year", Year), ("lead", "陶静"), ("unit", "组织科"), ("plan_no", "组发〔2026〕2号"), ("began_on", Day(200)), ("ends_on", Day(1)));
        foreach (var part in parts)
        {
            await LightsAsync(works, "works", $"missing-{kind}", name, true);
            await works.ListAsync("works", work, "items", ("area", $"{part}"), ("words", $"第{part}块的事"), ("owner", "罗婷"), ("due_on", Day(3)), ("done_on", part == parts[0] ? "" : Day(4)));
        }
        await LightsAsync(works, "works", $"missing-{kind}", name, false);
        await LightsAsync(works, "works", "late", name, true);
        Assert.Equal($"{parts.Length} {parts.Length - 1}", await works.AskAsync<string>($"select items_many || ' ' || items_done from {{m}}.works where id = '{work}'"));
        await ShowsAsync(works, "works", work, "items", [.. parts.Select(part => $"第{part}块的事")]);
        await ListedAsync(works, "works", $"kind={kind}", [name], [.. Works.Select(other => (string)other[1]).Where(other => other != name)]);
        // What it is to reach by its end, and what it reports on the way.
        await LightsAsync(works, "works", "below", name, false);
        await works.ListAsync("works", work, "indicators", ("indicator", "覆盖率"), ("goal", "90"), ("reached", "80"), ("told_on", Day(9)));
        await LightsAsync(works, "works", "below", name, true);
        await works.AskAsync<object>($"update {{m}}.indicators set reached = 95 where works_id = '{work}'");
        await LightsAsync(works, "works", "below", name, false);
        await works.ChangeAsync("works", work, ("ends_on", In(90)));
        await LightsAsync(works, "works", "unreported", name, true);
        await works.ListAsync("works", work, "told", ("told_on", Day(2)), ("reporter", "罗婷"), ("words", "过半"));
        await LightsAsync(works, "works", "unreported", name, false);
        await ShowsAsync(works, "works", work, "told", "过半", "罗婷");
        Assert.Contains("陶静", await works.RecordAsync("works", work), StringComparison.Ordinal);
        // The board: how much of it is done, work by work.
        await ListedAsync(works, "works", $"kind={kind}", [name, $"{parts.Length}", $"{parts.Length - 1}"]);
    }
}
