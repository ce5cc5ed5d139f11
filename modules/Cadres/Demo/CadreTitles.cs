namespace OrgWork.Cadres;

/// <summary>The posts of the invented city, worded as appointment papers word them.</summary>
static class CadreTitles
{
    /// <param name="Level">职务层次; null for those who hold a rank and no leading post</param>
    public sealed record Post(string Name, string? Level, bool IsTeamMember = false);

    static readonly string[] TownshipOffices = ["党政综合办公室", "党建工作办公室", "经济发展办公室", "平安法治办公室", "社会事务办公室", "规划建设办公室", "综合行政执法队", "便民服务中心", "农业综合服务中心"];
    static readonly string[] Sections = ["办公室", "综合科", "政策法规科", "人事科", "业务一科", "业务二科", "监督检查科", "规划财务科", "信息科"];

    public static Post Of(DemoPerson person, DemoRandom random)
    {
        var (unit, seat) = (person.Group.Unit!, person.Seat);
        if (seat >= unit.Leaders) return Staff(unit, person.AgeOn(DemoCity.Today), random);
        return unit.Sort switch
        {
            DemoUnitSort.Team => Team(unit, seat, person.IsMember),
            DemoUnitSort.Township => Township(unit, seat),
            _ => Leader(unit, seat, person.IsMember),
        };
    }

    static Post Team(DemoUnit unit, int seat, bool isMember)
    {
        var place = unit.Locality.Name;
        var organ = place[^1..];
        var isCity = unit.Locality.Kind == LocalityKind.City;
        var group = isMember ? "、党组成员" : "（党外）";
        var title = unit.Kind switch
        {
            "1001" => seat switch
            {
                0 => $"{place}委书记",
                1 => $"{place}委副书记，{organ}人民政府{organ}长、党组书记",
                2 => $"{place}委副书记、政法委书记",
                3 => $"{place}委常委、{organ}纪委书记、{organ}监委主任",
                4 => $"{place}委常委、组织部部长，{organ}委党校校长",
                5 => $"{place}委常委，{organ}人民政府常务副{organ}长、党组副书记",
                6 => $"{place}委常委、宣传部部长",
                7 => $"{place}委常委、统战部部长，{organ}政协党组副书记",
                8 => $"{place}委常委、{organ}委办公室主任",
                9 => isCity ? $"{place}委常委、云江军分区政治委员" : $"{place}委常委、{organ}人武部政治委员",
                _ => $"{place}委常委，{organ}人民政府副{organ}长（挂职）",
            },
            "1003" => seat == 0 ? $"{place}人大常委会主任、党组书记" : $"{place}人大常委会副主任{group}",
            "1004" => seat == 0 && isMember ? $"{place}人民政府副{organ}长、党组成员，{organ}公安局局长" : $"{place}人民政府副{organ}长{group}",
            _ => seat == 0 ? $"{place}政协主席、党组书记" : $"{place}政协副主席{group}",
        };
        var isHead = unit.Kind == "1001" ? seat < 2 : unit.Kind != "1004" && seat == 0;
        return new(title, (isCity, isHead) switch { (true, true) => "1A21", (true, false) => "1A22", (false, true) => "1A31", _ => "1A32" }, IsTeamMember: true);
    }

    static Post Township(DemoUnit unit, int seat)
    {
        var name = unit.Name;
        var isStreet = name.EndsWith("街道", StringComparison.Ordinal);
        var (party, head, deputy) = isStreet ? ("党工委", "办事处主任", "办事处副主任") : ("党委", name[^1] + "长", "副" + name[^1] + "长");
        return seat switch
        {
            0 => new($"{name}{party}书记", "1A41", true),
            1 => new($"{name}{party}副书记、{head}", "1A41", true),
            2 => new(isStreet ? $"{name}人大工委主任" : $"{name}人大主席", "1A41", true),
            3 => new($"{name}{party}副书记、政法委员", "1A42", true),
            4 => new($"{name}{party}委员、纪{(isStreet ? "工" : "")}委书记", "1A42", true),
            5 => new($"{name}{party}委员、组织委员", "1A42", true),
            6 => new($"{name}{party}委员、宣传委员、统战委员", "1A42", true),
            7 => new($"{name}{deputy}", "1A42", true),
            _ => new($"{name}{party}委员、武装部部长、{deputy}", "1A42", true),
        };
    }

    static Post Leader(DemoUnit unit, int seat, bool isMember)
    {
        var isCity = unit.Locality.Kind == LocalityKind.City;
        var (name, head, deputy, council) = WordsOf(unit);
        var isZone = IsZone(unit);
        var isSmall = unit.Locality.Kind == LocalityKind.Township;
        var inCouncil = !isMember ? "" : (council, seat) switch
        {
            ("", _) => "",
            ("党组", 0) => "、党组书记",
            ("党委", 0) => head.StartsWith("党委", StringComparison.Ordinal) ? "" : "、党委副书记",
            ("党工委", 0) => "",
            ("党委" or "党工委", _) => $"、{council}委员",
            _ => $"、{council}成员",
        };
        var level = (isCity, isZone, seat == 0) switch
        {
            (true, _, true) => "1A31",
            (true, _, false) => "1A32",
            (_, true, _) => seat == 0 ? "1A31" : "1A32",
            // The court's and the procuratorate's heads stand half a level above the county's bureaus.
            (_, _, true) => isSmall ? null : unit.Kind is "36" or "37" ? "1A32" : "1A41",
            _ => isSmall ? null : "1A42",
        };
        return new(name + (seat == 0 ? head : deputy) + inCouncil, level, IsTeamMember: true);
    }

    static bool IsZone(DemoUnit unit) => unit.Kind == "3480" && unit.Locality.Kind == LocalityKind.County && unit.ParentId is null;

    /// <summary>What stands before the post, head, deputy, and what their Party group is called. Where the head sits in the standing committee, the first here is the executive deputy.</summary>
    static (string Name, string Head, string Deputy, string Council) WordsOf(DemoUnit unit)
    {
        var (name, place, isSmall) = (unit.Name, unit.Locality.Name, unit.Locality.Kind == LocalityKind.Township);
        return unit.Kind switch
        {
            "31" => (place + "纪委", $"常务副书记、{place[^1]}监委副主任", $"常委、{place[^1]}监委委员", ""),
            "3203" or "3204" or "3205" => (name, "常务副部长", "副部长", "部务会议"),
            "3202" => (name, "常务副主任", "副主任", "室务会议"),
            "33" => (place + "人大常委会", "办公室主任", "办公室副主任", ""),
            "35" => (place + "政协", "秘书长", "办公室主任", ""),
            "3401" => (name, "主任", "副主任", "党组"),
            "36" => (name, "院长", "副院长", "党组"),
            "37" => (name, "检察长", "副检察长", "党组"),
            "3901" or "3903" or "3802" => (name, "主席", "副主席", "党组"),
            "3902" => (name, "书记", "副书记", ""),
            "39FF" => name.Contains("残疾人", StringComparison.Ordinal) ? (name, "理事长", "副理事长", "党组") : (name, "主席", "副主席", "党组"),
            "5001" => (name, "党委书记、董事长", "副总经理", "党委"),
            "3480" => (IsZone(unit) ? place : name, "党工委书记、管委会主任", "管委会副主任", "党工委"),
            _ when name.EndsWith("政法委", StringComparison.Ordinal) => (name, "常务副书记", "副书记", ""),
            _ when name.EndsWith("机关工作委员会", StringComparison.Ordinal) => (name, "常务副书记", "副书记", ""),
            _ when name.EndsWith("党校", StringComparison.Ordinal) => (name, "常务副校长", "副校长", "校委会"),
            _ when name.EndsWith('馆') => (name, "馆长", "副馆长", ""),
            // The chief of police is a deputy head of the government and stands there.
            _ when name.EndsWith("公安局", StringComparison.Ordinal) => (name, "党委副书记、常务副局长", "副局长", "党委"),
            _ when name.EndsWith('局') => (name, "局长", "副局长", unit.Kind == "34" ? "党组" : ""),
            _ when unit.Sort == DemoUnitSort.Hospital => (name, "院长", "副院长", isSmall ? "" : "党委"),
            _ when name.EndsWith("学院", StringComparison.Ordinal) => (name, "院长", "副院长", "党委"),
            _ when unit.Sort == DemoUnitSort.School => (name, "校长", "副校长", isSmall ? "" : "党委"),
            "32FF" => (name, "主任", "副主任", "室务会议"),
            _ => (name, "主任", "副主任", "党组"),
        };
    }

    static Post Staff(DemoUnit unit, int age, DemoRandom random)
    {
        if (unit.Sort is DemoUnitSort.School) return new($"{unit.Name}{random.Pick(["办公室主任", "教务处主任", "德育处主任", "总务处主任"])}", null);
        if (unit.Sort is DemoUnitSort.Hospital) return new($"{unit.Name}{random.Pick(["办公室主任", "医务科科长", "护理部主任", "公共卫生科科长"])}", null);
        if (unit.Sort is DemoUnitSort.StateFirm) return new($"{unit.Name}{random.Pick(["综合部部长", "财务部部长", "工程部副部长", "党群工作部部长"])}", null);
        if (unit.Sort is DemoUnitSort.Township)
            return age > 30 && random.Chance(0.45) ? new($"{unit.Name}{random.Pick(TownshipOffices)}{random.Pick(["主任", "副主任"])}", null) : new($"{unit.Name}{random.Pick(TownshipOffices)}干部", null);
        var section = random.Pick(Sections);
        var prefix = unit.Name.EndsWith("机关", StringComparison.Ordinal) ? unit.Name[..^2] : IsZone(unit) ? unit.Locality.Name + "管委会" : unit.Name;
        if (unit.Locality.Kind != LocalityKind.City && !IsZone(unit))
        {
            // A county's organs have 股, its discipline commission 室.
            section = section.Replace('科', unit.Kind == "31" ? '室' : '股');
            return new(prefix + section + (age > 32 && random.Chance(0.4) ? section[^1] == '股' ? "股长" : "主任" : "干部"), null);
        }
        return age switch
        {
            > 36 when random.Chance(0.55) => new($"{prefix}{section}{(section.EndsWith('科') ? "科长" : "主任")}", "1A41"),
            > 31 when random.Chance(0.6) => new($"{prefix}{section}{(section.EndsWith('科') ? "副科长" : "副主任")}", "1A42"),
            _ => new($"{prefix}{section}干部", null),
        };
    }

    /// <summary>What the unit is called in a résumé: 临溪县委, not 临溪县委领导班子.</summary>
    public static string PlainName(DemoUnit unit) => unit.Kind switch
    {
        "1001" => unit.Locality.Name + "委",
        "1003" => unit.Locality.Name + "人大常委会",
        "1004" => unit.Locality.Name + "人民政府",
        "1005" => unit.Locality.Name + "政协",
        _ => unit.Name,
    };

    /// <summary>The post alone, as it stands beside the unit in a résumé.</summary>
    public static string WithoutUnit(string title, DemoUnit unit)
    {
        foreach (var prefix in (string[])[unit.Name, PlainName(unit), unit.Name.Replace("机关", "", StringComparison.Ordinal), WordsOf(unit).Name, unit.Locality.Name])
            if (title.StartsWith(prefix, StringComparison.Ordinal) && title.Length > prefix.Length)
                return title[prefix.Length..];
        return title;
    }

    /// <summary>What somebody of that level would have been called in a unit, for the earlier lines of a résumé.</summary>
    public static string Earlier(DemoUnit unit, string level, DemoRandom random)
    {
        var isHead = level is "1A21" or "1A31" or "1A41";
        var organ = unit.Locality.Name[^1];
        switch (unit.Sort)
        {
            case DemoUnitSort.Team:
                return unit.Kind == "1004"
                    ? isHead ? $"{organ}长、党组书记" : $"副{organ}长、党组成员"
                    : isHead ? "副书记、党校校长" : random.Pick<string>(["常委、宣传部部长", "常委、统战部部长", $"常委、{organ}委办公室主任", "常委、组织部部长"]);
            case DemoUnitSort.Township:
                var isStreet = unit.Name.EndsWith("街道", StringComparison.Ordinal);
                return level switch
                {
                    "1A41" => random.Pick<string>(isStreet ? ["党工委书记", "党工委副书记、办事处主任"] : ["党委书记", $"党委副书记、{unit.Name[^1]}长"]),
                    "1A42" => random.Pick<string>(isStreet ? ["党工委委员、组织委员", "办事处副主任"] : ["党委委员、组织委员", $"副{unit.Name[^1]}长", "党委委员、纪委书记"]),
                    _ => random.Pick(["党政办公室干部", "科员", "组织干事", "经济发展办公室干部"]),
                };
            case DemoUnitSort.School:
                return level is "1A50" ? random.Pick(["教师", "教师", "年级组长", "教务处副主任"]) : random.Pick(["副校长", "教务处主任"]);
            case DemoUnitSort.Hospital:
                return level is "1A50" ? random.Pick(["医师", "主治医师", "医务科干部"]) : random.Pick(["副院长", "科室主任"]);
            case DemoUnitSort.StateFirm:
                return level is "1A50" ? random.Pick(["职员", "工程部职员", "综合部副部长"]) : random.Pick(["副总经理", "工程部部长"]);
        }
        var (_, head, deputy, _) = WordsOf(unit);
        return (unit.Locality.Kind, level) switch
        {
            (LocalityKind.City, "1A31") or (LocalityKind.County, "1A41") => head,
            (LocalityKind.City, "1A32") or (LocalityKind.County, "1A42") => deputy,
            (LocalityKind.City, "1A41") => random.Pick(Sections) is [.., '科'] section ? section + "科长" : "办公室主任",
            (LocalityKind.City, "1A42") => random.Pick(Sections) is [.., '科'] section ? section + "副科长" : "办公室副主任",
            _ => random.Pick(["科员", "办事员", "办公室科员", "干部"]),
        };
    }
}
