using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>The released jobs, urgent ones first; for an employer its own demands with what became of them.</summary>
[Needs(Portal.View)]
public sealed class JobsModel(Db db, Here here) : PortalPageModel(db, here)
{
    public sealed record Job(Guid Id, string Title, string Employer, string Domain, int Open, string? Education, int? PayFrom, int? PayTo, string? Duties, bool IsUrgent, DateOnly ReleasedOn);
    public sealed record Own(Guid Id, string Title, int Needed, int Filled, DateOnly FiledOn, DateOnly? ReleasedOn, DateOnly? ClosedOn, int Pairs);

    public string? Find { get; private set; }
    public IReadOnlyList<Job> Jobs { get; private set; } = [];
    public IReadOnlyList<Own> Demands { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return Redirect(UrlOf());
        Find = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        (Jobs, Demands) = await Db.QueryManyAsync("""
            select d.id, d.title, e.name as employer, d.domain, d.needed - d.filled as open, d.education, d.pay_from, d.pay_to, d.duties, d.is_urgent, d.released_on from demand d join employer e on e.id = d.employer_id
              where d.released_on is not null and d.closed_on is null and d.removed_at is null and (@Find::text is null or position(@Find in d.title || e.name) > 0) order by d.is_urgent desc, d.released_on desc, d.id limit 200;
            select d.id, d.title, d.needed, d.filled, d.filed_on, d.released_on, d.closed_on, (select count(*)::int from pairing p where p.demand_id = d.id and p.removed_at is null) as pairs from demand d where @IsEmployer and d.employer_id = @Id and d.removed_at is null order by d.closed_on is not null, d.filed_on desc, d.id limit 100
            """, new { Find, Me!.IsEmployer, Me.Id }, async grid => ((IReadOnlyList<Job>)[.. await grid.ReadAsync<Job>()], (IReadOnlyList<Own>)[.. await grid.ReadAsync<Own>()]), stop);
        return Page();
    }
}
