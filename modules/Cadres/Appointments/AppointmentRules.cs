namespace OrgWork.Cadres;

/// <summary>What is known of a proposal for an appointment, as far as it has come. Levels are codes of <see cref="StandardCodes.PostLevel"/>.</summary>
public sealed record AppointmentFacts
{
    [KnownAs("拟任职务层次")] public string? TargetLevel { get; init; }
    [KnownAs("现任职务层次")] public string? CurrentLevel { get; init; }
    [KnownAs("现任职级")] public string? CurrentRank { get; init; }
    [KnownAs("任同层次时间")] public DateOnly? LevelSince { get; init; }
    [KnownAs("参加工作时间")] public DateOnly? WorkBeganOn { get; init; }
    [KnownAs("基层工作经历", Unit = "年")] public int? GrassrootsYears { get; init; }
    [KnownAs("下一级任职的职位数", Unit = "个")] public int? LowerPosts { get; init; }
    [KnownAs("最高学历")] public string? Education { get; init; }
    [KnownAs("讨论决定日期")] public DateOnly? DecidedOn { get; init; }
    [KnownAs("上年度考核等次")] public string? LastGrade { get; init; }
    [KnownAs("影响期至")] public DateOnly? AffectedUntil { get; init; }
    [KnownAs("配偶已移居国（境）外，或没有配偶而子女均已移居")] public bool? FamilyAbroad { get; init; }
    [KnownAs("任县级主要领导")] public bool? IsMainLeader { get; init; }
    [KnownAs("任市（地）级主要领导")] public bool? IsCityLeader { get; init; }
    [KnownAs("在成长地任职")] public bool? IsInHomePlace { get; init; }
    [KnownAs("与在那里任职的人的亲属关系")] public string? RelativeKin { get; init; }
    [KnownAs("与亲属双方的职务")] public string? RelativeTie { get; init; }
    [KnownAs("会议推荐日期")] public DateOnly? RecommendedOn { get; init; }
    [KnownAs("推荐会应到", Unit = "人")] public int? Invited { get; init; }
    [KnownAs("推荐会实到", Unit = "人")] public int? Attended { get; init; }
    [KnownAs("考察组人数", Unit = "人")] public int? Vetters { get; init; }
    [KnownAs("干部档案审核")] public DateOnly? ArchiveCheckedOn { get; init; }
    [KnownAs("个人有关事项查核")] public DateOnly? DeclarationCheckedOn { get; init; }
    [KnownAs("纪检监察机关意见")] public DateOnly? DisciplineHeardOn { get; init; }
    [KnownAs("信访举报查核")] public DateOnly? ComplaintsCheckedOn { get; init; }
    [KnownAs("征求意见函发出")] public DateOnly? ConsultedOn { get; init; }
    [KnownAs("收到复函")] public DateOnly? AnsweredOn { get; init; }
    [KnownAs("讨论决定会议应到成员", Unit = "人")] public int? Members { get; init; }
    [KnownAs("到会成员", Unit = "人")] public int? Present { get; init; }
    [KnownAs("应回避的成员已回避")] public bool? HasRecused { get; init; }
    [KnownAs("任前公示开始")] public DateOnly? PublishedOn { get; init; }
    [KnownAs("发出任职通知")] public DateOnly? NotifiedOn { get; init; }
    [KnownAs("试用期开始")] public DateOnly? ProbationFrom { get; init; }
    [KnownAs("正式任职")] public DateOnly? ConfirmedOn { get; init; }
    [KnownAs("职务由选举产生")] public bool? IsElected { get; init; }
    [KnownAs("实行试用期")] public bool? HasProbation { get; init; }
    [KnownAs("破格提拔")] public bool? IsExceptional { get; init; }
    [KnownAs("上次提任日期")] public DateOnly? LastPromotedOn { get; init; }
    [KnownAs("上次为任职年限破格")] public bool? WasExceptional { get; init; }
    [KnownAs("试用期未满")] public bool? IsOnProbation { get; init; }
    [KnownAs("上级组织部门同意破格")] public bool? SuperiorAgreed { get; init; }
}

/// <summary>选拔任用 (rules A1–A9). Tenure is counted in full months to the day of the deciding meeting.</summary>
public static class AppointmentRules
{
    const string Regulation = "党政领导干部选拔任用工作条例", Ranks = "公务员职务、职级与级别管理办法", Service = "中华人民共和国公务员法";

    public static readonly Rule<AppointmentFacts> WorkYears = new()
    {
        Id = "cadres.appointments.work-years", Title = "提任县处级：五年以上工龄、两年以上基层工作经历", WhenBroken = "工龄或基层工作经历不足", Basis = new(Regulation, "第八条第一项", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Years("work", "工龄", 5, Stricter.Higher), RuleParameter.Years("grassroots", "基层工作经历", 2, Stricter.Higher)],
        Test = new RuleTest<AppointmentFacts>([nameof(AppointmentFacts.TargetLevel), nameof(AppointmentFacts.WorkBeganOn), nameof(AppointmentFacts.GrassrootsYears)],
            "(work_began_on + make_interval(years => {work}::int))::date <= coalesce(decided_on, {day}) and grassroots_years >= {grassroots}", (f, t) =>
            {
                var (day, full) = (f.DecidedOn ?? t.Day, f.WorkBeganOn!.Value.AddYears(t.Int("work")));
                return Finding.Of(full <= day && f.GrassrootsYears >= t["grassroots"], $"参加工作 {Dates.Format(f.WorkBeganOn.Value)}，满 {t.Int("work")} 年为 {Dates.Format(full)}；基层工作经历 {f.GrassrootsYears} 年，应不少于 {t["grassroots"]:0} 年") with { Earliest = full };
            }).For(f => f.TargetLevel is null ? null : f.TargetLevel is "1A31" or "1A32", "target_level in ('1A31', '1A32')", "拟任职务不是县处级"),
        Examples =
        [
            new("工作十二年，乡镇三年", new() { TargetLevel = "1A32", WorkBeganOn = new(2014, 7, 1), GrassrootsYears = 3 }, new(2026, 11, 21), Outcome.Met),
            new("没有基层经历", new() { TargetLevel = "1A32", WorkBeganOn = new(2014, 7, 1), GrassrootsYears = 0 }, new(2026, 11, 21), Outcome.Broken),
            new("提任乡科级", new() { TargetLevel = "1A41", WorkBeganOn = new(2014, 7, 1), GrassrootsYears = 0 }, new(2026, 11, 21), Outcome.NotApplicable),
            new("基层经历没有登记", new() { TargetLevel = "1A32", WorkBeganOn = new(2014, 7, 1) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AppointmentFacts> TwoPosts = new()
    {
        Id = "cadres.appointments.two-posts", Title = "提任县处级以上：一般应有在下一级两个以上职位任职的经历", WhenBroken = "下一级任职经历不足两个职位", Basis = new(Regulation, "第八条第二项", true), Severity = Severity.Warn,
        Parameters = [new("posts", "职位数", 2, "个", Stricter.Higher)],
        Test = new RuleTest<AppointmentFacts>([nameof(AppointmentFacts.TargetLevel), nameof(AppointmentFacts.LowerPosts)], "lower_posts >= {posts}",
            (f, t) => Finding.Of(f.LowerPosts >= t["posts"], $"下一级任职 {f.LowerPosts} 个职位，一般应有 {t["posts"]:0} 个以上")).For(CountyUp, CountyUpSql, "拟任职务在县处级以下"),
        Examples = [new("两个职位", new() { TargetLevel = "1A32", LowerPosts = 2 }, new(2026, 11, 21), Outcome.Met), new("一个职位", new() { TargetLevel = "1A31", LowerPosts = 1 }, new(2026, 11, 21), Outcome.Broken), new("乡科级", new() { TargetLevel = "1A42" }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AppointmentFacts> DeputyToChief = new()
    {
        Id = "cadres.appointments.deputy-to-chief", Title = "由副职提任正职：在副职岗位工作两年以上", WhenBroken = "副职岗位任职不满两年", Basis = new(Regulation, "第八条第三项", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "最短时间", 24, Stricter.Higher)],
        Test = Tenure("months").For(f => Step(f, ("1A32", "1A31"), ("1A22", "1A21")), StepSql("('1A32', '1A31'), ('1A22', '1A21')"), "不是由副职提任县处级以上正职"),
        Examples =
        [
            new("任副职两年整", new() { CurrentLevel = "1A32", TargetLevel = "1A31", LevelSince = new(2024, 11, 15), DecidedOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Met),
            new("任副职一年八个月", new() { CurrentLevel = "1A32", TargetLevel = "1A31", LevelSince = new(2025, 3, 10), DecidedOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 3, 10) },
            new("由下级正职提任副职，另有一条", new() { CurrentLevel = "1A41", TargetLevel = "1A32", LevelSince = new(2020, 3, 10) }, new(2026, 11, 21), Outcome.NotApplicable),
        ],
    };

    public static readonly Rule<AppointmentFacts> ChiefToUpperDeputy = new()
    {
        Id = "cadres.appointments.chief-to-upper-deputy", Title = "由下级正职提任上级副职：在下级正职岗位工作三年以上", WhenBroken = "下级正职岗位任职不满三年", Basis = new(Regulation, "第八条第三项", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "最短时间", 36, Stricter.Higher)],
        Test = Tenure("months").For(f => Step(f, ("1A41", "1A32"), ("1A31", "1A22")), StepSql("('1A41', '1A32'), ('1A31', '1A22')"), "不是由下级正职提任上级副职"),
        Examples =
        [
            new("任正科级三年", new() { CurrentLevel = "1A41", TargetLevel = "1A32", LevelSince = new(2023, 11, 1), DecidedOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Met),
            new("任正科级两年九个月", new() { CurrentLevel = "1A41", TargetLevel = "1A32", LevelSince = new(2024, 3, 1), DecidedOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 3, 1) },
        ],
    };

    public static readonly Rule<AppointmentFacts> TownshipChief = new()
    {
        Id = "cadres.appointments.township-chief", Title = "提任乡科级正职：任乡科级副职或四级主任科员累计两年以上", WhenBroken = "任乡科级副职不满两年", Basis = new(Ranks, "", true), Severity = Severity.Refuse,
        Text = "副职与三、四级主任科员的时间可以相加，相加后的起算时间填在“任同层次时间”。现任的职务层次和职级都不到的，任职再久也不算。",
        Parameters = [RuleParameter.Months("months", "最短时间", 24, Stricter.Higher)],
        Test = TenureAt("months", ["1A42"], ["R07", "R08", "R09", "R10"], "乡科级副职、三级或四级主任科员").For(f => f.TargetLevel is null ? null : f.TargetLevel == "1A41", "target_level = '1A41'", "拟任职务不是乡科级正职"),
        Examples =
        [
            new("任副科级三年", new() { CurrentLevel = "1A42", TargetLevel = "1A41", LevelSince = new(2023, 9, 1), DecidedOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Met),
            new("任四级主任科员两年多", new() { CurrentLevel = "1A50", CurrentRank = "R10", TargetLevel = "1A41", LevelSince = new(2024, 9, 1), DecidedOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Met),
            new("任副科级一年", new() { CurrentLevel = "1A42", TargetLevel = "1A41", LevelSince = new(2025, 9, 1), DecidedOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 9, 1) },
            new("任科员五年", new() { CurrentLevel = "1A50", CurrentRank = "R11", TargetLevel = "1A41", LevelSince = new(2021, 9, 1), DecidedOn = new(2026, 11, 27) }, new(2026, 11, 21), Outcome.Broken),
            new("现任层次没有登记", new() { TargetLevel = "1A41", LevelSince = new(2021, 9, 1) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AppointmentFacts> TownshipDeputy = new()
    {
        Id = "cadres.appointments.township-deputy", Title = "提任乡科级副职：任一级科员或相当层次职级三年以上", WhenBroken = "任一级科员或相当层次不满三年", Basis = new(Ranks, "", true), Severity = Severity.Refuse,
        Text = "办事员、二级科员和试用期的时间不算。",
        Parameters = [RuleParameter.Months("months", "最短时间", 36, Stricter.Higher)],
        Test = TenureAt("months", ["1A50"], ["R07", "R08", "R09", "R10", "R11"], "一级科员或者相当层次", "R12").For(f => f.TargetLevel is null ? null : f.TargetLevel == "1A42", "target_level = '1A42'", "拟任职务不是乡科级副职"),
        Examples =
        [
            new("满三年", new() { CurrentLevel = "1A50", TargetLevel = "1A42", LevelSince = new(2023, 11, 21) }, new(2026, 11, 21), Outcome.Met),
            new("两年", new() { CurrentLevel = "1A50", TargetLevel = "1A42", LevelSince = new(2024, 11, 21) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 11, 21) },
            new("任二级科员四年", new() { CurrentLevel = "1A50", CurrentRank = "R12", TargetLevel = "1A42", LevelSince = new(2022, 11, 21) }, new(2026, 11, 21), Outcome.Broken),
            new("任办事员六年", new() { CurrentLevel = "1A60", TargetLevel = "1A42", LevelSince = new(2020, 11, 21) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AppointmentFacts> Schooling = new()
    {
        Id = "cadres.appointments.education", Title = "一般应具有大学专科以上文化程度，厅局级以上一般应具有大学本科以上文化程度", WhenBroken = "文化程度低于一般要求", Basis = new(Regulation, "第八条第四项", true), Severity = Severity.Warn,
        Test = new([nameof(AppointmentFacts.TargetLevel), nameof(AppointmentFacts.Education)], "left(education, 1) in ('1', '2') or left(education, 1) = '3' and target_level not in ('1A21', '1A22')",
            (f, _) => Finding.Of(f.Education!.Length > 0 && f.Education[0] is '1' or '2' || f.Education!.Length > 0 && f.Education[0] == '3' && f.TargetLevel is not ("1A21" or "1A22"), $"最高学历 {StandardCodes.Education.NameOf(f.Education!)}，拟任 {StandardCodes.PostLevel.NameOf(f.TargetLevel!)}")),
        Examples = [new("大专，县处级副职", new() { TargetLevel = "1A32", Education = "31" }, new(2026, 11, 21), Outcome.Met), new("大专，厅局级副职", new() { TargetLevel = "1A22", Education = "31" }, new(2026, 11, 21), Outcome.Broken), new("高中", new() { TargetLevel = "1A42", Education = "61" }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> LastAssessment = new()
    {
        Id = "cadres.appointments.last-assessment", Title = "上一年年度考核结果为基本称职以下等次的，不得列为考察对象", WhenBroken = "上年度考核为基本称职以下", Basis = new(Regulation, "第二十四条", true), Severity = Severity.Refuse,
        Test = new([nameof(AppointmentFacts.LastGrade)], "last_grade not in ('3', '3B', '4', '4B')", (f, _) => Finding.Of(f.LastGrade is not ("3" or "3B" or "4" or "4B"), $"上年度考核 {StandardCodes.AssessmentResult.NameOf(f.LastGrade!)}")),
        Examples = [new("称职", new() { LastGrade = "2" }, new(2026, 11, 21), Outcome.Met), new("基本称职", new() { LastGrade = "3" }, new(2026, 11, 21), Outcome.Broken), new("考核结果没有登记", new(), new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<AppointmentFacts> NotAffected = new()
    {
        Id = "cadres.appointments.not-affected", Title = "影响期未满的，不得列为考察对象", WhenBroken = "处分、处理或诫勉的影响期未满", Basis = new(Regulation, "第二十四条", true), Severity = Severity.Refuse,
        Text = "有几个影响期的，以最迟的为准。",
        Test = new RuleTest<AppointmentFacts>([nameof(AppointmentFacts.AffectedUntil)], "affected_until < coalesce(decided_on, {day})",
            (f, t) => Finding.Of(f.AffectedUntil < (f.DecidedOn ?? t.Day), $"影响期至 {Dates.Format(f.AffectedUntil!.Value)}；{(f.DecidedOn is null ? "办理日期" : "讨论决定")} {Dates.Format(f.DecidedOn ?? t.Day)}") with { Earliest = f.AffectedUntil!.Value.AddDays(1) })
            .For(f => f.AffectedUntil is not null, "affected_until is not null", "没有影响期"),
        Examples = [new("影响期上月已满", new() { AffectedUntil = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.Met), new("还差一个月", new() { AffectedUntil = new(2026, 12, 20) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 12, 21) }, new("没有受过处分", new(), new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AppointmentFacts> FamilyHere = new()
    {
        Id = "cadres.appointments.family-abroad", Title = "配偶已移居国（境）外，或没有配偶而子女均已移居的，不得列为考察对象", WhenBroken = "配偶（子女）已移居国（境）外", Basis = new(Regulation, "第二十四条"), Severity = Severity.Warn,
        Text = "有特殊岗位的例外，经批准的写明理由。",
        Test = RuleTest<AppointmentFacts>.IsFalse(f => f.FamilyAbroad, "配偶已移居国（境）外，或没有配偶而子女均已移居国（境）外"),
        Examples = [new("没有", new() { FamilyAbroad = false }, new(2026, 11, 21), Outcome.Met), new("配偶移居", new() { FamilyAbroad = true }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> HomePlace = new()
    {
        Id = "cadres.appointments.home-place", Title = "县级党政、纪委监委、组织部、法院、检察院、公安主要领导不在成长地任职", WhenBroken = "主要领导在成长地任职", Basis = new(Regulation, "第九章", true), Severity = Severity.Refuse,
        Test = RuleTest<AppointmentFacts>.IsFalse(f => f.IsInHomePlace, "拟任职的县（市）是本人成长地").For(f => f.IsMainLeader, "is_main_leader", "不是主要领导"),
        Examples = [new("外地任职", new() { IsMainLeader = true, IsInHomePlace = false }, new(2026, 11, 21), Outcome.Met), new("在成长地任主要领导", new() { IsMainLeader = true, IsInHomePlace = true }, new(2026, 11, 21), Outcome.Broken), new("在成长地任副职", new() { IsMainLeader = false, IsInHomePlace = true }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AppointmentFacts> HomeCity = new()
    {
        Id = "cadres.appointments.home-city", Title = "市（地）级党政主要领导一般不在成长地任职", WhenBroken = "市（地）级主要领导在成长地任职", Basis = new(Regulation, "第九章", true), Severity = Severity.Warn,
        Test = RuleTest<AppointmentFacts>.IsFalse(f => f.IsInHomePlace, "拟任职的市（地）是本人成长地").For(f => f.IsCityLeader, "is_city_leader", "不是市（地）级主要领导"),
        Examples = [new("外地任职", new() { IsCityLeader = true, IsInHomePlace = false }, new(2026, 11, 21), Outcome.Met), new("在成长地任市长", new() { IsCityLeader = true, IsInHomePlace = true }, new(2026, 11, 21), Outcome.Broken), new("任县长，另有一条", new() { IsCityLeader = false, IsInHomePlace = true }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AppointmentFacts> Relatives = new()
    {
        Id = "cadres.appointments.relatives", Title = "有夫妻、直系血亲、三代以内旁系血亲、近姻亲关系的，不得在同一机关担任直接隶属同一领导人员的职务或有直接上下级领导关系的职务", WhenBroken = "任职应当回避", Basis = new(Service, "第七十四条"), Severity = Severity.Refuse,
        Text = "夫妻、直系血亲、三代以内旁系血亲、近姻亲之间：不得在同一机关双方直接隶属于同一领导人员的职位任职，或者在有直接上下级领导关系的职位任职；也不得在其中一方担任领导职务的机关从事组织、人事、纪检、监察、审计和财务工作。同一领导班子的成员隶属同一领导人员；上一级正副职与下一级正副职之间是上下级领导关系，其中双方都是副职的看分管，另有一条提醒。亲属由家庭成员表的称谓分类，同学、朋友等不在其列；称谓没有归类的，先写清楚。",
        Test = new([nameof(AppointmentFacts.RelativeTie)], $"case when relative_tie not in ('1', '2', '3') or relative_kin = '8' then true when relative_kin in {Avoidance.Counted} then false end", (f, _) =>
            f.RelativeTie is not ("1" or "2" or "3") || f.RelativeKin == "8" ? new(Outcome.Met, Said(f))
            : Avoidance.Counts(f.RelativeKin) ? new(Outcome.Broken, Said(f)) : new(Outcome.Unknown, "家庭成员表里有一人的称谓没有归类，是不是应当回避的亲属还不知道；请把称谓写清楚")),
        Examples =
        [
            new("没有亲属在那里", new() { RelativeTie = "0" }, new(2026, 11, 21), Outcome.Met),
            new("配偶在同一班子", new() { RelativeKin = "1", RelativeTie = "1" }, new(2026, 11, 21), Outcome.Broken),
            new("父亲是县委书记，本人拟任乡镇党委书记", new() { RelativeKin = "2", RelativeTie = "2" }, new(2026, 11, 21), Outcome.Broken),
            new("姐姐是局长，本人拟任该局办公室主任", new() { RelativeKin = "3", RelativeTie = "2" }, new(2026, 11, 21), Outcome.Broken),
            new("表弟任副局长，本人拟任该局财务科科长", new() { RelativeKin = "3", RelativeTie = "3" }, new(2026, 11, 21), Outcome.Broken),
            new("姐夫在同一班子", new() { RelativeKin = "4", RelativeTie = "1" }, new(2026, 11, 21), Outcome.Broken),
            new("配偶在别的单位", new() { RelativeKin = "1", RelativeTie = "0" }, new(2026, 11, 21), Outcome.Met),
            new("同学在同一班子", new() { RelativeKin = "8", RelativeTie = "1" }, new(2026, 11, 21), Outcome.Met),
            new("称谓没有归类的人在同一班子", new() { RelativeKin = "9", RelativeTie = "1" }, new(2026, 11, 21), Outcome.Unknown),
            new("哥哥是县里的副职，本人任下级副职，看分管", new() { RelativeKin = "3", RelativeTie = "4" }, new(2026, 11, 21), Outcome.Met),
        ],
    };

    public static readonly Rule<AppointmentFacts> RelativesNear = new()
    {
        Id = "cadres.appointments.relatives-near", Title = "亲属在同一机关或上下级机关任职的，核对分管，不由亲属分管或领导", WhenBroken = "有亲属在同一机关或上下级机关，请核对分管", Basis = new(Service, "第七十四条"), Severity = Severity.Warn,
        Test = new([nameof(AppointmentFacts.RelativeTie)], $"not (relative_tie = '4' and coalesce(relative_kin, '9') <> '8')", (f, _) => Finding.Of(!(f.RelativeTie == "4" && f.RelativeKin != "8"), Said(f))),
        Examples =
        [
            new("没有", new() { RelativeTie = "0" }, new(2026, 11, 21), Outcome.Met), new("哥哥是县里的副职，本人任下级副职", new() { RelativeKin = "3", RelativeTie = "4" }, new(2026, 11, 21), Outcome.Broken),
            new("同学在同一机关", new() { RelativeKin = "8", RelativeTie = "4" }, new(2026, 11, 21), Outcome.Met), new("夫妻在同一班子，另有一条", new() { RelativeKin = "1", RelativeTie = "1" }, new(2026, 11, 21), Outcome.Met),
        ],
    };

    /// <summary>Without the name: whom a family table names is guarded.</summary>
    static string Said(AppointmentFacts f) => f.RelativeTie == "0" || f.RelativeKin is null ? "没有亲属在那里任职" : $"{Avoidance.Kins.NameOf(f.RelativeKin)}，{Avoidance.Ties.NameOf(f.RelativeTie!)}";

    public static readonly Rule<AppointmentFacts> RecommendationYear = new()
    {
        Id = "cadres.appointments.recommendation-year", Title = "民主推荐结果一年内有效", WhenBroken = "民主推荐结果已超过一年", Basis = new(Regulation, "第四章", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "有效期", 12, Stricter.Lower)],
        Test = RuleTest<AppointmentFacts>.NotAfter(f => f.RecommendedOn, Span.Months, "months", f => f.DecidedOn),
        Examples = [new("三个月前推荐", new() { RecommendedOn = new(2026, 8, 20), DecidedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("一年零一天", new() { RecommendedOn = new(2025, 11, 19), DecidedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> RecommendationTurnout = new()
    {
        Id = "cadres.appointments.recommendation-turnout", Title = "推荐会到会人数不少于应到的三分之二", WhenBroken = "推荐会到会人数不足三分之二", Basis = Basis.Practice("民主推荐的地方规定"), Severity = Severity.Warn,
        Test = RuleTest<AppointmentFacts>.AtLeastShare(f => f.Attended, f => f.Invited, 2, 3),
        Examples = [new("应到 30 人，实到 20 人", new() { Invited = 30, Attended = 20 }, new(2026, 11, 21), Outcome.Met), new("应到 31 人，实到 20 人", new() { Invited = 31, Attended = 20 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> TwoVetters = new()
    {
        Id = "cadres.appointments.vetters", Title = "考察组由两名以上成员组成", WhenBroken = "考察组不足两人", Basis = new(Regulation, "第五章"), Severity = Severity.Refuse,
        Parameters = [new("people", "人数", 2, "人", Stricter.Higher)],
        Test = RuleTest<AppointmentFacts>.AtLeast(f => f.Vetters, "people", "人"),
        Examples = [new("三人", new() { Vetters = 3 }, new(2026, 11, 21), Outcome.Met), new("一人", new() { Vetters = 1 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> FourChecks = new()
    {
        Id = "cadres.appointments.four-checks", Title = "讨论决定前完成凡提四必", WhenBroken = "凡提四必没有全部完成", Basis = new(Regulation, "第五章"), Severity = Severity.Refuse,
        Text = "档案凡提必审，个人有关事项凡提必核，纪检监察机关意见凡提必听，反映违规违纪问题线索具体、有可查性的信访举报凡提必查。",
        Test = new([], """
            archive_checked_on is not null and declaration_checked_on is not null and discipline_heard_on is not null and complaints_checked_on is not null
            and greatest(archive_checked_on, declaration_checked_on, discipline_heard_on, complaints_checked_on) <= coalesce(decided_on, {day})
            """, (f, t) =>
        {
            var day = f.DecidedOn ?? t.Day;
            (string Name, DateOnly? On)[] checks = [("档案审核", f.ArchiveCheckedOn), ("个人有关事项查核", f.DeclarationCheckedOn), ("纪检监察机关意见", f.DisciplineHeardOn), ("信访举报查核", f.ComplaintsCheckedOn)];
            return Finding.Of(checks.All(check => check.On <= day), string.Join("；", checks.Select(check => check.On is { } on ? $"{check.Name} {Dates.Format(on)}{(on > day ? "（在会后）" : "")}" : $"{check.Name}没有完成")));
        }),
        Examples =
        [
            new("四项都在会前", new() { ArchiveCheckedOn = new(2026, 9, 1), DeclarationCheckedOn = new(2026, 9, 20), DisciplineHeardOn = new(2026, 10, 8), ComplaintsCheckedOn = new(2026, 10, 8), DecidedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met),
            new("没有听取纪检监察机关意见", new() { ArchiveCheckedOn = new(2026, 9, 1), DeclarationCheckedOn = new(2026, 9, 20), ComplaintsCheckedOn = new(2026, 10, 8), DecidedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AppointmentFacts> Consultation = new()
    {
        Id = "cadres.appointments.consultation", Title = "双重管理干部征求协管方意见，一个月内未答复视为同意", WhenBroken = "征求意见未答复且未满一个月", Basis = new(Regulation, "第六章", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "答复期限", 1, Stricter.Higher)],
        Test = new RuleTest<AppointmentFacts>([nameof(AppointmentFacts.ConsultedOn)], "answered_on <= coalesce(decided_on, {day}) is true or (consulted_on + make_interval(months => {months}::int))::date <= coalesce(decided_on, {day})", (f, t) =>
        {
            var (day, silent) = (f.DecidedOn ?? t.Day, f.ConsultedOn!.Value.AddMonths(t.Int("months")));
            return f.AnsweredOn <= day ? new(Outcome.Met, $"复函 {Dates.Format(f.AnsweredOn.Value)}") : Finding.Of(silent <= day, $"发函 {Dates.Format(f.ConsultedOn.Value)} ＋ {t.Int("months")} 个月 ＝ {Dates.Format(silent)}，没有复函；办理日期 {Dates.Format(day)}") with { Earliest = silent };
        }),
        Examples =
        [
            new("已复函", new() { ConsultedOn = new(2026, 11, 1), AnsweredOn = new(2026, 11, 10) }, new(2026, 11, 21), Outcome.Met),
            new("满一个月没有答复，视为同意", new() { ConsultedOn = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.Met),
            new("才过三周", new() { ConsultedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 12, 1) },
        ],
    };

    public static readonly Rule<AppointmentFacts> Quorum = new()
    {
        Id = "cadres.appointments.quorum", Title = "三分之二以上成员到会方可讨论决定", WhenBroken = "到会成员不足三分之二", Basis = new(Regulation, "第六章", true), Severity = Severity.Refuse,
        Test = RuleTest<AppointmentFacts>.AtLeastShare(f => f.Present, f => f.Members, 2, 3),
        Examples = [new("11 人到 8 人", new() { Members = 11, Present = 8 }, new(2026, 11, 21), Outcome.Met), new("11 人到 7 人", new() { Members = 11, Present = 7 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> Recusal = new()
    {
        Id = "cadres.appointments.recusal", Title = "讨论涉及本人及亲属任免时，有关成员必须回避", WhenBroken = "应回避的成员没有回避", Basis = new(Regulation, "第九章"), Severity = Severity.Refuse,
        Test = RuleTest<AppointmentFacts>.IsTrue(f => f.HasRecused, "应回避的成员没有回避"),
        Examples = [new("已回避", new() { HasRecused = true }, new(2026, 11, 21), Outcome.Met), new("没有回避", new() { HasRecused = false }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AppointmentFacts> Publicity = new()
    {
        Id = "cadres.appointments.publicity", Title = "任前公示不少于五个工作日", WhenBroken = "任前公示不足五个工作日", Basis = new(Regulation, "第四十二条", true), Severity = Severity.Refuse,
        Text = "讨论决定后、下发任职通知前公示；期满次日起可以下发任职通知。",
        Parameters = [RuleParameter.WorkingDays("days", "天数", 5, Stricter.Higher)],
        Test = RuleTest<AppointmentFacts>.NotBefore(f => f.PublishedOn, Span.WorkingDays, "days", f => f.NotifiedOn),
        Examples =
        [
            new("周一起，下周一下文", new() { PublishedOn = new(2026, 11, 9), NotifiedOn = new(2026, 11, 16) }, new(2026, 11, 21), Outcome.Met),
            new("春节前公示，放假九天不计，两个周六上班要计", new() { PublishedOn = new(2026, 2, 12), NotifiedOn = new(2026, 2, 24) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 2, 26) },
            new("跨到节假日还没有公布的年份", new() { PublishedOn = new(2030, 12, 30), NotifiedOn = new(2031, 1, 8) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<AppointmentFacts> Probation = new()
    {
        Id = "cadres.appointments.probation", Title = "试用期只用于提拔担任非选举产生的职务；选举产生的不设试用期", WhenBroken = "选举产生的职务设了试用期", Basis = new(Regulation, "第四十三条", true), Severity = Severity.Refuse,
        Test = RuleTest<AppointmentFacts>.IsFalse(f => f.IsElected, "职务由选举产生").For(f => f.HasProbation, "has_probation", "不实行试用期"),
        Examples = [new("党委决定任职的副局长", new() { HasProbation = true, IsElected = false }, new(2026, 11, 21), Outcome.Met), new("人大选举的副县长", new() { HasProbation = true, IsElected = true }, new(2026, 11, 21), Outcome.Broken), new("不设试用期", new() { HasProbation = false, IsElected = true }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AppointmentFacts> ProbationYear = new()
    {
        Id = "cadres.appointments.probation-year", Title = "试用期一年，期满考核胜任方可正式任职", WhenBroken = "试用期不满一年", Basis = new(Regulation, "第四十三条", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "试用期", 12, Stricter.Higher)],
        Test = RuleTest<AppointmentFacts>.NotBefore(f => f.ProbationFrom, Span.Months, "months", f => f.ConfirmedOn),
        Examples = [new("满一年", new() { ProbationFrom = new(2025, 11, 20), ConfirmedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("差十天", new() { ProbationFrom = new(2025, 11, 30), ConfirmedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 11, 30) }],
    };

    public static readonly Rule<AppointmentFacts> ExceptionalAllowed = new()
    {
        Id = "cadres.appointments.exceptional", Title = "试用期未满或者提任不满一年的，不得破格；不得连续破格；须上级组织（人事）部门同意", WhenBroken = "不符合破格提拔的条件", Basis = new(Regulation, "第九条"), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "提任后", 12, Stricter.Higher)],
        Test = new RuleTest<AppointmentFacts>([nameof(AppointmentFacts.IsOnProbation), nameof(AppointmentFacts.LastPromotedOn), nameof(AppointmentFacts.WasExceptional), nameof(AppointmentFacts.SuperiorAgreed)],
            "not is_on_probation and (last_promoted_on + make_interval(months => {months}::int))::date <= coalesce(decided_on, {day}) and not was_exceptional and superior_agreed", (f, t) =>
            {
                var earliest = f.LastPromotedOn!.Value.AddMonths(t.Int("months"));
                List<string> faults = [];
                if (f.IsOnProbation!.Value) faults.Add("试用期未满");
                if (earliest > (f.DecidedOn ?? t.Day)) faults.Add($"上次提任 {Dates.Format(f.LastPromotedOn.Value)}，满 {t.Int("months")} 个月为 {Dates.Format(earliest)}");
                if (f.WasExceptional!.Value) faults.Add("上次任职年限已经破格");
                if (!f.SuperiorAgreed!.Value) faults.Add("上级组织（人事）部门没有同意");
                return new(faults.Count == 0 ? Outcome.Met : Outcome.Broken, faults.Count == 0 ? $"上次提任 {Dates.Format(f.LastPromotedOn.Value)}，上级已同意" : string.Join("；", faults)) { Earliest = earliest };
            }).For(f => f.IsExceptional, "is_exceptional", "不是破格提拔"),
        Examples =
        [
            new("不破格", new() { IsExceptional = false }, new(2026, 11, 21), Outcome.NotApplicable),
            new("提任两年，上级同意", new() { IsExceptional = true, IsOnProbation = false, LastPromotedOn = new(2024, 10, 1), WasExceptional = false, SuperiorAgreed = true }, new(2026, 11, 21), Outcome.Met),
            new("提任半年", new() { IsExceptional = true, IsOnProbation = false, LastPromotedOn = new(2026, 5, 1), WasExceptional = false, SuperiorAgreed = true }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<AppointmentFacts> OneLevel = new()
    {
        Id = "cadres.appointments.one-level", Title = "逐级提拔；越级的按破格提拔办理，须报批准", WhenBroken = "越级提拔", Basis = new(Regulation, "第九条", true), Severity = Severity.Refuse,
        Text = "逐级提拔的次序：科员、乡科级副职、乡科级正职、县处级副职、县处级正职、厅局级副职、厅局级正职。",
        Test = new([nameof(AppointmentFacts.CurrentLevel), nameof(AppointmentFacts.TargetLevel)], $"{LadderSql("target_level")} - {StandsSql} <= 1", (f, _) =>
        {
            var (from, to) = (Stands(f), Ladder(f.TargetLevel!));
            return from is null || to is null ? new(Outcome.Unknown, "职务层次不在逐级提拔的次序内") : Finding.Of(to - from <= 1, $"{StandsAs(f)} → {StandardCodes.PostLevel.NameOf(f.TargetLevel!)}，{(to - from > 1 ? $"越 {to - from - 1} 级" : "逐级")}");
        }),
        Examples = [new("正科到副处", new() { CurrentLevel = "1A41", TargetLevel = "1A32" }, new(2026, 11, 21), Outcome.Met), new("副科到副处", new() { CurrentLevel = "1A42", TargetLevel = "1A32" }, new(2026, 11, 21), Outcome.Broken), new("四级主任科员任正科", new() { CurrentLevel = "1A50", CurrentRank = "R10", TargetLevel = "1A41" }, new(2026, 11, 21), Outcome.Met), new("一级科员任正科", new() { CurrentLevel = "1A50", CurrentRank = "R11", TargetLevel = "1A41" }, new(2026, 11, 21), Outcome.Broken), new("平级交流", new() { CurrentLevel = "1A41", TargetLevel = "1A41" }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<AppointmentFacts> TwoLevels = new()
    {
        Id = "cadres.appointments.two-levels", Title = "不得越两级提拔", WhenBroken = "越两级提拔", Basis = new(Regulation, "第九条", true), Severity = Severity.Refuse,
        Text = "破格提拔也不得越两级。逐级提拔的次序与“逐级提拔”一条相同。",
        Test = new([nameof(AppointmentFacts.CurrentLevel), nameof(AppointmentFacts.TargetLevel)], $"{LadderSql("target_level")} - {StandsSql} <= 2", (f, _) =>
        {
            var (from, to) = (Stands(f), Ladder(f.TargetLevel!));
            return from is null || to is null ? new(Outcome.Unknown, "职务层次不在逐级提拔的次序内") : Finding.Of(to - from <= 2, $"{StandsAs(f)} → {StandardCodes.PostLevel.NameOf(f.TargetLevel!)}，{(to - from > 1 ? $"越 {to - from - 1} 级" : "逐级")}");
        }),
        Examples =
        [
            new("正科到副处", new() { CurrentLevel = "1A41", TargetLevel = "1A32" }, new(2026, 11, 21), Outcome.Met), new("副科到副处，越一级", new() { CurrentLevel = "1A42", TargetLevel = "1A32" }, new(2026, 11, 21), Outcome.Met),
            new("副科到正处，越两级", new() { CurrentLevel = "1A42", TargetLevel = "1A31" }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly IReadOnlyList<Rule> All =
    [
        WorkYears, TwoPosts, DeputyToChief, ChiefToUpperDeputy, TownshipChief, TownshipDeputy, Schooling, OneLevel, TwoLevels, ExceptionalAllowed,
        LastAssessment, NotAffected, FamilyHere, HomePlace, HomeCity, Relatives, RelativesNear, RecommendationYear, RecommendationTurnout, TwoVetters, FourChecks, Consultation,
        Quorum, Recusal, Publicity, Probation, ProbationYear,
    ];

    /// <summary>As it stands on papers: 一年, and where a place has set it otherwise its months.</summary>
    public static string ProbationWords(RuleSettings settings, string path, DateOnly day) => settings.For(ProbationYear, path, day).Int("months") is var months && months == 12 ? "一年" : $"{months}个月";

    /// <summary>So long at one of these levels or ranks; whoever stands at none of them has not begun. A level counts for nothing under a rank that is too low.</summary>
    static RuleTest<AppointmentFacts> TenureAt(string parameter, string[] levels, string[] ranks, string words, string tooLow = "")
    {
        static string In(string[] codes) => string.Join(", ", codes.Select(code => $"'{code}'"));
        return new([nameof(AppointmentFacts.CurrentLevel), nameof(AppointmentFacts.LevelSince)],
            $"(current_level in ({In(levels)}) and coalesce(current_rank, '-') <> '{tooLow}' or coalesce(current_rank, '-') in ({In(ranks)})) and (level_since + make_interval(months => {{{parameter}}}::int))::date <= coalesce(decided_on, {{day}})",
            (f, t) =>
            {
                if (!(levels.Contains(f.CurrentLevel!) && f.CurrentRank != tooLow || f.CurrentRank is { } rank && ranks.Contains(rank)))
                    return Finding.Of(false, $"现任职务层次 {StandardCodes.PostLevel.NameOf(f.CurrentLevel!)}{(f.CurrentRank is { } held ? $"、职级 {StandardCodes.Rank.NameOf(held)}" : "")}，不是{words}");
                var (earliest, day) = (f.LevelSince!.Value.AddMonths(t.Int(parameter)), f.DecidedOn ?? t.Day);
                return Finding.Of(earliest <= day, $"任同层次 {Dates.Format(f.LevelSince.Value)}，满 {t.Int(parameter)} 个月为 {Dates.Format(earliest)}；{(f.DecidedOn is null ? "办理日期" : "讨论决定")} {Dates.Format(day)}") with { Earliest = earliest };
            });
    }

    static RuleTest<AppointmentFacts> Tenure(string parameter) => RuleTest<AppointmentFacts>.NotBefore(f => f.LevelSince, Span.Months, parameter, f => f.DecidedOn);

    static string[] Steps => ["1A50", "1A42", "1A41", "1A32", "1A31", "1A22", "1A21"];
    static int? Ladder(string level) => Array.IndexOf(Steps, level) is var at && at < 0 ? null : at + 1;
    static string LadderSql(string column) => $"array_position(array[{string.Join(", ", Steps.Select(step => $"'{step}'"))}], {column})";

    /// <summary>Where somebody stands: a director's rank of the township level counts as the level below it (A1-11), whatever post goes with it.</summary>
    static string[] OfDeputies => ["R07", "R08", "R09", "R10"];
    static int? Stands(AppointmentFacts f) => Ladder(f.CurrentLevel!) is var at && f.CurrentRank is { } rank && OfDeputies.Contains(rank) ? Math.Max(at ?? 0, Ladder("1A42")!.Value) : at;
    static string StandsAs(AppointmentFacts f) => StandardCodes.PostLevel.NameOf(f.CurrentLevel!) + (f.CurrentRank is { } rank && OfDeputies.Contains(rank) ? $"（{StandardCodes.Rank.NameOf(rank)}）" : "");
    static string StandsSql => $"greatest({LadderSql("current_level")}, case when current_rank in ({string.Join(", ", OfDeputies.Select(rank => $"'{rank}'"))}) then {Ladder("1A42")} end)";

    const string CountyUpSql = "target_level in ('1A21', '1A22', '1A31', '1A32')";
    static bool? CountyUp(AppointmentFacts f) => f.TargetLevel is null ? null : f.TargetLevel is "1A21" or "1A22" or "1A31" or "1A32";

    /// <summary>Whether the move is one of these steps; not known while either end is not.</summary>
    static bool? Step(AppointmentFacts f, params ReadOnlySpan<(string From, string To)> steps) => f.CurrentLevel is null || f.TargetLevel is null ? null : steps.Contains((f.CurrentLevel, f.TargetLevel));
    static string StepSql(string steps) => $"case when current_level is not null and target_level is not null then (current_level, target_level) in ({steps}) end";
}
