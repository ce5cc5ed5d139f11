namespace OrgWork.Grassroots;

/// <summary>What a member has studied in the year.</summary>
public sealed record StudyFacts
{
    [KnownAs("本年学时", Unit = "学时")] public int? Hours { get; init; }
    [KnownAs("党组织班子成员")] public bool? IsInCommittee { get; init; }
}

public sealed record DriveFacts
{
    [KnownAs("完成期限")] public DateOnly? DueOn { get; init; }
}

public sealed record ClassFacts
{
    [KnownAs("结束日期")] public DateOnly? EndedOn { get; init; }
    [KnownAs("收回评价", Unit = "份")] public int? Answers { get; init; }
}

public sealed record StudyClassFacts
{
    [KnownAs("结束日期")] public DateOnly? EndedOn { get; init; }
    [KnownAs("是读书班、集中研讨")] public bool? IsStudy { get; init; }
    [KnownAs("已结业")] public bool? IsConcluded { get; init; }
}

public sealed record FaultFacts
{
    [KnownAs("修复期限")] public DateOnly? DueOn { get; init; }
}

public sealed record StationFacts
{
    [KnownAs("类型")] public string? Kind { get; init; }
    [KnownAs("最近检测")] public DateOnly? TestedOn { get; init; }
}

public static class TrainingRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Practice = Basis.Practice("党员教育培训工作安排");

    /// <summary>Rules of members ask today; the year is the day's.</summary>
    public static readonly Rule<StudyFacts> Hours = new()
    {
        Id = "grassroots.members.study-hours", Title = "党员每年集中学习培训一般不少于三十二学时，党组织班子成员不少于五十六学时", WhenBroken = "本年学时不够", Basis = new("全国党员教育培训工作规划"), Severity = Severity.Remind,
        Text = "年初都不会够，从设定的月份起才提醒。",
        Population = new("members", """
            select m.id, m.locality_path, m.name as title, (select coalesce(sum(s.hours), 0)::int from study s where s.member_id = m.id and s.removed_at is null and s.studied_on >= date_trunc('year', org.today())::date) as hours,
                   exists (select from member_post p where p.member_id = m.id and p.ended_on is null and p.removed_at is null) as is_in_committee
            from member m where m.removed_at is null and m.left_on is null and m.membership_state = '1'
            """),
        Parameters = [new("member", "党员", 32, "学时", Stricter.Higher), new("committee", "班子成员", 56, "学时", Stricter.Higher), new("month", "从几月起提醒", 10, "月", Stricter.Free) { Min = 1, Max = 12 }],
        Test = new([nameof(StudyFacts.Hours), nameof(StudyFacts.IsInCommittee)], "extract(month from {day}::date) < {month} or hours >= case when is_in_committee then {committee} else {member} end", (f, t) =>
        {
            var least = t[f.IsInCommittee!.Value ? "committee" : "member"];
            return Finding.Of(t.Day.Month < t["month"] || f.Hours >= least, $"本年 {f.Hours} 学时，全年应不少于 {least:0} 学时");
        }),
        Examples = [new("三十六学时", new() { Hours = 36, IsInCommittee = false }, Day, Outcome.Met), new("班子成员三十六学时", new() { Hours = 36, IsInCommittee = true }, Day, Outcome.Broken), new("三月还没有学", new() { Hours = 0, IsInCommittee = false }, new(2026, 3, 1), Outcome.Met)],
    };

    public static readonly Rule<DriveFacts> DriveInTime = new()
    {
        Id = "grassroots.drives.in-time", Title = "全覆盖培训按期完成", WhenBroken = "完成期限已过", Basis = Practice, Severity = Severity.Remind, Light = "yellow",
        Population = new("drives", "select d.id, d.locality_path, d.title, d.due_on from drive d where d.removed_at is null and d.closed_on is null"),
        Test = new([nameof(DriveFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"期限 {Dates.Format(f.DueOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }),
        Examples = [new("下月", new() { DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("上月", new() { DueOn = new(2026, 10, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<ClassFacts> Judged = new()
    {
        Id = "grassroots.classes.judged", Title = "培训班结束后收集学员评价", WhenBroken = "结束一个月没有学员评价", Basis = Practice, Severity = Severity.Remind,
        Population = new("classes", "select k.id, k.locality_path, k.name as title, k.ended_on, k.answers from training_class k where k.removed_at is null"),
        Parameters = [RuleParameter.Days("days", "结束后", 30, Stricter.Lower)],
        Test = new([nameof(ClassFacts.EndedOn)], "answers is not null or ended_on + {days}::int >= {day}", (f, t) => Finding.Of(f.Answers is not null || f.EndedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"结束 {Dates.Format(f.EndedOn!.Value)}；{(f.Answers is { } n ? $"收回评价 {n} 份" : "没有评价")}")),
        Examples = [new("有评价", new() { EndedOn = new(2026, 5, 1), Answers = 30 }, Day, Outcome.Met), new("没有", new() { EndedOn = new(2026, 5, 1) }, Day, Outcome.Broken), new("上周结束", new() { EndedOn = new(2026, 11, 14) }, Day, Outcome.Met)],
    };

    public static readonly Rule<StudyClassFacts> Concluded = new()
    {
        Id = "grassroots.classes.concluded", Title = "读书班、集中研讨结束后有纪要和成果", WhenBroken = "读书班结束没有纪要和成果", Basis = Practice, Severity = Severity.Remind, Light = "yellow",
        Population = new("classes", "select k.id, k.locality_path, k.name as title, k.ended_on, k.kind = '6' as is_study, k.result is not null as is_concluded from training_class k where k.removed_at is null"),
        Parameters = [RuleParameter.Days("days", "结束后", 15, Stricter.Lower)],
        Test = new RuleTest<StudyClassFacts>([nameof(StudyClassFacts.EndedOn), nameof(StudyClassFacts.IsConcluded)], "is_concluded or ended_on + {days}::int >= {day}", (f, t) => Finding.Of(f.IsConcluded == true || f.EndedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"结束 {Dates.Format(f.EndedOn!.Value)}；{(f.IsConcluded == true ? "已结业" : "没有纪要和成果")}")).For(f => f.IsStudy, "is_study", "不是读书班、集中研讨"),
        Examples = [new("结了业", new() { EndedOn = new(2026, 5, 1), IsStudy = true, IsConcluded = true }, Day, Outcome.Met), new("没有", new() { EndedOn = new(2026, 5, 1), IsStudy = true, IsConcluded = false }, Day, Outcome.Broken), new("普通班", new() { EndedOn = new(2026, 5, 1), IsStudy = false, IsConcluded = false }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<StationFacts> Tested = new()
    {
        Id = "grassroots.teaching-places.tested", Title = "远程教育站点定期检测", WhenBroken = "远程教育站点超期没有检测", Basis = Practice, Severity = Severity.Remind, Light = "yellow",
        Population = new("teaching-places", "select p.id, p.locality_path, p.name as title, p.kind, p.tested_on from teaching_place p where p.removed_at is null"),
        Parameters = [RuleParameter.Months("months", "间隔", 6, Stricter.Lower)],
        Test = new RuleTest<StationFacts>([], "coalesce((tested_on + make_interval(months => {months}::int))::date >= {day}, false)", (f, t) => Finding.Of(f.TestedOn?.AddMonths(t.Int("months")) >= t.Day, f.TestedOn is { } on ? $"最近检测 {Dates.Format(on)}，{t.Int("months")} 个月一次" : "没有检测过")).For(f => f.Kind is null ? null : f.Kind == "5", "kind = '5'", "不是远程教育站点"),
        Examples = [new("上月检测", new() { Kind = "5", TestedOn = new(2026, 10, 1) }, Day, Outcome.Met), new("去年检测", new() { Kind = "5", TestedOn = new(2025, 10, 1) }, Day, Outcome.Broken), new("党校", new() { Kind = "1" }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<FaultFacts> Mended = new()
    {
        Id = "grassroots.teaching-places.mended", Title = "报修的站点按期修好", WhenBroken = "站点故障过期没有修好", Basis = Practice, Severity = Severity.Remind, Light = "red",
        Population = new("teaching-places", "select p.id, p.locality_path, p.name as title, f.due_on from teaching_place p join lateral (select min(x.due_on) as due_on from station_fault x where x.teaching_place_id = p.id and x.fixed_on is null and x.removed_at is null) f on f.due_on is not null where p.removed_at is null"),
        Test = new([nameof(FaultFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"应在 {Dates.Format(f.DueOn!.Value)} 前修好") with { Latest = f.DueOn }),
        Examples = [new("没有到期", new() { DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("过期", new() { DueOn = new(2026, 11, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<FaultFacts> BaseTask = new()
    {
        Id = "grassroots.teaching-places.tasks", Title = "基地建设任务按期完成", WhenBroken = "基地建设任务超期", Basis = Practice, Severity = Severity.Remind, Light = "red",
        Population = new("teaching-places", "select p.id, p.locality_path, p.name as title, f.due_on from teaching_place p join lateral (select min(x.due_on) as due_on from base_task x where x.teaching_place_id = p.id and x.done_on is null and x.removed_at is null) f on f.due_on is not null where p.removed_at is null"),
        Test = new([nameof(FaultFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"最早的一项应在 {Dates.Format(f.DueOn!.Value)} 前完成") with { Latest = f.DueOn }),
        Examples = [new("没有到期", new() { DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("过期", new() { DueOn = new(2026, 11, 1) }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Hours, DriveInTime, Judged, Concluded, Tested, Mended, BaseTask];
}
