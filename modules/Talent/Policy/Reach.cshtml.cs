using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Policy;

/// <summary>宣传和知晓: which towns, enterprises and schools a policy has reached this year, and how many know of it, wave by wave.</summary>
[Needs(Policies.Read)]
public sealed class ReachModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record Kind(string Audience, int All, int Reached, int Times, int People);
    public sealed record Missing(string Audience, string Name, string Place);
    public sealed record Wave(Guid Id, string Place, string Title, string Policy, Guid PolicyId, DateOnly HeldOn, string? Audience, int Answers, int Aware, int Promotions);

    public Here Here => here;
    public IReadOnlyList<Kind> Kinds { get; private set; } = [];
    public IReadOnlyList<Missing> Left { get; private set; } = [];
    public IReadOnlyList<Wave> Waves { get; private set; } = [];
    public decimal Floor { get; private set; }
    /// <summary>Seen from above counties: what is said of one says of which.</summary>
    public bool IsOfMany => here.Locality.Kind < LocalityKind.County;
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    /// <summary>Against the wave before it, of the same place, policy and group: in points.</summary>
    public string Change(Wave wave) => Waves.FirstOrDefault(before => before.Place == wave.Place && before.PolicyId == wave.PolicyId && before.Audience == wave.Audience && before.HeldOn < wave.HeldOn) is { Answers: > 0 } earlier && wave.Answers > 0 ? $"{wave.Aware * 100m / wave.Answers - earlier.Aware * 100m / earlier.Answers:+0.0;-0.0;0.0}" : "—";

    public async Task OnGetAsync(CancellationToken stop)
    {
        var terms = (await rules.SettingsAsync(stop)).For(Practice.Aware, here.Locality.Path, Clock.Today);
        Floor = terms["rate"];
        (Kinds, Left, Waves) = await db.QueryManyAsync("""
            with p as (select * from promotion where removed_at is null and held_on >= @from and held_on <= @today),
            targets as (select '1' as audience, l.name, exists (select from p where p.audience = '1' and (p.town = l.name or starts_with(p.locality_path, l.path))) as reached from org.locality l where l.kind = 4 and starts_with(l.path, @path)
              union all select case e.kind when '1' then '2' else '3' end, e.name, exists (select from p where p.employer_id = e.id) from employer e where e.removed_at is null and e.kind in ('1', '2'))
            select t.audience, count(*)::int as all, count(*) filter (where t.reached)::int as reached, (select count(*)::int from p where p.audience = t.audience) as times, (select coalesce(sum(p.reached), 0)::int from p where p.audience = t.audience) as people from targets t group by t.audience order by t.audience;
            with p as (select * from promotion where removed_at is null and held_on >= @from and held_on <= @today),
            targets as (select '1' as audience, l.name, l.path as place, 0 as n, exists (select from p where p.audience = '1' and (p.town = l.name or starts_with(p.locality_path, l.path))) as reached from org.locality l where l.kind = 4 and starts_with(l.path, @path)
              union all select case e.kind when '1' then '2' else '3' end, e.name, e.locality_path, e.rank_order, exists (select from p where p.employer_id = e.id) from employer e where e.removed_at is null and e.kind in ('1', '2'))
            select m.audience, m.name, coalesce((select l.name from org.locality l where l.kind in (2, 3) and starts_with(m.place, l.path) order by length(l.path) desc limit 1), '') as place from (select audience, name, place, row_number() over (partition by audience order by place, n, name) as at from targets where not reached) m where m.at <= 20 order by m.audience, m.at;
            select w.id, l.name as place, w.title, y.title as policy, w.policy_id, w.held_on, a.audience, count(*)::int as answers, count(*) filter (where a.known * 100 >= w.questions * @share)::int as aware, (select count(*)::int from promotion m where m.policy_id = w.policy_id and m.removed_at is null and m.held_on <= w.held_on and m.held_on > w.held_on - 183) as promotions
            from awareness_wave w join org.locality l on l.path = w.locality_path join policy y on y.id = w.policy_id join awareness_answer a on a.awareness_wave_id = w.id and a.removed_at is null where w.removed_at is null group by w.id, l.name, y.title, grouping sets ((a.audience), ()) order by w.held_on desc, w.locality_path, w.id, a.audience nulls first limit 120
            """, new { today = Clock.Today, from = new DateOnly(Clock.Today.Year, 1, 1), path = here.Locality.Path, share = terms["share"] },
            async grid => ((IReadOnlyList<Kind>)[.. await grid.ReadAsync<Kind>()], (IReadOnlyList<Missing>)[.. await grid.ReadAsync<Missing>()], (IReadOnlyList<Wave>)[.. await grid.ReadAsync<Wave>()]), stop);
    }
}
