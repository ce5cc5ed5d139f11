namespace OrgWork.Cadres;

/// <summary>
/// The leading teams of the invented city, a seat for everybody in them. Planted: seats that nobody holds, principals' among them, teams above their
/// number and some whose number nobody has entered.
/// </summary>
static class TeamDemo
{
    public sealed record Member(DemoUnit Unit, long Number, int Seat, string Post, string? Level);

    sealed record Seat(Guid Id, Member Member, string Post, bool IsPrincipal, bool IsCounted, int Order)
    {
        public DateOnly OpenedOn { get; init; } = new(2010, 1, 1);
    }

    public static async Task FillAsync(DemoCity city, IReadOnlyList<Member> members, CancellationToken stop)
    {
        var teams = members.GroupBy(member => member.Unit).Select((team, n) => (Unit: team.Key, Id: city.IdFor("team", n), Random: city.RandomFor("team", n), Seats: SeatsOf(city, [.. team.OrderBy(member => member.Seat)]))).ToList();
        await city.CopyAsync("cadres.team", teams.Select(team => new
        {
            id = team.Id, locality_path = team.Unit.Locality.Path, rank_order = team.Unit.RankOrder, name = NameOf(team.Unit), name_pinyin = Pinyin.Of(NameOf(team.Unit)), name_initials = Pinyin.Initials(NameOf(team.Unit)),
            unit_id = team.Unit.Id, kind = KindOf(team.Unit),
        }), stop);
        await city.CopyAsync("cadres.team_seat", teams.SelectMany(team => team.Seats.Concat(Vacant(city, team.Seats, team.Random)).Select(seat => new
        {
            id = seat.Id, team_id = team.Id, locality_path = team.Unit.Locality.Path, rank_order = seat.Order, post = seat.Post, level = seat.Member.Level,
            is_principal = seat.IsPrincipal, is_counted = seat.IsCounted, way = team.Unit.Kind is "1003" or "1004" or "1005" ? "2" : "1", opened_on = seat.OpenedOn,
        })), stop);
        await city.CopyAsync("cadres.team_quota", teams.Where(team => !team.Random.Chance(0.05) || team.Unit.Kind == "1001").Select((team, n) => new
        {
            id = city.IdFor("team quota", n), team_id = team.Id, locality_path = team.Unit.Locality.Path, rank_order = 10,
            approved = team.Seats.Count(seat => seat.IsCounted) + team.Random.Weighted((0, 60), (1, 32), (-1, 8)),
            document_no = $"云编发〔2019〕{n % 180 + 1}号", began_on = new DateOnly(2019, 3, 1),
        }), stop);
        await PlanAsync(city, [.. teams.Select(team => (team.Unit, team.Id, team.Seats))], stop);
    }

    /// <summary>Requirements of the year, most of them met by most; and plans by which three counties try what a change would bring, with steps that are refused.</summary>
    static async Task PlanAsync(DemoCity city, IReadOnlyList<(DemoUnit Unit, Guid Id, List<Seat> Seats)> teams, CancellationToken stop)
    {
        var top = teams.Select(team => team.Unit.Locality.Path).MinBy(path => path.Length)!;
        (string Name, string Attribute, int? From, int? Years, string? Specialty, string? Kind, string Scope, int Minimum, int? Maximum, bool IsShare)[] required =
        [
            ("乡镇（街道）领导班子至少有一名35岁及以下成员", "1", null, 35, null, "3", "1", 1, null, false), ("乡镇（街道）领导班子至少有一名女干部", "2", null, null, null, "3", "1", 1, null, false),
            ("乡镇（街道）班子30岁及以下成员不少于百分之五", "1", null, 30, null, "3", "2", 5, null, true), ("女性党政正职配备", "3", null, null, null, "3", "2", 6, null, false),
            ("市、县党政班子至少有一名党外干部", "4", null, null, null, "1", "1", 1, null, false), ("市直、县直部门班子大学本科以上的占八成", "6", null, null, null, "2", "1", 80, null, true),
            ("半数以上的部门班子有女干部", "2", null, null, null, "2", "3", 50, null, true), ("市、县党政班子有熟悉财政金融的成员", "8", null, null, "财政金融", "1", "1", 1, null, false),
            ("市、县党政班子56岁及以上成员不超过三成", "1", 56, null, null, "1", "1", 0, 30, true),
        ];
        // What the city asks, and of it what each county asks of its own.
        var counties = teams.Select(team => city.Localities.LineOf(team.Unit.Locality).Last(place => place.Kind <= LocalityKind.County).Path).Where(path => path != top).Distinct();
        await city.CopyAsync("cadres.team_requirement", required.Select(one => (Place: top, Asked: one)).Concat(counties.SelectMany(path => required.Take(3).Select(one => (Place: path, Asked: one)))).Select((row, n) => (row.Place, one: row.Asked, n)).Select(row => new
        {
            id = city.IdFor("team requirement", row.n), locality_path = row.Place, rank_order = (row.n + 1) * 10, name = row.one.Name, attribute = row.one.Attribute, years_from = row.one.From, years = row.one.Years, specialty = row.one.Specialty, team_kind = row.one.Kind, scope = row.one.Scope, minimum = row.one.Minimum, maximum = row.one.Maximum, is_share = row.one.IsShare,
            reckoned_on = row.one.Attribute == "1" ? new DateOnly(DemoCity.Today.Year, 12, 31) : (DateOnly?)null, document_no = "云组发〔2026〕3号", began_on = new DateOnly(2026, 1, 1),
        }), stop);

        var pairs = teams.Where(team => team.Unit.Sort is DemoUnitSort.Organ or DemoUnitSort.Township && team.Seats.Count > 2).GroupBy(team => city.Localities.LineOf(team.Unit.Locality).Last(place => place.Kind <= LocalityKind.County).Path)
            .Where(county => county.Count() > 1).Take(3).Select(county => (Path: county.Key, A: county.First(), B: county.Last())).ToList();
        string[] names = ["换届人事酝酿方案一", "换届人事酝酿方案二", "换届人事酝酿方案三"];
        var plans = pairs.SelectMany((pair, p) => names.Select((name, n) => (pair.Path, pair.A, pair.B, Name: name, n, Id: city.IdFor("team plan", p * 3 + n)))).ToList();
        await city.CopyAsync("cadres.team_plan", plans.Select(plan => new { id = plan.Id, locality_path = plan.Path, rank_order = (plan.n + 1) * 10, name = plan.Name, acts_on = DemoCity.Today.AddDays(30), teams = new[] { plan.A.Id, plan.B.Id }, remark = plan.n == 0 ? "稳定为主" : plan.n == 1 ? "年轻化" : null, created_by_name = "周文博" }), stop);
        await city.CopyAsync("cadres.team_plan_move", plans.SelectMany(plan => (plan.n switch
        {
            0 => new (Seat Who, Seat? To)[] { (plan.A.Seats[1], plan.B.Seats[0]), (plan.B.Seats[0], null) },
            1 => [(plan.B.Seats[^1], plan.A.Seats[0]), (plan.A.Seats[0], plan.B.Seats[0]), (plan.B.Seats[0], null)],
            _ => [(plan.A.Seats[^1], plan.B.Seats[1])],
        }).Select((move, i) => (plan, move, i))).Select((step, n) => new
        {
            id = city.IdFor("team plan move", n), team_plan_id = step.plan.Id, locality_path = step.plan.Path, rank_order = (step.i + 1) * 10, cadre_id = city.IdFor("cadre", step.move.Who.Member.Number), seat_id = step.move.To?.Id, keeps_posts = false,
        }), stop);
    }

    static List<Seat> SeatsOf(DemoCity city, IReadOnlyList<Member> members) =>
        [.. members.Select((member, i) => new Seat(city.IdFor("team seat", member.Number), member, member.Post, i == 0 || i == 1 && member.Unit.Kind is "1001" or "31" || i == 1 && member.Unit.Sort == DemoUnitSort.Township, !member.Post.Contains("挂职", StringComparison.Ordinal), (i + 1) * 10))];

    /// <summary>Seats beside those that are held: now and then one, seldom a principal's.</summary>
    static IEnumerable<Seat> Vacant(DemoCity city, IReadOnlyList<Seat> seats, DemoRandom random)
    {
        if (!random.Chance(0.3)) yield break;
        var like = seats[^1];
        yield return like with { Id = city.IdFor("vacant seat", like.Member.Number), Post = random.Pick(["副职（预留）", "班子成员（待定分工）"]), IsPrincipal = random.Chance(0.1), IsCounted = true, Order = (seats.Count + 1) * 10, OpenedOn = DemoCity.Today.AddDays(-20 - (int)(like.Member.Number % 17) * 30) };
    }

    static string NameOf(DemoUnit unit) => unit.Name.EndsWith("班子", StringComparison.Ordinal) ? unit.Name : unit.Name + "领导班子";

    static string KindOf(DemoUnit unit) => unit.Sort switch
    {
        DemoUnitSort.Team => unit.Kind == "41" ? "8" : "1",
        DemoUnitSort.Township => "3",
        DemoUnitSort.School => "6",
        DemoUnitSort.Hospital => "4",
        DemoUnitSort.StateFirm => "5",
        _ => "2",
    };
}
