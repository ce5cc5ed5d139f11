using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Demand;

/// <summary>用人主体: who led this year's introductions, what employers did on their own, their problems by type with how long they took.</summary>
[Needs(Employers.Read)]
public sealed class PrincipalsModel(Db db, Here here) : PageModel
{
    public sealed record Kind(string Code, int Raised, int Closed, int Overdue, double? Days);
    public sealed record Own(Guid Id, string Name, string Kind, int Actions, int Posts, int Spent, int Introduced);
    public sealed record Counts(int All, int Government, int Employers);

    public Here Here => here;
    public static int Year => Clock.Today.Year;
    public IReadOnlyList<Kind> Kinds { get; private set; } = [];
    public IReadOnlyList<Own> Active { get; private set; } = [];
    public Counts Led { get; private set; } = new(0, 0, 0);
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(CancellationToken stop) => (Kinds, Active, Led) = await db.QueryManyAsync("""
        select c.code, count(p.id)::int as raised, count(p.closed_on)::int as closed, count(*) filter (where p.closed_on is null and p.due_on < @today)::int as overdue, percentile_cont(0.5) within group (order by p.closed_on - p.raised_on) as days
        from unnest(@kinds) with ordinality c (code, n) left join enterprise_problem p on p.kind = c.code and p.removed_at is null and p.raised_on >= @from and p.raised_on <= @today group by c.code, c.n order by c.n;
        select e.id, e.name, e.kind, count(*)::int as actions, sum(a.posts)::int as posts, sum(a.spent)::int as spent, sum(a.introduced)::int as introduced from employer_action a join employer e on e.id = a.employer_id
        where a.removed_at is null and e.removed_at is null and a.acted_on >= @from and a.acted_on <= @today group by e.id order by sum(a.spent) desc, e.id limit 50;
        select count(*)::int as all, count(*) filter (where led_by = '1')::int as government, count(*) filter (where led_by = '2')::int as employers from introduction where removed_at is null and verified_on is not null and arrived_on >= @from and arrived_on <= @today
        """, new { from = new DateOnly(Clock.Today.Year, 1, 1), today = Clock.Today, kinds = Problems.Kind.Codes.Select(code => code.Value).ToArray() },
        async grid => ((IReadOnlyList<Kind>)[.. await grid.ReadAsync<Kind>()], (IReadOnlyList<Own>)[.. await grid.ReadAsync<Own>()], await grid.ReadFirstAsync<Counts>()), stop);
}
