namespace OrgWork.Grassroots;

/// <summary>What is known of a village cadre.</summary>
public sealed record LeaderFacts
{
    [KnownAs("党组织职务")] public string? PartyPost { get; init; }
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("任书记")] public DateOnly? SecretarySinceOn { get; init; }
    [KnownAs("县级备案日期")] public DateOnly? FiledOn { get; init; }
    [KnownAs("最近考核等次")] public string? LastGrade { get; init; }
    [KnownAs("最近考核年度")] public int? GradedYear { get; init; }
    [KnownAs("进入“两委”")] public DateOnly? BeganOn { get; init; }
    [KnownAs("应有材料", Unit = "份")] public int? Materials { get; init; }
    [KnownAs("在档材料", Unit = "份")] public int? Present { get; init; }
    [KnownAs("过期未还", Unit = "次")] public int? Overdue { get; init; }
    [KnownAs("本年参保", Unit = "项")] public int? Insured { get; init; }
    [KnownAs("最近授予荣誉")] public DateOnly? HonouredOn { get; init; }
}

/// <summary>In which of the two committees of a village somebody sits.</summary>
public sealed record CrossFacts
{
    [KnownAs("党组织班子成员")] public bool? IsParty { get; init; }
    [KnownAs("村（居）委会成员")] public bool? IsCommittee { get; init; }
}

/// <summary>What is known of a secretary who is one no more.</summary>
public sealed record RemovalFacts
{
    [KnownAs("不再任书记")] public DateOnly? RemovedOn { get; init; }
    [KnownAs("离任经过备案")] public bool? IsFiled { get; init; }
}

/// <summary>What a year's assessment is reckoned from.</summary>
public sealed record ScoreFacts
{
    [KnownAs("乡镇评分", Unit = "分")] public int? Township { get; init; }
    [KnownAs("党员评分", Unit = "分")] public int? Members { get; init; }
    [KnownAs("群众评分", Unit = "分")] public int? Residents { get; init; }
}

/// <summary>A month's pay.</summary>
public sealed record PayFacts
{
    [KnownAs("应发日期")] public DateOnly? DueOn { get; init; }
    [KnownAs("发放日期")] public DateOnly? PaidOn { get; init; }
    [KnownAs("应发", Unit = "元")] public int? Due { get; init; }
    [KnownAs("实发", Unit = "元")] public int? Paid { get; init; }
}

/// <summary>One who may follow.</summary>
public sealed record ReserveFacts
{
    [KnownAs("列入日期")] public DateOnly? ListedOn { get; init; }
    [KnownAs("最近评议")] public DateOnly? ReviewedOn { get; init; }
    [KnownAs("后备人才")] public bool? IsReserve { get; init; }
}

/// <summary>A problem before an election.</summary>
public sealed record RiskFacts
{
    [KnownAs("化解期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("化解日期")] public DateOnly? ClosedOn { get; init; }
}

/// <summary>A village or community.</summary>
public sealed record VillageFacts
{
    [KnownAs("后备", Unit = "人")] public int? Reserves { get; init; }
    [KnownAs("书记、主任“一肩挑”")] public bool? IsOneShoulder { get; init; }
    [KnownAs("本届党组织选举")] public DateOnly? ElectedOn { get; init; }
    [KnownAs("考核基本称职以下", Unit = "人")] public int? Weak { get; init; }
    [KnownAs("班子缺额", Unit = "席")] public int? Vacant { get; init; }
    [KnownAs("有书记")] public bool? HasSecretary { get; init; }
}

/// <summary>What steps of the round, of 联审 and of filing ask.</summary>
public sealed record RoundFacts
{
    [KnownAs("没有联审的人选", Unit = "人")] public int? Unreviewed { get; init; }
    [KnownAs("没有化解的严重问题", Unit = "个")] public int? OpenRisks { get; init; }
    [KnownAs("已登记新一届党组织")] public bool? HasNewTerm { get; init; }
    [KnownAs("计划日期")] public DateOnly? PlannedOn { get; init; }
    [KnownAs("完成日期")] public DateOnly? DoneOn { get; init; }
    [KnownAs("登记参加选举", Unit = "人")] public int? Registered { get; init; }
    [KnownAs("参加投票", Unit = "人")] public int? Voted { get; init; }
    [KnownAs("得票", Unit = "票")] public int? Votes { get; init; }
    [KnownAs("没有答复的部门", Unit = "个")] public int? Unanswered { get; init; }
    [KnownAs("反映问题的部门", Unit = "个")] public int? Problems { get; init; }
    [KnownAs("联审通过")] public DateOnly? PassedOn { get; init; }
}

/// <summary>村（社区）带头人队伍 and 两委换届. Where the county decides the number, it is a parameter.</summary>
public static class VillageRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Filing = Basis.Practice("村党组织书记县级备案管理制度"), Team = Basis.Practice("村（社区）干部队伍建设要求（各地）"), Round = Basis.Practice("村（社区）“两委”换届工作方案");
    static readonly Basis Villagers = new("中华人民共和国村民委员会组织法", "第十五条", true);

    static readonly Population Cadres = new("village-cadres", """
        select c.id, c.locality_path, c.name as title, c.party_post, c.birth_on, c.secretary_since_on, c.filed_on, c.last_grade, c.graded_year, c.began_on, k.materials, k.present,
               (select count(*)::int from cadre_loan l where l.village_cadre_id = c.id and l.removed_at is null and l.returned_on is null and l.due_on < org.today()) as overdue,
               (select count(*)::int from cadre_insurance i where i.village_cadre_id = c.id and i.removed_at is null and i.year = extract(year from org.today())::int) as insured,
               (select max(h.awarded_on) from cadre_honour h where h.village_cadre_id = c.id and h.removed_at is null) as honoured_on
        from village_cadre c cross join lateral (select count(*)::int as materials, count(*) filter (where m.is_present)::int as present from cadre_material m where m.village_cadre_id = c.id and m.removed_at is null) k
        where c.removed_at is null and c.left_on is null
        """);
    static readonly Population Pays = new("cadre-pay", "select p.id, p.locality_path, p.name as title, p.due_on, p.paid_on, p.due, p.paid from cadre_pay p where p.removed_at is null");
    static readonly Population Candidates = new("village-candidates", "select c.id, c.locality_path, c.name as title, c.is_reserve, c.listed_on, c.reviewed_on from village_candidate c where c.removed_at is null and c.left_on is null and c.appointed_on is null");
    static readonly Population Risks = new("election-risks", "select r.id, r.locality_path, r.words as title, r.due_on, r.closed_on from election_risk r where r.removed_at is null");
    static readonly Population Villages = new("organisations", """
        select o.id, o.locality_path, o.name as title, o.is_one_shoulder, (select count(*)::int from village_candidate c where c.organisation_id = o.id and c.is_reserve and c.left_on is null and c.appointed_on is null and c.removed_at is null) as reserves,
               null::date as elected_on, null::int as weak, null::int as vacant, null::bool as has_secretary
        from organisation o where o.is_village and o.removed_at is null and o.abolished_on is null
        """);

    static readonly Population NewTeams = new("organisations", """
        select o.id, o.locality_path, o.name as title, o.is_one_shoulder, null::int as reserves, k.elected_on, o.secretary is not null as has_secretary,
               (select count(*)::int from village_cadre v where v.organisation_id = o.id and v.left_on is null and v.removed_at is null and v.last_grade in ('3', '4')) as weak,
               (select count(*)::int from committee_seat s where s.organisation_id = o.id and s.removed_at is null and s.closed_on is null and not exists (select from member_post p where p.seat_id = s.id and p.ended_on is null and p.removed_at is null)) as vacant
        from organisation o join lateral (select max((x.facts ->> 'party_on')::date) as elected_on from org.procedure_case x where x.procedure = 'village-elections' and x.subject_id = o.id and x.facts ->> 'party_on' is not null) k on k.elected_on is not null
        where o.is_village and o.removed_at is null and o.abolished_on is null
        """);

    /// <summary>
    /// Secretaries of villages who ceased to be since <paramref name="since"/>, and whether a case of 研判调整 stands behind it. Where a new term was elected that very day the election does;
    /// death is nobody's decision; who goes on in another seat of the same post has not ceased.
    /// </summary>
    public static string RemovedSql(string since) => $$"""
        select distinct on (c.id) c.id, c.locality_path, c.name as title, o.name as organisation, p.ended_on as removed_on,
               exists (select from org.procedure_case x where x.module = 'grassroots' and x.procedure = 'removals' and x.subject_id = c.id and x.state = 'done' and x.closed_on between p.ended_on - 90 and {day}) as is_filed
        from grassroots.member_post p join grassroots.organisation o on o.id = p.organisation_id and o.is_village join grassroots.member m on m.id = p.member_id
        join grassroots.village_cadre c on c.person_id = m.person_id and c.organisation_id = o.id and c.removed_at is null and c.left_kind is distinct from '7'
        where p.post = '001A' and p.removed_at is null and p.ended_on between {{since}} and {day} and not exists (select from grassroots.committee_term t where t.organisation_id = o.id and t.began_on = p.ended_on and t.removed_at is null)
          and not exists (select from grassroots.member_post n where n.member_id = p.member_id and n.organisation_id = o.id and n.post = '001A' and n.removed_at is null and n.id <> p.id and n.began_on >= p.began_on and n.began_on <= {day} and (n.ended_on is null or n.ended_on > p.ended_on))
        order by c.id, p.ended_on desc
        """;

    static readonly Population Removed = new("village-cadres", RemovedSql("({day} - 365)")) { HasEnded = true };

    static bool? IsSecretary(LeaderFacts f) => f.PartyPost == "1";
    const string SecretarySql = "coalesce(party_post = '1', false)", SecretaryWords = "不是党组织书记";

    public static readonly Rule<LeaderFacts> Unfiled = new()
    {
        Id = "grassroots.village-cadres.filed", Title = "村（社区）党组织书记任职经县级备案", WhenBroken = "书记任职没有县级备案", Basis = Filing, Severity = Severity.Remind, Light = "red", Population = Cadres,
        Parameters = [RuleParameter.Days("days", "任职后", 30, Stricter.Lower)],
        Test = new RuleTest<LeaderFacts>([nameof(LeaderFacts.SecretarySinceOn)], "coalesce(filed_on >= secretary_since_on - 365, false) or secretary_since_on + {days}::int >= {day}",
            (f, t) => Finding.Of(f.FiledOn >= f.SecretarySinceOn!.Value.AddDays(-365) || f.SecretarySinceOn.Value.AddDays(t.Int("days")) >= t.Day, $"任书记 {Dates.Format(f.SecretarySinceOn.Value)}；备案 {(f.FiledOn is { } on ? Dates.Format(on) : "没有")}；应在任职后 {t.Int("days")} 日内备案") with { Latest = f.SecretarySinceOn.Value.AddDays(t.Int("days")) }).For(IsSecretary, SecretarySql, SecretaryWords),
        Examples = [new("备案后任职", new() { PartyPost = "1", SecretarySinceOn = new(2026, 3, 5), FiledOn = new(2026, 3, 1) }, Day, Outcome.Met), new("任职半年没有备案", new() { PartyPost = "1", SecretarySinceOn = new(2026, 5, 5) }, Day, Outcome.Broken), new("委员", new() { PartyPost = "3" }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<RemovalFacts> RemovalFiled = new()
    {
        Id = "grassroots.village-cadres.removal-filed", Title = "村（社区）党组织书记离任经研判、县级备案", WhenBroken = "书记离任没有县级备案", Basis = Filing, Severity = Severity.Remind, Light = "red", Population = Removed,
        Text = "看近一年不再任书记的；换届产生新一届和去世的不在此列。先办研判调整，备案后离任。",
        Parameters = [RuleParameter.Days("days", "离任后", 0, Stricter.Lower)],
        Test = new([nameof(RemovalFacts.RemovedOn), nameof(RemovalFacts.IsFiled)], "is_filed or removed_on + {days}::int > {day}",
            (f, t) => Finding.Of(f.IsFiled!.Value || f.RemovedOn!.Value.AddDays(t.Int("days")) > t.Day, $"{Dates.Format(f.RemovedOn!.Value)} 起不再任书记；{(f.IsFiled.Value ? "已经研判备案" : "没有办研判调整和备案")}")),
        Examples = [new("备案后离任", new() { RemovedOn = new(2026, 11, 1), IsFiled = true }, Day, Outcome.Met), new("从班子页直接免去", new() { RemovedOn = new(2026, 11, 1), IsFiled = false }, Day, Outcome.Broken)],
    };

    public static readonly Rule<LeaderFacts> Age = new()
    {
        Id = "grassroots.village-cadres.age", Title = "六十岁以上的村党组织书记逐人研判", WhenBroken = "书记年满六十岁，应研判", Basis = Team, Severity = Severity.Remind, Light = "yellow", Population = Cadres,
        Parameters = [RuleParameter.Years("years", "年龄", 60, Stricter.Lower)],
        Test = new RuleTest<LeaderFacts>([nameof(LeaderFacts.BirthOn)], "(birth_on + make_interval(years => {years}::int))::date > {day}", (f, t) => Finding.Of(f.BirthOn!.Value.AddYears(t.Int("years")) > t.Day, $"{Dates.Format(f.BirthOn.Value)} 出生，{Dates.Format(f.BirthOn.Value.AddYears(t.Int("years")))} 满 {t.Int("years")} 岁")).For(IsSecretary, SecretarySql, SecretaryWords),
        Examples = [new("五十九岁", new() { PartyPost = "1", BirthOn = new(1967, 5, 1) }, Day, Outcome.Met), new("六十岁", new() { PartyPost = "1", BirthOn = new(1966, 11, 21) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<LeaderFacts> Unfit = new()
    {
        Id = "grassroots.village-cadres.unfit", Title = "年度考核不称职的及时调整", WhenBroken = "考核不称职，应调整", Basis = Team, Severity = Severity.Remind, Light = "red", Population = Cadres,
        Test = new RuleTest<LeaderFacts>([], "coalesce(last_grade <> '4', true)", (f, _) => Finding.Of(f.LastGrade != "4", f.LastGrade is { } grade ? $"{f.GradedYear} 年度 {VillageCadres.Grades.NameOf(grade)}" : "没有考核记录")),
        Examples = [new("称职", new() { LastGrade = "2", GradedYear = 2025 }, Day, Outcome.Met), new("不称职", new() { LastGrade = "4", GradedYear = 2025 }, Day, Outcome.Broken)],
    };

    /// <summary>Weights and lines of a place's own 考核办法: the mean, not rounded, is graded.</summary>
    public static readonly Rule<ScoreFacts> Grading = new()
    {
        Id = "grassroots.village-cadres.grading", Title = "村干部年度考核按乡镇、党员、群众三方评分的权重计算，按分数线定等次", WhenBroken = "得分不到称职所要的基本线", Basis = Basis.Practice("村（社区）干部考核管理办法（各地）"), Severity = Severity.Remind,
        Text = "得分不取整定等次；任何一方评分不到基本线的，不高于基本称职。权重不必合计一百，按比例折算。",
        Parameters =
        [
            RuleParameter.Percent("township_weight", "乡镇评分权重", 50, Stricter.Free), RuleParameter.Percent("member_weight", "党员评分权重", 25, Stricter.Free), RuleParameter.Percent("resident_weight", "群众评分权重", 25, Stricter.Free),
            new("excellent", "优秀线", 90, "分", Stricter.Free) { Max = 100 }, new("competent", "称职线", 70, "分", Stricter.Free) { Max = 100 }, new("fit", "基本线", 60, "分", Stricter.Free) { Max = 100 },
        ],
        Test = new([nameof(ScoreFacts.Township), nameof(ScoreFacts.Members), nameof(ScoreFacts.Residents)],
            "township::numeric * {township_weight} + members::numeric * {member_weight} + residents::numeric * {resident_weight} >= {fit} * ({township_weight} + {member_weight} + {resident_weight})",
            (f, t) => Finding.Of(Weighed(f, t) >= t["fit"] * Weights(t), Weights(t) == 0 ? "三方权重都是零" : $"得分 {Weighed(f, t) / Weights(t):0.##}")),
        Examples = [new("三方都好", new() { Township = 94, Members = 90, Residents = 88 }, Day, Outcome.Met), new("正好基本线", new() { Township = 60, Members = 60, Residents = 60 }, Day, Outcome.Met), new("差一点", new() { Township = 60, Members = 60, Residents = 58 }, Day, Outcome.Broken)],
    };

    static decimal Weights(RuleTerms t) => t["township_weight"] + t["member_weight"] + t["resident_weight"];
    static decimal Weighed(ScoreFacts f, RuleTerms t) => f.Township!.Value * t["township_weight"] + f.Members!.Value * t["member_weight"] + f.Residents!.Value * t["resident_weight"];

    /// <summary>The mean by weight and the grade it makes; nothing where all weights are nought.</summary>
    public static (decimal Score, string Grade)? GradeOf(ScoreFacts scores, RuleTerms terms)
    {
        if (Weights(terms) == 0) return null;
        var score = Weighed(scores, terms) / Weights(terms);
        // Not fit in the eyes of any of the three is not good, whatever the sum.
        var least = Math.Min(scores.Township!.Value, Math.Min(scores.Members!.Value, scores.Residents!.Value));
        return (score, score < terms["fit"] ? "4" : score < terms["competent"] || least < terms["fit"] ? "3" : score < terms["excellent"] ? "2" : "1");
    }

    /// <summary>Who counts as young among them, for shares of the team's make-up.</summary>
    public static readonly Rule<LeaderFacts> Young = new()
    {
        Id = "grassroots.village-cadres.young", Title = "村（社区）“两委”和书记年轻干部占比所说的年龄", WhenBroken = "不在年轻干部之列", Basis = Team, Severity = Severity.Remind,
        Parameters = [RuleParameter.Years("cadre", "“两委”成员", 45, Stricter.Free), RuleParameter.Years("secretary", "书记", 35, Stricter.Free)],
        Test = new([nameof(LeaderFacts.BirthOn)], "(birth_on + make_interval(years => (case when coalesce(party_post = '1', false) then {secretary} else {cadre} end)::int + 1))::date > {day}", (f, t) =>
        {
            var years = t.Int(f.PartyPost == "1" ? "secretary" : "cadre");
            return Finding.Of(f.BirthOn!.Value.AddYears(years + 1) > t.Day, $"{Dates.Format(f.BirthOn.Value)} 出生；{years} 岁及以下");
        }),
        Examples = [new("四十五岁的委员", new() { PartyPost = "3", BirthOn = new(1981, 5, 1) }, Day, Outcome.Met), new("四十六岁的委员", new() { PartyPost = "3", BirthOn = new(1980, 5, 1) }, Day, Outcome.Broken), new("四十五岁的书记", new() { PartyPost = "1", BirthOn = new(1981, 5, 1) }, Day, Outcome.Broken)],
    };

    /// <summary>Who is counted in the share of those who sit in both.</summary>
    public const string CrossSql = "(case {basis} when 1 then true when 2 then is_committee else is_party end)";

    static bool Counts(CrossFacts f, RuleTerms t) => t.Int("basis") switch { 1 => true, 2 => f.IsCommittee!.Value, _ => f.IsParty!.Value };

    public static readonly Rule<CrossFacts> CrossBasis = new()
    {
        Id = "grassroots.village-cadres.cross-basis", Title = "“两委”交叉任职率的分母", WhenBroken = "没有交叉任职", Basis = Round, Severity = Severity.Remind,
        Text = "交叉任职是同时在党组织班子和村（居）委会任职；分母按当地换届要求设定。",
        Parameters = [RuleParameter.Choice("basis", "分母", 0, Stricter.Free, "党组织班子成员", "“两委”成员", "村（居）委会成员")],
        Test = new([nameof(CrossFacts.IsParty), nameof(CrossFacts.IsCommittee)], $"is_party and is_committee or not {CrossSql}",
            (f, t) => Finding.Of(f.IsParty!.Value && f.IsCommittee!.Value || !Counts(f, t), f.IsParty!.Value && f.IsCommittee!.Value ? "交叉任职" : Counts(f, t) ? "没有交叉任职" : "不计入分母")),
        Examples = [new("两边都任职", new() { IsParty = true, IsCommittee = true }, Day, Outcome.Met), new("只在党组织", new() { IsParty = true, IsCommittee = false }, Day, Outcome.Broken), new("只在村委会，分母是党组织班子", new() { IsParty = false, IsCommittee = true }, Day, Outcome.Met), new("只在村委会，分母是“两委”成员", new() { IsParty = false, IsCommittee = true }, Day, Outcome.Broken) { Values = new Dictionary<string, decimal> { ["basis"] = 1 } }],
    };

    public static readonly Rule<LeaderFacts> Honoured = new()
    {
        Id = "grassroots.village-cadres.honoured", Title = "考核基本称职、不称职的，到下一次考核前不评先评优", WhenBroken = "低等次后获荣誉", Basis = Team, Severity = Severity.Warn, Population = Cadres,
        Text = "看最近一次年度考核；考核年度结束以后授予的荣誉才算。",
        Test = new RuleTest<LeaderFacts>([], "coalesce(last_grade not in ('3', '4') or extract(year from honoured_on) <= graded_year, true)", (f, _) => Finding.Of(f.LastGrade is not ("3" or "4") || f.HonouredOn is null || f.GradedYear is null || f.HonouredOn.Value.Year <= f.GradedYear,
            f.LastGrade is { } grade ? $"{f.GradedYear} 年度 {VillageCadres.Grades.NameOf(grade)}；{(f.HonouredOn is { } on ? $"最近荣誉 {Dates.Format(on)}" : "没有荣誉")}" : "没有考核记录")),
        Examples = [new("称职", new() { LastGrade = "2", GradedYear = 2025, HonouredOn = new(2026, 6, 28) }, Day, Outcome.Met), new("基本称职以后授予", new() { LastGrade = "3", GradedYear = 2025, HonouredOn = new(2026, 6, 28) }, Day, Outcome.Broken), new("以前的荣誉", new() { LastGrade = "4", GradedYear = 2025, HonouredOn = new(2024, 6, 28) }, Day, Outcome.Met)],
    };

    public static readonly Rule<LeaderFacts> Assessed = new()
    {
        Id = "grassroots.village-cadres.assessed", Title = "村（社区）干部每年考核", WhenBroken = "上年度没有考核", Basis = Team, Severity = Severity.Remind, Population = Cadres,
        Text = "上年度在任满半年的应当考核；三月底以前完成，这里从四月起亮灯。",
        Test = new RuleTest<LeaderFacts>([nameof(LeaderFacts.BeganOn)], "coalesce(graded_year >= extract(year from ({day}::date - interval '3 months'))::int - 1, false) or began_on > make_date(extract(year from ({day}::date - interval '3 months'))::int - 1, 6, 30)",
            (f, t) => Finding.Of(f.GradedYear >= t.Day.AddMonths(-3).Year - 1 || f.BeganOn > new DateOnly(t.Day.AddMonths(-3).Year - 1, 6, 30), $"应考核 {t.Day.AddMonths(-3).Year - 1} 年度；最近考核 {(f.GradedYear is { } year ? $"{year} 年度" : "没有")}")),
        Examples = [new("上年考核过", new() { BeganOn = new(2021, 1, 1), GradedYear = 2025 }, Day, Outcome.Met), new("前年考核过", new() { BeganOn = new(2021, 1, 1), GradedYear = 2024 }, Day, Outcome.Broken), new("今年才任职", new() { BeganOn = new(2026, 1, 1) }, Day, Outcome.Met)],
    };

    public static readonly Rule<LeaderFacts> Archive = new()
    {
        Id = "grassroots.village-cadres.archive", Title = "村（社区）干部人事档案材料齐全", WhenBroken = "没有建档或材料不齐", Basis = Team, Severity = Severity.Remind, Population = Cadres,
        Test = new([nameof(LeaderFacts.Materials), nameof(LeaderFacts.Present)], "materials > 0 and present >= materials", (f, _) => Finding.Of(f.Materials > 0 && f.Present >= f.Materials, f.Materials == 0 ? "没有建档" : $"应有 {f.Materials} 份，在档 {f.Present} 份")),
        Examples = [new("齐全", new() { Materials = 10, Present = 10 }, Day, Outcome.Met), new("缺两份", new() { Materials = 10, Present = 8 }, Day, Outcome.Broken), new("没有建档", new() { Materials = 0, Present = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<LeaderFacts> Loans = new()
    {
        Id = "grassroots.village-cadres.loans", Title = "借出的档案按期归还", WhenBroken = "档案借出过期未还", Basis = Team, Severity = Severity.Remind, Light = "red", Population = Cadres,
        Test = new([nameof(LeaderFacts.Overdue)], "overdue = 0", (f, _) => Finding.Of(f.Overdue == 0, $"过期未还 {f.Overdue} 次")),
        Examples = [new("没有", new() { Overdue = 0 }, Day, Outcome.Met), new("一次", new() { Overdue = 1 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<LeaderFacts> Insured = new()
    {
        Id = "grassroots.village-cadres.insured", Title = "村（社区）干部参加养老、医疗保险", WhenBroken = "本年没有参保记录", Basis = Team, Severity = Severity.Remind, Population = Cadres,
        Parameters = [new("kinds", "险种", 2, "项", Stricter.Higher)],
        Test = RuleTest<LeaderFacts>.AtLeast(f => f.Insured, "kinds", "项"),
        Examples = [new("两项", new() { Insured = 2 }, Day, Outcome.Met), new("没有", new() { Insured = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<PayFacts> PaidInTime = new()
    {
        Id = "grassroots.cadre-pay.in-time", Title = "村干部报酬按时发放", WhenBroken = "报酬没有按时发放", Basis = Team, Severity = Severity.Remind, Light = "red", Population = Pays,
        Test = new([nameof(PayFacts.DueOn)], "coalesce(paid_on, {day}) <= due_on", (f, t) => Finding.Of((f.PaidOn ?? t.Day) <= f.DueOn, $"应发 {Dates.Format(f.DueOn!.Value)}；{(f.PaidOn is { } on ? $"发放 {Dates.Format(on)}" : $"截至 {Dates.Format(t.Day)} 没有发放")}") with { Latest = f.DueOn }),
        Examples = [new("按时", new() { DueOn = new(2026, 10, 10), PaidOn = new(2026, 10, 9) }, Day, Outcome.Met), new("没有发", new() { DueOn = new(2026, 11, 10) }, Day, Outcome.Broken), new("迟发", new() { DueOn = new(2026, 10, 10), PaidOn = new(2026, 10, 29) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<PayFacts> PaidInFull = new()
    {
        Id = "grassroots.cadre-pay.in-full", Title = "村干部报酬足额发放", WhenBroken = "报酬没有足额发放", Basis = Team, Severity = Severity.Remind, Light = "red", Population = Pays,
        Test = new RuleTest<PayFacts>([nameof(PayFacts.Due), nameof(PayFacts.Paid)], "paid >= due", (f, _) => Finding.Of(f.Paid >= f.Due, $"应发 {f.Due} 元，实发 {f.Paid} 元")).For(f => f.Paid is not null, "paid is not null", "还没有发放"),
        Examples = [new("足额", new() { Due = 3200, Paid = 3200 }, Day, Outcome.Met), new("少发", new() { Due = 3200, Paid = 2000 }, Day, Outcome.Broken), new("没有发", new() { Due = 3200 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<ReserveFacts> ReserveReviewed = new()
    {
        Id = "grassroots.village-candidates.reviewed", Title = "村级后备人才每年评议", WhenBroken = "后备人才一年没有评议", Basis = Team, Severity = Severity.Remind, Light = "yellow", Population = Candidates,
        Parameters = [RuleParameter.Months("months", "间隔", 12, Stricter.Lower)],
        Test = new RuleTest<ReserveFacts>([nameof(ReserveFacts.ListedOn)], "(coalesce(reviewed_on, listed_on) + make_interval(months => {months}::int))::date >= {day}", (f, t) => Finding.Of((f.ReviewedOn ?? f.ListedOn!.Value).AddMonths(t.Int("months")) >= t.Day, $"{(f.ReviewedOn is { } on ? $"最近评议 {Dates.Format(on)}" : $"列入 {Dates.Format(f.ListedOn!.Value)}，没有评议")}；{t.Int("months")} 个月一次")).For(f => f.IsReserve, "is_reserve", "不是后备人才"),
        Examples = [new("半年前评议", new() { IsReserve = true, ListedOn = new(2024, 1, 1), ReviewedOn = new(2026, 5, 1) }, Day, Outcome.Met), new("从没有评议", new() { IsReserve = true, ListedOn = new(2025, 1, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RiskFacts> RiskInTime = new()
    {
        Id = "grassroots.election-risks.in-time", Title = "换届突出问题按期化解", WhenBroken = "化解期限已过", Basis = Round, Severity = Severity.Remind, Light = "red", Population = Risks,
        Test = new([nameof(RiskFacts.DueOn)], "coalesce(closed_on, {day}) <= due_on", (f, t) => Finding.Of((f.ClosedOn ?? t.Day) <= f.DueOn, $"期限 {Dates.Format(f.DueOn!.Value)}；{(f.ClosedOn is { } on ? $"{Dates.Format(on)} 化解" : "没有化解")}") with { Latest = f.DueOn }),
        Examples = [new("按期", new() { DueOn = new(2026, 10, 10), ClosedOn = new(2026, 10, 1) }, Day, Outcome.Met), new("过期", new() { DueOn = new(2026, 11, 10) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<VillageFacts> OneShoulder = new()
    {
        Id = "grassroots.organisations.one-shoulder", Title = "村（社区）党组织书记通过法定程序担任村（居）委会主任", WhenBroken = "没有“一肩挑”", Basis = new("中国共产党农村基层组织工作条例", "第十九条"), Severity = Severity.Remind, Population = Villages,
        Test = RuleTest<VillageFacts>.IsTrue(f => f.IsOneShoulder, "书记不是村（居）委会主任，或书记、主任空缺"),
        Examples = [new("是", new() { IsOneShoulder = true }, Day, Outcome.Met), new("不是", new() { IsOneShoulder = false }, Day, Outcome.Broken)],
    };

    public static readonly Rule<VillageFacts> Reserve = new()
    {
        Id = "grassroots.organisations.reserve", Title = "每个村储备后备人才", WhenBroken = "村级后备人才不足", Basis = Team, Severity = Severity.Remind, Light = "yellow", Population = Villages,
        Parameters = [new("people", "每村", 2, "人", Stricter.Higher)],
        Test = RuleTest<VillageFacts>.AtLeast(f => f.Reserves, "people", "人"),
        Examples = [new("两人", new() { Reserves = 2 }, Day, Outcome.Met), new("一人", new() { Reserves = 1 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> Reviewed = new()
    {
        Id = "grassroots.village-elections.reviewed", Title = "换届人选全部经过资格联审", WhenBroken = "还有人选没有通过联审", Basis = Round, Severity = Severity.Refuse,
        Test = new([nameof(RoundFacts.Unreviewed)], "unreviewed = 0", (f, _) => Finding.Of(f.Unreviewed == 0, f.Unreviewed == 0 ? "人选都已通过联审" : $"还有 {f.Unreviewed} 名人选没有通过联审；不作为人选的，请去掉人选职务或办理退出")),
        Examples = [new("都通过", new() { Unreviewed = 0 }, Day, Outcome.Met), new("两人没有", new() { Unreviewed = 2 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> RisksClosed = new()
    {
        Id = "grassroots.village-elections.risks", Title = "严重问题化解以后再进入选举", WhenBroken = "有没有化解的严重问题", Basis = Round, Severity = Severity.Warn,
        Test = new([nameof(RoundFacts.OpenRisks)], "open_risks = 0", (f, _) => Finding.Of(f.OpenRisks == 0, $"没有化解的严重问题 {f.OpenRisks} 个")),
        Examples = [new("没有", new() { OpenRisks = 0 }, Day, Outcome.Met), new("一个", new() { OpenRisks = 1 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> NewTerm = new()
    {
        Id = "grassroots.village-elections.new-term", Title = "党组织选举结果已经登记", WhenBroken = "党组织的选举结果还没有登记", Basis = Round, Severity = Severity.Refuse,
        Test = RuleTest<RoundFacts>.IsTrue(f => f.HasNewTerm, "这次换届还没有新一届党组织；先在“换届选举”里办完，或在班子页登记换届结果"),
        Examples = [new("已登记", new() { HasNewTerm = true }, Day, Outcome.Met), new("没有", new() { HasNewTerm = false }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> OnPlan = new()
    {
        Id = "grassroots.village-elections.on-plan", Title = "按计划日期完成换届各步骤", WhenBroken = "超过计划日期", Basis = Round, Severity = Severity.Remind,
        Test = new([nameof(RoundFacts.PlannedOn)], "coalesce(done_on, {day}) <= planned_on", (f, t) => Finding.Of((f.DoneOn ?? t.Day) <= f.PlannedOn, $"计划 {Dates.Format(f.PlannedOn!.Value)}；{(f.DoneOn is { } on ? $"完成 {Dates.Format(on)}" : $"截至 {Dates.Format(t.Day)} 没有完成")}") with { Latest = f.PlannedOn }),
        Examples = [new("按期", new() { PlannedOn = new(2026, 10, 10), DoneOn = new(2026, 10, 10) }, Day, Outcome.Met), new("过期", new() { PlannedOn = new(2026, 10, 10) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> Turnout = new()
    {
        Id = "grassroots.village-elections.turnout", Title = "登记参加选举的村民过半数投票，选举有效", WhenBroken = "参加投票的没有过半数，或票数不可能", Basis = Villagers, Severity = Severity.Refuse,
        Test = new([nameof(RoundFacts.Registered), nameof(RoundFacts.Voted)], "voted * 2 > registered and voted <= registered", (f, _) => Finding.Of(f.Voted * 2L > f.Registered && f.Voted <= f.Registered, $"登记 {f.Registered} 人，参加投票 {f.Voted} 人，应超过半数、不多于登记人数")),
        Examples = [new("过半", new() { Registered = 900, Voted = 451 }, Day, Outcome.Met), new("正好一半", new() { Registered = 900, Voted = 450 }, Day, Outcome.Broken), new("比登记的多", new() { Registered = 900, Voted = 901 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> MoreThanHalf = new()
    {
        Id = "grassroots.village-elections.majority", Title = "获得参加投票的村民过半数选票，始得当选", WhenBroken = "得票没有过半数，或比投票的多", Basis = Villagers, Severity = Severity.Refuse,
        Test = new([nameof(RoundFacts.Voted), nameof(RoundFacts.Votes)], "votes * 2 > voted and votes <= voted", (f, _) => Finding.Of(f.Votes * 2L > f.Voted && f.Votes <= f.Voted, $"参加投票 {f.Voted} 人，得票 {f.Votes}，应超过半数、不多于投票人数")),
        Examples = [new("过半", new() { Voted = 601, Votes = 301 }, Day, Outcome.Met), new("没有过半", new() { Voted = 601, Votes = 300 }, Day, Outcome.Broken), new("比投票的多", new() { Voted = 601, Votes = 700 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> AllAnswered = new()
    {
        Id = "grassroots.joint-reviews.answered", Title = "各联审部门都有答复", WhenBroken = "还有部门没有答复", Basis = Round, Severity = Severity.Refuse,
        Test = new([nameof(RoundFacts.Unanswered)], "unanswered = 0", (f, _) => Finding.Of(f.Unanswered == 0, f.Unanswered == 0 ? "都已答复" : $"还有 {f.Unanswered} 个部门没有答复")),
        Examples = [new("都答复", new() { Unanswered = 0 }, Day, Outcome.Met), new("缺三个", new() { Unanswered = 3 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> NoProblems = new()
    {
        Id = "grassroots.joint-reviews.clear", Title = "各部门都没有反映影响任职的问题", WhenBroken = "有部门反映问题", Basis = Round, Severity = Severity.Refuse,
        Test = new([nameof(RoundFacts.Problems)], "problems = 0", (f, _) => Finding.Of(f.Problems == 0, $"反映问题的部门 {f.Problems} 个")),
        Examples = [new("没有", new() { Problems = 0 }, Day, Outcome.Met), new("一个", new() { Problems = 1 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RoundFacts> PassedBefore = new()
    {
        Id = "grassroots.filings.reviewed", Title = "书记人选备案前通过联审", WhenBroken = "没有通过联审", Basis = Filing, Severity = Severity.Refuse,
        Test = new([], "passed_on is not null", (f, _) => Finding.Of(f.PassedOn is not null, f.PassedOn is { } on ? $"{Dates.Format(on)} 通过联审" : "没有通过联审；先在“联审”里办理")),
        Examples = [new("通过", new() { PassedOn = new(2026, 3, 1) }, Day, Outcome.Met), new("没有", new(), Day, Outcome.Broken)],
    };

    /// <summary>A team finds its feet first: before, the page after elections shows what it lacks and calls it no warning. A village without a secretary is one at once.</summary>
    public static readonly Rule<VillageFacts> NewTeam = new()
    {
        Id = "grassroots.organisations.new-team", Title = "换届后的新班子按期研判，弱的及时调整", WhenBroken = "新班子运行一段时间仍然弱", Basis = Team, Severity = Severity.Remind, Light = "red", Population = NewTeams,
        Text = "换届选举后满若干个月，还缺席位、有人考核基本称职以下或者书记空缺的，预警研判；书记空缺的不等满月。",
        Parameters = [RuleParameter.Months("months", "选举后", 6, Stricter.Lower)],
        Test = new([nameof(VillageFacts.ElectedOn), nameof(VillageFacts.Weak), nameof(VillageFacts.Vacant), nameof(VillageFacts.HasSecretary)], "has_secretary and ((weak = 0 and vacant = 0) or {day} < (elected_on + make_interval(months => {months}::int))::date)",
            (f, t) => Finding.Of(f.HasSecretary!.Value && (f.Weak == 0 && f.Vacant == 0 || t.Day < f.ElectedOn!.Value.AddMonths(t.Int("months"))), $"{Dates.Format(f.ElectedOn!.Value)} 选举 ＋ {t.Int("months")} 个月 ＝ {Dates.Format(f.ElectedOn.Value.AddMonths(t.Int("months")))}；{(f.HasSecretary.Value ? "" : "书记空缺，")}考核基本称职以下 {f.Weak} 人，缺 {f.Vacant} 席")),
        Examples =
        [
            new("满七个月，有人考核差", new() { HasSecretary = true, ElectedOn = new(2026, 4, 20), Weak = 1, Vacant = 0 }, Day, Outcome.Broken), new("才两个月", new() { HasSecretary = true, ElectedOn = new(2026, 9, 20), Weak = 1, Vacant = 1 }, Day, Outcome.Met),
            new("满六个月的当天，缺席位", new() { HasSecretary = true, ElectedOn = new(2026, 5, 21), Weak = 0, Vacant = 1 }, Day, Outcome.Broken), new("书记空缺", new() { HasSecretary = false, ElectedOn = new(2026, 11, 1), Weak = 0, Vacant = 0 }, Day, Outcome.Broken),
        ],
    };

    public static readonly IReadOnlyList<Rule> OfCadres = [Unfiled, RemovalFiled, Age, Unfit, Honoured, Assessed, Archive, Loans, Insured];
    public static readonly IReadOnlyList<Rule> OfVillages = [OneShoulder, Reserve, NewTeam];
    public static readonly IReadOnlyList<Rule> All = [.. OfCadres, Grading, Young, CrossBasis, .. OfVillages, PaidInTime, PaidInFull, ReserveReviewed, RiskInTime, Reviewed, RisksClosed, NewTerm, OnPlan, Turnout, MoreThanHalf, AllAnswered, NoProblems, PassedBefore];
}
