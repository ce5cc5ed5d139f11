namespace OrgWork.Department;

/// <summary>
/// Two years of key points and of rectification in each organisation department, with rounds, reports, urging, closing and look-back behind them; waves of satisfaction and votes.
/// Planted faults: tasks past their day or without a person, a round that was not reported, a problem that came again, one that rebounded.
/// </summary>
static class DepartmentDemo
{
    static readonly DateOnly Today = DemoCity.Today;

    static readonly (string Aspect, string Title, string Measures, string Standard)[] Plans =
    [
        ("1", "健全党委（党组）会议“首个议题”学习制度", "年初列出学习计划，每次部务会首个议题学习，形成贯彻措施清单", "学习记录齐全，措施逐条落实"),
        ("1", "组织开展理论学习中心组集中学习", "每季度至少一次集中学习，安排专题研讨发言", "全年不少于 6 次，发言材料归档"),
        ("1", "开展机关工作人员政治理论测试", "分半年组织应知应会测试，不合格的补学补考", "参测率 100%，合格率 95% 以上"),
        ("2", "开展领导班子年度综合分析研判", "分析结构、运行和短缺专业，提出调整建议", "覆盖全部管理的领导班子，形成研判报告"),
        ("2", "做好县乡领导班子换届人事安排", "摸清底数，制定工作方案，严格审核代表和委员人选", "按时限完成换届，无违反换届纪律问题"),
        ("2", "实施优秀年轻干部调研培养", "分层分类开展专题调研，建立名单并动态调整", "35 岁以下科级干部比例达到要求"),
        ("2", "做好公务员职级晋升工作", "核定职数，规范推荐考核程序", "符合条件的应晋尽晋，无违规晋升"),
        ("2", "开展干部人事档案专项审核“回头看”", "抽查已审档案，补缺材料，认定存疑信息", "抽查比例不低于 20%，问题全部销号"),
        ("2", "落实干部监督和个人有关事项报告查核", "随机抽查和重点查核结合，结果运用到选任", "抽查比例 10%，查核结果处理到位"),
        ("2", "组织主体班次和专业化能力培训", "按计划办好进修班、中青班和专题班", "年度调训任务完成率 100%"),
        ("3", "推进党支部标准化规范化建设", "对照标准逐支部体检，建立问题清单", "达标率 95% 以上"),
        ("3", "整顿软弱涣散基层党组织", "一支部一策，县级领导联系，第一书记驻点", "年底前全部转化提升并验收"),
        ("3", "严格按计划发展党员", "分解发展计划，25 个步骤逐一留痕", "计划完成率 100%，程序无缺漏"),
        ("3", "持续推进“两新”组织党的组织和工作覆盖", "摸排新增企业和社会组织，选派党建指导员", "规模以上企业党组织应建尽建"),
        ("3", "发展壮大村级集体经济", "联农带农项目申报、实施和绩效评价", "年收入 10 万元以上的村达到 80%"),
        ("3", "抓好村（社区）党组织书记队伍建设", "县级备案管理，年度述职评议，后备力量储备", "每村储备 2 名以上后备人选"),
        ("3", "深化党建引领基层治理和网格化服务", "优化网格设置，在职党员到社区报到", "群众诉求办结率 90% 以上"),
        ("3", "组织党员集中培训", "分级分批轮训，送学上门照顾年老体弱党员", "每名党员年集中学习不少于 32 学时"),
        ("4", "召开党委人才工作领导小组会议", "明确年度重点任务和成员单位责任清单", "会议议定事项全部落实"),
        ("4", "兑现各项人才政策", "建立申报、审核、公示、拨付流程，限时办结", "应兑现资金当年兑现率 100%"),
        ("4", "开展校园引才和校地合作", "组织赴高校引才，签订合作协议", "引进全日制本科以上人才数完成年度指标"),
        ("4", "落实领导干部联系服务专家制度", "一对一联系，定期走访，解决实际困难", "每名专家每年联系不少于 2 次"),
        ("4", "举办人才服务月活动", "集中办理子女入学、住房、医疗等事项", "服务事项办结率 95% 以上"),
        ("5", "做好考试录用公务员和选调生工作", "申报计划，组织资格复审、体检、考察", "按时到岗，无违规录用"),
        ("5", "完成公务员年度考核和平时考核", "指导各单位按时考核，审核优秀等次比例", "考核率 100%，优秀比例不超标"),
        ("6", "加强部机关内部控制和制度建设", "梳理修订内部制度，明确岗位职责", "制度汇编印发执行"),
        ("6", "开展组工干部业务大讲堂", "每两月一期，业务骨干轮流授课", "全年不少于 6 期"),
        ("6", "做好组工信息和宣传工作", "明确报送任务，定期通报采用情况", "省级以上采用不少于 12 篇"),
        ("6", "做好党费收缴使用管理和公示", "按季度核对，年度公示", "收缴率 100%，账目清楚"),
        ("6", "推进组织工作信息化应用", "核实名册数据，清理错漏信息", "干部、党员信息完整率 98% 以上"),
    ];

    static readonly (string Aspect, string Title, string Measures, string Standard)[] Problems =
    [
        ("1", "“首个议题”学习不够及时，有的以会代学", "建立学习台账，专人督学，每季通报", "首个议题学习率 100%"),
        ("1", "理论学习中心组研讨发言不够深入", "列出研讨题目，提前两周准备发言材料", "每次研讨有三人以上重点发言"),
        ("2", "干部人事档案个别材料缺失、认定不及时", "逐卷核对，限期补齐，存疑信息集体认定", "缺失材料补齐率 100%"),
        ("2", "年轻干部储备不足，有的班子结构不优", "开展专题调研，建立名单，动态调整", "班子年龄结构达到要求"),
        ("3", "有的村党组织组织生活不正常，记录不规范", "逐村体检，一支部一策整改，乡镇复核", "抽查合格率 95% 以上"),
        ("3", "村（社区）干部报酬发放不及时", "会同财政部门建立按月发放机制", "按月足额发放"),
        ("4", "人才政策兑现偏慢，知晓率不高", "压缩审核环节，公开办理时限", "当年应兑现的全部兑现"),
        ("6", "内部制度更新不及时，有的没有检查执行", "清理制度目录，逐项安排执行检查", "制度执行检查率 100%"),
    ];

    sealed record Sheet(Guid Id, DemoUnit Owner, string Kind, int Year, bool IsOver, DateOnly IssuedOn);
    sealed record Entry(Sheet Plan, Guid Id, Guid? Parent, int Level, int Rank, string Number, string Aspect, string Title, string? Measures, string? Standard, DemoUnit? Lead, IReadOnlyList<DemoUnit> Supporters, string? Person, DateOnly? Due, string State, int Percent, DateOnly? ClosedOn, DateOnly? LookBackOn, DateOnly? ConsolidatedOn, int Rebounds, Guid? Repeats, int Ladder, bool IsKey)
    {
        public bool IsLeaf => Level > 1;
    }

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var plans = YearsOf(city).ToList();
        var entries = plans.SelectMany(plan => plan.Kind == "points" ? Points(city, plan) : Found(city, plan, plans)).ToList();
        var parts = entries.Where(entry => entry.Parent is not null).GroupBy(entry => entry.Parent!.Value).ToDictionary(group => group.Key, group => group.Count());
        await city.CopyAsync("org.work_plan", plans.Select(plan => new
        {
            id = plan.Id, locality_path = plan.Owner.Locality.Path, module = "department", kind = plan.Kind, year = plan.Year, title = TitleOf(plan),
            number = plan.Kind == "points" ? $"{plan.Owner.Locality.ShortName}组发〔{plan.Year}〕1号" : plan.IsOver ? "第六轮" : "第八轮回头看", issuer = plan.Kind == "points" ? plan.Owner.Name : "上级党委巡察办",
            content = plan.Kind == "points" ? Text(entries.Where(entry => entry.Plan == plan)) : null, decision = plan.Kind == "points" ? "党委常委会会议原则同意" : (string?)null, decided_on = plan.Kind == "points" ? plan.IssuedOn.AddDays(-6) : (DateOnly?)null, issued_on = plan.IssuedOn, state = plan.Kind == "points" && plan.IsOver ? "closed" : "issued",
            cycle = plan.IsOver ? null : plan.Kind == "points" ? "two_months" : "month", closing_note = plan.Kind == "points" && plan.IsOver ? "全年任务全部办结，个别任务晚于时限完成；未尽事项列入来年要点。" : null,
        }), stop);
        await city.CopyAsync("org.work_item", entries.Select(entry => new
        {
            id = entry.Id, plan_id = entry.Plan.Id, locality_path = entry.Plan.Owner.Locality.Path, other_path = entry.Lead?.Locality.Path, plan_title = TitleOf(entry.Plan), year = entry.Plan.Year, parts = entry.Level == 1 ? parts[entry.Id] : 0, module = "department", kind = entry.Plan.Kind, parent_id = entry.Parent, level = (short)entry.Level, rank = entry.Rank, number = entry.Number, title = entry.Title, measures = entry.Measures, standard = entry.Standard, line = entry.Aspect,
            is_key = entry.IsKey, key_reason = entry.IsKey ? "党委常委会点题" : null, lead_unit_id = entry.Lead?.Id, lead_name = entry.Lead?.Name, person = entry.Person, due_kind = entry.Due is null ? null : "1", begins_on = entry.IsLeaf ? entry.Plan.IssuedOn : (DateOnly?)null, due_on = entry.Due, percent = entry.Percent, state = entry.Level == 1 ? "open" : entry.State,
            ladder = (short)entry.Ladder, closed_on = entry.ClosedOn, closing_words = entry.ClosedOn is null ? null : "已按完成标准落实，佐证材料齐全：" + entry.Standard, look_back_on = entry.LookBackOn, consolidated_on = entry.ConsolidatedOn, rebounds = entry.Rebounds, repeats_id = entry.Repeats, cause = entry.Repeats is null ? null : "上次整改重在补材料，没有建立长效机制，人员变动后回到老样子",
            reported_on = entry.Percent > 0 ? entry.ClosedOn ?? Today.AddDays(-8) : (DateOnly?)null, report_words = entry.Percent > 0 ? Words(entry, entry.Percent) : null,
        }), stop);
        var leaves = entries.Where(entry => entry is { IsLeaf: true, Lead: not null }).ToList();
        await city.CopyAsync("org.work_party", leaves.SelectMany((entry, n) => entry.Supporters.Select(unit => (entry, unit, lead: false)).Prepend((entry, unit: entry.Lead!, lead: true)).DistinctBy(party => party.unit.Id).Select(party => new
        {
            item_id = entry.Id, unit_id = party.unit.Id, locality_path = party.unit.Locality.Path, other_path = entry.Plan.Owner.Locality.Path, module = "department", name = party.unit.Name, is_lead = party.lead,
            received_on = entry.Plan.Year == Today.Year && n % 17 == 3 && entry.State == "open" ? (DateOnly?)null : entry.Plan.IssuedOn.AddDays(2), received_by_name = entry.Plan.Year == Today.Year && n % 17 == 3 && entry.State == "open" ? null : city.Population.Groups.FirstOrDefault(group => group.Unit == party.unit) is { Count: > 0 } people ? city.Population.Person(people, people.Count - 1).Name : "值班员",
        })), stop);
        await OfficesAsync(city, leaves, stop);
        var rounds = plans.SelectMany(plan => Rounds(city, plan)).ToList();
        await city.CopyAsync("org.work_round", rounds.Select(round => new { id = round.Id, plan_id = round.Plan.Id, locality_path = round.Plan.Owner.Locality.Path, module = "department", number = round.Number, title = $"第 {round.Number} 轮调度", opened_on = round.On, due_on = round.On.AddDays(8), closed_on = round.IsOpen ? (DateOnly?)null : round.On.AddDays(10), minutes = round.IsOpen ? null : "听取各牵头单位汇报，逐项过堂，对进度落后的提出要求。", next_demands = round.IsOpen ? null : "落后的任务两周内报整改措施。" }), stop);
        var told = Told(city, leaves, rounds).ToList();
        await city.CopyAsync("org.work_round_item", told.Select(one => new
        {
            round_id = one.Round.Id, item_id = one.Entry.Id, locality_path = one.Entry.Plan.Owner.Locality.Path, other_path = one.Entry.Lead!.Locality.Path, due_on = one.Round.On.AddDays(8), is_open = one.Round.IsOpen, module = "department", percent_before = one.Before, light_before = one.Before * 2 < one.Round.Number * 20 ? "yellow" : "none", reported_on = one.IsReported ? one.Round.On.AddDays(5) : (DateOnly?)null,
            percent_after = one.Round.IsOpen ? (int?)null : one.After, light_after = one.Round.IsOpen ? null : "none",
        }), stop);
        await city.CopyAsync("org.work_report", told.Where(one => one.IsReported).Select((one, n) => new
        {
            id = city.IdFor("work report", n), item_id = one.Entry.Id, locality_path = one.Entry.Lead!.Locality.Path, module = "department", round_id = (Guid?)one.Round.Id, reported_on = one.Round.On.AddDays(5), percent = one.After, content = Words(one.Entry, one.After), problem = n % 5 == 2 ? "个别单位报送不及时" : null, next_step = n % 5 == 2 ? "加强协调，下一轮前补齐" : null,
            entered_by_name = city.Population.Groups.FirstOrDefault(group => group.Unit == one.Entry.Lead) is { Count: > 0 } people ? city.Population.Person(people, people.Count - 1).Name : "值班员",
        }), stop);
        await city.CopyAsync("org.work_act", leaves.Where(entry => entry.Ladder > 0 || entry.ClosedOn is not null && entry.Plan.Kind == "rectification").SelectMany(Acts).Select((act, n) => new { id = city.IdFor("work act", n), item_id = act.Entry.Id, locality_path = act.Entry.Plan.Owner.Locality.Path, other_path = act.Entry.Lead!.Locality.Path, module = "department", kind = act.Kind, on_day = act.On, words = act.Words, approver = act.Approver, entered_by_name = "办公室" }), stop);
        await PollDemo.FillAsync(city, stop);
        await AffairsDemo.FillAsync(city, stop);
        await OversightDemo.FillAsync(city, stop);
        await GovernanceDemo.FillAsync(city, stop);
        await ProblemDemo.FillAsync(city, stop);
        await FrontlineDemo.FillAsync(city, stop);
        await StateDemo.FillAsync(city, stop);
    }

    static readonly (string Name, string[] Aspects)[] Offices = [("办公室", ["1", "6"]), ("干部科", ["2"]), ("组织科", ["3"]), ("人才办", ["4"]), ("公务员科", ["5"])];

    /// <summary>部机关科室: under the department in the directory of units, each supporting what the department leads of its line. One of a line is not received yet.</summary>
    static async Task OfficesAsync(DemoCity city, List<Entry> leaves, CancellationToken stop)
    {
        var owners = leaves.Select(entry => entry.Plan.Owner).DistinctBy(owner => owner.Id).ToList();
        var offices = owners.SelectMany((owner, at) => Offices.Select((office, n) => (Id: city.IdFor("department office", at * 10 + n), Owner: owner, Name: owner.Name + office.Name, office.Aspects, Rank: owner.RankOrder * 10 + n))).ToList();
        await city.CopyAsync("org.unit", offices.Select(office => new { id = office.Id, parent_id = office.Owner.Id, name = office.Name, name_pinyin = Pinyin.Of(office.Name), name_initials = Pinyin.Initials(office.Name), kind = "32FF", locality_path = office.Owner.Locality.Path, rank_order = office.Rank }), stop);
        await city.CopyAsync("org.work_party", leaves.Where(entry => entry.Lead!.Id == entry.Plan.Owner.Id).SelectMany((entry, n) => offices.Where(office => office.Owner.Id == entry.Plan.Owner.Id && office.Aspects.Contains(entry.Aspect)).Select(office => new
        {
            item_id = entry.Id, unit_id = office.Id, locality_path = office.Owner.Locality.Path, other_path = office.Owner.Locality.Path, module = "department", name = office.Name, is_lead = false,
            received_on = entry.State == "open" && n % 5 == 2 ? (DateOnly?)null : entry.Plan.IssuedOn.AddDays(3), received_by_name = entry.State == "open" && n % 5 == 2 ? null : "科长",
        })), stop);
    }

    static IEnumerable<Sheet> YearsOf(DemoCity city)
    {
        var number = 0L;
        foreach (var owner in city.Units.Where(unit => unit.Kind == "3203"))
            foreach (var year in (int[])[Today.Year, Today.Year - 1])
            {
                yield return new(city.IdFor("work plan", ++number), owner, "points", year, year < Today.Year, new(year, 2, 24));
                yield return new(city.IdFor("work plan", ++number), owner, "rectification", year, year < Today.Year, new(year, 6, 10));
            }
    }

    static string TitleOf(Sheet plan) => plan.Kind == "points" ? $"{plan.Year} 年{plan.Owner.Locality.ShortName}组织工作要点" : plan.IsOver ? $"{plan.Year} 年巡察反馈意见整改" : $"{plan.Year} 年巡察整改“回头看”反馈意见整改";

    static string Text(IEnumerable<Entry> entries)
    {
        const string Numerals = "一二三四五六七八九十";
        var (text, aspects, tasks) = (new System.Text.StringBuilder(), 0, 0);
        foreach (var entry in entries.Where(entry => entry.Level < 3))
        {
            if (entry.Level == 1) tasks = 0;
            text.Append(entry.Level == 1 ? $"{Numerals[aspects++]}、{entry.Title}\n" : $"{++tasks}.{entry.Title}。{entry.Measures}。\n");
        }
        return text.ToString();
    }

    static IEnumerable<Entry> Points(DemoCity city, Sheet plan)
    {
        var (aspect, at, inAspect) = ("", 0, 0);
        Guid aspectId = default;
        foreach (var (words, i) in Plans.Select((words, i) => (words, i + 1)))
        {
            var key = plan.Owner.Locality.Id * 100_000L + plan.Year * 40L + i;
            if (words.Aspect != aspect)
            {
                (aspect, inAspect, aspectId) = (words.Aspect, 0, city.IdFor("work aspect", key));
                yield return new(plan, aspectId, null, 1, ++at * 1000, words.Aspect, words.Aspect, DepartmentCodes.Aspect.NameOf(words.Aspect), null, null, null, [], null, null, "open", 0, null, null, null, 0, null, 0, false);
            }
            var random = city.RandomFor("task", key);
            var due = random.Chance(0.45) ? random.Day(new(plan.Year, 5, 31), new(plan.Year, 12, 25)) : new DateOnly(plan.Year, 12, 20);
            var isOver = plan.IsOver || due < Today && random.Chance(0.86);
            var completed = isOver ? due.AddDays(-random.Next(0, 25)) : (DateOnly?)null;
            var state = isOver ? "closed" : random.Weighted(("open", 88), ("applied", 12));
            var percent = isOver || state == "applied" ? 100 : random.Chance(0.07) ? 0 : random.Next(7, 19) * 5;
            var (lead, supporters, person) = Bodies(city, plan.Owner, random);
            yield return new(plan, city.IdFor("task", key), aspectId, 2, ++at * 1000, $"{words.Aspect}-{++inAspect}", words.Aspect, words.Title, words.Measures, words.Standard, lead, supporters, random.Chance(0.03) ? null : person, due, state, percent, completed, null, null, 0, null, !isOver && due < Today ? random.Next(1, 4) : 0, random.Chance(0.2));
        }
    }

    static IEnumerable<Entry> Found(DemoCity city, Sheet plan, List<Sheet> plans)
    {
        foreach (var (words, i) in Problems.Select((words, i) => (words, i + 1)))
        {
            var key = plan.Owner.Locality.Id * 100_000L + plan.Year * 40L + i;
            var random = city.RandomFor("problem", key);
            var due = plan.IsOver ? new DateOnly(plan.Year, 12, 10) : random.Day(new(plan.Year, 10, 15), new(plan.Year, 12, 28));
            // Every state there is, in each department.
            var state = plan.IsOver ? "closed" : i switch { 1 => "applied", 2 => "checked", 3 or 4 => "closed", _ => "open" };
            var closed = state == "closed" ? plan.IsOver ? due.AddDays(-9) : Today.AddDays(-30 - i) : (DateOnly?)null;
            var lookBack = closed is { } day ? plan.IsOver ? day.AddMonths(6) : i == 3 ? day.AddDays(20) : day.AddMonths(6) : (DateOnly?)null;
            var (lead, supporters, person) = Bodies(city, plan.Owner, random);
            var earlier = plans.First(other => other.Owner == plan.Owner && other.Kind == plan.Kind && other.IsOver);
            yield return new(plan, city.IdFor("problem", key), null, 2, i * 1000, $"{i}", words.Aspect, words.Title, words.Measures, words.Standard, lead, supporters, person, due, state, state == "open" ? random.Next(4, 16) * 5 : 100, closed, lookBack, plan.IsOver ? lookBack : null, i == 6 && !plan.IsOver ? 1 : 0,
                !plan.IsOver && i == 5 ? city.IdFor("problem", plan.Owner.Locality.Id * 100_000L + earlier.Year * 40L + i) : null, state == "open" && due < Today ? 1 : 0, i == 5);
        }
    }

    static (DemoUnit Lead, IReadOnlyList<DemoUnit> Supporters, string? Person) Bodies(DemoCity city, DemoUnit owner, DemoRandom random)
    {
        var own = OwnUnits(city, owner.Locality);
        var below = BelowUnits(city, owner.Locality);
        var lead = below.Count > 0 && random.Chance(0.25) ? random.Pick(below) : random.Chance(0.6) ? owner : random.Pick(own);
        var supporters = Enumerable.Range(0, random.Next(0, 4)).Select(_ => below.Count > 0 && random.Chance(0.3) ? random.Pick(below) : random.Pick(own)).Where(unit => unit != lead).Distinct().ToList();
        var people = city.Population.Groups.FirstOrDefault(group => group.Unit == lead && group.Kind == DemoGroupKind.Officials);
        return (lead, supporters, people is { Count: > 0 } ? city.Population.Person(people, Math.Min(people.Count - 1, random.Next(0, 6))).Name : "办公室主任");
    }

    static readonly System.Runtime.CompilerServices.ConditionalWeakTable<DemoCity, ILookup<int, DemoUnit>[]> UnitsOf = new();

    static ILookup<int, DemoUnit>[] Lookups(DemoCity city) => UnitsOf.GetValue(city, one =>
    [
        one.Units.Where(unit => unit.Sort == DemoUnitSort.Organ).ToLookup(unit => unit.Locality.Id),
        // Below a city its counties' organisation departments, below a county the first organ of each township.
        one.Units.Where(unit => unit.Kind == "3203" || unit.Locality.Kind == LocalityKind.Township).GroupBy(unit => unit.Locality.Id).Select(group => group.First()).Where(unit => unit.Locality.ParentId is not null).ToLookup(unit => unit.Locality.ParentId!.Value),
    ]);

    static List<DemoUnit> OwnUnits(DemoCity city, Locality place) => [.. Lookups(city)[0][place.Id]];
    static List<DemoUnit> BelowUnits(DemoCity city, Locality place) => [.. Lookups(city)[1][place.Id]];

    sealed record Round(Guid Id, Sheet Plan, int Number, DateOnly On, bool IsOpen, int Of);

    static IEnumerable<Round> Rounds(DemoCity city, Sheet plan)
    {
        var days = plan.Kind == "points" ? (DateOnly[])[new(plan.Year, 4, 15), new(plan.Year, 6, 15), new(plan.Year, 8, 15), new(plan.Year, 10, 15), plan.IsOver ? new(plan.Year, 12, 10) : Today.AddDays(-4)]
            : [new(plan.Year, 7, 10), new(plan.Year, 8, 10), new(plan.Year, 9, 10), new(plan.Year, 10, 10), new(plan.Year, 11, 10)];
        for (var i = 0; i < days.Length; i++)
            yield return new(city.IdFor("work round", (plan.Kind == "points" ? 0 : 50) + plan.Owner.Locality.Id * 100_000L + plan.Year * 40L + i), plan, i + 1, days[i], i == days.Length - 1 && !plan.IsOver, days.Length);
    }

    static IEnumerable<(Entry Entry, Round Round, int Before, int After, bool IsReported)> Told(DemoCity city, IEnumerable<Entry> leaves, IEnumerable<Round> rounds)
    {
        var byPlan = rounds.ToLookup(round => round.Plan.Id);
        foreach (var (entry, n) in leaves.Select((entry, n) => (entry, n)))
            foreach (var round in byPlan[entry.Plan.Id].Where(round => entry.ClosedOn is null || entry.ClosedOn >= round.On))
            {
                var last = entry.ClosedOn is { } closed ? byPlan[entry.Plan.Id].Count(one => one.On <= closed) : round.Of;
                int At(int number) => Math.Min(entry.Percent, entry.Percent * number / Math.Max(1, last) / 5 * 5);
                // Planted: a round that was not reported; and of the one that runs, half is still to come.
                var isReported = entry.Percent > 0 && (round.IsOpen ? n % 2 == 0 : (n + round.Number) % 16 != 5);
                yield return (entry, round, At(round.Number - 1), round.Number == last ? entry.Percent : At(round.Number), isReported);
            }
    }

    static string Words(Entry entry, int percent) => percent >= 100 ? "任务完成，资料整理归档" : percent < 25 ? "制定方案，分解责任，召开部署会" : $"{entry.Measures?.Split('，')[0]}，完成约 {percent}%";

    static IEnumerable<(Entry Entry, string Kind, DateOnly On, string Words, string? Approver)> Acts(Entry entry)
    {
        if (entry.ClosedOn is { } closed)
        {
            yield return (entry, "申请销号", closed.AddDays(-9), "整改到位，附佐证材料", null);
            yield return (entry, "核验", closed.AddDays(-4), "实地查看和抽查资料，属实", null);
            yield return (entry, "批准销号", closed, "同意销号", "分管副部长");
            if (entry.ConsolidatedOn is { } again) yield return (entry, "回头看", again, "随机抽查，成果巩固", null);
            yield break;
        }
        yield return (entry, "催办", entry.Due!.Value.AddDays(1), "已到时限，请抓紧办结并报告原因", null);
        for (var step = 1; step <= entry.Ladder; step++) yield return (entry, WorkItem.Ladders[step], entry.Due.Value.AddDays(1 + step * 7) is var on && on < Today ? on : Today, "超期未办结，逐级督办", "分管副部长");
    }
}
