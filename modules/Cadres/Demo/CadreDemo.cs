namespace OrgWork.Cadres;

/// <summary>
/// The cadres of the invented city: one for each official of each unit. Planted faults: gaps between posts, native places and health
/// not filled in, a few past retiring age, probation that ran out unnoticed, assessments missing for a year.
/// </summary>
static class CadreDemo
{
    static readonly DateOnly Today = DemoCity.Today, ThisMonth = First(Today);
    public static readonly ModuleManifest Manifest = new() { Id = "cadres", Name = "干部", Version = "", ContractVersion = ModuleManifest.Contract };

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var careers = new Careers(city);
        await city.CopyAsync("cadres.cadre", Cadres(city).Select(cadre =>
        {
            var (person, unit, random) = (cadre.Person, cadre.Unit, city.RandomFor("cadre facts", cadre.Person.Number));
            var isServant = unit.Sort is DemoUnitSort.Organ or DemoUnitSort.Township or DemoUnitSort.Team && unit.Kind != "41";
            return new
            {
                id = cadre.Id, person_id = person.Id, locality_path = unit.Locality.Path, rank_order = unit.RankOrder * 1000 + person.Seat,
                name = person.Name, name_pinyin = person.NamePinyin, name_initials = person.NameInitials, sex = person.Sex, birth_on = person.BirthOn, nation = person.Nation, identity_mask = person.IdentityMask,
                post_title = cadre.Post.Name,
                native_place = random.Chance(0.02) ? null : person.NativePlace,
                birth_place = random.Chance(0.03) ? null : random.Chance(0.85) ? person.NativePlace : "云江城区",
                party_joined_on = person.JoinedPartyOn is { } joined ? First(joined) : (DateOnly?)null,
                work_began_on = cadre.WorkBegan,
                politics = person.Politics,
                health = random.Chance(0.02) ? null : random.Chance(0.96) ? "健康" : "一般",
                technical_title = random.Chance(0.16) ? random.Pick(["高级政工师", "经济师", "工程师", "高级工程师", "会计师", "讲师", "副教授", "中学高级教师", "农艺师", "主治医师"]) : null,
                specialty = random.Chance(0.4) ? random.Pick(["党务管理", "公文写作", "项目管理", "城乡规划", "财政金融", "农业农村", "应急管理", "法律", "信息化建设", "招商引资", "基层治理", "干部教育管理"]) : null,
                unit_id = unit.Id,
                level = cadre.Post.Level,
                post_began_on = cadre.Since,
                level_began_on = cadre.Post.Level is null ? (DateOnly?)null : cadre.LevelSince,
                rank = isServant ? cadre.Rank : null,
                rank_began_on = isServant && cadre.Rank is not null ? First(random.Day(Today.AddYears(-5), Today.AddMonths(-2))) : (DateOnly?)null,
                is_team_member = cadre.Post.IsTeamMember,
                is_on_probation = cadre.IsOnProbation,
                probation_ends_on = cadre.IsOnProbation ? cadre.Since.AddYears(1) : (DateOnly?)null,
                full_time_education = person.FullTimeEducation, full_time_degree = cadre.FullTime.Degree, full_time_school = cadre.FullTime.School + cadre.FullTime.Major + "专业",
                in_service_education = person.InServiceEducation, in_service_degree = cadre.InService?.Degree, in_service_school = cadre.InService is { } study ? study.School + study.Major + "专业" : null,
                resume = FileDemo.Spoiled(ResumeOf(Posts(city, cadre, careers)), city.RandomFor("resume", person.Number)),
                rewards = city.RandomFor("rewards", person.Number) is var lot && lot.Chance(0.2) ? $"{lot.Next(2016, Today.Year)}.12，经中共云江市委批准，记三等功" : "无",
                assessment_summary = string.Join('；', Assessments(city, cadre).Where(row => row.Kind == "20").OrderBy(row => row.Year).TakeLast(2).Select(row => $"{row.Year}年年度考核{StandardCodes.AssessmentResult.NameOf(row.Grade)}")),
                status = person.Seat >= unit.Leaders && random.Chance(0.02) ? random.Weighted(("3", 60), ("2", 30), ("5", 10)) : "1",
                management = cadre.Post.Level switch
                {
                    "1A21" or "1A22" => "02",
                    "1A31" or "1A32" => "03",
                    "1A41" or "1A42" when unit.Locality.Kind != LocalityKind.City => "04",
                    _ => "09",
                },
                category = unit.Kind switch { "36" => person.Seat < 8 ? "B1" : "1", "37" => person.Seat < 8 ? "B2" : "1", "41" => "6", "42" => person.Seat < unit.Leaders ? "7" : "8", "5001" => "A4", _ when unit.Name.EndsWith("公安局", StringComparison.Ordinal) => "B3", _ => random.Chance(0.04) ? "B5" : "1" },
                staffing = unit.Kind switch { "41" => "2", "42" => "3", "5001" => "4", _ => "1" },
                source = random.Weighted(("1", person.AgeOn(Today) < 45 ? 60 : 15), ("2", 9), ("3", person.AgeOn(Today) < 42 ? 5 : 0), ("4", unit.Sort == DemoUnitSort.Township ? 4 : 0), ("5", unit.Sort == DemoUnitSort.Township ? 5 : 1), ("6", 6), ("7", 4), ("8", person.AgeOn(Today) >= 45 ? 45 : 2)),
                source_evidence = "见干部人事档案录用（调任）材料",
                pay_note = isServant && cadre.Rank is not null ? $"{cadre.Post.Level switch { "1A21" or "1A22" => random.Next(10, 14), "1A31" or "1A32" => random.Next(14, 19), "1A41" or "1A42" => random.Next(17, 22), _ => random.Next(20, 26) }} 级 {random.Next(1, 9)} 档" : null,
                grassroots_years = cadre.GrassrootsYears,
                civil_servant_since_on = isServant ? Later(new DateOnly(2006, 12, 1), cadre.WorkBegan.AddYears(1)) is var on && on < Today ? on : null : (DateOnly?)null,
                phone = random.Chance(0.01) ? null : person.Phone,
                remark = random.Chance(0.02) ? random.Pick(["档案专项审核认定出生时间", "配偶在国（境）外学习", "曾用名见档案", "借调在外工作"]) : null,
            };
        }), stop);

        await TeamDemo.FillAsync(city, [.. Cadres(city).Where(cadre => cadre.Post.IsTeamMember).Select(cadre => new TeamDemo.Member(cadre.Unit, cadre.Person.Number, cadre.Person.Seat, CadreTitles.WithoutUnit(cadre.Post.Name, cadre.Unit), cadre.Post.Level))], stop);

        await city.CopyAsync("cadres.cadre_post", Cadres(city).SelectMany(cadre => Posts(city, cadre, careers)).Select((post, n) => new
        {
            id = city.IdFor("cadre post", n), cadre_id = post.Cadre.Id, locality_path = post.Cadre.Unit.Locality.Path, rank_order = post.Order,
            post_name = post.Name, unit_name = CadreTitles.PlainName(post.Unit), unit_id = post.Unit.Id, level = post.Level, began_on = post.From, ended_on = post.To, state = post.To is null ? "1" : "0", is_main = post.IsMain,
            method = post.Unit.Kind is "1003" or "1004" or "1005" ? "2" : post.Unit.Sort == DemoUnitSort.StateFirm ? "3" : "1",
            document_no = post.Level is "1A31" or "1A32" or "1A41" or "1A42" ? $"{MarkOf(city, post.Unit)}组干〔{post.From.Year}〕{n * 7 % 240 + 1}号" : null,
            removal_document_no = post is { To: { } to, Level: "1A31" or "1A32" or "1A41" or "1A42" } ? $"{MarkOf(city, post.Unit)}组干〔{to.Year}〕{n * 11 % 240 + 1}号" : null,
            is_grassroots = post.Unit.Sort == DemoUnitSort.Township, kind = post is { To: not null, Unit.Sort: DemoUnitSort.Township } && n % 37 == 0 ? n % 2 == 0 ? "2" : "3" : "1",
            seat_id = post is { To: null, IsMain: true, Cadre.Post.IsTeamMember: true } ? city.IdFor("team seat", post.Cadre.Person.Number) : (Guid?)null,
            duties = post is { To: null, IsMain: true, Cadre.Post.IsTeamMember: true } ? DutiesOf(city.RandomFor("duties", n)) : null,
        }), stop);

        await city.CopyAsync("cadres.cadre_education", Cadres(city).SelectMany(cadre => Studies(city, cadre)).Select((row, n) => new
        {
            id = city.IdFor("cadre study", n), cadre_id = row.Cadre.Id, locality_path = row.Cadre.Unit.Locality.Path, rank_order = row.Kind == "1" ? 1 : 2,
            school = row.Study.School, major = row.Study.Major, education = row.Education, degree = row.Study.Degree, kind = row.Kind, entered_on = row.From, graduated_on = row.To,
            degree_on = row.Study.Degree is null ? (DateOnly?)null : row.To, is_highest = row.Education == row.Cadre.Person.Education, evidence = n % 9 == 0 ? null : $"毕业证书 {100000 + n * 7 % 900000} 号{(row.Study.Degree is null ? "" : "，学位证书")}",
        }), stop);

        await city.CopyAsync("cadres.cadre_family", Cadres(city).SelectMany(cadre => Family(city, cadre)).Concat(Kin(city)).Concat(KinTogether(city)).Select((row, n) => new
        {
            id = city.IdFor("cadre family", n), cadre_id = row.Cadre.Id, locality_path = row.Cadre.Unit.Locality.Path, rank_order = row.Order,
            name = row.Name, relation = row.Relation, birth_on = row.BirthOn, politics = row.Politics, workplace = row.Workplace, situation = row.Situation,
        }), stop);

        await city.CopyAsync("cadres.cadre_measure", MeasuresOf(city).Select((row, n) => new
        {
            id = city.IdFor("cadre measure", n), cadre_id = row.Cadre.Id, locality_path = row.Cadre.Unit.Locality.Path, rank_order = 10,
            kind = row.Kind, began_on = row.From, effect_until = row.From.AddMonths(row.Months), decided_by = row.Kind == "Y1" ? "组织部门" : "纪检监察机关", document_no = $"处〔{row.From.Year}〕{n % 90 + 1}号", matter = row.Kind == "Y1" ? "工作推进不力" : "违反工作纪律",
        }), stop);

        await city.CopyAsync("cadres.inquiry", InquiriesOf(city).Select((row, n) => new
        {
            id = city.IdFor("inquiry", n), locality_path = row.Cadre.Unit.Locality.Path, rank_order = -row.On.DayNumber, number = $"函〔{row.On.Year}〕{n + 1}号", cadre_id = row.Cadre.Id, issued_on = row.On, questions = "一、反映的用车问题是否属实，经过如何。\n二、本人有什么要说明的。",
            answered_on = row.AnsweredOn, result = row.Result, concluded_on = row.Result is null ? null : row.AnsweredOn?.AddDays(6), told_on = row.Result == "1" ? row.AnsweredOn?.AddDays(8) : null, result_words = row.Result switch { "1" => "说明清楚，有凭据，予以采信", "3" => "与凭据不一致，转入核查了解", _ => null },
        }), stop);

        await city.CopyAsync("cadres.matter_change", ChangesOf(city).Select((row, n) => new
        {
            id = city.IdFor("matter change", n), locality_path = row.Cadre.Unit.Locality.Path, rank_order = -row.On.DayNumber, number = $"变〔{row.On.Year}〕{n + 1}号", cadre_id = row.Cadre.Id, matter = row.Matter, changed_on = row.On, reported_on = row.ReportedOn,
        }), stop);

        await city.CopyAsync("cadres.cadre_assessment", Cadres(city).SelectMany(cadre => Assessments(city, cadre)).Select((row, n) => new
        {
            id = city.IdFor("cadre assessment", n), cadre_id = row.Cadre.Id, locality_path = row.Cadre.Unit.Locality.Path, rank_order = -row.Year,
            year = row.Year, kind = row.Kind, grade = row.Grade, remark = row.Grade switch { "1" when n % 9 == 0 => "连续三年优秀，记三等功", "5A" => "试用期内", "3" => "履职成效一般", _ => null },
        }), stop);

        await city.CopyAsync("cadres.cadre_specialty", Cadres(city).SelectMany(cadre => Studies(city, cadre).Select(row => (Cadre: cadre, Tag: FileDemo.TagOf(row.Study.Major), Words: row.Study.School + row.Study.Major + "专业", Since: row.To)).Where(row => row.Tag is not null).DistinctBy(row => row.Tag)).Select((row, n) => new
        {
            id = city.IdFor("cadre specialty", n), cadre_id = row.Cadre.Id, locality_path = row.Cadre.Unit.Locality.Path, rank_order = 10, specialty = row.Tag, basis = "1", evidence = row.Words, since_on = row.Since,
        }), stop);
        await ArchiveDemo.FillAsync(city, stop);
        await BatchDemo.FillAsync(city, stop);
        await AssessmentDemo.FillAsync(city, stop);
        await MeritDemo.FillAsync(city, stop);
        await SelectionDemo.FillAsync(city, stop);
        await StateDemo.FillAsync(city, stop);
    }

    /// <summary>Planted: now and then a brother or sister who leads another team.</summary>
    static IEnumerable<Relative> Kin(DemoCity city)
    {
        var seated = Cadres(city).Where(cadre => cadre.Post.IsTeamMember).ToList();
        for (var i = 0; i + 12 < seated.Count; i += 60)
        {
            var (one, other) = (seated[i], seated[i + 12]);
            var isOlder = other.Person.BirthOn < one.Person.BirthOn;
            yield return new(one, 20, other.Person.Name, other.Person.Sex == "1" ? isOlder ? "16" : "17" : isOlder ? "18" : "19", First(other.Person.BirthOn), other.Person.Politics, other.Post.Name, null);
        }
    }

    /// <summary>Planted: here and there two of one family in one team, which nobody has noticed.</summary>
    static IEnumerable<Relative> KinTogether(DemoCity city)
    {
        var seated = Cadres(city).Where(cadre => cadre.Post.IsTeamMember).ToList();
        for (var i = 30; i < seated.Count; i += 110)
            if (seated.Find(cadre => cadre.Unit == seated[i].Unit && cadre.Person.Number != seated[i].Person.Number) is { Unit: not null } other)
                yield return new(seated[i], 21, other.Person.Name, other.Person.Sex == "1" ? "16" : "18", First(other.Person.BirthOn), other.Person.Politics, other.Post.Name, null);
    }

    /// <summary>Planted: letters that were answered late, or not yet.</summary>
    static IEnumerable<(Cadre Cadre, DateOnly On, DateOnly? AnsweredOn, string? Result)> InquiriesOf(DemoCity city)
    {
        foreach (var cadre in Cadres(city))
        {
            var random = city.RandomFor("inquiries", cadre.Person.Number);
            if (!random.Chance(0.01)) continue;
            var on = random.Day(Today.AddYears(-1), Today.AddDays(-5));
            DateOnly? answered = on.AddDays(random.Chance(0.15) ? 40 : random.Next(5, 18));
            if (answered.Value.AddDays(8) > Today || random.Chance(0.08)) answered = null;
            yield return (cadre, on, answered, answered is null ? null : random.Chance(0.85) ? "1" : "3");
        }
    }

    /// <summary>Planted: changes reported late, or not at all.</summary>
    static IEnumerable<(Cadre Cadre, string Matter, DateOnly On, DateOnly? ReportedOn)> ChangesOf(DemoCity city)
    {
        foreach (var cadre in Cadres(city).Where(cadre => cadre.Post.Level is "1A31" or "1A32"))
        {
            var random = city.RandomFor("matter changes", cadre.Person.Number);
            if (!random.Chance(0.12)) continue;
            var on = random.Day(Today.AddYears(-1), Today.AddDays(-3));
            DateOnly? reported = on.AddDays(random.Chance(0.15) ? 50 : random.Next(2, 25));
            if (reported > Today || random.Chance(0.1)) reported = null;
            yield return (cadre, random.Pick(["2", "2", "3", "6", "7"]), on, reported);
        }
    }

    /// <summary>Some in an effect period, more whose period is over.</summary>
    static IEnumerable<(Cadre Cadre, string Kind, DateOnly From, int Months)> MeasuresOf(DemoCity city)
    {
        foreach (var cadre in Cadres(city))
        {
            var random = city.RandomFor("measures", cadre.Person.Number);
            if (!random.Chance(0.012)) continue;
            var (kind, months) = random.Pick([("Y1", 6), ("Y1", 6), ("02250", 12), ("02110", 6), ("02112", 12), ("02251", 18)]);
            yield return (cadre, kind, random.Day(Today.AddYears(-4), Today.AddDays(-20)), months);
        }
    }

    /// <param name="Since">of the present post</param>
    sealed record Cadre(DemoPerson Person, Guid Id, CadreTitles.Post Post, DateOnly WorkBegan, DateOnly Since, DateOnly LevelSince, bool IsOnProbation, string? Rank, DemoSchools.Study FullTime, DemoSchools.Study? InService, int GrassrootsYears)
    {
        public DemoUnit Unit => Person.Group.Unit!;
    }

    static IEnumerable<Cadre> Cadres(DemoCity city) =>
        from grouping in city.Population.Groups
        where grouping.Kind == DemoGroupKind.Officials
        from person in city.Population.PeopleOf(grouping)
        select CadreOf(city, person);

    static Cadre CadreOf(DemoCity city, DemoPerson person)
    {
        var random = city.RandomFor("cadre", person.Number);
        var unit = person.Group.Unit!;
        var post = CadreTitles.Of(person, random);
        var workBegan = First(person.WorkBeganOn!.Value);
        var years = Today.Year - workBegan.Year;

        // A level takes its years of work: nobody heads a bureau three years after school.
        var earliest = workBegan.AddYears(post.Level switch { "1A21" or "1A22" => 24, "1A31" => 18, "1A32" => 14, "1A41" => 9, "1A42" => 5, _ => 0 });
        if (earliest > Today.AddMonths(-6)) earliest = Today.AddMonths(-6);
        var levelSince = First(random.Day(Later(earliest, Today.AddYears(-12)), Today.AddMonths(-3)));
        var since = First(random.Day(Later(levelSince, Today.AddYears(-7)), Today.AddMonths(-1)));
        var isOnProbation = false;
        if (post is { IsTeamMember: true, Level: not null } && random.Chance(0.05))
        {
            // Freshly promoted, on a year's probation; some ran out weeks ago.
            levelSince = since = First(Today.AddMonths(-random.Next(1, 14)));
            isOnProbation = true;
        }
        if (since.DayNumber - levelSince.DayNumber < 300) since = levelSince;
        var grassroots = unit.Sort == DemoUnitSort.Township ? Math.Clamp(years * 3 / 4, 1, 30) : random.Chance(0.7) ? random.Next(1, Math.Clamp(years / 2, 2, 12)) : 0;
        var isMedical = unit.Sort == DemoUnitSort.Hospital;
        return new(person, city.IdFor("cadre", person.Number), post, workBegan, since, levelSince, isOnProbation, RankOf(person, post, random),
            DemoSchools.For(person.FullTimeEducation, random, isMedical), person.InServiceEducation is { } study ? DemoSchools.For(study, random, isMedical) : null, grassroots);
    }

    static string? RankOf(DemoPerson person, CadreTitles.Post post, DemoRandom random) => (post.Level, person.AgeOn(Today)) switch
    {
        ("1A21" or "1A22", _) => null,
        (not null, _) when random.Chance(0.35) => null,
        ("1A31", _) => random.Weighted(("R03", 30), ("R04", 70)),
        ("1A32", _) => random.Weighted(("R04", 10), ("R05", 35), ("R06", 55)),
        ("1A41", _) => random.Weighted(("R06", 5), ("R07", 45), ("R08", 50)),
        ("1A42", _) => random.Weighted(("R08", 15), ("R09", 35), ("R10", 50)),
        (_, > 50) => random.Weighted(("R06", 6), ("R07", 45), ("R08", 30), ("R09", 14), ("R10", 5)),
        (_, > 38) => random.Weighted(("R07", 8), ("R08", 25), ("R09", 35), ("R10", 32)),
        (_, > 28) => random.Weighted(("R10", 40), ("R11", 60)),
        _ => random.Weighted(("R11", 80), ("R12", 20)),
    };

    sealed record Line(Cadre Cadre, int Order, string Name, DemoUnit Unit, string? Level, DateOnly From, DateOnly? To, bool IsMain = true);

    /// <summary>Where people make their way: within their county or the city's organs, within their trade, and at county level in any leading team.</summary>
    sealed class Careers(DemoCity city)
    {
        readonly ILookup<(string, DemoUnitSort), DemoUnit> near = city.Units.ToLookup(unit => (AreaOf(unit.Locality), unit.Sort));
        readonly DemoUnit[] teams = [.. city.Units.Where(unit => unit.Kind is "1001" or "1004" && unit.Locality.Kind == LocalityKind.County)];
        readonly DemoUnit[] cityOrgans = [.. city.Units.Where(unit => unit.Sort == DemoUnitSort.Organ && unit.Locality.Kind == LocalityKind.City)];

        public DemoUnit Next(Cadre cadre, string level, DemoUnit? last, DemoRandom random)
        {
            var area = AreaOf(cadre.Unit.Locality);
            DemoUnit[] choices = cadre.Unit.Sort is DemoUnitSort.School or DemoUnitSort.Hospital or DemoUnitSort.StateFirm ? [.. near[(area, cadre.Unit.Sort)]]
                : level is "1A21" or "1A22" or "1A31" or "1A32" ? random.Chance(0.5) ? teams : cityOrgans
                : random.Chance(0.4) && cadre.Unit.Sort is DemoUnitSort.Organ or DemoUnitSort.Township ? [cadre.Unit]
                : [.. near[(area, DemoUnitSort.Organ)], .. near[(area, DemoUnitSort.Township)]];
            var chosen = choices.Length == 0 ? cadre.Unit : random.Pick(choices);
            return chosen == last && choices.Length > 1 ? random.Pick(choices) : chosen;
        }

        static string AreaOf(Locality locality) => string.Join('.', locality.Path.Split('.').Take(2));
    }

    /// <summary>From the first day of work to today, joined end to start but for the planted gaps.</summary>
    static List<Line> Posts(DemoCity city, Cadre cadre, Careers careers)
    {
        var random = city.RandomFor("posts", cadre.Person.Number);
        var lines = new List<Line>();
        var at = cadre.WorkBegan;
        while (at < cadre.Since)
        {
            var to = First(at.AddMonths(random.Next(28, 90)));
            // A level begins with a line of its own, and no line is shorter than ten months.
            var end = at < cadre.LevelSince ? cadre.LevelSince : cadre.Since;
            if (end.DayNumber - to.DayNumber < 300) to = end;
            var level = at < cadre.LevelSince ? LevelDuring(cadre, at) : cadre.Post.Level ?? "1A50";
            var unit = careers.Next(cadre, level, lines.LastOrDefault()?.Unit, random);
            lines.Add(new(cadre, lines.Count + 1, CadreTitles.Earlier(unit, level, random), unit, level, at, to));
            at = to;
        }
        if (lines.Count > 1 && random.Chance(0.03))
        {
            // Planted: months that no line of the résumé covers.
            var gap = random.Next(lines.Count);
            if (lines[gap].To is { } to && to.AddMonths(-8) > lines[gap].From) lines[gap] = lines[gap] with { To = to.AddMonths(-random.Next(3, 9)) };
        }
        lines.Add(new(cadre, lines.Count + 1, CadreTitles.WithoutUnit(cadre.Post.Name, cadre.Unit), cadre.Unit, cadre.Post.Level, cadre.Since, null));
        if (cadre.Post.IsTeamMember && random.Chance(0.08))
            lines.Add(new(cadre, lines.Count + 1, random.Pick(["安全生产委员会办公室主任（兼）", "乡村振兴领导小组办公室副主任（兼）", "机关党委书记（兼）", "工会主席（兼）"]), cadre.Unit, null, cadre.Since, null, IsMain: false));
        return lines;
    }

    /// <summary>As the appointment form prints it: one line for each stretch, posts held beside the main one left out.</summary>
    static string ResumeOf(IEnumerable<Line> posts) => string.Join('\n', posts.Where(post => post.IsMain).Select(post =>
        $"{Month.Of(post.From)}--{(post.To is { } to ? Month.Of(to).ToString() : "       ")}  {CadreTitles.PlainName(post.Unit)}{post.Name}"));

    /// <summary>The level below, later; the entry level, earlier.</summary>
    static string LevelDuring(Cadre cadre, DateOnly at)
    {
        string[] ladder = cadre.Post.Level switch { "1A21" or "1A22" => ["1A50", "1A42", "1A41", "1A32", "1A31"], "1A31" => ["1A50", "1A42", "1A41", "1A32"], "1A32" => ["1A50", "1A42", "1A41"], "1A41" => ["1A50", "1A50", "1A42"], _ => ["1A50"] };
        var share = (double)(at.DayNumber - cadre.WorkBegan.DayNumber) / Math.Max(1, cadre.LevelSince.DayNumber - cadre.WorkBegan.DayNumber);
        return ladder[Math.Clamp((int)(share * ladder.Length), 0, ladder.Length - 1)];
    }

    /// <summary>The character a committee's papers begin with: 临组干.</summary>
    static string MarkOf(DemoCity city, DemoUnit unit) => city.Localities.LineOf(unit.Locality).Last(place => place.Kind <= LocalityKind.County).ShortName[..1];

    static string DutiesOf(DemoRandom random) => string.Join("、", Enumerable.Range(0, 3).Select(_ => random.Pick(["办公室", "人事", "财务", "党建", "信访维稳", "安全生产", "乡村振兴", "项目建设", "招商引资", "政策法规", "信息化", "宣传", "群团"])).Distinct());

    sealed record Course(Cadre Cadre, DemoSchools.Study Study, string Education, string Kind, DateOnly From, DateOnly To);

    static IEnumerable<Course> Studies(DemoCity city, Cadre cadre)
    {
        var random = city.RandomFor("studies", cadre.Person.Number);
        var end = new DateOnly(cadre.WorkBegan.Year, cadre.WorkBegan.Month >= 7 ? 7 : 6, 1);
        var years = cadre.Person.FullTimeEducation switch { "11" or "31" or "41" or "61" => 3, _ => 4 };
        yield return new(cadre, cadre.FullTime, cadre.Person.FullTimeEducation, "1", new(end.Year - years, 9, 1), end);
        if (cadre.InService is not { } study) yield break;
        var begin = Earlier(new DateOnly(cadre.WorkBegan.Year + random.Next(4, 12), 9, 1), new DateOnly(Today.Year - 4, 9, 1));
        yield return new(cadre, study, cadre.Person.InServiceEducation!, "2", begin, new(begin.Year + 3, random.Chance(0.5) ? 7 : 1, 1));
    }

    sealed record Relative(Cadre Cadre, int Order, string Name, string Relation, DateOnly BirthOn, string Politics, string Workplace, string? Situation);

    static IEnumerable<Relative> Family(DemoCity city, Cadre cadre)
    {
        var (person, random) = (cadre.Person, city.RandomFor("family", cadre.Person.Number));
        var isMan = person.Sex == "1";
        var age = person.AgeOn(Today);
        var place = city.Localities.LineOf(cadre.Unit.Locality).Last(above => above.Kind <= LocalityKind.County).Name;
        var order = 0;
        if (age > 27 && random.Chance(0.92))
        {
            var year = person.BirthOn.Year + random.Next(-3, 4);
            var spouse = Names.Make(random, !isMan, year);
            yield return new(cadre, ++order, spouse, isMan ? "13" : "12", Born(year), random.Weighted(("01", 45), ("13", 50), ("05", 2), ("03", 3)), Work(Math.Max(24, Today.Year - year)), null);
            var children = random.Weighted((0, 8), (1, 66), (2, 26));
            for (var child = 0; child < children; child++)
            {
                var born = Math.Min(person.BirthOn.Year + 27 + child * 5 + random.Next(3), Today.Year - 1);
                var isSon = random.Chance(0.52);
                yield return new(cadre, ++order, Kin(isMan ? person.Name : spouse, isSon, born), isSon ? "14" : "15", Born(born), Today.Year - born < 14 ? "13" : random.Weighted(("03", 60), ("13", 30), ("01", 10)), Work(Today.Year - born), null);
            }
        }
        foreach (var isFather in (bool[])[true, false])
        {
            var born = person.BirthOn.Year - random.Next(22, 31);
            var hasDied = random.Chance(Math.Clamp((Today.Year - born - 65) / 40.0, 0, 0.9));
            yield return new(cadre, ++order, isFather ? Kin(person.Name, true, born) : Names.Make(random, false, born), isFather ? "10" : "11", Born(born), random.Weighted(("13", 72), ("01", 28)), Work(Math.Max(61, Today.Year - born)), hasDied ? "已去世" : null);
        }

        string Kin(string of, bool isMale, int year)
        {
            var own = Names.Make(random, isMale, year);
            return of[..SurnameLength(of)] + own[SurnameLength(own)..];
        }
        string Work(int years) => years switch
        {
            < 7 => "学龄前",
            < 13 => place + "实验小学学生",
            < 19 => place + random.Pick(["第一中学学生", "第二中学学生"]),
            < 23 => random.Pick(["云江大学", "岭东大学", "海西工业大学"]) + "学生",
            >= 61 => random.Pick(["退休教师", "退休职工", "退休干部", "务农"]),
            _ => random.Pick(["自由职业", "个体经营", place + "第一中学教师", place + "人民医院护士", place + "教育体育局干部", place + "供电公司职工", place + "农村商业银行职员", place + "税务局干部"]),
        };
        DateOnly Born(int year) => new(year, random.Next(1, year == Today.Year ? Today.Month : 13), 1);
    }

    static int SurnameLength(string name) => name.Length > 2 && "欧阳 司马 上官 诸葛 皇甫 尉迟 慕容".Contains(name[..2], StringComparison.Ordinal) ? 2 : 1;

    static IEnumerable<(Cadre Cadre, int Year, string Kind, string Grade)> Assessments(DemoCity city, Cadre cadre)
    {
        var random = city.RandomFor("assessments", cadre.Person.Number);
        var isInstitution = cadre.Unit.Kind is "42" or "5001";
        var first = Math.Max(2019, cadre.WorkBegan.Year);
        for (var year = first; year < Today.Year; year++)
            // Planted: a year without its conclusion.
            if (!random.Chance(0.005))
                yield return (cadre, year, "20", year == cadre.WorkBegan.Year && !isInstitution ? "5A" : random.Weighted(("1", 19), (isInstitution ? "2B" : "2", 79), (isInstitution ? "3B" : "3", 1)));
        if (cadre is { Post: { Level: not null, IsTeamMember: true }, IsOnProbation: false } && cadre.LevelSince.Year is >= 2015 and < 2025) yield return (cadre, cadre.LevelSince.Year + 1, "31", "2");
    }

    static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
