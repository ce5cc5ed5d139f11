namespace OrgWork.Cadres;

public sealed record TrainingFacts
{
    [KnownAs("职务层次")] public string? Level { get; init; }
    [KnownAs("本年度（上年度）学时", Unit = "学时")] public decimal? HoursThisYear { get; init; }
    [KnownAs("五年累计学时", Unit = "学时")] public decimal? HoursInFiveYears { get; init; }
    [KnownAs("本班总学时", Unit = "学时")] public decimal? CourseHours { get; init; }
    [KnownAs("本班请假学时", Unit = "学时")] public decimal? AbsentHours { get; init; }
    [KnownAs("脱产培训")] public bool? IsFullTime { get; init; }
    [KnownAs("结业情况")] public string? Result { get; init; }
}

/// <summary>教育培训 (rules A14).</summary>
public static class TrainingRules
{
    const string Regulation = "干部教育培训工作条例";

    /// <summary>Whoever is appointed short of hours makes them up within this time (rules A1-6).</summary>
    static RuleParameter MakeUp => RuleParameter.Months("make_up", "提任后补训期限", 12, Stricter.Lower);

    public static readonly Rule<TrainingFacts> FiveYears = new()
    {
        Id = "cadres.training.five-years", Title = "县处级以上五年累计不少于五百五十学时", WhenBroken = "五年学时不足 550", Basis = new(Regulation, "第十四条", true), Severity = Severity.Warn,
        Parameters = [new("hours", "学时", 550, "学时", Stricter.Higher), MakeUp],
        Test = RuleTest<TrainingFacts>.AtLeast(f => f.HoursInFiveYears, "hours", "学时").For(f => f.Level is null ? null : f.Level is "1A21" or "1A22" or "1A31" or "1A32", "level in ('1A21', '1A22', '1A31', '1A32')", "不是县处级以上"),
        Examples = [new("600 学时", new() { Level = "1A31", HoursInFiveYears = 600 }, new(2026, 11, 21), Outcome.Met), new("400 学时", new() { Level = "1A32", HoursInFiveYears = 400 }, new(2026, 11, 21), Outcome.Broken), new("乡科级", new() { Level = "1A41", HoursInFiveYears = 100 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<TrainingFacts> EachYear = new()
    {
        Id = "cadres.training.each-year", Title = "乡科级及以下每年不少于九十学时", WhenBroken = "本年度学时不足 90", Basis = new(Regulation, "第十四条", true), Severity = Severity.Warn,
        Parameters = [new("hours", "学时", 90, "学时", Stricter.Higher), MakeUp],
        Test = RuleTest<TrainingFacts>.AtLeast(f => f.HoursThisYear, "hours", "学时").For(f => f.Level is null ? null : f.Level is not ("1A21" or "1A22" or "1A31" or "1A32"), "level not in ('1A21', '1A22', '1A31', '1A32')", "县处级以上按五年累计"),
        Examples = [new("96 学时", new() { Level = "1A41", HoursThisYear = 96 }, new(2026, 11, 21), Outcome.Met), new("76 学时", new() { Level = "1A42", HoursThisYear = 76 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TrainingFacts> Absence = new()
    {
        Id = "cadres.training.absence", Title = "脱产培训请假累计不超过总学时的七分之一", WhenBroken = "请假超过七分之一，应予退学", Basis = new(Regulation, "第十五条", true), Severity = Severity.Refuse,
        Text = "超过的只能按退学登记。网络培训不在内；没有登记请假学时的不核对。",
        Population = new("training", "select t.id, t.locality_path, t.name as title, null::text as level, null::numeric as hours_this_year, null::numeric as hours_in_five_years, t.hours::numeric as course_hours, t.absent_hours::numeric as absent_hours, t.kind <> '4' as is_full_time, t.result from cadre_training t where t.removed_at is null"),
        Test = new RuleTest<TrainingFacts>([nameof(TrainingFacts.CourseHours), nameof(TrainingFacts.AbsentHours)], "absent_hours * 7 <= course_hours", (f, _) => Finding.Of(f.AbsentHours * 7 <= f.CourseHours, $"总学时 {f.CourseHours:0.#}，七分之一为 {f.CourseHours / 7:0.#}；请假 {f.AbsentHours:0.#} 学时"))
            .For(f => f.AbsentHours is not null && !(f.Result ?? "").Contains("退学", StringComparison.Ordinal) && f.IsFullTime == true, "absent_hours is not null and coalesce(result, '') not like '%退学%' and coalesce(is_full_time, false)", "不是脱产培训、没有请假，或已经退学"),
        Examples =
        [
            new("70 学时请假 10 学时", new() { CourseHours = 70, AbsentHours = 10, IsFullTime = true, Result = "结业" }, new(2026, 11, 21), Outcome.Met), new("请假 11 学时", new() { CourseHours = 70, AbsentHours = 11, IsFullTime = true, Result = "结业" }, new(2026, 11, 21), Outcome.Broken),
            new("已经退学", new() { CourseHours = 70, AbsentHours = 30, IsFullTime = true, Result = "退学" }, new(2026, 11, 21), Outcome.NotApplicable),
        ],
    };

    public static readonly IReadOnlyList<Rule> All = [FiveYears, EachYear, Absence];
}
