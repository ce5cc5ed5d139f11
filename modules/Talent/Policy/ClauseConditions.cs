namespace OrgWork.Talent;

/// <summary>What is known of whoever applies. Levels count from 0 (A类), education from 0 (研究生), titles from 0 (正高级), fields and kinds of employers as their tables stand.</summary>
public sealed record ApplicantFacts
{
    [KnownAs("认定层次")] public int? Grade { get; init; }
    [KnownAs("学历")] public int? Education { get; init; }
    [KnownAs("全日制")] public bool? IsFullTime { get; init; }
    [KnownAs("年龄", Unit = "岁")] public int? Age { get; init; }
    [KnownAs("职称级别")] public int? TitleRank { get; init; }
    [KnownAs("专业领域")] public int? Domain { get; init; }
    [KnownAs("在岗")] public bool? InPost { get; init; }
    [KnownAs("经核验的全职引进到岗")] public DateOnly? ArrivedOn { get; init; }
    [KnownAs("合同期", Unit = "个月")] public int? ContractMonths { get; init; }
    [KnownAs("所在产业是主导产业")] public bool? IsLeading { get; init; }
    [KnownAs("单位类别")] public int? EmployerKind { get; init; }
    [KnownAs("主培企业")] public bool? IsKey { get; init; }
    [KnownAs("本年核验引进", Unit = "人")] public int? Introduced { get; init; }
    [KnownAs("本年引才投入", Unit = "元")] public int? Spent { get; init; }
    [KnownAs("已享受这一条款", Unit = "次")] public int? TimesPaid { get; init; }
}

/// <summary>
/// The conditions a clause can be made of. Each is a rule; the clause gives its number. Conditions of one kind are alternatives, different kinds must all hold. The same rule decides whether
/// somebody is eligible, explains it, and finds everyone who is.
/// </summary>
public static class ClauseConditions
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Clause = Basis.Practice("人才政策条款（数值由条款给定）");
    static readonly string[] Grades = ["A类", "B类", "C类", "D类", "E类", "F类"], Schooling = ["研究生", "大学", "大专", "中专"], Titles = ["正高级", "副高级", "中级", "初级"];
    static string[] Domains => [.. TalentCodes.Domain.Codes.Select(code => code.Name)];
    static string[] Kinds => [.. TalentCodes.EmployerKind.Codes.Select(code => code.Name)];

    public static readonly Rule<ApplicantFacts> Grade = Of("grade", "认定层次达到", [nameof(ApplicantFacts.Grade)], "grade <= {n}", (f, n) => (f.Grade <= n, $"认定层次 {Word(Grades, f.Grade)}，要求 {Word(Grades, n)}以上"), Choice(3, Grades), new() { Grade = 2 }, new() { Grade = 5 });
    public static readonly Rule<ApplicantFacts> Education = Of("education", "学历达到", [nameof(ApplicantFacts.Education)], "education <= {n}", (f, n) => (f.Education <= n, $"学历 {Word(Schooling, f.Education)}，要求 {Word(Schooling, n)}以上"), Choice(1, Schooling), new() { Education = 0 }, new() { Education = 2 });
    public static readonly Rule<ApplicantFacts> FullTime = Of("full-time", "全日制学历", [nameof(ApplicantFacts.IsFullTime)], "is_full_time", (f, _) => (f.IsFullTime!.Value, f.IsFullTime.Value ? "全日制" : "不是全日制"), null, new() { IsFullTime = true }, new() { IsFullTime = false });
    public static readonly Rule<ApplicantFacts> Age = Of("age", "年龄不超过", [nameof(ApplicantFacts.Age)], "age <= {n}", (f, n) => (f.Age <= n, $"{f.Age} 岁，不超过 {n} 岁"), new("n", "年龄", 45, "岁", Stricter.Free) { Max = 100 }, new() { Age = 45 }, new() { Age = 46 });
    public static readonly Rule<ApplicantFacts> Title = Of("title", "职称达到", [nameof(ApplicantFacts.TitleRank)], "title_rank <= {n}", (f, n) => (f.TitleRank <= n, $"职称 {Word(Titles, f.TitleRank)}，要求 {Word(Titles, n)}以上"), Choice(1, Titles), new() { TitleRank = 0 }, new() { TitleRank = 2 });
    public static readonly Rule<ApplicantFacts> Domain = Of("domain", "专业领域是", [nameof(ApplicantFacts.Domain)], "domain = {n}", (f, n) => (f.Domain == n, $"专业领域 {Word(Domains, f.Domain)}，要求 {Word(Domains, n)}"), Choice(0, Domains), new() { Domain = 0 }, new() { Domain = 1 });
    public static readonly Rule<ApplicantFacts> InPost = Of("in-post", "在岗", [nameof(ApplicantFacts.InPost)], "in_post", (f, _) => (f.InPost!.Value, f.InPost.Value ? "在岗" : "不在岗"), null, new() { InPost = true }, new() { InPost = false });
    public static readonly Rule<ApplicantFacts> Introduced = Of("introduced", "经核验的全职引进，到岗不超过（月）", [nameof(ApplicantFacts.ArrivedOn)], "(arrived_on + make_interval(months => {n}::int))::date >= {day}", (f, n) => (false, ""), RuleParameter.Months("n", "到岗不超过", 24, Stricter.Free), new() { ArrivedOn = new(2025, 11, 21) }, new() { ArrivedOn = new(2022, 1, 1) },
        (f, t) => Finding.Of(f.ArrivedOn!.Value.AddMonths(t.Int("n")) >= t.Day, $"到岗 {Dates.Format(f.ArrivedOn.Value)} ＋ {t.Int("n")} 个月 ＝ {Dates.Format(f.ArrivedOn.Value.AddMonths(t.Int("n")))}；截至 {Dates.Format(t.Day)}"));
    public static readonly Rule<ApplicantFacts> Contract = Of("contract", "合同期不少于（月）", [nameof(ApplicantFacts.ContractMonths)], "contract_months >= {n}", (f, n) => (f.ContractMonths >= n, $"合同期 {f.ContractMonths} 个月，不少于 {n} 个月"), RuleParameter.Months("n", "不少于", 36, Stricter.Free), new() { ContractMonths = 36 }, new() { ContractMonths = 35 });
    public static readonly Rule<ApplicantFacts> Leading = Of("leading", "在主导产业", [nameof(ApplicantFacts.IsLeading)], "is_leading", (f, _) => (f.IsLeading!.Value, f.IsLeading.Value ? "在主导产业" : "不在主导产业"), null, new() { IsLeading = true }, new() { IsLeading = false });
    public static readonly Rule<ApplicantFacts> EmployerKind = Of("employer-kind", "单位类别是", [nameof(ApplicantFacts.EmployerKind)], "employer_kind = {n}", (f, n) => (f.EmployerKind == n, $"单位类别 {Word(Kinds, f.EmployerKind)}，要求 {Word(Kinds, n)}"), Choice(0, Kinds), new() { EmployerKind = 0 }, new() { EmployerKind = 1 });
    public static readonly Rule<ApplicantFacts> Key = Of("key", "主培企业（重点单位）", [nameof(ApplicantFacts.IsKey)], "is_key", (f, _) => (f.IsKey!.Value, f.IsKey.Value ? "是主培企业" : "不是主培企业"), null, new() { IsKey = true }, new() { IsKey = false });
    public static readonly Rule<ApplicantFacts> Brought = Of("brought", "本年核验引进不少于（人）", [nameof(ApplicantFacts.Introduced)], "introduced >= {n}", (f, n) => (f.Introduced >= n, $"本年核验引进 {f.Introduced} 人，不少于 {n} 人"), new("n", "不少于", 1, "人", Stricter.Free), new() { Introduced = 2 }, new() { Introduced = 0 });
    public static readonly Rule<ApplicantFacts> Spent = Of("spent", "本年引才投入不少于（元）", [nameof(ApplicantFacts.Spent)], "spent >= {n}", (f, n) => (f.Spent >= n, $"本年引才投入 {f.Spent} 元，不少于 {n} 元"), new("n", "不少于", 100_000, "元", Stricter.Free) { Max = 100_000_000 }, new() { Spent = 100_000 }, new() { Spent = 99_999 });
    public static readonly Rule<ApplicantFacts> Times = Of("times", "享受不超过（次）", [nameof(ApplicantFacts.TimesPaid)], "times_paid < {n}", (f, n) => (f.TimesPaid < n, $"已享受 {f.TimesPaid} 次，限 {n} 次"), new("n", "不超过", 1, "次", Stricter.Free) { Min = 1, Max = 20 }, new() { TimesPaid = 0 }, new() { TimesPaid = 1 });

    public static readonly IReadOnlyList<Rule<ApplicantFacts>> OfTalents = [Grade, Education, FullTime, Age, Title, Domain, InPost, Introduced, Contract, Leading, Times], OfEmployers = [EmployerKind, Key, Brought, Spent, Leading, Times];
    public static readonly IReadOnlyList<Rule<ApplicantFacts>> All = [.. OfTalents.Union(OfEmployers)];
    public static IReadOnlyList<Rule<ApplicantFacts>> For(string applicant) => applicant == "2" ? OfEmployers : OfTalents;
    public static string IdOf(Rule rule) => rule.Id["talent.clause.".Length..];
    public static Rule<ApplicantFacts>? Find(string id) => All.FirstOrDefault(rule => IdOf(rule) == id);

    static string Word(string[] words, int? n) => n is >= 0 && n < words.Length ? words[n.Value] : n is null ? "没有登记" : $"第 {n} 级";
    static RuleParameter Choice(int value, string[] words) => RuleParameter.Choice("n", "要求", value, Stricter.Free, words);

    static Rule<ApplicantFacts> Of(string id, string title, string[] needs, string sql, Func<ApplicantFacts, int, (bool, string)> check, RuleParameter? parameter, ApplicantFacts met, ApplicantFacts broken, Func<ApplicantFacts, RuleTerms, Finding>? own = null) => new()
    {
        Id = "talent.clause." + id, Title = title, Basis = Clause, Severity = Severity.Refuse, Parameters = parameter is null ? [] : [parameter], Text = "政策条款的一种条件；数值由每个条款自己定，这里的是新建时的建议。",
        Test = new RuleTest<ApplicantFacts>(needs, sql, own ?? ((f, t) =>
        {
            var (isMet, words) = check(f, parameter is null ? 0 : t.Int("n"));
            return Finding.Of(isMet, words);
        })),
        Examples = [new("符合", met, Day, Outcome.Met), new("不符合", broken, Day, Outcome.Broken)],
    };
}
