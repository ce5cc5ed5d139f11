using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>县（市、区）绩效考核里的校地合作: each county's points by rule, and the evidence behind them.</summary>
[Needs(Cooperations.Read)]
public sealed class CooperationModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record County(string Path, string Name, int Agreements, int Results);
    public sealed record Evidence(string Path, Guid Id, string Title, string School, string Words, DateOnly OnDay, string VerifiedBy, DateOnly VerifiedOn, bool IsAgreement);

    public Here Here => here;
    public int Year { get; private set; }
    public RuleTerms Terms { get; private set; } = null!;
    public IReadOnlyList<County> Counties { get; private set; } = [];
    public ILookup<string, Evidence> Proofs { get; private set; } = Array.Empty<Evidence>().ToLookup(one => one.Path);
    public decimal PointsOf(County one) => Math.Min(Terms["most"], one.Agreements * Terms["agreement"] + one.Results * Terms["result"]);

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Terms = (await rules.SettingsAsync(stop)).For(Cooperations.Points, here.Locality.Path, Clock.Today);
        (Counties, Proofs) = await db.QueryManyAsync("""
            select l.path, l.name, (select count(*)::int from cooperation c where starts_with(c.locality_path, l.path) and c.removed_at is null and c.verified_on is not null and extract(year from c.signed_on) = @Year) as agreements,
              (select count(*)::int from cooperation_result r where starts_with(r.locality_path, l.path) and r.removed_at is null and r.verified_on is not null and extract(year from r.achieved_on) = @Year) as results
            from org.locality l where l.kind = 3 and starts_with(l.path, @path) order by l.path;
            select l.path, x.id, x.title, x.school, x.words, x.on_day, x.verified_by, x.verified_on, x.is_agreement
            from (select c.locality_path, c.id, c.title, c.school, '协议 ' || c.agreement_no as words, c.signed_on as on_day, c.verified_by, c.verified_on, true as is_agreement from cooperation c where c.removed_at is null and c.verified_on is not null and extract(year from c.signed_on) = @Year
              union all select r.locality_path, c.id, c.title, c.school, r.words || '（' || r.evidence || '）', r.achieved_on, r.verified_by, r.verified_on, false from cooperation_result r join cooperation c on c.id = r.cooperation_id where r.removed_at is null and c.removed_at is null and r.verified_on is not null and extract(year from r.achieved_on) = @Year) x
            join org.locality l on l.kind = 3 and starts_with(x.locality_path, l.path) order by l.path, x.on_day, x.title limit 400
            """, new { Year, path = here.Locality.Path }, async grid => ((IReadOnlyList<County>)[.. await grid.ReadAsync<County>()], (await grid.ReadAsync<Evidence>()).ToLookup(one => one.Path)), stop);
    }
}
