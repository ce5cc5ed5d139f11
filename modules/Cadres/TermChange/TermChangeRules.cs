namespace OrgWork.Cadres;

public sealed record PreparedFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("最早到期的准备事项期限")] public DateOnly? DueOn { get; init; }
}

public sealed record TermFacts
{
    [KnownAs("任期届满日期")] public DateOnly? TermEndsOn { get; init; }
}

public sealed record DispositionFacts
{
    [KnownAs("安排")] public string? Kind { get; init; }
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("任现职时间")] public DateOnly? PostBeganOn { get; init; }
    [KnownAs("换届日期")] public DateOnly? ChangesOn { get; init; }
    [KnownAs("谈话日期")] public DateOnly? TalkedOn { get; init; }
}

/// <summary>What a term change asks: terms that end, preparations in time, age and tenure of who stays, talks with who goes. Numbers are of the place and the year.</summary>
public static class TermChangeRules
{
    static readonly DateOnly Day = new(2026, 11, 22);
    // As the change and the record stand now: a day that is moved, a birthday that is determined reaches the list. The copies hold where those are out of sight.
    static readonly Population People = new("dispositions", """
        select d.id, d.locality_path, d.name as title, d.kind, coalesce(c.birth_on, d.birth_on) as birth_on, d.post_began_on, coalesce(t.changes_on, d.changes_on) as changes_on, d.talked_on
        from disposition d left join term_change t on t.id = d.term_change_id left join cadre c on c.id = d.cadre_id where d.removed_at is null and t.removed_at is null
        """);
    static Population Teams => new("teams", "select t.id, t.locality_path, t.name as title, (t.term_began_on + make_interval(years => t.term_years))::date as term_ends_on from team t where t.removed_at is null");

    public static readonly Rule<PreparedFacts> Prepared = new()
    {
        Id = "cadres.term-change.prepared", Title = "三项准备按期完成", WhenBroken = "换届准备超期", Basis = Basis.Practice("换届工作总体方案"), Severity = Severity.Remind, Light = "red",
        Population = new("term-changes", "select t.id, t.locality_path, t.name as title, t.state, coalesce((select min(p.due_on) from term_preparation p where p.term_change_id = t.id and p.done_on is null and p.removed_at is null), 'infinity'::date) as due_on from term_change t where t.removed_at is null"),
        Test = new RuleTest<PreparedFacts>([nameof(PreparedFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, f.DueOn >= t.Day ? "没有超期的准备事项" : $"有准备事项 {Dates.Format(f.DueOn!.Value)} 到期没有完成")).For(f => f.State is null ? null : f.State == "1", "state = '1'", "已经启动"),
        Examples = [new("没有到期", new() { State = "1", DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("过期", new() { State = "1", DueOn = new(2026, 11, 1) }, Day, Outcome.Broken), new("启动了", new() { State = "2", DueOn = new(2026, 11, 1) }, Day, Outcome.NotApplicable)],
    };

    /// <summary>Its parameters are the reminders of the calendar.</summary>
    public static readonly Rule<TermFacts> Due = new()
    {
        Id = "cadres.term-change.due", Title = "领导班子任期届满按期换届", WhenBroken = "临近换届", Basis = new("党政领导干部职务任期暂行规定"), Severity = Severity.Remind, Light = "yellow", Population = Teams,
        Parameters = [RuleParameter.Months("first", "第一次提醒，届满前", 24, Stricter.Free), RuleParameter.Months("second", "第二次提醒，届满前", 12, Stricter.Free), RuleParameter.Months("third", "第三次提醒，届满前", 6, Stricter.Free)],
        Test = new([nameof(TermFacts.TermEndsOn)], "term_ends_on > ({day} + make_interval(months => {first}::int))::date", (f, t) => Finding.Of(f.TermEndsOn > t.Day.AddMonths(t.Int("first")), $"任期 {Dates.Format(f.TermEndsOn!.Value)} 届满")),
        Examples = [new("还有三年", new() { TermEndsOn = new(2029, 11, 22) }, Day, Outcome.Met), new("还有一年", new() { TermEndsOn = new(2027, 11, 22) }, Day, Outcome.Broken), new("正好两年", new() { TermEndsOn = new(2028, 11, 22) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DispositionFacts> Age = new()
    {
        Id = "cadres.term-change.age", Title = "继续提名的人选换届时不超过年龄界限", WhenBroken = "超过换届年龄界限", Basis = Basis.Practice("换届政策规定（各地、各届另定）"), Severity = Severity.Warn, Light = "red", Population = People,
        Parameters = [new("most", "年龄界限", 58, "岁", Stricter.Lower) { Max = 70 }],
        Test = new RuleTest<DispositionFacts>([nameof(DispositionFacts.BirthOn), nameof(DispositionFacts.ChangesOn)], "changes_on < (birth_on + make_interval(years => {most}::int + 1))::date", (f, t) => Finding.Of(f.ChangesOn < f.BirthOn!.Value.AddYears(t.Int("most") + 1), $"{Dates.Format(f.BirthOn.Value)} 出生，{Dates.Format(f.ChangesOn!.Value)} 换届时不超过 {t.Int("most")} 周岁"))
            .For(f => f.Kind is null ? null : f.Kind is "1" or "3" or "4", "kind in ('1', '3', '4')", "退"),
        Examples = [new("正好 58 岁", new() { Kind = "3", BirthOn = new(1968, 3, 1), ChangesOn = new(2026, 12, 1) }, Day, Outcome.Met), new("满 59 岁", new() { Kind = "3", BirthOn = new(1967, 12, 1), ChangesOn = new(2026, 12, 1) }, Day, Outcome.Broken), new("退", new() { Kind = "2", BirthOn = new(1965, 12, 1), ChangesOn = new(2026, 12, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<DispositionFacts> Tenure = new()
    {
        Id = "cadres.term-change.tenure", Title = "同一职务任满两个任期的不再留任", WhenBroken = "任同一职务超过两个任期", Basis = new("党政领导干部职务任期暂行规定", "第六条"), Severity = Severity.Warn, Light = "red", Population = People,
        Parameters = [new("years", "同一职务最长", 10, "年", Stricter.Lower) { Max = 30 }],
        Test = new RuleTest<DispositionFacts>([nameof(DispositionFacts.PostBeganOn), nameof(DispositionFacts.ChangesOn)], "changes_on < (post_began_on + make_interval(years => {years}::int))::date", (f, t) => Finding.Of(f.ChangesOn < f.PostBeganOn!.Value.AddYears(t.Int("years")), $"{Dates.Format(f.PostBeganOn.Value)} 起任现职，{Dates.Format(f.ChangesOn!.Value)} 换届，最长 {t.Int("years")} 年"))
            .For(f => f.Kind is null ? null : f.Kind == "3", "kind = '3'", "不是留任"),
        Examples = [new("九年", new() { Kind = "3", PostBeganOn = new(2017, 12, 1), ChangesOn = new(2026, 12, 1) }, Day, Outcome.Met), new("十年", new() { Kind = "3", PostBeganOn = new(2016, 12, 1), ChangesOn = new(2026, 12, 1) }, Day, Outcome.Broken), new("转任", new() { Kind = "4", PostBeganOn = new(2010, 12, 1), ChangesOn = new(2026, 12, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<DispositionFacts> Talked = new()
    {
        Id = "cadres.term-change.talked", Title = "退、转的干部逐一谈话", WhenBroken = "退、转的还没有谈话", Basis = Basis.Practice("换届工作总体方案"), Severity = Severity.Remind, Light = "yellow", Population = People,
        Test = new RuleTest<DispositionFacts>([nameof(DispositionFacts.ChangesOn)], "talked_on is not null", (f, _) => Finding.Of(f.TalkedOn is not null, f.TalkedOn is { } on ? $"{Dates.Format(on)} 已谈话" : "还没有谈话")).For(f => f.Kind is null ? null : f.Kind is "2" or "4", "kind in ('2', '4')", "留任或新进"),
        Examples = [new("谈过", new() { Kind = "2", ChangesOn = new(2026, 12, 1), TalkedOn = new(2026, 11, 1) }, Day, Outcome.Met), new("没有谈", new() { Kind = "4", ChangesOn = new(2026, 12, 1) }, Day, Outcome.Broken), new("留任", new() { Kind = "3", ChangesOn = new(2026, 12, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly IReadOnlyList<Rule> All = [Prepared, Due, Age, Tenure, Talked];
}
