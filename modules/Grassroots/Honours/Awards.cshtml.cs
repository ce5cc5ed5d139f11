using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Honours;

/// <summary>“两优一先” of a year and kind: who qualifies by the rules and is not nominated yet, and who is nominated, side by side, against the quota. Reckoned, never typed.</summary>
[Needs(HonourProcedures.Read)]
public sealed class AwardsModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row
    {
        public Guid Id { get; init; }
        public Guid? CaseId { get; init; }
        public string Name { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public string? Organisation { get; init; }
        public DateOnly? BecameFullOn { get; init; }
        public string? Grade { get; init; }
        public int? Votes { get; init; }
        public int? Ballots { get; init; }
        public int Honours { get; init; }
        public int Hours { get; init; }
        public string? Stars { get; init; }
        public string? State { get; init; }
        public string? Step { get; init; }
        public string? Outcome { get; init; }
    }

    public sealed record Quota(string? Place, int Planned, int Used, int Nominated);

    public const int Most = 300;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string Kind { get; private set; } = "0121";
    public bool IsOfOrganisations => Kind == "0124";
    public string Procedure => IsOfOrganisations ? HonourProcedures.Advanced.Id : HonourProcedures.Awards.Id;
    public IReadOnlyList<Row> Qualified { get; private set; } = [];
    public IReadOnlyList<Row> Nominees { get; private set; } = [];
    public IReadOnlyList<Quota> Quotas { get; private set; } = [];
    public int Years { get; private set; }
    /// <summary>The conditions in words.</summary>
    public string Conditions => IsOfOrganisations ? "没有列为软弱涣散的党组织" : $"{Year - 1} 年度民主评议优秀，转正满 {Years} 年，不在处分影响期" + (Kind == "0122" ? "，现任党内职务" : "");
    public string Found => $"{Qualified.Count}" + (Qualified.Count == Most ? "+" : "");
    public bool MayAct => Here.MayWrite(HonourProcedures.Act);

    public async Task OnGetAsync(int? year, string? kind, CancellationToken stop)
    {
        Year = year is >= 1949 and <= 2200 ? year.Value : Clock.Today.Year;
        if (HonourProcedures.AwardKinds.Codes.Any(code => code.Value == kind)) Kind = kind!;
        Years = (await checks.SettingsAsync(stop)).For(HonourRules.Standing, Here.Locality.Path, Clock.Today).Int("years");
        const string nominated = "org.procedure_case c where c.module = 'grassroots' and c.procedure = @Procedure and c.state <> 'stopped' and c.facts ->> 'award_year' = @year", asked = "c.module = 'grassroots' and c.procedure = @Procedure and c.facts ->> 'award_year' = @year and c.facts ->> 'award_kind' = @Kind",
            member = "m.name, o.name as organisation, m.became_full_on, r.grade, r.votes_excellent as votes, r.ballots, (select count(*)::int from member_honour h where h.member_id = m.id and h.removed_at is null and h.kind < '02') as honours, (select coalesce(sum(d.hours), 0)::int from member_deed d where d.member_id = m.id and d.removed_at is null and d.confirmed_on is not null and d.done_on >= @from and d.done_on < @to) as hours",
            organisation = "o.name, o.stars, (select count(*)::int from organisation_honour h where h.organisation_id = o.id and h.removed_at is null and h.revoked_on is null) as honours",
            first = "(r.votes_excellent + 0.0) / nullif(r.ballots, 0) desc nulls last";
        var qualified = IsOfOrganisations
            ? $"""
                select o.id, o.locality_path, {organisation} from organisation o
                where o.removed_at is null and o.abolished_on is null and o.state = '1' and not o.is_weak and not exists (select from {nominated} and c.subject_id = o.id) order by o.stars desc nulls last, o.locality_path, o.rank_order, o.id limit {Most}
                """
            : $"""
                select m.id, m.locality_path, {member} from member_review r join member m on m.id = r.member_id join organisation o on o.id = m.organisation_id
                where r.removed_at is null and r.year = @before and r.grade = '1' and m.removed_at is null and m.left_on is null and m.membership_state = '1' and m.kind = '1' and m.became_full_on <= @latest
                  and not exists (select from member_honour h where h.member_id = m.id and h.removed_at is null and h.kind >= '022' and h.affects_until_on >= @Today) and not exists (select from {nominated} and c.subject_id = m.id)
                  {(Kind == "0122" ? "and exists (select from member_post p where p.member_id = m.id and p.removed_at is null and p.ended_on is null)" : "")}
                order by {first}, m.id limit {Most}
                """;
        var nominees = IsOfOrganisations
            ? $"select o.id, c.id as case_id, c.locality_path, {organisation}, c.state, c.step, c.outcome from org.procedure_case c join organisation o on o.id = c.subject_id where {asked} order by c.state = 'stopped', o.stars desc nulls last, c.id limit {Most}"
            : $"select m.id, c.id as case_id, c.locality_path, {member}, c.state, c.step, c.outcome from org.procedure_case c join member m on m.id = c.subject_id join organisation o on o.id = m.organisation_id left join member_review r on r.member_id = m.id and r.year = @before and r.removed_at is null where {asked} order by c.state = 'stopped', {first}, c.id limit {Most}";
        (Qualified, Nominees, Quotas) = await db.QueryManyAsync($"""
            {qualified};
            {nominees};
            select (select l.name from org.locality l where l.path = q.locality_path) as place, q.planned, u.used, u.nominated from award_quota q cross join lateral (
              select count(*) filter (where c.facts ->> 'reviewed_on' is not null)::int as used, count(*)::int as nominated from org.procedure_case c where {asked} and c.state <> 'stopped' and c.locality_path >= q.locality_path and c.locality_path < org.upper_bound(q.locality_path)) u
            where q.removed_at is null and q.kind = @Kind and q.year = @number order by q.locality_path limit 60
            """, new { Procedure, Kind, year = $"{Year}", number = Year, before = Year - 1, latest = Clock.Today.AddYears(-Years), Clock.Today, from = new DateOnly(Year - 1, 1, 1), to = new DateOnly(Year, 1, 1) },
            async grid => ((IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Quota>)[.. await grid.ReadAsync<Quota>()]), stop);
    }

    public string StandingOf(Row row) => row.State == "open" ? $"等“{(IsOfOrganisations ? HonourProcedures.Advanced : HonourProcedures.Awards).Find(row.Step ?? "")?.Title ?? row.Step}”" : row.Outcome ?? "办结";
    public static string SeniorityOf(Row row) => row.BecameFullOn is { } full ? $"{Clock.Today.Year - full.Year - (full.AddYears(Clock.Today.Year - full.Year) > Clock.Today ? 1 : 0)} 年" : "";
    public static string VotesOf(Row row) => row is { Votes: { } votes, Ballots: > 0 and var ballots } ? $"{votes} / {ballots}（{votes * 100 / ballots}%）" : "";
}
