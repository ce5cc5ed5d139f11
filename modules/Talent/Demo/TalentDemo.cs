namespace OrgWork.Talent;

/// <summary>
/// The talents of the invented city: the specialists of its units and villages. Planted faults: contracts that ran out while the state
/// still says 在岗, high grades without a leader who keeps contact, services asked long ago and not done.
/// </summary>
static class TalentDemo
{
    static readonly DateOnly Today = DemoCity.Today;

    sealed record Talent(DemoPerson Person, Guid Id, string Path, int RankOrder, string Category, string Grade, string Domain, string? Title, string? TitleLevel, DemoSchools.Study Study);

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var employers = await DemandDemo.EmployersAsync(city, stop);
        await city.CopyAsync("talent.talent", Talents(city).Select(talent =>
        {
            var (person, unit, random) = (talent.Person, talent.Person.Group.Unit, city.RandomFor("talent facts", talent.Person.Number));
            var introduction = unit is null ? random.Weighted(("9", 70), ("5", 30)) : talent.Grade is "A" or "B" or "C" ? random.Weighted(("1", 40), ("2", 45), ("3", 15)) : random.Weighted(("9", 45), ("1", 25), ("4", person.AgeOn(Today) < 38 ? 20 : 0), ("2", 6), ("3", 4));
            var introduced = introduction == "9" ? (DateOnly?)null : introduction == "4" && person.WorkBeganOn is { } graduated && graduated < Today ? Month(graduated) : Month(random.Day(Later(new(2014, 1, 1), person.Birthday(24)), Today.AddMonths(-2)));
            return new
            {
                id = talent.Id, person_id = person.Id, locality_path = talent.Path, rank_order = talent.RankOrder,
                name = person.Name, name_pinyin = person.NamePinyin, name_initials = person.NameInitials, sex = person.Sex, birth_on = person.BirthOn, nation = person.Nation, identity_mask = person.IdentityMask,
                workplace = WorkplaceOf(talent, random), politics = person.Politics, native_place = random.Chance(0.02) ? null : person.NativePlace,
                category = talent.Category, grade = talent.Grade, domain = talent.Domain,
                expert = talent.Grade switch { "A" => "23", "B" => random.Pick(["21", "22", "23"]), "C" => random.Pick(["31", "32", "23"]), "D" => "40", _ => null },
                unit_id = unit?.Id, employer_id = unit is not null && employers.TryGetValue(unit.Id, out var employer) ? employer.Employer : (Guid?)null, industry_id = unit is not null && employers.TryGetValue(unit.Id, out var same) ? same.Industry : null, is_idle = random.Chance(0.03) ? true : (bool?)null, study_kind = talent.Study.Degree is null ? null : "1", introduction, introduced_on = introduced,
                came_from = introduced is null ? null : introduction == "4" ? random.Pick(["云江大学", "岭东大学", "海西工业大学", "江左师范大学"]) + "（应届毕业）" : talent.Domain switch
                {
                    "11" => random.Pick(["江左省人民医院", "岭东市中心医院", "海西医科大学附属医院"]),
                    "10" => random.Pick(["江左师范大学附属中学", "岭东第三中学", "海西职业学院"]),
                    "06" => random.Pick(["岭东农业科学院", "湖左茶叶研究所", "江左农业大学"]),
                    _ => random.Pick(["海西电子有限公司", "湖左新材料研究院", "江左设计研究院", "岭东装备集团", "海西工业大学"]),
                },
                contract_ends_on = introduction is "1" or "2" or "3" ? introduced!.Value.AddYears(introduction == "1" ? 8 : random.Next(3, 6)).AddDays(random.Next(0, 900)) : (DateOnly?)null,
                liaison_leader = talent.Grade is "A" or "B" or "C" or "D" && random.Chance(0.92) ? LeaderOf(city, talent, random) : null,
                state = introduction is "2" or "3" && random.Chance(0.2) ? "2" : person.AgeOn(Today) > 60 ? "4" : random.Chance(0.02) ? "3" : "1",
                technical_title = talent.Title, title_level = talent.TitleLevel,
                education = person.Education, degree = talent.Study.Degree, school = random.Chance(0.02) ? null : talent.Study.School + talent.Study.Major + (talent.Study.Degree is null ? "" : "专业"),
                speciality = random.Chance(0.9) ? SpecialityOf(talent, random) : null,
                phone = random.Chance(0.02) ? null : person.Phone,
                remark = random.Chance(0.02) ? random.Pick(["待续签合同", "借用到上级单位", "待更新职称信息"]) : null,
            };
        }), stop);

        await city.CopyAsync("talent.talent_achievement", Talents(city).SelectMany(talent => Achievements(city, talent)).Select((row, n) => new
        {
            id = city.IdFor("talent achievement", n), talent_id = row.Talent.Id, locality_path = row.Talent.Path, rank_order = -row.On.DayNumber,
            title = row.Title, kind = row.Kind, level = row.Level, achieved_on = row.On, standing = n % 3 + 1, evidence_no = n % 7 == 0 ? null : $"云证〔{row.On.Year}〕{n % 900 + 100}号",
        }), stop);

        await city.CopyAsync("talent.talent_learning", Talents(city).SelectMany(talent => Learning(city, talent)).Select((row, n) => new
        {
            id = city.IdFor("talent learning", n), talent_id = row.Talent.Id, locality_path = row.Talent.Path, rank_order = -row.On.DayNumber,
            title = row.Title, kind = row.Kind, hours = row.Hours, done_on = row.On, organiser = row.Kind == "1" ? "云江市专业技术人员继续教育基地" : "云江市人力资源和社会保障局", evidence_no = $"继教〔{row.On.Year}〕{n % 9000 + 1000}号",
        }), stop);

        await city.CopyAsync("talent.talent_service", Talents(city).SelectMany(talent => Services(city, talent)).Select((row, n) => new
        {
            id = city.IdFor("talent service", n), talent_id = row.Talent.Id, locality_path = row.Talent.Path, rank_order = -row.On.DayNumber,
            kind = row.Kind, asked_on = row.On, content = row.Content, handled_by = row.By, state = row.DoneOn is null ? "2" : "3", done_on = row.DoneOn,
            satisfaction = row.DoneOn is null || n % 9 == 0 ? null : n % 17 == 0 ? "2" : n % 211 == 0 ? "3" : "1",
        }), stop);
        await DemandDemo.FillAsync(city, stop);
        await PolicyDemo.FillAsync(city, stop);
        await ServiceDemo.FillAsync(city, stop);
        await WeeklyDemo.FillAsync(city, stop);
        await RegistersDemo.FillAsync(city, stop);
        await SelectionDemo.FillAsync(city, stop);
        await OfficeDemo.FillAsync(city, stop);
        await StateDemo.FillAsync(city, stop);
    }

    static IEnumerable<Talent> Talents(DemoCity city)
    {
        var ranks = new Dictionary<string, int>();
        foreach (var group in city.Population.Groups.Where(group => group.Kind == DemoGroupKind.Specialists))
            foreach (var person in city.Population.PeopleOf(group))
            {
                var random = city.RandomFor("talent", person.Number);
                var unit = group.Unit;
                var category = unit?.Sort switch
                {
                    null or DemoUnitSort.Cooperative => "5",
                    DemoUnitSort.Enterprise or DemoUnitSort.StateFirm => random.Weighted(("2", 30), ("3", 40), ("4", 30)),
                    DemoUnitSort.Township => random.Weighted(("5", 60), ("6", 40)),
                    DemoUnitSort.Organ => "1",
                    _ => "3",
                };
                var isSenior = person.AgeOn(Today) > 42;
                var domain = unit?.Sort switch
                {
                    null or DemoUnitSort.Cooperative or DemoUnitSort.Township => category == "6" ? "14" : "06",
                    DemoUnitSort.School => "10",
                    DemoUnitSort.Hospital => "11",
                    DemoUnitSort.StateFirm => random.Pick(["07", "08", "09"]),
                    DemoUnitSort.Organ => random.Pick(["07", "09", "13", "14"]),
                    _ => DomainOfFirm(unit.Name),
                };
                var level = unit is null ? random.Weighted(((string?)null, 75), ("3", 20), ("2", 5)) : isSenior ? random.Weighted(((string?)"11", 16), ("12", 44), ("2", 38), (null, 2)) : random.Weighted(((string?)"12", 18), ("2", 52), ("3", 26), (null, 4));
                var grade = category == "5" ? random.Weighted(("E", 12), ("F", 88)) : level switch
                {
                    "11" => random.Weighted(("B", 3), ("C", 17), ("D", 50), ("E", 30)),
                    "12" => random.Weighted(("C", 2), ("D", 20), ("E", 58), ("F", 20)),
                    _ => random.Weighted(("D", 2), ("E", 28), ("F", 70)),
                };
                var path = group.Home.Path;
                yield return new(person, city.IdFor("talent", person.Number), path, ranks[path] = ranks.GetValueOrDefault(path) + 1, category, grade, domain, TitleOf(domain, category, level), level,
                    DemoSchools.For(person.Education, random, unit?.Sort == DemoUnitSort.Hospital));
            }
    }

    public static string DomainOfFirm(string name)
    {
        foreach (var (words, domain) in (ReadOnlySpan<(string, string)>)[("电子", "02"), ("材 瓷", "03"), ("能源 环保", "04"), ("药业", "05"), ("茶业 果业 食品 农业 乳业", "06"), ("物流 商贸", "15"), ("文化 幼儿", "12"), ("服务中心 协会 商会", "14")])
            if (words.Split(' ').Any(word => name.Contains(word, StringComparison.Ordinal)))
                return domain;
        return "01";
    }

    static string? TitleOf(string domain, string category, string? level) => level is null ? null : (category, domain) switch
    {
        ("4", _) => level switch { "11" or "12" => "高级技师", "2" => "技师", _ => "高级工" },
        ("6", _) => level switch { "11" or "12" => "高级社会工作师", "2" => "社会工作师", _ => "助理社会工作师" },
        (_, "10") => level switch { "11" => "正高级教师", "12" => "高级教师", "2" => "一级教师", _ => "二级教师" },
        (_, "11") => level switch { "11" => "主任医师", "12" => "副主任医师", "2" => "主治医师", _ => "医师" },
        (_, "06") => level switch { "11" => "正高级农艺师", "12" => "高级农艺师", "2" => "农艺师", _ => "助理农艺师" },
        (_, "09") => level switch { "11" => "正高级会计师", "12" => "高级会计师", "2" => "会计师", _ => "助理会计师" },
        (_, "13" or "14" or "12" or "15") => level switch { "11" => "正高级经济师", "12" => "高级经济师", "2" => "经济师", _ => "助理经济师" },
        _ => level switch { "11" => "正高级工程师", "12" => "高级工程师", "2" => "工程师", _ => "助理工程师" },
    };

    static string WorkplaceOf(Talent talent, DemoRandom random)
    {
        var (person, unit) = (talent.Person, talent.Person.Group.Unit);
        return unit?.Sort switch
        {
            null => person.Group.Home.Name + random.Pick(["种植大户", "养殖大户", "家庭农场主", "果蔬种植能手", "手工艺传承人", "电商带头人"]),
            DemoUnitSort.School => unit.Name + random.Pick(["教师", "教师", "年级组长", "学科带头人"]),
            DemoUnitSort.Hospital => unit.Name + random.Pick(["内科医师", "外科主任", "儿科医师", "检验科主任", "护理部主任", "麻醉科医师"]),
            DemoUnitSort.Cooperative => unit.Name + random.Pick(["理事长", "技术员"]),
            DemoUnitSort.Organ => unit.Name + random.Pick(["专业技术岗位人员", "信息中心主任"]),
            DemoUnitSort.Township => unit.Name + random.Pick(["农业综合服务中心技术员", "社会工作站站长"]),
            _ => unit.Name + talent.Category switch { "2" => random.Pick(["总经理", "副总经理", "财务总监", "营销总监"]), "4" => random.Pick(["车间技师", "设备维修班长", "工匠工作室负责人"]), _ when talent.Domain is "12" or "14" or "15" => random.Pick(["运营总监", "项目主管", "信息化工程师"]), _ => random.Pick(["总工程师", "研发部部长", "高级研发工程师", "工艺工程师"]) },
        };
    }

    static string SpecialityOf(Talent talent, DemoRandom random) => talent.Domain switch
    {
        "06" => random.Pick(["柑橘高接换种与病虫害绿色防控", "茶叶加工工艺改良，带动农户增收", "生猪标准化养殖", "食用菌菌种选育", "中药材仿野生种植"]),
        "10" => random.Pick(["高中数学教学与竞赛辅导", "乡村小规模学校课程建设", "心理健康教育", "中职机电专业实训教学"]),
        "11" => random.Pick(["心血管介入治疗", "微创骨科手术", "基层慢性病管理", "危重新生儿救治", "中医针灸治疗颈肩腰腿痛"]),
        "07" or "08" => random.Pick(["山区公路边坡治理", "中小河流综合整治", "老旧小区改造设计", "装配式建筑施工管理"]),
        "09" => random.Pick(["国有企业投融资管理", "管理会计与内部控制", "政府专项债项目策划"]),
        "14" or "13" => random.Pick(["矛盾纠纷多元化解", "社区治理项目策划", "基层法律服务"]),
        "02" => random.Pick(["嵌入式控制系统开发", "电子元器件封装测试", "工业互联网平台运维"]),
        "03" => random.Pick(["高性能陶瓷材料研发", "竹基复合材料制备", "特种建材配方优化"]),
        "04" => random.Pick(["动力电池回收利用", "分布式光伏系统设计", "工业废水深度处理"]),
        "05" => random.Pick(["中药提取工艺优化", "药品质量控制", "中药材炮制"]),
        "12" => random.Pick(["旅游文创产品设计", "乡村旅游线路策划", "非遗技艺传承"]),
        "15" => random.Pick(["冷链物流体系建设", "农村电商运营", "供应链管理"]),
        _ => random.Pick(["精密模具设计", "工业机器人集成应用", "数控加工编程", "智能化产线改造", "纺织面料新工艺"]),
    };

    /// <summary>A member of the place's leading team.</summary>
    static string? LeaderOf(DemoCity city, Talent talent, DemoRandom random)
    {
        var place = city.Localities.LineOf(talent.Person.Group.Home).Last(above => above.Kind <= LocalityKind.County);
        var team = city.Population.Groups.FirstOrDefault(group => group.Kind == DemoGroupKind.Officials && group.Home == place && group.Unit!.Sort == DemoUnitSort.Team);
        return team is null ? null : city.Population.Person(team, random.Next(team.Count)).Name;
    }

    /// <summary>Last year's and this year's. Planted: now and then a professional with too few hours, or too few of them in the own field.</summary>
    static IEnumerable<(Talent Talent, string Title, string Kind, int Hours, DateOnly On)> Learning(DemoCity city, Talent talent)
    {
        var random = city.RandomFor("learning", talent.Person.Number);
        if (talent.Category != "3" || !random.Chance(0.8)) yield break;
        foreach (var year in (int[])[Today.Year - 1, Today.Year])
        {
            var (special, common) = random.Chance(0.05) ? (40, 40) : random.Chance(0.03) ? (36, 24) : (random.Next(60, 80), random.Next(30, 40));
            yield return (talent, $"{SpecialityOf(talent, random)}新进展", "1", special, new DateOnly(year, random.Next(3, 10), random.Next(1, 28)));
            yield return (talent, $"{year} 年公需科目", "2", common, new DateOnly(year, random.Next(3, 10), random.Next(1, 28)));
        }
    }

    static IEnumerable<(Talent Talent, string Kind, string Level, string Title, DateOnly On)> Achievements(DemoCity city, Talent talent)
    {
        var random = city.RandomFor("achievements", talent.Person.Number);
        var count = talent.Grade switch { "B" or "C" => random.Next(3, 7), "D" => random.Next(1, 5), "E" => random.Next(0, 3), _ => random.Chance(0.25) ? 1 : 0 };
        for (var i = 0; i < count; i++)
        {
            var kind = talent.Category switch { "4" => random.Pick(["6", "3", "2"]), "5" => random.Pick(["5", "9", "3"]), _ when talent.Domain is "09" or "10" or "12" or "13" or "14" or "15" => random.Weighted(("1", 60), ("4", 25), ("9", 15)), _ => random.Weighted(("1", 35), ("2", 20), ("3", 15), ("4", 20), ("5", 6), ("7", 4)) };
            var subject = SpecialityOf(talent, random);
            var title = kind switch
            {
                "1" => $"论文《{subject}研究》", "2" => $"发明专利：一种用于{subject}的方法", "3" => $"“{subject}”获科学技术进步奖", "4" => $"科研项目：{subject}关键技术", "5" => $"{subject}成果转化应用",
                "6" => "职业技能大赛获奖", "7" => $"《{subject}技术规程》", _ => $"{subject}示范推广",
            };
            yield return (talent, kind, talent.Grade switch { "B" or "C" => random.Pick(["1", "2", "2"]), "D" => random.Pick(["2", "3"]), _ => random.Pick(["3", "4", "9"]) }, title, Month(random.Day(new(2016, 1, 1), Today.AddMonths(-1))));
        }
    }

    static IEnumerable<(Talent Talent, string Kind, DateOnly On, string Content, string By, DateOnly? DoneOn)> Services(DemoCity city, Talent talent)
    {
        var random = city.RandomFor("services", talent.Person.Number);
        var count = talent.Grade switch { "A" or "B" or "C" => random.Next(2, 6), "D" => random.Next(1, 4), _ => random.Chance(0.3) ? 1 : 0 };
        var place = city.Localities.LineOf(talent.Person.Group.Home).Last(above => above.Kind <= LocalityKind.County).Name;
        for (var i = 0; i < count; i++)
        {
            var on = random.Day(new(2023, 1, 1), Today.AddDays(-3));
            var (kind, content, by) = random.Pick<(string, string, string)>(
            [
                ("1", "春节前走访慰问，听取意见建议", "委人才办"), ("2", "子女小学入学协调", "教育体育局"), ("3", "申请人才公寓", "住房和城乡建设局"), ("4", "年度健康体检", "卫生健康局"),
                ("5", "配偶就业推荐", "人力资源和社会保障局"), ("6", "安家补助兑现", "财政局"), ("7", "科技项目申报辅导", "科学技术局"), ("8", "户口迁移和社保接续", "人力资源和社会保障局"),
            ]);
            var done = on.AddDays(random.Next(1, 45));
            yield return (talent, kind, on, content, by == "委人才办" ? place + by : place[..^1] + place[^1] + by, done < Today && random.Chance(0.96) ? done : null);
        }
    }

    static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
