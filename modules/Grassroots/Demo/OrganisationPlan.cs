namespace OrgWork.Grassroots;

/// <summary>A Party organisation of the invented city, with the stretch of its home's members that belongs to it.</summary>
sealed record PlannedOrganisation(
    Guid Id, PlannedOrganisation? Parent, string Code, string Name, string ShortName, string Kind, string Sphere, Locality Locality, DemoUnit? Unit, int RankOrder, int MemberCount, DemoPerson? Secretary, int PlaceNumber)
{
    /// <summary>Its own place: under the one above it where both are at home in one place.</summary>
    public string Path => $"{(IsUnderItsParent ? Parent!.Path : Locality.Path)}-{PlaceNumber}.";
    public bool IsUnderItsParent => Parent?.Locality == Locality;

    public bool IsBranch => Kind is "631" or "632";
    public bool IsVillage => Sphere is "1" or "2";
}

/// <summary>Where members belong together: a unit, a village. Its members stand in one line, cut into branches when they are many.</summary>
sealed record Home(Locality Locality, DemoUnit? Unit, IReadOnlyList<DemoGroup> Groups, IReadOnlyList<PlannedOrganisation> Branches);

/// <summary>
/// Sets up organisations as the rules have it: three members make a branch, more than fifty a general branch, a hundred a committee
/// (《中国共产党支部工作条例（试行）》 art. 5, 《中国共产党基层组织选举工作条例》); fewer than three belong to the organ that looks after them.
/// </summary>
sealed class OrganisationPlan
{
    public const int FirstPlace = 1_000_000;
    const int GeneralBranchFrom = 51, CommitteeFrom = 100, UsualBranch = 28;

    readonly DemoCity city;
    readonly List<PlannedOrganisation> organisations = [];
    readonly List<Home> homes = [];
    readonly Dictionary<Guid, int> childrenOf = [];
    readonly Dictionary<string, int> lastRank = [];

    public IReadOnlyList<PlannedOrganisation> Organisations => organisations;
    public IReadOnlyList<Home> Homes => homes;

    public OrganisationPlan(DemoCity city)
    {
        this.city = city;
        var groups = GroupsByHome();
        var root = city.Localities.Roots.First();
        var committee = Plan(null, $"中国共产党{root.Name}委员会", root.ShortName + "市委", "133", "3", root, LeaderOf(root, "1001"));
        Systems(committee, root, groups);
        foreach (var county in city.Localities.ChildrenOf(root))
        {
            var isZone = !city.Localities.ChildrenOf(county).Any();
            var above = isZone
                ? Plan(committee, $"中共{county.Name}工作委员会", county.ShortName + "党工委", "231", "3", county, LeaderOf(county, "3480"))
                : Plan(committee, $"中国共产党{county.Name}委员会", county.Name + "委", county.Name.EndsWith('区') ? "145" : "142", "3", county, LeaderOf(county, "1001"));
            Systems(above, county, groups);
            foreach (var township in city.Localities.ChildrenOf(county))
            {
                var isStreet = township.Name.EndsWith("街道", StringComparison.Ordinal);
                var township_ = Plan(above, $"中共{county.Name}{township.Name}{(isStreet ? "工作委员会" : "委员会")}", township.Name + (isStreet ? "党工委" : "党委"), isStreet ? "261" : "611", isStreet ? "2" : "1", township, LeaderOf(township, "3"));
                foreach (var unit in city.Units.Where(unit => unit.Locality == township)) Settle(township_, township, unit, groups);
                foreach (var village in city.Localities.ChildrenOf(township)) Settle(township_, village, null, groups);
            }
        }
    }

    /// <summary>The working committees that look after organs, schools, hospitals and firms of a city or county.</summary>
    void Systems(PlannedOrganisation above, Locality place, Dictionary<(string Path, Guid? Unit), List<DemoGroup>> groups)
    {
        var isCity = place.Kind == LocalityKind.City;
        var units = city.Units.Where(unit => unit.Locality == place).ToList();
        if (!isCity && !city.Localities.ChildrenOf(place).Any())
        {
            foreach (var unit in units) Settle(above, place, unit, groups);
            return;
        }
        var organ = place.Name[^1..];
        var organs = Plan(above, $"中共{place.Name[..^1]}{organ}直属机关工作委员会", organ + "直机关工委", isCity ? "231" : "241", "3", place, HeadOf(place, "直属机关工作委员会"));
        var education = Plan(above, $"中共{place.Name}委教育工作委员会", organ + "委教育工委", "271", "5", place, HeadOf(place, "教育体育局"));
        var health = Plan(above, $"中共{place.Name}卫生健康工作委员会", organ + "卫健工委", "271", "6", place, HeadOf(place, "卫生健康局"));
        var firms = Plan(above, $"中共{place.Name}国有企业工作委员会", organ + "国企工委", "271", "4", place, HeadOf(place, isCity ? "国有资产监督管理委员会" : "财政局"));
        foreach (var unit in units)
            Settle(unit.Sort switch { DemoUnitSort.School => education, DemoUnitSort.Hospital => health, DemoUnitSort.StateFirm => firms, _ => organs }, place, unit, groups);
    }

    /// <summary>A home's organisation, and the branches below it when it has more members than one branch holds.</summary>
    void Settle(PlannedOrganisation above, Locality place, DemoUnit? unit, Dictionary<(string, Guid?), List<DemoGroup>> groups)
    {
        if (!groups.TryGetValue((place.Path, unit?.Id), out var here)) return;
        var members = here.Sum(group => group.MemberCount);
        var name = unit?.Name ?? city.Localities.Find(place.ParentId!.Value)!.Name + place.Name;
        var shortName = unit?.ShortName ?? place.Name;
        if (unit?.Sort == DemoUnitSort.Township) (name, shortName) = (name + "机关", name + "机关");
        var sphere = unit?.Sort switch
        {
            null => place.Name.EndsWith("社区", StringComparison.Ordinal) ? "2" : "1",
            DemoUnitSort.School => "5",
            DemoUnitSort.Hospital => "6",
            DemoUnitSort.StateFirm => "4",
            DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.Society => "7",
            _ => unit.Kind == "41" ? "8" : "3",
        };
        var (kind, ending, shortEnding) = members switch
        {
            >= CommitteeFrom => ("611", "委员会", "党委"),
            >= GeneralBranchFrom => ("621", "总支部委员会", "党总支"),
            >= 7 => ("631", "支部委员会", "党支部"),
            _ => ("631", "支部", "党支部"),
        };
        var first = MembersOf(here).FirstOrDefault();
        var own = Plan(above, $"中共{name}{ending}", shortName + shortEnding, kind, sphere, place, first, unit, kind == "631" ? members : 0);
        List<PlannedOrganisation> branches = [own];
        if (kind != "631")
        {
            var count = (members + UsualBranch - 1) / UsualBranch;
            var left = members;
            branches.Clear();
            for (var b = 0; b < count; b++)
            {
                var size = (left + count - b - 1) / (count - b);
                left -= size;
                branches.Add(Plan(own, $"中共{name}第{Chinese(b + 1)}支部委员会", $"{shortName}第{Chinese(b + 1)}党支部", "631", sphere, place, MembersOf(here).Skip(b == 0 ? 1 : branches.Sum(branch => branch.MemberCount)).FirstOrDefault(), unit, size));
            }
        }
        homes.Add(new(place, unit, here, branches));
    }

    public IEnumerable<DemoPerson> MembersOf(IEnumerable<DemoGroup> groups) => groups.SelectMany(city.Population.PeopleOf).Where(person => person.IsMember);

    Dictionary<(string Path, Guid? Unit), List<DemoGroup>> GroupsByHome()
    {
        var offices = city.Units.Where(unit => unit.Kind is "3202" or "33" or "3401" or "35").ToLookup(unit => unit.Locality.Path);
        var caretakers = city.Units.Where(unit => unit.Kind is "3202" or "3480" || unit.Sort == DemoUnitSort.Township).GroupBy(unit => unit.Locality.Path).ToDictionary(units => units.Key, units => units.First());
        DemoUnit? HomeOf(DemoUnit unit) => unit.Sort != DemoUnitSort.Team ? unit
            : offices[unit.Locality.Path].FirstOrDefault(office => office.Kind == unit.Kind switch { "1001" => "3202", "1003" => "33", "1004" => "3401", _ => "35" }) ?? caretakers[unit.Locality.Path];

        var byHome = new Dictionary<(string, Guid?), List<DemoGroup>>();
        foreach (var homes in city.Population.Groups.Where(group => group.MemberCount > 0).GroupBy(group => (group.Home.Path, Unit: group.Unit is { } unit ? HomeOf(unit) : null)))
        {
            var tooFew = homes.Sum(group => group.MemberCount) < 3;
            var caretaker = tooFew && homes.Key.Unit is not null ? caretakers.GetValueOrDefault(homes.Key.Path) : null;
            var key = (homes.Key.Path, (caretaker ?? homes.Key.Unit)?.Id);
            if (!byHome.TryGetValue(key, out var present)) byHome.Add(key, present = []);
            present.AddRange(homes);
        }
        // A unit's own people come before the leading team that is at home there, and both before the retired.
        foreach (var key in byHome.Keys) byHome[key] = [.. byHome[key].OrderBy(group => group.Unit?.Sort == DemoUnitSort.Team).ThenBy(group => group.Unit?.Id != key.Item2)];
        return byHome;
    }

    PlannedOrganisation Plan(PlannedOrganisation? parent, string name, string shortName, string kind, string sphere, Locality locality, DemoPerson? secretary, DemoUnit? unit = null, int members = 0)
    {
        var sibling = parent is null ? 1 : childrenOf[parent.Id] = childrenOf.GetValueOrDefault(parent.Id) + 1;
        var rank = lastRank[locality.Path] = lastRank.GetValueOrDefault(locality.Path) + 1;
        // Planted: nobody holds the secretary's seat.
        if (city.RandomFor("vacancy", organisations.Count).Chance(0.02)) secretary = null;
        var organisation = new PlannedOrganisation(city.IdFor("organisation", organisations.Count), parent, parent?.Code + $"{sibling:000}", name, shortName, kind, sphere, locality, unit, rank, members, secretary, FirstPlace + organisations.Count);
        organisations.Add(organisation);
        return organisation;
    }

    DemoPerson? HeadOf(Locality place, string unitName) =>
        city.Population.Groups.FirstOrDefault(group => group.Kind == DemoGroupKind.Officials && group.Home == place && group.Unit!.Name.EndsWith(unitName, StringComparison.Ordinal)) is { } found ? city.Population.Person(found, 0) : null;

    /// <summary>Who heads the unit of that kind in the place.</summary>
    DemoPerson? LeaderOf(Locality place, string kind) =>
        city.Population.Groups.FirstOrDefault(group => group.Kind == DemoGroupKind.Officials && group.Home == place && group.Unit!.Kind == kind && group.Unit.Sort is DemoUnitSort.Team or DemoUnitSort.Organ or DemoUnitSort.Township) is { } found
            ? city.Population.Person(found, 0) : null;

    static string Chinese(int number)
    {
        const string digits = "零一二三四五六七八九";
        return number switch
        {
            < 10 => digits[number].ToString(),
            < 20 => "十" + (number % 10 == 0 ? "" : digits[number % 10]),
            < 100 => $"{digits[number / 10]}十{(number % 10 == 0 ? "" : digits[number % 10])}",
            _ => number.ToString(),
        };
    }
}
