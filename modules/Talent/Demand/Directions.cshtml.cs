using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Demand;

/// <summary>两类需求: the year's demands of development, met by introducing, and of the grassroots, met by training; each with what has been done for it.</summary>
[Needs(Employers.Read)]
public sealed class DirectionsModel(Db db, Here here) : PageModel
{
    const int Most = 200;

    public sealed record Line(Guid Id, string Direction, string Title, string Employer, int Needed, int Filled, DateOnly FiledOn, DateOnly? ClosedOn, int Introductions, int Trainings, int Trained)
    {
        public bool IsIdle => Introductions + Trainings == 0;
    }

    public sealed record Count(string Direction, int Posts, int Needed, int Filled, int Introduced, int Trained, int Idle);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Count> Counts { get; private set; } = [];
    public Count Of(string direction) => Counts.FirstOrDefault(one => one.Direction == direction) ?? new(direction, 0, 0, 0, 0, 0, 0);

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        // Of the year: filed in it, or filed before and open in it. What nobody has done anything for stands first.
        const string one = """
            with one as (select d.id, d.direction, d.title, e.name as employer, d.needed, d.filled, d.filed_on, d.closed_on, i.n as introductions, a.n as trainings, a.people as trained
            from demand d join employer e on e.id = d.employer_id
            cross join lateral (select count(*)::int as n from introduction i where i.demand_id = d.id and i.removed_at is null) i cross join lateral (select count(*)::int as n, coalesce(sum(a.people), 0)::int as people from training_action a where a.demand_id = d.id and a.removed_at is null) a
            where d.removed_at is null and d.intake = '2' and d.filed_on < @to and coalesce(d.closed_on >= @from, true))
            """;
        (Lines, Counts) = await db.QueryManyAsync($"""
            {one} select * from one order by direction, introductions + trainings > 0, closed_on is not null, filed_on, id limit @Most;
            {one} select direction, count(*)::int as posts, sum(needed)::int as needed, sum(filled)::int as filled, sum(introductions)::int as introduced, sum(trained)::int as trained, count(*) filter (where introductions + trainings = 0)::int as idle from one group by direction
            """, new { Most, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year + 1, 1, 1) }, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Count>)[.. await grid.ReadAsync<Count>()]), stop);
    }
}
