namespace OrgWork.Talent;

public sealed record TalentFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("认定层次")] public string? Grade { get; init; }
    [KnownAs("合同（合作）期满")] public DateOnly? ContractEndsOn { get; init; }
    [KnownAs("联系领导")] public string? LiaisonLeader { get; init; }
    [KnownAs("上年继续教育", Unit = "学时")] public decimal? Hours { get; init; }
    [KnownAs("其中专业科目", Unit = "学时")] public decimal? SpecialHours { get; init; }
}

/// <summary>Rules over talents (rules C).</summary>
public static class TalentRules
{
    const string Learning = "专业技术人员继续教育规定", Local = "人才工作的地方规定和通行做法";

    static readonly Population Talents = new("talents", """
        select t.id, t.locality_path, t.name as title, t.state, t.grade, t.contract_ends_on, t.liaison_leader, null::numeric as hours, null::numeric as special_hours
        from talent t where t.removed_at is null and t.state = '1'
        """);

    public static readonly Rule<TalentFacts> ContractNear = new()
    {
        Id = "talent.talents.contract-near", Title = "合同（合作）期满前商定去留", WhenBroken = "半年内合同期满", Basis = Basis.Practice(Local), Severity = Severity.Remind, Population = Talents,
        Parameters = [RuleParameter.Months("months", "提前", 6, Stricter.Free)],
        Test = new RuleTest<TalentFacts>([nameof(TalentFacts.ContractEndsOn)], "not contract_ends_on between {day} and ({day} + make_interval(months => {months}::int))::date",
            (f, t) => Finding.Of(!(f.ContractEndsOn >= t.Day && f.ContractEndsOn <= t.Day.AddMonths(t.Int("months"))), $"合同期满 {Dates.Format(f.ContractEndsOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.ContractEndsOn })
            .For(f => f.ContractEndsOn is not null, "contract_ends_on is not null", "没有合同期限"),
        Examples = [new("还有两年", new() { ContractEndsOn = new(2028, 11, 1) }, new(2026, 11, 21), Outcome.Met), new("还有三个月", new() { ContractEndsOn = new(2027, 2, 20) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TalentFacts> ContractOver = new()
    {
        Id = "talent.talents.contract-over", Title = "合同（合作）期满办理续签或离岗", WhenBroken = "合同已满，仍登记在岗", Basis = Basis.Practice(Local), Severity = Severity.Remind, Light = "red", Population = Talents,
        Test = new RuleTest<TalentFacts>([nameof(TalentFacts.ContractEndsOn)], "contract_ends_on >= {day}", (f, t) => Finding.Of(f.ContractEndsOn >= t.Day, $"合同期满 {Dates.Format(f.ContractEndsOn!.Value)}；截至 {Dates.Format(t.Day)}")).For(f => f.ContractEndsOn is not null, "contract_ends_on is not null", "没有合同期限"),
        Examples = [new("还没有满", new() { ContractEndsOn = new(2028, 11, 1) }, new(2026, 11, 21), Outcome.Met), new("上月已满", new() { ContractEndsOn = new(2026, 10, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<TalentFacts> Liaison = new()
    {
        Id = "talent.talents.liaison", Title = "高层次人才（A—D 类）有联系领导", WhenBroken = "高层次人才没有联系领导", Basis = Basis.Practice(Local), Severity = Severity.Remind, Population = Talents,
        Test = new RuleTest<TalentFacts>([], "coalesce(liaison_leader, '') <> ''", (f, _) => Finding.Of(!string.IsNullOrEmpty(f.LiaisonLeader), string.IsNullOrEmpty(f.LiaisonLeader) ? "没有联系领导" : $"联系领导 {f.LiaisonLeader}")).For(f => f.Grade is "A" or "B" or "C" or "D", "coalesce(grade, '') in ('A', 'B', 'C', 'D')", "不是高层次人才"),
        Examples = [new("有联系领导", new() { Grade = "B", LiaisonLeader = "县委书记" }, new(2026, 11, 21), Outcome.Met), new("没有", new() { Grade = "C" }, new(2026, 11, 21), Outcome.Broken), new("E 类", new() { Grade = "E" }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<TalentFacts> ContinuingEducation = new()
    {
        Id = "talent.talents.continuing-education", Title = "专业技术人员每年继续教育不少于九十学时，专业科目不少于三分之二", WhenBroken = "上年继续教育学时不足", Basis = new(Learning), Severity = Severity.Remind,
        Text = "看上一个整年登记的继续教育；一项也没有登记的为缺项，不亮灯。只对在岗的专业技术人才。",
        Population = new("talents", """
            select t.id, t.locality_path, t.name as title, t.state, t.grade, t.contract_ends_on, t.liaison_leader, l.hours, l.special_hours
            from talent t cross join lateral (select sum(x.hours)::numeric as hours, coalesce(sum(x.hours) filter (where x.kind = '1'), 0)::numeric as special_hours from talent_learning x where x.talent_id = t.id and x.removed_at is null and x.done_on between make_date(extract(year from {day})::int - 1, 1, 1) and make_date(extract(year from {day})::int - 1, 12, 31)) l
            where t.removed_at is null and t.state = '1' and t.category = '3'
            """),
        Parameters = [new("hours", "学时", 90, "学时", Stricter.Higher)],
        Test = new([nameof(TalentFacts.Hours), nameof(TalentFacts.SpecialHours)], "hours >= {hours} and special_hours * 3 >= {hours} * 2", (f, t) => Finding.Of(f.Hours >= t["hours"] && f.SpecialHours * 3 >= t["hours"] * 2, $"上年 {f.Hours:0.#} 学时，应不少于 {t["hours"]:0.#}；专业科目 {f.SpecialHours:0.#} 学时，应不少于 {t["hours"] * 2 / 3:0.#}")),
        Examples = [new("96 学时，专业 64", new() { Hours = 96, SpecialHours = 64 }, new(2026, 11, 21), Outcome.Met), new("96 学时，专业 48", new() { Hours = 96, SpecialHours = 48 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [ContractNear, ContractOver, Liaison, ContinuingEducation];
}
