namespace OrgWork.Kernel;

/// <summary>What rules about work ask of an item.</summary>
public sealed record WorkFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("开始日期")] public DateOnly? BeginsOn { get; init; }
    [KnownAs("完成时限")] public DateOnly? DueOn { get; init; }
    [KnownAs("进度", Unit = "%")] public int? Percent { get; init; }
    [KnownAs("有具体措施或子任务")] public bool? HasMeasures { get; init; }
    [KnownAs("有牵头单位")] public bool? HasLead { get; init; }
    [KnownAs("有责任人")] public bool? HasPerson { get; init; }
    [KnownAs("有完成时限")] public bool? HasDue { get; init; }
    [KnownAs("有完成标准")] public bool? HasStandard { get; init; }
    [KnownAs("转办次数", Unit = "次")] public int? Transfers { get; init; }
    [KnownAs("申请日期")] public DateOnly? AppliedOn { get; init; }
    [KnownAs("上期末")] public DateOnly? PeriodEndedOn { get; init; }
    [KnownAs("本轮报送")] public DateOnly? FiledOn { get; init; }
}

/// <summary>The usual rules of work. On which paper they stand, each module says.</summary>
public static class WorkRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    const string Running = "state in ('open', 'applied', 'checked')";

    static bool? IsRunning(WorkFacts f) => f.State is null ? null : f.State is "open" or "applied" or "checked";

    /// <summary>逐项分解、明确时限、责任到人.</summary>
    public static Rule<WorkFacts> Complete(string id, Basis basis, string noun) => new()
    {
        Id = id, Title = $"{noun}有措施、牵头单位、责任人、完成时限和完成标准，方可印发", WhenBroken = "分解不完整", Basis = basis, Severity = Severity.Refuse,
        Test = new([nameof(WorkFacts.HasMeasures), nameof(WorkFacts.HasLead), nameof(WorkFacts.HasPerson), nameof(WorkFacts.HasDue), nameof(WorkFacts.HasStandard)], "has_measures and has_lead and has_person and has_due and has_standard",
            (f, _) => Finding.Of(f is { HasMeasures: true, HasLead: true, HasPerson: true, HasDue: true, HasStandard: true }, Missing(f) is { Length: > 0 } missing ? $"还缺{missing}" : "五项齐全")),
        Examples = [new("齐全", new() { HasMeasures = true, HasLead = true, HasPerson = true, HasDue = true, HasStandard = true }, Day, Outcome.Met), new("没有责任人", new() { HasMeasures = true, HasLead = true, HasPerson = false, HasDue = true, HasStandard = true }, Day, Outcome.Broken)],
    };

    public static string Missing(WorkFacts f) => string.Join('、', new[] { f.HasMeasures == true ? "" : "具体措施", f.HasLead == true ? "" : "牵头单位", f.HasPerson == true ? "" : "责任人", f.HasDue == true ? "" : "完成时限", f.HasStandard == true ? "" : "完成标准" }.Where(part => part != ""));

    public static Rule<WorkFacts> Overdue(string id, Basis basis) => new()
    {
        Id = id, Title = "在完成时限内办结", WhenBroken = "超期", Basis = basis, Severity = Severity.Remind, Light = "red",
        Test = new RuleTest<WorkFacts>([nameof(WorkFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"时限 {Dates.Format(f.DueOn!.Value)}，进度 {f.Percent ?? 0}%；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }).For(IsRunning, Running, "没有在办"),
        Examples = [new("没有到时限", new() { State = "open", DueOn = new(2026, 12, 31) }, Day, Outcome.Met), new("过了时限", new() { State = "open", DueOn = new(2026, 11, 15), Percent = 60 }, Day, Outcome.Broken)],
    };

    /// <summary>序时进度: of the time that has passed, so much should be done.</summary>
    public static Rule<WorkFacts> Behind(string id, Basis basis, int gap = 20) => new()
    {
        Id = id, Title = "进度与时间同步（序时进度）", WhenBroken = "落后序时进度", Basis = basis, Severity = Severity.Remind,
        Parameters = [new("gap", "允许落后", gap, "个百分点", Stricter.Lower) { Max = 100 }],
        Test = new RuleTest<WorkFacts>([nameof(WorkFacts.BeginsOn), nameof(WorkFacts.DueOn), nameof(WorkFacts.Percent)], $"percent + {{gap}} >= {ElapsedSql("{day}")}", (f, t) =>
        {
            var elapsed = Elapsed(f.BeginsOn!.Value, f.DueOn!.Value, t.Day);
            return Finding.Of(f.Percent!.Value + t["gap"] >= elapsed, $"{Dates.Format(f.BeginsOn.Value)} 至 {Dates.Format(f.DueOn.Value)} 已过 {elapsed}%，进度 {f.Percent}%，允许落后 {t["gap"]:0} 个百分点");
        }).For(IsRunning, Running, "没有在办"),
        Examples =
        [
            new("过了一半，做了四成", new() { State = "open", BeginsOn = new(2026, 11, 1), DueOn = new(2026, 12, 11), Percent = 40 }, Day, Outcome.Met),
            new("过了一半，做了两成", new() { State = "open", BeginsOn = new(2026, 11, 1), DueOn = new(2026, 12, 11), Percent = 20 }, Day, Outcome.Broken),
        ],
    };

    public static Rule<WorkFacts> DueSoon(string id, Basis basis, int days = 15) => new()
    {
        Id = id, Title = "到期前提醒", WhenBroken = "临近时限", Basis = basis, Severity = Severity.Remind,
        Parameters = [RuleParameter.Days("days", "提前", days, Stricter.Free)],
        Test = new RuleTest<WorkFacts>([nameof(WorkFacts.DueOn)], "not due_on between {day} and {day} + {days}::int", (f, t) => Finding.Of(!(f.DueOn >= t.Day && f.DueOn <= t.Day.AddDays(t.Int("days"))), $"时限 {Dates.Format(f.DueOn!.Value)}，进度 {f.Percent ?? 0}%；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }).For(IsRunning, Running, "没有在办"),
        Examples = [new("还有一个月", new() { State = "open", DueOn = new(2026, 12, 31) }, Day, Outcome.Met), new("还有五天", new() { State = "open", DueOn = new(2026, 11, 26) }, Day, Outcome.Broken)],
    };

    /// <summary>调度: what was done in a period is reported by a day of the next.</summary>
    public static Rule<WorkFacts> Filing(string id, Basis basis, int days = 5) => new()
    {
        Id = id, Title = "每期结束后按时报送进展", WhenBroken = "报送晚了", Basis = basis, Severity = Severity.Remind,
        Parameters = [RuleParameter.Days("days", "期后几天内报送", days, Stricter.Lower) with { Min = 1, Max = 60 }],
        Test = RuleTest<WorkFacts>.NotAfter(f => f.PeriodEndedOn, Span.Days, "days", f => f.FiledOn),
        Examples = [new("第四天报", new() { PeriodEndedOn = new(2026, 10, 31), FiledOn = new(2026, 11, 4) }, Day, Outcome.Met), new("第九天报", new() { PeriodEndedOn = new(2026, 10, 31), FiledOn = new(2026, 11, 9) }, Day, Outcome.Broken)],
    };

    /// <summary>定期销号: what was applied for by the day of the month is decided on that day.</summary>
    public static Rule<WorkFacts> WriteOff(string id, Basis basis, int on = 25) => new()
    {
        Id = id, Title = "每月定期销号，到日子的申请不拖到下一期", WhenBroken = "过了销号日没有定", Basis = basis, Severity = Severity.Remind,
        Parameters = [new("on", "每月销号日", on, "日", Stricter.Free) { Min = 1, Max = 28 }],
        Test = new RuleTest<WorkFacts>([nameof(WorkFacts.AppliedOn)], "applied_on >= (date_trunc('month', {day}::date)::date + {on}::int - 1) or applied_on >= (date_trunc('month', {day}::date) - interval '1 month')::date + {on}::int - 1 and extract(day from {day}::date) <= {on}::int",
            (f, t) => Finding.Of(f.AppliedOn >= LastWriteOff(t.Day, t.Int("on")), $"申请 {Dates.Format(f.AppliedOn!.Value)}，上一个销号日 {Dates.Format(LastWriteOff(t.Day, t.Int("on")))}")).For(f => f.State is null ? null : f.State is "applied" or "checked", "state in ('applied', 'checked')", "没有在申请"),
        Examples = [new("本期申请的", new() { State = "applied", AppliedOn = new(2026, 11, 10) }, Day, Outcome.Met), new("上期没有定", new() { State = "applied", AppliedOn = new(2026, 10, 10) }, Day, Outcome.Broken)],
    };

    /// <summary>The last write-off day that is over: of this month once it has passed, else of the month before.</summary>
    public static DateOnly LastWriteOff(DateOnly on, int day) => on.Day > day ? new(on.Year, on.Month, day) : new DateOnly(on.Year, on.Month, 1).AddMonths(-1).AddDays(day - 1);
    /// <summary>The next one, today's included.</summary>
    public static DateOnly NextWriteOff(DateOnly on, int day) => on.Day <= day ? new(on.Year, on.Month, day) : new DateOnly(on.Year, on.Month, 1).AddMonths(1).AddDays(day - 1);

    /// <summary>不搞“击鼓传花”.</summary>
    public static Rule<WorkFacts> Transfers(string id, Basis basis, int times = 2) => new()
    {
        Id = id, Title = "一再转办的，由分管领导决定", WhenBroken = "转办次数太多", Basis = basis, Severity = Severity.Warn,
        Parameters = [new("times", "不经领导决定可转办", times, "次", Stricter.Lower) { Max = 20 }],
        Test = new([nameof(WorkFacts.Transfers)], "transfers <= {times}", (f, t) => Finding.Of(f.Transfers <= t["times"], $"转办 {f.Transfers} 次，不经领导决定可转办 {t["times"]:0} 次")),
        Examples = [new("两次", new() { Transfers = 2 }, Day, Outcome.Met), new("三次", new() { Transfers = 3 }, Day, Outcome.Broken)],
    };

    /// <summary>Of the time between two days, how much is over, in percent.</summary>
    public static int Elapsed(DateOnly from, DateOnly to, DateOnly on) => on >= to ? 100 : on <= from ? 0 : (on.DayNumber - from.DayNumber) * 100 / (to.DayNumber - from.DayNumber);

    internal static string ElapsedSql(string day) => $"(case when {day} >= due_on then 100 when {day} <= begins_on then 0 else ({day} - begins_on) * 100 / (due_on - begins_on) end)";
}

/// <summary>The lights of a place: with the parameters that hold there.</summary>
public sealed record WorkLights(int Gap, int Days, DateOnly Today)
{
    /// <summary>red, yellow, green, none over the columns of <c>org.work_item</c>; <c>state</c>, <c>due_on</c>, <c>begins_on</c> and <c>percent</c> are named alike in every select.</summary>
    public string Sql => $"(case when state in ('closed', 'cancelled') then 'green' when state = 'draft' or level = 1 then 'none' when due_on < @today then 'red' when begins_on is not null and due_on is not null and percent + {Gap} < {WorkRules.ElapsedSql("@today")} then 'yellow' when state = 'open' and due_on <= @today + {Days} then 'yellow' else 'none' end)";

    public (string Kind, string Words) Of(WorkItem item) => item.State switch
    {
        "closed" when item.LookBackOn is { } day && item.ConsolidatedOn is null => day <= Today ? ("yellow", "该回头看了") : ("green", $"巩固期，{Dates.Format(day)} 回头看"),
        "closed" => ("green", $"{Dates.Format(item.ClosedOn ?? Today)} 办结"),
        "cancelled" => ("none", "已取消"),
        "draft" => ("none", "未印发"),
        _ when item.DueOn is { } due && due < Today => ("red", $"超期 {Today.DayNumber - due.DayNumber} 天"),
        _ when item is { BeginsOn: { } from, DueOn: { } to } && WorkRules.Elapsed(from, to, Today) is var elapsed && item.Percent + Gap < elapsed => ("yellow", $"落后序时 {elapsed - item.Percent} 个点"),
        "open" when item.DueOn is { } near && near <= Today.AddDays(Days) => ("yellow", near == Today ? "今天到期" : $"剩 {near.DayNumber - Today.DayNumber} 天"),
        "applied" => ("none", "申请中"),
        "checked" => ("none", "已核验"),
        _ => ("none", item.DueOn is { } later ? $"{Dates.Format(later)} 前" : "没有时限"),
    };
}
