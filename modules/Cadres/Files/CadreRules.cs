namespace OrgWork.Cadres;

public sealed record ReportFacts
{
    [KnownAs("发生变化日期")] public DateOnly? ChangedOn { get; init; }
    [KnownAs("报告日期")] public DateOnly? ReportedOn { get; init; }
}

/// <summary>What the record of a serving cadre tells.</summary>
public sealed record CadreFacts
{
    [KnownAs("出生年月")] public Month? BirthOn { get; init; }
    [KnownAs("改革前任职年龄界限", Unit = "岁")] public int? FormerAgeLimit { get; init; }
    [KnownAs("到龄时间（登记）")] public Month? AgeLimitOn { get; init; }
    [KnownAs("参加工作时间")] public Month? WorkBeganOn { get; init; }
    [KnownAs("入党时间")] public Month? PartyJoinedOn { get; init; }
    [KnownAs("职务层次")] public string? Level { get; init; }
    [KnownAs("班子成员")] public bool? IsTeamMember { get; init; }
    [KnownAs("任现职时间")] public DateOnly? PostBeganOn { get; init; }
    [KnownAs("任同层次时间")] public DateOnly? LevelBeganOn { get; init; }
    [KnownAs("试用期未满")] public bool? IsOnProbation { get; init; }
    [KnownAs("试用期满日期")] public DateOnly? ProbationEndsOn { get; init; }
    [KnownAs("最近考核年度")] public int? LastYear { get; init; }
    [KnownAs("最近考核结论")] public string? LastGrade { get; init; }
    [KnownAs("其前考核年度")] public int? EarlierYear { get; init; }
    [KnownAs("其前考核结论")] public string? EarlierGrade { get; init; }
    [KnownAs("在同一单位的亲属", Unit = "人")] public int? RelativesThere { get; init; }
    [KnownAs("最高学历")] public string? Education { get; init; }
    [KnownAs("任职之间的空档", Unit = "处")] public int? CareerGaps { get; init; }
}

/// <summary>Rules over the register of cadres: age and retirement, time in post, probation, assessment, avoidance, what an archive must keep straight.</summary>
public static class CadreRules
{
    const string Delay = "全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定", Terms = "党政领导干部职务任期暂行规定", Exchange = "党政领导干部交流工作规定";
    const string Selection = "党政领导干部选拔任用工作条例", Service = "中华人民共和国公务员法", Archive = "干部人事档案工作条例", Assessment = "公务员考核规定";

    /// <summary>The limit of age before the reform: as registered, else by sex and level; <c>c</c> is the cadre.</summary>
    public const string FormerLimit = "coalesce(substring(c.former_age_limit from '[0-9]{2}')::int, case when c.sex = '1' or c.level in ('1A21', '1A22', '1A31', '1A32') then 60 when c.sex = '2' then 55 end)";

    static readonly Population Cadres = new("files", $$"""
        select c.id, c.locality_path, c.name as title, c.birth_on, c.age_limit_on, c.work_began_on, c.party_joined_on, c.level, c.is_team_member, c.post_began_on, c.level_began_on, c.is_on_probation, c.probation_ends_on,
               {{FormerLimit}} as former_age_limit,
               last.year as last_year, last.grade as last_grade, earlier.year as earlier_year, earlier.grade as earlier_grade,
               (select count(*)::int from cadre_family f join org.unit u on u.id = c.unit_id where f.cadre_id = c.id and f.removed_at is null and length(u.name) > 3 and position(u.name in f.workplace) > 0 and f.situation is null and {{Avoidance.ClassSql("f")}} in {{Avoidance.Counted}}) as relatives_there,
               least(c.full_time_education, c.in_service_education) as education,
               (select count(*)::int from (select p.began_on, max(coalesce(p.ended_on, 'infinity')) over (order by p.began_on, p.id rows between unbounded preceding and 1 preceding) as until from cadre_post p where p.cadre_id = c.id and p.removed_at is null) held where held.began_on > held.until) as career_gaps
        from cadre c
        left join lateral (select a.year, a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null order by a.year desc limit 1) last on true
        left join lateral (select a.year, a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null order by a.year desc offset 1 limit 1) earlier on true
        where c.removed_at is null and c.status = '1'
        """);

    public static readonly Rule<CadreFacts> RetirementReached = new()
    {
        Id = "cadres.files.retirement", Title = "到龄当月办理退休", WhenBroken = "已到退休年龄", Basis = new(Delay, "", true), Severity = Severity.Remind, Light = "red", Population = Cadres,
        Text = "改革前年龄界限因人而异（男 60，女干部 55，女县处级 60 而可自选），有登记的以登记为准；登记了到龄时间的，不再推算。",
        Test = new([], $"{RetiresSql} > {MonthSql}", (f, t) => Retires(f, t, (month, today, words) => Finding.Of(month > today, words) with { Earliest = month.First })),
        Examples =
        [
            new("男，1965 年 5 月生，2025 年 7 月到龄", new() { BirthOn = new(1965, 5), FormerAgeLimit = 60 }, new(2025, 6, 30), Outcome.Met),
            new("到龄当月", new() { BirthOn = new(1965, 5), FormerAgeLimit = 60 }, new(2025, 7, 1), Outcome.Broken) { Earliest = new(2025, 7, 1) },
            new("女，1970 年 9 月生，55 岁，延迟三个月", new() { BirthOn = new(1970, 9), FormerAgeLimit = 55 }, new(2025, 12, 1), Outcome.Broken) { Earliest = new(2025, 12, 1) },
            new("登记了到龄时间", new() { BirthOn = new(1965, 5), FormerAgeLimit = 60, AgeLimitOn = new(2028, 1) }, new(2026, 11, 21), Outcome.Met),
            new("63 岁没有统一算法，又没有登记", new() { BirthOn = new(1962, 5), FormerAgeLimit = 63 }, new(2026, 11, 21), Outcome.Unknown),
            new("出生年月没有登记", new() { FormerAgeLimit = 60 }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<CadreFacts> RetirementNear = new()
    {
        Id = "cadres.files.retirement-near", Title = "到龄前提醒", WhenBroken = "半年内到退休年龄", Basis = new(Delay, "", true), Severity = Severity.Remind, Population = Cadres,
        Parameters = [RuleParameter.Months("months", "提前", 6, Stricter.Free)],
        Test = new([], $"not ({RetiresSql} > {MonthSql} and {RetiresSql} <= ({MonthSql} + make_interval(months => {{months}}::int))::date)", (f, t) =>
            Retires(f, t, (month, today, words) => Finding.Of(!(month > today && month <= today.AddMonths(t.Int("months"))), words) with { Latest = month.First })),
        Examples =
        [
            new("还有两年", new() { BirthOn = new(1968, 1), FormerAgeLimit = 60 }, new(2026, 11, 21), Outcome.Met),
            new("还有三个月", new() { AgeLimitOn = new(2027, 2) }, new(2026, 11, 21), Outcome.Broken),
            new("已经到龄，另有一条", new() { AgeLimitOn = new(2026, 2) }, new(2026, 11, 21), Outcome.Met),
        ],
    };

    public static readonly Rule<CadreFacts> FiveYears = new()
    {
        Id = "cadres.files.post-five-years", Title = "班子成员任现职满一个任期（五年）的，列入分析研判", WhenBroken = "班子成员任现职满 5 年", Basis = new(Terms, "", true), Severity = Severity.Remind, Population = Cadres,
        Parameters = [RuleParameter.Years("years", "年数", 5, Stricter.Lower)],
        Test = RuleTest<CadreFacts>.NotAfter(f => f.PostBeganOn, Span.Years, "years").For(f => f.IsTeamMember, "is_team_member", "不是班子成员"),
        Examples = [new("任现职两年", new() { IsTeamMember = true, PostBeganOn = new(2024, 9, 1) }, new(2026, 11, 21), Outcome.Met), new("任现职六年", new() { IsTeamMember = true, PostBeganOn = new(2020, 9, 1) }, new(2026, 11, 21), Outcome.Broken), new("不是班子成员", new() { IsTeamMember = false, PostBeganOn = new(2020, 9, 1) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    /// <summary>Asked of whoever is put on a seat, as of the day it would be.</summary>
    public static readonly Rule<CadreFacts> WholeTerm = new()
    {
        Id = "cadres.files.whole-term", Title = "新任班子职务的，到龄以前一般能任满一届", WhenBroken = "任期内到退休年龄", Basis = Basis.Practice("领导班子配备的惯常做法"), Severity = Severity.Remind,
        Parameters = [RuleParameter.Months("months", "一届", 60, Stricter.Higher)],
        Test = new([], $"{RetiresSql} > ({MonthSql} + make_interval(months => {{months}}::int))::date", (f, t) => Retires(f, t, (month, today, words) => Finding.Of(month > today.AddMonths(t.Int("months")), words) with { Latest = month.First })),
        Examples = [new("还有六年", new() { AgeLimitOn = new(2032, 12) }, new(2026, 11, 21), Outcome.Met), new("还有四年", new() { AgeLimitOn = new(2030, 11) }, new(2026, 11, 21), Outcome.Broken), new("正好五年", new() { AgeLimitOn = new(2031, 11) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> TenYears = new()
    {
        Id = "cadres.files.post-ten-years", Title = "同一职务任职满十年的，必须交流", WhenBroken = "同一职务任职满 10 年", Basis = new(Exchange), Severity = Severity.Remind, Light = "red", Population = Cadres,
        Parameters = [RuleParameter.Years("years", "年数", 10, Stricter.Lower)],
        Test = RuleTest<CadreFacts>.NotAfter(f => f.PostBeganOn, Span.Years, "years").For(f => f.IsTeamMember, "is_team_member", "不是班子成员"),
        Examples = [new("九年", new() { IsTeamMember = true, PostBeganOn = new(2017, 12, 1) }, new(2026, 11, 21), Outcome.Met), new("十年半", new() { IsTeamMember = true, PostBeganOn = new(2016, 5, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> FifteenYears = new()
    {
        Id = "cadres.files.level-fifteen-years", Title = "担任同一层次领导职务累计满十五年的，不再推荐、提名或者任命同一层次领导职务", WhenBroken = "同一层次领导职务满 15 年", Basis = new(Terms, "", true), Severity = Severity.Remind, Population = Cadres,
        Parameters = [RuleParameter.Years("years", "年数", 15, Stricter.Lower)],
        Test = RuleTest<CadreFacts>.NotAfter(f => f.LevelBeganOn, Span.Years, "years").For(f => f.IsTeamMember is null ? null : f.IsTeamMember.Value && f.Level is "1A21" or "1A22" or "1A31" or "1A32", "case when is_team_member then coalesce(level, '') in ('1A21', '1A22', '1A31', '1A32') when not is_team_member then false end", "不是县处级以上班子成员"),
        Examples = [new("十二年", new() { IsTeamMember = true, Level = "1A31", LevelBeganOn = new(2014, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("十六年", new() { IsTeamMember = true, Level = "1A32", LevelBeganOn = new(2010, 5, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> ProbationOver = new()
    {
        Id = "cadres.files.probation-over", Title = "试用期满及时考核、办理正式任职", WhenBroken = "试用期已满未结", Basis = new(Selection, "第四十三条", true), Severity = Severity.Remind, Light = "red", Population = Cadres,
        Test = new RuleTest<CadreFacts>([nameof(CadreFacts.ProbationEndsOn)], "probation_ends_on >= {day}", (f, t) => Finding.Of(f.ProbationEndsOn >= t.Day, $"试用期满 {Dates.Format(f.ProbationEndsOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.ProbationEndsOn }).For(f => f.IsOnProbation, "is_on_probation", "不在试用期"),
        Examples = [new("还在试用期", new() { IsOnProbation = true, ProbationEndsOn = new(2027, 3, 1) }, new(2026, 11, 21), Outcome.Met), new("上月已满", new() { IsOnProbation = true, ProbationEndsOn = new(2026, 10, 1) }, new(2026, 11, 21), Outcome.Broken), new("期满日期没有登记", new() { IsOnProbation = true }, new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<CadreFacts> ProbationNear = new()
    {
        Id = "cadres.files.probation-near", Title = "试用期满前提醒", WhenBroken = "试用期一个月内满", Basis = new(Selection, "第四十三条", true), Severity = Severity.Remind, Population = Cadres,
        Parameters = [RuleParameter.Months("months", "提前", 1, Stricter.Free)],
        Test = new RuleTest<CadreFacts>([nameof(CadreFacts.ProbationEndsOn)], "not probation_ends_on between {day} and ({day} + make_interval(months => {months}::int))::date",
            (f, t) => Finding.Of(!(f.ProbationEndsOn >= t.Day && f.ProbationEndsOn <= t.Day.AddMonths(t.Int("months"))), $"试用期满 {Dates.Format(f.ProbationEndsOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.ProbationEndsOn }).For(f => f.IsOnProbation, "is_on_probation", "不在试用期"),
        Examples = [new("还有半年", new() { IsOnProbation = true, ProbationEndsOn = new(2027, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("还有十天", new() { IsOnProbation = true, ProbationEndsOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> ProbationLength = new()
    {
        Id = "cadres.files.probation-length", Title = "试用期为一年", WhenBroken = "登记的试用期不满一年", Basis = new(Selection, "第四十三条", true), Severity = Severity.Warn, Light = "yellow", Population = Cadres,
        Parameters = [RuleParameter.Months("months", "试用期", 12, Stricter.Higher)],
        Test = RuleTest<CadreFacts>.NotBefore(f => f.PostBeganOn, Span.Months, "months", f => f.ProbationEndsOn).For(f => f.IsOnProbation is null ? null : f.IsOnProbation.Value && f.ProbationEndsOn is not null, "case when is_on_probation then probation_ends_on is not null when not is_on_probation then false end", "不在试用期，或期满日期没有登记"),
        Examples = [new("一年", new() { IsOnProbation = true, PostBeganOn = new(2026, 3, 1), ProbationEndsOn = new(2027, 3, 1) }, new(2026, 11, 21), Outcome.Met), new("半年", new() { IsOnProbation = true, PostBeganOn = new(2026, 3, 1), ProbationEndsOn = new(2026, 9, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> AssessmentThere = new()
    {
        Id = "cadres.files.assessment-there", Title = "上年度考核结果已登记", WhenBroken = "上年度考核没有登记", Basis = new(Assessment), Severity = Severity.Remind, Population = Cadres,
        Test = new([nameof(CadreFacts.LastYear)], "last_year >= extract(year from {day})::int - 1", (f, t) => Finding.Of(f.LastYear >= t.Day.Year - 1, $"最近登记的是 {f.LastYear} 年度，应有 {t.Day.Year - 1} 年度")),
        Examples = [new("有上年度", new() { LastYear = 2025 }, new(2026, 11, 21), Outcome.Met), new("只有前年", new() { LastYear = 2024 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> BasicallyCompetent = new()
    {
        Id = "cadres.files.basically-competent", Title = "年度考核为基本称职的，一年内不得晋升", WhenBroken = "上年度考核基本称职，一年内不得晋升", Basis = new(Assessment), Severity = Severity.Remind, Population = Cadres,
        Test = new RuleTest<CadreFacts>([nameof(CadreFacts.LastGrade)], "last_grade not in ('3', '3B')", (f, _) => Finding.Of(f.LastGrade is not ("3" or "3B"), $"{f.LastYear} 年度{StandardCodes.AssessmentResult.NameOf(f.LastGrade!)}"))
            .For(f => f.LastYear is not null && f.LastYear >= 1980, "coalesce(last_year, 0) >= 1980", "没有考核记录"),
        Examples = [new("称职", new() { LastYear = 2025, LastGrade = "2" }, new(2026, 11, 21), Outcome.Met), new("基本称职", new() { LastYear = 2025, LastGrade = "3" }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> TwiceIncompetent = new()
    {
        Id = "cadres.files.twice-incompetent", Title = "连续两年年度考核不称职的，予以辞退", WhenBroken = "连续两年考核不称职", Basis = new(Service, "第八十八条", true), Severity = Severity.Remind, Light = "red", Population = Cadres,
        Test = new([nameof(CadreFacts.LastGrade), nameof(CadreFacts.EarlierGrade), nameof(CadreFacts.LastYear), nameof(CadreFacts.EarlierYear)], "not (last_grade in ('4', '4B') and earlier_grade in ('4', '4B') and last_year = earlier_year + 1)",
            (f, _) => Finding.Of(!(f.LastGrade is "4" or "4B" && f.EarlierGrade is "4" or "4B" && f.LastYear == f.EarlierYear + 1), $"{f.EarlierYear} 年度{StandardCodes.AssessmentResult.NameOf(f.EarlierGrade!)}，{f.LastYear} 年度{StandardCodes.AssessmentResult.NameOf(f.LastGrade!)}")),
        Examples = [new("一次不称职", new() { LastYear = 2025, LastGrade = "4", EarlierYear = 2024, EarlierGrade = "2" }, new(2026, 11, 21), Outcome.Met), new("连续两年", new() { LastYear = 2025, LastGrade = "4", EarlierYear = 2024, EarlierGrade = "4" }, new(2026, 11, 21), Outcome.Broken), new("隔了一年", new() { LastYear = 2025, LastGrade = "4", EarlierYear = 2023, EarlierGrade = "4" }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<CadreFacts> RelativesApart = new()
    {
        Id = "cadres.files.relatives", Title = "有应回避亲属关系的，不在同一单位形成回避情形", WhenBroken = "亲属在同一单位，请核对是否应当回避", Basis = new(Service, "第七十四条"), Severity = Severity.Remind, Population = Cadres,
        Text = "按家庭成员表里的工作单位核对，只算夫妻、直系血亲、三代以内旁系血亲和近姻亲，只作提示：双方职务是否构成回避，见“任职回避”。",
        Test = new([nameof(CadreFacts.RelativesThere)], "relatives_there = 0", (f, _) => Finding.Of(f.RelativesThere == 0, $"家庭成员表中有 {f.RelativesThere} 人的工作单位与本人相同")),
        Examples = [new("没有", new() { RelativesThere = 0 }, new(2026, 11, 21), Outcome.Met), new("配偶在同一单位", new() { RelativesThere = 1 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> WorkAge = new()
    {
        Id = "cadres.files.work-age", Title = "参加工作时年满十六岁", WhenBroken = "参加工作时不满十六岁，请核对三龄两历", Basis = new(Archive), Severity = Severity.Warn, Light = "yellow", Population = Cadres,
        Parameters = [RuleParameter.Years("years", "最低年龄", 16, Stricter.Free)],
        Test = new([nameof(CadreFacts.BirthOn), nameof(CadreFacts.WorkBeganOn)], "(birth_on + make_interval(years => {years}::int))::date <= (date_trunc('month', work_began_on::timestamp) + interval '1 month - 1 day')::date",
            (f, t) => Finding.Of(f.BirthOn!.Value.First.AddYears(t.Int("years")) <= f.WorkBeganOn!.Value.Last, $"出生 {f.BirthOn}，参加工作 {f.WorkBeganOn}，时年 {f.BirthOn.Value.AgeAt(f.WorkBeganOn.Value)} 岁")),
        Examples = [new("二十二岁参加工作", new() { BirthOn = new(1980, 3), WorkBeganOn = new(2002, 7) }, new(2026, 11, 21), Outcome.Met), new("十四岁", new() { BirthOn = new(1980, 3), WorkBeganOn = new(1994, 12) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> PartyAge = new()
    {
        Id = "cadres.files.party-age", Title = "入党时年满十八岁", WhenBroken = "入党时不满十八岁，请核对三龄两历", Basis = new("中国共产党章程", "第一条"), Severity = Severity.Warn, Light = "yellow", Population = Cadres,
        Parameters = [RuleParameter.Years("years", "最低年龄", 18, Stricter.Free)],
        Test = new([nameof(CadreFacts.BirthOn), nameof(CadreFacts.PartyJoinedOn)], "(birth_on + make_interval(years => {years}::int))::date <= (date_trunc('month', party_joined_on::timestamp) + interval '1 month - 1 day')::date",
            (f, t) => Finding.Of(f.BirthOn!.Value.First.AddYears(t.Int("years")) <= f.PartyJoinedOn!.Value.Last, $"出生 {f.BirthOn}，入党 {f.PartyJoinedOn}，时年 {f.BirthOn.Value.AgeAt(f.PartyJoinedOn.Value)} 岁")),
        Examples = [new("二十四岁入党", new() { BirthOn = new(1980, 3), PartyJoinedOn = new(2004, 7) }, new(2026, 11, 21), Outcome.Met), new("十七岁", new() { BirthOn = new(1980, 3), PartyJoinedOn = new(1997, 12) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CadreFacts> CareerWhole = new()
    {
        Id = "cadres.files.career-gaps", Title = "任职经历前后衔接，没有空档", WhenBroken = "任职经历有空档，请核对简历", Basis = new(Archive), Severity = Severity.Remind, Population = Cadres,
        Text = "上一段的免职时间与下一段的任职时间同月为衔接；逐行核对见“简历核对”。",
        Test = new([nameof(CadreFacts.CareerGaps)], "career_gaps = 0", (f, _) => Finding.Of(f.CareerGaps == 0, f.CareerGaps == 0 ? "各段任职前后衔接" : $"任职之间有 {f.CareerGaps} 处空档")),
        Examples = [new("前后衔接", new() { CareerGaps = 0 }, new(2026, 11, 21), Outcome.Met), new("有一处空档", new() { CareerGaps = 1 }, new(2026, 11, 21), Outcome.Broken)],
    };

    /// <summary>What somebody at these levels reports of the own matters, and by when; told on the overview of the person, and lit where a change was reported late or not at all.</summary>
    public static readonly Rule<ReportFacts> PersonalMatters = new()
    {
        Id = "cadres.files.personal-matters", Title = "按期报告个人有关事项", WhenBroken = "个人有关事项报告超期", Basis = new("领导干部报告个人有关事项规定"), Severity = Severity.Remind, Light = "red",
        Population = new("matter-changes", "select m.id, m.locality_path, m.number as title, m.changed_on, m.reported_on from matter_change m where m.removed_at is null"),
        Parameters = [new("month", "每年集中报告截止（月）", 1, "月", Stricter.Lower) { Min = 1, Max = 12 }, new("day", "每年集中报告截止（日）", 31, "日", Stricter.Lower) { Min = 1, Max = 31 }, RuleParameter.Days("days", "发生变化后报告", 30, Stricter.Lower)],
        Test = RuleTest<ReportFacts>.NotAfter(f => f.ChangedOn, Span.Days, "days", f => f.ReportedOn),
        Examples = [new("第三十天", new() { ChangedOn = new(2026, 10, 1), ReportedOn = new(2026, 10, 31) }, new(2026, 11, 21), Outcome.Met), new("第三十一天", new() { ChangedOn = new(2026, 10, 1), ReportedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Broken), new("还没有报告，已过三十天", new() { ChangedOn = new(2026, 9, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All =
    [
        RetirementReached, RetirementNear, WholeTerm, FiveYears, TenYears, FifteenYears, ProbationOver, ProbationNear, ProbationLength, AssessmentThere, BasicallyCompetent, TwiceIncompetent,
        RelativesApart, WorkAge, PartyAge, CareerWhole, PersonalMatters, .. PersonRules.For("cadres", "files", "cadre", "t.status = '1'"),
    ];

    const string RetiresSql = "coalesce(age_limit_on, org.retirement_month(birth_on, former_age_limit))", MonthSql = "date_trunc('month', {day}::timestamp)::date";

    static Finding Retires(CadreFacts f, RuleTerms t, Func<Month, Month, string, Finding> find)
    {
        var today = Month.Of(t.Day);
        if (f.AgeLimitOn is { } decided) return find(decided, today, $"登记的到龄时间 {decided}");
        if (f.BirthOn is not { } birth || f.FormerAgeLimit is not { } age) return new(Outcome.Unknown, $"缺{(f.BirthOn is null ? "出生年月" : "改革前任职年龄界限")}");
        if (!Retirement.HasFormula(age)) return new(Outcome.Unknown, $"改革前年龄界限 {age} 岁没有统一算法，请登记到龄时间");
        var (month, delay) = (Retirement.MonthOf(birth, age), Retirement.DelayOf(birth, age));
        return find(month, today, $"出生 {birth}，{age} 岁为 {birth.AddYears(age)}，延迟 {delay} 个月，到龄 {month}");
    }
}
