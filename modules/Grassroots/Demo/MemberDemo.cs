using Npgsql;

namespace OrgWork.Grassroots;

/// <summary>
/// Party members of the invented city. Planted faults: probation past its year, full membership without its date, applications and introducers
/// not on file, dues months behind, members nobody can reach, the same person in two branches.
/// </summary>
static class MemberDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly string[] FarPlaces = ["岭东省石城市", "岭东省柳塘市", "海西省望港市", "江左省长亭市", "湖左省新渚市", "云江市城区"];

    /// <param name="Seat">place in the line of the branch; the first ones are its committee</param>
    internal sealed record Member(DemoPerson Person, Guid Id, PlannedOrganisation Organisation, int Seat, int RankOrder, DateOnly JoinedOn, DateOnly? LeftOn, string? LeftKind)
    {
        public string Path => Organisation.Path;
    }

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        // Branches of twenty and more are divided into groups.
        var here = Members(city, plan).Where(member => member.LeftOn is null).CountBy(member => member.Organisation.Id).ToDictionary();
        await city.CopyAsync("grassroots.member", Members(city, plan).Select(member =>
        {
            var (person, random) = (member.Person, city.RandomFor("member facts", member.Person.Number));
            var (joined, age) = (member.JoinedOn, member.Person.AgeOn(Today));
            var isProbationary = person.Politics == "02";
            var floats = person.Livelihood switch { Livelihood.Casual => random.Chance(0.45), Livelihood.Student => random.Chance(0.3), Livelihood.Merchant => random.Chance(0.08), _ => false };
            var applied = joined.AddDays(-random.Next(500, 1800));
            return new
            {
                id = member.Id, person_id = person.Id, locality_path = member.Path, rank_order = member.RankOrder,
                name = person.Name, name_pinyin = person.NamePinyin, name_initials = person.NameInitials, sex = person.Sex, birth_on = person.BirthOn, nation = person.Nation, identity_mask = person.IdentityMask,
                native_place = random.Chance(0.03) ? null : person.NativePlace,
                education = random.Chance(0.01) ? null : person.Education,
                organisation_id = member.Organisation.Id,
                kind = isProbationary ? "2" : "1",
                joined_on = joined,
                became_full_on = isProbationary || random.Chance(0.005) ? (DateOnly?)null : joined.AddYears(1).AddDays(random.Next(0, 40)) is var full && full < Today ? full : Today,
                applied_on = random.Chance(joined.Year < 1990 ? 0.3 : 0.04) ? (DateOnly?)null : applied < person.Birthday(18) ? person.Birthday(18) : applied,
                join_kind = random.Weighted(("1111", 35), ("11111", age < 55 ? 30 : 0), ("1112", 34), ("1113", 1)),
                introducers = random.Chance(joined.Year < 1990 ? 0.35 : 0.03) ? null : $"{Names.Make(random, true, joined.Year - 40)}、{Names.Make(random, random.Chance(0.6), joined.Year - 35)}",
                membership_state = floats && random.Chance(0.04) ? "2" : random.Chance(0.0006) ? "3" : "1",
                interrupted_months = joined.Year > 1980 && city.RandomFor("interruption", person.Number) is var papers && papers.Chance(0.001) ? papers.Next(3, 30) : 0,
                left_on = member.LeftOn, left_kind = member.LeftKind,
                is_floating = floats, floats_to = floats ? random.Pick(FarPlaces) : null,
                dues_base = person.Livelihood switch
                {
                    Livelihood.Farmer or Livelihood.Student or Livelihood.Casual => (int?)null,
                    Livelihood.Retired => random.Next(20, 60) * 100,
                    Livelihood.Specialist => random.Next(50, 130) * 100,
                    _ => random.Next(32, 85) * 100,
                },
                dues_paid_to_on = GrassrootsDemo.Month(random.Chance(0.03) ? Today.AddMonths(-random.Next(6, 20)) : Today.AddMonths(-random.Next(0, 3))),
                occupation = IsGraduate(city, person) ? "12" : person.Livelihood switch
                {
                    Livelihood.Official => person.Group.Unit!.Sort is DemoUnitSort.School or DemoUnitSort.Hospital ? "02" : person.Group.Unit.Sort == DemoUnitSort.StateFirm ? "04" : "01",
                    Livelihood.Specialist => person.Group.Unit is null ? "07" : person.Group.Unit.HasCadres ? "03" : "05",
                    Livelihood.Employee => person.Group.Unit!.Sort == DemoUnitSort.StateFirm ? "05" : "03",
                    Livelihood.Worker => person.Group.Unit?.Sort == DemoUnitSort.Society ? "09" : random.Weighted(("06", 60), ("05", 25), ("04", 15)),
                    Livelihood.Farmer => "07", Livelihood.Merchant => "10", Livelihood.Casual => "11", Livelihood.Student => "12", Livelihood.CommunityWorker => "08",
                    _ => "13",
                },
                workplace = IsGraduate(city, person) ? person.Group.Unit!.Name : WorkplaceOf(member, random),
                party_group = here.GetValueOrDefault(member.Organisation.Id) < 20 ? null : member.RankOrder % 2 == 0 ? "第一党小组" : "第二党小组",
                is_leading = IsLeading(person),
                work_began_on = person.WorkBeganOn is { } began ? GrassrootsDemo.Month(began) : (DateOnly?)null,
                is_veteran = person.Sex == "1" && age > 24 && random.Chance(0.09),
                is_needy = person.Livelihood is Livelihood.Farmer or Livelihood.Retired && age > 60 && random.Chance(0.05),
                phone = random.Chance(age > 75 ? 0.3 : 0.01) ? null : person.Phone,
                address = random.Chance(0.03) ? null : AddressOf(person, random),
                remark = random.Chance(0.01) ? random.Pick(["年老体弱，送学上门", "长期患病", "档案缺入党志愿书", "档案缺转正材料", "与子女同住"]) : null,
            };
        }), stop);

        // Who sits on a committee now has a seat, with those stretches of theirs.
        await city.CopyAsync("grassroots.committee_seat", Seats(city, plan).Select((seat, n) => new
        {
            id = city.IdFor("committee seat", n), organisation_id = seat.Now.Organisation.Id, locality_path = seat.Now.Organisation.Path, rank_order = seat.Now.Member.Seat,
            post = seat.Now.Code, duty = seat.Now.Code == "002A" ? seat.Now.Member.Seat switch { 0 => "宣传委员", 3 => "组织委员", _ => (string?)null } : null, opened_on = seat.Before?.From ?? (n % 50 == 7 ? seat.Now.From.AddDays(-40) : seat.Now.From),
        }), stop);
        await city.CopyAsync("grassroots.member_post", Seats(city, plan).SelectMany((seat, n) => ((Post?[])[seat.Now, seat.Before]).OfType<Post>().Select(post => (Post: post, Seat: n))).Select((line, n) => new
        {
            id = city.IdFor("member post", n), member_id = line.Post.Member.Id, locality_path = line.Post.Member.Path, rank_order = line.Post.Order, seat_id = city.IdFor("committee seat", line.Seat),
            post = line.Post.Code, organisation_name = line.Post.Organisation.Name, organisation_id = line.Post.Organisation.Id, began_on = line.Post.From, ended_on = line.Post.To, remark = line.Post.To is null ? null : "届满换届",
        }), stop);

        await city.CopyAsync("grassroots.member_honour", Members(city, plan).SelectMany(member => Honours(city, member)).Select((honour, n) => new
        {
            id = city.IdFor("member honour", n), member_id = honour.Member.Id, locality_path = honour.Member.Path, rank_order = -honour.On.DayNumber,
            kind = honour.Kind, title = honour.Title, awarded_on = honour.On, authority = honour.Authority, affects_until_on = honour.Until, document_no = honour.Kind == "0123" ? null : $"云{(honour.Until is null ? "委" : "纪")}发〔{honour.On.Year}〕{n % 90 + 1}号",
        }), stop);

        await city.CopyAsync("grassroots.member_move", Members(city, plan).SelectMany(member => Moves(city, member)).Select((move, n) => new
        {
            id = city.IdFor("member move", n), member_id = move.Member.Id, locality_path = move.Member.Path, rank_order = -move.On.DayNumber,
            kind = move.Kind, moved_on = move.On, from_organisation = move.From, to_organisation = move.To ?? move.Member.Organisation.Name,
            letter_no = move.From is null || move.Kind is "003" or "005" ? null : $"云江第{n % 900_000 + 100_000}号", receipt_on = move.From is null || n % 23 == 0 ? (DateOnly?)null : Before(move.On.AddDays(n % 40), Today), remark = move.From is null ? "支部大会通过，上级党委批准" : null,
        }), stop);
        await city.CopyAsync("grassroots.member_education", Members(city, plan).SelectMany(member => Schooling(city, member)).Select((study, n) => new
        {
            id = city.IdFor("member education", n), member_id = study.Member.Id, locality_path = study.Member.Path, rank_order = 1,
            school = study.School, education = study.Education, entered_on = study.From, graduated_on = study.To, evidence = n % 5 == 0 ? (string?)null : "毕业证书复印件已存档",
        }), stop);
        await using var histories = new NpgsqlCommand(Histories, city.Connection) { CommandTimeout = 0 };
        await histories.ExecuteNonQueryAsync(stop);
    }

    internal static IEnumerable<Member> Members(DemoCity city, OrganisationPlan plan)
    {
        var ranks = new Dictionary<string, int>();
        foreach (var home in plan.Homes)
        {
            var (branch, seat) = (0, 0);
            foreach (var person in plan.MembersOf(home.Groups))
            {
                if (seat == home.Branches[branch].MemberCount) (branch, seat) = (branch + 1, 0);
                var path = home.Branches[branch].Path;
                var (leftOn, leftKind) = Leaving(city, person, seat, person.JoinedPartyOn!.Value);
                yield return new(person, city.IdFor("member", person.Number), home.Branches[branch], seat++, ranks[path] = ranks.GetValueOrDefault(path) + 1, person.JoinedPartyOn!.Value, leftOn, leftKind);
            }
        }
    }

    /// <summary>The last school of those who went beyond the years everybody goes.</summary>
    static IEnumerable<(Member Member, string School, string Education, DateOnly From, DateOnly To)> Schooling(DemoCity city, Member member)
    {
        if (member.Person.FullTimeEducation is not { Length: > 0 } level || member.LeftOn is not null || !(level[0] is '1' or '2' or '3' or '4')) yield break;
        var random = city.RandomFor("member education", member.Person.Number);
        var (left, school) = level[0] switch
        {
            '1' => (25, random.Pick(["云江大学公共管理学院", "西岭农业大学植物保护系", "云江师范大学教育系"])),
            '2' => (22, random.Pick(["云江大学法学系", "西岭农业大学农学系", "云江师范大学中文系", "西岭理工学院机械系"])),
            '3' => (21, random.Pick(["云江职业技术学院", "西岭医学专科学校", "云江广播电视大学行政管理"])),
            _ => (18, random.Pick(["云江农业学校", "云江卫生学校", "西岭财贸学校"])),
        };
        var to = new DateOnly(member.Person.BirthOn.Year + left, 7, 1);
        if (to < Today) yield return (member, school, level, to.AddYears(level[0] == '2' ? -4 : -3).AddMonths(2), to);
    }

    /// <summary>Planted: now and then a graduate who has stayed in the branch of the school.</summary>
    static bool IsGraduate(DemoCity city, DemoPerson person) => person.Group.Unit?.Sort == DemoUnitSort.School && person.AgeOn(Today) is >= 25 and <= 28 && city.RandomFor("graduate", person.Number).Chance(0.4);

    static string WorkplaceOf(Member member, DemoRandom random)
    {
        var (person, place, unit) = (member.Person, member.Organisation.Locality.Name, member.Person.Group.Unit?.Name);
        var isCommunity = place.EndsWith("社区", StringComparison.Ordinal);
        var council = isCommunity ? "居委会" : "村委会";
        return person.Livelihood switch
        {
            Livelihood.CommunityWorker => person.Seat switch
            {
                0 => $"{place}党组织书记、{council}主任",
                1 => $"{place}党组织副书记",
                2 => $"{place}{council}副主任",
                3 => $"{place}{council}委员",
                _ => isCommunity ? $"{place}网格员" : $"{place}报账员",
            },
            Livelihood.Farmer => place + "村民",
            Livelihood.Casual => random.Pick(["务工", "灵活就业", "外卖配送", "货运司机", "建筑务工"]),
            Livelihood.Merchant => random.Pick(["个体经营", "农家乐经营", "超市经营", "家庭农场主", "电商经营"]),
            Livelihood.Student => random.Pick(["云江大学学生", "岭东大学学生", "待业"]),
            Livelihood.Retired => (unit ?? random.Pick(["企业", "学校", "供销社", "粮站", "卫生院"])) + "退休",
            Livelihood.Worker => (unit ?? "民营企业") + random.Pick(["职工", "职工", "班组长", "车间主任", "财务人员"]),
            Livelihood.Employee => unit + (person.Group.Unit!.Sort switch { DemoUnitSort.School => "教师", DemoUnitSort.Hospital => random.Pick(["医师", "护士", "技师"]), _ => "职工" }),
            Livelihood.Specialist => unit is null ? place + "种养大户" : unit + "专业技术人员",
            _ => unit + (IsLeading(person) ? "领导班子成员" : "工作人员"),
        };
    }

    static bool IsLeading(DemoPerson person) => person.Livelihood == Livelihood.Official && person.Seat < person.Group.Unit!.Leaders;

    static string AddressOf(DemoPerson person, DemoRandom random) => person.Group.Home switch
    {
        { Kind: LocalityKind.Village } home when home.Name.EndsWith('村') => $"{home.Name}{random.Next(1, 13)}组{random.Next(1, 60)}号",
        { Kind: LocalityKind.Village } home => $"{home.Name}{random.Pick(["滨河", "文昌", "解放", "学府", "迎宾"])}路{random.Next(1, 200)}号{random.Next(1, 12)}栋{random.Next(1, 4)}单元{random.Next(1, 7)}0{random.Next(1, 5)}",
        var home => $"{home.Name}{random.Pick(["人民", "中心", "建设", "青年", "云江"])}路{random.Next(1, 300)}号",
    };

    sealed record Post(Member Member, PlannedOrganisation Organisation, int Order, string Code, DateOnly From, DateOnly? To);

    static IEnumerable<Post> Posts(DemoCity city, Member member)
    {
        var organisation = member.Organisation;
        if (member.Seat > 4 || organisation.MemberCount < 3 || organisation.MemberCount < 7 && member.Seat > 1) yield break;
        var (began, years) = GrassrootsDemo.TermOf(city, organisation);
        // Who joined after the election was not elected.
        if (member.JoinedOn.AddYears(1) > began) yield break;
        // The first of a divided home leads the whole, the second leads the first branch.
        if (organisation.Parent is { Unit: var home, Locality: var place } whole && home == organisation.Unit && place == organisation.Locality && whole.Secretary?.Id == member.Person.Id) organisation = whole;
        var code = organisation.Secretary?.Id == member.Person.Id ? "001A" : member.Seat switch { 0 => "002A", 1 => "001B", 2 => "017A", 3 => "002A", _ => "015A" };
        yield return new(member, organisation, 1, code, began, null);
        var before = began.AddYears(-years);
        if (member.JoinedOn < before.AddYears(-2) && city.RandomFor("post before", member.Person.Number).Chance(0.55)) yield return new(member, organisation, 2, member.Seat == 0 ? "001A" : "002A", before, began);
    }

    static IEnumerable<(Post Now, Post? Before)> Seats(DemoCity city, OrganisationPlan plan) =>
        from member in Members(city, plan) let posts = Posts(city, member).ToList() where posts.Count > 0 select (posts[0], posts.Count > 1 ? posts[1] : null);

    sealed record Honour(Member Member, string Kind, string Title, DateOnly On, string Authority, DateOnly? Until);

    static IEnumerable<Honour> Honours(DemoCity city, Member member)
    {
        var random = city.RandomFor("honours", member.Person.Number);
        var county = city.Localities.LineOf(member.Organisation.Locality).Last(place => place.Kind <= LocalityKind.County).Name;
        for (var round = 2021; round <= 2026; round += 5)
            // On 1 July, to whoever has fifty years behind them and has not had it yet.
            // 党龄 counts from becoming a full member, a year and some weeks after joining.
            if (member.JoinedOn.AddYears(1).AddDays(40) <= new DateOnly(round - 50, 7, 1) && (round == 2021 || member.JoinedOn.AddYears(1).AddDays(40) > new DateOnly(round - 55, 7, 1)))
                yield return new(member, "0123", "“光荣在党50年”纪念章", new(round, 7, 1), "中共中央", null);
        if (random.Chance(member.Seat == 0 ? 0.2 : 0.035))
        {
            var on = new DateOnly(random.Next(2016, 2027), 6, 28);
            if (on > member.JoinedOn.AddYears(2))
                yield return member.Seat < 3 && random.Chance(0.4) ? new(member, "0122", "优秀党务工作者", on, $"中共{county}委员会", null) : new(member, "0121", "优秀共产党员", on, $"中共{county}委员会", null);
        }
        if (random.Chance(0.004))
        {
            var on = random.Day(new(2022, 1, 1), Today.AddDays(-20));
            var (kind, years) = random.Weighted((("02250", 1.0), 60), (("02251", 1.5), 30), (("02258", 2.0), 10));
            if (on > member.JoinedOn.AddYears(1))
                yield return new(member, kind, "党内" + StandardName(kind), on, county.EndsWith('市') ? "市纪委监委" : $"{county}纪委监委", on.AddMonths((int)(years * 12)));
        }
    }

    static string StandardName(string kind) => kind switch { "02250" => "警告", "02251" => "严重警告", _ => "留党察看" };

    /// <param name="To">where to, when it is not the member's own organisation</param>
    sealed record Move(Member Member, string Kind, DateOnly On, string? From, string? To = null);

    static IEnumerable<Move> Moves(DemoCity city, Member member)
    {
        var random = city.RandomFor("moves", member.Person.Number);
        if (member.JoinedOn >= new DateOnly(2016, 1, 1)) yield return new(member, "001", member.JoinedOn, null);
        if (member.JoinedOn < Today.AddYears(-3) && random.Chance(member.Person.Group.Unit is null ? 0.06 : 0.16))
        {
            var kind = random.Weighted(("171", 45), ("161", 30), ("141", 12), ("121", 8), ("172", 5));
            var from = kind switch { "121" => "部队党组织", "141" => random.Pick(FarPlaces[..5]) + "某街道党工委", _ => $"中共云江市{random.Pick(["城区", "临溪县", "望川县"])}{random.Pick(["城关", "河湾", "清泉", "石桥"])}基层党组织" };
            yield return new(member, kind, random.Day(member.JoinedOn.AddYears(2) is var early && early > new DateOnly(2015, 1, 1) ? early : new DateOnly(2015, 1, 1), member.LeftOn?.AddDays(-30) ?? Today.AddDays(-5)), from);
        }
        if (member is { LeftOn: { } leftOn, LeftKind: { } leftKind })
            yield return new(member, leftKind, leftOn, member.Organisation.Name, leftKind switch { "241" => random.Pick(FarPlaces[..5]) + "某街道党工委", "251" => "云江市外某县某镇党委", "261" => "中共云江市城区某街道党工委", _ => "无" });
    }

    /// <summary>Some have gone in the last two years: died, most of them, others transferred or expelled. Nobody who sits on a committee.</summary>
    static (DateOnly? On, string? Kind) Leaving(DemoCity city, DemoPerson person, int seat, DateOnly joinedOn)
    {
        var random = city.RandomFor("leaving", person.Number);
        var isOld = person.AgeOn(Today) > 74;
        if (seat < 5 || joinedOn > Today.AddYears(-5) || !random.Chance(isOld ? 0.05 : 0.008)) return default;
        return (random.Day(Today.AddMonths(-22), Today.AddDays(-3)), isOld ? "005" : random.Weighted(("241", 25), ("251", 35), ("261", 25), ("003", 10), ("005", 5)));
    }

    /// <summary>Who came by transfer was not here before; who has left was here until then.</summary>
    const string Histories = """
        update grassroots.member_history h set valid_from = v.moved_on
          from (select member_id, max(moved_on) as moved_on from grassroots.member_move where kind >= '1' and kind < '2' group by member_id) v where h.id = v.member_id and v.moved_on > h.valid_from;
        create temporary table leaver on commit drop as select * from grassroots.member_history where left_on > valid_from;
        update grassroots.member_history set valid_from = left_on where left_on > valid_from;
        update leaver set valid_to = left_on, left_on = null, left_kind = null;
        insert into grassroots.member_history select * from leaver;
        analyze grassroots.member_history
        """;

    static DateOnly Before(DateOnly day, DateOnly limit) => day < limit ? day : limit;
}
