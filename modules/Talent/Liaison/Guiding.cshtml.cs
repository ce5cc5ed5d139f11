using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Liaison;

/// <summary>引领和吸纳: the year's activities against their plan with attendance by form, and how many of the key talents are Party members by the members' register. States only.</summary>
[Needs(Guidances.Read)]
public sealed class GuidingModel(Db db, Here here) : PageModel
{
    public sealed record Form(string Kind, int Planned, int Held, int Invited, int Attended);
    public sealed record State(string Grade, int Talents, int Members, int Reached);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Form> Forms { get; private set; } = [];
    public IReadOnlyList<State> States { get; private set; } = [];
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Forms, States) = await db.QueryManyAsync("""
            select kind, count(*)::int as planned, count(held_on)::int as held, coalesce(sum(invited) filter (where held_on is not null), 0)::int as invited, coalesce(sum(attended), 0)::int as attended from guidance where removed_at is null and year = @Year group by kind order by kind;
            select t.grade, count(*)::int as talents, count(*) filter (where m.is_member)::int as members, count(*) filter (where exists (select from guidance_attendance a join guidance g on g.id = a.guidance_id where a.talent_id = t.id and a.attended and a.removed_at is null and g.removed_at is null and g.year = @Year))::int as reached
            from talent t cross join lateral (select exists (select from grassroots_member m where m.person_id = t.person_id) as is_member) m where t.removed_at is null and t.state = '1' and t.grade in ('A', 'B', 'C', 'D') group by t.grade order by t.grade
            """, new { Year }, async grid => ((IReadOnlyList<Form>)[.. await grid.ReadAsync<Form>()], (IReadOnlyList<State>)[.. await grid.ReadAsync<State>()]), stop);
    }
}
