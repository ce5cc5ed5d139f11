using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Assessment;

/// <summary>平时考核 of a cycle: by unit how many are due and there, who is missing, and the share of 好.</summary>
[Needs(Assessing.Read)]
public sealed class RoutineModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Unit(Guid? Id, string Name, string Path, int Due, int There, int Good)
    {
        public int Missing => Due - There;
    }
    public sealed record Person(Guid Id, string Name, string? PostTitle, string? UnitName);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public int Cycle { get; private set; }
    public IReadOnlyList<(Unit Unit, Finding Share)> Units { get; private set; } = [];
    public IReadOnlyList<Person> Missing { get; private set; } = [];
    public Guid? Chosen { get; private set; }
    public bool MayWrite => Here.MayWrite(Assessing.Write);
    public string UrlOf(Unit unit) => $"?year={Year}&cycle={Cycle}&unit={unit.Id}";

    public async Task OnGetAsync(int? year, int? cycle, Guid? unit, CancellationToken stop)
    {
        var (today, last) = (Clock.Today, (Clock.Today.Month - 1) / 3);
        (Year, Cycle, Chosen) = (year is >= 2000 and <= 2100 ? year.Value : last == 0 ? today.Year - 1 : today.Year, cycle is >= 1 and <= 4 ? cycle.Value : last == 0 ? 4 : last, unit);
        var units = await db.QueryAsync<Unit>("""
            select u.id, coalesce(u.name, '没有登记单位') as name, min(c.locality_path) as path, count(*)::int as due, count(r.id)::int as there, count(*) filter (where r.grade = '1')::int as good
            from cadre c left join org.unit u on u.id = c.unit_id left join cadre_routine r on r.cadre_id = c.id and r.year = @Year and r.cycle = @Cycle and r.removed_at is null
            where c.removed_at is null and c.status = '1' and c.is_team_member group by u.id, u.name, u.rank_order order by count(*) - count(r.id) desc, min(c.locality_path), u.rank_order limit 300
            """, new { Year, Cycle }, stop);
        var lines = new List<(Unit, Finding)>();
        foreach (var one in units) lines.Add((one, await checks.CheckAsync(AssessmentRules.RoutineGood, new() { Assessed = one.There, Good = one.Good }, one.Path, stop: stop)));
        Units = lines;
        Missing = await db.QueryAsync<Person>("""
            select c.id, c.name, c.post_title, u.name as unit_name from cadre c left join org.unit u on u.id = c.unit_id
            where c.removed_at is null and c.status = '1' and c.is_team_member and (@unit::uuid is null or c.unit_id = @unit) and not exists (select from cadre_routine r where r.cadre_id = c.id and r.year = @Year and r.cycle = @Cycle and r.removed_at is null)
            order by c.locality_path, c.rank_order, c.id limit 100
            """, new { unit, Year, Cycle }, stop);
    }
}
