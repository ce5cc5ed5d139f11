namespace OrgWork.Grassroots;

/// <summary>What is known of a transfer of a member's 组织关系.</summary>
public sealed record TransferFacts
{
    [KnownAs("介绍信开出")] public DateOnly? IssuedOn { get; init; }
    [KnownAs("介绍信有效期", Unit = "天")] public int? ValidDays { get; init; }
    [KnownAs("转入党组织接收")] public DateOnly? ReceivedOn { get; init; }
    [KnownAs("收到回执")] public DateOnly? ReceiptOn { get; init; }
    [KnownAs("党费交至")] public Month? DuesPaidTo { get; init; }
    [KnownAs("转入党委有审批预备党员权限")] public bool? ReceiverMayApprove { get; init; }
    [KnownAs("毕业日期")] public DateOnly? GraduatedOn { get; init; }
    [KnownAs("组织关系保留在学校")] public bool? StaysAtSchool { get; init; }
    [KnownAs("失去联系日期")] public DateOnly? LostOn { get; init; }
    [KnownAs("停止党籍日期")] public DateOnly? SuspendedOn { get; init; }
}

/// <summary>组织关系接转、流动和失联党员 (rules B3–B5).</summary>
public static class TransferRules
{
    const string Management = "中国共产党党员教育管理工作条例", Practice = "组织关系接转的通行做法";

    public static readonly Rule<TransferFacts> LetterDays = new()
    {
        Id = "grassroots.transfers.letter-days", Title = "介绍信有效期不超过规定的天数", WhenBroken = "介绍信有效期超过上限", Basis = Basis.Practice(Practice, true), Severity = Severity.Refuse,
        Text = "有效期由开出的党组织在介绍信上写明，同城一般十天，外地一般三十天；个别地方跨省为六个月，由当地设定。",
        Parameters = [RuleParameter.Days("days", "最长", 90, Stricter.Free), RuleParameter.Days("usual", "通常", 30, Stricter.Free)],
        Test = RuleTest<TransferFacts>.AtMost(f => f.ValidDays, "days", "天"),
        Examples = [new("三十天", new() { ValidDays = 30 }, new(2026, 11, 21), Outcome.Met), new("一百天", new() { ValidDays = 100 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TransferFacts> LetterValid = new()
    {
        Id = "grassroots.transfers.letter-valid", Title = "在介绍信有效期内接收", WhenBroken = "介绍信已过有效期", Basis = Basis.Practice(Practice), Severity = Severity.Warn,
        Text = "过期的介绍信一般退回原党组织说明情况后重新开具；特殊原因经批准可以接收。",
        Test = new([nameof(TransferFacts.IssuedOn), nameof(TransferFacts.ValidDays)], "issued_on + valid_days >= coalesce(received_on, {day})", (f, t) =>
        {
            var (end, day) = (f.IssuedOn!.Value.AddDays(f.ValidDays!.Value), f.ReceivedOn ?? t.Day);
            return Finding.Of(end >= day, $"开出 {Dates.Format(f.IssuedOn.Value)} ＋ {f.ValidDays} 天 ＝ 有效至 {Dates.Format(end)}；{(f.ReceivedOn is null ? "截至" : "接收")} {Dates.Format(day)}{(day > end ? $"，过期 {day.DayNumber - end.DayNumber} 天" : "")}") with { Latest = end };
        }),
        Examples =
        [
            new("最后一天接收", new() { IssuedOn = new(2026, 10, 1), ValidDays = 30, ReceivedOn = new(2026, 10, 31) }, new(2026, 11, 21), Outcome.Met),
            new("过了一天", new() { IssuedOn = new(2026, 10, 1), ValidDays = 30, ReceivedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Broken),
            new("还没有接收，已过期", new() { IssuedOn = new(2026, 10, 1), ValidDays = 30 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<TransferFacts> Receipt = new()
    {
        Id = "grassroots.transfers.receipt", Title = "介绍信有效期满前收到回执", WhenBroken = "介绍信到期没有回执", Basis = Basis.Practice(Practice, true), Severity = Severity.Remind, Light = "red",
        Text = "回执由最终接收的基层党委开出；到期没有回执的，应当联系转入地查明党员去向。",
        Test = new([nameof(TransferFacts.IssuedOn), nameof(TransferFacts.ValidDays)], "receipt_on is not null or issued_on + valid_days >= {day}", (f, t) =>
        {
            var end = f.IssuedOn!.Value.AddDays(f.ValidDays!.Value);
            return f.ReceiptOn is { } on ? new(Outcome.Met, $"回执 {Dates.Format(on)}") : Finding.Of(end >= t.Day, $"有效至 {Dates.Format(end)}，没有回执；截至 {Dates.Format(t.Day)}") with { Latest = end };
        }),
        Examples =
        [
            new("有回执", new() { IssuedOn = new(2026, 10, 1), ValidDays = 30, ReceiptOn = new(2026, 11, 15) }, new(2026, 11, 21), Outcome.Met),
            new("到期无回执", new() { IssuedOn = new(2026, 10, 1), ValidDays = 30 }, new(2026, 11, 21), Outcome.Broken),
        ],
    };

    public static readonly Rule<TransferFacts> ReceiptSent = new()
    {
        Id = "grassroots.transfers.receipt-sent", Title = "接收后及时寄出回执", WhenBroken = "接收后没有按时寄出回执", Basis = Basis.Practice(Practice), Severity = Severity.Remind, Light = "red",
        Parameters = [RuleParameter.Days("days", "期限", 10, Stricter.Lower)],
        Test = RuleTest<TransferFacts>.NotAfter(f => f.ReceivedOn, Span.Days, "days", f => f.ReceiptOn),
        Examples = [new("第三天", new() { ReceivedOn = new(2026, 11, 1), ReceiptOn = new(2026, 11, 4) }, new(2026, 11, 21), Outcome.Met), new("二十天没有寄", new() { ReceivedOn = new(2026, 11, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TransferFacts> DuesPaid = new()
    {
        Id = "grassroots.transfers.dues-paid", Title = "转出前党费交至当月", WhenBroken = "转出时党费没有交到当月", Basis = Basis.Practice(Practice, true), Severity = Severity.Warn,
        Test = new([nameof(TransferFacts.DuesPaidTo)], "dues_paid_to >= date_trunc('month', coalesce(issued_on, {day})::timestamp)::date", (f, t) =>
        {
            var month = Month.Of(f.IssuedOn ?? t.Day);
            return Finding.Of(f.DuesPaidTo >= month, $"党费交至 {f.DuesPaidTo}，转出月份 {month}");
        }),
        Examples = [new("当月已交", new() { DuesPaidTo = new(2026, 11), IssuedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("差一个月", new() { DuesPaidTo = new(2026, 10), IssuedOn = new(2026, 11, 20) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TransferFacts> ReceiverPower = new()
    {
        Id = "grassroots.transfers.receiver-power", Title = "转往有审批预备党员权限的基层党委", WhenBroken = "转入党组织没有接转权限", Basis = new(Management), Severity = Severity.Refuse,
        Test = RuleTest<TransferFacts>.IsTrue(f => f.ReceiverMayApprove, "转入党组织没有审批预备党员的权限，应转往其上级党委"),
        Examples = [new("有权限", new() { ReceiverMayApprove = true }, new(2026, 11, 21), Outcome.Met), new("没有权限", new() { ReceiverMayApprove = false }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TransferFacts> GraduateLimit = new()
    {
        Id = "grassroots.transfers.graduate", Title = "高校毕业生党员组织关系保留在学校不超过两年", WhenBroken = "毕业超过两年，组织关系仍在学校", Basis = new(Management, "", true), Severity = Severity.Remind, Light = "red",
        Text = "学校党组织里工作岗位为学生、学历里登记了毕业时间的党员；毕业后又入学的不算。",
        Population = new("members", """
            select m.id, m.locality_path, m.name as title, null::date as issued_on, null::int as valid_days, null::date as received_on, null::date as receipt_on, null::date as dues_paid_to, null::boolean as receiver_may_approve, s.graduated_on, true as stays_at_school, null::date as lost_on, null::date as suspended_on
            from organisation o cross join lateral (select x.id, x.locality_path, x.name from member x where x.organisation_id = o.id and x.occupation = '12' and x.left_on is null and x.removed_at is null) m
            cross join lateral (select max(e.graduated_on) as graduated_on, max(e.entered_on) as entered_on from member_education e where e.member_id = m.id and e.removed_at is null and coalesce(e.graduated_on, e.entered_on) <= {day}) s
            where o.sphere = '5' and o.abolished_on is null and o.removed_at is null and s.graduated_on is not null and not coalesce(s.entered_on >= s.graduated_on, false)
            """),
        Parameters = [RuleParameter.Years("years", "最长", 2, Stricter.Lower)],
        Test = RuleTest<TransferFacts>.NotAfter(f => f.GraduatedOn, Span.Years, "years").For(f => f.StaysAtSchool, "stays_at_school", "组织关系不在学校"),
        Examples = [new("毕业一年", new() { GraduatedOn = new(2025, 7, 1), StaysAtSchool = true }, new(2026, 11, 21), Outcome.Met), new("毕业两年多", new() { GraduatedOn = new(2024, 7, 1), StaysAtSchool = true }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TransferFacts> LostHalfYear = new()
    {
        Id = "grassroots.transfers.lost-half-year", Title = "失联满六个月方可停止党籍", WhenBroken = "失联不满六个月", Basis = new(Management), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "时间", 6, Stricter.Higher)],
        Test = RuleTest<TransferFacts>.NotBefore(f => f.LostOn, Span.Months, "months", f => f.SuspendedOn),
        Examples = [new("满六个月", new() { LostOn = new(2026, 5, 20) }, new(2026, 11, 21), Outcome.Met), new("只有四个月", new() { LostOn = new(2026, 7, 20) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 1, 20) }],
    };

    public static readonly Rule<TransferFacts> SuspendedTwoYears = new()
    {
        Id = "grassroots.transfers.suspended-two-years", Title = "停止党籍两年后仍失联的，方可按自行脱党除名", WhenBroken = "停止党籍不满两年", Basis = new(Management), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Years("years", "时间", 2, Stricter.Higher)],
        Test = RuleTest<TransferFacts>.NotBefore(f => f.SuspendedOn, Span.Years, "years"),
        Examples = [new("满两年", new() { SuspendedOn = new(2024, 11, 20) }, new(2026, 11, 21), Outcome.Met), new("一年半", new() { SuspendedOn = new(2025, 5, 20) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 5, 20) }],
    };

    public static readonly IReadOnlyList<Rule> All = [LetterDays, LetterValid, Receipt, ReceiptSent, DuesPaid, ReceiverPower, GraduateLimit, LostHalfYear, SuspendedTwoYears];
}
