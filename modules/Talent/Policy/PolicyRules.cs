namespace OrgWork.Talent;

public sealed record PolicyFacts
{
    [KnownAs("有效期至")] public DateOnly? ExpiresOn { get; init; }
    [KnownAs("上级条款")] public bool? IsUpper { get; init; }
    [KnownAs("承接的条款", Unit = "条")] public int? TakenUp { get; init; }
    [KnownAs("条件", Unit = "项")] public int? Conditions { get; init; }
}

public sealed record FulfilmentFacts
{
    [KnownAs("符合条款")] public bool? IsEligible { get; init; }
    [KnownAs("不符合的条件")] public string? Failing { get; init; }
    [KnownAs("受理")] public DateOnly? AcceptedOn { get; init; }
    [KnownAs("办理时限", Unit = "个工作日")] public int? LimitDays { get; init; }
    [KnownAs("公示")] public DateOnly? PublishedOn { get; init; }
    [KnownAs("公示期", Unit = "个工作日")] public int? PublicityDays { get; init; }
    [KnownAs("审批")] public DateOnly? ApprovedOn { get; init; }
    [KnownAs("拨付")] public DateOnly? PaidOn { get; init; }
    [KnownAs("回访")] public DateOnly? CalledOn { get; init; }
    [KnownAs("核定金额", Unit = "元")] public int? Granted { get; init; }
    [KnownAs("条款标准", Unit = "元")] public int? Standard { get; init; }
}

/// <summary>Rules over policies and their fulfilment (inventory T2).</summary>
public static class PolicyRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Own = Basis.Practice("人才政策兑现的办法（本单位）");

    public static readonly Rule<PolicyFacts> Expiring = new()
    {
        Id = "talent.policies.expiring", Title = "政策到期前评估去留", WhenBroken = "政策将到期或已到期", Basis = Own, Severity = Severity.Remind,
        Population = new("policies", "select p.id, p.locality_path, p.title, p.expires_on, null::boolean as is_upper, null::int as taken_up, null::int as conditions from policy p where p.removed_at is null"),
        Parameters = [RuleParameter.Days("days", "提前", 90, Stricter.Higher)],
        Test = new RuleTest<PolicyFacts>([nameof(PolicyFacts.ExpiresOn)], "expires_on > {day} + {days}::int", (f, t) => Finding.Of(f.ExpiresOn > t.Day.AddDays(t.Int("days")), $"有效期至 {Dates.Format(f.ExpiresOn!.Value)}") with { Latest = f.ExpiresOn }).For(f => f.ExpiresOn is not null, "expires_on is not null", "没有期限"),
        Examples = [new("还有两年", new() { ExpiresOn = new(2028, 12, 31) }, Day, Outcome.Met), new("下月到期", new() { ExpiresOn = new(2026, 12, 31) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<PolicyFacts> TakenUp = new()
    {
        Id = "talent.clauses.taken-up", Title = "上级条款有本级承接", WhenBroken = "上级条款没有承接", Basis = Own, Severity = Severity.Remind,
        Population = Clauses, Test = new RuleTest<PolicyFacts>([nameof(PolicyFacts.TakenUp)], "taken_up > 0", (f, _) => Finding.Of(f.TakenUp > 0, $"承接的本级条款 {f.TakenUp} 条")).For(f => f.IsUpper is true, "coalesce(is_upper, false)", "不是上级条款"),
        Examples = [new("已承接", new() { IsUpper = true, TakenUp = 1 }, Day, Outcome.Met), new("没有", new() { IsUpper = true, TakenUp = 0 }, Day, Outcome.Broken), new("本级条款", new() { IsUpper = false, TakenUp = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<PolicyFacts> WithConditions = new()
    {
        Id = "talent.clauses.conditions", Title = "本级条款写明享受条件", WhenBroken = "条款没有条件，无人可以享受", Basis = Own, Severity = Severity.Remind,
        Population = Clauses, Test = new RuleTest<PolicyFacts>([nameof(PolicyFacts.Conditions)], "conditions > 0", (f, _) => Finding.Of(f.Conditions > 0, $"条件 {f.Conditions} 项")).For(f => f.IsUpper is not true, "not coalesce(is_upper, false)", "上级条款"),
        Examples = [new("有条件", new() { IsUpper = false, Conditions = 3 }, Day, Outcome.Met), new("没有", new() { IsUpper = false, Conditions = 0 }, Day, Outcome.Broken)],
    };

    static Population Clauses => new("clauses", """
        select c.id, c.locality_path, c.title, null::date as expires_on, p.level < '3' as is_upper, (select count(*)::int from policy_clause l where l.upper_id = c.id and l.removed_at is null) as taken_up, (select count(*)::int from clause_condition k where k.policy_clause_id = c.id and k.removed_at is null) as conditions
        from policy_clause c join policy p on p.id = c.policy_id where c.removed_at is null and (c.valid_to is null or c.valid_to >= {day})
        """);

    public static readonly Rule<FulfilmentFacts> Eligible = new()
    {
        Id = "talent.fulfilment.eligible", Title = "申报人符合条款的全部条件", WhenBroken = "不符合条款", Basis = Own, Severity = Severity.Refuse, Text = "条件从人才库、用人单位、人才引进里逐项核对；没有登记的按不符合处理。",
        Test = new([nameof(FulfilmentFacts.IsEligible)], "is_eligible", (f, _) => Finding.Of(f.IsEligible!.Value, f.IsEligible.Value ? "各项条件都符合" : $"不符合：{f.Failing}")),
        Examples = [new("都符合", new() { IsEligible = true }, Day, Outcome.Met), new("层次不够", new() { IsEligible = false, Failing = "认定层次 F类，要求 D类以上" }, Day, Outcome.Broken)],
    };

    public static readonly Rule<FulfilmentFacts> WithinStandard = new()
    {
        Id = "talent.fulfilment.standard", Title = "核定金额不超过条款的标准", WhenBroken = "核定金额超过条款的标准", Basis = Own, Severity = Severity.Warn,
        Test = new RuleTest<FulfilmentFacts>([nameof(FulfilmentFacts.Granted)], "granted <= standard", (f, _) => Finding.Of(f.Granted <= f.Standard, $"核定 {f.Granted:#,##0} 元，条款标准 {f.Standard:#,##0} 元")).For(f => f.Standard is > 0, "coalesce(standard, 0) > 0", "条款没有写明金额"),
        Examples = [new("照标准", new() { Granted = 50_000, Standard = 50_000 }, Day, Outcome.Met), new("多一万", new() { Granted = 60_000, Standard = 50_000 }, Day, Outcome.Broken), new("一事一议", new() { Granted = 60_000, Standard = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<FulfilmentFacts> Publicity = new()
    {
        Id = "talent.fulfilment.publicity", Title = "公示期满方可审批", WhenBroken = "公示期没有满", Basis = Own, Severity = Severity.Refuse,
        Test = new([nameof(FulfilmentFacts.PublishedOn), nameof(FulfilmentFacts.PublicityDays)], "org.nth_working_day(published_on, greatest(publicity_days, 1), true) + 1 <= coalesce(approved_on, {day})", (f, t) =>
        {
            var last = t.Calendar.Nth(f.PublishedOn!.Value, Math.Max(f.PublicityDays!.Value, 1));
            var (earliest, day) = (last.Day.AddDays(1), f.ApprovedOn ?? t.Day);
            var words = $"公示 {Dates.Format(f.PublishedOn.Value)} 起 {f.PublicityDays} 个工作日，至 {Dates.Format(last.Day)}；审批 {Dates.Format(day)}";
            return last.IsCertain ? Finding.Of(earliest <= day, words) with { Earliest = earliest } : new(Outcome.Unknown, $"{words}；{last.Warning}") { Earliest = earliest };
        }),
        Examples = [new("满五个工作日", new() { PublishedOn = new(2026, 11, 2), PublicityDays = 5, ApprovedOn = new(2026, 11, 9) }, Day, Outcome.Met), new("差一天", new() { PublishedOn = new(2026, 11, 2), PublicityDays = 5, ApprovedOn = new(2026, 11, 6) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<FulfilmentFacts> InTime = new()
    {
        Id = "talent.fulfilment.in-time", Title = "受理后在条款时限内办结", WhenBroken = "兑现超过时限", Basis = Own, Severity = Severity.Remind, Light = "red",
        Test = new([nameof(FulfilmentFacts.AcceptedOn), nameof(FulfilmentFacts.LimitDays)], "org.nth_working_day(accepted_on, greatest(limit_days, 1), false) >= coalesce(paid_on, {day})", (f, t) =>
        {
            var last = t.Calendar.Nth(f.AcceptedOn!.Value, Math.Max(f.LimitDays!.Value, 1), countsStart: false);
            var day = f.PaidOn ?? t.Day;
            var words = $"受理 {Dates.Format(f.AcceptedOn.Value)} 起 {f.LimitDays} 个工作日，至 {Dates.Format(last.Day)}；{(f.PaidOn is null ? "截至" : "拨付")} {Dates.Format(day)}";
            return last.IsCertain ? Finding.Of(last.Day >= day, words) with { Latest = last.Day } : new(Outcome.Unknown, $"{words}；{last.Warning}") { Latest = last.Day };
        }),
        Examples = [new("上月受理，三十个工作日", new() { AcceptedOn = new(2026, 10, 26), LimitDays = 30 }, Day, Outcome.Met), new("三个月前受理", new() { AcceptedOn = new(2026, 8, 3), LimitDays = 30 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<FulfilmentFacts> CalledBack = new()
    {
        Id = "talent.fulfilment.called-back", Title = "拨付后回访", WhenBroken = "拨付后没有回访", Basis = Own, Severity = Severity.Remind, Parameters = [RuleParameter.Days("days", "期限", 60, Stricter.Lower)],
        Test = RuleTest<FulfilmentFacts>.NotAfter(f => f.PaidOn, Span.Days, "days", f => f.CalledOn),
        Examples = [new("上月拨付", new() { PaidOn = new(2026, 10, 26) }, Day, Outcome.Met), new("半年没有回访", new() { PaidOn = new(2026, 5, 3) }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Expiring, TakenUp, WithConditions, Eligible, WithinStandard, Publicity, InTime, CalledBack, .. ClauseConditions.All];
}
