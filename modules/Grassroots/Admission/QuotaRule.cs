namespace OrgWork.Grassroots;

public sealed record QuotaFacts
{
    [KnownAs("本年计划", Unit = "人")] public int? Planned { get; init; }
    [KnownAs("本年已接收和预审", Unit = "人")] public int? Used { get; init; }
}

/// <summary>What is known of a branch's admissions.</summary>
public sealed record BranchAdmissionFacts
{
    [KnownAs("最近发展党员")] public DateOnly? LastAdmittedOn { get; init; }
    [KnownAs("建立时间")] public DateOnly? FoundedOn { get; init; }
}

/// <summary>发展党员年度计划 (B1): one more than planned needs who gave the plan.</summary>
public static class QuotaRule
{
    public static readonly Rule<QuotaFacts> Within = new()
    {
        Id = "grassroots.admission.quota", Title = "在年度发展党员计划数以内", WhenBroken = "超出年度发展党员计划", Basis = new("发展党员工作的地方规定和通行做法"), Severity = Severity.Warn,
        Text = "年度计划由县级党委组织部下达到乡镇；超出的，须经下达计划的组织部批准。没有下达计划的不核对。",
        Test = new RuleTest<QuotaFacts>([nameof(QuotaFacts.Planned), nameof(QuotaFacts.Used)], "used < planned", (f, _) => Finding.Of(f.Used < f.Planned, $"本年计划 {f.Planned} 人，已用 {f.Used} 人"))
            .For(f => f.Planned is not null, "planned is not null", "本年没有下达计划"),
        Examples = [new("还有名额", new() { Planned = 5, Used = 4 }, new(2026, 11, 21), Outcome.Met), new("已用完", new() { Planned = 5, Used = 5 }, new(2026, 11, 21), Outcome.Broken), new("没有下达", new() { Used = 5 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<BranchAdmissionFacts> NoneForYears = new()
    {
        Id = "grassroots.admission.none-for-years", Title = "党支部不应连续多年不发展党员", WhenBroken = "连续三年以上没有发展党员", Basis = Basis.Practice("发展党员工作的地方规定和通行做法"), Severity = Severity.Remind,
        Text = "按现在党支部里最近一名党员的入党时间计算；从未发展的，从建立时间算起。",
        Parameters = [RuleParameter.Years("years", "连续", 3, Stricter.Free)],
        Population = new("organisations", """
            select o.id, o.locality_path, o.name as title, (select max(m.joined_on) from member m where m.organisation_id = o.id and m.removed_at is null) as last_admitted_on, o.founded_on
            from organisation o where o.removed_at is null and o.abolished_on is null and o.state = '1' and o.kind in ('631', '632')
            """),
        Test = new([], "(greatest(last_admitted_on, founded_on) + make_interval(years => {years}::int))::date >= {day}", (f, t) =>
        {
            var last = f.LastAdmittedOn is null || f.FoundedOn > f.LastAdmittedOn ? f.FoundedOn : f.LastAdmittedOn;
            if (last is not { } from) return new(Outcome.Unknown, "没有发展过党员，建立时间也没有登记");
            var limit = from.AddYears(t.Int("years"));
            return Finding.Of(limit >= t.Day, $"{(last == f.LastAdmittedOn ? "最近发展党员" : "建立")} {Dates.Format(from)} ＋ {t.Int("years")} 年 ＝ {Dates.Format(limit)}；截至 {Dates.Format(t.Day)}");
        }),
        Examples =
        [
            new("去年发展过", new() { LastAdmittedOn = new(2025, 7, 1), FoundedOn = new(2001, 1, 1) }, new(2026, 11, 21), Outcome.Met),
            new("五年没有发展", new() { LastAdmittedOn = new(2021, 7, 1), FoundedOn = new(2001, 1, 1) }, new(2026, 11, 21), Outcome.Broken),
            new("去年新建", new() { FoundedOn = new(2025, 5, 1) }, new(2026, 11, 21), Outcome.Met),
        ],
    };
}
