namespace OrgWork.Cadres;

/// <summary>A seat on a day, with who sits on it; without a holder it is vacant since <see cref="VacantSince"/>.</summary>
public sealed record BoardSeat(Guid TeamId, Guid Id, string Post, string? Level, bool IsPrincipal, bool IsCounted, DateOnly OpenedOn, DateOnly? ClosedOn, Guid? CadreId, string? Name, string? Sex, DateOnly? BirthOn, string? Education, string? Politics, string? Nation, string? Source, int? GrassrootsYears, string? Known, DateOnly? Since, DateOnly? VacantSince, string? Duties)
{
    public bool IsHeld => CadreId is not null;
    public int? AgeOn(DateOnly day) => BirthOn is { } birth ? Month.Of(birth).AgeAt(day) : null;
}

public sealed record ApprovedNumber(Guid TeamId, string? Level, int Approved, string DocumentNo, DateOnly BeganOn);

/// <summary>One stretch of a bar: how many, and what they have in common.</summary>
public sealed record Share(string Words, int Count, int Colour);

/// <summary>A team on a day: seats, approved numbers and what its structure is. Everything is reckoned from these lines, nothing is stored.</summary>
public sealed record TeamBoard(Guid Id, string Name, string Kind, string Path, Guid? UnitId, string? Unit, DateOnly Day, IReadOnlyList<BoardSeat> Seats, IReadOnlyList<ApprovedNumber> Numbers)
{
    /// <summary>Where age bands end: those of the rule at the place on the day. A page that does not put them in has no bands to show, rather than those of no place.</summary>
    public IReadOnlyList<int> Limits { get; init; } = [];

    /// <summary>What the level above has agreed to beyond the approved number, as far as it is in force on the day.</summary>
    public IReadOnlyList<AgreedExtra> Agreed { get; init; } = [];
    public int Extra => Agreed.Sum(one => one.Extra);
    public int ExtraAt(string level) => Agreed.Where(one => one.Level == level).Sum(one => one.Extra);

    public static async Task<TeamBoard?> LoadAsync(Db db, Guid id, DateOnly day, CancellationToken stop) => (await LoadManyAsync(db, [id], day, stop)).SingleOrDefault();

    /// <summary>These teams, in the order of places and ranks, in one round trip.</summary>
    public static async Task<IReadOnlyList<TeamBoard>> LoadManyAsync(Db db, Guid[] ids, DateOnly day, CancellationToken stop) => ids.Length == 0 ? [] : await db.QueryManyAsync($"""
        select t.id, t.name, t.kind, t.locality_path as path, t.unit_id, u.name as unit from team t left join org.unit u on u.id = t.unit_id where t.id = any(@ids) and t.removed_at is null order by t.locality_path, t.rank_order, t.id;
        select s.team_id, s.id, s.post, s.level, s.is_principal, s.is_counted, s.opened_on, s.closed_on, c.id as cadre_id, c.name, c.sex, c.birth_on,
               {CadreSql.Highest} as education,
               c.politics, c.nation, c.source, c.grassroots_years, {CadreSql.Known} as known, p.began_on as since,
               case when c.id is null then {SeatSql.VacantSince("@day")} end as vacant_since, p.duties
        from team_seat s {SeatSql.Holder("@day", day < Clock.Today)}
        where s.team_id = any(@ids) and s.removed_at is null and s.opened_on <= @day and (s.closed_on is null or s.closed_on > @day)
        order by s.rank_order, s.id;
        select q.team_id, q.level, q.approved, q.document_no, q.began_on from team_quota q where q.team_id = any(@ids) and q.removed_at is null and q.began_on <= @day and (q.ended_on is null or q.ended_on > @day) order by q.level nulls first;
        select e.team_id, e.level, e.extra, e.document_no, e.ends_on from quota_exception e where e.team_id = any(@ids) and e.removed_at is null and e.state = '2' and e.decided_on <= @day and e.ends_on > @day order by e.ends_on, e.id;
        """, new { ids, day }, async read =>
        {
            var teams = (await read.ReadAsync<TeamHead>()).ToList();
            var seats = (await read.ReadAsync<BoardSeat>()).ToLookup(seat => seat.TeamId);
            var numbers = (await read.ReadAsync<ApprovedNumber>()).ToLookup(number => number.TeamId);
            var agreed = (await read.ReadAsync<AgreedExtra>()).ToLookup(one => one.TeamId);
            return (IReadOnlyList<TeamBoard>)[.. teams.Select(team => new TeamBoard(team.Id, team.Name, team.Kind, team.Path, team.UnitId, team.Unit, day, [.. seats[team.Id]], [.. numbers[team.Id]]) { Agreed = [.. agreed[team.Id]] })];
        }, stop);

    sealed record TeamHead(Guid Id, string Name, string Kind, string Path, Guid? UnitId, string? Unit);

    public IEnumerable<BoardSeat> Held => Seats.Where(seat => seat.IsHeld);
    /// <summary>For the team as a whole; where only levels are approved, their sum.</summary>
    public int? Approved => Numbers.FirstOrDefault(number => number.Level is null)?.Approved ?? (Numbers.Count > 0 ? Numbers.Sum(number => number.Approved) : null);
    public int Occupied => Held.Count(seat => seat.IsCounted);
    public int Over => Approved is { } approved ? Math.Max(0, Occupied - approved) : 0;
    public int Vacant => Approved is { } approved ? Math.Max(0, approved - Occupied) : Seats.Count(seat => !seat.IsHeld && seat.IsCounted);
    public int OccupiedAt(string level) => Held.Count(seat => seat.IsCounted && seat.Level == level);
    public double? MeanAge => Ages.Count > 0 ? Ages.Average() : null;

    List<int> Ages => [.. Held.Select(seat => seat.AgeOn(Day)).OfType<int>()];

    static readonly int[] Colours = [5, 3, 2, 1, 6, 4];

    public IReadOnlyList<Share> ByAge => Limits.Count == 0 ? [] : [.. Limits.Append(int.MaxValue).Select((to, i) => (To: to, From: i == 0 ? 0 : Limits[i - 1] + 1, Colour: Colours[i % Colours.Length])).Select(band => new Share(band.From == 0 ? $"{band.To}岁及以下" : band.To == int.MaxValue ? $"{band.From}岁以上" : $"{band.From}—{band.To}岁", Ages.Count(age => age <= band.To && age >= band.From), band.Colour)).Where(share => share.Count > 0)];
    public IReadOnlyList<Share> BySex => Two("男", seat => seat.Sex == "1", "女", 1, 2);
    public IReadOnlyList<Share> ByParty => Two("中共党员", seat => seat.Politics is "01" or "02", "党外", 1, 2);
    public IReadOnlyList<Share> ByGrassroots => Two("有基层经历", seat => seat.GrassrootsYears > 0, "无", 1, 6);
    public IReadOnlyList<Share> ByEducation =>
    [
        .. Held.GroupBy(seat => seat.Education is { Length: > 0 } code ? code[0] switch { '1' => (1, "研究生", 3), '2' => (2, "大学", 6), '3' => (3, "大专", 4), _ => (4, "其他", 5) } : (5, "未登记", 5))
            .OrderBy(group => group.Key.Item1).Select(group => new Share(group.Key.Item2, group.Count(), group.Key.Item3)),
    ];

    IReadOnlyList<Share> Two(string first, Func<BoardSeat, bool> isFirst, string second, int colour, int otherColour)
    {
        var count = Held.Count(isFirst);
        return [.. new[] { new Share(first, count, colour), new Share(second, Held.Count() - count, otherColour) }.Where(share => share.Count > 0)];
    }

    /// <summary>Who goes over into the next age band in the time to come, the nearest first. By the month of birth, as ages are reckoned everywhere here.</summary>
    public IEnumerable<(BoardSeat Seat, int Age, DateOnly On)> Crossing(int months) =>
        Held.Where(seat => seat.BirthOn is not null)
            .SelectMany(_ => Limits, (seat, limit) => (Seat: seat, Age: limit + 1, On: Month.Of(seat.BirthOn!.Value).First.AddYears(limit + 1)))
            .Where(one => one.On > Day && one.On <= Day.AddMonths(months))
            .OrderBy(one => one.On);
}
