namespace OrgWork.Talent;

public sealed record IntroductionFacts
{
    [KnownAs("到岗")] public DateOnly? ArrivedOn { get; init; }
    [KnownAs("核验")] public DateOnly? VerifiedOn { get; init; }
    [KnownAs("合同（协议）起")] public DateOnly? ContractFrom { get; init; }
    [KnownAs("合同（协议）止")] public DateOnly? ContractEndsOn { get; init; }
    [KnownAs("应服务", Unit = "天")] public int? DaysDue { get; init; }
    [KnownAs("已服务", Unit = "天")] public int? DaysServed { get; init; }
}

public sealed record DueFacts
{
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("办理")] public DateOnly? DoneOn { get; init; }
}

public sealed record QualityFacts
{
    [KnownAs("高质量引进占比", Unit = "%")] public decimal? Share { get; init; }
}

/// <summary>Rules over introductions, follow-ups, events and the outside pool (rules C, inventory T3.8–T3.17, T9.10).</summary>
public static class IntroductionRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Population Here = new("introductions", "select i.id, i.locality_path, i.name as title, i.arrived_on, i.verified_on, i.contract_from, i.contract_ends_on, i.days_due, i.days_served from introduction i where i.removed_at is null and i.arrived_on is not null and i.left_on is null");

    public static readonly Rule<IntroductionFacts> Verify = new()
    {
        Id = "talent.introductions.verified", Title = "到岗后及时核验合同和佐证", WhenBroken = "到岗后没有核验，不能计数", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "red", Population = Here,
        Parameters = [RuleParameter.Days("days", "核验期限", 30, Stricter.Lower)],
        Test = RuleTest<IntroductionFacts>.NotAfter(f => f.ArrivedOn, Span.Days, "days", f => f.VerifiedOn).For(f => f.VerifiedOn is null, "verified_on is null", "已经核验"),
        Examples = [new("上周到岗", new() { ArrivedOn = new(2026, 11, 14) }, Day, Outcome.Met), new("到岗两个月", new() { ArrivedOn = new(2026, 9, 20) }, Day, Outcome.Broken), new("已核验", new() { ArrivedOn = new(2026, 1, 20), VerifiedOn = new(2026, 6, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<IntroductionFacts> Ending = new()
    {
        Id = "talent.introductions.ending", Title = "合同（协议）期满前商定续签", WhenBroken = "合同（协议）将期满或已期满", Basis = DemandRules.Own, Severity = Severity.Remind, Population = Here,
        Parameters = [RuleParameter.Days("days", "提前", 90, Stricter.Higher)],
        Test = new RuleTest<IntroductionFacts>([nameof(IntroductionFacts.ContractEndsOn)], "contract_ends_on > {day} + {days}::int", (f, t) => Finding.Of(f.ContractEndsOn > t.Day.AddDays(t.Int("days")), $"期满 {Dates.Format(f.ContractEndsOn!.Value)}，距今 {f.ContractEndsOn.Value.DayNumber - t.Day.DayNumber} 天") with { Latest = f.ContractEndsOn })
            .For(f => f.ContractEndsOn is not null, "contract_ends_on is not null", "没有合同期限"),
        Examples = [new("还有一年", new() { ContractEndsOn = new(2027, 11, 21) }, Day, Outcome.Met), new("还有一个月", new() { ContractEndsOn = new(2026, 12, 20) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<IntroductionFacts> ServiceDays = new()
    {
        Id = "talent.introductions.service-days", Title = "柔性引进按协议进度服务", WhenBroken = "柔性服务天数落后于进度", Basis = DemandRules.Own, Severity = Severity.Remind, Population = Here,
        Text = "按协议期的时间进度折算应服务天数，允许落后一定比例。", Parameters = [RuleParameter.Percent("slack", "允许落后", 30, Stricter.Lower)],
        Test = new RuleTest<IntroductionFacts>([nameof(IntroductionFacts.DaysDue), nameof(IntroductionFacts.DaysServed), nameof(IntroductionFacts.ContractFrom), nameof(IntroductionFacts.ContractEndsOn)],
            "days_served::numeric * (contract_ends_on - contract_from) * 100 >= days_due::numeric * greatest(least({day} - contract_from, contract_ends_on - contract_from), 0) * (100 - {slack})", (f, t) =>
            {
                var (length, passed) = (f.ContractEndsOn!.Value.DayNumber - f.ContractFrom!.Value.DayNumber, Math.Max(Math.Min(t.Day.DayNumber - f.ContractFrom.Value.DayNumber, f.ContractEndsOn.Value.DayNumber - f.ContractFrom.Value.DayNumber), 0));
                return Finding.Of((decimal)f.DaysServed!.Value * length * 100 >= (decimal)f.DaysDue!.Value * passed * (100 - t["slack"]), $"协议期 {length} 天已过 {passed} 天，应服务 {f.DaysDue} 天，已服务 {f.DaysServed} 天");
            }).For(f => f.DaysDue is not null, "days_due is not null", "不是柔性引进"),
        Examples =
        [
            new("半程服务一半", new() { DaysDue = 30, DaysServed = 15, ContractFrom = new(2026, 5, 21), ContractEndsOn = new(2027, 5, 21) }, Day, Outcome.Met),
            new("半程只来五天", new() { DaysDue = 30, DaysServed = 5, ContractFrom = new(2026, 5, 21), ContractEndsOn = new(2027, 5, 21) }, Day, Outcome.Broken),
        ],
    };

    public static readonly Rule<DueFacts> FollowUp = Due("talent.follow-ups.due", "引进后按期回访", "回访超期", "red", new("follow-ups", "select f.id, f.locality_path, f.name as title, f.due_on, f.done_on from follow_up f where f.removed_at is null and f.done_on is null"), "grace", "宽限", 7);

    public static readonly Rule<DueFacts> NextContact = Due("talent.outside-talents.next", "按约定联系域外人才", "到期没有联系", "yellow", new("outside-talents", "select o.id, o.locality_path, o.name as title, o.next_contact_on as due_on, null::date as done_on from outside_talent o where o.removed_at is null and o.converted_on is null and o.next_contact_on is not null"), "grace", "宽限", 0);

    public static readonly Rule<DueFacts> Reported = Due("talent.recruitments.outcome", "活动结束后登记成效", "活动没有成效表，不能计数", "yellow", new("recruitments", "select r.id, r.locality_path, r.title, coalesce(r.ended_on, r.held_on) as due_on, r.outcome_on as done_on from recruitment r where r.removed_at is null and r.outcome_on is null"), "days", "期限", 15);

    public static readonly IReadOnlyList<string> Levels = ["A", "B", "C", "D", "E", "F"];

    public static readonly Rule<QualityFacts> Quality = new()
    {
        Id = "talent.introductions.quality", Title = "引才重质量：主导产业里达到层次的占比", WhenBroken = "引才质量占比偏低", Basis = DemandRules.Own, Severity = Severity.Remind, Text = "工作重心放在引才质量上：到岗核验的全职引进里，在主导产业、达到所定层次的占比。",
        Parameters = [RuleParameter.Choice("level", "层次至少", 3, Stricter.Free, [.. Levels.Select(level => level + "类")]), RuleParameter.Percent("share", "占比不低于", 40, Stricter.Free)],
        Test = new([nameof(QualityFacts.Share)], "share >= {share}", (f, t) => Finding.Of(f.Share >= t["share"], $"占比 {f.Share:0.#}%，不低于 {t["share"]:0.#}%")),
        Examples = [new("一半", new() { Share = 50 }, Day, Outcome.Met), new("一成", new() { Share = 10 }, Day, Outcome.Broken)],
    };

    /// <summary>What has a day must be done by then, give or take.</summary>
    internal static Rule<DueFacts> Due(string id, string title, string broken, string light, Population population, string parameter, string label, int days) => new()
    {
        Id = id, Title = title, WhenBroken = broken, Basis = DemandRules.Own, Severity = Severity.Remind, Light = light, Population = population, Parameters = [RuleParameter.Days(parameter, label, days, Stricter.Lower)],
        Test = RuleTest<DueFacts>.NotAfter(f => f.DueOn, Span.Days, parameter, f => f.DoneOn),
        Examples = [new("还没有到", new() { DueOn = Day.AddDays(10) }, Day, Outcome.Met), new("早就过了", new() { DueOn = Day.AddDays(-days - 5) }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Verify, Ending, ServiceDays, FollowUp, NextContact, Reported, Quality];
}
