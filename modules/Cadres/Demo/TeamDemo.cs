namespace OrgWork.Cadres;

/// <summary>
/// The leading teams of the invented city, a seat for everybody in them. Planted: seats that nobody holds, principals' among them, teams above their
/// number and some whose number nobody has entered.
/// </summary>
static class TeamDemo
{
    public sealed record Member(DemoUnit Unit, long Number, int Seat, string Post, string? Level);

    sealed record Seat(Guid Id, Member Member, string Post, bool IsPrincipal, bool IsCounted, int Order);

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
            is_principal = seat.IsPrincipal, is_counted = seat.IsCounted, opened_on = new DateOnly(2010, 1, 1),
        })), stop);
        await city.CopyAsync("cadres.team_quota", teams.Where(team => !team.Random.Chance(0.05)).Select((team, n) => new
        {
            id = city.IdFor("team quota", n), team_id = team.Id, locality_path = team.Unit.Locality.Path, rank_order = 10,
            approved = team.Seats.Count(seat => seat.IsCounted) + team.Random.Weighted((0, 60), (1, 32), (-1, 8)),
            document_no = $"云编发〔2019〕{n % 180 + 1}号", began_on = new DateOnly(2019, 3, 1),
        }), stop);
    }

    static List<Seat> SeatsOf(DemoCity city, IReadOnlyList<Member> members) =>
        [.. members.Select((member, i) => new Seat(city.IdFor("team seat", member.Number), member, member.Post, i == 0 || i == 1 && member.Unit.Kind is "1001" or "31" || i == 1 && member.Unit.Sort == DemoUnitSort.Township, !member.Post.Contains("挂职", StringComparison.Ordinal), (i + 1) * 10))];

    /// <summary>Seats beside those that are held: now and then one, seldom a principal's.</summary>
    static IEnumerable<Seat> Vacant(DemoCity city, IReadOnlyList<Seat> seats, DemoRandom random)
    {
        if (!random.Chance(0.3)) yield break;
        var like = seats[^1];
        yield return like with { Id = city.IdFor("vacant seat", like.Member.Number), Post = random.Pick(["副职（预留）", "班子成员（待定分工）"]), IsPrincipal = random.Chance(0.1), IsCounted = true, Order = (seats.Count + 1) * 10 };
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
