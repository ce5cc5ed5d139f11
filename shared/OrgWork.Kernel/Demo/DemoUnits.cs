namespace OrgWork.Kernel;

/// <summary>A unit (机构) of the invented city.</summary>
/// <param name="Leaders">posts of its leading team; the first people of the unit hold them, in order</param>
/// <param name="StaffWeight">its share of everybody else</param>
public sealed record DemoUnit(Guid Id, Guid? ParentId, string Code, string Name, string ShortName, DemoUnitSort Sort, string Kind, Locality Locality, int RankOrder, int Leaders, int StaffWeight)
{
    /// <summary>Paid by the state: its people are in the organisation department's files.</summary>
    public bool HasCadres => Sort is not (DemoUnitSort.Group or DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.Society);
}

/// <summary>What the code table of units does not tell apart and a city does.</summary>
public enum DemoUnitSort
{
    /// <summary>A heading in the tree, without people.</summary>
    Group,
    /// <summary>A leading team (领导班子), whose members have their offices elsewhere.</summary>
    Team,
    Organ, Township, School, Hospital, StateFirm, Enterprise, Cooperative, Society,
}

/// <summary>Invents the units of every place, in the order in which they stand by custom.</summary>
public static class DemoUnits
{
    /// <param name="Name">after the name of the place; {0} is what the place's organs call themselves: 市, 县, 区</param>
    /// <param name="IsBasic">no place does without it</param>
    sealed record Plan(string Group, string Name, string Kind, int Leaders, int Staff, bool IsBasic = false, bool OnlyCity = false, bool OnlyCounty = false);

    static readonly Plan[] Plans =
    [
        new("{0}委机关和部门", "{0}委领导班子", "1001", 10, 0, IsBasic: true),
        new("{0}委机关和部门", "{0}纪委监委机关", "31", 5, 14, IsBasic: true),
        new("{0}委机关和部门", "{0}委办公室", "3202", 4, 8, IsBasic: true),
        new("{0}委机关和部门", "{0}委组织部", "3203", 5, 10, IsBasic: true),
        new("{0}委机关和部门", "{0}委宣传部", "3204", 4, 7),
        new("{0}委机关和部门", "{0}委统战部", "3205", 4, 5),
        new("{0}委机关和部门", "{0}委政法委", "32FF", 4, 6),
        new("{0}委机关和部门", "{0}委巡察工作领导小组办公室", "32FF", 3, 4),
        new("{0}委机关和部门", "{0}直属机关工作委员会", "32FF", 3, 4),
        new("{0}委机关和部门", "{0}委机构编制委员会办公室", "32FF", 3, 4),
        new("{0}委机关和部门", "{0}委老干部局", "32FF", 2, 4, OnlyCity: true),
        new("{0}委机关和部门", "{0}委党校", "41", 3, 6),
        new("{0}委机关和部门", "{0}档案馆", "41", 2, 3),
        new("{0}人大、政协机关", "{0}人大常委会领导班子", "1003", 5, 0, IsBasic: true),
        new("{0}人大、政协机关", "{0}人大机关", "33", 3, 5),
        new("{0}人大、政协机关", "{0}政协领导班子", "1005", 5, 0, IsBasic: true),
        new("{0}人大、政协机关", "{0}政协机关", "35", 3, 5),
        new("{0}政府机关和部门", "{0}政府领导班子", "1004", 6, 0, IsBasic: true),
        new("{0}政府机关和部门", "{0}政府办公室", "3401", 5, 10, IsBasic: true),
        new("{0}政府机关和部门", "{0}发展和改革局", "34", 4, 9),
        new("{0}政府机关和部门", "{0}教育体育局", "34", 4, 8),
        new("{0}政府机关和部门", "{0}科学技术局", "34", 3, 4),
        new("{0}政府机关和部门", "{0}工业和信息化局", "34", 4, 6),
        new("{0}政府机关和部门", "{0}公安局", "34", 6, 24),
        new("{0}政府机关和部门", "{0}民政局", "34", 4, 6),
        new("{0}政府机关和部门", "{0}司法局", "34", 4, 8),
        new("{0}政府机关和部门", "{0}财政局", "34", 4, 12),
        new("{0}政府机关和部门", "{0}人力资源和社会保障局", "34", 4, 10),
        new("{0}政府机关和部门", "{0}自然资源局", "34", 4, 9),
        new("{0}政府机关和部门", "{0}生态环境局", "34", 3, 6, OnlyCity: true),
        new("{0}政府机关和部门", "{0}住房和城乡建设局", "34", 4, 9),
        new("{0}政府机关和部门", "{0}交通运输局", "34", 4, 8),
        new("{0}政府机关和部门", "{0}水务局", "34", 3, 7),
        new("{0}政府机关和部门", "{0}农业农村局", "34", 4, 12),
        new("{0}政府机关和部门", "{0}商务局", "34", 3, 4),
        new("{0}政府机关和部门", "{0}文化和旅游局", "34", 4, 6),
        new("{0}政府机关和部门", "{0}卫生健康局", "34", 4, 8),
        new("{0}政府机关和部门", "{0}退役军人事务局", "34", 3, 4),
        new("{0}政府机关和部门", "{0}应急管理局", "34", 4, 7),
        new("{0}政府机关和部门", "{0}审计局", "34", 3, 7),
        new("{0}政府机关和部门", "{0}市场监督管理局", "34", 4, 14),
        new("{0}政府机关和部门", "{0}统计局", "34", 3, 5),
        new("{0}政府机关和部门", "{0}林业和草原局", "34", 3, 6),
        new("{0}政府机关和部门", "{0}医疗保障局", "34", 3, 4),
        new("{0}政府机关和部门", "{0}信访局", "34", 3, 4),
        new("{0}政府机关和部门", "{0}政务服务中心", "41", 2, 5),
        new("{0}政府机关和部门", "{0}国有资产监督管理委员会", "34", 3, 4, OnlyCity: true),
        new("{0}政府机关和部门", "{0}经济开发区", "3480", 3, 6, OnlyCounty: true),
        new("法院、检察院", "{0}人民法院", "36", 4, 14),
        new("法院、检察院", "{0}人民检察院", "37", 4, 10),
        new("群众团体", "{0}总工会", "3901", 3, 4),
        new("群众团体", "共青团{0}委", "3902", 2, 3),
        new("群众团体", "{0}妇女联合会", "3903", 2, 3),
        new("群众团体", "{0}工商业联合会", "38", 2, 3),
        new("群众团体", "{0}科学技术协会", "39FF", 2, 2),
        new("群众团体", "{0}残疾人联合会", "39FF", 2, 3),
        new("{0}属企业、学校、医院", "城乡建设投资集团有限公司", "5001", 4, 8),
        new("{0}属企业、学校、医院", "交通投资集团有限公司", "5001", 4, 6, OnlyCity: true),
        new("{0}属企业、学校、医院", "水务集团有限公司", "5001", 3, 5),
        new("{0}属企业、学校、医院", "职业技术学院", "42", 4, 6, OnlyCity: true),
        new("{0}属企业、学校、医院", "第一中学", "42", 3, 2),
        new("{0}属企业、学校、医院", "第二中学", "42", 3, 2),
        new("{0}属企业、学校、医院", "实验小学", "42", 2, 1),
        new("{0}属企业、学校、医院", "人民医院", "42", 4, 3),
        new("{0}属企业、学校、医院", "中医医院", "42", 3, 2),
    ];

    static readonly Plan[] ZonePlans =
    [
        new("", "党工委、管委会", "3480", 5, 14), new("", "投资发展有限公司", "5001", 3, 5),
    ];

    static readonly string[] Trades = ["茶业", "果业", "食品", "建材", "纺织", "机械制造", "电子科技", "新能源", "新材料", "药业", "物流", "竹木制品", "农业科技", "包装印务", "家居", "文化传媒", "商贸", "环保科技", "乳业", "服饰"];
    static readonly string[] Marks = ["云溪", "江汇", "临川", "望云", "青禾", "岭秀", "锦程", "鸿远", "瑞泽", "恒泰", "嘉禾", "润丰", "华岚", "金穗", "盛达", "天和", "宏图", "远航", "百川", "晨光", "星火", "同兴", "德盛", "佳源", "众合", "智联", "绿野", "泉兴", "松源", "惠民"];

    public static IReadOnlyList<DemoUnit> Make(LocalityTree tree, DemoCounts counts, int seed)
    {
        var random = new DemoRandom(DemoRandom.SeedOf(seed, "units"));
        var units = new List<DemoUnit>();
        var names = new HashSet<string>();
        var city = tree.Roots.First();
        var townships = tree.Below(city).Where(place => place.Kind == LocalityKind.Township).ToList();
        Organs(units, city, counts, seed);
        foreach (var county in tree.ChildrenOf(city))
        {
            Organs(units, county, counts, seed);
            foreach (var township in tree.ChildrenOf(county))
            {
                Add(units, seed, township, null, township.Name, township.ShortName, DemoUnitSort.Township, "3", leaders: 9, staff: 12);
                if (counts.IsBare && township.RankOrder > 1) continue;
                Add(units, seed, township, null, township.Name + "中心学校", township.Name + "中心学校", DemoUnitSort.School, "42", leaders: 2, staff: 1);
                Add(units, seed, township, null, township.Name + "卫生院", township.Name + "卫生院", DemoUnitSort.Hospital, "42", leaders: 2, staff: 1);
            }
        }
        for (var e = 0; e < counts.Enterprises; e++)
        {
            var township = townships[e % townships.Count];
            var (name, sort, kind) = random.Weighted(("company", 70), ("cooperative", 20), ("society", 10)) switch
            {
                "company" => (Unused(() => $"{city.ShortName}{random.Pick(Marks)}{random.Pick(Trades)}有限公司"), DemoUnitSort.Enterprise, "5"),
                "cooperative" => (Unused(() => $"{tree.Find(township.ParentId!.Value)!.ShortName}{random.Pick(Marks)}{random.Pick(["种植", "养殖", "茶叶", "水果", "蔬菜", "中药材"])}专业合作社"), DemoUnitSort.Cooperative, "5"),
                _ => (Unused(() => $"{township.ShortName}{random.Pick(["商会", "养老服务中心", "志愿服务协会", "社会工作服务中心", "果业协会", "茶业协会", "物流协会", "幼儿园"])}"), DemoUnitSort.Society, "6"),
            };
            Add(units, seed, township, null, name, name.Replace("有限公司", "").Replace(city.ShortName, ""), sort, kind, leaders: 0, staff: 0);
        }
        return units;

        string Unused(Func<string> invent)
        {
            for (var tries = 0; ; tries++)
            {
                var name = invent();
                // Where the words run out, a number keeps names apart.
                if (tries >= 50) name = name.EndsWith("有限公司", StringComparison.Ordinal) ? name.Replace("有限公司", $"（{tries}）有限公司") : $"{name}（{tries / 50 + 1}）";
                if (names.Add(name)) return name;
            }
        }
    }

    static void Organs(List<DemoUnit> units, Locality place, DemoCounts counts, int seed)
    {
        var isZone = place.Code[4..] is "71" or "72";
        if (isZone)
        {
            foreach (var plan in ZonePlans)
                Add(units, seed, place, null, plan.Name is [.., '会'] ? place.Name + plan.Name : "云江" + place.ShortName + plan.Name, plan.Name, SortOf(plan), plan.Kind, plan.Leaders, plan.Staff);
            return;
        }
        var isCity = place.Kind == LocalityKind.City;
        var organ = place.Name[^1..];
        Guid? group = null;
        var groupName = "";
        foreach (var plan in Plans.Where(plan => (isCity ? !plan.OnlyCounty : !plan.OnlyCity)
            && (!counts.IsBare || (isCity ? plan.Kind is "3202" or "3203" : plan.IsBasic || plan.Kind == "36" || plan.Name == "人民医院" || plan.Name is "{0}财政局" or "{0}农业农村局" or "第一中学"))))
        {
            if (groupName != plan.Group)
            {
                groupName = plan.Group;
                var name = string.Format(groupName, organ);
                var groupKind = plan.Group switch { "群众团体" => "39", [.., '医', '院'] => "F", _ => "3" };
                group = Add(units, seed, place, null, (name.StartsWith(organ, StringComparison.Ordinal) ? place.Name[..^1] : place.Name) + name, name, DemoUnitSort.Group, groupKind, 0, 0);
            }
            var shortName = string.Format(plan.Name, organ);
            // 共青团云江市委, 云江市财政局, 临溪县第一中学
            var full = plan.Name.StartsWith("{0}", StringComparison.Ordinal) ? place.Name[..^1] + shortName : plan.Name.Contains("{0}") ? plan.Name.Replace("{0}", place.Name) : place.Name + plan.Name;
            if (isCity && plan.Kind == "36") full = "云江市中级人民法院";
            Add(units, seed, place, group, full, shortName, SortOf(plan), plan.Kind, isCity && plan.Leaders > 2 ? plan.Leaders + 1 : plan.Leaders, isCity ? plan.Staff * 2 : plan.Staff);
        }
    }

    static DemoUnitSort SortOf(Plan plan) => plan.Kind switch
    {
        "1001" or "1003" or "1004" or "1005" => DemoUnitSort.Team,
        "5001" => DemoUnitSort.StateFirm,
        "42" => plan.Name.EndsWith("医院", StringComparison.Ordinal) ? DemoUnitSort.Hospital : DemoUnitSort.School,
        _ => DemoUnitSort.Organ,
    };

    static Guid Add(List<DemoUnit> units, int seed, Locality place, Guid? parent, string name, string shortName, DemoUnitSort sort, string kind, int leaders, int staff)
    {
        var order = units.Count == 0 || units[^1].Locality != place ? 1 : units[^1].RankOrder + 1;
        if (order == 1) order = units.Where(unit => unit.Locality == place).Select(unit => unit.RankOrder).DefaultIfEmpty().Max() + 1;
        var unit = new DemoUnit(DemoIds.Make(seed, "unit", units.Count), parent, $"{place.Code}-{order:000}", name, shortName, sort, kind, place, order, leaders, staff);
        units.Add(unit);
        return unit.Id;
    }
}

/// <summary>Ids that follow one another, so that writing them is quick, and are the same for the same seed.</summary>
public static class DemoIds
{
    public static Guid Make(int seed, string part, long number)
    {
        var stream = DemoRandom.SeedOf(seed, part);
        // Version 8 of RFC 9562: made by us.
        return new Guid((uint)(stream >> 32), (ushort)(stream >> 16), (ushort)(0x8000 | (stream & 0x0FFF)), (byte)(0x80 | (number >> 56 & 0x3F)), (byte)(number >> 48), (byte)(number >> 40), (byte)(number >> 32), (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
    }
}
