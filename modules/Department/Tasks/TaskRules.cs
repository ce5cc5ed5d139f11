namespace OrgWork.Department;

public sealed record TaskFacts
{
    [KnownAs("进展")] public string? State { get; init; }
    [KnownAs("完成时限")] public DateOnly? DueOn { get; init; }
    [KnownAs("完成进度", Unit = "%")] public int? Percent { get; init; }
    [KnownAs("完成日期")] public DateOnly? CompletedOn { get; init; }
}

/// <summary>Rules over the department's key tasks: their own promises, not a regulation's.</summary>
public static class TaskRules
{
    const string Own = "要点任务管理办法（本单位）";

    static readonly Population Tasks = new("tasks", "select t.id, t.locality_path, t.title, t.state, t.due_on, t.percent, t.completed_on from task t where t.removed_at is null");

    public static readonly Rule<TaskFacts> Overdue = new()
    {
        Id = "department.tasks.overdue", Title = "按时限完成", WhenBroken = "已超期", Basis = Basis.Practice(Own), Severity = Severity.Remind, Light = "red", Population = Tasks,
        Test = new RuleTest<TaskFacts>([nameof(TaskFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"时限 {Dates.Format(f.DueOn!.Value)}，进度 {f.Percent ?? 0}%；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }).For(f => f.State is null ? null : f.State is "1" or "2", "state in ('1', '2')", "已办结或在申请销号"),
        Examples = [new("还没有到时限", new() { State = "2", DueOn = new(2026, 12, 31) }, new(2026, 11, 21), Outcome.Met), new("过了时限", new() { State = "2", DueOn = new(2026, 11, 15), Percent = 60 }, new(2026, 11, 21), Outcome.Broken), new("已办结", new() { State = "4", DueOn = new(2026, 11, 15) }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<TaskFacts> DueSoon = new()
    {
        Id = "department.tasks.due-soon", Title = "到期前提醒", WhenBroken = "半月内到期", Basis = Basis.Practice(Own), Severity = Severity.Remind, Population = Tasks,
        Parameters = [RuleParameter.Days("days", "提前", 15, Stricter.Free)],
        Test = new RuleTest<TaskFacts>([nameof(TaskFacts.DueOn)], "not due_on between {day} and {day} + {days}::int", (f, t) => Finding.Of(!(f.DueOn >= t.Day && f.DueOn <= t.Day.AddDays(t.Int("days"))), $"时限 {Dates.Format(f.DueOn!.Value)}，进度 {f.Percent ?? 0}%；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }).For(f => f.State is null ? null : f.State is "1" or "2", "state in ('1', '2')", "已办结或在申请销号"),
        Examples = [new("还有一个月", new() { State = "1", DueOn = new(2026, 12, 31) }, new(2026, 11, 21), Outcome.Met), new("还有五天", new() { State = "1", DueOn = new(2026, 11, 26) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TaskFacts> Completion = new()
    {
        Id = "department.tasks.completion", Title = "办结的任务进度为百分之百，并填完成日期", WhenBroken = "已办结而进度或完成日期不符", Basis = Basis.Practice(Own), Severity = Severity.Warn, Light = "yellow", Population = Tasks,
        Test = new RuleTest<TaskFacts>([nameof(TaskFacts.Percent)], "percent = 100 and completed_on is not null", (f, _) => Finding.Of(f.Percent == 100 && f.CompletedOn is not null, $"进度 {f.Percent}%，完成日期{(f.CompletedOn is { } on ? " " + Dates.Format(on) : "未填")}")).For(f => f.State is null ? null : f.State == "4", "state = '4'", "还没有办结"),
        Examples = [new("相符", new() { State = "4", Percent = 100, CompletedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Met), new("进度只有八成", new() { State = "4", Percent = 80, CompletedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Overdue, DueSoon, Completion];
}
