namespace OrgWork.Talent;

public sealed record OrderFacts
{
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("办结")] public DateOnly? DoneOn { get; init; }
    [KnownAs("人才层次")] public int? Grade { get; init; }
    [KnownAs("事项要求的层次")] public int? NeedGrade { get; init; }
}

public sealed record ContactFacts
{
    [KnownAs("结对")] public DateOnly? BeganOn { get; init; }
    [KnownAs("本周期起")] public DateOnly? SinceOn { get; init; }
    [KnownAs("领导本人联系", Unit = "次")] public int? Contacts { get; init; }
    [KnownAs("周期内至少", Unit = "次")] public int? Minimum { get; init; }
}

public sealed record PairedFacts
{
    [KnownAs("专家在岗")] public bool? InPost { get; init; }
    [KnownAs("领导调整")] public DateOnly? LeaderLeftOn { get; init; }
}

public sealed record HelpFacts
{
    [KnownAs("最近一次服务")] public DateOnly? LastOn { get; init; }
}

/// <summary>Rules over service, liaison and member units (inventory T9, T8, T1).</summary>
public static class ServiceRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Population Orders = new("service-orders", """
        select o.id, o.locality_path, o.title, o.due_on, o.done_on, nullif(position(coalesce(t.grade, '-') in 'ABCDEF'), 0) as grade, nullif(position(coalesce(s.min_grade, '-') in 'ABCDEF'), 0) as need_grade
        from service_order o join service_item s on s.id = o.item_id left join talent t on t.id = o.talent_id where o.removed_at is null and o.state <> '4'
        """);

    public static readonly Rule<OrderFacts> InTime = new()
    {
        Id = "talent.service-orders.in-time", Title = "服务单在期限内办结", WhenBroken = "服务超期没有办结", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "red", Population = Orders, Parameters = [RuleParameter.Days("grace", "宽限", 0, Stricter.Lower)],
        Test = RuleTest<OrderFacts>.NotAfter(f => f.DueOn, Span.Days, "grace", f => f.DoneOn),
        Examples = [new("还有三天", new() { DueOn = new(2026, 11, 24) }, Day, Outcome.Met), new("过了三天", new() { DueOn = new(2026, 11, 18) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> PartInTime = IntroductionRules.Due("talent.order-parts.in-time", "协办单位在期限内办结", "协办超期没有办结", "red", new("order-parts", "select p.id, p.locality_path, p.title, p.due_on, p.done_on from order_part p where p.removed_at is null and p.state = '1'"), "grace", "宽限", 0);

    public static readonly Rule<OrderFacts> Level = new()
    {
        Id = "talent.service-orders.level", Title = "服务事项按层次享受", WhenBroken = "层次没有达到事项的要求", Basis = DemandRules.Own, Severity = Severity.Warn, Light = "yellow", Population = Orders,
        Test = new RuleTest<OrderFacts>([nameof(OrderFacts.Grade)], "grade <= need_grade", (f, _) => Finding.Of(f.Grade <= f.NeedGrade, $"层次 {(char)('A' + Math.Clamp(f.Grade!.Value - 1, 0, 25))}类，事项要求 {(char)('A' + Math.Clamp(f.NeedGrade!.Value - 1, 0, 25))}类以上")).For(f => f.NeedGrade is not null, "need_grade is not null", "各层次都可以"),
        Examples = [new("B 类享受 D 类以上的", new() { Grade = 2, NeedGrade = 4 }, Day, Outcome.Met), new("F 类", new() { Grade = 6, NeedGrade = 4 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> LeaseEnding = new()
    {
        Id = "talent.apartments.ending", Title = "公寓合同到期前商定", WhenBroken = "公寓合同将到期或已到期", Basis = DemandRules.Own, Severity = Severity.Remind, Parameters = [RuleParameter.Days("days", "提前", 90, Stricter.Higher)],
        Population = new("apartments", "select a.id, a.locality_path, a.name as title, a.ends_on as due_on, null::date as done_on from apartment a where a.removed_at is null and a.ends_on is not null"),
        Test = new([nameof(DueFacts.DueOn)], "due_on > {day} + {days}::int", (f, t) => Finding.Of(f.DueOn > t.Day.AddDays(t.Int("days")), $"合同止 {Dates.Format(f.DueOn!.Value)}") with { Latest = f.DueOn }),
        Examples = [new("还有一年", new() { DueOn = new(2027, 11, 21) }, Day, Outcome.Met), new("还有一个月", new() { DueOn = new(2026, 12, 21) }, Day, Outcome.Broken)],
    };

    // Who else came does not count: it is the leader who keeps contact.
    public static readonly Rule<ContactFacts> Contact = new()
    {
        Id = "talent.liaisons.contact", Title = "联系领导按约定的次数联系专家", WhenBroken = "周期内领导本人联系不够", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "red", Parameters = [RuleParameter.Days("grace", "新结对的宽限", 0, Stricter.Lower)],
        Population = new("liaisons", """
            select l.id, l.locality_path, l.leader as title, l.began_on, s.since_on, l.minimum, (select count(*)::int from visit v where v.talent_id = l.talent_id and v.visitor = l.leader and v.visited_on > s.since_on and v.removed_at is null) as contacts
            from liaison l cross join lateral (select (org.today() - make_interval(months => l.period::int))::date as since_on) s where l.removed_at is null and l.ended_on is null
            """),
        Test = new([nameof(ContactFacts.BeganOn), nameof(ContactFacts.SinceOn), nameof(ContactFacts.Contacts), nameof(ContactFacts.Minimum)], "contacts >= minimum or began_on + {grace}::int > since_on", (f, t) => Finding.Of(f.Contacts >= f.Minimum || f.BeganOn!.Value.AddDays(t.Int("grace")) > f.SinceOn, $"{Dates.Format(f.SinceOn!.Value)} 以来领导本人联系 {f.Contacts} 次，至少 {f.Minimum} 次")),
        Examples = [new("联系过一次", new() { BeganOn = new(2025, 2, 20), SinceOn = new(2026, 8, 21), Contacts = 1, Minimum = 1 }, Day, Outcome.Met), new("要两次只有一次", new() { BeganOn = new(2025, 2, 20), SinceOn = new(2026, 8, 21), Contacts = 1, Minimum = 2 }, Day, Outcome.Broken), new("上月才结对", new() { BeganOn = new(2026, 10, 20), SinceOn = new(2026, 8, 21), Contacts = 0, Minimum = 1 }, Day, Outcome.Met)],
    };

    public static readonly Rule<PairedFacts> Paired = new()
    {
        Id = "talent.liaisons.paired", Title = "领导调整、专家离开后及时重新结对", WhenBroken = "待重新结对或结束", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "yellow",
        Population = new("liaisons", "select l.id, l.locality_path, l.leader as title, l.leader_left_on, t.state = '1' and t.removed_at is null as in_post from liaison l join talent t on t.id = l.talent_id where l.removed_at is null and l.ended_on is null"),
        Test = new([nameof(PairedFacts.InPost)], "in_post and leader_left_on is null", (f, _) => Finding.Of(f.InPost is true && f.LeaderLeftOn is null, f.LeaderLeftOn is { } left ? $"领导 {Dates.Format(left)} 调整" : f.InPost is true ? "专家在岗" : "专家已不在岗")),
        Examples = [new("都在", new() { InPost = true }, Day, Outcome.Met), new("专家离开", new() { InPost = false }, Day, Outcome.Broken), new("领导调整", new() { InPost = true, LeaderLeftOn = new(2026, 11, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> Advice = IntroductionRules.Due("talent.visits.advice", "专家的建议按期答复", "建议超期没有答复", "red", new("visits", "select v.id, v.locality_path, v.title, v.advice_due_on as due_on, v.answered_on as done_on from visit v where v.removed_at is null and v.advice_due_on is not null and v.answered_on is null"), "grace", "宽限", 0);

    public static readonly Rule<DueFacts> Solved = IntroductionRules.Due("talent.dispatches.due", "难题按期派专家解决", "难题超期没有解决", "red", new("dispatches", "select d.id, d.locality_path, d.problem as title, d.due_on, d.solved_on as done_on from dispatch d where d.removed_at is null and d.solved_on is null"), "grace", "宽限", 0);

    public static readonly Rule<HelpFacts> Served = new()
    {
        Id = "talent.expert-teams.served", Title = "服务团成员定期服务，按次数、天数和评价计分", WhenBroken = "成员长期没有服务", Basis = DemandRules.Own, Severity = Severity.Remind,
        Parameters = [RuleParameter.Months("months", "最长间隔", 6, Stricter.Lower), new("times", "每次服务", 10, "分", Stricter.Free), new("days", "每天服务", 2, "分", Stricter.Free), new("marks", "每次满意", 5, "分", Stricter.Free)],
        Test = RuleTest<HelpFacts>.NotAfter(f => f.LastOn, Span.Months, "months"),
        Examples = [new("上月服务过", new() { LastOn = new(2026, 10, 20) }, Day, Outcome.Met), new("一年没有服务", new() { LastOn = new(2025, 10, 20) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<EmployerFacts> Officer = new()
    {
        Id = "talent.members.officer", Title = "成员单位有现任联络员", WhenBroken = "成员单位没有联络员", Basis = DemandRules.Own, Severity = Severity.Remind, Population = new("members", "select m.id, m.locality_path, m.name as title, true as is_key, m.liaison_officer as service_officer from member_unit m where m.removed_at is null and m.ended_on is null"),
        Test = new([], "coalesce(service_officer, '') <> ''", (f, _) => Finding.Of(!string.IsNullOrEmpty(f.ServiceOfficer), string.IsNullOrEmpty(f.ServiceOfficer) ? "没有联络员" : $"联络员 {f.ServiceOfficer}")),
        Examples = [new("有", new() { ServiceOfficer = "陈静" }, Day, Outcome.Met), new("没有", new(), Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [InTime, PartInTime, Level, LeaseEnding, Contact, Paired, Advice, Solved, Officer, Served];
}
