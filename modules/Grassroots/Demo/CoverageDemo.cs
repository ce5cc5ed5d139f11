namespace OrgWork.Grassroots;

/// <summary>Units to be covered in the invented city: its enterprises, cooperatives and societies, with small ones beside them; clusters, instructors, what these did. Planted: units that should have an organisation and have none, instructors who do not come.</summary>
static class CoverageDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly string[] Small = ["农资经营部", "百货超市", "快递服务部", "装饰工程部", "餐饮店", "汽车修理厂", "职业培训学校", "口腔诊所", "会计事务所", "志愿服务协会", "养殖协会", "律师事务所"];
    static readonly string[] SmallIndustries = ["13", "13", "07", "10", "13", "08", "01", "02", "04", "16", "15", "03"];

    sealed record Unit(Guid Id, Guid LegalId, string Name, string Path, string Kind, string Industry, Guid? Organisation, int Members, int Staff, int Number, int Rank);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var organisationOf = plan.Organisations.Where(one => one.Unit is not null).GroupBy(one => one.Unit!.Id).ToDictionary(same => same.Key, same => (First: same.First(), Members: same.Sum(one => one.MemberCount)));
        var townships = city.Localities.Below(city.Localities.Roots.First()).Where(place => place.Kind == LocalityKind.Township).ToList();
        var units = Units(city, organisationOf, townships).ToList();
        var clusters = townships.Where((_, n) => n % 2 == 0).Select((place, n) => (Place: place, Kind: $"{n % 5 + 1}", Id: city.IdFor("cluster", n), Number: n)).ToList();
        var clusterAt = clusters.ToDictionary(cluster => cluster.Place.Path);
        await city.CopyAsync("grassroots.cluster", clusters.Select(cluster => new
        {
            id = cluster.Id, locality_path = cluster.Place.Path, rank_order = 10, kind = cluster.Kind, owner = Names.Make(city.RandomFor("cluster", cluster.Number), true, 1974), due_on = Today.AddDays(cluster.Number % 5 * 40 - 60),
            name = cluster.Place.Name.TrimEnd('镇', '乡') + cluster.Kind switch { "1" => "开发区", "2" => "工业园", "3" => "商圈", "4" => "商务大厦", _ => "农贸市场" },
            organisation_id = cluster.Number % 3 == 0 ? plan.Organisations.FirstOrDefault(one => one.Locality == cluster.Place && one.Unit is null)?.Id : null,
        }), stop);
        await city.CopyAsync("grassroots.establishment", units.Select(unit =>
        {
            var random = city.RandomFor("establishment", unit.Number);
            var isOwing = unit.Organisation is null && unit.Members >= 3;
            return new
            {
                id = unit.Id, locality_path = unit.Path, rank_order = unit.Rank, name = unit.Name, name_pinyin = Pinyin.Of(unit.Name), name_initials = Pinyin.Initials(unit.Name), kind = unit.Kind, industry = unit.Industry,
                // Now and then one was typed wrong.
                credit_code = CreditCodes.For(unit.LegalId, unit.Kind switch { "2" => "52", "3" => "93", _ => "91" }, isWrong: unit.Number % 37 == 11), opened_on = random.Day(new(2006, 1, 1), new(2024, 12, 31)), staff = unit.Staff, members = unit.Members, full_members = unit.Members,
                cluster_id = clusterAt.TryGetValue(unit.Path, out var cluster) && unit.Number % 2 == 0 ? cluster.Id : (Guid?)null,
                is_listed = unit.Organisation is null && unit.Members is 1 or 2 && random.Chance(0.15), owner_name = Names.Make(random, random.Chance(0.8), 1972), owner_is_member = random.Chance(0.3), has_union = unit.Staff > 25 && random.Chance(0.7), has_league = unit.Staff > 40 && random.Chance(0.5),
                organisation_id = unit.Organisation, reason_without = isOwing ? random.Pick(["2", "3", "4", "5"]) : unit.Organisation is null && unit.Members > 0 ? "1" : null, responsible = isOwing && random.Chance(0.8) ? Names.Make(random, true, 1980) : null,
                due_on = isOwing && random.Chance(0.8) ? Today.AddDays(random.Next(-60, 120)) : (DateOnly?)null, rating = unit.Organisation is null ? null : random.Weighted(("1", 50), ("2", 42), ("3", 8)), stage = unit.Kind == "1" ? unit.Staff > 100 ? "3" : unit.Staff > 12 ? "2" : "1" : null,
                checked_on = random.Chance(0.9) ? random.Day(new(2026, 1, 10), new(2026, 11, 10)) : random.Day(new(2024, 6, 1), new(2025, 10, 1)), address = city.Localities.AtPath(unit.Path)?.Name,
                // Where nobody is sent, every second one is some leader's contact point.
                contact_leader = unit.Organisation is null && unit.Number % 20 == 3 ? Names.Make(city.RandomFor("contact", unit.Number), true, 1976) : null, contact_since = unit.Organisation is null && unit.Number % 20 == 3 ? new DateOnly(2026, 3, 9) : (DateOnly?)null,
            };
        }), stop);

        var perTownship = townships.SelectMany((place, n) => Enumerable.Range(0, 3).Select(k => (Place: place, Number: n * 3 + k))).ToList();
        await city.CopyAsync("grassroots.instructor", perTownship.Select(one =>
        {
            var random = city.RandomFor("instructor", one.Number);
            var name = Names.Make(random, random.Chance(0.6), 1985);
            return new { id = city.IdFor("instructor", one.Number), locality_path = one.Place.Path, rank_order = one.Number % 3 + 1, name, name_pinyin = Pinyin.OfName(name), name_initials = Pinyin.InitialsOfName(name), work_unit = one.Place.Name + random.Pick(["党建办", "经济发展办", "综合行政执法队", "市场监管所"]), post = random.Pick(["一级科员", "副主任", "所长", "干部"]) };
        }), stop);
        var at = townships.Select((place, n) => (place.Path, n)).ToDictionary(pair => pair.Path, pair => pair.n);
        Guid? InstructorOf(Unit unit) => city.Localities.AtPath(unit.Path) is { } place && city.Localities.LineOf(place).LastOrDefault(up => up.Kind == LocalityKind.Township) is { } township && unit.Number % 10 != 3 ? city.IdFor("instructor", at[township.Path] * 3 + unit.Number % 3) : null;
        var sent = units.Select(unit => (Unit: unit, Instructor: InstructorOf(unit))).Where(pair => pair.Instructor is not null).ToList();
        await city.CopyAsync("grassroots.instructor_assignment", sent.Select((pair, n) => new
        {
            id = city.IdFor("assignment", n), establishment_id = pair.Unit.Id, locality_path = pair.Unit.Path, rank_order = 1, instructor_id = pair.Instructor, began_on = new DateOnly(2026, 2, 20), due_on = new DateOnly(2028, 2, 19), document_no = "云非公工委〔2026〕2号",
        }), stop);
        // A leader comes to the contact point as an instructor does.
        await city.CopyAsync("grassroots.instructor_log", sent.Select(pair => pair.Unit).Concat(units.Where(unit => unit.Organisation is null && unit.Number % 20 == 3)).SelectMany(unit => Logs(city, unit)).Select((log, n) => new
        {
            id = city.IdFor("instructor log", n), establishment_id = log.Unit.Id, locality_path = log.Unit.Path, rank_order = -log.On.DayNumber, instructor_id = InstructorOf(log.Unit), happened_on = log.On, kind = n % 4 == 0 ? "2" : n % 9 == 0 ? "3" : "1", service = n % 5 == 0 ? "2" : n % 11 == 0 ? "4" : "1",
            content = (n % 4) switch { 0 => "组织党员和骨干职工集中学习", 1 => "走访单位，了解党员和生产经营情况", 2 => "指导规范组织生活和党员名册", _ => "宣传惠企政策，收集困难" },
            problem = n % 13 == 0 ? "党员组织关系没有转入" : null, request = n % 17 == 0 ? "希望协调用工和用地手续" : null, department = n % 17 == 0 ? "县营商环境局" : null, referred_on = n % 17 == 0 ? log.On : (DateOnly?)null, reply = n % 34 == 0 ? "已上门办理" : null, replied_on = n % 34 == 0 ? log.On.AddDays(5) < Today ? log.On.AddDays(5) : Today : (DateOnly?)null,
        }), stop);
    }

    static IEnumerable<(Unit Unit, DateOnly On)> Logs(DemoCity city, Unit unit)
    {
        var random = city.RandomFor("instructor log", unit.Number);
        // Some come no more since summer.
        var last = random.Chance(0.12) ? 7 : 11;
        for (var month = 6; month <= last; month++)
            if (random.Chance(0.85)) yield return (unit, new(2026, month, random.Next(2, month == 11 ? 19 : 28)));
    }

    static IEnumerable<Unit> Units(DemoCity city, Dictionary<Guid, (PlannedOrganisation First, int Members)> organisationOf, List<Locality> townships)
    {
        var n = 0;
        foreach (var unit in city.Units.Where(unit => unit.Sort is DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.Society))
        {
            var random = city.RandomFor("unit covered", n);
            var known = organisationOf.TryGetValue(unit.Id, out var own);
            yield return new(city.IdFor("establishment", n), unit.Id, unit.Name, unit.Locality.Path, unit.Sort switch { DemoUnitSort.Enterprise => "1", DemoUnitSort.Society => "2", _ => "3" }, unit.Sort switch { DemoUnitSort.Enterprise => random.Pick(["12", "10", "07", "09", "06", "11"]), DemoUnitSort.Society => random.Pick(["15", "16", "01"]), _ => "14" },
                known ? own.First.Id : null, known ? own.Members : random.Next(0, 3), random.Next(8, 60) * (unit.Sort == DemoUnitSort.Enterprise ? 4 : 1) + 3, n++, unit.RankOrder);
        }
        foreach (var place in townships)
            for (var k = 0; k < 4; k++)
            {
                var random = city.RandomFor("unit covered", n);
                var sort = random.Next(Small.Length);
                var members = random.Weighted((0, 55), (1, 20), (2, 10), (3, 9), (5, 6));
                yield return new(city.IdFor("establishment", n), city.IdFor("establishment", n), place.Name.TrimEnd('镇', '乡') + random.Pick(["兴盛", "顺达", "惠民", "金桥", "同心"]) + Small[sort], place.Path, SmallIndustries[sort] is "15" or "16" ? "2" : "1", SmallIndustries[sort], null, members, random.Next(4, 40) + members, n++, 100 + k);
            }
    }
}
