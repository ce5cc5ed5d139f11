using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Liaison;

/// <summary>一线解难题: what visits to enterprises and projects found, to which unit it went, when it was answered and whether they say that it is solved; by unit and by month.</summary>
[Needs(Liaisons.Read)]
public sealed class FrontlineModel(Db db, Here here) : PageModel
{
    public sealed record Unit(string Name, int Raised, int Solved, int Confirmed, int Overdue);
    public sealed record Month(int Number, int Visits, int Found, int Solved);
    public sealed record Problem(Guid Id, Guid VisitId, string Title, string Host, DateOnly VisitedOn, string? Unit, DateOnly? DueOn, DateOnly? DoneOn, string? Mark);

    public Here Here => here;
    public static int Year => Clock.Today.Year;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<Month> Months { get; private set; } = [];
    public IReadOnlyList<Problem> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => (Units, Months, Open) = await db.QueryManyAsync("""
        select coalesce(o.handling, '待分办') as name, count(*)::int as raised, count(o.done_on)::int as solved, count(*) filter (where o.satisfaction in ('1', '2'))::int as confirmed, count(*) filter (where o.done_on is null and o.due_on < @today)::int as overdue
        from service_order o join visit v on v.id = o.visit_id where o.removed_at is null and v.purpose = '2' and v.visited_on >= @from group by 1 order by 2 desc, 1 limit 60;
        select m as number, (select count(*)::int from visit v where v.removed_at is null and v.purpose = '2' and v.visited_on >= @from and extract(year from v.visited_on) = @year and extract(month from v.visited_on) = m) as visits,
          (select count(*)::int from visit v where v.removed_at is null and v.purpose = '2' and coalesce(v.need, '') <> '' and extract(year from v.visited_on) = @year and extract(month from v.visited_on) = m) as found,
          (select count(*)::int from service_order o join visit v on v.id = o.visit_id where o.removed_at is null and v.purpose = '2' and extract(year from o.done_on) = @year and extract(month from o.done_on) = m) as solved
        from generate_series(1, extract(month from @today::date)::int) m order by m;
        select o.id, v.id as visit_id, o.title, coalesce(e.name, t.name, '') as host, v.visited_on, o.handling as unit, o.due_on, o.done_on, o.satisfaction as mark from service_order o join visit v on v.id = o.visit_id left join employer e on e.id = v.employer_id left join talent t on t.id = v.talent_id
        where o.removed_at is null and v.purpose = '2' and v.visited_on >= @from and (o.done_on is null or o.satisfaction is null) order by o.due_on, o.id limit 40
        """, new { from = new DateOnly(Clock.Today.Year, 1, 1), today = Clock.Today, year = Clock.Today.Year }, async grid => ((IReadOnlyList<Unit>)[.. await grid.ReadAsync<Unit>()], (IReadOnlyList<Month>)[.. await grid.ReadAsync<Month>()], (IReadOnlyList<Problem>)[.. await grid.ReadAsync<Problem>()]), stop);
}
