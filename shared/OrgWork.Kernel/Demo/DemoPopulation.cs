namespace OrgWork.Kernel;

/// <summary>
/// Everybody in the invented city. A person is a pure function of the seed and their number, so the population is walked again
/// by each module and never held in memory: a million members cost no more than a thousand.
/// </summary>
public sealed class DemoPopulation
{
    // A year has room for this many numbers without two people sharing a birthday, a sex and a sequence.
    const int DaysOfYear = 365, SequencesOfDay = 500;
    const double MemberShareOfOfficials = 0.8, MemberShareOfSpecialists = 0.35;

    readonly int seed;
    readonly DateOnly today;
    readonly Dictionary<int, string> countyCodes;
    readonly IReadOnlyDictionary<int, string> natives;
    readonly string[] allNatives;

    public IReadOnlyList<DemoGroup> Groups { get; }
    public long Count { get; }

    public DemoPopulation(DemoCounts counts, int seed, DateOnly today, LocalityTree tree, IReadOnlyList<DemoUnit> units)
    {
        (this.seed, this.today) = (seed, today);
        var city = tree.Roots.First();
        var counties = tree.Below(city).ToDictionary(place => place.Id, place => tree.LineOf(place).FirstOrDefault(above => above.Kind == LocalityKind.County && tree.ChildrenOf(above).Any()));
        countyCodes = counties.ToDictionary(pair => pair.Key, pair => pair.Value?.Code[4..] ?? "00");
        natives = counties.ToDictionary(pair => pair.Key, pair => city.ShortName + (pair.Value?.ShortName ?? "城区"));
        allNatives = [.. natives.Values.Distinct()];
        var groups = new List<DemoGroup>();
        long next = 0;

        var offices = units.Where(unit => unit.HasCadres).ToList();
        var leaders = offices.Sum(unit => unit.Leaders);
        var heads = counts.Cadres >= leaders
            ? Distribute(counts.Cadres - leaders, [.. offices.Select(unit => (double)unit.StaffWeight)]).Zip(offices, (staff, unit) => staff + unit.Leaders).ToArray()
            : Distribute(counts.Cadres, [.. offices.Select(unit => (double)unit.Leaders)]);
        for (var i = 0; i < offices.Count; i++) Add(DemoGroupKind.Officials, offices[i].Locality, offices[i], heads[i]);

        var villages = tree.Below(city).Where(place => place.Kind == LocalityKind.Village).ToList();
        (Locality Home, DemoUnit? Unit, double Weight)[] workplaces =
        [
            .. units.Where(unit => unit.Sort is not (DemoUnitSort.Group or DemoUnitSort.Team)).Select(unit => (unit.Locality, (DemoUnit?)unit, SpecialistWeight(unit))),
            .. villages.Select(village => (village, (DemoUnit?)null, 0.35)),
        ];
        var specialists = Distribute(counts.Talents, [.. workplaces.Select(place => place.Weight)]);
        for (var i = 0; i < workplaces.Length; i++) Add(DemoGroupKind.Specialists, workplaces[i].Home, workplaces[i].Unit, specialists[i]);

        var others = Math.Max(0, counts.Members - groups.Sum(group => group.MemberCount));
        var random = new DemoRandom(DemoRandom.SeedOf(seed, "groups"));
        (DemoGroupKind Kind, Locality Home, DemoUnit? Unit, double Weight)[] homes =
        [
            .. villages.Select(village => village.Name.EndsWith("社区", StringComparison.Ordinal)
                ? (DemoGroupKind.Residents, village, (DemoUnit?)null, 46 * (0.6 + 0.8 * random.NextDouble()))
                : (DemoGroupKind.Villagers, village, null, 34 * (0.5 + random.NextDouble()))),
            .. units.Where(unit => unit.Sort is DemoUnitSort.School or DemoUnitSort.Hospital or DemoUnitSort.StateFirm).Select(unit => (DemoGroupKind.Employees, unit.Locality, (DemoUnit?)unit, (unit.Locality.Kind == LocalityKind.Township ? 14.0 : 40) * (0.7 + 0.6 * random.NextDouble()))),
            .. units.Where(unit => unit.Sort is DemoUnitSort.Organ or DemoUnitSort.Township).Select(unit => (DemoGroupKind.Retired, unit.Locality, (DemoUnit?)unit, 8 * (0.5 + random.NextDouble()))),
            .. units.Where(unit => unit.Sort is DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.Society).Select(unit => (DemoGroupKind.Workers, unit.Locality, (DemoUnit?)unit, 6 * (0.7 + 1.2 * random.NextDouble()))),
        ];
        var members = Distribute(others, [.. homes.Select(home => home.Weight)]);
        for (var i = 0; i < homes.Length; i++) Add(homes[i].Kind, homes[i].Home, homes[i].Unit, members[i]);

        (Groups, Count) = (groups, next);

        void Add(DemoGroupKind kind, Locality home, DemoUnit? unit, int count)
        {
            if (count == 0) return;
            var memberCount = 0;
            for (var seat = 0; seat < count; seat++)
                if (IsMember(kind, unit, seat, next + seat)) memberCount++;
            groups.Add(new(groups.Count, kind, home, unit, next, count, memberCount));
            next += count;
        }
    }

    public IEnumerable<DemoPerson> People => Groups.SelectMany(PeopleOf);

    public IEnumerable<DemoPerson> PeopleOf(DemoGroup group)
    {
        for (var seat = 0; seat < group.Count; seat++) yield return Person(group, seat);
    }

    bool IsMember(DemoGroupKind kind, DemoUnit? unit, int seat, long number) => kind switch
    {
        // The committee, its own organs, and those who answer for a unit.
        DemoGroupKind.Officials when unit!.Kind is "1001" or "31" or "41" or "3902" || unit.Kind.StartsWith("32", StringComparison.Ordinal) || unit.Kind != "1004" && seat == 0 || unit.Sort == DemoUnitSort.Township && seat < 7 => true,
        DemoGroupKind.Officials => Dice(number, "member").Chance(MemberShareOfOfficials),
        DemoGroupKind.Specialists => Dice(number, "member").Chance(MemberShareOfSpecialists),
        _ => true,
    };

    DemoRandom Dice(long number, string part) => new(DemoRandom.SeedOf(seed, part, number));

    public DemoPerson Person(DemoGroup group, int seat)
    {
        var number = group.FirstNumber + seat;
        var person = Original(group, seat);
        // Here and there somebody is in the books already, entered a second time elsewhere: without the identity number, or with a digit mistyped.
        if (group.Kind is not (DemoGroupKind.Villagers or DemoGroupKind.Residents or DemoGroupKind.Workers) || seat != 5 || group.Index == 0
            || Groups[group.Index - 1] is not { Count: > 7 } before || before.Kind != group.Kind || Dice(number, "twice") is var dice && !dice.Chance(0.05))
            return person;
        var twin = Original(before, 6);
        var mistyped = dice.Chance(0.5) && twin.IdentityNumber is { } right ? right[..16] + (char)('0' + (right[16] - '0' + 2) % 10) + right[17] : null;
        return twin with { Number = number, Id = person.Id, Group = group, Seat = seat, Livelihood = person.Livelihood, IdentityNumber = mistyped };
    }

    DemoPerson Original(DemoGroup group, int seat)
    {
        var number = group.FirstNumber + seat;
        var random = Dice(number, "person");
        var livelihood = LivelihoodOf(group.Kind, seat, random);
        var sex = random.Chance(FemaleShare(livelihood, seat)) ? "2" : "1";
        var nation = random.Weighted(("01", 935), ("03", 18), ("15", 14), ("06", 11), ("11", 9), ("02", 5), ("08", 4), ("07", 4));
        var age = AgeOf(livelihood, group, seat, random);
        // The day of the year comes from the number alone, in a leap year too: two people of a year share it only with another sequence.
        var dayOfYear = (int)(number * 211 % DaysOfYear);
        var birthOn = new DateOnly(today.Year - age - 1, 1, 1).AddDays(dayOfYear);
        if (birthOn.AddYears(age + 1) <= today) birthOn = new DateOnly(today.Year - age, 1, 1).AddDays(dayOfYear);
        var name = Names.Make(random, sex == "1", birthOn.Year, nation);
        var (pinyin, initials) = (Pinyin.OfName(name), Pinyin.InitialsOfName(name));
        var joined = IsMember(group.Kind, group.Unit, seat, number) ? JoinedOn(livelihood, birthOn, random) : (DateOnly?)null;
        var (fullTime, inService) = EducationOf(livelihood, group, age, random);
        var native = random.Chance(0.08) ? random.Pick(OtherPlaces) : random.Chance(0.88) ? natives[group.Home.Id] : random.Pick(allNatives);
        return new(number, DemoIds.Make(seed, "person", number), group, seat, livelihood, name, pinyin, initials, sex,
            // The archive may lawfully differ from the identity number.
            random.Chance(0.003) ? birthOn.AddMonths(random.Next(1, 7)) : birthOn, nation, IdentityOf(number, group, birthOn, sex, random),
            native, $"160{random.Next(100_000_000):00000000}", PoliticsOf(joined, age, random), joined, WorkBegan(livelihood, birthOn, fullTime, random), fullTime, inService);
    }

    /// <summary>Unlike anybody else's by construction. One in a hundred has a wrong check digit, a few were never entered.</summary>
    string? IdentityOf(long number, DemoGroup group, DateOnly birthOn, string sex, DemoRandom random)
    {
        var block = number / (DaysOfYear * SequencesOfDay);
        var sequence = (number / DaysOfYear * 137 + number % DaysOfYear * 73) % SequencesOfDay * 2 + (sex == "1" ? 1 : 0);
        var first17 = $"99{1 + block:00}{countyCodes[group.Home.Id]}{birthOn:yyyyMMdd}{sequence:000}";
        var check = IdentityNumber.CheckOf(first17);
        if (random.Chance(0.01)) check = check == 'X' ? '0' : check == '9' ? 'X' : (char)(check + 1);
        return random.Chance(0.004) ? null : first17 + check;
    }

    string PoliticsOf(DateOnly? joined, int age, DemoRandom random) => joined switch
    {
        null => random.Weighted(("13", 62), ("12", 9), ("03", age <= 28 ? 12 : 0), ("05", 6), ("06", 4), ("07", 5), ("04", 4), ("08", 4), ("10", 4), ("09", 2)),
        { } on when on > today.AddYears(-1) => "02",
        // The year of probation is over and nobody has called the meeting.
        { } on when on > today.AddYears(-1).AddDays(-70) && random.Chance(0.4) => "02",
        _ => "01",
    };

    static double SpecialistWeight(DemoUnit unit) => unit.Sort switch
    {
        DemoUnitSort.School or DemoUnitSort.Hospital => unit.Locality.Kind == LocalityKind.Township ? 2 : 12,
        DemoUnitSort.StateFirm => 6,
        DemoUnitSort.Enterprise => 1.5,
        DemoUnitSort.Cooperative => 0.8,
        DemoUnitSort.Township => 0.7,
        DemoUnitSort.Organ when unit.Kind == "34" => 0.5,
        _ => 0,
    };

    static Livelihood LivelihoodOf(DemoGroupKind kind, int seat, DemoRandom random) => kind switch
    {
        DemoGroupKind.Officials => Livelihood.Official,
        DemoGroupKind.Specialists => Livelihood.Specialist,
        DemoGroupKind.Employees => Livelihood.Employee,
        DemoGroupKind.Retired => Livelihood.Retired,
        DemoGroupKind.Workers => Livelihood.Worker,
        _ when seat < 5 => Livelihood.CommunityWorker,
        DemoGroupKind.Villagers => random.Weighted((Livelihood.Farmer, 66), (Livelihood.Casual, 17), (Livelihood.Merchant, 6), (Livelihood.Student, 3), (Livelihood.Retired, 8)),
        _ => random.Weighted((Livelihood.Retired, 48), (Livelihood.Casual, 22), (Livelihood.Merchant, 14), (Livelihood.Student, 5), (Livelihood.Worker, 11)),
    };

    static double FemaleShare(Livelihood livelihood, int seat) => livelihood switch
    {
        Livelihood.Official => seat < 3 ? 0.18 : 0.36,
        Livelihood.Specialist => 0.42,
        Livelihood.Employee => 0.5,
        Livelihood.CommunityWorker => seat == 0 ? 0.14 : 0.38,
        Livelihood.Farmer => 0.2,
        _ => 0.3,
    };

    static int AgeOf(Livelihood livelihood, DemoGroup group, int seat, DemoRandom random)
    {
        var tier = group.Home.Kind;
        var (youngest, oldest) = livelihood switch
        {
            Livelihood.Official when seat < group.Unit!.Leaders => (tier, group.Unit.Sort) switch
            {
                (LocalityKind.City, DemoUnitSort.Team) => (49, 60),
                (LocalityKind.City, _) => (seat == 0 ? 46 : 39, 60),
                (LocalityKind.Township, _) => (seat < 3 ? 37 : 31, 54),
                (_, DemoUnitSort.Team) => group.Unit.Kind is "1003" or "1005" ? (50, 60) : (40, 57),
                _ => (seat == 0 ? 40 : 34, 59),
            },
            Livelihood.Official => (23, 60),
            Livelihood.Specialist => (27, 62),
            Livelihood.Employee => (24, 60),
            Livelihood.Worker => (23, 58),
            Livelihood.Farmer => (26, 84),
            Livelihood.Merchant => (26, 62),
            Livelihood.Casual => (23, 56),
            Livelihood.Student => (19, 24),
            Livelihood.CommunityWorker => (seat == 0 ? 33 : 25, 60),
            _ => (61, 89),
        };
        // Planted: past the age and still in the files as serving.
        if (livelihood == Livelihood.Official && random.Chance(0.004)) return random.Next(60, 62);
        // Two throws: the middle is likelier than the ends.
        return (random.Next(youngest, oldest) + random.Next(youngest, oldest)) / 2;
    }

    DateOnly JoinedOn(Livelihood livelihood, DateOnly birthOn, DemoRandom random)
    {
        var earliest = birthOn.AddYears(18).AddMonths(3);
        var latest = today.AddMonths(-1);
        if (livelihood is not (Livelihood.Retired or Livelihood.Official) && birthOn > today.AddYears(-58) && random.Chance(0.01) && earliest < today.AddDays(-420))
            return random.Day(today.AddDays(-420), latest);
        var (youngest, oldest) = livelihood switch
        {
            Livelihood.Official => (20, 33),
            Livelihood.Specialist or Livelihood.Employee => (20, 38),
            Livelihood.Student => (19, 22),
            _ => (20, 48),
        };
        var (from, to) = (birthOn.AddYears(youngest), birthOn.AddYears(oldest));
        if (to > latest) to = latest;
        var joined = random.Day(from, to);
        return joined < earliest ? earliest : joined > latest ? latest : joined;
    }

    static (string FullTime, string? InService) EducationOf(Livelihood livelihood, DemoGroup group, int age, DemoRandom random)
    {
        const string graduate = "11", university = "21", college = "31", technical = "41", senior = "61", junior = "71", primary = "81", partyGraduate = "1B", partyUniversity = "2B", centralPartyUniversity = "2A";
        var fullTime = livelihood switch
        {
            Livelihood.Official when age >= 50 => random.Weighted((university, 32), (college, 38), (technical, 25), (senior, 5)),
            Livelihood.Official when age >= 38 => random.Weighted((graduate, 8), (university, 60), (college, 27), (technical, 5)),
            Livelihood.Official => random.Weighted((graduate, age > 27 ? 24 : 0), (university, 73), (college, 3)),
            Livelihood.Specialist when group.Unit is null => random.Weighted((university, 6), (college, 26), (senior, 42), (junior, 26)),
            Livelihood.Specialist => random.Weighted((graduate, 42), (university, 44), (college, 12), (senior, 2)),
            Livelihood.Employee => random.Weighted((graduate, 9), (university, 58), (college, 26), (technical, 7)),
            Livelihood.Worker => random.Weighted((university, 22), (college, 35), (technical, 13), (senior, 24), (junior, 6)),
            Livelihood.Farmer when age >= 60 => random.Weighted((senior, 13), (junior, 46), (primary, 41)),
            Livelihood.Farmer => random.Weighted((university, 2), (college, 12), (senior, 34), (junior, 47), (primary, 5)),
            Livelihood.Merchant or Livelihood.Casual => random.Weighted((university, 12), (college, 22), (senior, 38), (junior, 28)),
            Livelihood.Student => senior,
            Livelihood.CommunityWorker => random.Weighted((university, 26), (college, 46), (senior, 24), (junior, 4)),
            _ => random.Weighted((university, 10), (college, 25), (technical, 20), (senior, 25), (junior, 17), (primary, 3)),
        };
        if (livelihood is not (Livelihood.Official or Livelihood.Specialist or Livelihood.Employee) || age < 32 || !random.Chance(age >= 50 ? 0.72 : 0.45)) return (fullTime, null);
        return (fullTime, fullTime switch
        {
            graduate => null,
            university => livelihood == Livelihood.Official ? random.Weighted((graduate, 60), (partyGraduate, 40)) : graduate,
            _ when livelihood != Livelihood.Official => university,
            _ => random.Weighted((university, 45), (partyUniversity, 35), (centralPartyUniversity, 15), (partyGraduate, 5)),
        });
    }

    DateOnly? WorkBegan(Livelihood livelihood, DateOnly birthOn, string fullTime, DemoRandom random)
    {
        if (livelihood is Livelihood.Student or Livelihood.Farmer) return null;
        var age = fullTime switch { "11" => 25, "21" => 22, "31" => 21, "41" => 19, "61" => 18, _ => 17 } + (random.Chance(0.3) ? 1 : 0);
        var began = new DateOnly(birthOn.Year + age, random.Weighted((7, 50), (8, 20), (9, 20), (12, 10)), 1);
        return began < today.AddMonths(-3) ? began : new DateOnly(today.Year, 7, 1);
    }

    /// <summary>Whole numbers that add up to the total and stand to one another as the weights do.</summary>
    static int[] Distribute(int total, double[] weights)
    {
        var shares = new int[weights.Length];
        var sum = weights.Sum();
        if (total <= 0 || sum <= 0) return shares;
        double upTo = 0;
        var given = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            upTo += weights[i];
            shares[i] = (int)Math.Round(total * upTo / sum) - given;
            given += shares[i];
        }
        return shares;
    }

    static readonly string[] OtherPlaces = ["岭东石城", "岭东柳塘", "海西望港", "海西白岩", "湖左新渚", "江左长亭", "塞北归林"];
}
