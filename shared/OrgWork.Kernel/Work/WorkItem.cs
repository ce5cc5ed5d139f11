namespace OrgWork.Kernel;

/// <summary>What items come from: a year's key points, an inspection's feedback.</summary>
public sealed record WorkPlan
{
    public Guid Id { get; init; }
    public string LocalityPath { get; init; } = "";
    public string? PlaceName { get; init; }
    public string Title { get; init; } = "";
    public int Year { get; init; }
    public string? Number { get; init; }
    public string? Issuer { get; init; }
    public string? Content { get; init; }
    public string? Decision { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public string State { get; init; } = "draft";
    public int Edition { get; init; }
    public string? Cycle { get; init; }
    /// <summary>Of what is urgent; shorter than <see cref="Cycle"/>.</summary>
    public string? KeyCycle { get; init; }
    public string? EvaluateCycle { get; init; }
    public string? ExamineCycle { get; init; }
    public string? ClosingNote { get; init; }
    public int Version { get; init; }

    public const string Columns = "id, locality_path, (select l.name from org.locality l where l.path = work_plan.locality_path) as place_name, title, year, number, issuer, content, decision, decided_on, issued_on, state, edition, cycle, key_cycle, evaluate_cycle, examine_cycle, closing_note, version";

    public static readonly CodeSet States = new("work_plan_state", "状态", "本平台", [new("draft", "起草"), new("issued", "已印发"), new("closed", "已总结")]);
    public static readonly CodeSet Purposes = new("work_purpose", "轮次", "定期调度、半年评估、年终考评", [new("dispatch", "调度"), new("key", "重点任务调度"), new("evaluate", "评估"), new("examine", "考评")]);
    public static readonly CodeSet Cycles = new("work_cycle", "调度周期", "本平台", [new("day", "每日"), new("week", "每周"), new("month", "每月"), new("two_months", "每两月"), new("quarter", "每季度"), new("half_year", "每半年"), new("year", "每年")]);

    /// <summary>The first day of the period that runs on a day: a round opens when none was opened since.</summary>
    public static DateOnly PeriodBegan(string cycle, DateOnly on) => cycle switch
    {
        "day" => on,
        "week" => on.AddDays(-(((int)on.DayOfWeek + 6) % 7)),
        "month" => new(on.Year, on.Month, 1),
        "two_months" => new(on.Year, (on.Month - 1) / 2 * 2 + 1, 1),
        "quarter" => new(on.Year, (on.Month - 1) / 3 * 3 + 1, 1),
        "half_year" => new(on.Year, on.Month <= 6 ? 1 : 7, 1),
        _ => new(on.Year, 1, 1),
    };

    /// <summary>The last day of the period that runs on a day.</summary>
    public static DateOnly PeriodEnds(string cycle, DateOnly on) => PeriodBegan(cycle, on) is var began ? cycle switch
    {
        "day" => began, "week" => began.AddDays(6), "month" => began.AddMonths(1).AddDays(-1), "two_months" => began.AddMonths(2).AddDays(-1), "quarter" => began.AddMonths(3).AddDays(-1), "half_year" => began.AddMonths(6).AddDays(-1), _ => began.AddYears(1).AddDays(-1),
    } : default;

    /// <summary>The rhythms of a plan, each with how often it comes round.</summary>
    public IEnumerable<(string Purpose, string Cycle)> Rhythms => new[] { ("dispatch", Cycle), ("key", KeyCycle), ("evaluate", EvaluateCycle), ("examine", ExamineCycle) }.Where(one => one.Item2 is { Length: > 0 }).Select(one => (one.Item1, one.Item2!));

    /// <summary>Periods of a running plan that are over and in which no round was held: of a period in which it was issued the greater half must have been left.</summary>
    public IEnumerable<(string Purpose, string Cycle, DateOnly Began)> Missed(IEnumerable<(string Purpose, DateOnly OpenedOn)> rounds, DateOnly today)
    {
        if (State != "issued" || IssuedOn is not { } issued) yield break;
        var held = rounds.ToList();
        foreach (var (purpose, cycle) in Rhythms)
            for (var began = PeriodBegan(cycle, issued); PeriodEnds(cycle, began) is var ends && ends < today; began = ends.AddDays(1))
            {
                if (began < issued && (ends.DayNumber - issued.DayNumber) * 2 < ends.DayNumber - began.DayNumber) continue;
                // Where all are dispatched, what is urgent is among them.
                if (!held.Any(round => (round.Purpose == purpose || purpose == "key" && round.Purpose == "dispatch") && round.OpenedOn >= began && round.OpenedOn <= ends)) yield return (purpose, cycle, began);
            }
    }

    /// <summary>What a period is called, by a day in it.</summary>
    public static string PeriodWords(string cycle, DateOnly on) => cycle switch
    {
        "day" or "week" => Dates.Format(PeriodBegan(cycle, on)),
        "month" => $"{on.Year} 年 {on.Month} 月",
        "two_months" => $"{on.Year} 年 {PeriodBegan(cycle, on).Month}—{PeriodBegan(cycle, on).Month + 1} 月",
        "quarter" => $"{on.Year} 年 {(on.Month + 2) / 3} 季度",
        "half_year" => $"{on.Year} 年{(on.Month <= 6 ? "上" : "下")}半年",
        _ => $"{on.Year} 年",
    };
}

/// <summary>An aspect, a task, a measure; a problem.</summary>
public sealed record WorkItem
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public string LocalityPath { get; init; } = "";
    public string PlanTitle { get; init; } = "";
    /// <summary>The plan has been summed up: nothing more is said of its items.</summary>
    public bool PlanClosed { get; init; }
    public int Year { get; init; }
    /// <summary>How many it falls into; what falls into parts is not reported on itself.</summary>
    public int Parts { get; init; }
    public Guid? ParentId { get; init; }
    public short Level { get; init; }
    public int Rank { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Measures { get; init; }
    public string? Standard { get; init; }
    public string? Line { get; init; }
    public bool IsKey { get; init; }
    public string? KeyReason { get; init; }
    public Guid? LeadUnitId { get; init; }
    public string? LeadName { get; init; }
    public string? Leader { get; init; }
    public string? Person { get; init; }
    public string? DueKind { get; init; }
    public DateOnly? BeginsOn { get; init; }
    public DateOnly? DueOn { get; init; }
    public int Percent { get; init; }
    public string State { get; init; } = "draft";
    public short Ladder { get; init; }
    public int Transfers { get; init; }
    public DateOnly? ReportedOn { get; init; }
    public string? ReportWords { get; init; }
    public Guid? AppliedBy { get; init; }
    public Guid? CheckedBy { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public string? ClosingWords { get; init; }
    public DateOnly? LookBackOn { get; init; }
    public DateOnly? ConsolidatedOn { get; init; }
    public int Rebounds { get; init; }
    public Guid? RepeatsId { get; init; }
    public string? Cause { get; init; }
    /// <summary>The register, of the same module, and the record it comes of.</summary>
    public string? SourceRegister { get; init; }
    public Guid? SourceId { get; init; }
    public string? SourceTitle { get; init; }
    /// <summary>A project: closed with a review.</summary>
    public bool IsProject { get; init; }
    public string? ReviewWords { get; init; }
    public string? CheckResult { get; init; }
    /// <summary>By which entry of the list of duties it is handed to a lower level, or why without one.</summary>
    public Guid? DutyId { get; init; }
    public string? DutyTitle { get; init; }
    public string? DutyReason { get; init; }
    public int Version { get; init; }

    public const string Columns = "id, plan_id, locality_path, plan_title, plan_closed, year, parts, parent_id, level, rank, number, title, measures, standard, line, is_key, key_reason, lead_unit_id, lead_name, leader, person, due_kind, begins_on, due_on, percent, state, ladder, transfers, reported_on, report_words, applied_by, checked_by, closed_on, closing_words, look_back_on, consolidated_on, rebounds, repeats_id, cause, source_register, source_id, source_title, is_project, review_words, check_result, duty_id, duty_title, duty_reason, version";

    public static readonly IReadOnlyList<string> Ladders = ["", "提醒", "通报", "约谈", "问责"];
    public static readonly CodeSet DueKinds = new("work_due_kind", "时限类型", "本平台", [new("1", "指定日期"), new("2", "上半年"), new("3", "年底前"), new("4", "一季度"), new("5", "三季度"), new("6", "三年左右"), new("7", "立行立改"), new("8", "限期整改"), new("9", "长期坚持")]);
    static readonly IReadOnlyList<string> OfRectification = ["8", "7", "9"];

    /// <summary>The kinds of due that are offered: problems are put right at once, by a day, or for good; tasks are due by a day or a season. One that an item already has stays.</summary>
    public static IEnumerable<Code> DueKindsOf(WorkKind kind, string? now) => DueKinds.Codes.Where(code => OfRectification.Contains(code.Value) == kind.IsRectification || code.Value == now);

    /// <summary>All due kinds become real days.</summary>
    public static DateOnly? DueOf(string? kind, int year, DateOnly? given) => kind switch { "2" => new(year, 6, 30), "3" => new(year, 12, 31), "4" => new(year, 3, 31), "5" => new(year, 9, 30), "6" => new(year + 2, 12, 31), "9" => given ?? new(year, 12, 31), _ => given };

    public bool IsRunning => State is "open" or "applied" or "checked";

    public string StateWords(WorkKind kind) => State switch
    {
        "draft" => "起草", "open" => kind.IsRectification && Rebounds > 0 ? "反弹" : Percent == 0 ? "未启动" : kind.IsRectification ? "整改中" : "推进中", "applied" => $"申请{kind.ClosedWord}", "checked" => "已核验",
        "closed" => kind.IsRectification ? LookBackOn is not null && ConsolidatedOn is null ? "巩固期" : "已销号" : "已办结", _ => "已取消",
    };

    public WorkFacts Facts(bool hasParts) => new()
    {
        State = State, BeginsOn = BeginsOn, DueOn = DueOn, Percent = Percent, Transfers = Transfers, HasMeasures = hasParts || !string.IsNullOrWhiteSpace(Measures), HasLead = LeadUnitId is not null, HasPerson = !string.IsNullOrWhiteSpace(Person),
        HasDue = DueOn is not null, HasStandard = !string.IsNullOrWhiteSpace(Standard),
    };
}

public sealed record WorkParty(Guid ItemId, Guid UnitId, string LocalityPath, string Name, bool IsLead, DateOnly? ReceivedOn, string? ReceivedByName, string? Dispute)
{
    public const string Columns = "item_id, unit_id, locality_path, name, is_lead, received_on, received_by_name, dispute";
}

public sealed record WorkReport(Guid Id, Guid ItemId, string LocalityPath, Guid? RoundId, DateOnly ReportedOn, int Percent, string Content, string? Problem, string? NextStep, string EnteredByName, DateOnly? ReturnedOn, string? ReturnWords)
{
    public const string Columns = "id, item_id, locality_path, round_id, reported_on, percent, content, problem, next_step, entered_by_name, returned_on, return_words";
}

public sealed record WorkAct(Guid Id, string Kind, DateOnly OnDay, string? Words, string? Approver, string? Changes, string EnteredByName)
{
    public const string Columns = "id, kind, on_day, words, approver, changes, entered_by_name";
}

public sealed record WorkRound(Guid Id, Guid PlanId, string Purpose, int Number, string Title, DateOnly OpenedOn, DateOnly DueOn, DateOnly? ClosedOn, string? Minutes, string? NextDemands, int Asked, int Reported)
{
    public const string Columns = "id, plan_id, purpose, number, title, opened_on, due_on, closed_on, minutes, next_demands, (select count(*)::int from org.work_round_item x where x.round_id = work_round.id) as asked, (select count(*)::int from org.work_round_item x where x.round_id = work_round.id and x.reported_on is not null) as reported";
}

/// <summary>What a leader said of a plan.</summary>
public sealed record WorkInstruction(Guid Id, int Number, string Leader, string Words, DateOnly GivenOn, string? Answer, DateOnly? AnsweredOn, string? AnsweredByName)
{
    public const string Columns = "id, number, leader, words, given_on, answer, answered_on, answered_by_name";
}

/// <summary>What an item has to do with.</summary>
public sealed record WorkLink(Guid ItemId, Guid RowId, string Register, string Title, DateOnly LinkedOn, string LinkedByName)
{
    public const string Columns = "item_id, row_id, register, title, linked_on, linked_by_name";
}
