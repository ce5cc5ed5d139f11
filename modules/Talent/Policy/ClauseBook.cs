namespace OrgWork.Talent;

public sealed record Clause(Guid Id, string Title, Guid PolicyId, string Policy, string LocalityPath, string Class, string Applicant, string Benefit, int Amount, string? FundLine, string Handling, string Materials, int LimitDays, int PublicityDays, DateOnly ValidFrom, DateOnly? ValidTo, int Edition)
{
    public bool IsInForceOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo >= day);
}

/// <summary>A condition of a clause: the rule and the clause's number.</summary>
public sealed record ClauseCondition(Guid Id, Guid PolicyClauseId, string Condition, decimal Value)
{
    public Rule<ApplicantFacts> Rule => ClauseConditions.Find(Condition)!;
    public RuleTerms Terms(DateOnly day) => new(day, new Dictionary<string, decimal> { ["n"] = Value }, new WorkingCalendar([], []));
    public string Words => Rule.Parameters is [var parameter] ? $"{Rule.Title}：{parameter.Show(Value)}" : Rule.Title;
}

/// <summary>Whether somebody qualifies, with what each condition says.</summary>
public sealed record Eligibility(bool IsEligible, IReadOnlyList<Finding> Findings)
{
    public string Failing => string.Join("；", Findings.Where(finding => finding.Outcome is Outcome.Broken or Outcome.Unknown).Select(finding => finding.Words));
}

/// <summary>One who might apply, as the register knows them.</summary>
public sealed record Applicant
{
    public Guid Id { get; init; }
    public string LocalityPath { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Beside { get; init; }
    public int? Grade { get; init; }
    public int? Education { get; init; }
    public bool? IsFullTime { get; init; }
    public int? Age { get; init; }
    public int? TitleRank { get; init; }
    public int? Domain { get; init; }
    public bool? InPost { get; init; }
    public DateOnly? ArrivedOn { get; init; }
    public int? ContractMonths { get; init; }
    public bool? IsLeading { get; init; }
    public int? EmployerKind { get; init; }
    public bool? IsKey { get; init; }
    public int? Introduced { get; init; }
    public int? Spent { get; init; }
    public int? TimesPaid { get; init; }
    public bool IsApplying { get; init; }

    public ApplicantFacts Facts => new() { Grade = Grade, Education = Education, IsFullTime = IsFullTime, Age = Age, TitleRank = TitleRank, Domain = Domain, InPost = InPost, ArrivedOn = ArrivedOn, ContractMonths = ContractMonths, IsLeading = IsLeading, EmployerKind = EmployerKind, IsKey = IsKey, Introduced = Introduced, Spent = Spent, TimesPaid = TimesPaid };
}

/// <summary>Asks the conditions of clauses: of one applicant in words, of all in SQL. Both are the same rules under the clause's numbers.</summary>
public sealed class ClauseBook(Db db)
{
    const string ClauseSql = "select c.id, c.title, c.policy_id, p.title as policy, c.locality_path, c.class, c.applicant, c.benefit, c.amount, c.fund_line, c.handling, c.materials, c.limit_days, c.publicity_days, c.valid_from, c.valid_to, c.edition from policy_clause c join policy p on p.id = c.policy_id where c.removed_at is null and p.removed_at is null";

    const string Talents = """
        select t.id, t.locality_path, t.name, t.workplace as beside, nullif(position(coalesce(t.grade, '-') in 'ABCDEF'), 0) - 1 as grade, left(t.education, 1)::int - 1 as education, t.study_kind = '1' as is_full_time, extract(year from age(@day::date, t.birth_on))::int as age,
               case left(t.title_level, 2) when '11' then 0 when '12' then 1 when '2' then 2 when '3' then 3 end as title_rank, array_position(@domains::text[], t.domain) - 1 as domain, t.state = '1' as in_post, i.arrived_on, i.contract_months, coalesce(y.is_leading, false) as is_leading,
               null::int as employer_kind, null::boolean as is_key, null::int as introduced, null::int as spent, (select count(*)::int from application a where a.talent_id = t.id and a.clause_id = @clause and a.paid_on is not null and a.removed_at is null) as times_paid,
               exists (select from application a where a.talent_id = t.id and a.clause_id = @clause and a.paid_on is null and a.ended_on is null and a.removed_at is null) as is_applying
        from talent t left join industry y on y.id = t.industry_id
        left join lateral (select i.arrived_on, ((extract(year from age(i.contract_ends_on, i.contract_from)) * 12 + extract(month from age(i.contract_ends_on, i.contract_from))))::int as contract_months from introduction i where i.talent_id = t.id and i.form = '1' and i.verified_on is not null and i.left_on is null and i.removed_at is null order by i.arrived_on desc limit 1) i on true
        where t.removed_at is null
        """;

    const string Employers = """
        select e.id, e.locality_path, e.name, e.address as beside, null::int as grade, null::int as education, null::boolean as is_full_time, null::int as age, null::int as title_rank, null::int as domain, null::boolean as in_post, null::date as arrived_on, null::int as contract_months, coalesce(y.is_leading, false) as is_leading,
               e.kind::int - 1 as employer_kind, e.is_key, (select count(*)::int from introduction i where i.employer_id = e.id and i.form = '1' and i.verified_on is not null and i.removed_at is null and i.arrived_on >= date_trunc('year', @day::date)::date and i.arrived_on <= @day) as introduced, e.spent,
               (select count(*)::int from application a where a.employer_id = e.id and a.clause_id = @clause and a.paid_on is not null and a.removed_at is null) as times_paid, exists (select from application a where a.employer_id = e.id and a.clause_id = @clause and a.paid_on is null and a.ended_on is null and a.removed_at is null) as is_applying
        from employer e left join industry y on y.id = e.industry_id where e.removed_at is null
        """;

    static readonly string[] Domains = [.. TalentCodes.Domain.Codes.Select(code => code.Value)];

    public Task<Clause?> ClauseAsync(Guid id, CancellationToken stop) => db.FirstAsync<Clause>($"{ClauseSql} and c.id = @id", new { id }, stop);

    public async Task<(IReadOnlyList<Clause> Clauses, ILookup<Guid, ClauseCondition> Conditions)> InForceAsync(string applicant, DateOnly day, CancellationToken stop)
    {
        var (clauses, conditions) = await db.QueryManyAsync($"""
            {ClauseSql} and c.applicant = @applicant and c.valid_from <= @day and (c.valid_to is null or c.valid_to >= @day) order by c.locality_path, c.rank_order, c.id limit 200;
            select k.id, k.policy_clause_id, k.condition, k.value from clause_condition k where k.removed_at is null order by k.rank_order, k.id
            """, new { applicant, day }, async grid => ((IReadOnlyList<Clause>)[.. await grid.ReadAsync<Clause>()], (IReadOnlyList<ClauseCondition>)[.. await grid.ReadAsync<ClauseCondition>()]), stop);
        return (clauses, conditions.ToLookup(condition => condition.PolicyClauseId));
    }

    public Task<IReadOnlyList<ClauseCondition>> ConditionsAsync(Guid clause, CancellationToken stop) =>
        db.QueryAsync<ClauseCondition>("select id, policy_clause_id, condition, value from clause_condition where policy_clause_id = @clause and removed_at is null order by rank_order, id", new { clause }, stop);

    public Task<Applicant?> ApplicantAsync(string applicant, Guid id, Guid? clause, DateOnly day, CancellationToken stop) => db.FirstAsync<Applicant>($"select f.* from ({(applicant == "2" ? Employers : Talents)}) f where f.id = @id", new { id, clause, day, domains = Domains }, stop);

    /// <summary>Conditions of one kind are alternatives; all kinds must hold. A clause without conditions is for nobody.</summary>
    public static Eligibility Ask(IEnumerable<ClauseCondition> conditions, ApplicantFacts facts, DateOnly day)
    {
        var kinds = conditions.GroupBy(condition => condition.Condition).Select(same => same.Select(condition => condition.Rule.Check(facts, condition.Terms(day))).ToList()).Select(found => found.FirstOrDefault(finding => finding.Outcome == Outcome.Met) ?? found[0]).ToList();
        return new(kinds.Count > 0 && kinds.All(finding => finding.Outcome == Outcome.Met), kinds);
    }

    /// <summary>Everyone who qualifies, at the place of the clause and below.</summary>
    public async Task<(IReadOnlyList<Applicant> Found, int Total)> QualifiedAsync(Clause clause, IReadOnlyList<ClauseCondition> conditions, DateOnly day, int most, CancellationToken stop)
    {
        if (conditions.Count == 0) return ([], 0);
        var all = string.Join(" and ", conditions.GroupBy(condition => condition.Condition).Select(same => "(" + string.Join(" or ", same.Select(condition => $"({RuleSql.State(condition.Rule, condition.Terms(day))}) = 'm'")) + ")"));
        var from = $"from ({(clause.Applicant == "2" ? Employers : Talents)}) f where starts_with(f.locality_path, @path) and {all}";
        return await db.QueryManyAsync($"select f.* {from} order by f.is_applying, f.locality_path, f.name, f.id limit @most; select count(*)::int {from}", new { clause = clause.Id, path = clause.LocalityPath, day, most, domains = Domains }, async grid => ((IReadOnlyList<Applicant>)[.. await grid.ReadAsync<Applicant>()], await grid.ReadFirstAsync<int>()), stop);
    }
}
