namespace OrgWork.Grassroots;

/// <summary>What is known of somebody who is to have the medal for fifty years.</summary>
public sealed record MedalFacts
{
    [KnownAs("转正时间")] public DateOnly? BecameFullOn { get; init; }
    [KnownAs("党龄中断", Unit = "个月")] public int? InterruptedMonths { get; init; }
    [KnownAs("计算党龄的日期")] public DateOnly? CutoffOn { get; init; }
    [KnownAs("已颁发过纪念章")] public bool? HasMedal { get; init; }
}

/// <summary>What is known of a nomination for an award.</summary>
public sealed record AwardFacts
{
    [KnownAs("转正时间")] public DateOnly? BecameFullOn { get; init; }
    [KnownAs("推荐")] public DateOnly? NominatedOn { get; init; }
    [KnownAs("上年度民主评议等次")] public string? LastGrade { get; init; }
    [KnownAs("处分影响期内")] public bool? IsPunished { get; init; }
    [KnownAs("软弱涣散")] public bool? IsWeak { get; init; }
    [KnownAs("名额", Unit = "个")] public int? Planned { get; init; }
    [KnownAs("已用名额", Unit = "个")] public int? Used { get; init; }
    [KnownAs("公示开始")] public DateOnly? PublishedOn { get; init; }
    [KnownAs("表彰决定")] public DateOnly? DecidedOn { get; init; }
}

/// <summary>“光荣在党50年”纪念章 and 两优一先 (rules B12, G5.4, G5.6).</summary>
public static class HonourRules
{
    static readonly Basis Medal = Basis.Practice("“光荣在党50年”纪念章颁发工作的有关通知", true), Award = Basis.Practice("“两优一先”评选表彰的通行做法"), Statute = new("中国共产党党内功勋荣誉表彰条例");

    public static readonly Rule<MedalFacts> FiftyYears = new()
    {
        Id = "grassroots.medals.fifty-years", Title = "截至计算日党龄达到五十年", WhenBroken = "党龄不满五十年", Basis = Medal, Severity = Severity.Refuse,
        Text = "党龄从转正之日算起，扣除中断的时间；每年截至 7 月 1 日。",
        Parameters = [RuleParameter.Years("years", "党龄", 50, Stricter.Fixed)],
        Test = new([nameof(MedalFacts.BecameFullOn), nameof(MedalFacts.CutoffOn)], "(became_full_on + make_interval(years => {years}::int, months => greatest(coalesce(interrupted_months, 0), 0)))::date <= cutoff_on", (f, t) =>
        {
            var interrupted = Math.Max(f.InterruptedMonths ?? 0, 0);
            var full = f.BecameFullOn!.Value.AddMonths(12 * t.Int("years") + interrupted);
            return Finding.Of(full <= f.CutoffOn, $"转正 {Dates.Format(f.BecameFullOn.Value)} ＋ {t.Int("years")} 年{(interrupted > 0 ? $" ＋ 中断 {interrupted} 个月" : "")} ＝ {Dates.Format(full)}；计算到 {Dates.Format(f.CutoffOn!.Value)}") with { Earliest = full };
        }),
        Examples =
        [
            new("正好五十年", new() { BecameFullOn = new(1976, 7, 1), CutoffOn = new(2026, 7, 1) }, new(2026, 11, 21), Outcome.Met), new("晚一天", new() { BecameFullOn = new(1976, 7, 2), CutoffOn = new(2026, 7, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 7, 2) },
            new("中断过一年", new() { BecameFullOn = new(1976, 6, 1), InterruptedMonths = 12, CutoffOn = new(2026, 7, 1) }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<MedalFacts> Once = new()
    {
        Id = "grassroots.medals.once", Title = "纪念章一人颁发一次", WhenBroken = "已颁发过纪念章", Basis = Medal, Severity = Severity.Refuse,
        Test = RuleTest<MedalFacts>.IsFalse(f => f.HasMedal, "奖惩里已有“光荣在党50年”纪念章；遗失补发的另行报批"),
        Examples = [new("没有", new() { HasMedal = false }, new(2026, 11, 21), Outcome.Met), new("有", new() { HasMedal = true }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AwardFacts> Grade = new()
    {
        Id = "grassroots.awards.grade", Title = "推荐的优秀共产党员、优秀党务工作者，上年度民主评议一般为优秀", WhenBroken = "上年度民主评议不是优秀", Basis = Award, Severity = Severity.Warn,
        Test = new([nameof(AwardFacts.LastGrade)], "last_grade = '1'", (f, _) => Finding.Of(f.LastGrade == "1", $"上年度民主评议：{MemberReviews.Grades.NameOf(f.LastGrade!)}")),
        Examples = [new("优秀", new() { LastGrade = "1" }, new(2026, 11, 21), Outcome.Met), new("合格", new() { LastGrade = "2" }, new(2026, 11, 21), Outcome.Broken), new("没有评议", new(), new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<AwardFacts> Standing = new()
    {
        Id = "grassroots.awards.standing", Title = "推荐的党员转正一般满一年", WhenBroken = "转正不满一年", Basis = Award, Severity = Severity.Warn,
        Parameters = [RuleParameter.Years("years", "党龄", 1, Stricter.Higher)],
        Test = RuleTest<AwardFacts>.NotBefore(f => f.BecameFullOn, Span.Years, "years", f => f.NominatedOn),
        Examples = [new("十年", new() { BecameFullOn = new(2016, 5, 1), NominatedOn = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("半年", new() { BecameFullOn = new(2025, 11, 1), NominatedOn = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 11, 1) }],
    };

    public static readonly Rule<AwardFacts> Clean = new()
    {
        Id = "grassroots.awards.clean", Title = "受处分在影响期内的，不得推荐表彰", WhenBroken = "在处分影响期内", Basis = Statute, Severity = Severity.Refuse,
        Test = RuleTest<AwardFacts>.IsFalse(f => f.IsPunished, "党纪处分的影响期没有满"),
        Examples = [new("没有处分", new() { IsPunished = false }, new(2026, 11, 21), Outcome.Met), new("影响期内", new() { IsPunished = true }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AwardFacts> Strong = new()
    {
        Id = "grassroots.awards.strong", Title = "软弱涣散的党组织，不得推荐为先进", WhenBroken = "列为软弱涣散", Basis = Award, Severity = Severity.Refuse,
        Test = RuleTest<AwardFacts>.IsFalse(f => f.IsWeak, "列入软弱涣散整顿，没有销号"),
        Examples = [new("不是", new() { IsWeak = false }, new(2026, 11, 21), Outcome.Met), new("是", new() { IsWeak = true }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<AwardFacts> Quota = new()
    {
        Id = "grassroots.awards.quota", Title = "在下达的表彰名额以内", WhenBroken = "超出表彰名额", Basis = Award, Severity = Severity.Warn,
        Test = new RuleTest<AwardFacts>([nameof(AwardFacts.Planned), nameof(AwardFacts.Used)], "used < planned", (f, _) => Finding.Of(f.Used < f.Planned, $"名额 {f.Planned} 个，已用 {f.Used} 个")).For(f => f.Planned is not null, "planned is not null", "没有下达名额"),
        Examples = [new("还有", new() { Planned = 3, Used = 2 }, new(2026, 11, 21), Outcome.Met), new("用完", new() { Planned = 3, Used = 3 }, new(2026, 11, 21), Outcome.Broken), new("没有下达", new() { Used = 3 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<AwardFacts> Publicity = new()
    {
        Id = "grassroots.awards.publicity", Title = "公示不少于五个工作日", WhenBroken = "公示不足五个工作日", Basis = Award, Severity = Severity.Refuse,
        Parameters = [new("days", "公示", 5, "个工作日", Stricter.Higher)],
        Test = RuleTest<AwardFacts>.NotBefore(f => f.PublishedOn, Span.WorkingDays, "days", f => f.DecidedOn),
        Examples = [new("两周后决定", new() { PublishedOn = new(2026, 6, 1), DecidedOn = new(2026, 6, 15) }, new(2026, 11, 21), Outcome.Met), new("三天后决定", new() { PublishedOn = new(2026, 6, 1), DecidedOn = new(2026, 6, 4) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 6, 6) }],
    };

    public static readonly IReadOnlyList<Rule> All = [FiftyYears, Once, Grade, Standing, Clean, Strong, Quota, Publicity];
}
