namespace OrgWork.Cadres;

public sealed record TeamFacts
{
    [KnownAs("核定职数", Unit = "名")] public int? Approved { get; init; }
    [KnownAs("占职数的现任", Unit = "人")] public int? Occupied { get; init; }
    [KnownAs("超出的层次", Unit = "个")] public int? LevelsOver { get; init; }
    [KnownAs("经批准可超", Unit = "名")] public int? Extra { get; init; }
    [KnownAs("正职空缺自")] public DateOnly? PrincipalVacantSince { get; init; }
    [KnownAs("空缺的正职", Unit = "个")] public int? PrincipalsVacant { get; init; }
    [KnownAs("任职最久的正职自")] public DateOnly? PrincipalSince { get; init; }
}

public sealed record SecretaryFacts
{
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("任现职时间")] public DateOnly? BeganOn { get; init; }
}

public sealed record DualFacts
{
    [KnownAs("支部组织生活", Unit = "次")] public int? Branch { get; init; }
    [KnownAs("班子民主生活会", Unit = "次")] public int? Team { get; init; }
}

public sealed record BandFacts
{
    [KnownAs("占使用的份额", Unit = "%")] public decimal? Share { get; init; }
    [KnownAs("占干部的份额", Unit = "%")] public decimal? Part { get; init; }
}

public sealed record SeatAgeFacts
{
    [KnownAs("年龄", Unit = "岁")] public int? Age { get; init; }
}

/// <summary>职数 (rules.md 领导职数): only posts that count against the number do; what is over stays visible until it is not.</summary>
public static class TeamRules
{
    static readonly Population Teams = new("teams", $"""
        select t.id, t.locality_path, t.name as title, coalesce(number.whole, number.levels) as approved, held.occupied,
               (select count(*)::int from team_quota q where q.team_id = t.id and q.removed_at is null and q.level is not null and q.began_on <= org.today() and (q.ended_on is null or q.ended_on > org.today())
                and q.approved + {QuotaExceptions.InForce("org.today()", "q.level")} < (select count(*) from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
                                  where s.team_id = t.id and s.removed_at is null and s.is_counted and s.level = q.level)) as levels_over, {QuotaExceptions.InForce("org.today()")} as extra,
               vacant.since as principal_vacant_since, coalesce(vacant.seats, 0) as principals_vacant,
               (select min(p.began_on) from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()) where s.team_id = t.id and s.removed_at is null and s.is_principal) as principal_since
        from team t
        left join lateral (select max(q.approved) filter (where q.level is null) as whole, sum(q.approved) filter (where q.level is not null)::int as levels from team_quota q
                           where q.team_id = t.id and q.removed_at is null and q.began_on <= org.today() and (q.ended_on is null or q.ended_on > org.today())) number on true
        left join lateral (select count(*)::int as occupied from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
                           where s.team_id = t.id and s.removed_at is null and s.is_counted) held on true
        left join lateral (select count(*)::int as seats, min({SeatSql.VacantSince("org.today()")}) as since from team_seat s
                           where s.team_id = t.id and s.removed_at is null and s.is_principal and s.closed_on is null
                             and not exists (select from cadre_post p where p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()))) vacant on true
        where t.removed_at is null
        """);

    public static readonly Rule<TeamFacts> Quota = new()
    {
        Id = "cadres.teams.quota", Title = "领导职数不得超过核定数", WhenBroken = "超职数", Basis = new("党政领导干部选拔任用工作条例", "第三章", true), Severity = Severity.Warn, Population = Teams,
        Text = "只数占职数的职位；整个班子和分层次核定的都要不超。确需暂时超配的，在“超职数审批”申请，由上一级同意，写明文号、消化的办法和期限；期限内、在同意的人数以内不算超；没有同意的，人放不到职位上，任免批次过不了动议。重新核定后低于现配的，写明理由可以登记。",
        Test = new([nameof(TeamFacts.Approved), nameof(TeamFacts.Occupied)], "occupied <= approved + coalesce(extra, 0) and coalesce(levels_over, 0) = 0", (f, _) =>
            Finding.Of(f.Occupied <= f.Approved + (f.Extra ?? 0) && (f.LevelsOver ?? 0) == 0, $"核定 {f.Approved} 名{(f.Extra > 0 ? $"，经批准可超 {f.Extra} 名" : "")}，占职数的现任 {f.Occupied} 人{(f.Occupied > f.Approved ? $"，超 {f.Occupied - f.Approved} 人" : "")}{(f.LevelsOver > 0 ? $"，{f.LevelsOver} 个层次超出" : "")}")),
        Examples =
        [
            new("核定 11 名，现任 10 人", new() { Approved = 11, Occupied = 10 }, new(2026, 11, 22), Outcome.Met),
            new("正好配齐", new() { Approved = 11, Occupied = 11, LevelsOver = 0 }, new(2026, 11, 22), Outcome.Met),
            new("超 1 人", new() { Approved = 11, Occupied = 12 }, new(2026, 11, 22), Outcome.Broken),
            new("超 1 人，经上一级同意", new() { Approved = 11, Occupied = 12, Extra = 1 }, new(2026, 11, 22), Outcome.Met),
            new("同意超 1 名，超了 2 人", new() { Approved = 11, Occupied = 13, Extra = 1 }, new(2026, 11, 22), Outcome.Broken),
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

    static readonly DateOnly Day = new(2026, 11, 22);

    public static readonly Rule<TeamFacts> PrincipalLong = new()
    {
        Id = "cadres.teams.principal-long", Title = "党政正职在同一职位上任职不过久", WhenBroken = "正职任职过久", Basis = new("党政领导干部职务任期暂行规定", "第六条"), Severity = Severity.Remind, Light = "yellow", Population = Teams,
        Parameters = [new("years", "任现职满", 8, "年", Stricter.Lower) { Max = 30 }],
        Test = new RuleTest<TeamFacts>([nameof(TeamFacts.PrincipalSince)], "{day} < (principal_since + make_interval(years => {years}::int))::date", (f, t) => Finding.Of(t.Day < f.PrincipalSince!.Value.AddYears(t.Int("years")), $"{Dates.Format(f.PrincipalSince.Value)} 起任现职")),
        Examples = [new("差一天八年", new() { PrincipalSince = new(2018, 11, 23) }, Day, Outcome.Met), new("正好八年", new() { PrincipalSince = new(2018, 11, 22) }, Day, Outcome.Broken)],
    };

    /// <summary>Its parameters say when another holder is wanted, and who may be considered.</summary>
    public static readonly Rule<SecretaryFacts> Secretary = new()
    {
        Id = "cadres.teams.secretary", Title = "乡镇党委书记的选配", WhenBroken = "乡镇党委书记需要调整", Basis = Basis.Practice("选优配强乡镇党委书记的做法"), Severity = Severity.Remind,
        Parameters = [new("oldest", "满多少岁调整", 55, "岁", Stricter.Lower) { Max = 70 }, new("longest", "任现职满", 8, "年", Stricter.Lower) { Max = 30 }, new("candidate", "人选年龄不超过", 45, "岁", Stricter.Lower) { Max = 70 }, new("grassroots", "人选基层经历不少于", 2, "年", Stricter.Higher) { Max = 30 }],
        Test = new([nameof(SecretaryFacts.BirthOn), nameof(SecretaryFacts.BeganOn)], "{day} < (birth_on + make_interval(years => {oldest}::int))::date and {day} < (began_on + make_interval(years => {longest}::int))::date", (f, t) => Finding.Of(t.Day < f.BirthOn!.Value.AddYears(t.Int("oldest")) && t.Day < f.BeganOn!.Value.AddYears(t.Int("longest")), $"{Dates.Format(f.BirthOn.Value)} 出生，{Dates.Format(f.BeganOn!.Value)} 起任现职")),
        Examples = [new("四十岁，三年", new() { BirthOn = new(1986, 1, 1), BeganOn = new(2023, 11, 1) }, Day, Outcome.Met), new("满五十五岁", new() { BirthOn = new(1971, 11, 22), BeganOn = new(2023, 11, 1) }, Day, Outcome.Broken), new("任满八年", new() { BirthOn = new(1980, 1, 1), BeganOn = new(2018, 11, 22) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DualFacts> DualLife = new()
    {
        Id = "cadres.teams.dual-life", Title = "领导干部参加双重组织生活", WhenBroken = "双重组织生活次数不够", Basis = new("关于新形势下党内政治生活的若干准则"), Severity = Severity.Remind, Text = "次数没有全国统一规定，按地方要求调整。",
        Parameters = [new("branch", "每年以普通党员身份参加支部组织生活", 4, "次", Stricter.Higher), new("team", "每年参加班子民主生活会", 1, "次", Stricter.Higher)],
        Test = new([nameof(DualFacts.Branch), nameof(DualFacts.Team)], "branch >= {branch} and team >= {team}", (f, t) => Finding.Of(f.Branch >= t["branch"] && f.Team >= t["team"], $"支部组织生活 {f.Branch} 次，班子民主生活会 {f.Team} 次")),
        Examples = [new("都够", new() { Branch = 4, Team = 1 }, Day, Outcome.Met), new("支部少一次", new() { Branch = 3, Team = 1 }, Day, Outcome.Broken), new("没有参加民主生活会", new() { Branch = 9, Team = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<BandFacts> AllAges = new()
    {
        Id = "cadres.teams.all-ages", Title = "各年龄段干部都用好，不层层递减", WhenBroken = "有的年龄段使用偏少", Basis = Basis.Practice("用好各年龄段干部的要求"), Severity = Severity.Remind,
        Parameters = [new("least", "使用份额不低于干部份额的", 50, "%", Stricter.Higher) { Max = 100 }],
        Test = new([nameof(BandFacts.Share), nameof(BandFacts.Part)], "share * 100 >= part * {least}", (f, t) => Finding.Of(f.Share * 100 >= f.Part * t["least"], $"占使用的 {f.Share:0.#}%，占干部的 {f.Part:0.#}%")),
        Examples = [new("一样", new() { Share = 20, Part = 20 }, Day, Outcome.Met), new("正好一半", new() { Share = 10, Part = 20 }, Day, Outcome.Met), new("不到一半", new() { Share = 9, Part = 20 }, Day, Outcome.Broken)],
    };

    static Rule<SeatAgeFacts> YoungLine(string id, string which, int years) => new()
    {
        Id = "cadres.teams." + id, Title = $"乡镇（街道）班子年轻干部的{which}年龄线", WhenBroken = $"超过{which}年龄线", Basis = Basis.Practice("镇街班子年轻干部配备要求"), Severity = Severity.Remind, Text = "“以下”含不含本数，按上级的文件设定；统计指标按这里的数计。",
        Parameters = [new("limit", "年龄", years, "岁", Stricter.Free) { Min = 18, Max = 60 }, RuleParameter.Choice("inclusive", "本数", 1, Stricter.Free, "不含", "含")],
        Test = new([nameof(SeatAgeFacts.Age)], "age < {limit} + {inclusive}", (f, t) => Finding.Of(f.Age < t["limit"] + t["inclusive"], $"{f.Age} 岁，年龄线 {t["limit"]:0} 岁{(t.Int("inclusive") == 1 ? "（含）" : "（不含）")}")),
        Examples = [new("正好，含本数", new() { Age = years }, Day, Outcome.Met), new("正好，不含本数", new() { Age = years }, Day, Outcome.Broken) { Values = new Dictionary<string, decimal> { ["inclusive"] = 0 } }, new("大一岁", new() { Age = years + 1 }, Day, Outcome.Broken)],
    };

    /// <summary>Who is counted as young in the teams of townships.</summary>
    public static readonly Rule<SeatAgeFacts> Youngest = YoungLine("youngest", "第一条", 30), Younger = YoungLine("younger", "第二条", 35);

    /// <summary>Its parameters end the bands by which ages of teams are told: in figures, on a team's board, in the forecast.</summary>
    public static readonly Rule<SeatAgeFacts> AgeBands = new()
    {
        Id = "cadres.teams.age-bands", Title = "班子成员的年龄分档", WhenBroken = "在最后一档", Basis = Basis.Practice("领导班子结构分析的惯常做法"), Severity = Severity.Remind, Text = "各档到多少岁（含），最后一档以上另成一档；预测里按它算谁跨档。",
        Parameters = [.. new[] { 30, 35, 40, 45, 50 }.Select((years, i) => new RuleParameter($"b{i + 1}", $"第{"一二三四五"[i]}档到", years, "岁", Stricter.Free) { Min = 18, Max = 70, NotBelow = i == 0 ? null : $"b{i}" })],
        Test = new([nameof(SeatAgeFacts.Age)], "age <= {b5}", (f, t) => Finding.Of(f.Age <= t["b5"], $"{f.Age} 岁")),
        Examples = [new("五十岁", new() { Age = 50 }, Day, Outcome.Met), new("五十一岁", new() { Age = 51 }, Day, Outcome.Broken)],
    };

    /// <summary>Where the bands end at a place on a day, in their order.</summary>
    public static IReadOnlyList<int> Limits(RuleSettings settings, string path, DateOnly day) => settings.For(AgeBands, path, day) is var terms ? [.. AgeBands.Parameters.Select(one => terms.Int(one.Name)).Order()] : [];

    /// <summary>Up to which age members are counted as the young of any team: where the third band ends.</summary>
    public static int Young(RuleSettings settings, string path, DateOnly day) => settings.For(AgeBands, path, day).Int("b3");

    public static readonly IReadOnlyList<Rule> All = [Youngest, Younger, AgeBands, Quota, PrincipalVacant, PrincipalLong, Secretary, DualLife, AllAges];
}
