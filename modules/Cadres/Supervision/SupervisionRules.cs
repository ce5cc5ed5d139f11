namespace OrgWork.Cadres;

public sealed record MeasureFacts
{
    [KnownAs("处分、处理（代码）")] public string? Measure { get; init; }
    [KnownAs("生效日期")] public DateOnly? EffectiveOn { get; init; }
    [KnownAs("影响期至（登记）")] public DateOnly? EndsOn { get; init; }
}

public sealed record SupervisionFacts
{
    [KnownAs("函询发出")] public DateOnly? InquiryOn { get; init; }
    [KnownAs("函询答复")] public DateOnly? AnsweredOn { get; init; }
}

/// <summary>影响期 and supervision (rules A17; 函询). Codes of measures are those of <see cref="StandardCodes.Award"/>, 诫勉 by its name.</summary>
public static class SupervisionRules
{
    /// <summary>诫勉 is called by its name in the rule: it has no code of the standard. Whose they are is not said: measures are opened for a purpose, the rule's page by many.</summary>
    static readonly Population Registered = new("measures", """
        select t.id, t.locality_path, '处分处理登记'::text as title, case t.kind when 'Y1' then '诫勉' else t.kind end as measure, t.began_on as effective_on, t.effect_until as ends_on
        from cadre_measure t where t.removed_at is null
        """);

    public static readonly Rule<MeasureFacts> EffectPeriod = new()
    {
        Id = "cadres.supervision.effect-period", Title = "影响期按处分种类计算，自生效之日起", WhenBroken = "登记的影响期短于规定", Basis = new("中华人民共和国公职人员政务处分法", "第八条、第十九条", true), Severity = Severity.Refuse, Population = Registered,
        Text = "政务：警告六个月，记过十二个月，记大过十八个月，降级、撤职二十四个月。党纪（《中国共产党纪律处分条例》第十条至第十一条）：警告一年，严重警告一年半，撤销党内职务两年。诫勉六个月。有几个的，以最迟的为准。",
        Parameters =
        [
            RuleParameter.Months("m02110", "政务警告", 6, Stricter.Higher), RuleParameter.Months("m02112", "政务记过", 12, Stricter.Higher), RuleParameter.Months("m02113", "政务记大过", 18, Stricter.Higher),
            RuleParameter.Months("m02114", "政务降级", 24, Stricter.Higher), RuleParameter.Months("m02117", "政务撤职", 24, Stricter.Higher),
            RuleParameter.Months("m02250", "党内警告", 12, Stricter.Higher), RuleParameter.Months("m02251", "党内严重警告", 18, Stricter.Higher), RuleParameter.Months("m02257", "撤销党内职务", 24, Stricter.Higher), RuleParameter.Months("admonition", "诫勉", 6, Stricter.Higher),
        ],
        Test = new([nameof(MeasureFacts.Measure), nameof(MeasureFacts.EffectiveOn), nameof(MeasureFacts.EndsOn)], """
            (effective_on + make_interval(months => (case measure when '02110' then {m02110} when '02112' then {m02112} when '02113' then {m02113} when '02114' then {m02114} when '02117' then {m02117}
              when '02250' then {m02250} when '02251' then {m02251} when '02257' then {m02257} when '诫勉' then {admonition} end)::int))::date <= ends_on
            """, (f, t) =>
        {
            var name = f.Measure == "诫勉" ? "admonition" : "m" + f.Measure;
            if (f.Measure is not ("诫勉" or "02110" or "02112" or "02113" or "02114" or "02117" or "02250" or "02251" or "02257")) return new(Outcome.Unknown, "这种处分、处理的影响期没有统一规定，请按决定书填写");
            var end = f.EffectiveOn!.Value.AddMonths(t.Int(name));
            return Finding.Of(end <= f.EndsOn, $"生效 {Dates.Format(f.EffectiveOn.Value)} ＋ {t.Int(name)} 个月 ＝ {Dates.Format(end)}；登记至 {Dates.Format(f.EndsOn!.Value)}") with { Earliest = end };
        }),
        Examples =
        [
            new("党内严重警告，登记一年半", new() { Measure = "02251", EffectiveOn = new(2025, 3, 10), EndsOn = new(2026, 9, 10) }, new(2026, 11, 21), Outcome.Met),
            new("政务记过，只登记了半年", new() { Measure = "02112", EffectiveOn = new(2026, 3, 10), EndsOn = new(2026, 9, 10) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2027, 3, 10) },
            new("没有统一规定的", new() { Measure = "02258", EffectiveOn = new(2026, 3, 10), EndsOn = new(2028, 9, 10) }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly Rule<SupervisionFacts> InquiryAnswer = new()
    {
        Id = "cadres.supervision.inquiry", Title = "函询十五个工作日内书面答复", WhenBroken = "函询逾期没有答复", Basis = new("关于组织人事部门对领导干部进行提醒、函询和诫勉的实施细则"), Severity = Severity.Remind, Light = "red", Population = new("inquiries", "select q.id, q.locality_path, q.number as title, q.issued_on as inquiry_on, q.answered_on from inquiry q where q.removed_at is null"),
        Parameters = [RuleParameter.WorkingDays("days", "期限", 15, Stricter.Lower)],
        Test = RuleTest<SupervisionFacts>.NotAfter(f => f.InquiryOn, Span.WorkingDays, "days", f => f.AnsweredOn),
        Examples = [new("第十五个工作日答复", new() { InquiryOn = new(2026, 10, 12), AnsweredOn = new(2026, 11, 2) }, new(2026, 11, 21), Outcome.Met), new("迟了一天", new() { InquiryOn = new(2026, 10, 12), AnsweredOn = new(2026, 11, 3) }, new(2026, 11, 21), Outcome.Broken), new("期限跨到还没有公布节假日的年份", new() { InquiryOn = new(2030, 12, 25) }, new(2031, 1, 5), Outcome.Unknown)],
    };

    public static readonly IReadOnlyList<Rule> All = [EffectPeriod, InquiryAnswer];
}
