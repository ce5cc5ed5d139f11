using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Introduction;

/// <summary>选聘总览: which systems a round is held in this year and were last year, how many posts and people; each round with the days its steps took; vacancies by system.</summary>
[Needs(Employers.Read)]
public sealed class SelectingModel(Db db, Here here) : PageModel
{
    public sealed record InSystem(string Code, int Wanted, int Applied, int Filled, int Before, int FilledBefore, int Vacant);
    public sealed record Round(Guid Id, string Title, string Kind, string Stage, string Place, DateOnly? AnnouncedOn, DateOnly? ApplyUntil, DateOnly? QualifiedOn, DateOnly? TestedOn, DateOnly? InterviewedOn, DateOnly? VettedOn, DateOnly? PublishedOn, DateOnly? PublishUntil, DateOnly? ClosedOn, int Wanted, int Applied, int Filled)
    {
        public IEnumerable<(string Name, DateOnly? On)> Steps => [("公告", AnnouncedOn), ("报名截止", ApplyUntil), ("资格审查", QualifiedOn), ("笔试", TestedOn), ("面试", InterviewedOn), ("体检考察", VettedOn), ("公示", PublishedOn), ("公示期满", PublishUntil), ("聘用", ClosedOn)];
        /// <summary>From announcement to the last step, or until today.</summary>
        public int? Days => AnnouncedOn is { } from ? (ClosedOn ?? Clock.Today).DayNumber - from.DayNumber : null;
    }

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<InSystem> Systems { get; private set; } = [];
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Systems, Rounds) = await db.QueryManyAsync("""
            with p as (select p.system, s.year, p.wanted, p.filled, (select count(*) from selection_candidate c where c.selection_post_id = p.id and c.removed_at is null) as applied from selection_post p join selection s on s.id = p.selection_id where p.removed_at is null and s.removed_at is null and s.announced_on is not null and s.year in (@Year, @Year - 1)),
            v as (select system, sum(greatest(vacant, 0))::int as vacant from institution_post where removed_at is null group by system)
            select coalesce(x.system, v.system) as code, coalesce(x.wanted, 0) as wanted, coalesce(x.applied, 0) as applied, coalesce(x.filled, 0) as filled, coalesce(x.before, 0) as before, coalesce(x.filled_before, 0) as filled_before, coalesce(v.vacant, 0) as vacant
            from (select system, coalesce(sum(wanted) filter (where year = @Year), 0)::int as wanted, coalesce(sum(applied) filter (where year = @Year), 0)::int as applied, coalesce(sum(filled) filter (where year = @Year), 0)::int as filled, coalesce(sum(wanted) filter (where year < @Year), 0)::int as before, coalesce(sum(filled) filter (where year < @Year), 0)::int as filled_before from p group by system) x full join v on v.system = x.system order by 1;
            select s.id, s.title, s.kind, s.stage, l.name as place, s.announced_on, s.apply_until, s.qualified_on, s.tested_on, s.interviewed_on, s.vetted_on, s.published_on, s.publish_until, s.closed_on, p.wanted, (select count(*)::int from selection_candidate c where c.selection_id = s.id and c.removed_at is null) as applied, p.filled
            from selection s join org.locality l on l.path = s.locality_path cross join lateral (select coalesce(sum(p.wanted), 0)::int as wanted, coalesce(sum(p.filled), 0)::int as filled from selection_post p where p.selection_id = s.id and p.removed_at is null) p where s.removed_at is null and s.year = @Year order by s.locality_path, s.announced_on desc nulls first, s.id limit 60
            """, new { Year }, async grid => ((IReadOnlyList<InSystem>)[.. await grid.ReadAsync<InSystem>()], (IReadOnlyList<Round>)[.. await grid.ReadAsync<Round>()]), stop);
    }
}
