namespace OrgWork.Talent;

public sealed record DemandFacts
{
    [KnownAs("申报")] public DateOnly? FiledOn { get; init; }
    [KnownAs("希望到岗")] public DateOnly? NeededBy { get; init; }
    [KnownAs("最近跟进")] public DateOnly? FollowedOn { get; init; }
    [KnownAs("需求", Unit = "人")] public int? Needed { get; init; }
    [KnownAs("已到岗", Unit = "人")] public int? Filled { get; init; }
}

public sealed record ActedFacts
{
    [KnownAs("申报")] public DateOnly? FiledOn { get; init; }
    [KnownAs("引进", Unit = "人")] public int? Introductions { get; init; }
    [KnownAs("培养行动", Unit = "项")] public int? Trainings { get; init; }
}

public sealed record PairingFacts
{
    [KnownAs("最近进展")] public DateOnly? MovedOn { get; init; }
}

public sealed record EmployerFacts
{
    [KnownAs("主培企业")] public bool? IsKey { get; init; }
    [KnownAs("服务专员")] public string? ServiceOfficer { get; init; }
}

/// <summary>Rules over demand and pairs (rules C, inventory T3).</summary>
public static class DemandRules
{
    internal static readonly Basis Own = Basis.Practice("人才工作的地方规定和通行做法");
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Population Open = new("demands", "select d.id, d.locality_path, d.title, d.filed_on, d.needed_by, d.followed_on, d.needed, d.filled from demand d where d.removed_at is null and d.closed_on is null and d.intake = '2'");

    public static readonly Rule<DemandFacts> Overdue = new()
    {
        Id = "talent.demands.overdue", Title = "需求在希望到岗日期前招满", WhenBroken = "过了希望到岗日期还没有招满", Basis = Own, Severity = Severity.Remind, Light = "red", Population = Open,
        Test = new RuleTest<DemandFacts>([nameof(DemandFacts.NeededBy), nameof(DemandFacts.Needed), nameof(DemandFacts.Filled)], "needed_by >= {day} or filled >= needed", (f, t) => Finding.Of(f.NeededBy >= t.Day || f.Filled >= f.Needed, $"需求 {f.Needed} 人，已到岗 {f.Filled} 人；希望到岗 {Dates.Format(f.NeededBy!.Value)}") with { Latest = f.NeededBy })
            .For(f => f.NeededBy is not null, "needed_by is not null", "没有希望到岗日期"),
        Examples = [new("还有一个月", new() { NeededBy = new(2026, 12, 21), Needed = 2, Filled = 0 }, Day, Outcome.Met), new("过期差一人", new() { NeededBy = new(2026, 10, 1), Needed = 2, Filled = 1 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DemandFacts> Stale = new()
    {
        Id = "talent.demands.stale", Title = "在招的需求定期跟进", WhenBroken = "长期没有跟进", Basis = Own, Severity = Severity.Remind, Population = Open,
        Parameters = [RuleParameter.Days("days", "跟进周期", 60, Stricter.Lower)],
        Test = new([nameof(DemandFacts.FiledOn)], "coalesce(followed_on, filed_on) + {days}::int >= {day}", (f, t) =>
        {
            var since = f.FollowedOn ?? f.FiledOn!.Value;
            return Finding.Of(since.AddDays(t.Int("days")) >= t.Day, $"{(f.FollowedOn is null ? "申报" : "最近跟进")} {Dates.Format(since)}，已过 {t.Day.DayNumber - since.DayNumber} 天；应每 {t.Int("days")} 天跟进一次") with { Latest = since.AddDays(t.Int("days")) };
        }),
        Examples = [new("上月跟进过", new() { FiledOn = new(2026, 1, 5), FollowedOn = new(2026, 10, 30) }, Day, Outcome.Met), new("申报后没有跟进", new() { FiledOn = new(2026, 6, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<ActedFacts> Acted = new()
    {
        Id = "talent.demands.acted", Title = "每条需求有引进或培养行动", WhenBroken = "既没有引进也没有培养行动", Basis = Own, Severity = Severity.Remind, Light = "yellow", Parameters = [RuleParameter.Days("days", "申报后期限", 60, Stricter.Lower)],
        Population = new("demands", """
            select d.id, d.locality_path, d.title, d.filed_on, i.n as introductions, a.n as trainings from demand d
            cross join lateral (select count(*)::int as n from introduction i where i.demand_id = d.id and i.removed_at is null) i cross join lateral (select count(*)::int as n from training_action a where a.demand_id = d.id and a.removed_at is null) a
            where d.removed_at is null and d.closed_on is null and d.intake = '2'
            """),
        Test = new([nameof(ActedFacts.FiledOn), nameof(ActedFacts.Introductions), nameof(ActedFacts.Trainings)], "introductions + trainings > 0 or filed_on + {days}::int >= {day}", (f, t) => Finding.Of(f.Introductions + f.Trainings > 0 || f.FiledOn!.Value.AddDays(t.Int("days")) >= t.Day, $"引进 {f.Introductions} 人，培养行动 {f.Trainings} 项；申报 {Dates.Format(f.FiledOn!.Value)}") with { Latest = f.FiledOn!.Value.AddDays(t.Int("days")) }),
        Examples = [new("已安排培养", new() { FiledOn = new(2026, 3, 1), Introductions = 0, Trainings = 1 }, Day, Outcome.Met), new("半年没有动静", new() { FiledOn = new(2026, 5, 1), Introductions = 0, Trainings = 0 }, Day, Outcome.Broken), new("上月申报", new() { FiledOn = new(2026, 10, 21), Introductions = 0, Trainings = 0 }, Day, Outcome.Met)],
    };

    public static readonly Rule<PairingFacts> Stalled = new()
    {
        Id = "talent.pairings.stalled", Title = "对接的每一步及时推进", WhenBroken = "对接停滞", Basis = Own, Severity = Severity.Remind,
        Population = new("pairings", "select p.id, p.locality_path, p.title, p.moved_on from pairing p where p.removed_at is null and p.stage < '5'"),
        Parameters = [RuleParameter.Days("days", "最长间隔", 30, Stricter.Lower)],
        Test = RuleTest<PairingFacts>.NotAfter(f => f.MovedOn, Span.Days, "days"),
        Examples = [new("十天前洽谈", new() { MovedOn = new(2026, 11, 11) }, Day, Outcome.Met), new("两个月没有进展", new() { MovedOn = new(2026, 9, 20) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<EmployerFacts> KeyServed = new()
    {
        Id = "talent.employers.officer", Title = "主培企业（重点单位）有服务专员", WhenBroken = "主培企业没有服务专员", Basis = Own, Severity = Severity.Remind,
        Population = new("employers", "select e.id, e.locality_path, e.name as title, e.is_key, e.service_officer from employer e where e.removed_at is null"),
        Test = new RuleTest<EmployerFacts>([], "coalesce(service_officer, '') <> ''", (f, _) => Finding.Of(!string.IsNullOrEmpty(f.ServiceOfficer), string.IsNullOrEmpty(f.ServiceOfficer) ? "没有服务专员" : $"服务专员 {f.ServiceOfficer}")).For(f => f.IsKey is true, "coalesce(is_key, false)", "不是主培企业"),
        Examples = [new("有专员", new() { IsKey = true, ServiceOfficer = "陈静" }, Day, Outcome.Met), new("没有", new() { IsKey = true }, Day, Outcome.Broken), new("一般企业", new() { IsKey = false }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<CreditCodeFacts> Code = UnitRules.CreditCode("talent", "employers", "employer", "true");

    public static readonly IReadOnlyList<Rule> All = [Overdue, Stale, Acted, Stalled, KeyServed, Code];
}
