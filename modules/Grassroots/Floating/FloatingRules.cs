namespace OrgWork.Grassroots;

/// <summary>What the ledger of 流动党员 tells.</summary>
public sealed record FloatingFacts
{
    [KnownAs("流向")] public string? Direction { get; init; }
    [KnownAs("外出（流入）日期")] public DateOnly? BeganOn { get; init; }
    [KnownAs("最近联系（没有联系过的，外出日期）")] public DateOnly? ContactedOn { get; init; }
    [KnownAs("地点相对固定")] public bool? HasFixedPlace { get; init; }
}

/// <summary>流动党员 (rules B3, B4).</summary>
public static class FloatingRules
{
    const string Management = "中国共产党党员教育管理工作条例", Floating = "关于进一步加强和改进流动党员管理工作的意见";

    static readonly Population Ledger = new("floating", "select f.id, f.locality_path, f.name as title, f.direction, f.began_on, coalesce(f.contacted_on, f.began_on) as contacted_on, f.has_fixed_place from floating f where f.removed_at is null and f.ended_on is null");

    public static readonly Rule<FloatingFacts> Contact = new()
    {
        Id = "grassroots.floating.contact", Title = "与流动党员、在国（境）外的党员每半年至少联系一次", WhenBroken = "半年以上没有联系", Basis = new(Floating), Severity = Severity.Remind, Light = "red", Population = Ledger,
        Parameters = [RuleParameter.Months("months", "间隔", 6, Stricter.Lower)],
        Test = RuleTest<FloatingFacts>.NotAfter(f => f.ContactedOn, Span.Months, "months"),
        Examples = [new("上季度联系过", new() { ContactedOn = new(2026, 8, 1) }, new(2026, 11, 21), Outcome.Met), new("七个月没有联系", new() { ContactedOn = new(2026, 4, 20) }, new(2026, 11, 21), Outcome.Broken), new("没有登记", new(), new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<FloatingFacts> ContactNear = new()
    {
        Id = "grassroots.floating.contact-near", Title = "流动党员联系到期前提醒", WhenBroken = "一个月内应联系", Basis = Basis.Practice("流动党员联系的通行做法"), Severity = Severity.Remind, Population = Ledger,
        Parameters = [RuleParameter.Months("from", "自第几个月起", 5, Stricter.Free), RuleParameter.Months("to", "至", 6, Stricter.Free)],
        Test = new([nameof(FloatingFacts.ContactedOn)], "not ((contacted_on + make_interval(months => {from}::int))::date < {day} and (contacted_on + make_interval(months => {to}::int))::date >= {day})", (f, t) =>
        {
            var (from, to) = (f.ContactedOn!.Value.AddMonths(t.Int("from")), f.ContactedOn.Value.AddMonths(t.Int("to")));
            return Finding.Of(!(from < t.Day && to >= t.Day), $"最近联系 {Dates.Format(f.ContactedOn.Value)}，应在 {Dates.Format(to)} 以前再联系；截至 {Dates.Format(t.Day)}") with { Latest = to };
        }),
        Examples = [new("上月联系过", new() { ContactedOn = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.Met), new("五个半月", new() { ContactedOn = new(2026, 6, 5) }, new(2026, 11, 21), Outcome.Broken), new("已经超过，另有一条", new() { ContactedOn = new(2026, 3, 5) }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<FloatingFacts> MustTransfer = new()
    {
        Id = "grassroots.floating.must-transfer", Title = "外出地点固定六个月以上的，应转移组织关系", WhenBroken = "外出六个月以上，组织关系未转", Basis = new(Management, "", true), Severity = Severity.Remind, Population = Ledger,
        Parameters = [RuleParameter.Months("months", "时间", 6, Stricter.Lower)],
        Test = RuleTest<FloatingFacts>.NotAfter(f => f.BeganOn, Span.Months, "months").For(f => f.Direction is null || f.HasFixedPlace is null ? null : f.Direction == "1" && f.HasFixedPlace.Value, "case when direction is not null and has_fixed_place is not null then direction = '1' and has_fixed_place end", "不是流出，或外出地点不固定，按流动党员管理"),
        Examples =
        [
            new("外出三个月", new() { Direction = "1", BeganOn = new(2026, 8, 21), HasFixedPlace = true }, new(2026, 11, 21), Outcome.Met),
            new("外出八个月还没有转", new() { Direction = "1", BeganOn = new(2026, 3, 21), HasFixedPlace = true }, new(2026, 11, 21), Outcome.Broken),
            new("地点不固定", new() { Direction = "1", BeganOn = new(2026, 3, 21), HasFixedPlace = false }, new(2026, 11, 21), Outcome.NotApplicable),
        ],
    };

    public static readonly IReadOnlyList<Rule> All = [Contact, ContactNear, MustTransfer];
}
