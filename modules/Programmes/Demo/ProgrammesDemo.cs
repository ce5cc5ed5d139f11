namespace OrgWork.Programmes;

/// <summary>The local programmes of the city and its counties. Planted faults: some ended by the calendar and were never closed, some have no document.</summary>
static class ProgrammesDemo
{
    static readonly DateOnly Today = DemoCity.Today;

    static readonly (string Name, string Kind, string Sphere, string Purpose)[] Ideas =
    [
        ("三联三促", "1", "2", "县处级领导联系乡镇、乡镇领导联系村、党员联系户，促发展、促治理、促服务。"),
        ("广聚星火", "2", "2", "在产业链、合作社和新就业群体中发展党员、建立党组织，扩大两个覆盖。"),
        ("头雁培育工程", "2", "2", "选优育强村（社区）党组织书记，分批到先进地区跟班学习，建立后备人选库。"),
        ("细胞活力行动", "3", "2", "激活党小组和党员中心户，每名党员认领一件实事。"),
        ("增收固本行动", "3", "2", "帮助集体经济薄弱村立项、经营和分配，年收入稳步增长。"),
        ("红色物业品牌", "4", "2", "社区党组织、业主委员会和物业企业联席议事，解决小区难题。"),
        ("青苗计划", "2", "1", "优秀年轻干部墩墩苗、压担子，分批到乡镇、园区和信访一线锻炼。"),
        ("干部能力提升十讲", "3", "1", "围绕产业、规划、法治、应急等办十次专题讲座，边学边干。"),
        ("一线考察识别机制", "1", "1", "在重点项目和急难任务中考察识别干部，建立实绩台账。"),
        ("澄心谈话制度", "1", "1", "对新任、转岗、受处分和临近退休的干部分类谈话，了解思想和困难。"),
        ("云江英才工程", "2", "3", "按产业目录引进和培育领军人才及团队，给予项目、安家和平台支持。"),
        ("归雁行动", "3", "3", "联系在外乡贤和毕业生，引导回乡创业就业。"),
        ("师带徒工坊", "4", "3", "高技能人才和乡村工匠开设工坊，带徒传艺。"),
        ("校地牵手机制", "1", "3", "与高校共建实习基地和产业研究院，定期对接需求。"),
        ("组工大讲堂", "4", "4", "部机关每两月一讲，业务骨干轮流主讲，编印案例。"),
        ("暖心窗口行动", "3", "4", "机关干部轮流坐班窗口，一次办结党员和干部来访事项。"),
        ("村级后备力量储备试点", "5", "2", "选取部分乡镇试点储备管理办法，成熟后推广。"),
        ("新就业群体党建试点", "5", "2", "在快递、外卖、网约车行业试点行业党委和流动党员报到。"),
    ];

    public static Task FillAsync(DemoCity city, CancellationToken stop) =>
        city.CopyAsync("programmes.programme", Chosen(city).Select((chosen, n) =>
        {
            var (lead, idea) = chosen;
            var random = city.RandomFor("programme", n);
            var year = Today.Year - random.Weighted((0, 55), (1, 30), (2, 15));
            var began = random.Day(new(year, 2, 1), new(year, 6, 30));
            var ends = idea.Kind == "1" ? (DateOnly?)null : began.AddMonths(random.Next(8, 26));
            var isOver = ends < Today && random.Chance(0.8);
            var team = city.Population.Groups.FirstOrDefault(group => group.Unit == lead && group.Kind == DemoGroupKind.Officials);
            var units = city.Units.Where(unit => unit.Locality == lead.Locality && unit.Sort == DemoUnitSort.Organ && unit != lead).ToList();
            return new
            {
                id = city.IdFor("programme", n), locality_path = lead.Locality.Path, rank_order = (3000 - year) * 1000 + n,
                name = idea.Name, name_pinyin = Pinyin.Of(idea.Name), name_initials = Pinyin.Initials(idea.Name), kind = idea.Kind, sphere = idea.Sphere, year, purpose = idea.Purpose,
                document_no = random.Chance(0.06) ? null : $"{lead.Locality.ShortName[..1]}组发〔{year}〕{random.Next(3, 60)}号",
                lead_unit_id = lead.Id, supporting_units = string.Join('、', Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Pick(units).ShortName).Distinct()),
                leader = team is null ? null : city.Population.Person(team, random.Next(Math.Min(lead.Leaders, team.Count))).Name,
                began_on = began, ends_on = ends, state = isOver ? "3" : began > Today.AddMonths(-1) ? "1" : random.Weighted(("2", 94), ("4", 6)),
                result = isOver ? "年度目标完成，形成制度成果并纳入常态化工作。" : null,
            };
        }), stop);

    /// <summary>The city has them all, each county some of its own choice.</summary>
    static IEnumerable<(DemoUnit Lead, (string Name, string Kind, string Sphere, string Purpose) Idea)> Chosen(DemoCity city)
    {
        foreach (var lead in city.Units.Where(unit => unit.Kind == "3203"))
            foreach (var idea in Ideas)
                if (lead.Locality.Kind == LocalityKind.City || idea.Name == "三联三促" || city.RandomFor(idea.Name, lead.Locality.Id).Chance(0.55))
                    yield return (lead, idea);
    }
}
