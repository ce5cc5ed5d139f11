namespace OrgWork.Kernel;

/// <summary>A locality before it has its id.</summary>
public sealed record DemoTown(string Code, string Name, string ShortName, LocalityKind Kind, string? ParentCode, int RankOrder);

/// <summary>Invents the places of the city. Codes begin with 99, a province that does not exist.</summary>
public static class DemoTowns
{
    static readonly string[] CountyNames =
    [
        "临溪县", "望川县", "青岭区", "云屏县", "南渡县", "鹤鸣县", "碧湾县", "岚河县", "凤林县", "丹溪县", "梅坞县", "锦川县", "龙渊县", "晴川县", "澜桥县",
        "远岫县", "竹影县", "沧浪县", "石泓县", "松涛县",
    ];
    static readonly (string Name, string ShortName)[] Zones = [("云江高新技术产业园", "高新园"), ("云岭山风景区", "风景区")];

    // The first townships of the first counties are those of the drawn screens.
    static readonly Dictionary<string, string[]> KnownTownships = new()
    {
        ["临溪县"] = ["柳溪镇", "石桥镇", "枫岭乡", "南屏镇"], ["望川县"] = ["河湾镇", "清泉镇"], ["青岭区"] = ["白鹭街道", "白石街道"],
    };
    static readonly string[] KnownVillages = ["下坪村", "石湾村", "岭头村", "上屏村", "柳岸社区"];

    static readonly string[] Heads = [.. "柳石枫南河清白青云松竹梅桃杏荷莲银丹碧翠凤鹤鹿双大东西北新永福安望平长高红花泉雁榕枣稻茶盐铁".Select(c => c.ToString())];
    static readonly string[] Tails = [.. "溪桥岭屏湾泉石坪口塘坝垭沙浦渡湖冲堰坊台滩岩沟".Select(c => c.ToString())];
    static readonly string[] VillageHeads = [.. "上下前后东西南北大小新老中横长黄白青红金银石土水竹松柏杨柳桃梨枣桑茶杉双三".Select(c => c.ToString()), "李家", "王家", "张家", "陈家", "赵家", "周家", "吴家", "罗家", "高家", "何家", "马家", "朱家", "胡家", "杨家"];
    static readonly string[] VillageTails = [.. "坪头屏湾桥岸坡塘坝冲垭河田沟岭园庄林井潭滩岩坎铺场寨".Select(c => c.ToString())];
    static readonly string[] CommunityNames = ["东桥", "西街", "柳岸", "滨河", "新城", "文苑", "北门", "南园", "花园", "和顺", "安居", "凤栖", "锦绣", "翠湖", "向阳", "朝晖", "书院", "鼓楼", "东湖", "西苑", "桂花", "幸福", "团结", "友谊", "迎宾", "站前", "城南", "城北", "河东", "河西"];

    public static IReadOnlyList<DemoTown> Make(DemoCounts counts, int seed)
    {
        var random = new DemoRandom(DemoRandom.SeedOf(seed, "towns"));
        List<DemoTown> towns = [new("990100", "云江市", "云江", LocalityKind.City, null, 1)];
        var townshipsLeft = counts.Townships;
        var villagesLeft = counts.Villages;
        var usedTownships = KnownTownships.Values.SelectMany(names => names).ToHashSet();
        for (var c = 0; c < counts.Counties; c++)
        {
            var county = CountyNames[c % CountyNames.Length];
            var isDistrict = county.EndsWith('区');
            // 01–20 are districts, 21–80 counties.
            var countyCode = $"9901{(isDistrict ? 2 + c : 21 + c):00}";
            towns.Add(new(countyCode, county, Short(county, "县", "区"), LocalityKind.County, "990100", c + 1));
            var townships = Share(townshipsLeft, counts.Counties - c);
            townshipsLeft -= townships;
            var villages = Share(villagesLeft, counts.Counties - c);
            villagesLeft -= villages;
            var usedVillages = new HashSet<string>();
            var known = KnownTownships.GetValueOrDefault(county, []);
            for (var t = 0; t < townships; t++)
            {
                var name = t < known.Length ? known[t] : Fresh(usedTownships, () => random.Pick(Heads) + random.Pick(Tails) + (isDistrict ? t < townships * 2 / 3 ? "街道" : "镇" : t == 0 ? "街道" : random.Chance(0.6) ? "镇" : "乡"));
                var code = $"{countyCode}{(name.EndsWith("街道", StringComparison.Ordinal) ? 1 : name.EndsWith('镇') ? 100 : 200) + t:000}";
                towns.Add(new(code, name, Short(name, "街道", "镇", "乡"), LocalityKind.Township, countyCode, t + 1));
                var here = Share(villages, townships - t);
                villages -= here;
                var communities = name.EndsWith("街道", StringComparison.Ordinal) ? here * 3 / 4 : name.EndsWith('镇') ? Math.Min(2, here / 4) : here / 10;
                for (var v = 0; v < here; v++)
                {
                    var isCommunity = v >= here - communities;
                    var village = c == 0 && t == 0 && v == 0 ? KnownVillages[0]
                        : c == 0 && t == 0 && v < 4 && !isCommunity ? KnownVillages[v]
                        : isCommunity ? Fresh(usedVillages, () => random.Pick(CommunityNames) + random.Pick(["", "", "路", "里"]) + "社区")
                        : Fresh(usedVillages, () => random.Pick(VillageHeads) + random.Pick(VillageTails) + "村");
                    usedVillages.Add(village);
                    towns.Add(new($"{code}{(isCommunity ? 1 : 200) + v:000}", village, Short(village, "社区", "村"), LocalityKind.Village, code, v + 1));
                }
            }
        }
        if (!counts.IsBare)
            towns.AddRange(Zones.Select((zone, z) => new DemoTown($"9901{71 + z}", zone.Name, zone.ShortName, LocalityKind.County, "990100", counts.Counties + z + 1)));
        return towns;
    }

    static int Share(int left, int parts) => (left + parts - 1) / parts;

    static string Short(string name, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length + 1)
                return name[..^ending.Length];
        return name;
    }

    static string Fresh(HashSet<string> used, Func<string> invent)
    {
        for (var tries = 0; ; tries++)
        {
            // Where the words run out, a number keeps names apart: 东桥二社区.
            var (name, again) = (invent(), tries / 200);
            if (again > 0) name = name.Insert(name.Length - (name.EndsWith("社区", StringComparison.Ordinal) || name.EndsWith("街道", StringComparison.Ordinal) ? 2 : 1), again < 10 ? "二三四五六七八九十"[again - 1].ToString() : $"{again + 1}");
            if (used.Add(name)) return name;
        }
    }
}
