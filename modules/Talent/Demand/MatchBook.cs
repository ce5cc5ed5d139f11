namespace OrgWork.Talent;

/// <summary>A post and somebody who might fill it, with what the rules of matching say.</summary>
public sealed record Match
{
    public Guid DemandId { get; init; }
    public Guid WishId { get; init; }
    public string DemandPath { get; init; } = "";
    public string Post { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Speciality { get; init; }
    public string? NeedDomain { get; init; }
    public string? Domain { get; init; }
    public int? NeedGrade { get; init; }
    public int? Grade { get; init; }
    public int? NeedEducation { get; init; }
    public int? Education { get; init; }
    public bool? IsInPlace { get; init; }
    public int? PayTo { get; init; }
    public int? PayMin { get; init; }
    public string? NeedLanguage { get; init; }
    public string? Language { get; init; }
    public string? NeedForm { get; init; }
    public string? Form { get; init; }
    public int Good { get; init; }

    public MatchFacts Facts => new() { NeedDomain = NeedDomain, Domain = Domain, NeedGrade = NeedGrade, Grade = Grade, NeedEducation = NeedEducation, Education = Education, IsInPlace = IsInPlace, PayTo = PayTo, PayMin = PayMin, NeedLanguage = NeedLanguage, Language = Language, NeedForm = NeedForm, Form = Form };
    public IReadOnlyList<Finding> Findings { get; set; } = [];
    /// <summary>What speaks for it, as it is kept with the pair.</summary>
    public string Reasons => string.Join("；", Findings.Where(finding => finding.Outcome == Outcome.Met).Select(finding => finding.Words)) + (Findings.Any(finding => finding.IsBroken) ? "。不足：" + string.Join("；", Findings.Where(finding => finding.IsBroken).Select(finding => finding.Words)) : "");
}

/// <summary>Finds pairs by the rules of matching: the same rules choose in SQL and give the reasons in words.</summary>
public sealed class MatchBook(Db db, RuleChecks checks, Here here)
{
    const int Most = 60;

    // Two sides that do not look at each other's rows: the domain is the equality by which either finds the other.
    const string Pairs = """
        select d.id as demand_id, w.id as wish_id, d.locality_path as demand_path, d.title as post, e.name as employer, w.name, w.speciality, d.domain as need_domain, w.domain, nullif(position(coalesce(d.grade, '-') in 'ABCDEF'), 0) as need_grade, coalesce(nullif(position(coalesce(w.grade, '-') in 'ABCDEF'), 0), 7) as grade,
               left(d.education, 1)::int as need_education, left(w.education, 1)::int as education, starts_with(d.locality_path, w.locality_path) as is_in_place, d.pay_to, w.pay_min, d.language as need_language, w.language, d.form as need_form, w.form, w.rank_order as wish_rank, d.filed_on, d.is_urgent
        from demand d join employer e on e.id = d.employer_id join wish w on w.domain = d.domain
        where d.removed_at is null and d.closed_on is null and d.filled < d.needed and w.removed_at is null and w.settled_on is null and w.withdrawn_on is null and w.valid_until >= @today and d.intake = '2' and w.intake = '2'
          and not exists (select from pairing p where p.demand_id = d.id and p.wish_id = w.id and p.removed_at is null)
        """;

    public async Task<IReadOnlyList<Match>> FindAsync(Guid? demand, Guid? wish, CancellationToken stop, Guid[]? only = null)
    {
        var settings = await checks.SettingsAsync(stop);
        var terms = MatchRules.All.ToDictionary(rule => rule, rule => settings.For(rule, here.Locality.Path, Clock.Today));
        var states = MatchRules.All.Select(rule => (Rule: rule, Sql: RuleSql.State(rule, terms[rule]))).ToList();
        var must = string.Join(" and ", states.Where(one => one.Rule.Severity == Severity.Refuse).Select(one => $"({one.Sql}) in ('m', 'n')"));
        var good = string.Join(" + ", states.Select(one => $"case ({one.Sql}) when 'm' then 2 when 'n' then 1 else 0 end"));
        var found = await db.QueryAsync<Match>($"""
            select m.*, {good} as good from ({Pairs}{(demand is null ? "" : " and d.id = @demand")}{(wish is null ? "" : " and w.id = @wish")}{(only is null ? "" : demand is null ? " and d.id = any(@only)" : " and w.id = any(@only)")}) m
            where {must} order by good desc, is_urgent desc, coalesce(pay_min, 0), wish_id, demand_id limit {Most}
            """, new { demand, wish, only, today = Clock.Today }, stop);
        foreach (var match in found) match.Findings = [.. MatchRules.All.Select(rule => rule.Check(match.Facts, terms[rule]))];
        return found;
    }

    /// <summary>Proposes them: a pair for each, with its reasons. What is no match any more is left out.</summary>
    public async Task<int> ProposeAsync(IReadOnlyList<Match> matches, CancellationToken stop)
    {
        var done = 0;
        foreach (var match in matches)
        {
            var title = $"{match.Name} → {match.Employer}{match.Post}";
            var id = await db.FirstAsync<Guid?>("""
                insert into pairing (locality_path, rank_order, title, demand_id, wish_id, reasons, proposed_on, moved_on, created_by, changed_by)
                values (@DemandPath, -(@today::date - date '2000-01-01'), left(@title, 100), @DemandId, @WishId, left(@Reasons, 500), @today, @today, @actor, @actor) on conflict do nothing returning id
                """, new { match.DemandPath, match.DemandId, match.WishId, match.Reasons, title, today = Clock.Today, actor = db.Actor.Id }, stop);
            if (id is null) continue;
            await db.RecordAsync(new(DeedKind.Create, "pairings", id, match.DemandPath, title, [new("推荐理由", null, match.Reasons)]), stop);
            done++;
        }
        return done;
    }
}
