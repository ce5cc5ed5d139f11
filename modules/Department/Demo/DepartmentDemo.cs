namespace OrgWork.Department;

/// <summary>
/// The year's key tasks of each organisation department. Planted faults: tasks past their day, without a person or a day, sub-units that have not
/// reported for months, and one that claims to be done at 80 %.
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

    sealed record Plan(Guid Id, Locality Place, DemoUnit Lead, int Number, int Year, (string Aspect, string Title, string Measures, string Standard) Words, string DueKind, DateOnly? DueOn, string State, int Percent, DateOnly? CompletedOn);

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await city.CopyAsync("department.task", Tasks(city).Select((task, n) =>
        {
            var random = city.RandomFor("task facts", n);
            var people = city.Population.Groups.FirstOrDefault(group => group.Unit == task.Lead && group.Kind == DemoGroupKind.Officials);
            string? Somebody(int from, int to) => people is null ? null : city.Population.Person(people, Math.Min(people.Count - 1, random.Next(from, to))).Name;
            return new
            {
                id = task.Id, locality_path = task.Place.Path, rank_order = (3000 - task.Year) * 1000 + task.Number,
                number = $"{task.Words.Aspect}-{task.Number:00}", title = task.Words.Title, title_pinyin = Pinyin.Of(task.Words.Title), title_initials = Pinyin.Initials(task.Words.Title), year = task.Year, aspect = task.Words.Aspect,
                source = random.Weighted(("1", 70), ("2", 14), ("3", 8), ("4", 4), ("5", 4)), is_key = random.Chance(0.25), measures = task.Words.Measures, standard = task.Words.Standard,
                lead_unit_id = task.Lead.Id, supporting_units = random.Chance(0.6) ? string.Join('、', Supporters(city, task.Place, random)) : null,
                leader = Somebody(0, 2), responsible = random.Chance(0.03) ? null : Somebody(2, 12),
                due_kind = task.DueKind, due_on = task.DueOn, state = task.State, percent = task.Percent, completed_on = task.CompletedOn,
                result = task.CompletedOn is null ? null : "已按完成标准落实，佐证材料齐全：" + task.Words.Standard,
            };
        }), stop);

        await city.CopyAsync("department.task_progress", Tasks(city).SelectMany(task => Progress(city, task)).Select((row, n) => new
        {
            id = city.IdFor("task progress", n), task_id = row.Task.Id, locality_path = row.Task.Place.Path, rank_order = -row.On.DayNumber,
            reported_on = row.On, percent = row.Percent, content = row.Content, problem = row.Problem, next_step = row.Problem is null ? null : "加强协调，下一轮次前补齐", reported_by = row.By,
        }), stop);
    }

    static IEnumerable<Plan> Tasks(DemoCity city)
    {
        var number = 0L;
        foreach (var lead in city.Units.Where(unit => unit.Kind == "3203"))
            foreach (var year in (int[])[Today.Year, Today.Year - 1])
                foreach (var (words, i) in Plans.Select((words, i) => (words, i + 1)))
                {
                    var random = city.RandomFor("task", ++number);
                    var dueKind = random.Weighted(("1", 40), ("2", 30), ("3", 8), ("4", 8), ("5", 8), ("6", 6));
                    var due = dueKind == "6" ? (DateOnly?)null : dueKind == "1" ? random.Day(new(year, 3, 31), new(year, 12, 25)) : new DateOnly(year, 12, 20);
                    if (random.Chance(0.02)) due = null;
                    var isOver = year < Today.Year || due < Today && random.Chance(0.88);
                    var completed = isOver ? (due ?? new DateOnly(year, 12, 20)).AddDays(-random.Next(0, 25)) : (DateOnly?)null;
                    var state = isOver ? year < Today.Year ? "5" : random.Weighted(("4", 60), ("5", 40)) : random.Weighted(("1", 7), ("2", 80), ("3", 13));
                    var percent = isOver ? random.Chance(0.01) ? 80 : 100 : state switch { "1" => 0, "3" => 100, _ => random.Next(4, 19) * 5 };
                    yield return new(city.IdFor("task", number), lead.Locality, lead, i, year, words, dueKind, due, state, percent, completed);
                }
    }

    static IEnumerable<string> Supporters(DemoCity city, Locality place, DemoRandom random)
    {
        var units = city.Units.Where(unit => unit.Locality == place && unit.Sort == DemoUnitSort.Organ).ToList();
        return Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Pick(units).ShortName).Distinct();
    }

    static IEnumerable<(Plan Task, DateOnly On, int Percent, string Content, string? Problem, string? By)> Progress(DemoCity city, Plan task)
    {
        if (task.Percent == 0) yield break;
        var random = city.RandomFor("progress", task.Number * 10_000L + task.Year + task.Place.Id * 1_000_000L);
        var last = task.CompletedOn ?? Today.AddDays(-random.Next(2, 20));
        var rounds = Math.Clamp((last.DayNumber - new DateOnly(task.Year, 2, 10).DayNumber) / 60, 1, 6);
        for (var round = 1; round <= rounds; round++)
        {
            // Planted: a round that was not reported.
            if (round < rounds && random.Chance(0.06)) continue;
            var on = last.AddDays((round - rounds) * 60);
            var percent = task.Percent * round / rounds / 5 * 5;
            yield return (task, on, percent, round == 1 ? "制定方案，分解责任，召开部署会" : percent >= 100 ? "任务完成，资料整理归档" : $"{task.Words.Measures.Split('，')[0]}，完成约 {percent}%", random.Chance(0.2) ? random.Pick(["个别单位报送不及时", "人员力量不足", "部分数据需进一步核实", "经费尚未到位"]) : null,
                city.Population.Groups.FirstOrDefault(group => group.Unit == task.Lead && group.Kind == DemoGroupKind.Officials) is { } people ? city.Population.Person(people, people.Count - 1).Name : null);
        }
    }
}
