namespace OrgWork.Grassroots;

/// <summary>What is asked of an old member.</summary>
public sealed record AgedFacts
{
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("已列入台账")] public bool? IsListed { get; init; }
}

/// <summary>What is known of somebody the Party looks after.</summary>
public sealed record CareFacts
{
    [KnownAs("列入日期")] public DateOnly? ListedOn { get; init; }
    [KnownAs("最近复核")] public DateOnly? ReviewedOn { get; init; }
    [KnownAs("党委批准")] public DateOnly? ApprovedOn { get; init; }
    [KnownAs("本年关怀措施", Unit = "次")] public int? Measures { get; init; }
}

/// <summary>关怀帮扶台账 (G5.1, G5.2): whom the Party looks after, why, verified by the branch and approved by the committee; what was done.</summary>
public static class CareObjects
{
    public const string Read = "grassroots.care.read", Write = "grassroots.care.edit";

    public static readonly CodeSet Categories = new("care_category", "关怀类别", "党内关怀帮扶的规定",
        [new("1", "建国前老党员"), new("2", "老党员"), new("3", "生活困难党员"), new("4", "因公殉职、牺牲党员（干部）家属"), new("9", "其他")]);
    public static readonly CodeSet MeasureKinds = new("care_measure", "措施", "党内关怀帮扶的规定", [new("1", "走访慰问"), new("2", "生活补助"), new("3", "结对帮扶"), new("4", "医疗救助"), new("9", "其他")]);
    static readonly Basis Care = Basis.Practice("党内激励关怀帮扶的规定");

    static readonly Population Objects = new("care", """
        select c.id, c.locality_path, c.name as title, c.listed_on, c.reviewed_on, c.approved_on, (select count(*)::int from care_measure m where m.care_object_id = c.id and m.removed_at is null and m.given_on >= date_trunc('year', {day}::timestamp)::date and m.given_on <= {day}) as measures
        from care_object c where c.removed_at is null and c.ended_on is null
        """);

    public static readonly Rule<CareFacts> Cared = new()
    {
        Id = "grassroots.care.this-year", Title = "关怀对象每年至少有一次关怀措施", WhenBroken = "今年还没有关怀措施", Basis = Care, Severity = Severity.Remind, Population = Objects,
        Parameters = [new("times", "每年", 1, "次", Stricter.Higher)],
        Test = RuleTest<CareFacts>.AtLeast(f => f.Measures, "times", "次"),
        Examples = [new("慰问过", new() { Measures = 1 }, new(2026, 11, 21), Outcome.Met), new("没有", new() { Measures = 0 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CareFacts> Reviewed = new()
    {
        Id = "grassroots.care.review", Title = "关怀对象每年复核一次", WhenBroken = "一年没有复核", Basis = Care, Severity = Severity.Remind, Light = "yellow", Population = Objects,
        Parameters = [RuleParameter.Months("months", "时间", 12, Stricter.Lower)],
        Test = new([nameof(CareFacts.ListedOn)], "(coalesce(reviewed_on, listed_on) + make_interval(months => {months}::int))::date >= {day}", (f, t) =>
        {
            var limit = (f.ReviewedOn ?? f.ListedOn!.Value).AddMonths(t.Int("months"));
            return Finding.Of(limit >= t.Day, $"{(f.ReviewedOn is { } on ? $"最近复核 {Dates.Format(on)}" : $"列入 {Dates.Format(f.ListedOn!.Value)}，没有复核")}；应在 {Dates.Format(limit)} 前复核") with { Latest = limit };
        }),
        Examples = [new("半年前复核", new() { ListedOn = new(2023, 5, 1), ReviewedOn = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("前年列入", new() { ListedOn = new(2024, 5, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<CareFacts> Approved = new()
    {
        Id = "grassroots.care.approved", Title = "支部核实后报党委批准", WhenBroken = "没有党委批准", Basis = Care, Severity = Severity.Remind, Light = "yellow", Population = Objects,
        Test = new([], "approved_on is not null", (f, _) => Finding.Of(f.ApprovedOn is not null, f.ApprovedOn is { } on ? $"批准 {Dates.Format(on)}" : "没有登记批准日期、文号")),
        Examples = [new("批准了", new() { ApprovedOn = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("没有", new(), new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> Rules = [Cared, Reviewed, Approved];

    /// <summary>From which age the list of candidates names a member as 老党员.</summary>
    public static readonly Rule<AgedFacts> Aged = new()
    {
        Id = "grassroots.care.aged", Title = "高龄老党员列入关怀台账", WhenBroken = "高龄老党员没有列入关怀台账", Basis = Care, Severity = Severity.Remind,
        Parameters = [RuleParameter.Years("years", "年龄", 80, Stricter.Lower)],
        Test = new([nameof(AgedFacts.BirthOn), nameof(AgedFacts.IsListed)], "is_listed or (birth_on + make_interval(years => {years}::int))::date > {day}", (f, t) => Finding.Of(f.IsListed!.Value || f.BirthOn!.Value.AddYears(t.Int("years")) > t.Day, $"{Dates.Format(f.BirthOn!.Value)} 出生；满 {t.Int("years")} 岁列入")),
        Examples = [new("七十九岁", new() { BirthOn = new(1946, 11, 22), IsListed = false }, new(2026, 11, 21), Outcome.Met), new("八十岁没有列入", new() { BirthOn = new(1946, 11, 21), IsListed = false }, new(2026, 11, 21), Outcome.Broken), new("已经列入", new() { BirthOn = new(1940, 11, 21), IsListed = true }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Register Register = new()
    {
        Id = "care", Title = "关怀帮扶台账", Noun = "关怀对象", Counter = "人", Table = "care_object", EndedColumn = "ended_on", ReadPermission = Read, WritePermission = Write, OpenPermission = "grassroots.care.open",
        Fields =
        [
            Field.Name("name", "姓名（户主）"),
            Field.Code("category", "类别", Categories).Required().Listed().FirstFilter(),
            (Field.Row("organisation_id", "联系党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter(),
            Field.Row("member_id", "党员", "members").Hinted("家属不填"),
            Field.Text("cause", "原因", 100).Listed(), Field.Text("need", "需求", 100), Field.Number("household", "家庭人口", 1, 30),
            Field.Date("listed_on", "列入日期").Required().Listed().Filter().Past(), Field.Text("verified_by", "支部核实人", 36),
            Field.Text("approval_no", "党委批准文号", 60), Field.Date("approved_on", "党委批准日期").Listed().Past(), Field.Date("reviewed_on", "最近复核").Filter().Past(),
            Field.Date("ended_on", "退出日期").Filter().Past().Hinted("填了即不再在册"), Field.Text("ended_reason", "退出原因", 100), Field.Phone("phone", "联系电话"), Field.LongText("remark", "备注", 500),
        ],
        Rules = Rules,
        Conditions = [ReadyCondition.Of(Cared), ReadyCondition.Of(Reviewed), ReadyCondition.Of(Approved), new("生活困难党员", "category=3"), new("老党员", "category=1,2"), new("殉职、牺牲党员家属", "category=4"), new("已退出", "ended_on.from=1900.01.01")],
        Children = [Measure],
    };

    static Register Measure => new()
    {
        Id = "measures", Title = "关怀措施", Noun = "关怀措施", Counter = "次", Table = "care_measure", ParentColumn = "care_object_id", BeganColumn = "given_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Code("kind", "措施", MeasureKinds).Required().Listed().DefaultsTo("1"), Field.Date("given_on", "日期").Required().Listed().Past(), Field.Text("leader", "走访（办理）人", 36).Listed(), Field.Number("amount", "金额（元）", 0, 1000000).Listed(),
            Field.Text("goods", "物品", 60).Listed(), Field.Text("occasion", "场合", 40).Listed().Hinted("如 七一、春节"), Field.Text("received_by", "签收人", 36).Listed(), Field.Text("remark", "说明", 200),
        ],
    };
}
