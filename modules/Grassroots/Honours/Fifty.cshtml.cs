using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Honours;

/// <summary>光荣在党50年: who has fifty years in the Party on any day and has not had the medal, whose case runs, and who comes next year. Reckoned, never typed.</summary>
[Needs(HonourProcedures.Read)]
public sealed class FiftyModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row(Guid Id, string Name, string? Sex, DateOnly? BirthOn, string Organisation, DateOnly BecameFullOn, DateOnly JoinedOn, int InterruptedMonths, string? Step, string? Punishment);
    public sealed record Sum(int Entitled, int Given, int Running, int NextYear);

    const int Most = 300;

    public Here Here { get; } = here;
    public DateOnly On { get; private set; }
    public string? Fault { get; private set; }
    public Sum Counts { get; private set; } = new(0, 0, 0, 0);
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool IsCut => Rows.Count == Most;
    public bool MayAct => Here.MayWrite(HonourProcedures.Act);
    /// <summary>The next day the years are reckoned to, and how many there have to be: as the rule says here.</summary>
    public DateOnly Next { get; private set; }
    public int Years { get; private set; }

    public async Task OnGetAsync(string? on, CancellationToken stop)
    {
        var terms = (await checks.SettingsAsync(stop)).For(MemberRules.FiftyYears, Here.Locality.Path, Clock.Today);
        Years = terms.Int("years");
        var cutoff = MemberRules.CutoffOf(Clock.Today.Year, terms);
        On = Next = Clock.Today > cutoff ? MemberRules.CutoffOf(Clock.Today.Year + 1, terms) : cutoff;
        if (!string.IsNullOrWhiteSpace(on))
        {
            if (Dates.TryParse(on, out var day, out var fault)) On = day;
            else Fault = fault;
        }
        const string counted = "(m.became_full_on + make_interval(months => m.interrupted_months))::date", entitled = $"{counted} <= @limit", present = "m.removed_at is null and m.left_on is null and m.membership_state = '1'", given = "exists (select from member_honour h where h.member_id = m.id and h.kind = '0123' and h.removed_at is null)", running = "org.procedure_case c where c.procedure = 'medals' and c.subject_id = m.id and c.state = 'open'";
        (Counts, Rows) = await db.QueryManyAsync($"""
            select count(*) filter (where {entitled})::int as entitled, count(*) filter (where {entitled} and {given})::int as given, count(*) filter (where {entitled} and exists (select from {running}))::int as running, count(*) filter (where not {entitled})::int as next_year
            from member m where {present} and m.became_full_on <= @later and {counted} <= @later;
            select m.id, m.name, m.sex, m.birth_on, o.name as organisation, m.became_full_on, m.joined_on, m.interrupted_months, (select c.step from {running}) as step,
                   (select h.title from member_honour h where h.member_id = m.id and h.kind >= '022' and h.removed_at is null order by h.awarded_on desc limit 1) as punishment
            from member m join organisation o on o.id = m.organisation_id where {present} and m.became_full_on <= @limit and {entitled} and not {given} order by m.became_full_on, m.id limit {Most}
            """, new { limit = On.AddYears(-Years), later = On.AddYears(1 - Years) }, async grid => (await grid.ReadFirstAsync<Sum>(), (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()]), stop);
    }

    /// <summary>Whole years in the Party on that day, counted from becoming a full member, less what was interrupted.</summary>
    public int YearsOf(Row row) => YearsFrom(row.BecameFullOn.AddMonths(row.InterruptedMonths));
    int YearsFrom(DateOnly full) => On.Year - full.Year - (full.AddYears(On.Year - full.Year) > On ? 1 : 0);
    public static string StepName(string step) => HonourProcedures.Medals.Find(step)?.Title ?? step;
}
