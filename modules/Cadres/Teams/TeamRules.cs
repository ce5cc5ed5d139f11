namespace OrgWork.Cadres;

public sealed record TeamFacts
{
    [KnownAs("核定职数", Unit = "名")] public int? Approved { get; init; }
    [KnownAs("占职数的现任", Unit = "人")] public int? Occupied { get; init; }
    [KnownAs("超出的层次", Unit = "个")] public int? LevelsOver { get; init; }
    [KnownAs("正职空缺自")] public DateOnly? PrincipalVacantSince { get; init; }
    [KnownAs("空缺的正职", Unit = "个")] public int? PrincipalsVacant { get; init; }
}

/// <summary>职数 (rules.md 领导职数): only posts that count against the number do; what is over stays visible until it is not.</summary>
public static class TeamRules
{
    static readonly Population Teams = new("teams", """
        select t.id, t.locality_path, t.name as title, coalesce(number.whole, number.levels) as approved, held.occupied,
               (select count(*)::int from team_quota q where q.team_id = t.id and q.removed_at is null and q.level is not null and q.began_on <= org.today() and (q.ended_on is null or q.ended_on > org.today())
                and q.approved < (select count(*) from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
                                  where s.team_id = t.id and s.removed_at is null and s.is_counted and s.level = q.level)) as levels_over,
               vacant.since as principal_vacant_since, coalesce(vacant.seats, 0) as principals_vacant
        from team t
        left join lateral (select max(q.approved) filter (where q.level is null) as whole, sum(q.approved) filter (where q.level is not null)::int as levels from team_quota q
                           where q.team_id = t.id and q.removed_at is null and q.began_on <= org.today() and (q.ended_on is null or q.ended_on > org.today())) number on true
        left join lateral (select count(*)::int as occupied from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
                           where s.team_id = t.id and s.removed_at is null and s.is_counted) held on true
        left join lateral (select count(*)::int as seats, min(coalesce((select max(p.ended_on) from cadre_post p where p.seat_id = s.id and p.removed_at is null), s.opened_on)) as since from team_seat s
                           where s.team_id = t.id and s.removed_at is null and s.is_principal and s.closed_on is null
                             and not exists (select from cadre_post p where p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()))) vacant on true
        where t.removed_at is null
        """);

    public static readonly Rule<TeamFacts> Quota = new()
    {
        Id = "cadres.teams.quota", Title = "领导职数不得超过核定数", WhenBroken = "超职数", Basis = new("党政领导干部选拔任用工作条例", "第三章", true), Severity = Severity.Warn, Population = Teams,
        Text = "只数占职数的职位；整个班子和分层次核定的都要不超。确需暂时超配的，由核定职数的上一级批准，写明批准人和消化的打算。",
        Test = new([nameof(TeamFacts.Approved), nameof(TeamFacts.Occupied)], "occupied <= approved and coalesce(levels_over, 0) = 0", (f, _) =>
            Finding.Of(f.Occupied <= f.Approved && (f.LevelsOver ?? 0) == 0, $"核定 {f.Approved} 名，占职数的现任 {f.Occupied} 人{(f.Occupied > f.Approved ? $"，超 {f.Occupied - f.Approved} 人" : "")}{(f.LevelsOver > 0 ? $"，{f.LevelsOver} 个层次超出" : "")}")),
        Examples =
        [
            new("核定 11 名，现任 10 人", new() { Approved = 11, Occupied = 10 }, new(2026, 11, 22), Outcome.Met),
            new("正好配齐", new() { Approved = 11, Occupied = 11, LevelsOver = 0 }, new(2026, 11, 22), Outcome.Met),
            new("超 1 人", new() { Approved = 11, Occupied = 12 }, new(2026, 11, 22), Outcome.Broken),
            new("总数不超，正职层次超出", new() { Approved = 11, Occupied = 11, LevelsOver = 1 }, new(2026, 11, 22), Outcome.Broken),
            new("没有登记核定职数", new() { Occupied = 3 }, new(2026, 11, 22), Outcome.Unknown),
        ],
    };

    public static readonly Rule<TeamFacts> PrincipalVacant = new()
    {
        Id = "cadres.teams.principal-vacant", Title = "党政正职空缺的及时配备", WhenBroken = "正职空缺", Basis = Basis.Practice("班子分析研判的惯常做法"), Severity = Severity.Remind, Population = Teams,
        Parameters = [RuleParameter.Days("days", "空缺超过", 90, Stricter.Free)],
        Test = new RuleTest<TeamFacts>([nameof(TeamFacts.PrincipalsVacant)], "principals_vacant = 0 or {day} <= principal_vacant_since + {days}::int", (f, t) =>
            Finding.Of(f.PrincipalsVacant == 0 || t.Day <= f.PrincipalVacantSince!.Value.AddDays(t.Int("days")), f.PrincipalsVacant == 0 ? "正职没有空缺" : $"正职空缺 {f.PrincipalsVacant} 个，自 {Dates.Format(f.PrincipalVacantSince!.Value)} 起，已 {t.Day.DayNumber - f.PrincipalVacantSince.Value.DayNumber} 天"))
            .For(f => f.PrincipalsVacant is null ? null : f.PrincipalsVacant == 0 || f.PrincipalVacantSince is not null ? true : null, "case when principals_vacant is null then null when principals_vacant = 0 or principal_vacant_since is not null then true end"),
        Examples =
        [
            new("没有空缺", new() { PrincipalsVacant = 0 }, new(2026, 11, 22), Outcome.Met),
            new("空缺 90 天", new() { PrincipalsVacant = 1, PrincipalVacantSince = new(2026, 8, 24) }, new(2026, 11, 22), Outcome.Met),
            new("空缺 91 天", new() { PrincipalsVacant = 1, PrincipalVacantSince = new(2026, 8, 23) }, new(2026, 11, 22), Outcome.Broken),
        ],
    };

    public static readonly IReadOnlyList<Rule> All = [Quota, PrincipalVacant];
}
